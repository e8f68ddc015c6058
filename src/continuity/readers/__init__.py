"""Readers: one format a file. This list is all there are; `read` picks one by a file's name."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from continuity import documents
from continuity.model import Document, Finding
from continuity.readers import rdf, yaml

SUFFIXES = (*yaml.SUFFIXES, *rdf.SUFFIXES)


@dataclass(frozen=True, slots=True)
class Read:
    """What one file gave: statements, the documents they came from, and what is wrong with it."""

    statements: tuple[Any, ...]
    documents: tuple[Document, ...] = ()
    findings: tuple[Finding, ...] = ()


def files(directory: Path) -> list[Path]:
    """The files of a universe, sorted; hidden ones are left out."""
    found = directory.rglob("*") if directory.is_dir() else [directory]
    return sorted(
        p
        for p in found
        if p.is_file()
        and p.suffix in SUFFIXES
        and not any(part.startswith(".") for part in p.relative_to(directory).parts)
    )


def read(path: Path, name: str, base: str) -> Read:
    """Read one file of a universe whose ids stand under `base`."""
    if path.suffix in rdf.SUFFIXES:
        quads, findings = rdf.read(path, name, base)
        return Read(tuple(quads), (), tuple(findings))
    made, findings = yaml.read(path, name)
    return Read(tuple(documents.statements(made, base)), tuple(made), tuple(findings))
