"""Writers: one export format a file. This list is all there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.writers import graphs, markdown, quickstatements, rdf, schemaorg, tables

#: One file, or several by name.
Written = bytes | Mapping[str, bytes]

#: Format → writer: takes a canon and the ids to write (none: all), gives one file or several.
WRITERS: Mapping[str, Callable[[CanonGraph, Sequence[str]], Written]] = {
    **{name: rdf.writer(name) for name in ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")},
    "schemaorg": schemaorg.schemaorg,
    "graphml": graphs.graphml,
    "gexf": graphs.gexf,
    "cytoscape": graphs.cytoscape,
    "csv": tables.as_csv,
    "parquet": tables.as_parquet,
    "quickstatements": quickstatements.quickstatements,
    "markdown": markdown.markdown,
}


def write(canon: CanonGraph, format: str, entities: Sequence[str] = ()) -> Written:
    """A canon, or some of its entities, in a format: bytes, or for tables the bytes of each file by name.

    Raises UsageError for a format that there is not.
    """
    if format not in WRITERS:
        raise UsageError(f"there is no export format {format!r}; known are: {', '.join(WRITERS)}")
    return WRITERS[format](canon, entities)
