"""Shapes as SPARQL: one query finds whoever does not fit a shape, and only then others say in what.

Terms come from a parser, and are written as N-Triples writes them, so no text of a shapes file becomes syntax.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from typing import Any

from continuity import store, vocab
from continuity.check.shapes.reading import SHACL, Constraint, Path_, Shape

_RDFS_SUBCLASS = vocab.RDFS + "subClassOf"
#: Datatypes of which the engine knows what is well-formed.
_CASTS = {vocab.XSD + n for n in ("integer", "decimal", "double", "float", "boolean", "dateTime", "date", "time")}
_KINDS = {
    "IRI": "ISIRI({0})",
    "Literal": "ISLITERAL({0})",
    "BlankNode": "ISBLANK({0})",
    "BlankNodeOrIRI": "(ISBLANK({0}) || ISIRI({0}))",
    "BlankNodeOrLiteral": "(ISBLANK({0}) || ISLITERAL({0}))",
    "IRIOrLiteral": "(ISIRI({0}) || ISLITERAL({0}))",
}
_COMPARISONS = {"MinExclusive": ">", "MinInclusive": ">=", "MaxExclusive": "<", "MaxInclusive": "<="}

Subclasses = Mapping[str, tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Violation:
    """A result of a validation report. `path` is the property, empty for a shape without one; `value` may be nothing."""

    focus: Any
    path: Any
    value: Any
    component: str
    shape: Shape
    constraint: Constraint

    @property
    def key(self) -> tuple[str, str, str, str]:
        """Focus node, path, value and component, each as N-Triples writes it; empty where there is none.

        A path against a property begins with `^`.
        """
        focus, path, value = ("" if t is None else str(t) for t in (self.focus, self.path, self.value))
        if self.shape.path is not None and self.shape.path.inverse:
            path = f"^{path}"
        return focus, path, value, SHACL + self.component + "ConstraintComponent"


def subclasses(facts: store.Store) -> Subclasses:
    """Class → itself and all that the statements of the default graph put below it."""
    below: dict[Any, set[Any]] = {}
    for q in facts.match(None, store.iri(_RDFS_SUBCLASS), None, store.DEFAULT):
        below.setdefault(q.object, set()).add(q.subject)
    made: dict[str, tuple[Any, ...]] = {}
    for cls in below:
        found, todo = {cls}, [cls]
        while todo:
            new = below.get(todo.pop(), set()) - found
            found |= new
            todo += new
        made[cls.value] = tuple(sorted((c for c in found if store.is_iri(c)), key=lambda c: c.value))
    return made


def violations(facts: store.Store, shapes: Iterable[Shape]) -> Iterator[Violation]:
    """Everything in the default graph of a store that does not fit one of the shapes, in their order."""
    from continuity.check.shapes.sieve import doubtful

    compiler = Compiler(subclasses(facts))
    for shape in doubtful(facts, shapes, compiler):
        yield from compiler.run(facts, shape, compiler.targets(shape))


class Compiler:
    """SPARQL for shapes over data with these subclasses. Variables are numbered, so none is used twice in a query."""

    def __init__(self, below: Subclasses) -> None:
        self.below = below
        self.numbers = count()

    def variable(self) -> str:
        """A variable that no other pattern has."""
        return f"?v{next(self.numbers)}"

    def targets(self, shape: Shape, focus: str = "?focus") -> str:
        """The focus nodes of a shape, as patterns on a variable."""
        parts = []
        for kind, term in shape.targets:
            if kind == "targetNode":
                parts.append(f"VALUES {focus} {{ {term} }}")
            elif kind == "targetClass":
                parts.append(self._of_class(focus, term))
            elif kind == "targetSubjectsOf":
                parts.append(f"{focus} {term} {self.variable()} .")
            else:
                parts.append(f"{self.variable()} {term} {focus} .")
        return parts[0] if len(parts) == 1 else " UNION ".join(f"{{ {p} }}" for p in parts)

    def _of_class(self, node: str, cls: Any) -> str:
        known = self.below.get(cls.value, (cls,))
        if len(known) == 1:
            return f"{node} a {known[0]} ."
        var = self.variable()
        return f"VALUES {var} {{ {' '.join(map(str, known))} }} {node} a {var} ."

    def _of_no_class(self, node: str, cls: Any) -> str:
        """A condition that holds where a node is of no class at or below one; most are typed with the class itself."""
        below = [str(c) for c in self.below.get(cls.value, ()) if c != cls]
        test = f"NOT EXISTS {{ {node} a {cls} . }}"
        if not below:
            return test
        var = self.variable()
        return f"{test} && NOT EXISTS {{ {node} a {var} FILTER({var} IN ({', '.join(below)})) }}"

    def run(
        self, facts: store.Store, shape: Shape, target: str, among: str = "", depth: int = 0
    ) -> Iterator[Violation]:
        """The violations of a shape among the nodes of a pattern.

        For a shape within a shape, `among` is the pattern again on ?focus1, ?focus2 …, by its depth.
        """
        values = [c for c in shape.constraints if c.component not in _COUNTED]
        along = not depth and _same_step(shape.targets, shape.path)
        pattern = target if shape.path is None else shape.path.triple("?focus", "?value")
        if shape.path is not None and not along:
            pattern = f"{{ SELECT DISTINCT ?focus {{ {target} }} }} {pattern}"
        seen = "?focus" if shape.path is None else "?value"
        tests = [(c, self.fails(c, "?focus", seen)) for c in values]
        if tests:
            anything = " || ".join(f"({t})" for _, t in tests)
            if facts.query(f"ASK {{ {pattern} FILTER({anything}) }}"):
                for constraint, test in tests:
                    yield from self._which(facts, shape, constraint, pattern, test)
        for constraint in shape.constraints:
            if constraint.component in _COUNTED:
                yield from self._counted(facts, shape, constraint, target, along)
        among = among or self.targets(shape, "?focus0")
        for inner in shape.properties:
            if shape.path is None:
                yield from self.run(facts, inner, target, among, depth)
            else:  # the nodes that it looks at are the values of the outer one
                steps = f"{among} {shape.path.triple(f'?focus{depth}', '{}')}"
                nodes, same = (
                    f"{{ SELECT DISTINCT {v} {{ {_filled(steps, v)} }} }}" for v in ("?focus", f"?focus{depth + 1}")
                )
                yield from self.run(facts, inner, nodes, same, depth + 1)

    def _which(
        self, facts: store.Store, shape: Shape, constraint: Constraint, pattern: str, test: str
    ) -> Iterator[Violation]:
        component = constraint.component
        if component == "Closed":
            allowed = ", ".join(map(str, constraint.terms)) or "<>"
            query = f"SELECT DISTINCT ?focus ?p ?o {{ {pattern} ?focus ?p ?o FILTER(?p NOT IN ({allowed})) }}"
            for focus, path, value in facts.select(query):
                yield Violation(focus, path, value, component, shape, constraint)
            return
        columns = "?focus ?value" if shape.path is not None else "?focus"
        for row in facts.select(f"SELECT DISTINCT {columns} {{ {pattern} FILTER({test}) }}"):
            yield Violation(row[0], shape.path and shape.path.property, row[-1], component, shape, constraint)

    def _counted(
        self, facts: store.Store, shape: Shape, constraint: Constraint, target: str, along: bool
    ) -> Iterator[Violation]:
        """Constraints on all values of a focus node together."""
        path = shape.path
        for query in self._counting(constraint, path, target, along):
            for row in facts.select(query):
                value = row[1] if len(row) > 1 else None
                yield Violation(row[0], path and path.property, value, constraint.component, shape, constraint)

    def _counting(self, constraint: Constraint, path: Path_ | None, target: str, along: bool) -> Iterator[str]:
        each = f"{{ SELECT DISTINCT ?focus {{ {target} }} }}"
        step = path.triple("?focus", "?value") if path is not None else "BIND(?focus AS ?value)"
        match constraint.component:
            case "MaxCount":
                many = step if along else f"{each} {step}"
                yield (
                    f"SELECT ?focus {{ {many} }} GROUP BY ?focus HAVING(COUNT(DISTINCT ?value) > {constraint.number})"
                )
            case "MinCount" if constraint.number == 1:
                yield f"SELECT ?focus {{ {each} FILTER NOT EXISTS {{ {step} }} }}"
            case "MinCount" if constraint.number > 1:
                yield (
                    f"SELECT ?focus {{ {each} OPTIONAL {{ {step} }} }} GROUP BY ?focus "
                    f"HAVING(COUNT(DISTINCT ?value) < {constraint.number})"
                )
            case "HasValue":
                term = constraint.terms[0]
                has = path.triple("?focus", str(term)) if path is not None else ""
                test = f"NOT EXISTS {{ {has} }}" if has else f"!SAMETERM(?focus, {term})"
                yield f"SELECT ?focus {{ {each} FILTER({test}) }}"
            case "UniqueLang":
                a, b = "?value", "?other"
                both = f"{path.triple('?focus', a)} {path.triple('?focus', b)}" if path is not None else ""
                condition = f"LANG({a}) != '' && LCASE(LANG({a})) = LCASE(LANG({b})) && !SAMETERM({a}, {b})"
                yield f"SELECT DISTINCT ?focus ?none ?tag {{ {each} {both} FILTER({condition}) BIND(LCASE(LANG({a})) AS ?tag) }}"
            case "Equals":
                other = f"?focus {constraint.terms[0]} ?value ."
                yield f"SELECT DISTINCT ?focus ?value {{ {each} {step} FILTER NOT EXISTS {{ {other} }} }}"
                back = step if path is not None else "FILTER(SAMETERM(?focus, ?value))"
                yield f"SELECT DISTINCT ?focus ?value {{ {each} {other} FILTER NOT EXISTS {{ {back} }} }}"
            case "LessThan" | "LessThanOrEquals":
                sign = "<" if constraint.component == "LessThan" else "<="
                other = f"?focus {constraint.terms[0]} ?other ."
                test = f"!COALESCE(?value {sign} ?other, false)"
                yield f"SELECT ?focus ?value {{ {each} {step} {other} FILTER({test}) }}"

    def fails(self, constraint: Constraint, focus: str, value: str) -> str:
        """A condition that holds where a value does not meet a constraint on single values."""
        terms = constraint.terms
        match constraint.component:
            case "Class":
                return self._of_no_class(value, terms[0])
            case "Datatype":
                return _no_datatype(value, terms[0])
            case "NodeKind":
                kind = terms[0].value.removeprefix(SHACL)
                return "!" + _KINDS[kind].format(value) if kind in _KINDS else "true"
            case "MinExclusive" | "MinInclusive" | "MaxExclusive" | "MaxInclusive" as component:
                return f"!COALESCE({value} {_COMPARISONS[component]} {terms[0]}, false)"
            case "MinLength":
                return f"(ISBLANK({value}) || STRLEN(STR({value})) < {constraint.number})"
            case "MaxLength":
                return f"(ISBLANK({value}) || STRLEN(STR({value})) > {constraint.number})"
            case "Pattern":
                arguments = ", ".join([f"STR({value})", *(str(t) for t in terms)])
                return f"(ISBLANK({value}) || !REGEX({arguments}))"
            case "LanguageIn":
                fits = " || ".join(f"LANGMATCHES(LANG({value}), {t})" for t in terms) or "false"
                return f"!COALESCE({fits}, false)"
            case "In":
                return f"!({_one_of(value, terms)})"
            case "Disjoint":
                return f"EXISTS {{ {focus} {terms[0]} {value} . }}"
            case "Not":
                return f"!({self.misfit(constraint.shapes[0], value)})" if constraint.shapes else "false"
            case "And" | "Node":
                return " || ".join(f"({self.misfit(s, value)})" for s in constraint.shapes) or "false"
            case "Or":
                return " && ".join(f"({self.misfit(s, value)})" for s in constraint.shapes) or "true"
            case "Xone":
                fits = " + ".join(f"IF({self.misfit(s, value)}, 0, 1)" for s in constraint.shapes) or "0"
                return f"(({fits}) != 1)"
            case "Closed":
                p, o = self.variable(), self.variable()
                allowed = ", ".join(map(str, terms)) or "<>"
                return f"EXISTS {{ {value} {p} {o} FILTER({p} NOT IN ({allowed})) }}"
        raise AssertionError(constraint.component)

    def misfit(self, shape: Shape, node: str) -> str:
        """A condition that holds where a node does not fit a shape."""
        tests: list[str] = []
        for constraint in shape.constraints:
            if constraint.component in _COUNTED:
                tests.append(self._counted_test(constraint, shape.path, node))
            elif shape.path is None:
                tests.append(self.fails(constraint, node, node))
            else:
                value = self.variable()
                test = self.fails(constraint, node, value)
                tests.append(f"EXISTS {{ {shape.path.triple(node, value)} FILTER({test}) }}")
        for inner in shape.properties:
            if shape.path is None:
                tests.append(self.misfit(inner, node))
            else:
                value = self.variable()
                tests.append(f"EXISTS {{ {shape.path.triple(node, value)} FILTER({self.misfit(inner, value)}) }}")
        return " || ".join(f"({t})" for t in tests) or "false"

    def _counted_test(self, constraint: Constraint, path: Path_ | None, node: str) -> str:
        """What `_counting` asks, as a condition on one node."""
        term = constraint.terms[0] if constraint.terms else None
        if path is None:
            return f"!SAMETERM({node}, {term})" if constraint.component == "HasValue" else self._same(node, term)
        one, other = self.variable(), self.variable()
        first, second = path.triple(node, one), f"{node} {term} {other} ."
        match constraint.component:
            case "MinCount":
                return f"!({self._at_least(path, node, constraint.number)})"
            case "MaxCount":
                return self._at_least(path, node, constraint.number + 1)
            case "HasValue":
                return f"NOT EXISTS {{ {path.triple(node, str(term))} }}"
            case "UniqueLang":
                same = f"LANG({one}) != '' && LCASE(LANG({one})) = LCASE(LANG({other})) && !SAMETERM({one}, {other})"
                return f"EXISTS {{ {first} {path.triple(node, other)} FILTER({same}) }}"
            case "Equals":
                lacking = f"EXISTS {{ {first} FILTER NOT EXISTS {{ {node} {term} {one} . }} }}"
                return f"{lacking} || EXISTS {{ {second} FILTER NOT EXISTS {{ {path.triple(node, other)} }} }}"
        sign = "<" if constraint.component == "LessThan" else "<="
        return f"EXISTS {{ {first} {second} FILTER(!COALESCE({one} {sign} {other}, false)) }}"

    def _same(self, node: str, property: Any) -> str:
        """sh:equals on the node itself: it is its own only value of the property."""
        other = self.variable()
        return (
            f"NOT EXISTS {{ {node} {property} {node} . }} || "
            f"EXISTS {{ {node} {property} {other} FILTER(!SAMETERM({node}, {other})) }}"
        )

    def _at_least(self, path: Path_, node: str, number: int) -> str:
        """A condition that holds where a node has so many values or more."""
        if number <= 0:
            return "true"
        found = [self.variable() for _ in range(number)]
        apart = [f"!SAMETERM({a}, {b})" for i, a in enumerate(found) for b in found[i + 1 :]]
        condition = f"FILTER({' && '.join(apart)})" if apart else ""
        return f"EXISTS {{ {' '.join(path.triple(node, v) for v in found)} {condition} }}"


def _filled(steps: str, variable: str) -> str:
    """Patterns that end with a step whose value is still to be named."""
    before, _, after = steps.rpartition("{}")
    return f"{before}{variable}{after}"


#: Components that look at all values of a focus node together.
_COUNTED = {"MinCount", "MaxCount", "HasValue", "UniqueLang", "Equals", "LessThan", "LessThanOrEquals"}


def _same_step(kinds: tuple[tuple[str, Any], ...], path: Path_ | None) -> bool:
    """Whether the target is whoever has the path, so that the path alone finds the focus nodes."""
    return path is not None and kinds in (
        (("targetObjectsOf" if path.inverse else "targetSubjectsOf", path.property),),
    )


def _one_of(value: str, terms: tuple[Any, ...]) -> str:
    """A condition that holds where a value is one of some terms: for literals the same term, not only an equal one."""
    tests = [f"SAMETERM({value}, {t})" for t in terms if not store.is_iri(t)]
    iris = [str(t) for t in terms if store.is_iri(t)]
    tests += [f"{value} IN ({', '.join(iris)})"] if iris else []
    return " || ".join(tests) or "false"


def _no_datatype(value: str, datatype: Any) -> str:
    wrong = f"!ISLITERAL({value}) || DATATYPE({value}) != {datatype}"
    if datatype.value in _CASTS:
        cast = f"{datatype}(STR({value}))"
        return f"({wrong} || !COALESCE({cast} = {cast}, false))"
    return f"({wrong})"
