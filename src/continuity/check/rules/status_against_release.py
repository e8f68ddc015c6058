"""T003: a work is announced or ordered after it was out, or out before its release."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: What can only be said of a work before it is out; of a series too, which may be renewed while it runs.
BEFORE = {"announced", "ordered", "renewed", "started"}
BEFORE_SERIES = {"announced", "ordered"}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each work with states that no choice of dates brings in line with its release."""
    found: dict[str, list[tuple[str, str, str, str]]] = {}
    for status, work, cls, _, state, date, released in context.rows("dated-states"):
        if not dates.is_date(date) or not dates.is_date(released):
            continue
        (first, last), (out, latest) = dates.roughly(date), dates.roughly(released)
        late = first > latest and state in (BEFORE_SERIES if cls == "Series" else BEFORE)
        if late or (state == "out" and last < out):
            found.setdefault(work, []).append((status, state, date, released))
    for work, states in found.items():
        _, state, date, released = states[0]
        side = "before" if state == "out" else "after"
        yield Hit(
            f"{context.label(work)} is told {context.label(state)} in {date}, {side} its release on {released}",
            (work,),
            (
                *context.cite(*dict.fromkeys(s[0] for s in states)),
                *(Cite(work, a, "released") for a in context.tellers(work, "released")),
            ),
        )


RULE = Rule(
    code="T003",
    name="status-against-release",
    severity="warning",
    what="A work is announced, ordered, renewed or begun after its release, or told to be out before it.",
    why="""A season that is out cannot be ordered any more. Where a date says so, it is the date of the article and not
of the news, or one of the two is wrong. A series may be renewed and cancelled while it runs. Intervals that leave it
open are quiet.""",
    cure="mend the date of the status or the release, or give the status the work that it is about",
    needs=("Status",),
    example="""\
source: daily-review
horizon: none
claims:
  - {type: Status, work: harbour/s2, aspect: order, state: renewed, date: 2003-05-01}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {type: Status, work: harbour/s2, aspect: order, state: renewed, date: 2002}
""",
    check=check,
)
