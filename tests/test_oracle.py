"""Every packaged query gives equal rows on rdflib's own engine, over a made-up universe of 10,000 triples."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import pytest

from continuity import universe, vocab
from continuity.model import Scope

ROOT = vocab.graph_dir().parent
pytestmark = pytest.mark.skipif(not (ROOT / "benchmarks").is_dir(), reason="benchmarks are not installed")
sys.path.append(str(ROOT))

from benchmarks import generate  # noqa: E402
from benchmarks.engines import Engine, engines, queries  # noqa: E402

TRIPLES = 10_000


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Engine]:
    place = generate.write(tmp_path_factory.mktemp("oracle"), TRIPLES)
    made, left_out = engines(universe.load(place, compiled=False).canon(Scope()), 600)
    assert not left_out
    return {engine.name: engine for engine in made}


@pytest.mark.parametrize("query", queries(), ids=lambda query: query.name)
def test_rdflib_gives_the_same_rows(query: object, held: Mapping[str, Engine]) -> None:
    ours, theirs = held["disk"], held["rdflib"]
    assert ours.rows(ours.run(query.text)) == theirs.rows(theirs.run(query.text))  # type: ignore[attr-defined]
