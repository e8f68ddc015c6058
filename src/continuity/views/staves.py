"""Sets columns in staves, as music is set: a row of seasons as wide as the page, and the next row below it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of columns of one segment that is drawn without a break.

    `x` is where its room for names begins and `end_x` where it ends; `first` and `end` are indexes of columns, `columns`
    are their centres. `begins`: its segment begins with it.
    """

    segment: int
    first: int
    end: int
    x: float
    end_x: float
    columns: tuple[float, ...]
    begins: bool


@dataclass(frozen=True, slots=True)
class Stave:
    """A row of pieces, and how wide it is."""

    pieces: tuple[Piece, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How columns are set: how wide a column is, the room for names, and the space between two segments.

    The room for names is before each piece, or, where not `each`, before each stave. A segment longer than `longest` is
    cut in pieces. `least` is how wide a piece of each segment is at least, without the names of a stave, so that a heading has room.
    """

    step: float
    names: float
    space: float
    widest: float
    longest: int = 1_000
    each: bool = True
    least: Sequence[float] = ()


#: Segment, first and end column of a piece, and whether the segment begins with it.
_Cut = tuple[int, int, int, bool]


def staves(lengths: Sequence[int], setting: Setting) -> list[Stave]:
    """Segments of so many columns as staves that are no wider than allowed, if one piece is not, and about equal."""
    pieces: list[_Cut] = []
    column = 0
    for segment, length in enumerate(lengths):
        cuts = -(-length // setting.longest)
        for cut in range(cuts):
            first, end = length * cut // cuts, length * (cut + 1) // cuts
            pieces.append((segment, column + first, column + end, cut == 0))
        column += length
    return [_set(row, setting) for row in _rows(pieces, setting)]


def _rows(pieces: Sequence[_Cut], setting: Setting) -> list[Sequence[_Cut]]:
    """As few rows as there can be, and of these the ones that leave the least ragged edge, by dynamic programming."""
    last = len(pieces)
    best: list[tuple[int, float, int]] = [(0, 0, 0)] * (last + 1)  # rows, raggedness, and where the first row ends
    for first in range(last - 1, -1, -1):
        found = []
        for end in range(first + 1, last + 1):
            wide = _set(pieces[first:end], setting).width
            if wide > setting.widest and end > first + 1:
                break
            rows, ragged, _ = best[end]
            found.append((rows + 1, ragged + max(setting.widest - wide, 0) ** 2, end))
        best[first] = min(found, key=lambda f: (f[0], round(f[1]), -f[2]))
    made, first = [], 0
    while first < last:
        made.append(pieces[first : best[first][2]])
        first = best[first][2]
    return made


def _set(row: Sequence[_Cut], setting: Setting) -> Stave:
    made: list[Piece] = []
    x = 0.0
    for segment, first, end, begins in row:
        if made:
            x += setting.space
        start, names = x, setting.names if setting.each or not made else 0
        columns = tuple(start + names + setting.step * (i + 0.5) for i in range(end - first))
        heading = (start if setting.each else start + names) + (setting.least[segment] if setting.least else 0)
        x = max(start + names + setting.step * (end - first), heading)
        made.append(Piece(segment, first, end, start, x, columns, begins))
    return Stave(tuple(made), x)
