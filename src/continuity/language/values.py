"""Plain values: that something has one ("whose occupation is lawyer"), and the day or year on which a thing was so."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from continuity import vocab
from continuity.language.chart import Rule
from continuity.language.comparing import Comparing
from continuity.language.groups import Groups
from continuity.language.logical import Compare, Form, Held, Literal, Rel, Total, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import Superlative
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.sets import is_value
from continuity.language.wording import WHO, Question
from continuity.language.works import Made

#: Those who are asked for by "who in X".
PEOPLE = replace(WHO, head=Var("people"), words="people")


class Values:
    """Composes such phrases and questions."""

    def __init__(self, groups: Groups, members: Callable[[Phrase], Iterable[Phrase]]) -> None:
        self.groups = groups
        self.members = members
        self.comparing = Comparing(groups.questions)
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

    def so(self, own: tuple[Phrase, Relation], one: Phrase) -> Made:
        """ "is X's occupation lawyer", "is mind control one of X's powers"."""
        np, rn = own
        for pred, _ in self.valued(rn, one):
            yield from self.questions.truth(np, pred)

    def day(self, np: Phrase, v: Relation, part: str) -> Made:
        """ "the day X was born", "the year in which X came out"."""
        yield from self.questions.dated(np, v, "year" if part.startswith("the year") else "date")

    def had(self, n: Phrase, np: Phrase) -> Made:
        """ "which episodes does X have", "what Metacritic score does X have"."""
        if not self.questions.is_vague(n):
            for one, _ in self.sets.with_preposition(n, "of", np):
                yield from self.questions.listed(one, 0.0)

    def best_there(self, sup: Superlative, n: Phrase, p: str, np: Phrase) -> Made:
        """ "which actor is the oldest in X": of those who are there."""
        for one, _ in self.sets.with_preposition(n, p, np):
            for best, _ in self.sets.best(sup, one):
                yield from self.questions.listed(best, 0.0)

    def over(self, np: Phrase, op: str, number: int) -> Made:
        """ "is X's Metacritic score higher than 70", "is the running time of X over 50 minutes"."""
        known = vocab.terms().properties
        shown = next((v for p, v in np.shown if p == "value"), None)
        plain = [a.property for a in np.atoms if isinstance(a, Rel) and a.object == np.head]
        plain += [a.property for a in np.atoms if isinstance(a, Total) and a.number == np.head]
        value, kind = (shown, "decimal") if shown is not None else (np.head, "integer")
        if np.is_entity or np.best is not None or not (shown or any(known[p].value == "integer" for p in plain)):
            return
        told = (Rel("value", np.head, shown),) if shown is not None else ()
        beyond = Compare(op, value, Literal(str(number), kind))
        words = f"Is the {self.sets.one(np.words)} {'higher' if op == '>' else 'lower'} than {number}?"
        yield Question(Form("truth", (), (*np.atoms, *told, beyond)), words, np.notes), 0.0

    def both(self, a: Phrase, b: Phrase) -> Made:
        """ "are both lawyers and mentors"."""
        if not (a.is_entity or b.is_entity or a.others or b.others):
            yield Pred(f"are {a.words} and {b.words}", None, a, also=(Pred(f"are {b.words}", None, b),)), 0.0

    def scored_by(self, np: Phrase, by: Phrase) -> Made:
        """ "what does Metacritic say about X": the score; of people it is asked what they say."""
        if is_a(by.classes[0], ("Company",)):
            yield from self.comparing.score(np, by)

    def who(self, p: str, np: Phrase, vp: Pred) -> Made:
        """ "who in X is a nurse", "who in the cast of X is over 50"."""
        if not np.is_entity and not np.others and fits(np, WHO.classes):
            yield from self.questions.asked(np, vp, f"Which {np.words}")
            return
        for one, _ in self.sets.with_preposition(PEOPLE, p, np):
            yield from self.questions.asked(one, vp, f"Who {p} {np.words}")

    def best(self, sup: Superlative, rn: Relation, np: Phrase) -> Made:
        """ "the longest running time of the episodes of X": of which it is, with it."""
        if is_value(rn) and rn.sense.reference == sup.property and not rn.one:
            yield from self.sets.best(sup, np)


def value_rules(x: Values) -> list[Rule]:
    """The rules of such phrases and questions: WORTH is a value, VALUED and ISVALUE say that it is one of a property."""
    r, q = Rule, x.questions
    days = [("DAYOF", "NP", "VDATE"), ("DAYOF", "NP", "BE", "VDATE"), ("DAYOF", "NP", "DO", "VDATE")]
    units: list[tuple[str, ...]] = [(), ("UNIT",)]
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
        r("Q", ("BE", "NOWN", "WORTH"), lambda _, own, one: x.so(own, one)),
        r("Q", ("BE", "WORTH", "NOWN"), lambda _, one, own: x.so(own, one)),
        r("S", ("WORTH", "BE", "NOWN"), lambda one, _, own: x.so(own, one)),
        r("S", ("NOWN", "BE", "WORTH"), lambda own, _, one: x.so(own, one)),
        r("Q", ("BE", "NP", "DET", "ADJ"), lambda _, np, _d, a: q.truth(np, replace(a, words=f"are {a.words}")) if a.event == "told" else []),
        r("N", ("SUP", "RN", "P", "NP"), lambda sup, rn, p, np: x.best(sup, rn, np) if p in rn.sense.marker else []),
        r("Q", ("ANYONE", "P", "QUALITY"), lambda _, p, a: q.asked(WHO, a, "Who") if p == "with" else []),
        r("Q", ("HAVE", "NP", "QUALITY"), lambda _, np, a: q.truth(np, a)),
        r("Q", ("HAVE", "NP", "VALUED"), lambda _, np, a: q.truth(np, a)),
        r("Q", ("WHICH", "N", "DO", "NP", "HAVE"), lambda _, n, _d, np, _h: x.had(n, np)),
        r("Q", ("HOWMANY", "OF", "N", "VP"), lambda _, _o, n, vp: q.counted(apply(n, vp, x.sets.prepositions["of"]), vp)),
        r("N", ("SUP", "NUM", "N"), lambda sup, k, n: (y for one, _c in x.sets.best(sup, n) for y in x.sets.some(k, one))),
        r("Q", ("WHEN", "DO", "NP", "FIRST", "VDATE"), lambda _, _d, np, _f, v: q.dated(np, v) if v.sense.reference == "released" else []),
        r("Q", ("WHEN", "BE", "NP", "FIRST", "VDATE"), lambda _, _b, np, _f, v: q.dated(np, v) if v.sense.reference == "released" else []),
        r("Q", ("WHO", "P", "NP", "VP"), lambda _, p, np, vp: x.who(p, np, vp) if p in ("in", "on", "from", "of") else []),
        r("N", ("N", "P", "ALL", "N"), lambda n, p, _a, of: x.sets.with_preposition(n, p, of) if p in ("of", "from") and n.classes in (("Season",), ("Episode",)) else []),
        r("Q", ("WHO", "OF", "N", "VP"), lambda _, _o, n, vp: q.asked(n, vp, f"Who of {n.words}") if fits(n, WHO.classes) else []),
        r("Q", ("WHICH", "N", "BE", "DET", "SUP", "P", "NP"), lambda _, n, _b, _d, sup, p, np: x.best_there(sup, n, p, np)),
        r("Q", ("WHICH", "N", "BE", "SUP", "P", "NP"), lambda _, n, _b, sup, p, np: x.best_there(sup, n, p, np)),
        r("Q", ("WHAT", "DO", "E", "SAYS", "ABOUT", "NP"), lambda _, _d, by, _s, _a, np: x.scored_by(np, by)),
        r("Q", ("WHAT", "DO", "E", "TELLSABOUT", "NP"), lambda _, _d, by, _s, np: x.scored_by(np, by)),
        *(r("Q", ("BE", "NP", "CMP", "THAN", "NUM", *unit), lambda _, np, m, _t, k, *_u: x.over(np, "<" if m.lowest else ">", k)) for unit in units),
        *(r("Q", ("BE", "NP", word, "NUM", *unit), lambda _, np, _w, k, *_u, op=op: x.over(np, op, k)) for unit in units for word, op in (("ABOVE", ">"), ("BELOW", "<"))),
        r("VP", ("BE", "BOTH", "N", "AND", "N"), lambda _, _b, a, _a, b: x.both(a, b)),
        r("NP", ("ALL", "E"), lambda _, e: ((one, 0.1) for one in x.members(e))),
        *(r("DAY", parts, lambda word, np, *v: x.day(np, v[-1], word)) for parts in days),
        r("Q", ("DAY",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "DAY"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("IMPERATIVE", "DAY"), lambda _, one: [(one, 0.0)]),
        r("Q", ("P", "E", "WHICH", "N", "BE", "ADJ"), lambda p, e, _, n, _b, a: (y for one, _c in x.sets.with_preposition(n, p, e) for y in q.asked(one, replace(a, words=f"are {a.words}"), f"Which {one.words}"))),
        r("Q", ("E", "WHICH", "N", "BE", "ADJ"), lambda e, _, n, _b, a: (y for one, _c in x.sets.with_preposition(n, "of", e) for y in q.asked(one, replace(a, words=f"are {a.words}"), f"Which {one.words}"))),
        r("Q", ("P", "E", "HOWMANY", "N", "BE", "ADJ"), lambda p, e, _, n, _b, a: (y for one, _c in x.sets.with_preposition(n, p, e) for y in q.counted(z for z, _k in x.sets.such(one, a, "that ")))),
        r("Q", ("N", "CALLED", "BEARER"), lambda n, _, one: x.groups.bearing(one, n)),
        r("Q", ("N", "GOESBY", "BEARER"), lambda n, _, one: x.groups.bearing(one, n)),
        r("Q", ("N", "THAT", "GOESBY", "BEARER"), lambda n, _t, _, one: x.groups.bearing(one, n)),
    ]  # fmt: skip
