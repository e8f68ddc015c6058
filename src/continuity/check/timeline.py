"""Story time as a simple temporal network: interval end points, bounds between them, and what has no solution.

After R. Dechter, I. Meiri and J. Pearl, Temporal constraint networks (1991): such a network has a solution exactly
where no circle of bounds gains time. Each connected set is solved by itself, by longest paths after Bellman and Ford.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache, cached_property

from continuity import dates
from continuity.check.circles import STEPS, along, circle, edges, knots, shortest, untied
from continuity.check.network import Network
from continuity.check.story_time import DAY, ORIGIN, Constraint, Point, Said, constraints


@dataclass(frozen=True, slots=True)
class Conflict:
    """Claims that cannot all hold, in the order of the circle, and those of which each alone would end it."""

    circle: tuple[Said, ...]
    rest: tuple[Constraint, ...]

    def cures(self) -> list[Said]:
        """The claims of the circle of which each alone, withdrawn, leaves a solution: the rest is solved without it.

        What other findings of the same set rest on is set aside.
        """
        told = (s for s in self.circle if not s.is_given)
        tied = knots(along(self.rest))
        return [s for s in told if not any(circle([c for c in knot if c.said != s]) for knot in tied)]


@dataclass(frozen=True, slots=True)
class Ordering:
    """What the claims say of the order of two things, and which claims show it.

    `relation` is one of before, after, during, contains, overlaps and same time, as OWL-Time has them, and empty where
    the claims leave it open.
    """

    relation: str = ""
    because: tuple[Said, ...] = ()


class Timeline:
    """Works and events of a story, and the bounds between their beginnings and ends."""

    def __init__(
        self, constraints: Iterable[Constraint], realities: Callable[[str], frozenset[str]] | None = None
    ) -> None:
        """`realities` gives the realities of a thing, none where they are not told: times are compared inside one."""
        self._realities = realities or (lambda _: frozenset())
        self.constraints = tuple(c for c in constraints if self._meet(c.things))
        self._network = cache(self._make_network)

    @classmethod
    def of(
        cls,
        orders: Iterable[Sequence[str]],
        times: Iterable[Sequence[str]],
        offsets: Iterable[Sequence[str]] = (),
        realities: Callable[[str], frozenset[str]] | None = None,
    ) -> Timeline:
        """From rows as `story_time.constraints` takes them."""
        return cls(constraints(orders, times, offsets), realities)

    @cached_property
    def _solved(self) -> tuple[list[Conflict], list[list[Constraint]]]:
        """The conflicts, and the connected sets without the claims in conflict."""
        conflicts: dict[frozenset[Said], Conflict] = {}
        sound: list[list[Constraint]] = []
        for part in self._parts():
            circles, left = untied(part)
            for one in circles:
                others = {s for other in circles if other is not one for s in other if not s.is_given}
                rest = tuple(c for c in part if c.said not in others)
                conflicts.setdefault(frozenset(one), Conflict(one, rest))
            sound.append(left)
        return list(conflicts.values()), sound

    def conflicts(self) -> list[Conflict]:
        """Sets of claims that cannot all hold, no two with a claim in common, each as its shortest circle."""
        return self._solved[0]

    def sound(self) -> list[Constraint]:
        """The constraints without the claims in conflict."""
        return [c for part in self._solved[1] for c in part]

    def without(self, claims: Iterable[Said]) -> Timeline:
        """The same without some claims."""
        less = set(claims)
        return Timeline((c for c in self.constraints if c.said not in less), self._realities) if less else self

    def order(self, a: str, b: str) -> Ordering:
        """What follows for the order of two things from the claims that are in no conflict."""
        if a == b or not self._meet((a, b)):
            return Ordering()
        joined = self._joined(a, b)
        a1, a2, b1, b2 = (a, "begin"), (a, "end"), (b, "begin"), (b, "end")
        found = {p: joined.longest(p) for p in (a1, a2, b1, b2)}
        for word, needed in (
            ("before", [(a2, b1, 0)]),
            ("after", [(b2, a1, 0)]),
            ("same time", [(b1, a1, 0), (a2, b2, 0), (a1, b1, 0), (b2, a2, 0)]),
            ("during", [(b1, a1, 0), (a2, b2, 0)]),
            ("contains", [(a1, b1, 0), (b2, a2, 0)]),
            ("overlaps", [(a1, b2, 1), (b1, a2, 1)]),
        ):
            if all(found[p][0].get(q, least - 1) >= least for p, q, least in needed):
                said = (s for p, q, least in needed for s in self.because(p, q, least))
                return Ordering(word, tuple(dict.fromkeys(said)))
        return Ordering()

    def before(self, a: str, b: str) -> bool:
        """Whether it follows that one thing is over before another begins."""
        if a == b or not (self._places.get(a) and self._places.get(b)) or not self._meet((a, b)):
            return False
        return self._joined(a, b).follows((a, "end"), (b, "begin"))

    def gap(self, one: Point, other: Point) -> int | None:
        """How long, in units of story time, the second point surely comes after the first; nothing where that is open."""
        joined = self._between(one, other)
        return joined.longest(one)[0].get(other) if joined else None

    def because(self, one: Point, other: Point, least: int) -> tuple[Said, ...]:
        """The fewest claims by which the second point comes so much after the first."""
        joined = self._between(one, other)
        if not joined:
            return ()
        short, _ = shortest(*edges(joined.constraints), one, other, least, len(joined.constraints), STEPS)
        steps = short or _path(joined.longest(one)[1], one, other)
        return tuple(dict.fromkeys(c.said for c in steps if c.said))

    def _between(self, one: Point, other: Point) -> Network | None:
        """What may bind two points, of which one may be the origin; nothing where they are of two realities."""
        things = [p[0] for p in (one, other) if p != ORIGIN]
        return self._joined(things[0], things[-1]) if self._meet(things) else None

    def following(self, thing: str) -> set[str]:
        """What surely begins after a thing is over."""
        return {p[0] for p in self._joined(thing, thing).after((thing, "end")) if p[1] == "begin"}

    def _joined(self, a: str, b: str) -> Network:
        """The connected sets of two things, as far as they are of their reality."""
        at = dict.fromkeys(i for t in (a, b) for i in self._places.get(t, ()))
        return self._network(tuple(at), frozenset(r for t in (a, b) if (r := self._realities(t))))

    def _make_network(self, at: tuple[int, ...], told: frozenset[frozenset[str]]) -> Network:
        """The connected sets of these numbers, as far as they may be of one reality with those that are `told`."""
        return Network([c for i in at for c in self._solved[1][i] if self._meet(c.things, told)])

    def between(self, thing: str) -> tuple[date, date]:
        """The first day on which a thing may begin inside the story and the last on which it may end."""
        first, last = self._bounds.get(thing, (dates.FIRST, dates.LAST))
        return first, last

    def lasts(self, thing: str) -> timedelta:
        """How long a thing lasts at the least."""
        least = self._joined(thing, thing).longest((thing, "begin"))[0].get((thing, "end"), 0)
        return timedelta(days=least / DAY)

    @cached_property
    def _bounds(self) -> dict[str, tuple[date, date]]:
        """Thing → the days between which the claims put it, for each that they do."""
        found: dict[str, tuple[date, date]] = {}
        for part in self._solved[1]:
            if not any(ORIGIN in (c.earlier, c.later) for c in part):
                continue
            after = Network(part).longest(ORIGIN)[0]
            before = Network([Constraint(c.later, c.earlier, c.gap) for c in part]).longest(ORIGIN)[0]
            for thing in dict.fromkeys(t for c in part for t in c.things):
                begin, end = after.get((thing, "begin")), before.get((thing, "end"))
                first = dates.FIRST if begin is None else date.fromordinal(max(begin // DAY, 1))
                last = dates.LAST if end is None else date.fromordinal(min(-end // DAY, dates.LAST.toordinal()))
                known = found.get(thing, (first, last))
                found[thing] = min(first, known[0]), max(last, known[1])
        return found

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        """Thing → the numbers of the connected sets in which it is."""
        found: dict[str, list[int]] = {}
        for i, part in enumerate(self._solved[1]):
            for thing in dict.fromkeys(t for c in part for t in c.things):
                found.setdefault(thing, []).append(i)
        return found

    def _meet(self, things: Sequence[str], beside: Iterable[frozenset[str]] = ()) -> bool:
        """Whether these may all be of one reality, as far as is told, and of one with what is told `beside`."""
        told = [*beside, *(r for t in things if (r := self._realities(t)))]
        return not told or bool(frozenset.intersection(*told))

    def _parts(self) -> Iterator[list[Constraint]]:
        """The connected sets; one that reaches through several realities is taken apart, a part for each."""
        for part in _connected(self.constraints):
            here = {t: r for c in part for t in c.things if (r := self._realities(t))}
            every = sorted({r for some in here.values() for r in some})
            if len(every) < 2:
                yield part
                continue
            for one in every:
                inside = [c for c in part if all(one in here.get(t, (one,)) for t in c.things)]
                yield from _connected(inside)


def _connected(constraints: Iterable[Constraint]) -> list[list[Constraint]]:
    """The constraints by connected set; the origin, which joins all dated things, does not connect."""
    constraints = list(constraints)
    head: dict[str, str] = {}

    def find(thing: str) -> str:
        while head.get(thing, thing) != thing:
            head[thing] = head.get(head[thing], head[thing])
            thing = head[thing]
        return thing

    for c in constraints:
        one, *others = c.things
        for other in others:
            if find(one) != find(other):
                head[find(one)] = find(other)
    parts: dict[str, list[Constraint]] = {}
    for c in constraints:
        parts.setdefault(find(c.things[0]), []).append(c)
    return [parts[k] for k in sorted(parts)]


def _path(came: Mapping[Point, Constraint], one: Point, other: Point) -> list[Constraint]:
    """The steps that lead from a point to another."""
    steps, at = list[Constraint](), other
    while at != one:
        steps.append(came[at])
        at = came[at].earlier
    return steps[::-1]
