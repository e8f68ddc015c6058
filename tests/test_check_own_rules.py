"""Rules that a universe brings along: questions held by the guard, never code; and rules of installed packages."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from conftest import Lint

from continuity.check import RULES, Rule, own_rules
from continuity.check.stage import STAGE
from continuity.cli import main
from continuity.model import Position

HEAD = "# code: U001\n# name: lone-wolf\n# severity: warning\n# message: {who} belongs to no group\n"
WOLVES = "SELECT ?who { ?who a c:Character FILTER NOT EXISTS { ?who c:memberOf ?group } }"
SEEN = "SELECT ?who ?node { ?node a c:Appearance ; c:character ?who ; c:mode c:vision }"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    folder = tmp_path / "rules"
    folder.mkdir()
    return folder


def test_a_file_dropped_in_is_a_rule(lint: Lint, rules: Path) -> None:
    (rules / "lone.rq").write_text(HEAD + "# cure: tell whose\n" + WOLVES, encoding="utf-8")
    member = "{type: Membership, member: ada, group: the-watch}"
    found = [f for f in lint(member) if f.rule == "U001"]
    assert sorted(f.message for f in found) == [f"{n} belongs to no group" for n in ("Ben Mallory", "Cleo Marsh", "Dora Finch")]  # fmt: skip
    assert {(f.name, f.severity, f.cure) for f in found} == {("lone-wolf", "warning", "tell whose")}
    assert all(f.claims[0].position.file == "stage.yaml" for f in found)
    assert [f.rule for f in lint(member, select=["U"])] == ["U001"] * 3
    assert lint(member, ignore=["U"]) == []


def test_rows_of_one_thing_are_one_finding_with_the_statements_as_witnesses(lint: Lint, rules: Path) -> None:
    (rules / "seen.rq").write_text(HEAD.replace("belongs to no group", "is a vision: {node}") + SEEN, encoding="utf-8")
    seen = "{type: Appearance, character: ada, in: %s, mode: vision}"
    [found] = lint("\n".join(seen % w for w in ("harbour/s1e01", "harbour/s1e02")), select=["U"])
    assert found.entities[0] == "ada"
    assert len(found.claims) == 2
    assert found.message.startswith("Ada Finch is a vision: Ada Finch is in Harbour Lights S1E01 (vision)")


def test_an_allow_silences_a_rule_of_ones_own(lint: Lint, rules: Path) -> None:
    (rules / "seen.rq").write_text(HEAD + SEEN, encoding="utf-8")
    seen = "{type: Appearance, character: ada, in: harbour/s1e01, mode: vision, allow: U001, note: a dream}"
    assert lint(seen) == []


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (HEAD + "SELECT ?who { SERVICE <http://127.0.0.1:9/> { ?who ?p ?o } }", "SERVICE is refused"),
        (HEAD + "INSERT DATA { <x> <y> <z> }", "INSERT is refused"),
        (HEAD + "LOAD <http://127.0.0.1:9/>", "LOAD is refused"),
        (HEAD + "ASK { ?s ?p ?o }", "a rule is a SELECT"),
        (HEAD + "SELECT ?who { " + "{ " * 3000 + "} " * 3001, "nested deeper"),
        (HEAD + "#" * 300_000 + "\n" + WOLVES, "more than 200000 bytes"),
        (HEAD.replace("U001", "L001") + WOLVES, "a code is U and three digits"),
        (HEAD.replace("lone-wolf", "clash") + WOLVES, "is that of another rule"),
        (HEAD.replace("warning", "fatal") + WOLVES, "'fatal' is no severity"),
        (WOLVES, "lack code, name, severity, message"),
        (HEAD + "# needs: Wolves\n" + WOLVES, "no term of the vocabulary"),
        (HEAD + "SELECT ?who { ?who a c:Character", "does not parse"),
        (HEAD + "SELECT ?who { ?who a nobody:Knows }", "does not parse"),
    ],
)
def test_a_hostile_or_broken_one_is_a_finding_with_its_file_and_nothing_else_is_lost(
    lint: Lint, rules: Path, text: str, reason: str
) -> None:
    (rules / "evil.rq").write_text(text, encoding="utf-8")
    [found] = lint()
    assert (found.rule, found.severity) == ("D007", "error")
    assert reason in found.message
    assert found.position.file.startswith("rules")


def test_code_beside_data_is_never_run(lint: Lint, rules: Path, tmp_path: Path) -> None:
    mark = tmp_path / "ran"
    (rules / "evil.py").write_text(f"open({str(mark)!r}, 'w')", encoding="utf-8")
    (rules / "__init__.py").write_text(f"open({str(mark)!r}, 'w')", encoding="utf-8")
    [found] = lint()
    assert found.position.file == "rules/evil.py"
    assert "Python that lies beside data is not run" in found.message
    assert not mark.exists()


def test_a_link_out_of_the_folder_is_not_followed(lint: Lint, rules: Path, tmp_path: Path) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text(HEAD + WOLVES, encoding="utf-8")
    (rules / "link.rq").symlink_to(secret)
    [found] = lint()
    assert "leads out of its folder" in found.message


def test_what_takes_too_long_is_given_up(lint: Lint, rules: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(own_rules, "LONGEST", 0.2)
    slow = "SELECT (COUNT(*) AS ?who) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i FILTER(?a = ?d && ?e != ?h && ?c != ?i) }"
    (rules / "slow.rq").write_text(HEAD + slow, encoding="utf-8")
    [found] = lint()
    assert found.rule == "D007"
    assert "was given up" in found.message


@pytest.mark.parametrize(
    ("written", "wrong", "said"),
    [
        ("a c:Character", "a c:Charakter", "'Charakter', which is no term of the vocabulary: did you mean Character?"),
        ("{who} belongs", "{whom} belongs", "its message speaks of {whom}, and it selects who"),
    ],
)
def test_what_a_rule_cannot_mean_is_said_with_its_file(
    lint: Lint, rules: Path, written: str, wrong: str, said: str
) -> None:
    assert written in HEAD + WOLVES
    (rules / "wolf.rq").write_text((HEAD + WOLVES).replace(written, wrong), encoding="utf-8")
    [found] = lint()
    assert found.rule == "D007"
    assert said in found.message
    assert found.position == Position("rules/wolf.rq", 1)


def test_words_of_a_rule_cannot_reach_terminal_or_page(
    rules: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    evil = "<script>alert(1)</script> \x1b[2J {who} {who.__class__}"
    (rules / "evil.rq").write_text(HEAD.replace("{who} belongs to no group", evil) + WOLVES, encoding="utf-8")
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    assert main(["check", str(tmp_path)]) == 1
    told = capsys.readouterr().out
    assert "\x1b" not in told
    assert "{who.__class__}" in told, "a place is a column of the answer and nothing more"
    assert main(["check", str(tmp_path), "--format", "html"]) == 1
    page = capsys.readouterr().out
    assert "<script" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page


# --- rules of installed packages ---


class Point:
    """An entry point."""

    name = "mine"
    value = "mine:RULES"
    dist = None

    def __init__(self, loaded: Any) -> None:
        self.loaded = loaded

    def load(self) -> Any:
        if isinstance(self.loaded, Exception):
            raise self.loaded
        return self.loaded


def test_rules_of_installed_packages_run_and_broken_ones_are_told(lint: Lint, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Rule("U900", "mine", "warning", "w.", "y.", "c", "", "", lambda context: RULES[0].check(context))
    offered: list[Point] = [Point([made])]
    monkeypatch.setattr(metadata, "entry_points", lambda group: offered if group == "continuity.rules" else [])
    told = "{type: Death, of: ada, in: harbour/s1e02}\n{type: Appearance, character: ada, in: harbour/s2e01, mode: present}"
    assert {f.rule for f in lint(told)} == {"L001", "U900"}
    offered[:] = [Point(RuntimeError("boom"))]
    assert [f.message for f in lint(ignore=["L"])] == ["a package: mine:RULES is no rule: RuntimeError: boom"]
    offered[:] = [Point(["no rule"])]
    assert "is no Rule" in lint(ignore=["L"])[0].message
