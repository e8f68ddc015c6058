"""How many for each, on average, of those there are; what holds the record; lists of a set by what it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses
from continuity.language.hasty import Hasty
from continuity.language.logical import Form, Tally, Var
from continuity.language.meaning import Pred
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation, relate
from continuity.language.wording import WHO, Question, rows
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

    def per(self, what: Phrase | Relation, group: Phrase) -> Made:
        """ "how many seasons, or directors, does each show have"."""
        yield from self.hasty.per(what, group) if isinstance(what, Relation) else self.questions.per(what, group)

    def had(self, what: Phrase | Relation, whole: Phrase) -> Made:
        """ "the number of seasons that X has": how many there are of it."""
        if whole.is_entity and isinstance(what, Relation):
            yield from self.questions.counted(n for n, _ in self.sets.of(what, whole))
        elif whole.is_entity and not self.questions.is_vague(what):
            yield from self.questions.counted(n for n, _ in self.sets.with_preposition(what, "of", whole))

    def average(self, what: Phrase | Relation, group: Phrase) -> Made:
        """ "how many seasons does a show have on average"."""
        for q, _ in self.per(what, group):
            yield from self.questions.averaged_per(q)

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
        for far in self.most(counted):
            done = relate(n, v, far)
            if done is not None and done.best is not None:
                words = f"What are the top {limit} {n.words} by number of {counted.words} {v.done or v.words}?"
                yield rows(replace(done, limit=limit), words), -0.1

    def by_one(self, n: Phrase, v: Relation, who: Phrase) -> Made:
        """ "the most episodes directed by one director": who did."""
        for far in self.most(n) if not v.sense.marker else ():
            for vp, _ in self.sets.said(v, far):
                yield from self.questions.asked(who, vp, "Who" if who is WHO else f"Which {who.words}")

    def listed_by(self, n: Phrase, group: Phrase) -> Made:
        """ "episodes by season": each of a set beside what it belongs to."""
        if self.questions.is_vague(group):
            return
        for q, _ in self.questions.per(n, group):
            yield from self._beside(q, n, group)

    def listed_by_role(self, n: Phrase, rn: Relation) -> Made:
        """ "episodes of X by director"."""
        for q, _ in self.comparing.by_role(n, rn):
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
        r("HOWMANY", ("WHAT", "BE", "HOWMANY"), lambda *_: [("how many", 0.0)]),
        r("HOWMANY", ("IMPERATIVE", "HOWMANY"), lambda *_: [("how many", 0.0)]),
        r("Q", ("HOWMANY", "RN", "THERE", "BE", "P", "NP"), lambda _, rn, _t, _b, p, np: q.counted(n for n, _c in x.sets.of(rn, np)) if p in rn.sense.marker else []),
        r("Q", ("HOWMANY", "N", "NP", "HAVE"), lambda _, n, np, _h: x.had(n, np)),
        r("Q", ("HOWMANY", "N", "THAT", "NP", "HAVE"), lambda _, n, _t, np, _h: x.had(n, np)),
        r("Q", ("E", "HOWMANY", "TOLD"), lambda e, _, what: x.had(what, e)),
        r("Q", ("E", "POSS", "HOWMANY", "TOLD"), lambda e, _, _m, what: x.had(what, e)),
        r("Q", ("WHAT", "BE", "E", "POSS", "HOWMANY", "TOLD"), lambda _, _b, e, _p, _m, what: x.had(what, e)),
        r("N", ("N", "INTOTAL"), lambda n, _: [(n, 0.05)]),
        r("ASKED", ("BE", "IT", "THAT", "GAP"), lambda _, it, _t, gap: [(gap, 0.0)] if it == "it" else []),
        r("ASKED", ("BE", "NP", "RESPONSIBLE", "VINGB"), lambda _, np, _r, v: x.clauses.of_verb(np, v) if not v.sense.marker else []),
        r("TOLD", ("N",), lambda n: [(n, 0.0)]),
        r("TOLD", ("RN",), lambda rn: [(rn, 0.0)]),
        r("EACHN", ("EACH", "N"), lambda _, n: [(n, 0.0)]),
        r("EACHN", ("EACHONE", "DET", "N"), lambda _, _d, n: [(n, 0.0)]),
        r("EACHN", ("EACHONE", "N"), lambda word, n: [(n, 0.0)] if word != "each" else []),
        r("HASEACH", ("DO", "EACHN", "HAVE"), lambda _, g, _h: [(g, 0.0)]),
        r("HASEACH", ("HAVE", "EACHN"), lambda _, g: [(g, 0.0)]),
        r("HASEACH", ("DO", "DET", "N", "EACHONE", "HAVE"), lambda _, _d, g, _e, _h: [(g, 0.0)]),
        r("HASEACH", ("DO", "N", "EACHONE", "HAVE"), lambda _, g, _e, _h: [(g, 0.0)]),
        r("HASEACH", ("BE", "THERE", "INEACH", "N"), lambda _, _t, _e, g: [(g, 0.0)]),
        r("HASEACH", ("BE", "THERE", "PER", "N"), lambda _, _t, _e, g: [(g, 0.0)]),
        r("Q", ("HOWMANY", "TOLD", "HASEACH"), lambda _, what, g: x.per(what, g)),
        r("Q", ("EACHN", "HAVE", "HOWMANY", "TOLD"), lambda g, _h, _m, what: x.per(what, g)),
        r("Q", ("WHICH", "N", "HAVE", "HOWMANY", "TOLD"), lambda _, g, _h, _m, what: x.per(what, g)),
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
        r("MOSTQ", ("MOST", "N", "VB", "BY", "NUM", "N"), lambda _, n, v, _b, k, by: x.by_one(n, v, by) if k == 1 else []),
        r("MOSTQ", ("MOST", "N", "VB", "BY", "ANYONE"), lambda _, n, v, *_r: x.by_one(n, v, WHO)),
        r("MOSTQ", ("MOST", "N", "VB"), lambda _, n, v: ((y, 0.2) for y, _c in x.by_one(n, v, WHO))),
        r("Q", ("MOSTQ",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "MOSTQ"), lambda _, _b, one: [(one, 0.0)]),
        r("TOPQ", ("TOP", "NUM", "N", "COUNTBY", "N", "VB"), lambda _, k, n, _c, m, v: x.ranked_done(n, m, v, k)),
        r("TOPQ", ("TOP", "NUM", "N", "BY", "N", "VB"), lambda _, k, n, _c, m, v: x.ranked_done(n, m, v, k)),
        r("TOPQ", ("TOP", "N", "COUNTBY", "N", "VB"), lambda _, n, _c, m, v: x.ranked_done(n, m, v, 1)),
        r("Q", ("N", "PER", "N"), lambda n, p, g: x.listed_by(n, g) if p == "by" else []),
        r("Q", ("N", "PER", "RN"), lambda n, p, rn: x.listed_by_role(n, rn) if p == "by" else []),
        r("Q", ("IMPERATIVE", "N", "PER", "N"), lambda _, n, p, g: x.listed_by(n, g) if p == "by" else []),
        r("Q", ("IMPERATIVE", "N", "PER", "RN"), lambda _, n, p, rn: x.listed_by_role(n, rn) if p == "by" else []),
        r("Q", ("IMPERATIVE", "DET", "N", "PER", "N"), lambda _, _d, n, p, g: x.listed_by(n, g) if p == "by" else []),
        r("Q", ("IMPERATIVE", "DET", "N", "PER", "RN"), lambda _, _d, n, p, rn: x.listed_by_role(n, rn) if p == "by" else []),
    ]  # fmt: skip
