"""A canon: accounts chosen, clashes resolved, facts inferred, and then frozen.

`open_canon` compiles it once into the cache. Everything that answers, checks or draws reads the `CanonGraph` it gives.
"""

from __future__ import annotations

import json
import logging
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from continuity import cache, infer, store, vocab
from continuity.canon.claims import claim_of, clash_as_json, clash_from_json, value_of
from continuity.canon.frame import Frame
from continuity.canon.select import accounts, policies
from continuity.errors import CacheDamaged
from continuity.model import Account, Cell, Claim, Clash, Scope, Source

if TYPE_CHECKING:
    from continuity.canon.build import Built

__all__ = [
    "NOT_TOLD_OF",
    "CanonGraph",
    "Frame",
    "claim_of",
    "open_canon",
    "policies",
    "value_of",
]


#: Classes of what is described, but no thing that is told of.
NOT_TOLD_OF = frozenset({"Source", "Canon", "Universe"})
_log = logging.getLogger(__name__)
T = TypeVar("T")


class CanonGraph:
    """The facts of a canon, who tells each, and where the tellers clash. Nothing here can be changed."""

    def __init__(
        self,
        facts: store.Store,
        clashes: Iterable[Clash],
        scope: Scope,
        universe: str,
        key: str,
        index: Mapping[str, Any] | None = None,
        accounts: Mapping[str, Account] | None = None,
        title: str = "",
    ) -> None:
        self.facts = facts
        self.clashes = tuple(clashes)
        self.scope = scope
        self.universe = universe
        #: What the universe calls itself; its id where it does not say.
        self.title = title or universe
        self.key = key
        self.base = facts.base
        self._index = index
        self._accounts = accounts
        self._made: dict[Any, Any] = {}

    def index(self) -> Mapping[str, Any]:
        """What opening a canon needs at once, as plain data: accounts, labels and types of entities, names."""
        return {
            "title": self.title,
            "accounts": [_account_as_json(a) for a in self.accounts.values()],
            "labels": self._labels,
            "types": self._types,
            "names": self.names(),
            "weights": self.weights(),
        }

    @cached_property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts that are in, by id."""
        if self._accounts is not None:
            return self._accounts
        return accounts(self.facts) if self._index is None else dict(map(_account, self._index["accounts"]))

    def once(self, make: Callable[[CanonGraph], T]) -> T:
        """What a function makes of this canon, made the first time and then kept: a canon does not change."""
        if make not in self._made:
            self._made[make] = make(self)
        return self._made[make]  # type: ignore[no-any-return]

    def node(self, id: str) -> Any:
        """The term of an id."""
        return store.iri(vocab.full(id, self.base))

    def id(self, node: Any) -> str:
        """The id of a term."""
        return vocab.short(node.value, self.base)

    @cached_property
    def _labels(self) -> Mapping[str, str]:
        if self._index is not None:
            labels: Mapping[str, str] = self._index["labels"]
            return labels
        return {
            q.subject.value: q.object.value
            for q in self.facts.match(None, store.iri(vocab.LABEL), None, store.DEFAULT)
            if store.is_iri(q.subject)
        }

    def label(self, id: str) -> str:
        """What an id is called: its label, else its words."""
        for iri in (vocab.full(id, self.base), vocab.term(id)):
            found = self._labels.get(iri)
            if found:
                return found
        return id.rpartition("/")[2].replace("-", " ")

    def called(self, node: Any) -> str:
        """What a term is called: its own label, not that of an entity whose id is spelt like a word of the vocabulary."""
        return self._labels.get(node.value) or self.label(self.id(node))

    @cached_property
    def _types(self) -> Mapping[str, str]:
        """Entity → its narrowest class."""
        if self._index is not None:
            types: Mapping[str, str] = self._index["types"]
            return types
        terms, found = vocab.terms(), dict[str, str]()
        for cls in terms.below("Entity"):
            if terms.classes[cls].derived_by:
                continue
            for q in self.facts.match(None, store.TYPE, store.iri(vocab.term(cls)), store.DEFAULT):
                best = found.get(q.subject.value)
                if best is None or _narrower(cls, best):
                    found[q.subject.value] = cls
        return found

    def type(self, id: str) -> str:
        """The narrowest class of an id, or nothing."""
        known = self._types.get(vocab.full(id, self.base))
        if known is not None:
            return known
        terms, best = vocab.terms(), ""
        for q in self.facts.match(self.node(id), store.TYPE, None, store.DEFAULT):
            cls = vocab.short(q.object.value)
            if cls in terms.classes and (not best or _narrower(cls, best)):
                best = cls
        return best

    def is_entity(self, id: str) -> bool:
        """Whether this is the id of an entity that the canon tells of; any text may be asked."""
        return vocab.full(id, self.base) in self._types

    def entities(self, cls: str = "Entity") -> list[str]:
        """The ids of all entities of a class, sorted; those of `NOT_TOLD_OF` are not among them."""
        wanted = set(vocab.terms().below(cls)) - NOT_TOLD_OF
        return sorted(vocab.short(s, self.base) for s, c in self._types.items() if c in wanted)

    def names(self) -> dict[str, list[tuple[str, str]]]:
        """Id → its names, each with the property (name, alias, realName) that gives it."""
        if self._index is not None:
            kept: dict[str, list[tuple[str, str]]] = self._index["names"]
            return kept
        found: dict[str, list[tuple[str, str]]] = {}
        for property in ("name", "alias", "realName"):
            for q in self.facts.match(None, store.iri(vocab.term(property)), None, store.DEFAULT):
                found.setdefault(self.id(q.subject), []).append((property, q.object.value))
        return {id: sorted(names) for id, names in found.items()}

    def weights(self) -> Mapping[str, int]:
        """Id → how many facts speak of the entity."""
        if self._index is not None:
            kept: Mapping[str, int] = self._index["weights"]
            return kept
        pointed = self.facts.query("SELECT ?o { ?s ?p ?o FILTER(isIRI(?o)) }")
        counts = Counter(store.results(pointed, "tsv").decode().split("\n")[1:-1])
        made = ((iri[1:-1], many) for iri, many in counts.items())
        return {vocab.short(iri, self.base): many for iri, many in made if iri in self._types}

    def cell(self, node: Any) -> Cell:
        """A term as a cell of a row."""
        if node is None:
            return Cell()
        if store.is_literal(node):
            return Cell(value=node.value, datatype=node.datatype.value)
        id = self.id(node)
        return Cell(id=id, label=self.called(node), type=self.type(id) if self.node(id) == node else "")

    def claims(self, subject: str = "", predicate: str = "", object: Any = None) -> Iterator[Claim]:
        """The facts of the canon that fit, sorted."""
        found = self.facts.match(
            self.node(subject) if subject else None,
            store.iri(vocab.term(predicate)) if predicate else None,
            object,
            store.DEFAULT,
        )
        yield from sorted(claim_of(q, self.base) for q in found if store.is_iri(q.subject))

    @cached_property
    def derivation(self) -> infer.Derivation:
        """What the derived facts follow from."""
        return infer.Derivation(self.facts)

    def told(self, s: Any, p: Any, o: Any) -> list[Any]:
        """The statements in accounts behind a fact: itself where it was told, else what it follows from."""
        found: dict[Any, None] = {}
        todo, seen = [(s, p, o)], set()
        while todo:
            triple = todo.pop(0)
            if triple in seen:
                continue
            seen.add(triple)
            direct = self.direct(triple)
            found |= dict.fromkeys(sorted(direct, key=lambda q: q.graph_name.value))
            if not direct:
                todo += self.derivation.premises(triple)
        return list(found)

    def direct(self, triple: tuple[Any, Any, Any]) -> list[Any]:
        """The statements in accounts that are the fact itself."""
        return [q for q in self.derivation.standing(triple).given if self.is_account(q.graph_name)]

    def why(self, s: Any, p: Any, o: Any) -> tuple[str, list[Any]]:
        """The rule that derived a fact and its premises; no rule where it was told."""
        first = self.derivation.standing((s, p, o)).origin
        return (first[1], self.derivation.premises((s, p, o))) if first is not None else ("", [])

    def is_account(self, graph: Any) -> bool:
        """Whether a graph is an account, not derived, not the vocabulary, not the default graph."""
        return graph in self._told

    @cached_property
    def _told(self) -> frozenset[Any]:
        return frozenset(map(self.node, self.accounts))

    def quotes(self, node: Any, account: str) -> str:
        """The words of an account that tell of a node."""
        quote = store.iri(vocab.term("quote"))
        return "; ".join(sorted(q.object.value for q in self.facts.match(node, quote, None, self.node(account))))


def _account_as_json(one: Account) -> list[Any]:
    """An account as plain data: its source without the names of the fields."""
    s = one.source
    source = [s.id, s.kind, s.title, s.publisher, s.author, s.published, s.url, s.horizon]
    return [one.id, source, one.reports, one.horizon]


def _account(raw: list[Any]) -> tuple[str, Account]:
    """The reverse of _account_as_json, with the id."""
    id, (source, kind, title, publisher, author, published, url, horizon), reports, own = raw
    made = Source(source, kind, title, publisher, author, published, url, tuple(horizon))
    return id, Account(id, made, tuple(reports), tuple(own))


def _narrower(cls: str, other: str) -> bool:
    classes = vocab.terms().classes
    return (len(classes[cls].above), cls) > (len(classes[other].above), other)


def open_canon(universe: Callable[[], store.Store], base: str, key: str, name: str, scope: Scope) -> CanonGraph:
    """The canon of a universe under a scope, from the cache where `key` names the universe's content.

    `universe` opens the universe where the canon has to be built. Without a key it is built in memory. Raises UsageError
    for a canon, date or work that there is not.
    """
    if not key:
        built = _built(universe(), scope)
        built.facts.raw.bulk_extend(store.quad(*s) for s in built.told)
        return CanonGraph(built.facts, built.clashes, scope, name, "", accounts=built.accounts, title=built.title)
    own = cache.digest([key, "canon", repr(scope), *_rules()])

    def fill(place: Path) -> None:
        _log.info("building a canon of %s: %s", name, scope)
        built = _built(universe(), scope)
        store.Store.write(place / "store", built.statements())
        made = CanonGraph(built.facts, built.clashes, scope, name, own, accounts=built.accounts, title=built.title)
        side = {"clashes": [clash_as_json(c) for c in built.clashes], **made.index()}
        (place / "index.json").write_text(json.dumps(side, ensure_ascii=False), encoding="utf-8")

    for attempt in (1, 2):
        place = cache.entry(own, fill)
        try:
            facts = store.Store.open(place / "store", base)
            side = json.loads((place / "index.json").read_text(encoding="utf-8"))
            return CanonGraph(facts, map(clash_from_json, side["clashes"]), scope, name, own, side, title=side["title"])
        except (CacheDamaged, OSError, ValueError):
            cache.discard(own)
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def _built(universe: store.Store, scope: Scope) -> Built:
    from continuity.canon.build import build  # a compiled canon is opened without it

    return build(universe, scope)


def _rules() -> list[str]:
    """What a canon follows from besides the universe: the vocabulary and the rules."""
    graph = vocab.graph_dir()
    files = [graph / "terms.json", *sorted((graph / "infer").glob("*.rq"))]
    return [f.read_text(encoding="utf-8") for f in files]
