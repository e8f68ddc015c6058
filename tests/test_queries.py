"""Every .rq file means the same to two engines that know nothing of each other, and every packaged one finds something."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from continuity import sparql, store, universe, vocab
from continuity.canon import CanonGraph
from continuity.model import Scope

GRAPH = vocab.graph_dir()
FILES = sorted(GRAPH.rglob("*.rq"))
PACKAGED = sorted((GRAPH / "queries").glob("*.rq"))
NAME = lambda path: path.relative_to(GRAPH).as_posix()  # noqa: E731
Told = Mapping[str, Any]

SOURCES: Told = {
    "sources": [
        {"id": "frame", "type": "Source", "kind": "reference", "title": "Frame", "publisher": "P", "published": "2015"},
        {
            "id": "talk",
            "type": "Source",
            "kind": "interview",
            "title": "Talk",
            "published": "2016-02",
            "url": "https://example.org/t",
        },
        {"id": "wiki", "type": "Source", "kind": "fanWiki", "title": "Wiki", "published": "2017-01-01"},
        {"id": "blog", "type": "Source", "kind": "news", "title": "Blog", "dating": "no date on the page"},
    ]
}


def work(show: str, cls: str, id: str = "", **more: Any) -> Told:
    return {"id": f"{show}/{id}" if id else show, "type": cls, **more}


FRAME: Told = {
    "source": "frame",
    "horizon": "none",
    "claims": [
        *(work(s, "Series", "series", name=s.title()) for s in ("alpha", "beta")),
        *(work(s, "Season", "s1", number=1, partOf=f"{s}/series", released="2015-04-10") for s in ("alpha", "beta")),
        *(
            work(s, "Episode", f"s1e{n:02d}", number=n, partOf=f"{s}/s1", released=f"2015-04-{9 + n}", runtime=40 + n)
            for s in ("alpha", "beta")
            for n in (1, 2, 3)
        ),
        *({"id": p, "type": "Person", "name": p.upper()} for p in ("p", "q", "r", "actor", "double")),
        {"id": "paper", "type": "Company", "name": "Paper"},
        {"id": "team", "type": "Team", "name": "Team"},
        *({"id": c, "type": "Character", "name": f"The {c}"} for c in ("hero", "rival", "friend")),
    ],
}
PRODUCTION: Told = {
    "source": "talk",
    "reports": "p",
    "horizon": "none",
    "claims": [
        {"type": "Credit", "person": "p", "role": "showrunner", "work": "alpha/s1", "from": "2014-05", "to": "2015-06"},
        {"type": "Credit", "person": "p", "role": "showrunner", "work": "alpha/series"},
        {"type": "Credit", "person": "q", "role": "creator", "work": "alpha/series"},
        {"type": "Credit", "person": "r", "role": "showrunner", "work": "beta/series"},
        {"type": "Credit", "person": "q", "role": "writer", "work": "alpha/s1e01"},
        {"type": "Credit", "person": "q", "role": "director", "work": "alpha/s1e01"},
        {"type": "Collaboration", "participant": ["p", "r"], "on": "beta/series", "quote": "helpful thoughts"},
        {"type": "CompleteList", "complete": "showrunner", "of": "alpha/series", "from": "2014"},
        {"type": "Status", "work": "alpha/s1", "aspect": "order", "state": "renewed", "date": "2016-01-17"},
        {"type": "Status", "work": "alpha/s1", "aspect": "storyDirection", "state": "open"},
        {"type": "Score", "of": "alpha/s1", "value": 81, "scale": 100, "kind": "critics", "givenBy": "paper"},
        {
            "type": "Score",
            "of": "beta/s1",
            "value": 8.1,
            "scale": 10,
            "kind": "critics",
            "givenBy": "paper",
            "date": "2016",
        },
        {"type": "Dependency", "work": "beta/series", "on": "alpha/s1", "kind": "continues", "why": "it goes on"},
        {"type": "Portrayal", "actor": "actor", "character": "hero", "work": "alpha/s1", "billing": "main"},
        {"type": "Portrayal", "actor": "actor", "character": "rival", "work": "beta/s1"},
        {"type": "Portrayal", "actor": "double", "character": "hero", "work": "alpha/s1e02", "age": "younger"},
        {"id": "hero", "alias": ["Mask", "H"], "realName": "Hero H. Hero", "born": "1980", "gender": "female"},
        {"id": "alpha/s1", "storyFrom": "2014", "before": "beta/s1"},
    ],
}
STORY: Told = {
    "source": "wiki",
    "reports": "beta/s1e03",
    "horizon": "beta/s1e03",
    "claims": [
        *(
            {"type": "Appearance", "character": c, "in": e, "mode": m}
            for c, e, m in (
                ("hero", "alpha/s1e01", "present"),
                ("hero", "beta/s1e01", "flashback"),
                ("hero", "beta/s1e03", "present"),
                ("rival", "alpha/s1e02", "corpse"),
                ("friend", "alpha/s1e02", "mentioned"),
            )
        ),
        {"type": "Death", "of": "hero", "in": "beta/s1e01", "by": "rival", "cause": "a fall", "note": "off screen"},
        {"type": "Return", "of": "hero", "in": "beta/s1e03", "how": "survival"},
        {"type": "LifeStatus", "of": "friend", "life": "alive", "asOf": "beta/s1"},
        {
            "type": "Crossover",
            "from": "alpha/series",
            "to": "beta/series",
            "via": "hero",
            "in": "beta/s1e01",
            "mode": "byCharacter",
        },
        {"type": "Membership", "member": "hero", "group": "team", "position": "lead", "from": "2015"},
        {"type": "Relationship", "subject": "hero", "kind": "sibling", "object": "rival"},
        {"id": "alpha/s1e01", "runtime": 50},
    ],
}
BLOG: Told = {
    "source": "blog",
    "claims": [{"id": "friend", "alias": "Pal", "gender": "male"}, {"id": "friend", "gender": "female"}],
}


@pytest.fixture(scope="module")
def small() -> CanonGraph:
    made = universe.from_documents("u", [SOURCES, FRAME, PRODUCTION, STORY, BLOG])
    assert not made.findings
    return made.canon(Scope())


@pytest.fixture(scope="module")
def shipped() -> CanonGraph:
    """A part of the shipped universe: all of it takes the other engine minutes."""
    return universe.load(universe.find("marvel")).canon(Scope(on="2015-04-30"))


def other_engine(canon: CanonGraph) -> Any:
    """The canon in rdflib, where the default graph is as in SPARQL, not the union."""
    import rdflib

    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=canon.facts.dump("trig"), format="trig")
    return dataset


@pytest.fixture(scope="module")
def small_elsewhere(small: CanonGraph) -> Any:
    return other_engine(small)


@pytest.fixture(scope="module")
def shipped_elsewhere(shipped: CanonGraph) -> Any:
    return other_engine(shipped)


def plain(value: Any, is_literal: bool, datatype: str) -> str:
    """A term as text; a number by its value, since engines spell and round decimals in their own way."""
    if not is_literal:
        return f"<{value}>"
    if datatype.startswith(vocab.XSD) and re.fullmatch(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?", str(value)):
        return f"{float(value):.9g}"
    return f'"{value}"^^{datatype}'


def here(query: str, canon: CanonGraph) -> Counter[tuple[str, ...]]:
    def term(node: Any) -> str:
        if node is None:
            return ""
        literal = store.is_literal(node)
        return plain(node.value, literal, node.datatype.value if literal else "")

    found = canon.facts.query(query)
    if hasattr(found, "variables"):
        return Counter(tuple(term(row[i]) for i in range(len(found.variables))) for row in found)
    return Counter({tuple(map(term, t)) for t in found})


def there(query: str, dataset: Any) -> Counter[tuple[str, ...]]:
    import rdflib

    def term(node: Any) -> str:
        if node is None:
            return ""
        literal = isinstance(node, rdflib.Literal)
        return plain(node, literal, str(node.datatype or vocab.STRING) if literal else "")

    found = dataset.query(sparql.prologue() + query)
    rows = (tuple(map(term, row)) for row in found)
    return Counter(rows) if found.type == "SELECT" else Counter(set(rows))


@pytest.mark.parametrize("path", FILES, ids=NAME)
def test_both_engines_give_equal_rows(path: Path, small: CanonGraph, small_elsewhere: Any) -> None:
    query = sparql.read_query(path).text
    assert here(query, small) == there(query, small_elsewhere)


@pytest.mark.parametrize("path", FILES, ids=NAME)
def test_both_engines_give_equal_rows_on_shipped_data(path: Path, shipped: CanonGraph, shipped_elsewhere: Any) -> None:
    query = sparql.read_query(path).text
    assert here(query, shipped) == there(query, shipped_elsewhere)


@pytest.mark.parametrize("path", PACKAGED, ids=NAME)
def test_every_packaged_query_finds_something(path: Path, small: CanonGraph) -> None:
    assert small.facts.select(sparql.read_query(path).text)


def test_there_are_many() -> None:
    assert len(PACKAGED) >= 25


@pytest.mark.parametrize("path", FILES, ids=NAME)
def test_every_file_says_what_it_is_for_and_stands_on_published_prefixes(path: Path) -> None:
    query = sparql.read_query(path)
    assert query.comment.endswith((".", "?"))
    kinds = list(sparql.tokens(query.text))
    assert not {t.keyword for t in kinds} & {"PREFIX", "BASE", "FROM"}
    assert not [t.text for t in kinds if t.kind == "iri" and "://" not in t.text], (
        "a relative IRI means another thing elsewhere"
    )
    assert {t.text.partition(":")[0] for t in kinds if t.kind == "prefixed"} <= set(vocab.PREFIXES)


@pytest.mark.parametrize("path", FILES, ids=NAME)
def test_every_file_speaks_of_terms_that_there_are(path: Path) -> None:
    names = [
        t.text[2:]
        for t in sparql.tokens(sparql.read_query(path).text)
        if t.kind == "prefixed" and t.text.startswith("c:")
    ]
    unknown = [n for n in names if n not in vocab.terms()]
    assert not unknown


@pytest.mark.parametrize("path", PACKAGED, ids=NAME)
def test_a_packaged_query_orders_its_rows(path: Path, small: CanonGraph) -> None:
    query = sparql.read_query(path)
    assert "ORDER" in {t.keyword for t in sparql.tokens(query.text)}
    assert small.facts.select(query.text) == small.facts.select(query.text)


def parameters(path: Path) -> list[str]:
    line = next((line for line in sparql.read_query(path).comment.splitlines() if line.startswith("Parameter")), "")
    return re.findall(r"\?(\w+)", line)


WITH_PARAMETERS = [(path, name) for path in PACKAGED for name in parameters(path)]


@pytest.mark.parametrize(("path", "name"), WITH_PARAMETERS, ids=[f"{p.stem}-{n}" for p, n in WITH_PARAMETERS])
def test_a_parameter_keeps_the_rows_of_its_value(path: Path, name: str, small: CanonGraph) -> None:
    query = sparql.read_query(path).text
    found = small.facts.query(query)
    at = [v.value for v in found.variables].index(name)
    rows = [tuple(row[i] for i in range(len(found.variables))) for row in found]
    value = next(row[at] for row in rows if row[at] is not None)
    bound = small.facts.select(query, {name: value})
    assert Counter(bound) == Counter(row for row in rows if row[at] == value)
