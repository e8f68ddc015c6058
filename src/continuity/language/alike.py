"""Forms alike: what two logical forms that mean the same have in common, whatever their variables are called."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from continuity import vocab
from continuity.language.logical import (
    Among,
    Atom,
    Compare,
    Const,
    Either,
    Every,
    Form,
    Is,
    Literal,
    Not,
    Order,
    Rel,
    Tally,
    Term,
    Var,
    mapped,
    terms_of,
)
from continuity.language.statements import TOLD_IN


def canonical(form: Form) -> Form:
    """The same form with its variables named by the order of their appearance and its atoms without repetition."""
    atoms = tuple(a for a in dict.fromkeys(form.atoms) if not _goes_without_saying(a))
    used = (t for a in form.whole for t in terms_of(a))
    atoms = _without_vague(atoms, frozenset((*form.targets, form.best, form.then, *used)))
    names: dict[Term, Term] = {}
    listed = [*form.targets, *(t for a in (*atoms, *form.whole) for t in terms_of(a))]
    for term in listed:
        if isinstance(term, Var) and term not in names:
            names[term] = Var("x" if not names else f"x{len(names) + 1}")
    variables: dict[Var, Var] = {
        old: new for old, new in names.items() if isinstance(old, Var) and isinstance(new, Var)
    }
    atoms, whole = mapped(atoms, names), mapped(form.whole, names)
    targets = tuple(names.get(t, t) if isinstance(t, Var) else t for t in form.targets)
    best, then = (variables.get(v) if v else None for v in (form.best, form.then))
    return replace(form, targets=targets, atoms=atoms, best=best, then=then, whole=whole)


def _goes_without_saying(atom: Atom) -> bool:
    """Whether it is that of two things by name the one is not the other."""
    ends = (atom.term, atom.value) if isinstance(atom, Compare) and atom.op == "!=" else ()
    return len(set(ends)) == 2 and all(isinstance(t, Const) for t in ends)


@lru_cache(maxsize=1_024)
def signature(form: Form) -> object:
    """What is equal for two forms that differ in the order of their atoms or the names of their variables only.

    Variables are told apart by where they stand, refined as in the Weisfeiler–Leman colouring of graphs.
    """
    needed = _needed(form.atoms, frozenset((*form.targets, form.best, form.then)))
    form = replace(form, atoms=tuple(map(_sorted, needed)))
    variables = {t for a in form.atoms for t in terms_of(a) if isinstance(t, Var)} | {
        t for t in form.targets if isinstance(t, Var)
    }
    colour: dict[Term, str] = {
        v: f"{[i for i, t in enumerate(form.targets) if t == v]}{v == form.best}" for v in variables
    }
    for _ in range(3):
        if len({*colour.values()}) == len(colour):  # all are told apart
            break
        seen: dict[Term, list[str]] = {v: [] for v in variables}
        for atom in form.atoms:
            for term, place in _places(atom, colour):
                seen[term].append(place)
        colour = {v: str(hash_of(colour[v], sorted(seen[v]))) for v in variables}
    atoms = frozenset(str(_coloured(a, colour)) for a in form.atoms)
    whole = frozenset(str(_coloured(a, colour)) for a in form.whole)
    shape = (form.lowest, form.limit, form.as_of, form.until, form.canon, form.op, form.named, whole)
    return form.kind, tuple(colour.get(t, str(t)) for t in form.targets), atoms, shape


def _places(atom: Atom, colour: dict[Term, str]) -> Iterator[tuple[Term, str]]:
    """Each variable of an atom, and where it stands in it. Of atoms inside an atom it is no matter which comes first."""
    coloured = "" if isinstance(atom, Either | Not) else str(_coloured(atom, colour))
    for i, term in enumerate(terms_of(atom)):
        if isinstance(term, Var):
            yield term, f"{i}{coloured}" if coloured else str(_coloured(atom, {**colour, term: "here"}))


def _coloured(atom: Atom, colour: dict[Term, str]) -> Atom:
    (coloured,) = mapped((atom,), {var: Literal(own, "variable") for var, own in colour.items()})
    return _sorted(coloured)


def _needed(atoms: tuple[Atom, ...], kept: frozenset[object] = frozenset()) -> tuple[Atom, ...]:
    """Atoms without those classes that a property beside them gives anyway: who plays someone is a person.

    Nor is it needed that who plays a known character plays anyone, or acts in anything.
    """
    terms = vocab.terms()
    atoms = _without_vague(atoms, kept)
    given = _given(atoms)
    inner = [
        replace(a, atoms=_needed(a.atoms, frozenset((a.by, a.counted)))) if isinstance(a, Tally) else a for a in atoms
    ]

    def held(a: Is) -> bool:
        return a.cls in terms.classes and any(terms.is_a(c, a.cls) for c in given.get(a.term, ()) if c in terms.classes)

    numbers = {a.number for a in inner if isinstance(a, Tally)}
    return tuple(_at_least(a, numbers) for a in inner if not (isinstance(a, Is) and held(a)))


def _without_vague(atoms: tuple[Atom, ...], kept: frozenset[object]) -> tuple[Atom, ...]:
    """The atoms without those that hold of something or other, where another says of what."""
    seen = Counter(t for a in atoms for t in terms_of(a))

    def vague(a: Atom) -> bool:
        if not isinstance(a, Rel):
            return False
        told = (slots for p, slots in TOLD_IN.items() if _follows(a.property, p))
        _, first, second, _ = next(told, ("", "", "", ""))
        for open_end, known, slot in ((a.object, a.subject, first), (a.subject, a.object, second)):
            plain = isinstance(open_end, Var) and seen[open_end] == 1 and open_end not in kept
            if plain and any(isinstance(b, Rel) and (b.property, b.object) == (slot, known) for b in atoms):
                return True  # who plays somebody in W plays somebody
        if not isinstance(a.object, Var) or seen[a.object] > 1 or a.object in kept:
            return False
        return any(b != a and b.subject == a.subject and _follows(a.property, b.property) for b in _relations(atoms))

    return tuple(a for a in atoms if not vague(a))


def _given(atoms: tuple[Atom, ...]) -> dict[Term, set[str]]:
    """The classes that what relates things gives them; of several ways those that each of them gives."""
    given: dict[Term, set[str]] = {}
    for a in _relations(atoms):
        known = vocab.terms().properties.get(a.property)
        for end, classes in ((a.subject, known.domain), (a.object, known.range)) if known is not None else ():
            if len(classes) == 1:
                given.setdefault(end, set()).update(classes)
    for either in (a for a in atoms if isinstance(a, Either)):
        first, *rest = (_given(branch) for branch in either.branches)
        for end, told in first.items():
            given.setdefault(end, set()).update(told.intersection(*(one.get(end, set()) for one in rest)))
    return given


def _relations(atoms: tuple[Atom, ...]) -> Iterator[Rel]:
    """The relations that hold, those that are counted or hold of each of some things among them."""
    for a in atoms:
        if isinstance(a, Rel):
            yield a
        elif isinstance(a, Tally | Every):
            told = a.atoms if isinstance(a, Tally) else a.body
            own = a.by if isinstance(a, Tally) else a.near
            yield from (b for b in told if isinstance(b, Rel) and own in (b.subject, b.object))


def _follows(name: str, other: str) -> bool:
    """Whether who stands in one relation to anything stands in another: one statement tells both."""
    known = vocab.terms().properties
    if name == other or name not in known or other not in known:
        return name == other
    rule = known[name].derived_by
    return bool(rule) and rule == known[other].derived_by and known[name].domain == known[other].domain


def _at_least(atom: Atom, numbers: set[Var]) -> Atom:
    """More than two things are at least three, fewer than three at most two."""
    if isinstance(atom, Compare) and atom.term in numbers and isinstance(atom.value, Literal):
        step = {">": 1, "<": -1}.get(atom.op, 0)
        if step and atom.value.value.isdigit():
            return replace(atom, op=atom.op + "=", value=replace(atom.value, value=str(int(atom.value.value) + step)))
    return atom


def _sorted(atom: Atom) -> Atom:
    """An atom with the atoms inside it, and the ends of a symmetric relation, in one order."""

    def order(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
        return tuple(sorted(dict.fromkeys(map(_sorted, atoms)), key=str))

    match atom:
        case Rel(name, subject, object, False, False) if name in vocab.terms().properties:
            if vocab.terms().properties[name].symmetric and str(object) < str(subject):
                return Rel(name, object, subject)
        case Among(term, members):
            return Among(term, tuple(sorted(members, key=str)))
        case Order("overlap", one, other) if str(other) < str(one):
            return Order("overlap", other, one)
        case Tally():
            return replace(atom, atoms=order(atom.atoms))
        case Every(near, each, domain, body):
            return Every(near, each, order(domain), order(body))
        case Not(inner):
            return Not(order(inner))
        case Either(branches):
            return Either(tuple(sorted(map(order, branches), key=str)))
    return atom


def hash_of(*parts: object) -> str:
    """A short name for some parts, the same in every process."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
