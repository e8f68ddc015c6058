"""L007: somebody acts before they are born."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: What settles that somebody is there before their birth.
SETTLES = ("timeTravel", "collectiveName", "double")


def check(context: Context) -> Iterator[Hit]:
    """One hit for each person or character with something that surely was over before their birth."""
    found: dict[str, list[tuple[str, str, str]]] = {}
    when: dict[str, dict[Cite, None]] = {}
    for who, born, node, work in context.rows("births-and-work"):
        last = context.order.span(work).end
        if last and dates.is_date(born) and last < dates.roughly(born)[0]:
            found.setdefault(who, []).append((node, work, born))
            when.setdefault(who, {}).update(dict.fromkeys(context.released(work, last=True)))
    for who, born, node, work, mode, day in context.rows("births-and-presence") if context.order.story else ():
        if (
            mode == "present"
            and dates.is_date(born)
            and dates.is_date(day)
            and dates.roughly(day)[1] < dates.roughly(born)[0]
        ):
            found.setdefault(who, []).append((node, work, born))
            when.setdefault(who, {}).update((Cite(work, a, "storyTo"), None) for a in context.tellers(work, "storyTo"))
    for who, acts in found.items():
        works = list(dict.fromkeys(work for _, work, _ in acts))
        births = tuple(Cite(who, a, "born") for a in context.tellers(who, "born"))
        there = context.cite(*(node for node, _, _ in acts))
        told = [context.explanations.between(who, SETTLES, w, w) for w in works]
        yield Hit(
            f"{context.label(who)} was born in {acts[0][2]} and is there before, in {context.labels(works)}",
            (who, *works),
            (*births, *there, *when[who]),
            explained_by=context.label(told[0]) if all(told) else "",
            withdrawals=(births, there),
        )


RULE = Rule(
    code="L007",
    name="acts-before-birth",
    severity="error",
    what=(
        "A person has a credit for a work released before their birth, or a character is present in one set "
        "before theirs."
    ),
    why="""A birth date that comes after what somebody did is wrong, or belongs to somebody else of that name. For
characters the dates inside the story count, and a flashback or a younger portrayal changes nothing.""",
    cure="mend the birth date, tell the two bearers of the name apart, or tell what explains it (an Explanation: timeTravel)",
    needs=("born",),
    example="""\
source: daily-review
horizon: none
claims:
  - {id: tom-hale, born: 2002-05-01}
  - {type: Credit, person: tom-hale, role: director, work: harbour/s1e01}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: tom-hale, born: 1972-05-01}
  - {type: Credit, person: tom-hale, role: director, work: harbour/s1e01}
""",
    check=check,
)
