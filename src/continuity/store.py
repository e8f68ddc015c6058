"""The only room that knows Oxigraph: stores in memory and on disk, read-only queries, formats."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from pathlib import Path
from typing import Any, NamedTuple

import pyoxigraph as ox

from continuity import sparql, vocab
from continuity.errors import CacheDamaged, DataError, QueryError

DEFAULT = ox.DefaultGraph()
TYPE = ox.NamedNode(vocab.TYPE)

#: Name → format, for files and for output.
RDF_FORMATS: Mapping[str, ox.RdfFormat] = {
    "turtle": ox.RdfFormat.TURTLE,
    "trig": ox.RdfFormat.TRIG,
    "nquads": ox.RdfFormat.N_QUADS,
    "ntriples": ox.RdfFormat.N_TRIPLES,
    "rdfxml": ox.RdfFormat.RDF_XML,
    "jsonld": ox.RdfFormat.JSON_LD,
}
RESULT_FORMATS: Mapping[str, ox.QueryResultsFormat] = {
    "csv": ox.QueryResultsFormat.CSV,
    "tsv": ox.QueryResultsFormat.TSV,
    "json": ox.QueryResultsFormat.JSON,
    "xml": ox.QueryResultsFormat.XML,
}
SUFFIXES = {
    ".ttl": "turtle",
    ".trig": "trig",
    ".nq": "nquads",
    ".nt": "ntriples",
    ".rdf": "rdfxml",
    ".jsonld": "jsonld",
}
_DTD = re.compile(rb"<!(doctype|entity)", re.IGNORECASE)  # the parser takes either case
GRAPHLESS = {"turtle", "ntriples", "rdfxml"}
#: So many statements go to disk at once: the engine keeps a whole batch in memory, 0.8 GB for a million.
_BATCH = 200_000


class Statement(NamedTuple):
    """A statement in a graph, its terms shared with other statements: a fifth of an engine's own in memory."""

    subject: Any
    predicate: Any
    object: Any
    graph_name: Any


def iri(text: str) -> ox.NamedNode:
    """A term for an IRI. Raises QueryError where it is none."""
    try:
        return ox.NamedNode(text)
    except ValueError as error:
        raise QueryError(f"{text!r} is no IRI: {error}") from None


def literal(text: str, datatype: str = vocab.STRING) -> ox.Literal:
    """A literal term."""
    return ox.Literal(text, datatype=ox.NamedNode(datatype))


def quad(s: Any, p: Any, o: Any, g: Any = DEFAULT) -> ox.Quad:
    """A statement in a graph; without one, in the default graph."""
    return ox.Quad(s, p, o, g)


def is_iri(node: Any) -> bool:
    """Whether a term is an IRI."""
    return isinstance(node, ox.NamedNode)


def is_triple(node: Any) -> bool:
    """Whether a term is a statement itself, as RDF 1.2 allows."""
    return isinstance(node, ox.Triple)


def is_literal(node: Any) -> bool:
    """Whether a term is a literal."""
    return isinstance(node, ox.Literal)


def parse_jsonld(document: Mapping[str, Any], context: Mapping[str, Any], base: str) -> Iterator[ox.Quad]:
    """The statements of a document in the published context."""
    whole = {"@context": context, **document}
    return ox.parse(json.dumps(whole), format=ox.RdfFormat.JSON_LD, base_iri=base)


def parse_file(path: Path, format: str, base: str) -> list[ox.Quad]:
    """The statements of an RDF file, its blank nodes kept apart from those of other files.

    Raises DataError with the parser's line, and for RDF/XML with a DTD, which can grow without bound.
    """
    content = path.read_bytes()
    if format == "rdfxml" and (b"\x00" in content or _DTD.search(content)):
        raise DataError(f"{path}: a document type declaration is refused")
    try:
        found = ox.parse(content, format=RDF_FORMATS[format], base_iri=base, rename_blank_nodes=True)
        return list(found)
    except (SyntaxError, ValueError) as error:
        line = getattr(error, "lineno", None)
        raise DataError(f"{path}:{line or 1}: {getattr(error, 'msg', error)}") from None


class _Fed(io.RawIOBase):
    """Gives a parser pieces of its own size out of large ones, and refuses a document type declaration on the way."""

    def __init__(self, more: Callable[[], bytes], refuse: bool) -> None:
        self._more, self._refuse, self._rest, self._seen = more, refuse, b"", b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        if not self._rest:
            self._rest = self._more()
            if self._refuse and (b"\x00" in self._rest or _DTD.search(self._seen + self._rest)):
                raise DataError("a document type declaration is refused")
            self._seen = self._rest[-16:]
        piece, self._rest = self._rest[: len(buffer)], self._rest[len(buffer) :]
        buffer[: len(piece)] = piece
        return len(piece)


def parse_stream(more: Callable[[], bytes] | Path, format: str, base: str) -> Iterator[ox.Quad | tuple[int, str]]:
    """The statements of RDF from a file or given in pieces, one after the other; what does not parse as (line, message).

    After an error, formats of lines and Turtle go on; the others end. Raises DataError for RDF/XML with a DTD.
    """
    if isinstance(more, Path):
        parser = ox.parse(path=str(more), format=RDF_FORMATS[format], base_iri=base, rename_blank_nodes=True)
    else:
        parser = ox.parse(
            io.BufferedReader(_Fed(more, format == "rdfxml"), 1 << 16),
            format=RDF_FORMATS[format],
            base_iri=base,
            rename_blank_nodes=True,
        )
    while True:
        try:
            yield from parser
            return
        except (SyntaxError, ValueError) as error:
            yield getattr(error, "lineno", None) or 0, str(getattr(error, "msg", error))
            if format in ("rdfxml", "jsonld"):
                return


def serialize(quads: Iterable[Any], format: str, base: str = "") -> bytes:
    """Statements as a file. Formats without graphs take triples only."""
    prefixes = dict(vocab.PREFIXES)
    if base:
        prefixes[""] = base
    return ox.serialize(quads, format=RDF_FORMATS[format], prefixes=prefixes) or b""


class Store:
    """A set of statements with graphs. A store opened from disk is read-only.

    `base` resolves relative IRIs in queries, so `<kilgrave>` means the id `kilgrave`.
    """

    def __init__(self, raw: ox.Store, base: str) -> None:
        self.raw = raw
        self.base = base

    @classmethod
    def memory(cls, quads: Iterable[ox.Quad], base: str) -> Store:
        """A store in memory."""
        raw = ox.Store()
        raw.bulk_extend(quads)
        return cls(raw, base)

    @classmethod
    def write(cls, directory: Path, quads: Iterable[ox.Quad]) -> None:
        """Compile statements into a store on disk and close it."""
        raw = ox.Store(str(directory))
        todo = iter(quads)
        while batch := list(islice(todo, _BATCH)):
            raw.bulk_extend(batch)
        raw.optimize()
        raw.flush()
        del raw

    @classmethod
    def open(cls, directory: Path, base: str) -> Store:
        """Open a compiled store for reading. Raises CacheDamaged where it cannot be."""
        try:
            return cls(ox.Store.read_only(str(directory)), base)
        except (OSError, ValueError, RuntimeError) as error:
            raise CacheDamaged(f"{directory}: {error}") from None

    def __len__(self) -> int:
        return len(self.raw)

    def match(self, s: Any = None, p: Any = None, o: Any = None, g: Any = None) -> Iterator[Any]:
        """The statements that fit; None fits everything, and DEFAULT the default graph."""
        try:
            return self.raw.quads_for_pattern(s, p, o, g)
        except (OSError, RuntimeError) as error:
            raise CacheDamaged(str(error)) from None

    def told(self, graphs: Iterable[Any]) -> list[Statement]:
        """The statements of some graphs, each term once in memory."""
        known: dict[Any, Any] = {}
        one, found = known.setdefault, []
        for graph in graphs:
            for s, p, o, _ in self.match(None, None, None, graph):
                found.append(Statement(one(s, s), one(p, p), one(o, o), graph))
        return found

    def graphs(self) -> list[ox.NamedNode]:
        """The names of the graphs, sorted."""
        return sorted((g for g in self.raw.named_graphs() if isinstance(g, ox.NamedNode)), key=lambda g: g.value)

    def query(self, text: str, bindings: Mapping[str, Any] | None = None) -> Any:
        """Run a read-only query with the published prefixes; `bindings` gives variables their values.

        Returns what the engine does: solutions, triples or a boolean. Raises QueryError.
        """
        sparql.form(text)
        try:
            return self.raw.query(
                text,
                base_iri=self.base,
                prefixes={**vocab.PREFIXES, "": self.base},
                substitutions={ox.Variable(k): v for k, v in (bindings or {}).items()},
            )
        except SyntaxError as error:
            raise QueryError(f"the query does not parse: {error.msg}") from None
        except OSError as error:
            raise CacheDamaged(str(error)) from None
        except (ValueError, RuntimeError) as error:
            raise QueryError(str(error)) from None

    def select(self, text: str, bindings: Mapping[str, Any] | None = None) -> list[tuple[Any, ...]]:
        """The rows of a SELECT, each a tuple of terms or None."""
        found = self.query(text, bindings)
        width = range(len(found.variables))
        try:
            return [tuple(row[i] for i in width) for row in found]
        except (OSError, RuntimeError) as error:
            raise CacheDamaged(str(error)) from None

    def texts(self, text: str, bindings: Mapping[str, Any] | None = None) -> Iterator[list[str]]:
        """The rows of a SELECT as text: IRIs as people write them, literals plain; empty where nothing is bound.

        For many rows: no term becomes an object, and each is read once.
        """
        known: dict[str, str] = {"": ""}
        try:
            told = results(self.query(text, bindings), "tsv").decode()
        except (OSError, RuntimeError) as error:
            raise CacheDamaged(str(error)) from None
        for line in told.split("\n")[1:-1]:
            row = line.split("\t")
            for cell in row:
                if cell not in known:
                    known[cell] = vocab.short(cell[1:-1], self.base) if cell[0] == "<" else _plain_text(cell)
            yield [known[cell] for cell in row]

    def dump(self, format: str, graphs: Sequence[Any] | None = None) -> bytes:
        """The store as a file: sorted, so the same content gives the same bytes.

        A format without graphs gets the default graph.
        """
        if format in GRAPHLESS:
            found: Iterable[Any] = (q.triple for q in self.match(None, None, None, DEFAULT))
        elif graphs is not None:
            found = (q for g in graphs for q in self.match(None, None, None, g))
        else:
            found = self.match()
        return serialize(sorted(found, key=str), format, self.base)


class Building:
    """A store on disk that is filled piece by piece and then read, as a scratch pad larger than memory."""

    _PIECE = 50_000

    def __init__(self, directory: Path) -> None:
        self._raw: ox.Store | None = ox.Store(str(directory))
        self._pending: list[ox.Quad] = []
        self._read: list[Store] = []

    def __enter__(self) -> Building:
        return self

    def __exit__(self, *_: object) -> None:
        self._raw = None
        for read in self._read:  # whoever still holds one would keep the directory locked
            del read.raw

    def add(self, quad: Any) -> None:
        """Add a statement."""
        self._pending.append(quad)
        if len(self._pending) >= self._PIECE:
            self._write()

    def _write(self) -> None:
        assert self._raw is not None
        self._raw.bulk_extend(self._pending)
        self._pending = []

    def reading(self, base: str) -> Store:
        """The store with all that was added."""
        self._write()
        assert self._raw is not None
        self._read.append(Store(self._raw, base))
        return self._read[-1]


_ESCAPED = re.compile(r"\\(.)")
_ESCAPES = {"t": "\t", "n": "\n", "r": "\r", "b": "\b", "f": "\f"}


def _plain_text(cell: str) -> str:
    """The text of a term that is no IRI, in tab-separated results, where numbers stand bare."""
    if cell[0] != '"':
        return cell.removeprefix("_:")
    inner = cell[1 : cell.rindex('"')]
    return _ESCAPED.sub(lambda m: _ESCAPES.get(m[1], m[1]), inner) if "\\" in inner else inner


def results(found: Any, format: str) -> bytes:
    """Solutions or a boolean in a standard result format."""
    out = io.BytesIO()
    found.serialize(out, format=RESULT_FORMATS[format])
    return out.getvalue()
