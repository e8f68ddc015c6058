"""What is told of story time, as bounds between the beginnings and ends of works and events."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from continuity import dates

#: One day in the units of the network. What is strictly before is at least one unit before.
DAY = 1_000_000
Point = tuple[str, str]
ORIGIN: Point = ("", "origin")

#: The properties that put one thing before, after or inside another, with their words.
ORDER = {
    "before": "is before",
    "after": "is after",
    "during": "happens during",
    "overlaps": "overlaps",
    "sameTimeAs": "is at the same time as",
}
#: The properties that give a date, with their words.
DATE = {"storyFrom": "begins in", "storyTo": "ends in"}

#: What nobody tells and everybody takes for granted of works that are parts of works, with its words.
GIVEN = {"partOf": "is part of", "number": "comes before"}

#: How many days so many of a unit are at least and at most: a factor, and what a calendar's months add or take away.
_DAYS: Mapping[str, tuple[float, float, float]] = {
    "hours": (1 / 24, 1 / 24, 0),
    "days": (1, 1, 0),
    "weeks": (7, 7, 0),
    "months": (30.4, 30.5, 3),
    "years": (365, 366, 0),
}


@dataclass(frozen=True, slots=True)
class Said:
    """A claim about story time: a thing and another it is placed by, or a date; an offset has an amount in words.

    `node` is the statement that tells it, the thing itself where a property does.
    """

    thing: str
    relation: str
    other: str = ""
    amount: str = ""
    node: str = ""

    @property
    def is_date(self) -> bool:
        """Whether it gives a date."""
        return self.relation in DATE

    @property
    def is_given(self) -> bool:
        """Whether it follows from what works are parts of, and no account tells it of the story."""
        return self.relation in GIVEN

    @property
    def is_offset(self) -> bool:
        """Whether it tells how long lies between two things."""
        return bool(self.amount) and not self.is_date

    @property
    def told_as(self) -> str:
        """The property of the node that tells it; an offset is told by its whole node."""
        return "" if self.is_offset else self.relation

    @property
    def things(self) -> tuple[str, ...]:
        """The works and events of the claim."""
        return (self.thing, self.other) if self.other else (self.thing,)

    def text(self, label: Callable[[str], str]) -> str:
        """The claim in words."""
        if self.is_date:
            return f"{label(self.thing)} {DATE[self.relation]} {self.amount}"
        if self.is_offset:
            return f"{label(self.thing)} is {self.amount} {self.relation} {label(self.other)}"
        number = " by its number" if self.relation == "number" else ""
        return f"{label(self.thing)} {(ORDER | GIVEN)[self.relation]} {label(self.other)}{number}"


@dataclass(frozen=True, slots=True)
class Constraint:
    """`later` comes at least `gap` units after `earlier`. Without a claim it is that a thing begins before it ends."""

    earlier: Point
    later: Point
    gap: int
    said: Said | None = None

    @property
    def things(self) -> tuple[str, ...]:
        """The works and events that it binds."""
        return tuple(dict.fromkeys(p[0] for p in (self.earlier, self.later) if p != ORIGIN))


def ordered(a: str, relation: str, b: str) -> Iterator[Constraint]:
    """The bounds that a property of ORDER sets."""
    said = Said(a, relation, b, node=a)
    a1, a2, b1, b2 = (a, "begin"), (a, "end"), (b, "begin"), (b, "end")
    if relation == "before":
        yield Constraint(a2, b1, 0, said)
    elif relation == "after":
        yield Constraint(b2, a1, 0, said)
    elif relation == "overlaps":
        yield Constraint(a1, b2, 1, said)
        yield Constraint(b1, a2, 1, said)
    else:
        yield Constraint(b1, a1, 0, said)
        yield Constraint(a2, b2, 0, said)
        if relation == "sameTimeAs":
            yield Constraint(a1, b1, 0, said)
            yield Constraint(b2, a2, 0, said)


def dated(thing: str, property: str, date: str) -> Iterator[Constraint]:
    """The point lies between the first moment and the last that its date may mean; an open end bounds nothing."""
    if not dates.is_date(date):
        return
    said = Said(thing, property, amount=date, node=thing)
    point = (thing, "begin" if property == "storyFrom" else "end")
    first, last = dates.roughly(date)
    if first != dates.FIRST:
        yield Constraint(ORIGIN, point, first.toordinal() * DAY, said)
    if last != dates.LAST:
        yield Constraint(point, ORIGIN, -(last.toordinal() + 1) * DAY + 1, said)


def apart(row: Sequence[str]) -> Iterator[Constraint]:
    """The bounds of an offset, from a row (node, of, after, before, amount, least, most, unit, approximate)."""
    node, thing, after, before, amount, least, most, unit, approximate = row
    rough = approximate == "true"
    if unit not in _DAYS or not thing or bool(after) == bool(before):
        return
    low, high = amount or least, amount or most
    first, second, said = (
        (after, thing, Said(thing, "after", after, _amount(low, high, unit, rough), node))
        if after
        else (thing, before, Said(thing, "before", before, _amount(low, high, unit, rough), node))
    )
    less, more, calendar = _DAYS[unit]
    shortest = (max(float(low) - _slack(float(low), rough), 0) * less - calendar) if low else 0
    yield Constraint((first, "end"), (second, "begin"), max(int(shortest * DAY), 0), said)
    if high:
        longest = (float(high) + _slack(float(high), rough)) * more + calendar
        yield Constraint((second, "begin"), (first, "end"), -int(longest * DAY), said)


def _slack(amount: float, rough: bool) -> float:
    """How far an amount may be off: half a unit, as it is rounded; where it is called rough, a unit or half of it."""
    return max(1.0, amount / 2) if rough else 0.5


def _amount(low: str, high: str, unit: str, rough: bool) -> str:
    """An amount in words."""
    numbers = [f"{float(n):g}" for n in (low, high) if n]
    if not numbers:
        return f"some {unit}"
    words = " to ".join(dict.fromkeys(numbers))
    words = words if low and high else f"{'at least' if low else 'at most'} {words}"
    return f"{'about ' if rough else ''}{words} {unit.removesuffix('s') if numbers[-1] == '1' else unit}"


def constraints(
    orders: Iterable[Sequence[str]], times: Iterable[Sequence[str]], offsets: Iterable[Sequence[str]] = ()
) -> Iterator[Constraint]:
    """From rows (a, property, b), rows (thing, from, to) with EDTF dates, and rows of offsets as `apart` takes them."""
    made = [c for a, property, b in orders for c in ordered(a, property, b)]
    made += [c for row in offsets for c in apart(row)]
    for thing, begin, end in times:
        made += dated(thing, "storyFrom", begin)
        made += dated(thing, "storyTo", end)
    things = {t for c in made for t in c.things}
    yield from made
    yield from (Constraint((t, "begin"), (t, "end"), 1) for t in sorted(things))
