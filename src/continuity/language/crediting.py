"""Roles in the making of a work as they are said: "served as showrunner on X", "has a directing credit on X"."""

from __future__ import annotations

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses
from continuity.language.logical import Held
from continuity.language.meaning import Pred
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.works import Made

_ON = ("on", "for", "in")
#: A relation, and whether it is a noun's.
Credit = tuple[Relation, bool]


class Crediting:
    """Composes such predicates."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sets = clauses.sets

    def served(self, np: Phrase) -> Made:
        """ "served as a writer on X": who was one."""
        if not np.is_entity and not np.others and not any(isinstance(a, Held) for a in np.atoms):
            yield np, 0.0

    def holders(self, rn: Relation, p: str, e: Phrase) -> Made:
        """ "creator of X": surer than something of that name in it."""
        if p in rn.sense.marker and rn.sense.reference.removesuffix("Of") in self.sets.roles:
            for one, cost in self.sets.of(rn, e):
                yield from ((q, k + cost + 0.25) for q, k in self.clauses.questions.listed(one, 0.0))

    def credited(self, credit: Credit, p: str, np: Phrase) -> Made:
        """ "has a producer credit on X": the producers of it."""
        if p in _ON and credit[1]:
            yield from self.sets.of(credit[0], np)

    def done(self, credit: Credit, p: str, np: Phrase) -> Made:
        """ "has a directing credit on X": directed it, or a part of it."""
        if p in _ON and not credit[1]:
            yield from self.sets.said(credit[0], np)

    def holds(self, np: Phrase, credit: Credit, p: str) -> Made:
        """ "episodes X has a writing credit on"."""
        relation, is_noun = credit
        if p in _ON and not is_noun:
            yield from self.clauses.of_verb(np, relation)
        elif p in _ON:
            yield from self.clauses.of_noun(np, relation, relation.sense.marker[0] if relation.sense.marker else p)

    def named(self, rn: Relation, p: str, np: Phrase) -> Made:
        """ "gets credited as creator of X"."""
        if p in rn.sense.marker and not rn.sense.roles and fits(np, rn.far):
            yield Pred(f"are credited as {self.sets.one(rn.words)} {p} {np.words}", rn, np), 0.0

    def of_state(self, np: Phrase, v: Relation, p: str) -> Made:
        """ "comics X is based on"."""
        if p in v.sense.marker:
            yield from self.clauses.of_verb(np, v)


def crediting_rules(x: Crediting) -> list[Rule]:
    """The rules of such predicates."""
    r = Rule
    return [
        r("SERVED", ("SERVESAS", "NP"), lambda _, np: x.served(np)),
        r("SERVED", ("HOLDING", "CREDITOF", "P", "NP"), lambda _, credit, p, np: x.credited(credit, p, np)),
        r("SERVED", ("BECOMES", "NP"), lambda _, np: x.served(np)),
        r("SERVED", ("DO", "SERVED"), lambda _, np: [(np, 0.0)]),
        r("VP", ("SERVED",), lambda np: [(Pred(f"are {np.words}", None, np), 0.0)]),
        r("VP", ("HOLDING", "CREDITOF", "P", "NP"), lambda _, credit, p, np: x.done(credit, p, np)),
        r("Q", ("WHO", "SERVED"), lambda _, np: x.clauses.questions.listed(np, 0.0)),
        *(r("HOLDING", (verb,), lambda _: [(None, 0.0)]) for verb in ("HAVE", "GOT", "HOLDS")),
        r("Q", ("RN", "P", "E"), lambda rn, p, e: x.holders(rn, p, e)),
        r("CREDITOF", ("RN", "CREDIT"), lambda rn, _: [((rn, True), 0.0)] if rn.sense.denotes else []),
        r("CREDITOF", ("RN", "POSS", "CREDIT"), lambda rn, *_: [((rn, True), 0.0)] if rn.sense.denotes else []),
        r("CREDITOF", ("VINGB", "CREDIT"), lambda v, _: [((v, False), 0.0)] if not v.sense.marker else []),
        r("CREDITOF", ("DET", "CREDITOF"), lambda _, credit: [(credit, 0.0)]),
        r("GAP", ("NP", "HOLDING", "CREDITOF", "P"), lambda np, _, credit, p: x.holds(np, credit, p)),
        r("ASKED", ("DO", "NP", "HOLDING", "CREDITOF", "P"), lambda _, np, _h, credit, p: x.holds(np, credit, p)),
        r("BEINGCREDITED", ("CREDITED", "RN", "P", "NP"), lambda _, rn, p, np: x.named(rn, p, np)),
        r("BEINGCREDITED", ("CREDITED", "DET", "RN", "P", "NP"), lambda _, _d, rn, p, np: x.named(rn, p, np)),
        r("BEINGCREDITED", ("CREDITED", "E", "POSS", "RN"), lambda _, e, _p, rn: x.named(rn, next(iter(rn.sense.marker), ""), e)),
        r("VP", ("BE", "BEINGCREDITED"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("GOT", "BEINGCREDITED"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("DO", "BEEN", "BEINGCREDITED"), lambda _, _b, vp: [(vp, 0.0)]),
        r("PASSED", ("PASSED", "FORTV"), lambda vp, _: [(vp, 0.0)]),
        r("DONETO", ("DONETO", "FORTV"), lambda vp, _: [(vp, 0.0)]),
        r("GAP", ("NP", "BE", "VB", "P"), lambda np, _, v, p: x.of_state(np, v, p)),
        r("N", ("N", "P", "WHICH", "NP", "BE", "VB"), lambda n, p, _, np, _b, v: x.sets.extracted(n, np, v) if p in v.sense.marker else []),
    ]  # fmt: skip
