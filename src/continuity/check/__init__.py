"""The linter of a universe: finds what cannot all be true, cites both sides, and is quiet where something explains it.

`check` runs the rules of `rules/` over a universe and a canon of it and gives findings; `report` puts them on paper.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.check.context import Allowance, Context, Outcome
from continuity.check.reports import FORMATS, report
from continuity.check.rule import FAMILIES, Hit, Rule
from continuity.check.rules import LAST, RULES
from continuity.errors import UsageError
from continuity.model import Finding
from continuity.universe import Compiled

__all__ = [
    "FAMILIES",
    "FORMATS",
    "RULES",
    "Hit",
    "Rule",
    "check",
    "choose",
    "exit_code",
    "find_rule",
    "not_run",
    "report",
    "touching",
]

_SEVERITIES = ("error", "warning", "info")
_DATA = "D"


def check(
    universe: Compiled,
    canon: CanonGraph,
    *,
    select: Sequence[str] = (),
    ignore: Sequence[str] = (),
    severity: str = "",
    explained: bool = False,
) -> list[Finding]:
    """The findings of a universe under a canon: errors of data first, then by severity, code and place.

    `select` and `ignore` take codes, beginnings of codes, names of rules, or `all`; `severity` is the least that
    counts. Without `select`, errors and warnings are looked for. Findings that something explains are given where
    `explained` is set. Raises UsageError for a rule or severity that there is not.
    """
    rules = choose(select, ignore, severity)
    context = Context(universe, canon)
    allowed: dict[tuple[str, str], Allowance] = {(a.node, a.code): a for a in context.allowances if a.reason}
    used: set[Allowance] = set()
    found: list[Finding] = []
    for rule in rules:
        if rule is not LAST:
            for hit in rule.check(context):
                allowance = next((allowed[n, rule.code] for n in _nodes(hit) if (n, rule.code) in allowed), None)
                if allowance is not None and not hit.explained_by:
                    used.add(allowance)
                    hit = replace(hit, explained_by=f"allowed: {allowance.reason}")  # noqa: PLW2901
                if explained or not hit.explained_by:
                    found.append(context.finding(rule, hit))
    if LAST in rules:
        outcome = Outcome(frozenset(r.code for r in RULES), frozenset(r.code for r in rules), frozenset(used))
        after = Context(universe, canon, outcome)
        found += (after.finding(LAST, hit) for hit in LAST.check(after))
    return sorted(found, key=_place)


def choose(select: Sequence[str] = (), ignore: Sequence[str] = (), severity: str = "") -> tuple[Rule, ...]:
    """The rules that `check` runs; those about data always.

    Raises UsageError for a rule or severity that there is not.
    """
    if severity and severity not in _SEVERITIES:
        raise UsageError(f"there is no severity {severity!r}; known are: {', '.join(_SEVERITIES)}")
    least = _SEVERITIES.index(severity or ("info" if select else "warning"))
    wanted = {r for text in select for r in _meant(text)} if select else set(RULES)
    unwanted = {r for text in ignore for r in _meant(text)}
    return tuple(
        r
        for r in RULES
        if r.family == _DATA or (r in wanted and r not in unwanted and _SEVERITIES.index(r.severity) <= least)
    )


def find_rule(text: str) -> Rule:
    """The rule of a code or name. Raises UsageError where there is none, or the text means several."""
    found = list(_meant(text))
    if len(found) > 1:
        raise UsageError(f"{text!r} means several rules: {', '.join(r.code for r in found)}")
    return found[0]


def not_run(canon: CanonGraph, rules: Iterable[Rule]) -> list[tuple[Rule, tuple[str, ...]]]:
    """The rules that have nothing to look at in a canon, each with the classes and properties that it holds none of."""
    terms = vocab.terms()

    def told(term: str) -> bool:
        node = store.iri(vocab.term(term))
        pattern = (None, store.TYPE, node) if term in terms.classes else (None, node, None)
        return any(True for _ in canon.facts.match(*pattern))

    found = ((r, tuple(n for n in r.needs if not told(n))) for r in rules)
    return [(r, missing) for r, missing in found if missing]


def touching(findings: Iterable[Finding], paths: Iterable[str]) -> list[Finding]:
    """The findings of which the place, or a claim, stands in one of these files or folders of the universe."""
    wanted = [p.rstrip("/").removeprefix("./") for p in paths]

    def inside(file: str) -> bool:
        return bool(file) and any(p in ("", ".", file) or file.startswith(p + "/") for p in wanted)

    return [f for f in findings if inside(f.position.file) or any(inside(c.position.file) for c in f.claims)]


def exit_code(findings: Iterable[Finding]) -> int:
    """How the command ends: 2 with errors in the data, 1 with other findings, 0 where all there are are explained."""
    left = [f for f in findings if not f.explained_by]
    return 2 if any(f.rule[0] == _DATA and f.severity == "error" for f in left) else 1 if left else 0


def _meant(text: str) -> Iterator[Rule]:
    wanted = text.strip()
    found = [r for r in RULES if wanted.casefold() in ("all", r.name) or (wanted and r.code.startswith(wanted.upper()))]
    if not found:
        names = [n for r in RULES for n in (r.code, r.name)]
        near = difflib.get_close_matches(wanted, names, 1)
        raise UsageError(f"there is no rule {text!r}" + (f"; did you mean {near[0]}?" if near else ""))
    yield from found


def _nodes(hit: Hit) -> Iterator[str]:
    """What an allowance may stand on to silence a hit."""
    yield from hit.entities
    for cite in hit.cites:
        yield cite.node


def _place(finding: Finding) -> tuple[object, ...]:
    return (
        finding.rule[0] != _DATA,
        _SEVERITIES.index(finding.severity),
        finding.rule,
        finding.position,
        finding.entities,
        finding.message,
    )
