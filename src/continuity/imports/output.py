"""The directory that an import writes: in pieces, in a stable order, resumable, and never over somebody's work.

While an import runs, its files grow in `DIR/.import/`, and a small database there says how far they are good. A killed
import is cut back to that point and goes on. At the end the files are moved into place; `DIR/.import/manifest.json`
keeps their hashes, so the next import replaces what this one wrote and keeps what was edited since.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
import shutil
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from continuity import documents, layout, store
from continuity.imports.identity import Names
from continuity.imports.told import Item, Told, unminted
from continuity.model import Document, Finding, Position

#: A file of accounts for review is begun anew beyond this size; one of N-Quads beyond the other.
MAX_FILE, MAX_BULK = 512 << 10, 256 << 20
#: So many documents become statements at once: the context is longer than most, and is read for each call.
BATCH = 256
_FLUSH = 4 << 20
_ROOM = ".import"
_HEAD = "# Imported by `continuity import`. May be edited: a later import keeps an edited file and says so.\n"
_PLACE = re.compile(r"[a-z0-9][a-z0-9-]*\Z")


def room(directory: Path) -> Path:
    """Where an import keeps what is not data."""
    return directory / _ROOM


class Output:
    """Writes what is told into files, and remembers how far it came."""

    def __init__(self, directory: Path, names: Names, bulk: str = "") -> None:
        """`bulk` is the base of the ids for N-Quads; without it the files are YAML."""
        self.directory, self.names, self.bulk = directory, names, bulk
        self.staged = room(directory) / "new"
        self.findings: list[Finding] = []
        self.finding_count = 0
        self.without_horizon = 0
        self._pending: list[tuple[Document, Told]] = []
        self._buffers: dict[str, list[bytes]] = {}
        self._buffered = 0
        kept = json.loads(names.state("output") or "{}")
        self._shards: dict[str, dict[str, Any]] = kept.get("shards", {})
        self._lengths: dict[str, int] = kept.get("lengths", {})
        self.finding_count, self.without_horizon = kept.get("findings", 0), kept.get("without_horizon", 0)
        self.items = kept.get("items", 0)
        self._restore()

    def _restore(self) -> None:
        """Cut the files back to what the database vouches for."""
        self.staged.mkdir(parents=True, exist_ok=True)
        for path in sorted(p for p in self.staged.rglob("*") if p.is_file()):
            length = self._lengths.get(path.relative_to(self.staged).as_posix())
            if length is None:
                path.unlink()
            else:
                os.truncate(path, length)

    def found(self, finding: Finding) -> None:
        """Keep a finding: the first hundred at hand, all in a file."""
        self.finding_count += 1
        if len(self.findings) < 100:
            self.findings.append(finding)
        cure = f" — {finding.cure}" if finding.cure else ""
        self._write("findings.txt", f"{finding.position}: {finding.message}{cure}\n".encode())

    def add(self, told: Told) -> None:
        """Check what is told against the published schema, and write what is good of it."""
        if told.kind == "type":
            data: dict[str, Any] = {"type": "Universe", **told.head}
        else:
            data = {**told.head, told.kind: list(told.items)}
            self.items += len(told.items) if told.kind == "claims" else 0
            self.without_horizon += told.kind == "claims" and "horizon" not in told.head
        document, findings = documents.admit(data, told.origin.file, {(): told.origin.line})
        for finding in findings:
            self.found(Finding("D102", "import", finding.message, "error", finding.position, cure=finding.cure))
        if document is None or (told.kind != "type" and not document.data[told.kind]):
            return
        if self.bulk and told.kind != "type":
            self._pending.append((document, told))
            if len(self._pending) >= BATCH and (told.cursor >= 0 or len(self._pending) >= 4 * BATCH):
                self._write_bulk()
        else:
            items = list(told.items) if not findings else [unminted(i) for i in document.data.get(told.kind, ())]
            self._write_yaml(told, items)

    def raw(self, statements: bytes) -> None:
        """Write statements in N-Quads as they are."""
        self._write(self._file("accounts", len(statements), ".nq", MAX_BULK)[0], statements)

    def _write_bulk(self) -> None:
        made = documents.statements((d for d, _ in self._pending), self.bulk)
        self.raw(store.serialize(made, "nquads"))
        self._pending.clear()

    def _write_yaml(self, told: Told, items: Sequence[Item]) -> None:
        if not _PLACE.match(told.place):
            raise ValueError(f"{told.place!r} is no name for a file")
        head = layout.mapping_text(told.head)
        if told.kind == "type":
            self._write(f"{told.place}.yaml", (_HEAD + "type: Universe\n" + head).encode())
            return
        lines = "".join(map(layout.line_text, items))
        name, fresh = self._file(told.place, len(lines) + len(head), ".yaml", MAX_FILE)
        shard = self._shards[told.place]
        opening = f"{head}{told.kind}:\n"
        if fresh:
            lines = _HEAD + opening + lines
        elif shard["head"] != opening:
            lines = "---\n" + opening + lines
        shard["head"] = opening
        self._write(name, lines.encode())

    def _file(self, place: str, size: int, ending: str, limit: int) -> tuple[str, bool]:
        """The file of a place that takes so many bytes more, and whether it is new."""
        shard = self._shards.setdefault(place, {"number": 0, "size": 0, "head": ""})
        fresh = shard["number"] == 0 or shard["size"] + size > limit
        if fresh:
            shard.update(number=shard["number"] + 1, size=0, head="")
        shard["size"] += size
        number = shard["number"]
        return place + (f"-{number:04}" if number > 1 or ending == ".nq" else "") + ending, fresh

    def _write(self, name: str, content: bytes) -> None:
        self._buffers.setdefault(name, []).append(content)
        self._buffered += len(content)
        if self._buffered > _FLUSH:
            self._flush()

    def _flush(self) -> None:
        for name, pieces in self._buffers.items():
            with (self.staged / name).open("ab") as out:
                out.writelines(pieces)
                self._lengths[name] = out.tell()
        self._buffers.clear()
        self._buffered = 0

    def checkpoint(self, cursor: int, last: bool = False) -> bool:
        """Make all so far durable, with where to go on; false where a batch is still open, which the `last` one closes."""
        if self._pending and last:
            self._write_bulk()
        if self._pending:
            return False
        self._flush()
        self.names.keep(
            "output",
            json.dumps(
                {
                    "shards": self._shards,
                    "lengths": self._lengths,
                    "findings": self.finding_count,
                    "without_horizon": self.without_horizon,
                    "items": self.items,
                }
            ),
        )
        self.names.keep("cursor", str(cursor))
        self.names.commit()
        return True

    def publish(self, overwrite: bool = False) -> list[str]:
        """Move the files into place; gives their names, sorted. What was edited by hand is kept, with a finding."""
        self._flush()
        manifest = _manifest(self.directory)
        names = sorted(n for n in self._lengths if n != "findings.txt")
        digests = {n: _digest(self.staged / n) for n in names if (self.staged / n).exists()}
        # Both the old and the new hash are ours until all is in place: a kill in between loses nothing.
        _keep(
            self.directory, {n: sorted({*manifest.get(n, ()), digests.get(n, "")} - {""}) for n in {*manifest, *names}}
        )
        edited: list[str] = []
        for name in sorted({*manifest, *names}):
            target = self.directory / name
            ours = name in names and name not in digests  # moved before a kill
            ours = (
                ours
                or not target.exists()
                or overwrite
                or _digest(target) in (*manifest.get(name, ()), digests.get(name))
            )
            if not ours:
                edited.append(name)
            elif name in digests:
                (self.staged / name).replace(target)
            elif name not in names:
                target.unlink(missing_ok=True)
        for name in edited:
            beside = room(self.directory) / "edited" / name
            cure = "compare and merge by hand, or import with --overwrite"
            if name in digests:
                beside.parent.mkdir(exist_ok=True)
                (self.staged / name).replace(beside)
                cure = f"what was imported is in {_ROOM}/edited/{name}; {cure}"
            self.found(
                Finding("D103", "import", "edited since it was imported, or not of this import: kept as it is", "warning", Position(name), cure=cure)
            )  # fmt: skip
        self._flush()
        if (self.staged / "findings.txt").exists():
            (self.staged / "findings.txt").replace(room(self.directory) / "findings.txt")
        else:
            (room(self.directory) / "findings.txt").unlink(missing_ok=True)
        placed = {n: [digests.get(n) or _digest(self.directory / n)] for n in names}
        final = placed | {n: manifest[n] for n in edited if n in manifest and n not in digests}
        _keep(self.directory, final)
        shutil.rmtree(self.staged, ignore_errors=True)
        return names


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _manifest(directory: Path) -> dict[str, list[str]]:
    """The files of the last import with their hashes."""
    path = room(directory) / "manifest.json"
    try:
        raw = json.loads(path.read_text(encoding="utf-8"))
        return {str(n): [str(h) for h in hs] for n, hs in raw["files"].items() if _safe(str(n))}
    except (OSError, ValueError, KeyError, AttributeError, TypeError):
        return {}


def _safe(name: str) -> bool:
    """Whether a name of the manifest is of a file directly in the directory: it is read back, so it might be anything."""
    return Path(name).name == name and name not in (".", "..", "")


def _keep(directory: Path, files: Mapping[str, Sequence[str]]) -> None:
    path = room(directory) / "manifest.json"
    beside = path.with_suffix(".tmp")
    beside.write_text(json.dumps({"files": dict(sorted(files.items()))}, indent=1) + "\n", encoding="utf-8")
    beside.replace(path)
