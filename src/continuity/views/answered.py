"""The picture of an answer: its rows, what the question was about, and the evidence between them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from continuity import network
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.model import Answer
from continuity.views.pictures import ALL, THINNED, Picture, finest, merged

#: To so many rows the page shows the way, one by one, with what is told of both ends.
_WAYS = 9


def answered(canon: CanonGraph, answer: Answer, asked: Sequence[str] = ()) -> Picture:
    """The entities of an answer's rows and those that it was `asked` about, with what joins them.

    Where two of them are joined by nothing else, what stands between both is shown: in "who killed Kilgrave" it is the
    death's work. Raises UsageError where an answer names no entity.
    """
    rows = list(dict.fromkeys(cell.id for row in answer.rows for cell in row if cell.id and canon.is_entity(cell.id)))
    named = [id for id in dict.fromkeys(asked) if canon.is_entity(id)]
    if not rows and not named:
        raise UsageError("this answer names nothing that could be drawn")
    if len(rows) > THINNED:
        raise UsageError(f"the answer has {len(rows)} rows; {THINNED} can be drawn")
    shown = {*rows, *named}
    links = finest(canon, network.links(canon))
    joined = {
        end for x in links if {x.source, x.target} <= shown and x.source != x.target for end in (x.source, x.target)
    }
    shown |= _between(links, shown - joined, shown)
    lines = merged(canon, (x for x in links if x.source in shown and x.target in shown))
    marks = dict.fromkeys(rows, "answer") if len(rows) <= ALL else {}
    note = " ".join(part for part in (answer.sentence, f"({answer.reading})" if answer.reading else "") if part)
    ends = {frozenset((line.source, line.target)) for line in lines}
    ways = [(one, row) for one in named[:1] for row in rows if frozenset((one, row)) in ends]
    paths = tuple(ways[:_WAYS])
    title = answer.question[:1].upper() + answer.question[1:]
    return Picture(title, tuple(sorted(shown)), lines, tuple(named), note, marks=marks, paths=paths)


def _between(links: Iterable[network.Link], alone: set[str], shown: set[str], most: int = 24) -> set[str]:
    """What joins those that stand alone with others of the picture, the most joining first."""
    touched: dict[str, set[str]] = {}
    for link in links:
        for one, other in ((link.source, link.target), (link.target, link.source)):
            if other in shown and one not in shown:
                touched.setdefault(one, set()).add(other)
    both = [id for id, ends in touched.items() if len(ends) > 1 and ends & alone]
    return set(sorted(both, key=lambda id: (-len(touched[id]), id))[:most])
