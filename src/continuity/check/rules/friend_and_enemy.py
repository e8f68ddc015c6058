"""R004: for and against somebody at once."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Hit, Rule

FOR = {"ally", "friend", "partner", "spouse", "businessPartner"}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each two who are told to be both, and nothing tells the times apart."""
    pairs: dict[tuple[str, str], list[tuple[str, str, str, str, str]]] = {}
    for node, subject, kind, object, work, since, until in context.rows("relationships"):
        if kind in FOR or kind == "enemy":
            key = (min(subject, object), max(subject, object))
            pairs.setdefault(key, []).append((node, kind, work, since, until))
    for (one, other), told in sorted(pairs.items()):
        against = [t for t in told if t[1] == "enemy"]
        clashing = [(a, f) for a in against for f in told if f[1] in FOR and _at_once(context, a, f)]
        if clashing:
            settled = context.explanations.of((one, other), ("double", "collectiveName", "retcon", "timeTravel"))
            kinds = list(dict.fromkeys(context.label(f[1]) for _, f in clashing))
            yield Hit(
                f"{context.labels((one, other))} are told to be enemy and {' and '.join(kinds)} of each other at once",
                (one, other),
                context.cite(*dict.fromkeys(n for a, f in clashing for n in (a[0], f[0]))),
                explained_by=context.label(settled) if settled else "",
            )


def _at_once(context: Context, a: tuple[str, ...], b: tuple[str, ...]) -> bool:
    """Whether two relationships are told of one time: the same work or span, and not merely of none."""
    if a[2] and b[2]:
        return context.order.within(a[2], b[2]) or context.order.within(b[2], a[2])
    if any(a[3:]) and any(b[3:]):
        (a1, a2), (b1, b2) = _span(a), _span(b)
        return a1 < b2 and b1 < a2
    return False


def _span(one: tuple[str, ...]) -> tuple[date, date]:
    """The days that lie in a span for every choice; an end that is not told is open."""
    since, until = one[3], one[4]
    return (
        dates.bounds(since)[1] if dates.is_date(since) else dates.FIRST,
        dates.bounds(until)[0] if dates.is_date(until) else dates.LAST,
    )


RULE = Rule(
    code="R004",
    name="friend-and-enemy",
    severity="warning",
    what="Two are told to be enemies and friends, allies or partners in the same work or at the same time.",
    why="""Sides change, and that is a story. In one and the same work or span it is a contradiction, unless one
relationship ends in it: then a span, or an `in` that is narrower, tells the two apart. Relationships told of no time
stay quiet.""",
    cure="give each its work (in) or its span (from, to), or tell what explains it (an Explanation: double)",
    needs=("Relationship",),
    example="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {type: Relationship, subject: ben, kind: enemy, object: cleo, in: harbour/s1e03}
---
source: daily-review
horizon: harbour/s1e03
claims:
  - {type: Relationship, subject: cleo, kind: ally, object: ben, in: harbour/s1e03}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {type: Relationship, subject: ben, kind: enemy, object: cleo, in: harbour/s1e02}
---
source: daily-review
horizon: harbour/s1e03
claims:
  - {type: Relationship, subject: cleo, kind: ally, object: ben, in: harbour/s1e03}
""",
    check=check,
)
