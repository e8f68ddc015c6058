"""T002: a part was released before one with a lower number."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.numbering import parts


def check(context: Context) -> Iterator[Hit]:
    """One hit for each work whose numbered parts surely came out in another order."""
    wholes: dict[str, list[tuple[int, str, str]]] = {}
    for whole, part, number, released in parts(context):
        if dates.is_date(released):
            wholes.setdefault(whole, []).append((number, part, released))
    for whole, dated in wholes.items():
        pairs = list(_pairs(sorted(dated)))
        if pairs:
            later, earlier = pairs[0]
            more = f", and so are {len(pairs) - 1} more parts" if len(pairs) > 1 else ""
            yield Hit(
                f"{context.label(later[1])} was released on {later[2]}, before {context.label(earlier[1])} "
                f"on {earlier[2]}{more}",
                (whole, *dict.fromkeys(p[1] for pair in pairs for p in pair)),
                tuple(
                    Cite(p[1], a, "released")
                    for p in dict.fromkeys(p for pair in pairs for p in pair)
                    for a in context.tellers(p[1], "released")
                ),
            )


def _pairs(dated: list[tuple[int, str, str]]) -> Iterator[tuple[tuple[int, str, str], tuple[int, str, str]]]:
    """Each part that surely came out before one with a lower number, with the latest of those."""
    latest: tuple[date, tuple[int, str, str]] | None = None
    for part in dated:
        first, last = dates.roughly(part[2])
        if latest is not None and last < latest[0] and part[0] > latest[1][0]:
            yield part, latest[1]
        if latest is None or first > latest[0]:
            latest = first, part


RULE = Rule(
    code="T002",
    name="released-out-of-order",
    severity="warning",
    what="An episode or season surely was released before one with a lower number.",
    why="""Numbers follow the release. Where they do not, a date or a number is wrong, or the parts were aired in an
order of their own, which is worth an `allow: T002` with a note.""",
    cure="mend the date or the number",
    needs=("number", "released"),
    example="""\
source: daily-review
horizon: none
claims:
  - {id: harbour/s2e03, type: Episode, number: 3, partOf: harbour/s2, released: 2002-09-05}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: harbour/s2e03, type: Episode, number: 3, partOf: harbour/s2, released: 2002-09}
""",
    check=check,
)
