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
    """One hit for each set of ids of one kind that a name joins, with capitals, accents and signs set aside."""
    found: dict[tuple[str, str], dict[str, str]] = {}
    for kind in KINDS:
        for thing, property, name in context.names(kind):
            key = plain(name)
            if key and not (kind == "Character" and property == "alias"):  # a mantle may be passed on: I002
                bearers = found.setdefault((kind, key), {})
                bearers[thing] = "name" if "name" in (property, bearers.get(thing)) else property
    figures, realities = context.figures, dict(context.pairs("realities"))
    for (kind, _), bearers in sorted(found.items()):
        pairs = [
            pair
            for pair in combinations(sorted(bearers), 2)
            if "name" in (bearers[pair[0]], bearers[pair[1]])
            and figures.get(pair[0], pair[0]) != figures.get(pair[1], pair[1])
            and realities.get(pair[0], "") == realities.get(pair[1], realities.get(pair[0], ""))
        ]
        if pairs and kind == "Character":
            pairs = [
                pair
                for pair in pairs
                if _full(context, pair[0]) or _series(context, pair[0]) & _series(context, pair[1])
            ]
        if pairs:
            same = sorted({t for p in pairs for t in p})
            name = next(t for t in same if bearers[t] == "name")
            told = context.explanations.of(same, ("collectiveName",))
            yield Hit(
                f"{len(same)} {KINDS[kind]} are called “{context.label(name)}”: {', '.join(same)}",
                tuple(same),
                tuple(Cite(t, a, bearers[t]) for t in same for a in context.tellers(t, bearers[t])),
                f"where they are one, use one id or tell that they are: {{id: {same[1]}, sameAs: {same[0]}}}; "
                "where they are not, name what tells them apart, or tell that several bear the name: "
                f"{{type: Explanation, of: {same[0]}, kind: collectiveName}}",
                context.label(told) if told else "",
            )


def _full(context: Context, character: str) -> bool:
    """Whether the name is more than a first name, which many bear."""
    return len(context.label(character).split()) > 1


def _series(context: Context, character: str) -> set[str]:
    """The shows in which a character appears or is played."""
    works = (work for work, _ in context.rows("works-of-character", character=character))
    return {context.frame.series_of(w) for w in works}


RULE = Rule(
    code="I001",
    name="look-alikes",
    severity="warning",
    what="Two ids of one kind bear the same name.",
    why="""Facts about one that are spread over two ids are found by nobody: paths do not meet, counts are too low.
Names are compared without capitals, accents, spaces and signs. Counterparts, and figures of two realities, share a
name by right, and a first name alone counts only within one show.""",
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
