"""What words can come next in a question: those of the lexicon and the closed ones, by what the grammar wants there.

Which categories these are follows from the rules that wait for a part and are themselves waited for, up to a whole
question (the prediction of Earley, 1970, with the left-corner relation of the rules worked out once).
"""

from __future__ import annotations

import heapq
import math
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from continuity.language.chart import Prefix
from continuity.language.closed import WORDS
from continuity.language.entries import meanings
from continuity.language.lexicon import inflected
from continuity.language.names import tokenize
from continuity.language.parse import Parser
from continuity.language.relation import Relation

#: More words than a question has.
MANY = 99
#: What is told by an adjective is not counted; it is taken to be this much.
_USUAL = 1_000
#: Closed words of these categories mean different things; of the others the first will do.
_DISTINCT, _SYNONYM = ("P", "BE", "DO", "ORD"), 2.0
#: Of each category the words that are tried where nothing was typed.
_OPENINGS = 24
#: What a noun costs where none is likely.
_UNLIKELY = 0.4
#: Words after which a noun is likely.
_BEFORE_NOUNS = frozenset(
    [
        "which",
        "what",
        "many",
        "list",
        "show",
        "name",
        "find",
        "the",
        "a",
        "an",
        "all",
        "each",
        "every",
        "of",
        "by",
        "in",
        "with",
        "and",
    ]
)
#: How many sets of categories that can come next are kept.
_KEPT = 256


@dataclass(frozen=True, slots=True, order=True)
class Word:
    """A word in its forms; the rank is lower for words of which more is told."""

    rank: float
    forms: tuple[str, ...]
    plural: str = ""
    pos: str = ""
    subjects: tuple[str, ...] = ()  # of a verb: what its subject can be; none for anything

    def after(self, how: Before, typed: str) -> str:
        """The form that goes on from what is typed, fitting what stands before it; empty where none does."""
        fitting = [f for f in self.forms if f.startswith(typed)] if typed else self.forms
        if not fitting or not self.pos:
            return next(iter(fitting), "")
        if self.pos == "noun":
            best = self.forms[0] if how.article else self.plural
        elif self.pos == "verb":
            best = self.forms[0] if how.plain else inflected(self.forms[0].partition(" ")[0])
        else:
            best = self.forms[0]
        return next((f for f in fitting if f.partition(" ")[0] == best), fitting[0])


class Opening(NamedTuple):
    """A word that can come next: how far-fetched it is, the form that fits, and what a verb's subject can be."""

    rank: float
    phrase: str
    subjects: tuple[str, ...]

    def after(self, steps: int) -> Opening:
        """The same with the words that are needed after it."""
        return Opening(steps + self.rank, self.phrase, self.subjects)


#: Categories that can come next, each with the words needed after it.
Wanted = Mapping[str, int]


class Before(NamedTuple):
    """What of the words before a place decides about the next: an article, a plain verb to come, a noun to come."""

    article: bool
    plain: bool
    noun: bool

    @classmethod
    def of(cls, text: str) -> Before:
        """Of a text that ends where the next word begins."""
        before = [t.norm for t in tokenize(text)[-6:]]
        last = before[-1] if before else ""
        helped = not {"do", "does", "did"}.isdisjoint(before)
        return cls(
            last in ("the", "a", "an", "'s"),
            helped or (last.endswith("s") and last != "'s"),
            not last or last in _BEFORE_NOUNS,
        )


def _opening(word: Word, how: Before, typed: str) -> Opening:
    rank = word.rank + (0.0 if word.pos != "noun" or how.noun else _UNLIKELY)
    return Opening(rank, word.after(how, typed), word.subjects)


class Openings:
    """The words with which categories of a parser's grammar can begin. What is looked up is kept: the words do not change."""

    def __init__(self, parser: Parser, counts: Mapping[str, int]) -> None:
        """Over a parser; with how much is told with each class and property."""
        self._parser = parser
        self._counts = counts
        self._opened: dict[tuple[str, Before], list[Opening]] = {}
        self._ways: dict[Prefix, list[tuple[str, list[tuple[str, int]]]]] = {}
        self._closed: dict[frozenset[tuple[str, int]], Wanted] = {}

    @cached_property
    def words(self) -> Mapping[str, list[Word]]:
        """Category → the words of the lexicon and the closed ones that are of it, the most useful first."""
        found: dict[str, dict[Word, None]] = {}
        for rank, (category, phrases) in enumerate(WORDS.items()):
            for n, phrase in enumerate(phrases):
                word = Word(0.01 * rank + 0.03 * n + (0.0 if category in _DISTINCT or n == 0 else _SYNONYM), (phrase,))
                found.setdefault(category, {})[word] = None
        for entry in self._parser.lexicon.entries:
            told = max((self._counts.get(sense.reference, 0) for sense in entry.senses), default=0)
            told = max(told, _USUAL) if entry.pos == "adjective" else told
            senses = list(meanings(entry, entry.lemma, 0))
            subjects = {c for _, m in senses if isinstance(m, Relation) for c in m.near}
            word = Word(
                0.5 / (1 + math.log10(1 + told)), entry.forms, entry.plural, entry.pos,
                tuple(sorted(subjects)) if all(isinstance(m, Relation) and m.near for _, m in senses) else (),
            )  # fmt: skip
            for category, _ in senses:
                found.setdefault(category, {})[word] = None
        return {category: sorted(words) for category, words in found.items()}

    @cached_property
    def shortest(self) -> Mapping[str, int]:
        """Category → the fewest words that it is made of."""
        least: dict[str, int] = dict.fromkeys((p for r in self._parser.rules for p in r.parts), 1)
        made = {r.category for r in self._parser.rules} - set(self.words) - {"E"}
        least |= dict.fromkeys(made, MANY)
        changed = True
        while changed:
            changed = False
            for rule in self._parser.rules:
                length = sum(least[p] for p in rule.parts)
                if length < least[rule.category]:
                    least[rule.category] = length
                    changed = True
        return least

    @cached_property
    def corners(self) -> Mapping[str, Mapping[str, int]]:
        """Category → those with which it can begin, itself among them, each with the words then still needed."""
        below: dict[str, list[tuple[str, int]]] = {}
        for rule in self._parser.rules:
            below.setdefault(rule.category, []).append((rule.parts[0], sum(self.shortest[p] for p in rule.parts[1:])))
        closed = {}
        for category in self.shortest:
            found: dict[str, int] = {}
            todo = [(0, category)]
            while todo:
                needed, part = heapq.heappop(todo)
                if part not in found:
                    found[part] = needed
                    for first, rest in below.get(part, ()):
                        heapq.heappush(todo, (needed + rest, first))
            closed[category] = found
        return closed

    def ways(self, prefix: Prefix) -> list[tuple[str, list[tuple[str, int]]]]:
        """What rules that begin alike will be; for each what is wanted next, with the words needed after that."""
        if prefix not in self._ways:
            found: dict[str, dict[str, int]] = {}
            for one in prefix.waiting():
                if one.part in self.corners:
                    needed = sum(self.shortest[p] for p in one.rest)
                    parts = found.setdefault(one.category, {})
                    parts[one.part] = min(needed, parts.get(one.part, MANY))
            self._ways[prefix] = [(whole, list(parts.items())) for whole, parts in found.items()]
        return self._ways[prefix]

    def closed(self, direct: Mapping[str, int]) -> Wanted:
        """The categories with which some can begin, each with the words then still needed."""
        key = frozenset(direct.items())
        if key not in self._closed:
            found: dict[str, int] = {}
            for category, needed in direct.items():
                for first, more in self.corners[category].items():
                    found[first] = min(needed + more, found.get(first, MANY))
            if len(self._closed) >= _KEPT:
                self._closed.clear()
            self._closed[key] = found
        return self._closed[key]

    def openings(self, category: str, how: Before) -> list[Opening]:
        """The words of a category that can come next, the likeliest of them."""
        if (category, how) not in self._opened:
            made = (_opening(word, how, "") for word in self.words.get(category, ()))
            self._opened[category, how] = sorted(one for one in made if one.phrase)[:_OPENINGS]
        return self._opened[category, how]

    def beginning(self, typed: str) -> Mapping[Word, list[str]]:
        """The words that begin as typed, with their categories."""
        found: dict[Word, list[str]] = {}
        for form, word, categories in self._forms[bisect_left(self._forms, (typed,)) :]:
            if not form.startswith(typed):
                break
            found[word] = categories
        return found

    @cached_property
    def _forms(self) -> list[tuple[str, Word, list[str]]]:
        """Every form of a word, sorted, with the categories of the word."""
        categories: dict[Word, list[str]] = {}
        for category, words in self.words.items():
            for word in words:
                categories.setdefault(word, []).append(category)
        return sorted((form, word, of) for word, of in categories.items() for form in word.forms)

    def following(self, wanted: Wanted, how: Before, typed: str) -> Iterable[Opening]:
        """The words that begin as typed and can come next, each ranked by how far a whole question is after it."""
        if typed:
            fitting = ((word, [wanted[c] for c in of if c in wanted]) for word, of in self.beginning(typed).items())
            made = [_opening(word, how, typed).after(min(steps)) for word, steps in fitting if steps]
            return sorted(one for one in made if one.phrase)
        return _merged([(steps, self.openings(category, how)) for category, steps in wanted.items()])


def _merged(ranked: list[tuple[int, list[Opening]]]) -> Iterator[Opening]:
    """Openings of several categories in one order; few of many are asked for, so that the rest is not made."""
    firsts = [(one[0].after(steps), n, 0) for n, (steps, one) in enumerate(ranked) if one]
    heapq.heapify(firsts)
    while firsts:
        opening, n, at = firsts[0]
        yield opening
        steps, one = ranked[n]
        if at + 1 < len(one):
            heapq.heapreplace(firsts, (one[at + 1].after(steps), n, at + 1))
        else:
            heapq.heappop(firsts)
