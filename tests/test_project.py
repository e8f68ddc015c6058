"""Tests about the project itself: what is written is true, and nothing of one machine is in it."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from continuity import infer, vocab

ROOT = Path(__file__).resolve().parent.parent
SOURCES = sorted((ROOT / "src").rglob("*.py"))
PAGES = [ROOT / "README.md", ROOT / "CONTRIBUTING.md", *sorted((ROOT / "docs").rglob("*.md"))]


def test_generated_files_are_fresh() -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "generate.py", "--check"], check=True)


@pytest.mark.parametrize("page", PAGES, ids=lambda p: p.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text(encoding="utf-8")):
        if not target.startswith("http"):
            assert (page.parent / target).exists(), f"{page.name} points to {target}"


def test_no_module_is_longer_than_it_should_be() -> None:
    long = {p.name: n for p in SOURCES if (n := len(p.read_text(encoding="utf-8").splitlines())) > 450}
    assert not long


def test_the_rooms_of_the_page_are_the_rooms_of_the_code() -> None:
    page = (ROOT / "docs" / "start-to-finish.md").read_text(encoding="utf-8")
    rooms = {p.stem if p.is_file() else p.name for p in (ROOT / "src" / "continuity").iterdir()}
    rooms -= {"__init__", "__main__", "__pycache__", "py", "_shipped"}
    assert not [r for r in rooms if f"**{r}**" not in page and r != "py.typed"]


def test_every_rule_of_inference_has_a_comment_and_premises() -> None:
    assert len(infer.rules()) > 20
    for rule in infer.rules():
        assert rule.comment, rule.name
        assert rule.premises.strip(), rule.name
        assert rule.variants(), rule.name


def test_derived_terms_name_a_rule_that_exists() -> None:
    names = {r.name for r in infer.rules()}
    for term in [*vocab.terms().properties.values(), *vocab.terms().classes.values()]:
        assert term.derived_by is None or term.derived_by in names, term.name


def test_every_file_of_graph_has_a_line_in_its_readme() -> None:
    readme = (ROOT / "graph" / "README.md").read_text(encoding="utf-8")
    for path in sorted((ROOT / "graph").iterdir()):
        if path.name != "README.md":
            assert f"`{path.name}{'/' if path.is_dir() else ''}`" in readme, path.name


def test_no_lock_file_names_a_registry() -> None:
    for path in ROOT.glob("*lock*"):
        assert "https://" not in path.read_text(encoding="utf-8")
