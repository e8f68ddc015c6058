"""Questions as they are typed in haste, or by those to whom English is foreign: fragments, verbs before their subject."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Is
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative, beyond, constant
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.quantified import LONGER, SHORTER
from continuity.language.relation import Relation, relate
from continuity.language.spoken import SOMETHING, Spoken
from continuity.language.times import of_date
from continuity.language.wording import WHO
from continuity.language.works import Made, Works

#: Of what is a work.
_WORKS = ("Work",)


class Hasty:
    """Composes such questions."""

    def __init__(self, spoken: Spoken, works: Works) -> None:
        self.spoken = spoken
        self.works = works
        self.questions = spoken.questions
        self.sets = spoken.sets

    def of_character(self, e: Phrase, n: Phrase) -> Made:
        """ "Claire Temple episodes": those that the character is in."""
        plain = n.classes and all(is_a(c, _WORKS) for c in n.classes) and all(isinstance(a, Is) for a in n.atoms)
        if plain and is_a(e.classes[0], ("Character",)):  # not of one name after another
            for one in self.sets.situated(n, e, "in"):
                yield one, 0.15

    def first_with(self, e: Phrase, n: Phrase) -> Made:
        """ "X's first episode": the first that a character is in."""
        appears = self.sets.appears
        if appears is not None and is_a(e.classes[0], ("Character",)) and all(is_a(c, _WORKS) for c in n.classes):
            yield from ((q, cost + 0.3) for q, cost in self.questions.first_seen(e, appears, n))

    def seasons(self, e: Phrase, one: Made, other: Made, every: bool = True) -> Made:
        """Two seasons of one series: "the first and second season of X"."""
        for a, _ in one:
            for b, _c in other:
                yield from self.sets.several(a, b, every)

    def numbered(self, e: Phrase, one: int, other: int) -> Made:
        """ "season 1 and 2 of X"."""
        yield from self.seasons(e, self.works.season(e, one), self.works.season(e, other))

    def per(self, rn: Relation, group: Phrase) -> Made:
        """ "how many directors does each show have": those of the work and of all that is part of it."""
        if rn.sense.roles or rn.sense.chain or group.is_entity or group.others or not fits(group, rn.far):
            return
        for one, _ in self.sets.of(rn, replace(group, atoms=())):
            counted = replace(one, words=rn.words)
            words = f"per {self.sets.one(group.words)}"
            yield from ((q, cost - 0.06) for q, cost in self.questions.grouped(counted, group, iter([counted]), words))

    def by(self, rn: Relation, group: Phrase) -> Made:
        """ "composers by series": who for each of them."""
        for each, _ in self.sets.each(group, "each"):
            for one, cost in self.sets.of(rn, each):
                yield from self.questions.listed(one, cost)

    def on_network(self, work: Phrase, company: Phrase) -> Made:
        """A work that was some network's: what that network settled of it."""
        if work.is_entity and company.is_entity and fits(work, _WORKS):
            for relation in self.sets.prepositions.get("on", ()):
                done = relate(replace(work, notes=()), relation, company)
                if relation.sense.reference == "network" and done is not None:
                    yield replace(done, notes=(*work.notes, *done.notes)), 0.0

    def settled(self, company: Phrase, work: Phrase, state: Pred, when: bool) -> Made:
        """ "when did Netflix cancel X"; "did Netflix cancel X"."""
        for one, _ in self.on_network(work, company):
            asked = self.spoken.telling.settled_when(one, state) if when else self.questions.truth(one, state)
            for q, cost in asked if state.state else ():
                yield replace(q, reading=f"{q.reading.removesuffix('?')} by {company.words}?"), cost

    def whose(self, word: str, rn: Relation, e: Phrase) -> Made:
        """ "whose daughter is X"."""
        if word == "whose":
            for q, cost in self.questions.objects(WHO, e, rn, "Whom"):
                yield replace(q, reading=f"Whose {self.sets.one(rn.words)} is {e.words}?"), cost

    def both(self, a: Phrase, b: Phrase) -> Made:
        """ "are both lawyers and members of a team"."""
        if not any(x.is_entity or x.others or x.tally or x.best for x in (a, b)):
            also = (Pred(f"are {b.words}", None, b),)
            yield Pred(f"are both {a.words} and {b.words}", None, a, also=also), -0.05

    def are_married(self, np: Phrase) -> Made:
        """ "is X married"; "are X and Y married", which is to each other."""
        if len(np.others) == 2 and np.every:
            yield from self.questions.kin(np.others[0], "married to", np.others[1])
        elif np.is_entity:
            for vp, _ in self.married():
                yield from self.questions.truth(np, vp)

    def lasting(self, n: Phrase, than: Superlative, minutes: int) -> Made:
        """ "episodes over 60 minutes"."""
        yield from beyond(n, than, str(minutes), f"{than.words} than {minutes} minutes")

    def running(self, n: Phrase, rn: Relation, minutes: int, than: Superlative = LONGER) -> Made:
        """ "episodes with a running time of more than 60 minutes"."""
        if rn.sense.reference == "runtime":
            yield from self.lasting(n, than, minutes)

    def scored(self, work: Phrase, by: Phrase) -> Made:
        """ "X metacritic": its score there, of one who gives scores."""
        canon = self.sets.names.canon
        giver = constant(by)
        if (
            giver is not None
            and fits(work, _WORKS)
            and next(iter(canon.claims("", "givenBy", canon.node(giver.id))), None)
        ):
            yield from ((q, cost + 0.2) for q, cost in self.spoken.comparing.score(work, by))

    def average(self, n: Phrase, rn: Relation, p: str, np: Phrase) -> Made:
        """ "average episode length of X"."""
        if rn.sense.reference == "runtime":
            for one, _ in self.sets.with_preposition(n, p, np):
                yield from self.questions.average_length(one)

    def the_same(self, v: Relation, n: Phrase, e: Phrase) -> Made:
        """ "who played the same character as X"."""
        for theirs, _ in self.sets.extracted(n, e, v):
            for vp, _c in self.sets.said(v, theirs):
                yield from self.spoken.comparing.else_(vp, e)

    def married(self) -> Made:
        """ "are married": to anyone."""
        spouses = (
            (e, s)
            for e in self.sets.entries
            if e.pos == "noun"
            for s in e.senses
            if s.reference == "spouse" and not s.held
        )
        for entry, sense in list(spouses)[:1]:
            yield from self.spoken.quantified.have_any(Relation(sense, entry.plural))

    def taken_over(self, rn: Relation, of: Phrase, np: Phrase) -> Made:
        """ "who became showrunner of X after Y"."""
        yield from self.spoken.people.before_or_after(np, True, of, rn)


def hasty_rules(x: Hasty) -> list[Rule]:
    """The rules of such questions."""
    r, s, q, c, w = Rule, x.sets, x.questions, x.spoken.comparing, x.works
    return [*_works(x, w), *_parts(x), *_turned(x),
        r("Q", ("E", "E"), x.scored),
        r("Q", ("WHICH", "N", "VB"), lambda _, n, v: (y for vp, _c in s.said(v, SOMETHING) for y in q.asked(n, vp, f"Which {n.words}")) if not v.sense.marker and fits(SOMETHING, v.far) else []),
        r("Q", ("BE", "NP", "MARRIED"), lambda _, np, _m: x.are_married(np)),
        r("Q", ("WHO", "DO", "V", "SAME", "N", "P", "E"), lambda _, _d, v, _s, n, p, e: x.the_same(v, n, e) if p == "as" else []),
        r("Q", ("WHO", "V", "SAME", "N", "P", "E"), lambda _, v, _s, n, p, e: x.the_same(v, n, e) if p == "as" else []),
        r("Q", ("EACH", "N"), lambda _, n: q.listed(n, 0.2)),
        r("Q", ("EACH", "N", "POSS", "RN"), lambda _, n, _p, rn: x.by(rn, n)),
        r("Q", ("WHO", "DO", "BEEN", "NP"), lambda _, _d, _b, np: q.listed(np, 0.0) if fits(np, WHO.classes) else []),
        r("Q", ("WHO", "BE", "BEEN", "NP"), lambda _, _b, _e, np: q.listed(np, 0.0) if fits(np, WHO.classes) else []),
        r("Q", ("AVERAGE", "NS", "RN", "P", "NP"), lambda _, n, rn, p, np: x.average(n, rn, p, np)),
        r("Q", ("WHAT", "BE", "AVERAGE", "NS", "RN", "P", "NP"), lambda _, _b, _a, n, rn, p, np: x.average(n, rn, p, np)),
        r("Q", ("HOWMANY", "HOURS", "P", "NP", "BE", "THERE"), lambda _, _h, p, np, _b, _t: q.length(np) if p == "of" else []),
        r("Q", ("HOWMANY", "UNIT", "P", "NP", "BE", "THERE"), lambda _, _h, p, np, _b, _t: q.length(np) if p == "of" else []),
        r("Q", ("E", "AGE"), lambda e, _: x.spoken.people.age(e)),
        r("Q", ("ORDEROF", "NP"), lambda _, np: q.all_in_order(np)),
        r("Q", ("WATCHORDER", "NP"), lambda _, np: q.all_in_order(np)),
        r("Q", ("HOWMANY", "N", "DO", "E", "HAVE", "P", "SEASON", "NUM"), lambda _, n, _d, e, _h, p, _s, k: (y for np, _c in x.works.season(e, k) for one, _k in s.with_preposition(n, "of", np) for y in q.counted([one])) if p == "in" else []),
        r("Q", ("WATCHORDER", "NP", "P"), lambda _, np, p: q.all_in_order(np) if p == "in" else []),
        r("Q", ("WHAT", "BE", "ORDEROF", "NP"), lambda _, _b, _o, np: q.all_in_order(np)),
        r("Q", ("E", "FIRST", "N"), lambda e, _, n: x.first_with(e, n)),
        r("Q", ("E", "POSS", "FIRST", "N"), lambda e, _, _f, n: x.first_with(e, n)),
        r("Q", ("WHAT", "BE", "E", "POSS", "FIRST", "N"), lambda _, _b, e, _p, _f, n: x.first_with(e, n)),
        r("Q", ("FIRST", "N", "P", "E"), lambda _, n, p, e: x.first_with(e, n) if p in ("of", "with", "for") else []),
        r("Q", ("WHICH", "RN", "HAVE", "NPQ"), lambda _, rn, _h, np: (y for one, _c in x.spoken.quantified.holders(rn, np) for y in q.listed(one, 0.0))),
        r("Q", ("HOWMANY", "RN", "PER", "N"), lambda _, rn, _p, g: x.per(rn, g)),
        r("Q", ("HOWMANY", "RN", "INEACH", "N"), lambda _, rn, _p, g: x.per(rn, g)),
        r("Q", ("RN", "PER", "N"), lambda rn, p, g: x.by(rn, g) if p not in ("a", "an") else []),
        r("Q", ("WHEN", "DO", "E", "ADJ", "NP"), lambda _, _d, e, a, np: x.settled(e, np, a, True)),
        r("Q", ("WHICH", "N", "BE", "NP", "ONEOF"), lambda _, n, _b, np, o: (y for m in s.memberships for y in q.objects(n, np, replace(m, words="belong to"), f"Which {n.words}")) if o in ("part of", "a member of") else []),
        r("Q", ("WHEN", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.05) if of_date(np) else []),
        r("Q", ("WHEN", "BE", "NP", "ADJ", "BY", "E"), lambda _, _b, np, a, _y, e: x.settled(e, np, a, True)),
        r("Q", ("DO", "E", "ADJ", "NP"), lambda _, e, a, np: x.settled(e, np, a, False)),
        r("Q", ("BE", "NP", "ADJ", "BY", "E"), lambda _, np, a, _y, e: x.settled(e, np, a, False)),
        r("Q", ("DO", "E", "DET", "RN"), lambda _, e, _d, rn: (y for vp, _c in x.spoken.quantified.have_any(rn) for y in q.truth(e, vp))),
        r("Q", ("WHICH", "RN", "BE", "E"), lambda word, rn, _b, e: x.whose(word, rn, e)),
        r("Q", ("WHICH", "N", "EXISTS"), lambda _, n, _e: q.listed(n, 0.0)),
        r("Q", ("WHICH", "N", "EXISTS", "P", "NP"), lambda _, n, _e, p, np: (y for one, _c in s.with_preposition(n, p, np) for y in q.listed(one, 0.0))),
        r("Q", ("HOWMANY", "N", "EXISTS"), lambda _, n, _e: q.counted([n])),
        r("Q", ("WHICH", "N", "HAVE", "DET", "RN", "P", "ABOVE", "NUM", "UNIT"), lambda _, n, _h, _d, rn, _p, _a, k, _u: (y for one, _c in x.running(n, rn, k) for y in q.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "BE", "ABOVE", "NUM", "UNIT"), lambda _, n, _b, _a, k, _u: (y for one, _c in x.lasting(n, LONGER, k) for y in q.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "BE", "BELOW", "NUM", "UNIT"), lambda _, n, _b, _a, k, _u: (y for one, _c in x.lasting(n, SHORTER, k) for y in q.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "VDATE", "FIRSTADV", "P", "NP"), lambda _, n, v, _f, p, np: (y for one, _c in s.with_preposition(n, p, np) for y in c.first_of(one, v))),
        r("Q", ("WHICH", "N", "BE", "RATED", "SUP"), lambda _, n, _b, a, p: (y for one, _c in s.best_rated(p, a, n) for y in q.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "BE", "SUP", "RATED"), lambda _, n, _b, p, a: (y for one, _c in s.best_rated(p, a, n) for y in q.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "BE", "DET", "SUP", "RATED"), lambda _, n, _b, _d, p, a: (y for one, _c in s.best_rated(p, a, n) for y in q.listed(one, 0.0))),
        r("Q", ("WHO", "BECOMES", "RN", "P", "NP", "AFTER", "NP"), lambda _, _b, rn, p, of, _a, np: x.taken_over(rn, of, np) if p in rn.sense.marker else []),
    ]  # fmt: skip


def _works(x: Hasty, w: Works) -> list[Rule]:
    """Works by number, the number first, and two of them."""
    r = Rule
    return [
        r("E", ("CODE", "P", "E"), lambda c, p, e: w.episode(e, *c) if p in ("of", "from") else []),
        r("E", ("SEASON", "NUM", "EPISODE", "NUM", "P", "E"), lambda _, n, _e, m, p, e: w.episode(e, n, m) if p == "of" else []),
        r("NP", ("E", "OR", "SEASONCODE"), lambda e, _, n: (y for b, _c in w.sibling(e, n) for y in x.sets.several(e, b, False))),
        r("NP", ("E", "OR", "SEASON", "NUM"), lambda e, _, _s, n: (y for b, _c in w.sibling(e, n) for y in x.sets.several(e, b, False))),
        r("NP", ("SEASON", "NUM", "AND", "NUM", "P", "E"), lambda _, a, _a, b, p, e: x.numbered(e, a, b) if p == "of" else []),
        r("NP", ("E", "SEASON", "NUM", "AND", "NUM"), lambda e, _, a, _a, b: x.numbered(e, a, b)),
    ]  # fmt: skip


def _parts(x: Hasty) -> list[Rule]:
    """Parts of such questions."""
    r, s = Rule, x.sets
    return [
        r("N", ("E", "N"), x.of_character),
        r("N", ("N", "ADJ"), lambda n, a: s.such(n, a, "that are ") if a.cls and not a.event else []),
        r("N", ("N", "BUTNOT", "NP"), lambda n, word, np: s.denied(n, "with", np) if word == "without" and np.is_entity else []),
        r("N", ("N", "ABOVE", "NUM", "UNIT"), lambda n, _, k, _u: x.lasting(n, LONGER, k)),
        r("N", ("N", "BELOW", "NUM", "UNIT"), lambda n, _, k, _u: x.lasting(n, SHORTER, k)),
        r("N", ("N", "ABOVE", "DET", "HOURS"), lambda n, _, _d, _h: x.lasting(n, LONGER, 60)),
        r("N", ("N", "BELOW", "DET", "HOURS"), lambda n, _, _d, _h: x.lasting(n, SHORTER, 60)),
        r("N", ("N", "CMP", "THAN", "DET", "HOURS"), lambda n, m, _, _d, _h: x.lasting(n, m, 60) if m.property == "runtime" else []),
        r("N", ("N", "P", "DET", "RN", "P", "ABOVE", "NUM", "UNIT"), lambda n, p, _d, rn, _p, _a, k, _u: x.running(n, rn, k) if p == "with" else []),
        r("N", ("N", "ACCORDINGTO", "E"), lambda n, _, e: ((y, c - 0.2) for y, c in s.with_preposition(n, "on", e)) if n.best is not None and fits(e, ("Company",)) else []),
        r("VP", ("BE", "MARRIED"), lambda *_: x.married()),
        r("VP", ("ONLY", "V", "NUM", "N"), lambda _, v, k, n: (y for np, _c in s.few("=", k, n, f"exactly {k}") for y in s.said(v, np))),
        r("VP", ("BE", "BOTH", "NP", "AND", "NP"), lambda _, _b, a, _a, b: x.both(a, b)),
        r("PASSIVE", ("PASSIVE", "AND", "PASSIVE"), lambda a, _, b: s.joined(a, b, "and") if not b.also else []),
    ]  # fmt: skip


def _turned(x: Hasty) -> list[Rule]:
    """The verb before its subject, or no helping verb: "in which episode dies X", "which episodes X is in"."""
    r, q, s = Rule, x.questions, x.sets
    return [
        r("Q", ("P", "WHICH", "N", "VB", "E"), lambda p, _, n, v, e: q.objects(n, e, v, f"Which {n.words}") if p in v.sense.marker else []),
        r("Q", ("P", "HOWMANY", "N", "VB", "E"), lambda p, _, n, v, e: q.counted(y for y, _c in s.extracted(n, e, v)) if p in v.sense.marker else []),
        r("Q", ("P", "WHO", "VB", "E"), lambda p, _, v, e: q.objects(WHO, e, v, "Whom") if p in v.sense.marker or v.words.endswith(f" {p}") else []),
        r("Q", ("WHICH", "N", "E", "BE", "P"), lambda _, n, e, _b, p: q.located(p, n, e)),
        r("Q", ("WHICH", "N", "E", "V"), lambda _, n, e, v: q.objects(n, e, v, f"Which {n.words}")),
        r("Q", ("WHEN", "BE", "VDATE", "E"), lambda _, _b, v, e: q.dated(e, v)),
        r("Q", ("P", "WHICH", "YEAR", "BE", "VDATE", "E"), lambda _p, _, word, _b, v, e: q.dated(e, v, "year") if word == "year" else []),
        r("Q", ("P", "WHICH", "N", "BE", "E", "INTRODUCES"), lambda p, _, n, _b, e, _i: q.first_seen(e, s.appears, n) if s.appears is not None and p == "in" else []),
        r("Q", ("WHICH", "N", "BE", "E", "INTRODUCES", "P"), lambda _, n, _b, e, _i, p: q.first_seen(e, s.appears, n) if s.appears is not None and p == "in" else []),
        r("Q", ("WHERE", "BE", "E", "INTRODUCES"), lambda _, _b, e, _i: q.debut(e)),
        r("Q", ("WHEN", "BE", "E", "INTRODUCES"), lambda _, _b, e, _i: q.debut(e)),
    ]  # fmt: skip
