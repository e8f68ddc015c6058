"""The direct links of a canon: facts that join two entities, without the statement nodes between them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from continuity import infer, store, vocab
from continuity.canon import CanonGraph

#: What is no link: `within` is `partOf` over any distance, and the merged identities of `sameAs` are one entity.
NOT_LINKS = frozenset({"within", "sameAs"})


class Link(NamedTuple):
    """A fact between two entities: their ids, and the name of the property that joins them."""

    source: str
    relation: str
    target: str


@cache
def relations() -> tuple[str, ...]:
    """The properties that join entities, sorted."""
    terms = vocab.terms()
    return tuple(
        sorted(
            p.name
            for p in terms.properties.values()
            if p.value == "id" and p.name not in NOT_LINKS and any(terms.is_a(d, "Entity") for d in p.domain)
        )
    )


def links(canon: CanonGraph, only: Iterable[str] = ()) -> tuple[Link, ...]:
    """The links of a canon, sorted; those of some relations where these are named."""
    entities = set(canon.entities())
    return tuple(
        sorted(
            Link(source, relation, target)
            for relation in only or relations()
            for source, target in pairs(canon, relation)
            if source in entities and target in entities
        )
    )


def pairs(canon: CanonGraph, relation: str) -> Iterator[tuple[str, str]]:
    """The ids that a property joins among the canon's own facts."""
    query = f"SELECT ?s ?o WHERE {{ ?s <{vocab.term(relation)}> ?o FILTER(!isLITERAL(?o)) }}"
    for source, target in rows(canon, query):
        yield vocab.short(source, canon.base), vocab.short(target, canon.base)


def rows(canon: CanonGraph, query: str) -> Iterator[list[str]]:
    """The rows of a query that selects no literals: IRIs, and blank nodes as `_:name`.

    They are read off one block of text: as objects of the engine a million rows take five times as long.
    """
    for line in store.results(canon.facts.query(query), "tsv").decode().split("\n")[1:-1]:
        yield [cell[1:-1] if cell.startswith("<") else cell for cell in line.split("\t")]


def implied(canon: CanonGraph) -> set[Link]:
    """The links that follow for a whole from one of its parts, such as an appearance in the series of an episode."""
    rules = {r.name for r in infer.rules() if any(p == "c:partOf" for _, p, _ in r.patterns())}
    found = set()
    for graph in canon.facts.graphs():
        origin = infer.origin(graph.value)
        if origin is not None and origin[0] in rules:
            for quad in canon.facts.match(None, None, None, graph):
                found.add(Link(canon.id(quad.subject), vocab.short(quad.predicate.value), canon.id(quad.object)))
    return found
