"""Compiled stores: built once, rebuilt when stale or damaged, never trusted, bounded; two processes may build at once."""

from __future__ import annotations

import json
import logging
import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from continuity import cache, universe
from continuity.canon.frame import Frame, Work
from continuity.errors import DataError
from continuity.model import Scope

YAML = """\
sources:
  - {id: s, type: Source, kind: news, title: T, published: 2016-01-01}
---
source: s
horizon: none
claims:
  - {id: x/series, type: Series, name: X}
  - {id: k, type: Character, name: K}
"""


@pytest.fixture(autouse=True)
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = tmp_path / "cache"
    monkeypatch.setenv("CONTINUITY_CACHE", str(place))
    return place


@pytest.fixture
def data(tmp_path: Path) -> Path:
    place = tmp_path / "data" / "u"
    place.mkdir(parents=True)
    (place / "a.yaml").write_text(YAML, encoding="utf-8")
    return place


def names(data: Path) -> list[str]:
    return universe.load(data).canon(Scope()).entities("Character")


def entries(home: Path) -> list[Path]:
    return sorted(p for p in home.iterdir() if not p.name.startswith("build-"))


def test_a_second_load_reads_what_the_first_compiled(data: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert names(data) == ["k"]
    kept = entries(home)
    assert len(kept) == 2  # the universe and its canon
    monkeypatch.setattr(universe.readers, "read", lambda *_: pytest.fail("a file was read again"))
    monkeypatch.setattr(universe.canons, "build", lambda *_: pytest.fail("a canon was built again"))
    assert names(data) == ["k"]
    assert entries(home) == kept


def test_the_works_are_kept_with_the_compiled_universe(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (data / "b.yaml").write_text(
        "source: s\nhorizon: none\nclaims:\n"
        "  - {id: x/s2, type: Season, number: 2, partOf: x/series, released: 2016-03, alias: [Two, Second]}\n",
        encoding="utf-8",
    )
    told = universe.load(data, compiled=False).frame
    universe.load(data)
    monkeypatch.setattr(Frame, "of", lambda _: pytest.fail("the works were read again"))
    assert universe.load(data).frame.works == told.works
    assert told.works["x/s2"] == Work("x/s2", "Season", ("x/series",), 2, "2016-03", ("Second", "Two"))


def test_changed_data_is_read_anew_and_old_data_stays_as_it_was(data: Path, home: Path) -> None:
    before = universe.load(data)
    (data / "a.yaml").write_text(YAML + "  - {id: m, type: Character, name: M}\n", encoding="utf-8")
    after = universe.load(data)
    assert after.version != before.version
    assert after.canon(Scope()).entities("Character") == ["k", "m"]
    assert before.canon(Scope()).entities("Character") == ["k"]
    (data / "b.yaml").write_text("claims: [", encoding="utf-8")
    assert [f.position.file for f in universe.load(data).findings] == ["b.yaml"]
    (data / "b.yaml").rename(data / "c.yaml")
    assert [f.position.file for f in universe.load(data).findings] == ["c.yaml"]


def test_each_scope_has_a_canon_of_its_own(data: Path) -> None:
    loaded = universe.load(data)
    assert loaded.canon(Scope(on="2015-12-31")).entities("Character") == []
    assert loaded.canon(Scope(on="2016-01-01")).entities("Character") == ["k"]
    assert loaded.canon(Scope()).key != loaded.canon(Scope(until="x/series")).key


def test_another_release_or_vocabulary_compiles_anew(data: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    names(data)
    monkeypatch.setattr(cache, "__version__", "999.0")
    names(data)
    assert len(entries(home)) == 4


def truncate(entry: Path) -> None:
    for table in entry.rglob("*.sst"):
        table.write_bytes(table.read_bytes()[: table.stat().st_size // 2])


def drop_tables(entry: Path) -> None:
    for table in entry.rglob("*.sst"):
        table.unlink()


def drop_store(entry: Path) -> None:
    for file in (entry / "store").iterdir():
        file.unlink()


def scribble_json(entry: Path) -> None:
    for file in entry.glob("*.json"):
        if file.name != "seal.json":
            file.write_text("[" + " " * (file.stat().st_size - 1), encoding="utf-8")  # its size is as it was


def drop_json(entry: Path) -> None:
    for file in entry.glob("*.json"):
        if file.name != "seal.json":
            file.unlink()


def drop_seal(entry: Path) -> None:
    (entry / "seal.json").unlink()


def scribble_seal(entry: Path) -> None:
    (entry / "seal.json").write_text("{", encoding="utf-8")


def drop_manifest(entry: Path) -> None:
    for file in (*(entry / "store").glob("CURRENT"), *(entry / "store").glob("MANIFEST*")):
        file.unlink()


def empty_manifest(entry: Path) -> None:
    for file in (entry / "store").glob("MANIFEST*"):
        file.write_bytes(b"")


def flip_bytes(entry: Path) -> None:
    """The size stays, so only reading shows it."""
    for table in entry.rglob("*.sst"):
        content = bytearray(table.read_bytes())
        content[:] = bytes(b ^ 0xFF for b in content)
        table.write_bytes(bytes(content))


@pytest.mark.parametrize("damage", [
    truncate, drop_tables, drop_store, scribble_json, drop_json, drop_seal, scribble_seal, drop_manifest, empty_manifest,
    flip_bytes,
], ids=lambda f: f.__name__)  # fmt: skip
@pytest.mark.parametrize("which", [0, 1], ids=["one", "other"])
def test_a_damaged_entry_is_rebuilt(data: Path, home: Path, damage: Callable[[Path], None], which: int) -> None:
    names(data)
    victim = entries(home)[which]
    damage(victim)
    assert names(data) == ["k"]
    assert universe.load(data).position("k").line == 8
    assert universe.load(data).canon(Scope()).clashes == ()
    assert names(data) == ["k"]


def test_a_rebuild_is_said_in_the_log(data: Path, home: Path, caplog: pytest.LogCaptureFixture) -> None:
    names(data)
    for entry in entries(home):
        drop_seal(entry)
    with caplog.at_level(logging.WARNING):
        names(data)
    assert "built anew" in caplog.text


def test_an_interrupted_build_leaves_no_entry(home: Path) -> None:
    def fail(place: Path) -> None:
        (place / "half.json").write_text("{}", encoding="utf-8")
        raise RuntimeError

    with pytest.raises(RuntimeError):
        cache.entry("key", fail)
    assert list(home.iterdir()) == []
    made = cache.entry("key", lambda place: (place / "whole.json").write_text("{}", encoding="utf-8") and None)
    assert (made / "whole.json").exists()
    assert not (made / "half.json").exists()


def test_many_threads_build_one_entry(home: Path) -> None:
    def build(place: Path) -> None:
        time.sleep(0.02)
        (place / "a.json").write_text("1", encoding="utf-8")

    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: cache.entry("key", build), range(16)))
    (place,) = made
    assert json.loads((place / "a.json").read_text(encoding="utf-8")) == 1
    assert entries(home) == [place]
    assert len(list(home.iterdir())) == 1


def test_two_processes_compile_at_once(data: Path, home: Path) -> None:
    code = (
        "import sys; from pathlib import Path; from continuity import universe; from continuity.model import Scope; "
        "print(universe.load(Path(sys.argv[1])).canon(Scope()).entities('Character'))"
    )
    running = [
        subprocess.Popen(
            [sys.executable, "-c", code, str(data)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        )
        for _ in range(4)
    ]
    for process in running:
        out, err = process.communicate(timeout=120)
        assert (process.returncode, out.strip(), err) == (0, "['k']", "")
    assert len(entries(home)) == 2
    assert not [p for p in home.iterdir() if p.name.startswith("build-")]


def test_a_reader_goes_on_while_the_entry_is_removed(data: Path, home: Path) -> None:
    graph = universe.load(data).canon(Scope())
    cache.discard(graph.key)
    assert graph.entities("Character") == ["k"]
    assert names(data) == ["k"]


def fill(key: str, size: int = 10) -> Path:
    return cache.entry(key, lambda place: (place / "a.json").write_text("x" * size, encoding="utf-8") and None)


def test_the_number_of_entries_is_bounded_and_the_longest_unused_go_first(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(cache, "MAX_ENTRIES", 3)
    made = [fill(f"key{n}") for n in range(3)]
    for age, place in enumerate(made):
        os.utime(place, (1_000 + age, 1_000 + age))
    fill("key0")  # used again
    fill("key3")
    assert [p.exists() for p in made] == [True, False, True]
    assert len(entries(home)) == 3


def test_the_bytes_are_bounded_but_the_newest_entry_stays(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "MAX_BYTES", 1_000)
    for n in range(5):
        fill(f"key{n}", 400)
    assert len(entries(home)) <= 2
    assert fill("large", 5_000).exists()
    assert len(entries(home)) == 1


def test_what_an_interrupted_build_left_is_removed_after_a_day(home: Path) -> None:
    home.mkdir()
    old, young = home / "build-old", home / "build-young"
    for place in (old, young):
        place.mkdir()
    os.utime(old, (1_000, 1_000))
    fill("key")
    assert (old.exists(), young.exists()) == (False, True)


def test_content_and_order_make_the_key() -> None:
    assert cache.digest(["a", "b"]) == cache.digest([b"a", "b"])
    assert len({cache.digest(p) for p in (["a", "b"], ["b", "a"], ["ab"], ["ab", ""], [])}) == 5


def test_the_variable_decides_where_entries_are_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONTINUITY_CACHE", str(tmp_path / "elsewhere"))
    assert fill("key").parent == tmp_path / "elsewhere"
    monkeypatch.delenv("CONTINUITY_CACHE")
    assert cache.directory().name == "continuity"


def clear(home: Path) -> None:
    for entry in entries(home):
        shutil.rmtree(entry)


def test_what_is_read_late_survives_the_clearing_of_the_cache(data: Path, home: Path) -> None:
    told = universe.load(data, compiled=False)
    for part in ("frame", "positions", "facts"):
        loaded = universe.load(data)
        clear(home)
        found, known = getattr(loaded, part), getattr(told, part)
        if part == "frame":
            assert found.works == known.works
        elif part == "positions":
            assert {n: [tuple(p) for p in places] for n, places in found.items()} == known
        else:
            assert len(found) == len(known)


def test_a_cache_directory_that_is_gone_is_made_anew(data: Path, home: Path) -> None:
    loaded = universe.load(data)
    shutil.rmtree(home)
    assert loaded.canon(Scope()).entities("Character") == ["k"]
    assert loaded.frame.works


def test_a_cleared_universe_whose_files_changed_is_not_compiled_under_its_old_key(data: Path, home: Path) -> None:
    loaded = universe.load(data)
    clear(home)
    (data / "a.yaml").write_text(YAML + "  - {id: m, type: Character, name: M}\n", encoding="utf-8")
    with pytest.raises(DataError, match="load it again"):
        loaded.positions  # noqa: B018 - it is read here
    assert universe.load(data).canon(Scope()).entities("Character") == ["k", "m"]
