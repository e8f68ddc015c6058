"""Ties and those who have them: "married to X", "has X as a mentor", "which friends X has", "one of X's allies"."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses
from continuity.language.logical import Is, Rel, Var
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import ANYWHERE, Relation
from continuity.language.wording import WHO
from continuity.language.works import Made

#: Whoever it is.
THE_ONES = Phrase(Var("ones"), (), ("Person", "Character", "Group"), "the ones")
#: How it is said as what one has somebody.
_AS = ("as", "for")


class Ties:
    """Composes such phrases."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets
        self.clauses = Clauses(questions)

    def tied(self, words: str, np: Phrase) -> Made:
        """ "married to X": one of the spouses of X."""
        part = words.startswith(("part ", "a part "))
        if part and not np.is_entity and not np.others and any(isinstance(a, Rel) for a in np.atoms):
            yield Pred(f"are {np.words}", None, np, event="told"), -0.05  # "part of the cast of W"
        for relation in self.sets.tie(words.rpartition(" ")[0]):
            if fits(np, relation.far):
                yield Pred(f"{words} {np.words}", relation, np), 0.1 if words.startswith("related") else 0.0

    def lacking(self, np: Phrase, words: str) -> Made:
        """ "that X is married to"."""
        if words.startswith(("credited", "billed")):
            return  # as what somebody is credited is a role in the making too
        for relation in self.sets.tie(words.rpartition(" ")[0]):
            if fits(np, relation.near):
                for gap, cost in self.clauses.of_verb(np, relation):
                    yield replace(gap, pred=replace(gap.pred, words=f"{np.words} {words}"), rest=words, be=True), cost

    def whose(self, rn: Relation, np: Phrase) -> Made:
        """ "tell me whose mentor X is"."""
        for gap, _ in self.clauses.of_noun(np, rn, rn.sense.marker[0]) if rn.sense.marker else ():
            yield from self.clauses.asked(WHO, gap, "Who")

    def had(self, rn: Relation, np: Phrase) -> Made:
        """ "the mentors that X has"."""
        if not np.each:
            yield from self.sets.of(rn, np, 0.02)

    def having(self, np: Phrase, whom: Phrase, rn: Relation) -> Made:
        """ "does X have Y as a mentor"."""
        for one, _ in self.sets.of(rn, np):
            yield from self.questions.truth(whom, Pred(f"are {one.words}", None, one))

    def one_of(self, np: Phrase) -> Made:
        """ "is one of X's allies"."""
        if not np.is_entity and not np.others and np.atoms:
            yield np, 0.0

    def is_it(self, n: Phrase, e: Phrase) -> Made:
        """ "is the mentor of X Y": whether Y is that."""
        told = any(not isinstance(a, Is) for a in n.atoms)
        if told and not n.is_entity and not n.others and n.best is None and fits(e, n.classes):
            yield from self.questions.truth(e, Pred(f"are {n.words}", None, n))

    def how_many(self, vp: Pred) -> Made:
        """ "how many belong to X": of whomever it is."""
        if vp.far is None or not vp.far.each:
            for found, cost in self.questions.counted(apply(THE_ONES, vp, self.sets.prepositions["of"]), vp):
                yield replace(found, reading=f"How many {vp.words}?"), cost + 0.05

    def both(self, a: Phrase, b: Phrase) -> Made:
        """ "are a friend of X and an enemy of Y"."""
        vague = getattr(a.head, "name", "").endswith(ANYWHERE)  # "both allies and enemies of X"
        if not vague and all(not n.is_entity and not n.others and n.best is None for n in (a, b)):
            also = (Pred(f"are {b.words}", None, b),)
            yield Pred(f"are {a.words} and {b.words}", None, a, also=also), -0.05


def _is_person(np: Phrase) -> bool:
    return bool(np.classes) and is_a(np.classes[0], ("Character", "Person", "Group", "Company"))


def ties_rules(x: Ties) -> list[Rule]:
    """The rules of such phrases."""
    r, q = Rule, x.questions
    return [
        r("PASSIVE", ("FRIENDS", "NP"), x.tied),
        r("PASSIVE", ("FRIENDS", "NP", "AND", "P", "NP"), lambda words, a, _, p, b: (y for both, _c in x.sets.several(a, b, True) for y in x.tied(words, both)) if words.endswith(f" {p}") else []),
        r("GAP", ("NP", "BE", "FRIENDS"), lambda np, _, words: x.lacking(np, words)),
        r("GAP", ("NP", "DO", "BEEN", "FRIENDS"), lambda np, _d, _b, words: x.lacking(np, words)),
        r("GAP", ("NP", "BE", "NOT", "FRIENDS"), lambda np, _b, _n, words: x.clauses.denied(x.lacking(np, words))),
        r("GAP", ("NP", "NOT", "FRIENDS"), lambda np, _, words: x.clauses.denied(x.lacking(np, words))),
        r("GAP", ("NP", "DO", "NOT", "BEEN", "FRIENDS"), lambda np, _d, _n, _b, words: x.clauses.denied(x.lacking(np, words))),
        r("ASKED", ("BE", "NP", "NOT", "FRIENDS"), lambda _, np, _n, words: x.clauses.denied(x.lacking(np, words))),
        r("ASKED", ("DO", "NP", "NOT", "BEEN", "FRIENDS"), lambda _, np, _n, _b, words: x.clauses.denied(x.lacking(np, words))),
        r("ASKED", ("NOT", "NP", "FRIENDS"), lambda _, np, words: x.clauses.denied(x.lacking(np, words))),
        r("ASKED", ("NOT", "NP", "BEEN", "FRIENDS"), lambda _, np, _b, words: x.clauses.denied(x.lacking(np, words))),
        r("VP", ("DO", "NOT", "BEEN", "P", "NP"), lambda _d, _n, _b, p, np: ((replace(vp, denied=True, words=f"not {vp.words}"), c) for vp, c in x.sets.placed(p, np))),
        r("VP", ("BECOME", "FRIENDS", "NP"), lambda _, words, np: ((replace(vp, words=f"are {vp.words}"), c) for vp, c in x.tied(words, np))),
        r("N", ("ANYONE", "PASSIVE"), lambda _, vp: x.sets.such(THE_ONES, vp, "")),
        r("N", ("ANYONE", "GAP"), lambda _, gap: x.clauses.such(THE_ONES, gap)),
        r("N", ("ANYONE", "THAT", "GAP"), lambda _, _t, gap: x.clauses.such(THE_ONES, gap)),
        r("N", ("SOMEBODY", "PASSIVE"), lambda word, vp: x.sets.such(x.sets.somebody(word, THE_ONES), vp, "")),
        r("N", ("SOMEBODY", "GAP"), lambda word, gap: x.clauses.such(x.sets.somebody(word, THE_ONES), gap)),
        r("N", ("SOMEBODY", "THAT", "GAP"), lambda word, _, gap: x.clauses.such(x.sets.somebody(word, THE_ONES), gap)),
        r("PASSIVE", ("PASSIVE", "BUTNOT", "PASSIVE"), lambda a, _, b: x.sets.joined(a, replace(b, denied=True, words=f"not {b.words}"), "but") if not b.denied and not b.also else []),
        r("GAP", ("NP", "DO", "BEEN", "DET", "RN", "P"), lambda np, _d, _b, _t, rn, p: x.clauses.of_noun(np, rn, p)),
        r("ASKED", ("BE", "NP", "FRIENDS"), lambda _, np, words: x.lacking(np, words)),
        r("ASKED", ("DO", "NP", "BEEN", "FRIENDS"), lambda _, np, _b, words: x.lacking(np, words)),
        r("ASKED", ("DO", "NP", "BEEN", "DET", "RN", "P"), lambda _, np, _b, _t, rn, p: x.clauses.of_noun(np, rn, p)),
        r("HAVING", ("HAVE",), lambda word: [(word, 0.0)]),
        r("HAVING", ("DO", "HAVE"), lambda _, word: [(word, 0.0)]),
        r("N", ("RN", "NP", "HAVING"), lambda rn, np, _: x.had(rn, np)),
        r("N", ("RN", "THAT", "NP", "HAVING"), lambda rn, _, np, _h: x.had(rn, np)),
        r("Q", ("HOWMANY", "RN", "NP", "HAVING"), lambda _, rn, np, _h: q.counted(n for n, _c in x.had(rn, np))),
        r("Q", ("HOWMANY", "VP"), lambda _, vp: x.how_many(vp)),
        r("Q", ("HOWMANY", "ASKED"), lambda _, gap: ((replace(y, reading=f"How many {gap.asked}?"), c + 0.05) for y, c in q.counted(x.clauses.filled(THE_ONES, gap)))),
        r("Q", ("HOWMANY", "BE", "NP"), lambda _, _b, np: q.counted([np]) if not np.is_entity and not np.others else []),
        r("Q", ("HOWMANY", "RN", "BE", "THERE", "P", "NP"), lambda _, rn, _b, _t, p, np: q.counted(n for n, _c in x.sets.of(rn, np)) if p in rn.sense.marker else []),
        r("ASWHAT", ("P", "RN"), lambda p, rn: [(rn, 0.0)] if p in _AS and rn.sense.denotes else []),
        r("ASWHAT", ("P", "DET", "RN"), lambda p, _, rn: [(rn, 0.0)] if p in _AS and rn.sense.denotes else []),
        r("Q", ("DO", "NP", "HAVE", "E", "ASWHAT"), lambda _, np, _h, e, rn: x.having(np, e, rn)),
        r("Q", ("WHO", "DO", "NP", "HAVE", "ASWHAT"), lambda _, _d, np, _h, rn: (y for n, _c in x.had(rn, np) for y in q.listed(n, 0.0))),
        r("Q", ("KNOW", "WHOSE", "RN", "NP", "BE"), lambda _, _w, rn, np, _b: x.whose(rn, np)),
        r("NP", ("ONEOF", "NP"), lambda word, np: x.one_of(np) if word in ("one of", "among") else []),
        r("Q", ("BE", "N", "E"), lambda _, n, e: ((y, c + 0.05) for y, c in x.is_it(n, e)) if _is_person(n) else []),
        r("Q", ("BE", "DET", "N", "E"), lambda _, _d, n, e: ((y, c + 0.05) for y, c in x.is_it(n, e)) if _is_person(n) else []),
        r("N", ("RN", "SHARED", "NP"), lambda rn, _, np: x.sets.of(rn, np, -0.1) if len(np.others) > 1 and np.every else []),
        r("VP", ("BE", "BOTH", "DET", "N"), lambda _, _b, _d, n: [(Pred(f"are {n.words}", None, n), 0.0)] if " and " in n.words else []),
        r("VP", ("BE", "NP", "AND", "NP"), lambda _, a, _a, b: x.both(a, b)),
    ]  # fmt: skip
