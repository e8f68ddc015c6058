"""Relative clauses: more of them of one thing, "whose", what is chosen of a set that is told first."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, Gap
from continuity.language.logical import Var
from continuity.language.meaning import Pred, apply
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation
from continuity.language.wording import plural
from continuity.language.works import Made


class Relative:
    """Composes such clauses."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.questions = clauses.questions
        self.sets = clauses.sets

    def more(self, a: Pred, word: str, b: Pred) -> Made:
        """ "directed A and who wrote B"."""
        said = b if b.event == "had" else replace(b, words=plural(b.words))
        yield from self.sets.joined(a, said, "and" if word == "and" else "but")

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
        if rn.sense.denotes and not rn.sense.roles:
            anyone = Phrase(Var(f"{rn.words}.whose"), (), rn.near, rn.words)
            for far in self.clauses.filled(anyone, gap):
                yield Pred(f"whose {rn.words} {gap.clause}", rn.flipped(), far), 0.0

    def whose_things(self, n: Phrase, vp: Pred) -> Made:
        """ "whose episodes X directed", "whose characters die in X"."""
        for far in apply(n, vp, self.sets.prepositions["of"]):
            if far.best is None:
                words = f"{n.words} that {vp.words}"
                yield Pred(f"have {words}", None, replace(far, words=words)), 0.03

    def chosen(self, np: Phrase, vp: Pred) -> Made:
        """ "of the episodes that X wrote, which run longest"."""
        if _is_set(np):
            yield from self.questions.asked(np, vp, f"Which {np.words}")

    def chosen_gap(self, np: Phrase, gap: Gap) -> Made:
        """ "of the episodes that X wrote, which did Y direct"."""
        if _is_set(np):
            yield from self.clauses.asked(np, gap, f"Which {np.words}")

    def of_each(self, n: Phrase, p: str, a: Phrase, o: str, b: Phrase) -> Made:
        """ "an episode of A and one of B"."""
        for one, cost in self.sets.with_preposition(n, p, a):
            for more, c in self.sets.with_preposition(n, o, b):
                other = replace(more, head=Var("one"), atoms=_renamed(more))
                yield from ((both, cost + c + k) for both, k in self.sets.several(one, other, True))


def _renamed(n: Phrase) -> tuple:
    from continuity.language.logical import substitute

    return substitute(n.atoms, n.head, Var("one"))


def _is_set(n: Phrase) -> bool:
    return bool(n.atoms) and not (n.is_entity or n.others or n.tally or n.each or n.denied) and n.best is None


def relative_rules(x: Relative) -> list[Rule]:
    """The rules of such clauses."""
    r, s = Rule, x.sets
    such = s.such
    return [
        r("VP", ("VP", "BUT", "THAT", "VP"), lambda a, word, _, b: x.more(a, word, b)),
        r("VP", ("VP", "OR", "THAT", "VP"), lambda a, _, _t, b: x.other(a, b)),
        r("VP", ("EITHER", "VP"), lambda _, vp: [(vp, 0.0)] if vp.either else []),
        r("VP", ("NOT", "ONLY", "VP", "BUT", "VP"), lambda _, _o, a, word, b: s.joined(a, b, "and") if word == "but" else []),
        r("VP", ("VP", "WITHOUT", "VING"), lambda vp, _, less: x.undone(vp, less)),
        r("VING", ("RESPONSIBLE", "VING"), lambda _, vp: [(vp, 0.0)]),
        r("WHOSEVP", ("WHOSE", "RN", "VP"), lambda _, rn, vp: x.whose(rn, vp)),
        r("WHOSEVP", ("WHOSE", "RN", "GAP"), lambda _, rn, gap: x.whose_gap(rn, gap)),
        r("WHOSEVP", ("WHOSE", "N", "VP"), lambda _, n, vp: x.whose_things(n, vp)),
        r("N", ("N", "WHOSEVP"), lambda n, vp: such(n, vp, "" if vp.words.startswith("whose ") else "that ")),
        r("Q", ("OF", "NP", "WHICH", "VP"), lambda _, np, _w, vp: x.chosen(np, vp)),
        r("Q", ("OF", "NP", "WHO", "VP"), lambda _, np, _w, vp: x.chosen(np, vp)),
        r("Q", ("OF", "NP", "WHICH", "ASKED"), lambda _, np, _w, gap: x.chosen_gap(np, gap)),
        r("Q", ("OF", "NP", "HOWMANY", "VP"), lambda _, np, _h, vp: x.questions.counted(apply(np, vp, s.prepositions["of"]), vp) if _is_set(np) else []),
        r("Q", ("OF", "NP", "HOWMANY", "ASKED"), lambda _, np, _h, gap: x.clauses.counted(np, gap) if _is_set(np) else []),
        r("NP", ("DET", "N", "P", "NP", "AND", "ONEWORD", "P", "NP"), lambda _, n, p, a, _a, word, o, b: x.of_each(n, p, a, o, b) if word == "one" else []),
    ]  # fmt: skip
