"""Which attributes an entity of a class has, read off the vocabulary, and how each finds its value.

Properties of the class go by their names in snake case (`real_name`, `appears_in`); properties that lead to it by the
other way round (`showrunners`, `actors`, `members`); statements about it by the plural of their class (`credits`,
`deaths`); parts and wholes of works by class (`seasons`, `series`).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Literal

from continuity import vocab

#: The other way round of properties whose names do not tell it; `showrunnerOf` is told by its name.
INVERSE: Mapping[str, str] = MappingProxyType(
    {
        "actsIn": "actors",
        "appearsIn": "characters",
        "dependsOn": "dependents",
        "diesIn": "dying",
        "killedBy": "victims",
        "network": "broadcasts",
        "plays": "actors",
        "producedBy": "productions",
        "setIn": "settings",
        "shapedBy": "shapes",
        "starring": "stars_in",
    }
)
#: Which works a work is made of, by class.
PARTS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "Franchise": ("Series", "Season", "Episode", "Film", "Special", "Comic"),
        "Series": ("Season", "Episode", "Special"),
        "Season": ("Episode", "Special"),
    }
)
_PLURALS = {"Person": "people", "Series": "series"}

How = Literal["value", "values", "towards", "statements", "parts", "whole"]


@dataclass(frozen=True, slots=True)
class Attribute:
    """How an attribute finds its value: along or against which property, or by which class."""

    how: How
    names: tuple[str, ...]
    about: str


def snake(name: str) -> str:
    """A name of the vocabulary as Python writes attributes.

    >>> snake("executiveProducerOf")
    'executive_producer_of'
    """
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().rstrip("_")


def plural(cls: str) -> str:
    """Many of a class, as an attribute.

    >>> [plural(c) for c in ("Character", "Person", "Company", "LifeStatus")]
    ['characters', 'people', 'companies', 'life_statuses']
    """
    word = snake(cls)
    if cls in _PLURALS:
        return _PLURALS[cls]
    if word.endswith("y"):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith("s") else "s")


@cache
def collections() -> Mapping[str, str]:
    """Plural → class, for every class of things that data files write."""
    terms = vocab.terms()
    classes = (c for c in terms.below("Entity") if c not in ("Entity", "Universe") and not terms.classes[c].derived_by)
    return MappingProxyType(
        {plural(c): c for c in (*classes, *(c for c in terms.below("Statement") if c != "Statement"))}
    )


@cache
def attributes(cls: str) -> Mapping[str, Attribute]:
    """The attributes of an entity of a class; of every class where the class is none of the vocabulary's."""
    terms = vocab.terms()
    family = {cls, *terms.classes[cls].above} if cls in terms.classes else set(terms.classes)
    statements = set(terms.below("Statement"))
    made: dict[str, Attribute] = {}
    towards: dict[str, tuple[list[str], str]] = {}
    about: dict[str, list[str]] = {}
    for p in terms.properties.values():
        if family & set(p.domain) and p.name != "sameAs":
            made[snake(p.name)] = Attribute("value" if p.functional else "values", (p.name,), p.comment)
        if p.value != "id" or not family & set(p.range):
            continue
        if not statements & set(p.domain):
            name = INVERSE.get(p.name) or (snake(p.name[:-2]) + "s" if p.name.endswith("Of") else "")
            if name and not p.symmetric and p.name != "sameAs":
                towards.setdefault(name, ([], p.comment))[0].append(p.name)
        for one in statements & set(p.domain):
            if p.name in terms.classes[one].key:  # a death is of who dies, not of who kills
                about.setdefault(one, []).append(p.name)
    for name, (properties, comment) in towards.items():
        made.setdefault(name, Attribute("towards", tuple(properties), f"The other way round: {comment}"))
    for one, properties in about.items():
        made.setdefault(plural(one), Attribute("statements", (one, *sorted(properties)), terms.classes[one].comment))
    for whole, parts in PARTS.items():
        if cls == whole:
            made |= {plural(p): Attribute("parts", (p,), f"Its {plural(p)}, in order.") for p in parts}
        if cls in parts:
            made[snake(whole)] = Attribute("whole", (whole,), f"The {snake(whole)} that it is part of.")
    return MappingProxyType(dict(sorted(made.items())))
