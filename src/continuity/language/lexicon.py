"""The lexicon, read from graph/lexicon.ttl (OntoLex-Lemon) and, where a universe has one, its own lexicon.ttl."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from continuity import store, vocab

LEX = vocab.BASE + "lexicon#"


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words for terms. `sentences` maps a class or property to the sentence that tells it."""

    sentences: Mapping[str, str]


@cache
def lexicon(*more: Path) -> Lexicon:
    """The shipped lexicon with the entries of further files."""
    quads = [
        q
        for path in (vocab.graph_dir() / "lexicon.ttl", *more)
        for q in store.parse_file(path, "turtle", vocab.BASE)
    ]
    sentences = {vocab.short(q.subject.value): q.object.value for q in quads if q.predicate.value == LEX + "sentence"}
    return Lexicon(sentences)
