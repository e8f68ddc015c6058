"""T006: an age that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.story_time import DAY, ORIGIN, Point, Said

#: What settles that an age does not fit.
SETTLES = ("double", "timeTravel", "collectiveName", "retcon")
NO_DAYS = (dates.FIRST, dates.LAST)


@dataclass(frozen=True, slots=True)
class Told:
    """An age in a work, or a birth date, which has no work: the statement, what it says, and the days of a birth."""

    node: str
    work: str = ""
    years: int = 0
    day: str = ""
    born: tuple[date, date] = NO_DAYS


@dataclass(frozen=True, slots=True)
class Clash:
    """The first leaves only days of birth before those that the second leaves; the claims of story time that show it."""

    first: Told
    then: Told
    because: tuple[Said, ...]
    apart: int = 0


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character of whom a birth date and an age, or two ages, leave no day to be born on."""
    rows = context.rows("ages")
    told: dict[str, list[Told]] = {}
    for who, born in context.pairs("character-births") if rows else ():
        if dates.is_date(born):
            told.setdefault(who, []).append(Told(who, day=born, born=dates.roughly(born)))
    for who, node, work, years in rows:
        told.setdefault(who, []).append(Told(node, work, int(years)))
    for who, some in sorted(told.items()):
        found = (c for one, other in permutations(some, 2) for c in _clashes(context, one, other))
        if worst := max(found, key=lambda c: (-len(c.because), c.apart, c.first.node, c.then.node), default=None):
            yield _hit(context, who, worst)


def _clashes(context: Context, first: Told, then: Told) -> Iterator[Clash]:
    """Whether the first puts the birth before all days that the second leaves, by dates or by what lies between them."""
    if not (first.work or then.work):
        return
    last, earliest = _born(context, first)[1], _born(context, then)[0]
    if last < earliest:
        yield Clash(first, then, (*_latest(context, first), *_earliest(context, then)))
    elif first.work and then.work:
        most = (then.years + 1 - first.years) * (366 if then.years >= first.years else 365) * DAY
        for one in _placed(context, first):
            for other in _placed(context, then):
                least = context.timeline.gap((one, "end"), (other, "begin"))
                if least is not None and least > most:
                    because = context.timeline.because((one, "end"), (other, "begin"), most + 1)
                    yield Clash(first, then, because, least)


def _born(context: Context, told: Told) -> tuple[date, date]:
    """The days between which the birth lies."""
    if not told.work:
        return told.born
    begin, end = context.timeline.between(_dated(context, told))
    return (
        _years_before(begin, told.years + 1) if begin != dates.FIRST else dates.FIRST,
        _years_before(end, told.years) if end != dates.LAST else dates.LAST,
    )


def _placed(context: Context, told: Told) -> tuple[str, ...]:
    """What may give the time of an age: the statement, its work and what this is part of, up to the first with days."""
    things = (told.node, *context.order.wider(told.work))
    last = next((i for i, t in enumerate(things) if context.timeline.between(t) != NO_DAYS), len(things))
    return things[: last + 1]


def _dated(context: Context, told: Told) -> str:
    """What gives the days of an age: the statement itself, else the narrowest work that has any."""
    return _placed(context, told)[-1]


def _earliest(context: Context, told: Told) -> tuple[Said, ...]:
    """The claims by which an age is of no earlier day."""
    return _because(context, ORIGIN, (_dated(context, told), "begin")) if told.work else ()


def _latest(context: Context, told: Told) -> tuple[Said, ...]:
    """The claims by which an age is of no later day."""
    return _because(context, (_dated(context, told), "end"), ORIGIN) if told.work else ()


def _because(context: Context, one: Point, other: Point) -> tuple[Said, ...]:
    gap = context.timeline.gap(one, other)
    return context.timeline.because(one, other, gap) if gap is not None else ()


def _hit(context: Context, who: str, clash: Clash) -> Hit:
    pair = sorted((clash.first, clash.then), key=lambda t: (bool(t.work), t.years, t.node))
    works = [t.work for t in pair if t.work]
    settled = context.explanations.between(who, SETTLES, works[0], works[-1])
    claims = [_cites(context, who, t) for t in pair]
    years = clash.apart // (366 * DAY)
    return Hit(
        f"the age of {context.label(who)} does not fit: {' and '.join(_words(context, t) for t in pair)}"
        + (f", at least {years} year{'s' if years > 1 else ''} apart" if years else ""),
        (who, *dict.fromkeys(works)),
        (*claims[0], *claims[1], *context.cites(*dict.fromkeys(clash.because))),
        explained_by=context.label(settled) if settled else "",
        withdrawals=tuple(claims),
    )


def _cites(context: Context, who: str, told: Told) -> tuple[Cite, ...]:
    """A birth date or an age as each account tells it."""
    property = "yearsOld" if told.work else "born"
    text = f"{context.label(who)} is {_age(context, told)}" if told.work else ""
    return tuple(Cite(told.node, a, property, text) for a in context.tellers(told.node, property))


def _age(context: Context, told: Told) -> str:
    return f"{told.years} years old in {context.label(told.work)}"


def _words(context: Context, told: Told) -> str:
    """What is told, with the years in which a work is set."""
    if not told.work:
        return f"born {told.day}"
    begin, end = context.timeline.between(_dated(context, told))
    return f"{_age(context, told)}{', set ' + _years(begin, end) if (begin, end) != NO_DAYS else ''}"


def _years(begin: date, end: date) -> str:
    """The years of a span in words, open ends left out."""
    if begin.year == end.year:
        return f"in {begin.year}"
    words = (f"from {begin.year}" if begin != dates.FIRST else "", f"to {end.year}" if end != dates.LAST else "")
    return " ".join(w for w in words if w)


def _years_before(day: date, years: int) -> date:
    """The same day so many years before; the calendar's first where that is before it."""
    if day.year - years < 1:
        return dates.FIRST
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


RULE = Rule(
    code="T006",
    name="age-does-not-fit",
    severity="warning",
    what="A character's told age does not fit their birth date, or another told age, and the time in which works are set.",
    why="""Who is 30 in a story set in 2015 was born in 1984 or 1985. Each age puts the birth between two days, by the
first and the last day on which the work may be set: its own dates, those of its season, and what follows from orders and
offsets, and where there are no dates, by the time that lies between two works. Where no day of birth is left, the claims cannot all be true. A flashback has its own time and is not
read.""",
    cure="mend the age, the birth date or the story time, or tell what explains it (an Explanation: timeTravel, double)",
    needs=("yearsOld",),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {id: ada, born: 1970-05}
  - {id: harbour/s1, storyFrom: 2001, storyTo: 2001}
  - {type: LifeStatus, of: ada, life: alive, asOf: harbour/s1, yearsOld: 27}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {id: ada, born: 1970-05}
  - {id: harbour/s1, storyFrom: 2001, storyTo: 2001}
  - {type: LifeStatus, of: ada, life: alive, asOf: harbour/s1, yearsOld: 30}
""",
    check=check,
)
