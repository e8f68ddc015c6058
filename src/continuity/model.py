"""The small frozen records that every room speaks. Nothing here knows RDF, files or the screen."""

from __future__ import annotations

import html
from collections.abc import Mapping, Sequence
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


def cite(evidence: Evidence) -> str:
    """Where a fact comes from, in one line: speaker, title, publisher, date."""
    source = evidence.account.source
    title = f"“{source.title}”" if source.title else source.id
    parts = [evidence.speaker, title, source.publisher, source.published]
    return ", ".join(p for p in parts if p)


def cited(evidence: Evidence) -> str:
    """Where a fact comes from, as HTML; only addresses of the web become links."""
    text, url = html.escape(cite(evidence)), evidence.account.source.url
    linked = (
        f'<a href="{html.escape(url)}" rel="noreferrer">{text}</a>' if url.startswith(("http://", "https://")) else text
    )
    return linked + (f": “{html.escape(evidence.quote)}”" if evidence.quote else "")


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
#: How many rows, readings and tellers the repr of an answer in a notebook shows.
_SHOWN = 12


@dataclass(frozen=True, slots=True, repr=False)
class Answer:
    """The answer to a question. See docs/json.md for each field; a notebook shows sentence, rows and tellers."""

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

    def __repr__(self) -> str:
        said = self.sentence or f"{len(self.readings)} readings"
        said = said if len(said) <= 120 else said[:119] + "…"
        tellers = len({e.account.id for e in self.evidence})
        counts = [
            f"{many} {word}{'' if many == 1 else 's'}"
            for many, word in ((len(self.rows), "row"), (tellers, "account"))
            if many
        ]
        return f"<Answer {', '.join([f'{self.status}: {said!r}', *counts])}>"

    def _repr_html_(self) -> str:
        reading = f"<p><em>{html.escape(self.reading)}</em></p>" if self.reading else ""
        head = f"<tr>{''.join(f'<th>{html.escape(c)}</th>' for c in self.columns)}</tr>"
        rows = [f"<tr>{''.join(f'<td>{html.escape(str(c))}</td>' for c in row)}</tr>" for row in self.rows]
        table = f"<table><thead>{head}</thead><tbody>{''.join(rows[:_SHOWN])}</tbody></table>" if rows else ""
        more = f"<p>{len(rows)} rows in all</p>" if len(rows) > _SHOWN else ""
        notes = [html.escape(text) for text in (*self.assumptions, *(r.reading for r in self.readings), *self.notes)]
        told = [f"{html.escape(e.claim)} — {cited(e)}" for e in self.evidence]
        return (
            f"<p><strong>{html.escape(self.sentence)}</strong></p>{reading}{table}{more}{_listed(notes)}{_listed(told)}"
        )


def _listed(items: Sequence[str]) -> str:
    """HTML as a list, cut where it is long."""
    rest = [f"and {len(items) - _SHOWN} more"] if len(items) > _SHOWN else []
    return f"<ul>{''.join(f'<li>{item}</li>' for item in [*items[:_SHOWN], *rest])}</ul>" if items else ""
