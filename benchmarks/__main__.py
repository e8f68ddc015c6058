"""Print the tables: `python -m benchmarks [N]`, at N triples and at the usual smaller sizes below it."""

from __future__ import annotations

import os
import platform
import sys
import tempfile
from collections.abc import Sequence
from importlib.metadata import version

from benchmarks.generate import SMALLEST
from benchmarks.tables import Table, drawing, shipped, tables

SIZES = (10_000, 100_000, 1_000_000)


def sizes(largest: int) -> list[int]:
    """The sizes that are measured: the usual ones up to the largest, and that one."""
    return sorted({*(s for s in SIZES if s < largest), largest})


def text(table: Table) -> str:
    """A table in Markdown, its columns aligned."""
    cells = [list(table.heads), *map(list, table.rows)]
    widths = [max(len(row[i]) for row in cells) for i in range(len(table.heads))]
    lines = []
    for row in cells:
        first, *others = (
            c.ljust(w) if i == 0 else c.rjust(w) for i, (c, w) in enumerate(zip(row, widths, strict=True))
        )
        lines.append("| " + " | ".join([first, *others]) + " |")
    lines.insert(1, "|" + "|".join("-" * (w + 2) for w in widths) + "|")
    return "\n".join([f"### {table.title}", "", *lines, *(f"\n{note}" for note in table.notes)])


def main(arguments: Sequence[str]) -> int:
    """Measure and print; the argument is the largest size."""
    wanted = arguments[0] if arguments else str(SIZES[1])
    if not wanted.isdecimal() or int(wanted) < SMALLEST:
        print(f"{wanted!r} is no size: give a number of triples, {SMALLEST} or more", file=sys.stderr)
        return 2
    packages = ", ".join(f"{p} {version(p)}" for p in ("pyoxigraph", "rdflib", "networkx"))
    print(f"Python {platform.python_version()}, {os.cpu_count()} processors; {packages}. Medians of processor time.")
    for size in sizes(int(wanted)):
        print(f"\n## {size:,} triples", flush=True)
        with tempfile.TemporaryDirectory() as cache:
            os.environ["CONTINUITY_CACHE"] = cache
            for table in tables(size):
                print("\n" + text(table), flush=True)
    print("\n## The shipped universe\n\n" + text(shipped()), flush=True)
    print("\n## Pictures\n\n" + text(drawing(int(wanted))), flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
