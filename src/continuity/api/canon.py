"""The `Canon` that users see: everything here is one line into the room that does it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Any

from continuity import store, vocab
from continuity.api import rdf
from continuity.api.attributes import collections
from continuity.api.before import ToSee, to_see
from continuity.api.diffs import Diff, diff
from continuity.api.entities import Entities, Entity, Things, Why
from continuity.api.queries import Queries, check_terms, with_values
from continuity.api.rows import Rows, Triples
from continuity.ask import Asker
from continuity.canon import CanonGraph
from continuity.coverage import Coverage, coverage
from continuity.errors import QueryError, UnknownEntity, UsageError
from continuity.language.describe import Describer
from continuity.language.words import Words
from continuity.model import Account, Answer, Cell, Finding
from continuity.network.before import frame_of

if TYPE_CHECKING:
    import networkx
    import rdflib

    from continuity.api.universe import Universe
    from continuity.network import Step
    from continuity.network.study import Community, Standing
    from continuity.views import View


class Canon:
    """A canon of a universe: resolved, inferred and frozen.

    Things told of are collections by class, as attributes: `c.characters`, `c.series["Daredevil"].seasons[1]`.

    >>> c
    <Canon default of lighthouse: 2 accounts>
    >>> c.series
    [<Series lighthouse/series: Lighthouse>]
    """

    if TYPE_CHECKING:  # found by __getattr__; a test holds this list against the vocabulary
        agents: Entities
        appearances: Entities
        canons: Entities
        characters: Entities
        collaborations: Entities
        comics: Entities
        companies: Entities
        complete_lists: Entities
        credits: Entities
        crossovers: Entities
        deaths: Entities
        dependencies: Entities
        episodes: Entities
        events: Entities
        films: Entities
        franchises: Entities
        groups: Entities
        items: Entities
        life_statuses: Entities
        memberships: Entities
        organisations: Entities
        people: Entities
        places: Entities
        portrayals: Entities
        realities: Entities
        relationships: Entities
        returns: Entities
        scores: Entities
        seasons: Entities
        series: Entities
        sources: Entities
        specials: Entities
        statuses: Entities
        teams: Entities
        works: Entities

    def __init__(self, owner: Universe, graph: CanonGraph) -> None:
        self.universe = owner
        self.graph = graph

    def __repr__(self) -> str:
        scope, many = self.graph.scope, len(self.graph.accounts)
        kept = [
            f", {k} {v}"
            for k, v in (("on", scope.on), ("until", scope.until), ("watched", ", ".join(scope.watched)))
            if v
        ]
        name = scope.canon or "default"
        return f"<Canon {name} of {self.universe.name}{''.join(kept)}: {many} account{'' if many == 1 else 's'}>"

    @cached_property
    def _words(self) -> Words:
        return Words(self.graph, self.universe.lexicon)

    @cached_property
    def _describer(self) -> Describer:
        return Describer(self.graph, self._words)

    @cached_property
    def _things(self) -> Things:
        return Things(self)

    @cached_property
    def _asker(self) -> Asker:
        scope = self.graph.scope
        compiled = self.universe._compiled
        return Asker(
            self.graph, self.universe.lexicon, lambda day: compiled.canon(replace(scope, on=day)), compiled.canon
        )

    def ask(self, question: str, *, whole: bool = False) -> Answer:
        """Answer a question in plain words, with evidence; see `Answer`. `whole` gives every account behind it.

        >>> c.ask("who plays Ada").sentence
        'Jo Doe.'
        """
        return self._asker.ask(question, whole=whole)

    def query(self, text: str, **bindings: Any) -> Rows:
        """The rows of a read-only SPARQL query with the published prefixes; of a CONSTRUCT or DESCRIBE they are `Triples`.

        Keywords give variables their values: ids or names of entities, names of terms, or plain values.
        Raises QueryError for a query that does not parse, writes, reaches out or names a term that the vocabulary does
        not have, with the nearest that it has; UnknownEntity or AmbiguousEntity for a binding.

        >>> c.query("ASK { ?who c:plays ?part }", part="Ada").column("value")
        [True]
        >>> c.query("SELECT ?x { ?x a c:Charakter }")
        Traceback (most recent call last):
        continuity.errors.QueryError: the vocabulary has no term c:Charakter; did you mean c:Character, c:byCharacter, c:partner?
        """
        check_terms(text)
        terms = {name: self.term(value) for name, value in bindings.items()}
        found = self.graph.facts.query(*with_values(text, terms))
        if hasattr(found, "variables"):
            names = tuple(v.value for v in found.variables)
            return Rows(names, tuple(tuple(self.graph.cell(row[n]) for n in names) for row in found))
        if not hasattr(found, "__next__"):
            return Rows(("value",), ((Cell(value=str(bool(found)).lower(), datatype=vocab.XSD + "boolean"),),))
        made = sorted(found, key=str)
        cells = tuple(tuple(map(self.graph.cell, (t.subject, t.predicate, t.object))) for t in made)
        return Triples(("subject", "predicate", "object"), cells, store.serialize(made, "ntriples"))

    def construct(self, text: str, **bindings: Any) -> Triples:
        """The triples of a SPARQL CONSTRUCT or DESCRIBE, as `query`. Raises QueryError for one that gives rows.

        >>> len(c.construct("DESCRIBE <ada>").to_rdflib()) > 3
        True
        """
        found = self.query(text, **bindings)
        if not isinstance(found, Triples):
            raise QueryError("this query gives rows: write CONSTRUCT or DESCRIBE, or call query")
        return found

    def term(self, value: Any) -> Any:
        """A plain value, the id or name of an entity, or the name of a term, as the store's term, to give a variable.

        Raises UnknownEntity or AmbiguousEntity.
        """
        if isinstance(value, Entity):
            return self.graph.node(value.id)
        if isinstance(value, bool):
            return store.literal(str(value).lower(), vocab.XSD + "boolean")
        if isinstance(value, int):
            return store.literal(str(value), vocab.XSD + "integer")
        if isinstance(value, float):
            return store.literal(str(value), vocab.XSD + "decimal")
        text = str(value)
        if "://" in text or self._type(text):
            return self.graph.node(text)
        name = text.removeprefix("c:")
        if name in vocab.terms() and not self.graph.is_entity(text):
            return store.iri(vocab.term(name))
        return self.graph.node(self.resolve(text))

    def _type(self, text: str) -> str:
        """The class of an id; nothing for a text that is none."""
        try:
            return self.graph.type(text)
        except QueryError:  # a name with spaces can stand in no IRI
            return ""

    @property
    def queries(self) -> Queries:
        """The packaged queries by name, each a callable: `c.queries.who_plays_whom(character="kilgrave")`."""
        return Queries(self.query)

    def __getitem__(self, name: str) -> Entity:
        """The entity of an id or name. Raises KeyError where there is none, AmbiguousEntity where there are several."""
        try:
            return Entity(self, self._describer.resolve(name))
        except UnknownEntity as error:
            if self._type(name) in vocab.terms().below("Statement"):
                return Entity(self, name)
            raise KeyError(str(error)) from None

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and self.graph.is_entity(name)

    def _ipython_key_completions_(self) -> list[str]:
        return self.graph.entities()

    def resolve(self, name: str, classes: Iterable[str] = ()) -> str:
        """The id that an id or name means. Raises UnknownEntity or AmbiguousEntity.

        >>> c.resolve("The Keeper")
        'keeper'
        """
        return self._describer.resolve(name, classes)

    def entities(self, cls: str = "Entity") -> Entities:
        """The things told of that are of a class, or statements of one, by id. Raises UsageError for a class that there is not.

        >>> c.entities("Work")[0]
        <Season lighthouse/s1: Lighthouse season 1>
        """
        terms = vocab.terms()
        if cls not in terms.classes:
            raise UsageError(f"the vocabulary has no class {cls!r}")
        ids: Iterable[str] = self.graph.entities(cls)
        if cls in terms.below("Statement") or terms.classes[cls].derived_by or cls in ("Source", "Canon"):
            typed = self.graph.facts.match(None, store.TYPE, store.iri(vocab.term(cls)), store.DEFAULT)
            ids = sorted({self.graph.id(q.subject) for q in typed if store.is_iri(q.subject)})
        return Entities(Entity(self, id) for id in ids)

    def __getattr__(self, name: str) -> Entities:
        known = {} if name.startswith("_") else collections()
        if name not in known:
            raise AttributeError(f"a canon has no attribute {name!r}")
        return self.entities(known[name])

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *collections()})

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts that count here, by id."""
        return self.graph.accounts

    @property
    def rdf(self) -> rdflib.Graph:
        """The facts as a read-only rdflib Graph over the store; writing to it raises."""
        return rdf.read_only(self.graph)

    def rdf_copy(self) -> rdflib.Graph:
        """The facts as an rdflib Graph of the caller's own."""
        return rdf.copy(self.graph)

    def network(self, kind: str = "whole") -> networkx.MultiDiGraph[str]:
        """The canon as a typed NetworkX graph. Raises UsageError for a kind that there is not.

        >>> list(c.network("portrayal").edges(keys=True))
        [('jo-doe', 'ada', 'plays')]
        """
        from continuity.network import network

        return network(self.graph, kind)

    def path(self, a: str, b: str) -> list[Step]:
        """The shortest path between two entities, with who tells each edge."""
        from continuity.network import path

        return path(self.graph, self.resolve(a), self.resolve(b))

    def paths(
        self, a: str, b: str, k: int = 3, *, avoiding: Iterable[str] = (), through: Iterable[str] = ()
    ) -> list[list[Step]]:
        """The `k` shortest paths between two entities: none through the entities `avoiding`, all by the relations `through`.

        Raises UsageError for a relation that there is not.

        >>> [[step.relation for step in steps] for steps in c.paths("jo-doe", "ada", through=["plays"])]
        [['plays']]
        """
        from continuity.network import paths

        avoided = [self.resolve(e) for e in avoiding]
        return paths(self.graph, self.resolve(a), self.resolve(b), k, avoided, through)

    def standings(self, kind: str = "whole") -> list[Standing]:
        """Who holds a network together: its entities, the one that links most others first, with the share of shortest
        paths through it (betweenness) and whether the network falls apart without it (an articulation point).

        >>> c.standings()[0].id
        'lighthouse/s1'
        """
        from continuity.network.study import standings

        return standings(self.graph, kind)

    def communities(self, kind: str = "whole") -> list[Community]:
        """The communities of a network, the largest first, each named after its best connected members.

        >>> [community.name for community in c.communities("portrayal")]
        ['Ada, Jo Doe']
        """
        from continuity.network.study import communities

        return communities(self.graph, kind)

    def before(self, work: str) -> list[ToSee]:
        """What to see before a work: the fewest seasons, episodes and films, in order, each with what requires it.

        What was `watched` is left out. Under no horizon the reasons still tell nothing that would spoil those works.
        Raises UnknownEntity or AmbiguousEntity.

        >>> c.before("lighthouse/s1e02")
        [<see lighthouse/s1e01: Lighthouse S1E01>]
        """
        return to_see(self, self.work(work).id)

    def work(self, name: str) -> Entity:
        """The work that an id, a title or a code such as daredevil:s2 means. Raises UnknownEntity or AmbiguousEntity.

        >>> c.work("lighthouse:s1e02")
        <Episode lighthouse/s1e02: Lighthouse S1E02>
        """
        try:
            return Entity(self, self.resolve(name, ["Work"]))
        except UnknownEntity:
            try:
                return Entity(self, frame_of(self.graph).find(name))
            except UsageError:
                pass
            raise

    def diff(self, other: Canon) -> Diff:
        """What another canon has that this one has not, the reverse, and what clashes there and not here; see `Diff`."""
        return diff(self, other)

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
        made = {
            name: len(list(facts.match(None, store.TYPE, store.iri(vocab.term(c)), store.DEFAULT)))
            for name, c in count.items()
        }
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

    def _why(self, triple: Any, text: str) -> Why:
        """What a fact rests on, down to what accounts tell."""
        return self._rests_on(triple, text, frozenset())

    def _rests_on(self, triple: Any, text: str, above: frozenset[Any]) -> Why:
        s, p, o = (triple.subject, triple.predicate, triple.object) if hasattr(triple, "subject") else triple
        told = [q for q in self.graph.facts.match(s, p, o) if self.graph.is_account(q.graph_name)]
        rule, premises = ("", []) if told or (s, p, o) in above else self.graph.why(s, p, o)
        below: dict[str, Why] = {}
        for one in premises:
            if one[1].value == vocab.RDFS + "subClassOf":
                continue
            subject = self.graph.id(one[0])
            statement = self.graph.type(subject) in vocab.terms().below("Statement")
            words = self._words
            said = (
                words.node(subject)
                if statement
                else words.direct(subject, vocab.short(one[1].value), words.value(one[2]))
            )
            if said not in below:
                below[said] = self._rests_on(one, said, above | {(s, p, o)})
        return Why(text, tuple(self._words.evidence(sorted(told, key=str))), rule, tuple(below.values()))
