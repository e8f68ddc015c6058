"""What a page filters by: the shows and seasons that an entity is in, and the community it belongs to."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from continuity import network
from continuity.canon import CanonGraph
from continuity.network.before import frame_of
from continuity.views.pictures import Line

#: What a picture can be narrowed to, seasons within their series.
SHOWS = ("Series", "Film", "Special")
#: Colours of communities, told apart by every kind of colour vision as far as so many can be (after Paul Tol).
COLOURS = (
    "#4477aa", "#ee6677", "#228833", "#ccbb44", "#66ccee", "#aa3377", "#997700", "#994455", "#6699cc", "#bb8855",
)  # fmt: skip
#: How many members name a community, and how small one may be.
_NAMES, _SMALLEST = 2, 3


@dataclass(frozen=True, slots=True)
class Choice:
    """A show or film, or a season with the id of its series."""

    id: str
    label: str
    series: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """A community of a picture: what it is called, and who is in it."""

    name: str
    members: tuple[str, ...]


def works(canon: CanonGraph, ids: Iterable[str]) -> tuple[list[Choice], Mapping[str, list[str]]]:
    """The shows and seasons that some entities are in, in order of release; and of each entity the ids of its own.

    An entity is in a work that it is joined to, and in what that is part of.
    """
    frame, wanted = frame_of(canon), set(ids)
    above: dict[str, set[str]] = {}

    def holders(work: str) -> set[str]:
        if work not in above:
            above[work] = {w for w in frame.whole(work) if canon.type(w) in (*SHOWS, "Season")}
        return above[work]

    found: dict[str, set[str]] = {id: set(holders(id)) for id in wanted if id in frame.works}
    for link in network.links(canon):
        for one, other in ((link.source, link.target), (link.target, link.source)):
            if one in wanted and one not in frame.works and other in frame.works:
                found.setdefault(one, set()).update(holders(other))
    used = {work for mine in found.values() for work in mine}
    order = sorted(used, key=lambda w: (min(frame.order(part) for part in frame.leaves(w)), len(frame.whole(w)), w))
    choices = [
        Choice(w, canon.label(w), frame.series_of(w) if canon.type(w) == "Season" and frame.series_of(w) != w else "")
        for w in order
        if canon.type(w) in SHOWS or frame.series_of(w) in used
    ]
    kept = {choice.id for choice in choices}
    return choices, {id: [w for w in order if w in mine and w in kept] for id, mine in found.items()}


def communities(canon: CanonGraph, nodes: Sequence[str], lines: Sequence[Line]) -> list[Group]:
    """The communities of a picture, the largest first, each named after its best connected members.

    By the modularity of its lines (Louvain, as igraph has it), seeded.
    """
    import random

    import igraph

    if not lines:
        return []
    index = {id: i for i, id in enumerate(nodes)}
    graph = igraph.Graph(len(nodes), [(index[x.source], index[x.target]) for x in lines])
    igraph.set_random_number_generator(random.Random(7))  # noqa: S311 - a picture and no secret
    try:
        clusters = list(graph.community_multilevel(weights=[x.weight for x in lines]))
    finally:
        igraph.set_random_number_generator(random)
    degree, made = graph.degree(), []
    for members in clusters:
        if len(members) >= _SMALLEST:
            best = sorted(members, key=lambda i: (-degree[i], nodes[i]))[:_NAMES]
            made.append(Group(", ".join(canon.label(nodes[i]) for i in best), tuple(sorted(nodes[i] for i in members))))
    return sorted(made, key=lambda group: (-len(group.members), group.members))
