"""Sets of works and parts as one place: "seasons 1 to 3 of X", "neither season", "the six Netflix shows", "the Netflix saga"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from continuity.language.chart import Rule
from continuity.language.logical import Among, Const, Is, Rel, Term, Var
from continuity.language.meaning import Pred
from continuity.language.names import Names, is_a
from continuity.language.phrases import Phrase, by_name, fits
from continuity.language.relation import Relation
from continuity.language.sets import is_value
from continuity.language.spoken import Spoken
from continuity.language.works import Made, Works

#: So many seasons are named at most by the first and the last of them.
_LONGEST = 12


@dataclass(frozen=True, slots=True)
class Numbers:
    """Several numbers: all of them, any or none."""

    each: tuple[int, ...]
    how: str


class Spans:
    """Composes such sets."""

    def __init__(self, spoken: Spoken, works: Works) -> None:
        self.spoken = spoken
        self.sets = spoken.sets
        self.works = works
        self.names: Names = works.names

    def numbers(self, how: str, a: int, *more: int) -> Made:
        """ "1, 2 and 3", "2 or 3"."""
        if len({a, *more}) == 1 + len(more):
            yield Numbers((a, *more), how), 0.0

    def further(self, a: int, rest: Numbers) -> Made:
        """The same with one more before them."""
        if rest.how != "nor":
            yield from self.numbers(rest.how, a, *rest.each)

    def range(self, a: int, word: str, b: int) -> Made:
        """ "1 to 3"."""
        if word != "and" and 1 < b - a + 1 <= _LONGEST:
            each = tuple(range(a, b + 1))
            yield from ((Numbers(each, how), -0.05) for how in ("and", "or"))  # all of them, or any: it is asked back

    def seasons(self, e: Phrase, which: Numbers) -> Made:
        """The seasons of a series by their numbers, each of which there must be."""
        found = [one for n in which.each for one, _ in self.works.season(e, n)]
        if len(found) != len(which.each) or not all(isinstance(one.head, Const) and one.head.id for one in found):
            return
        if which.how == "nor":
            yield from ((one, -0.1) for one, _ in self.sets.neither(found[0], found[1]))
            return
        yield from ((one, -0.1) for one in self._joined(found, which.how == "and"))

    def _joined(self, found: list[Phrase], every: bool) -> list[Phrase]:
        """Several things put together."""
        made = [one for one, _ in self.sets.several(found[0], found[1], every)]
        for more in found[2:]:
            made = [one for so_far in made for one, _ in self.sets.several(so_far, more, every)]
        return made

    def of_each(self, number: int, np: Phrase) -> Made:
        """ "season 1 of both A and B"."""
        if len(np.others) > 1 and all(m.is_entity and not m.denied for m in np.others):
            found = [one for e in np.others for one, _ in self.works.season(e, number)]
            if len(found) == len(np.others) and all(isinstance(one.head, Const) and one.head.id for one in found):
                yield from ((one, 0.0) for one in self._joined(found, np.every))

    def none_of(self, n: Phrase) -> Made:
        """ "neither season of X"."""
        if _is_set(n) and any(not isinstance(a, Is) for a in n.atoms):
            yield replace(n, denied=True, words=f"none of the {n.words}"), 0.0

    def any_of(self, n: Phrase) -> Made:
        """ "either season of X", "one of the shows of X"."""
        if _is_set(n) and any(not isinstance(a, Is) for a in n.atoms):
            yield n, 0.0

    def so_many(self, n: Phrase, said: int) -> Made:
        """ "the six shows of X": all of them, however many are said to be."""
        told = any(not isinstance(a, Is) for a in n.atoms)
        known = self._recorded(n) if _is_set(n) and not n.shown else None
        if _is_set(n) and not n.shown and (told or known == said):  # "the six films", where there are six in all
            if known is None:
                there = f"are {said}" if said > 1 else "are no more than one of the"
                note = f"that there {there} {n.words} is taken as it is said"
            else:
                note = f"{known} {n.words} are recorded, not {said}: all of them are meant"
            yield (n if known == said else replace(n, notes=(*n.notes, note))), 0.02

    def _recorded(self, n: Phrase) -> int | None:
        """How many there are of a set that is told by plain facts; None where it is told by more than that."""
        found: set[str] | None = None
        for atom in n.atoms:
            if isinstance(atom, Is) and atom.term == n.head:
                continue
            ids = self._ends(atom, n.head) if isinstance(atom, Rel) else None
            if ids is None:
                return None
            found = ids if found is None else found & ids
        classes = tuple(a.cls for a in n.atoms if isinstance(a, Is))
        if found is None and len(classes) == 1:  # "the six films", of nothing else
            return len(self.names.canon.entities(classes[0]))
        return None if not found else sum(not classes or is_a(self.names.canon.type(id), classes) for id in found)

    def _ends(self, atom: Rel, head: Term) -> set[str] | None:
        """What a fact tells of one thing."""
        canon = self.names.canon
        if atom.lift_subject or atom.lift_object:
            return None  # it may be told of a part
        if atom.subject == head and isinstance(atom.object, Const):
            return {c.subject for c in canon.claims(predicate=atom.property, object=canon.node(atom.object.id))}
        if atom.object == head and isinstance(atom.subject, Const):
            return {c.object.value for c in canon.claims(atom.subject.id, atom.property)}
        return None

    def but_neither(self, a: Phrase, b: Phrase) -> Made:
        """ "A but neither B nor C"."""
        if b.others and all(m.denied for m in b.others) and by_name(a) and by_name(b):
            any_of = replace(b, others=tuple(replace(m, denied=False) for m in b.others), every=False)
            yield from (
                (replace(one, words=f"{a.words} but {b.words}"), cost) for one, cost in self.sets.without(a, any_of)
            )

    def any_so_many(self, n: Phrase, said: int) -> Made:
        """ "name three directors of X"."""
        if _is_set(n):
            note = f"any {said} of them will do: all are listed"
            yield from self.spoken.questions.listed(replace(n, notes=(*n.notes, note)), 0.0)

    def any_bearer(self, v: Relation, bearer: Phrase) -> Made:
        """ "who plays X, other than Y": of all characters of that name, for Y plays but one of them."""
        among = bearer.atoms[0]
        if v.sense.reference != "plays" or not isinstance(among, Among):
            return
        label = self.names.canon.label
        alike = [m for m in among.members if isinstance(m, Const) and is_a(m.cls, ("Character",))]
        in_full = [m for m in alike if label(m.id).casefold() == bearer.words.casefold()]
        members = tuple(in_full or alike)
        if len(members) > 1 and len({label(m.id) for m in members}) == 1:
            any_of = replace(bearer, atoms=(Among(bearer.head, members),), classes=("Character",))
            note = f"every character called {bearer.words} is meant"
            yield Pred(f"{v.words} {bearer.words}", v, replace(any_of, notes=(note,))), -0.3

    def saga(self, e: Phrase, word: str) -> Made:
        """ "the Netflix saga": the one franchise of which a company showed every series."""
        if not (isinstance(e.head, Const) and e.head.cls == "Company"):
            return
        found = list(dict.fromkeys(self._shown_by(e.head.id)))
        if len(found) == 1:
            label = self.names.canon.label(found[0])
            note = f"the {e.words} {word} is read as {label}, every series of which {e.words} showed"
            yield Phrase(Const(found[0], "Franchise"), (), ("Franchise",), label, notes=(*e.notes, note)), -0.1

    def _shown_by(self, company: str) -> Iterator[str]:
        claims, canon = self.names.canon.claims, self.names.canon
        shown = {c.subject for c in claims(predicate="network", object=canon.node(company))}
        wholes = {c.object.value for id in sorted(shown) for c in claims(id, "partOf")}
        for whole in sorted(w for w in wholes if is_a(canon.type(w), ("Franchise",))):
            parts = {c.subject for c in claims(predicate="partOf", object=canon.node(whole))}
            series = {p for p in parts if is_a(canon.type(p), ("Series",))}
            if len(series) > 1 and series <= shown:
                yield whole

    def all_so_many(self, n: Phrase, said: int) -> Made:
        """ "in all three seasons of X"."""
        yield from (each for one, _ in self.so_many(n, said) for each in self.sets.each(one))

    def but(self, e: Phrase, np: Phrase) -> Made:
        """ "the Defenders except X": of a group, its members."""
        for one in self.spoken.members(e):
            yield from ((y, cost + 0.15) for y, cost in self.sets.excepted(one, np))

    def of_shows(self, n: Phrase | Relation, network: Phrase) -> Made:
        """ "Netflix characters", "Netflix directors": those of the shows of a network."""
        people = isinstance(n, Relation) or (n.classes in (("Character",), ("Person",)) and not n.shown)
        if network.classes != ("Company",) or not people:
            return
        show = Var(f"shows.{network.words}")
        for of, _ in self.sets.with_preposition(
            Phrase(show, (Is("Series", show),), ("Series",), "shows"), "of", network
        ):
            if isinstance(n, Relation):
                yield from self.sets.of(n, of, 0.1) if fits(of, n.far) and not is_value(n) else ()
            else:
                yield from ((y, cost + 0.05) for y, cost in self.sets.with_preposition(n, "from", of))

    def others(self, e: Phrase) -> Made:
        """ "the other Defenders"."""
        for one in self.spoken.members(e):
            yield from self.spoken.others(one)

    def so_many_of(self, e: Phrase, said: int) -> Made:
        """ "the four Defenders"."""
        for one in self.spoken.members(e):
            yield from self.so_many(one, said)


def _is_set(n: Phrase) -> bool:
    return not (n.is_entity or n.others or n.tally or n.each or n.denied) and n.best is None


def _is_several(e: Phrase) -> bool:
    """Whether a group is called by what its members are: "the Defenders"."""
    return fits(e, ("Group",)) and e.words.endswith("s")


def spans_rules(x: Spans) -> list[Rule]:
    """The rules of such sets: NUMS are several numbers."""
    r = Rule
    return [
        r("NUMS", ("NUM", "AND", "NUM"), lambda a, _, b: x.numbers("and", a, b)),
        r("NUMS", ("NUM", "OR", "NUM"), lambda a, _, b: x.numbers("or", a, b)),
        r("NUMS", ("NUM", "NOR", "NUM"), lambda a, _, b: x.numbers("or", a, b)),
        r("NUMS", ("NUM", "AND", "SEASON", "NUM"), lambda a, _, _s, b: x.numbers("and", a, b)),
        r("NUMS", ("NUM", "OR", "SEASON", "NUM"), lambda a, _, _s, b: x.numbers("or", a, b)),
        r("NUMS", ("NUM", "TO", "NUM"), x.range),
        r("NUMS", ("BETWEEN", "NUM", "TO", "NUM"), lambda _, a, word, b: x.range(a, "to", b)),
        r("NUMS", ("NUM", "NUMS"), x.further),
        r("SEASONS", ("SEASON", "NUMS"), lambda _, which: [(which, 0.0)]),
        r("SEASONS", ("BOTH", "SEASONS"), lambda _, which: [(which, 0.0)] if which.how == "and" and len(which.each) == 2 else []),
        r("SEASONS", ("EITHER", "SEASONS"), lambda _, which: [(which, 0.0)] if which.how == "or" else []),
        r("SEASONS", ("NEITHER", "SEASON", "NUM", "NOR", "NUM"), lambda _, _s, a, _n, b: x.numbers("nor", a, b)),
        r("SEASONS", ("NEITHER", "SEASON", "NUM", "NOR", "SEASON", "NUM"), lambda _, _s, a, _n, _t, b: x.numbers("nor", a, b)),
        r("PARTS", ("SEASONS", "P", "E"), lambda which, p, e: x.seasons(e, which) if p in ("of", "from") else []),
        r("PARTS", ("E", "SEASONS"), x.seasons),
        r("PARTS", ("E", "POSS", "SEASONS"), lambda e, _, which: x.seasons(e, which)),
        r("NP", ("PARTS",), lambda parts: [(parts, 0.0)]),
        r("N", ("PARTS", "RN"), lambda parts, rn: x.sets.of(rn, parts, 0.02)),
        r("N", ("PARTS", "N"), lambda parts, n: x.sets.with_preposition(n, "of", parts)),
        r("NP", ("NEITHER", "E", "NOR", "NUM"), lambda _, e, _n, k: (y for b, _c in x.works.sibling(e, k) for y in x.sets.neither(e, b))),
        r("NP", ("NEITHER", "E", "NOR", "SEASON", "NUM"), lambda _, e, _n, _s, k: (y for b, _c in x.works.sibling(e, k) for y in x.sets.neither(e, b))),
        r("NP", ("EITHER", "N"), lambda _, n: x.any_of(n)),
        r("NP", ("NEITHER", "N"), lambda _, n: x.none_of(n)),
        r("NP", ("DET", "NUM", "N"), lambda det, k, n: x.so_many(n, k) if det == "the" else []),
        r("NP", ("DET", "ONLY", "N"), lambda det, _, n: x.so_many(n, 1) if det == "the" else []),
        r("NP", ("SEASON", "NUM", "P", "NP"), lambda _, k, p, np: x.of_each(k, np) if p in ("of", "from") else []),
        r("NP", ("ORD", "SEASON", "P", "NP"), lambda o, _, p, np: x.of_each(o.number, np) if p in ("of", "from") and o.number else []),
        r("NP", ("DET", "ORD", "SEASON", "P", "NP"), lambda _, o, _s, p, np: x.of_each(o.number, np) if p in ("of", "from") and o.number else []),
        r("NP", ("DET", "NUM", "E"), lambda det, k, e: x.so_many_of(e, k) if det == "the" and _is_several(e) else []),
        r("NP", ("NP", "BUT", "NP"), lambda a, word, b: x.but_neither(a, b) if word != "and" else []),
        r("PALL", ("P", "NP", "BUT", "P", "NP"), lambda p, a, word, o, b: (((p, replace(np, words=np.words.replace("neither ", f"neither {p} ").replace(" nor ", f" nor {p} "))), c) for np, c in x.but_neither(a, b)) if p == o and word != "and" else []),
        r("N", ("OF", "DET", "N"), lambda word, _, n: [(n, 0.6)] if word == "of" else []),
        r("N", ("OF", "DET", "NUM", "N"), lambda word, _, k, n: ((y, c + 0.6) for y, c in x.so_many(n, k)) if word == "of" else []),
        r("N", ("OF", "E", "POSS", "N"), lambda word, e, _, n: ((y, c + 0.6) for y, c in x.sets.with_preposition(n, "of", e)) if word == "of" else []),
        r("Q", ("IMPERATIVE", "NUM", "N"), lambda _, k, n: x.any_so_many(n, k)),
        r("VP", ("V", "ANYOFNAME"), x.any_bearer),
        r("NPQ", ("ALL", "NUM", "N"), lambda _, k, n: x.all_so_many(n, k)),
        r("NPQ", ("ALL", "NUM", "E"), lambda _, k, e: (y for one in x.spoken.members(e) for y in x.all_so_many(one, k)) if _is_several(e) else []),
        r("NPQ", ("ALL", "DET", "NUM", "N"), lambda _, _d, k, n: x.all_so_many(n, k)),
        *(r("N", ("E", what), lambda e, n: x.of_shows(n, e)) for what in ("N", "RN")),
        r("E", ("E", "SAGA"), x.saga),
        r("E", ("SAGA", "P", "E"), lambda word, p, e: x.saga(e, word) if p in ("of", "from", "on") else []),
        r("N", ("E", "EXCEPT", "NP"), lambda e, _, np: x.but(e, np)),
        r("N", ("OTHER", "E"), lambda _, e: x.others(e) if _is_several(e) else []),
        r("Q", ("IMPERATIVE", "E"), lambda _, e: x.spoken.questions.members(e) if _is_several(e) else []),
    ]  # fmt: skip
