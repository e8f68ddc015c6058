"""A NetworkX graph as a universe: the reverse of `Canon.network`."""

from __future__ import annotations

import json
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import quote

from continuity import universe, vocab
from continuity.errors import UsageError


def load(graph: Any) -> universe.Compiled:
    """A NetworkX graph as a universe of one account, without a horizon.

    A node is an entity: its key is the id, `type` its class, `label` its name. An edge is a fact: its `relation`, else
    its key, is a property of the vocabulary. Raises UsageError for a node or edge that does not say as much.
    """
    lines = sorted({*_nodes(graph), *_edges(graph)})
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / "graph.nt"
        path.write_text("".join(lines), encoding="utf-8")
        return universe.load(path, compiled=False)


_BASE = vocab.universe_base("graph")
#: What no IRI holds.
_FORBIDDEN = re.compile(r'[\x00-\x20<>"{}|^`\\]')


def _iri(id: Any) -> str:
    written = _FORBIDDEN.sub(lambda found: quote(found.group()), str(id))
    return f"<{vocab.full(written, _BASE)}>"


def _nodes(graph: Any) -> Iterator[str]:
    classes = vocab.terms().classes
    for id, data in graph.nodes(data=True):
        if data.get("type") not in classes:
            raise UsageError(
                f"the node {id!r} needs a type of the vocabulary, such as Character; it has {data.get('type')!r}"
            )
        yield f"{_iri(id)} <{vocab.TYPE}> <{vocab.term(data['type'])}> .\n"
        if data.get("label"):
            yield f"{_iri(id)} <{vocab.term('name')}> {json.dumps(str(data['label']), ensure_ascii=False)} .\n"


def _edges(graph: Any) -> Iterator[str]:
    several = graph.is_multigraph()
    for source, target, *key, data in graph.edges(data=True, **({"keys": True} if several else {})):
        relation = data.get("relation", key[0] if key else None)
        known = vocab.terms().properties.get(str(relation))
        if known is None or known.value != "id":
            raise UsageError(
                f"the edge from {source!r} to {target!r} needs a relation of the vocabulary, such as plays; it has {relation!r}"
            )
        yield f"{_iri(source)} <{vocab.term(known.name)}> {_iri(target)} .\n"
        if known.symmetric or not graph.is_directed():
            yield f"{_iri(target)} <{vocab.term(known.name)}> {_iri(source)} .\n"
