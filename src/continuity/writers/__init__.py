"""Writers: one export format a file. This list is all there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.writers import rdf

#: Format → writer: takes a canon and the ids to write (none: all), gives bytes.
WRITERS: Mapping[str, Callable[[CanonGraph, Sequence[str]], bytes]] = {
    name: rdf.writer(name) for name in ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")
}


def write(canon: CanonGraph, format: str, entities: Sequence[str] = ()) -> bytes:
    """A canon, or some of its entities, in a format. Raises UsageError for a format that there is not."""
    if format not in WRITERS:
        raise UsageError(f"there is no export format {format!r}; known are: {', '.join(WRITERS)}")
    return WRITERS[format](canon, entities)
