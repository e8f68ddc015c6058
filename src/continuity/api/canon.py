"""The `Canon` that users see: everything here is one line into the room that does it.

A room is brought in when it is first used: a query needs nothing of what reads questions.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, overload

from continuity import store, vocab
from continuity.api import querying
from continuity.api.collected import Collections
from continuity.api.entities import Entities, Entity, Things
from continuity.api.queries import Queries
from continuity.api.rows import Rows, Triples
from continuity.canon import CanonGraph
from continuity.errors import AmbiguousEntity, QueryError, UnknownEntity, UsageError
from continuity.model import Account, Answer, Finding

if TYPE_CHECKING:
    import networkx
    import rdflib

    from continuity.api.before import ToSee
    from continuity.api.diffs import Diff
    from continuity.api.universe import Universe
    from continuity.ask import Asker
    from continuity.check.story_order import StoryOrder
    from continuity.coverage import Coverage
    from continuity.language.describe import Describer
    from continuity.language.words import Words
    from continuity.network import Step
    from continuity.network.study import Community, Standing
    from continuity.site import Site
    from continuity.views import View


class Canon(Collections):
    """A canon of a universe: resolved, inferred and frozen.

    Things told of are collections by class, as attributes: `c.characters`, `c.series["Daredevil"].seasons[1]`.

    >>> c
    <Canon default of lighthouse: 2 accounts>
    >>> c.series
    [<Series lighthouse/series: Lighthouse>]
    """

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

    def _repr_html_(self) -> str:
        from continuity.api.reasons import summary

        return summary(repr(self)[1:-1], self.stats())

    @cached_property
    def _words(self) -> Words:
        from continuity.language.words import Words

        return Words(self.graph, self.universe.lexicon)

    @cached_property
    def _describer(self) -> Describer:
        from continuity.language.describe import Describer

        return Describer(self.graph, self._words)

    @cached_property
    def _things(self) -> Things:
        return Things(self)

    @cached_property
    def _asker(self) -> Asker:
        from continuity.ask import Asker
        from continuity.ask.canons import Canons

        scope = self.graph.scope
        compiled = self.universe._compiled
        return Asker(
            self.graph,
            self.universe.lexicon,
            lambda day: compiled.canon(replace(scope, on=day)),
            compiled.canon,
            Canons(lambda: compiled.facts, scope),
            _story_order,
        )

    def ask(self, question: str, *, whole: bool = False) -> Answer:
        """Answer a question in plain words, with evidence; see `Answer`. `whole` gives every account behind it.

        >>> c.ask("who plays Ada").sentence
        'Jo Doe.'
        """
        return self._asker.ask(question, whole=whole)

    def suggest(self, text: str, limit: int = 10) -> list[str]:
        """Up to `limit` questions that begin with a text, likely ones first, each of which is understood; none where
        nothing that is understood can follow. Only names of this canon are offered.

        >>> c.suggest("who plays a", 1)
        ['who plays ada']
        """
        return self._asker.suggest(text, limit)

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
        return querying.rows(self, text, bindings)

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
        return querying.term(self, value)

    @property
    def queries(self) -> Queries:
        """The packaged queries by name, each a callable: `c.queries.who_plays_whom(character="kilgrave")`."""
        return Queries(self.query)

    def __getitem__(self, name: str) -> Entity:
        """The entity of an id or name. Raises KeyError where there is none, AmbiguousEntity where there are several."""
        try:
            return Entity(self, self._describer.resolve(name))
        except UnknownEntity as error:
            if querying.type_of(self.graph, name) in vocab.terms().below("Statement"):
                return Entity(self, name)
            raise KeyError(str(error)) from None

    def __contains__(self, one: object) -> bool:
        """Whether there is an entity of an id or name, or this entity."""
        if isinstance(one, Entity):
            return one.canon == self and self.graph.is_entity(one.id)
        if not isinstance(one, str):
            return False
        try:
            return self.graph.is_entity(one) or bool(self[one])
        except AmbiguousEntity:
            return True
        except KeyError:
            return False

    def __iter__(self) -> Iterator[Entity]:
        return iter(self.entities())

    def __eq__(self, other: object) -> bool:
        """Canons of the same data under the same scope are the same."""
        return isinstance(other, Canon) and self._identity == other._identity

    def __hash__(self) -> int:
        return hash(self._identity)

    @property
    def _identity(self) -> tuple[Any, ...]:
        return self.universe.name, self.universe.version, self.graph.scope

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

    @property
    def accounts(self) -> Mapping[str, Account]:
        """The accounts that count here, by id."""
        return self.graph.accounts

    @property
    def rdf(self) -> rdflib.Graph:
        """The facts as a read-only rdflib Graph over the store; writing to it raises."""
        from continuity.api.rdf import read_only

        return read_only(self.graph)

    def rdf_copy(self) -> rdflib.Graph:
        """The facts as an rdflib Graph of the caller's own."""
        from continuity.api.rdf import copy

        return copy(self.graph)

    def network(self, kind: str = "whole") -> networkx.MultiDiGraph[str]:
        """The canon as a typed NetworkX graph. Raises UsageError for a kind that there is not.

        >>> list(c.network("portrayal").edges(keys=True))
        [('jo-doe', 'ada', 'plays')]
        """
        from continuity.network import network

        return network(self.graph, kind)

    def order(self, a: str, b: str) -> StoryOrder:
        """What follows for the order of two works or events inside the story: before, after, during …, and who says it.

        Empty where nothing that is told settles it. Raises UnknownEntity or AmbiguousEntity.

        >>> c.order("lighthouse/s1e01", "lighthouse/s1e02").relation
        ''
        """
        from continuity.check.story_order import story_order

        return story_order(self.universe._compiled, self.graph, self.resolve(a), self.resolve(b))

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
        from continuity.api.before import to_see

        return to_see(self, self.work(work).id)

    def work(self, name: str) -> Entity:
        """The work that an id, a title or a code such as daredevil:s2 means.

        Raises AmbiguousEntity, and UnknownEntity for what is not there or is no work.

        >>> c.work("lighthouse:s1e02")
        <Episode lighthouse/s1e02: Lighthouse S1E02>
        """
        return Entity(self, querying.work(self, name))

    def diff(self, other: Canon) -> Diff:
        """What another canon has that this one has not, the reverse, and what clashes there and not here; see `Diff`."""
        from continuity.api.diffs import diff

        return diff(self, other)

    def check(self, **options: Any) -> list[Finding]:
        """What cannot all be true, and what is wrong with the data; see `continuity.check`."""
        from continuity.check import check

        return check(self.universe._compiled, self.graph, **options)

    def view(self, kind: str, *entities: str, **options: Any) -> View:
        """A picture; see `continuity.views`. Raises UsageError for a kind that there is not."""
        from continuity.views import draw

        compiled = self.universe._compiled
        return draw(self.graph, kind, [self.resolve(e) for e in entities], at=compiled.canon, **options)

    def view_answer(self, answer: Answer, **options: Any) -> View:
        """A picture of an answer's rows and of what was asked about, with the evidence between them.

        Raises UsageError where the answer names nothing that could be drawn.
        """
        from continuity.views import draw_answer

        written = re.findall(r"<([^<>\s]+)>", answer.sparql)
        named = [vocab.short(iri, self.graph.base) for iri in written]
        return draw_answer(self.graph, answer, [id for id in named if self.graph.is_entity(id)], **options)

    def site(self, directory: str | Path, *, address: str = "", pictures: bool = True) -> Site:
        """Write the canon as a static site: a page an entity with who tells each fact, an index, a search and pictures.

        `address` is where it will stand, for the sitemap. Raises UsageError where the directory holds anything else.
        """
        from continuity.site import build

        return build(self.graph, directory, address, pictures)

    @overload
    def export(  # type: ignore[overload-overlap]
        self, format: Literal["csv", "parquet", "wikitext"], *entities: str, mapping: Path | None = None
    ) -> Mapping[str, bytes]: ...

    @overload
    def export(self, format: str, *entities: str, mapping: Path | None = None) -> bytes: ...

    def export(self, format: str, *entities: str, mapping: Path | None = None) -> bytes | Mapping[str, bytes]:
        """The canon, or some of its entities, in a format: bytes; of `csv`, `parquet` and `wikitext`, the bytes of each
        file by name. `mapping` is a file that says which templates wikitext is written for.

        Raises UsageError for a format that there is not, UnknownEntity or AmbiguousEntity for an entity.

        >>> c.export("markdown", "Ada").decode().splitlines()[0]
        '## Ada'
        """
        from continuity.writers import write

        return write(self.graph, format, [self.resolve(e) for e in entities], mapping)

    def stats(self) -> Mapping[str, Any]:
        """Counts of what the canon holds."""
        from continuity.api.reasons import counts

        return counts(self.graph)

    def coverage(self) -> Coverage:
        """What the canon has of each season and series, and on how many sources its facts rest."""
        from continuity.coverage import coverage

        return coverage(self.graph)


def _story_order(graph: CanonGraph, works: Iterable[str]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Works in the order of the story, and what is to be said about it."""
    from continuity.views.storyorder import order_of
    from continuity.views.told import Telling

    found = order_of(Telling(graph), works, "story")
    return found.works, found.notes
