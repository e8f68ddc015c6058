"""Lists that accounts call complete: who tells which members for which span, and what two of them disagree on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from continuity import dates, store, vocab
from continuity.canon import CanonGraph

#: By which property a node of a list belongs to its owner, and which property is the member.
OWNERS = ("work", "in", "group", "of", "partOf", "on")
MEMBERS = ("person", "member", "character", "actor")


@cache
def _property(name: str) -> Any:
    return store.iri(vocab.term(name))


@dataclass(frozen=True, slots=True)
class Span:
    """A span of days between two dates, each perhaps uncertain; an open end is the calendar's."""

    since: str = ""
    until: str = ""

    def surely(self) -> tuple[date, date]:
        """The days that lie in the span for every choice."""
        return (
            dates.bounds(self.since)[1] if dates.is_date(self.since) else dates.FIRST,
            dates.bounds(self.until)[0] if dates.is_date(self.until) else dates.LAST,
        )

    def perhaps(self) -> tuple[date, date]:
        """The days that lie in the span for some choice."""
        return (
            dates.bounds(self.since)[0] if dates.is_date(self.since) else dates.FIRST,
            dates.bounds(self.until)[1] if dates.is_date(self.until) else dates.LAST,
        )


@dataclass(frozen=True, slots=True)
class Told:
    """One account's complete list: its node, its span, and each member's node with the span that the account gives."""

    account: str
    node: str
    span: Span
    members: Mapping[str, tuple[str, Span]]

    def current(self) -> tuple[str, ...]:
        """The members that are in the list for some day of its span on which it surely holds."""
        first, last = self.span.surely()
        found = ((m, s.perhaps()) for m, (_, s) in self.members.items())
        return tuple(sorted(m for m, (a, b) in found if a <= last and b > first))


def disputed(one: Told, other: Told) -> list[str]:
    """Members whom one account surely lists on a day on which the other's complete list surely is without them."""
    first = max(one.span.surely()[0], other.span.surely()[0])
    last = min(one.span.surely()[1], other.span.surely()[1])
    found = []
    for member, (_, span) in one.members.items():
        a, b = max(first, span.surely()[0]), min(last, span.surely()[1])
        if a > b:
            continue
        _, outer = other.members.get(member, ("", None))
        if outer is None:
            found.append(member)
            continue
        begin, end = outer.perhaps()
        if a < begin or (end < dates.LAST and end + timedelta(days=1) <= b):
            found.append(member)
    return sorted(found)


def read_lists(canon: CanonGraph, rows: Iterable[tuple[str, ...]]) -> dict[tuple[str, str], list[Told]]:
    """(role or class, owner) → the complete lists of it, from rows (what, owner, node, account, since, until).

    Lists of kin are left out: they may be empty, and R006 reads them.
    """
    found: dict[tuple[str, str], list[Told]] = {}
    concepts = vocab.terms().individuals
    for what, owner, node, account, since, until in rows:
        if what in concepts and concepts[what].cls == "RelationshipKind":
            continue
        members = dict(read_members(canon, what, owner, account))
        found.setdefault((what, owner), []).append(Told(account, node, Span(since, until), members))
    return found


def read_members(canon: CanonGraph, what: str, owner: str, account: str = "") -> Iterator[tuple[str, tuple[str, Span]]]:
    """Member → (node, span), as one account tells them; without an account as the canon has them."""
    graph, wanted = canon.node(account) if account else store.DEFAULT, canon.node(owner)
    kind = store.iri(vocab.term(what))
    ways = (store.TYPE,) if what in vocab.terms().classes else (_property("role"), _property("billing"))
    owners = {_property(p) for p in OWNERS}
    owned = {q.subject for q in canon.facts.match(None, None, wanted, graph) if q.predicate in owners}
    nodes = [n for n in owned if any(store.quad(n, p, kind, graph) in canon.facts.raw for p in ways)]
    for node in sorted(nodes, key=lambda n: str(n.value)):
        facts: dict[str, Any] = {
            vocab.short(q.predicate.value): q.object for q in canon.facts.match(node, None, None, graph)
        }
        if any(facts.get(p) == wanted for p in OWNERS) and "complete" not in facts:
            member = next((facts[p] for p in MEMBERS if p in facts), node)
            ends = (str(facts[p].value) if p in facts else "" for p in ("since", "until"))
            yield canon.id(member), (canon.id(node), Span(*ends))
