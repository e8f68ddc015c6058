"""YAML 1.2 core documents, read with the line of every key through libyaml.

PyYAML's own constructors are not used: they follow YAML 1.1 (`on` is true, `12:30` is 750) and let a second key
overwrite the first. Its event stream is enough, and cannot run into a recursion limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from continuity import documents
from continuity.documents import Scalar
from continuity.model import Document, Finding, Position

SUFFIXES = (".yaml", ".yml")
MAX_BYTES, MAX_DEPTH, MAX_VALUES, MAX_DIGITS = 16 << 20, 32, 1_000_000, 300
_INT = re.compile(r"[-+]?[0-9]+\Z|0o[0-7]+\Z|0x[0-9a-fA-F]+\Z")
_FLOAT = re.compile(r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?\Z")
_STR_TAG = "tag:yaml.org,2002:str"


class _BrokenError(Exception):
    """A document that cannot be read; it becomes a finding."""

    def __init__(self, message: str, line: int, cure: str = "") -> None:
        super().__init__(message)
        self.message, self.line, self.cure = message, line, cure


class _TooDeepError(_BrokenError):
    """A document whose rest is not worth reading: the parser's time grows with the square of the depth."""


def read(path: Path, name: str) -> tuple[list[Document], list[Finding]]:
    """The documents of a file, and what is wrong with it. `name` is how findings call the file."""
    content = path.read_bytes()
    if len(content) > MAX_BYTES:
        return [], [_finding(name, 0, f"the file has {len(content)} bytes; {MAX_BYTES} are the limit")]
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        return [], [_finding(name, line, "this is not UTF-8", "save the file as UTF-8")]
    return read_text(text, name)


def read_text(text: str, name: str) -> tuple[list[Document], list[Finding]]:
    """The documents of a text in YAML, as `read`."""
    made: list[Document] = []
    findings: list[Finding] = []
    for data, lines, problem in _documents(text):
        if problem is not None:
            findings.append(_finding(name, problem.line, problem.message, problem.cure))
        elif isinstance(data, dict):
            document, found = documents.admit(data, name, lines)
            findings += found
            if document is not None:
                made.append(document)
        elif documents.native(data) is not None:
            findings.append(_finding(name, lines.get((), 1), "a document is a mapping of keys to values"))
    return made, findings


def values(text: str) -> Iterator[tuple[Any, str]]:
    """The value of each document of a text as plain data, and what is wrong with it: `line: message`, or nothing.

    For YAML that is no data file, such as a mapping; every scalar is text but true, false and null.
    """
    for data, _, problem in _documents(text):
        yield (_texts(data), "") if problem is None else (None, f"{problem.line}: {problem.message}")


def items(text: str) -> Iterator[tuple[Any, str]]:
    """The value of each document of a data file as it is spelled, unchecked, and what is wrong with it, as `values`."""
    for data, _, problem in _documents(text):
        yield (data, "") if problem is None else (None, f"{problem.line}: {problem.message}")


def _texts(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _texts(v) for k, v in value.items()}
    if isinstance(value, list):
        return [_texts(v) for v in value]
    return value.native if isinstance(value, Scalar) and isinstance(value.native, (bool, type(None))) else value


def _finding(name: str, line: int, message: str, cure: str = "") -> Finding:
    return Finding("D002", "yaml", message, "error", Position(name, line), cure=cure)


def _documents(text: str) -> Any:
    """(data, lines, problem) for each document; after a syntax error or too deep a value nothing more is read."""
    import yaml  # not needed once a universe is compiled

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    builder: _Builder | None = None
    try:
        for event in yaml.parse(text, Loader=loader):
            if isinstance(event, yaml.DocumentStartEvent):
                builder = _Builder()
            elif isinstance(event, yaml.DocumentEndEvent) and builder is not None:
                yield builder.result, builder.lines, builder.problem
                builder = None
            elif builder is not None and builder.problem is None:
                try:
                    builder.take(event)
                except _TooDeepError as problem:
                    yield None, {}, problem
                    return
                except _BrokenError as problem:
                    builder.problem = problem
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        yield (
            None,
            {},
            _BrokenError(
                f"this is no YAML: {error.problem or error.context}", line, "check quotes, colons and indentation"
            ),
        )
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0)
        line = text[:position].count("\n") + 1 if isinstance(position, int) else 1
        yield None, {}, _BrokenError("this character cannot stand in YAML", line)


class _Open:
    """A mapping or sequence that is being read."""

    def __init__(self, value: Any, path: tuple[str | int, ...], anchor: str | None) -> None:
        self.value, self.path, self.anchor = value, path, anchor
        self.key: str | None = None
        self.size = 1


class _Builder:
    """Builds one document from events, without recursion."""

    def __init__(self) -> None:
        self.result: Any = None
        self.lines: dict[tuple[str | int, ...], int] = {}
        self.problem: _BrokenError | None = None
        self._stack: list[_Open] = []
        self._anchors: dict[str, tuple[Any, int]] = {}
        self._values = 0

    def take(self, event: Any) -> None:
        kind, line = type(event).__name__, event.start_mark.line + 1
        if kind in ("MappingStartEvent", "SequenceStartEvent"):
            if len(self._stack) >= MAX_DEPTH:
                raise _TooDeepError(f"nested deeper than {MAX_DEPTH}", line)
            self._refuse_tag(event, line)
            path = self._path(line)
            self._stack.append(_Open({} if kind[0] == "M" else [], path, event.anchor))
            self.lines.setdefault(path, line)
        elif kind in ("MappingEndEvent", "SequenceEndEvent"):
            done = self._stack.pop()
            if done.anchor:
                self._anchors[done.anchor] = (done.value, done.size)
            self._put(done.value, done.size, done.path, line)
        elif kind == "AliasEvent":
            if any(o.anchor == event.anchor for o in self._stack):
                raise _BrokenError(
                    f"the alias *{event.anchor} stands inside what it names", line, "write the value out"
                )
            if event.anchor not in self._anchors:
                raise _BrokenError(f"the alias *{event.anchor} names nothing above it", line, "write the value out")
            value, size = self._anchors[event.anchor]
            self._put(value, size, self._path(line), line)
        else:
            top = self._stack[-1] if self._stack else None
            if top is not None and isinstance(top.value, dict) and top.key is None:
                self._begin_key(top, event.value, line)
                return
            value = self._scalar(event, line)
            if event.anchor:
                self._anchors[event.anchor] = (value, 1)
            self._put(value, 1, self._path(line), line)

    def _begin_key(self, top: _Open, key: str, line: int) -> None:
        if key in top.value:
            first = self.lines.get((*top.path, key), 0)
            raise _BrokenError(
                f"the key {key!r} is given twice, first in line {first}", line, "keep one, or make its value a list"
            )
        top.key = key
        self.lines[(*top.path, key)] = line

    def _path(self, line: int) -> tuple[str | int, ...]:
        if not self._stack:
            return ()
        top = self._stack[-1]
        if isinstance(top.value, dict):
            if top.key is None:
                raise _BrokenError("a key is a plain word", line)
            return (*top.path, top.key)
        return (*top.path, len(top.value))

    def _put(self, value: Any, size: int, path: tuple[str | int, ...], line: int) -> None:
        self._values += size
        if self._values > MAX_VALUES:
            raise _BrokenError(f"aliases make more than {MAX_VALUES} values of this document", line)
        if not self._stack:
            self.result = value
            return
        top = self._stack[-1]
        top.size += size
        self.lines.setdefault(path, line)
        if isinstance(top.value, dict):
            top.value[top.key] = value
            top.key = None
        else:
            top.value.append(value)

    def _refuse_tag(self, event: Any, line: int) -> None:
        if event.tag and event.tag != "!" and not event.tag.startswith("tag:yaml.org,2002:"):
            raise _BrokenError(f"the tag {event.tag} means nothing here", line, "leave it out")
        if event.tag and event.tag.startswith("tag:yaml.org,2002:python"):
            raise _BrokenError(f"the tag {event.tag} means nothing here", line, "leave it out")

    def _scalar(self, event: Any, line: int) -> Any:
        """A scalar by the core schema of YAML 1.2; quoted or tagged !!str it is text."""
        self._refuse_tag(event, line)
        text: str = event.value
        if event.style or event.tag == _STR_TAG:
            return text
        if text in ("", "~", "null", "Null", "NULL"):
            return Scalar("", None)
        if text.lower() in ("true", "false") and text in ("true", "True", "TRUE", "false", "False", "FALSE"):
            return Scalar(text.lower(), text.lower() == "true")
        if _INT.match(text) or _FLOAT.match(text):
            if len(text) > MAX_DIGITS:
                raise _BrokenError(
                    f"a number of {len(text)} digits; {MAX_DIGITS} are the limit", line, "put text in quotes"
                )
            if text[:2] in ("0o", "0x"):
                number = int(text, 0)
                return Scalar(str(number), number)
            value = int(text) if _INT.match(text) else float(text)
            if abs(value) == float("inf"):
                raise _BrokenError(f"the number {text} is too large", line, "put text in quotes")
            return Scalar(text, value)
        return text
