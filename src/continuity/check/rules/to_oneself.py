"""R005: somebody is related to themselves."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.grouping import grouped
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character with a relationship, a membership or a counterpart that is itself."""
    for who, nodes in grouped(context.pairs("to-oneself")).items():
        yield Hit(
            f"{context.label(who)} is told to stand in a relation to themselves",
            (who,),
            context.cite(*nodes),
        )


RULE = Rule(
    code="R005",
    name="to-oneself",
    severity="error",
    what="A relationship leads from somebody to the same, or a group belongs to itself.",
    why="""Nobody is their own sibling or member. It comes of a slip of the pen, or of two figures merged by sameAs
that are told to know each other: then the identity is in doubt.""",
    cure="mend the other side of the relation, or withdraw the sameAs",
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: ada, kind: sibling, object: ada}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: ada, kind: sibling, object: dora}
""",
    check=check,
)
