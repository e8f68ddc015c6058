"""What phrases mean, and how meanings combine: typed, so that what cannot be said of a thing is not understood of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from continuity import vocab
from continuity.language.lexicon import Sense
from continuity.language.logical import (
    Among,
    Atom,
    Compare,
    Const,
    Either,
    Held,
    Is,
    Literal,
    Not,
    Order,
    Rel,
    Shown,
    Term,
    Total,
    Var,
    substitute,
)
from continuity.language.names import is_a
from continuity.language.phrases import ENDS, OF_OTHERS, Phrase, fits, is_composite, narrowed, otherwise
from continuity.language.relation import (
    ANYWHERE,
    MOST,
    Relation,
    nots,
    number_of,
    of_any_group,
    relate,
    scope,
    tallied,
    topmost,
)
from continuity.language.statements import attach

if TYPE_CHECKING:
    from continuity.language.measures import Superlative

#: A word of so many roles is one of any role: "worked on".
_ANY_ROLE = 4


@dataclass(frozen=True, slots=True)
class Pred:
    """What can be said of a subject: that it stands in a relation, is of a class or in a state of its making, is one of
    a set, has something, or has more of a measure than another (`than`).
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
    place: Phrase | None = None
    age: str = ""
    either: tuple[Pred, ...] = ()
    than: Superlative | None = None


#: What only a character has.
_OF_CHARACTERS = {"Death", "Return", "LifeStatus", "Appearance"}

#: What a comparison is where it does not hold.
_OPPOSITE = {">": "<=", ">=": "<", "<": ">=", "<=": ">", "=": "!=", "!=": "="}


def apply(near: Phrase, pred: Pred, of: tuple[Relation, ...] = ()) -> Iterator[Phrase]:
    """The subject of which the predicate holds; nothing where it cannot hold of such a subject.

    `of` are the relations that "have" may stand for, seen from what is had.
    """
    if _counts_alike(pred):
        yield from _to_the_same(near, pred)
        return
    for first in _apply_one(near, pred, of):
        found = [first]
        for more in pred.also:
            found = [done for one in found for done in apply(one, more, of)]
        yield from found


def deny(pred: Pred) -> Iterator[tuple[Pred, float]]:
    """That a predicate does not hold."""
    told = pred.far.atoms if pred.far is not None else ()
    if pred.event == "had" and pred.far is not None and pred.far.classes == ("Score",) and not pred.denied:
        scored = tuple(replace(a, op=_OPPOSITE[a.op]) if isinstance(a, Compare) else a for a in told)
        if sum(isinstance(a, Compare) for a in told) == 1:  # what has no score is not known to have scored less
            yield replace(pred, far=replace(pred.far, atoms=scored), words=f"not {pred.words}"), 0.0
        return
    if not pred.denied and not pred.also:
        made = ((replace(pred, far=far, denied=plain), plain) for far, plain in otherwise(pred.far))
        yield from ((replace(one, words=f"not {one.words}"), 0.0 if plain else 0.1) for one, plain in made)


def _counts_alike(pred: Pred) -> bool:
    """Whether two things are said of so many: who wrote and directed two episodes did both to each of them."""
    far, more = pred.far, pred.also
    alike = bool(more) and all(a.far is far and a.relation is not None and not a.denied for a in more)
    return alike and pred.relation is not None and not pred.denied and far is not None and far.tally is not None


def _to_the_same(near: Phrase, pred: Pred) -> Iterator[Phrase]:
    """The subject of which several things hold of so many, of each of them all."""
    assert pred.far is not None and pred.far.tally is not None
    far, found = replace(pred.far, tally=None), replace(near, atoms=())
    for one in (pred, *pred.also):
        done = relate(found, one.relation, far) if one.relation is not None else None
        if done is None:
            return
        found = done
    most = pred.far.tally[0] in MOST
    if not (most and near.is_entity):
        best, lowest = (number_of(near, pred.far), MOST[pred.far.tally[0]]) if most else (near.best, near.lowest)
        atoms = (*near.atoms, *tallied(near, pred.far, found.atoms))
        yield replace(found, atoms=atoms, best=best, lowest=lowest, notes=(*near.notes, *found.notes))


def _beyond(near: Phrase, pred: Pred) -> Iterator[Phrase]:
    """The subject that has more or less of a measure than another."""
    from continuity.language.measures import above  # which applies predicates itself

    if pred.than is not None and pred.far is not None:
        yield from (replace(one, words=near.words) for one, _ in above(near, pred.than, pred.far))


def _ended(near: Phrase, relation: Relation, far: Phrase) -> Iterator[Phrase]:
    """The series or season that ended then: of few series an end is told, of their parts it is."""
    if fits(near, relation.near) and not near.others:
        end = Total("released", near.head, Var(f"end.{far.words}"))
        atoms = substitute((*far.atoms, end), end.number, far.head)
        yield replace(near, atoms=(*near.atoms, *atoms), notes=(*near.notes, *far.notes, ENDS))


def _told_there(near: Phrase, pred: Pred, relation: Relation, end: Phrase) -> Iterator[Phrase]:
    """The subject of which it is told in one work, or at another age."""
    known, far = narrowed(near, relation.near), narrowed(end, relation.far)
    atoms = relation.placed(known, replace(far, tally=None), pred.place, pred.age)
    if atoms and fits(near, relation.near) and not (far.tally and near.is_entity):
        notes = (*near.notes, *far.notes, *(pred.place.notes if pred.place else ()))
        done = replace(known, atoms=(*near.atoms, *atoms), notes=tuple(dict.fromkeys(notes)))
        many = pred.place if pred.place is not None and pred.place.tally is not None else None
        if many is not None:  # in so many works
            plain = tuple(a for a in atoms if a not in far.atoms)
            done = replace(done, atoms=(*near.atoms, *far.atoms, *tallied(known, many, plain)))
            if many.tally is not None and many.tally[0] in MOST:
                done = replace(done, best=number_of(known, many), lowest=MOST[many.tally[0]])
        if far.tally is not None:  # so many of them there, each of which may be anywhere else
            done = replace(done, atoms=(*near.atoms, *tallied(known, far, atoms)))
            if far.tally[0] in MOST:
                done = replace(done, best=number_of(known, far), lowest=MOST[far.tally[0]])
        yield done


def _brought_back(near: Phrase, pred: Pred, far: Phrase) -> tuple[Phrase, Pred]:
    """The dead who came back are not dead now: they were brought back to life."""
    alive = replace(near, atoms=tuple(a for a in near.atoms if a != Is("Deceased", near.head)))
    back = Rel("how", far.head, Const("resurrection"))
    return alive, replace(pred, far=replace(far, atoms=tuple(dict.fromkeys((*far.atoms, back)))))


def _of_whom(pred: Pred) -> str:
    """The part of a statement that the subject is: the first of its key, such as whose death it is."""
    known = vocab.terms().classes.get(pred.far.classes[0]) if pred.far is not None and pred.far.classes else None
    return known.key[0] if known is not None and known.key and pred.event == "had" else "of"


def _denied(near: Phrase, pred: Pred, of: tuple[Relation, ...]) -> Iterator[Phrase]:
    of_shows = pred.relation is not None and pred.relation.sense.reference in ("network", "producedBy")
    if not isinstance(near.head, Var) or (of_shows and near.classes in ((), ("Work",))):  # an episode is on none itself
        return
    near = of_any_group(near, pred.relation) if pred.relation is not None else near
    if pred.far is not None and OF_OTHERS in pred.far.notes:  # "in no other show": than that of which it is told
        if not (but := _other_ends(near, pred)):
            return
        told = (*pred.far.atoms, *(Compare("!=", pred.far.head, one) for one in but))
        pred = replace(pred, far=replace(pred.far, atoms=told, notes=()))
    said = pred.words.partition("not ")[2] if pred.far is not None and pred.far.tally is None else ""
    plain = replace(pred, denied=False, words=said if said.startswith("have ") else pred.words)
    for one in _apply_one(replace(near, atoms=()), plain, of):
        if one.best is None:
            wanted = pred.relation.near if pred.relation else one.classes
            itself = pred.relation.not_itself(near, pred.far) if pred.relation and pred.far is not None else ()
            atoms = (*near.atoms, *scope(near, wanted), *nots(near, one.atoms), *itself)
            yield replace(near, atoms=atoms, notes=one.notes)


def _other_ends(near: Phrase, pred: Pred) -> tuple[Const, ...]:
    """To what by name a set is told to stand in the relation of a predicate already."""
    told = [
        a for a in near.atoms if isinstance(a, Rel) and pred.relation and a.property == pred.relation.sense.reference
    ]
    ends = [(a.subject, a.object) for a in told] + [(a.object, a.subject) for a in told]
    return tuple(far for one, far in ends if one == near.head and isinstance(far, Const))


def _either(near: Phrase, pred: Pred, of: tuple[Relation, ...]) -> Iterator[Phrase]:
    """The subject of which any of some predicates holds."""
    found = [next(apply(replace(near, atoms=()), one, of), None) for one in pred.either]
    told = [one for one in found if one is not None and one.atoms and one.best is None]
    if len(told) == len(pred.either):
        notes = tuple(dict.fromkeys(note for one in told for note in one.notes))
        yield replace(near, atoms=(*near.atoms, Either(tuple(one.atoms for one in told))), notes=notes)


def _apply_one(near: Phrase, pred: Pred, of: tuple[Relation, ...]) -> Iterator[Phrase]:
    if near.others:
        return
    if pred.denied or pred.either:
        yield from (_denied if pred.denied else _either)(near, pred, of)
    elif pred.than is not None:
        yield from _beyond(near, pred)
    elif pred.event == "told" and pred.far is not None:
        if fits(near, pred.far.classes):
            atoms = substitute(pred.far.atoms, pred.far.head, near.head)
            notes = tuple(dict.fromkeys((*near.notes, *pred.far.notes)))
            yield replace(narrowed(near, pred.far.classes), atoms=(*near.atoms, *atoms), notes=notes)
    elif pred.cls:
        yield from _of_class(near, pred)
    elif pred.far is None:
        return
    elif pred.state.startswith("story:"):
        yield from _in_story(near, pred.far, pred.state.removeprefix("story:"))
    elif pred.state:
        if fits(near, ("Work",)) and near.classes and near.classes != ("Episode",):  # an order is of more than one
            node = pred.far.head
            lifted = all(is_a(c, ("Series",)) for c in near.classes)
            of_work, states = Rel("work", node, near.head, False, lifted), _stands(near, node, pred.state, lifted)
            yield replace(near, atoms=(*near.atoms, *pred.far.atoms, of_work, *states))
    elif pred.relation is not None and (pred.place is not None or pred.age):
        yield from _told_there(near, pred, pred.relation, pred.far)
    elif pred.relation is not None and pred.relation.sense.reference == "concluded" and is_composite(near.classes):
        yield from _ended(near, pred.relation, pred.far)
    elif pred.relation is not None:
        related = relate(near, _in_their_role(near, pred.relation), pred.far)
        if related is not None:
            yield related
    elif set(pred.far.classes) & _OF_CHARACTERS and pred.event == "had" and not fits(near, ("Character", "Group")):
        return
    elif pred.event == "had" and pred.far.classes == ("Return",) and Is("Deceased", near.head) in near.atoms:
        yield from _apply_one(*_brought_back(near, pred, pred.far), of)
    elif (made := _what_they_did(near, pred)) is not None:
        yield made
    elif pred.words.startswith(("have", "has")) or pred.event == "had":
        if pred.far.tally is not None:
            yield from _counted(near, pred.far)
        had = _without_shown(pred.far)
        for told in attach(had, near, _of_whom(pred), only=pred.event == "had") if had.tally is None else ():
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


def _without_shown(far: Phrase) -> Phrase:
    """A score that is had, without what is shown of one that is asked for."""
    if far.classes != ("Score",) or far.best is not None:
        return far
    return replace(far, atoms=tuple(a for a in far.atoms if not isinstance(a, Shown)))


def _what_they_did(near: Phrase, pred: Pred) -> Phrase | None:
    """What "have" means of so many episodes and those who hold a role: writers have those of what they wrote."""
    far = pred.far
    if far is None or far.tally is None or far.classes != ("Episode",) or not pred.words.startswith("have "):
        return None
    told = [a for a in near.atoms if isinstance(a, Rel) and a.subject == near.head]
    role = vocab.terms().individuals.get(told[0].property.removesuffix("Of")) if len(told) == 1 else None
    if role is None or role.cls != "Role":
        return None
    work = told[0].object
    inside = isinstance(work, Const) and is_a(work.cls, ("Series", "Season"))
    own = (Rel("within", far.head, work),) if inside and not any(isinstance(a, Rel) for a in far.atoms) else ()
    return relate(near, Relation(Sense(told[0].property), pred.words), replace(far, atoms=(*far.atoms, *own)))


def _is_of_people(near: Phrase) -> bool:
    """Whether what is said is of those who make works: by "people" characters may be meant."""
    vague = isinstance(near.head, Var) and Is("Person", near.head) in near.atoms
    return bool(near.classes) and all(is_a(c, ("Person",)) for c in near.classes) and not vague


def _of_class(near: Phrase, pred: Pred) -> Iterator[Phrase]:
    """The subject that is of a class, or to whom that happened by which one is."""
    if pred.cls == "Deceased" and _is_of_people(near):
        died = Var(f"died.{getattr(near.head, 'name', '')}")  # of people there are dates
        yield replace(near, atoms=(*near.atoms, Rel("died", near.head, died)))
    elif pred.event in vocab.terms().classes:
        if fits(near, (pred.cls,)):  # it is asked who died, not who is dead now
            event = Var(f"event.{getattr(near.head, 'name', '')}")
            dies = (Is(pred.event, event), Rel("of", event, near.head))
            yield replace(narrowed(near, ("Character",)), atoms=(*near.atoms, *dies))
    elif fits(near, (pred.cls,)):
        yield replace(narrowed(near, ("Character",)), atoms=(*near.atoms, Is(pred.cls, near.head)))


def _in_their_role(near: Phrase, relation: Relation) -> Relation:
    """What "worked on" means of those who are told apart by their role: directors who worked on it directed it."""
    told = [a for a in near.atoms if isinstance(a, Rel) and a.subject == near.head]
    anyone = getattr(near.head, "name", "").endswith(ANYWHERE)
    plain = len(told) == 1 and all(isinstance(a, (Rel, Held)) for a in near.atoms) and len(near.atoms) < _ANY_ROLE
    if len(relation.sense.roles) < _ANY_ROLE or not anyone or not plain:
        return relation
    return Relation(Sense(told[0].property), relation.words, relation.done)


def _stands(near: Phrase, node: Term, state: str, lifted: bool) -> tuple[Atom, ...]:
    """That a work stands so: a season that is renewed is ordered, and what is ordered is announced by it.

    A series is announced and ordered with its first season: later ones are not it.
    """
    more = {"ordered": () if lifted else ("renewed",), "announced": ("ordered",) if lifted else ("ordered", "renewed")}
    if state not in more:
        return (Rel("state", node, Const(state)),)
    name = getattr(node, "name", "")
    found, later, number = (Var(f"{name}.{x}") for x in ("state", "later", "number"))
    one = Rel("state", node, found), Among(found, tuple(map(Const, (state, *more[state]))))
    if not lifted:
        return one
    part = Rel("work", node, later), Rel("partOf", later, near.head), Rel("number", later, number)
    return (*one, Not((*part, Compare(">", number, Literal("1", "integer")))))


def _in_story(near: Phrase, far: Phrase, how: str) -> Iterator[Phrase]:
    """The subject of which it is told how it lies to another in the story: of a show, how one of its seasons does."""
    if not fits(near, ("Work", "Event")):
        return
    known, one = narrowed(near, ("Work",)), near.head
    inside: tuple[Atom, ...] = ()
    if isinstance(one, Var) and near.classes == ("Series",):
        one, inside = Var(f"part.{one.name}"), (Rel("within", Var(f"part.{one.name}"), one),)
    ends = (far.head, one) if how == "after" else (one, far.head)
    atoms = (*inside, Order("before" if how == "after" else how, *ends))
    yield replace(known, atoms=(*near.atoms, *far.atoms, *atoms), notes=(*near.notes, *far.notes))


def _counted(near: Phrase, far: Phrase) -> Iterator[Phrase]:
    """The subject of which so many statements tell: "has the most deaths"."""
    assert far.tally is not None
    most = far.tally[0] in MOST
    for told in attach(replace(far, tally=None), replace(near, atoms=())):
        if not (most and near.is_entity):
            best, lowest = (number_of(near, far), MOST[far.tally[0]]) if most else (near.best, near.lowest)
            atoms = (*near.atoms, *tallied(near, far, told.atoms))
            yield replace(near, atoms=atoms, best=best, lowest=lowest, notes=told.notes)


def _is_vague(far: Phrase) -> bool:
    """Whether a set is of those who hold a role in whatever it be: had by something, it is there that they hold it."""
    return isinstance(far.head, Var) and far.head.name.endswith(ANYWHERE)


def _had(near: Phrase, far: Phrase, relation: Relation) -> Iterator[Phrase]:
    """The subject that has the far set, or so many of it."""
    if far.denied or far.each or _is_vague(far) or _is_vague(near):
        return
    if far.others:
        if far.every and not any(m.denied or m.each for m in far.others):
            found = [near]
            for member in far.others:
                found = [done for one in found for done in _had(one, member, relation)]
            yield from found
        return
    if far.tally is None:
        of_some = not near.is_entity and any(not isinstance(a, Is) for a in near.atoms)  # the longest of them
        if (whole := relate(far if of_some else topmost(far), relation, near)) is not None:
            whole = topmost(whole) if of_some else whole
            best, lowest = (whole.best, whole.lowest) if far.best is not None else (near.best, near.lowest)
            yield replace(near, atoms=whole.atoms, best=best, lowest=lowest, notes=whole.notes)
        return
    back = relate(replace(far, tally=None), relation, replace(near, atoms=()))
    most = far.tally[0] in MOST
    if back is not None and not (most and near.is_entity):
        best, lowest = (number_of(near, far), MOST[far.tally[0]]) if most else (near.best, near.lowest)
        yield replace(
            near, atoms=(*near.atoms, *tallied(near, far, back.atoms)), best=best, lowest=lowest, notes=back.notes
        )
