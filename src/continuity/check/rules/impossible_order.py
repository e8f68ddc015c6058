"""T004: what happens before, after and during what cannot all hold."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.timeline import ORDER, Constraint, Timeline

#: In a longer circle nobody sees the point: the rest is counted, and single cures are not looked for.
MOST = 12


def check(context: Context) -> Iterator[Hit]:
    """One hit for each connected set of claims about story time that has no solution."""
    timeline = Timeline.of(context.rows("story-order"), context.rows("story-times"))
    for circle in timeline.conflicts():
        told = [c for c in circle if c.node]
        things = list(dict.fromkeys(t for c in told for t in c.things))
        if not any(c.relation in ORDER for c in told):  # one thing that ends before it begins: T001 tells it
            continue
        cites = list(dict.fromkeys(Cite(c.node, a, c.relation) for c in told for a in _tellers(context, c)))
        texts = list(dict.fromkeys(c.text(context.label) for c in told))
        cures = dict.fromkeys(c.text(context.label) for c in timeline.cures(circle)) if len(texts) <= MOST else ()
        more = f"; and {len(texts) - MOST} more" if len(texts) > MOST else ""
        yield Hit(
            f"these cannot all hold inside the story: {'; '.join(texts[:MOST])}{more}",
            tuple(things),
            tuple(cites),
            "withdraw one of them" + (f"; any one of these alone would do: {'; '.join(cures)}" if cures else ""),
        )


def _tellers(context: Context, one: Constraint) -> tuple[str, ...]:
    value = context.canon.node(one.value) if one.relation in ORDER else None
    return context.tellers(one.node, one.relation, value) or ("",)


RULE = Rule(
    code="T004",
    name="impossible-order",
    severity="error",
    what="Claims about what happens before, after or during what, and when, have no solution together.",
    why="""Story time runs one way. Every work and event is an interval of story time; `before`, `after`, `during`,
`storyFrom` and `storyTo` put bounds on where intervals begin and end. The rule solves them as a simple temporal
network: a connected set of claims without a solution is one finding, with a circle of claims that shows it.""",
    cure="withdraw one of the claims",
    example="""\
source: daily-review
horizon: harbour/s2
claims:
  - {id: storm, before: wreck}
  - {id: wreck, during: harbour/s1}
  - {id: harbour/s1, before: storm}
""",
    twin="""\
source: daily-review
horizon: harbour/s2
claims:
  - {id: storm, before: wreck}
  - {id: wreck, during: harbour/s1}
  - {id: harbour/s2, after: storm}
""",
    check=check,
)
