"""Shapes run natively: the same findings as pySHACL's validation report, and words for people."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
import rdflib
import rdflib.term
from conftest import Lint

from continuity import store, universe, vocab
from continuity.check.shapes import Violation, read_shapes, shipped, violations
from continuity.errors import UsageError
from continuity.model import Scope

pyshacl = pytest.importorskip("pyshacl")
SH = rdflib.Namespace("http://www.w3.org/ns/shacl#")
PREFIXES = """
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
@prefix e: <https://example.org/> .
@prefix rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> .
@prefix rdfs: <http://www.w3.org/2000/01/rdf-schema#> .
@prefix sh: <http://www.w3.org/ns/shacl#> .
@prefix xsd: <http://www.w3.org/2001/XMLSchema#> .
@prefix edtf: <http://id.loc.gov/datatypes/edtf/> .
"""
Key = tuple[str, str, str, str]


@pytest.fixture(autouse=True)
def literals_as_written() -> Iterator[None]:
    """pySHACL can leave rdflib's way with literals changed; and the store's spelling is to be compared."""
    kept = rdflib.NORMALIZE_LITERALS
    rdflib.NORMALIZE_LITERALS = False
    yield
    rdflib.NORMALIZE_LITERALS = kept


def oracle(data: bytes, shapes: str) -> list[Key]:
    """What pySHACL reports."""
    graph = rdflib.Graph().parse(data=data, format="nt")
    _, report, _ = pyshacl.validate(graph, shacl_graph=rdflib.Graph().parse(data=shapes, format="turtle"))
    assert isinstance(report, rdflib.Graph)

    def term(result: rdflib.term.Node, name: str) -> str:
        value = report.value(result, SH[name])
        return plain(value.n3()) if value is not None else ""

    found = set(report.objects(None, SH.result))
    names = ("focusNode", "resultPath", "value")
    keys = {(*(term(r, n) for n in names), str(report.value(r, SH.sourceConstraintComponent))) for r in found}
    return sorted(keys)  # type: ignore[arg-type]


def plain(text: str) -> str:
    """A term without the datatype that a text has anyway, its blank nodes without names."""
    return "_:" if text.startswith("_:") else text.removesuffix("^^<http://www.w3.org/2001/XMLSchema#string>")


def natively(facts: store.Store, path: Path) -> list[Key]:
    keys = [v.key for v in violations(facts, read_shapes(path))]
    return sorted({(plain(a), "_:" if b.startswith("^") else b, plain(c), d) for a, b, c, d in keys})


def both(tmp_path: Path, shapes: str, data: str) -> list[Key]:
    """What both find, which is the same."""
    file, told = tmp_path / "shapes.ttl", tmp_path / "data.ttl"
    file.write_text(PREFIXES + shapes, encoding="utf-8")
    told.write_text(PREFIXES + data, encoding="utf-8")
    facts = store.Store.memory(store.parse_file(told, "turtle", "https://example.org/"), "https://example.org/")
    ours = natively(facts, file)
    assert ours == oracle(facts.dump("ntriples"), PREFIXES + shapes)
    return ours


DATA = """
e:Film rdfs:subClassOf e:Work . e:Short rdfs:subClassOf e:Film .
e:a a e:Work ; e:name "A" ; e:year 1999 ; e:of e:b ; e:score 7.5 ; e:top 10.0 .
e:b a e:Film ; e:name "B", "Bee" ; e:year 2010, "2011" ; e:of e:c, "text" ; e:score 11 ; e:top 10 .
e:c a e:Short ; e:name "longer name"@en, "le nom"@fr, "the name"@en ; e:year "x"^^xsd:integer ; e:of [ a e:Person ] .
e:d a e:Person ; e:born "2016-01"^^edtf:EDTF ; e:of e:d, e:a ; e:likes e:a, e:d ; e:score "high" ; e:top 3 .
e:f a e:Person ; e:of e:f ; e:likes e:f ; e:extra 1 .
"""
TARGETS = (
    "a sh:NodeShape ; sh:targetClass e:Work ; sh:targetSubjectsOf e:of ; sh:targetObjectsOf e:of ; sh:targetNode e:none"
)
CONSTRAINTS = {
    "class": "sh:class e:Work",
    "class below": "sh:class e:Film",
    "datatype": "sh:datatype xsd:integer",
    "datatype text": "sh:datatype xsd:string",
    "datatype date": "sh:datatype edtf:EDTF",
    **{f"nodeKind {k}": f"sh:nodeKind sh:{k}" for k in ("IRI", "Literal", "BlankNode", "BlankNodeOrIRI", "BlankNodeOrLiteral", "IRIOrLiteral")},
    "minExclusive": "sh:minExclusive 1999",
    "minInclusive": "sh:minInclusive 2000",
    "maxExclusive": "sh:maxExclusive 10",
    "maxInclusive": "sh:maxInclusive 10.5",
    "minLength": "sh:minLength 3",
    "maxLength": "sh:maxLength 4",
    "pattern": 'sh:pattern "^[a-z]"',
    "pattern and flags": 'sh:pattern "^b" ; sh:flags "i"',
    "in": 'sh:in (e:a e:b "B" 1999)',
    "in nothing": "sh:in ()",
    "languageIn": 'sh:languageIn ("en" "de")',
    "hasValue": "sh:hasValue e:a",
    "hasValue text": 'sh:hasValue "B"',
    "disjoint": "sh:disjoint e:likes",
    "equals": "sh:equals e:likes",
    "not": "sh:not [ sh:class e:Film ]",
    "and": "sh:and ([ sh:nodeKind sh:IRI ] [ sh:class e:Work ])",
    "or": "sh:or ([ sh:class e:Person ] [ sh:datatype xsd:string ])",
    "xone": "sh:xone ([ sh:class e:Work ] [ sh:class e:Film ] [ sh:nodeKind sh:Literal ])",
    "node": "sh:node [ sh:property [ sh:path e:name ; sh:minCount 1 ; sh:maxCount 2 ] ]",
    "node with inner counts": "sh:not [ sh:property [ sh:path e:of ; sh:minCount 2 ] ]",
    "node with inner values": "sh:node [ sh:property [ sh:path e:of ; sh:class e:Work ; sh:nodeKind sh:IRI ] ]",
    "node with inner pairs": "sh:node [ sh:property [ sh:path e:of ; sh:equals e:likes ] ]",
    "node with inner value": "sh:node [ sh:property [ sh:path e:of ; sh:hasValue e:a ; sh:disjoint e:likes ] ]",
    "node with inner order": "sh:node [ sh:property [ sh:path e:score ; sh:lessThan e:top ; sh:uniqueLang true ] ]",
    "property": "sh:property [ sh:path e:year ; sh:datatype xsd:integer ; sh:maxCount 1 ]",
    "property of values": "sh:property [ sh:path e:of ; sh:property [ sh:path e:of ; sh:class e:Work ; sh:minCount 1 ] ]",
}  # fmt: skip
OF_PATHS = {
    "minCount": "sh:minCount 1",
    "minCount two": "sh:minCount 2",
    "minCount none": "sh:minCount 0",
    "maxCount": "sh:maxCount 1",
    "maxCount none": "sh:maxCount 0",
    "uniqueLang": "sh:uniqueLang true",
    "lessThan": "sh:lessThan e:top",
    "lessThanOrEquals": "sh:lessThanOrEquals e:top",
    "or of a class and things": "sh:or ([ sh:in (e:b e:none) ] [ sh:class e:Person ])",
    "or of classes": "sh:or ([ sh:class e:Person ] [ sh:class e:Film ])",
    "everything": "sh:minCount 1 ; sh:maxCount 1 ; sh:class e:Work ; sh:nodeKind sh:IRI ; sh:in (e:a e:c)",
}
PATHS = ("e:name", "e:year", "e:of", "e:score", "[ sh:inversePath e:of ]")


@pytest.mark.parametrize("name", CONSTRAINTS)
def test_a_constraint_on_nodes_finds_what_the_oracle_finds(tmp_path: Path, name: str) -> None:
    both(tmp_path, f"e:shape {TARGETS} ; {CONSTRAINTS[name]} .", DATA)


@pytest.mark.parametrize("name", [*CONSTRAINTS, *OF_PATHS])
def test_a_constraint_on_values_finds_what_the_oracle_finds(tmp_path: Path, name: str) -> None:
    constraint = {**CONSTRAINTS, **OF_PATHS}[name]
    found = []
    for path in PATHS:
        if "lessThan" in name and "of" in path:
            continue  # the oracle gives up at blank nodes
        shapes = f"e:shape {TARGETS.replace('NodeShape', 'PropertyShape')} ; sh:path {path} ; {constraint} ."
        head = shapes.partition("sh:target")[0].replace("e:shape", "e:narrow")
        narrow = f"{head} sh:targetSubjectsOf e:of ; sh:path {path} ; {constraint} ."
        found += both(tmp_path, shapes + narrow, DATA)
    assert found or name in ("minCount none",), "each constraint has something to find"


def test_shapes_of_one_kind_are_asked_together_and_each_is_told(tmp_path: Path) -> None:
    shapes = "\n".join(
        f"e:s{p} a sh:{kind} ; sh:targetSubjectsOf e:{p} {along} ; {constraint} ."
        for p in ("name", "year", "of", "score", "nowhere")
        for kind, along, constraint in (("PropertyShape", f"; sh:path e:{p}", "sh:nodeKind sh:IRI ; sh:maxCount 1"),)
    ) + "\n".join(
        f"e:of{p} a sh:NodeShape ; sh:targetSubjectsOf e:{p} ; sh:or ([ sh:class e:Work ] [ sh:class e:Nothing ]) ."
        for p in ("name", "year", "of", "score", "nowhere")
    )
    wanted = "e:w a sh:NodeShape ; sh:targetClass e:Work ; sh:property [ sh:path e:born ; sh:minCount 1 ] ."
    assert len(both(tmp_path, shapes + wanted, DATA)) > 10


def test_a_closed_shape_names_what_it_does_not_foresee(tmp_path: Path) -> None:
    closed = "sh:closed true ; sh:ignoredProperties (rdf:type) ; sh:property [ sh:path e:of ]"
    found = both(tmp_path, f"e:shape a sh:NodeShape ; sh:targetClass e:Person ; {closed} .", DATA)
    assert "<https://example.org/extra>" in {path for _, path, _, _ in found}


def test_targets_are_what_the_specification_says(tmp_path: Path) -> None:
    implicit = "e:Film a rdfs:Class, sh:NodeShape ; sh:nodeKind sh:Literal ."
    assert {f for f, *_ in both(tmp_path, implicit, DATA + "e:Film a rdfs:Class .")} == {
        "<https://example.org/b>",
        "<https://example.org/c>",
    }
    assert both(tmp_path, "e:s a sh:NodeShape ; sh:deactivated true ; sh:targetClass e:Film ; sh:in () .", DATA) == []
    assert both(tmp_path, "e:s a sh:NodeShape ; sh:targetNode e:nobody ; sh:class e:Film .", DATA)


def test_text_of_shapes_never_becomes_syntax(tmp_path: Path) -> None:
    evil = r'"\") } } ; DROP ALL #"'
    assert both(tmp_path, f"e:s a sh:NodeShape ; sh:targetClass e:Person ; sh:in ({evil}) .", DATA)
    assert both(
        tmp_path, f"e:s a sh:PropertyShape ; sh:targetClass e:Work ; sh:path e:name ; sh:hasValue {evil} .", DATA
    )


@pytest.mark.parametrize(
    ("shapes", "message"),
    [
        ("e:s a sh:NodeShape ; sh:targetClass e:Film ; sh:sparql [ sh:select 'SELECT' ] .", "sh:sparql is not understood"),
        ("e:s a sh:PropertyShape ; sh:targetClass e:Film ; sh:path ( e:a e:b ) ; sh:minCount 1 .", "more than one step"),
        ("e:s a sh:PropertyShape ; sh:targetClass e:Film ; sh:path e:a ; sh:minCount e:b .", "wants a whole number"),
        ("e:s a sh:NodeShape ; sh:targetClass e:Film ; sh:minCount 1 .", "belongs in a shape with sh:path"),
        ("e:s a sh:NodeShape ; sh:targetClass e:Film ; sh:node e:s .", "inside themselves"),
        ("e:s a sh:NodeShape ; sh:targetClass e:Film ; sh:in e:list .", "its list is broken"),
        ("e:s a sh:NodeShape ; sh:targetClass", "shapes.ttl:"),
    ],
)  # fmt: skip
def test_what_is_not_understood_is_refused_by_name(tmp_path: Path, shapes: str, message: str) -> None:
    file = tmp_path / "shapes.ttl"
    file.write_text(PREFIXES + shapes, encoding="utf-8")
    with pytest.raises(UsageError, match=message):
        read_shapes(file)
    with pytest.raises(UsageError, match="there is no file of shapes"):
        read_shapes(tmp_path / "none.ttl")


# --- the shapes of the vocabulary ---


def vocabulary() -> str:
    files = sorted((vocab.graph_dir() / "shapes").glob("*.ttl"))
    return "\n".join(f.read_text(encoding="utf-8") for f in files)


PLANTED = """
<https://e.org/film> a c:Film, c:Work, c:Entity ; c:name "Film", " " ; c:released "soon"^^edtf:EDTF ; c:runtime 0, "long" .
<https://e.org/ada> a c:Character, c:Entity ; c:number -1 ; c:network <https://e.org/film> ; c:wikidata "42" ; c:alias "" .
<https://e.org/death> a c:Death, c:Statement ; c:of <https://e.org/ada>, <https://e.org/film> ; c:by <https://e.org/film> .
<https://e.org/credit> a c:Credit, c:Statement ; c:person <https://e.org/ada> ; c:role c:present .
<https://e.org/seen> a c:Appearance, c:Statement ; c:character <https://e.org/film> ; c:in <https://e.org/ada> ; c:mode "x" .
<https://e.org/score> a c:Score, c:Statement ; c:of <https://e.org/film> ; c:value 11.0 ; c:scale 10.0 ; c:count -3 .
<https://e.org/source> a c:Source, c:Entity ; c:url "javascript:x" ; c:sha256 "ABC" ; c:published "1999/"^^edtf:EDTF .
<https://e.org/nobody> c:plays <https://e.org/ada> ; c:born "1999"^^xsd:string .
"""


def test_planted_faults_in_a_small_universe_are_those_of_the_oracle(tmp_path: Path) -> None:
    told = tmp_path / "data.ttl"
    told.write_text(PREFIXES + PLANTED, encoding="utf-8")
    facts = store.Store.memory(store.parse_file(told, "turtle", "https://e.org/"), "https://e.org/")
    ours = sorted((plain(a), b, plain(c), d) for a, b, c, d in (v.key for v in violations(facts, shipped())))
    assert ours == oracle(facts.dump("ntriples"), vocabulary())
    used = {vocab.short(component, str(SH)) for *_, component in ours}
    kinds = "Class Datatype In LessThanOrEquals MaxCount MaxInclusive MinCount MinInclusive NodeKind Or Pattern"
    assert used >= {f"{k}ConstraintComponent" for k in kinds.split()} - {"MaxInclusiveConstraintComponent"}


def test_the_shipped_universe_has_the_shape_of_the_vocabulary_and_the_oracle_agrees() -> None:
    facts = universe.load(universe.find("marvel")).canon(Scope()).facts
    found: list[Violation] = list(violations(facts, shipped()))
    assert [v.key for v in found] == []
    lines = facts.dump("ntriples").decode().splitlines()  # the oracle takes long: what is told of one episode
    told = [line.split(" ", 2) for line in lines if "jessica-jones/s1e01" in line]
    nodes = {t for s, _, o in told for t in (s, o.removesuffix(" ."))}
    kept = [" ".join(parts) for parts in told]
    kept += [line for line in lines if "subClassOf" in line or ("#type>" in line and line.split(" ", 1)[0] in nodes)]
    slice_ = "\n".join(kept)
    ours = {
        (plain(a), b, plain(c), d) for a, b, c, d in (v.key for v in violations(_store(slice_, facts.base), shipped()))
    }
    assert sorted(ours) == oracle(slice_.encode(), vocabulary())


def _store(ntriples: str, base: str) -> store.Store:
    import pyoxigraph

    return store.Store.memory(
        (store.quad(*t) for t in pyoxigraph.parse(ntriples, pyoxigraph.RdfFormat.N_TRIPLES)), base
    )


@pytest.mark.parametrize(
    "date",
    ["2016", "2016-01-17", "2016?", "2016-01~", "2016/2017", "2016-01/..", "/2016", "201X", "2016-21", "[2016,2017]", "Y20000", "../2016"],
)  # fmt: skip
def test_the_pattern_of_dates_takes_every_kind_of_date(tmp_path: Path, date: str) -> None:
    facts = _store(
        f'<https://e.org/a> <{vocab.term("released")}> "{date}"^^<{vocab.EDTF}> .\n'
        f"<https://e.org/a> <{vocab.TYPE}> <{vocab.term('Work')}> .",
        "https://e.org/",
    )
    assert list(violations(facts, shipped())) == []


# --- the rule ---


def test_a_thing_of_a_wrong_kind_is_one_finding_for_all_that_speak_of_it(lint: Lint) -> None:
    [found] = lint("{type: Death, of: ada, in: the-watch}\n{type: Death, of: ben, in: the-watch}", select=["D006"])
    assert found.message == (
        "The Watch (the-watch) stands as “in” of Ada Finch dies in The Watch and Ben Mallory dies in The Watch, "
        "and is no work"
    )
    assert {c.position.line for c in found.claims} == {4, 5}
    assert found.entities == ("the-watch", "ada", "ben")


def test_a_missing_key_and_a_property_of_another_kind_name_the_account(lint: Lint) -> None:
    missing, misplaced = lint("{id: d, type: Death, of: ada}\n{id: ben, number: 3}", select=["D006"])
    messages = sorted((missing.message, misplaced.message))
    assert messages == ["Ada Finch dies (d): “in” is missing", "Ben Mallory (ben) is no season or episode"]
    assert all(c.account for f in (missing, misplaced) for c in f.claims)
    assert all(f.claims[0].position.file == "told-0.yaml" for f in (missing, misplaced))


def test_what_is_missing_because_it_was_misspelt_is_told_once(lint: Lint) -> None:
    [found] = lint("{type: Death, of: ada, inn: harbour/s1e02}\n{type: Death, of: ben, in: harbour/s1e02}")
    assert found.rule == "D001"
    misspelt, missing = lint("{type: Death, of: ada, inn: harbour/s1e02}\n{type: Death, of: cleo}")
    assert (misspelt.rule, missing.rule, missing.entities) == ("D001", "D006", ("cleo",))


def test_shapes_of_ones_own_are_run_besides(lint: Lint, tmp_path: Path) -> None:
    file = tmp_path / "mine.shapes"
    file.write_text(
        PREFIXES + 'e:s a sh:PropertyShape ; sh:targetClass c:Character ; sh:path c:species ; sh:minCount 1 ; sh:message "what are they?" .',
        encoding="utf-8",
    )  # fmt: skip
    found = lint("{id: ada, species: human}", select=["D006"], shapes=[file])
    assert sorted(f.entities for f in found) == [("ben",), ("cleo",), ("dora",)]
    assert found[0].message.endswith("“species” what are they?")
