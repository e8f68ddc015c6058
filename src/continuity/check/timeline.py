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
from continuity.canon import Frame
from continuity.check.story_time import DAY, ORIGIN, Constraint, Point, Said, constraints

#: So many steps are taken at most to shorten a circle: in a set of some hundred claims the shortest is found.
STEPS = 200_000


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
        return [s for s in told if not _circle([c for c in self.rest if c.said != s])]


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
            circles, left = [], part
            while circle := _circle(left):
                told = _shortened(left, circle)
                circles.append(tuple(dict.fromkeys(c.said for c in told if c.said)))
                left = [c for c in left if c.said is None or c.said.is_given or c.said not in circles[-1]]
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
        found = {p: _longest(joined, p) for p in (a1, a2, b1, b2)}
        for word, needed in (
            ("before", [(a2, b1, 0)]),
            ("after", [(b2, a1, 0)]),
            ("same time", [(b1, a1, 0), (a2, b2, 0), (a1, b1, 0), (b2, a2, 0)]),
            ("during", [(b1, a1, 0), (a2, b2, 0)]),
            ("contains", [(a1, b1, 0), (b2, a2, 0)]),
            ("overlaps", [(a1, b2, 1), (b1, a2, 1)]),
        ):
            if all(found[p][0].get(q, least - 1) >= least for p, q, least in needed):
                onward, ends = _edges(joined)
                said: list[Said] = []
                for p, q, least in needed:
                    short, _ = _shortest(onward, ends, p, q, least, len(joined), STEPS)
                    said += (c.said for c in short or _path(found[p][1], p, q) if c.said)
                return Ordering(word, tuple(dict.fromkeys(said)))
        return Ordering()

    def before(self, a: str, b: str) -> bool:
        """Whether it follows that one thing is over before another begins."""
        if a == b or not (self._places.get(a) and self._places.get(b)) or not self._meet((a, b)):
            return False
        return _longest(self._joined(a, b), (a, "end"))[0].get((b, "begin"), -1) >= 0

    def _joined(self, a: str, b: str) -> list[Constraint]:
        """The connected sets of two things, as far as they are of their reality."""
        at = dict.fromkeys(i for t in (a, b) for i in self._places.get(t, ()))
        return [c for i in at for c in self._solved[1][i] if self._meet((a, b, *c.things))]

    def between(self, thing: str) -> tuple[date, date]:
        """The first day on which a thing may begin inside the story and the last on which it may end."""
        first, last = self._bounds.get(thing, (dates.FIRST, dates.LAST))
        return first, last

    def lasts(self, thing: str) -> timedelta:
        """How long a thing lasts at the least."""
        joined = self._joined(thing, thing)
        return timedelta(days=_longest(joined, (thing, "begin"))[0].get((thing, "end"), 0) / DAY)

    @cached_property
    def _bounds(self) -> dict[str, tuple[date, date]]:
        """Thing → the days between which the claims put it, for each that they do."""
        found: dict[str, tuple[date, date]] = {}
        for part in self._solved[1]:
            if not any(ORIGIN in (c.earlier, c.later) for c in part):
                continue
            after = _longest(part, ORIGIN)[0]
            before = _longest([Constraint(c.later, c.earlier, c.gap) for c in part], ORIGIN)[0]
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

    def _meet(self, things: Sequence[str]) -> bool:
        """Whether these may all be of one reality, as far as is told."""
        told = [r for t in things if (r := self._realities(t))]
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


Rows = Callable[[str], list[tuple[str, ...]]]


def realities_of(rows: Rows, frame: Frame) -> Callable[[str], frozenset[str]]:
    """From a work or event to the realities that it, or a work that it is part of, is told to be set in."""
    told: dict[str, set[str]] = {}
    for thing, reality in [*rows("realities"), *rows("work-realities")]:
        told.setdefault(thing, set()).add(reality)

    def find(thing: str) -> frozenset[str]:
        wholes = frame.whole(thing) if thing in frame.works else {thing}
        return frozenset(r for w in wholes for r in told.get(w, ()))

    return find if told else lambda _: frozenset()


def read_timeline(rows: Rows, frame: Frame) -> Timeline:
    """What a canon tells of story time, out of the rows of graph/rules."""
    realities = cache(realities_of(rows, frame))
    return Timeline.of(rows("story-order"), rows("story-times"), rows("offsets"), realities)


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


def _circle(constraints: Sequence[Constraint]) -> list[Constraint]:
    """Constraints that lead from a point back to it with time gained on the way; nothing where all can hold.

    Where the steps by which the values grew form a circle, it is such a one. Taken along the edges, as they are here,
    what has no circle at all needs one round.
    """
    constraints = _along(constraints)
    value = {p: 0 for c in constraints for p in (c.earlier, c.later)}
    came: dict[Point, Constraint] = {}
    growing = True
    while growing:
        growing = False
        for c in constraints:
            if value[c.earlier] + c.gap > value[c.later]:
                value[c.later] = value[c.earlier] + c.gap
                came[c.later] = c
                growing = True
        start = _in_circle(came) if growing else None
        if start is not None:
            circle, at = [came[start]], came[start].earlier
            while at != start:
                circle.append(came[at])
                at = came[at].earlier
            return circle[::-1]
    return []


def _in_circle(came: Mapping[Point, Constraint]) -> Point | None:
    """A point from which the steps lead back to it."""
    walks: dict[Point, Point] = {}  # point → where the walk began that came by
    for begin in came:
        at = begin
        while at in came and at not in walks:
            walks[at] = begin
            at = came[at].earlier
        if walks.get(at) == begin and at in came:
            return at
    return None


def _along(constraints: Sequence[Constraint]) -> list[Constraint]:
    """The constraints in an order in which those that lead to a point come before those that lead on, circles aside."""
    edges: dict[Point, list[Point]] = {ORIGIN: []}
    for c in constraints:
        edges.setdefault(c.earlier, []).append(c.later)
        edges.setdefault(c.later, [])
    left: list[Point] = []
    seen: set[Point] = set()
    for start, onward in edges.items():
        if start in seen:
            continue
        seen.add(start)
        path = [(start, iter(onward))]
        while path:
            point, left_over = path[-1]
            new = next((p for p in left_over if p not in seen), None)
            if new is None:
                left.append(point)
                path.pop()
            else:
                seen.add(new)
                path.append((new, iter(edges[new])))
    place = {p: i for i, p in enumerate(reversed(left))}
    return sorted(constraints, key=lambda c: place[c.earlier])


Walk = tuple[Constraint, "Walk | None"]
_NEVER = -(10**18)


def _shortened(constraints: Sequence[Constraint], circle: list[Constraint]) -> list[Constraint]:
    """A circle of the fewest claims, searched for from each point, those of the known circle first, in STEPS steps."""
    onward, ends = _edges(constraints)
    best, steps = circle, STEPS
    for start in dict.fromkeys([*(c.earlier for c in circle), *onward]):
        if start not in onward:
            continue
        found, taken = _shortest(onward, ends, start, start, 1, sum(c.said is not None for c in best) - 1, steps)
        best, steps = found or best, steps - taken
        if steps <= 0:
            break
    return best


def _edges(constraints: Iterable[Constraint]) -> tuple[dict[Point, list[Constraint]], dict[Point, Constraint]]:
    """The claims by the point from which they lead, and by its beginning that a thing ends, which is no claim."""
    onward: dict[Point, list[Constraint]] = {}
    ends: dict[Point, Constraint] = {}
    for c in constraints:
        if c.said is None:
            ends[c.earlier] = c
        else:
            onward.setdefault(c.earlier, []).append(c)
    return onward, ends


def _shortest(
    onward: Mapping[Point, Sequence[Constraint]],
    ends: Mapping[Point, Constraint],
    start: Point,
    goal: Point,
    least: int,
    most: int,
    steps: int,
) -> tuple[list[Constraint], int]:
    """The fewest claims, at most so many, by which a point comes at least so much after another.

    Gives how many steps were taken to find them too; from a point to itself they are a circle.
    """
    gained: dict[Point, int] = {start: 0}
    layer: dict[Point, tuple[int, Walk | None]] = {start: (0, None)}
    taken = 0
    for _ in range(most + 1):
        for point, (gain, walk) in list(layer.items()):
            end = ends.get(point)
            if end is not None and gain + end.gap > gained.get(end.later, _NEVER):
                gained[end.later] = gain + end.gap
                layer[end.later] = gain + end.gap, (end, walk)
        if goal in layer and layer[goal][0] >= least:
            return _walked(layer[goal][1]), taken
        reached: dict[Point, tuple[int, Walk | None]] = {}
        for point, (gain, walk) in layer.items():
            for c in onward.get(point, ()):
                taken += 1
                if gain + c.gap > gained.get(c.later, _NEVER):
                    gained[c.later] = gain + c.gap
                    reached[c.later] = gain + c.gap, (c, walk)
        if taken > steps or not reached:
            break
        layer = reached
    return [], taken


def _walked(walk: Walk | None) -> list[Constraint]:
    steps: list[Constraint] = []
    while walk is not None:
        steps.append(walk[0])
        walk = walk[1]
    return steps[::-1]


def _longest(constraints: Sequence[Constraint], start: Point) -> tuple[dict[Point, int], dict[Point, Constraint]]:
    """The most time that surely lies between a point and each that it reaches, and by which step it was reached.

    The constraints have a solution.
    """
    constraints = _along(constraints)
    value, came = {start: 0}, dict[Point, Constraint]()
    growing = True
    while growing:
        growing = False
        for c in constraints:
            if c.earlier in value and value[c.earlier] + c.gap > value.get(c.later, _NEVER) and c.later != start:
                value[c.later] = value[c.earlier] + c.gap
                came[c.later] = c
                growing = True
    return value, came


def _path(came: Mapping[Point, Constraint], one: Point, other: Point) -> list[Constraint]:
    """The steps that lead from a point to another."""
    steps, at = list[Constraint](), other
    while at != one:
        steps.append(came[at])
        at = came[at].earlier
    return steps[::-1]
