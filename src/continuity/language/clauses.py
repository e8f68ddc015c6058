"""Clauses with a gap: "that X directed", "did X direct in W": what is said of the thing that they lack.

One clause serves wherever something fills its gap: after a set ("episodes that …"), a question word ("which episodes
did …") or a count. (The slash categories of Gazdar, 1981.)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from continuity.language.aired import OF_PARTS, PART, parts_out
from continuity.language.chart import Rule
from continuity.language.logical import Is, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import among
from continuity.language.names import is_a
from continuity.language.phrases import OF_OTHERS, Phrase, by_name, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.times import When
from continuity.language.wording import SOMEWHERE, WHAT, WHO, plural, rows
from continuity.language.works import Made

#: The words that lead to the whole of which a work that is asked for is a part.
_OF_A_WHOLE = ("of", "in", "for", "from", "on")


@dataclass(frozen=True, slots=True)
class Gap:
    """What is said of the missing thing, whose clause it is, and the words of the clause after that.

    `be` and `several` decide how it is turned into a question. The thing may be part of the work `within` or be
    released `when`.
    """

    pred: Pred
    subject: str
    rest: str
    be: bool = False
    several: bool = False
    within: Phrase | None = None
    when: When | None = None

    @property
    def clause(self) -> str:
        """As it stands after "that"."""
        do = ("are " if self.several else "is ") if self.be else "do " if self.pred.denied else ""
        return f"{self.subject} {do}{self._not}{self.rest}".strip()

    @property
    def asked(self) -> str:
        """As it stands after what is asked for."""
        do = ("are" if self.be else "do") if self.several else ("is" if self.be else "does")
        return " ".join(f"{do} {self.subject} {self._not}{self.rest}".split())

    @property
    def _not(self) -> str:
        return "not " if self.pred.denied else ""


class Clauses:
    """Composes clauses with a gap, and fills them."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def of_verb(self, np: Phrase, v: Relation) -> Made:
        """ "that X directed"; what a company "released" that is never a network it made."""
        v = self.sets.of_company(v, np) if v.words == "release" else v
        if fits(np, v.near):
            gap = _gap(np, v, v.words.removeprefix("be "))
            yield replace(gap, be=gap.rest != v.words), 0.0

    def of_both(self, np: Phrase, v: Relation) -> Made:
        """ "that A and B both directed"."""
        if len(np.others) > 1 and np.every:
            yield from self.of_verb(np, v)

    def of_two(self, np: Phrase, a: Relation, b: Relation) -> Made:
        """ "that X wrote and directed"."""
        if a != b and fits(np, a.near) and fits(np, b.near):
            one, more = _gap(np, a, f"{a.words} and {b.words}"), _gap(np, b, b.words)
            yield replace(one, pred=replace(one.pred, also=(more.pred,))), 0.0

    def of_company(self, np: Phrase, v: Relation, p: str, other: Phrase) -> Made:
        """ "did A run with B": what both did."""
        if p == "with" and not np.others and not other.others and fits(other, v.near) and OF_OTHERS not in other.notes:
            for both, cost in self.sets.several(np, other, True):
                yield from ((gap, cost) for gap, _ in self.of_verb(both, v))

    def of_place(self, np: Phrase, p: str) -> Made:
        """ "that X is in"."""
        for relation in self.sets.prepositions.get(p, ()):
            if relation.sense.reference != "within" and fits(np, relation.near):
                yield replace(_gap(np, relation, p), be=True), 0.0

    def of_noun(self, np: Phrase, rn: Relation, p: str) -> Made:
        """ "that X is the showrunner of"."""
        if p in rn.sense.marker and not rn.sense.roles and fits(np, rn.near):
            yield replace(_gap(np, rn, f"{rn.words} {p}"), be=True), 0.0

    def holding(self, np: Phrase, rn: Relation) -> Made:
        """ "have X as their showrunner", "whose showrunner is X"."""
        if rn.sense.denotes and not rn.sense.roles and fits(np, rn.near):
            yield Pred(f"have {np.words} as {self.sets.one(rn.words)}", rn.flipped(), np), 0.0

    def done(self, np: Phrase, v: Relation) -> Made:
        """ "that X is killed by"."""
        if fits(np, v.far):
            words = f"{v.done or v.words} by"
            pred = Pred(f"{np.words} is {words}", v, np)
            yield Gap(pred, np.words, words, True, bool(np.others)), 0.0

    def denied(self, made: Made) -> Made:
        """The same clause denied."""
        for gap, cost in made:
            far = gap.pred.far
            if not gap.pred.also and far is not None and not (far.others or far.each or far.tally or far.denied):
                said = replace(gap, pred=replace(gap.pred, denied=True))
                yield replace(said, pred=replace(said.pred, words=said.clause)), cost

    def both(self, gap: Gap, also: Pred) -> Made:
        """A clause and what else is said of the thing: "did X direct that Y wrote", "… that are longer than an hour"."""
        if not gap.pred.also and not also.also and gap.within is None and gap.when is None:
            said = replace(gap, rest=f"{gap.rest} that {plural(also.words)}")
            yield replace(said, pred=replace(gap.pred, also=(also,))), 0.05

    def other_than(self, gap: Gap, np: Phrase) -> Made:
        """ "has X been in that Y has not": the same clause denied of another."""
        v, members = gap.pred.relation, np.others or (np,)
        plain = not (gap.pred.also or gap.pred.denied or (np.others and np.every))  # "but not A or B": neither
        if v is not None and plain and all(m.is_entity and fits(m, v.far) for m in members):
            also = tuple(Pred(f"{m.words} do not", v, m, denied=True) for m in members)
            said = replace(gap, rest=f"{gap.rest} that {np.words} {'is' if gap.be else 'does'} not")
            yield replace(said, pred=replace(gap.pred, also=also)), 0.0

    def placed(self, gap: Gap, p: str, place: Phrase) -> Made:
        """A clause as told of one work, or of a part of one: "did X play in W", "did X direct for W"."""
        if gap.within is not None or gap.when is not None or gap.rest in self.sets.prepositions:
            return
        rest = f"{gap.rest} {p} {place.words}"
        for pred, cost in self.sets.placed_in(gap.pred, p, place):
            told = replace(gap, pred=pred, rest=rest)
            yield replace(told, pred=replace(pred, words=told.clause)), cost
        v = gap.pred.relation
        parts = v is not None and bool(v.near) and all(is_a(c, ("Work",)) for c in v.near)
        whole = not (place.each or place.denied or place.tally or place.best) and (
            _are_named(place) or (bool(place.classes) and not place.others)
        )
        if parts and p in _OF_A_WHOLE and whole and fits(place, ("Work",)):
            yield self._with_words(replace(gap, within=place, rest=rest)), 0.05

    def dated(self, gap: Gap, when: When) -> Made:
        """A clause of works of one time: "did X direct in 2016"."""
        if gap.when is None:
            yield self._with_words(replace(gap, when=when, rest=f"{gap.rest} {when.words}")), 0.05

    def was_done(self, vp: Pred) -> Made:
        """ "were directed by X": a clause in which what is missing stood first."""
        if vp.relation is not None and not (vp.denied or vp.also or vp.either or vp.place is not None):
            yield Gap(vp, "", vp.words, True, True), 0.0

    def _with_words(self, gap: Gap) -> Gap:
        return replace(gap, pred=replace(gap.pred, words=gap.clause))

    def filled(self, n: Phrase, gap: Gap) -> Iterator[Phrase]:
        """The set of those that fill the gap."""
        if gap.be and n.classes == ("Comic",) and not self._is_of_comics(gap):
            return
        v = gap.pred.relation
        if gap.when is not None and not n.classes and v is not None and all(is_a(c, ("Work",)) for c in v.near):
            n = replace(n, classes=v.near)
        if gap.when is not None and n.classes == ("Series",) and v is not None and v.sense.reference in OF_PARTS:
            part = Phrase(PART, (*n.atoms, *parts_out(n.head, gap.when)), ("Work",))  # it may have begun before
            for done in apply(part, gap.pred, self.sets.prepositions["of"]):
                yield replace(n, atoms=done.atoms, notes=(*n.notes, *done.notes))
            return
        sets: Iterable[Phrase] = (n,)
        if gap.within is not None:
            sets = [x for x, _ in self.sets.with_preposition(n, "of", gap.within)][:1]
        if gap.when is not None:
            sets = [x for one in sets for x, _ in self.sets.of_date(one, gap.when)]
        for one in sets:
            yield from apply(one, gap.pred, self.sets.prepositions["of"])

    def of_whose(self, n: Phrase, p: str, e: Phrase, v: Relation) -> Made:
        """ "films by X that he directed": the pronoun is the one who is named, and says how they are X's."""
        if p in ("by", "of", "from", "with"):
            for gap, cost in self.of_verb(e, v):
                yield from ((done, cost) for done, _ in self.such(n, gap))

    def of_themselves(self, v: Relation, n: Phrase, more: Relation) -> Made:
        """ "directed an episode that they wrote": the pronoun is the subject, and both are of one thing."""
        if v != more and fits(n, v.far) and fits(n, more.far):
            words = f"{v.words} and {more.words} the same {self.sets.one(n.words)}"
            yield Pred(words, v, n, also=(Pred(more.words, more, n),)), 0.0

    def of_their_own(self, v: Relation, rn: Relation) -> Made:
        """ "killed their own father": what is done and what is theirs are one thing."""
        one = Phrase(Var("own"), (), rn.near, "someone")
        if (
            v != rn
            and rn.sense.denotes
            and not rn.sense.roles
            and fits(one, v.far)
            and fits(Phrase(one.head, (), rn.far, ""), v.near)
        ):
            words = f"their own {self.sets.one(rn.words)}"
            yield Pred(f"{v.words} {words}", v, one, also=(Pred(f"have {words}", rn.flipped(), one),)), 0.0

    def of_one(self, v: Relation, word: str, rn: Relation) -> Made:
        """ "killed a friend": a friend of theirs, not of anybody's."""
        if word in ("a", "an") and rn.is_kin:
            yield from ((vp, -0.3) for vp, _ in self.of_their_own(v, rn))

    def by_own(self, v: Relation, of: Made) -> Made:
        """ "killed by a friend", of what is done to those whose friend it is."""
        if v.done:
            yield from ((replace(vp, words=vp.words.replace(f"{v.words} ", f"{v.done} by ", 1)), c) for vp, c in of)

    def _is_of_comics(self, gap: Gap) -> bool:
        """Whether this is how comics are told of, where the preposition can say that."""
        meant = {r.sense.reference for r in self.sets.prepositions.get(gap.rest, ())}
        return (
            gap.pred.relation is None
            or gap.pred.relation.sense.reference == "adaptedFrom"
            or "adaptedFrom" not in meant
        )

    def such(self, n: Phrase, gap: Gap) -> Made:
        """A set narrowed by such a clause."""
        for done in self.filled(n, gap):
            yield replace(done, words=f"{n.words} that {gap.clause}"), self.sets.upwards(n)

    def bare(self, n: Phrase, gap: Gap) -> Made:
        """The same without "that": "episodes X directed"."""
        far = gap.pred.far
        if far is not None and (by_name(far) or _is_told_apart(far)):
            yield from ((one, cost + (0.0 if by_name(far) else 0.1)) for one, cost in self.such(n, gap))

    def asked(self, n: Phrase, gap: Gap, head: str) -> Made:
        """Which of a set fill the gap."""
        people = gap.pred.far is not None and gap.rest == "in" and not fits(gap.pred.far, ("Work",))
        if n.classes != ("Franchise",) or not people:  # in a phase are works, rather than who is in them
            for done in self.filled(n, gap):
                yield rows(done, f"{head} {gap.asked}?"), 0.0

    def counted(self, n: Phrase, gap: Gap) -> Made:
        """How many of a set fill the gap."""
        if gap.pred.far is not None and not gap.pred.far.each:
            for q, cost in self.questions.counted(self.filled(n, gap)):
                yield replace(q, reading=f"How many {n.words} {gap.asked}?"), cost


def _are_named(place: Phrase) -> bool:
    """Whether it is several things by name."""
    return bool(place.others) and all(m.is_entity and not m.denied for m in place.others)


def _is_told_apart(n: Phrase) -> bool:
    """Whether a set is that of those who stand in a relation: "the actress who plays X", "the director of X"."""
    return not (n.others or n.each or n.tally or n.denied) and any(not isinstance(a, Is) for a in n.atoms)


def _gap(np: Phrase, v: Relation, rest: str) -> Gap:
    return Gap(Pred(f"{np.words} {rest}", v.flipped(), np), np.words, rest, False, bool(np.others))


def clause_rules(x: Clauses) -> list[Rule]:
    """The rules of clauses with a gap, and of what fills it."""
    r = Rule
    return [*_straight(x), *_turned(x), *timed_rules(x),
        r("N", ("N", "THAT", "GAP"), lambda n, _, gap: x.such(n, gap)),
        r("N", ("N", "GAP"), x.bare),
        r("N", ("N", "P", "E", "THAT", "PRONOUN", "V"), lambda n, p, e, _, _p, v: x.of_whose(n, p, e, v)),
        r("VP", ("V", "N", "THAT", "PRONOUN", "V"), lambda v, n, _, _p, more: x.of_themselves(v, n, more)),
        r("VP", ("V", "DET", "N", "THAT", "PRONOUN", "V"), lambda v, _, n, _t, _p, more: x.of_themselves(v, n, more)),
        r("Q", ("WHO", "ASKED"), lambda _, gap: x.asked(WHO, gap, "Who" if gap.be else "Whom")),
        r("Q", ("WHAT", "ASKED"), lambda _, gap: x.asked(SOMEWHERE if gap.be and gap.rest == "in" else WHAT, gap, "What")),
        r("Q", ("WHICH", "N", "ASKED"), lambda _, n, gap: x.asked(n, gap, f"Which {n.words}")),
        r("Q", ("WHICH", "OF", "N", "ASKED"), lambda _, _o, n, gap: x.asked(n, gap, f"Which {n.words}")),
        r("Q", ("WHICH", "OF", "DET", "N", "ASKED"), lambda _, _o, _d, n, gap: x.asked(n, gap, f"Which {n.words}")),
        r("Q", ("WHICH", "OF", "NP", "ASKED"), lambda _, _o, np, gap: x.asked(one, gap, f"Which of {np.words}") if (one := among(np)) else []),
        r("Q", ("HOWMANY", "N", "ASKED"), lambda _, n, gap: x.counted(n, gap)),
        r("Q", ("KNOW", "WHICH", "N", "GAP"), lambda _, _w, n, gap: x.asked(n, gap, f"Which {n.words}")),
        r("Q", ("KNOW", "WHO", "GAP"), lambda _, _w, gap: x.asked(WHO, gap, "Whom")),
        r("Q", ("KNOW", "WHAT", "GAP"), lambda _, _w, gap: x.asked(WHAT, gap, "What")),
        r("Q", ("KNOW", "HOWMANY", "N", "GAP"), lambda _, _h, n, gap: x.counted(n, gap)),
    ]  # fmt: skip


def timed_rules(x: Clauses) -> list[Rule]:
    """The rules of a time or a work that stands behind what was done, or of a time that stands first."""
    r = Rule
    rules = [
        r("DONE", ("BE", "PASSIVE"), lambda _, vp: x.was_done(vp)),
        r("DONE", ("GOT", "PASSIVE"), lambda _, vp: x.was_done(vp)),
        r("DONE", ("DO", "BEEN", "PASSIVE"), lambda _, _b, vp: x.was_done(vp)),
        r("ASKED", ("DONE", "TP"), x.dated),
        r("ASKED", ("DONE", "P", "NP"), lambda gap, p, np: ((y, c) for y, c in x.placed(gap, p, np) if y.within)),
    ]
    for clause in ("ASKED", "DONE"):
        rules += [
            r("Q", ("TP", "WHICH", "N", clause), lambda t, _, n, gap: (y for one, _c in x.dated(gap, t) for y in x.asked(n, one, f"Which {n.words}"))),
            r("Q", ("TP", "HOWMANY", "N", clause), lambda t, _, n, gap: (y for one, _c in x.dated(gap, t) for y in x.counted(n, one))),
        ]  # fmt: skip
    return rules


def thing_rules(x: Clauses) -> list[Rule]:
    """The rules of sets of whatever it be: "everything X directed"."""
    r = Rule
    asked = x.questions.asked
    return [
        r("THINGQ", ("THINGS", "GAP"), lambda _, gap: x.asked(WHAT, gap, "What")),
        r("THINGQ", ("THINGS", "THAT", "GAP"), lambda _, _t, gap: x.asked(WHAT, gap, "What")),
        r("THINGQ", ("THINGS", "PASSIVE"), lambda _, vp: asked(WHAT, replace(vp, words=f"are {vp.words}"), "What")),
        r("THINGQ", ("THINGS", "THAT", "VP"), lambda _, _t, vp: asked(WHAT, vp, "What")),
        r("THINGQ", ("IMPERATIVE", "THINGQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("THINGQ",), lambda one: [(one, 0.1)]),
        r("Q", ("WHAT", "BE", "THINGQ"), lambda _, _b, one: [(one, 0.0)]),
    ]  # fmt: skip


def holding_rules(x: Clauses) -> list[Rule]:
    """The rules of what has somebody in a role: "have X as showrunner", "with X as …", "whose showrunner is X"."""
    r = Rule
    such = x.sets.such
    return [
        r("INROLE", ("NP", "P", "RN"), lambda np, p, rn: x.holding(np, rn) if p == "as" else []),
        r("INROLE", ("NP", "P", "DET", "RN"), lambda np, p, _, rn: x.holding(np, rn) if p == "as" else []),
        r("INROLE", ("NP", "P", "THEIR", "RN"), lambda np, p, _, rn: x.holding(np, rn) if p == "as" else []),
        r("VP", ("V", "OWN", "RN"), lambda v, _, rn: x.of_their_own(v, rn)),
        r("VP", ("V", "DET", "RN"), x.of_one),
        r("PASSIVE", ("VB", "BY", "OWN", "RN"), lambda v, _b, _o, rn: x.by_own(v, x.of_their_own(v.flipped(), rn))),
        r("PASSIVE", ("VB", "BY", "DET", "RN"), lambda v, _b, word, rn: x.by_own(v, x.of_one(v.flipped(), word, rn))),
        r("VP", ("HAVE", "INROLE"), lambda _, vp: [(vp, 0.0)]),
        r("N", ("N", "P", "INROLE"), lambda n, p, vp: such(n, vp, "that ") if p == "with" else []),
        r("N", ("N", "WHOSE", "RN", "BE", "NP"), lambda n, _, rn, _b, np: (y for vp, _c in x.holding(np, rn) for y in such(n, vp, "that "))),
        r("N", ("N", "P", "WHICH", "NP", "BE", "RN"), lambda n, p, _, np, _b, rn: (y for gap, _c in x.of_noun(np, rn, p) for y in x.such(n, gap))),
        r("N", ("N", "P", "WHICH", "NP", "BE", "DET", "RN"), lambda n, p, _, np, _b, _d, rn: (y for gap, _c in x.of_noun(np, rn, p) for y in x.such(n, gap))),
    ]  # fmt: skip


def _straight(x: Clauses) -> list[Rule]:
    """As they stand after "that"."""
    r = Rule
    return [
        r("GAP", ("NP", "V"), x.of_verb),
        r("GAP", ("NP", "DO", "V"), lambda np, _, v: x.of_verb(np, v)),
        r("GAP", ("NP", "V", "TOGETHER"), lambda np, v, _: x.of_both(np, v)),
        r("GAP", ("NP", "V", "P", "NP"), x.of_company),
        r("GAP", ("NP", "V", "TOGETHER", "P", "NP"), lambda np, v, _, p, other: x.of_company(np, v, p, other)),
        r("GAP", ("NP", "V", "AND", "V"), lambda np, a, _, b: x.of_two(np, a, b)),
        r("GAP", ("NP", "DO", "NOT", "V"), lambda np, _d, _n, v: x.denied(x.of_verb(np, v))),
        r("GAP", ("NP", "NOT", "V"), lambda np, _, v: x.denied(x.of_verb(np, v))),
        r("GAP", ("NP", "BE", "P"), lambda np, _, p: x.of_place(np, p)),
        r("GAP", ("NP", "DO", "BEEN", "P"), lambda np, _d, _b, p: x.of_place(np, p)),
        r("GAP", ("NP", "BE", "NOT", "P"), lambda np, _b, _n, p: x.denied(x.of_place(np, p))),
        r("GAP", ("NP", "DO", "NOT", "BEEN", "P"), lambda np, _d, _n, _b, p: x.denied(x.of_place(np, p))),
        r("GAP", ("NP", "NOT", "P"), lambda np, _, p: x.denied(x.of_place(np, p))),
        r("GAP", ("NP", "BE", "RN", "P"), lambda np, _, rn, p: x.of_noun(np, rn, p)),
        r("GAP", ("NP", "BE", "DET", "RN", "P"), lambda np, _b, _d, rn, p: x.of_noun(np, rn, p)),
        r("GAP", ("NP", "BE", "VB", "BY"), lambda np, _, v, _y: x.done(np, v)),
        r("GAP", ("GAP", "P", "NP"), x.placed),
        r("GAP", ("GAP", "TP"), x.dated),
    ]  # fmt: skip


def _turned(x: Clauses) -> list[Rule]:
    """As they stand in a question, the helping verb first."""
    r = Rule
    return [
        r("ASKED", ("DO", "NP", "V"), lambda _, np, v: x.of_verb(np, v)),
        r("ASKED", ("DO", "NP", "V", "TOGETHER"), lambda _, np, v, _t: x.of_both(np, v)),
        r("ASKED", ("DO", "NP", "V", "P", "NP"), lambda _, np, v, p, other: x.of_company(np, v, p, other)),
        r("ASKED", ("DO", "NP", "V", "TOGETHER", "P", "NP"), lambda _, np, v, _t, p, other: x.of_company(np, v, p, other)),
        r("ASKED", ("DO", "NP", "V", "AND", "V"), lambda _, np, a, _a, b: x.of_two(np, a, b)),
        r("ASKED", ("DO", "NP", "NOT", "V"), lambda _, np, _n, v: x.denied(x.of_verb(np, v))),
        r("ASKED", ("NOT", "NP", "V"), lambda _, np, v: x.denied(x.of_verb(np, v))),
        r("ASKED", ("BE", "NP", "P"), lambda _, np, p: x.of_place(np, p)),
        r("ASKED", ("DO", "NP", "BEEN", "P"), lambda _, np, _b, p: x.of_place(np, p)),
        r("ASKED", ("BE", "NP", "NOT", "P"), lambda _, np, _n, p: x.denied(x.of_place(np, p))),
        r("ASKED", ("DO", "NP", "NOT", "BEEN", "P"), lambda _, np, _n, _b, p: x.denied(x.of_place(np, p))),
        r("ASKED", ("NOT", "NP", "BEEN", "P"), lambda _, np, _b, p: x.denied(x.of_place(np, p))),
        r("ASKED", ("BE", "NP", "VB", "BY"), lambda _, np, v, _y: ((one, 0.02) for one, _c in x.done(np, v))),
        r("ASKED", ("NOT", "NP", "P"), lambda _, np, p: x.denied(x.of_place(np, p))),
        r("ASKED", ("BE", "NP", "RN", "P"), lambda _, np, rn, p: x.of_noun(np, rn, p)),
        r("ASKED", ("BE", "NP", "DET", "RN", "P"), lambda _, np, _d, rn, p: x.of_noun(np, rn, p)),
        r("ASKED", ("DO", "NP", "BEEN", "RN", "P"), lambda _, np, _b, rn, p: x.of_noun(np, rn, p)),
        r("ASKED", ("DO", "NP", "BEEN", "DET", "RN", "P"), lambda _, np, _b, _d, rn, p: x.of_noun(np, rn, p)),
        r("ASKED", ("ASKED", "THAT", "GAP"), lambda gap, _, more: x.both(gap, more.pred) if more.within is None and more.when is None else []),
        r("ASKED", ("ASKED", "THAT", "VP"), lambda gap, _, vp: x.both(gap, vp)),
        r("ASKED", ("ASKED", "P", "NP"), x.placed),
        r("ASKED", ("ASKED", "TP"), x.dated),
    ]  # fmt: skip
