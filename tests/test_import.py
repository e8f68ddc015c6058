"""Imports as such: the same bytes each time, nobody's work overwritten, taken up after a kill, findings with a place."""

from __future__ import annotations

import gzip
import hashlib
import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import continuity
from continuity import cli, imports
from continuity.errors import DataError, UsageError
from continuity.imports.identity import Names, slug
from continuity.imports.told import Format, Job, Told
from continuity.model import Finding

CAST = "id,type,name,released\nharbour/series,Series,Harbour,2016-01-02\nada,Character,Ada,\n"


def table(tmp_path: Path, text: str = CAST) -> Path:
    path = tmp_path / "cast.csv"
    path.write_text(text, encoding="utf-8")
    return path


def files(directory: Path) -> dict[str, str]:
    return {p.name: hashlib.sha256(p.read_bytes()).hexdigest() for p in directory.iterdir() if p.is_file()}


def test_the_same_input_gives_the_same_bytes_anywhere_and_again(tmp_path: Path) -> None:
    source = table(tmp_path)
    imports.run("csv", source, tmp_path / "one", horizon="none")
    imports.run("csv", source, tmp_path / "two", horizon="none")
    first = files(tmp_path / "one")
    imports.run("csv", source, tmp_path / "one", horizon="none")
    assert first == files(tmp_path / "two") == files(tmp_path / "one")


def test_what_was_imported_can_be_checked_and_asked(tmp_path: Path) -> None:
    imports.run("csv", table(tmp_path), tmp_path / "made", horizon="none")
    universe = continuity.load(str(tmp_path / "made"))
    assert not universe.findings
    answer = universe.canon().ask("when was Harbour released")
    assert answer.rows[0][0].value == "2016-01-02"
    assert answer.evidence[0].account.source.title == "cast.csv"


def test_a_file_that_was_edited_is_kept_and_the_new_one_laid_beside_it(tmp_path: Path) -> None:
    made = tmp_path / "made"
    imports.run("csv", table(tmp_path), made, horizon="none")
    mine = (made / "cast.yaml").read_text(encoding="utf-8").replace("name: Ada", "name: Ada Doe")
    (made / "cast.yaml").write_text(mine, encoding="utf-8")
    again = imports.run("csv", table(tmp_path, CAST + "jo,Person,Jo,\n"), made, horizon="none")
    assert (made / "cast.yaml").read_text(encoding="utf-8") == mine
    assert "Jo" in (made / ".import" / "edited" / "cast.yaml").read_text(encoding="utf-8")
    assert [f.position.file for f in again.findings] == ["cast.yaml"]
    third = imports.run("csv", table(tmp_path), made, horizon="none")
    assert (made / "cast.yaml").read_text(encoding="utf-8") == mine, "still edited at the import after"
    assert third.finding_count == 1
    imports.run("csv", table(tmp_path), made, horizon="none", overwrite=True)
    assert "name: Ada Doe" not in (made / "cast.yaml").read_text(encoding="utf-8")


def test_a_file_of_somebody_elses_is_never_replaced(tmp_path: Path) -> None:
    made = tmp_path / "made"
    made.mkdir()
    (made / "cast.yaml").write_text("type: Universe\n", encoding="utf-8")
    found = imports.run("csv", table(tmp_path), made, horizon="none")
    assert (made / "cast.yaml").read_text(encoding="utf-8") == "type: Universe\n"
    assert found.finding_count == 1


def test_files_that_an_import_no_longer_writes_go(tmp_path: Path) -> None:
    made, source = tmp_path / "made", tmp_path / "in"
    source.mkdir()
    (source / "one.csv").write_text(CAST, encoding="utf-8")
    (source / "two.csv").write_text("id,type,name\njo,Person,Jo\n", encoding="utf-8")
    imports.run("csv", source, made, horizon="none")
    assert (made / "two.yaml").exists()
    (source / "two.csv").unlink()
    imports.run("csv", source, made, horizon="none")
    assert not (made / "two.yaml").exists()
    assert (made / "one.yaml").exists()


def test_a_manifest_that_names_other_places_removes_nothing_there(tmp_path: Path) -> None:
    made, precious = tmp_path / "made", tmp_path / "precious.txt"
    precious.write_text("mine", encoding="utf-8")
    digest = hashlib.sha256(b"mine").hexdigest()
    imports.run("csv", table(tmp_path), made, horizon="none")
    (made / ".import" / "manifest.json").write_text(
        json.dumps({"files": {"../precious.txt": [digest]}}), encoding="utf-8"
    )
    imports.run("csv", table(tmp_path), made, horizon="none", overwrite=True)
    assert precious.read_text(encoding="utf-8") == "mine"


def test_a_directory_is_of_one_import(tmp_path: Path) -> None:
    imports.run("csv", table(tmp_path), tmp_path / "made")
    other = tmp_path / "show.json"
    other.write_text("[]", encoding="utf-8")
    with pytest.raises(UsageError, match=r"cast\.csv"):
        imports.run("tvmaze", other, tmp_path / "made")


def test_without_a_horizon_there_is_a_finding_and_with_one_on_purpose_none(tmp_path: Path) -> None:
    bare = imports.run("csv", table(tmp_path), tmp_path / "bare")
    assert "no horizon" in bare.findings[0].message
    assert "horizon:" not in (tmp_path / "bare" / "cast.yaml").read_text(encoding="utf-8")
    meant = imports.run("csv", table(tmp_path), tmp_path / "meant", horizon="none")
    assert not meant.findings
    assert "horizon: none" in (tmp_path / "meant" / "cast.yaml").read_text(encoding="utf-8")


def test_the_command_tells_by_its_exit_code(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    source = str(table(tmp_path))
    assert cli.main(["import", "csv", source, "-o", str(tmp_path / "a"), "--horizon", "none"]) == 0
    assert cli.main(["import", "csv", source, "-o", str(tmp_path / "b")]) == 1
    assert "no horizon" in capsys.readouterr().err
    assert cli.main(["import", "csv", str(tmp_path / "nothing.csv"), "-o", str(tmp_path / "c")]) == 2
    assert cli.main(["import", "csv", source, "-o", source]) == 2


def test_what_is_refused_leaves_nothing_behind(tmp_path: Path) -> None:
    (tmp_path / "x.xml").write_text("garbage", encoding="utf-8")
    (tmp_path / "there").mkdir()
    (tmp_path / "there" / "mine.txt").write_text("mine", encoding="utf-8")
    for name in ("made", "there"):
        with pytest.raises(DataError):
            imports.run("mediawiki", tmp_path / "x.xml", tmp_path / name)
    assert not (tmp_path / "made").exists()
    assert (tmp_path / "there" / "mine.txt").exists()


def test_rows_that_cannot_be_read_cost_only_themselves(tmp_path: Path) -> None:
    text = CAST + "bob,Character\neve,Characer,Eve,\nmax,Character,Max,\n"
    found = imports.run("csv", table(tmp_path, text), tmp_path / "made", horizon="none")
    assert [(f.position.file, f.position.line) for f in found.findings] == [("cast.csv", 4), ("cast.csv", 5)]
    assert "id: max" in (tmp_path / "made" / "cast.yaml").read_text(encoding="utf-8")
    assert (tmp_path / "made" / ".import" / "findings.txt").read_text(encoding="utf-8").count("\n") == 2


def test_a_cut_archive_gives_what_came_before_the_cut(tmp_path: Path) -> None:
    rows = "id,type,name\n" + "".join(f"c{n},Character,Name {hashlib.md5(bytes(n)).hexdigest()}\n" for n in range(3000))
    whole = gzip.compress(rows.encode())
    path = tmp_path / "cast.csv.gz"
    path.write_bytes(whole[: len(whole) * 3 // 4])
    found = imports.run("csv", path, tmp_path / "made", horizon="none")
    assert any("breaks off" in f.message for f in found.findings)
    assert 500 < found.items < 3000


def test_bulk_output_is_loaded_alike(tmp_path: Path) -> None:
    source = table(tmp_path)
    imports.run("csv", source, tmp_path / "made", horizon="none")
    imports.run("csv", source, tmp_path / "bulk", horizon="none", bulk=True)
    assert {p.suffix for p in (tmp_path / "bulk").iterdir() if p.is_file()} == {".nq", ".yaml"}
    texts = [
        continuity.load(str(tmp_path / d)).canon().ask("when was Harbour released").sentence for d in ("made", "bulk")
    ]
    assert texts[0] == texts[1]


# --- killed on its way ---


def halting(after: int) -> Callable[[Job], Iterator[Told | Finding]]:
    """A format of numbered things that stops dead after so many."""

    def run(job: Job) -> Iterator[Told | Finding]:
        job.names.keep("source", "s")
        for n in range(job.start, 60):
            if n == after:
                raise KeyboardInterrupt
            key = f"thing:{n}"
            item = {"id": job.names.id(key, f"Thing {n // 2}", "Item", str(n)), "type": "Item", "name": f"Thing {n}"}
            job.names.told(key)
            yield Told("things", [item], job.head("s"), cursor=n + 1)

    return run


@pytest.mark.parametrize("bulk", [False, True])
def test_a_killed_import_goes_on_and_ends_with_the_same_bytes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bulk: bool
) -> None:
    monkeypatch.setattr(imports, "CHECKPOINT", 0.0)
    monkeypatch.setattr(imports.output, "MAX_FILE", 700)
    monkeypatch.setattr(imports.output, "BATCH", 4)
    source = table(tmp_path)
    for name, stop in (("whole", -1), ("broken", 41)):
        target = tmp_path / name / "made"
        target.parent.mkdir()
        for after in (stop, -1) if stop > 0 else (-1,):
            monkeypatch.setattr(imports, "FORMATS", {"csv": Format("csv", halting(after), "", (".csv",), True)})
            if after > 0:
                with pytest.raises(KeyboardInterrupt):
                    imports.run("csv", source, target, horizon="none", bulk=bulk)
                assert [p.name for p in target.iterdir()] == [".import"], "nothing half done is in sight"
                staged = next((target / ".import" / "new").iterdir())
                staged.write_bytes(staged.read_bytes() + b"half a li")  # written after the last point
            else:
                done = imports.run("csv", source, target, horizon="none", bulk=bulk)
                assert done.resumed == (stop > 0)
    assert files(tmp_path / "whole" / "made") == files(tmp_path / "broken" / "made")


@pytest.mark.parametrize("bulk", [False, True])
def test_a_kill_while_the_files_are_moved_loses_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, bulk: bool
) -> None:
    source, made = table(tmp_path), tmp_path / "broken" / "made"
    made.parent.mkdir()
    moved: list[Path] = []

    def stop(path: Path, target: Path) -> Path:
        if path.parent.name == "new" and moved:
            raise KeyboardInterrupt
        moved.append(path)
        return path.rename(target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "replace", stop)
        with pytest.raises(KeyboardInterrupt):
            imports.run("csv", source, made, horizon="none", bulk=bulk)
    assert imports.run("csv", source, made, horizon="none", bulk=bulk).resumed
    imports.run("csv", source, tmp_path / "made", horizon="none", bulk=bulk)
    assert files(made) == files(tmp_path / "made")


def test_a_killed_import_begins_anew_where_its_input_changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(imports, "CHECKPOINT", 0.0)
    source = table(tmp_path)
    monkeypatch.setattr(imports, "FORMATS", {"csv": Format("csv", halting(41), "", (".csv",), True)})
    with pytest.raises(KeyboardInterrupt):
        imports.run("csv", source, tmp_path / "made")
    monkeypatch.setattr(imports, "FORMATS", {"csv": Format("csv", halting(-1), "", (".csv",), True)})
    table(tmp_path, CAST + "jo,Person,Jo,\n")
    assert not imports.run("csv", source, tmp_path / "made").resumed


def test_a_damaged_state_is_no_state(tmp_path: Path) -> None:
    room = tmp_path / "made" / ".import"
    room.mkdir(parents=True)
    (room / "state.db").write_bytes(b"no database" * 100)
    assert imports.run("csv", table(tmp_path), tmp_path / "made", horizon="none").items == 2


def test_a_process_killed_for_good_is_taken_up(tmp_path: Path) -> None:
    rows = "id,type,name\n" + "".join(f"c{n},Character,Name {n}\n" for n in range(40_000))
    source = table(tmp_path, rows)
    made = tmp_path / "broken" / "made"
    made.parent.mkdir()
    script = (
        "import sys; from continuity import cli, imports; imports.CHECKPOINT = 0.0; sys.exit(cli.main(sys.argv[1:]))"
    )
    command = ["import", "csv", str(source), "-o", str(made), "--horizon", "none"]
    with subprocess.Popen([sys.executable, "-c", script, *command], stderr=subprocess.DEVNULL) as process:
        wal = made / ".import" / "new" / "cast.yaml"
        until = time.monotonic() + 60
        while not wal.exists() and process.poll() is None and time.monotonic() < until:
            time.sleep(0.01)
        process.kill()
    assert not (made / "cast.yaml").exists()
    imports.run("csv", source, made, horizon="none")
    imports.run("csv", source, tmp_path / "made", horizon="none")
    assert files(made) == files(tmp_path / "made")


# --- ids ---


@pytest.mark.parametrize(
    ("name", "made"),
    [("Luke Cage", "luke-cage"), ("Émile Zola", "emile-zola"), ("../../etc/passwd", "etc-passwd"), ("Jo's", "jos"),
     ("\u8fdb\u51fb", "\u8fdb\u51fb"), ("!!!", ""), ("a" * 500, "a" * 80)],
)  # fmt: skip
def test_slugs_are_readable_and_safe(name: str, made: str) -> None:
    assert slug(name) == made


def test_two_things_of_one_name_never_share_an_id() -> None:
    names = Names()
    assert names.id("tv:1", "Battlestar", hint="1978", under="series") == "battlestar/series"
    assert names.id("tv:2", "Battlestar", hint="2004", under="series") == "battlestar-2004/series"
    assert names.id("tv:1", "Battlestar") == "battlestar/series"
    assert len({names.id(f"person:{n}", "Jo Doe", hint="") for n in range(50)}) == 50
    assert names.id("x", "Death") not in ("death", ""), "ids of statements begin with it"
    assert names.id("y", "!!!") == "y"


def test_what_is_only_mentioned_is_introduced_so_that_nothing_dangles(tmp_path: Path) -> None:
    source = table(tmp_path, "show,boss\nHarbour,Jo Doe\n")
    mapping = tmp_path / "m.yaml"
    rule = "{type: Credit, person: $value, role: showrunner, work: $subject}"
    mapping.write_text(f"type: Series\nname: show\ncolumns:\n  show: name\n  boss: {rule}\n", encoding="utf-8")
    imports.run("csv", source, tmp_path / "made", mapping_file=mapping, horizon="none")
    assert "{id: jo-doe, type: Person, name: Jo Doe}" in (tmp_path / "made" / "mentioned.yaml").read_text(
        encoding="utf-8"
    )
    assert not continuity.load(str(tmp_path / "made")).findings


@pytest.mark.parametrize(
    "text",
    ["columns: {name: nmae}", "type: Charcter\ncolumns: {name: name}", "columns: {name: {type: Credit, who: $value}}",
     "columns: {name: {kye: name}}", "- a list", "columns: {name: [}"],
)  # fmt: skip
def test_a_mapping_that_makes_no_sense_is_refused(tmp_path: Path, text: str) -> None:
    mapping = tmp_path / "m.yaml"
    mapping.write_text(text, encoding="utf-8")
    with pytest.raises(UsageError):
        imports.run("csv", table(tmp_path), tmp_path / "made", mapping_file=mapping)


def test_importing_the_package_brings_in_no_heavy_library() -> None:
    script = "import sys, continuity.imports; print([m for m in ('rdflib', 'networkx', 'mwparserfromhell', 'numpy') if m in sys.modules])"
    out = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True, env=dict(os.environ)
    )
    assert out.stdout.strip() == "[]"
