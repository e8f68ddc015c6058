"""Works and their making in everyday words: what became of them, what was ordered, when they ran, who came back."""

from __future__ import annotations

from dataclasses import replace

from continuity import vocab
from continuity.language.chart import Rule
from continuity.language.hasty import Hasty
from continuity.language.lexicon import Sense
from continuity.language.logical import Among, Compare, Const, Form, Is, Literal, Rel, Shown, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import Superlative, among, named
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits, is_of_many, of_no_series
from continuity.language.relation import Relation, relate
from continuity.language.spoken import Spoken
from continuity.language.wording import Question, rows
from continuity.language.works import Made, Ordinal, Works

#: What may become of a series that is on the air.
_FATES = ("cancelled", "ended", "renewed")
_WHOLES = ("Series", "Season")
HIGHER, LOWER = Superlative("value", False, "higher"), Superlative("value", True, "lower")
EARLIEST, LATEST = Superlative("released", True, "earliest"), Superlative("released", False, "newest")
#: Said where the comic of a character's debut is asked.
_FIRST_COMIC = "the comic is given that the character comes from"


class Making:
    """Composes such questions."""

    def __init__(self, spoken: Spoken, works: Works) -> None:
        self.spoken = spoken
        self.works = works
        self.questions = spoken.questions
        self.sets = spoken.questions.sets
        self.hasty = Hasty(spoken, works)
        verbs = (x for e in self.sets.entries if e.pos == "verb" for x in e.senses)
        credit = next((x for x in verbs if len(x.roles) == len(self.sets.roles)), None)
        self.any_credit = Relation(credit, "work on") if credit is not None else None

    def fate(self, e: Phrase) -> Made:
        """ "was X renewed or cancelled": what became of it, and of its seasons."""
        if e.is_entity and fits(e, _WHOLES) and not fits(e, ("Character",)):
            yield self._fate(e, None), 0.0

    def fate_after(self, e: Phrase, season: Made) -> Made:
        """ "what happened to X after season 3": what became of it, and whether a season followed."""
        for last, _ in season:
            number = next((n for n, id in self.works.names.seasons(_id(e)).items() if id == _id(last)), 0)
            if number and is_a(e.classes[0], ("Series",)):
                follows = self.works.names.seasons(_id(e)).get(number + 1)
                heads = (e.head, *((Const(follows, "Season"),) if follows else ()))
                found = self._fate(e, heads)
                yield replace(found, reading=f"What happened to {e.words} after season {number}?"), 0.0

    def _fate(self, e: Phrase, among_: tuple[Const, ...] | None) -> Question:
        node, work, state, date = (Var(f"fate{x}") for x in ("", ".work", ".state", ".date"))
        whole = among_ is None
        found = Rel("work", node, e.head if whole else work, False, whole and is_a(e.classes[0], ("Series",)))
        which = Shown("work", node, work) if among_ is None else Among(work, among_)
        states = Among(state, tuple(Const(s) for s in _FATES))
        atoms = (Is("Status", node), found, which, Rel("state", node, state), states, Shown("date", node, date))
        form = Form("rows", (work, state, date), atoms, ("work", "state", "date"))
        return Question(form, f"What happened to {e.words}?", e.notes)

    def ordered(self, np: Phrase) -> Made:
        """ "how many episodes of X were ordered": as many as an order or a renewal tells."""
        if np.is_entity and np.classes and is_a(np.classes[0], _WHOLES):
            node, work, number = Var("order"), Var("order.work"), Var("order.number")
            told = Rel("work", node, np.head, False, is_a(np.classes[0], ("Series",)))
            atoms = (Is("Status", node), told, Rel("episodesOrdered", node, number), Shown("work", node, work))
            form = Form("rows", (number, work), atoms, ("episodes ordered", "work"))
            yield Question(form, f"How many episodes of {np.words} were ordered?", np.notes), -0.1

    def ordered_by(self, by: Phrase, np: Phrase) -> Made:
        """ "how many episodes did W order for X"."""
        for one, _ in self.hasty.on_network(np, by):
            for q, cost in self.ordered(np):
                form = replace(q.form, atoms=(*q.form.atoms, *one.atoms))
                reading = f"How many episodes did {by.words} order for {np.words}?"
                yield Question(form, reading, (*q.notes, *one.notes)), cost

    def settled_each(self, np: Phrase, state: Pred, by: Phrase | None = None) -> Made:
        """ "when were A and B cancelled", perhaps by a network: for each of them."""
        one = replace(np, each=False) if np.each else among(np)
        if one is None or not state.state or state.state.startswith("story:") or state.far is None:
            return
        if not all(fits(m, ("Work",)) for m in (named(np) or (one,))):
            return
        on = [(one, "")] if by is None else [(x, f" by {by.words}") for x, _ in self._shown_by(one, by)]
        for done, tail in ((x, tail) for known, tail in on for x in apply(known, state)):
            date = Var("date")
            atoms = (*done.atoms, Rel("date", state.far.head, date))
            form = Form("rows", (one.head, date), atoms, ("work", "date"))
            yield Question(form, f"When are {np.words} {state.words}{tail}?", done.notes), 0.0

    def dated_each(self, np: Phrase, v: Relation) -> Made:
        """ "when were A and B released": for each of them."""
        one = replace(np, each=False) if np.each else among(np)
        if one is not None and one.classes and all(fits(m, v.near) for m in (named(np) or (one,))):
            date = Var("date")
            form = Form(
                "rows", (one.head, date), (*one.atoms, Rel(v.sense.reference, one.head, date)), ("what", "date")
            )
            yield Question(form, f"When did {np.words} {v.words.removeprefix('be ')}?", one.notes), 0.0

    def settled_in(self, word: str, np: Phrase, state: Pred) -> Made:
        """ "which year was X cancelled in"."""
        for q, cost in self.spoken.telling.settled_when(np, state):
            column = "year" if word == "year" else "date"
            reading = f"What year was {np.words} {state.words}?" if word == "year" else q.reading
            yield replace(q, form=replace(q.form, columns=(column,)), reading=reading), cost

    def premiered(self, np: Phrase, v: Relation, network: Phrase) -> Made:
        """ "when did X premiere on W": of a work that is W's."""
        for one, _ in self.hasty.on_network(np, network):
            for q, cost in self.questions.dated(np, v):
                form = replace(q.form, atoms=(*one.atoms, *q.form.atoms))
                reading = f"{q.reading.removesuffix('?')} on {network.words}?"
                yield replace(q, form=form, reading=reading, notes=(*q.notes, *one.notes)), cost

    def done_by_one(self, a: Relation, b: Relation, n: Phrase) -> Made:
        """ "written and directed by the same person"."""
        if a != b and not a.sense.marker and not b.sense.marker and not n.is_entity and fits(n, ("Person",)):
            words = f"{a.done} and {b.done} by the same {self.sets.one(n.words)}"
            yield Pred(words, a.flipped(), n, also=(Pred(b.done, b.flipped(), n),)), 0.0

    def share_a(self, rn: Relation, np: Phrase) -> Made:
        """ "do A and B have the same composer": whether one did it for all of them."""
        members = named(np)
        found = [Phrase(Var("both"), (), rn.near, rn.words)]
        for member in members:
            found = [x for one in found for x in [relate(one, rn, member)] if x is not None]
        if len(members) > 1 and found:
            reading = f"Do {np.words} have the same {self.sets.one(rn.words)}?"
            yield Question(Form("truth", (), found[0].atoms), reading, found[0].notes), 0.0

    def came_back(self, n: Phrase, np: Phrase) -> Made:
        """ "which writers of A came back for B": who is of B what they were of A."""
        role = self._role_of(n)
        named = any(isinstance(a, Rel) and a.subject == n.head and isinstance(a.object, Const) for a in n.atoms)
        if role is not None and named and fits(np, ("Work",)):
            for done in apply(n, Pred(f"return for {np.words}", role, np)):
                yield rows(done, f"Which {n.words} return for {np.words}?"), 0.0

    def came_back_next(self, n: Phrase, o: Ordinal) -> Made:
        """The same of another season, of which the series was named before."""
        role = self._role_of(n)
        for atom in n.atoms if role is not None else ():
            work = atom.object if isinstance(atom, Rel) else None
            if isinstance(work, Const) and is_a(work.cls, ("Season", "Series")):
                names = self.works.names
                up = (c.object for c in names.canon.claims(work.id, "partOf")) if work.cls == "Season" else ()
                series = next((names.canon.id(x) for x in up), work.id)
                whole = Phrase(Const(series, "Series"), (), ("Series",), names.canon.label(series))
                for season, _ in self.works.ordinal(o, whole):
                    yield from self.came_back(n, season)

    def _role_of(self, n: Phrase) -> Relation | None:
        """The role, or the acting, by which a set of people is told apart."""
        for atom in n.atoms:
            own = isinstance(atom, Rel) and atom.subject == n.head
            name = atom.property if own and isinstance(atom, Rel) else ""
            if name.removesuffix("Of") in self.sets.roles or name == "actsIn":
                return Relation(Sense(name), "return for")
        return None

    def complete(self, n: Phrase) -> Made:
        """ "is the list of X's directors complete": whether a source says so."""
        role, terms = self._role_of(n), vocab.terms()
        for atom in n.atoms:
            if not isinstance(atom, Rel) or not isinstance(atom.object, Const) or atom.subject != n.head:
                continue
            what = role.sense.reference.removesuffix("Of") if role is not None else (n.classes or ("",))[0]
            parts = atom.property in ("within", "partOf")
            if (role is not None or parts) and what in {*terms.individuals, *terms.classes}:
                node = Var("list")
                told = (Rel("complete", node, Const(what)), Rel("of", node, atom.object))
                form = Form("truth", (), (Is("CompleteList", node), *told))
                yield Question(form, f"Is the list of {n.words} complete?", n.notes), 0.0
                return

    def credited_on(self, e: Phrase, n: Phrase, cost: float = 0.0) -> Made:
        """ "X's episodes": those on which somebody who makes them has any credit."""
        works = bool(n.classes) and all(is_a(c, ("Work",)) for c in n.classes)
        if works and e.is_entity and is_a(e.classes[0], ("Person",)) and not self._acts(e):
            done = relate(n, self.any_credit.flipped(), e) if self.any_credit is not None else None
            if done is not None:
                yield replace(done, words=f"{n.words} of {e.words}"), cost

    def _acts(self, e: Phrase) -> bool:
        return next(iter(self.works.names.canon.claims(_id(e), "plays")), None) is not None

    def doing(self, rn: Relation, np: Phrase) -> Made:
        """ "which directors did two episodes": those who are that of them."""
        for one, _ in self.sets.of(rn, np) if fits(np, ("Work",)) and (np.classes or np.others) else ():
            yield rows(one, f"Which {rn.words} do {np.words}?"), 0.0

    def doing_parts(self, rn: Relation, n: Phrase, p: str, np: Phrase) -> Made:
        """ "which directors did episodes of both A and B": some of each."""
        if is_of_many(n, p, np) and len(n.atoms) == 1:
            for q, cost in self.doing(rn, np):
                yield replace(q, reading=f"Which {rn.words} do {n.words} {p} {np.words}?"), cost - 0.2

    def first_ones(self, order: Superlative, number: int, n: Phrase) -> Made:
        """ "the first three episodes of X"."""
        for one, cost in self.sets.best(order, n):
            word = "first" if order.lowest else "last"
            yield replace(one, limit=number, words=f"the {word} {number} {n.words}"), cost

    def first_comic(self, np: Phrase, n: Phrase) -> Made:
        """ "in which comic did X first appear": the one that X comes from."""
        relations = [r for r in self.sets.prepositions.get("from", ()) if r.sense.reference == "adaptedFrom"]
        if n.classes == ("Comic",) and np.is_entity and fits(np, ("Character", "Team")):
            for relation in relations:
                done = relate(n, relation.flipped(), np)
                if done is not None:
                    reading = f"In which {n.words} does {np.words} first appear?"
                    yield replace(rows(done, reading), notes=(*done.notes, _FIRST_COMIC)), -0.2

    def titled(self, words: str) -> Made:
        """ "have X in the title"."""
        work, title = Var("titled"), Var("title")
        atoms = (Rel("name", work, title), Compare("contains", title, Literal(words)))
        far = Phrase(work, atoms, ("Work",), f"{words} in the title")
        yield Pred(f"have {words} in the title", None, far, event="told"), 0.0

    def made_for(self, n: Phrase, v: Relation, network: Phrase) -> Made:
        """ "episodes produced for W": those that are on that network."""
        if v.sense.reference in ("producerOf", "producedBy", "creatorOf"):
            for done, cost in self._shown_by(n, network):
                yield replace(done, words=f"{n.words} on {network.words}"), cost + 0.05

    def _shown_by(self, n: Phrase, network: Phrase) -> Made:
        """Works on a network: on what shows nothing, such as a site of reviews, no work is shown."""
        canon, company = self.sets.names.canon, getattr(network.head, "id", "")
        known = company and fits(network, ("Company",))
        shows = known and any(canon.claims(predicate="network", object=canon.node(company)))
        for relation in self.sets.prepositions.get("on", ()) if shows else ():
            done = relate(n, relation, network) if relation.sense.reference == "network" else None
            if done is not None and network.is_entity:
                yield replace(done, words=f"{n.words} on {network.words}"), 0.0

    def told_of(self, head: str, n: Phrase, vp: Pred) -> Made:
        """Which of a set, or how many of it, something is said of."""
        if head == "HOWMANY":
            yield from self.questions.counted(apply(n, vp), vp)
        else:
            yield from self.questions.asked(n, vp, f"Which {n.words}")

    def rated(self, n: Phrase, than: Superlative, number: int, by: Phrase) -> Made:
        """ "seasons rated below 70 on W"."""
        for vp, _ in self.sets.scored(than, number, by):
            yield from self.sets.such(n, vp, "that ")

    def one_of_each(self, v: Relation, n: Phrase, p: str, np: Phrase) -> Made:
        """ "directed an episode of every show": of each whole a part."""
        if is_of_many(n, p, np) and len(n.atoms) == 1:
            for vp, cost in self.sets.said(v, np):
                yield replace(vp, words=f"{v.words} {n.words} {p} {np.words}"), cost - 0.2

    def untold(self, e: Phrase, word: str) -> Made:
        """ "what was the budget of X": of that the vocabulary has nothing, but a universe may."""
        if e.is_entity and fits(e, ("Work",)):
            value = Var("untold")
            form = Form("rows", (value,), (Rel(word.replace(" ", "-"), e.head, value),), (word,))
            yield Question(form, f"What is the {word} of {e.words}?", e.notes), 0.0

    def title(self, e: Phrase) -> Made:
        """ "what is S1E03 called"."""
        if e.is_entity and is_a(e.classes[0], ("Work",)):
            title = Var("title")
            form = Form("rows", (title,), (Rel("name", e.head, title),), ("names",))
            yield Question(form, f"What are the names of {e.words}?", e.notes), 0.0

    def named(self, e: Phrase, word: str) -> Made:
        """ "what is X really called", "what is X also called", of a character."""
        told = {"really": "realName", "actually": "realName", "also": "alias"}.get(word.partition(" ")[0], "")
        if told and not is_a(e.classes[0], ("Work",)):
            yield from self.spoken.plainly(told, e)

    def finished_when(self, np: Phrase) -> Made:
        """ "when did production of X end"."""
        state = replace(self.spoken.telling.making(), state="completed")
        for q, cost in self.spoken.telling.settled_when(np, state):
            yield replace(q, reading=f"When did production of {np.words} end?"), cost

    def called(self, n: Phrase, e: Phrase, word: str) -> Made:
        """ "episodes called X": all of that title, of which one is found by it."""
        if e.is_entity and not n.is_entity and not n.others and fits(e, ("Work",)) and fits(n, e.classes):
            title = Var("title")
            atoms = (*n.atoms, Rel("name", n.head, title), Rel("name", e.head, title))
            yield replace(n, atoms=atoms, words=f"{n.words} {word} {e.words}", notes=(*n.notes, *e.notes)), 0.1

    def settled_by(self, rn: Relation, state: Pred, np: Phrase) -> Made:
        """ "which network cancelled X"."""
        if rn.sense.reference == "network" and state.state and np.is_entity:
            for one in apply(np, state):
                done = relate(Phrase(Var("by"), (), rn.near, rn.words), rn, one)
                if done is not None:
                    yield rows(done, f"Which {rn.words} {state.words} {np.words}?"), 0.0

    def settled_set(self, n: Phrase, by: Phrase, states: Made) -> Made:
        """ "shows that W cancelled"."""
        for one, _ in self._shown_by(n, by):
            for state, cost in states:
                words = f"{n.words} {state.words.removeprefix('are ')} by {by.words}"
                yield from ((replace(x, words=words), cost) for x in apply(one, state) if state.state)


def _id(e: Phrase) -> str:
    return getattr(e.head, "id", "")


def making_rules(x: Making) -> list[Rule]:
    """The rules of such questions."""
    r, s, w = Rule, x.sets, x.works
    return [
        r("Q", ("BE", "NP", "FATE"), lambda _, np, _f: x.fate(np)),
        r("Q", ("DO", "NP", "BEEN", "FATE"), lambda _, np, *_f: x.fate(np)),
        r("Q", ("WHAT", "HAPPENS", "P", "E"), lambda _, _h, p, e: x.fate(e) if p in ("to", "with") else []),
        r("Q", ("WHAT", "HAPPENS", "P", "E", "AFTER", "SEASON", "NUM"), lambda _, _h, p, e, _a, _s, n: x.fate_after(e, w.season(e, n)) if p == "to" else []),
        r("Q", ("WHAT", "HAPPENS", "P", "E", "AFTER", "ORD", "SEASON"), lambda _, _h, p, e, _a, o, _s: x.fate_after(e, w.ordinal(o, e)) if p == "to" else []),
        r("Q", ("WHAT", "HAPPENS", "P", "E", "AFTER", "DET", "ORD", "SEASON"), lambda _, _h, p, e, _a, _d, o, _s: x.fate_after(e, w.ordinal(o, e)) if p == "to" else []),
        r("Q", ("WHAT", "HAPPENS", "P", "E", "AFTER", "E"), lambda _, _h, p, e, _a, last: x.fate_after(e, [(last, 0.0)]) if p == "to" else []),
        r("Q", ("HOWMANY", "N", "P", "NP", "BE", "ADJ"), lambda _, n, p, np, _b, a: x.ordered(np) if _of_an_order(n, a) and p in ("of", "for") else []),
        r("Q", ("HOWMANY", "N", "BE", "ADJ", "P", "NP"), lambda _, n, _b, a, p, np: x.ordered(np) if _of_an_order(n, a) and p in ("of", "for") else []),
        r("Q", ("HOWMANY", "N", "DO", "E", "ADJ", "P", "NP"), lambda _, n, _d, by, a, p, np: x.ordered_by(by, np) if _of_an_order(n, a) and p in ("of", "for") else []),
        r("Q", ("WHEN", "BE", "NP", "ADJ"), lambda _, _b, np, a: x.settled_each(np, a)),
        r("Q", ("WHEN", "DO", "NP", "BEEN", "ADJ"), lambda _, _d, np, _b, a: x.settled_each(np, a)),
        r("Q", ("WHEN", "BE", "NP", "ADJ", "BY", "E"), lambda _, _b, np, a, _y, by: x.settled_each(np, a, by)),
        r("Q", ("WHEN", "DO", "NP", "VDATE"), lambda _, _d, np, v: x.dated_each(np, v)),
        r("Q", ("WHEN", "BE", "NP", "VDATE"), lambda _, _b, np, v: x.dated_each(np, v)),
        r("Q", ("WHICH", "YEAR", "BE", "NP", "ADJ"), lambda _, word, _b, np, a: x.settled_in(word, np, a)),
        r("Q", ("P", "WHICH", "YEAR", "BE", "NP", "ADJ"), lambda _p, _, word, _b, np, a: x.settled_in(word, np, a)),
        r("Q", ("WHEN", "DO", "NP", "VDATE", "P", "E"), lambda _, _d, np, v, p, e: x.premiered(np, v, e) if p == "on" else []),
        *(r("Q", (head, "N", "VP", "P", "E"), lambda _, n, vp, p, by, head=head: (y for one, _c in (x._shown_by(n, by) if p == "on" else []) for y in x.told_of(head, one, vp))) for head in ("WHICH", "HOWMANY")),
        *(r("Q", (head, "N", "VDATE", "P", "E", "TP"), lambda _, n, v, p, by, t, head=head: (y for one, _c in (x._shown_by(n, by) if p == "on" else []) for vp, _k in s.dated(v, t) for y in x.told_of(head, one, vp))) for head in ("WHICH", "HOWMANY")),
        *(r("Q", (head, "N", "VDATE", "P", "E"), lambda _, n, v, p, by, head=head: (y for one, _c in (x._shown_by(n, by) if p == "on" else []) for y in (x.questions.counted([one]) if head == "HOWMANY" else x.questions.listed(one, 0.0))) if v.sense.reference == "released" else []) for head in ("WHICH", "HOWMANY")),
        r("N", ("N", "THAT", "VDATE", "P", "E"), lambda n, _, v, p, by: x._shown_by(n, by) if p == "on" and v.sense.reference == "released" else []),
        r("Q", ("WHEN", "BE", "NP", "VDATE", "P", "E"), lambda _, _b, np, v, p, e: x.premiered(np, v, e) if p == "on" else []),
        r("PASSIVE", ("VB", "AND", "VB", "BY", "SAME", "N"), lambda a, _, b, _y, _s, n: x.done_by_one(a, b, n)),
        r("Q", ("DO", "NP", "HAVE", "SAME", "RN"), lambda _, np, _h, _s, rn: x.share_a(rn, np)),
        r("Q", ("WHICH", "N", "CAMEBACK", "P", "NP"), lambda _, n, _c, p, np: x.came_back(n, np) if p in ("for", "on", "in", "to") else []),
        r("Q", ("WHICH", "N", "CAMEBACK", "P", "DET", "ORD"), lambda _, n, _c, p, _d, o: x.came_back_next(n, o)),
        r("Q", ("WHICH", "N", "CAMEBACK", "P", "DET", "ORD", "SEASON"), lambda _, n, _c, p, _d, o, _s: x.came_back_next(n, o)),
        r("Q", ("WHICH", "N", "CAMEBACK", "P", "SEASON", "NUM"), lambda _, n, _c, p, _s, k: x.came_back_next(n, Ordinal(k))),
        r("Q", ("BE", "LISTOF", "N", "COMPLETE"), lambda _, _l, n, _c: x.complete(n)),
        r("Q", ("HOWMANY", "REVIEWS", "BE", "N", "BASEDON"), lambda _, _r, _b, n, _o: x.spoken.comparing.reviews(n)),
        r("Q", ("HOWMANY", "REVIEWS", "BE", "DET", "N", "BASEDON"), lambda _, _r, _b, _d, n, _o: x.spoken.comparing.reviews(n)),
        r("N", ("E", "POSS", "N"), lambda e, _, n: x.credited_on(e, n)),
        r("N", ("N", "P", "E"), lambda n, p, e: x.credited_on(e, n, -0.05 if p == "with" else 0.1) if p in ("of", "by", "with") else []),
        r("Q", ("WHICH", "RN", "DO", "NP"), lambda _, rn, _d, np: x.doing(rn, np)),
        r("Q", ("WHICH", "RN", "DO", "N", "P", "NP"), lambda _, rn, _d, n, p, np: x.doing_parts(rn, n, p, np)),
        r("Q", ("WHICH", "N", "DO", "NP", "FIRST", "V"), lambda _, n, _d, np, _f, v: x.first_comic(np, n)),
        r("N", ("FIRSTN", "NUM", "N"), lambda _, k, n: x.first_ones(EARLIEST, k, n) if not of_no_series(n) else []),
        r("N", ("LASTN", "NUM", "N"), lambda w, k, n: x.first_ones(LATEST, k, n) if not (of_no_series(n) and w.endswith("last")) else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "FIRST", "VB"), lambda p, _, n, _d, np, _f, v: x.first_comic(np, n)),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "VB"), lambda p, _, n, _d, np, v: x.first_comic(np, n) if v.sense.reference == "appearsIn" else []),
        r("Q", ("WHICH", "N", "BE", "CALLED", "E"), lambda _, n, _b, word, e: ((rows(one, f"Which {n.words} are {word} {e.words}?"), 0.0) for one, _c in x.called(n, e, word))),
        r("N", ("N", "CALLED", "E"), lambda n, word, e: x.called(n, e, word)),
        r("Q", ("WHICH", "RN", "ADJ", "NP"), lambda _, rn, a, np: x.settled_by(rn, a, np)),
        r("Q", ("WHICH", "N", "DO", "E", "ADJ"), lambda _, n, _d, by, a: (y for one, _c in x.settled_set(n, by, [(a, 0.0)]) for y in x.questions.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "DO", "E", "ADJ", "TP"), lambda _, n, _d, by, a, t: (y for one, _c in x.settled_set(n, by, s.settled(a, t)) for y in x.questions.listed(one, 0.0))),
        r("Q", ("HOWMANY", "N", "DO", "E", "ADJ"), lambda _, n, _d, by, a: (y for one, _c in x.settled_set(n, by, [(a, 0.0)]) for y in x.questions.counted([one]))),
        r("Q", ("HOWMANY", "N", "DO", "E", "ADJ", "TP"), lambda _, n, _d, by, a, t: (y for one, _c in x.settled_set(n, by, s.settled(a, t)) for y in x.questions.counted([one]))),
        r("N", ("N", "ADJ", "BY", "E"), lambda n, a, _, by: x.settled_set(n, by, [(a, 0.0)])),
        r("N", ("N", "ADJ", "BY", "E", "TP"), lambda n, a, _, by, t: ((y, c - 0.2) for y, c in x.settled_set(n, by, s.settled(a, t)))),
        r("N", ("N", "ADJ", "TP", "BY", "E"), lambda n, a, t, _, by: x.settled_set(n, by, s.settled(a, t))),
        r("Q", ("RANK", "N", "P", "N"), lambda _, n, p, score: x.spoken.comparing.by_score(n, score) if p in ("by", "on") else []),
        r("Q", ("WHICH", "OF", "NUM", "N", "BE", "DET", "SUP"), lambda _, _o, _k, n, _b, _d, p: (y for one, _c in s.best(p, n) for y in x.questions.listed(one, 0.0))),
        r("Q", ("WHICH", "OF", "NP", "BE", "SUP"), lambda _, _o, np, _b, p: (y for one, _c in s.best(p, np) for y in x.questions.listed(one, 0.0))),
        r("Q", ("WHICH", "OF", "NP", "BE", "DET", "SUP"), lambda _, _o, np, _b, _d, p: (y for one, _c in s.best(p, np) for y in x.questions.listed(one, 0.0))),
        r("Q", ("WHAT", "BE", "E", "CALLED"), lambda _, _b, e, word: x.title(e) if word in ("called", "titled", "named", "entitled", "really called", "actually called") else []),
        r("Q", ("WHAT", "BE", "E", "CALLED"), lambda _, _b, e, word: x.named(e, word)),
        r("Q", ("WHEN", "DO", "MAKINGOF", "NP", "FILMEND"), lambda _, _d, _m, np, _s: x.finished_when(np)),
        r("N", ("N", "SCORED", "ABOVE", "NUM", "P", "E"), lambda n, _, _a, k, p, e: x.rated(n, HIGHER, k, e) if p in ("on", "at", "by", "from") else []),
        r("N", ("N", "SCORED", "BELOW", "NUM", "P", "E"), lambda n, _, _a, k, p, e: x.rated(n, LOWER, k, e) if p in ("on", "at", "by", "from") else []),
        r("VP", ("V", "DET", "N", "P", "NPQ"), lambda v, d, n, p, np: x.one_of_each(v, n, p, np) if d not in ("the", "some") else []),
        r("VP", ("V", "DET", "N", "P", "NP"), lambda v, d, n, p, np: x.one_of_each(v, n, p, np) if d in ("a", "an") and np.others else []),
        r("VP", ("BE", "V", "NP"), lambda _, v, np: s.said(v, np) if v.sense.reference == "adaptedFrom" else []),
        r("VP", ("HAVE", "TITLEWORDS", "INTITLE"), lambda _, words, _t: x.titled(words)),
        r("N", ("N", "P", "TITLEWORDS", "INTITLE"), lambda n, p, words, _: (y for vp, _c in x.titled(words) for y in s.such(n, vp, "that ")) if p == "with" else []),
        r("N", ("N", "VB", "P", "E"), lambda n, v, p, e: x.made_for(n, v, e) if p == "for" else []),
        r("Q", ("BE", "NP", "CMP", "THAN", "NP"), lambda _, a, than, _t, b: x.spoken.comparing.scores(a, than, b)),
        r("Q", ("WHEN", "DO", "E", "ADJ", "NP"), lambda _, _d, by, a, np: x.settled_each(np, a, by)),
        r("UNTOLD", ("DET", "UNTOLD"), lambda _, word: [(word, 0.0)]),
        r("Q", ("WHAT", "BE", "UNTOLD", "P", "E"), lambda _, _b, word, p, e: x.untold(e, word) if p in ("of", "for") else []),
        r("Q", ("UNTOLD", "P", "E"), lambda word, p, e: x.untold(e, word) if p in ("of", "for") else []),
        r("Q", ("E", "UNTOLD"), lambda e, word: x.untold(e, word)),
        r("Q", ("E", "POSS", "UNTOLD"), lambda e, _, word: x.untold(e, word)),
        r("Q", ("WHAT", "BE", "E", "POSS", "UNTOLD"), lambda _, _b, e, _p, word: x.untold(e, word)),
    ]  # fmt: skip


def _of_an_order(n: Phrase, a: Pred) -> bool:
    """Whether episodes are said to be ordered."""
    return n.classes == ("Episode",) and a.state in ("ordered", "renewed", "announced")
