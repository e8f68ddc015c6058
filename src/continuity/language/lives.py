"""Questions about births, ages and deaths: who is the oldest of several, who died first, how old somebody was."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Compare, Const, Either, Form, Is, Rel, Shown, Var
from continuity.language.meaning import Pred
from continuity.language.measures import ONLY_DATED, among, constant, named
from continuity.language.names import is_a
from continuity.language.people import FIRST, LAST
from continuity.language.phrases import Phrase, fits, wanted
from continuity.language.relation import Relation
from continuity.language.spoken import Spoken
from continuity.language.times import When
from continuity.language.wording import ALL, WHO, Question
from continuity.language.works import Made, Ordinal

#: Said where what was done first is that in what came out first.
BY_RELEASE = "the order is that in which the works came out"


class Lives:
    """Composes such questions."""

    def __init__(self, spoken: Spoken) -> None:
        self.spoken = spoken
        self.questions = spoken.questions
        self.sets = spoken.sets

    def age_at_death(self, e: Phrase) -> Made:
        """ "how old was X when he died"."""
        someone = constant(e)
        if someone is not None and is_a(someone.cls, ("Person",)):
            born, died = Var("born"), Var("died")
            atoms = (Rel("born", someone, born), Rel("died", someone, died))
            form = Form("age", (born, died), atoms, (e.words, "born", "the death"), op="death")
            yield Question(form, f"How old was {e.words} at death?", e.notes), 0.0
        elif someone is not None and is_a(someone.cls, ("Character",)):
            death, years, where = Var("death"), Var("years"), Var("where")
            told = (Is("Death", death), Rel("of", death, someone), Rel("yearsOld", death, years))
            form = Form("rows", (years, where), (*told, Shown("in", death, where)), ("years old", "in"))
            yield Question(form, f"How old was {e.words} at death?", e.notes), 0.0

    def age_in(self, e: Phrase, work: Phrase) -> Made:
        """ "how old is a character in an episode", as scenes in it tell."""
        someone, place = constant(e), constant(work)
        if someone is not None and place is not None and fits(work, ("Work",)) and is_a(someone.cls, ("Character",)):
            for q, _ in self.spoken.people.age(e):
                scene = next(a.term for a in q.form.atoms if isinstance(a, Is))
                atoms = (*q.form.atoms, Rel("in", scene, place, False, is_a(place.cls, ("Series", "Season"))))
                notes = (*q.notes, *work.notes)
                words = f"How old is {e.words} in {work.words}?"
                yield Question(replace(q.form, atoms=atoms), words, notes), 0.0

    def by_birth(self, q: Question, word: str) -> Made:
        """ "the actors by age": the oldest first, or the youngest."""
        form = q.form
        told = len(form.targets) == 1 and any(
            "Person" in classes for a in form.atoms for classes in wanted(a, form.targets[0])
        )
        if form.kind == "rows" and len(form.targets) == 1 and form.best is None and told:
            (head,), date, young = form.targets, Var("birth"), word.startswith(("youngest", "from young"))
            made = replace(
                form,
                targets=(head, date),
                columns=(*form.columns, "born"),
                atoms=(*form.atoms, Rel("born", head, date)),
                best=date,
                lowest=not young,
                limit=ALL,
            )
            reading = f"{q.reading.removesuffix('?')} {'youngest first' if young else 'by age'}?"
            yield replace(q, form=made, reading=reading, notes=(*q.notes, ONLY_DATED)), -0.1

    def settled_before(self, state: Pred, when: When) -> Made:
        """ "who was dead before X": who had died in what came out until then."""
        if state.cls == "Deceased" and (when.op == "<" or when.last):
            died = Pred("die", cls="Deceased", event="Death")
            yield from self.sets.at_time(died, when)

    def died_first(self, a: Phrase, v: Relation, b: Phrase, after: bool) -> Made:
        """ "did X die before Y": by the release of that in which they die, and its number where both came out at once."""
        one, other = constant(a), constant(b)
        if v.sense.reference != "diesIn" or one is None or other is None or one == other:
            return
        if not (is_a(one.cls, ("Character",)) and is_a(other.cls, ("Character",))):
            return
        first, second = (other, one) if after else (one, other)
        (one_, *n1), (two_, *n2) = _death("first", first), _death("second", second)
        atoms = Either(_earlier((*one_, *two_), n1, n2))
        reading = f"Did {a.words} die {'after' if after else 'before'} {b.words}?"
        yield Question(Form("truth", (), (atoms,)), reading, (*a.notes, *b.notes)), -0.4

    def died_by(self, vp: Pred, than: Phrase, after: bool, other: Pred | None = None) -> Made:
        """ "died before X", "was killed after X died": in an episode before that in which X dies."""
        one = constant(than)
        if (
            not _dies(vp)
            or one is None
            or not is_a(one.cls, ("Character",))
            or (other is not None and not _dies(other))
        ):
            return
        event, part = Var(f"event.{than.words}"), Var(f"place.{than.words}")
        date, number = Var(f"released.{than.words}"), Var(f"number.{than.words}")
        told = (Rel("in", event, part), Is("Episode", part), Rel("released", part, date), Rel("number", part, number))
        atoms, *end = _death("other", one)
        both, mine = (*told, *atoms), [date, number]
        order = Either(_earlier(both, *((end, mine) if after else (mine, end))))  # what is compared is told beside it
        words = f"{vp.words} {'after' if after else 'before'} {than.words}{' did' if other else ''}"
        yield (
            Pred(
                words, None, Phrase(event, (Is("Death", event), order), ("Death",), "", notes=than.notes), event="had"
            ),
            0.05,
        )

    def died_first_of(self, np: Phrase, v: Relation, last: bool) -> Made:
        """ "who died first, X or Y", "which of the Hand appeared first"."""
        one = among(np) or (None if np.is_entity or np.others or _anyone(np) else np)
        done = {"diesIn": "died", "appearsIn": "appeared"}.get(v.sense.reference)
        if done and one is not None and fits(one, ("Character",)):
            part, date, number = Var("part"), Var("when"), Var("number")
            told = (Rel(v.sense.reference, one.head, part), Is("Episode", part), Rel("released", part, date))
            atoms = (*one.atoms, *told, Shown("number", part, number))
            form = Form("rows", (one.head, part, date), atoms, ("who", "in", "released"), date, not last, then=number)
            which = f"Who of {one.words}" if named(np) else f"Which {one.words}"
            yield Question(form, f"{which} {done} {'last' if last else 'first'}?", one.notes), 0.0

    def killed_at_end(self, o: Ordinal, killer: Phrase, v: Relation, denotes: str) -> Made:
        """ "the last person X killed", "X's first victim": by the release of that in which they die."""
        at_end = o.number == 1 or o.word == "last"
        one = constant(killer)
        if at_end and one is not None and fits(killer, ("Character",)) and _kills(v, denotes):
            victim, death, part, date, number = Var("x"), Var("death"), Var("part"), Var("when"), Var("number")
            told = (Is("Death", death), Rel("of", death, victim), Rel("by", death, one), Rel("in", death, part))
            atoms = (*told, Rel("released", part, date), Shown("number", part, number))
            end = "last" if o.word == "last" else "first"
            columns, lowest = ("who", "in", "released"), end == "first"
            form = Form("rows", (victim, part, date), atoms, columns, date, lowest, then=number)
            yield Question(form, f"Whom did {killer.words} kill {end}?", (*killer.notes, BY_RELEASE)), 0.0

    def deaths_in_order(self, q: Question) -> Made:
        """ "the deaths in X in order": by the release of that in which they are."""
        form = q.form
        deaths = [a.term for a in form.atoms if isinstance(a, Is) and a.cls == "Death"]
        if form.kind != "rows" or len(deaths) != 1 or form.best is not None:
            return
        place, date, number = Var("ordered.in"), Var("ordered"), Var("ordered.number")
        told = (Rel("in", deaths[0], place), Rel("released", place, date), Shown("number", place, number))
        made = replace(
            form,
            targets=(*form.targets, date),
            columns=(*form.columns, "released"),
            atoms=(*form.atoms, *told),
            best=date,
            lowest=True,
            then=number,
            limit=ALL,
        )
        yield replace(q, form=made, reading=f"{q.reading.removesuffix('?')} in order?"), 0.0


def _death(key: str, who: Var | Const) -> tuple[tuple[Atom, ...], Var, Var]:
    """What is told of the episode in which somebody dies, its release and its number."""
    part, date, number = Var(f"{key}.in"), Var(f"{key}.released"), Var(f"{key}.number")
    told = (Rel("diesIn", who, part), Is("Episode", part), Rel("released", part, date))
    return (*told, Rel("number", part, number)), date, number


def _earlier(told: tuple[Atom, ...], one: list[Var], other: list[Var]) -> tuple[tuple[Atom, ...], ...]:
    """The ways in which one episode is before another: by release, and by number where both came out at once."""
    (d1, n1), (d2, n2) = one, other
    return (*told, Compare("<", d1, d2)), (*told, Compare("=", d1, d2), Compare("<", n1, n2, True))


def _dies(vp: Pred) -> bool:
    """Whether a predicate says no more than that somebody died, or was killed."""
    plain = not (vp.denied or vp.also or vp.place)
    anywhere = vp.relation is not None and vp.relation.sense.reference == "diesIn" and vp.words == "are killed"
    return plain and (anywhere or (vp.event == "Death" and bool(vp.cls) and vp.far is None))


def _kills(v: Relation, denotes: str) -> bool:
    """Whether a verb ("object") or a noun of the victim ("subject") is of killing."""
    return v.sense.reference == "killedBy" and v.sense.denotes == denotes


def _anyone(n: Phrase) -> bool:
    """Whether a noun says no more than that it is somebody: "person", "character"."""
    return len(n.atoms) <= 1 and all(isinstance(a, Is) for a in n.atoms) and fits(n, ("Character", "Person"))


def lives_rules(x: Lives) -> list[Rule]:
    """The rules of such questions."""
    r, q = Rule, x.questions
    return [
        r("Q", ("BE", "E", "ADJ", "TP"), lambda _, e, a, t: (y for vp, _c in x.settled_before(a, t) for y in q.truth(e, vp))),
        r("Q", ("WHO", "BE", "ADJ", "TP"), lambda _, _b, a, t: (y for vp, _c in x.settled_before(a, t) for y in q.asked(WHO, vp, "Who"))),
        r("Q", ("TP", "WHO", "BE", "ADJ"), lambda t, _, _b, a: (y for vp, _c in x.settled_before(a, t) for y in q.asked(WHO, vp, "Who"))),
        r("Q", ("Q", "INORDER"), lambda one, _: x.deaths_in_order(one)),
        r("Q", ("Q", "STORYORDER"), lambda one, _: x.deaths_in_order(one)),
        r("Q", ("Q", "BYAGE"), x.by_birth),
        *(r("TURNQ", ("TURN", "N", *that, "E", "VB"), lambda o, n, *m: x.killed_at_end(o, m[-2], m[-1], "object") if _anyone(n) else []) for that in ((), ("THAT",))),
        r("TURNQ", ("TURN", "RN", "P", "E"), lambda o, rn, p, e: x.killed_at_end(o, e, rn, "subject") if p == "of" else []),
        r("TURNQ", ("E", "POSS", "TURN", "RN"), lambda e, _, o, rn: x.killed_at_end(o, e, rn, "subject")),
        *(r("Q", ("WHO", "DO", "E", "VB", word), lambda _, _d, e, v, _w, o=o: x.killed_at_end(o, e, v, "object")) for word, o in (("FIRSTADV", FIRST), ("LASTADV", LAST))),
        r("Q", ("RANK", "NP", "BYAGE"), lambda _, np, word: (y for one, _c in q.listed(np, 0.0) for y in x.by_birth(one, word))),
        *(r("VP", ("VP", word, "E"), lambda vp, _, e, a=a: x.died_by(vp, e, a)) for word, a in (("BEFORE", False), ("AFTER", True))),
        *(r("VP", ("VP", word, "E", "VP"), lambda vp, _, e, o, a=a: x.died_by(vp, e, a, o)) for word, a in (("BEFORE", False), ("AFTER", True))),
        *(r("Q", ("WHICH", "N", "VB", word), lambda _, n, v, _w, last=last: x.died_first_of(n, v, last)) for word, last in (("FIRSTADV", False), ("LASTADV", True))),
        *(r("Q", ("DO", "E", "VB", word, "E", *did), lambda _, a, v, _b, b, *o, after=after: x.died_first(a, v, b, after) if all(map(_dies, o)) else []) for word, after in (("BEFORE", False), ("AFTER", True)) for did in ((), ("VP",))),
        r("Q", ("WHEN", "DO", "E", "VB"), lambda _, _d, e, v: q.dated(e, replace(v, words=v.words.removesuffix(" in"), sense=replace(v.sense, reference="died", marker=()))) if v.sense.reference == "diesIn" and is_a(e.classes[0], ("Person",)) else []),
    ]  # fmt: skip
