"""T005: the times told to lie between things do not add up."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule
from continuity.check.rules.impossible_order import impossible


def check(context: Context) -> Iterator[Hit]:
    """One hit for each set of claims about story time, an offset among them, that has no solution."""
    for conflict in context.conflicts:
        if any(s.is_offset for s in conflict.circle):
            yield from impossible(context, conflict)


RULE = Rule(
    code="T005",
    name="offsets-do-not-add-up",
    severity="error",
    what="The times told to lie between works or events do not add up, with each other, with an order or with dates.",
    why="""“A month after”, “three years before”: an offset says how long lies between the end of one thing and the
beginning of the next. Two of them over a third thing, an order or story dates may leave no choice that fits all.
Amounts are read as rounded, so a month is two weeks to six and a half; with `approximate: true` they may be off by a
whole unit, or by half of the amount. Only what fails for every such choice is reported.""",
    cure="withdraw one of the claims, or give the amount the range that its source leaves (least, most, approximate)",
    needs=("Offset",),
    example="""\
source: daily-review
horizon: harbour/s2
claims:
  - {id: storm, storyTo: 1999-05-10}
  - {type: Offset, of: wreck, after: storm, amount: 3, unit: months}
  - {id: wreck, storyFrom: 1999-06}
""",
    twin="""\
source: daily-review
horizon: harbour/s2
claims:
  - {id: storm, storyTo: 1999-05-10}
  - {type: Offset, of: wreck, after: storm, amount: 3, unit: weeks}
  - {id: wreck, storyFrom: 1999-06}
""",
    check=check,
)
