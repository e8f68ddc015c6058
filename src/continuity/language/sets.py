"""Sets of things: nouns narrowed by prepositions, clauses, comparisons, superlatives and what is left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from continuity import dates, vocab
from continuity.language.closed import ORDINALS
from continuity.language.lexicon import Lexicon
from continuity.language.logical import Atom, Compare, Const, Is, Literal, Rel, Shown, Var
from continuity.language.meaning import Phrase, Pred, Relation, apply, attach, fits, relate
from continuity.language.names import Names, is_a
from continuity.language.works import Made, Ordinal


@dataclass(frozen=True, slots=True)
class Superlative:
    """The highest or lowest of a property."""

    property: str
    lowest: bool
    words: str


@dataclass(frozen=True, slots=True)
class When:
    """A stretch of time: from a day on, up to a day, or as seen from the release of a work."""

    words: str
    first: str = ""
    last: str = ""
    work: Const | None = None
    op: str = ""

    def phrase(self, property: str) -> Phrase:
        """A date within the stretch."""
        date = Var(f"{property}.{self.words}")
        atoms: tuple[Atom, ...] = ()
        if self.work is not None:
            other = Var(f"released.{self.work.id}")
            atoms = (Rel("released", self.work, other), Compare(self.op, date, other))
        if self.first:
            atoms = (*atoms, Compare(">=", date, Literal(self.first, "date")))
        if self.last:
            atoms = (*atoms, Compare("<=" if len(self.last) == 10 else "<", date, Literal(self.last, "date")))
        return Phrase(date, atoms, (), self.words)


def when(word: str, date: str, until: str = "") -> Made:
    """A stretch of time by a preposition and one or two dates."""
    if not dates.is_date(date) or (until and not dates.is_date(until)):
        return
    first, last = dates.bounds(date)[0].isoformat(), dates.bounds(until or date)[1].isoformat()
    if word == "before":
        yield When(f"before {date}", last=date if len(date) < 10 else dates.bounds(date)[0].isoformat()), 0.0
    elif word == "after":
        yield When(f"after {date}", first=last + "~"), 0.0
    elif word == "since":
        yield When(f"since {date}", first=date), 0.0
    elif until:
        yield When(f"between {date} and {until}", date, last), 0.0
    else:
        yield When(f"in {date}", date if len(date) < 10 else first, last), 0.0


def when_work(word: str, e: Phrase) -> Made:
    """A stretch of time by the release of a work."""
    if isinstance(e.head, Const) and e.head.id and is_a(e.head.cls, ("Work",)):
        yield When(f"{word} {e.words}", work=e.head, op="<" if word == "before" else ">"), 0.0


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
        if p == "between":
            return
        node = Var(n.best.name.partition(".")[0]) if n.best and n.head != n.best and "." in n.best.name else None
        if node is not None and np.is_entity and not n.shown:
            scores = Phrase(node, (), tuple(a.cls for a in n.atoms if isinstance(a, Is) and a.term == node))
            for done in attach(scores, np):  # "best reviewed season on Metacritic"
                yield replace(n, atoms=(*n.atoms, *done.atoms), words=words), -0.1
        for relation in self.prepositions.get(p, ()):
            related = relate(n, relation, np)
            if related is not None:
                yield replace(related, words=words), 0.06  # a relational noun has the better claim to "of"

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
        known = vocab.terms().properties.get(sup.property)
        if known is not None and not n.shown and n.classes and fits(n, known.domain) and sup.property != "value":
            value = Var(f"{sup.property}of{_name(n)}")
            words = f"{sup.words} {n.words}"
            then = None
            atoms = (*n.atoms, Rel(sup.property, n.head, value))
            if sup.property == "released" and any(is_a(c, ("Episode",)) for c in n.classes):
                then = Var(f"numberof{_name(n)}")
                atoms = (*atoms, Shown("number", n.head, then))
            yield replace(n, atoms=atoms, best=value, lowest=sup.lowest, words=words, then=then), 0.0

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

    def few(self, op: str, number: int, n: Phrase, words: str) -> Made:
        """So many of a set: "more than two shows"."""
        if not n.is_entity and not n.others and n.tally is None and n.best is None and not n.shown:
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

    def each(self, n: Phrase) -> Made:
        """Every member of a set."""
        if not n.is_entity and not n.others and n.tally is None and n.best is None and n.atoms and not n.each:
            yield replace(n, each=True, words=f"every {self.one(n.words)}"), 0.0

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
