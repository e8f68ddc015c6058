"""Others: who asks for others than somebody takes that one to be among them, which tells things of one name apart."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from continuity.language.logical import Atom, Compare, Const, Form, Not, Rel
from continuity.language.wording import Question
from continuity.model import Reading


def besides(questions: tuple[Question, ...], read: Callable[[Question], Reading]) -> tuple[Question, ...]:
    """The one of some questions that leaves out only what would else answer it; all, where none or several do."""
    if not all(_left_out(q.form) for q in questions):
        return questions
    fitting = tuple(q for q in questions if _would_answer(q, read))
    return fitting if len(fitting) == 1 else questions


def _would_answer(question: Question, read: Callable[[Question], Reading]) -> bool:
    out = _left_out(question.form)
    rest = tuple(a for a in question.form.atoms if not _leaves_out(a, question.form, out))
    rows = read(replace(question, form=replace(question.form, atoms=rest))).rows if rest else ()
    return out <= {row[0].id for row in rows}


def _left_out(form: Form) -> frozenset[str]:
    """The things that are not to be among the answers."""
    apart = (a for a in form.atoms if isinstance(a, Compare) and a.op == "!=" and a.term in form.targets[:1])
    return frozenset(a.value.id for a in apart if isinstance(a.value, Const)) if form.kind == "rows" else frozenset()


def _leaves_out(atom: Atom, form: Form, out: frozenset[str]) -> bool:
    """Whether an atom says that something, or a part of it, is not to be among the answers."""
    if isinstance(atom, Not) and len(atom.atoms) == 1 and isinstance(part := atom.atoms[0], Rel):
        whole = part.object.id if isinstance(part.object, Const) else ""
        return part.property == "within" and part.subject in form.targets and whole in out
    if not isinstance(atom, Compare) or atom.op != "!=" or atom.term not in form.targets[:1]:
        return False
    return isinstance(atom.value, Const)
