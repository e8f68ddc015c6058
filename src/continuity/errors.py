"""What makes it impossible to go on. Problems in data are no exceptions: they are `model.Finding` values."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from continuity.model import Finding


class ContinuityError(Exception):
    """The root of the tree. The command prints its message and exits with `exit_code`."""

    exit_code = 2


class UsageError(ContinuityError):
    """The caller asked for something that does not exist or does not fit: a canon, an option, a date."""


class DataError(ContinuityError):
    """Nothing could be loaded. `findings` say why, each with file and line."""

    def __init__(self, message: str, findings: Sequence[Finding] = ()) -> None:
        super().__init__(message)
        self.findings = tuple(findings)


class QueryError(ContinuityError):
    """A SPARQL query is malformed, or is refused because it would write or reach out."""


class UnknownEntity(ContinuityError):
    """No entity of the canon has this id or name. `nearest` names some that come close."""

    exit_code = 4

    def __init__(self, name: str, nearest: Sequence[str] = ()) -> None:
        nearest = tuple(dict.fromkeys(nearest))
        hint = f"; did you mean {', '.join(nearest)}?" if nearest else ""
        super().__init__(f"nothing here is called {name!r}{hint}")
        self.name = name
        self.nearest = nearest


class OtherKind(UnknownEntity):
    """An entity is there, but of another class than is wanted."""

    def __init__(self, name: str, cls: str, wanted: str) -> None:
        super().__init__(name)
        self.args = (f"{name!r} is a {cls} and no {wanted}",)


class AmbiguousEntity(ContinuityError):
    """Several entities bear this name. `candidates` are their ids."""

    exit_code = 3

    def __init__(self, name: str, candidates: Sequence[str]) -> None:
        super().__init__(f"{name!r} is the name of several: {', '.join(candidates)}; give the id")
        self.name = name
        self.candidates = tuple(candidates)


class CacheDamaged(ContinuityError):
    """A compiled store cannot be read. It is rebuilt; callers of the API never see this."""
