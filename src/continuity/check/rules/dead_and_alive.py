"""L004: one account has somebody dead as of a point, another has them alive."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.explanations import OF_LIVES
from continuity.check.lives import Life, Point, after, gone
from continuity.check.rule import Hit, Rule
from continuity.check.rules.appears_after_death import seen_after_death


def check(context: Context) -> Iterator[Hit]:
    """One hit for each end of a character that somebody is told to be alive as of, or after."""
    order = context.order
    for life in context.lives.values():
        presumed = life.in_state("presumedDead")
        reported = {e for one in seen_after_death(context, life) if one.open for e in one.ends}

        def reason(end: Point, alive: Point, life: Life = life, presumed: list[Point] = presumed) -> str:
            told = context.explanations.between(life.character, OF_LIVES, end.work, alive.work)
            thought = (p.node for p in presumed if not order.before(p.work, end.work))
            if node := told or next(thought, ""):
                return context.label(node)
            earlier = alive.work != end.work and order.may_be_set_before(alive.work, end.work)
            return f"{context.label(alive.work)} is set before {context.label(end.work)}" if earlier else ""

        for one in after(life, order, life.in_state("alive"), context.label, explain=reason, follows=order.through):
            if reported & set(one.ends):  # L001 has told of this end
                continue
            points = one.open or tuple(one.explained)
            end = one.ends[-1]
            yield Hit(
                f"{context.label(life.character)} {gone(end, context.label)} "
                f"and is told alive as of {context.labels([p.work for p in points])}",
                (life.character, end.work, points[0].work),
                context.cite(*(p.node for p in one.ends), *(p.node for p in points)),
                explained_by="" if one.open else one.explained[points[0]],
                withdrawals=(context.cite(*(p.node for p in one.ends)), context.cite(*(p.node for p in points))),
            )


RULE = Rule(
    code="L004",
    name="dead-and-alive",
    severity="error",
    what="A character is told to be dead by the end of a work and alive as of the same or a later one, with no return.",
    why="""Who has seen a work whole knows whether somebody in it has died. Where one account tells the death and
another has the character alive afterwards, one of them is wrong, or a return is missing, or the death is only
presumed. A work that is set earlier explains it.""",
    cure="tell the return, or that the death is presumed (life: presumedDead), or mend the work as of which it is so",
    needs=("LifeStatus",),
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
---
source: daily-review
horizon: harbour/s1
claims:
  - {type: LifeStatus, of: ada, life: alive, asOf: harbour/s1}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
---
source: daily-review
horizon: harbour/s1
claims:
  - {type: LifeStatus, of: ada, life: alive, asOf: harbour/s1e01}
""",
    check=check,
)
