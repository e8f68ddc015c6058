"""Questions about the time inside the story: how works and events lie to each other, how long apart, in which order."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from continuity.language.chart import Rule
from continuity.language.logical import Among, Atom, Const, Form, Is, Not, Order, Rel, Shown, Var
from continuity.language.meaning import Pred
from continuity.language.measures import among, constant
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.telling import Telling
from continuity.language.times import UNITS, When, is_told
from continuity.language.wording import WHAT, Question, rows
from continuity.language.works import Made

#: What has a place in the story.
_PLACED = ("Work", "Event")
#: Said where an order may be that of the story or that of release.
CHRONOLOGICAL = "chronological is read as the order of the story, not that of release"
#: The operations of a form whose rows stand in the order of the story.
IN_STORY, FIRST, LAST = "story order", "first in the story", "last in the story"


class Story:
    """Composes such questions."""

    def __init__(self, questions: Questions, telling: Telling) -> None:
        self.questions = questions
        self.sets = questions.sets
        self.telling = telling

    def relative_to_each(self, a: Phrase, n: Phrase, earlier: bool) -> Made:
        """ "when is A set relative to each earlier season"."""
        plain = len(n.classes) == 1 and n.atoms == (Is(n.classes[0], n.head),) and fits(n, ("Work",))
        if a.is_entity and fits(a, ("Work",)) and plain:
            op = "earlier" if earlier else "each"
            form = Form("story", (a.head,), (), ("work", "relation", "when"), op=op, named=n.classes)
            said = f"each {'earlier' if earlier else 'other'} {self.questions.sets.one(n.words)}"
            yield Question(form, f"When is {a.words} set relative to {said}?", a.notes), 0.0

    def relative(self, a: Phrase, b: Phrase) -> Made:
        """ "when is A set relative to B", "is A set before or after B"."""
        if _are_placed(a, b):
            form = Form("story", (a.head, b.head), (), ("work", "relation", "when"))
            yield Question(form, f"When is {a.words} set relative to {b.words}?", (*a.notes, *b.notes)), 0.0

    def pair(self, np: Phrase) -> Made:
        """The same of two named together."""
        if len(np.others) == 2:
            yield from self.relative(*np.others)

    def long(self, a: Phrase, b: Phrase) -> Made:
        """ "how long after A is B set"."""
        if _are_placed(a, b):
            columns = ("amount", "unit", "work", "relation", "other")
            form = Form("story", (b.head, a.head), (), columns, op="long")
            yield Question(form, f"How long after {a.words} is {b.words} set?", (*a.notes, *b.notes)), 0.0

    def long_between(self, np: Phrase) -> Made:
        """ "how much time passes between A and B"."""
        if len(np.others) == 2:
            yield from self.long(*np.others)

    def year(self, np: Phrase) -> Made:
        """ "in what year is X set"."""
        for q, cost in self.telling.set_when(np):
            yield replace(q, form=replace(q.form, op="year"), reading=f"In what year is {np.words} set?"), cost

    def where(self, np: Phrase, when: bool = False) -> Made:
        """ "where does an event take place", and perhaps when."""
        if constant(np) is not None and np.classes == ("Event",):
            place, date = Var("place"), Var("date")
            atoms: tuple[Atom, ...] = (Rel("place", np.head, place),)
            if when:
                atoms = (Is("Event", np.head), Shown("storyFrom", np.head, date), Shown("place", np.head, place))
                form = Form("rows", (date, place), atoms, ("when", "where"))
                yield Question(form, f"When and where does {np.words} take place?", np.notes), 0.0
            else:
                yield Question(Form("rows", (place,), atoms, ("where",)), f"Where does {np.words} take place?"), 0.0

    def within(self, when: When) -> Made:
        """ "set in 2016": by the year in which the story begins."""
        if when.work is None:
            work, date = Var("set"), when.phrase("storyFrom")
            atoms = (*date.atoms, Rel("storyFrom", work, date.head))
            yield Pred(f"are set {when.words}", None, Phrase(work, atoms, ("Work",), ""), event="told"), 0.0

    def dated(self, np: Phrase, when: When) -> Made:
        """ "is X set in the 1940s": it or a part of it."""
        if when.work is None and constant(np) is not None and fits(np, _PLACED) and np.classes:
            date = when.phrase("storyFrom")
            lifted = is_a(np.classes[0], ("Series", "Season"))
            form = Form("truth", (), (*date.atoms, Rel("storyFrom", np.head, date.head, lifted)))
            yield Question(form, f"Is {np.words} set {when.words}?", np.notes), -0.1

    def between(self, a: Phrase, b: Phrase) -> Made:
        """ "set between A and B"."""
        if _are_placed(a, b):
            work = Var("set")
            atoms: tuple[Atom, ...] = (Order("before", a.head, work), Order("before", work, b.head))
            far = Phrase(work, atoms, ("Work",), "", notes=(*a.notes, *b.notes))
            yield Pred(f"are set between {a.words} and {b.words}", None, far, event="told"), 0.0

    def beside(self, word: str, np: Phrase, after: bool) -> Made:
        """ "set right after X": what comes after it with nothing told to lie between."""
        if constant(np) is None or not fits(np, _PLACED) or not np.classes or not _is_next(word):
            return
        work, between = Var("beside"), Var("between")
        near = Order("before", *((np.head, work) if after else (work, np.head)))
        inside = (
            Order("before", *((np.head, between) if after else (work, between))),
            Order("before", *((between, work) if after else (between, np.head))),
        )
        atoms: tuple[Atom, ...] = (near, Not(inside))
        words = f"are set right {'after' if after else 'before'} {np.words}"
        yield Pred(words, None, Phrase(work, atoms, ("Work",), "", notes=np.notes), event="told"), 0.0

    def follows(self, n: Phrase, word: str, np: Phrase, after: bool) -> Made:
        """ "what comes right after X in story order"; without "right", all that does."""
        how = "after" if after else "before"
        preds = self.beside(word, np, after) if _is_next(word) else self.telling.ordered(how, np)
        head = "What" if n is WHAT else f"Which {n.words}"
        for pred, cost in preds:
            yield from ((q, cost + c) for q, c in self.questions.asked(n, pred, head))

    def told(self, q: Question, order: str = "") -> Made:
        """A question that is said to be about the story: what could be of the release is of the story then."""
        form = q.form
        if form.kind == "story" or any(isinstance(a, Order) for a in form.atoms):
            yield q, 0.0
        elif form.kind == "between" and form.op in ("", *UNITS):
            a, b = (a.subject for a in form.atoms if isinstance(a, Rel))
            columns = ("amount", "unit", "work", "relation", "other")
            made = Form("story", (b, a), (), columns, op="long")
            yield Question(made, f"How long after {form.columns[0]} is {form.columns[1]} set?", q.notes), 0.0
        elif form.best is not None and len(among := [a for a in form.atoms if isinstance(a, Among)]) == 1:
            yield from self._picked(q, among[0])
        elif order:
            yield from self.in_order(q, order)

    def _picked(self, q: Question, among: Among) -> Made:
        """ "which comes first in the story, A or B": how the two lie to each other."""
        if len(among.members) == 2 and any(isinstance(a, Rel) and a.property == "released" for a in q.form.atoms):
            a, b = (self._phrase(m) for m in among.members)
            yield from self.relative(a, b)

    def _phrase(self, term: Any) -> Phrase:
        return Phrase(term, (), (term.cls,), self.sets.names.canon.label(term.id))

    def in_order(self, q: Question, word: str = "") -> Made:
        """A list of works in the order of the story."""
        form = q.form
        if form.kind != "rows" or form.best is not None or len(form.targets) != 1 or form.op:
            return
        (head,) = form.targets
        works = [a.cls for a in form.atoms if isinstance(a, Is) and a.term == head]
        works += [
            m.cls
            for a in form.atoms
            if isinstance(a, Among) and a.term == head
            for m in a.members
            if isinstance(m, Const)
        ]
        if works and all(is_a(c, ("Work",)) for c in works):
            notes = (*q.notes, CHRONOLOGICAL) if word.startswith("chronolog") or "n chronolog" in word else q.notes
            reading = f"{q.reading.removesuffix('?')} in story order?"
            yield replace(q, form=replace(form, op=IN_STORY), reading=reading, notes=notes), 0.0

    def ordered(self, np: Phrase, word: str = "") -> Made:
        """ "the story order of X"; of one work, of its seasons."""
        one = among(np)
        if one is not None:
            yield from self.in_order(rows(one, f"What are {one.words}?"), word)
            return
        if constant(np) is not None and np.classes[0] in ("Series", "Franchise"):
            seasons = Var("seasons")
            n = Phrase(seasons, (Is("Season", seasons),), ("Season",), "seasons")
            np = next((x for x, _ in self.sets.with_preposition(n, "of", np)), np)
        for q, _ in self.questions.listed(np, 0.0):
            yield from self.in_order(q, word)

    def outermost(self, n: Phrase, last: bool) -> Made:
        """ "which season is set last"."""
        if not n.is_entity and not n.others and n.best is None and fits(n, ("Work",)) and n.classes:
            q = rows(n, f"Which {n.words} is set {'last' if last else 'first'}?")
            if len(q.form.targets) == 1:
                yield replace(q, form=replace(q.form, op=LAST if last else FIRST)), 0.0


def _are_placed(a: Phrase, b: Phrase) -> bool:
    one, other = constant(a), constant(b)
    both = isinstance(one, Const) and isinstance(other, Const) and one != other
    return both and all(p.classes and fits(p, _PLACED) for p in (a, b))


def _is_next(word: str) -> bool:
    """Whether it is said that nothing lies between: "right after", not "after"."""
    return not {"right", "directly", "immediately", "straight", "next"}.isdisjoint(word.split())


def story_rules(x: Story) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    return [*_relative(x), *_long(x), *_ordered(x),
        r("WHEN", ("WHEN", "INSTORY"), lambda word, _: [(word, 0.0)]),
        r("Q", ("Q", "INSTORY"), lambda q, _: x.told(q)),
        r("Q", ("INSTORY", "Q"), lambda _, q: x.told(q)),
        r("VP", ("SET", "SAMETIME", "NP"), lambda _, _t, np: x.telling.ordered("overlap", np)),
        r("VP", ("BE", "SET", "SAMETIME", "NP"), lambda _b, _, _t, np: x.telling.ordered("overlap", np)),
        *(r("Q", ("DO", "NP", "SET", name, "NP"), lambda _, a, _s, _n, b, how=how: (y for vp, _k in x.telling.ordered(how, b) for y in x.questions.truth(a, vp))) for name, how in (("BEFORE", "before"), ("AFTER", "after"), ("DURING", "during"), ("SAMETIME", "overlap"))),
        r("Q", ("BE", "NP", "SET", "SAMETIME", "NP"), lambda _, a, _s, _t, b: (y for vp, _k in x.telling.ordered("overlap", b) for y in x.questions.truth(a, vp))),
        *(r("Q", (helper, "NP", "SET", "TP"), lambda _, np, _s, when: x.dated(np, when)) for helper in ("BE", "DO")),
        r("VP", ("SET", "BETWEEN", "E", "TO", "E"), lambda _, _b, a, _t, b: x.between(a, b)),
        r("VP", ("BE", "SET", "BETWEEN", "E", "TO", "E"), lambda _b, _, _w, a, _t, b: x.between(a, b)),
        r("Q", ("BE", "NP", "SET", "BETWEEN", "E", "TO", "E"), lambda _, np, _s, _w, a, _t, b: (y for vp, _k in x.between(a, b) for y in x.questions.truth(np, vp))),
        r("Q", ("WHAT", "COMES", "BETWEEN", "E", "TO", "E", "INSTORY"), lambda _, _c, _b, a, _t, b, _i: (y for vp, _k in x.between(a, b) for y in x.questions.asked(WHAT, vp, "What"))),
        r("VP", ("SET", "TP"), lambda _, when: x.within(when)),
        r("VP", ("BE", "SET", "TP"), lambda _b, _, when: x.within(when)),
        *(r("Q", ("WHICH", "YEAR", helper, "NP", "SET"), lambda _, word, _h, np, _s: x.year(np) if word == "year" else []) for helper in ("BE", "DO")),
        *(r("Q", ("P", "WHICH", "YEAR", helper, "NP", "SET"), lambda _p, _, word, _h, np, _s: x.year(np) if word == "year" else []) for helper in ("BE", "DO")),
        r("Q", ("WHICH", "YEAR", "BE", "NP", "SET", "P"), lambda _, word, _b, np, _s, _p: x.year(np) if word == "year" else []),
        r("Q", ("E", "SET", "P", "WHICH", "YEAR"), lambda e, _s, _p, _w, word: x.year(e) if word == "year" else []),
        r("Q", ("WHERE", "DO", "NP", "SET"), lambda _, _d, np, _s: x.where(np)),
        r("Q", ("WHERE", "BE", "NP"), lambda _, _b, np: x.where(np)),
        r("Q", ("WHENWHERE", "DO", "NP", "SET"), lambda _, _d, np, _s: x.where(np, True)),
        r("Q", ("WHENWHERE", "BE", "NP"), lambda _, _b, np: x.where(np, True)),
        r("Q", ("WHEN", "BE", "NP"), lambda _, _b, np: x.telling.set_when(np) if np.classes == ("Event",) else []),
        r("Q", ("WHEN", "SET", "NP"), lambda _, _s, np: x.telling.set_when(np) if np.classes == ("Event",) else []),
    ]  # fmt: skip


def _relative(x: Story) -> list[Rule]:
    r = Rule
    return [
        *(r("Q", ("WHEN", helper, "NP", "SET", "RELATIVE", word, "N"), lambda _, _h, a, _s, _r, _w, n, early=early: x.relative_to_each(a, n, early)) for helper in ("BE", "DO") for word, early in (("EACHEARLIER", True), ("EACHOTHERONE", False))),
        *(r("Q", ("WHEN", helper, "NP", "SET", "RELATIVE", "NP"), lambda _, _h, a, _s, _r, b: x.relative(a, b)) for helper in ("BE", "DO")),
        *(r("Q", ("RELATIVE", "NP", "WHEN", helper, "NP", "SET"), lambda _, b, _w, _h, a, _s: x.relative(a, b)) for helper in ("BE", "DO")),
        *(r("Q", (helper, "NP", "SET", "BEFOREORAFTER", "NP"), lambda _, a, _s, _b, b: x.relative(a, b)) for helper in ("BE", "DO")),
        r("Q", ("DO", "NP", "COMES", "BEFOREORAFTER", "NP", "INSTORY"), lambda _, a, _c, _b, b, _i: x.relative(a, b)),
        r("Q", ("INSTORY", "DO", "NP", "COMES", "BEFOREORAFTER", "NP"), lambda _i, _, a, _c, _b, b: x.relative(a, b)),
        r("Q", ("INSTORY", "BE", "NP", "BEFOREORAFTER", "NP"), lambda _i, _, a, _b, b: x.relative(a, b)),
        r("Q", ("WHICH", "BE", "SET", "FIRSTADV", "NP"), lambda _, _b, _s, _f, np: x.pair(np)),
        r("Q", ("WHICH", "SET", "FIRSTADV", "NP"), lambda _, _s, _f, np: x.pair(np)),
        *(r("Q", order, lambda *said, how=how, at=at: (y for vp, _k in x.telling.ordered(how, said[at + 2]) for y in x.questions.truth(said[at], vp))) for name, how in (("BEFORE", "before"), ("AFTER", "after")) for order, at in ((("BE", "NP", name, "NP", "INSTORY"), 1), (("INSTORY", "BE", "NP", name, "NP"), 2))),
        r("Q", ("DO", "NP", "COMES", "BEFORE", "NP", "INSTORY"), lambda _, a, _c, _b, b, _i: (y for vp, _k in x.telling.ordered("before", b) for y in x.questions.truth(a, vp))),
        r("Q", ("DO", "NP", "COMES", "AFTER", "NP", "INSTORY"), lambda _, a, _c, _b, b, _i: (y for vp, _k in x.telling.ordered("after", b) for y in x.questions.truth(a, vp))),
    ]  # fmt: skip


def _long(x: Story) -> list[Rule]:
    r = Rule
    return [
        *(r("Q", ("HOWLONG", "AFTER", "NP", helper, "NP", "SET"), lambda _, _a, a, _h, b, _s: x.long(a, b)) for helper in ("BE", "DO")),
        *(r("Q", ("HOWLONG", "BEFORE", "NP", helper, "NP", "SET"), lambda _, _b, b, _h, a, _s: x.long(a, b)) for helper in ("BE", "DO")),
        *(r("Q", ("HOWLONG", helper, "NP", "SET", "AFTER", "NP"), lambda _, _h, b, _s, _a, a: x.long(a, b)) for helper in ("BE", "DO")),
        *(r("Q", ("HOWLONG", helper, "NP", "SET", "BEFORE", "NP"), lambda _, _h, a, _s, _b, b: x.long(a, b)) for helper in ("BE", "DO")),
        r("Q", ("HOWLONG", "AFTER", "NP", "DO", "NP", "VDATE"), lambda _, _a, a, do, b, v: x.long(a, b) if is_told(do, v) else []),
        r("Q", ("HOWLONG", "BEFORE", "NP", "DO", "NP", "VDATE"), lambda _, _b, b, do, a, v: x.long(a, b) if is_told(do, v) else []),
        r("Q", ("HOWLONG", "AFTER", "NP", "BE", "NP"), lambda _, _a, a, _b, b: x.long(a, b)),
        r("Q", ("HOWLONG", "BEFORE", "NP", "BE", "NP"), lambda _, _b, b, _h, a: x.long(a, b)),
        r("Q", ("HOWLONG", "BE", "NP", "AFTER", "NP"), lambda _, _b, b, _a, a: x.long(a, b)),
        r("Q", ("HOWLONG", "BE", "NP", "BEFORE", "NP"), lambda _, _b, a, _h, b: x.long(a, b)),
        r("Q", ("HOWLONG", "BE", "NP", "SET", "THAN", "NP"), lambda _, _h, b, _s, _t, a: x.long(a, b)),
        r("Q", ("HOWLONG", "DO", "NP", "SET", "THAN", "NP"), lambda _, _h, b, _s, _t, a: x.long(a, b)),
        r("Q", ("HOWLONG", "PASSES", "P", "NP"), lambda _, _p, word, np: x.long_between(np) if word == "between" else []),
        r("Q", ("HOWLONG", "DO", "PASSES", "P", "NP"), lambda _, _d, _p, word, np: x.long_between(np) if word == "between" else []),
        r("Q", ("FARAPART", "BE", "NP"), lambda _, _b, np: x.long_between(np)),
        r("Q", ("FARAPART", "BE", "NP", "SET"), lambda _, _b, np, _s: x.long_between(np)),
    ]  # fmt: skip


def _ordered(x: Story) -> list[Rule]:
    r = Rule
    ways = ("FOLLOWS", True), ("FORGOES", False)
    return [
        r("Q", ("Q", "STORYORDER"), lambda q, word: x.told(q, word)),
        r("Q", ("STORYORDER", "Q"), lambda word, q: x.told(q, word)),
        r("Q", ("STORYORDEROF", "NP"), lambda word, np: x.ordered(np, word)),
        r("Q", ("WHAT", "BE", "STORYORDEROF", "NP"), lambda _, _b, word, np: x.ordered(np, word)),
        r("Q", ("IMPERATIVE", "STORYORDEROF", "NP"), lambda _, word, np: x.ordered(np, word)),
        r("Q", ("ORDEROF", "NP", "INSTORY"), lambda _, np, _i: x.ordered(np)),
        r("Q", ("WHAT", "BE", "ORDEROF", "NP", "INSTORY"), lambda _, _b, _o, np, _i: x.ordered(np)),
        r("Q", ("IMPERATIVE", "ORDEROF", "NP", "INSTORY"), lambda _, _o, np, _i: x.ordered(np)),
        r("Q", ("RANK", "NP", "STORYORDER"), lambda _, np, word: x.ordered(np, word)),
        r("Q", ("WHICH", "N", "BE", "SET", "FIRSTADV"), lambda _, n, _b, _s, _f: x.outermost(n, False)),
        r("Q", ("WHICH", "N", "BE", "SET", "LASTADV"), lambda _, n, _b, _s, _f: x.outermost(n, True)),
        r("Q", ("WHICH", "N", "SET", "FIRSTADV"), lambda _, n, _s, _f: x.outermost(n, False)),
        r("Q", ("WHICH", "N", "SET", "LASTADV"), lambda _, n, _s, _f: x.outermost(n, True)),
        *(r("VP", ("BE", "SET", name, "NP"), lambda _, _s, word, np, after=after: x.beside(word, np, after)) for name, after in ways),
        *(r("VP", ("SET", name, "NP"), lambda _, word, np, after=after: x.beside(word, np, after)) for name, after in ways),
        *(r("Q", ("WHAT", name, "NP", said), lambda _, word, np, _i, after=after: x.follows(WHAT, word, np, after)) for name, after in ways for said in ("STORYORDER", "INSTORY")),
        *(r("Q", ("WHICH", "N", name, "NP", said), lambda _, n, word, np, _i, after=after: x.follows(n, word, np, after)) for name, after in ways for said in ("STORYORDER", "INSTORY")),
    ]  # fmt: skip
