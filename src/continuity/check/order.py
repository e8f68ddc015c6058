"""What is surely later than what: works by release, and by the time of the story. What is open is not said."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache, cached_property

from continuity import dates
from continuity.canon import Frame
from continuity.check.realities import realities_of
from continuity.check.timeline import Timeline

Numbers = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Span:
    """Where a work lies among the others. What is not known is None.

    `first` and `last` are the numbers (season, episode) of its first and last part inside `series`,
    `begin` the earliest day and `end` the latest on which a part of it may have come out.
    """

    parts: frozenset[str]
    series: str
    first: Numbers | None
    last: Numbers | None
    begin: date | None
    end: date | None


class Order:
    """Compares works by release and by story time; every answer holds for each choice that the dates leave open."""

    def __init__(
        self,
        frame: Frame,
        rows: Callable[[str], list[tuple[str, ...]]],
        timeline: Timeline,
        choices: Callable[[], list[Timeline]] = list,
    ) -> None:
        """`rows` gives the rows of graph/rules, `timeline` what is told of story time.

        `choices` gives what would be so if one claim of a conflict were right.
        """
        self._choices = cache(choices)
        self.frame = frame
        self.timeline = timeline
        self.rows = rows
        self.span = cache(self._span)
        self.end = cache(self._end)
        self.set_before = cache(self._set_before)
        self.realities = cache(realities_of(rows, frame))
        self._told_later = cache(self._later)

    @cached_property
    def story(self) -> dict[str, tuple[str, str]]:
        """Work or event → the EDTF dates between which it is set; an empty one is not known."""
        return {thing: (begin, end) for thing, begin, end in self.rows("story-times")}

    def before(self, a: str, b: str) -> bool:
        """Whether all of a work surely came before all of another."""
        if a == b:
            return False
        one, other = self.span(a), self.span(b)
        if one.parts & other.parts:
            return False
        if one.series == other.series and one.last and other.first:
            return one.last < other.first
        return one.end is not None and other.begin is not None and one.end < other.begin

    def earlier(self, a: str, b: str) -> bool:
        """Whether a work surely came before another, the two not being of different realities."""
        return self.before(a, b) and not self.apart(a, b)

    def through(self, a: str, b: str) -> bool:
        """Whether one who has seen a work surely has seen all of the other, `a`, by then."""
        return a == b or self.span(a).parts <= self.span(b).parts or self.before(a, b)

    def within(self, a: str, b: str) -> bool:
        """Whether a work is the other or a part of it."""
        return b in self.frame.whole(a)

    def wider(self, work: str) -> list[str]:
        """A work and all that it is part of, the narrowest first."""
        return sorted(self.frame.whole(work), key=lambda w: (-len(self.frame.whole(w)), w))

    def apart(self, a: str, b: str) -> bool:
        """Whether two works are told to be set in different realities."""
        one, other = self.realities(a), self.realities(b)
        return bool(one and other) and not one & other

    def _set_before(self, a: str, b: str) -> bool:
        """Whether a work surely is over inside the story before the other begins."""
        end, begin = self._set(a)[1], self._set(b)[0]
        if end and begin and dates.roughly(end)[1] < dates.roughly(begin)[0]:
            return True
        return any(self.timeline.before(x, y) for x in self.frame.whole(a) for y in self.frame.whole(b))

    def may_be_set_before(self, a: str, b: str) -> bool:
        """Whether a work is over inside the story before the other begins, as far as is told.

        One choice between claims in conflict is enough. So is, for a prequel, that it is told to come before a third work
        that began to come out before the other and is not told to come after it: from show to show a story mostly goes on.
        """
        return (
            self.set_before(a, b)
            or any(c.before(x, y) for c in self._choices() for x in self.frame.whole(a) for y in self.frame.whole(b))
            or (
                self.frame.series_of(a) != self.frame.series_of(b)
                and any(self._began_before(x, b) and not self.set_before(b, x) for x in self._told_later(a))
            )
        )

    def _began_before(self, a: str, b: str) -> bool:
        """Whether the first part of a work may have come out before all of another."""
        one, other = self.span(a).begin, self.span(b).begin
        return self.earlier(a, b) or bool(one and other and one < other and not self.apart(a, b))

    def _later(self, work: str) -> list[str]:
        """The works that are told to begin inside the story after a work is over."""
        found = {x for w in self.frame.whole(work) for x in self.timeline.following(w)}
        return sorted(x for x in found if x in self.frame.works)

    def _end(self, work: str) -> tuple[object, ...]:
        """A key that sorts works by where their last part lies."""
        return max((self.frame.order(p) for p in self.frame.leaves(work)), default=self.frame.order(work))

    def _set(self, work: str) -> tuple[str, str]:
        for one in self.wider(work):
            if one in self.story:
                return self.story[one]
        return "", ""

    def _span(self, work: str) -> Span:
        parts = self.frame.leaves(work)
        numbers = [self._numbers(p) for p in parts]
        begins = [self._released(p)[0] for p in parts]
        ends = [self._released(p)[1] for p in parts]
        return Span(
            frozenset(parts),
            self.frame.series_of(work),
            min(numbers) if numbers and all(numbers) else None,
            max(numbers) if numbers and all(numbers) else None,
            min(d for d in begins if d) if any(begins) and all(begins) else None,
            max(d for d in ends if d) if any(ends) and all(ends) else None,
        )

    def _numbers(self, part: str) -> Numbers:
        """The season's number and the episode's; nothing where one is not known."""
        work = self.frame.works.get(part)
        if work is None:
            return ()
        if work.cls == "Episode":
            season = min((self.frame.works[p].number for p in work.parents if self._is(p, "Season")), default=0)
            return (season, work.number) if season and work.number else ()
        return (work.number,) if work.cls == "Season" and work.number else ()

    def _is(self, id: str, cls: str) -> bool:
        return id in self.frame.works and self.frame.works[id].cls == cls

    def _released(self, part: str) -> tuple[date | None, date | None]:
        """The first and last day on which it may have come out; a season, week by week, has an open end."""
        work = self.frame.works.get(part)
        known = self.frame.released(part)
        if work is None or not known:
            return None, None
        begin, end = dates.roughly(known)
        whole = work.cls in ("Season", "Series", "Franchise") or not work.released
        return (None if begin == dates.FIRST else begin), (None if whole or end == dates.LAST else end)
