"""One document of a universe: checked against the published schema, its ids minted, turned into statements.

Every reader ends here, and so does the API, so a fact means the same wherever it comes from.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from continuity import dates, store, vocab
from continuity.model import Document, Finding, Position

KINDS = ("claims", "sources", "canons", "type")
Path_ = tuple[str | int, ...]


class Scalar(str):
    """A number or truth value as it was written: `native` is its value, the string its spelling."""

    native: Any

    def __new__(cls, text: str, native: Any) -> Scalar:
        made = super().__new__(cls, text)
        made.native = native
        return made


@cache
def _validator() -> Any:
    import jsonschema_rs  # needed only where files are read anew

    schema = json.loads((vocab.graph_dir() / "schema.json").read_text(encoding="utf-8"))
    return jsonschema_rs.Draft202012Validator(schema, validate_formats=True, formats={"edtf": dates.is_date})


@cache
def context() -> Mapping[str, Any]:
    """The published JSON-LD context."""
    loaded: dict[str, Any] = json.loads((vocab.graph_dir() / "context.jsonld").read_text(encoding="utf-8"))
    return loaded["@context"]  # type: ignore[no-any-return]


def native(value: Any) -> Any:
    """The value with every scalar as the type that it means, as a schema sees it."""
    if isinstance(value, Scalar):
        return value.native
    if isinstance(value, Mapping):
        return {k: native(v) for k, v in value.items()}
    if isinstance(value, list):
        return [native(v) for v in value]
    return value


def spelled(value: Any) -> Any:
    """The value with every scalar as the text that was written, so that nothing is rounded on the way."""
    if isinstance(value, Scalar):
        return str(value)
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, (int, float)):
        return str(value)
    if isinstance(value, Mapping):
        return {k: spelled(v) for k, v in value.items()}
    if isinstance(value, (list, tuple)):
        return [spelled(v) for v in value]
    return value


def admit(
    data: Mapping[str, Any], file: str = "", lines: Mapping[Path_, int] | None = None
) -> tuple[Document | None, list[Finding]]:
    """Check a document and mint its ids. What has a problem is left out; the rest goes on."""
    raw = Document(next((k for k in KINDS if k in data), ""), data, file, lines or {})
    if not raw.kind:
        keys = ", ".join(map(str, data))
        return None, [_finding(raw, (), f"this document has none of the keys claims, sources, canons, type (it has: {keys})")]
    findings, broken = [], set()
    for error in _validator().iter_errors(native(data)):
        path = tuple(error.instance_path)
        found = list(_explain(raw, path, error))
        findings += [finding for finding, _ in found]
        broken |= {at for _, at in found}
    if () in broken:
        return None, findings
    made = {k: v for k, v in data.items() if (k,) not in broken}
    if raw.kind != "type":
        kept, lines_of = [], {}
        for i, item in enumerate(data[raw.kind]):
            bad = {path[2] for path in broken if path[:2] == (raw.kind, i) and len(path) > 2}
            cls = item.get("type", "") if isinstance(item, dict) else ""
            if (raw.kind, i) in broken or bad & {"id", "type", *_key_words(cls)}:
                continue
            item = _minted({k: v for k, v in item.items() if k not in bad})
            if "id" in item:
                lines_of[i] = len(kept)
                kept.append(item)
            else:
                key = ", ".join(_key_words(cls))
                cure = f"give it an id, or its key: {key}" if key else "give it an id"
                findings.append(_finding(raw, (raw.kind, i), f"this {cls} has no id", cure))
        made[raw.kind] = kept
        lines = {_moved(path, raw.kind, lines_of): line for path, line in raw.lines.items()}
    if raw.kind == "claims":
        made["type"] = "Account"
        made.setdefault("id", "account/" + vocab.mint("Account", _key(made, "Account")).partition("/")[2])
    return Document(raw.kind, made, file, lines or {}), findings


def _moved(path: Path_, kind: str, lines_of: Mapping[int, int]) -> Path_:
    """The path after items were left out."""
    return (kind, lines_of.get(path[1], -1), *path[2:]) if path[:1] == (kind,) and len(path) > 1 else path  # type: ignore[call-overload, no-any-return]


def _key_words(cls: str) -> list[str]:
    """The words of a class's key in data files."""
    terms = vocab.terms()
    return [terms.properties[k].key for k in terms.classes[cls].key] if cls in terms.classes else []


def _key(item: Mapping[str, Any], cls: str) -> list[str | list[str]]:
    """The values of the key of a statement, in order, as mint takes them."""
    values: list[str | list[str]] = []
    for name in vocab.terms().classes[cls].key:
        value = item.get(vocab.terms().properties[name].key, "")
        values.append([str(v) for v in value] if isinstance(value, list) else str(value))
    return values


def _minted(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with an id, minted from its type and key where it has none."""
    cls = item.get("type", "")
    if "id" in item or not cls or not vocab.terms().classes[cls].key:
        return item
    key = _key(item, cls)
    return {"id": vocab.mint(cls, key), **item} if key[0] else item


def statements(document: Document, base: str) -> Iterator[Any]:
    """The statements of an admitted document; an account's claims are in the graph of its IRI."""
    data = spelled(document.data)
    if document.kind == "type":
        data = {**data, "id": base}
    return store.parse_jsonld(data, context(), base)


def _finding(document: Document, path: Path_, message: str, cure: str = "") -> Finding:
    return Finding("D001", "data", message, "error", document.position(path), cure=cure)


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, 1, 0.6)
    return f"did you mean {close[0]}?" if close else "known here: " + ", ".join(sorted(known)[:40])


def _explain(document: Document, path: Path_, error: Any) -> Iterator[tuple[Finding, Path_]]:
    """A schema's error in the words of somebody who writes data, and the path of what is left out for it."""
    kind = type(error.kind).__name__.rpartition("_")[2]
    where = path[-1] if path else document.kind
    item = document.data
    for step in path[:2]:
        item = item[step]  # type: ignore[index]
    cls = str(item.get("type", "")) if isinstance(item, Mapping) else ""
    value = str(native(error.instance)) if not isinstance(error.instance, (dict, list)) else ""
    match kind:
        case "AdditionalProperties":
            for key in error.kind.unexpected:
                known = _known_keys(document, cls, path)
                of = f" of a {cls}" if cls else ""
                at = (*path, key)
                yield _finding(document, at, f"unknown key {key!r}{of}", _nearest(key, known)), at
            return
        case "Enum" | "Constant":
            options = [str(o) for o in getattr(error.kind, "options", None) or []]
            message, cure = f"{where}: {value!r} is not one of its values", _nearest(value, options)
        case "Format":
            message, cure = f"{where}: {value!r} is no date", "write an EDTF date: 2016-01-17, 2016-01, 2016/2017"
        case "Pattern" if "url" in path:
            message, cure = f"url: {value!r} is no address", "give an http or https address"
        case "Pattern":
            cure = "an id has no spaces, colons or quotes: jessica-jones/s1e13"
            message = f"{where}: {value!r} is no id"
        case "Type" if isinstance(error.instance, str):
            message, cure = f"{where}: {value!r} is text", "a number, true or false is written without quotes"
        case "Required":
            message, cure = "this item has neither type nor id", "say what it is: type: Death"
        case _:
            message, cure = f"{where}: {error.message}", ""
    yield _finding(document, path, message, cure), path


def _known_keys(document: Document, cls: str, path: Path_) -> list[str]:
    terms = vocab.terms()
    if len(path) < 2:
        cls = "Account" if document.kind == "claims" else "Universe" if document.kind == "type" else cls
    family = {cls, *terms.classes[cls].above} if cls in terms.classes else {"Entity", "Work", "Person", "Character"}
    known = [p.key for p in terms.properties.values() if family & set(p.domain) and not p.derived_by]
    return [*known, "id", "type"]


def position_index(documents: list[Document], base: str) -> dict[str, list[tuple[str, str, str, int]]]:
    """Node IRI → (account IRI, key or '', file, line), for every item of every document."""
    index: dict[str, list[tuple[str, str, str, int]]] = {}
    for document in documents:
        if document.kind == "type":
            continue
        account = vocab.full(str(document.data.get("id", "")), base) if document.kind == "claims" else ""
        if account:
            at = document.position((document.kind,))
            index.setdefault(account, []).append((account, "", at.file, document.position(()).line or at.line))
        for i, item in enumerate(document.data[document.kind]):
            node = vocab.full(item["id"], base)
            for key in ("", *item):
                at = document.position((document.kind, i, key) if key else (document.kind, i))
                index.setdefault(node, []).append((account, key, at.file, at.line))
    return index


__all__ = ["KINDS", "Document", "Position", "Scalar", "admit", "context", "native", "position_index", "spelled", "statements"]
