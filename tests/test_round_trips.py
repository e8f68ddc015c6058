"""What is both written and read comes back equal, whatever it says: exports of universes that nobody thought of."""

from __future__ import annotations

import json
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

import continuity
from continuity import imports
from continuity.imports import values

SUFFIXES = {"trig": "trig", "nquads": "nq", "jsonld": "jsonld", "turtle": "ttl", "ntriples": "nt", "rdfxml": "rdf"}
WITH_GRAPHS = ("trig", "nquads", "jsonld")
FEW = settings(
    max_examples=3,
    deadline=None,
    phases=(Phase.explicit, Phase.generate),
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)

texts = st.text(st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Cn")), min_size=1, max_size=40).filter(
    lambda text: text == " ".join(text.split())
)
#: What a cell of a table can say: there a sign for nothing is nothing, and a bar stands between values.
cells = texts.filter(lambda text: text.isprintable() and "|" not in text and text.casefold() not in values.NOTHING)
dates = st.dates().map(lambda day: day.isoformat()).filter(lambda day: day >= "1000") | st.sampled_from(
    ["2016", "2016-03", "2016~", "2015-11-20/2016-02", "2016/.."]
)
HORIZONS = ("none", "show/s1", "show/s1e01")


@st.composite
def universes(draw: st.DrawFn, texts: st.SearchStrategy[str] = texts) -> list[dict[str, Any]]:
    """A show with a cast, told by two accounts, with any names, dates and numbers."""
    works = [
        {"id": "show/series", "type": "Series", "name": draw(texts), "released": draw(dates)},
        {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series"},
        {"id": "show/s1e01", "type": "Episode", "number": 1, "partOf": "show/s1", "name": draw(texts),
         "runtime": draw(st.integers(1, 500))},
    ]  # fmt: skip
    people = [{"id": f"p{n}", "type": "Person", "name": draw(texts), "born": draw(dates)} for n in range(2)]
    cast = [
        {
            "id": f"c{n}",
            "type": "Character",
            "name": draw(texts),
            "alias": draw(st.lists(texts, max_size=3, unique=True)),
        }
        for n in range(2)
    ]
    told: list[dict[str, Any]] = [
        {"type": "Portrayal", "actor": "p0", "character": "c0", "work": "show/series"},
        {"type": "Death", "of": "c1", "in": "show/s1e01", "quote": draw(texts)},
        {"type": "Relationship", "subject": "c0", "kind": "friend", "object": "c1", "note": draw(texts)},
        {"id": "c0", "gender": draw(texts)},
    ]
    return [
        {"sources": [
            {"id": "guide", "type": "Source", "kind": "reference", "title": draw(texts), "published": draw(dates)},
            {"id": "recap", "type": "Source", "kind": "recap", "title": draw(texts), "url": "https://example.org/a?b=c&d"},
        ]},
        {"source": "guide", "horizon": "none", "claims": works + people + cast},
        {"source": "recap", "horizon": draw(st.sampled_from(HORIZONS)), "reports": "show/s1e01",
         "claims": draw(st.lists(st.sampled_from(told), min_size=1, unique_by=str))},
    ]  # fmt: skip


@contextmanager
def imported(content: bytes, format: str, name: str, known: str = "", **options: Any) -> Iterator[continuity.Universe]:
    """The universe that is made of a file; what is not read of it names `known`."""
    place = Path(tempfile.mkdtemp())
    try:
        (place / name).write_bytes(content)
        done = imports.run(format, place / name, place / "made", **{"horizon": "none", **options})
        assert [f.message for f in done.findings if not known or known not in f.message] == []
        yield continuity.load(str(place / "made"))
    finally:
        shutil.rmtree(place)


def facts(canon: continuity.Canon, *, told_by: bool) -> set[str]:
    """The statements of a canon; without who tells them, where that is not asked for."""
    if told_by:
        return set(canon.export("nquads").decode().splitlines())
    sources = {f"<{canon.graph.base}{id}>" for id in {a.source.id for a in canon.graph.accounts.values()}}
    lines = canon.export("ntriples").decode().splitlines()
    return {one for one in lines if "/account/" not in one and one.split(" ")[0] not in sources}


@pytest.mark.parametrize("bulk", [False, True], ids=["yaml", "bulk"])
@pytest.mark.parametrize("format", SUFFIXES)
@FEW
@given(told=universes())
def test_rdf_comes_back_equal(format: str, bulk: bool, told: list[dict[str, Any]]) -> None:
    universe = continuity.load(told)
    assert universe.findings == ()
    canon = universe.canon()
    with imported(canon.export(format), "rdf", f"out.{SUFFIXES[format]}", bulk=bulk) as back:
        assert back.findings == ()
        assert back.base == universe.base
        whole = format in WITH_GRAPHS
        assert facts(back.canon(), told_by=whole) == facts(canon, told_by=whole)


SHOW = [
    {"sources": [{"id": "guide", "type": "Source", "kind": "reference", "title": "Guide"}]},
    {"source": "guide", "horizon": "none", "claims": [
        {"id": "show/series", "type": "Series", "name": "Show", "alias": "The show", "released": "2015-11-20"},
        {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series"},
        {"id": "show/s1e01", "type": "Episode", "number": 1, "partOf": "show/s1", "name": "Pilot"},
        {"id": "jo", "type": "Person", "name": "Jo Doe"},
        {"id": "ada", "type": "Character", "name": "Ada"},
        {"type": "Credit", "person": "jo", "role": "director", "work": "show/s1e01"}]},
]  # fmt: skip


def test_of_schema_org_what_it_has_words_for_comes_back_under_its_own_id() -> None:
    content = continuity.load(SHOW).canon().export("schemaorg")
    with imported(content, "rdf", "out.jsonld", known="schema:citation") as back:
        assert back.findings == ()
        canon = back.canon()
        assert [w.id for w in canon["show/s1e01"].directors] == ["jo"]
        assert [w.id for w in canon["show/s1e01"].part_of] == ["show/s1"]
        assert [w.id for w in canon["show/s1"].part_of] == ["show/series"]
        assert canon["show/series"].released == "2015-11-20"


@pytest.mark.parametrize(
    "context", ["https://schema.org", "http://schema.org/", ["https://schema.org", {"x": "http://x/"}]]
)
def test_schema_orgs_own_context_is_known_without_the_web(context: Any, tmp_path: Path) -> None:
    page = [{"@context": context, "@type": "Movie", "@id": "http://other.example/1", "name": "Gale"}] * 2
    (tmp_path / "page.jsonld").write_text(json.dumps(page), encoding="utf-8")
    done = imports.run("rdf", tmp_path / "page.jsonld", tmp_path / "made", horizon="none")
    assert done.findings == ()
    assert [e.label for e in continuity.load(str(tmp_path / "made")).canon().films] == ["Gale"]


def test_an_import_can_be_repeated_in_one_process(tmp_path: Path) -> None:
    (tmp_path / "out.ttl").write_bytes(continuity.load(SHOW).canon().export("turtle"))
    for _ in range(3):
        assert imports.run("rdf", tmp_path / "out.ttl", tmp_path / "made", horizon="none").findings == ()


@FEW
@given(told=universes(cells))
def test_the_tables_of_an_export_come_back_as_the_same_facts(told: list[dict[str, Any]]) -> None:
    canon = continuity.load(told).canon()
    place = Path(tempfile.mkdtemp())
    try:
        (place / "tables").mkdir()
        for name, content in canon.export("csv").items():
            (place / "tables" / name).write_bytes(content)
        done = imports.run("csv", place / "tables", place / "made", horizon="none")
        assert {f.position.file for f in done.findings} == {"accounts.csv", "claims.csv", "edges.csv", "nodes.csv"}
        back = continuity.load(str(place / "made"))
        base = f"<{back.base}"
        assert {one.replace(base, f"<{canon.graph.base}") for one in facts(back.canon(), told_by=False)} == facts(
            canon, told_by=False
        )
    finally:
        shutil.rmtree(place)


def test_things_without_an_iri_are_counted_and_contexts_of_others_are_not_fetched(tmp_path: Path) -> None:
    page = {
        "@context": "https://schema.org",
        "@type": "Movie",
        "name": "Gale",
        "director": {"@type": "Person", "name": "Jo"},
    }
    for name, context, said in (
        ("a", page["@context"], "1 things have no IRI"),
        ("b", "http://x.example/c", "is not fetched"),
    ):
        (tmp_path / f"{name}.jsonld").write_text(json.dumps({**page, "@context": context}), encoding="utf-8")
        done = imports.run("rdf", tmp_path / f"{name}.jsonld", tmp_path / name, horizon="none")
        assert [said in f.message for f in done.findings] == [True]
