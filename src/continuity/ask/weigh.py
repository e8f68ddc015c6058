"""Answers that weigh: two numbers or dates against each other, a part against its whole."""

from __future__ import annotations

from dataclasses import replace

from continuity import dates, store
from continuity.ask import compile
from continuity.ask.run import Run
from continuity.model import Answer, Cell


def compare(run: Run) -> Answer:
    """Whether the first of two has more, or less, than the second; the rows hold both."""
    found = run.canon.facts.select(run.query[0])
    pairs = {tuple(str(t.value) for t in row[:2]) for row in found if all(store.is_literal(t) for t in row[:2])}
    a, b = run.form.columns
    if not pairs:
        return Answer("", "empty", f"What is to be compared is not recorded of both {a} and {b}.", columns=(a, b))
    if run.form.op in ("-", "/", "apart"):
        return _difference(run, sorted(pairs), tuple(tuple(map(run.canon.cell, row[:2])) for row in found))
    verdicts = {_verdict(one, other, run.form.op) for one, other in pairs}
    said = "; ".join(f"{a} {one}, {b} {other}" for one, other in sorted(pairs))
    rows = tuple(tuple(map(run.canon.cell, row[:2])) for row in found)
    if len(verdicts) > 1 or None in verdicts:
        made = Answer("", "answered", f"It depends on what is compared: {said}.", columns=(a, b), rows=rows)
        return run.done(made, rows)
    (value,) = verdicts
    made = Answer("", "answered", f"{'Yes' if value else 'No'}: {said}.", value=value, columns=(a, b), rows=rows)
    return run.done(made, rows)


def _difference(run: Run, pairs: list[tuple[str, ...]], rows: tuple[tuple[Cell, ...], ...]) -> Answer:
    """How much more one of two numbers is than the other, how far apart they are, or how many times as much one is."""
    a, b = run.form.columns
    one, other = pairs[0]
    if len(pairs) > 1 or (run.form.op == "/" and not float(other)):
        said = "; ".join(f"{a} {one}, {b} {other}" for one, other in pairs)
        return run.done(Answer("", "answered", f"{said}.", columns=(a, b), rows=rows), rows)
    value = round(float(one) / float(other) if run.form.op == "/" else float(one) - float(other), 2)
    value = abs(value) if run.form.op == "apart" else value
    value = int(value) if value == int(value) else value
    said = f"{value}: {a} {one}, {b} {other}, as far as is recorded here."
    return run.done(Answer("", "answered", said, value=value, columns=(a, b), rows=rows), rows)


def _verdict(one: str, other: str, op: str) -> bool | None:
    """Whether one value is more (`>`), less (`<`) or as much (`=`) as another, or as so many times it (`= 2 *`); nothing
    where dates leave it open.
    """
    sign, _, factor = op.partition(" ")
    try:
        x, y = float(one), float(other) * float(factor.rstrip(" *") or 1)
    except ValueError:
        if not (dates.is_date(one) and dates.is_date(other)):
            return None
        (a1, a2), (b1, b2) = dates.bounds(one), dates.bounds(other)
        if op == "=":
            return None if one != other else True
        if op == "<":
            return True if a2 < b1 else False if a1 >= b2 else None
        return True if a1 > b2 else False if a2 <= b1 else None
    return {"=": x == y, "<": x < y, "<=": x <= y, ">=": x >= y}.get(sign, x > y)


def share(run: Run) -> Answer:
    """How many of a set are so, as a percentage of all that are recorded."""
    canon, form = run.canon, run.form

    def number(text: str) -> int:
        return int(canon.facts.select(text)[0][0].value)

    part = replace(form, kind="count", whole=())
    whole = replace(part, atoms=form.whole)
    query = compile.compile_form(part, canon.base)
    some, every = number(query[0]), number(compile.compile_form(whole, canon.base)[0])
    if not every:
        return Answer("", "empty", f"No {form.columns[0]} are recorded.", columns=form.columns)
    value = round(100 * some / every, 1)
    known = {"of": form.columns[0], "known": every, "total": None}
    sentence = f"{value:g} percent: {some} of {every} that are recorded here."
    made = Answer("", "answered", sentence, value=value, completeness=(known,), columns=form.columns)
    return replace(run, form=part, query=query).done(made)
