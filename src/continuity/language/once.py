"""What is counted once: a death or return that is told of an episode and of its season, and where somebody appears."""

from __future__ import annotations

from continuity import vocab
from continuity.language.logical import Atom, Const, Is, Not, Rel, Term, Var
from continuity.language.phrases import Phrase

#: So many of a ranking are the first of it; more are all of it.
_FEW = 1000
#: The works that others are made of or that are made of others.
_PARTS = ("Episode", "Season", "Franchise")


def counted_once(head: Term, atoms: tuple[Atom, ...]) -> tuple[Term, tuple[Atom, ...]]:
    """What is counted for a set, and under which atoms.

    Of deaths and returns it is each that is not told of a part of the work as well; of appearances the episodes, films and others
    without parts in which one is seen, not each way in which one is seen there; of works in which one is the series and
    films, not their parts as well.
    """
    if not isinstance(head, Var):
        return head, atoms
    kinds = {a.cls for a in atoms if isinstance(a, Is) and a.term == head}
    for kind in kinds & {"Death", "Return"}:
        return head, (*atoms, *_told_once(head, kind))
    if "Appearance" in kinds and not any(
        isinstance(a, Rel) and (a.property, a.subject) == ("mode", head) for a in atoms
    ):
        where, piece = Var(f"{head.name}.where"), Var(f"{head.name}.piece")
        whole, spoken = Not((Rel("partOf", piece, where),)), Not((Rel("mode", head, Const("mentioned")),))
        return where, (*atoms, Rel("in", head, where), whole, spoken)
    if "Work" in kinds and any(isinstance(a, Rel) and (a.property, a.object) == ("appearsIn", head) for a in atoms):
        return head, (*atoms, *(Not((Is(part, head),)) for part in _PARTS))
    return head, atoms


def _told_once(told: Var, kind: str) -> tuple[Atom, ...]:
    """That nothing of the kind is told of the same one and of a part of the work."""
    who, where = Var(f"{told.name}.who"), Var(f"{told.name}.where")
    other, part = Var(f"{told.name}.other"), Var(f"{told.name}.part")
    finer = (Is(kind, other), Rel("of", other, who), Rel("in", other, part), Rel("within", part, where))
    return Rel("of", told, who), Rel("in", told, where), Not(finer)


def of_several(reference: str, far: Phrase) -> bool:
    """Whether the first so many of a ranking would be counted by those who belong to them: an episode has many writers."""
    known = vocab.terms().properties.get(reference)
    alone = reference in ("directorOf", "director") or (known is not None and known.value != "id")
    return 1 < far.limit < _FEW and not alone
