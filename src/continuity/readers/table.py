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


def rows(stream: Stream, name: str, *, quoted: bool = True) -> Iterator[Row | Finding]:
    """The rows of a table. `quoted` is false for tables whose quotes are text, such as IMDb's.

    A byte that is no UTF-8 becomes U+FFFD with a finding for the first; a row of the wrong length is left out.
    """
    csv.field_size_limit(min(MAX_LINE, sys.maxsize))
    dirty: list[int] = []

    def text() -> Iterator[str]:
        for number, (_, line) in enumerate(lines(stream), 1):
            if line is None:
                yield "\n"
                continue
            try:
                yield line.decode("utf-8-sig" if number == 1 else "utf-8") + "\n"
            except UnicodeDecodeError:
                dirty.append(number)
                yield line.decode("utf-8", "replace") + "\n"

    source = text()
    first = next(source, "")
    delimiter = max(_DELIMITERS, key=first.count)
    quoting: Any = csv.QUOTE_MINIMAL if quoted else csv.QUOTE_NONE
    head = [h.strip() for h in next(csv.reader([first], delimiter=delimiter, quoting=quoting), [])]
    twice = sorted({h for h in head if head.count(h) > 1})
    if twice:
        yield problem(name, 1, f"the column {twice[0]!r} is there twice", "the last one counts; rename the other")
    reader = csv.reader(source, delimiter=delimiter, quoting=quoting)
    line = 1
    while True:
        begins = line + 1
        try:
            values = next(reader)
        except StopIteration:
            break
        except csv.Error as error:
            line = 1 + reader.line_num
            yield problem(name, line, f"this row cannot be read: {error}")
            continue
        line = 1 + reader.line_num
        if dirty:
            yield problem(name, dirty[0], "this line is not UTF-8", "save the file as UTF-8")
            dirty.clear()
        if not values:
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
