"""What Python users are promised."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib

import continuity
from continuity.errors import AmbiguousEntity, DataError, QueryError, UsageError

C = rdflib.Namespace("https://w3id.org/continuity/v1/vocab#")
SHOWRUNNERS = "SELECT ?who WHERE { ?who c:collaboratedWith <marco-ramirez> ; c:showrunnerOf ?work } GROUP BY ?who ORDER BY ?who"


@pytest.fixture(scope="module")
def marvel() -> continuity.Universe:
    return continuity.load("marvel")


@pytest.fixture(scope="module")
def canon(marvel: continuity.Universe) -> continuity.Canon:
    return marvel.canon()


def test_import_is_light() -> None:
    heavy = ("rdflib", "networkx", "pyvis", "numpy", "pyoxigraph", "yaml", "IPython")
    code = f"import sys, continuity; print([m for m in {heavy!r} if m in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


def test_asking_brings_in_neither_rdflib_nor_networkx_nor_pyvis() -> None:
    code = "import sys; from continuity.cli import main; main(['ask', 'who plays Kilgrave']); sys.exit(any(m in sys.modules for m in ('rdflib', 'networkx', 'pyvis', 'numpy')))"
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=False).returncode == 0


def test_public_names_are_there_and_in_the_changelog() -> None:
    changelog = (Path(__file__).resolve().parent.parent / "CHANGELOG.md").read_text(encoding="utf-8")
    for name in set(continuity.__all__) - {"__version__"}:
        assert getattr(continuity, name) is not None
        assert f"`{name}`" in changelog, f"{name} has no line in the changelog"
    with pytest.raises(AttributeError):
        continuity.no_such_name  # noqa: B018


def test_rosenberg_through_query_rdflib_and_networkx(canon: continuity.Canon) -> None:
    rows = canon.query(SHOWRUNNERS)
    ids = {row[0].id for row in rows}
    assert "melissa-rosenberg" in ids
    assert next(r[0] for r in rows if r[0].id == "melissa-rosenberg").label == "Melissa Rosenberg"
    frame = rows.to_pandas()
    assert "Melissa Rosenberg" in set(frame["who_label"])
    through_rdflib = {str(r[0]).removeprefix(canon.universe.base) for r in canon.rdf.query(SHOWRUNNERS.replace("<marco-ramirez>", f"<{canon.universe.base}marco-ramirez>"))}
    assert through_rdflib == ids
    graph = canon.network()
    path = networkx.shortest_path(graph, "melissa-rosenberg", "marco-ramirez")
    edges = [graph.get_edge_data(a, b) for a, b in zip(path, path[1:], strict=False)]
    assert all(any(e.get("accounts") for e in each.values()) for each in edges)


def test_rdf_is_read_only_and_the_copy_is_not(canon: continuity.Canon) -> None:
    triple = (rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c"))
    before = len(canon.rdf)
    for change in (
        lambda: canon.rdf.add(triple),
        lambda: canon.rdf.remove((None, None, None)),
        lambda: canon.rdf.update("INSERT DATA { <urn:a> <urn:b> <urn:c> }"),
        lambda: canon.rdf.parse(data="<urn:a> <urn:b> <urn:c> .", format="turtle"),
    ):
        with pytest.raises(TypeError, match="rdf_copy"):
            change()
    assert len(canon.rdf) == before
    with pytest.raises(QueryError, match="SERVICE"):
        canon.rdf.query("SELECT * WHERE { SERVICE <http://127.0.0.1/> { ?s ?p ?o } }")


def test_rdf_copy_is_the_callers_own() -> None:
    small = continuity.load([{"claims": [{"id": "ada", "type": "Character", "name": "Ada"}], "horizon": "none"}]).canon()
    copy = small.rdf_copy()
    copy.add((rdflib.URIRef("urn:a"), rdflib.URIRef("urn:b"), rdflib.URIRef("urn:c")))
    assert len(copy) == len(small.rdf) + 1


def test_entities_by_id_and_by_name(canon: continuity.Canon) -> None:
    assert canon["kilgrave"].label == "Kilgrave"
    assert canon["Krysten Ritter"].type == "Person"
    assert all(f.evidence for f in canon["kilgrave"].facts)
    with pytest.raises(KeyError, match="kilgrave"):
        canon["kilgrav"]
    with pytest.raises(AmbiguousEntity):
        canon["Jessica Jones"]


def test_a_universe_from_dicts_and_one_account_more() -> None:
    universe = continuity.load(
        [
            {"sources": [{"id": "press", "type": "Source", "kind": "news", "title": "T"}]},
            {"source": "press", "horizon": "none", "claims": [{"id": "ada", "type": "Character", "name": "Ada"}]},
        ]
    )
    more = universe.with_account(
        source={"id": "recap", "kind": "recap", "title": "R"},
        horizon="none",
        claims=[{"type": "Death", "of": "ada", "quote": "falls"}],
    )
    assert more.canon().ask("is Ada dead").value is True
    assert universe.canon().ask("is Ada dead").status == "empty", "the old universe stays as it is"
    with pytest.raises(DataError, match="unknown key"):
        universe.with_account(source="press", claims=[{"type": "Death", "off": "ada"}])


def test_an_rdflib_graph_is_a_universe() -> None:
    graph = rdflib.Graph()
    base = "https://w3id.org/continuity/v1/graph/"
    graph.add((rdflib.URIRef(base + "ada"), rdflib.RDF.type, C.Character))
    graph.add((rdflib.URIRef(base + "ada"), C.name, rdflib.Literal("Ada")))
    canon = continuity.load(graph).canon()
    assert canon["ada"].label == "Ada"


@pytest.mark.parametrize("options", [{"on": "soon"}, {"until": "no/such"}, {"watched": "no:s1"}, {"name": "no-canon"}])
def test_a_scope_that_does_not_fit(marvel: continuity.Universe, options: dict) -> None:
    with pytest.raises(UsageError):
        marvel.canon(options.pop("name", ""), **options)


@pytest.mark.parametrize("format", ["turtle", "trig", "nquads", "rdfxml", "jsonld"])
def test_exports_are_read_back_by_rdflib(marvel: continuity.Universe, format: str) -> None:
    canon = marvel.canon(watched="none")
    content = canon.export(format, "melissa-rosenberg")
    dataset = rdflib.Dataset()
    dataset.parse(data=content, format={"rdfxml": "xml", "jsonld": "json-ld"}.get(format, format))
    assert (rdflib.URIRef(canon.universe.base + "melissa-rosenberg"), C.name, rdflib.Literal("Melissa Rosenberg"), None) in dataset or any(
        str(o) == "Melissa Rosenberg" for _, _, o, _ in dataset.quads()
    )
    assert content == canon.export(format, "melissa-rosenberg"), "the same bytes for the same input"


def test_every_canon_that_is_declared_opens(marvel: continuity.Universe) -> None:
    assert len(marvel.canons) >= 5
    netflix = marvel.canon("netflix", on="2018-12-31")
    assert "hawkeye/series" not in netflix.graph.entities("Series")
    assert "daredevil/series" in netflix.graph.entities("Series")
