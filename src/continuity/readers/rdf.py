"""RDF files: parsed in native code, never an object of ours a statement.

A format with graphs keeps its graphs: each is an account. A format without them tells one account, named after
the file, with the file as its source and no horizon, so the linter asks for one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from itertools import islice
from pathlib import Path
from typing import Any

from continuity import documents, store, vocab
from continuity.errors import DataError
from continuity.model import Finding, Position

SUFFIXES = tuple(store.SUFFIXES)
#: Of how many statements of a file the base is told.
LOOK = 20_000


def read(path: Path, name: str, base: str) -> tuple[list[Any], list[Finding]]:
    """The statements of a file, and what is wrong with it. `name` is how findings call the file."""
    format = store.SUFFIXES[path.suffix]
    try:
        quads = store.parse_file(path, format, base)
    except DataError as error:
        where, _, message = str(error).partition(": ")
        line = where.rpartition(":")[2]
        return [], [Finding("D003", "rdf", message, "error", Position(name, int(line) if line.isdigit() else 1))]
    quads, findings = _fitting(_named(quads, base + vocab.mint("Blank", [name])), name, base)
    if format not in store.GRAPHLESS:
        return quads, findings
    stem = path.stem
    account = store.iri(base + vocab.mint("Account", ["file-" + stem]))
    source = store.iri(base + "file-" + vocab.mint("x", [stem]).partition("/")[2])
    ours = (
        q for q in quads if not getattr(q.subject, "value", "").startswith(vocab.VOCAB)
    )  # a canon repeats the terms
    made = [store.quad(q.subject, q.predicate, q.object, account) for q in ours]
    made += [
        store.quad(account, store.TYPE, store.iri(vocab.term("Account"))),
        store.quad(account, store.iri(vocab.term("source")), source),
        store.quad(source, store.TYPE, store.iri(vocab.term("Source"))),
        store.quad(source, store.iri(vocab.term("title")), store.literal(path.name)),
        store.quad(source, store.iri(vocab.term("sourceKind")), store.iri(vocab.term("dataset"))),
    ]
    return made, findings


def base(paths: Iterable[Path], own: str) -> str:
    """The base that ids in files of RDF have; `own`, under which relative ones stand, where nothing tells another."""
    return base_of((_first(path, own) for path in paths), own)


def base_of(files: Iterable[Iterable[Any]], own: str) -> str:
    """The base in the statements of files: what a universe in them declares, else the most common one of ours, else `own`."""
    found: Counter[str] = Counter()
    declared = store.iri(vocab.term("Universe"))
    for quads in files:
        for q in islice(quads, LOOK):
            if isinstance(q, tuple) or not store.is_iri(q.subject):
                continue
            if q.predicate == store.TYPE and q.object == declared:
                return str(q.subject.value)
            rest = q.subject.value.removeprefix(vocab.BASE)
            if rest != q.subject.value and "/" in rest and not q.subject.value.startswith(vocab.DERIVED):
                found[f"{vocab.BASE}{rest.partition('/')[0]}/"] += 1
    return found.most_common(1)[0][0] if found else own


def _first(path: Path, base: str) -> Iterable[Any]:
    try:
        yield from store.parse_stream(path.resolve(), store.SUFFIXES[path.suffix], base)
    except (DataError, OSError):  # whoever reads the file says so
        return


def _named(quads: list[Any], base: str) -> list[Any]:
    """The statements with a name for each blank node, by its place in the file: what has none cannot be cited."""
    names: dict[Any, Any] = {}

    def named(node: Any) -> Any:
        if store.is_iri(node) or store.is_literal(node) or store.is_triple(node) or node == store.DEFAULT:
            return node
        return names.setdefault(node, store.iri(f"{base}+{len(names) + 1}"))

    return [store.quad(named(q.subject), q.predicate, named(q.object), named(q.graph_name)) for q in quads]


def _fitting(quads: list[Any], name: str, base: str) -> tuple[list[Any], list[Finding]]:
    """The statements that the vocabulary allows, and a finding for each other one; a parser keeps no lines of them."""
    kept, findings = [], []
    for quad in quads:
        try:
            kept.append(documents.fit(quad))
        except ValueError as error:
            subject = vocab.short(quad.subject.value, base)
            findings.append(Finding("D003", "rdf", f"{subject}: {error}", "error", Position(name, 1), (subject,)))
    return kept, findings
