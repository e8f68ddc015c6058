"""IMDb's data files: tab-separated tables of titles, episodes, crew, casts, ratings and names.

They hold everything there is, so a mapping says what is wanted: `titles: [tt2357547]` takes these titles, the episodes of
those that are series, and whoever worked on them. Without it, all is imported.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from continuity.errors import UsageError
from continuity.imports.shelf import Shelf
from continuity.imports.told import Format, Job, Told
from continuity.model import Finding, Position
from continuity.readers import guarded, table

#: Rows in one piece of what is told.
PIECE = 500
_STAGE = 10**12  # a cursor is the number of the table times this, and the row
_CLASSES = {
    "tvSeries": "Series", "tvMiniSeries": "Series", "tvEpisode": "Episode", "movie": "Film", "tvMovie": "Film",
    "tvSpecial": "Special", "tvShort": "Special", "short": "Special", "video": "Film",
}  # fmt: skip
_ACTS = frozenset({"actor", "actress"})
Row = Mapping[str, str]


def run(job: Job) -> Iterator[Told | Finding]:
    """Titles and episodes first, then people, then who did what."""
    tables = {_table(p): p for p in job.files if _table(p)}
    if "title.basics" not in tables:
        raise UsageError("title.basics.tsv is needed: give the folder of IMDb's data files")
    source = job.source({"title": "IMDb data files", "publisher": "IMDb", "url": "https://datasets.imdbws.com/"})
    source["id"] = source["id"] or "imdb"
    job.names.take("source:imdb", source["id"])
    job.names.keep("source", source["id"])
    job.names.keep("title", "IMDb")
    if not job.start:
        yield Told("sources", (source,), kind="sources")
    problems: list[Finding] = []
    maker = _Maker(job, source["id"], problems)
    job.once("names", lambda: maker.name(tables))
    maker.recall()
    stages: tuple[tuple[str, str, Callable[[Row], None], bool], ...] = (
        ("title.basics", "works", maker.title, True), ("title.episode", "works", maker.episode, True),
        ("name.basics", "people", maker.person, True), ("title.crew", "crew", maker.crew, False),
        ("title.principals", "cast", maker.principal, False), ("title.ratings", "ratings", maker.rating, True),
    )  # fmt: skip
    for stage, (name, place, tell, harmless) in enumerate(stages):
        if name not in tables or stage < job.start // _STAGE:
            continue
        skip = job.start % _STAGE if stage == job.start // _STAGE else 0
        at = 0
        for at, row in enumerate(_rows(job, tables[name]), 1):
            if at <= skip:
                continue
            if isinstance(row, Finding):
                yield row
                continue
            maker.line = Position(tables[name].name, row.line)
            tell(row.values)
            yield from problems
            problems.clear()
            if len(maker.shelf.items) >= PIECE:
                yield Told(place, maker.shelf.take(), job.head(source["id"], harmless=harmless), cursor=stage * _STAGE + at)  # fmt: skip
        if maker.shelf.items:
            yield Told(place, maker.shelf.take(), job.head(source["id"], harmless=harmless), cursor=stage * _STAGE + at)


def _table(path: Path) -> str:
    """`title.basics` for title.basics.tsv.gz."""
    return path.name.partition(".tsv")[0] if ".tsv" in path.name else ""


def _rows(job: Job, path: Path) -> Iterator[table.Row | Finding]:
    with guarded.Stream(path) as stream:
        for count, row in enumerate(table.rows(stream, path.name, quoted=False)):
            if count % 100_000 == 0:
                job.progress(path.name, stream.done, count)
            yield row


class _Maker:
    """Turns rows into items. Which titles and people are wanted is kept beside the names."""

    def __init__(self, job: Job, source: str, problems: list[Finding]) -> None:
        self.job, self.source, self.line = job, source, Position("")
        self.shelf = Shelf(job, "imdb", lambda m: problems.append(guarded.problem(self.line.file, self.line.line, m)))
        self.seeds = {str(t) for t in job.mapping.get("titles", ())}
        self.wanted: set[str] = set()
        self.people: set[str] = set()

    def name(self, tables: Mapping[str, Path]) -> None:
        """Choose what is wanted, and give every title its id before a cast speaks of it."""
        if self.seeds:
            self.wanted = set(self.seeds)
            for row in self._all(tables, "title.episode"):
                if row.get("parentTconst") in self.seeds:
                    self.wanted.add(row["tconst"])
            for row in self._all(tables, "title.principals"):
                if row.get("tconst") in self.wanted:
                    self.people.add(row.get("nconst", ""))
            for row in self._all(tables, "title.crew"):
                if row.get("tconst") in self.wanted:
                    self.people |= set(f"{row.get('directors', '')},{row.get('writers', '')}".split(","))
        self.job.names.keep("wanted", json.dumps([sorted(self.wanted), sorted(self.people)]))
        for row in self._all(tables, "title.basics"):
            cls = _CLASSES.get(row.get("titleType", ""), "")
            if self._wants(row.get("tconst", "")) and cls and cls != "Episode":
                year = _told(row, "startYear")
                named = row["primaryTitle"] + ("" if cls == "Series" else f" {year}")
                hint = year if cls == "Series" else row["tconst"]
                self.job.names.id(self._key(row["tconst"]), named, cls, hint, "series" if cls == "Series" else "")
        for row in self._all(tables, "title.episode"):
            parent = self.job.names.get(self._key(row.get("parentTconst", "")))
            if self._wants(row.get("tconst", "")) and parent:
                season, number = _told(row, "seasonNumber"), _told(row, "episodeNumber")
                tail = (
                    f"s{season}e{number.zfill(2)}"
                    if season.isdigit() and number.isdigit()
                    else f"episode-{row['tconst']}"
                )
                self.job.names.take(self._key(row["tconst"]), f"{parent.removesuffix('/series')}/{tail}")

    def recall(self) -> None:
        """Take up again what is wanted, after a kill."""
        kept = json.loads(self.job.names.state("wanted") or "[[], []]")
        self.wanted, self.people = set(kept[0]), set(kept[1])

    def _all(self, tables: Mapping[str, Path], name: str) -> Iterator[Row]:
        for row in _rows(self.job, tables[name]) if name in tables else ():
            if isinstance(row, table.Row):
                yield row.values

    def _key(self, number: str) -> str:
        return self.shelf.key("title" if number.startswith("tt") else "name", number)

    def _wants(self, title: str) -> bool:
        return not self.seeds or title in self.wanted

    def _work(self, row: Row) -> str:
        title = row.get("tconst", "")
        return self.job.names.get(self._key(title)) if self._wants(title) else ""

    def title(self, row: Row) -> None:
        """A row of title.basics."""
        work, cls = self._work(row), _CLASSES.get(row.get("titleType", ""), "")
        if not work or not cls:
            return
        self.job.names.told(self._key(row["tconst"]))
        told = {"released": _told(row, "startYear"), "runtime": _told(row, "runtimeMinutes"), "imdb": row["tconst"]}
        if cls == "Series":
            told |= {"concluded": _told(row, "endYear")}
        self.shelf.tell(work, cls, **({} if cls == "Episode" else {"name": row["primaryTitle"]}), **told)

    def episode(self, row: Row) -> None:
        """A row of title.episode."""
        work, parent = self._work(row), self.job.names.get(self._key(row.get("parentTconst", "")))
        if not work or not parent:
            return
        season, number = _told(row, "seasonNumber"), _told(row, "episodeNumber")
        above = parent
        if season.isdigit():
            key = f"{row['parentTconst']}.{season}"
            known = self.job.names.get(self.shelf.key("season", key))
            above = known or self.shelf.part(
                "Season", parent, "season", key, f"s{season}", number=season, partOf=parent
            )
        self.shelf.tell(work, "Episode", number=number, partOf=above)

    def person(self, row: Row) -> None:
        """A row of name.basics."""
        number = row.get("nconst", "")
        if not self.seeds or number in self.people:
            self.shelf.thing(
                "Person", "name", number, row.get("primaryName", ""), born=_told(row, "birthYear"),
                died=_told(row, "deathYear"), imdb=number,
            )  # fmt: skip

    def _person(self, number: str) -> str:
        """A person by number; one of whom no table gives the name is known by the number alone."""
        return self.job.names.id(self._key(number), number, "Person", number) if number.startswith("nm") else ""

    def crew(self, row: Row) -> None:
        """A row of title.crew."""
        work = self._work(row)
        for column, role in (("directors", "director"), ("writers", "writer")):
            for number in _told(row, column).split(",") if work else ():
                if self._person(number):
                    self.shelf.credit(self._person(number), role, work)

    def principal(self, row: Row) -> None:
        """A row of title.principals."""
        work, person = self._work(row), row.get("nconst", "")
        if not work or not person.startswith("nm"):
            return
        if row.get("category") not in _ACTS:
            job = _told(row, "job") or row.get("category", "")
            self.shelf.credit(self._person(person), job if job in ("creator", "executive producer") else row.get("category", ""), work)  # fmt: skip
            return
        try:
            characters = guarded.parse_json(_told(row, "characters") or "[]")
        except ValueError:
            self.shelf.problem(f"characters {row['characters'][:60]!r} are no list")
            return
        for name in characters if isinstance(characters, list) else ():
            of = work.partition("/")[0] + "/series" if "/" in work else work
            character = self.shelf.character(str(name), of)
            if character:
                self.shelf.statement("Portrayal", actor=self._person(person), character=character, work=work)

    def rating(self, row: Row) -> None:
        """A row of title.ratings."""
        work = self._work(row)
        try:
            value, votes = float(_told(row, "averageRating") or 0), int(_told(row, "numVotes") or 0)
        except ValueError:
            self.shelf.problem("a rating is no number")
            return
        if work:
            self.shelf.score(work, value, "IMDb", votes)


def _told(row: Row, column: str) -> str:
    """A value, or nothing for IMDb's \\N."""
    value = row.get(column, "").strip()
    return "" if value == "\\N" else value


FORMAT = Format("imdb", run, "IMDb's data files", (".tsv",), True, frozenset({"titles", "shared"}))
