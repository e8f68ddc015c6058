"""Rows of queries as text, and what a query can be told from: without statements of a property it has no rows."""

from __future__ import annotations

import pytest

from continuity import sparql, store, vocab

BASE = vocab.universe_base("test")


@pytest.mark.parametrize(
    ("body", "wanted"),
    [
        ("?x c:p ?y ; c:q ?z . ?z a c:Death", {"c:p", "c:q"}),
        ("{ ?x c:p ?y . ?x c:q ?z } UNION { ?x c:p ?y . ?x c:r ?z }", {"c:p"}),
        ("GRAPH ?g { ?x c:p ?y . OPTIONAL { ?x c:q ?z } } FILTER NOT EXISTS { ?x c:r ?y }", {"c:p"}),
        ("VALUES (?a ?b) { (c:x c:y) } ?a c:p ?b", {"c:p"}),
        ("?x c:p* ?y", set()),
        ("{ SELECT (COUNT(?y) AS ?x) { ?y c:q ?z } } ?x c:p ?y", {"c:p"}),
    ],
)
def test_a_query_needs_its_properties_and_no_others(body: str, wanted: set[str]) -> None:
    assert sparql.needed(f"SELECT ?x WHERE {{ {body} }}") == wanted


def test_rows_as_text_are_what_the_terms_say() -> None:
    subject, predicate = store.iri(BASE + "ada"), store.iri(vocab.term("note"))
    told = ['a\tb\n"c" \\ d', "", BASE + "no-id", "é"]
    facts = store.Store.memory([store.quad(subject, predicate, store.literal(t)) for t in told], BASE)
    rows = sorted(map(tuple, facts.texts("SELECT ?s ?o ?none { ?s c:note ?o }")))
    assert rows == sorted(("ada", t, "") for t in told)
