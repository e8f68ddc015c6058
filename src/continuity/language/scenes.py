"""Clauses that lack the work in which something is told: "where X kills Y", "in which episode was X killed by Y"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, Gap
from continuity.language.logical import Rel, Var
from continuity.language.meaning import Pred
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.wording import SOMEWHERE
from continuity.language.works import Made


class Scenes:
    """Composes such clauses; what fills them is a work."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sets = clauses.sets
        deaths = ((e, s) for e in self.sets.entries if e.pos == "verb" for s in e.senses if s.reference == "diesIn")
        self.dies = next((Relation(s, f"{e.lemma} in") for e, s in deaths if "in" in s.marker), None)

    def of_verb(self, np: Phrase, v: Relation) -> Made:
        """ "where X appears"."""
        if "in" in v.sense.marker:
            for gap, cost in self.clauses.of_verb(np, v):
                yield replace(gap, rest=gap.rest.removesuffix(" in")), cost

    def beside(self, a: Phrase, v: Relation, p: str, b: Phrase) -> Made:
        """ "where X appears with Y"."""
        if (
            p in ("with", "alongside", "beside")
            and "in" in v.sense.marker
            and not a.others
            and not b.others
            and fits(b, v.near)
        ):
            for both, cost in self.sets.several(a, b, True):
                yield from ((gap, cost + c) for gap, c in self.of_verb(both, v))

    def killed(self, np: Phrase) -> Made:
        """ "where X is killed"."""
        if self.dies is not None:
            yield from self.of_verb(np, self.dies)

    def dead(self) -> Made:
        """ "was killed": that somebody dies anywhere."""
        if self.dies is not None:
            yield Pred("are killed", self.dies, Phrase(Var("something"), (), ("Work",), "something")), 0.05

    def told(self, np: Phrase, vp: Pred, be: bool = False) -> Made:
        """ "where X kills Y": whatever a statement tells, in the work in which it does."""
        v = vp.relation
        if v is None or vp.far is None or vp.place is not None or vp.denied or vp.also or not fits(np, v.near):
            return
        if np.others or vp.far.others or not fits(vp.far, v.far):
            return
        work = Phrase(Var("scene"), (), ("Work",), "")
        atoms = v.placed(np, vp.far, work, vp.age)
        if atoms:
            rest = vp.words.removeprefix("are ") if be else vp.words
            one = replace(work, atoms=(*np.atoms, *atoms), notes=(*np.notes, *vp.far.notes))
            yield Gap(Pred(f"{np.words} {vp.words}", None, one, event="told"), np.words, rest, be), 0.02

    def where(self, n: Phrase, gap: Gap) -> Made:
        """A set of works in which something is told."""
        for done in self._filled(n, gap):
            yield replace(done, words=f"{n.words} where {gap.clause}"), 0.0

    def asked(self, n: Phrase, gap: Gap) -> Made:
        """In which works something is told; of where it is only those that tell it, not the wholes that they are part of."""
        if n is SOMEWHERE and gap.pred.event == "told" and gap.pred.far is not None:
            exact = tuple(replace(a, lift_object=False) if isinstance(a, Rel) else a for a in gap.pred.far.atoms)
            gap = replace(gap, pred=replace(gap.pred, far=replace(gap.pred.far, atoms=exact)))
        head = "Where" if n is SOMEWHERE else f"Which {n.words}" if gap.rest == "in" else f"In which {n.words}"
        yield from self.clauses.asked(n, gap, head) if _of_works(n) else ()

    def counted(self, n: Phrase, gap: Gap) -> Made:
        """In how many works something is told by a statement."""
        for q, cost in self.clauses.counted(n, gap) if _of_works(n) and gap.pred.event == "told" else ():
            yield replace(q, reading=f"In how{q.reading.removeprefix('How')}"), cost

    def _filled(self, n: Phrase, gap: Gap) -> Iterator[Phrase]:
        yield from self.clauses.filled(n, gap) if _of_works(n) else ()


def _of_works(n: Phrase) -> bool:
    return bool(n.classes) and all(is_a(c, ("Work",)) for c in n.classes)


def scene_rules(x: Scenes) -> list[Rule]:
    """The rules of such clauses, as they stand after "where" and in a question, and of what fills them."""
    r = Rule
    return [
        r("SCENE", ("NP", "VB"), x.of_verb),
        r("SCENE", ("NP", "DO", "NOT", "VB"), lambda np, _d, _n, v: x.clauses.denied(x.of_verb(np, v))),
        r("SCENE", ("NP", "NOT", "VB"), lambda np, _, v: x.clauses.denied(x.of_verb(np, v))),
        r("SCENE", ("NP", "BE"), lambda np, _: x.clauses.of_place(np, "in")),
        r("SCENE", ("NP", "BE", "NOT"), lambda np, *_: x.clauses.denied(x.clauses.of_place(np, "in"))),
        r("SCENE", ("NP", "NOT"), lambda np, _: x.clauses.denied(x.clauses.of_place(np, "in"))),
        r("SCENE", ("NP", "BE", "KILLED"), lambda np, *_: x.killed(np)),
        r("SCENE", ("NP", "GOT", "KILLED"), lambda np, *_: x.killed(np)),
        r("SCENE", ("NP", "VP"), x.told),
        r("SCENE", ("NP", "BE", "PASSIVE"), lambda np, _, vp: x.told(np, vp, True)),
        r("VP", ("BE", "KILLED"), lambda *_: x.dead()),
        r("VP", ("GOT", "KILLED"), lambda *_: x.dead()),
        r("VP", ("DO", "BEEN", "KILLED"), lambda *_: x.dead()),
        r("VP", ("BE", "NOT", "KILLED"), lambda *_: ((replace(vp, denied=True, words=f"not {vp.words}"), c) for vp, c in x.dead())),
        r("SCENEQ", ("DO", "NP", "NOT", "VB"), lambda _, np, _n, v: x.clauses.denied(x.of_verb(np, v))),
        r("SCENEQ", ("NOT", "NP", "VB"), lambda _, np, v: x.clauses.denied(x.of_verb(np, v))),
        r("SCENEQ", ("BE", "NP", "NOT"), lambda _, np, _n: x.clauses.denied(x.clauses.of_place(np, "in"))),
        r("SCENEQ", ("BE", "NP", "KILLED"), lambda _, np, _k: x.killed(np)),
        r("SCENEQ", ("DO", "NP", "GOT", "KILLED"), lambda _, np, *_k: x.killed(np)),
        r("SCENEQ", ("DO", "NP", "VP"), lambda _, np, vp: x.told(np, vp)),
        r("SCENEQ", ("BE", "NP", "PASSIVE"), lambda _, np, vp: x.told(np, vp, True)),
        r("N", ("N", "WHERE", "SCENE"), lambda n, word, gap: x.where(n, gap) if word == "where" else []),
        r("N", ("N", "P", "WHICH", "SCENE"), lambda n, p, _, gap: x.where(n, gap) if p == "in" else []),
        r("Q", ("P", "WHICH", "N", "SCENEQ"), lambda p, _, n, gap: x.asked(n, gap) if p == "in" else []),
        r("Q", ("P", "HOWMANY", "N", "SCENEQ"), lambda p, _, n, gap: x.counted(n, gap) if p == "in" else []),
        r("Q", ("HOWMANY", "N", "SCENEQ"), lambda _, n, gap: ((q, cost + 0.05) for q, cost in x.counted(n, gap))),
        r("Q", ("WHICH", "N", "SCENEQ"), lambda _, n, gap: ((q, cost + 0.05) for q, cost in x.asked(n, gap))),
        r("Q", ("WHICH", "N", "SCENEQ", "P"), lambda _, n, gap, p: x.asked(n, gap) if p == "in" else []),
        r("Q", ("WHERE", "SCENEQ"), lambda _, gap: x.asked(SOMEWHERE, gap)),
        r("Q", ("WHEN", "SCENEQ"), lambda _, gap: ((q, cost + 0.05) for q, cost in x.asked(SOMEWHERE, gap)) if "cast" not in gap.rest.split() else []),  # when somebody is cast no work tells
    ]  # fmt: skip
