"""Questions about when things came out, ended, began and happened; about ages; and about what was so by some point."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity import dates, vocab
from continuity.language.chart import Rule
from continuity.language.lexicon import Sense
from continuity.language.logical import Among, Atom, Compare, Const, Form, Is, Not, Rel, Shown, Term, Total, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import DATES, Superlative, among, constant
from continuity.language.names import is_a
from continuity.language.phrases import ENDS, Phrase, fits
from continuity.language.relation import Relation
from continuity.language.spoken import Spoken
from continuity.language.times import When, between_works, day_of_name, decade, part_of, when, when_work
from continuity.language.wording import WHO, Question, plural, rows
from continuity.language.works import Made, Works

#: That a work comes out.
OUT = Relation(Sense("released"), "come out")
EARLIEST, LATEST = Superlative("released", True, "earliest"), Superlative("released", False, "latest")


class Dating:
    """Composes such questions."""

    def __init__(self, spoken: Spoken, works: Works) -> None:
        self.spoken = spoken
        self.works = works
        self.questions = spoken.questions
        self.sets = spoken.sets
        self.canon = works.names.canon

    def told(self, np: Phrase, property: str) -> str:
        """A date that is told of a thing by name; a series of which none is told came out with its first season."""
        one = constant(np)
        first = self.works.names.seasons(one.id).get(1, "") if one is not None and property == "released" else ""
        ids = (one.id, first) if one is not None else ()
        return next((c.object.value for id in ids if id for c in self.canon.claims(id, property)), "")

    def same_year(self, word: str, e: Phrase) -> Made:
        """ "in the same year as X", or on the same day: that on which X came out, or was born."""
        date = self.told(e, "released") or self.told(e, "born")
        if word.endswith("day as") and len(date) == 10:
            yield When(f"on the same day as {e.words}", date, date, but=constant(e)), 0.0
        elif word.endswith("month as"):
            if len(date) >= 7:
                last = dates.bounds(date[:7])[1].isoformat()
                yield When(f"in the same month as {e.words}", date[:7], last, but=constant(e)), 0.0
        elif not word.endswith("day as") and date[:4].isdigit():
            yield When(f"in the same year as {e.words}", date[:4], f"{date[:4]}-12-31", but=constant(e)), 0.0

    def next_year(self, word: str, e: Phrase) -> Made:
        """ "the year after X": that after the one in which X came out."""
        for that, _ in self.same_year("in the same year as", e):
            year = str(int(that.first) + (-1 if word.endswith("before") else 1))
            yield When(f"in the year {word.rpartition(' ')[2]} {e.words}", year, f"{year}-12-31"), 0.0

    def seen_from(self, word: str, e: Phrase, ended: bool) -> Made:
        """ "before X started", "after X ended"; a work that came out at once ended when it did."""
        by = "concluded" if ended and self.told(e, "concluded") else "released"
        yield from when_work(word, e, by)

    def next_to(self, n: Phrase, word: str, e: Phrase, after: bool) -> Made:
        """ "the season released right after X": the next of a set by release; of episodes, by their number."""
        if not any(w in word.split() for w in ("right", "directly", "immediately", "straight", "next")):
            return
        if n.classes == ("Episode",) and is_a(e.classes[0], ("Episode",)):
            for one, cost in self.works.beside(e, 1 if after else -1):
                yield _one_of(n, one, f"{n.words} released right {'after' if after else 'before'} {e.words}"), cost
            return
        for dated, _ in when_work("after" if after else "before", e):
            for narrowed, _c in self.sets.of_date(n, dated):
                for best, cost in self.sets.best(EARLIEST if after else LATEST, narrowed):
                    words = f"{n.words} released right {'after' if after else 'before'} {e.words}"
                    yield replace(best, words=words), cost

    def step(self, step: str, e: Phrase, by: int) -> Made:
        """ "which episode comes after X": the one beside it."""
        cls = "Season" if step == "season" else "Episode"
        if isinstance(e.head, Const) and e.head.cls == cls:
            for one, cost in self.works.beside(e, by):
                said = "comes after" if by > 0 else "comes before"
                found = _one_of(Phrase(Var("beside"), (), (cls,), step), one, step)
                yield rows(found, f"Which {step} {said} {e.words}?"), cost

    def span(self, np: Phrase) -> Made:
        """ "between which dates was X on the air"."""
        work = constant(np)
        if work is not None and is_a(work.cls, ("Series", "Season")):
            first, last = Var("first"), Var("last")
            atoms: tuple[Atom, ...] = (Rel("released", work, first), Total("released", work, last))
            form = Form("rows", (first, last), atoms, ("from", "to"))
            yield Question(form, f"From when to when was {np.words} on the air?", (*np.notes, ENDS)), 0.0

    def on_air(self, date: str) -> Made:
        """ "on the air in 2016": out by then, and neither at its end nor cancelled before it."""
        node = Var("over")
        ends, off = Relation(Sense("concluded"), "end"), Phrase(node, (Is("Status", node),), ("Status",))
        for began, _ in when("by", date):
            for over, _c in when("since", date):
                out, end = (next(iter(self.sets.dated(v, t)))[0] for v, t in ((OUT, began), (ends, over)))
                cut = next(iter(self.sets.settled(Pred("cancelled", state="cancelled", far=off), over)))[0]
                still = Pred(f"are not over before {date}", either=(end, cut))
                yield replace(out, words=f"are on the air in {date}", also=(still,)), 0.0

    def held(self, np: Phrase, v: Relation, of: Phrase, property: str) -> Made:
        """ "until when did X run Y": the end of a credit, or its beginning."""
        role = v.sense.reference.removesuffix("Of")
        person, work = constant(np), constant(of)
        if role not in self.sets.roles or person is None or work is None or not fits(of, ("Work",)):
            return
        if not is_a(person.cls, ("Agent",)):
            return
        credit, date = Var("credit"), Var(property)
        atoms = (
            Is("Credit", credit),
            Rel("person", credit, person),
            Rel("role", credit, Const(role)),
            Rel("work", credit, work, False, is_a(work.cls, ("Series",))),
            Rel(property, credit, date),
        )
        word = "Until" if property == "until" else "Since"
        called = vocab.terms().individuals[role].label
        form = Form("rows", (date,), atoms, (property,))
        yield Question(form, f"{word} when was {np.words} {called} of {of.words}?", (*np.notes, *of.notes)), -0.1

    def and_when(self, q: Question) -> Made:
        """ "…, and on which date": what is ranked by a date is given with it, and works with that of their release."""
        form = q.form
        ranked = form.best is not None and any(
            isinstance(a, Rel) and a.object == form.best and a.property in (*DATES, "concluded", "date")
            for a in form.atoms
        )
        if ranked:
            yield q, 0.0
        elif form.kind == "rows" and len(form.targets) == 1 and form.best is None and not form.op:
            (head,) = form.targets
            works = [a.cls for a in form.atoms if isinstance(a, Is) and a.term == head]
            if works and all(is_a(c, ("Work",)) for c in works):
                date = Var("released.when")
                made = replace(
                    form,
                    targets=(head, date),
                    columns=(*form.columns, "released"),
                    atoms=(*form.atoms, Shown("released", head, date)),
                )
                yield replace(q, form=made, reading=f"{q.reading.removesuffix('?')}, and when?"), 0.0

    def first_of(self, np: Phrase, v: Relation, last: bool) -> Made:
        """ "which of the Netflix shows came out first"."""
        if np.tally is not None and np.tally[0] == ">=":  # "which of the six shows": all of them
            words = np.words.removeprefix(f"at least {np.tally[1]} ")
            said = f"that there are {np.tally[1]} {words} is taken as it is said"
            np = replace(np, tally=None, words=words, notes=(*np.notes, said))
        if not np.others and not np.is_entity and np.best is None and np.tally is None:
            yield from self.spoken.comparing.first_of(np, v, last)

    def settled_first(self, n: Phrase, state: Pred, last: bool) -> Made:
        """ "which show was cancelled first", "which of A and B was": by the date of the state."""
        chosen = among(n)
        n = replace(chosen, words=f"of {n.words}") if chosen else n
        for found in self._settled(n, state, last):
            yield rows(found, f"Which {n.words} was {state.words} {'last' if last else 'first'}?"), 0.0

    def _settled(self, n: Phrase, state: Pred, last: bool) -> Iterator[Phrase]:
        """What of a set is ranked by the date of its state."""
        if not state.state or state.far is None or n.is_entity or n.others or n.best is not None:
            return
        for one in apply(n, state):
            date = Var(f"{state.state}.date")
            atoms = (*one.atoms, Rel("date", state.far.head, date), _as_told_best(state.far.head, date))
            yield replace(one, atoms=atoms, best=date, lowest=not last)

    def foremost(self, n: Phrase, vp: Pred, order: Superlative) -> Made:
        """ "the last series to come out before 2018": the first or last of which it holds; of people, those of whom it
        holds of the first or last work.
        """
        if not n.classes or n.is_entity or n.others or n.best is not None or vp.denied or vp.also:
            return
        said = f"{'first' if order.lowest else 'last'} {n.words} to {'be ' * bool(vp.state)}{plural(vp.words)}"
        if vp.state:
            yield from ((replace(one, words=said), -0.1) for one in self._settled(n, vp, not order.lowest))
        elif all(is_a(c, ("Work",)) for c in n.classes):
            for one, _ in self.sets.such(n, vp, ""):
                yield from ((replace(best, words=said), -0.1) for best, _c in self.sets.best(order, one))
        elif vp.relation is not None and vp.far is not None and vp.far.tally is None and not vp.far.each:
            for far, _ in self.sets.best(order, vp.far) if all(is_a(c, ("Work",)) for c in vp.far.classes) else ():
                for one, _c in self.sets.such(n, replace(vp, far=far), ""):
                    yield replace(one, words=said), -0.1

    def until_settled(self, a: Phrase, b: Phrase, state: Pred) -> Made:
        """ "how long after X came out was Y cancelled"."""
        is_work = constant(a) is not None and fits(a, ("Work",))
        for q, _ in self.spoken.telling.settled_when(b, state) if is_work else ():
            out, (date,) = Var("out"), q.form.targets
            assert isinstance(date, Var) and state.far is not None
            atoms = (Rel("released", a.head, out), *q.form.atoms, _as_told_best(state.far.head, date))
            form = Form("between", (out, date), atoms, (a.words, f"{b.words} {state.words}"))
            reading = f"How long after {a.words} came out was {b.words} {state.words}?"
            yield Question(form, reading, tuple(dict.fromkeys((*a.notes, *q.notes)))), 0.0

    def last_with(self, e: Phrase, n: Phrase) -> Made:
        """ "X's last episode": the last that a character is in."""
        appears = self.sets.appears
        if appears is not None and is_a(e.classes[0], ("Character",)) and all(is_a(c, ("Work",)) for c in n.classes):
            seen = self.questions.first_seen(e, appears, n, last=True)
            yield from ((q, cost + 0.3) for q, cost in seen)

    def out(self, e: Phrase) -> Made:
        """ "when was the pilot of X": of a work that is its release."""
        if constant(e) is not None and fits(e, ("Work",)):
            yield from ((q, cost + 0.3) for q, cost in self.questions.dated(e, OUT))

    def number(self, e: Phrase) -> Made:
        """ "what number is X in its season"."""
        if constant(e) is not None and fits(e, ("Episode", "Season")):
            number = Var("number")
            form = Form("rows", (number,), (Rel("number", e.head, number),), ("number",))
            yield Question(form, f"What number is {e.words}?", e.notes), 0.0

    def need(self, e: Phrase, work: Phrase) -> Made:
        """ "do I need to see X before Y"."""
        one, other = constant(e), constant(work)
        works = one is not None and other is not None and is_a(one.cls, ("Work",)) and is_a(other.cls, ("Work",))
        if works and one != other:
            form = Form("before", (work.head, e.head), (), ("see first", "up to"))
            yield Question(form, f"Must {e.words} be seen before {work.words}?", (*e.notes, *work.notes)), 0.0

    def as_of(self, q: Question, e: Phrase) -> Made:
        """A question as of the end of a work."""
        if not q.form.until and not q.form.as_of:
            yield from self.questions.scoped(q, 0.1, until=e)


def _one_of(n: Phrase, e: Phrase, words: str) -> Phrase:
    """A thing by name as the only one of a set."""
    return Phrase(n.head, (Among(n.head, (e.head,)),), n.classes, words, notes=(*n.notes, *e.notes))


def _as_told_best(node: Term, date: Var) -> Not:
    """That no finer date is told of the same: who tells of a day leaves no doubt about the month."""
    other, finer = Var(f"{date.name}.other"), Var(f"{date.name}.finer")
    same = (Rel(name, one, Var(f"{date.name}.{name}")) for name in ("work", "state") for one in (node, other))
    return Not((*same, Rel("date", node, date), Rel("date", other, finer), Compare("finer than", finer, date)))


def _has_seen(word: str, e: Phrase) -> bool:
    """Whether somebody has seen a work to its end: who is on a season has not, who is on an episode is taken to have."""
    return not word.endswith((" on", " at", "watching")) or is_a(e.classes[0], ("Episode",))


def dating_rules(x: Dating) -> list[Rule]:
    """The rules of such questions."""
    r, q, s = Rule, x.questions, x.sets
    return [*_stretches(x), *_points(x), *_firsts(x),
        r("Q", ("RANK", "NP", "INORDER"), lambda _, np, _o: q.all_in_order(np)),
        r("E", ("E", "POSS", "ORD"), lambda e, _, o: ((y, c + 0.3) for y, c in x.works.ordinal(o, e))),
        r("Q", ("WHEN", "BE", "E"), lambda _, _b, e: x.out(e)),
        r("Q", ("DO", "NP", "VDATE"), lambda _, np, v: q.existing(np) if v.sense.reference == "released" and np.is_entity else []),
        r("Q", ("DO", "NP", "BEEN", "VDATE"), lambda _, np, _b, v: q.existing(np) if v.sense.reference == "released" and np.is_entity else []),
        r("Q", ("BE", "NP", "VDATE"), lambda _, np, v: q.existing(np) if v.sense.reference == "released" and np.is_entity else []),
        r("Q", ("BE", "NP", "ISOUT"), lambda _, np, _o: q.existing(np) if np.is_entity and fits(np, ("Work",)) else []),
        r("Q", ("WHICH", "N", "VDATE", "LASTADV", "P", "NP"), lambda _, n, v, _l, p, np: (y for one, _c in s.with_preposition(n, p, np) for y in x.spoken.comparing.first_of(one, v, True))),
        r("Q", ("WHICH", "N", "VB", "LASTADV", "P", "NP"), lambda _, n, v, _l, p, np: x.spoken.first_to(n, v, np, True) if p in v.sense.marker else []),
        r("Q", ("TP", "WHO", "VP"), lambda t, _, vp: (y for done, _c in s.at_time(vp, t) for y in q.asked(WHO, done, "Who"))),
        r("Q", ("WHICH", "N", "WATCH", "BEFORE", "E"), lambda _, n, _w, _b, e: x.spoken.telling.to_see(e) if n.classes == ("Season",) else []),
        r("Q", ("IMPERATIVE", "ORDEROF", "NP"), lambda _, _o, np: q.all_in_order(np)),
        r("Q", ("WHO", "BE", "ADJ", "AFTER", "E"), lambda _, _b, a, _a, e: ((y, c - 0.4) for one, _c in q.asked(WHO, replace(a, words=f"are {a.words}"), "Who") for y, c in x.as_of(one, e)) if a.cls else []),
        *(r("N", (word, "N", "TO", "VP"), lambda _, n, to, vp, order=order: x.foremost(n, vp, order) if to == "to" else []) for word, order in (("FIRSTN", EARLIEST), ("LASTN", LATEST))),
        *(r("N", (word, "N", "TO", "BEEN", "PASSIVE"), lambda _, n, to, _b, vp, order=order: x.foremost(n, replace(vp, words=f"be {vp.words}"), order) if to == "to" else []) for word, order in (("FIRSTN", EARLIEST), ("LASTN", LATEST))),
        *(r("N", (word, "N", "TO", "BEEN", "ADJ"), lambda _, n, to, _b, a, order=order: x.foremost(n, a, order) if to == "to" else []) for word, order in (("FIRSTN", EARLIEST), ("LASTN", LATEST))),
        *(r("Q", ("WHO", "BE", word, "TO", "VP"), lambda _, _b, _f, to, vp, order=order: ((rows(one, f"Who was the {one.words.replace('who ', '')}?"), 0.0) for one, _c in x.foremost(WHO, vp, order)) if to == "to" else []) for word, order in (("FIRSTN", EARLIEST), ("LASTN", LATEST))),
        r("Q", ("WHICHNUMBER", "BE", "E"), lambda _, _b, e: x.number(e)),
        r("Q", ("WHICHNUMBER", "BE", "E", "INITSWHOLE"), lambda _, _b, e, _i: x.number(e)),
        r("Q", ("SPAN", "BE", "NP", "ONAIR"), lambda _, _b, np, _o: x.span(np)),
        r("Q", ("SPAN", "DO", "NP", "ONAIR"), lambda _, _d, np, _o: x.span(np)),
        r("Q", ("SPAN", "DO", "NP", "VDATE"), lambda _, _d, np, v: x.span(np) if v.sense.reference == "released" else []),
        r("Q", ("WHEN", "BE", "NP", "ONAIR"), lambda _, _b, np, _o: x.span(np)),
        r("VP", ("BE", "P", "E", "IN", "DATE"), lambda _, p, e, word, d: ((replace(vp, words=f"{vp.words} in {d}", also=(*vp.also, *air.also, replace(air, also=()))), 0.0) for vp, _c in s.placed(p, e) for air, _k in x.on_air(d)) if word == "in" and p == "on" and fits(e, ("Company",)) else []),
        r("VP", ("BE", "ONAIR", "IN", "DATE"), lambda _, _o, word, d: x.on_air(d) if word == "in" else []),
        r("Q", ("BE", "NP", "ONAIR", "IN", "DATE"), lambda _, np, _o, word, d: (y for vp, _c in x.on_air(d) for y in q.truth(np, vp)) if word == "in" else []),
        *(r("Q", (word, "DO", "NP", "V", "NP"), lambda _, _d, np, v, of, p=p: x.held(np, v, of, p)) for word, p in (("UNTILWHEN", "until"), ("SINCEWHEN", "since"))),
        *(r("Q", (word, "BE", "NP", "RN", "P", "NP"), lambda _, _b, np, rn, p, of, end=end: x.held(np, rn, of, end) if p in rn.sense.marker else []) for word, end in (("UNTILWHEN", "until"), ("SINCEWHEN", "since"))),
        *(r("Q", (word, "BE", "NP", "DET", "RN", "P", "NP"), lambda _, _b, np, _d, rn, p, of, end=end: x.held(np, rn, of, end) if p in rn.sense.marker else []) for word, end in (("UNTILWHEN", "until"), ("SINCEWHEN", "since"))),
        *(r("Q", (word, "DO", "NP", "BEEN", "RN", "P", "NP"), lambda _, _d, np, _b, rn, p, of, end=end: x.held(np, rn, of, end) if p in rn.sense.marker else []) for word, end in (("UNTILWHEN", "until"), ("SINCEWHEN", "since"))),
        r("Q", ("Q", "ANDWHEN"), lambda one, _: x.and_when(one)),
        r("Q", ("HOWLONG", "AFTER", "NP", "BE", "NP", "ADJ"), lambda _, _a, a, _b, b, state: x.until_settled(a, b, state)),
        r("Q", ("HOWLONG", "AFTER", "E", "VDATE", "BE", "NP", "ADJ"), lambda _, _a, a, v, _b, b, state: x.until_settled(a, b, state) if v.sense.reference == "released" else []),
        r("Q", ("HOWLONG", "AFTER", "E", "VDATE", "BE", "IT", "ADJ"), lambda _, _a, a, v, _b, _i, state: x.until_settled(a, a, state) if v.sense.reference == "released" else []),
        r("Q", ("HOWLONG", "BE", "NP", "ADJ", "AFTER", "NP"), lambda _, _b, b, state, _a, a: x.until_settled(a, b, state)),
        *(r("Q", (word, "BE", "E", "POSS", "LASTN", "N"), lambda _, _b, e, _p, _l, n: x.last_with(e, n)) for word in ("WHAT", "WHICH")),
        *(r("Q", (word, "BE", "E", "POSS", "LAST", "N"), lambda _, _b, e, _p, w, n: x.last_with(e, n) if w == "final" else []) for word in ("WHAT", "WHICH")),
        r("Q", ("E", "POSS", "LASTN", "N"), lambda e, _, _l, n: x.last_with(e, n)),
        r("Q", ("E", "LASTN", "N"), lambda e, _, n: x.last_with(e, n)),
        r("Q", ("E", "POSS", "LAST", "N"), lambda e, _, w, n: x.last_with(e, n) if w == "final" else []),
        r("Q", ("NEEDTOSEE", "E", "BEFORE", "E"), lambda _, e, _b, w: x.need(e, w)),
        r("Q", ("NEEDTOSEE", "E", "BESEEN", "BEFORE", "E"), lambda _, e, _s, _b, w: x.need(e, w)),
        r("Q", ("WHO", "OF", "N", "VP"), lambda _, word, n, vp: q.asked(n, vp, f"Which {n.words}") if word != "between" else []),
        r("N", ("N", "P", "DECADE"), lambda n, p, d: (y for t, _c in decade("in", d) for y in s.of_date(n, t)) if p in ("of", "from", "in") else []),
        r("N", ("N", "P", "DET", "DECADE"), lambda n, p, _d, d: (y for t, _c in decade("in", d) for y in s.of_date(n, t)) if p in ("of", "from", "in") else []),
    ]  # fmt: skip


def _stretches(x: Dating) -> list[Rule]:
    """Stretches of time."""
    r = Rule
    ways = ("BEFORE", "before"), ("AFTER", "after"), ("SINCE", "since")
    return [
        r("DECADE", ("DET", "DECADE"), lambda _, d: [(d, 0.0)]),
        r("TP", ("IN", "DECADE"), lambda _, d: decade("in", d)),
        r("TPN", ("DECADE",), lambda d: decade("in", d)),
        r("DATES", ("PARTOFYEAR", "DATE"), lambda word, year: part_of(word, year)),
        r("DATES", ("PARTOFYEAR", "P", "DATE"), lambda word, p, year: part_of(word, year) if p == "of" else []),
        r("TP", ("IN", "DATES"), lambda _, t: [(t, 0.0)]),
        r("TPN", ("DATES",), lambda t: [(t, 0.0)]),
        r("N", ("N", "P", "DATES"), lambda n, p, t: x.sets.of_date(n, t) if p in ("of", "from", "in") else []),
        *(r("TP", (name, "DECADE"), lambda _, d, word=word: decade(word, d)) for name, word in ways),
        r("TP", ("SAMEYEAR", "E"), x.same_year),
        r("TP", ("IN", "MONTHDAY"), lambda word, day: [(When(f"{'on' if day[1].count('-') > 1 else 'in'} {day[0]}", part=day[1]), 0.0)] if word in ("in", "on") else []),
        r("MONTHDAY", ("HOLIDAY",), day_of_name),
        r("DATE", ("HOLIDAY", "DATE"), lambda name, d: [(f"{d}{day[1]}", 0.0) for day, _c in day_of_name(name)] if len(d) == 4 else []),
        r("TP", ("NEXTYEAR", "E"), x.next_year),
        r("TP", ("YEAROF", "E", "VDATE"), lambda word, e, v: x.same_year(word, e) if v.sense.reference == "released" else []),
        r("TP", ("YEAROF", "E", "BE", "VDATE"), lambda word, e, _, v: x.same_year(word, e) if v.sense.reference == "released" else []),
        r("TP", ("YEAROF", "P", "E"), lambda word, p, e: x.same_year(word, e) if p == "of" else []),
        r("TP", ("P", "DATE", "ONWARDS"), lambda p, d, _: when("since", d) if p == "from" else []),
        r("TP", ("SINCE", "E"), lambda _, e: when_work("after", e)),
        r("Q", ("TP", "DO", "NP", "VDATE"), lambda t, _, np, v: (y for vp, _c in x.sets.dated(v, t) for y in x.questions.truth(np, vp))),
        r("Q", ("TP", "BE", "NP", "VDATE"), lambda t, _, np, v: (y for vp, _c in x.sets.dated(v, t) for y in x.questions.truth(np, vp))),
        r("N", ("N", "SAMEYEAR", "E"), lambda n, word, e: (y for t, _c in x.same_year(word, e) for y in x.sets.of_date(n, t))),
        r("TP", ("AFTER", "E", "BUT", "BEFORE", "E"), lambda _, a, _t, _b, b: between_works(a, b)),
        r("TP", ("BETWEEN", "E", "TO", "E"), lambda _, a, _t, b: between_works(a, b)),
        *(r("TP", (name, "E", "BEGINS"), lambda _, e, _b, word=word: x.seen_from(word, e, False)) for name, word in ways[:2]),
        *(r("TP", (name, "E", "VDATE"), lambda _, e, v, word=word: x.seen_from(word, e, v.sense.reference == "concluded")) for name, word in ways[:2]),
        *(r("TP", (name, "E", "BE", "VDATE"), lambda _, e, _b, v, word=word: x.seen_from(word, e, v.sense.reference == "concluded")) for name, word in ways[:2]),
        *(r("TP", (name, "THEEND", "E"), lambda _, _t, e, word=word: x.seen_from(word, e, True)) for name, word in ways[:2]),
    ]  # fmt: skip


def _points(x: Dating) -> list[Rule]:
    """What is so by some point of the story, as far as somebody has seen."""
    r = Rule
    return [
        r("Q", ("Q", "BYEND", "E"), lambda q, _, e: x.as_of(q, e)),
        r("Q", ("BYEND", "E", "Q"), lambda _, e, q: x.as_of(q, e)),
        r("Q", ("SEENUPTO", "E", "Q"), lambda word, e, q: x.as_of(q, e) if _has_seen(word, e) else []),
        r("Q", ("Q", "SEENUPTO", "E"), lambda q, word, e: x.as_of(q, e) if _has_seen(word, e) else []),
    ]  # fmt: skip


def _firsts(x: Dating) -> list[Rule]:
    """What came out, or was settled, first, last, and next to another."""
    r, q = Rule, x.questions
    turns = ("FIRSTADV", False), ("LASTADV", True)
    ways = ("FOLLOWS", True), ("FORGOES", False)
    return [
        *(r("Q", ("WHICH", "N", *be, "VDATE", turn, "TP"), lambda *m, last=last: (y for one, _c in x.sets.of_date(m[1], m[-1]) for y in x.first_of(one, m[-3], last)) if m[-3].sense.reference == "released" else []) for turn, last in turns for be in ((), ("BE",))),
        r("N", ("SUP", "N", "TO", "VP"), lambda sup, n, to, vp: (y for one, _c in x.sets.such(n, vp, "that ") for y in x.sets.best(sup, one)) if to == "to" else []),
        *(r("Q", ("WHICH", "OF", "NP", "VDATE", turn), lambda _, _o, np, v, _t, last=last: x.first_of(np, v, last)) for turn, last in turns),
        *(r("Q", ("WHICH", "OF", "NP", "BE", "VDATE", turn), lambda _, _o, np, _b, v, _t, last=last: x.first_of(np, v, last)) for turn, last in turns),
        *(r("Q", ("WHICH", "OF", "NP", "BE", "ADJ", turn), lambda _, _o, n, _b, a, _t, last=last: x.settled_first(n, a, last)) for turn, last in turns),
        *(r("Q", ("WHICH", "N", "BE", "ADJ", turn), lambda _, n, _b, a, _t, last=last: x.settled_first(n, a, last)) for turn, last in turns),
        *(r("Q", ("WHICH", "STEP", name, "E"), lambda _w, step, _, e, by=1 if after else -1: x.step(step, e, by)) for name, after in ways),
        *(r("N", ("N", "VDATE", name, "E"), lambda n, _, word, e, after=after: x.next_to(n, word, e, after)) for name, after in ways),
        *(r("N", ("N", "THAT", "VDATE", name, "E"), lambda n, _t, _, word, e, after=after: x.next_to(n, word, e, after)) for name, after in ways),
        *(r("Q", ("WHICH", "N", "VDATE", name, "E"), lambda _w, n, _, word, e, after=after: (y for one, _c in x.next_to(n, word, e, after) for y in q.listed(one, 0.0))) for name, after in ways),
        *(r("Q", ("WHICH", "N", "BE", "VDATE", name, "E"), lambda _w, n, _b, _, word, e, after=after: (y for one, _c in x.next_to(n, word, e, after) for y in q.listed(one, 0.0))) for name, after in ways),
    ]  # fmt: skip
