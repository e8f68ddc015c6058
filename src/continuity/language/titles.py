"""Films that share the beginning of their titles: "the Spider-Man films", "the first Avengers film"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property

from continuity.language.chart import Rule
from continuity.language.logical import Among, Const, Var
from continuity.language.names import Names, is_a
from continuity.language.phrases import Phrase
from continuity.language.texts import Words, words_of
from continuity.language.works import Made

_KINDS = ("Film", "Special")
#: So many words of a title are looked at.
_LONGEST = 4


class Titles:
    """The words with which several titles begin."""

    def __init__(self, names: Names) -> None:
        self._names = names

    @cached_property
    def _begun(self) -> dict[Words, tuple[Const, ...]]:
        """The first words of titles, without "the", with the works of which there are several."""
        canon, found = self._names.canon, dict[Words, list[Const]]()
        for kind in _KINDS:
            for id in canon.entities(kind):
                words = words_of(canon.label(id))
                words = words[words[:1] == ("the",) :]
                for end in range(1, min(len(words), _LONGEST) + 1):
                    found.setdefault(words[:end], []).append(Const(id, kind))
        return {words: tuple(sorted(works)) for words, works in found.items() if len(works) > 1}

    def at(self, norms: Words, start: int) -> Iterator[tuple[int, Phrase]]:
        """The works of a title that begins at a word, with where it ends."""
        for end in range(start + 1, min(start + _LONGEST, len(norms) - 1) + 1):
            if (works := self._begun.get(norms[start:end])) and not self._is_franchise(norms[start:end]):
                film = Var(f"titled{start}")
                classes = tuple(dict.fromkeys(w.cls for w in works))
                yield end, Phrase(film, (Among(film, works),), classes, self._said(works, norms[start:end]))

    def _is_franchise(self, words: Words) -> bool:
        """Whether the words name a franchise: then its films are meant, whatever their titles."""
        return any(is_a(name.cls, ("Franchise",)) for name in self._names.ids(" ".join(words)))

    def _said(self, works: tuple[Const, ...], words: Words) -> str:
        """Words as they stand in the first of the titles."""
        title = self._names.canon.label(works[0].id).removeprefix("The ").split()
        begun = (" ".join(title[:end]).rstrip(":") for end in range(1, len(title) + 1))
        return next((said for said in begun if words_of(said) == words), " ".join(words))


def titled(begun: Phrase, n: Phrase) -> Made:
    """ "Spider-Man films": those of the kind whose titles begin so."""
    among = begun.atoms[0]
    if isinstance(among, Among) and set(n.classes) <= set(_KINDS) and len(n.atoms) == 1:
        works = tuple(w for w in among.members if isinstance(w, Const) and w.cls in n.classes)
        if len(works) > 1:
            atoms = (Among(begun.head, works),)
            yield replace(begun, atoms=atoms, classes=n.classes, words=f"{begun.words} {n.words}"), -0.4


def titles_rules() -> list[Rule]:
    """The rules of such sets, of several and of one."""
    return [Rule("N", ("TITLED", kind), titled) for kind in ("N", "NS")]
