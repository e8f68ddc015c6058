"""Circles of bounds that gain time, so that nothing can fit them: where they lie, one of them, and the shortest.

Every circle lies within one knot, a set of points that all lead to each other, and has a step against any order of the
points; so most of what is told of a story is never looked through.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from continuity.check.story_time import ORIGIN, Constraint, Point, Said

#: So many steps are taken at most to shorten a circle: in a set of some thousand claims the shortest is found.
STEPS = 200_000
NEVER = -(10**18)

Walk = tuple[Constraint, "Walk | None"]


def untied(constraints: Sequence[Constraint]) -> tuple[list[tuple[Said, ...]], list[Constraint]]:
    """Circles with no claim in common, each as short as can be, and the constraints without their claims: these fit."""
    circles: list[tuple[Said, ...]] = []
    gone: set[Said | None] = set()
    todo = knots(along(constraints))
    while todo:
        knot = [c for c in todo.pop(0) if c.said not in gone]
        found = circle(knot)
        if found:
            told = _shortened(knot, found)
            circles.append(tuple(dict.fromkeys(c.said for c in told if c.said)))
            gone |= {s for s in circles[-1] if not s.is_given}
            todo[:0] = knots([c for c in knot if c.said not in gone])
    return circles, [c for c in constraints if c.said not in gone]


def knots(constraints: Sequence[Constraint]) -> list[list[Constraint]]:
    """The constraints that lie on a circle of any kind, by the sets of points that all lead to each other.

    Each set has its constraints in the order in which they are given.
    """
    back: dict[Point, list[Point]] = {}
    for c in constraints:
        back.setdefault(c.later, []).append(c.earlier)
    knot: dict[Point, Point] = {}  # point → the one that its knot was found from
    for start in _in_order(constraints):
        todo = [start] if start not in knot else []
        while todo:
            point = todo.pop()
            if point not in knot:
                knot[point] = start
                todo += back.get(point, ())
    found: dict[Point, list[Constraint]] = {}
    for c in constraints:
        if knot[c.earlier] == knot[c.later]:
            found.setdefault(knot[c.earlier], []).append(c)
    return list(found.values())


def circle(constraints: Sequence[Constraint]) -> list[Constraint]:
    """Constraints that lead from a point back to it with time gained on the way; nothing where all can hold.

    Where the steps by which the values grew form a circle, it is such a one. Given `along` the edges, what has no circle
    at all needs one round.
    """
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


def along(constraints: Sequence[Constraint]) -> list[Constraint]:
    """The constraints in an order in which those that lead to a point come before those that lead on, circles aside."""
    place = {p: i for i, p in enumerate(_in_order(constraints))}
    return sorted(constraints, key=lambda c: place[c.earlier])


def _in_order(constraints: Sequence[Constraint]) -> list[Point]:
    """The points, each after those that lead to it, circles aside."""
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
    return left[::-1]


def _shortened(constraints: Sequence[Constraint], circle: list[Constraint]) -> list[Constraint]:
    """A circle of the fewest claims, searched for from the points of the known one and of steps against the order."""
    onward, ends = edges(constraints)
    place = {p: i for i, p in enumerate(dict.fromkeys(c.earlier for c in constraints))}
    against = (c for c in constraints if place[c.earlier] >= place[c.later])
    best, steps = circle, STEPS
    for start in dict.fromkeys([*(c.earlier for c in circle), *(c.earlier if c.said else c.later for c in against)]):
        if start not in onward:
            continue
        found, taken = shortest(onward, ends, start, start, 1, sum(c.said is not None for c in best) - 1, steps)
        best, steps = found or best, steps - taken
        if steps <= 0:
            break
    return best


def edges(constraints: Iterable[Constraint]) -> tuple[dict[Point, list[Constraint]], dict[Point, Constraint]]:
    """The claims by the point from which they lead, and by its beginning that a thing ends, which is no claim."""
    onward: dict[Point, list[Constraint]] = {}
    ends: dict[Point, Constraint] = {}
    for c in constraints:
        if c.said is None:
            ends[c.earlier] = c
        else:
            onward.setdefault(c.earlier, []).append(c)
    return onward, ends


def shortest(
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
            if end is not None and gain + end.gap > gained.get(end.later, NEVER):
                gained[end.later] = gain + end.gap
                layer[end.later] = gain + end.gap, (end, walk)
        if goal in layer and layer[goal][0] >= least:
            return _walked(layer[goal][1]), taken
        reached: dict[Point, tuple[int, Walk | None]] = {}
        for point, (gain, walk) in layer.items():
            for c in onward.get(point, ()):
                taken += 1
                if gain + c.gap > gained.get(c.later, NEVER):
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
