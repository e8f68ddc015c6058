"""Input from elsewhere, opened with care: compressed or not, in pieces, never more than the limits allow.

What a stream cannot give (a truncated or damaged archive, a compression bomb) ends it early and is its `problem`;
whoever reads it says so in a finding, and keeps what came before.
"""

from __future__ import annotations

import bz2
import gzip
import io
import json
import lzma
import zlib
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, BinaryIO

from continuity.errors import UsageError
from continuity.model import Finding, Position

#: Bytes that may come out of a file, and out of each byte of a compressed one. Dumps of wikis pack about 20:1 and
#: full histories 200:1; a bomb of gzip packs 1000:1, one of bzip2 a million to one.
MAX_BYTES, MAX_RATIO = 1 << 40, 400
#: A file is too short to judge its ratio before this many bytes came out of it.
RATIO_FROM = 16 << 20
#: Bytes of one line or record, and of a JSON document that has to be held whole.
MAX_LINE, MAX_DOCUMENT, MAX_DEPTH = 32 << 20, 64 << 20, 100
_PIECE = 1 << 20


class Stream:
    """The bytes of a file, decompressed where it is compressed. `problem` says why it ended early, if it did."""

    def __init__(self, path: Path, max_bytes: int | None = None, max_ratio: int | None = None) -> None:
        self.path, self.problem, self.position = path, "", 0
        self.size = path.stat().st_size
        self._max_bytes = MAX_BYTES if max_bytes is None else max_bytes
        self._max_ratio = MAX_RATIO if max_ratio is None else max_ratio
        self._raw: BinaryIO = path.open("rb")
        start = self._raw.read(6)
        self._raw.seek(0)
        self.compressed = True
        self._source: Any
        if start[:2] == b"\x1f\x8b":
            self._source = gzip.GzipFile(fileobj=self._raw)
        elif start[:3] == b"BZh":
            self._source = bz2.BZ2File(self._raw)
        elif start == b"\xfd7zXZ\x00":
            self._source = lzma.LZMAFile(self._raw)  # noqa: SIM115
        elif start in (b"7z\xbc\xaf\x27\x1c",) or start[:4] == b"PK\x03\x04":
            self._raw.close()
            raise UsageError(
                f"{path} is an archive of files; unpack it first (gzip, bzip2 and xz are read as they are)"
            )
        else:
            self._source, self.compressed = self._raw, False

    def read(self, size: int = _PIECE) -> bytes:
        """Up to `size` bytes; nothing at the end, or where the input cannot be read on."""
        if self.problem:
            return b""
        try:
            size = min(size, _PIECE * 4)
            piece: bytes = self._source.read1(size) if self.compressed else self._source.read(size)
        except (EOFError, zlib.error, lzma.LZMAError, OSError) as error:
            self.problem = f"the archive breaks off or is damaged ({error})"
            return b""
        self.position += len(piece)
        if self.position > self._max_bytes:
            self.problem = f"more than {self._max_bytes:,} bytes come out of it; that is the limit"
            return piece[: len(piece) - (self.position - self._max_bytes)]
        if self.compressed and self.position > RATIO_FROM and self.position > self._max_ratio * (self._raw.tell() or 1):
            self.problem = f"each byte unpacks to more than {self._max_ratio}: this looks like a compression bomb"
            return b""
        return piece

    def skip(self, position: int) -> None:
        """Go on at a position of the unpacked bytes."""
        if not self.compressed:
            self._raw.seek(position)
            self.position = position
        while self.position < position and self.read(min(_PIECE, position - self.position)):
            pass

    @property
    def done(self) -> float:
        """How much of the file was read, from 0 to 1."""
        return min(1.0, self._raw.tell() / self.size) if self.size else 1.0

    def close(self) -> None:
        """Close the file."""
        self._raw.close()

    def __enter__(self) -> Stream:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def lines(stream: Stream, max_line: int = MAX_LINE) -> Iterator[tuple[int, bytes | None]]:
    """(where the line after it begins, the line without its end); None for a line that is too long, which is skipped."""
    rest, at, skipping = b"", stream.position, False
    while piece := stream.read():
        whole = rest + piece
        *found, rest = whole.split(b"\n")
        for line in found:
            at += len(line) + 1
            yield at, None if skipping else line
            skipping = False
        if len(rest) > max_line:
            at += len(rest)
            rest, skipping = b"", True
    if rest or skipping:
        yield at + len(rest), None if skipping else rest


class TooDeepError(ValueError):
    """JSON that is nested deeper than any real record."""


def parse_json(text: bytes | str) -> Any:
    """A JSON value. Raises ValueError where it is none, has a number that JSON has not, or is nested too deep."""

    def refuse(word: str) -> Any:
        raise ValueError(f"{word} is no number of JSON")

    try:
        value = json.loads(text, parse_constant=refuse)
    except RecursionError:
        raise TooDeepError(f"nested deeper than {MAX_DEPTH}") from None
    level, depth = [value], 0
    while level := [v for one in level for v in _inside(one)]:
        depth += 1
        if depth > MAX_DEPTH:
            raise TooDeepError(f"nested deeper than {MAX_DEPTH}")
    return value


def _inside(value: Any) -> list[Any]:
    if isinstance(value, dict):
        return [v for v in value.values() if isinstance(v, (dict, list))]
    return [v for v in value if isinstance(v, (dict, list))] if isinstance(value, list) else []


def whole_json(path: Path, name: str) -> tuple[Any, list[Finding]]:
    """A file that is one JSON value, and what is wrong with it; None where it cannot be read."""
    content = io.BytesIO()
    with Stream(path, MAX_DOCUMENT) as stream:
        while piece := stream.read():
            content.write(piece)
        if stream.problem:
            return None, [problem(name, 0, stream.problem)]
    try:
        return parse_json(content.getvalue().decode("utf-8-sig")), []
    except json.JSONDecodeError as error:
        cure = "the file may be cut short" if error.pos >= len(error.doc.rstrip()) - 1 else "check it with a JSON tool"
        return None, [problem(name, error.lineno, f"this is no JSON: {error.msg}", cure)]
    except ValueError as error:  # not UTF-8, too deep, a number of too many digits
        return None, [problem(name, 0, f"this is no JSON: {error}")]


def mapping_of(value: Any) -> Mapping[str, Any]:
    """A value that should be a mapping; an empty one where it is none."""
    return value if isinstance(value, dict) else {}


def records(value: Any) -> list[Mapping[str, Any]]:
    """The mappings of a value that should be a list of them."""
    return [v for v in value if isinstance(v, dict)] if isinstance(value, list) else []


def text(value: Any) -> str:
    """A value that should be a text or a number, as text; nothing where it is neither."""
    return str(value) if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""


def problem(name: str, line: int, message: str, cure: str = "") -> Finding:
    """A finding about input: file, line (0 where there is none), what is wrong and what would help."""
    return Finding("D101", "import", message, "error", Position(name, line), cure=cure)
