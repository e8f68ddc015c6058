"""What a query may do: read this universe, and nothing else; and how rule files are taken apart."""

from __future__ import annotations

import contextlib
import socket
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity import sparql, store, vocab
from continuity.errors import QueryError

A = store.iri("http://example.org/a")


@pytest.fixture
def facts() -> store.Store:
    """A store with a statement for each thing that a query below looks for, so that nothing is skipped as empty."""
    values = [A, store.literal("1", vocab.XSD + "integer"), store.literal("true", vocab.XSD + "boolean")]
    values.append(store.literal("1e0", vocab.XSD + "double"))
    return store.Store.memory([store.quad(A, A, v) for v in values], vocab.universe_base("u"))


@pytest.fixture
def listener() -> Iterator[tuple[str, list[int]]]:
    """An address of this machine, and a list that grows with each connection to it."""
    server, calls = socket.create_server(("127.0.0.1", 0)), [0][:0]

    def answer() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            calls.append(1)
            connection.close()

    threading.Thread(target=answer, daemon=True).start()
    yield f"<http://127.0.0.1:{server.getsockname()[1]}/>", calls
    server.close()


# E is an address; `:x` stands under it too. Each is written so that the engine, unguarded, would read SERVICE in it.
REACHING = [
    "SELECT * { SERVICE E { ?s ?p ?o } }",
    "SELECT * { service silent E { ?s ?p ?o } }",
    "SELECT * { ?s ?p ?o . SERVICE:x{ ?s ?p ?o } }",
    "SELECT * { OPTIONAL{?s ?p ?o}SERVICESILENT:x{ ?s ?p ?o } }",
    "ASK { FILTER EXISTS { SERVICE E { ?s ?p ?o } } }",
    "SELECT * { { SELECT * { SERVICE E { ?s ?p ?o } } } }",
    "CONSTRUCT { ?s ?p ?o } WHERE { SERVICE E { ?s ?p ?o } }",
    "DESCRIBE ?s { SERVICE E { ?s ?p ?o } }",
    "SELECT * { BIND(E AS ?x) SERVICE ?x { ?s ?p ?o } }",
    "SELECT * { # a comment ends with a carriage return too\r SERVICE E { ?s ?p ?o }\n}",
    "SELECT * { ?s ?p trueSERVICE E { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1SERVICE E { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1e0SERVICE E { ?a ?b ?c } }",
    "SELECT * { ?s ?p trueSERVICE:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p true.SERVICE:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p 1e0SERVICE:x { ?a ?b ?c } }",
    "SELECT * { ?s ?p ?o.SERVICE:x { ?s ?p ?o } }",
    "SELECT * { OPTIONAL { ?s ?p <http://x/\\u0061#> } SERVICE E { ?a ?b ?c }\n}",
    "SELECT * { OPTIONAL { ?s ?p :%20\\# } SERVICE E { ?a ?b ?c }\n}",
    "SELECT * { BIND(1 AS ?a) BIND(2 AS ?b) FILTER(?a<?b)SERVICE:x#>\n{ ?s ?p ?o } }",
    "SELECT * { FILTER(1<2)SERVICE:x{ ?s ?p ?o } }",
]


@pytest.mark.parametrize("query", REACHING)
def test_no_spelling_of_service_reaches_out(facts: store.Store, listener: tuple[str, list[int]], query: str) -> None:
    address, calls = listener
    text = f"PREFIX : {address} {query.replace(' E ', f' {address} ').replace('(E ', f'({address} ')}"
    with pytest.raises(QueryError, match="SERVICE is refused"):
        facts.query(text)
    assert not calls


@pytest.mark.parametrize(
    "query",
    [
        "LOAD <http://localhost:9/>",
        "INSERT DATA { <a> <b> <c> }",
        "DELETE WHERE { ?s ?p ?o }",
        "PREFIX x: <http://example.org/>\nINSERT DATA { x:a x:b x:c }",
        "BASE <http://example.org/> DROP ALL",
        "clear default",
        "CREATE GRAPH <g>",
        "COPY <a> TO <b>",
        "WITH <g> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }",
    ],
)
def test_updates_are_refused_and_change_nothing(facts: store.Store, query: str) -> None:
    before = len(facts)
    with pytest.raises(QueryError, match="is refused: queries read"):
        facts.query(query)
    assert len(facts) == before


def test_an_update_behind_a_query_does_not_parse(facts: store.Store) -> None:
    with pytest.raises(QueryError, match="does not parse"):
        facts.query("SELECT * { ?s ?p ?o } ; INSERT DATA { <a> <b> <c> }")


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { ?s ?p 'SERVICE <http://x/> { } LOAD INSERT' }",
        'SELECT * { ?s ?p """a " SERVICE <http://x/> { """ }',
        "SELECT * { ?s ?p 'it\\'s SERVICE' FILTER(STR(?p) != 'INSERT DATA') }",
        "SELECT * { ?s ?p ?o } # SERVICE <http://x/> { } LOAD <http://x/>",
        "# INSERT DATA\nSELECT * { ?s ?p ?o # SERVICE\n }",
        "SELECT ?service ?load $insert { ?service ?load $insert }",
        "SELECT * { ?s <http://example.org/service#load> ?o }",
        "SELECT * { ?s <secret-service> ?o }",
        "SELECT * { ?s c:service ?o . _:SERVICE c:insert ?p }",
        "CONSTRUCT { ?s c:load ?o } WHERE { ?s c:delete ?o }",
    ],
)
def test_words_in_strings_comments_and_names_are_fine(facts: store.Store, query: str) -> None:
    facts.query(query)


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT * { " + "{" * 2_500 + "}" * 2_500 + " }", "nested deeper"),
        ("SELECT * { FILTER(" + "(" * 6_000 + "1" + ")" * 6_000 + ") }", "nested deeper"),
        ("SELECT * { ?s ?p " + "[ c:a " * 2_500 + "]" * 2_500 + " }", "nested deeper"),
        ("SELECT * { FILTER(" + " + ".join(["1"] * 8_000) + ") }", "operators"),
        ("SELECT * { FILTER(" + " || ".join(["true"] * 8_000) + ") }", "operators"),
        ("SELECT * { FILTER(" + "!" * 8_000 + "true) }", "operators"),
        ("SELECT * { " + " UNION ".join(["{}"] * 8_000) + " }", "operators"),
        ("SELECT * { " + "{ ?s ?p ?o } " * 8_000 + " }", "brackets"),
        ("SELECT * { " + "GRAPH ?g {} " * 8_000 + " }", "brackets"),
        ("SELECT * { ?s " + "/".join(["c:a"] * 8_000) + " ?o }", "operators"),
        ("SELECT " + " ".join(f"(1 AS ?v{i})" for i in range(8_000)) + " {}", "brackets"),
        ("SELECT (1 AS ?y) {} GROUP BY ?x HAVING " + "(1) " * 8_000, "brackets"),
        ("DESCRIBE " + "c:a " * 8_000, "operators"),
        ("SELECT * { ?s ?p '" + "x" * 200_000 + "' }", "characters"),
    ],
    ids=lambda value: value[:30],
)
def test_what_would_kill_the_engine_is_refused(facts: store.Store, query: str, words: str) -> None:
    with pytest.raises(QueryError, match=words):
        facts.query(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT * { " + "{" * 98 + "}" * 98 + " }",
        "SELECT * { FILTER(" + "STR(" * 97 + "1" + ")" * 97 + ") }",
        "SELECT * { " + "OPTIONAL {" * 95 + "}" * 95 + " }",
        "SELECT * { FILTER(" + "+".join(["1"] * 250) + ") }",
        "SELECT * { ?s " + "/".join(["c:a"] * 250) + " ?o }",
        "SELECT * { " + " UNION ".join(["{}"] * 140) + " }",
        "SELECT " + " ".join(f"(1 AS ?v{i})" for i in range(50)) + " {}",
        "SELECT * { VALUES ?x { " + "1 " * 20_000 + "} }",
    ],
    ids=lambda value: value[:30],
)
def test_what_is_let_through_runs_even_on_a_small_stack(facts: store.Store, query: str) -> None:
    done: list[object] = []

    def run() -> None:
        done.append(facts.select(query))

    usual = threading.stack_size(1 << 20)
    try:
        thread = threading.Thread(target=run)
        thread.start()
    finally:
        threading.stack_size(usual)
    thread.join()
    assert done


@pytest.mark.parametrize(("query", "form"), [
    ("SELECT * {}", "SELECT"), ("ask {}", "ASK"), ("DESCRIBE <x>", "DESCRIBE"), ("CONSTRUCT WHERE { ?s ?p ?o }", "CONSTRUCT"),
    ("# c\nPREFIX a: <http://x/> BASE <http://y/> SELECT * {}", "SELECT"),
])  # fmt: skip
def test_the_form_of_a_query(query: str, form: str) -> None:
    assert sparql.form(query) == form


@pytest.mark.parametrize("query", ["", "hello", "# SELECT", "'SELECT'", "{ SELECT * {} }", "?SELECT", "c:SELECT"])
def test_what_is_no_query(query: str) -> None:
    with pytest.raises(QueryError, match="this is no query"):
        sparql.form(query)


@given(st.text(alphabet="SELECT{}()<>?:#'\"\\.ab1 \n\r*", max_size=60))
def test_any_text_is_refused_or_answered_and_nothing_else_happens(text: str) -> None:
    empty = store.Store.memory([], vocab.universe_base("u"))
    with contextlib.suppress(QueryError):
        empty.query(text)


def test_published_prefixes_relative_ids_and_bindings(facts: store.Store) -> None:
    base = vocab.universe_base("u")
    rows = facts.select("SELECT ?x ?y { BIND(<kilgrave> AS ?x) BIND(c:name AS ?y) }")
    assert [n.value for n in rows[0]] == [base + "kilgrave", vocab.term("name")]
    assert facts.select("SELECT ?o { ?s ?p ?o }", {"o": A}) == [(A,)]
    assert facts.select("SELECT ?o { ?s ?p ?o }", {"o": store.literal("x' } ; DROP ALL #")}) == []


def test_what_does_not_parse_says_where(facts: store.Store) -> None:
    with pytest.raises(QueryError, match=r"does not parse: .*1:"):
        facts.query("SELECT * { ?s ?p }")
    with pytest.raises(QueryError, match="not supported"):
        facts.select("SELECT (c:load(1) AS ?x) {}")


# --- rules ---


def rule(tmp_path: Path, text: str) -> sparql.Rule:
    path = tmp_path / "some-rule.rq"
    path.write_text(text, encoding="utf-8")
    return sparql.read_rule(path)


def test_a_rule_is_taken_apart(tmp_path: Path) -> None:
    text = """# Who is in a part is in the whole.
# And a second line.
CONSTRUCT { ?a c:in ?b ; c:of ?c . ?b c:has ?a , <http://x/#y> } WHERE {
  ?a c:part "a } b" . # a brace } in a comment
  FILTER(?n < 10 && REGEX(?x, "[)}]"))
  ?b a c:Whole .
  FILTER NOT EXISTS { ?a c:not ?b . FILTER(?a = ?b) }
  BIND(CONCAT(STR(?a), ")") AS ?c)
}"""
    made = rule(tmp_path, text)
    assert (made.name, made.comment) == ("some-rule", "Who is in a part is in the whole.\nAnd a second line.")
    assert made.variants() == (
        ("?a", "c:in", "?b"),
        ("?a", "c:of", "?c"),
        ("?b", "c:has", "?a"),
        ("?b", "c:has", "<http://x/#y>"),
    )
    assert [t.text for t in sparql.tokens(made.premises)] == [
        "?a", "c:part", '"a } b"', ".", "?b", "a", "c:Whole", ".",
    ]  # fmt: skip


@pytest.mark.parametrize("pattern", [
    "OPTIONAL { ?a c:p ?b }", "{ ?a c:p ?b } UNION { ?b c:p ?a }", "GRAPH ?g { ?a c:p ?b }",
    "VALUES ?a { 1 }", "{ SELECT * { ?a c:p ?b } }",
])  # fmt: skip
def test_a_rule_whose_premises_cannot_be_read_off_is_refused(tmp_path: Path, pattern: str) -> None:
    with pytest.raises(QueryError, match="does not belong in a rule"):
        rule(tmp_path, f"CONSTRUCT {{ ?a c:q ?b }} WHERE {{ ?a c:r ?b . {pattern} }}")


@pytest.mark.parametrize(
    "text", ["SELECT * { ?a ?b ?c }", "CONSTRUCT { ?a c:q ?b }", "", "CONSTRUCT { ?a c:q ?b } WHERE { ?a c:r ?b"]
)
def test_what_is_no_rule(tmp_path: Path, text: str) -> None:
    with pytest.raises(QueryError):
        rule(tmp_path, text)


def test_a_query_file_has_a_name_and_a_comment(tmp_path: Path) -> None:
    path = tmp_path / "who-ran.rq"
    path.write_text("# Who ran what.\n# Parameter ?work.\nSELECT * {}\n# no\n", encoding="utf-8")
    assert sparql.read_query(path).comment == "Who ran what.\nParameter ?work."
    path.write_text("SELECT * {}", encoding="utf-8")
    assert sparql.read_query(path).comment == ""
