"""The picture of the creators: people and companies, the works they made, and in which roles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from continuity import network
from continuity.canon import CanonGraph, Frame
from continuity.errors import UsageError
from continuity.network.before import frame_of
from continuity.views.page import everything
from continuity.views.pictures import ALL, EPISODES, STRONGEST, THINNED, Line, Picture, thinned

_CREDITS = "SELECT ?person ?role ?work WHERE { ?credit a c:Credit ; c:person ?person ; c:role ?role ; c:work ?work }"
_TOGETHER = """
SELECT DISTINCT ?a ?b WHERE {
  ?told a c:Collaboration ; c:participant ?a , ?b . ?a a c:Agent . ?b a c:Agent FILTER(STR(?a) < STR(?b))
}"""


def creators(canon: CanonGraph, ids: Sequence[str]) -> Picture:
    """Who worked with whom on what: of some works their makers, of some people their works and who else made these.

    Without either, the series and films, and everybody who made one of them with others, or several of them. Raises
    UnknownEntity, and UsageError for what has no makers.
    """
    frame, chosen = frame_of(canon), tuple(dict.fromkeys(network.entity(canon, id) for id in ids))
    credits = [tuple(canon.id(node) for node in row) for row in canon.facts.select(_CREDITS)]
    works, people = [id for id in chosen if id in frame.works], [id for id in chosen if id not in frame.works]
    makers = {person for person, _, _ in credits}
    strangers = [canon.label(id) for id in people if id not in makers]
    if strangers:
        raise UsageError(f"no credits are told of {', '.join(strangers)}; an ego view shows what is around it")
    scope = {part for work in works for part in frame.parts(work)}
    scope |= {work for person, _, work in credits if person in people}
    drawn = {work for _, _, work in credits if work in scope or (not chosen and work in frame.works)}
    inside = _folded(canon, frame, drawn, works)
    roles: dict[tuple[str, str], dict[str, set[str]]] = {}
    for person, role, work in sorted(credits):
        if work in drawn:
            found = roles.setdefault((person, inside.get(work, work)), {})
            found.setdefault(canon.label(role), set()).add(work)
    together = [(canon.id(a), canon.id(b)) for a, b in canon.facts.select(_TOGETHER)]
    notes = [_folding(canon, inside)] if inside else []
    if not chosen and (alone := _alone(roles, together)) and len(alone) < len(roles):
        roles = {pair: found for pair, found in roles.items() if pair not in alone}
        told = "of whose one maker nothing else is told"
        notes.append(f"Left out: {len(alone)} {'work' if len(alone) == 1 else 'works'} {told}.")
    lines = [
        Line(min(pair), max(pair), tuple(sorted(found)), sum(map(len, found.values())))
        for pair, found in sorted(roles.items())
    ]
    shown = {end for pair in roles for end in pair}
    lines += [Line(min(pair), max(pair), ("worked with",)) for pair in together if set(pair) <= shown]
    if len(shown) > THINNED:
        raise UsageError(f"{len(shown)} people and works can be too many to draw; {THINNED} are not: name some of them")
    names = " and ".join(canon.label(id) for id in chosen) or everything(canon)
    if not roles:
        notes.append("No account of this canon tells who made this.")
    if len(shown) > ALL:
        lines, notes = list(thinned(lines)), [*notes, STRONGEST]
    nodes = tuple(sorted(shown | set(chosen)))
    title = f"{names}, and with whom on what" if people else f"The makers of {names}"
    return Picture(title, nodes, tuple(lines), tuple(people), " ".join(notes), inside, marks=_marks(roles))


def _folded(canon: CanonGraph, frame: Frame, drawn: set[str], asked: Iterable[str]) -> Mapping[str, str]:
    """Work → what stands for it: series for everything, seasons for many episodes, and nothing for few."""
    episodes, tops = [w for w in drawn if canon.type(w) == "Episode"], list(asked)
    if not tops and len(drawn) > EPISODES * 3:
        return {w: top for w in drawn if (top := frame.series_of(w)) != w}
    if len(episodes) <= EPISODES:
        return {}
    seasons = {w: sorted(s for s in frame.whole(w) if canon.type(s) == "Season") for w in episodes}
    return {w: found[0] for w, found in seasons.items() if found}


def _alone(made: Iterable[tuple[str, str]], together: Iterable[tuple[str, str]]) -> set[tuple[str, str]]:
    """Of makers with what they made those that are joined to nothing else: nobody worked with anybody there."""
    made = set(made)
    joined = Counter(end for pair in (*made, *together) for end in pair)
    return {(maker, work) for maker, work in made if joined[maker] == joined[work] == 1}


def _folding(canon: CanonGraph, inside: Mapping[str, str]) -> str:
    series = any(canon.type(top) == "Series" for top in inside.values())
    return "Series stand for their seasons and episodes." if series else "Episodes are drawn as their seasons."


def _marks(roles: Mapping[tuple[str, str], Mapping[str, set[str]]]) -> dict[str, str]:
    """What each does most."""
    tally: dict[str, dict[str, int]] = {}
    for (person, _), found in roles.items():
        for role, works in found.items():
            mine = tally.setdefault(person, {})
            mine[role] = mine.get(role, 0) + len(works)
    return {person: max(sorted(mine), key=lambda role: mine[role]) for person, mine in tally.items()}
