"""Tables: a file for each class, the claims with who tells them, and the nodes and edges that network tools take."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.writers import content, graphs

#: What stands between the values of one cell.
BETWEEN = " | "


@dataclass(frozen=True, slots=True)
class Table:
    """A table of text: its name, its columns, its rows."""

    name: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def tables(canon: CanonGraph, entities: Sequence[str]) -> list[Table]:
    """The tables of a canon, or of some entities and the statements about them.

    One for each class with something in it (columns: `id`, `type`, for things with a name `label`, then its properties
    as the vocabulary names them), `claims` (every claim with its account), `accounts` (each with its source), `nodes`
    and `edges`.
    """
    ids = content.chosen(canon, entities)
    known = content.facts(canon, ids)
    classes = sorted({cls for cls in ids.values() if cls})
    made = [_of_class(canon, cls, [id for id, own in ids.items() if own == cls], known) for cls in classes]
    return [*made, *_claims(canon, ids), *_network(canon, entities)]


def as_csv(canon: CanonGraph, entities: Sequence[str]) -> Mapping[str, bytes]:
    """Each table as RFC 4180 CSV in UTF-8, by the name of its file."""
    return {f"{t.name}.csv": _csv(t) for t in tables(canon, entities)}


def as_parquet(canon: CanonGraph, entities: Sequence[str]) -> Mapping[str, bytes]:
    """Each table as Parquet, by the name of its file; all columns are text. Raises UsageError without polars."""
    try:
        import polars
    except ImportError:
        raise UsageError("parquet is written by polars: pip install 'continuity-graph[polars]'") from None
    made = {}
    for table in tables(canon, entities):
        columns = list(zip(*table.rows, strict=True)) or [()] * len(table.columns)
        frame = polars.DataFrame(
            {name: list(values) for name, values in zip(table.columns, columns, strict=True)},
            schema=dict.fromkeys(table.columns, polars.String),
        )
        out = io.BytesIO()
        frame.write_parquet(out)
        made[f"{table.name}.parquet"] = out.getvalue()
    return made


def _csv(table: Table) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(table.columns)
    writer.writerows(table.rows)
    return out.getvalue().encode("utf-8")


def _of_class(canon: CanonGraph, cls: str, ids: Sequence[str], known: Mapping[str, content.Facts]) -> Table:
    columns = sorted({p for id in ids for p in known.get(id, {})})
    named = not vocab.terms().is_a(cls, "Statement")  # a statement has no name of its own
    rows = tuple(
        (id, cls, *([canon.label(id)] if named else []), *(BETWEEN.join(known.get(id, {}).get(c, ())) for c in columns))
        for id in ids
    )
    return Table(cls.lower(), ("id", "type", *(["label"] if named else []), *columns), rows)


def _claims(canon: CanonGraph, ids: Iterable[str]) -> list[Table]:
    """Every claim, and the accounts that tell them with their sources."""
    told = list(content.told(canon, ids))
    accounts = {t.account.id: t.account for t in told}
    rows = tuple(
        (a.id, a.source.id, a.source.kind, a.source.title, a.source.publisher, a.source.author, a.source.published,
         a.source.url, BETWEEN.join(a.reports), BETWEEN.join(vocab.short(h) for h in a.horizon))
        for _, a in sorted(accounts.items())
    )  # fmt: skip
    heads = ("account", "source", "kind", "title", "publisher", "author", "published", "url", "reports", "horizon")
    claims = tuple((t.subject, t.property, t.value, t.account.id, t.quote) for t in told)
    return [
        Table("accounts", heads, rows),
        Table("claims", ("subject", "property", "value", "account", "quote"), claims),
    ]


def _network(canon: CanonGraph, entities: Sequence[str]) -> list[Table]:
    """Nodes and edges with the columns that Gephi and Cytoscape look for."""
    graph = graphs.drawn(canon, entities)
    nodes = tuple((id, data["label"], data["type"]) for id, data in graph.nodes(data=True))
    edges = tuple(
        (source, target, d["relation"], d["label"], str(d["weight"]), d["accounts"], d["works"])
        for source, target, d in graph.edges(data=True)
    )
    return [
        Table("nodes", ("Id", "Label", "Type"), nodes),
        Table("edges", ("Source", "Target", "Relation", "Label", "Weight", "Accounts", "Works"), edges),
    ]
