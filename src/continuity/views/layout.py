"""Where the nodes of a picture stand. The same picture always comes out the same."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from typing import Any

Point = tuple[float, float]
#: Pixels from a node to the next, about: n nodes take the area of n squares of this side.
SPACING = 55
#: Pixels between the rims of two nodes, at least.
GAP = 24
_SEED, _ROUNDS, _PASSES = 7, 1000, 24


def positions(radii: Sequence[float], edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The position of each node, from the radius of each and the edges between them.

    What hangs together is laid out together, the largest group in the middle and the others in rows below it.
    """
    import igraph

    graph = igraph.Graph(len(radii), list(edges))
    groups = sorted((list(group) for group in graph.connected_components()), key=lambda group: (-len(group), group))
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - a picture and no secret
    try:
        laid = [_group(graph.induced_subgraph(members), [radii[m] for m in members]) for members in groups]
    finally:
        igraph.set_random_number_generator(random)
    placed = _rows(laid)
    at = {
        member: point
        for members, points in zip(groups, placed, strict=True)
        for member, point in zip(members, points, strict=True)
    }
    return [(round(at[i][0]), round(at[i][1])) for i in range(len(radii))]


def _group(graph: Any, radii: list[float]) -> list[Point]:
    """A connected graph by forces, then spread so that no two nodes touch."""
    degree = graph.degree()
    weights = [1 / math.sqrt(min(degree[e.source], degree[e.target])) for e in graph.es]
    laid = graph.layout_fruchterman_reingold(niter=_ROUNDS, weights=weights or None)
    return _apart(_scaled([(x, y) for x, y in laid]), radii)


def _scaled(points: list[Point]) -> list[Point]:
    """Points about the origin at the usual spacing; the farthest tenth is drawn in, lest it shrink all the rest."""
    n = len(points)
    mid = (sum(x for x, _ in points) / n, sum(y for _, y in points) / n)
    far = [math.dist(p, mid) for p in points]
    most = sorted(far)[(n - 1) * 9 // 10] or 1.0
    wide = 1 + 60 / (n + 40)  # a few nodes have all the room that their names want
    unit = SPACING * wide * math.sqrt(n) / 2 / most
    made = []
    for (x, y), r in zip(points, far, strict=True):
        inward = 1.0 if r <= most else (most + (r - most) * 0.35) / r
        made.append(((x - mid[0]) * unit * inward, (y - mid[1]) * unit * inward))
    return made


def _apart(points: list[Point], radii: list[float]) -> list[Point]:
    """Push nodes apart where they are closer than their radii and a gap, looking at near ones only."""
    at = [list(p) for p in points]
    cell = 2 * max(radii) + GAP
    for _ in range(_PASSES):
        grid: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(at):
            grid.setdefault((int(x // cell), int(y // cell)), []).append(i)
        moved = False
        for (cx, cy), here in grid.items():
            for dx, dy in ((0, 0), (1, 0), (0, 1), (1, 1), (-1, 1)):
                there = grid.get((cx + dx, cy + dy), ())
                for a in here:
                    (ax, ay), room = at[a], radii[a] + GAP
                    for b in there:
                        reach, bx, by = room + radii[b], *at[b]
                        if (dx or dy or b > a) and abs(bx - ax) < reach and abs(by - ay) < reach:
                            moved |= _push(at[a], at[b], reach, a)
        if not moved:
            break
    return [(x, y) for x, y in at]


def _push(one: list[float], other: list[float], reach: float, turn: int) -> bool:
    """Move two points half of what they lack of a distance; whether they lacked some."""
    dx, dy = other[0] - one[0], other[1] - one[1]
    distance = math.hypot(dx, dy)
    if distance >= reach:
        return False
    if distance < 1e-6:  # on one spot: any way out will do, if it is always the same
        dx, dy, distance = math.cos(turn), math.sin(turn), 1.0
    share = (reach - distance) / distance / 4
    one[0], one[1] = one[0] - dx * share, one[1] - dy * share
    other[0], other[1] = other[0] + dx * share, other[1] + dy * share
    return True


def _rows(groups: list[list[Point]]) -> list[list[Point]]:
    """Groups as they stand together: the first on top, the others left to right in rows no wider than it."""
    if not groups:
        return []
    left, _, right, bottom = _box(groups[0])
    widest = max(right - left, SPACING * 12)
    apart = SPACING * 0.6
    placed, x, y, tallest = [groups[0]], left, bottom + SPACING, 0.0
    for group in groups[1:]:
        x0, y0, x1, y1 = _box(group)
        if x > left and x + (x1 - x0) > left + widest:
            x, y, tallest = left, y + tallest + apart, 0.0
        placed.append([(px - x0 + x, py - y0 + y) for px, py in group])
        x, tallest = x + (x1 - x0) + apart, max(tallest, y1 - y0)
    return placed


def _box(points: list[Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return min(xs), min(ys), max(xs), max(ys)
