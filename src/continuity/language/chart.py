"""A bottom-up chart parser: passive items over spans of tokens, active ones that wait for more. Knows no words."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
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


@dataclass(frozen=True, slots=True)
class _Active:
    rule: Rule
    found: tuple[Item, ...]
    start: int

    @property
    def wanted(self) -> str:
        return self.rule.parts[len(self.found)]


#: Items of one category over one span beyond this many are dropped, the costliest first.
BEAM = 24


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
    """Every item that the rules make of the seeds."""

    def __init__(self, rules: Sequence[Rule], limit: int = 20_000) -> None:
        self._by_first: dict[str, list[Rule]] = {}
        for rule in rules:
            self._by_first.setdefault(rule.parts[0], []).append(rule)
        self._passive: dict[tuple[int, str], list[Item]] = {}
        self._waiting: dict[tuple[int, str], list[_Active]] = {}
        self._spans: dict[tuple[str, int, int], dict[Any, float]] = {}
        self._limit = limit

    def parse(self, seeds: Iterable[Item]) -> None:
        """Add the seeds and all that follows from them, up to the limit of steps."""
        agenda = _Agenda()
        for seed in seeds:
            agenda.append(seed)
        steps = 0
        while agenda.waiting and steps < self._limit:
            item = agenda.pop()
            if not self._new(item):
                continue
            steps += 1
            self._passive.setdefault((item.start, item.category), []).append(item)
            for rule in self._by_first.get(item.category, ()):
                self._advance(_Active(rule, (), item.start), item, agenda)
            for active in self._waiting.get((item.start, item.category), ()):
                self._advance(active, item, agenda)

    def over(self, category: str, start: int, end: int) -> list[Item]:
        """The items of a category over a span, best first."""
        found = [i for i in self._passive.get((start, category), ()) if i.end == end]
        return sorted(found, key=lambda i: i.cost)

    def covered(self) -> Iterable[Item]:
        """All passive items."""
        for items in self._passive.values():
            yield from items

    def _new(self, item: Item) -> bool:
        known = self._spans.setdefault((item.category, item.start, item.end), {})
        if item.meaning in known:
            return False
        if len(known) >= BEAM:
            return False
        known[item.meaning] = item.cost
        return True

    def _advance(self, active: _Active, item: Item, agenda: _Agenda) -> None:
        todo = [(active, item)]
        while todo:
            waiting, part = todo.pop()
            found = (*waiting.found, part)
            if len(found) == len(waiting.rule.parts):
                cost = sum(i.cost for i in found)
                for meaning, extra in waiting.rule.build(*(i.meaning for i in found)):
                    agenda.append(Item(waiting.rule.category, meaning, cost + extra, waiting.start, part.end))
                continue
            grown = _Active(waiting.rule, found, waiting.start)
            self._waiting.setdefault((part.end, grown.wanted), []).append(grown)
            todo += [(grown, following) for following in self._passive.get((part.end, grown.wanted), ())]
