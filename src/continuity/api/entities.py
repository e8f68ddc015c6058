"""What a canon tells of one thing: an `Entity`, collections of them, its facts, and why each holds."""

from __future__ import annotations

import difflib
import html
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any, overload

from continuity import store, vocab
from continuity.api.attributes import Attribute, attributes, snake
from continuity.api.rows import native
from continuity.errors import AmbiguousEntity, UnknownEntity
from continuity.model import Account, Evidence, cite, cited

if TYPE_CHECKING:
    from continuity.api.canon import Canon

#: How many facts and members a repr shows.
SHOWN = 12


@dataclass(frozen=True, repr=False)
class Why:
    """What a fact rests on: the accounts that tell it, or the rule that derived it with its premises.

    `str` gives it as an indented text, a notebook as nested lists.
    """

    text: str
    evidence: tuple[Evidence, ...] = ()
    rule: str = ""
    premises: tuple[Why, ...] = ()

    def __str__(self) -> str:
        return "\n".join(self._lines(""))

    __repr__ = __str__

    def _lines(self, indent: str) -> Iterator[str]:
        yield f"{indent}{self.text}" + (f"  [by the rule {self.rule}, from:]" if self.rule else "")
        for one in self.evidence:
            yield f"{indent}  — {cite(one)}" + (f": “{one.quote}”" if one.quote else "")
        for premise in self.premises:
            yield from premise._lines(indent + "    ")

    def _repr_html_(self) -> str:
        rule = f" <em>by the rule {html.escape(self.rule)}, from:</em>" if self.rule else ""
        told = "".join(f"<li>{cited(e)}</li>" for e in self.evidence)
        premises = "".join(f"<li>{p._repr_html_()}</li>" for p in self.premises)
        return f"{html.escape(self.text)}{rule}" + (f"<ul>{told}{premises}</ul>" if told or premises else "")


@dataclass(frozen=True, repr=False)
class Fact:
    """A fact in words, what it is about (a property or the class of a statement), who tells it, and whether the canon
    follows it. `rule` is the rule that derived it; nothing where it was told.

    >>> fact = c["keeper"].facts[0]
    >>> fact.text, fact.about, fact.followed
    ('The Keeper dies in Lighthouse S1E02, killed by Ada', 'Death', True)
    >>> [account.source.title for account in fact.accounts]
    ['Review of the finale']
    """

    text: str
    about: str
    evidence: tuple[Evidence, ...]
    followed: bool = True
    rule: str = ""
    _canon: Canon | None = field(default=None, compare=False)
    _statements: tuple[Any, ...] = field(default=(), compare=False)

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts behind it, each once, by id."""
        return tuple(sorted({e.account.id: e.account for e in self.evidence}.values(), key=lambda a: a.id))

    def why(self) -> Why:
        """What it rests on: its tellers, or the rule and the premises, each with what it rests on in turn.

        >>> print(next(f for f in c["keeper"].facts if f.about == "killedBy").why())
        The Keeper was killed by Ada  [by the rule deaths-killers, from:]
            The Keeper dies in Lighthouse S1E02, killed by Ada
              — “Review of the finale”, A newspaper, 2026-03-01: “falls from the lamp room”
        """
        if not self.rule or self._canon is None:
            return Why(self.text, self.evidence)
        from continuity.api.reasons import why

        return why(self._canon, self._statements[0].triple, self.text)

    def __str__(self) -> str:
        return self.text

    def __repr__(self) -> str:
        tellers = "by the rule " + self.rule if self.rule else f"told by {len(self.accounts)}"
        return f"<Fact {self.text!r}, {tellers}{'' if self.followed else ', not followed here'}>"

    def _repr_html_(self) -> str:
        told = f" <em>by the rule {html.escape(self.rule)}</em>" if self.rule else ""
        lost = "" if self.followed else " <em>not followed here</em>"
        tellers = "".join(f"<li>{cited(e)}</li>" for e in self.evidence)
        return f"{html.escape(self.text)}{told}{lost}<ul>{tellers}</ul>"


@dataclass(frozen=True, repr=False)
class Entity:
    """One thing that a canon tells of. What is told of it are attributes: see `dir(entity)`.

    A property with one value gives it or None, others give a tuple; dates are EDTF text, values of closed lists their
    names. What leads to the entity goes by the other way round (`season.showrunners`), statements about it by the plural
    of their class (`character.deaths`), parts and wholes of works by class (`series.seasons[1]`, `episode.season`).
    The first attribute loads what the canon has of the entity; the others are looked up in dictionaries.

    >>> ada = c["ada"]
    >>> ada.name, ada.type, ada.actors
    ('Ada', 'Character', [<Person jo-doe: Jo Doe>])
    >>> c["lighthouse/series"].seasons[1].episodes[2].released
    '2026-02-01'
    >>> c["keeper"].deaths[0].by
    (<Character ada: Ada>,)
    >>> ada.nickname
    Traceback (most recent call last):
    AttributeError: a Character has no attribute 'nickname'; did you mean name?
    """

    canon: Canon
    id: str

    @property
    def label(self) -> str:
        """What it is called; of a statement, what it says."""
        statement = self.type in vocab.terms().below("Statement")
        return self.canon._words.node(self.id) if statement else self.canon.graph.label(self.id)

    @property
    def type(self) -> str:
        """Its narrowest class."""
        return self.canon._things.type(self.id)

    @property
    def iri(self) -> str:
        """Its IRI."""
        return vocab.full(self.id, self.canon.graph.base)

    @cached_property
    def facts(self) -> list[Fact]:
        """Everything told of it, each fact with who told it."""
        found = self.canon._describer.facts(self.id)
        return [Fact(f.text, f.about, f.evidence, f.followed, f.rule, self.canon, f.statements) for f in found]

    @property
    def accounts(self) -> tuple[Account, ...]:
        """The accounts that tell of it, each once, by id."""
        return tuple(sorted({a.id: a for f in self.facts for a in f.accounts}.values(), key=lambda a: a.id))

    def __getattr__(self, name: str) -> Any:
        if name.startswith("_"):  # copies and pickles ask before there is anything to ask
            raise AttributeError(name)
        known = attributes(self.type)
        found = known.get(snake(name))
        if found is None:
            near = difflib.get_close_matches(snake(name), known, 2)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise AttributeError(f"a {self.type or 'thing'} has no attribute {name!r}{hint}")
        return self.canon._things.value(self, found)

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *attributes(self.type)})

    def __lt__(self, other: Entity) -> bool:
        return self.id < other.id

    def __str__(self) -> str:
        return self.label

    def __repr__(self) -> str:
        return f"<{self.type} {self.id}: {self.label}>"

    def _repr_html_(self) -> str:
        facts = "".join(f"<tr><td>{html.escape(f.text)}</td><td>{_tellers(f)}</td></tr>" for f in self.facts[:SHOWN])
        rest = f"<p>and {len(self.facts) - SHOWN} more facts</p>" if len(self.facts) > SHOWN else ""
        head = f"<strong>{html.escape(self.label)}</strong> ({html.escape(self.type)}, <code>{html.escape(self.id)}</code>)"
        return f"<div>{head}<table><tbody>{facts}</tbody></table>{rest}</div>"


class Entities(Sequence[Entity]):
    """Some entities in a stable order: by number where they have one, else by id.

    An index is a position or a name; of seasons and episodes it is the number.

    >>> c.characters
    [<Character ada: Ada>, <Character keeper: The Keeper>]
    >>> c.characters["Ada"], c.characters[-1].id, "ada" in c.characters
    (<Character ada: Ada>, 'keeper', True)
    >>> c.series["Lighthouse"].seasons[1]
    <Season lighthouse/s1: Lighthouse season 1>
    >>> c.series["Lighthouse"].seasons[2]
    Traceback (most recent call last):
    IndexError: there is no number 2; there are: 1
    """

    def __init__(self, members: Iterable[Entity], numbers: Mapping[int, Entity] | None = None) -> None:
        self._members = tuple(members)
        self._numbers = dict(numbers or {})

    @cached_property
    def _ids(self) -> Mapping[str, Entity]:
        return {e.id: e for e in self._members}

    @overload
    def __getitem__(self, at: int | str) -> Entity: ...
    @overload
    def __getitem__(self, at: slice) -> Entities: ...
    def __getitem__(self, at: int | str | slice) -> Entity | Entities:
        if isinstance(at, slice):
            return Entities(self._members[at])
        if isinstance(at, int) and self._numbers:
            if at not in self._numbers:
                raise IndexError(f"there is no number {at}; there are: {', '.join(map(str, self._numbers))}")
            return self._numbers[at]
        return self._named(at) if isinstance(at, str) else self._members[at]

    def _named(self, name: str) -> Entity:
        if name in self._ids:
            return self._ids[name]
        if not self._members:
            raise KeyError(f"nothing is called {name!r}: there is nothing here")
        canon = self._members[0].canon
        try:
            id = canon.resolve(name, {e.type for e in self._members})
        except UnknownEntity:
            raise KeyError(str(UnknownEntity(name, self._near(name)))) from None
        if id not in self._ids:
            raise KeyError(f"{name!r} is none of these")
        return self._ids[id]

    def _near(self, name: str) -> list[str]:
        """The members whose names come close to a name, the closest first."""
        ids = {e.label.casefold(): e.id for e in reversed(self._members)} | {e.id: e.id for e in self._members}
        return [ids[n] for n in difflib.get_close_matches(name.casefold(), ids, 3, 0.6)]

    def __contains__(self, one: object) -> bool:
        if not isinstance(one, str):
            return one in self._members
        try:
            return bool(self._named(one))
        except KeyError:
            return False
        except AmbiguousEntity:
            return True

    def __iter__(self) -> Iterator[Entity]:
        return iter(self._members)

    def __len__(self) -> int:
        return len(self._members)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, (Entities, list, tuple)) and self._members == tuple(other)

    def __hash__(self) -> int:
        return hash(self._members)

    def _ipython_key_completions_(self) -> list[str]:
        return [e.label for e in self._members]

    def __repr__(self) -> str:
        shown = ", ".join(map(repr, self._members[:SHOWN]))
        return f"[{shown}, … {len(self) - SHOWN} more]" if len(self) > SHOWN else f"[{shown}]"

    def _repr_html_(self) -> str:
        rows = "".join(
            f"<tr><td>{html.escape(e.label)}</td><td>{html.escape(e.type)}</td><td><code>{html.escape(e.id)}</code></td></tr>"
            for e in self._members[:SHOWN]
        )
        return f"<table><tbody>{rows}</tbody></table><p>{len(self)} in all</p>"


class Things:
    """The direct facts of a canon's entities as dictionaries; those of an entity are loaded when it is first asked."""

    def __init__(self, canon: Canon) -> None:
        self._canon = canon
        self._types: dict[str, str] = {}
        self._loaded: dict[str, tuple[Mapping[str, list[Any]], Mapping[str, list[str]]]] = {}

    def type(self, id: str) -> str:
        """The narrowest class of an id."""
        if id not in self._types:
            self._types[id] = self._canon.graph.type(id)
        return self._types[id]

    def value(self, entity: Entity, attribute: Attribute) -> Any:
        """The value of an attribute of an entity."""
        along, against = self._of(entity.id)
        match attribute.how:
            case "value":
                return next((self._plain(o) for o in along.get(attribute.names[0], ())), None)
            case "values":
                found = [self._plain(o) for o in along.get(attribute.names[0], ())]
                return tuple(sorted(found, key=lambda v: (str(type(v)), v.id if isinstance(v, Entity) else v)))
            case "towards":
                ids = {s for name in attribute.names for s in against.get(name, ())}
            case "statements":
                cls, *properties = attribute.names
                ids = {s for name in properties for s in against.get(name, ()) if self.type(s) == cls}
            case "parts":
                ids = {s for s in against.get("within", ()) if self.type(s) == attribute.names[0]}
            case "whole":
                wholes = sorted(self._canon.graph.id(o) for o in along.get("within", ()))
                of = [w for w in wholes if self.type(w) == attribute.names[0]]
                return Entity(self._canon, of[0]) if of else None
        return self.collected(ids)

    def collected(self, ids: Iterable[str]) -> Entities | tuple[Entity, ...]:
        """Entities in order; parts of works with their numbers."""
        members = sorted((Entity(self._canon, id) for id in ids), key=lambda e: (self._numbers(e.id), e.id))
        own = [(self._numbers(e.id) or (0,))[-1] for e in members]
        numbered = all(own) and len(set(own)) == len(own)
        return Entities(members, dict(zip(own, members, strict=True))) if numbered and members else Entities(members)

    def _numbers(self, id: str) -> tuple[int, ...]:
        """The numbers of a season, or of an episode after those of its season; none for other things."""
        along, _ = self._of(id)
        if not along.get("number"):
            return ()
        seasons = [n for o in along.get("partOf", ()) for n in self._numbers(self._canon.graph.id(o))]
        return (*seasons[:1], int(along["number"][0].value))

    def _of(self, id: str) -> tuple[Mapping[str, list[Any]], Mapping[str, list[str]]]:
        known = self._loaded.get(id)
        if known is None:
            graph, node = self._canon.graph, self._canon.graph.node(id)
            along: dict[str, list[Any]] = {}
            against: dict[str, list[str]] = {}
            for q in graph.facts.match(node, None, None, store.DEFAULT):
                along.setdefault(vocab.short(q.predicate.value), []).append(q.object)
            for q in graph.facts.match(None, None, node, store.DEFAULT):
                if store.is_iri(q.subject):
                    against.setdefault(vocab.short(q.predicate.value), []).append(graph.id(q.subject))
            known = self._loaded[id] = along, against
        return known

    def _plain(self, node: Any) -> Any:
        if store.is_literal(node):
            return native(node.value, node.datatype.value)
        if not store.is_iri(node):
            return str(node)
        id = self._canon.graph.id(node)
        foreign = node.value.startswith(vocab.VOCAB) or not node.value.startswith(self._canon.graph.base)
        return id if foreign else Entity(self._canon, id)


def _tellers(fact: Fact) -> str:
    rule = f"by the rule {html.escape(fact.rule)}" if fact.rule else ""
    return rule or "; ".join(cited(e) for e in fact.evidence[:3])
