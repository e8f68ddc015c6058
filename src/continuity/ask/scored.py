"""Rankings by score: where readers of several kinds gave scores, which of them is meant is asked back."""

from __future__ import annotations

from dataclasses import replace

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.logical import Compare, Const, Not, Rel, Term, Var
from continuity.language.wording import Question

#: Said where scores are ranked of which there are several kinds.
BY_CRITICS = "the scores by critics are ranked, as it is not said whose"


#: Said where works are ranked by their scores.
NEWEST = "of scores of one kind the newest counts"


def apart(canon: CanonGraph, question: Question) -> tuple[Question, ...]:
    """A question that ranks by scores of whomever: one for each who gave any; any other question as it is.

    Scores of one kind are ranked, those of critics where nothing is said of it.
    """
    form = question.form
    if form.kind == "compare":
        scores = [a.subject for a in form.atoms if isinstance(a, Rel) and a.property == "value"]
        newest = replace(form, atoms=(*form.atoms, *map(_newest, scores)))
        return (replace(question, form=newest, notes=(*question.notes, *((NEWEST,) if scores else ()))),)
    if form.kind == "average":
        return (_averaged(canon, question),)
    nodes = [a.subject for a in form.atoms if isinstance(a, Rel) and a.property == "value" and a.object == form.best]
    if form.best is None or form.kind != "rows" or not nodes:
        return (question,)
    (node, *_) = nodes
    form = replace(form, atoms=(*form.atoms, _newest(node)))
    question = replace(question, form=form, notes=(*question.notes, NEWEST))
    kind = _told(node, question, "scoreKind")
    if not kind and _kinds(canon, _told(node, question, "givenBy")) > 1:
        form = replace(form, atoms=(*form.atoms, Rel("scoreKind", node, Const("critics"))))
        question = replace(question, form=form, notes=(*question.notes, BY_CRITICS))
    if _told(node, question, "givenBy"):
        return (question,)
    givers = _givers(canon, kind)
    if len(givers) < 2:
        return (question,)
    bare = question.reading.removesuffix("?")
    return tuple(
        replace(
            question,
            form=replace(form, atoms=(*form.atoms, Rel("givenBy", node, Const(g, canon.type(g))))),
            reading=f"{bare} on {canon.label(g)}?",
        )
        for g in givers
    )


def _averaged(canon: CanonGraph, question: Question) -> Question:
    """An average of scores is of one kind, those of critics where nothing is said of it."""
    form = question.form
    nodes = [
        a.subject for a in form.atoms if isinstance(a, Rel) and (a.property, a.object) == ("value", form.targets[0])
    ]
    for node in nodes[:1]:
        if not _told(node, question, "scoreKind") and _kinds(canon, _told(node, question, "givenBy")) > 1:
            form = replace(form, atoms=(*form.atoms, Rel("scoreKind", node, Const("critics"))))
            question = replace(question, form=form, notes=(*question.notes, BY_CRITICS))
        newest = replace(form, atoms=(*form.atoms, _newest(node)))
        question = replace(question, form=newest, notes=(*question.notes, NEWEST))
    return question


def _newest(node: Term) -> Not:
    """That no later score of the same kind is told of the same work by the same: the first reviews give no ranking."""
    later, by, kind, work = Var("later"), Var("later.by"), Var("later.kind"), Var("later.of")
    before, after = Var("date.before"), Var("date.after")
    same = (("of", work), ("givenBy", by), ("scoreKind", kind))
    alike = tuple(Rel(name, one, shared) for name, shared in same for one in (node, later))
    return Not((*alike, Rel("date", node, before), Rel("date", later, after), Compare(">", after, before)))


def _givers(canon: CanonGraph, kind: str) -> list[str]:
    """Who gave scores, of one kind where it is told."""
    by, of = store.iri(vocab.term("givenBy")), store.iri(vocab.term("scoreKind"))
    told = canon.facts.match(None, by, None, store.DEFAULT)
    if kind:
        alike = {q.subject for q in canon.facts.match(None, of, store.iri(vocab.term(kind)), store.DEFAULT)}
        return sorted({canon.id(q.object) for q in told if q.subject in alike})
    return sorted({canon.id(q.object) for q in told})


def _kinds(canon: CanonGraph, giver: str) -> int:
    """Of how many kinds the scores are that somebody gave, or anybody."""
    by, of = store.iri(vocab.term("givenBy")), store.iri(vocab.term("scoreKind"))
    whose = canon.node(giver) if giver else None
    given = {q.subject for q in canon.facts.match(None, by, whose, store.DEFAULT)}
    return len({q.object for q in canon.facts.match(None, of, None, store.DEFAULT) if q.subject in given})


def _told(node: Term, question: Question, name: str) -> str:
    """What is asked of a score, where it is said: of whom, or of which kind."""
    asked = (a for a in question.form.atoms if isinstance(a, Rel) and a.property == name and a.subject == node)
    return next((a.object.id for a in asked if isinstance(a.object, Const)), "")
