"""The linter where others run it: before a commit, in CI, on a universe of somebody else's."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from continuity import vocab
from continuity.check.stage import STAGE
from continuity.cli import main

ROOT = vocab.graph_dir().parent
pytestmark = pytest.mark.skipif(not (ROOT / "action.yml").is_file(), reason="only in a checkout")
CLASH = """\
source: weekly-recap
horizon: none
claims:
  - {id: ada, gender: female}
---
source: daily-review
horizon: none
claims:
  - {id: ada, gender: male}
"""


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    """A universe in a repository of somebody's own."""
    place = tmp_path / "my universe"
    place.mkdir()
    (place / "stage.yaml").write_text(STAGE, encoding="utf-8")
    return place


def tool(folder: Path) -> dict[str, str]:
    """An environment in which `continuity` is this one."""
    place = folder / "bin"
    place.mkdir(exist_ok=True)
    script = place / "continuity"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m continuity "$@"\n', encoding="utf-8")
    script.chmod(0o755)
    return {**os.environ, "PATH": f"{place}{os.pathsep}{os.environ['PATH']}"}


# --- before a commit ---


def test_the_hook_runs_the_command_and_its_exit_code_stops_a_commit(mine: Path, tmp_path: Path) -> None:
    [hook] = yaml.safe_load((ROOT / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {"id", "name", "entry", "language"} <= set(hook)
    assert hook["language"] == "python"
    files = re.compile(hook["files"])
    assert all(files.search(f) for f in ("story/a.yaml", "a.yml", "b.ttl", "c.nq", "rules/own.rq"))
    assert not files.search("README.md")
    command = [*hook["entry"].split(), mine.name]

    def run() -> int:
        return subprocess.run(command, cwd=tmp_path, env=tool(tmp_path), capture_output=True, check=False).returncode

    assert run() == 0
    (mine / "told.yaml").write_text(CLASH, encoding="utf-8")
    assert run() == 1


# --- in CI ---


def action(mine: Path, tmp_path: Path, **inputs: str) -> subprocess.CompletedProcess[str]:
    """Run the step of the action that checks, as the runner would: inputs are environment, never text of the script."""
    described: dict[str, Any] = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    [step] = [s for s in described["runs"]["steps"] if s["name"] == "Check"]
    assert "${{" not in step["run"], "an input is no part of the script"
    defaults = {name: str(one["default"]) for name, one in described["inputs"].items()}
    assert set(inputs) <= set(defaults)
    values = {**defaults, "path": mine.name, **inputs}
    environment = tool(tmp_path)
    for name, text in step["env"].items():
        wanted = re.fullmatch(r"\$\{\{ inputs\.(\w+) \}\}", text)
        assert wanted, text
        environment[name] = values[wanted[1]]
    command = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step["run"]]
    return subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)


def test_the_action_annotates_and_fails_where_something_is_found(mine: Path, tmp_path: Path) -> None:
    assert action(mine, tmp_path).returncode == 0
    (mine / "told.yaml").write_text(CLASH, encoding="utf-8")
    done = action(mine, tmp_path)
    assert done.returncode == 1
    assert "::warning file=my universe/told.yaml,line=9,title=A001 clash::" in done.stdout
    assert action(mine, tmp_path, ignore="A001").returncode == 0
    assert action(mine, tmp_path, select="L").returncode == 0
    assert action(mine, tmp_path, severity="error").returncode == 0


def test_the_action_writes_sarif_besides(mine: Path, tmp_path: Path) -> None:
    (mine / "told.yaml").write_text(CLASH, encoding="utf-8")
    done = action(mine, tmp_path, sarif="out.sarif")
    assert done.returncode == 1
    [run] = json.loads((tmp_path / "out.sarif").read_text(encoding="utf-8"))["runs"]
    assert [r["ruleId"] for r in run["results"]] == ["A001"]


def test_inputs_of_the_action_are_never_run(mine: Path, tmp_path: Path) -> None:
    done = action(mine, tmp_path, select="$(touch evil)`touch evil`; touch evil", path="--universe=x; touch evil")
    assert done.returncode == 2
    assert not (tmp_path / "evil").exists()


def test_the_action_installs_what_stands_beside_it() -> None:
    described = yaml.safe_load((ROOT / "action.yml").read_text(encoding="utf-8"))
    assert described["runs"]["using"] == "composite"
    [step] = [s for s in described["runs"]["steps"] if s["name"] == "Install"]
    assert step["env"] == {"HERE": "${{ github.action_path }}"}
    assert all(s["shell"] == "bash" for s in described["runs"]["steps"])


# --- on a universe of somebody else's ---

TURTLE = """
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
@prefix e: <https://example.org/show/> .
e:series a c:Series ; c:name "Tide" .
e:pilot a c:Episode ; c:name "Pilot" ; c:number 1 ; c:partOf e:series ; c:released "1999" .
e:finn a c:Character ; c:name "Finn" .
e:death a c:Death ; c:of e:finn ; c:in e:finn .
"""


def test_a_turtle_file_is_checked_and_what_could_not_be_run_is_said(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "tide.ttl"
    file.write_text(TURTLE, encoding="utf-8")
    assert main(["check", str(file)]) == 2
    told = capsys.readouterr()
    assert "error[D006]: Finn (https://example.org/show/finn) stands as “in” of" in told.out
    assert "and is no work" in told.out
    unrun = told.err.partition("not run, since nothing of it is told or given: ")[2]
    assert "R001 (Relationship)" in unrun
    assert "A015 (quote, --texts)" in unrun
    assert "L001" not in unrun.replace("L001 (Appearance", "")
