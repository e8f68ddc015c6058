"""In: what other data sets tell, as accounts to review."""

from __future__ import annotations

import sys
import time
from pathlib import Path

from continuity.cli.command import Arguments, Command
from continuity.model import Finding

#: The names of `imports.FORMATS`, which no other command should wait for.
FORMATS = ("yaml", "rdf", "csv", "wikidata", "mediawiki", "tvmaze", "tmdb", "imdb", "mcuapi")
#: Seconds between two lines of progress, and how many findings are printed; all are in the directory.
_EVERY, _SHOWN = 2.0, 20


def import_(given: Arguments) -> int:
    """Read another data set into a directory of accounts, to review, check and ask."""
    from continuity import imports

    done = imports.run(
        given.format,
        Path(given.input),
        Path(given.output),
        mapping_file=Path(given.mapping) if given.mapping else None,
        horizon=given.horizon,
        bulk=given.as_ == "nquads",
        overwrite=given.overwrite,
        progress=_Progress(),
    )
    for finding in done.findings[:_SHOWN]:
        print(_text(finding), file=sys.stderr)
    if done.finding_count > _SHOWN:
        rest = done.finding_count - _SHOWN
        print(f"and {rest:,} more: {Path(given.output) / '.import' / 'findings.txt'} has all", file=sys.stderr)
    went_on = ", going on where it was stopped" if done.resumed else ""
    many = f"{done.finding_count:,} finding{'s' if done.finding_count != 1 else ''}"
    print(f"{done.items:,} items in {len(done.files)} files of {given.output}{went_on}; {many}")
    return 1 if done.finding_count else 0


def _text(finding: Finding) -> str:
    cure = f" ({finding.cure})" if finding.cure else ""
    return f"{finding.position}: {finding.message}{cure}"


class _Progress:
    """A line on stderr every two seconds."""

    def __init__(self) -> None:
        self._last = time.monotonic()

    def __call__(self, name: str, done: float, count: int) -> None:
        if time.monotonic() - self._last >= _EVERY:
            self._last = time.monotonic()
            part = f" {done:.0%}," if done else ""
            print(f"{name}:{part} {count:,} records", file=sys.stderr, flush=True)


COMMANDS = (
    Command("import", import_, (
        ("format", {"metavar": "FORMAT", "choices": FORMATS, "help": f"one of {', '.join(FORMATS)}"}),
        ("input", {"metavar": "INPUT", "help": "a file, or a directory of files; gzip, bzip2 and xz are read as they are"}),
        ("-o --output", {"metavar": "DIR", "required": True, "help": "a directory of its own"}),
        ("--mapping", {"metavar": "FILE", "default": "", "help": "what columns, templates or properties mean; see docs/importing.md"}),
        ("--horizon", {"metavar": "WORK", "default": "", "help": "what one must have seen: a work, none on purpose, or reports: what each account reports"}),
        ("--format", {"dest": "as_", "choices": ["yaml", "nquads"], "default": "yaml", "help": "YAML to review, or N-Quads for bulk (default: yaml)"}),
        ("--overwrite", {"action": "store_true", "help": "replace files that were edited since"}),
    ), scoped=False),
)  # fmt: skip
