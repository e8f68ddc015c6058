"""In and out: other formats, and other universes."""

from __future__ import annotations

from continuity.cli.command import ENTITIES, OUT, Arguments, Command, canon_of, write


def export(given: Arguments) -> int:
    """Write the canon, or some of its entities, in an RDF format."""
    write(given.output, canon_of(given).export(given.format, *given.entities))
    return 0


COMMANDS = (
    Command("export", export, (("format", {"metavar": "FORMAT", "help": "turtle, trig, nquads, ntriples, rdfxml or jsonld"}), ENTITIES, OUT)),
)  # fmt: skip
