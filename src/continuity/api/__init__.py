"""The `Universe` and the `Canon` that users see, and what they give: entities, facts, rows, differences."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from continuity.api.canon import Canon
from continuity.api.entities import Entities, Entity, Fact, Why
from continuity.api.queries import PackagedQuery, Queries, check_terms, packaged_queries, with_values
from continuity.api.rows import Rows, Triples
from continuity.api.schema import schema
from continuity.api.universe import EVERYTHING, Universe, load

if TYPE_CHECKING:
    from continuity.api.before import Reason, ToSee
    from continuity.api.diffs import Change, Diff

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

#: What only some callers need, and where it is.
_LATER = {"Change": "diffs", "Diff": "diffs", "Reason": "before", "ToSee": "before"}


def __getattr__(name: str) -> Any:
    if name not in _LATER:
        raise AttributeError(f"module 'continuity.api' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(f"continuity.api.{_LATER[name]}"), name)
