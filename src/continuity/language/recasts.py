"""Parts that pass on: recasts as a set of their own, and whether who is in one work is who is in another."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.crossing import is_whole
from continuity.language.logical import Among, Atom, Compare, Const, Either, Is, Literal, Rel, Term, Var
from continuity.language.meaning import Pred, deny
from continuity.language.measures import constant
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.telling import Telling
from continuity.language.works import Made, Works


class Recasts:
    """Composes such sets and questions."""

    def __init__(self, works: Works, telling: Telling) -> None:
        self.works = works
        self.telling = telling

    def of(self, role: Phrase | None = None) -> Made:
        """ "recasts", "recasts of X": a portrayal that takes over another, with who had the part before and after."""
        if role is not None and not (role.is_entity and is_a(role.classes[0], ("Character",))):
            return
        node, before, who = Var("recast"), Var("recast.before"), role.head if role else Var("recast.who")
        old, new, work = Var("recast.old"), Var("recast.new"), Var("recast.in")
        atoms = (
            Is("Portrayal", node),
            Rel("recastOf", node, before),
            Rel("character", node, who),
            Rel("actor", before, old),
            Rel("actor", node, new),
            Rel("work", node, work),
        )
        shown: tuple[tuple[str, Term], ...] = (("who", who), ("before", old), ("after", new), ("in", work))
        words = f"recasts of {role.words}" if role else "recasts"
        yield Phrase(node, atoms, ("Portrayal",), words, shown=shown, notes=role.notes if role else ()), 0.0

    def placed(self, recasts: Phrase, p: str, place: Phrase) -> Made:
        """ "recasts in W"."""
        if p in ("in", "on", "from", "within") and fits(place, ("Work",)) and place.classes and place.is_entity:
            atoms = (*recasts.atoms, Rel("work", recasts.head, place.head, False, True))
            notes = (*recasts.notes, *place.notes)
            yield replace(recasts, atoms=atoms, words=f"{recasts.words} in {place.words}", notes=notes), 0.0

    def back(self, p: str, np: Phrase) -> Made:
        """ "return for W": to have the same part in W as in a work that came out before it; of a part, to be in both."""
        if p not in ("for", "in", "on", "to") or not (
            isinstance(np.head, Const) and np.head.id and fits(np, ("Work",))
        ):
            return
        first = self._first_day(np.head.id)
        if not first:
            return
        who, then, day = Var("back.who"), Var("back.before"), Var("back.day")
        kind = Either(tuple((Is(cls, then),) for cls in ("Episode", "Season", "Film", "Special")))
        earlier = kind, Rel("released", then, day), Compare("<", day, Literal(first, "date"))
        here, there, part = Var("back.here"), Var("back.there"), Var("back.as")
        both = ((here, np.head, True), (there, then, False))
        told: list[Atom] = [Is("Portrayal", node) for node in (here, there)]
        told += [Rel(end, node, x) for node in (here, there) for end, x in (("actor", who), ("character", part))]
        told += [Rel("work", node, work, False, lift) for node, work, lift in both]
        seen = Rel("appearsIn", who, np.head, False, is_whole(np)), Rel("appearsIn", who, then)
        for cls, atoms, usual in (("Person", tuple(told), "for"), ("Character", seen, "in")):
            far = Phrase(who, (*atoms, *earlier), (cls,), "", notes=np.notes)
            yield Pred(f"return {usual} {np.words}", None, far, event="told"), 0.05 if p == usual else 0.15

    def away(self, p: str, np: Phrase) -> Made:
        """ "did not return for the second season": was in one before it, and is not in it."""
        one = constant(np)
        earlier = self._seasons_before(one.id) if one is not None and is_a(one.cls, ("Season",)) else ()
        for vp, cost in self.back(p, np) if earlier else ():
            who, then = Var("away.who"), Var("away.before")
            acted = vp.far is not None and vp.far.classes == ("Person",)
            told = Rel("actsIn" if acted else "appearsIn", who, then)
            before = Phrase(who, (Among(then, earlier), told), ("Person",) if acted else ("Character",), "")
            yield Pred(f"not {vp.words}", None, before, event="told", also=tuple(x for x, _ in deny(vp))), cost - 0.3

    def _seasons_before(self, id: str) -> tuple[Const, ...]:
        """The seasons of the same series with a lower number."""
        names = self.works.names
        wholes = [names.canon.id(c.object) for c in names.canon.claims(id, "within")]
        found = next((s for whole in wholes if id in (s := names.seasons(whole)).values()), {})
        number = next((n for n, one in found.items() if one == id), 0)
        return tuple(Const(one, "Season") for n, one in sorted(found.items()) if n < number)

    def _first_day(self, id: str) -> str:
        """The day on which a work, or its first part, came out; empty where none is told."""
        canon = self.works.names.canon
        parts = (c.subject for c in canon.claims(predicate="within", object=canon.node(id)))
        days = [c.object.value for one in (id, *parts) for c in canon.claims(one, "released")]
        return min(days, default="")

    def same(self, a: Phrase, in_a: Phrase, b: Phrase, in_b: Phrase) -> Made:
        """ "is the X of W the X of V": whether the one who is in one work is the one in the other."""
        for one, cost in self.works.of_whole(in_a, a):
            for other, more in self.works.of_whole(in_b, b):
                for q, _ in self.telling.identical(one, other):
                    said = f"Is {one.words} of {in_a.words} the same as {other.words} of {in_b.words}?"
                    yield replace(q, reading=said), cost + more


def recast_rules(x: Recasts) -> list[Rule]:
    """The rules of such sets and questions."""
    r = Rule
    return [
        r("VP", ("CAMEBACK", "P", "NP"), lambda _, p, np: x.back(p, np)),
        r("VP", ("DO", "NOT", "CAMEBACK", "P", "NP"), lambda _, _n, _c, p, np: x.away(p, np)),
        r("N", ("RECASTS",), lambda _: x.of()),
        r("N", ("RECASTS", "P", "E"), lambda _, p, e: x.of(e) if p == "of" else []),
        r("N", ("RECASTS", "P", "NP"), lambda _, p, w: (y for one, _c in x.of() for y in x.placed(one, p, w))),
        r("Q", ("BE", "E", "P", "E", "SAME", "P", "E", "P", "E"), lambda _, a, p, v, _s, o, b, q, w: x.same(a, v, b, w) if (p, o, q) == ("of", "as", "of") else []),
    ]  # fmt: skip
