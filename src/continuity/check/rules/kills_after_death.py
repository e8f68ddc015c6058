"""L003: somebody kills after their death."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.explanations import OF_LIVES
from continuity.check.lives import Life, Point, after, gone
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each end of a character after which they are told to kill."""
    order = context.order
    for life in context.lives.values():
        name = context.label(life.character)

        def reason(end: Point, kills: Point, life: Life = life) -> str:
            told = context.explanations.between(life.character, (*OF_LIVES, "preparedBefore"), end.work, kills.work)
            if told:
                return context.label(told)
            set_earlier = context.order.may_be_set_before(kills.work, end.work)
            return f"{context.label(kills.work)} is set before {context.label(end.work)}" if set_earlier else ""

        for one in after(life, order, life.killings, context.label, explain=reason):
            points = one.open or tuple(one.explained)
            end, first = one.ends[-1], points[0]
            yield Hit(
                f"{name} {gone(end, context.label)} and kills {context.labels([p.how for p in points])} "
                f"in {context.label(first.work)}",
                (life.character, end.work, first.how, first.work),
                context.cite(end.node, *(p.node for p in points)),
                explained_by="" if one.open else one.explained[first],
                withdrawals=(context.cite(end.node), context.cite(*(p.node for p in points))),
            )


RULE = Rule(
    code="L003",
    name="kills-after-death",
    severity="warning",
    what="A character kills in a work that came out after the one in which they die.",
    why="""To kill is to be alive, mostly: a bomb, a poison or an order outlives who sent it. Where it does, say so with
an `Explanation` of the kind `preparedBefore`. A double, a shared name, a retcon or a work that is set earlier explain
it too.""",
    cure=(
        "tell the return, or put the killing down to who carried it out, or tell that it was prepared before "
        "({type: Explanation, of: …, kind: preparedBefore, in: …})"
    ),
    needs=("Death", "by"),
    example="""\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: cleo, in: harbour/s1e02}
  - {type: Death, of: dora, by: cleo, in: harbour/s2e01}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: cleo, in: harbour/s1e02}
  - {type: Return, of: cleo, in: harbour/s2e01, how: resurrection}
  - {type: Death, of: dora, by: cleo, in: harbour/s2e01}
""",
    check=check,
)
