"""A canon as an rdflib Graph, and rdflib Graphs as universes."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, Any

from continuity import sparql, universe, vocab
from continuity.canon import CanonGraph

if TYPE_CHECKING:
    import rdflib


def read_only(canon: CanonGraph) -> rdflib.Graph:
    """The facts as a read-only rdflib Graph over the store; writing to it raises TypeError."""
    import rdflib
    from oxrdflib import OxigraphStore

    backing = OxigraphStore(store=canon.facts.raw)
    facts = rdflib.Graph(backing, identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID, bind_namespaces="none")
    return _frozen(_bound(facts, canon.base), canon.base)


def copy(canon: CanonGraph) -> rdflib.Graph:
    """The facts as an rdflib Graph of the caller's own."""
    import rdflib

    return _bound(rdflib.Graph().parse(data=canon.facts.dump("ntriples"), format="nt"), canon.base)


def load(graph: Any) -> universe.Compiled:
    """An rdflib Graph or Dataset as a universe; a Graph is one account."""
    quads = hasattr(graph, "graphs")
    suffix, format = (".nq", "nquads") if quads else (".nt", "nt")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"graph{suffix}"
        graph.serialize(destination=str(path), format=format, encoding="utf-8")
        return universe.load(path, compiled=False)


def _bound(graph: rdflib.Graph, base: str) -> rdflib.Graph:
    for prefix, iri in {**vocab.PREFIXES, "": base}.items():
        graph.bind(prefix, iri, replace=True)
    return graph


def _frozen(graph: rdflib.Graph, base: str) -> rdflib.Graph:
    """An rdflib Graph that refuses to be written to, and queries that reach out; ids in queries stand under `base`."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise TypeError("a canon cannot be changed; rdf_copy() gives a graph of your own")

    def query(text: Any, *args: Any, **named: Any) -> Any:
        if isinstance(text, str):
            sparql.form(text)
            text = f"BASE <{base}> {text}"
        return type(graph).query(graph, text, *args, **named)

    for name in ("add", "addN", "remove", "set", "update", "parse", "__iadd__", "__isub__"):
        setattr(graph, name, refuse)
    setattr(graph, "query", query)  # noqa: B010 - for the type checker it is a method
    return graph
