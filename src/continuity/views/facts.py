"""The facts of a picture in words, each with who tells it. A fact is a statement node, or a direct fact of an entity."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph, Frame
from continuity.language.words import Words

#: What comes first about an entity; classes and properties that are not here come between these and the last ones.
ORDER = ("Death", "Return", "LifeStatus", "Portrayal", "Relationship", "Membership", "Collaboration", "Credit", "Crossover")
LAST = ("Dependency", "Status", "Score", "Appearance", "CompleteList", "partOf", "name")
#: Facts that the picture shows in another way, and the numbers of other databases.
SHOWN_OTHERWISE = frozenset({"within", "number", "imdb", "tmdb", "tvmaze", "wikidata"})


@dataclass(frozen=True, slots=True)
class Teller:
    """An account that tells a fact; `says` is how, where it words the fact otherwise than the canon has it."""

    account: str
    says: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words: `kind` is its class or property in words, `about` the entities of the picture that it names."""

    kind: str
    text: str
    about: tuple[str, ...]
    tellers: tuple[Teller, ...]


def facts_of(canon: CanonGraph, ids: Collection[str]) -> list[Fact]:
    """Every told fact of the canon that names one of some entities, the most telling kinds first, then in story order."""
    words, shown, frame = Words(canon), set(ids), Frame.of(canon.facts)
    keyed = [*_statements(canon, words, shown, frame), *_direct(canon, words, shown)]
    return [fact for _, fact in sorted(keyed, key=lambda pair: (pair[0], pair[1].text, pair[1].about))]


_Keyed = tuple[tuple[Any, ...], Fact]


def _statements(canon: CanonGraph, words: Words, shown: set[str], frame: Frame) -> Iterator[_Keyed]:
    for id in canon.entities("Statement"):
        quads = list(canon.facts.match(canon.node(id)))
        resolved = [q for q in quads if q.graph_name == store.DEFAULT and store.is_iri(q.object)]
        named = {canon.id(q.object) for q in resolved}
        if not named & shown:
            continue
        cls, text = canon.type(id), words.node(id)
        accounts = sorted({canon.id(q.graph_name) for q in quads if canon.is_account(q.graph_name)})
        tellers = tuple(_teller(canon, words, id, account, text) for account in accounts)
        works = sorted(frame.order(w) for w in named if w in frame.works)
        about = tuple(sorted(named & shown))
        yield (_rank(cls), works[:1], len(works)), Fact(vocab.terms().classes[cls].label, text, about, tellers)


def _teller(canon: CanonGraph, words: Words, id: str, account: str, text: str) -> Teller:
    says = words.node(id, account)
    return Teller(account, says if says != text else "", canon.quotes(canon.node(id), account))


def _direct(canon: CanonGraph, words: Words, shown: Iterable[str]) -> Iterator[_Keyed]:
    terms = vocab.terms()
    for id in sorted(shown):
        node, found = canon.node(id), []
        for quad in canon.facts.match(node, None, None, store.DEFAULT):
            name = vocab.short(quad.predicate.value)
            if name not in terms.properties or name in SHOWN_OTHERWISE:
                continue
            accounts = {q.graph_name for q in canon.facts.match(node, quad.predicate, quad.object)}
            told = sorted(canon.id(g) for g in accounts if canon.is_account(g))
            if told:
                found.append((name, quad.object, told))
        speaks = any(name != "name" for name, _, _ in found)
        for name, object, told in found:
            if name == "name" and speaks and object.value == canon.label(id):
                continue  # the heading says so already
            other = canon.id(object) if store.is_iri(object) else ""
            about = tuple(sorted({id, other} & set(shown)))
            text = words.direct(id, name, words.value(object))
            tellers = tuple(Teller(a, quote=canon.quotes(node, a)) for a in told)
            yield (_rank(name), [], 0), Fact(terms.properties[name].label, text, about, tellers)


def _rank(kind: str) -> int:
    if kind in ORDER:
        return ORDER.index(kind)
    return len(ORDER) + (1 + LAST.index(kind) if kind in LAST else 0)
