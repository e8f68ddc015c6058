"""What phrases mean, and how meanings combine: typed, so that what cannot be said of a thing is not understood of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from continuity import vocab
from continuity.language.lexicon import Sense
from continuity.language.logical import (
    Atom,
    Compare,
    Const,
    Either,
    Every,
    Is,
    Literal,
    Not,
    Rel,
    Tally,
    Term,
    Told,
    Var,
    substitute,
)
from continuity.language.names import is_a

#: Properties whose works are told at one depth and asked at another: a showrunner of a season ran the series.
_SAME_DEPTH = {"appearsIn", "crossesOverWith", "within", "partOf"}


@dataclass(frozen=True, slots=True)
class Phrase:
    """A thing or a set of things: whatever `head` stands for under `atoms`.

    `classes` are what it can be (any of them; none known: anything), `words` how the system says it.
    `others` and `every` hold the members of a coordination; `shown` are the columns of a statement; `best` orders, and
    `then` where that leaves equals. `denied` is a thing of which something does not hold, `each` a set of which it holds
    without exception, `tally` a comparison of how many there are of which it holds ("most" and "least" compare them all).
    """

    head: Term
    atoms: tuple[Atom, ...] = ()
    classes: tuple[str, ...] = ()
    words: str = ""
    others: tuple[Phrase, ...] = ()
    every: bool = True
    shown: tuple[tuple[str, Term], ...] = ()
    best: Var | None = None
    lowest: bool = False
    notes: tuple[str, ...] = ()
    then: Var | None = None
    limit: int = 0
    denied: bool = False
    each: bool = False
    tally: tuple[str, int] | None = None

    @property
    def is_entity(self) -> bool:
        """Whether it is one thing, by name."""
        return isinstance(self.head, Const)


@dataclass(frozen=True, slots=True)
class Relation:
    """A sense of a word with two ends. `near` is the end that a noun denotes, or a verb's subject; `far` is the other."""

    sense: Sense
    words: str

    @property
    def near(self) -> tuple[str, ...]:
        """What the near end can be."""
        return self._classes(self.sense.denotes == "subject")

    @property
    def far(self) -> tuple[str, ...]:
        """What the far end can be."""
        return self._classes(self.sense.denotes != "subject")

    def _classes(self, subject: bool) -> tuple[str, ...]:
        if self.sense.roles:
            return ("Person", "Company") if subject else ("Work",)
        if self.is_kin:
            return ("Character", "Group")
        known = vocab.terms().properties.get(self.sense.reference)
        if subject:
            return self.sense.domain or (known.domain if known else ())
        return self.sense.range or (known.range if known else ())

    @property
    def is_kin(self) -> bool:
        """Whether this is a kind of relationship, which a statement of its own tells."""
        known = vocab.terms().individuals.get(self.sense.reference)
        return known is not None and known.cls == "RelationshipKind"

    def flipped(self) -> Relation:
        """The relation seen from its other end."""
        denotes = "object" if self.sense.denotes == "subject" else "subject"
        return Relation(replace(self.sense, denotes=denotes), self.words)

    def atoms(self, near: Phrase, far: Phrase) -> tuple[Atom, ...]:
        """That the two ends are so related; a far end of several members is taken apart."""
        if far.others:
            parts = [self.atoms(near, one) for one in far.others]
            return tuple(a for p in parts for a in p) if far.every else (Either(tuple(parts)),)
        if far.denied:
            return (*_scope(near, self.near), Not(self.atoms(near, replace(far, denied=False))))
        if far.each:
            return (Every(near.head, far.atoms, self.atoms(near, replace(far, each=False, atoms=()))),)
        if far.tally is not None:
            return tallied(near, far, self.atoms(near, replace(far, tally=None)))
        one, other = (near, far) if self.sense.denotes == "subject" else (far, near)
        if self.sense.roles:
            return (*far.atoms, Told(self.sense.roles, one.head, other.head))
        if self.is_kin:
            return (*far.atoms, *self._kin(one.head, other.head))
        name = self.sense.reference
        atom = Rel(name, one.head, other.head, _lifts(name, one), _lifts(name, other))
        known = vocab.terms().properties.get(name)
        apart: tuple[Atom, ...] = ()
        told = any(not isinstance(a, Is) for a in far.atoms)
        if known is not None and known.symmetric and not far.is_entity and told:
            apart = (Not(substitute(_own(far), far.head, near.head)),)
        return (*far.atoms, atom, *apart)

    def _kin(self, one: Term, other: Term) -> tuple[Atom, ...]:
        """That one is the other's relation of this kind, told from either end."""

        def told(subject: Term, kind: str, object: Term, node: Var) -> tuple[Atom, ...]:
            return Rel("subject", node, subject), Rel("kind", node, Const(kind)), Rel("object", node, object)

        stem = f"kin.{self.words}.{getattr(one, 'name', getattr(one, 'id', ''))}.{getattr(other, 'name', getattr(other, 'id', ''))}"
        there = told(one, self.sense.reference, other, Var(stem + ".1"))
        back = told(other, self.sense.converse, one, Var(stem + ".2")) if self.sense.converse else ()
        return (Either((there, back)),) if back else there


def _scope(near: Phrase, classes: tuple[str, ...]) -> tuple[Atom, ...]:
    """What near can be, where nothing else says it: of what is denied there must be something to deny it of."""
    if near.atoms or not isinstance(near.head, Var):
        return ()
    known = tuple(c for c in near.classes if is_a(c, classes) or not classes) or classes
    return (
        (Either(tuple((Is(c, near.head),) for c in known)),)
        if len(known) > 1
        else tuple(Is(c, near.head) for c in known)
    )


def number_of(near: Phrase, far: Phrase) -> Var:
    """The variable for how many of the far set there are for each near one."""
    return Var(f"number.{getattr(near.head, 'name', 'it')}.{getattr(far.head, 'name', 'it')}")


def tallied(near: Phrase, far: Phrase, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """That so many of the far set are related to the near end as the atoms say."""
    number = number_of(near, far)
    made: tuple[Atom, ...] = (Tally(near.head, far.head, number, atoms),)
    assert far.tally is not None
    op, n = far.tally
    return made if op in MOST else (*made, Compare(op, number, Literal(str(n), "integer")))


#: A tally that compares them all: whether the lowest is meant.
MOST = {"most": False, "least": True}


def _own(far: Phrase) -> tuple[Atom, ...]:
    """What makes a member of the far set, its own variables renamed, so that it can be denied of the near end."""
    atoms = far.atoms
    names = {t for a in atoms for t in _variables(a)} - {far.head}
    for var in sorted(names):
        atoms = substitute(atoms, var, Var(var.name + "n"))
    return atoms


def _variables(atom: Atom) -> Iterator[Var]:
    from continuity.language.logical import terms_of

    yield from (t for t in terms_of(atom) if isinstance(t, Var))


def _lifts(name: str, end: Phrase) -> bool:
    known = vocab.terms().properties.get(name)
    if name in _SAME_DEPTH or known is None or known.value != "id":
        return False
    return bool(end.classes) and all(is_a(c, ("Series", "Season")) for c in end.classes)


def fits(phrase: Phrase, wanted: tuple[str, ...]) -> bool:
    """Whether a phrase can be one of these classes; a phrase of no known class can be anything."""
    if phrase.others:
        return all(fits(p, wanted) for p in phrase.others)
    if not wanted or not phrase.classes:
        return True
    return any(is_a(c, wanted) or any(is_a(w, (c,)) for w in wanted) for c in phrase.classes)


def narrowed(phrase: Phrase, wanted: tuple[str, ...]) -> Phrase:
    """The phrase with what is now known of its class."""
    if phrase.classes or not wanted:
        return phrase
    return replace(phrase, classes=wanted)


def relate(near: Phrase, relation: Relation, far: Phrase) -> Phrase | None:
    """The near phrase of which the relation to the far one holds; None where their classes do not fit."""
    if not fits(near, relation.near) or not fits(far, relation.far) or near.others:
        return None
    known = narrowed(near, relation.near)
    far = narrowed(far, relation.far)
    best, lowest = (far.best, far.lowest) if far.best else (near.best, near.lowest)
    if far.tally is not None and far.tally[0] in MOST:
        if not isinstance(near.head, Var):
            return None
        best, lowest = number_of(known, far), MOST[far.tally[0]]
    loose = (
        (f"no gender is told of most: “{relation.words}” is read as any {_kind(relation)}",)
        if relation.sense.loose
        else ()
    )
    return replace(
        known,
        atoms=tuple(dict.fromkeys((*near.atoms, *relation.atoms(known, far)))),
        best=best,
        lowest=lowest,
        then=far.then if far.best else near.then,
        limit=far.limit or near.limit,
        notes=tuple(dict.fromkeys((*near.notes, *far.notes, *(n for p in far.others for n in p.notes), *loose))),
    )


def _kind(relation: Relation) -> str:
    return vocab.terms().individuals[relation.sense.reference].label


def attach(near: Phrase, far: Phrase, word: str = "") -> Iterator[Phrase]:
    """A statement of which the far phrase is a part: the part of the name of the `word`, else the closest by class."""
    terms = vocab.terms()
    for cls in near.classes:
        if cls not in terms.classes or not terms.is_a(cls, "Statement"):
            continue
        slots = [
            terms.properties[k]
            for k in dict.fromkeys((*terms.classes[cls].key, *_more(cls)))
            if terms.properties[k].value == "id"
        ]
        if len(far.others) == 2 and far.every:
            yield from _between(near, far, slots)
            continue
        fitting = [s for s in slots if far.classes and not far.others and not far.denied and fits(far, s.range)]
        if fitting:
            named = [s for s in fitting if s.name == word]
            slot = (
                named[0]
                if named
                else max(fitting, key=lambda s: max(len(terms.classes[r].above) for r in s.range if r in terms.classes))
            )
            lift = slot.name in ("work", "of", "on") and all(is_a(c, ("Series",)) for c in far.classes)
            atom = Rel(slot.name, near.head, far.head, False, lift)
            notes = tuple(dict.fromkeys((*near.notes, *far.notes)))
            yield replace(near, atoms=(*near.atoms, *far.atoms, atom), notes=notes)


def _between(near: Phrase, far: Phrase, slots: list[vocab.PropertyTerm]) -> Iterator[Phrase]:
    """A statement that joins two things, whichever of them comes first."""
    a, b = far.others
    pairs = [
        (s, t) for s, t in pairwise(slots) if s.range == t.range and fits(far, s.range) and a.classes and b.classes
    ]
    if not pairs or not (a.is_entity and b.is_entity):
        return
    s, t = pairs[0]
    works = is_a("Work", s.range)
    branches = [
        tuple(
            Rel(p.name, near.head, e.head, False, works and is_a(e.classes[0], ("Series",)))
            for p, e in ((s, x), (t, y))
        )
        for x, y in ((a, b), (b, a))
    ]
    yield replace(near, atoms=(*near.atoms, Either(tuple(branches))), notes=(*near.notes, *a.notes, *b.notes))


def _more(cls: str) -> list[str]:
    terms = vocab.terms()
    family = {cls, *terms.classes[cls].above}
    return [p.name for p in terms.properties.values() if family & set(p.domain) and not p.derived_by]


def instance(cls: str, var: Var, words: str) -> Phrase:
    """Whatever is of a class."""
    return Phrase(var, (Is(cls, var),), (cls,), words)


@dataclass(frozen=True, slots=True)
class Pred:
    """What can be said of a subject: that it stands in a relation, is of a class or in a state of its making, is one of
    a set, or has something.
    """

    words: str
    relation: Relation | None = None
    far: Phrase | None = None
    cls: str = ""
    opposite: str = ""
    state: str = ""
    also: tuple[Pred, ...] = ()
    denied: bool = False
    event: str = ""


def apply(near: Phrase, pred: Pred, of: tuple[Relation, ...] = ()) -> Iterator[Phrase]:
    """The subject of which the predicate holds; nothing where it cannot hold of such a subject.

    `of` are the relations that "have" may stand for, seen from what is had.
    """
    for first in _apply_one(near, pred, of):
        found = [first]
        for more in pred.also:
            found = [done for one in found for done in apply(one, more, of)]
        yield from found


def _denied(near: Phrase, pred: Pred, of: tuple[Relation, ...]) -> Iterator[Phrase]:
    if not isinstance(near.head, Var):
        return
    for one in _apply_one(replace(near, atoms=()), replace(pred, denied=False), of):
        if one.best is None:
            wanted = pred.relation.near if pred.relation else one.classes
            yield replace(near, atoms=(*near.atoms, *_scope(near, wanted), Not(one.atoms)), notes=one.notes)


def _apply_one(near: Phrase, pred: Pred, of: tuple[Relation, ...]) -> Iterator[Phrase]:
    if near.others:
        return
    if pred.denied:
        yield from _denied(near, pred, of)
    elif pred.cls:
        if fits(near, (pred.cls,)):
            yield replace(narrowed(near, ("Character",)), atoms=(*near.atoms, Is(pred.cls, near.head)))
    elif pred.far is None:
        return
    elif pred.state:
        if fits(near, ("Work",)) and near.classes:
            node = pred.far.head
            lifted = all(is_a(c, ("Series",)) for c in near.classes)
            of_work, of_state = Rel("work", node, near.head, False, lifted), Rel("state", node, Const(pred.state))
            yield replace(near, atoms=(*near.atoms, *pred.far.atoms, of_work, of_state))
    elif pred.relation is not None:
        done = relate(near, pred.relation, pred.far)
        if done is not None:
            yield done
    elif pred.words.startswith("have"):
        for told in attach(pred.far, near):
            yield replace(near, atoms=(*near.atoms, *told.atoms), best=told.best, lowest=told.lowest, notes=told.notes)
        for relation in of:
            yield from _had(near, pred.far, relation)
    elif (
        not pred.far.is_entity
        and not pred.far.others
        and not pred.far.denied
        and pred.far.tally is None
        and fits(near, pred.far.classes)
    ):
        atoms = substitute(pred.far.atoms, pred.far.head, near.head)
        best = pred.far.best
        yield replace(
            near, atoms=(*near.atoms, *atoms), best=best, lowest=pred.far.lowest, notes=(*near.notes, *pred.far.notes)
        )


def _had(near: Phrase, far: Phrase, relation: Relation) -> Iterator[Phrase]:
    """The subject that has the far set, or so many of it."""
    if far.denied or far.each:
        return
    if far.tally is None:
        whole = relate(far, relation, near)
        if whole is not None:
            yield replace(near, atoms=whole.atoms, notes=whole.notes)
        return
    back = relate(replace(far, tally=None), relation, replace(near, atoms=()))
    most = far.tally[0] in MOST
    if back is not None and not (most and near.is_entity):
        best, lowest = (number_of(near, far), MOST[far.tally[0]]) if most else (near.best, near.lowest)
        yield replace(
            near, atoms=(*near.atoms, *tallied(near, far, back.atoms)), best=best, lowest=lowest, notes=back.notes
        )
