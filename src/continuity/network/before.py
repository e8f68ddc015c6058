"""What to see before a work: the works it builds on, at any remove, in the order in which to see them.

A work needs another where an account says that it depends on it, where something of the other crosses over into it,
and where the other comes before it in the same series. Of a whole series only what was released before is needed.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import pairwise

from continuity import store, vocab
from continuity.canon import CanonGraph, Frame
from continuity.network.links import pairs

#: What does not call for another work: an influence on its making, and that something of it is spoken of.
_NO_NEED = frozenset({"shapes", "byMention"})
_SERIES_ORDER = "series order"


@dataclass(frozen=True, slots=True, order=True)
class Need:
    """Why a work is needed: by which other work, in what way, and the statement that says so.

    `kind` is the kind of the dependency, the mode of the crossover, or "series order", which needs no statement.
    """

    by: str
    kind: str
    statement: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """A work to see: whole, or up to one of its episodes; and what needs it."""

    work: str
    up_to: str
    needs: tuple[Need, ...]


@dataclass(frozen=True, slots=True)
class _Edge:
    """A work, given by what is watched in one go, and what it needs."""

    leaf: str
    need: Need


def before(canon: CanonGraph, work: str, seen: Iterable[str] = ()) -> list[Item]:
    """What to see before a work, in order; nothing that was `seen` already, and nothing that only this would need.

    Of a series, what its first season needs: later seasons may need what builds on the first.
    """
    plan, watched = canon.once(_Plan), frozenset(seen)
    frame = plan.frame
    own = frame.leaves(_beginning(frame, work))
    needed: dict[str, set[Need]] = {}
    todo, done = sorted(own, key=frame.order), set(own)
    while todo:
        for edge in plan.needs(todo.pop()):
            if edge.leaf in own or edge.leaf in watched or work in frame.whole(edge.leaf):
                continue
            needed.setdefault(edge.leaf, set()).add(edge.need)
            if edge.leaf not in done:
                done.add(edge.leaf)
                todo.append(edge.leaf)
    return _items(frame, _sorted(frame, plan, needed), needed)


def frame_of(canon: CanonGraph) -> Frame:
    """The works of a canon, each in its narrowest class: here every class above it is told, too."""
    return canon.once(_frame)


def _frame(canon: CanonGraph) -> Frame:
    return Frame(replace(w, cls=canon.type(w.id)) for w in Frame.of(canon.facts).works.values())


class _Plan:
    """What each work needs, looked up once for the whole canon."""

    def __init__(self, canon: CanonGraph) -> None:
        self.frame = frame_of(canon)
        self._told: dict[str, list[tuple[str, Need, str]]] = {}
        self._needs: dict[str, list[_Edge]] = {}
        self._first = _first_seen(canon, self.frame)
        for statement, facts in _statements(canon, "Dependency").items():
            for on in facts.get("on", ()):
                for by in facts.get("work", ()):
                    self._add(by, on, Need(by, _kind(facts, "dependencyKind"), statement), "")
        for statement, facts in _statements(canon, "Crossover").items():
            for home in facts.get("fromWork", ()):
                for by in facts.get("in", facts.get("toWork", [])):
                    for via in facts.get("via", [""]):
                        self._add(by, home, Need(by, _kind(facts, "crossoverMode"), statement), via)

    def _add(self, by: str, on: str, need: Need, via: str) -> None:
        if need.kind in _NO_NEED or by not in self.frame.works or on not in self.frame.works:
            return
        if self.frame.whole(by) & self.frame.parts(on) or self.frame.whole(on) & self.frame.parts(by):
            return  # within one work the order of its parts says it all
        start = min(self.frame.leaves(by), key=self.frame.order)
        self._told.setdefault(start, []).append((on, need, via))

    def needs(self, leaf: str) -> list[_Edge]:
        """What a work that is watched in one go needs at once."""
        if leaf in self._needs:
            return self._needs[leaf]
        found = self._needs[leaf] = list[_Edge]()
        earlier = self._previous.get(leaf)
        if earlier is not None:
            found.append(_Edge(earlier, Need(leaf, _SERIES_ORDER)))
        for on, need, via in self._told.get(leaf, ()):
            found += [_Edge(last, need) for last in self._parts(on, via, leaf)]
        return found

    def _parts(self, on: str, via: str, leaf: str) -> list[str]:
        """Up to where each season of a work must be seen: what was released before, and where it is known who crosses
        over, no more than the season in which they are first seen. Nothing where it was all released later.
        """
        when = self.frame.order(leaf)
        known = sorted(
            (w for w in self.frame.leaves(on) if not self.frame.released(w) or self.frame.order(w) < when),
            key=self.frame.order,
        )
        debut = next((w for w in known if via and w in self._first.get(via, ())), "")
        if debut:
            season = self.frame.leaves(_season(self.frame, debut))
            known = [w for w in known if w in season]
        return list({_season(self.frame, w): w for w in known}.values())

    @cached_property
    def _previous(self) -> Mapping[str, str]:
        """Episode → the one before it in its series; so for seasons of which no episode is told."""
        by_series: dict[str, list[str]] = {}
        for id, work in self.frame.works.items():
            if work.cls == "Episode" or (work.cls == "Season" and id in self.frame.leaves(id)):
                by_series.setdefault(self.frame.series_of(id), []).append(id)
        for parts in by_series.values():
            parts.sort(key=lambda w: _numbers(self.frame, w))
        return {after: earlier for parts in by_series.values() for earlier, after in pairwise(parts)}


def _beginning(frame: Frame, work: str) -> str:
    """The work, or of a series its first season."""
    seasons = [w for w in frame.parts(work) if frame.works[w].cls == "Season"]
    if work in frame.works and frame.works[work].cls == "Series" and seasons:
        return min(seasons, key=lambda w: _numbers(frame, w))
    return work


def _numbers(frame: Frame, id: str) -> tuple[tuple[int, ...], str]:
    """Season and episode number, and the id."""
    chain = sorted(frame.whole(id) & set(frame.works), key=lambda w: (-len(frame.whole(w)), w))
    return tuple(frame.works[w].number for w in reversed(chain) if frame.works[w].cls in ("Season", "Episode")), id


def _season(frame: Frame, leaf: str) -> str:
    """The season of an episode, or the work itself."""
    return next((w for w in sorted(frame.whole(leaf)) if w in frame.works and frame.works[w].cls == "Season"), leaf)


def _sorted(frame: Frame, plan: _Plan, needed: Mapping[str, object]) -> list[str]:
    """What is needed, each after what it needs itself; else, and where works need each other, by release."""
    import networkx as nx

    graph: nx.DiGraph[str] = nx.DiGraph()
    graph.add_nodes_from(needed)
    graph.add_edges_from((e.leaf, leaf) for leaf in needed for e in plan.needs(leaf) if e.leaf in needed)
    knots = nx.condensation(graph)
    members: Mapping[int, set[str]] = {n: knots.nodes[n]["members"] for n in knots}
    first = {n: min(frame.order(w) for w in members[n]) for n in knots}
    places = {n: i for i, n in enumerate(sorted(knots, key=lambda n: first[n]))}
    order = nx.lexicographical_topological_sort(knots, key=places.__getitem__)
    return [w for n in order for w in sorted(members[n], key=frame.order)]


def _items(frame: Frame, order: list[str], needed: Mapping[str, set[Need]]) -> list[Item]:
    """Works in order as seasons, films and runs of episodes; what a part needs is what the whole needs."""
    runs: list[list[str]] = []
    for leaf in order:
        if runs and _season(frame, runs[-1][-1]) == _season(frame, leaf) != leaf:
            runs[-1].append(leaf)
        else:
            runs.append([leaf])
    made = []
    for run in runs:
        season = _season(frame, run[0])
        needs = {n for leaf in run for n in needed[leaf] if n.kind != _SERIES_ORDER or n.by not in run}
        ordered = tuple(sorted(needs, key=lambda n: (n.kind == _SERIES_ORDER, n)))
        if max(frame.leaves(season), key=lambda w: _numbers(frame, w)) == run[-1]:
            made.append(Item(season, "", ordered))
        else:
            made.append(Item(run[0], "", ordered) if len(run) == 1 else Item(season, run[-1], ordered))
    return made


def _kind(facts: Mapping[str, list[str]], name: str) -> str:
    return next(iter(sorted(facts.get(name, ()))), "")


def _first_seen(canon: CanonGraph, frame: Frame) -> Mapping[str, set[str]]:
    """Character → the works, watched in one go, in which it is told to appear."""
    found: dict[str, set[str]] = {}
    for character, work in pairs(canon, "appearsIn"):
        if work in frame.works and frame.leaves(work) == {work}:
            found.setdefault(character, set()).add(work)
    return found


def _statements(canon: CanonGraph, cls: str) -> Mapping[str, Mapping[str, list[str]]]:
    """Statement → property → values as ids and names, for the statements of a class that the canon follows."""
    found: dict[str, dict[str, list[str]]] = {}
    for typing in canon.facts.match(None, store.TYPE, store.iri(vocab.term(cls)), store.DEFAULT):
        facts = found.setdefault(canon.id(typing.subject), {})
        for q in canon.facts.match(typing.subject, None, None, store.DEFAULT):
            facts.setdefault(vocab.short(q.predicate.value), []).append(
                canon.id(q.object) if store.is_iri(q.object) else q.object.value
            )
    return dict(sorted(found.items()))
