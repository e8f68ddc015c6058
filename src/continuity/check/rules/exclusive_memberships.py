"""T009: two memberships at once of which each excludes the other."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from itertools import combinations

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Hit, Rule
from continuity.check.rules.killers_differ import larger_groups

Held = tuple[str, str, str, str]


def check(context: Context) -> Iterator[Hit]:
    """One hit for each member with exclusive memberships whose spans surely overlap."""
    held: dict[str, list[Held]] = {}
    for member, node, group, since, until in context.rows("exclusive-memberships"):
        held.setdefault(member, []).append((node, group, since, until))
    larger = larger_groups(context) if any(len(h) > 1 for h in held.values()) else {}
    for member, told in held.items():
        pairs = [
            (a, b)
            for a, b in combinations(told, 2)
            if a[1] != b[1] and b[1] not in larger.get(a[1], ()) and a[1] not in larger.get(b[1], ()) and _overlap(a, b)
        ]
        if pairs:
            mine = list(dict.fromkeys(m for pair in pairs for m in pair))
            settled = context.explanations.of((member,), ("double", "collectiveName", "retcon"))
            yield Hit(
                f"{context.label(member)} would belong to {context.labels([m[1] for m in mine])} at once, "
                "and each membership excludes the other",
                (member, *dict.fromkeys(m[1] for m in mine)),
                context.cite(*dict.fromkeys(m[0] for m in mine)),
                explained_by=context.label(settled) if settled else "",
                withdrawals=tuple(context.cite(m[0]) for m in mine) if len(mine) == 2 else (),
            )


def _overlap(one: Held, other: Held) -> bool:
    """Whether there surely is a day on which both hold; a handover on one day is none, and an open span leaves it open."""
    (a1, a2), (b1, b2) = _surely(one), _surely(other)
    return a1 is not None and b1 is not None and max(a1, b1) < min(a2, b2)


def _surely(one: Held) -> tuple[date | None, date]:
    """The days that lie in a span for every choice; nothing where an end is not told."""
    _, _, since, until = one
    if not (dates.is_date(since) and dates.is_date(until)):
        return None, dates.FIRST
    return dates.bounds(since)[1], dates.bounds(until)[0]


RULE = Rule(
    code="T009",
    name="exclusive-memberships",
    severity="warning",
    what="A character belongs to two groups at once, and both memberships are told to be exclusive.",
    why="""Some memberships leave no room for another: a crew, a house, an army. Where two that are told `exclusive`
have spans that share a day for every choice of their dates, one of the spans is wrong. A span with an open or untold
end leaves it open, and a group inside the other is no other group.""",
    cure="give each its span (from, to), or withdraw exclusive: true where both can be held",
    needs=("exclusive",),
    example="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {id: the-guild, type: Organisation, name: The Guild}
  - {type: Membership, member: ben, group: the-watch, exclusive: true, from: 1990, to: 1999}
  - {type: Membership, member: ben, group: the-guild, exclusive: true, from: 1995, to: 1997}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {id: the-guild, type: Organisation, name: The Guild}
  - {type: Membership, member: ben, group: the-watch, exclusive: true, from: 1990, to: 1995}
  - {type: Membership, member: ben, group: the-guild, exclusive: true, from: 1995, to: 1997}
""",
    check=check,
)
