"""Crossovers as an arc diagram: series and films below each other, an arc for who crosses over from one into another.

Arc diagrams are Wattenberg's (Arc diagrams: visualizing structure in strings, 2002).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from continuity import network, vocab
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.views import drawn, svg
from continuity.views.page import everything
from continuity.views.svg import Markup, joined, number, tag
from continuity.views.told import Crossing, Telling, manner

#: Sizes in pixels: the room for years and titles, a row at least, between two ends of arcs, of text.
YEAR, LONGEST, ROW, END = 40.0, 250.0, 36.0, 7.0
NAME, LABEL = 12.5, 11.0
ROOM = 300.0
#: How an arc is drawn, by the fullest kind of crossover in it.
DASHES: Mapping[str, str | None] = {"byCharacter": None, "byEvent": "7 4", "byMention": "1.5 4"}
#: The angles of an arc at which its label may stand, from the middle outwards.
_ANGLES = (0, 12, -12, 24, -24, 36, -36, 48, -48, 58, -58)


@dataclass(frozen=True, slots=True)
class Arc:
    """All crossovers from one series or film into another."""

    source: str
    target: str
    crossings: tuple[Crossing, ...]

    @property
    def mode(self) -> str:
        """The fullest kind of crossover in it."""
        found = {c.mode for c in self.crossings}
        return next((mode for mode in DASHES if mode in found), "byCharacter")

    @property
    def accounts(self) -> set[str]:
        """Who tells of it."""
        return {t.account for c in self.crossings for t in c.tellers}


@dataclass
class Arcs:
    """The layout of the diagram, and from it the picture."""

    telling: Telling
    arcs: tuple[Arc, ...]
    boxes: list[svg.Box] = field(default_factory=list)

    @cached_property
    def works(self) -> list[str]:
        """The series and films, in the order of their release."""
        found = {end for arc in self.arcs for end in (arc.source, arc.target)}
        first = {w: min((self.telling.frame.order(x) for x in self.telling.frame.leaves(w)), default=()) for w in found}
        return sorted(found, key=lambda w: (first[w], w))

    @cached_property
    def names(self) -> float:
        """The room for titles."""
        longest = max((svg.width(self.telling.canon.label(work), NAME) for work in self.works), default=0)
        return min(longest + 16, LONGEST)

    @cached_property
    def ends(self) -> Mapping[tuple[Arc, bool], float]:
        """Arc and whether it is its beginning → how far down this end is; the ends at one work lie beside each other."""
        place = {work: i for i, work in enumerate(self.works)}
        found: dict[tuple[Arc, bool], float] = {}
        for work in self.works:
            here = [
                (arc, begins)
                for arc in self.arcs
                for begins in (True, False)
                if (arc.source if begins else arc.target) == work
            ]

            def outward(one: tuple[Arc, bool]) -> tuple[int, float, str]:
                other = (
                    place[one[0].target if one[1] else one[0].source]
                    - place[one[0].source if one[1] else one[0].target]
                )
                return (0, -other, "") if other < 0 else (1, -other, "")

            # the short arcs to what stands above are the topmost, the long ones inside; below the same mirrored
            up = sorted(
                (h for h in here if outward(h)[0] == 0), key=lambda h: (outward(h)[1], h[0].source, h[0].target)
            )
            down = sorted(
                (h for h in here if outward(h)[0] == 1), key=lambda h: (outward(h)[1], h[0].source, h[0].target)
            )
            ordered = [*up, *down]
            for i, one in enumerate(ordered):
                found[one] = self.rows[work] + (i - (len(ordered) - 1) / 2) * END
        return found

    @cached_property
    def rows(self) -> Mapping[str, float]:
        """Work → how far down it stands."""
        down, found = 0.0, {}
        for work in self.works:
            many = sum((arc.source == work) + (arc.target == work) for arc in self.arcs)
            tall = max(ROW, many * END + 12)
            found[work] = down + tall / 2
            down += tall
        return found

    @cached_property
    def hues(self) -> Mapping[str, str]:
        """Work → the colour of what comes from it; those from which most comes have one of their own."""
        count: dict[str, int] = {}
        for arc in self.arcs:
            count[arc.source] = count.get(arc.source, 0) + 1
        own = sorted(count, key=lambda w: (-count[w], self.works.index(w)))[: svg.HUES - 1]
        plain = 6  # the grey among the hues
        free = [i for i in range(svg.HUES) if i != plain]
        return {
            w: svg.hue(free[own.index(w)] if w in own and (count[w] > 1 or len(own) < svg.HUES - 1) else plain)
            for w in count
        }

    def title(self, arc: Arc) -> tuple[str, ...]:
        """What an arc says: from where to where, who crosses in what, and how many tell it."""
        label = self.telling.canon.label
        told = []
        for one in arc.crossings:
            whom = ", ".join(label(v) for v in one.via) or manner(one.mode)
            where = ", ".join(label(w) for w in one.works)
            told.append(f"{whom} ({where})" if where else whom)
        return f"{label(arc.source)} → {label(arc.target)}, {sources(len(arc.accounts))}:", *told

    def label(self, arc: Arc) -> str:
        """Who crosses, the characters first."""
        whom: dict[str, None] = {}
        for one in sorted(
            arc.crossings, key=lambda c: (list(DASHES).index(c.mode) if c.mode in DASHES else 0, -len(c.tellers))
        ):
            whom |= dict.fromkeys(self.telling.canon.label(v) for v in one.via)
        names = list(whom)
        return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if names[3:] else "") if names else "a mention"

    def body(self, linked: bool) -> tuple[Markup, float, float]:
        """The picture, its width and its height; `linked` where arcs lead to the rows of the table."""
        self.boxes.clear()
        if not self.arcs:
            return svg.nothing("No crossover is told."), drawn.LEAST, 36
        names = [self._name(work) for work in self.works]
        shapes = {arc: self._shape(arc) for arc in self.arcs}
        placed = self._labels(shapes)
        drawn_arcs = []
        for i, arc in enumerate(
            sorted(self.arcs, key=lambda a: (-abs(self.ends[a, True] - self.ends[a, False]), a.source, a.target))
        ):
            parts = [svg.title(*self.title(arc)), self._path(arc, shapes[arc])]
            parts += [placed[arc]] if arc in placed else []
            if linked:
                drawn_arcs.append(tag("a", *parts, href=f"#{row_id(arc)}", id=f"arc-{i}"))
            else:
                drawn_arcs.append(tag("g", *parts))
        tall = sum(max(ROW, self._many(w) * END + 12) for w in self.works)
        wide = max(
            [
                drawn.LEAST,
                *(b.x + b.width for b in self.boxes),
                *(self.names + YEAR + 14 + s for s in (x[0] for x in shapes.values())),
            ]
        )
        return joined([tag("g", *drawn_arcs, class_="arcs"), *names]), wide + 8, max(tall + 6, 40)

    def _many(self, work: str) -> int:
        return sum((arc.source == work) + (arc.target == work) for arc in self.arcs)

    def _name(self, work: str) -> Markup:
        y, canon = self.rows[work], self.telling.canon
        x = YEAR + self.names
        tall = max(10.0, self._many(work) * END + 2)
        year = min(
            (day for w in self.telling.frame.leaves(work) if (day := self.telling.frame.released(w))), default=""
        )[:4]
        words = svg.shorten(canon.label(work), NAME, self.names - 8)
        self.boxes.append(svg.Box(x - 8 - svg.width(words, NAME), y - 10, svg.width(words, NAME), 14, words))
        hue = self.hues.get(work, "rule")
        return joined(
            [
                svg.text(0, y + 4, year, 10.5, cls="soft"),
                svg.text(x - 8, y + 4.5, canon.label(work), NAME, room=self.names - 8, anchor="end"),
                tag("rect", x=x, y=y - tall / 2, width=5, height=tall, rx=2.5, class_=hue),
            ]
        )

    def _shape(self, arc: Arc) -> tuple[float, float, float]:
        """How far out an arc goes, and between which heights."""
        y1, y2 = self.ends[arc, True], self.ends[arc, False]
        return 34 + abs(y2 - y1) * 0.6, y1, y2

    def _path(self, arc: Arc, shape: tuple[float, float, float]) -> Markup:
        out, y1, y2 = shape
        x = YEAR + self.names + 8
        hue = self.hues[arc.source]
        wide = 1.3 + 0.9 * math.sqrt(len(arc.crossings) - 1)
        radius = abs(y2 - y1) / 2
        turn = 1 if y2 > y1 else 0
        path = (
            f"M{number(x)} {number(y1)}h8A{number(out - 8)} {number(radius)} 0 0 {turn} {number(x + 8)} {number(y2)}h-2"
        )
        head = f"M{number(x - 1)} {number(y2)}l8 -3.6v7.2z"
        dashes = DASHES[arc.mode]
        return joined(
            [
                tag(
                    "path",
                    d=path,
                    class_="open",
                    stroke="#000",
                    stroke_opacity=0,
                    stroke_width=10,
                    pointer_events="stroke",
                ),
                tag("path", d=path, class_=f"s-{hue}", stroke_width=wide, stroke_dasharray=dashes, opacity=0.85),
                tag("path", d=head, class_=hue),
            ]
        )

    def _labels(self, shapes: Mapping[Arc, tuple[float, float, float]]) -> dict[Arc, Markup]:
        """The labels that have room, those of the best told arcs first; the others stand in the title and the table."""
        found = {}
        x = YEAR + self.names + 16
        for arc in sorted(self.arcs, key=lambda a: (-len(a.accounts), a.source, a.target)):
            out, y1, y2 = shapes[arc]
            if not any(one.via for one in arc.crossings):
                continue
            words = svg.shorten(self.label(arc), LABEL, ROOM)
            wide = svg.width(words, LABEL)
            for angle in _ANGLES:
                turned = math.radians(angle)
                px = x + (out - 8) * math.cos(turned) + 7
                py = (y1 + y2) / 2 + abs(y2 - y1) / 2 * math.sin(turned)
                box = svg.Box(px, py - 7, wide, 14, words)
                if not any(box.covers(other, 6) for other in self.boxes):
                    self.boxes.append(box)
                    found[arc] = svg.text(px, py + 4, self.label(arc), LABEL, room=ROOM, cls="ink halo")
                    break
        return found


def sources(count: int) -> str:
    """So many accounts, in words."""
    return f"{count:,} account{'' if count == 1 else 's'}"


def row_id(arc: Arc) -> str:
    """The id of the first row of an arc's table."""
    return f"from-{arc.source}-to-{arc.target}".replace("/", "-").replace(" ", "-")


def draw(canon: CanonGraph, entities: Sequence[str], theme: str = "") -> drawn.DrawnView:
    """The crossovers of a canon, or those that touch some works or go through some characters.

    Raises UsageError for what is neither, and UnknownEntity for an id that is not there.
    """
    made = layout(canon, entities)
    body, wide, tall = made.body(linked=False)
    linked, _, _ = made.body(linked=True)
    return drawn.DrawnView(canon, _drawing(made, entities, body, linked, wide, tall), theme)


def layout(canon: CanonGraph, entities: Sequence[str] = ()) -> Arcs:
    """The diagram before it is drawn."""
    telling, terms = Telling(canon), vocab.terms()
    works: set[str] = set()
    carriers: set[str] = set()
    for id in entities:
        cls = canon.type(network.entity(canon, id))
        if terms.is_a(cls, "Work"):
            works |= {telling.top(w) for w in telling.frame.parts(id)}
        elif any(terms.is_a(cls, c) for c in ("Character", "Group", "Item", "Event", "Place")):
            carriers.add(id)
        else:
            raise UsageError(f"a view of crossovers is about works and what crosses over; {canon.label(id)} is neither")
    found: dict[tuple[str, str], list[Crossing]] = {}
    for one in telling.crossings:
        source, target = telling.top(one.source), telling.top(one.target)
        if source == target or (carriers and not carriers & set(one.via)) or (works and not works & {source, target}):
            continue
        found.setdefault((source, target), []).append(one)
    return Arcs(telling, tuple(Arc(a, b, tuple(crossings)) for (a, b), crossings in sorted(found.items())))


def _drawing(
    made: Arcs, entities: Sequence[str], body: Markup, linked: Markup, wide: float, tall: float
) -> drawn.Drawing:
    canon, label = made.telling.canon, made.telling.canon.label
    about = ", ".join(label(e) for e in entities) or everything(canon)
    most = sorted(made.arcs, key=lambda a: (-len(a.accounts), a.source, a.target))[:4]
    description = f"{len(made.works)} series and films, joined by {len(made.arcs)} arcs for who crosses over from one into another. "
    if most:
        description += (
            "Best told: " + "; ".join(f"{label(a.source)} into {label(a.target)} ({made.label(a)})" for a in most) + "."
        )
    rows = []
    for arc in sorted(made.arcs, key=lambda a: (made.works.index(a.source), made.works.index(a.target))):
        for i, one in enumerate(sorted(arc.crossings, key=lambda c: (-len(c.tellers), c.id))):
            cells = (
                ", ".join(label(v) for v in one.via) or "–",
                ", ".join(label(w) for w in one.works) or label(one.target),
                manner(one.mode),
            )
            rows.append(
                drawn.Row(f"{label(arc.source)} → {label(arc.target)}", cells, one.tellers, "" if i else row_id(arc))
            )
    lead = "What crosses over from one work into another, in which work, and how. A number leads to the source that tells it."
    tables = (
        (drawn.Table("Who crosses over, and who says so", ("Through", "In", "How"), tuple(rows), lead),) if rows else ()
    )
    return drawn.Drawing(
        "crossovers",
        f"Crossovers of {about}",
        description,
        wide,
        tall,
        body,
        _legend(made),
        (),
        tables,
        linked if made.arcs else None,
    )


def _legend(made: Arcs) -> tuple[drawn.Sign, ...]:
    used = {arc.mode for arc in made.arcs}
    meanings = {
        "byCharacter": "somebody or something crosses over",
        "byEvent": "an event reaches over",
        "byMention": "a mention alone",
    }
    signs = [
        drawn.Sign(tag("path", d="M2 9H28", class_="s-soft", stroke_width=2, stroke_dasharray=DASHES[mode]), meaning)
        for mode, meaning in meanings.items()
        if mode in used
    ]
    if used:
        head = joined(
            [tag("path", d="M10 9H28", class_="s-soft", stroke_width=2), tag("path", d="M2 9l9 -4v8z", class_="soft")]
        )
        signs.append(drawn.Sign(head, "points to the work into which it crosses; colour: the work from which"))
    return tuple(signs)
