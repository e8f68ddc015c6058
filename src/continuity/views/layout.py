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
_SEED, _PASSES = 7, 24
#: Steps towards the neighbours; how far the forces may carry a node, as a share of the picture; and how even the start is.
#: Of the values tried these keep most in place where one more comes, and show groups apart.
_STEPS, _LEASH, _EVEN = 20, 0.1, 0.7
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
    """A connected graph by forces, each node near where its neighbours put it, then spread so that no two touch.

    The forces alone are chaotic: one node more would turn the whole picture. So none may carry a node far away.
    """
    degree, n = graph.degree(), len(radii)
    weights = [1 / math.sqrt(min(degree[e.source], degree[e.target])) for e in graph.es]
    start, far = _by_neighbours(graph, degree, names), 1 + _LEASH * math.sqrt(n)
    laid = graph.layout_fruchterman_reingold(
        niter=max(_FEWEST, min(_ROUNDS, _WORK // n)),
        weights=weights or None,
        seed=start,
        start_temp=math.sqrt(n) / 64,
        minx=[x - far for x, _ in start],
        maxx=[x + far for x, _ in start],
        miny=[y - far for _, y in start],
        maxy=[y + far for _, y in start],
    )
    return _apart(_scaled([(x, y) for x, y in laid], ample), radii)


def _by_neighbours(graph: Any, degree: Sequence[int], names: Sequence[str]) -> list[Point]:
    """Where nodes stand that begin where their names put them, and step again and again towards their neighbours.

    So many steps bring a place near the plane of the slowest waves of the graph, as a spectral drawing has it (Y. Koren,
    Drawing Graphs by Eigenvectors, 2005), but never to one wave alone: as the names say where in that plane, a small
    change of the graph neither turns nor mirrors it.
    """
    n, beside, axes = len(names), graph.get_adjlist(), list[list[float]]()
    for turn in range(2):
        at = [_by_name(name)[turn] for name in names]
        for _ in range(_STEPS):
            at = [
                (here + sum([at[j] for j in near]) / len(near)) / 2 if near else here
                for here, near in zip(at, beside, strict=True)
            ]
        at = _centred(at, degree)
        for other in axes:
            share = _product(at, other, degree)
            at = _centred([a - share * b for a, b in zip(at, other, strict=True)], degree)
        axes.append(at)
    unit = math.sqrt(n) / 3
    places = zip(*map(_filled, axes), strict=True)
    # Those with the same neighbours stand side by side, by name.
    return [(x * unit + dx, y * unit + dy) for (x, y), (dx, dy) in zip(places, map(_by_name, names), strict=True)]


def _product(one: Sequence[float], other: Sequence[float], degree: Sequence[int]) -> float:
    """The mean product of two rows of numbers, what has many lines counting as often."""
    return sum(d * a * b for d, a, b in zip(degree, one, other, strict=True)) / max(1, sum(degree))


def _centred(values: list[float], degree: Sequence[int]) -> list[float]:
    """Values about nought, at a usual distance of one from it."""
    middle = _product(values, [1.0] * len(values), degree)
    values = [v - middle for v in values]
    wide = math.sqrt(_product(values, values, degree))
    return [v / wide for v in values] if wide > 1e-9 else values


def _filled(values: list[float]) -> list[float]:
    """Values drawn towards even distances from one to the next: a few far ones would press all others together."""
    n, even = len(values), [0.0] * len(values)
    for rank, i in enumerate(sorted(range(n), key=lambda i: values[i])):
        even[i] = ((rank + 0.5) / n - 0.5) * math.sqrt(12)  # so spread, their usual distance is one too
    return [_EVEN * e + (1 - _EVEN) * v for e, v in zip(even, values, strict=True)]


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
