"""Statements as parts of phrases: a score of a work, a relation as it is told in one work or at another age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from continuity import vocab
from continuity.language.logical import Atom, Either, Rel
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits

#: Relations that follow from a statement, which tells more: the slots of their two ends and of the work.
TOLD_IN = {
    "plays": ("Portrayal", "actor", "character", "work"),
    "killedBy": ("Death", "of", "by", "in"),
    "collaboratedWith": ("Collaboration", "participant", "participant", "on"),
}

#: Statements of two of whom either may be told first, with the slots of both.
_EITHER_END = {"Relationship": ("subject", "object")}

#: Slots that may name a part of the work that is meant.
_LIFTED = ("work", "of", "on", "in")
#: Slots that may be told of more than once: a death is in a series and in an episode of it.
_REPEATED = (*_LIFTED, "participant")


def attach(near: Phrase, far: Phrase, word: str = "", *, only: bool = False) -> Iterator[Phrase]:
    """A statement of which the far phrase is a part: the part of the name of the `word`, else the closest by class.

    With `only` no other part will do.
    """
    terms = vocab.terms()
    for cls in near.classes:
        if cls not in terms.classes or not terms.is_a(cls, "Statement"):
            continue
        slots = _slots(cls)
        if cls == "Status" and far.classes and not fits(far, ("Work",)):
            continue  # what becomes of a character is a matter of life
        if len(far.others) == 2 and far.every:
            yield from _between(near, far, slots)
            continue
        fitting = [s for s in slots if far.classes and not far.others and not far.denied and fits(far, s.range)]
        if cls == "Score" and not fits(far, ("Work",)):  # only works are scored
            fitting = [s for s in fitting if s.name != "of"]
        if (cls, word) == ("Death", "with"):
            continue  # "deaths with killers"
        of_work = word == "of" and cls == "Death" and fitting and fits(far, ("Work",))
        named = [s for s in fitting if s.name == ("in" if of_work else word)]
        if not named and any(s.name == word for s in slots):
            continue  # a death "by" a series is no death in it
        if fitting and (named or not only):
            slot = named[0] if named else max(fitting, key=lambda s: _closeness(s, near))
            if _is_filled(slot, near) and (slot.name not in _REPEATED or cls == "Credit"):
                continue
            if slot.name == "by" and not named:  # "X's death" is no death by X
                slot = next((s for s in fitting if s.name == "of"), slot)
            wholes = ("Series",) if cls in ("Score", "Status") else ("Series", "Season", "Franchise")
            ranked = near.best is not None and not far.is_entity  # like with like: no season beside whole series
            lift = (
                slot.name in _LIFTED and all(is_a(c, wholes) for c in far.classes) and not (ranked and cls == "Score")
            )
            atom: Atom = Rel(slot.name, near.head, far.head, False, lift)
            if slot.name in _EITHER_END.get(cls, ()):
                atom = Either(tuple((Rel(end, near.head, far.head),) for end in _EITHER_END[cls]))
            notes = tuple(dict.fromkeys((*near.notes, *far.notes)))
            yield replace(near, atoms=(*near.atoms, *far.atoms, atom), notes=notes)


def _is_filled(slot: vocab.PropertyTerm, near: Phrase) -> bool:
    return any(isinstance(a, Rel) and (a.property, a.subject) == (slot.name, near.head) for a in near.atoms)


def _closeness(slot: vocab.PropertyTerm, near: Phrase) -> tuple[bool, int, int]:
    """How well a slot takes something more: an empty one before a filled one, and one of a narrow range."""
    classes = vocab.terms().classes
    return not _is_filled(slot, near), max(len(classes[r].above) for r in slot.range if r in classes), -len(slot.range)


def _between(near: Phrase, far: Phrase, slots: Sequence[vocab.PropertyTerm]) -> Iterator[Phrase]:
    """A statement that joins two things, whichever of them comes first."""
    a, b = far.others
    pairs = [
        (s, t) for s, t in pairwise(slots) if s.range == t.range and fits(far, s.range) and a.classes and b.classes
    ]
    if not pairs or not (a.is_entity and b.is_entity):
        return
    s, t = pairs[0]
    works = is_a("Work", s.range)
    branches = [
        tuple(
            Rel(p.name, near.head, e.head, False, works and is_a(e.classes[0], ("Series",)))
            for p, e in ((s, x), (t, y))
        )
        for x, y in ((a, b), (b, a))
    ]
    yield replace(near, atoms=(*near.atoms, Either(tuple(branches))), notes=(*near.notes, *a.notes, *b.notes))


@cache
def _slots(cls: str) -> tuple[vocab.PropertyTerm, ...]:
    """The properties of a statement that lead to things, those of its key first."""
    terms = vocab.terms()
    family = {cls, *terms.classes[cls].above}
    more = (p.name for p in terms.properties.values() if family & set(p.domain) and not p.derived_by)
    slots = (terms.properties[name] for name in dict.fromkeys((*terms.classes[cls].key, *more)))
    return tuple(p for p in slots if p.value == "id")
