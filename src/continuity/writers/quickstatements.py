"""QuickStatements for Wikidata: what the canon tells of things with a Wikidata item, each with its references.

The commands are those of https://www.wikidata.org/wiki/Help:QuickStatements, one a line, parts separated by tabs.
Only what an account with an address tells is written, and only between things whose items are known: nothing is
created, and nothing is said without a reference.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.model import Source
from continuity.writers.alignment import WIKIDATA, aligned

#: Derived properties that Wikidata tells of the other end: a work has directors, a character a performer.
_TURNED = frozenset({
    "actsIn", "composerOf", "creatorOf", "developerOf", "directorOf", "executiveProducerOf", "plays", "producerOf",
    "writerOf",
})  # fmt: skip
#: Terms whose Wikidata property takes something that we do not keep as an item, or stands only beside a statement.
_LEFT_OUT = frozenset({"dependsOn", "name", "number", "occupation", "power", "realName", "shapedBy", "species"})
_ITEM = re.compile(r"Q[1-9]\d*\Z")
_MINUTE = "U7727"
_PRECISION = {4: 9, 7: 10, 10: 11}


def quickstatements(canon: CanonGraph, entities: Sequence[str]) -> bytes:
    """The commands, sorted by item and property; empty where nothing has an item."""
    wanted = set(entities) or set(canon.entities())
    items = _items(canon)
    sources = {a.id: a.source for a in canon.accounts.values()}
    lines = []
    for subject, property, object in _facts(canon):
        known = vocab.terms().properties[property]
        ends = (subject, value_id) if (value_id := _id(canon, object)) and known.value == "id" else (subject,)
        if not wanted & set(ends) or any(e not in items for e in ends):
            continue
        said = items[value_id] if known.value == "id" else _literal(property, known.value, object.value)
        told = canon.told(canon.node(subject), store.iri(vocab.term(property)), object)
        references = _references(sources[canon.id(q.graph_name)] for q in told)
        if said and references:
            item, said = (said, items[subject]) if property in _TURNED else (items[subject], said)
            lines.append("\t".join((item, aligned(WIKIDATA)[property], said, references)))
    return "".join(f"{line}\n" for line in sorted(set(lines))).encode("utf-8")


def _items(canon: CanonGraph) -> Mapping[str, str]:
    """Entity → its Wikidata item."""
    wikidata = store.iri(vocab.term("wikidata"))
    found = {canon.id(q.subject): q.object.value for q in canon.facts.match(None, wikidata, None, store.DEFAULT)}
    return {id: item for id, item in found.items() if _ITEM.match(item)}


def _facts(canon: CanonGraph) -> Iterator[tuple[str, str, Any]]:
    """The facts about things, told or derived, that Wikidata has a property for."""
    terms = vocab.terms()
    for property in aligned(WIKIDATA):
        known = terms.properties.get(property)
        if known is None or property in _LEFT_OUT or not any(terms.is_a(d, "Entity") for d in known.domain):
            continue
        for quad in canon.facts.match(None, store.iri(vocab.term(property)), None, store.DEFAULT):
            yield canon.id(quad.subject), property, quad.object


def _id(canon: CanonGraph, term: Any) -> str:
    return canon.id(term) if store.is_iri(term) else ""


def _literal(property: str, kind: str, value: str) -> str:
    """A value as QuickStatements writes it; empty where it cannot be told so."""
    if kind == "date":
        return _day(value)
    if property == "runtime":
        return f"{value}{_MINUTE}"
    if property in ("imdb", "tvmaze", "tmdb"):
        return _quoted(value)
    return ""


def _day(value: str) -> str:
    """A plain date with its precision; an interval or an uncertain date is not written."""
    if not re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value):
        return ""
    return f"+{f'{value}-00-00'[:10]}T00:00:00Z/{_PRECISION[len(value)]}"


def _references(sources: Iterable[Source]) -> str:
    """A reference for each source with an address; all but the first begin with an exclamation mark."""
    made: list[list[str]] = []
    for source in sorted(set(sources), key=lambda s: (s.url, s.id)):
        if source.url.startswith(("http://", "https://")):
            parts = [("S854", _quoted(source.url))]
            parts += [("S577", day)] if (day := _day(source.published)) else []
            made.append([f"{'!' if made and n == 0 else ''}{p}\t{v}" for n, (p, v) in enumerate(parts)])
    return "\t".join(part for parts in made for part in parts)


def _quoted(text: str) -> str:
    """A text in quotes; what would end the value or the command cannot stand in it."""
    return '"' + re.sub(r'[\t\r\n"|]+', " ", text).strip() + '"'
