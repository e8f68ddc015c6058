"""`continuity watching`: what was watched is remembered, every command keeps to it and says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from continuity.cli import main, memory

Run = tuple[int, str, str]


@pytest.fixture(autouse=True)
def own_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONTINUITY_STATE", str(tmp_path / "state"))
    return tmp_path / "state" / "watched.json"


@pytest.fixture
def mine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> str:
    assert main(["new", str(tmp_path / "mine")]) == 0
    capsys.readouterr()
    return str(tmp_path / "mine")


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> Run:
    code = main(arguments)
    out = capsys.readouterr()
    return code, out.out, out.err


def watched(capsys: pytest.CaptureFixture[str], universe: str, *arguments: str) -> list[str] | None:
    code, out, _ = run(capsys, "watching", "--universe", universe, "--json", *arguments)
    assert code == 0
    found: list[str] | None = json.loads(out)["watched"]
    return found


def test_nothing_is_remembered_at_first(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    assert watched(capsys, mine) is None
    assert "nothing is remembered" in run(capsys, "watching", "--universe", mine)[1]
    assert run(capsys, "stats", "--universe", mine)[2] == ""


def test_a_show_named_again_moves_and_the_others_stay(capsys: pytest.CaptureFixture[str]) -> None:
    first = watched(capsys, "marvel", "daredevil:s1,jessica-jones:s1e09")
    assert first == ["daredevil/s1", "jessica-jones/s1e09"]
    assert watched(capsys, "marvel", "jessica-jones:s1e10") == ["daredevil/s1", "jessica-jones/s1e10"]
    assert watched(capsys, "marvel", "none") == []
    assert watched(capsys, "marvel", "--forget") is None


def test_every_command_keeps_to_it_and_says_so(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    _, whole, _ = run(capsys, "stats", "--json", "--universe", mine)
    watched(capsys, mine, "none")
    for command in (["stats"], ["query", "SELECT * { ?s a c:Character }"], ["check"], ["diff", "on=2020", "on=2021"]):
        _, _, said = run(capsys, *command, "--universe", mine)
        assert "keeping to what you have watched: nothing" in said, command
    _, kept, _ = run(capsys, "stats", "--json", "--universe", mine)
    assert json.loads(kept)["characters"] < json.loads(whole)["characters"]
    assert json.loads(kept)["horizon"]["watched"] == ["none"]


def test_an_option_puts_it_aside(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    _, whole, _ = run(capsys, "stats", "--json", "--universe", mine)
    watched(capsys, mine, "none")
    _, out, said = run(capsys, "stats", "--json", "--universe", mine, "--watched", "all")
    assert (out, said) == (whole, "")


def test_universes_are_remembered_apart(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    watched(capsys, mine, "none")
    assert watched(capsys, "marvel") is None
    assert watched(capsys, str(Path(mine) / ".." / "mine")) == []


def test_a_shown_title_is_one_that_was_watched(capsys: pytest.CaptureFixture[str]) -> None:
    _, out, _ = run(capsys, "watching", "jessica-jones:s1e02")
    assert "jessica-jones/s1e02" in out
    assert "AKA Smile" not in out


@pytest.mark.parametrize(
    ("progress", "says"),
    [
        ("jesica-jones:s1", "did you mean jessica-jones"),
        ("daredevil:s9", "has no s9"),
        ("none,daredevil:s1", "give either alone"),
    ],
)
def test_what_is_no_progress_is_refused_and_changes_nothing(
    capsys: pytest.CaptureFixture[str], progress: str, says: str
) -> None:
    watched(capsys, "marvel", "daredevil:s1")
    code, _, said = run(capsys, "watching", progress)
    assert code == 2
    assert says in said
    assert watched(capsys, "marvel") == ["daredevil/s1"]


def test_progress_and_forgetting_at_once_are_refused(capsys: pytest.CaptureFixture[str]) -> None:
    assert run(capsys, "watching", "daredevil:s1", "--forget")[0] == 2


@pytest.mark.parametrize("damage", ["{", "[]", '{"marvel": 1}'])
def test_a_damaged_memory_stops_rather_than_spoils(
    capsys: pytest.CaptureFixture[str], own_memory: Path, damage: str
) -> None:
    own_memory.parent.mkdir(parents=True)
    own_memory.write_text(damage, encoding="utf-8")
    code, out, said = run(capsys, "ask", "who plays Kilgrave")
    assert (code, out) == (2, "")
    assert str(own_memory) in said


def test_a_remembered_work_that_is_gone_is_named(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    memory.remember(mine, ["gone/s1"])
    code, _, said = run(capsys, "stats", "--universe", mine)
    assert code == 2
    assert "gone/s1" in said


def test_all_was_watched_puts_every_horizon_aside(capsys: pytest.CaptureFixture[str], mine: str) -> None:
    assert watched(capsys, mine, "none") == []
    assert watched(capsys, mine, "all") is None
    code, _, err = run(capsys, "watching", "--universe", mine, "all,none")
    assert (code, "give either alone" in err) == (2, True)
