"""W004: a work builds on one that came later."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each two works of which the earlier is told to build on the later."""
    found: dict[tuple[str, str], list[str]] = {}
    for node, work, on, kind in context.rows("dependencies"):
        if kind != "shapes" and context.order.before(work, on):  # makers may have each other's plans in mind
            found.setdefault((work, on), []).append(node)
    for (work, on), nodes in found.items():
        yield Hit(
            f"{context.label(work)} is told to build on {context.label(on)}, which came out later",
            (work, on),
            context.cite(*nodes),
        )


RULE = Rule(
    code="W004",
    name="later-dependency",
    severity="warning",
    what="A work is told to build on one that surely came out after it.",
    why="""What to see first is read off dependencies. One that points into the future is turned round, or names the
wrong season. What only shapes another may be still to come: its makers know the plans.""",
    cure="turn the dependency round, or name the season or episode that is meant",
    needs=("Dependency",),
    example="""\
source: daily-review
horizon: none
claims:
  - {type: Dependency, work: harbour/s1, on: beacon/s1, kind: continues}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {type: Dependency, work: beacon/s1, on: harbour/s1, kind: continues}
""",
    check=check,
)
