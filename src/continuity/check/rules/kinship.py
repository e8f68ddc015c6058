"""R001: somebody is their own ancestor."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

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


#: What settles that kinship is not as births have it: who came from another time, who is told anew or two of a name.
SETTLES = ("timeTravel", "retcon", "collectiveName")


def settled(context: Context, people: Iterable[str]) -> str:
    """The explanation told of one of some people, in words; or nothing."""
    told = context.explanations.of(people, SETTLES)
    return context.label(told) if told else ""


def check(context: Context) -> Iterator[Hit]:
    """One hit for each circle of parents and children."""
    edges = parents(context)
    for hit in circle_hits(context, edges, "would be their own ancestor", lambda edge: context.cite(*edges[edge])):
        yield replace(hit, explained_by=settled(context, hit.entities))


RULE = Rule(
    code="R001",
    name="own-ancestor",
    severity="error",
    what="Parents and children form a circle.",
    why="""Nobody is their own ancestor. `parent` says what the subject is to the object: `{subject: a, kind: parent,
object: b}` makes a the parent of b. A circle mostly comes of one relationship written the wrong way round.""",
    cure="turn one of the relationships round, or tell what explains it (an Explanation: timeTravel)",
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
