"""Sums, ends, what else is folded out of several values, and days of the week, in SPARQL."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from continuity import vocab
from continuity.language.logical import Atom, Const, Form, Is, Rel, Tally

if TYPE_CHECKING:
    from continuity.ask.compile import Compiled

_INTEGER = "<http://www.w3.org/2001/XMLSchema#integer>"
#: The days of a week, each after the first digit of so many sevenths.
_WEEK = "Sunday 0Sunday 1Monday 2Tuesday 4Wednesday 5Thursday 7Friday 8Saturday "


def _march(of: str) -> str:
    """The months of the years that begin in March, up to a month of a date."""
    year, month = (f"{_INTEGER}(SUBSTR(STR({of}), {at}, {n}))" for at, n in ((1, 4), (6, 2)))
    return f"(12 * {year} + {month} - 3)"


def _weekday() -> str:
    """The day of the week of a whole date, from 1901 to 2099: by the first digit of what is left of its number by seven."""
    year, month, day = (f"SUBSTR(STR({{0}}), {at}, {n})" for at, n in ((1, 4), (6, 2), (9, 2)))
    years = f'FLOOR(5 * ({_INTEGER}({year}) - IF({month} < "03", 1, 0)) / 4)'
    months = f'{_INTEGER}(SUBSTR("032503514624", {_INTEGER}({month}), 1))'
    left = f'SUBSTR(STRAFTER(STR(({years} + {months} + {_INTEGER}({day}) + 6) / 7), "."), 1, 1)'
    return f'STRBEFORE(STRAFTER("{_WEEK}", {left}), " ")'


def _days() -> str:
    """How many days a whole date is after another, counted from one that is the same for all."""
    day, months = f"{_INTEGER}(SUBSTR(STR({{0}}), 9, 2))", _march("{0}")
    march = f"FLOOR({months} / 12)"
    return f"{day} + FLOOR((153 * ({months} - 12 * {march}) + 2) / 5) + FLOOR(1461 * {march} / 4)"


#: The number of a day.
DAYS = _days()
#: The day of the week of a date, by its name.
WEEKDAY = _weekday()


def fold(tally: Tally, counted: str) -> str:
    """What is made of the values of a tally: how many different ones there are, the most, the least, the average."""
    if tally.fold == "COUNT":
        return f"COUNT(DISTINCT {counted})"
    if tally.fold == "SPAN":
        return f"MAX({counted}) - MIN({counted})"
    told = (a.property for a in tally.atoms if isinstance(a, Rel) and a.object == tally.counted)
    dated = any(_is_dated(name) for name in told)
    made = f"{tally.fold}({f'STR({counted})' if dated else counted})"  # dates compare as text
    return f"ROUND({made} * 100) / 100" if tally.fold == "AVG" else made


def enough(tally: Tally, counted: str) -> str:
    """When something can be folded out of values: one will do, but for what lies between two."""
    return f"COUNT(DISTINCT {counted}) > 1" if tally.fold == "SPAN" else f"COUNT({counted}) > 0"


def with_none(form: Form) -> tuple[tuple[Atom, ...], tuple[Atom, ...]] | None:
    """What tells of the parts of one work, and what counts the deaths in each, of which there may be none."""
    tallies = [a for a in form.atoms if isinstance(a, Tally) and a.number == form.targets[0] and a.fold == "COUNT"]
    counted = {a.cls if isinstance(a, Is) else getattr(a, "property", "") for t in tallies for a in t.atoms}
    deaths = not counted.isdisjoint(("Death", "Return", "diesIn"))
    parts = tuple(a for a in form.atoms if a not in tallies)
    of_one = any(isinstance(a, Rel) and isinstance(a.object, Const) for a in parts)
    return (parts, tuple(tallies)) if deaths and of_one and len(tallies) == 1 else None


def _is_dated(name: str) -> bool:
    known = vocab.terms().properties.get(name)
    return known is not None and known.value == "date"


def total(made: Compiled, name: str, work: str, number: str, indent: str) -> None:
    """A subquery for the sum over the episodes, of a date for the last; outside of it the episodes, where they are
    wanted as evidence.

    There is no sum where an episode has no number: of some of them it would be the length of nothing.
    """
    from continuity.ask.compile import Pattern, property_text

    part, value = made.variable("episode"), made.variable("value")
    by, group = (work, f" GROUP BY {work}") if work.startswith("?") else ("", "")
    parts = f"{part} a c:Episode ; c:within {work} ."
    inner = f"{parts} {part} {property_text(name)} {value} ."
    if _is_dated(name):
        known, last = made.variable("season"), f"MAX(STR({value}))"
        each = _ends(name, work, known, part, value)
        inner = f"{{ {inner} }} UNION {{ {part} c:within? {work} ; c:concluded {value} }}"
    else:
        known, last = part, f"SUM({value})"
        each = f"{parts} OPTIONAL {{ {part} {property_text(name)} {value} }}"
    whole = f" HAVING (COUNT({value}) > 0 && COUNT({value}) = COUNT({known}))"
    each = f"{{ SELECT DISTINCT {by} {known} {value} WHERE {{ {each} }} }}"
    made.lines.append(f"{indent}{{ SELECT {by} ({last} AS {number}) WHERE {{ {each} }}{group}{whole} }}")
    if made.open:
        made.lines.append(f"{indent}{inner}")
        told = (property_text(name), "c:concluded") if _is_dated(name) else (property_text(name),)
        made.evidence += [Pattern(part, one, value) for one in told]


def _ends(name: str, work: str, season: str, part: str, value: str) -> str:
    """The dates of the episodes of a work, and the ends that are told of it and of its seasons; a season of which there
    is neither has no value.
    """
    from continuity.ask.compile import property_text

    episodes = f"{part} a c:Episode ; c:within {season} ; {property_text(name)} {value}"
    ends = f"{{ {season} c:concluded {value} }} UNION {{ {episodes} }} UNION {{ {work} c:concluded {value} }}"
    return f"{season} a c:Season ; c:within? {work} . OPTIONAL {{ {ends} }}"


def of_kinds(made: Compiled, term: str, classes: Iterable[str], indent: str) -> None:
    """That something is of one class or another: each time asked for by a union, the engine was four times slower."""
    kind = made.variable("kind")
    made.lines += [f"{indent}{term} a {kind} .", f"{indent}VALUES {kind} {{ {' '.join(classes)} }}"]
