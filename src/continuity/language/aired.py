"""What is told of a series, or of no work at all, as of those works that came out in a stretch of time."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Const, Either, Is, Not, Rel, Tally, Term, Var, mapped
from continuity.language.names import is_a
from continuity.language.statements import TOLD_IN
from continuity.language.times import When
from continuity.language.wording import Question
from continuity.language.works import Made

#: What holds of a series because it does of its parts.
OF_PARTS = ("actsIn", "appearsIn", "diesIn", "directorOf", "writerOf", "composerOf", "executiveProducerOf")
#: Statements that name a work, and where they do.
_STATED = {"Portrayal": "work", "Death": "in", "Return": "in", "Appearance": "in"}
PART, _TOLD = Var("aired"), Var("aired.told")
#: What comes out on a day: of a series only the parts do.
_KINDS = Either(tuple((Is(cls, PART),) for cls in ("Episode", "Season", "Film", "Special")))


def aired(q: Question, when: When) -> Made:
    """ "who died in X in 2016", "whom did X kill before 2018": in what came out then."""
    form = q.form
    if form.kind not in ("rows", "count", "truth") or form.whole or form.then:
        return
    if when.work is not None or form.as_of or form.until or form.canon or form.op or when.words.startswith("as of"):
        return  # as of a date is as was known then
    found = tuple(_told(form.atoms, when))
    plain = form.kind == "rows" and " " not in form.columns[0]  # of "characters of A" only what they do is dated
    atoms = found[0] if len(found) == 1 else _each_told(form.atoms, when) if plain else form.atoms
    if found and atoms != form.atoms:
        reading = f"{q.reading.removesuffix('?')} {when.words}?"
        yield replace(q, form=replace(form, atoms=atoms), reading=reading), 0.05


def _told(atoms: tuple[Atom, ...], when: When) -> Iterator[tuple[Atom, ...]]:
    """The atoms with each one of them that may be told of what came out then told so."""
    stated = {a.term: a.cls for a in atoms if isinstance(a, Is) and a.cls in _STATED}
    for i, atom in enumerate(atoms):
        before, after = atoms[:i], atoms[i + 1 :]
        match atom:
            case Not(inner):
                yield from ((*before, Not(one), *after) for one in _told(inner, when))
            case Tally(by, _, _, inner) if not isinstance(by, Const):
                yield from ((*before, replace(atom, atoms=one), *after) for one in _told(inner, when))
            case Rel(name, one, Const(cls=cls) as work) if is_a(cls, ("Series", "Franchise")):
                if name in OF_PARTS or name == _STATED.get(stated.get(one, "")):
                    there = mapped((atom,), {work: PART})
                    yield *before, *parts_out(work, when), *there, *after
            case Rel(name, _, Var() as work) if name in OF_PARTS and Is("Series", work) in atoms:
                yield *before, *parts_out(work, when), *mapped((atom,), {work: PART}), *after
            case Rel(name, _, Const(cls=cls) as work) if name in OF_PARTS:
                yield *before, *_then(when, work), atom, *after
            case Rel(name, one, other) if name in TOLD_IN:
                cls, first, second, slot = TOLD_IN[name]
                ends = Is(cls, _TOLD), Rel(first, _TOLD, one), Rel(second, _TOLD, other)
                yield *before, *ends, _KINDS, *_then(when), Rel(slot, _TOLD, PART, False, True), *after


def _each_told(atoms: tuple[Atom, ...], when: When) -> tuple[Atom, ...]:
    """The atoms where all that is told is told of series by name, "in A and in B", so; else as they are."""
    made: list[Atom] = []
    for atom in atoms:
        match atom:
            case Is():
                made.append(atom)
            case Not((Rel(name, _, Const(cls="Series") as work) as one,)) if name in OF_PARTS:
                made.append(Not(_apart(one, work, when)))
            case Rel(name, _, Const(cls="Series") as work) if name in OF_PARTS:
                made += _apart(atom, work, when)
            case _:
                return atoms
    return tuple(made)


def _apart(atom: Rel, work: Const, when: When) -> tuple[Atom, ...]:
    """The same of a part of its own."""
    part, date = Var(f"aired.{work.id}"), when.phrase("released").head
    told = (*parts_out(work, when), *mapped((atom,), {work: PART}))
    return mapped(told, {PART: part, date: Var(f"{part.name}.date")})


def parts_out(whole: Term, when: When) -> tuple[Atom, ...]:
    """That a part of a whole, `PART`, came out then."""
    return _KINDS, Rel("within", PART, whole), *_then(when)


def _then(when: When, work: Term = PART) -> tuple[Atom, ...]:
    date = when.phrase("released")
    return *date.atoms, Rel("released", work, date.head)


def aired_rules() -> list[Rule]:
    """The rules of such questions."""
    return [Rule("Q", ("Q", "TP"), aired), Rule("Q", ("TP", "Q"), lambda when, q: aired(q, when))]
