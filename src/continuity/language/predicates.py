"""What can be said of things: verbs with their objects, states, dates and scores; over one canon and one lexicon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from continuity import vocab
from continuity.language.aired import OF_PARTS, PART, parts_out
from continuity.language.lexicon import Lexicon, ways
from continuity.language.logical import Compare, Const, Is, Literal, Rel, Var
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative
from continuity.language.names import Names, is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import ANY_AGE, Relation
from continuity.language.statements import TOLD_IN
from continuity.language.times import When
from continuity.language.works import Made


class Predicates:
    """Composes predicates out of verbs and phrases."""

    def __init__(self, names: Names, words: Lexicon, plurals: Mapping[str, str]) -> None:
        self.names = names
        self.prepositions: dict[str, tuple[Relation, ...]] = {
            e.lemma: tuple(Relation(s, e.lemma) for s in e.senses) for e in words.entries if e.pos == "preposition"
        }
        nouns = (s for e in words.entries if e.pos == "noun" for s in e.senses)
        belongs = (s for s in nouns if s.reference == "memberOf" and s.denotes == "subject" and not s.position)
        self.entries = words.entries
        several = (e for e in words.entries if e.pos == "noun" and len(e.senses) > 1)
        self._players = frozenset(e.lemma for e in several if any(s.reference == "plays" for s in e.senses))
        self._singular = {plural: one for one, plural in plurals.items() if one != plural}
        self._singular |= {e.plural: e.lemma for e in words.entries if e.plural}
        said = {
            f: v for e in words.entries if e.pos == "noun" for p, (v, *_) in ways(e) if p == "gender" for f in e.forms
        }
        self.genders = {form: words.genders[gender] for form, gender in said.items()}
        self.roles = frozenset(n for n, i in vocab.terms().individuals.items() if i.cls == "Role")
        kinds = {n for n, i in vocab.terms().individuals.items() if i.cls == "RelationshipKind"}
        scores = (s for e in words.entries if e.pos == "noun" for s in e.senses if s.reference == "Score")
        self.score = next(scores, None)
        self._nouns = [(e, s) for e in words.entries if e.pos == "noun" for s in e.senses if s.reference in kinds]
        verbs = [(e, s) for e in words.entries if e.pos == "verb" for s in e.senses]
        self.plays = next((Relation(s, "play") for e, s in verbs if e.lemma == "play" and s.reference == "plays"), None)
        self.appears = next(
            (Relation(s, "appear in") for _, s in verbs if s.reference == "appearsIn" and "in" in s.marker), None
        )
        self.replaces = next((Relation(s, e.lemma) for e, s in verbs if s.reference == "recastOf"), None)
        self.memberships = tuple(Relation(s, "members") for s in list(belongs)[:1])

    def placed(self, p: str, np: Phrase) -> Made:
        """ "is in X": one predicate for each meaning of the preposition."""
        for relation in self.prepositions.get(p, ()):
            if fits(np, relation.far):
                yield Pred(f"are {p} {np.words}", relation, np), 0.0

    def _only_ran(self, np: Phrase) -> bool:
        """Whether someone by name ran shows and played no part: after such comes a showrunner, no other actor."""
        if not np.is_entity:
            return False
        id, told = getattr(np.head, "id", ""), self.names.canon.claims
        return any(True for _ in told(id, "showrunnerOf")) and not any(True for _ in told(id, "plays"))

    def said(self, v: Relation, np: Phrase, word: str = "") -> Made:
        """A predicate of a verb and its object, where the object can be one."""
        if fits(np, v.far) and not (v.sense.reference == "recastOf" and self._only_ran(np)):
            yield Pred(f"{v.words} {word}{np.words}", v, np), 0.0

    def done(self, v: Relation, np: Phrase) -> Made:
        """A passive: "directed by X"."""
        if fits(np, v.near):
            yield Pred(f"{v.done or v.words} by {np.words}", v.flipped(), np), 0.0

    def placed_in(self, vp: Pred, p: str, place: Phrase) -> Made:
        """A predicate as told of one work: "plays X in W"."""
        told = TOLD_IN.get(vp.relation.sense.reference) if vp.relation is not None else None
        if place.others and all(m.is_entity and not m.denied for m in place.others):
            parts = [one for m in place.others for one, _ in self.placed_in(vp, p, m)]
            if len(parts) == len(place.others):
                words = f"{vp.words} {p} {place.words}"
                both = replace(parts[0], words=words, also=tuple(parts[1:]))
                yield both if place.every else Pred(words, either=tuple(parts)), 0.02
            return
        if told is None or vp.place is not None or vp.denied or vp.also or place.others or not place.classes:
            return
        if (
            p not in ("in", "on")
            or not fits(place, ("Work",))
            or place.each
            or (place.tally and vp.far is not None and (vp.far.tally or not vp.far.is_entity))
            or place.best
            or place.denied
        ):
            return
        many = (
            0.12 if vp.far is not None and vp.far.tally is not None else 0.0
        )  # so many there, not of those who are there
        yield replace(vp, place=place, words=f"{vp.words} {p} {place.words}"), (0.02 if place.is_entity else 0.1) - many

    def at_age(self, v: Relation, np: Phrase, age: str) -> Made:
        """ "plays the young X": a portrayal at another age."""
        if np.others or np.denied or np.each or np.tally is not None or not fits(np, v.far):
            return
        if "age" in vocab.terms().classes[TOLD_IN[v.sense.reference][0]].key if v.sense.reference in TOLD_IN else False:
            word = {"younger": "young", "older": "old"}.get(age)
            at = {"younger": "as a child", "older": "in old age", ANY_AGE: "at another age"}[age]
            said = f"the {word} {np.words}" if np.is_entity and word else f"{np.words} {at}"
            yield Pred(f"{v.words} {said}", v, np, age=age), -0.05

    def in_the_role(self, v: Relation, np: Phrase, role: Phrase) -> Made:
        """ "replaced X as Y": the one who came after plays Y."""
        if (
            v.sense.reference == "recastOf"
            and self.plays is not None
            and fits(np, v.far)
            and fits(role, self.plays.far)
        ):
            also = (Pred(f"play {role.words}", self.plays, role),)
            yield Pred(f"{v.words} {np.words} as {role.words}", v, np, also=also), 0.0

    def by_turns(self, v: Relation, np: Phrase, other: Phrase, after: bool) -> Made:
        """ "played X before Y": who had the part then."""
        if v.sense.reference == "plays" and self.replaces is not None and fits(other, ("Person",)) and fits(np, v.far):
            turn = self.replaces if after else self.replaces.flipped()
            word = "after" if after else "before"
            yield (
                Pred(
                    f"{v.words} {np.words} {word} {other.words}",
                    v,
                    np,
                    also=(Pred(f"{word} {other.words}", turn, other),),
                ),
                -0.05,
            )

    def at_time(self, vp: Pred, when: When) -> Made:
        """A predicate of works released in a stretch of time, or of what happens in such: "died before X"."""
        if vp.denied or vp.also or vp.place is not None:
            return
        date = when.phrase("released")
        how = vp.event or {"Deceased": "Death"}.get(vp.cls, "")
        if how and vp.cls and vocab.terms().is_a(how, "Statement"):
            event = Var(f"event.{when.words}")
            key = vocab.terms().classes[how].key
            place = Var(f"place.{when.words}")
            atoms = (Is(how, event), Rel(key[1], event, place), Rel("released", place, date.head), *date.atoms)
            yield Pred(f"{vp.words} {when.words}", None, Phrase(event, atoms, (how,), ""), event="had"), 0.0
        elif vp.relation is not None and vp.far is not None and not vp.state and self._is_set_of_works(vp.far):
            parts = vp.far.classes == ("Series",) and vp.relation.sense.reference in OF_PARTS
            if parts:  # a series may have begun before
                told = (*vp.far.atoms, *parts_out(vp.far.head, when))
                far = replace(vp.far, head=PART, atoms=told, classes=("Work",))
            else:
                far = replace(vp.far, atoms=(*vp.far.atoms, *date.atoms, Rel("released", vp.far.head, date.head)))
            yield replace(vp, far=far, words=f"{vp.words} {when.words}"), -0.05 if parts else 0.02

    def joined(self, a: Pred, b: Pred, word: str) -> Made:
        """Two predicates of one subject. Who died and came back is whoever came back: nobody else does."""
        if self._is_elided(b) and not a.words.startswith("are "):
            return  # who "died in A but not in B" may well be in B
        if (
            a.far is not None
            and b.far is not None
            and a.far.words == b.far.words
            and a.far.words in ("something", "anyone", "someone")
        ):
            b = replace(b, far=replace(b.far, head=Var("something else")))  # the same it need not be
        returns = b.far is not None and b.far.classes == ("Return",) and a.event == "Death"
        yield b if returns else replace(a, words=f"{a.words} {word} {b.words}", also=(*a.also, b)), 0.0

    def _is_elided(self, b: Pred) -> bool:
        """Whether of what is denied only the place is said: "not in B"."""
        word = b.relation.words if b.denied and b.relation is not None else ""
        return word in self.prepositions and b.words.removeprefix("do ").startswith(f"not {word} ")

    def _is_set_of_works(self, far: Phrase) -> bool:
        """Whether this is a plain set of works, to be narrowed further."""
        plain = not (far.is_entity or far.others or far.tally or far.each or far.denied)
        return plain and bool(far.classes) and is_a(far.classes[0], ("Work",))

    def settled(self, state: Pred, when: When) -> Made:
        """ "cancelled in 2018": a state of a work's making that is dated so."""
        if state.state and not state.state.startswith("story:") and state.far is not None:
            date = when.phrase("date")
            also, said = state.also, when.words
            if when.work is not None and when.by == "released" and when.until is None and not when.bare:
                said = said.replace(" ", " the release of ", 1)
            if when.work is not None and when.bare and self._is_so(when.work, state):
                other, then = Var("status.other"), Var("status.other.date")
                of = (Is("Status", other), Rel("work", other, when.work), Rel("state", other, Const(state.state)))
                same = (*of, Rel("date", other, then), Compare(when.op, date.head, then))
                date = replace(date, atoms=same)  # "cancelled before X" is before X was, where it was
                one = Var("another")
                another = Phrase(one, (Compare("!=", one, when.work),), ("Work",), "another")
                also = (*also, Pred("", None, another, event="told"))
            told = Rel("date", state.far.head, date.head)
            far = replace(state.far, atoms=(*state.far.atoms, told, *date.atoms))
            yield replace(state, words=f"are {state.words.removeprefix('are ')} {said}", far=far, also=also), 0.0

    def _is_so(self, work: Const, state: Pred) -> bool:
        """Whether a work is told to be in a state of its making."""
        canon = self.names.canon
        told = (c.subject for c in canon.claims(predicate="work", object=canon.node(work.id)))
        return any(c.object.value == state.state for status in told for c in canon.claims(status, "state"))

    def of_the_same(self, vp: Pred, v: Relation, denied: bool) -> Made:
        """A further predicate of the same thing: "created X but did not run it", "created a series and ran it"."""
        if vp.far is None or vp.denied or not fits(vp.far, v.far):
            return
        plain = not (vp.far.others or vp.far.each or vp.far.denied or vp.far.tally is not None or denied)
        if vp.far.is_entity or plain:
            word = "but do not" if denied else "and"
            more = Pred(f"{'not ' if denied else ''}{v.words} it", v, vp.far, denied=denied)
            yield replace(vp, words=f"{vp.words} {word} {v.words} it", also=(*vp.also, more)), 0.0

    def of_its(self, vp: Pred, rn: Relation) -> Made:
        """ "created a series and was its showrunner"."""
        far = vp.far
        if far is None or vp.denied or far.others or far.each or far.denied or far.tally is not None:
            return
        if fits(far, rn.far) and not rn.sense.roles:
            more = Pred(f"its {rn.words}", rn, far)
            yield replace(vp, words=f"{vp.words} and are its {rn.words}", also=(*vp.also, more)), 0.0

    def scored(self, than: Superlative, number: int, by: Phrase, at: bool = False) -> Made:
        """ "scored above 75 on X", and "at" least or most so much."""
        if by.is_entity and fits(by, ("Company", "Person")):
            node, value = Var(f"scored.{number}"), Var(f"scored.{number}.value")
            limit = Compare(("<" if than.lowest else ">") + "=" * at, value, Literal(str(number), "decimal"))
            atoms = (Is("Score", node), Rel("givenBy", node, by.head), Rel("value", node, value), limit)
            plain, least = ("below", "at most") if than.lowest else ("above", "at least")
            words = f"score {least if at else plain} {number} on {by.words}"
            yield Pred(words, None, Phrase(node, atoms, ("Score",), ""), event="had"), 0.0

    def only(self, v: Relation, np: Phrase) -> Made:
        """A predicate that holds of one thing and of nothing else of its class."""
        if np.is_entity and not np.denied:
            yield (
                Pred(
                    f"only {v.words} {np.words}", v, replace(np, words=f"only {np.words}"), also=(self.no_other(v, np),)
                ),
                0.0,
            )

    def no_other(self, v: Relation, np: Phrase) -> Pred:
        """That a relation does not hold to anything else of a thing's class."""
        other = Var(f"other.{np.words}")
        atoms = (Is(np.classes[0], other), Compare("!=", other, np.head))
        return Pred(f"{v.words} no other", v, Phrase(other, atoms, np.classes, "no other", denied=True))

    def dated(self, v: Relation, when: When) -> Made:
        """ "released in 2016": a predicate about a date."""
        said = f"are {v.words.removeprefix('be ')}" if v.words.startswith("be ") else v.words
        out = " came out" * (v.sense.reference == "concluded" and when.work is not None and when.by == "released")
        also: tuple[Pred, ...] = ()
        if when.but is not None:
            one = Var("another")
            another = Phrase(one, (Compare("!=", one, when.but),), ("Work", "Person", "Character"), "another")
            also = (Pred("", None, another, event="told"),)
        yield Pred(f"{said} {when.words}{out}", v, when.phrase(v.sense.reference), also=also), 0.0
