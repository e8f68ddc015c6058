"""A form run over a canon: rows, a value, a sentence, and the told statements behind them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from continuity import dates, store, vocab
from continuity.ask.compile import Pattern
from continuity.canon import CanonGraph
from continuity.language.logical import Const, Form, Is, Rel
from continuity.language.words import Words
from continuity.model import Answer, Cell, Evidence

#: Said where an answer rests on more than it lists.
MORE = "the accounts listed are the first ones of each row; --evidence lists all"
_MADE = ("ordered", "renewed", "started", "completed", "out", "ended")

Query = tuple[str, str, list[Pattern]]


def answer(canon: CanonGraph, words: Words, form: Form, query: Query) -> Answer:
    """Run a compiled form. The caller adds the question, its reading and its assumptions."""
    match form.kind:
        case "truth":
            return _truth(canon, words, form, query)
        case "tellers":
            return _tellers(canon, words, form, query)
        case "count":
            return _count(canon, words, form, query)
        case "exists":
            return _exists(canon, words, form, query)
        case _:
            return _rows(canon, words, form, query)


def _rows(canon: CanonGraph, words: Words, form: Form, query: Query) -> Answer:
    found = canon.facts.select(query[0])
    if form.best is not None and found:
        at = form.targets.index(form.best)
        found = [row for row in found if row[at] == found[0][at]]
    rows = tuple(dict.fromkeys(tuple(map(canon.cell, row)) for row in found))
    if form.as_of and form.columns == ("aspect", "state", "date"):
        rows = _latest(rows)
    elif form.best is None:
        rows = tuple(sorted(rows, key=lambda r: [(c.label.casefold(), c.id, c.value) for c in r]))
    evidence = _evidence(canon, words, form, query, rows)
    if not rows:
        return Answer("", "empty", "Nothing is recorded that answers this.", columns=form.columns, notes=_notes(canon, form, rows))
    said = "; ".join(dict.fromkeys(_said(r, form.columns) for r in rows))
    return Answer(
        "", "answered", f"{said}.", columns=form.columns, rows=rows, evidence=evidence, notes=_notes(canon, form, rows),
        completeness=_completeness(canon, form, len(rows)),
    )  # fmt: skip


def _latest(rows: Sequence[tuple[Cell, ...]]) -> tuple[tuple[Cell, ...], ...]:
    """Of each aspect of a status what was told last; an undated state counts only where none is dated."""
    last: dict[str, str] = {}
    for aspect, _, date in rows:
        last[aspect.id] = max(last.get(aspect.id, ""), date.value)
    return tuple(sorted((r for r in rows if r[2].value == last[r[0].id]), key=lambda r: (r[2].value, r[0].id, r[1].id)))


def _said(row: Sequence[Cell], columns: Sequence[str]) -> str:
    cells = [(c, str(v)) for c, v in zip(columns, row, strict=True) if str(v)]
    if len(row) > 2:
        return ", ".join(f"{c}: {v}" for c, v in cells)
    return " (".join(v for _, v in cells) + ")" * (len(cells) - 1)


def _count(canon: CanonGraph, words: Words, form: Form, query: Query) -> Answer:
    number = int(canon.facts.select(query[0])[0][0].value)
    evidence = _evidence(canon, words, form, query, None)
    known = _completeness(canon, form, number)
    sure = any(k["total"] is not None for k in known)
    sentence = f"{number}." if sure else f"{number} that are recorded here; no source says that there are no more."
    return Answer("", "answered", sentence, value=number, evidence=evidence, completeness=known)


def _truth(canon: CanonGraph, words: Words, form: Form, query: Query) -> Answer:
    if bool(canon.facts.query(query[0])):
        return Answer("", "answered", "Yes.", value=True, evidence=_evidence(canon, words, form, query, None))
    denied = _denied(canon, words, form)
    if denied:
        return Answer("", "answered", "No, as told.", value=False, evidence=denied)
    return Answer("", "empty", _silence(canon, form), notes=("that nothing is recorded does not mean that it is not so",))


def _silence(canon: CanonGraph, form: Form) -> str:
    for atom in form.atoms:
        if isinstance(atom, Is) and isinstance(atom.term, Const) and atom.cls in ("Deceased", "Living"):
            what = "death" if atom.cls == "Deceased" else "word on whether they are alive"
            return f"No {what} is recorded of {canon.label(atom.term.id)}."
    return "Nothing is recorded that says so."


def _denied(canon: CanonGraph, words: Words, form: Form) -> tuple[Evidence, ...]:
    """What denies the form: the opposite told, or a list known to be complete without it."""
    opposite = {"Deceased": "Living", "Living": "Deceased"}
    for atom in form.atoms:
        if isinstance(atom, Is) and atom.cls in opposite and isinstance(atom.term, Const):
            told = canon.told(canon.node(atom.term.id), store.TYPE, store.iri(vocab.term(opposite[atom.cls])))
            if told:
                return tuple(words.evidence(told))
        role = atom.property.removesuffix("Of") if isinstance(atom, Rel) else ""
        if role in vocab.terms().individuals and isinstance(atom, Rel) and isinstance(atom.object, Const):
            told = [q for n in _complete_lists(canon, role, atom.object.id) for q in canon.told(n, store.TYPE, store.iri(vocab.term("CompleteList")))]
            if told:
                return tuple(words.evidence(told))
    return ()


def _tellers(canon: CanonGraph, words: Words, form: Form, query: Query) -> Answer:
    evidence = _evidence(canon, words, form, query, None)
    text = vocab.STRING
    rows = tuple(
        (
            Cell(value=e.speaker or e.account.source.publisher, datatype=text),
            Cell(id=e.account.source.id, label=e.account.source.title, type="Source"),
            Cell(value=e.account.source.published, datatype=vocab.EDTF),
            Cell(value=e.quote, datatype=text),
        )
        for e in evidence
    )
    rows = tuple(dict.fromkeys(rows))
    if not rows:
        return Answer("", "empty", "No account here says so.", columns=("who", "source", "published", "quote"))
    names = list(dict.fromkeys(str(r[0]) or str(r[1]) for r in rows))
    sentence = ", ".join(names[:8]) + (f" and {len(names) - 8} more" if len(names) > 8 else "") + "."
    return Answer("", "answered", sentence, columns=("who", "source", "published", "quote"), rows=rows, evidence=evidence)


def _exists(canon: CanonGraph, words: Words, form: Form, query: Query) -> Answer:
    work = form.targets[0]
    assert isinstance(work, Const)
    rows = tuple(tuple(map(canon.cell, row)) for row in canon.facts.select(query[0]))
    rows = tuple(sorted(dict.fromkeys(rows), key=lambda r: (r[3].value, r[1].label, r[2].label)))
    evidence = _evidence(canon, words, form, query, rows)
    made = [r for r in rows if r[2].id in _MADE]
    day = form.as_of or canon.scope.on
    released = [c.object.value for c in canon.claims(work.id, "released")]
    out = [d for d in released if not day or dates.bounds(d)[1] <= dates.bounds(day)[1]]
    name = canon.label(work.id)
    if out:
        told = canon.told(canon.node(work.id), store.iri(vocab.term("released")), store.literal(out[0], vocab.EDTF))
        evidence = tuple(dict.fromkeys((*words.evidence(told), *evidence)))
        return Answer("", "answered", f"Yes: {name} was released on {out[0]}.", value=True, columns=form.columns, rows=rows, evidence=evidence)
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
    whole = [n for s in series for n in _complete_lists(canon, "Season", s)]
    sentence = reason[0].upper() + reason[1:]
    if whole:
        told = Words(canon).evidence(q for n in whole for q in canon.told(n, store.TYPE, store.iri(vocab.term("CompleteList"))))
        return Answer(question, "answered", f"No: {reason}.", reading=question, value=False, evidence=tuple(told))
    return Answer(question, "empty", f"{sentence} that is recorded here.", reading=question, notes=("that nothing is recorded does not mean that there is none",))


def _complete_lists(canon: CanonGraph, what: str, owner: str) -> list[Any]:
    found = canon.facts.select(
        "SELECT ?list ?what ?of WHERE { ?list a c:CompleteList ; c:complete ?what ; c:of ?of } ORDER BY ?list",
        {"what": store.iri(vocab.term(what)), "of": canon.node(owner)},
    )
    return [row[0] for row in found]


def _completeness(canon: CanonGraph, form: Form, number: int) -> tuple[Mapping[str, Any], ...]:
    """How complete the lists are on which the answer rests: (role or class) of a work or group."""
    terms = vocab.terms()
    classes = [a.cls for a in form.atoms if isinstance(a, Is) and a.cls in terms.classes]
    made: dict[str, Mapping[str, Any]] = {}
    for atom in form.atoms:
        if not isinstance(atom, Rel) or not isinstance(atom.object, Const) or atom.object.cls not in terms.classes:
            continue
        if atom.property == "within":
            lists = [terms.classes[c] for c in classes]
        else:
            role = terms.individuals.get(atom.property.removesuffix("Of"))
            lists = [role] if role else []  # type: ignore[list-item]
        for one in lists:
            of = f"{one.label} of {canon.label(atom.object.id)}"
            whole = bool(_complete_lists(canon, one.name, atom.object.id))
            made[of] = {"of": of, "known": number, "total": number if whole else None}
    return tuple(made.values())


def _notes(canon: CanonGraph, form: Form, rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Spans of the credits in question, and where accounts differ on it."""
    notes: list[str] = []
    for atom in form.atoms:
        role = atom.property.removesuffix("Of") if isinstance(atom, Rel) else ""
        if not isinstance(atom, Rel) or role not in vocab.terms().individuals or not isinstance(atom.object, Const):
            continue
        owner = atom.object.id
        works = {owner, *(c.subject for c in canon.claims("", "within", canon.node(owner)))}
        for clash in canon.clashes:
            if clash.subject in works and clash.about == role:
                told = "; ".join(f"{_teller(canon, c.account)}: {_member(canon, c)}{'' if wins else ' (not followed)'}" for c, wins in clash.told)
                notes.append(f"accounts differ on the {canon.label(role)} of {canon.label(clash.subject)}: {told}")
        spans = canon.facts.select(
            "SELECT ?person ?work ?since ?until ?role WHERE { ?credit a c:Credit ; c:role ?role ; c:person ?person ; c:work ?work ."
            " OPTIONAL { ?credit c:since ?since } OPTIONAL { ?credit c:until ?until } FILTER(BOUND(?until)) } ORDER BY ?person ?work",
            {"role": store.iri(vocab.term(role))},
        )
        answered = {c.id for r in rows for c in r}
        for person, work, since, until, _ in spans:
            if canon.id(work) in works and canon.id(person) in answered:
                span = (f"from {since.value} " if since else "") + f"until {until.value}"
                notes.append(f"{canon.label(canon.id(person))} was {canon.label(role)} of {canon.label(canon.id(work))} {span}")
    return tuple(dict.fromkeys(notes))


def _teller(canon: CanonGraph, account: str) -> str:
    known = canon.accounts.get(account)
    return (known.source.publisher or known.source.id) + (f" ({known.source.published})" if known.source.published else "") if known else account


def _member(canon: CanonGraph, claim: Any) -> str:
    person = [q.object for q in canon.facts.match(canon.node(claim.subject), store.iri(vocab.term("person")), None, canon.node(claim.account))]
    return canon.label(canon.id(person[0])) if person else "this list is complete"
