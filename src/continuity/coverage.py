"""What a canon has of each season and series, and on how many sources its facts rest.

A pure function of a canon. Nothing is estimated: an episode without a director is one of which no account that is in
names one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.model import Source

#: What can be known of an episode, and the direct property of the canon that shows it: of the episode, or towards it.
_OF_IT = {"titles": "name", "dates": "released", "runtimes": "runtime"}
_TOWARDS_IT = {"directors": "directorOf", "writers": "writerOf"}
_FAN_WIKI = "fanWiki"


@dataclass(frozen=True, slots=True)
class WorkCoverage:
    """Of how many episodes of a work a canon knows what.

    `casts` counts the episodes of which at least one appearance is told, `appearances` the appearances themselves;
    `sources` is how many sources tell of an episode, on average; `complete` names the lists of the work that an
    account says it tells whole.
    """

    id: str
    label: str
    type: str
    episodes: int
    titles: int
    dates: int
    runtimes: int
    directors: int
    writers: int
    casts: int
    appearances: int
    sources: float
    complete: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Support:
    """On how many sources facts rest: on one, on several, and (among both) on fan wikis alone.

    A fact is a statement, or one value of a property of an entity. Pages of one title and publisher are one source,
    for they are copies of each other.
    """

    facts: int
    one_source: int
    several_sources: int
    fan_wikis_only: int


@dataclass(frozen=True, slots=True)
class Coverage:
    """The coverage of each work that has episodes, the support of all facts, and how many sources there are by kind."""

    works: tuple[WorkCoverage, ...]
    support: Support
    source_kinds: tuple[tuple[str, int], ...]

    def as_json(self) -> dict[str, Any]:
        """The coverage as docs/json.md has it."""
        works = [{**asdict(w), "complete": list(w.complete)} for w in self.works]
        return {"works": works, "support": asdict(self.support), "source_kinds": dict(self.source_kinds)}


def coverage(canon: CanonGraph) -> Coverage:
    """What a canon has of each franchise, series and season with episodes, and on what its facts rest."""
    tellers = {vocab.full(a.id, canon.base): a.source for a in canon.accounts.values()}
    told_by = _tellers_of_episodes(canon, tellers)
    wholes = _wholes(canon)
    kinds = Counter(s.kind or "unknown" for s in {s.id: s for s in tellers.values()}.values())
    return Coverage(
        tuple(_work(canon, whole, episodes, told_by) for whole, episodes in sorted(wholes.items(), key=_order(canon))),
        _support(canon, tellers),
        tuple(sorted(kinds.items(), key=lambda k: (-k[1], k[0]))),
    )


def _wholes(canon: CanonGraph) -> dict[str, list[Any]]:
    """The id of each work that has episodes → their nodes."""
    found: dict[str, list[Any]] = {}
    for episode in canon.entities("Episode"):
        node = canon.node(episode)
        for q in canon.facts.match(node, store.iri(vocab.term("within")), None, store.DEFAULT):
            found.setdefault(canon.id(q.object), []).append(node)
    return found


def _order(canon: CanonGraph) -> Any:
    """Franchises first, then each series before its seasons."""

    def number(id: str) -> int:
        return next((int(c.object.value) for c in canon.claims(id, "number")), 0)

    def key(item: tuple[str, Any]) -> tuple[bool, str, bool, int, str]:
        id, kind = item[0], canon.type(item[0])
        above = [c.object.value for c in canon.claims(id, "within") if canon.type(c.object.value) == "Series"]
        return (kind != "Franchise", (above or [id])[0], kind == "Season", number(id), id)

    return key


def _work(canon: CanonGraph, id: str, episodes: list[Any], told_by: Mapping[str, frozenset[str]]) -> WorkCoverage:
    of_it = {n: sum(1 for e in episodes if _any(canon, e, p, None)) for n, p in _OF_IT.items()}
    towards = {n: sum(1 for e in episodes if _any(canon, None, p, e)) for n, p in _TOWARDS_IT.items()}
    seen = [_appearances(canon, e) for e in episodes]
    return WorkCoverage(
        id,
        canon.label(id),
        canon.type(id),
        len(episodes),
        **of_it,
        **towards,
        casts=sum(1 for n in seen if n),
        appearances=sum(seen),
        sources=round(sum(len(told_by.get(e.value, ())) for e in episodes) / len(episodes), 1),
        complete=_complete(canon, id),
    )


def _any(canon: CanonGraph, s: Any, predicate: str, o: Any) -> bool:
    return next(canon.facts.match(s, store.iri(vocab.term(predicate)), o, store.DEFAULT), None) is not None


def _appearances(canon: CanonGraph, episode: Any) -> int:
    found = canon.facts.match(None, store.iri(vocab.term("in")), episode, store.DEFAULT)
    return sum(1 for q in found if canon.type(canon.id(q.subject)) == "Appearance")


def _complete(canon: CanonGraph, id: str) -> tuple[str, ...]:
    """The lists of a work that are known whole: names of classes and roles, sorted."""
    lists = canon.facts.match(None, store.iri(vocab.term("of")), canon.node(id), store.DEFAULT)
    said = (c for q in lists for c in canon.claims(canon.id(q.subject), "complete"))
    return tuple(sorted({vocab.short(c.object.value) for c in said}))


def _text(source: Source) -> str:
    """What makes two sources one: a page and its copies have one title and publisher."""
    return f"{source.title}\n{source.publisher}".casefold() if source.title and source.publisher else source.id


def _tellers_of_episodes(canon: CanonGraph, tellers: Mapping[str, Source]) -> Mapping[str, frozenset[str]]:
    """The IRI of an episode → the sources that tell something of it, or retell it."""
    found: dict[str, set[str]] = {vocab.full(e, canon.base): set() for e in canon.entities("Episode")}
    for account in canon.accounts.values():
        for work in account.reports:
            found.get(vocab.full(work, canon.base), set()).add(_text(account.source))
    for iri, sources in found.items():
        node = store.iri(iri)
        for quads in (canon.facts.match(node), canon.facts.match(None, None, node)):
            graphs = {q.graph_name for q in quads}
            sources |= {_text(tellers[g.value]) for g in graphs if g != store.DEFAULT and g.value in tellers}
    return {iri: frozenset(sources) for iri, sources in found.items()}


def _support(canon: CanonGraph, tellers: Mapping[str, Source]) -> Support:
    terms = vocab.terms()
    own = {vocab.term(p.name) for p in terms.properties.values() if not p.per_account}
    classes = {vocab.term(c) for c in terms.below("Statement")}
    typed = list(canon.facts.match(None, store.TYPE))
    statements = {q.subject for q in typed if q.object.value in classes}
    told: dict[Any, set[Any]] = {}
    for graph, source in tellers.items():
        teller = (_text(source), source.kind)
        for q in canon.facts.match(None, None, None, store.iri(graph)):
            if q.subject in statements:
                told.setdefault(q.subject, set()).add(teller)
            elif q.predicate.value in own:
                told.setdefault((q.subject, q.predicate, q.object), set()).add(teller)
    return _counted(told.values())


def _counted(tellers: Iterable[set[Any]]) -> Support:
    """The support of facts, from who tells each: pairs of a source and its kind."""
    groups = list(tellers)
    several = sum(1 for g in groups if len({text for text, _ in g}) > 1)
    fans = sum(1 for g in groups if all(kind == _FAN_WIKI for _, kind in g))
    return Support(len(groups), len(groups) - several, several, fans)
