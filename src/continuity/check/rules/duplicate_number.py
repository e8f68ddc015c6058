"""W002: two parts bear one number."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.numbering import numbered


def check(context: Context) -> Iterator[Hit]:
    """One hit for each number that two parts share."""
    for whole, parts in numbered(context).items():
        for number, ids in sorted(parts.items()):
            same = sorted(set(ids))
            if len(same) > 1:
                yield Hit(
                    f"{len(same)} parts of {context.label(whole)} bear the number {number}: {', '.join(same)}",
                    (whole, *same),
                    tuple(Cite(p, a, "number") for p in same for a in context.tellers(p, "number")),
                )


RULE = Rule(
    code="W002",
    name="duplicate-number",
    severity="error",
    what="Two episodes of a season, or two seasons of a series, bear the same number.",
    why="""One of the two is the other under a second id, or has the wrong number. Until it is settled nobody can say
what S1E02 is.""",
    cure="mend the number, or tell that the two are one (sameAs)",
    needs=("number",),
    example="""\
source: daily-review
horizon: none
claims:
  - {id: harbour/s1-pilot, type: Episode, number: 1, partOf: harbour/s1}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: harbour/s1e01, type: Episode, number: 1, partOf: harbour/s1}
""",
    check=check,
)
