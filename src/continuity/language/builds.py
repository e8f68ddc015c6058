"""How sentences are built round what is asked: nobody as their subject, what is added to a name, who else took part."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses
from continuity.language.coordinated import Coordinated
from continuity.language.crossing import Crossing
from continuity.language.logical import Compare, Var
from continuity.language.meaning import Pred
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation
from continuity.language.relative import Relative
from continuity.language.wording import WHO
from continuity.language.works import Made

#: Nobody, as a subject.
_NOBODY = Phrase(Var("anyone"), (), ("Person", "Character", "Group"), "nobody")


class Builds:
    """Composes such sentences."""

    def __init__(self, coordinated: Coordinated, crossing: Crossing, relative: Relative) -> None:
        self.coordinated, self.crossing, self.relative = coordinated, crossing, relative
        self.clauses: Clauses = coordinated.clauses
        self.questions, self.sets = self.clauses.questions, self.clauses.sets

    def no(self, n: Phrase, vp: Pred) -> Made:
        """ "no episode of X was directed by Y": there is not one of which it holds."""
        counted = vp.far is not None and (vp.far.tally is not None or vp.far.each or vp.far.denied)
        if not (n.is_entity or n.others or n.tally or n.each or n.denied or counted) and n.best is None:
            words = n.words if n is _NOBODY else f"no {n.words}"
            yield from self.questions.truth(replace(n, denied=True, words=words), vp)

    def having(self, first: Pred, n: Phrase, vp: Pred, head: str) -> Made:
        """ "having directed A, who wrote B": both hold."""
        for both, _ in self.sets.joined(vp, first, "and"):
            yield from self.questions.asked(n, both, head)

    def with_another(self, np: Phrase, v: Relation, p: str, word: str) -> Made:
        """ "that X wrote with somebody else": X did, and one who is not X."""
        if p != "with" or not np.is_entity or "thing" in word:
            return
        other = Var(f"else.{np.words}")
        else_ = Phrase(other, (Compare("!=", other, np.head),), np.classes, word)
        for gap, cost in self.clauses.of_verb(np, v):
            also = Pred(f"{word} {v.words}", v.flipped(), else_)
            yield replace(gap, pred=replace(gap.pred, also=(also,)), rest=f"{gap.rest} with {word}"), cost

    def alone(self, np: Phrase, v: Relation) -> Made:
        """ "that X wrote alone": X and no one else."""
        for one, _ in self.coordinated.only(np) if np.is_entity else ():
            for gap, cost in self.clauses.of_verb(one, v):
                yield replace(gap, subject=np.words, rest=f"{gap.rest} alone"), cost

    def known_to(self, e: Phrase, vp: Pred) -> Made:
        """ "X, who ran W, …": X, of whom that is told."""
        plain = vp.relation is not None and not (vp.denied or vp.also or vp.either or vp.place or vp.age or vp.than)
        if plain and vp.far is not None and vp.far.is_entity and not vp.far.atoms and self._is_told(e, vp):
            yield e, 0.3

    def _is_told(self, e: Phrase, vp: Pred) -> bool:
        """Whether the canon tells of someone what is said of them, of the thing that is named or of a part of it."""
        assert vp.relation is not None and vp.far is not None
        sense, told = vp.relation.sense, self.sets.names.canon.claims
        one, other = getattr(e.head, "id", ""), getattr(vp.far.head, "id", "")
        if sense.roles or not one or not other or " " in one + other:
            return False
        if sense.denotes != "subject":
            return any(c.object.value == one for c in told(other, sense.reference))
        ends = [c.object.value for c in told(one, sense.reference)]
        return other in ends or any(c.object.value == other for end in ends for c in told(end, "within"))

    def crossed(self, n: Phrase, p: str, to: Phrase, a: Phrase | None = None) -> Made:
        """ "characters that cross over into B": in this direction."""
        if p in ("into", "to"):
            yield from self.crossing.such(n, a, to)


def builds_rules(x: Builds) -> list[Rule]:
    """The rules of such sentences."""
    r = Rule
    return [
        r("S", ("NOBODY", "VP"), lambda _, vp: x.no(_NOBODY, vp)),
        r("S", ("NO", "N", "VP"), lambda _, n, vp: x.no(n, vp)),
        r("Q", ("DO", "NOBODY", "VP"), lambda _, _n, vp: x.no(_NOBODY, vp)),
        r("Q", ("DO", "NO", "N", "VP"), lambda _, _n, n, vp: x.no(n, vp)),
        r("Q", ("DO", "NO", "N", "BEEN", "PASSIVE"), lambda _, _n, n, _b, vp: x.no(n, replace(vp, words=f"are {vp.words}"))),
        r("Q", ("BE", "NO", "N", "PASSIVE"), lambda _, _n, n, vp: x.no(n, replace(vp, words=f"are {vp.words}"))),
        r("S", ("NOBODY", "VP", "EXCEPT", "NP"), lambda _, vp, _e, np: (y for one, _c in x.coordinated.only(np) for y in x.questions.stated(one, vp))),
        r("S", ("NOBODY", "P", "NP", "VP"), lambda _, p, np, vp: (y for one, _c in x.sets.with_preposition(_NOBODY, p, np) for y in x.no(one, vp))),
        r("VING", ("HAVINGDONE", "VP"), lambda _, vp: [(vp, 0.0)]),
        r("Q", ("VING", "WHO", "VP"), lambda first, _, vp: x.having(first, WHO, vp, "Who")),
        r("Q", ("VING", "WHICH", "N", "VP"), lambda first, _, n, vp: x.having(first, n, vp, f"Which {n.words}")),
        r("Q", ("WHO", "VING", "VP"), lambda _, first, vp: x.having(first, WHO, vp, "Who")),
        r("GAP", ("NP", "V", "P", "SOMEELSE"), x.with_another),
        r("ASKED", ("DO", "NP", "V", "P", "SOMEELSE"), lambda _, np, v, p, word: x.with_another(np, v, p, word)),
        r("GAP", ("NP", "V", "NOELSE"), lambda np, v, _: x.alone(np, v)),
        r("ASKED", ("DO", "NP", "V", "NOELSE"), lambda _, np, v, _n: x.alone(np, v)),
        r("E", ("E", "THAT", "VP"), lambda e, _, vp: x.known_to(e, vp)),
        r("E", ("E", "DET", "RN", "P", "NP"), lambda e, _, rn, p, np: x.relative.named(rn, p, np, e)),
        r("N", ("N", "THAT", "CROSSES", "P", "NP"), lambda n, _, _c, p, b: x.crossed(n, p, b)),
        r("N", ("N", "THAT", "CROSSES", "P", "NP", "P", "NP"), lambda n, _, _c, p, a, o, b: x.crossed(n, o, b, a) if p == "from" else []),
    ]  # fmt: skip
