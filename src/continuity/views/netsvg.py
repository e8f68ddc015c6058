"""A network as a static SVG, for pages that run no script: the same places, shapes and colours as in the page."""

from __future__ import annotations

import itertools
import math
from collections.abc import Iterator, Mapping, Sequence

from continuity.views import svg
from continuity.views.pictures import Picture, degrees

#: The outlines of the shapes that are no circle, in a square of two by two about the origin.
_OUTLINES: Mapping[str, Sequence[tuple[float, float]]] = {
    "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
    "diamond": ((0, -1.1), (1.1, 0), (0, 1.1), (-1.1, 0)),
    "triangle": ((0, -1), (1.1, 0.9), (-1.1, 0.9)),
    "triangleDown": ((-1.1, -0.9), (1.1, -0.9), (0, 1)),
    "hexagon": ((-0.55, -1), (0.55, -1), (1.1, 0), (0.55, 1), (-0.55, 1), (-1.1, 0)),
    "star": tuple(
        (r * math.sin(i * math.pi / 5), -r * math.cos(i * math.pi / 5)) for i, r in enumerate((1.15, 0.5) * 5)
    ),
}
_MARGIN, _HEAD, _SIZE, _KEY, _LARGE = 90, 88, 13, 34, 8
#: Among so many entities no name lies over a shape.
_FEW = 120
#: About how wide a picture is: a larger one is drawn smaller, so that its names can be read beside its shapes.
_WIDEST = 1600

Node = tuple[str, str, str, str]  # id, label, shape and colour


def drawing(
    picture: Picture,
    nodes: Sequence[Node],
    sizes: Mapping[str, float],
    places: Mapping[str, tuple[int, int]],
    caption: str,
    key: Sequence[tuple[str, str, str]],
    theme: str = "light",
) -> str:
    """The picture as one SVG document: title, caption, key of the types, lines, shapes, and the names that have room.

    `nodes` are in any order, `key` are class, shape and colour. What is hidden until it is opened is not drawn.
    """
    shown = set(picture.first) or {id for id, *_ in nodes}
    nodes = [node for node in nodes if node[0] in shown]
    xs, ys = [places[id][0] for id in shown] or [0], [places[id][1] for id in shown] or [0]
    scale = min(1.0, _WIDEST / (max(xs) - min(xs) + 1))
    at = {
        id: ((places[id][0] - min(xs)) * scale + _MARGIN, (places[id][1] - min(ys)) * scale + _HEAD + _KEY + 20)
        for id in shown
    }
    wide = max((max(xs) - min(xs)) * scale + 2 * _MARGIN, 560)
    high = (max(ys) - min(ys)) * scale + _HEAD + _KEY + 70
    lines = [x for x in picture.lines if x.source in shown and x.target in shown and not x.faint]
    degree = degrees(lines)
    along = {frozenset(pair) for way in picture.paths[:1] for pair in itertools.pairwise(way)}
    strokes = [
        svg.tag(
            "line",
            x1=at[x.source][0],
            y1=at[x.source][1],
            x2=at[x.target][0],
            y2=at[x.target][1],
            class_="s-h0" if {x.source, x.target} in along else "s-soft",
            stroke_width=3 if {x.source, x.target} in along else 1,
            stroke_opacity=None if {x.source, x.target} in along else "0.35" if len(lines) < 600 else "0.15",
        )
        for x in lines
    ]
    ranked = sorted(nodes, key=lambda node: (-degree.get(node[0], 0), node[0]))
    shapes = [
        svg.tag("g", _shape(shape, colour, *at[id], max(2.5, sizes[id] * scale)), svg.title(label))
        for id, label, shape, colour in ranked
    ]
    names = list(_names(picture, ranked, sizes, at, scale, wide))
    stated = svg.wrapped(caption, 12, wide - _MARGIN)[:2]
    marks, x = [], _MARGIN / 2 + 6
    for label, shape, colour in key:
        step = svg.width(label, 12) + 34
        if x + step > wide - 20:
            break
        marks += [_shape(shape, colour, x, _HEAD + 12, 6), svg.text(x + 12, _HEAD + 16, label, 12, cls="soft")]
        x += step
    return svg.tag(
        "svg",
        svg.title(picture.title),
        svg.tag("desc", caption),
        svg.tag("style", svg.Markup(svg.style_rules(theme))),
        svg.tag("rect", width=wide, height=high, class_="paper"),
        svg.text(_MARGIN / 2, 32, picture.title, 20, room=wide - _MARGIN, bold=True),
        *(svg.text(_MARGIN / 2, 54 + 16 * i, line, 12, cls="soft") for i, line in enumerate(stated)),
        *marks,
        svg.tag("g", *strokes),
        svg.tag("g", *shapes),
        svg.tag("g", *names),
        xmlns="http://www.w3.org/2000/svg",
        width=wide,
        height=high,
        viewBox=f"0 0 {svg.number(wide)} {svg.number(high)}",
        role="img",
        class_="drawing",
    )


def _shape(shape: str, colour: str, x: float, y: float, r: float) -> svg.Markup:
    points = _OUTLINES.get(shape)
    if points is None:
        return svg.tag("circle", cx=x, cy=y, r=r, fill=colour)
    return svg.tag("polygon", points=" ".join(f"{x + px * r:.1f},{y + py * r:.1f}" for px, py in points), fill=colour)


def _names(
    picture: Picture,
    ranked: Sequence[Node],
    sizes: Mapping[str, float],
    at: Mapping[str, tuple[float, float]],
    scale: float,
    wide: float,
) -> Iterator[svg.Markup]:
    """The names that have room, the best connected first: below their shapes, else above or beside, none over another."""
    taken: dict[tuple[int, int], list[tuple[float, float, float, float]]] = {}

    def cells(box: tuple[float, float, float, float]) -> Iterator[tuple[int, int]]:
        for x in range(int(box[0] // 90), int(box[2] // 90) + 1):
            for y in range(int(box[1] // 30), int(box[3] // 30) + 1):
                yield x, y

    def free(box: tuple[float, float, float, float]) -> bool:
        return (
            box[0] > 2
            and box[2] < wide - 2
            and not any(
                box[0] < other[2] and other[0] < box[2] and box[1] < other[3] and other[1] < box[3]
                for cell in cells(box)
                for other in taken.get(cell, ())
            )
        )

    def take(box: tuple[float, float, float, float]) -> None:
        for cell in cells(box):
            taken.setdefault(cell, []).append(box)

    few = len(ranked) <= _FEW
    for id, *_ in ranked:
        (x, y), r = at[id], max(2.5, sizes[id] * scale)
        if r >= _LARGE or few:  # a name may lie over small shapes: there is no other place for it among many
            take((x - r + 1, y - r + 1, x + r - 1, y + r - 1))
    first = {id: i for i, id in enumerate([*picture.centre, *(one for way in picture.paths[:1] for one in way)])}
    for id, label, *_ in sorted(ranked, key=lambda node: first.get(node[0], len(first))):
        (x, y), r, side = at[id], max(2.5, sizes[id] * scale), picture.sides.get(id, 0)
        bold, words = id in first, svg.shorten(label, _SIZE, 230)
        half = svg.width(words, _SIZE, bold) / 2 + 2
        reach, level = r + half + 4, y - _SIZE / 2 - 1
        around = [(x, y + r + 3), (x, y - r - _SIZE - 5), *([(x + reach, level), (x - reach, level)] if few else [])]
        for middle, top in [(x + side * reach, level)] if side else around:
            box = (middle - half, top, middle + half, top + _SIZE + 3)
            if free(box):
                take(box)
                yield svg.text(middle, top + _SIZE - 1, words, _SIZE, cls="ink halo", anchor="middle", bold=bold)
                break
