"""In which realities works and events are told to be set."""

from __future__ import annotations

from collections.abc import Callable

from continuity.canon import Frame

Rows = Callable[[str], list[tuple[str, ...]]]


def realities_of(rows: Rows, frame: Frame) -> Callable[[str], frozenset[str]]:
    """From a work or event to the realities that it is told to be set in; else that what it is the closest part of is."""
    told: dict[str, set[str]] = {}
    for thing, reality in [*rows("realities"), *rows("work-realities")]:
        told.setdefault(thing, set()).add(reality)

    def find(thing: str) -> frozenset[str]:
        wholes = [w for w in (frame.whole(thing) if thing in frame.works else (thing,)) if w in told]
        closest = [w for w in wholes if not any(w != other and w in frame.whole(other) for other in wholes)]
        return frozenset(r for w in closest for r in told[w])

    return find if told else lambda _: frozenset()
