"""C002: somebody works on after their own death."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: What is released this long after a death may still have been made before it.
IN_THE_MAKING = timedelta(days=2 * 366)


def check(context: Context) -> Iterator[Hit]:
    """One hit for each person with credits or parts in works that came out long after their death."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    for who, died, node, work, variant in context.rows("deaths-and-work"):
        begin = context.order.span(work).begin
        if begin and not variant and dates.is_date(died) and begin - dates.roughly(died)[1] > IN_THE_MAKING:
            found.setdefault(who, []).append((node, work, died))
    for who, acts in found.items():
        works = list(dict.fromkeys(work for _, work, _ in acts))
        told = [context.explanations.between(who, ("preparedBefore", "collectiveName"), w, w) for w in works]
        deaths = tuple(Cite(who, a, "died") for a in context.tellers(who, "died"))
        credits = context.cite(*dict.fromkeys(node for node, _, _ in acts))
        yield Hit(
            f"{context.label(who)} died on {acts[0][2]} and is credited in {context.labels(works)}, years later",
            (who, *works),
            (*deaths, *credits, *context.released(works[0])),
            explained_by=context.label(told[0]) if all(told) else "",
            withdrawals=(deaths, credits),
        )


RULE = Rule(
    code="C002",
    name="credited-after-death",
    severity="warning",
    what="An actor or maker is credited in a work that came out more than two years after their death.",
    why="""The credit belongs to somebody else of that name, or the death does. What was in the making may come
out later, so two years are let pass; creators are credited for ever; and a part with a `variant` (archive footage, a voice taken from elsewhere)
is quiet.""",
    cure="tell the two bearers of the name apart, mend the date, give the part its variant: archive footage, or tell "
    "what explains it (an Explanation: preparedBefore)",
    needs=("died",),
    example="""\
source: daily-review
horizon: none
claims:
  - {id: tom-hale, died: 1999-02}
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s2e01}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: tom-hale, died: 2001-02}
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s2e01}
""",
    check=check,
)
