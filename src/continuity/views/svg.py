"""A small vocabulary for drawing SVG: elements that escape, text that is measured before it is drawn, and colours.

Nothing here knows a canon. What is drawn is static: no script, no reference to anything outside, and no style but the
rules of `style_rules`, so that a wiki accepts the file.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from types import MappingProxyType

from continuity.errors import UsageError

#: The generic sans that all text is set in.
FONT = "system-ui, 'Segoe UI', 'Helvetica Neue', Arial, 'DejaVu Sans', sans-serif"
THEMES = ("auto", "light", "dark")

#: The widths of the printable ASCII characters in hundredths of the font size, rounded up: those of a wide sans, so
#: that text set in a narrower one is never wider than measured.
_WIDTHS = (
    32, 41, 46, 84, 64, 96, 78, 28, 40, 40, 51, 84, 32, 37, 32, 34, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 34, 34, 84,
    84, 84, 54, 101, 69, 69, 70, 78, 64, 58, 78, 76, 30, 30, 66, 56, 87, 75, 79, 61, 79, 70, 64, 62, 74, 69, 99, 69,
    62, 69, 40, 34, 40, 84, 51, 51, 62, 64, 55, 64, 62, 36, 64, 64, 28, 28, 58, 28, 98, 64, 62, 64, 64, 42, 53, 40, 64,
    60, 82, 60, 60, 53, 64, 34, 64, 84,
)  # fmt: skip
#: How much wider bold text is, for the letters that grow most in running text.
_BOLD = 1.16
#: What a document must not hold: control characters, surrogates, and signs that turn the direction of what follows.
_UNFIT = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u200e\u200f\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufffe\uffff]"
)

#: Neutral colours of each theme, and hues for what is told apart. The hues began as Okabe and Ito's; they were moved in
#: lightness until any two differ also without red, green or blue cones, which a test measures, and each has a contrast of 3 to 1 with its ground.
LIGHT: Mapping[str, str] = MappingProxyType(
    {"paper": "#ffffff", "band": "#f4f3ef", "lens": "#e9e7e1", "rule": "#d5d2ca", "ink": "#1d2025", "soft": "#5c636e"}
)
DARK: Mapping[str, str] = MappingProxyType(
    {"paper": "#14171c", "band": "#1c2129", "lens": "#2a313c", "rule": "#3b4350", "ink": "#e7e9ed", "soft": "#a0a8b4"}
)
LIGHT_HUES = ("#1a86d5", "#d66000", "#2f7545", "#b36aa8", "#684f00", "#3f308e", "#83807f", "#6f0031")
DARK_HUES = ("#5ab3e8", "#e38b49", "#69edb4", "#bd81aa", "#f5d464", "#8a7df1", "#c4ccd7", "#d75963")
HUES = len(LIGHT_HUES)

_EMPTY = frozenset({"circle", "line", "meta", "path", "polygon", "rect"})


class Markup(str):
    """Text that is markup already: every other text is escaped where it is put in."""

    __slots__ = ()


def clean(text: str) -> str:
    """Text as one line that a document may hold."""
    return " ".join(_UNFIT.sub("", text).split())


def escape(text: str) -> Markup:
    """Text as markup."""
    return text if isinstance(text, Markup) else Markup(html.escape(clean(text), quote=True))


def joined(parts: Sequence[str]) -> Markup:
    """Several pieces as one."""
    return Markup("".join(escape(part) for part in parts))


def number(value: float) -> str:
    """A length as short as it can be said, to a tenth."""
    return f"{round(value, 1) + 0.0:.1f}".removesuffix(".0")


def tag(name: str, /, *children: str, **attributes: str | float | None) -> Markup:
    """An element. Names of attributes stand with _ for -, and with a last _ where Python has the word already."""
    given = "".join(
        f' {key.rstrip("_").replace("_", "-")}="{number(value) if isinstance(value, (int, float)) else escape(value)}"'
        for key, value in attributes.items()
        if value is not None
    )
    if name in _EMPTY and not children:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{joined(children)}</{name}>")


@lru_cache(maxsize=4096)
def _advance(char: str) -> float:
    """The width of a character in hundredths of the font size; of an unknown one more than it is likely to have."""
    if " " <= char <= "~":
        return _WIDTHS[ord(char) - 32]
    if unicodedata.combining(char) or unicodedata.category(char) in ("Cf", "Mn", "Me"):
        return 0
    base = unicodedata.normalize("NFD", char)[0]
    if " " <= base <= "~":
        return _WIDTHS[ord(base) - 32] + 10
    if char in "‘’·":
        return 33
    if unicodedata.east_asian_width(char) in "WF" or unicodedata.category(char) == "So":
        return 140
    return 112 if char.isupper() or not char.isalnum() else 105 if char in "æœ" else 90


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a text is at most, in pixels, at a font size in pixels."""
    return sum(_advance(char) for char in clean(text)) * size / 100 * (_BOLD if bold else 1)


def shorten(text: str, size: float, room: float, bold: bool = False) -> str:
    """A text, cut with an ellipsis where it is wider than there is room."""
    text = clean(text)
    if width(text, size, bold) <= room:
        return text
    kept, left = "", room - width("…", size, bold)
    for char in text:
        left -= width(char, size, bold) if char != " " else _advance(" ") * size / 100
        if left < 0:
            break
        kept += char
    return kept.rstrip(" ,;:-–") + "…"


def wrapped(text: str, size: float, room: float) -> list[str]:
    """A text in lines that fit the room."""
    lines: list[str] = [""]
    for word in clean(text).split():
        longer = f"{lines[-1]} {word}".strip()
        if width(longer, size) <= room or not lines[-1]:
            lines[-1] = longer
        else:
            lines.append(word)
    return [shorten(line, size, room) for line in lines]


def text(
    x: float,
    y: float,
    words: str,
    size: float,
    *,
    room: float | None = None,
    cls: str = "ink",
    anchor: str = "start",
    bold: bool = False,
    turned: bool = False,
) -> Markup:
    """A line of text, its baseline at (x, y), cut to the room there is; the whole is then its title.

    A `turned` text runs upwards.
    """
    words = clean(words)
    shown = words if room is None else shorten(words, size, room, bold)
    return tag(
        "text",
        shown,
        *([title(words)] if shown != words else []),
        x=x,
        y=y,
        font_size=size,
        class_=cls + (" bold" if bold else ""),
        text_anchor=anchor if anchor != "start" else None,
        transform=f"rotate(-90 {number(x)} {number(y)})" if turned else None,
    )


def nothing(words: str) -> Markup:
    """What stands in a picture in which there is nothing to draw."""
    return text(0, 22, words, 13, cls="soft")


def title(*lines: str) -> Markup:
    """What a pointer that rests on the element around it is told, and a screen reader."""
    return tag("title", Markup("\n".join(escape(line) for line in lines)))


@dataclass(frozen=True, slots=True)
class Box:
    """The room that a text takes, for who must see that none covers another."""

    x: float
    y: float
    width: float
    height: float
    words: str

    def covers(self, other: Box, apart: float = 0) -> bool:
        """Whether it and another share some room, or are less than so far apart from left to right."""
        return (
            self.x < other.x + other.width + apart
            and other.x < self.x + self.width + apart
            and self.y < other.y + other.height
            and other.y < self.y + self.height
        )


def boxed(
    boxes: list[Box], x: float, y: float, words: str, size: float, room: float, cls: str = "ink", bold: bool = False
) -> Markup:
    """A line of text as `text` makes it; the room that it takes is put on a list."""
    shown = shorten(words, size, room, bold)
    boxes.append(Box(x, y - size * 0.8, width(shown, size, bold), size * 1.05, shown))
    return text(x, y, words, size, room=room, cls=cls, bold=bold)


def hue(index: int) -> str:
    """The class of a colour that tells things apart; there are `HUES`, and then they come again."""
    return f"h{index % HUES}"


def checked_theme(theme: str) -> str:
    """A theme that there is. Raises UsageError."""
    if theme not in THEMES:
        raise UsageError(f"there is no theme {theme!r}; known are: {', '.join(THEMES)}")
    return theme


def style_rules(theme: str = "light") -> str:
    """The style of a drawing: light, dark, or following the reader's preference. Print is light in each."""
    fixed = (
        f".drawing{{font-family:{FONT}}}.drawing text{{stroke:none}}.bold{{font-weight:600}}.open{{fill:none}}"
        ".round{stroke-linecap:round;stroke-linejoin:round}"
    )
    light, dark = _rules(LIGHT, LIGHT_HUES), _rules(DARK, DARK_HUES)
    if theme == "light":
        return fixed + light
    if theme == "dark":
        return fixed + dark
    return f"{fixed}{light}@media screen and (prefers-color-scheme:dark){{{dark}}}"


def _rules(colours: Mapping[str, str], hues: Sequence[str]) -> str:
    """Each colour as a class that fills and, with `s-` before it, one that draws; `halo` keeps text clear of lines."""
    named = {**colours, **{f"h{i}": colour for i, colour in enumerate(hues)}}
    fills = "".join(f".drawing .{name}{{fill:{colour}}}" for name, colour in named.items())
    strokes = "".join(f".drawing .s-{name}{{stroke:{colour};fill:none}}" for name, colour in named.items())
    fill_paper = f".drawing .hollow{{fill:{colours['paper']}}}"
    halo = f".drawing .halo{{paint-order:stroke;stroke:{colours['paper']};stroke-width:4px;stroke-linejoin:round}}"
    return fills + strokes + fill_paper + halo
