"""The notebooks of docs/notebooks run from beginning to end, and are those that tools/notebooks.py makes."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

pytest.importorskip("nbclient")
pytest.importorskip("ipykernel")
pytest.importorskip("matplotlib")

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tools"))

import notebooks  # noqa: E402


@pytest.mark.parametrize("name", notebooks.NOTEBOOKS)
def test_it_runs(name: str) -> None:
    made = notebooks.executed(notebooks.NOTEBOOKS[name])
    outputs = [o for cell in made.cells for o in cell.get("outputs", ())]
    assert outputs and not [o for o in outputs if o.output_type == "error"]


@pytest.mark.parametrize("name", notebooks.NOTEBOOKS)
def test_what_is_committed_has_its_outputs_and_is_small(name: str) -> None:
    import nbformat

    path = ROOT / "docs" / "notebooks" / name
    kept = nbformat.read(path, 4)
    nbformat.validate(kept)
    assert [c.source for c in kept.cells] == list(notebooks.NOTEBOOKS[name]), "run tools/notebooks.py"
    assert any(c.get("outputs") for c in kept.cells)
    assert path.stat().st_size < 100_000
    assert str(ROOT) not in path.read_text(encoding="utf-8"), "no path of one machine"
