"""Writers: one export format a file. This list is all there are."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.writers import graphs, markdown, quickstatements, rdf, schemaorg, tables, wikitext

#: One file, or several by name.
Written = bytes | Mapping[str, bytes]

#: Format → writer: takes a canon and the ids to write (none: all), gives one file or several.
WRITERS: Mapping[str, Callable[..., Written]] = {
    **{name: rdf.writer(name) for name in ("turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")},
    "schemaorg": schemaorg.schemaorg,
    "graphml": graphs.graphml,
    "gexf": graphs.gexf,
    "cytoscape": graphs.cytoscape,
    "csv": tables.as_csv,
    "parquet": tables.as_parquet,
    "quickstatements": quickstatements.quickstatements,
    "wikitext": wikitext.wikitext,
    "markdown": markdown.markdown,
}


def write(canon: CanonGraph, format: str, entities: Sequence[str] = (), mapping: Path | None = None) -> Written:
    """A canon, or some of its entities, in a format: bytes, or for tables and pages the bytes of each file by name.

    `mapping` says which templates wikitext is written for. Raises UsageError for a format that there is not.
    """
    if format not in WRITERS:
        raise UsageError(f"there is no export format {format!r}; known are: {', '.join(WRITERS)}")
    if mapping is not None and format != "wikitext":
        raise UsageError(f"a mapping is for wikitext; {format} takes none")
    return WRITERS[format](canon, entities, mapping) if mapping is not None else WRITERS[format](canon, entities)
