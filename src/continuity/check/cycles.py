"""Circles in what should have none: parents, parts, dependencies."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING

from continuity.check.rule import Cite, Hit

if TYPE_CHECKING:
    from continuity.check.context import Context

Edge = tuple[str, str]


def circle_hits(
    context: Context,
    edges: Mapping[Edge, Iterable[str]] | Iterable[Edge],
    says: str,
    cite: Callable[[Edge], Iterable[Cite]],
) -> Iterator[Hit]:
    """One hit for each circle of edges: that its first thing `says`, with what is cited for each of its edges."""
    for circle in cycles(edges):
        chain = " → ".join(context.label(one) for one in [*circle, circle[0]])
        pairs = zip(circle, [*circle[1:], circle[0]], strict=True)
        cites = tuple(c for edge in pairs for c in cite(edge))
        yield Hit(f"{context.label(circle[0])} {says}: {chain}", tuple(circle), cites)


def cycles(edges: Iterable[tuple[str, str]]) -> Iterator[list[str]]:
    """Circles of a directed graph, each the shortest through its first node, no two with a node in common.

    >>> list(cycles([("a", "b"), ("b", "a"), ("b", "c")]))
    [['a', 'b']]
    """
    graph: dict[str, set[str]] = {}
    for a, b in edges:
        graph.setdefault(a, set()).add(b)
        graph.setdefault(b, set())
    _peel(graph)
    for node in sorted(graph):
        if node in graph:
            found = _through(graph, node)
            if found:
                yield found
                for one in found:
                    graph.pop(one)
                for targets in graph.values():
                    targets -= set(found)
                _peel(graph)


def _peel(graph: dict[str, set[str]]) -> None:
    """Take away, again and again, what nothing leads to and what leads nowhere: no circle goes through it."""
    for _ in ("what nothing leads to", "what leads nowhere"):
        count = dict.fromkeys(graph, 0)
        for targets in graph.values():
            for t in targets:
                count[t] += 1
        todo = [n for n, c in count.items() if not c]
        while todo:
            for t in graph.pop(todo.pop()):
                count[t] -= 1
                if not count[t]:
                    todo.append(t)
        _turn(graph)


def _turn(graph: dict[str, set[str]]) -> None:
    """Let every edge lead the other way."""
    turned: dict[str, set[str]] = {n: set() for n in graph}
    for n, targets in graph.items():
        for t in targets:
            turned[t].add(n)
    graph.clear()
    graph.update(turned)


def _through(graph: dict[str, set[str]], start: str) -> list[str]:
    """The shortest circle through a node; nothing where there is none."""
    came: dict[str, str] = {}
    todo = deque([start])
    while todo:
        one = todo.popleft()
        for other in sorted(graph.get(one, ())):
            if other == start:
                path = [one]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if other not in came:
                came[other] = one
                todo.append(other)
    return []
