"""Rankings by score: where readers of several kinds gave scores, which of them is meant is asked back."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.logical import Atom, Compare, Const, Either, Not, Rel, Tally, Term, Var
from continuity.language.wording import Question

#: Said where scores are ranked of which there are several kinds.
BY_CRITICS = "the scores by critics count, as it is not said whose"


#: Said where works are ranked by their scores.
NEWEST = "of scores of one kind the newest counts"


def apart(canon: CanonGraph, question: Question) -> tuple[Question, ...]:
    """A question that ranks by scores of whomever: one for each who gave any; any other question as it is.

    Scores of one kind are ranked, those of critics where nothing is said of it.
    """
    form = question.form
    if form.kind == "compare":
        return (_weighed(canon, question),)
    if form.kind == "average":
        return (_averaged(canon, question),)
    nodes = [a.subject for a in form.atoms if isinstance(a, Rel) and a.property == "value" and a.object == form.best]
    if form.best is None or form.kind != "rows" or not nodes:
        return _conditioned(canon, question)
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


def _weighed(canon: CanonGraph, question: Question) -> Question:
    """Two scores that are compared: the newest, and those of critics where nothing is said of it."""
    form = question.form
    scores = [a.subject for a in form.atoms if isinstance(a, Rel) and a.property == "value"]
    if not scores:
        return question
    atoms, notes = (*form.atoms, *map(_newest, scores)), [NEWEST]
    told = any(_kind_told(node, form.atoms) for node in scores)
    if not told and all(_kinds(canon, _giver(node, form.atoms)) > 1 for node in scores):
        atoms, notes = (*atoms, Rel("scoreKind", scores[0], Const("critics"))), [NEWEST, BY_CRITICS]
    return replace(question, form=replace(form, atoms=atoms), notes=tuple(dict.fromkeys((*question.notes, *notes))))


def _conditioned(canon: CanonGraph, question: Question) -> tuple[Question, ...]:
    """A question of what scored so much: the newest scores count, those of critics where nothing is said of it, and
    where it is not said whose it is one for each who gave any.
    """
    nodes = tuple(_compared(question.form.atoms))
    if not nodes:
        return (question,)
    notes = [NEWEST]
    if any(not _kind_told(node, atoms) and _kinds(canon, _giver(node, atoms)) > 1 for node, atoms in nodes):
        notes.append(BY_CRITICS)
    question = replace(question, notes=tuple(dict.fromkeys((*question.notes, *notes))))

    def meant(giver: str) -> Question:
        return replace(question, form=replace(question.form, atoms=_refined(canon, question.form.atoms, giver)))

    if all(_giver(node, atoms) for node, atoms in nodes):
        return (meant(""),)
    kind = _kind_told(*nodes[0])
    givers = [g for g in _givers(canon, kind) if all(_gave(canon, g, node, atoms) for node, atoms in nodes)]
    if len(givers) < 2:
        return (meant(""),)
    bare = question.reading.removesuffix("?")
    return tuple(replace(meant(g), reading=f"{bare} on {canon.label(g)}?") for g in givers)


def _compared(atoms: tuple[Atom, ...]) -> Iterator[tuple[Term, tuple[Atom, ...]]]:
    """The scores whose values are compared, each with the atoms among which it stands."""
    sides = {t for a in atoms if isinstance(a, Compare) for t in (a.term, a.value)}
    for atom in atoms:
        if isinstance(atom, Rel) and atom.property == "value" and atom.object in sides:
            yield atom.subject, atoms
        elif isinstance(atom, Not | Tally):
            yield from _compared(atom.atoms)
        elif isinstance(atom, Either):
            for branch in atom.branches:
                yield from _compared(branch)


def _refined(canon: CanonGraph, atoms: tuple[Atom, ...], giver: str) -> tuple[Atom, ...]:
    """The atoms with the scores that are compared being the newest of one kind, by somebody."""
    made = [_refined_one(canon, atom, giver) for atom in atoms]
    for node, beside in _compared(atoms):
        if beside is not atoms:
            continue
        made.append(_newest(node))
        if not _kind_told(node, atoms) and _kinds(canon, _giver(node, atoms)) > 1:
            made.append(Rel("scoreKind", node, Const("critics")))
        if giver and not _giver(node, atoms):
            made.append(Rel("givenBy", node, Const(giver, canon.type(giver))))
    return tuple(made)


def _refined_one(canon: CanonGraph, atom: Atom, giver: str) -> Atom:
    match atom:
        case Not() | Tally():
            return replace(atom, atoms=_refined(canon, atom.atoms, giver))
        case Either(branches):
            return Either(tuple(_refined(canon, branch, giver) for branch in branches))
    return atom


def _gave(canon: CanonGraph, giver: str, node: Term, atoms: tuple[Atom, ...]) -> bool:
    """Whether somebody gave a score to the work by name of which one is asked, or to one of its parts."""
    works = (a.object for a in atoms if isinstance(a, Rel) and a.property == "of" and a.subject == node)
    work = next((w for w in works if isinstance(w, Const)), None)
    if work is None:
        return True
    of, by = store.iri(vocab.term("of")), store.iri(vocab.term("givenBy"))
    scores = {q.subject for q in canon.facts.match(None, by, canon.node(giver), store.DEFAULT)}
    rated = {canon.id(q.object) for q in canon.facts.match(None, of, None, store.DEFAULT) if q.subject in scores}
    return any(one == work.id or one.startswith(work.id.removesuffix("series")) for one in rated)


def _const(node: Term, atoms: tuple[Atom, ...], name: str) -> str:
    """What is told of a score by name among some atoms."""
    told = (a.object for a in atoms if isinstance(a, Rel) and (a.property, a.subject) == (name, node))
    return next((t.id for t in told if isinstance(t, Const)), "")


def _kind_told(node: Term, atoms: tuple[Atom, ...]) -> str:
    return _const(node, atoms, "scoreKind")


def _giver(node: Term, atoms: tuple[Atom, ...]) -> str:
    return _const(node, atoms, "givenBy")


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
    return _const(node, question.form.atoms, name)
