"""Answers that are no list of what a query finds: averages, spans of time, paths, and all that is told of one thing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from continuity import dates, vocab
from continuity.ask.run import Run
from continuity.language.describe import Describer, Fact
from continuity.language.logical import Const
from continuity.model import Answer, Cell

#: Facts said in a sentence about one thing; the rows hold all.
_SAID = 3


def whole(run: Run) -> Answer:
    """The average or the sum of numbers, and of how many."""
    found = run.canon.facts.select(run.query[0])
    value, of = found[0] if found else (None, None)
    if value is None or of is None or int(of.value) == 0:
        return Answer("", "empty", "Nothing is recorded that this could be worked out from.", columns=run.form.columns)
    number = round(float(value.value), 2)
    number = int(number) if number == int(number) else number
    known = {"of": run.form.columns[0], "known": int(of.value), "total": None}
    unit = " minutes" if run.form.columns[0].endswith("running time") else ""
    sentence = f"{number}{unit}." if of.value == "1" else f"{number}{unit}, out of {of.value} that are recorded here."
    return run.done(Answer("", "answered", sentence, value=number, completeness=(known,), columns=run.form.columns))


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
    sentence = f"{said[0].upper()}{said[1:]}: {run.form.columns[0]} {one}, {run.form.columns[1]} {other}."
    made = Answer("", "answered", sentence, value=least if least == most else None, columns=run.form.columns, rows=rows)
    return run.done(made, rows)


def path(run: Run) -> Answer:
    """The shortest path between two things, a fact a step."""
    from continuity.network import label, paths

    canon = run.canon
    a, b = (t.id for t in run.form.targets if isinstance(t, Const))
    steps = next(iter(paths(canon, a, b, 1, run.form.named if run.form.op == "avoiding" else ())), [])
    if not steps:
        return Answer(
            "", "empty", f"Nothing recorded connects {canon.label(a)} and {canon.label(b)}.", columns=run.form.columns
        )
    rows = tuple(
        (
            canon.cell(canon.node(s.source)),
            Cell(value=label(s.relation), datatype=vocab.STRING),
            canon.cell(canon.node(s.target)),
        )
        for s in steps
    )
    said = "; ".join(run.words.direct(s.source, s.relation, canon.label(s.target)) for s in steps)
    few = [q for s in steps for q in (s.evidence if run.whole else s.evidence[:4])]
    told = tuple(run.words.evidence(dict.fromkeys(few)))
    degrees = f"{len(steps)} step{'s' if len(steps) > 1 else ''}"
    return Answer(
        "", "answered", f"{said} ({degrees}).", columns=run.form.columns, rows=rows, value=len(steps), evidence=told
    )


def about(run: Run) -> Answer:
    """What is told of one thing."""
    canon = run.canon
    (id,) = (t.id for t in run.form.targets if isinstance(t, Const))
    facts = [f for f in _facts(run, id) if f.followed]
    kind = vocab.terms().classes[canon.type(id)]
    first = f"{canon.label(id)} is a {kind.label}."
    told = [f for f in facts if f.about not in ("type", "name")]
    said = " ".join(f"{f.text}." for f in told[:_SAID])
    rows = tuple((Cell(value=f.text, datatype=vocab.STRING),) for f in facts)
    evidence = tuple(e for f in facts for e in (f.evidence if run.whole else f.evidence[:1]))
    return Answer("", "answered", f"{first} {said}".strip(), columns=("fact",), rows=rows, evidence=evidence)


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
