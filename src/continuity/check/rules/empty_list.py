"""A012: a list that is complete and has no members."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each complete list of which its account tells no member."""
    for (what, owner), lists in sorted(context.complete_lists.items()):
        for one in lists:
            if not one.members:
                name = f"{context.label(what)} of {context.label(owner)}"
                yield Hit(
                    f"{context.title(one.account)} is told to list every {name}, and its account tells none",
                    (owner,),
                    (Cite(one.node, one.account),),
                    "tell the members in the same account, or withdraw the list; "
                    f"mind that it is of {owner}, not of a part or the whole of it",
                )


RULE = Rule(
    code="A012",
    name="empty-list",
    severity="warning",
    what="An account says that it tells a list whole, and tells no member of it.",
    why="""An empty complete list says that there is nobody, and so denies what every other account tells. Mostly the
members stand on another work: showrunners of the series under a list of the season.""",
    cure="tell the members in the same account, or withdraw the list",
    needs=("CompleteList",),
    example="""\
source: weekly-recap
horizon: none
claims:
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/series}
  - {type: CompleteList, complete: showrunner, of: harbour/s1}
""",
    twin="""\
source: weekly-recap
horizon: none
claims:
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/s1}
  - {type: CompleteList, complete: showrunner, of: harbour/s1}
""",
    check=check,
)
