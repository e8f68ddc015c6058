"""Phrasings: other ways to put something, and the way that the grammar knows; read from graph/phrasings.

A line is `what is said => what is meant | a question`: words, `(one|or another|)` for a choice, an empty one for what
may be missing, and `{x}` for any words, which stand in both. A phrasing holds anywhere in a question; one that begins or
ends with `{x}` holds from its beginning or to its end, as do `^` and `$`. The question is one that the phrasing is for;
the tests ask it. Nothing may be meant that was not said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from continuity.errors import DataError

#: So many words a slot may have.
_MOST = 14
_SPOKEN = re.compile(r"\{\w+\}|([^\s(){}|^$]+)")
_PART = re.compile(r"\(([^()]*)\)|\{(\w+)\}|([^\s(){}]+)")


@dataclass(frozen=True)
class Phrasing:
    """What is said and what is meant by it, each with slots; a question for which this is; and the line that says so."""

    said: str
    meant: str
    example: str
    line: str

    @cached_property
    def needed(self) -> tuple[tuple[frozenset[str], ...], ...]:
        """The words without which it cannot hold: of each choice, those of one of the ways to say it."""
        parts = (choice.split("|") if choice else [word] for choice, slot, word in _parts(self.said) if not slot)
        ways = (tuple(frozenset(way.split()) for way in part) for part in parts)
        return tuple(part for part in ways if all(part))

    @cached_property
    def telling(self) -> frozenset[str]:
        """Words of which one must be there, as long ones as can be, for those are rare: the longest of each way."""
        parts = [frozenset(max(way, key=lambda w: (len(w), w)) for way in part) for part in self.needed]
        return max(parts, key=lambda words: (min(map(len, words)), -len(words)), default=frozenset([""]))

    def may_hold(self, words: Set[str]) -> bool:
        """Whether it can hold in a text of these words: far cheaper than to look."""
        return all(any(way <= words for way in part) for part in self.needed)

    @cached_property
    def spoken(self) -> frozenset[str]:
        """Every word in which it can be said."""
        return frozenset(w for w in _SPOKEN.findall(self.said) if w)

    @cached_property
    def pattern(self) -> re.Pattern[str]:
        """What is said, to be looked for in words that each have a space before them."""
        parts = [_pattern(*part) for part in _parts(self.said)]
        first = "^" if self.said.lstrip("(").startswith(("{", "^")) else ""
        last = "$" if self.said.rstrip(")").endswith(("}", "$")) else "(?= |$)"
        return re.compile(first + "".join(parts) + last)

    def words_in(self, text: str) -> int:
        """How many words of a text it is about, those in its slots not counted; none where it does not hold."""
        found = self.pattern.search(text)
        return len(found.group().split()) - sum(len(w.split()) for w in found.groupdict().values()) if found else 0

    def applied(self, text: str) -> str:
        """The words with what is meant for what is said; the same where it does not hold."""
        return self.pattern.sub(lambda m: "".join(_meant(part, m) for part in _PART.findall(self.meant)), text, count=1)


class Shelf:
    """Phrasings by the longest word of each way to say one part of them, so that few are looked at for a text."""

    def __init__(self, phrasings: Iterable[Phrasing]) -> None:
        self._all = tuple(phrasings)
        self._under: dict[str, list[int]] = {}
        for n, phrasing in enumerate(self._all):
            for word in phrasing.telling:
                self._under.setdefault(word, []).append(n)

    def fitting(self, words: Set[str]) -> Iterator[Phrasing]:
        """The phrasings that can hold in a text of these words, in their order."""
        found = {n for word in ("", *words) for n in self._under.get(word, ())}
        return (self._all[n] for n in sorted(found) if self._all[n].may_hold(words))


def _pattern(choice: str, slot: str, word: str) -> str:
    if slot:
        return rf"(?P<{slot}>(?: \S+){{1,{_MOST}}}?)"
    if choice:
        options = sorted((f" {o.strip()}" if o.strip() else "" for o in choice.split("|")), key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, options))})"
    return re.escape(f" {word}")


def _parts(said: str) -> list[tuple[str, str, str]]:
    """The parts of what is said, each a choice, a slot or a word; `^` and `$` are none, wherever they stand."""
    return _PART.findall(said.replace("^", " ").replace("$", " "))


def _meant(part: tuple[str, str, str], found: re.Match[str]) -> str:
    choice, slot, word = part
    return found[slot] if slot else f" {choice or word}"


def read(paths: Iterable[Path]) -> Iterator[Phrasing]:
    """The phrasings of some files. Raises DataError, with file and line, where a line is none."""
    for path in paths:
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if line.strip() and not line.startswith("#"):
                yield _phrasing(line, f"{path.name}:{number}")


def _phrasing(line: str, where: str) -> Phrasing:
    said, arrow, rest = line.partition("=>")
    meant, bar, example = rest.rpartition("|")
    if not (arrow and bar and said.strip() and example.strip()):
        raise DataError(f"{where}: a phrasing is “what is said => what is meant | a question”")
    slots = [{slot for _, slot, _ in _PART.findall(part) if slot} for part in (said, meant)]
    if slots[0] != slots[1]:
        raise DataError(f"{where}: what is said and what is meant must have the same {{slots}}")
    return Phrasing(said.strip(), meant.strip(), example.strip(), where)
