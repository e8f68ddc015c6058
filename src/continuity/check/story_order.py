"""What can be said about the order of two works or events inside the story, and who says it."""

from __future__ import annotations

from dataclasses import dataclass

from continuity.canon import CanonGraph
from continuity.check.context import Context
from continuity.check.timeline import Ordering
from continuity.model import Cited
from continuity.universe import Compiled

_WORDS = {
    "before": "{a} is over before {b} begins",
    "after": "{a} begins after {b} is over",
    "during": "{a} happens during {b}",
    "contains": "{b} happens during {a}",
    "overlaps": "{a} and {b} overlap",
    "same time": "{a} and {b} happen at the same time",
    "": "nothing that is told settles whether {a} or {b} comes first",
}


@dataclass(frozen=True, slots=True)
class StoryOrder:
    """The order of two things inside the story.

    `relation` is before, after, during, contains, overlaps or same time; empty where the claims leave it open. `text`
    says it, `claims` are those that show it, each as an account tells it.
    """

    relation: str
    text: str
    claims: tuple[Cited, ...] = ()

    def __str__(self) -> str:
        return self.text


def story_order(universe: Compiled, canon: CanonGraph, a: str, b: str) -> StoryOrder:
    """What follows for the order of two works or events from what a canon tells; claims in conflict prove nothing.

    Where nothing is told of an episode, that its season comes before or after the other counts for it.
    """
    context = Context(universe, canon)
    found = context.timeline.order(a, b)
    if not found.relation:
        found = _of_wholes(context, a, b)
    words = _WORDS[found.relation].format(a=context.label(a), b=context.label(b))
    return StoryOrder(found.relation, words, tuple(map(context.cited, context.cites(*found.because))))


def _of_wholes(context: Context, a: str, b: str) -> Ordering:
    """The order of the works that two episodes are parts of, where one is over before the other begins."""
    for one in context.order.wider(a):
        for other in context.order.wider(b):
            found = context.timeline.order(one, other)
            if found.relation in ("before", "after"):
                return found
    return Ordering()
