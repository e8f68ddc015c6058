"""Things of one name: how readings that differ in nothing else are told apart, and which is the default."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import vocab
from continuity.language.logical import Atom, Const, Form, Rel, inside, terms_of
from continuity.language.names import Names, is_a
from continuity.language.wording import Question

#: What a thing of another kind may cost more than the likeliest of a name, to be asked back about.
OF_ANOTHER_KIND = 0.12
#: So many namesakes are named where one is meant.
_NAMED = 3
_ABOUT = ("about", "mentions", "single")


def constants(form: Form) -> list[Const]:
    """The things that a form names."""
    told = [t for a in form.atoms for t in terms_of(a)]
    return [t for t in (*told, *form.targets) if isinstance(t, Const) and t.cls]


def _properties(atoms: tuple[Atom, ...]) -> Iterator[str]:
    for atom in atoms:
        if isinstance(atom, Rel):
            yield atom.property
        yield from _properties(tuple(inside(atom)))


def told_apart(one: Question, readings: tuple[Question, ...], names: Names) -> Question:
    """A reading that says which thing a name is, where another reading has the same words."""
    if sum(q.reading == one.reading for q in readings) < 2:
        return one
    shared = set.intersection(*(set(constants(q.form)) for q in readings))
    own = [t for t in dict.fromkeys(constants(one.form)) if t not in shared]
    kinds = [_kind(t, names) for t in own]
    others = [[t for t in dict.fromkeys(constants(q.form)) if t not in shared] for q in readings]
    if any(o != own and [_kind(t, names) for t in o] == kinds for o in others):
        kinds = [f"{kind} {t.id}" for kind, t in zip(kinds, own, strict=True)]
    alike = [q for q in readings if q.reading == one.reading and {*constants(q.form)} >= {*constants(one.form)}]
    if len(alike) > 1 or not kinds:
        kinds += dict.fromkeys(p.label for p in map(vocab.terms().properties.get, _properties(one.form.atoms)) if p)
    return Question(one.form, f"{one.reading} ({', '.join(kinds)})" if kinds else one.reading, one.notes)


def _kind(thing: Const, names: Names) -> str:
    return f"{names.canon.label(thing.id)} the {vocab.terms().classes[thing.cls].label}"


def with_default(best: Question, others: list[Question], names: Names) -> Question:
    """The best reading, saying which entity its names were read as where another bears the same name."""
    mine = constants(best.form)
    found: dict[Const, dict[Const, None]] = {}
    for other in others:
        theirs = constants(other.form)
        if len(mine) != len(theirs):
            continue
        own, instead = [a for a in mine if a not in theirs], [b for b in theirs if b not in mine]
        for a, b in ((a, b) for a in own for b in instead):
            if names.canon.label(a.id) == names.canon.label(b.id) or (
                _shared(a, b, names) and not _is_part(b, a, names)
            ):
                found.setdefault(a, {})[b] = None
    notes = (note for one, instead in found.items() for note in _meant(one, list(instead), names))
    return Question(best.form, best.reading, (*best.notes, *notes))


def _meant(one: Const, others: list[Const], names: Names) -> Iterator[str]:
    """Which thing of a name is meant: one note for those of its own label, and one for those called so besides."""
    label = names.canon.label
    alike = [t for t in others if label(t.id) == label(one.id)]
    besides: dict[str, list[str]] = {}
    for t in others:
        if t not in alike:
            besides.setdefault(label(t.id), []).append(t.id)
    if alike:
        kinds = {t: f"the {vocab.terms().classes[t.cls].label}" for t in (one, *alike)}
        same = {t for t in alike if t.cls == one.cls}
        said = {t: f"{kind} {t.id}" if t in same or (same and t == one) else kind for t, kind in kinds.items()}
        yield f"{label(one.id)} is read as {said[one]}, not {_or([said[t] for t in alike])}"
    if besides:
        called = [f"{name} ({', '.join(ids)})" for name, ids in besides.items()]
        yield f"{label(one.id)} is meant, not {_or(called)}"


def _or(words: list[str]) -> str:
    """The first of several things, and how many there are more."""
    few = words[:_NAMED] if len(words) > _NAMED + 1 else words
    rest = [f"{len(words) - len(few)} others"] if len(few) < len(words) else []
    return " or ".join([*few, *rest])


def open_to_doubt(best: tuple[float, Question], other: tuple[float, Question]) -> bool:
    """Whether two readings differ in nothing but that a name is a work's or a character's, and both are as apt.

    That is so of whatever can be said of both: who created them, and all that is told of them.
    """
    (cost, mine), (dearer, theirs) = best, other
    if dearer - cost > OF_ANOTHER_KIND or mine.form.kind != theirs.form.kind:
        return False
    if mine.form.kind not in _ABOUT and "creatorOf" not in _properties(mine.form.atoms):
        return False
    pairs = list(zip(constants(mine.form), constants(theirs.form), strict=False))
    differ = [(a, b) for a, b in pairs if a != b]
    kinds = [{is_a(t.cls, ("Work",)) for t in pair} for pair in differ]
    plain = len(constants(mine.form)) == len(constants(theirs.form)) and len(mine.form.atoms) == len(theirs.form.atoms)
    return bool(differ) and plain and all(k == {True, False} for k in kinds)


def namesakes(one: Form, other: Form, names: Names, of_a_kind: bool = True) -> bool:
    """Whether two forms speak of different things of one name, of one kind if it matters, and are else of one kind."""
    mine, theirs = constants(one), constants(other)
    alike = [t.cls for t in mine] == [t.cls for t in theirs] if of_a_kind else len(mine) == len(theirs)
    if one.kind != other.kind or mine == theirs or not alike:
        return False
    return all(
        a == b
        or not {n.id for n in names.ids(names.canon.label(b.id))}.isdisjoint({a.id})
        or _shared(a, b, names)
        or (not of_a_kind and not {*mine}.isdisjoint(theirs) and _of_one_surname(a, b, names))
        for a, b in zip(mine, theirs, strict=True)
    )


def _is_part(one: Const, whole: Const, names: Names) -> bool:
    """Whether one is a part of the other: an episode that has its series' name is never meant by it unsaid."""
    works = is_a(one.cls, ("Work",)) and is_a(whole.cls, ("Work",))
    return works and any(c.object.value == whole.id for c in names.canon.claims(one.id, "within"))


def _shared(a: Const, b: Const, names: Names) -> bool:
    told = names.canon.names()
    return not {n for _, n in told.get(a.id, ())}.isdisjoint(n for _, n in told.get(b.id, ()))


def _of_one_surname(a: Const, b: Const, names: Names) -> bool:
    """Whether the names of two people end alike; who is meant is known only beside others that are named."""
    people = is_a(a.cls, ("Person", "Character")) and is_a(b.cls, ("Person", "Character"))
    return people and names.canon.label(a.id).split()[-1:] == names.canon.label(b.id).split()[-1:]
