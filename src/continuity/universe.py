"""The pipeline on one page: files → readers → statements → universe. A canon is a choice out of it.

load(path) finds the files, compiles them once, and gives a `Compiled` universe:
every account as a named graph, what is wrong with the data as findings, and where each statement stands.
"""

from __future__ import annotations

import difflib
import json
import logging
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import continuity.canon as canons
from continuity import cache, documents, infer, readers, store, vocab
from continuity.errors import CacheDamaged, DataError, UsageError
from continuity.model import Document, Finding, Position, Scope

_log = logging.getLogger(__name__)

#: Node → where it is told: (account, key, file, line).
Positions = Mapping[str, Sequence[tuple[str, str, str, int]]]
#: The files of a compiled universe that keep its works, where each node stands, and what is wrong with it.
_FRAME, _POSITIONS, _FINDINGS = "works.json", "positions.json", "findings.json"
#: Findings on unknown ids beyond these come without a hint: each hint looks through all ids.
MAX_HINTS = 100


@dataclass(frozen=True)
class Compiled:
    """A universe ready to be asked: its statements by account, its findings, and where each stands.

    `path` is the directory or file that it was loaded from; `kept` reads a file that was compiled beside its statements.
    """

    name: str
    base: str
    open: Callable[[], store.Store]
    findings: tuple[Finding, ...]
    version: str
    key: str = ""
    kept: Callable[[str], Any] | None = None
    documents: tuple[Document, ...] = ()
    lexicon: Path | None = None
    path: Path | None = None

    @cached_property
    def facts(self) -> store.Store:
        """Every statement by account; opened when it is first needed, for a compiled canon needs nothing of it."""
        return self.open()

    @cached_property
    def frame(self) -> canons.Frame:
        """The works of the universe."""
        if self.kept is None or self.documents:
            return canons.Frame.of(self.facts)
        return canons.Frame.loaded(self.kept(_FRAME))

    @cached_property
    def positions(self) -> Positions:
        """Where every node of the data files stands."""
        told = documents.position_index(list(self.documents), self.base)
        if self.kept is None:
            return told
        loaded: dict[str, Sequence[Any]] = self.kept(_POSITIONS)
        for node, places in told.items():
            loaded[node] = [*loaded.get(node, ()), *places]
        return loaded

    def position(self, node: str, account: str = "", key: str = "") -> Position:
        """The file and line of a node, of what one account tells of it, or of one key; ids are relative."""
        told = self.positions.get(vocab.full(node, self.base), ())
        wanted = vocab.full(account, self.base) if account else ""
        for k in (key, ""):
            for teller, its_key, file, line in told:
                if its_key == k and (not wanted or teller == wanted):
                    return Position(file, line)
        return Position("")

    def canon(self, scope: Scope) -> canons.CanonGraph:
        """A canon of this universe. Raises UsageError for a canon, date or work that there is not."""
        return canons.open_canon(lambda: self.facts, self.base, self.key, self.name, scope)


#: A universe's own words, in OntoLex-Lemon; not a data file.
LEXICON = "lexicon.ttl"
#: And other ways to put what is asked of it, beside it or without it.
PHRASINGS = "phrasings.txt"


def find(name: str) -> Path:
    """The directory or file that a name or path means. Raises UsageError."""
    path = Path(name)
    if "/" in name or "\\" in name or path.exists():
        if not path.exists():
            raise UsageError(f"there is no universe at {name}")
        return path.resolve()
    shipped = vocab.data_dir() / name
    if shipped.is_dir():
        return shipped
    known = sorted(p.name for p in vocab.data_dir().iterdir() if p.is_dir())
    near = difflib.get_close_matches(name, known, 1)
    raise UsageError(
        f"there is no universe {name!r}; " + (f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}")
    )


def load(path: Path, *, compiled: bool = True) -> Compiled:
    """Load the universe of a directory or file, compiled into the cache unless `compiled` is false.

    Raises DataError where nothing at all could be loaded; lesser problems are the universe's findings.
    """
    name = path.name if path.is_dir() else path.stem
    files = {
        (p.relative_to(path).as_posix() if path.is_dir() else p.name): p
        for p in readers.files(path)
        if p != path / LEXICON
    }
    if not files:
        raise DataError(f"{path} holds no data file ({', '.join(readers.SUFFIXES)})")
    version = _version(files)
    words = path / LEXICON if any((path / f).is_file() for f in (LEXICON, PHRASINGS)) else None
    base = _base(files, name)
    if not compiled:
        quads, docs, _, findings = _read(files, base, name)
        return _in_memory(name, base, quads, findings, version, docs, words, path)
    graph = vocab.graph_dir()
    key = cache.digest(
        [
            version,
            name,
            base,
            _FRAME,
            *((graph / f).read_bytes() for f in ("schema.json", "context.jsonld", "terms.json")),
        ]
    )

    def fill(place: Path) -> None:
        _log.info("compiling the universe %s from %d files", name, len(files))
        if _version(files) != version:  # what is compiled is kept under the key of what was loaded
            raise DataError(f"{path} has changed since it was loaded, and its compiled form is gone; load it again")
        quads, _, positions, findings = _read(files, base, name)
        store.Store.write(place / "store", quads)
        frame = canons.Frame.of(store.Store.open(place / "store", base))
        (place / _FRAME).write_text(json.dumps(frame.dumped()), encoding="utf-8")
        (place / _POSITIONS).write_text(json.dumps(positions), encoding="utf-8")
        (place / _FINDINGS).write_text(json.dumps([asdict(f) for f in findings]), encoding="utf-8")

    def opened() -> store.Store:
        try:
            return store.Store.open(cache.entry(key, fill) / "store", base)
        except CacheDamaged:
            cache.discard(key)
            return store.Store.open(cache.entry(key, fill) / "store", base)

    def kept(file: str) -> Any:
        return cache.read(key, fill, file)

    findings = tuple(map(_finding, kept(_FINDINGS)))
    return Compiled(name, base, opened, findings, version, key, kept, lexicon=words, path=path)


def _in_memory(
    name: str,
    base: str,
    quads: list[Any],
    findings: Sequence[Finding],
    version: str,
    docs: Sequence[Document],
    words: Path | None = None,
    path: Path | None = None,
) -> Compiled:
    """A universe that is not kept in the cache."""
    facts = store.Store.memory(quads, base)
    return Compiled(
        name, base, lambda: facts, tuple(findings), version, documents=tuple(docs), lexicon=words, path=path
    )


def _version(files: Mapping[str, Path]) -> str:
    """A hash of files with their names; one that is gone counts as empty."""
    return cache.digest([part for n, p in files.items() for part in (n, p.read_bytes() if p.exists() else b"")])


def from_documents(name: str, data: Iterable[Mapping[str, Any]]) -> Compiled:
    """A universe in memory from documents in the shape of the data files."""
    docs, findings = [], []
    for i, one in enumerate(data):
        document, found = documents.admit(one, f"document {i + 1}")
        findings += found
        docs += [document] if document is not None else []
    base = next((str(d.data["base"]) for d in docs if d.kind == "type" and "base" in d.data), vocab.universe_base(name))
    quads = list(documents.statements(docs, base))
    index = documents.position_index(docs, base)
    findings += [*dangling(quads, base, index, {}), *_outside({"": quads}, base)]
    version = cache.digest([json.dumps(documents.native(d.data), sort_keys=True) for d in docs])
    return _in_memory(name, base, quads, findings, version, docs)


def _base(files: Mapping[str, Path], name: str) -> str:
    """The base that universe.yaml declares, or that the ids of files of RDF alone have; else the one of the universe's name."""
    for file in ("universe.yaml", "universe.yml"):
        if file in files and b"base" in files[file].read_bytes():
            for document in readers.read(files[file], file, vocab.universe_base(name)).documents:
                if document.kind == "type" and "base" in document.data:
                    return str(document.data["base"])
    own = vocab.universe_base(name)
    rdf_alone = all(path.suffix in readers.rdf.SUFFIXES for path in files.values())
    return readers.rdf.base(files.values(), own) if rdf_alone else own


def _read(
    files: Mapping[str, Path], base: str, name: str
) -> tuple[list[Any], list[Document], Positions, tuple[Finding, ...]]:
    """The statements of the files, the documents behind them, where each stands, and what is wrong with them."""
    told: dict[str, tuple[Any, ...]] = {}
    docs: list[Document] = []
    findings: list[Finding] = []
    for file, path in files.items():
        one = readers.read(path, file, base)
        told[file] = one.statements
        docs += one.documents
        findings += one.findings
    quads = [q for statements in told.values() for q in statements]
    if not quads:
        raise DataError(f"nothing of {name} could be loaded", findings)
    positions = documents.position_index(docs, base)
    findings += [*dangling(quads, base, positions, told), *_outside(told, base)]
    return quads, docs, positions, tuple(sorted(findings, key=lambda f: (f.position, f.rule, f.message)))


def dangling(quads: list[Any], base: str, positions: Positions, files: Mapping[str, Sequence[Any]]) -> list[Finding]:
    """A finding for each id that is spoken of and that no account introduces with a type.

    `files` holds the statements of each file, for those that `positions` knows nothing of.
    """
    typed = {q.subject.value for q in quads if q.predicate.value == vocab.TYPE}
    found: dict[tuple[str, Any], Any] = {}
    for q in quads:
        for node in (q.subject, q.object):
            iri = node.value if store.is_iri(node) else ""
            if iri.startswith(base) and iri != base and iri not in typed and (iri, q.subject) not in found:
                found[iri, q.subject] = q
    if not found:
        return []
    ours = set(found.values())
    holders = {q: file for file, statements in files.items() for q in statements if q in ours}
    known = sorted(vocab.short(t, base) for t in typed)
    made: list[Finding] = []
    for (iri, subject), q in found.items():
        id = vocab.short(iri, base)
        at = _place(q, "" if iri == subject.value else vocab.short(q.predicate.value), positions)
        near = _near(id, known) if len(made) < MAX_HINTS else ""
        cure = (f"did you mean {near}? " if near else "") + "an account gives it a type and a name"
        at = at or Position(holders.get(q, ""), 1 if q in holders else 0)
        made.append(Finding("D004", "unknown-reference", f"nothing is called {id!r}", "error", at, (id,), cure=cure))
    return made


def _place(quad: Any, name: str, positions: Positions) -> Position | None:
    """The line of what a statement tells by a property, as far as it is known."""
    known = vocab.terms().properties
    key = known[name].key if name in known else ""
    graph, told = getattr(quad.graph_name, "value", ""), positions.get(quad.subject.value, ())
    exact = (Position(f, n) for a, k, f, n in told if k == key and a == graph)
    return next(exact, None) or next((Position(f, n) for a, _, f, n in told if not graph or a == graph), None)


def _near(id: str, known: Sequence[str]) -> str:
    from rapidfuzz import fuzz, process  # a universe without dangling ids does without it

    found = process.extractOne(id, known, scorer=fuzz.ratio, score_cutoff=75)
    return str(found[0]) if found else ""


def _outside(files: Mapping[str, Sequence[Any]], base: str) -> list[Finding]:
    """A finding for each file that tells something outside of accounts, where no canon finds it."""
    account, terms = vocab.term("Account"), vocab.terms()
    aside = {vocab.term(n) for n in ("Source", "Canon", "Universe")}
    told_of = {vocab.term(n) for n in {*terms.below("Entity"), *terms.below("Statement")}} - aside
    typings = {file: [q for q in quads if q.predicate == store.TYPE] for file, quads in files.items()}
    accounts = {q.subject for quads in typings.values() for q in quads if q.object.value == account}
    # What accounts tell, a canon repeats outside of them; sources stand there.
    held = {q.subject for quads in files.values() for q in quads if q.graph_name in accounts}
    held |= {q.subject for quads in typings.values() for q in quads if q.object.value in aside}
    made = []
    for file, quads in files.items():
        graphs = {q.graph_name for q in quads} - accounts - {store.DEFAULT, store.iri(vocab.VOCAB[:-1])}
        lost = {q.subject for q in typings[file] if q.graph_name == store.DEFAULT and q.object.value in told_of} - held
        ids = sorted(vocab.short(n.value, base) for n in {*graphs, *lost} if infer.origin(n.value) is None)
        if ids:
            message = (
                f"{len(ids)} graphs or things stand outside of accounts, so no canon holds them: {', '.join(ids[:3])}"
            )
            cure = "put them in the graph of an account: an IRI that is a c:Account, with a source and a horizon"
            made.append(
                Finding(
                    "D005",
                    "outside-accounts",
                    message,
                    "warning",
                    Position(file, 1 if file else 0),
                    tuple(ids[:10]),
                    cure=cure,
                )
            )
    return made


def _finding(raw: Mapping[str, Any]) -> Finding:
    at = raw["position"]
    return Finding(
        **{
            **raw,
            "position": Position(at["file"], at["line"]),
            "entities": tuple(raw["entities"]),
            "claims": (),
            "repairs": (),
        }
    )
