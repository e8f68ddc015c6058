"""The order of works inside the story, as far as accounts tell it, and between which dates a work can be set.

Each work has a beginning and an end. What accounts tell orders these: one work before or after another, a part inside
its whole, a date. A told order that contradicts those taken before it is left out and named; those that more accounts
tell are taken first. What is not ordered by any account stands in release order.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from itertools import pairwise

from continuity import dates, network, store, vocab
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.views.told import Telling

ORDERS = ("release", "story")
#: The beginning and the end of a work or an event.
_Point = tuple[str, bool]


@dataclass(frozen=True, slots=True)
class Order:
    """Works in an order, and what should be said about it."""

    works: tuple[str, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """When something is set inside the story: the dates told of it, and the days between which it must lie.

    `after` and `before` are what these days follow from, where no date of its own is told.
    """

    told: tuple[str, str]
    earliest: date
    latest: date
    after: str = ""
    before: str = ""


def order_of(telling: Telling, works: Iterable[str], order: str) -> Order:
    """Works in release or story order. Raises UsageError for another."""
    if order not in ORDERS:
        raise UsageError(f"there is no order {order!r}; known are: {', '.join(ORDERS)}")
    if order == "release":
        return Order(tuple(sorted(works, key=telling.frame.order)))
    story = telling.canon.once(_story)
    wanted = set(works)
    found = tuple(w for w in story.sorted if w in wanted)
    note = "Story order as far as it is told; where nothing is told, works stand in release order."
    label = telling.canon.label
    against = [
        f"{label(a)} before {label(b)}" for a, b in story.contradicted if wanted & (story.leaves(a) | story.leaves(b))
    ]
    notes = [note]
    if against:
        told = "; ".join(against[:3]) + (f", and {len(against) - 3} more" if len(against) > 3 else "")
        notes.append(f"Told, but at odds with the rest: {told}.")
    return Order(found, tuple(notes))


def _story(canon: CanonGraph) -> Story:
    return Story(Telling(canon))


class Story:
    """What is told of the order of works and events inside the story, without what contradicts the rest."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.frame = telling.frame
        self.contradicted: list[tuple[str, str]] = []
        self._next: dict[_Point, dict[_Point, None]] = {}
        for work in sorted(self.frame.works):
            self._add((work, False), (work, True))
            for whole in self.frame.works[work].parents:
                if self._holds(whole):
                    self._add((whole, False), (work, False))
                    self._add((work, True), (whole, True))
        for one, other in self.told:
            self._add((one, False), (one, True))
            self._add((other, False), (other, True))
            if not self._add((one, True), (other, False)):
                self.contradicted.append((one, other))
        self._by_date()
        self._by_number()

    def _holds(self, work: str) -> bool:
        """Whether a whole is one story, as a series and its seasons are, and a franchise is not."""
        return work in self.frame.works and self.frame.works[work].cls in ("Series", "Season")

    @cached_property
    def told(self) -> list[tuple[str, str]]:
        """What is told to be over before what begins, those pairs first that most accounts tell."""
        pairs = {(one, other) for one, other in network.pairs(self.telling.canon, "before")}
        pairs |= {(one, other) for other, one in network.pairs(self.telling.canon, "after")}
        return sorted(pairs, key=lambda pair: (-len(self.accounts(*pair)), pair))

    def accounts(self, one: str, other: str) -> list[str]:
        """Who tells that one thing is over before the other begins."""
        canon = self.telling.canon
        before, after = (store.iri(vocab.term(name)) for name in ("before", "after"))
        quads = [
            *canon.facts.match(canon.node(one), before, canon.node(other)),
            *canon.facts.match(canon.node(other), after, canon.node(one)),
        ]
        return sorted({canon.id(quad.graph_name) for quad in quads if canon.is_account(quad.graph_name)})

    @cached_property
    def dated(self) -> Mapping[str, tuple[str, str]]:
        """Work or event → the dates between which it is told to be set, as EDTF; either may be empty."""
        found: dict[str, list[str]] = {}
        for place, name in enumerate(("storyFrom", "storyTo")):
            for claim in self.telling.canon.claims("", name):
                if dates.is_date(claim.object.value):
                    pair = found.setdefault(claim.subject, ["", ""])
                    pair[place] = pair[place] or claim.object.value
        return {id: (pair[0], pair[1]) for id, pair in sorted(found.items())}

    def leaves(self, id: str) -> set[str]:
        """What of a work is watched in one go."""
        return set(self.frame.leaves(id)) if id in self.frame.works else {id}

    def _add(self, one: _Point, other: _Point) -> bool:
        """Puts one point before another, unless it is told to be after it."""
        todo, seen = [other], {other}
        while todo:
            for point in self._next.get(todo.pop(), ()):
                if point not in seen:
                    seen.add(point)
                    todo.append(point)
        if one in seen:
            return False
        self._next.setdefault(one, {})[other] = None
        self._next.setdefault(other, {})
        return True

    def _by_date(self) -> None:
        begins = sorted((dates.bounds(begin), id) for id, (begin, _) in self.dated.items() if begin)
        for (_, last), one in begins:
            for (first, _), other in begins:
                if last < first:
                    self._add((one, False), (other, False))

    def _by_number(self) -> None:
        """Seasons and episodes follow each other by number, unless it is told otherwise."""
        parts: dict[str, list[str]] = {}
        for id, work in self.frame.works.items():
            for whole in work.parents:
                if self._holds(whole):
                    parts.setdefault(whole, []).append(id)
        for _, members in sorted(parts.items()):
            members.sort(key=lambda w: (self.frame.works[w].number, w))
            for one, other in pairwise(members):
                self._add((one, True), (other, False))

    @cached_property
    def sorted(self) -> Sequence[str]:
        """Works and events by where they begin in the story; where nothing is told, in release order."""
        rank = {id: i for i, id in enumerate(sorted(self.frame.works, key=self._release))}
        missing: dict[_Point, int] = dict.fromkeys(self._next, 0)
        for following in self._next.values():
            for point in following:
                missing[point] += 1

        first: dict[_Point, int] = {}  # what something early waits for is as early
        for point in self._along(onward=False):
            first[point] = min([rank.get(point[0], len(rank)), *(first[p] for p in self._next[point])])

        def key(point: _Point) -> tuple[int, int, bool, str]:
            return first[point], rank.get(point[0], len(rank)), point[1], point[0]

        ready = [key(point) for point, n in missing.items() if not n]
        heapq.heapify(ready)
        found = []
        while ready:
            *_, ends, id = heapq.heappop(ready)
            if not ends:
                found.append(id)
            for point in self._next[id, ends]:
                missing[point] -= 1
                if not missing[point]:
                    heapq.heappush(ready, key(point))
        return found

    def _release(self, id: str) -> tuple[object, ...]:
        """A whole comes where its first part does."""
        first = min((self.frame.order(w) for w in self.frame.leaves(id)), default=self.frame.order(id))
        return (*first, id in self.frame.leaves(id), id)

    def when(self) -> dict[str, When]:
        """Work or event → when it is set, for all of which a date or a bound follows."""
        early, late = self._bounds(onward=True), self._bounds(onward=False)
        found = {}
        for id in dict.fromkeys(id for id, _ in self._next):
            told = self.dated.get(id, ("", ""))
            earliest, after = early.get((id, False), (dates.FIRST, ""))
            latest, before = late.get((id, True), (dates.LAST, ""))
            if told != ("", "") or earliest > dates.FIRST or latest < dates.LAST:
                found[id] = When(told, earliest, latest, after if after != id else "", before if before != id else "")
        return found

    def _bounds(self, onward: bool) -> dict[_Point, tuple[date, str]]:
        """Point → the first (or last) day on which it can be, and the dated thing that this follows from."""
        given: dict[_Point, tuple[date, str]] = {}
        for id, (begin, end) in self.dated.items():
            if begin:
                given[id, False] = dates.bounds(begin)[0 if onward else 1], id
            if end:
                given[id, True] = dates.bounds(end)[0 if onward else 1], id
        turned: dict[_Point, list[_Point]] = {point: [] for point in self._next}
        for point, following in self._next.items():
            for other in following:
                turned[(other if onward else point)].append(point if onward else other)
        found: dict[_Point, tuple[date, str]] = {}
        pick = max if onward else min
        for point in self._along(onward):
            known = [found[p] for p in turned[point] if p in found]
            known += [given[point]] if point in given else []
            if known:
                found[point] = given[point] if point in given else pick(known)
        return found

    def _along(self, onward: bool) -> Sequence[_Point]:
        """The points in an order in which each comes after those before it."""
        missing: dict[_Point, int] = dict.fromkeys(self._next, 0)
        for following in self._next.values():
            for point in following:
                missing[point] += 1
        ready, found = [p for p, n in missing.items() if not n], []
        while ready:
            point = ready.pop()
            found.append(point)
            for other in self._next[point]:
                missing[other] -= 1
                if not missing[other]:
                    ready.append(other)
        return found if onward else found[::-1]
