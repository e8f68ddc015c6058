"""Answers about what only some sources tell, and about what they disagree on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from continuity import store, vocab
from continuity.ask.run import Run
from continuity.ask.telling import is_told_by
from continuity.language.logical import Const, Is
from continuity.model import Account, Answer, Cell, Claim, Clash, Evidence

#: Claims said in a sentence; the rows hold all.
_SAID = 5
#: What says something about how a thing is told, not about the thing.
_ASIDE = {"quote", "note", "allow", "sameAs", "type"}
_LIFE = {"Deceased": "dead", "Living": "alive"}


def solely(run: Run) -> Answer:
    """What is told by the sources of one kind, or of one publisher or speaker, and by no others."""
    canon, (origin,) = run.canon, run.form.named
    kinds = vocab.terms().individuals

    def own(account: Account) -> bool:
        return account.source.kind == origin if origin in kinds else is_told_by(account, origin)

    accounts = {id for id, a in canon.accounts.items() if own(a)}
    wanted = {canon.node(t.id) for t in run.form.targets if isinstance(t, Const)}
    told = [q for id in sorted(accounts) for q in _alone(run, id, accounts) if not wanted or _is_about(run, q, wanted)]
    evidence = run.words.evidence(told)
    rows = tuple(dict.fromkeys((_text(e.claim), _source(e.account)) for e in evidence))
    if not rows:
        return Answer("", "empty", "Nothing is told there that is told nowhere else.", columns=run.form.columns)
    return Answer(
        "", "answered", _said([str(r[0]) for r in rows]), columns=run.form.columns, rows=rows, value=len(rows),
        evidence=tuple(evidence),
    )  # fmt: skip


def _alone(run: Run, id: str, accounts: set[str]) -> Iterator[Any]:
    """What an account tells, in whole or in part, that only some accounts tell."""
    canon = run.canon
    for quad in canon.facts.match(None, None, None, canon.node(id)):
        aside = vocab.short(quad.predicate.value) in _ASIDE
        if not aside and {canon.id(g) for g in _graphs(run, quad)} <= accounts:
            yield quad


def _graphs(run: Run, quad: Any) -> Iterator[Any]:
    """The accounts that tell the same."""
    found = (q.graph_name for q in run.canon.facts.match(*quad.triple))
    return (g for g in found if run.canon.is_account(g))


def _is_about(run: Run, quad: Any, wanted: set[Any]) -> bool:
    """Whether a statement is of something or names it."""
    if quad.subject in wanted or quad.object in wanted:
        return True
    return any(q.object in wanted for q in run.canon.facts.match(quad.subject, None, None, quad.graph_name))


def contested(run: Run) -> Answer:
    """Where accounts cannot all be right, about one thing or at all: each claim, who makes it, whether it is followed."""
    canon = run.canon
    wanted = [t.id for t in run.form.targets if isinstance(t, Const)]
    found = [c for c in canon.clashes if not wanted or wanted[0] in _ends(run, c)]
    found = [c for c in found if not run.form.op or c.about == run.form.op]
    told = [(claim, followed) for clash in found for claim, followed in clash.told]
    if not told:
        about = f" about {canon.label(wanted[0])}" if wanted else ""
        return Answer("", "empty", f"No accounts here contradict one another{about}.", columns=run.form.columns)
    rows = tuple(
        dict.fromkeys(
            (_text(run.words.claim(c)), _source(canon.accounts[c.account]), _text("yes" if followed else "no"))
            for c, followed in told
        )
    )
    evidence = tuple(_evidence(run, c) for c, _ in told)
    sentence = _said([f"{r[0]} ({r[1]})" for r in rows])
    return Answer(
        "", "answered", sentence, columns=run.form.columns, rows=rows, value=len(found), evidence=evidence,
    )  # fmt: skip


def of_life(run: Run) -> tuple[Evidence, ...]:
    """Who tells that somebody is dead or alive, where the canon follows others: of some point in the story, it is so."""
    canon = run.canon
    quads: list[Any] = []
    for atom in run.form.atoms:
        if not (isinstance(atom, Is) and isinstance(atom.term, Const) and atom.cls in _LIFE):
            continue
        for told in canon.facts.match(None, store.iri(vocab.term("of")), canon.node(atom.term.id)):
            if canon.is_account(told.graph_name):
                wanted = ((store.TYPE, "Death"),) if atom.cls == "Deceased" else ()
                life = (store.iri(vocab.term("life")), _LIFE[atom.cls])
                for property, name in (*wanted, life):
                    quads += canon.facts.match(told.subject, property, store.iri(vocab.term(name)), told.graph_name)
    return tuple(run.words.evidence(dict.fromkeys(quads)))


def _ends(run: Run, clash: Clash) -> set[str]:
    """What a clash is about: its subject, and what its statements name."""
    canon = run.canon
    nodes = {c.subject for c, _ in clash.told if "/" in c.subject}
    named = {canon.id(q.object) for n in nodes for q in canon.facts.match(canon.node(n)) if store.is_iri(q.object)}
    return {clash.subject} | named


def _evidence(run: Run, claim: Claim) -> Evidence:
    account = run.canon.accounts[claim.account]
    quote = run.canon.quotes(run.canon.node(claim.subject), claim.account)
    return Evidence(run.words.claim(claim), account, run.words.speaker(account), quote)


def _text(text: str) -> Cell:
    return Cell(value=text, datatype=vocab.STRING)


def _source(account: Account) -> Cell:
    return Cell(id=account.source.id, label=account.source.title or account.source.id, type="Source")


def _said(claims: list[str]) -> str:
    said = list(dict.fromkeys(claims))
    more = f" And {len(said) - _SAID} more." if len(said) > _SAID else ""
    return " ".join(f"{c}." for c in said[:_SAID]) + more
