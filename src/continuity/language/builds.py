"""How sentences are built round what is asked: nobody as their subject, what is added to a name, who else took part."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, Gap
from continuity.language.coordinated import Coordinated
from continuity.language.crossing import Crossing
from continuity.language.logical import Atom, Compare, Either, Form, Held, Not, Var
from continuity.language.meaning import Pred
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation, relate
from continuity.language.relative import Relative
from continuity.language.spoken import Spoken
from continuity.language.wording import WHO, Question, singular
from continuity.language.works import Made

#: Nobody, as a subject.
_NOBODY = Phrase(Var("anyone"), (), ("Person", "Character", "Group"), "nobody")


def _tells_gender(atoms: Iterable[Atom]) -> bool:
    """Whether it is asked for men or women: of most it is not told which they are."""
    return any(isinstance(a, Held) and any(way == "gender" for way, _ in a.ways) for a in atoms)


class Builds:
    """Composes such sentences."""

    def __init__(self, coordinated: Coordinated, crossing: Crossing, relative: Relative, spoken: Spoken) -> None:
        self.coordinated, self.crossing, self.relative, self.spoken = coordinated, crossing, relative, spoken
        self.clauses: Clauses = coordinated.clauses
        self.questions, self.sets = self.clauses.questions, self.clauses.sets

    def less(self, q: Question, gap: Gap) -> Made:
        """ "which episodes …, apart from those that X directed"."""
        these = Phrase(Var("these"), (), gap.pred.relation.near if gap.pred.relation is not None else (), "those")
        for one in self.clauses.filled(these, gap):
            yield from self.spoken.less(q, replace(one, words=f"those that {gap.clause}"))

    def no(self, n: Phrase, vp: Pred) -> Made:
        """ "no episode of X was directed by Y": there is not one of which it holds."""
        far = vp.far
        counted = far is not None and (far.tally or far.each or far.denied or _tells_gender(far.atoms))
        if not (n.is_entity or n.others or n.tally or n.each or n.denied or counted) and n.best is None:
            words = n.words if n is _NOBODY else f"no {n.words}"
            yield from self.questions.truth(replace(n, denied=True, words=words), vp)

    def there_is_no(self, n: Phrase) -> Made:
        """ "there is no episode of X that Y wrote"."""
        if not (n.is_entity or n.others or n.tally or n.each or n.best or _tells_gender(n.atoms)) and len(n.atoms) > 1:
            form = Form("truth", (), (Not(n.atoms),))
            yield Question(form, f"Is it true that there are no {n.words}?", n.notes), 0.0

    def nobody_but(self, np: Phrase, vp: Pred) -> Made:
        """ "nobody played X except Y": Y alone did."""
        for one, _ in self.coordinated.only(np):
            for q, cost in self.questions.stated(one, vp):
                yield replace(q, reading=f"Is it true that nobody {singular(vp.words)} except {np.words}?"), cost

    def of_none(self, n: Phrase, v: Relation) -> Made:
        """ "did no writer of X direct"; of whom no gender is told may be a man or a woman."""
        if not (n.is_entity or n.others or n.tally or n.each or n.denied or n.best or _tells_gender(n.atoms)):
            yield from self.clauses.denied(self.clauses.of_verb(n, v))

    def of_any_kind(self, a: Relation, b: Relation, np: Phrase) -> Made:
        """ "the friends and enemies of X": those who are the one or the other."""
        one = Phrase(Var(f"{a.words}.{b.words}"), (), a.near)
        found = [done for rn in (a, b) if (done := relate(one, rn, np)) is not None and not np.others]
        if a != b and len(found) == 2 and fits(one, b.near) and not np.best:
            told = Either(tuple(done.atoms for done in found))
            notes = tuple(dict.fromkeys(note for done in found for note in done.notes))
            yield replace(one, atoms=(told,), notes=notes, words=f"{a.words} or {b.words} of {np.words}"), -0.2

    def of_both(self, a: Relation, b: Relation, p: str, np: Phrase) -> Made:
        """ "a writer and a director of X": who is both of it."""
        if p in a.sense.marker and p in b.sense.marker:
            yield from ((n, cost - 0.15) for n, cost in self.spoken.of_both_kinds(a, b, np))

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

    def done_and_not(self, np: Phrase, a: Relation, b: Relation) -> Made:
        """ "that X created but never directed"."""
        for gap, _ in self.clauses.of_two(np, a, b):
            less = tuple(replace(one, denied=True, words=f"not {one.words}") for one in gap.pred.also)
            yield replace(gap, pred=replace(gap.pred, also=less), rest=f"{a.words} but not {b.words}"), 0.0

    def same_in(self, v: Relation, n: Phrase, p: str, np: Phrase) -> Made:
        """ "play the same character in A and B": one of whom both are told."""
        if len(np.others) != 2 or not np.every or n.is_entity or any(m.denied or m.each for m in np.others):
            return
        for said, _ in self.sets.said(v, n):
            told = [next(iter(self.sets.placed_in(said, p, one)), None) for one in np.others]
            preds = [one[0] for one in told if one is not None]
            if len(preds) == len(np.others) and all(one.place is not None for one in preds):
                words = f"{v.words} the same {self.sets.one(n.words)} {p} {np.words}"
                yield replace(preds[0], also=tuple(preds[1:]), words=words), 0.0

    def alone(self, np: Phrase, v: Relation) -> Made:
        """ "that X wrote alone": X and no one else."""
        for one, _ in self.coordinated.only(np) if np.is_entity else ():
            for gap, cost in self.clauses.of_verb(one, v):
                yield replace(gap, subject=np.words, rest=f"{gap.rest} alone"), cost

    def in_no_other(self, np: Phrase, word: str, n: Phrase) -> Made:
        """ "in W and in no other series": in it alone of such."""
        if word.endswith("no other") and n.classes == np.classes[:1] and len(n.atoms) == 1:
            yield from self.coordinated.only(np)

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
        r("S", ("THERE", "BE", "NO", "N"), lambda _, _b, _n, n: x.there_is_no(n)),
        r("S", ("THERE", "BE", "NOT", "DET", "N"), lambda _, _b, _n, _d, n: x.there_is_no(n)),
        r("Q", ("DO", "NOBODY", "VP"), lambda _, _n, vp: x.no(_NOBODY, vp)),
        r("Q", ("DO", "NO", "N", "VP"), lambda _, _n, n, vp: x.no(n, vp)),
        r("Q", ("DO", "NO", "N", "BEEN", "PASSIVE"), lambda _, _n, n, _b, vp: x.no(n, replace(vp, words=f"are {vp.words}"))),
        r("Q", ("BE", "NO", "N", "PASSIVE"), lambda _, _n, n, vp: x.no(n, replace(vp, words=f"are {vp.words}"))),
        r("S", ("NOBODY", "VP", "EXCEPT", "NP"), lambda _, vp, _e, np: x.nobody_but(np, vp)),
        r("S", ("NOBODY", "P", "NP", "VP"), lambda _, p, np, vp: (y for one, _c in x.sets.with_preposition(_NOBODY, p, np) for y in x.no(one, vp))),
        r("N", ("RN", "OR", "RN", "P", "NP"), lambda a, _, b, p, np: x.of_any_kind(a, b, np) if p in a.sense.marker and p in b.sense.marker else []),
        r("N", ("RN", "AND", "DET", "RN", "P", "NP"), lambda a, _, _d, b, p, np: x.of_both(a, b, p, np)),
        r("N", ("BOTH", "DET", "RN", "AND", "DET", "RN", "P", "NP"), lambda _, _e, a, _a, _d, b, p, np: x.of_both(a, b, p, np)),
        r("Q", ("Q", "EXCEPT", "ANYONE", "GAP"), lambda one, _, _a, gap: x.less(one, gap)),
        r("Q", ("Q", "EXCEPT", "ANYONE", "THAT", "GAP"), lambda one, _, _a, _t, gap: x.less(one, gap)),
        r("KINDS", ("RNS", "AND", "RNS", "P", "NP"), lambda a, _, b, p, np: x.of_any_kind(a, b, np) if p in a.sense.marker and p in b.sense.marker else []),
        r("KINDS", ("E", "POSS", "RNS", "AND", "RNS"), lambda e, _p, a, _, b: x.of_any_kind(a, b, e)),
        r("KINDS", ("DET", "KINDS"), lambda _, n: [(n, -0.05)]),
        *(r("Q", (*start, "KINDS"), lambda *m: x.questions.listed(m[-1], -0.2)) for start in ((), ("IMPERATIVE",), ("WHAT", "BE"))),
        r("Q", ("WHO", "BE", "DET", "KINDS"), lambda *m: x.questions.listed(m[-1], -0.2)),

        r("VING", ("HAVINGDONE", "VP"), lambda _, vp: [(vp, 0.0)]),
        r("Q", ("VING", "WHO", "VP"), lambda first, _, vp: x.having(first, WHO, vp, "Who")),
        r("Q", ("VING", "WHICH", "N", "VP"), lambda first, _, n, vp: x.having(first, n, vp, f"Which {n.words}")),
        r("Q", ("WHO", "VING", "VP"), lambda _, first, vp: x.having(first, WHO, vp, "Who")),
        r("GAP", ("NP", "V", "P", "SOMEELSE"), x.with_another),
        r("ASKED", ("DO", "NP", "V", "P", "SOMEELSE"), lambda _, np, v, p, word: x.with_another(np, v, p, word)),
        r("GAP", ("NP", "V", "BUTNOT", "V"), lambda np, a, _, b: x.done_and_not(np, a, b)),
        r("ASKED", ("DO", "NP", "V", "BUTNOT", "V"), lambda _, np, a, _b, b: x.done_and_not(np, a, b)),
        r("ASKED", ("DO", "NO", "N", "V"), lambda _, _n, n, v: x.of_none(n, v)),
        r("ASKED", ("DO", "NOBODY", "V"), lambda _, _n, v: x.of_none(_NOBODY, v)),
        r("GAP", ("NO", "N", "V"), lambda _, n, v: x.of_none(n, v)),
        r("VP", ("V", "SAME", "N", "P", "NP"), lambda v, _, n, p, np: x.same_in(v, n, p, np)),
        r("GAP", ("NP", "V", "NOELSE"), lambda np, v, _: x.alone(np, v)),
        r("ASKED", ("DO", "NP", "V", "NOELSE"), lambda _, np, v, _n: x.alone(np, v)),
        r("NP", ("NP", "NOELSE", "N"), lambda np, word, n: x.in_no_other(np, word, n)),
        r("E", ("E", "THAT", "VP"), lambda e, _, vp: x.known_to(e, vp)),
        r("E", ("E", "DET", "RN", "P", "NP"), lambda e, _, rn, p, np: x.relative.named(rn, p, np, e)),
        r("N", ("N", "THAT", "CROSSES", "P", "NP"), lambda n, _, _c, p, b: x.crossed(n, p, b)),
        r("N", ("N", "THAT", "CROSSES", "P", "NP", "P", "NP"), lambda n, _, _c, p, a, o, b: x.crossed(n, o, b, a) if p == "from" else []),
    ]  # fmt: skip
