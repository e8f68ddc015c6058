"""A007: a source tells what was not out yet."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: Critics see a season some weeks before everybody else.
ADVANCE = timedelta(days=31)
RETOLD = {"Death", "Return", "LifeStatus", "Appearance"}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account whose source surely is older than what it retells."""
    for account, told in early(context).items():
        retold = list(told)
        source = context.canon.accounts[account].source
        yield Hit(
            f"“{source.title or source.id}”, published {source.published}, retells {context.label(retold[0])}, "
            f"which came out on {context.order.span(retold[0]).begin}",
            (account, source.id, *retold),
            (*(Cite(n, account) for w in retold for n in told[w]), Cite(source.id, "", "published")),
        )


def early(context: Context) -> dict[str, dict[str, list[str]]]:
    """Account → what it retells of works that came out after its source: work → statements, in order of release."""
    works: dict[str, list[str]] = {}
    for account, work in context.rows("works-told-of"):
        if account in context.canon.accounts:
            published = context.canon.accounts[account].source.published
            begin = context.order.span(work).begin
            if begin and dates.is_date(published) and begin - dates.roughly(published)[1] > ADVANCE:
                works.setdefault(account, []).append(work)
    found: dict[str, dict[str, list[str]]] = {}
    for account, later in works.items():
        told = {w: _retold(context, account, w) for w in sorted(later, key=context.order.end)}
        if any(told.values()):
            found[account] = {w: nodes for w, nodes in told.items() if nodes}
    return found


def _retold(context: Context, account: str, work: str) -> list[str]:
    """What an account tells to have happened in a work, announcements aside."""
    nodes = (node for node, *_ in context.rows("told-of-work", account=account, work=work))
    return sorted(n for n in nodes if context.canon.type(n) in RETOLD)


RULE = Rule(
    code="A007",
    name="ahead-of-its-time",
    severity="warning",
    what=(
        "An account tells a death, a return, a state of life or an appearance of a work that came out after its source."
    ),
    why="""What is retold has been seen. A source that surely is more than a month older than the work has the wrong
date, or the claim has the wrong work. Announcements are another matter: castings, orders and crossovers that were
talked of beforehand are not read by this rule.""",
    cure="mend the date of the source, or the work of the claim",
    example="""\
sources:
  - {id: early-recap, type: Source, kind: recap, title: Ashore, publisher: The Weekly, published: 2001-10-01}
---
source: early-recap
horizon: harbour/s2e01
claims:
  - {type: Appearance, character: ben, in: harbour/s2e01, mode: present}
""",
    twin="""\
sources:
  - {id: early-recap, type: Source, kind: recap, title: Ashore, publisher: The Weekly, published: 2001-10/2003}
---
source: early-recap
horizon: harbour/s2e01
claims:
  - {type: Appearance, character: ben, in: harbour/s2e01, mode: present}
""",
    check=check,
)
