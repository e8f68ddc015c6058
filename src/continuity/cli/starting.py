"""A universe of one's own."""

from __future__ import annotations

from pathlib import Path

from continuity.cli.command import Arguments, Command


def new(given: Arguments) -> int:
    """Make a small universe that ask, check and view accept, to start one's own from."""
    from continuity.cli import scaffold

    made = scaffold.write(Path(given.directory))
    print("\n".join(map(str, made)))
    print(f'try: continuity ask --universe {given.directory}{"" if "/" in given.directory else "/"} "who plays Ada"')
    return 0


COMMANDS = (
    Command("new", new, (("directory", {"metavar": "DIR", "help": "a directory that is not there yet, or is empty"}),), scoped=False),
)  # fmt: skip
