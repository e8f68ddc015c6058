"""Days of the week, and dates that lie within some days, weeks, months or years of another."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from continuity.language.chart import Rule
from continuity.language.dating import Dating
from continuity.language.logical import Compare, Form, Var
from continuity.language.measures import constant
from continuity.language.phrases import Phrase
from continuity.language.times import When
from continuity.language.wording import Question
from continuity.language.works import Made

#: So many of a unit.
Stretch = tuple[int, str]


def moved(day: date, number: int, unit: str) -> date:
    """A day so many days, weeks, months or years later; the last of its month where that is shorter."""
    if unit in ("day", "week"):
        return day + timedelta(number * (7 if unit == "week" else 1))
    months = 12 * day.year + day.month - 1 + number * (12 if unit == "year" else 1)
    year, month = divmod(months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


class Calendars:
    """Composes such stretches of time, and asks for days of the week."""

    def __init__(self, dating: Dating) -> None:
        self.dating = dating

    def within(self, stretch: Stretch, way: str, e: Phrase, most: str = "within") -> Made:
        """ "within a year of X", "less than 30 days after X", "more than a week before X": of a day that is told."""
        number, unit = stretch
        told = self.dating.told(e, "released") or self.dating.told(e, "born")
        one = constant(e)
        if one is None or len(told) != 10 or not 0 < number < 1000:
            return
        day = date.fromisoformat(told)
        far = moved(day, number if way == "after" else -number, unit)
        near, over = moved(day, 1 if way == "after" else -1, "day"), most == "more than"
        if most != "within":  # not on the last day of the stretch
            far = moved(far, 1 if over == (way == "after") else -1, "day")
        said = f"{most} {number} {unit}{'s' * (number > 1)} {way} {e.words}"
        if way == "of":
            ends = far.isoformat(), moved(day, number, unit).isoformat()
        elif way == "after":
            ends = (far if over else near).isoformat(), "" if over else far.isoformat()
        else:
            ends = "" if over else far.isoformat(), (far if over else near).isoformat()
        first, last = ends
        yield When(said, first, last, but=one), 0.0

    def both(self, a: When, b: When) -> Made:
        """ "on a Friday in 2018": a part of any year or a day of the week, within a stretch."""
        part, stretch = (a, b) if a.part else (b, a)
        if part.part and not stretch.part and not (part.first or part.last or part.work):
            yield replace(stretch, words=f"{part.words} {stretch.words}", part=part.part), -0.2

    def on_weekday(self, q: Question) -> Made:
        """The same with the day of the week: "when did X come out", by weekday."""
        form = q.form
        if form.kind != "rows" or form.columns != ("date",) or not isinstance(form.targets[0], Var):
            return
        day, (when_, *_) = Var("weekday"), form.targets
        atoms = (*form.atoms, Compare("weekday of", day, when_))
        made = Form("rows", (day, when_), atoms, ("weekday", "date"))
        yield replace(q, form=made, reading=q.reading.replace("When ", "On which weekday ", 1)), 0.0


def calendar_rules(x: Calendars) -> list[Rule]:
    """The rules of such questions: STRETCH is so many days or years."""
    r = Rule
    ways = ("AFTER", "after"), ("BEFORE", "before")
    return [
        r("STRETCH", ("NUM", "DAYS"), lambda k, unit: [((k, unit.removesuffix("s")), 0.0)]),
        r("STRETCH", ("DET", "DAYS"), lambda det, unit: [((1, unit), 0.0)] if det in ("a", "an") and not unit.endswith("s") else []),
        r("TP", ("WITHINTIME", "STRETCH", "P", "E"), lambda word, stretch, p, e: x.within(stretch, "of", e) if p == "of" and word != "in" else []),
        *(r("TP", (most, "STRETCH", name, "E"), lambda _, stretch, _w, e, way=way, said=said: x.within(stretch, way, e, said)) for most, said in (("LESS", "less than"), ("MORE", "more than")) for name, way in ways),
        *(r("TP", ("WITHINTIME", "STRETCH", name, "E"), lambda _, stretch, _w, e, way=way: x.within(stretch, way, e)) for name, way in ways),
        r("TP", ("IN", "DAYNAME"), lambda word, day: [(When(f"on a {day}", part=day), 0.0)] if word == "on" else []),
        r("TP", ("TP", "TP"), x.both),
        r("DAYNAME", ("WEEKDAY",), lambda day: [(day.removesuffix("s").capitalize(), 0.0)]),
        r("DAYNAME", ("DET", "WEEKDAY"), lambda _, day: [(day.removesuffix("s").capitalize(), 0.0)]),
        r("Q", ("Q", "BYWEEKDAY"), lambda q, _: x.on_weekday(q)),
    ]  # fmt: skip
