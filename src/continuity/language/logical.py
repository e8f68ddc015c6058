"""Logical form: what a question means, apart from its wording and from SPARQL. Small frozen records."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True, order=True)
class Var:
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True, order=True)
class Const:
    """An entity or a concept, by id; `cls` is the narrowest class of an entity."""

    id: str
    cls: str = ""


@dataclass(frozen=True, slots=True, order=True)
class Literal:
    """A plain value."""

    value: str
    datatype: str = ""


Term = Var | Const | Literal


@dataclass(frozen=True, slots=True)
class Is:
    """`term` is of a class (a name of the vocabulary or an IRI)."""

    cls: str
    term: Term


@dataclass(frozen=True, slots=True)
class Rel:
    """`subject` stands in `property` to `object`. A lifted end may also be a part of the work that is meant."""

    property: str
    subject: Term
    object: Term
    lift_subject: bool = False
    lift_object: bool = False


@dataclass(frozen=True, slots=True)
class Shown:
    """`var` is the value of a property of a statement, where one is told."""

    property: str
    node: Term
    var: Term


#: Ways in which something is told: properties, each with the values of which one is meant.
Ways = tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Held:
    """`term` is told to be so in one of the `ways`. Where nobody is, it will do to be told so in none of `unless`."""

    term: Term
    ways: Ways
    unless: Ways = ()


@dataclass(frozen=True, slots=True)
class Told:
    """`person` has one of the `roles` in `work` or a part of it, as any account of the canon tells, past or present."""

    roles: tuple[str, ...]
    person: Term
    work: Term


@dataclass(frozen=True, slots=True)
class Through:
    """A crossover between `one` and `other`, in either direction, goes through `via`."""

    one: Term
    other: Term
    via: Term


@dataclass(frozen=True, slots=True)
class Compare:
    """`term` compares to a value: `<`, `<=`, `=`, `>=`, `>` or `!=`, or it `contains` a word in lower case; dates compare as text, the first day first.

    Two variables are dates unless they are `numbers`.
    """

    op: str
    term: Term
    value: Term
    numbers: bool = False


@dataclass(frozen=True, slots=True)
class Among:
    """`term` is one of some things by name."""

    term: Term
    members: tuple[Term, ...]


@dataclass(frozen=True, slots=True)
class Total:
    """`number` is the sum of a property over the episodes of `work`, of a date the last."""

    property: str
    work: Term
    number: Var


@dataclass(frozen=True, slots=True)
class Order:
    """`one` is told to be `before` or `during` the `other` in the story, or to overlap with it (`overlap`)."""

    how: str
    one: Term
    other: Term


@dataclass(frozen=True, slots=True)
class Tally:
    """`number` is how many different `counted` there are under the atoms for each `by`; with another `fold` (MAX, MIN,
    AVG, SPAN) the most, the least, the average of these values, or from the least to the most; of each of what is `beside` for itself.
    """

    by: Term
    counted: Term
    number: Var
    atoms: tuple[Atom, ...]
    fold: str = "COUNT"
    beside: tuple[Term, ...] = ()


@dataclass(frozen=True, slots=True)
class Every:
    """Of all `each` for which `domain` holds, `body` holds of `near`; and there is one."""

    near: Term
    each: Term
    domain: tuple[Atom, ...]
    body: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Not:
    """None of this is so."""

    atoms: tuple[Atom, ...]


@dataclass(frozen=True, slots=True)
class Either:
    """One of these is so."""

    branches: tuple[tuple[Atom, ...], ...]


def of_one_kind(branches: tuple[tuple[Atom, ...], ...]) -> tuple[Term, tuple[str, ...]] | None:
    """What is of one class or another, and of which, where nothing else is said."""
    told = [a[0] for a in branches if len(a) == 1]
    kinds = [a for a in told if isinstance(a, Is)]
    terms = {a.term for a in kinds}
    return (kinds[0].term, tuple(a.cls for a in kinds)) if len(kinds) == len(branches) and len(terms) == 1 else None


@dataclass(frozen=True, slots=True)
class Apiece:
    """Not a condition: what is asked is asked of each `term`, called `words`. It becomes a column when the question is whole."""

    term: Term
    words: str


Atom = (
    Apiece | Is | Rel | Shown | Held | Told | Through | Compare | Among | Total | Order | Tally | Every | Not | Either
)


@dataclass(frozen=True, slots=True)
class Form:
    """A question.

    `kind`: rows (which), count (how many), truth (is it so), exists (is there such a work), tellers (who says so),
    average and sum (of the first target), between (how long from one date to another), path (how two are connected, `avoiding` what is named or `through` a relation),
    about (what is told of one), single (what of it rests on one source),
    solely (what only the sources of one kind, or one teller, tell), contested (what accounts contradict each other in), says (what one source or speaker tells of it),
    age (from a birth to a day), ages (of each of several), succession (who held a role in some place of the order), common (what several share),
    compare (whether the first number is more, less or as much as the second: `op`), share (which part of the `whole` is
    so), story (when a work is set), before (what to see first), mentions (which sources tell of it), identity (whether two
    names are of one thing), canons (which canons count it or each of some, or, with `op`, what one counts or leaves out).
    `targets` are the columns; `best` orders by a variable, highest first or, with `lowest`, last, and then by `then`;
    the first are given with their equals, or the first `limit`, or those in that place alone where it is below zero.
    `as_of` is the date, `until` the work as of which the answer is wanted, `canon` the canon in which.
    """

    kind: str
    targets: tuple[Term, ...]
    atoms: tuple[Atom, ...]
    columns: tuple[str, ...] = ()
    best: Var | None = None
    lowest: bool = False
    as_of: str = ""
    then: Var | None = None
    limit: int = 0
    until: str = ""
    canon: str = ""
    op: str = ""
    whole: tuple[Atom, ...] = ()
    named: tuple[str, ...] = ()


def substitute(atoms: tuple[Atom, ...], old: Term, new: Term) -> tuple[Atom, ...]:
    """The atoms with one term for another."""
    return mapped(atoms, {old: new})


def mapped(atoms: tuple[Atom, ...], terms: Mapping[Term, Term]) -> tuple[Atom, ...]:
    """The atoms with some terms for others, all at once."""
    swap = terms.get

    def one(atom: Atom) -> Atom:
        match atom:
            case Rel(name, s, o, up, down):
                return Rel(name, swap(s, s), swap(o, o), up, down)
            case Is(cls, term):
                return Is(cls, swap(term, term))
            case Apiece(term, words):
                return Apiece(swap(term, term), words)
            case Shown(name, node, var):
                return Shown(name, swap(node, node), swap(var, var))
            case Told(roles, person, work):
                return Told(roles, swap(person, person), swap(work, work))
            case Held(term, ways, unless):
                return Held(swap(term, term), ways, unless)
            case Through(a, b, via):
                return Through(swap(a, a), swap(b, b), swap(via, via))
            case Compare(op, term, value, numbers):
                return Compare(op, swap(term, term), swap(value, value), numbers)
            case Among(term, members):
                return Among(swap(term, term), members)
            case Total(name, work, number):
                return Total(name, swap(work, work), swap(number, number))  # type: ignore[arg-type]
            case Order(how, a, b):
                return Order(how, swap(a, a), swap(b, b))
            case Tally(by, counted, number, inner, fold, beside):
                of = (swap(by, by), swap(counted, counted), swap(number, number))
                return Tally(*of, mapped(inner, terms), fold, tuple(swap(b, b) for b in beside))  # type: ignore[arg-type]
            case Every(near, each, domain, body):
                return Every(swap(near, near), swap(each, each), mapped(domain, terms), mapped(body, terms))
            case Not(inner):
                return Not(mapped(inner, terms))
            case Either(branches):
                return Either(tuple(mapped(b, terms) for b in branches))

    return tuple(map(one, atoms))


def terms_of(atom: Atom) -> Iterator[Term]:
    """The terms of an atom, in order."""
    match atom:
        case Is(_, term) | Held(term) | Apiece(term):
            yield term
        case Compare(_, term, value, _):
            yield from (term, value)
        case Among(term, members):
            yield from (term, *members)
        case Total(_, work, number):
            yield from (work, number)
        case Order(_, a, b):
            yield from (a, b)
        case Tally(by, counted, number, inner, _, beside):
            yield from (by, counted, number, *beside)
            for one in inner:
                yield from terms_of(one)
        case Every(near, each, domain, body):
            yield from (near, each)
            for one in (*domain, *body):
                yield from terms_of(one)
        case Rel():
            yield from (atom.subject, atom.object)
        case Shown(_, node, var):
            yield from (node, var)
        case Told(_, person, work):
            yield from (person, work)
        case Through(a, b, via):
            yield from (a, b, via)
        case Not(inner):
            for one in inner:
                yield from terms_of(one)
        case Either(branches):
            for branch in branches:
                for one in branch:
                    yield from terms_of(one)


def inside(atom: Atom) -> Iterator[Atom]:
    """The atoms inside of one, however deep."""
    parts: tuple[tuple[Atom, ...], ...] = ()
    match atom:
        case Tally(atoms=own) | Not(own):
            parts = (own,)
        case Every(domain=domain, body=body):
            parts = (domain, body)
        case Either(branches):
            parts = branches
    for part in parts:
        for one in part:
            yield one
            yield from inside(one)


def of_its_whole(name: str, part: Term, other: Term) -> tuple[Atom, ...]:
    """What of a season is told of its series: the network, and who made it, unless that is told of itself."""
    of = getattr(part, "name", "") or getattr(part, "id", "")
    whole = Var(f"whole.{of}")
    told = (Rel("within", part, whole), Rel(name, whole, other))
    if name == "network":
        return told
    return (Either(((Rel(name, part, other),), (*told, Not((Rel(name, part, Var(f"own.{of}")),))))),)


def loosened(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """The atoms where it will do that nothing is told to the contrary."""
    return tuple(
        (Not((Held(a.term, a.unless),)) if isinstance(a, Held) and a.unless else _loosened_inside(a)) for a in atoms
    )


def _loosened_inside(atom: Atom) -> Atom:
    match atom:
        case Tally():
            return replace(atom, atoms=loosened(atom.atoms))
        case Either(branches):
            return Either(tuple(map(loosened, branches)))
    return atom
