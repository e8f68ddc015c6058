"""Words that say a gender, where nobody is told to be of it: whoever else fits is given, and said to be of none."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity.ask import answer, compile, special
from continuity.ask.run import Run
from continuity.language.logical import Atom, Const, Either, Form, Held, Rel, Var, loosened
from continuity.language.relation import AS_TOLD, OF_GENDER
from continuity.model import Answer, Cell

#: Titles and endings of names that say a gender.
_TITLES = {"mr": "male", "sir": "male", "lord": "male", "jr": "male", "sr": "male"}
_TITLES |= {"mrs": "female", "ms": "female", "miss": "female", "lady": "female", "madame": "female", "ma": "female"}
#: Said where a name is given for a real name.
NO_OTHER_NAME = "no real name is told apart from this name"


def loosely(run: Run, made: Answer, notes: tuple[str, ...]) -> tuple[Answer, tuple[str, ...]]:
    """An answer and its assumptions; those of the loosened form where a strict one finds nothing."""
    form = run.form
    vague = next((n for n in notes if n.startswith(AS_TOLD.partition("{")[0])), "")
    if vague and made.status == "answered":
        rest = _tie(run, form) if form.kind == "truth" else made.sentence.removesuffix(".")
        made = replace(made, value=None if form.kind == "truth" else made.value, sentence=f"{rest}: {vague}.")
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
        who = next((a.term for a in form.atoms if isinstance(a, Held) and isinstance(a.term, Var)), None)
        if who is not None:
            some = _asked(run, replace(form, kind="rows", targets=(who,), columns=("who",), atoms=open_to_doubt))
            return replace(
                found, value=None, sentence=f"{some.sentence.removesuffix('.')}, if {said}: that is not told."
            ), kept
        rest = _tie(run, form) or "The rest is told"
        return replace(found, value=None, sentence=f"{rest}, but {doubt}."), kept
    ends = [a.term for a in form.atoms if isinstance(a, Held) and dict(a.ways).get("gender")]
    known = next((f"{run.canon.label(t.id)} is " for t in ends if isinstance(t, Const)), "")
    found = found if known else _named_so(run, found, said)
    if form.kind == "rows" and not found.rows:
        return made, notes
    sentence = f"{found.sentence.removesuffix('.')}, if {known}{said}: that is not told."
    return replace(found, sentence=sentence), (*kept, doubt)


def _tie(run: Run, form: Form) -> str:
    """What two are told to be to each other, of whom a tie is asked."""
    ends = {a.object for a in _every(form.atoms) if isinstance(a, Rel) and a.property in ("subject", "object")}
    ids = sorted(t.id for t in ends if isinstance(t, Const))
    return "; ".join(text for _, text in special.ties(run.canon, *ids)) if len(ids) == 2 else ""


def _every(atoms: tuple[Atom, ...]) -> Iterator[Atom]:
    for atom in atoms:
        yield atom
        for branch in atom.branches if isinstance(atom, Either) else ():
            yield from _every(branch)


def _named_so(run: Run, made: Answer, said: str) -> Answer:
    """Without those whose name says another gender: "Davos's mother" is no father."""
    words = {f: e for e in run.words.lexicon.entries if e.pos == "noun" for f in e.forms}

    def others(cell: Cell) -> bool:
        parts = [w.strip(".") for w in cell.label.casefold().split()]
        named = [s.gender for w in parts if w in words for s in words[w].senses]
        return any(g and g != said for g in (*named, *(_TITLES.get(w, "") for w in parts)))

    kept = tuple(r for r in made.rows if not any(map(others, r)))
    if len(kept) == len(made.rows):
        return made
    return replace(made, rows=kept, sentence="; ".join(dict.fromkeys(str(r[0]) for r in kept)) + ".")


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
