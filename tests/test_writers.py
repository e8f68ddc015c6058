"""Export: every format is read back by the tool that it is for, and keeps to canon and horizon."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import networkx as nx
import polars
import pytest
import rdflib

import continuity
from continuity.cli import main
from continuity.writers import WRITERS

HOSTILE = '=1+1 "quoted" <b>|*bold*|</b>\ttab & \u202e end'


def told(source: str, *claims: Mapping[str, Any], horizon: str = "none") -> Mapping[str, Any]:
    return {"source": source, "horizon": horizon, "claims": list(claims)}


@pytest.fixture(scope="module")
def universe() -> continuity.Universe:
    made = continuity.load(
        [
            {"sources": [
                {"id": "guide", "type": "Source", "kind": "reference", "title": "The guide", "publisher": "Weekly",
                 "published": "2015-11-20", "url": "https://example.org/guide"},
                {"id": "recap", "type": "Source", "kind": "recap", "title": "The recap", "published": "2015/2016"},
            ]},
            told("guide",
                {"id": "show/series", "type": "Series", "name": "Show", "wikidata": "Q1", "released": "2015-11-20"},
                {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series", "released": "2015-11-20"},
                {"id": "show/s1e01", "type": "Episode", "number": 1, "partOf": "show/s1", "name": "Pilot",
                 "released": "2015-11-20", "runtime": 52},
                {"id": "film", "type": "Film", "name": "Film", "released": "2017-08", "wikidata": "Q5"},
                {"id": "jo", "type": "Person", "name": "Jo Doe", "wikidata": "Q2", "imdb": "nm0000001"},
                {"id": "ada", "type": "Character", "name": "Ada", "alias": HOSTILE, "realName": "Lovell, Ada",
                 "wikidata": "Q3"},
                {"type": "Credit", "person": "jo", "role": "director", "work": "show/series"},
                {"type": "Portrayal", "actor": "jo", "character": "ada", "work": "show/series"},
                {"type": "Appearance", "character": "ada", "in": "film", "mode": "present"},
            ),
            told("recap", {"type": "Death", "of": "ada", "in": "show/s1e01", "quote": "falls"}, horizon="show/s1e01"),
        ]
    )  # fmt: skip
    assert made.findings == ()
    return made


@pytest.fixture(scope="module")
def canon(universe: continuity.Universe) -> continuity.Canon:
    return universe.canon()


def table(canon: continuity.Canon, name: str, *entities: str) -> list[dict[str, str]]:
    text = canon.export("csv", *entities)[f"{name}.csv"].decode("utf-8")
    return list(csv.DictReader(io.StringIO(text, newline="")))


def everything(canon: continuity.Canon, format: str, *entities: str) -> str:
    made = canon.export(format, *entities)
    parts = [made] if isinstance(made, bytes) else [name.encode() + made[name] for name in sorted(made)]
    return b"\n".join(parts).decode("utf-8", "replace")


@pytest.mark.parametrize("format", WRITERS)
def test_the_same_canon_gives_the_same_bytes(canon: continuity.Canon, format: str) -> None:
    assert everything(canon, format) == everything(canon, format)
    assert everything(canon, format, "ada")


@pytest.mark.parametrize("format", WRITERS)
def test_what_is_beyond_the_horizon_is_not_written(universe: continuity.Universe, format: str) -> None:
    shown, hidden = universe.canon(), universe.canon(watched="none")
    for secret in ("death/ada", "death.csv", "falls", "The recap"):
        assert secret not in everything(hidden, format)
    if format not in ("quickstatements", "parquet", "schemaorg"):
        assert "s1e01" in everything(shown, format)


@pytest.mark.parametrize("format", ["graphml", "gexf", "cytoscape"])
def test_network_formats_are_read_back_equal(canon: continuity.Canon, format: str) -> None:
    made = io.BytesIO(canon.export(format))
    if format == "graphml":
        back = nx.read_graphml(made, force_multigraph=True)
    elif format == "gexf":
        back = nx.read_gexf(made)
    else:
        back = nx.cytoscape_graph(json.load(made), name="label")
    graph = canon.network()
    assert set(back.nodes) == set(graph.nodes)
    assert back.nodes["ada"]["label"] == "Ada"
    assert back.nodes["ada"]["type"] == "Character"
    edges = sorted((s, t, d["relation"], int(d["weight"])) for s, t, d in back.edges(data=True))
    assert edges == sorted((s, t, d["relation"], d["weight"]) for s, t, d in graph.edges(data=True))


def test_gexf_edges_begin_with_a_release(canon: continuity.Canon) -> None:
    back = nx.read_gexf(io.BytesIO(canon.export("gexf")))
    starts = {(s, t): d.get("start") for s, t, d in back.edges(data=True)}
    assert starts["ada", "film"] == "2017-08-01"
    assert back.nodes["jo"]["start"] == "2015-11-20"


def test_a_table_for_each_class_names_its_columns_as_the_vocabulary_does(canon: continuity.Canon) -> None:
    (ada,) = table(canon, "character")
    assert (ada["id"], ada["type"], ada["label"], ada["alias"]) == ("ada", "Character", "Ada", HOSTILE)
    (death,) = table(canon, "death")
    assert (death["of"], death["in"]) == ("ada", "show/s1e01")
    (pilot,) = table(canon, "episode")
    assert (pilot["name"], pilot["runtime"], pilot["partOf"]) == ("Pilot", "52", "show/s1")


def test_every_claim_has_its_account_and_every_account_its_source(canon: continuity.Canon) -> None:
    accounts = {row["account"]: row for row in table(canon, "accounts")}
    claims = table(canon, "claims")
    assert {c["account"] for c in claims} == set(accounts)
    dead = next(c for c in claims if c["property"] == "of")
    assert dead["quote"] == "falls"
    assert accounts[dead["account"]]["source"] == "recap"
    assert accounts[dead["account"]]["horizon"] == "show/s1e01"


def test_tables_of_some_entities_hold_only_them_and_their_statements(canon: continuity.Canon) -> None:
    made = canon.export("csv", "ada")
    assert {"character.csv", "portrayal.csv", "appearance.csv", "death.csv"} <= set(made)
    assert "person.csv" not in made
    assert "credit.csv" not in made


def test_parquet_holds_what_csv_holds(canon: continuity.Canon) -> None:
    made = canon.export("parquet")
    frame = polars.read_parquet(io.BytesIO(made["portrayal.parquet"]))
    assert frame.select("actor", "character").rows() == [("jo", "ada")]
    assert {n.removesuffix(".parquet") for n in made} == {n.removesuffix(".csv") for n in canon.export("csv")}


def test_schema_org_is_read_by_a_json_ld_processor(canon: continuity.Canon) -> None:
    document = json.loads(canon.export("schemaorg"))
    document["@context"] = {"@vocab": "https://schema.org/"}  # the published context is on the web
    graph = rdflib.Graph().parse(data=json.dumps(document), format="json-ld")
    schema = rdflib.Namespace("https://schema.org/")
    base = rdflib.Namespace(canon.graph.base)
    assert (base["show/series"], schema.director, base["jo"]) in graph
    assert (base["show/series"], rdflib.RDF.type, schema.TVSeries) in graph
    assert (base["show/s1e01"], schema.name, rdflib.Literal("Pilot")) in graph
    assert (base["show/s1e01"], schema.duration, rdflib.Literal("PT52M")) in graph
    node = next(n for n in document["@graph"] if n["@id"].endswith("/jo"))
    assert "https://www.imdb.com/nm0000001" in str(node["sameAs"]) or "nm0000001" in str(node["sameAs"])
    assert {c["headline"] for c in node["citation"]} == {"The guide"}


def test_quickstatements_say_nothing_without_item_and_reference(canon: continuity.Canon) -> None:
    lines = [line.split("\t") for line in canon.export("quickstatements").decode().splitlines()]
    reference = ["S854", '"https://example.org/guide"', "S577", "+2015-11-20T00:00:00Z/11"]
    assert ["Q1", "P57", "Q2", *reference] in lines
    assert ["Q1", "P577", "+2015-11-20T00:00:00Z/11", *reference] in lines
    assert ["Q5", "P577", "+2017-08-00T00:00:00Z/10", *reference] in lines
    assert ["Q3", "P175", "Q2", *reference] in lines
    assert ["Q3", "P1441", "Q5", *reference] in lines
    assert all(re.fullmatch(r"Q\d+", line[0]) and re.fullmatch(r"P\d+", line[1]) for line in lines)
    assert all(line[3] == "S854" for line in lines)


def test_markdown_escapes_names_and_cites_by_footnote(canon: continuity.Canon) -> None:
    text = canon.export("markdown", "ada").decode()
    assert "<b>" not in text
    assert "\\<b\\>" in text
    marks, notes = set(re.findall(r"\[\^(\d+)\](?!:)", text)), set(re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE))
    assert marks == notes
    assert "The recap" in text
    assert "<https://example.org/guide>" in text


def test_wikitext_is_read_back_as_what_was_told(
    universe: continuity.Universe, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    universe.save(tmp_path / "universe")
    pages = universe.canon().export("wikitext")
    assert {"ada.wikitext", "jo.wikitext", "show_s1e01.wikitext"} <= set(pages)
    for file, title in (("ada", "Ada"), ("film", "Film"), ("show_s1e01", "Pilot")):
        page = tmp_path / f"{file}.wikitext"
        page.write_bytes(pages[page.name])
        main(["wiki-diff", str(page), "--title", title, "--universe", str(tmp_path / "universe"), "--json"])
        found = json.loads(capsys.readouterr().out)
        assert (found["differences"], found["unknown"]) == ([], [])


def test_wikitext_has_no_markup_from_names_and_a_reference_for_each_value(canon: continuity.Canon) -> None:
    text = canon.export("wikitext", "ada")["ada.wikitext"].decode()
    assert "<b>" not in text
    assert "*bold*" not in text
    assert text.count("{{") == text.count("}}")
    values = re.findall(r"^\| \w.*? = (.*)$", text, re.MULTILINE)
    assert values
    assert all("<ref " in value for value in values)


def test_wikitext_follows_a_mapping_of_the_wikis_own(canon: continuity.Canon, tmp_path: Path) -> None:
    mapping = tmp_path / "wiki.yaml"
    mapping.write_text(
        "templates:\n  - {names: [Figur], type: Character, parameters: {Rufname: name, "
        "Darsteller: {type: Portrayal, actor: $value, character: $subject}}}\n",
        encoding="utf-8",
    )
    text = canon.export("wikitext", "ada", mapping=mapping)["ada.wikitext"].decode()
    assert text.startswith("{{Figur\n| Rufname = Ada")
    assert "| Darsteller = [[Jo Doe]]" in text
    with pytest.raises(continuity.ContinuityError, match="no template for jo"):
        canon.export("wikitext", "jo", mapping=mapping)
    with pytest.raises(continuity.ContinuityError, match="markdown takes none"):
        canon.export("markdown", "jo", mapping=mapping)


def test_the_command_writes_tables_into_a_directory(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "mine")])
    here = ["--universe", str(tmp_path / "mine")]
    assert main(["export", "csv", *here]) == 2
    assert "-o DIR" in capsys.readouterr().err
    assert main(["export", "csv", *here, "-o", str(tmp_path / "out")]) == 0
    assert (tmp_path / "out" / "claims.csv").is_file()
    (tmp_path / "file").write_text("mine", encoding="utf-8")
    assert main(["export", "csv", *here, "-o", str(tmp_path / "file")]) == 2
    assert (tmp_path / "file").read_text(encoding="utf-8") == "mine"
    assert main(["export", "words", *here]) == 2
    assert "known are" in capsys.readouterr().err


def test_an_empty_export_says_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["new", str(tmp_path / "mine")])
    capsys.readouterr()
    assert main(["export", "quickstatements", "--universe", str(tmp_path / "mine")]) == 0
    assert "nothing of this can be written" in capsys.readouterr().err
