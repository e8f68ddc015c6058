"""Findings as annotations of a GitHub Actions run: workflow commands, one a line."""

from __future__ import annotations

from collections.abc import Iterable

from continuity.model import Finding

_LEVELS = {"error": "error", "warning": "warning", "info": "notice"}


def github(findings: Iterable[Finding], root: str = "") -> str:
    """One workflow command a finding; `root` is the way from the repository to the universe."""
    return "".join(_line(f, root) for f in findings)


def _line(finding: Finding, root: str) -> str:
    at = finding.position
    file = f"{root.rstrip('/')}/{at.file}" if root and at.file else at.file
    properties = {"file": file, "line": str(at.line or ""), "title": f"{finding.rule} {finding.name}"}
    told = ",".join(f"{k}={_property(v)}" for k, v in properties.items() if v)
    text = finding.message + (f"\ncure: {finding.cure}" if finding.cure else "")
    text += f"\nexplained by: {finding.explained_by}" if finding.explained_by else ""
    level = "notice" if finding.explained_by else _LEVELS[finding.severity]
    return f"::{level} {told}::{_data(text)}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
