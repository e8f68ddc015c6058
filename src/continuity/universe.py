"""The pipeline on one page: files → readers → statements → universe. A canon is a choice out of it.

    load(path) finds the files, compiles them once, and gives a `Compiled` universe:
    every account as a named graph, what is wrong with the data as findings, and where each statement stands.
"""

from __future__ import annotations

import difflib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import continuity.canon as canons
from continuity import cache, documents, readers, store, vocab
from continuity.errors import CacheDamaged, DataError, UsageError
from continuity.model import Document, Finding, Position, Scope

#: Node → where it is told: (account, key, file, line).
Positions = Mapping[str, Sequence[tuple[str, str, str, int]]]


@dataclass(frozen=True)
class Compiled:
    """A universe ready to be asked: its statements by account, its findings, and where each stands."""

    name: str
    base: str
    facts: store.Store
    findings: tuple[Finding, ...]
    version: str
    key: str = ""
    place: Path | None = None
    documents: tuple[Document, ...] = ()

    @cached_property
    def positions(self) -> Positions:
        """Where every node of the data files stands."""
        if self.place is None:
            return documents.position_index(list(self.documents), self.base)
        loaded: Positions = json.loads((self.place / "positions.json").read_text(encoding="utf-8"))
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
        return canons.open_canon(self.facts, self.key, self.name, scope)


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
    raise UsageError(f"there is no universe {name!r}; " + (f"did you mean {near[0]}?" if near else f"known are: {', '.join(known)}"))


def load(path: Path, *, compiled: bool = True) -> Compiled:
    """Load the universe of a directory or file, compiled into the cache unless `compiled` is false.

    Raises DataError where nothing at all could be loaded; lesser problems are the universe's findings.
    """
    name = path.name if path.is_dir() else path.stem
    files = {(p.relative_to(path).as_posix() if path.is_dir() else p.name): p for p in readers.files(path)}
    if not files:
        raise DataError(f"{path} holds no data file ({', '.join(readers.SUFFIXES)})")
    version = cache.digest([part for n, p in files.items() for part in (n, p.read_bytes())])
    base = _base(files, name)
    if not compiled:
        quads, docs, findings = _read(files, base, name)
        return Compiled(name, base, store.Store.memory(quads, base), findings, version, documents=tuple(docs))
    graph = vocab.graph_dir()
    key = cache.digest([version, name, base, *((graph / f).read_bytes() for f in ("schema.json", "context.jsonld", "terms.json"))])

    def fill(place: Path) -> None:
        quads, docs, findings = _read(files, base, name)
        store.Store.write(place / "store", quads)
        (place / "positions.json").write_text(json.dumps(documents.position_index(docs, base)), encoding="utf-8")
        (place / "findings.json").write_text(json.dumps([asdict(f) for f in findings]), encoding="utf-8")

    for attempt in (1, 2):
        place = cache.entry(key, fill)
        try:
            facts = store.Store.open(place / "store", base)
            raw = json.loads((place / "findings.json").read_text(encoding="utf-8"))
            return Compiled(name, base, facts, tuple(map(_finding, raw)), version, key, place)
        except (CacheDamaged, OSError, ValueError):
            cache.discard(key)
            if attempt == 2:
                raise
    raise AssertionError("unreachable")


def from_documents(name: str, data: Iterable[Mapping[str, Any]]) -> Compiled:
    """A universe in memory from documents in the shape of the data files."""
    docs, findings = [], []
    for i, one in enumerate(data):
        document, found = documents.admit(one, f"document {i + 1}")
        findings += found
        docs += [document] if document is not None else []
    base = next((str(d.data["base"]) for d in docs if d.kind == "type" and "base" in d.data), vocab.universe_base(name))
    quads = [q for d in docs for q in documents.statements(d, base)]
    index = documents.position_index(docs, base)
    findings += _dangling(quads, base, index)
    version = cache.digest([json.dumps(documents.native(d.data), sort_keys=True) for d in docs])
    return Compiled(name, base, store.Store.memory(quads, base), tuple(findings), version, documents=tuple(docs))


def _base(files: Mapping[str, Path], name: str) -> str:
    """The base that universe.yaml declares, else the one of the universe's name."""
    for file in ("universe.yaml", "universe.yml"):
        if file in files:
            for document in readers.read(files[file], file, vocab.universe_base(name)).documents:
                if document.kind == "type" and "base" in document.data:
                    return str(document.data["base"])
    return vocab.universe_base(name)


def _read(files: Mapping[str, Path], base: str, name: str) -> tuple[list[Any], list[Document], tuple[Finding, ...]]:
    quads: list[Any] = []
    docs: list[Document] = []
    findings: list[Finding] = []
    for file, path in files.items():
        one = readers.read(path, file, base)
        quads += one.statements
        docs += one.documents
        findings += one.findings
    if not quads:
        raise DataError(f"nothing of {name} could be loaded", findings)
    findings += _dangling(quads, base, documents.position_index(docs, base))
    return quads, docs, tuple(sorted(findings, key=lambda f: (f.position, f.rule, f.message)))


def _dangling(quads: list[Any], base: str, positions: Positions) -> list[Finding]:
    """A finding for each id that is spoken of and that no account introduces with a type."""
    typed = {q.subject.value for q in quads if q.predicate.value == vocab.TYPE}
    terms, found = vocab.terms(), {}
    for q in quads:
        for node in (q.subject, q.object):
            iri = node.value if store.is_iri(node) else ""
            if iri.startswith(base) and iri != base and iri not in typed and (iri, q.subject) not in found:
                found[iri, q.subject] = q
    if not found:
        return []
    known = sorted(vocab.short(t, base) for t in typed if "/" not in vocab.short(t, base) or t.count("/") < 8)
    made = []
    for (iri, subject), q in found.items():
        id, graph = vocab.short(iri, base), getattr(q.graph_name, "value", "")
        name = vocab.short(q.predicate.value)
        key = terms.properties[name].key if name in terms.properties and iri != subject.value else ""
        told = positions.get(subject.value, ())
        at = next(((f, n) for a, k, f, n in told if k == key and a == graph), None) or next(
            ((f, n) for a, k, f, n in told if not graph or a == graph), ("", 0)
        )
        near = difflib.get_close_matches(id, known, 1, 0.75)
        cure = (f"did you mean {near[0]}? " if near else "") + "an account gives it a type and a name"
        made.append(Finding("D004", "unknown-reference", f"nothing is called {id!r}", "error", Position(*at), (id,), cure=cure))
    return made


def _finding(raw: Mapping[str, Any]) -> Finding:
    at = raw["position"]
    return Finding(**{**raw, "position": Position(at["file"], at["line"]), "entities": tuple(raw["entities"]), "claims": ()})
