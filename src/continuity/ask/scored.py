"""Rankings by score: where readers of several kinds gave scores, which of them is meant is asked back."""

from __future__ import annotations

from dataclasses import replace

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.logical import Const, Rel, Term
from continuity.language.wording import Question


def apart(canon: CanonGraph, question: Question) -> tuple[Question, ...]:
    """A question that ranks by scores of whomever: one for each who gave any; any other question as it is."""
    form = question.form
    nodes = [a.subject for a in form.atoms if isinstance(a, Rel) and a.property == "value" and a.object == form.best]
    if form.best is None or form.kind != "rows" or not nodes or _given(nodes[0], question):
        return (question,)
    by = store.iri(vocab.term("givenBy"))
    givers = sorted({canon.id(q.object) for q in canon.facts.match(None, by, None, store.DEFAULT)})
    if len(givers) < 2:
        return (question,)
    bare = question.reading.removesuffix("?")
    return tuple(
        replace(
            question,
            form=replace(form, atoms=(*form.atoms, Rel("givenBy", nodes[0], Const(g, canon.type(g))))),
            reading=f"{bare} on {canon.label(g)}?",
        )
        for g in givers
    )


def _given(node: Term, question: Question) -> bool:
    """Whether a score is asked of one giver."""
    named = (a for a in question.form.atoms if isinstance(a, Rel) and a.property == "givenBy" and a.subject == node)
    return any(isinstance(a.object, Const) for a in named)
