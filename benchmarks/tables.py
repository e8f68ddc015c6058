"""The tables: each measures one thing at one size and gives rows of cells."""

from __future__ import annotations

import tempfile
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median as median_of
from typing import Any

import networkx
from networkx.utils import graphs_equal

import continuity
from benchmarks import asking, generate, pictures, shapes
from benchmarks.engines import Engine, digest, engines, queries
from benchmarks.measure import Timed, TooLongError, bound, median, once, peak, process
from continuity import cache, store, universe, vocab
from continuity.canon import CanonGraph
from continuity.check import check
from continuity.model import Scope
from continuity.network import label, links, network
from continuity.network.links import relations
from continuity.sparql import Query
from continuity.universe import Compiled

CELL, LOAD = 60.0, 900.0  # the bounds of a cell of a query, and of loading an engine, in seconds
REACHED = 200  # so many characters are looked at


@dataclass(frozen=True, slots=True)
class Table:
    """A title, the heads of the columns, rows of cells, and what else there is to say."""

    title: str
    heads: Sequence[str]
    rows: Sequence[Sequence[str]]
    notes: Sequence[str] = ()


def ms(seconds: float) -> str:
    return f"{seconds * 1000:.{2 if seconds < 0.01 else 1 if seconds < 1 else 0}f}"


def us(seconds: float) -> str:
    return f"{seconds * 1e6:.0f}"


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
    """Networks beside what a program for this one purpose would do, each from a canon on disk that is opened anew.

    Arrays are compared with arrays. The graph by hand is made of the same arrays, with the same attributes; who tells
    each edge, labels and types are handed to it, while `network` finds them: the first time by the rules, later in the
    columns that are kept with the compiled canon.
    """
    place = next(p.parent for p in cache.directory().glob("*/index.json"))

    def opened() -> store.Store:
        return store.Store.open(place / "store", loaded.base)

    first = once(lambda: network(loaded.canon(Scope())))
    arrays = median(lambda: _by_hand(opened()))
    ours = median(lambda: len(links(loaded.canon(Scope()))))
    whole = median(lambda: network(loaded.canon(Scope())))
    nodes = dict(whole.result.nodes(data=True))
    told = {(a, r, b): (d["accounts"], d["works"]) for a, b, r, d in whole.result.edges(keys=True, data=True)}
    graph = median(lambda: _graph_by_hand(_by_hand(opened()), loaded.base, nodes, told))
    assert graphs_equal(graph.result, whole.result) and graphs_equal(first.result, whole.result)
    assert len(arrays.result.sources) == ours.result == len(told)
    rows = [
        ["arrays by hand", ms(arrays.seconds), "1"],
        ["links", ms(ours.seconds), ratio(ours.seconds, arrays.seconds)],
        ["NetworkX graph by hand, labels and tellers handed in", ms(graph.seconds), "1"],
        ["network()", ms(whole.seconds), ratio(whole.seconds, graph.seconds)],
        ["network(), the first time", ms(first.seconds), ratio(first.seconds, graph.seconds)],
    ]
    title = f"Projection: {len(nodes):,} nodes, {len(told):,} edges, loading included"
    return Table(title, ["", "ms", "× by hand"], rows)


@dataclass(frozen=True, slots=True)
class Arrays:
    """Numbers of entities, and three arrays of edges."""

    number: Mapping[str, int]
    sources: array[int]
    kinds: array[int]
    targets: array[int]


def _by_hand(facts: store.Store) -> Arrays:
    """What a program for this one purpose would do."""
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
    return Arrays(number, sources, kind, targets)


def _graph_by_hand(
    arrays: Arrays, base: str, nodes: Mapping[str, Any], told: Mapping[tuple[str, str, str], tuple[str, str]]
) -> networkx.MultiDiGraph[str]:
    """The arrays as a NetworkX graph, with the attributes that `network` gives."""
    made: networkx.MultiDiGraph[str] = networkx.MultiDiGraph()
    made.add_nodes_from(nodes.items())
    ids, names = [iri.removeprefix(base) for iri in arrays.number], relations()
    words = [label(name) for name in names]
    for s, k, t in zip(arrays.sources, arrays.kinds, arrays.targets, strict=True):
        source, relation, target = ids[s], names[k], ids[t]
        accounts, works = told[source, relation, target]
        made.add_edge(
            source,
            target,
            relation,
            id=f"{source}+{relation}+{target}",
            relation=relation,
            label=words[k],
            weight=accounts.count(" ") + 1 if accounts else 0,
            accounts=accounts,
            works=works,
        )
    return made


def reaching(place: Path) -> Table:
    """Attributes of entities: the first one loads what there is of the entity, the others are looked up."""
    names = {"name": "{it} c:name ?x", "actors": "?x c:plays {it}", "appears_in": "{it} c:appearsIn ?x", "killed_by": "{it} c:killedBy ?x"}  # fmt: skip
    canon = continuity.load(place).canon()
    found = list(canon.characters[:REACHED])
    first = once(lambda: [one.name for one in found])
    further = median(lambda: sum(1 for one in found for name in names if getattr(one, name)))
    queries = [f"SELECT ?x {{ {text} }}" for text in names.values()]
    asked = median(lambda: sum(1 for e in found for q in queries if canon.query(q.replace("{it}", f"<{e.id}>"))))
    assert further.result == asked.result, (further.result, asked.result)
    each = asked.seconds / len(names)
    rows = [
        ["the first attribute", us(first.seconds / len(found)), ratio(first.seconds, each)],
        ["every further one", us(further.seconds / len(found) / len(names)), ratio(further.seconds / len(names), each)],
        ["a query for each", us(each / len(found)), "1"],
    ]
    return Table(f"Entities: attributes of {len(found)} characters, each", ["", "µs", "× a query"], rows)


def checking(loaded: Compiled, canon: CanonGraph) -> Table:
    """All rules of the linter: the time, the time for so many statements, and the most memory of the process.

    Where it grows linearly, the second figure is the same at every size.
    """
    timed = median(lambda: check(loaded, canon))
    size = len(canon.facts)
    row = ["all rules", ms(timed.seconds), us(timed.seconds / size * 1_000), f"{peak():,.0f}"]
    heads = ["", "ms", "µs for 1,000 statements", "MB at most so far", ""]
    return Table(f"Check of {size:,} statements", heads, [[*row, f"{len(timed.result):,} findings"]])


def questions(place: Path) -> Table:
    """Questions in plain words about a made-up universe, and completions of them."""
    canon = continuity.load(place).canon()
    return Table("Ask, warm", asking.HEADS, asking.rows(canon, asking.made(canon)))


def shipped() -> Table:
    """The questions that people wrote about the shipped universe, and completions of them."""
    canon = continuity.load("marvel").canon()
    notes = ["the most is what a question takes that is the first to look at another canon, which is then compiled"]
    return Table("Ask, warm, on the shipped universe", asking.HEADS, asking.rows(canon, asking.written()), notes)


def drawing(largest: int) -> Table:
    """Pictures in a browser, beside plain pyvis: how many, the largest size that is measured says."""
    return Table("Pictures: until a network stands still in a browser", *pictures.measured(largest))


def tables(size: int) -> Iterator[Table]:
    """Everything at one size, on a universe made for it. The cache that the environment names must be empty."""
    with tempfile.TemporaryDirectory() as directory:
        place = generate.write(Path(directory), size)
        first, loaded, canon = loading(place)
        yield first
        yield starts(place, canon.label("character-1-0"))
        yield questions(place)
        yield reaching(place)
        yield projecting(loaded)
        yield checking(loaded, canon)
        yield Table("Shapes: every SHACL shape of the vocabulary", ["", "ms", "× native", ""], shapes.rows(canon))
        yield querying(canon)
