"""MCUAPI, the folder of its static mirror: films, seasons and characters of Marvel's films and series.

Its rule is ours too: which continuity a work is of and which reality it is set in are two questions. Its scenes after the
credits are prose, and its timeline is an order of watching, not of what is over when: both are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from continuity.imports.shelf import Shelf, whole
from continuity.imports.told import Format, Job, Told
from continuity.model import Finding, Position
from continuity.readers import guarded
from continuity.readers.guarded import mapping_of, records, text

_TABLES = ("index", "movies", "tvshows", "characters")
_COMMA, _AND = re.compile(r"\s*[,/;]\s*"), re.compile(r"\s+(?:&|and)\s+")
_NO_REALITY = frozenset({"", "unknown", "none", "multiverse", "n/a", "unspecified"})


def run(job: Job) -> Iterator[Told | Finding]:
    """Works first, then who directed them, then the characters."""
    tables: dict[str, Any] = {}
    for path in job.files:
        name = path.name.partition(".")[0]
        if name in _TABLES:
            tables[name], findings = guarded.whole_json(path, path.name)
            yield from findings
        elif name not in ("people", "post-credit-scenes", "timeline"):
            yield guarded.problem(path.name, 0, "this is no table of MCUAPI", f"it has {', '.join(_TABLES)}")
    made = text(mapping_of(tables.get("index")).get("generated_at"))[:10]
    source = job.source(
        {"title": "MCUAPI", "publisher": "AugustoMarcelo/mcuapi", "url": "https://github.com/AugustoMarcelo/mcuapi", "license": "MIT"} | ({"published": made} if made else {})
    )  # fmt: skip
    source["id"] = source["id"] or "mcuapi"
    job.names.take("source:mcuapi", source["id"])
    job.names.keep("source", source["id"])
    job.names.keep("title", "MCUAPI")
    yield Told("sources", (source,), kind="sources")
    found: list[Finding] = []
    shelf = Shelf(job, "mcuapi", lambda message: found.append(guarded.problem(_at(job), 0, message)))
    works: dict[tuple[str, object], str] = {}
    credits: list[tuple[str, str]] = []
    for kind, tell in (("movies", _film), ("tvshows", _season)):
        for number, one in enumerate(records(tables.get(kind)), 1):
            if whole(one.get("id")) is None or not text(one.get("title")):
                yield guarded.problem(f"{kind}.json#{number}", 0, "this record has no id or title")
                continue
            works[kind, one["id"]] = tell(shelf, one)
            credits += [(name, works[kind, one["id"]]) for name in _names(one.get("directed_by"))]
    yield Told("works", shelf.take(), job.head(source["id"], harmless=True), origin=Position("movies.json"))
    for name, work in credits:
        shelf.credit(_person(shelf, name), "director", work)
    yield Told("people", shelf.take(), job.head(source["id"], harmless=True), origin=Position("movies.json"))
    characters = records(tables.get("characters"))
    for number, one in enumerate(characters, 1):
        if whole(one.get("id")) is None or not text(one.get("name")):
            yield guarded.problem(f"characters.json#{number}", 0, "this record has no id or name")
            continue
        where = works.get(("movies", one.get("first_appearance_movie_id")), "") or works.get(("tvshows", one.get("first_appearance_tvshow_id")), "")  # fmt: skip
        _character(shelf, one, where)
        yield Told(
            "characters", shelf.take(), job.head(source["id"], where), origin=Position(f"characters.json#{number}")
        )
    yield from found


def _at(job: Job) -> str:
    return Path(job.files[0]).parent.name


def _names(value: Any) -> list[str]:
    """The people of a field; `Anna Boden and Ryan Fleck` are two, and a duo that goes by first names is one."""
    found: list[str] = []
    for part in _COMMA.split(text(value)):
        pair = _AND.split(part)
        found += pair if all(" " in p.strip() for p in pair) else [part]
    return [n for n in found if n and n.casefold() not in ("tbd", "tba", "unknown", "various")]


def _person(shelf: Shelf, name: str) -> str:
    return shelf.thing("Person", "name", name, name)


def _where(shelf: Shelf, one: Mapping[str, Any]) -> str:
    """The reality that a work or character is of."""
    name = text(one.get("multiverse_designation"))
    return "" if name.casefold() in _NO_REALITY else shelf.thing("Reality", "reality", name, name)


def _franchise(shelf: Shelf, one: Mapping[str, Any]) -> str:
    """The continuity that a work or character is of, as the family of works that it is."""
    name = text(one.get("continuity"))
    return shelf.thing("Franchise", "continuity", name, name) if name else ""


def _studio(shelf: Shelf, one: Mapping[str, Any]) -> str:
    name = text(one.get("studio"))
    return shelf.thing("Company", "studio", name, name) if name else ""


def _film(shelf: Shelf, one: Mapping[str, Any]) -> str:
    released, title = text(one.get("release_date")), text(one["title"])
    shelf.names.id(shelf.key("movie", one["id"]), f"{title} {released[:4]}", "Film", str(one["id"]))
    return shelf.thing(
        "Film", "movie", one["id"], title, released=released, runtime=whole(one.get("duration")) or None,
        producedBy=_studio(shelf, one), setIn=_where(shelf, one), partOf=_franchise(shelf, one),
        imdb=text(one.get("imdb_id")),
    )  # fmt: skip


def _season(shelf: Shelf, one: Mapping[str, Any]) -> str:
    released, number, title = text(one.get("release_date")), whole(one.get("season")), text(one["title"])
    imdb = text(one.get("imdb_id"))
    family = _franchise(shelf, one)
    told = {"producedBy": _studio(shelf, one), "setIn": _where(shelf, one)}
    if not number:  # a special: its own work
        shelf.names.id(shelf.key("tvshow", one["id"]), f"{title} {released[:4]}", "Special", str(one["id"]))
        return shelf.thing("Special", "tvshow", one["id"], title, released=released, imdb=imdb, partOf=family, **told)
    series_key = imdb or title
    known = shelf.names.get(shelf.key("series", series_key))
    series = shelf.thing("Series", "series", series_key, title, released[:4], "series", **({} if known else {"imdb": imdb, "partOf": family}))  # fmt: skip
    return shelf.part(
        "Season", series, "tvshow", one["id"], f"s{number}", number=number, partOf=series, released=released,
        concluded=text(one.get("last_aired_date")), **told,
    )  # fmt: skip


def _character(shelf: Shelf, one: Mapping[str, Any], where: str) -> None:
    alias = text(one.get("alias"))
    actors = [_person(shelf, name) for name in _names(one.get("played_by"))]
    reality, family = _where(shelf, one), _franchise(shelf, one)
    name = text(one["name"])
    character = shelf.thing(
        "Character", "character", one["id"], name, text(one.get("multiverse_designation")) or alias,
        alias=alias if alias != name else "", reality=reality, identifier=f"mcuapi:{one['id']}",
    )  # fmt: skip
    other = whole(one.get("variant_of"))
    if other is not None and shelf.names.get(shelf.key("character", other)):
        shelf.tell(character, "Character", counterpartOf=shelf.names.get(shelf.key("character", other)))
    for actor in actors:  # of several actors it does not say who is in which work
        shelf.statement(
            "Portrayal", actor=actor, character=character, work=(where if len(actors) == 1 else "") or family
        )
    if where:
        shelf.statement("Appearance", character=character, in_=where, mode="present")


FORMAT = Format("mcuapi", run, "the folder of MCUAPI's static mirror", (".json",))
