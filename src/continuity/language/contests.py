"""Of two things, which has or does more of something, whether one does, by how much, and who does more than one does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from continuity.language.chart import Rule
from continuity.language.logical import Compare, Form
from continuity.language.measures import among, counted, named
from continuity.language.phrases import Phrase, fits, narrowed
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.wording import WHO, Question, rows
from continuity.language.works import Made

#: How two numbers are compared, in words.
_HOW = {">": "more", "<": "fewer", "=": "as many"}


@dataclass(frozen=True, slots=True)
class More:
    """What one has more of than another: what narrows the set to those of a thing, the verb, the set, the comparison."""

    of: Callable[[Phrase], Phrase | None]
    verb: str
    things: str
    op: str
    near: tuple[str, ...] = ()

    @property
    def words(self) -> str:
        """As it is said of several."""
        return f"{self.verb} {_HOW[self.op]} {self.things}"


class Contests:
    """Composes such questions."""

    def __init__(self, questions: Questions, parts: Callable[[Phrase, Phrase], Phrase | None]) -> None:
        self.questions = questions
        self.sets = questions.sets
        self.parts = parts

    def having(self, op: str, n: Phrase) -> Made:
        """ "has more episodes"."""
        if not n.is_entity and not n.others:
            yield More(lambda whole: self.parts(n, whole), "have", n.words, op), 0.0

    def doing(self, v: Relation, op: str, n: Phrase) -> Made:
        """ "directed more episodes"."""
        if not n.is_entity and not n.others and fits(n, v.far):
            yield More(lambda one: self._reached(n, one, v), v.words, n.words, op, v.near), 0.0

    def being_in(self, p: str, op: str, n: Phrase) -> Made:
        """ "was in more episodes"."""
        for relation in self.sets.prepositions.get(p, ()):
            if relation.sense.reference != "within":
                yield from self.doing(replace(relation, words="appear in" if p == "in" else p), op, n)

    def _reached(self, n: Phrase, one: Phrase, v: Relation) -> Phrase | None:
        if not one.classes or not fits(one, v.near):
            return None
        return next(self.sets.reached(n, replace(one, atoms=()), v), None)

    def pair(self, a: Phrase, more: More, b: Phrase) -> Made:
        """ "does A have more episodes than B"; "has A as many as B"."""
        yield from self._compared(a, more, b, more.op, f"{more.words} {'as' if more.op == '=' else 'than'}")

    def alike(self, np: Phrase, more: More) -> Made:
        """ "did A and B direct the same number of episodes"."""
        if len(named(np)) == 2 and np.every:
            yield from self.pair(np.others[0], more, np.others[1])

    def difference(self, a: Phrase, more: More, b: Phrase) -> Made:
        """ "how many more episodes did A direct than B"."""
        a, b = (b, a) if more.op == "<" else (a, b)
        for q, cost in self._compared(a, more, b, "-", ""):
            reading = f"How many more {more.things} does {a.words} {more.verb} than {b.words}?"
            yield replace(q, reading=reading), cost

    def _compared(self, a: Phrase, more: More, b: Phrase, op: str, words: str) -> Made:
        if a.is_entity and b.is_entity and a.head != b.head:
            one, other = (counted(x, more.of(x)) for x in (a, b))
            if one and other:
                form = Form("compare", (one[1], other[1]), (one[0], other[0]), (a.words, b.words), op=op)
                yield Question(form, f"Does {a.words} {words} {b.words}?", (*a.notes, *b.notes)), 0.0

    def picked(self, np: Phrase, more: More, near: Phrase | None = None) -> Made:
        """ "which has more episodes, A or B"."""
        one = among(np)
        if one is None or more.op == "=" or not all(fits(np, c) for c in (more.near, near.classes if near else ())):
            return
        found = counted(one, more.of(one))
        if found is not None:
            ranked = replace(one, atoms=(*one.atoms, found[0]), best=found[1], lowest=more.op == "<")
            yield rows(ranked, f"Which of {one.words} {more.words}?"), 0.0

    def beyond(self, n: Phrase, rival: tuple[More, Phrase]) -> Made:
        """ "directors who directed more episodes than X"."""
        more, than = rival
        if n.is_entity or n.others or n.best is not None or not than.is_entity or not fits(n, more.near):
            return
        one = narrowed(n, more.near)
        mine, theirs = (counted(x, more.of(x)) for x in (one, than))
        if mine and theirs:
            atoms = (*one.atoms, mine[0], theirs[0], Compare(more.op, mine[1], theirs[1], True))
            words = f"{n.words} that {more.words} {'as' if more.op == '=' else 'than'} {than.words}"
            done = replace(one, atoms=atoms, words=words, notes=(*n.notes, *than.notes))
            yield from self.sets.excepted(done, than) if more.op == "=" and fits(one, than.classes) else [(done, 0.0)]

    def asked(self, n: Phrase, rival: tuple[More, Phrase], head: str) -> Made:
        """ "who directed more episodes than X"."""
        for one, cost in self.beyond(n, rival):
            yield rows(one, f"{head} {one.words.removeprefix(f'{n.words} that ')}?"), cost


def contest_rules(x: Contests) -> list[Rule]:
    """The rules of such questions: MORES is what one does or has more of, BEYOND the same with what it is more than."""
    r = Rule
    return [
        r("OPMORE", ("MORETHINGS",), lambda _: [(">", 0.0)]),
        r("OPMORE", ("FEWERTHINGS",), lambda _: [("<", 0.0)]),
        r("MORES", ("HAVE", "OPMORE", "N"), lambda _, op, n: x.having(op, n)),
        r("MORES", ("V", "OPMORE", "N"), x.doing),
        r("MORES", ("BEEN", "P", "OPMORE", "N"), lambda _, p, op, n: x.being_in(p, op, n)),
        r("MORES", ("BE", "P", "OPMORE", "N"), lambda _, p, op, n: x.being_in(p, op, n)),
        r("MORES", ("BE", "BEEN", "P", "OPMORE", "N"), lambda _, _b, p, op, n: x.being_in(p, op, n)),
        r("MORES", ("HAVE", "OPMORE", "N", "VB"), lambda _, op, n, v: x.doing(v, op, n) if not v.sense.marker else []),
        r("MORES", ("DO", "MORES"), lambda _, more: [(more, 0.0)]),
        r("ASMANY", ("HAVE", "ASMANYTHINGS", "N"), lambda _, _a, n: x.having("=", n)),
        r("ASMANY", ("V", "ASMANYTHINGS", "N"), lambda v, _, n: x.doing(v, "=", n)),
        r("ASMANY", ("BEEN", "P", "ASMANYTHINGS", "N"), lambda _, p, _a, n: x.being_in(p, "=", n)),
        r("THANX", ("THAN", "NP"), lambda _, np: [(np, 0.0)]),
        r("THANX", ("THAN", "NP", "DO"), lambda _, np, _d: [(np, 0.0)]),
        r("THANX", ("THAN", "NP", "BE"), lambda _, np, _d: [(np, 0.0)]),
        r("ASX", ("P", "NP"), lambda p, np: [(np, 0.0)] if p == "as" else []),
        r("ASX", ("P", "NP", "DO"), lambda p, np, _d: [(np, 0.0)] if p == "as" else []),
        r("Q", ("DO", "NP", "MORES", "THANX"), lambda _, a, more, b: x.pair(a, more, b)),
        r("Q", ("BE", "NP", "P", "OPMORE", "N", "THANX"), lambda _, a, p, op, n, b: (y for more, _c in x.being_in(p, op, n) for y in x.pair(a, more, b))),
        r("Q", ("BE", "OPMORE", "N", "VB", "BY", "NP", "THAN", "BY", "NP"), lambda _, op, n, v, _b, a, _t, _y, b: (y for more, _c in x.doing(v, op, n) for y in x.pair(a, more, b))),
        r("Q", ("BE", "OPMORE", "N", "VB", "BY", "NP"), lambda _, op, n, v, _b, np: (y for more, _c in x.doing(v, op, n) for y in x.picked(np, more))),
        r("Q", ("DO", "OPMORE", "N", "BEEN", "VB", "BY", "NP", "THAN", "BY", "NP"), lambda _, op, n, _e, v, _b, a, _t, _y, b: (y for more, _c in x.doing(v, op, n) for y in x.pair(a, more, b))),
        r("Q", ("DO", "NP", "ASMANY", "ASX"), lambda _, a, more, b: x.pair(a, more, b)),
        r("Q", ("DO", "NP", "ASMANY"), lambda _, np, more: x.alike(np, more)),
        r("S", ("NP", "MORES", "THANX"), x.pair),
        r("S", ("NP", "ASMANY", "ASX"), x.pair),
        r("S", ("NP", "ASMANY"), x.alike),
        r("Q", ("DO", "NP", "MORES"), lambda _, np, more: x.picked(np, more)),
        r("Q", ("WHO", "MORES", "NP"), lambda _, more, np: x.picked(np, more)),
        r("Q", ("WHICH", "MORES", "NP"), lambda _, more, np: x.picked(np, more)),
        r("Q", ("WHO", "MORES", "OF", "NP"), lambda _, more, _o, np: x.picked(np, more)),
        r("Q", ("WHICH", "MORES", "OF", "NP"), lambda _, more, _o, np: x.picked(np, more)),
        r("Q", ("WHICH", "OF", "NP", "MORES"), lambda _, _o, np, more: x.picked(np, more)),
        r("Q", ("WHICH", "N", "MORES", "NP"), lambda _, n, more, np: x.picked(np, more, n)),
        r("Q", ("NP", "WHO", "MORES"), lambda np, _, more: x.picked(np, more)),
        r("Q", ("NP", "WHICH", "MORES"), lambda np, _, more: x.picked(np, more)),
        r("Q", ("OF", "NP", "WHO", "MORES"), lambda _, np, _w, more: x.picked(np, more)),
        r("Q", ("OF", "NP", "WHICH", "MORES"), lambda _, np, _w, more: x.picked(np, more)),
        r("Q", ("HOWMANY", "OPMORE", "N", "DO", "NP", "V", "THANX"), lambda _, op, n, _d, a, v, b: (y for more, _c in x.doing(v, op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "DO", "NP", "HAVE", "THANX"), lambda _, op, n, _d, a, _h, b: (y for more, _c in x.having(op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "HAVE", "NP", "THANX"), lambda _, op, n, _h, a, b: (y for more, _c in x.having(op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "BE", "NP", "P", "THANX"), lambda _, op, n, _b, a, p, b: (y for more, _c in x.being_in(p, op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "DO", "NP", "BEEN", "P", "THANX"), lambda _, op, n, _d, a, _b, p, b: (y for more, _c in x.being_in(p, op, n) for y in x.difference(a, more, b))),
        r("BEYOND", ("MORES", "THANX"), lambda more, than: [((more, than), 0.0)]),
        r("BEYOND", ("ASMANY", "ASX"), lambda more, than: [((more, than), 0.0)]),
        r("Q", ("WHO", "BEYOND"), lambda _, rival: x.asked(WHO, rival, "Who")),
        r("Q", ("WHICH", "N", "BEYOND"), lambda _, n, rival: x.asked(n, rival, f"Which {n.words}")),
        r("Q", ("HOWMANY", "N", "BEYOND"), lambda _, n, rival: x.questions.counted(one for one, _c in x.beyond(n, rival))),
        r("N", ("N", "THAT", "BEYOND"), lambda n, _, rival: x.beyond(n, rival)),
        r("N", ("N", "P", "OPMORE", "N", "THANX"), lambda n, p, op, m, b: (y for more, _c in x.having(op, m) for y in x.beyond(n, (more, b))) if p == "with" else []),
    ]  # fmt: skip
