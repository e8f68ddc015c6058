"""What stands on the pages of a site, as plain values: facts with numbered sources, links, and what is around."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from continuity import network, vocab
from continuity.canon import CanonGraph
from continuity.language.words import Words
from continuity.model import Evidence, cite
from continuity.site.paths import path_of, relative
from continuity.views.facts import Fact, facts_of
from continuity.views.netpage import STYLES, web
from continuity.views.page import caption
from continuity.views.pictures import finest, relationships
from continuity.writers import schemaorg

#: How many facts of a kind stand open, and how many sources JSON-LD cites.
OPEN, CITED = 12, 25
#: The words after which the object of a relation stands.
_TAKES_OBJECT = ("of", "by", "in", "from", "with", "on", "to")


@dataclass(frozen=True, slots=True)
class Link:
    """A word that leads somewhere; without an address it is only a word."""

    text: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class Note:
    """A source of a page: its number there, what it is, and where."""

    number: int
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Told:
    """A fact on a page: its words, the numbers of its sources with what each says otherwise, and whether it is followed."""

    words: tuple[Link, ...]
    sources: tuple[tuple[int, str, str], ...]
    followed: bool


@dataclass(frozen=True, slots=True)
class Page:
    """All that stands on the page of an entity."""

    id: str
    path: str
    label: str
    type: str
    also: tuple[str, ...]
    relations: tuple[tuple[str, tuple[Link, ...]], ...]
    facts: tuple[tuple[str, tuple[Told, ...]], ...]
    notes: tuple[Note, ...]
    linked_data: str


class Content:
    """The pages of a canon."""

    def __init__(self, canon: CanonGraph) -> None:
        self.canon = canon
        self.ids = canon.entities()
        self.paths: Mapping[str, str] = {id: path_of(id) for id in self.ids}

    @cached_property
    def facts(self) -> Mapping[str, list[Fact]]:
        """Entity → the facts that name it."""
        found: dict[str, list[Fact]] = {}
        for fact in facts_of(self.canon, self.ids):
            for id in fact.about:
                found.setdefault(id, []).append(fact)
        return found

    @cached_property
    def caption(self) -> Sequence[tuple[str, str]]:
        """Universe, canon, horizon, number of sources and when they were read."""
        return caption(self.canon, set(self.canon.accounts))

    @cached_property
    def _cited(self) -> Mapping[str, tuple[str, str]]:
        """Account → its citation and address."""
        words = Words(self.canon)
        return {
            id: (cite(Evidence("", account, words.speaker(account))), web(account.source.url))
            for id, account in self.canon.accounts.items()
        }

    @cached_property
    def around(self) -> Mapping[str, list[tuple[str, str]]]:
        """Entity → what it is joined to, each with how, in words; what is said of a whole for a part is left out."""
        found: dict[str, dict[tuple[str, str], None]] = {}
        kinds = relationships(self.canon)
        for link in finest(self.canon, network.links(self.canon)):
            symmetric = vocab.terms().properties[link.relation].symmetric
            ends = min(link.source, link.target), max(link.source, link.target)
            words = kinds.get(ends, []) if link.relation == "relatedTo" else []
            name = network.label(link.relation)
            for one in words or [name]:
                found.setdefault(link.source, {})[one, link.target] = None
            if not symmetric and not words:
                found.setdefault(link.target, {})[_other_way(name), link.source] = None
        return {id: sorted(pairs, key=lambda pair: (pair[0], self.canon.label(pair[1]))) for id, pairs in found.items()}

    @cached_property
    def names(self) -> Mapping[str, list[tuple[str, str]]]:
        """Entity → its names."""
        return self.canon.names()

    @cached_property
    def _linked_data(self) -> Mapping[str, Mapping[str, Any]]:
        return {str(node["@id"]): node for node in schemaorg.nodes(self.canon, self.ids)}

    def also(self, id: str) -> tuple[str, ...]:
        """The other names of an entity."""
        return tuple(sorted({name for _, name in self.names.get(id, ())} - {self.canon.label(id)}))

    def label_of_type(self, id: str) -> str:
        """The class of an entity in words."""
        cls = self.canon.type(id)
        return vocab.terms().classes[cls].label if cls in vocab.terms().classes else "other"

    def page(self, id: str) -> Page:
        """What stands on the page of an entity."""
        here, canon = self.paths[id], self.canon
        numbers: dict[tuple[str, str], int] = {}
        kinds: dict[str, list[Told]] = {}
        for fact in self.facts.get(id, ()):
            said = dict.fromkeys(
                (numbers.setdefault(self._cited[t.account], len(numbers) + 1), t.says, t.quote) for t in fact.tellers
            )
            kinds.setdefault(fact.kind, []).append(Told(self._words(fact, id, here), tuple(said), fact.followed))
        relations: dict[str, list[Link]] = {}
        for words, other in self.around.get(id, ()):
            relations.setdefault(words, []).append(self.link(other, here))
        label = canon.label(id)
        return Page(
            id,
            here,
            label,
            self.label_of_type(id),
            self.also(id),
            tuple((words, tuple(links)) for words, links in sorted(relations.items())),
            tuple((kind, tuple(told)) for kind, told in kinds.items()),
            tuple(Note(number, text, url) for (text, url), number in numbers.items()),
            self.linked_data(id),
        )

    def link(self, id: str, here: str) -> Link:
        """The name of an entity, leading to its page."""
        return Link(self.canon.label(id), relative(self.paths[id], here) if id in self.paths else "")

    def _words(self, fact: Fact, id: str, here: str) -> tuple[Link, ...]:
        """A fact's words, in which the names of other entities lead to them."""
        names = [(self.canon.label(other), other) for other in fact.about if other != id]
        sole = [pair for pair in names if pair[0] and [name for name, _ in names].count(pair[0]) == 1]
        parts = [Link(fact.text)]
        for name, other in sorted(sole, key=lambda pair: (-len(pair[0]), pair)):
            whole = re.compile(re.escape(name) + r"(?! S\d| season \d)")  # not of "Daredevil S1E01"
            at = next((i for i, part in enumerate(parts) if not part.href and whole.search(part.text)), None)
            if at is not None:
                left, right = whole.split(parts[at].text, maxsplit=1)
                parts[at : at + 1] = [Link(left), Link(name, relative(self.paths[other], here)), Link(right)]
        return tuple(part for part in parts if part.text)

    def linked_data(self, id: str) -> str:
        """An entity as JSON-LD, fit to stand in a page: in the terms of schema.org, else in our own."""
        iri, cls = vocab.full(id, self.canon.base), self.canon.type(id)
        node = dict(self._linked_data.get(iri, {}))
        if not node:
            node = {"@id": iri, "@type": vocab.term(cls), "http://schema.org/name": self.canon.label(id)}
            return script_safe(node)
        node["citation"] = list(node.get("citation", []))[:CITED]
        return script_safe({"@context": "https://schema.org", **{k: v for k, v in node.items() if v != []}})

    def search_index(self) -> list[list[Any]]:
        """What the search looks through: name, type, path and other names of each entity."""
        return [
            [self.canon.label(id), self.label_of_type(id), self.paths[id], *self.also(id)]
            for id in sorted(self.ids, key=lambda id: (self.canon.label(id).casefold(), id))
        ]


def _other_way(relation: str) -> str:
    """A relation in words, as the page of its object has it: plays it, part of it, title character of."""
    return (
        f"{relation} it"
        if relation.rsplit(maxsplit=1)[-1] in _TAKES_OBJECT or relation.endswith("s")
        else f"{relation} of"
    )


def script_safe(data: Any) -> str:
    """Data as JSON that can stand in a page: nothing in it ends the element that it is in."""
    text = json.dumps(data, ensure_ascii=False, sort_keys=True)
    for char in "<>&\u2028\u2029":
        text = text.replace(char, f"\\u{ord(char):04x}")
    return text


def style_of(cls: str) -> tuple[str, str]:
    """The shape and colour of a class, as the pictures have it."""
    return STYLES.get(cls, ("dot", "#999999"))


def chunked(items: Sequence[Any], many: int) -> tuple[Sequence[Any], Sequence[Any]]:
    """The first items, and the rest."""
    return (items, ()) if len(items) <= many + 2 else (items[:many], items[many:])


def types(content: Content, ids: Iterable[str]) -> Mapping[str, list[str]]:
    """Class → its entities by name, in the order in which the pictures show classes."""
    found: dict[str, list[str]] = {}
    for id in ids:
        found.setdefault(content.canon.type(id), []).append(id)
    order = list(STYLES)
    label = content.canon.label
    return {
        cls: sorted(found[cls], key=lambda id: (label(id).casefold(), id))
        for cls in sorted(found, key=lambda c: (order.index(c) if c in STYLES else len(order), c))
    }
