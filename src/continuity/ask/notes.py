"""What an answer should not be read without: how complete its lists are, and where the accounts of a role differ."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.logical import Const, Form, Is, Not, Rel, Tally, Told
from continuity.model import Cell

#: Said of what is answered from silence.
OPEN_WORLD = "that nothing is recorded does not mean that it is not so"

#: Said where it is counted by episodes in how many somebody acts.
BY_EPISODE = (
    "an actor is counted in the episodes of which it is told: a cast that is told of a season is not told of each"
)


def complete_lists(canon: CanonGraph, what: str, owner: str) -> list[Any]:
    """The statements that every holder of a role, or every part of a class, of an owner is listed."""
    complete, kind = store.iri(vocab.term("complete")), store.iri(vocab.term(what))
    of = store.iri(vocab.term("of"))
    owned = {q.subject for q in canon.facts.match(None, of, canon.node(owner), store.DEFAULT)}
    found = (q.subject for q in canon.facts.match(None, complete, kind, store.DEFAULT))
    return sorted((n for n in found if n in owned), key=str)


def completeness(canon: CanonGraph, form: Form, number: int) -> tuple[Mapping[str, Any], ...]:
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
            whole = bool(complete_lists(canon, one.name, atom.object.id))
            made[of] = {"of": of, "known": number, "total": number if whole else None}
    return tuple(made.values())


def notes_on(canon: CanonGraph, form: Form, rows: Sequence[Sequence[Cell]]) -> tuple[str, ...]:
    """Spans of the credits in question, and where accounts differ on it."""
    notes: list[str] = [OPEN_WORLD] if any(map(_from_silence, form.atoms)) else []
    notes += [BY_EPISODE] if _counts_by_episode(form) else []
    answered = {c.id for r in rows for c in r}
    asked = any(isinstance(a, Rel) and a.property == "age" for a in form.atoms)
    for atom in form.atoms:
        notes += _ages(canon, atom, answered) if not asked else []
        role = atom.property.removesuffix("Of") if isinstance(atom, Rel) else ""
        if not isinstance(atom, Rel) or role not in vocab.terms().individuals or not isinstance(atom.object, Const):
            continue
        within = store.iri(vocab.term("within"))
        owner = canon.node(atom.object.id)
        works = sorted([owner, *(q.subject for q in canon.facts.match(None, within, owner, store.DEFAULT))], key=str)
        ids = {canon.id(w) for w in works}
        for clash in canon.clashes:
            if clash.subject in ids and clash.about == role:
                told = "; ".join(
                    f"{_teller(canon, c.account)}: {_member(canon, c)}{'' if wins else ' (not followed)'}"
                    for c, wins in clash.told
                )
                notes.append(f"accounts differ on the {canon.label(role)} of {canon.label(clash.subject)}: {told}")
        notes += _spans(canon, role, set(works), answered)
    return tuple(dict.fromkeys(notes))


def _counts_by_episode(form: Form) -> bool:
    """Whether it is counted in how many episodes somebody acts."""
    counted = [a.atoms for a in form.atoms if isinstance(a, Tally)] + [form.atoms] * (form.kind == "count")
    return any(
        isinstance(a, Rel) and a.property == "actsIn" and Is("Episode", a.object) in atoms
        for atoms in counted
        for a in atoms
    )


def _from_silence(atom: Any) -> bool:
    """Whether an atom denies something of the story or of its making: not that a work has parts, nor of whom one speaks."""
    if not isinstance(atom, Not):
        return False
    return not any(
        isinstance(a, Told) or (isinstance(a, Rel) and a.property in ("partOf", "within")) for a in atom.atoms
    )


def _ages(canon: CanonGraph, atom: Any, people: set[str]) -> list[str]:
    """Who of those that play a character does so at another age alone, in a sentence for each age."""
    if not (isinstance(atom, Rel) and atom.property in ("plays", "character") and isinstance(atom.object, Const)):
        return []

    def told(portrayal: Any, name: str) -> list[str]:
        found = canon.facts.match(portrayal, store.iri(vocab.term(name)), None, store.DEFAULT)
        return sorted(canon.id(q.object) for q in found)

    character = canon.node(atom.object.id)
    ages: dict[str, set[str]] = {}
    for quad in canon.facts.match(None, store.iri(vocab.term("character")), character, store.DEFAULT):
        for actor in told(quad.subject, "actor"):
            ages.setdefault(actor, set()).update(told(quad.subject, "age") or [""])
    other: dict[str, list[str]] = {}
    for actor in sorted(people & ages.keys(), key=canon.label):
        if "" not in ages[actor]:
            other.setdefault(" or ".join(sorted(map(canon.label, ages[actor]))), []).append(canon.label(actor))
    named = canon.label(atom.object.id)
    return [
        f"{', '.join(actors)}: {named} at a {age} age" for age, actors in sorted(other.items()) if people - set(actors)
    ]


def _spans(canon: CanonGraph, role: str, works: Collection[Any], people: Collection[str]) -> list[str]:
    """Until when some people held a role in some works, in a sentence each."""

    def term(name: str) -> Any:
        return store.iri(vocab.term(name))

    said: list[str] = []
    ended = {q.subject: q.object.value for q in canon.facts.match(None, term("until"), None, store.DEFAULT)}
    for credit in sorted(ended, key=str):
        told = {vocab.short(q.predicate.value): q.object for q in canon.facts.match(credit, None, None, store.DEFAULT)}
        if told.get("role") == term(role) and told.get("work") in works and canon.id(told["person"]) in people:
            since = f"from {told['since'].value} " if "since" in told else ""
            person, work = canon.label(canon.id(told["person"])), canon.label(canon.id(told["work"]))
            said.append(f"{person} was {canon.label(role)} of {work} {since}until {ended[credit]}")
    return said


def _teller(canon: CanonGraph, account: str) -> str:
    known = canon.accounts.get(account)
    if known is None:
        return account
    return (known.source.publisher or known.source.id) + (
        f" ({known.source.published})" if known.source.published else ""
    )


def _member(canon: CanonGraph, claim: Any) -> str:
    person = [
        q.object
        for q in canon.facts.match(
            canon.node(claim.subject), store.iri(vocab.term("person")), None, canon.node(claim.account)
        )
    ]
    return canon.label(canon.id(person[0])) if person else "this list is complete"
