"""W005: works that are parts of each other, or build on each other, in a circle."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.cycles import cycles
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each circle of parts, and one for each circle of dependencies."""
    for circle in cycles((w.id, p) for w in context.frame.works.values() for p in w.parents):
        yield Hit(
            f"{context.label(circle[0])} would be a part of itself: {_chain(context, circle)}",
            tuple(circle),
            tuple(Cite(w, a, "partOf") for w in circle for a in context.tellers(w, "partOf")),
        )
    nodes: dict[tuple[str, str], list[str]] = {}
    for node, work, on, kind in context.rows("dependencies"):
        if kind != "shapes":  # two works that are made side by side may shape each other
            nodes.setdefault((work, on), []).append(node)
    for circle in cycles(nodes):
        pairs = [(w, circle[(i + 1) % len(circle)]) for i, w in enumerate(circle)]
        yield Hit(
            f"{context.label(circle[0])} would build on itself: {_chain(context, circle)}",
            tuple(circle),
            context.cite(*(n for p in pairs for n in nodes[p])),
        )


def _chain(context: Context, circle: list[str]) -> str:
    return " → ".join(context.label(w) for w in [*circle, circle[0]])


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
