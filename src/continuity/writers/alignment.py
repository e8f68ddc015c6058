"""What other vocabularies call our terms, read from the alignments in graph/ontology.ttl."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from continuity import store, vocab

SCHEMA, WIKIDATA = "https://schema.org/", "http://www.wikidata.org/prop/direct/"
_SAYS = (
    "http://www.w3.org/2000/01/rdf-schema#subClassOf",
    "http://www.w3.org/2000/01/rdf-schema#subPropertyOf",
    "http://www.w3.org/2004/02/skos/core#closeMatch",
)


@cache
def aligned(namespace: str) -> Mapping[str, str]:
    """Term → what a vocabulary calls it, for the terms that it has a word for; the closest one where it has several."""
    found: dict[str, list[tuple[int, str]]] = {}
    for quad in store.parse_file(vocab.graph_dir() / "ontology.ttl", "turtle", vocab.BASE):
        subject, target = getattr(quad.subject, "value", ""), getattr(quad.object, "value", "")
        if quad.predicate.value in _SAYS and target.startswith(namespace) and subject.startswith(vocab.VOCAB):
            name = vocab.short(subject)
            found.setdefault(name, []).append((_SAYS.index(quad.predicate.value), target.removeprefix(namespace)))
    return {name: min(names)[1] for name, names in sorted(found.items())}
