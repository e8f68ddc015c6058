"""Names: which entities a stretch of words can mean. Made from the labels of a canon, so it knows nothing beyond it."""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path

from continuity import cache, vocab
from continuity.canon import CanonGraph
from continuity.language.events import called

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*(?:\.?['’]s?)?|[#&+]\w*", re.UNICODE)
_SIMPLE = re.compile(r"[A-Za-z ]*\Z")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}\b")
_DROPPED = str.maketrans("", "", ".'")
_CODE = re.compile(r"s(\d{1,2})e(\d{1,3})\Z|(\d{1,2})x(\d{1,3})\Z")
_FROM_TO = re.compile(r"(?<![\w-])(\d{1,2}) ?[-–—] ?(\d{1,2})(?![\w-])")
_YEAR = re.compile(r"\((\d{4})\)")
_QUOTES = "'‘’`\"“”"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: `norm` is what is compared, `text` what was written."""

    norm: str
    text: str


def tokenize(text: str) -> list[Token]:
    """The words of a text; a possessive `'s` is a token of its own, as is a year in brackets; punctuation is none."""
    if _SIMPLE.match(text):
        return [Token(w.lower(), w) for w in text.split()]
    text = _FROM_TO.sub(r"\1 to \2", _unquoted(text).replace("%", " percent "))
    made: list[Token] = []
    position = 0
    while position < len(text):
        if year := _YEAR.match(text, position):
            made.append(Token(year.group(), year.group()))
            position = year.end()
            continue
        match = _ISO.match(text, position) or _WORD.match(text, position)
        if match is None or not match.group():
            if not text[position].isspace() and text[position] in "<>{}\\|^`=@;$":
                made.append(Token(text[position], text[position]))
            position += 1
            continue
        position = match.end()
        word = match.group().replace("’", "'")
        if word.lower().endswith("'s"):
            made += [Token(plain(word[:-2]), word[:-2]), Token("'s", "'s")]
        elif word.endswith("'"):
            made += [Token(plain(word[:-1]), word[:-1]), Token("'s", "'")]
        else:
            made.append(Token(plain(word), word))
    return made


def _unquoted(text: str) -> str:
    """A text without the quotation marks around names; apostrophes stay."""
    if not any(q in text for q in _QUOTES):
        return text
    opened = False
    made = []
    for i, char in enumerate(text):
        before, after = text[i - 1 : i], text[i + 1 : i + 2]
        if char in _QUOTES and not before.isalnum() and after.isalnum() and text[i + 1 : i + 3] != "s ":
            opened = True
            made.append(" ")
        elif char in _QUOTES and opened and not after.isalnum():
            opened = False
            made.append(" ")
        else:
            made.append(char)
    return "".join(made)


def plain(text: str) -> str:
    """A word as it is compared: lower case, without accents, dots and apostrophes."""
    if text.isascii():
        return text.lower().translate(_DROPPED)
    parts = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in parts if not unicodedata.combining(c) and c not in ".'’")


@dataclass(frozen=True, slots=True, order=True)
class Name:
    """An entity that some words can mean, and how far-fetched that is."""

    cost: float
    id: str
    cls: str


#: Names are weighed: a name is meant rather than an alias, an alias rather than a surname or first name,
#: and a series rather than a film or an episode of its title.
NAME, ALIAS, SURNAME, FIRST_NAME = 0.0, 0.05, 0.3, 0.4
#: How far-fetched it is to mean the counterpart of another of the same name.
OF_COUNTERPART = 0.06
#: Of more things of one name those of whom most is told are meant.
_MOST_NAMESAKES = 8
_SHORT_WORDS = frozenset(
    [
        "am",
        "an",
        "as",
        "at",
        "be",
        "by",
        "do",
        "go",
        "he",
        "if",
        "in",
        "is",
        "it",
        "me",
        "my",
        "no",
        "of",
        "oh",
        "ok",
        "on",
        "or",
        "so",
        "to",
        "tv",
        "up",
        "us",
        "we",
        "i",
        "a",
        "ep",
        "eps",
        "vs",
        "id",
    ]
)
#: Words that are no name by themselves, although a name begins or ends with them: "He Who Remains", "Method Man".
_NO_NAMES = frozenset(["she", "him", "her", "his", "they", "them", "you", "who", "that", "this", "all"])
_NO_NAMES |= {"man", "woman", "boy", "girl", "young"}
_OF_A_FRANCHISE = ("universe", "saga", "franchise", "trilogy", "series", "cinematic")
_BY_CLASS = {"Season": 0.05, "Film": 0.08, "Special": 0.08, "Comic": 0.15, "Episode": 0.2, "Franchise": 0.25}


#: Words, joined, → what they can mean, best first, each as (cost, id, class).
Table = Mapping[str, Sequence[tuple[float, str, str]]]
_JOIN, _FILE = "\n", "names.json"


def _table(canon: CanonGraph) -> Table:
    """The names of a canon by their words, out of the cache where the canon is compiled."""
    if not canon.key:
        return _Made(canon).table()
    key = cache.digest([canon.key, "names", Path(__file__).read_bytes()])  # a change to what is here makes them anew

    def fill(place: Path) -> None:
        (place / _FILE).write_text(json.dumps(_Made(canon).table(), ensure_ascii=False), encoding="utf-8")

    kept: Table = cache.read(key, fill, _FILE)
    return kept


def _norms(text: str) -> tuple[str, ...]:
    return tuple(t.norm for t in tokenize(text))


def _kind(name: Name) -> str:
    """With whom of a name someone is weighed: it is as soon a character's as a person's."""
    return "Someone" if is_a(name.cls, ("Person", "Character")) else name.cls


#: Numbers as they are written in titles.
_NUMBERS = [("1", "one", "i"), ("2", "two", "ii"), ("3", "three", "iii"), ("4", "four", "iv"), ("5", "five", "v"), ("6", "six", "vi"), ("7", "seven", "vii"), ("8", "eight", "viii"), ("9", "nine", "ix")]  # fmt: skip
_WAYS = {one: ways for ways in _NUMBERS for one in ways}


def _numbered(words: tuple[str, ...]) -> Iterable[tuple[str, ...]]:
    """The words of a title that ends in a number, with the number written otherwise: "episode iv", "episode four"."""
    if len(words) > 1:
        yield from ((*words[:-1], other) for other in _WAYS.get(words[-1], ()) if other != words[-1])


class _Made:
    """The names of a canon's entities, put together from its labels, names and ids."""

    def __init__(self, canon: CanonGraph) -> None:
        self._names: dict[tuple[str, ...], dict[str, Name]] = {}
        told = canon.names()
        for id in canon.entities():
            cls = canon.type(id)
            self._add(canon.label(id), id, cls, NAME)
            self._add(id.rpartition("/")[2].replace("-", " ") if "/" not in id else id, id, cls, NAME)
            for property, name in told.get(id, ()):
                self._add(name, id, cls, NAME if property == "name" else ALIAS)
                if property == "name" and is_a(cls, ("Person", "Character")):
                    self._add_parts(name, id, cls)
            if is_a(cls, ("Franchise",)):
                self._add_core(canon.label(id), id, cls)
            if is_a(cls, ("Series",)):
                self._add_initials(canon.label(id), id, cls)
            if cls == "Event":
                people = [canon.label(c.object.value) for c in canon.claims(id, "participant")]
                for words in called(_norms(canon.label(id)), [_norms(p) for p in people]):
                    self._put(words, Name(ALIAS, id, cls))
        self._weigh(canon.weights())
        self._originals_first(canon)

    def table(self) -> Table:
        """The names as plain data."""
        return {
            _JOIN.join(words): [(n.cost, n.id, n.cls) for n in sorted(names.values())]
            for words, names in self._names.items()
        }

    def _add_parts(self, name: str, id: str, cls: str) -> None:
        words = [t.norm for t in tokenize(name)]
        if len(words) > 1 and words[0] != "the":
            for word, cost in ((words[-1], SURNAME), (words[0], FIRST_NAME)):
                if word not in _SHORT_WORDS | _NO_NAMES and not word.strip("()").isdigit():
                    self._put((word,), Name(cost, id, cls))

    def _add_core(self, name: str, id: str, cls: str) -> None:
        """ "X-Men" for the X-Men Universe, beside a film of that title."""
        words = [t.norm for t in tokenize(name)]
        while len(words) > 1 and words[-1] in _OF_A_FRANCHISE:
            words.pop()
        self._put(tuple(words), Name(SURNAME, id, cls))

    def _add_initials(self, name: str, id: str, cls: str) -> None:
        """ "JJ" for a title of several words, where the letters are no word of the language."""
        initials = "".join(t.norm[:1] for t in tokenize(name))
        if len(initials) > 1 and initials not in _SHORT_WORDS:
            self._put((initials,), Name(FIRST_NAME, id, cls))

    def _add(self, text: str, id: str, cls: str, cost: float) -> None:
        words = tuple(t.norm for t in tokenize(text))
        cost += _BY_CLASS.get(cls, 0.0)
        self._put(words, Name(cost, id, cls))
        if is_a(cls, ("Work",)):
            for other in _numbered(words):
                self._put(other, Name(cost + 0.01, id, cls))
        if words[:1] == ("the",):
            self._put(words[1:], Name(cost + 0.01, id, cls))
        if cost == NAME + _BY_CLASS.get(cls, 0.0) and ":" in text and is_a(cls, ("Series", "Film", "Special")):
            for part, extra in zip(text.split(":", 1), (0.3, 0.15), strict=True):
                self._put(tuple(t.norm for t in tokenize(part)), Name(cost + extra, id, cls))
        if words[:2] == ("marvels", "the") or words[:2] == ("marvel", "'s"):
            self._put(words[2:], Name(cost + 0.01, id, cls))

    def _put(self, words: tuple[str, ...], name: Name) -> None:
        if words:
            known = self._names.setdefault(words, {})
            if name.id not in known or name < known[name.id]:
                known[name.id] = name

    def _weigh(self, weights: Mapping[str, int]) -> None:
        """Where two of a kind share a name, the one of whom far more is told is meant."""
        for words, names in self._names.items():
            if len(names) < 2:
                continue
            most: dict[str, tuple[int, float]] = {}
            for name in names.values():
                kind = _kind(name)
                most[kind] = max(most.get(kind, (0, 0.0)), (weights.get(name.id, 0), name.cost))
            for id, name in names.items():
                known, cost = most[_kind(name)]
                if weights.get(id, 0) * 5 < known:  # "Danny" may be one who has no other name, but hardly is
                    self._names[words][id] = Name(max(name.cost + 0.15, cost), id, name.cls)

    def _originals_first(self, canon: CanonGraph) -> None:
        """Where one and a counterpart of it share a name, the counterpart is not meant."""
        originals: dict[str, list[str]] = {}
        for claim in canon.claims("", "counterpartOf"):
            originals.setdefault(claim.subject, []).append(claim.object.value)
        for words, names in self._names.items():
            for id, name in names.items() if len(names) > 1 else ():
                others = [names[o] for o in originals.get(id, ()) if o in names]
                if any(o.cost <= name.cost < o.cost + OF_COUNTERPART for o in others):
                    self._names[words][id] = Name(name.cost + OF_COUNTERPART, id, name.cls)


class Names:
    """Looks up the names of a canon's entities by their words."""

    def __init__(self, canon: CanonGraph) -> None:
        self.canon = canon
        self._names = _table(canon)
        self._numbered: dict[tuple[str, str], dict[int, str]] = {}
        self._years: dict[str, frozenset[str]] = {}
        self.longest = max((k.count(_JOIN) + 1 for k in self._names), default=0)
        self.words = frozenset(w for k in self._names for w in k.split(_JOIN))

    def _meant(self, words: tuple[str, ...]) -> list[Name]:
        """What some words can mean, best first."""
        return [Name(*found) for found in self._names.get(_JOIN.join(words), ())]

    def at(self, tokens: list[Token], start: int) -> Iterable[tuple[int, Name]]:
        """Each name that begins at a token, with the index after its last word."""
        words = tuple(t.norm for t in tokens[start : start + self.longest])
        for length in range(1, len(words) + 1):
            found = self._meant(words[:length])
            following = tokens[start + length].norm if found and start + length < len(tokens) else ""
            for place, name in enumerate(found):
                if place < _MOST_NAMESAKES:
                    yield start + length, name
                if (year := following.strip("()")).isdigit() and len(year) == 4 and year in self.years(name.id):
                    sure = 0.3 if following != year else 0.1
                    yield start + length + 1, Name(name.cost - sure, name.id, name.cls)

    def years(self, id: str) -> frozenset[str]:
        """The years by which a work is told from others of its name: that of its release, or of its first part's."""
        if id not in self._years:
            told = [c.object.value for c in self.canon.claims(id, "released")]
            if not told and is_a(self.canon.type(id), ("Series", "Season")):
                parts = [c.subject for c in self.canon.claims("", "within", self.canon.node(id))]
                told = sorted(c.object.value for p in parts for c in self.canon.claims(p, "released"))[:1]
            ending = id.rpartition("-")[2]
            self._years[id] = frozenset(t[:4] for t in told) | ({ending} if re.fullmatch(r"\d{4}", ending) else set())
        return self._years[id]

    @lru_cache(maxsize=1_024)  # noqa: B019  a canon's names live as long as it does
    def apart(self, norm: str) -> tuple[str, ...]:
        """The two words of a name that are written as one: "kunlun"; none where they are of no name."""
        for i in range(2, len(norm) - 1) if norm.isalpha() and len(norm) > 5 else ():
            pair = (norm[:i], norm[i:])
            if self.words.issuperset(pair) and any(
                f"\n{norm[:i]}\n{norm[i:]}\n" in f"\n{key}\n" for key in self._names
            ):
                return pair
        return ()

    def after(self, norm: str) -> frozenset[str]:
        """The second words of the names of two words that begin with a word."""
        begun = norm + _JOIN
        return frozenset(key[len(begun) :] for key in self._names if key.startswith(begun) and key.count(_JOIN) == 1)

    def ids(self, text: str) -> list[Name]:
        """The entities that a whole text names, best first."""
        return self._meant(tuple(t.norm for t in tokenize(text)))

    def part(self, series: str, season: int, episode: int = 0) -> str:
        """The season of a series by number, or an episode of it; empty where there is none."""
        found = self._parts(series, "Season").get(season, "")
        return found if not episode or not found else self._parts(found, "Episode").get(episode, "")

    def seasons(self, series: str) -> Mapping[int, str]:
        """Number → season of a series."""
        return self._parts(series, "Season")

    def episodes(self, season: str) -> Mapping[int, str]:
        """Number → episode of a season."""
        return self._parts(season, "Episode")

    def _parts(self, whole: str, cls: str) -> Mapping[int, str]:
        if (whole, cls) in self._numbered:
            return self._numbered[whole, cls]
        found = self._numbered[whole, cls] = dict[int, str]()
        for claim in self.canon.claims("", "partOf", self.canon.node(whole)):
            if self.canon.type(claim.subject) == cls:
                for number in self.canon.claims(claim.subject, "number"):
                    found[int(number.object.value)] = claim.subject
        return found


def code(norm: str) -> tuple[int, int] | None:
    """Season and episode of a code such as s1e09 or 1x09."""
    match = _CODE.match(norm)
    return (int(match[1] or match[3]), int(match[2] or match[4])) if match else None


def is_a(cls: str, wanted: Iterable[str]) -> bool:
    """Whether a class is one of those wanted or below; foreign classes match only themselves."""
    return _is_a(cls, tuple(wanted))


@lru_cache(maxsize=8_192)
def _is_a(cls: str, wanted: tuple[str, ...]) -> bool:
    terms = vocab.terms()
    return any(cls == w or (cls in terms.classes and w in terms.classes and terms.is_a(cls, w)) for w in wanted)
