"""A canon as a network: NetworkX graphs of several kinds, shortest paths with their evidence, and neighbourhoods.

A symmetric relation is an edge each way, as in the canon; `network(…).to_undirected()` makes one of the two.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from continuity import store, vocab
from continuity.canon import NOT_TOLD_OF, CanonGraph
from continuity.errors import UnknownEntity, UsageError
from continuity.network.connections import Connections, shortest
from continuity.network.evidence import Tellers, Told
from continuity.network.kept import Edge, columns
from continuity.network.kinds import KINDS, Kind
from continuity.network.links import Link, links, pairs, relations

if TYPE_CHECKING:
    import networkx as nx

__all__ = [
    "KINDS",
    "Edge",
    "Kind",
    "Link",
    "Step",
    "Tellers",
    "Told",
    "entity",
    "label",
    "links",
    "neighbourhood",
    "network",
    "pairs",
    "path",
    "paths",
    "within_reach",
]


@dataclass(frozen=True, slots=True, repr=False)
class Step:
    """A step of a path: a fact, and whether the path walks it `forward`, from `source` to `target`, or back.

    `evidence` are the statements in accounts behind it, as `CanonGraph.told` gives them.
    """

    source: str
    relation: str
    target: str
    forward: bool
    evidence: tuple[Any, ...]

    def __repr__(self) -> str:
        walked = (self.source, "→", self.target) if self.forward else (self.target, "←", self.source)
        start, arrow, end = walked
        return f"<Step {start} {arrow} {self.relation} {arrow} {end}, told by {len({q.graph_name for q in self.evidence})}>"


def network(canon: CanonGraph, kind: str = "whole") -> nx.MultiDiGraph[str]:
    """A canon as a typed graph; the kinds are those of `KINDS`.

    Nodes are ids with `label` and `type`. Edges have the relation as their key, and as attributes `id`, `relation`,
    `label` (the relation in words), `weight` (how many accounts tell it; for co-appearance how many works are shared),
    `accounts` and `works` (ids, joined by spaces). All attributes are text or whole numbers, so every format takes them.
    Nodes and edges are in the order of their ids. Raises UsageError for an unknown kind.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no network {kind!r}; known are: {', '.join(KINDS)}")
    edges = sorted(KINDS[kind].edges(canon))
    nodes = canon.entities() if KINDS[kind].everything else {end for e in edges for end in (e.source, e.target)}
    return _graph(canon, nodes, edges)


def neighbourhood(canon: CanonGraph, ids: Iterable[str], depth: int = 1) -> nx.MultiDiGraph[str]:
    """The part of the whole network that is at most `depth` steps from some entities, whichever way the facts run.

    Raises UnknownEntity for an id that is not there.
    """
    known = list(columns(canon).edges())
    near = within_reach(known, [entity(canon, id) for id in ids], depth)
    return _graph(canon, near, (edge for edge in known if edge.source in near and edge.target in near))


def within_reach(
    known: Iterable[Link | Edge], ids: Iterable[str], depth: int, stops: Collection[str] = frozenset()
) -> dict[str, int]:
    """Entity → how many steps away it is from the nearest of some others, up to a depth.

    The `stops` are reached and not passed.
    """
    beside: dict[str, list[str]] = {}
    for link in known:
        beside.setdefault(link.source, []).append(link.target)
        beside.setdefault(link.target, []).append(link.source)
    reached, edge = dict.fromkeys(sorted(ids), 0), sorted(ids)
    for distance in range(1, depth + 1):
        edge = sorted({n for id in edge for n in beside.get(id, ())} - set(reached))
        reached |= dict.fromkeys(edge, distance)
        edge = [id for id in edge if id not in stops]
    return reached


def path(canon: CanonGraph, a: str, b: str) -> list[Step]:
    """A shortest path between two entities, whichever way the facts run; empty where there is none.

    Of several, the one through the less connected entities, which says more. A fact that follows for a whole from one
    of its parts is walked only where the path begins or ends at that whole: else everything is two steps apart.
    Raises UnknownEntity for an id that is not there.
    """
    return next(iter(paths(canon, a, b, 1)), [])


def paths(
    canon: CanonGraph, a: str, b: str, k: int = 3, avoiding: Iterable[str] = (), through: Iterable[str] = ()
) -> list[list[Step]]:
    """The `k` shortest paths between two entities, as `path`, each through other entities; fewer where there are fewer.

    `avoiding` are entities that no path goes through; `through` are the relations that paths walk, all where none is
    named. Raises UnknownEntity for an id, and UsageError for a relation that there is not.
    """
    wanted, closed = frozenset(through), {entity(canon, id) for id in avoiding} - {a, b}
    unknown = sorted(wanted - set(relations()))
    if unknown:
        near = difflib.get_close_matches(unknown[0], relations(), 3) or relations()
        raise UsageError(f"there is no relation {unknown[0]!r}; did you mean {', '.join(near)}?")
    if entity(canon, a) == entity(canon, b):
        return []
    known = canon.once(Connections.of)
    between = (known.only(wanted) if wanted else known).towards((a, b), closed)
    return [
        [_step(canon, one, between[one][other]) for one, other in pairwise(nodes)]
        for nodes in shortest(between, a, b, k)
    ]


def _step(canon: CanonGraph, start: str, choice: list[Link]) -> Step:
    """The step from one of two neighbours to the other, along the link that most accounts tell."""
    behind = {
        link: canon.told(canon.node(link.source), store.iri(vocab.term(link.relation)), canon.node(link.target))
        for link in choice
    }
    best = min(choice, key=lambda link: (-len({quad.graph_name for quad in behind[link]}), link.source != start, link))
    # What is said of the two comes before what is part of what.
    said = sorted(
        behind[best], key=lambda quad: not vocab.terms().is_a(canon.type(canon.id(quad.subject)) or "Work", "Statement")
    )
    return Step(best.source, best.relation, best.target, best.source == start, tuple(said))


def entity(canon: CanonGraph, id: str) -> str:
    """An id that is an entity of the canon. Raises UnknownEntity, naming near ones."""
    if canon.is_entity(id) and canon.type(id) not in NOT_TOLD_OF:
        return id
    raise UnknownEntity(id, difflib.get_close_matches(id, canon.entities(), 3, 0.6))


@cache
def label(relation: str) -> str:
    """A relation in words."""
    found = vocab.terms().properties.get(relation) or vocab.terms().individuals.get(relation)
    return found.label if found else "appears with" if relation == "appearsWith" else relation


def _graph(canon: CanonGraph, nodes: Iterable[str], edges: Iterable[Edge]) -> nx.MultiDiGraph[str]:
    import networkx as nx

    graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    graph.add_nodes_from((id, {"label": canon.label(id), "type": canon.type(id)}) for id in sorted(nodes))
    graph.add_edges_from(map(_edge, edges))
    return graph


def _edge(edge: Edge) -> Any:
    """An edge as NetworkX takes it: ends, key and attributes."""
    source, relation, target, weight, accounts, works = edge
    attributes = {
        "id": f"{source}+{relation}+{target}",
        "relation": relation,
        "label": label(relation),
        "weight": weight,
        "accounts": accounts,
        "works": works,
    }
    return source, target, relation, attributes
