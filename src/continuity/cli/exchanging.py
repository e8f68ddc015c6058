"""In and out: other formats, and other universes."""

from __future__ import annotations

import sys
from pathlib import Path

from continuity.cli.command import ENTITIES, Arguments, Command, canon_of, write, write_all

_FORMATS = (
    "turtle, trig, nquads, ntriples, rdfxml, jsonld, schemaorg, graphml, gexf, cytoscape, csv, parquet, quickstatements, "
    "wikitext, markdown"
)


def export(given: Arguments) -> int:
    """Write the canon, or some of its entities, for other tools: RDF, network formats, tables, Markdown and more."""
    mapping = Path(given.mapping) if given.mapping else None
    made = canon_of(given).export(given.format, *given.entities, mapping=mapping)
    if not made:
        print(
            f"{given.format}: nothing of this can be written (docs/exporting.md says what each format takes)",
            file=sys.stderr,
        )
    if isinstance(made, bytes):
        write(given.output, made)
    elif len(made) == 1 and not Path(given.output).is_dir():
        write(given.output, *made.values())
    else:
        write_all(given.output, made)
    return 0


COMMANDS = (
    Command("export", export, (
        ("format", {"metavar": "FORMAT", "help": f"one of {_FORMATS}"}), ENTITIES,
        ("-o --output", {"metavar": "FILE|DIR", "default": "", "help": "where to write; tables and pages take a directory"}),
        ("--mapping", {"metavar": "FILE", "default": "", "help": "the templates that wikitext is written for; see docs/importing.md"}),
    )),
)  # fmt: skip
