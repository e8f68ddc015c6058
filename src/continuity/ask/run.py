"""A form on its way to its answer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace

from continuity.ask.compile import Pattern
from continuity.ask.evidence import behind
from continuity.canon import CanonGraph
from continuity.language.logical import Form
from continuity.language.words import Words
from continuity.model import Answer, Cell

#: Said where an answer rests on more than it lists.
MORE = "the accounts listed are the first ones of each row; --evidence lists all"
Query = tuple[str, str, list[Pattern]]
#: The works of a canon in the order of the story, and what is to be said about that order.
StoryOrder = Callable[[CanonGraph, Iterable[str]], tuple[Sequence[str], Sequence[str]]]


@dataclass(frozen=True, slots=True)
class Run:
    """A form to be answered over a canon: its queries, whether all its evidence is wanted, and what orders the story."""

    canon: CanonGraph
    words: Words
    form: Form
    query: Query
    whole: bool = False
    story_order: StoryOrder | None = None

    def done(self, made: Answer, rows: Sequence[Sequence[Cell]] | None = None) -> Answer:
        """An answer with what it rests on; without rows, with what it rests on as such."""
        found, complete = behind(self.canon, self.words, self.form, self.query, rows, whole=self.whole)
        notes = made.notes if complete else (*made.notes, MORE)
        return replace(made, evidence=tuple(dict.fromkeys((*made.evidence, *found))), notes=notes)
