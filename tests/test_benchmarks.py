"""The made-up universes that speed is measured on, and that the tables can be made."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import SimpleNamespace

import pytest

from continuity import universe, vocab
from continuity.canon import CanonGraph
from continuity.model import Scope

ROOT = vocab.graph_dir().parent
pytestmark = pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="benchmarks are not installed")
sys.path.append(str(ROOT))

from benchmarks import asking, generate, measure, pictures, tables  # noqa: E402
from benchmarks.__main__ import main, sizes, text  # noqa: E402


def test_seed_and_size_make_the_universe() -> None:
    assert list(generate.lines(3_000, 7)) == list(generate.lines(3_000, 7))
    assert list(generate.lines(3_000, 7)) != list(generate.lines(3_000, 8))


def test_another_process_makes_the_same_bytes(tmp_path: Path) -> None:
    code = "import sys; from pathlib import Path; from benchmarks.generate import write; write(Path(sys.argv[1]), 3000)"
    for name, seed in (("a", "1"), ("b", "2")):
        path = f"{ROOT}:{ROOT / 'src'}" if sys.platform != "win32" else f"{ROOT};{ROOT / 'src'}"
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": path, "PATH": ""}
        subprocess.run([sys.executable, "-c", code, str(tmp_path / name)], check=True, env=environment)
    one, other = ((tmp_path / n / generate.NAME / "told.nq").read_bytes() for n in "ab")
    assert one == other


@pytest.mark.parametrize("size", [500, 2_000, 10_000, 100_000])
def test_the_size_is_met(size: int) -> None:
    written = set(generate.lines(size))
    assert abs(len(written) - size) <= 0.05 * size if size > 2_000 else len(written) <= size + 300


def test_too_small_a_size_is_refused() -> None:
    with pytest.raises(ValueError, match="make no universe"):
        next(generate.lines(10))


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> universe.Compiled:
    return universe.load(generate.write(tmp_path_factory.mktemp("made"), 20_000), compiled=False)


@pytest.fixture(scope="module")
def canon(made: universe.Compiled) -> CanonGraph:
    return made.canon(Scope())


def test_it_loads_without_findings(made: universe.Compiled) -> None:
    assert made.findings == ()


def test_it_holds_what_a_shared_universe_holds(made: universe.Compiled, canon: CanonGraph) -> None:
    counts = {
        cls: len(canon.entities(cls))
        for cls in ("Series", "Season", "Episode", "Character", "Person", "Team", "Company")
    }
    assert min(counts.values()) > 0
    kinds = {vocab.short(q.object.value) for q in canon.facts.match(None, universe.store.TYPE)}
    assert {
        "Credit",
        "Portrayal",
        "Appearance",
        "Death",
        "Crossover",
        "Dependency",
        "Membership",
        "Score",
        "Status",
    } <= kinds
    assert {a.source.kind for a in canon.accounts.values()} >= {"recap", "review", "reference", "tradePress"}
    assert all(a.horizon and a.source.published for a in canon.accounts.values())
    assert canon.clashes or len(canon.entities("Season")) < 20


def test_horizons_hide_later_episodes(made: universe.Compiled, canon: CanonGraph) -> None:
    early = made.canon(Scope(watched=("show-1:s1e01",)))
    assert 0 < len(list(early.claims(predicate="appearsIn"))) < len(list(canon.claims(predicate="appearsIn"))) / 5


@pytest.fixture
def apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Pictures in a thread of their own: another test's browser may be open in this one."""
    measured = pictures.measured

    def in_a_thread(size: int) -> tuple[Sequence[str], list[list[str]], list[str]]:
        with ThreadPoolExecutor(1) as threads:
            return threads.submit(measured, size).result()

    monkeypatch.setattr(pictures, "measured", in_a_thread)


@pytest.mark.usefixtures("apart")
def test_every_table_is_made_with_equal_rows(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("CONTINUITY_CACHE", str(tmp_path))
    monkeypatch.setattr(measure, "RUNS", 1)
    monkeypatch.setattr(measure, "ENOUGH", 0.01)
    monkeypatch.setattr("benchmarks.__main__.SIZES", (2_000,))
    monkeypatch.setattr(pictures, "SIZES", (20,))
    for name, few in (("WARM", 1), ("EACH", 1), ("ASKED", 30), ("COMPLETED", 5)):
        monkeypatch.setattr(asking, name, few)
    assert main(["2000"]) == 0
    out = capsys.readouterr().out
    for title in ("Loading", "Start-up", "Ask, warm", "Entities", "Projection", "Check", "Packaged queries"):
        assert f"### {title}" in out
    assert "skipped" not in out
    assert out.count("25 questions, each the first time") == 1 and "30 questions" in out
    assert "showrunners-by-season" in out
    assert "### Pictures" in out


@pytest.mark.usefixtures("apart")
def test_what_pyvis_is_not_waited_for_is_said_in_the_row(monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("playwright")
    if not pictures.browser():
        pytest.skip("there is no Chromium here")
    monkeypatch.setattr(pictures, "SIZES", (30,))
    monkeypatch.setattr(pictures, "PATIENCE", 0.001)
    heads, rows, notes = pictures.measured(2_000)
    (row,) = rows
    assert len(row) == len(heads) and row[:2] == ["made", "30"]
    assert row[heads.index("pyvis still, s")].startswith("over") and "is waited for" in notes[0]


def test_large_pictures_are_drawn_with_the_large_universe_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(pictures, "made", str)
    assert [made for _, made in pictures.canons(100_000)] == ["200", "1000"]
    monkeypatch.setattr(universe, "load", lambda _: SimpleNamespace(canon=lambda _: "shipped"))
    assert [made for name, made in pictures.canons(1_000_000) if name == "made"] == ["200", "1000", "5000", "20000"]


def test_a_cell_that_takes_too_long_is_given_up() -> None:
    if not hasattr(measure.signal, "SIGALRM"):
        pytest.skip("this system has no alarms")
    with pytest.raises(measure.TooLongError), measure.bound(0.05):
        while True:
            pass
    with measure.bound(60):
        pass


@pytest.mark.parametrize("wanted", ["many", "-5", "10", ""])
def test_what_is_no_size_is_refused(wanted: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([wanted]) == 2
    assert "500 or more" in capsys.readouterr().err


def test_sizes_and_text() -> None:
    assert sizes(100_000) == [10_000, 100_000]
    assert sizes(5_000) == [5_000]
    assert text(tables.Table("T", ["a", "b"], [["x", "12"]], ["n"])).splitlines()[2:] == [
        "| a |  b |",
        "|---|----|",
        "| x | 12 |",
        "",
        "n",
    ]
