"""The tables: each measures one thing at one size and gives rows of cells."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median as median_of

import continuity
from benchmarks import generate
from benchmarks.engines import Engine, digest, engines, queries
from benchmarks.measure import Timed, TooLongError, bound, median, once, process
from continuity import cache, store, universe, vocab
from continuity.canon import CanonGraph
from continuity.check import check
from continuity.model import Scope
from continuity.network import links, network
from continuity.network.links import relations
from continuity.sparql import Query
from continuity.universe import Compiled

CELL, LOAD = 60.0, 900.0  # the bounds of a cell of a query, and of loading an engine, in seconds


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the heads of the columns, rows of cells, and what else there is to say."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.{2 if seconds < 0.01 else 1 if seconds < 1 else 0}f}"


def ratio(one: float, other: float) -> str:
    return f"{one / other:.2g}" if other and one / other < 10 else f"{one / other:.0f}" if other else "–"


def starts(place: Path, name: str) -> Table:
    """Fresh processes on a universe that is compiled."""
    at = str(place)
    look_up = "SELECT ?name { <show-1/series> c:name ?name }"
    cells = {
        "python -c pass": ["-c", "pass"],
        "import continuity": ["-c", "import continuity"],
        "import continuity.api": ["-c", "import continuity.api"],
        "import rdflib": ["-c", "import rdflib"],
        "continuity query, one look-up": ["-m", "continuity", "query", "--universe", at, look_up],
        "continuity ask": ["-m", "continuity", "ask", "--universe", at, f"who plays {name}"],
    }
    taken = {name: process(arguments) for name, arguments in cells.items()}
    base = taken["python -c pass"]
    rows = [[name, ms(s), ms(s - base) if s > base else "0", ratio(s, base)] for name, s in taken.items()]
    return Table(
        "Start-up: processor time of a fresh process", ["", "ms", "ms above bare", "× bare"], rows, ["caches warm"]
    )


def loading(place: Path) -> tuple[Table, Compiled, CanonGraph]:
    """From a file to a canon, and back to it a second time."""
    text = (place / "told.nq").read_bytes()
    first = once(lambda: universe.load(place))
    loaded: Compiled = first.result
    made = once(lambda: loaded.canon(Scope()))
    again = median(lambda: universe.load(place).canon(Scope()))
    canon: CanonGraph = made.result
    size = len(text.splitlines())
    rows = [
        ["compile the universe", ms(first.seconds), f"{size / first.seconds:,.0f} triples a second"],
        ["compile its canon", ms(made.seconds), f"{len(canon.facts):,} statements in the canon, derived ones included"],
        [
            "open both again",
            ms(again.seconds),
            f"{ratio(first.seconds + made.seconds, again.seconds)} times as quick as compiling",
        ],
    ]
    return Table(f"Loading {size:,} triples: processor time", ["", "ms", ""], rows), loaded, canon


def querying(canon: CanonGraph) -> Table:
    """The packaged queries in every engine; the rows must be equal."""
    held, notes = engines(canon, LOAD)
    columns = (("rdflib", "disk"), ("rdflib", "memory"), ("memory", "pyoxigraph"))
    ratios: dict[tuple[str, str], list[float]] = {pair: [] for pair in columns}
    rows: list[list[str]] = []
    for query in queries():
        timed = {engine: found for engine in held if (found := _within(engine, query, notes)) is not None}
        seen = {engine.name: engine.rows(found.result) for engine, found in timed.items()}
        assert len(set(map(digest, seen.values()))) <= 1, f"{query.name}: the engines differ"
        taken = {engine.name: found.seconds for engine, found in timed.items()}
        for one, other in columns:
            if {one, other} <= set(taken):
                ratios[one, other].append(taken[one] / taken[other])
        count = next((str(found.total()) for found in seen.values()), "–")
        times = [ms(taken[e.name]) if e.name in taken else "–" for e in held]
        pairs = [ratio(taken[a], taken[b]) if {a, b} <= set(taken) else "–" for a, b in columns]
        rows.append([query.name, count, *times, *pairs])
    middles = [ratio(median_of(found), 1) if found else "–" for found in ratios.values()]
    rows.append(["(median of the ratios)", "", *("" for _ in held), *middles])
    rows.append(["(loading)", str(len(canon.facts)), *(ms(e.load_seconds) for e in held), "", "", ""])
    heads = ["query", "rows", *(f"{e.name} ms" for e in held), "rdflib/disk", "rdflib/memory", "memory/bare"]
    notes.append("caches warm; rows are equal in all engines")
    return Table(f"Packaged queries on {len(canon.facts):,} statements", heads, rows, notes)


def _within(engine: Engine, query: Query, notes: list[str]) -> Timed | None:
    """A query timed, or a note that it took longer than a cell may."""
    try:
        with bound(CELL):
            return median(lambda: engine.run(query.text))
    except TooLongError:
        notes.append(f"{query.name} on {engine.name}: over {CELL:.0f} s, skipped")
        return None


def projecting(loaded: Compiled) -> Table:
    """The whole network beside arrays of whole numbers written by hand, each from a canon on disk that is opened anew."""
    place = next(p.parent for p in cache.directory().glob("*/index.json"))
    hand = median(lambda: _by_hand(store.Store.open(place / "store", loaded.base)))
    ours = median(lambda: len(links(loaded.canon(Scope()))))
    whole = median(lambda: network(loaded.canon(Scope())).number_of_edges())
    assert hand.result == ours.result == whole.result, (hand.result, ours.result, whole.result)
    rows = [
        ["arrays by hand", ms(hand.seconds), "1"],
        ["links", ms(ours.seconds), ratio(ours.seconds, hand.seconds)],
        ["network, with labels and accounts", ms(whole.seconds), ratio(whole.seconds, hand.seconds)],
    ]
    return Table(f"Projection: {hand.result:,} edges, loading included", ["", "ms", "× by hand"], rows)


def _by_hand(facts: store.Store) -> int:
    """Numbers for ids, and three arrays of edges; what a program for this one purpose would do."""
    number: dict[str, int] = {}
    kinds = {vocab.term(c) for c in vocab.terms().below("Entity")}
    kinds -= {vocab.term(c) for c in ("Source", "Canon", "Universe")}
    for q in facts.match(None, store.TYPE, None, store.DEFAULT):
        if q.object.value in kinds:
            number.setdefault(q.subject.value, len(number))
    sources, kind, targets = array("L"), array("B"), array("L")
    for r, relation in enumerate(relations()):
        for q in facts.match(None, store.iri(vocab.term(relation)), None, store.DEFAULT):
            source, target = number.get(q.subject.value), number.get(q.object.value)
            if source is not None and target is not None:
                sources.append(source)
                kind.append(r)
                targets.append(target)
    return len(sources)


def checking(loaded: Compiled, canon: CanonGraph) -> Table:
    """All rules of the linter."""
    timed = median(lambda: check(loaded, canon))
    return Table("Check", ["", "ms", ""], [["all rules", ms(timed.seconds), f"{len(timed.result):,} findings"]])


def asking(place: Path, name: str, show: str) -> Table:
    """Questions in plain words, the asker warm."""
    canon = continuity.load(place).canon()
    questions = (
        f"who plays {name}",
        f"who is the showrunner of {show}",
        f"which shows does {name} appear in",
        f"is {name} dead",
    )
    rows = []
    for question in questions:
        timed = median(lambda question=question: canon.ask(question))  # type: ignore[misc]
        rows.append([question, ms(timed.seconds), f"{timed.result.status}, {len(timed.result.rows)} rows"])
    return Table("Ask, warm", ["question", "ms", ""], rows)


def tables(size: int) -> Iterator[Table]:
    """Everything at one size, on a universe made for it. The cache that the environment names must be empty."""
    with tempfile.TemporaryDirectory() as directory:
        place = generate.write(Path(directory), size)
        first, loaded, canon = loading(place)
        name, show = canon.label("character-1-0"), canon.label("show-1/series")
        yield first
        yield starts(place, name)
        yield asking(place, name, show)
        yield projecting(loaded)
        yield checking(loaded, canon)
        yield querying(canon)
