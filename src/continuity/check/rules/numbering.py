"""W001: a number is missing."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context, listed
from continuity.check.rule import Hit, Rule

#: What is numbered in what: a season of a franchise has no number there.
WHOLE = {"Episode": "Season", "Season": "Series"}


def parts(context: Context) -> Iterator[tuple[str, str, int, str]]:
    """The seasons of series and the episodes of seasons: (whole, part, number, release)."""
    works = context.frame.works
    for whole, part, number, released in context.rows("parts"):
        if part in works and whole in works and WHOLE.get(works[part].cls) == works[whole].cls and number.isdecimal():
            yield whole, part, int(number), released


def numbered(context: Context) -> dict[str, dict[int, list[str]]]:
    """Work → number → the parts that bear it."""
    found: dict[str, dict[int, list[str]]] = {}
    for whole, part, number, _ in parts(context):
        found.setdefault(whole, {}).setdefault(number, []).append(part)
    return found


def check(context: Context) -> Iterator[Hit]:
    """One hit for each work with a gap below the highest number of its parts."""
    for whole, known in numbered(context).items():
        missing = sorted(set(range(1, max(known) + 1)) - set(known))
        if missing:
            last = known[max(known)][0]
            ranges = listed(_ranges(missing), 8)
            yield Hit(
                f"{context.label(whole)} has a part with number {max(known)} and none with {ranges}",
                (whole, last),
                context.cite(last)[:1],
            )


def _ranges(numbers: list[int]) -> list[str]:
    """Numbers as texts, those in a row joined: 3, 5 to 7."""
    runs: list[list[int]] = []
    for n in numbers:
        if runs and n == runs[-1][-1] + 1:
            runs[-1].append(n)
        else:
            runs.append([n])
    return [str(r[0]) if len(r) == 1 else f"{r[0]} to {r[-1]}" for r in runs]


RULE = Rule(
    code="W001",
    name="gap-in-numbering",
    severity="warning",
    what="A season or episode is missing below one with a higher number.",
    why="""A spoiler line drawn at episode 10 means nothing when episode 7 does not exist: the frame of works is what
horizons, orders and codes such as S1E10 rest on.""",
    cure="add the missing parts with their numbers, or mend the number",
    needs=("number",),
    example="""\
source: channel-nine-release
horizon: none
claims:
  - {id: beacon/s1e04, type: Episode, number: 4, partOf: beacon/s1, released: 2003-01-27}
""",
    twin="""\
source: channel-nine-release
horizon: none
claims:
  - {id: beacon/s1e02, type: Episode, number: 2, partOf: beacon/s1, released: 2003-01-13}
""",
    check=check,
)
