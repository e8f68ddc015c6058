"""A left-corner chart parser: passive items over spans of tokens, active ones that wait for more. Knows no words.

It goes from left to right, bottom up, and keeps what something before it can use: an item whose category begins nothing
that is waited for at its place is left out ("left-corner filtering", Rosenkrantz and Lewis 1970; as oracle of a chart,
Pratt 1975).
"""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import Any


@dataclass(frozen=True, slots=True)
class Item:
    """A category with its meaning over tokens start … end-1."""

    category: str
    meaning: Any
    cost: float
    start: int
    end: int


#: Takes the meanings of the parts and gives those of the whole with their extra cost; none where they do not fit.
Build = Callable[..., Iterable[tuple[Any, float]]]


@dataclass(frozen=True, slots=True)
class Rule:
    """`category` is made of `parts` in order; `build` composes their meanings."""

    category: str
    parts: tuple[str, ...]
    build: Build


@dataclass(slots=True, eq=False)
class Prefix:
    """Parts with which rules begin: those that are whole here, and the prefixes with one part more."""

    rules: list[Rule] = field(default_factory=list)
    more: dict[str, Prefix] = field(default_factory=dict)
    corners: int = 0  # the categories with which the next part may begin, a bit each
    wholes: int = 0  # the categories that all rules with these parts make

    def waiting(self) -> Iterator[Waiting]:
        """The rules that go on from here."""
        return (Waiting(part, *ending) for part, longer in self.more.items() for ending in _endings(longer))


class Rules(tuple[Rule, ...]):
    """The rules of a grammar. Rules that begin alike are followed once: they share a tree of prefixes."""

    @cached_property
    def tree(self) -> Prefix:
        """The prefix that is empty."""
        root = Prefix()
        for rule in self:
            at = root
            for part in rule.parts:
                if part not in at.more:
                    at.more[part] = Prefix()
                    at.corners |= self.corners(part)
                at = at.more[part]
                at.wholes |= self.bits[rule.category]
            at.rules.append(rule)
        return root

    def corners(self, category: str) -> int:
        """The categories with which one may begin, itself among them, as bits."""
        return self._corners.get(category, 0) | self.bits[category]

    @cached_property
    def bits(self) -> dict[str, int]:
        """A bit for each category."""
        named = dict.fromkeys(c for rule in self for c in (rule.category, *rule.parts))
        return {category: 1 << n for n, category in enumerate(named)}

    @cached_property
    def _corners(self) -> dict[str, int]:
        """With what each whole may begin: Warshall's closure of what its rules begin with."""
        found: dict[str, int] = {}
        for rule in self:
            found[rule.category] = found.get(rule.category, 0) | self.bits[rule.parts[0]]
        for middle, bit in self.bits.items():
            further = found.get(middle, 0)
            for category, own in found.items():
                if own & bit:
                    found[category] = own | further
        return found


@dataclass(frozen=True, slots=True)
class Waiting:
    """A rule that waits for a part: for which, what it will be, and the parts that it wants after that one."""

    part: str
    category: str
    rest: tuple[str, ...]


#: Items of one category over one span beyond this many are dropped, the costliest first.
BEAM = 16
_Found = tuple[Item, ...]


class _Agenda:
    """What is still to be looked at, the cheapest first and of equals what came first, so that a beam keeps the best."""

    def __init__(self) -> None:
        self.waiting: list[tuple[float, int, Item]] = []
        self._count = 0

    def append(self, item: Item) -> None:
        self._count += 1
        heapq.heappush(self.waiting, (item.cost, self._count, item))

    def pop(self) -> Item:
        return heapq.heappop(self.waiting)[2]


class Chart:
    """What the rules make of the seeds on the way to a whole, up to a limit of `work`: parts joined to what waits for them.

    Without a `whole` every item that the rules make, wherever it stands.
    """

    def __init__(self, rules: Rules, work: int = 32_000, whole: str = "") -> None:
        self._tree = rules.tree
        self._bits = rules.bits
        self._passive: dict[int, dict[str, list[Item]]] = {}
        self._active: dict[int, dict[Prefix, list[_Found]]] = {}
        self._anything = 0 if whole else -1
        self._corners = {0: rules.corners(whole)} if whole else {}
        self._spans: dict[tuple[str, int, int], set[Any]] = {}
        self._left = work

    @property
    def exhausted(self) -> bool:
        """Whether the limit was reached, so that something may be missing."""
        return self._left <= 0

    def allow(self, work: int) -> None:
        """Do so much from here on, and no more."""
        self._left = work

    def parse(self, seeds: Iterable[Item]) -> None:
        """Add the seeds and all that follows from them. No seed may end where an earlier call's seed began."""
        endings: dict[int, list[Item]] = {}
        for seed in seeds:
            endings.setdefault(seed.end, []).append(seed)
        for end in sorted(endings):
            self._end(end, endings[end])

    def _end(self, end: int, seeds: list[Item]) -> None:
        """Add the seeds that end at a place, and all that ends there then."""
        agenda = _Agenda()
        for seed in seeds:
            agenda.append(seed)
        while agenda.waiting and self._left > 0:
            item = agenda.pop()
            if not self._wanted(item.category, item.start) or not self._new(item):
                continue
            self._left -= 1
            self._passive.setdefault(item.start, {}).setdefault(item.category, []).append(item)
            first = self._tree.more.get(item.category)
            if first is not None:
                self._grow(first, (item,), agenda)
            for prefix, found in self._active.get(item.start, {}).items():
                longer = prefix.more.get(item.category)
                if longer is not None:
                    for parts in found:
                        self._grow(longer, (*parts, item), agenda)

    def over(self, category: str, start: int, end: int) -> list[Item]:
        """The items of a category over a span, best first."""
        found = [i for i in self._passive.get(start, {}).get(category, ()) if i.end == end]
        return sorted(found, key=lambda i: i.cost)

    def covered(self) -> Iterable[Item]:
        """All passive items."""
        for categories in self._passive.values():
            for items in categories.values():
                yield from items

    def waiting(self, at: int) -> Iterator[tuple[Prefix, set[int]]]:
        """What waits at a place for more, and where it began."""
        for prefix, found in self._active.get(at, {}).items():
            yield prefix, {parts[0].start for parts in found}

    def begun(self, at: int, wanted: Iterable[str] = ()) -> Iterator[tuple[Item, ...]]:
        """The parts found so far of every rule that waits at a place, perhaps for one of some categories."""
        for prefix, found in self._active.get(at, {}).items():
            if not wanted or any(category in prefix.more for category in wanted):
                yield from found

    def _wanted(self, category: str, start: int) -> bool:
        return bool(self._corners.get(start, self._anything) & self._bits.get(category, 0))

    def _new(self, item: Item) -> bool:
        known = self._spans.setdefault((item.category, item.start, item.end), set())
        many = len(known)
        if many < BEAM:
            known.add(item.meaning)  # to look whether it is there would take its hash, which is deep, twice
        return len(known) > many

    def _grow(self, prefix: Prefix, parts: _Found, agenda: _Agenda) -> None:
        """Make what is whole with these parts, and let wait what wants more, both of what is waited for where they begin."""
        start, end = parts[0].start, parts[-1].end
        wanted = self._corners.get(start, self._anything)
        if not wanted & prefix.wholes:
            return
        self._left -= 1 + 2 * len(prefix.rules)
        if prefix.rules:
            cost = sum([i.cost for i in parts])
            meanings = [i.meaning for i in parts]
            for rule in prefix.rules:
                if wanted & self._bits[rule.category]:
                    for meaning, extra in rule.build(*meanings):
                        agenda.append(Item(rule.category, meaning, cost + extra, start, end))
        if prefix.more:
            self._active.setdefault(end, {}).setdefault(prefix, []).append(parts)
            self._corners[end] = self._corners.get(end, self._anything) | prefix.corners


@cache
def _endings(prefix: Prefix) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The wholes that a prefix leads to, each with the parts still wanted."""
    own = [(rule.category, ()) for rule in prefix.rules]
    longer = [(whole, (part, *rest)) for part, more in prefix.more.items() for whole, rest in _endings(more)]
    return tuple(dict.fromkeys([*own, *longer]))
