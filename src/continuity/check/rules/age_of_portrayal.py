"""C004: a younger self after the main one, or an older self before it."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: In these modes a work shows another time than its own.
OTHER_TIME = {"flashback", "vision", "archiveFootage"}
SETTLES = ("double", "timeTravel", "collectiveName", "retcon")


def check(context: Context) -> Iterator[Hit]:
    """One hit for each portrayal at another age that story time turns round."""
    order = context.order
    for character, node, actor, work, age in context.rows("aged-portrayals"):
        main = [row[:3] for row in context.rows("portrayals", character=character) if not any(row[3:5])]
        if any(order.within(w, work) or order.within(work, w) for _, _, w in main):  # both are seen: a flashback
            continue
        wrong = [
            (other, w)
            for other, _, w in main
            if (age == "younger" and order.set_before(w, work)) or (age == "older" and order.set_before(work, w))
        ]
        if wrong:
            works = list(dict.fromkeys(w for _, w in wrong))
            side = "after" if age == "younger" else "before"
            yield Hit(
                f"{context.label(actor)} plays {context.label(character)} at {_a(age)} age in {context.label(work)}, "
                f"which is set {side} {context.labels(works)} with the main age",
                (character, actor, work, *works),
                (*context.cite(node, *dict.fromkeys(n for n, _ in wrong)), *_order(context, work, age, works)),
                explained_by=_reason(context, character, work, works[0]),
                withdrawals=(context.cite(node), context.cite(*dict.fromkeys(n for n, _ in wrong))),
            )


def _order(context: Context, work: str, age: str, works: list[str]) -> tuple[Cite, ...]:
    """The claims by which a work is set after others, or before them."""
    pairs = [(w, work) if age == "younger" else (work, w) for w in works]
    return tuple(dict.fromkeys(c for a, b in pairs for c in context.set_before(a, b)))


def _a(age: str) -> str:
    return f"an {age}" if age[0] in "aeiou" else f"a {age}"


def _reason(context: Context, character: str, work: str, other: str) -> str:
    for node, there, mode, _ in context.rows("modes-of-character", character=character):
        if mode in OTHER_TIME and (context.order.within(there, work) or context.order.within(work, there)):
            return context.label(node)
    told = context.explanations.between(character, SETTLES, other, work)
    return context.label(told) if told else ""


RULE = Rule(
    code="C004",
    name="age-double-against-dates",
    severity="warning",
    what=(
        "A character is played at a younger age in a work that is set after one with the main age, or at an older age "
        "in one that is set before."
    ),
    why="""Who is younger is seen earlier, inside the story. A younger self in a later work is a flashback, and then its
appearance says so, or the age or the story time is wrong. Where the main actor is told for the same work too, the scene
is a memory, and quiet.""",
    cure="tell the mode of the appearance (mode: flashback), or mend the age or the time in which the work is set",
    needs=("age",),
    example="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s1}
  - {type: Portrayal, actor: sam-reyes, character: ben, work: harbour/s2, age: younger}
  - {id: harbour/s2, after: harbour/s1}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s1}
  - {type: Portrayal, actor: sam-reyes, character: ben, work: harbour/s2, age: younger}
  - {id: harbour/s2, before: harbour/s1}
""",
    check=check,
)
