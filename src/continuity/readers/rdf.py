"""RDF files: parsed in native code, never an object of ours a statement.

A format with graphs keeps its graphs: each is an account. A format without them tells one account, named after
the file, with the file as its source and no horizon, so the linter asks for one.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from continuity import documents, store, vocab
from continuity.errors import DataError
from continuity.model import Finding, Position

SUFFIXES = tuple(store.SUFFIXES)


def read(path: Path, name: str, base: str) -> tuple[list[Any], list[Finding]]:
    """The statements of a file, and what is wrong with it. `name` is how findings call the file."""
    format = store.SUFFIXES[path.suffix]
    try:
        quads = store.parse_file(path, format, base)
    except DataError as error:
        where, _, message = str(error).partition(": ")
        line = where.rpartition(":")[2]
        return [], [Finding("D003", "rdf", message, "error", Position(name, int(line) if line.isdigit() else 1))]
    quads, findings = _fitting(quads, name, base)
    if format not in store.GRAPHLESS:
        return quads, findings
    stem = path.stem
    account = store.iri(base + vocab.mint("Account", ["file-" + stem]))
    source = store.iri(base + "file-" + vocab.mint("x", [stem]).partition("/")[2])
    made = [store.quad(q.subject, q.predicate, q.object, account) for q in quads]
    made += [
        store.quad(account, store.TYPE, store.iri(vocab.term("Account"))),
        store.quad(account, store.iri(vocab.term("source")), source),
        store.quad(source, store.TYPE, store.iri(vocab.term("Source"))),
        store.quad(source, store.iri(vocab.term("title")), store.literal(path.name)),
        store.quad(source, store.iri(vocab.term("sourceKind")), store.iri(vocab.term("dataset"))),
    ]
    return made, findings


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
