"""What one has as another has it: "the same director as X", "by the person who wrote X", "share a composer"."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Compare, Form, Is, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import named
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation, relate
from continuity.language.wording import Question
from continuity.language.works import Made

_AS = ("as", "with")


class Sharing:
    """Composes what is the same for several."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def as_of(self, rn: Relation, np: Phrase) -> Made:
        """ "the same director as X": one who is X's, of another than X."""
        if rn.sense.denotes and np.is_entity:
            for far, cost in self.sets.of(rn, np):
                words = f"have the same {self.sets.one(rn.words)} as {np.words}"
                yield Pred(words, rn.flipped(), far, also=(_another(np),)), cost

    def done_by(self, v: Relation, n: Phrase, np: Phrase) -> Made:
        """ "directed by the same person as X", who directed X."""
        if np.is_entity and not v.sense.marker:
            for doer, _ in self._doers(v, n, np):
                words = f"{v.done or v.words} by the same {self.sets.one(n.words)} as {np.words}"
                for vp, cost in self.sets.done(v, doer):
                    yield replace(vp, words=words, also=(_another(np),)), cost

    def done_by_who(self, v: Relation, n: Phrase, vp: Pred) -> Made:
        """ "directed by the same person who wrote X"."""
        for doer in apply(n, vp, self.sets.prepositions["of"]):
            also = (_another(vp.far),) if vp.far is not None and vp.far.is_entity and fits(vp.far, v.far) else ()
            for done, cost in self.sets.done(v, replace(doer, words=f"{n.words} that {vp.words}")):
                words = f"{v.done or v.words} by the same {self.sets.one(n.words)} that {vp.words}"
                yield replace(done, words=words, also=also), cost

    def all_done(self, np: Phrase, v: Relation, n: Phrase) -> Made:
        """ "were A and B directed by the same person"."""
        members = named(np)
        found = [replace(n, head=Var("both"), atoms=())] if len(members) > 1 and np.every and not v.sense.marker else []
        for member in members:
            vp = Pred(f"{v.words} {member.words}", v, member)
            found = [x for one in found if fits(member, v.far) for x in apply(one, vp)]
        for one in found[:1]:
            reading = f"Did the same {self.sets.one(n.words)} {v.words} {np.words}?"
            yield Question(Form("truth", (), one.atoms), reading, one.notes), 0.0

    def have_one(self, np: Phrase, rn: Relation) -> Made:
        """ "are A and B by the same director"."""
        members = named(np)
        found: list[Phrase] = [Phrase(Var("both"), (), rn.near, rn.words)] if len(members) > 1 and np.every else []
        for member in members:
            found = [x for one in found if (x := relate(one, rn, member)) is not None]
        for one in found[:1]:
            reading = f"Do {np.words} have the same {self.sets.one(rn.words)}?"
            yield Question(Form("truth", (), one.atoms), reading, one.notes), 0.0

    def one_and_another(self, a: Phrase, b: Phrase) -> Made:
        """ "is the director of A the same as the director of B"."""
        if _is_set(a) and _is_set(b):
            yield from self.questions.truth(a, Pred(f"are {b.words}", None, b))

    def _doers(self, v: Relation, n: Phrase, np: Phrase) -> Made:
        """Those of a set who did something to a thing by name."""
        if fits(np, v.far):
            for doer in apply(_anyone(n), Pred(f"{v.words} {np.words}", v, np)):
                yield doer, 0.0


def _anyone(n: Phrase) -> Phrase:
    """Whoever is meant by "person" and "director": the verb says the rest."""
    return replace(n, atoms=())


def _is_set(n: Phrase) -> bool:
    told = any(not isinstance(a, Is) for a in n.atoms)
    return told and not (n.is_entity or n.others or n.tally or n.each or n.denied) and n.best is None


def _another(np: Phrase) -> Pred:
    """That it is not the thing itself."""
    one = Var("another")
    return Pred("", None, Phrase(one, (Compare("!=", one, np.head),), (), ""), event="told")


def _is_of_people(n: Phrase) -> bool:
    return not n.is_entity and bool(n.classes) and all(is_a(c, ("Person", "Character", "Company", "Group")) for c in n.classes)


def sharing_rules(x: Sharing) -> list[Rule]:
    """The rules of what is the same: SAMEAS is "the same director as X"."""
    r, s = Rule, x.sets

    def by_one(v: Relation, n: Phrase, p: str, np: Phrase) -> Made:
        return x.done_by(v, n, np) if p in _AS and _is_of_people(n) else []

    return [
        r("SAMEAS", ("SAME", "RN", "P", "NP"), lambda _, rn, p, np: x.as_of(rn, np) if p in _AS else []),
        r("SAMEAS", ("SAME", "RN", "P", "IT", "P", "NP"), lambda _, rn, p, _it, o, np: x.as_of(rn, np) if p == "as" and o == "of" else []),
        r("VP", ("HAVE", "SAMEAS"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("SHARES", "SAMEAS"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("SHARES", "DET", "RN", "P", "NP"), lambda _, _d, rn, p, np: x.as_of(rn, np) if p == "with" else []),
        r("VP", ("SHARES", "THEIR", "RN", "P", "NP"), lambda _, _d, rn, p, np: x.as_of(rn, np) if p == "with" else []),
        r("VP", ("SHARES", "NP", "POSS", "RN"), lambda _, np, _p, rn: x.as_of(rn, np)),
        r("N", ("N", "P", "SAMEAS"), lambda n, p, vp: s.such(n, vp, "that ") if p == "with" else []),
        r("PASSIVE", ("BY", "SAMEAS"), lambda _, vp: [(vp, 0.0)]),
        r("PASSIVE", ("VB", "BY", "SAME", "N", "P", "NP"), lambda v, _, _s, n, p, np: by_one(v, n, p, np)),
        r("PASSIVE", ("VB", "BY", "SAME", "N", "THAT", "VP"), lambda v, _, _s, n, _t, vp: x.done_by_who(v, n, vp) if _is_of_people(n) else []),
        r("Q", ("BE", "NP", "VB", "BY", "SAME", "N"), lambda _, np, v, _b, _s, n: x.all_done(np, v, n) if _is_of_people(n) else []),
        r("Q", ("DO", "SAME", "N", "V", "NP"), lambda _, _s, n, v, np: x.all_done(np, v, n) if _is_of_people(n) else []),
        r("Q", ("BE", "NP", "BY", "SAME", "RN"), lambda _, np, _b, _s, rn: x.have_one(np, rn)),
        r("Q", ("BE", "NP", "SAME", "P", "NP"), lambda _, a, _s, p, b: x.one_and_another(a, b) if p == "as" else []),
    ]  # fmt: skip
