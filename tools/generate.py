"""Write what follows from graph/ontology.ttl: terms.json, context.jsonld, schema.json and shapes/vocabulary.ttl, and from
the linter's rules: a page of docs/rules for each.

    python tools/generate.py            write the files
    python tools/generate.py --check    exit 1 where a file on disk differs

terms.json is what the package reads at run time, context.jsonld maps data files to RDF,
schema.json completes and checks data files in an editor and in the reader.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import pyoxigraph as ox
from shapes import shapes

GRAPH = Path(__file__).resolve().parent.parent / "graph"
RULE_PAGES = GRAPH.parent / "docs" / "rules"
VOCAB = "https://w3id.org/continuity/v1/vocab#"
RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
RDFS = "http://www.w3.org/2000/01/rdf-schema#"
OWL = "http://www.w3.org/2002/07/owl#"
XSD = "http://www.w3.org/2001/XMLSchema#"
EDTF = "http://id.loc.gov/datatypes/edtf/EDTF"

# What kind of value a range stands for. The reader and the schema speak of these.
VALUE_OF_RANGE = {
    EDTF: "date",
    XSD + "string": "text",
    XSD + "integer": "integer",
    XSD + "decimal": "decimal",
    XSD + "boolean": "boolean",
}
# An id is a path in an IRI that stays in its universe: it starts with no slash, and no step of it is empty or dots.
_LETTERS = r"\u00a1-\u167f\u1681-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\u2fff\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufefe\uff00-\uffef"
ID = (
    r"^(?![/@])(?!.*(?://|\n))(?!(?:.*/)?\.{1,2}(?:/|$))"
    rf"(?:[A-Za-z0-9_!$&'()*+,;=@/.~{_LETTERS}-]|%[0-9A-Fa-f]{{2}})+$"
)
SCALAR: dict[str, dict[str, Any]] = {
    "id": {"type": "string", "pattern": ID},
    "text": {"type": ["string", "number"]},
    "date": {"type": ["string", "integer"], "format": "edtf", "minimum": 1000, "maximum": 9999},
    "integer": {"type": "integer", "minimum": -(2**53) + 1, "maximum": 2**53 - 1},
    "decimal": {"type": "number"},
    "boolean": {"type": "boolean"},
}


class Ontology:
    """The few look-ups that the generator needs over the ontology's triples."""

    def __init__(self, path: Path) -> None:
        self.store = ox.Store()
        self.store.load(path=str(path), format=ox.RdfFormat.TURTLE)

    def objects(self, subject: Any, predicate: str) -> list[Any]:
        quads = self.store.quads_for_pattern(subject, ox.NamedNode(predicate), None)
        return sorted((q.object for q in quads), key=str)

    def value(self, subject: Any, predicate: str) -> Any:
        return next(iter(self.objects(subject, predicate)), None)

    def text(self, subject: Any, name: str) -> str | None:
        found = self.value(subject, VOCAB + name)
        return found.value if found is not None else None

    def items(self, head: Any) -> list[Any]:
        """The members of an RDF list, in order."""
        found = []
        while head is not None and head.value != RDF + "nil":
            found.append(self.value(head, RDF + "first"))
            head = self.value(head, RDF + "rest")
        return found

    def named(self, subject: Any, predicate: str) -> list[str]:
        """The names behind a predicate, a union of classes taken apart."""
        names = []
        for o in self.objects(subject, predicate):
            union = self.value(o, OWL + "unionOf") if isinstance(o, ox.BlankNode) else None
            names += [m.value for m in self.items(union)] if union is not None else [o.value]
        return names

    def of_type(self, iri: str) -> list[Any]:
        quads = self.store.quads_for_pattern(None, ox.NamedNode(RDF + "type"), ox.NamedNode(iri))
        return sorted((q.subject for q in quads), key=str)


def local(iri: str) -> str:
    return iri.removeprefix(VOCAB)


def terms(onto: Ontology) -> dict[str, Any]:
    """The table of terms: classes, properties and individuals, by local name."""
    classes: dict[str, Any] = {}
    for node in onto.of_type(OWL + "Class"):
        if isinstance(node, ox.BlankNode):
            continue
        parents = [local(p) for p in onto.named(node, RDFS + "subClassOf") if p.startswith(VOCAB)]
        key = onto.value(node, OWL + "hasKey")
        classes[local(node.value)] = {
            "label": onto.value(node, RDFS + "label").value,
            "comment": onto.value(node, RDFS + "comment").value,
            "parents": parents,
            "key": [local(k.value) for k in onto.items(key)] if key is not None else [],
            "derived_by": getattr(onto.value(node, VOCAB + "derivedBy"), "value", None),
        }
    for entry in classes.values():
        above, todo = [], list(entry.pop("parents"))
        while todo:
            name = todo.pop(0)
            if name not in above:
                above.append(name)
                node = ox.NamedNode(VOCAB + name)
                todo += [local(p) for p in onto.named(node, RDFS + "subClassOf") if p.startswith(VOCAB)]
        entry["above"] = above

    individuals: dict[str, Any] = {}
    for name, entry in classes.items():
        if "Concept" in entry["above"]:
            for node in onto.of_type(VOCAB + name):
                individuals[local(node.value)] = {
                    "label": onto.value(node, RDFS + "label").value,
                    "comment": onto.value(node, RDFS + "comment").value,
                    "class": name,
                }

    properties: dict[str, Any] = {}
    for kind in ("ObjectProperty", "DatatypeProperty"):
        for node in onto.of_type(OWL + kind):
            name = local(node.value)
            types = {t.value for t in onto.objects(node, RDF + "type")}
            ranges = [local(r) for r in onto.named(node, RDFS + "range")]
            value = VALUE_OF_RANGE.get(onto.named(node, RDFS + "range")[0], "id")
            if any(r == "rdfs:Class" or "Concept" in classes.get(r, {}).get("above", ()) for r in ranges):
                value = "concept"
            properties[name] = {
                "label": onto.value(node, RDFS + "label").value,
                "comment": onto.value(node, RDFS + "comment").value,
                "key": onto.text(node, "term") or name,
                "domain": [local(d) for d in onto.named(node, RDFS + "domain")],
                "range": ranges,
                "value": value,
                "functional": OWL + "FunctionalProperty" in types,
                "symmetric": OWL + "SymmetricProperty" in types,
                "ordered": onto.text(node, "inOrder") == "true",
                "per_account": onto.text(node, "perAccount") == "true",
                "derived_by": onto.text(node, "derivedBy"),
            }
    about_terms = {n for n, p in properties.items() if set(p["domain"]) <= {RDF + "Property"}}
    properties = {n: p for n, p in properties.items() if n not in about_terms}
    return {
        "classes": dict(sorted(classes.items())),
        "properties": dict(sorted(properties.items())),
        "individuals": dict(sorted(individuals.items())),
    }


def written_in(table: dict[str, Any], cls: str) -> dict[str, str]:
    """Data key → property, for the data items of a class."""
    family = {cls, *table["classes"][cls]["above"]}
    return {
        p["key"]: name for name, p in table["properties"].items() if not p["derived_by"] and family & set(p["domain"])
    }


def context(table: dict[str, Any]) -> dict[str, Any]:
    def mapping(name: str) -> dict[str, Any]:
        p = table["properties"][name]
        coerced = {"id": "@id", "concept": "@vocab", "date": "edtf:EDTF"}
        coerced |= {k: "xsd:" + k for k in ("integer", "decimal", "boolean")}
        entry: dict[str, Any] = {"@id": "c:" + name}
        if p["value"] in coerced:
            entry["@type"] = coerced[p["value"]]
        if p["ordered"]:
            entry["@container"] = "@list"
        return entry

    ctx: dict[str, Any] = {
        "c": VOCAB,
        "edtf": "http://id.loc.gov/datatypes/edtf/",
        "xsd": XSD,
        "id": "@id",
        "type": "@type",
        "claims": "@graph",
        "sources": "@graph",
        "canons": "@graph",
    }
    ctx |= {n: "c:" + n for n in table["individuals"]}
    for name, entry in table["classes"].items():
        scoped = {k: mapping(n) for k, n in sorted(written_in(table, name).items()) if k != n}
        if "Concept" not in entry["above"] and not entry["derived_by"]:
            ctx[name] = {"@id": "c:" + name, "@context": scoped} if scoped else "c:" + name
    for name, p in table["properties"].items():
        if p["key"] == name and not p["derived_by"]:
            # A role and a property of one name cannot both be terms; data needs the role only as a value.
            assert name not in table["individuals"] or name == "none", name
            ctx[name] = mapping(name)
    return {"@context": ctx}


def schema(table: dict[str, Any]) -> dict[str, Any]:
    def value(name: str) -> dict[str, Any]:
        p = table["properties"][name]
        one = dict(SCALAR.get(p["value"], SCALAR["id"]))
        if p["value"] == "concept":
            names = sorted(n for n, i in table["individuals"].items() if i["class"] in p["range"])
            if "http://www.w3.org/2000/01/rdf-schema#Class" in p["range"]:
                names += sorted(n for n, c in table["classes"].items() if "Concept" not in c["above"])
            open_ended = any("Concept" not in table["classes"][r]["above"] for r in p["range"] if r in table["classes"])
            one = dict(SCALAR["id"]) if open_ended else {"enum": names}
        if name == "url":
            one = {"type": "string", "pattern": '^https?://[^\\s<>"]+$'}
        if name == "base":
            one = {"type": "string", "pattern": '^https?://[^\\s<>"{}|\\\\^`?#]+/$'}
        if p["functional"]:
            return {**one, "description": p["comment"]}
        return {"if": {"type": "array"}, "then": {"items": one}, "else": one, "description": p["comment"]}

    def item(keys: dict[str, str], cls: str | None) -> dict[str, Any]:
        properties = {k: {"$ref": "#/$defs/property-" + n} for k, n in sorted(keys.items())}
        typ: dict[str, Any] = {"enum": written} if cls is None else {"const": cls}
        return {"properties": {"id": SCALAR["id"], "type": typ, **properties}, "additionalProperties": False}

    written = sorted(
        n for n, c in table["classes"].items() if {"Entity", "Statement"} & set(c["above"]) and not c["derived_by"]
    )
    untyped: dict[str, str] = {}
    for cls in written:
        if "Statement" not in table["classes"][cls]["above"]:
            untyped |= {k: n for k, n in written_in(table, cls).items() if k == n}
    defs: dict[str, Any] = {"property-" + n: value(n) for n, p in table["properties"].items() if not p["derived_by"]}
    defs |= {c: item(written_in(table, c), c) for c in written}
    defs["Untyped"] = item(untyped, None) | {"required": ["id"]}
    defs["Told"] = {
        "type": "object",
        "if": {"required": ["type"]},
        "then": {
            "properties": {"type": {"enum": written}},
            "allOf": [
                {"if": {"properties": {"type": {"const": c}}}, "then": {"$ref": "#/$defs/" + c}} for c in written
            ],
        },
        "else": {"$ref": "#/$defs/Untyped"},
    }
    items = {"type": "array", "items": {"$ref": "#/$defs/Told"}}
    account = item(written_in(table, "Account"), "Account")
    account["properties"]["claims"] = items
    kinds = {
        "claims": account,
        "sources": {"properties": {"sources": items}, "additionalProperties": False},
        "canons": {"properties": {"canons": items}, "additionalProperties": False},
        "type": {"$ref": "#/$defs/Universe", "properties": {"type": {"const": "Universe"}}},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": VOCAB.removesuffix("vocab#") + "schema.json",
        "title": "A document of a continuity universe: an account, a list of sources, a list of canons, or the universe",
        "type": "object",
        "anyOf": [{"required": [k]} for k in kinds],
        "allOf": [{"if": {"required": [k]}, "then": v} for k, v in kinds.items()],
        "$defs": defs,
    }


def rule_pages() -> dict[str, str]:
    """File name → page, for each rule of the linter and for the list of them."""
    from continuity.check import FAMILIES, RULES
    from continuity.check.stage import STAGE

    pages = {f"{r.name}.md": rule_page(r) for r in RULES}
    lines = [
        "# The rules of the linter",
        "",
        "`continuity check --select CODE` runs one, or a family by its letter.",
        "",
    ]
    for letter, family in FAMILIES.items():
        lines += [f"## {letter}: {family}", "", "| code | name | severity | finds |", "|---|---|---|---|"]
        lines += [
            f"| {r.code} | [{r.name}]({r.name}.md) | {r.severity} | {r.what} |" for r in RULES if r.family == letter
        ]
        lines.append("")
    lines += [
        "## U: rules of a universe's own",
        "",
        "SPARQL in the folder `rules` of a universe, or Python of an installed package: [how to](../check.md#how-to-add-a-rule).",
        "",
        "Rules of severity info run when they are selected, or under `--severity info`.",
        "",
        "## The stage",
        "",
        "The example of every rule is told on this stage, as one more file beside it. The example has exactly one finding,",
        "its clean twin has none; a test holds both.",
        "",
        f"```yaml\n{STAGE}```",
        "",
    ]
    return {**pages, "README.md": "\n".join(lines)}


def rule_page(rule: Any) -> str:
    """The page of a rule."""
    fence = {"yaml": "yaml", "rq": "sparql"}.get(rule.format, "turtle")
    wanted = [f"`{n}`" for n in rule.needs] + ([f"what `--{rule.asks}` gives"] if rule.asks else [])
    needs = f"It looks at {', '.join(wanted)}; " if wanted else ""
    unrun = "where a universe tells none of it, the rule says that it did not run." if needs else ""
    parts = [
        f"# {rule.code} {rule.name}",
        f"*{rule.severity}* · [all rules](README.md)",
        rule.what,
        f"## Why\n\n{rule.why}",
        f"## Example\n\n```{fence}\n{rule.example}```"
        + "".join(f"\n\nBeside it, `{n}`:\n\n```\n{t}```" for n, t in rule.beside),
        f"## Clean\n\n```{fence}\n{rule.twin}```",
        f"## Cure\n\n{rule.cure[0].upper()}{rule.cure[1:]}.",
        needs + unrun,
    ]
    return "\n\n".join(p for p in parts if p) + "\n"


def main(arguments: list[str]) -> int:
    table = terms(Ontology(GRAPH / "ontology.ttl"))
    made = {"terms.json": table, "context.jsonld": context(table), "schema.json": schema(table)}
    texts = {GRAPH / n: json.dumps(content, indent=1, ensure_ascii=False) + "\n" for n, content in made.items()}
    texts[GRAPH / "shapes" / "vocabulary.ttl"] = shapes(table)
    texts |= {RULE_PAGES / name: page for name, page in rule_pages().items()}
    stale = [p for p, text in texts.items() if not p.exists() or p.read_text(encoding="utf-8") != text]
    left_over = [p for p in RULE_PAGES.glob("*.md") if p not in texts]
    if "--check" not in arguments:
        RULE_PAGES.mkdir(parents=True, exist_ok=True)
        for path in stale:
            path.write_text(texts[path], encoding="utf-8")
        for path in left_over:
            path.unlink()
    names = sorted(p.relative_to(GRAPH.parent).as_posix() for p in (*stale, *left_over))
    print("stale: " + ", ".join(names) if names else "fresh")
    return 1 if names and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
