"""The `Universe` and the `Canon` that users see, and what they give: entities, facts, rows, differences."""

from continuity.api.before import Reason, ToSee
from continuity.api.canon import Canon
from continuity.api.diffs import Change, Diff
from continuity.api.entities import Entities, Entity, Fact, Why
from continuity.api.queries import PackagedQuery, Queries, check_terms, packaged_queries, with_values
from continuity.api.rows import Rows, Triples
from continuity.api.schema import schema
from continuity.api.universe import EVERYTHING, Universe, load

__all__ = [
    "EVERYTHING",
    "Canon",
    "Change",
    "Diff",
    "Entities",
    "Entity",
    "Fact",
    "PackagedQuery",
    "Queries",
    "Reason",
    "Rows",
    "ToSee",
    "Triples",
    "Universe",
    "Why",
    "check_terms",
    "load",
    "packaged_queries",
    "schema",
    "with_values",
]
