"""SPARQL over a canon: values for variables in, labelled rows or triples out."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import TYPE_CHECKING, Any

from continuity import store, vocab
from continuity.api.entities import Entity
from continuity.api.queries import check_terms, with_values
from continuity.api.rows import Rows, Triples
from continuity.canon import CanonGraph
from continuity.errors import OtherKind, QueryError, UnknownEntity, UsageError
from continuity.model import Cell

if TYPE_CHECKING:
    from continuity.api.canon import Canon


def rows(canon: Canon, text: str, bindings: Mapping[str, Any]) -> Rows:
    """The rows of a query; of a CONSTRUCT or DESCRIBE, `Triples`; of an ASK, one row. Raises what `Canon.query` does."""
    check_terms(text)
    terms = {name: term(canon, value) for name, value in bindings.items()}
    found = canon.graph.facts.query(*with_values(text, terms))
    cell = cache(canon.graph.cell)  # a thing stands in many rows
    if hasattr(found, "variables"):
        names = tuple(v.value for v in found.variables)
        width = range(len(names))
        return Rows(names, tuple(tuple(cell(row[i]) for i in width) for row in found))
    if not hasattr(found, "__next__"):
        return Rows(("value",), ((Cell(value=str(bool(found)).lower(), datatype=vocab.XSD + "boolean"),),))
    made = sorted(found, key=str)
    cells = tuple(tuple(map(cell, (t.subject, t.predicate, t.object))) for t in made)
    return Triples(("subject", "predicate", "object"), cells, store.serialize(made, "ntriples"))


def term(canon: Canon, value: Any) -> Any:
    """A plain value, the id or name of an entity, or the name of a term, as the store's term.

    Raises UnknownEntity or AmbiguousEntity.
    """
    if isinstance(value, Entity):
        return canon.graph.node(value.id)
    if isinstance(value, bool):
        return store.literal(str(value).lower(), vocab.XSD + "boolean")
    if isinstance(value, int):
        return store.literal(str(value), vocab.XSD + "integer")
    if isinstance(value, float):
        return store.literal(str(value), vocab.XSD + "decimal")
    text = str(value)
    if "://" in text or type_of(canon.graph, text):
        return canon.graph.node(text)
    name = text.removeprefix("c:")
    if name in vocab.terms() and not canon.graph.is_entity(text):
        return store.iri(vocab.term(name))
    return canon.graph.node(canon.resolve(text))


def type_of(graph: CanonGraph, text: str) -> str:
    """The class of an id; nothing for a text that is none."""
    try:
        return graph.type(text)
    except QueryError:  # a name with spaces can stand in no IRI
        return ""


def work(canon: Canon, name: str) -> str:
    """The id of the work that an id, a title or a code means. Raises what `Canon.work` does."""
    try:
        return canon.resolve(name, ["Work"])
    except UnknownEntity:
        if canon.graph.is_entity(name):
            raise OtherKind(name, canon.graph.type(name), "work") from None
        from continuity.network.before import frame_of

        try:
            return frame_of(canon.graph).find(name)
        except UsageError:
            pass
        raise
