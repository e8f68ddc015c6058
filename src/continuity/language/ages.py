"""Questions about ages: how old someone is or was, on a day, when something came out or was done, and next to others.

Whose age is asked for (AGED) and as of when (ATIME) are phrases of their own, so that either may stand first.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date

from continuity import dates
from continuity.language.chart import Rule
from continuity.language.lexicon import Sense
from continuity.language.lives import Lives
from continuity.language.logical import Form, Rel, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import among, constant
from continuity.language.names import is_a
from continuity.language.people import People
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.times import When
from continuity.language.wording import WHO, Question, singular
from continuity.language.works import Made

#: Said where an age is that at the release of what was done.
AT_RELEASE = "the age is that when {} came out"


@dataclass(frozen=True, slots=True)
class Then:
    """When an age is asked for: on a date, at a death, at an event, when a work came out, perhaps for a deed in it."""

    date: str = ""
    work: Phrase | None = None
    death: bool = False
    deed: Pred | None = None
    event: Phrase | None = None


class Ages:
    """Composes such questions."""

    def __init__(self, lives: Lives, people: People) -> None:
        self.lives = lives
        self.people = people

    def on(self, day: str) -> Made:
        """ "in 2015"."""
        if dates.is_date(day):
            yield Then(day), 0.0

    def at_release(self, work: Phrase, v: Relation | None = None) -> Made:
        """ "when X came out", "at the release of X"."""
        if fits(work, ("Work",)) and constant(work) is not None and (v is None or v.sense.reference == "released"):
            yield Then(work=work), 0.0

    def at_event(self, event: Phrase) -> Made:
        """ "during X's accident"."""
        if constant(event) is not None and fits(event, ("Event",)):
            yield Then(event=event), 0.0

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
        elif then.event is not None:
            born, at = Var("born"), Var("at")
            atoms = (Rel("born", e.head, born), Rel("storyFrom", then.event.head, at))
            form = Form("age", (born, at), atoms, (e.words, "born", then.event.words))
            reading = f"How old was {e.words} during {then.event.words}?"
            yield Question(form, reading, (*e.notes, *then.event.notes)), 0.0
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

    def several(self, np: Phrase, then: Then | None = None) -> Made:
        """ "how old are the directors of X": of each whose birth date is told."""
        one, at = among(np) or np, then or Then()
        if one.is_entity or one.others or one.tally or one.denied or one.each or not fits(one, ("Person", "Character")):
            return
        if not one.classes or (then is not None and not at.date and at.work is None):
            return
        born, released = Var("born"), Var("released")
        atoms, said, notes = (*one.atoms, Rel("born", one.head, born)), "", one.notes
        targets: tuple[Var, ...] = (one.head, born) if isinstance(one.head, Var) else (born,)
        if at.work is not None:
            atoms, targets = (*atoms, Rel("released", at.work.head, released)), (*targets, released)
            said, notes = f" when {at.work.words} came out", (*notes, *at.work.notes)
        elif at.date:
            said = f" in {at.date}"
        order = {"best": one.best, "lowest": one.lowest, "limit": one.limit}
        columns = (one.words, "born", "released")[: len(targets)]
        form = Form("ages", targets, atoms, columns, op=at.date, **order)  # type: ignore[arg-type]
        yield Question(form, f"How old {'were' if said else 'are'} {one.words}{said}?", notes), 0.05

    def born_then(self, v: Relation, then: When) -> Made:
        """ "born in 1975": whoever was."""
        for vp, _ in self.lives.sets.dated(v, then) if v.sense.reference == "born" else ():
            yield from self.lives.questions.asked(WHO, vp, "Who")

    def average(self, np: Phrase) -> Made:
        """ "the average age of the main cast"."""
        for q, cost in self.several(np):
            form = replace(q.form, named=("average",), best=None, limit=0)
            yield replace(q, form=form, reading=f"What is the average age of {np.words}?"), cost

    def aged(self, op: str, years: int) -> Made:
        """ "over 50", "under 30", as of today."""
        today = date.today()
        day = today.replace(year=today.year - years, day=min(today.day, 28)).isoformat()
        span = When(f"before {day}", last=day) if op == ">" else When(f"after {day}", first=day)
        born = Relation(Sense("born"), "be born", "born")
        yield from self.lives.sets.dated(born, span)

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
        r("AGEDS", ("HOWOLD", "BE", "NP"), lambda _, _b, np: [(np, 0.0)]),
        r("AGEDS", ("HOWOLD", "NP", "BE"), lambda _, np, _b: [(np, 0.0)]),
        r("AGEDS", ("AGE", "P", "NP"), lambda _, p_, np: [(np, 0.0)] if p_ == "of" else []),
        r("AGEDS", ("NP", "POSS", "AGE"), lambda np, *_: [(np, 0.0)]),
        r("AGEDS", ("WHAT", "BE", "AGEDS"), lambda _, _b, np: [(np, 0.0)]),
        r("AGEDS", ("IMPERATIVE", "AGEDS"), lambda _, np: [(np, 0.0)]),
        r("Q", ("AGEDS",), x.several),
        r("Q", ("AGEDS", "ATIME"), x.several),
        r("Q", ("AGEDS", "CAMEOUT"), x.several),
        r("Q", ("ATIME", "AGEDS"), lambda then, np: x.several(np, then)),
        r("Q", ("CAMEOUT", "AGEDS"), lambda then, np: x.several(np, then)),
        r("Q", ("VDATE", "TP"), lambda v, t: x.born_then(v, t)),
        r("AVGAGE", ("AVERAGE", "AGE", "P", "NP"), lambda _, _a, p_, np: x.average(np) if p_ == "of" else []),
        r("AVGAGE", ("NP", "POSS", "AVERAGE", "AGE"), lambda np, *_: x.average(np)),
        r("Q", ("AVGAGE",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "AVGAGE"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("HOWOLD", "BE", "NP", "AVERAGE"), lambda _, _b, np, _a: x.average(np)),
        r("AGEDSO", ("ABOVE", "NUM"), lambda _, k: x.aged(">", k)),
        r("AGEDSO", ("BELOW", "NUM"), lambda _, k: x.aged("<", k)),
        r("AGEDSO", ("CMP", "THAN", "NUM"), lambda m, _t, k: x.aged(">" if m.lowest else "<", k) if m.property == "born" else []),
        r("AGEDSO", ("AGEDSO", "YEARSOLD"), lambda vp, _: [(vp, 0.0)]),
        r("VP", ("BE", "AGEDSO"), lambda _, vp: [(vp, 0.0)]),
        r("Q", ("BE", "NP", "AGEDSO"), lambda _, np, vp: x.lives.questions.truth(np, vp) if fits(np, ("Person",)) else []),
        r("N", ("N", "AGEDSO"), lambda n, vp: x.lives.sets.such(n, vp, "that ") if fits(n, ("Person",)) else []),
        r("ATIME", ("IN", "DATE"), lambda _, d: x.on(d)),
        r("ATIME", ("ASOF", "DATE"), lambda _, d: x.on(d)),
        r("ATIME", ("BACKIN", "DATE"), lambda _, d: x.on(d)),
        r("ATIME", ("ATDEATH",), lambda _: [(Then(death=True), 0.0)]),
        r("CAMEOUT", ("ATRELEASE", "E"), lambda _, w: x.at_release(w)),
        r("CAMEOUT", ("ATTHETIMEOF", "E", "POSS", "DATEOF"), lambda _, w, *_r: x.at_release(w)),
        r("ATIME", ("BYTHETIMEOF", "E"), lambda _, w: x.at_release(w)),
        r("ATIME", ("BYTHETIMEOF", "E"), lambda _, e: x.at_event(e)),
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
