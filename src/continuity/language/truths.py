"""Whether something is so: of a thing, of several, of every or none of a set, of so many."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from continuity.language.counting import Counting
from continuity.language.logical import Among, Const, Either, Every, Form, Is, Literal, Not, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import pinned
from continuity.language.phrases import OF_OTHERS, Phrase
from continuity.language.relation import MOST, apart, relate
from continuity.language.wording import Question, worded
from continuity.language.works import Made


class Truths(Counting):
    """Composes questions whether something is so."""

    def truth(self, np: Phrase, vp: Pred) -> Made:
        """Whether something is so."""
        if vp.relation is not None and vp.relation.words == "release":
            vp = replace(vp, relation=self.sets.of_company(vp.relation, np))
        if np.others and not np.every:
            yield from self._either(np, vp)
            return
        if vp.far is not None and vp.far.others and not vp.far.every and np.is_entity:
            yield from self._which_of(np, vp, vp.far.others)
            return
        if np.is_entity and vp.far is not None and vp.far.tally is not None and vp.far.tally[0] in MOST:
            yield from self._most(np, vp)
            return
        if np.each:
            yield from self._every(np, vp)
            return
        if np.denied and not np.is_entity:
            yield from self._none(np, vp)
            return
        if np.tally is not None:
            yield from self._so_many(np, vp)
            return
        most, far = pinned(np), pinned(vp.far) if vp.far is not None else None
        if most is None or (far is None and vp.far is not None):
            return
        np, vp = most, replace(vp, far=far)
        found = [Phrase(Var("none"), ())]
        atoms: tuple[Any, ...] = ()
        for i, one in enumerate(np.others or (np,)):
            found = list(apply(replace(one, denied=False), vp, self.sets.prepositions["of"]))[:1]
            if not found:
                return
            if OF_OTHERS in found[0].notes:  # than what is not said
                return
            told = apart(found[0].atoms, str(i)) if i and (vp.state or vp.event or vp.cls) else found[0].atoms
            atoms = (*atoms, *((Not(told),) if one.denied else told))
        form = Form("truth", (), tuple(dict.fromkeys(atoms)))
        # a statement is about a thing by name before it is about a set
        yield (
            Question(form, *worded(np, replace(vp, words=self._one(vp)), found[0].notes)),
            0.0 if np.is_entity or np.others else 0.08,
        )

    def _none(self, np: Phrase, vp: Pred) -> Made:
        """ "is none of the members of X dead": there is not one that is."""
        for one in list(apply(replace(np, denied=False), vp, self.sets.prepositions["of"]))[:1]:
            if one.best is None and OF_OTHERS not in one.notes and not vp.denied:
                said = worded(np, replace(vp, words=self._one(vp)), one.notes)
                yield Question(Form("truth", (), (Not(one.atoms),)), *said), 0.08

    def _so_many(self, np: Phrase, vp: Pred) -> Made:
        """ "did two people direct X": whether there are so many."""
        if (
            vp.relation is not None
            and vp.far is not None
            and vp.far.is_entity
            and not (vp.denied or vp.also or vp.place)
        ):
            done = relate(vp.far, vp.relation.flipped(), np)
            if done is not None:
                yield (
                    Question(Form("truth", (), done.atoms), *worded(np, replace(vp, words=self._one(vp)), done.notes)),
                    0.08,
                )

    def _most(self, np: Phrase, vp: Pred) -> Made:
        """ "did X direct the most episodes": whether X is one of those of its kind who did."""
        if np.classes and not (vp.denied or vp.also or vp.either):
            kind = Var("kind")
            for one, _ in self.sets.such(Phrase(kind, (Is(np.classes[0], kind),), np.classes[:1], "one"), vp, "that "):
                for q, cost in self.truth(np, Pred(f"are {one.words}", None, one)):
                    yield replace(q, reading=f"Does {np.words} {vp.words}?"), cost

    def _every(self, np: Phrase, vp: Pred) -> Made:
        """ "does every member of X know Y": there is none that does not."""
        for one in list(apply(replace(np, each=False, atoms=()), vp, self.sets.prepositions["of"]))[:1]:
            if one.best is None and OF_OTHERS not in one.notes:
                form = Form("truth", (), (Every(Literal("1", "integer"), np.head, np.atoms, one.atoms),))
                said = worded(np, replace(vp, words=self._one(vp)), (*np.notes, *one.notes))
                yield Question(form, *said), 0.08

    def _either(self, np: Phrase, vp: Pred) -> Made:
        """ "does either A or B appear in X"."""
        branches, notes = [], list(np.notes)
        for member in () if vp.denied else np.others:
            found = list(apply(member, vp, self.sets.prepositions["of"]))[:1]
            if not found or not isinstance(member.head, Const):
                return
            branches.append(found[0].atoms)
            notes += found[0].notes
        if branches:
            form = Form("truth", (), (Either(tuple(branches)),))
            yield Question(form, f"Does either {np.words} {vp.words}?", tuple(dict.fromkeys(notes))), 0.0

    def _which_of(self, np: Phrase, vp: Pred, members: tuple[Phrase, ...]) -> Made:
        """ "is X in A or in B": which of them it is."""
        classes = tuple(dict.fromkeys(c for m in members for c in m.classes))
        if all(isinstance(m.head, Const) for m in members) and not (vp.denied or vp.also):
            one = Var("choice")
            choice = Phrase(one, (Among(one, tuple(m.head for m in members)),), classes, "choice")
            for done in apply(np, replace(vp, far=choice), self.sets.prepositions["of"]):
                form = Form("rows", (one,), done.atoms, ("which",))
                passive = vp.relation is not None and vp.words.startswith(f"{vp.relation.done} by ")
                said = f"Is {np.words} {vp.words}?" if passive else worded(np, vp, ())[0]
                yield Question(form, said, (*done.notes, *(n for m in members for n in m.notes))), 0.0

    def _one(self, vp: Pred) -> str:
        """A predicate as it is said of one: "are friends of X" is "are a friend of X"."""
        bare = vp.words.removeprefix("are ")
        if bare == vp.words or vp.relation is not None or vp.far is None or vp.state:
            return vp.words
        one = self.sets.one(bare)
        return f"are {one}" if one == bare else f"are {'an' if one[:1] in 'aeio' else 'a'} {one}"
