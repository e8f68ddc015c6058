"""Of two things, which has or does more of something, whether one does, by how much, and who does more than one does."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Compare, Form, Var
from continuity.language.measures import among, counted, named
from continuity.language.phrases import Phrase, fits, narrowed
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.wording import ALL, WHO, Question, rows
from continuity.language.works import Made

#: How two numbers are compared, in words.
_HOW = {">": "more", "<": "fewer", "=": "as many"}
#: What stands before so many times as many, and what a number is called as one.
_BESIDE = {">": "more than ", ">=": "at least ", "<": "less than ", "<=": "at most ", "=": ""}
_FACTORS = {"half": 0.5, "twice": 2, "double": 2, "thrice": 3, "triple": 3, "quadruple": 4}


def times_as(op: str, factor: float) -> str:
    """How a number is compared to so many times another: `= 2 *`."""
    return f"{op} {factor:g} *"


def is_as(op: str) -> bool:
    """Whether it is said with "as": "as many", "twice as many"."""
    return op == "=" or op.endswith("*")


def how(op: str) -> str:
    """A comparison in words: "more", "2 times as many"."""
    if op in _HOW:
        return _HOW[op]
    sign, factor, _ = op.split()
    return f"{_BESIDE[sign]}{'half' if factor == '0.5' else f'{factor} times'} as many"


@dataclass(frozen=True, slots=True)
class More:
    """What one has more of than another: what narrows the set to those of a thing, the verb, the set, the comparison.

    `near` are the classes of which the one can be; `asked` is how it is asked, where that is not said of the one.
    """

    of: Callable[[Phrase], Phrase | None]
    verb: str
    things: str
    op: str
    near: tuple[str, ...] = ()
    asked: str = ""

    @property
    def words(self) -> str:
        """As it is said of several."""
        return f"{self.verb} {how(self.op)} {self.things}"


class Contests:
    """Composes such questions."""

    def __init__(self, questions: Questions, parts: Callable[[Phrase, Phrase], Phrase | None]) -> None:
        self.questions = questions
        self.sets = questions.sets
        self.parts = parts

    def having(self, op: str, n: Phrase) -> Made:
        """ "has more episodes"."""
        if not n.is_entity and not n.others:
            yield More(lambda one: self.parts(n, one), "have", n.words, op), 0.0
            yield More(lambda one: self._appearing(n, one), "have", n.words, op, ("Character", "Person")), 0.15

    def having_kin(self, op: str, rn: Relation) -> Made:
        """ "has more enemies"."""
        if not rn.sense.roles:
            yield More(lambda one: self._kin(rn, one), "have", rn.words, op), 0.0

    def _kin(self, rn: Relation, one: Phrase) -> Phrase | None:
        found = self.sets.of(replace(rn, one=False), replace(one, atoms=())) if fits(one, rn.far) else iter(())
        return next((n for n, _ in found), None)

    def happening(self, op: str, n: Phrase, v: Relation) -> Made:
        """ "did more people die in"."""
        if not n.is_entity and not n.others and fits(n, v.near):
            asked = f"Do {how(op)} {n.words} {v.words}"
            yield More(lambda one: self._happening(n, v, one), "have", n.words, op, v.far, asked), 0.0

    def _happening(self, n: Phrase, v: Relation, one: Phrase) -> Phrase | None:
        found = (
            done for vp, _ in self.sets.said(v, replace(one, atoms=())) for done, _c in self.sets.such(n, vp, "that ")
        )
        return next(found, None) if one.classes and fits(one, v.far) else None

    def told_in(self, op: str, n: Phrase, p: str) -> Made:
        """ "were there more deaths in"."""
        if p in ("in", "of", "on", "for", "from"):
            yield from self.having(op, n)

    def weighed(self, np: Phrase, more: More) -> Made:
        """ "number of episodes, A versus B": of each of them."""
        one, found = self._of_those(np, more)
        if one is not None and found is not None:
            ranked = replace(one, atoms=(*one.atoms, found[0]), best=found[1], limit=ALL)
            yield rows(ranked, f"Compare the number of {more.things} of {one.words}?"), 0.0

    def _of_those(self, np: Phrase, more: More) -> tuple[Phrase | None, tuple[Atom, Var] | None]:
        """Any of those that are named, each of which can have it, and how much."""
        one = among(np)
        if one is None or not fits(np, more.near) or any(more.of(m) is None for m in named(np)):
            return None, None
        return one, counted(one, more.of(one))

    def doing(self, v: Relation, op: str, n: Phrase) -> Made:
        """ "directed more episodes"."""
        if not n.is_entity and not n.others and fits(n, v.far):
            yield More(lambda one: self._reached(n, one, v), v.words, n.words, op, v.near), 0.0

    def being_in(self, p: str, op: str, n: Phrase) -> Made:
        """ "was in more episodes"."""
        for relation in self.sets.prepositions.get(p, ()):
            if relation.sense.reference != "within":
                yield from self.doing(replace(relation, words="appear in" if p == "in" else p), op, n)

    def _appearing(self, n: Phrase, one: Phrase) -> Phrase | None:
        """The works that someone is in are had by them as well."""
        if not one.classes or not fits(one, ("Character", "Person")) or not fits(n, ("Work",)):
            return None
        found = (self._reached(n, one, v) for v in self.sets.prepositions["in"] if v.sense.reference != "within")
        return next((done for done in found if done is not None), None)

    def _reached(self, n: Phrase, one: Phrase, v: Relation) -> Phrase | None:
        if not one.classes or not fits(one, v.near):
            return None
        return next(self.sets.reached(n, replace(one, atoms=()), v), None)

    def pair(self, a: Phrase, more: More, b: Phrase) -> Made:
        """ "does A have more episodes than B"; "has A as many as B"."""
        for q, cost in self._compared(a, more, b, more.op, f"{more.words} {'as' if is_as(more.op) else 'than'}"):
            yield replace(q, reading=f"{more.asked} {a.words} than {b.words}?") if more.asked else q, cost

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

    def ratio(self, a: Phrase, more: More, b: Phrase) -> Made:
        """ "how many times as many episodes does A have as B"."""
        for q, cost in self._compared(a, more, b, "/", ""):
            reading = f"How many times as many {more.things} does {a.words} {more.verb} as {b.words}?"
            yield replace(q, reading=reading), cost

    def _compared(self, a: Phrase, more: More, b: Phrase, op: str, words: str) -> Made:
        if a.is_entity and b.is_entity and a.head != b.head:
            one, other = (counted(x, more.of(x)) for x in (a, b))
            if one and other:
                form = Form("compare", (one[1], other[1]), (one[0], other[0]), (a.words, b.words), op=op)
                like = fits(a, ("Work",)) == fits(b, ("Work",))  # a work is hardly compared with a character
                yield Question(form, f"Does {a.words} {words} {b.words}?", (*a.notes, *b.notes)), 0.0 if like else 0.2

    def picked(self, np: Phrase, more: More, near: Phrase | None = None) -> Made:
        """ "which has more episodes, A or B"."""
        one, found = self._of_those(np, more)
        if one is not None and found is not None and not is_as(more.op) and (near is None or fits(np, near.classes)):
            ranked = replace(one, atoms=(*one.atoms, found[0]), best=found[1], lowest=more.op == "<")
            either = " or ".join(m.words for m in named(np))
            asked = f"{more.asked} {either}?" if more.asked else f"Which of {one.words} {more.words}?"
            yield rows(ranked, asked), 0.0

    def beyond(self, n: Phrase, rival: tuple[More, Phrase]) -> Made:
        """ "directors who directed more episodes than X"."""
        more, than = rival
        if n.is_entity or n.others or n.best is not None or not than.is_entity:
            return
        if not fits(n, more.near or than.classes):
            return
        one = narrowed(n, more.near)
        mine, theirs = (counted(x, more.of(x)) for x in (one, than))
        if mine and theirs:
            atoms = (*one.atoms, mine[0], theirs[0], Compare(more.op, mine[1], theirs[1], True))
            words = f"{n.words} that {more.words} {'as' if is_as(more.op) else 'than'} {than.words}"
            done = replace(one, atoms=atoms, words=words, notes=(*n.notes, *than.notes))
            yield from self.sets.excepted(done, than) if more.op == "=" and fits(one, than.classes) else [(done, 0.0)]

    def anyone(self, rival: tuple[More, Phrase]) -> Made:
        """ "does anyone have more aliases than X"."""
        for one, _ in self.beyond(WHO, rival):
            for q, cost in self.questions.existing(one):
                yield replace(q, reading=f"Does anyone {one.words.removeprefix(f'{WHO.words} that ')}?"), cost

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
        r("OPAS", ("ASMANYTHINGS",), lambda _: [("=", 0.0)]),
        r("FACTOR", ("TIMESOVER",), lambda word: [(_FACTORS[word], 0.0)]),
        r("FACTOR", ("NUM", "TIMES"), lambda k, _: [(k, 0.0)]),
        r("OPTIMES", ("FACTOR", "ASMANYTHINGS"), lambda k, word: [(times_as("=", k), 0.0)] if word == "as many" else []),
        r("OPTIMES", ("FACTOR", "HOWMANY"), lambda k, word: [(times_as("=", k), 0.0)] if word == "the number of" else []),
        *(r("OPTIMES", (word, "FACTOR", "ASMANYTHINGS"), lambda _, k, many, op=op: [(times_as(op, k), 0.0)] if many == "as many" else []) for word, op in (("MORE", ">"), ("ATLEAST", ">="), ("LESS", "<"), ("ATMOST", "<="), ("EXACTLY", "="))),
        r("OPAS", ("OPTIMES",), lambda op: [(op, 0.0)]),
        r("Q", ("HOWMANY", "TIMES", "ASMANYTHINGS", "RN", "DO", "NP", "HAVE", "ASX"), lambda _, _t, many, rn, _d, a, _h, b: (y for more, _c in x.having_kin(">", rn) for y in x.ratio(a, more, b)) if many == "as many" else []),
        r("Q", ("HAVE", "NP", "OPAS", "N", "ASX"), lambda _, a, op, n, b: (y for more, _c in x.having(op, n) for y in x.pair(a, more, b))),
        r("Q", ("HAVE", "NP", "OPAS", "RN", "ASX"), lambda _, a, op, rn, b: (y for more, _c in x.having_kin(op, rn) for y in x.pair(a, more, b))),
        r("N", ("N", "P", "OPAS", "RN", "ASX"), lambda n, p, op, rn, b: (y for more, _c in x.having_kin(op, rn) for y in x.beyond(n, (more, b))) if p == "with" else []),
        *(r("Q", ("HOWMANY", "TIMES", "ASMANYTHINGS", "N", *done, "ASX"), lambda _, _t, many, n, _d, a, v, b: (y for more, _c in (x.having(">", n) if isinstance(v, str) else x.doing(v, ">", n)) for y in x.ratio(a, more, b)) if many == "as many" else []) for done in (("DO", "NP", "HAVE"), ("DO", "NP", "V"))),
        r("MORES", ("HAVE", "OPMORE", "N"), lambda _, op, n: x.having(op, n)),
        r("MORES", ("V", "OPMORE", "N"), x.doing),
        r("MORES", ("HAVE", "OPMORE", "RN"), lambda _, op, rn: x.having_kin(op, rn)),
        r("ASMANY", ("HAVE", "OPAS", "RN"), lambda _, op, rn: x.having_kin(op, rn)),
        r("MOSTS", ("HAVE", "OPMOST", "RN"), lambda _, op, rn: x.having_kin(op, rn)),
        r("AMOUNTOF", ("HOWMANY", "N"), lambda _, n: x.having(">", n)),
        r("AMOUNTOF", ("HOWMANY", "RN"), lambda _, rn: x.having_kin(">", rn)),
        r("RIVALS", ("E", "VERSUS", "E"), lambda a, _, b: x.sets.several(a, b, False)),
        r("RIVALS", ("E", "AND", "E"), lambda a, _, b: x.sets.several(a, b, False)),
        r("RIVALS", ("E", "E", "AND", "E"), lambda a, b, _, c: x.sets.listed((a, b, c), False)),
        r("Q", ("AMOUNTOF", "RIVALS"), lambda more, np: x.weighed(np, more)),
        r("Q", ("RIVALS", "AMOUNTOF"), lambda np, more: x.weighed(np, more)),
        r("Q", ("COMPARE", "AMOUNTOF", "P", "RIVALS"), lambda _, more, p, np: x.weighed(np, more) if p in ("of", "in", "for", "between") else []),
        r("Q", ("COMPARE", "RIVALS", "COUNTBY", "N"), lambda _, np, _c, n: (y for more, _k in x.having(">", n) for y in x.weighed(np, more))),
        r("Q", ("BE", "THERE", "OPMORE", "N", "P", "NP"), lambda _, _t, op, n, p, np: (y for more, _c in x.told_in(op, n, p) for y in x.picked(np, more)) if not np.every else []),
        r("Q", ("BE", "THERE", "OPMORE", "N", "P", "NP", "THAN", "P", "NP"), lambda _, _t, op, n, p, a, _h, _p, b: (y for more, _c in x.told_in(op, n, p) for y in x.pair(a, more, b))),
        r("Q", ("BE", "THERE", "OPAS", "N", "P", "NP", "P", "P", "NP"), lambda _, _t, op, n, p, a, o, _p, b: (y for more, _c in x.told_in(op, n, p) for y in x.pair(a, more, b)) if o == "as" else []),
        r("Q", ("DO", "OPMORE", "N", "V", "NP"), lambda _, op, n, v, np: (y for more, _c in x.happening(op, n, v) for y in x.picked(np, more)) if not np.every else []),
        r("Q", ("DO", "OPMORE", "N", "V", "NP", "THAN", "NP"), lambda _, op, n, v, a, _t, b: (y for more, _c in x.happening(op, n, v) for y in x.pair(a, more, b))),
        r("Q", ("DO", "OPMORE", "N", "V", "NP", "THAN", "P", "NP"), lambda _, op, n, v, a, _t, _p, b: (y for more, _c in x.happening(op, n, v) for y in x.pair(a, more, b))),
        r("Q", ("OFWHICH", "DO", "OPMORE", "N", "VB", "NP"), lambda _, _d, op, n, v, np: (y for more, _c in x.happening(op, n, v) for y in x.picked(np, more)) if v.sense.marker and not np.every else []),
        r("Q", ("HOWMANY", "OPMORE", "N", "BE", "THERE", "P", "NP", "THAN", "NP"), lambda _, op, n, _b, _t, p, a, _h, b: (y for more, _c in x.told_in(op, n, p) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "BE", "THERE", "P", "NP", "THAN", "P", "NP"), lambda _, op, n, _b, _t, p, a, _h, _p, b: (y for more, _c in x.told_in(op, n, p) for y in x.difference(a, more, b))),
        r("Q", ("OFWHICH", "BE", "THERE", "OPMORE", "N", "NP"), lambda _, _b, _t, op, n, np: (y for more, _c in x.having(op, n) for y in x.picked(np, more))),
        r("OFWHICH", ("P", "WHICH"), lambda p, _: [(None, 0.0)] if p in ("in", "for") else []),
        r("OFWHICH", ("P", "WHICH", "N"), lambda p, _, _n: [(None, 0.0)] if p in ("in", "for") else []),
        r("MORES", ("BEEN", "P", "OPMORE", "N"), lambda _, p, op, n: x.being_in(p, op, n)),
        r("MORES", ("BE", "P", "OPMORE", "N"), lambda _, p, op, n: x.being_in(p, op, n)),
        r("MORES", ("BE", "BEEN", "P", "OPMORE", "N"), lambda _, _b, p, op, n: x.being_in(p, op, n)),
        r("MORES", ("HAVE", "OPMORE", "N", "VB"), lambda _, op, n, v: x.doing(v, op, n) if not v.sense.marker else []),
        r("MORES", ("DO", "MORES"), lambda _, more: [(more, 0.0)]),
        r("OPMOST", ("MOST",), lambda _: [(">", 0.0)]),
        r("OPMOST", ("LEAST",), lambda _: [("<", 0.0)]),
        r("MOSTS", ("HAVE", "OPMOST", "N"), lambda _, op, n: x.having(op, n)),
        r("MOSTS", ("V", "OPMOST", "N"), x.doing),
        r("MOSTS", ("BEEN", "P", "OPMOST", "N"), lambda _, p, op, n: x.being_in(p, op, n)),
        r("MOSTS", ("DO", "MOSTS"), lambda _, more: [(more, 0.0)]),
        r("Q", ("WHO", "MOSTS", "NP"), lambda _, more, np: x.picked(np, more)),
        r("Q", ("WHICH", "MOSTS", "NP"), lambda _, more, np: x.picked(np, more)),
        r("Q", ("WHICH", "OF", "NP", "MOSTS"), lambda _, _o, np, more: x.picked(np, more)),
        r("Q", ("OF", "NP", "WHO", "MOSTS"), lambda _, np, _w, more: x.picked(np, more)),
        r("Q", ("OF", "NP", "WHICH", "MOSTS"), lambda _, np, _w, more: x.picked(np, more)),
        r("ASMANY", ("HAVE", "OPAS", "N"), lambda _, op, n: x.having(op, n)),
        r("ASMANY", ("V", "OPAS", "N"), x.doing),
        r("ASMANY", ("DO", "ASMANY"), lambda _, more: [(more, 0.0)]),
        r("ASMANY", ("BEEN", "P", "OPAS", "N"), lambda _, p, op, n: x.being_in(p, op, n)),
        r("THANX", ("THAN", "NP"), lambda _, np: [(np, 0.0)]),
        r("THANX", ("THAN", "NP", "DO"), lambda _, np, _d: [(np, 0.0)]),
        r("THANX", ("THAN", "NP", "BE"), lambda _, np, _d: [(np, 0.0)]),
        r("ASX", ("P", "NP"), lambda p, np: [(np, 0.0)] if p == "as" else []),
        r("ASX", ("THAT", "NP", "HAVE"), lambda _, np, _h: [(np, 0.0)]),
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
        r("Q", ("WHICH", "N", "NP", "MORES"), lambda _, n, np, more: x.picked(np, more, n)),
        r("Q", ("OPMORE", "N", "NP"), lambda op, n, np: ((y, 0.4) for more, _c in x.having(op, n) for y, _k in x.picked(np, more)) if not np.every else []),
        r("Q", ("OPMORE", "RN", "NP"), lambda op, rn, np: ((y, 0.4) for more, _c in x.having_kin(op, rn) for y, _k in x.picked(np, more)) if not np.every else []),
        r("Q", ("WHICH", "N", "MORES", "NP"), lambda _, n, more, np: x.picked(np, more, n)),
        r("Q", ("NP", "WHO", "MORES"), lambda np, _, more: x.picked(np, more)),
        r("Q", ("NP", "WHICH", "MORES"), lambda np, _, more: x.picked(np, more)),
        r("Q", ("OF", "NP", "WHO", "MORES"), lambda _, np, _w, more: x.picked(np, more)),
        r("Q", ("OF", "NP", "WHICH", "MORES"), lambda _, np, _w, more: x.picked(np, more)),
        r("Q", ("HOWMANY", "OPMORE", "N", "DO", "NP", "V", "THANX"), lambda _, op, n, _d, a, v, b: (y for more, _c in x.doing(v, op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "RN", "DO", "NP", "HAVE", "THANX"), lambda _, op, rn, _d, a, _h, b: (y for more, _c in x.having_kin(op, rn) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "DO", "NP", "HAVE", "THANX"), lambda _, op, n, _d, a, _h, b: (y for more, _c in x.having(op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "HAVE", "NP", "THANX"), lambda _, op, n, _h, a, b: (y for more, _c in x.having(op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "BE", "NP", "P", "THANX"), lambda _, op, n, _b, a, p, b: (y for more, _c in x.being_in(p, op, n) for y in x.difference(a, more, b))),
        r("Q", ("HOWMANY", "OPMORE", "N", "DO", "NP", "BEEN", "P", "THANX"), lambda _, op, n, _d, a, _b, p, b: (y for more, _c in x.being_in(p, op, n) for y in x.difference(a, more, b))),
        r("BEYOND", ("MORES", "THANX"), lambda more, than: [((more, than), 0.0)]),
        r("BEYOND", ("ASMANY", "ASX"), lambda more, than: [((more, than), 0.0)]),
        r("N", ("N", "P", "OPAS", "N", "ASX"), lambda n, p, op, m, b: (y for more, _c in x.having(op, m) for y in x.beyond(n, (more, b))) if p == "with" else []),
        r("Q", ("DO", "ANYONE", "BEYOND"), lambda _, _a, rival: x.anyone(rival)),
        r("Q", ("WHO", "BEYOND"), lambda _, rival: x.asked(WHO, rival, "Who")),
        r("Q", ("WHICH", "N", "BEYOND"), lambda _, n, rival: x.asked(n, rival, f"Which {n.words}")),
        r("Q", ("HOWMANY", "N", "BEYOND"), lambda _, n, rival: x.questions.counted(one for one, _c in x.beyond(n, rival))),
        r("N", ("N", "THAT", "BEYOND"), lambda n, _, rival: x.beyond(n, rival)),
        r("N", ("N", "P", "OPMORE", "N", "THANX"), lambda n, p, op, m, b: (y for more, _c in x.having(op, m) for y in x.beyond(n, (more, b))) if p == "with" else []),
    ]  # fmt: skip
