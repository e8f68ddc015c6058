"""Coordination: "by A and by B", "neither in A nor in B", "only A", "A and no one else", "directed or written"; wherever
things by name stand, however many there are of them, and whatever leads to them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import Any

from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, Gap
from continuity.language.logical import Among, Atom, Compare, Const, Either, Is, Not, Rel, Var
from continuity.language.meaning import Pred, deny
from continuity.language.names import is_a
from continuity.language.phrases import OF_OTHERS, Phrase, by_name, fits
from continuity.language.relation import Relation, relate
from continuity.language.sets import Sets
from continuity.language.times import When
from continuity.language.wording import WHO
from continuity.language.works import Made, Ordinal, Works

#: What leads to a thing.
_LEADING = ("P", "BY")


def coordinated(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Of each rule with a preposition and what it leads to, that in which the preposition is said of each: "by A and by B".

    (A metarule in the sense of Gazdar and Pullum, 1982.)
    """
    made: set[tuple[tuple[str, ...], Any]] = set()
    for rule in rules:
        for at, pair in enumerate(zip(rule.parts, rule.parts[1:], strict=False)):
            if pair[0] in _LEADING and pair[1] == "NP" and rule.parts != ("P", "NP"):
                parts = (*rule.parts[:at], "BYALL" if pair[0] == "BY" else "PALL", *rule.parts[at + 2 :])
                if (parts, rule.build) not in made:
                    made.add((parts, rule.build))
                    yield Rule(rule.category, parts, _unpacked(rule, at))


def _unpacked(rule: Rule, at: int) -> Any:
    """What composes such a phrase: that of the rule itself, the preposition and what it leads to in their places."""

    def build(*meanings: Any) -> Iterable[tuple[Any, float]]:
        return rule.build(*meanings[:at], *meanings[at], *meanings[at + 1 :])

    return build


#: The first and the last in order.
_FIRST, _LAST = Ordinal(1), Ordinal(0, "last")


class Coordinated:
    """Composes what is coordinated."""

    def __init__(self, clauses: Clauses) -> None:
        self.clauses = clauses
        self.sets: Sets = clauses.sets

    def led(self, p: str, made: Made) -> Made:
        """The preposition with what it leads to; nothing is "in" somebody."""
        nobody = p in ("in", "on")
        yield from (((p, np), cost) for np, cost in made if not (nobody and any(map(_is_someone, np.others))))

    def only(self, np: Phrase, words: str = "only {}") -> Made:
        """ "only A", "A and no one else": it, and none that is not it."""
        members = np.others or (np,)
        if np.every and all(m.is_entity and not m.denied for m in members) and fits(members[-1], members[0].classes):
            other = Var(f"other.{np.words}")
            apart = tuple(Compare("!=", other, m.head) for m in members)
            classes = members[0].classes
            none = Phrase(other, (Is(classes[0], other), *apart), classes, "no other", denied=True)
            yield Phrase(np.head, (), (), words.format(np.words), (*members, none), True), 0.0

    def any_other(self, n: Phrase) -> Made:
        """ "any other show": than that of which it is told."""
        if not (n.is_entity or n.others or n.best):
            yield replace(n, words=f"any other {self.sets.one(n.words)}", notes=(*n.notes, OF_OTHERS)), -0.1

    def and_another(self, v: Relation, np: Phrase, words: str) -> Made:
        """ "plays A and somebody else"."""
        if np.is_entity and fits(np, v.far):
            other = Var(f"else.{np.words}")
            more = Pred(f"{v.words} {words}", v, Phrase(other, (Compare("!=", other, np.head),), v.far, words))
            yield Pred(f"{v.words} {np.words} and {words}", v, np, also=(more,)), -0.05

    def then_or_then(self, v: Relation, a: When, b: When) -> Made:
        """ "released in 2016 or 2017"."""
        for one, _ in self.sets.dated(v, a):
            for two, _ in self.sets.dated(v, b):
                yield Pred(f"{one.words} or {b.words.removeprefix('in ')}", either=(one, two)), 0.0

    def of_dates(self, n: Phrase, a: When, b: When) -> Made:
        """ "films of 2016 or 2017"."""
        plain = replace(n, atoms=())
        made = [one for when in (a, b) for one, _ in self.sets.of_date(plain, when)]
        if len(made) == 2:
            told = Either(tuple(one.atoms for one in made))
            words = f"{n.words} {a.words} or {b.words.removeprefix('in ')}"
            yield replace(n, atoms=(*n.atoms, told), words=words), 0.0

    def of_each_number(
        self, both: tuple[Ordinal, Ordinal, bool], e: Phrase, part: Callable[[Ordinal, Phrase], Made]
    ) -> Made:
        """ "the first and the last episode of X", "the first or the last"."""
        one, two = ([x for x, _ in part(o, e)] for o in both[:2])
        yield from (y for a in one for b in two for y in self.sets.several(a, b, both[2]))

    def members(self, e: Phrase) -> Made:
        """ "the Defenders", of whom it is said that all or none …: its members."""
        if e.is_entity and is_a(e.classes[0], ("Group",)):
            yield from (y for relation in self.sets.memberships for y in self.sets.of(relation, e))

    def none_of(self, np: Phrase) -> Made:
        """ "none of the members of X"."""
        if _is_set(np) and np.atoms:
            yield replace(np, denied=True, words=f"none of the {np.words}"), 0.0
        elif np.others and by_name(np) and not any(m.denied for m in np.others):
            none = tuple(replace(m, denied=True) for m in np.others)
            yield replace(np, others=none, every=True, words=f"none of {np.words}"), 0.0

    def summed(self, gap: Gap) -> Made:
        """ "did A and B kill between them": what either did."""
        far = gap.pred.far
        if far is not None and len(far.others) > 1 and far.every and by_name(far) and not gap.pred.also:
            any_of = replace(far, every=False, words=" or ".join(m.words for m in far.others))
            pred = replace(gap.pred, far=any_of, words=f"{any_of.words} {gap.rest}")
            yield replace(gap, pred=pred, subject=any_of.words), -0.1

    def beside(self, v: Relation, np: Phrase, e: Phrase) -> Made:
        """ "who ran X with Y": who else did what Y did, too; of a whole, what they did to the same part of it."""
        too = relate(e, v, np) if fits(e, v.near) and not fits(e, ("Work",)) and np.is_entity else None
        for near, _ in self.sets.excepted(WHO, e) if too is not None else ():
            for q, cost in self.clauses.questions.asked(near, Pred(f"{v.words} {np.words}", v, np), "Who"):
                form = replace(q.form, atoms=_at_once(np, (*q.form.atoms, *(too.atoms if too else ()))))
                reading = q.reading.replace(f" except {e.words}", "").removesuffix("?") + f" with {e.words}?"
                yield replace(q, form=form, reading=reading), cost

    def any_of(self, np: Phrase) -> Made:
        """ "at least one of A and B": any of them."""
        if np.others and by_name(np) and not any(m.denied for m in np.others):
            yield replace(np, every=False, words=" or ".join(m.words for m in np.others)), -0.1

    def all_of(self, np: Phrase) -> Made:
        """ "A and B both", "each of A and B": every one of them."""
        if np.others and np.every and not any(m.denied for m in np.others):
            yield np, -0.05

    def or_both(self, np: Phrase) -> Made:
        """ "A or B or both"."""
        if np.others and not np.every:
            yield np, 0.0

    def either(self, a: Pred, b: Pred) -> Made:
        """ "are in A or died in B"."""
        yield Pred(f"{a.words} or {b.words}", either=(a, b)), 0.02

    def neither_done(self, v: Relation, a: Pred, b: Pred) -> Made:
        """ "neither written nor directed by X"."""
        words = f"neither {v.done or v.words} nor {b.words}"
        yield replace(a, words=words, denied=True, also=(replace(b, denied=True),)), 0.0

    def of_any(self, np: Phrase, a: Relation, b: Relation) -> Made:
        """ "that X wrote or directed"."""
        if a != b:
            found = [gap for v in (a, b) for gap, _ in self.clauses.of_verb(np, v)]
            if len(found) == 2:
                words = f"{a.words} or {b.words}"
                pred = Pred(f"{np.words} {words}", either=tuple(gap.pred for gap in found))
                yield replace(found[0], pred=pred, rest=words), 0.0

    def any_such(self, a: Phrase, b: Phrase) -> Made:
        """ "are a friend of X or a member of Y"."""
        if _is_set(a) and _is_set(b):
            parts = tuple(Pred(f"are {n.words}", None, n) for n in (a, b))
            yield Pred(f"are {a.words} or {b.words}", either=parts), -0.1

    def both_such(self, a: Phrase, b: Phrase) -> Made:
        """ "both a friend of X and a member of Y"."""
        if _is_set(a) and _is_set(b):
            yield Pred(f"are {a.words} and {b.words}", None, a, also=(Pred(f"are {b.words}", None, b),)), -0.1

    def of_less(self, rn: Relation, a: Phrase, b: Phrase) -> Made:
        """ "directors of X except those of Y"."""
        if a.is_entity and b.is_entity:
            yield from ((y, c - 0.15) for np, _ in self.sets.without(a, b) for y, c in self.sets.of(rn, np))

    def had_by_one(self, rn: Relation, a: Phrase, b: Phrase) -> Made:
        """ "which friends does X have that Y does not"."""
        for one, cost in self.of_less(rn, a, b):
            yield from ((y, c + cost) for y, c in self.clauses.questions.listed(one, 0.0))

    def joined(self, gap: Gap, more: Gap) -> Made:
        """ "A directed and B wrote": both are said of the thing."""
        if more.within is None and more.when is None:
            for one, cost in self.clauses.both(gap, more.pred):
                yield replace(one, rest=f"{gap.rest} and that {more.clause}"), cost

    def less(self, n: Phrase, vp: Pred) -> Made:
        """ "episodes of X except those directed by Y"."""
        if not vp.denied and not vp.also:
            yield from self.sets.such(n, replace(vp, denied=True, words=f"not {vp.words}"), "that ")


def _at_once(np: Phrase, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The same of one part: what each did to a whole by name, they all did to it, or to the same part of it.

    Of the whole it will do where no part is told.
    """
    whole, part, other = np.head, Var("part.together"), Var("part.other")
    lifted = [a for a in atoms if isinstance(a, Rel) and a.lift_object and a.object == whole]
    if not lifted or not isinstance(whole, Const) or not is_a(whole.cls, ("Series", "Season")):
        return atoms
    itself = Among(part, (whole,))
    of_parts = Not((itself, Rel("within", other, whole), replace(lifted[-1], object=other, lift_object=False)))
    where = Either(((itself,), (Rel("within", part, whole),)))
    same = (replace(a, object=part, lift_object=False) if isinstance(a, Rel) and a in lifted else a for a in atoms)
    return (where, *same, of_parts)


def _is_someone(n: Phrase) -> bool:
    return bool(n.classes) and is_a(n.classes[0], ("Character", "Person"))


def _is_set(n: Phrase) -> bool:
    return not (n.is_entity or n.others or n.tally or n.each or n.denied) and n.best is None


def coordinated_rules(x: Coordinated, w: Works) -> list[Rule]:
    """The rules of coordination: PALL is a preposition with all that it leads to, BYALL one of "by"."""
    r, s = Rule, x.sets

    def both(p: str, a: Phrase, o: str, b: Phrase) -> Made:
        return x.led(p, s.several(a, b, True)) if p == o else []

    def either(p: str, a: Phrase, o: str, b: Phrase) -> Made:
        return x.led(p, s.several(a, b, False)) if p == o else []

    def neither(p: str, a: Phrase, o: str, b: Phrase) -> Made:
        return x.led(p, s.neither(a, b)) if p == o else []

    def without(p: str, a: Phrase, o: str, b: Phrase) -> Made:
        made = s.without(a, b) if by_name(a) and by_name(b) else []
        words = f"{a.words} but not {p * bool(b.others)} {b.words}".replace("  ", " ")
        return x.led(p, ((replace(np, words=words), -0.1) for np, _ in made)) if p == o else []

    def only(p: str, np: Phrase, words: str = "only {}") -> Made:
        return x.led(p, x.only(np, words))

    return [
        r("PALL", ("P", "NP", "AND", "P", "NP"), lambda p, a, _, o, b: both(p, a, o, b)),
        r("PALL", ("PALL", "AND", "P", "NP"), lambda pa, _, o, b: both(pa[0], pa[1], o, b)),
        r("PALL", ("BOTH", "P", "NP", "AND", "P", "NP"), lambda _, p, a, _a, o, b: both(p, a, o, b)),
        r("PALL", ("BOTH", "P", "NP"), lambda _, p, np: x.led(p, x.all_of(np))),
        r("PALL", ("P", "NP", "OR", "P", "NP"), lambda p, a, _, o, b: either(p, a, o, b)),
        r("PALL", ("EITHER", "P", "NP", "OR", "P", "NP"), lambda _, p, a, _o, o, b: either(p, a, o, b)),
        r("PALL", ("EITHER", "P", "NP"), lambda _, p, np: x.led(p, x.or_both(np))),
        r("PALL", ("PALL", "OR", "BOTH"), lambda pa, *_: x.led(pa[0], x.or_both(pa[1]))),
        r("PALL", ("NEITHER", "P", "NP", "NOR", "P", "NP"), lambda _, p, a, _n, o, b: neither(p, a, o, b)),
        r("PALL", ("NEITHER", "P", "NP", "NOR", "NP"), lambda _, p, a, _n, b: neither(p, a, p, b)),
        r("PALL", ("NOT", "P", "NP", "NOR", "P", "NP"), lambda _, p, a, _n, o, b: neither(p, a, o, b)),
        r("PALL", ("NOT", "P", "NP", "NOR", "NP"), lambda _, p, a, _n, b: neither(p, a, p, b)),
        r("PALL", ("P", "NP", "BUTNOT", "P", "NP"), lambda p, a, _, o, b: without(p, a, o, b)),
        r("PALL", ("PALL", "BUTNOT", "P", "NP"), lambda pa, _, o, b: without(pa[0], pa[1], o, b)),
        r("PALL", ("NOT", "P", "NP", "BUT", "P", "NP"), lambda _, p, b, word, o, a: without(p, a, o, b) if word == "but" else []),
        r("PALL", ("NOT", "ONLY", "P", "NP", "BUT", "P", "NP"), lambda _, _o, p, a, word, o, b: both(p, a, o, b) if word == "but" else []),
        r("PALL", ("ONLY", "P", "NP"), lambda _, p, np: only(p, np)),
        r("PALL", ("P", "NP", "ONLY"), lambda p, np, _: only(p, np)),
        r("BYALL", ("PALL",), lambda pa: [(("by", pa[1]), 0.0)] if pa[0] == "by" else []),
        r("VP", ("VB", "PALL"), lambda v, pa: s.said(v, pa[1]) if pa[0] in v.sense.marker else []),
        r("VP", ("V", "NP", "ONLY"), lambda v, np, _: (y for one, _c in x.only(np) for y in s.said(v, one))),
        r("NP", ("ONLY", "NP"), lambda _, np: x.only(np)),
        r("NP", ("NP", "NOELSE"), lambda np, _: x.only(np)),
        r("NP", ("NOBODYBUT", "NP"), lambda _, np: x.only(np)),
        r("NP", ("NOBODY", "EXCEPT", "NP"), lambda _, _e, np: ((y, -0.2) for y, _c in x.only(np))),
        r("NP", ("NP", "BOTH"), lambda np, _: x.all_of(np)),
        r("NP", ("NP", "EACH"), lambda np, word: x.all_of(np) if word == "each" else []),
        r("GAP", ("NP", "BE", "BOTH", "P"), lambda np, _b, _o, p: (y for one, _c in x.all_of(np) for y in x.clauses.of_place(one, p))),
        r("GAP", ("NP", "BE", "BOTH", "RN", "P"), lambda np, _b, _o, rn, p: (y for one, _c in x.all_of(np) for y in x.clauses.of_noun(one, rn, p))),
        *(r("ORDS", ("ORD", word, *det, "ORD"), lambda *m, every=every: [((m[0], m[-1], every), 0.0)]) for word, every in (("AND", True), ("OR", False)) for det in ((), ("DET",))),
        r("ORDS", ("DET", "ORDS"), lambda _, both: [(both, 0.0)]),
        r("ORDS", ("BOTH", "ORDS"), lambda _, both: [(both, 0.0)] if both[2] else []),
        r("ORDS", ("EITHER", "ORDS"), lambda _, both: [] if both[2] else [(both, 0.0)]),
        r("NP", ("ORDS", "EPISODE", "P", "E"), lambda both, _, p, e: x.of_each_number(both, e, w.ordinal_episode) if p in ("of", "from", "in") else []),
        r("NP", ("ORDS", "SEASON", "P", "E"), lambda both, _, p, e: x.of_each_number(both, e, w.ordinal) if p in ("of", "from") else []),
        *(r("NP", ("ORDS", "EPISODES", "P", "E"), lambda both, _, p, e, every=every: x.of_each_number((*both[:2], every), e, w.ordinal_episode) if p in ("of", "from", "in") and both[2] else []) for every in (True, False)),  # all or any: it is asked back
        r("ALLENDS", ("BOTH", "ORDS"), lambda _, both: [(both, 0.0)] if both[2] else []),
        r("NP", ("ALLENDS", "EPISODES", "P", "E"), lambda both, _, p, e: ((y, c - 0.2) for y, c in x.of_each_number(both, e, w.ordinal_episode)) if p in ("of", "from", "in") else []),
        *(r("ENDS", (one, word, *det, other), lambda *m, ends=ends, every=every: [((*ends, every), 0.0)]) for one, other, ends in (("FIRSTEPISODE", "FINALE", (_FIRST, _LAST)), ("FINALE", "FIRSTEPISODE", (_LAST, _FIRST))) for word, every in (("AND", True), ("OR", False)) for det in ((), ("DET",))),
        *(r("ENDS", (word, "ENDS"), lambda word, both: [] if (word == "both" and not both[2]) else [(both, 0.0)]) for word in ("DET", "BOTH")),
        r("NP", ("ENDS", "P", "E"), lambda both, p, e: x.of_each_number(both, e, w.ordinal_episode) if p in ("of", "from", "in") else []),
        r("NP", ("E", "POSS", "ENDS"), lambda e, _, both: x.of_each_number(both, e, w.ordinal_episode)),
        r("NP", ("E", "POSS", "ORDS", "EPISODE"), lambda e, _, both, _e: x.of_each_number(both, e, w.ordinal_episode)),
        r("NP", ("E", "POSS", "ORDS", "SEASON"), lambda e, _, both, _s: x.of_each_number(both, e, w.ordinal)),
        r("NP", ("NONEOF", "NP"), lambda _, np: x.none_of(np)),
        r("NP", ("NONEOF", "E"), lambda _, e: (y for one, _c in x.members(e) for y in x.none_of(one))),
        r("NPQ", ("ALLOF", "E"), lambda word, e: ((y, k + 0.05) for one, _c in x.members(e) for y, k in s.each(one, "each" if word.startswith("each") else "every"))),
        r("NPQ", ("ALL", "E"), lambda _, e: ((y, k - 0.1) for one, _c in x.members(e) for y, k in s.each(one))),
        r("GAP", ("GAP", "BETWEENTHEM"), lambda gap, _: x.summed(gap)),
        r("ASKED", ("ASKED", "BETWEENTHEM"), lambda gap, _: x.summed(gap)),
        r("Q", ("WHO", "V", "NP", "P", "E"), lambda _, v, np, p, e: x.beside(v, np, e) if p == "with" else []),
        r("Q", ("P", "WHO", "DO", "E", "VB", "NP"), lambda p, _, _d, e, v, np: x.beside(v, np, e) if p == "with" else []),
        r("Q", ("WHO", "DO", "E", "VB", "NP", "P"), lambda _, _d, e, v, np, p: x.beside(v, np, e) if p == "with" else []),
        r("NP", ("NP", "ALLTOLD"), lambda np, _: x.all_of(np)),
        r("NP", ("NP", "ALL"), lambda np, word: x.all_of(np) if word == "all" else []),
        r("E", ("E", "SELF"), lambda e, _: [(e, 0.0)] if fits(e, ("Person", "Character", "Group")) else []),
        r("VP", ("V", "NP", "AND", "SOMEELSE"), lambda v, np, _, word: x.and_another(v, np, word)),
        r("VP", ("V", "BOTH", "NP", "AND", "SOMEELSE"), lambda v, _, np, _a, word: x.and_another(v, np, word)),
        r("VP", ("VDATE", "TP", "OR", "TPN"), lambda v, a, _, b: x.then_or_then(v, a, b)),
        r("VP", ("BE", "VDATE", "TP", "OR", "TPN"), lambda _, v, a, _o, b: x.then_or_then(v, a, b)),
        r("VP", ("BE", "VDATE", "EITHER", "TP", "OR", "TPN"), lambda _, v, _e, a, _o, b: x.then_or_then(v, a, b)),
        r("N", ("N", "VDATE", "TP", "OR", "TPN"), lambda n, v, a, _, b: (y for vp, _c in x.then_or_then(v, a, b) for y in s.such(n, replace(vp, words=vp.words.removeprefix("are ")), ""))),
        r("N", ("N", "TP", "OR", "TPN"), lambda n, a, _, b: x.of_dates(n, a, b)),
        r("N", ("N", "P", "TPN", "OR", "TPN"), lambda n, p, a, _, b: x.of_dates(n, a, b) if p in ("of", "from") else []),
        r("NP", ("ALLOF", "NP"), lambda _, np: x.all_of(np)),
        r("NP", ("ANYOF", "NP"), lambda _, np: x.any_of(np)),
        r("NP", ("NP", "NOR", "NP"), lambda a, _, b: s.several(a, b, False)),
        r("PALL", ("P", "NP", "NOR", "P", "NP"), lambda p, a, _, o, b: either(p, a, o, b)),
        r("NP", ("NP", "EXCEPT", "NP"), lambda a, _, b: s.without(a, b) if _is_set(a) and _is_set(b) else []),
        r("NP", ("NP", "OR", "BOTH"), lambda np, *_: x.or_both(np)),
        r("NP", ("NOT", "ONLY", "NP", "BUT", "NP"), lambda _, _o, a, word, b: s.several(a, b, True) if word == "but" else []),
        r("NP", ("NOT", "NP", "BUT", "NP"), lambda _, b, word, a: s.without(a, b) if word == "but" and by_name(a) and by_name(b) else []),
        r("VP", ("VP", "OR", "VP"), lambda a, _, b: x.either(a, b)),
        r("PASSIVE", ("PASSIVE", "OR", "PASSIVE"), lambda a, _, b: x.either(a, b)),
        r("VP", ("V", "OR", "V", "NP"), lambda a, _, b, np: (y for one, _c in s.said(a, np) for two, _k in s.said(b, np) for y in x.either(replace(one, words=a.words), two))),
        r("PASSIVE", ("VB", "OR", "VB", "BY", "NP"), lambda a, _, b, _b, np: (y for one, _c in s.done(a, np) for two, _k in s.done(b, np) for y in x.either(replace(one, words=a.done or a.words), two))),
        r("GAP", ("NP", "BOTH", "V", "AND", "V"), lambda np, _, a, _a, b: x.clauses.of_two(np, a, b)),
        r("ASKED", ("DO", "NP", "BOTH", "V", "AND", "V"), lambda _, np, _b, a, _a, b: x.clauses.of_two(np, a, b)),
        r("GAP", ("NP", "EITHER", "V", "OR", "V"), lambda np, _, a, _o, b: x.of_any(np, a, b)),
        r("ASKED", ("DO", "NP", "EITHER", "V", "OR", "V"), lambda _, np, _e, a, _o, b: x.of_any(np, a, b)),
        r("VP", ("EITHER", "VP"), lambda _, vp: [(vp, 0.0)] if vp.either else []),
        r("PASSIVE", ("BOTH", "PASSIVE"), lambda _, vp: [(vp, 0.0)] if vp.also else []),
        r("PASSIVE", ("EITHER", "PASSIVE"), lambda _, vp: [(vp, 0.0)] if vp.either else []),
        r("PASSIVE", ("NEITHER", "VB", "NOR", "VB", "BY", "NP"), lambda _, a, _n, b, _b, np: [] if a.sense.marker or b.sense.marker else (y for one, _c in s.done(a, np) for two, _k in s.done(b, np) for y in x.neither_done(a, one, two))),
        r("GAP", ("NP", "V", "OR", "V"), lambda np, a, _, b: x.of_any(np, a, b)),
        r("ASKED", ("DO", "NP", "V", "OR", "V"), lambda _, np, a, _o, b: x.of_any(np, a, b)),
        r("GAP", ("GAP", "AND", "GAP"), lambda a, _, b: x.joined(a, b)),
        r("GAP", ("GAP", "AND", "THAT", "GAP"), lambda a, _, _t, b: x.joined(a, b)),
        r("GAP", ("GAP", "BUT", "GAP"), lambda a, _, b: x.joined(a, b) if b.pred.denied else []),
        r("GAP", ("GAP", "THAT", "GAP"), lambda a, _, b: x.joined(a, b)),
        r("N", ("RN", "NP", "INCOMMON"), lambda rn, np, _: s.of(rn, np) if len(np.others) > 1 and np.every else []),
        r("Q", ("HOWMANY", "RN", "DO", "NP", "INCOMMON"), lambda _, rn, _d, np, _i: (y for one, _c in s.of(rn, np) for y in x.clauses.questions.counted([one])) if len(np.others) > 1 and np.every else []),
        r("LACKS", ("BUTNOT", "NP"), lambda _, np: [(np, -0.1)]),
        r("LACKS", ("BUTNOT", "NP", "NOR", "NP"), lambda _, a, _n, b: ((np, -0.1) for np, _c in s.several(a, b, False))),
        r("LACKS", ("THAT", "NP", "NOT"), lambda _, np, _n: [(np, 0.0)]),
        r("LACKS", ("THAT", "NP", "DO", "NOT"), lambda _, np, *_r: [(np, 0.0)]),
        r("LACKS", ("THAT", "NP", "BE", "NOT"), lambda _, np, *_r: [(np, 0.0)]),
        r("LACKS", ("BUT", "NP", "NOT"), lambda _, np, _n: [(np, 0.0)]),
        r("LACKS", ("BUT", "NP", "DO", "NOT"), lambda _, np, *_r: [(np, 0.0)]),
        r("LACKS", ("BUT", "NP", "BE", "NOT"), lambda _, np, *_r: [(np, 0.0)]),
        r("GAP", ("GAP", "LACKS"), lambda gap, np: x.clauses.other_than(gap, np)),
        r("ASKED", ("ASKED", "LACKS"), lambda gap, np: x.clauses.other_than(gap, np)),
        r("Q", ("WHICH", "RN", "DO", "NP", "HAVE", "LACKS"), lambda _, rn, _d, a, _h, b: x.had_by_one(rn, a, b)),
        r("N", ("RN", "NP", "HAVING", "LACKS"), lambda rn, a, _, b: x.of_less(rn, a, b)),
        r("N", ("RN", "THAT", "NP", "HAVING", "LACKS"), lambda rn, _, a, _h, b: x.of_less(rn, a, b)),
        r("N", ("RN", "P", "NP", "LESSALL", "P", "NP"), lambda rn, p, a, _, o, b: x.of_less(rn, a, b) if p == o and p in rn.sense.marker else []),
        r("VP", ("BE", "NP", "OR", "NP"), lambda _, a, _o, b: x.any_such(a, b)),
        r("VP", ("BE", "EITHER", "NP", "OR", "NP"), lambda _, _e, a, _o, b: x.any_such(a, b)),
        r("Q", ("BE", "NP", "EITHER", "NP", "OR", "NP"), lambda _, np, _e, a, _o, b: (y for vp, _c in x.any_such(a, b) for y in x.clauses.questions.truth(np, vp))),
        r("Q", ("BE", "NP", "BOTH", "NP", "AND", "NP"), lambda _, np, _b, a, _a, b: (y for vp, _c in x.both_such(a, b) for y in x.clauses.questions.truth(np, vp))),
        r("GAP", ("GAP", "ASWELL"), lambda gap, _: [(gap, 0.0)]),
        r("ASKED", ("ASKED", "AND", "GAP"), lambda a, _, b: x.joined(a, b)),
        r("ASKED", ("ASKED", "BUT", "GAP"), lambda a, _, b: x.joined(a, b) if b.pred.denied else []),
        r("ASKED", ("ASKED", "ASWELL"), lambda gap, _: [(gap, 0.0)]),
        r("VP", ("VP", "ASWELL"), lambda vp, _: [(vp, 0.0)]),
        r("VP", ("VP", "BUTNOT", "VING"), lambda vp, _, more: s.joined(vp, replace(more, denied=True, words=f"not {more.words}"), "but") if not more.also else []),
        r("Q", ("WHO", "EXCEPT", "VING", "VP"), lambda _, _e, a, b: (y for vp, _c in s.joined(a, b, "and") for y in x.clauses.questions.asked(WHO, vp, "Who"))),
        r("N", ("N", "THAT", "BE", "NOT", "NP"), lambda n, _, _b, _n, np: s.excepted(n, np)),
        r("N", ("N", "THAT", "NOT", "NP"), lambda n, _, _n, np: s.excepted(n, np)),
        r("NP", ("DET", "OTHER", "N"), lambda det, _, n: x.any_other(n) if det == "any" else []),
        r("VP", ("V", "NO", "OTHER", "N"), lambda v, _, _o, n: (y for one, _c in x.any_other(n) for vp, _k in s.said(v, one) for y in deny(vp))),
        r("VP", ("BE", "P", "NO", "OTHER", "N"), lambda _, p, _n, _o, n: (y for one, _c in x.any_other(n) for vp, _k in s.placed(p, one) for y in deny(vp))),
        r("LESSALL", ("EXCEPT", "ANYONE"), lambda *_: [(None, 0.0)]),
        r("LESSALL", ("BUTNOT", "ANYONE"), lambda *_: [(None, 0.0)]),
        r("N", ("N", "LESSALL", "PASSIVE"), lambda n, _, vp: x.less(n, vp)),
        r("N", ("N", "LESSALL", "THAT", "VP"), lambda n, _, _t, vp: x.less(n, vp)),
        r("N", ("N", "LESSALL", "GAP"), lambda n, _, gap: x.less(n, gap.pred)),
        r("N", ("N", "LESSALL", "THAT", "GAP"), lambda n, _, _t, gap: x.less(n, gap.pred)),
        r("N", ("N", "LESSALL", "P", "NP"), lambda n, _, p, np: s.denied(n, p, np)),
        r("N", ("N", "NP", "ASIDE"), lambda n, np, _: s.excepted(n, np)),
        r("NPQ", ("ALL", "N", "BUT", "NP"), lambda _, n, word, np: (y for one, _c in s.excepted(n, np) for y in s.each(one)) if word == "but" else []),
        r("NPQ", ("EACH", "N", "BUT", "NP"), lambda _, n, word, np: (y for one, _c in s.excepted(n, np) for y in s.each(one)) if word == "but" else []),
        r("Q", ("IMPERATIVE", "N", "BUT", "NP"), lambda _, n, word, np: (y for one, _c in s.excepted(n, np) for y in x.clauses.questions.listed(one, 0.1)) if word == "but" else []),
        r("Q", ("WHO", "ELSE", "BUT", "NP", "VP"), lambda _, _e, word, np, vp: (y for one, _c in s.excepted(WHO, np) for y in x.clauses.questions.asked(one, vp, "Who")) if word == "but" else []),
        r("Q", ("BY", "WHO", "EXCEPT", "NP", "PASSED"), lambda _, _w, _e, np, vp: (y for one, _c in s.excepted(WHO, np) for y in x.clauses.questions.asked(one, vp, "Who"))),
    ]  # fmt: skip
