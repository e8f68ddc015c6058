"""What Python users are promised."""

from __future__ import annotations

import inspect
import itertools
import re
import subprocess
import sys
from pathlib import Path

import networkx
import pytest
import rdflib

import continuity
from continuity.cli import main, scaffold
from continuity.errors import AmbiguousEntity, DataError, QueryError, UsageError

C = rdflib.Namespace("https://w3id.org/continuity/v1/vocab#")
SHOWRUNNERS = (
    "SELECT ?who WHERE { ?who c:collaboratedWith <marco-ramirez> ; c:showrunnerOf ?work } GROUP BY ?who ORDER BY ?who"
)


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


def test_the_commands_are_known_without_the_rooms_that_only_some_use() -> None:
    rooms = ("imports", "ask", "match", "check", "views", "writers", "network", "site")
    code = f"import sys, continuity.cli.commands; print([r for r in {rooms!r} if f'continuity.{{r}}' in sys.modules])"
    found = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert found.stdout.strip() == "[]"


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
    through_rdflib = {
        str(r[0]).removeprefix(canon.universe.base)
        for r in canon.rdf.query(SHOWRUNNERS.replace("<marco-ramirez>", f"<{canon.universe.base}marco-ramirez>"))
    }
    assert through_rdflib == ids
    graph = canon.network()
    path = networkx.shortest_path(graph, "melissa-rosenberg", "marco-ramirez")
    edges = [graph.get_edge_data(a, b) for a, b in itertools.pairwise(path)]
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
    small = continuity.load(
        [{"claims": [{"id": "ada", "type": "Character", "name": "Ada"}], "horizon": "none"}]
    ).canon()
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
    assert (
        rdflib.URIRef(canon.universe.base + "melissa-rosenberg"),
        C.name,
        rdflib.Literal("Melissa Rosenberg"),
        None,
    ) in dataset or any(str(o) == "Melissa Rosenberg" for _, _, o, _ in dataset.quads())
    assert content == canon.export(format, "melissa-rosenberg"), "the same bytes for the same input"


def test_every_canon_that_is_declared_opens(marvel: continuity.Universe) -> None:
    assert len(marvel.canons) >= 5
    netflix = marvel.canon("netflix", on="2018-12-31")
    assert "hawkeye/series" not in netflix.graph.entities("Series")
    assert "daredevil/series" in netflix.graph.entities("Series")


LITTLE = [
    {"sources": [{"id": "press", "type": "Source", "kind": "news", "title": "<b>Press</b>", "url": "https://example.org/?a=1&b=2"}]},
    {"source": "press", "horizon": "none", "claims": [
        {"id": "show/series", "type": "Series", "name": "Show"},
        {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series", "released": "2015-01-01"},
        {"id": "show/s2", "type": "Season", "number": 2, "partOf": "show/series"},
        *({"id": f"show/s1e{n:02}", "type": "Episode", "number": n, "partOf": "show/s1"} for n in range(1, 12)),
        {"id": "ada", "type": "Character", "name": "Ada", "alias": ["Countess", "A"], "born": "1815"},
        {"id": "bob", "type": "Character", "name": "<script>Bob</script>"},
        {"id": "jo", "type": "Person", "name": "Jo"},
        {"type": "Portrayal", "actor": "jo", "character": "ada", "work": "show/s1"},
        {"type": "Credit", "person": "jo", "role": "showrunner", "work": "show/s1"},
        {"type": "Death", "of": "bob", "by": "ada", "in": "show/s1e02", "quote": "<i>falls</i>"},
        {"type": "Score", "of": "show/s1", "value": 8.5, "scale": 10, "kind": "critics"},
    ]},
]  # fmt: skip


@pytest.fixture(scope="module")
def little() -> continuity.Canon:
    return continuity.load(LITTLE).canon()


def test_attributes_of_entities(little: continuity.Canon) -> None:
    ada, season = little["ada"], little.series["Show"].seasons[1]
    assert (ada.name, ada.alias, ada.born) == ("Ada", ("A", "Countess"), "1815")
    assert ada.actors == [little["jo"]] and little["jo"].plays == (ada,)
    assert [str(p) for p in season.showrunners] == ["Jo"]
    assert season.scores[0].value == 8.5 and season.scores[0].score_kind == "critics"
    assert season.series == little["show/series"] and season.episodes[2].season == season
    assert [e.id for e in season.episodes] == [f"show/s1e{n:02}" for n in range(1, 12)], "by number, not by spelling"
    assert little["bob"].deaths[0].by == (ada,) and ada.deaths == [] and ada.victims == [little["bob"]]
    assert little["bob"].born is None and little["show/s2"].released is None
    assert ada.realName == ada.real_name == (), "the vocabulary's own spelling works, too"


def test_completion_lists_what_there_is(little: continuity.Canon) -> None:
    assert {"actors", "appears_in", "deaths", "real_name", "facts", "label"} <= set(dir(little["ada"]))
    assert "showrunners" in dir(little["show/s1"]) and "showrunners" not in dir(little["ada"])
    assert {"characters", "people", "series", "life_statuses"} <= set(dir(little))
    for one in (little["ada"], little["show/s1"], little["jo"], little["death/bob+show/s1e02"]):
        for name in dir(one):
            if not name.startswith("_"):
                getattr(one, name)


def test_an_attribute_that_there_is_not_names_the_nearest(little: continuity.Canon) -> None:
    with pytest.raises(AttributeError, match="actors"):
        little["ada"].actor  # noqa: B018
    with pytest.raises(AttributeError, match="carachters"):
        little.carachters  # noqa: B018
    with pytest.raises(KeyError, match="nothing here"):
        little.characters["Adda Lovelace"]
    for name in ("Adda Lovelace", 'a "b" <c>', "", "://"):
        with pytest.raises(KeyError, match="nothing here"):
            little[name]
    with pytest.raises(IndexError, match="there are: 1, 2"):
        little.series[0].seasons[3]


def test_entities_compare_sort_copy_and_hash(little: continuity.Canon) -> None:
    import copy
    import pickle

    ada = little["ada"]
    assert ada == little["Ada"] and len({ada, little["Ada"]}) == 1
    assert sorted([little["jo"], ada]) == [ada, little["jo"]]
    assert copy.copy(ada) == ada
    with pytest.raises((TypeError, AttributeError, pickle.PicklingError)):
        pickle.dumps(ada)  # a canon is no value; the id is


def test_the_collections_of_a_canon_are_those_of_the_vocabulary() -> None:
    from continuity.api.attributes import collections
    from continuity.api.collected import Collections

    written = re.findall(r"^        (\w+): Entities$", inspect.getsource(Collections), re.MULTILINE)
    assert sorted(written) == sorted(collections())


def test_attributes_ask_no_query(little: continuity.Canon, monkeypatch: pytest.MonkeyPatch) -> None:
    canon = continuity.load(LITTLE).canon()
    facts, calls = canon.graph.facts, []
    season = canon["show/s1"]
    monkeypatch.setattr(facts, "query", lambda *_, **__: pytest.fail("a query was asked"))
    match = facts.match
    monkeypatch.setattr(facts, "match", lambda *a: calls.append(a) or match(*a))
    values = [season.showrunners, season.number, season.scores, season.released, season.credits, season.name]
    first = len(calls)
    assert [season.showrunners, season.number, season.scores, season.released, season.credits, season.name] == values
    assert len(calls) == first, "the second time everything is in dictionaries"


def test_facts_know_their_accounts_and_why(little: continuity.Canon) -> None:
    facts = {f.about: f for f in little["bob"].facts}
    assert [a.source.id for a in facts["Death"].accounts] == ["press"]
    assert facts["Death"].why().rule == "" and facts["Death"].why().evidence
    why = facts["killedBy"].why()
    assert why.rule == "deaths-killers" and len(why.premises) == 1
    assert [e.account.source.id for e in why.premises[0].evidence] == ["press"]
    assert "by the rule deaths-killers" in str(why)


def test_what_a_notebook_shows_is_escaped(little: continuity.Canon) -> None:
    rows = little.query("SELECT ?who ?name { ?who c:name ?name }")
    shown = [little["bob"], little.characters, rows, *little["bob"].facts, *(f.why() for f in little["bob"].facts)]
    for one in shown:
        page = one._repr_html_()
        assert "<script>" not in page and "<b>Press" not in page and "<i>falls" not in page, type(one)
    assert 'href="https://example.org/?a=1&amp;b=2"' in little["bob"]._repr_html_()
    assert len(repr(little["bob"])) < 100


def test_rows_in_pandas_and_polars(little: continuity.Canon) -> None:
    rows = little.query("SELECT ?s ?n ?d { ?s a c:Season ; c:number ?n OPTIONAL { ?s c:released ?d } } ORDER BY ?n")
    frame = rows.to_pandas()
    assert list(frame.columns) == ["s", "s_label", "n", "d"]
    assert list(frame["n"]) == [1, 2] and frame["n"].dtype.kind == "i" and list(frame["d"].isna()) == [False, True]
    assert list(rows.to_pandas(labels=False).columns) == ["s", "n", "d"]
    polars = pytest.importorskip("polars")
    assert rows.to_polars().rows() == [
        ("show/s1", "Show season 1", 1, "2015-01-01"),
        ("show/s2", "Show season 2", 2, None),
    ]
    assert rows.to_polars().schema["n"] == polars.Int64
    empty = little.query("SELECT ?x { ?x a c:Film }")
    assert len(empty.to_pandas()) == len(empty.to_polars()) == 0 and list(empty.to_pandas().columns) == ["x"]


def test_values_for_variables(little: continuity.Canon) -> None:
    who = "SELECT ?who { ?who c:plays ?part }"
    assert little.query(who, part="ada") == little.query(who, part="Ada") == little.query(who, part=little["ada"])
    assert len(little.query("SELECT ?s { ?s c:number ?n }", n=2)) == 2
    assert len(little.query("SELECT ?x ?role { ?x a c:Credit ; c:role ?role }", role="showrunner")) == 1
    with pytest.raises(continuity.ContinuityError, match="nobody"):
        little.query(who, part="nobody at all")
    for bad in ("x } DROP ALL", "a b", ""):
        with pytest.raises(UsageError, match="variable"):
            little.query(who, **{bad: "ada"})


def test_a_value_cannot_become_sparql() -> None:
    name = 'x" } ) UNION SELECT'
    canon = continuity.load([{"horizon": "none", "claims": [{"id": "x", "type": "Person", "name": name}]}]).canon()
    assert canon.query("SELECT ?n { ?x c:name ?n }", x="x").column("n") == [name]
    assert canon.query("SELECT ?n { ?x c:name ?n }", x=name).column("n") == [name]
    for told in ("y> } UNION { ?s ?p ?o", "http://example.org/> ?p ?o } #"):
        with pytest.raises(continuity.ContinuityError):
            canon.query("SELECT ?n { ?x c:name ?n }", x=told)


@pytest.mark.parametrize(
    ("query", "near"),
    [
        ("SELECT ?x { ?x a c:Charcter }", "c:Character"),
        ("SELECT ?x { ?x c:shorunnerOf ?y }", "c:showrunnerOf"),
        ("PREFIX v: <https://w3id.org/continuity/v1/vocab#> ASK { ?x v:playz ?y }", "c:plays"),
        ("ASK { ?x <https://w3id.org/continuity/v1/vocab#playz> ?y }", "c:plays"),
    ],
)
def test_a_term_that_the_vocabulary_does_not_have(little: continuity.Canon, query: str, near: str) -> None:
    with pytest.raises(QueryError, match=f"no term.*{near}"):
        little.query(query)


def test_what_looks_like_a_term_and_is_none(little: continuity.Canon) -> None:
    assert little.query('PREFIX c: <urn:other:> ASK { ?x c:nothing "c:Charcter" } # c:Charcter').column("value") == [
        False
    ]


def test_packaged_queries_are_callables(little: continuity.Canon) -> None:
    assert "who_plays_whom" in dir(little.queries) and len(little.queries) >= 40
    query = little.queries.who_plays_whom
    assert query.parameters == ("character", "actor") and "Every character" in (query.__doc__ or "")
    assert (
        query(character="Ada").column("actor") == ["jo"] == little.queries["who-plays-whom"](actor="jo").column("actor")
    )
    with pytest.raises(UsageError, match="its parameters are: character, actor"):
        query(film="x")
    for each in little.queries.values():
        assert each.comment and len(each()) >= 0


def test_construct_gives_triples_and_a_graph(little: continuity.Canon) -> None:
    made = little.construct("CONSTRUCT { ?who c:plays ?part } WHERE { ?who c:plays ?part }")
    assert made.columns == ("subject", "predicate", "object") and len(made) == 1
    assert set(made.to_rdflib().predicates()) == {C.plays}
    assert made.to_pandas()["subject_label"].tolist() == ["Jo"]
    with pytest.raises(QueryError, match="CONSTRUCT"):
        little.construct("SELECT ?x { ?x a c:Person }")


def statements(universe: continuity.Universe) -> set[str]:
    """All statements but those about lists, whose nodes have no names."""
    return {str(q) for q in universe._compiled.facts.match() if "_:" not in str(q)}


def test_a_saved_universe_loads_to_the_same_statements(tmp_path: Path) -> None:
    universe = continuity.load(LITTLE).with_account(
        source={"id": "notes", "kind": "review", "title": "on: no", "published": "2016"},
        horizon=["show/s1", "show/s2"],
        reports="show/s1",
        claims=[
            {
                "id": "x",
                "type": "Person",
                "name": "1e3",
                "alias": ["yes", "12:30", "a # b", "\u2028\x85 é", " ", "- x", "{y"],
            }
        ],
    )
    first = universe.save(tmp_path / "universe")
    again = continuity.load(tmp_path / "universe")
    assert not again.findings and statements(again) == statements(universe)
    content = {p.name: p.read_bytes() for p in first}
    assert {p.name: p.read_bytes() for p in again.save(tmp_path / "universe")} == content, "the same bytes again"
    other = universe.save(tmp_path / "by-another-name")
    assert continuity.load(tmp_path / "by-another-name").base == universe.base and len(other) == len(first) + 1


def test_what_yaml_cannot_say_is_saved_beside_it(tmp_path: Path) -> None:
    data = rdflib.Dataset()
    base = "https://w3id.org/continuity/v1/graph/"
    graph = data.graph(rdflib.URIRef(base + "account/a"))
    graph.add((rdflib.URIRef(base + "ada"), rdflib.RDF.type, C.Character))
    graph.add((rdflib.URIRef(base + "ada"), rdflib.FOAF.nick, rdflib.Literal("A", lang="en")))
    data.add((rdflib.URIRef(base + "account/a"), rdflib.RDF.type, C.Account))
    universe = continuity.load(data)
    universe.save(tmp_path / "graph")
    assert statements(continuity.load(tmp_path / "graph")) == statements(universe)


def test_files_of_another_hand_are_left_alone(tmp_path: Path) -> None:
    universe = continuity.load(LITTLE)
    universe.save(tmp_path / "universe")
    mine = tmp_path / "universe" / "mine.yaml"
    mine.write_text("source: press\nhorizon: none\nclaims:\n  - {id: z, type: Person, name: Z}\n", encoding="utf-8")
    with pytest.raises(UsageError, match=r"mine\.yaml"):
        universe.save(tmp_path / "universe")
    assert continuity.load(tmp_path / "universe").canon()["z"].label == "Z", "what is added by hand is read along"
    mine.unlink()
    page = next(p for p in universe.save(tmp_path / "universe") if p.name == "production.yaml")
    page.write_text(page.read_text("utf-8").replace("name: Ada", "name: Ada L"), encoding="utf-8")
    edited = continuity.load(tmp_path / "universe")
    assert edited.canon()["ada"].label == "Ada L" and bool(universe.diff(edited))
    with pytest.raises(UsageError, match="no directory"):
        universe.save(page)


def test_the_shipped_universe_is_saved_and_read_back(marvel: continuity.Universe, tmp_path: Path) -> None:
    marvel.save(tmp_path / "marvel")
    again = continuity.load(tmp_path / "marvel")
    assert statements(again) == statements(marvel)
    assert [str(f.message) for f in again.findings] == [str(f.message) for f in marvel.findings]


def test_an_account_that_speaks_of_what_there_is_not() -> None:
    universe = continuity.load(LITTLE)
    for told in (
        {"source": "pres", "horizon": "none", "claims": [{"type": "Death", "of": "ada"}]},
        {"source": "press", "horizon": "show/s9", "claims": [{"type": "Death", "of": "ada"}]},
        {"source": "press", "horizon": "none", "claims": [{"type": "Death", "of": "adda"}]},
        {"source": "press", "horizon": "none", "claims": [{"id": "adda", "born": "1815"}]},
    ):
        with pytest.raises(DataError, match="nothing is called") as caught:
            universe.with_account(**told)
        assert len(caught.value.findings) == 1
    assert (
        universe.with_account(source="press", horizon="none", claims=[{"type": "Death", "of": "ada"}]).version
        != universe.version
    )


def test_a_finding_about_a_new_account_knows_the_old_files(marvel: continuity.Universe) -> None:
    more = marvel.with_account(
        source={"id": "my-notes", "kind": "review", "title": "N"},
        horizon="none",
        claims=[{"id": "bo", "type": "Person", "name": "Bo"}],
    )
    assert more._compiled.position("kilgrave").file.endswith(".yaml")
    assert more._compiled.position("bo").file == "the new account"


@pytest.mark.parametrize("format", ["trig", "nquads", "jsonld"])
def test_what_a_canon_exports_is_loaded_as_the_same_universe(format: str, tmp_path: Path) -> None:
    universe = continuity.load("star-wars")
    path = tmp_path / f"out.{ {'trig': 'trig', 'nquads': 'nq', 'jsonld': 'jsonld'}[format] }"
    path.write_bytes(universe.canon().export(format))
    back = continuity.load(path)
    assert back.base == universe.base
    assert back.findings == ()
    assert not universe.diff(back)


def test_an_rdflib_graph_keeps_its_ids() -> None:
    universe = continuity.load("star-wars")
    back = continuity.load(universe.canon().rdf_copy())
    assert back.base == universe.base
    assert back.canon()["yoda"].label == "Yoda"
    assert universe.diff(back).withdrawn == ()


def test_ids_that_are_relative_stand_under_the_name_of_the_file(tmp_path: Path) -> None:
    (tmp_path / "bay.ttl").write_text(
        '@prefix c: <https://w3id.org/continuity/v1/vocab#>. <ada/x> a c:Character; c:name "Ada".', encoding="utf-8"
    )
    assert [c.id for c in continuity.load(tmp_path / "bay.ttl").canon().characters] == ["ada/x"]


NOTES = {"id": "my-notes", "kind": "review", "title": "Notes"}
DIRECTED = [{"type": "Credit", "person": "jo-doe", "role": "director", "work": "lighthouse/s1e01"}]


@pytest.fixture
def lighthouse(tmp_path: Path) -> Path:
    scaffold.write(tmp_path / "lighthouse")
    return tmp_path / "lighthouse"


def test_what_is_added_is_saved_beside_the_files_that_a_person_wrote(lighthouse: Path) -> None:
    before = {p.name: p.read_bytes() for p in lighthouse.iterdir()}
    more = continuity.load(lighthouse).with_account(source=NOTES, horizon="none", claims=DIRECTED)
    more.save(lighthouse)
    assert {n: (lighthouse / n).read_bytes() for n in before} == before
    back = continuity.load(lighthouse)
    assert back.findings == ()
    assert not more.diff(back)
    assert [d.id for d in back.canon()["lighthouse/s1e01"].directors] == ["jo-doe"]
    again = {p: p.read_bytes() for p in lighthouse.rglob("*.yaml")}
    back.save(lighthouse)
    assert {p: p.read_bytes() for p in lighthouse.rglob("*.yaml")} == again


def test_a_saved_file_that_was_edited_since_keeps_the_edit_and_its_comments(tmp_path: Path, lighthouse: Path) -> None:
    place = tmp_path / "saved"
    continuity.load(lighthouse).save(place)
    path = place / "accounts" / "lighthouse.yaml"
    edited = (
        path.read_text(encoding="utf-8").replace("cause:", "# a comment\n    cause:")
        + "---\nsource: guide-pilot\nhorizon: none\nclaims:\n  - {id: bo, type: Person, name: Bo}\n"
    )
    path.write_text(edited, encoding="utf-8")
    with pytest.raises(UsageError, match="says what this universe does not"):
        continuity.load(lighthouse).save(place)  # it would be lost
    more = continuity.load(place).with_account(
        source=NOTES, horizon="none", reports="lighthouse/s1e01", claims=DIRECTED
    )
    more.save(place)
    assert path.read_text(encoding="utf-8") == edited
    assert not more.diff(continuity.load(place))
    assert {"Bo", "Jo Doe"} <= {p.label for p in continuity.load(place).canon().people}


def test_what_is_no_claim_is_refused_in_words() -> None:
    universe = continuity.load("star-wars")
    for claims in ("nope", [3]):
        with pytest.raises(DataError, match="is no claim"):
            universe.with_account(source=NOTES, horizon="none", claims=claims)  # type: ignore[arg-type]


def test_a_value_for_a_variable_that_a_query_lacks_is_refused() -> None:
    canon = continuity.load("star-wars").canon()
    with pytest.raises(UsageError, match="no variable 'who'; its variables are: part, x"):
        canon.query("SELECT ?x { ?x c:plays ?part }", who="yoda")


@pytest.mark.parametrize(
    ("query", "said"),
    [("@who-play-whom", "did you mean @who-plays-whom"), ("gone.rq", "there is no file gone.rq")],
)
def test_a_query_that_is_not_there_is_named(query: str, said: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["query", query, "--universe", "star-wars"]) == 2
    assert said in capsys.readouterr().err
