"""Wikidata: entity JSON as dump lines or single documents, and SPARQL results in JSON; properties by one reviewed table.

Each statement is told by the account of what it is referenced to; without a reference, by Wikidata itself. Its rank is
kept too: deprecated statements, and those that a preferred one outranks, are accounts of two sources of their own, which
the canon `wikidata` leaves out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from typing import Any

from continuity import vocab
from continuity.imports import mapping
from continuity.imports.identity import slug
from continuity.imports.mapping import Rule, Teller, Value
from continuity.imports.told import Format, Item, Job, Told
from continuity.model import Finding, Position
from continuity.readers import guarded, wikidata
from continuity.readers.guarded import mapping_of, records, text

_FILE = 1 << 50  # a cursor is the number of the file times this, and the byte in it
_OUTRANKED, _DEPRECATED = "wikidata-outranked", "wikidata-deprecated"
#: Of the address of a reference, the part that tells a source.
_HOST = re.compile(r"https?://(?:www\.)?([^/\s]+)")


def identifier(key: str) -> Item:
    """The Wikidata item of a thing that is known by its number, as part of an item."""
    number = key.partition(":")[2]
    return {"wikidata": number} if key.startswith("wikidata:") and wikidata.NUMBER.match(number) else {}


@dataclass(frozen=True, slots=True)
class Table:
    """The reviewed table: classes by item, rules by property."""

    classes: Mapping[str, str]
    properties: Mapping[str, tuple[Rule, ...]]

    @classmethod
    def read(cls, given: Mapping[str, Any]) -> Table:
        """The shipped table with the user's own rows on top."""
        shipped = mapping.shipped("wikidata")
        classes = {**shipped["classes"], **dict(given.get("classes", {}))}
        rows = {**shipped["properties"], **dict(given.get("properties", {}))}
        return cls(
            {str(k): str(v) for k, v in classes.items()},
            {str(k): mapping.rules(v, str(k)) for k, v in rows.items() if v},
        )

    def class_of(self, entity: Mapping[str, Any]) -> str:
        """The class of an item by what it is an instance of: the first of the table that it has."""
        kinds = {
            text(mapping_of(wikidata.value_of(s.get("mainsnak"))).get("id"))
            for s in wikidata.statements(entity, "P31")
            if s.get("rank") != "deprecated"
        }
        return next((c for number, c in self.classes.items() if number in kinds), "")


def run(job: Job) -> Iterator[Told | Finding]:
    """The items of the files, their statements by account."""
    source = job.source(
        {"title": "Wikidata", "publisher": "Wikidata", "kind": "dataset", "url": "https://www.wikidata.org/", "license": "CC0-1.0"}
    )  # fmt: skip
    source["id"] = source["id"] or "wikidata"
    for id in (source["id"], _OUTRANKED, _DEPRECATED):
        job.names.take("source:" + id, id)
    job.names.keep("source", source["id"])
    job.names.keep("title", "Wikidata")
    table = Table.read(job.mapping)
    job.once("names", lambda: _name(job, table))
    if not job.start:
        newest = job.names.state("newest")
        dated = {"published": newest} if newest else {}
        bare = {k: v for k, v in {**dated, **source}.items() if k not in ("id", "title")}
        yield Told(
            "sources",
            (
                {**source, **{k: v for k, v in dated.items() if k not in source}},
                {"id": _OUTRANKED, "title": "Wikidata: statements that a preferred one outranks", **bare},
                {"id": _DEPRECATED, "title": "Wikidata: deprecated statements", **bare},
            ),
            kind="sources",
        )
        yield Told(
            "canons",
            (
                {"id": "wikidata-best", "type": "Canon", "name": "Best statements of Wikidata", "excludesSource": [_DEPRECATED, _OUTRANKED]},
                {"id": "wikidata-all", "type": "Canon", "name": "All statements of Wikidata", "excludesSource": _DEPRECATED},
            ),
            kind="canons",
        )  # fmt: skip
        yield Told("universe", (), {"name": "Wikidata", "default": "wikidata-best"} | ({"base": job.base} if job.base else {}), "type")  # fmt: skip
        job.names.keep("universe", "told")
    for number, path in enumerate(job.files):
        if number < job.start // _FILE:
            continue
        start = job.start % _FILE if number == job.start // _FILE else 0
        line = int(job.names.state("line") or 0) if start else 0
        progress = partial(job.progress, path.name)
        for read in wikidata.entities(path, start, line, progress):
            if isinstance(read, Finding):
                yield read
                continue
            job.names.keep("line", str(read.line))
            at = Position(path.name, read.line)
            yield from _Item(job, table, read.entity, at, source["id"]).told(
                number * _FILE + read.end if read.end else -1
            )


def _name(job: Job, table: Table) -> None:
    """Give every item its id by its label, and know its class, before any is spoken of."""
    newest = ""
    for path in job.files:
        for read in wikidata.entities(path, progress=partial(job.progress, path.name + ", labels")):
            if isinstance(read, Finding):
                continue
            entity = read.entity
            cls, label = table.class_of(entity), wikidata.label(entity)
            newest = max(newest, text(entity.get("modified"))[:10])
            for number, name in mapping_of(entity.get("others")).items():
                job.names.id(f"wikidata:{number}", str(name), "", str(number))
            if cls or label:
                under = "series" if cls == "Series" else ""
                year = wikidata.year(entity)
                named = f"{label} {year}" if cls in ("Film", "Special") and label and year else label
                job.names.id(_key(entity), named or text(entity["id"]), cls, text(entity["id"]), under)
                job.names.keep("label " + text(entity["id"]), label)
    job.names.keep("newest", newest)


def _key(entity: Mapping[str, Any]) -> str:
    return f"wikidata:{entity['id']}"


class _Item:
    """One item and what its statements tell."""

    def __init__(self, job: Job, table: Table, entity: Mapping[str, Any], at: Position, source: str) -> None:
        self.job, self.table, self.entity, self.at, self.source = job, table, entity, at, source
        self.found: list[Finding] = []
        self.teller = Teller(job.names, lambda cls, words: f"{cls}:{words}", self._problem)
        self.cls = table.class_of(entity)
        self.sources: list[Item] = []

    def _problem(self, message: str) -> None:
        finding = guarded.problem(self.at.file, self.at.line, f"{self.entity['id']}: {message}")
        if finding not in self.found:
            self.found.append(finding)

    def told(self, cursor: int) -> Iterator[Told | Finding]:
        """The accounts of the item: by what its statements are referenced to."""
        if not self.cls:
            return
        names = self.job.names
        key, label = _key(self.entity), wikidata.label(self.entity)
        id = names.id(key, label or text(self.entity["id"]), self.cls, text(self.entity["id"]))
        names.told(key)
        first: Item = {"id": id, "type": self.cls} | ({"name": label} if label else {})
        first["wikidata"] = text(self.entity["id"])
        aliases = [text(a.get("value")) for a in records(mapping_of(self.entity.get("aliases")).get("en"))]
        kept = sorted({a for a in aliases if a and a != label and len(a) < 200})
        first |= {"alias": kept} if kept else {}
        accounts: dict[str, list[Item]] = {self.source: [first]}
        for property, rules in self.table.properties.items():
            statements = wikidata.statements(self.entity, property)
            best = any(s.get("rank") == "preferred" for s in statements)
            for statement in statements:
                values = self._values(statement)
                for by in self._tellers(statement, best) if values else ():
                    item: Item = {"id": id, "type": self.cls}
                    made = [i for rule in rules for i in self.teller.tell(rule, id, self.cls, values, item)]
                    if len(item) > 2:
                        self._merge(accounts.setdefault(by, []), item)
                    accounts.setdefault(by, []).extend(made)
        yield from self.found
        if self.sources:
            yield Told("sources", self.sources, kind="sources", origin=self.at)
        place = vocab.terms().classes[self.cls].name.lower() + "-items"
        filled = [(by, items) for by, items in accounts.items() if items]
        for i, (by, items) in enumerate(filled):
            yield Told(place, items, self.job.head(by), origin=self.at, cursor=cursor if i == len(filled) - 1 else -1)

    def _merge(self, items: list[Item], item: Item) -> None:
        """Add attributes to the thing's own item in an account; a second value of a functional key is an item more."""
        for old in items:
            if old.get("id") != item["id"]:
                continue
            new = {k: v for k, v in item.items() if k not in old}
            lists = {k: v for k, v in item.items() if k in old and old[k] != v}
            known = vocab.terms()
            if all((p := known.property_for(self.cls, k)) is not None and not p.functional for k in lists):
                old.update(new)
                for k, v in lists.items():
                    have = old[k] if isinstance(old[k], list) else [old[k]]
                    old[k] = have if v in have else [*have, v]
                return
        items.append(item)

    def _values(self, statement: Mapping[str, Any]) -> list[Value]:
        value = self._value(statement.get("mainsnak"))
        if value is None:
            return []
        others = {
            str(p): v
            for p, snaks in mapping_of(statement.get("qualifiers")).items()
            for v in [self._value(next(iter(records(snaks)), None))]
            if v is not None
        }
        return [Value(value.text, value.key, "", others)]

    def _value(self, snak: Any) -> Value | None:
        value = wikidata.value_of(snak)
        if isinstance(value, str):
            return Value(value)
        told = mapping_of(value)
        if "time" in told:
            return Value(wikidata.day(told)) if wikidata.day(told) else None
        if "amount" in told:
            unit = text(told.get("unit")).rpartition("/")[2]
            amount = text(told["amount"]).lstrip("+")
            return Value(amount) if unit in ("1", "Q7727", "") else None  # plain, or minutes
        if "text" in told:
            return Value(text(told["text"]))
        number = text(told.get("id")) or (f"Q{told['numeric-id']}" if "numeric-id" in told else "")
        if not wikidata.NUMBER.match(number):
            return None
        return Value(self.job.names.state("label " + number) or self.job.names.name_of("wikidata:" + number) or number, "wikidata:" + number)  # fmt: skip

    def _tellers(self, statement: Mapping[str, Any], best: bool) -> list[str]:
        """The sources of the accounts that tell a statement."""
        rank = text(statement.get("rank"))
        if rank == "deprecated":
            return [_DEPRECATED]
        if best and rank != "preferred":
            return [_OUTRANKED]
        found = [s for r in records(statement.get("references")) if (s := self._reference(mapping_of(r.get("snaks"))))]
        return list(dict.fromkeys(found)) or [self.source]

    def _reference(self, snaks: Mapping[str, Any]) -> str:
        """The source that a reference is; nothing for one that only says from which wiki a bot took it."""
        told = {
            p: v for p, all_ in snaks.items() for v in [self._value(next(iter(records(all_)), None))] if v is not None
        }
        address = told["P854"].text if "P854" in told else ""
        where = told.get("P248")
        if not _HOST.match(address) or len(address) > 500 or re.search(r'[\s<>"]', address):
            address = ""
        if not address and where is None:
            return ""
        host = _HOST.match(address)
        number = where.key.partition(":")[2] if where is not None else ""
        named = where.text if where is not None and where.text != number else f"Wikidata item {number}"
        title = told["P1476"].text if "P1476" in told else named if where is not None else host[1] if host else ""
        key = f"source:{where.key if where else ''}|{address}"
        known = self.job.names.get(key)
        if known:
            return known
        id = self.job.names.id(
            key, f"{title} {slug(address)[-32:].partition('-')[2]}" if address and title else title or address, ""
        )
        source: Item = {"id": id, "type": "Source", "title": title[:200], "note": "cited by Wikidata"}
        if host:
            source |= {"publisher": host[1], "url": address}
        elif number:
            source["url"] = f"https://www.wikidata.org/wiki/{number}"
        source |= {k: told[p].text for k, p in (("published", "P577"), ("retrieved", "P813")) if p in told}
        self.sources.append(source)
        return id


FORMAT = Format(
    "wikidata", run, "Wikidata: entity JSON, dumps, results of queries", (".json", ".jsonl", ".ndjson"), True,
    frozenset({"classes", "properties"}),
)  # fmt: skip
