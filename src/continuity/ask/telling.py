"""Answers about what one teller says, when in the story a work is set, and what to see first."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from continuity import store, vocab
from continuity.ask.notes import OPEN_WORLD
from continuity.ask.run import MORE, Run
from continuity.language.logical import Const
from continuity.model import Account, Answer, Cell, Evidence

#: Facts said in a sentence; the rows hold all.
_SAID = 5
#: What places a work in the story.
_STORY = ("storyFrom", "storyTo", "during", "overlaps", "sameTimeAs", "before", "after")


def is_by(evidence: Evidence, teller: str) -> bool:
    """Whether an account is that of a publisher, by name, or reports a person, by id."""
    return _by(evidence.account, teller)


def _by(account: Account, teller: str) -> bool:
    return account.source.publisher == teller or teller in account.reports


def says(run: Run) -> Answer:
    """What the accounts of one publisher or speaker tell, of one thing and its parts where one is named."""
    canon, (teller,) = run.canon, run.form.named
    wanted = [t.id for t in run.form.targets if isinstance(t, Const)]
    nodes = {canon.node(i) for i in wanted}
    if wanted and canon.type(wanted[0]) in vocab.terms().below("Work"):
        within = store.iri(vocab.term("within"))
        nodes |= {q.subject for w in list(nodes) for q in canon.facts.match(None, within, w, store.DEFAULT)}
    evidence = []
    for account in sorted((a for a in canon.accounts.values() if _by(a, teller)), key=lambda a: a.id):
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


def story(run: Run) -> Answer:
    """When a work is set: its years, and what it is told to come before, after or during."""
    canon = run.canon
    (id,) = (t.id for t in run.form.targets if isinstance(t, Const))
    rows, quads = [], []
    for work, quad in _placed(run, canon.node(id)):
        name = vocab.short(quad.predicate.value)
        rows.append(
            (
                canon.cell(work),
                Cell(value=vocab.terms().properties[name].label, datatype=vocab.STRING),
                canon.cell(quad.object),
            )
        )
        quads += canon.told(*quad.triple)
    if not rows:
        return Answer("", "empty", f"It is not recorded when {canon.label(id)} is set.", columns=run.form.columns)
    found = tuple(dict.fromkeys(rows))
    said = "; ".join(f"{w} is {_relation(str(r))} {v}" for w, r, v in found)
    evidence = tuple(run.words.evidence(dict.fromkeys(quads)))
    return Answer("", "answered", f"{said}.", columns=run.form.columns, rows=found, evidence=evidence)


def _relation(label: str) -> str:
    return label if label.startswith("set ") else f"set {label}"


def _placed(run: Run, node: Any) -> Iterator[tuple[Any, Any]]:
    """What places a work, or else its seasons and episodes."""
    facts = run.canon.facts

    def told(work: Any) -> list[tuple[Any, Any]]:
        quads = [q for p in _STORY for q in facts.match(work, store.iri(vocab.term(p)), None, store.DEFAULT)]
        return sorted(
            ((work, q) for q in quads),
            key=lambda f: (_STORY.index(vocab.short(f[1].predicate.value)), str(f[1].object)),
        )

    own = told(node)
    yield from own
    if not own or run.canon.type(run.canon.id(node)) == "Series":
        parts = {q.subject for q in facts.match(None, store.iri(vocab.term("within")), node, store.DEFAULT)}
        for part in sorted(parts, key=str):
            yield from told(part)


def before(run: Run) -> Answer:
    """What to see before a work, in order."""
    from continuity.network.before import before as needed

    canon = run.canon
    (id,) = (t.id for t in run.form.targets if isinstance(t, Const))
    items = needed(canon, id)
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
