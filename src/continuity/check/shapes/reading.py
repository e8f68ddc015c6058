"""Shapes out of Turtle: records, with what is not understood refused by name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from continuity import store, vocab
from continuity.errors import DataError, UsageError

SHACL = "http://www.w3.org/ns/shacl#"
#: What says something of a shape and constrains nothing.
_ASIDE = {"name", "description", "order", "group", "defaultValue", "message", "severity", "deactivated", "path"}
_TARGETS = {"targetNode", "targetClass", "targetSubjectsOf", "targetObjectsOf"}
#: Parameter → the constraint component that it stands for; each value of it is a constraint.
_COMPONENTS = {
    "class": "Class",
    "datatype": "Datatype",
    "nodeKind": "NodeKind",
    "minCount": "MinCount",
    "maxCount": "MaxCount",
    "minExclusive": "MinExclusive",
    "minInclusive": "MinInclusive",
    "maxExclusive": "MaxExclusive",
    "maxInclusive": "MaxInclusive",
    "minLength": "MinLength",
    "maxLength": "MaxLength",
    "pattern": "Pattern",
    "languageIn": "LanguageIn",
    "uniqueLang": "UniqueLang",
    "equals": "Equals",
    "disjoint": "Disjoint",
    "lessThan": "LessThan",
    "lessThanOrEquals": "LessThanOrEquals",
    "not": "Not",
    "and": "And",
    "or": "Or",
    "xone": "Xone",
    "node": "Node",
    "in": "In",
    "hasValue": "HasValue",
    "closed": "Closed",
}
_LISTS = {"languageIn", "in", "and", "or", "xone"}
_SHAPES = {"not", "and", "or", "xone", "node"}
_NEEDS_PATH = {"minCount", "maxCount", "uniqueLang", "lessThan", "lessThanOrEquals"}
#: Shapes inside shapes deeper than this are refused; a shape inside itself is.
DEEPEST = 8


@dataclass(frozen=True, slots=True)
class Path_:  # noqa: N801 - `Path` is a place in the file system
    """One step from a focus node: along a property, or against it."""

    property: Any
    inverse: bool = False

    def triple(self, focus: str, value: str) -> str:
        """The step as a SPARQL pattern."""
        return f"{value} {self.property} {focus} ." if self.inverse else f"{focus} {self.property} {value} ."


@dataclass(frozen=True, slots=True)
class Constraint:
    """What a shape wants: a component of SHACL, and its terms, shapes, or (for a pattern) text and flags."""

    component: str
    terms: tuple[Any, ...] = ()
    shapes: tuple[Shape, ...] = ()

    @property
    def number(self) -> int:
        """The term of a counting constraint."""
        return int(self.terms[0].value)


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape: whom it is about (`targets`, each a kind and a term), along which path, and what it wants of them."""

    id: str
    targets: tuple[tuple[str, Any], ...] = ()
    path: Path_ | None = None
    constraints: tuple[Constraint, ...] = ()
    properties: tuple[Shape, ...] = ()
    message: str = ""


class _Graph:
    """The statements of a shapes file by subject."""

    def __init__(self, quads: Iterable[Any], name: str) -> None:
        self.name = name
        self.told: dict[Any, dict[str, list[Any]]] = {}
        for q in quads:
            self.told.setdefault(q.subject, {}).setdefault(q.predicate.value, []).append(q.object)

    def values(self, node: Any, word: str) -> list[Any]:
        return self.told.get(node, {}).get(SHACL + word, [])

    def items(self, head: Any) -> list[Any]:
        found: list[Any] = []
        seen = set()
        while head.value != vocab.RDF + "nil":
            if head in seen or head not in self.told:
                raise self.wrong(head, "its list is broken")
            seen.add(head)
            found.append(self.told[head][vocab.RDF + "first"][0])
            head = self.told[head][vocab.RDF + "rest"][0]
        return found

    def wrong(self, node: Any, why: str) -> UsageError:
        name = node.value if store.is_iri(node) else "a shape without a name"
        return UsageError(f"{self.name}: {name}: {why}")


def read_shapes(path: Path) -> tuple[Shape, ...]:
    """The shapes of a Turtle file that have targets, sorted by their ids.

    Raises UsageError where the file is not there, does not parse, or uses of SHACL what is not understood.
    """
    if not path.is_file():
        raise UsageError(f"there is no file of shapes at {path}")
    try:
        quads = store.parse_file(path, "turtle", vocab.BASE)
    except DataError as error:
        raise UsageError(str(error)) from None
    graph = _Graph(quads, path.name)
    shapes = [_shape(graph, node, 0) for node in graph.told if _targets(graph, node)]
    return tuple(sorted((s for s in shapes if s is not None), key=lambda s: s.id))


@cache
def shipped() -> tuple[Shape, ...]:
    """The shapes of the vocabulary, of graph/shapes."""
    return tuple(s for f in sorted((vocab.graph_dir() / "shapes").glob("*.ttl")) for s in read_shapes(f))


def _targets(graph: _Graph, node: Any) -> tuple[tuple[str, Any], ...]:
    told = graph.told[node]
    found = [(word, o) for word in sorted(_TARGETS) for o in graph.values(node, word)]
    types = {o.value for o in told.get(vocab.TYPE, [])}
    if vocab.RDFS + "Class" in types and types & {SHACL + "NodeShape", SHACL + "PropertyShape"}:
        found.append(("targetClass", node))
    return tuple(sorted(found, key=str))


def _shape(graph: _Graph, node: Any, depth: int) -> Shape | None:
    """A shape; nothing where it is deactivated."""
    if depth > DEEPEST:
        raise graph.wrong(node, f"shapes stand inside each other more than {DEEPEST} deep, or inside themselves")
    if any(v.value == "true" for v in graph.values(node, "deactivated")):
        return None
    path = _path(graph, node)
    inner = tuple(s for o in graph.values(node, "property") if (s := _shape(graph, o, depth + 1)) is not None)
    message = next((o.value for o in graph.values(node, "message")), "")
    constraints = tuple(sorted(_constraints(graph, node, path, depth), key=lambda c: c.component))
    id = node.value if store.is_iri(node) else ""  # so shapes without a name that want the same are equal
    return Shape(id, _targets(graph, node), path, constraints, inner, message)


def _path(graph: _Graph, node: Any) -> Path_ | None:
    for one in graph.values(node, "path"):
        if store.is_iri(one):
            return Path_(one)
        for against in graph.values(one, "inversePath"):
            if store.is_iri(against):
                return Path_(against, inverse=True)
        raise graph.wrong(node, "a path of more than one step is not understood")
    return None


def _constraints(graph: _Graph, node: Any, path: Path_ | None, depth: int) -> Iterator[Constraint]:
    for predicate in sorted(graph.told.get(node, {})):
        word = predicate.removeprefix(SHACL)
        if word == predicate or word in _ASIDE | _TARGETS | {"property", "flags", "ignoredProperties"}:
            continue
        if word not in _COMPONENTS:
            raise graph.wrong(node, f"sh:{word} is not understood")
        if path is None and word in _NEEDS_PATH:
            raise graph.wrong(node, f"sh:{word} belongs in a shape with sh:path")
        for value in graph.values(node, word):
            made = _constraint(graph, node, word, value, depth)
            if made is not None:
                yield made


def _constraint(graph: _Graph, node: Any, word: str, value: Any, depth: int) -> Constraint | None:
    component = _COMPONENTS[word]
    members = graph.items(value) if word in _LISTS else [value]
    if word in _SHAPES:
        found = (_shape(graph, m, depth + 1) for m in members)
        return Constraint(component, shapes=tuple(s for s in found if s is not None))
    if word in ("minCount", "maxCount", "minLength", "maxLength") and not value.value.isdecimal():
        raise graph.wrong(node, f"sh:{word} wants a whole number")
    if word == "pattern":
        return Constraint(component, (value, *graph.values(node, "flags")))
    if word in ("closed", "uniqueLang"):
        if value.value != "true":
            return None
        if word == "uniqueLang":
            return Constraint(component)
        inner = [p for o in graph.values(node, "property") for p in graph.values(o, "path") if store.is_iri(p)]
        ignored = [i for head in graph.values(node, "ignoredProperties") for i in graph.items(head)]
        return Constraint(component, tuple(dict.fromkeys([*inner, *ignored])))
    if any(not (store.is_iri(m) or store.is_literal(m)) for m in members):
        raise graph.wrong(node, f"sh:{word}: a blank node is the same as nothing else")
    return Constraint(component, tuple(members))
