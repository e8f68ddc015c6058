"""What would end a finding: the smallest sets of claims to withdraw, those first that the least trusted sources tell."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, TypeVar

from continuity.model import Repair

if TYPE_CHECKING:
    from continuity.check.context import Context
    from continuity.check.rule import Cite, Hit

#: More repairs than these are not told: nobody reads on.
MOST = 3
#: More sets than these are not looked through, nor conflicts: what is left is still a set that would do.
_MOST_SETS, _MOST_CONFLICTS = 256, 24
T = TypeVar("T")


def smallest(conflicts: Iterable[Sequence[T]], most: int = _MOST_SETS) -> list[tuple[T, ...]]:
    """The sets that take something from every conflict and nothing in vain, the smallest first.

    These are the minimal hitting sets of Reiter, "A theory of diagnosis from first principles", Artificial
    Intelligence 32 (1987), grown conflict by conflict. Nothing where there are too many conflicts to look through.

    >>> smallest([("a", "b"), ("b", "c")])
    [('b',), ('a', 'c')]
    """
    told = list(conflicts)
    if len(told) > _MOST_CONFLICTS:
        return []
    sets: list[tuple[T, ...]] = [()]
    for conflict in told:
        grown = [s if set(s) & set(conflict) else (*s, one) for s in sets for one in conflict]
        sets = _minimal(grown)[:most]
    return [s for s in sets if s]


def _minimal(sets: Iterable[tuple[T, ...]]) -> list[tuple[T, ...]]:
    """The sets without those that hold another, the smallest first."""
    kept: dict[frozenset[T], tuple[T, ...]] = {}
    for one in sorted(sets, key=len):
        if not any(other <= set(one) for other in kept):
            kept[frozenset(one)] = one
    return list(kept.values())


def repairs(context: Context, hit: Hit) -> tuple[Repair, ...]:
    """The withdrawals of a hit in words, the least trusted first; nothing where all it cites would have to go."""
    sets = [s for s in _minimal(tuple(dict.fromkeys(w)) for w in hit.withdrawals) if s and len(s) < len(hit.cites)]
    ranked = sorted(sets, key=lambda s: (-_trust(context, s), len(s)))
    return tuple(Repair(tuple(context.cited(c) for c in s), _said(context, s)) for s in ranked[:MOST])


def _trust(context: Context, cites: Iterable[Cite]) -> int:
    """How far from the work the closest source is that tells one of the claims."""
    return min((context.rank(c.account)[0] for c in cites if c.account), default=0)


def _said(context: Context, cites: Sequence[Cite]) -> str:
    """Who tells the claims, in words."""
    sources = {context.canon.accounts[c.account].source.id: c.account for c in cites if c.account}
    kinds = {context.canon.accounts[a].source.kind for a in sources.values()}
    names = list(dict.fromkeys(context.publisher(a) for a in sorted(sources.values(), key=context.rank)))
    if not names:
        return ""
    if kinds == {"fanWiki"}:
        return "only the fan wiki says so" if len(sources) == 1 else "only fan wikis say so"
    if len(names) > 1:
        from continuity.check.context import listed

        return f"{listed(names, 3)} say so"
    kind = context.canon.label(next(iter(kinds))) if len(kinds) == 1 and "" not in kinds else ""
    return f"only {names[0]}{f' ({kind})' if kind else ''} says so"
