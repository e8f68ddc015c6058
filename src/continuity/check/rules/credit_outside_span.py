"""W006: a credit begins after its work is over."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each credit whose span lies after the last release of its work."""
    for credit, work, since, concluded in context.rows("credit-spans"):
        ends = [context.order.span(work).end, dates.roughly(concluded)[1] if dates.is_date(concluded) else None]
        last = max((d for d in ends if d), default=None)
        if last and dates.is_date(since) and last < dates.roughly(since)[0]:
            yield Hit(
                f"{context.label(credit)}, when {context.label(work)} had been out since {last.isoformat()}",
                context.entities_of(credit),
                (
                    *(Cite(credit, a, "since") for a in context.tellers(credit, "since")),
                    *_over(context, work),
                ),
            )


def _over(context: Context, work: str) -> tuple[Cite, ...]:
    """By which claims a work is over: that it was concluded, or the release of its last part."""
    concluded = tuple(Cite(work, a, "concluded") for a in context.tellers(work, "concluded"))
    return concluded or context.released(work, last=True)


RULE = Rule(
    code="W006",
    name="credit-outside-span",
    severity="warning",
    what="A credit begins after the last part of its work was released.",
    why="""Nobody takes over what is finished. The credit is for another season, or its date is that of the article.""",
    cure="name the season that is meant, or mend the date",
    needs=("Credit", "since"),
    example="""\
source: daily-review
horizon: none
claims:
  - {type: Credit, person: sam-reyes, role: showrunner, work: harbour/s1, from: 2003-02}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {type: Credit, person: sam-reyes, role: showrunner, work: harbour/s1, from: 2001}
""",
    check=check,
)
