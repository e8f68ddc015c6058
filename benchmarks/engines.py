"""One canon in several engines: as continuity keeps it, on disk and in memory, as bare pyoxigraph, and in rdflib's own."""

from __future__ import annotations

import gc
import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyoxigraph as ox

from benchmarks.measure import TooLongError, bound, once
from continuity import sparql, store, vocab
from continuity.canon import CanonGraph

Rows = Counter[tuple[str, ...]]
_NUMBER = re.compile(r"[-+]?[0-9.]+([eE][-+]?[0-9]+)?\Z")


@dataclass(frozen=True, slots=True)
class Engine:
    """An engine that holds a canon: `run` evaluates a query to its end, `rows` makes its results comparable."""

    name: str
    run: Callable[[str], Any]
    rows: Callable[[Any], Rows]
    load_seconds: float


def _plain(value: str, datatype: str | None) -> str:
    """A term as text; a number by its value, since engines spell and round decimals in their own way."""
    if datatype is None:
        return f"<{value}>"
    if datatype.startswith(vocab.XSD) and _NUMBER.match(value):
        return f"{float(value):.9g}"
    return f'"{value}"^^{datatype}'


def _native(found: Iterable[tuple[Any, ...]]) -> Rows:
    def term(node: Any) -> str:
        return "" if node is None else _plain(node.value, node.datatype.value if store.is_literal(node) else None)

    return Counter(tuple(map(term, row)) for row in found)


def _rdflib_rows(found: Iterable[Any]) -> Rows:
    import rdflib

    def term(node: Any) -> str:
        literal = isinstance(node, rdflib.Literal)
        return "" if node is None else _plain(str(node), str(node.datatype or vocab.STRING) if literal else None)

    return Counter(tuple(map(term, row)) for row in found)


def digest(rows: Rows) -> str:
    """Rows in a few digits."""
    return hashlib.blake2b(repr(sorted(rows.items())).encode(), digest_size=6).hexdigest()


def engines(canon: CanonGraph, seconds: float) -> tuple[list[Engine], list[str]]:
    """The engines, each holding the same statements, and what was left out because its loading took over `seconds`."""
    dump = canon.facts.dump("nquads")
    memory = once(lambda: store.Store.memory(ox.parse(dump, format=ox.RdfFormat.N_QUADS), canon.base))
    bare = once(lambda: _bare(dump))
    prefixes = dict(vocab.PREFIXES)

    def run_bare(query: str) -> list[tuple[Any, ...]]:
        found = bare.result.query(query, prefixes=prefixes)
        width = range(len(found.variables))
        return [tuple(row[i] for i in width) for row in found]

    made = [
        Engine("disk", canon.facts.select, _native, 0.0),
        Engine("memory", memory.result.select, _native, memory.seconds),
        Engine("pyoxigraph", run_bare, _native, bare.seconds),
    ]
    try:
        with bound(seconds):
            dataset = once(lambda: _rdflib(dump))
    except TooLongError:
        return made, [f"rdflib: loading {len(canon.facts)} statements took over {seconds:.0f} s"]
    # Millions of objects of one engine would otherwise be gone through while another's rows are made.
    gc.collect()
    gc.freeze()
    prologue = sparql.prologue()
    run = lambda query: list(dataset.result.query(prologue + query))  # noqa: E731
    return [*made, Engine("rdflib", run, _rdflib_rows, dataset.seconds)], []


def _bare(dump: bytes) -> ox.Store:
    made = ox.Store()
    made.bulk_load(dump, format=ox.RdfFormat.N_QUADS)
    return made


def _rdflib(dump: bytes) -> Any:
    import rdflib

    dataset = rdflib.Dataset(default_union=False)
    dataset.parse(data=dump, format="nquads")
    return dataset


def queries() -> list[sparql.Query]:
    """The packaged queries."""
    return [sparql.read_query(p) for p in sorted(Path(vocab.graph_dir() / "queries").glob("*.rq"))]
