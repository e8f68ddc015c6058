"""A tour as a tool writer takes it: nothing that is given, asked or misspelt is answered by silence."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import networkx as nx
import pytest
from test_network import documents

import continuity
from continuity import network
from continuity.cli import main
from continuity.errors import DataError, QueryError, UnknownEntity, UsageError
from continuity.network import kept


@pytest.fixture(scope="module")
def universe() -> continuity.Universe:
    return continuity.load(documents())


@pytest.fixture(scope="module")
def canon(universe: continuity.Universe) -> continuity.Canon:
    return universe.canon()


@pytest.fixture
def saved(universe: continuity.Universe, tmp_path: Path) -> str:
    universe.save(tmp_path / "small")
    return str(tmp_path / "small")


# --- what a universe is loaded from ---


def test_a_network_is_loaded_back_with_its_nodes_and_edges(canon: continuity.Canon) -> None:
    graph = canon.network()
    back = continuity.load(graph)
    assert back.findings == () or {f.rule for f in back.findings} <= {"D005"}
    again = back.canon().network()
    assert {n: d["type"] for n, d in again.nodes(data=True)} == {n: d["type"] for n, d in graph.nodes(data=True)}
    assert set(graph.edges(keys=True)) <= set(again.edges(keys=True))
    assert back.canon()["Ann"].actors[0].id == "amy"


def test_a_graph_of_any_class_is_loaded() -> None:
    graph = nx.Graph()
    graph.add_node("ada lovelace", type="Character", label='Ada "the first" ☃')
    graph.add_node(7, type="Person", label="Seven")
    graph.add_edge(7, "ada lovelace", relation="relatedTo")
    canon = continuity.load(graph).canon()
    assert canon["ada%20lovelace"].label == 'Ada "the first" ☃'
    assert len(canon.network().edges) == 2  # undirected: it holds both ways


@pytest.mark.parametrize(
    ("node", "edge", "told"),
    [
        ({}, {}, "the node 'a' needs a type"),
        ({"type": "Hero"}, {}, "it has 'Hero'"),
        ({"type": "Person"}, {}, "needs a relation of the vocabulary"),
        ({"type": "Person"}, {"relation": "likes"}, "it has 'likes'"),
        ({"type": "Person"}, {"relation": "name"}, "it has 'name'"),
    ],
)
def test_a_graph_that_does_not_say_what_it_holds_is_refused(
    node: dict[str, str], edge: dict[str, str], told: str
) -> None:
    graph = nx.DiGraph()
    graph.add_node("a", **node)
    graph.add_node("b", type="Person")
    graph.add_edge("a", "b", **edge)
    with pytest.raises(UsageError, match=told):
        continuity.load(graph)


@pytest.mark.parametrize("given", [3, None, ["marvel"], [3]])
def test_what_is_no_universe_is_refused(given: Any) -> None:
    with pytest.raises(UsageError, match="is no universe: give a name, a path"):
        continuity.load(given)


def test_one_document_is_a_universe_and_a_wrong_one_is_told_of() -> None:
    one = continuity.load({"horizon": "none", "claims": [{"id": "ada", "type": "Character", "name": "Ada"}]})  # type: ignore[arg-type]
    assert [e.id for e in one.canon().characters] == ["ada"]
    with pytest.raises(DataError, match="none of the keys claims"):
        continuity.load([{"claim": []}])
    assert len(list(continuity.load([]).canon())) == 0


# --- canons and entities ---


def test_a_canon_holds_what_it_gives(universe: continuity.Universe, canon: continuity.Canon) -> None:
    for name in ("ann", "Ann", canon["ann"]):
        assert name in canon and name in canon.characters
    assert "nobody" not in canon and "nobody" not in canon.characters and 3 not in canon
    assert [e.id for e in canon] == sorted(e.id for e in canon) == canon.graph.entities()
    assert canon == universe.canon() and hash(canon) == hash(universe.canon())
    assert canon != universe.canon(watched="none") and canon["ann"] == universe.canon()["ann"]


def test_what_is_misspelt_is_answered_with_what_is_near(canon: continuity.Canon) -> None:
    with pytest.raises(AttributeError, match="did you mean characters"):
        canon.charakters  # noqa: B018
    with pytest.raises(UnknownEntity, match="'ann' is a Character and no work"):
        canon.before("ann")
    with pytest.raises(QueryError, match="the prefix foo: is not declared; declared for you are: c, rdf"):
        canon.query("SELECT ?x { ?x foo:name ?y }")
    assert canon.query("PREFIX foo: <urn:x> ASK { ?x foo:name ?y . :ann c:name ?n . _:b c:name ?m }").column("value")


def test_the_same_text_asks_rdflib(canon: continuity.Canon) -> None:
    text = "SELECT ?who { ?who c:plays <ann> }"
    base = canon.universe.base
    assert [str(r[0]) for r in canon.rdf.query(text)] == [base + id for id in canon.query(text).column("who")] != []
    assert set(dict(canon.rdf.namespaces())) >= {"c", "", "schema"}


def test_a_label_that_the_query_gives_stays(canon: continuity.Canon) -> None:
    rows = canon.query('SELECT ?who ("x" AS ?who_label) { ?who c:plays <ann> }')
    assert rows.labelled().columns == ("who", "who_label") and rows.to_dicts(labels=True)[0]["who_label"] == "x"


# --- networks are kept ---


def test_a_kept_network_is_the_one_that_is_made(
    saved: str, canon: continuity.Canon, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("CONTINUITY_CACHE", str(tmp_path / "cache"))
    first, portrayals = continuity.load(saved).canon().network(), list(canon.network("portrayal").edges)
    monkeypatch.setattr(kept, "_made", lambda _: pytest.fail("it was kept"))
    made = continuity.load(saved).canon()
    assert nx.utils.graphs_equal(first, made.network())
    assert list(made.network("portrayal").edges) == portrayals
    assert [e[:3] for e in kept.columns(made.graph).edges()] == [tuple(x) for x in network.links(made.graph)]


def test_a_damaged_network_is_made_anew(saved: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("CONTINUITY_CACHE", str(tmp_path / "cache"))
    first = continuity.load(saved).canon().network()
    (file,) = (tmp_path / "cache").glob("*/network.json")
    file.write_text("{" + " " * (file.stat().st_size - 1))
    assert nx.utils.graphs_equal(first, continuity.load(saved).canon().network())


# --- commands ---


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    capsys.readouterr()
    code = main(list(arguments))
    return code, *capsys.readouterr()


def test_paths_are_chosen(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    def paths(*options: str) -> list[list[str]]:
        code, out, _ = run(capsys, "path", "--universe", saved, "amy", "ben", "--json", *options)
        made = json.loads(out)
        assert code == 0 and made["length"] == len(made["steps"])
        found = [made["steps"], *(other["steps"] for other in made["others"])]
        return [[step["relation"] for step in steps] for steps in found]

    assert paths() == [["collaboratedWith"]]
    several = paths("--count", "3")
    assert several[0] == ["collaboratedWith"] and len(several) == 3 and len(several[1]) > 1
    assert set(paths("--through", "plays,appearsIn")[0]) == {"plays", "appearsIn"}
    assert paths("--through", "plays") == [[]]
    around = paths("--through", "plays,appearsIn,killedBy", "--avoiding", "cy")
    assert around == [[]]
    assert run(capsys, "path", "--universe", saved, "amy", "ben", "--count", "2")[1].count("Amy to Ben:") == 2


@pytest.mark.parametrize(
    ("options", "code", "told"),
    [
        (("--through", "playz"), 2, "did you mean plays"),
        (("--avoiding", "nobody"), 4, "nothing here is called 'nobody'"),
        (("--count", "0"), 2, "--count takes a number from 1"),
    ],
)
def test_paths_that_cannot_be(
    saved: str, capsys: pytest.CaptureFixture[str], options: tuple[str, ...], code: int, told: str
) -> None:
    given, _, errors = run(capsys, "path", "--universe", saved, "amy", "ben", *options)
    assert given == code and told in errors


def test_labels_stand_in_every_format_of_rows(saved: str, capsys: pytest.CaptureFixture[str]) -> None:
    text = 'SELECT ?who ?part ?odd ?none { ?who c:plays ?part BIND("a\\t\\"b\\"" AS ?odd) } ORDER BY ?who'
    made = {
        format: run(capsys, "query", "--universe", saved, "--labels", "--format", format, text)[1]
        for format in ("csv", "tsv", "json", "xml")
    }
    columns = ["who", "who_label", "part", "part_label", "odd", "none"]
    table = list(csv.reader(io.StringIO(made["csv"])))
    assert table[0] == columns and table[1][1::2][:2] == ["Amy", "Ann"]
    lines = [line.split("\t") for line in made["tsv"].splitlines()]
    assert lines[0] == [f"?{c}" for c in columns]
    assert lines[1][1] == '"Amy"' and lines[1][0] == f"<{table[1][0]}>" and lines[1][4] == '"a\\t\\"b\\""'
    assert json.loads(made["json"])["head"]["vars"] == columns
    tree = ElementTree.fromstring(made["xml"])
    names = {"s": "http://www.w3.org/2005/sparql-results#"}
    assert [v.get("name") for v in tree.findall("s:head/s:variable", names)] == columns
    cells = {b.get("name"): b[0].text for b in tree.findall("s:results/s:result", names)[0]}
    assert cells == {"who": table[1][0], "who_label": "Amy", "part": table[1][2], "part_label": "Ann", "odd": 'a\t"b"'}
    asked = run(capsys, "query", "--universe", saved, "--labels", "--format", "json", "ASK { ?s c:name ?n }")
    assert json.loads(asked[1])["boolean"] is True


# --- what is brought in ---


def test_a_query_brings_in_nothing_of_what_reads_questions_or_draws() -> None:
    code = (
        "import sys, continuity.api\n"
        "print([m for m in sys.modules if m in ('networkx', 'rdflib', 'igraph', 'numpy', 'yaml')"
        " or m.startswith(('continuity.ask', 'continuity.imports', 'continuity.views', 'continuity.check'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"


def test_the_formats_of_imports_are_those_that_there_are() -> None:
    from continuity import imports
    from continuity.cli.importing import FORMATS

    assert tuple(imports.FORMATS) == FORMATS
