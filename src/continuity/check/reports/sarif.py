"""Findings as SARIF 2.1.0, the OASIS format of static analysis results."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any
from urllib.parse import quote

from continuity.check.rules import RULES
from continuity.model import Finding, Position

SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_LEVELS = {"error": "error", "warning": "warning", "info": "note"}


def sarif(findings: Iterable[Finding], version: str = "", root: str = "") -> str:
    """The findings as one SARIF run; `root` is the way from the repository to the universe."""
    driver: dict[str, Any] = {"name": "continuity", "rules": [_rule(i) for i in range(len(RULES))]}
    if version:
        driver["semanticVersion"] = version
    run = {
        "tool": {"driver": driver},
        "columnKind": "unicodeCodePoints",
        "results": [_result(f, root) for f in findings],
    }
    return json.dumps({"$schema": SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(index: int) -> Mapping[str, Any]:
    rule = RULES[index]
    why = " ".join(rule.why.split())
    return {
        "id": rule.code,
        "name": rule.name,
        "shortDescription": {"text": rule.what},
        "fullDescription": {"text": why},
        "help": {"text": f"{why}\n\nCure: {rule.cure}."},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(finding: Finding, root: str) -> Mapping[str, Any]:
    index = next((i for i, r in enumerate(RULES) if r.code == finding.rule), -1)
    cure = f" Cure: {finding.cure}." if finding.cure else ""
    mark = hashlib.sha256("\n".join((finding.rule, *finding.entities, finding.message)).encode()).hexdigest()
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
        "partialFingerprints": {"continuity/v1": mark[:32]},
    }
    if finding.explained_by:
        made["suppressions"] = [{"kind": "inSource", "justification": finding.explained_by}]
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
