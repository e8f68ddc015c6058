"""What another universe, such as a wiki's page, tells of the things that ours has, and ours of those: and where they clash."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from continuity import dates, store, vocab
from continuity.canon import CanonGraph
from continuity.language.words import Words
from continuity.match import Match
from continuity.match.profile import normal
from continuity.model import Evidence, cite
from continuity.network.links import Link, implied

#: Kinds of differences, in the order in which they are listed.
CLASH, THEIRS, OURS = "clash", "only there", "only here"
#: What is told of a thing besides facts about the story and its making.
_ASIDE = frozenset(
    {"type", "sameAs", "within", "relatedTo", "collaboratedWith", "crossesOverWith", "dependsOn", "label"}
)


@dataclass(frozen=True, slots=True)
class Difference:
    """A fact that one side tells and the other does not, or tells otherwise; in words, with who tells it."""

    kind: str
    about: str
    property: str
    there: str
    here: str
    there_by: tuple[Evidence, ...] = ()
    here_by: tuple[Evidence, ...] = ()


@dataclass(frozen=True, slots=True)
class _Side:
    """The facts of one canon about its things, each by property and the other end."""

    canon: CanonGraph
    words: Words
    implied: frozenset[Link]

    def facts(self, id: str) -> Mapping[str, dict[str, tuple[Any, Any, Any]]]:
        """Property → the other end (an id, or `=` and a value) → the triple. Properties that lead here are turned."""
        found: dict[str, dict[str, tuple[Any, Any, Any]]] = {}
        node = self.canon.node(id)
        for quad in (
            *self.canon.facts.match(node, None, None, store.DEFAULT),
            *self.canon.facts.match(None, None, node, store.DEFAULT),
        ):
            turned = quad.subject != node
            name = vocab.short(quad.predicate.value)
            known = vocab.terms().properties.get(name)
            end = quad.subject if turned else quad.object
            if known is None or name in _ASIDE or not self._between_things(known, end):
                continue
            value = self.canon.id(end) if store.is_iri(end) else f"={end.value}"
            key = f"^{name}" if turned and not known.symmetric else name
            found.setdefault(key, {})[value] = (quad.subject, quad.predicate, quad.object)
        return found

    def _between_things(self, known: vocab.PropertyTerm, end: Any) -> bool:
        terms = vocab.terms()
        if not any(terms.is_a(d, "Entity") for d in known.domain):
            return False
        return store.is_literal(end) or (store.is_iri(end) and self.canon.is_entity(self.canon.id(end)))

    def follows(self, triple: tuple[Any, Any, Any]) -> bool:
        """Whether a fact only follows for a series from its episodes."""
        subject, predicate, object = triple
        if not store.is_iri(object):
            return False
        link = Link(self.canon.id(subject), vocab.short(predicate.value), self.canon.id(object))
        return link in self.implied

    def told(self, triple: tuple[Any, Any, Any]) -> tuple[Evidence, ...]:
        """Who tells a fact."""
        return tuple(self.words.evidence(self.canon.told(*triple)))

    def say(self, triple: tuple[Any, Any, Any]) -> str:
        """A fact in words."""
        subject, predicate, object = triple
        return self.words.direct(self.canon.id(subject), vocab.short(predicate.value), self.words.value(object))


def differences(
    new: CanonGraph, ours: CanonGraph, matches: Iterable[Match], about: Iterable[str] = (), *, every: bool = False
) -> Iterator[Difference]:
    """The differences about things that both have, sorted by thing; `about` are ids of `new`, none for all.

    Of what only ours tells, the properties of which the other side tells something, or `every`.
    """
    same = {m.new: m.ours for m in matches if m.ours}
    wanted = set(about) or set(same)
    there, here = (_Side(c, Words(c), frozenset(implied(c))) for c in (new, ours))
    for id in sorted(wanted & set(same)):
        yield from sorted(
            _of_one(there, here, id, same, every), key=lambda d: (_ORDER.index(d.kind), d.property, d.there, d.here)
        )


_ORDER = (CLASH, THEIRS, OURS)


def _of_one(there: _Side, here: _Side, id: str, same: Mapping[str, str], every: bool) -> Iterator[Difference]:
    mine = same[id]
    theirs, own = there.facts(id), here.facts(mine)
    names = {normal(n) for _, n in here.canon.names().get(mine, ())}
    for property, values in theirs.items():
        known = vocab.terms().properties[property.removeprefix("^")]
        others = own.get(property, {})
        for value, triple in sorted(values.items()):
            ours_is = same.get(value, "") if not value.startswith("=") else value
            if property in ("name", "alias", "realName"):
                if normal(value[1:]) not in names:
                    yield Difference(THEIRS, mine, property, there.say(triple), "", there.told(triple))
            elif ours_is in others or any(_alike(known.value, value, o) for o in others):
                continue
            elif known.functional and others and not property.startswith("^"):
                other = next(iter(sorted(others.values(), key=str)))
                yield Difference(
                    CLASH, mine, property, there.say(triple), here.say(other), there.told(triple), here.told(other)
                )
            else:
                yield Difference(THEIRS, mine, property, there.say(triple), "", there.told(triple))
    back = {ours_id: new_id for new_id, ours_id in same.items()}
    for property, values in own.items():
        known = vocab.terms().properties[property.removeprefix("^")]
        if property in ("name", "alias", "realName") or (property not in theirs and not every):
            continue
        for value, triple in sorted(values.items()):
            others = theirs.get(property, {})
            known_there = back.get(value, "") if not value.startswith("=") else value
            clashes = known.functional and others and not property.startswith("^")
            if here.follows(triple):
                continue
            if known_there not in others and not clashes and not any(_alike(known.value, value, o) for o in others):
                yield Difference(OURS, mine, property, "", here.say(triple), (), here.told(triple))


def _alike(kind: str, one: str, other: str) -> bool:
    """Whether two values say the same: dates that can both hold, texts but for case and marks."""
    if not (one.startswith("=") and other.startswith("=")):
        return False
    if kind == "date" and dates.is_date(one[1:]) and dates.is_date(other[1:]):
        return dates.compatible(one[1:], other[1:])
    return normal(one[1:]) == normal(other[1:])


def text(found: Iterable[Difference], matches: Iterable[Match], ours: CanonGraph) -> str:
    """The differences as a list to work through: by thing, clashes first, each with who tells it."""
    taken = {m.ours: m for m in matches if m.ours}
    lines: list[str] = []
    about = ""
    for one in found:
        if one.about != about:
            about = one.about
            how = taken[about]
            sure = "" if how.decision == "same" else f", taken to be it at {how.score:.2f}; see continuity match"
            lines += ["", f"{ours.label(about)} ({about}; there {how.label}{sure})"]
        lines.append(f"  {one.kind}: {one.there or one.here}")
        if one.kind == CLASH:
            lines.append(f"    here: {one.here}")
        sides = (
            (("there", one.there_by), ("here", one.here_by))
            if one.kind == CLASH
            else (("", one.there_by or one.here_by),)
        )
        for side, evidence in sides:
            cited = list(dict.fromkeys(map(_cited, evidence)))
            lines += [f"    — {side + ': ' if side else ''}{c}" for c in cited[:_CITED]]
            lines += [f"    — and {len(cited) - _CITED} more"] if len(cited) > _CITED else []
    return "\n".join(lines).lstrip("\n") + "\n" if lines else "nothing differs\n"


#: How many sources are named for a fact.
_CITED = 3


def _cited(evidence: Evidence) -> str:
    url = evidence.account.source.url
    return cite(evidence) + (f" <{url}>" if url else "")


def as_json(found: Iterable[Difference]) -> list[Mapping[str, Any]]:
    """The differences as plain data."""

    def by(evidence: Iterable[Evidence]) -> list[Mapping[str, Any]]:
        return [
            {"account": e.account.id, "source": e.account.source.id, "title": e.account.source.title,
             "url": e.account.source.url, "quote": e.quote or None}
            for e in evidence
        ]  # fmt: skip

    return [
        {"kind": d.kind, "about": d.about, "property": d.property.removeprefix("^"), "there": d.there or None,
         "here": d.here or None, "there_by": by(d.there_by), "here_by": by(d.here_by)}
        for d in found
    ]  # fmt: skip
