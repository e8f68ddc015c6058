"""The canons that a universe declares: who declared each, since when, where, and which works it leaves out."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from continuity import dates, store, vocab
from continuity.canon.frame import Frame
from continuity.canon.select import excluded, policies, policy
from continuity.model import Account, Scope, Source


@dataclass(frozen=True, slots=True)
class Declared:
    """A canon as its universe declares it. `by` and `sources` are ids; `out` are the works that it leaves out."""

    id: str
    name: str
    by: tuple[str, ...]
    since: str
    sources: tuple[Source, ...]
    out: frozenset[str]


def declared(universe: store.Store, on: str = "") -> Mapping[str, Declared]:
    """The declared canons by id, the earliest first; with a date, those that were declared by then."""
    frame = Frame.of(universe)
    found = []
    for id, one in policies(universe).items():

        def told(property: str, id: str = id) -> list[str]:
            node = store.iri(vocab.full(id, universe.base))
            quads = universe.match(node, store.iri(vocab.term(property)), None, store.DEFAULT)
            return sorted(vocab.short(q.object.value, universe.base) for q in quads)

        since = next(iter(told("declaredSince")), "")
        if on and since and dates.is_date(since) and dates.bounds(since)[0] > dates.bounds(on)[1]:
            continue
        sources = tuple(_source(universe, s) for s in told("declaredIn"))
        found.append(Declared(id, one.name, tuple(told("declaredBy")), since, sources, frozenset(excluded(frame, one))))
    return {d.id: d for d in sorted(found, key=lambda d: (d.since, d.id))}


def in_force(universe: store.Store, scope: Scope) -> str:
    """The id of the canon that a scope names, or of the default; empty where every account counts."""
    return policy(universe, scope.canon).id


def as_account(source: Source) -> Account:
    """A source that declares a canon, in the place of an account that tells it."""
    return Account(source.id, source)


def _source(universe: store.Store, id: str) -> Source:
    node = store.iri(vocab.full(id, universe.base))

    def one(property: str) -> str:
        quads = universe.match(node, store.iri(vocab.term(property)))
        return next((vocab.short(q.object.value, universe.base) for q in quads), "")

    return Source(id, one("sourceKind"), one("title"), one("publisher"), one("author"), one("published"), one("url"))
