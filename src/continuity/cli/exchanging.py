"""In and out: other formats, and other universes."""

from __future__ import annotations

from continuity.cli.command import ENTITIES, Arguments, Command, canon_of, write, write_all

_FORMATS = (
    "turtle, trig, nquads, ntriples, rdfxml, jsonld, schemaorg, graphml, gexf, cytoscape, csv, parquet, quickstatements, "
    "markdown"
)


def export(given: Arguments) -> int:
    """Write the canon, or some of its entities, for other tools: RDF, network formats, tables, Markdown and more."""
    made = canon_of(given).export(given.format, *given.entities)
    if isinstance(made, bytes):
        write(given.output, made)
    else:
        write_all(given.output, made)
    return 0


COMMANDS = (
    Command("export", export, (
        ("format", {"metavar": "FORMAT", "help": f"one of {_FORMATS}"}), ENTITIES,
        ("-o --output", {"metavar": "FILE|DIR", "default": "", "help": "where to write; tables take a directory"}),
    )),
)  # fmt: skip
