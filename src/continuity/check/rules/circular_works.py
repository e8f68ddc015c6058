"""W005: works that are parts of each other, or build on each other, in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.cycles import circle_hits
from continuity.check.grouping import grouped
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each circle of parts, and one for each circle of dependencies."""
    parts = ((w.id, p) for w in context.frame.works.values() for p in w.parents)
    yield from circle_hits(context, parts, "would be a part of itself", lambda edge: _part(context, edge[0]))
    # Two works that are made side by side may shape each other.
    built = grouped(((work, on), node) for node, work, on, kind in context.rows("dependencies") if kind != "shapes")
    yield from circle_hits(context, built, "would build on itself", lambda edge: context.cite(*built[edge]))


def _part(context: Context, work: str) -> Iterator[Cite]:
    return (Cite(work, a, "partOf") for a in context.tellers(work, "partOf"))


RULE = Rule(
    code="W005",
    name="circular-works",
    severity="error",
    what="Works are parts of each other in a circle, or build on each other in one.",
    why="""A series has seasons and these have episodes; what builds on what is an order of watching. Neither can come
back to where it began. Works that shape each other while they are made are no circle.""",
    cure="withdraw or turn round one link of the circle",
    example="""\
source: daily-review
horizon: none
claims:
  - {id: ebb, type: Film, name: Ebb}
  - {id: flow, type: Film, name: Flow}
  - {type: Dependency, work: ebb, on: flow, kind: continues}
  - {type: Dependency, work: flow, on: ebb, kind: continues}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: ebb, type: Film, name: Ebb}
  - {id: flow, type: Film, name: Flow}
  - {type: Dependency, work: ebb, on: flow, kind: shapes}
  - {type: Dependency, work: flow, on: ebb, kind: continues}
""",
    check=check,
)
