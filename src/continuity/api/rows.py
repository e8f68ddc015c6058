"""What a query gives: rows of typed, labelled cells, and triples."""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, overload

from continuity import vocab
from continuity.model import Cell

if TYPE_CHECKING:
    import pandas
    import polars
    import rdflib

#: How many rows a repr shows.
SHOWN = 20


@dataclass(frozen=True, repr=False)
class Rows(Sequence[tuple[Cell, ...]]):
    """The rows of a query: typed, labelled cells under named columns.

    Rows are a sequence of tuples. A cell of an entity has `id`, `label` and `type`, one of a literal `value` and
    `datatype`; `str` of a cell is what people read.

    >>> rows = c.query("SELECT ?who ?part { ?who c:plays ?part } ORDER BY ?who")
    >>> rows.columns
    ('who', 'part')
    >>> rows[0][0].id, str(rows[0][0])
    ('jo-doe', 'Jo Doe')
    >>> rows
    who              part
    ---------------  ---------
    Jo Doe <jo-doe>  Ada <ada>
    (1 row)
    """

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    @overload
    def __getitem__(self, at: int) -> tuple[Cell, ...]: ...
    @overload
    def __getitem__(self, at: slice) -> Rows: ...
    def __getitem__(self, at: int | slice) -> tuple[Cell, ...] | Rows:
        return type(self)(self.columns, self.rows[at]) if isinstance(at, slice) else self.rows[at]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def column(self, name: str) -> list[Any]:
        """The values of one column: ids of entities as text, literals in their own types, None where there is none.

        Raises KeyError for a column that there is not.

        >>> c.query("SELECT ?e ?n { ?e a c:Episode ; c:number ?n } ORDER BY ?n").column("n")
        [1, 2]
        """
        if name not in self.columns:
            raise KeyError(f"there is no column {name!r}; there are: {', '.join(self.columns)}")
        at = self.columns.index(name)
        return [value_of(row[at]) for row in self.rows]

    def labelled(self) -> Rows:
        """The rows with a column `NAME_label` beside each column that holds entities; one that the query has stays.

        >>> c.query("SELECT ?who { ?who c:plays <ada> }").labelled().columns
        ('who', 'who_label')
        """
        entities = [
            f"{name}_label" not in self.columns and any(row[i].id for row in self.rows)
            for i, name in enumerate(self.columns)
        ]
        names = [(n, f"{n}_label") if e else (n,) for n, e in zip(self.columns, entities, strict=True)]

        def both(cell: Cell, entity: bool) -> tuple[Cell, ...]:
            label = Cell(value=cell.label or cell.value, datatype=vocab.STRING) if cell.id else Cell()
            return (cell, label) if entity else (cell,)

        rows = (tuple(x for c, e in zip(row, entities, strict=True) for x in both(c, e)) for row in self.rows)
        return Rows(tuple(n for some in names for n in some), tuple(rows))

    def to_dicts(self, *, labels: bool = False) -> list[dict[str, Any]]:
        """The rows as dictionaries of plain values; with `labels` those of entities stand beside their ids.

        >>> c.query("SELECT ?who { ?who c:plays <ada> }").to_dicts(labels=True)
        [{'who': 'jo-doe', 'who_label': 'Jo Doe'}]
        """
        made = self.labelled() if labels else self
        return [dict(zip(made.columns, map(value_of, row), strict=True)) for row in made.rows]

    def to_pandas(self, *, labels: bool = True) -> pandas.DataFrame:
        """A pandas DataFrame: ids as text, with `labels` beside a column of labels; numbers and truth values as such.

        >>> c.query("SELECT ?who { ?who c:plays <ada> }").to_pandas().to_dict("records")
        [{'who': 'jo-doe', 'who_label': 'Jo Doe'}]
        """
        import pandas

        made = self.labelled() if labels else self
        return pandas.DataFrame({name: made.column(name) for name in made.columns}, columns=list(made.columns))

    def to_polars(self, *, labels: bool = True) -> polars.DataFrame:
        """A polars DataFrame, as `to_pandas` makes one; polars comes with the extra `continuity-graph[polars]`.

        >>> c.query("SELECT ?who { ?who c:plays <ada> }").to_polars().rows()
        [('jo-doe', 'Jo Doe')]
        """
        import polars

        made = self.labelled() if labels else self
        return polars.DataFrame({name: made.column(name) for name in made.columns}, strict=False)

    def __str__(self) -> str:
        return table(self)

    def __repr__(self) -> str:
        return table(self, SHOWN)

    def _repr_html_(self) -> str:
        head = "".join(f"<th>{html.escape(n)}</th>" for n in self.columns)
        body = "".join(f"<tr>{''.join(_html(c) for c in row)}</tr>" for row in self.rows[:SHOWN])
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table><p>{_count(self)}</p>"


class Triples(Rows):
    """The triples of a CONSTRUCT or DESCRIBE: rows of subject, predicate and object, and an rdflib Graph of them.

    >>> made = c.construct("CONSTRUCT { ?part c:playedBy ?who } WHERE { ?who c:plays ?part }")
    Traceback (most recent call last):
    continuity.errors.QueryError: the vocabulary has no term c:playedBy; did you mean c:declaredBy, c:shapedBy, c:killedBy?
    >>> made = c.construct("CONSTRUCT { ?who c:plays ?part } WHERE { ?who c:plays ?part }")
    >>> [str(cell) for cell in made[0]]
    ['Jo Doe', 'plays', 'Ada']
    >>> len(made.to_rdflib())
    1
    """

    def __init__(self, columns: tuple[str, ...], rows: tuple[tuple[Cell, ...], ...], content: bytes = b"") -> None:
        super().__init__(columns, rows)
        object.__setattr__(self, "_content", content)

    def to_rdflib(self) -> rdflib.Graph:
        """The triples as an rdflib Graph of the caller's own."""
        import rdflib

        graph = rdflib.Graph().parse(data=getattr(self, "_content", b""), format="nt")
        for prefix, iri in vocab.PREFIXES.items():
            graph.bind(prefix, iri, replace=True)
        return graph


def value_of(cell: Cell) -> Any:
    """A cell as a plain value: the id of an entity, a literal in its own type, None for an empty cell."""
    if cell.id:
        return cell.id
    return native(cell.value, cell.datatype) if cell.datatype else None


def native(text: str, datatype: str) -> Any:
    """A literal in its own type; dates stay EDTF text."""
    if datatype == vocab.XSD + "boolean":
        return text in ("true", "1")
    try:
        if datatype == vocab.XSD + "integer":
            return int(text)
        if datatype in (vocab.XSD + "decimal", vocab.XSD + "double", vocab.XSD + "float"):
            return float(text)
    except ValueError:  # a query may cast anything to anything
        return text
    return text


def table(rows: Rows, limit: int | None = None) -> str:
    """Rows as a table of labels and ids, at most `limit` of them."""
    cells = [[_printable(_text(c)) for c in row] for row in rows.rows[:limit]]
    widths = [max([len(name), *(len(r[i]) for r in cells)]) for i, name in enumerate(rows.columns)]
    lines = ["  ".join(n.ljust(w) for n, w in zip(rows.columns, widths, strict=True)).rstrip()]
    lines.append("  ".join("-" * w for w in widths))
    lines += ["  ".join(v.ljust(w) for v, w in zip(r, widths, strict=True)).rstrip() for r in cells]
    return "\n".join(
        [*lines, f"({_count(rows)})" if len(cells) == len(rows) else f"(the first {len(cells)} of {_count(rows)})"]
    )


def _text(cell: Cell) -> str:
    return f"{cell.label} <{cell.id}>" if cell.id and cell.label != cell.id else str(cell)


def _printable(text: str) -> str:
    """The text on one line, without what would steer a terminal."""
    return "".join(c if c.isprintable() else " " for c in text)


def _html(cell: Cell) -> str:
    title = f' title="{html.escape(cell.id)}"' if cell.id else ""
    return f"<td{title}>{html.escape(str(cell))}</td>"


def _count(rows: Rows) -> str:
    return f"{len(rows)} row{'' if len(rows) == 1 else 's'}"
