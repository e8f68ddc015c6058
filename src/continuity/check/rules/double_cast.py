"""C003: one actor, two characters of one show."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each actor and show with two characters who are no counterparts."""
    shows: dict[tuple[str, str], dict[str, list[str]]] = {}
    for actor, node, character, work, variant in context.rows("parts-of-the-busy"):
        if not variant:
            show = context.frame.series_of(work)
            shows.setdefault((actor, show), {}).setdefault(character, []).append(node)
    for (actor, show), characters in sorted(shows.items()):
        if len({context.figures.get(c, c) for c in characters}) > 1:
            names = sorted(characters)
            told = context.explanations.of(names, ("double", "collectiveName"))
            yield Hit(
                f"{context.label(actor)} plays {context.labels(names)} in {context.label(show)}",
                (actor, show, *names),
                context.cite(*(n for c in names for n in characters[c])),
                explained_by=context.label(told) if told else "",
            )


RULE = Rule(
    code="C003",
    name="double-cast",
    severity="info",
    what="One actor plays two characters of one show, and no variant sets the parts apart.",
    why="""Twins, a mantle, a small part before a larger one: it happens, and it is how two ids of one character show.
The rule runs only when it is selected.""",
    cure="where the two are one, tell it (sameAs); where one actor has two parts, a variant says so",
    needs=("Portrayal",),
    example="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s1}
  - {type: Portrayal, actor: tom-hale, character: cleo, work: harbour/s2}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s1}
  - {type: Portrayal, actor: tom-hale, character: cleo, work: harbour/s2, variant: her brother in disguise}
""",
    check=check,
)
