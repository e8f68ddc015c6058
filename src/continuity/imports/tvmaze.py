"""TVmaze's API: shows with what is embedded in them (episodes, cast, crew), and lists of shows."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from continuity.imports.shelf import Shelf, whole
from continuity.imports.told import Format, Job, Told
from continuity.model import Finding, Position
from continuity.readers import guarded
from continuity.readers.guarded import mapping_of, records, text

_SHARED = {"kind": "dataset", "publisher": "TVmaze", "license": "CC BY-SA 4.0"}


def run(job: Job) -> Iterator[Told | Finding]:
    """What each show tells: that it and its parts exist, then titles, cast and crew."""
    source = job.source({**_SHARED, "title": "TVmaze", "url": "https://www.tvmaze.com/"})
    source["id"] = source["id"] or "tvmaze"
    job.names.take("source:tvmaze", source["id"])
    job.names.keep("source", source["id"])
    job.names.keep("title", "TVmaze")
    yield Told("sources", (source,), kind="sources")
    for path in job.files:
        data, findings = guarded.whole_json(path, path.name)
        yield from findings
        found = data if isinstance(data, list) else [data] if data is not None else []
        for number, one in enumerate(found, 1):
            show = mapping_of(one)
            if "show" in show and "score" in show:  # a result of a search
                show = mapping_of(show["show"])
            name = f"{path.name}#{number}" if isinstance(data, list) else path.name
            if whole(show.get("id")) is None or not text(show.get("name")):
                yield guarded.problem(name, 0, "this is no show of TVmaze: it has no id or name")
            elif "premiered" not in show:
                yield guarded.problem(name, 0, "this is no show; import shows, with ?embed[]=episodes&embed[]=cast")
            else:
                yield from _show(job, show, name, source)
        job.progress(path.name, 1.0, len(found))


def _show(job: Job, show: Mapping[str, Any], file: str, common: Mapping[str, Any]) -> Iterator[Told | Finding]:
    found: list[Finding] = []
    shelf = Shelf(job, "tvmaze", lambda message: found.append(guarded.problem(file, 0, message)))
    origin, number = Position(file), show["id"]
    updated = _day(show.get("updated"))
    source = job.names.take(f"source:show:{number}", f"tvmaze-show-{number}")
    told = {
        **{k: v for k, v in common.items() if k not in ("id", "type")}, "title": text(show["name"]), "url": _address(show.get("url")),
        "published": updated,
    }  # fmt: skip
    yield Told("sources", ({"id": source, "type": "Source", **{k: v for k, v in told.items() if v}},), kind="sources")
    premiered = text(show.get("premiered"))
    channel = mapping_of(show.get("network")) or mapping_of(show.get("webChannel"))
    company = shelf.thing("Company", "network", channel["id"], channel.get("name", "")) if "id" in channel else ""
    series = shelf.thing(
        "Series", "show", number, text(show["name"]), premiered[:4], "series", released=premiered,
        concluded=text(show.get("ended")), runtime=whole(show.get("runtime")) or None, network=company,
        imdb=text(mapping_of(show.get("externals")).get("imdb")), tvmaze=str(number),
    )  # fmt: skip
    embedded = mapping_of(show.get("_embedded"))
    seasons: dict[int, str] = {}
    titles: list[tuple[str, Mapping[str, Any]]] = []
    for one in records(embedded.get("episodes")):
        season, place = whole(one.get("season")), whole(one.get("number"))
        if season is None or whole(one.get("id")) is None:
            found.append(guarded.problem(file, 0, f"an episode of {series} has no season or id"))
            continue
        if season not in seasons:
            seasons[season] = shelf.part("Season", series, "season", f"{number}.{season}", f"s{season}", number=season, partOf=series)  # fmt: skip
        tail = f"s{season}e{place:02}" if place is not None else f"s{season}-special-{one['id']}"
        episode = shelf.part(
            "Episode", series, "episode", one["id"], tail, number=place, partOf=seasons[season],
            released=text(one.get("airdate")), runtime=whole(one.get("runtime")) or None, tvmaze=str(one["id"]),
        )  # fmt: skip
        titles.append((episode, one))
    yield Told("works", shelf.take(), job.head(source, harmless=True), origin=origin)
    for episode, one in titles:
        if text(one.get("name")):
            shelf.tell(episode, "Episode", name=text(one["name"]))
        inside = mapping_of(one.get("_embedded"))
        _people(shelf, episode, inside.get("guestcast"), inside.get("guestcrew"))
        if shelf.items:
            yield Told("episodes", shelf.take(), job.head(source, episode), origin=origin)
    _people(shelf, series, embedded.get("cast"), embedded.get("crew"))
    shelf.score(series, mapping_of(show.get("rating")).get("average"), "TVmaze", date=updated)
    if shelf.items:
        yield Told("people", shelf.take(), job.head(source, series), origin=origin)
    yield from found


def _people(shelf: Shelf, work: str, cast: Any, crew: Any) -> None:
    for one in records(cast):
        actor = _person(shelf, one)
        played = mapping_of(one.get("character"))
        if actor and one.get("self") is not True and whole(played.get("id")) is not None:
            character = shelf.character(text(played.get("name")), work, str(played["id"]))
            shelf.statement("Portrayal", actor=actor, character=character, work=work)
    for one in records(crew):
        person = _person(shelf, one)
        if person:
            shelf.credit(person, text(one.get("type")) or text(one.get("guestCrewType")), work)


def _person(shelf: Shelf, one: Mapping[str, Any]) -> str:
    person = mapping_of(one.get("person"))
    if whole(person.get("id")) is None or not text(person.get("name")):
        return ""
    return shelf.thing(
        "Person", "person", person["id"], text(person["name"]), born=text(person.get("birthday")),
        died=text(person.get("deathday")), tvmaze=str(person["id"]),
    )  # fmt: skip


def _day(stamp: Any) -> str:
    number = whole(stamp) if not isinstance(stamp, int) or stamp < 10**9 else stamp
    if not isinstance(number, int) or not 0 < number < 4 * 10**9:
        return ""
    return datetime.fromtimestamp(number, UTC).date().isoformat()


def _address(value: Any) -> str:
    address = text(value)
    return address if address.startswith(("http://", "https://")) and " " not in address else ""


FORMAT = Format("tvmaze", run, "responses of TVmaze's API", (".json",), words=frozenset({"shared"}))
