"""Findings that are known and accepted: a file of fingerprints, which hold where lines move and words change."""

from __future__ import annotations

import hashlib
import json
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from continuity.errors import UsageError
from continuity.model import Finding

VERSION = 1


@dataclass(frozen=True, slots=True)
class Entry:
    """A finding that is known: its fingerprint, what it was about when it was written down, and why it is accepted."""

    fingerprint: str
    rule: str
    message: str = ""
    reason: str = ""


def fingerprint(finding: Finding) -> str:
    """What tells a finding from others whatever its line and wording: its rule, its entities and its claims.

    What rests on no claim is told by its message, and by its file where it is of nothing, as a file that cannot be read.
    """
    claims = sorted({c.key or f"{c.account} {c.text}" for c in finding.claims})
    parts = [finding.rule, *sorted(finding.entities), "", *claims]
    if not claims:
        parts += [*(() if finding.entities else (finding.position.file,)), finding.message]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()[:32]


def fingerprints(findings: Sequence[Finding]) -> list[str]:
    """The fingerprint of each finding; further ones with the same get a number."""
    seen: Counter[str] = Counter()
    made = []
    for one in findings:
        mark = fingerprint(one)
        seen[mark] += 1
        made.append(mark if seen[mark] == 1 else f"{mark}-{seen[mark]}")
    return made


def read(path: Path) -> tuple[Entry, ...]:
    """The entries of a baseline. Raises UsageError where the file is not there or is no baseline."""
    try:
        raw: Any = json.loads(path.read_text(encoding="utf-8"))
        if raw["version"] != VERSION:
            raise UsageError(f"{path} is a baseline of version {raw['version']}; this is version {VERSION}")
        return tuple(
            Entry(e["fingerprint"], e["rule"], str(e.get("message", "")), str(e.get("reason", "")))
            for e in raw["findings"]
        )
    except FileNotFoundError:
        raise UsageError(f"there is no baseline at {path}; --write-baseline {path} makes one") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise UsageError(f"{path} is no baseline: write one with --write-baseline {path}") from None


def accept(findings: Sequence[Finding], entries: Iterable[Entry], name: str) -> list[Finding]:
    """The findings, those of the baseline as explained by it or by the reason that stands there."""
    known = {e.fingerprint: e for e in entries}
    made = []
    for one, mark in zip(findings, fingerprints(findings), strict=True):
        if mark in known and not one.explained_by:
            one = replace(one, explained_by=f"accepted: {known[mark].reason or f'it is in {name}'}")  # noqa: PLW2901
        made.append(one)
    return made


def stale(findings: Sequence[Finding], entries: Iterable[Entry], ran: Iterable[str]) -> tuple[Entry, ...]:
    """The entries that no finding bears out any more, of the rules that were run."""
    found, codes = set(fingerprints(findings)), set(ran)
    return tuple(e for e in entries if e.rule in codes and e.fingerprint not in found)


def written(findings: Sequence[Finding], before: Iterable[Entry], ran: Iterable[str]) -> str:
    """A baseline of the findings that nothing explains. Reasons are kept, and so are entries of rules that were not run."""
    old = {e.fingerprint: e for e in before}
    codes = set(ran)
    kept = [e for e in old.values() if e.rule not in codes]
    pairs = zip(findings, fingerprints(findings), strict=True)
    kept += [
        Entry(mark, one.rule, one.message, old[mark].reason if mark in old else "")
        for one, mark in pairs
        if not one.explained_by or mark in old
    ]
    records = [
        {
            k: v
            for k, v in (("rule", e.rule), ("fingerprint", e.fingerprint), ("message", e.message), ("reason", e.reason))
            if v
        }
        for e in sorted(kept, key=lambda e: (e.rule, e.message, e.fingerprint))
    ]
    return json.dumps({"version": VERSION, "findings": records}, ensure_ascii=False, indent=1) + "\n"
