"""R002: a parent is younger than the child."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.kinship import parents, settled


def check(context: Context) -> Iterator[Hit]:
    """One hit for each parent who surely was born after the child."""
    edges = parents(context)
    born = dict(context.pairs("character-births")) if edges else {}
    for (parent, child), nodes in sorted(edges.items()):
        one, other = born.get(parent, ""), born.get(child, "")
        if dates.is_date(one) and dates.is_date(other) and dates.roughly(other)[1] <= dates.roughly(one)[0]:
            yield Hit(
                f"{context.label(parent)}, born {one}, is told to be a parent of {context.label(child)}, born {other}",
                (parent, child),
                (
                    *context.cite(*nodes),
                    *(Cite(c, a, "born") for c in (parent, child) for a in context.tellers(c, "born")),
                ),
                explained_by=settled(context, (parent, child)),
            )


RULE = Rule(
    code="R002",
    name="parent-younger",
    severity="error",
    what="A parent was born after their child, or on the same day.",
    why="""A parent is older than the child. Birth dates inside the story are compared as intervals: 1960 and 1960-05
are quiet. An adoptive parent may be younger, and has a kind of their own.""",
    cure="mend the birth date, turn the relationship round, or tell what explains it (an Explanation: timeTravel, retcon)",
    needs=("Relationship", "born"),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: parent, object: ada}
  - {id: dora, born: 1971}
  - {id: ada, born: 1969-03}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: adoptiveParent, object: ada}
  - {id: dora, born: 1971}
  - {id: ada, born: 1969-03}
""",
    check=check,
)
