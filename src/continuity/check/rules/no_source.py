"""A003: an account that rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import store
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: More claims are not cited: none of them is wrong by itself.
MOST = 3


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account without a source."""
    for account in context.canon.accounts.values():
        if not account.source.id:
            told = _told(context, account.id)
            yield Hit(
                "an account names no source" + (f" for what it tells of {context.labels(told)}" if told else ""),
                (account.id,),
                tuple(Cite(t, account.id) for t in told[:MOST]),
                position=context.universe.position(account.id),
            )


def _told(context: Context, account: str) -> list[str]:
    """The things and statements to which an account gives a type."""
    graph = context.canon.node(account)
    return sorted({context.canon.id(q.subject) for q in context.canon.facts.match(None, store.TYPE, None, graph)})


RULE = Rule(
    code="A003",
    name="no-source",
    severity="error",
    what="An account tells claims and names no source.",
    why="""Every fact has an account, and an account is what a source tells. Without one, nobody can check the claim,
rank it against others, or say since when it is known.""",
    cure="name what was read: source: …, declared under sources: with kind, title and publisher",
    example="""\
horizon: none
claims:
  - {id: harbour/s1e01, runtime: 44}
""",
    twin="""\
source: weekly-recap
horizon: none
claims:
  - {id: harbour/s1e01, runtime: 44}
""",
    check=check,
)
