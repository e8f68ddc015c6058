"""D006: something does not have the shape that the vocabulary gives it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from continuity import store, vocab
from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.shapes import Constraint, Shape, Violation, read_shapes, shipped, violations

_DATATYPES = {
    vocab.STRING: "a text",
    vocab.EDTF: "an EDTF date",
    vocab.XSD + "integer": "a whole number",
    vocab.XSD + "decimal": "a number",
    vocab.XSD + "boolean": "true or false",
}
#: The words for constraints that compare a value with a term.
_COMPARED = {
    "MinInclusive": "is less than",
    "MaxInclusive": "is more than",
    "MinExclusive": "is not more than",
    "MaxExclusive": "is not less than",
    "HasValue": "lacks the value",
    "NodeKind": "is not of the kind",
    "MinLength": "is shorter than",
    "MaxLength": "is longer than",
}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each thing, property and constraint; a value of a wrong kind is one hit for all that speak of it."""
    shapes = [*shipped(), *(s for path in context.given.shapes for s in read_shapes(path))]
    found: dict[tuple[str, ...], list[Violation]] = {}
    broken = _broken(context)
    for one in violations(context.canon.facts, shapes):
        focus, path, value, component = one.key
        if one.component == "MinCount" and broken and _places(context, one.focus) & broken:
            continue  # what is missing was there, and D001 tells why it was left out
        about = value if one.component in ("Class", "Or", "In") and path and store.is_iri(one.value) else focus
        found.setdefault((about, path, component, one.shape.id), []).append(one)
    for (about, *_), told in sorted(found.items()):
        yield _hit(context, told, of_value=about != told[0].key[0])


def _broken(context: Context) -> set[tuple[str, int]]:
    """The items, by file and first line, of which the readers left something out."""
    wrong = {f.position for f in context.universe.findings if f.rule == "D001"}
    if not wrong:
        return set()
    begins: dict[str, set[int]] = {}
    for places in context.universe.positions.values():
        for _, key, file, line in places:
            if not key:
                begins.setdefault(file, set()).add(line)
    return {(at.file, max((n for n in begins.get(at.file, ()) if n <= at.line), default=0)) for at in wrong}


def _places(context: Context, node: Any) -> set[tuple[str, int]]:
    """Where the items of a node begin."""
    return {(f, n) for _, key, f, n in context.universe.positions.get(getattr(node, "value", ""), ()) if not key}


def _hit(context: Context, told: list[Violation], *, of_value: bool) -> Hit:
    first = told[0]
    focuses = list(dict.fromkeys(_id(context, v.focus) for v in told))
    subject = _word(context, first.value if of_value else first.focus)
    label = _property(context, first)
    wrong = first.shape.message or _wrong(context, first, many=len(told))
    if first.path is None:
        message = f"{subject} {wrong}" if not first.shape.message else f"{subject}: {wrong}"
    elif of_value:
        message = f"{subject} stands as “{label}” of {context.labels(focuses)}, and {wrong}"
    elif first.value is None or len(told) > 1:
        message = f"{subject}: “{label}” {wrong}"
    else:
        message = f"{subject}: “{label}” {_word(context, first.value)}: {wrong}"
    ids = [_id(context, first.value), *focuses] if of_value else focuses
    entities = dict.fromkeys(e for i in ids for e in context.entities_of(i))
    cites = dict.fromkeys(c for v in told for c in _cites(context, v))
    return Hit(message, tuple(entities), tuple(cites))


def _id(context: Context, term: Any) -> str:
    return context.canon.id(term) if store.is_iri(term) else term.value


def _word(context: Context, term: Any) -> str:
    """A term in words; a thing with its id, since its kind is in doubt."""
    if store.is_literal(term):
        return f"“{term.value}”"
    if not store.is_iri(term):
        return "a thing without a name"
    id = context.canon.id(term)
    label = context.label(id)
    return label if label == id else f"{label} ({id})"


def _property(context: Context, one: Violation) -> str:
    name = vocab.short(one.path.value) if one.path is not None else ""
    known = vocab.terms().properties.get(name)
    return known.label if known else name


def _wrong(context: Context, one: Violation, *, many: int) -> str:
    constraint = one.constraint
    terms = list(constraint.terms)
    match constraint.component:
        case "Class" | "Or":
            wanted = _classes(constraint)
            return f"is no {listed(wanted, 9, 'or')}" if wanted else "fits none of the alternatives"
        case "In":
            return f"is none of: {listed([_name(t) for t in terms], 9, 'or')}"
        case "Datatype":
            return f"is not {_DATATYPES.get(terms[0].value, terms[0].value)}"
        case "MinCount":
            return "is missing" if constraint.number == 1 else f"has fewer values than {constraint.number}"
        case "MaxCount":
            return f"has more values than {constraint.number}"
        case "Pattern":
            return f"is not written as {terms[0].value}"
        case "LessThan" | "LessThanOrEquals" | "Equals" | "Disjoint" as component:
            words = {
                "LessThan": "less than",
                "LessThanOrEquals": "at most",
                "Equals": "the same as",
                "Disjoint": "apart from",
            }
            return f"is not {words[component]} “{_name(terms[0])}”"
        case "Closed":
            return "is not foreseen here"
        case component if component in _COMPARED and terms:
            return f"{_COMPARED[component]} {_name(terms[0])}"
    return f"does not meet sh:{constraint.component[0].lower()}{constraint.component[1:]}"


def _classes(constraint: Constraint) -> list[str]:
    """The labels of the classes of which one is wanted; nothing where other things would do as well."""
    shapes: tuple[Shape, ...] = constraint.shapes
    inner = [c for s in shapes for c in s.constraints] if shapes else [constraint]
    if any(c.component != "Class" for c in inner) or any(s.path or s.properties for s in shapes):
        return []
    return [_name(c.terms[0]) for c in inner]


def _name(term: Any) -> str:
    if store.is_literal(term):
        return str(term.value)
    name, terms = vocab.short(term.value), vocab.terms()
    known = terms.classes.get(name) or terms.individuals.get(name) or terms.properties.get(name)
    return known.label if known else name


def _cites(context: Context, one: Violation) -> Iterator[Cite]:
    """Who tells what is wrong: the value, or all of a property, or (where something is missing) the thing."""
    if not store.is_iri(one.focus):
        return
    node = context.canon.id(one.focus)
    property = one.path or (one.shape.targets[0][1] if one.shape.targets else None)
    name = vocab.short(property.value) if property is not None else ""
    if name in vocab.terms().properties:
        accounts = context.tellers(node, name, one.value if one.path is not None else None)
        yield from (Cite(node, a, name) for a in accounts)
        if accounts:
            return
    yield from context.cite(node)


RULE = Rule(
    code="D006",
    name="shape",
    severity="error",
    what="Something does not have the shape of its kind: a film where a person is wanted, a death without a work.",
    why="""What the vocabulary says of a property holds of every fact: what it may be told of, what its values are and
how many, and without what a statement says nothing. The shapes are SHACL, in graph/shapes, and hold of the canon's
facts, so what one account tells of a thing is seen beside what another says it is. Other shapes can be given with
`--shapes FILE`.""",
    cure="correct the id or the value, or the type of the thing that it means",
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: the-watch}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
""",
    check=check,
)
