"""Pictures of a canon: pages that open anywhere, offline, each fact with who told it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.model import Answer
from continuity.views.view import View

if TYPE_CHECKING:
    from continuity.views.pictures import Picture
    from continuity.views.steps import Opener

__all__ = ["KINDS", "Kind", "View", "draw", "draw_answer"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of picture, in words, what draws it, and the names of the options that it takes."""

    about: str
    draw: Callable[..., View]
    options: tuple[str, ...] = ()


#: The options of every kind that is a network: classes to keep, colours, and how many places a slider has.
NETWORK = ("types", "theme", "slider")


def _page(
    canon: CanonGraph, picture: Picture, at: Opener | None, types: Sequence[str], theme: str, slider: int
) -> View:
    """A picture as a page."""
    from continuity.views import netpage, pictures, steps

    kept = pictures.only(canon, picture, types)
    return netpage.NetworkView(canon, kept, theme, steps.below(canon, kept, at, slider))


def _network(
    make: Callable[..., Picture],
    canon: CanonGraph,
    entities: Sequence[str],
    at: Opener | None = None,
    types: Sequence[str] = (),
    theme: str = "auto",
    slider: int = 0,
    **options: Any,
) -> View:
    return _page(canon, make(canon, entities, **options), at, types, theme, slider)


def _whole(canon: CanonGraph, entities: Sequence[str]) -> Picture:
    from continuity.views import pictures

    if entities:
        raise UsageError(f"a network shows everything; for {', '.join(entities)} draw an ego view")
    return pictures.whole(canon)


def _ego(canon: CanonGraph, entities: Sequence[str], depth: int = 1) -> Picture:
    from continuity.views import pictures

    return pictures.ego(canon, entities, depth)


def _path(canon: CanonGraph, entities: Sequence[str]) -> Picture:
    from continuity.views import route

    return route.route(canon, entities)


def _cast(canon: CanonGraph, entities: Sequence[str]) -> Picture:
    from continuity.views import cast

    return cast.cast(canon, entities)


def _creators(canon: CanonGraph, entities: Sequence[str]) -> Picture:
    from continuity.views import creators

    return creators.creators(canon, entities)


def _storyline(canon: CanonGraph, entities: Sequence[str], **options: Any) -> View:
    from continuity.views import storyline

    return storyline.draw(canon, entities, **options)


def _matrix(canon: CanonGraph, entities: Sequence[str], **options: Any) -> View:
    from continuity.views import matrix

    return matrix.draw(canon, entities, **options)


def _timeline(canon: CanonGraph, entities: Sequence[str], **options: Any) -> View:
    from continuity.views import timeline

    return timeline.draw(canon, entities, **options)


def _crossovers(canon: CanonGraph, entities: Sequence[str], **options: Any) -> View:
    from continuity.views import crossovers

    return crossovers.draw(canon, entities, **options)


#: Every kind of picture by name.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "network": Kind("everything that the canon tells of", partial(_network, _whole), NETWORK),
        "ego": Kind("some entities and what is around them", partial(_network, _ego), ("depth", *NETWORK)),
        "path": Kind("the shortest ways from one entity to another", partial(_network, _path), NETWORK),
        "cast": Kind("who plays whom in a show, a season or a film", partial(_network, _cast), NETWORK),
        "creators": Kind("who worked with whom on what", partial(_network, _creators), NETWORK),
        "storyline": Kind(
            "characters as lines that meet where they share an episode",
            _storyline,
            ("order", "most", "theme"),
        ),
        "matrix": Kind(
            "which characters are in which episodes, and how",
            _matrix,
            ("order", "sort", "most", "theme"),
        ),
        "timeline": Kind("when works are set, and when they were released", _timeline, ("types", "theme")),
        "crossovers": Kind("works, joined by who crosses over between them", _crossovers, ("theme",)),
    }
)


def draw(
    canon: CanonGraph, kind: str, entities: Sequence[str] = (), *, at: Opener | None = None, **options: Any
) -> View:
    """A picture of a canon, about some entities by id. `at` opens the same universe under another scope, for a slider.

    Raises UsageError for an unknown kind or option, for too few or too many entities, and UnknownEntity for an id that
    is not there.
    """
    if kind not in KINDS:
        raise UsageError(f"there is no view {kind!r}; known are: {', '.join(KINDS)}")
    unknown = sorted(set(options) - set(KINDS[kind].options))
    if unknown:
        takes = ", ".join(KINDS[kind].options) or "none"
        raise UsageError(f"a view {kind!r} has no option {', '.join(unknown)}; it takes: {takes}")
    if "slider" in KINDS[kind].options:
        options["at"] = at
    return KINDS[kind].draw(canon, entities, **options)


def draw_answer(canon: CanonGraph, answer: Answer, asked: Sequence[str] = (), theme: str = "auto") -> View:
    """The rows of an answer, and what it was asked about by id, with the evidence between them.

    Raises UsageError where the answer names no entity.
    """
    from continuity.views import answered, netpage

    return netpage.NetworkView(canon, answered.answered(canon, answer, asked), theme)
