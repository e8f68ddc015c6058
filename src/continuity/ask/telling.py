"""Answers about what one teller says, which sources tell of a thing, and what to see first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from continuity import store, vocab
from continuity.ask.notes import OPEN_WORLD
from continuity.ask.run import MORE, Run
from continuity.language.logical import Const
from continuity.language.telling import authors
from continuity.model import Account, Answer, Cell, Evidence

if TYPE_CHECKING:
    from continuity.network.before import Item

#: Facts said in a sentence; the rows hold all.
_SAID = 5


def is_by(evidence: Evidence, teller: str) -> bool:
    """Whether an account is that of a publisher, by name, or reports a person, by id."""
    return is_told_by(evidence.account, teller)


def is_told_by(account: Account, teller: str) -> bool:
    """Whether an account is that of a publisher or author, by name, or reports a person, by id."""
    source = account.source
    return source.publisher == teller or teller in account.reports or teller in authors(source.author)


def says(run: Run) -> Answer:
    """What the accounts of one publisher or speaker tell, of one thing and its parts where one is named."""
    canon, (teller,) = run.canon, run.form.named
    wanted = [t.id for t in run.form.targets if isinstance(t, Const)]
    nodes = {canon.node(i) for i in wanted}
    if wanted and canon.type(wanted[0]) in vocab.terms().below("Work"):
        within = store.iri(vocab.term("within"))
        nodes |= {q.subject for w in list(nodes) for q in canon.facts.match(None, within, w, store.DEFAULT)}
    evidence = []
    for account in sorted((a for a in canon.accounts.values() if is_told_by(a, teller)), key=lambda a: a.id):
        evidence += run.words.evidence(_told(run, account, nodes))
    rows = tuple(
        dict.fromkeys(
            (
                Cell(value=e.claim, datatype=vocab.STRING),
                Cell(id=e.account.source.id, label=e.account.source.title or e.account.source.id, type="Source"),
                Cell(value=e.account.source.published, datatype=vocab.EDTF),
                Cell(value=e.quote, datatype=vocab.STRING),
            )
            for e in evidence
        )
    )
    if not rows:
        return Answer("", "empty", "Nothing of that is recorded from there.", columns=run.form.columns)
    told = list(dict.fromkeys(str(r[0]) for r in rows))
    more = f" And {len(told) - _SAID} more." if len(told) > _SAID else ""
    sentence = " ".join(f"{t}." for t in told[:_SAID]) + more
    return Answer("", "answered", sentence, columns=run.form.columns, rows=rows, evidence=tuple(evidence))


def _told(run: Run, account: Account, nodes: set[Any]) -> list[Any]:
    """The statements of an account that speak of some nodes; all where none are named."""
    quads = list(run.canon.facts.match(None, None, None, run.canon.node(account.id)))
    if nodes:
        about = {q.subject for q in quads if q.subject in nodes or q.object in nodes}
        quads = [q for q in quads if q.subject in about]
    return [q for q in quads if vocab.short(q.predicate.value) not in ("quote", "note", "allow", "type")] or quads


def mentions(run: Run) -> Answer:
    """The sources whose accounts tell something of a thing."""
    canon = run.canon
    (id,) = (t.id for t in run.form.targets if isinstance(t, Const))
    node = canon.node(id)
    quads = [*canon.facts.match(node), *canon.facts.match(None, None, node)]
    graphs = {q.graph_name for q in quads if q.graph_name != store.DEFAULT}
    found = {canon.accounts[a].source for a in map(canon.id, graphs) if a in canon.accounts}
    if run.form.named:
        found = {s for s in found if s.kind in run.form.named}
    rows = tuple(
        (
            Cell(id=s.id, label=s.title or s.id, type="Source"),
            Cell(value=s.published, datatype=vocab.EDTF),
        )
        for s in sorted(found, key=lambda s: (s.published or "9", s.id))
    )
    if not rows:
        return Answer("", "empty", f"No source here tells of {canon.label(id)}.", columns=run.form.columns)
    names = list(dict.fromkeys(s.publisher or s.title or s.id for s in sorted(found, key=lambda s: s.id)))
    more = f" and {len(names) - 8} more" if len(names) > 8 else ""
    number = "1 source that is" if len(rows) == 1 else f"{len(rows)} sources that are"
    said = f"{number} recorded here: {', '.join(names[:8])}{more}."
    told = sorted((q for q in quads if canon.is_account(q.graph_name)), key=str)
    evidence = run.words.evidence(told)
    if not run.whole:
        first = {e.account.source.id: e for e in reversed(evidence)}  # one for each source
        evidence = [e for e in evidence if first[e.account.source.id] is e]
    return Answer(
        "", "answered", said, columns=run.form.columns, rows=rows, evidence=tuple(evidence), value=len(rows),
        notes=() if run.whole else (MORE,),
    )  # fmt: skip


def identity(run: Run) -> Answer:
    """Whether two names are those of one thing: what is told as one has one id."""
    canon, (a, b) = run.canon, [t.id for t in run.form.targets if isinstance(t, Const)]
    names = {(p, n) for i in (a, b) for p, n in canon.names().get(i, ())}
    if a != b:
        counterpart = store.iri(vocab.term("counterpartOf"))
        both = [q for x, y in ((a, b), (b, a)) for q in canon.told(canon.node(x), counterpart, canon.node(y))]
        if both:
            said = f"No: {canon.label(a)} ({a}) and {canon.label(b)} ({b}) are counterparts of each other."
            return Answer("", "answered", said, value=False, evidence=tuple(run.words.evidence(both)))
        return Answer("", "empty", "Nothing is recorded that says so.", notes=(OPEN_WORLD,))
    quads = [
        q
        for p, name in sorted(names)
        for q in canon.facts.match(canon.node(a), store.iri(vocab.term(p)), None)
        if q.object.value == name and canon.is_account(q.graph_name)
    ]
    told = run.words.evidence(dict.fromkeys(quads))
    called = ", ".join(sorted({n for _, n in names}))
    return Answer("", "answered", f"Yes: {canon.label(a)} is called {called}.", value=True, evidence=tuple(told))


def before(run: Run) -> Answer:
    """What to see before a work, in order."""
    from continuity.network.before import before as needed

    canon = run.canon
    id, *asked = (t.id for t in run.form.targets if isinstance(t, Const))
    items = needed(canon, id)
    if asked:
        return _needed(run, id, asked[0], items)
    if not items:
        return Answer("", "empty", f"Nothing is recorded that {canon.label(id)} builds on.", columns=run.form.columns)
    rows = tuple(
        (canon.cell(canon.node(i.work)), canon.cell(canon.node(i.up_to)) if i.up_to else Cell()) for i in items
    )
    said = "; ".join(str(w) + (f", up to {u}" if u.id else "") for w, u in rows)
    reasons = dict.fromkeys(n.statement for i in items for n in i.needs if n.statement)
    quads = [q for s in reasons for q in canon.told(canon.node(s), store.TYPE, None)[: None if run.whole else 1]]
    evidence = tuple(run.words.evidence(dict.fromkeys(quads)))
    notes = () if run.whole else (MORE,)
    return Answer("", "answered", f"{said}.", columns=run.form.columns, rows=rows, evidence=evidence, notes=notes)


def _needed(run: Run, id: str, one: str, items: Sequence[Item]) -> Answer:
    """Whether one work, or a part of it, is among those to see before another."""
    canon = run.canon
    within = store.iri(vocab.term("within"))
    parts = {one, *(canon.id(q.subject) for q in canon.facts.match(None, within, canon.node(one), store.DEFAULT))}
    found = [i for i in items if i.work in parts]
    if not found:
        missing = f"Nothing is recorded by which {canon.label(id)} builds on {canon.label(one)}."
        return Answer("", "empty", missing, columns=run.form.columns, notes=(OPEN_WORLD,))
    rows = tuple(
        (canon.cell(canon.node(i.work)), canon.cell(canon.node(i.up_to)) if i.up_to else Cell()) for i in found
    )
    said = "; ".join(str(w) + (f", up to {u}" if u.id else "") for w, u in rows)
    reasons = dict.fromkeys(n.statement for i in found for n in i.needs if n.statement)
    quads = [q for s in reasons for q in canon.told(canon.node(s), store.TYPE, None)]
    evidence = tuple(run.words.evidence(dict.fromkeys(quads)))
    return Answer("", "answered", f"Yes: {said}.", value=True, columns=run.form.columns, rows=rows, evidence=evidence)
