"""Other ways to name an event: in another tense, by shorter names of who takes part, as theirs: "Matt's accident"."""

from __future__ import annotations

from collections.abc import Iterator

#: Where what an event is called ends, and what happens in it begins.
_BEGINS = {"that", "who", "which", "of", "in", "at", "on"}
_PLACES = {"in", "at", "on"}
_PAST = {"is": "was", "are": "were", "has": "had", "goes": "went", "comes": "came", "gets": "got", "loses": "lost"}


def called(label: tuple[str, ...], people: list[tuple[str, ...]]) -> Iterator[tuple[str, ...]]:
    """The words by which an event may be named besides its label; all are given in words."""
    named = {w for person in people for w in person}
    past = tuple(w if w in named else _PAST.get(w, f"{w[:-1]}ed" if _is_verb(w) else w) for w in label)
    for words in dict.fromkeys((label, past)):
        yield words
        for person in people:
            yield from (_replaced(words, person, short) for short in (person[:1], person[-1:]))
    yield from (label[:i] for i, w in enumerate(label) if i > 3 and w in _PLACES)
    if label[:1] == ("the",):
        end = next((i for i, w in enumerate(label) if w in _BEGINS), len(label))
        for person in people:
            whole = (person, person[:1], person[-1:])
            if any(_replaced(label, p, ("?",)) != label for p in whole):
                yield from ((*p, "'s", *label[1:end]) for p in whole)


def _is_verb(word: str) -> bool:
    return len(word) > 4 and word.endswith("s") and not word.endswith("ss")


def _replaced(words: tuple[str, ...], old: tuple[str, ...], new: tuple[str, ...]) -> tuple[str, ...]:
    """The words with some for others, where these stand in them."""
    for i in range(len(words) - len(old) + 1):
        if words[i : i + len(old)] == old:
            return (*words[:i], *new, *words[i + len(old) :])
    return words
