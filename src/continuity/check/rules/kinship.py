"""R001: somebody is their own ancestor."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.cycles import circle_hits
from continuity.check.rule import Hit, Rule


def parents(context: Context) -> dict[tuple[str, str], list[str]]:
    """(parent, child) → the relationships that say so, whichever side tells it."""
    found: dict[tuple[str, str], list[str]] = {}
    for node, subject, kind, object, *_ in context.rows("relationships"):
        if kind == "parent":
            found.setdefault((subject, object), []).append(node)
        elif kind == "child":
            found.setdefault((object, subject), []).append(node)
    return found


def check(context: Context) -> Iterator[Hit]:
    """One hit for each circle of parents and children."""
    edges = parents(context)
    yield from circle_hits(context, edges, "would be their own ancestor", lambda edge: context.cite(*edges[edge]))


RULE = Rule(
    code="R001",
    name="own-ancestor",
    severity="error",
    what="Parents and children form a circle.",
    why="""Nobody is their own ancestor. `parent` says what the subject is to the object: `{subject: a, kind: parent,
object: b}` makes a the parent of b. A circle mostly comes of one relationship written the wrong way round.""",
    cure="turn one of the relationships round",
    needs=("Relationship",),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: parent, object: ada}
---
source: daily-review
horizon: harbour/s1
claims:
  - {type: Relationship, subject: ada, kind: parent, object: dora}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: parent, object: ada}
---
source: daily-review
horizon: harbour/s1
claims:
  - {type: Relationship, subject: ada, kind: child, object: dora}
""",
    check=check,
)
