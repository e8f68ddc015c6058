"""TMDB's API, version 3: series, seasons, episodes, films and people with their credits."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from continuity.imports.shelf import Shelf, whole
from continuity.imports.told import Format, Job, Told
from continuity.model import Finding, Position
from continuity.readers import guarded
from continuity.readers.guarded import mapping_of, records, text

_SHARED = {"kind": "dataset", "publisher": "TMDB", "url": "https://www.themoviedb.org/"}
_GENDERS = {1: "female", 2: "male", 3: "non-binary"}


def run(job: Job) -> Iterator[Told | Finding]:
    """What each response tells."""
    source = job.source({**_SHARED, "title": "The Movie Database"})
    source["id"] = source["id"] or "tmdb"
    job.names.take("source:tmdb", source["id"])
    job.names.keep("source", source["id"])
    job.names.keep("title", "The Movie Database")
    yield Told("sources", (source,), kind="sources")
    for path in job.files:
        data, findings = guarded.whole_json(path, path.name)
        yield from findings
        found = data if isinstance(data, list) else [data] if data is not None else []
        for number, one in enumerate(found, 1):
            name = f"{path.name}#{number}" if isinstance(data, list) else path.name
            yield from _response(job, mapping_of(one), name, source["id"])
        job.progress(path.name, 1.0, len(found))


def _response(job: Job, one: Mapping[str, Any], file: str, source: str) -> Iterator[Told | Finding]:
    found: list[Finding] = []
    shelf = Shelf(job, "tmdb", lambda message: found.append(guarded.problem(file, 0, message)))
    origin = Position(file)
    tell = next((t for mark, t in _SHAPES if mark in one), None)
    if tell is None or whole(one.get("id")) is None or not text(one.get("name") or one.get("title")):
        yield guarded.problem(file, 0, "this is no response of TMDB for a series, season, episode, film or person")
        return
    for place, reports, harmless in tell(shelf, one):
        items = shelf.take()
        if items:
            yield Told(place, items, job.head(source, reports, harmless), origin=origin)
    yield from found


_Pieces = Iterator[tuple[str, str, bool]]


def _series(shelf: Shelf, one: Mapping[str, Any]) -> _Pieces:
    released = text(one.get("first_air_date"))
    networks = [_company(shelf, c) for c in records(one.get("networks"))]
    studios = [_company(shelf, c) for c in records(one.get("production_companies"))]
    ended = text(one.get("last_air_date")) if text(one.get("status")) in ("Ended", "Canceled") else ""
    series = shelf.thing(
        "Series", "tv", one["id"], text(one["name"]), released[:4], "series", released=released, concluded=ended,
        network=_one(networks), producedBy=_one(studios), tmdb=str(one["id"]),
        imdb=text(mapping_of(one.get("external_ids")).get("imdb_id")),
    )  # fmt: skip
    for season in records(one.get("seasons")):
        number = whole(season.get("season_number"))
        if number is not None:
            shelf.part("Season", series, "season", f"{series} {number}", f"s{number}", number=number, partOf=series, released=text(season.get("air_date")))  # fmt: skip
    yield "works", "", True
    for person in records(one.get("created_by")):
        shelf.credit(_person(shelf, person), "creator", series)
    credits = mapping_of(one.get("aggregate_credits")) or mapping_of(one.get("credits"))
    _people(shelf, series, credits.get("cast"), credits.get("crew"))
    shelf.score(series, one.get("vote_average"), "TMDB", one.get("vote_count"))
    yield "people", series, False


def _season(shelf: Shelf, one: Mapping[str, Any]) -> _Pieces:
    number = whole(one.get("season_number")) or 0
    first: Mapping[str, Any] = next(iter(records(one.get("episodes"))), {})
    series = _show(shelf, first, f"season {one['id']}")
    season = shelf.part("Season", series, "season", f"{series} {number}", f"s{number}", number=number, partOf=series, released=text(one.get("air_date")))  # fmt: skip
    yield "works", "", True
    for episode in records(one.get("episodes")):
        if whole(episode.get("id")) is not None:
            yield from _episode(shelf, episode, series, season)
    yield "works", "", True


def _show(shelf: Shelf, episode: Mapping[str, Any], otherwise: str) -> str:
    """The series of an episode, known by number only: its name is in no response but its own."""
    number = whole(episode.get("show_id"))
    key = shelf.key("tv", number if number is not None else otherwise)
    return shelf.names.id(key, f"TMDB series {number if number is not None else otherwise}", "Series", "", "series")


def _episode(shelf: Shelf, one: Mapping[str, Any], series: str = "", season: str = "") -> _Pieces:
    series = series or _show(shelf, one, f"of episode {one['id']}")
    number, place = whole(one.get("season_number")) or 0, whole(one.get("episode_number")) or 0
    if not season:
        season = shelf.part("Season", series, "season", f"{series} {number}", f"s{number}", number=number, partOf=series)  # fmt: skip
    episode = shelf.part(
        "Episode", series, "episode", one["id"], f"s{number}e{place:02}", number=place, partOf=season,
        released=text(one.get("air_date")), runtime=whole(one.get("runtime")) or None, tmdb=str(one["id"]),
    )  # fmt: skip
    yield "works", "", True
    if text(one.get("name")):
        shelf.tell(episode, "Episode", name=text(one["name"]))
    _people(shelf, episode, one.get("guest_stars"), one.get("crew"))
    shelf.score(episode, one.get("vote_average"), "TMDB", one.get("vote_count"))
    yield "episodes", episode, False


def _film(shelf: Shelf, one: Mapping[str, Any]) -> _Pieces:
    film = _film_of(shelf, one, runtime=whole(one.get("runtime")) or None, imdb=text(one.get("imdb_id")))
    yield "works", "", True
    credits = mapping_of(one.get("credits"))
    _people(shelf, film, credits.get("cast"), credits.get("crew"))
    shelf.score(film, one.get("vote_average"), "TMDB", one.get("vote_count"))
    yield "people", film, False


def _film_of(shelf: Shelf, one: Mapping[str, Any], **told: Any) -> str:
    released, title = text(one.get("release_date")), text(one.get("title"))
    shelf.names.id(shelf.key("movie", one["id"]), f"{title} {released[:4]}", "Film", str(one["id"]))
    return shelf.thing("Film", "movie", one["id"], title, "", "", released=released, tmdb=str(one["id"]), **told)


def _person_response(shelf: Shelf, one: Mapping[str, Any]) -> _Pieces:
    person = _person(shelf, one)
    shelf.tell(
        person, "Person", born=text(one.get("birthday")), died=text(one.get("deathday")), imdb=text(one.get("imdb_id")),
        alias=[a for a in one.get("also_known_as") or () if isinstance(a, str) and len(a) < 100],
    )  # fmt: skip
    yield "people", "", True
    for name, made in (("movie_credits", _film_of), ("tv_credits", _series_of)):
        credits = mapping_of(one.get(name))
        for kind in ("cast", "crew"):
            for credit in records(credits.get(kind)):
                if whole(credit.get("id")) is None or not text(credit.get("name") or credit.get("title")):
                    continue
                work = made(shelf, credit)
                yield "works", "", True
                if kind == "crew":
                    shelf.credit(person, text(credit.get("job")), work)
                else:
                    character = shelf.character(text(credit.get("character")), work)
                    if character:
                        shelf.statement("Portrayal", actor=person, character=character, work=work)
                yield "people", work, False


def _series_of(shelf: Shelf, one: Mapping[str, Any]) -> str:
    released = text(one.get("first_air_date"))
    return shelf.thing("Series", "tv", one["id"], text(one.get("name")), released[:4], "series", released=released, tmdb=str(one["id"]))  # fmt: skip


def _company(shelf: Shelf, one: Mapping[str, Any]) -> str:
    return shelf.thing("Company", "company", one["id"], text(one.get("name"))) if whole(one.get("id")) is not None else ""  # fmt: skip


def _one(found: list[str]) -> Any:
    kept = sorted(filter(None, dict.fromkeys(found)))
    return kept if len(kept) > 1 else kept[0] if kept else ""


def _person(shelf: Shelf, one: Mapping[str, Any]) -> str:
    if whole(one.get("id")) is None or not text(one.get("name")):
        return ""
    gender = _GENDERS.get(whole(one.get("gender")) or 0, "")
    key = shelf.key("person", one["id"])
    told = {"tmdb": str(one["id"]), "gender": gender} if not shelf.names.get(key) else {}
    return shelf.thing("Person", "person", one["id"], text(one["name"]), **told)


def _people(shelf: Shelf, work: str, cast: Any, crew: Any) -> None:
    for one in records(cast):
        actor = _person(shelf, one)
        for name in [text(r.get("character")) for r in records(one.get("roles"))] or [text(one.get("character"))]:
            for part in name.split(" / "):
                character = shelf.character(part, work.partition("/")[0] if "/" in work else work)
                if actor and character:
                    shelf.statement("Portrayal", actor=actor, character=character, work=work)
    for one in records(crew):
        person = _person(shelf, one)
        for job in [text(j.get("job")) for j in records(one.get("jobs"))] or [text(one.get("job"))]:
            if person:
                shelf.credit(person, job, work)


#: A field that only one kind of response has, and what tells it.
_SHAPES = (
    ("first_air_date", _series), ("episodes", _season), ("episode_number", _episode), ("birthday", _person_response),
    ("release_date", _film),
)  # fmt: skip
FORMAT = Format("tmdb", run, "responses of TMDB's API", (".json",), words=frozenset({"shared"}))
