"""What a rule may look at: the universe, a canon of it, the rows of graph/rules, and the words for what it cites."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from typing import Any

from continuity import sparql, store, vocab
from continuity.canon import CanonGraph, Frame
from continuity.canon.select import PRECEDENCE
from continuity.check.explanations import Explanations
from continuity.check.lives import Life, read_lives
from continuity.check.order import Order
from continuity.check.realities import realities_of
from continuity.check.repairs import repairs
from continuity.check.rule import Cite, Given, Hit, Rule
from continuity.check.story_parts import choices, conflicts_of_parts
from continuity.check.story_time import Said
from continuity.check.timeline import Conflict, Timeline
from continuity.check.told_lists import Told, read_lists
from continuity.language.words import Words
from continuity.model import Cited, Finding
from continuity.universe import Compiled

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """An `allow:` in data: the node it stands on, the account, the code, and the reason given beside it."""

    node: str
    account: str
    code: str
    reason: str


@dataclass(frozen=True, slots=True)
class Outcome:
    """What has been run so far: all codes there are, those of the rules run, and the allowances that were of use.

    `problems` are of rules that could not be run.
    """

    known: frozenset[str] = frozenset()
    ran: frozenset[str] = frozenset()
    used: frozenset[Allowance] = frozenset()
    problems: tuple[Finding, ...] = ()


class Context:
    """One run of the linter over a universe and a canon of it. Nothing in it changes."""

    def __init__(
        self, universe: Compiled, canon: CanonGraph, outcome: Outcome | None = None, given: Given | None = None
    ) -> None:
        self.universe = universe
        self.canon = canon
        self.given = given or Given()
        self.outcome = outcome or Outcome()
        self.words = Words(canon)
        self.rows = cache(self._rows)

    @cached_property
    def frame(self) -> Frame:
        """The works of the universe."""
        return self.universe.frame

    @cached_property
    def order(self) -> Order:
        """What came out, and is set, before what."""
        return Order(self.frame, self.rows, self.timeline, lambda: choices(self.conflicts))

    @cached_property
    def timeline(self) -> Timeline:
        """What is told of story time, without what cannot hold of works that are parts of works: it proves nothing."""
        return self._told_timeline.without(s for c in self._conflicts_of_parts for s in c.circle)

    @property
    def conflicts(self) -> list[Conflict]:
        """The sets of claims about story time without a solution, those last that need what parts owe to wholes."""
        return [*self._told_timeline.conflicts(), *self._conflicts_of_parts]

    @cached_property
    def _told_timeline(self) -> Timeline:
        rows = self.rows
        return Timeline.of(rows("story-order"), rows("story-times"), rows("offsets"), self._realities)

    @cached_property
    def _conflicts_of_parts(self) -> list[Conflict]:
        return conflicts_of_parts(self._told_timeline, self.frame, self.said_by, self._realities)

    @cached_property
    def _realities(self) -> Callable[[str], frozenset[str]]:
        return cache(realities_of(self.rows, self.frame))

    def said_by(self, said: Said) -> tuple[str, ...]:
        """The accounts that tell a claim about story time; an empty one where only the canon has it."""
        value = self.canon.node(said.other) if said.other and said.told_as else None
        return self.tellers(said.node, said.told_as, value) or ("",)

    def cites(self, *said: Said) -> tuple[Cite, ...]:
        """Claims about story time as each account tells them."""
        found = (Cite(s.node, a, s.told_as, s.text(self.label)) for s in said for a in self.said_by(s))
        return tuple(dict.fromkeys(found))

    def set_before(self, a: str, b: str) -> tuple[Cite, ...]:
        """The claims by which a work is over inside the story before another begins; nothing where none say it."""
        for one in self.order.wider(a):
            for other in self.order.wider(b):
                if self.timeline.before(one, other):
                    return self.cites(*self.timeline.because((one, "end"), (other, "begin"), 0))
        return ()

    @cached_property
    def explanations(self) -> Explanations:
        """What accounts tell to explain a seeming contradiction."""
        return Explanations(self.rows, self.order)

    @cached_property
    def lives(self) -> Mapping[str, Life]:
        """What is told of the lives of those whose end or state is told."""
        return read_lives(self.rows, self.order)

    @cached_property
    def figures(self) -> Mapping[str, str]:
        """Counterpart → one id for all its counterparts, at any remove. Who has none is not in it."""
        head: dict[str, str] = {}

        def find(one: str) -> str:
            while head.setdefault(one, one) != one:
                one = head[one]
            return one

        for one, other in self.pairs("counterparts"):
            head[find(one)] = find(other)
        return {one: find(one) for one in list(head)}

    def names(self, cls: str) -> Iterator[tuple[str, str, str]]:
        """(id, property, name) for every name of the entities of a class and of those below it."""
        wanted = set(vocab.terms().below(cls))
        for id, names in self.canon.names().items():
            if self.canon.type(id) in wanted:
                for property, name in names:
                    yield id, property, name

    @cached_property
    def complete_lists(self) -> Mapping[tuple[str, str], list[Told]]:
        """(role or class, owner) → the lists that accounts call complete."""
        return read_lists(self.canon, self.rows("complete-lists"))

    @cached_property
    def allowances(self) -> tuple[Allowance, ...]:
        """Every `allow:` of the selected accounts, and of sources and canons."""
        beside = self._read("allowances-beside", self.universe.facts, {})
        return tuple(Allowance(*row) for row in [*self.rows("allowances"), *beside])

    def pairs(self, name: str) -> list[tuple[str, str]]:
        """The rows of a query with two columns."""
        return [(row[0], row[1]) for row in self.rows(name)]

    def _rows(self, name: str, **given: str) -> list[Row]:
        """The rows of graph/rules/`name`.rq, sorted: ids and the text of literals, empty where nothing is bound.

        `given` fixes variables to ids.
        """
        return self._read(name, self.canon.facts, {k: self.canon.node(v) for k, v in given.items()})

    def _read(self, name: str, facts: store.Store, bindings: Mapping[str, Any]) -> list[Row]:
        text, needed = _query(name)
        if facts is self.canon.facts and not all(map(self._is_told, needed)):
            return []  # the engine might look through everything before it comes to what there is none of
        return sorted(map(tuple, facts.texts(text, bindings)))

    @cached_property
    def _is_told(self) -> Callable[[str], bool]:
        """Whether anything is told by a property, given as its prefixed name."""

        def told(name: str) -> bool:
            predicate = store.iri(vocab.term(name.removeprefix("c:")))
            return next(self.canon.facts.match(None, predicate), None) is not None

        return cache(told)

    def label(self, id: str) -> str:
        """What an id is called; a statement is called by its sentence."""
        statement = vocab.terms().is_a(self.canon.type(id) or "Entity", "Statement")
        return self.words.node(id) if statement else self.canon.label(id)

    def labels(self, ids: list[str] | tuple[str, ...], most: int = 4) -> str:
        """Several ids in words, the later ones counted."""
        return listed([self.label(i) for i in ids], most)

    def entities_of(self, node: str) -> tuple[str, ...]:
        """The entities that a statement speaks of, in the order of its key; an entity itself."""
        cls = self.canon.type(node)
        if not cls or not vocab.terms().is_a(cls, "Statement"):
            return (node,)
        found: dict[str, None] = {}
        for name in vocab.terms().classes[cls].key:
            for q in self.canon.facts.match(self.canon.node(node), store.iri(vocab.term(name)), None, store.DEFAULT):
                if store.is_iri(q.object) and not q.object.value.startswith(vocab.VOCAB):
                    found[self.canon.id(q.object)] = None
        return tuple(found)

    def tellers(self, node: str, property: str = "", value: Any = None) -> tuple[str, ...]:
        """The accounts that tell of a node, of a property of it or of one value; the closest to the work first."""
        predicate = _predicate(property) if property else None
        graphs = {q.graph_name for q in self.canon.facts.match(self.canon.node(node), predicate, value)}
        return tuple(sorted((self.canon.id(g) for g in graphs if self.canon.is_account(g)), key=self.rank))

    def rank(self, account: str) -> tuple[int, str, str]:
        """A key that sorts accounts by how close their source is to the work, then by date."""
        source = self.canon.accounts[account].source
        kind = PRECEDENCE.index(source.kind) if source.kind in PRECEDENCE else len(PRECEDENCE)
        return kind, source.published, account

    def cite(self, *nodes: str) -> tuple[Cite, ...]:
        """Nodes as each account tells them."""
        return tuple(Cite(n, a) for n in nodes for a in self.tellers(n) or ("",))

    def released(self, work: str, *, last: bool = False) -> tuple[Cite, ...]:
        """The release of a work, else of its first part, as the account closest to it tells it; or of its last part."""
        if last or not self.tellers(work, "released"):
            dated = sorted((day, p) for p in self.frame.leaves(work) if (day := self.frame.released(p)))
            work = dated[-1 if last else 0][1] if dated else work
        followed = next(
            self.canon.facts.match(self.canon.node(work), _predicate("released"), None, store.DEFAULT), None
        )
        tellers = self.tellers(work, "released", followed.object) if followed else ()
        return tuple(Cite(work, a, "released") for a in tellers[:1])

    def title(self, account: str) -> str:
        """What an account tells from, in quotation marks."""
        source = self.canon.accounts[account].source
        return f"“{source.title or source.id}”" if source.title or source.id else "an account without a source"

    def publisher(self, account: str) -> str:
        """Who stands behind an account, in a word or two."""
        source = self.canon.accounts[account].source
        return source.publisher or source.title or source.id or "an account without a source"

    def cited(self, cite: Cite) -> Cited:
        """A claim in words, with where it stands."""
        known = vocab.terms().properties
        key = known[cite.property].key if cite.property in known else cite.property
        at = self.universe.position(cite.node, cite.account, key)
        if not at.file and cite.account:  # the canon has merged the node with another, or RDF told it
            at = self.universe.position(cite.account)
        quote = self.canon.quotes(self.canon.node(cite.node), cite.account) if cite.account else ""
        return Cited(cite.text or self._sentence(cite), cite.account, at, quote, self._key(cite))

    def _key(self, cite: Cite) -> str:
        """What tells a claim from every other: its ids and values, and neither words nor lines."""
        values: list[str] = []
        if cite.property in vocab.terms().properties:
            graph = self.canon.node(cite.account) if cite.account else store.DEFAULT
            found = self.canon.facts.match(self.canon.node(cite.node), _predicate(cite.property), None, graph)
            values = sorted(vocab.short(q.object.value, self.canon.base) for q in found)
        return " ".join((cite.account, cite.node, cite.property, *values))

    def _sentence(self, cite: Cite) -> str:
        if "Statement" in self._above(cite):
            return self.words.node(cite.node, cite.account)
        if not cite.property:
            return self.label(cite.node)
        graph = self.canon.node(cite.account) if cite.account else store.DEFAULT
        found = self.canon.facts.match(self.canon.node(cite.node), _predicate(cite.property), None, graph)
        values = listed(sorted(self.words.value(q.object) for q in found))
        return self.words.direct(cite.node, cite.property, values)

    def _above(self, cite: Cite) -> tuple[str, ...]:
        """The classes above that of a cited node; where it lost a clash, only its account still tells its class."""
        graph = self.canon.node(cite.account) if cite.account else store.DEFAULT
        told = (
            vocab.short(q.object.value)
            for q in self.canon.facts.match(self.canon.node(cite.node), store.TYPE, None, graph)
        )
        cls = vocab.terms().classes.get(self.canon.type(cite.node) or next(told, ""))
        return cls.above if cls else ()

    def finding(self, rule: Rule, hit: Hit) -> Finding:
        """A hit as a finding: its claims in words, each with its place."""
        claims = tuple(self.cited(c) for c in dict.fromkeys(hit.cites))
        at = hit.position if hit.position.file else next((c.position for c in claims if c.position.file), hit.position)
        return Finding(
            rule.code,
            rule.name,
            hit.message,
            rule.severity,
            at,
            hit.entities,
            claims,
            hit.cure or rule.cure,
            hit.explained_by,
            repairs(self, hit),
        )


@cache
def _query(name: str) -> tuple[str, frozenset[str]]:
    """A query of graph/rules, and the properties without which it has no rows."""
    text = sparql.read_query(vocab.graph_dir() / "rules" / f"{name}.rq").text
    return text, frozenset(p for p in sparql.needed(text) if p.startswith("c:"))


def _predicate(name: str) -> Any:
    return store.TYPE if name == "type" else store.iri(vocab.term(name))


def listed(items: list[str], most: int = 4, last: str = "and") -> str:
    """Items as a list in a sentence; beyond `most` the rest are counted."""
    if len(items) > most:
        items = [*items[: most - 1], f"{len(items) - most + 1} more"]
    return items[0] if len(items) == 1 else f"{', '.join(items[:-1])} {last} {items[-1]}" if items else ""
