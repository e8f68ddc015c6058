"""A008: a death or a return that one source alone tells."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.grouping import grouped
from continuity.check.lives import told_again
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each source that alone tells of deaths or returns."""
    told = grouped((node, (source, account)) for node, source, account in context.rows("told-once"))
    again = told_again(context.rows, context.order)
    once = (
        (node, *by[0])
        for node, by in told.items()
        if len({source for n in (node, *again.get(node, ())) for source, _ in told.get(n, ())}) == 1
    )
    for source, nodes in sorted(grouped((source, (node, account)) for node, source, account in once).items()):
        title = context.canon.accounts[nodes[0][1]].source.title or source
        who = list(dict.fromkeys(e for n, _ in nodes for e in context.entities_of(n)[:1]))
        yield Hit(
            f"“{title}” alone tells the death or return of {context.labels(who, 6)}",
            (source, *who),
            tuple(Cite(n, a) for n, a in nodes),
        )


RULE = Rule(
    code="A008",
    name="one-source",
    severity="info",
    what="A death or a return rests on a single source.",
    why="""What matters most to a story should be told by two who do not copy each other. Many true facts have one
source, so the rule runs only when it is selected. A death told of a season and of an episode of it is one death.""",
    cure="read another source and add its account",
    needs=("Death",),
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
---
source: daily-review
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
""",
    check=check,
)
