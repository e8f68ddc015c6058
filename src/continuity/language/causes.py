"""Ways to die: "was shot in W", "who stabbed X", "killed himself": deaths whose cause is told in such words."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.casting import Casting
from continuity.language.chart import Rule
from continuity.language.logical import Atom, Compare, Either, Is, Literal, Not, Rel, Var
from continuity.language.meaning import Pred
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.works import Made

#: How a word for killing begins, the verb, and what is said in the causes of those who die so.
_SAID = {
    "sho": ("shoot", ("shot", "shots", "bullet", "bullets", "gun", "gunned", "gunshot", "shotgun")),
    "gun": ("gun down", ("shot", "shots", "bullet", "bullets", "gun", "gunned", "gunshot", "shotgun")),
    "sta": ("stab", ("stabbed",)),
    "str": ("strangle", ("strangled", "choked")),
    "cho": ("choke", ("strangled", "choked")),
    "beh": ("behead", ("beheaded", "decapitated")),
    "dec": ("decapitate", ("beheaded", "decapitated")),
    "poi": ("poison", ("poison", "poisoned")),
    "bea": ("beat to death", ("beaten",)),
    "tor": ("torture to death", ("tortured",)),
    "cru": ("crush", ("crushed",)),
    "imp": ("impale", ("impaled", "impales")),
    "dis": ("dismember", ("dismembered",)),
    "blo": ("blow up", ("explodes", "blown", "blows", "bomb")),
}
_OWN_HAND = ("kills himself", "kills herself", "suicide", "own hand", "blows himself up")
_NOTE = "how somebody died is looked for in the words in which the cause is told"


class Causes:
    """Composes such predicates."""

    def __init__(self, casting: Casting) -> None:
        self.casting = casting
        self.questions = casting.questions
        self.sets = casting.sets

    def so(self, word: str) -> Made:
        """ "are shot"."""
        yield from self._dying(f"are {word}", _SAID[word[:3]][1])

    def was_killed(self, np: Phrase) -> Made:
        """ "was X killed": whether a death of X is told."""
        for vp, _ in self.casting.scenes.dead():
            yield from ((y, cost + 0.02) for y, cost in self.questions.truth(np, vp))

    def by_nobody(self, n: Phrase) -> Made:
        """ "deaths without a known killer", "characters whose killer is unknown"."""
        killer = Var("killer")
        if n.classes == ("Death",):
            yield (
                replace(
                    n, atoms=(*n.atoms, Not((Rel("by", n.head, killer),))), words=f"{n.words} without a known killer"
                ),
                0.0,
            )
        elif n.classes == ("Character",):
            death = Var("unsolved")
            atoms = (Is("Death", death), Rel("of", death, n.head), Not((Rel("killedBy", n.head, killer),)))
            yield replace(n, atoms=(*n.atoms, *atoms), words=f"{n.words} whose killer is unknown"), 0.0

    def by_own_hand(self) -> Made:
        """ "killed himself"."""
        yield from self._dying("commit suicide", _OWN_HAND)

    def _dying(self, words: str, said: tuple[str, ...]) -> Made:
        node = Var("death")
        far = Phrase(node, (Is("Death", node), *_told(node, said)), ("Death",), "death", notes=(_NOTE,))
        yield Pred(words, None, far, event="had"), 0.0

    def done(self, word: str, np: Phrase, by: bool) -> Made:
        """ "shot X", or "shot by X": who did, or to whom it was done."""
        if np.is_entity and is_a(np.classes[0], ("Character",)):
            who, node = Var("doer"), Var("death")
            ends = Rel("of" if by else "by", node, who), Rel("by" if by else "of", node, np.head)
            atoms = (Is("Death", node), *ends, *_told(node, _SAID[word[:3]][1]))
            words = f"are {word} by {np.words}" if by else f"{_SAID[word[:3]][0]} {np.words}"
            far = Phrase(who, atoms, ("Character",), "", notes=(*np.notes, _NOTE))
            yield Pred(words, None, far, event="told"), 0.0

    def was_it_so(self, np: Phrase, word: str, by: Phrase) -> Made:
        """ "was X shot by Y"."""
        for vp, _ in self.done(word, by, True):
            yield from ((y, cost - 0.05) for y, cost in self.questions.truth(np, vp))

    def passive(self, word: str, np: Phrase) -> Made:
        """ "shot by X"."""
        yield from ((replace(vp, words=vp.words.removeprefix("are ")), c) for vp, c in self.done(word, np, True))


def _told(node: Var, said: tuple[str, ...]) -> tuple[Atom, ...]:
    cause = Var("cause")
    ways = tuple((Rel("cause", node, cause), Compare("contains", cause, Literal(w))) for w in said)
    return ways[0] if len(ways) == 1 else (Either(ways),)


def causes_rules(x: Causes) -> list[Rule]:
    """The rules of such predicates."""
    r = Rule
    return [
        *(r("VP", (*be, "SLAIN"), lambda *parts: x.so(parts[-1])) for be in (("BE",), ("GOT",), ("DO", "BEEN"))),
        r("Q", ("BE", "NP", "KILLED"), lambda _, np, _k: x.was_killed(np)),
        r("Q", ("DO", "NP", "GOT", "KILLED"), lambda _, np, *_k: x.was_killed(np)),
        r("Q", ("DO", "NP", "BEEN", "KILLED"), lambda _, np, *_k: x.was_killed(np)),
        r("N", ("N", "NOKILLER"), lambda n, _: x.by_nobody(n)),
        r("N", ("N", "THAT", "NOKILLER"), lambda n, *_: x.by_nobody(n)),
        r("Q", ("WHICH", "N", "NOKILLER"), lambda _, n, _k: (y for one, _c in x.by_nobody(n) for y in x.questions.listed(one, 0.0))),
        r("Q", ("HOWMANY", "N", "NOKILLER"), lambda _, n, _k: x.questions.counted(one for one, _c in x.by_nobody(n))),
        r("VP", ("BYOWNHAND",), lambda _: x.by_own_hand()),
        r("VP", ("SLAIN", "NP"), lambda word, np: x.done(word, np, False)),
        r("VP", ("SLAYING", "NP"), lambda word, np: x.done(word, np, False)),
        r("Q", ("BE", "NP", "SLAIN", "BY", "NP"), lambda _, np, word, _y, k: x.was_it_so(np, word, k)),
        r("PASSIVE", ("SLAIN", "BY", "NP"), lambda word, _, np: x.passive(word, np)),
        r("Q", ("BE", "NP", "SLAIN"), lambda _, np, word: (y for vp, _c in x.so(word) for y in x.questions.truth(np, vp))),
        r("N", ("N", "SLAIN"), lambda n, word: (y for vp, _c in x.so(word) for y in x.sets.such(n, replace(vp, words=word), ""))),
        r("SCENE", ("NP", "BE", "SLAIN"), lambda np, _, word: (y for vp, _c in x.so(word) for y in x.casting.told(np, vp, True))),
        r("SCENEQ", ("BE", "NP", "SLAIN"), lambda _, np, word: (y for vp, _c in x.so(word) for y in x.casting.told(np, vp, True))),
    ]  # fmt: skip
