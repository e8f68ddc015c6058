"""Questions about ages: how old someone is or was, on a day, when something came out or was done, and next to others.

Whose age is asked for (AGED) and as of when (ATIME) are phrases of their own, so that either may stand first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from continuity import dates
from continuity.language.chart import Rule
from continuity.language.lives import Lives
from continuity.language.logical import Form, Rel, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import constant
from continuity.language.names import is_a
from continuity.language.people import People
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.wording import Question, singular
from continuity.language.works import Made

#: Said where an age is that at the release of what was done.
AT_RELEASE = "the age is that when {} came out"


@dataclass(frozen=True, slots=True)
class Then:
    """When an age is asked for: on a date, at a death, when a work came out, perhaps for what was done in it."""

    date: str = ""
    work: Phrase | None = None
    death: bool = False
    deed: Pred | None = None


class Ages:
    """Composes such questions."""

    def __init__(self, lives: Lives, people: People) -> None:
        self.lives = lives
        self.people = people

    def on(self, date: str) -> Made:
        """ "in 2015"."""
        if dates.is_date(date):
            yield Then(date), 0.0

    def at_release(self, work: Phrase, v: Relation | None = None) -> Made:
        """ "when X came out", "at the release of X"."""
        if fits(work, ("Work",)) and constant(work) is not None and (v is None or v.sense.reference == "released"):
            yield Then(work=work), 0.0

    def doing(self, vp: Pred) -> Made:
        """ "when he directed X", "when she first appeared in X": when X came out."""
        if vp.event == "die" or vp.cls == "Deceased":
            yield Then(death=True), 0.0
        elif vp.relation is not None and vp.far is not None and not (vp.denied or vp.also or vp.age):
            yield Then(deed=vp), 0.0

    def when(self, e: Phrase, then: Then) -> Made:
        """How old someone was then."""
        if then.death:
            yield from self.lives.age_at_death(e)
        elif then.deed is not None:
            yield from self._doing(e, then.deed)
        elif then.work is None or is_a(e.classes[0], ("Person",)):
            yield from self.people.age(e, then.date, then.work)
        else:
            yield from self.lives.age_in(e, then.work)

    def _doing(self, e: Phrase, vp: Pred) -> Made:
        """How old a person was when that came out in which something was done."""
        work = vp.place or vp.far
        if work is None or vp.relation is None or not is_a(e.classes[0], ("Person",)) or not fits(e, vp.relation.near):
            return
        if constant(work) is not None and fits(work, ("Work",)):
            for q, cost in self.people.age(e, "", work):
                yield replace(q, notes=(*q.notes, AT_RELEASE.format(work.words))), cost
        elif constant(work) is not None and vp.place is None:
            yield from self._first(e, vp)

    def _first(self, e: Phrase, vp: Pred) -> Made:
        """ "when she first played X": when the first work came out in which she did."""
        born, released, where = Var("born"), Var("released"), Phrase(Var("where"), (), ("Work",), "work")
        for told, _ in self.lives.sets.placed_in(vp, "in", where):
            for one in apply(e, told):
                atoms = (Rel("born", e.head, born), *one.atoms, Rel("released", where.head, released))
                first = f"the first work in which {e.words} {singular(vp.words)}"
                form = Form("age", (born, released), atoms, (e.words, "born", first))
                reading = f"How old was {e.words} when they first {vp.words}?"
                yield Question(form, reading, (*e.notes, *one.notes, AT_RELEASE.format(first))), 0.0

    def apart(self, a: Phrase, b: Phrase, m: str = "") -> Made:
        """How much older one is."""
        yield from self.people.older(*((b, a) if m == "younger" else (a, b)))


def age_rules(x: Ages) -> list[Rule]:
    """The rules of such questions."""
    r, p = Rule, x.people
    return [
        r("AGEOF", ("E", "POSS", "AGE"), lambda e, *_: [(e, 0.0)]),
        r("AGEOF", ("AGE", "P", "E"), lambda _, p_, e: [(e, 0.0)] if p_ == "of" else []),
        r("AGED", ("AGEOF",), lambda e: [(e, 0.0)]),
        r("AGED", ("WHAT", "BE", "AGEOF"), lambda _, _b, e: [(e, 0.0)]),
        r("AGED", ("IMPERATIVE", "AGEOF"), lambda _, e: [(e, 0.0)]),
        r("AGED", ("HOWOLD", "BE", "E"), lambda _, _b, e: [(e, 0.0)]),
        r("AGED", ("HOWOLD", "DO", "E", "BEEN"), lambda _, _d, e, _b: [(e, 0.0)]),
        r("AGED", ("HOWOLD", "E", "BE"), lambda _, e, _b: [(e, 0.0)]),
        r("AGED", ("HOWOLD", "E"), lambda _, e: [(e, 0.1)]),
        r("AGED", ("E", "BE", "HOWOLD"), lambda e, *_: [(e, 0.0)]),
        r("AGED", ("E", "HOWOLD"), lambda e, _: [(e, 0.1)]),
        r("AGED", ("AGE", "E", "BE"), lambda _, e, _b: [(e, 0.1)]),
        r("ATIME", ("IN", "DATE"), lambda _, d: x.on(d)),
        r("ATIME", ("ASOF", "DATE"), lambda _, d: x.on(d)),
        r("ATIME", ("BACKIN", "DATE"), lambda _, d: x.on(d)),
        r("ATIME", ("ATDEATH",), lambda _: [(Then(death=True), 0.0)]),
        r("CAMEOUT", ("ATRELEASE", "E"), lambda _, w: x.at_release(w)),
        r("CAMEOUT", ("ATTHETIMEOF", "E", "POSS", "DATEOF"), lambda _, w, *_r: x.at_release(w)),
        r("ATIME", ("BYTHETIMEOF", "E"), lambda _, w: x.at_release(w)),
        *(r("WHENIT", (when,), lambda word: [(word, 0.0)]) for when in ("WHEN", "ATTHETIME")),
        r("CAMEOUT", ("WHENIT", "E", "VDATE"), lambda _, w, v: x.at_release(w, v)),
        r("CAMEOUT", ("WHENIT", "E", "BE", "VDATE"), lambda _, w, _b, v: x.at_release(w, v)),
        r("ATIME", ("WHENIT", "PRONOUN", "VP"), lambda _, _p, vp: x.doing(vp)),
        r("ATIME", ("WHENIT", "PRONOUN", "FIRST", "VP"), lambda _, _p, _f, vp: x.doing(vp)),
        r("ATIME", ("WHENIT", "VING"), lambda _, vp: x.doing(vp)),
        r("Q", ("AGED",), lambda e: p.age(e)),
        r("Q", ("AGED", "ATIME"), x.when),
        r("Q", ("ATIME", "AGED"), lambda then, e: x.when(e, then)),
        r("Q", ("AGED", "CAMEOUT"), lambda e, then: p.age(e, "", then.work)),
        r("Q", ("CAMEOUT", "AGED"), lambda then, e: p.age(e, "", then.work)),
        r("Q", ("AGED", "P", "E"), lambda e, word, w: x.when(e, Then(work=w)) if word == "in" and fits(w, ("Work",)) else []),
        r("Q", ("P", "E", "AGED"), lambda word, w, e: x.when(e, Then(work=w)) if word == "in" and fits(w, ("Work",)) else []),
        r("HOWMUCHOLDER", ("HOWMUCH", "CMP"), lambda _, m: [(m, 0.0)] if m.property == "born" else []),
        r("Q", ("HOWMUCHOLDER", "BE", "E", "THAN", "E"), lambda m, _b, a, _t, b: x.apart(a, b, m.words)),
        r("Q", ("HOWMUCHOLDER", "E", "BE", "THAN", "E"), lambda m, a, _b, _t, b: x.apart(a, b, m.words)),
        r("Q", ("HOWMUCHOLDER", "THAN", "E", "BE", "E"), lambda m, _t, b, _b, a: x.apart(a, b, m.words)),
        r("Q", ("E", "BE", "HOWMUCHOLDER", "THAN", "E"), lambda a, _b, m, _t, b: x.apart(a, b, m.words)),
        r("Q", ("HOWMUCH", "BE", "E", "CMP", "THAN", "E"), lambda _, _b, a, m, _t, b: x.apart(a, b, m.words) if m.property == "born" else []),
        r("Q", ("AGEGAP", "NP"), lambda _, np: p.gap(np)),
        r("Q", ("WHAT", "BE", "AGEGAP", "NP"), lambda _, _b, _a, np: p.gap(np)),
        r("Q", ("NP", "AGEGAPOF"), lambda np, _: p.gap(np)),
        r("Q", ("NP", "POSS", "AGEGAPOF"), lambda np, *_: p.gap(np)),
        r("Q", ("AGEGAPOF", "BE", "NP"), lambda _, _b, np: p.gap(np)),
    ]  # fmt: skip
