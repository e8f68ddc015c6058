"""What is asked of each of some things: of each the answer of its own, the thing itself in the first column.

"Each season of X" is put as any of them, with a mark (`Apiece`) among its atoms that goes wherever the phrase goes; when
the question is whole, the mark becomes a column. (Quantifiers kept aside till the end are Cooper's storage: R. Cooper,
Quantification and Syntactic Theory, 1983.)
"""

from __future__ import annotations

from dataclasses import replace
from typing import TypeGuard

from continuity import vocab
from continuity.language.logical import (
    Apiece,
    Atom,
    Compare,
    Const,
    Every,
    Form,
    Is,
    Rel,
    Tally,
    Term,
    Total,
    Var,
    inside,
    mapped,
    terms_of,
)
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, wholes_of
from continuity.language.wording import Question
from continuity.language.works import Made

#: What of a work may be what it is in, where another work is where it is told: a death is of one who is in several.
_EVENTS = ("Death", "Deceased", "Return")
#: The kinds of question of which each of some things has an answer of its own.
_KINDS = {"rows", "count"}


#: What something is to one thing alone, or what it is to it that it is to nothing else: of every one there is another.
_OWN = {"diesIn", "plays", "killedBy"}


#: What one may be to all of several at once, "each" or not.
_TOGETHER = {"appearsIn", "actsIn", "memberOf"}


def unmarked(n: Phrase) -> Phrase:
    """Any of a set, without its mark."""
    return replace(n, atoms=tuple(a for a in n.atoms if not isinstance(a, Apiece)))


def is_marked(n: Phrase) -> bool:
    """Whether each of a set is to be answered for."""
    return any(isinstance(a, Apiece) for a in n.atoms)


def marked(n: Phrase, words: str) -> Phrase:
    """Any of a set, each of which is to be answered for."""
    return replace(n, atoms=(*n.atoms, Apiece(n.head, words)), words=words)


def weight(q: Question) -> float:
    """What it costs to mean what holds of all at once, or of each its own, by what is asked."""
    told = [a for one in q.form.atoms for a in _open(one)]
    for atom in told:
        match atom:
            case Every(near, each, _, body) if any(_is_own(a, near, each) for a in body):
                return 0.3
            case Apiece() if q.form.kind == "count":
                return 0.25  # what counts for each has rules of its own
            case Apiece(each, words) if words.startswith("each "):
                if not any(_joins(a, each) and a.property in _TOGETHER for a in told):
                    return -0.25
                return 0.0 if q.form.best is None else -0.1  # the best of each is hardly one that is of all
    return 0.0


def _joins(atom: Atom, each: Term) -> TypeGuard[Rel]:
    return isinstance(atom, Rel) and each in (atom.subject, atom.object)


def _is_own(atom: Atom, near: Term, each: Term) -> bool:
    """Whether of each of several there is one of its own: a date, a number, who plays them, who dies there."""
    if isinstance(atom, Total):
        return (atom.work, atom.number) == (each, near)
    if not _joins(atom, each) or near not in (atom.subject, atom.object):
        return False
    known = vocab.terms().properties.get(atom.property)
    return atom.property in _OWN or (known is not None and known.value not in ("id", "concept"))


def spread(q: Question) -> Question | None:
    """A question with its mark put as a column; as it is where it has none, nothing where that cannot be."""
    marks = {a for one in q.form.atoms for a in _open(one) if isinstance(a, Apiece)}
    deep = any(isinstance(a, Apiece) for one in (*q.form.atoms, *q.form.whole) for a in inside(one))
    if not marks and not deep:
        return q
    if len(marks) != 1 or q.form.kind not in _KINDS:
        return None
    (mark,) = marks
    if mark.words.startswith("every ") and mark not in q.form.atoms:
        return None  # "at least one episode of every season" is of them all
    form = replace(q.form, atoms=tuple(_apart(a, mark) for a in q.form.atoms if a != mark))
    if any(isinstance(a, Apiece) for one in (*form.atoms, *form.whole) for a in inside(one)):
        return None
    made = _of_each(form, mark)
    return replace(q, form=made) if made is not None else None


def _open(atom: Atom) -> tuple[Atom, ...]:
    """What is said beside it or, of a number, in it."""
    return (atom, *atom.atoms) if isinstance(atom, Tally) else (atom,)


def _apart(atom: Atom, mark: Apiece) -> Atom:
    """A number counted of each for itself, where it is of what is marked."""
    if not isinstance(atom, Tally) or atom.by == mark.term or mark.term not in terms_of(atom):
        return atom
    return replace(atom, atoms=tuple(a for a in atom.atoms if a != mark), beside=(mark.term,))


def _of_each(form: Form, mark: Apiece) -> Form | None:
    each, words = mark.term, mark.words.partition(" ")[2]
    if each in form.targets and form.kind == "rows":
        at = form.targets.index(each)
        order = (at, *(i for i in range(len(form.targets)) if i != at))
        columns = tuple(form.columns[i] for i in order if i < len(form.columns))
        return replace(form, targets=tuple(form.targets[i] for i in order), columns=columns)
    if not isinstance(each, Var) or each in form.targets or form.op or form.limit or form.then:
        return None
    if form.best is not None:
        return _best_of_each(form, each, words)
    if form.kind == "rows":
        return replace(form, targets=(each, *form.targets), columns=(words, *form.columns))
    return _counted(each, form, form.atoms, words)


def _is_date(name: str) -> bool:
    known = vocab.terms().properties.get(name)
    return known is not None and known.value == "date"


def _best_of_each(form: Form, each: Var, words: str) -> Form | None:
    """ "the longest episode of each season"."""
    best = form.best
    if best is None or form.kind != "rows":
        return None
    top = Var(f"top.{each.name}")
    ends = Tally(each, best, top, form.atoms, "MIN" if form.lowest else "MAX")
    dated = any(isinstance(a, Rel) and a.object == best and _is_date(a.property) for a in form.atoms)
    atoms = (*form.atoms, ends, Compare("=", best, top, numbers=not dated))
    targets, columns = (each, *form.targets), (words, *form.columns)
    return replace(form, targets=targets, columns=columns, atoms=atoms, best=None, lowest=False)


def by_part(q: Question, group: Phrase, part: str) -> Made:
    """ "who dies in X, by season", "how many": the same of each part (so called) of the one work of which it is asked."""
    form, each, wholes = q.form, group.head, wholes_of(group)
    works = {t for a in form.atoms for t in terms_of(a) if isinstance(t, Const) and is_a(t.cls, ("Work",))}
    if any(isinstance(a, Is) and a.cls in group.classes for a in form.atoms):
        return  # what it is to be asked of is said: "in seasons of X"
    if form.kind not in _KINDS or len(group.atoms) > 1 or len(works) != 1 or not isinstance(each, Var):
        return
    (work,) = works
    if any(isinstance(a, Is) and a.cls in _EVENTS for a in form.atoms) and not any(
        isinstance(a, Rel) and (a.property, a.object) == ("in", work) for a in form.atoms
    ):
        return  # those of a season who died, it may be in another
    if not wholes or not is_a(work.cls, wholes) or not form.as_of == form.until == form.op == "":
        return
    atoms = (*group.atoms, Rel("within", each, work))
    within = mapped(form.atoms, {work: each})
    if form.kind == "rows":
        made = replace(form, atoms=(*atoms, Apiece(each, f"each {part}"), *within))
    else:
        made = _counted(each, form, within, group.words, atoms)
    yield replace(q, form=made, reading=f"{q.reading.removesuffix('?')}, by {part}?"), 0.3


def _counted(each: Var, form: Form, counted: tuple[Atom, ...], words: str, atoms: tuple[Atom, ...] = ()) -> Form:
    number = Var(f"number.{each.name}")
    tally = Tally(each, form.targets[0], number, counted)
    return Form("rows", (each, number), (*atoms, tally), (words, *form.columns))
