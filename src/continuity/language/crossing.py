"""Crossovers: through whom or what works are linked, and who and what crosses over from which into which."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.comparing import Comparing
from continuity.language.logical import Const, Form, Is, Rel, Shown, Var
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.question_rules import SOMEONE, SOMETHING
from continuity.language.statements import attach
from continuity.language.wording import SOMEWHERE, Question, rows
from continuity.language.works import Made

_INTO = ("into", "to", "in", "on")


class Crossing:
    """Composes such questions."""

    def __init__(self, comparing: Comparing) -> None:
        self.comparing = comparing
        self.questions = comparing.questions
        self.sets = comparing.sets

    def through(self, word: str, np: Phrase) -> Made:
        """ "through whom are A and B linked"."""
        things = "what" in word.split() or "crossovers" in word
        yield from self.comparing.linked(SOMETHING if things else SOMEONE, np, "What links" if things else "Who links")

    def through_these(self, word: str, a: Phrase, b: Phrase) -> Made:
        """ "through whom is A linked to B"."""
        for both, _ in self.sets.several(a, b, True):
            yield from self.through(word, both)

    def connecting(self, pair: tuple[Phrase, Phrase]) -> Made:
        """ "characters that link A and B"."""
        n, np = pair
        if n.classes and not n.is_entity:
            yield from self.comparing.linked(n, np, f"Which {n.words} link")

    def ties(self, a: Phrase, b: Phrase) -> Made:
        """ "what ties A to B", of works that cross over: that through which they do."""
        one, other = a.head, b.head
        if isinstance(one, Const) and isinstance(other, Const) and fits(a, ("Work",)) and fits(b, ("Work",)):
            told = self.sets.names.canon.claims
            if any(c.object.value == other.id for c in told(one.id, "crossesOverWith")):
                for both, _ in self.sets.several(a, b, True):
                    yield from ((q, -0.1) for q, _c in self.comparing.linked(SOMETHING, both, "What links"))

    def from_to(self, n: Phrase, a: Phrase | None, b: Phrase) -> Made:
        """ "which objects from A show up in B"."""
        if not n.is_entity and not n.others and not n.best and fits(n, ("Item", "Place", "Event")) and n.classes:
            for one in self._crossing(n, a, b):
                tail = f" from {a.words}" if a is not None else ""
                yield rows(one, f"Which {n.words}{tail} show up in {b.words}?"), 0.0

    def from_into(self, n: Phrase, a: Phrase | None, b: Phrase, head: str) -> Made:
        """ "who crosses over from A to B": in this direction."""
        if not n.is_entity and not n.others and not n.best and (n is SOMETHING or _crosses(n)):
            for one in self._crossing(n, a, b):
                tail = f"from {a.words} to {b.words}" if a is not None else f"into {b.words}"
                yield rows(one, f"{head} {'crosses' if head in ('Who', 'What') else 'cross'} over {tail}?"), 0.0

    def such(self, n: Phrase, a: Phrase | None, b: Phrase) -> Made:
        """ "characters that cross over from A to B"."""
        if not (n.is_entity or n.others or n.best) and _crosses(n):
            tail = f"from {a.words} to {b.words}" if a is not None else f"into {b.words}"
            for one in self._crossing(n, a, b):
                yield replace(one, words=f"{n.words} that cross over {tail}"), 0.0

    def where_both(self, n: Phrase, np: Phrase) -> Made:
        """ "in which episode do A and B cross over"."""
        if len(np.others) != 2 or not np.every or not n.classes or not fits(n, ("Work",)) or n.is_entity:
            return
        node = Var("crossing")
        crossing = Phrase(node, (Is("Crossover", node),), ("Crossover",), "crossover")
        if fits(np, ("Work",)):
            for told in attach(crossing, np):
                atoms = (*n.atoms, *told.atoms, Rel("in", node, n.head, False, is_whole(n) and n is not SOMEWHERE))
                one = replace(n, atoms=atoms, notes=told.notes)
                head = "Where" if n is SOMEWHERE else f"In which {n.words}"
                yield rows(one, f"{head} do {np.words} cross over?"), 0.0

    def where_pair(self, n: Phrase, a: Phrase, b: Phrase) -> Made:
        """ "in which episode does A cross over with B"."""
        for both, _ in self.sets.several(a, b, True):
            yield from self.where_both(n, both)

    def which(self, n: Phrase, via: Phrase, a: Phrase | None = None) -> Made:
        """ "which series has X crossed over into from A"."""
        if via.is_entity and _crosses(via) and n.classes and fits(n, ("Work",)) and not n.others and not n.is_entity:
            for one in self._crossing(via, a, replace(n, atoms=())):
                tail = f" from {a.words}" if a is not None else ""
                found = replace(n, atoms=(*n.atoms, *one.atoms), notes=(*n.notes, *one.notes))
                yield rows(found, f"Which {n.words} does {via.words} cross over into{tail}?"), 0.0

    def into(self, via: Phrase, b: Phrase, a: Phrase | None = None, head: str = "How") -> Made:
        """ "how does X cross over into B": in which work of it, from where, and why."""
        if via.is_entity and _crosses(via) and b.is_entity and fits(b, ("Work",)):
            for one in self._crossing(via, a, b):
                shown = tuple((p, Var(f"crossing.{p}")) for p in ("in", "fromWork", "why"))
                atoms = (*one.atoms, *(Shown(p, Var("crossing"), v) for p, v in shown))
                form = Form("rows", tuple(v for _, v in shown), atoms, ("in", "from", "why"))
                tail = f" from {a.words}" if a is not None else ""
                yield Question(form, f"{head} does {via.words} cross over into {b.words}{tail}?", one.notes), 0.0

    def where(self, n: Phrase, via: Phrase, b: Phrase) -> Made:
        """ "in which episode does X cross over into B"."""
        if via.is_entity and _crosses(via) and b.is_entity and n.classes and fits(n, ("Work",)) and not n.is_entity:
            for one in self._crossing(via, None, b):
                told = Rel("in", Var("crossing"), n.head, False, is_whole(n))
                found = replace(n, atoms=(*n.atoms, *one.atoms, told), notes=(*n.notes, *one.notes))
                yield rows(found, f"In which {n.words} does {via.words} cross over into {b.words}?"), 0.0

    def does(self, via: Phrase, b: Phrase) -> Made:
        """ "does X cross over into B"."""
        if via.is_entity and _crosses(via) and b.is_entity and fits(b, ("Work",)):
            for one in self._crossing(via, None, b):
                yield (
                    Question(Form("truth", (), one.atoms), f"Does {via.words} cross over into {b.words}?", one.notes),
                    0.0,
                )

    def _crossing(self, via: Phrase, a: Phrase | None, b: Phrase) -> list[Phrase]:
        """What crosses over from one work into another."""
        node = Var("crossing")
        if (a is not None and not (a.is_entity and fits(a, ("Work",)))) or not b.classes or not fits(b, ("Work",)):
            return []
        atoms = (*via.atoms, Is("Crossover", node), Rel("via", node, via.head))
        if a is not None:
            atoms = (*atoms, Rel("fromWork", node, a.head, False, is_whole(a)))
        notes = tuple(dict.fromkeys((*via.notes, *(a.notes if a is not None else ()), *b.notes)))
        return [replace(via, atoms=(*atoms, *b.atoms, Rel("toWork", node, b.head, False, is_whole(b))), notes=notes)]


def is_whole(work: Phrase) -> bool:
    """Whether what is told of its parts is told of a work."""
    return bool(work.classes) and all(is_a(c, ("Series", "Season", "Franchise")) for c in work.classes)


def _crosses(via: Phrase) -> bool:
    return bool(via.classes) and all(is_a(c, ("Character", "Item", "Place", "Group", "Event")) for c in via.classes)


def crossing_rules(x: Crossing) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    return [
        r("Q", ("THROUGH", "BE", "NP", "ARECONNECTED"), lambda word, _, np, _c: x.through(word, np)),
        r("Q", ("THROUGH", "BE", "NP", "CONNECTED", "NP"), lambda word, _, a, _c, b: x.through_these(word, a, b)),
        *(r("Q", (*p, "DEGREES", "BE", "NP", word, "NP"), lambda *m: x.questions.joined(m[-3], m[-1])) for p in ((), ("P",)) for word in ("CONNECTED",)),
        *(r("Q", (*p, "DEGREES", "BE", "NP", "ARECONNECTED"), lambda *m: x.questions.joined_pair(m[-2])) for p in ((), ("P",))),
        r("Q", ("DEGREES", "BE", "NP", "P", "NP"), lambda _, _b, a, p, b: x.questions.joined(a, b) if p in ("from", "to") else []),
        r("Q", ("HOW", "DO", "NP", "CROSSES"), lambda _, _d, np, _c: x.through("what", np)),
        r("Q", ("THROUGH", "DO", "NP", "V", "NP"), lambda word, _, a, v, b: x.through_these(word, a, b) if v.sense.reference == "crossesOverWith" and v.words.split()[-1] not in _INTO else []),
        r("Q", ("THROUGH", "DO", "NP", "CROSSES", "P", "NP"), lambda word, _, a, _c, p, b: ((y, -0.2) for y, _k in x.from_into(SOMEONE, a, b, "Who")) if p in _INTO else []),
        r("Q", ("THROUGH", "DO", "NP", "CROSSES"), lambda word, _, np, _c: x.through(word, np)),
        r("CONNECTS", ("DO", "CONNECTS"), lambda _, word: [(word, 0.0)]),
        r("N", ("N", "NP", "SHARES"), lambda n, np, _: x.comparing.in_common(n, np)),
        r("N", ("N", "THAT", "NP", "SHARES"), lambda n, _, np, _s: x.comparing.in_common(n, np)),
        r("Q", ("WHICH", "N", "BE", "SHARED", "NP"), lambda _, n, _b, _s, np: (y for one, _c in x.comparing.in_common(n, np) for y in x.questions.listed(one, 0.0))),
        r("Q", ("IMPERATIVE", "PATH", "P", "NP"), lambda _, _w, p, np: x.questions.joined_pair(np) if p == "between" else []),
        r("Q", ("IMPERATIVE", "PATH", "P", "NP", "P", "NP"), lambda _, _w, p, a, o, b: x.questions.joined(a, b) if p == "from" and o == "to" else []),
        r("CONNECTING", ("N", "LINKING", "NP"), lambda n, _, np: [((n, np), 0.0)]),
        r("CONNECTING", ("N", "LINKING", "NP", "P", "NP"), lambda n, _, a, p, b: (((n, np), c) for np, c in x.sets.several(a, b, True)) if p in ("to", "with") else []),
        r("CONNECTING", ("N", "THAT", "CONNECTS", "NP"), lambda n, _, _c, np: [((n, np), 0.0)]),
        r("CONNECTING", ("N", "THAT", "CONNECTS", "NP", "P", "NP"), lambda n, _, _c, a, p, b: (((n, np), c) for np, c in x.sets.several(a, b, True)) if p in ("to", "with") else []),
        r("CONNECTING", ("DET", "CONNECTING"), lambda _, pair: [(pair, 0.0)]),
        r("Q", ("CONNECTING",), x.connecting),
        r("Q", ("IMPERATIVE", "CONNECTING"), lambda _, pair: x.connecting(pair)),
        r("Q", ("WHICH", "N", "CONNECTS", "NP", "P", "NP"), lambda _, n, _c, a, p, b: (y for np, _k in x.sets.several(a, b, True) for y in x.connecting((n, np))) if p in ("to", "with") else []),
        r("Q", ("WHO", "CROSSES", "BETWEEN", "NP"), lambda _, _c, _b, np: x.through("", np)),
        r("Q", ("WHICH", "N", "CROSSES", "BETWEEN", "NP"), lambda _, n, _c, _b, np: x.comparing.linked(n, np, f"Which {n.words} link") if n.classes else []),
        r("Q", ("WHAT", "CONNECTS", "NP", "P", "NP"), lambda _, _c, a, p, b: x.ties(a, b) if p in ("to", "with") else []),
        r("Q", ("WHAT", "CONNECTS", "NP"), lambda _, _c, np: x.ties(*np.others) if len(np.others) == 2 and np.every else []),
        r("Q", ("WHICH", "N", "P", "NP", "V", "NP"), lambda _, n, p, a, v, b: x.from_to(n, a, b) if p in ("from", "of", "in") and v.sense.reference == "appearsIn" else []),
        r("Q", ("WHICH", "N", "V", "NP"), lambda _, n, v, b: x.from_to(n, None, b) if v.sense.reference == "appearsIn" else []),
        r("Q", ("WHICH", "N", "CROSSES", "P", "NP", "P", "NP"), lambda _, n, _c, p, a, o, b: x.from_into(n, a, b, f"Which {n.words}") if p == "from" and o in _INTO else []),
        r("Q", ("WHICH", "N", "CROSSES", "P", "NP"), lambda _, n, _c, p, b: x.from_into(n, None, b, f"Which {n.words}") if p in ("into", "to") else []),
        r("Q", ("WHO", "CROSSES", "P", "NP"), lambda _, _c, p, b: x.from_into(SOMEONE, None, b, "Who") if p in ("into", "to") else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "CROSSES"), lambda p, _, n, _d, np, _c: x.where_both(n, np) if p in _INTO else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "CROSSES", "P", "NP"), lambda o, _, n, _d, np, _c, p, b: x.where_pair(n, np, b) if o == "in" and p == "with" else []),
        r("Q", ("WHERE", "DO", "NP", "CROSSES"), lambda word, _, np, _c: x.where_both(SOMEWHERE, np) if word == "where" else []),
        r("Q", ("WHERE", "DO", "NP", "CROSSES", "P", "NP"), lambda word, _d, np, _c, p, b: x.where_pair(SOMEWHERE, np, b) if p == "with" and word == "where" else []),
        r("Q", ("WHAT", "CROSSES", "P", "NP", "P", "NP"), lambda _, _c, p, a, o, b: x.from_into(SOMETHING, a, b, "What") if p == "from" and o in _INTO else []),
        r("Q", ("WHO", "CROSSES", "P", "NP", "P", "NP"), lambda _, _c, p, a, o, b: x.from_into(SOMEONE, a, b, "Who") if p == "from" and o in _INTO else []),
        r("Q", ("WHICH", "N", "DO", "NP", "CROSSES", "P"), lambda _, n, _d, np, _c, p: x.which(n, np) if p in _INTO else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "CROSSES"), lambda p, _, n, _d, np, _c: x.which(n, np) if p in _INTO else []),
        r("Q", ("WHICH", "N", "DO", "NP", "CROSSES", "P", "P", "NP"), lambda _, n, _d, np, _c, p, o, a: x.which(n, np, a) if p in _INTO and o == "from" else []),
        r("Q", ("HOW", "DO", "NP", "CROSSES", "P", "NP"), lambda _, _d, np, _c, p, b: x.into(np, b) if p in _INTO else []),
        r("Q", ("WHERE", "DO", "NP", "CROSSES", "P", "NP"), lambda word, _d, np, _c, p, b: x.into(np, b) if p in _INTO and word == "where" else []),
        r("Q", ("WHEN", "DO", "NP", "CROSSES", "P", "NP"), lambda _, _d, np, _c, p, b: x.into(np, b) if p in _INTO else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "CROSSES", "P", "NP"), lambda o, _, n, _d, np, _c, p, b: x.where(n, np, b) if p in _INTO and o == "in" else []),
        r("Q", ("HOW", "DO", "NP", "CROSSES", "P", "NP", "P", "NP"), lambda _, _d, np, _c, p, b, o, a: x.into(np, b, a) if p in _INTO and o == "from" else []),
        r("Q", ("HOW", "DO", "NP", "CONNECTS", "NP", "P", "NP"), lambda _, _d, np, _c, a, p, b: x.into(np, b, a) if p in ("to", "with", "and") else []),
        r("Q", ("DO", "NP", "CROSSES", "P", "NP"), lambda _, np, _c, p, b: x.does(np, b) if p in _INTO else []),
    ]  # fmt: skip
