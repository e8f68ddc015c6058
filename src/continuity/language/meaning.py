"""What phrases mean, and how meanings combine: typed, so that what cannot be said of a thing is not understood of it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from continuity import vocab
from continuity.language.logical import (
    Const,
    Is,
    Not,
    Order,
    Rel,
    Var,
    substitute,
)
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits, narrowed
from continuity.language.relation import ANYWHERE, MOST, Relation, number_of, relate, scope, tallied
from continuity.language.statements import attach


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
    place: Phrase | None = None
    age: str = ""


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
            yield replace(near, atoms=(*near.atoms, *scope(near, wanted), Not(one.atoms)), notes=one.notes)


def _apply_one(near: Phrase, pred: Pred, of: tuple[Relation, ...]) -> Iterator[Phrase]:
    if near.others:
        return
    if pred.denied:
        yield from _denied(near, pred, of)
    elif pred.event == "told" and pred.far is not None:
        if fits(near, pred.far.classes):
            atoms = substitute(pred.far.atoms, pred.far.head, near.head)
            notes = tuple(dict.fromkeys((*near.notes, *pred.far.notes)))
            yield replace(narrowed(near, pred.far.classes), atoms=(*near.atoms, *atoms), notes=notes)
    elif pred.cls and pred.event in vocab.terms().classes:
        if fits(near, (pred.cls,)):  # it is asked who died, not who is dead now
            event = Var(f"event.{getattr(near.head, 'name', '')}")
            dies = (Is(pred.event, event), Rel("of", event, near.head))
            yield replace(narrowed(near, ("Character",)), atoms=(*near.atoms, *dies))
    elif pred.cls:
        if fits(near, (pred.cls,)):
            yield replace(narrowed(near, ("Character",)), atoms=(*near.atoms, Is(pred.cls, near.head)))
    elif pred.far is None:
        return
    elif pred.state.startswith("story:"):
        if fits(near, ("Work", "Event")):
            known = narrowed(near, ("Work",))
            how = pred.state.removeprefix("story:")
            ends = (pred.far.head, near.head) if how == "after" else (near.head, pred.far.head)
            atom = Order("before" if how == "after" else how, *ends)
            yield replace(known, atoms=(*near.atoms, *pred.far.atoms, atom), notes=(*near.notes, *pred.far.notes))
    elif pred.state:
        if fits(near, ("Work",)) and near.classes:
            node = pred.far.head
            lifted = all(is_a(c, ("Series",)) for c in near.classes)
            of_work, of_state = Rel("work", node, near.head, False, lifted), Rel("state", node, Const(pred.state))
            yield replace(near, atoms=(*near.atoms, *pred.far.atoms, of_work, of_state))
    elif pred.relation is not None and (pred.place is not None or pred.age):
        known, far = narrowed(near, pred.relation.near), narrowed(pred.far, pred.relation.far)
        atoms = pred.relation.placed(known, far, pred.place, pred.age)
        if atoms and fits(near, pred.relation.near):
            notes = (*near.notes, *far.notes, *(pred.place.notes if pred.place else ()))
            yield replace(known, atoms=(*near.atoms, *atoms), notes=tuple(dict.fromkeys(notes)))
    elif pred.relation is not None:
        done = relate(near, pred.relation, pred.far)
        if done is not None:
            yield done
    elif pred.words.startswith(("have", "has")) or pred.event == "had":
        if pred.far.tally is not None:
            yield from _counted(near, pred.far)
        for told in attach(pred.far, near, "of", only=pred.event == "had") if pred.far.tally is None else ():
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
