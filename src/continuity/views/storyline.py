"""A storyline: characters as lines, together where they share an episode. The idea is of "Movie Narrative Charts"
(xkcd 657); the layout is `weave`'s."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from continuity import network
from continuity.canon import CanonGraph
from continuity.views import drawn, signs, storyorder, svg
from continuity.views.page import everything
from continuity.views.staves import Piece, Setting, Stave, staves
from continuity.views.svg import Markup, joined, number, tag
from continuity.views.told import Choice, Statement, Telling, choose
from continuity.views.weave import Column, closed, heights, orders

MOST = 24
#: Sizes in pixels: a column, the room for names, the widest stave; of text; what stands above and below the lines.
STEP, NAMES, WIDEST = 23.0, 144.0, 1_400.0
HEADING, NAME, RESTING, NUMBER = 13.0, 11.5, 10.5, 9.5
HEAD, FOOT = 64.0, 38.0
LONGEST = 18
_FLAT = 7.0  # how far a line runs straight on each side of a column
_STROKES: Mapping[str, Mapping[str, str | float]] = {
    "dotted": {"stroke_width": 1.3, "stroke_dasharray": "0.1 3.6", "opacity": 0.85},
    "thin": {"stroke_width": 1.2, "opacity": 0.5},
    "strong": {"stroke_width": 4.5},
}


@dataclass
class Storyline:
    """The layout of a storyline, and from it the picture."""

    telling: Telling
    choice: Choice
    order: storyorder.Order
    boxes: list[svg.Box] = field(default_factory=list)

    @cached_property
    def works(self) -> tuple[str, ...]:
        """The columns."""
        return self.order.works

    @cached_property
    def segments(self) -> list[tuple[str, tuple[str, ...]]]:
        """The seasons that columns belong to."""
        return [(s.work, s.columns) for s in self.telling.segments(self.works)]

    @cached_property
    def casts(self) -> list[frozenset[int]]:
        """Who is together in each column, by place in the choice."""
        number_of = {id: i for i, id in enumerate(self.choice.characters)}
        present = self.telling.present
        return [frozenset(number_of[c] for c in present.get(w, ()) if c in number_of) for w in self.works]

    @cached_property
    def spans(self) -> Mapping[int, tuple[int, int, int]]:
        """Line → the column where its name comes, its first and its last one."""
        starts, column = [], 0
        for _, columns in self.segments:
            starts += [column] * len(columns)
            column += len(columns)
        found: dict[int, tuple[int, int, int]] = {}
        for t, cast in enumerate(self.casts):
            for line in cast:
                begin, first, _ = found.get(line, (starts[t], t, t))
                found[line] = begin, first, t
        return found

    @cached_property
    def columns(self) -> list[Column]:
        """What is laid out."""
        made = []
        for t, cast in enumerate(self.casts):
            alive = frozenset(line for line, (begin, _, last) in self.spans.items() if begin <= t <= last)
            made.append(Column(cast, alive))
        return made

    @cached_property
    def down(self) -> list[dict[int, float]]:
        """How far down each line is in each column, on its stave."""
        found = heights(self.columns, orders(self.columns))
        for stave in self.staves:
            inside = range(stave.pieces[0].first, stave.pieces[-1].end)
            closer = closed({y for t in inside for y in found[t].values()})
            for t in inside:
                found[t] = {line: closer[y] for line, y in found[t].items()}
        return found

    @cached_property
    def staves(self) -> list[Stave]:
        """The rows of seasons."""
        lengths = [len(columns) for _, columns in self.segments]
        label = self.telling.canon.label
        least = [min(svg.width(label(season), HEADING, True) + 12, 270) for season, _ in self.segments]
        return staves(lengths, Setting(STEP, NAMES, 26, WIDEST, LONGEST, least=least))

    @cached_property
    def hues(self) -> tuple[Mapping[int, str], tuple[tuple[str, str], ...]]:
        """Line → its colour; and what colours mean: the series that a line is in most, where there are several."""
        frame = self.telling.frame
        shows = list(dict.fromkeys(self.telling.top(w) for w in sorted(self.works, key=frame.order)))
        count: dict[int, dict[str, int]] = {}
        for work, cast in zip(self.works, self.casts, strict=True):
            show = self.telling.top(work)
            for line in cast:
                count.setdefault(line, {})[show] = count.get(line, {}).get(show, 0) + 1
        home = {line: max(shows_of, key=lambda s: (shows_of[s], -shows.index(s))) for line, shows_of in count.items()}
        used = [s for s in shows if s in home.values()]
        if len(used) < 2 or len(used) > svg.HUES or all(frame.works[s].cls != "Series" for s in used):
            return {line: svg.hue(line) for line in home}, ()
        return {line: svg.hue(used.index(s)) for line, s in home.items()}, tuple(
            (s, svg.hue(i)) for i, s in enumerate(used)
        )

    def body(self) -> tuple[Markup, float, float]:
        """The picture, its width and its height."""
        if not self.staves:
            return svg.nothing("Nothing is told of who is in what."), drawn.LEAST, 36
        parts, top = [], 0.0
        for stave in self.staves:
            inside = range(stave.pieces[0].first, stave.pieces[-1].end)
            tall = max((y for t in inside for y in self.down[t].values()), default=0)
            parts.append(self._stave(stave, top + HEAD))
            top += HEAD + tall + FOOT
        wide = max((stave.width for stave in self.staves), default=0)
        return joined(parts), max(wide, drawn.LEAST), max(top - FOOT + 16, 40)

    def _stave(self, stave: Stave, top: float) -> Markup:
        lenses = [self._lens(piece, t, top) for piece in stave.pieces for t in range(piece.first, piece.end)]
        heads = [self._heading(stave, i, top) for i in range(len(stave.pieces))]
        lines = sorted({line for p in stave.pieces for t in range(p.first, p.end) for line in self.down[t]})
        drawn_lines = [self._line(stave, line, top) for line in lines]
        names = [self._names(stave, i, top) for i in range(len(stave.pieces))]
        marks = [self._marks(stave, line, top) for line in lines]
        return tag("g", *heads, *lenses, *drawn_lines, *names, *marks)

    def _heading(self, stave: Stave, i: int, top: float) -> Markup:
        """The name of a season, when it was released, and the numbers of its episodes."""
        piece = stave.pieces[i]
        season, columns = self.segments[piece.segment]
        telling, end = self.telling, piece.end_x
        room = end - piece.x - 6
        label = telling.canon.label(season) + ("" if piece.begins else ", continued")
        released = telling.frame.released(columns[0])
        hue = dict(self.hues[1]).get(telling.top(season), "rule")
        parts = [
            tag("rect", x=piece.x, y=top - HEAD + 2, width=end - piece.x - 3, height=3, class_=hue),
            svg.boxed(self.boxes, piece.x, top - HEAD + 21, label, HEADING, room, bold=True),
            svg.boxed(self.boxes, piece.x, top - HEAD + 36, released, 10.5, room, cls="soft"),
        ]
        for t in range(piece.first, piece.end):
            words = telling.short(self.works[t])
            if words:
                x = piece.columns[t - piece.first]
                parts.append(svg.text(x, top - 16, words, NUMBER, cls="soft", anchor="middle"))
        return joined(parts)

    def _lens(self, piece: Piece, t: int, top: float) -> Markup:
        """What holds those together who share an episode."""
        work = self.works[t]
        inside = [y for line, y in self.down[t].items() if line in self.casts[t]]
        label, day = self.telling.canon.label(work), self.telling.frame.released(work)
        x = piece.columns[t - piece.first]
        if not inside:
            return tag(
                "circle",
                svg.title(f"{label}: nobody of these is told to be in it"),
                cx=x,
                cy=top - 4,
                r=1.5,
                class_="soft",
            )
        told = f"{label}{f', {day}' if day else ''}: {len(inside)} of these"
        return tag(
            "rect",
            svg.title(told),
            x=x - 8.5,
            y=top + min(inside) - 9,
            width=17,
            height=max(inside) - min(inside) + 18,
            rx=8.5,
            class_="lens",
        )

    def _line(self, stave: Stave, line: int, top: float) -> Markup:
        """A line on one stave: strong where the character is in the episodes, else thin; dotted before the first one and
        after a death."""
        paths: dict[str, list[str]] = {kind: [] for kind in _STROKES}
        begin, first, end = self.spans[line]
        hue = self.hues[0][line]
        last: tuple[int, float, float] | None = None
        for piece in stave.pieces:
            for t in range(piece.first, piece.end):
                if line not in self.down[t]:
                    continue
                x, y = piece.columns[t - piece.first], top + self.down[t][line]
                if last is None:
                    left = piece.x + self._name_width(line, piece) + 6 if t == piece.first else x - _FLAT
                    kind = "dotted" if t < first or t == begin else "thin"
                    paths[kind].append(f"M{number(left)} {number(y)}H{number(x)}")
                else:
                    u, px, py = last
                    bend = _bend(px + _FLAT, py, piece.x if t == piece.first else x - _FLAT, y)
                    path = f"M{number(px)} {number(py)}H{number(px + _FLAT)}{bend}H{number(x)}"
                    paths["dotted" if t <= first or u in self.gone.get(line, ()) else "thin"].append(path)
                    if line in self.casts[t] and line in self.casts[u] and t > piece.first:
                        paths["strong"].append(path)
                if line in self.casts[t]:
                    paths["strong"].append(f"M{number(x - 5)} {number(y)}H{number(x + 5)}")
                last = t, x, y
        if last is not None and last[0] == stave.pieces[-1].end - 1 and end > last[0]:
            kind = "dotted" if last[0] in self.gone.get(line, ()) else "thin"
            paths[kind].append(f"M{number(last[1])} {number(last[2])}h{number(STEP / 2)}")
        made = [tag("path", d="".join(d), class_=f"s-{hue} round", **_STROKES[kind]) for kind, d in paths.items() if d]
        return tag("g", svg.title(self.telling.canon.label(self.choice.characters[line])), *made)

    @cached_property
    def gone(self) -> Mapping[int, set[int]]:
        """Line → the columns from a death on, up to where the character is seen or told to be back."""
        found: dict[int, set[int]] = {}
        for line, character in enumerate(self.choice.characters):
            dead = False
            for t, (work, cast) in enumerate(zip(self.works, self.casts, strict=True)):
                dead = dead and line not in cast and (character, work, "Return") not in self.happens
                dead = dead or (character, work, "Death") in self.happens
                if dead:
                    found.setdefault(line, set()).add(t)
        return found

    def _named(self, line: int, piece: Piece) -> bool:
        """Whether a line is in some episode of a piece."""
        return any(line in self.casts[t] for t in range(piece.first, piece.end))

    def _name_width(self, line: int, piece: Piece) -> float:
        words = self.telling.canon.label(self.choice.characters[line])
        size = NAME if self._named(line, piece) else RESTING
        return svg.width(svg.shorten(words, size, NAMES - 16), size)

    def _names(self, stave: Stave, i: int, top: float) -> Markup:
        """The names of all lines that pass through a piece, where it begins."""
        piece, parts = stave.pieces[i], []
        for line, down in sorted(self.down[piece.first].items(), key=lambda item: item[1]):
            words, strong = self.telling.canon.label(self.choice.characters[line]), self._named(line, piece)
            size, y = (NAME if strong else RESTING), top + down
            parts.append(
                tag("rect", x=piece.x, y=y - 6.5, width=self._name_width(line, piece) + 5, height=13, class_="paper")
            )
            parts.append(
                svg.boxed(self.boxes, piece.x + 1, y + 4, words, size, NAMES - 16, cls="ink" if strong else "soft")
            )
        return joined(parts)

    def _marks(self, stave: Stave, line: int, top: float) -> Markup:
        """A bead for each episode, and the signs of deaths, returns and crossovers."""
        parts = []
        for piece in stave.pieces:
            for t in range(piece.first, piece.end):
                if line in self.casts[t]:
                    x, y = piece.columns[t - piece.first], top + self.down[t][line]
                    parts.append(self._mark(line, t, x, y))
        return joined(parts)

    def _mark(self, line: int, t: int, x: float, y: float) -> Markup:
        character, work = self.choice.characters[line], self.works[t]
        label = self.telling.canon.label
        told = [*self.happens.get((character, work, "Return"), ()), *self.happens.get((character, work, "Death"), ())]
        crossing = self.crossed.get((character, work), [])
        words = [f"{label(character)} is in {label(work)}", *told, *crossing]
        hue, parts = self.hues[0][line], [tag("circle", cx=x, cy=y, r=1.9, class_="paper")]
        if crossing:
            parts = [signs.diamond(x, y, hue)]
        if (character, work, "Return") in self.happens:
            parts = [signs.ring(x, y, hue)]
        if (character, work, "Death") in self.happens:
            parts = [*(parts if len(told) > 1 else ()), signs.cross(x, y)]
        area = tag("circle", cx=x, cy=y, r=7, fill_opacity=0)
        return tag("g", svg.title(*words), *parts, area)

    @cached_property
    def happens(self) -> Mapping[tuple[str, str, str], list[str]]:
        """Character, work and class → what is told, in words."""
        found: dict[tuple[str, str, str], list[str]] = {}
        for cls, statements in (("Death", self.telling.deaths), ("Return", self.telling.returns)):
            for one in statements:
                found.setdefault((one.character, one.work, cls), []).append(svg.clean(one.text))
        return found

    @cached_property
    def crossed(self) -> Mapping[tuple[str, str], list[str]]:
        """Character and work → the crossovers through them there; one told of a season is where they first are in it."""
        found: dict[tuple[str, str], list[str]] = {}
        number_of = {id: i for i, id in enumerate(self.choice.characters)}
        for one in self.telling.crossings:
            for via in one.via:
                for work in one.works if via in number_of else ():
                    inside = self.telling.frame.leaves(work)
                    here = [
                        w
                        for w, cast in zip(self.works, self.casts, strict=True)
                        if w in inside and number_of[via] in cast
                    ]
                    for first in here[:1]:
                        found.setdefault((via, first), []).append(svg.clean(one.text))
        return found


def _bend(x: float, y: float, to_x: float, to_y: float) -> str:
    """A curve that leaves and arrives level."""
    if abs(y - to_y) < 0.05:
        return f"H{number(to_x)}"
    middle = number((x + to_x) / 2)
    return f"C{middle} {number(y)} {middle} {number(to_y)} {number(to_x)} {number(to_y)}"


def draw(
    canon: CanonGraph, entities: Sequence[str], theme: str = "", order: str = "release", most: int = MOST
) -> drawn.DrawnView:
    """A storyline of some works and characters, or of the main characters of the canon.

    Raises UsageError where nothing is told of who appears in what, and for an order that there is not.
    """
    made = layout(canon, entities, order, most)
    body, wide, tall = made.body()
    return drawn.DrawnView(canon, _drawing(made, order, body, wide, tall), theme)


def layout(canon: CanonGraph, entities: Sequence[str], order: str = "release", most: int = MOST) -> Storyline:
    """The storyline before it is drawn."""
    telling = Telling(canon)
    choice = choose(telling, [network.entity(canon, e) for e in entities], most, "storyline")
    return Storyline(telling, choice, storyorder.order_of(telling, choice.works, order))


def _drawing(made: Storyline, order: str, body: Markup, wide: float, tall: float) -> drawn.Drawing:
    label, choice = made.telling.canon.label, made.choice
    about = choice.about or everything(made.telling.canon)
    count = {c: sum(i in cast for cast in made.casts) for i, c in enumerate(choice.characters)}
    first = sorted(choice.characters, key=lambda c: -count[c])[:5]
    description = (
        f"Each of {len(choice.characters)} characters is a line over {len(made.works)} episodes and films in the order of "
        f"{order}. Lines run side by side where the characters are in the same one. "
        f"Most often there: {', '.join(f'{label(c)} ({count[c]})' for c in first)}."
    )
    notes = [n for n in (choice.note, *made.order.notes) if n]
    return drawn.Drawing(
        "storyline", f"Storyline of {about}" + (", in story order" if order == "story" else ""), description,
        wide, tall, body, _legend(made), tuple(notes), _tables(made),
    )  # fmt: skip


def _legend(made: Storyline) -> tuple[drawn.Sign, ...]:
    label = made.telling.canon.label
    hues = made.hues[1]
    hue = hues[0][1] if hues else svg.hue(0)
    entries = [
        drawn.Sign(tag("path", d="M2 9H28", class_=f"s-{h} round", stroke_width=4.5), f"mostly in {label(show)}")
        for show, h in hues
    ]
    lens = tag("rect", x=7, y=0.5, width=17, height=17, rx=8, class_="lens")
    bead = joined(
        [
            tag("path", d="M2 9H28", class_=f"s-{hue}", stroke_width=4.5),
            tag("circle", cx=15.5, cy=9, r=1.9, class_="paper"),
        ]
    )
    entries.append(drawn.Sign(joined([lens, bead]), "in an episode or film, with all others in its lozenge"))
    entries.append(drawn.Sign(tag("path", d="M2 9H28", class_=f"s-{hue}", **_STROKES["thin"]), "not in it"))
    dotted = tag("path", d="M2 9H28", class_=f"s-{hue} round", **_STROKES["dotted"])
    entries.append(drawn.Sign(dotted, "before the first, or dead"))
    shown = {cls for (c, w, cls) in made.happens if c in made.choice.characters and w in made.works}
    if "Death" in shown:
        entries.append(drawn.Sign(signs.cross(15, 9), "dies"))
    if "Return" in shown:
        entries.append(drawn.Sign(signs.ring(15, 9, hue), "is back from death"))
    if made.crossed:
        entries.append(drawn.Sign(signs.diamond(15, 9, hue), "crosses over from another work"))
    return tuple(entries)


def _tables(made: Storyline) -> tuple[drawn.Table, ...]:
    shown, works = set(made.choice.characters), set(made.works)
    parts = {w for work in works for w in made.telling.frame.whole(work)} | works
    happens: list[Statement] = sorted(
        (s for s in (*made.telling.deaths, *made.telling.returns) if s.character in shown and s.work in parts),
        key=lambda s: (made.telling.frame.order(s.work), s.text),
    )
    rows = [drawn.Row("", (s.text,), s.tellers) for s in happens]
    rows += [
        drawn.Row("", (c.text,), c.tellers)
        for c in made.telling.crossings
        if shown & set(c.via) and parts & set(c.works)
    ]
    tables = [drawn.Table("Deaths, returns and crossovers", ("What is told",), tuple(rows))] if rows else []
    return (*tables, *drawn.appearances(made.telling, made.choice.characters, made.works))
