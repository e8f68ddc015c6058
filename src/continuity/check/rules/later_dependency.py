"""W004: a work builds on one that came later."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: What settles that a work builds on a later one: it was written by then, or what it built on has been told anew.
SETTLES = ("preparedBefore", "retcon")


def check(context: Context) -> Iterator[Hit]:
    """One hit for each two works of which the earlier is told to build on the later."""
    found: dict[tuple[str, str], list[str]] = {}
    for node, work, on, kind in context.rows("dependencies"):
        if kind != "shapes" and context.order.before(work, on):  # makers may have each other's plans in mind
            found.setdefault((work, on), []).append(node)
    for (work, on), nodes in found.items():
        settled = context.explanations.of((work, on), SETTLES)
        yield Hit(
            f"{context.label(work)} is told to build on {context.label(on)}, which came out later",
            (work, on),
            (*context.cite(*nodes), *_releases(context, work, on)),
            explained_by=context.label(settled) if settled else "",
        )


def _releases(context: Context, work: str, on: str) -> tuple[Cite, ...]:
    """When the two came out; nothing where their numbers in one series say it."""
    if context.frame.series_of(work) == context.frame.series_of(on):
        return ()
    return (*context.released(work, last=True), *context.released(on))


RULE = Rule(
    code="W004",
    name="later-dependency",
    severity="warning",
    what="A work is told to build on one that surely came out after it.",
    why="""What to see first is read off dependencies. One that points into the future is turned round, or names the
wrong season. What only shapes another may be still to come: its makers know the plans.""",
    cure="turn the dependency round, name the season or episode that is meant, or tell what explains it (an Explanation: "
    "preparedBefore, retcon)",
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
