"""W003: nobody runs a season."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each series with seasons that nobody is told to have run, neither them nor the whole."""
    run = {work for (work,) in context.rows("run-works")}
    missing: dict[str, list[str]] = {}
    for season in context.canon.entities("Season"):
        if not context.frame.whole(season) & run:
            missing.setdefault(context.frame.series_of(season), []).append(season)
    for series, seasons in sorted(missing.items()):
        ordered = sorted(seasons, key=context.order.end)
        yield Hit(
            f"no showrunner is told of {context.labels(ordered)}",
            (series, *ordered),
            tuple(c for s in ordered for c in context.cite(s)[:1]),
            f"add {{type: Credit, person: …, role: showrunner, work: {ordered[0]}}}",
        )


RULE = Rule(
    code="W003",
    name="no-showrunner",
    severity="info",
    what="Of a season nobody is told to be the showrunner, and of its series neither.",
    why="""Who ran a season is the first question asked of it. Silence is no error, and the rule runs only when it is
selected.""",
    cure="add the credit, with a source",
    needs=("Season",),
    example="""\
source: channel-nine-release
horizon: none
claims:
  - {id: tide/series, type: Series, name: Tide}
  - {id: tide/s1, type: Season, number: 1, partOf: tide/series}
""",
    twin="""\
source: channel-nine-release
horizon: none
claims:
  - {id: tide/series, type: Series, name: Tide}
  - {id: tide/s1, type: Season, number: 1, partOf: tide/series}
  - {type: Credit, person: ruth-okafor, role: showrunner, work: tide/s1}
""",
    check=check,
)
