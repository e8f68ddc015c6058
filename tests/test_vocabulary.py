"""The vocabulary: every term says what it is, is tied to what others say, and all that is generated follows from it."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from functools import cache
from typing import Any

import jsonschema
import pytest
import rdflib
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from continuity import dates, documents, store, vocab

GRAPH = vocab.graph_dir()
ROOT = GRAPH.parent
ALIGNMENTS = (SKOS.closeMatch, SKOS.exactMatch, RDFS.subClassOf, RDFS.subPropertyOf, OWL.sameAs)

#: Terms for which no counterpart was found in schema.org, Wikidata, PROV-O, OMC, OWL-Time, Web Annotation, Dublin Core
#: or VoID, with the reason. A closed list of values (a class below c:Concept) is a SKOS concept scheme of our own.
ALONE: Mapping[str, str] = {
    "Team": "is a Group, which is aligned; Wikidata's superhero team is too narrow",
    "Return": "a character who was thought dead: a matter of stories, which none of them describes",
    "LifeStatus": "alive as of a work: Wikidata has dates of death only",
    "Deceased": "derived from deaths and returns",
    "Living": "derived from life statuses",
    "Canon": "a computed choice of accounts; canon status is proposed in Wikidata and not done",
    "Crossover": "through whom or what, in which work: others link two works at most",
    "age": "an age stage of a portrayal; schema.org's age range is the audience's",
    "asOf": "a point in a story, not in time",
    "aspect": "which part of the making a status is about",
    "billing": "ranks of parts are not described elsewhere",
    "counterpartOf": "Wikidata's fictional analogue joins fiction with the real world",
    "crossesOverWith": "derived from crossovers",
    "crossoverMode": "see Crossover",
    "fromWork": "see Crossover",
    "toWork": "see Crossover",
    "via": "see Crossover",
    "default": "which canon a universe means",
    "dependencyKind": "its values are aligned one by one",
    "diesIn": "derived from deaths; others have the place and the date of a death, not the work",
    "excludes": "a canon's choice; there is no property for what is left out",
    "excludesKind": "see excludes",
    "excludesSource": "see excludes",
    "includesKind": "see excludes",
    "horizon": "what an account spoils is described nowhere",
    "how": "see Return",
    "life": "see LifeStatus",
    "mode": "whether a character is there in person, remembered or dead",
    "prefersKind": "precedence of sources in a canon",
    "prefersReport": "precedence of sources in a canon",
    "scoreKind": "critics or audience: schema.org tells them by class",
    "work": "what a qualifier is about; its meaning is that of the statement's class",
    "Explanation": "why a seeming contradiction of a story is none: no vocabulary has it",
    "explanationKind": "see Explanation",
    "exclusive": "whether one membership forbids another",
    "approximate": "whether a source calls an amount rough; EDTF has it for dates only",
    "inOrder": "about our own properties",
    "perAccount": "about our own properties",
}


@cache
def ontology() -> rdflib.Graph:
    return rdflib.Graph().parse(GRAPH / "ontology.ttl")


def named(*kinds: rdflib.term.Node) -> list[str]:
    """The local names of the terms of some kinds."""
    found = {s for kind in kinds for s in ontology().subjects(RDF.type, kind) if isinstance(s, rdflib.URIRef)}
    return sorted(vocab.short(str(s)) for s in found)


def node(name: str) -> rdflib.URIRef:
    return rdflib.URIRef(vocab.term(name))


CLASSES = named(OWL.Class)
PROPERTIES = named(OWL.ObjectProperty, OWL.DatatypeProperty)
INDIVIDUALS = sorted(vocab.terms().individuals)


@pytest.mark.parametrize("name", [*CLASSES, *PROPERTIES, *INDIVIDUALS])
def test_every_term_has_one_label_and_one_comment(name: str) -> None:
    for predicate in (RDFS.label, RDFS.comment):
        (text,) = ontology().objects(node(name), predicate)
        assert str(text).strip()
        assert text.language == "en"  # type: ignore[union-attr]
    assert str(ontology().value(node(name), RDFS.comment)).endswith((".", "?"))


@pytest.mark.parametrize("name", PROPERTIES)
def test_every_property_has_a_domain_and_a_range_that_there_are(name: str) -> None:
    for predicate in (RDFS.domain, RDFS.range):
        (found,) = ontology().objects(node(name), predicate)
        union = ontology().value(found, OWL.unionOf)
        members = list(ontology().items(union)) if union is not None else [found]
        assert members
        for member in members:
            iri = str(member)
            assert iri.startswith((vocab.XSD, vocab.RDF, vocab.RDFS, vocab.EDTF)) or vocab.short(iri) in CLASSES


def aligned(name: str) -> list[str]:
    found = (str(o) for p in ALIGNMENTS for o in ontology().objects(node(name), p))
    return [iri for iri in found if not iri.startswith(vocab.VOCAB)]


@pytest.mark.parametrize("name", [*CLASSES, *PROPERTIES])
def test_every_class_and_property_is_aligned_or_known_to_stand_alone(name: str) -> None:
    listed = name in vocab.terms().classes and "Concept" in vocab.terms().classes[name].above
    if name in ALONE:
        assert not aligned(name), f"{name} is aligned now: take it off the list"
    else:
        assert aligned(name) or listed


def test_the_list_of_lone_terms_is_short_and_of_terms_that_there_are() -> None:
    assert set(ALONE) <= {*CLASSES, *PROPERTIES}
    assert len(ALONE) < 0.25 * (len(CLASSES) + len(PROPERTIES))


def test_terms_of_others_exist_by_name() -> None:
    """rdflib ships the terms of these vocabularies; Wikidata and OMC were looked up by hand."""
    from rdflib.namespace import DCTERMS, PROV, SDO, TIME, VOID

    known = {str(ns): ns for ns in (SDO, PROV, TIME, DCTERMS, SKOS, VOID)}
    for name in (*CLASSES, *PROPERTIES, *INDIVIDUALS):
        for iri in aligned(name):
            space = next((s for s in known if iri.startswith(s)), None)
            if space is not None:
                assert iri.removeprefix(space) in known[space], f"{name}: {iri}"


def test_no_term_is_two_things() -> None:
    groups = [set(CLASSES), set(PROPERTIES), set(INDIVIDUALS)]
    assert not groups[0] & groups[1]
    assert not groups[0] & groups[2]
    assert not groups[1] & groups[2]


def test_keys_identify_statements_by_properties_that_they_have() -> None:
    terms = vocab.terms()
    for cls in terms.below("Statement"):
        if cls != "Statement":
            assert terms.classes[cls].key, cls
        for name in terms.classes[cls].key:
            assert {cls, *terms.classes[cls].above} & set(terms.properties[name].domain)


def test_a_word_of_data_means_one_property_in_a_class() -> None:
    terms = vocab.terms()
    for cls in terms.classes.values():
        family = {cls.name, *cls.above}
        keys = [p.key for p in terms.properties.values() if family & set(p.domain) and not p.derived_by]
        assert len(keys) == len(set(keys)), cls.name


def test_every_derived_term_has_its_rule() -> None:
    rules = {p.stem for p in (GRAPH / "infer").glob("*.rq")}
    for term in (*vocab.terms().properties.values(), *vocab.terms().classes.values()):
        if term.derived_by:
            assert term.derived_by in rules


def test_generated_files_are_fresh() -> None:
    done = subprocess.run(
        [sys.executable, str(ROOT / "tools" / "generate.py"), "--check"], check=False, capture_output=True, text=True
    )
    assert (done.returncode, done.stdout.strip()) == (0, "fresh")


# --- the context maps what data files say ---


def context() -> Mapping[str, Any]:
    loaded: Mapping[str, Any] = json.loads((GRAPH / "context.jsonld").read_text(encoding="utf-8"))["@context"]
    return loaded


def test_the_context_maps_every_word_of_data() -> None:
    terms, known = vocab.terms(), context()
    for p in terms.properties.values():
        if p.derived_by:
            continue
        if p.key == p.name:
            assert known[p.name]["@id"] == "c:" + p.name
            continue
        for cls in {c for d in p.domain for c in terms.below(d)}:
            assert known[cls]["@context"][p.key]["@id"] == "c:" + p.name
    written = (c.name for c in terms.classes.values() if "Concept" not in c.above and not c.derived_by)
    for name in (*terms.individuals, *written):
        mapped = known[name]
        assert (mapped if isinstance(mapped, str) else mapped["@id"]) == "c:" + name


def test_the_context_gives_values_their_types() -> None:
    coercion = {
        "id": "@id",
        "concept": "@vocab",
        "date": "edtf:EDTF",
        "integer": "xsd:integer",
        "decimal": "xsd:decimal",
        "boolean": "xsd:boolean",
    }
    for name, p in vocab.terms().properties.items():
        if p.key == name and not p.derived_by:
            assert context()[name].get("@type") == coercion.get(p.value)


def test_lists_keep_their_order() -> None:
    assert context()["prefersReport"]["@container"] == "@list"
    canon = {"id": "canon/a", "type": "Canon", "name": "A", "precedence": ["news", "fanWiki", "credits"]}
    admitted, _ = documents.admit({"canons": [canon]})
    assert admitted is not None
    quads = list(documents.statements([admitted], vocab.universe_base("u")))
    first = {q.subject: q.object for q in quads if q.predicate.value == vocab.RDF + "first"}
    rest = {q.subject: q.object for q in quads if q.predicate.value == vocab.RDF + "rest"}
    at = next(q.object for q in quads if q.predicate.value == vocab.term("prefersKind"))
    told = []
    while at in first:
        told.append(vocab.short(first[at].value))
        at = rest[at]
    assert told == ["news", "fanWiki", "credits"]


def test_another_processor_reads_the_same_out_of_the_published_context() -> None:
    data = {
        "source": "s",
        "horizon": ["a/s1e01", "b/s1"],
        "claims": [
            {"id": "a/s1", "type": "Season", "number": 1, "partOf": "a/series", "released": "2015-11-20"},
            {"type": "Crossover", "from": "a/series", "to": "b/series", "via": ["x", "y"], "mode": "byCharacter"},
            {"type": "Credit", "person": "p", "role": "showrunner", "work": "a/s1", "from": "2014", "to": "2015-06"},
            {"type": "Score", "of": "a/s1", "value": 8.5, "scale": 10, "kind": "critics", "givenBy": "m"},
        ],
    }
    base = vocab.universe_base("u")
    admitted, findings = documents.admit(data)
    assert admitted is not None
    assert not findings
    ours = {
        tuple(map(str, (q.subject.value, q.predicate.value, q.object.value, getattr(q.graph_name, "value", ""))))
        for q in documents.statements([admitted], base)
    }
    whole = {"@context": documents.context(), **documents.native(admitted.data)}
    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=json.dumps(whole), format="json-ld", publicID=base)
    default = str(dataset.default_graph.identifier)
    theirs = {
        (str(s), str(p), str(o), "" if g is None or str(g) == default else str(g)) for s, p, o, g in dataset.quads()
    }
    assert {(s, p, number(o), g) for s, p, o, g in ours} == {(s, p, number(o), g) for s, p, o, g in theirs}


def number(text: str) -> str:
    try:
        return f"{float(text):g}"
    except ValueError:
        return text


# --- the JSON Schema, in another implementation ---


@cache
def schema() -> jsonschema.Draft202012Validator:
    checker = jsonschema.FormatChecker(formats=())
    checker.checks("edtf")(lambda value: not isinstance(value, str) or dates.is_date(value))
    loaded = json.loads((GRAPH / "schema.json").read_text(encoding="utf-8"))
    return jsonschema.Draft202012Validator(loaded, format_checker=checker)


def test_the_schema_is_one() -> None:
    jsonschema.Draft202012Validator.check_schema(schema().schema)


def account(*claims: Any, **more: Any) -> dict[str, Any]:
    return {"source": "s", "horizon": "none", "claims": list(claims), **more}


@pytest.mark.parametrize(
    "data",
    [
        account(),
        account(
            {"id": "x/series", "type": "Series", "name": "X", "alias": ["Y", 24], "released": 2015, "starring": "x"}
        ),
        account({"id": "x/s1", "runtime": 50}),
        account({"type": "Appearance", "character": "k", "in": "x/s1e01", "mode": "flashback", "quote": "a few words"}),
        account({"type": "CompleteList", "complete": "showrunner", "of": "x/s1", "from": "2016-04"}),
        account({"type": "CompleteList", "complete": "Episode", "of": "x/s1"}),
        account(horizon=["x/s1e01", "y/s1"], reports=["p", "x/s1e01"], id="account/mine"),
        {
            "sources": [
                {
                    "id": "s",
                    "type": "Source",
                    "kind": "news",
                    "title": "T",
                    "url": "https://example.org/?a=b#c",
                    "published": "2015/2016",
                }
            ]
        },
        {
            "canons": [
                {
                    "id": "canon/a",
                    "type": "Canon",
                    "name": "A",
                    "includes": "x/series",
                    "precedence": ["news"],
                    "since": "2016",
                }
            ]
        },
        {"type": "Universe", "name": "U", "default": "canon/a", "base": "https://example.org/u/"},
    ],
)
def test_both_validators_accept(data: Mapping[str, Any]) -> None:
    assert list(schema().iter_errors(data)) == []
    admitted, findings = documents.admit(data)
    assert admitted is not None
    assert findings == []


@pytest.mark.parametrize(
    "data",
    [
        {},
        {"claims": "x"},
        {"claims": [1]},
        {"type": "Series"},
        {"type": "Universe", "base": "x"},
        {"sources": [{"id": "s", "type": "Source", "kind": "blog"}]},
        {"sources": [{"id": "s", "type": "Source", "url": "javascript:x"}]},
        {"canons": [{"id": "c", "type": "Canon", "precedence": ["blog"]}]},
        account(colour="red"),
        account({"name": "X"}),
        account({"id": "x", "type": "Nothing"}),
        account({"id": "x", "type": ["Series"]}),
        account({"id": "x", "type": "Series", "colour": "red"}),
        account({"id": "x", "type": "Series", "name": ["a", "b"]}),
        account({"id": "x", "type": "Series", "released": "soon"}),
        account({"id": "x", "type": "Series", "released": 99999}),
        account({"id": "x", "type": "Season", "number": "1"}),
        account({"id": "x", "type": "Season", "number": 10**20}),
        account({"id": "x", "type": "Character", "number": 1}),
        account({"id": "x", "type": "Item", "colour": "red"}),
        account({"id": "x", "type": "Deceased", "name": "X"}),
        account({"type": "Credit", "person": "p", "role": "critics", "work": "x"}),
        account({"type": "Death", "of": "a b", "in": "x"}),
        *(account({"id": id, "type": "Series"}) for id in ("", "/x", "a//b", "../x", "a/..", "a/.", "x y", "x\n", "@x", "a:b", "a[b", "a%b", "\x7f")),
    ],
)  # fmt: skip
def test_both_validators_refuse(data: Mapping[str, Any]) -> None:
    assert list(schema().iter_errors(data))
    assert documents.admit(data)[1]


@pytest.mark.parametrize(
    "id", ["x", "jessica-jones/s1e13", "a.b", "...", "death/a+b/s1~c", "%C3%A9", "é", "it's", "x/", "漢字"]
)
def test_an_id_is_a_path_under_its_universe(id: str) -> None:
    data = account({"id": id, "type": "Series"})
    assert list(schema().iter_errors(data)) == []
    admitted, _ = documents.admit(data)
    assert admitted is not None
    base = vocab.universe_base("u")
    subjects = {q.subject.value for q in documents.statements([admitted], base) if q.predicate == store.TYPE}
    assert base + id in subjects


# --- ids are minted from keys ---


@pytest.mark.parametrize(
    ("cls", "key", "id"),
    [
        ("Death", ["kilgrave", "jessica-jones/s1e13"], "death/kilgrave+jessica-jones/s1e13"),
        ("CompleteList", ["showrunner", "x/series", "", ""], "complete-list/showrunner+x/series"),
        ("CompleteList", ["showrunner", "x/series", "", "2016"], "complete-list/showrunner+x/series++2016"),
        ("Collaboration", [["b", "a"], "x/series"], "collaboration/a~b+x/series"),
        ("Status", ["x", "order", "open", "2016-01/.."], "status/x+order+open+2016-01/open"),
        ("Credit", ["Ünï #1", "writer", "x?y"], "credit/%C3%9Cn%C3%AF%20%231+writer+x%3Fy"),
    ],
)  # fmt: skip
def test_ids_of_statements(cls: str, key: list[str | list[str]], id: str) -> None:
    assert vocab.mint(cls, key) == id


def test_short_and_full_are_inverse_within_a_universe() -> None:
    base = vocab.universe_base("u")
    for id in ("x", "a/s1e01"):
        assert vocab.short(vocab.full(id, base), base) == id
    assert vocab.full("https://example.org/x", base) == "https://example.org/x"
    assert vocab.short(vocab.term("Death")) == "Death"
    assert (vocab.short(vocab.TYPE), vocab.short(vocab.LABEL)) == ("type", "label")
