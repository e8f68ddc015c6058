"""The shapes of the vocabulary: run natively, and by pySHACL over rdflib."""

from __future__ import annotations

from collections.abc import Sequence

from benchmarks.measure import TooLongError, bound, median, once
from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.check.shapes import shipped, violations

#: Beyond so many statements pySHACL is not waited for, nor beyond so many seconds.
MOST, CELL = 500_000, 600.0


def rows(canon: CanonGraph) -> list[Sequence[str]]:
    """(what, milliseconds, times the native figure, results), natively and by pySHACL without and with its load."""
    native = median(lambda: list(violations(canon.facts, shipped())))
    found = {v.key for v in native.result}
    size = sum(1 for _ in canon.facts.match(None, None, None, store.DEFAULT))
    made: list[Sequence[str]] = [
        ("shapes, natively", f"{native.seconds * 1000:.0f}", "1", f"{len(found)} results, {size:,} statements")
    ]
    if size > MOST:
        return [*made, ("shapes, pySHACL", "–", "–", f"not run beyond {MOST:,} statements")]
    try:
        with bound(CELL):
            loaded, ran, results = _pyshacl(canon)
    except TooLongError:
        return [*made, ("shapes, pySHACL", "–", "–", f"longer than {CELL:.0f} s")]
    except ImportError:
        return [*made, ("shapes, pySHACL", "–", "–", "not installed")]
    for name, seconds in (("shapes, pySHACL without its load", ran), ("shapes, pySHACL with its load", loaded + ran)):
        made.append((name, f"{seconds * 1000:.0f}", f"{seconds / native.seconds:.0f}", f"{results} results"))
    return made


def _pyshacl(canon: CanonGraph) -> tuple[float, float, int]:
    """The seconds of loading and of running, and the number of results."""
    import rdflib
    from pyshacl import validate

    kept = rdflib.NORMALIZE_LITERALS
    try:
        told = canon.facts.dump("ntriples")
        files = sorted((vocab.graph_dir() / "shapes").glob("*.ttl"))
        shapes = rdflib.Graph()
        for file in files:
            shapes.parse(file)
        loaded = once(lambda: rdflib.Graph().parse(data=told, format="nt"))
        ran = once(lambda: validate(loaded.result, shacl_graph=shapes))
        report = ran.result[1]
        return loaded.seconds, ran.seconds, len(set(report.objects(None, rdflib.SH.result)))
    finally:
        rdflib.NORMALIZE_LITERALS = kept
