"""Imports: what other data sets tell, as accounts of a universe for people to review. `FORMATS` is all there are.

    foreign files → readers → imports (one format a file) → DIR

`run` imports into a directory: idempotent, resumable, in pieces. Every problem of the input is a finding.
"""

from __future__ import annotations

import hashlib
import json
import logging
import shutil
import sqlite3
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from continuity import vocab
from continuity.errors import DataError, UsageError
from continuity.imports import csv, imdb, mapping, mcuapi, mediawiki, output, rdf, tmdb, tvmaze, wikidata, yaml
from continuity.imports.identity import Names
from continuity.imports.told import Format, Job, Raw, Told
from continuity.model import Finding, Position

_log = logging.getLogger(__name__)

FORMATS: Mapping[str, Format] = {
    f.name: f
    for f in (
        yaml.FORMAT, rdf.FORMAT, csv.FORMAT, wikidata.FORMAT, mediawiki.FORMAT, tvmaze.FORMAT, tmdb.FORMAT, imdb.FORMAT,
        mcuapi.FORMAT,
    )
}  # fmt: skip
#: Seconds between two points to which a killed import can go back.
CHECKPOINT = 5.0
#: What the progress of an import is told to: file, how much of it is read (0 to 1), how many items were told.
Progress = Callable[[str, float, int], None]
_VERSION = "1"


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import gave: the files it wrote, how many items they hold, and findings, the first hundred of them."""

    files: tuple[str, ...]
    items: int
    findings: tuple[Finding, ...]
    finding_count: int
    resumed: bool


def run(
    format: str,
    source: Path,
    directory: Path,
    *,
    mapping_file: Path | None = None,
    horizon: str = "",
    bulk: bool = False,
    overwrite: bool = False,
    progress: Progress = lambda name, done, count: None,
) -> Imported:
    """Import a file, or the files of a directory, into a directory.

    `bulk` writes N-Quads. `horizon` is a work, `none`, or `reports`: what each account reports. `overwrite` replaces
    files that were edited since. Raises UsageError for what cannot be imported at all, DataError for refused input.
    """
    if format not in FORMATS:
        raise UsageError(f"there is no format {format!r}; known are: {', '.join(FORMATS)}")
    chosen = FORMATS[format]
    files = _files(source, chosen, directory)
    given = mapping.read(mapping_file) if mapping_file is not None else {}
    mapping.known_words(given, {"source", "horizon"} | chosen.words, str(mapping_file))
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is there already and is no directory")
    room = output.room(directory)
    fresh = not directory.exists()
    room.mkdir(parents=True, exist_ok=True)
    _own(room, format, source)
    base = vocab.universe_base(directory.resolve().name) if bulk else ""
    print_of = _fingerprint(format, files, given, horizon, base)
    names, resumed = _names(room, print_of, chosen)
    start = int(names.state("cursor") or 0) if resumed else 0

    def once(name: str, do: Callable[[], None]) -> None:
        if not names.state("done " + name):
            do()
            names.keep("done " + name, "1")

    try:
        out = output.Output(directory, names, base)
        job = Job(files, given, names, horizon, base, start, room, progress, once)
        if not names.state("finished"):
            _tell(job, chosen, out)
            _close(job, out)
            names.keep("finished", "1")
            out.checkpoint(start, last=True)
        written = out.publish(overwrite)
        _note_horizons(out)
        _note_nothing(out, chosen)
        done = Imported(tuple(written), out.items, tuple(out.findings), out.finding_count, resumed)
    except (DataError, UsageError):
        if fresh:  # what is refused leaves nothing behind
            shutil.rmtree(directory)
        raise
    finally:
        names.close()
    for path in room.glob("state.db*"):
        path.unlink()
    shutil.rmtree(room / "facts", ignore_errors=True)
    return done


def _tell(job: Job, chosen: Format, out: output.Output) -> None:
    """Write all that the format tells; every few seconds, a point to go back to."""
    last = time.monotonic()
    for told in chosen.run(job):
        if isinstance(told, Finding):
            out.found(told)
            continue
        if isinstance(told, Raw):
            out.raw(told.statements)
            out.items += told.statements.count(b"\n")
        else:
            out.bulk = job.base  # what a format found in its files
            out.add(told)
        if chosen.seeks and told.cursor >= 0 and time.monotonic() - last > CHECKPOINT and out.checkpoint(told.cursor):
            last = time.monotonic()


def _close(job: Job, out: output.Output) -> None:
    """Introduce what was only spoken of, so that no reference dangles; then say which universe this is."""
    source = job.names.state("source")
    pending: list[dict[str, Any]] = []
    for key, id, name, cls in job.names.mentioned():
        item = {"id": id, "type": cls} | ({"name": name} if name else {})
        item |= wikidata.identifier(key)
        pending.append(item)
        if len(pending) == 500:
            out.add(Told("mentioned", tuple(pending), job.head(source)))
            pending.clear()
    if pending:
        out.add(Told("mentioned", tuple(pending), job.head(source)))
    if job.names.state("universe") != "told":
        told = {"name": job.names.state("title") or "Import"} | ({"base": job.base} if job.base else {})
        out.add(Told("universe", (), told, "type"))


def _note_horizons(out: output.Output) -> None:
    if out.without_horizon:
        message = f"{out.without_horizon:,} accounts have no horizon: they are hidden from everybody who keeps to one"
        cure = "give --horizon: `none` on purpose, a work, or `reports` for what each account reports"
        out.findings.append(Finding("D104", "import", message, "warning", Position(str(out.directory)), cure=cure))
        out.finding_count += 1


def _note_nothing(out: output.Output, chosen: Format) -> None:
    """Say so where there is nothing to tell and no reason was given."""
    if not out.items and not out.finding_count:
        message = f"nothing of the input is told: this import reads {chosen.summary}"
        cure = "see docs/importing.md; a mapping says what columns, templates and properties mean"
        out.findings.append(Finding("D104", "import", message, "warning", Position(str(out.directory)), cure=cure))
        out.finding_count += 1


def _files(source: Path, chosen: Format, directory: Path) -> list[Path]:
    """The input's files, sorted. Raises UsageError where there is none, or the output would be read as input."""
    if not source.exists():
        raise UsageError(f"there is no {source} to import")
    if directory.resolve() == source.resolve() or (source.is_dir() and source.resolve() in directory.resolve().parents):
        raise UsageError("import into a directory outside of the input")
    if source.is_file():
        return [source]
    found = sorted(
        p
        for p in source.rglob("*")
        if p.is_file()
        and not p.is_symlink()
        and any(p.name.endswith(s + z) for s in chosen.suffixes for z in ("", ".gz", ".bz2", ".xz"))
        and not any(part.startswith(".") for part in p.relative_to(source).parts)
    )
    if not found:
        raise UsageError(f"{source} holds no file to import ({', '.join(chosen.suffixes)})")
    return found


def _own(room: Path, format: str, source: Path) -> None:
    """See that the directory is of this import alone: two imports that share names would be merged unseen."""
    path = room / "import.json"
    mine = {"format": format, "input": source.name}
    try:
        other = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        other = mine
    if other != mine:
        raise UsageError(
            f"{room.parent} holds the import of {other.get('input')} ({other.get('format')});"
            " import into a directory of its own, and see `continuity match`"
        )
    path.write_text(json.dumps(mine) + "\n", encoding="utf-8")


def _fingerprint(format: str, files: list[Path], given: Mapping[str, Any], horizon: str, base: str) -> str:
    """What the import is of: a killed one goes on only where all this is the same."""
    stamps = [(p.name, p.stat().st_size, p.stat().st_mtime_ns) for p in files]
    raw = json.dumps([_VERSION, format, stamps, given, horizon, base], sort_keys=True, default=str)
    return hashlib.sha256(raw.encode()).hexdigest()


def _names(room: Path, print_of: str, chosen: Format) -> tuple[Names, bool]:
    """The database of a killed import of the same, or a fresh one; and whether it is the former."""
    path = room / "state.db"
    if path.exists():
        try:
            names = Names(path)
            if names.state("print") == print_of and (chosen.seeks or names.state("finished")) and names.state("cursor"):
                return names, True
            names.close()
        except sqlite3.Error as error:  # a damaged state is no state
            _log.info("%s: %s; beginning anew", path, error)
        for stale in room.glob("state.db*"):
            stale.unlink()
    shutil.rmtree(room / "new", ignore_errors=True)
    names = Names(path)
    names.keep("print", print_of)
    return names, False


__all__ = ["FORMATS", "Format", "Imported", "Progress", "run"]
