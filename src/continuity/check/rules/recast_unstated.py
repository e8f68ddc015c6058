"""C001: two actors play one character, and no recast is stated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations, zip_longest

from continuity.check.alike import same_person
from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule


@dataclass(frozen=True, slots=True)
class Part:
    """One portrayal of the main age: who plays, where."""

    node: str
    actor: str
    work: str


def check(context: Context) -> Iterator[Hit]:
    """One hit for each character whose actors no recast joins."""
    parts = {
        character: [Part(*row[:3]) for row in context.rows("portrayals", character=character) if not any(row[3:5])]
        for (character,) in context.rows("recast-characters")
    }
    stated = set(context.pairs("recasts"))
    for character, played in parts.items():
        pairs = [
            (a, b)
            for a, b in combinations(sorted({p.actor for p in played}), 2)
            if not _one_person(context, a, b) and _meet(context, played, a, b)
        ]
        if pairs:
            groups = _joined(played, stated)
            still = [(a, b) for a, b in pairs if groups[a] != groups[b]]
            told = context.explanations.of((character,), ("collectiveName", "double"))
            reason = "" if still else _recast(context, played, stated)
            yield _hit(context, character, played, still or pairs, reason or (context.label(told) if told else ""))


def _one_person(context: Context, a: str, b: str) -> bool:
    """Whether two ids may be two spellings of one person's name."""
    return same_person(context.label(a), context.label(b))


def _meet(context: Context, played: list[Part], a: str, b: str) -> bool:
    """Whether the two are seen in one reality, as far as is told; of a franchise as a whole nothing follows."""

    def of(actor: str) -> set[str]:
        return {r for p in played if p.actor == actor for r in context.order.realities(p.work)}

    one, other = of(a), of(b)
    if one and other and not one & other:
        return False
    works = [context.frame.works.get(p.work) for p in played if p.actor in (a, b)]
    return not all(w is not None and w.cls == "Franchise" for w in works)


def _joined(played: list[Part], stated: set[tuple[str, str]]) -> dict[str, str]:
    """Actor → the name of the chain of recasts that they belong to."""
    actors = {p.node: p.actor for p in played}
    groups = {a: a for a in actors.values()}
    for new, old in stated:
        if new in actors and old in actors:
            one, other = groups[actors[new]], groups[actors[old]]
            groups = {a: one if g == other else g for a, g in groups.items()}
    return groups


def _recast(context: Context, played: list[Part], stated: set[tuple[str, str]]) -> str:
    ours = {p.node for p in played}
    new, old = min((a, b) for a, b in stated if a in ours and b in ours)
    return f"a recast is stated: {context.label(new)} takes over from {context.label(old)}"


def _hit(context: Context, character: str, played: list[Part], pairs: list[tuple[str, str]], reason: str) -> Hit:
    first = {a: min(context.order.end(p.work) for p in played if p.actor == a) for pair in pairs for a in pair}
    actors = sorted(first, key=lambda a: (first[a], a))
    mine = {a: sorted((p for p in played if p.actor == a), key=lambda p: context.order.end(p.work)) for a in actors}
    in_turn = [p for row in zip_longest(*mine.values()) for p in row if p]  # a reader sees both sides first
    texts = [f"{context.label(a)} ({context.labels([p.work for p in mine[a]], 3)})" for a in actors]
    return Hit(
        f"{context.label(character)} is played by {listed(texts)}" + ("" if reason else ", and no recast is stated"),
        (character, *actors),
        tuple(Cite(p.node, t) for p in in_turn for t in context.tellers(p.node)),
        f"where {context.label(actors[-1])} took over the part, add recastOf: {mine[actors[0]][0].node}; "
        "where one plays another age or another version, add age: younger, age: older or variant: …; "
        f"where several bear the name, {{type: Explanation, of: {character}, kind: collectiveName}}",
        reason,
    )


RULE = Rule(
    code="C001",
    name="recast-unstated",
    severity="warning",
    what="Two actors play one character in one reality, at the main age, and no account says that the part was recast.",
    why="""A change of actor is a fact worth telling, and where it is not one, the source has the wrong name, or one of
the two plays the character as a child, as a stunt or by voice alone. Two spellings of one name are not two actors, and
of parts that are told of a whole franchise nothing follows.""",
    cure="state the recast, the age or the variant",
    needs=("Portrayal",),
    example="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s1}
  - {type: Portrayal, actor: sam-reyes, character: ben, work: harbour/s2}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2
claims:
  - {type: Portrayal, actor: tom-hale, character: ben, work: harbour/s1}
  - {type: Portrayal, actor: sam-reyes, character: ben, work: harbour/s2, age: older}
""",
    check=check,
)
