"""R003: more than two parents."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.kinship import parents, settled


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character with three parents or more, or with two of one gender where it is told."""
    children: dict[str, dict[str, list[str]]] = {}
    for (parent, child), nodes in parents(context).items():
        children.setdefault(child, {})[parent] = nodes
    genders = dict(context.pairs("character-genders")) if children else {}
    for child, found in sorted(children.items()):
        told = [genders[p].casefold() for p in found if p in genders]
        alike = [p for p in sorted(found) if p in genders and told.count(genders[p].casefold()) > 1]
        if len(found) > 2 or alike:
            names = context.labels(sorted(found))
            yield Hit(
                f"{context.label(child)} has {len(found)} parents: {names}",
                (child, *sorted(found)),
                (
                    *context.cite(*(n for p in sorted(found) for n in found[p])),
                    *(Cite(p, a, "gender") for p in alike for a in context.tellers(p, "gender") if len(found) == 2),
                ),
                explained_by=settled(context, (child, *sorted(found))),
            )


RULE = Rule(
    code="R003",
    name="too-many-parents",
    severity="warning",
    what="A character has more than two parents, or two of one gender, none of whom is told to be adoptive.",
    why="""By birth one has two parents, and `parent` means by birth, as far as a source says. Where accounts name a
third, one of them speaks of an adoptive parent or of somebody else.""",
    cure="make one of them adoptiveParent, or mend the account that is wrong; where the story has it so, tell what explains it "
    "(an Explanation: retcon, collectiveName) or allow: R003",
    needs=("Relationship",),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: parent, object: ada}
  - {type: Relationship, subject: ben, kind: parent, object: ada}
  - {type: Relationship, subject: cleo, kind: parent, object: ada}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: parent, object: ada}
  - {type: Relationship, subject: ben, kind: parent, object: ada}
  - {type: Relationship, subject: cleo, kind: adoptiveParent, object: ada}
""",
    check=check,
)
