"""Everything told of one entity, each fact with who told it; and which entity a name means."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.errors import AmbiguousEntity, UnknownEntity
from continuity.language.names import Names, is_a
from continuity.language.words import Words
from continuity.model import Evidence


@dataclass(frozen=True, slots=True)
class Fact:
    """A fact in words, what it is about (a property or the class of a statement), who tells it, and whether the canon follows it.

    `rule` is the rule that derived it; nothing where it was told. `statements` are those that tell it, or the derived one.
    """

    text: str
    about: str
    evidence: tuple[Evidence, ...]
    followed: bool = True
    rule: str = ""
    statements: tuple[Any, ...] = ()


class Describer:
    """Facts and names of a canon."""

    def __init__(self, canon: CanonGraph, words: Words | None = None) -> None:
        self.canon = canon
        self.words = words or Words(canon)

    @cached_property
    def names(self) -> Names:
        """The names of the canon's entities."""
        return Names(self.canon)

    def resolve(self, text: str, classes: Iterable[str] = ()) -> str:
        """The id of the entity that an id or a name means; `classes` narrow what it can be.

        Raises UnknownEntity, naming near ones, and AmbiguousEntity.
        """
        wanted = tuple(classes)
        if self.canon.is_entity(text) and (not wanted or is_a(self.canon.type(text), wanted)):
            return text
        found = [n for n in self.names.ids(text) if not wanted or is_a(n.cls, wanted)]
        if not found:
            known = {self.canon.label(i): i for i in self.canon.entities()}
            near = difflib.get_close_matches(text, [*known, *known.values()], 3, 0.7)
            raise UnknownEntity(text, [known.get(n, n) for n in near])
        best = [n.id for n in found if n.cost - found[0].cost < 0.04]
        if len(best) > 1:
            raise AmbiguousEntity(text, best)
        return best[0]

    def facts(self, id: str) -> list[Fact]:
        """The facts of an entity, what is told before what follows from it, and what the canon does not follow last."""
        made = [*self.told(id), *self._derived(id)]
        return sorted(made, key=lambda f: (not f.followed, bool(f.rule), f.about, f.text))

    def told(self, id: str) -> list[Fact]:
        """The facts of an entity that are told, in the order of `facts`."""
        canon, node, terms = self.canon, self.canon.node(id), vocab.terms()
        told: dict[tuple[str, str], list[Any]] = {}
        for q in [*canon.facts.match(node), *canon.facts.match(None, None, node)]:
            if not store.is_iri(q.subject) or not canon.is_account(q.graph_name):
                continue
            subject, property = canon.id(q.subject), vocab.short(q.predicate.value)
            cls = canon.type(subject) or self._told_class(q)
            if cls in terms.classes and terms.is_a(cls, "Statement"):
                text = self.words.node(subject, canon.id(q.graph_name))
            elif property in ("quote", "note", "allow"):
                continue
            else:
                object = self.words.value(q.object)
                text, cls = self.words.direct(subject, property, object), property
            told.setdefault((cls, text), []).append(q)
        made = [
            Fact(
                text, about, tuple(self.words.evidence(quads)), any(self._followed(q) for q in quads), "", tuple(quads)
            )
            for (about, text), quads in told.items()
        ]
        return sorted(made, key=lambda f: (not f.followed, f.about, f.text))

    def _derived(self, id: str) -> Iterator[Fact]:
        canon = self.canon
        for q in canon.facts.match(canon.node(id), None, None, store.DEFAULT):
            property = vocab.short(q.predicate.value)
            if property in ("type", "within", "label") or canon.direct(q.triple):
                continue
            rule, _ = canon.why(*q.triple)
            if rule:
                text = self.words.direct(id, property, self.words.value(q.object))
                yield Fact(text, property, tuple(self.words.evidence(canon.told(*q.triple))), True, rule, (q,))

    def _told_class(self, quad: Any) -> str:
        found = self.canon.facts.match(quad.subject, store.TYPE, None, quad.graph_name)
        return next((vocab.short(t.object.value) for t in found), "")

    def _followed(self, quad: Any) -> bool:
        return any(True for _ in self.canon.facts.match(quad.subject, quad.predicate, quad.object, store.DEFAULT))
