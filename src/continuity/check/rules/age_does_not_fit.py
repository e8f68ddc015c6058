"""T006: an age that does not fit."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: What settles that an age does not fit.
SETTLES = ("double", "timeTravel", "collectiveName", "retcon")


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim that puts somebody's birth between two days: its words, the node, and the works whose time it rests on."""

    first: date
    last: date
    text: str
    node: str
    work: str = ""
    age: str = ""


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character of whom a birth date and an age, or two ages, leave no day to be born on."""
    rows = context.rows("ages")
    told: dict[str, list[Claim]] = {}
    for who, born in context.pairs("character-births") if rows else ():
        if dates.is_date(born):
            told.setdefault(who, []).append(Claim(*dates.roughly(born), f"born {born}", who))
    for who, node, work, years in rows:
        begin, end = _set_between(context, node, work)
        first = _years_before(begin, int(years) + 1) if begin != dates.FIRST else dates.FIRST
        last = _years_before(end, int(years)) if end != dates.LAST else dates.LAST
        age = f"{years} years old in {context.label(work)}"
        told.setdefault(who, []).append(Claim(first, last, f"{age}{_span(begin, end)}", node, work, age))
    for who, claims in sorted(told.items()):
        late, early = max(claims, key=lambda c: (c.first, c.node)), min(claims, key=lambda c: (c.last, c.node))
        if late.first > early.last:
            yield _hit(context, who, sorted((late, early), key=lambda c: (bool(c.work), c.text)))


def _hit(context: Context, who: str, pair: list[Claim]) -> Hit:
    works = [c.work for c in pair if c.work]
    told = context.explanations.between(who, SETTLES, works[0], works[-1])
    cites: list[Cite] = []
    withdrawals: list[tuple[Cite, ...]] = []
    for one in pair:
        property = "yearsOld" if one.work else "born"
        text = f"{context.label(who)} is {one.age}" if one.work else ""
        claims = tuple(Cite(one.node, a, property, text) for a in context.tellers(one.node, property))
        withdrawals.append(claims)
        cites += claims
        for whole in sorted(context.frame.whole(one.work)) if one.work else ():
            for dated in ("storyFrom", "storyTo"):
                cites += [Cite(whole, a, dated) for a in context.tellers(whole, dated)]
    return Hit(
        f"the age of {context.label(who)} does not fit: {' and '.join(c.text for c in pair)}",
        (who, *dict.fromkeys(works)),
        tuple(dict.fromkeys(cites)),
        explained_by=context.label(told) if told else "",
        withdrawals=tuple(withdrawals),
    )


def _set_between(context: Context, node: str, work: str) -> tuple[date, date]:
    """The days between which a statement is set, by its own time, else by the narrowest work that has one."""
    wholes = sorted(context.frame.whole(work), key=lambda w: (-len(context.frame.whole(w)), w))
    for thing in (node, *wholes):
        begin, end = context.timeline.between(thing)
        if (begin, end) != (dates.FIRST, dates.LAST):
            return begin, end
    return dates.FIRST, dates.LAST


def _years_before(day: date, years: int) -> date:
    """The same day so many years before; the calendar's first where that is before it."""
    if day.year - years < 1:
        return dates.FIRST
    try:
        return day.replace(year=day.year - years)
    except ValueError:  # the 29th of February
        return day.replace(year=day.year - years, day=28)


def _span(begin: date, end: date) -> str:
    years = ["" if day in (dates.FIRST, dates.LAST) else str(day.year) for day in (begin, end)]
    if years[0] == years[1]:
        return f", set in {years[0]}" if years[0] else ""
    return f", set {f'from {years[0]}' if years[0] else ''}{' ' if all(years) else ''}{f'to {years[1]}' if years[1] else ''}"


RULE = Rule(
    code="T006",
    name="age-does-not-fit",
    severity="warning",
    what="A character's told age does not fit their birth date, or another told age, and the time in which works are set.",
    why="""Who is 30 in a story set in 2015 was born in 1984 or 1985. Each age puts the birth between two days, by the
first and the last day on which the work may be set: its own dates, those of its season, and what follows from orders and
offsets. Where no day of birth is left, the claims cannot all be true. A flashback has its own time and is not
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
