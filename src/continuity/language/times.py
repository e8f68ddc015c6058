"""Stretches of time, by dates and as seen from the release, the end or the birth of what is named."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from continuity import dates, vocab
from continuity.language.logical import Atom, Compare, Const, Literal, Rel, Var
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation
from continuity.language.works import Made

#: The units in which a span may be asked for, and how many days each has.
UNITS = {"years": 365.2425, "months": 365.2425 / 12, "weeks": 7.0}
_MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time: from a day on, up to a day, or as seen from the release of a work, and up to that of another.

    `by` is the date of the work from which it is seen, where it is not that of its release. `part` is a month, or a day
    of one, of any year, or a day of the week. `but` is a work that is not meant itself. It is `bare` where it is not said what of the work is meant. `ended` is the date of the work up to which it is, where it is not `by`. `note` says how the words are taken where they could be taken otherwise.
    """

    words: str
    first: str = ""
    last: str = ""
    work: Const | None = None
    op: str = ""
    until: Const | None = None
    by: str = "released"
    part: str = ""
    ended: str = ""
    note: str = ""
    but: Const | None = None
    bare: bool = False

    def phrase(self, property: str) -> Phrase:
        """A date within the stretch."""
        date = Var(f"{property}.{self.words}")
        atoms: tuple[Atom, ...] = ()
        last = "<=" if self.ended else "<"
        for work, op, by in ((self.work, self.op, self.by), (self.until, last, self.ended or self.by)):
            if work is not None:
                other = Var(f"{by}.{work.id}")
                atoms = (*atoms, Rel(by, work, other), Compare(op, date, other))
        if self.first:
            atoms = (*atoms, Compare(">=", date, Literal(self.first, "date")))
        if self.last:
            atoms = (*atoms, Compare("<=" if len(self.last) == 10 else "<", date, Literal(self.last, "date")))
        if self.part:
            atoms = (*atoms, Compare("any year" if self.part[0] == "-" else "weekday", date, Literal(self.part)))
        return Phrase(date, atoms, (), self.words, notes=(self.note,) if self.note else ())


def of_any_year(words: Sequence[str]) -> Iterator[tuple[int, tuple[str, str]]]:
    """October, September 20, the 20th of September: how many words, what it is called, and the part of a date it is."""
    rest = [w for w in words if w not in ("the", "of")][:2]
    for day, month in (rest, rest[::-1]) if len(rest) == 2 else ():
        number = re.sub("(st|nd|rd|th)$", "", day)
        if month in _MONTHS and number.isdigit() and 0 < int(number) < 32:
            said = f"{month.capitalize()} {int(number)}"
            yield words.index(rest[1]) + 1, (said, f"-{_MONTHS[month]:02}-{int(number):02}")
    if words[0] in _MONTHS:
        yield 1, (words[0].capitalize(), f"-{_MONTHS[words[0]]:02}")


def when(word: str, date: str, until: str = "") -> Made:
    """A stretch of time by a preposition and one or two dates."""
    if not dates.is_date(date) or (until and not dates.is_date(until)):
        return
    first, last = dates.bounds(date)[0].isoformat(), dates.bounds(until or date)[1].isoformat()
    if word == "before":
        yield When(f"before {date}", last=date if len(date) < 10 else dates.bounds(date)[0].isoformat()), 0.0
    elif word == "by":
        yield When(f"by {date}", last=last), 0.0
    elif word == "after":
        yield When(f"after {date}", first=last + "~"), 0.0
    elif word == "since":
        yield When(f"since {date}", first=date), 0.0
    elif until:
        yield When(f"between {date} and {until}", date, last), 0.0
    else:
        yield When(f"{'on' if len(date) == 10 else 'in'} {date}", date if len(date) < 10 else first, last), 0.0


#: The parts of a year by what they are called: the first and the last month of each.
_PARTS = {"half": ((1, 6), (7, 12)), "quarter": ((1, 3), (4, 6), (7, 9), (10, 12))}
_NTH = {"first": 0, "second": 1, "third": 2, "fourth": 3, "last": -1}
#: The seasons of a year that lie within one, by the first and the last month of each.
_SEASONS = {"spring": (3, 5), "summer": (6, 8), "fall": (9, 11), "autumn": (9, 11)}
#: Month and day of the days that have a name.
_DAYS = {"halloween": "10-31", "christmas": "12-25", "christmas day": "12-25", "christmas eve": "12-24", "boxing day": "12-26"} | {
    f"{name}{own} {day}": on
    for own in ("s", " 's")
    for name, day, on in (("new year", "day", "01-01"), ("new year", "eve", "12-31"), ("valentine", "day", "02-14"))
}  # fmt: skip


def part_of(word: str, year: str) -> Made:
    """A stretch of time by a part of a year: "the first half of 2018"."""
    which, _, kind = word.removeprefix("the ").rpartition(" ")
    if not re.fullmatch(r"\d{4}", year):
        return
    if kind == "winter":  # that with which the year begins, or that with which it ends: it is asked back
        for start in (int(year) - 1, int(year)):
            yield from when("between", f"{start}-12", f"{start + 1}-02")
    elif kind in _SEASONS:
        first, last = _SEASONS[kind]
        day = calendar.monthrange(int(year), last)[1]
        months = f"{calendar.month_name[first]} to {calendar.month_name[last]}"
        note = f"the {kind} of {year} is read as {months}"
        yield When(f"in the {kind} of {year}", f"{year}-{first:02}", f"{year}-{last:02}-{day}", note=note), 0.0
    else:
        first, last = _PARTS[kind][_NTH[which]]
        end = calendar.monthrange(int(year), last)[1]
        yield When(f"in the {which} {kind} of {year}", f"{year}-{first:02}", f"{year}-{last:02}-{end}"), 0.0


def day_of_name(name: str) -> Made:
    """Christmas Eve: what it is called, and the part of a date that it is."""
    said = re.sub(r"(year|valentine)( '|)s ", r"\1's ", name)
    yield (" ".join(w.capitalize() for w in said.split()), f"-{_DAYS[name]}"), 0.0


def decade(word: str, years: str) -> Made:
    """A stretch of time by a decade, of which the first three digits are given: "in the 1970s"."""
    first, last = f"{years}0", f"{years}9-12-31"
    said = f"the {first}s"
    if word == "before":
        yield When(f"before {said}", last=first), 0.0
    elif word == "after":
        yield When(f"after {said}", first=last + "~"), 0.0
    elif word == "since":
        yield When(f"since {said}", first=first), 0.0
    else:
        yield When(f"in {said}", first, last), 0.0


def when_work(word: str, e: Phrase, by: str = "released", bare: bool = False) -> Made:
    """A stretch of time by the release of a work, or by the end of it."""
    if isinstance(e.head, Const) and e.head.id and is_a(e.head.cls, ("Work",)):
        words = e.words if by == "released" else f"the end of {e.words}"
        yield When(f"{word} {words}", work=e.head, op="<" if word == "before" else ">", by=by, bare=bare), 0.0


def between_works(a: Phrase, b: Phrase) -> Made:
    """The stretch of time from the release of one work to that of another."""
    for one, _ in when_work("after", a):
        for other, _c in when_work("before", b):
            yield When(f"between {a.words} and {b.words}", work=one.work, op=">", until=other.work), 0.0


def is_told(do: str, v: Relation) -> bool:
    """Whether a work is said to begin or end as its story does: in the present, "does X end"."""
    return do in ("do", "does") and v.words in ("begin", "start", "end", "conclude")


def of_date(n: Phrase) -> bool:
    """Whether a set is one of dates: "the birthday of X"."""
    known = (vocab.terms().properties.get(a.property) for a in n.atoms if isinstance(a, Rel) and a.object == n.head)
    return any(p is not None and p.value == "date" for p in known)


def is_dated(n: Phrase) -> bool:
    """Whether a set of parts is narrowed by when they came out: of one thing, "part of X before 2024" may mean either."""
    told = [a.property for a in n.atoms if isinstance(a, Rel) and a.subject == n.head]
    return "released" in told and not {"within", "partOf"}.isdisjoint(told)
