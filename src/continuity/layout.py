"""How data files are written: what a store tells of a node as items, and items as YAML that every reader takes alike."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Mapping
from typing import Any

from continuity import documents, store, vocab

_PLAIN = re.compile(r"[A-Za-z][A-Za-z0-9 _./()~+'!-]*(?<! )\Z|\d{4}-\d\d(-\d\d)?\Z")
_RESERVED = frozenset({"true", "false", "null", "yes", "no", "on", "off", "y", "n"})
_NUMBER = re.compile(r"-?(0|[1-9]\d*)(\.\d+)?\Z")

Item = dict[str, Any]


def items_of(facts: store.Store, iri: str, told: Mapping[str, list[Any]], base: str) -> list[Item]:
    """What is told of a node as items of a data file: one, and more where it has several classes or values clash."""
    classes = sorted(vocab.short(t.value) for t in told.get(vocab.TYPE, ())) or [""]
    terms, cls = vocab.terms(), classes[0]
    item, more = Item(), [Item(type=c) for c in classes[1:]]
    for predicate, objects in sorted(told.items(), key=lambda t: _place(t[0], cls)):
        known = terms.properties.get(vocab.short(predicate))
        if known is None or predicate == vocab.TYPE:
            continue
        if known.ordered:
            values = [_value(o, known.value, base) for head in objects for o in _members(facts, head)]
        else:
            values = sorted((_value(o, known.value, base) for o in objects), key=str)
        if known.functional:
            more += [{known.key: v} for v in values[1:]]
            values = values[:1]
        item[known.key] = values[0] if len(values) == 1 else values
    id = vocab.short(iri, base)
    item = ({"type": cls} if cls else {}) | item
    first = item if documents.minted(item).get("id") == id else {"id": id, **item}
    return [first, *({"id": id, **m} for m in more)]


def _place(predicate: str, cls: str) -> tuple[int, str]:
    """Where a property stands in an item: what identifies a statement first, then what a thing is called."""
    name, terms = vocab.short(predicate), vocab.terms()
    first = [*(terms.classes[cls].key if cls in terms.classes else ()), "sourceKind", "title", "name", "alias"]
    return (first.index(name) if name in first else len(first), name)


def _value(node: Any, kind: str, base: str) -> Any:
    if not store.is_literal(node):
        return vocab.short(node.value, base)
    text = str(node.value)
    if kind in ("integer", "decimal") and _NUMBER.match(text):
        return documents.Scalar(text, float(text) if "." in text else int(text) if len(text) < 19 else float(text))
    return text == "true" if kind == "boolean" else text


def _members(facts: store.Store, head: Any) -> list[Any]:
    """The values of an RDF list, up to where it breaks off or comes back to itself."""
    first, rest, found, seen = store.iri(vocab.RDF + "first"), store.iri(vocab.RDF + "rest"), [], set()
    while head is not None and head not in seen:
        seen.add(head)
        found += [q.object for q in facts.match(head, first)]
        head = next((q.object for q in facts.match(head, rest)), None)
    return found


def list_text(key: str, items: Iterable[Item]) -> str:
    """A key with a list of items, a line a value."""
    lines = [f"{key}:"]
    for item in items:
        body = mapping_text(item).splitlines()
        lines += [f"  - {body[0]}", *(f"    {line}" for line in body[1:])]
    return "\n".join(lines) + "\n"


def line_text(item: Mapping[str, Any]) -> str:
    """An item of a list on one line, so that a review sees a claim a line."""
    return "  - {" + ", ".join(f"{k}: {scalar_text(v)}" for k, v in item.items()) + "}\n"


def mapping_text(item: Mapping[str, Any]) -> str:
    """A mapping, a line a value."""
    return "".join(f"{k}: {scalar_text(v)}\n" for k, v in item.items())


def scalar_text(value: Any) -> str:
    """A value as YAML: plain where every reader takes it for the same text, else in quotes."""
    if isinstance(value, (list, tuple)):
        return "[" + ", ".join(scalar_text(v) for v in value) + "]"
    if isinstance(value, documents.Scalar):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if _PLAIN.match(value) and value.casefold() not in _RESERVED:
        return str(value)
    quoted = json.dumps(value, ensure_ascii=False)
    return "".join(
        c if c.isprintable() else f"\\u{ord(c):04x}" if c < "\U00010000" else f"\\U{ord(c):08x}" for c in quoted
    )
