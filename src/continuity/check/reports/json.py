"""Findings as JSON: a list, each with its rule, its claims and who tells them. The fields are in docs/check.md."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from continuity.model import Finding


def as_json(findings: Iterable[Finding]) -> str:
    """The findings as a JSON list."""
    return json.dumps([record(f) for f in findings], ensure_ascii=False, indent=2)


def record(finding: Finding) -> Mapping[str, Any]:
    """One finding as plain data. What rests on no claim cites the place in the file where it stands."""
    claims = [
        {"text": c.text, "account": c.account, "file": c.position.file, "line": c.position.line, "quote": c.quote}
        for c in finding.claims
    ]
    at = finding.position
    return {
        "rule": finding.rule,
        "name": finding.name,
        "severity": finding.severity,
        "message": finding.message,
        "entities": list(finding.entities),
        "claims": claims or [{"text": finding.message, "account": "", "file": at.file, "line": at.line, "quote": ""}],
        "explained_by": finding.explained_by,
        "repairs": [
            {"claims": [c.text for c in r.claims], "accounts": [c.account for c in r.claims], "said": r.said}
            for r in finding.repairs
        ],
    }
