"""Terms and statements as records, and clashes as plain data."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from continuity import store, vocab
from continuity.model import Claim, Clash, Value


def value_of(node: Any, base: str) -> Value:
    """A term as a record."""
    if store.is_literal(node):
        return Value(node.value, node.datatype.value)
    return Value(vocab.short(node.value, base))


def claim_of(quad: Any, base: str) -> Claim:
    """A statement as a record."""
    graph = getattr(quad.graph_name, "value", "")
    return Claim(
        vocab.short(quad.subject.value, base),
        vocab.short(quad.predicate.value),
        value_of(quad.object, base),
        vocab.short(graph, base),
    )


def clash_as_json(one: Clash) -> Mapping[str, Any]:
    """A clash as plain data."""
    return {
        "subject": one.subject,
        "about": one.about,
        "told": [[c.subject, c.predicate, c.object.value, c.object.datatype, c.account, wins] for c, wins in one.told],
    }


def clash_from_json(raw: Mapping[str, Any]) -> Clash:
    """The reverse of clash_as_json."""
    return Clash(
        raw["subject"],
        raw["about"],
        tuple((Claim(s, p, Value(o, d), a), wins) for s, p, o, d, a, wins in raw["told"]),
    )
