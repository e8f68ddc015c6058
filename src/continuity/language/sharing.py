"""What one has as another has it: "the same director as X", "by the person who wrote X", "share a composer"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Compare, Form, Is, Var, substitute, terms_of
from continuity.language.meaning import Pred, apply
from continuity.language.measures import named
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation, relate
from continuity.language.wording import Question
from continuity.language.works import Made

_AS = ("as", "with")


@dataclass(frozen=True, slots=True)
class Alike:
    """What is said of two things of which neither is named: both have one in a relation, or each the other."""

    relation: Relation
    words: str
    each_other: bool = False


class Sharing:
    """Composes what is the same for several."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def as_of(self, rn: Relation, np: Phrase) -> Made:
        """ "the same director as X": one who is X's, of another than X."""
        if rn.sense.denotes and np.is_entity:
            for far, cost in self.sets.of(rn, np):
                words = f"have the same {self.sets.one(rn.words)} as {np.words}"
                yield Pred(words, rn.flipped(), far, also=(_another(np),)), cost

    def of_things(self, n: Phrase, np: Phrase) -> Made:
        """ "share a character with X": something that X has too."""
        if np.is_entity and n.classes and not n.is_entity and not n.others and not n.best and not n.tally:
            made = (x for p in ("of", "in") for x, _ in self.sets.with_preposition(n, p, np))
            for far in list(made)[:1]:
                words = f"have the same {self.sets.one(n.words)} as {np.words}"
                yield Pred(words, None, far, also=(_another(np),), event="has"), 0.05

    def done_by(self, v: Relation, n: Phrase, np: Phrase) -> Made:
        """ "directed by the same person as X", who directed X."""
        if np.is_entity and not v.sense.marker:
            for doer, _ in self._doers(v, n, np):
                words = f"{v.done or v.words} by the same {self.sets.one(n.words)} as {np.words}"
                for vp, cost in self.sets.done(v, doer):
                    yield replace(vp, words=words, also=(_another(np),)), cost

    def done_by_who(self, v: Relation, n: Phrase, vp: Pred) -> Made:
        """ "directed by the same person who wrote X"."""
        for doer in apply(_anyone(n), vp, self.sets.prepositions["of"]) if not v.sense.marker else ():
            also = (_another(vp.far),) if vp.far is not None and vp.far.is_entity and fits(vp.far, v.far) else ()
            for done, cost in self.sets.done(v, replace(doer, words=f"{n.words} that {vp.words}")):
                words = f"{v.done or v.words} by the same {self.sets.one(n.words)} that {vp.words}"
                yield replace(done, words=words, also=also), cost - 0.1

    def all_done(self, np: Phrase, v: Relation, n: Phrase, p: str = "") -> Made:
        """ "were A and B directed by the same person"."""
        members = named(np)
        so = p in v.sense.marker if p else not v.sense.marker
        found = [replace(_anyone(n), head=Var("both"))] if len(members) > 1 and np.every and so else []
        for member in members:
            vp = Pred(f"{v.words} {member.words}", v, member)
            found = [x for one in found if fits(member, v.far) for x in apply(one, vp)]
        for one in found[:1]:
            reading = f"Did the same {self.sets.one(n.words)} {v.words} {np.words}?"
            yield Question(Form("truth", (), one.atoms), reading, one.notes), 0.0

    def have_one(self, np: Phrase, rn: Relation) -> Made:
        """ "are A and B by the same director"."""
        members = named(np)
        found: list[Phrase] = [Phrase(Var("both"), (), rn.near, rn.words)] if len(members) > 1 and np.every else []
        for member in members:
            found = [x for one in found if (x := relate(one, rn, member)) is not None]
        for one in found[:1]:
            reading = f"Do {np.words} have the same {self.sets.one(rn.words)}?"
            yield Question(Form("truth", (), one.atoms), reading, one.notes), 0.0

    def one_and_another(self, a: Phrase, b: Phrase) -> Made:
        """ "is the director of A the same as the director of B"."""
        if _is_set(a) and _is_set(b):
            yield from self.questions.truth(a, Pred(f"are {b.words}", None, b))

    def pairs(self, n: Phrase, alike: Alike) -> Made:
        """ "which two episodes have the same director": each two of them once, and what they have."""
        if n.is_entity or n.others or n.best is not None or n.tally or not isinstance(n.head, Var):
            return
        if " year" in alike.words:  # of a date the year alone is no value
            return
        more = Var(f"{n.head.name}.more")
        other = replace(n, head=more, atoms=_renamed(n.atoms, n.head, more))
        for found in _paired(n, other, alike):
            apart = Compare("<", n.head, more)
            told = Phrase(Var("shared"), (), alike.relation.near)
            targets = (n.head, more) if alike.each_other else (n.head, more, told.head)
            columns = (n.words, "and", alike.words.rpartition(" ")[2])[: len(targets)]
            reading = f"Which two {n.words} {alike.words}?"
            yield Question(Form("rows", targets, (*found.atoms, apart), columns), reading, found.notes), 0.05

    def _doers(self, v: Relation, n: Phrase, np: Phrase) -> Made:
        """Those of a set who did something to a thing by name."""
        if fits(np, v.far):
            for doer in apply(_anyone(n), Pred(f"{v.words} {np.words}", v, np)):
                yield doer, 0.0


def _renamed(atoms: tuple[Atom, ...], head: Var, other: Var) -> tuple[Atom, ...]:
    """The same of another, whose own variables are others too."""
    own = {t for a in atoms for t in terms_of(a) if isinstance(t, Var)} - {head}
    for var in sorted(own):
        atoms = substitute(atoms, var, Var(f"{var.name}.more"))
    return substitute(atoms, head, other)


def _paired(one: Phrase, other: Phrase, alike: Alike) -> Iterator[Phrase]:
    """Two of which it is said."""
    relation = alike.relation
    if alike.each_other:
        there = relate(one, relation, other)
        back = relate(replace(other, atoms=there.atoms), relation, replace(one, atoms=())) if there else None
    else:
        there = relate(Phrase(Var("shared"), (), relation.near), relation, one)
        back = relate(there, relation, other) if there else None
    if back is not None:
        yield back


def _anyone(n: Phrase) -> Phrase:
    """Whoever is meant by "person" and "director": the verb says the rest."""
    return replace(n, atoms=(), classes=() if "Person" in n.classes else n.classes)


def _is_set(n: Phrase) -> bool:
    told = any(not isinstance(a, Is) for a in n.atoms)
    return told and not (n.is_entity or n.others or n.tally or n.each or n.denied) and n.best is None


def _another(np: Phrase) -> Pred:
    """That it is not the thing itself, but one that can be compared with it."""
    one = Var("another")
    kind = ("Work",) if fits(np, ("Work",)) else np.classes
    return Pred("", None, Phrase(one, (Compare("!=", one, np.head),), kind, ""), event="told")


def _is_of_people(n: Phrase) -> bool:
    return not n.is_entity and any(is_a(c, ("Person", "Character", "Company", "Group")) for c in n.classes)


def sharing_rules(x: Sharing) -> list[Rule]:
    """The rules of what is the same: SAMEAS is "the same director as X"."""
    r, s = Rule, x.sets

    def by_one(v: Relation, n: Phrase, p: str, np: Phrase) -> Made:
        return x.done_by(v, n, np) if p in _AS and _is_of_people(n) else []

    def alike(rn: Relation) -> Made:
        if rn.sense.denotes and not rn.sense.roles:
            yield Alike(rn, f"have the same {s.one(rn.words)}"), 0.0

    def done(v: Relation, n: Phrase) -> Made:
        if _is_of_people(n) and not v.sense.marker and " that " not in n.words:
            yield Alike(v, f"are {v.done or v.words} by the same {s.one(n.words)}"), 0.0

    def same_done(v: Relation, n: Phrase) -> Made:
        if fits(n, v.far) and v.sense.reference != "appearsIn" and all(isinstance(a, Is) for a in n.atoms):
            yield Alike(v.flipped(), f"{v.words} the same {s.one(n.words)}"), 0.0

    return [
        r("SAMEAS", ("SAME", "RN", "P", "NP"), lambda _, rn, p, np: x.as_of(rn, np) if p in _AS else []),
        r("SAMEAS", ("SAME", "RN", "P", "IT", "P", "NP"), lambda _, rn, p, _it, o, np: x.as_of(rn, np) if p == "as" and o == "of" else []),
        r("SAMEAS", ("SAME", "N", "P", "NP"), lambda _, n, p, np: x.of_things(n, np) if p in _AS else []),
        r("VP", ("SHARES", "DET", "N", "P", "NP"), lambda _, _d, n, p, np: x.of_things(n, np) if p == "with" else []),
        r("VP", ("SHARES", "N", "P", "NP"), lambda _, n, p, np: x.of_things(n, np) if p == "with" else []),
        r("VP", ("HAVE", "DET", "N", "INCOMMONWITH", "NP"), lambda _, _d, n, _i, np: x.of_things(n, np)),
        r("VP", ("HAVE", "N", "INCOMMONWITH", "NP"), lambda _, n, _i, np: x.of_things(n, np)),
        r("VP", ("HAVE", "DET", "RN", "INCOMMONWITH", "NP"), lambda _, _d, rn, _i, np: x.as_of(rn, np)),
        r("VP", ("HAVE", "SAMEAS"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("SHARES", "SAMEAS"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("SHARES", "DET", "RN", "P", "NP"), lambda _, _d, rn, p, np: x.as_of(rn, np) if p == "with" else []),
        r("VP", ("SHARES", "THEIR", "RN", "P", "NP"), lambda _, _d, rn, p, np: x.as_of(rn, np) if p == "with" else []),
        r("VP", ("SHARES", "NP", "POSS", "RN"), lambda _, np, _p, rn: x.as_of(rn, np)),
        r("N", ("N", "P", "SAMEAS"), lambda n, p, vp: s.such(n, vp, "that ") if p == "with" else []),
        r("PASSIVE", ("BY", "SAMEAS"), lambda _, vp: [(vp, 0.0)]),
        r("PASSIVE", ("VB", "BY", "SAME", "N", "P", "NP"), lambda v, _, _s, n, p, np: by_one(v, n, p, np)),
        r("PASSIVE", ("VB", "BY", "SAME", "N", "THAT", "VP"), lambda v, _, _s, n, _t, vp: x.done_by_who(v, n, vp) if _is_of_people(n) else []),
        r("Q", ("BE", "NP", "VB", "BY", "SAME", "N"), lambda _, np, v, _b, _s, n: x.all_done(np, v, n) if _is_of_people(n) else []),
        r("Q", ("DO", "SAME", "N", "V", "NP"), lambda _, _s, n, v, np: x.all_done(np, v, n) if _is_of_people(n) else []),
        r("Q", ("DO", "SAME", "N", "VB", "P", "NP"), lambda _, _s, n, v, p, np: x.all_done(np, v, n, p) if _is_of_people(n) else []),
        r("Q", ("BE", "NP", "BY", "SAME", "RN"), lambda _, np, _b, _s, rn: x.have_one(np, rn)),
        r("MUTUAL", ("HAVE", "SAME", "RN"), lambda _, _s, rn: alike(rn)),
        r("MUTUAL", ("SHARES", "SAME", "RN"), lambda _, _s, rn: alike(rn)),
        r("MUTUAL", ("SHARES", "DET", "RN"), lambda _, _d, rn: alike(rn)),
        r("MUTUAL", ("SHARES", "THEIR", "RN"), lambda _, _d, rn: alike(rn)),
        r("MUTUAL", ("DO", "BEEN", "VB", "BY", "SAME", "N"), lambda _, _b, v, _y, _s, n: done(v, n)),
        r("MUTUAL", ("P", "SAME", "RN"), lambda p, _, rn: alike(rn) if p == "with" else []),
        r("MUTUAL", ("VB", "BY", "SAME", "N"), lambda v, _, _s, n: done(v, n)),
        r("MUTUAL", ("BE", "VB", "BY", "SAME", "N"), lambda _, v, _b, _s, n: done(v, n)),
        r("MUTUAL", ("V", "TOGETHER"), lambda v, word: [(Alike(v, f"{v.words} each other", True), 0.0)] if word != "together" else []),
        r("MUTUAL", ("V", "SAME", "N"), lambda v, _, n: same_done(v, n)),
        r("MUTUAL", ("THAT", "MUTUAL"), lambda _, one: [(one, 0.0)]),
        r("MUTUAL", ("DO", "MUTUAL"), lambda _, one: [(one, 0.0)]),
        r("TWO", ("N",), lambda n: [(n, 0.02)]),
        r("TWO", ("PAIRS", "N"), lambda _, n: [(n, 0.0)]),
        r("TWO", ("NUM", "N"), lambda k, n: [(n, 0.0)] if k == 2 else []),
        r("PAIRQ", ("TWO", "MUTUAL"), x.pairs),
        r("Q", ("PAIRQ",), lambda one: [(one, 0.05)]),
        r("Q", ("WHICH", "PAIRQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("IMPERATIVE", "PAIRQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "PAIRQ"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("BE", "NP", "SAME", "P", "NP"), lambda _, a, _s, p, b: x.one_and_another(a, b) if p == "as" else []),
    ]  # fmt: skip
