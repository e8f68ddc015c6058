"""Pictures of a canon: pages that open anywhere, offline, each fact with who told it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.views.view import View

__all__ = ["KINDS", "Kind", "View", "draw"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture, in words, what draws it, and the names of the options that it takes."""

    about: str
    draw: Callable[..., View]
    options: tuple[str, ...] = ()


def _whole(canon: CanonGraph, entities: Sequence[str]) -> View:
    from continuity.views import netpage, pictures

    if entities:
        raise UsageError(f"a network shows everything; for {', '.join(entities)} draw an ego view")
    return netpage.NetworkView(canon, pictures.whole(canon))


def _ego(canon: CanonGraph, entities: Sequence[str], depth: int = 1) -> View:
    from continuity.views import netpage, pictures

    return netpage.NetworkView(canon, pictures.ego(canon, entities, depth))


#: Every kind of picture by name.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "network": Kind("everything that the canon tells of", _whole),
        "ego": Kind("some entities and what is around them", _ego, ("depth",)),
    }
)


def draw(canon: CanonGraph, kind: str, entities: Sequence[str] = (), **options: Any) -> View:
    """A picture of a canon, about some entities by id.

    Raises UsageError for an unknown kind or option, for too few or too many entities, and UnknownEntity for an id that
    is not there.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no view {kind!r}; known are: {', '.join(KINDS)}")
    unknown = sorted(set(options) - set(KINDS[kind].options))
    if unknown:
        takes = ", ".join(KINDS[kind].options) or "none"
        raise UsageError(f"a view {kind!r} has no option {', '.join(unknown)}; it takes: {takes}")
    return KINDS[kind].draw(canon, entities, **options)
