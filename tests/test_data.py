"""What the shipped universe promises of its own data, whoever adds to it."""

from __future__ import annotations

import importlib.util
import re
import sys
import unicodedata
from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

import continuity
from continuity import dates, universe, vocab
from continuity.canon import CanonGraph, policies
from continuity.coverage import coverage
from continuity.documents import native
from continuity.model import Document, Scope

MARVEL = vocab.data_dir() / "marvel"
SAGA = "the-defenders-saga"
SERIES = ("daredevil", "jessica-jones", "luke-cage", "iron-fist", "the-defenders", "the-punisher")

#: Entities of one class that share a name, or one of which bears the other's name as an alias, and are two all the same.
#: A figure and its counterparts in other realities need no entry, nor do works of different years.
NAMESAKES = {
    frozenset({"albert-moving-company", "albert-thompson"}): "a mover in Iron Fist; the father of Kilgrave",
    frozenset({"arthur-moving-company", "arthur-stickball-coach"}): "a mover in Iron Fist; a coach in The Punisher",
    frozenset({"black-sky-boy", "elektra-natchios"}): "Black Sky is what the Hand calls more than one",
    frozenset({"colleen-wing", "danny-rand"}): "both are the Iron Fist, one after the other",
    frozenset({"agent-orange", "william-rawlins"}): "one man, which a sameAs claim reveals",
    frozenset({"ray-schoonover", "blacksmith"}): "one man, which a sameAs claim reveals",
    frozenset({"todd-daredevil", "todd-she-hulk"}): "two men of one first name",
    frozenset({"donny-chavez", "donny-sallinger"}): "two men of one first name",
    frozenset({"peter-cooley", "peter-lyonne"}): "two men of one first name",
    frozenset({"sergei", "sergei-konchevsky"}): "a Russian in Daredevil; another in The Punisher",
    frozenset({"jake-lockley", "marc-spector", "steven-grant"}): "three persons in one body are Moon Knight",
    frozenset(
        {"charles-xavier-10005", "charles-xavier-838", "charles-xavier-young"}
    ): "the young one is of another time line of the films",
}


@pytest.fixture(scope="module")
def shipped() -> universe.Compiled:
    return universe.load(MARVEL, compiled=False)


@pytest.fixture(scope="module")
def canon(shipped: universe.Compiled) -> CanonGraph:
    return shipped.canon(Scope())


@pytest.fixture(scope="module")
def items(shipped: universe.Compiled) -> list[tuple[Document, str, Mapping[str, Any]]]:
    """Every item of every account, with its account and where it stands."""
    return [
        (document, str(document.position(("claims", i))), native(item))
        for document in shipped.documents
        if document.kind == "claims"
        for i, item in enumerate(document.data["claims"])
    ]


def plain(name: str) -> str:
    """A name without accents, case and punctuation."""
    ascii_only = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    return " ".join(re.findall(r"[a-z0-9]+", ascii_only.lower()))


def test_the_shipped_universe_has_no_finding(shipped: universe.Compiled) -> None:
    assert [f"{f.position}: {f.message}" for f in shipped.findings] == []


@pytest.mark.parametrize("file", sorted(MARVEL.glob("**/*.yaml")), ids=lambda p: p.relative_to(MARVEL).as_posix())
def test_strict_yaml_parsers_read_every_file_too(file: Path) -> None:
    """libyaml is lenient where a plain scalar ends in a question mark; other parsers are not."""
    assert list(yaml.parse(file.read_text(encoding="utf-8"), Loader=yaml.SafeLoader))


def test_every_episode_of_the_saga_has_a_title_a_number_and_a_date(canon: CanonGraph) -> None:
    saga = {c.subject for c in canon.claims(predicate="within") if c.object.value == SAGA}
    episodes = [e for e in canon.entities("Episode") if e in saga]
    assert len(episodes) == 161
    lacking = [(e, p) for e in episodes for p in ("name", "number", "released") if not list(canon.claims(e, p))]
    assert lacking == []


def test_how_many_directors_are_known_can_be_said_from_the_data(canon: CanonGraph) -> None:
    """Directors of N of 161 episodes; the floors are what the project has promised."""
    saga = next(w for w in coverage(canon).works if w.id == SAGA)
    assert saga.episodes == 161
    assert 100 <= saga.directors <= 161
    assert 80 <= saga.writers <= 161
    seasons = [w for w in coverage(canon).works if w.type == "Season" and w.id.startswith(("daredevil/", "luke-cage/"))]
    assert all("Episode" in w.complete for w in seasons), "which lists are whole is data, too"


def test_what_is_whole_of_each_season_of_the_saga_is_told(canon: CanonGraph) -> None:
    """A count, an "only" or a "not" rests on a list that an account calls whole; a whole list of nobody is none."""
    works = coverage(canon).works
    told = {w.id: set(w.complete) for w in works if w.type == "Season" and w.id.split("/")[0] in SERIES}
    assert len(told) == 13
    assert [id for id, lists in told.items() if not {"Episode", "main"} <= lists] == []
    of_series = {"luke-cage/s1", "the-defenders/s1"}
    assert [id for id, lists in told.items() if "showrunner" not in lists and id not in of_series] == []
    main = {c.subject for c in canon.claims(predicate="billing") if c.object.value == "main"}
    cast = defaultdict(set)
    for claim in canon.claims(predicate="work"):
        if claim.subject in main:
            cast[claim.object.value].add(claim.subject)
    assert [id for id in told if len(cast[id]) < 4] == []


def test_every_episode_of_the_saga_has_an_identifier(canon: CanonGraph) -> None:
    episodes = [e for e in canon.entities("Episode") if e.split("/")[0] in SERIES]
    found = [c.object.value for e in episodes for c in canon.claims(e, "imdb")]
    assert len(found) == len(set(found)) == 161


def test_every_account_says_what_it_spoils_and_whose_it_is(canon: CanonGraph) -> None:
    poor = [
        a.id
        for a in canon.accounts.values()
        if not (a.horizon and a.source.title and a.source.kind and (a.source.publisher or a.source.url))
    ]
    assert poor == []


def test_no_two_entities_of_a_class_bear_one_name(canon: CanonGraph) -> None:
    bearers: dict[tuple[str, str], set[str]] = defaultdict(set)
    for id, names in canon.names().items():
        for property, name in names:
            if property != "realName" and canon.type(id) not in ("Source", "Canon", ""):
                bearers[canon.type(id), plain(name)].add(id)
    main = {(canon.type(i), plain(n)) for i, names in canon.names().items() for p, n in names if p == "name"}
    clashing = [
        (name, sorted(ids))
        for (cls, name), ids in sorted(bearers.items())
        if len(ids) > 1 and (cls, name) in main and not explained(canon, frozenset(ids))
    ]
    assert clashing == []


def explained(canon: CanonGraph, ids: frozenset[str]) -> bool:
    """Whether entities of one name are namesakes on the list, counterparts of each other, or works of different years."""
    if ids in NAMESAKES or len({i.removesuffix(COMICS) for i in ids}) == 1:
        return True
    years = [c.object.value[:4] for id in sorted(ids) for c in list(canon.claims(id, "released"))[:1]]
    if all(vocab.terms().is_a(canon.type(i), "Work") for i in ids):
        return len(set(years)) == len(years)
    near: dict[str, set[str]] = {i: {i} for i in ids}
    for id in ids:
        for c in canon.claims(id, "counterpartOf"):
            near[id].add(c.object.value)
    return any(all(hub in near[i] for i in ids) for hub in set().union(*near.values()))


def address(url: str) -> str:
    """An address without what does not tell two pages apart."""
    parts = urlsplit(url)
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    return (
        host + parts.path.rstrip("/").lower() + (f"?{parts.query}" if parts.query and "utm" not in parts.query else "")
    )


def test_no_source_has_two_ids(shipped: universe.Compiled) -> None:
    told: dict[str, set[str]] = defaultdict(set)
    for document in shipped.documents:
        for source in document.data["sources"] if document.kind == "sources" else ():
            if "url" in source:
                told[address(str(source["url"]))].add(str(source["id"]))
    assert {url: sorted(ids) for url, ids in told.items() if len(ids) > 1} == {}


def test_an_audit_draws_nearly_the_same_when_claims_are_added(shipped: universe.Compiled) -> None:
    """What was compared stays drawn: a claim told later takes the place of at most one other."""
    spec = importlib.util.spec_from_file_location("audit", MARVEL.parents[1] / "tools" / "audit.py")
    assert spec and spec.loader
    audit = sys.modules["audit"] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(audit)
    documents = shipped.documents
    less = [d for i, d in enumerate(documents) if i % 10]
    now, before = (audit.draw(d, 1, 60) for d in (documents, less))
    there = {c.position for c in audit.claims(less)}
    kept = [c for c in now if c.position in there]
    assert 40 <= len(kept) < 60
    assert before[: len(kept)] == kept


def test_quotes_are_a_few_words(items: list[tuple[Document, str, Mapping[str, Any]]]) -> None:
    long = [at for _, at, item in items for q in listed(item.get("quote")) if len(str(q).split()) > 12]
    assert long == []


def listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def test_ids_are_slugs(items: list[tuple[Document, str, Mapping[str, Any]]]) -> None:
    """Lower-case ASCII words joined by hyphens; the parts of a series below its slug."""
    slug, part = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*"), re.compile(r"[a-z0-9]+(-[a-z0-9]+)*/(series|s\d+(e\d\d+)?)")
    terms = vocab.terms()
    wrong = []
    for _, at, item in items:
        kind = item.get("type", "")
        if kind and terms.is_a(kind, "Entity"):
            shape = part if kind in ("Series", "Season", "Episode") else slug
            wrong += [] if shape.fullmatch(item["id"]) else [(at, item["id"])]
    assert wrong == []


def test_the_canons_load_and_the_default_is_one_of_them(shipped: universe.Compiled, canon: CanonGraph) -> None:
    known = policies(shipped.facts)
    assert len(known) >= 5
    (default,) = [d.data["default"] for d in shipped.documents if d.kind == "type"]
    assert default in known
    assert canon.accounts


# --- What spoils what ---

#: What tells the story, and the property that says of which work.
STORY = {
    "Death": "in",
    "Return": "in",
    "Appearance": "in",
    "LifeStatus": "asOf",
    "Crossover": "in",
    "Relationship": "in",
}
#: Told of somebody at no horizon, in both directions: what the premise of a show says, and what was announced with a
#: part. Nothing else of the story is harmless to all.
PREMISES = {
    frozenset({"edwin-jarvis", "howard-stark"}): "the premise of Agent Carter: his butler",
    frozenset({"edwin-jarvis", "ana-jarvis"}): "announced with the part",
    frozenset({"daniel-sousa", "strategic-scientific-reserve"}): "announced with the part",
    frozenset({"jack-thompson", "strategic-scientific-reserve"}): "announced with the part",
    frozenset({"peggy-carter", "strategic-scientific-reserve"}): "the premise of Agent Carter",
    frozenset({"foggy-nelson", "matt-murdock"}): "the premise of Daredevil: they run a firm",
    frozenset({"matt-murdock", "wilson-fisk"}): "the premise of Daredevil: its adversary",
    frozenset({"jessica-jones", "alias-investigations"}): "the premise of Jessica Jones: her agency",
    frozenset({"jessica-jones", "jeri-hogarth"}): "announced with the part: gives her work",
    frozenset({"dorothy-walker", "trish-walker"}): "announced with the part",
    frozenset({"cornell-stokes", "mariah-dillard"}): "announced with the parts: cousins",
    frozenset({"misty-knight", "rafael-scarfe"}): "announced with the part: partners in the police",
    frozenset({"claire-temple", "soledad"}): "announced with the part",
    frozenset({"harold-meachum", "ward-meachum"}): "announced with the parts",
    frozenset({"harold-meachum", "joy-meachum"}): "announced with the parts",
    frozenset({"joy-meachum", "ward-meachum"}): "announced with the parts",
    frozenset({"danny-rand", "ward-meachum"}): "the premise of Iron Fist: friends as children",
    frozenset({"danny-rand", "joy-meachum"}): "the premise of Iron Fist: friends as children",
    frozenset({"danny-rand", "colleen-wing"}): "announced with the part",
    frozenset({"billy-russo", "frank-castle"}): "announced with the part",
    frozenset({"billy-russo", "anvil"}): "announced with the part: his firm",
    frozenset({"jessica-jones", "the-defenders"}): "the premise of The Defenders",
    frozenset({"luke-cage", "the-defenders"}): "the premise of The Defenders",
}
#: The figures of the comics, whose story is not that of the screen.
COMICS = "-comics"


def test_nothing_of_the_story_is_told_to_those_who_have_seen_nothing(
    items: list[tuple[Document, str, Mapping[str, Any]]],
) -> None:
    spoiling = []
    for document, at, item in items:
        if listed(document.data.get("horizon")) != ["none"]:
            continue
        kind, work = item.get("type", ""), str(item.get("work", ""))
        titled = "name" in item and re.search(r"/s\d+e\d+$", item["id"])
        episode_part = kind == "Portrayal" and re.search(r"/s\d+e\d+$", work)
        told = kind in (*STORY, "Membership") and not harmless(item)
        if told or titled or episode_part or "sameAs" in item:
            spoiling.append((at, item["id"]))
    assert spoiling == []


def harmless(item: Mapping[str, Any]) -> bool:
    """Whether a relationship or membership is a premise, or one of the comics."""
    parties = frozenset(item[k] for k in ("subject", "object", "member", "group") if k in item)
    return parties in PREMISES or any(p.endswith(COMICS) for p in parties)


def test_what_happens_in_a_work_is_told_only_to_those_who_have_come_that_far(
    canon: CanonGraph, items: list[tuple[Document, str, Mapping[str, Any]]]
) -> None:
    early = []
    for document, at, item in items:
        horizon = listed(document.data.get("horizon"))
        works = listed(item.get(STORY.get(item.get("type", ""), "")))
        works += [item["id"]] if "name" in item and re.search(r"/s\d+e\d+$", item["id"]) else []
        works += [item["work"]] if item.get("type") == "Portrayal" and re.search(r"/s\d+e\d+$", item["work"]) else []
        early += [(at, w, horizon) for w in works if not any(reaches(canon, h, w) for h in horizon)]
    assert early == []


def reaches(canon: CanonGraph, horizon: str, work: str) -> bool:
    """Whether one who has come to the horizon has come to the work: to it, into it, past it, or past its release."""
    if horizon == work or work in whole(canon, horizon) or horizon in whole(canon, work):
        return True
    a, b = place(horizon), place(work)
    if a and b and a[0] == b[0]:
        return a[1:] >= b[1:]
    return released(canon, work) < released(canon, horizon)


def whole(canon: CanonGraph, work: str) -> Iterator[str]:
    return (c.object.value for c in canon.claims(work, "within"))


def place(work: str) -> tuple[str, int, int] | None:
    """(series, season, episode) of an id; the end of the season where no episode is named."""
    found = re.fullmatch(r"(.+)/s(\d+)(?:e(\d+))?", work)
    return (found[1], int(found[2]), int(found[3] or 999)) if found else None


def released(canon: CanonGraph, work: str) -> date:
    own = next((c.object.value for w in (work, *whole(canon, work)) for c in canon.claims(w, "released")), "")
    return dates.bounds(own)[0] if own else date.max


def test_a_season_is_there_as_soon_as_a_source_tells_of_its_making() -> None:
    """Known from January to August 2016 as renewed, though nobody had told a thing of its story."""
    canon = continuity.load("marvel").canon()
    for day in ("2016-02-01", "2016-08-01", "2016-08-15"):
        answer = canon.ask(f"what was the status of jessica jones season 2 on {day}")
        assert ["order", "renewed", "2016-01-17"] in [[str(c) for c in r[:3]] for r in answer.rows]


def test_no_title_or_id_of_a_source_gives_away_the_title_of_an_episode(
    shipped: universe.Compiled, canon: CanonGraph
) -> None:
    def plain(text: str) -> str:
        return re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", text.lower())).strip("-")

    nothing = shipped.canon(Scope(watched=("none",)))
    known = {plain(str(c.object.value)) for p in ("name", "alias") for c in nothing.claims(predicate=p)}
    named = [c for c in canon.claims(predicate="name") if re.search(r"/s\d+e\d+$", c.subject)]
    hidden = {title for c in named if "-" in (title := plain(str(c.object.value)))} - known  # one word may be anything
    assert len(hidden) > 50
    pattern = re.compile(r"(?<![a-z0-9])(" + "|".join(sorted(hidden)) + r")(?![a-z0-9])")
    told = {text for id, a in nothing.accounts.items() for text in (id, a.source.title)}
    assert told
    assert [text for text in told if pattern.search(plain(text))] == []
