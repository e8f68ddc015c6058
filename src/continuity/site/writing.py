"""Writes a site: which files there are, and into which directory they may go."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import quote
from xml.sax.saxutils import escape

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.site.content import OPEN, Content, chunked, script_safe, style_of, types
from continuity.site.paths import relative
from continuity.site.star import star
from continuity.views import draw
from continuity.views.inside import works
from continuity.views.page import everything, opening, policy

STATIC = Path(__file__).resolve().parent / "static"
#: The style of the page for what is not there: it is shown at any depth, where no other file is found.
_MISSING = (
    ":root{color-scheme:light dark}body{max-width:40rem;margin:12vh auto;padding:0 20px;font:16px/1.55 system-ui,sans-serif;"
    "background:light-dark(#fbfaf8,#14171c);color:light-dark(#1d2025,#e7e9ed)}a{color:light-dark(#0b57a4,#8cc2ff)}"
    "footer{margin-top:3rem;font-size:.85rem}"
)
#: What says that a directory is a site of ours, and which files in it are.
MARKER = ".continuity-site.json"
#: The pictures of a whole canon, each with what it is called on the front page.
WHOLE = {
    "network": "Everything, and what joins it",
    "creators": "Who worked with whom on what",
    "crossovers": "Which shows cross over",
    "timeline": "When it happens, and when it came out",
}
#: The pictures of a series.
OF_SERIES = {
    "cast": "Who plays whom",
    "storyline": "Who meets whom, episode by episode",
    "matrix": "Who is in which episode",
}
#: How many characters a series has that gets pictures of its own.
ENOUGH = 12


@dataclass(frozen=True, slots=True)
class Site:
    """A site as it was written: where, and how many pages of entities, pictures and files it has."""

    directory: Path
    pages: int
    pictures: int
    files: int


def build(canon: CanonGraph, directory: str | Path, address: str = "", pictures: bool = True) -> Site:
    """Write a canon as a static site; `address` is where it will stand, for the sitemap, which needs whole addresses.

    The same canon gives the same bytes. What an earlier site in the directory had and this one has not is removed.
    Raises UsageError where the directory holds what is no site of ours, and for an address that is none of the web.
    """
    if address and not address.startswith(("https://", "http://")):
        raise UsageError(f"{address!r} is no address of a site; it begins with https://")
    place = Path(directory)
    before = _ours(place)
    written: list[str] = []
    drawn = 0
    place.mkdir(parents=True, exist_ok=True)
    content = Content(canon)
    for path, made in _files(canon, content, address, pictures):
        target = place / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(made if isinstance(made, bytes) else made.encode("utf-8"))
        written.append(path)
        drawn += path.startswith("pictures/")
    _remove(place, before - set(written))
    marker = {"made by": "continuity site", "files": sorted(written)}
    (place / MARKER).write_bytes((json.dumps(marker, indent=0, ensure_ascii=False) + "\n").encode("utf-8"))
    return Site(place, len(content.ids), drawn, len(written))


def _ours(place: Path) -> set[str]:
    """The files of the site that a directory has been. Raises UsageError for a directory with anything else in it."""
    if place.exists() and not place.is_dir():
        raise UsageError(f"{place} is a file; a site is a directory")
    if not place.is_dir() or not any(place.iterdir()):
        return set()
    marker = place / MARKER
    if not marker.is_file():
        raise UsageError(f"{place} holds files that are no site of ours: name a new or an empty directory")
    try:
        files = json.loads(marker.read_text(encoding="utf-8"))["files"]
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{marker} is damaged: remove the directory, or name another") from None
    return {file for file in files if isinstance(file, str)}


def _remove(place: Path, gone: set[str]) -> None:
    """Remove files of an earlier site, and the directories that this empties; nothing outside of the site."""
    root = place.resolve()
    for path in sorted(gone):
        target = (place / path).resolve()
        if root not in target.parents or not target.is_file():
            continue
        target.unlink()
        for parent in target.parents:
            if parent == root or any(parent.iterdir()):
                break
            parent.rmdir()


def _files(canon: CanonGraph, content: Content, address: str, pictures: bool) -> Iterator[tuple[str, str | bytes]]:
    """Every file of the site: its path, and what is in it."""
    show = _Templates(content)
    drawn: dict[str, list[tuple[str, str]]] = {"": []}
    if pictures:
        for owner, name, path, made in _pictures(canon, content):
            drawn.setdefault(owner, []).append((name, path))
            yield path, made
    paths = ["index.html", "search.html"]
    grouped = types(content, content.ids)
    sections = [(cls, f"type/{cls.lower()}.html", ids) for cls, ids in grouped.items()]
    for id in content.ids:
        page = content.page(id)
        own = [(name, relative(path, page.path)) for name, path in drawn.get(id, [])]
        if drawn[""] and drawn[""][0][1].endswith("network.html"):
            own.append(
                ("In the network of everything", relative(drawn[""][0][1], page.path) + "#" + quote(id, safe="/"))
            )
        yield (
            page.path,
            show(
                "entity.html",
                page.path,
                page=page,
                star=star(content, id),
                pictures=own,
                canon=canon,
                chunked=chunked,
                OPEN=OPEN,
            ),
        )
        paths.append(page.path)
    counted = [(content.label_of_type(ids[0]), path, len(ids), *style_of(cls)) for cls, path, ids in sections]
    for cls, path, ids in sections:
        links = [(content.link(id, path), content.facts.get(id, ())) for id in ids]
        yield path, show("type.html", path, label=content.label_of_type(ids[0]), links=links, style=style_of(cls))
        paths.append(path)
    first = [id for cls in ("Series", "Film") for id in grouped.get(cls, ())][:60]
    yield (
        "index.html",
        show(
            "index.html",
            "index.html",
            heading=opening(everything(canon)),
            sections=counted,
            pictures=drawn[""],
            first=[content.link(id, "index.html") for id in first],
        ),
    )
    index = content.search_index()
    yield "search.html", show("search.html", "search.html", index=script_safe(index))
    yield "search.json", json.dumps(index, ensure_ascii=False, indent=0) + "\n"
    yield (
        "404.html",
        show("missing.html", "404.html", home=address or "index.html", style=_MISSING, policy=policy((), (_MISSING,))),
    )
    for name in ("site.css", "search.js"):
        yield name, (STATIC / name).read_bytes().replace(b"\r\n", b"\n")
    if address:
        yield "sitemap.xml", _sitemap(address, [*paths, *(path for _, path in drawn[""])])
        yield "robots.txt", f"Sitemap: {address.rstrip('/')}/sitemap.xml\n"


def _pictures(canon: CanonGraph, content: Content) -> Iterator[tuple[str, str, str, str]]:
    """The pictures: what each is about (nothing: everything), what it is called, its path and the page."""
    for kind, name in WHOLE.items():
        made = _drawn(canon, kind, ())
        if made:
            yield "", name, f"pictures/{kind}.html", made
    _, inside = works(canon, canon.entities("Character"))
    for id in canon.entities("Series"):
        if sum(id in mine for mine in inside.values()) < ENOUGH:
            continue
        for kind, name in OF_SERIES.items():
            made = _drawn(canon, kind, (id,))
            if made:
                path = content.paths[id].removeprefix("entity/").removesuffix(".html")
                yield id, name, f"pictures/{path}/{kind}.html", made


def _drawn(canon: CanonGraph, kind: str, about: tuple[str, ...]) -> str:
    """A picture as a page; nothing where there is nothing to draw."""
    try:
        view = draw(canon, kind, about)
    except UsageError:
        return ""
    picture = getattr(view, "_picture", None)
    return "" if picture is not None and not picture.lines else view.html()


def _sitemap(address: str, paths: list[str]) -> str:
    base = address.rstrip("/") + "/"
    rows = "".join(f"<url><loc>{escape(base + quote(path))}</loc></url>\n" for path in sorted(paths))
    head = '<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n'
    return f"{head}{rows}</urlset>\n"


class _Templates:
    """The pages around the content: everything that is put into them is escaped."""

    def __init__(self, content: Content) -> None:
        import jinja2

        self._content = content
        self._templates = jinja2.Environment(
            loader=jinja2.FileSystemLoader(STATIC, encoding="utf-8"),
            autoescape=True,
            trim_blocks=True,
            lstrip_blocks=True,
            undefined=jinja2.StrictUndefined,
            newline_sequence="\n",
        )

    def __call__(self, template: str, path: str, **values: Any) -> str:
        frame: Mapping[str, Any] = {
            "root": "../" * path.count("/"),
            "caption": self._content.caption,
            "universe": self._content.canon.title,
        }
        return self._templates.get_template(template).render(**frame, **values) + "\n"
