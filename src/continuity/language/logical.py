"""Logical form: what a question means, apart from its wording and from SPARQL. Small frozen records."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from continuity import vocab


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
    """`term` compares to a value: `<`, `<=`, `=`, `>=`, `>` or `!=`; dates compare as text, the first day first.

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
    """`number` is the sum of a property over the episodes of `work`."""

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
    """`number` is how many different `counted` there are under the atoms for each `by`."""

    by: Term
    counted: Term
    number: Var
    atoms: tuple[Atom, ...]


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


Atom = Is | Rel | Shown | Told | Through | Compare | Among | Total | Order | Tally | Every | Not | Either


@dataclass(frozen=True, slots=True)
class Form:
    """A question.

    `kind`: rows (which), count (how many), truth (is it so), exists (is there such a work), tellers (who says so),
    average and sum (of the first target), between (how long from one date to another), path (how two are connected),
    about (what is told of one), single (what of it rests on one source), says (what one source or speaker tells of it),
    compare (whether the first number is more, less or as much as the second: `op`), share (which part of the `whole` is
    so), story (when a work is set), before (what to see first), mentions (which sources tell of it), identity (whether two
    names are of one thing), canons (which canons count it).
    `targets` are the columns; `best` orders by a variable, highest first or, with `lowest`, last, and then by `then`;
    the first are given with their equals, or the first `limit`.
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
            case Shown(name, node, var):
                return Shown(name, swap(node, node), swap(var, var))
            case Told(roles, person, work):
                return Told(roles, swap(person, person), swap(work, work))
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
            case Tally(by, counted, number, inner):
                return Tally(swap(by, by), swap(counted, counted), swap(number, number), mapped(inner, terms))  # type: ignore[arg-type]
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
        case Is(_, term):
            yield term
        case Compare(_, term, value, _):
            yield from (term, value)
        case Among(term, members):
            yield from (term, *members)
        case Total(_, work, number):
            yield from (work, number)
        case Order(_, a, b):
            yield from (a, b)
        case Tally(by, counted, number, inner):
            yield from (by, counted, number)
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


def canonical(form: Form) -> Form:
    """The same form with its variables named by the order of their appearance and its atoms without repetition."""
    atoms = tuple(dict.fromkeys(form.atoms))
    names: dict[Term, Term] = {}
    listed = [*form.targets, *(t for a in (*atoms, *form.whole) for t in terms_of(a))]
    for term in listed:
        if isinstance(term, Var) and term not in names:
            names[term] = Var("x" if not names else f"x{len(names) + 1}")
    variables: dict[Var, Var] = {
        old: new for old, new in names.items() if isinstance(old, Var) and isinstance(new, Var)
    }
    atoms, whole = mapped(atoms, names), mapped(form.whole, names)
    targets = tuple(names.get(t, t) if isinstance(t, Var) else t for t in form.targets)
    best, then = (variables.get(v) if v else None for v in (form.best, form.then))
    return replace(form, targets=targets, atoms=atoms, best=best, then=then, whole=whole)


def signature(form: Form) -> object:
    """What is equal for two forms that differ in the order of their atoms or the names of their variables only.

    Variables are told apart by where they stand, refined as in the Weisfeiler–Leman colouring of graphs.
    """
    form = replace(form, atoms=_needed(form.atoms, frozenset((*form.targets, form.best, form.then))))
    variables = {t for a in form.atoms for t in terms_of(a) if isinstance(t, Var)} | {
        t for t in form.targets if isinstance(t, Var)
    }
    colour: dict[Term, str] = {
        v: f"{[i for i, t in enumerate(form.targets) if t == v]}{v == form.best}" for v in variables
    }
    for _ in range(3):
        seen: dict[Term, list[str]] = {v: [] for v in variables}
        for atom in form.atoms:
            coloured = str(_coloured(atom, colour))
            for i, term in enumerate(terms_of(atom)):
                if isinstance(term, Var):
                    seen[term].append(f"{i}{coloured}")
        colour = {v: str(hash_of(colour[v], sorted(seen[v]))) for v in variables}
    atoms = frozenset(str(_coloured(a, colour)) for a in form.atoms)
    whole = frozenset(str(_coloured(a, colour)) for a in form.whole)
    shape = (form.lowest, form.limit, form.as_of, form.until, form.canon, form.op, form.named, whole)
    return form.kind, tuple(colour.get(t, str(t)) for t in form.targets), atoms, shape


def _coloured(atom: Atom, colour: dict[Term, str]) -> Atom:
    (coloured,) = mapped((atom,), {var: Literal(own, "variable") for var, own in colour.items()})
    return _sorted(coloured)


def _needed(atoms: tuple[Atom, ...], kept: frozenset[object] = frozenset()) -> tuple[Atom, ...]:
    """Atoms without those classes that a property beside them gives anyway: who plays someone is a person.

    Nor is it needed that who plays a known character plays anyone.
    """
    terms = vocab.terms()
    seen = Counter(t for a in atoms for t in terms_of(a))

    def vague(a: Atom) -> bool:
        if not isinstance(a, Rel) or not isinstance(a.object, Var) or seen[a.object] > 1 or a.object in kept:
            return False
        return any(b != a and isinstance(b, Rel) and (b.property, b.subject) == (a.property, a.subject) for b in atoms)

    atoms = tuple(a for a in atoms if not vague(a))
    given: dict[Term, set[str]] = {}
    for a in atoms:
        known = terms.properties.get(a.property) if isinstance(a, Rel) else None
        if isinstance(a, Rel) and known is not None:
            for end, classes in ((a.subject, known.domain), (a.object, known.range)):
                if len(classes) == 1:
                    given.setdefault(end, set()).update(classes)
    inner = [replace(a, atoms=_needed(a.atoms)) if isinstance(a, Tally) else a for a in atoms]

    def held(a: Is) -> bool:
        return a.cls in terms.classes and any(terms.is_a(c, a.cls) for c in given.get(a.term, ()) if c in terms.classes)

    return tuple(a for a in inner if not (isinstance(a, Is) and held(a)))


def _sorted(atom: Atom) -> Atom:
    """An atom with the atoms inside it, and the ends of a symmetric relation, in one order."""

    def order(atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
        return tuple(sorted(dict.fromkeys(map(_sorted, atoms)), key=str))

    match atom:
        case Rel(name, subject, object, False, False) if name in vocab.terms().properties:
            if vocab.terms().properties[name].symmetric and str(object) < str(subject):
                return Rel(name, object, subject)
        case Among(term, members):
            return Among(term, tuple(sorted(members, key=str)))
        case Order("overlap", one, other) if str(other) < str(one):
            return Order("overlap", other, one)
        case Tally():
            return replace(atom, atoms=order(atom.atoms))
        case Every(near, each, domain, body):
            return Every(near, each, order(domain), order(body))
        case Not(inner):
            return Not(order(inner))
        case Either(branches):
            return Either(tuple(sorted(map(order, branches), key=str)))
    return atom


def hash_of(*parts: object) -> str:
    """A short name for some parts, the same in every process."""
    return hashlib.blake2b(repr(parts).encode(), digest_size=8).hexdigest()
