"""Where the nodes of a picture stand. The same picture always comes out the same."""

from __future__ import annotations

import hashlib
import math
import random
from collections.abc import Sequence
from typing import Any

Point = tuple[float, float]
#: Pixels from a node to the next, about: n nodes take the area of n squares of this side.
SPACING = 55
#: Pixels between the rims of two nodes, at least.
GAP = 24
_SEED, _PIVOTS, _PASSES = 7, 12, 24
#: Rounds of the forces: fewer for many nodes.
_ROUNDS, _FEWEST, _WORK = 500, 60, 600_000


def positions(
    radii: Sequence[float], edges: Sequence[tuple[int, int]], names: Sequence[str] = ()
) -> list[tuple[int, int]]:
    """The position of each node, from the radius of each and the edges between them.

    What hangs together is laid out together, the largest group in the middle and the others in rows below it. With
    `names` a node that comes to a graph moves the others little: what is decided between equals is decided by name.
    """
    import igraph

    if names:  # in the order of the names, whatever order they come in: sums of floats depend on it
        order = sorted(range(len(names)), key=lambda i: (names[i], i))
        at_rank = {i: rank for rank, i in enumerate(order)}
        radii, called = [radii[i] for i in order], [names[i] for i in order]
        edges = sorted((min(pair), max(pair)) for a, b in edges for pair in [(at_rank[a], at_rank[b])])
    else:
        order, called = list(range(len(radii))), [str(i) for i in range(len(radii))]
    graph = igraph.Graph(len(radii), list(edges))
    found = (sorted(group, key=lambda i: called[i]) for group in graph.connected_components())
    groups = sorted(found, key=lambda group: (-len(group), called[group[0]]))
    igraph.set_random_number_generator(random.Random(_SEED))  # noqa: S311 - a picture and no secret
    try:
        laid = [
            _group(
                graph.induced_subgraph(members),
                [radii[m] for m in sorted(members)],
                [called[m] for m in sorted(members)],
                ample=members is groups[0],
            )
            for members in groups
        ]
    finally:
        igraph.set_random_number_generator(random)
    placed = _rows(laid)
    at = {
        order[member]: point
        for members, points in zip(groups, placed, strict=True)
        for member, point in zip(sorted(members), points, strict=True)
    }
    return [(round(at[i][0]), round(at[i][1])) for i in range(len(radii))]


def _group(graph: Any, radii: list[float], names: Sequence[str], ample: bool) -> list[Point]:
    """A connected graph by forces, from where distances put it, then spread so that no two nodes touch."""
    degree, n = graph.degree(), len(radii)
    weights = [1 / math.sqrt(min(degree[e.source], degree[e.target])) for e in graph.es]
    start = _by_distance(graph, degree, names)
    laid = graph.layout_fruchterman_reingold(
        niter=max(_FEWEST, min(_ROUNDS, _WORK // n)), weights=weights or None, seed=start, start_temp=math.sqrt(n) / 16
    )
    turned = _turned(_scaled([(x, y) for x, y in laid], ample), [_by_name(name) for name in names])
    return _apart(turned, radii)


def _by_distance(graph: Any, degree: Sequence[int], names: Sequence[str]) -> list[Point]:
    """Where nodes stand by their steps from a few pivots: the first two principal axes of those distances.

    U. Brandes and C. Pich, Eigensolver Methods for Progressive Multidimensional Scaling of Large Data (2006). A small
    change of the graph changes it little, which the forces alone, from random places, would not keep.
    """
    n = len(names)
    if n < 3:
        return [(float(i), 0.0) for i in range(n)]
    pivots = sorted(sorted(range(n), key=lambda i: (-degree[i], names[i]))[:_PIVOTS], key=lambda i: names[i])
    rows = [[float(d) ** 2 for d in row] for row in zip(*graph.distances(pivots), strict=True)]
    columns = [sum(column) / n for column in zip(*rows, strict=True)]
    everywhere = sum(columns) / len(columns)
    centred = [
        [-0.5 * (d - sum(row) / len(row) - c + everywhere) for d, c in zip(row, columns, strict=True)] for row in rows
    ]
    k = len(pivots)
    product = [[sum(row[i] * row[j] for row in centred) for j in range(k)] for i in range(k)]
    axes: list[list[float]] = []
    for turn in range(2):
        axis = [_by_name(names[i])[turn] for i in pivots]
        for _ in range(200):
            for other in axes:
                along = sum(a * b for a, b in zip(axis, other, strict=True))
                axis = [a - along * b for a, b in zip(axis, other, strict=True)]
            axis = [sum(a * b for a, b in zip(row, axis, strict=True)) for row in product]
            length = math.hypot(*axis)
            if length < 1e-9:  # everything stands in one line
                axis = [0.0] * k
                break
            axis = [a / length for a in axis]
        axes.append(axis)
    points = [tuple(sum(a * b for a, b in zip(row, axis, strict=True)) for axis in axes) for row in centred]
    unit = math.sqrt(n) / max(1e-09, *(math.hypot(x, y) for x, y in points))
    turned = _turned([(x * unit, y * unit) for x, y in points], [_by_name(name) for name in names])
    # Those at the same distances from all pivots stand side by side, by name.
    return [(x + dx, y + dy) for (x, y), (dx, dy) in zip(turned, map(_by_name, names), strict=True)]


def _turned(points: list[Point], towards: Sequence[Point]) -> list[Point]:
    """Points turned, or mirrored and turned, about the origin so that they lie as near as can be to others.

    Axes have no ends of their own: without this a picture could come out upside down for one node more.
    """
    best: tuple[float, list[Point]] | None = None
    for mirror in (1, -1):
        seen = [(x, mirror * y) for x, y in points]
        along = sum(x * tx + y * ty for (x, y), (tx, ty) in zip(seen, towards, strict=True))
        across = sum(x * ty - y * tx for (x, y), (tx, ty) in zip(seen, towards, strict=True))
        strength = math.hypot(along, across)
        if best is None or strength > best[0]:
            c, s = (along / strength, across / strength) if strength else (1.0, 0.0)
            best = strength, [(x * c - y * s, x * s + y * c) for x, y in seen]
    return best[1] if best else points


def _by_name(name: str) -> Point:
    """A place in the unit square about the origin that follows from a name alone."""
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).digest()
    return digest[0] / 255 - 0.5 + digest[1] / 65025, digest[2] / 255 - 0.5 + digest[3] / 65025


def _scaled(points: list[Point], ample: bool) -> list[Point]:
    """Points about the origin at the usual spacing; the farthest tenth is drawn in, lest it shrink all the rest.

    An ample group of a few nodes has all the room that their names want; the small groups beside it have not, lest many
    of them shrink it.
    """
    n = len(points)
    mid = (sum(x for x, _ in points) / n, sum(y for _, y in points) / n)
    far = [math.dist(p, mid) for p in points]
    most = sorted(far)[(n - 1) * 9 // 10] or 1.0
    wide = 1 + 60 / (n + 40) if ample else 1.0
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
    area = sum((x1 - x0 + SPACING) * (y1 - y0 + SPACING) for x0, y0, x1, y1 in map(_box, groups))
    widest = max(right - left, SPACING * 12, math.sqrt(area * 1.2))
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
