"""Sets of things: nouns narrowed by prepositions, clauses, comparisons, superlatives and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity import vocab
from continuity.language.apiece import marked
from continuity.language.closed import ORDINALS
from continuity.language.logical import Compare, Const, Held, Is, Literal, Not, Rel, Shown, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import DATES, ONLY_DATED, SCORES, Superlative, among, measure
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, by_name, fits, is_of_many
from continuity.language.predicates import Predicates
from continuity.language.relation import ANYWHERE, OF_GENDER, Relation, relate
from continuity.language.statements import attach
from continuity.language.times import When
from continuity.language.wording import plural
from continuity.language.works import Made, Ordinal

#: What those who are so tied are called.
_BELONGING = ("part", "a part", "affiliated", "associated")
TIES = {
    "related": "relative",
    "married": "spouse",
    "wed": "spouse",
    "romantically involved": "partner",
    "in a relationship": "partner",
    "in love": "partner",
    "allied": "ally",
    "in league": "ally",
    "in cahoots": "ally",
    "in an alliance": "ally",
    "at odds": "enemy",
    "at war": "enemy",
    "hostile": "enemy",
    "opposed": "enemy",
    "in business": "business partner",
}


_PARTS = ("Season", "Episode")
#: Said of those of several things.
OF_ALL = "those are meant who are so of each of these, not of one of them only"


def _name(n: Phrase) -> str:
    return getattr(n.head, "name", "")


def _is_of_a_role(n: Phrase) -> bool:
    """Whether a set is of those who hold a role: what it is "of" is that of which they hold it."""
    name = _name(n)
    return name.endswith(ANYWHERE) or name.startswith("most.")


def is_value(rn: Relation) -> bool:
    """Whether what a noun stands for is a plain value: a name, a date, a number."""
    known = vocab.terms().properties.get(rn.sense.reference)
    return known is not None and known.value not in ("id", "concept")


def _is_of_each(rn: Relation) -> bool:
    """Whether each of several has a value of its own of what a noun stands for: a date or a number."""
    known = vocab.terms().properties.get(rn.sense.reference)
    return known is not None and (known.value in ("date", "integer", "decimal") or known.name == "name")


class Sets(Predicates):
    """Composes sets; what can be said of them it has of the predicates."""

    def holders(self, rn: Relation) -> Phrase:
        """Whoever stands in a relation to anything: "showrunners"."""
        near, far = Phrase(Var(rn.words + ANYWHERE), (), rn.near), Phrase(Var(rn.words + ".b"), (), ())
        notes = (OF_GENDER.format(rn.sense.gender),) if rn.sense.gender else ()
        return Phrase(near.head, rn.atoms(near, far), rn.near, rn.words, notes=notes)

    def somebody(self, word: str, one: Phrase) -> Phrase:
        """ "the man that …": whoever it is, unless they are told to be no man."""
        told = self.genders.get(word.removeprefix("the ").removeprefix("a "))
        if told is None:
            return one
        said = "the woman" if told[0][0][1] == ("female",) else "the man"
        return replace(one, atoms=(*one.atoms, Held(one.head, *told)), words=said)

    def of_a_cast(self, rn: Relation, p: str = "of") -> float:
        """What it costs to mean the cast by "the X actor": one is asked for, who plays X."""
        return 0.3 if rn.one and rn.sense.reference == "actsIn" and p in ("of", "for") else 0.0

    def is_one(self, words: str) -> bool:
        """Whether a set is said as of one person: "actor of X"."""
        noun = words.partition(" of ")[0]
        return words.startswith(("the man ", "the woman ")) or (noun in self._players and " of " in words)

    def of(self, rn: Relation, far: Phrase, cost: float = 0.0) -> Made:
        """Whoever stands in a relation to the far end: "showrunners of X"."""
        if far.tally is not None and is_value(rn):
            return  # of two there is no one name
        if fits(far, rn.far) and _is_of_each(rn) and (one := among(far)) is not None:
            far = replace(one, words=far.words)
        var = Var(f"{rn.words}.{far.words}")
        near = Phrase(var, (), rn.near)
        if far.others and all(m.denied for m in far.others) and not rn.sense.roles:  # those of anything but these
            near = replace(near, atoms=rn.atoms(near, Phrase(Var(f"{rn.words}.any"), (), ())))
        done = relate(near, rn, far)
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
        if len(far.others) > 1 and far.every and not any(m.denied for m in far.others):
            notes = (*notes, OF_ALL)
        yield replace(done, words=words, notes=notes), cost

    def out_of(self, n: Phrase, np: Phrase) -> Made:
        """ "actors from the main cast of W": those of a set of people who are of another."""
        people = ("Person", "Character")
        plain = not (np.is_entity or np.others or np.each or np.denied or np.tally is not None)
        if plain and np.atoms and all(p.classes and all(is_a(c, people) for c in p.classes) for p in (n, np)):
            yield from self.such(n, Pred(f"from {np.words}", None, np), "")

    def with_preposition(self, n: Phrase, p: str, np: Phrase) -> Made:
        """A set narrowed by a preposition: "characters in X", "the score of X"."""
        if (
            n.classes == ("Franchise",)
            and np.is_entity
            and (not fits(np, n.classes) or n.words[:-1] in np.words.lower())
        ):
            return  # "the X saga" is one by name
        if " that " in n.words and np.tally is not None:
            return  # "directed episodes of three shows": it is the episodes that are of them
        plain, that, clause = n.words.partition(" that ")  # what is said of the set stands after where it is
        words = f"{plain} {p} {np.words}{that}{clause}"
        of = [a for a in n.atoms if isinstance(a, Rel) and (a.property, a.subject) == ("of", n.head)]
        for done in attach(n, np, p):
            if not of or of == [
                a for a in done.atoms if isinstance(a, Rel) and a.property == "of" and a.subject == n.head
            ]:
                yield replace(done, words=words), 0.0  # a score is of one work
        many = is_of_many(n, p, np)
        if p == "between" or (many and (np.tally is not None or np.each)) or (p == "of" and _is_of_a_role(n)):
            return
        if many and len({m.denied for m in np.others}) > 1:
            return  # each is of one of them: "of A but not of B" is not said of a part
        np = replace(np, every=False) if many and not all(m.denied for m in np.others or (np,)) else np
        node = Var(n.best.name.partition(".")[0]) if n.best and n.head != n.best and "." in n.best.name else None
        if node is not None and np.is_entity and not n.shown:
            scores = Phrase(node, (), tuple(a.cls for a in n.atoms if isinstance(a, Is) and a.term == node))
            for done in attach(scores, np):  # "best reviewed season on Metacritic"
                yield replace(n, atoms=(*n.atoms, *done.atoms), words=words), -0.1
        made = self.is_of_makers(n)
        for relation in self.prepositions.get(p, ()):
            if made and relation.sense.reference == "actsIn":
                continue  # "the showrunners of X in its second season" do not act in it
            if p == "by" and isinstance(np.head, Var) and np.head.name.endswith(ANYWHERE):
                continue  # "shows by network" are told apart by it
            if (related := relate(n, self.of_company(relation, np), np)) is not None:
                # a relational noun has the better claim to "of", and the last thing named to what comes after it
                far = 0.08 if any(word in n.words for word in (" that ", " than ", "every ")) else 0.0
                yield replace(related, words=words), 0.06 + far

    def of_company(self, relation: Relation, np: Phrase) -> Relation:
        """What "of" means of a company: a network shows, and one that is never a network made."""
        company = np.head if relation.sense.reference == "network" and np.is_entity else None
        if not isinstance(company, Const) or company.cls != "Company":
            return relation
        canon = self.names.canon
        shows = next(canon.claims(predicate="network", object=canon.node(company.id)), None)
        return (
            relation if shows is not None else replace(relation, sense=replace(relation.sense, reference="producedBy"))
        )

    def is_of_makers(self, n: Phrase) -> bool:
        """Whether a set is of those who made some works."""
        roles = (a.property.removesuffix("Of") for a in n.atoms if isinstance(a, Rel) and a.subject == n.head)
        return any(role in self.roles for role in roles)

    def numbered(self, o: Ordinal, n: Phrase) -> Made:
        """ "first season": each season with that number."""
        if o.number and n.classes == ("Season",) and n.best is None:
            value = Literal(str(o.number), "integer")
            yield (
                replace(n, atoms=(*n.atoms, Rel("number", n.head, value)), words=f"{ORDINALS[o.number - 1]} {n.words}"),
                0.0,
            )

    def such(self, n: Phrase, vp: Pred, word: str) -> Made:
        """A set narrowed by a clause, of those last named before it where it can be theirs: "friends of people killed by X"."""
        for done in apply(n, vp, self.prepositions["of"]):
            words = f"{n.words} {word}{plural(vp.words) if word else vp.words}"
            parts_date = (
                vp.relation is not None
                and vp.relation.sense.reference == "released"
                and n.classes
                and is_a(n.classes[0], _PARTS)
            )
            yield replace(done, words=words), 0.0 if parts_date else self.upwards(n)  # each of both has a date

    def upwards(self, n: Phrase) -> float:
        """What it costs to say of a set what can be said of those last named in it."""
        inner = any(isinstance(a, Is) and isinstance(a.term, Var) and a.term != n.head for a in n.atoms)
        return 0.05 if inner else 0.0

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
        unlike = 0.12 if len({m.is_entity for m in members}) > 1 else 0.0  # a set and a thing by name
        yield Phrase(a.head, (), (), f"{a.words} {word} {b.words}", members, every), 0.05 + unlike

    def listed(self, members: tuple[Phrase, ...], every: bool) -> Made:
        """Three or more things of one class by name: "A, B and C"."""
        classes = {m.classes for m in members}
        if len(classes) == 1 or classes == {("Series",), ("Season",)}:
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
            if sup.property in DATES and any(is_a(c, ("Series", "Person")) for c in n.classes):
                notes = (*notes, ONLY_DATED)
            yield replace(n, atoms=atoms, best=value, lowest=sup.lowest, words=words, then=then, notes=notes), 0.0

    def nth(self, o: Ordinal, order: Superlative, n: Phrase) -> Made:
        """ "the second episode that X directed": those in one place of the order of release."""
        if o.number > 1 and n.classes != ("Season",):
            for one, cost in self.best(replace(order, words=ORDINALS[o.number - 1]), n):
                yield replace(one, limit=-o.number), cost + 0.05

    def some(self, number: int, n: Phrase) -> Made:
        """The first so many of a ranking: "three longest episodes"."""
        if n.best is not None and not n.limit:
            yield replace(n, limit=number, words=f"{number} {n.words}"), 0.0

    def best_rated(self, sup: Superlative, rated: Phrase, n: Phrase) -> Made:
        """A work with the best value of a statement about it: "best reviewed first season"."""
        for node, _ in self.best(sup, rated) if n.best is None else ():
            for done in attach(node, n):
                atoms = tuple(dict.fromkeys((*n.atoms, *done.atoms)))
                word = "lowest" if sup.lowest else "best"
                yield replace(n, atoms=atoms, best=node.best, lowest=sup.lowest, words=f"{word} rated {n.words}"), 0.0

    def situated(self, n: Phrase, np: Phrase, p: str) -> Iterator[Phrase]:
        """The set in whose members something is: "episodes that X is in"."""
        for relation in self.prepositions.get(p, ()):
            done = relate(n, relation.flipped(), np)
            if done is not None and n.classes and relation.sense.reference != "within":
                yield replace(done, words=f"{n.words} that {np.words} is {p}")

    def kin(self, noun: str, of: Phrase) -> Made:
        """ "friends with X", "married to X": whoever is so related to X."""
        for relation in self.tie(noun):
            yield from self.of(relation, of)

    def tie(self, noun: str) -> Iterator[Relation]:
        """What "friends" and "married" are."""
        if noun in _BELONGING:
            yield from self.memberships
        if noun in ("cast", "credited", "billed") and self.plays is not None:
            yield self.plays
        for entry, sense in self._nouns:
            if noun in (entry.plural, entry.lemma) or entry.lemma == TIES.get(noun):
                yield Relation(sense, entry.plural)

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
        """Every member of a set, or any of it, each of which is to be answered for."""
        if not n.is_entity and not n.others and n.tally is None and n.best is None and not n.each and not n.shown:
            bare = 0.0 if len(n.atoms) > 1 else 0.06  # "each season of X" is each of those of X
            yield marked(n, f"{word} {self.one(n.words)}"), bare + (0.04 if word == "each" else 0.2)
        if not n.is_entity and not n.others and n.tally is None and n.best is None and n.atoms and not n.each:
            yield replace(n, each=True, words=f"{word} {self.one(n.words)}"), 0.0

    def neither(self, a: Phrase, b: Phrase) -> Made:
        """None of two."""
        if not a.others and not b.others:
            parts = (replace(a, denied=True), replace(b, denied=True))
            yield Phrase(a.head, (), (), f"neither {a.words} nor {b.words}", parts, True), 0.0

    def without(self, a: Phrase, b: Phrase) -> Made:
        """One thing and not the other; of two sets, those of the one that are not of the other."""
        sets = [not p.is_entity and any(not isinstance(t, Is) for t in p.atoms) for p in (a, b)]
        if all(sets) and not a.others and not b.others and b.best is None:
            said = Pred(f"not are {b.words}", None, b, denied=True)
            yield from (
                (replace(one, words=f"{a.words} but not {b.words}"), -0.1) for one, _ in self.such(a, said, "that ")
            )
        elif a.is_entity and sets[1]:
            return  # "a friend of X but not an enemy of Y" is no friend of such
        elif (
            a.every
            and not all(m.denied for m in a.others or (a,))
            and (not b.others or (by_name(b) and not any(m.denied for m in b.others)))
        ):
            none = tuple(replace(m, denied=True) for m in b.others or (b,))
            yield Phrase(a.head, (), (), f"{a.words} but not {b.words}", (*(a.others or (a,)), *none), True), 0.0

    def denied(self, n: Phrase, p: str, np: Phrase) -> Made:
        """A set less those of whom something holds: "characters not in X"."""
        if n.is_entity or (np.others and (np.every or not by_name(np))):
            return
        if np.others:
            none = tuple(replace(m, denied=True) for m in np.others)
            less = self.with_preposition(n, p, replace(np, others=none, every=True))
            yield from ((replace(one, words=f"{n.words} not {p} {np.words}"), 0.05) for one, _ in less)
            return
        for relation in self.prepositions.get(p, ()):
            if n.classes in ((), ("Work",)) and relation.sense.reference in ("network", "producedBy"):
                continue  # an episode is on none itself
            done = relate(n, relation, replace(np, denied=True))
            if done is not None:
                yield replace(done, words=f"{n.words} but not {p} {np.words}"), 0.05

    def excepted(self, n: Phrase, np: Phrase) -> Made:
        """A set less one: "shows other than X". Of "killers of X" X is none anyway."""
        members = np.others or (np,)
        if isinstance(n.head, Var) and not n.others and all(m.is_entity and fits(m, n.classes) for m in members):
            wholes = members if n.classes == ("Work",) else ()  # nor a part of it
            parts = tuple(Not((Rel("within", n.head, m.head),)) for m in wholes)
            others = tuple(Compare("!=", n.head, m.head) for m in members)
            kinds = tuple(c for c in n.classes if n.words == "who" and all(fits(m, (c,)) for m in members))
            ends = ({a.subject, a.object} for a in n.atoms if isinstance(a, Rel))
            tied = any(end == {n.head, m.head} for end in ends for m in members)
            words = f"{n.words} except {np.words}"
            one = replace(n, atoms=(*n.atoms, *others, *parts), words=words, classes=kinds or n.classes)
            yield one, 0.06 if tied else 0.0

    def of_date(self, n: Phrase, when: When) -> Made:
        """ "films of 2016": works by their date of release; of episodes of one day that says nothing of their order."""
        if n.classes == ("Episode",) and when.work is not None and when.work.cls == "Episode":
            return
        if not n.is_entity and not n.others and n.classes and fits(n, ("Work",)):
            date = when.phrase("released")
            told, notes = (*date.atoms, Rel("released", n.head, date.head)), (*n.notes, *date.notes)
            yield replace(n, atoms=(*n.atoms, *told), words=f"{n.words} {when.words}", notes=notes), 0.05
