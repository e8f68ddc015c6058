"""Which things of one universe are ones that another has: proposed with a score and reasons, decided by people.

Candidates share an identifier, a name or a word of a name (blocking); each is scored, and each thing gets the best one
that no other has a better claim to. Above one threshold a match is taken, below the other it is none, and whatever lies
between is for somebody to look at.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from continuity.canon import CanonGraph
from continuity.match.profile import Profile, profiles
from continuity.match.score import SAME, Evidence, Weights, comparable, compare, probability

__all__ = ["AUTOMATIC", "POSSIBLE", "Match", "match"]

#: From here up a match is taken unseen; from here down there is none. What lies between is reviewed.
AUTOMATIC, POSSIBLE = 0.99, 0.2
#: A second candidate this close, in bits, makes a match one for people.
_CLOSE = 4.0
#: A word that more names have than this brings no candidates together.
_COMMON = 40


@dataclass(frozen=True, slots=True)
class Match:
    """A thing of the new universe, what of ours it may be (nothing: it is new), how likely, and why.

    `decision` is `same`, `review` or `new`; `others` are further candidates with their likelihoods.
    """

    new: str
    cls: str
    label: str
    ours: str
    our_label: str
    score: float
    decision: str
    because: tuple[Evidence, ...] = ()
    others: tuple[tuple[str, float], ...] = ()


def match(
    new: CanonGraph, ours: CanonGraph, *, automatic: float = AUTOMATIC, possible: float = POSSIBLE
) -> list[Match]:
    """Every entity of `new` with what it is among `ours`, sorted by decision and id."""
    theirs, known = profiles(new), profiles(ours)
    weights = _weights(known.values(), theirs.values())
    by_key = _blocks(known.values())
    of_class = Counter(one.cls for one in known.values())
    scored: dict[str, list[tuple[float, float, str, tuple[Evidence, ...]]]] = {}
    for id, one in theirs.items():
        for other in sorted({o for key in _keys(one) for o in _rare(by_key.get(key, ()))}):
            if comparable(one, known[other]):
                evidence = compare(one, known[other], weights)
                bits = sum(e.weight for e in evidence)
                likely = probability(evidence, of_class[known[other].cls])
                if likely >= possible / 100:
                    scored.setdefault(id, []).append((likely, bits, other, tuple(evidence)))
    for candidates in scored.values():
        candidates.sort(key=lambda c: (-c[1], c[2]))
    claimed = _claimed(scored)
    made = [_decided(one, scored.get(id, []), claimed, known, automatic, possible) for id, one in theirs.items()]
    order = ("review", "same", "new")
    return sorted(made, key=lambda m: (order.index(m.decision), m.new))


def _decided(
    one: Profile,
    candidates: list[tuple[float, float, str, tuple[Evidence, ...]]],
    claimed: Mapping[str, tuple[float, str]],
    known: Mapping[str, Profile],
    automatic: float,
    possible: float,
) -> Match:
    likely = [c for c in candidates if c[0] >= possible]
    if not likely:
        return Match(one.id, one.cls, one.label, "", "", candidates[0][0] if candidates else 0.0, "new")
    score, bits, best, evidence = likely[0]
    rivalled = any(bits - b < _CLOSE and _as_real(e) >= _as_real(evidence) for _, b, _, e in candidates[1:])
    first = claimed[best][1] == one.id
    decision = "same" if score >= automatic and not rivalled and first else "review"
    others = tuple((other, round(s, 4)) for s, _, other, _ in candidates[1:4])
    return Match(one.id, one.cls, one.label, best, known[best].label, round(score, 4), decision, evidence, others)


def _as_real(evidence: tuple[Evidence, ...]) -> bool:
    """Whether two things are known to be of the same reality: a variant of another one is no rival to that."""
    return any(e.text == SAME for e in evidence)


def _claimed(
    scored: Mapping[str, list[tuple[float, float, str, tuple[Evidence, ...]]]],
) -> dict[str, tuple[float, str]]:
    """Thing of ours → the strongest claim to it. Two of the new ones with the same claim have none."""
    found: dict[str, tuple[float, str]] = {}
    for id, candidates in sorted(scored.items()):
        _, bits, ours, _ = candidates[0]
        strongest = found.get(ours)
        if strongest is None or bits > strongest[0]:
            found[ours] = (bits, id)
        elif bits == strongest[0]:
            found[ours] = (bits, "")
    return found


def _weights(*universes: Iterable[Profile]) -> Weights:
    names: Counter[str] = Counter()
    around: Counter[str] = Counter()
    total = 0
    for universe in universes:
        own: Counter[str] = Counter()
        for one in universe:
            total += 1
            own.update(one.names.keys())
            around.update(n for near in one.around.values() for n in near)
        for name, count in own.items():
            names[name] = max(names[name], count)
    return Weights(names, around, max(total, 2))


def _keys(one: Profile) -> set[str]:
    """What brings a thing together with candidates."""
    keys = {f"{name}={value}" for name, value in one.identifiers.items()}
    keys |= {f"name={name}" for name in one.names}
    if one.whole:
        return keys | {f"place={one.whole}"}
    return keys | {f"word={word}" for name in one.names for word in name.split() if len(word) > 2}


def _blocks(known: Iterable[Profile]) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for one in known:
        for key in _keys(one):
            found.setdefault(key, []).append(one.id)
    return {key: sorted(ids) for key, ids in found.items()}


def _rare(ids: Iterable[str]) -> list[str]:
    found = list(ids)
    return found if len(found) <= _COMMON else []
