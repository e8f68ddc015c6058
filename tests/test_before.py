"""What to see first: the fewest works, in order, each with why and who says so, and no spoiler."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

import pytest

import continuity
from continuity.cli import main
from continuity.errors import UnknownEntity


def show(slug: str, name: str, *seasons: tuple[str, int]) -> Iterable[Mapping[str, Any]]:
    """A series whose seasons are released on a date with so many episodes."""
    yield {"id": f"{slug}/series", "type": "Series", "name": name}
    for n, (day, episodes) in enumerate(seasons, 1):
        yield {"id": f"{slug}/s{n}", "type": "Season", "number": n, "partOf": f"{slug}/series", "released": day}
        for e in range(1, episodes + 1):
            yield {
                "id": f"{slug}/s{n}e{e:02}",
                "type": "Episode",
                "number": e,
                "partOf": f"{slug}/s{n}",
                "released": day,
            }


FRAME = {
    "source": "guide",
    "horizon": "none",
    "claims": [
        *show("anna", "Anna", ("2015-01-01", 2), ("2016-01-01", 2), ("2019-01-01", 2)),
        *show("bert", "Bert", ("2015-06-01", 3)),
        *show("crew", "The Crew", ("2017-01-01", 2)),
        {"id": "clara", "type": "Character", "name": "Clara"},
        {"id": "film-2014", "type": "Film", "name": "Film", "released": "2014-01-01"},
    ],
}
SOURCES = {
    "sources": [{"id": i, "type": "Source", "kind": "news", "title": i.title()} for i in ("guide", "press", "recap")]
}
PRESS = {
    "source": "press",
    "horizon": "none",
    "claims": [
        {"type": "Dependency", "work": "crew/series", "on": "anna/series", "kind": "continues"},
        {"type": "Dependency", "work": "crew/s1", "on": "bert/s1e02", "kind": "introduces", "why": "Bert joins"},
        {"type": "Dependency", "work": "anna/s3", "on": "crew/series", "kind": "continues"},
        {"type": "Dependency", "work": "crew/series", "on": "anna/s3", "kind": "shapes"},
    ],
}
RECAP = {
    "source": "recap",
    "reports": "bert/s1e01",
    "horizon": "bert/s1e01",
    "claims": [
        {
            "type": "Crossover",
            "from": "film-2014",
            "to": "bert/series",
            "via": "clara",
            "in": "bert/s1e01",
            "mode": "byCharacter",
        }
    ],
}


@pytest.fixture(scope="module")
def universe() -> continuity.Universe:
    return continuity.load([SOURCES, FRAME, PRESS, RECAP])


def ids(canon: continuity.Canon, work: str) -> list[tuple[str, str]]:
    return [(i.work.id, i.up_to.id if i.up_to else "") for i in canon.before(work)]


def test_the_fewest_works_in_order(universe: continuity.Universe) -> None:
    assert ids(universe.canon(), "crew/series") == [
        ("film-2014", ""),  # what crosses over into what is needed
        ("anna/s1", ""),  # of a series, what was released before
        ("bert/s1", "bert/s1e02"),  # of a season, up to the episode that is needed
        ("anna/s2", ""),
    ]
    assert ids(universe.canon(), "film-2014") == []


def test_a_later_season_needs_what_builds_on_the_first(universe: continuity.Universe) -> None:
    assert ids(universe.canon(), "anna/series") == [], "before the first season nothing is needed"
    needed = [work for work, _ in ids(universe.canon(), "anna/s3")]
    assert needed[-1] == "crew/s1"
    assert {"anna/s1", "anna/s2"} <= set(needed)


def test_an_influence_on_the_making_calls_for_nothing(universe: continuity.Universe) -> None:
    assert "anna/s3" not in [work for work, _ in ids(universe.canon(), "crew/series")]


def test_each_work_says_why_and_who_says_so(universe: continuity.Universe) -> None:
    items = {i.work.id: i for i in universe.canon().before("The Crew")}
    reason = items["bert/s1"].reasons[0]
    assert (reason.by.id, reason.kind) == ("crew/s1", "introduces")
    assert "Bert joins" in reason.text
    assert [e.account.source.id for e in reason.evidence] == ["press"]
    assert all(i.reasons for i in items.values())


def test_reasons_spoil_nothing_where_nothing_is_said_of_a_horizon(universe: continuity.Universe) -> None:
    film = universe.canon().before("crew/series")[0]
    assert not any(r.evidence for r in film.reasons)
    assert "Clara" not in repr(film.reasons) + film._repr_html_()
    seen = universe.canon(watched="bert:s1")
    assert "film-2014" not in [work for work, _ in ids(seen, "crew/series")], "who has seen Bert needs nothing for it"
    told = universe.canon(until="bert/s1e03").before("bert/series")
    assert "Clara" in told[0].reasons[0].text, "who has seen it is told"


def test_what_was_watched_is_left_out(universe: continuity.Universe) -> None:
    assert ids(universe.canon(watched="anna:s1"), "crew/series") == [("bert/s1", "bert/s1e02"), ("anna/s2", "")]
    assert ids(universe.canon(watched="anna:s2,bert"), "crew/series") == []


def test_works_that_need_each_other_come_by_release() -> None:
    loop = [
        {"type": "Dependency", "work": "one/series", "on": "two/series", "kind": "continues"},
        {"type": "Dependency", "work": "two/series", "on": "one/series", "kind": "continues"},
        {"type": "Dependency", "work": "three/series", "on": "one/series", "kind": "continues"},
    ]
    shows = [{"id": f"{n}/series", "type": "Series", "name": n.title()} for n in ("one", "two", "three")]
    universe = continuity.load([{"source": "s", "horizon": "none", "claims": [*shows, *loop]}])
    assert sorted(i.work.id for i in universe.canon().before("Three")) == ["one/series", "two/series"]


def test_the_saga(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["before", "--json", "The Defenders"]) == 0
    made = json.loads(capsys.readouterr().out)
    works = [i["work"] for i in made["items"]]
    assert {"daredevil/s1", "jessica-jones/s1", "daredevil/s2", "luke-cage/s1", "iron-fist/s1"} <= set(works)
    assert works.index("daredevil/s1") < works.index("daredevil/s2")
    assert not {"daredevil/s3", "jessica-jones/s2", "the-defenders/s1"} & set(works)
    assert all(i["because"] for i in made["items"])
    assert any(told["source"] for i in made["items"] for r in i["because"] for told in r["told_by"])
    assert made["universe"] == "marvel" and made["horizon"]
    assert main(["before", "--json", "--watched", "daredevil:s1,jessica-jones:s1", "The Defenders"]) == 0
    left = [i["work"] for i in json.loads(capsys.readouterr().out)["items"]]
    assert not {"daredevil/s1", "jessica-jones/s1"} & set(left)
    assert {"daredevil/s2", "luke-cage/s1", "iron-fist/s1"} <= set(left)


@pytest.mark.parametrize(
    ("name", "code"), [("The Defnders", 4), ("kilgrave", 4), ("daredevil:s99", 4), ("Jessica Jones", 0)]
)
def test_exit_codes(capsys: pytest.CaptureFixture[str], name: str, code: int) -> None:
    assert main(["before", name]) == code
    out = capsys.readouterr()
    assert (out.err if code else out.out) and "Traceback" not in out.err


def test_a_code_or_a_title_is_a_work(universe: continuity.Universe) -> None:
    assert universe.canon().work("anna:s2").id == universe.canon().work("anna/s2").id == "anna/s2"
    with pytest.raises(UnknownEntity):
        universe.canon().work("Clara")
