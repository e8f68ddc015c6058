"""Rankings: who holds the record, comes second or is the busiest, and all in the order of how many they have."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.closed import ORDINALS
from continuity.language.logical import Var
from continuity.language.meaning import Pred
from continuity.language.phrases import Phrase, fits, instance
from continuity.language.relation import Relation, relate
from continuity.language.spoken import Spoken
from continuity.language.wording import ALL, WHO, rows
from continuity.language.works import Made, Ordinal


class Rankings:
    """Composes such questions."""

    def __init__(self, spoken: Spoken) -> None:
        self.spoken = spoken
        self.quantified = spoken.quantified
        self.comparing = spoken.comparing
        self.questions = spoken.questions
        self.sets = self.questions.sets

    def having_done(self, v: Relation, n: Phrase) -> Made:
        """ "has the most episodes directed": so many are what the subject did."""
        if n.tally is not None and not v.sense.marker:
            yield from ((vp, cost - 0.15) for vp, cost in self.sets.said(v, n))

    def record(self, vp: Pred) -> Made:
        """ "holds the record for directing the most episodes"."""
        if vp.far is not None and vp.far.tally is not None and vp.far.tally[0] in ("most", "least"):
            yield vp, 0.0

    def most(self, n: Phrase) -> Iterable[Phrase]:
        """The most of a set."""
        return (one for one, _ in self.sets.few("most", 0, n, "the most"))

    def ranked_done(self, n: Phrase, counted: Phrase, v: Relation, limit: int) -> Made:
        """ "top 3 directors by number of episodes directed"."""
        for far in self.most(counted) if not v.sense.marker else ():
            done = relate(n, v, far)
            if done is not None and done.best is not None:
                head = f"Rank all {n.words}" if limit == ALL else f"What are the top {limit} {n.words}"
                words = f"{head} by number of {counted.words} {v.done or v.words}?"
                yield rows(replace(done, limit=limit), words), -0.1

    def most_in_one(self, op: str, n: Phrase, p: str, group: Phrase) -> Made:
        """ "the most episodes in a season": the one that has them."""
        if p in ("in", "of", "for", "on", "by") and not self.questions.is_vague(n):
            words = "the most" if op == "most" else "the fewest"
            for one, _ in self.sets.few(op, 0, n, words):
                yield from self.questions.asked(group, Pred(f"have {one.words}", None, one), f"Which {group.words}")

    def most_in_role(self, rn: Relation, p: str, group: Phrase) -> Made:
        """ "the most writers on a single episode"."""
        if p in ("in", "of", "for", "on"):
            for pred, _ in self.quantified.have(rn, "most", 0, "the most"):
                yield from self.questions.asked(group, pred, f"Which {group.words}")

    def most_of(self, v: Relation, work: Phrase) -> Made:
        """ "wrote the most Luke Cage": the most episodes of it."""
        if work.is_entity and fits(work, ("Series", "Season")):
            episodes = instance("Episode", Var("most.episode"), "episodes")
            for one, _ in self.sets.with_preposition(episodes, "of", work):
                yield from (vp for far in self.most(one) for vp in self.sets.said(v, far))

    def nth(self, place: Ordinal, n: Phrase, v: Relation | None) -> Made:
        """ "has the second most episodes", "directed the third most"."""
        for far in self.most(n) if place.number > 1 else ():
            preds = self.sets.said(v, far) if v is not None else [(Pred(f"have {far.words}", None, far), 0.0)]
            yield from (((pred, place.number), cost) for pred, cost in preds)

    def nth_holder(self, rn: Relation, place: Ordinal, n: Phrase) -> Made:
        """ "the writer with the second most episodes"."""
        for far in self.most(n) if place.number > 1 else ():
            for done, cost in self.quantified.holders(rn, far):
                words = done.words.replace("the most ", f"the {ORDINALS[place.number - 1]} most ", 1)
                yield replace(done, limit=-place.number, words=words), cost

    def in_place(self, n: Phrase, nth: tuple[Pred, int]) -> Made:
        """Those of a set in some place of a ranking."""
        pred, place = nth
        for done, _ in self.sets.such(n, pred, "that "):
            if done.best is not None and not done.limit:
                words = done.words.replace("the most ", f"the {ORDINALS[place - 1]} most ", 1)
                yield replace(done, limit=-place, words=words), 0.0

    def busiest(self, rn: Relation, of: Phrase | None = None, place: int = 0) -> Made:
        """ "the second most prolific director of X": by the number of episodes."""
        if rn.sense.reference not in ("directorOf", "writerOf"):
            return
        episodes = instance("Episode", Var("busiest.episode"), "episodes")
        counted = [episodes] if of is None else [one for one, _ in self.sets.with_preposition(episodes, "of", of)]
        for many in counted[:1]:
            near = Phrase(Var(f"busiest.{rn.words}"), (), rn.near, rn.words)
            done = relate(near, rn, replace(many, tally=("most", 0)))
            if done is not None:
                nth = f"{ORDINALS[place - 1]} " if place > 1 else ""
                words = f"{nth}busiest {rn.words}" + (f" of {of.words}" if of is not None else "")
                yield replace(done, words=words, limit=-place if place > 1 else 0), -0.1

    def by_one(self, n: Phrase, v: Relation, who: Phrase) -> Made:
        """ "the most episodes directed by one director": who did."""
        for far in self.most(n) if not v.sense.marker else ():
            for vp, _ in self.sets.said(v, far):
                yield from self.questions.asked(who, vp, "Who" if who is WHO else f"Which {who.words}")


def ranking_rules(x: Rankings) -> list[Rule]:
    """The rules of such questions: NTH is what one has or does in some place of a ranking."""
    r, q = Rule, x.questions
    return [
        r("Q", ("RANK", "N", "COUNTBY", "N", "VB"), lambda _, n, _c, m, v: x.ranked_done(n, m, v, ALL)),
        r("Q", ("RANKQ",), lambda one: [(one, 0.0)]),
        r("Q", ("IMPERATIVE", "RANKQ"), lambda _, one: [(one, 0.0)]),
        r("RANKQ", ("DET", "RANKQ"), lambda _, one: [(one, 0.0)]),
        r("RANKQ", ("N", "COUNTBY", "N"), lambda n, word, m: ((y, 0.15) for y, _c in x.spoken.ranked(n, m)) if "most" not in word else []),
        r("RANKQ", ("RN", "COUNTBY", "N"), lambda rn, word, m: ((y, 0.1) for y, _c in x.spoken.ranked_in_role(rn, m)) if "most" not in word else []),
        r("RANKQ", ("N", "COUNTBY", "N", "VB"), lambda n, word, m, v: x.ranked_done(n, m, v, ALL) if "most" not in word else []),
        r("TOPQ", ("TOP", "NUM", "N", "BY", "N"), lambda _, k, n, _b, m: ((y, 0.2) for y, _c in x.comparing.ranked_by(n, m, k))),
        r("TOPQ", ("TOP", "NUM", "RN", "BY", "N"), lambda _, k, rn, _b, m: ((y, 0.15) for y, _c in x.comparing.ranked(rn, m, k))),
        r("MOSTQ", ("MOST", "N", "P", "DET", "N"), lambda _, n, p, _d, g: x.most_in_one("most", n, p, g)),
        r("MOSTQ", ("LEAST", "N", "P", "DET", "N"), lambda _, n, p, _d, g: x.most_in_one("least", n, p, g)),
        r("N", ("RN", "P", "ORD", "MOST", "N"), lambda rn, p, o, _m, n: x.nth_holder(rn, o, n) if p == "with" else []),
        r("N", ("RN", "P", "DET", "ORD", "MOST", "N"), lambda rn, p, _d, o, _m, n: x.nth_holder(rn, o, n) if p == "with" else []),
        r("MOSTQ", ("MOST", "RN", "P", "DET", "N"), lambda _, rn, p, _d, g: x.most_in_role(rn, p, g)),
        r("MOSTQ", ("MOST", "RN", "P", "SINGLE", "N"), lambda _, rn, p, _d, g: x.most_in_role(rn, p, g)),
        r("MOSTQ", ("MOST", "N", "P", "DET", "N", "P", "NP"), lambda _, n, p, _d, g, o, np: (y for one, _c in x.sets.with_preposition(n, o, np) for y in x.most_in_one("most", one, p, g))),
        r("VP", ("V", "MOST", "E"), lambda v, _, e: x.most_of(v, e)),
        r("MOSTQ", ("MOST", "N", "DET", "N", "HAVE"), lambda _, n, _d, g, _h: x.most_in_one("most", n, "of", g)),
        r("MOSTQ", ("LEAST", "N", "DET", "N", "HAVE"), lambda _, n, _d, g, _h: x.most_in_one("least", n, "of", g)),
        r("NTH", ("HAVE", "ORD", "MOST", "N"), lambda _, o, _m, n: x.nth(o, n, None)),
        r("NTH", ("HAVE", "DET", "ORD", "MOST", "N"), lambda _, _d, o, _m, n: x.nth(o, n, None)),
        r("NTH", ("V", "ORD", "MOST", "N"), lambda v, o, _m, n: x.nth(o, n, v)),
        r("NTH", ("V", "DET", "ORD", "MOST", "N"), lambda v, _d, o, _m, n: x.nth(o, n, v)),
        r("NTH", ("DO", "NTH"), lambda _, one: [(one, 0.0)]),
        r("Q", ("WHO", "NTH"), lambda _, one: ((rows(n, f"Who {n.words.removeprefix('who that ')}?"), 0.0) for n, _c in x.in_place(WHO, one))),
        r("Q", ("WHICH", "N", "NTH"), lambda _, n, one: (y for m, _c in x.in_place(n, one) for y in q.listed(m, 0.0))),
        r("N", ("N", "THAT", "NTH"), lambda n, _, one: x.in_place(n, one)),
        r("N", ("N", "P", "ORD", "MOST", "N"), lambda n, p, o, _m, m: (y for one, _c in x.nth(o, m, None) for y in x.in_place(n, one)) if p == "with" else []),
        r("N", ("N", "P", "DET", "ORD", "MOST", "N"), lambda n, p, _d, o, _m, m: (y for one, _c in x.nth(o, m, None) for y in x.in_place(n, one)) if p == "with" else []),
        r("MOSTQ", ("MOST", "N", "P", "NUM", "N"), lambda _, n, p, k, g: x.most_in_one("most", n, p, g) if k == 1 else []),
        r("MOSTQ", ("MOST", "N", "P", "SINGLE", "N"), lambda _, n, p, _d, g: x.most_in_one("most", n, p, g)),
        r("Q", ("WHICH", "RN", "BE", "BUSIEST"), lambda _, rn, _b, _m: (y for n, _c in x.busiest(rn) for y in q.listed(n, 0.0))),
        r("N", ("BUSIEST", "RN"), lambda _, rn: x.busiest(rn)),
        r("N", ("E", "POSS", "BUSIEST", "RN"), lambda e, _, _b, rn: ((n, c - 0.2) for n, c in x.busiest(rn, e))),
        r("N", ("BUSIEST", "RN", "P", "NP"), lambda _, rn, p, np: x.busiest(rn, np) if p in ("of", "on", "in", "for") else []),
        r("N", ("ORD", "BUSIEST", "RN"), lambda o, _, rn: x.busiest(rn, None, o.number)),
        r("N", ("ORD", "BUSIEST", "RN", "P", "NP"), lambda o, _, rn, p, np: x.busiest(rn, np, o.number) if p in ("of", "on", "in", "for") else []),
        r("N", ("N", "P", "NPQ", "VB"), lambda n, p, m, v: (y for vp, _c in x.having_done(v, m) for y in x.sets.such(n, vp, "that ")) if p == "with" else []),
        r("VP", ("HAVE", "NPQ", "VB"), lambda _, n, v: x.having_done(v, n)),
        r("VP", ("RECORDFOR", "VING"), lambda _, vp: x.record(vp)),
        r("VP", ("RECORDFOR", "RNQ"), lambda _, vp: x.record(vp)),
        r("VP", ("RECORDFOR", "NPQ"), lambda _, n: x.record(Pred(f"have {n.words}", None, n))),
        r("VP", ("RECORDFOR", "NPQ", "VB"), lambda _, n, v: (y for vp, _c in x.having_done(v, n) for y in x.record(vp))),
        r("VP", ("TOPS", "N", "VB"), lambda _, n, v: (y for one in x.most(n) for y in x.having_done(v, one))),
        r("VP", ("TOPS", "N"), lambda _, n: ((Pred(f"have {one.words}", None, one), 0.0) for one in x.most(n))),
        r("VP", ("TOPS", "RN"), lambda _, rn: x.quantified.have(rn, "most", 0, "the most")),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "N"), lambda _, n, v, _b, by: x.by_one(n, v, by)),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "DET", "N"), lambda _, n, v, _b, _d, by: x.by_one(n, v, by)),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "NPQ"), lambda _, n, v, _b, by: x.by_one(n, v, replace(by, tally=None, words=by.words.partition(" 1 ")[2])) if by.tally in ((">=", 1), ("=", 1)) else []),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "NPQ", "P", "NP"), lambda _, n, v, _b, by, p, np: (y for one, _c in x.sets.with_preposition(n, "of", np) for y in x.by_one(one, v, replace(by, tally=None, words=by.words.partition(" 1 ")[2]))) if by.tally in ((">=", 1), ("=", 1)) and p in ("of", "on", "in", "for") else []),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "DET", "N", "P", "NP"), lambda _, n, v, _b, _d, by, p, np: (y for one, _c in x.sets.with_preposition(n, "of", np) for y in x.by_one(one, v, by)) if p in ("of", "on", "in", "for") else []),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "ANYONE"), lambda _, n, v, *_r: x.by_one(n, v, WHO)),
        r("MOSTQ", ("MOST", "N", "VB"), lambda _, n, v: ((y, 0.2) for y, _c in x.by_one(n, v, WHO))),
        r("Q", ("MOSTQ",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "MOSTQ"), lambda _, _b, one: [(one, 0.0)]),
        r("TOPQ", ("TOP", "NUM", "N", "COUNTBY", "N", "VB"), lambda _, k, n, _c, m, v: x.ranked_done(n, m, v, k)),
        r("TOPQ", ("TOP", "NUM", "N", "BY", "N", "VB"), lambda _, k, n, _c, m, v: x.ranked_done(n, m, v, k)),
        r("TOPQ", ("TOP", "N", "COUNTBY", "N", "VB"), lambda _, n, _c, m, v: x.ranked_done(n, m, v, 1)),
    ]  # fmt: skip
