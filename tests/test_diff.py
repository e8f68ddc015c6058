"""What differs between universes, and between canons of one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import continuity
from continuity.cli import main, scaffold

ONE = [
    {"sources": [{"id": "a", "type": "Source", "kind": "news", "title": "A", "published": "2020-01-01"}]},
    {"source": "a", "horizon": "none", "claims": [
        {"id": "show", "type": "Series", "name": "Show", "released": "2020-02-02"},
        {"id": "ada", "type": "Person", "name": "Ada"},
        {"type": "Credit", "person": "ada", "role": "creator", "work": "show"},
    ]},
]  # fmt: skip


@pytest.fixture
def universe() -> continuity.Universe:
    return continuity.load(ONE)


def test_nothing_differs_from_itself(universe: continuity.Universe) -> None:
    assert not universe.diff(universe)
    assert str(universe.diff(continuity.load(ONE))) == "the same"


def test_what_is_added_is_withdrawn_the_other_way_round(universe: continuity.Universe) -> None:
    more = universe.with_account(
        source="a",
        reports="ada",
        horizon="none",
        claims=[{"type": "Credit", "person": "ada", "role": "director", "work": "show"}],
    )
    (change,) = universe.diff(more).added
    assert "Ada" in change.text and "direct" in change.text
    assert [e.account.source.id for e in change.evidence] == ["a"]
    back = more.diff(universe)
    assert [c.text for c in back.withdrawn] == [change.text] and not back.added


def test_a_new_clash_is_a_contradiction(universe: continuity.Universe) -> None:
    more = universe.with_account(
        source={"id": "b", "kind": "news", "title": "B", "published": "2021-01-01"},
        horizon="none",
        claims=[{"id": "show", "released": "2020-03-03"}],
    )
    found = universe.diff(more)
    (clash,) = found.contradicted
    assert "2020-02-02" in clash.text and "2020-03-03" in clash.text
    assert {e.account.source.id for e in clash.evidence} == {"a", "b"}
    assert not more.diff(more).contradicted, "what clashed before is no news"
    assert [c.text for c in found.added] and [c.text for c in found.withdrawn], "the later account is followed"


def test_a_further_teller_of_a_known_fact_changes_nothing(universe: continuity.Universe) -> None:
    more = universe.with_account(
        source={"id": "b", "kind": "news", "title": "B"},
        horizon="none",
        claims=[{"id": "ada", "type": "Person", "name": "Ada"}],
    )
    assert not universe.diff(more)


def test_between_two_dates(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["diff", "--json", "on=2016-04-30", "on=2017-08-18"]) == 1
    made = json.loads(capsys.readouterr().out)
    assert made["added"] and made["a"]["horizon"]["on"] == "2016-04-30" and made["b"]["horizon"]["on"] == "2017-08-18"
    assert any(c["about"] == "the-defenders/series" or "Defenders" in c["fact"] for c in made["added"])
    assert all(c["told_by"] for c in made["added"])


def test_two_universes_by_path(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for name in ("one", "two"):
        scaffold.write(tmp_path / name)
    one, two = str(tmp_path / "one"), str(tmp_path / "two")
    assert main(["diff", one, two]) == 0, "ids are compared, not the names of the universes"
    assert capsys.readouterr().out == "the same\n"
    finale = tmp_path / "two" / "finale.yaml"
    finale.write_text(finale.read_text("utf-8").replace(", by: ada", ""), encoding="utf-8")
    assert main(["diff", one, two]) == 1
    assert "killed by Ada" in capsys.readouterr().out
    assert main(["diff", f"{one}+watched=none", f"{one}+until=lighthouse/s1e02"]) == 1
    assert "Keeper" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("a", "word"), [("marvle", "marvel"), ("on=soon", "soon"), ("canon=netflx", "netflix"), ("./nowhere", "nowhere")]
)
def test_a_side_that_there_is_not(capsys: pytest.CaptureFixture[str], a: str, word: str) -> None:
    assert main(["diff", a, "marvel"]) == 2
    assert word in capsys.readouterr().err


def test_reprs_are_escaped() -> None:
    bad = "<script>alert(1)</script>"
    one = continuity.load([{"horizon": "none", "claims": [{"id": "x", "type": "Person", "name": "X"}]}])
    two = continuity.load([{"horizon": "none", "claims": [{"id": "x", "type": "Person", "name": bad}]}])
    assert bad in str(one.diff(two)) and bad not in one.diff(two)._repr_html_()
