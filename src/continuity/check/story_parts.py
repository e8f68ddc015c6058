"""What follows for story time from works being parts of works: a part lies within its whole, numbers run in order.

Both are taken for granted and told by nobody, so they yield to what is told: a season whose episodes are told in
another order is left in that order, and a date counts for its own work alone (an episode of a season set in 2015 may
be set in 1998).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice, pairwise

from continuity.canon import Frame
from continuity.check.grouping import grouped
from continuity.check.story_time import ORIGIN, Constraint, Said
from continuity.check.timeline import Conflict, Timeline

#: The works of which the parts are numbered in the order of the story, and what these parts are.
NUMBERED = {"Season": "Episode", "Series": "Season"}
#: More choices between claims in conflict are not looked through.
MOST_CHOICES = 100


def conflicts_of_parts(
    timeline: Timeline,
    frame: Frame,
    tellers: Callable[[Said], Iterable[str]],
    realities: Callable[[str], frozenset[str]] | None = None,
) -> list[Conflict]:
    """The sets of orders and offsets that have no solution as soon as parts lie within wholes and follow their numbers.

    What is in conflict without that is left out. A season is told to be out of its order, and that is no conflict,
    where its own episodes and events alone say so, or where one account does; `tellers` gives the accounts of a claim.
    """
    told = [c for c in dict.fromkeys(timeline.sound()) if ORIGIN not in (c.earlier, c.later)]
    works = {t for c in told if c.said for t in c.things if t in frame.works}
    if not works:
        return []
    things = works | {w for t in works for w in frame.whole(t) if _cls(frame, w) in NUMBERED}
    beside = {frozenset(c.things) for c in told}
    within = [c for part in sorted(things) for c in _within(frame, part, things, beside)]
    parts = grouped((whole, p) for p in sorted(things) for whole in frame.works[p].parents if whole in things)
    numbered = {whole: steps for whole, some in parts.items() if (steps := _by_number(frame, whole, some, timeline))}
    spans = [Constraint((t, "begin"), (t, "end"), 1) for t in sorted(things - {t for c in told for t in c.things})]
    while True:
        given = [*within, *(c for steps in numbered.values() for c in steps)]
        found = Timeline([*told, *spans, *given], realities).conflicts()
        loose = {whole for c in found if (whole := _told_out_of_order(c, numbered, frame, tellers))}
        if not loose:
            return found
        numbered = {whole: steps for whole, steps in numbered.items() if whole not in loose}


def _cls(frame: Frame, work: str) -> str:
    return frame.works[work].cls if work in frame.works else ""


def _within(frame: Frame, part: str, things: set[str], beside: set[frozenset[str]]) -> Iterator[Constraint]:
    """That a numbered part lies within the seasons and series it is of; what has no number where it is placed by one."""
    for whole in sorted((frame.whole(part) & things) - {part}):
        if (frame.works[part].number and _cls(frame, whole) in NUMBERED and _one_whole(frame, part)) or {
            part,
            whole,
        } in beside:
            said = Said(part, "partOf", whole, node=part)
            yield Constraint((whole, "begin"), (part, "begin"), 0, said)
            yield Constraint((part, "end"), (whole, "end"), 0, said)


def _one_whole(frame: Frame, part: str) -> bool:
    """Whether it is part of one season and one series at most: a crossing of two lies in neither."""
    found = [_cls(frame, w) for w in frame.whole(part) - {part}]
    return all(found.count(cls) < 2 for cls in NUMBERED)


def _by_number(frame: Frame, whole: str, parts: Iterable[str], timeline: Timeline) -> list[Constraint]:
    """That parts of a season or series begin in the order of their numbers, unless their dates say otherwise."""
    numbers = {p: frame.works[p].number for p in parts if _cls(frame, p) == NUMBERED.get(_cls(frame, whole))}
    often = Counter(numbers.values())
    row = sorted((p for p, n in numbers.items() if n and often[n] == 1), key=lambda p: numbers[p])
    if any(timeline.between(then)[1] < timeline.between(first)[0] for first, then in pairwise(row)):
        return []
    return [
        Constraint((first, "begin"), (then, "begin"), 0, Said(first, "number", then, node=first))
        for first, then in pairwise(row)
    ]


def _told_out_of_order(
    conflict: Conflict,
    numbered: Mapping[str, Sequence[Constraint]],
    frame: Frame,
    tellers: Callable[[Said], Iterable[str]],
) -> str:
    """The season or series that a conflict tells to be out of its order; or nothing."""
    wholes = [whole for whole, steps in numbered.items() if any(c.said in conflict.circle for c in steps)]
    if len(wholes) != 1:
        return ""
    told = claims(conflict.circle)
    beyond = any(t in frame.works and wholes[0] not in frame.whole(t) for s in told for t in s.things)
    by_one = frozenset.intersection(*(frozenset(tellers(s)) for s in told))
    return "" if beyond and not by_one else wholes[0]


def choices(conflicts: Iterable[Conflict]) -> list[Timeline]:
    """What would be so if one claim of a conflict were right and the others were not, for each claim of each conflict."""
    found = ((s, c, set(c.circle)) for c in conflicts for s in claims(c.circle))
    return [
        Timeline(x for x in c.rest if x.said == one or (x.said not in circle and not (x.said and x.said.is_given)))
        for one, c, circle in islice(found, MOST_CHOICES)
    ]


def in_words(conflict: Conflict, label: Callable[[str], str]) -> list[str]:
    """What a conflict takes for granted, in words; steps from number to number are one."""
    texts: list[str] = []
    given = [s for s in conflict.circle if s.is_given]
    steps = [s for s in given if s.relation == "number"]
    for first in (s for s in steps if not any(s.thing == other.other for other in steps)):
        last = first
        while follower := next((s for s in steps if s.thing == last.other), None):
            last = follower
        texts.append(Said(first.thing, "number", last.other).text(label))
    return sorted([*texts, *(s.text(label) for s in given if s.relation != "number")])


def claims(circle: Iterable[Said]) -> tuple[Said, ...]:
    """What is told of a circle, without what is taken for granted."""
    return tuple(s for s in circle if not s.is_given)
