"""What other programs rest on: public names and signatures, types as a consumer sees them, pages written from docstrings."""

from __future__ import annotations

import inspect
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

import continuity
from continuity import api

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
PUBLIC = HERE / "public_api.txt"


def public() -> list[str]:
    """Every public name of the package, and every public member of the classes that it gives, with its signature."""
    lines = [f"continuity.{name}" for name in continuity.__all__]
    for cls in (
        api.Universe,
        api.Canon,
        api.Entity,
        api.Entities,
        api.Rows,
        api.Triples,
        api.Fact,
        api.Why,
        api.Diff,
        api.ToSee,
    ):
        own = {n for n in (*vars(cls), *getattr(cls, "__dataclass_fields__", ())) if not n.startswith("_")}
        for name in sorted(own):
            one = inspect.getattr_static(cls, name, None)
            call = str(inspect.signature(one)) if inspect.isfunction(one) else ""
            lines.append(f"{cls.__name__}.{name}" + re.sub(r"(: |-> )'([^']*)'", r"\1\2", call))
    return lines


def test_a_public_name_changes_with_a_line_in_the_changelog() -> None:
    """A change of this list is a change for users: write it into tests/public_api.txt and into CHANGELOG.md.

    What goes stays in the list behind a minus, and its name in the changelog.
    """
    kept = PUBLIC.read_text(encoding="utf-8").splitlines()
    assert [line for line in kept if not line.startswith("-")] == public(), (
        "update tests/public_api.txt and CHANGELOG.md"
    )
    changelog = (ROOT / "CHANGELOG.md").read_text(encoding="utf-8")
    for line in kept:
        name = re.sub(r"\(.*", "", line.lstrip("- ").removeprefix("continuity."))
        assert name == "__version__" or f"`{name}`" in changelog, f"{name} has no line in the changelog"


def test_pages_are_fresh() -> None:
    subprocess.run([sys.executable, ROOT / "tools" / "api_page.py", "--check"], check=True)


def test_the_ten_lines_of_the_page_work(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    page = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
    (code,) = re.findall(r"## A universe of your own in ten lines\n\n```python\n(.*?)```", page, re.DOTALL)
    assert len([line for line in code.splitlines() if line and not line.startswith("import")]) <= 10
    monkeypatch.chdir(tmp_path)
    exec(compile(code, "docs/api.md", "exec"), {})
    assert capsys.readouterr().out == "Jo Doe.\n"
    assert continuity.load("./lighthouse").canon()["Ada"].actors[0].label == "Jo Doe"


CONSUMER = """
from __future__ import annotations

import continuity
from continuity.api import Diff, Entities, Entity, Fact, Rows, ToSee, Triples


def use() -> None:
    universe: continuity.Universe = continuity.load("marvel")
    canon: continuity.Canon = universe.canon(watched="daredevil:s1")
    sentence: str = canon.ask("who plays Kilgrave").sentence
    entity: Entity = canon["kilgrave"]
    facts: list[Fact] = entity.facts
    titles: list[str] = [account.source.title for fact in facts for account in fact.accounts]
    why: str = str(facts[0].why())
    series: Entities = canon.series
    daredevil: Entity = series["Daredevil"]
    names: list[str] = [str(one) for one in daredevil.seasons[1].showrunners]
    rows: Rows = canon.query("SELECT ?x { ?x a c:Person }")
    first: str = rows[0][0].label
    some: Rows = rows[:3]
    triples: Triples = canon.construct("DESCRIBE <kilgrave>")
    packaged: Rows = canon.queries.who_plays_whom(character="kilgrave")
    items: list[ToSee] = canon.before("The Defenders")
    diff: Diff = universe.canon(on="2016-04-30").diff(canon)
    more: continuity.Universe = universe.with_account(source="x", horizon="none", claims=[{"type": "Death", "of": "ada"}])
    print(sentence, titles, why, names, first, some, triples, packaged, items, diff, more.save("x"))
"""
WRONG = """
import continuity

continuity.load(3)
universe = continuity.load("marvel")
universe.canon(when="2016")
universe.canon().aks("who")
canon: int = universe.canon()
"""


@pytest.fixture
def scripts(tmp_path: Path) -> tuple[Path, Path]:
    (tmp_path / "good.py").write_text(CONSUMER, encoding="utf-8")
    (tmp_path / "wrong.py").write_text(WRONG, encoding="utf-8")
    return tmp_path / "good.py", tmp_path / "wrong.py"


def test_mypy_knows_the_types_as_a_consumer_sees_them(scripts: tuple[Path, Path]) -> None:
    def mypy(path: Path) -> str:
        options = [
            "--strict",
            "--follow-imports=silent",
            "--config-file=",
            "--no-error-summary",
            f"--cache-dir={path.parent / 'cache'}",
        ]
        env = {**os.environ, "MYPYPATH": str(ROOT / "src")}
        return subprocess.run(
            [sys.executable, "-m", "mypy", *options, path],
            capture_output=True,
            text=True,
            env=env,
            cwd=path.parent,
            check=False,
        ).stdout

    good, wrong = scripts
    assert mypy(good) == ""
    assert {line.split(":")[1] for line in mypy(wrong).splitlines()} == {"4", "6", "7", "8"}


def test_pyright_knows_the_types_as_a_consumer_sees_them(scripts: tuple[Path, Path]) -> None:
    pytest.importorskip("basedpyright", reason="pyright's checker as a wheel")

    def pyright(path: Path) -> subprocess.CompletedProcess[str]:
        config = path.parent / "pyrightconfig.json"
        config.write_text(
            f'{{"typeCheckingMode": "standard", "extraPaths": ["{(ROOT / "src").as_posix()}"], "reportMissingModuleSource": false}}'
        )
        command = [sys.executable, "-m", "basedpyright", "--project", config, "--pythonpath", sys.executable, path]
        return subprocess.run(command, capture_output=True, text=True, cwd=path.parent, check=False)

    good, wrong = scripts
    found = pyright(good)
    assert found.returncode == 0, found.stdout
    assert pyright(wrong).stdout.count(" error: ") == 4


def test_the_package_says_that_it_is_typed() -> None:
    assert (Path(continuity.__file__).parent / "py.typed").exists()
