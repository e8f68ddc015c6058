"""A003: an account that rests on nothing."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account without a source."""
    for account in context.canon.accounts.values():
        if not account.source.id:
            yield Hit(
                f"the account {account.id} names no source for its claims",
                (account.id,),
                position=context.universe.position(account.id),
            )


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
