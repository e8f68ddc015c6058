"""Findings that are known and accepted, and what would end one."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import Lint

from continuity.check import baseline
from continuity.check.repairs import smallest
from continuity.check.stage import STAGE
from continuity.cli import main
from continuity.errors import UsageError
from continuity.model import Cited, Finding, Position

TOLD = """\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
  - {type: Appearance, character: ada, in: harbour/s2e01, mode: present}
"""
AT = Position("a.yaml", 3)
ONE = Finding("L001", "n", "m", "error", AT, ("ada",), (Cited("she dies", "account/x", AT, key="account/x death"),))


# --- fingerprints ---


def test_a_fingerprint_holds_where_lines_move_and_words_change() -> None:
    moved = replace(ONE, position=Position("b.yaml", 9), message="otherwise", claims=(replace(ONE.claims[0], text="t", position=Position("b.yaml", 9)),))  # fmt: skip
    assert baseline.fingerprint(moved) == baseline.fingerprint(ONE)


@pytest.mark.parametrize(
    "other",
    [replace(ONE, rule="L002"), replace(ONE, entities=("ben",)), replace(ONE, claims=(replace(ONE.claims[0], key="k"),))],
)  # fmt: skip
def test_a_fingerprint_is_that_of_rule_entities_and_claims(other: Finding) -> None:
    assert baseline.fingerprint(other) != baseline.fingerprint(ONE)


def test_two_findings_alike_are_told_apart() -> None:
    assert len(set(baseline.fingerprints([ONE, ONE]))) == 2


def test_a_claim_that_changes_its_value_is_another_finding(lint: Lint) -> None:
    [first] = lint("{id: ada, gender: female}", "{id: ada, gender: male}")
    [second] = lint("{id: ada, gender: female}", "{id: ada, gender: unknown}")
    assert first.rule == second.rule == "A001"
    assert baseline.fingerprint(first) != baseline.fingerprint(second)


# --- on the command line ---


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (place / "told.yaml").write_text(TOLD, encoding="utf-8")
    return place


def test_what_is_in_the_baseline_is_accepted_until_it_is_gone(
    mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    known = tmp_path / "known.json"
    assert main(["check", str(mine)]) == 1
    assert main(["check", str(mine), "--write-baseline", str(known)]) == 0
    assert "1 finding is accepted from now on" in capsys.readouterr().err
    assert main(["check", str(mine), "--baseline", str(known)]) == 0
    assert capsys.readouterr().out == "no findings\n"

    (mine / "told.yaml").write_text("# moved\n\n" + TOLD.replace("s2e01, mode", "s2e01, mode"), encoding="utf-8")
    assert main(["check", str(mine), "--baseline", str(known)]) == 0, "lines are no part of it"
    (mine / "more.yaml").write_text(TOLD.replace("ada", "ben"), encoding="utf-8")
    assert main(["check", str(mine), "--baseline", str(known)]) == 1, "a new finding is one"
    assert "Ben Mallory dies" in capsys.readouterr().out

    (mine / "more.yaml").unlink()
    (mine / "told.yaml").unlink()
    assert main(["check", str(mine), "--baseline", str(known)]) == 0
    assert "stale: L001 Ada Finch dies in Harbour Lights S1E02" in capsys.readouterr().err
    assert main(["check", str(mine), "--baseline", str(known), "--ignore", "L"]) == 0
    assert "stale" not in capsys.readouterr().err, "what was not run is not judged"
    assert main(["check", str(mine), "--write-baseline", str(known)]) == 0
    assert baseline.read(known) == ()


def test_a_reason_is_kept_shown_and_passed_on(mine: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    known = tmp_path / "known.json"
    main(["check", str(mine), "--write-baseline", str(known)])
    raw = json.loads(known.read_text(encoding="utf-8"))
    raw["findings"][0]["reason"] = "a ghost story"
    known.write_text(json.dumps(raw), encoding="utf-8")
    main(["check", str(mine), "--write-baseline", str(known)])
    assert [e.reason for e in baseline.read(known)] == ["a ghost story"]
    main(["check", str(mine), "--write-baseline", str(known), "--ignore", "L"])
    assert [e.reason for e in baseline.read(known)] == ["a ghost story"], "what was not run is kept"
    capsys.readouterr()
    assert main(["check", str(mine), "--baseline", str(known), "--explained"]) == 0
    assert "= explained: accepted: a ghost story" in capsys.readouterr().out
    main(["check", str(mine), "--baseline", str(known), "--explained", "--format", "sarif"])
    [result] = json.loads(capsys.readouterr().out)["runs"][0]["results"]
    assert result["suppressions"] == [{"kind": "external", "justification": "accepted: a ghost story"}]


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version": 1, "findings": [{}]}', '{"version": 9, "findings": []}'])
def test_what_is_no_baseline_is_a_usage_error(mine: Path, tmp_path: Path, text: str) -> None:
    file = tmp_path / "known.json"
    file.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError, match=r"known\.json"):
        baseline.read(file)
    assert main(["check", str(mine), "--baseline", str(file)]) == 2
    assert main(["check", str(mine), "--baseline", str(tmp_path / "none.json")]) == 2


# --- repairs ---


def test_the_smallest_sets_take_something_from_every_conflict_and_nothing_in_vain() -> None:
    assert smallest([("a", "b"), ("a", "c")]) == [("a",), ("b", "c")]
    assert smallest([("a",)]) == [("a",)]
    assert smallest([]) == []
    assert smallest([(str(i), str(i + 1)) for i in range(40)]) == [], "too many to look through"


def test_a_repair_names_the_least_trusted_first_and_who_alone_says_so(lint: Lint) -> None:
    wiki = "source: fan-wiki\nhorizon: none\nclaims:\n  - {id: ada, gender: male}\n"
    [found] = lint("{id: ada, gender: female}", "{id: ada, gender: female}", files={"wiki.yaml": wiki})
    first, second = found.repairs
    assert (len(first.claims), first.said) == (1, "only the fan wiki says so")
    assert first.claims[0].position.file == "wiki.yaml"
    assert (len(second.claims), second.said) == (2, "The Daily and The Weekly say so")


def test_a_death_and_a_presence_are_each_a_repair_of_the_other(lint: Lint) -> None:
    there = "{type: Appearance, character: ada, in: %s, mode: present}"
    more = "\n".join(there % w for w in ("harbour/s2e01", "harbour/s2e02"))
    [found] = lint("{type: Death, of: ada, in: harbour/s1e02}", more)
    assert sorted(len(r.claims) for r in found.repairs) == [1, 2]
    assert found.repairs[0].said == "only The Weekly (recap) says so"


def test_killers_and_lists_have_repairs_too(lint: Lint) -> None:
    killed = "{type: Death, of: dora, by: %s, in: harbour/s1e03}"
    [found] = lint(killed % "ben", killed % "cleo")
    assert {c.account for r in found.repairs for c in r.claims} == {c.account for c in found.claims}
    credit = "{type: Credit, person: %s, role: writer, work: harbour/s2}"
    whole = "{type: CompleteList, complete: writer, of: harbour/s2}"
    [clash] = lint(f"{credit % 'tom-hale'}\n{whole}", credit % "sam-reyes", select=["A002"])
    assert {len(r.claims) for r in clash.repairs} == {1}


def test_what_rests_on_no_claim_is_known_again_in_another_file() -> None:
    one = Finding(
        "A004", "no-horizon", "it has no horizon", position=Position("a.yaml", 3), entities=("account/guide",)
    )
    moved = replace(one, position=Position("b.yaml", 30))
    assert baseline.fingerprint(one) == baseline.fingerprint(moved)
    broken = replace(one, entities=())
    assert baseline.fingerprint(broken) != baseline.fingerprint(replace(broken, position=Position("b.yaml", 3)))
