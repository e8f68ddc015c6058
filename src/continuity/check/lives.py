"""The lives of those whose end is told: deaths, returns, states, killings, appearances, and what comes after what.

A corpse is evidence of a death, to kill is evidence of life, and works are compared inside one reality only.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import permutations

from continuity.check.order import Order

Rows = Callable[[str], list[tuple[str, ...]]]


@dataclass(frozen=True, slots=True, order=True)
class Point:
    """One thing told of a life: the statement, the work in which it is so, and how (a mode, a state, a way back)."""

    node: str
    work: str
    how: str = ""


@dataclass(frozen=True, slots=True)
class Life:
    """What is told of one character, each list in the order of release.

    Killings and appearances are those after some end alone: the others say nothing of an end.
    """

    character: str
    deaths: list[Point] = field(default_factory=list)
    returns: list[Point] = field(default_factory=list)
    states: list[Point] = field(default_factory=list)
    killings: list[Point] = field(default_factory=list)
    appearances: list[Point] = field(default_factory=list)

    def told_dead(self) -> list[Point]:
        """The deaths, and the states that say dead."""
        return [*self.deaths, *self.in_state("dead")]

    def gone(self) -> list[Point]:
        """All by which they are gone: told dead, or seen as a corpse."""
        return [*self.told_dead(), *(p for p in self.appearances if p.how == CORPSE)]

    def in_state(self, state: str) -> list[Point]:
        """The states of this kind: alive, dead, presumedDead."""
        return [p for p in self.states if p.how == state]

    def seen(self) -> list[Point]:
        """The appearances in person."""
        return [p for p in self.appearances if p.how == "present"]

    def ends(self, order: Order) -> list[list[Point]]:
        """Deaths and what restates them, one list for each time that the character is gone.

        What no return separates is one end: a death in an episode, and being dead as of that season.
        """
        groups: list[list[Point]] = []
        for point in sorted(self.gone(), key=lambda p: (order.end(p.work), p)):
            if groups and not any(returned(order, r, groups[-1][-1].work, point.work) for r in self.returns):
                groups[-1].append(point)
            else:
                groups.append([point])
        return groups


def gone(end: Point, label: Callable[[str], str]) -> str:
    """The end of a life as the predicate of a sentence."""
    verb = {"dead": "is told dead as of", CORPSE: "is seen dead in"}.get(end.how, "dies in")
    return f"{verb} {label(end.work)}"


#: The mode of an appearance that shows somebody dead.
CORPSE = "corpse"
#: The query of graph/rules that gives each list of a life.
_QUERIES = {
    "deaths": "deaths",
    "returns": "returns",
    "states": "life-states",
    "killings": "killings",
    "appearances": "sightings",
}


def read_lives(rows: Rows, order: Order) -> dict[str, Life]:
    """The lives by character, out of the rows of graph/rules."""
    lives: dict[str, Life] = {}
    for kind in ("deaths", "returns", "states"):
        for character, node, work, *how in rows(_QUERIES[kind]):
            getattr(lives.setdefault(character, Life(character)), kind).append(Point(node, work, *how))
    for character, node, work, mode in rows(_QUERIES["appearances"]):
        if mode == CORPSE:
            lives.setdefault(character, Life(character)).appearances.append(Point(node, work, mode))
    ends = {character: {e.work for e in life.gone()} for character, life in lives.items()}
    for kind in ("killings", "appearances"):
        for character, node, work, mode in rows(_QUERIES[kind]):
            if mode != CORPSE and any(order.earlier(end, work) for end in ends.get(character, ())):
                getattr(lives[character], kind).append(Point(node, work, mode))
    for life in lives.values():
        for kind in _QUERIES:
            getattr(life, kind).sort(key=lambda p: (order.end(p.work), p))
    return dict(sorted(lives.items()))


def told_again(rows: Rows, order: Order) -> dict[str, list[str]]:
    """Death or return → the others that are the same one: of one character, and of a work that is part of the other's."""
    found: dict[str, list[str]] = {}
    for kind in ("deaths", "returns"):
        by: dict[str, dict[str, str]] = {}
        for character, node, work, *_ in rows(_QUERIES[kind]):
            by.setdefault(character, {})[node] = work
        for some in (told for told in by.values() if len(told) > 1):
            for one, other in permutations(some, 2):
                if order.within(some[one], some[other]) or order.within(some[other], some[one]):
                    found.setdefault(one, []).append(other)
    return found


def returned(order: Order, back: Point, gone: str, there: str) -> bool:
    """Whether a return may lie between a death in one work and what is told in another.

    One who survived was never gone, however late that is told.
    """
    if order.before(back.work, gone):
        return False
    return back.how == "survival" or not order.before(there, back.work)


@dataclass(frozen=True, slots=True)
class After:
    """What comes after one end of a life: what nothing explains, and what something does, with what does."""

    ends: tuple[Point, ...]
    open: tuple[Point, ...]
    explained: Mapping[Point, str]


def after(
    life: Life,
    order: Order,
    points: Iterable[Point],
    say: Callable[[str], str],
    *,
    explain: Callable[[Point, Point], str],
    follows: Callable[[str, str], bool] | None = None,
) -> Iterator[After]:
    """For each end of a life, the points that follow it and no later end.

    A return explains a point; `explain` takes an end and the point and gives what else does, for all ends or nothing.
    `say` puts a statement in words. `follows` says whether the second work comes after the first.
    """
    follows = follows or order.earlier
    groups = life.ends(order)
    found: dict[int, tuple[set[Point], set[Point], dict[Point, str]]] = {}
    for point in points:
        for i in range(len(groups) - 1, -1, -1):
            earlier = [e for e in groups[i] if follows(e.work, point.work) and not order.apart(e.work, point.work)]
            if not earlier:
                continue
            ends, unsettled, settled = found.setdefault(i, (set(), set(), {}))
            ends |= set(earlier)
            back = (r for r in life.returns if all(returned(order, r, e.work, point.work) for e in earlier))
            reasons = [explain(e, point) for e in earlier]
            reason = next((say(r.node) for r in back), "") or (reasons[-1] if all(reasons) else "")
            if reason:
                settled[point] = reason
            else:
                unsettled.add(point)
            break

    def in_order(points: set[Point]) -> tuple[Point, ...]:
        return tuple(sorted(points, key=lambda p: (order.end(p.work), p)))

    for i in sorted(found):
        ends, unsettled, settled = found[i]
        yield After(in_order(ends), in_order(unsettled), settled)
