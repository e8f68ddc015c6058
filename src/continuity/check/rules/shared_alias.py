"""I002: one alias, several bearers."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.alike import plain
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each alias that is the alias or the name of another character too."""
    bearers: dict[str, dict[str, str]] = {}
    shown: dict[str, str] = {}
    for thing, property, name in context.names("Character"):
        bearers.setdefault(plain(name), {})[thing] = property
        if property == "alias":
            shown.setdefault(plain(name), name)
    for key, things in sorted(bearers.items()):
        if len({context.figures.get(t, t) for t in things}) > 1 and key in shown:
            ids = sorted(things)
            told = context.explanations.of(ids, ("collectiveName",))
            yield Hit(
                f"“{shown[key]}” means {context.labels(ids)}",
                tuple(ids),
                tuple(Cite(t, a, things[t]) for t in ids for a in context.tellers(t, things[t])),
                explained_by=context.label(told) if told else "",
            )


RULE = Rule(
    code="I002",
    name="shared-alias",
    severity="info",
    what="An alias belongs to more than one character, counterparts aside.",
    why="""A mantle that is passed on, a family name, a first name alone: often right, and always a question that has
to be asked back. Where it is a slip, a fact hangs on the wrong character.""",
    cure=(
        "where the name is passed on, a relationship or note says so; where one account only shortens a "
        "name, drop the alias"
    ),
    needs=("alias",),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {id: ada, alias: The Keeper}
  - {id: cleo, alias: the Keeper}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {id: ada, alias: The Keeper}
  - {id: cleo, alias: the Sweeper}
""",
    check=check,
)
