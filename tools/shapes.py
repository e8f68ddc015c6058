"""The SHACL shapes that follow from the table of terms: what a property may be told of, what its values are, how many,
and what a statement cannot do without. tools/generate.py writes them to graph/shapes/vocabulary.ttl.
"""

from __future__ import annotations

from typing import Any

HEAD = """\
# What the vocabulary says of itself, as SHACL shapes. Generated from ontology.ttl: do not edit; values.ttl is by hand.
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
@prefix s: <https://w3id.org/continuity/v1/shapes#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
"""
CLASS = "http://www.w3.org/2000/01/rdf-schema#Class"
DATATYPES = {
    "text": "xsd:string",
    "date": "edtf:EDTF",
    "integer": "xsd:integer",
    "decimal": "xsd:decimal",
    "boolean": "xsd:boolean",
}
_DAY = r"-?[0-9X]{4,}(-[0-9X]{2}(-[0-9X]{2})?)?[?~%]?"
#: How EDTF dates are written: a day, month, year or season, an interval, a set, or a year of more than four digits.
#: What the calendar makes of it is for the reader to say.
EDTF = rf"^({_DAY}|({_DAY}|\\.\\.)?/({_DAY}|\\.\\.)?|[\\[{{][^\\]}}]+[\\]}}]|Y-?[0-9E]+)$".replace(r"\\", "\\")
#: Keys that tell statements apart where they are there, and that a statement can do without.
DISPENSABLE = {"age", "via", "mode", "since", "until", "date"}
#: Classes of which all keys but the first are either this or that, or may be missing.
LOOSE = {"Explanation", "Offset"}


def shapes(table: dict[str, Any]) -> str:
    """The shapes of all told properties and of all statements, in Turtle."""
    parts = [HEAD]
    for name, p in sorted(table["properties"].items()):
        if not p["derived_by"] and p["domain"] != ["Account"]:
            parts += [_domain(table, name, p), _values(table, name, p)]
    for name, cls in sorted(table["classes"].items()):
        wanted = cls["key"][:1] if name in LOOSE else [k for k in cls["key"] if k not in DISPENSABLE]
        if "Statement" in cls["above"] and wanted:
            parts.append(_statement(name, cls, wanted))
    return "\n".join(parts)


def _shape(name: str, kind: str, lines: list[str]) -> str:
    return f"s:{name} a sh:{kind} ;\n    " + " ;\n    ".join(lines) + " .\n"


def _domain(table: dict[str, Any], name: str, p: dict[str, Any]) -> str:
    return _shape(f"of-{name}", "NodeShape", [f"sh:targetSubjectsOf c:{name}", _one_of_classes(p["domain"])])


def _values(table: dict[str, Any], name: str, p: dict[str, Any]) -> str:
    lines = [f"sh:targetSubjectsOf c:{name}", f"sh:path c:{name}"]
    if p["value"] in DATATYPES:
        lines.append(f"sh:datatype {DATATYPES[p['value']]}")
    elif p["ordered"]:
        lines.append("sh:nodeKind sh:BlankNodeOrIRI")
    else:
        lines.append("sh:nodeKind sh:IRI")
        # A source may name one that no account of the canon has read, and a canon what it leaves out.
        if not set(p["domain"]) <= {"Source", "Canon", "Universe"}:
            lines.append(_range(table, p))
    if p["value"] == "date":
        lines.append(f"sh:pattern {_quoted(EDTF)}")
    if p["functional"]:
        lines.append("sh:maxCount 1")
    return _shape(name, "PropertyShape", [one for one in lines if one])


def _range(table: dict[str, Any], p: dict[str, Any]) -> str:
    """What the values of a property are: things of some classes, or values out of a closed list."""
    closed = sorted(n for n, i in table["individuals"].items() if i["class"] in p["range"])
    if CLASS in p["range"]:
        closed += sorted(n for n, c in table["classes"].items() if "Concept" not in c["above"])
    things = [r for r in p["range"] if r in table["classes"] and "Concept" not in table["classes"][r]["above"]]
    members = f"sh:in ({' '.join('c:' + n for n in closed)})"
    if not closed:
        return _one_of_classes(things)
    if not things:
        return members
    return f"sh:or ([ {members} ] {' '.join(f'[ sh:class c:{c} ]' for c in things)})"


def _one_of_classes(classes: list[str]) -> str:
    if len(classes) == 1:
        return f"sh:class c:{classes[0]}"
    return f"sh:or ({' '.join(f'[ sh:class c:{c} ]' for c in classes)})"


def _statement(name: str, cls: dict[str, Any], wanted: list[str]) -> str:
    lines = [f"sh:targetClass c:{name}"]
    return _shape(name, "NodeShape", [*lines, *(f"sh:property [ sh:path c:{k} ; sh:minCount 1 ]" for k in wanted)])


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
