"""The kinds of network: which entities are its nodes, and what joins them. A new kind is one entry of `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from types import MappingProxyType

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.network.kept import Edge, columns
from continuity.network.links import Link, rows

#: Works that are seen in one go: who appears in the same one, appears with the others.
SEEN_AT_ONCE = ("Comic", "Episode", "Film", "Special")


#: The kinds of relationship that make a family, and those of them that hold both ways.
FAMILY = ("adoptiveParent", "child", "parent")
FAMILY_BOTH_WAYS = ("adoptiveSibling", "relative", "sibling", "spouse")


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of network, in words, and what finds its edges. `everything`: entities without an edge are nodes too."""

    about: str
    edges: Callable[[CanonGraph], Iterator[Edge]]
    everything: bool = False


def _of(*relations: str) -> Callable[[CanonGraph], Iterator[Edge]]:
    return lambda canon: columns(canon).edges(relations)


def together(canon: CanonGraph) -> Iterator[Edge]:
    """Characters that appear in one episode or film; the weight is in how many.

    Pairs are counted over whole numbers, work by work, and never asked for as pairs.
    """
    works = {w: i for i, w in enumerate(sorted(w for cls in SEEN_AT_ONCE for w in canon.entities(cls)))}
    appearances = [edge for edge in columns(canon).edges(["appearsIn"]) if edge.target in works]
    names = sorted({edge.source for edge in appearances})
    number = {name: i for i, name in enumerate(names)}
    casts: list[list[int]] = [[] for _ in works]
    who = {}
    for edge in appearances:  # sorted by character, so each cast is too
        casts[works[edge.target]].append(number[edge.source])
        who[number[edge.source], works[edge.target]] = edge.accounts.split()
    shared: dict[int, list[int]] = {}
    for work, cast in enumerate(casts):
        for a, b in combinations(cast, 2):
            shared.setdefault(a * len(names) + b, []).append(work)
    ids = list(works)
    for pair, both in shared.items():
        a, b = divmod(pair, len(names))
        accounts = " ".join(sorted({x for work in both for end in (a, b) for x in who[end, work]}))
        where = " ".join(ids[w] for w in both)
        yield Edge(names[a], "appearsWith", names[b], len(both), accounts, where)
        yield Edge(names[b], "appearsWith", names[a], len(both), accounts, where)


def kinship(canon: CanonGraph) -> Iterator[Edge]:
    """Family: the relation is the kind that an account tells, one that holds both ways an edge each way."""
    tellers: dict[str, set[str]] = {}
    for statement, graph in rows(canon, "SELECT ?r ?g WHERE { GRAPH ?g { ?r c:kind ?kind } }"):
        tellers.setdefault(statement, set()).add(vocab.short(graph, canon.base))
    works: dict[str, set[str]] = {}
    for statement, work in rows(canon, "SELECT ?r ?w WHERE { ?r a c:Relationship ; c:in ?w }"):
        works.setdefault(statement, set()).add(vocab.short(work, canon.base))
    found: dict[Link, tuple[set[str], set[str]]] = {}
    query = "SELECT ?r ?a ?kind ?b WHERE { ?r a c:Relationship ; c:subject ?a ; c:kind ?kind ; c:object ?b }"
    for statement, a, kind, b in rows(canon, query):
        relation = vocab.short(kind)
        if relation not in (*FAMILY, *FAMILY_BOTH_WAYS):
            continue
        one = Link(vocab.short(a, canon.base), relation, vocab.short(b, canon.base))
        for link in (one, Link(one.target, relation, one.source)) if relation in FAMILY_BOTH_WAYS else (one,):
            accounts, where = found.setdefault(link, (set(), set()))
            accounts |= tellers.get(statement, set()) & canon.accounts.keys()
            where |= works.get(statement, set())
    return (Edge(*k, len(a), " ".join(sorted(a)), " ".join(sorted(w))) for k, (a, w) in found.items())


def succession(canon: CanonGraph) -> Iterator[Edge]:
    """Seasons of a series and episodes of a season, each joined to the next by number; told by those who place the two."""
    numbers = {c.subject: int(c.object.value) for c in canon.claims("", "number")}
    parts: dict[tuple[str, str], dict[str, str]] = {}
    for edge in columns(canon).edges(["partOf"]):
        if edge.source in numbers:
            parts.setdefault((edge.target, canon.type(edge.source)), {})[edge.source] = edge.accounts
    for (whole, _), members in parts.items():
        for one, other in pairwise(sorted(members, key=lambda id: (numbers[id], id))):
            accounts = {*members[one].split(), *members[other].split()}
            yield Edge(one, "precedes", other, len(accounts), " ".join(sorted(accounts)), whole)


#: Every kind of network by name.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "whole": Kind("everything that the canon tells of, and every direct fact between two", _of(), everything=True),
        "co-appearance": Kind("characters, joined where they appear in the same episode or film", together),
        "crossovers": Kind("works, joined where they cross over", _of("crossesOverWith")),
        "collaboration": Kind("people, joined where they worked together", _of("collaboratedWith")),
        "portrayal": Kind("people and the characters that they play", _of("plays")),
        "kinship": Kind("characters and their families", kinship),
        "succession": Kind("seasons and episodes, each joined to the next", succession),
        "dependency": Kind("works and what they build on", _of("dependsOn")),
    }
)
