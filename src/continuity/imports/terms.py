"""Things that RDF names, as ids, and what is said of them in the terms of schema.org and Wikidata (`wdt:`) by their tables."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from continuity import documents, layout, store, vocab
from continuity.imports import mapping
from continuity.imports.mapping import Rule, Teller, Value
from continuity.imports.told import Item, Job
from continuity.model import Finding
from continuity.readers import guarded

_SCHEMA = ("https://schema.org/", "http://schema.org/")
_WDT, _WD = vocab.PREFIXES["wdt"], vocab.PREFIXES["wd"]
_AS_CHARACTER = tuple(store.iri(s + p) for s in _SCHEMA for p in ("character", "characterName"))
_ROLES = frozenset({"Role", "PerformanceRole", "OrganizationRole"})
_NAMES = (vocab.LABEL, vocab.term("name"), *(s + "name" for s in _SCHEMA))
#: Classes that are only there for those below them.
_GROUPING = frozenset({"Entity", "Statement", "Concept"})


def finest(types: Iterable[Any]) -> list[Any]:
    """The classes that data tell: none that follows from another of them or from a rule, and none that only groups others."""
    terms = vocab.terms()
    known = {t: terms.classes.get(vocab.short(t.value)) for t in types if t.value.startswith(vocab.VOCAB)}
    above = {name for cls in known.values() if cls for name in cls.above}
    told = [t for t in known if vocab.short(t.value) not in above | _GROUPING]
    return [t for t in told if not getattr(known[t], "derived_by", None)]


class Ids:
    """Ids for IRIs: those under the base are ids already, others get one by their name."""

    def __init__(self, job: Job, facts: store.Store, base: str) -> None:
        self.job, self.facts, self.base = job, facts, base

    def of(self, iri: str, cls: str = "") -> str:
        """The id of an IRI."""
        if iri.startswith(self.base) or iri.startswith(vocab.VOCAB):
            return vocab.short(iri, self.base)
        name = next((o.value for p in _NAMES for o in self._objects(iri, p) if store.is_literal(o)), "")
        last = iri.rstrip("/#").replace("#", "/").rpartition("/")[2]
        return self.job.names.id(self.key(iri), name or last, cls, last, "series" if cls == "Series" else "")

    def key(self, iri: str) -> str:
        """The key of an IRI among the names."""
        return f"wikidata:{iri[len(_WD) :]}" if iri.startswith(_WD) else f"iri:{iri}"

    def _objects(self, iri: str, predicate: str) -> list[Any]:
        return sorted((q.object for q in self.facts.match(store.iri(iri), store.iri(predicate))), key=str)

    def items(self, iri: str, told: Mapping[str, list[Any]]) -> list[Item]:
        """What is told of a node in our vocabulary."""
        ours = {p: o for p, o in told.items() if p.startswith(vocab.VOCAB)}
        classes = finest(told.get(vocab.TYPE, ()))
        if not ours and not classes:
            return []
        id = self.of(iri)
        made = layout.items_of(self.facts, self.base + id, {**ours, vocab.TYPE: classes}, self.base)
        if iri != self.base + id:
            self.job.names.told(self.key(iri))
        return [{k: self._local(v) for k, v in item.items() if k != "type" or v} for item in made]

    def _local(self, value: Any) -> Any:
        if isinstance(value, list):
            return [self._local(v) for v in value]
        if isinstance(value, str) and not isinstance(value, documents.Scalar) and "://" in value:
            known = next(iter(self.facts.match(store.iri(value))), None) if " " not in value and value.startswith("http") else None  # fmt: skip
            return self.of(value) if known is not None else value
        return value


class Foreign:
    """Tells what stands in the terms of schema.org and Wikidata."""

    def __init__(self, job: Job, facts: store.Store, ids: Ids, counts: Counter[str]) -> None:
        self.job, self.facts, self.ids, self.counts = job, facts, ids, counts
        self.findings: list[Finding] = []
        self.rules: dict[str, tuple[Rule, ...]] = {}
        self.classes: dict[str, str] = {}
        for name, bases, whole in (("schema", _SCHEMA, _SCHEMA), ("wikidata", (_WDT,), (_WD,))):
            table = mapping.shipped(name)
            for at in bases:
                self.rules |= {at + p: mapping.rules(r, p) for p, r in table["properties"].items()}
            for at in whole:
                self.classes |= {at + c: cls for c, cls in table["classes"].items()}
        self.teller = Teller(job.names, lambda cls, words: f"{cls}:{words}", self._problem)
        self.subject = ""

    def _problem(self, message: str) -> None:
        self.findings.append(guarded.problem(self.job.files[0].name, 0, f"{self.subject}: {message}"))

    def _class(self, node: Any, told: Mapping[str, list[Any]]) -> str:
        """What a node is; schema.org has no class of characters, so whom a work or role names as one is one."""
        kinds = sorted(t.value for p in (vocab.TYPE, _WDT + "P31") for t in told.get(p, ()) if store.is_iri(t))
        cls = next((self.classes[k] for k in kinds if k in self.classes), "")
        played = cls == "Person" and any(next(iter(self.facts.match(None, p, node)), None) for p in _AS_CHARACTER)
        return "Character" if played else cls

    def items(self, iri: str, told: Mapping[str, list[Any]]) -> list[Item]:
        """What is told of a node in their terms; statements in others' are counted."""
        cls = self._class(store.iri(iri), told)
        foreign = [p for p in told if not p.startswith((vocab.VOCAB, vocab.RDF, vocab.RDFS))]
        for p in foreign:
            if p not in self.rules and p != _WDT + "P31":
                self.counts[p] += len(told[p])
        if not cls:
            return []
        self.subject = iri
        id = self.ids.of(iri, cls)
        key = self.ids.key(iri)
        self.job.names.told(key)
        item: Item = {"id": id, "type": cls}
        name = next((o.value for p in _NAMES for o in told.get(p, ()) if store.is_literal(o)), "")
        item |= {"name": name} if name else {}
        if not iri.startswith(self.ids.base):  # an id of ours is none of another data set
            item |= {"wikidata": key.partition(":")[2]} if key.startswith("wikidata:") else {"identifier": iri}
        made: list[Item] = []
        for predicate in sorted(foreign):
            given = [v for o in sorted(told[predicate], key=str) for v in self._values(o, predicate)]
            for rule in self.rules.get(predicate, ()):
                made += self.teller.tell(rule, id, cls, given, item)
        return [item, *made]

    def _values(self, node: Any, predicate: str) -> Iterator[Value]:
        if store.is_literal(node):
            yield Value(node.value)
            return
        about: dict[str, list[Any]] = {}
        for q in self.facts.match(node):
            about.setdefault(q.predicate.value, []).append(q.object)
        kinds = {t.value.rpartition("/")[2] for t in about.get(vocab.TYPE, ()) if store.is_iri(t)}
        if kinds & _ROLES and predicate in about:
            others = {p.rpartition("/")[2]: v for p, os in sorted(about.items()) for v in self._plain(sorted(os, key=str)[0])}  # fmt: skip
            for inner in sorted(about[predicate], key=str):
                for v in self._plain(inner):
                    yield Value(v.text, v.key, "", others)
        else:
            yield from self._plain(node)

    def _plain(self, node: Any) -> Iterator[Value]:
        if store.is_literal(node):
            yield Value(node.value)
            return
        names = [
            q.object.value for p in _NAMES for q in self.facts.match(node, store.iri(p)) if store.is_literal(q.object)
        ]
        if store.is_iri(node):
            last = node.value.rstrip("/#").replace("#", "/").rpartition("/")[2]
            about = {}  # type: dict[str, list[Any]]
            for q in self.facts.match(node):
                about.setdefault(q.predicate.value, []).append(q.object)
            cls = self._class(node, about)
            if cls and node.value.startswith(self.ids.base):  # an id already, which its name must not give it anew
                self.job.names.take(self.ids.key(node.value), vocab.short(node.value, self.ids.base))
            self.ids.of(node.value, cls)
            yield Value(min(names, default=last), self.ids.key(node.value))
        elif names:
            yield Value(min(names))
