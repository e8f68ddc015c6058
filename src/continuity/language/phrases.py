"""Phrases: things and sets of things, before anything is said of them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache

from continuity import vocab
from continuity.language.logical import Atom, Const, Held, Is, Not, Rel, Term, Var
from continuity.language.names import is_a

#: Said where something else is asked for beside nothing.
OF_OTHERS = "nothing is named to which “other” is said: all are listed"

#: Said where something is denied of which of most nothing is told.
OTHER_TOLD = "only those are meant of whom another is told in so many words"

#: With this the variable begins of those who are "other".
OTHERWISE = "otherwise."

#: With this the variable ends of a noun that was said of one: "show", not "shows".
ONE = ".one"

#: Said where the end of a work is that of its last part.
ENDS = "a work ends with the last of its episodes or the last end of a season that is recorded"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A thing or a set of things: whatever `head` stands for under `atoms`.

    `classes` are what it can be (any of them; none known: anything), `words` how the system says it.
    `others` and `every` hold the members of a coordination; `shown` are the columns of a statement; `best` orders, and
    `then` where that leaves equals. `denied` is a thing of which something does not hold, `each` a set of which it holds
    without exception, `tally` a comparison of how many there are of which it holds ("most" and "least" compare them all).
    `described` is one thing that is not named but described: "the finale of W".
    """

    head: Term
    atoms: tuple[Atom, ...] = ()
    classes: tuple[str, ...] = ()
    words: str = ""
    others: tuple[Phrase, ...] = ()
    every: bool = True
    shown: tuple[tuple[str, Term], ...] = ()
    best: Var | None = None
    lowest: bool = False
    notes: tuple[str, ...] = ()
    then: Var | None = None
    limit: int = 0
    denied: bool = False
    each: bool = False
    tally: tuple[str, int] | None = None
    described: bool = False

    @property
    def is_entity(self) -> bool:
        """Whether it is one thing, by name."""
        return isinstance(self.head, Const) and not self.others


def fits(phrase: Phrase, wanted: tuple[str, ...]) -> bool:
    """Whether a phrase can be one of these classes; a phrase of no known class can be anything."""
    if phrase.others:
        return all(fits(p, wanted) for p in phrase.others)
    if not wanted or not phrase.classes:
        return True
    return _meet(phrase.classes, wanted)


def is_composite(classes: tuple[str, ...]) -> bool:
    """Whether all are works that last as long as their episodes do."""
    return bool(classes) and all(is_a(c, ("Series", "Season", "Franchise")) for c in classes)


def by_name(phrase: Phrase) -> bool:
    """Whether it is one thing by name, or such put together: "A", "A but not B", "only A"."""
    return phrase.is_entity or (bool(phrase.others) and all(m.is_entity or m.denied for m in phrase.others))


@lru_cache(maxsize=8_192)
def _meet(classes: tuple[str, ...], wanted: tuple[str, ...]) -> bool:
    return any(is_a(c, wanted) or any(is_a(w, (c,)) for w in wanted) for c in classes)


def is_of_many(part: Phrase, p: str, whole: Phrase) -> bool:
    """Whether parts are said to be of several wholes, where each is of one only: "episodes of three shows"."""
    several = whole.tally is not None or whole.each or (whole.every and len(whole.others) > 1)
    if not several or not part.classes or p not in ("of", "from", "in", "for", "on"):
        return False
    members = whole.others or (whole,)
    works = all(is_a(c, ("Work",)) for m in members for c in m.classes)
    return works and all(m.classes for m in members) and all(is_a(c, ("Episode", "Season")) for c in part.classes)


def of_no_whole(part: Phrase) -> bool:
    """Whether a season is told by its number alone: "the second season", of which it is not said of what."""
    numbered = [isinstance(a, Rel) and (a.property, a.subject) == ("number", part.head) for a in part.atoms]
    return part.classes == ("Season",) and numbered == [False, True] and part.best is None


def of_no_series(part: Phrase) -> bool:
    """Whether episodes are told by nothing but that they are some: the first of them is that of a work not named."""
    return part.classes == ("Episode",) and len(part.atoms) == 1 and part.best is None and not part.is_entity


def of_no_name(part: Phrase) -> bool:
    """Whether a work is told by nothing but what it is: "the show" is one that was named before."""
    alone = len(part.atoms) == 1 and isinstance(part.head, Var) and part.head.name.endswith(ONE)
    return alone and part.best is None and not part.others and part.classes in (("Series",), ("Film",))


def wholes_of(parts: Phrase) -> tuple[str, ...]:
    """What seasons or episodes are parts of; nothing of anything else."""
    return {"Season": ("Series",), "Episode": ("Season", "Series")}.get("".join(parts.classes), ())


def narrowed(phrase: Phrase, wanted: tuple[str, ...]) -> Phrase:
    """The phrase with what is now known of its class."""
    if not wanted or phrase.is_entity or phrase.others:
        return phrase
    if not phrase.classes:
        return replace(phrase, classes=wanted)
    kept = tuple(c for c in phrase.classes if is_a(c, wanted) or any(is_a(w, (c,)) for w in wanted))
    return phrase if len(kept) in (0, len(phrase.classes)) else replace(phrase, classes=kept)


def instance(cls: str, var: Var, words: str) -> Phrase:
    """Whatever is of a class."""
    return Phrase(var, (Is(cls, var),), (cls,), words)


def wanted(atom: Atom, target: Term) -> Iterator[tuple[str, ...]]:
    """What something can be of which an atom tells."""
    if isinstance(atom, Is) and atom.term == target:
        yield (atom.cls,)
    if isinstance(atom, Rel) and (known := vocab.terms().properties.get(atom.property)):
        yield from (ends for end, ends in ((atom.subject, known.domain), (atom.object, known.range)) if end == target)


def otherwise(far: Phrase | None) -> Iterator[tuple[Phrase | None, bool]]:
    """What is denied of a subject, and whether plainly so: of most nothing is told in words, so that "not a lawyer" is
    one of whom another occupation is told and not that.
    """
    held = [a for a in far.atoms if isinstance(a, Held)] if far is not None else []
    if far is None or not held:
        yield far, True
    elif len(held) == len(far.atoms) == len(held[0].ways) == 1 and held[0].term == far.head:
        told = Rel(held[0].ways[0][0], far.head, Var(f"told.{held[0].ways[0][0]}"))
        yield replace(far, atoms=(told, Not((held[0],))), notes=(OTHER_TOLD,)), False
