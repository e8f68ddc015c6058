"""The kinds of network: which entities are its nodes, and what joins them. A new kind is one entry of `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations, pairwise
from types import MappingProxyType

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.network.evidence import Tellers
from continuity.network.links import Link, links, rows

#: Works that are seen in one go: who appears in the same one, appears with the others.
SEEN_AT_ONCE = ("Comic", "Episode", "Film", "Special")


#: The kinds of relationship that make a family, and those of them that hold both ways.
FAMILY = ("adoptiveParent", "child", "parent")
FAMILY_BOTH_WAYS = ("adoptiveSibling", "relative", "sibling", "spouse")


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a network: a link, how strong it is, who tells it and in which works it holds."""

    link: Link
    weight: int
    accounts: tuple[str, ...]
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of network, in words, and what finds its edges. `everything`: entities without an edge are nodes too."""

    about: str
    edges: Callable[[CanonGraph], Iterable[Edge]]
    everything: bool = False


def told(canon: CanonGraph, found: Iterable[Link]) -> list[Edge]:
    """Links as edges; the weight is the number of accounts behind each."""
    tellers = Tellers(canon)
    made = []
    for link in found:
        accounts = tuple(tellers.accounts(link))
        made.append(Edge(link, len(accounts), accounts, tuple(tellers.works(link))))
    return made


def _of(*relations: str) -> Callable[[CanonGraph], list[Edge]]:
    return lambda canon: told(canon, links(canon, relations))


def together(canon: CanonGraph) -> list[Edge]:
    """Characters that appear in one episode or film; the weight is in how many.

    Pairs are counted over whole numbers, work by work, and never asked for as pairs.
    """
    works = {w: i for i, w in enumerate(sorted(w for cls in SEEN_AT_ONCE for w in canon.entities(cls)))}
    appearances = [link for link in links(canon, ["appearsIn"]) if link.target in works]
    names = sorted({link.source for link in appearances})
    number = {name: i for i, name in enumerate(names)}
    casts: list[list[int]] = [[] for _ in works]
    tellers, who = Tellers(canon), {}
    for link in appearances:  # sorted by character, so each cast is too
        casts[works[link.target]].append(number[link.source])
        who[number[link.source], works[link.target]] = tellers.accounts(link)
    shared: dict[int, list[int]] = {}
    for work, cast in enumerate(casts):
        for a, b in combinations(cast, 2):
            shared.setdefault(a * len(names) + b, []).append(work)
    ids, made = list(works), []
    for pair, both in sorted(shared.items()):
        a, b = divmod(pair, len(names))
        accounts = tuple(sorted({x for work in both for end in (a, b) for x in who[end, work]}))
        for one, other in ((a, b), (b, a)):
            made.append(
                Edge(Link(names[one], "appearsWith", names[other]), len(both), accounts, tuple(ids[w] for w in both))
            )
    return made


def kinship(canon: CanonGraph) -> list[Edge]:
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
    return [Edge(k, len(a), tuple(sorted(a)), tuple(sorted(w))) for k, (a, w) in sorted(found.items())]


def succession(canon: CanonGraph) -> list[Edge]:
    """Seasons of a series and episodes of a season, each joined to the next by number; told by those who place the two."""
    numbers = {c.subject: int(c.object.value) for c in canon.claims("", "number")}
    parts: dict[tuple[str, str], list[str]] = {}
    for link in links(canon, ["partOf"]):
        if link.source in numbers:
            parts.setdefault((link.target, canon.type(link.source)), []).append(link.source)
    tellers, made = Tellers(canon), []
    for (whole, _), members in sorted(parts.items()):
        for one, other in pairwise(sorted(members, key=lambda id: (numbers[id], id))):
            accounts = sorted({a for id in (one, other) for a in tellers.accounts(Link(id, "partOf", whole))})
            made.append(Edge(Link(one, "precedes", other), len(accounts), tuple(accounts), (whole,)))
    return made


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
