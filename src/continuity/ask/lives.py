"""Who is dead or alive as of a work: what was told last, of deaths, returns and states of life, up to its end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from continuity import store, vocab
from continuity.ask.notes import OPEN_WORLD
from continuity.ask.run import Run
from continuity.canon import CanonGraph
from continuity.language.logical import Const
from continuity.model import Answer, Evidence

#: Said where a character is only thought to be dead.
PRESUMED = "told to be presumed dead"
_STATE = {"Death": "dead", "Return": "alive"}
_TOLD = """SELECT ?told ?who ?kind ?life ?work WHERE {
  { ?told a c:Death ; c:of ?who ; c:in ?work BIND("Death" AS ?kind) }
  UNION { ?told a c:Return ; c:of ?who ; c:in ?work BIND("Return" AS ?kind) }
  UNION { ?told a c:LifeStatus ; c:of ?who ; c:life ?life ; c:asOf ?work BIND("LifeStatus" AS ?kind) }
}"""
_DATED = """SELECT ?work ?day ?number WHERE {
  { ?work c:released ?day OPTIONAL { ?work a c:Episode ; c:number ?number } }
  UNION { ?work a c:Episode ; c:number ?number ; c:partOf/c:released ?day MINUS { ?work c:released ?own } }
}"""
#: Beyond the number of every episode: the end of a season.
_END = 9_999
_APPEARS = store.iri(vocab.term("appearsIn"))
#: When a work is over: its day of release, and its place in the season.
Point = tuple[str, int]


@dataclass(frozen=True, slots=True)
class Told:
    """A statement of a life: what it makes of the character, in which work, of which wholes, and when that is over."""

    node: Any
    state: str
    work: str
    wholes: tuple[str, ...]
    over: Point


def lives(run: Run) -> Answer:
    """Whether a character is dead, or alive, by the end of a work; or who is."""
    canon, form = run.canon, run.form
    work, wanted = form.named[0], {"Deceased": "dead", "Living": "alive"}[form.op]
    known = _known(canon, work)
    who = next((t.id for a in form.atoms for t in (getattr(a, "term", None),) if isinstance(t, Const)), "")
    if who:
        return _of_one(run, who, _last(known.get(who, [])), wanted)
    if wanted == "alive":
        return _survivors(run, known)
    rows = [(canon.node(id), last) for id, told in sorted(known.items()) if wanted in _states(last := _last(told))]
    cells = tuple((canon.cell(node),) for node, _ in rows)
    if not cells:
        return Answer("", "empty", "Nothing is recorded that answers this.", columns=form.columns)
    cells = tuple(sorted(cells, key=lambda r: (r[0].label.casefold(), r[0].id)))
    evidence = tuple(e for node, last in rows for e in _evidence(run, node, last[:1]))
    sentence = "; ".join(dict.fromkeys(str(r[0]) for r in cells))
    return Answer("", "answered", f"{sentence}.", columns=form.columns, rows=cells, evidence=evidence)


def _survivors(run: Run, known: Mapping[str, list[Told]]) -> Answer:
    """Who is seen in the work and not told to be dead by its end."""
    canon, work = run.canon, run.canon.node(run.form.named[0])
    seen = (c.subject for c in canon.claims("", "appearsIn", work))
    alive = (who for who in seen if _states(_last(known.get(who, []))) <= {"alive"})
    rows = sorted(((canon.cell(canon.node(who)),) for who in alive), key=lambda r: (r[0].label.casefold(), r[0].id))
    if not rows:
        return Answer("", "empty", "Nothing is recorded that answers this.", columns=run.form.columns)
    sentence = f"{'; '.join(dict.fromkeys(str(r[0]) for r in rows))}."
    told = (q for (cell,) in rows for q in canon.told(canon.node(cell.id), _APPEARS, work)[:1])
    evidence = tuple(dict.fromkeys(e for q in told for e in run.words.evidence([q])[:1]))
    return Answer(
        "", "answered", sentence, columns=run.form.columns, rows=tuple(rows), evidence=evidence, notes=(OPEN_WORLD,)
    )


def _of_one(run: Run, who: str, last: list[Told], wanted: str) -> Answer:
    label, work = run.canon.label(who), run.canon.label(run.form.named[0])
    states = _states(last)
    if not states:
        what = "No death is recorded" if wanted == "dead" else "No word on whether they are alive is recorded"
        return Answer("", "empty", f"{what} of {label} up to {work}.")
    evidence = _evidence(run, run.canon.node(who), last)
    if wanted in states:
        return Answer("", "answered", "Yes.", value=True, evidence=evidence)
    said = f"No: {label} is {PRESUMED}." if states == {"presumedDead"} else "No, as told."
    return Answer("", "answered", said, value=False, evidence=evidence)


def _known(canon: CanonGraph, work: str) -> Mapping[str, list[Told]]:
    """What is told of each character's life up to the end of a work; of comics only where the work is one."""
    over, wholes = _over(canon)
    limit = over.get(work, ("", 0))
    found: dict[str, list[Told]] = {}
    for node, who, kind, life, place in canon.facts.select(f"PREFIX c: <{vocab.VOCAB}>\n{_TOLD}"):
        where = canon.id(place)
        alike = (canon.type(where) == "Comic") == (canon.type(work) == "Comic")
        if alike and where in over and over[where] <= limit:
            state = _STATE.get(kind.value) or vocab.short(life.value)
            found.setdefault(canon.id(who), []).append(Told(node, state, where, wholes.get(where, ()), over[where]))
    return found


def _over(canon: CanonGraph) -> tuple[Mapping[str, Point], Mapping[str, tuple[str, ...]]]:
    """When each work is over, a season or series with its last episode; and the wholes of each episode.

    An episode without a date has that of its season.
    """
    made: dict[str, Point] = {}
    last: dict[str, str] = {}
    wholes: dict[str, tuple[str, ...]] = {}
    for work, day, number in canon.facts.select(f"PREFIX c: <{vocab.VOCAB}>\n{_DATED}"):
        id = canon.id(work)
        made[id] = (str(day.value), int(number.value) if number is not None else _END)
        wholes[id] = tuple(_wholes(canon, work)) if number is not None else ()
        for whole in wholes[id]:
            last[whole] = max(last.get(whole, ""), str(day.value))
    return made | {whole: (day, _END) for whole, day in last.items()}, wholes


def _wholes(canon: CanonGraph, part: Any) -> Iterator[str]:
    """The season and the series of an episode."""
    for quad in canon.facts.match(part, store.iri(vocab.term("within")), None, store.DEFAULT):
        id = canon.id(quad.object)
        if canon.type(id) in ("Season", "Series"):
            yield id


def _last(told: list[Told]) -> list[Told]:
    """What is told last; of a whole season only what no part of it tells."""
    finer = [t for t in told if not any(t.work in other.wholes for other in told)]
    end = max((t.over for t in finer), default=("", 0))
    return [t for t in finer if t.over == end]


def _states(last: list[Told]) -> set[str]:
    """What is told, and that one is thought dead only where nothing else is."""
    states = {t.state for t in last}
    return states - {"presumedDead"} or states


def _evidence(run: Run, who: Any, last: list[Told]) -> tuple[Evidence, ...]:
    of = store.iri(vocab.term("of"))
    return tuple(dict.fromkeys(e for t in last for e in run.words.evidence(run.canon.told(t.node, of, who))))
