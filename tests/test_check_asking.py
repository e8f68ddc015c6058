"""Asking the linter: which rules run, in which order findings come, how it ends, and what it is quiet about then."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import Lint

from continuity import universe
from continuity.check import RULES, check, choose, exit_code, find_rule, not_run, touching
from continuity.check.stage import STAGE
from continuity.errors import UsageError
from continuity.model import Finding, Position, Scope

DIES = "{type: Death, of: ada, in: harbour/s1e02}"
THERE = "{type: Appearance, character: ada, in: harbour/s2e01, mode: present}"
BEN = "{type: Portrayal, actor: %s, character: ben, work: %s}"


def codes(found: list[Finding]) -> list[str]:
    return [f.rule for f in found]


def test_errors_of_the_data_come_first_then_severity_then_code(lint: Lint) -> None:
    wrong = "{id: harbour/s1e01, runtme: 44}"
    found = lint(f"{wrong}\n{DIES}\n{THERE}\n{{id: ada, gender: f}}", "{id: ada, gender: m}")
    assert codes(found) == ["D001", "L001", "A001"]
    assert exit_code(found) == 2
    assert exit_code(found[1:]) == 1
    assert exit_code([]) == 0


def test_explained_findings_do_not_count_as_findings(lint: Lint) -> None:
    back = "{type: Return, of: ada, in: harbour/s2e01, how: resurrection}"
    found = lint(f"{DIES}\n{THERE}\n{back}", explained=True)
    assert found
    assert exit_code(found) == 0


def test_the_order_of_files_and_claims_changes_nothing(lint: Lint, tmp_path: Path) -> None:
    told = [DIES, THERE, "{id: ada, gender: f}", "{type: Death, of: ben, in: harbour/s1e01}"]
    once = lint("\n".join(told), "{id: ada, gender: m}")
    again = lint("\n".join(reversed(told)), "{id: ada, gender: m}")
    assert [(f.rule, f.message, f.entities) for f in once] == [(f.rule, f.message, f.entities) for f in again]
    assert once == lint("\n".join(told), "{id: ada, gender: m}")


def test_no_report_hangs_on_the_order_of_hashing(tmp_path: Path) -> None:
    claims = [BEN % (a, "harbour/s1") for a in ("tom-hale", "sam-reyes", "ines-moreau", "ruth-okafor")]
    claims += [
        DIES,
        THERE,
        THERE.replace("harbour/s2e01", "harbour/s2e02"),
        "{id: storm, before: wreck}",
        "{id: wreck, before: storm}",
    ]
    told = "source: weekly-recap\nhorizon: harbour/s2e02\nclaims:\n" + "".join(f"  - {c}\n" for c in claims)
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (tmp_path / "told.yaml").write_text(told, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from continuity import universe; from continuity.model import Scope\n"
        "from continuity.check import check, report\n"
        "u = universe.load(Path(sys.argv[1]), compiled=False)\n"
        "sys.stdout.write(report(check(u, u.canon(Scope()), select=['all'], explained=True), 'json'))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert runs[0] == runs[1] == runs[2]
    assert b"C001" in runs[0]


def test_rules_are_chosen_by_code_family_name_and_severity() -> None:
    assert {r.severity for r in choose()} == {"error", "warning"}
    assert {r.code for r in choose(["L001"]) if r.family != "D"} == {"L001"}
    assert {r.family for r in choose(["L"])} == {"L", "D"}
    assert {r.code for r in choose(["dies-twice"]) if r.family != "D"} == {"L002"}
    assert set(choose(["all"])) == set(RULES)
    assert not any(r.family == "A" for r in choose(ignore=["A"]))
    assert {r.severity for r in choose(severity="error") if r.family != "D"} == {"error"}
    assert {r.code for r in choose() if r.family == "D"} == {r.code for r in choose(ignore=["all"])}
    assert find_rule("l001").name == "appears-after-death"


@pytest.mark.parametrize(("select", "hint"), [("L0O1", "L001"), ("dies-twise", "dies-twice"), ("", "no rule")])
def test_a_rule_that_there_is_not_is_a_usage_error_with_a_hint(select: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        choose([select])
    with pytest.raises(UsageError, match="severity"):
        choose(severity="fatal")


def test_findings_can_be_kept_to_files_and_folders() -> None:
    one = Finding("L001", "n", "m", position=Position("a/b.yaml", 3))
    other = Finding("L001", "n", "m", position=Position("c.yaml", 1))
    assert touching([one, other], ["a"]) == [one]
    assert touching([one, other], ["./c.yaml"]) == [other]
    assert touching([one, other], ["a/b.y"]) == []
    assert touching([one, other], ["."]) == [one, other]


def test_rules_without_anything_to_look_at_are_named(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    made = universe.load(tmp_path, compiled=False)
    missing = {r.code: terms for r, terms in not_run(made.canon(Scope()), RULES)}
    assert missing["L001"] == ("Death", "Appearance")
    assert "A001" not in missing


def test_under_a_horizon_nothing_beyond_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    told = "source: weekly-recap\nhorizon: harbour/s2e02\nclaims:\n"
    (tmp_path / "told.yaml").write_text(f"{told}  - {DIES}\n  - {THERE}\n", encoding="utf-8")
    made = universe.load(tmp_path, compiled=False)
    assert check(made, made.canon(Scope(until="harbour/s1e03"))) == []
    assert codes(check(made, made.canon(Scope(until="harbour/s2e02")))) == ["L001"]


def test_values_that_are_no_dates_or_numbers_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (tmp_path / "odd.trig").write_text(
        """@prefix c: <https://w3id.org/continuity/v1/vocab#> .
<account/odd> a c:Account ; c:source <fan-wiki> ; c:horizon c:none .
<account/odd> {
  <ruth-okafor> c:born "long ago" ; c:died "last week" .
  <harbour/s1> c:storyFrom "then" ; c:storyTo "now" ; c:before <harbour/s2> .
}
""",
        encoding="utf-8",
    )
    made = universe.load(tmp_path, compiled=False)
    assert {f.rule for f in check(made, made.canon(Scope()), select=["all"])} == {"D003"}
