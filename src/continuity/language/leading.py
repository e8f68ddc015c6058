"""The first parts of a work, so many of them, as a place: "in the first three episodes of X"."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Compare, Const, Is, Literal, Rel, Var
from continuity.language.measures import Superlative
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.questions import Questions
from continuity.language.works import Made, Works


class Leading:
    """Composes such sets."""

    def __init__(self, questions: Questions, works: Works) -> None:
        self.questions = questions
        self.works = works

    def first(self, k: int, n: Phrase) -> Made:
        """ "the first three episodes of X": by their number, of a series those of its first season."""
        told = [a for a in n.atoms if not isinstance(a, Is)]
        if len(told) != 1 or not isinstance(told[0], Rel) or told[0].subject != n.head or n.best is not None:
            return
        whole = told[0].object
        if told[0].property not in ("within", "partOf") or not isinstance(whole, Const):
            return
        if n.classes == ("Episode",) and is_a(whole.cls, ("Series",)):
            first = self.works.names.seasons(whole.id).get(1, "")
            whole = Const(first, "Season")
        if not whole.id or n.classes not in (("Episode",), ("Season",)):
            return
        number = Var(f"{getattr(n.head, 'name', '')}.place")
        atoms: tuple[Atom, ...] = (
            *(a for a in n.atoms if isinstance(a, Is)),
            Rel("within", n.head, whole),
            Rel("number", n.head, number),
            Compare("<=", number, Literal(str(k), "integer")),
        )
        yield replace(n, atoms=atoms, words=f"first {k} {n.words}"), 0.3

    def few(self, k: int, n: Phrase, sup: Superlative) -> Made:
        """ "which two episodes of X are the longest"."""
        for one, _ in self.questions.sets.best(sup, n):
            yield from (q for some, _c in self.questions.sets.some(k, one) for q in self.questions.listed(some, 0.0))


def leading_rules(x: Leading) -> list[Rule]:
    """The rules of such sets."""
    r = Rule
    return [
        r("N", ("FIRSTN", "NUM", "N"), lambda _, k, n: x.first(k, n)),
        r("Q", ("WHICH", "NUM", "N", "BE", "SUP"), lambda _, k, n, _b, sup: x.few(k, n, sup)),
        r("Q", ("WHICH", "NUM", "N", "BE", "DET", "SUP"), lambda _, k, n, _b, _d, sup: x.few(k, n, sup)),
    ]
