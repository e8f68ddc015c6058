"""The `Universe` and the `Canon` that users see. Everything here is one line into the room that does it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from continuity import documents, sparql, store, universe, vocab
from continuity.ask import Asker
from continuity.canon import CanonGraph, policies
from continuity.coverage import Coverage, coverage
from continuity.errors import DataError, UnknownEntity
from continuity.language.describe import Describer, Fact
from continuity.language.lexicon import Lexicon, lexicon
from continuity.language.words import Words
from continuity.model import Account, Answer, Cell, Document, Finding, Scope
from continuity.sparql import Query, read_query

if TYPE_CHECKING:
    import networkx
    import pandas
    import rdflib

    from continuity.network import Step
    from continuity.views import View

__all__ = ["Canon", "Entity", "Rows", "Universe", "load"]


def load(source: str | Path | rdflib.Graph | Iterable[Mapping[str, Any]]) -> Universe:
    """Load a universe.

    `source` is the name of a shipped universe ("marvel"), the path of a directory or file, an rdflib Graph or
    Dataset, or documents in the shape of the data files as dicts.

    Raises UsageError where there is no such universe, and DataError where nothing of it could be loaded.
    """
    if isinstance(source, (str, Path)):
        return Universe(universe.load(universe.find(str(source))))
    if hasattr(source, "serialize"):
        return Universe(_from_rdflib(source))
    return Universe(universe.from_documents("universe", source))  # type: ignore[arg-type]


def packaged_queries() -> Mapping[str, Query]:
    """The queries of graph/queries by name."""
    return {p.stem: read_query(p) for p in sorted((vocab.graph_dir() / "queries").glob("*.rq"))}


def _from_rdflib(graph: Any) -> universe.Compiled:
    """An rdflib Graph or Dataset as a universe; a Graph is one account."""
    import tempfile

    quads = hasattr(graph, "graphs")
    suffix, format = (".nq", "nquads") if quads else (".nt", "nt")
    with tempfile.TemporaryDirectory() as place:
        path = Path(place) / f"graph{suffix}"
        graph.serialize(destination=str(path), format=format, encoding="utf-8")
        return universe.load(path, compiled=False)


class Universe:
    """Every account of a shared universe, kept for ever, contradictions included."""

    def __init__(self, compiled: universe.Compiled) -> None:
        self._compiled = compiled

    def __repr__(self) -> str:
        return f"<Universe {self.name}: {len(self._compiled.facts)} statements>"

    @property
    def name(self) -> str:
        """The name of its directory."""
        return self._compiled.name

    @property
    def version(self) -> str:
        """A hash of its data."""
        return self._compiled.version

    @property
    def base(self) -> str:
        """The IRI under which its ids stand."""
        return self._compiled.base

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with its data, each with file and line."""
        return self._compiled.findings

    @property
    def canons(self) -> tuple[str, ...]:
        """The ids of the canons that it declares."""
        return tuple(policies(self._compiled.facts))

    def canon(
        self, name: str = "", *, on: str = "", until: str = "", watched: str | Sequence[str] = ()
    ) -> Canon:
        """A canon: which accounts count (`name`; the universe's default where none is given), as known `on` an EDTF
        date, spoiling nothing beyond the work `until` or beyond what was `watched` ("daredevil:s1").

        Raises UsageError for a canon, date or work that there is not.
        """
        seen = tuple(w.strip() for w in (watched.split(",") if isinstance(watched, str) else watched) if w.strip())
        return Canon(self, self._compiled.canon(Scope(name, on, until, seen)))

    def with_account(
        self,
        *,
        source: Mapping[str, Any] | str,
        claims: Iterable[Mapping[str, Any]],
        horizon: str | Sequence[str] = (),
        reports: str | Sequence[str] = (),
    ) -> Universe:
        """A new universe with one account more; this one stays as it is.

        `source` is the id of a known source or the mapping of a new one; keys are those of the data files.
        Raises DataError with its findings where something of it does not fit.
        """
        known = source if isinstance(source, str) else str(source.get("id", ""))
        added: list[dict[str, Any]] = []
        if not isinstance(source, str):
            added.append({"sources": [{"type": "Source", **source}]})
        account: dict[str, Any] = {"source": known, "claims": [dict(c) for c in claims]}
        account |= {"horizon": horizon} if horizon else {}
        account |= {"reports": reports} if reports else {}
        admitted, findings = [], []
        for data in (*added, account):
            document, found = documents.admit(_plain(data), "the new account")
            findings += found
            admitted += [document] if document is not None else []
        if findings:
            raise DataError("; ".join(f.message for f in findings), findings)
        return Universe(self._extended(admitted))

    def _extended(self, added: list[Document]) -> universe.Compiled:
        old = self._compiled
        quads = [*old.facts.match(), *documents.statements(added, old.base)]
        facts = store.Store.memory(quads, old.base)
        return replace(old, open=lambda: facts, key="", place=None, documents=(*old.documents, *added))

    @property
    def lexicon(self) -> Lexicon:
        """The words that are understood here: the shipped ones, and those of the universe's own lexicon.ttl."""
        own = self._compiled.lexicon
        return lexicon(own) if own is not None else lexicon()


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}


class Canon:
    """A canon of a universe: resolved, inferred and frozen."""

    def __init__(self, owner: Universe, graph: CanonGraph) -> None:
        self.universe = owner
        self.graph = graph

    def __repr__(self) -> str:
        return f"<Canon {self.graph.scope.canon or 'default'} of {self.universe.name}: {len(self.graph.accounts)} accounts>"

    @cached_property
    def _words(self) -> Words:
        return Words(self.graph, self.universe.lexicon)

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.graph, self._words)

    @cached_property
    def _asker(self) -> Asker:
        scope = self.graph.scope
        compiled = self.universe._compiled
        return Asker(self.graph, self.universe.lexicon, lambda day: compiled.canon(replace(scope, on=day)), compiled.canon)

    def ask(self, question: str, *, whole: bool = False) -> Answer:
        """Answer a question in plain words, with evidence; see `Answer`. `whole` gives every account behind it."""
        return self._asker.ask(question, whole=whole)

    def query(self, text: str, **bindings: str) -> Rows:
        """The rows of a SPARQL SELECT or ASK with the published prefixes; keywords bind variables to ids.

        Raises QueryError for a query that does not parse, writes, or reaches out.
        """
        terms = {name: self.graph.node(id) for name, id in bindings.items()}
        found = self.graph.facts.query(text, terms)
        if not hasattr(found, "variables"):
            return Rows(("value",), ((Cell(value=str(bool(found)).lower(), datatype=vocab.XSD + "boolean"),),))
        names = tuple(v.value for v in found.variables)
        return Rows(names, tuple(tuple(self.graph.cell(row[n]) for n in names) for row in found))

    @property
    def queries(self) -> Mapping[str, Query]:
        """The packaged queries by name."""
        return packaged_queries()

    def __getitem__(self, name: str) -> Entity:
        """The entity of an id or name. Raises KeyError where there is none or there are several."""
        try:
            return Entity(self, self._describer.resolve(name))
        except UnknownEntity as error:
            raise KeyError(str(error)) from None

    def resolve(self, name: str, classes: Iterable[str] = ()) -> str:
        """The id that an id or name means. Raises UnknownEntity or AmbiguousEntity."""
        return self._describer.resolve(name, classes)

    def entities(self, cls: str = "Entity") -> list[Entity]:
        """The entities of a class, by id."""
        return [Entity(self, id) for id in self.graph.entities(cls)]

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts that count here, by id."""
        return self.graph.accounts

    @property
    def rdf(self) -> rdflib.Graph:
        """The facts as a read-only rdflib Graph over the store; writing to it raises."""
        import rdflib
        from oxrdflib import OxigraphStore

        backing = OxigraphStore(store=self.graph.facts.raw)
        graph = rdflib.Graph(backing, identifier=rdflib.graph.DATASET_DEFAULT_GRAPH_ID)
        return _frozen(self._bound(graph))

    def rdf_copy(self) -> rdflib.Graph:
        """The facts as an rdflib Graph of the caller's own."""
        import rdflib

        return self._bound(rdflib.Graph().parse(data=self.graph.facts.dump("ntriples"), format="nt"))

    def _bound(self, graph: Any) -> Any:
        for prefix, iri in {**vocab.PREFIXES, "": self.graph.base}.items():
            graph.bind(prefix, iri, replace=True)
        return graph

    def network(self, kind: str = "whole") -> networkx.MultiDiGraph:
        """The canon as a typed NetworkX graph. Raises UsageError for a kind that there is not."""
        from continuity.network import network

        return network(self.graph, kind)

    def path(self, a: str, b: str) -> list[Step]:
        """The shortest path between two entities, with who tells each edge."""
        from continuity.network import path

        return path(self.graph, self.resolve(a), self.resolve(b))

    def check(self, **options: Any) -> list[Finding]:
        """What cannot all be true, and what is wrong with the data; see `continuity.check`."""
        from continuity.check import check

        return check(self.universe._compiled, self.graph, **options)

    def view(self, kind: str, *entities: str, **options: Any) -> View:
        """A picture; see `continuity.views`. Raises UsageError for a kind that there is not."""
        from continuity.views import draw

        return draw(self.graph, kind, [self.resolve(e) for e in entities], **options)

    def export(self, format: str, *entities: str) -> bytes:
        """The canon, or some of its entities, in a format."""
        from continuity.writers import write

        return write(self.graph, format, [self.resolve(e) for e in entities])

    def stats(self) -> Mapping[str, Any]:
        """Counts of what the canon holds."""
        count = {
            "series": "Series", "seasons": "Season", "episodes": "Episode", "films": "Film", "characters": "Character",
            "people": "Person", "appearances": "Appearance", "credits": "Credit", "crossovers": "Crossover",
        }  # fmt: skip
        facts, graph = self.graph.facts, self.graph
        made = {name: len(list(facts.match(None, store.TYPE, store.iri(vocab.term(c)), store.DEFAULT))) for name, c in count.items()}
        claims = sum(1 for a in graph.accounts for _ in facts.match(None, None, None, graph.node(a)))
        made |= {
            "accounts": len(graph.accounts),
            "sources": len({a.source.id for a in graph.accounts.values()}),
            "claims": claims,
            "triples": sum(1 for _ in facts.match(None, None, None, store.DEFAULT)),
            "clashes": len(graph.clashes),
        }
        return made

    def coverage(self) -> Coverage:
        """What the canon has of each season and series, and on how many sources its facts rest."""
        return coverage(self.graph)


def _frozen(graph: Any) -> Any:
    """An rdflib Graph that refuses to be written to, and queries that reach out."""

    def refuse(*_: Any, **__: Any) -> Any:
        raise TypeError("a canon cannot be changed; rdf_copy() gives a graph of your own")

    def query(text: Any, *args: Any, **named: Any) -> Any:
        if isinstance(text, str):
            sparql.form(text)
        return type(graph).query(graph, text, *args, **named)

    for name in ("add", "addN", "remove", "set", "update", "parse", "__iadd__", "__isub__"):
        setattr(graph, name, refuse)
    graph.query = query
    return graph


@dataclass(frozen=True)
class Rows(Sequence[tuple[Cell, ...]]):
    """The rows of a query: typed, labelled cells under named columns."""

    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: Any) -> Any:
        return self.rows[at]

    def __iter__(self) -> Iterator[tuple[Cell, ...]]:
        return iter(self.rows)

    def to_pandas(self) -> pandas.DataFrame:
        """A DataFrame: ids as text beside a column of labels, numbers and truth values in their own types."""
        import pandas

        data: dict[str, list[Any]] = {}
        for i, name in enumerate(self.columns):
            cells = [r[i] for r in self.rows]
            data[name] = [c.id or _typed(c) for c in cells]
            if any(c.id for c in cells):
                data[f"{name}_label"] = [c.label for c in cells]
        return pandas.DataFrame(data)


def _typed(cell: Cell) -> Any:
    if cell.datatype == vocab.XSD + "boolean":
        return cell.value == "true"
    if cell.datatype == vocab.XSD + "integer":
        return int(cell.value)
    if cell.datatype in (vocab.XSD + "decimal", vocab.XSD + "double"):
        return float(cell.value)
    return cell.value or None


@dataclass(frozen=True)
class Entity:
    """One thing that a canon tells of."""

    canon: Canon
    id: str

    @property
    def label(self) -> str:
        """What it is called."""
        return self.canon.graph.label(self.id)

    @property
    def type(self) -> str:
        """Its narrowest class."""
        return self.canon.graph.type(self.id)

    @cached_property
    def facts(self) -> list[Fact]:
        """Everything told of it, each fact with who told it."""
        return self.canon._describer.facts(self.id)

    def __repr__(self) -> str:
        return f"<{self.type} {self.id}: {self.label}>"
