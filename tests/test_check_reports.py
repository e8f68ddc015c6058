"""Reports of findings: text for people, JSON, SARIF and GitHub annotations for machines."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from continuity import universe
from continuity.check import FORMATS, RULES, check, report
from continuity.check.stage import STAGE
from continuity.errors import UsageError
from continuity.model import Cited, Finding, Position, Scope
from continuity.universe import Compiled

TOLD = """\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: ada, in: harbour/s1e02, quote: swept off the pier}
  - {type: Appearance, character: ada, in: harbour/s2e01, mode: present}
  - {id: ada, surname: Finch}
"""


@pytest.fixture
def made(tmp_path: Path) -> Compiled:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (tmp_path / "told.yaml").write_text(TOLD, encoding="utf-8")
    return universe.load(tmp_path, compiled=False)


@pytest.fixture
def found(made: Compiled) -> list[Finding]:
    return check(made, made.canon(Scope()))


def test_text_says_what_where_who_why_and_what_would_help(made: Compiled, found: list[Finding]) -> None:
    text = report(found, canon=made.canon(Scope()))
    assert "error[L001]: Ada Finch dies in Harbour Lights S1E02 and is there again, alive" in text
    assert "--> told.yaml:4" in text
    assert "“Harbour Lights retold”, The Weekly, 2003-06-01: “swept off the pier”" in text
    assert "at told.yaml:5" in text
    assert "= why: Who has died does not walk through a later episode" in text
    assert re.search(r"= cure: tell what brings Ada Finch back.*type: Return", text)
    assert "error[D001]" in text
    assert "--> told.yaml:6" in text
    assert text.endswith("2 findings: 2 errors\n")


def test_text_is_coloured_only_on_request_and_is_the_same_each_time(made: Compiled, found: list[Finding]) -> None:
    canon = made.canon(Scope())
    assert "\x1b" not in report(found, canon=canon)
    coloured = report(found, canon=canon, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report(found, canon=canon)
    assert report(found, canon=canon) == report(check(made, made.canon(Scope())), canon=made.canon(Scope()))


def test_text_without_a_canon_names_accounts_and_nothing_found_is_said() -> None:
    at = Position("a.yaml", 2)
    one = Finding("D009", "new", "a rule of another version", position=at, claims=(Cited("it is so", "account/x", at),))
    assert "account/x" in report([one])
    assert report([]) == "no findings\n"


def test_many_claims_and_many_tellers_are_counted() -> None:
    claims = tuple(Cited(f"claim {i // 6}", f"account/{i}", Position("a.yaml", i + 1)) for i in range(60))
    text = report([Finding("L001", "n", "m", claims=claims)])
    assert "and 2 more claims" in text
    assert "and 2 more accounts" in text


def test_json_has_the_promised_fields_and_every_finding_a_place(found: list[Finding]) -> None:
    records = json.loads(report(found, "json"))
    assert len(records) == len(found) == 2
    fields = {"rule", "name", "severity", "message", "entities", "claims", "explained_by"}
    for record in records:
        assert set(record) == fields
        assert record["claims"]
        for claim in record["claims"]:
            assert set(claim) == {"text", "account", "file", "line", "quote"}
            assert claim["file"] == "told.yaml"
            assert claim["line"] > 0
    data, death = records
    assert (data["rule"], data["claims"][0]["line"]) == ("D001", 6)
    assert death["entities"] == ["ada", "harbour/s1e02", "harbour/s2e01"]
    assert death["claims"][0]["quote"] == "swept off the pier"


def test_sarif_names_every_rule_and_points_into_the_files(found: list[Finding]) -> None:
    log = json.loads(report(found, "sarif", root="data/harbour lights", version="1.2.3"))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["semanticVersion"] == "1.2.3"
    assert [r["id"] for r in driver["rules"]] == [r.code for r in RULES]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "data/harbour%20lights/told.yaml"
        assert place["region"]["startLine"] > 0
        ids = [r["id"] for r in result["relatedLocations"]]
        assert len(set(ids)) == len(ids)
    marks = [r["partialFingerprints"]["continuity/v1"] for r in run["results"]]
    assert len(set(marks)) == len(marks)


def test_sarif_suppresses_what_is_explained_and_has_no_index_for_an_unknown_rule() -> None:
    finding = Finding("X001", "n", "m", "info", explained_by="it is a dream")
    [result] = json.loads(report([finding], "sarif"))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "it is a dream"
    assert result["ruleIndex"] == -1, "the format's word for a rule that is not listed"
    assert result["locations"] == []


def test_github_annotations_cannot_be_broken_out_of() -> None:
    finding = Finding("L001", "n", "50% sure\n::error::no", position=Position("a,b:c.yaml", 3), cure="see\rthere")
    text = report([finding], "github", root="data/u/")
    assert text == (
        "::error file=data/u/a%2Cb%3Ac.yaml,line=3,title=L001 n::50%25 sure%0A::error::no%0Acure: see%0Dthere\n"
    )
    assert report([Finding("W003", "n", "m", "info")], "github").startswith("::notice title=")
    explained = Finding("L001", "n", "m", explained_by="x")
    assert report([explained], "github").startswith("::notice")


def test_a_format_that_there_is_not_is_a_usage_error() -> None:
    assert FORMATS == ("text", "json", "sarif", "github")
    with pytest.raises(UsageError, match="html"):
        report([], "html")


def test_the_pages_of_the_rules_are_fresh() -> None:
    import subprocess
    import sys

    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, str(root / "tools" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {p.stem for p in (root / "docs" / "rules").glob("*.md")} == {"README", *(r.name for r in RULES)}
