"""Measures: how long, how old, how many, how well rated; more and most of two, and beyond a number."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from continuity import vocab
from continuity.language.logical import (
    Among,
    Atom,
    Compare,
    Const,
    Form,
    Is,
    Literal,
    Rel,
    Shown,
    Tally,
    Term,
    Total,
    Var,
    substitute,
)
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.once import counted_once
from continuity.language.phrases import ENDS, Phrase, fits, is_composite
from continuity.language.relation import Relation, apart
from continuity.language.works import Made

#: Said where scores are ranked.
SCORES = "scores of different readers are compared as they stand"
#: Said where things are ranked by a date, which is not told of all.
ONLY_DATED = "only those are ranked whose date is told"
DATES = ("released", "born")
_SAID = {"value": (SCORES,), "concluded": (ENDS,)}


@dataclass(frozen=True, slots=True)
class Superlative:
    """The highest or lowest of a property; as a comparative, more or less of it. Of scores it may be told who `given`
    them, and of what kind they are.
    """

    property: str
    lowest: bool
    words: str
    given: tuple[tuple[str, Term], ...] = ()


def measure(property: str, of: Phrase) -> tuple[tuple[Atom, ...], Var] | None:
    """The atoms that give a property of a thing, and the variable of its value; none where such a thing has none."""
    name = getattr(of.head, "name", getattr(of.head, "id", ""))
    if of.others:
        return None
    value = Var(f"{property}of{name}")
    if property == "value":
        if not of.classes or not fits(of, ("Work",)):
            return None
        node = Var(f"score.{name}")
        lift = of.is_entity and all(is_a(c, ("Series",)) for c in of.classes)  # like with like: no season beside series
        return (Is("Score", node), Rel("of", node, of.head, False, lift), Rel("value", node, value)), value
    known = vocab.terms().properties.get(property)
    if known is None or not of.classes or not fits(of, known.domain):
        return None
    if property == "concluded" and is_composite(of.classes):
        return (Total("released", of.head, value),), value
    if property == "runtime" and is_composite(of.classes):
        return (Total(property, of.head, value),), value
    return (Rel(property, of.head, value),), value


def of_one(property: str, of: Phrase) -> tuple[tuple[Atom, ...], Var] | None:
    """The value of a property of one thing by name, or of that which has the most or least of it: "the longest episode
    of X".
    """
    if of.is_entity:
        return measure(property, of)
    if any(isinstance(a, Tally) and a.number == of.head for a in of.atoms):
        return of.atoms, of.head  # type: ignore[return-value]  # a value already
    if of.others or of.best is None or of.limit or of.tally or of.each or of.denied:
        return None
    told = [a.property for a in of.atoms if isinstance(a, (Rel, Total)) and _value_of(a) == of.best]
    if told != [property] or property == "value":
        return None
    value = Var(f"{'least' if of.lowest else 'most'}.{of.best.name}")
    plain = tuple(a for a in of.atoms if not isinstance(a, Shown))
    atoms = tuple(sorted(plain, key=lambda a: isinstance(a, (Rel, Total)) and _value_of(a) == of.best))
    return (Tally(Literal(""), of.best, value, atoms, "MIN" if of.lowest else "MAX"),), value


def pinned(np: Phrase) -> Phrase | None:
    """What has the most or least of something as one of which more can be said: whose value is the most. Nothing where
    so many are meant, or scores, of which not every one counts.
    """
    members = tuple(map(pinned, np.others))
    if None in members:
        return None
    np = replace(np, others=tuple(m for m in members if m is not None))
    if np.best is None:
        return np
    if np.limit or any(isinstance(a, Rel) and (a.property, a.object) == ("value", np.best) for a in np.atoms):
        return None
    own = tuple(a for a in np.atoms if not isinstance(a, Shown))
    best = Var(f"{np.best.name}.most")
    top = Tally(Literal(""), best, Var(f"{best.name}.value"), apart(own, ".most"), "MIN" if np.lowest else "MAX")
    return replace(np, atoms=(*own, top, Compare("=", np.best, top.number)), best=None, then=None)


def _value_of(atom: Rel | Total) -> Term:
    return atom.object if isinstance(atom, Rel) else atom.number


def compared(a: Phrase, b: Phrase, than: Superlative) -> Iterator[Form]:
    """Whether one thing has more of a measure than another."""
    if a.head == b.head:
        return
    one, other = of_one(than.property, a), of_one(than.property, b)
    if one is not None and other is not None:
        if than.property == "value":  # scores compare where the same readers gave them on the same scale
            one = ((*one[0], *_same_readers((*one[0], *other[0]))), one[1])
        yield Form("compare", (one[1], other[1]), (*one[0], *other[0]), (a.words, b.words), op=_op(than))


def _same_readers(atoms: tuple[Atom, ...], given: tuple[tuple[str, Term], ...] = ()) -> tuple[Rel, ...]:
    """That scores were given by the same readers on the same scale, and what more is told of them."""
    nodes = [a.term for a in atoms if isinstance(a, Is) and a.cls == "Score"]
    told = tuple(Rel(p, n, value) for n in nodes for p, value in given)
    return told + tuple(Rel(p, n, Var(f"the same {p}")) for n in nodes for p in ("givenBy", "scoreKind", "scale"))


def _op(than: Superlative) -> str:
    return "<" if than.lowest else ">"


def named(np: Phrase) -> tuple[Phrase, ...]:
    """The things by name that a coordination joins; nothing where it joins anything else."""
    members = np.others
    plain = all(m.is_entity and not m.denied for m in members)
    return members if len(members) > 1 and plain and all(getattr(m.head, "id", "") for m in members) else ()


def among(np: Phrase) -> Phrase | None:
    """One of the things that are named together."""
    members = named(np)
    if not members:
        return None
    var = Var("one")
    classes = tuple(dict.fromkeys(c for m in members for c in m.classes))
    words = " and ".join(m.words for m in members)
    notes = tuple(dict.fromkeys(n for m in members for n in m.notes))
    return Phrase(var, (Among(var, tuple(m.head for m in members)),), classes, words, notes=notes)


def best_of(one: Phrase, than: Superlative) -> Phrase | None:
    """The one of a set with most or least of a measure."""
    found = measure(than.property, one)
    if found is None or one.best is not None:
        return None
    atoms, value = found
    notes = (*one.notes, *_SAID.get(than.property, ()))
    return replace(one, atoms=(*one.atoms, *atoms), best=value, lowest=than.lowest, notes=notes)


def beyond(n: Phrase, than: Superlative, limit: str, words: str, op: str = "") -> Made:
    """A set narrowed to what has more or less of a measure than a number, or as much: "longer than 60 minutes"."""
    if n.is_entity or n.others or n.best is not None or n.tally is not None:
        return
    kind = "decimal" if than.property == "value" else "integer"
    if n.shown:
        values = [t for p, t in n.shown if p == than.property]
        if values:
            extra: tuple[Atom, ...] = (
                Rel(than.property, n.head, values[0]),
                _than(values[0], op or _op(than), limit, kind),
            )
            yield replace(n, atoms=(*n.atoms, *extra), words=f"{n.words} {words}"), 0.0
        return
    found = measure(than.property, n)
    known = vocab.terms().properties.get(than.property)
    if found is not None and known is not None and known.value in ("integer", "decimal"):
        atoms = (*n.atoms, *found[0], _than(found[1], op or _op(than), limit, kind))
        yield replace(n, atoms=atoms, words=f"{n.words} {words}"), 0.0


def _than(value: Term, op: str, limit: str, kind: str) -> Compare:
    return Compare(op, value, Literal(limit, kind))


def _of_its_like(n: Phrase, mean: Phrase) -> Phrase:
    """ "the average episode", of which nothing else is told: of episodes of X it is their own average that is meant."""
    tally = mean.atoms[0] if len(mean.atoms) == 1 else None
    bare = isinstance(tally, Tally) and tally.fold == "AVG" and sum(isinstance(a, Is) for a in tally.atoms) == 1
    if (
        not bare
        or not isinstance(tally, Tally)
        or len(tally.atoms) != len(mean.classes) + 1
        or mean.classes != n.classes
    ):
        return mean
    one = next(a.term for a in tally.atoms if isinstance(a, Is))
    like = apart(substitute(n.atoms, n.head, one), ".like", one)
    return replace(mean, atoms=(replace(tally, atoms=tuple(dict.fromkeys((*like, *tally.atoms)))),))


def above(n: Phrase, than: Superlative, other: Phrase) -> Made:
    """A set narrowed to what has more or less of a measure than one thing: "shows older than X"."""
    if isinstance(other.head, Literal):
        found = measure(than.property, n) if n.is_entity else None
        if found is not None:
            yield replace(n, atoms=(*n.atoms, *found[0], _than(found[1], _op(than), other.head.value, "integer"))), 0.0
        yield from beyond(n, than, other.head.value, f"{than.words} than {other.words}")
        return
    if n.is_entity or n.others or n.best is not None or n.shown or not n.classes:
        return
    if (
        other.best is not None
        and other.classes == n.classes
        and all(isinstance(a, (Is, Total, Shown)) or a in other.atoms[1:2] for a in other.atoms)
    ):
        return  # nothing is longer than the longest of all there are
    mine, theirs = measure(than.property, n), of_one(than.property, _of_its_like(n, other))
    if mine is not None and theirs is not None:
        known = vocab.terms().properties[than.property]
        numbers = known.value in ("integer", "decimal")
        same = _same_readers((*mine[0], *theirs[0]), than.given)
        atoms = (*n.atoms, *mine[0], *theirs[0], *same, Compare(_op(than), mine[1], theirs[1], numbers))
        notes = tuple(dict.fromkeys((*n.notes, *other.notes)))
        yield replace(n, atoms=atoms, words=f"{n.words} {than.words} than {other.words}", notes=notes), 0.0


def being(than: Superlative, other: Phrase) -> Made:
    """ "is longer than the longest episode of X"."""
    if of_one(than.property, other) is not None:
        yield Pred(f"{than.words} than {other.words}", None, other, than=than), 0.0


def lasting(than: Superlative, minutes: int) -> Made:
    """ "longer than 60 minutes"."""
    if than.property == "runtime":
        limit = Phrase(Literal(str(minutes), "integer"), (), (), f"{minutes} minutes")
        yield Pred(f"{than.words} than {limit.words}", None, limit, than=than), 0.0


def counted(of: Phrase, parts: Phrase | None) -> tuple[Atom, Var] | None:
    """How many of a set there are for one thing: `parts` is the set narrowed to it."""
    if parts is None or parts.best is not None or parts.others:
        return None
    number = Var(f"number.{getattr(of.head, 'name', getattr(of.head, 'id', ''))}")
    what, atoms = counted_once(parts.head, parts.atoms)
    return Tally(of.head, what, number, atoms), number


def share(whole: Phrase, part: Phrase, words: str) -> Form:
    """Which part of a set is so."""
    return Form("share", (whole.head,), part.atoms, (words,), whole=whole.atoms)


def shared(n: Phrase, vp: Pred, of: tuple[Relation, ...] = ()) -> Iterator[tuple[Form, Phrase]]:
    """Which part of a set a predicate holds of."""
    if n.is_entity or n.others or n.best is not None:
        return
    known = _with_a_value(n, vp)
    for part in apply(n, vp, of):
        yield share(known, part, n.words), part


def _with_a_value(n: Phrase, vp: Pred) -> Phrase:
    """Those of a set of which it is told how long they are, when they came out or how they were rated, where it is said
    of them that they are long, late or highly rated.
    """
    if vp.than is not None or (vp.relation is not None and vp.relation.sense.reference == "released"):
        found = measure(vp.than.property if vp.than is not None else "released", n)
        return replace(n, atoms=(*n.atoms, *found[0])) if found is not None else n
    if vp.far is None or vp.far.classes != ("Score",):
        return n
    score = replace(vp.far, atoms=tuple(a for a in vp.far.atoms if not isinstance(a, Compare)))
    return next(apply(n, replace(vp, far=score)), n)


def constant(phrase: Phrase) -> Const | None:
    """The thing by name that a phrase is."""
    return phrase.head if isinstance(phrase.head, Const) and not phrase.others and phrase.head.id else None
