"""The facts of a picture in words, each with who tells it. A fact is a statement node, or a direct fact of an entity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.words import Words
from continuity.network.before import frame_of

#: What comes first about an entity, and what comes last; all other classes and properties come between.
FIRST = (
    "Death",
    "Return",
    "LifeStatus",
    "Portrayal",
    "Relationship",
    "Membership",
    "Collaboration",
    "Credit",
    "Crossover",
)
LAST = ("Dependency", "Status", "Score", "Appearance", "CompleteList", "partOf", "name")
#: Facts that a picture shows in another way, and the numbers of other databases.
SHOWN_OTHERWISE = frozenset({"number", "imdb", "tmdb", "tvmaze", "wikidata"})


@dataclass(frozen=True, slots=True)
class Teller:
    """An account that tells a fact; `says` is how, where it words the fact otherwise than the canon has it."""

    account: str
    says: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words: `kind` is its class or property in words, `about` the entities of the picture that it names.

    Where accounts clash, those that the canon does not follow are told too, as facts that are not `followed`.
    """

    kind: str
    text: str
    about: tuple[str, ...]
    tellers: tuple[Teller, ...]
    followed: bool = True


def facts_of(canon: CanonGraph, ids: Collection[str], inside: Mapping[str, str] = MappingProxyType({})) -> list[Fact]:
    """Every told fact that names one of some entities, the most telling kinds first, then in the order of the works.

    What names an entity that is folded `inside` another is about that one, if it is about a further one too.
    """
    collector = _Collector(canon, frozenset(ids), inside)
    keyed = [*collector.statements(), *collector.direct()]
    return [fact for _, fact in sorted(keyed, key=lambda pair: (pair[0], pair[1].text, pair[1].about))]


#: A fact with the place that it takes among others.
_Keyed = tuple[tuple[Any, ...], Fact]


class _Collector:
    """Puts the facts of some entities together."""

    def __init__(self, canon: CanonGraph, shown: frozenset[str], inside: Mapping[str, str]) -> None:
        self.canon = canon
        self.shown = shown
        self.inside = inside
        self.words = Words(canon)
        self.frame = frame_of(canon)
        self.graphs = {canon.node(account).value: account for account in canon.accounts}
        terms = vocab.terms()
        self.classes = frozenset(terms.below("Statement")) - {"Statement"}
        aside = {p.name for p in terms.properties.values() if p.per_account} | {"sameAs"}
        self.aside = frozenset(vocab.term(name) for name in aside) | {vocab.TYPE}

    def statements(self) -> Iterator[_Keyed]:
        """The statement nodes that name an entity."""
        terms = vocab.terms()
        for node in self._naming():
            said, resolved = self._said(node)
            everything = {part for told in said.values() for part in told}
            parts, followed = resolved or everything, bool(resolved)
            classes = {vocab.short(value.value) for predicate, value in everything if predicate == store.TYPE}
            cls = min((c for c in classes if c in self.classes), default="")
            named = {self.canon.id(value) for _, value in parts if store.is_iri(value)}
            if not cls or not named & self.shown:
                continue
            id, accounts = self.canon.id(node), sorted(said)
            text = self.words.node(id, "" if followed else accounts[0])
            tellers = tuple(Teller(a, self._says(id, a, text, said[a], parts), self._quote(said[a])) for a in accounts)
            works = sorted(self.frame.order(w) for w in named if w in self.frame.works)
            about = tuple(sorted((named | {self.inside.get(one, one) for one in named}) & self.shown))
            yield (_rank(cls), works[:1], len(works)), Fact(terms.classes[cls].label, text, about, tellers, followed)

    def _naming(self) -> Iterable[Any]:
        """The nodes of which something is said that only a statement can say, and that name an entity."""
        terms = vocab.terms()
        properties = {vocab.term(p.name) for p in terms.properties.values() if set(p.domain) & self.classes}
        found: dict[Any, None] = {}
        for id in sorted(self.shown):
            for quad in self.canon.facts.match(None, None, self.canon.node(id)):
                if quad.predicate.value in properties and store.is_iri(quad.subject):
                    found[quad.subject] = None
        return found

    def direct(self) -> Iterator[_Keyed]:
        """What accounts tell of an entity without a statement node between."""
        for id in sorted(self.shown):
            said, resolved = self._said(self.canon.node(id))
            told: dict[tuple[str, Any], list[str]] = {}
            for account, parts in sorted(said.items()):
                for predicate, value in parts:
                    name = vocab.short(predicate.value)
                    if predicate.value not in self.aside and name not in SHOWN_OTHERWISE:
                        told.setdefault((name, value), []).append(account)
            speaks = any(name != "name" for name, _ in told)
            for (name, value), accounts in told.items():
                if name == "name" and speaks and value.value == self.canon.label(id):
                    continue  # the heading says so already
                named = {id, self.canon.id(value)} if store.is_iri(value) else {id}
                term = vocab.terms().properties.get(name)
                text = self.words.direct(id, name, self.words.value(value))
                tellers = tuple(Teller(a, quote=self._quote(said[a])) for a in accounts)
                followed = (store.iri(vocab.term(name)), value) in resolved
                about = tuple(sorted(named & self.shown))
                yield (_rank(name), [], 0), Fact(term.label if term else name, text, about, tellers, followed)

    def _said(self, node: Any) -> tuple[Mapping[str, set[tuple[Any, Any]]], set[tuple[Any, Any]]]:
        """What each account says of a node, as properties and values; and what the canon holds of it."""
        said: dict[str, set[tuple[Any, Any]]] = {}
        resolved = set()
        for quad in self.canon.facts.match(node):
            account = self.graphs.get(getattr(quad.graph_name, "value", ""))
            if account is not None:
                said.setdefault(account, set()).add((quad.predicate, quad.object))
            elif quad.graph_name == store.DEFAULT and quad.predicate.value not in self.aside:
                resolved.add((quad.predicate, quad.object))
        return said, resolved

    def _says(self, id: str, account: str, text: str, said: set[Any], parts: set[Any]) -> str:
        """How an account words a statement, where it does so otherwise."""
        if parts <= said:
            return ""
        own = self.words.node(id, account)
        return own if own != text else ""

    def _quote(self, said: set[tuple[Any, Any]]) -> str:
        quote = vocab.term("quote")
        return "; ".join(sorted(value.value for predicate, value in said if predicate.value == quote))


def _rank(kind: str) -> int:
    if kind in FIRST:
        return FIRST.index(kind)
    return len(FIRST) + (1 + LAST.index(kind) if kind in LAST else 0)
