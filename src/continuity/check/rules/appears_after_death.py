"""L001: somebody is there, alive, after their death."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.alike import plain
from continuity.check.context import Context, listed
from continuity.check.explanations import OF_LIVES, proposals
from continuity.check.lives import After, Life, Point, after, gone
from continuity.check.rule import Hit, Rule

#: Modes of appearance that are no presence, and explain one that is told of the same work.
NOT_THERE = {"flashback", "vision", "archiveFootage", "disguised", "corpse"}


def seen_after_death(context: Context, life: Life) -> Iterator[After]:
    """The appearances in person that come after each end of a life."""
    return after(
        life, context.order, life.seen(), context.label, explain=lambda end, seen: _reason(context, life, end, seen)
    )


def check(context: Context) -> Iterator[Hit]:
    """One hit for each end of a character that their presence comes after."""
    shared: set[str] | None = None
    for life in context.lives.values():
        for one in seen_after_death(context, life):
            if one.open:
                shared = _share_a_name(context) if shared is None else shared
                yield _hit(context, life, one, life.character in shared)
            else:
                yield _settled(context, life, one)


def _reason(context: Context, life: Life, end: Point, seen: Point) -> str:
    """What explains a presence after an end, other than a return."""
    for other in life.appearances:
        if other.work == seen.work and other.how in NOT_THERE:
            return context.label(other.node)
    for state in life.in_state("presumedDead"):
        if not context.order.before(state.work, end.work):
            return context.label(state.node)
    if context.order.may_be_set_before(seen.work, end.work):
        return f"{context.label(seen.work)} is set before {context.label(end.work)}"
    told = context.explanations.between(life.character, OF_LIVES, end.work, seen.work)
    return context.label(told) if told else ""


def _share_a_name(context: Context) -> set[str]:
    """Characters of whom a counterpart, or another character of one of their names, is told."""
    bearers: dict[str, set[str]] = {}
    for character, _, name in context.names("Character"):
        bearers.setdefault(plain(name), set()).add(character)
    return {c for some in bearers.values() if len(some) > 1 for c in some} | set(context.figures)


def _hit(context: Context, life: Life, one: After, shared: bool) -> Hit:
    end, first = one.ends[-1], one.open[0]
    name = context.label(life.character)
    works = list(dict.fromkeys(p.work for p in one.open))
    message = f"{name} {gone(end, context.label)} and is there again, alive, in {context.labels(works)}"
    return Hit(
        message,
        (life.character, end.work, *works),
        context.cite(*(p.node for p in one.ends), *(p.node for p in one.open)),
        f"tell what brings {name} back, {{type: Return, of: {life.character}, in: {first.work}, how: resurrection}} "
        "(or survival), or how they appear (mode: flashback, vision, corpse, archiveFootage, disguised), "
        "or that the death is only presumed, or that two characters bear the name"
        + _proposed(context, life, one, shared),
        withdrawals=(context.cite(*(p.node for p in one.ends)), context.cite(*(p.node for p in one.open))),
    )


def _proposed(context: Context, life: Life, one: After, shared: bool) -> str:
    """What the words beside the claims suggest, and a name that several may bear."""
    who, first = life.character, one.open[0]
    found = proposals(context.canon.facts, (p.node for p in (*one.ends, *one.open)), who, first.work, shared)
    return f"; the data hint at {listed(found, last='or')}" if found else ""


def _settled(context: Context, life: Life, one: After) -> Hit:
    first = min(one.explained, key=lambda p: (context.order.end(p.work), p))
    name = context.label(life.character)
    return Hit(
        f"{name} {gone(one.ends[-1], context.label)} and is there again in {context.label(first.work)}",
        (life.character, one.ends[-1].work, first.work),
        context.cite(one.ends[-1].node, first.node),
        explained_by=one.explained[first],
    )


RULE = Rule(
    code="L001",
    name="appears-after-death",
    severity="error",
    what=(
        "A character is present, alive, in a work that came out after the one in which they die, and nothing "
        "explains it."
    ),
    why="""Who has died does not walk through a later episode, unless the story says how. The order is that of release,
and only what is surely later counts: where a death is told of a season as a whole, an episode of that season is not.
Being seen in a flashback, a vision, in archive footage, disguised or as a corpse is no presence, nor is being spoken
of. A corpse is as good as a death. A return explains it, and so does a work that is set earlier, an account that holds
the death to be only presumed, or a told explanation: a double, a name that several bear, time travel, a retcon. Works of
two realities are not compared. Where the words of the accounts hint at an explanation, the finding proposes it.""",
    cure="tell what brings them back, or how they appear",
    needs=("Death", "Appearance"),
    example="""\
source: weekly-recap
horizon: harbour/s2e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
  - {type: Appearance, character: ada, in: harbour/s2e01, mode: present}
  - {type: Appearance, character: ada, in: harbour/s2e02, mode: present}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
  - {type: Return, of: ada, in: harbour/s2e01, how: resurrection}
  - {type: Appearance, character: ada, in: harbour/s2e01, mode: present}
  - {type: Appearance, character: ada, in: harbour/s2e02, mode: present}
""",
    check=check,
)
