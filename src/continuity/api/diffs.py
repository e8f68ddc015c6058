"""What differs between two canons: facts added, withdrawn, newly contradicted."""

from __future__ import annotations

import html
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from continuity import store, vocab
from continuity.canon import CanonGraph, claim_of
from continuity.language.words import Words
from continuity.model import Claim, Clash, Evidence, cite

if TYPE_CHECKING:
    from continuity.api.canon import Canon

#: How many tellers of a change a text names.
_TELLERS = 2
_PARTS = ("added", "withdrawn", "contradicted")


@dataclass(frozen=True)
class Change:
    """A fact that differs: in words, the id of what it is about, and who tells it.

    Of a contradiction `text` names all sides, what the second canon follows first.
    """

    text: str
    subject: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, repr=False)
class Diff:
    """What a second canon has that a first has not (`added`), the reverse (`withdrawn`), and where accounts clash in
    the second that do not in the first (`contradicted`). True where anything differs.

    Told facts are compared, not what follows from them: that would say everything twice.

    >>> diff = u.canon(watched="none").diff(u.canon())
    >>> bool(diff), len(diff.withdrawn)
    (True, 0)
    >>> diff.added[-1].text
    'The Keeper is called “The Keeper”'
    """

    added: tuple[Change, ...] = ()
    withdrawn: tuple[Change, ...] = ()
    contradicted: tuple[Change, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.added or self.withdrawn or self.contradicted)

    def as_json(self) -> dict[str, list[dict[str, Any]]]:
        """The changes as plain data."""
        return {part: [_as_json(change) for change in getattr(self, part)] for part in _PARTS}

    def __str__(self) -> str:
        lines = [line for part in _PARTS for line in _section(part, getattr(self, part))]
        return "\n".join(lines) or "the same"

    def __repr__(self) -> str:
        counts = ", ".join(f"{len(getattr(self, p))} {p}" for p in _PARTS if getattr(self, p))
        return f"<Diff: {counts or 'the same'}>"

    def _repr_html_(self) -> str:
        return "".join(
            f"<h4>{part}</h4><ul>{''.join(f'<li>{html.escape(c.text)}</li>' for c in getattr(self, part))}</ul>"
            for part in _PARTS
            if getattr(self, part)
        )


def diff(one: Canon, other: Canon) -> Diff:
    """What differs between two canons, perhaps of two universes: ids are compared, not the IRIs that they stand for."""
    a, b = _told(one.graph), _told(other.graph)
    old, known = {_key(c) for c in one.graph.clashes}, other.graph.clashes
    return Diff(
        _changes(other.graph, other._words, (b[c] for c in b.keys() - a.keys())),
        _changes(one.graph, one._words, (a[c] for c in a.keys() - b.keys())),
        tuple(_contradiction(other.graph, other._words, c) for c in known if _key(c) not in old),
    )


def _told(graph: CanonGraph) -> Mapping[Claim, Any]:
    """What accounts tell and the canon follows: claim → one statement of it."""
    followed = {q.triple for q in graph.facts.match(None, None, None, store.DEFAULT)}
    found: dict[Claim, Any] = {}
    for account in graph.accounts:
        for q in graph.facts.match(None, None, None, graph.node(account)):
            if q.triple in followed and store.is_iri(q.subject):
                found[claim_of(store.quad(*q.triple), graph.base)] = q
    return found


def _changes(graph: CanonGraph, words: Words, quads: Iterable[Any]) -> tuple[Change, ...]:
    """Statements as facts in words; those that say one thing between them are one."""
    statements = set(vocab.terms().below("Statement"))
    found: dict[tuple[str, str], list[Any]] = {}
    for q in quads:
        subject, property = graph.id(q.subject), vocab.short(q.predicate.value)
        if graph.type(subject) in statements:
            text = words.node(subject)
        elif property in ("quote", "note", "allow"):
            continue
        else:
            text = words.direct(subject, property, words.value(q.object))
        found.setdefault((subject, text), []).append(q)
    return tuple(
        Change(text, subject, tuple(words.evidence(t for q in told for t in graph.told(*q.triple))))
        for (subject, text), told in sorted(found.items())
    )


def _key(clash: Clash) -> tuple[str, str, frozenset[tuple[str, str, str]]]:
    told = frozenset((c.subject, c.predicate, c.object.value) for c, _ in clash.told)
    return clash.subject, clash.about, told


def _contradiction(graph: CanonGraph, words: Words, clash: Clash) -> Change:
    sides: dict[str, None] = {}
    quads = []
    for claim, _ in sorted(clash.told, key=lambda t: not t[1]):
        sides[words.claim(claim)] = None
        quads += [
            q
            for q in graph.facts.match(graph.node(claim.subject), None, None, graph.node(claim.account))
            if vocab.short(q.predicate.value) == claim.predicate
        ]
    return Change(" ↔ ".join(sides), clash.subject, tuple(words.evidence(quads)))


def _section(part: str, changes: tuple[Change, ...]) -> Iterable[str]:
    if changes:
        yield f"{part} ({len(changes)})"
    for change in changes:
        yield f"  {change.text}"
        yield from (f"      — {cite(e)}" for e in change.evidence[:_TELLERS])
        if len(change.evidence) > _TELLERS:
            yield f"      — and {len(change.evidence) - _TELLERS} more"


def _as_json(change: Change) -> dict[str, Any]:
    told = [{"account": e.account.id, "source": e.account.source.id, "quote": e.quote or None} for e in change.evidence]
    return {"fact": change.text, "about": change.subject, "told_by": told}
