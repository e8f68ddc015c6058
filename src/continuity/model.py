"""The small frozen records that every room speaks. Nothing here knows RDF, files or the screen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

Severity = Literal["error", "warning", "info"]


@dataclass(frozen=True, slots=True, order=True)
class Position:
    """A line of a file; `line` counts from 1, and is 0 where only the file is known."""

    file: str
    line: int = 0

    def __str__(self) -> str:
        return f"{self.file}:{self.line}" if self.line else self.file


@dataclass(frozen=True, slots=True)
class Document:
    """One document of a universe, in the shape of the published context, ids minted.

    `kind` is the key that makes it what it is: claims, sources, canons or type.
    `lines` maps a path of keys and indexes into `data` to a line of `file`.
    """

    kind: str
    data: Mapping[str, Any]
    file: str = ""
    lines: Mapping[tuple[str | int, ...], int] = field(default_factory=dict)

    def position(self, path: tuple[str | int, ...]) -> Position:
        """Where the value at `path` stands; the nearest enclosing line that is known."""
        while path and path not in self.lines:
            path = path[:-1]
        return Position(self.file, self.lines.get(path, 0))


@dataclass(frozen=True, slots=True)
class Source:
    """What was read. Dates are EDTF strings, empty where unknown; `horizon` is what its title and address spoil."""

    id: str
    kind: str = ""
    title: str = ""
    publisher: str = ""
    author: str = ""
    published: str = ""
    url: str = ""
    horizon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Account:
    """One source, what it reports and what it spoils. Ids are relative to the universe."""

    id: str
    source: Source
    reports: tuple[str, ...] = ()
    horizon: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, order=True)
class Value:
    """The object of a claim: an id (`datatype` empty) or a literal with its datatype's IRI."""

    value: str
    datatype: str = ""

    @property
    def is_id(self) -> bool:
        """Whether it is the id of a thing and no literal."""
        return not self.datatype


@dataclass(frozen=True, slots=True, order=True)
class Claim:
    """One statement in one account; `account` is empty for a statement of the canon as such."""

    subject: str
    predicate: str
    object: Value
    account: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """A fact in words, and the account that tells it."""

    claim: str
    account: Account
    speaker: str = ""
    quote: str = ""


@dataclass(frozen=True, slots=True)
class Clash:
    """Accounts that cannot all be right about `subject`: on a functional property or a complete list.

    `told` pairs each claim with whether the canon follows it.
    """

    subject: str
    about: str
    told: tuple[tuple[Claim, bool], ...]


@dataclass(frozen=True, slots=True)
class Cited:
    """A claim as a finding cites it. `key` tells it from every other, whatever its words and its line."""

    text: str
    account: str = ""
    position: Position = Position("")
    quote: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Repair:
    """Claims that, withdrawn together, would end a finding; `said` is who alone tells them."""

    claims: tuple[Cited, ...]
    said: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A problem in data, as a value. `cure` says what would help; `explained_by` what settles it.

    `repairs` are the smallest sets of claims to withdraw, the least trusted first.
    """

    rule: str
    name: str
    message: str
    severity: Severity = "error"
    position: Position = Position("")
    entities: tuple[str, ...] = ()
    claims: tuple[Cited, ...] = ()
    cure: str = ""
    explained_by: str = ""
    repairs: tuple[Repair, ...] = ()


@dataclass(frozen=True, slots=True)
class Scope:
    """How much of a universe is looked at: which canon, as known on a date, up to a work, by what was watched."""

    canon: str = ""
    on: str = ""
    until: str = ""
    watched: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Cell:
    """One value of a row: an entity (`id`, `label`, `type`) or a literal (`value`, `datatype`)."""

    id: str = ""
    label: str = ""
    type: str = ""
    value: str = ""
    datatype: str = ""

    def as_json(self) -> dict[str, str]:
        """The cell as plain data."""
        if self.id:
            return {"id": self.id, "label": self.label, "type": self.type}
        return {"value": self.value, "datatype": self.datatype}

    def __str__(self) -> str:
        return self.label or self.value or self.id


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand a question: in the system's words, and as SPARQL."""

    reading: str
    sparql: str
    rows: tuple[tuple[Cell, ...], ...] = ()


Status = Literal["answered", "empty", "ambiguous", "declined"]


@dataclass(frozen=True, slots=True)
class Answer:
    """The answer to a question. See docs/json.md for each field."""

    question: str
    status: Status
    sentence: str = ""
    reading: str = ""
    assumptions: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    columns: tuple[str, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    value: int | float | bool | None = None
    evidence: tuple[Evidence, ...] = ()
    notes: tuple[str, ...] = ()
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    completeness: tuple[Mapping[str, Any], ...] = ()
    sparql: str = ""
    ms: float = 0.0
