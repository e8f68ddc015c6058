"""What writers write: the facts of a canon by subject, as plain values, and who tells each."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.model import Account

#: Facts of one subject: property → values, each sorted. Concepts and entities are their ids, the rest is text.
Facts = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Told:
    """One claim of one account, as plain values."""

    subject: str
    property: str
    value: str
    account: Account
    quote: str


def chosen(canon: CanonGraph, entities: Sequence[str]) -> dict[str, str]:
    """The ids to write with their classes: those given and the statements about them, or everything; sorted."""
    statements = _statements(canon)
    if not entities:
        found = {id: canon.type(id) for id in canon.entities()} | statements
    else:
        found = {id: canon.type(id) for id in entities}
        for id in entities:
            for quad in canon.facts.match(None, None, canon.node(id), store.DEFAULT):
                subject = canon.id(quad.subject) if store.is_iri(quad.subject) else ""
                if subject in statements:
                    found[subject] = statements[subject]
    return dict(sorted(found.items()))


def _statements(canon: CanonGraph) -> dict[str, str]:
    """Every statement that an account tells, with its class; what only follows from others is left out."""
    terms = vocab.terms()
    classes = [c for c in sorted(terms.below("Statement")) if not terms.classes[c].derived_by]
    return {
        canon.id(quad.subject): cls
        for cls in sorted(classes, key=lambda c: len(terms.classes[c].above))
        for quad in canon.facts.match(None, store.TYPE, store.iri(vocab.term(cls)), store.DEFAULT)
        if store.is_iri(quad.subject)
    }


def facts(canon: CanonGraph, ids: Iterable[str], *, derived: bool = False) -> dict[str, Facts]:
    """The facts of each id that is told of; `derived` adds what follows from others."""
    wanted, terms = set(ids), vocab.terms()
    found: dict[str, dict[str, set[str]]] = {}
    for quad in canon.facts.match(None, None, None, store.DEFAULT):
        if not store.is_iri(quad.subject):
            continue
        subject, name = canon.id(quad.subject), vocab.short(quad.predicate.value)
        known = terms.properties.get(name)
        if subject in wanted and known is not None and (derived or not known.derived_by):
            found.setdefault(subject, {}).setdefault(name, set()).add(value(canon, quad.object))
    return {id: {p: tuple(sorted(found[id][p])) for p in sorted(found[id])} for id in sorted(found)}


def value(canon: CanonGraph, term: object) -> str:
    """A term as plain text: an id, the name of a concept, or the value itself."""
    return vocab.short(getattr(term, "value", str(term)), canon.base)


def told(canon: CanonGraph, ids: Iterable[str]) -> Iterator[Told]:
    """Every claim of the accounts about these ids, sorted."""
    wanted = set(ids)
    quote = store.iri(vocab.term("quote"))
    found, quotes = [], dict[tuple[str, str], str]()
    for quad in canon.facts.match(None, None, None):
        if not store.is_iri(quad.subject) or not canon.is_account(quad.graph_name):
            continue
        subject, account = canon.id(quad.subject), canon.id(quad.graph_name)
        if subject not in wanted:
            continue
        if quad.predicate == quote:
            quotes[subject, account] = quad.object.value
        else:
            found.append((subject, vocab.short(quad.predicate.value), value(canon, quad.object), account))
    for subject, property, said, account in sorted(found):
        yield Told(subject, property, said, canon.accounts[account], quotes.get((subject, account), ""))
