"""Pictures."""

from __future__ import annotations

import sys

from continuity.cli.command import ENTITIES, OUT, Arguments, Command, canon_of, write


def view(given: Arguments) -> int:
    """Draw an interactive picture as one HTML file that opens offline."""
    canon = canon_of(given)
    options = {"depth": given.depth} if given.depth else {}
    drawn = canon.view(given.kind, *given.entities, **options)
    write(given.output, drawn.html().encode("utf-8"))
    if given.output and given.output != "-":
        print(f"{given.output}: {drawn.caption}", file=sys.stderr)
    return 0


COMMANDS = (
    Command("view", view, (
        ("kind", {"metavar": "KIND", "help": "network or ego"}), ENTITIES,
        ("--depth", {"type": int, "default": 0, "help": "how many steps from the entity an ego view goes"}),
        OUT,
    )),
)  # fmt: skip
