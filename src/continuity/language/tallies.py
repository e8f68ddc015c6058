"""How many for each, on average, of those there are; what holds the record; lists of a set by what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import product

from continuity.language.apiece import by_part
from continuity.language.chart import Rule
from continuity.language.clauses import Clauses
from continuity.language.comparing import grouping
from continuity.language.contests import Contests
from continuity.language.hasty import Hasty
from continuity.language.lexicon import Sense
from continuity.language.logical import Compare, Form, Tally, Var
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative, compared
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.sets import is_value
from continuity.language.times import when
from continuity.language.wording import Question
from continuity.language.works import Made


class Tallies:
    """Composes such questions."""

    def __init__(self, hasty: Hasty) -> None:
        self.hasty = hasty
        self.quantified = hasty.spoken.quantified
        self.comparing = hasty.spoken.comparing
        self.questions = hasty.spoken.questions
        self.sets = self.questions.sets
        self.clauses = Clauses(self.questions)
        self.contests = Contests(self.questions, self.comparing.parts)

    def per(self, what: Phrase | Relation, group: Phrase) -> Made:
        """ "how many seasons, or directors, does each show have"."""
        yield from self.hasty.per(what, group) if isinstance(what, Relation) else self.questions.per(what, group)

    def had(self, what: Phrase | Relation, whole: Phrase) -> Made:
        """ "the number of seasons that X has": how many there are of it."""
        if not whole.is_entity:
            return
        if isinstance(what, Relation):
            yield from self.questions.counted(n for n, _ in self.sets.of(what, whole))
        elif not self.questions.is_vague(what):
            yield from self.questions.counted(n for n, _ in self.sets.with_preposition(what, "of", whole))

    def average(self, what: Phrase | Relation, group: Phrase) -> Made:
        """ "how many seasons does a show have on average"."""
        for q, _ in (
            self.per(what, group) if not (isinstance(what, Relation) and what.sense.reference == "runtime") else ()
        ):
            yield from self.questions.averaged_per(q)

    def of_all(self, n: Phrase, p: str, whole: Phrase) -> Made:
        """ "seasons across all the shows": each is of one of them."""
        parts = bool(n.classes) and all(is_a(c, ("Season", "Episode", "Statement")) for c in n.classes)
        if (
            parts
            and p in ("of", "in", "from", "for", "on", "between")
            and fits(whole, ("Work",))
            and whole.best is None
        ):
            yield from ((one, cost - 0.1) for one, cost in self.sets.with_preposition(n, "of", whole))

    def length_of_each(self, rn: Relation, group: Phrase) -> Made:
        """ "total runtime for each series"."""
        if rn.sense.reference == "runtime":
            yield from self.questions.length(group)

    def counted_in(self, n: Phrase, p: str, np: Phrase) -> Made:
        """ "total episode count for the shows of X"."""
        if p in ("of", "for", "in", "on") and not np.others:
            yield from self.questions.counted(one for one, _ in self.sets.with_preposition(n, "of", np))

    def as_many(self, number: int, n: Phrase) -> Phrase:
        """A set of which it is said how many there are."""
        return replace(n, notes=(*n.notes, f"that there are {number} {n.words} is taken as it is said"))

    def done_by_many(self, n: Phrase, v: Relation, np: Phrase) -> Made:
        """ "did more than one person direct X"."""
        if np.is_entity and n.tally is not None and n.tally[0] not in ("most", "least"):
            for vp, _ in self.sets.done(v, n):
                yield from self.questions.truth(np, vp)

    def within(self, least: int, n: Phrase, most: int) -> Made:
        """ "has between 30 and 40 episodes": at least so many, and at most so many."""
        words = f"have between {least} and {most} {n.words}"
        for lower, _ in self.sets.few(">=", least, n, f"at least {least}"):
            for upper, _c in self.sets.few("<=", most, n, f"at most {most}"):
                yield Pred(words, None, lower, also=(Pred(f"have {upper.words}", None, upper),)), 0.0

    def done_within(self, v: Relation, many: Pred) -> Made:
        """ "directed between two and four episodes"."""
        upper = many.also[0].far
        if many.far is not None and upper is not None:
            words = f"{v.words} {many.words.removeprefix('have ')}"
            for (least, _), (most, _c) in product(self.sets.said(v, many.far), self.sets.said(v, upper)):
                yield replace(least, words=words, also=(most,)), 0.0

    def each_does(self, n: Phrase, group: Phrase, v: Relation) -> Made:
        """ "how many episodes did each director direct"."""
        found = self.sets.reached(self.questions.of_the_work(n, group), replace(group, atoms=()), v)
        yield from self.questions.grouped(n, group, found, f"did each of {group.words} {v.words}")

    def each_of(self, n: Phrase, v: Relation, group: Phrase) -> Made:
        """ "how many people die per season"."""
        if fits(group, v.near) and fits(n, v.far):  # "episodes directed per director"
            yield from self.each_does(n, group, v)
            return
        for one, _ in self.sets.each(group, "each"):
            yield from self.comparing.each(n, Pred(f"{v.words} {one.words}", v, one))

    def of_so_many(self, number: int, n: Phrase, vp: Pred) -> Made:
        """ "how many of the six shows …": how many there are is taken as it is said."""
        yield from self.questions.counted(one for one, _ in self.sets.such(self.as_many(number, n), vp, "that "))

    def done_by_each(self, n: Phrase, vp: Pred) -> Made:
        """ "how many films directed by each director"."""
        for q, cost in self.comparing.each(n, vp) if grouping(vp) else ():
            yield replace(q, reading=f"How many {n.words} are {vp.words}?"), cost - 0.3

    def done_in(self, n: Phrase, group: Phrase, v: Relation, p: str, np: Phrase) -> Made:
        """ "how many episodes did each director make for X"."""
        if p not in ("for", "of", "in", "on") or not np.is_entity:
            return
        for one, _ in self.sets.with_preposition(n, "of", np):
            found = self.sets.reached(one, replace(group, atoms=()), v)
            yield from self.questions.grouped(one, group, found, f"did each of {group.words} {v.words}")

    def between(self, n: Phrase, a: Phrase, b: Phrase) -> Made:
        """ "how many crossovers does A have with B"."""
        for both, _ in self.sets.several(a, b, True):
            yield from self.questions.counted(one for one, _c in self.sets.with_preposition(n, "between", both))

    def of_a_whole(self, n: Phrase, rn: Relation, p: str, np: Phrase) -> Made:
        """ "how many episodes by director for X"."""
        if p in ("for", "of", "in", "on") and np.is_entity:
            for one, _ in self.sets.with_preposition(n, "of", np):
                yield from ((q, cost - 0.1) for q, cost in self.comparing.by_role(one, rn))

    def of_it_by(self, what: Phrase | Relation, group: Phrase, p: str, e: Phrase) -> Made:
        """ "writers by season for X"."""
        if p in ("of", "for", "in", "on"):
            found = self.sets.of(what, e) if isinstance(what, Relation) else self.sets.with_preposition(what, "of", e)
            for one, _ in found:
                for q, cost in self.questions.listed(one, 0.0):
                    yield from ((made, cost + more) for made, more in by_part(q, group, self.sets.one(group.words)))

    def out_by(self, n: Phrase, date: str) -> Made:
        """ "how many seasons were there by 2016": those that had come out."""
        for time, _ in when("by", date):
            for out, _c in self.sets.dated(Relation(Sense("released"), "come out"), time):
                yield from (
                    (y, -0.1) for y, _k in self.questions.counted(z for z, _z in self.sets.such(n, out, "that "))
                )

    def being_in(self, np: Phrase) -> Made:
        """ "has the most episodes", of characters: is in them."""
        if np.tally is not None and np.classes and all(is_a(c, ("Work",)) for c in np.classes):
            for vp, cost in self.sets.placed("in", np):
                if vp.relation is not None and vp.relation.near == ("Character",):
                    yield replace(vp, words=f"are in {np.words}"), cost + 0.1

    def apart(self, n: Phrase, np: Phrase) -> Made:
        """ "the difference in episodes between A and B"."""
        if len(np.others) == 2 and n.classes != ("Score",):  # of scores it is not how many there are
            for more, _ in self.contests.having(">", n):
                for q, cost in self.contests.difference(np.others[0], more, np.others[1]):
                    two = f"{np.others[0].words} and {np.others[1].words}"
                    reading = f"What is the difference in {n.words} between {two}?"
                    yield replace(q, form=replace(q.form, op="apart"), reading=reading), cost

    def longer(self, a: Phrase, than: Superlative, b: Phrase) -> Made:
        """ "how much longer is A than B"."""
        if than.property == "runtime":
            a, b = (b, a) if than.lowest else (a, b)
            for form in compared(a, b, replace(than, lowest=False)):
                reading = f"How much longer is {a.words} than {b.words}?"
                yield Question(replace(form, op="-"), reading, (*a.notes, *b.notes)), -0.1

    def listed_by(self, n: Phrase, group: Phrase) -> Made:
        """ "episodes by season": each of a set beside what it belongs to."""
        if self.questions.is_vague(group) or n.shown:
            return
        for q, _ in self.questions.per(n, group):
            yield from self._beside(q, n, group)

    def listed_by_role(self, n: Phrase, rn: Relation) -> Made:
        """ "episodes of X by director"."""
        for q, _ in self.comparing.by_role(n, rn) if not is_value(rn) else ():
            yield from self._beside(q, n, Phrase(q.form.targets[0], (), rn.near, rn.words))

    def _beside(self, q: Question, n: Phrase, group: Phrase) -> Made:
        tallies = [a for a in q.form.atoms if isinstance(a, Tally)]
        if len(tallies) == 1 and isinstance(tallies[0].counted, Var):
            others = tuple(a for a in q.form.atoms if a not in tallies)
            targets = (group.head, tallies[0].counted)
            form = Form("rows", targets, (*others, *tallies[0].atoms), (group.words, n.words))
            yield replace(q, form=form, reading=f"List the {n.words} by {self.sets.one(group.words)}?"), 0.55


def there_are(made: Iterable[Rule]) -> Iterator[Rule]:
    """Of each rule of what narrows a set, one where "are there" stands before it: "episodes are there that X directed"."""
    for rule in made:
        if rule.category == "N" and rule.parts[0] == "N" and len(rule.parts) > 1:
            yield Rule("NT", ("NT", *rule.parts[1:]), rule.build)


def tally_rules(x: Tallies) -> list[Rule]:
    """The rules of such questions: WHAT is counted, NT is a set that there is said to be."""
    r = Rule
    q = x.questions
    return [
        r("NT", ("N", "BE", "THERE"), lambda n, *_: [(n, 0.0)]),
        r("NT", ("N", "THERE", "BE"), lambda n, *_: [(n, 0.0)]),
        r("Q", ("HOWMANY", "NT"), lambda _, n: q.counted([n])),
        r("Q", ("WHICH", "NT"), lambda _, n: q.listed(n, 0.0)),
        r("Q", ("HOWMANY", "NT", "ASOF", "DATE"), lambda _, n, word, d: x.out_by(n, d) if "by" in word.split() else []),
        r("HOWMANY", ("HOWMANY", "P"), lambda word, p: [(word, 0.05)] if p == "of" and word == "how many" else []),
        r("HOWMANY", ("WHAT", "BE", "HOWMANY"), lambda *_: [("how many", 0.0)]),
        r("HOWMANY", ("IMPERATIVE", "HOWMANY"), lambda *_: [("how many", 0.0)]),
        r("Q", ("HOWMANY", "RN", "THERE", "BE", "P", "NP"), lambda _, rn, _t, _b, p, np: q.counted(n for n, _c in x.sets.of(rn, np)) if p in rn.sense.marker else []),
        r("Q", ("HOWMANY", "N", "NP", "HAVE"), lambda _, n, np, _h: x.had(n, np)),
        r("Q", ("HOWMANY", "N", "THAT", "NP", "HAVE"), lambda _, n, _t, np, _h: x.had(n, np)),
        r("Q", ("E", "HOWMANY", "TOLD"), lambda e, _, what: x.had(what, e)),
        r("Q", ("E", "POSS", "HOWMANY", "TOLD"), lambda e, _, _m, what: x.had(what, e)),
        r("Q", ("WHAT", "BE", "E", "POSS", "HOWMANY", "TOLD"), lambda _, _b, e, _p, _m, what: x.had(what, e)),
        r("Q", ("HOWMANY", "N", "INTOTAL", "ASKED"), lambda _, n, _t, gap: x.clauses.counted(n, gap)),
        r("Q", ("HOWMANY", "N", "INTOTAL", "VP"), lambda _, n, _t, vp: q.counted(one for one, _c in x.sets.such(n, vp, "that ")) if not grouping(vp) else []),
        r("ASKED", ("BE", "IT", "THAT", "GAP"), lambda _, it, _t, gap: [(gap, 0.0)] if it == "it" else []),
        r("ASKED", ("BE", "NP", "RESPONSIBLE", "VINGB"), lambda _, np, _r, v: x.clauses.of_verb(np, v) if not v.sense.marker else []),
        r("TOLD", ("N",), lambda n: [(n, 0.0)]),
        r("TOLD", ("RN",), lambda rn: [(rn, 0.0)]),
        r("EACHN", ("EACH", "N"), lambda _, n: [(n, 0.0)]),
        r("EACHN", ("EACHONE", "DET", "N"), lambda _, _d, n: [(n, 0.0)]),
        r("EACHN", ("EACHONE", "N"), lambda word, n: [(n, 0.0)]),
        r("Q", ("HOWMANY", "N", "DO", "EACHN", "V"), lambda _, n, _d, g, v: x.each_does(n, g, v)),
        r("Q", ("HOWMANY", "N", "EACHN", "V"), lambda _, n, g, v: x.each_does(n, g, v)),
        r("Q", ("PER", "N", "HOWMANY", "N", "DO", "PRONOUN", "V"), lambda p, g, _h, n, _d, _p, v: x.each_does(n, g, v) if p != "by" else []),
        r("HASEACH", ("DO", "EACHN", "HAVE"), lambda _, g, _h: [(g, 0.0)]),
        r("HASEACH", ("HAVE", "EACHN"), lambda _, g: [(g, 0.0)]),
        r("HASEACH", ("DO", "DET", "N", "EACHONE", "HAVE"), lambda _, _d, g, _e, _h: [(g, 0.0)]),
        r("HASEACH", ("DO", "N", "EACHONE", "HAVE"), lambda _, g, _e, _h: [(g, 0.0)]),
        r("HASEACH", ("BE", "THERE", "INEACH", "N"), lambda _, _t, _e, g: [(g, 0.0)]),
        r("HASEACH", ("BE", "THERE", "PER", "N"), lambda _, _t, _e, g: [(g, 0.0)]),
        r("Q", ("HOWMANY", "TOLD", "HASEACH"), lambda _, what, g: x.per(what, g)),
        r("Q", ("EACHN", "HAVE", "HOWMANY", "TOLD"), lambda g, _h, _m, what: x.per(what, g)),
        r("Q", ("WHICH", "N", "HAVE", "HOWMANY", "TOLD"), lambda _, g, _h, _m, what: x.per(what, g)),
        r("Q", ("HOWMANY", "N", "PER", "N", "DO", "E", "HAVE"), lambda _, n, p, g, _d, e, _h: ((y, c - 0.1) for one, _c in x.sets.with_preposition(n, "of", e) for y, c in q.per(one, g)) if p != "by" and is_a(e.classes[0], ("Work",)) else []),
        r("Q", ("PER", "N", "HOWMANY", "TOLD"), lambda p, g, _m, what: x.per(what, g) if p != "by" else []),
        r("Q", ("PER", "N", "HOWMANY", "TOLD", "BE", "THERE"), lambda p, g, _m, what, *_: x.per(what, g) if p != "by" else []),
        r("Q", ("PER", "N", "HOWMANY", "TOLD", "DO", "IT", "HAVE"), lambda p, g, _m, what, *_: x.per(what, g) if p != "by" else []),
        r("Q", ("PER", "N", "HOWMANY", "TOLD", "PRONOUN", "HAVE"), lambda p, g, _m, what, *_: x.per(what, g) if p != "by" else []),
        r("Q", ("ALL", "N", "AND", "HOWMANY", "TOLD", "PRONOUN", "HAVE"), lambda _, g, _a, _m, what, *_r: x.per(what, g)),
        r("Q", ("TOLD", "COUNTWORD", "PER", "N"), lambda what, _, _p, g: x.per(what, g)),
        r("Q", ("DET", "BREAKDOWN", "TOLD", "PER", "N"), lambda _, _b, what, _p, g: x.per(what, g)),
        r("Q", ("BREAKDOWN", "TOLD", "PER", "N"), lambda _, what, _p, g: x.per(what, g)),
        r("ONAVERAGE", ("DO", "AVERAGE", "N", "HAVE"), lambda _, _a, g, _h: [(g, 0.0)]),
        r("ONAVERAGE", ("DO", "DET", "N", "HAVE", "AVERAGE"), lambda _, _d, g, *_r: [(g, 0.0)]),
        r("ONAVERAGE", ("DO", "N", "HAVE", "AVERAGE"), lambda _, g, *_r: [(g, 0.0)]),
        r("ONAVERAGE", ("AVERAGE", "DO", "DET", "N", "HAVE"), lambda _, _a, _d, g, _h: [(g, 0.0)]),
        r("ONAVERAGE", ("AVERAGE", "DO", "N", "HAVE"), lambda _, _a, g, _h: [(g, 0.0)]),
        r("ONAVERAGE", ("BE", "THERE", "AVERAGE", "PER", "N"), lambda _, _t, _a, _p, g: [(g, 0.0)]),
        r("ONAVERAGE", ("BE", "THERE", "AVERAGE", "INEACH", "N"), lambda _, _t, _a, _p, g: [(g, 0.0)]),
        r("ONAVERAGE", ("AVERAGE", "BE", "THERE", "PER", "N"), lambda _, _a, _b, _t, _p, g: [(g, 0.0)]),
        r("ONAVERAGE", ("AVERAGE", "PER", "N"), lambda _, _p, g: [(g, 0.0)]),
        r("Q", ("HOWMANY", "TOLD", "ONAVERAGE"), lambda _, what, g: x.average(what, g)),
        r("Q", ("AVERAGE", "HOWMANY", "TOLD", "DO", "DET", "N", "HAVE"), lambda _, _m, what, _o, _d, g, _h: x.average(what, g)),
        r("Q", ("AVERAGE", "HOWMANY", "TOLD", "DO", "N", "HAVE"), lambda _, _m, what, _o, g, _h: x.average(what, g)),
        r("Q", ("AVERAGE", "HOWMANY", "TOLD", "P", "DET", "N"), lambda _, _m, what, p, _d, g: x.average(what, g) if p in ("for", "of", "in") else []),
        r("Q", ("AVERAGE", "TOLD", "PER", "N"), lambda _, what, _p, g: x.average(what, g)),
        r("Q", ("HOWMANY", "N", "PER", "RN", "P", "NP"), lambda _, n, _p, rn, p, np: x.of_a_whole(n, rn, p, np)),
        r("N", ("N", "P", "NPQ"), lambda n, p, np: (y for vp, _c in x.being_in(np) for y in x.sets.such(n, vp, "that ")) if p == "with" else []),
        r("N", ("N", "P", "NP"), lambda n, p, np: x.sets.such(n, Pred(f"have {np.words}", None, np), "that ") if p == "with" and np.classes == ("Score",) and any(isinstance(a, Compare) for a in np.atoms) else []),
        r("VP", ("HAVE", "NPQ"), lambda _, np: x.being_in(np)),
        r("VP", ("LASTS", "NUM", "N"), lambda _, k, n: ((Pred(f"have {np.words}", None, np), c - 0.05) for np, c in x.sets.few("=", k, n, f"exactly {k}")) if n.classes in (("Season",), ("Episode",)) else []),
        r("VP", ("LASTS", "NPQ"), lambda _, n: [(Pred(f"have {n.words}", None, n), 0.0)] if n.tally is not None and is_a(n.classes[0], ("Season", "Episode")) else []),
        r("Q", ("DIFFIN", "N", "P", "NP"), lambda _, n, p, np: x.apart(n, np) if p == "between" else []),
        r("Q", ("WHAT", "BE", "DIFFIN", "N", "P", "NP"), lambda _, _b, _i, n, p, np: x.apart(n, np) if p == "between" else []),
        r("Q", ("HOWMUCH", "CMP", "BE", "NP", "THAN", "NP"), lambda _, m, _b, a, _t, b: x.longer(a, m, b)),
        r("Q", ("HOWMUCH", "BE", "NP", "CMP", "THAN", "NP"), lambda _, _b, a, m, _t, b: x.longer(a, m, b)),
        r("N", ("N", "P", "ALL", "NUM", "N"), lambda n, p, _, k, whole: x.of_all(n, p, x.as_many(k, whole))),
        r("N", ("N", "P", "ALL", "N"), lambda n, p, _, whole: x.of_all(n, p, whole)),
        r("NPQ", ("SINGLE", "N"), lambda _, n: x.sets.few("=", 1, n, "exactly 1")),
        r("RNQ", ("SINGLE", "RN"), lambda _, rn: x.quantified.have(rn, "=", 1, "exactly 1")),
        r("Q", ("TOTAL", "RN", "PER", "N"), lambda _, rn, p, g: x.length_of_each(rn, g)),
        r("Q", ("RN", "PER", "N"), lambda rn, p, g: x.length_of_each(rn, g)),
        *(r("Q", (*opening, "P", "THEIR", "HOWMANY", "TOLD"), lambda *parts: x.per(parts[-1], parts[-5]) if parts[-4] == "with" else []) for opening in (("N",), ("IMPERATIVE", "N"), ("IMPERATIVE", "DET", "N"), ("ALL", "N"))),
        *(r("EACHDONE", ("HOWMANY", "N", *each, "V"), lambda _, n, *m: [((n, m[-1]), 0.0)]) for each in (("PRONOUN",), ("EACHONE",), ("DO", "PRONOUN"))),
        *(r("LISTED", (*opening, "N"), lambda *m: [(m[-1], 0.0)]) for opening in ((), ("DET",), ("ALL",), ("IMPERATIVE",), ("IMPERATIVE", "DET"))),
        *(r("Q", ("LISTED", link, "EACHDONE"), lambda g, word, done: x.each_does(done[0], g, done[1]) if word in ("with", "and") else []) for link in ("P", "AND")),
        r("Q", ("HOWMANY", "N", "PASSIVE"), lambda _, n, vp: x.done_by_each(n, vp)),
        r("Q", ("HOWMANY", "P", "DET", "NUM", "N", "VP"), lambda _, p, _d, k, n, vp: x.of_so_many(k, n, vp) if p == "of" else []),
        r("Q", ("HOWMANY", "N", "DO", "ALL", "N", "HAVE"), lambda _, n, _d, _a, whole, _h: (y for one, _c in x.of_all(n, "of", whole) for y in q.counted([one]))),
        r("Q", ("HOWMANY", "N", "DO", "DET", "NUM", "N", "HAVE"), lambda _, n, _d, _t, k, whole, _h: (y for one, _c in x.of_all(n, "of", x.as_many(k, whole)) for y in q.counted([one]))),
        r("Q", ("WHICH", "NUM", "N", "VP"), lambda _, k, n, vp: ((y, c + 0.1) for y, c in q.asked(x.as_many(k, n), vp, f"Which {n.words}") if y.form.best is None)),
        r("Q", ("HOWMANY", "N", "VB", "PER", "N"), lambda _, n, v, p, g: x.each_of(n, v, g) if p != "by" and (p not in ("a", "an") or fits(g, ("Work",))) else []),
        r("Q", ("Q", "PER", "N"), lambda one, word, g: by_part(one, g, x.sets.one(g.words)) if word not in ("a", "an") else []),
        *(r("Q", (what, "PER", "N", "P", "E"), lambda n, word, g, p, e: x.of_it_by(n, g, p, e) if word == "by" else []) for what in ("RN", "N")),
        r("Q", ("Q", "INEACH", "N"), lambda one, _, g: by_part(one, g, x.sets.one(g.words))),
        r("Q", ("Q", "N", "BY", "N"), lambda one, g, _b, n: by_part(one, g, x.sets.one(g.words)) if g.classes == n.classes else []),
        r("Q", ("HOWMANY", "TOTAL", "N"), lambda _, _t, n: q.counted([n])),
        r("Q", ("TOTAL", "N"), lambda _, n: ((y, 0.2) for y, _c in q.counted([n])) if all(is_a(c, ("Statement", "Work")) for c in n.classes) and n.classes else []),
        r("Q", ("HOWMANY", "N", "DO", "EACHN", "V", "P", "NP"), lambda _, n, _d, g, v, p, np: x.done_in(n, g, v, p, np)),
        r("Q", ("N", "PER", "RN", "P", "NP"), lambda n, word, rn, p, np: ((y, c + 0.3) for y, c in x.of_a_whole(n, rn, p, np)) if word != "by" else []),
        r("N", ("N", "P", "NP"), lambda n, p, whole: x.of_all(n, p, whole) if p == "for" and not (whole.is_entity or whole.others or whole.each or whole.tally or whole.denied) else []),
        r("Q", ("HOWMANY", "N", "DO", "NP", "HAVE", "P", "NP"), lambda _, n, _d, a, _h, p, b: x.between(n, a, b) if p == "with" else []),
        r("Q", ("DO", "NPQ", "V", "NP"), lambda _, n, v, np: x.done_by_many(n, v, np)),
        r("Q", ("WHICH", "BE", "DET", "CMP", "N"), lambda _, _b, _d, m, n: (y for one, _c in x.sets.best(m, n) for y in q.listed(one, 0.0))),
        r("BETWEENQ", ("MORE", "NUM", "N", "BUT", "LESS", "NUM"), lambda _, a, n, _b, _l, b: x.within(a + 1, n, b - 1)),
        r("BETWEENQ", ("MORE", "NUM", "BUT", "LESS", "NUM", "N"), lambda _, a, _b, _l, b, n: x.within(a + 1, n, b - 1)),
        r("BETWEENQ", ("BETWEEN", "NUM", "TO", "NUM", "N"), lambda _, a, _t, b, n: x.within(a, n, b)),
        r("VP", ("HAVE", "BETWEENQ"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("V", "BETWEENQ"), x.done_within),
        r("VP", ("VB", "P", "BETWEENQ"), lambda v, p, many: x.done_within(v, many) if p in v.sense.marker else []),
        r("N", ("N", "P", "BETWEENQ"), lambda n, p, vp: x.sets.such(n, vp, "that ") if p == "with" else []),
        r("COUNTOF", ("N", "COUNTWORD"), lambda n, _: [(n, 0.0)]),
        r("COUNTOF", ("TOTAL", "N", "COUNTWORD"), lambda _, n, _c: [(n, 0.0)]),
        r("Q", ("COUNTOF", "P", "NP"), lambda n, p, np: x.counted_in(n, p, np)),
        r("Q", ("COUNTOF", "P", "ALL", "N"), lambda n, p, _, np: x.counted_in(n, p, np)),
        r("Q", ("WHAT", "BE", "COUNTOF", "P", "NP"), lambda _, _b, n, p, np: x.counted_in(n, p, np)),
        r("Q", ("WHAT", "BE", "DET", "COUNTOF", "P", "NP"), lambda _, _b, _d, n, p, np: x.counted_in(n, p, np)),
        r("Q", ("WHAT", "BE", "COUNTOF", "P", "ALL", "N"), lambda _, _b, n, p, _a, np: x.counted_in(n, p, np)),
        r("Q", ("HOWMANY", "TOLD", "E"), lambda _, what, e: ((y, c + 0.2) for y, c in x.had(what, e))),
        r("Q", ("HOWLONG", "DO", "NP", "LASTS"), lambda _, do, np, _l: q.length(np) if do != "did" or np.described or np.classes == ("Season",) else []),
        r("Q", ("AVERAGE", "RN", "N"), lambda _, rn, n: (y for one, _c in x.sets.of(rn, n) for y in q.averaged("average", one)) if rn.sense.reference == "runtime" else []),
        r("EACHN", ("EACHONE", "E"), lambda word, e: ((one, 0.0) for one in x.hasty.spoken.members(e)) if word != "each" else []),
        r("Q", ("HOWMANY", "N", "PER", "N", "P", "NP"), lambda _, n, _p, g, p, np: ((y, c + 0.3) for one, c in x.sets.with_preposition(n, "of" if p == "for" else p, np) for y, _c in q.per(one, g)) if np.is_entity and is_a(np.classes[0], ("Work",)) else []),
        r("Q", ("N", "PER", "N"), lambda n, p, g: x.listed_by(n, g) if p == "by" else []),
        r("Q", ("N", "PER", "RN"), lambda n, p, rn: x.listed_by_role(n, rn) if p == "by" else []),
        r("Q", ("IMPERATIVE", "N", "PER", "N"), lambda _, n, p, g: x.listed_by(n, g) if p == "by" else []),
        r("Q", ("IMPERATIVE", "N", "PER", "RN"), lambda _, n, p, rn: x.listed_by_role(n, rn) if p == "by" else []),
        r("Q", ("IMPERATIVE", "DET", "N", "PER", "N"), lambda _, _d, n, p, g: x.listed_by(n, g) if p == "by" else []),
        r("Q", ("IMPERATIVE", "DET", "N", "PER", "RN"), lambda _, _d, n, p, rn: x.listed_by_role(n, rn) if p == "by" else []),
    ]  # fmt: skip
