"""Who holds a network together: central entities, those without whom it falls apart, communities with names.

The work is done on arrays; each measure is that of NetworkX on the same network made simple and undirected.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.network.kinds import KINDS

#: How many members name a community.
_NAMES = 3


@dataclass(frozen=True, slots=True)
class Standing:
    """An entity's place in a network: the share of shortest paths between others that go through it, to how many it is
    joined, and whether the network falls apart without it.
    """

    id: str
    betweenness: float
    neighbours: int
    holds: bool


@dataclass(frozen=True, slots=True)
class Community:
    """Entities that are joined among themselves more than to others; it is named after those with most neighbours."""

    name: str
    members: tuple[str, ...]


def standings(canon: CanonGraph, kind: str = "whole") -> list[Standing]:
    """Every entity of a network, the one that links most others first. Raises UsageError for an unknown kind."""
    ids, graph = _simple(canon, kind)
    pairs = (len(ids) - 1) * (len(ids) - 2) / 2 or 1
    between, degrees, holding = graph.betweenness(), graph.degree(), set(graph.articulation_points())
    made = [Standing(id, between[i] / pairs, degrees[i], i in holding) for i, id in enumerate(ids)]
    return sorted(made, key=lambda s: (-s.betweenness, -s.neighbours, s.id))


def communities(canon: CanonGraph, kind: str = "whole") -> list[Community]:
    """The communities of a network, the largest first, by greedy modularity. Raises UsageError for an unknown kind."""
    ids, graph = _simple(canon, kind)
    degrees = graph.degree()
    made = []
    for group in graph.community_fastgreedy(weights="weight").as_clustering() if graph.ecount() else ():
        first = sorted(group, key=lambda i: (-degrees[i], ids[i]))[:_NAMES]
        made.append(Community(", ".join(canon.label(ids[i]) for i in first), tuple(sorted(ids[i] for i in group))))
    return sorted(made, key=lambda c: (-len(c.members), c.members))


def _simple(canon: CanonGraph, kind: str) -> tuple[list[str], Any]:
    """A network as ids and an igraph Graph: undirected, one edge for two that are joined at all, their weights added."""
    import igraph

    if kind not in KINDS:
        raise UsageError(f"there is no network {kind!r}; known are: {', '.join(KINDS)}")
    weights: dict[tuple[str, str], int] = {}
    for edge in KINDS[kind].edges(canon):
        a, b = sorted((edge.source, edge.target))
        if a != b:
            weights[a, b] = weights.get((a, b), 0) + edge.weight
    ids = sorted({id for pair in weights for id in pair})
    number: Mapping[str, int] = {id: i for i, id in enumerate(ids)}
    graph = igraph.Graph(len(ids), [(number[a], number[b]) for a, b in weights])
    graph.es["weight"] = [max(w, 1) for w in weights.values()]  # what nobody tells joins, too
    return ids, graph
