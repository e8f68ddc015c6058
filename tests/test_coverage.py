"""What stats says is missing, and on what the facts rest."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from continuity import universe
from continuity.canon import CanonGraph
from continuity.cli import text
from continuity.coverage import Coverage, WorkCoverage, coverage
from continuity.model import Scope

AUDIT = Path(__file__).resolve().parent.parent / "tools" / "audit.py"


def source(id: str, kind: str = "recap", **more: str) -> dict[str, Any]:
    return {"id": id, "type": "Source", "kind": kind, "title": id, "publisher": id, "published": "2020", **more}


EPISODES = [
    {"id": f"alpha/s1e{n:02d}", "type": "Episode", "number": n, "partOf": "alpha/s1", "released": "2020-01-01"}
    for n in (1, 2, 3)
]
FRAME = [
    {"id": "alpha/series", "type": "Series", "name": "Alpha"},
    {"id": "alpha/s1", "type": "Season", "number": 1, "partOf": "alpha/series"},
    *EPISODES,
    {"type": "CompleteList", "complete": "Episode", "of": "alpha/s1"},
    {"id": "jo", "type": "Person", "name": "Jo"},
    {"id": "ada", "type": "Character", "name": "Ada"},
]
ADA = {"type": "Appearance", "character": "ada", "in": "alpha/s1e02", "mode": "present"}


@pytest.fixture
def told() -> list[Mapping[str, Any]]:
    return [
        {
            "sources": [
                source("press", "pressRelease"),
                source("wiki", "fanWiki"),
                source("recap"),
                source("mirror", title="recap", publisher="recap"),
            ]
        },
        {"source": "press", "horizon": "none", "claims": FRAME},
        {
            "source": "recap",
            "horizon": "alpha/s1e02",
            "claims": [
                {"id": "alpha/s1e02", "name": "Two", "runtime": 50},
                {"type": "Credit", "person": "jo", "role": "director", "work": "alpha/s1e02"},
                ADA,
            ],
        },
        {"source": "mirror", "horizon": "alpha/s1e02", "claims": [ADA]},
        {"source": "wiki", "horizon": "alpha/s1e03", "claims": [{**ADA, "in": "alpha/s1e03", "mode": "flashback"}]},
    ]


def opened(documents: list[Mapping[str, Any]], **scope: Any) -> CanonGraph:
    made = universe.from_documents("alpha", documents)
    assert not made.findings
    return made.canon(Scope(**scope))


def season(made: Coverage) -> WorkCoverage:
    return next(w for w in made.works if w.id == "alpha/s1")


def test_a_season_says_of_how_many_episodes_what_is_known(told: list[Mapping[str, Any]]) -> None:
    one = season(coverage(opened(told)))
    assert (one.episodes, one.titles, one.dates, one.runtimes, one.directors, one.writers) == (3, 1, 3, 1, 1, 0)
    assert (one.casts, one.appearances, one.complete) == (2, 2, ("Episode",))


def test_a_copy_of_a_page_is_no_second_source(told: list[Mapping[str, Any]]) -> None:
    """Episode 1 is told by one source, 2 by the press and the recap with its copy, 3 by the press and the wiki."""
    made = coverage(opened(told))
    assert season(made).sources == pytest.approx(5 / 3, abs=0.05)
    assert made.support.several_sources == 0


def test_a_fact_of_two_sources_and_of_fan_wikis_alone(told: list[Mapping[str, Any]]) -> None:
    before = coverage(opened(told)).support
    assert before.fan_wikis_only == 1
    assert before.one_source + before.several_sources == before.facts
    told.append({"source": "wiki", "horizon": "alpha/s1e02", "claims": [ADA]})
    after = coverage(opened(told)).support
    assert (after.facts, after.several_sources, after.fan_wikis_only) == (before.facts, 1, 1)


def test_what_is_hidden_is_not_counted(told: list[Mapping[str, Any]]) -> None:
    seen = coverage(opened(told, until="alpha/s1e01"))
    assert (season(seen).titles, season(seen).appearances) == (0, 0)
    assert dict(seen.source_kinds) == {"pressRelease": 1}


def test_series_stand_before_their_seasons_and_franchises_first(told: list[Mapping[str, Any]]) -> None:
    told[1]["claims"].extend(
        [
            {"id": "saga", "type": "Franchise", "name": "Zeta Saga"},
            {"id": "alpha/series", "partOf": "saga"},
            {"id": "alpha/s10", "type": "Season", "number": 10, "partOf": "alpha/series"},
            {"id": "alpha/s10e01", "type": "Episode", "number": 1, "partOf": "alpha/s10"},
            {"id": "alpha/s2", "type": "Season", "number": 2, "partOf": "alpha/series"},
            {"id": "alpha/s2e01", "type": "Episode", "number": 1, "partOf": "alpha/s2"},
        ]
    )
    assert [w.id for w in coverage(opened(told)).works] == ["saga", "alpha/series", "alpha/s1", "alpha/s2", "alpha/s10"]


def test_people_and_programs_read_the_same(told: list[Mapping[str, Any]]) -> None:
    made = coverage(opened(told))
    assert json.loads(json.dumps(made.as_json()))["works"][1]["directors"] == 1
    printed = text.coverage(made)
    assert "Alpha season 1: episode" in printed
    assert f"by fan wikis alone: {made.support.fan_wikis_only} of {made.support.facts}" in printed


def test_a_universe_without_episodes_has_nothing_to_cover() -> None:
    made = coverage(
        opened([{"sources": [source("press")]}, {"source": "press", "horizon": "none", "claims": FRAME[:1]}])
    )
    assert made.works == ()
    assert text.coverage(made).startswith("facts told by one source: 1 of 1 (100 %)")


def drawn(*arguments: str) -> str:
    return subprocess.run(
        [sys.executable, AUDIT, *arguments], check=True, capture_output=True, text=True, encoding="utf-8"
    ).stdout


def test_an_audit_draws_the_same_claims_for_the_same_seed(tmp_path: Path) -> None:
    (tmp_path / "own.yaml").write_text(
        "\n---\n".join(
            [
                "sources: [{id: zine, type: Source, kind: recap, title: A zine, publisher: Jo, url: 'https://example.org/'}]",
                "source: zine\nhorizon: none\nclaims:\n  - {id: ada, type: Character, name: Ada}\n"
                "  - {id: alpha/s1, type: Season, number: 1, released: 2020, partOf: alpha/series}\n"
                "  - {id: alpha/series, type: Series, name: Alpha}\n"
                + "".join(
                    f"  - {{type: Appearance, character: ada, in: alpha/s1, mode: {mode}}}\n"
                    for mode in ("present", "flashback", "vision", "mentioned")
                ),
            ]
        ),
        encoding="utf-8",
    )
    whole = drawn("--universe", f"{tmp_path}/", "--count", "60")
    assert "Ada is in Alpha season 1 (flashback)" in whole
    assert "“A zine”, Jo, undated (recap)" in whole and "https://example.org/" in whole and "own.yaml:" in whole
    assert "Ada (ada): name Ada" not in whole, "that somebody bears a name is no claim to compare"
    one = [drawn("--universe", f"{tmp_path}/", "--count", "2", "--seed", seed) for seed in ("1", "1", "5")]
    assert one[0] == one[1] != one[2]
