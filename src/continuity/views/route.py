"""The picture of a path: the shortest ways between two entities, and what stands beside them."""

from __future__ import annotations

import itertools
from collections.abc import Sequence

from continuity import network
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.views.pictures import HOLDS_ALL, Line, Picture, finest, merged

#: How many ways are looked for, how many entities beside them are shown, and how far apart things stand.
WAYS, BESIDE, ACROSS, DOWN, BREADTH = 3, 16, 260, 110, 130


def route(canon: CanonGraph, ids: Sequence[str]) -> Picture:
    """The shortest paths between two entities, from left to right, with those around who are joined to two of them.

    Raises UsageError unless there are two, and UnknownEntity for an id that is not there.
    """
    ends = tuple(dict.fromkeys(network.entity(canon, id) for id in ids))
    if len(ends) != 2:
        raise UsageError("a path leads from one entity to another: name two, such as jessica-jones wilson-fisk")
    title = f"From {canon.label(ends[0])} to {canon.label(ends[1])}"
    ways = [_nodes(steps, ends[0]) for steps in network.paths(canon, *ends, WAYS)]
    if not ways:
        return Picture(title, tuple(sorted(ends)), (), ends, "Nothing that this canon tells joins the two.")
    ways = [way for way in ways if len(way) <= len(ways[0]) + 1]
    along = list(dict.fromkeys(id for way in ways for id in way))
    beside = _beside(canon, set(along))
    shown = {*along, *beside}
    inner = {frozenset(pair) for way in ways for pair in itertools.pairwise(way)}
    links = [x for x in network.links(canon) if x.source in shown and x.target in shown]
    fine = set(finest(canon, links))
    lines = merged(canon, (x for x in links if x in fine or frozenset((x.source, x.target)) in inner))
    places = _places(ways, beside, _near(lines))
    steps = len(ways[0]) - 1
    note = f"{steps} {'step' if steps == 1 else 'steps'}" + (
        f"; {len(ways)} ways, the shortest first" if len(ways) > 1 else ""
    )
    marks = {id: "on the path" for id in ways[0] if id not in ends}
    return Picture(title, tuple(sorted(shown)), lines, ends, f"{note}.", {}, (), marks, tuple(ways), places)


def _near(lines: Sequence[Line]) -> dict[str, list[str]]:
    """Entity → those it has a line to, sorted."""
    found: dict[str, list[str]] = {}
    for line in lines:
        found.setdefault(line.source, []).append(line.target)
        found.setdefault(line.target, []).append(line.source)
    return {id: sorted(set(others)) for id, others in found.items()}


def _nodes(steps: Sequence[network.Step], start: str) -> tuple[str, ...]:
    ids = [start]
    for step in steps:
        ids.append(step.target if step.source == ids[-1] else step.source)
    return tuple(ids)


def _beside(canon: CanonGraph, along: set[str]) -> list[str]:
    """Who is joined to two of the path or more, those with most in common first."""
    touched: dict[str, set[str]] = {}
    for link in finest(canon, network.links(canon)):
        for one, other in ((link.source, link.target), (link.target, link.source)):
            if other in along and one not in along and canon.type(one) not in HOLDS_ALL:
                touched.setdefault(one, set()).add(other)
    both = [id for id, others in touched.items() if len(others) > 1]
    return sorted(both, key=lambda id: (-len(touched[id]), id))[:BESIDE]


def _places(
    ways: Sequence[Sequence[str]], beside: Sequence[str], near: dict[str, list[str]]
) -> dict[str, tuple[float, float]]:
    """Ways as rows, the shortest in the middle; what stands beside them above and below, between those it is joined to."""
    length = max(len(way) for way in ways) - 1 or 1
    places: dict[str, tuple[float, float]] = {}
    for row, way in enumerate(ways):
        y = ((row + 1) // 2) * (1 if row % 2 else -1) * DOWN
        for i, id in enumerate(way):
            places.setdefault(id, (ACROSS * length * i / (len(way) - 1 or 1), 0 if i in (0, len(way) - 1) else y))
    edge, wide = DOWN * (1 + len(ways) // 2), ACROSS * max(length, 2)
    room = max(2, round(wide / BREADTH))

    def middle(id: str) -> float:
        around = [places[other][0] for other in near.get(id, ()) if other in places]
        return sum(around) / len(around) if around else 0

    for side, mine in ((-1, beside[::2]), (1, beside[1::2])):
        for start in range(0, len(mine), room):
            placed = sorted(mine[start : start + room], key=lambda id: (middle(id), id))
            left = (ACROSS * length - wide) / 2
            for i, id in enumerate(placed):
                places[id] = (left + wide * (i + 0.5) / len(placed), side * (edge + DOWN * 0.8 * (start // room)))
    return places
