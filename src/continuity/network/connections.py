"""What stands beside what in a canon, by its direct links, and the shortest paths over them."""

from __future__ import annotations

import heapq
from collections.abc import Callable, Collection, Iterable, Mapping
from itertools import islice

from continuity.canon import CanonGraph
from continuity.network.links import Link, implied, links

#: Entity → each one beside it, in the order of their first links → the links between the two.
Beside = Mapping[str, Mapping[str, list[Link]]]


class Connections:
    """The links of a canon by the entities that they join.

    What follows for a whole from one of its parts is kept apart: it joins only those between whom a path is sought.
    """

    def __init__(self, found: Iterable[Link], bystanding: Collection[Link]) -> None:
        self._found, self._bystanding = tuple(found), bystanding
        self._beside: dict[str, dict[str, list[Link]]] = {}
        self._at_ends: dict[str, list[Link]] = {}
        for link in self._found:
            if link in bystanding:
                self._at_ends.setdefault(link.target, []).append(link)
            else:
                for one, other in ((link.source, link.target), (link.target, link.source)):
                    self._beside.setdefault(one, {}).setdefault(other, []).append(link)

    @classmethod
    def of(cls, canon: CanonGraph) -> Connections:
        """All of a canon."""
        return cls(links(canon), implied(canon))

    def only(self, relations: Collection[str]) -> Connections:
        """Those of some relations."""
        return Connections((link for link in self._found if link.relation in relations), self._bystanding)

    def towards(self, ends: Collection[str], closed: Collection[str] = ()) -> Beside:
        """What stands beside what for a path between some entities, without those that are closed."""
        beside = {**self._beside, **{end: self._beside.get(end, {}) for end in ends}}
        changed: dict[str, dict[str, list[Link]]] = {}
        for link in (link for end in dict.fromkeys(ends) for link in self._at_ends.get(end, ())):
            for one, other in ((link.source, link.target), (link.target, link.source)):
                if one not in changed:
                    changed[one] = {k: list(v) for k, v in beside.get(one, {}).items()}
                changed[one].setdefault(other, []).append(link)
        for one, own in changed.items():
            beside[one] = dict(sorted(own.items(), key=lambda item: min(item[1])))
        for one in closed:
            for other in beside.pop(one, {}):
                if other in beside:
                    beside[other] = {k: v for k, v in beside[other].items() if k != one}
        return beside


def shortest(beside: Beside, a: str, b: str, k: int) -> list[list[str]]:
    """The nodes of the `k` shortest paths between two, of equals through the less connected first."""
    degree = {one: len(own) + (one in own) for one, own in beside.items()}
    most = 2 * sum(degree.values()) + 1  # more than the degrees of any two: these only decide between equals

    def cost(start: str, end: str) -> float:
        return 1 + (degree[start] + degree[end]) / most

    return _best(beside, a, b, cost) if k == 1 else _several(beside, a, b, k, cost)


def _best(beside: Beside, a: str, b: str, cost: Callable[[str, str], float]) -> list[list[str]]:
    """The path of Dijkstra, over nothing but what lies on paths of the fewest steps."""
    left = _steps(beside, a, b)
    came, far = {a: a}, {a: 0.0}
    waiting, number = [(0.0, 0, a)], 0
    done = set()
    while waiting:
        _, _, one = heapq.heappop(waiting)
        if one in done:
            continue
        done.add(one)
        for other in beside[one]:
            if left.get(other) != left[one] - 1:
                continue
            length = far[one] + cost(one, other)
            if other not in far or length < far[other]:
                far[other], came[other], number = length, one, number + 1
                heapq.heappush(waiting, (length, number, other))
    if b not in came:
        return []
    nodes = [b]
    while nodes[-1] != a:
        nodes.append(came[nodes[-1]])
    return [nodes[::-1]]


def _steps(beside: Beside, a: str, b: str) -> Mapping[str, int]:
    """Node → how many steps it is from `b`, of all that is no farther than `a`."""
    left, edge = {b: 0}, [b]
    while edge and a not in left:
        edge = list(dict.fromkeys(other for one in edge for other in beside[one] if other not in left))
        left |= dict.fromkeys(edge, max(left.values()) + 1)
    return left if a in left else {a: 0}


def _several(beside: Beside, a: str, b: str, k: int, cost: Callable[[str, str], float]) -> list[list[str]]:
    """The shortest paths without a node twice, in the order of their costs."""
    import networkx as nx

    graph: nx.Graph[str] = nx.Graph()
    graph.add_nodes_from((a, b))
    joined = sorted((min(found), one, other) for one, own in beside.items() for other, found in own.items())
    graph.add_edges_from((link.source, link.target) for link, _, _ in joined)
    try:
        found = nx.shortest_simple_paths(graph, a, b, weight=lambda start, end, _: cost(start, end))
        return list(islice(found, max(k, 0)))
    except nx.NetworkXNoPath:
        return []
