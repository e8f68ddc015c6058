"""What is told of things in plain words: occupations, species, genders and powers, as nouns, adjectives or things had."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import lru_cache
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.lexicon import Entry, Lexicon, inflected, ways
from continuity.language.logical import Held, Var, Ways
from continuity.language.meaning import Pred
from continuity.language.names import plain, tokenize
from continuity.language.phrases import Phrase

#: Words at which the head of a value ends: "bodyguard for Rand" is a bodyguard.
_TAILS = {"for", "of", "at", "by", "from", "with", "in", "near", "than", "that", "against", "to", "on"}
#: Words before a value that take it back: a former soldier is none.
_NO_MORE = {"former", "formerly", "ex", "retired", "discharged", "aspiring", "wannabe", "failed", "would", "not", "no"}
_NO_MORE |= {"rather"}
_ARTICLES = {"a", "an", "the", "his", "her", "its"}
#: How far-fetched a word of the data is beside a word of the lexicon.
OF_DATA = 0.1
#: Said of what many things may be of which nobody says so.
ONLY_TOLD = "only those are meant of whom it is told in so many words"
Words = tuple[str, ...]


class Texts:
    """Finds values of text by their words, as one canon tells them: a value of which none is told there is no word."""

    def __init__(self, canon: CanonGraph, words: Lexicon) -> None:
        self._known: dict[Words, tuple[str, Ways]] = {}
        #: Each noun in the plural, by each of its forms.
        self.plurals: dict[str, str] = {}
        spoken = {f for e in words.entries for f in e.forms}
        # a word of the lexicon that is a value as well means more than that value
        taken = {v for e in words.entries for s in e.senses for v in s.values if v in spoken}
        taken |= {f for e in words.entries if e.pos == "noun" and not ways(e) for f in e.forms}
        told = {p: values_told(canon, p) for p in words.values}
        self._told, self._kinds = told, words.values
        for property, kind in words.values.items():
            for value in sorted(told[property]):
                for tail in tails(value, kind):
                    if " ".join(tail) not in taken:
                        self._put(tail, kind, ((property, (value,)),))
        for entry in words.entries:
            if entry.pos == "adjective" and ways(entry):
                self._add(entry, "adjective", told)
            elif entry.pos == "noun" and ways(entry):
                kinds = [words.values.get(s.reference, "noun") for s in entry.senses if s.values]
                self._add(entry, kinds[0] if kinds[0] == "thing" else "noun", told)

    @property
    def words(self) -> frozenset[str]:
        """The words of all values."""
        return frozenset(w for key in self._known for w in key)

    def _add(self, entry: Entry, kind: str, told: Mapping[str, Mapping[str, set[str]]]) -> None:
        """A word of the lexicon: whatever is told that ends in one of its values."""
        meant = tuple(
            (
                p,
                tuple(
                    sorted({*values, *(v for v in told.get(p, ()) if _ends_in(v, values, self._kinds.get(p, kind)))})
                ),
            )
            for p, values in ways(entry)
        )
        for form in entry.forms:
            self._known[words_of(form)] = (kind, meant)
            if kind == "noun":
                self.plurals[form] = entry.plural

    def _put(self, words: Words, kind: str, told: Ways) -> None:
        if kind == "noun":
            self.plurals[" ".join(words)] = self.plurals[" ".join(_plural(words))] = " ".join(_plural(words))
        for form in (words, _plural(words)) if kind == "noun" else (words, *_done(words, kind)):
            known = self._known.get(form, (kind, ()))[1]
            self._known[form] = (kind, _joined(known, told))

    def _of(self, told: Ways) -> tuple[str, ...]:
        """The classes of what is so told; of what nobody is, those that could be."""
        found = {c for p, values in told for v in values for c in self._told.get(p, {}).get(v, ())}
        possible = dict.fromkeys(c for p, _ in told for c in _domain(p))
        return tuple(c for c in possible if c in found) or tuple(possible)

    def at(self, norms: Words, start: int) -> Iterator[tuple[int, str, Any]]:
        """What begins at a word: where it ends, its category and its meaning."""
        for length in range(1, min(6, len(norms) - start) + 1):
            found = self._known.get(norms[start : start + length])
            if found is None:
                continue
            kind, told = found
            said = " ".join(norms[start : start + length])
            said = self.plurals.get(said, said)
            var, end = Var(f"v{start}"), start + length
            classes = self._of(told)
            one = Phrase(var, (Held(var, told),), classes, said, notes=(ONLY_TOLD,))
            if kind == "noun":
                yield end, "N", one
            if kind == "thing":
                yield end, "QUALITY", quality(f"have {said}", one)
            elif kind == "adjective" or any(p == "species" for p, _ in told):
                yield end, "ADJ", quality(said, one)


def quality(words: str, one: Phrase) -> Pred:
    """That something is told of the subject in plain words."""
    return Pred(words, None, replace(one, words=words), event="told")


def _domain(property: str) -> tuple[str, ...]:
    known = vocab.terms().properties.get(property)
    return known.domain if known else ()


def values_told(canon: CanonGraph, property: str) -> Mapping[str, set[str]]:
    """Each value that is told, with the classes of that of which it is."""
    found: dict[str, set[str]] = {}
    for q in canon.facts.match(None, store.iri(vocab.term(property)), None, store.DEFAULT):
        if store.is_literal(q.object):
            found.setdefault(q.object.value, set()).add(canon.type(canon.id(q.subject)))
    return found


@lru_cache(maxsize=8_192)
def words_of(text: str) -> Words:
    """The words of a text as they are compared."""
    return tuple(t.norm for t in tokenize(plain(text) if text.isascii() else text))


def _heads(value: str, kind: str) -> Iterator[Words]:
    """The words by which a value is so called: up to a preposition, and each of several that are joined."""
    yield words_of(value)
    for part in value.replace(" and ", ", ").split(", ") if kind == "thing" else (value,):
        words = words_of(part)
        end = next((i for i, w in enumerate(words) if w in _TAILS and i), len(words))
        yield words[:end]


def tails(value: str, kind: str) -> Iterable[Words]:
    """The nouns that a value is an example of: an NYPD detective is a detective."""
    found: dict[Words, None] = {}
    for head in _heads(value, kind):
        if not head or head == ("",) or not _NO_MORE.isdisjoint(head) or not _ARTICLES.isdisjoint(head):
            continue
        starts = range(len(head)) if kind == "noun" and _TAILS.isdisjoint(head[1:]) else (0,)  # at Rand one is no rand
        found |= dict.fromkeys(head[i:] for i in starts if "'s" not in head[i:] and len(head[-1]) > 2)
    return found


def _ends_in(value: str, values: Iterable[str], kind: str) -> bool:
    wanted = {words_of(v) for v in values}
    return any(
        head[i:] in wanted for head in _heads(value, kind) for i in range(len(head)) if _NO_MORE.isdisjoint(head)
    )


def _plural(words: Words) -> Words:
    last = words[-1]
    return (*words[:-1], last[:-3] + "men" if last.endswith("man") and last != "human" else inflected(last))


def _done(words: Words, kind: str) -> Iterable[Words]:
    """What one is told to do, as it is said that one can: "walks through walls", "can walk through walls"."""
    head, *rest = words
    if kind == "thing" and rest and head.endswith("s") and not head.endswith("ss"):
        yield (head[:-1], *rest)


def _joined(known: Ways, more: Ways) -> Ways:
    made = {p: set(v) for p, v in known}
    for property, values in more:
        made.setdefault(property, set()).update(values)
    return tuple((p, tuple(sorted(v))) for p, v in sorted(made.items()))
