"""A canon made: select accounts, resolve clashes, infer. The result is a set of statements and a list of clashes.

Its default graph holds the flattened, resolved, inferred facts; its named graphs say who told what.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from continuity import dates, infer, store, vocab
from continuity.canon import clash
from continuity.canon.frame import Frame
from continuity.canon.select import Selection, policy, select
from continuity.model import Account, Clash, Scope
from continuity.store import Statement

VOCABULARY = store.iri(vocab.VOCAB.removesuffix("#"))


@dataclass(frozen=True, slots=True)
class Built:
    """A canon in memory: its facts and what follows, what accounts tell, which these are, and where they clash."""

    facts: store.Store
    told: list[Statement]
    accounts: Mapping[str, Account]
    clashes: tuple[Clash, ...]
    title: str  # the name that the universe gives itself, which no account tells

    def statements(self) -> Iterator[Any]:
        """All statements of the canon."""
        return chain(self.facts.match(), (store.quad(*s) for s in self.told))


def build(universe: store.Store, scope: Scope) -> Built:
    """Apply a policy to a universe. Raises UsageError for a canon, date or work that there is not."""
    frame = Frame.of(universe)
    selection = select(universe, frame, policy(universe, scope.canon), scope)
    base = universe.base
    graphs = {store.iri(vocab.full(a.id, base)): i for i, a in enumerate(selection.accounts)}
    told = _merged(universe.told(graphs))
    told = _existing(told, selection, base)
    dated = {
        g: dates.bounds(a.source.published)[1]
        for g, a in zip(graphs, selection.accounts, strict=True)
        if dates.is_date(a.source.published)
    }
    resolution = clash.resolve(told, graphs, base, dated)
    lost, lost_nodes = resolution.lost, resolution.lost_nodes
    aside = {store.iri(vocab.term(p.name)) for p in vocab.terms().properties.values() if p.per_account}
    aside.add(store.iri(vocab.term("sameAs")))
    flat = (
        store.quad(s, p, o) for s, p, o, _ in told if p not in aside and s not in lost_nodes and (s, p, o) not in lost
    )
    facts = store.Store.memory(chain(flat, _accounts(universe, selection), _vocabulary()), base)
    infer.run(facts)
    accounts = {a.id: a for a in sorted(selection.accounts, key=lambda a: a.id)}
    return Built(facts, told, accounts, tuple(resolution.clashes), _title(universe))


def _merged(told: list[Statement]) -> list[Statement]:
    """Revealed identities as one: every `sameAs` class takes the id that sorts first."""
    same = store.iri(vocab.term("sameAs"))
    head: dict[Any, Any] = {}

    def find(node: Any) -> Any:
        while node in head:
            node = head[node]
        return node

    for quad in told:
        if quad.predicate == same:
            a, b = sorted((find(quad.subject), find(quad.object)), key=lambda n: n.value)
            if a != b:
                head[b] = a
    if not head:
        return told
    name, alias = store.iri(vocab.term("name")), store.iri(vocab.term("alias"))

    def moved(quad: Statement) -> Statement:
        if quad.predicate == same or not (quad.subject in head or quad.object in head):
            return quad
        # the name of an entity that turns out to be another is a further name of that one
        predicate = alias if quad.predicate == name and quad.subject in head else quad.predicate
        return Statement(find(quad.subject), predicate, find(quad.object), quad.graph_name)

    return [moved(q) for q in told]


def _existing(told: list[Statement], selection: Selection, base: str) -> list[Statement]:
    """Leave out what speaks of an entity that no selected account tells of, or of a work outside the canon.

    A statement node goes whole when something of its key is gone: its id would give that away.
    """
    excluded = {store.iri(vocab.full(w, base)) for w in selection.excluded}
    terms = vocab.terms()
    kinds: dict[Any, set[str]] = {}
    for quad in told:
        if quad.predicate == store.TYPE:
            kinds.setdefault(quad.subject, set()).add(vocab.short(quad.object.value))
    known = set(kinds) - excluded
    statements = set(terms.below("Statement"))
    placing = {vocab.term(n) for n in ("work", "in", "of", "partOf", "fromWork", "toWork", "on", "asOf")}
    gone: set[Any] = set()
    things = {o for o in {q.object for q in told} if store.is_iri(o) and not o.value.startswith(vocab.VOCAB)}
    if things <= known and all(q.subject in known for q in told):
        return told
    pointing = [q for q in told if q.object in things]
    while True:
        before = len(gone)
        for quad in pointing:
            s, o = quad.subject, quad.object
            if s in gone or o in known:
                continue
            keys = {k for cls in kinds.get(s, set()) & statements for k in terms.classes[cls].key}
            name = vocab.short(quad.predicate.value)
            if name in keys or (o in excluded and quad.predicate.value in placing and name != "partOf"):
                gone.add(s)
                known.discard(s)
        if len(gone) == before:
            break
    return [q for q in told if q.subject in known and (q.object not in things or q.object in known)]


def _accounts(universe: store.Store, selection: Selection) -> Iterable[Any]:
    """The selected accounts and their sources, described in the default graph."""
    ids = {i for a in selection.accounts for i in (a.id, a.source.id) if i}
    wanted = {vocab.full(i, universe.base) for i in ids}
    return (q for q in universe.match(None, None, None, store.DEFAULT) if q.subject.value in wanted)


def _title(universe: store.Store) -> str:
    """What the universe calls itself; nothing where it does not say."""
    found = universe.match(store.iri(universe.base), store.iri(vocab.term("name")), None, store.DEFAULT)
    return min((q.object.value for q in found), default="")


def _vocabulary() -> Iterable[Any]:
    """Classes with what is above them, and the labels of closed lists: rules and answers need them."""
    terms = vocab.terms()
    above, label = store.iri(vocab.RDFS + "subClassOf"), store.iri(vocab.LABEL)

    def both(s: Any, p: Any, o: Any) -> Iterable[Any]:
        yield store.quad(s, p, o)
        yield store.quad(s, p, o, VOCABULARY)

    for cls in terms.classes.values():
        for parent in cls.above:
            yield from both(store.iri(vocab.term(cls.name)), above, store.iri(vocab.term(parent)))
    for one in terms.individuals.values():
        node = store.iri(vocab.term(one.name))
        yield from both(node, store.TYPE, store.iri(vocab.term(one.cls)))
        yield from both(node, label, store.literal(one.label))
