"""A009: what only fan wikis tell."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each subject of which statements rest on fan wikis alone."""
    kinds: dict[str, set[str]] = {}
    for node, kind in context.rows("kinds-of-source"):
        kinds.setdefault(node, set()).add(kind)
    found: dict[str, list[str]] = {}
    for node, told in sorted(kinds.items()):
        if told == {"fanWiki"}:
            found.setdefault(context.entities_of(node)[0], []).append(node)
    for who, nodes in found.items():
        yield Hit(
            f"what is told of {context.label(who)} in {len(nodes)} statement{'s' * (len(nodes) > 1)} "
            "rests on fan wikis alone",
            (who,),
            context.cite(*nodes),
        )


RULE = Rule(
    code="A009",
    name="fan-wikis-only",
    severity="info",
    what="A death, return, membership, relationship or crossover is told by fan wikis and by nobody else.",
    why="""Wikis copy each other, and mix what was seen with what was guessed. They are a good place to begin and a
poor one to end. The rule runs only when it is selected.""",
    cure="find the recap, interview or review that tells it",
    needs=("Account",),
    example="""\
source: fan-wiki
horizon: harbour/s1
claims:
  - {type: Membership, member: ben, group: the-watch}
""",
    twin="""\
source: fan-wiki
horizon: harbour/s1
claims:
  - {type: Membership, member: ben, group: the-watch}
---
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Membership, member: ben, group: the-watch}
""",
    check=check,
)
