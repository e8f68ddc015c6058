"""I001: two ids that bear one name."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from continuity.check.alike import plain
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: What a class of names is compared within.
KINDS = {"Person": "people", "Character": "characters", "Company": "companies", "Group": "groups", "Place": "places"}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each set of ids of one kind whose names are the same but for capitals, accents and signs."""
    found: dict[tuple[str, str], list[str]] = {}
    for kind, thing, name in context.rows("names"):
        key = plain(name)
        if key:
            found.setdefault((kind, key), []).append(thing)
    apart = {frozenset(pair) for pair in context.rows("counterparts")}
    for (kind, _), ids in found.items():
        things = sorted(set(ids))
        pairs = [p for p in combinations(things, 2) if frozenset(p) not in apart] if len(things) > 1 else []
        if pairs:
            same = sorted({t for p in pairs for t in p})
            yield Hit(
                f"{len(same)} {KINDS[kind]} are called “{context.label(same[0])}”: {', '.join(same)}",
                tuple(same),
                tuple(Cite(t, a, "name") for t in same for a in context.tellers(t, "name")),
                f"where they are one, use one id or tell that they are: {{id: {same[1]}, sameAs: {same[0]}}}; "
                "where they are not, name what tells them apart, or allow: I001 with a note",
            )


RULE = Rule(
    code="I001",
    name="look-alikes",
    severity="warning",
    what="Two ids of one kind bear the same name.",
    why="""Facts about one that are spread over two ids are found by nobody: paths do not meet, counts are too low. Names are
compared without capitals, accents, spaces and signs. Counterparts in two realities share a name by right.""",
    cure="use one id, tell that they are one (sameAs), or tell them apart",
    example="""\
source: daily-review
horizon: none
claims:
  - {id: s-reyes, type: Person, name: Sam Reyés}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: sam-reyes, alias: Sam Reyés}
""",
    check=check,
)
