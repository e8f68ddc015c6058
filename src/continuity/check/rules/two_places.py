"""T008: somebody is in two places at once."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from itertools import combinations

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule

#: One can leave and come back within what lasts longer than this.
LONG = timedelta(days=31)
AT_ONCE = {"during", "contains", "same time", "overlaps"}
#: What settles that somebody is seen in two places.
SETTLES = ("double", "timeTravel", "collectiveName", "retcon")


@dataclass(frozen=True, slots=True, order=True)
class Whereabouts:
    """Somebody at a place: the statement or event that says so, and the work in which it is, where that is told."""

    node: str
    place: str
    work: str = ""


def check(context: Context) -> Iterator[Hit]:
    """One hit for each set of scenes that share somebody, and of which no one can be in both."""
    at: dict[str, set[Whereabouts]] = {}
    for who, *rest in context.rows("whereabouts"):
        at.setdefault(who, set()).add(Whereabouts(*rest))
    elsewhere = Elsewhere(context)
    pairs: dict[tuple[str, str], tuple[Whereabouts, Whereabouts, list[str]]] = {}
    for who, scenes in sorted(at.items()):
        for one, other in combinations(sorted(scenes), 2):
            if elsewhere.at_once(one, other):
                pairs.setdefault((one.node, other.node), (one, other, []))[2].append(who)
    for group in _joined(pairs):
        one, other, people = pairs[group[0]]
        everybody = list(dict.fromkeys(w for p in group for w in pairs[p][2]))
        nodes = list(dict.fromkeys(n for p in group for n in p))
        told = [elsewhere.settled(w, one, other) for w in everybody]
        yield Hit(
            f"{context.labels(people)} would be in two places at once: "
            f"{context.label(one.place)} ({context.label(one.node)}) and "
            f"{context.label(other.place)} ({context.label(other.node)})",
            (*everybody, *nodes),
            context.cite(*nodes),
            explained_by=context.label(told[0]) if all(told) else "",
            withdrawals=tuple(context.cite(n) for n in nodes) if len(nodes) == 2 else (),
        )


class Elsewhere:
    """Compares places and times."""

    def __init__(self, context: Context) -> None:
        self._context = context
        self._larger: dict[str, set[str]] = {}
        for place, larger in context.pairs("places"):
            self._larger.setdefault(place, set()).add(larger)

    def at_once(self, one: Whereabouts, other: Whereabouts) -> bool:
        """Whether two scenes are in places apart and surely share time, neither being so long that one can leave it."""
        if self._within(one.place, other.place) or self._within(other.place, one.place):
            return False
        if self._context.timeline.order(one.node, other.node).relation not in AT_ONCE:
            return False
        return not any(self._long(s.node) for s in (one, other))

    def settled(self, who: str, one: Whereabouts, other: Whereabouts) -> str:
        """The node of an explanation that settles it, or nothing."""
        return self._context.explanations.between(who, SETTLES, one.work, other.work)

    def _within(self, place: str, larger: str) -> bool:
        seen, todo = set[str](), [place]
        while todo:
            at = todo.pop()
            if at == larger:
                return True
            if at not in seen:
                seen.add(at)
                todo += self._larger.get(at, ())
        return False

    def _long(self, node: str) -> bool:
        """Whether it surely lasts long; of what has no dates nothing is sure."""
        return self._context.timeline.lasts(node) > LONG


def _joined(pairs: dict[tuple[str, str], tuple[Whereabouts, Whereabouts, list[str]]]) -> list[list[tuple[str, str]]]:
    """The pairs of scenes in groups that share a scene: they have one cause."""
    groups: list[list[tuple[str, str]]] = []
    for pair in pairs:
        touching = [g for g in groups if any(set(pair) & set(p) for p in g)]
        groups = [g for g in groups if g not in touching] + [[p for g in touching for p in g] + [pair]]
    return groups


RULE = Rule(
    code="T008",
    name="two-places-at-once",
    severity="warning",
    what="A character is at two places in scenes that surely share time.",
    why="""Nobody is in two places at once. The rule reads the places of events that somebody takes part in, and of
appearances and deaths; it reports scenes of which the story-time solver says that they share time for every choice that
the dates leave. A place in another is no other place, two scenes on one day are no contradiction, and who takes part in
what lasts longer than a month may leave it.""",
    cure=(
        "mend the place or the time of one, or tell what explains it: a double or time travel "
        "({type: Explanation, of: …, kind: double, in: …})"
    ),
    needs=("place", "participant"),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {id: pier, type: Place, name: the pier}
  - {id: capital, type: Place, name: the capital}
  - {id: storm, participant: ada, place: pier}
  - {id: wreck, participant: ada, place: capital, during: storm}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {id: pier, type: Place, name: the pier, locatedIn: capital}
  - {id: capital, type: Place, name: the capital}
  - {id: storm, participant: ada, place: pier}
  - {id: wreck, participant: ada, place: capital, during: storm}
""",
    check=check,
)
