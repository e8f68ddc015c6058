"""Wikitext: infobox templates with their parameters, links, and the lists of a section.

mwparserfromhell parses templates and links, for their grammar is full of exceptions. It sees only the template or the
section that is wanted, cut out by counting braces: whole articles would take most of an import's time.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from continuity.errors import UsageError

#: A template longer than this is passed over.
MAX_TEMPLATE = 200_000
#: mwparserfromhell's own parser gives up on templates nested deeper; text below is then taken as it stands.
MAX_NESTING = 40
_BRACES = re.compile(r"\{\{|\}\}")
_HEADING = re.compile(r"^(={2,6})[ \t]*(.+?)[ \t]*\1[ \t]*$", re.MULTILINE)
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_REFERENCE = re.compile(r"<ref\b[^<>]*/>|<ref\b[^<>]*>.*?</ref\s*>", re.DOTALL | re.IGNORECASE)
_LINK = re.compile(r"\[\[([^\[\]|{}<>&']*)(?:\|([^\[\]|{}<>&']*))?\]\]")
_MARKUP = re.compile(r"[\[\]{}<>&]|''|https?:")
_BREAK = re.compile(r"<br\s*/?>|</?(?:li|ul|div|p)\b[^<>]*>|\n[*#:;]+", re.IGNORECASE)
#: Templates that only set out a list, by their normalised names.
_LISTS = frozenset({"plainlist", "unbulleted list", "ubl", "ubul", "flatlist", "hlist", "plain list", "bulleted list"})
_DATES = frozenset(
    {"start date", "end date", "film date", "birth date", "death date", "birth date and age", "start date and age",
     "release date", "death date and age", "dts", "date", "first date", "bda"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Link:
    """A link in a value: its target page and the text that is shown, with what stands behind it, such as a year.

    `line` is the whole line as plain text. Text without a link has no target.
    """

    text: str
    target: str = ""
    behind: str = ""
    line: str = ""


@dataclass(frozen=True, slots=True)
class Infobox:
    """A template by its normalised name, its parameters in lower case, each a list of values."""

    name: str
    parameters: Mapping[str, tuple[Link, ...]]


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of a list: its links, its words, and the headings above it, innermost last."""

    links: tuple[Link, ...]
    text: str
    headings: tuple[str, ...]
    templates: tuple[str, ...]


def library() -> Any:
    """mwparserfromhell. Raises UsageError where it is not installed."""
    try:
        import mwparserfromhell
    except ImportError:
        raise UsageError("wikitext needs mwparserfromhell: pip install 'continuity-graph[wiki]'") from None
    return mwparserfromhell


def normal(name: str) -> str:
    """A template's name as it is compared: lower case, spaces for underscores, without its namespace."""
    plain = " ".join(_COMMENT.sub("", name).replace("_", " ").split()).casefold()
    return plain.removeprefix("template:").strip()


def starts(names: Sequence[str]) -> re.Pattern[str]:
    """A pattern that finds where one of these templates begins."""
    alternatives = "|".join(
        r"[\s_]+".join(map(re.escape, n.split()))
        for n in sorted({normal(n) for n in names}, key=lambda n: (-len(n), n))
    )
    return re.compile(r"\{\{\s*(?:template:)?(" + (alternatives or r"(?!)") + r")\s*(?=[|}<])", re.IGNORECASE)


def infoboxes(text: str, begins: re.Pattern[str]) -> Iterator[Infobox]:
    """The templates of a page that the pattern finds, in the order of the page."""
    text = _COMMENT.sub("", text)
    at = 0
    while found := begins.search(text, at):
        cut = _template(text, found.start())
        at = found.start() + 2 if cut is None else found.start() + len(cut)
        if cut is not None:
            made = _infobox(cut)
            if made is not None:
                yield made


def _template(text: str, start: int) -> str | None:
    """The text of a template from its braces on; None where they are not closed or it is too long or too deep."""
    depth = 0
    for found in _BRACES.finditer(text, start, min(len(text), start + MAX_TEMPLATE)):
        depth += 1 if found[0] == "{{" else -1
        if depth > MAX_NESTING:
            return None
        if depth == 0:
            return text[start : found.end()]
    return None


def _infobox(text: str) -> Infobox | None:
    code = library().parse(_REFERENCE.sub("", text), skip_style_tags=True)
    template = next(iter(code.filter_templates(recursive=False)), None)
    if template is None:
        return None
    told = {normal(str(p.name)): values(p.value) for p in template.params}
    return Infobox(normal(str(template.name)), {k: v for k, v in told.items() if v})


def values(code: Any) -> tuple[Link, ...]:
    """The values of a parameter: one for each line, bullet or link; text without links is one value a line."""
    found: list[Link] = []
    for part in _BREAK.split("\n" + _spread(code)):
        found += _links(part)
    return tuple(found)


def _spread(code: Any) -> str:
    """The text of a value with the items of its list templates on lines of their own, and dates as text."""
    pieces = []
    for node in code.nodes:
        name = normal(str(node.name)) if hasattr(node, "params") and hasattr(node, "name") else ""
        if name in _LISTS:
            pieces.append("".join("\n* " + _spread(p.value).strip() for p in node.params if not p.showkey))
        elif name in _DATES:
            numbers = [str(p.value).strip() for p in node.params if not p.showkey]
            numbers = [n for n in numbers[:3] if n.isascii() and n.isdigit()]
            pieces.append("-".join(n.zfill(4 if i == 0 else 2) for i, n in enumerate(numbers)) + " ")
        elif name in ("nowrap", "nobold"):
            pieces.append("".join(_spread(p.value) for p in node.params if not p.showkey))
        elif name:
            continue
        else:
            pieces.append(str(node))
    return "".join(pieces)


def _nodes(part: str) -> Iterator[tuple[str, str | None]]:
    """(text, None) and (shown text, target) of a piece of wikitext, in order.

    Text and plain links, which are nearly all, are read here; for all else the library is asked.
    """
    if not _MARKUP.search(_LINK.sub("", part)):
        at = 0
        for link in _LINK.finditer(part):
            yield part[at : link.start()], None
            yield (link[1] if link[2] is None else link[2]), link[1]
            at = link.end()
        yield part[at:], None
        return
    for node in library().parse(part, skip_style_tags=True).nodes:
        if type(node).__name__ == "Wikilink":
            yield _bare(node.text if node.text is not None else node.title), str(node.title)
        else:
            yield _bare(node), None


def _links(part: str) -> list[Link]:
    """The links of a piece of wikitext, each with the text behind it; without links, the text."""
    found: list[Link] = []
    lead = ""
    for shown, title in _nodes(part):
        if title is not None:
            target = title.partition("#")[0].strip().replace("_", " ")
            inner = target.lstrip(":").partition(":")[0].casefold()
            if target and inner not in ("file", "image", "category"):
                found.append(Link(shown or target, target[:1].upper() + target[1:]))
        elif found:
            last = found[-1]
            found[-1] = Link(last.text, last.target, last.behind + shown)
        else:
            lead += shown
    if not found:
        text = " ".join(lead.split())
        return [Link(text, line=text)] if text else []
    line = " ".join((lead + "".join(f.text + f.behind for f in found)).split())
    return [Link(" ".join(f.text.split()), f.target, " ".join(f.behind.split()), line) for f in found]


def _bare(node: Any) -> str:
    """A node as plain text: no markup, no templates."""
    code = library().parse(str(node), skip_style_tags=True)
    plain = code.strip_code(normalize=True, collapse=False)
    return re.sub(r"'{2,}", "", str(plain)).replace("\xa0", " ")


def sections(text: str, wanted: Sequence[str]) -> Iterator[tuple[str, list[Entry]]]:
    """The lists of the sections of these headings, subsections included: (heading as wanted, entries)."""
    names = {w.casefold(): w for w in wanted}
    text = _COMMENT.sub("", text)
    marks = list(_HEADING.finditer(text))
    for i, mark in enumerate(marks):
        heading = re.sub(r"'{2,}", "", mark[2]).strip()
        if heading.casefold() not in names:
            continue
        level = len(mark[1])
        entries: list[Entry] = []
        above: list[tuple[int, str]] = []
        for j in range(i, len(marks)):
            if j > i and len(marks[j][1]) <= level:
                break
            if j > i:
                depth = len(marks[j][1])
                above = [(d, h) for d, h in above if d < depth] + [(depth, marks[j][2])]
            end = marks[j + 1].start() if j + 1 < len(marks) else len(text)
            entries += _entries(text[marks[j].end() : end], tuple(h for _, h in above))
        yield names[heading.casefold()], entries


def _entries(text: str, headings: tuple[str, ...]) -> Iterator[Entry]:
    for raw in _REFERENCE.sub("", text).splitlines():
        line = raw.lstrip()
        if line[:1] in ("*", "#", ":"):
            bare = line.lstrip("*#: ")
            found = _links(bare)
            templates: tuple[str, ...] = ()
            if "{{" in bare:
                code = library().parse(bare, skip_style_tags=True)
                templates = tuple(normal(str(t.name)) for t in code.filter_templates(recursive=False))
            yield Entry(tuple(n for n in found if n.target), found[0].line if found else "", headings, templates)
