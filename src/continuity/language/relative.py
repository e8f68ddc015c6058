"""Relative clauses: more of them of one thing, "whose", what is chosen of a set that is told first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, Gap
from continuity.language.logical import Atom, Var, substitute
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.scenes import Scenes
from continuity.language.sets import is_value
from continuity.language.wording import AND_WHO, WHO, plural
from continuity.language.works import Made


def whose(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Of each rule that asks which, in a relation, something is, that which asks whose it is."""
    for rule in rules:
        for at, pair in enumerate(pairwise(rule.parts)):
            if pair == ("WHICH", "RN"):
                yield Rule(rule.category, (*rule.parts[:at], "WHOSE", *rule.parts[at + 1 :]), rule.build)


@dataclass(frozen=True, slots=True)
class Clause:
    """What is said of a set by one of its clauses, and how it is led to."""

    said: Pred | Gap
    how: str = ""


class Relative:
    """Composes such clauses."""

    def __init__(self, clauses: Clauses, scenes: Scenes) -> None:
        self.clauses, self.scenes = clauses, scenes
        self.questions = clauses.questions
        self.sets = clauses.sets
        credited = (s for e in self.sets.entries if e.pos == "verb" and e.lemma == "work" for s in e.senses)
        self.works_on = next((Relation(s, "work on") for s in credited if s.roles and "on" in s.marker), None)

    def more(self, a: Pred, word: str, that: str, b: Pred) -> Made:
        """ "directed A and who wrote B"."""
        said = b if b.event == "had" else replace(b, words=plural(b.words))
        yield from self.sets.joined(a, said, f"and{AND_WHO * (that == 'who')}" if word == "and" else "but")

    def other(self, a: Pred, b: Pred) -> Made:
        """ "directed A or who wrote B"."""
        yield Pred(f"{a.words} or {b.words}", either=(a, b)), 0.02

    def undone(self, vp: Pred, less: Pred) -> Made:
        """ "directed A without writing B"."""
        if not less.denied and not less.also:
            yield from self.sets.joined(vp, replace(less, denied=True, words=f"do not {less.words}"), "and")

    def whose(self, rn: Relation, vp: Pred) -> Made:
        """ "whose director wrote X"."""
        if rn.sense.denotes and not rn.sense.roles:
            anyone = Phrase(Var(f"{rn.words}.whose"), (), rn.near, rn.words)
            for far in apply(anyone, vp, self.sets.prepositions["of"]):
                yield Pred(f"whose {rn.words} {vp.words}", rn.flipped(), far), 0.0

    def whose_gap(self, rn: Relation, gap: Gap) -> Made:
        """ "whose brother X killed"."""
        played = gap.pred.relation is not None and rn.sense.reference == gap.pred.relation.sense.reference == "plays"
        if rn.sense.denotes and not rn.sense.roles and not played:  # "whose role did X play" is asked of the role
            anyone = Phrase(Var(f"{rn.words}.whose"), (), rn.near, rn.words)
            for far in self.clauses.filled(anyone, gap):
                yield Pred(f"whose {rn.words} {gap.clause}", rn.flipped(), far), 0.0

    def whose_also(self, rn: Relation, v: Relation) -> Made:
        """ "whose showrunner created it": the pronoun is that whose it is."""
        if rn.sense.denotes and not rn.sense.roles and rn != v:
            one = Phrase(Var(f"{rn.words}.whose"), (), rn.near, rn.words)
            also = Pred(v.words, v.flipped(), one)
            yield Pred(f"whose {rn.words} {v.words} them", rn.flipped(), one, also=(also,)), 0.0

    def whose_things(self, n: Phrase, said: str, made: Iterable[Phrase]) -> Made:
        """ "whose episodes X directed"; of actors, "whose characters die in X"."""
        words, plays = f"{n.words} that {said}", self.sets.plays
        for one in made:
            if one.best is None:
                far = replace(one, words=words)
                yield Pred(f"have {words}", None, far), 0.03
                if plays is not None and fits(far, plays.far):
                    yield Pred(f"play {words}", plays, far), 0.03
                if self.works_on is not None and fits(far, ("Work",)):
                    yield Pred(f"work on {words}", self.works_on, far), 0.03

    def chosen(self, np: Phrase, vp: Pred) -> Made:
        """ "of the episodes that X wrote, which run longest"."""
        if _is_set(np):
            yield from self.questions.asked(np, vp, f"Which {np.words}")

    def chosen_gap(self, np: Phrase, gap: Gap) -> Made:
        """ "of the episodes that X wrote, which did Y direct"."""
        if _is_set(np):
            yield from self.clauses.asked(np, gap, f"Which {np.words}")

    def both(self, n: Phrase, a: Clause, word: str, b: Clause) -> Made:
        """ "set in W and starring X", "that X wrote and in which Y dies"."""
        for one, cost in self._such(n, a):
            for two, more in self._such(replace(one, words=n.words), b):
                yield replace(two, words=f"{one.words} {word} {two.words.removeprefix(n.words).strip()}"), cost + more

    def _such(self, n: Phrase, clause: Clause) -> Made:
        if isinstance(clause.said, Pred):
            return self.sets.such(n, clause.said, clause.how)
        return self.scenes.where(n, clause.said) if clause.how else self.clauses.such(n, clause.said)

    def named(self, rn: Relation, p: str, np: Phrase, e: Phrase) -> Made:
        """ "the showrunner of W, X": X, who is that."""
        if (
            p in rn.sense.marker
            and np.is_entity
            and is_a(e.classes[0], ("Person",))
            and not is_value(rn)
            and self._is_told(rn, np, e)
        ):
            yield e, 0.1

    def _is_told(self, rn: Relation, np: Phrase, e: Phrase) -> bool:
        """Whether it is told that someone is what they are said to be of a thing or of a part of it."""
        told, one, other = self.sets.names.canon.claims, getattr(e.head, "id", ""), getattr(np.head, "id", "")
        if " " in one:  # named in the data and nothing more
            return False
        ends = [c.object.value for c in told(one, rn.sense.reference)]
        return other in ends or any(c.object.value == other for end in ends for c in told(end, "within"))

    def all_owned(self, rn: Relation, np: Phrase) -> Made:
        """ "whose students are A and B"."""
        if len(np.others) > 1:
            for vp, _ in self.clauses.holding(np, rn):
                yield from self.questions.asked(WHO, vp, "Who")

    def which_has(self, n: Phrase, vp: Pred) -> Made:
        """ "which character's brother was killed by X": it is asked whose."""
        for q, cost in self.questions.asked(n, vp, f"Which {n.words}"):
            yield replace(q, reading=f"Which are the {n.words} {vp.words}?"), cost - 0.1

    def asked(self, vp: Pred) -> Made:
        """ "whose brother was killed by X"."""
        words = f"{vp.words[:1].upper()}{vp.words[1:]}?"
        for q, cost in self.questions.asked(WHO, vp, "Who"):
            yield replace(q, reading=words) if vp.words.startswith("whose ") else q, cost

    def of_each(self, n: Phrase, p: str, a: Phrase, o: str, b: Phrase) -> Made:
        """ "an episode of A and one of B"."""
        for one, cost in self.sets.with_preposition(n, p, a):
            for more, c in self.sets.with_preposition(n, o, b):
                other = replace(more, head=Var("one"), atoms=_renamed(more))
                yield from ((both, cost + c + k) for both, k in self.sets.several(one, other, True))


def _renamed(n: Phrase) -> tuple[Atom, ...]:
    return substitute(n.atoms, n.head, Var("one"))


def _is_set(n: Phrase) -> bool:
    return bool(n.atoms) and not (n.is_entity or n.others or n.tally or n.each or n.denied) and n.best is None


def relative_rules(x: Relative) -> list[Rule]:
    """The rules of such clauses."""
    r, s = Rule, x.sets
    such = s.such
    return [
        r("VP", ("VP", "BUT", "THAT", "VP"), lambda a, word, that, b: x.more(a, word, that, b)),
        r("VP", ("VP", "OR", "THAT", "VP"), lambda a, _, _t, b: x.other(a, b)),
        r("VP", ("EITHER", "VP"), lambda _, vp: [(vp, 0.0)] if vp.either else []),
        r("VP", ("NOT", "ONLY", "VP", "BUT", "VP"), lambda _, _o, a, word, b: s.joined(a, b, "and") if word == "but" else []),
        r("VP", ("VP", "WITHOUT", "VING"), lambda vp, _, less: x.undone(vp, less)),
        r("VING", ("RESPONSIBLE", "VING"), lambda _, vp: [(vp, 0.0)]),
        r("WHOSEVP", ("WHOSE", "RN", "VP"), lambda _, rn, vp: x.whose(rn, vp)),
        r("WHOSEVP", ("WHOSE", "RN", "GAP"), lambda _, rn, gap: x.whose_gap(rn, gap)),
        r("WHOSEVP", ("WHOSE", "RN", "V", "IT"), lambda _, rn, v, _i: x.whose_also(rn, v)),
        r("WHOSEVP", ("WHOSE", "N", "VP"), lambda _, n, vp: x.whose_things(n, vp.words, apply(n, vp, s.prepositions["of"]))),
        r("WHOSEVP", ("WHOSE", "N", "GAP"), lambda _, n, gap: x.whose_things(n, gap.clause, x.clauses.filled(n, gap))),
        r("N", ("N", "WHOSEVP"), lambda n, vp: such(n, vp, "" if vp.words.startswith("whose ") else "that ")),
        r("CLAUSE", ("VING",), lambda vp: [(Clause(vp, "that "), 0.0)]),
        r("CLAUSE", ("PASSIVE",), lambda vp: [(Clause(vp), 0.0)]),
        r("CLAUSE", ("THAT", "VP"), lambda _, vp: [(Clause(vp, "that "), 0.0)]),
        r("CLAUSE", ("THAT", "GAP"), lambda _, gap: [(Clause(gap), 0.0)]),
        r("CLAUSE", ("WHERE", "SCENE"), lambda word, gap: [(Clause(gap, "where "), 0.0)] if word == "where" else []),
        r("CLAUSE", ("P", "WHICH", "SCENE"), lambda p, _, gap: [(Clause(gap, "where "), 0.0)] if p == "in" else []),
        r("CLAUSE", ("P", "WHICH", "NP", "VB"), lambda p, _, np, v: ((Clause(gap), c) for gap, c in x.clauses.of_verb(np, v)) if p in v.sense.marker and p != "in" else []),
        r("CLAUSE", ("WHOSEVP",), lambda vp: [(Clause(vp, "" if vp.words.startswith("whose ") else "that "), 0.0)]),
        r("CLAUSE", ("WHOSE", "RN", "BE", "NP"), lambda _, rn, _b, np: ((Clause(vp, "that "), c) for vp, c in x.clauses.holding(np, rn))),
        r("Q", ("WHOSE", "RN", "BE", "NP"), lambda _, rn, _b, np: x.all_owned(rn, np)),
        r("N", ("N", "CLAUSE", "AND", "CLAUSE"), lambda n, a, word, b: x.both(n, a, "and", b)),
        r("N", ("N", "CLAUSE", "BUT", "CLAUSE"), lambda n, a, word, b: x.both(n, a, "but", b) if word != "and" else []),
        r("SCENE", ("NP", "DO", "VB"), lambda np, _, v: x.scenes.of_verb(np, v)),
        r("SCENE", ("NP", "VB", "AND", "NP"), lambda a, v, _, b: (y for np, _c in s.several(a, b, True) for y in x.scenes.of_verb(np, v))),
        r("SCENE", ("SCENE", "LACKS"), lambda gap, np: x.clauses.other_than(gap, np)),
        r("LACKS", ("AND", "NP", "NOT"), lambda _, np, _n: [(np, 0.0)]),
        r("LACKS", ("AND", "NP", "DO", "NOT"), lambda _, np, *_r: [(np, 0.0)]),
        r("Q", ("OF", "NP", "P", "WHICH", "SCENEQ"), lambda _, np, p, _w, gap: x.scenes.asked(np, gap) if p == "in" and _is_set(np) else []),
        r("Q", ("OF", "NP", "P", "WHICH", "DO", "NP", "VB"), lambda _, np, p, _w, _d, by, v: (y for gap, _c in x.clauses.of_verb(by, v) for y in x.chosen_gap(np, gap)) if p in v.sense.marker else []),
        r("E", ("E", "RN", "P", "NP"), lambda e, rn, p, np: x.named(rn, p, np, e)),
        r("E", ("DET", "RN", "P", "NP", "E"), lambda _, rn, p, np, e: x.named(rn, p, np, e)),
        r("N", ("N", "P", "WHO", "NP", "VB"), lambda n, p, _, np, v: s.extracted(n, np, v) if p in v.sense.marker else []),
        r("N", ("N", "P", "WHO", "NP", "DO", "VB"), lambda n, p, _, np, _d, v: s.extracted(n, np, v) if p in v.sense.marker else []),
        r("Q", ("WHICH", "N", "POSS", "RN", "VP"), lambda _, n, _p, rn, vp: (y for said, _c in x.whose(rn, vp) for y in x.which_has(n, said))),
        r("Q", ("WHICH", "N", "POSS", "RN", "ASKED"), lambda _, n, _p, rn, gap: (y for said, _c in x.whose_gap(rn, gap) for y in x.which_has(n, said))),
        r("Q", ("WHOSEVP",), x.asked),
        r("Q", ("WHOSE", "RN", "ASKED"), lambda _, rn, gap: (y for vp, _c in x.whose_gap(rn, gap) for y in x.asked(vp))),
        r("Q", ("OF", "NP", "WHICH", "VP"), lambda _, np, _w, vp: x.chosen(np, vp)),
        r("Q", ("OF", "NP", "WHO", "VP"), lambda _, np, _w, vp: x.chosen(np, vp)),
        r("Q", ("OF", "NP", "WHICH", "ASKED"), lambda _, np, _w, gap: x.chosen_gap(np, gap)),
        r("Q", ("OF", "NP", "HOWMANY", "VP"), lambda _, np, _h, vp: x.questions.counted(apply(np, vp, s.prepositions["of"]), vp) if _is_set(np) else []),
        r("Q", ("OF", "NP", "HOWMANY", "ASKED"), lambda _, np, _h, gap: x.clauses.counted(np, gap) if _is_set(np) else []),
        r("Q", ("OF", "NP", "WHO", "BE", "DET", "RN"), lambda _, np, _w, _b, _d, rn: (y for n, c in s.of(rn, np) for y in x.questions.listed(n, c)) if _is_set(np) else []),
        r("NP", ("DET", "N", "P", "NP", "AND", "ONEWORD", "P", "NP"), lambda _, n, p, a, _a, word, o, b: x.of_each(n, p, a, o, b) if word == "one" else []),
    ]  # fmt: skip
