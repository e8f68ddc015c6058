"""When works were shown: from when to when and on which network; what came out after or before another; what overlaps."""

from __future__ import annotations

from dataclasses import replace
from itertools import product

from continuity.language.chart import Rule
from continuity.language.dating import OUT, Dating
from continuity.language.hasty import Hasty
from continuity.language.lexicon import Sense
from continuity.language.logical import Atom, Compare, Either, Is, Literal, Rel, Tally, Term, Var
from continuity.language.meaning import Pred
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.times import When, when_work
from continuity.language.times import when as timed
from continuity.language.wording import Question
from continuity.language.works import Made

#: That a work ends.
ENDS = Relation(Sense("concluded"), "end")
#: Said where what comes after a work may do so by release or in the story.
BY_RELEASE = "what is {} is read by release, not by the time of the story"


class Shown:
    """Composes such questions."""

    def __init__(self, dating: Dating, hasty: Hasty) -> None:
        self.dating = dating
        self.hasty = hasty

    def span(self, np: Phrase, network: Phrase) -> Made:
        """ "between which dates did X run on N": of a work that is N's."""
        for one, _ in self.hasty.on_network(np, network):
            for q, cost in self.dating.span(np):
                reading = f"{q.reading.removesuffix('?')} on {network.words}?"
                form = replace(q.form, atoms=(*one.atoms, *q.form.atoms))
                yield replace(q, form=form, reading=reading, notes=one.notes), cost

    def follows(self, e: Phrase, after: bool) -> Made:
        """ "come after X", of several: after its release."""
        if e.classes not in (("Episode",), ("Franchise",)):
            for when, _ in when_work("after" if after else "before", e):
                for vp, cost in self.dating.sets.dated(OUT, _as_released(when)):
                    yield replace(vp, words=f"come out {when.words}"), cost + 0.1

    def during(self, e: Phrase) -> Made:
        """ "while X was on the air": from its release to its end."""
        for when, _ in when_work("after", e):
            if fits(e, ("Series", "Season")):
                words = f"while {e.words} was on the air"
                yield replace(when, words=words, op=">=", until=when.work, ended="concluded"), 0.0

    def by_then(self, q: Question, date: str) -> Made:
        """ "how many seasons did X have by 2017", "which had two seasons by 2017": those counted had come out."""
        for when, _ in timed("by", date):
            atoms = tuple(_out(a, when) for a in q.form.atoms)
            if q.form.kind == "count" and len(q.form.targets) == 1:
                atoms = _those_out(q.form.atoms, q.form.targets[0], when)
            if atoms != q.form.atoms:
                reading = f"{q.reading.removesuffix('?')} {when.words}?"
                yield replace(q, form=replace(q.form, atoms=atoms), reading=reading), 0.1

    def narrowed(self, n: Phrase, when: When) -> Made:
        """ "shows after X"."""
        if when.work is not None:
            yield from ((y, c + 0.1) for y, c in self.dating.sets.of_date(n, _as_released(when)))

    def having_other(self, number: int, n: Phrase) -> Made:
        """ "do not have 13 episodes": that have another number of them."""
        if n.classes in (("Season",), ("Episode",)):
            for np, cost in self.dating.sets.few("!=", number, n, f"exactly {number}"):
                yield Pred(f"not have {np.words}", None, np, event="had"), cost

    def ran(self, a: str, b: str) -> Made:
        """ "ran from 2015 to 2018": out in the one year, and over in the other."""
        for (began, _), (over, _c) in product(timed("in", a), timed("in", b)):
            out, end = (next(iter(self.dating.sets.dated(v, t)))[0] for v, t in ((OUT, began), (ENDS, over)))
            yield replace(out, words=f"run from {a} to {b}", also=(end,)), -0.1

    def told(self, n: Phrase, how: str, np: Phrase) -> Made:
        """ "seasons set before X"."""
        for vp, _ in self.dating.spoken.telling.ordered(how, np):
            yield from self.dating.sets.such(n, replace(vp, words=vp.words.removeprefix("are ")), "")

    def sagas(self, word: str) -> Made:
        """ "phases", "sagas": the franchises that are called so."""
        kind = {"trilogies": "trilogy"}.get(word, word.removesuffix("s"))
        called = {"trilogy": "trilogies"}.get(kind, f"{kind}s")
        one, name = Var(called), Var(f"{called}.name")
        atoms = (Is("Franchise", one), Rel("name", one, name), Compare("contains", name, Literal(kind)))
        yield Phrase(one, atoms, ("Franchise",), called), 0.6  # "the X saga" is rather one by name

    def overlapping(self, n: Phrase) -> Made:
        """ "seasons that overlap": with another of them."""
        if not any(isinstance(a, Either) for a in n.atoms):  # "A and B overlap" is said of the two
            plain = 0.1 if len(n.atoms) == 1 else 0.0  # "seasons of W that overlap" are both of W
            for q, cost in self.dating.spoken.telling.overlapping(n):
                yield replace(n, atoms=q.form.atoms, words=f"{n.words} that overlap", notes=q.notes), cost + plain


def _those_out(atoms: tuple[Atom, ...], counted: Term, when: When) -> tuple[Atom, ...]:
    """What is told of works, and that they had come out; of other things, or of works of another date, no more."""
    works = any(isinstance(a, Is) and a.term == counted and is_a(a.cls, ("Work",)) for a in atoms)
    dated = any(isinstance(a, Rel) and a.property == "released" and a.subject == counted for a in atoms)
    date = when.phrase("released")
    return (*atoms, *date.atoms, Rel("released", counted, date.head)) if works and not dated else atoms


def _out(atom: Atom, when: When) -> Atom:
    return replace(atom, atoms=_those_out(atom.atoms, atom.counted, when)) if isinstance(atom, Tally) else atom


def _as_released(when: When) -> When:
    return replace(when, note=BY_RELEASE.format(when.words))


def shown_rules(x: Shown) -> list[Rule]:
    """The rules of such questions."""
    r, span, q = Rule, x.dating.span, x.dating.questions
    ways = ("AFTER", True), ("BEFORE", False)
    return [
        r("SHOWN", ("ONAIR",), lambda word: [(word, 0.0)]),
        r("SHOWN", ("LASTS",), lambda word: [(word, 0.0)]),
        r("SHOWN", ("VDATE",), lambda v: [(v.words, 0.0)] if v.sense.reference == "released" else []),
        r("Q", ("SPAN", "DO", "NP", "SHOWN", "P", "E"), lambda _, _d, np, _s, p, e: x.span(np, e) if p == "on" else []),
        r("Q", ("SPAN", "BE", "NP", "SHOWN", "P", "E"), lambda _, _b, np, _s, p, e: x.span(np, e) if p == "on" else []),
        r("Q", ("WHAT", "BE", "NP", "INORDER"), lambda _, _b, np, _o: q.all_in_order(np) if np.others else []),
        r("Q", ("SPAN", "BE", "NP", "P", "E"), lambda _, _b, np, p, e: x.span(np, e) if p == "on" else []),
        r("SHOWN", ("BE", "ONAIR"), lambda _, word: [(word, 0.0)]),
        r("Q", ("NP", "SHOWN", "SPAN"), lambda np, _s, _: span(np)),
        r("Q", ("NP", "SHOWN", "P", "E", "SPAN"), lambda np, _s, p, e, _: x.span(np, e) if p == "on" else []),
        r("Q", ("NP", "SHOWN", "SPAN", "P", "E"), lambda np, _s, _, p, e: x.span(np, e) if p == "on" else []),
        r("Q", ("WHEN", "DO", "NP", "ONAIR"), lambda _, _d, np, word: span(np) if word == "run" else []),
        r("Q", ("WHEN", "DO", "NP", "ONAIR", "P", "E"), lambda _, _d, np, word, p, e: x.span(np, e) if p == "on" and word == "run" else []),
        r("Q", ("HOWLONG", "BE", "NP", "P", "E"), lambda _, _b, np, p, e: x.span(np, e) if p == "on" else []),
        r("Q", ("HOWLONG", "DO", "NP", "LASTS", "P", "E"), lambda _, _d, np, _l, p, e: x.span(np, e) if p == "on" else []),
        r("Q", ("WHEN", "BE", "NP", "P", "E"), lambda _, _b, np, p, e: x.span(np, e) if p == "on" else []),
        r("N", ("N", "TP"), x.narrowed),
        r("Q", ("Q", "ASOF", "DATE"), lambda one, p, d: x.by_then(one, d) if p == "by" else []),
        r("Q", ("ASOF", "DATE", "Q"), lambda p, d, one: x.by_then(one, d) if p == "by" else []),
        r("TP", ("WHILE", "E", "BE", "ONAIR"), lambda _, e, _b, _o: x.during(e)),
        r("TP", ("WHILE", "E", "SHOWN"), lambda _, e, _s: x.during(e)),
        r("TP", ("RUNOF", "E"), lambda _, e: x.during(e)),
        r("TP", ("DURING", "E", "POSS", "RUN"), lambda _, e, *_r: x.during(e)),
        *(r("VP", ("COMES", name, "E"), lambda _c, _, e, after=after: x.follows(e, after)) for name, after in ways),
        *(r("VP", ("BE", name, "E"), lambda _b, _, e, after=after: x.follows(e, after)) for name, after in ways),
        r("N", ("KINDOFSAGA",), x.sagas),
        r("VP", ("LASTS", "BETWEEN", "DATE", "TO", "DATE"), lambda _, word, a, _t, b: x.ran(a, b) if word == "from" else []),
        *(r("N", ("N", "SET", name, "NP"), lambda n, _s, _, np, how=how: x.told(n, how, np)) for name, how in (("BEFORE", "before"), ("AFTER", "after"), ("DURING", "during"))),
        *(r("VP", (*do, "NOT", "HAVE", *just, "NUM", "N"), lambda *m: x.having_other(m[-2], m[-1])) for do in ((), ("DO",)) for just in ((), ("EXACTLY",))),
        r("OVERLAPPING", ("OVERLAP",), lambda word: [(word, 0.0)] if not word.endswith("with") else []),
        r("OVERLAPPING", ("OVERLAP", "P", "TOGETHER"), lambda word, p, _: [(word, 0.0)] if p == "with" else []),
        r("OVERLAPPING", ("OVERLAP", "TOGETHER"), lambda word, _: [(word, 0.0)]),
        r("N", ("N", "THAT", "OVERLAPPING"), lambda n, *_: x.overlapping(n)),
        r("Q", ("HOWMANY", "N", "OVERLAPPING"), lambda _, n, _o: (y for one, _c in x.overlapping(n) for y in q.counted([one]))),
        r("S", ("NP", "OVERLAPPING"), lambda n, _: ((y, c + 0.1) for one, _c in x.overlapping(n) for y, c in q.existing(one))),
        r("Q", ("DO", "NP", "OVERLAPPING"), lambda _, n, _o: ((y, c + 0.1) for one, _c in x.overlapping(n) for y, c in q.existing(one))),
        r("Q", ("WHICH", "N", "OVERLAPPING"), lambda _, n, _o: x.dating.spoken.telling.overlapping(n)),
    ]  # fmt: skip
