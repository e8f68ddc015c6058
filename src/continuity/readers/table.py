"""Tables as text: CSV and TSV with a header, row by row, each with its line.

Python's own `csv` reads them; the delimiter follows from the header, and a row that does not fit it is a finding.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from continuity.model import Finding
from continuity.readers.guarded import MAX_LINE, Stream, lines, problem

SUFFIXES = (".csv", ".tsv", ".tab", ".txt")
_DELIMITERS = "\t,;|"


@dataclass(frozen=True, slots=True)
class Row:
    """A row by column, and its line."""

    values: Mapping[str, str]
    line: int


class _Text:
    """The lines of a table as text. It counts quotes, and keeps the first line that is not UTF-8 and that is too long."""

    def __init__(self, stream: Stream) -> None:
        self._lines = enumerate(lines(stream), 1)
        self.quotes = 0
        self.dirty = 0
        self.long = 0

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        number, (_, line) = next(self._lines)
        self.long = self.long or number * (line is None)
        self.quotes += (line or b"").count(b'"')
        try:
            return (line or b"").decode("utf-8-sig" if number == 1 else "utf-8") + "\n"
        except UnicodeDecodeError:
            self.dirty = self.dirty or number
            return (line or b"").decode("utf-8", "replace") + "\n"


def header(stream: Stream, *, quoted: bool = True) -> list[str]:
    """The columns of a table, which its first line names; none where that is no line of text."""
    _, line = next(lines(stream), (0, b""))
    first = (line or b"").decode("utf-8-sig", "replace").rstrip("\r")
    return [] if "\r" in first else _header(first, quoted)[1]


def _header(first: str, quoted: bool) -> tuple[str, list[str]]:
    """The delimiter that a first line speaks for, and its columns."""
    delimiter = max(_DELIMITERS, key=first.count)
    quoting: Any = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    reader = csv.reader([first], delimiter=delimiter, quoting=quoting)
    return delimiter, [column.strip() for column in next(reader, [])]


def rows(stream: Stream, name: str, *, quoted: bool = True) -> Iterator[Row | Finding]:
    """The rows of a table. `quoted` is false for tables whose quotes are text, such as IMDb's.

    A byte that is no UTF-8 becomes U+FFFD with a finding for the first; a row of the wrong length is left out.
    """
    csv.field_size_limit(min(MAX_LINE, sys.maxsize))
    source = _Text(stream)
    first = next(source, "")
    if "\r" in first.rstrip("\r\n"):
        yield problem(name, 1, "lines end in carriage returns alone", "save the file with line feeds")
        return
    delimiter, head = _header(first, quoted)
    quoting: Any = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    twice = sorted({h for h in head if head.count(h) > 1})
    if twice:
        yield problem(name, 1, f"the column {twice[0]!r} is there twice", "the last one counts; rename the other")
    reader = csv.reader(source, delimiter=delimiter, quoting=quoting)
    line = 1
    while True:
        begins, source.quotes = line + 1, 0
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            line = 1 + reader.line_num
            yield problem(name, line, f"this row cannot be read: {error}")
            continue
        line = 1 + reader.line_num
        if source.dirty:
            yield problem(name, source.dirty, "this line is not UTF-8", "save the file as UTF-8")
            source.dirty = 0
        if source.long:
            yield problem(name, source.long, f"this line is longer than {MAX_LINE:,} bytes, and left out")
            source.long = 0
        if not values:
            continue
        if quoted and source.quotes % 2 and line > begins:
            yield problem(
                name, begins, f"a quote is opened that nothing closes: {line - begins} lines are in it", "close it"
            )
            continue
        if len(values) != len(head):
            yield problem(
                name,
                begins,
                f"this row has {len(values)} values, the header {len(head)}",
                "check quotes and delimiters",
            )
            continue
        cleaned = (v.replace('\\"', '"') for v in values)  # some tools write \\"" for a quote inside quotes
        yield Row(dict(zip(head, cleaned, strict=True)), begins)
    if stream.problem:
        yield problem(name, line, stream.problem)
