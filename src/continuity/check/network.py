"""Bounds that have a solution, and what follows from them: each answer is worked out once, however often it is asked."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache, cached_property

from continuity.check.circles import NEVER, along
from continuity.check.story_time import Constraint, Point


class Network:
    """Points and the bounds between them. Nothing in it changes."""

    def __init__(self, constraints: Sequence[Constraint]) -> None:
        """The constraints have a solution."""
        self.constraints = constraints
        self._after = cache(self._find_after)

    def follows(self, one: Point, other: Point) -> bool:
        """Whether the second point surely comes no earlier than the first."""
        place = self._places.get(other)
        return place is not None and bool(self._after(one) >> place & 1)

    def after(self, start: Point) -> set[Point]:
        """The points that surely come no earlier than a point."""
        found = self._after(start)
        return {p for p, place in self._places.items() if found >> place & 1}

    def longest(self, start: Point) -> tuple[dict[Point, int], dict[Point, Constraint]]:
        """The most time that surely lies between a point and each that it reaches, and by which step it was reached."""
        value, came = {start: 0}, dict[Point, Constraint]()
        growing = True
        while growing:
            growing = False
            for c in self._along:
                if c.earlier in value and value[c.earlier] + c.gap > value.get(c.later, NEVER) and c.later != start:
                    value[c.later] = value[c.earlier] + c.gap
                    came[c.later] = c
                    growing = True
        return value, came

    @cached_property
    def _along(self) -> list[Constraint]:
        return along(self.constraints)

    @cached_property
    def _places(self) -> dict[Point, int]:
        """Point → the number of its bit."""
        points = dict.fromkeys(p for c in self.constraints for p in (c.earlier, c.later))
        return {p: i for i, p in enumerate(points)}

    def _find_after(self, start: Point) -> int:
        """What surely comes no earlier than a point, a bit for each."""
        if self._reached is not None:
            return self._reached.get(start, 0)
        value = self.longest(start)[0]
        return sum(1 << place for p, place in self._places.items() if value.get(p, -1) >= 0)

    @cached_property
    def _reached(self) -> dict[Point, int] | None:
        """For each point all that it leads to; nothing where a gap is negative, as what is led to may then lie earlier."""
        if any(c.gap < 0 for c in self.constraints):
            return None
        found = {p: 1 << place for p, place in self._places.items()}
        growing = True
        while growing:  # the last come first: without circles one round finds all, and one more that it did
            growing = False
            for c in reversed(self._along):
                more = found[c.earlier] | found[c.later]
                if more != found[c.earlier]:
                    found[c.earlier] = more
                    growing = True
        return found
