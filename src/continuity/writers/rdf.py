"""The RDF formats. Those with graphs carry every account; those without carry the resolved facts."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph


def writer(format: str) -> Callable[[CanonGraph, Sequence[str]], bytes]:
    """The writer of an RDF format."""

    def write(canon: CanonGraph, entities: Sequence[str]) -> bytes:
        if not entities:
            return canon.facts.dump(format)
        quads = _about(canon, entities)
        if format in store.GRAPHLESS:
            found = {q.triple for q in quads if q.graph_name == store.DEFAULT}
            return store.serialize(sorted(found, key=str), format, canon.base)
        return store.serialize(sorted(quads, key=str), format, canon.base)

    return write


def _about(canon: CanonGraph, entities: Sequence[str]) -> set[Any]:
    """What is told of the entities, the statements they are part of, and the accounts and sources that tell it."""
    found: set[Any] = set()
    for id in entities:
        node = canon.node(id)
        found.update(canon.facts.match(node))
        for q in canon.facts.match(None, None, node):
            found.add(q)
            cls = canon.type(canon.id(q.subject)) if store.is_iri(q.subject) else ""
            if cls and vocab.terms().is_a(cls, "Statement"):
                found.update(canon.facts.match(q.subject))
    for graph in {q.graph_name for q in found if canon.is_account(q.graph_name)}:
        account = canon.accounts[canon.id(graph)]
        found.update(canon.facts.match(graph, None, None, store.DEFAULT))
        if account.source.id:
            found.update(canon.facts.match(canon.node(account.source.id), None, None, store.DEFAULT))
    return found
