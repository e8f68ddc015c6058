"""Where accounts clash, and which of them the canon follows.

Two accounts clash on a functional property, or where one says that a list is complete and another tells other
members for that span. Precedence picks a value, or a whole list. A stated end of a span is a change, not a clash.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from continuity import dates, store, vocab
from continuity.canon.claims import claim_of
from continuity.model import Claim, Clash


@dataclass(slots=True)
class Resolution:
    """What loses: statements, and nodes with all their statements. `clashes` say against what."""

    lost: set[tuple[Any, Any, Any]] = field(default_factory=set)
    lost_nodes: set[Any] = field(default_factory=set)
    clashes: list[Clash] = field(default_factory=list)


def resolve(quads: Iterable[Any], rank: Mapping[Any, int], base: str, dated: Mapping[Any, date]) -> Resolution:
    """Decide every clash among the statements of the selected accounts.

    `rank` orders graphs, the lowest wins; `dated` is the last day on which an account may have been told: it can
    tell of no later day, unless it states one.
    """
    told = list(quads)
    made = Resolution()
    _lists(told, rank, base, dated, made)
    _values(told, rank, base, made)
    made.clashes.sort(key=lambda c: (c.subject, c.about, c.told))
    return made


def _values(told: list[Any], rank: Mapping[Any, int], base: str, made: Resolution) -> None:
    functional = {store.iri(vocab.term(p.name)): p for p in vocab.terms().properties.values() if p.functional}
    groups: dict[tuple[Any, Any], list[Any]] = {}
    for quad in told:
        if quad.predicate in functional and quad.subject not in made.lost_nodes:
            groups.setdefault((quad.subject, quad.predicate), []).append(quad)
    for (subject, predicate), group in groups.items():
        if len(group) == 1 or len({q.object for q in group}) == 1:
            continue
        group.sort(key=lambda q: (rank[q.graph_name], str(q.object)))
        best = group[0].object
        is_date = functional[predicate].value == "date"
        if is_date:
            for quad in group:  # a more precise date that agrees refines the best one
                if dates.within(quad.object.value, best.value):
                    best = quad.object
        made.lost |= {(subject, predicate, q.object) for q in group if q.object != best}
        if all(_agree(q.object.value, best.value, is_date) for q in group):
            continue
        pairs = tuple((claim_of(q, base), q.object == best) for q in group)
        made.clashes.append(Clash(vocab.short(subject.value, base), vocab.short(predicate.value), pairs))


def _agree(one: str, other: str, is_date: bool) -> bool:
    """Whether two values may be one: dates that meet, words that differ in capitals, dots and commas only."""
    if is_date:
        return dates.compatible(one, other)
    plain = ["".join(c for c in text.casefold() if c.isalnum()) for text in (one, other)]
    return plain[0] == plain[1] != ""


Span = tuple[date, date]

#: The property by which a node of a class belongs to what the list is of.
_OWNER = ("work", "in", "group", "of", "partOf", "on")


@dataclass(slots=True)
class _Told:
    """What one account tells of one list: its members, each with its span, and perhaps that these are all, for a span."""

    members: dict[Any, tuple[Any, Span]] = field(default_factory=dict)
    complete: Any = None
    span: Span = (dates.FIRST, dates.LAST)

    def denies(self, node: Any, span: Span) -> bool:
        """Whether the list is complete at a time of the span at which it does not have this member."""
        first, last = max(self.span[0], span[0]), min(self.span[1], span[1])
        if self.complete is None or not first < last:
            return False
        own = self.members[node][1] if node in self.members else None
        return own is None or not (own[0] <= first and last <= own[1])


def _lists(told: list[Any], rank: Mapping[Any, int], base: str, dated: Mapping[Any, date], made: Resolution) -> None:
    complete, of = store.iri(vocab.term("complete")), store.iri(vocab.term("of"))
    listing = {q.subject for q in told if q.predicate == complete}
    if not listing:
        return
    owned, owners = (
        {store.iri(vocab.term(name)) for name in _OWNER},
        {q.object for q in told if q.predicate == of and q.subject in listing},
    )
    concerned = {q.subject for q in told if q.predicate in owned and q.object in owners}
    by_node: dict[Any, dict[str, Any]] = {}
    for quad in told:
        if quad.subject in concerned:
            by_node.setdefault((quad.graph_name, quad.subject), {})[vocab.short(quad.predicate.value)] = quad
    wanted = {(f["complete"].object, f["of"].object) for f in by_node.values() if "complete" in f and "of" in f}
    ends = _ends(told, rank)
    lists: dict[tuple[Any, Any], dict[Any, _Told]] = {key: {} for key in wanted}
    for (graph, node), facts in by_node.items():
        for key in _memberships(facts):
            if key in wanted:
                statement = facts.get("type", next(iter(facts.values())))
                last = dated.get(graph) or ends.get(node) or dates.LAST
                lists[key].setdefault(graph, _Told()).members[node] = statement, _span(facts, last)
        if "complete" in facts and "of" in facts:
            one = lists[facts["complete"].object, facts["of"].object].setdefault(graph, _Told())
            one.complete = facts["complete"]
            one.span = _span(facts, dated.get(graph, dates.LAST))
    for (_, owner), accounts in lists.items():
        _decide(owner, accounts, rank, base, made)


def _decide(owner: Any, accounts: dict[Any, _Told], rank: Mapping[Any, int], base: str, made: Resolution) -> None:
    """Go through the accounts from the best down; each either fits what is accepted, or loses."""
    accepted: list[_Told] = []
    known: set[Any] = set()
    pairs: dict[Claim, bool] = {}
    what = ""
    for graph in sorted(accounts, key=lambda g: rank[g]):
        one = accounts[graph]
        against = [q for a in accepted for n, (q, span) in a.members.items() if one.denies(n, span)]
        if against:  # better accounts tell other members: this list is lost whole
            lost = {n: q for n, (q, _) in one.members.items() if n not in known}
            made.lost_nodes |= {one.complete.subject, *lost}
            pairs |= {claim_of(q, base): True for q in against}
            pairs |= {claim_of(q, base): False for q in (one.complete, *lost.values())}
            what = vocab.short(one.complete.object.value)
            continue
        kept = _Told({}, one.complete, one.span)
        for node, (quad, span) in one.members.items():
            deniers = [a for a in accepted if a.denies(node, span)]
            if not deniers:
                kept.members[node] = quad, span
                known.add(node)
                continue
            if node not in known:
                made.lost_nodes.add(node)
            pairs[claim_of(quad, base)] = False
            pairs |= {claim_of(a.complete, base): True for a in deniers}
            what = vocab.short(deniers[0].complete.object.value)
        accepted.append(kept)
    if pairs:
        ordered = tuple(sorted(pairs.items(), key=lambda p: (not p[1], p[0])))
        made.clashes.append(Clash(vocab.short(owner.value, base), what, ordered))
    made.lost_nodes -= known


def _memberships(facts: Mapping[str, Any]) -> list[tuple[Any, Any]]:
    """The lists, as (role or class, owner), of which a node with these facts is a member."""
    owners = [facts[p].object for p in _OWNER if p in facts]
    kinds = [facts[p].object for p in ("role", "type") if p in facts]
    return [(k, o) for k in kinds for o in owners if "complete" not in facts]


def _span(facts: Mapping[str, Any], last: date) -> Span:
    """The span that an account states; where it states no end, up to the day on which it was told."""
    begin, end = facts.get("since"), facts.get("until")
    return (
        dates.bounds(begin.object.value)[0] if begin else dates.FIRST,
        dates.bounds(end.object.value)[1] if end else last,
    )


def _ends(told: list[Any], rank: Mapping[Any, int]) -> dict[Any, date]:
    """Node → the end of its span, as the best account that states one has it."""
    best: dict[Any, Any] = {}
    until = store.iri(vocab.term("until"))
    for quad in sorted((q for q in told if q.predicate == until), key=lambda q: rank[q.graph_name]):
        best.setdefault(quad.subject, quad)
    return {node: dates.bounds(quad.object.value)[1] for node, quad in best.items()}
