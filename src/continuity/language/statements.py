"""Statements as parts of phrases: a score of a work, a relation as it is told in one work or at another age."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from itertools import pairwise

from continuity import vocab
from continuity.language.logical import Either, Rel
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits

#: Relations that follow from a statement, which tells more: the slots of their two ends and of the work.
TOLD_IN = {
    "plays": ("Portrayal", "actor", "character", "work"),
    "killedBy": ("Death", "of", "by", "in"),
    "collaboratedWith": ("Collaboration", "participant", "participant", "on"),
}

#: Slots that may name a part of the work that is meant.
_LIFTED = ("work", "of", "on", "in")


def attach(near: Phrase, far: Phrase, word: str = "", *, only: bool = False) -> Iterator[Phrase]:
    """A statement of which the far phrase is a part: the part of the name of the `word`, else the closest by class.

    With `only` no other part will do.
    """
    terms = vocab.terms()
    for cls in near.classes:
        if cls not in terms.classes or not terms.is_a(cls, "Statement"):
            continue
        slots = _slots(cls)
        if len(far.others) == 2 and far.every:
            yield from _between(near, far, slots)
            continue
        fitting = [s for s in slots if far.classes and not far.others and not far.denied and fits(far, s.range)]
        named = [s for s in fitting if s.name == word]
        if not named and any(s.name == word for s in slots):
            continue  # a death "by" a series is no death in it
        if fitting and (named or not only):
            slot = (
                named[0]
                if named
                else max(fitting, key=lambda s: max(len(terms.classes[r].above) for r in s.range if r in terms.classes))
            )
            if slot.name == "by" and not named:  # "X's death" is no death by X
                slot = next((s for s in fitting if s.name == "of"), slot)
            wholes = ("Series",) if cls in ("Score", "Status") else ("Series", "Season", "Franchise")
            lift = slot.name in _LIFTED and all(is_a(c, wholes) for c in far.classes)
            atom = Rel(slot.name, near.head, far.head, False, lift)
            notes = tuple(dict.fromkeys((*near.notes, *far.notes)))
            yield replace(near, atoms=(*near.atoms, *far.atoms, atom), notes=notes)


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
