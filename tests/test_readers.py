"""Files as people and programs write them: what they mean, and that whatever is wrong is said with file and line."""

from __future__ import annotations

from pathlib import Path

import pytest

from continuity import documents, store, universe, vocab
from continuity.errors import DataError
from continuity.model import Finding
from continuity.readers import Read, files, read
from continuity.readers import yaml as reader

BASE = vocab.universe_base("u")
HEAD = "source: s\nhorizon: none\nclaims:\n"


def read_text(tmp_path: Path, text: str | bytes, name: str = "told.yaml") -> Read:
    path = tmp_path / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return read(path, name, BASE)


def item(tmp_path: Path, line: str) -> dict[str, object]:
    """The one item of an account with this line, as it was admitted."""
    found = read_text(tmp_path, HEAD + f"  - {{id: x, type: Series, {line}}}\n")
    assert not found.findings
    return dict(found.documents[0].data["claims"][0])


def the_finding(found: Read, line: int, *words: str) -> Finding:
    """The only finding, which stands in a line of the file and says these words."""
    assert len(found.findings) == 1, found.findings
    one = found.findings[0]
    assert (one.position.file, one.position.line) == ("told.yaml", line)
    for word in words:
        assert word in one.message + " " + one.cure
    return one


# --- scalars are those of YAML 1.2 ---


@pytest.mark.parametrize(
    "word", ["on", "off", "yes", "no", "On", "NO", "y", "n", "12:30", "1:30:15", "1_000", "0b11", "<<", "="]
)
def test_words_that_yaml_1_1_turned_into_something_else_are_text(tmp_path: Path, word: str) -> None:
    assert item(tmp_path, f"name: {word}")["name"] == word
    assert not isinstance(item(tmp_path, f"name: {word}")["name"], documents.Scalar)


def test_a_key_may_be_called_on(tmp_path: Path) -> None:
    claim = "  - {type: Dependency, work: a/series, on: b/series, kind: continues}\n"
    found = read_text(tmp_path, HEAD + claim)
    assert not found.findings
    assert found.documents[0].data["claims"][0]["on"] == "b/series"


def test_dates_stay_as_they_were_written(tmp_path: Path) -> None:
    assert item(tmp_path, "name: n, released: 2016-01-17")["released"] == "2016-01-17"
    assert item(tmp_path, "name: n, released: 2016")["released"] == "2016"
    assert item(tmp_path, "name: n, released: 2016-01?")["released"] == "2016-01?"


@pytest.mark.parametrize(
    ("written", "number"), [("3", "3"), ("+3", "3"), ("0x1F", "31"), ("0o17", "15"), ("007", "7"), ("3.0", "3")]
)
def test_integers_in_every_spelling_are_one_number(tmp_path: Path, written: str, number: str) -> None:
    found = read_text(tmp_path, HEAD + f"  - {{id: x/s1, type: Season, partOf: x, number: {written}}}\n")
    assert [q.object.value for q in found.statements if q.predicate.value == vocab.term("number")] == [number]


def test_a_decimal_in_exponents_is_spelled_out(tmp_path: Path) -> None:
    claim = "  - {type: Score, of: x, value: 8.1, scale: 1e2, kind: critics, givenBy: p}\n"
    found = read_text(tmp_path, HEAD + claim)
    told = {vocab.short(q.predicate.value): q.object for q in found.statements if store.is_literal(q.object)}
    assert (told["value"].value, told["scale"].value) == ("8.1", "100")
    assert told["scale"].datatype.value == vocab.XSD + "decimal"


def test_a_number_can_be_a_name_and_keeps_its_spelling(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + "  - {id: x, type: Series, name: 007, alias: [1.10, '24']}\n")
    assert {q.object.value for q in found.statements if store.is_literal(q.object)} == {"007", "1.10", "24"}


def test_quoted_or_tagged_scalars_are_text(tmp_path: Path) -> None:
    assert item(tmp_path, "name: 'true'")["name"] == "true"
    assert item(tmp_path, "name: !!str 12")["name"] == "12"
    the_finding(
        read_text(tmp_path, HEAD + "  - {id: x, type: Season, partOf: y, number: '3'}\n"), 4, "number", "quotes"
    )


def test_true_and_null_are_no_names(tmp_path: Path) -> None:
    the_finding(read_text(tmp_path, HEAD + "  - {id: x, type: Series, name: true}\n"), 4, "name", "quotes")
    the_finding(read_text(tmp_path, HEAD + "  - {id: x, type: Series, name: ~}\n"), 4, "name", "quotes")


# --- what cannot be read is one finding with file and line ---

DEEP = 100_000
LAUGHS = "a0: &a0 [x, x]\n" + "".join(f"a{i}: &a{i} [{', '.join([f'*a{i - 1}'] * 10)}]\n" for i in range(1, 10))


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("source: a\nsource: b\nclaims: []\n", 2, ["'source'", "twice", "line 1"]),
        (HEAD + "  - id: x\n    type: Series\n    id: y\n", 6, ["'id'", "line 4"]),
        (HEAD + "  - {id: x, id: y}\n", 4, ["'id'", "twice"]),
        ("source: a\nclaims: &a\n  - *a\n", 3, ["*a", "inside"]),
        ("source: *b\nclaims: []\n", 1, ["*b", "names nothing"]),
        (LAUGHS, 7, ["aliases", "1000000"]),
        ("claims: " + "[" * DEEP + "]" * DEEP, 1, ["nested deeper than 32"]),
        ("".join(" " * i + "a:\n" for i in range(100)), 33, ["nested deeper than 32"]),
        ("? [a, b]\n: c\n", 1, ["plain word"]),
        (HEAD + "\t- {id: x}\n", 4, ["no YAML"]),
        ("source: 'a\nclaims: []\n", 3, ["no YAML"]),
        ("source: [\n", 2, ["no YAML"]),
        ("source: a: b\n", 1, ["no YAML"]),
        ("source: a\x00\nclaims: []\n", 1, ["character"]),
        ("source: s\nhorizon: no\x07ne\n", 2, ["character"]),
        ('source: "\\ud800"\nclaims: []\n', 1, ["no YAML"]),
        ("horizon: none\nsource: !!python/object/apply:os.system ['true']\n", 2, ["python", "leave it out"]),
        ("source: !ruby/object:X a\nclaims: []\n", 1, ["!ruby/object:X"]),
        (HEAD + "  - {id: x, type: Season, number: " + "9" * 5_000 + "}\n", 4, ["5000 digits"]),
        (HEAD + "  - {id: x, type: Season, number: 0x" + "F" * 5_000 + "}\n", 4, ["digits"]),
        (HEAD + "  - {id: x, type: Season, partOf: y, number: 99999999999999999999}\n", 4, ["number", "maximum"]),
        (HEAD + "  - {type: Score, of: x, givenBy: y, value: 1e999}\n", 4, ["too large"]),
        ("- a\n- b\n", 1, ["mapping"]),
        ("hello\n", 1, ["mapping"]),
        ("12\n", 1, ["mapping"]),
    ],
    ids=lambda value: value[:24] if isinstance(value, str) else None,
)
def test_broken_yaml(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    found = read_text(tmp_path, text)
    the_finding(found, line, *words)


def test_latin_1_is_named_with_its_line(tmp_path: Path) -> None:
    found = read_text(tmp_path, (HEAD + "  - {id: x, type: Series, name: Café}\n").encode("latin-1"))
    the_finding(found, 4, "not UTF-8", "save the file as UTF-8")


def test_a_file_of_many_megabytes_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reader, "MAX_BYTES", 100)
    found = read_text(tmp_path, HEAD + "#" * 100)
    the_finding(found, 0, "bytes")


@pytest.mark.parametrize("text", ["", "# nothing yet\n", "---\n", "---\n---\n", "~\n"])
def test_an_empty_file_is_no_problem(tmp_path: Path, text: str) -> None:
    assert read_text(tmp_path, text) == Read(())


def test_documents_before_a_broken_one_are_kept(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + "  - {id: x, type: Series, name: X}\n---\nsource: [\n")
    assert [d.data["claims"][0]["id"] for d in found.documents] == ["x"]
    the_finding(found, 7, "no YAML")


def test_byte_order_mark_and_carriage_returns_change_nothing(tmp_path: Path) -> None:
    text = HEAD + "  - {id: x, type: Series, name: X}\n"
    plain = read_text(tmp_path, text)
    windows = read_text(tmp_path, b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode())
    assert set(windows.statements) == set(plain.statements)
    assert windows.documents[0].position(("claims", 0, "name")).line == 4


def test_an_alias_repeats_a_value(tmp_path: Path) -> None:
    found = read_text(tmp_path, "source: &s one\nhorizon: none\nclaims:\n  - {id: *s, type: Series, name: *s}\n")
    assert dict(found.documents[0].data["claims"][0]) == {"id": "one", "type": "Series", "name": "one"}


# --- what does not fit the vocabulary is a finding; the rest of the document goes on ---


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        ("{id: x, type: Series, nam: X}", ["'nam'", "did you mean name?"]),
        ("{id: x, type: Sereis}", ["'Sereis'", "did you mean Series?"]),
        ("{id: x, type: [Series, Film]}", ["type"]),
        ("{id: x, type: 3}", ["type", "3"]),
        ("{id: a b, type: Series}", ["'a b'", "id"]),
        ("{id: 'http://example.org/x', type: Series}", ["no id"]),
        ("{id: ../../x, type: Series}", ["no id"]),
        ("{id: /x, type: Series}", ["no id"]),
        ("{id: //example.org/x, type: Series}", ["no id"]),
        ("{id: a/./b, type: Series}", ["no id"]),
        ("{id: '@type', type: Series}", ["no id"]),
        ("{id: '', type: Series}", ["no id"]),
        ("{'@id': x, type: Series, id: y}", ["'@id'", "unknown key"]),
        ("{id: x, type: Series, name: [a, b]}", ["name"]),
        ("{id: x, type: Series, name: {a: b}}", ["name"]),
        ("{id: x, type: Series, alias: [[a]]}", ["alias"]),
        ("{id: x, type: Series, released: 2015-13-01}", ["released", "no date"]),
        ("{id: x, type: Series, released: 2015-02-30}", ["released", "no date"]),
        ("{id: x, type: Series, released: 12:30}", ["released", "no date"]),
        ("{id: x, type: Series, released: 2016-02/2016-01}", ["released", "no date"]),
        ("{id: x, type: Season, partOf: y, number: 3.5}", ["number"]),
        ("{type: Credit, person: p, role: shworunner, work: y}", ["role", "did you mean showrunner?"]),
        ("{type: Death, in: y}", ["no id", "of, in"]),
        ("{name: X}", ["neither type nor id"]),
        ("hello", ["mapping of keys"]),
        ("[a]", ["mapping of keys"]),
        ("~", ["mapping of keys"]),
    ],
)
def test_a_claim_that_does_not_fit(tmp_path: Path, claim: str, words: list[str]) -> None:
    found = read_text(tmp_path, HEAD + f"  - {{id: y, type: Series, name: Y}}\n  - {claim}\n")
    the_finding(found, 5, *words)
    told = found.documents[0].data["claims"]
    assert told[0]["name"] == "Y"
    assert found.documents[0].position(("claims", 0, "name")).line == 4


@pytest.mark.parametrize("claims", ["hello", "{id: x}", "~", "3"])
def test_claims_that_are_no_list(tmp_path: Path, claims: str) -> None:
    the_finding(read_text(tmp_path, f"source: s\nhorizon: none\nclaims: {claims}\n"), 3, "claims")


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("foo: 1\nbar: 2\n", 1, ["foo, bar", "claims, sources, canons, type"]),
        ("source: s\nhorizion: none\nclaims: []\n", 2, ["'horizion'", "did you mean horizon?"]),
        ("source: s\n'@context': {}\nclaims: []\n", 2, ["'@context'"]),
        ("source: s\n~: {}\nclaims: []\n", 2, ["unknown key"]),
        ("type: Foo\nname: x\n", 1, ["'Foo'", "Universe"]),
        ("type: Universe\nname: x\nbase: example\n", 3, ["base"]),
        ("type: Universe\nname: x\nbase: http://example.org/x\n", 3, ["base", "ends in /"]),
        ("sources:\n  - {id: s, type: Source, url: 'javascript:alert(1)'}\n", 2, ["url", "no address"]),
        ("sources:\n  - {id: s, type: Source, kind: blog}\n", 2, ["kind", "'blog'"]),
    ],
)
def test_a_document_that_does_not_fit(tmp_path: Path, text: str, line: int, words: list[str]) -> None:
    the_finding(read_text(tmp_path, text), line, *words)


def test_a_claim_that_lost_part_of_its_key_is_left_out_whole(tmp_path: Path) -> None:
    found = read_text(tmp_path, HEAD + "  - {type: Death, of: k, in: 'a b', cause: poison}\n")
    assert not found.documents[0].data["claims"]


def test_dates_with_an_open_end_keep_an_id_within_the_universe(tmp_path: Path) -> None:
    claim = "  - {type: Status, work: x, aspect: order, state: open, date: 2016-01/..}\n"
    found = read_text(tmp_path, HEAD + claim)
    node = next(q.subject.value for q in found.statements if q.predicate.value == vocab.term("work"))
    assert node == BASE + str(found.documents[0].data["claims"][0]["id"])


def test_an_account_without_an_id_has_a_stable_one(tmp_path: Path) -> None:
    one = read_text(tmp_path, "source: s\nreports: [b, a]\nhorizon: none\nclaims: []\n").documents[0].data["id"]
    other = read_text(tmp_path, "reports: [a, b]\nclaims: []\nhorizon: none\nsource: s\n").documents[0].data["id"]
    assert one == other
    assert str(one).startswith("account/")


# --- RDF ---

C = vocab.VOCAB
TURTLE = f"@base <{BASE}> . @prefix c: <{C}> .\n<x> a c:Series ; c:name 'X' .\n"
ACCOUNT = f"@base <{BASE}> . @prefix c: <{C}> .\n<a> a c:Account ; c:source <s> ; c:horizon c:none . <s> a c:Source .\n"
N_TRIPLES = f'<{BASE}x> <{vocab.TYPE}> <{C}Series> .\n<{BASE}x> <{C}name> "X" .\n'
RDF_XML = f'<rdf:RDF xmlns:rdf="{vocab.RDF}" xmlns:c="{C}"><c:Series rdf:about="{BASE}x"><c:name>X</c:name></c:Series></rdf:RDF>'
N_QUADS = "".join(line.replace(" .", f" <{BASE}a> .\n") for line in N_TRIPLES.splitlines())
TRIG = ACCOUNT + "<a> { <x> a c:Series ; c:name 'X' . }\n"
JSON_LD = '{"@id": "%sx", "@type": "%sSeries", "%sname": "X"}' % (BASE, C, C)  # noqa: UP031
NAMED = '{"@id": "%sa", "@graph": %s}' % (BASE, JSON_LD)  # noqa: UP031


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("u.ttl", TURTLE),
        ("u.nt", N_TRIPLES),
        ("u.rdf", RDF_XML),
        ("u.nq", N_QUADS),
        ("u.trig", TRIG),
        ("u.jsonld", NAMED),
    ],
)
def test_every_rdf_format_tells_the_same(tmp_path: Path, name: str, text: str) -> None:
    found = read_text(tmp_path, text, name)
    assert not found.findings
    told = {
        (vocab.short(q.predicate.value), q.object.value, store.is_iri(q.graph_name))
        for q in found.statements
        if q.subject.value == BASE + "x"
    }
    assert told == {("type", C + "Series", True), ("name", "X", True)}


@pytest.mark.parametrize(("name", "text"), [("u.ttl", TURTLE), ("u.nt", N_TRIPLES), ("u.rdf", RDF_XML)])
def test_a_file_without_graphs_is_one_account_with_the_file_as_source(tmp_path: Path, name: str, text: str) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    made = universe.load(tmp_path / name, compiled=False)
    (account,) = made.canon(universe.Scope()).accounts.values()
    assert (account.source.title, account.source.kind, account.horizon) == (name, "dataset", ())


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        ("u.ttl", "<http://a> <http://b>\n'x .", 2),
        ("u.trig", "<http://a> {\n", 2),
        ("u.nq", N_QUADS + "garbage\n", 3),
        ("u.nt", N_TRIPLES + "<a> <b>", 3),
        ("u.rdf", "<rdf", 1),
        ("u.jsonld", '{"@id":', 1),
        ("u.jsonld", "", 1),
        ("u.jsonld", "[" * DEEP, 1),
        ("u.jsonld", '{"@context": "http://localhost:9/c.jsonld", "a": 1}', 1),
        ("u.jsonld", '{"@context": "file:///etc/hostname", "a": 1}', 1),
        ("u.ttl", "<http://a> <http://b> 'é' .".encode("latin-1"), 1),
    ],
)
def test_broken_rdf_is_a_finding_with_its_line(tmp_path: Path, name: str, text: str | bytes, line: int) -> None:
    found = read_text(tmp_path, text, name)
    assert not found.statements
    (finding,) = found.findings
    assert (finding.position.file, finding.position.line) == (name, line)


@pytest.mark.parametrize(
    "declaration", ["<!DOCTYPE x [<!ENTITY a 'b'>]>", "<!doctype x [<!ENTITY a 'b'>]>", "<!DocType x>"]
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_rdf_xml_with_a_document_type_is_refused_before_it_can_grow(
    tmp_path: Path, declaration: str, encoding: str
) -> None:
    found = read_text(tmp_path, (declaration + RDF_XML).encode(encoding), "u.rdf")
    assert not found.statements
    assert "document type" in found.findings[0].message


@pytest.mark.parametrize(
    ("statement", "words"),
    [
        ("<x> c:number 'one'", "whole number"),
        ("<x> c:number 1.5", "whole number"),
        ("<x> c:released 'soon'", "EDTF date"),
        ("<x> c:value 'many'", "a number"),
        ("<x> c:partOf 'y'", "an IRI is wanted"),
        ("<x> c:name <y>", "a text"),
        ("<x> c:nmae 'X'", "no property"),
        ("<x> a 'Series'", "no class"),
        ("<x> a c:Sereis", "no class"),
    ],
)
def test_rdf_that_does_not_fit_the_vocabulary_is_a_finding_and_is_left_out(
    tmp_path: Path, statement: str, words: str
) -> None:
    found = read_text(tmp_path, ACCOUNT + f"<a> {{ <x> a c:Season . {statement} . }}\n", "u.trig")
    (finding,) = found.findings
    assert words in finding.message
    assert finding.position.file == "u.trig"
    assert finding.entities == ("x",)
    assert len([q for q in found.statements if q.subject.value == BASE + "x"]) == 1


def test_rdf_in_the_words_of_others_is_kept(tmp_path: Path) -> None:
    found = read_text(tmp_path, "<http://example.org/a> <http://example.org/p> 'x'@fr .", "u.ttl")
    assert not found.findings
    assert "http://example.org/p" in {q.predicate.value for q in found.statements}


def test_the_same_value_in_another_datatype_is_the_same_value(tmp_path: Path) -> None:
    text = (
        ACCOUNT
        + "<a> { <x> a c:Season ; c:number '2'^^<http://www.w3.org/2001/XMLSchema#int> ; c:name 'X'@en ; c:released '2016' . }"
    )
    found = read_text(tmp_path, text, "u.trig")
    told = {vocab.short(q.predicate.value): q.object for q in found.statements if store.is_literal(q.object)}
    assert told["number"] == store.literal("2", vocab.XSD + "integer")
    assert told["name"] == store.literal("X")
    assert told["released"] == store.literal("2016", vocab.EDTF)


# --- a universe out of files ---


def load(tmp_path: Path, **texts: str) -> universe.Compiled:
    for name, text in texts.items():
        path = tmp_path / "u" / name.replace("__", ".")
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return universe.load(tmp_path / "u", compiled=False)


def test_hidden_files_and_other_suffixes_are_left_out(tmp_path: Path) -> None:
    for name in ("a.yaml", ".b.yaml", ".git/c.yaml", "d.txt", "e/f.yml", "g.nq"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    assert [p.relative_to(tmp_path).as_posix() for p in files(tmp_path)] == ["a.yaml", "e/f.yml", "g.nq"]


SOURCE = "sources:\n  - {id: s, type: Source, kind: news, title: T}\n"


def test_an_unknown_reference_is_a_finding_with_file_line_and_a_near_id(tmp_path: Path) -> None:
    told = (
        HEAD
        + "  - {id: kilgrave, type: Character, name: Kilgrave}\n  - type: Death\n    of: kilgrve\n    in: x\n  - {id: x, type: Series, name: X}\n"
    )
    made = load(tmp_path, s__yaml=SOURCE, a__yaml=told)
    (finding,) = made.findings
    assert (finding.position.file, finding.position.line) == ("a.yaml", 6)
    assert "'kilgrve'" in finding.message
    assert "kilgrave" in finding.cure


def test_an_unknown_reference_in_rdf_names_the_file(tmp_path: Path) -> None:
    made = load(tmp_path, a__trig=ACCOUNT + "<a> { <x> a c:Season ; c:partOf <nowhere> . }")
    (finding,) = made.findings
    assert (finding.position.file, finding.position.line) == ("a.trig", 1)


def test_readable_files_are_loaded_where_others_are_broken(tmp_path: Path) -> None:
    made = load(
        tmp_path,
        s__yaml=SOURCE,
        a__yaml=HEAD + "  - {id: x, type: Series, name: X}\n",
        b__yaml="source: [\n",
        c__nq="garbage\n",
    )
    assert made.canon(universe.Scope()).entities("Series") == ["x"]
    assert sorted(f.position.file for f in made.findings) == ["b.yaml", "c.nq"]


def test_where_nothing_can_be_read_the_error_says_why(tmp_path: Path) -> None:
    with pytest.raises(DataError) as caught:
        load(tmp_path, a__yaml="source: [\n")
    assert [(f.position.file, f.position.line) for f in caught.value.findings] == [("a.yaml", 2)]


def test_a_directory_without_data_files_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="no data file"):
        universe.load(tmp_path, compiled=False)


@pytest.mark.parametrize("statement", ["<x> a c:Series .", "<g> { <x> a c:Series . }"])
def test_what_stands_outside_of_accounts_is_said(tmp_path: Path, statement: str) -> None:
    made = load(tmp_path, a__trig=ACCOUNT + "<a> { <y> a c:Series . } " + statement)
    (finding,) = made.findings
    assert finding.rule == "D005"
    assert made.canon(universe.Scope()).entities("Series") == ["y"]


def test_a_sources_document_cannot_tell_of_entities(tmp_path: Path) -> None:
    made = load(
        tmp_path,
        s__yaml=SOURCE + "  - {id: x, type: Series, name: X}\n",
        a__yaml=HEAD + "  - {id: y, type: Series, name: Y}\n",
    )
    assert [f.rule for f in made.findings] == ["D005"]


def test_positions_of_nodes_accounts_and_keys(tmp_path: Path) -> None:
    made = load(tmp_path, s__yaml=SOURCE, a__yaml=HEAD + "  - id: x\n    type: Series\n    name: X\n")
    assert str(made.position("x")) == "a.yaml:4"
    assert str(made.position("x", "account/s++none", "name")) == "a.yaml:6"
    assert str(made.position("account/s++none")) == "a.yaml:1"
    assert str(made.position("s")) == "s.yaml:2"
    assert str(made.position("nobody")) == ""


def test_a_universe_may_declare_its_base(tmp_path: Path) -> None:
    made = load(
        tmp_path,
        universe__yaml="type: Universe\nname: U\nbase: https://example.org/u/\n",
        s__yaml=SOURCE,
        a__yaml=HEAD + "  - {id: x, type: Series, name: X}\n",
    )
    assert made.base == "https://example.org/u/"
    assert made.canon(universe.Scope()).node("x").value == "https://example.org/u/x"


@pytest.mark.parametrize("name", ["derived", "vocab", "ünï cödé", "a#b"])
def test_any_name_of_a_directory_makes_a_universe(tmp_path: Path, name: str) -> None:
    place = tmp_path / name
    place.mkdir()
    (place / "a.yaml").write_text(SOURCE + "---\n" + HEAD + "  - {id: x/s1, type: Season, name: X}\n", encoding="utf-8")
    made = universe.load(place, compiled=False)
    canon = made.canon(universe.Scope())
    assert not made.findings
    assert canon.entities() == ["x/s1"]
    for quad in list(canon.facts.match()):
        canon.told(quad.subject, quad.predicate, quad.object)
