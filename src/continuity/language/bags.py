"""Keywords without grammar, in any order: "kilgrave death episode", "shades real name luke cage".

A text of nothing but names, nouns and words that say nothing is put together in each order that English has for them. The
parser says which of these mean something; it is taken for meant only where they all mean the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import permutations

from continuity.canon import CanonGraph
from continuity.language.closed import APPEARING, FILLING
from continuity.language.names import Name, Names, Token, is_a
from continuity.language.shortened import belongs, said, work

#: So many nouns and names a bag may have.
_MOST_NOUNS, _MOST_NAMES = 2, 3
Words = tuple[Token, ...]


@dataclass(frozen=True, slots=True)
class Piece:
    """A name as it is typed, with what it can mean."""

    words: Words
    meant: tuple[Name, ...]

    @property
    def is_work(self) -> bool:
        """Whether it can be a work's."""
        return any(is_a(n.cls, ("Work",)) for n in self.meant)


@dataclass(frozen=True, slots=True)
class Bag:
    """The pieces of a text: nouns and names, and whether it asks for appearances."""

    nouns: tuple[Words, ...]
    names: tuple[Piece, ...]
    appearing: bool = False


def bag(tokens: Words, names: Names, nouns: frozenset[tuple[str, ...]]) -> Bag | None:
    """The pieces of a text that has nothing else; none where there is a word of another kind."""
    longest = max(map(len, nouns), default=0)
    found_nouns, found_names, appearing, at = list[Words](), list[Piece](), False, 0
    while at < len(tokens):
        spans = range(min(len(tokens), at + longest), at, -1)
        noun = next((e for e in spans if tuple(t.norm for t in tokens[at:e]) in nouns), 0)
        if noun and at and tokens[at - 1].norm in ("of", "'s") and found_nouns:
            return None  # whose it is has been said
        meanings = list(names.at(list(tokens), at))
        named = max((end for end, _ in meanings), default=0)
        whole = max(named, work(tokens, at, names))
        if tokens[at].norm in APPEARING:
            appearing, at = True, at + 1
        elif noun and noun >= whole and tokens[at].norm not in FILLING:
            found_nouns.append(tokens[at:noun])
            at = noun
        elif whole:
            found_names.append(Piece(tokens[at:whole], tuple(n for end, n in meanings if end == named)))
            at = whole
        elif tokens[at].norm in FILLING:
            at += 1
        else:
            return None
    return Bag(tuple(found_nouns), tuple(found_names), appearing)


def orders(one: Bag, canon: CanonGraph) -> Iterator[tuple[Words, ...]]:
    """The ways to put the pieces together, the likeliest group first; of one group all are equally good."""
    if not one.names or len(one.names) > _MOST_NAMES or len(one.nouns) > _MOST_NOUNS:
        return
    if one.appearing and not one.nouns:
        yield tuple(_appearing(one.names))
    if not one.nouns and len(one.names) == 2:  # "metacritic iron fist"
        yield ((*one.names[1].words, *one.names[0].words),)
    if not one.nouns or one.appearing:
        return
    yield tuple(_joined(one, "of"))
    yield tuple(_joined(one, "in"))
    if len(one.names) == 2:  # a work may say no more than which of a name is meant
        for who, where in permutations(one.names):
            if _belongs(who, where, canon):
                yield tuple(_joined(replace(one, names=(who,)), "of"))


def _belongs(who: Piece, where: Piece, canon: CanonGraph) -> bool:
    works = [n.id for n in where.meant if is_a(n.cls, ("Work",))]
    return any(belongs(n.id, w, canon) for n in who.meant if is_a(n.cls, ("Character",)) for w in works)


def _appearing(names: tuple[Piece, ...]) -> Iterator[Words]:
    if len(names) == 1:
        yield (*said("what is"), *names[0].words, *said("in"))
    for who, where in permutations(names, 2) if len(names) == 2 else ():
        if where.is_work:
            yield (*said("does"), *who.words, *said("appear in"), *where.words)


def _joined(one: Bag, joining: str) -> Iterator[Words]:
    """Each order of the nouns and of the names: "n of m of X in W", "X n in W"."""
    for first, *others in permutations(one.names):
        if not all(p.is_work for p in others):
            continue
        last = tuple(t for p in others for t in (*said("in"), *p.words))
        for noun, *nouns in permutations(one.nouns):
            more = tuple(t for n in nouns for t in (*said("of"), *n))
            yield (*noun, *more, *said(joining), *first.words, *last)
            if not nouns and joining == "of":
                yield (*first.words, *noun, *last)
