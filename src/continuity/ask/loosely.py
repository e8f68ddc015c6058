"""Words that say a gender, where nobody is told to be of it: whoever else fits is given, and said to be of none."""

from __future__ import annotations

from dataclasses import replace

from continuity.ask import answer, compile
from continuity.ask.run import Run
from continuity.language.logical import Const, Form, Held, Rel, Var, loosened
from continuity.language.relation import OF_GENDER
from continuity.model import Answer

#: Said where a name is given for a real name.
NO_OTHER_NAME = "no real name is told apart from this name"


def loosely(run: Run, made: Answer, notes: tuple[str, ...]) -> tuple[Answer, tuple[str, ...]]:
    """An answer and its assumptions; those of the loosened form where a strict one finds nothing."""
    form = run.form
    if made.status != "empty" and made.value != 0:
        return _of_how_many(run, made), notes
    open_to_doubt = loosened(form.atoms)
    if made.status == "empty" and form.kind == "rows" and any(isinstance(a, Held) for a in form.atoms):
        made = replace(made, sentence="Of nobody and nothing that fits is it told.")
    if open_to_doubt == form.atoms or form.kind not in ("rows", "count", "truth"):
        return made, notes
    found = _asked(run, replace(form, atoms=open_to_doubt))
    if found.status != "answered" or not (found.rows or found.value):
        return made, notes
    said = " or ".join(
        dict.fromkeys(v[0] for a in form.atoms if isinstance(a, Held) for p, v in a.ways if p == "gender")
    )
    kept = tuple(n for n in notes if n != OF_GENDER.format(said))
    doubt = f"whether {said} is not told"
    if form.kind == "truth":
        return replace(found, value=None, sentence=f"The rest is told, but {doubt}."), kept
    sentence = f"{found.sentence.removesuffix('.')}, if {said}: that is not told."
    return replace(found, sentence=sentence), (*kept, doubt)


def by_name(run: Run, made: Answer, notes: tuple[str, ...], question: str) -> tuple[Answer, tuple[str, ...]]:
    """The name of one whose real name is asked by an alias, where no other real name is told."""
    (atom, *more) = run.form.atoms or (None,)
    real = isinstance(atom, Rel) and atom.property == "realName" and isinstance(atom.subject, Const)
    if run.form.kind != "rows" or more or not isinstance(atom, Rel) or not real:
        return made, notes
    if run.canon.label(getattr(atom.subject, "id", "")).casefold() in question.casefold():
        return made, notes
    found = _asked(run, replace(run.form, atoms=(replace(atom, property="name"),)))
    return (found, (*notes, NO_OTHER_NAME)) if found.rows else (made, notes)


def _of_how_many(run: Run, made: Answer) -> Answer:
    """An answer that picks by gender, with of how many of all that fit one is told."""
    form = run.form
    picked = [a for a in form.atoms if isinstance(a, Held) and isinstance(a.term, Var) and dict(a.ways).get("gender")]
    if len(picked) != 1 or form.kind not in ("rows", "count") or form.best is not None:
        return made
    (held,) = picked
    rest = tuple(a for a in form.atoms if a != held)
    every = tuple(way for ways, _ in run.words.lexicon.genders.values() for way in ways)
    plain = replace(form, kind="count", targets=(held.term,))
    told = _asked(run, replace(plain, atoms=(*rest, Held(held.term, every)))).value
    fitting = _asked(run, replace(plain, atoms=rest)).value if rest else None
    if fitting is None or told == fitting:
        return made
    sentence = f"{made.sentence.removesuffix('.')}; whether male or female is told of {told} of {fitting}."
    return replace(made, sentence=sentence, completeness=())


def _asked(run: Run, form: Form) -> Answer:
    query = compile.compile_form(form, run.canon.base)
    return answer.answer(replace(run, form=form, query=query))
