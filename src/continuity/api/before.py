"""What to see before a work, in order, with who says why."""

from __future__ import annotations

import html
from collections.abc import Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from continuity import vocab
from continuity.api.entities import Entity
from continuity.model import Evidence, cite
from continuity.network.before import Need, before, frame_of

if TYPE_CHECKING:
    from continuity.api.canon import Canon

__all__ = ["Reason", "ToSee", "to_see"]
_NONE = vocab.term("none")
_WORDS = {
    "continues": "goes on with its story",
    "introduces": "needs what it introduces",
    "byEvent": "an event of it matters",
}


@dataclass(frozen=True)
class Reason:
    """Why a work is needed: by which other, in what way, in words, and who says so.

    `kind` is the kind of a dependency, the mode of a crossover, or "series order". Where to tell more would spoil
    something, `text` says only that much and there is no evidence.
    """

    by: Entity
    kind: str
    text: str
    evidence: tuple[Evidence, ...] = ()


@dataclass(frozen=True, repr=False)
class ToSee:
    """A work to see first: whole, or `up_to` one of its episodes; and what needs it.

    >>> one = c.before("lighthouse/s1e02")[0]
    >>> one
    <see lighthouse/s1e01: Lighthouse S1E01>
    >>> [reason.text for reason in one.reasons]
    ['comes before Lighthouse S1E02']
    """

    work: Entity
    up_to: Entity | None
    reasons: tuple[Reason, ...]

    @property
    def label(self) -> str:
        """What to see, in words."""
        return f"{self.work.label}, up to {self.up_to.label}" if self.up_to else self.work.label

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"<see {self.work.id}: {self.label}>"

    def _repr_html_(self) -> str:
        def told(reason: Reason) -> str:
            tellers = "; ".join(cite(e) for e in reason.evidence[:2])
            return f"<li>{html.escape(reason.text)}{html.escape(f' ({tellers})') if tellers else ''}</li>"

        return f"<strong>{html.escape(self.label)}</strong><ul>{''.join(map(told, self.reasons))}</ul>"


def to_see(canon: Canon, work: str) -> list[ToSee]:
    """What to see before a work, in order. Where no horizon is kept to, reasons tell nothing beyond what spoils nobody."""
    graph = canon.graph
    frame = frame_of(graph)
    seen = {w for text in graph.scope.watched if text != "none" for w in frame.watched(text)}
    return [
        ToSee(
            Entity(canon, item.work),
            Entity(canon, item.up_to) if item.up_to else None,
            tuple(
                _distinct(
                    _reason(canon, need) for need in sorted(item.needs, key=lambda n: work not in frame.whole(n.by))
                )
            ),
        )
        for item in before(graph, work, seen)
    ]


def _reason(canon: Canon, need: Need) -> Reason:
    graph, by = canon.graph, Entity(canon, need.by)
    if not need.statement:
        return Reason(by, need.kind, f"comes before {by.label}")
    told = [
        q
        for q in graph.facts.match(graph.node(need.statement))
        if graph.is_account(q.graph_name) and _harmless(canon, graph.id(q.graph_name))
    ]
    evidence = tuple(canon._words.evidence(told))
    if evidence:
        return Reason(by, need.kind, evidence[0].claim, evidence)
    whole = by.season or by if by.type == "Episode" else by
    words = _WORDS.get(need.kind, "something of it turns up there")
    return Reason(whole, need.kind, f"for {whole.label}: {words}; to tell more would spoil it")


def _harmless(canon: Canon, account: str) -> bool:
    """Whether an account may be quoted to somebody who has yet to see these works."""
    scope, horizon = canon.graph.scope, canon.graph.accounts[account].horizon
    return bool(scope.until or scope.watched) or (bool(horizon) and set(horizon) == {_NONE})


def _distinct(reasons: Iterable[Reason]) -> list[Reason]:
    """Reasons that say different things: those with a teller first, else in their order."""
    found: dict[str, Reason] = {}
    for reason in reasons:
        found.setdefault(reason.text, reason)
    return sorted(found.values(), key=lambda r: not r.evidence)
