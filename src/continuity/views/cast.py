"""The picture of a cast: actors, whom they play, and the works they do it in; recasts and double parts are marked."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from continuity import network
from continuity.canon import CanonGraph, Frame
from continuity.errors import UsageError
from continuity.network.before import frame_of
from continuity.views.pictures import THINNED, Line, Picture, finest

#: Up to so many characters stand in columns, a line each; more are laid out by what joins them.
COLUMNS, ROW, APART = 40, 34, 230
_QUERY = """
SELECT ?actor ?character ?work WHERE {
  ?portrayal a c:Portrayal ; c:actor ?actor ; c:character ?character ; c:work ?work
}"""


def cast(canon: CanonGraph, ids: Sequence[str]) -> Picture:
    """Who plays whom in some shows, seasons or films. Raises UnknownEntity, and UsageError for what has no cast."""
    if not ids:
        raise UsageError("a cast is that of a work: name a show, a season or a film, such as jessica-jones/s1")
    frame, works = frame_of(canon), tuple(dict.fromkeys(network.entity(canon, id) for id in ids))
    strangers = [canon.label(id) for id in works if id not in frame.works]
    if strangers:
        raise UsageError(f"{', '.join(strangers)} is no work and has no cast; an ego view shows what is around it")
    inside = {part: _stands_for(canon, frame, part, works) for work in works for part in frame.parts(work)}
    plays: set[tuple[str, str]] = set()
    seen: set[tuple[str, str]] = set()
    for row in canon.facts.select(_QUERY):
        actor, character, work = (canon.id(node) for node in row)
        if work in inside:
            plays.add((actor, character))
            seen.add((character, inside[work]))
    played = {character for _, character in plays}
    appearing = [x for x in network.links(canon, ["appearsIn"]) if x.source in played and x.target in inside]
    seen |= {(x.source, inside[x.target]) for x in finest(canon, appearing)}
    whole = {work: frame.whole(work) - {work} for _, work in seen}
    seen -= {(one, above) for one, work in seen for above in whole[work]}  # in a season is in its series
    title = f"The cast of {' and '.join(canon.label(work) for work in works)}"
    lines = [Line(min(pair), max(pair), ("plays",), 3) for pair in plays]
    lines += [Line(min(pair), max(pair), ("in",)) for pair in seen]
    people, characters = sorted({a for a, _ in plays}), sorted({c for _, c in plays})
    drawn = sorted({work for _, work in seen} | {w for w in works if not played}, key=lambda w: (frame.order(w), w))
    nodes = (*people, *characters, *drawn)
    if len(nodes) > THINNED:
        raise UsageError(f"the cast has {len(nodes)} members; {THINNED} can be drawn: name a season")
    places, sides = ({}, {}) if len(characters) > COLUMNS or not plays else _columns(plays, seen, drawn)
    return Picture(
        title, tuple(sorted(set(nodes))), tuple(sorted(set(lines), key=lambda x: (x.source, x.target))),
        (), _note(canon, plays), inside, (), _marks(plays), (), places, sides,
    )  # fmt: skip


def _stands_for(canon: CanonGraph, frame: Frame, part: str, works: Sequence[str]) -> str:
    """What is drawn for a part: the work asked for where it is one season or film, else its season or series."""
    if part in works:
        return part
    seasons = sorted(w for w in frame.whole(part) if canon.type(w) == "Season")
    whole = next((w for w in works if w in frame.whole(part)), part)
    if canon.type(whole) in ("Series", "Season"):
        return seasons[0] if seasons else whole
    shows = sorted(w for w in frame.whole(part) if canon.type(w) in ("Series", "Film", "Special"))
    return shows[0] if shows else part


def _by(pairs: Iterable[tuple[str, str]], at: int) -> Mapping[str, list[str]]:
    found: dict[str, list[str]] = {}
    for pair in sorted(pairs):
        found.setdefault(pair[at], []).append(pair[1 - at])
    return found


def _marks(plays: Iterable[tuple[str, str]]) -> dict[str, str]:
    """Who is played by several, and who plays several."""
    actors, parts = _by(plays, 1), _by(plays, 0)
    marks = {character: f"{len(who)} actors" for character, who in actors.items() if len(who) > 1}
    return marks | {actor: f"{len(who)} parts" for actor, who in parts.items() if len(who) > 1}


def _note(canon: CanonGraph, plays: set[tuple[str, str]]) -> str:
    if not plays:
        return "No account of this canon tells who plays whom here."
    recast = [canon.label(c) for c, who in _by(plays, 1).items() if len(who) > 1]
    doubles = [canon.label(a) for a, who in _by(plays, 0).items() if len(who) > 1]
    notes = []
    for names, words in ((recast, "played by several"), (doubles, "playing several parts")):
        if names:
            shown = ", ".join(names[:6]) + (f" and {len(names) - 6} more" if len(names) > 6 else "")
            notes.append(f"{words[0].upper()}{words[1:]}: {shown}.")
    return " ".join(notes)


def _columns(
    plays: set[tuple[str, str]], seen: set[tuple[str, str]], works: Sequence[str]
) -> tuple[dict[str, tuple[float, float]], dict[str, int]]:
    """Actors, characters and works in three columns: characters in the order of their works, actors beside them."""
    at = {work: i for i, work in enumerate(works)}
    mine = {c: sorted(at[w] for one, w in seen if one == c) for c in {c for _, c in plays}}
    rows = sorted(mine, key=lambda c: (mine[c][:1], -len(mine[c]), c))
    row = {c: i for i, c in enumerate(rows)}
    parts = _by(plays, 0)
    actors = sorted(parts, key=lambda a: (sum(row[c] for c in parts[a]) / len(parts[a]), a))
    many = max(len(rows), len(actors))
    height = many * ROW * min(1.7, max(1, 26 / many))  # a few stand wider apart
    places: dict[str, tuple[float, float]] = {}
    for x, column in ((0, actors), (APART, rows), (2 * APART, list(works))):
        for i, id in enumerate(column):
            places[id] = (x, height * (i + 0.5) / len(column) - height / 2)
    return places, {**dict.fromkeys(actors, -1), **dict.fromkeys(rows, 1), **dict.fromkeys(works, 1)}
