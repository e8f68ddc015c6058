"""Lays out a storyline: in which order the lines stand in each column, and how high.

A gathering is who is together in a column; its lines stand side by side. The order is found as by Ogawa and Ma
(Software evolution storylines, 2010) and Tanahashi and Ma (Design considerations for optimizing storyline
visualizations, 2012): each column takes the order of its neighbour, its gathering drawn together at its barycentre, in
sweeps to and fro; then crossings are taken out by swapping neighbours for as long as that helps. Their genetic search
is left out: for tens of lines the sweeps and swaps suffice, and give the same picture every time. Heights follow by
isotonic regression in the median (the pool-adjacent-violators algorithm), which keeps lines straight where it can.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: Between two lines that are together, two that are not, and a gathering and who is not in it; in pixels.
TOGETHER, APART, AROUND = 15.0, 14.0, 24.0
_SWEEPS, _ROUNDS = 12, 16


@dataclass(frozen=True, slots=True)
class Column:
    """A column: who is together in it, and all whose lines pass through it."""

    together: frozenset[int]
    alive: frozenset[int]


def orders(columns: Sequence[Column]) -> list[list[int]]:
    """The lines of each column from top to bottom, with few crossings."""
    best = current = _first(columns)
    least = crossings(current)
    for sweep in range(_SWEEPS):
        current = _swept(columns, current, sweep % 2 == 0)
        now = crossings(current)
        if now < least:
            best, least = current, now
    return _untangled(columns, [list(order) for order in best])


def crossings(found: Sequence[Sequence[int]]) -> int:
    """How often lines cross from column to column."""
    return sum(_between(one, other) for one, other in pairwise(found))


def _between(one: Sequence[int], other: Sequence[int]) -> int:
    place = {line: i for i, line in enumerate(one)}
    passed: list[int] = []
    count = 0
    for line in other:
        if line in place:
            count += len(passed) - bisect_left(passed, place[line])
            insort(passed, place[line])
    return count


def _first(columns: Sequence[Column]) -> list[list[int]]:
    """A first order: as the lines come, those who come together side by side."""
    found: list[list[int]] = []
    before: list[int] = []
    for column in columns:
        before = _arranged(column, before, [])
        found.append(before)
    return found


def _swept(columns: Sequence[Column], found: list[list[int]], onward: bool) -> list[list[int]]:
    made = list(found)
    indexes = range(len(columns)) if onward else range(len(columns) - 1, -1, -1)
    step = -1 if onward else 1
    for t in indexes:
        beside = made[t + step] if 0 <= t + step < len(columns) else made[t]
        made[t] = _arranged(columns[t], beside, found[t])
    return made


def _arranged(column: Column, beside: Sequence[int], own: Sequence[int]) -> list[int]:
    """The lines of a column in the order of the one beside it, the gathering drawn together at its barycentre."""
    place = {line: float(i) for i, line in enumerate(beside)}
    here = [line for line in own if line in column.alive] or sorted(column.alive)
    known = [line for line in here if line in place]
    for line in here:
        if line not in place:  # next to whom it stands with here
            near = [place[k] for k in known if (k in column.together) == (line in column.together)]
            place[line] = (max(near) if near else len(beside)) + 0.5
    ordered = sorted(here, key=lambda line: (place[line], here.index(line)))
    together = [line for line in ordered if line in column.together]
    if not together:
        return ordered
    centre = sorted(place[line] for line in together)[len(together) // 2]
    above = [line for line in ordered if line not in column.together and place[line] < centre]
    below = [line for line in ordered if line not in column.together and place[line] >= centre]
    return [*above, *together, *below]


def _untangled(columns: Sequence[Column], found: list[list[int]]) -> list[list[int]]:
    for _ in range(_ROUNDS):
        if not (_swapped(columns, found) or _jumped(columns, found)):
            break
    return found


def _swapped(columns: Sequence[Column], found: list[list[int]]) -> bool:
    """Swaps two lines over a stretch where they are neighbours, wherever that takes a crossing out."""
    better = False
    lines = sorted({line for column in columns for line in column.alive})
    places = [{line: i for i, line in enumerate(order)} for order in found]
    for i, one in enumerate(lines):
        for other in lines[i + 1 :]:
            start = None
            for t in range(len(columns) + 1):
                free = t < len(columns) and _neighbours(columns[t], places[t], one, other)
                turned = (
                    free
                    and start is not None
                    and (places[t][one] < places[t][other]) != (places[start][one] < places[start][other])
                )
                if start is not None and (not free or turned):
                    if _gain(places, one, other, start, t) > 0:
                        for u in range(start, t):
                            order, place = found[u], places[u]
                            a, b = place[one], place[other]
                            order[a], order[b] = other, one
                            place[one], place[other] = b, a
                        better = True
                    start = None
                if free and start is None:
                    start = t
    return better


def _neighbours(column: Column, place: dict[int, int], one: int, other: int) -> bool:
    if one not in place or other not in place or abs(place[one] - place[other]) != 1:
        return False
    return (one in column.together) == (other in column.together)


def _gain(places: Sequence[dict[int, int]], one: int, other: int, start: int, end: int) -> int:
    """How many crossings of two lines fewer there are when they are swapped from `start` up to before `end`."""
    gain, first = 0, places[start][one] < places[start][other]
    for t in (start - 1, end):
        if 0 <= t < len(places) and one in places[t] and other in places[t]:
            gain += 1 if (places[t][one] < places[t][other]) != first else -1
    return gain


def _jumped(columns: Sequence[Column], found: list[list[int]]) -> bool:
    """Moves a line that is not in a gathering to its other side over a stretch, wherever that takes crossings out."""
    better = False
    for line in sorted({line for column in columns for line in column.alive}):
        start = None
        for t in range(len(columns) + 1):
            side = _side(columns[t], found[t], line) if t < len(columns) else 0
            if start is not None and (not side or side != _side(columns[start], found[start], line)):
                better = _try(columns, found, line, start, t) or better
                start = None
            if side and start is None:
                start = t
    return better


def _side(column: Column, order: Sequence[int], line: int) -> int:
    """-1 for a line just above the gathering, 1 for one just below it, else 0."""
    if line not in column.alive or line in column.together or not column.together:
        return 0
    at = order.index(line)
    if at + 1 < len(order) and order[at + 1] in column.together:
        return -1
    return 1 if at and order[at - 1] in column.together else 0


def _try(columns: Sequence[Column], found: list[list[int]], line: int, start: int, end: int) -> bool:
    low, high = max(start - 1, 0), min(end + 1, len(found))
    moved = [list(order) for order in found[low:high]]
    for t in range(start, end):
        order = moved[t - low]
        below = _side(columns[t], order, line) > 0
        order.remove(line)
        inside = [i for i, other in enumerate(order) if other in columns[t].together]
        order.insert(inside[0] if below else inside[-1] + 1, line)
    if crossings(moved) >= crossings(found[low:high]):
        return False
    found[low:high] = moved
    return True


def heights(columns: Sequence[Column], found: Sequence[Sequence[int]], sweeps: int = 8) -> list[dict[int, float]]:
    """How far down each line stands in each column, in pixels; the least is 0. Lines keep their height where they can."""
    placed = [_stacked(column, order) for column, order in zip(columns, found, strict=True)]
    for sweep in range(sweeps):
        indexes = range(len(columns)) if sweep % 2 == 0 else range(len(columns) - 1, -1, -1)
        step = -1 if sweep % 2 == 0 else 1
        for t in indexes:
            beside = placed[t + step] if 0 <= t + step < len(columns) else placed[t]
            wanted = [beside.get(line, placed[t][line]) for line in found[t]]
            known = [line in beside for line in found[t]]
            placed[t] = _fitted(columns[t], found[t], wanted, known)
    least = min((y for column in placed for y in column.values()), default=0)
    return [{line: y - least for line, y in column.items()} for column in placed]


def closed(used: Iterable[float], widest: float = AROUND) -> dict[float, float]:
    """Heights that are used → the same from 0 on, without the room between them that nothing needs."""
    found: dict[float, float] = {}
    before, down = None, 0.0
    for y in sorted(used):
        down += 0 if before is None else min(y - before, widest)
        found[y], before = down, y
    return found


def _gaps(column: Column, order: Sequence[int]) -> list[float]:
    """How far each line of a column stands at least below the first."""
    down, found = 0.0, []
    for i, line in enumerate(order):
        if i:
            both = (line in column.together) + (order[i - 1] in column.together)
            down += (APART, AROUND, TOGETHER)[both]
        found.append(down)
    return found


def _stacked(column: Column, order: Sequence[int]) -> dict[int, float]:
    gaps = _gaps(column, order)
    middle = gaps[-1] / 2 if gaps else 0
    return {line: gap - middle for line, gap in zip(order, gaps, strict=True)}


def _fitted(column: Column, order: Sequence[int], wanted: Sequence[float], known: Sequence[bool]) -> dict[int, float]:
    """The heights nearest to those wanted that keep order and distances; a gathering stays tight."""
    gaps = _gaps(column, order)
    pools: list[tuple[list[float], list[int]]] = []  # what is wanted of the lines of a pool, and the lines
    for i, line in enumerate(order):
        mine = [wanted[i] - gaps[i]] if known[i] else []
        if pools and line in column.together and order[pools[-1][1][-1]] in column.together:
            pools[-1] = (pools[-1][0] + mine, [*pools[-1][1], i])
        else:
            pools.append((mine, [i]))
    for i, (mine, lines) in enumerate(pools):
        if not mine:  # nobody knows where this should be: where it was
            pools[i] = ([wanted[k] - gaps[k] for k in lines], lines)
    done: list[tuple[list[float], list[int]]] = []
    for pool in pools:
        done.append(pool)
        while len(done) > 1 and _median(done[-2][0]) > _median(done[-1][0]):
            values, lines = done.pop()
            done[-1] = (done[-1][0] + values, done[-1][1] + lines)
    found = {}
    for values, lines in done:
        base = _median(values)
        for i in lines:
            found[order[i]] = base + gaps[i]
    return found


def _median(values: Sequence[float]) -> float:
    return sorted(values)[(len(values) - 1) // 2]
