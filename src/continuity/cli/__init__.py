"""The command: arguments and exit codes, nothing else. Each command is a function in `commands`."""

from __future__ import annotations

import argparse
import logging
import os
import signal
import sys
from collections.abc import Sequence
from typing import Any

import continuity
from continuity.cli import commands
from continuity.errors import ContinuityError, DataError

_COMMON: tuple[tuple[str, dict[str, Any]], ...] = (
    ("--universe", {"metavar": "NAME|PATH", "default": "marvel", "help": "a shipped universe, or the path of one (default: marvel)"}),
    ("--canon", {"metavar": "NAME", "default": "", "help": "which accounts count (default: the universe's own default)"}),
    ("--until", {"metavar": "WORK", "default": "", "help": "spoil nothing released after this work"}),
    ("--watched", {"metavar": "LIST", "default": "", "help": "spoil nothing beyond what was watched: daredevil:s1,jessica-jones:s1e09, or none, or all (default: what `continuity watching` remembers)"}),
    ("--on", {"metavar": "DATE", "default": "", "help": "as known on a date: 2016-08-31"}),
)  # fmt: skip


def parser() -> argparse.ArgumentParser:
    """The whole command line."""
    top = argparse.ArgumentParser(
        prog="continuity",
        description="Ask, query, draw and check a shared universe in which every fact has an account.",
    )
    top.add_argument("--version", action="version", version=f"continuity {continuity.__version__}")
    known = top.add_subparsers(dest="command", metavar="COMMAND", required=True)
    for command in commands.COMMANDS:
        summary = (command.run.__doc__ or "").split("\n")[0]
        sub = known.add_parser(command.name, help=summary, description=command.run.__doc__)
        for name, options in command.arguments:
            sub.add_argument(*name.split(), **options)
        if command.scoped:
            group = sub.add_argument_group("what is looked at")
            for name, options in _COMMON:
                group.add_argument(name, **options)
        sub.add_argument("-v", "--verbose", action="store_true", help="say on stderr what is done")
        sub.set_defaults(run=command.run)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command; gives its exit code. Problems are one line on stderr, never a traceback."""
    given = parser().parse_args(arguments)
    logging.basicConfig(level=logging.DEBUG if given.verbose else logging.ERROR, format="%(name)s: %(message)s")
    try:
        code: int = given.run(given)
        sys.stdout.flush()
        return code
    except DataError as error:
        print(f"continuity: {error}", file=sys.stderr)
        for finding in error.findings:
            print(f"{finding.position}: {finding.message}", file=sys.stderr)
        return error.exit_code
    except ContinuityError as error:
        print(f"continuity: {error}", file=sys.stderr)
        return error.exit_code
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        print(f"continuity: {error.filename or ''}: {error.strerror or error}", file=sys.stderr)
        return 2


def run() -> None:
    """The entry point of the installed command."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)  # a query in native code does not look for signals
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    sys.exit(main())
