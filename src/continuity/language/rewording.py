"""What else a text may be taken to say, where as it stands it is not understood: padding left out, what people
shorten written out, a topic put first put back in its place.

Each reworder is a small function from the words to other words, each with what it assumed. They are tried one upon the
other, the fewest first, and the parser alone decides whether what comes out is a question. A reworder may only leave
out words that say nothing, so that nothing that was said is lost.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from continuity.language.closed import PADDING, SHORT
from continuity.language.names import Names, Token, code, is_a
from continuity.language.phrasings import Phrasing

#: How many rewordings of one text are tried, and how many may be made upon one another.
MOST, DEEPEST = 12, 3


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for a text, and what is assumed by taking them for it."""

    tokens: tuple[Token, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Known:
    """What rewording looks things up in: the names of a canon, and the phrasings of a lexicon."""

    names: Names
    phrasings: tuple[Phrasing, ...]


Reworder = Callable[[tuple[Token, ...], Known], Iterator[Rewording]]


def reworded(tokens: list[Token], known: Known) -> Iterator[Rewording]:
    """The rewordings of a text, those of the fewest steps first, and of equals those of the first reworder."""
    queue = deque([(0, Rewording(tuple(tokens)))])
    seen = {_norms(tokens)}
    while queue:
        depth, one = queue.popleft()
        for reworder in REWORDERS:
            for more in reworder(one.tokens, known):
                norms = _norms(more.tokens)
                if norms in seen or not norms:
                    continue
                seen.add(norms)
                made = Rewording(more.tokens, (*one.notes, *more.notes))
                yield made
                if len(seen) > MOST:
                    return
                if depth + 1 < DEEPEST:
                    queue.append((depth + 1, made))


def _norms(tokens: list[Token] | tuple[Token, ...]) -> tuple[str, ...]:
    return tuple(t.norm for t in tokens)


def said(text: str) -> tuple[Token, ...]:
    """Words of the system's own as tokens."""
    return tuple(Token(w, w) for w in text.split())


def without_padding(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """The question without words that say nothing: "ok so", "in the show", "or something"; all of them at once."""
    kept = list(tokens)
    changed = True
    while changed:
        changed = False
        for place, phrases in PADDING.items():
            for words in phrases:
                at = _find(kept, tuple(words.split()), place)
                if at is not None and len(kept) > len(words.split()):
                    del kept[at : at + len(words.split())]
                    changed = True
    if len(kept) < len(tokens):
        yield Rewording(tuple(kept))


def _find(tokens: list[Token], words: tuple[str, ...], place: str) -> int | None:
    """Where some words stand, at the beginning, at the end or anywhere."""
    norms = _norms(tokens)
    last = len(norms) - len(words)
    starts = {"first": range(min(1, last + 1)), "last": range(max(last, 0), last + 1)}.get(place, range(last + 1))
    return next((i for i in starts if norms[i : i + len(words)] == words), None)


def written_out(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """Words that are shortened, written out: "n" for and, "bday" for birthday."""
    made = [w for t in tokens for w in (said(SHORT[t.norm]) if t.norm in SHORT else (t,))]
    if tuple(made) != tokens:
        yield Rewording(tuple(made))


def put_plainly(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """What a phrasing says in the words that the grammar knows, the phrasings of the most words first."""
    norms = {t.norm for t in tokens}
    text = "".join(f" {t.norm}" for t in tokens)
    written = {t.norm: t for t in tokens}
    fitting = [p for p in known.phrasings if p.needed <= norms]
    for phrasing in sorted(fitting, key=lambda p: -len(p.said)):
        plainly = phrasing.applied(text)
        if plainly != text:
            yield Rewording(tuple(written.get(w, Token(w, w)) for w in plainly.split()))


_PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "that"}
_OWNING = {"his", "its", "their"}


def topic_first(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """ "jigsaw, who plays him": the pronoun in what follows is what was named first."""
    for end in sorted({end for end, _ in known.names.at(list(tokens), 0)}, reverse=True):
        topic, rest = tokens[:end], tokens[end:]
        if rest and rest[0].norm in ("'s", ","):
            continue
        for i, token in enumerate(rest):
            if token.norm in _PRONOUNS and (token.norm != "that" or i == len(rest) - 1):
                owning = token.norm in _OWNING or (token.norm == "her" and i + 1 < len(rest))
                yield Rewording((*rest[:i], *topic, *(said("'s") if owning else ()), *rest[i + 1 :]))
                break


def told_in(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A work tacked on at the end is where it is: "who plays jigsaw punisher"."""
    for start in range(max(1, len(tokens) - 5), len(tokens)):
        if tokens[start - 1].norm in ("in", "of", "on", "from", "the", "for", "and", "or", "to", "with", "'s"):
            continue
        for end, name in known.names.at(list(tokens), start):
            rest = tokens[end:]
            numbered = all(code(t.norm) or (t.norm[:1] == "s" and t.norm[1:].isdigit()) for t in rest) or (
                len(rest) == 2 and rest[0].norm == "season"
            )
            if numbered and is_a(name.cls, ("Work",)):
                yield Rewording((*tokens[:start], *said("in"), *tokens[start:]))
                return


#: Every reworder, the surest first.
REWORDERS: tuple[Reworder, ...] = (without_padding, written_out, put_plainly, topic_first, told_in)
