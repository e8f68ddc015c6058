"""From a text to its readings: words and names become seeds of the chart, whole questions its harvest."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from continuity.canon.declared import Declared
from continuity.language.accounts import of_kind
from continuity.language.alike import canonical, signature
from continuity.language.apiece import spread, weight
from continuity.language.bags import bag, orders
from continuity.language.chart import BEAM, Chart, Item, Rules
from continuity.language.closed import ORDINALS, SPELT, WORDS
from continuity.language.entries import meanings
from continuity.language.grammar import rules
from continuity.language.groups import OF_POSITION, Positions, bearers, with_positions
from continuity.language.lexicon import Entry, Lexicon
from continuity.language.logical import Const, Form, terms_of
from continuity.language.names import Names, Token, code, tokenize
from continuity.language.namesakes import constants as named
from continuity.language.namesakes import namesakes, open_to_doubt, told_apart, with_default
from continuity.language.numerals import MONTHS, NUMBERS, SEASON, numerals
from continuity.language.others import weighed
from continuity.language.phrases import OF_OTHERS, Phrase
from continuity.language.rewording import Known, reworded, tidied
from continuity.language.spelling import Spelling
from continuity.language.telling import Tellers
from continuity.language.texts import OF_DATA, Texts
from continuity.language.titles import Titles
from continuity.language.wording import Question

MAX_TOKENS = 60
#: Longer texts are not put otherwise.
MAX_REWORDED = 30
#: So many words keywords are at most.
MAX_KEYWORDS = 12
#: The things that a form names, for who completes what this reads.
constants = named
#: Readings whose costs differ by less are equally good.
TIE = 0.04
#: Readings that cost more than the best by this much are not meant.
FAR = 0.45
#: Words that change nothing.
_IDLE = {
    "please",
    "pls",
    "plz",
    "also",
    "ever",
    "actually",
    "really",
    "too",
    "again",
    "finally",
    "eventually",
    "hey",
    "hi",
    "hello",
    "thanks",
    "thx",
    "tho",
    "lol",
    "btw",
    "yo",
    "tf",
    "kindly",
}
#: Words of courtesy, at the beginning and the end.
_COURTESY = {"please", "pls", "plz", "hey", "hi", "hello", "thanks", "thx"}
#: Words beside which publishers, and those beside which canons are looked for.
_SAYING = {
    *(w for k in ("SAYS", "SAYSTHAT", "TELLSABOUT", "SAYINGV", "WRITES") for p in WORDS[k] for w in p.split()[:1]),
    *(max(p.split(), key=len) for k in ("ACCORDINGTO", "ACCOUNTOF") for p in WORDS[k]),
}
_SOURCES = {
    "source",
    "sources",
    "article",
    "articles",
    "publish",
    "published",
    "write",
    "wrote",
    "written",
    "claims",
    "facts",
    "information",
}
_CANON = {"canon", "canonical", "continuity", "canons"}


@dataclass(frozen=True, slots=True)
class Parsed:
    """What a text was understood as: the best readings, equally good; or what of it was not understood.

    `others` differ from the one best reading only in what its names stand for. `nearest` is the longest part of what was
    not understood that is a question by itself, in the system's words.
    """

    readings: tuple[Question, ...] = ()
    unknown: tuple[str, ...] = ()
    corrections: tuple[tuple[str, str], ...] = ()
    others: tuple[Question, ...] = ()
    nearest: str = ""


class Parser:
    """Reads questions over one canon's names with one lexicon."""

    def __init__(
        self, names: Names, words: Lexicon, declared: Callable[[], Mapping[str, Declared]] = lambda: {}
    ) -> None:
        self.names = names
        self.tellers = Tellers(names.canon, declared)
        self.lexicon = words = with_positions(words, names.canon)
        self.texts = Texts(names.canon, words)
        self.positions = Positions(names.canon, words)
        self.titles = Titles(names)
        self.rules = Rules(rules(names, words, self.texts.plurals))
        self.forms: dict[tuple[str, ...], list[tuple[Entry, str]]] = {}
        for entry in words.entries:
            for form in entry.forms:
                self.forms.setdefault(tuple(t.norm for t in tokenize(form)), []).append((entry, form))
        self.closed: dict[tuple[str, ...], list[str]] = {}
        for category, phrases in WORDS.items():
            for phrase in phrases:
                self.closed.setdefault(tuple(phrase.split()), []).append(category)
        self._idle = _IDLE - names.words
        self._put = Known(names, words.phrasings)
        self._own = frozenset(names.canon.universe.split("-"))
        self._nouns = frozenset(key for key, of in self.forms.items() if any(e.pos == "noun" for e, _ in of))
        self._longest = max(map(len, (*self.forms, *self.closed)))
        self.spoken = {w for key in (*self.forms, *self.closed) for w in key}
        self.known = (
            {w for key in (*self.forms, *self.closed) for w in key}
            | names.words
            | self.texts.words
            | self.positions.words
            | _IDLE
            | {*MONTHS, *NUMBERS, *ORDINALS}
        )
        self._spelling = Spelling(names, words, self.known, self.spoken, self._put.words)

    def parse(self, text: str) -> Parsed:
        """The readings of a question; corrected for typing errors where a word is otherwise unknown."""
        split = list(self._split(tokenize(text)))
        norms = ["", *(t.norm for t in split), ""]
        around = zip(split, norms, norms[2:], strict=False)
        tokens = [t for t, before, after in around if t.norm not in self._idle or _tells(t.norm, before, after)]
        if not tokens or len(tokens) > MAX_TOKENS:
            return Parsed(unknown=(text.strip()[:80],))
        found, chart = self._parsed(tokens)
        if chart.exhausted:
            return Parsed(unknown=(" ".join(t.text for t in tokens)[:80],))
        corrections: tuple[tuple[str, str], ...] = ()
        if not found and (plain := _without_courtesy(tokens)) != tokens:
            tokens = plain
            found, chart = self._parsed(tokens)
        if not found:
            of_tellers = not (_SAYING | _SOURCES).isdisjoint(t.norm for t in tokens)
            better, corrections = self._spelling.corrected(tokens, self.tellers.words if of_tellers else frozenset())
            found = self._parsed(better)[0] if corrections else []
            if not found:
                lost = self._put.words - self.names.words  # what may be left out must not be a word put right
                found = self._reworded(tokens if any(c in lost for _, c in corrections) else better)
        if not found:
            anywhere = Chart(self.rules)
            anywhere.parse(self.seeds(tokens))
            return Parsed(unknown=self._unknown(tokens, anywhere), nearest=_nearest(anywhere))
        best = found[0][0]
        readings = tuple(q for cost, q in found if cost - best < TIE or open_to_doubt(found[0], (cost, q)))
        if len(readings) > 1:
            readings = tuple(told_apart(q, readings, self.names) for q in readings)
            return Parsed(readings, (), corrections)
        dearer = [q for cost, q in found if TIE <= cost - best < FAR]
        alike = tuple(q for q in dearer if namesakes(readings[0].form, q.form, self.names))
        return Parsed((with_default(readings[0], dearer, self.names),), (), corrections, alike)

    def _reworded(self, tokens: list[Token]) -> list[tuple[float, Question]]:
        """What the words mean where they are put otherwise, in the first of the ways that is understood."""
        for one in reworded(tokens, self._put) if len(tokens) <= MAX_REWORDED else ():
            if all(self._is_known(t.norm) for t in one.tokens):
                found, _ = self._parsed(list(one.tokens))
                if found:
                    return [(cost, replace(q, notes=(*q.notes, *one.notes))) for cost, q in found]
        return self._of_keywords(tidied(tuple(tokens))) if len(tokens) <= MAX_KEYWORDS else []

    def _of_keywords(self, tokens: tuple[Token, ...]) -> list[tuple[float, Question]]:
        """What keywords in any order mean, where every order of them that means something means the same."""
        pieces = bag(tokens, self.names, self._nouns)
        for group in orders(pieces, self.names.canon) if pieces is not None else ():
            read = [found for words in dict.fromkeys(group) if (found := self._parsed(list(words))[0])]
            if read:
                alike = len({signature(found[0][1].form) for found in read}) == 1
                return read[0] if alike else []
        return []

    def _is_known(self, norm: str) -> bool:
        """Whether a word means anything here: a word that is known, a number or a code."""
        return (
            norm in self.known
            or norm in self._own
            or norm in self.tellers.words
            or norm.isdigit()
            or bool(code(norm))
            or bool(SEASON.fullmatch(norm))
        )

    def _split(self, tokens: list[Token]) -> Iterator[Token]:
        """The words, those apart that are written as one without their apostrophe: "whos", "matts dad"."""
        names = self.names.words
        for i, token in enumerate(tokens):
            stem = token.norm[:-1]
            asks = i == 0 and stem in ("who", "what", "where", "when", "how")
            if token.norm in SPELT and token.norm not in names and not token.text[1:2].isupper():  # "EPs" is none
                yield Token(SPELT[token.norm], token.text)
            elif token.norm[-1:] == "s" and (
                asks
                or (
                    len(stem) > 2
                    and not stem.isdigit()
                    and stem in names
                    and token.norm not in names
                    and not self._is_word(token.norm)
                )
            ):
                yield from (Token(stem, token.text[:-1]), Token("'s", "s"))
            elif apart := self.names.apart(token.norm) if token.norm not in self.known else ():
                yield from (Token(word, word) for word in apart)
            else:
                yield token

    def _is_word(self, norm: str) -> bool:
        """Whether a word is one of the language, or a name by itself."""
        return (
            norm in self.spoken
            or norm in self._put.words
            or norm in self._idle
            or norm in self.texts.words
            or bool(self.names.ids(norm))
        )

    def _parsed(self, tokens: list[Token]) -> tuple[list[tuple[float, Question]], Chart]:
        chart = Chart(self.rules, whole="Q")
        chart.parse(self.seeds(tokens))
        return self.harvest(chart, len(tokens)), chart

    def harvest(self, chart: Chart, end: int, most: int = BEAM) -> list[tuple[float, Question]]:
        """Whole questions, best first, one for each canonical form; of so many the cheapest."""
        best: dict[Form, tuple[float, Question]] = {}
        for item in chart.over("Q", 0, end)[:most]:  # the cheapest first
            whole = spread(item.meaning)
            if whole is None:
                continue
            meant, more = weighed(whole, self.names)
            if meant.form.kind == "truth" and OF_OTHERS in meant.notes:
                continue  # whether there is another than what, it does not say
            best.setdefault(canonical(meant.form), (item.cost + more + weight(item.meaning), meant))
        found: dict[object, tuple[float, Question]] = {}
        for form, (cost, meant) in best.items():
            same = signature(form) if len(best) > 1 else ()
            one = replace(meant, form=form, notes=tuple(dict.fromkeys(meant.notes)))
            if _connected(form) and (same not in found or cost < found[same][0]):
                found[same] = (cost, one)
        return sorted(found.values(), key=lambda f: (f[0], f[1].reading, str(f[1].form)))

    def seeds(self, tokens: list[Token]) -> Iterator[Item]:
        """What each stretch of words can be by itself: a name, a word of the lexicon, a closed word, a number or date."""
        norms = tuple(t.norm for t in tokens)
        told, canons = not _SAYING.isdisjoint(norms), not _CANON.isdisjoint(norms)
        sources = not _SOURCES.isdisjoint(norms) or not self.tellers.kind_words.isdisjoint(norms)
        own = tuple(self.names.canon.universe.split("-"))
        for start in range(len(tokens)):
            if norms[start : start + len(own)] == own:
                yield Item("UNIVERSE", " ".join(own), 0.0, start, start + len(own))
            for end, teller in self.tellers.tellers(norms, start) if told or sources else ():
                yield Item("TELLER", teller, -0.1 * (end - start), start, end)
            for end, (kind, several) in self.tellers.kinds(norms, start) if sources else ():
                yield Item("SOURCEKIND", (kind, several), -0.1 * (end - start), start, end)
                yield Item("N", of_kind(kind, several, start), 0.1 - 0.1 * (end - start), start, end)
            for end, ids in self.tellers.canons(norms, start) if canons else ():
                yield Item("CANONNAME", (ids, " ".join(norms[start:end])), -0.1 * (end - start), start, end)
            for end, name in self.names.at(tokens, start):
                words = self.names.canon.label(name.id)
                if norms[end - 1].startswith("("):
                    words = f"{words} {norms[end - 1]}"
                phrase = Phrase(Const(name.id, name.cls), (), (name.cls,), words)
                # a longer name is meant rather than a shorter one inside it
                yield Item("E", phrase, name.cost - 0.1 * (end - start), start, end)
            for category, end, one in bearers(self.names, tokens, start):
                yield Item(category, one, -0.1 * (end - start), start, end)
            for end, begun in self.titles.at(norms, start):
                yield Item("TITLED", begun, -0.1 * (end - start), start, end)
            for end, position in self.positions.at(norms, start):
                yield Item("PN", position, OF_POSITION - 0.1 * (end - start - 1), start, end)
            for length in range(1, min(self._longest, len(tokens) - start) + 1):
                words_ = norms[start : start + length]
                for category in self.closed.get(words_, ()):
                    yield Item(category, " ".join(words_), -0.05 * (length - 1), start, start + length)
                for entry, form in self.forms.get(words_, ()):
                    for n, (category, meaning) in enumerate(meanings(entry, form, start)):
                        yield Item(category, meaning, entry.cost + 0.05 * n - 0.1 * (length - 1), start, start + length)
            for end, category, meaning in self.texts.at(norms, start):
                yield Item(category, meaning, OF_DATA - 0.1 * (end - start - 1), start, end)
            for length in range(1, 5):
                if self.closed.get(norms[start + length : start + length + 3]) == ["INTITLE"]:
                    yield Item("TITLEWORDS", " ".join(norms[start : start + length]), -0.2, start, start + length)
            yield from numerals(norms, start)

    def _unknown(self, tokens: list[Token], chart: Chart) -> tuple[str, ...]:
        """The words that nothing knows; where every word is known, the stretch beyond the longest phrase."""
        strange = [i for i, t in enumerate(tokens) if t.norm not in self.known and not t.norm.isdigit()]
        if strange:
            for i in range(1, len(tokens)):  # a name goes on as long as its words have capitals
                if (
                    i - 1 in strange
                    and i not in strange
                    and tokens[i].text[:1].isupper()
                    and tokens[i - 1].text[:1].isupper()
                ):
                    strange.append(i)
            return tuple(_spans(tokens, sorted(strange)))
        phrases = [i for i in chart.covered() if i.category in ("Q", "NP", "VP", "S") and i.end > i.start]
        best = max(phrases, key=lambda i: (i.end - i.start, i.category == "Q"), default=None)
        if best is None:
            return (" ".join(t.text for t in tokens),)
        rest = [i for i in range(len(tokens)) if not best.start <= i < best.end]
        return tuple(_spans(tokens, rest)) or (" ".join(t.text for t in tokens),)


def _tells(word: str, before: str, after: str) -> bool:
    """Whether a word that is idle elsewhere says something: "what is X really called", "…, kids too"."""
    called = word in ("really", "actually", "also") and after in ("called", "named")
    return called or (word == "too" and before in ("kids", "children"))


def _nearest(chart: Chart) -> str:
    """The reading of the longest stretch of words that is a question; empty where none of two words is."""
    whole = (i for i in chart.covered() if i.category == "Q" and i.end - i.start > 1)
    known = (i for i in whole if all(t.id for t in named(i.meaning.form)))
    best = min(known, key=lambda i: (i.start - i.end, i.cost, i.meaning.reading), default=None)
    return best.meaning.reading if best is not None else ""


def _without_courtesy(tokens: list[Token]) -> list[Token]:
    """The words without those of courtesy at either end, although a title may have them too."""
    first, last = 0, len(tokens)
    while first < last and tokens[first].norm in _COURTESY:
        first += 1
    while first < last and tokens[last - 1].norm in _COURTESY:
        last -= 1
    return tokens[first:last]


def _spans(tokens: list[Token], at: list[int]) -> Iterator[str]:
    """Neighbouring words joined."""
    run: list[int] = []
    for i in [*at, -9]:
        if run and i != run[-1] + 1:
            yield " ".join(tokens[j].text for j in run)
            run = []
        run.append(i)


def _connected(form: Form) -> bool:
    """Whether every atom hangs together with the rest; a form that falls apart was not what was meant."""
    groups: list[set[Any]] = []
    for atom in form.atoms:
        own = set(terms_of(atom))
        touching = [g for g in groups if g & own]
        groups = [g for g in groups if not g & own] + [own.union(*touching)]
    return len(groups) <= 1 or form.kind in ("truth", "tellers", "between", "compare", "age", "ages")
