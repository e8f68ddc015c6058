"""What every command is made of: its record, the universe and canon that it looks at, and where it writes."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from continuity import api
from continuity.cli import memory
from continuity.errors import UsageError

Arguments = argparse.Namespace
#: How many problems in the data a command mentions on its way.
_WARNED = 3
JSON = ("--json", {"action": "store_true", "help": "one JSON object; see docs/json.md"})
OUT = ("-o --output", {"metavar": "FILE", "default": "", "help": "where to write"})
ENTITIES = ("entities", {"nargs": "*", "metavar": "ENTITY", "help": "an id or a name"})


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what runs it, its own arguments, and whether it looks at a universe."""

    name: str
    run: Callable[[Arguments], int]
    arguments: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    scoped: bool = True


def opened(given: Arguments) -> api.Universe:
    """The universe that the options name; the first problems in its data go to stderr."""
    loaded = api.load(given.universe)
    for finding in loaded.findings[:_WARNED]:
        print(f"warning: {finding.position}: {finding.message}", file=sys.stderr)
    if len(loaded.findings) > _WARNED:
        print(f"warning: and {len(loaded.findings) - _WARNED} more; continuity check lists all", file=sys.stderr)
    return loaded


def canon_of(given: Arguments) -> api.Canon:
    """The canon that the common options choose, within what the user has watched."""
    seen = memory.horizon(given.universe, given.watched)
    return opened(given).canon(given.canon, on=given.on, until=given.until, watched=seen)


def print_json(data: Any) -> None:
    """Print data as JSON for people and programs."""
    print(json.dumps(data, indent=2, ensure_ascii=False))


def write(path: str, content: bytes) -> None:
    """Write to a file, or to standard output for none or -. Raises UsageError where the directory is not there."""
    if not path or path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"there is no directory {target.parent} to write {target.name} into")
    target.write_bytes(content)


def write_all(directory: str, files: Mapping[str, bytes]) -> None:
    """Write several files into a directory, made where it is not there. Raises UsageError without one."""
    if not directory or directory == "-":
        raise UsageError(f"this writes {len(files)} files; name a directory with -o DIR")
    place = Path(directory)
    if place.exists() and not place.is_dir():
        raise UsageError(f"{place} is a file; this writes {len(files)} files into a directory")
    place.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (place / name).write_bytes(content)


def words_of(given: str) -> tuple[str, ...]:
    """The words of a list with commas."""
    return tuple(w.strip() for w in given.split(",") if w.strip())
