"""Answers about people: how old they are, who held a role before or after whom, and what several have in common."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from continuity import dates, store, vocab
from continuity.ask.run import Run
from continuity.language.logical import Const, Rel
from continuity.model import Answer, Cell

#: Said of who was first, next or last.
IN_ORDER = "the order is that in which credits began, else ended, else of the release of what they are for"
#: What is in common by the way things are told, not by what they are.
_IDLE = {"type", "label", "within", "gender", "sameAs", "network", "producedBy"}


def age(run: Run) -> Answer:
    """How many whole years lie between a birth and a day; both ends where a date leaves it open."""
    found = run.canon.facts.select(run.query[0])
    form, name = run.form, run.form.columns[0]
    if not found:
        missing = f"No birth date of {name} is recorded" + (", or no release." if len(form.targets) > 1 else ".")
        return Answer("", "empty", missing, columns=form.columns)
    born, *rest = min(tuple(str(t.value) for t in row) for row in found)
    day = rest[0] if rest else form.op or run.canon.scope.on or _died(run) or date.today().isoformat()
    (first, last), (early, late) = dates.bounds(born), dates.bounds(day)
    least, most = _years(last, early), _years(first, late)
    if most < 0:
        return Answer("", "empty", f"{name} was not born then: the birth date is {born}.", columns=form.columns)
    said = (
        str(least)
        if least == most
        else f"between {max(least, 0)} and {most}"
        if most > least + 1
        else f"{least} or {most}"
    )
    place = "at death" if form.op == "death" else f"when {form.columns[2]} came out" if rest else ""
    when = f"{place}, {day}" if rest else f"on {day}" if len(day) == 10 else f"in {day}"
    rows = (tuple(Cell(value=d, datatype=vocab.EDTF) for d in (born, *rest)),)
    notes = (
        () if rest or form.op else (f"the age is that on {day}" + (", the date of death" if _died(run) == day else ""),)
    )
    made = Answer(
        "", "answered", f"{said} {when}: born {born}.", value=least if least == most else None,
        columns=("born", *form.columns[2:]), rows=rows, notes=notes,
    )  # fmt: skip
    return run.done(made, rows)


def ages(run: Run, listed: Answer) -> Answer:
    """How old each of those is whose birth dates are listed, or all on average: on the day that is listed too, on a
    date, on the day of their death, else today.
    """
    today = run.form.op or run.canon.scope.on or date.today().isoformat()
    rows, least = [], []
    for who, born, *then in listed.rows:
        told = str(then[0].value) if then else run.form.op or _death(run, who.id) or today
        (first, last), (early, late) = dates.bounds(str(born.value)), dates.bounds(told)
        least.append(_years(last, early))
        most = _years(first, late)
        years = str(most) if least[-1] == most else f"{least[-1]} to {most}"
        rows.append((who, born, Cell(value=years, datatype=vocab.STRING)))
    if not rows:
        return listed
    if run.form.named:
        mean, note = round(sum(least) / len(least), 1), f"of the {len(rows)} whose birth dates are told"
        made = replace(listed, sentence=f"{mean:g} years.", value=mean, rows=(), columns=("average age",))
        return replace(made, notes=(*listed.notes, note))
    said = "; ".join(f"{who} ({years})" for who, _, years in rows)
    on = str(listed.rows[0][2].value) if len(listed.rows[0]) > 2 else today
    notes = (
        *listed.notes,
        f"the ages are those on {on}" + ("" if run.form.op else ", of the dead on the day they died"),
    )
    return replace(listed, sentence=f"{said}.", columns=(*listed.columns[:2], "age"), rows=tuple(rows), notes=notes)


def _death(run: Run, person: str) -> str:
    return next((c.object.value for c in run.canon.claims(person, "died")), "")


def gap(run: Run) -> Answer:
    """How many days one was born before another."""
    found = run.canon.facts.select(run.query[0])
    a, b = run.form.columns
    if not found:
        return Answer("", "empty", f"The birth dates of both {a} and {b} are not recorded.", columns=run.form.columns)
    one, other = (str(t.value) for t in found[0])
    (a1, a2), (b1, b2) = dates.bounds(one), dates.bounds(other)
    least, most = sorted((abs((b1 - a2).days), abs((b2 - a1).days)))
    older, younger = (a, b) if (b1 - a2).days > 0 else (b, a)
    rows = (tuple(Cell(value=d, datatype=vocab.EDTF) for d in (one, other)),)
    if b1 <= a2 and a1 <= b2 and one != other:
        said = "It is not told so exactly who is older"
    else:
        days = f"{least} days" if least == most else f"between {least} and {most} days"
        years = round(least / 365.2425, 1)
        said = f"{older} is {days} older than {younger}" + (f", some {years:g} years" if years >= 1 else "")
    made = Answer(
        "", "answered", f"{said}: {a} {one}, {b} {other}.", value=least if least == most else None,
        columns=run.form.columns, rows=rows,
    )  # fmt: skip
    return run.done(made, rows)


def _years(start: date, end: date) -> int:
    return end.year - start.year - ((end.month, end.day) < (start.month, start.day))


def _died(run: Run) -> str:
    people = (a.subject for a in run.form.atoms if isinstance(a, Rel) and a.property == "born")
    found = (c.object.value for p in people if isinstance(p, Const) for c in run.canon.claims(p.id, "died"))
    return next(found, "")


@dataclass(frozen=True, slots=True)
class Tenure:
    """When someone held a role in a work: what it is ordered by, and how that is told; `exact` for an episode."""

    person: str
    since: str
    said: str
    credits: tuple[str, ...]
    exact: bool = False


def succession(run: Run) -> Answer:
    """Who held a role first, last or in some place of the order; or before and after somebody."""
    canon, form = run.canon, run.form
    (role,), columns = form.named, form.columns
    named = [t for t in form.targets if isinstance(t, Const)]
    person = next((t.id for t in named if canon.type(t.id) == "Person"), "")
    works = [t.id for t in named if t.id != person] or _works(run, role, person)
    found: dict[tuple[str, str], Tenure] = {}
    order: list[str] = []
    for work in works:
        turns = _turns(run, role, work)
        for tenure in _picked(turns, form.op, person):
            found.setdefault((work, tenure.person), tenure)
        order += [t.person for turn in turns for t in turn]
    if form.op in ("first", "last") and not named and found:
        known = [t.since for t in found.values() if t.since]
        edge = (min if form.op == "first" else max)(known, default="")
        found = {k: t for k, t in found.items() if t.since == edge}
    if not found:
        return Answer("", "empty", "Nothing is recorded that answers this.", columns=columns)
    rows = tuple(
        dict.fromkeys(
            (canon.cell(canon.node(t.person)), Cell(value=t.said, datatype=vocab.STRING)) for t in found.values()
        )
    )
    said = "; ".join(f"{who} ({when})" for who, when in rows)
    quads = [q for t in found.values() for c in t.credits for q in canon.told(canon.node(c), store.TYPE, _credit())]
    undated = [t.person for w in works for t in _undated(run, role, w) if t.person not in order]
    notes: tuple[str, ...] = (IN_ORDER,)
    if undated:
        who = ", ".join(sorted({canon.label(p) for p in undated}))
        notes = (*notes, f"no time is told of {who}")
    evidence = tuple(run.words.evidence(dict.fromkeys(quads)))
    return Answer("", "answered", f"{said}.", columns=columns, rows=rows, evidence=evidence, notes=notes)


def _credit() -> Any:
    return store.iri(vocab.term("Credit"))


def _picked(turns: list[list[Tenure]], op: str, person: str) -> list[Tenure]:
    """Those in one place of an order; those who come at once are in one place."""
    if op in ("first", "last"):
        return (turns[0] if op == "first" else turns[-1]) if turns else []
    if op.isdigit():
        return turns[int(op) - 1] if int(op) <= len(turns) else []
    at = [i for i, turn in enumerate(turns) if any(t.person == person for t in turn)]
    if not at:
        return []
    there = at[-1] + 1 if op == "after" else at[0] - 1
    return turns[there] if 0 <= there < len(turns) else []


def _works(run: Run, role: str, person: str) -> list[str]:
    """The whole works in which a person, or anyone, held a role."""
    canon = run.canon
    found: dict[str, None] = {}
    for claim in canon.claims(person, f"{role}Of"):
        found[_whole(run, claim.object.value)] = None
    return sorted(found)


def _whole(run: Run, work: str) -> str:
    for claim in run.canon.claims(work, "partOf"):
        if run.canon.type(claim.object.value) in ("Season", "Series"):
            return _whole(run, claim.object.value)
    return work


def _tenures(run: Run, role: str, work: str) -> Iterator[Tenure]:
    """Each credit for a role in a work or a part of it, with when it began as far as is told."""
    canon = run.canon
    within = store.iri(vocab.term("within"))
    parts = {work, *(canon.id(q.subject) for q in canon.facts.match(None, within, canon.node(work), store.DEFAULT))}
    for part in sorted(parts):
        for claim in canon.claims("", f"{role}Of", canon.node(part)):
            credit = f"credit/{claim.subject}+{role}+{part}"
            told = {c.predicate: c.object.value for c in canon.claims(credit)}
            released = next((c.object.value for c in canon.claims(part, "released")), "")
            number = next((c.object.value for c in canon.claims(part, "number")), "")
            if told.get("since"):
                yield Tenure(claim.subject, told["since"], f"from {told['since']}", (credit,))
            elif told.get("until"):
                yield Tenure(claim.subject, told["until"], f"until {told['until']}", (credit,))
            elif part != work and released:
                episode = canon.type(part) == "Episode"
                key = f"{released}#{int(number or 0):04}" if episode else released
                yield Tenure(claim.subject, key, canon.label(part), (credit,), episode)
            else:
                yield Tenure(claim.subject, "", canon.label(part), (credit,))


def _turns(run: Run, role: str, work: str) -> list[list[Tenure]]:
    """Who held a role in a work, in order; those who began at once are together."""
    told = list(_tenures(run, role, work))
    every = [t for t in told if t.exact] or told
    dated: dict[str, Tenure] = {}
    for tenure in sorted((t for t in every if t.since), key=lambda t: (t.since, t.person)):
        dated.setdefault(tenure.person, tenure)
    if not dated:
        out = next((c.object.value for c in run.canon.claims(work, "released")), "")
        return [sorted((replace(t, since=out) for t in every), key=lambda t: t.person)] if every else []
    turns: dict[str, list[Tenure]] = {}
    for tenure in dated.values():
        turns.setdefault(tenure.since, []).append(tenure)
    return [turns[since] for since in sorted(turns)]


def _undated(run: Run, role: str, work: str) -> list[Tenure]:
    return [t for t in _tenures(run, role, work) if not t.since]


def common(run: Run) -> Answer:
    """What several things stand in the same relation to, or are told to be alike."""
    canon = run.canon
    ids = [t.id for t in run.form.targets if isinstance(t, Const)]
    sides = [_sides(run, i) for i in ids]
    shared = sorted(set.intersection(*(set(s) for s in sides)))
    rows, quads = [], []
    wholes = {(p, back, run.canon.node(w).value) for p, back, w in _within(run, shared)}
    for property, back, value in (s for s in shared if s not in wholes):
        node = sides[0][property, back, value]
        label = vocab.terms().properties[property].label
        rows.append((Cell(value=label, datatype=vocab.STRING), canon.cell(node)))
        for one in ids:
            triple = (
                (node, store.iri(vocab.term(property)), canon.node(one))
                if back
                else (canon.node(one), store.iri(vocab.term(property)), node)
            )
            quads += canon.told(*triple)[: None if run.whole else 1]
    if not rows:
        names = " and ".join(map(canon.label, ids))
        return Answer("", "empty", f"Nothing recorded is common to {names}.", columns=run.form.columns)
    found = tuple(dict.fromkeys(rows))
    said = "; ".join(f"{relation}: {what}" for relation, what in found)
    evidence = tuple(run.words.evidence(dict.fromkeys(quads)))
    return Answer("", "answered", f"{said}.", columns=run.form.columns, rows=found, evidence=evidence)


def _within(run: Run, shared: list[tuple[str, bool, str]]) -> Iterator[tuple[str, bool, str]]:
    """Those of what is shared that are parts of something else that is."""
    known, within = set(shared), store.iri(vocab.term("within"))
    for property, back, value in shared:
        if value.startswith(run.canon.base):
            for q in run.canon.facts.match(store.iri(value), within, None, store.DEFAULT):
                if (property, back, q.object.value) in known and q.object.value != value:
                    yield property, back, run.canon.id(store.iri(value))


def _sides(run: Run, id: str) -> dict[tuple[str, bool, str], Any]:
    """What a thing stands in a relation to, from either end."""
    canon, known = run.canon, vocab.terms().properties
    node = canon.node(id)
    found: dict[tuple[str, bool, str], Any] = {}
    for q in canon.facts.match(node, None, None, store.DEFAULT):
        name = vocab.short(q.predicate.value)
        if name in known and name not in _IDLE and known[name].value not in ("date", "integer"):
            found[name, False, str(q.object.value)] = q.object
    for q in canon.facts.match(None, None, node, store.DEFAULT):
        name = vocab.short(q.predicate.value)
        if name in known and name not in _IDLE and store.is_iri(q.subject) and canon.is_entity(canon.id(q.subject)):
            found[name, True, str(q.subject.value)] = q.subject
    return found
