"""What a picture shows: which entities, which lines between them, and what it leaves out."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations

from continuity import network, vocab
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.network import Link
from continuity.views.page import everything, opening

#: Up to so many entities everything is drawn; up to so many, the lines are thinned; beyond, works stand for all.
ALL, THINNED = 1_000, 5_000
#: How many lines of each entity a thinned picture keeps, and how many episodes an ego view shows one by one.
KEPT, EPISODES = 3, 20
#: What has so much in it that it brings nothing together: an ego view shows it, and goes no further from there.
HOLDS_ALL = ("Company", "Franchise", "Reality")
STRONGEST = "Each entity shows its strongest lines until it is chosen."


@dataclass(frozen=True, slots=True)
class Line:
    """A line between two entities, with the relations that it stands for in words. A faint one shows on demand."""

    source: str
    target: str
    relations: tuple[str, ...]
    weight: int = 1
    faint: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """Entities and lines. `centre` is what the picture is about; `note` says what it leaves out.

    `inside` maps entities that are not drawn to those that stand for them. `first` are the entities that a page opens on
    where there are too many to show at once. `marks` say in a word or two what is special about some. `paths` are ways
    through the picture that a page lights. Where it stands in columns, `places` say where, and `sides` (-1 left, 1
    right) on which side the names stand.
    """

    title: str
    nodes: tuple[str, ...]
    lines: tuple[Line, ...]
    centre: tuple[str, ...] = ()
    note: str = ""
    inside: Mapping[str, str] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    marks: Mapping[str, str] = field(default_factory=dict)
    paths: tuple[tuple[str, ...], ...] = ()
    places: Mapping[str, tuple[float, float]] = field(default_factory=dict)
    sides: Mapping[str, int] = field(default_factory=dict)


def whole(canon: CanonGraph) -> Picture:
    """The whole canon; of a large one the strongest lines, and of a very large one its works first, all else on demand."""
    nodes, lines = tuple(canon.entities()), merged(canon, finest(canon, network.links(canon)))
    title = opening(everything(canon))
    if len(nodes) > THINNED:
        return _works(canon, nodes, lines, title)
    if len(nodes) > ALL:
        return Picture(title, nodes, thinned(lines), note=STRONGEST)
    return Picture(title, nodes, lines)


def ego(canon: CanonGraph, ids: Sequence[str], depth: int = 1) -> Picture:
    """Some entities and what is at most `depth` steps from them. Raises UnknownEntity, and UsageError without one."""
    if not ids:
        raise UsageError("an ego view is about somebody or something: name an entity, such as jessica-jones")
    if depth < 1:
        raise UsageError(f"the depth of an ego view is a whole number from 1 up, and not {depth}")
    centre = tuple(dict.fromkeys(network.entity(canon, id) for id in ids))
    links = finest(canon, network.links(canon))
    stops = {id for cls in HOLDS_ALL for id in canon.entities(cls)}
    near = set(network.within_reach(links, centre, depth, stops))
    inside = _folded(canon, near - set(centre))
    links = [Link(inside.get(x.source, x.source), x.relation, inside.get(x.target, x.target)) for x in links]
    nodes = {inside.get(id, id) for id in near}
    steps = "one step" if depth == 1 else f"up to {depth} steps"
    title = f"{' and '.join(canon.label(c) for c in centre)}, and what is {steps} away"
    if len(nodes) > THINNED:
        raise UsageError(f"{len(nodes)} entities are within {steps}; {THINNED} can be drawn: choose a smaller depth")
    lines = merged(canon, (x for x in links if x.source in nodes and x.target in nodes))
    notes = ["Episodes are drawn as their seasons."] if inside else []
    if depth > 1 and near & stops:
        notes.append("What has only a company, a franchise or a reality in common is left out.")
    if len(nodes) > ALL:
        lines, notes = thinned(lines), [*notes, STRONGEST]
    return Picture(title, tuple(sorted(nodes)), lines, centre, " ".join(notes), inside)


def only(canon: CanonGraph, picture: Picture, types: Sequence[str]) -> Picture:
    """A picture with nothing but what it is about and the entities of some classes; without classes as it is.

    Raises UsageError for a class that there is not.
    """
    if not types:
        return picture
    terms = vocab.terms()
    known = {name.casefold(): name for name in terms.below("Entity")}
    known |= {terms.classes[name].label.casefold(): name for name in terms.below("Entity")}
    unknown = [one for one in types if one.casefold() not in known]
    if unknown:
        near = difflib.get_close_matches(unknown[0].casefold(), known, 3, 0.5)
        hint = f"did you mean {', '.join(dict.fromkeys(known[n] for n in near))}?" if near else "see continuity schema"
        raise UsageError(f"there is no type {unknown[0]!r}; {hint}")
    wanted = {below for one in types for below in terms.below(known[one.casefold()])}
    always = {*picture.centre, *(id for way in picture.paths for id in way)}
    nodes = tuple(id for id in picture.nodes if id in always or canon.type(id) in wanted)
    kept = set(nodes)
    lines = tuple(line for line in picture.lines if line.source in kept and line.target in kept)
    first = tuple(id for id in picture.first if id in kept)
    places = {id: at for id, at in picture.places.items() if id in kept}
    note = (
        f"{picture.note} Drawn are {', '.join(dict.fromkeys(terms.classes[known[t.casefold()]].label for t in types))}."
    )
    return replace(picture, nodes=nodes, lines=lines, first=first, places=places, note=note.strip())


def _folded(canon: CanonGraph, ids: set[str]) -> Mapping[str, str]:
    """Episode → its season, where there are too many episodes to tell one from the other."""
    episodes, seasons = ids & set(canon.entities("Episode")), set(canon.entities("Season"))
    if len(episodes) <= EPISODES:
        return {}
    return {
        x.source: x.target for x in network.links(canon, ["partOf"]) if x.source in episodes and x.target in seasons
    }


def finest(canon: CanonGraph, links: Iterable[Link]) -> list[Link]:
    """The links without those to a whole where one of its parts has the same.

    Who appears in an episode appears in its series too: the first says it all, and lines to everything hide everything.
    """
    wholes: dict[str, set[str]] = {}
    for part, whole_ in network.pairs(canon, "within"):
        wholes.setdefault(part, set()).add(whole_)
    links, symmetric = list(links), {p.name for p in vocab.terms().properties.values() if p.symmetric}
    implied = set()
    for link in links:
        implied |= {Link(link.source, link.relation, one) for one in wholes.get(link.target, ())}
        if link.relation in symmetric:
            implied |= {Link(one, link.relation, link.target) for one in wholes.get(link.source, ())}
    return [link for link in links if link not in implied]


def merged(canon: CanonGraph, links: Iterable[Link]) -> tuple[Line, ...]:
    """One line for all links between the same two entities, either way, with their relations in words."""
    related = relationships(canon)
    found: dict[tuple[str, str], dict[str, None]] = {}
    for link in sorted(links):
        if link.source != link.target:
            ends = min(link.source, link.target), max(link.source, link.target)
            words = related.get(ends, ()) if link.relation == "relatedTo" else ()
            found.setdefault(ends, {}).update(dict.fromkeys(words or [network.label(link.relation)]))
    return tuple(Line(a, b, tuple(relations), len(relations)) for (a, b), relations in sorted(found.items()))


def relationships(canon: CanonGraph) -> Mapping[tuple[str, str], list[str]]:
    """Two entities → what they are to each other, in words: friend, parent, employer."""
    found: dict[tuple[str, str], set[str]] = {}
    query = "SELECT ?a ?b ?kind WHERE { ?r a c:Relationship ; c:subject ?a ; c:object ?b ; c:kind ?kind }"
    for row in canon.facts.select(query):
        a, b, kind = (canon.id(node) for node in row)
        found.setdefault((min(a, b), max(a, b)), set()).add(canon.label(kind))
    return {ends: sorted(kinds) for ends, kinds in found.items()}


def degrees(lines: Iterable[Line]) -> Mapping[str, int]:
    """How many lines each entity has."""
    found: dict[str, int] = {}
    for line in lines:
        for end in (line.source, line.target):
            found[end] = found.get(end, 0) + 1
    return found


def thinned(lines: Sequence[Line], kept: int = KEPT) -> tuple[Line, ...]:
    """The lines with all but the strongest of each entity faint; of equals those to the best connected are kept."""
    degree, of = degrees(lines), dict[str, list[Line]]()
    for line in lines:
        for end in (line.source, line.target):
            of.setdefault(end, []).append(line)

    def weaker(line: Line) -> tuple[int, int, str, str]:
        return -line.weight, -degree[line.source] - degree[line.target], line.source, line.target

    strong = {line for mine in of.values() for line in sorted(mine, key=weaker)[:kept]}
    return tuple(line if line in strong else replace(line, faint=True) for line in lines)


def _works(canon: CanonGraph, nodes: tuple[str, ...], lines: Sequence[Line], title: str) -> Picture:
    """Series and films, joined by how much they have in common; from each the page opens what is around it."""
    stands_for = _tops(canon)
    joined: dict[tuple[str, str], dict[str, None]] = {}
    seen_in: dict[str, set[str]] = {}
    for line in lines:
        a, b = stands_for.get(line.source), stands_for.get(line.target)
        if a and b and a != b:
            joined.setdefault((min(a, b), max(a, b)), {}).update(dict.fromkeys(line.relations))
        for other, work in ((line.source, b), (line.target, a)):
            if work and other not in stands_for:
                seen_in.setdefault(other, set()).add(work)
    common: dict[tuple[str, str], dict[str, int]] = {}
    for id, works in seen_in.items():
        if len(works) <= 50:  # what is in everything joins nothing
            for pair in combinations(sorted(works), 2):
                counts = common.setdefault(pair, {})
                counts[canon.type(id)] = counts.get(canon.type(id), 0) + 1
    made = []
    for pair in sorted({*joined, *common}):
        counts, relations = common.get(pair, {}), tuple(joined.get(pair, ()))
        shared = tuple(f"{n} × {vocab.terms().classes[cls].label} in common" for cls, n in sorted(counts.items()))
        made.append(Line(*pair, (*relations, *shared), len(relations) + sum(counts.values())))
    degree = degrees(made) or degrees(lines)
    tops = sorted(set(stands_for.values()) or nodes, key=lambda id: (-degree.get(id, 0), id))[:ALL]
    drawn = set(tops)
    kept: Sequence[Line] = [line for line in made if line.source in drawn and line.target in drawn]
    if len(kept) > KEPT * len(tops):
        kept = thinned(kept)
    ends = {(line.source, line.target) for line in kept}
    others = [line for line in lines if (line.source, line.target) not in ends]
    note = f"{len(nodes):,} entities are too many at once: this opens on {len(tops):,} of them. Expand any for more."
    return Picture(
        title,
        nodes,
        tuple(sorted([*kept, *others], key=lambda x: (x.source, x.target))),
        note=note,
        first=tuple(sorted(tops)),
    )


def _tops(canon: CanonGraph) -> Mapping[str, str]:
    """Work → the series that it is in, or itself; franchises are left out."""
    series, inside = set(canon.entities("Series")), dict[str, str]()
    for link in network.links(canon, ["partOf"]):
        inside.setdefault(link.source, link.target)
    found = {}
    for work in canon.entities("Work"):
        top, passed = work, {work}
        while top not in series and inside.get(top, top) not in passed:
            top = inside[top]
            passed.add(top)
        if canon.type(work) != "Franchise":
            found[work] = top if top in series else work
    return found
