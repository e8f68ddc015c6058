"""Plain values: that something has one ("whose occupation is lawyer"), and the day or year on which a thing was so."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.groups import Groups
from continuity.language.logical import Held
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation
from continuity.language.sets import is_value
from continuity.language.wording import WHO
from continuity.language.works import Made


class Values:
    """Composes such phrases and questions."""

    def __init__(self, groups: Groups) -> None:
        self.groups = groups
        self.questions = groups.questions
        self.sets = groups.sets

    def worth(self, one: Phrase | None) -> Made:
        """ "lawyer", "female", "mind control": a value that is told of somebody."""
        if one is not None and len(one.atoms) == 1 and isinstance(one.atoms[0], Held):
            yield one, 0.0

    def valued(self, rn: Relation, one: Phrase) -> Made:
        """ "the occupation lawyer", of whom it is said."""
        (told,) = one.atoms
        ways = tuple(w for w in told.ways if w[0] == rn.sense.reference) if isinstance(told, Held) else ()
        if ways:
            words = one.words.removeprefix("have ")
            known = replace(one, atoms=(Held(one.head, ways),), words=words)
            said = f"have {words}" if rn.sense.reference == "power" else f"are {words}"
            yield Pred(said, None, known, event="told"), 0.0

    def so(self, np: Phrase, rn: Relation, one: Phrase) -> Made:
        """ "is X's occupation lawyer", "is mind control one of X's powers"."""
        for pred, _ in self.valued(rn, one):
            yield from self.questions.truth(np, pred)

    def day(self, np: Phrase, v: Relation, part: str) -> Made:
        """ "the day X was born", "the year in which X came out"."""
        yield from self.questions.dated(np, v, "year" if part.startswith("the year") else "date")

    def best(self, sup: Superlative, rn: Relation, np: Phrase) -> Made:
        """ "the longest running time of the episodes of X": of which it is, with it."""
        if is_value(rn) and rn.sense.reference == sup.property and not rn.one:
            yield from self.sets.best(sup, np)


def value_rules(x: Values) -> list[Rule]:
    """The rules of such phrases and questions: WORTH is a value, VALUED and ISVALUE say that it is one of a property."""
    r, q = Rule, x.questions
    days = [("DAYOF", "NP", "VDATE"), ("DAYOF", "NP", "BE", "VDATE"), ("DAYOF", "NP", "DO", "VDATE")]
    return [
        r("WORTH", ("N",), x.worth),
        r("WORTH", ("ADJ",), lambda a: x.worth(a.far if a.event == "told" else None)),
        r("WORTH", ("QUALITY",), lambda a: x.worth(a.far)),
        r("WORTH", ("DET", "WORTH"), lambda _, one: [(one, 0.0)]),
        r("VALUED", ("RN", "WORTH"), x.valued),
        r("VALUED", ("DET", "VALUED"), lambda _, vp: [(vp, 0.0)]),
        r("VALUED", ("RN", "P", "WORTH"), lambda rn, p, one: x.valued(rn, one) if p == "of" else []),
        r("VALUED", ("WORTH", "P", "RN"), lambda one, p, rn: x.valued(rn, one) if p == "as" else []),
        *(r("VALUED", ("WORTH", "P", word, "RN"), lambda one, p, _, rn: x.valued(rn, one) if p == "as" else []) for word in ("THEIR", "DET")),
        r("VP", ("HAVE", "VALUED"), lambda _, vp: [(vp, 0.0)]),
        r("N", ("N", "P", "VALUED"), lambda n, p, vp: x.sets.such(n, vp, "that ") if p == "with" else []),
        r("ISVALUE", ("RN", "BE", "WORTH"), lambda rn, _, one: x.valued(rn, one)),
        r("N", ("N", "WHOSE", "ISVALUE"), lambda n, _, vp: x.sets.such(n, vp, "that ")),
        r("Q", ("WHOSE", "ISVALUE"), lambda _, vp: q.asked(WHO, vp, "Who")),
        r("Q", ("WHICH", "N", "POSS", "ISVALUE"), lambda _, n, _p, vp: q.asked(n, vp, f"Which {n.words}")),
        r("NOWN", ("NP", "POSS", "RN"), lambda np, _, rn: [((np, rn), 0.0)]),
        r("NOWN", ("RN", "P", "NP"), lambda rn, p, np: [((np, rn), 0.0)] if p in rn.sense.marker else []),
        r("NOWN", ("DET", "NOWN"), lambda _, own: [(own, 0.0)]),
        r("NOWN", ("ONEOF", "NOWN"), lambda _, own: [(own, 0.0)]),
        r("Q", ("BE", "NOWN", "WORTH"), lambda _, own, one: x.so(*own, one)),
        r("Q", ("BE", "WORTH", "NOWN"), lambda _, one, own: x.so(*own, one)),
        r("S", ("WORTH", "BE", "NOWN"), lambda one, _, own: x.so(*own, one)),
        r("S", ("NOWN", "BE", "WORTH"), lambda own, _, one: x.so(*own, one)),
        r("Q", ("BE", "NP", "DET", "ADJ"), lambda _, np, _d, a: q.truth(np, replace(a, words=f"are {a.words}")) if a.event == "told" else []),
        r("N", ("SUP", "RN", "P", "NP"), lambda sup, rn, p, np: x.best(sup, rn, np) if p in rn.sense.marker else []),
        *(r("DAY", parts, lambda word, np, *v: x.day(np, v[-1], word)) for parts in days),
        r("Q", ("DAY",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "DAY"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("IMPERATIVE", "DAY"), lambda _, one: [(one, 0.0)]),
        r("Q", ("P", "E", "WHICH", "N", "BE", "ADJ"), lambda p, e, _, n, _b, a: (y for one, _c in x.sets.with_preposition(n, p, e) for y in q.asked(one, replace(a, words=f"are {a.words}"), f"Which {one.words}"))),
        r("Q", ("P", "E", "HOWMANY", "N", "BE", "ADJ"), lambda p, e, _, n, _b, a: (y for one, _c in x.sets.with_preposition(n, p, e) for y in q.counted(z for z, _k in x.sets.such(one, a, "that ")))),
        r("Q", ("N", "CALLED", "BEARER"), lambda n, _, one: x.groups.bearing(one) if n.classes == ("Character",) and len(n.atoms) == 1 else []),
        r("Q", ("N", "GOESBY", "BEARER"), lambda n, _, one: x.groups.bearing(one) if n.classes == ("Character",) and len(n.atoms) == 1 else []),
        r("Q", ("N", "THAT", "GOESBY", "BEARER"), lambda n, _t, _, one: x.groups.bearing(one) if n.classes == ("Character",) and len(n.atoms) == 1 else []),
    ]  # fmt: skip
