"""wiki-diff: what a page tells and the graph does not, the other way round, and where they clash, with who says so."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from continuity.cli import main

UNIVERSE = """\
sources:
  - {id: guide, type: Source, kind: reference, title: The guide, url: "https://example.org/guide"}
---
source: guide
horizon: none
claims:
  - {id: show/series, type: Series, name: Harbour}
  - {id: show/s1, type: Season, number: 1, partOf: show/series}
  - {id: show/s1e01, type: Episode, number: 1, partOf: show/s1, name: Low Water}
  - {id: show/s1e02, type: Episode, number: 2, partOf: show/s1, name: High Water}
  - {id: ada, type: Character, name: Ada Lovell, born: 1980, gender: female}
  - {id: jo-doe, type: Person, name: Jo Doe}
  - {type: Portrayal, actor: jo-doe, character: ada, work: show/series}
  - {type: Appearance, character: ada, in: show/s1e01, mode: present}
---
source: guide
horizon: show/s1e02
claims:
  - {type: Appearance, character: ada, in: show/s1e02, mode: present}
"""
PAGE = """\
{{Infobox character
| name = Ada Lovell
| aliases = The Keeper
| portrayer = [[Jo Doe]]
| series = [[Harbour]]
| born = 1975
| gender = Female
}}
== Appearances ==
* [[Low Water]]
* [[Dead Calm]]
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "all.yaml").write_text(UNIVERSE, encoding="utf-8")
    (tmp_path / "Ada_Lovell.wikitext").write_text(PAGE, encoding="utf-8")
    return tmp_path


def compared(place: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[dict[str, str]]:
    page = ["wiki-diff", str(place / "Ada_Lovell.wikitext"), "--universe", str(place / "mine"), "--json", *options]
    assert main(page) == 1
    found: list[dict[str, str]] = json.loads(capsys.readouterr().out)["differences"]
    return found


def test_each_side_and_the_clashes_are_listed(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(place, capsys)
    said = {(d["kind"], d["property"]): d["there"] or d["here"] for d in found}
    assert "The Keeper" in said["only there", "alias"]
    assert "Dead Calm" in said["only there", "appearsIn"]
    assert "S1E02" in said["only here", "appearsIn"] or "High Water" in said["only here", "appearsIn"]
    assert ("clash", "born") in said
    assert not any(d["property"] in ("name", "gender", "plays") for d in found)


def test_both_sides_of_a_clash_say_who_tells_it(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    clash = next(d for d in compared(place, capsys) if d["kind"] == "clash")
    assert "1975" in clash["there"]
    assert "1980" in clash["here"]
    assert clash["here_by"][0]["url"] == "https://example.org/guide"  # type: ignore[index]
    assert clash["there_by"][0]["title"] == "Ada Lovell"  # type: ignore[index]


def test_nothing_beyond_the_horizon_is_compared(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    found = compared(place, capsys, "--watched", "show:s1e01")
    assert not any(d["kind"] == "only here" and "E02" in d["here"] for d in found)


def test_as_text_it_is_a_list_to_work_through(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = str(place / "Ada_Lovell.wikitext")
    assert main(["wiki-diff", page, "--universe", str(place / "mine")]) == 1
    out = capsys.readouterr().out
    assert out.splitlines()[0].startswith("Ada Lovell (ada;")
    assert "  clash: " in out
    assert "— here: “The guide”" in out


def test_a_page_of_which_nothing_is_told_says_so(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    page = place / "Nobody_Much.wikitext"
    page.write_text("{{Infobox character\n| name = Nobody Much\n| gender = male\n}}\n", encoding="utf-8")
    assert main(["wiki-diff", str(page), "--universe", str(place / "mine")]) == 0
    assert "Nobody Much: nothing of that is told here" in capsys.readouterr().out


def test_what_is_no_page_is_refused(place: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["wiki-diff", str(place / "none.wikitext")]) == 2
    (place / "bad.wikitext").write_bytes(b"\xff\xfe\x00")
    assert main(["wiki-diff", str(place / "bad.wikitext"), "--universe", str(place / "mine")]) == 2
    assert "not UTF-8" in capsys.readouterr().err
