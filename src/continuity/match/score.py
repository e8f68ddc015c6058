"""How far two profiles tell of one thing, and why: the weights of evidence of Fellegi and Sunter (1969), in bits.

Each feature that agrees adds the logarithm of how much likelier that is for one thing than for two; each that does not
takes away. A rare name or a rare work weighs more than a common one.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

from continuity import dates, vocab
from continuity.match.profile import Profile

#: What each agreement or contradiction is worth, in bits.
SAME_IDENTIFIER, OTHER_IDENTIFIER = 40.0, -40.0
OTHER_NAME, ALMOST_NAME = -12.0, 3.0
BY_ALIAS = -2.0
SAME_DAY, SAME_YEAR, OTHER_YEAR = 8.0, 3.0, -14.0
SAME_BIRTH, OTHER_BIRTH = 10.0, -10.0
#: The dates of a character are retold; those of a person are not.
OTHER_BIRTH_IN_STORY = -5.0
#: A name is at least this rare among all the names there are, however small the universes.
NAMES = 1_000
SAME_PLACE, OTHER_PLACE = 14.0, -40.0
#: That two lists have nothing in common says more of a cast than of the works that somebody is known for.
NOTHING_SHARED = {"people": -4.0, "works": -1.0, "characters": -2.0}
SAME_REALITY, OTHER_REALITY = 4.0, -8.0
#: What each further word of a name adds: two people rarely share two, while a character's variants share them all.
FURTHER_WORD, FURTHER_OF_PERSON, MOST_FURTHER = 3.0, 7.0, 10.0
MOST_AROUND, MOST_NAME = 14.0, 12.0
SAME = "the same reality"
#: Names at least this alike, of 100, are almost the same.
ALIKE = 88


@dataclass(frozen=True, slots=True)
class Evidence:
    """One feature that was compared: in words, and its weight in bits."""

    text: str
    weight: float


@dataclass(frozen=True, slots=True)
class Weights:
    """How rare names are: name → how many things bear it, of how many."""

    names: Mapping[str, int]
    around: Mapping[str, int]
    total: int

    def name(self, text: str) -> float:
        """What it is worth that two things share a name."""
        return min(MOST_NAME, math.log2(max(2.0, max(NAMES, self.total) / self.names.get(text, 1))))

    def near(self, text: str) -> float:
        """What it is worth that two things hang together with a thing of this name."""
        return min(6.0, 0.75 * math.log2(max(1.5, self.total / (1 + self.around.get(text, 0)))))


def comparable(one: Profile, other: Profile) -> bool:
    """Whether two things can be one at all: works of one class, else of one branch of the vocabulary."""
    terms = vocab.terms()
    for branch in ("Agent", "Character", "Group", "Place", "Item", "Event", "Reality"):
        if terms.is_a(one.cls, branch):
            return terms.is_a(other.cls, branch)
    if "Work" in (one.cls, other.cls):  # a work of which more is not known
        return terms.is_a(one.cls, "Work") and terms.is_a(other.cls, "Work")
    return one.cls == other.cls or {one.cls, other.cls} == {"Film", "Special"}


def compare(one: Profile, other: Profile, weights: Weights) -> list[Evidence]:
    """What speaks for and against two comparable profiles telling of one thing."""
    made = _identifiers(one, other)
    parts = bool(one.whole and other.whole)
    made.append(_part(one, other) if parts else _named(one, other, weights))
    made += _dated(one, other)
    if one.realities and other.realities:
        made.append(_real(one, other))
    if not parts:
        made += _around(one, other, weights)
    return [e for e in made if e.weight]


def probability(evidence: list[Evidence], candidates: int) -> float:
    """How likely it is one thing, where one of so many of its class may be it."""
    bits = sum(e.weight for e in evidence) - math.log2(max(2, candidates))
    return 1 / (1 + math.pow(2.0, max(-60.0, min(60.0, -bits))))


def _identifiers(one: Profile, other: Profile) -> list[Evidence]:
    made = []
    for name in sorted(one.identifiers.keys() & other.identifiers.keys()):
        same = one.identifiers[name] == other.identifiers[name]
        word = "the same" if same else "another"
        made.append(
            Evidence(f"{word} {name} ({other.identifiers[name]})", SAME_IDENTIFIER if same else OTHER_IDENTIFIER)
        )
    return made


def _part(one: Profile, other: Profile) -> Evidence:
    if one.whole == other.whole:
        return Evidence(f"the same place in a series ({other.whole})", SAME_PLACE)
    return Evidence(f"another place in a series ({one.whole}; {other.whole})", OTHER_PLACE)


def _named(one: Profile, other: Profile, weights: Weights) -> Evidence:
    shared = one.names.keys() & other.names.keys()
    if shared:
        best = max(sorted(shared), key=lambda n: _name_weight(n, one, other, weights))
        how = "the same name" if one.names[best] == other.names[best] == "name" else "a name shared as alias"
        return Evidence(f"{how} ({best})", _name_weight(best, one, other, weights))
    from rapidfuzz import fuzz, process

    close = [
        (score, mine, theirs)
        for mine in one.names
        for theirs, score, _ in process.extract(
            mine, list(other.names), scorer=fuzz.token_sort_ratio, score_cutoff=ALIKE
        )
    ]
    if close:
        score, mine, theirs = max(close)
        return Evidence(f"almost the same name ({mine}; {theirs}; {score:.0f} of 100 alike)", ALMOST_NAME)
    return Evidence(f"no name in common ({one.label}; {other.label})", OTHER_NAME)


def _name_weight(name: str, one: Profile, other: Profile, weights: Weights) -> float:
    aliases = sum(p.names[name] != "name" for p in (one, other))
    further = FURTHER_OF_PERSON if vocab.terms().is_a(one.cls, "Person") else FURTHER_WORD
    return weights.name(name) + min(MOST_FURTHER, further * name.count(" ")) + BY_ALIAS * aliases


def _real(one: Profile, other: Profile) -> Evidence:
    if one.realities & other.realities:
        return Evidence(SAME, SAME_REALITY)
    return Evidence(
        f"another reality ({', '.join(sorted(one.realities))}; {', '.join(sorted(other.realities))})", OTHER_REALITY
    )


def _dated(one: Profile, other: Profile) -> list[Evidence]:
    made = []
    for name in sorted(one.dates.keys() & other.dates.keys()):
        mine, theirs = one.dates[name], other.dates[name]
        if not (dates.is_date(mine) and dates.is_date(theirs)):
            continue
        close, far = (SAME_DAY, OTHER_YEAR) if name == "released" else (SAME_BIRTH, OTHER_BIRTH)
        far = OTHER_BIRTH_IN_STORY if vocab.terms().is_a(one.cls, "Character") else far
        if mine == theirs and len(mine) >= len("2015-11-20"):
            made.append(Evidence(f"{name} on the same day ({mine})", close))
        elif dates.compatible(mine, theirs) or mine[:4] == theirs[:4]:
            made.append(Evidence(f"{name} in the same year ({mine}; {theirs})", SAME_YEAR))
        elif abs((dates.bounds(mine)[0] - dates.bounds(theirs)[0]).days) > 366:
            made.append(Evidence(f"{name} in another year ({mine}; {theirs})", far))
    return made


def _around(one: Profile, other: Profile, weights: Weights) -> list[Evidence]:
    made = []
    for kind in sorted(one.around.keys() & other.around.keys()):
        shared = sorted(one.around[kind] & other.around[kind], key=lambda n: (-weights.near(n), n))
        if shared:
            worth = min(MOST_AROUND, sum(map(weights.near, shared)))
            more = f" and {len(shared) - 3} more" if len(shared) > 3 else ""
            made.append(Evidence(f"the same {kind}: {', '.join(shared[:3])}{more}", worth))
        else:
            made.append(Evidence(f"no {kind} in common", NOTHING_SHARED[kind]))
    return made
