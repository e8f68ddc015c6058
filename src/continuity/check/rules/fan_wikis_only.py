"""A009: what only fan wikis tell."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.grouping import grouped
from continuity.check.lives import told_again
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each subject of which statements rest on fan wikis alone."""
    kinds = grouped(context.pairs("kinds-of-source"))
    again = told_again(context.rows, context.order)
    alone = (
        node
        for node in sorted(kinds)
        if {kind for n in (node, *again.get(node, ())) for kind in kinds.get(n, ())} == {"fanWiki"}
    )
    for who, nodes in grouped((context.entities_of(node)[0], node) for node in alone).items():
        yield Hit(
            f"what is told of {context.label(who)} in {len(nodes)} statement{'s' * (len(nodes) > 1)} "
            "rests on fan wikis alone",
            (who,),
            context.cite(*nodes),
        )


RULE = Rule(
    code="A009",
    name="fan-wikis-only",
    severity="info",
    what="A death, return, membership, relationship or crossover is told by fan wikis and by nobody else.",
    why="""Wikis copy each other, and mix what was seen with what was guessed. They are a good place to begin and a
poor one to end. The rule runs only when it is selected.""",
    cure="find the recap, interview or review that tells it",
    needs=("Account",),
    example="""\
source: fan-wiki
horizon: harbour/s1
claims:
  - {type: Membership, member: ben, group: the-watch}
""",
    twin="""\
source: fan-wiki
horizon: harbour/s1
claims:
  - {type: Membership, member: ben, group: the-watch}
---
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Membership, member: ben, group: the-watch}
""",
    check=check,
)
