"""Tables with a mapping, columns → terms: CSV and TSV, and JSON that is a list of records.

Without a mapping, columns whose names are keys of data files are taken as they are (`id`, `type`, `name`, `released` …),
and a value that is the id of a row means that row, so that the tables of an export are read back.
A mapping gives one table, or `tables` by file name; see docs/importing.md.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from itertools import islice
from pathlib import Path
from typing import Any

from continuity import vocab
from continuity.errors import UsageError
from continuity.imports import mapping, values
from continuity.imports.identity import slug
from continuity.imports.mapping import Rule, Teller, Value
from continuity.imports.told import Format, Item, Job, Told, unminted
from continuity.model import Finding, Position
from continuity.readers import guarded, table

#: Rows in one piece, and how many findings of one kind are told one by one.
PIECE = 200
_LOOK = 1000
#: What stands between the values of one cell in the tables of an export.
_BETWEEN = " | "
#: What a mapping says of one table.
_WORDS = frozenset({"type", "key", "name", "id", "reports", "columns"})
_FILE = 10**12  # a cursor is the number of the file times this, and the row


@dataclass(frozen=True, slots=True)
class Table:
    """How a table is read: the class of its rows, the columns that identify and name one, and the rules of each."""

    cls: str
    key: str
    name: str
    id: str
    place: str
    reports: str
    columns: Mapping[str, tuple[Rule, ...]]
    links: Mapping[str, str]  # column → the table that its values are keys of
    own: bool  # whether values are ids of rows where there is such a row, as in the tables of an export


def run(job: Job) -> Iterator[Told | Finding]:
    """The rows of the tables, a thing and its statements each."""
    title = str(dict(job.mapping.get("source", {})).get("title", "")) or job.files[0].parent.name
    title = title if len(job.files) > 1 or "source" in job.mapping else job.files[0].name
    source = job.source({"title": title})
    source["id"] = source["id"] or slug(title) or "table"
    job.names.take("source:" + source["id"], source["id"])
    job.names.keep("source", source["id"])
    job.names.keep("title", title)
    tables = {path: _table(job, path) for path in job.files}
    used = [p for p in job.files if tables[p] is not None]
    if not used:
        lacking = (
            "the mapping has no table for" if job.mapping else "no mapping is given, and no column is called type in"
        )
        raise UsageError(f"{lacking} {', '.join(p.name for p in job.files[:3])}")
    if not job.start and "tables" not in job.mapping:
        for path in (p for p in job.files if tables[p] is None):
            yield guarded.problem(path.name, 0, "no column is called type, so this table is left out", "give --mapping")
    if not job.start:
        yield Told("sources", (source,), kind="sources")
        extra = [dict(c) for c in job.mapping.get("claims", ()) if isinstance(c, Mapping)]
        for one in extra:
            job.names.take(f"claim:{one.get('id', '')}", str(one.get("id", "")))
        if extra:
            yield Told("mapping", extra, job.head(source["id"]))
    linked = any(t.links or t.own for t in tables.values() if t)
    if linked:  # a value may be the number of a row that comes later
        job.once("names", lambda: _name(job, {p: tables[p] for p in used}))
    for number, path in enumerate(used):
        if number >= job.start // _FILE:
            shape = tables[path]
            assert shape is not None
            skip = job.start % _FILE if number == job.start // _FILE else 0
            yield from _tell(job, path, shape, source["id"], number, skip)


def _table(job: Job, path: Path) -> Table | None:
    """How a file is read. Raises UsageError where the mapping is wrong, or there is none and none is needed."""
    raw: Mapping[str, Any] = job.mapping
    stem = path.name.partition(".")[0]
    if "tables" in raw:
        found = [t for pattern, t in raw["tables"].items() if fnmatchcase(path.name, pattern) or stem == pattern]
        if not found:
            return None
        raw = found[0]
        mapping.known_words(raw, _WORDS, f"the mapping of {stem}")
    elif len(job.files) > 1 and "columns" in raw:
        raise UsageError("the mapping is for one table and the input has several; give `tables` by file name")
    head = _head(path)
    if not head and not path.name.endswith(".json"):
        raise UsageError(f"{path.name}: its first line names no columns (save it as text, with line feeds)")
    columns = raw.get("columns")
    own = columns is None and "id" in head
    if columns is None:
        columns = _plain_columns(head)
        if not columns or not ("type" in raw or "type" in head):
            if len(job.files) > 1:
                return None
            raise UsageError(f"{path.name}: no column is called type and others like keys; give --mapping")
        raw = {"key": "id", **raw} if own else raw
    cls = str(raw.get("type", ""))
    if cls and cls not in vocab.terms().classes:
        raise UsageError(f"{cls!r} is no class of the vocabulary")
    name = str(raw.get("name", "name"))
    lacks = [str(raw[w]) for w in ("key", "name", "id", "reports") if w in raw and str(raw[w]) not in head]
    if lacks and head:
        raise UsageError(
            f"{path.name} has no column {lacks[0]!r}, which the mapping names; it has {', '.join(head[:8])}"
        )
    rules = {str(c): mapping.rules(_bare(r), f"column {c}") for c, r in columns.items()}
    links = {str(c): str(r["link"]) for c, r in columns.items() if isinstance(r, Mapping) and "link" in r}
    return Table(cls, str(raw.get("key", "")) or name, name, str(raw.get("id", "")), slug(stem) or "rows", str(raw.get("reports", "")), rules, links, own)  # fmt: skip


def _plain_columns(head: Iterable[str]) -> dict[str, str]:
    """The columns that are called like keys of data files, or like properties as the tables of an export are."""
    told = [p for p in vocab.terms().properties.values() if not p.derived_by]
    known = {p.name: p.key for p in told} | {p.key: p.key for p in told}
    return {c: known[c] for c in head if c in known}


def _bare(rule: Any) -> Any:
    return {k: v for k, v in rule.items() if k != "link"} if isinstance(rule, Mapping) else rule


def _head(path: Path) -> list[str]:
    """The columns of a table; of records in JSON, those of the first thousand."""
    if path.name.endswith(".json"):
        first = islice((row for row in _rows(path) if isinstance(row, table.Row)), _LOOK)
        return list(dict.fromkeys(column for row in first for column in row.values))
    with guarded.Stream(path) as stream:
        return table.header(stream)


def _rows(path: Path) -> Iterator[table.Row | Finding]:
    """The rows of a table, or the records of a list in JSON with `a.b` for the b in a; a list's values stay apart."""
    if path.name.endswith(".json"):
        data, findings = guarded.whole_json(path, path.name)
        yield from findings
        records = data if isinstance(data, list) else next((v for v in data.values() if isinstance(v, list)), [data]) if isinstance(data, dict) else []  # fmt: skip
        for number, record in enumerate(records, 1):
            if isinstance(record, dict):
                yield table.Row(dict(_flat(record)), number)
            elif data is not None:
                yield guarded.problem(f"{path.name}#{number}", 0, "this record is no mapping")
        return
    with guarded.Stream(path) as stream:
        yield from table.rows(stream, path.name)


def _flat(record: Mapping[str, Any], above: str = "") -> Iterator[tuple[str, str]]:
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _flat(value, f"{above}{key}.")
        elif isinstance(value, list):
            yield above + key, "\x1f".join(str(v) for v in value if not isinstance(v, (dict, list)))
        elif value is not None:
            yield above + key, str(value)


def _name(job: Job, tables: Mapping[Path, Table | None]) -> None:
    """Give every row its id before any is told."""
    for path, shape in tables.items():
        assert shape is not None
        for row in _rows(path):
            if isinstance(row, table.Row):
                _id(job, shape, row)


def _id(job: Job, shape: Table, row: table.Row) -> tuple[str, str, str]:
    """(key, id, class) of a row; the id is empty where it has no name."""
    cls = shape.cls or row.values.get("type", "")
    name = values.plain(row.values.get(shape.name, ""))
    key = f"{shape.place}:{row.values.get(shape.key, '') or name}"  # a row without its key is not the others without
    own = row.values.get("id", "") if not shape.cls or "id" in shape.columns else ""
    if own:
        key = f"own:{own}" if shape.own else key
        return key, job.names.take(key, own) if cls in vocab.terms().classes else own, cls
    if not name:
        return key, "", cls
    wanted = values.plain(row.values.get(shape.id, "")) if shape.id else name
    return (
        key,
        job.names.id(key, wanted.replace("_", " ").strip("/\\ ") or name, cls, row.values.get(shape.key, "")),
        cls,
    )


def _tell(job: Job, path: Path, shape: Table, source: str, number: int, skip: int) -> Iterator[Told | Finding]:
    counts: dict[str, int] = {}
    line = 0
    found: list[Finding] = []

    def problem(message: str) -> None:
        kind = message.partition("'")[0]
        counts[kind] = counts.get(kind, 0) + 1
        found.append(guarded.problem(path.name, line, message))

    teller = Teller(job.names, lambda cls, text: f"{cls}:{text}", problem)
    pending: dict[str, list[Item]] = {}
    told = 0
    at = 0
    for at, row in enumerate(_rows(path), 1):
        if at <= skip:
            continue
        if isinstance(row, Finding):
            yield row
            continue
        line = row.line
        items, reports = _row(job, shape, row, teller, problem)
        pending.setdefault(reports, []).extend(items)
        told += 1
        yield from found
        found.clear()
        if told % PIECE == 0:
            yield from _pieces(job, shape, source, pending, path, number, at)
            job.progress(path.name, 0.0, at)
    yield from _pieces(job, shape, source, pending, path, number, at)


def _pieces(
    job: Job, shape: Table, source: str, pending: dict[str, list[Item]], path: Path, number: int, at: int
) -> Iterator[Told]:
    last = len(pending) - 1
    for i, (reports, items) in enumerate(pending.items()):
        cursor = number * _FILE + at if i == last else -1
        yield Told(shape.place, items, job.head(source, reports), origin=Position(path.name, 0), cursor=cursor)
    pending.clear()


def _row(job: Job, shape: Table, row: table.Row, teller: Teller, problem: Any) -> tuple[list[Item], str]:
    """The items of a row, and what its account reports."""
    key, id, cls = _id(job, shape, row)
    if not cls or cls not in vocab.terms().classes:
        problem(f"{cls!r} is no class of the vocabulary" if cls else "this row has no type")
        return [], ""
    statement = vocab.terms().is_a(cls, "Statement")
    if not id and not statement:
        problem("this row has no name")
        return [], ""
    item: Item = {"type": cls} if statement and not row.values.get("id") else {"id": id, "type": cls}
    job.names.told(key)
    made: list[Item] = []
    others = {c: Value(v) for c, v in row.values.items()}
    for column, rules in shape.columns.items():
        if column in ("id", "type") and column not in shape.links and not rules:
            continue
        link = shape.links.get(column, "")
        text = row.values.get(column, "")
        given = list(_by_id(job, text)) if shape.own else _given(text, link, others)
        for lost in [v for v in given if link and not job.names.get(v.key)]:
            problem(f"{column} names row {lost.text} of {link}, which is not there")
        given = [v for v in given if not link or job.names.get(v.key)]
        for rule in rules:
            if rule.key not in ("id", "type"):
                made += teller.tell(rule, id, cls, given, item)
    return [unminted(item) if statement else item, *made], row.values.get(
        shape.reports, ""
    ) if shape.reports in row.values else ""


def _given(text: str, link: str, others: Mapping[str, Value]) -> Sequence[Value]:
    pieces = [p for p in text.split("\x1f") if p]
    return [Value(p, f"{link}:{p}" if link else "", "", others) for p in pieces]


def _by_id(job: Job, text: str) -> Iterator[Value]:
    """The values of a cell, each with the row that it is the id of."""
    for piece in text.replace(_BETWEEN, "\x1f").split("\x1f"):
        if piece:
            yield Value(piece, f"own:{piece}" if job.names.get(f"own:{piece}") else "")


FORMAT = Format(
    "csv", run, "tables with a mapping: CSV, TSV, lists of records in JSON", (".csv", ".tsv", ".json"), True,
    _WORDS | {"tables", "claims"},
)  # fmt: skip
