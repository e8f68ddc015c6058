"""A form run over a canon: rows, a value, a sentence, and the told statements behind them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from continuity import dates, store, vocab
from continuity.ask import accounts, lives, people, special, storytime, telling, weigh
from continuity.ask.evidence import behind
from continuity.ask.notes import OPEN_WORLD, complete_lists, completeness, notes_on
from continuity.ask.run import Run
from continuity.ask.short import incomplete
from continuity.canon import CanonGraph
from continuity.language.logical import Among, Const, Either, Form, Is, Not, Order, Rel, Tally, Term, Total
from continuity.language.words import Words
from continuity.model import Answer, Cell, Evidence

_MADE = ("ordered", "renewed", "started", "completed", "out", "ended")


_OF = store.iri(vocab.term("of"))


def answer(run: Run) -> Answer:
    """Run a compiled form. The caller adds the question, its reading and its assumptions."""
    match run.form.kind:
        case "truth":
            return _truth(run)
        case "tellers":
            return _tellers(run)
        case "count":
            return _count(run)
        case "exists":
            return _exists(run)
        case "average" | "sum":
            return special.whole(run)
        case "between":
            return people.gap(run) if run.form.op == "older" else special.between(run)
        case "path":
            return special.path(run)
        case "about":
            return special.about(run)
        case "single":
            return special.single(run)
        case "solely":
            return accounts.solely(run)
        case "contested":
            return accounts.contested(run)
        case "life":
            return lives.lives(run)
        case "age":
            return people.age(run)
        case "ages":
            return people.ages(run, _rows(run))
        case "succession":
            return people.succession(run)
        case "common":
            return people.common(run)
        case "compare":
            return weigh.compare(run)
        case "share":
            return weigh.share(run)
        case "mentions":
            return telling.mentions(run)
        case "identity":
            return telling.identity(run)
        case "says":
            return telling.says(run)
        case "story":
            return storytime.story(run)
        case "before":
            return telling.before(run)
        case _:
            return _rows(run)


def rows_of(run: Run) -> tuple[tuple[Cell, ...], ...]:
    """The rows of a form, in a stable order, without what they rest on."""
    canon, form, query = run.canon, run.form, run.query
    found = canon.facts.select(query[0])
    if form.best is not None and (short := incomplete(canon, form, found)):
        found = [row for row in found if short.keys().isdisjoint(row)]
    if form.best is not None and _is_open(run, found):
        return ()
    if form.best is not None and found:
        at = form.targets.index(form.best)
        keys = [(str(row[at]), str(row[-1]) if form.then else "") for row in found]
        last = _last(keys, form.limit)
        wide = len(form.targets)
        end = max((i for i, k in enumerate(keys) if k == last), default=-1) + 1  # of no second place there is nobody
        start = keys.index(last) if form.limit < 0 and end else 0
        found = [row[:wide] for row in found[start:end]]
    rows = tuple(dict.fromkeys(tuple(map(canon.cell, row)) for row in found))
    rows = tuple(r for r in rows if any(c.id or c.value for c in r))  # of which nothing is told
    if form.as_of and form.columns[:3] == ("aspect", "state", "date"):
        rows = _latest(rows)
    elif form.best is None:
        if form.columns == ("position",) or (form.columns[:1] == ("cause",) and any(r[0].value for r in rows)):
            rows = tuple(r for r in rows if r[0].value)  # an account that tells no cause has nothing to say to "how"
        rows = tuple(sorted(rows, key=lambda r: [(c.label.casefold(), c.id, c.value) for c in r]))
    return storytime.in_order(run, rows)[0] if form.op in storytime.ORDERS else rows


def _is_open(run: Run, found: Sequence[Sequence[Any]]) -> bool:
    """Whether of some that are named, of which one is to lead, one has no value: it might lead. What is counted has one."""
    form = run.form
    if form.limit or any(isinstance(a, Tally) and (a.number, a.fold) == (form.best, "COUNT") for a in form.atoms):
        return False
    named = [a for a in form.atoms if isinstance(a, Among) and a.term in form.targets and len(a.members) > 1]
    ids = [t.id for a in named for t in a.members if isinstance(t, Const)]
    known = {term for row in found for term in row}
    return bool(found) and any(run.canon.node(id) not in known for id in ids)


def _last(keys: list[tuple[str, str]], limit: int) -> tuple[str, str]:
    """The value down to which a ranking is given: its equals in the last place share that place."""
    if limit < 0:
        places = list(dict.fromkeys(keys))
        return places[-limit - 1] if -limit <= len(places) else ("", "none")
    return keys[min(limit or 1, len(keys)) - 1]


def _rows(run: Run) -> Answer:
    canon, form = run.canon, run.form
    rows = rows_of(run)
    if not rows:
        return Answer(
            "",
            "empty",
            "Nothing is recorded that answers this.",
            columns=form.columns,
            notes=notes_on(canon, form, rows),
        )
    said = "; ".join(dict.fromkeys(_said([_told_apart(canon, c) for c in r], form) for r in rows))
    short = incomplete(canon, form, canon.facts.select(run.query[0])) if form.lowest else {}
    made = Answer(
        "", "answered", said if said.endswith(".") else f"{said}.", columns=form.columns, rows=rows,
        notes=(*notes_on(canon, form, rows), *storytime.in_order(run, rows)[1], *short.values()),
        completeness=completeness(canon, form, len(rows)),
        value=_number(rows),
    )  # fmt: skip
    return run.done(made, rows)


def _number(rows: Sequence[Sequence[Cell]]) -> int | float | None:
    """The number that is the whole answer, where it is one."""
    (first, *_), *more = rows
    kind = first.datatype.removeprefix(vocab.XSD)
    if more or kind not in ("integer", "decimal", "double"):
        return None
    return int(first.value) if kind == "integer" else float(first.value)


def _told_apart(canon: CanonGraph, cell: Cell) -> Cell:
    """A counterpart of one of the same name, with its id: it is not the one of whom one thinks."""
    of = canon.claims(cell.id, "counterpartOf") if cell.id and cell.type == "Character" else ()
    same = any(canon.label(c.object.value) == cell.label for c in of)
    return replace(cell, label=f"{cell.label} ({cell.id})") if same else cell


def _latest(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Of each aspect of a status of a work what was told last; an undated state counts only where none is dated."""
    last: dict[tuple[str, ...], str] = {}
    for row in rows:
        last[_aspect(row)] = max(last.get(_aspect(row), ""), row[2].value)
    newest = (r for r in rows if r[2].value == last[_aspect(r)])
    return tuple(sorted(newest, key=lambda r: (r[2].value, r[0].id, r[1].id, *_aspect(r))))


def _aspect(row: tuple[Cell, ...]) -> tuple[str, ...]:
    return row[0].id, *(c.id for c in row[3:])


#: What stands before a cell in a sentence instead of its column's name.
_BEFORE = {
    "by": "by",
    "in": "in",
    "of": "for",
    "work": "for",
    "givenBy": "at",
    "given by": "at",
    "scoreKind": "from",
} | dict.fromkeys(("value", "who", "cause", "date", "released", "aspect", "state", "person", "role"), "")


def _said(row: Sequence[Cell], form: Form) -> str:
    cells = [(c, str(v)) for c, v in zip(form.columns, row, strict=True) if str(v)]
    if form.columns == ("year",) and row[0].value[:4].isdigit() and len(row[0].value) > 4 and "/" not in row[0].value:
        return f"{row[0].value[:4]} ({row[0].value})"
    if len(row) <= 2 and form.targets[-1] in _minutes(form) and len(cells) == len(row):
        cells[-1] = (cells[-1][0], _in_words(cells[-1][1]))
    if form.columns == ("from", "to"):
        return " to ".join(v for _, v in cells) if len(cells) == 2 else f"{cells[0][0]} {cells[0][1]}"
    if len(row) > 2:
        if cells[0][0] == "of":  # what something is of is told first, plainly
            cells[0] = ("who", cells[0][1])
        return ", ".join(f"{_BEFORE[c]} {v}".lstrip() if c in _BEFORE else f"{c}: {v}" for c, v in cells)
    return " (".join(v for _, v in cells) + ")" * (len(cells) - 1)


def _in_words(minutes: str) -> str:
    """A running time, a long one in hours too."""
    hours, rest = divmod(int(minutes), 60) if minutes.isdigit() else (0, 0)
    return f"{minutes} minutes" + (f", {hours} h {rest} min" if hours > 3 else "")


def _minutes(form: Form) -> list[Term]:
    """The variables that are running times."""
    times = [a.object for a in form.atoms if isinstance(a, Rel) and a.property == "runtime"]
    return times + [a.number for a in form.atoms if isinstance(a, Total) and a.property == "runtime"]


def _count(run: Run) -> Answer:
    canon, form, query = run.canon, run.form, run.query
    number = int(canon.facts.select(query[0])[0][0].value)
    known = completeness(canon, form, number)
    sure = any(k["total"] is not None for k in known)
    sentence = f"{number}." if sure else f"{number} that are recorded here; no source says that there are no more."
    return run.done(Answer("", "answered", sentence, value=number, completeness=known))


def _truth(run: Run) -> Answer:
    canon, form, query = run.canon, run.form, run.query
    if bool(canon.facts.query(query[0])):
        return run.done(Answer("", "answered", f"Yes{_how(canon, form)}.", value=True))
    if form.atoms and all(isinstance(a, Not) for a in form.atoms):  # "nobody died": somebody did
        return run.done(Answer("", "answered", "No.", value=False))
    denied = _denied(canon, run.words, form)
    if denied:
        return Answer("", "answered", "No, as told.", value=False, evidence=denied)
    return Answer("", "empty", _silence(canon, form), notes=(OPEN_WORLD,))


def _how(canon: CanonGraph, form: Form) -> str:
    """How two are related, of whom it is asked whether they are; where somebody died."""
    match form.atoms:
        case (Is("Deceased", Const(who)),):
            return special.died(canon, who)
        case (Rel("relatedTo", Const(a), Const(b)),):
            return "".join(f": {said}" for said in ["; ".join(text for _, text in special.ties(canon, a, b))] if said)
    return ""


def _silence(canon: CanonGraph, form: Form) -> str:
    for atom in () if any(isinstance(a, Not) for a in form.atoms) else form.atoms:
        if isinstance(atom, Is) and isinstance(atom.term, Const) and atom.cls in ("Deceased", "Living"):
            what = "death" if atom.cls == "Deceased" else "word on whether they are alive"
            return f"No {what} is recorded of {canon.label(atom.term.id)}."
        dies = (
            isinstance(atom, Rel)
            and atom.property == "of"
            and any(isinstance(a, Is) and a.cls == "Death" for a in form.atoms)
        )
        more = any(
            isinstance(a, Either) or (isinstance(a, Rel) and a.property in ("by", "cause", "in")) for a in form.atoms
        )
        if isinstance(atom, Rel) and dies and not more and isinstance(atom.object, Const):
            return f"No death is recorded of {canon.label(atom.object.id)}."
    return "Nothing is recorded that says so."


def _returns(canon: CanonGraph, who: str) -> list[Any]:
    """The statements that a character is alive again."""
    of_whom = (q.subject for q in canon.facts.match(None, _OF, canon.node(who), store.DEFAULT))
    kind = store.iri(vocab.term("Return"))
    return [n for n in of_whom if any(True for _ in canon.facts.match(n, store.TYPE, kind, store.DEFAULT))]


def _denied(canon: CanonGraph, words: Words, form: Form) -> tuple[Evidence, ...]:
    """What denies the form: the opposite told, or a list known to be complete without it."""
    opposite = {"Deceased": "Living", "Living": "Deceased"}
    for atom in form.atoms:
        if isinstance(atom, Is) and atom.cls in opposite and isinstance(atom.term, Const):
            told = canon.told(canon.node(atom.term.id), store.TYPE, store.iri(vocab.term(opposite[atom.cls])))
            if not told and atom.cls == "Deceased":  # who came back is not dead
                told = [q for n in _returns(canon, atom.term.id) for q in canon.told(n, _OF, canon.node(atom.term.id))]
            if told:
                return tuple(words.evidence(told))
        if isinstance(atom, Order) and atom.how == "before":
            one, other = atom.one, atom.other
            both = isinstance(one, Const) and isinstance(other, Const)
            told = storytime.chain(canon, other.id, one.id) if both else []  # type: ignore[union-attr]
            if told:
                return tuple(words.evidence(dict.fromkeys(told)))
        role = atom.property.removesuffix("Of") if isinstance(atom, Rel) else ""
        if role in vocab.terms().individuals and isinstance(atom, Rel) and isinstance(atom.object, Const):
            told = [
                q
                for n in complete_lists(canon, role, atom.object.id)
                for q in canon.told(n, store.TYPE, store.iri(vocab.term("CompleteList")))
            ]
            if told:
                return tuple(words.evidence(told))
    return ()


def _tellers(run: Run) -> Answer:
    evidence, _ = behind(run.canon, run.words, run.form, run.query, None, whole=True)
    evidence = evidence or accounts.of_life(run)
    if run.form.named:
        evidence = tuple(e for e in evidence if telling.is_by(e, run.form.named[0]))
    if run.form.op == "first" and evidence:
        published = [dates.bounds(e.account.source.published)[1] for e in evidence if e.account.source.published]
        evidence = tuple(
            e for e in evidence if published and dates.bounds(e.account.source.published or "9999")[1] == min(published)
        )
    text = vocab.STRING
    rows = tuple(
        (
            Cell(id=e.account.source.id, label=e.account.source.title, type="Source"),
            Cell(value=e.speaker or e.account.source.publisher, datatype=text),
            Cell(value=e.account.source.published, datatype=vocab.EDTF),
            Cell(value=e.quote, datatype=text),
        )
        for e in evidence
    )
    rows, columns = tuple(dict.fromkeys(rows)), ("source", "who", "published", "quote")
    if not rows:
        return Answer("", "empty", "No account here says so.", columns=columns)
    names = list(dict.fromkeys(_teller(*r[:2]) for r in rows))
    if run.form.op == "count":
        number = len({e.account.source.id for e in evidence})
        said = f"{number} source{'' if number == 1 else 's'}."
        return Answer(
            "",
            "answered",
            said,
            columns=columns,
            rows=rows,
            evidence=evidence,
            value=number,
        )
    if run.form.named:  # it is known who tells: what they tell is said
        claims = tuple(dict.fromkeys(e.claim for e in evidence))
        said = " ".join(f"{claim[:1].upper()}{claim[1:]}." for claim in claims[:5])
        return Answer("", "answered", said, columns=columns, rows=rows, evidence=evidence)
    when = f"{rows[0][2].value}: " if run.form.op == "first" else ""
    sentence = when + ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "") + "."
    return Answer("", "answered", sentence, columns=columns, rows=rows, evidence=evidence)


def _teller(source: Cell, who: Cell) -> str:
    """Who tells, and in which source by its title."""
    return f"{who} (“{source.label}”)" if str(who) and source.label else str(who) or str(source)


def _exists(run: Run) -> Answer:
    canon, form, query = run.canon, run.form, run.query
    work = form.targets[0]
    assert isinstance(work, Const)
    rows = tuple(tuple(map(canon.cell, row)) for row in canon.facts.select(query[0]))
    rows = tuple(sorted(dict.fromkeys(rows), key=lambda r: (r[3].value, r[1].label, r[2].label)))
    evidence = run.done(Answer("", "answered"), rows).evidence if rows else ()
    made = [r for r in rows if r[2].id in _MADE]
    day = form.as_of or canon.scope.on
    released = [c.object.value for c in canon.claims(work.id, "released")]
    out = [d for d in released if not day or dates.bounds(d)[1] <= dates.bounds(day)[1]]
    name = canon.label(work.id)
    if out:
        told = canon.told(canon.node(work.id), store.iri(vocab.term("released")), store.literal(out[0], vocab.EDTF))
        evidence = tuple(dict.fromkeys((*run.words.evidence(told), *evidence)))
        return Answer(
            "",
            "answered",
            f"Yes: {name} was released on {out[0]}.",
            value=True,
            columns=form.columns,
            rows=rows,
            evidence=evidence,
        )
    if made:
        first = next((r for r in made if r[2].id in ("renewed", "ordered")), made[0])
        sentence = f"Yes: {name} is {first[2].label}" + (f" ({first[3].value})." if first[3].value else ".")
        return Answer("", "answered", sentence, value=True, columns=form.columns, rows=rows, evidence=evidence)
    if rows:
        said = "; ".join(f"{r[1].label} {r[2].label}" for r in rows)
        return Answer("", "answered", f"Not settled: {said}.", columns=form.columns, rows=rows, evidence=evidence)
    return Answer("", "empty", f"Nothing is recorded of the making of {name}.", columns=form.columns)


def missing(canon: CanonGraph, question: str, reason: str) -> Answer:
    """Whether there is a season that nothing tells of: no, where a source says that the seasons told are all."""
    series = [i for i in canon.entities("Series") if reason.startswith(canon.label(i) + " has no season")]
    whole = [n for s in series for n in complete_lists(canon, "Season", s)]
    sentence = reason[0].upper() + reason[1:]
    if whole:
        told = Words(canon).evidence(
            q for n in whole for q in canon.told(n, store.TYPE, store.iri(vocab.term("CompleteList")))
        )
        return Answer(question, "answered", f"No: {reason}.", reading=question, value=False, evidence=tuple(told))
    return Answer(
        question,
        "empty",
        f"{sentence} that is recorded here.",
        reading=question,
        notes=("that nothing is recorded does not mean that there is none",),
    )
