"""D007: a rule of the universe's own, or of an installed package, cannot be run."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each file of the folder `rules`, or entry point, that gives no rule."""
    for one in context.outcome.problems:
        yield Hit(one.message, position=one.position)


RULE = Rule(
    code="D007",
    name="own-rule",
    severity="error",
    what="A rule in the folder `rules` of a universe, or of an installed package, is none or cannot be run.",
    why="""A rule that is left out in silence would let pass what it was written to find. A rule of a universe is one
SPARQL SELECT in a `.rq` file of the folder `rules` beside the data; its first comment lines tell code, name, severity
and message. It reads this universe and nothing else, and is given up after 20 seconds.""",
    cure="mend the file: `# code: U001`, `# name: …`, `# severity: warning`, `# message: {who} …`, then SELECT ?who …",
    format="rq",
    example="""\
# code: U001
# name: lone-wolf
# message: {who} belongs to no group
SELECT ?who { ?who a c:Character FILTER NOT EXISTS { ?who c:memberOf ?group } }
""",
    twin="""\
# code: U001
# name: lone-wolf
# severity: warning
# message: {who} belongs to two groups
SELECT ?who { ?who c:memberOf ?one, ?two FILTER(?one != ?two) }
""",
    check=check,
)
