"""The signs of the drawn pictures. Each can be told without its colour."""

from __future__ import annotations

from collections.abc import Mapping

from continuity.views.svg import Markup, joined, number, tag
from continuity.views.told import DIES

#: How far an end that is not told fades away.
OPEN = 34.0
#: How a character is in a work, the colour and the sign of it.
STYLES: Mapping[str, tuple[str, str]] = {
    "present": ("h0", "full"),
    "disguised": ("h5", "half"),
    "flashback": ("h1", "back"),
    "vision": ("h3", "ring"),
    "corpse": ("h7", "dagger"),
    "archiveFootage": ("h4", "bars"),
    "mentioned": ("h6", "dot"),
    DIES: ("ink", "cross"),
}


def cross(x: float, y: float) -> Markup:
    """A death."""
    path = f"M{number(x - 4.5)} {number(y - 4.5)}l9 9m0 -9l-9 9"
    return joined(
        [
            tag("path", d=path, class_="s-paper round", stroke_width=6),
            tag("path", d=path, class_="s-ink round", stroke_width=2.4),
        ]
    )


def ring(x: float, y: float, hue: str) -> Markup:
    """A return from death."""
    return joined(
        [
            tag("circle", cx=x, cy=y, r=5, class_="paper"),
            tag("circle", cx=x, cy=y, r=5, class_=f"s-{hue}", stroke_width=2.2),
        ]
    )


def diamond(x: float, y: float, hue: str) -> Markup:
    """A crossover."""
    path = f"M{number(x)} {number(y - 6)}l6 6l-6 6l-6 -6z"
    return joined([tag("path", d=path, class_="paper"), tag("path", d=path, class_=f"s-{hue}", stroke_width=2)])


def glyph(mode: str, x: float, y: float) -> Markup:
    """The sign of a way to be in a work, around a point; it can be told without its colour."""
    colour, shape = STYLES.get(mode, STYLES["present"])
    at = f"M{number(x)} {number(y)}"
    if shape == "full":
        return tag("rect", x=x - 5, y=y - 5, width=10, height=10, rx=2, class_=colour)
    if shape == "half":
        box = tag("rect", x=x - 4.2, y=y - 4.2, width=8.4, height=8.4, rx=1.5, class_=f"s-{colour}", stroke_width=1.5)
        return joined([box, tag("path", d=f"M{number(x - 4.5)} {number(y + 4.5)}h9v-9z", class_=colour)])
    if shape == "back":
        return tag("path", d=f"M{number(x + 4)} {number(y - 5)}v10l-8.5 -5z", class_=colour)
    if shape == "ring":
        return tag("circle", cx=x, cy=y, r=3.8, class_=f"s-{colour}", stroke_width=1.8)
    if shape == "dagger":
        return tag(
            "path", d=f"M{number(x)} {number(y - 5)}v10m-3.5 -6.8h7", class_=f"s-{colour} round", stroke_width=1.8
        )
    if shape == "bars":
        return tag(
            "path", d=f"M{number(x - 3.5)} {number(y - 4)}v8m3.5 -8v8m3.5 -8v8", class_=f"s-{colour}", stroke_width=1.6
        )
    if shape == "cross":
        path = f"M{number(x - 4)} {number(y - 4)}l8 8m0 -8l-8 8"
        under = tag("path", d=path, class_="s-paper round", stroke_width=4.5)
        return joined([under, tag("path", d=path, class_="s-ink round", stroke_width=1.9)])
    return tag("path", d=f"{at}h.01", class_=f"s-{colour} round", stroke_width=4.4)


def told(x: float, y: float, wide: float, unsure: bool = False) -> Markup:
    """A time that is told; an unsure one is open and dashed."""
    if unsure:
        return tag(
            "rect",
            x=x + 1,
            y=y - 5,
            width=wide - 2,
            height=10,
            rx=3,
            class_="s-h0",
            stroke_width=1.8,
            stroke_dasharray="4 2.5",
        )
    return tag("rect", x=x, y=y - 6, width=wide, height=12, rx=3, class_="h0")


def fade(x: float, y: float, way: int, cls: str = "h0") -> list[Markup]:
    """An end that is not told."""
    steps = 6
    wide = OPEN / steps
    return [
        tag("rect", x=x + (i if way > 0 else -i - 1) * wide, y=y - 4, width=wide + 0.3, height=8, class_=cls, opacity=0.42 * (1 - i / steps) ** 1.4)
        for i in range(steps)
    ]  # fmt: skip


def followed(x: float, y: float, wide: float, left: bool, right: bool) -> Markup:
    """A time that follows from the order told."""
    return tag("rect", x=x, y=y - 4, width=max(wide, 2), height=8, class_="soft", opacity=0.22)


def released(x: float, y: float) -> Markup:
    """A release."""
    path = f"M{number(x)} {number(y - 5)}l5 5l-5 5l-5 -5z"
    return joined([tag("path", d=path, class_="paper"), tag("path", d=path, class_="s-h1", stroke_width=2)])
