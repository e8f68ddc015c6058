"""Story time as a simple temporal network: interval end points, bounds between them, and what has no solution."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from continuity import dates

#: One day in the units of the network. What is strictly before is at least one unit before.
DAY = 1_000_000
ORIGIN = ("", "origin")
#: The properties that put one thing before, after or inside another; the others give a date.
ORDER = ("before", "after", "during")
Point = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Constraint:
    """`later` comes at least `gap` units after `earlier`. The claim behind it is a property of a node and its value."""

    earlier: Point
    later: Point
    gap: int
    node: str = ""
    relation: str = ""
    value: str = ""

    @property
    def things(self) -> tuple[str, ...]:
        """The works and events of the claim."""
        return (self.node, self.value) if self.relation in ORDER else (self.node,)

    def text(self, label: Callable[[str], str]) -> str:
        """The claim in words."""
        if self.relation in ORDER:
            verb = {"before": "is before", "after": "is after", "during": "happens during"}[self.relation]
            return f"{label(self.node)} {verb} {label(self.value)}"
        return f"{label(self.node)} {'begins' if self.relation == 'storyFrom' else 'ends'} in {self.value}"


class Timeline:
    """Works and events of one story, and the bounds between their beginnings and ends."""

    def __init__(self, constraints: Iterable[Constraint]) -> None:
        self.constraints = tuple(constraints)

    @classmethod
    def of(cls, orders: Iterable[Sequence[str]], times: Iterable[Sequence[str]]) -> Timeline:
        """From rows (a, property, b) with before, after or during, and rows (thing, from, to) with EDTF dates."""
        made: list[Constraint] = []
        for a, property, b in orders:
            first, second = (b, a) if property == "after" else (a, b)
            if property == "during":
                made.append(Constraint((b, "begin"), (a, "begin"), 0, a, property, b))
                made.append(Constraint((a, "end"), (b, "end"), 0, a, property, b))
            else:
                made.append(Constraint((first, "end"), (second, "begin"), 0, a, property, b))
        things = {t for c in made for t in c.things}
        for thing, begin, end in times:
            if thing in things:
                made += _dated(thing, "begin", "storyFrom", begin)
                made += _dated(thing, "end", "storyTo", end)
        made += [Constraint((t, "begin"), (t, "end"), 1) for t in sorted(things)]
        return cls(made)

    def conflicts(self) -> Iterator[list[Constraint]]:
        """A circle of constraints that cannot all hold, for each connected set of things that has one."""
        for part in self._connected():
            circle = _circle(part)
            if circle:
                yield circle

    def cures(self, circle: Sequence[Constraint]) -> list[Constraint]:
        """The claims of a circle of which each alone, withdrawn, would end the conflict of its connected set."""
        part = next(p for p in self._connected() if circle[0] in p)
        claims = dict.fromkeys((c.node, c.relation, c.value) for c in circle if c.node)
        firsts = {(c.node, c.relation, c.value): c for c in reversed(circle)}
        return [
            firsts[claim]
            for claim in claims
            if not _circle([c for c in part if (c.node, c.relation, c.value) != claim])
        ]

    def order(self, a: str, b: str) -> str:
        """What the claims say of two things: before, after, or nothing where they leave it open."""
        for first, second, word in ((a, b, "before"), (b, a, "after")):
            against = Constraint((second, "begin"), (first, "end"), 1)
            if self.constraints and _circle([*self.constraints, against]):
                return word
        return ""

    def _connected(self) -> list[list[Constraint]]:
        """The constraints by connected set; the origin, which joins all dated things, does not connect."""
        head: dict[str, str] = {}

        def find(thing: str) -> str:
            while head.get(thing, thing) != thing:
                head[thing] = head.get(head[thing], head[thing])
                thing = head[thing]
            return thing

        for c in self.constraints:
            ends = [p[0] for p in (c.earlier, c.later) if p != ORIGIN]
            if len(ends) == 2 and find(ends[0]) != find(ends[1]):
                head[find(ends[0])] = find(ends[1])
        parts: dict[str, list[Constraint]] = {}
        for c in self.constraints:
            thing = c.later[0] if c.earlier == ORIGIN else c.earlier[0]
            parts.setdefault(find(thing), []).append(c)
        return [parts[k] for k in sorted(parts)]


def _dated(thing: str, end: str, property: str, date: str) -> list[Constraint]:
    """The point lies between the first moment and the last that its date may mean."""
    if not dates.is_date(date):
        return []
    first, last = dates.bounds(date)
    made = []
    if first != dates.FIRST:
        made.append(Constraint(ORIGIN, (thing, end), first.toordinal() * DAY, thing, property, date))
    if last != dates.LAST:
        made.append(Constraint((thing, end), ORIGIN, -(last.toordinal() + 1) * DAY + 1, thing, property, date))
    return made


def _circle(constraints: Sequence[Constraint]) -> list[Constraint]:
    """Constraints that lead from a point back to it with time gained on the way; nothing where all can hold.

    Longest paths by Bellman and Ford: where the steps by which the values grew form a circle, it is such a one.
    Taken along the edges, as they are here, what has no circle at all needs one round.
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
