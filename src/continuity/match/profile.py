"""What tells a thing from others: its class, identifiers, names, dates, and the names of what it hangs together with."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from continuity import network, store, vocab
from continuity.canon import CanonGraph
from continuity.language.names import plain, tokenize

#: Identifiers that other data sets give: two things with the same one are the same.
IDENTIFIERS = ("imdb", "tmdb", "tvmaze", "wikidata")
_NAMES = ("name", "alias", "realName")
_DATES = ("released", "born", "died")
#: Words that stand before a title and are none of it.
_BEFORE = ("marvels", "marvel", "the", "a", "an")
_ASIDE = re.compile(r"\s*\([^()]*\)")
#: Relations through which too much hangs together to tell anything.
_TOO_WIDE = frozenset({"within", "relatedTo", "collaboratedWith", "crossesOverWith", "dependsOn", "reality"})


@dataclass(frozen=True, slots=True)
class Profile:
    """A thing as it is compared. Names are normal forms, of a surname or alias too; `around` are names of other things
    by what they are: works, people, characters, wholes.
    """

    id: str
    cls: str
    label: str
    names: Mapping[str, str]  # normal form → name, alias or realName
    identifiers: Mapping[str, str] = field(default_factory=dict)
    dates: Mapping[str, str] = field(default_factory=dict)
    number: int = 0
    whole: str = ""  # of a season or episode: the normal title of its series, and the number of its season
    around: Mapping[str, frozenset[str]] = field(default_factory=dict)
    realities: frozenset[str] = frozenset()


def normal(text: str) -> str:
    """A name as it is compared: plain words without what stands before a title or in brackets.

    >>> normal("Marvel's The Defenders (TV series)")
    'defenders'
    """
    words = [t.norm for t in tokenize(_ASIDE.sub("", text) or text) if t.norm != "'s"]
    while len(words) > 1 and words[0] in _BEFORE:
        words = words[1:]
    return " ".join(words) or plain(text)


def profiles(canon: CanonGraph) -> dict[str, Profile]:
    """The profile of every entity that can be matched, by id."""
    facts = _literals(canon)
    names = canon.names()
    parts: dict[str, str] = {}
    near: dict[str, dict[str, set[str]]] = {}
    for link in network.links(canon):
        if link.relation == "partOf" and canon.type(link.target) in ("Series", "Season"):
            parts[link.source] = link.target
        if link.relation == "reality":
            near.setdefault(link.source, {}).setdefault("reality", set()).add(link.target)
        if link.relation in _TOO_WIDE:
            continue
        for one, other in ((link.source, link.target), (link.target, link.source)):
            kind = _kind(canon.type(other))
            if kind:
                near.setdefault(one, {}).setdefault(kind, set()).add(other)
    for part, above in parts.items():  # a series begins with the first of its parts
        begun = facts.get(part, {}).get("released", "")
        own = facts.setdefault(above, {}) if begun and canon.type(above) == "Series" else {}
        own["released"] = min(begun, own.get("released", begun))
    made: dict[str, Profile] = {}
    for id in canon.entities():
        told = facts.get(id, {})
        own = {
            normal(name): property for property, name in sorted(names.get(id, ()), key=lambda n: -_NAMES.index(n[0]))
        }
        cls = canon.type(id)
        label = canon.label(id)
        made[id] = Profile(
            id,
            cls,
            label,
            own or {normal(label): "name"},
            {p: told[p] for p in IDENTIFIERS if p in told},
            {p: told[p] for p in _DATES if p in told},
            int(told.get("number", "0") or 0),
            _whole(canon, id, parts, facts, names) if cls in ("Season", "Episode") else "",
            {
                kind: frozenset(n for other in others for n in _called(canon, other, parts, facts, names))
                for kind, others in near.get(id, {}).items()
                if kind != "reality"
            },
            frozenset(n for r in near.get(id, {}).get("reality", ()) for n in _called(canon, r, parts, facts, names)),
        )
    return made


def _literals(canon: CanonGraph) -> dict[str, dict[str, str]]:
    """Id → the literals that tell things apart; of several values the first."""
    found: dict[str, dict[str, str]] = {}
    for property in (*IDENTIFIERS, *_DATES, "number"):
        for quad in canon.facts.match(None, store.iri(vocab.term(property)), None, store.DEFAULT):
            own = found.setdefault(canon.id(quad.subject), {})
            own[property] = min(quad.object.value, own.get(property, quad.object.value))
    return found


def _kind(cls: str) -> str:
    """What a thing is to others: work, person or character; groups count as characters."""
    terms = vocab.terms()
    for kind, above in (("works", "Work"), ("people", "Agent"), ("characters", "Character"), ("characters", "Group")):
        if cls and terms.is_a(cls, above):
            return kind
    return ""


Names = Mapping[str, list[tuple[str, str]]]


def _called(
    canon: CanonGraph, id: str, parts: Mapping[str, str], facts: Mapping[str, Mapping[str, str]], names: Names
) -> list[str]:
    """The names by which another universe may know a thing; a part goes by its series and number."""
    whole = _whole(canon, id, parts, facts, names) if canon.type(id) in ("Season", "Episode") else ""
    return [whole] if whole else sorted({normal(n) for _, n in names.get(id, ())} or {normal(canon.label(id))})


def _whole(
    canon: CanonGraph, id: str, parts: Mapping[str, str], facts: Mapping[str, Mapping[str, str]], names: Names
) -> str:
    """A season or episode by the title of its series and its numbers; empty where they are not all known."""
    number, above = facts.get(id, {}).get("number", ""), parts.get(id, "")
    if not number or not above:
        return ""
    if canon.type(above) == "Series":
        title = next((n for p, n in names.get(above, ()) if p == "name"), canon.label(above))
        return f"{normal(title)} {number}"
    whole = _whole(canon, above, {k: v for k, v in parts.items() if k != id}, facts, names)
    return f"{whole} {number}" if whole else ""
