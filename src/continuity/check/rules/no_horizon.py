"""A004: an account that does not say what it spoils."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account without a horizon."""
    for account in context.canon.accounts.values():
        if not account.horizon:
            yield Hit(
                f"what {context.title(account.id)} tells has no horizon, so it is hidden from everybody who keeps to one",
                (account.id,),
                position=context.universe.position(account.id),
            )


RULE = Rule(
    code="A004",
    name="no-horizon",
    severity="warning",
    what="An account does not say what one must have seen for it to spoil nothing.",
    why="""Without a horizon an account might spoil anything, so it is left out as soon as somebody says what they have
seen. `none`, said on purpose, is for what spoils nothing: that a work exists, its number, its release, talk of its
making.""",
    cure="give a horizon: the work that must have been seen, a list of works, or none",
    example="""\
source: weekly-recap
claims:
  - {type: Appearance, character: ada, in: harbour/s1e01, mode: present}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e01
claims:
  - {type: Appearance, character: ada, in: harbour/s1e01, mode: present}
""",
    check=check,
)
