"""The small picture on the page of an entity: what is most joined to it, in a ring around it, each a link."""

from __future__ import annotations

import html
import math
from collections.abc import Sequence

from continuity.site.content import Content, style_of
from continuity.site.paths import relative

MOST, WIDTH, HEIGHT, RING_X, RING_Y = 14, 700, 380, 190, 145
_OUTLINES = {
    "square": "-5,-5 5,-5 5,5 -5,5",
    "diamond": "0,-6.5 6.5,0 0,6.5 -6.5,0",
    "triangle": "0,-6 6.5,5.5 -6.5,5.5",
    "triangleDown": "-6.5,-5.5 6.5,-5.5 0,6",
    "hexagon": "-3.3,-6 3.3,-6 6.6,0 3.3,6 -3.3,6 -6.6,0",
    "star": "0,-6.7 1.9,-2 6.8,-1.7 3,1.5 4.3,6.4 0,3.7 -4.3,6.4 -3,1.5 -6.8,-1.7 -1.9,-2",
}


def star(content: Content, id: str) -> str:
    """The picture as SVG; nothing where nothing is joined to the entity."""
    near: dict[str, list[str]] = {}
    for words, other in content.around.get(id, ()):
        near.setdefault(other, []).append(words)
    if not near:
        return ""
    weight = {other: len(content.around.get(other, ())) for other in near}
    chosen = sorted(near, key=lambda other: (-len(near[other]), -min(weight[other], 60), other))[:MOST]
    chosen.sort(key=lambda other: (near[other][0], content.canon.label(other)))
    lines, shapes = [], []
    for i, other in enumerate(chosen):
        turn = 2 * math.pi * (i + 0.5) / len(chosen) - math.pi / 2
        x, y = RING_X * math.cos(turn), RING_Y * math.sin(turn)
        lines.append(f'<line x1="0" y1="0" x2="{x:.1f}" y2="{y:.1f}"/>')
        shapes.append(_node(content, id, other, near[other], x, y))
    name = html.escape(f"{content.canon.label(id)} and what is most joined to it")
    middle = _shape(content.canon.type(id), 0, 0, 2.2)
    return (
        f'<svg class="star" viewBox="{-WIDTH / 2:.0f} {-HEIGHT / 2:.0f} {WIDTH} {HEIGHT}" role="group" aria-label="{name}">'
        f'<g class="lines">{"".join(lines)}</g>{"".join(shapes)}{middle}'
        f'<text class="middle" y="30">{html.escape(_short(content.canon.label(id), 30))}</text></svg>'
    )


def _node(content: Content, id: str, other: str, words: Sequence[str], x: float, y: float) -> str:
    label = content.canon.label(other)
    side = "start" if x > 60 else "end" if x < -60 else "middle"
    dx = 12 if side == "start" else -12 if side == "end" else 0
    dy = 4 if dx else (22 if y > 0 else -14)
    href = html.escape(relative(content.paths[other], content.paths[id]), quote=True)
    title = html.escape(f"{label}: {', '.join(dict.fromkeys(words))}")
    return (
        f'<a href="{href}"><title>{title}</title>{_shape(content.canon.type(other), x, y, 1.1)}'
        f'<text x="{x + dx:.1f}" y="{y + dy:.1f}" text-anchor="{side}">{html.escape(_short(label, 22))}</text></a>'
    )


def _shape(cls: str, x: float, y: float, scale: float) -> str:
    shape, colour = style_of(cls)
    at = f'transform="translate({x:.1f} {y:.1f}) scale({scale})" fill="{colour}"'
    points = _OUTLINES.get(shape)
    return f'<polygon points="{points}" {at}/>' if points else f'<circle r="6" {at}/>'


def _short(text: str, many: int) -> str:
    return text if len(text) <= many else text[: many - 1].rstrip() + "…"
