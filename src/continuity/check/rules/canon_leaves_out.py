"""W007: a canon takes in a work and leaves out what it builds on."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.canon import policies
from continuity.canon.select import Policy
from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each canon and work that it leaves out though one that it counts builds on it."""
    declared = policies(context.universe.facts).values()
    dependencies = context.rows("dependencies") if any(p.includes or p.excludes for p in declared) else []
    for policy in declared:
        missing: dict[str, dict[str, str]] = {}
        for node, work, on, _ in dependencies:
            if _counts(context, policy, work) and not _counts(context, policy, on):
                missing.setdefault(on, {})[work] = node
        for on, works in sorted(missing.items()):
            yield Hit(
                f"the canon “{policy.name}” leaves out {context.label(on)}, "
                f"on which {context.labels(sorted(works))} builds",
                (policy.id, on, *sorted(works)),
                context.cite(*works.values()),
                position=context.universe.position(policy.id),
            )


def _counts(context: Context, policy: Policy, work: str) -> bool:
    wholes = context.frame.whole(work)
    parts = context.frame.parts(work)
    taken = not policy.includes or any(i in wholes or i in parts for i in policy.includes)
    return taken and not any(e in wholes for e in policy.excludes)


RULE = Rule(
    code="W007",
    name="canon-leaves-out",
    severity="warning",
    what="A canon counts a work and not what that work builds on.",
    why="""Who keeps to such a canon meets the end of a story whose beginning does not exist for them. It may be meant,
and then an `allow: W007` with a note says so.""",
    cure="include the other work too, or leave both out",
    needs=("Dependency",),
    example="""\
canons:
  - {id: canon/beacon-only, type: Canon, name: Beacon only, includes: beacon/series}
---
source: daily-review
horizon: none
claims:
  - {type: Dependency, work: beacon/s1, on: harbour/s2, kind: continues}
""",
    twin="""\
canons:
  - {id: canon/both, type: Canon, name: Both, includes: [beacon/series, harbour/series]}
---
source: daily-review
horizon: none
claims:
  - {type: Dependency, work: beacon/s1, on: harbour/s2, kind: continues}
""",
    check=check,
)
