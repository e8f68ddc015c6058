"""The linter of a universe: finds what cannot all be true, cites both sides, and is quiet where something explains it.

`check` runs the rules of `rules/` over a universe and a canon of it and gives findings; `report` puts them on paper.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.check.context import Allowance, Context, Outcome
from continuity.check.own_rules import OwnRules, read_own_rules
from continuity.check.reports import FORMATS, report
from continuity.check.rule import FAMILIES, Given, Hit, Rule
from continuity.check.rules import LAST, RULES
from continuity.errors import QueryError, UsageError
from continuity.model import Finding, Position
from continuity.universe import Compiled

__all__ = [
    "FAMILIES",
    "FORMATS",
    "RULES",
    "Given",
    "Hit",
    "Rule",
    "check",
    "choose",
    "exit_code",
    "find_rule",
    "not_run",
    "report",
    "rules_of",
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
    texts: str | Path = "",
    shapes: Sequence[str | Path] = (),
) -> list[Finding]:
    """The findings of a universe under a canon: errors of data first, then by severity, code and place.

    `select` and `ignore` take codes, beginnings of codes, names of rules, or `all`; `severity` is the least that
    counts. Without `select`, errors and warnings are looked for. Findings that something explains are given where
    `explained` is set. `texts` is a directory with the texts of sources, for the rule that looks quotes up; `shapes`
    are files of SHACL that the facts should fit besides those of the vocabulary. Raises UsageError for a rule or
    severity that there is not, a directory or file that is not there, and shapes that are not understood.
    """
    own = _own(universe)
    rules = choose(select, ignore, severity, (*RULES, *own.rules))
    given = Given(Path(texts) if texts else None, tuple(map(Path, shapes)))
    context = Context(universe, canon, given=given)
    allowed: dict[tuple[str, str], Allowance] = {(a.node, a.code): a for a in context.allowances if a.reason}
    used: set[Allowance] = set()
    problems = list(own.problems)
    found: list[Finding] = []
    for rule in rules:
        if rule in LAST:
            continue
        for hit in _hits(rule, context, own, problems):
            allowance = next((allowed[n, rule.code] for n in _nodes(hit) if (n, rule.code) in allowed), None)
            if allowance is not None and not hit.explained_by:
                used.add(allowance)
                hit = replace(hit, explained_by=f"allowed: {allowance.reason}")  # noqa: PLW2901
            if explained or not hit.explained_by:
                found.append(context.finding(rule, hit))
    codes = frozenset(r.code for r in (*RULES, *own.rules))
    outcome = Outcome(codes, frozenset(r.code for r in rules), frozenset(used), tuple(problems))
    after = Context(universe, canon, outcome)
    found += (after.finding(rule, hit) for rule in LAST if rule in rules for hit in rule.check(after))
    return sorted(found, key=_place)


def _hits(rule: Rule, context: Context, own: OwnRules, problems: list[Finding]) -> Iterator[Hit]:
    """What a rule finds; a question of the universe's own that cannot be asked is one of the problems."""
    try:
        yield from rule.check(context)
    except QueryError as error:
        if rule not in own.rules:
            raise
        origin = own.origins.get(rule.code, "rules")
        why = f"{origin}: {rule.code} {rule.name} was not run: {error}"
        problems.append(Finding("D007", "own-rule", why, position=Position(origin, 1)))


def _own(universe: Compiled) -> OwnRules:
    return read_own_rules(universe.path, frozenset(x for r in RULES for x in (r.code, r.name)))


def rules_of(universe: Compiled) -> tuple[Rule, ...]:
    """All rules there are for a universe: the package's, those of installed packages, and its own."""
    return (*RULES, *_own(universe).rules)


def choose(
    select: Sequence[str] = (), ignore: Sequence[str] = (), severity: str = "", rules: Sequence[Rule] = RULES
) -> tuple[Rule, ...]:
    """The rules out of `rules` that `check` runs; those about data always.

    Raises UsageError for a rule or severity that there is not.
    """
    if severity and severity not in _SEVERITIES:
        raise UsageError(f"there is no severity {severity!r}; known are: {', '.join(_SEVERITIES)}")
    least = _SEVERITIES.index(severity or ("info" if select else "warning"))
    wanted = {r.code for text in select for r in _meant(text, rules)} if select else {r.code for r in rules}
    unwanted = {r.code for text in ignore for r in _meant(text, rules)}
    return tuple(
        r
        for r in rules
        if r.family == _DATA or (r.code in wanted and r.code not in unwanted and _SEVERITIES.index(r.severity) <= least)
    )


def find_rule(text: str) -> Rule:
    """The rule of a code or name. Raises UsageError where there is none, or the text means several."""
    found = list(_meant(text))
    if len(found) > 1:
        raise UsageError(f"{text!r} means several rules: {', '.join(r.code for r in found)}")
    return found[0]


def not_run(canon: CanonGraph, rules: Iterable[Rule], given: Given | None = None) -> list[tuple[Rule, tuple[str, ...]]]:
    """The rules that have nothing to look at in a canon, each with the classes and properties that it holds none of.

    A rule that asks for something that is not given names the option: `--texts`.
    """
    terms, options = vocab.terms(), given or Given()

    def told(term: str) -> bool:
        node = store.iri(vocab.term(term))
        pattern = (None, store.TYPE, node) if term in terms.classes else (None, node, None)
        return any(True for _ in canon.facts.match(*pattern))

    def lacking(rule: Rule) -> tuple[str, ...]:
        missing = tuple(n for n in rule.needs if not told(n))
        return (*missing, f"--{rule.asks}") if rule.asks and not getattr(options, rule.asks) else missing

    found = ((r, lacking(r)) for r in rules)
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


def _meant(text: str, rules: Sequence[Rule] = RULES) -> Iterator[Rule]:
    wanted = text.strip()
    found = [r for r in rules if wanted.casefold() in ("all", r.name) or (wanted and r.code.startswith(wanted.upper()))]
    if not found:
        names = [n for r in rules for n in (r.code, r.name)]
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
