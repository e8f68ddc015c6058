"""Rankings by number of episodes: a work of which fewer episodes are recorded than were ordered has no place at the bottom."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.logical import Form, Is, Tally

Rows = Sequence[tuple[Any, ...]]


def incomplete(canon: CanonGraph, form: Form, rows: Rows) -> dict[Any, str]:
    """The works among the rows of such a ranking that it has no place for, each with why."""
    tally = next((a for a in form.atoms if isinstance(a, Tally) and a.number == form.best), None)
    if tally is None or not form.lowest or tally.by not in form.targets:
        return {}
    if not any(isinstance(a, Is) and a.cls == "Episode" and a.term == tally.counted for a in tally.atoms):
        return {}
    at, number = form.targets.index(tally.by), form.targets.index(tally.number)
    found: dict[Any, str] = {}
    for row in rows:
        ordered = max(_ordered(canon, row[at]), default=0)
        if ordered > int(row[number].value):
            work = canon.label(canon.id(row[at]))
            found[row[at]] = (
                f"{work} is left out: {ordered} episodes were ordered, {row[number].value} are recorded here"
            )
    return found


def _ordered(canon: CanonGraph, work: Any) -> list[int]:
    """How many episodes of a work, or of a season of it, the accounts say were ordered at once."""
    of, part, orders = (store.iri(vocab.term(n)) for n in ("work", "partOf", "episodesOrdered"))
    works = (work, *(q.subject for q in canon.facts.match(None, part, work, store.DEFAULT)))
    told = (t.subject for w in works for t in canon.facts.match(None, of, w, store.DEFAULT))
    return [int(q.object.value) for t in told for q in canon.facts.match(t, orders, None, store.DEFAULT)]
