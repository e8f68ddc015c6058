"""Findings for people: what, where, who says so, why it matters and what would help."""

from __future__ import annotations

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from continuity.canon import CanonGraph
from continuity.check.context import listed
from continuity.check.rule import Rule
from continuity.check.rules import RULES
from continuity.language.words import Words
from continuity.model import Cited, Evidence, Finding, Position, Repair, cite

WIDTH = 110
#: More claims than these are counted only; more accounts of one claim too.
MOST_CLAIMS, MOST_TELLERS = 8, 4
_COLOURS = {"error": "1;31", "warning": "1;33", "info": "1;36", "bold": "1", "dim": "2"}


def text(
    findings: Iterable[Finding],
    canon: CanonGraph | None = None,
    *,
    colour: bool = False,
    root: str = "",
    rules: Sequence[Rule] = RULES,
) -> str:
    """The findings as paragraphs, with a count at the end.

    The canon says who tells each claim; without it the ids of the accounts stand there. `root` is the way from here to
    the universe. Why a rule looks for something, and its cure where no finding has its own, is said with the first of
    its findings. Colour is written only where it is asked for, and nothing else reaches the terminal as a command.
    """
    shown = list(findings)
    known = {r.code: r for r in rules}
    paragraphs = []
    for one in shown:
        first = known.pop(one.rule, None)
        paragraphs.append("\n".join(_lines(one, canon, first, colour, root)))
    return "\n\n".join([*paragraphs, _count(shown)]) + "\n"


def _clean(words: str) -> str:
    """Words without what a terminal takes as a command."""
    return "".join(c if c.isprintable() else "\N{REPLACEMENT CHARACTER}" for c in " ".join(words.split()))


def _place(at: Position, root: str) -> str:
    return _clean(f"{root.rstrip('/')}/{at}" if root else str(at))


def _paint(text: str, how: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[how]}m{text}\x1b[0m" if colour and text else text


def _lines(finding: Finding, canon: CanonGraph | None, rule: Rule | None, colour: bool, root: str) -> Iterator[str]:
    head = f"{finding.severity}[{finding.rule}]"
    first, *rest = _wrap(f"{head}: {_clean(finding.message)}") or [head]
    yield _paint(head, finding.severity, colour) + _paint(first.removeprefix(head), "bold", colour)
    yield from (_paint(line, "bold", colour) for line in rest)
    if finding.position.file:
        yield f"  --> {_place(finding.position, root)}"
    yield from _claims(finding, canon, colour, root)
    if finding.explained_by:
        yield from _note("explained", finding.explained_by)
        return
    yield from _note("why", _first_sentence(rule.why) if rule else "")
    if finding.repairs:
        yield from _note("would help", "; or ".join(map(repair, finding.repairs)))
    general = rule is None and any(finding.cure == r.cure for r in RULES if r.code == finding.rule)
    if not general:
        yield from _note("cure", finding.cure)


def repair(one: Repair) -> str:
    """A repair as a sentence."""
    texts = list(dict.fromkeys(c.text for c in one.claims))
    told = listed([f"“{t}”" for t in texts], MOST_TELLERS)
    return f"to withdraw {told}" + (f": {one.said}" if one.said else "")


def _claims(finding: Finding, canon: CanonGraph | None, colour: bool, root: str) -> Iterator[str]:
    """Each claim once, with who tells it and where."""
    told: dict[str, list[Cited]] = {}
    for claim in finding.claims:
        told.setdefault(claim.text, []).append(claim)
    for claim_text, tellers in list(told.items())[:MOST_CLAIMS]:
        yield "   |"
        yield from _wrap(_clean(claim_text), "   | ", "   |   ")
        for teller in tellers[:MOST_TELLERS]:
            said = f": “{teller.quote}”" if teller.quote else ""
            if words := _clean(who(canon, teller) + said):
                yield "   |     " + _paint(words, "dim", colour)
            if teller.position.file and teller.position != finding.position:
                yield "   |       " + _paint(f"at {_place(teller.position, root)}", "dim", colour)
        if len(tellers) > MOST_TELLERS:
            yield f"   |     and {len(tellers) - MOST_TELLERS} more accounts"
    if len(told) > MOST_CLAIMS:
        yield f"   | … and {len(told) - MOST_CLAIMS} more claims"
    if told:
        yield "   |"


def who(canon: CanonGraph | None, claim: Cited) -> str:
    """Who tells a claim, in one line."""
    account = canon.accounts.get(claim.account) if canon is not None else None
    if account is None or canon is None:
        return claim.account
    source = replace(account.source, title=textwrap.shorten(account.source.title, 70, placeholder=" …"))
    return cite(Evidence(claim.text, replace(account, source=source), Words(canon).speaker(account)))


def _note(word: str, said: str) -> Iterator[str]:
    if said:
        yield from _wrap(_clean(said), f"   = {word}: ", " " * (len(word) + 7))


def _wrap(words: str, first: str = "", rest: str = "") -> list[str]:
    """Lines of the report's width; ids and claims are never broken at a hyphen."""
    return textwrap.wrap(
        words, WIDTH, initial_indent=first, subsequent_indent=rest, break_long_words=False, break_on_hyphens=False
    )


def _first_sentence(words: str) -> str:
    flat = " ".join(words.split())
    end = flat.find(". ")
    return flat if end < 0 else flat[: end + 1]


def _count(findings: list[Finding]) -> str:
    left = [f for f in findings if not f.explained_by]
    if not findings:
        return "no findings"
    counts = Counter(f.severity for f in left)
    parts = [
        f"{counts[s]} {s}{'s' if counts[s] > 1 and s != 'info' else ''}"
        for s in ("error", "warning", "info")
        if counts[s]
    ]
    explained = len(findings) - len(left)
    parts += [f"{explained} explained"] if explained else []
    return f"{len(findings)} finding{'s' if len(findings) > 1 else ''}: {', '.join(parts)}"
