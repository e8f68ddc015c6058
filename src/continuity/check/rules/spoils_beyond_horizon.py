"""A006: an account spoils more than its horizon says."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account that tells of a work later than its horizon, or of one in another show."""
    found: dict[str, list[str]] = {}
    for account, work in context.rows("works-told-of"):
        known = context.canon.accounts.get(account)
        horizon = (*known.horizon, *known.source.horizon) if known else ()
        one = context.frame.works.get(work)
        if one is None or one.cls == "Comic":  # what a story is taken from is no part of it
            continue
        if horizon and not _covered(context, work, horizon):
            found.setdefault(account, []).append(work)
    for account, works in found.items():
        known = context.canon.accounts[account]
        ordered = sorted(works, key=context.order.end)
        nodes = sorted({node for w in ordered for node, *_ in context.rows("told-of-work", account=account, work=w)})
        shown = context.labels([h for h in known.horizon if not h.startswith("http")]) or "none"
        yield Hit(
            f"{context.title(known.id)} tells of {context.labels(ordered)}, and its horizon is {shown}",
            (account, *ordered),
            tuple(Cite(n, account) for n in nodes) or tuple(Cite(w, account, "name") for w in ordered),
            f"move these claims into an account of the same source with horizon: {ordered[-1]}",
        )


def _covered(context: Context, work: str, horizon: tuple[str, ...]) -> bool:
    """Whether some work of the horizon is of the same show, and not surely before."""
    order = context.order
    return any(
        h in context.frame.works
        and (order.span(h).series == order.span(work).series or order.within(work, h) or order.within(h, work))
        and not order.before(h, work)
        for h in horizon
    )


RULE = Rule(
    code="A006",
    name="spoils-beyond-horizon",
    severity="warning",
    what=(
        "An account tells what happens, who appears or what an episode is called in a work that its horizon "
        "does not reach."
    ),
    why="""The horizon is a promise: who has seen this much learns nothing new of the story. Deaths, returns, states of
life, appearances, crossovers and episode titles give away the work that they are told of, so the horizon must reach
it. A horizon in another show does not: who watched only that one has not seen this. Comics, which the story is taken
from, are no part of it.""",
    cure="move the claims into an account of the same source whose horizon reaches that work",
    example="""\
source: weekly-recap
horizon: harbour/s1e01
claims:
  - {type: Appearance, character: cleo, in: harbour/s1e03, mode: present}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {type: Appearance, character: cleo, in: harbour/s1e03, mode: present}
""",
    check=check,
)
