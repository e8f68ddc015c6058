"""MediaWiki dumps: infoboxes by a mapping, links as references, lists of appearances. Each page revision is a source.

The dump is read twice: once for titles, redirects and the first template of each page, so that every link has its id and
class wherever its page stands; then for what the pages tell.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from continuity import vocab
from continuity.errors import UsageError
from continuity.imports import mapping, values
from continuity.imports.identity import slug
from continuity.imports.mapping import Rule, Teller, Value
from continuity.imports.told import Format, Item, Job, Told
from continuity.model import Finding, Position
from continuity.readers import guarded, wikidump, wikitext

_FILE = 1 << 50  # a cursor is the number of the file times this, and the byte in it
_ASIDE = re.compile(r"\s*\([^()]*\)\s*\Z")


@dataclass(frozen=True, slots=True)
class Template:
    """What a template makes of its page, and what its parameters mean."""

    cls: str
    parameters: Mapping[str, tuple[Rule, ...]]


@dataclass(frozen=True, slots=True)
class Section:
    """What the entries of a section mean: for a page of one of these classes."""

    rules: tuple[Rule, ...]
    of: tuple[str, ...]
    cast: bool


class Wiki:
    """A mapping for a wiki, read and checked; the shipped one where the user gives none, or asks for it beside theirs."""

    def __init__(self, given: Mapping[str, Any]) -> None:
        shipped = mapping.shipped("infoboxes")
        own = "templates" in given
        layers = [shipped, given] if not own or str(given.get("extends", "")) == "default" else [given]
        self.templates: dict[str, Template] = {}
        self.sections: dict[str, list[Section]] = {}
        self.modes: dict[str, str] = {}
        for layer in layers:
            common = {k: mapping.rules(r, f"parameter {k}") for k, r in dict(layer.get("parameters", {})).items()}
            for number, raw in enumerate(layer.get("templates", ())):
                where = f"template {number + 1}"
                if not isinstance(raw, Mapping) or raw.get("type") not in vocab.terms().classes or not raw.get("names"):
                    raise UsageError(f"{where} of the mapping needs `names` and a `type` of the vocabulary")
                told = {k: mapping.rules(r, f"{where}, {k}") for k, r in dict(raw.get("parameters", {})).items()}
                made = Template(str(raw["type"]), {wikitext.normal(k): r for k, r in {**common, **told}.items()})
                self.templates |= {wikitext.normal(str(n)): made for n in raw["names"]}
            for heading, raw in dict(layer.get("sections", {})).items():
                self.sections[heading] = [_section(heading, r) for r in (raw if isinstance(raw, list) else [raw])]
            for mode, words in dict(layer.get("modes", {})).items():
                if mode not in vocab.terms().individuals:
                    raise UsageError(f"{mode!r} is no mode of appearance")
                self.modes |= {str(w).casefold(): mode for w in words}
        self.begins = wikitext.starts(list(self.templates))
        self.raw = re.compile(self.begins.pattern.encode(), re.IGNORECASE)
        spaces = given.get("namespaces", shipped.get("namespaces", ["0"]))
        self.namespaces = {int(n) for n in spaces}
        self.every = str(given.get("revisions", "latest")) == "all"
        self.address = str(given.get("address", ""))

    def wanted(self, raw: bytes) -> bool:
        """Whether a revision has one of the templates; asked of every page, so of its bytes."""
        return self.raw.search(raw) is not None

    def class_of(self, text: str) -> str:
        """The class of a page by its first known template."""
        found = self.begins.search(text)
        return self.templates[wikitext.normal(found[1])].cls if found else ""


def _section(heading: str, raw: Any) -> Section:
    of = raw.get("for", ()) if isinstance(raw, Mapping) else ()
    cast = isinstance(raw, Mapping) and bool(raw.get("cast"))
    bare = {k: v for k, v in raw.items() if k not in ("for", "cast")} if isinstance(raw, Mapping) else raw
    return Section(mapping.rules(bare, f"section {heading}"), (of,) if isinstance(of, str) else tuple(of), cast)


def run(job: Job) -> Iterator[Told | Finding]:
    """What the pages tell, an account a page revision."""
    wiki = Wiki(job.mapping)
    wikitext.library()  # says at once where the library is missing
    sites = {}
    for path in job.files:
        with guarded.Stream(path) as stream:
            sites[path] = wikidump.site(stream)
    site = sites[job.files[0]]
    name = site.name or "Wiki"
    kind = "reference" if urlsplit(site.base).netloc.endswith(".wikipedia.org") else "fanWiki"
    dump = job.source({"kind": kind, "title": f"{name}: export of pages", "publisher": name, "url": _home(site)})
    dump["id"] = dump["id"] or slug(f"{site.database or name} export")
    job.names.take("source:dump", dump["id"])
    job.names.keep("source", dump["id"])
    job.names.keep("title", str(dump["title"]))
    if not job.start:
        yield Told("sources", (dump,), kind="sources")
    findings: list[Finding] = []
    job.once("names", lambda: _name(job, wiki, findings))
    yield from findings
    for number, path in enumerate(job.files):
        if number < job.start // _FILE:
            continue
        start = job.start % _FILE if number == job.start // _FILE else 0
        yield from _pages(job, wiki, path, sites[path], dump, number, start)


def _home(site: wikidump.Site) -> str:
    parts = urlsplit(site.base)
    return f"{parts.scheme}://{parts.netloc}/" if parts.scheme in ("http", "https") and parts.netloc else ""


def _name(job: Job, wiki: Wiki, findings: list[Finding]) -> None:
    """Give every page its id; what is wrong with the file is told by the second reading."""
    for path in job.files:
        with guarded.Stream(path) as stream:
            for count, page in enumerate(wikidump.pages(stream, path.name, wiki.wanted)):
                if count % 2000 == 0:
                    job.progress(f"{path.name}, titles", stream.done, count)
                if isinstance(page, Finding) or page.namespace not in wiki.namespaces:
                    continue
                if page.redirect:
                    job.names.redirect(_key(page.title), _key(page.redirect))
                    continue
                cls = wiki.class_of(page.text)
                if cls:
                    name, hint = _named(page.title)
                    job.names.id(_key(page.title), name, cls, hint, "series" if cls == "Series" else "")


def _key(title: str) -> str:
    title = title.partition("#")[0].replace("_", " ").strip()
    return "page:" + title[:1].upper() + title[1:]


def _named(title: str) -> tuple[str, str]:
    """A page's name without what only tells it from others, and that."""
    name = _ASIDE.sub("", title)
    return (name, title) if name else (title, "")


def _pages(
    job: Job, wiki: Wiki, path: Path, site: wikidump.Site, dump: Mapping[str, Any], number: int, start: int
) -> Iterator[Told | Finding]:
    count = 0
    line = int(job.names.state("line") or 1) if start else 1
    with guarded.Stream(path) as stream:
        for page in wikidump.pages(stream, path.name, wiki.wanted, wiki.every, start, line):
            count += 1
            if count % 500 == 0:
                job.progress(path.name, stream.done, count)
            if isinstance(page, Finding):
                yield page
            elif page.namespace in wiki.namespaces and not page.redirect:
                yield from _page(job, wiki, path.name, page, site, dump, number)


def _page(
    job: Job, wiki: Wiki, file: str, page: wikidump.Page, site: wikidump.Site, dump: Mapping[str, Any], number: int
) -> Iterator[Told | Finding]:
    found: list[Finding] = []

    def problem(message: str) -> None:
        found.append(guarded.problem(file, page.line, f"the page {page.title!r}: {message}"))

    items = _items(job, wiki, page, problem)
    yield from found
    if not items:
        return
    source = _source(job, wiki, page, site, dump)
    origin = Position(file, page.line)
    cursor = number * _FILE + page.end if page.end >= 0 else -1
    yield Told("sources", (source,), kind="sources", origin=origin)
    works = vocab.terms().below("Work")
    cls = str(items[0].get("type", ""))
    reports = str(items[0]["id"]) if cls in works else ""
    job.names.keep("line", str(page.end_line))
    yield Told("pages", items, job.head(source["id"], reports), origin=origin, cursor=cursor)


def _source(job: Job, wiki: Wiki, page: wikidump.Page, site: wikidump.Site, dump: Mapping[str, Any]) -> Item:
    """The revision of a page as a source, with its date and address."""
    stem = f"{slug(site.database or site.name or 'wiki')}-{slug(page.title)}-{page.revision}"
    address = wiki.address.replace("{revision}", str(page.revision)) if wiki.address else ""
    address = address or (f"{_home(site)}?oldid={page.revision}" if _home(site) and page.revision else "")
    made: Item = {
        "id": job.names.take(f"source:{page.id}:{page.revision}", stem), "type": "Source", "kind": dump["kind"],
        "title": page.title, "publisher": dump.get("publisher", ""), "published": page.timestamp[:10], "url": address,
        "license": dump.get("license", ""),
    }  # fmt: skip
    return {k: v for k, v in made.items() if v}


def _items(job: Job, wiki: Wiki, page: wikidump.Page, problem: Any) -> list[Item]:
    """What a page tells: of its thing first, then statements."""
    key = _key(page.title)
    teller = Teller(job.names, lambda cls, text: _key(text), problem)
    item: Item = {}
    made: list[Item] = []
    cls = ""
    for box in wikitext.infoboxes(page.text, wiki.begins):
        template = wiki.templates.get(box.name)
        if template is None or (cls and template.cls != cls):
            continue  # an article may carry boxes of other things, a disc's or an actor's
        if not cls:
            cls = template.cls
            name, hint = _named(page.title)
            under = "series" if cls == "Series" else ""
            id = job.names.id(key, name, cls, hint, under)
            job.names.told(key)
            item = {"id": id, "type": cls}
        others = {p: _value(v[0]) for p, v in box.parameters.items()}
        for parameter, links in box.parameters.items():
            bare = re.sub(r"\s?\d+\Z", "", parameter)
            given = [Value(v.text, v.key, v.line, others | _behind(link)) for link in links for v in (_value(link),)]
            for rule in template.parameters.get(parameter) or template.parameters.get(bare, ()):
                made += teller.tell(rule, item["id"], cls, given, item)
    if not cls:
        return []
    page_name = _named(page.title)[0]
    item = {"id": item.pop("id"), "type": cls, "name": item.pop("name", page_name), **item}
    if item["name"] != page_name and page_name not in _texts(item.get("alias")):
        item["alias"] = [*_texts(item.get("alias")), page_name]
    made += _told_in_sections(wiki, page, item["id"], cls, teller)
    return [item, *(dict(i) for i in {tuple(sorted((k, str(v)) for k, v in m.items())): m for m in made}.values())]


def _texts(value: Any) -> list[str]:
    return [] if value is None else value if isinstance(value, list) else [value]


def _value(link: wikitext.Link) -> Value:
    if link.target:
        name = _named(link.target)[0]
        return Value(name, _key(link.target), link.line)
    return Value(link.text, "", link.line)


def _behind(link: wikitext.Link) -> dict[str, Value]:
    """The years behind a link, `(2015–2018)`, as the values `from` and `to`."""
    years = re.match(r"\(?\s*(\d{4})\s*(?:[–-]\s*(\d{4}|present)?)?", link.behind)
    if not years:
        return {}
    return {"from": Value(years[1])} | ({"to": Value(years[2])} if years[2] and years[2] != "present" else {})


def _told_in_sections(wiki: Wiki, page: wikidump.Page, id: str, cls: str, teller: Teller) -> Iterator[Item]:
    if not wiki.sections:
        return
    terms = vocab.terms()
    for heading, entries in wikitext.sections(page.text, list(wiki.sections)):
        for section in wiki.sections[heading]:
            if section.of and not any(terms.is_a(cls, o) for o in section.of):
                continue
            for entry in entries:
                others = {"mode": Value(_mode(wiki, entry))}
                links: Sequence[wikitext.Link] = entry.links[:1]
                if section.cast:  # "[[Actor]] as [[Character]]"
                    if len(entry.links) < 2 or not entry.links[0].behind.startswith("as"):
                        continue
                    others["character"] = _value(entry.links[1])
                for link in links:
                    value = _value(link)
                    for rule in section.rules:
                        yield from teller.tell(rule, id, cls, [Value(value.text, value.key, "", others)], {})


def _mode(wiki: Wiki, entry: wikitext.Entry) -> str:
    """How a character appears, by templates, words in brackets, or the heading above; else in person."""
    for word in (*entry.templates, *re.findall(r"\(([^()]+)\)", entry.text), *reversed(entry.headings)):
        plain = values.plain(word).casefold()
        for known, mode in wiki.modes.items():
            if plain == known or re.search(rf"\b{re.escape(known)}\b", plain):
                return mode
    return "present"


#: What a wiki's mapping says.
WORDS = frozenset({"extends", "templates", "parameters", "sections", "modes", "namespaces", "revisions", "address"})
FORMAT = Format("mediawiki", run, "MediaWiki XML dumps, with a mapping of infoboxes", (".xml",), True, WORDS)
