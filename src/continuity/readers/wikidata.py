"""Wikidata's JSON: dumps of a line an entity, single documents, answers of the API, and results of SPARQL queries."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from continuity.model import Finding
from continuity.readers import guarded
from continuity.readers.guarded import mapping_of, records, text

#: An item's or a property's number.
NUMBER = re.compile(r"[QP][1-9]\d{0,14}\Z")
_WHO = "http://www.wikidata.org/entity/"
_LANGUAGES = ("en", "mul", "en-gb", "en-us", "en-ca", "de", "fr", "es")


@dataclass(frozen=True, slots=True)
class Read:
    """An entity as Wikidata words it, its line, and where to go on after it; both 0 in what is no dump of lines."""

    entity: Mapping[str, Any]
    line: int = 0
    end: int = 0


def entities(
    path: Path, start: int = 0, line: int = 0, progress: Callable[[float, int], None] = lambda done, count: None
) -> Iterator[Read | Finding]:
    """The entities of a file. `start` is the `end` of an earlier one, and `line` its line."""
    with guarded.Stream(path) as stream:
        first = b""
        for _, found in guarded.lines(stream):
            first = (found or b"").strip().removeprefix(b"\xef\xbb\xbf")
            if first:
                break
    if first == b"[" or _is_record(first):
        yield from _lines(path, start, line, progress)
        return
    data, findings = guarded.whole_json(path, path.name)
    yield from findings
    found_any = False
    for entity in _in_document(data):
        found_any = True
        yield Read(entity)
    if data is not None and not found_any:
        yield guarded.problem(path.name, 0, "this is no entity of Wikidata and no result of a query")


def _lines(path: Path, start: int, number: int, progress: Callable[[float, int], None]) -> Iterator[Read | Finding]:
    with guarded.Stream(path) as stream:
        stream.skip(start)
        for end, line in guarded.lines(stream):
            number += 1
            if number % 1000 == 0:
                progress(stream.done, number)
            if line is None:
                size = guarded.MAX_LINE >> 20
                yield guarded.problem(path.name, number, f"a line of more than {size} MB is passed over")
            bare = (line or b"").strip().rstrip(b",")
            if bare in (b"", b"[", b"]"):
                continue
            try:
                value = guarded.parse_json(bare)
            except ValueError as error:
                message = f"this line is no JSON: {str(error).partition(':')[0]}"
                yield guarded.problem(path.name, number, message, "the dump may be cut short")
                continue
            for entity in _in_document(value):
                yield Read(entity, number, end)
        if stream.problem:
            yield guarded.problem(path.name, number, stream.problem)


def _is_record(line: bytes) -> bool:
    """Whether a line is an entity whole, so that the file has one a line."""
    head = line[:40]
    return line[:1] == b"{" and line.rstrip(b",")[-1:] == b"}" and b'"head"' not in head and b'"entities"' not in head


def _in_document(data: Any) -> Iterator[Mapping[str, Any]]:
    """The entities of a document: one, those of an answer of the API, a list, or the rows of a query."""
    if isinstance(data, list):
        yield from (e for e in records(data) if _is_entity(e))
    elif isinstance(data, dict) and isinstance(data.get("entities"), dict):
        yield from (e for e in data["entities"].values() if isinstance(e, dict) and _is_entity(e))
    elif isinstance(data, dict) and isinstance(mapping_of(data.get("results")).get("bindings"), list):
        yield from _rows(records(data["results"]["bindings"]))
    elif isinstance(data, dict) and _is_entity(data):
        yield data


def _is_entity(entity: Mapping[str, Any]) -> bool:
    return bool(NUMBER.match(text(entity.get("id")))) and isinstance(entity.get("claims", {}), (dict, list))


def _rows(rows: list[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """The rows of a query as entities: `?item` has the columns called after properties, `?P57`, `?itemLabel` its label.

    A column `?P57Label` is the label of its value. Rows of one item are one entity.
    """
    made: dict[str, dict[str, Any]] = {}
    for row in rows:
        told = {k: mapping_of(v) for k, v in row.items()}
        number = text(told.get("item", {}).get("value")).removeprefix(_WHO)
        if not NUMBER.match(number):
            continue
        entity = made.setdefault(number, {"id": number, "labels": {}, "claims": {}, "others": {}})
        if "itemLabel" in told:
            entity["labels"]["en"] = {"value": text(told["itemLabel"].get("value"))}
        for column, value in told.items():
            if not NUMBER.match(column) or column[0] != "P":
                continue
            snak = _snak_of(value)
            statement = {"rank": "normal", "mainsnak": {"snaktype": "value", "datavalue": snak}}
            if statement not in entity["claims"].setdefault(column, []):
                entity["claims"][column].append(statement)
            label = text(told.get(column + "Label", {}).get("value"))
            if snak["type"] == "wikibase-entityid" and label:
                entity["others"][snak["value"]["id"]] = label
    yield from made.values()


def _snak_of(value: Mapping[str, Any]) -> dict[str, Any]:
    told = text(value.get("value"))
    if value.get("type") == "uri" and told.startswith(_WHO):
        return {"type": "wikibase-entityid", "value": {"id": told.removeprefix(_WHO)}}
    if text(value.get("datatype")).endswith("#dateTime"):
        return {"type": "time", "value": {"time": ("" if told[:1] == "-" else "+") + told, "precision": 11}}
    return {"type": "string", "value": told}


def label(entity: Mapping[str, Any]) -> str:
    """The label of an entity, in English where it has one."""
    labels = mapping_of(entity.get("labels"))
    found = (text(mapping_of(labels.get(language)).get("value")) for language in (*_LANGUAGES, *sorted(labels)))
    return next(filter(None, found), "")


def statements(entity: Mapping[str, Any], property: str) -> list[Mapping[str, Any]]:
    """The statements of an entity with a property."""
    return records(mapping_of(entity.get("claims")).get(property))


def value_of(snak: Any) -> Any:
    """The value of a snak, or None for an unknown value and for none."""
    told = mapping_of(snak)
    return mapping_of(told.get("datavalue")).get("value") if told.get("snaktype", "value") == "value" else None


def day(time: Mapping[str, Any]) -> str:
    """A time of Wikidata in EDTF, as precise as it says; nothing where that is more than a century, or before Christ."""
    found = re.match(r"\+0*(\d{4})-(\d\d)-(\d\d)", text(time.get("time")))
    precision = time.get("precision", 11)
    if not found or not isinstance(precision, int):
        return ""
    julian = text(time.get("calendarmodel")).endswith("Q1985786")
    if precision >= 10 and found[2] != "00" and not julian:
        return f"{found[1]}-{found[2]}" + (f"-{found[3]}" if precision >= 11 and found[3] != "00" else "")
    return found[1] if precision >= 9 else found[1][:3] + "X" if precision == 8 else ""


def year(entity: Mapping[str, Any]) -> str:
    """The year of the first publication of a work, or nothing."""
    days = sorted(d for s in statements(entity, "P577") if (d := day(mapping_of(value_of(s.get("mainsnak"))))))
    return days[0][:4] if days else ""
