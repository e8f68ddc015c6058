"""The same picture under smaller horizons: what the slider of a page moves over, and never beyond what it was drawn for.

Each step is a canon of its own, chosen, resolved and inferred as any other; nothing is guessed from the larger one.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from continuity import network
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.model import Scope
from continuity.network.before import frame_of
from continuity.views.facts import Fact, facts_of
from continuity.views.pictures import Picture

#: The slider has so many places at most, so that each can be pointed at and drawn in a short while.
MOST = 12
#: Opens the canon of a scope.
Opener = Callable[[Scope], CanonGraph]


@dataclass(frozen=True, slots=True)
class Step:
    """A smaller horizon in words, its canon, and what of the picture's entities it tells."""

    name: str
    canon: CanonGraph
    facts: Sequence[Fact]
    pairs: Collection[tuple[str, str]]


def below(canon: CanonGraph, picture: Picture, open_canon: Opener | None, many: int) -> list[Step]:
    """The picture at `many` horizons below its own, evenly over the works that its accounts are about, earliest first.

    Raises UsageError for a number that is out of range, and where there is no way to open other canons.
    """
    if not many:
        return []
    if not 2 <= many <= MOST:
        raise UsageError(f"a slider has 2 to {MOST} places, and not {many}")
    if open_canon is None:
        raise UsageError("a slider needs the universe: call view on a canon of one")
    frame = frame_of(canon)
    facts = facts_of(canon, picture.nodes, picture.inside)
    about = {teller.account for fact in facts for teller in fact.tellers}
    told = {w for id in about for h in canon.accounts[id].horizon if h in frame.works for w in frame.leaves(h)}
    works = sorted(told, key=lambda w: (frame.order(w), w))
    works = [w for w in works if frame.released(w)]
    last = {w for w in works[-1:] if not canon.scope.until}
    works = [w for w in works if w != canon.scope.until and w not in last]
    chosen = [works[round(i * (len(works) - 1) / max(1, many - 2))] for i in range(min(many - 1, len(works)))]
    made = []
    for work in dict.fromkeys(chosen):
        smaller = open_canon(replace(canon.scope, until=work))
        shown = [id for id in picture.nodes if smaller.is_entity(id)]
        made.append(
            Step(canon.label(work), smaller, facts_of(smaller, shown, picture.inside), _pairs(smaller, picture))
        )
    return made


def _pairs(canon: CanonGraph, picture: Picture) -> set[tuple[str, str]]:
    """The entities that a canon joins, as the picture draws them."""
    found = set()
    for link in network.links(canon):
        a, b = (picture.inside.get(end, end) for end in (link.source, link.target))
        found.add((min(a, b), max(a, b)))
    return found


class Steps:
    """A picture and its smaller horizons put together: at which steps each entity, line and fact is there.

    Steps are bits of a whole number, the earliest the lowest; the picture itself is the last.
    """

    def __init__(self, canon: CanonGraph, picture: Picture, facts: Sequence[Fact], steps: Sequence[Step]) -> None:
        self._canon, self._steps = canon, steps
        self._at: dict[Fact, int] = {}
        for i, told in enumerate([*(step.facts for step in steps), facts]):
            for fact in told:
                self._at[fact] = self._at.get(fact, 0) | 1 << i
        #: Every fact of any step; those of the picture itself first, in their order.
        self.facts: list[Fact] = [*facts, *(fact for fact in self._at if not self._at[fact] >> len(steps))]
        #: What the steps are called; nothing where there is only the picture itself.
        self.names = [*(step.name for step in steps), _whole(canon)] if steps else []
        #: Line → its steps, as a pair of ids.
        self.lines: Mapping[tuple[str, str], int] = {}
        if steps:
            self.lines = {
                (line.source, line.target): self._bits((line.source, line.target) in step.pairs for step in steps)
                for line in picture.lines
            }

    def _bits(self, there: Iterable[bool]) -> int:
        return 1 << len(self._steps) | sum(1 << i for i, yes in enumerate(there) if yes)

    def of_fact(self, fact: Fact) -> int | None:
        """The steps at which a fact is told; None where there are no steps."""
        return self._at[fact] if self._steps else None

    def of_node(self, id: str) -> int | None:
        """The steps at which an entity is told of."""
        return self._bits(step.canon.is_entity(id) for step in self._steps) if self._steps else None

    def called(self, id: str) -> list[tuple[int, str]]:
        """What an entity is called at steps where it is called otherwise."""
        found: dict[str, int] = {}
        for i, step in enumerate(self._steps):
            if step.canon.is_entity(id) and (name := step.canon.label(id)) != self._canon.label(id):
                found[name] = found.get(name, 0) | 1 << i
        return [(bits, name) for name, bits in found.items()]


def _whole(canon: CanonGraph) -> str:
    """What the last step is called: what the picture was drawn for."""
    if canon.scope.until:
        return canon.label(frame_of(canon).find(canon.scope.until))
    return "as drawn" if canon.scope.watched else "everything"
