"""T004: what happens before, after and during what cannot all hold."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context, listed
from continuity.check.rule import Hit, Rule
from continuity.check.story_parts import claims, in_words
from continuity.check.timeline import Conflict

#: In a longer circle nobody sees the point: the rest is counted, and single cures are not looked for.
MOST = 12
#: What settles that something has no place in time.
SETTLES = ("retcon", "timeTravel")


def check(context: Context) -> Iterator[Hit]:
    """One hit for each set of claims about story time, offsets aside, that has no solution."""
    for conflict in context.conflicts:
        if not any(s.is_offset for s in conflict.circle):
            yield from impossible(context, conflict)


def impossible(context: Context, conflict: Conflict) -> Iterator[Hit]:
    """The hit of claims without a solution; none where one thing ends before it begins, which T001 tells."""
    circle = claims(conflict.circle)
    first = circle.index(min(circle, key=lambda s: (s.thing, s.relation, s.other, s.amount)))
    circle = (*circle[first:], *circle[:first])  # whatever else is told, it is told in the same order
    if all(s.is_date for s in circle):
        return
    given = in_words(conflict, context.label)
    texts = list(dict.fromkeys(s.text(context.label) for s in circle))
    cures = conflict.cures() if len(texts) <= MOST else []
    more = f"; and {len(texts) - MOST} more" if len(texts) > MOST else ""
    told = next((n for s in circle if (n := context.explanations.of(s.things, SETTLES))), "")
    yield Hit(
        f"these cannot all hold inside the story: {'; '.join(texts[:MOST])}{more}"
        + (f" (for {listed(given)})" if given else ""),
        tuple(dict.fromkeys(t for s in circle for t in s.things)),
        context.cites(*circle),
        explained_by=context.label(told) if told else "",
        withdrawals=tuple(context.cites(s) for s in cures),
    )


RULE = Rule(
    code="T004",
    name="impossible-order",
    severity="error",
    what="Claims about what happens before, after or during what, and when, have no solution together.",
    why="""Story time runs one way. Every work and event is an interval of story time; `before`, `after`, `during`,
`overlaps`, `sameTimeAs`, `storyFrom` and `storyTo` put bounds on where intervals begin and end. The rule solves them
as a simple temporal network, inside one reality: a set of claims without a solution is one finding, with the shortest
circle of claims that shows it, and with those of which each alone, withdrawn, would leave a solution. A season lies
within its series, an episode within its season, and both begin in the order of their numbers: orders that two accounts
tell between the episodes of two series are held to that. What tells a season in another order is taken at its word,
and the dates of a part, a flashback say, need not be those of its season.""",
    cure="withdraw one of the claims, or tell what explains them (an Explanation: retcon, timeTravel)",
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
