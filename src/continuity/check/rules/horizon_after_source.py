"""A013: a source cannot spoil what was not there yet."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.ahead_of_its_time import ADVANCE, early

#: What looks back at a work; what announces one may spoil it long before.
LOOKS_BACK = {"review", "recap", "credits"}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account of a review or recap with a horizon that surely came out after its source."""
    retelling = early(context)
    told: dict[str, set[str]] = {}
    for teller, work in context.rows("works-told-of"):
        told.setdefault(teller, set()).add(work)
    for id, account in sorted(context.canon.accounts.items()):
        source = account.source
        if id in retelling or source.kind not in LOOKS_BACK or not dates.is_date(source.published):  # A007 tells it
            continue
        last = dates.roughly(source.published)[1]
        begins = {h: begin for h in account.horizon if (begin := context.order.span(h).begin)}
        late = [
            h
            for h, begin in begins.items()
            if begin - last > ADVANCE and not any(context.order.within(w, h) for w in told.get(id, ()))
        ]
        if late:
            yield Hit(
                f"{context.title(account.id)}, published {source.published}, has the horizon {context.labels(late)}, "
                f"which came out on {begins[late[0]]}",
                (id, source.id, *late),
                (Cite(id, id, "horizon"), Cite(source.id, "", "published")),
            )


RULE = Rule(
    code="A013",
    name="horizon-after-source",
    severity="warning",
    what="The horizon of a review or recap is a work that came out after its source was published.",
    why="""A horizon is what one must have seen for an account to spoil nothing. Who looks back at a work has seen it, so
a review that surely is more than a month older than its horizon has the wrong date or the wrong horizon. News of what is
to come may spoil a work long before it is out, and so may a review that looks ahead: where the account tells something
of that very work, the rule is quiet, and A007 looks at what it tells.""",
    cure="mend the date of the source, or the horizon",
    needs=("horizon",),
    example="""\
sources:
  - {id: early-review, type: Source, kind: review, title: Ashore, publisher: The Weekly, published: 2001-10-01}
---
source: early-review
horizon: harbour/s2e02
claims:
  - {id: ada, gender: female}
""",
    twin="""\
sources:
  - {id: early-review, type: Source, kind: review, title: Ashore, publisher: The Weekly, published: 2002-10-01}
---
source: early-review
horizon: harbour/s2e02
claims:
  - {id: ada, gender: female}
""",
    check=check,
)
