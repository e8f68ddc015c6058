"""What is so on average or in the middle: which season has the longest episodes on average, medians."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from continuity.language.chart import Rule
from continuity.language.closed import ORDINALS
from continuity.language.logical import Compare, Form, Literal, Tally, Var
from continuity.language.measures import Superlative, above, being, compared, measure
from continuity.language.phrases import Phrase
from continuity.language.tallies import Tallies
from continuity.language.wording import ALL, Question, rows
from continuity.language.works import Made, Ordinal

#: What is averaged, and by what it is ranked.
Mean = tuple[Superlative, Phrase]


def of_length(sup: Superlative) -> Superlative:
    """ "the highest average runtime": the longest."""
    high = sup.property == "value" and sup.words in ("highest", "lowest")
    return Superlative("runtime", sup.lowest, "shortest" if sup.lowest else "longest") if high else sup


class Averages:
    """Composes such questions."""

    def __init__(self, tallies: Tallies) -> None:
        self.tallies = tallies

    def mean(self, sup: Superlative, parts: Phrase) -> Made:
        """ "the longest episodes on average"."""
        plain = not (parts.is_entity or parts.others or parts.best or parts.tally or parts.each)
        if plain and sup.property == "runtime" and parts.classes in (("Episode",), ("Season",)):
            yield (sup, parts), 0.0

    def ranked(self, n: Phrase, mean: Mean, most: int = 0) -> Made:
        """ "which season has the longest episodes on average": each by the average of its parts."""
        sup, parts = mean
        if n.is_entity or n.others or n.best is not None or n.tally is not None or n.each:
            return
        inside = self.tallies.comparing.parts(parts, n)
        found = measure(sup.property, inside) if inside is not None else None
        if inside is not None and found is not None:
            number = Var(f"mean.{getattr(n.head, 'name', '')}")
            tally = Tally(n.head, found[1], number, (*inside.atoms, *found[0]), "AVG")
            one = replace(n, atoms=(*n.atoms, tally), best=number, lowest=sup.lowest, limit=most)
            said = f"Which {n.words} have the {sup.words} {parts.words} on average?"
            if most == ALL:
                said = f"Rank the {n.words} by average {self.tallies.sets.one(parts.words)} length"
            yield rows(one, said), -0.1

    def mean_of(self, n: Phrase) -> Made:
        """ "the average episode of X": as long as its like are on average."""
        plain = not (n.is_entity or n.others or n.best or n.tally or n.each or n.shown)
        found = measure("runtime", n) if plain and n.classes else None
        if found is not None:
            number = Var(f"mean.of.{getattr(n.head, 'name', '')}")
            tally = Tally(Literal(""), found[1], number, (*n.atoms, *found[0]), "AVG")
            yield (
                Phrase(number, (tally,), n.classes, f"the average {self.tallies.sets.one(n.words)}", notes=n.notes),
                0.0,
            )

    def placed(self, n: Phrase, o: Ordinal, sup: Superlative) -> Made:
        """ "which episode is the second shortest"."""
        if o.number > 1:
            for one, _ in self.tallies.sets.best(replace(sup, words=f"{ORDINALS[o.number - 1]} {sup.words}"), n):
                yield from self.tallies.questions.listed(replace(one, limit=-o.number), 0.0)

    def over(self, mean: Phrase, than: Superlative, minutes: int) -> Made:
        """ "is the average episode of X longer than 50 minutes"."""
        if than.property == "runtime" and isinstance(mean.head, Var):
            limit = Compare("<" if than.lowest else ">", mean.head, Literal(str(minutes), "integer"))
            reading = f"Is {mean.words} {than.words} than {minutes} minutes?"
            yield Question(Form("truth", (), (*mean.atoms, limit)), reading, mean.notes), 0.0

    def compared(self, a: Phrase, than: Superlative, b: Phrase) -> Made:
        """ "is the average episode of X longer than that of Y"."""
        if than.property == "runtime":
            for form in compared(a, b, than):
                reading = f"Is {a.words} {than.words} than {b.words}?"
                yield Question(form, reading, (*a.notes, *b.notes), f"{a.words} is {than.words} than {b.words}"), -0.1


def medians(made: Iterable[Rule]) -> Iterator[Rule]:
    """Of each rule of a question for an average the same one for a median."""
    for rule in made:
        if rule.category == "Q" and "AVERAGE" in rule.parts:
            parts = tuple("MEDIAN" if part == "AVERAGE" else part for part in rule.parts)
            yield Rule("Q", parts, lambda *said, build=rule.build: _in_the_middle(build(*said)))


def _in_the_middle(found: Iterable[tuple[Any, float]]) -> Made:
    for q, cost in found:
        if q.form.kind == "average":
            reading = q.reading.replace("an average", "the median", 1).replace("average", "median", 1)
            if "median" in reading:
                columns = tuple(c.replace("average", "median") for c in q.form.columns)
                yield replace(q, form=replace(q.form, op="median", columns=columns), reading=reading), cost


def average_rules(x: Averages) -> list[Rule]:
    """The rules of such questions: MEANS is what is the most or least on average."""
    r = Rule
    return [
        *(r("Q", ("WHICH", "N", "HAVE", *det, "ORD", "SUP", "RN"), lambda _, n, *m: x.placed(n, m[-3], of_length(m[-2])) if m[-1].sense.reference == of_length(m[-2]).property == "runtime" else []) for det in ((), ("DET",))),
        r("MEANS", ("SUP", "N", "AVERAGE"), lambda sup, n, _: x.mean(sup, n)),
        r("MEANS", ("SUP", "AVERAGE", "N"), lambda sup, _, n: x.mean(sup, n)),
        r("MEANS", ("SUP", "AVERAGE", "N", "RN"), lambda sup, _, n, rn: x.mean(of_length(sup), n) if rn.sense.reference == "runtime" else []),
        *(r(word, ("IMPERATIVE", word), lambda _, said: [(said, 0.0)]) for word in ("AVERAGE", "MEDIAN")),
        r("MEANOF", ("AVERAGE", "N"), lambda word, n: x.mean_of(n) if word != "on average" else []),
        r("N", ("N", "CMP", "THAN", "MEANOF"), lambda n, m, _, mean: above(n, m, mean) if m.property == "runtime" else []),
        r("ADJ", ("CMP", "THAN", "MEANOF"), lambda m, _, mean: being(m, mean) if m.property == "runtime" else []),
        *(r("Q", ("BE", *det, "MEANOF", "CMP", "THAN", "NUM", "UNIT"), lambda *m: x.over(m[-5], m[-4], m[-2])) for det in ((), ("DET",))),
        *(r("Q", ("BE", word, "CMP", "THAN", "MEANOF"), lambda _, a, m, _t, b: x.compared(a, m, b)) for word in ("NP", "MEANOF")),
        *(r("Q", ("HOWMUCH", "CMP", "BE", word, "THAN", "MEANOF"), lambda _, m, _b, a, _t, b: x.tallies.longer(a, m, b)) for word in ("NP", "MEANOF")),
        r("Q", ("WHICH", "N", "BE", "DET", "ORD", "SUP"), lambda _, n, _b, _d, o, sup: x.placed(n, o, sup)),
        r("MEANS", ("DET", "MEANS"), lambda _, mean: [(mean, 0.0)]),
        r("Q", ("WHICH", "N", "HAVE", "MEANS"), lambda _, n, _h, mean: x.ranked(n, mean)),
        r("Q", ("N", "P", "MEANS"), lambda n, p, mean: x.ranked(n, mean) if p == "with" else []),
        r("Q", ("DET", "N", "P", "MEANS"), lambda _, n, p, mean: x.ranked(n, mean) if p == "with" else []),
        r("Q", ("WHAT", "BE", "DET", "N", "P", "MEANS"), lambda _, _b, _d, n, p, mean: x.ranked(n, mean) if p == "with" else []),
        r("Q", ("AVERAGE", "WHICH", "N", "HAVE", "DET", "SUP", "N"), lambda _, _w, n, _h, _d, sup, parts: (y for mean, _c in x.mean(sup, parts) for y in x.ranked(n, mean))),
        *(r("Q", ("RANK", *det, "N", "PER", "AVERAGE", "N", "RN"), lambda *m: (y for mean, _c in x.mean(LONGEST, m[-2]) for y in x.ranked(m[-5], mean, ALL)) if m[-4] == "by" and m[-1].sense.reference == "runtime" else []) for det in ((), ("DET",))),
    ]  # fmt: skip


#: The longest first.
LONGEST = Superlative("runtime", False, "longest")
