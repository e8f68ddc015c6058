"""A matrix: characters down, episodes across, and in each cell how the character is in the episode."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from continuity import network
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.views import drawn, signs, storyorder, svg
from continuity.views.page import everything
from continuity.views.staves import Piece, Setting, Stave, staves
from continuity.views.svg import Markup, joined, number, tag
from continuity.views.told import DIES, MODES, Choice, Statement, Telling, choose, manner

MOST = 40
SORTS = ("first", "count")
#: Sizes in pixels: a cell, the room for names, the widest stave, the text, the heading, the space below.
CELL, LONGEST, WIDEST = 14.0, 170.0, 1_400.0
HEADING, NAME, NUMBER = 11.5, 11.5, 8.5
HEAD, FOOT = 58.0, 30.0
#: The title of a segment of fewer columns runs upwards, for so far.
FEW, UPWARDS = 5, 150.0


@dataclass
class Matrix:
    """The layout of a matrix, and from it the picture."""

    telling: Telling
    choice: Choice
    order: storyorder.Order
    sort: str
    boxes: list[svg.Box] = field(default_factory=list)

    @cached_property
    def segments(self) -> list[tuple[str, tuple[str, ...]]]:
        """The seasons that columns belong to."""
        return [(s.work, s.columns) for s in self.telling.segments(self.order.works)]

    @cached_property
    def staves(self) -> list[Stave]:
        """The rows of seasons."""
        lengths = [len(columns) for _, columns in self.segments]
        least = [0.0 if len(columns) < FEW else self._heading_room(season) for season, columns in self.segments]
        return staves(lengths, Setting(CELL, self.names, 10, WIDEST, 60, each=False, least=least))

    def _heading_room(self, season: str) -> float:
        """How wide the heading of a season may be."""
        return min(svg.width(self.telling.canon.label(season), HEADING, True) + 2, 200)

    @cached_property
    def names(self) -> float:
        """The room for names."""
        longest = max((svg.width(self.telling.canon.label(id), NAME) for id in self.rows), default=0)
        return min(longest + 14, LONGEST)

    @cached_property
    def cells(self) -> Mapping[tuple[str, str], list[Statement]]:
        """Character and work → how they are in it, the fullest way first."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for one in self.telling.appearances:
            found.setdefault((one.character, one.work), []).append(one)
        rank = {mode: i for i, mode in enumerate(MODES)}
        return {key: sorted(told, key=lambda s: rank.get(s.mode, 0)) for key, told in found.items()}

    @cached_property
    def deaths(self) -> Mapping[tuple[str, str], list[Statement]]:
        """Character and work → the deaths told."""
        found: dict[tuple[str, str], list[Statement]] = {}
        for one in self.telling.deaths:
            found.setdefault((one.character, one.work), []).append(one)
        return found

    @cached_property
    def rows(self) -> tuple[str, ...]:
        """The characters from top to bottom: as they first come, or those first who are in the most works."""
        first: dict[str, int] = {}
        count: dict[str, int] = {}
        for t, work in enumerate(self.order.works):
            for one in self.choice.characters:
                if one in self.telling.present.get(work, ()):
                    first.setdefault(one, t)
                    count[one] = count.get(one, 0) + 1
        place = {c: i for i, c in enumerate(self.choice.characters)}
        if self.sort == "count":
            return tuple(sorted(place, key=lambda c: (-count.get(c, 0), place[c])))
        return tuple(sorted(place, key=lambda c: (first.get(c, len(self.order.works)), -count.get(c, 0), place[c])))

    @cached_property
    def used(self) -> set[str]:
        """The ways of being in a work that occur."""
        shown, works = set(self.rows), set(self.order.works)
        found = {told[0].mode or "present" for (c, w), told in self.cells.items() if c in shown and w in works}
        return found | ({DIES} if any(c in shown and w in works for c, w in self.deaths) else set())

    def body(self) -> tuple[Markup, float, float]:
        """The picture, its width and its height."""
        if not self.staves:
            return svg.nothing("Nothing is told of who is in what."), drawn.LEAST, 36
        parts, top = [], 0.0
        for stave in self.staves:
            rows = self._rows(stave)
            head = self._head(stave)
            parts.append(self._stave(stave, rows, top + head))
            top += head + len(rows) * CELL + FOOT
        wide = max((stave.width for stave in self.staves), default=0)
        return joined(parts), max(wide, drawn.LEAST), max(top - FOOT + 4, 40)

    def _head(self, stave: Stave) -> float:
        """How high the headings of a stave are."""
        turned = [svg.width(self._title(p), 11, True) for p in stave.pieces if len(p.columns) < FEW]
        return max(
            HEAD if any(len(p.columns) >= FEW for p in stave.pieces) else 0, min(max(turned, default=0), UPWARDS) + 28
        )

    def _title(self, piece: Piece) -> str:
        label = self.telling.canon.label(self.segments[piece.segment][0])
        return label if piece.begins else f"{label}, continued"

    def _rows(self, stave: Stave) -> list[str]:
        """The characters who are in some work of a stave: where there are several staves, empty rows are left out."""
        works = self.order.works[stave.pieces[0].first : stave.pieces[-1].end]
        if len(self.staves) == 1:
            return list(self.rows)
        return [c for c in self.rows if any((c, w) in self.cells or (c, w) in self.deaths for w in works)]

    def _stave(self, stave: Stave, rows: Sequence[str], top: float) -> Markup:
        tall = len(rows) * CELL
        left, right = stave.pieces[0].x + self.names, stave.pieces[-1].columns[-1] + CELL / 2
        parts = [self._band(piece, top, tall) for piece in stave.pieces]
        for i, character in enumerate(rows):
            y = top + i * CELL
            if i:
                parts.append(
                    tag("path", d=f"M{number(left)} {number(y)}H{number(right)}", class_="s-lens", stroke_width=0.7)
                )
            label = self.telling.canon.label(character)
            parts.append(svg.boxed(self.boxes, stave.pieces[0].x, y + CELL - 3.5, label, NAME, self.names - 10))
        for piece in stave.pieces:
            for t in range(piece.first, piece.end):
                parts += [self._cell(c, t, piece, top + i * CELL) for i, c in enumerate(rows)]
        return tag("g", *parts)

    def _band(self, piece: Piece, top: float, tall: float) -> Markup:
        columns = self.segments[piece.segment][1]
        left, right = piece.columns[0] - CELL / 2, piece.columns[-1] + CELL / 2
        parts = [tag("rect", x=left, y=top, width=right - left, height=tall, class_="band")]
        if len(piece.columns) < FEW:
            numbered = any(self.telling.short(w) for w in self.order.works[piece.first : piece.end])
            x, y = left + CELL / 2 + 4, top - (20 if numbered else 8)
            shown = svg.shorten(self._title(piece), 11, UPWARDS, True)
            self.boxes.append(svg.Box(x - 9, y - svg.width(shown, 11, True), 11, svg.width(shown, 11, True), shown))
            parts.append(svg.text(x, y, self._title(piece), 11, room=UPWARDS, bold=True, turned=True))
        else:
            room = max(right - left, self._heading_room(self.segments[piece.segment][0]))
            parts += [
                tag("rect", x=left, y=top - HEAD + 6, width=right - left, height=2, class_="rule"),
                svg.boxed(self.boxes, left, top - HEAD + 23, self._title(piece), HEADING, room, bold=True),
                svg.boxed(
                    self.boxes,
                    left,
                    top - HEAD + 36,
                    self.telling.frame.released(columns[0]),
                    9.5,
                    right - left,
                    cls="soft",
                ),
            ]
        for t in range(piece.first, piece.end):
            x, words = piece.columns[t - piece.first], self.telling.short(self.order.works[t])
            if words:
                parts.append(svg.text(x, top - 5, words, NUMBER, cls="soft", anchor="middle"))
        return joined(parts)

    def _cell(self, character: str, t: int, piece: Piece, y: float) -> Markup:
        work = self.order.works[t]
        told, died = self.cells.get((character, work), []), self.deaths.get((character, work), [])
        if not told and not died:
            return Markup("")
        x, label = piece.columns[t - piece.first], self.telling.canon.label
        how = [manner(s.mode) for s in told]
        lines = [f"{label(character)}, {label(work)}: {', '.join(how) or 'dies'}", *(svg.clean(s.text) for s in died)]
        marks = [signs.glyph(told[0].mode or "present", x, y + CELL / 2)] if told else []
        marks += [signs.glyph(DIES, x, y + CELL / 2)] if died else []
        return tag("g", svg.title(*lines), *marks)


def draw(
    canon: CanonGraph,
    entities: Sequence[str],
    theme: str = "",
    order: str = "release",
    sort: str = "first",
    most: int = MOST,
) -> drawn.DrawnView:
    """A matrix of some works and characters, or of the main characters of the canon.

    Raises UsageError for an order or a sorting that there is not.
    """
    made = layout(canon, entities, order, sort, most)
    body, wide, tall = made.body()
    return drawn.DrawnView(canon, _drawing(made, order, body, wide, tall), theme)


def layout(
    canon: CanonGraph, entities: Sequence[str], order: str = "release", sort: str = "first", most: int = MOST
) -> Matrix:
    """The matrix before it is drawn."""
    if sort not in SORTS:
        raise UsageError(f"there is no sorting {sort!r}; known are: {', '.join(SORTS)}")
    telling = Telling(canon)
    choice = choose(telling, [network.entity(canon, e) for e in entities], most, "matrix")
    return Matrix(telling, choice, storyorder.order_of(telling, choice.works, order), sort)


def _drawing(made: Matrix, order: str, body: Markup, wide: float, tall: float) -> drawn.Drawing:
    telling = made.telling
    about = made.choice.about or everything(telling.canon)
    shown, works = set(made.rows), set(made.order.works)
    told = sum(len(t) for (c, w), t in made.cells.items() if c in shown and w in works)
    description = (
        f"{len(made.rows)} characters, down, against {len(made.order.works)} episodes and films, across, in the order of "
        f"{order}. {told} appearances are told. A sign in a cell says how a character is in a work."
    )
    notes = [n for n in (made.choice.note, *made.order.notes) if n]
    if len(made.staves) > 1:
        notes.append("A row is left out of a strip in which the character is not told to appear.")
    entries = tuple(drawn.Sign(signs.glyph(mode, 15, 9), manner(mode)) for mode in signs.STYLES if mode in made.used)
    dead = [s for key, found in sorted(made.deaths.items()) if key[0] in shown and key[1] in works for s in found]
    rows = tuple(
        drawn.Row("", (s.text,), s.tellers) for s in sorted(dead, key=lambda s: (telling.frame.order(s.work), s.text))
    )
    tables = (
        *((drawn.Table("Deaths", ("What is told",), rows),) if rows else ()),
        *drawn.appearances(telling, made.rows, made.order.works),
    )
    title = f"Who is in what: {about}"
    return drawn.Drawing("matrix", title, description, wide, tall, body, entries, notes=tuple(notes), tables=tables)
