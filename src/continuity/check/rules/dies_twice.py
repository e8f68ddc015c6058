"""L002: somebody dies again without having come back."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.explanations import OF_LIVES
from continuity.check.lives import Life, Point, gone, returned
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character with a death that comes after an earlier end."""
    for life in context.lives.values():
        pairs = list(_pairs(context, life))
        still = [(a, b) for a, b, reason in pairs if not reason]
        if still:
            yield _hit(context, life, still[0], "")
        elif pairs:
            yield _hit(context, life, pairs[0][:2], pairs[0][2])


def _pairs(context: Context, life: Life) -> Iterator[tuple[Point, Point, str]]:
    """Each death with an end that surely lies before it, and what explains the two."""
    order = context.order
    for end in life.told_dead():
        for death in life.deaths:
            if order.earlier(end.work, death.work):
                back = next((r for r in life.returns if returned(order, r, end.work, death.work)), None)
                presumed = (s for s in life.in_state("presumedDead") if not order.before(s.work, end.work))
                reason = back or next(presumed, None)
                told = context.explanations.between(life.character, OF_LIVES, end.work, death.work)
                node = reason.node if reason else told
                yield end, death, context.label(node) if node else ""


def _hit(context: Context, life: Life, pair: tuple[Point, Point], reason: str) -> Hit:
    end, death = pair
    name = context.label(life.character)
    return Hit(
        f"{name} {gone(end, context.label)} and dies again in {context.label(death.work)}",
        (life.character, end.work, death.work),
        context.cite(end.node, death.node),
        f"tell the return between the two, {{type: Return, of: {life.character}, in: …}}, "
        "or mend the work of one of them where both tell one death",
        reason,
        withdrawals=(context.cite(end.node), context.cite(death.node)),
    )


RULE = Rule(
    code="L002",
    name="dies-twice",
    severity="error",
    what="A character dies in one work and again in a later one, and no return is told between them.",
    why="""One dies once. Two deaths in works of which one surely came after the other need a return in between, or are
one death that two accounts place differently. A death in an episode and one in its season agree.""",
    cure="tell the return between the two, or mend the work of one of them",
    needs=("Death",),
    example="""\
source: weekly-recap
horizon: harbour/s2e02
claims:
  - {type: Death, of: ben, in: harbour/s1e02}
  - {type: Death, of: ben, in: harbour/s2e02}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2e02
claims:
  - {type: Death, of: ben, in: harbour/s1e02}
  - {type: Return, of: ben, in: harbour/s2e01, how: survival}
  - {type: Death, of: ben, in: harbour/s2e02}
""",
    check=check,
)
