"""The labelled benchmark: every planted contradiction is found and named exactly, and no clean twin is reported."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import planting
import pytest
from planting import ROOT

from continuity import universe
from continuity.check import RULES, check
from continuity.cli import main
from continuity.model import Finding, Scope

CASES = planting.cases("planted", "broken")
#: Universes in which nothing is wrong.
QUIET = sorted(p for p in (ROOT / "quiet").glob("*.yaml") if p.name != "sources.yaml")


@pytest.fixture(scope="module")
def before() -> list[Finding]:
    return planting.untouched()


def test_every_planted_contradiction_is_found_and_names_exactly_what_was_planted(before: list[Finding]) -> None:
    found = planting.new(planting.findings("planted", "broken"), before)
    assert {c.file: why for c in CASES if (why := planting.wrong(c, found))} == {}
    assert [(f.rule, f.message) for f in planting.strays(CASES, found, planted=True)] == []


def test_no_clean_twin_is_reported(before: list[Finding]) -> None:
    found = planting.new(planting.findings("clean"), before)
    assert [(f.rule, f.message) for f in planting.strays(CASES, found, planted=False)] == []


def told(path: Path) -> Counter[str]:
    """The lines of a case without its comments: a claim, a source, a canon or the head of an account each."""
    lines = (line.split("  #")[0].rstrip() for line in path.read_text(encoding="utf-8").splitlines())
    return Counter(line for line in lines if line and not line.startswith("# "))


def pairs() -> Iterator[tuple[Path, Path]]:
    """The file of each case and that of its clean twin."""
    for case in CASES:
        [place] = [p for d in ("planted", "broken") if (p := ROOT / d / case.file).exists()]
        yield place, ROOT / "clean" / case.file
    for name in planting.UNIVERSES:
        for case in planting.cases(f"elsewhere/{name}/planted"):
            place = planting.ELSEWHERE / name
            yield place / "planted" / case.file, place / "clean" / case.file


@pytest.mark.parametrize(("case", "twin"), list(pairs()), ids=lambda p: p.relative_to(ROOT).as_posix())
def test_a_clean_twin_differs_in_one_claim(case: Path, twin: Path) -> None:
    planted, clean = told(case), told(twin)
    more, less = planted - clean, clean - planted
    assert more or less
    assert more.total() <= 1
    assert less.total() <= 1


def test_every_rule_is_planted_and_some_cases_are_kept_apart() -> None:
    assert {c.rule for c in CASES} == {r.code for r in RULES}
    assert len(CASES) >= 120
    assert sum(c.apart for c in CASES) >= 20
    assert {c.file for c in planting.cases("clean")} == {c.file for c in CASES}


def test_the_directories_share_one_frame() -> None:
    for name in ("frame.yaml", "sources.yaml"):
        assert len({(ROOT / d / name).read_bytes() for d in ("planted", "clean", "broken")}) == 1


@pytest.mark.parametrize("name", planting.UNIVERSES)
def test_a_second_hand_s_cases_are_found_on_universes_of_all_kinds(name: str) -> None:
    every = planting.cases(f"elsewhere/{name}/planted")
    found, clean = planting.findings_elsewhere(name, "planted"), planting.findings_elsewhere(name, "clean")
    assert {c.file: why for c in every if (why := planting.wrong(c, found))} == {}
    assert [(f.rule, f.message) for f in planting.strays(every, found, planted=True)] == []
    assert [(f.rule, f.message) for f in planting.strays(every, clean, planted=False)] == []


@pytest.mark.parametrize("path", QUIET, ids=lambda p: p.stem)
def test_what_only_looks_like_a_contradiction_is_not_reported(path: Path, tmp_path: Path) -> None:
    for file in (path, ROOT / "quiet" / "sources.yaml"):
        shutil.copy(file, tmp_path)
    made = universe.load(tmp_path, compiled=False)
    assert [(f.rule, f.message) for f in check(made, made.canon(Scope()))] == []


@pytest.mark.parametrize(("directory", "code"), [("planted", 1), ("clean", 0), ("broken", 2)])
def test_a_directory_is_a_universe_that_can_be_checked_alone(
    directory: str, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["check", str(ROOT / directory)]) == code
    capsys.readouterr()


@pytest.mark.parametrize("directory", ["planted", "broken"])
def test_a_directory_by_itself_has_the_same_findings(directory: str) -> None:
    made = universe.load(ROOT / directory, compiled=False)
    found = check(made, made.canon(Scope()), severity="info", texts=ROOT / "texts")
    assert {c.file: why for c in planting.cases(directory) if (why := planting.wrong(c, found))} == {}
