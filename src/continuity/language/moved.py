"""Words put back where the grammar looks for them: a preposition, a question word, the name that a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.language.closed import OPENERS, ORDINALS, WORDS
from continuity.language.names import Names, Token, is_a
from continuity.language.shortened import named, said

Tokens = tuple[Token, ...]

_PREPOSITIONS = set(WORDS["P"]) | {"under", "during", "alongside"}
_ASKING = {"who", "whom", "what", "which", "whose"}
_BE = {"is", "are", "was", "were", "'s"}
_OPENING = _ASKING | _BE | {"do", "does", "did", "has", "have", "had"}
_SAID = {"is", "are", "was", "were", "has", "have", "had"}
_HELPING = {"is", "are", "was", "were", "do", "does", "did", "has", "have", "had", "will"}
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
_PLACES = {"in", "among", "amongst", "on", "within", "during", "throughout", "across", "for", "by"}
_SEASONS = {"season", "seasons"}
#: What may stand after "the second", where what it is of is left out.
_ALONE = {(), ("one",), ("or",), ("and",), ("in",), ("than",)}
_WITHIN = {"in", "during", "for", "throughout", "over"}


def moved(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """The ways to put a text back in order."""
    yield from its_own(tokens, names)
    yield from preposition_moved(tokens)
    yield from asked_last(tokens)
    yield from number_last(tokens)
    yield from elided(tokens, names)
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
        at = max((i for i, t in enumerate(rest) if i and _is_verb(rest, i)), default=None)
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
        helping = [k for k in range(1, start - 1) if norms[k] in _HELPING]
        if helping:
            at = helping[0]
            yield (*tokens[start:], tokens[at], *tokens[:at], *tokens[at + 1 : start])
        if start == i:
            yield (*tokens[i:], *said("does"), *tokens[:i])
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
    if norms[0] != "on":
        yield (*tokens[end:], *said("in"), *tokens[1:end])
    yield (*tokens[end:], *said("of"), *tokens[1:end])


def stated(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """What is put as a statement, as the question whether it is so: "X is dead?"."""
    norms = _norms(tokens)
    ends = {end for end, _ in names.at(list(tokens), 0)}
    if (
        ends
        and (not _SAID.isdisjoint(norms[1:]) or any(named(tokens[max(ends) :], names)))
        and _ASKING.isdisjoint(norms)
        and norms[-1] not in _PREPOSITIONS
    ):
        yield (*said("is it true that"), *tokens)


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


def elided(tokens: Tokens, names: Names) -> Iterator[Tokens]:
    """Seasons that are said by number alone are of the one series that is named: "… than the second", "… in season 2"."""
    norms = _norms(tokens)
    found = [(start, end) for start, end, ns in named(tokens, names) if any(is_a(n.cls, ("Series",)) for n in ns)]
    if _SEASONS.isdisjoint(norms) or len({norms[start:end] for start, end in found}) != 1:
        return
    ends, series = {end for _, end in found}, tokens[slice(*found[0])]
    made: list[Token] = []
    i = 0
    while i < len(tokens):
        two = norms[i : i + 2]
        if two[0] == "the" and two[1:] and two[1] in ORDINALS and norms[i + 2 : i + 3] in _ALONE:
            made += (*series, *said("'s"), tokens[i + 1], *said("season"))
            i += 3 if norms[i + 2 : i + 3] == ("one",) else 2
        elif two[0] == "season" and two[1:] and two[1].isdigit() and norms[i + 2 : i + 3] != ("of",) and i not in ends:
            made += (*series, *tokens[i : i + 2])
            i += 2
        else:
            made.append(tokens[i])
            i += 1
    if tuple(made) != tokens:
        yield tuple(made)


def _may_be(pronoun: str, cls: str) -> bool:
    """Whether a pronoun can stand for something of a class."""
    return pronoun == "their" or is_a(cls, ("Person", "Character")) == (pronoun in ("his", "her"))
