"""What can be typed next: whole questions that begin as somebody's text does, each of which the parser understands.

The chart parser runs left to right over a tree of words instead of a line of them: every candidate for the next word
ends at a place of its own, so that a question over a path through the tree is a question whose words are known. Which
words can come next at a place follows from the rules that wait there for a part and are themselves waited for, up to a
whole question (the prediction of Earley, 1970, with the left-corner relation of the rules worked out once).
"""

from __future__ import annotations

import heapq
import math
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from continuity.language.chart import Chart, Item
from continuity.language.closed import WORDS
from continuity.language.lexicon import inflected
from continuity.language.logical import Const, signature
from continuity.language.meaning import Relation
from continuity.language.names import Name, is_a, tokenize
from continuity.language.parse import MAX_TOKENS, Parser, constants, meanings
from continuity.language.phrases import Phrase, fits

#: How many words may be added, at how many places, and how many names and other words are tried at the first and later.
_DEPTH, _PLACES, _FIRST, _LATER = 4, 14, (10, 16), (3, 6)
#: How many questions are shown that go on with the same word.
_ALIKE = 3
#: A question that costs this much is a mere phrase, shown where little else is found.
_FRAGMENT = 0.4
_MANY = 99
#: What is told by an adjective is not counted; it is taken to be this much.
_USUAL = 1_000
#: The kinds of things of which the most told of are tried where nothing of a name was typed, and how many of each.
_KINDS = ("Character", "Series", "Person", "Group", "Film", "Season")
_OF_A_KIND = 4
#: A name that costs this much is far-fetched.
_FAR = 0.1
#: Closed words of these categories mean different things; of the others the first will do.
_DISTINCT, _SYNONYM = ("P", "BE", "DO", "ORD"), 2.0
_VERBS = ("V", "VB", "VP")
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
#: How much work the parser does for one text.
_WORK = 40_000


@dataclass(frozen=True, slots=True, order=True)
class _Place:
    """A place in the tree of words: what is written up to it, how far-fetched that is, and the first word added."""

    cost: float
    at: int
    text: str
    added: int
    first: str


@dataclass(frozen=True, slots=True, order=True)
class _Word:
    """A word in its forms; the rank is lower for words of which more is told."""

    rank: float
    forms: tuple[str, ...]
    plural: str = ""
    pos: str = ""
    subjects: tuple[str, ...] = ()  # of a verb: what its subject can be; none for anything

    def after(self, how: _Before, typed: str) -> str:
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


class _Before(NamedTuple):
    """What of the words before a place decides about the next: an article, a plain verb to come, a noun to come."""

    article: bool
    plain: bool
    noun: bool

    @classmethod
    def of(cls, text: str) -> _Before:
        """Of a text that ends where the next word begins."""
        before = [t.norm for t in tokenize(text)[-6:]]
        last = before[-1] if before else ""
        helped = not {"do", "does", "did"}.isdisjoint(before)
        return cls(
            last in ("the", "a", "an", "'s"),
            helped or (last.endswith("s") and last != "'s"),
            not last or last in _BEFORE_NOUNS,
        )


class Suggester:
    """Completes the beginnings of questions over one parser's names and words."""

    def __init__(self, parser: Parser, weights: Mapping[str, int], counts: Mapping[str, int]) -> None:
        """Over a parser; with how much is told of each entity, and with each class and property."""
        self._parser = parser
        self._weights = weights
        self._counts = counts
        self._opened: dict[tuple[str, _Before], list[tuple[float, str, tuple[str, ...]]]] = {}

    def suggest(self, text: str, limit: int = 10) -> list[str]:
        """Up to `limit` questions that begin with the text, likely ones first; none where nothing can follow."""
        if len(tokenize(text)) >= MAX_TOKENS:
            return []
        search = _Search(self, text)
        return search.found(limit)

    @cached_property
    def names(self) -> list[tuple[str, str, Name]]:
        """Every name in lower case, as written, and what it means; sorted."""
        canon = self._parser.names.canon
        told = {(canon.label(id), id) for id in canon.entities()}
        told |= {(name, id) for id, names in canon.names().items() for _, name in names}
        return sorted(
            (label.lower(), label, name)
            for label, id in told
            for name in self._parser.names.ids(label)
            if name.id == id
        )

    @cached_property
    def leading(self) -> list[tuple[str, Name]]:
        """Of each kind of thing the most told of, then the second most, and so on."""
        canon = self._parser.names.canon
        ranked: list[tuple[int, int, str, Name]] = []
        for order, kind in enumerate(_KINDS):
            told = sorted(
                (-self._weights.get(name.id, 0), label, name)
                for _, label, name in self.names
                if is_a(name.cls, (kind,)) and name.cost < _FAR and label == canon.label(name.id)
            )
            ranked += [(tier, order, label, name) for tier, (_, label, name) in enumerate(told[:_OF_A_KIND])]
        return [(label, name) for _, _, label, name in sorted(ranked)]

    @cached_property
    def words(self) -> Mapping[str, list[_Word]]:
        """Category → the words of the lexicon and the closed ones that are of it, the most useful first."""
        found: dict[str, dict[_Word, None]] = {}
        for rank, (category, phrases) in enumerate(WORDS.items()):
            for n, phrase in enumerate(phrases):
                word = _Word(0.01 * rank + 0.03 * n + (0.0 if category in _DISTINCT or n == 0 else _SYNONYM), (phrase,))
                found.setdefault(category, {})[word] = None
        for entry in self._parser.lexicon.entries:
            told = max((self._counts.get(sense.reference, 0) for sense in entry.senses), default=0)
            told = max(told, _USUAL) if entry.pos == "adjective" else told
            senses = list(meanings(entry, entry.lemma, 0))
            subjects = {c for _, m in senses if isinstance(m, Relation) for c in m.near}
            word = _Word(
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
        least |= dict.fromkeys(made, _MANY)
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

    def openings(self, category: str, how: _Before, typed: str) -> list[tuple[float, str, tuple[str, ...]]]:
        """The words of a category that begin as typed: rank, the form that fits, and what a verb's subject can be."""
        if not typed and (category, how) in self._opened:
            return self._opened[category, how]
        made = [
            (word.rank + (0.0 if word.pos != "noun" or how.noun else _UNLIKELY), phrase, word.subjects)
            for word in self.words.get(category, ())
            if (phrase := word.after(how, typed))
        ]
        if not typed:
            made = self._opened[category, how] = sorted(made)[:_OPENINGS]
        return made

    def called(self, typed: str) -> list[tuple[str, Name]]:
        """The names that begin as typed, the most told of first."""
        low = typed.lower()
        start = bisect_left(self.names, (low,))
        found = []
        for key, label, name in self.names[start : start + 4_000]:
            if not key.startswith(low):
                break
            found.append((name.cost * 100 - min(self._weights.get(name.id, 0), 400) / 8, label, name))
        return [(label, name) for _, label, name in sorted(found)[: _FIRST[0]]]


class _Search:
    """One search through the tree of words that can follow a text."""

    def __init__(self, suggester: Suggester, text: str) -> None:
        self._of = suggester
        self._text = text
        self._starts = [m.start() for m in re.finditer(r"\S+", text)]
        if not text or text[-1].isspace():
            self._starts.append(len(text))
        self._typed = tokenize(text[: self._starts[-1]])
        self._places = len(self._typed)
        self._chart = Chart(suggester._parser.rules, _WORK)
        self._chart.parse(suggester._parser.seeds(self._typed))
        self._wanted: dict[int, Mapping[str, int]] = {}
        for at in range(len(self._typed) + 1):
            self._wanted[at] = self._wanted_at(at)

    def found(self, limit: int) -> list[str]:
        """The completions, as many as are wanted."""
        made: list[str] = []
        spare: list[str] = []
        meant: set[object] = set()
        alike: dict[str, int] = {}
        queue = list(self._begun())
        heapq.heapify(queue)
        looked = 0
        tried: dict[str, int] = {}  # so that one word that leads nowhere leaves room for the others
        each = max(3, _PLACES // max(1, len({p.first for p in queue})))
        while queue and looked < _PLACES and len(made) < limit:
            place = heapq.heappop(queue)
            asked = self._question(place.at) if place.text.strip() != self._text.strip() else None
            if asked is not None and asked[0] >= _FRAGMENT and place.cost < _MANY:
                heapq.heappush(queue, replace(place, cost=_MANY + place.cost))
            elif asked is not None:
                if asked[1] not in meant and place.text not in made:
                    meant.add(asked[1])
                    alike[place.first] = alike.get(place.first, 0) + 1
                    (made if alike[place.first] <= _ALIKE else spare).append(place.text)
            elif place.at not in self._wanted:
                wanted = self._wanted[place.at] = self._wanted_at(place.at)
                if wanted and place.added < _DEPTH:
                    nearest = place.added + 1 + min(wanted.values())
                    heapq.heappush(queue, replace(place, cost=max(place.cost, nearest + place.cost % 1)))
            elif tried.get(place.first, 0) < each:
                looked += 1
                tried[place.first] = tried.get(place.first, 0) + 1
                for following in self._grown(replace(place, text=place.text + " "), ""):
                    heapq.heappush(queue, following)
        return [*made, *spare][:limit]

    def _question(self, at: int) -> tuple[float, object] | None:
        """What the best question up to a place costs, and what it means; None where there is none."""
        for cost, q in self._of._parser.harvest(self._chart, at):
            if all(t.id for t in constants(q.form)):
                return cost, signature(q.form)
        return None

    def _wanted_at(self, at: int) -> Mapping[str, int]:
        """The categories that can come next on the way to a whole question, each with the words needed after it."""
        direct = {"Q": 0} if at == 0 else {}
        for category, waiting in self._chart.waiting(at):
            above = self._wanted.get(waiting.start, {}).get(waiting.category)
            if above is not None and category in self._of.corners:
                needed = above + sum(self._of.shortest[p] for p in waiting.rest)
                direct[category] = min(needed, direct.get(category, _MANY))
        found: dict[str, int] = {}
        for category, needed in direct.items():
            for first, more in self._of.corners[category].items():
                found[first] = min(needed + more, found.get(first, _MANY))
        return found

    def _begun(self) -> Iterator[_Place]:
        """The words and names that go on from what is typed, a name perhaps from several words back."""
        for start in self._starts[-5:]:
            at, typed = len(tokenize(self._text[:start])), self._text[start:]
            if self._wanted[at] and (typed or start == self._starts[-1]):
                yield from self._grown(_Place(0.0, at, self._text[:start], 0, ""), typed)

    def _grown(self, place: _Place, typed: str) -> Iterator[_Place]:
        """The places after one more word or name that begins as typed."""
        seeds: list[Item] = []
        names, words = _LATER if place.added else _FIRST
        found = sorted(self._next(place, typed), key=lambda n: n[:2])
        chosen = [n for n in found if n[2] is not None][:names] + [n for n in found if n[2] is None][:words]
        for rank, phrase, name in chosen:
            self._places += 1
            items = self._items(phrase, place.at) if name is None else [self._entity(name)]
            seeds += [Item(i.category, i.meaning, i.cost, place.at, self._places) for i in items]
            text = place.text + typed + phrase[len(typed) :]
            yield _Place(place.added + 1 + rank, self._places, text, place.added + 1, place.first or phrase)
        self._chart.parse(seeds)

    def _next(self, place: _Place, typed: str) -> Iterator[tuple[float, str, Name | None]]:
        """How far a whole question is after each word or name that may come next, what it is, and what a name means."""
        wanted, low = self._wanted[place.at], typed.lower()
        if "E" in wanted:
            for n, (label, name) in enumerate(self._of.called(typed) if typed else self._likely(place.at)):
                yield wanted["E"] + 0.01 * n, label, name
        how = _Before.of(place.text)
        found: dict[str, float] = {}
        subjects = self._subjects(place.at) if "PASSIVE" not in wanted else []
        for category, needed in wanted.items():
            for rank, phrase, of in self._of.openings(category, how, low):
                if needed + rank < found.get(phrase, _MANY) and (
                    not subjects or not of or any(fits(s, of) for s in subjects)
                ):
                    found[phrase] = needed + rank
        for phrase, rank in found.items():
            yield rank, phrase, None

    def _subjects(self, at: int) -> list[Phrase]:
        """What stands where a verb's subject does before a place."""
        return [p[-1].meaning for p in self._chart.begun(at, _VERBS) if isinstance(p[-1].meaning, Phrase)]

    def _likely(self, at: int) -> list[tuple[str, Name]]:
        """The leading names of what a relation before the place can lead to; all leading names without one."""
        fitting: dict[str, None] = {}
        for parts in self._chart.begun(at):
            relation = next((p.meaning for p in reversed(parts) if isinstance(p.meaning, Relation)), None)
            fitting |= dict.fromkeys(relation.far if relation is not None else ())
        if not fitting:
            return self._of.leading
        return [(label, name) for label, name in self._of.leading if is_a(name.cls, fitting)]

    def _entity(self, name: Name) -> Item:
        words = self._of._parser.names.canon.label(name.id)
        return Item("E", Phrase(Const(name.id, name.cls), (), (name.cls,), words), name.cost, 0, 0)

    def _items(self, phrase: str, at: int) -> list[Item]:
        """What a whole phrase of the lexicon or of the closed words can be."""
        words = tuple(t.norm for t in tokenize(phrase))
        parser = self._of._parser
        made = [Item(c, " ".join(words), 0.0, 0, 0) for c in parser.closed.get(words, ())]
        for entry, form in parser.forms.get(words, ()):
            made += [Item(c, m, 0.05 * n, 0, 0) for n, (c, m) in enumerate(meanings(entry, form, at))]
        return made
