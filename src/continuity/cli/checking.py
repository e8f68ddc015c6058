"""The continuity linter on the command line."""

from __future__ import annotations

import sys
from pathlib import Path

from continuity import __version__, api, vocab
from continuity.cli import memory, text
from continuity.cli.command import Arguments, Command, words_of
from continuity.errors import DataError, UsageError


def check(given: Arguments) -> int:
    """Find what cannot all be true, who tells it, and what would explain it."""
    from continuity import check as linter

    chosen, touched = _checked(given)
    try:
        universe = api.load(chosen)
    except DataError as error:  # nothing loads: its findings are the report
        if not error.findings:
            raise
        sys.stdout.write(linter.report(error.findings, given.format, color=text.coloured()))
        return error.exit_code
    seen = memory.horizon(chosen, given.watched)
    canon = universe.canon(given.canon, on=given.on, until=given.until, watched=seen)
    findings = canon.check(
        select=words_of(given.select), ignore=words_of(given.ignore), severity=given.severity, explained=given.explained
    )
    if touched:
        findings = linter.touching(findings, touched)
    sys.stdout.write(
        linter.report(
            findings, given.format, canon=canon.graph, color=text.coloured(), root=_root(chosen), version=__version__
        )
    )
    if given.format == "text":
        _say_what_was_not_run(canon, given)
    return linter.exit_code(findings)


def _root(chosen: str) -> str:
    """The way from here to the directory of a universe, for reports that point into a repository."""
    from continuity import universe

    place, here = universe.find(chosen), Path.cwd()
    place = place if place.is_dir() else place.parent
    return place.relative_to(here).as_posix() if here in place.parents else ""


def _say_what_was_not_run(canon: api.Canon, given: Arguments) -> None:
    """The rules that found nothing to look at, on stderr: silence there is no approval."""
    from continuity import check as linter

    rules = linter.choose(words_of(given.select), words_of(given.ignore), given.severity)
    idle = [f"{rule.code} ({', '.join(missing)})" for rule, missing in linter.not_run(canon.graph, rules)]
    if idle:
        print(f"not run, since nothing of it is told: {', '.join(idle)}", file=sys.stderr)


def _checked(given: Arguments) -> tuple[str, list[str]]:
    """The universe that paths mean, and the files within it whose findings are wanted."""
    from continuity import universe

    if not given.paths:
        return given.universe, []
    roots = [vocab.data_dir() / p.name for p in vocab.data_dir().iterdir() if p.is_dir()]
    roots.append(universe.find(given.universe))
    paths = [Path(p).resolve() for p in given.paths]
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no {path}")
    for root in (r.resolve() for r in roots):
        if all(root in p.parents for p in paths):
            return str(root), [p.relative_to(root).as_posix() for p in paths]
        if len(paths) == 1 and paths[0] == root:
            return str(root), []
    if len(paths) > 1:
        raise UsageError("several paths must lie in one universe; give --universe PATH")
    return str(paths[0]), []


COMMANDS = (
    Command("check", check, (
        ("paths", {"nargs": "*", "metavar": "PATH", "help": "a universe, or files of one whose findings are wanted"}),
        ("--format", {"choices": ("text", "json", "sarif", "github"), "default": "text", "help": "how to report"}),
        ("--select", {"metavar": "CODES", "default": "", "help": "run only rules whose code begins so"}),
        ("--ignore", {"metavar": "CODES", "default": "", "help": "leave these rules out"}),
        ("--severity", {"choices": ("info", "warning", "error"), "default": "", "help": "report from this severity up"}),
        ("--explained", {"action": "store_true", "help": "report findings that something explains, too"}),
    )),
)  # fmt: skip
