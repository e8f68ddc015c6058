"""The kinds of network: which entities are its nodes, and what joins them. A new kind is one entry of `KINDS`."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from itertools import combinations
from types import MappingProxyType

from continuity.canon import CanonGraph
from continuity.network.evidence import Tellers
from continuity.network.links import Link, links

#: Works that are seen in one go: who appears in the same one, appears with the others.
SEEN_AT_ONCE = ("Comic", "Episode", "Film", "Special")


@dataclass(frozen=True, slots=True)
class Edge:
    """An edge of a network: a link, how strong it is, who tells it and in which works it holds."""

    link: Link
    weight: int
    accounts: tuple[str, ...]
    works: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of network, in words, and what finds its edges. `everything`: entities without an edge are nodes too."""

    about: str
    edges: Callable[[CanonGraph], Iterable[Edge]]
    everything: bool = False


def told(canon: CanonGraph, found: Iterable[Link]) -> list[Edge]:
    """Links as edges; the weight is the number of accounts behind each."""
    tellers = Tellers(canon)
    made = []
    for link in found:
        accounts = tuple(tellers.accounts(link))
        made.append(Edge(link, len(accounts), accounts, tuple(tellers.works(link))))
    return made


def _of(*relations: str) -> Callable[[CanonGraph], list[Edge]]:
    return lambda canon: told(canon, links(canon, relations))


def together(canon: CanonGraph) -> list[Edge]:
    """Characters that appear in one episode or film; the weight is in how many.

    Pairs are counted over whole numbers, work by work, and never asked for as pairs.
    """
    works = {w: i for i, w in enumerate(sorted(w for cls in SEEN_AT_ONCE for w in canon.entities(cls)))}
    appearances = [link for link in links(canon, ["appearsIn"]) if link.target in works]
    names = sorted({link.source for link in appearances})
    number = {name: i for i, name in enumerate(names)}
    casts: list[list[int]] = [[] for _ in works]
    tellers, who = Tellers(canon), {}
    for link in appearances:  # sorted by character, so each cast is too
        casts[works[link.target]].append(number[link.source])
        who[number[link.source], works[link.target]] = tellers.accounts(link)
    shared: dict[int, list[int]] = {}
    for work, cast in enumerate(casts):
        for a, b in combinations(cast, 2):
            shared.setdefault(a * len(names) + b, []).append(work)
    ids, made = list(works), []
    for pair, both in sorted(shared.items()):
        a, b = divmod(pair, len(names))
        accounts = tuple(sorted({x for work in both for end in (a, b) for x in who[end, work]}))
        for one, other in ((a, b), (b, a)):
            made.append(
                Edge(Link(names[one], "appearsWith", names[other]), len(both), accounts, tuple(ids[w] for w in both))
            )
    return made


#: Every kind of network by name.
KINDS: Mapping[str, Kind] = MappingProxyType(
    {
        "whole": Kind("everything that the canon tells of, and every direct fact between two", _of(), everything=True),
        "co-appearance": Kind("characters, joined where they appear in the same episode or film", together),
        "crossovers": Kind("works, joined where they cross over", _of("crossesOverWith")),
        "collaboration": Kind("people, joined where they worked together", _of("collaboratedWith")),
        "portrayal": Kind("people and the characters that they play", _of("plays")),
        "dependency": Kind("works and what they build on", _of("dependsOn")),
    }
)
