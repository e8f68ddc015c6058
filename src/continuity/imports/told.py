"""What an import is made of: the job, and what a format tells, piece by piece."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from continuity import documents
from continuity.imports.identity import Names
from continuity.model import Finding, Position

Item = dict[str, Any]
_NOWHERE = Position("")


@dataclass(frozen=True, slots=True)
class Told:
    """Items of one document of the result. `place` is the file it goes to, without its ending.

    `kind` is the document's key: claims, sources, canons, or type for the universe. `head` is what stands before
    the items: of an account its source, what it reports and its horizon. `cursor` is where the format can go on after
    it; -1 says that it cannot here.
    """

    place: str
    items: Sequence[Item]
    head: Mapping[str, Any] = field(default_factory=dict)
    kind: str = "claims"
    origin: Position = _NOWHERE
    cursor: int = -1


@dataclass(frozen=True, slots=True)
class Raw:
    """Statements in N-Quads that are kept as they are, and where the format can go on after them."""

    statements: bytes
    cursor: int


@dataclass
class Job:
    """One import: its input files in order, the user's mapping, the names given so far, and where to go on."""

    files: Sequence[Path]
    mapping: Mapping[str, Any]
    names: Names
    horizon: str = ""
    base: str = ""
    start: int = 0
    work: Path = Path()
    progress: Callable[[str, float, int], None] = lambda name, done, count: None
    once: Callable[[str, Callable[[], None]], None] = lambda name, do: do()

    def head(self, source: str, reports: str = "", harmless: bool = False) -> dict[str, Any]:
        """The head of an account. `horizon` is as the user gave it: a work, `none`, or `reports` for what it reports.

        With the last, an account that is `harmless` (works, their numbers and dates) has the horizon none.
        """
        made: dict[str, Any] = {"source": source}
        if reports:
            made["reports"] = reports
        horizon = self.horizon or str(self.mapping.get("horizon", ""))
        if horizon == "reports":
            horizon = reports or ("none" if harmless else "")
        return made | ({"horizon": horizon} if horizon else {})

    def source(self, default: Mapping[str, Any]) -> Item:
        """The source that the import is from: the format's own words, and the mapping's above them."""
        given = {k: v for k, v in dict(self.mapping.get("source", {})).items() if k != "type"}
        return {"id": "", "type": "Source", "kind": "dataset"} | {k: v for k, v in {**default, **given}.items() if v}


@dataclass(frozen=True, slots=True)
class Format:
    """A format that can be imported. `seeks` says that `run` begins at `job.start`; else it tells all from the start.

    `words` are what its mappings say besides `source` and `horizon`.
    """

    name: str
    run: Callable[[Job], Iterator[Told | Finding | Raw]]
    summary: str
    suffixes: tuple[str, ...]
    seeks: bool = False
    words: frozenset[str] = frozenset()


def unminted(item: Mapping[str, Any]) -> Item:
    """The item without an id that follows from what it says."""
    bare = {k: v for k, v in item.items() if k != "id"}
    return bare if documents.minted(bare).get("id") == item.get("id") else dict(item)
