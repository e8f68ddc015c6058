"""Every command there is, in the order of the help. Each takes the parsed arguments, prints, and gives its exit code.

The first line of a command's text is its help.
"""

from __future__ import annotations

from collections.abc import Sequence

from continuity.cli import asking, checking, drawing, exchanging, importing, looking, matching, starting, watching
from continuity.cli.command import Command

COMMANDS: Sequence[Command] = (
    *asking.COMMANDS,
    *looking.COMMANDS,
    *checking.COMMANDS,
    *drawing.COMMANDS,
    *exchanging.COMMANDS,
    *importing.COMMANDS,
    *matching.COMMANDS,
    *watching.COMMANDS,
    *starting.COMMANDS,
)
