"""A drawing as a file: an SVG that stands by itself, a page with the same facts as tables, and wikitext to embed it."""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from urllib.parse import quote

from continuity.canon import CanonGraph
from continuity.language.words import Words
from continuity.model import Evidence, cite
from continuity.views import svg
from continuity.views.facts import Teller
from continuity.views.page import STATIC, caption, policy, text_of
from continuity.views.svg import Markup, joined, number, tag
from continuity.views.told import MODES, Statement, Telling, manner
from continuity.views.view import View

#: The margin of an SVG that stands by itself, the size of its sign in the legend, and how wide its text runs at least.
MARGIN, SIGN, LEAST = 28.0, (30.0, 18.0), 480.0
#: From so many rows on a table is folded.
_FOLDED = 60
#: A drawing less wide than this is shown larger where the screen has room.
_SMALL = 720
#: What wikitext would take for its own: brackets, bars and tables, templates, signatures, bold, switches, addresses and
#: options of a file; and at the beginning of a line, lists and headings.
_MARKED = re.compile(r"[\[\]{}|~=]|'{2,}|_{2,}|:(?=//)|^[*#:; -]+")


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: what is told, and who tells it. Rows of one `group` stand together."""

    group: str
    cells: tuple[str, ...]
    tellers: tuple[Teller, ...] = ()
    id: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """The facts of a picture as a table. `lead` says what they are."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    lead: str = ""


@dataclass(frozen=True, slots=True)
class Sign:
    """An entry of the legend: markup in a box of 30 by 18 pixels, and what it means."""

    mark: Markup
    meaning: str


@dataclass(frozen=True, slots=True)
class Drawing:
    """A picture: what it shows in words, its size in pixels, its markup, legend, notes and the facts behind it.

    `linked` is the markup for a page where its parts lead to rows of the tables.
    """

    kind: str
    title: str
    description: str
    width: float
    height: float
    body: Markup
    legend: tuple[Sign, ...] = ()
    notes: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    linked: Markup | None = None


class DrawnView(View):
    """A drawing of a canon. Its formats are .html, .svg and .wikitext."""

    def __init__(self, canon: CanonGraph, drawing: Drawing, theme: str = "") -> None:
        self._canon = canon
        self._drawing = drawing
        self._theme = svg.checked_theme(theme) if theme else ""

    def formats(self) -> Mapping[str, Callable[[], str]]:
        """What it can be written as."""
        return {".html": self.html, ".svg": self.svg, ".wikitext": self.wikitext}

    @property
    def caption(self) -> str:
        """What the picture shows and what it rests on, in one line."""
        return f"{self._drawing.title} ({'; '.join(f'{term.lower()}: {text}' for term, text in self._caption)})"

    @cached_property
    def _caption(self) -> list[tuple[str, str]]:
        told = {teller.account for table in self._drawing.tables for row in table.rows for teller in row.tellers}
        return caption(self._canon, told)

    @cached_property
    def _sources(self) -> Mapping[str, tuple[int, str, str]]:
        """Account → the number, citation and address of its source; accounts of one source that read alike share one."""
        words, cited = Words(self._canon), dict[str, tuple[str, str]]()
        for table in self._drawing.tables:
            for row in table.rows:
                for teller in row.tellers:
                    account = self._canon.accounts[teller.account]
                    address = account.source.url if account.source.url.startswith(("https://", "http://")) else ""
                    cited[teller.account] = svg.clean(cite(Evidence("", account, words.speaker(account)))), address
        places = {told: i for i, told in enumerate(sorted(set(cited.values())), 1)}
        return {account: (places[told], *told) for account, told in cited.items()}

    def svg(self) -> str:
        """The picture by itself, as a wiki takes it: no script, no link, nothing from outside."""
        drawn, wide = self._drawing, max(self._drawing.width, LEAST)
        head, down = self._head(wide)
        body = tag("g", drawn.body, transform=f"translate({number(MARGIN)} {number(down)})")
        size = wide + 2 * MARGIN, down + drawn.height + MARGIN
        paper = tag("rect", width=size[0], height=size[1], class_="paper")
        style = Markup(f"<style>{svg.style_rules(self._theme or 'light')}</style>")
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{self._root(size, (style, self._metadata(), paper, head, body))}\n'

    def _root(self, size: tuple[float, float], parts: Iterable[str], role: str = "img") -> Markup:
        kind = self._drawing.kind
        return tag(
            "svg",
            tag("title", self._drawing.title, id=f"{kind}-title"),
            tag("desc", self._drawing.description, id=f"{kind}-description"),
            *parts,
            xmlns="http://www.w3.org/2000/svg",
            width=size[0],
            height=size[1],
            viewBox=f"0 0 {number(size[0])} {number(size[1])}",
            class_="drawing",
            role=role,
            aria_labelledby=f"{kind}-title",
            aria_describedby=f"{kind}-description",
        )

    def _metadata(self) -> Markup:
        spaces = 'xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:dc="http://purl.org/dc/elements/1.1/"'
        facts = joined(
            [
                tag("dc:title", self._drawing.title),
                tag("dc:description", self.caption),
                tag("dc:format", "image/svg+xml"),
            ]
        )
        return Markup(
            f'<metadata><rdf:RDF {spaces}><rdf:Description rdf:about="">{facts}</rdf:Description></rdf:RDF></metadata>'
        )

    def _head(self, wide: float) -> tuple[Markup, float]:
        """Title, caption, notes and legend of a picture that stands by itself, and how far down they reach."""
        parts, down = [], MARGIN + 20
        parts.append(svg.text(MARGIN, down, self._drawing.title, 22, room=wide, bold=True))
        down += 4
        told = "  ·  ".join(f"{term}: {text}" for term, text in self._caption)
        for words in (told, *self._drawing.notes):
            for line in svg.wrapped(words, 12, min(wide, 1000)):
                down += 17
                parts.append(svg.text(MARGIN, down, line, 12, cls="soft"))
        down += 16
        across = MARGIN
        for sign in self._drawing.legend:
            long = SIGN[0] + 6 + svg.width(sign.meaning, 12) + 22
            if across > MARGIN and across + long > wide + MARGIN:
                across, down = MARGIN, down + 22
            place = f"translate({number(across)} {number(down)})"
            parts.append(tag("g", sign.mark, transform=place))
            parts.append(svg.text(across + SIGN[0] + 6, down + 13, sign.meaning, 12, room=wide - SIGN[0], cls="ink"))
            across += long
        return joined(parts), down + (22 if self._drawing.legend else 0) + 18

    def html(self) -> str:
        """The page: the picture, its legend, and the same facts as tables, each with who tells it."""
        drawn = self._drawing
        style = page_style(self._theme or "auto")
        facts = tag("dl", *(tag("div", tag("dt", term), tag("dd", text)) for term, text in self._caption))
        picture = tag(
            "figure",
            tag(
                "div",
                self._root(
                    (drawn.width, drawn.height),
                    [drawn.linked if drawn.linked is not None else drawn.body],
                    "group" if drawn.linked is not None else "img",
                ),
                class_="scroll small" if drawn.width < _SMALL else "scroll",
                tabindex="0",
                role="region",
                aria_label="Picture; it scrolls where it is wider than the screen",
            ),
            tag("figcaption", tag("ul", *(_legend(sign) for sign in drawn.legend), class_="legend")),
        )
        meta = (
            Markup('<meta charset="utf-8">'),
            tag("meta", http_equiv="Content-Security-Policy", content=policy_of(style)),
            tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
            tag("meta", name="referrer", content="no-referrer"),
            tag("meta", name="color-scheme", content=_SCHEMES[self._theme or "auto"]),
            tag("meta", name="description", content=self.caption),
            tag("title", drawn.title),
            Markup(f"<style>{style}</style>"),
        )
        body = (
            tag("header", tag("h1", drawn.title), facts, *(tag("p", note, class_="note") for note in drawn.notes)),
            tag("main", picture, *(self._table(i, table) for i, table in enumerate(drawn.tables)), self._cited()),
        )
        return f'<!doctype html>\n<html lang="en">\n<head>{joined(meta)}</head>\n<body>{joined(body)}</body>\n</html>\n'

    def _table(self, place: int, table: Table) -> Markup:
        groups: dict[str, list[Row]] = {}
        for row in table.rows:
            groups.setdefault(row.group, []).append(row)
        named = any(groups)
        told = any(row.tellers for row in table.rows)
        head = tag(
            "thead",
            tag("tr", *(tag("th", name, scope="col") for name in (*table.columns, *(["Told by"] if told else [])))),
        )
        parts = []
        for group, rows in groups.items():
            body = tag("tbody", *(self._row(row, told) for row in rows))
            label = f"{table.title}: {group}" if group else table.title
            made = tag("table", tag("caption", label, class_="unseen"), head, body)
            if named:
                opened = {"open": ""} if len(table.rows) <= _FOLDED else {}
                many = tag("span", f"{len(rows):,}", class_="many")
                made = tag("details", tag("summary", tag("bdi", group), Markup(" "), many), made, **opened)
            parts.append(made)
        lead = [tag("p", table.lead, class_="note")] if table.lead else []
        return tag(
            "section", tag("h2", table.title, id=f"table-{place}"), *lead, *parts, aria_labelledby=f"table-{place}"
        )

    def _row(self, row: Row, cited: bool) -> Markup:
        first, *rest = row.cells
        told: dict[tuple[str, str], set[int]] = {}
        for teller in row.tellers:
            told.setdefault((teller.says, teller.quote), set()).add(self._sources[teller.account][0])
        parts = []
        for (says, words), numbers in sorted(told.items()):
            links = [tag("a", str(n), href=f"#source-{n}") for n in sorted(numbers)]
            said = [tag("span", f"as: {says}", class_="says"), Markup(" ")] if says else []
            said += [tag("q", words), Markup(" ")] if words else []
            listed = [Markup(f"{', ' if i else ''}{link}") for i, link in enumerate(links)]
            parts.append(tag("div", *said, *listed))
        return tag(
            "tr",
            tag("th", tag("bdi", first), scope="row"),
            *(tag("td", tag("bdi", cell)) for cell in rest),
            *([tag("td", *parts, class_="told")] if cited else []),
            id=row.id or None,
        )

    def _cited(self) -> Markup:
        cited = sorted(set(self._sources.values()))
        if not cited:
            return Markup("")
        items = []
        for n, words, address in cited:
            shown = tag("a", words, href=address, rel="noopener noreferrer") if address else tag("span", words)
            items.append(tag("li", shown, id=f"source-{n}"))
        return tag(
            "section",
            tag("h2", "Sources", id="sources"),
            tag("ol", *items, class_="sources"),
            aria_labelledby="sources",
        )

    def wikitext(self) -> str:
        """What goes onto a wiki page: the picture with caption and alternative text, the tables, and the sources."""
        drawn = self._drawing
        name = re.sub(r"[^A-Za-z0-9 ]+", " ", f"{self._canon.universe} {drawn.title}").strip()[:120]
        shown = f"[[File:{' '.join(name.split())}.svg|frame|center|alt={wiki(drawn.description)}|{wiki(self.caption)}]]"
        parts = [f"<!-- Upload the .svg of this picture under the name below. -->\n{shown}\n"]
        cited: set[int] = set()
        for table in drawn.tables:
            parts.append(f"\n=== {wiki(table.title)} ===\n")
            parts += [f"{wiki(table.lead)}\n\n"] if table.lead else []
            named = any(row.group for row in table.rows)
            told = any(row.tellers for row in table.rows)
            columns = (*(["Of"] if named else []), *table.columns, *(["Told by"] if told else []))
            parts.append('{| class="wikitable sortable"\n' + "".join(f'! scope="col" | {wiki(c)}\n' for c in columns))
            for row in table.rows:
                cells = [wiki(cell) for cell in (*([row.group] if named else []), *row.cells)]
                parts.append(
                    "|-\n" + "".join(f"| {cell}\n" for cell in (*cells, *([self._refs(row, cited)] if told else [])))
                )
            parts.append("|}\n")
        return "".join([*parts, "\n<references />\n" if cited else ""])

    def _refs(self, row: Row, cited: set[int]) -> str:
        made: dict[str, None] = {}
        for teller in row.tellers:
            n, words, address = self._sources[teller.account]
            body = f"[{quote(address, safe=_URL)} {wiki(words)}]" if address else wiki(words)
            made[f'<ref name="source-{n}" />' if n in cited else f'<ref name="source-{n}">{body}</ref>'] = None
            cited.add(n)
        return "".join(made)


def appearances(telling: Telling, characters: Iterable[str], works: Iterable[str]) -> tuple[Table, ...]:
    """Who is in which of some works, and how, as a table; a character's works in the order given."""
    place, shown = {work: i for i, work in enumerate(works)}, list(characters)
    of: dict[str, list[Statement]] = {}
    for one in telling.appearances:
        if one.work in place:
            of.setdefault(one.character, []).append(one)
    rows = []
    for character in shown:
        for one in sorted(
            of.get(character, ()), key=lambda s: (place[s.work], MODES.index(s.mode) if s.mode in MODES else 0)
        ):
            cells = telling.canon.label(one.work), manner(one.mode)
            rows.append(Row(telling.canon.label(character), cells, one.tellers))
    lead = (
        "Each character's episodes and films, in the order of the picture. A number leads to the source that tells it."
    )
    return (Table("Who is in what", ("Work", "How"), tuple(rows), lead),) if rows else ()


_SCHEMES = {"auto": "light dark", "light": "light", "dark": "dark"}
_URL = "/:?#@!$&()*+,;=%-._~"


def wiki(text: str) -> str:
    """Text that wikitext shows as it is."""
    escaped = html.escape(svg.clean(text), quote=False)
    return _MARKED.sub(lambda signs: "".join(f"&#{ord(sign)};" for sign in signs[0]), escaped)


def policy_of(style: str) -> str:
    """The content security policy of a page without script."""
    return policy((), (style,)).replace("script-src ", "script-src 'none'")


def page_style(theme: str) -> str:
    """The style of a page around a drawing."""
    light = "".join(f"--{name}:{colour};" for name, colour in svg.LIGHT.items()) + "--link:#0b57a4;"
    dark = "".join(f"--{name}:{colour};" for name, colour in svg.DARK.items()) + "--link:#8cc2ff;"
    variables = {
        "light": f":root{{{light}}}",
        "dark": f":root{{{dark}}}@media print{{:root{{{light}}}}}",
        "auto": f":root{{{light}}}@media screen and (prefers-color-scheme:dark){{:root{{{dark}}}}}",
    }[theme]
    scheme = f":root{{color-scheme:{_SCHEMES[theme]}}}"
    return variables + scheme + svg.style_rules(theme) + text_of(STATIC / "drawn.css")


def _legend(sign: Sign) -> Markup:
    mark = tag("svg", sign.mark, width=SIGN[0], height=SIGN[1], class_="drawing", aria_hidden="true")
    return tag("li", mark, sign.meaning)
