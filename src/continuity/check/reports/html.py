"""Findings as one static page: no script, nothing fetched, and every word of the data escaped."""

from __future__ import annotations

import base64
import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from html import escape
from pathlib import Path

from continuity.canon import CanonGraph
from continuity.check.reports.text import MOST_CLAIMS, MOST_TELLERS, repair, who
from continuity.check.rule import Rule
from continuity.check.rules import RULES
from continuity.model import Cited, Finding


def html(
    findings: Iterable[Finding],
    canon: CanonGraph | None = None,
    version: str = "",
    rules: Sequence[Rule] = RULES,
) -> str:
    """The findings as a page, by rule. The canon says who tells each claim, `version` which linter looked."""
    told = list(findings)
    css = (Path(__file__).parent / "report.css").read_text(encoding="utf-8")
    mark = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    groups: dict[str, list[Finding]] = {}
    for one in told:
        groups.setdefault(one.rule, []).append(one)
    title = f"Continuity of {canon.universe}" if canon is not None else "Continuity"
    body = "".join(_section(code, group, canon, rules) for code, group in groups.items())
    made = f"continuity {escape(version)}" if version else "continuity"
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'sha256-{mark}'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="referrer" content="no-referrer">
<title>{escape(title)}</title>
<style>{css}</style>
</head>
<body>
<header>
<h1>{escape(title)}</h1>
<p>{escape(_scope(canon))}</p>
{_counts(told)}
{_contents(groups, rules) if len(groups) > 1 else ""}
</header>
<main>
{body or '<p class="none">Nothing found: the accounts agree, or say why they do not.</p>'}
</main>
<footer>Checked by {made}. A finding is a question to whoever keeps the data, and no verdict on the story.</footer>
</body>
</html>
"""


def _scope(canon: CanonGraph | None) -> str:
    """How much of a universe was looked at."""
    if canon is None:
        return "The files could not be read as a universe."
    scope = canon.scope
    parts = [f"canon {scope.canon}" if scope.canon else "the default canon"]
    parts += [
        f"{k} {v}" for k, v in (("on", scope.on), ("until", scope.until), ("watched", ", ".join(scope.watched))) if v
    ]
    told = f"{', '.join(parts)}; {len(canon.accounts):,} accounts"
    return told[0].upper() + told[1:]


def _counts(told: list[Finding]) -> str:
    counts = Counter("explained" if f.explained_by else f.severity for f in told)
    items = [
        f'<li class="{kind}"><b class="badge">{counts[kind]}</b> {word if counts[kind] == 1 else many}</li>'
        for kind, word, many in (
            ("error", "error", "errors"),
            ("warning", "warning", "warnings"),
            ("info", "remark", "remarks"),
            ("explained", "explained", "explained"),
        )
        if counts[kind]
    ]
    return f'<ul class="counts">{"".join(items)}</ul>' if items else ""


def _contents(groups: dict[str, list[Finding]], rules: Sequence[Rule]) -> str:
    known = {r.code: r for r in rules}
    items = "".join(
        f'<li><a href="#{escape(code)}">{escape(_title(known.get(code), group[0]))}</a><span>{len(group)}</span></li>'
        for code, group in groups.items()
    )
    return f'<nav aria-label="Rules"><ul>{items}</ul></nav>'


def _title(rule: Rule | None, finding: Finding) -> str:
    return (
        f"{finding.rule} {finding.name.replace('-', ' ')}"
        if rule is None
        else f"{rule.code} {rule.name.replace('-', ' ')}"
    )


def _section(code: str, group: list[Finding], canon: CanonGraph | None, rules: Sequence[Rule]) -> str:
    rule = next((r for r in rules if r.code == code), None)
    what = f"<p>{escape(rule.what)}</p>" if rule else ""
    name = escape(_title(rule, group[0]))
    many = f"{len(group)} findings" if len(group) > 1 else "1 finding"
    articles = "".join(_article(one, canon) for one in group)
    return f'<section id="{escape(code)}"><h2>{name} <span>{many}</span></h2>{what}{articles}</section>\n'


def _article(one: Finding, canon: CanonGraph | None) -> str:
    kind = "explained" if one.explained_by else one.severity
    told = any(c.position == one.position for c in one.claims)
    place = f'<p class="place">{escape(str(one.position))}</p>' if one.position.file and not told else ""
    claims = "".join(_claims(one, canon))
    notes = "".join(f"<dt>{word}</dt><dd>{escape(text)}</dd>" for word, text in _notes(one))
    return (
        f'<article class="{kind}"><h3><span class="badge">{escape(kind)}</span> {escape(one.message)}</h3>{place}'
        + (f'<ul class="claims">{claims}</ul>' if claims else "")
        + (f'<dl class="notes">{notes}</dl>' if notes else "")
        + "</article>\n"
    )


def _notes(one: Finding) -> Iterator[tuple[str, str]]:
    if one.explained_by:
        yield "explained", one.explained_by
        return
    for i, repaired in enumerate(one.repairs):
        yield "" if i else "would help", ("or " if i else "") + repair(repaired)
    if one.cure:
        yield "cure", one.cure


def _claims(one: Finding, canon: CanonGraph | None) -> Iterator[str]:
    """Each claim once, with who tells it and where."""
    told: dict[str, list[Cited]] = {}
    for claim in one.claims:
        told.setdefault(claim.text, []).append(claim)
    for text, tellers in list(told.items())[:MOST_CLAIMS]:
        lines = "".join(_teller(t, canon) for t in tellers[:MOST_TELLERS])
        if len(tellers) > MOST_TELLERS:
            lines += f"<li>and {len(tellers) - MOST_TELLERS} more accounts</li>"
        yield f'<li>{escape(text)}<ul class="tellers">{lines}</ul></li>'
    if len(told) > MOST_CLAIMS:
        yield f"<li>… and {len(told) - MOST_CLAIMS} more claims</li>"


def _teller(claim: Cited, canon: CanonGraph | None) -> str:
    quote = f": <q>{escape(claim.quote)}</q>" if claim.quote else ""
    at = f' <span class="at">{escape(str(claim.position))}</span>' if claim.position.file else ""
    return f"<li>{escape(who(canon, claim))}{quote}{at}</li>"
