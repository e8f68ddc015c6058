"""Parts and who has them: at another age, first of all, what somebody is cast as, who somebody is in a work."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.casting import Casting
from continuity.language.chart import Rule
from continuity.language.logical import Among, Is, Rel, Var
from continuity.language.meaning import Pred
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.wording import WHO, rows
from continuity.language.works import Made


class Parts:
    """Composes such questions."""

    def __init__(self, casting: Casting) -> None:
        self.casting = casting
        self.questions = casting.questions
        self.sets = casting.sets
        self.clauses = casting.clauses

    def at_age(self, e: Phrase, age: str) -> Made:
        """ "who was X as a child": who plays X at another age."""
        if self.sets.plays is not None and _is_character(e):
            for vp, _ in self.sets.at_age(self.sets.plays, e, age):
                yield from self.questions.asked(WHO, vp, "Who")

    def first_to(self, v: Relation, e: Phrase) -> Made:
        """ "who first played X": the actor in whose first such work nobody had the part before, whichever X is meant."""
        if v.sense.reference != "plays" or not _is_character(e):
            return
        who, part, role, work, day = (Var(f"first.{n}") for n in ("who", "part", "role", "work", "day"))
        named = self.casting.of_the_name(e)
        same = (
            (Rel("character", part, role), Among(role, named)) if len(named) > 1 else (Rel("character", part, e.head),)
        )
        told = (
            Is("Portrayal", part),
            Rel("actor", part, who),
            *same,
            Rel("work", part, work),
            Rel("released", work, day),
        )
        notes = (*e.notes, f"{e.words} is whichever character of that name") if len(named) > 1 else e.notes
        one = Phrase(who, told, ("Person",), "", best=day, lowest=True, notes=notes)
        yield rows(one, f"Who was the first to play {e.words}?"), -0.1

    def who_in(self, v: Relation, np: Phrase, p: str, work: Phrase) -> Made:
        """ "who in W plays X"."""
        for vp, _ in self.sets.said(v, np):
            for told, _c in self.sets.placed_in(vp, p, work):
                yield from ((y, cost - 0.1) for y, cost in self.questions.asked(WHO, told, "Who"))

    def as_which(self, n: Phrase, np: Phrase, v: Relation, p: str, work: Phrase) -> Made:
        """ "as which character does A appear in W"."""
        for gap, cost in self.clauses.of_verb(np, v):
            for one, more in self.clauses.placed(gap, p, work):
                yield from ((y, c + cost + more - 0.1) for y, c in self.clauses.asked(n, one, f"Which {n.words}"))

    def together(self, np: Phrase, v: Relation) -> Made:
        """ "did A and B ever act together": whether there is a work that both are in."""
        if "in" in v.sense.marker and len(np.others) > 1 and np.every and all(m.is_entity for m in np.others):
            n = Phrase(Var("together"), (Is("Work", Var("together")),), ("Work",), "works")
            for one in self.sets.reached(n, np, v):
                yield from self.questions.existing(replace(one, words=f"works that {np.words} both {v.words}"))

    def of_in(self, rn: Relation, np: Phrase, p: str, work: Phrase) -> Made:
        """ "the role of A in W", "the killer of X in W": as a statement tells it of the work."""
        if (
            p not in ("in", "on")
            or rn.sense.held
            or not fits(work, ("Work",))
            or not work.classes
            or not fits(np, rn.far)
        ):
            return
        one = Phrase(Var(f"{rn.words}.in"), (), rn.near)
        atoms = rn.placed(one, np, work, "") if not work.others and work.tally is None and not work.each else ()
        if atoms:
            words = f"{rn.words} of {np.words} {p} {work.words}"
            yield replace(one, atoms=atoms, words=words, notes=(*np.notes, *work.notes)), -0.05

    def done_in(self, e: Phrase, v: Relation, p: str, work: Phrase) -> Made:
        """ "is X in W played", said of who does it."""
        if not v.sense.marker and fits(e, v.far):
            yield from self.sets.placed_in(Pred(f"{v.words} {e.words}", v, e), p, work)

    def character(self, e: Phrase, p: str = "", work: Phrase | None = None) -> Made:
        """ "who is A in W", of an actor: which character."""
        plays = self.sets.plays
        if plays is None or not is_a(e.classes[0], ("Person",)) or (work is not None and not fits(work, ("Work",))):
            return
        n = Phrase(Var("part"), (Is("Character", Var("part")),), ("Character",), "characters")
        for gap, cost in self.clauses.of_verb(e, plays):
            for one, more in self.clauses.placed(gap, p, work) if work is not None else [(gap, 0.0)]:
                yield from ((y, c + cost + more) for y, c in self.clauses.asked(n, one, f"Which {n.words}"))


def _is_character(e: Phrase) -> bool:
    return e.is_entity and is_a(e.classes[0], ("Character",))


def parts_rules(x: Parts) -> list[Rule]:
    """The rules of such questions."""
    r, s = Rule, x.sets
    ages = (("YOUNG", "younger"), ("OLD", "older")), (("ASCHILD", "younger"), ("ASOLD", "older"))
    return [
        r("VP", ("V", "NP", "ASOLD"), lambda v, np, _: s.at_age(v, np, "older")),
        *(r("Q", ("WHO", "BE", word, "E"), lambda _, _b, _w, e, age=age: x.at_age(e, age)) for word, age in ages[0]),
        *(r("Q", ("WHO", "BE", "E", word), lambda _, _b, e, _w, age=age: x.at_age(e, age)) for word, age in ages[1]),
        r("Q", ("WHO", "BE", "DET", "FIRST", "TO", "VB", "NP"), lambda _, _b, _d, _f, _t, v, e: x.first_to(v, e)),
        r("Q", ("WHO", "BE", "FIRST", "TO", "VB", "NP"), lambda _, _b, _f, _t, v, e: x.first_to(v, e)),
        r("Q", ("WHO", "FIRST", "VB", "NP"), lambda _, _f, v, e: x.first_to(v, e)),
        r("Q", ("WHO", "VB", "NP", "FIRSTADV"), lambda _, v, e, word: x.first_to(v, e) if word in ("first", "earliest") else []),
        r("Q", ("WHO", "BE", "E", "P", "E"), lambda _, _b, e, p, w: x.character(e, p, w) if p == "in" else []),
        r("Q", ("WHICH", "N", "BE", "E", "P", "E"), lambda _, n, _b, e, p, w: x.character(e, p, w) if p == "in" and n.classes == ("Character",) else []),
        r("Q", ("WHICH", "N", "BE", "E"), lambda _, n, _b, e: x.character(e) if n.classes == ("Character",) and len(n.atoms) == 1 else []),
        r("ASKED", ("BE", "NP", "VINGB"), lambda _, np, v: x.clauses.of_verb(np, v) if not v.sense.marker else []),
        r("ASKED", ("BE", "NP", "VINGB", "P"), lambda _, np, v, p: x.clauses.of_verb(np, v) if p in v.sense.marker else []),
        r("GAP", ("NP", "BE", "VINGB"), lambda np, _, v: x.clauses.of_verb(np, v) if not v.sense.marker else []),
        r("ASKED", ("DO", "NP", "BEEN", "VB", "BY"), lambda _, np, _b, v, _y: ((one, 0.02) for one, _c in x.clauses.done(np, v))),
        r("GAP", ("NP", "DO", "BEEN", "VB", "BY"), lambda np, _d, _b, v, _y: x.clauses.done(np, v)),
        r("Q", ("P", "WHICH", "N", "BE", "NP", "TOGETHER"), lambda p, _, n, _b, np, _t: (y for one in s.situated(n, np, p) for y in x.questions.listed(one, 0.0)) if len(np.others) > 1 and np.every else []),
        r("VING", ("VING", "P", "NP"), lambda vp, p, np: s.placed_in(vp, p, np)),
        r("Q", ("WHO", "P", "NP", "V", "NP"), lambda _, p, w, v, np: x.who_in(v, np, p, w)),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "VB", "P", "NP"), lambda p, _, n, _d, np, v, o, w: x.as_which(n, np, v, o, w) if p == "as" and p in v.sense.marker else []),
        r("Q", ("BE", "E", "P", "E", "PASSIVE"), lambda _, e, p, w, vp: (y for one, _c in s.placed_in(vp, p, w) for y in x.questions.truth(e, one))),
        r("VING", ("VINGB", "YOUNG", "NP"), lambda v, _, np: s.at_age(v, np, "younger")),
        r("VING", ("VINGB", "OLD", "NP"), lambda v, _, np: s.at_age(v, np, "older")),
        r("PASSED", ("DO", "NP", "GOT", "VB"), lambda _, np, _g, v: [(Pred(f"{v.words} {np.words}", v, np), 0.0)] if fits(np, v.far) and not v.sense.marker else []),
        r("Q", ("DO", "NP", "VB", "TOGETHER"), lambda _, np, v, _t: x.together(np, v)),
        r("Q", ("HOWMANY", "N", "DO", "NP", "INCOMMON"), lambda _, n, _d, np, _i: (y for one, _c in x.casting.spoken.comparing.in_common(n, np) for y in x.questions.counted([one]))),
        r("PASSED", ("BE", "E", "P", "E", "VB"), lambda _, e, p, w, v: x.done_in(e, v, p, w)),
        r("N", ("RN", "P", "NP", "P", "NP"), lambda rn, o, np, p, w: x.of_in(rn, np, p, w) if o in rn.sense.marker else []),
        r("N", ("NP", "POSS", "RN", "P", "NP"), lambda np, _, rn, p, w: x.of_in(rn, np, p, w)),
        r("N", ("E", "RN", "P", "NP"), lambda np, rn, p, w: x.of_in(rn, np, p, w)),
        r("N", ("RN", "E", "P", "NP"), lambda rn, e, p, w: x.of_in(rn, e, p, w)),
        r("SCENEQ", ("DO", "NP", "VB", "P", "NP"), lambda _, np, v, p, w: (y for gap, _c in x.casting.scenes.of_verb(np, v) for y in x.clauses.placed(gap, p, w))),
        r("N", ("ADJ", "E"), lambda a, e: (y for one in x.casting.spoken.members(e) for y in s.such(one, replace(a, words=f"are {a.words.removeprefix('are ')}"), "that ")) if is_a(e.classes[0], ("Group",)) else []),
        r("Q", ("WHOSE", "RN", "DO", "NP", "VB"), lambda _, rn, _d, np, v: ((y, c - 0.2) for gap, _k in x.clauses.of_verb(np, v) for y, c in x.clauses.asked(WHO, gap, "Whom")) if rn.sense.reference == v.sense.reference == "plays" else []),
        r("SCENEQ", ("DO", "NP", "VB", "TOGETHER"), lambda _, np, v, _t: x.casting.scenes.of_verb(np, v) if len(np.others) > 1 and np.every else []),
        r("SCENEQ", ("DO", "NP", "VB", "P", "NP"), lambda _, a, v, p, b: x.casting.scenes.beside(a, v, p, b)),
        r("SCENE", ("NP", "VB", "P", "NP"), lambda a, v, p, b: x.casting.scenes.beside(a, v, p, b)),
    ]  # fmt: skip
