"""Every rule: its own example has exactly its finding, its clean twin has none."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from continuity import universe, vocab
from continuity.check import FAMILIES, RULES, Rule, check, choose
from continuity.check.stage import STAGE
from continuity.model import Finding, Scope


def on_stage(folder: Path, rule: Rule, told: str) -> list[Finding]:
    """What is found where an example is told on the stage, by the rule and by all that run by default."""
    (folder / "stage.yaml").write_text(STAGE, encoding="utf-8")
    for name, text in ((place(rule), told), *rule.beside):
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    made = universe.load(folder, compiled=False)
    options: dict[str, Any] = {rule.asks: folder / rule.asks} if rule.asks else {}
    return check(made, made.canon(Scope()), select=[rule.code, *(r.code for r in choose())], **options)


def place(rule: Rule) -> str:
    """The file in which an example is told; a rule of the universe's own stands in its folder."""
    return f"{'rules/' if rule.format == 'rq' else ''}told.{rule.format}"


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.code}-{r.name}")
def test_the_example_of_a_rule_has_exactly_its_finding(rule: Rule, tmp_path: Path) -> None:
    found = on_stage(tmp_path, rule, rule.example)
    assert [f.rule for f in found] == [rule.code], [f.message for f in found]
    assert found[0].severity == rule.severity
    assert found[0].message
    assert found[0].cure
    told = {at for at in (found[0].position, *(c.position for c in found[0].claims)) if at.file == place(rule)}
    assert told, "the finding points into the example"
    assert all(at.line > 0 for at in told)


@pytest.mark.parametrize("rule", RULES, ids=lambda r: f"{r.code}-{r.name}")
def test_the_clean_twin_of_a_rule_has_no_finding(rule: Rule, tmp_path: Path) -> None:
    assert on_stage(tmp_path, rule, rule.twin) == []


def test_the_stage_itself_has_no_finding(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    made = universe.load(tmp_path, compiled=False)
    assert check(made, made.canon(Scope()), select=["all"]) == []


def test_codes_and_names_are_told_apart_and_belong_to_a_family() -> None:
    assert len({r.code for r in RULES}) == len({r.name for r in RULES}) == len(RULES)
    for rule in RULES:
        assert rule.family in FAMILIES
        assert rule.code[1:].isdigit()
        assert rule.what.endswith(".")
        assert rule.why.endswith(".")
        assert not rule.cure.endswith(".")


def test_what_a_rule_needs_are_terms_of_the_vocabulary() -> None:
    assert all(n in vocab.terms() for r in RULES for n in r.needs)


def test_every_query_of_the_rules_is_used_by_one() -> None:
    root = Path(__file__).parent.parent
    code = "".join(p.read_text(encoding="utf-8") for p in (root / "src/continuity/check").rglob("*.py"))
    unused = [p.stem for p in (root / "graph/rules").glob("*.rq") if f'"{p.stem}"' not in code]
    assert unused == []


def test_the_query_for_two_kinds_knows_every_lowest_class_of_things() -> None:
    classes = vocab.terms().classes
    things = {n for n, c in classes.items() if "Entity" in c.above and not c.derived_by}
    lowest = {n for n in things if not any(n in classes[m].above for m in things)}
    query = (vocab.graph_dir() / "rules" / "two-types.rq").read_text(encoding="utf-8")
    assert lowest == {w.removeprefix("c:") for w in query.split() if w.startswith("c:")}
