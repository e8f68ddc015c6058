"""L008: the killer was elsewhere at the time."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.two_places import Elsewhere, Whereabouts


def check(context: Context) -> Iterator[Hit]:
    """One hit for each death and killer who surely was at another place."""
    killings = context.rows("scenes-of-killing")
    if not killings:
        return
    at: dict[str, list[Whereabouts]] = {}
    for who, *rest in context.rows("whereabouts"):
        at.setdefault(who, []).append(Whereabouts(*rest))
    elsewhere = Elsewhere(context)
    found: dict[tuple[str, str], list[Whereabouts]] = {}
    scenes: dict[str, Whereabouts] = {}
    for killer, death, place, work in killings:
        scene = scenes.setdefault(death, Whereabouts(death, place, work))
        away = [w for w in at.get(killer, ()) if elsewhere.at_once(scene, w)]
        if away:
            found[killer, death] = away
    for (killer, death), away in found.items():
        scene = scenes[death]
        victim = context.entities_of(death)[0]
        told = [
            elsewhere.settled(killer, scene, w)
            or context.explanations.between(killer, ("preparedBefore",), scene.work, scene.work)
            for w in away
        ]
        yield Hit(
            f"{context.label(killer)} is told to kill {context.label(victim)} at {context.label(scene.place)}, "
            f"and was at {context.labels(list(dict.fromkeys(w.place for w in away)))} at the time",
            (killer, victim, *dict.fromkeys(w.node for w in away)),
            (*context.cite(death, *dict.fromkeys(w.node for w in away)), *_at_once(context, scene, away)),
            explained_by=context.label(told[0]) if all(told) else "",
            withdrawals=(context.cite(death), context.cite(*dict.fromkeys(w.node for w in away))),
        )


def _at_once(context: Context, scene: Whereabouts, away: list[Whereabouts]) -> Iterator[Cite]:
    """The claims of other things that put the death and where the killer was at one time."""
    named = {scene.node, *(w.node for w in away)}
    for said in dict.fromkeys(s for w in away for s in context.timeline.order(scene.node, w.node).because):
        if said.node not in named:
            yield from context.cites(said)


RULE = Rule(
    code="L008",
    name="killer-elsewhere",
    severity="warning",
    what="A character is told to have killed somebody, and was at another place at the time.",
    why="""A death has a place, its own or that of the event during which it happens. Where the killer is told to be at
another place in a scene that surely shares time with it, one of the two is wrong, or a double, a trap that was set
before, or time travel explains it. A weapon and a group can be anywhere.""",
    cure=(
        "mend the killer, the place or the time, or tell what explains it: a double, or that it was prepared before "
        "({type: Explanation, of: …, kind: preparedBefore, in: …})"
    ),
    needs=("Death", "by", "place"),
    example="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {id: pier, type: Place, name: the pier}
  - {id: capital, type: Place, name: the capital}
  - {id: storm, participant: ben, place: capital}
  - {type: Death, of: dora, by: ben, in: harbour/s1e03, place: pier, during: storm}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {id: pier, type: Place, name: the pier}
  - {id: capital, type: Place, name: the capital}
  - {id: storm, participant: ben, place: capital}
  - {type: Death, of: dora, by: cleo, in: harbour/s1e03, place: pier, during: storm}
""",
    check=check,
)
