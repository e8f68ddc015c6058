"""Rows with labels in SPARQL's own result formats: CSV, TSV, JSON and XML."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING
from xml.etree.ElementTree import Element, SubElement, tostring

from continuity import vocab
from continuity.model import Cell

if TYPE_CHECKING:
    from continuity import api

_NAMESPACE = "http://www.w3.org/2005/sparql-results#"
_ESCAPED = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def labelled(rows: api.Rows, base: str, format: str) -> str:
    """Rows in a format, each column of entities with a column of labels beside it; ids are IRIs under `base`."""
    return FORMATS[format](rows.labelled(), base)


def _csv(rows: api.Rows, base: str) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(rows.columns)
    writer.writerows([vocab.full(c.id, base) if c.id else c.value for c in row] for row in rows)
    return out.getvalue()


def _tsv(rows: api.Rows, base: str) -> str:
    def term(cell: Cell) -> str:
        if cell.id:
            return f"<{vocab.full(cell.id, base)}>"
        if not cell.datatype:
            return ""
        text = '"' + "".join(_ESCAPED.get(c, c) for c in cell.value) + '"'
        return text if cell.datatype == vocab.STRING else f"{text}^^<{cell.datatype}>"

    lines = ["\t".join(f"?{name}" for name in rows.columns)]
    return "\n".join([*lines, *("\t".join(map(term, row)) for row in rows)]) + "\n"


def _json(rows: api.Rows, base: str) -> str:
    def term(cell: Cell) -> dict[str, str]:
        if cell.id:
            return {"type": "uri", "value": vocab.full(cell.id, base)}
        plain = {"type": "literal", "value": cell.value}
        return plain if cell.datatype == vocab.STRING else {**plain, "datatype": cell.datatype}

    bindings = [{n: term(c) for n, c in zip(rows.columns, row, strict=True) if c.id or c.datatype} for row in rows]
    made = {"head": {"vars": list(rows.columns)}, "results": {"bindings": bindings}}
    return json.dumps(made, ensure_ascii=False, indent=2) + "\n"


def _xml(rows: api.Rows, base: str) -> str:
    root = Element("sparql", xmlns=_NAMESPACE)
    head = SubElement(root, "head")
    for name in rows.columns:
        SubElement(head, "variable", name=name)
    results = SubElement(root, "results")
    for row in rows:
        result = SubElement(results, "result")
        for name, cell in zip(rows.columns, row, strict=True):
            if not (cell.id or cell.datatype):
                continue
            binding = SubElement(result, "binding", name=name)
            if cell.id:
                SubElement(binding, "uri").text = vocab.full(cell.id, base)
                continue
            literal = SubElement(
                binding, "literal", {} if cell.datatype == vocab.STRING else {"datatype": cell.datatype}
            )
            literal.text = cell.value
    return '<?xml version="1.0"?>\n' + tostring(root, encoding="unicode") + "\n"


FORMATS: Mapping[str, Callable[[api.Rows, str], str]] = {"csv": _csv, "tsv": _tsv, "json": _json, "xml": _xml}
