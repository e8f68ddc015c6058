"""The continuity linter on the command line."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from continuity import __version__, api, vocab
from continuity.cli import memory, text
from continuity.cli.command import JSON, OUT, Arguments, Command, canon_of, print_json, words_of, write
from continuity.errors import DataError, UsageError
from continuity.model import Finding

if TYPE_CHECKING:
    from continuity.check import Rule


def check(given: Arguments) -> int:
    """Find what cannot all be true, who tells it, and what would explain it."""
    from continuity import check as linter

    chosen, touched = _checked(given)
    try:
        universe = api.load(chosen)
    except DataError as error:  # nothing loads: its findings are the report
        if not error.findings:
            raise
        coloured = text.coloured() and not given.output
        write(given.output, linter.report(error.findings, given.format, color=coloured, root=_root(chosen)).encode())
        return error.exit_code
    seen = memory.horizon(chosen, given.watched)
    canon = universe.canon(given.canon, on=given.on, until=given.until, watched=seen)
    known = linter.rules_of(universe._compiled)
    rules = linter.choose(words_of(given.select), words_of(given.ignore), given.severity, known)
    findings = canon.check(
        select=words_of(given.select), ignore=words_of(given.ignore), severity=given.severity, explained=True,
        texts=given.texts, shapes=given.shapes or (),
    )  # fmt: skip
    if given.write_baseline:
        return _write_baseline(given, findings, rules)
    findings = [f for f in _accepted(given, findings, rules) if given.explained or not f.explained_by]
    if touched:
        findings = linter.touching(findings, touched)
    report = linter.report(
        findings, given.format, canon=canon.graph, color=text.coloured() and not given.output, root=_root(chosen),
        version=__version__, rules=known,
    )  # fmt: skip
    write(given.output, report.encode())
    _say_what_was_not_run(canon, rules, given)
    return linter.exit_code(findings)


def order(given: Arguments) -> int:
    """Say what follows for the order of two works or events inside the story, and who says so."""
    from continuity.ask import header

    canon = canon_of(given)
    a, b = canon.resolve(given.a), canon.resolve(given.b)
    found = canon.order(a, b)
    if given.json:
        claims = [
            {"text": c.text, "account": c.account, "file": c.position.file, "line": c.position.line, "quote": c.quote}
            for c in found.claims
        ]
        made = {"a": a, "b": b, "relation": found.relation or None, "text": found.text, "claims": claims}
        print_json({**made, **header(canon.graph, canon.universe.version)})
    else:
        print(text.order(canon, found))
    return 0


def _accepted(given: Arguments, findings: list[Finding], rules: Sequence[Rule]) -> list[Finding]:
    """The findings, those of the baseline as explained; entries that nothing bears out any more go to stderr."""
    from continuity.check import baseline

    if not given.baseline:
        return findings
    file = Path(given.baseline)
    entries = baseline.read(file)
    for one in baseline.stale(findings, entries, [r.code for r in rules]):
        print(f"{file}: stale: {one.rule} {one.message or one.fingerprint} is found no more", file=sys.stderr)
    return baseline.accept(findings, entries, file.name)


def _write_baseline(given: Arguments, findings: list[Finding], rules: Sequence[Rule]) -> int:
    """Write down what is found now; reasons of the file that was there are kept."""
    from continuity.check import baseline

    file = Path(given.write_baseline)
    before = baseline.read(file) if file.exists() else ()
    write(str(file), baseline.written(findings, before, [r.code for r in rules]).encode())
    many = len(baseline.read(file))
    print(f"{file}: {many} finding{' is' if many == 1 else 's are'} accepted from now on", file=sys.stderr)
    return 0


def _root(chosen: str) -> str:
    """The way from here to the directory of a universe, for reports that point into a repository."""
    from continuity import universe

    place, here = universe.find(chosen), Path.cwd()
    place = place if place.is_dir() else place.parent
    return place.relative_to(here).as_posix() if here in place.parents else ""


def _say_what_was_not_run(canon: api.Canon, rules: Sequence[Rule], given: Arguments) -> None:
    """The rules that found nothing to look at, on stderr: silence there is no approval."""
    from continuity import check as linter

    options = linter.Given(Path(given.texts) if given.texts else None)
    idle = [f"{rule.code} ({', '.join(missing)})" for rule, missing in linter.not_run(canon.graph, rules, options)]
    if idle:
        print(f"not run, since nothing of it is told or given: {', '.join(idle)}", file=sys.stderr)


def _checked(given: Arguments) -> tuple[str, list[str]]:
    """The universe that paths mean, and the files within it whose findings are wanted."""
    from continuity import universe

    if not given.paths:
        return given.universe, []
    roots = [vocab.data_dir() / p.name for p in vocab.data_dir().iterdir() if p.is_dir()]
    if len(given.paths) == 1 and not Path(given.paths[0]).exists() and given.paths[0] in (r.name for r in roots):
        return given.paths[0], []  # the name of a shipped universe
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


FORMATS = ("text", "json", "sarif", "github", "html")
COMMANDS = (
    Command("check", check, (
        ("paths", {"nargs": "*", "metavar": "PATH", "help": "a universe, or files of one whose findings are wanted"}),
        ("--format", {"choices": FORMATS, "default": "text", "help": "how to report"}),
        OUT,
        ("--select", {"metavar": "CODES", "default": "", "help": "run only rules whose code begins so"}),
        ("--ignore", {"metavar": "CODES", "default": "", "help": "leave these rules out"}),
        ("--severity", {"choices": ("info", "warning", "error"), "default": "", "help": "report from this severity up"}),
        ("--explained", {"action": "store_true", "help": "report findings that something explains, too"}),
        ("--baseline", {"metavar": "FILE", "default": "", "help": "findings that are known and accepted"}),
        ("--write-baseline", {"metavar": "FILE", "default": "", "help": "accept what is found now; report nothing"}),
        ("--texts", {"metavar": "DIR", "default": "", "help": "texts by source id (.txt, .md, .html) for quotes"}),
        ("--shapes", {"metavar": "FILE", "action": "append", "help": "SHACL that the facts should fit, too"}),
    )),
    Command("order", order, (
        ("a", {"metavar": "A", "help": "a work or event, by id or name"}),
        ("b", {"metavar": "B", "help": "another"}),
        JSON,
    )),
)  # fmt: skip
