"""Answers about the time inside the story: when works and events are set, how they lie to each other, how long apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from continuity import store, vocab
from continuity.ask.run import Run
from continuity.canon import CanonGraph
from continuity.language.logical import Const
from continuity.language.names import is_a
from continuity.language.story import FIRST, IN_STORY, LAST
from continuity.model import Answer, Cell

#: What places a work in the story, and how that is said from the other end.
_STORY = ("storyFrom", "storyTo", "during", "overlaps", "sameTimeAs", "before", "after")
_TURNED = {"before": "after", "after": "before"}
#: How what is told of the other lies, seen from the one.
_SEEN = {"before": "after", "after": "before", "overlaps": "overlaps", "sameTimeAs": "sameTimeAs"}
#: A placing: the work, how it lies, to what or when; and the statements that tell it.
_Row = tuple[Any, str, Any, tuple[Any, ...]]
#: The operations of forms whose rows stand in the order of the story.
ORDERS = (IN_STORY, FIRST, LAST)
#: Rows, and what is to be said about their order.
_Ordered = tuple[tuple[tuple[Cell, ...], ...], tuple[str, ...]]
#: Said where an order follows from several that are told.
_FOLLOWS = "the order follows from what is told of those between them"


def story(run: Run) -> Answer:
    """When a work or event is set, in which year, how it lies to another, or how long lies between the two."""
    ids = [t.id for t in run.form.targets if isinstance(t, Const)]
    if len(ids) == 2:
        return (_long if run.form.op == "long" else _relative)(run, *ids)
    found = list(_placed(run, ids[0]))
    if run.form.op in ("each", "earlier"):
        found = [f for f in found if _is_asked(run, f)]
    years = [f for f in found if f[1] == "set from"]
    if run.form.op == "year" and found and not years:
        made = _told(run, found)
        said = f"No year is told in which {run.canon.label(ids[0])} is set. {made.sentence}"
        return Answer("", "empty", said, columns=run.form.columns, evidence=made.evidence)
    dated = run.form.op == "year" or (not run.form.op and years)
    found = years if run.form.op == "year" else found
    if not found:
        missing = f"It is not recorded when {run.canon.label(ids[0])} is set."
        return Answer("", "empty", missing, columns=run.form.columns)
    made = _told(run, found)
    if not dated:
        return made
    told = (row for row in made.rows if row[1].value in ("set from", "set to"))
    return replace(made, columns=("year",), rows=tuple(dict.fromkeys((row[-1],) for row in told)))


def _is_asked(run: Run, placing: _Row) -> bool:
    """Whether a placing is beside a work of the class that is asked for, perhaps one that was released earlier."""
    canon, (work, _, other, _) = run.canon, placing
    if not (store.is_iri(other) and is_a(canon.type(canon.id(other)), run.form.named)):
        return False
    days = [[c.object.value for c in canon.claims(canon.id(one), "released")] for one in (other, work)]
    return run.form.op == "each" or (all(days) and min(days[0]) < min(days[1]))


def in_order(run: Run, rows: tuple[tuple[Cell, ...], ...]) -> _Ordered:
    """Works in the order of the story, or the first or last of them; as they are where nothing is asked of that."""
    if run.form.op not in ORDERS or run.story_order is None:
        return rows, ()
    ids = {row[0].id: row for row in rows}
    works, notes = run.story_order(run.canon, ids)
    found = tuple(ids[w] for w in works)
    picked = {FIRST: found[:1], LAST: found[-1:]}.get(run.form.op, found)
    return picked, tuple(notes)


def _told(run: Run, found: Iterable[_Row], notes: tuple[str, ...] = ()) -> Answer:
    """Placings as rows, in words and with who tells them."""
    canon, every = run.canon, list(found)
    rows = tuple(
        dict.fromkeys((canon.cell(w), Cell(value=how, datatype=vocab.STRING), canon.cell(o)) for w, how, o, _ in every)
    )
    said = "; ".join(f"{w} {_verb(str(how))} {o}" for w, how, o in rows)
    evidence = tuple(run.words.evidence(dict.fromkeys(q for *_, told in every for q in told)))
    return Answer("", "answered", f"{said}.", columns=run.form.columns, rows=rows, evidence=evidence, notes=notes)


def _verb(how: str) -> str:
    """A placing as a predicate: "is set before"."""
    return how if how.startswith("overlaps") else f"is {how}" if how.startswith("set ") else f"is set {how}"


def _parts(canon: CanonGraph, id: str) -> list[Any]:
    """A work and its parts."""
    within = store.iri(vocab.term("within"))
    parts = {q.subject for q in canon.facts.match(None, within, canon.node(id), store.DEFAULT)}
    return [canon.node(id), *sorted(parts, key=str)]


def _placed(run: Run, id: str) -> Iterator[_Row]:
    """What places a work, or else its seasons and episodes."""
    node, *parts = _parts(run.canon, id)
    own = list(_of_one(run, node))
    yield from own
    if not own or run.canon.type(id) == "Series":
        for part in parts:
            yield from _of_one(run, part)


def _of_one(run: Run, node: Any) -> Iterator[_Row]:
    """What is told of one work's place in the story, the years first and then what it lies beside, by how much if told."""
    facts, canon = run.canon.facts, run.canon
    apart = {(o, how.rpartition(" ")[2]) for _, how, o, _ in _offsets(run, node)}
    for name in _STORY:
        label = vocab.terms().properties[name].label
        for quad in sorted(facts.match(node, store.iri(vocab.term(name)), None, store.DEFAULT), key=str):
            if (quad.object, name) not in apart:
                yield node, label, quad.object, tuple(canon.told(*quad.triple))
    yield from _offsets(run, node)
    for name, seen in _SEEN.items():
        for quad in sorted(facts.match(None, store.iri(vocab.term(name)), node, store.DEFAULT), key=str):
            if not any(facts.match(node, store.iri(vocab.term(seen)), quad.subject, store.DEFAULT)):
                yield node, vocab.terms().properties[seen].label, quad.subject, tuple(canon.told(*quad.triple))


def _offsets(run: Run, node: Any) -> Iterator[_Row]:
    """How long after or before what a work is told to be set."""
    canon = run.canon
    told = canon.facts.match(None, store.iri(vocab.term("of")), node, store.DEFAULT)
    for offset in sorted({q.subject for q in told}, key=str):
        slots = {vocab.short(q.predicate.value): q.object for q in canon.facts.match(offset, None, None, store.DEFAULT)}
        for name, word in (("placedAfter", "after"), ("placedBefore", "before")):
            if name in slots and "unit" in slots:
                amount, unit = _amount(run, slots)
                evidence = tuple(canon.told(offset, store.TYPE, None))
                yield node, f"set {amount} {unit} {word}", slots[name], evidence


def _amount(run: Run, slots: dict[str, Any]) -> tuple[str, str]:
    """How many of which unit: "about 6 to 12", "months"."""

    def number(name: str) -> str:
        return f"{float(slots[name].value):g}" if name in slots else ""

    one, least, most = number("amount"), number("least"), number("most")
    much = one or (f"{least} to {most}" if least and most else f"at least {least}" if least else f"at most {most}")
    rough = "about " if getattr(slots.get("approximate"), "value", "") == "true" else ""
    unit = run.canon.label(run.canon.id(slots["unit"])) or vocab.short(slots["unit"].value)
    return rough + much, unit.removesuffix("s") if much == "1" else unit


def _between(run: Run, a: str, b: str) -> list[_Row]:
    """What is told of the two, or of a part of the one and a part of the other; from either end."""
    ours, theirs = _parts(run.canon, a), _parts(run.canon, b)
    found = [f for w in ours for f in _of_one(run, w) if f[2] in theirs]
    back = [f for w in theirs for f in _of_one(run, w) if f[2] in ours]
    return found + [(o, _turned(how), w, told) for w, how, o, told in back]


def _turned(how: str) -> str:
    """How the other of two lies to the one."""
    words = how.split()
    return " ".join([*words[:-1], _TURNED.get(words[-1], words[-1])])


def _relative(run: Run, a: str, b: str) -> Answer:
    """How two works lie to each other in the story: as is told, or as follows from it."""
    found = _between(run, a, b)
    if found:
        return _told(run, found)
    for one, other, how in ((a, b, "before"), (b, a, "after")):
        steps = chain(run.canon, one, other)
        if steps:
            row = (run.canon.node(a), f"set {how}", run.canon.node(b), tuple(steps))
            return _told(run, [row], (_FOLLOWS,))
    names = " and ".join(map(run.canon.label, (a, b)))
    return Answer(
        "", "empty", f"It is not recorded how {names} lie to each other in the story.", columns=run.form.columns
    )


def _long(run: Run, a: str, b: str) -> Answer:
    """How long lies between two works in the story."""
    amounts = [f for f in _between(run, a, b) if any(c.isdigit() for c in f[1])]
    canon, columns = run.canon, run.form.columns
    if not amounts:
        order = _relative(run, a, b)
        names = " and ".join(map(canon.label, (b, a)))
        known = f" {order.sentence}" if order.status == "answered" else ""
        missing = f"It is not recorded how long lies between {names} in the story.{known}"
        return Answer("", "empty", missing, columns=columns, notes=order.notes, evidence=order.evidence)
    made = _told(run, amounts)
    rows = []
    for work, how, other in made.rows:
        *amount, unit, relation = str(how).removeprefix("set ").split()
        parts = (" ".join(amount), unit, relation)
        text = [Cell(value=p, datatype=vocab.STRING) for p in parts]
        rows.append((text[0], text[1], work, text[2], other))
    value = _number(rows[0][0].value) if len(rows) == 1 else None
    return Answer("", "answered", made.sentence, columns=columns, rows=tuple(rows), value=value, evidence=made.evidence)


def _number(amount: str) -> float | None:
    """The number that an amount is; none where it is told roughly: "about 6 to 12"."""
    try:
        number = float(amount)
    except ValueError:
        return None
    return int(number) if number.is_integer() else number


def chain(canon: CanonGraph, one: str, other: str) -> list[Any]:
    """The statements by which it follows that one work, or a part of it, is over before the other begins."""
    ends = set(_parts(canon, other))
    came: dict[Any, tuple[Any, Any]] = {}
    todo = list(_parts(canon, one))
    starts = set(todo)
    while todo:
        node = todo.pop(0)
        for quad in _later(canon, node):
            after = quad.object if vocab.short(quad.predicate.value) == "before" else quad.subject
            if after in came or after in starts:
                continue
            came[after] = (node, quad)
            if after in ends:
                steps = []
                while after in came:
                    after, step = came[after]
                    steps += canon.told(*step.triple)
                return steps
            todo.append(after)
    return []


def _later(canon: CanonGraph, node: Any) -> list[Any]:
    """What is told to begin after a work is over."""
    facts = canon.facts
    before = facts.match(node, store.iri(vocab.term("before")), None, store.DEFAULT)
    after = facts.match(None, store.iri(vocab.term("after")), node, store.DEFAULT)
    return sorted([*before, *after], key=str)
