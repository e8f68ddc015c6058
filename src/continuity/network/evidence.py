"""Who tells each fact of a canon, found for all of them at once.

`CanonGraph.told` answers for one fact with a query for each of its premises. Here every rule runs once, unbound,
and the answers are put together in memory; they are the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cache, cached_property
from typing import NamedTuple

from continuity import infer, vocab
from continuity.canon import CanonGraph
from continuity.network.links import Link, rows
from continuity.sparql import Rule

#: Subject, predicate and object as IRIs.
Triple = tuple[str, str, str]


class Told(NamedTuple):
    """A statement of an account; everything is an IRI but the account, which is an id."""

    subject: str
    predicate: str
    object: str
    account: str


@dataclass(slots=True)
class _Facts:
    """What is known of some triples: those of one property, or of one property with one value."""

    told: dict[Triple, list[Told]] = field(default_factory=dict)
    derived: dict[Triple, tuple[int, str]] = field(default_factory=dict)  # the first round and rule
    given: set[Triple] = field(default_factory=set)  # told, or of the vocabulary


class Tellers:
    """Looks up the statements behind the links of a canon. What it has once found out it keeps."""

    def __init__(self, canon: CanonGraph) -> None:
        self._canon = canon
        self._facts: dict[tuple[str, str], _Facts] = {}
        self._premises: dict[str, Mapping[Triple, list[Triple]]] = {}
        self._behind: dict[Triple, frozenset[Told]] = {}

    def behind(self, link: Link) -> frozenset[Told]:
        """The statements in accounts behind a link: itself where it was told, else all that it follows from."""
        base = self._canon.base
        return self._told((vocab.full(link.source, base), vocab.term(link.relation), vocab.full(link.target, base)))

    def of(self, link: Link) -> tuple[list[str], list[str]]:
        """The ids of the accounts behind a link, and of the works in which it holds: those that the statements behind
        it name. Both are sorted.
        """
        behind = self.behind(link)
        works: set[str] = set()
        for subject in {told.subject for told in behind}:
            works |= self._works.get(subject, works)
        return sorted({told.account for told in behind}), sorted(works)

    @cached_property
    def _works(self) -> Mapping[str, set[str]]:
        """Statement → the works that it is about."""
        works: dict[str, set[str]] = {}
        for name in ("work", "in", "on"):
            query = f"SELECT ?s ?o WHERE {{ ?s <{vocab.term(name)}> ?o FILTER(isIRI(?o)) }}"
            for subject, work in rows(self._canon, query):
                works.setdefault(subject, set()).add(vocab.short(work, self._canon.base))
        return works

    def _told(self, triple: Triple) -> frozenset[Told]:
        if triple in self._behind:
            return self._behind[triple]
        self._behind[triple] = frozenset()  # a fact is no premise of itself
        direct = self._of(triple).told.get(triple)
        if direct:
            found = frozenset(direct)
        else:
            found = frozenset(told for premise in self._follows_from(triple) for told in self._told(premise))
        self._behind[triple] = found
        return found

    def _of(self, triple: Triple) -> _Facts:
        """What is known of a triple and all of its property; where rules ask for one value of the property, of that."""
        key = triple[1], triple[2] if triple[1:] in _constants() else ""
        known = self._facts.get(key)
        if known is not None:
            return known
        known, accounts = _Facts(), self._canon.accounts
        predicate, value = key
        told = f"GRAPH ?g {{ ?s <{predicate}> {f'<{value}>' if value else '?o'} }}"
        query = f"SELECT ?g ?s {'' if value else '?o'} WHERE {{ {told} {'' if value else 'FILTER(!isLITERAL(?o))'} }}"
        for graph, s, *objects in rows(self._canon, query):
            triple, origin = (s, predicate, value or objects[0]), infer.origin(graph)
            if origin is not None:
                rule, round = origin
                known.derived[triple] = min((round, rule), known.derived.get(triple, (round, rule)))
                continue
            known.given.add(triple)
            account = vocab.short(graph, self._canon.base)
            if account in accounts:
                known.told.setdefault(triple, []).append(Told(*triple, account))
        self._facts[key] = known
        return known

    def _follows_from(self, triple: Triple) -> list[Triple]:
        """The premises of a derived triple, by the rule that derived it first."""
        origin = self._of(triple).derived.get(triple)
        if origin is None:
            return []
        round, name = origin
        if name not in self._premises:
            self._premises[name] = self._run(next(r for r in infer.rules() if r.name == name))
        found = self._premises[name].get(triple, [])
        return [p for p in found if p != triple and self._earlier(p, round)]

    def _earlier(self, triple: Triple, round: int) -> bool:
        facts = self._of(triple)
        return triple in facts.given or facts.derived.get(triple, (round,))[0] < round

    def _run(self, rule: Rule) -> Mapping[Triple, list[Triple]]:
        """What a rule derives → what from, over all its bindings."""
        heads, body = _spelled(rule.variants()), _spelled(rule.patterns())
        names = sorted({term for pattern in body for term in pattern if term[0] in "?$"})
        found: dict[Triple, dict[Triple, None]] = {}
        for row in rows(self._canon, f"SELECT {' '.join(names)} WHERE {{ {rule.body} }}"):
            binding = dict(zip(names, row, strict=True))
            premises = dict.fromkeys(_filled(pattern, binding) for pattern in body)
            for head in heads:
                found.setdefault(_filled(head, binding), {}).update(premises)
        return {head: list(premises) for head, premises in found.items()}


@cache
def _constants() -> frozenset[tuple[str, str]]:
    """Pairs of a property and the one value that rules ask it for, such as a credit's role."""
    patterns = _spelled(pattern for rule in infer.rules() for pattern in rule.patterns())
    return frozenset((p, o) for _, p, o in patterns if p[0] not in "?$" and "://" in o)


def _spelled(patterns: Iterable[Triple]) -> list[Triple]:
    """Triple patterns with their prefixed names as IRIs; variables stay."""
    return [(_iri(s), _iri(p), _iri(o)) for s, p, o in patterns]


def _iri(term: str) -> str:
    if term[0] in "?$":
        return term
    if term == "a":
        return vocab.TYPE
    if term[0] == "<":
        return term[1:-1]
    prefix, _, name = term.partition(":")
    return vocab.PREFIXES[prefix] + name


def _filled(pattern: Triple, binding: Mapping[str, str]) -> Triple:
    s, p, o = pattern
    return binding.get(s, s), binding.get(p, p), binding.get(o, o)
