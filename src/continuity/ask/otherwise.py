"""What is answered where nothing is told in the way that was asked, but something is in another: each says so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace

from continuity.ask import answer, compile
from continuity.ask.run import Run
from continuity.language.logical import Atom, Compare, Const, Either, Form, Is, Rel, Tally, Var
from continuity.model import Answer

#: Said where a credit in common stands for a collaboration.
IN_COMMON = "no collaboration is told: who has a credit on the same work is taken to have worked together"
#: Said where seasons stand for their series.
BY_SEASONS = "no score of a whole series is told: those of seasons are ranked"
#: Said where the first of its parts stands for a work.
FIRST_PART = "no release of the whole is told: this is that of its first part"
#: Said where the last of its parts stands for a work.
LAST_PART = "no end of the whole is told: this is when the last of its parts that is recorded came out"
#: Said where executive producers stand for producers.
EXECUTIVES = "no producer is told: executive producers, or the company that produced it, are taken for them"
#: Said where a showrunner stands for an actor.
IN_TURN = "no recast is told: who was showrunner before or after is given"
_WORKS = ("Series", "Film", "Special")


def otherwise(run: Run, made: Answer, notes: tuple[str, ...]) -> tuple[Answer, tuple[str, ...]]:
    """An answer and its assumptions; where it is empty, those of the first other way that finds something."""
    for way, note in _WAYS:
        form = way(run.form)
        if made.status == "empty" and form != run.form:
            query = compile.compile_form(form, run.canon.base)
            found = answer.answer(replace(run, form=form, query=query))
            if found.status == "answered" and (found.rows or found.value):
                return found, (*notes, note)
    return made, notes


def _in_turn(form: Form) -> Form:
    """The showrunner before or after somebody, for the actor of whom a part was taken over or who took it over."""
    told = {(a.property, a.object): a.subject for a in form.atoms if isinstance(a, Rel)}
    people = [o for p, o in told if p == "actor" and isinstance(o, Const)]
    if form.kind != "rows" or len(people) != 1 or len(form.atoms) != 3 or len(form.targets) != 1:
        return form
    who, (one,) = form.targets[0], people
    later = any(a.property == "recastOf" and a.subject == told["actor", one] for a in form.atoms if isinstance(a, Rel))
    ran = (Rel("showrunnerOf", who, Var("ran")),)
    return Form(
        "succession", (who, one), ran, ("who", "when"), op="before" if later else "after", named=("showrunner",)
    )


def _by_credits(form: Form) -> Form:
    """Credits on one work for a collaboration."""
    if form.kind not in ("rows", "truth", "count"):
        return form
    return replace(form, atoms=tuple(a for i, one in enumerate(form.atoms) for a in _in_common(one, f"on.{i}")))


def _in_common(atom: Atom, stem: str) -> Iterator[Atom]:
    if not (isinstance(atom, Rel) and atom.property == "collaboratedWith"):
        yield atom
        return
    work, ends = Var(stem), (atom.subject, atom.object)
    made: list[Atom] = [Either(tuple((Is(c, work),) for c in _WORKS))]
    for credit, person in zip((Var(f"{stem}.a"), Var(f"{stem}.b")), ends, strict=True):
        made += [Is("Credit", credit), Rel("person", credit, person), Rel("work", credit, work, False, True)]
    if any(isinstance(e, Var) for e in ends):
        made.append(Compare("!=", *ends))
    free = [e for e in ends if isinstance(e, Var)]
    if len(free) == 1:  # each by itself: joined with another, the engine goes through the product of their works
        yield Tally(free[0], work, Var(f"{stem}.number"), tuple(made))
    else:
        yield from made


def _by_seasons(form: Form) -> Form:
    """Scores of seasons in a ranking of series."""
    if form.best is None:
        return form
    series = {a.term for a in form.atoms if isinstance(a, Is) and a.cls == "Series"}
    scores = {a.term for a in form.atoms if isinstance(a, Is) and a.cls == "Score"}

    def lifted(atom: Atom) -> Atom:
        of = isinstance(atom, Rel) and atom.property == "of" and atom.subject in scores and atom.object in series
        return replace(atom, lift_object=True) if of and isinstance(atom, Rel) else atom

    return replace(form, atoms=tuple(map(lifted, form.atoms)))


def _by_executives(form: Form) -> Form:
    """Executive producers for producers."""

    def put(atom: Atom) -> Atom:
        match atom:
            case Rel("producerOf", Const(cls="Company") as company, work):
                return Rel("producedBy", work, company, atom.lift_object, False)
            case Rel("producerOf"):
                return replace(atom, property="executiveProducerOf")
            case Either(branches):
                return Either(tuple(tuple(map(put, b)) for b in branches))
            case Tally():
                return replace(atom, atoms=tuple(map(put, atom.atoms)))
        return atom

    return replace(form, atoms=tuple(map(put, form.atoms)))


def _by_first_part(form: Form) -> Form:
    """The first release of a part for that of the whole."""
    (one, *more) = form.atoms or (None,)
    dated = isinstance(one, Rel) and one.property == "released" and isinstance(one.subject, Const)
    if form.kind != "rows" or more or not isinstance(one, Rel) or not dated or not isinstance(one.object, Var):
        return form
    part = Var("part")
    atoms = (Rel("within", part, one.subject), replace(one, subject=part))
    return replace(form, atoms=atoms, best=one.object, lowest=True)


def _by_last_part(form: Form) -> Form:
    """The last release of a part for the end of the whole."""
    (one, *more) = form.atoms or (None,)
    if form.kind != "rows" or more or not isinstance(one, Rel) or not isinstance(one.object, Var):
        return form
    if one.property != "concluded" or not isinstance(one.subject, Const):
        return form
    part = Var("part")
    atoms = (Rel("within", part, one.subject), replace(one, subject=part, property="released"))
    return replace(form, atoms=atoms, best=one.object, lowest=False)


_WAYS: tuple[tuple[Callable[[Form], Form], str], ...] = (
    (_in_turn, IN_TURN),
    (_by_credits, IN_COMMON),
    (_by_seasons, BY_SEASONS),
    (_by_executives, EXECUTIVES),
    (_by_first_part, FIRST_PART),
    (_by_last_part, LAST_PART),
)
