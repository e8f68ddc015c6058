"""What settles a seeming contradiction: explanations that accounts tell, and the ones that cues in the data suggest."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from continuity import store, vocab
from continuity.check.order import Order

Rows = Callable[[str], list[tuple[str, ...]]]

#: The kinds that settle what is told of somebody's end and of what comes after it.
OF_LIVES = ("double", "collectiveName", "timeTravel", "retcon")


@dataclass(frozen=True, slots=True)
class Explanation:
    """An Explanation as told: its node, its kind, and the work in which it holds; without one it holds everywhere."""

    node: str
    kind: str
    work: str = ""


class Explanations:
    """The explanations of a canon."""

    def __init__(self, rows: Rows, order: Order) -> None:
        self._order = order
        self._told: dict[str, list[Explanation]] = {}
        for of, node, kind, work in rows("explanations"):
            self._told.setdefault(of, []).append(Explanation(node, kind, work))

    def of(self, things: Iterable[str], kinds: Iterable[str]) -> str:
        """The node of an explanation of one of these kinds that is told of one of some things; or nothing."""
        kinds = set(kinds)
        return next((e.node for t in things for e in self._told.get(t, ()) if e.kind in kinds), "")

    def between(self, thing: str, kinds: Iterable[str], first: str, then: str) -> str:
        """The node of an explanation of two things told of one in two works, of which `then` seems not to fit `first`.

        A retcon settles what works before it told, against it and what comes after it; the others hold in their work.
        """
        kinds = set(kinds)
        return next((e.node for e in self._told.get(thing, ()) if e.kind in kinds and self._holds(e, first, then)), "")

    def _holds(self, one: Explanation, first: str, then: str) -> bool:
        if not one.work:
            return True
        if one.kind == "retcon":
            anew = self._order.within(then, one.work) or self._order.before(one.work, then)
            return anew and self._order.before(first, one.work)
        return any(self._order.within(w, one.work) or self._order.within(one.work, w) for w in (first, then) if w)


#: Words of a note, quote or cause, as they begin, and the claim that they suggest.
CUES: tuple[tuple[str, str], ...] = (
    ("flashback flash-back memor remember", "a flashback (mode: flashback)"),
    ("dream hallucinat vision imagin ghost spirit nightmare", "a vision (mode: vision)"),
    ("corpse body coffin morgue grave funeral", "a corpse (mode: corpse)"),
    ("footage video recording tape photograph", "archive footage (mode: archiveFootage)"),
    ("disguise mask posing poses impersonat", "a disguise (mode: disguised)"),
    (
        "clone twin double duplicate impostor imposter android robot shapeshift shape-shift lookalike",
        "a double ({{type: Explanation, of: {who}, kind: double, in: {work}}})",
    ),
    (
        "resurrect revive reviv undead immortal reborn",
        "a return ({{type: Return, of: {who}, in: {work}, how: resurrection}})",
    ),
    (
        "surviv fake staged escape apparent presum seemingly",
        "a return ({{type: Return, of: {who}, in: {work}, how: survival}})",
    ),
    (
        "time-travel future past timeline",
        "time travel ({{type: Explanation, of: {who}, kind: timeTravel, in: {work}}})",
    ),
    (
        "bomb poison trap order hired prepared",
        "something set going before ({{type: Explanation, of: {who}, kind: preparedBefore, in: {work}}})",
    ),
)
_SHARED = "a name shared by several people ({{type: Explanation, of: {who}, kind: collectiveName}})"
_TEXTS = ("note", "quote", "cause", "variant")


def proposals(facts: store.Store, nodes: Iterable[str], who: str, work: str, shared: bool) -> list[str]:
    """The claims that would explain a finding about somebody, from the words in which some statements are told.

    `shared` says whether there are signs that several bear the name. `work` is the work in question.
    """
    words = {w for text in _words(facts, nodes) for w in re.findall(r"[a-z-]+", text.casefold())}
    found = [claim for starts, claim in CUES if any(w.startswith(tuple(starts.split())) for w in words)]
    if shared:
        found.append(_SHARED)
    return [claim.format(who=who, work=work) for claim in found]


def _words(facts: store.Store, nodes: Iterable[str]) -> Iterator[str]:
    for node in dict.fromkeys(nodes):
        for name in _TEXTS:
            subject = store.iri(vocab.full(node, facts.base))
            yield from (q.object.value for q in facts.match(subject, store.iri(vocab.term(name))))
