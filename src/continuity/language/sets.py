"""Sets of things: nouns narrowed by prepositions, clauses, comparisons, superlatives and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity import vocab
from continuity.language.closed import ORDINALS
from continuity.language.lexicon import Lexicon
from continuity.language.logical import Compare, Is, Literal, Rel, Shown, Var
from continuity.language.meaning import Pred, Relation, apply, relate
from continuity.language.measures import SCORES, Superlative, measure
from continuity.language.names import Names, is_a
from continuity.language.phrases import Phrase, fits, is_of_many
from continuity.language.statements import TOLD_IN, attach
from continuity.language.times import When
from continuity.language.works import Made, Ordinal


def _name(n: Phrase) -> str:
    return getattr(n.head, "name", "")


class Sets:
    """Composes sets, over one canon's names and one lexicon."""

    def __init__(self, names: Names, words: Lexicon) -> None:
        self.names = names
        self.prepositions: dict[str, tuple[Relation, ...]] = {
            e.lemma: tuple(Relation(s, e.lemma) for s in e.senses) for e in words.entries if e.pos == "preposition"
        }
        belongs = (s for e in words.entries if e.pos == "noun" for s in e.senses if s.reference == "memberOf")
        self._singular = {e.plural: e.lemma for e in words.entries if e.plural}
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

    def holders(self, rn: Relation) -> Phrase:
        """Whoever stands in a relation to anything: "showrunners"."""
        near, far = Phrase(Var(rn.words + ".a"), (), rn.near), Phrase(Var(rn.words + ".b"), (), ())
        return Phrase(near.head, rn.atoms(near, far), rn.near, rn.words)

    def of(self, rn: Relation, far: Phrase, cost: float = 0.0) -> Made:
        """Whoever stands in a relation to the far end: "showrunners of X"."""
        var = Var(f"{rn.words}.{far.words}")
        done = relate(Phrase(var, (), rn.near), rn, far)
        if done is None:
            return
        words, notes = f"{rn.words} of {far.words}", done.notes
        if rn.sense.roles:
            roles = " or ".join(self.names.canon.label(r) for r in rn.sense.roles)
            words = f"the people credited as {roles} of {far.words}"
            note = f"the team of {far.words} is read as the people whom any account credits as {roles} of it, past or present"
            groups = [n.id for n in self.names.ids(far.words) if is_a(n.cls, ("Group",))]
            if groups:
                note += f"; the other reading would be the team of characters, {self.names.canon.label(groups[0])}"
            notes = (*notes, note)
        yield replace(done, words=words, notes=notes), cost

    def with_preposition(self, n: Phrase, p: str, np: Phrase) -> Made:
        """A set narrowed by a preposition: "characters in X", "the score of X"."""
        words = f"{n.words} {p} {np.words}"
        for done in attach(n, np, p):
            yield replace(done, words=words), 0.0
        many = is_of_many(n, p, np)
        if p == "between" or (many and np.tally is not None):
            return
        np = replace(np, every=False) if many else np  # each is of one of them
        node = Var(n.best.name.partition(".")[0]) if n.best and n.head != n.best and "." in n.best.name else None
        if node is not None and np.is_entity and not n.shown:
            scores = Phrase(node, (), tuple(a.cls for a in n.atoms if isinstance(a, Is) and a.term == node))
            for done in attach(scores, np):  # "best reviewed season on Metacritic"
                yield replace(n, atoms=(*n.atoms, *done.atoms), words=words), -0.1
        for relation in self.prepositions.get(p, ()):
            related = relate(n, relation, np)
            if related is not None:
                # a relational noun has the better claim to "of", and the last thing named to what comes after it
                far = 0.08 if " that " in n.words or "every " in n.words else 0.0
                yield replace(related, words=words), 0.06 + far

    def numbered(self, o: Ordinal, n: Phrase) -> Made:
        """ "first season": each season with that number."""
        if o.number and n.classes == ("Season",):
            value = Literal(str(o.number), "integer")
            yield (
                replace(n, atoms=(*n.atoms, Rel("number", n.head, value)), words=f"{ORDINALS[o.number - 1]} {n.words}"),
                0.0,
            )

    def such(self, n: Phrase, vp: Pred, word: str) -> Made:
        """A set narrowed by a clause."""
        for done in apply(n, vp, self.prepositions["of"]):
            yield replace(done, words=f"{n.words} {word}{vp.words}"), 0.0

    def extracted(self, n: Phrase, np: Phrase, v: Relation) -> Made:
        """A set narrowed by a clause of which it is the object: "shows that X ran"."""
        for done in self.reached(n, np, v):
            yield replace(done, words=f"{n.words} that {np.words} {v.words}"), 0.0

    def reached(self, n: Phrase, np: Phrase, v: Relation) -> Iterator[Phrase]:
        """The set as what the relation leads to from the subject."""
        done = relate(n, v.flipped(), np)
        if done is not None:
            yield done

    def several(self, a: Phrase, b: Phrase, every: bool) -> Made:
        """A coordination of two or more."""
        if a.best or b.best or b.others:
            return
        members = (*a.others, b) if a.others and a.every == every else (a, b)
        if any(m.others for m in members):
            return
        word = "and" if every else "or"
        yield Phrase(a.head, (), (), f"{a.words} {word} {b.words}", members, every), 0.05

    def listed(self, members: tuple[Phrase, ...], every: bool) -> Made:
        """Three or more things of one class by name: "A, B and C"."""
        if len({m.classes for m in members}) == 1:
            made = list(self.several(members[0], members[1], every))
            for more in members[2:]:
                made = [x for one, _ in made for x in self.several(one, more, every)]
            yield from made

    def best(self, sup: Superlative, n: Phrase) -> Made:
        """A statement with the best value ("best Metacritic score"), or a thing with the best of a property ("longest")."""
        if n.best is not None or n.others or n.is_entity or n.tally:
            return
        values = [t for p, t in n.shown if p == sup.property]
        if values and isinstance(values[0], Var):
            atom = Rel(sup.property, n.head, values[0])
            word = "lowest" if sup.lowest else "best"
            yield (
                replace(n, atoms=(*n.atoms, atom), best=values[0], lowest=sup.lowest, words=f"the {word} {n.words}"),
                0.0,
            )
        rated = sup.property == "value" and " " in sup.words
        found = measure(sup.property, n) if not n.shown and (sup.property != "value" or rated) else None
        if found is not None:
            extra, value = found
            words = f"{sup.words} {n.words}"
            then = None
            atoms = (*n.atoms, *extra)
            if sup.property == "released" and any(is_a(c, ("Episode",)) for c in n.classes):
                then = Var(f"numberof{_name(n)}")
                atoms = (*atoms, Shown("number", n.head, then))
            notes = (*n.notes, SCORES) if rated else n.notes
            yield replace(n, atoms=atoms, best=value, lowest=sup.lowest, words=words, then=then, notes=notes), 0.0

    def some(self, number: int, n: Phrase) -> Made:
        """The first so many of a ranking: "three longest episodes"."""
        if n.best is not None and not n.limit:
            yield replace(n, limit=number, words=f"{number} {n.words}"), 0.0

    def best_rated(self, sup: Superlative, rated: Phrase, n: Phrase) -> Made:
        """A work with the best value of a statement about it: "best reviewed first season"."""
        for node, _ in self.best(sup, rated):
            for done in attach(node, n):
                atoms = tuple(dict.fromkeys((*n.atoms, *done.atoms)))
                word = "lowest" if sup.lowest else "best"
                yield replace(n, atoms=atoms, best=node.best, lowest=sup.lowest, words=f"{word} rated {n.words}"), 0.0

    def placed(self, p: str, np: Phrase) -> Made:
        """ "is in X": one predicate for each meaning of the preposition."""
        for relation in self.prepositions.get(p, ()):
            if fits(np, relation.far):
                yield Pred(f"are {p} {np.words}", relation, np), 0.0

    def again(self, vp: Pred, p: str, np: Phrase) -> Made:
        """The same predicate of one thing more: "appear in A and in B"."""
        v = vp.relation
        if v is not None and not vp.denied and fits(np, v.far) and (p in v.sense.marker or p == v.words):
            more = Pred(f"{p} {np.words}", v, np)
            yield replace(vp, words=f"{vp.words} and {p} {np.words}", also=(*vp.also, more)), 0.0

    def said(self, v: Relation, np: Phrase, word: str = "") -> Made:
        """A predicate of a verb and its object, where the object can be one."""
        if fits(np, v.far):
            yield Pred(f"{v.words} {word}{np.words}", v, np), 0.0

    def done(self, v: Relation, np: Phrase) -> Made:
        """A passive: "directed by X"."""
        if fits(np, v.near):
            yield Pred(f"{v.done or v.words} by {np.words}", v.flipped(), np), 0.0

    def placed_in(self, vp: Pred, p: str, place: Phrase) -> Made:
        """A predicate as told of one work: "plays X in W"."""
        told = TOLD_IN.get(vp.relation.sense.reference) if vp.relation is not None else None
        if told is None or vp.place is not None or vp.denied or vp.also or place.others or not place.classes:
            return
        if (
            p not in ("in", "on")
            or not fits(place, ("Work",))
            or place.each
            or place.tally
            or place.best
            or place.denied
        ):
            return
        yield replace(vp, place=place, words=f"{vp.words} {p} {place.words}"), 0.1 if not place.is_entity else 0.02

    def at_age(self, v: Relation, np: Phrase, age: str) -> Made:
        """ "plays the young X": a portrayal at another age."""
        if not np.is_entity:
            return
        if "age" in vocab.terms().classes[TOLD_IN[v.sense.reference][0]].key if v.sense.reference in TOLD_IN else False:
            word = {"younger": "young", "older": "old"}[age]
            yield Pred(f"{v.words} the {word} {np.words}", v, np, age=age), -0.05

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
            far = replace(vp.far, atoms=(*vp.far.atoms, *date.atoms, Rel("released", vp.far.head, date.head)))
            yield replace(vp, far=far, words=f"{vp.words} {when.words}"), 0.02

    def _is_set_of_works(self, far: Phrase) -> bool:
        """Whether this is a plain set of works, to be narrowed further."""
        plain = not (far.is_entity or far.others or far.tally or far.each or far.denied)
        return plain and bool(far.classes) and is_a(far.classes[0], ("Work",))

    def situated(self, n: Phrase, np: Phrase, p: str) -> Iterator[Phrase]:
        """The set in whose members something is: "episodes that X is in"."""
        for relation in self.prepositions.get(p, ()):
            done = relate(n, relation.flipped(), np)
            if done is not None and n.classes and relation.sense.reference != "within":
                yield replace(done, words=f"{n.words} that {np.words} is {p}")

    def settled(self, state: Pred, when: When) -> Made:
        """ "cancelled in 2018": a state of a work's making that is dated so."""
        if state.state and not state.state.startswith("story:") and state.far is not None:
            date = when.phrase("date")
            told = Rel("date", state.far.head, date.head)
            far = replace(state.far, atoms=(*state.far.atoms, told, *date.atoms))
            yield replace(state, words=f"are {state.words.removeprefix('are ')} {when.words}", far=far), 0.0

    def but_not(self, vp: Pred, p: str, np: Phrase) -> Made:
        """The same predicate denied of another thing: "appear in A but not in B"."""
        v = vp.relation
        if (
            v is not None
            and not vp.denied
            and not vp.also
            and fits(np, v.far)
            and p in v.sense.marker
            and not np.denied
        ):
            more = Pred(f"not {p} {np.words}", v, np, denied=True)
            yield replace(vp, words=f"{vp.words} but not {p} {np.words}", also=(more,)), -0.1

    def of_the_same(self, vp: Pred, v: Relation, denied: bool) -> Made:
        """A further predicate of the same thing: "created X but did not run it"."""
        if vp.far is not None and vp.far.is_entity and not vp.denied and fits(vp.far, v.far):
            word = "but do not" if denied else "and"
            more = Pred(f"{'not ' if denied else ''}{v.words} it", v, vp.far, denied=denied)
            yield replace(vp, words=f"{vp.words} {word} {v.words} it", also=(*vp.also, more)), 0.0

    def scored(self, than: Superlative, number: int, by: Phrase) -> Made:
        """ "scored above 75 on X"."""
        if by.is_entity and fits(by, ("Company", "Person")):
            node, value = Var(f"scored.{number}"), Var(f"scored.{number}.value")
            limit = Compare("<" if than.lowest else ">", value, Literal(str(number), "decimal"))
            atoms = (Is("Score", node), Rel("givenBy", node, by.head), Rel("value", node, value), limit)
            words = f"score {'below' if than.lowest else 'above'} {number} on {by.words}"
            yield Pred(words, None, Phrase(node, atoms, ("Score",), ""), event="had"), 0.0

    def kin(self, noun: str, of: Phrase) -> Made:
        """ "friends with X", "married to X": whoever is so related to X."""
        for entry, sense in self._nouns:
            if (
                noun in (entry.plural, entry.lemma)
                or (noun == "married" and entry.lemma == "spouse")
                or (noun == "related" and sense.reference == "relatedTo")
            ):
                yield from self.of(Relation(sense, entry.plural), of)

    def few(self, op: str, number: int, n: Phrase, words: str) -> Made:
        """So many of a set: "more than two shows"."""
        if not n.is_entity and not n.others and n.tally is None and n.best is None:
            n = replace(n, shown=(), atoms=tuple(a for a in n.atoms if not isinstance(a, Shown)))
            yield replace(n, tally=(op, number), words=f"{words} {n.words}"), 0.0

    def one(self, words: str) -> str:
        """The words of a set as they are said of one of it."""
        parts = words.split(" ")
        for start in range(len(parts)):
            for end in range(len(parts), start, -1):
                found = self._singular.get(" ".join(parts[start:end]))
                if found:
                    return " ".join([*parts[:start], found, *parts[end:]])
        return words

    def each(self, n: Phrase, word: str = "every") -> Made:
        """Every member of a set."""
        if not n.is_entity and not n.others and n.tally is None and n.best is None and n.atoms and not n.each:
            yield replace(n, each=True, words=f"{word} {self.one(n.words)}"), 0.0

    def neither(self, a: Phrase, b: Phrase) -> Made:
        """None of two."""
        if not a.others and not b.others:
            parts = (replace(a, denied=True), replace(b, denied=True))
            yield Phrase(a.head, (), (), f"neither {a.words} nor {b.words}", parts, True), 0.0

    def without(self, a: Phrase, b: Phrase) -> Made:
        """One thing and not the other."""
        if not a.others and not b.others and not a.denied:
            yield Phrase(a.head, (), (), f"{a.words} but not {b.words}", (a, replace(b, denied=True)), True), 0.0

    def denied(self, n: Phrase, p: str, np: Phrase) -> Made:
        """A set less those of whom something holds: "characters not in X"."""
        if np.others or n.is_entity:
            return
        for relation in self.prepositions.get(p, ()):
            done = relate(n, relation, replace(np, denied=True))
            if done is not None:
                yield replace(done, words=f"{n.words} but not {p} {np.words}"), 0.05

    def excepted(self, n: Phrase, np: Phrase) -> Made:
        """A set less one: "shows other than X"."""
        members = np.others or (np,)
        if isinstance(n.head, Var) and not n.others and all(m.is_entity and fits(m, n.classes) for m in members):
            others = tuple(Compare("!=", n.head, m.head) for m in members)
            yield replace(n, atoms=(*n.atoms, *others), words=f"{n.words} except {np.words}"), 0.0

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
        yield Pred(f"{v.words} {when.words}", v, when.phrase(v.sense.reference)), 0.0

    def of_date(self, n: Phrase, when: When) -> Made:
        """ "films of 2016": works by their date of release."""
        if not n.is_entity and not n.others and n.classes and fits(n, ("Work",)):
            date = when.phrase("released")
            yield (
                replace(
                    n,
                    atoms=(*n.atoms, *date.atoms, Rel("released", n.head, date.head)),
                    words=f"{n.words} {when.words}",
                ),
                0.05,
            )
