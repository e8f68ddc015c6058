"""Days of the week, and dates that lie within some days, weeks, months or years of another."""

from __future__ import annotations

import calendar
from dataclasses import replace
from datetime import date, timedelta

from continuity.language.chart import Rule
from continuity.language.dating import Dating
from continuity.language.logical import (
    Atom,
    Compare,
    Const,
    Either,
    Form,
    Is,
    Literal,
    Rel,
    Tally,
    Total,
    Var,
)
from continuity.language.measures import constant
from continuity.language.names import is_a
from continuity.language.once import counted_once
from continuity.language.phrases import ENDS, Phrase
from continuity.language.relation import Relation, apart
from continuity.language.times import UNITS, When
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

    def ran(self, how: str, np: Phrase) -> Made:
        """ "how many years did X run": from its release to its end, in the unit that is asked for."""
        work, unit = constant(np), how.rsplit(maxsplit=1)[-1]
        if work is None or not is_a(work.cls, ("Series",)) or unit not in (*UNITS, "days"):
            return
        out, end = Var("out"), Var("end")
        atoms = (Rel("released", work, out), Total("released", work, end))
        op = unit if unit in UNITS else ""
        form = Form("between", (out, end), atoms, (np.words, f"the end of {np.words}"), op=op)
        yield Question(form, f"How many {unit} did {np.words} run?", (*np.notes, ENDS)), 0.0

    def more(self, op: str, n: Phrase, v: Relation, a: When, b: When, asked: str) -> Made:
        """ "did more films come out in 2021 than in 2019", "how many more"."""
        found = []
        for when_ in (a, b) if v.sense.reference == "released" and a != b else ():
            for one, _ in self.dating.sets.of_date(n, when_):
                number = Var(f"number {when_.words}")
                what, atoms = counted_once(one.head, apart(one.atoms, f" {when_.words}", one.head))
                found.append(Tally(Literal(""), what, number, atoms))
        if len(found) == 2 and not n.others and n.best is None and n.tally is None:
            a, b, found = (b, a, found[::-1]) if op == "<" and asked else (a, b, found)
            numbers = tuple(t.number for t in found)
            form = Form("compare", numbers, tuple(found), (a.words, b.words), op="-" if asked else op)
            many = "fewer" if op == "<" and not asked else "more"
            reading = f"How many {many} {n.words}" if asked else f"Did {many} {n.words}"
            yield Question(form, f"{reading} {v.words} {a.words} than {b.words}?", n.notes), 0.0

    def gap(self, word: str, n: Phrase) -> Made:
        """ "the longest gap between two seasons of X": of each season and the next, by their release."""
        told = [a for a in n.atoms if not isinstance(a, Is)]
        if n.classes != ("Season",) or len(told) != 1 or n.best is not None or n.tally is not None or n.each:
            return
        if not (isinstance(told[0], Rel) and told[0].subject == n.head and isinstance(told[0].object, Const)):
            return
        one, after, whole = n.head, Var("next"), told[0].object
        place, later, date, day, days = (Var(f"gap.{x}") for x in ("place", "later", "date", "day", "days"))
        first: tuple[Atom, ...] = (Is("Season", one), Rel("partOf", one, whole), Rel("number", one, place))
        number = (Rel("number", after, later), Compare("= 1 +", later, place, True))
        second: tuple[Atom, ...] = (*first, Is("Season", after), Rel("partOf", after, whole), *number)
        released = Either(((*first, Rel("released", one, date)), (*second, Rel("released", after, date))))
        tally = Tally(one, day, days, (released, Compare("days of", day, date)), "SPAN")
        form = Form(
            "rows",
            (one, after, days),
            (*second, tally),
            ("from", "to", "days"),
            days,
            word.startswith(("short", "small")),
        )
        said = "shortest" if form.lowest else "longest"
        yield Question(form, f"What is the {said} gap between two {n.words}?", n.notes), 0.0

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
        r("GAPQ", ("LONGESTGAP", "BETWEENTWO", "N"), lambda word, _, n: x.gap(word, n)),
        r("GAPQ", ("DET", "GAPQ"), lambda _, q: [(q, 0.0)]),
        r("Q", ("GAPQ",), lambda q: [(q, 0.0)]),
        r("Q", ("WHAT", "BE", "GAPQ"), lambda _, _b, q: [(q, 0.0)]),
        r("Q", ("WHICH", "NUM", "N", "HAVE", "GAPALONE"), lambda _, k, n, _h, word: x.gap(word, n) if k == 2 else []),
        r("GAPALONE", ("LONGESTGAP", "BETWEENTHEM"), lambda word, _: [(word, 0.0)]),
        r("GAPALONE", ("DET", "GAPALONE"), lambda _, word: [(word, 0.0)]),
        *(r("Q", ("HOWLONG", do, "NP", said), lambda how, _, np, _s: x.ran(how, np)) for do in ("DO", "BE") for said in ("ONAIR", "LASTS") if (do, said) != ("BE", "LASTS")),
        *(r("Q", ("HOWMANY", "OPMORE", "N", *be, "VDATE", "TP", "THAN", "TP"), lambda _, op, n, *m: x.more(op, n, m[-4], m[-3], m[-1], "how many")) for be in ((), ("BE",))),
        *(r("Q", (do, "OPMORE", "N", "VDATE", "TP", "THAN", "TP"), lambda _, op, n, v, a, _t, b: x.more(op, n, v, a, b, "")) for do in ("DO", "BE")),
        r("DAYNAME", ("WEEKDAY",), lambda day: [(day.removesuffix("s").capitalize(), 0.0)]),
        r("DAYNAME", ("DET", "WEEKDAY"), lambda _, day: [(day.removesuffix("s").capitalize(), 0.0)]),
        r("Q", ("Q", "BYWEEKDAY"), lambda q, _: x.on_weekday(q)),
    ]  # fmt: skip
