"""T007: a flashback, and nothing says to when."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.grouping import grouped
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each work with flashbacks that have no time."""
    found = grouped((work, (node, character)) for work, node, character in context.rows("undated-flashbacks"))
    for work, seen in found.items():
        characters = list(dict.fromkeys(c for _, c in seen))
        yield Hit(
            f"{context.label(work)} shows {context.labels(characters)} in flashback, and nothing says when that is",
            (work, *characters),
            context.cite(*(n for n, _ in seen)),
        )


RULE = Rule(
    code="T007",
    name="flashback-without-time",
    severity="info",
    what="A work shows somebody in flashback, and no claim says when the scene is set.",
    why="""A flashback is set at another time than its work. Without it no rule can tell whether it fits: whether who is
seen was born, or still lived. Any bound will do, a date or an order. The rule runs only when it is selected.""",
    cure="give the appearance its time (storyFrom, storyTo), or its place among works and events (before, after, during)",
    needs=("Appearance",),
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Appearance, character: ada, in: harbour/s1e02, mode: flashback}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Appearance, character: ada, in: harbour/s1e02, mode: flashback, storyFrom: 1985, storyTo: 1985}
""",
    check=check,
)
