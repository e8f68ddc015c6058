"""One document of a universe: checked against the published schema, its ids minted, turned into statements.

Every reader ends here, and so does the API, so a fact means the same wherever it comes from.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal, InvalidOperation
from functools import cache
from typing import Any

from continuity import dates, store, vocab
from continuity.model import Document, Finding, Position

KINDS = ("claims", "sources", "canons", "type")
Path_ = tuple[str | int, ...]
#: The least and the most that the schema lets a date be: below, YAML reads a year as a number without its zeros.
FIRST_YEAR, LAST_YEAR = 1000, 9999


class Scalar(str):
    """A number or truth value as it was written: `native` is its value, the string its spelling."""

    native: Any

    def __new__(cls, text: str, native: Any) -> Scalar:
        """A text that stands for a value."""
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
        return None, [
            _finding(raw, (), f"this document has none of the keys claims, sources, canons, type (it has: {keys})")
        ]
    explained: dict[tuple[Finding, Path_], None] = {}  # two branches of the schema may say the same
    for error in _validator().iter_errors(native(data)):
        explained |= dict.fromkeys(_explain(raw, tuple(error.instance_path), error))
    findings, broken = [finding for finding, _ in explained], {at for _, at in explained}
    if broken & {(), (raw.kind,)}:
        return None, findings
    made = {k: v for k, v in data.items() if (k,) not in broken}
    if raw.kind != "type":
        kept: list[Mapping[str, Any]] = []
        lines_of: dict[str | int, int] = {}
        for i, item in enumerate(data[raw.kind]):
            bad = {path[2] for path in broken if path[:2] == (raw.kind, i) and len(path) > 2}
            if (raw.kind, i) in broken or bad & {"id", "type"}:
                continue
            cls = item.get("type", "")
            if bad & set(_key_words(cls)):
                continue
            made_of = minted({k: v for k, v in item.items() if k not in bad})
            if "id" in made_of:
                lines_of[i] = len(kept)
                kept.append(made_of)
            else:
                key = ", ".join(_key_words(cls))
                cure = f"give it an id, or its key: {key}" if key else "give it an id"
                findings.append(_finding(raw, (raw.kind, i), f"this {cls} has no id", cure))
        made[raw.kind] = kept
        lines = {_moved(path, raw.kind, lines_of): line for path, line in raw.lines.items()}
    if raw.kind == "claims":
        made["type"] = "Account"
        made.setdefault("id", account_id(made))
    return Document(raw.kind, made, file, lines or {}), findings


def _moved(path: Path_, kind: str, lines_of: Mapping[str | int, int]) -> Path_:
    """The path after items were left out."""
    return (kind, lines_of.get(path[1], -1), *path[2:]) if path[:1] == (kind,) and len(path) > 1 else path


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


def account_id(account: Mapping[str, Any]) -> str:
    """The id of an account, minted from its source, what it reports and its horizon."""
    return "account/" + vocab.mint("Account", _key(account, "Account")).partition("/")[2]


def minted(item: Mapping[str, Any]) -> Mapping[str, Any]:
    """The item with an id, minted from its type and key where it has none."""
    cls = item.get("type", "")
    if "id" in item or not cls or not vocab.terms().classes[cls].key:
        return item
    key = _key(item, cls)
    return {"id": vocab.mint(cls, key), **item} if key[0] else item


def statements(admitted: Iterable[Document], base: str) -> Iterator[Any]:
    """The statements of admitted documents; an account's claims are in the graph of its IRI."""
    nodes: list[Any] = []
    for document in admitted:
        data = spelled(document.data)
        if document.kind == "type":
            nodes.append({**data, "id": base})
        elif document.kind == "claims":
            nodes.append(data)
        else:
            nodes += data[document.kind]
    # All at once: the context is longer than most documents, and is read again for each parse.
    for quad in store.parse_jsonld({"@graph": nodes}, context(), base):
        yield fit(quad)


#: The datatype of each kind of literal value, and what a value of it looks like.
_LITERALS = {
    "text": (vocab.STRING, "a text"),
    "date": (vocab.EDTF, "an EDTF date"),
    "integer": (vocab.XSD + "integer", "a whole number"),
    "decimal": (vocab.XSD + "decimal", "a number"),
    "boolean": (vocab.XSD + "boolean", "true or false"),
}


def fit(quad: Any) -> Any:
    """The statement with its value in the datatype of its property, spelled as that type has it.

    A statement in other words than the vocabulary's is returned as it is. Raises ValueError where a term or value
    is none of the vocabulary's.
    """
    if store.is_triple(quad.object):
        raise ValueError("a statement about a statement is refused: an account is a graph")
    predicate, value = quad.predicate.value, quad.object
    if predicate == vocab.TYPE:
        if store.is_literal(value):
            raise ValueError(f"{value.value!r} is no class: a class is an IRI")
        if value.value.startswith(vocab.VOCAB) and vocab.short(value.value) not in vocab.terms().classes:
            raise ValueError(f"{vocab.short(value.value)!r} is no class of the vocabulary")
    if not predicate.startswith(vocab.VOCAB):
        return quad
    name = vocab.short(predicate)
    known = vocab.terms().properties.get(name)
    if known is None:
        raise ValueError(f"{name!r} is no property of the vocabulary")
    if known.value not in _LITERALS:
        if store.is_literal(value):
            raise ValueError(f"{name}: {value.value!r} is a literal where an IRI is wanted")
        return quad
    datatype, wanted = _LITERALS[known.value]
    spelling = _spelling(known.value, value.value) if store.is_literal(value) else None
    if spelling is None:
        raise ValueError(f"{name}: {value.value!r} is not {wanted}")
    return store.quad(quad.subject, quad.predicate, store.literal(spelling, datatype), quad.graph_name)


def _spelling(kind: str, text: str) -> str | None:
    """A literal of a kind as XML Schema spells it; None where it is none."""
    if kind in ("integer", "decimal"):
        try:
            number = Decimal(text)
        except InvalidOperation:
            return None
        if not number.is_finite() or abs(number.adjusted()) > 300 or (kind == "integer" and number % 1):
            return None
        return f"{number:.0f}" if kind == "integer" else f"{number:f}"
    if kind == "boolean":
        return {"1": "true", "0": "false"}.get(text, text) if text in ("1", "0", "true", "false") else None
    if kind == "date" and not dates.is_date(text):
        text = _spelling("integer", text) or ""  # a year as another number: 2016.0
        return text if dates.is_date(text) else None
    return text


def _finding(document: Document, path: Path_, message: str, cure: str = "") -> Finding:
    return Finding("D001", "data", message, "error", document.position(path), cure=cure)


def _nearest(word: str, known: list[str]) -> str:
    close = difflib.get_close_matches(word, known, 1, 0.6)
    return f"did you mean {close[0]}?" if close else "known here: " + ", ".join(sorted(known)[:40])


def _explain(document: Document, path: Path_, error: Any) -> Iterator[tuple[Finding, Path_]]:
    """A schema's error in the words of somebody who writes data, and the path of what is left out for it."""
    if not hasattr(error.kind, "unexpected"):
        yield _finding(document, path, *_reason(path, error, document.kind)), path
        return
    item = document.data
    for step in path[:2]:
        item = item[step]  # type: ignore[index]
    cls = item.get("type", "") if isinstance(item, Mapping) else ""
    cls = cls if isinstance(cls, str) else ""
    for key in error.kind.unexpected:
        of = f" of a {cls}" if cls else ""
        at = (*path, key)
        yield _finding(document, at, f"unknown key {key!r}{of}", _nearest(key, _known_keys(document, cls, path))), at


def _reason(path: Path_, error: Any, kind: str) -> tuple[str, str]:
    """What is wrong with the value at a path of a document of a kind, and what would help."""
    where = next((step for step in reversed(path) if isinstance(step, str)), kind)
    value, wanted = native(error.instance), set(getattr(error.kind, "types", ()))
    written = repr(value) if len(repr(value)) < 80 else repr(value)[:80] + "…"
    match type(error.kind).__name__.rpartition("_")[2]:
        case "Enum" | "Constant":
            options = [str(o) for o in getattr(error.kind, "options", [getattr(error.kind, "expected_value", "")])]
            return f"{where}: {written} is not one of its values", _nearest(str(value), options)
        case "Format":
            return f"{where}: {written} is no date", "write an EDTF date: 2016-01-17, 2016-01, 2016/2017"
        case "Pattern" if "url" in path:
            return f"url: {written} is no address", "give an http or https address"
        case "Pattern" if "base" in path:
            return f"base: {written} is no base for ids", "give an http or https address that ends in /"
        case "Pattern":
            return f"{where}: {written} is no id", "an id has no spaces, colons or quotes: jessica-jones/s1e13"
        case "Type" if path[:-1] == (kind,):
            return f"an item of {kind} is a mapping of keys to values", "write {id: …, type: …}"
        case "Type" if isinstance(value, str) and not wanted & {"array", "object"}:
            return f"{where}: {written} is text", "a number, true or false is written without quotes"
        case "Type" if "string" in wanted and not isinstance(value, (dict, list)):
            return f"{where}: {written} is no text", "put it in quotes if it is meant as text"
        case "Type" if wanted == {"array"}:
            return f"{where}: {'what is empty' if value is None else written} is no list", "write a list: [one, two]"
        case "Type" if wanted == {"string"}:
            return f"{where}: {written} is no id", "declare it in a place of its own, and give its id here"
        case "Maximum" if error.kind.limit == LAST_YEAR:
            return f"{where}: {written} is no year", "a year has four digits at most"
        case "Minimum" if error.kind.limit == FIRST_YEAR and value > 0:
            return f"{where}: {written} is no year", f'a year before 1000 has four digits, in quotes: "{value:04d}"'
        case "Required":
            return "this item has neither type nor id", "say what it is: type: Death"
    return f"{where}: {error.message}", ""


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


__all__ = [
    "KINDS",
    "Document",
    "Position",
    "Scalar",
    "account_id",
    "admit",
    "context",
    "fit",
    "minted",
    "native",
    "position_index",
    "spelled",
    "statements",
]
