"""When two names are likely one name written differently."""

from __future__ import annotations

import unicodedata


def plain(text: str) -> str:
    """A name without capitals, accents, spaces and signs, save between two numbers.

    >>> plain("A.K.A. Élodie"), plain("Unit 1-12")
    ('akaelodie', 'unit1 12')
    """
    kept: list[str] = []
    apart = False
    for c in unicodedata.normalize("NFKD", text.casefold()):
        if c.isalnum():
            kept += [" ", c] if apart and kept and kept[-1].isdecimal() and c.isdecimal() else [c]
        apart = not c.isalnum()
    return "".join(kept)


def _words(text: str) -> list[str]:
    parts = text.replace("-", " ").replace(".", " ").split()
    return [w for w in (plain(p) for p in parts) if w]


def same_person(one: str, other: str) -> bool:
    """Whether two names of people may be one: all words of the shorter stand in the longer, initials included.

    >>> same_person("Steven S. DeKnight", "Steven DeKnight"), same_person("Mike Colter", "Mike Moh")
    (True, False)
    """
    if plain(one) == plain(other):
        return True
    short, long = sorted((_words(one), _words(other)), key=len)
    if len(short) < 2 or short[-1] != long[-1]:
        return False
    return all(any(w == x or (len(w) == 1 and x.startswith(w)) for x in long) for w in short)
