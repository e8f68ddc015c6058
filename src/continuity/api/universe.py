"""The `Universe` that users see: every account, and the canons that choose among them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from continuity import cache, documents, store, universe
from continuity.api.canon import Canon
from continuity.canon import policies
from continuity.errors import DataError, UsageError
from continuity.model import Document, Finding, Scope

if TYPE_CHECKING:
    import networkx
    import rdflib

    from continuity.api.diffs import Diff
    from continuity.language.lexicon import Lexicon

#: The canon in which every account counts.
EVERYTHING = "everything"


def load(source: str | Path | rdflib.Graph | networkx.Graph[Any] | Iterable[Mapping[str, Any]]) -> Universe:
    """Load a universe.

    `source` is the name of a shipped universe ("marvel"), the path of a directory or file, an rdflib Graph or
    Dataset, a NetworkX graph such as `Canon.network` gives (nodes with a `type`, edges with a `relation`), or documents
    in the shape of the data files as dicts, one or several. RDF keeps the base of its ids.

    Raises UsageError where there is no such universe, and DataError where nothing of it could be loaded.

    >>> import continuity
    >>> continuity.load([{"horizon": "none", "claims": [{"id": "ada", "type": "Character", "name": "Ada"}]}])
    <Universe universe: 4 statements>
    """
    if isinstance(source, (str, Path)):
        return Universe(universe.load(universe.find(str(source))))
    if hasattr(source, "serialize"):
        from continuity.api import rdf

        return Universe(rdf.load(source))
    if hasattr(source, "adj"):
        from continuity.api import graphs

        return Universe(graphs.load(source))
    given = [source] if isinstance(source, Mapping) else list(source) if isinstance(source, Iterable) else [source]
    for wrong in (one for one in given if not isinstance(one, Mapping)):
        raise UsageError(
            f"{type(wrong).__name__} {wrong!r:.60} is no universe: give a name, a path, an rdflib or NetworkX graph, or dicts"
        )
    made = universe.from_documents("universe", given)
    if made.findings and not len(made.facts):
        raise DataError("; ".join(f.message for f in made.findings), made.findings)
    return Universe(made)


class Universe:
    """Every account of a shared universe, kept for ever, contradictions included.

    >>> u.name, u.findings
    ('lighthouse', ())
    >>> u.canon(watched="none")["Ada"].deaths
    []
    """

    def __init__(self, compiled: universe.Compiled) -> None:
        self._compiled = compiled

    def __repr__(self) -> str:
        return f"<Universe {self.name}: {len(self._compiled.facts)} statements>"

    def _repr_html_(self) -> str:
        from continuity.api.reasons import summary

        return summary(
            repr(self)[1:-1], {"canons": ", ".join(self.canons), "findings": len(self.findings), "base": self.base}
        )

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

    def canon(self, name: str = "", *, on: str = "", until: str = "", watched: str | Sequence[str] = ()) -> Canon:
        """A canon: which accounts count (`name`; the universe's default where none is given), as known `on` an EDTF
        date, spoiling nothing beyond the work `until` or beyond what was `watched` ("daredevil:s1").

        Raises UsageError for a canon, date or work that there is not.

        >>> u.canon(until="lighthouse/s1e01")
        <Canon default of lighthouse, until lighthouse/s1e01: 1 account>
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
        Raises DataError with its findings where something of it does not fit, an id that nothing has included.

        >>> more = u.with_account(
        ...     source={"id": "my-notes", "kind": "review", "title": "Notes"},
        ...     horizon="none",
        ...     claims=[{"type": "Credit", "person": "jo-doe", "role": "director", "work": "lighthouse/s1e01"}],
        ... )
        >>> more.canon().episodes[0].directors
        [<Person jo-doe: Jo Doe>]
        >>> u.with_account(source="guide-pilot", horizon="none", claims=[{"type": "Death", "of": "adda"}])
        Traceback (most recent call last):
        continuity.errors.DataError: nothing is called 'adda' (did you mean ada? an account gives it a type and a name)
        """
        known = source if isinstance(source, str) else str(source.get("id", ""))
        added: list[dict[str, Any]] = []
        if not isinstance(source, str):
            added.append({"sources": [{"type": "Source", **source}]})
        told = [claims] if isinstance(claims, (str, Mapping)) else list(claims)
        for wrong in (one for one in told if not isinstance(one, Mapping)):
            raise DataError(
                f"{wrong!r:.60} is no claim: a claim is a mapping, such as {{'id': 'ada', 'type': 'Character'}}"
            )
        account: dict[str, Any] = {"source": known, "claims": [dict(c) for c in told]}
        account |= {"horizon": horizon} if horizon else {}
        account |= {"reports": reports} if reports else {}
        admitted: list[Document] = []
        findings: list[Finding] = []
        for data in (*added, account):
            document, found = documents.admit(_plain(data), "the new account")
            findings += found
            admitted += [document] if document is not None else []
        if not findings:
            findings += self._unknown(admitted)
        if findings:
            words = (f.message + (f" ({f.cure})" if f.cure else "") for f in findings)
            raise DataError("; ".join(words), findings)
        return Universe(self._extended(admitted))

    def _unknown(self, added: list[Document]) -> list[Finding]:
        """A finding for each id that new documents speak of and that nothing has."""
        old = self._compiled
        new = list(documents.statements(added, old.base))
        known = [store.quad(q.subject, q.predicate, q.object) for q in old.facts.match(None, store.TYPE)]
        return universe.dangling([*new, *known], old.base, documents.position_index(added, old.base), {})

    def _extended(self, added: list[Document]) -> universe.Compiled:
        old = self._compiled
        quads = [*old.facts.match(), *documents.statements(added, old.base)]
        facts = store.Store.memory(quads, old.base)
        version = cache.digest([old.version, *(json.dumps(documents.native(d.data), sort_keys=True) for d in added)])
        return replace(old, open=lambda: facts, key="", version=version, documents=(*old.documents, *added))

    def save(self, directory: str | Path) -> list[Path]:
        """Write it as data files that can be reviewed and edited by hand; gives their paths.

        Order and spelling are stable, and loading the directory gives the same statements; where its name is another
        than the universe's, universe.yaml keeps the base of the ids. A later save into the same directory replaces it.
        Files that a person wrote there, or edited since, stay as they are, and what they say is not said again; raises
        UsageError where one of them says what this universe does not.

        >>> [path.name for path in u.save("saved/lighthouse")]
        ['lighthouse.yaml', 'production.yaml', 'sources.yaml', 'universe.yaml']
        >>> u.diff(continuity.load("saved/lighthouse"))
        <Diff: the same>
        """
        from continuity.api.saving import save

        return save(self._compiled.facts, self.base, Path(directory))

    def diff(self, other: Universe) -> Diff:
        """What another universe has that this one has not, and the reverse, every account counting in both.

        >>> more = u.with_account(source="guide-pilot", horizon="none", claims=[{"id": "bo", "type": "Person", "name": "Bo"}])
        >>> [change.text for change in u.diff(more).added]
        ['Bo is a person', 'Bo is called “Bo”']
        """
        return self.canon(EVERYTHING).diff(other.canon(EVERYTHING))

    @property
    def lexicon(self) -> Lexicon:
        """The words that are understood here: the shipped ones, and those of the universe's own lexicon.ttl."""
        from continuity.language.lexicon import lexicon

        own = self._compiled.lexicon
        return lexicon(own) if own is not None else lexicon()


def _plain(data: Mapping[str, Any]) -> dict[str, Any]:
    return {k: list(v) if isinstance(v, tuple) else v for k, v in data.items()}
