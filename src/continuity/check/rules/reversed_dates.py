"""T001: something ends before it begins."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates, vocab
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each thing and pair of dates of which no choice is in order."""
    wrong: dict[tuple[str, str, str], dict[str, tuple[str, str]]] = {}
    for thing, first, begin, last, end, account in context.rows("reversed-dates"):
        if dates.is_date(begin) and dates.is_date(end) and dates.roughly(end)[1] < dates.roughly(begin)[0]:
            wrong.setdefault((thing, first, last), {})[account] = begin, end
    for (thing, first, last), told in wrong.items():
        properties = vocab.terms().properties
        begin, end = told.get("", next(iter(told.values())))
        accounts = [a for a in told if a]
        cites = [Cite(thing, a, p) for a in accounts for p in (first, last)]
        if not accounts:  # no account tells both: the canon has put them together
            cites = [Cite(thing, a, p) for p in (first, last) for a in context.tellers(thing, p) or ("",)]
        yield Hit(
            f"{context.label(thing)}: {properties[last].label} {end} is before {properties[first].label} {begin}",
            context.entities_of(thing),
            tuple(dict.fromkeys(cites)),
        )


RULE = Rule(
    code="T001",
    name="reversed-dates",
    severity="error",
    what=(
        "Something ends before it begins: a death before the birth, a conclusion before the release, a span "
        "turned round."
    ),
    why="""Nothing ends before it begins. The rule reads born and died, released and concluded, from and to of credits,
memberships, relationships and lists, the story time of works and events, and when a source was published and
retrieved. Dates are intervals: only what fails for every day that they may mean is reported, as one account tells it
or as the canon puts several together.""",
    cure="mend the date that is wrong, or swap the two",
    example="""\
source: daily-review
horizon: none
claims:
  - {type: Credit, person: sam-reyes, role: writer, work: harbour/series, from: 2002-09, to: 2001-12}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {type: Credit, person: sam-reyes, role: writer, work: harbour/series, from: 2001-12, to: 2001}
""",
    check=check,
)
