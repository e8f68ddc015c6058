"""A bottom-up chart parser: passive items over spans of tokens, active ones that wait for more. Knows no words."""

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
                at = at.more.setdefault(part, Prefix())
            at.rules.append(rule)
        return root


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
    """Every item that the rules make of the seeds, up to a limit of `work`: parts joined to what waits for them."""

    def __init__(self, rules: Rules, work: int = 24_000) -> None:
        self._tree = rules.tree
        self._passive: dict[int, dict[str, list[Item]]] = {}
        self._active: dict[int, dict[Prefix, list[_Found]]] = {}
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
        """Add the seeds and all that follows from them."""
        agenda = _Agenda()
        for seed in seeds:
            agenda.append(seed)
        while agenda.waiting and self._left > 0:
            item = agenda.pop()
            if not self._new(item):
                continue
            self._left -= 1
            self._passive.setdefault(item.start, {}).setdefault(item.category, []).append(item)
            first = self._tree.more.get(item.category)
            if first is not None:
                self._grow(first, (item,), agenda)
            for prefix, found in list(self._active.get(item.start, {}).items()):
                longer = prefix.more.get(item.category)
                if longer is not None:
                    for parts in list(found):
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

    def _new(self, item: Item) -> bool:
        known = self._spans.setdefault((item.category, item.start, item.end), set())
        many = len(known)
        if many < BEAM:
            known.add(item.meaning)  # to look whether it is there would take its hash, which is deep, twice
        return len(known) > many

    def _grow(self, prefix: Prefix, parts: _Found, agenda: _Agenda) -> None:
        todo = [(prefix, parts)]
        while todo:
            prefix, parts = todo.pop()
            self._left -= 1
            start, end = parts[0].start, parts[-1].end
            if prefix.rules:
                self._left -= 2 * len(prefix.rules)
                cost = sum(i.cost for i in parts)
                meanings = [i.meaning for i in parts]
                for rule in prefix.rules:
                    for meaning, extra in rule.build(*meanings):
                        agenda.append(Item(rule.category, meaning, cost + extra, start, end))
            if prefix.more:
                self._active.setdefault(end, {}).setdefault(prefix, []).append(parts)
                here = self._passive.get(end)
                if here:
                    for category, longer in prefix.more.items():
                        todo += [(longer, (*parts, item)) for item in here.get(category, ())]


@cache
def _endings(prefix: Prefix) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """The wholes that a prefix leads to, each with the parts still wanted."""
    own = [(rule.category, ()) for rule in prefix.rules]
    longer = [(whole, (part, *rest)) for part, more in prefix.more.items() for whole, rest in _endings(more)]
    return tuple(dict.fromkeys([*own, *longer]))
