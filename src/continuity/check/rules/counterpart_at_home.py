"""I003: counterparts that live in one reality."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each two counterparts of one reality."""
    found = {(min(a, b), max(a, b)): reality for a, b, reality in context.rows("counterparts-at-home")}
    for (one, other), reality in sorted(found.items()):
        told = context.explanations.of((one, other), ("timeTravel", "retcon"))
        yield Hit(
            f"{context.labels((one, other))} are counterparts and both belong to {context.label(reality)}",
            (one, other, reality),
            tuple(
                Cite(t, a, p)
                for t in dict.fromkeys((one, other))
                for p in ("counterpartOf", "reality")
                for a in context.tellers(t, p)
            ),
            explained_by=context.label(told) if told else "",
        )


RULE = Rule(
    code="I003",
    name="counterpart-at-home",
    severity="warning",
    what="Two counterparts belong to the same reality.",
    why="""A counterpart is the same figure in another reality. In one and the same, the two are one figure under two
names, or they are no counterparts.""",
    cure="mend the reality of one, tell that the two are one (sameAs), or what explains it (an Explanation: timeTravel)",
    needs=("counterpartOf",),
    example="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {id: ada, counterpartOf: dora, reality: earth-one}
  - {id: dora, reality: earth-one}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {id: earth-two, type: Reality, name: Earth Two}
  - {id: ada, counterpartOf: dora, reality: earth-one}
  - {id: dora, reality: earth-two}
""",
    check=check,
)
