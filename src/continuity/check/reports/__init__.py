"""Findings on paper: one format a file. Every report is a text, and the same findings give the same text."""

from __future__ import annotations

from collections.abc import Iterable

from continuity.canon import CanonGraph
from continuity.check.reports.github import github
from continuity.check.reports.json import as_json
from continuity.check.reports.sarif import sarif
from continuity.check.reports.text import text
from continuity.errors import UsageError
from continuity.model import Finding

__all__ = ["FORMATS", "as_json", "github", "report", "sarif", "text"]

FORMATS = ("text", "json", "sarif", "github")


def report(
    findings: Iterable[Finding],
    format: str = "text",
    *,
    canon: CanonGraph | None = None,
    color: bool = False,
    root: str = "",
    version: str = "",
) -> str:
    """The findings in a format, with a line break at the end.

    `canon` lets the text say who tells each claim, `root` is the way from the repository to the universe for sarif and
    github, and `version` that of the linter for sarif. Raises UsageError for a format that there is not.
    """
    match format:
        case "text":
            return text(findings, canon, colour=color)
        case "json":
            return as_json(findings) + "\n"
        case "sarif":
            return sarif(findings, version, root) + "\n"
        case "github":
            return github(findings, root)
    raise UsageError(f"there is no report format {format!r}; known are: {', '.join(FORMATS)}")
