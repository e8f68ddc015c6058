"""Findings on paper: one format a file. Every report is a text, and the same findings give the same text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from continuity.canon import CanonGraph
from continuity.check.reports.github import github
from continuity.check.reports.html import html
from continuity.check.reports.json import as_json
from continuity.check.reports.sarif import sarif
from continuity.check.reports.text import text
from continuity.check.rule import Rule
from continuity.check.rules import RULES
from continuity.errors import UsageError
from continuity.model import Finding

__all__ = ["FORMATS", "as_json", "github", "html", "report", "sarif", "text"]

FORMATS = ("text", "json", "sarif", "github", "html")


def report(
    findings: Iterable[Finding],
    format: str = "text",
    *,
    canon: CanonGraph | None = None,
    color: bool = False,
    root: str = "",
    version: str = "",
    rules: Sequence[Rule] = RULES,
) -> str:
    """The findings in a format, with a line break at the end.

    `canon` lets texts say who tells each claim, `root` is the way from here, or from the repository, to the universe,
    `version` that of the linter, and `rules` are those that there are. Raises UsageError for a format that there is not.
    """
    match format:
        case "text":
            return text(findings, canon, colour=color, root=root, rules=rules)
        case "json":
            return as_json(findings) + "\n"
        case "sarif":
            return sarif(findings, version, root, rules) + "\n"
        case "github":
            return github(findings, root)
        case "html":
            return html(findings, canon, version, rules)
    raise UsageError(f"there is no report format {format!r}; known are: {', '.join(FORMATS)}")
