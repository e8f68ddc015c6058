"""A014: a canon follows a lesser source over a greater."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import vocab
from continuity.canon.select import PRECEDENCE
from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule
from continuity.model import Clash


def overridden(context: Context, clash: Clash) -> tuple[str, str] | None:
    """The kinds of source of the value that a canon follows and of a better one that it does not; None where it does.

    Better is what is closer to the work, whatever the precedence of the canon.
    """
    if clash.about not in vocab.terms().properties:
        return None
    best: dict[bool, int] = {}
    for claim, wins in clash.told:
        account = context.canon.accounts.get(claim.account)
        if account is not None and account.source.kind in PRECEDENCE:
            rank = PRECEDENCE.index(account.source.kind)
            best[wins] = min(best.get(wins, rank), rank)
    if len(best) < 2 or best[True] <= best[False]:
        return None
    return PRECEDENCE[best[True]], PRECEDENCE[best[False]]


def check(context: Context) -> Iterator[Hit]:
    """One hit for each value that a canon takes from a lesser source, against a greater."""
    for clash in context.canon.clashes:
        kinds = overridden(context, clash)
        if kinds is None:
            continue
        property = vocab.terms().properties[clash.about]
        lesser, greater = (vocab.terms().individuals[k].label for k in kinds)
        words = {
            wins: list(dict.fromkeys(_word(context, c.object) for c, w in clash.told if w == wins))
            for wins in (True, False)
        }
        settled = context.explanations.of(context.entities_of(clash.subject), ("retcon",))
        yield Hit(
            f"{context.label(clash.subject)}, “{property.label}”: the canon follows a {lesser} ({listed(words[True])}) "
            f"over a {greater} ({listed(words[False], last='or')})",
            context.entities_of(clash.subject),
            tuple(
                Cite(clash.subject, c.account, clash.about)
                for c, _ in sorted(clash.told, key=lambda p: (not p[1], context.rank(p[0].account)))
            ),
            explained_by=context.label(settled) if settled else "",
        )


def _word(context: Context, value: object) -> str:
    text: str = getattr(value, "value", "")
    return context.canon.label(text) if getattr(value, "is_id", False) else text


RULE = Rule(
    code="A014",
    name="lesser-over-greater",
    severity="warning",
    what="A canon follows what a lesser source says over what a greater one does.",
    why="""Closest to the work counts first: its credits, then its makers, then who reports, then who collects. A canon
may choose another precedence, and then it should be meant: a fan wiki that overrides the credits is more often an
oversight. Such a clash is reported by this rule and not by A001.""",
    cure="mend the precedence of the canon, or the greater source's account; where it is meant, allow: A014 with a note",
    example="""\
canons:
  - {id: canon/wiki-first, type: Canon, name: The wiki first, precedence: [fanWiki, pressRelease]}
---
type: Universe
id: universe
default: canon/wiki-first
---
source: fan-wiki
horizon: none
claims:
  - {id: harbour/s1e02, released: 2001-09-11}
""",
    twin="""\
canons:
  - {id: canon/wiki-first, type: Canon, name: The wiki first, precedence: [fanWiki, pressRelease]}
---
type: Universe
id: universe
default: canon/wiki-first
---
source: fan-wiki
horizon: none
claims:
  - {id: harbour/s1e02, released: 2001-09-10}
""",
    check=check,
)
