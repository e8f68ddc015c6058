"""Names: which entities a stretch of words can mean. Made from the labels of a canon, so it knows nothing beyond it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from continuity import vocab
from continuity.canon import CanonGraph

_WORD = re.compile(r"[^\W_]+(?:[.’'][^\W_]+)*(?:['’]s?)?|[#&+]\w*", re.UNICODE)
_SIMPLE = re.compile(r"[A-Za-z ]*\Z")
_ISO = re.compile(r"\d{4}(?:-\d\d){0,2}\b")
_DROPPED = str.maketrans("", "", ".'")
_CODE = re.compile(r"s(\d{1,2})e(\d{1,3})\Z|(\d{1,2})x(\d{1,3})\Z")


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a question: `norm` is what is compared, `text` what was written."""

    norm: str
    text: str


def tokenize(text: str) -> list[Token]:
    """The words of a text; a possessive `'s` is a token of its own, punctuation is none."""
    if _SIMPLE.match(text):
        return [Token(w.lower(), w) for w in text.split()]
    made: list[Token] = []
    position = 0
    while position < len(text):
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
_BY_CLASS = {"Season": 0.05, "Film": 0.08, "Special": 0.08, "Comic": 0.15, "Episode": 0.2, "Franchise": 0.25}


class Names:
    """Looks up the names of a canon's entities by their words."""

    def __init__(self, canon: CanonGraph) -> None:
        self.canon = canon
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
        self._weigh(canon.weights())
        self.longest = max((len(k) for k in self._names), default=0)
        self.words = frozenset(w for k in self._names for w in k)

    def _add_parts(self, name: str, id: str, cls: str) -> None:
        words = [t.norm for t in tokenize(name)]
        if len(words) > 1 and words[0] != "the":
            self._put(tuple(words[-1:]), Name(SURNAME, id, cls))
            self._put(tuple(words[:1]), Name(FIRST_NAME, id, cls))

    def _add(self, text: str, id: str, cls: str, cost: float) -> None:
        words = tuple(t.norm for t in tokenize(text))
        cost += _BY_CLASS.get(cls, 0.0)
        self._put(words, Name(cost, id, cls))
        if words[:1] == ("the",):
            self._put(words[1:], Name(cost + 0.01, id, cls))
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
            most: dict[str, int] = {}
            for name in names.values():
                most[name.cls] = max(most.get(name.cls, 0), weights.get(name.id, 0))
            for id, name in names.items():
                if weights.get(id, 0) * 5 < most[name.cls]:
                    self._names[words][id] = Name(name.cost + 0.06, id, name.cls)

    def at(self, tokens: list[Token], start: int) -> Iterable[tuple[int, Name]]:
        """Each name that begins at a token, with the index after its last word."""
        words = tuple(t.norm for t in tokens[start : start + self.longest])
        for length in range(1, len(words) + 1):
            for name in sorted(self._names.get(words[:length], {}).values()):
                yield start + length, name

    def ids(self, text: str) -> list[Name]:
        """The entities that a whole text names, best first."""
        return sorted(self._names.get(tuple(t.norm for t in tokenize(text)), {}).values())

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

    def _parts(self, whole: str, cls: str) -> dict[int, str]:
        found = {}
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
    terms = vocab.terms()
    return any(cls == w or (cls in terms.classes and w in terms.classes and terms.is_a(cls, w)) for w in wanted)
