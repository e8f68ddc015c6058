"""Answers that are no list of what a query finds: averages, spans of time, paths, and all that is told of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from statistics import median
from typing import Any

from continuity import dates, vocab
from continuity.ask.compile import iri
from continuity.ask.run import Run
from continuity.canon import CanonGraph
from continuity.language.describe import Describer, Fact
from continuity.language.logical import Const
from continuity.language.times import UNITS
from continuity.model import Answer, Cell

#: Facts said in a sentence about one thing; the rows hold all.
_SAID = 3
#: What is told of one before all else, and what after it: scenes are many, and which lists are whole is no news.
_SOONER = (
    "name", "alias", "realName", "occupation", "species", "power", "Membership", "Relationship",
    "released", "runtime", "Credit",
)  # fmt: skip
_LATER = ("Appearance", "LifeStatus", "CompleteList")


def whole(run: Run) -> Answer:
    """The average or the sum of numbers, and of how many."""
    found = run.canon.facts.select(run.query[0])
    if run.form.op == "median":
        numbers = [float(row[0].value) for row in found]
        value, of = median(numbers) if numbers else None, len(numbers)
    else:
        value, of = _folded(found)
    if value is None or of == 0:
        return Answer("", "empty", "Nothing is recorded that this could be worked out from.", columns=run.form.columns)
    number = round(value, 2)
    number = int(number) if number == int(number) else number
    known = {"of": run.form.columns[0], "known": of, "total": None}
    unit = " minutes" if run.form.columns[0].endswith("running time") else ""
    sentence = f"{number}{unit}." if of == 1 else f"{number}{unit}, out of {of} that are recorded here."
    return run.done(Answer("", "answered", sentence, value=number, completeness=(known,), columns=run.form.columns))


def _folded(found: Sequence[Sequence[Any]]) -> tuple[float | None, int]:
    """The number that a query worked out, and of how many."""
    value, of = found[0] if found else (None, None)
    return (float(value.value), int(of.value)) if value is not None and of is not None else (None, 0)


def between(run: Run) -> Answer:
    """How many days lie between two dates, each as precise as it is told."""
    found = run.canon.facts.select(run.query[0])
    if not found:
        return Answer("", "empty", "The dates of both are not recorded.", columns=run.form.columns)
    one, other = (str(t.value) for t in found[0])
    rows = (tuple(Cell(value=d, datatype=vocab.EDTF) for d in (one, other)),)
    (a1, a2), (b1, b2) = dates.bounds(one), dates.bounds(other)
    least, most = (b1 - a2).days, (b2 - a1).days
    said = f"{abs(least)} days" if least == most else f"between {least} and {most} days"
    if least == most and least < 0:
        said += " before, not after"
    number: float | None = least if least == most else None
    if run.form.op in UNITS:
        number = round(least / UNITS[run.form.op], 1) if least == most else None
        number = int(number) if number is not None and number == int(number) else number
        said = f"some {abs(number):g} {run.form.op}, {said}" if number is not None else said
    sentence = f"{said[0].upper()}{said[1:]}: {run.form.columns[0]} {one}, {run.form.columns[1]} {other}."
    made = Answer("", "answered", sentence, value=number, columns=run.form.columns, rows=rows)
    return run.done(made, rows)


def path(run: Run) -> Answer:
    """The shortest path between two things, a fact a step."""
    from continuity.network import label, paths

    canon = run.canon
    a, b = (t.id for t in run.form.targets if isinstance(t, Const))
    named = {run.form.op: run.form.named}
    steps = next(iter(paths(canon, a, b, 1, named.get("avoiding", ()), named.get("through", ()))), [])
    if not steps:
        return Answer(
            "", "empty", f"Nothing recorded connects {canon.label(a)} and {canon.label(b)}.", columns=run.form.columns
        )
    made = [
        (row, said)
        for s in steps
        for row, said in (ties(canon, s.source, s.target) if s.relation == "relatedTo" else ())
        or [
            (
                (canon.cell(canon.node(s.source)), _text(label(s.relation)), canon.cell(canon.node(s.target))),
                run.words.direct(s.source, s.relation, canon.label(s.target)),
            )
        ]
    ]
    rows, said = tuple(row for row, _ in made), "; ".join(text for _, text in made)
    few = [q for s in steps for q in (s.evidence if run.whole else s.evidence[:4])]
    told = tuple(run.words.evidence(dict.fromkeys(few)))
    degrees = f"{len(steps)} step{'s' if len(steps) > 1 else ''}"
    return Answer(
        "", "answered", f"{said} ({degrees}).", columns=run.form.columns, rows=rows, value=len(steps), evidence=told
    )


def died(canon: CanonGraph, who: str) -> str:
    """In which episodes, or else works, somebody is told to have died."""
    told = {canon.id(c.object) for c in canon.claims(who, "diesIn")}
    works = sorted({id for id in told if canon.type(id) == "Episode"} or told)
    return f": {canon.label(who)} died in {' and in '.join(map(canon.label, works))}" if works else ""


def ties(canon: CanonGraph, a: str, b: str) -> list[tuple[tuple[Cell, ...], str]]:
    """The relationships of two that are told: a row of who, of what kind and of whom, and the sentence, for each."""
    one, other = iri(a), iri(b)
    ends = f"{{ ?x c:subject {one} ; c:object {other} }} UNION {{ ?x c:subject {other} ; c:object {one} }}"
    head = f"BASE <{canon.base}> PREFIX c: <{vocab.VOCAB}> SELECT DISTINCT ?s ?k ?o"
    found = canon.facts.select(
        f"{head} WHERE {{ {ends} ?x a c:Relationship ; c:subject ?s ; c:kind ?k ; c:object ?o }}"
    )
    cells = sorted({tuple(map(canon.cell, row)) for row in found}, key=lambda r: [(c.label, c.id) for c in r])
    once = [r for i, r in enumerate(cells) if r[::-1] not in cells[:i]]  # what either is to the other
    return [((s, _text(k.label), o), f"{s.label} is {k.label} of {o.label}") for s, k, o in once]


def _text(value: str) -> Cell:
    return Cell(value=value, datatype=vocab.STRING)


def about(run: Run) -> Answer:
    """What is told of one thing."""
    canon = run.canon
    (id,) = (t.id for t in run.form.targets if isinstance(t, Const))
    facts = sorted((f for f in _facts(run, id) if f.followed), key=lambda f: _place(f.about))
    kind = vocab.terms().classes[canon.type(id)]
    first = f"{canon.label(id)} is {'an' if kind.label[0] in 'aeiou' else 'a'} {kind.label}."
    known = ("type", "alias", "name") if canon.type(id) != "Episode" else ("type", "alias")
    told = [f for f in facts if f.about not in known]
    said = " ".join([*_also_called(run, id), *(f"{f.text}." for f in told[:_SAID])])
    rows = tuple((Cell(value=f.text, datatype=vocab.STRING),) for f in facts)
    evidence = tuple(e for f in facts for e in (f.evidence if run.whole else f.evidence[:1]))
    return Answer("", "answered", f"{first} {said}".strip(), columns=("fact",), rows=rows, evidence=evidence)


def _also_called(run: Run, id: str) -> list[str]:
    """A sentence of the other names of one thing, where it has any."""
    name = run.canon.label(id)
    others = dict.fromkeys(n for p, n in run.canon.names().get(id, ()) if p == "alias" and n != name)
    return [f"{name} is also called {', '.join(f'“{n}”' for n in others)}."] if others else []


def _place(about: str) -> int:
    """Where among the facts of one thing those of a kind are told."""
    if about in _LATER:
        return len(_SOONER) + 1 + _LATER.index(about)
    return _SOONER.index(about) if about in _SOONER else len(_SOONER)


def single(run: Run) -> Answer:
    """What of one thing is told by one source only."""
    (id,) = (t.id for t in run.form.targets if isinstance(t, Const))
    alone = [f for f in _facts(run, id) if len({e.account.source.id for e in f.evidence}) == 1]
    rows = tuple((Cell(value=f.text, datatype=vocab.STRING), _source(f.evidence)) for f in alone)
    if not rows:
        return Answer("", "empty", "No claim about it rests on one source alone.", columns=run.form.columns)
    sentence = f"{len(rows)} claims about {run.canon.label(id)} rest on one source each."
    evidence = tuple(f.evidence[0] for f in alone)
    return Answer("", "answered", sentence, columns=run.form.columns, rows=rows, value=len(rows), evidence=evidence)


def _facts(run: Run, id: str) -> Sequence[Fact]:
    return Describer(run.canon, run.words).told(id)


def _source(evidence: Sequence[Any]) -> Cell:
    source = evidence[0].account.source
    return Cell(id=source.id, label=source.title or source.id, type="Source")
