"""Words put back where the grammar looks for them: a preposition, a question word, the name that a pronoun stands for."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuity.language.closed import OPENERS, ORDINALS, WORDS
from continuity.language.names import Names, Token, is_a
from continuity.language.numerals import NUMBERS
from continuity.language.shortened import named, said

Tokens = tuple[Token, ...]

_PREPOSITIONS = set(WORDS["P"]) | {"under", "during", "alongside"}
_ASKING = {"who", "whom", "what", "which", "whose"}
_BE = {"is", "are", "was", "were", "'s"}
_OPENING = _ASKING | _BE | {"do", "does", "did", "has", "have", "had"}
_SAID = {"is", "are", "was", "were", "has", "have", "had"}
_HELPING = {"is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will"}
_PERFECT = {"has", "have", "had"}
#: What stands last where a question is asked last.
_LAST = tuple(
    tuple(words.split())
    for words in (
        "who",
        "whom",
        "what",
        "when",
        "where",
        "how",
        "how old",
        "how long",
        "what year",
        "which year",
        "which one",
        "which ones",
    )
)
_OWNING = {"his", "her", "its", "their"}
_BY_HIM = {("by", "him"), ("by", "her")}
_PEOPLE = ("Person", "Character")
_ENDS = {"finale", "pilot", "premiere"}
_PLACES = {"in", "among", "amongst", "on", "within", "during", "throughout", "across", "for", "by"}
_SEASONS = {"season", "seasons"}
#: What stands last that is a part of the place put first: "in X, who … in the second season".
_PARTS = {*_SEASONS, *_ENDS, "episode"}
#: A season by its number alone: "s2".
_CODE = re.compile(r"s\d{1,2}$")
#: What may stand after "the second", where what it is of is left out.
_ALONE = {(), ("one",), ("or",), ("and",), ("in",), ("than",)}
#: How what is said of nobody and nothing begins.
_NONE = {tuple(words.split()) for name in ("NOBODY", "NONEOF", "NO") for words in WORDS[name]}
_JOINED = {"or", "and", "to", "through", "nor", "season"}
_BUT = {("than",), ("except",), ("besides",), ("excluding",), ("but",)}
_OF_PARTS = {(word,) for word in ("season", "seasons", "episode", "episodes", "two", "three")}
_ONES = {"episode", "season", "film", "movie", "character"}
_WITHIN = {"in", "during", "for", "throughout", "over"}


#: What stands for a work, or for one of several, that was named before; of what it may be said to have; what it may be.
_IT = {
    ("it",),
    ("them",),
    *((one, "of", them) for one in ("one", "any", "either", "some") for them in ("them", "these", "those")),
}
_PART = {"episode", "episodes", "season", "seasons", "finale", "pilot"}
_WHOLES = ("Series", "Season", "Franchise", "Company")
_SETS = {"shows", "series", "saga", "seasons", "films", "movies", "franchise"}


def moved(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """The ways to put a text back in order."""
    yield from its_own(tokens, names)
    yield from said_again(tokens, names)
    yield from one_of(tokens, names)
    yield from by_him(tokens, names)
    yield from its_end(tokens, names)
    yield from preposition_moved(tokens)
    yield from asked_last(tokens)
    yield from number_last(tokens)
    yield from elided(tokens, names)
    yield from of_them(tokens, names)
    yield from place_last(tokens)
    yield from stated(tokens, names)


def _norms(tokens: Tokens) -> tuple[str, ...]:
    return tuple(t.norm for t in tokens)


def preposition_moved(tokens: Tokens) -> Iterator[Tokens]:
    """A preposition put first for one put last, and the other way round: "under which name does X go"."""
    norms = _norms(tokens)
    if len(tokens) < 4:
        return
    if norms[0] in _PREPOSITIONS and (norms[1] in _ASKING or norms[1:3] == ("how", "many")):
        yield (*tokens[1:], tokens[0])
    elif norms[-1] in _PREPOSITIONS and norms[0] in _ASKING:
        yield (tokens[-1], *tokens[:-1])


def asked_last(tokens: Tokens) -> Iterator[Tokens]:
    """The question word put first: "X is who", "X was released when", "X was played by whom"."""
    norms = _norms(tokens)
    for words in _LAST:
        start = len(tokens) - len(words)
        if start < 1 or norms[start:] != words or norms[0] in _OPENING:
            continue
        led = start - 1 if start > 1 and norms[start - 1] in _PREPOSITIONS else start
        asked, rest = tokens[led:], tokens[:led]
        at = max((i for i, t in enumerate(rest) if i and (_is_verb(rest, i) or t.norm in _PERFECT)), default=None)
        if at is None:
            yield (*asked, *said("did"), *rest)
        else:
            yield (*asked, *(said("is") if rest[at].norm == "'s" else rest[at : at + 1]), *rest[:at], *rest[at + 1 :])


def _is_verb(tokens: Tokens, at: int) -> bool:
    """Whether a word is "is" and not the sign of a possessive."""
    return tokens[at].norm in _BE and (tokens[at].norm != "'s" or at == len(tokens) - 1)


def number_last(tokens: Tokens) -> Iterator[Tokens]:
    """What is asked for put first: "X has how many seasons", "X has directed which episodes", "X is by which author"."""
    norms = _norms(tokens)
    for i in range(1, len(tokens) - 1):
        asked = norms[i : i + 2] == ("how", "many") or norms[i] in ("which", "what")
        if not asked or norms[0] in _OPENING:
            continue
        start = i - (norms[i - 1] in _PREPOSITIONS)
        helping = [k for k in range(1, start) if norms[k] in _HELPING]
        if helping:
            at = helping[0]
            yield (*tokens[start:], tokens[at], *tokens[:at], *tokens[at + 1 : start])
        if start == i:
            for k in (k for k in range(i + 2, len(tokens)) if norms[k] in ("in", "on")):  # "X plays which role in W"
                yield (*tokens[i:k], *said("does"), *tokens[:i], *tokens[k:])
            yield (*tokens[i:], *said("does"), *tokens[:i])
        elif not helping:
            yield (*tokens[start:], *said("does"), *tokens[:start])
        return


def place_last(tokens: Tokens) -> Iterator[Tokens]:
    """The place put last that was put first: "in X, who plays Y", "on X, who were the producers"."""
    norms = _norms(tokens)
    end = next((i for i, norm in enumerate(norms) if norm in OPENERS), 0)
    if norms[0] not in _PLACES or end < 2:
        return
    if norms[0] == "by":
        yield (*tokens[end:], *tokens[:end])
        return
    if norms[0] != "on" and norms[-1] not in _PARTS:
        yield (*tokens[end:], *said("in"), *tokens[1:end])
    yield (*tokens[end:], *said("of"), *tokens[1:end])


def stated(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """What is put as a statement, as the question whether it is so: "X is dead?", "no one directed X"."""
    norms = _norms(tokens)
    if any(norms[: len(no)] == no for no in (*_NONE, ("there",))) and _ASKING.isdisjoint(norms):
        yield (*said("is it true that"), *tokens)
    ends = {end for end, _ in names.at(list(tokens), 0)}
    if (
        ends
        and (not _SAID.isdisjoint(norms[1:]) or any(named(tokens[max(ends) :], names)))
        and _ASKING.isdisjoint(norms)
        and norms[-1] not in _PREPOSITIONS
    ):
        yield (*said("is it true that"), *tokens)


#: What something that was named before is called when it is named again.
_SAID_AGAIN = {
    **dict.fromkeys(("series", "show"), ("Series",)),
    **dict.fromkeys(("film", "movie"), ("Film",)),
    "season": ("Season",),
    "episode": ("Episode",),
    **dict.fromkeys(("man", "woman", "person", "character", "actor", "actress", "director", "writer"), _PEOPLE),
}
#: "The show" is the one named before where nothing follows that tells which.
_THE_WORK = {"series", "show", "film", "movie"}
_ENDED = {(), ("and",), ("or",), ("but",), ("too",), ("itself",)}


def said_again(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """ "X, who ran W, wrote how many episodes of that series": what is so called is the one such thing named before it."""
    norms = _norms(tokens)
    for i in range(1, len(tokens) - 1):
        work, ended = norms[i + 1] in _THE_WORK, norms[i + 2 : i + 3] in _ENDED
        one = norms[i] in ("that", "this") or (norms[i] == "the" and work and ended)
        classes = _SAID_AGAIN.get(norms[i + 1], ()) if one else ()
        parts = ("Season",) if "Series" in classes else ()  # "X season 1": the series is X
        spans = [
            (a, b - 2 if parts and norms[b - 2] == "season" else b)
            for a, b, ns in (named(tokens[:i], names) if classes else ())
            if any(is_a(n.cls, (*classes, *parts)) for n in ns)
        ]
        if len({norms[a:b] for a, b in spans}) == 1:
            start, end = spans[0]
            name = tokens[start:end]
            if (
                work and len(spans) == 1 and norms[end : end + 1] != ("season",)
            ):  # and it is no character of that name that was named
                such = (*said("the"), tokens[i + 1], *name)
                yield (*tokens[:start], *such, *tokens[end:i], *such, *tokens[i + 2 :])
            yield (*tokens[:i], *name, *tokens[i + 2 :])


def one_of(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """ "who wrote an episode of A and also one of B": one of what was named before it."""
    norms = _norms(tokens)
    for i, norm in enumerate(norms[:-1]):
        if norm == "one" and norms[i + 1] in ("of", "for", "from") and any(names.at(list(tokens), i + 2)):
            named_so = [k for k in range(1, i) if norms[k - 1] in ("a", "an", "one") and norms[k] in _ONES]
            if named_so:
                yield (*tokens[:i], *said("an"), tokens[named_so[-1]], *tokens[i + 1 :])


def its_own(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """ "X in its final season": the pronoun is what was named before it."""
    for i, token in enumerate(tokens):
        if token.norm not in _OWNING or not 0 < i < len(tokens) - 1:
            continue
        found = ((end, -start, n) for start in range(i) for end, n in names.at(list(tokens), start) if end <= i)
        fitting = [f for f in found if _may_be(token.norm, f[2].cls)]
        if not fitting:
            continue
        end, back, _ = max(fitting, key=lambda f: f[:2])
        if end == i - 1 and tokens[end].norm in _WITHIN:
            yield (*tokens[:end], *said("'s"), *tokens[i + 1 :])
        yield (*tokens[:i], *tokens[-back:end], *said("'s"), *tokens[i + 1 :])
        return


def by_him(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """ "who worked for X and was killed by him": the pronoun is the one person that was named before it."""
    norms = _norms(tokens)
    if norms[-2:] in _BY_HIM:
        someone = {norms[a:b] for a, b, ns in named(tokens, names) if any(is_a(n.cls, _PEOPLE) for n in ns)}
        if len(someone) == 1:
            yield (*tokens[:-1], *said(" ".join(someone.pop())))


def its_end(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """ "the first episode of X … the finale": the one is of the series that is named, as the other is."""
    norms = _norms(tokens)
    works = [s for s in named(tokens, names) if any(is_a(n.cls, ("Series",)) for n in s[2])]
    if len({norms[a:b] for a, b, _ in works}) != 1:
        return
    start, after = works[0][0], works[0][1]
    if (norms[max(start - 3, 0) : start - 2] == ("season",) and norms[start - 1] == "of") or (
        start > 2 and norms[start - 2 : start] == ("season", "of") and norms[start - 3] in ORDINALS
    ):  # "season 2 of X"
        start -= 3
    series = tokens[start:after]
    for i, norm in enumerate(norms):
        bare = norms[i - 1] == "the" and norms[i + 1 : i + 2] not in (("of",), ("for",))
        if norm in _ENDS and i and bare and not any(a <= i < b for a, b, _ in works):
            yield (*tokens[: i + 1], *said("of"), *series, *tokens[i + 1 :])
            if norms[0] not in _OPENING:  # what was put first was said of it alone
                yield (*tokens[works[0][1] : i + 1], *said("of"), *series, *tokens[i + 1 :])


def elided(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """Parts that are said by number alone are of the one series that is named: "… than the second", "… in season 2"."""
    norms = _norms(tokens)
    found = [
        (start, end - short)
        for start, end, ns in named(tokens, names)
        for short in [2 if norms[end - 2] == "season" else int(bool(_CODE.match(norms[end - 1])))]
        if any(is_a(n.cls, ("Season",) if short else ("Series",)) for n in ns)
    ]
    kind = "season"
    if _SEASONS.isdisjoint(norms) and not any(map(_CODE.match, norms)):
        kind = "episode"
    if (kind not in norms and kind == "episode") or len({norms[start:end] for start, end in found}) != 1:
        return
    ends, series = {end for _, end in found}, tokens[slice(*found[0])]
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        two = norms[i : i + 2]
        alone = norms[i + 2 : i + 3] in _ALONE or (norms[i - 1 : i] in _BUT and norms[i + 2 : i + 3] not in _OF_PARTS)
        if two[0] == "the" and two[1:] and two[1] in ORDINALS and alone:
            made += (*series, *said("'s"), tokens[i + 1], *said(kind))
            i += 3 if norms[i + 2 : i + 3] == ("one",) else 2
        elif two[0] in _SEASONS and two[1:] and two[1].isdigit() and not _is_owned(norms, i + 2) and i not in ends:
            if made[-1:] and made[-1].norm == "in" and tuple(made[-1 - len(series) : -1]) == series:
                del made[-1 - len(series) :]  # "in X in season 1" is "in season 1 of X"
            made += (*series, *tokens[i : i + 2])
            i += 2
        elif _CODE.match(two[0]) and i not in ends:
            made += (*series, *said(f"season {two[0][1:]}"))
            i += 1
        else:
            made.append(tokens[i])
            i += 1
    if tuple(made) != tokens:
        yield tuple(made)


def _is_owned(norms: tuple[str, ...], at: int) -> bool:
    """Whether it is said of what the seasons are whose numbers go on at a word: "season 2 or 3 of X"."""
    while at < len(norms) and (norms[at] in _JOINED or norms[at].isdigit()):
        at += 1
    return norms[at : at + 1] == ("of",)


def of_them(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """ "actors in X who directed an episode of it": the pronoun is the one work, or the one set of works, named before it."""
    norms = _norms(tokens)
    at, end = next(((i, i + n) for i in range(2, len(norms)) for n in (3, 1) if norms[i : i + n] in _IT), (0, 0))
    if not at or not (end - at == 3 or (norms[at - 1] == "of" and norms[at - 2] in _PART)):
        return
    works = [s for s in named(tokens[:at], names) if any(is_a(n.cls, _WHOLES) for n in s[2])]
    if len(works) != 1:
        return
    start, last, found = works[0]
    while norms[last : last + 1] and norms[last] in _SETS and last < at:
        last += 1
    while start and norms[start - 1] in ("the", "marvel", *NUMBERS):
        start -= 1
    series = said("series") if any(n.cls == "Series" for n in found) and tokens[last - 1].norm not in _SETS else ()
    whole = (*series, *tokens[start:last])
    yield (*tokens[:start], *whole, *tokens[last:at], *whole, *tokens[end:])


def _may_be(pronoun: str, cls: str) -> bool:
    """Whether a pronoun can stand for something of a class."""
    return pronoun == "their" or is_a(cls, _PEOPLE) == (pronoun in ("his", "her"))
