"""What can be typed next: whole questions that begin as somebody's text does, each of which the parser understands.

The chart parser runs left to right over a tree of words instead of a line of them: every candidate for the next word
ends at a place of its own, so that a question over a path through the tree is a question whose words are known. A
place is looked at only when its turn comes.
"""

from __future__ import annotations

import heapq
import re
from bisect import bisect_left
from collections.abc import Iterator, Mapping
from functools import cached_property
from itertools import islice
from typing import NamedTuple

from continuity.language.alike import signature
from continuity.language.chart import Chart, Item
from continuity.language.entries import meanings
from continuity.language.logical import Const
from continuity.language.names import Name, is_a, tokenize
from continuity.language.openings import MANY, Before, Openings, Wanted
from continuity.language.parse import MAX_TOKENS, Parser, constants
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation

#: How many words may be added, at how many places, and how many names and other words are tried at the first and later.
_DEPTH, _PLACES, _FIRST, _LATER = 4, 40, (10, 16), (3, 6)
#: How many questions are shown that go on with the same word.
_ALIKE = 3
#: A question that costs this much is a mere phrase, shown where little else is found.
_FRAGMENT = 0.4
#: The kinds of things of which the most told of are tried where nothing of a name was typed, and how many of each.
_KINDS = ("Character", "Series", "Person", "Group", "Film", "Season")
_OF_A_KIND = 4
#: A name that costs this much is far-fetched.
_FAR = 0.1
#: So many of the cheapest readings of a question are looked at for its meaning.
_BEST = 2
_VERBS = ("V", "VB", "VP")
#: How much work the parser does for what is typed, for what may follow (a fiftieth of a second's), and again where
#: nothing was found.
_WORK, _MORE, _AGAIN = 40_000, 800, 1_600


class _Place(NamedTuple):
    """A place in the tree of words: what is written up to it, how far-fetched that is, and the first word added."""

    cost: float
    at: int
    text: str
    added: int
    first: str


class Suggester:
    """Completes the beginnings of questions over one parser's names and words."""

    def __init__(self, parser: Parser, weights: Mapping[str, int], counts: Mapping[str, int]) -> None:
        """Over a parser; with how much is told of each entity, and with each class and property."""
        self._parser = parser
        self._weights = weights
        self.openings = Openings(parser, counts)

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
        self._chart = Chart(suggester._parser.rules, _WORK, whole="Q")
        self._chart.parse(suggester._parser.seeds(self._typed))
        self._seeds: dict[int, list[Item]] = {}  # of places that are not looked at yet
        self._asked: dict[int, tuple[float, object] | None] = {}
        self._wanted: dict[int, Wanted] = {}
        for at in range(len(self._typed) + 1):
            self._wanted[at] = self._wanted_at(at)
        self._chart.allow(_MORE)

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
        longer = True
        while queue and looked < _PLACES and len(made) < limit:
            if self._chart.exhausted:
                if made or spare or not longer:
                    break
                longer = False
                self._chart.allow(_AGAIN)
            place = heapq.heappop(queue)
            self._chart.parse(self._seeds.pop(place.at, ()))
            asked = self._question(place.at) if place.text.strip() != self._text.strip() else None
            if asked is not None and asked[0] >= _FRAGMENT and place.cost < MANY:
                heapq.heappush(queue, place._replace(cost=MANY + place.cost))
            elif asked is not None:
                if asked[1] not in meant and place.text not in made:
                    meant.add(asked[1])
                    alike[place.first] = alike.get(place.first, 0) + 1
                    (made if alike[place.first] <= _ALIKE else spare).append(place.text)
            elif place.at not in self._wanted:
                wanted = self._wanted[place.at] = self._wanted_at(place.at)
                if wanted and place.added < _DEPTH:
                    nearest = place.added + 1 + min(wanted.values())
                    heapq.heappush(queue, place._replace(cost=max(place.cost, nearest + place.cost % 1)))
            elif tried.get(place.first, 0) < each:
                looked += 1
                tried[place.first] = tried.get(place.first, 0) + 1
                for following in self._grown(place._replace(text=place.text + " "), ""):
                    heapq.heappush(queue, following)
        return [*made, *spare][:limit]

    def _question(self, at: int) -> tuple[float, object] | None:
        """What the best question up to a place costs, and what it means; None where there is none."""
        if at not in self._asked:
            found = self._of._parser.harvest(self._chart, at, _BEST)
            whole = ((cost, signature(q.form)) for cost, q in found if all(t.id for t in constants(q.form)))
            self._asked[at] = next(whole, None)
        return self._asked[at]

    def _wanted_at(self, at: int) -> Wanted:
        """The categories that can come next on the way to a whole question, each with the words needed after it."""
        direct = {"Q": 0} if at == 0 else {}
        for prefix, starts in self._chart.waiting(at):
            above = self._nearest(starts)
            for whole, parts in self._of.openings.ways(prefix):
                if (far := above.get(whole, MANY)) < MANY:
                    for part, more in parts:
                        if far + more < direct.get(part, MANY):
                            direct[part] = far + more
        return self._of.openings.closed(direct)

    def _nearest(self, starts: set[int]) -> Wanted:
        """What can come next at one of some places, each with the fewest words needed after it."""
        begun = [self._wanted[start] for start in starts if start in self._wanted]
        if len(begun) == 1:
            return begun[0]
        near: dict[str, int] = {}
        for wanted in begun:
            for category, needed in wanted.items():
                if needed < near.get(category, MANY):
                    near[category] = needed
        return near

    def _begun(self) -> Iterator[_Place]:
        """The words and names that go on from what is typed, a name perhaps from several words back."""
        for start in self._starts[-5:]:
            at, typed = len(tokenize(self._text[:start])), self._text[start:]
            if self._wanted[at] and (typed or start == self._starts[-1]):
                yield from self._grown(_Place(0.0, at, self._text[:start], 0, ""), typed)

    def _grown(self, place: _Place, typed: str) -> Iterator[_Place]:
        """The places after one more word or name that begins as typed."""
        names, words = _LATER if place.added else _FIRST
        chosen = [*islice(self._names(place, typed), names), *islice(self._words(place, typed), words)]
        for rank, phrase, name in chosen:
            self._places += 1
            items = self._items(phrase, place.at) if name is None else [self._entity(name)]
            self._seeds[self._places] = [Item(i.category, i.meaning, i.cost, place.at, self._places) for i in items]
            text = place.text + typed + phrase[len(typed) :]
            yield _Place(place.added + 1 + rank, self._places, text, place.added + 1, place.first or phrase)

    def _names(self, place: _Place, typed: str) -> Iterator[tuple[float, str, Name | None]]:
        """How far a whole question is after each name that may come next, what it is, and what it means."""
        needed = self._wanted[place.at].get("E")
        if needed is not None:
            for n, (label, name) in enumerate(self._of.called(typed) if typed else self._likely(place.at)):
                yield needed + 0.01 * n, label, name

    def _words(self, place: _Place, typed: str) -> Iterator[tuple[float, str, Name | None]]:
        """How far a whole question is after each word that may come next, and what it is."""
        wanted = self._wanted[place.at]
        subjects = self._subjects(place.at) if "PASSIVE" not in wanted else []
        fitting: dict[tuple[str, ...], bool] = {(): True}
        seen: set[str] = set()
        for rank, phrase, of in self._of.openings.following(wanted, Before.of(place.text), typed.lower()):
            if phrase not in seen:
                if subjects and of not in fitting:
                    fitting[of] = any(fits(s, of) for s in subjects)
                if not subjects or fitting[of]:
                    seen.add(phrase)
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
