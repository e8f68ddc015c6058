"""L005: somebody comes back who was never told to be gone."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character with a return and nothing that it is a return from."""
    order = context.order
    for life in context.lives.values():
        gone = [*life.gone(), *life.in_state("presumedDead")]
        risen = [r for r in life.returns if r.how != "survival"]  # one who survived was never gone
        settled = context.explanations.of((life.character,), ("retcon", "collectiveName"))
        alone = [
            r for r in risen if all(order.before(r.work, g.work) and not order.set_before(g.work, r.work) for g in gone)
        ]
        if alone:
            works = list(dict.fromkeys(r.work for r in alone))
            yield Hit(
                f"{context.label(life.character)} returns in {context.labels(works)}, and no death before it is told",
                (life.character, *works),
                context.cite(*(r.node for r in alone)),
                f"tell the death, {{type: Death, of: {life.character}, in: …}}, or from when they are thought dead, "
                f"{{type: LifeStatus, of: {life.character}, life: presumedDead, asOf: …}}",
                context.label(settled) if settled else "",
            )


RULE = Rule(
    code="L005",
    name="return-without-death",
    severity="warning",
    what="A character returns from the dead, and no account tells that they died.",
    why="""A return answers a death. Without it, questions such as who is dead as of a season are answered wrongly, and
other rules cannot see what the return explains. A body is as good as a death, and so is a death in a work that is set earlier. A survival is quiet:
who survived was thought dead, and that is all it says.""",
    cure="tell the death, or from when they are thought dead",
    needs=("Return",),
    example="""\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Return, of: dora, in: harbour/s2e01, how: resurrection}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: dora, in: harbour/s1}
  - {type: Return, of: dora, in: harbour/s2e01, how: resurrection}
""",
    check=check,
)
