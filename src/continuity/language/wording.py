"""Questions as they are put: what is asked for, and in which words."""

from __future__ import annotations

from dataclasses import dataclass, replace

from continuity import vocab
from continuity.language.lexicon import inflected
from continuity.language.logical import Atom, Form, Rel, Term, Total, Var
from continuity.language.meaning import Pred
from continuity.language.phrases import Phrase


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question: its form, the system's words for it, and what was assumed."""

    form: Form
    reading: str
    notes: tuple[str, ...] = ()
    stated: str = ""


#: The same of somebody.
OF_ELSE = "nobody is named to whom “else” is said: all are listed"
#: What a set that is told of twice has between: "those who did A and who did B".
AND_WHO = " who"
#: As many as there are.
ALL = 1_000_000
WHO = Phrase(Var("who"), (), ("Person", "Character", "Company", "Group"), "who")
WHERE = Phrase(Var("where"), (), ("Series", "Film", "Special"), "where")
SOMEWHERE = Phrase(Var("where"), (), ("Work",), "where")
WHAT = Phrase(Var("what"), (), (), "what")


def worded(np: Phrase, vp: Pred, notes: tuple[str, ...]) -> tuple[str, tuple[str, ...], str]:
    """A statement as a question, with its notes, and as it stands."""
    passive = vp.relation is not None and vp.relation.done and vp.words.startswith(f"{vp.relation.done} by ")
    if passive and vp.relation is not None and vp.far is not None and vp.place is None and not vp.also:
        doer, done = vp.far.words, f"{vp.relation.words} {np.words}"  # a passive is read as what is done
        return f"Does {doer} {done}?", notes, f"{doer} {singular(done)}"
    done = vp.relation.done if vp.relation is not None and (vp.place is not None or vp.also) else ""
    if done and vp.words.startswith(done):
        return f"{'Are' if np.others else 'Is'} {np.words} {vp.words}?", notes, f"{np.words} is {vp.words}"
    bare = vp.words.removeprefix("are ")
    if vp.relation is not None and vp.relation.words.startswith("be "):
        bare = bare.removeprefix("be ")
        return f"{'Are' if np.others else 'Is'} {np.words} {bare}?", notes, f"{np.words} is {bare}"
    if vp.relation is not None and vp.relation.sense.chain and vp.words == vp.relation.words:
        return f"{'Are' if np.others else 'Is'} {np.words} {bare}?", notes, f"{np.words} is {bare}"
    if (vp.cls and not vp.event) or (vp.state and vp.state != "story:overlap") or vp.words.startswith("are "):
        return f"{'Are' if np.others else 'Is'} {np.words} {bare}?", notes, f"{np.words} is {bare}"
    return f"Does {np.words} {bare}?", notes, f"{np.words} {bare if np.others else singular(bare)}"


def as_known(one: Question, preposition: str, date: str) -> Question:
    """A question as of a date."""
    reading = f"{one.reading.removesuffix('?')} {preposition} {date}?"
    return replace(one, form=replace(one.form, as_of=date), reading=reading)


def singular(words: str) -> str:
    """A predicate as it is said of one."""
    head, space, tail = words.partition(" ")
    if head == "not":
        return f"is not {tail.removeprefix('are ')}" if tail.startswith("are ") else f"does not {tail}"
    if head in ("only", "first"):
        return f"{head} {singular(tail)}"
    return {"are": "is", "have": "has"}.get(head, inflected(head)) + space + tail


def many(n: Phrase) -> str:
    """A set in the plural: statements are named in the singular elsewhere ("what is the score of X")."""
    terms = vocab.terms()
    told = [terms.classes[c].label for c in n.classes if c in terms.classes and terms.is_a(c, "Statement")]
    return " ".join(inflected(w) if w in told else w for w in n.words.split(" "))


def plural(words: str) -> str:
    """A predicate as it is said of several."""
    tail = words.removeprefix("not ")
    if tail == words:
        return words
    return f"are not {tail.removeprefix('are ')}" if tail.startswith("are ") else f"do not {tail}"


#: Names of which each is of one, and says nothing without it.
_OF_ONE = ("realName",)


def beside_owner(np: Phrase) -> Phrase:
    """Plain values of several things, each beside that of which it is: "the birth dates of the cast"."""
    what, of, whole = np.words.partition(" of ")
    told = next((t for t in map(_value_of, np.atoms) if t is not None and t[2] == np.head), None)
    if not of or np.shown or told is None or not isinstance(told[1], Var):
        return np
    best = any(t is not None and t[:2] == told[:2] and t[2] == np.best for t in map(_value_of, np.atoms))
    return replace(np, shown=((whole, told[1]),) if best else ((whole, told[1]), (what, np.head)))


def _value_of(atom: Atom) -> tuple[str, Term, Term] | None:
    """A property with a plain value, whose it is, and the value."""
    if isinstance(atom, Total):
        return atom.property, atom.work, atom.number
    known = vocab.terms().properties.get(atom.property) if isinstance(atom, Rel) else None
    plain = known is not None and (known.value in ("date", "integer", "decimal") or known.name in _OF_ONE)
    return (atom.property, atom.subject, atom.object) if isinstance(atom, Rel) and plain else None


def rows(done: Phrase, reading: str) -> Question:
    """Which things are in a set, with what orders them."""
    targets: tuple[Term, ...] = tuple(t for _, t in done.shown) or (done.head,)
    columns = tuple(p for p, _ in done.shown) or (done.words,)
    if done.best and done.best not in targets:
        targets, columns = (*targets, done.best), (*columns, "value")
    form = Form("rows", targets, done.atoms, columns, done.best, done.lowest, then=done.then, limit=done.limit)
    return Question(form, reading, done.notes)
