"""The first sight: a few queries over many shapes at once set aside those that everything fits.

It takes the engine long to look up each value by itself, and little to count sets. So shapes that want the same of
different properties are asked about together: all of some are among others where both together are no more than the
others. Where there are more, or a shape is of another kind, the shape itself decides.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache
from typing import Any

from continuity import store, vocab
from continuity.check.shapes.compiling import Compiler
from continuity.check.shapes.reading import Constraint, Shape

_VALUES = {"Class", "Or", "In", "NodeKind", "Datatype", "Pattern", "MinLength", "MaxLength", "Not", "And"}
_VALUES |= {"MinInclusive", "MaxInclusive", "MinExclusive", "MaxExclusive"}
#: Where so many times more have a property than have to, these are looked up one by one.
_FEW = 8
#: From a variable and a pattern to how many values of the variable it has.
Count = Callable[[str, str], int]


def doubtful(facts: store.Store, shapes: Iterable[Shape], compiler: Compiler) -> list[Shape]:
    """The shapes that something in the default graph may not fit, in their order."""
    told = list(shapes)
    kept: dict[int, Shape] = {}
    groups: dict[tuple[bool, tuple[Constraint, ...]], list[Shape]] = {}
    simple: dict[str, list[tuple[Constraint, Shape]]] = {}
    used = cache(lambda property: bool(facts.query(f"ASK {{ ?focus {property} ?value }}")))
    count = cache(lambda node, pattern: _count(facts, f"DISTINCT {node}", pattern))
    for shape in told:
        property = _property(shape)
        if property is None:
            if not _has_all(facts, shape, compiler, count):
                kept[id(shape)] = shape
            continue
        for constraint in shape.constraints if used(str(property)) else ():
            if shape.path is not None and constraint.component != "MaxCount" and not _wanted(constraint)[0]:
                simple.setdefault(str(property), []).append((constraint, shape))
            else:
                groups.setdefault((shape.path is None, (constraint,)), []).append(shape)
    for found in simple.values():  # what is wanted of the values of a property is asked about at once
        wanted = tuple(dict.fromkeys(c for c, _ in found))
        groups.setdefault((False, wanted), []).extend(s for _, s in found)
    for (of_focus, constraints), members in groups.items():
        properties = list(dict.fromkeys(str(_property(s)) for s in members))
        if not _fit(facts, compiler, constraints, properties, count, of_focus=of_focus):
            kept |= {id(s): s for s in members}
    return [s for s in told if id(s) in kept]


def _property(shape: Shape) -> Any:
    """The property of which a shape constrains the subjects or the values, one by one or in number; None for others."""
    if len(shape.targets) != 1 or shape.targets[0][0] != "targetSubjectsOf" or shape.properties:
        return None
    property = shape.targets[0][1]
    if shape.path is not None and (shape.path.inverse or shape.path.property != property):
        return None
    known = _VALUES | ({"MaxCount"} if shape.path is not None else set())
    return property if all(c.component in known for c in shape.constraints) else None


def _fit(
    facts: store.Store,
    compiler: Compiler,
    constraints: tuple[Constraint, ...],
    properties: list[str],
    count: Count,
    *,
    of_focus: bool,
) -> bool:
    """Whether all subjects, or all values, of some properties meet constraints: several simple ones, or one other."""
    some, constraint = f"VALUES ?p {{ {' '.join(properties)} }} ?focus ?p ?value .", constraints[0]
    if constraint.component == "MaxCount":
        if constraint.number != 1:
            return False
        counts = f"SELECT (COUNT(?value) AS ?all) (COUNT(DISTINCT ?focus) AS ?apart) {{ {some} }} GROUP BY ?p"
        return all(row[0].value == row[1].value for row in facts.select(counts))
    node = "?focus" if of_focus else "?value"
    classes, others = _wanted(constraint)
    if classes:
        also = [f"VALUES {node} {{ {' '.join(others)} }}"] if others else []
        below = [str(c) for cls in classes for c in compiler.below.get(cls.value, (cls,))]
        every = ([*(f"{node} a {c}" for c in known), *also] for known in (classes, below))
        return any(_among(count, node, some, parts) for parts in every)  # most are typed with the class itself
    fails = " || ".join(f"({compiler.fails(c, node, node)})" for c in constraints)
    # Texts mostly differ. Other values are set side by side by grouping: the engine would test each before DISTINCT.
    texts = any(c.component == "Datatype" and c.terms[0].value == vocab.STRING for c in constraints)
    each = some if texts else f"{{ SELECT {node} {{ {some} }} GROUP BY {node} }}"
    return not facts.query(f"ASK {{ {each} FILTER({fails}) }}")


def _among(count: Count, node: str, some: str, parts: Iterable[str]) -> bool:
    """Whether all nodes of a pattern are in one of several parts."""
    inside = " UNION ".join(f"{{ {p} }}" for p in parts)
    return count(node, f"{inside} UNION {{ {some} }}") == count(node, inside)


def _count(facts: store.Store, what: str, pattern: str) -> int:
    return int(facts.select(f"SELECT (COUNT({what}) AS ?n) {{ {pattern} }}")[0][0].value)


def _wanted(constraint: Constraint) -> tuple[list[Any], list[str]]:
    """The classes of which a constraint wants one, and the terms that do as well; none where it wants anything else."""
    inner = [constraint]
    if constraint.component == "Or" and not any(s.path or s.properties for s in constraint.shapes):
        inner = [s.constraints[0] for s in constraint.shapes if len(s.constraints) == 1]
        inner = inner if len(inner) == len(constraint.shapes) else []
    terms = [t for c in inner if c.component == "In" for t in c.terms]
    if any(c.component not in ("Class", "In") for c in inner) or not all(map(store.is_iri, terms)):
        return [], []
    return [c.terms[0] for c in inner if c.component == "Class"], list(map(str, terms))


def _has_all(facts: store.Store, shape: Shape, compiler: Compiler, count: Count) -> bool:
    """Whether a shape only wants some properties of the members of a class, and all have them."""
    if len(shape.targets) != 1 or shape.targets[0][0] != "targetClass" or shape.constraints or shape.path is not None:
        return False
    inner = [(p.path, c) for p in shape.properties for c in p.constraints]
    if any(p.properties for p in shape.properties) or len(inner) != len(shape.properties):
        return False
    if any(c.component != "MinCount" or c.number != 1 or path is None for path, c in inner):
        return False
    each = compiler.targets(shape)
    size = _count(facts, "*", each)

    def all_have(step: str) -> bool:
        """Looked up one by one where they are few, as sets where they are many."""
        if size * _FEW < _count(facts, "*", step):
            return not facts.query(f"ASK {{ {each} FILTER NOT EXISTS {{ {step} }} }}")
        return _among(count, "?focus", each, [step])

    return not size or all(all_have(path.triple("?focus", "?value")) for path, _ in inner if path)
