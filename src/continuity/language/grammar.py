"""The grammar of questions: how phrases are made of phrases. Words come from the lexicon, names from the canon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from continuity.language.chart import Rule
from continuity.language.lexicon import Lexicon, inflected
from continuity.language.logical import Compare, Const, Form, Is, Literal, Rel, Shown, Term, Through, Var
from continuity.language.meaning import Phrase, Pred, Relation, apply, attach, fits, relate
from continuity.language.names import Names, is_a

Made = Iterable[tuple[Any, float]]

#: The closed words of the language, by the category they are of.
WORDS = {
    "WHO": ("who", "whom"),
    "WHAT": ("what", "which"),
    "WHICH": ("which", "what", "whose"),
    "HOWMANY": ("how many", "what number of", "number of", "the number of", "count the", "count of"),
    "DET": ("the", "a", "an", "any", "all", "all the", "some"),
    "BE": ("is", "are", "was", "were", "'s"),
    "BEEN": ("been", "be", "being"),
    "DO": ("do", "does", "did", "has", "have", "had", "will"),
    "HAVE": ("have", "has", "had", "got", "has got"),
    "THERE": ("there",),
    "AND": ("and", "as well as", "&"),
    "OR": ("or",),
    "BOTH": ("both",),
    "EITHER": ("either",),
    "THAT": ("that", "who", "which"),
    "POSS": ("'s",),
    "BY": ("by",),
    "IMPERATIVE": ("list", "show", "show me", "name", "give me", "tell me", "find", "please list", "tell me about"),
    "THROUGH": ("through whom", "via whom", "through which character", "through which characters", "via which characters",
                "through whom or what", "by means of whom"),
    "SAYS": ("says", "said", "say", "claims", "claimed", "tells", "told", "reports", "reported"),
    "SAYSTHAT": ("says that", "said that", "claims that", "tells that", "told us that", "reports that", "reported that"),
    "SO": ("so", "it", "this", "that"),
    "ACCORDING": ("according to whom", "according to which source"),
    "SOURCEFOR": ("quote the source for", "quote the source that", "what is the source for", "cite the source for"),
    "SEASON": ("season", "series"),
    "EPISODE": ("episode", "ep"),
    "FINALE": ("finale", "season finale", "series finale"),
    "NEXT": ("next", "upcoming", "coming"),
    "LAST": ("last", "final", "latest"),
    "WHEN": ("when", "on what date", "on which date", "what date"),
    "WHERE": ("where", "in what", "in which"),
    "FIRSTEPISODE": ("pilot", "premiere", "series premiere", "season premiere"),
    "P": ("in", "of", "from", "on", "with", "by", "behind", "for", "to", "at", "into", "as", "about", "between", "through"),
    "ASOF": ("on", "in", "as of", "by", "at", "before"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Question:
    """A whole question: its form, the system's words for it, and what was assumed."""

    form: Form
    reading: str
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order: 1 is the first; `next` and `last` are said otherwise."""

    number: int = 0
    word: str = ""


class Grammar:
    """The rules over one canon's names and one lexicon."""

    def __init__(self, names: Names, words: Lexicon) -> None:
        self.names = names
        self.words = words
        self.prepositions: dict[str, tuple[Relation, ...]] = {
            e.lemma: tuple(Relation(s, e.lemma) for s in e.senses) for e in words.entries if e.pos == "preposition"
        }
        belongs = (s for e in words.entries if e.pos == "noun" for s in e.senses if s.reference == "memberOf")
        self.memberships = tuple(Relation(s, "members") for s in list(belongs)[:1])

    def rules(self) -> list[Rule]:
        """Every rule, the parts of speech first and whole questions last."""
        r = Rule
        return [
            # names of works by number
            r("E", ("DET", "E"), lambda _, e: [(e, 0.0)]),
            r("E", ("E", "SEASON", "NUM"), lambda e, _, n: self.season(e, n)),
            r("E", ("SEASON", "NUM", "P", "E"), lambda _, n, p, e: self.season(e, n) if p in ("of", "from") else []),
            r("E", ("ORD", "SEASON", "P", "E"), lambda o, _, p, e: self.ordinal(o, e) if p in ("of", "from") else []),
            r("E", ("DET", "ORD", "SEASON", "P", "E"), lambda _, o, _s, p, e: self.ordinal(o, e) if p == "of" else []),
            r("E", ("E", "POSS", "ORD", "SEASON"), lambda e, _, o, _s: self.ordinal(o, e)),
            r("E", ("E", "ORD", "SEASON"), lambda e, o, _: self.ordinal(o, e)),
            r("E", ("E", "CODE"), lambda e, c: self.episode(e, *c)),
            r("E", ("E", "EPISODE", "NUM"), lambda e, _, n: self.episode(e, 0, n)),
            r("E", ("EPISODE", "NUM", "P", "E"), lambda _, n, _p, e: self.episode(e, 0, n)),
            r("E", ("ORD", "EPISODE", "P", "E"), lambda o, _, _p, e: self.ordinal_episode(o, e)),
            r("E", ("FIRSTEPISODE", "P", "E"), lambda _, _p, e: self.ordinal_episode(Ordinal(1), e)),
            r("E", ("E", "FIRSTEPISODE"), lambda e, _: self.ordinal_episode(Ordinal(1), e)),
            r("E", ("FINALE", "P", "E"), lambda _, _p, e: self.ordinal_episode(Ordinal(0, "last"), e)),
            r("E", ("E", "FINALE"), lambda e, _: self.ordinal_episode(Ordinal(0, "last"), e)),
            # sets
            r("N", ("ADJ", "N"), lambda a, n: ((x, 0.0) for x in apply(replace(n, words=f"{a.words} {n.words}"), a))),
            r("N", ("ORD", "N"), self.numbered),
            r("N", ("NEXT", "SEASON", "P", "E"), lambda *x: self.upcoming(x[3])),
            r("N", ("E", "POSS", "NEXT", "SEASON"), lambda *x: self.upcoming(x[0])),
            r("N", ("RN",), lambda rn: [(self.holders(rn), 0.02)] if rn.sense.denotes and not rn.sense.roles else []),
            r("N", ("RN", "P", "NP"), lambda rn, p, np: self.of(rn, np) if p in rn.sense.marker else []),
            r("N", ("NP", "POSS", "RN"), lambda np, _, rn: self.of(rn, np)),
            r("N", ("E", "RN"), lambda e, rn: self.of(rn, e, 0.01)),
            r("N", ("E", "N"), lambda e, n: ((replace(x, words=f"{e.words} {n.words}"), 0.01) for x in attach(n, e))),
            r("N", ("N", "P", "NP"), self.with_preposition),
            r("N", ("N", "THAT", "VP"), lambda n, _, vp: self.such(n, vp, "that ")),
            r("N", ("N", "VING"), lambda n, vp: self.such(n, vp, "that ")),
            r("N", ("N", "PASSIVE"), lambda n, vp: self.such(n, vp, "")),
            r("N", ("N", "THAT", "NP", "V"), lambda n, _, np, v: self.extracted(n, np, v)),
            r("N", ("N", "P", "WHICH", "NP", "VB"), lambda n, p, _, np, v: self.extracted(n, np, v) if p in v.sense.marker else []),
            r("N", ("SUP", "N"), self.best),
            r("N", ("SUP", "RATED", "N"), self.best_rated),
            r("N", ("SUP", "N", "RATED"), lambda s, n, a: self.best_rated(s, a, n)),
            r("NP", ("E",), lambda e: [(e, 0.0)]),
            r("NP", ("N",), lambda n: [(n, 0.0)]),
            r("NP", ("DET", "N"), lambda _, n: [(n, 0.0)]),
            r("NP", ("NP", "AND", "NP"), lambda a, _, b: self.several(a, b, True)),
            r("NP", ("BOTH", "NP", "AND", "NP"), lambda _, a, _a, b: self.several(a, b, True)),
            r("NP", ("NP", "OR", "NP"), lambda a, _, b: self.several(a, b, False)),
            r("NP", ("EITHER", "NP", "OR", "NP"), lambda _, a, _a, b: self.several(a, b, False)),
            # predicates
            r("V", ("VB",), lambda v: [(v, 0.0)] if not v.sense.marker else []),
            r("V", ("VB", "P"), lambda v, p: [(v, 0.0)] if p in v.sense.marker else []),
            r("VP", ("V", "NP"), lambda v, np: [(Pred(f"{v.words} {np.words}", v, np), 0.0)]),
            r("VING", ("VINGB", "NP"), lambda v, np: [(Pred(f"{v.words} {np.words}", v, np), 0.0)] if not v.sense.marker else []),
            r("VING", ("VINGB", "P", "NP"), lambda v, p, np: [(Pred(f"{v.words} {np.words}", v, np), 0.0)] if p in v.sense.marker else []),
            r("VP", ("DO", "VP"), lambda _, vp: [(vp, 0.0)]),
            r("VP", ("BE", "VING"), lambda _, vp: [(vp, 0.0)]),
            r("VP", ("DO", "BEEN", "VING"), lambda _, _b, vp: [(vp, 0.0)]),
            r("PASSIVE", ("VB", "BY", "NP"), lambda v, _, np: [(Pred(f"{v.words} by {np.words}", v.flipped(), np), 0.0)]),
            r("PASSIVE", ("V", "BY", "NP"), lambda v, _, np: [(Pred(f"{v.words} by {np.words}", v.flipped(), np), 0.01)] if v.sense.marker else []),
            r("VP", ("BE", "PASSIVE"), lambda _, p: [(replace(p, words=f"are {p.words}"), 0.0)]),
            r("VP", ("DO", "BEEN", "PASSIVE"), lambda _, _b, p: [(p, 0.0)]),
            r("VP", ("BE", "ADJ"), lambda _, a: [(replace(a, words=f"are {a.words}"), 0.0)]),
            r("VP", ("BE", "P", "NP"), lambda _, p, np: self.placed(p, np)),
            r("VP", ("BE", "NP"), lambda _, np: [(Pred(f"are {np.words}", None, np), 0.0)] if not np.is_entity else []),
            r("VP", ("HAVE", "NP"), lambda _, np: [(Pred(f"have {np.words}", None, np), 0.0)]),
            r("VP", ("VP", "AND", "VP"), lambda a, _, b: [(replace(a, words=f"{a.words} and {b.words}", also=(*a.also, b)), 0.0)]),
            # statements
            r("S", ("NP", "VP"), lambda np, vp: self.stated(np, vp)),
            # questions
            r("Q", ("WHO", "VP"), lambda _, vp: self.asked(WHO, vp, "Who")),
            r("Q", ("WHAT", "VP"), lambda _, vp: self.asked(WHAT, vp, "What")),
            r("Q", ("WHICH", "N", "VP"), lambda _, n, vp: self.asked(n, vp, f"Which {n.words}")),
            r("Q", ("WHO", "DO", "NP", "V"), lambda _, _d, np, v: self.objects(WHO, np, v, "Whom")),
            r("Q", ("WHAT", "DO", "NP", "V"), lambda _, _d, np, v: self.objects(WHAT, np, v, "What")),
            r("Q", ("WHICH", "N", "DO", "NP", "V"), lambda _, n, _d, np, v: self.objects(n, np, v, f"Which {n.words}")),
            r("Q", ("P", "WHICH", "N", "DO", "NP", "VB"), lambda p, _, n, _d, np, v: self.objects(n, np, v, f"Which {n.words}") if p in v.sense.marker else []),
            r("Q", ("P", "WHO", "DO", "NP", "VB"), lambda p, _, _d, np, v: self.objects(WHO, np, v, "Whom") if p in v.sense.marker else []),
            r("Q", ("WHO", "BE", "NP", "VB", "BY"), lambda _, _b, np, v, _y: self.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
            r("Q", ("BY", "WHO", "BE", "NP", "VB"), lambda _, _w, _b, np, v: self.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
            r("Q", ("WHICH", "N", "BE", "NP", "VB", "BY"), lambda _, n, _b, np, v, _y: self.asked(n, Pred(f"{v.words} {np.words}", v, np), f"Which {n.words}")),
            r("Q", ("P", "WHICH", "N", "BE", "NP"), lambda p, _, n, _b, np: self.located(p, n, np)),
            r("Q", ("WHICH", "N", "BE", "NP", "P"), lambda _, n, _b, np, p: self.located(p, n, np)),
            r("Q", ("WHAT", "BE", "NP"), lambda _, _b, np: self.listed(np, 0.0)),
            r("Q", ("WHO", "BE", "NP"), lambda _, _b, np: self.listed(np, 0.0)),
            r("Q", ("WHO", "BE", "E"), lambda _, _b, e: self.members(e)),
            r("Q", ("WHEN", "DO", "NP", "VDATE"), lambda _, _d, np, v: self.dated(np, v)),
            r("Q", ("WHEN", "BE", "NP", "VDATE"), lambda _, _b, np, v: self.dated(np, v)),
            r("Q", ("WHERE", "DO", "NP", "VB"), lambda _, _d, np, v: self.objects(WHERE, np, v, "Where") if "in" in v.sense.marker else []),
            r("Q", ("WHAT", "BE", "HOWMANY", "N"), lambda _, _b, _h, n: self.counted([n])),
            r("Q", ("DO", "NP", "BEEN", "ADJ"), lambda _, np, _b, a: self.truth(np, a)),
            r("Q", ("DO", "NP", "BEEN", "PASSIVE"), lambda _, np, _b, a: self.truth(np, a)),
            r("Q", ("DO", "THERE", "BEEN", "NP"), lambda _, _t, _b, np: self.existing(np)),
            r("VP", ("DO", "BEEN", "ADJ"), lambda _, _b, a: [(a, 0.0)]),
            r("Q", ("WHICH", "BE", "NP"), lambda _, _b, np: self.listed(np, 0.0)),
            r("Q", ("IMPERATIVE", "NP"), lambda _, np: self.listed(np, 0.0)),
            r("Q", ("NP",), lambda np: self.listed(np, 0.5)),
            r("Q", ("HOWMANY", "N"), lambda _, n: self.counted([n])),
            r("Q", ("HOWMANY", "N", "VP"), lambda _, n, vp: self.counted(apply(n, vp, self.prepositions["of"]), vp)),
            r("Q", ("HOWMANY", "N", "BE", "THERE"), lambda _, n, *_r: self.counted([n])),
            r("Q", ("HOWMANY", "N", "BE", "THERE", "P", "NP"), lambda _, n, _b, _t, p, np: self.counted(x for x, _c in self.with_preposition(n, p, np))),
            r("Q", ("HOWMANY", "N", "DO", "NP", "HAVE"), lambda _, n, _d, np, _h: self.counted(x for x, _c in self.with_preposition(n, "of", np))),
            r("Q", ("HOWMANY", "N", "DO", "NP", "V"), lambda _, n, _d, np, v: self.counted(self.reached(n, np, v))),
            r("Q", ("BE", "NP", "ADJ"), lambda _, np, a: self.truth(np, a)),
            r("Q", ("BE", "NP", "PASSIVE"), lambda _, np, a: self.truth(np, a)),
            r("Q", ("BE", "NP", "P", "NP"), lambda _, np, p, far: (t for vp, _c in self.placed(p, far) for t in self.truth(np, vp))),
            r("Q", ("BE", "NP", "NP"), lambda _, np, far: self.truth(np, Pred(f"are {far.words}", None, far)) if not far.is_entity else []),
            r("Q", ("BE", "NP", "VING"), lambda _, np, vp: self.truth(np, vp)),
            r("Q", ("DO", "NP", "VP"), lambda _, np, vp: self.truth(np, vp)),
            r("Q", ("BE", "THERE", "NP"), lambda _, _t, np: self.existing(np)),
            r("Q", ("DO", "NP", "V", "NP"), lambda _, np, v, far: self.truth(np, Pred(f"{v.words} {far.words}", v, far))),
            r("Q", ("Q", "AND", "THROUGH"), lambda q, *_: self.through(q)),
            r("Q", ("Q", "THROUGH"), lambda q, *_: self.through(q)),
            r("Q", ("WHO", "SAYS", "S"), lambda _, _s, s: self.tellers(s)),
            r("Q", ("WHO", "SAYSTHAT", "S"), lambda _, _s, s: self.tellers(s)),
            r("Q", ("SOURCEFOR", "S"), lambda _, s: self.tellers(s)),
            r("Q", ("ACCORDING", "Q"), lambda _, q: self.tellers(q)),
            r("Q", ("Q", "ACCORDING"), lambda q, _: self.tellers(q)),
            r("Q", ("Q", "AND", "WHO", "SAYS", "SO"), lambda q, *_: self.tellers(q)),
            r("Q", ("Q", "AND", "WHO", "SAYS"), lambda q, *_: self.tellers(q)),
            r("Q", ("Q", "ASOF", "DATE"), lambda q, p, d: [(replace(q, form=replace(q.form, as_of=d), reading=_dated(q.reading, p, d)), 0.0)]),
            r("Q", ("ASOF", "DATE", "Q"), lambda p, d, q: [(replace(q, form=replace(q.form, as_of=d), reading=_dated(q.reading, p, d)), 0.0)]),
        ]  # fmt: skip

    # --- works by number

    def season(self, e: Phrase, number: int) -> Made:
        """A season of a series by its number."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Series",)):
            id = self.names.part(e.head.id, number)
            yield (self._entity(id, f"{e.words} season {number}", e.notes), -0.1) if id else (_missing(e, number), 0.0)

    def ordinal(self, o: Ordinal, e: Phrase) -> Made:
        """The first, second … or last season of a series."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Series",)):
            known = self.names.seasons(e.head.id)
            number = max(known, default=0) if o.word == "last" else o.number
            if number:
                yield from self.season(e, number)

    def upcoming(self, e: Phrase) -> Made:
        """The next season of a series, where no date says what is next: each that once was."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Series",)):
            var = Var(f"next{e.head.id}")
            number = Var(f"number{e.head.id}")
            atoms = (Is("Season", var), Rel("partOf", var, e.head), Rel("number", var, number))
            note = f"no date says which season is next, so every season of {e.words} after its first is meant"
            later = Compare(">", number, Literal("1", "integer"))
            yield Phrase(var, (*atoms, later), ("Season",), f"the next season of {e.words}", notes=(note,)), 0.0

    def episode(self, e: Phrase, season: int, number: int) -> Made:
        """An episode of a series by season and number, or of a season by number."""
        if not isinstance(e.head, Const):
            return
        series = e.head.id
        if season == 0 and is_a(e.head.cls, ("Season",)):
            found = [c.subject for c in self.names.canon.claims("", "partOf", self.names.canon.node(series))]
            ids = [i for i in found if any(c.object.value == str(number) for c in self.names.canon.claims(i, "number"))]
            id = ids[0] if ids else ""
        else:
            id = self.names.part(series, season, number) if season and is_a(e.head.cls, ("Series",)) else ""
        if id:
            yield self._entity(id, self.names.canon.label(id), e.notes), -0.1

    def ordinal_episode(self, o: Ordinal, e: Phrase) -> Made:
        """The first or last episode of a season; of a series, of its first or last season."""
        if not isinstance(e.head, Const) or not is_a(e.head.cls, ("Series", "Season")):
            return
        season = e.head.id
        if is_a(e.head.cls, ("Series",)):
            known = self.names.seasons(season)
            if not known:
                return
            season = known[max(known) if o.word == "last" else min(known)]
        episodes = self.names.episodes(season)
        number = max(episodes, default=0) if o.word == "last" else o.number
        if number in episodes:
            yield self._entity(episodes[number], self.names.canon.label(episodes[number]), e.notes), -0.1

    def _entity(self, id: str, words: str, notes: tuple[str, ...] = ()) -> Phrase:
        cls = self.names.canon.type(id)
        return Phrase(Const(id, cls), (), (cls,), words, notes=notes)

    # --- sets

    def holders(self, rn: Relation) -> Phrase:
        """Whoever stands in a relation to anything: "showrunners"."""
        near, far = Phrase(Var(rn.words + ".a"), (), rn.near), Phrase(Var(rn.words + ".b"), (), ())
        return Phrase(near.head, rn.atoms(near, far), rn.near, rn.words)

    def of(self, rn: Relation, far: Phrase, cost: float = 0.0) -> Made:
        """Whoever stands in a relation to the far end: "showrunners of X". """
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
        for done in attach(n, np):
            yield replace(done, words=words), 0.0
        node = Var(n.best.name.partition(".")[0]) if n.best and n.head != n.best else None
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
            yield replace(n, atoms=(*n.atoms, Rel("number", n.head, value)), words=f"{ORDINALS[o.number - 1]} {n.words}"), 0.0

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

    def best(self, sup: tuple[str, bool], n: Phrase) -> Made:
        """A statement with the best value: "best Metacritic score"."""
        values = [t for p, t in n.shown if p == sup[0]]
        if values and isinstance(values[0], Var):
            atom = Rel(sup[0], n.head, values[0])
            word = "lowest" if sup[1] else "best"
            yield replace(n, atoms=(*n.atoms, atom), best=values[0], lowest=sup[1], words=f"the {word} {n.words}"), 0.0

    def best_rated(self, sup: tuple[str, bool], rated: Phrase, n: Phrase) -> Made:
        """A work with the best value of a statement about it: "best reviewed first season"."""
        for node, _ in self.best(sup, rated):
            for done in attach(node, n):
                atoms = tuple(dict.fromkeys((*n.atoms, *done.atoms)))
                word = "lowest" if sup[1] else "best"
                yield replace(n, atoms=atoms, best=node.best, lowest=sup[1], words=f"{word} rated {n.words}"), 0.0

    def placed(self, p: str, np: Phrase) -> Made:
        """ "is in X": one predicate for each meaning of the preposition."""
        for relation in self.prepositions.get(p, ()):
            yield Pred(f"are {p} {np.words}", relation, np), 0.0

    # --- questions

    def asked(self, near: Phrase, vp: Pred, head: str) -> Made:
        """Which … are so."""
        if near in (WHO, WHAT):
            if vp.relation is None and vp.far is not None and vp.words.startswith("are "):
                return  # "who is the X" asks for the X
            vp = replace(vp, words=_singular(vp.words))
        for done in apply(near, vp, self.prepositions["of"]):
            yield _rows(done, f"{head} {vp.words}?"), 0.0

    def objects(self, n: Phrase, np: Phrase, v: Relation, head: str) -> Made:
        """To which … the subject stands in the relation."""
        for done in self.reached(n, np, v):
            yield _rows(done, f"{head} does {np.words} {v.words}?"), 0.0

    def located(self, p: str, n: Phrase, np: Phrase) -> Made:
        """ "in which shows is X"."""
        for relation in self.prepositions.get(p, ()):
            done = relate(n, relation.flipped(), np)
            if done is not None:
                yield _rows(done, f"{p.capitalize()} which {n.words} is {np.words}?"), 0.0

    def listed(self, np: Phrase, cost: float) -> Made:
        """ "what is the status of X", "list the showrunners of X"."""
        if not np.is_entity and not np.others:
            the = "" if np.words.startswith("the ") else "the "
            head = "What is" if np.shown else "Which are"
            yield _rows(np, f"{head} {the}{np.words}?"), cost

    def members(self, e: Phrase) -> Made:
        """ "who are the Defenders"."""
        if is_a(e.classes[0], ("Group",)):
            for relation in self.memberships:
                done = relate(Phrase(Var("member"), (), ("Character", "Group")), relation, e)
                if done is not None:
                    yield _rows(replace(done, words="members"), f"Who are the members of {e.words}?"), 0.0

    def dated(self, np: Phrase, v: Relation) -> Made:
        """ "when was X released": the date that a property gives."""
        if fits(np, v.near) and not np.others:
            date = Var("date")
            form = Form("rows", (date,), (*np.atoms, Rel(v.sense.reference, np.head, date)), ("date",))
            yield Question(form, f"When did {np.words} {v.words}?", np.notes), 0.0

    def counted(self, sets: Iterable[Phrase], vp: Pred | None = None) -> Made:
        """How many there are."""
        for one in sets:
            words = f"{one.words} {vp.words}" if vp is not None else one.words
            form = Form("count", (one.head,), one.atoms, (one.words,))
            yield Question(form, f"How many {words}?", one.notes), 0.0

    def stated(self, np: Phrase, vp: Pred) -> Made:
        """A statement, of which can be asked whether it is so and who says so."""
        yield from self.truth(np, vp)

    def truth(self, np: Phrase, vp: Pred) -> Made:
        """Whether something is so."""
        for one in np.others or (np,):
            if np.others and not np.every:
                return
        found = [Phrase(Var("none"), ())]
        atoms: tuple[Any, ...] = ()
        for one in np.others or (np,):
            found = list(apply(one, vp, self.prepositions["of"]))[:1]
            if not found:
                return
            atoms = (*atoms, *found[0].atoms)
        words = vp.words.removeprefix("are ")
        verb = "Is" if vp.cls or vp.words.startswith("are ") else "Does"
        yield Question(Form("truth", (), tuple(dict.fromkeys(atoms))), f"{verb} {np.words} {words}?", found[0].notes), 0.0

    def existing(self, np: Phrase) -> Made:
        """Whether there is such a work: what is settled of its making. Of another set: whether it has a member."""
        if np.is_entity and is_a(np.classes[0], ("Work",)):
            node = Var("status")
            shown = [(p, Var(f"status.{p}")) for p in ("aspect", "state", "date")]
            atoms = (Is("Status", node), Rel("work", node, np.head), *(Shown(p, node, v) for p, v in shown))
            columns = ("work", *(p for p, _ in shown))
            form = Form("exists", (np.head, *(v for _, v in shown)), atoms, columns)
            yield Question(form, f"Is there {np.words}?", np.notes), 0.0
        elif not np.is_entity and not np.others:
            yield Question(Form("truth", (), np.atoms), f"Is there any of {np.words}?", np.notes), 0.0

    def through(self, q: Question) -> Made:
        """ "and through whom": the character, thing or event by which two works cross over."""
        found = [a for a in q.form.atoms if isinstance(a, Rel) and a.property == "crossesOverWith"]
        if found and q.form.kind == "rows" and len(q.form.targets) == 1:
            via = Var("via")
            atoms = (*q.form.atoms, *(Through(a.subject, a.object, via) for a in found))
            form = replace(q.form, atoms=atoms, targets=(*q.form.targets, via), columns=(*q.form.columns, "through"))
            yield replace(q, form=form, reading=q.reading.removesuffix("?") + ", and through whom?"), 0.0

    def tellers(self, q: Question) -> Made:
        """Who says so: the accounts behind an answer."""
        if q.form.kind in ("truth", "rows"):
            reading = q.reading.removesuffix("?")
            yield replace(q, form=replace(q.form, kind="tellers"), reading=f"Who says: {reading}?"), 0.0


ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
WHO = Phrase(Var("who"), (), ("Person", "Character", "Company", "Group"), "who")
WHERE = Phrase(Var("where"), (), ("Series", "Film", "Special"), "where")
WHAT = Phrase(Var("what"), (), (), "what")


def _missing(e: Phrase, number: int) -> Phrase:
    """A season that there is not: an entity without an id, so that the false premise can be named."""
    return Phrase(Const("", "Season"), (), ("Season",), f"{e.words} season {number}", notes=(f"{e.words} has no season {number}",))


def _dated(reading: str, preposition: str, date: str) -> str:
    """A reading with the date as of which it asks."""
    return f"{reading.removesuffix('?')} {preposition} {date}?"


def _singular(words: str) -> str:
    """A predicate as it is said of one."""
    head, space, tail = words.partition(" ")
    return {"are": "is", "have": "has"}.get(head, inflected(head)) + space + tail


def _rows(done: Phrase, reading: str) -> Question:
    targets: tuple[Term, ...] = tuple(t for _, t in done.shown) or (done.head,)
    columns = tuple(p for p, _ in done.shown) or (done.words,)
    if done.best and done.best not in targets:
        targets, columns = (*targets, done.best), (*columns, "value")
    return Question(Form("rows", targets, done.atoms, columns, done.best, done.lowest), reading, done.notes)
