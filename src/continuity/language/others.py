"""Others: "what else did the director of X direct" asks for all but X, which is named on the way to them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace

from continuity import vocab
from continuity.language.logical import Atom, Compare, Const, Either, Is, Rel, Tally, Term, Told, Var, terms_of
from continuity.language.names import Names, is_a
from continuity.language.phrases import OF_OTHERS, OTHERWISE, Phrase, fits, wanted
from continuity.language.spoken import less
from continuity.language.wording import OF_ELSE, Question

#: So many steps from what is asked for is what is named on the way to it; what is nearer it is told of.
_FAR = 2.0
_OTHER = re.compile(r"(?<! any)(?<! no) other(?= )")
#: Shows are named beside shows, and a name that is said twice is of one thing.
_OF_ITS_KIND, _UNLIKE = -0.06, 0.05


def weighed(q: Question, names: Names) -> tuple[Question, float]:
    """The question of others than it names, and what it costs more or less to mean it so."""
    meant = others(q, names)
    alike = _OF_ITS_KIND if any(True for _ in _on_the_way(q)) else 0.0
    return meant, alike + (_UNLIKE if _unlike(meant, names) else 0.0)


def _on_the_way(q: Question) -> Iterator[Const]:
    """What a question names on the way to what it asks for that could be asked for itself."""
    target = q.form.targets[0] if q.form.targets else None
    if not isinstance(target, Var):
        return
    for one in sorted(_reached(q.form.atoms, target)):
        named = Phrase(one, (), (one.cls,), "")
        if all(fits(named, classes) for atom in q.form.atoms for classes in wanted(atom, target)):
            yield one


def _of_series(q: Question, names: Names) -> Iterator[Const]:
    """The series of the seasons and episodes that a question names on the way to the series for which it asks."""
    target = q.form.targets[0] if q.form.targets else None
    if isinstance(target, Var) and Is("Series", target) in q.form.atoms:
        for part in sorted(_reached(q.form.atoms, target)):
            wholes = names.canon.claims(part.id, "within") if part.cls in ("Season", "Episode") else ()
            yield from (Const(w.object.value, "Series") for w in wholes if names.canon.type(w.object.value) == "Series")


def _unlike(q: Question, names: Names) -> bool:
    """Whether one name stands for two things."""
    told = {t for a in q.form.atoms for t in terms_of(a) if isinstance(t, Const) and t.cls}
    return len(told) > 1 and len({names.canon.label(t.id) for t in told}) < len(told)


def others(q: Question, names: Names) -> Question:
    """The question without what it names on the way to what it asks for, where others than that are asked for."""
    whole = q.form.kind == "truth"
    if any(isinstance(a, Compare) and a.op == "!=" and (whole or a.term in q.form.targets) for a in q.form.atoms):
        notes = tuple(n for n in q.notes if n not in (OF_OTHERS, OF_ELSE))
        return replace(q, reading=_OTHER.sub("", q.reading) if OF_OTHERS in q.notes else q.reading, notes=notes)
    if (told := _apart(q)) is not None:
        return told
    if atoms := tuple(dict.fromkeys(_not_itself(q))):
        return replace(q, form=replace(q.form, atoms=(*q.form.atoms, *atoms)))
    if OF_OTHERS in q.notes:
        q = replace(q, reading=_OTHER.sub("", q.reading))
    for one in (*_on_the_way(q), *_of_series(q, names)) if {OF_OTHERS, OF_ELSE} & set(q.notes) else ():
        named = Phrase(one, (), (one.cls,), names.canon.label(one.id))
        known = replace(q, notes=tuple(n for n in q.notes if n not in (OF_OTHERS, OF_ELSE)))
        q = next((done for done, _ in less(known, named)), q)
    return q


def _not_itself(q: Question) -> Iterator[Atom]:
    """ "who is with X in the most episodes": not X, who is in all of those."""
    for tally in q.form.atoms:
        if isinstance(tally, Tally) and tally.number == q.form.best:
            told = [(a.property, a.subject) for a in tally.atoms if isinstance(a, Rel) and a.object == tally.counted]
            for name, one in told:
                if isinstance(one, Const) and (name, tally.by) in told:
                    yield Compare("!=", tally.by, one)


def _apart(q: Question) -> Question | None:
    """The question where the others are on the way to what is asked for: the one of their class that is named is none of them."""
    atoms = tuple(_all(q.form.atoms))
    heads = {t for a in atoms for t in terms_of(a) if isinstance(t, Var) and t.name.startswith(OTHERWISE)}
    head = min(heads - set(q.form.targets), default=None)
    if head is None or OF_OTHERS not in q.notes:
        return None
    classes = [a.cls for a in atoms if isinstance(a, Is) and a.term == head]
    tied = {t for a in atoms if isinstance(a, Rel) and head in (a.subject, a.object) for t in (a.subject, a.object)}
    found = {t for a in atoms for t in terms_of(a) if isinstance(t, Const) and t.cls and is_a(t.cls, classes)} - tied
    if len(found) != 1:
        return q
    told = tuple(_with(q.form.atoms, head, Compare("!=", head, min(found))))
    return replace(q, form=replace(q.form, atoms=told), notes=tuple(n for n in q.notes if n != OF_OTHERS))


def _all(atoms: Iterable[Atom]) -> Iterator[Atom]:
    """The atoms, and those of what is counted."""
    for atom in atoms:
        yield atom
        yield from _all(atom.atoms) if isinstance(atom, Tally) else ()


def _with(atoms: tuple[Atom, ...], head: Var, more: Atom) -> Iterator[Atom]:
    """The atoms with one more beside those that tell what something is."""
    for atom in atoms:
        yield replace(atom, atoms=tuple(_with(atom.atoms, head, more))) if isinstance(atom, Tally) else atom
        if isinstance(atom, Is) and atom.term == head:
            yield more


def _reached(atoms: tuple[Atom, ...], target: Var) -> Iterator[Const]:
    """The things by name that lie on the far side of another thing."""
    edges = list(_edges(atoms))
    steps: dict[Term, float] = {target: 0.0}
    for _ in edges:
        for a, b, length in edges:
            for one, other in ((a, b), (b, a)):
                if one in steps and steps[one] + length < steps.get(other, 99.0) and not isinstance(one, Const):
                    steps[other] = steps[one] + length
    yield from (t for t, far in steps.items() if isinstance(t, Const) and t.cls and far >= _FAR)


def _edges(atoms: Iterable[Atom]) -> Iterator[tuple[Term, Term, float]]:
    """What is told of two things together, and how far it leads: a statement stands between its parts."""
    terms = vocab.terms()
    for atom in atoms:
        if isinstance(atom, Rel):
            known = terms.properties.get(atom.property)
            stated = known is not None and known.domain and all(terms.is_a(c, "Statement") for c in known.domain)
            yield atom.subject, atom.object, 0.5 if stated else 1.0
        elif isinstance(atom, Told):
            yield atom.person, atom.work, 1.0
        elif isinstance(atom, Tally):
            yield from _edges(atom.atoms)
        elif isinstance(atom, Either):
            for branch in atom.branches:
                yield from _edges(branch)
