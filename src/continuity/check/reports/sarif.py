"""Findings as SARIF 2.1.0, the OASIS format of static analysis results."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from urllib.parse import quote

from continuity.check.baseline import fingerprints
from continuity.check.rule import Rule
from continuity.check.rules import RULES
from continuity.model import Finding, Position

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(findings: Iterable[Finding], version: str = "", root: str = "", rules: Sequence[Rule] = RULES) -> str:
    """The findings as one SARIF run; `root` is the way from the repository to the universe."""
    told = list(findings)
    places = {r.code: i for i, r in enumerate(rules)}
    driver: dict[str, Any] = {"name": "continuity", "rules": [_rule(r) for r in rules]}
    if version:
        driver["semanticVersion"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(f, mark, places.get(f.rule, -1), root) for f, mark in zip(told, fingerprints(told), strict=True)
        ],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(rule: Rule) -> Mapping[str, Any]:
    why = " ".join((rule.why or rule.what).split())
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\nCure: {rule.cure}." if rule.cure else why},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, mark: str, index: int, root: str) -> Mapping[str, Any]:
    cure = f" Cure: {finding.cure}." if finding.cure else ""
    related = [
        {"id": i, "message": {"text": c.text}, **_location(c.position, root)} for i, c in enumerate(finding.claims, 1)
    ]
    made: dict[str, Any] = {
        "ruleId": finding.rule,
        "ruleIndex": index,
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + "." + cure},
        "locations": [place] if (place := _location(finding.position, root)) else [],
        "relatedLocations": related,
        "partialFingerprints": {"continuity/v2": mark},
    }
    if finding.explained_by:
        kind = "external" if finding.explained_by.startswith("accepted: ") else "inSource"
        made["suppressions"] = [{"kind": kind, "justification": finding.explained_by}]
    return made


def _location(at: Position, root: str) -> Mapping[str, Any]:
    """A place in a file; nothing where none is known."""
    if not at.file:
        return {}
    path = f"{root.rstrip('/')}/{at.file}" if root else at.file
    place: dict[str, Any] = {"artifactLocation": {"uri": quote(path)}}
    if at.line:
        place["region"] = {"startLine": at.line}
    return {"physicalLocation": place}
