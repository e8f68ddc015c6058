"""RDF in our vocabulary, in schema.org's terms, or in Wikidata's (`wdt:`); statement by statement, never a file at once.

What is said in our vocabulary is checked and kept: accounts stay accounts. What is said in the others' goes through their
reviewed tables into one account of the file. Other statements are left out, with a count of them.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from continuity import documents, layout, store, vocab
from continuity.errors import UsageError
from continuity.imports.identity import slug
from continuity.imports.terms import Foreign, Ids
from continuity.imports.told import Format, Item, Job, Raw, Told
from continuity.model import Finding, Position
from continuity.readers import guarded, rdf

#: Items in one piece, statements in one batch.
PIECE, BATCH = 500, 20_000
_CANON = store.iri(vocab.term("Canon"))
#: What stands outside of accounts, and where what a graph tells of the rest is marked.
_OUTSIDE = frozenset({"Source", "Canon", "Universe", "Account"})
_ELSEWHERE = store.iri(vocab.DERIVED + "elsewhere/0")
#: Schema.org's context as pages name it, and how many bytes that is at most.
_REMOTE = re.compile(
    rb'("@context"\s{0,32}:\s{0,32}(?:\[\s{0,32})?)"(https?://(?:www\.)?schema\.org)/?(?:docs/jsonldcontext\.jsonld?)?"'
)
_TAIL = 256


def run(job: Job) -> Iterator[Told | Finding | Raw]:
    """What the files say, as accounts."""
    known = str(job.mapping.get("base", "")) or _base(job)
    base = known or _own_base(job)
    place = job.work / "facts"
    shutil.rmtree(place, ignore_errors=True)
    counts: Counter[str] = Counter()
    title = job.files[0].name if len(job.files) == 1 else job.files[0].parent.name
    source = job.source({"title": title})
    source["id"] = source["id"] or slug(f"file {title}")
    job.names.take("source:rdf", source["id"])
    job.names.keep("source", source["id"])
    job.names.keep("title", title)
    if job.base:
        job.base = base
    with store.Building(place) as facts:
        batch: list[Any] = []
        count, loose = 0, False
        for path in job.files:
            alone = _format(path) in store.GRAPHLESS
            for q in _quads(job, path, base):
                count += 1
                if isinstance(q, Finding):
                    if count > job.start:
                        yield q
                    continue
                if job.base and _follows(q.graph_name):
                    continue
                if not job.base or alone or not _direct(q):
                    facts.add(q)
                    loose |= not alone and q.graph_name == store.DEFAULT
                    if not job.base or alone or q.predicate != store.TYPE or q.graph_name == store.DEFAULT:
                        continue
                if count > job.start:
                    batch.append(q)
                if len(batch) >= BATCH:
                    yield Raw(store.serialize(batch, "nquads"), count)
                    batch = []
        if batch:
            yield Raw(store.serialize(batch, "nquads"), count)
        if job.base and loose:
            _told_elsewhere(job, facts, base)
        for told in _stored(job, facts.reading(base), base, source, counts):
            yield replace(told, origin=Position(title)) if isinstance(told, Told) else told
        if known and job.names.state("universe") != "told":
            yield Told("universe", (), {"name": title, "base": base}, "type")
            job.names.keep("universe", "told")
    if counts:
        most = ", ".join(f"{_short(p)} ({n:,})" for p, n in counts.most_common(5))
        yield guarded.problem(title, 0, f"{counts.total():,} statements are in no vocabulary that is known: {most}")


def _follows(graph: Any) -> bool:
    """Whether a graph is one that a canon carries along: the vocabulary, or what a rule derived."""
    return store.is_iri(graph) and (graph.value == vocab.VOCAB[:-1] or graph.value.startswith(vocab.DERIVED))


def _told_elsewhere(job: Job, facts: store.Building, base: str) -> None:
    """Mark, of what stands outside of graphs, what a graph says too: a second reading, for in bulk graphs are not stored."""
    read = facts.reading(base)
    for path in job.files:
        for q in _quads(job, path, base):
            if isinstance(q, Finding) or q.graph_name == store.DEFAULT:
                continue
            if any(True for _ in read.match(q.subject, q.predicate, q.object, store.DEFAULT)):
                facts.add(store.quad(q.subject, q.predicate, q.object, _ELSEWHERE))


def _outside(q: Any) -> bool:
    """Whether a statement says what an account or a source is: that stands outside of accounts."""
    if q.predicate == store.TYPE:
        return vocab.short(q.object.value) in _OUTSIDE
    known = vocab.terms().properties.get(vocab.short(q.predicate.value))
    return known is not None and bool(known.domain) and set(known.domain) <= _OUTSIDE


def _direct(q: Any) -> bool:
    """Whether a statement is in our vocabulary and can be kept as it is; a canon's lists are gathered first."""
    if q.graph_name == store.DEFAULT and not _outside(q):
        return False
    ours = q.predicate.value.startswith((vocab.VOCAB, vocab.RDFS)) or q.predicate == store.TYPE
    if q.predicate == store.TYPE:
        return bool(q.object.value.startswith(vocab.VOCAB)) and q.object != _CANON
    return ours and store.is_iri(q.subject) and (store.is_iri(q.object) or store.is_literal(q.object))


def _short(iri: str) -> str:
    return next((f"{p}:{iri[len(b) :]}" for p, b in vocab.PREFIXES.items() if iri.startswith(b)), iri)


def _format(path: Path) -> str:
    suffix = next((s for s in reversed(path.suffixes) if s not in (".gz", ".bz2", ".xz")), "")
    if suffix not in store.SUFFIXES:
        raise UsageError(f"{path.name}: an RDF file ends in {', '.join(store.SUFFIXES)}")
    return store.SUFFIXES[suffix]


def _parsed(job: Job, path: Path, base: str) -> Iterator[Any]:
    format = _format(path)
    with guarded.Stream(path) as stream:
        plain = not stream.compressed and format != "rdfxml"
        given: Callable[[], bytes] | Path = path.resolve() if plain else stream.read
        if format == "jsonld":
            given = _schema_words(stream.read)
        for count, q in enumerate(store.parse_stream(given, format, base), 1):
            if count % 200_000 == 0:
                job.progress(path.name, 0.0 if plain else stream.done, count)
            yield q
        if stream.problem:
            yield 0, stream.problem


def _schema_words(read: Callable[[], bytes]) -> Callable[[], bytes]:
    """A document whose context is schema.org's, which is on the web, with one in its place that says the same of words."""
    rest = b""

    def more() -> bytes:
        nonlocal rest
        while piece := read():
            whole = _REMOTE.sub(rb'\1{"@vocab": "\2/"}', rest + piece)
            rest = whole[-_TAIL:]  # where a piece ends may be in the middle of it
            if len(whole) > _TAIL:
                return whole[:-_TAIL]
        whole, rest = _REMOTE.sub(rb'\1{"@vocab": "\2/"}', rest), b""
        return whole

    return more


def _quads(job: Job, path: Path, base: str) -> Iterator[Any]:
    """The statements of a file that fit, and findings for others."""
    for q in _parsed(job, path, base):
        if isinstance(q, tuple):
            remote = "LoadDocumentCallback" in q[1]
            yield guarded.problem(
                path.name, q[0], "a context on the web is not fetched; put it in the file" if remote else q[1]
            )
            continue
        try:
            yield documents.fit(q)
        except ValueError as error:
            yield guarded.problem(path.name, 0, f"{vocab.short(q.subject.value, base)}: {error}")


def _base(job: Job) -> str:
    """The base of the ids in the files, as the first statements of each tell it, or none."""
    own = _own_base(job)
    told = rdf.base_of((_parsed(job, path, own) for path in job.files), own)
    return told if told != own else ""


def _own_base(job: Job) -> str:
    """The base where the files tell none."""
    return vocab.universe_base(slug(job.files[0].stem) or "import")


def _stored(job: Job, facts: store.Store, base: str, source: Item, counts: Counter[str]) -> Iterator[Told | Finding]:
    """What had to be gathered before it can be told."""
    ids = Ids(job, facts, base)
    teller = Foreign(job, facts, ids, counts)
    kinds = {k: [] for k in ("sources", "canons")}  # type: dict[str, list[Item]]
    loose: list[Item] = []
    accounts: list[str] = []
    for iri, told in _subjects(facts, store.DEFAULT):
        if iri.startswith(vocab.VOCAB):
            continue
        classes = {vocab.short(t.value) for t in told.get(vocab.TYPE, ())}
        if iri == base or "Universe" in classes:
            known = layout.items_of(facts, iri, told, base)[0]
            told_of = {k: v for k, v in known.items() if k not in ("id", "type", "base")}
            yield Told("universe", (), told_of | {"base": base}, "type")
            job.names.keep("universe", "told")
        elif "Account" in classes:
            accounts.append(iri)
        elif classes & {"Source", "Canon"}:
            kinds["canons" if "Canon" in classes else "sources"] += ids.items(iri, told)
        else:
            left = _untold(facts, iri, told)
            loose += ids.items(iri, left) if left else []
            loose += teller.items(iri, told)
    for graph in facts.graphs():
        if graph.value not in accounts and not _follows(
            graph
        ):  # a graph that is no account: what it tells is told by the file
            for iri, told in _subjects(facts, graph):
                loose += ids.items(iri, told)
                loose += teller.items(iri, told)
    yield from teller.findings
    unnamed = _unnamed(facts)
    if unnamed:
        message = f"{unnamed:,} things have no IRI, so they are left out"
        yield guarded.problem(job.files[0].name, 0, message, "give them one: `@id` in JSON-LD")
    for kind, items in kinds.items():
        for at in range(0, len(items), PIECE):
            yield Told(kind, items[at : at + PIECE], kind=kind)
    for iri in accounts:
        head = ids.items(iri, next((t for i, t in _subjects(facts, store.DEFAULT, iri)), {}))[0]
        head = {k: v for k, v in head.items() if k in ("source", "reports", "horizon")}
        told_items = [i for s, t in _subjects(facts, store.iri(iri)) for i in ids.items(s, t)]
        if not told_items and job.base:
            told_items = []
        if documents.account_id(head) != vocab.short(iri, base):
            head = {"id": vocab.short(iri, base), **head}
        if job.horizon and "horizon" not in head:
            head |= {k: v for k, v in job.head("", str(head.get("reports", ""))).items() if k == "horizon"}
        for at in range(0, max(len(told_items), 1 if job.base else 0), PIECE):
            yield Told("accounts", told_items[at : at + PIECE], head)
    if loose:
        yield Told("sources", (source,), kind="sources")
    for at in range(0, len(loose), PIECE):
        yield Told("told", loose[at : at + PIECE], job.head(source["id"]))


def _subjects(facts: store.Store, graph: Any, only: str = "") -> Iterator[tuple[str, dict[str, list[Any]]]]:
    """The nodes of a graph with what it tells of them, by IRI."""
    if only:
        found = [only]
    else:
        found = sorted({q.subject.value for q in facts.match(None, None, None, graph) if store.is_iri(q.subject)})
    for iri in found:
        told: dict[str, list[Any]] = {}
        for q in facts.match(store.iri(iri), None, None, graph):
            told.setdefault(q.predicate.value, []).append(q.object)
        yield iri, told


def _unnamed(facts: store.Store) -> int:
    """How many things that have a class have no IRI and are no part of another."""
    typed = {q.subject for q in facts.match(None, store.TYPE) if not store.is_iri(q.subject)}
    return sum(1 for node in typed if next(iter(facts.match(None, None, node)), None) is None)


def _untold(facts: store.Store, iri: str, told: Mapping[str, list[Any]]) -> dict[str, list[Any]]:
    """What no account tells and no rule derives: the export of a canon says every fact twice, once in its account."""
    terms, left = vocab.terms(), {}
    for predicate, objects in told.items():
        name = vocab.short(predicate)
        if name in terms.properties and terms.properties[name].derived_by:
            continue
        found = [
            o
            for o in objects
            if all(q.graph_name == store.DEFAULT for q in facts.match(store.iri(iri), store.iri(predicate), o))
            and not (predicate == vocab.TYPE and getattr(terms.classes.get(vocab.short(o.value)), "derived_by", None))
        ]
        if found:
            left[predicate] = found
    return (
        left
        if set(left) - {vocab.TYPE, vocab.LABEL} or (vocab.TYPE in left and len(left) == 1 and not _typed(facts, iri))
        else {}
    )


def _typed(facts: store.Store, iri: str) -> bool:
    """Whether some account says what a thing is."""
    return any(q.graph_name != store.DEFAULT for q in facts.match(store.iri(iri), store.TYPE))


FORMAT = Format("rdf", run, "RDF in this vocabulary, schema.org's terms or Wikidata's", tuple(store.SUFFIXES), True, frozenset({"base"}))  # fmt: skip
