"""How many for each year, and the year of the most: "how many films came out each year"."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Compare, Form, Is, Literal, Rel, Tally, Var
from continuity.language.measures import DATES
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.wording import Question, rows
from continuity.language.works import Made

_YEAR, _DATE, _NUMBER = Var("year"), Var("year.date"), Var("year.number")
#: Said of series, which are dated by their first season.
BY_FIRST = "a series comes out with its first season"


class Years:
    """Composes such questions."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions

    def per(self, n: Phrase, dated: str = "released", said: str = "come out") -> Made:
        """ "how many films came out each year"."""
        for tally, notes in self._tally(n, dated):
            form = Form("rows", (_YEAR, _NUMBER), (tally,), ("year", n.words))
            yield Question(form, f"How many {n.words} {said} each year?", (*n.notes, *notes)), 0.0

    def most(self, n: Phrase, lowest: bool, dated: str = "released", said: str = "come out") -> Made:
        """ "which year saw the most films released"."""
        for tally, notes in self._tally(n, dated):
            year = Phrase(_YEAR, (tally,), (), "year", best=_NUMBER, lowest=lowest, notes=(*n.notes, *notes))
            yield rows(year, f"In which year do the {'fewest' if lowest else 'most'} {n.words} {said}?"), 0.0

    def having(self, n: Phrase) -> Made:
        """ "which years had more than four films"."""
        if n.tally is None or n.tally[0] not in (">", ">=", "=") or not n.tally[1]:
            return  # of years without any nothing is told
        for tally, notes in self._tally(replace(n, tally=None), "released"):
            limit = Compare(n.tally[0], _NUMBER, Literal(str(n.tally[1]), "integer"))
            year = Phrase(_YEAR, (tally, limit), (), "years", notes=(*n.notes, *notes))
            yield rows(year, f"Which years saw {n.words}?"), 0.0

    def _tally(self, n: Phrase, dated: str) -> list[tuple[Tally, tuple[str, ...]]]:
        plain = not (n.is_entity or n.others or n.best or n.tally or n.each or n.shown)
        wanted = ("Work",) if dated == "released" else ("Person", "Character")
        if not plain or dated not in DATES or not n.classes or not all(is_a(c, wanted) for c in n.classes):
            return []
        told: tuple[Atom, ...] = (Rel(dated, n.head, _DATE),)
        notes: tuple[str, ...] = ()
        if n.classes == ("Series",) and dated == "released":
            first = Var("year.season")
            inside = (Is("Season", first), Rel("partOf", first, n.head), Rel("number", first, Literal("1", "integer")))
            told, notes = (*inside, Rel(dated, first, _DATE)), (BY_FIRST,)
        return [(Tally(_YEAR, n.head, _NUMBER, (*n.atoms, *told, Compare("year of", _YEAR, _DATE))), notes)]

    def in_order(self, n: Phrase) -> Made:
        """ "films by year": each with its date."""
        for one, _ in self.questions.listed(n, 0.3):
            yield from self.questions.in_order(one)

    def by(self, v: Relation, n: Phrase) -> Made:
        """The same by what is said of the dates: "were born"."""
        yield from self.per(n, v.sense.reference, v.words)

    def most_by(self, v: Relation, n: Phrase, lowest: bool) -> Made:
        """The year of the most, by what is said of the dates."""
        yield from self.most(n, lowest, v.sense.reference, v.words)


def year_rules(x: Years) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    ends: list[tuple[str, bool]] = [("MOST", False), ("LEAST", True)]
    asked = [("VDATE",), ("BE", "VDATE")]
    return [
        *(r("Q", ("HOWMANY", "N", *verb, "PERYEAR", "TP"), lambda _, n, *m: (y for one, _c in x.questions.sets.of_date(n, m[-1]) for y in x.by(m[-3], one))) for verb in asked),
        r("Q", ("HOWMANY", "N", "PERYEAR"), lambda _, n, _y: x.per(n)),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "PERYEAR"), lambda _, n, *_r: x.per(n)),
        r("Q", ("HOWMANY", "N", "VDATE", "PERYEAR"), lambda _, n, v, _y: x.by(v, n)),
        r("Q", ("HOWMANY", "N", "BE", "VDATE", "PERYEAR"), lambda _, n, _b, v, _y: x.by(v, n)),
        r("Q", ("N", "VDATE", "PERYEAR"), lambda n, v, _: x.by(v, n)),
        r("Q", ("PERYEAR", "HOWMANY", "N", "VDATE"), lambda _, _h, n, v: x.by(v, n)),
        r("Q", ("PERYEAR", "HOWMANY", "N", "BE", "VDATE"), lambda _, _h, n, _b, v: x.by(v, n)),
        r("Q", ("N", "PERYEAR"), lambda n, word: x.in_order(n) if word.endswith("by year") else []),
        r("Q", ("WHICH", "YEAR", "SAW", "NPQ"), lambda _, y, _s, n: x.having(n) if y == "year" else []),
        *(rule for word, lowest in ends for rule in _most(x, word, lowest)),
    ]  # fmt: skip


def _most(x: Years, word: str, low: bool) -> list[Rule]:
    """Those of the year of the most, or of the fewest."""
    r = Rule
    return [
        r("Q", ("WHICH", "YEAR", "SAW", word, "N"), lambda _, y, _s, _m, n: x.most(n, low) if y == "year" else []),
        r("Q", ("WHICH", "YEAR", "SAW", word, "N", "VDATE"), lambda _, y, _s, _m, n, v: x.most_by(v, n, low) if y == "year" else []),
        r("Q", ("WHICH", "YEAR", "DO", word, "N", "VDATE"), lambda _, y, _d, _m, n, v: x.most_by(v, n, low) if y == "year" else []),
        r("Q", ("P", "WHICH", "YEAR", "BE", word, "N", "VDATE"), lambda _p, _, y, _b, _m, n, v: x.most_by(v, n, low) if y == "year" else []),
        r("Q", ("P", "WHICH", "YEAR", "DO", word, "N", "VDATE"), lambda _p, _, y, _b, _m, n, v: x.most_by(v, n, low) if y == "year" else []),
        r("Q", ("WHICH", "YEAR", "BE", word, "N", "VDATE"), lambda _, y, _b, _m, n, v: x.most_by(v, n, low) if y == "year" else []),
        r("Q", ("DET", "YEAR", "P", word, "N"), lambda _, y, _p, _m, n: x.most(n, low) if y == "year" else []),
        r("Q", ("WHAT", "BE", "DET", "YEAR", "P", word, "N"), lambda _, _b, _d, y, _p, _m, n: x.most(n, low) if y == "year" else []),
    ]  # fmt: skip
