"""JSON-LD in the terms of schema.org, as search engines and other people's tools read it.

What schema.org has no word for stays out; the RDF formats carry everything. Who told each fact is a `citation`.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.writers import content
from continuity.writers.alignment import SCHEMA, aligned

#: Derived properties that schema.org tells of the work, not of the person or character.
_OF_THE_WORK = ("actsIn", "composerOf", "creatorOf", "directorOf", "producerOf", "writerOf")
_IDENTIFIERS = {
    "wikidata": "http://www.wikidata.org/entity/{}",
    "imdb": "https://www.imdb.com/{}",
    "tvmaze": "https://www.tvmaze.com/{}",
    "tmdb": "https://www.themoviedb.org/{}",
}

#: The EDTF dates that are ISO 8601 dates too, which is what schema.org takes.
_DAY = re.compile(r"\d{4}(-\d\d(-\d\d)?)?\Z")


def schemaorg(canon: CanonGraph, entities: Sequence[str]) -> bytes:
    """One JSON-LD document with a node for each entity."""
    ids = list(entities) or canon.entities()
    made = {"@context": "https://schema.org", "@graph": nodes(canon, ids)}
    return (json.dumps(made, ensure_ascii=False, indent=1) + "\n").encode("utf-8")


def nodes(canon: CanonGraph, ids: Sequence[str]) -> list[Mapping[str, Any]]:
    """The entities in schema.org terms, those that it has a class for; sorted by id."""
    known = content.facts(canon, ids)
    credits = _credits(canon, set(ids))
    told: dict[str, dict[str, None]] = {}
    for one in content.told(canon, ids):
        told.setdefault(one.subject, {})[one.account.source.id] = None
    sources = {a.source.id: a.source for a in canon.accounts.values()}
    names, made = aligned(SCHEMA), list[Mapping[str, Any]]()
    for id in sorted(ids):
        cls = names.get(canon.type(id), "")
        if not cls:
            continue
        name = next(iter(known.get(id, {}).get("name", ())), canon.label(id))
        node: dict[str, Any] = {"@id": vocab.full(id, canon.base), "@type": cls, "name": name}
        for property, values in known.get(id, {}).items():
            _add(canon, node, property, values)
        for property, people in sorted(credits.get(id, {}).items()):
            node[property] = [_reference(canon, p) for p in sorted(people)]
        cited = [sources[s] for s in sorted(told.get(id, {})) if s]
        if cited:
            node["citation"] = [_citation(s.title, s.publisher, s.published, s.url) for s in cited]
        made.append(node)
    return made


def _add(canon: CanonGraph, node: dict[str, Any], property: str, values: Sequence[str]) -> None:
    if property in _IDENTIFIERS:
        node.setdefault("sameAs", []).extend(_IDENTIFIERS[property].format(v) for v in values)
        return
    name, kind = aligned(SCHEMA).get(property, ""), vocab.terms().properties[property].value
    if not name or property == "name":
        return
    if kind == "id":
        found: list[Any] = [_reference(canon, v) for v in values]
    elif property == "runtime":
        found = [f"PT{v}M" for v in values]  # an ISO 8601 duration
    elif kind == "date":
        found = [v for v in values if _DAY.match(v)]
    elif kind == "integer":
        found = [int(v) for v in values]
    else:
        found = list(values)
    if found:
        node[name] = found[0] if len(found) == 1 else found


def _credits(canon: CanonGraph, ids: set[str]) -> dict[str, dict[str, set[str]]]:
    """Work → schema.org property → the people, of the works that are written."""
    found: dict[str, dict[str, set[str]]] = {}
    for property in _OF_THE_WORK:
        name = aligned(SCHEMA)[property]
        for quad in canon.facts.match(None, store.iri(vocab.term(property)), None, store.DEFAULT):
            work = canon.id(quad.object)
            if work in ids:
                found.setdefault(work, {}).setdefault(name, set()).add(canon.id(quad.subject))
    return found


def _reference(canon: CanonGraph, id: str) -> Mapping[str, str]:
    if not canon.type(id):
        return {"name": canon.label(id)}
    return {"@id": vocab.full(id, canon.base), "name": canon.label(id)}


def _citation(title: str, publisher: str, published: str, url: str) -> Mapping[str, Any]:
    made: dict[str, Any] = {"@type": "CreativeWork", "headline": title}
    made |= {"publisher": {"@type": "Organization", "name": publisher}} if publisher else {}
    made |= {"datePublished": published} if published else {}
    return made | ({"url": url} if url.startswith(("http://", "https://")) else {})
