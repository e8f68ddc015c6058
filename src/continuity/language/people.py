"""Questions about people and what they share: ages, who held a role first or next, what several have in common."""

from __future__ import annotations

from dataclasses import replace

from continuity import dates, vocab
from continuity.language.chart import Rule
from continuity.language.closed import ORDINALS, PRECEDES
from continuity.language.logical import Const, Form, Is, Rel, Shown, Var
from continuity.language.measures import constant, named
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.wording import Question
from continuity.language.works import Made, Ordinal

#: The ends of the order in which a role was held.
FIRST, LAST = Ordinal(1, "first"), Ordinal(0, "last")


class People:
    """Composes such questions."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def age(self, np: Phrase, date: str = "", work: Phrase | None = None) -> Made:
        """How old someone is: today, on a date, or when a work came out; of a character, as scenes tell it."""
        someone = constant(np)
        if someone is None or not fits(np, vocab.terms().properties["born"].domain):
            return
        born, released = Var("born"), Var("released")
        atoms = (Rel("born", someone, born),)
        if is_a(someone.cls, ("Character",)) and not date and work is None:
            yield self._as_told(np, someone), 0.0
        elif date and dates.is_date(date):
            form = Form("age", (born,), atoms, (np.words, "born"), op=date)
            yield Question(form, f"How old was {np.words} in {date}?", np.notes), 0.0
        elif work is not None and constant(work) is not None and fits(work, ("Work",)):
            more = (*atoms, Rel("released", work.head, released))
            form = Form("age", (born, released), more, (np.words, "born", work.words))
            reading = f"How old was {np.words} when {work.words} came out?"
            yield Question(form, reading, (*np.notes, *work.notes)), 0.0
        elif not date and work is None:
            yield Question(Form("age", (born,), atoms, (np.words, "born")), f"How old is {np.words}?", np.notes), 0.0

    def _as_told(self, np: Phrase, someone: Const) -> Question:
        """How old a character is in the scenes that tell it."""
        scene, years, where, mode = Var("scene"), Var("years"), Var("where"), Var("mode")
        atoms = (
            Is("Appearance", scene),
            Rel("character", scene, someone),
            Rel("yearsOld", scene, years),
            Shown("in", scene, where),
            Shown("mode", scene, mode),
        )
        form = Form("rows", (years, where, mode), atoms, ("years old", "in", "mode"))
        return Question(form, f"How old is {np.words}?", np.notes)

    def older(self, a: Phrase, b: Phrase) -> Made:
        """How much older one is than another."""
        one, other = constant(a), constant(b)
        people = vocab.terms().properties["born"].domain
        if one is not None and other is not None and one != other and fits(a, people) and fits(b, people):
            first, second = Var("first"), Var("second")
            atoms = (Rel("born", one, first), Rel("born", other, second))
            form = Form("between", (first, second), atoms, (a.words, b.words), op="older")
            yield Question(form, f"How much older is {a.words} than {b.words}?", (*a.notes, *b.notes)), 0.0

    def gap(self, np: Phrase) -> Made:
        """ "the age difference between A and B"."""
        for q, cost in self.older(*np.others) if len(np.others) == 2 else ():
            yield replace(q, reading=f"What is the age difference between {np.words}?"), cost

    def in_turn(self, o: Ordinal, rn: Relation, of: Phrase | None = None) -> Made:
        """ "the first showrunner of X": who held a role in that place of the order."""
        role = self._role(rn)
        work = constant(of) if of is not None else None
        if role and (of is None or (work is not None and fits(of, ("Work",)))):
            place = o.word if o.word in ("first", "last") else str(o.number)
            tail, notes = (f" of {of.words}", of.notes) if of is not None else ("", ())
            form = _succession(role, place, *((work,) if work is not None else ()))
            yield Question(form, f"Who was the {_ordinal(o)} {self._called(role)}{tail}?", notes), -0.05

    def before_or_after(
        self, np: Phrase, after: bool, of: Phrase | None = None, rn: Relation | None = None, cost: float = 0.0
    ) -> Made:
        """ "who took over from X": who held the role next, in the works of which X held it."""
        person, work = constant(np), constant(of) if of is not None else None
        role = self._role(rn) if rn is not None else "showrunner"
        if person is None or not role or not is_a(person.cls, ("Person",)) or not self._held(person, role):
            return
        if of is not None and (work is None or not fits(of, ("Work",))):
            return
        op = "after" if after else "before"
        form = _succession(role, op, person, *((work,) if work is not None else ()))
        tail, notes = (f" of {of.words}", of.notes) if of is not None else ("", ())
        yield Question(form, f"Who was {self._called(role)}{tail} {op} {np.words}?", (*np.notes, *notes)), cost

    def _called(self, role: str) -> str:
        return vocab.terms().individuals[role].label

    def _role(self, rn: Relation) -> str:
        role = rn.sense.reference.removesuffix("Of")
        return role if role in self.sets.roles and not rn.sense.roles and rn.sense.reference.endswith("Of") else ""

    def _held(self, person: Const, role: str) -> bool:
        """Whether a person held a role in anything: only of such can it be said that another followed."""
        return next(iter(self.sets.names.canon.claims(person.id, f"{role}Of")), None) is not None

    def common(self, np: Phrase) -> Made:
        """ "what do A and B have in common"."""
        members = named(np)
        if len(members) > 1:
            form = Form("common", tuple(m.head for m in members), (), ("relation", "what"))
            notes = tuple(dict.fromkeys(n for m in members for n in m.notes))
            alike = 0.0 if len({m.classes for m in members}) == 1 else 0.06
            yield Question(form, f"What do {np.words} have in common?", notes), alike


def _succession(role: str, op: str, *named: Const) -> Form:
    """Who held a role, in an order that is worked out from when their credits began."""
    who = Var("who")
    works = [c for c in named if is_a(c.cls, ("Work",))]
    atom = Rel(f"{role}Of", who, works[0] if works else Var("work"), False, bool(works))
    return Form("succession", (who, *named), (atom,), ("who", "when"), op=op, named=(role,))


def _ordinal(o: Ordinal) -> str:
    return "last" if o.word == "last" else ORDINALS[o.number - 1]


def people_rules(p: People) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    return [*_turns(p),
        r("Q", ("WHAT", "DO", "NP", "INCOMMON"), lambda _, _d, np, word: p.common(np) if word != "both have" else []),
        r("Q", ("WHAT", "BE", "SHARED", "NP"), lambda _, _b, _s, np: p.common(np)),
        r("Q", ("INCOMMONOF", "NP"), lambda _, np: p.common(np)),
    ]  # fmt: skip


def _turns(p: People) -> list[Rule]:
    r = Rule
    return [
        r("TURN", ("ORD",), lambda o: [(o, 0.0)]),
        r("TURN", ("DET", "TURN"), lambda _, o: [(o, 0.0)]),
        r("TURNQ", ("TURN", "RN"), lambda o, rn: p.in_turn(o, rn)),
        r("TURNQ", ("TURN", "RN", "P", "NP"), lambda o, rn, word, np: p.in_turn(o, rn, np) if word in (*rn.sense.marker, "in") else []),
        r("TURNQ", ("E", "POSS", "TURN", "RN"), lambda e, _, o, rn: p.in_turn(o, rn, e)),
        r("TURNQ", ("E", "TURN", "RN"), lambda e, o, rn: p.in_turn(o, rn, e)),
        r("TURNQ", ("TURN", "E", "RN"), lambda o, e, rn: p.in_turn(o, rn, e)),
        r("Q", ("TURNQ",), lambda one: [(one, 0.0)]),
        r("Q", ("WHO", "BE", "TURNQ"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("IMPERATIVE", "TURNQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("WHO", "FIRST", "VB", "NP"), lambda _, _f, v, np: p.in_turn(FIRST, v, np)),
        r("Q", ("WHO", "LASTADV", "VB", "NP"), lambda _, _f, v, np: p.in_turn(LAST, v, np)),
        r("Q", ("WHO", "VB", "NP", "FIRSTADV"), lambda _, v, np, _f: p.in_turn(FIRST, v, np)),
        r("Q", ("WHO", "VB", "NP", "LASTADV"), lambda _, v, np, _l: p.in_turn(LAST, v, np)),
        # "took over from" is as good a word for one part with two actors
        r("Q", ("WHO", "SUCCEEDS", "NP"), lambda _, word, np: p.before_or_after(np, word not in PRECEDES, cost=-0.05 * word.count(" "))),
        r("Q", ("WHO", "SUCCEEDS", "NP", "P", "NP"), lambda _, word, np, on, of: p.before_or_after(np, word not in PRECEDES, of) if on in ("on", "in", "at", "of") else []),
        r("Q", ("WHO", "SUCCEEDS", "NP", "P", "RN"), lambda _, word, np, on, rn: p.before_or_after(np, word not in PRECEDES, None, rn) if on == "as" else []),
        r("Q", ("WHO", "SUCCEEDS", "NP", "P", "RN", "P", "NP"), lambda _, word, np, on, rn, o, of: p.before_or_after(np, word not in PRECEDES, of, rn) if on == "as" and o in rn.sense.marker else []),
        r("Q", ("WHO", "BE", "NP", "SUCCEEDS", "BY"), lambda _, _b, np, word, _y: p.before_or_after(np, word not in PRECEDES)),
        r("Q", ("WHO", "BE", "RN", "AFTER", "NP"), lambda _, _b, rn, _a, np: p.before_or_after(np, True, None, rn)),
        r("Q", ("WHO", "BE", "RN", "BEFORE", "NP"), lambda _, _b, rn, _a, np: p.before_or_after(np, False, None, rn)),
        r("Q", ("WHO", "BE", "RN", "P", "NP", "AFTER", "NP"), lambda _, _b, rn, o, of, _a, np: p.before_or_after(np, True, of, rn) if o in rn.sense.marker else []),
        r("Q", ("WHO", "BE", "RN", "P", "NP", "BEFORE", "NP"), lambda _, _b, rn, o, of, _a, np: p.before_or_after(np, False, of, rn) if o in rn.sense.marker else []),
        r("Q", ("WHO", "BE", "DET", "RN", "P", "NP", "AFTER", "NP"), lambda _, _b, _d, rn, o, of, _a, np: p.before_or_after(np, True, of, rn) if o in rn.sense.marker else []),
        r("Q", ("WHO", "BE", "DET", "RN", "P", "NP", "BEFORE", "NP"), lambda _, _b, _d, rn, o, of, _a, np: p.before_or_after(np, False, of, rn) if o in rn.sense.marker else []),
        r("Q", ("WHO", "BE", "DET", "RN", "BEFORE", "NP"), lambda _, _b, _d, rn, _a, np: p.before_or_after(np, False, None, rn)),
        r("Q", ("WHO", "BE", "DET", "RN", "AFTER", "NP"), lambda _, _b, _d, rn, _a, np: p.before_or_after(np, True, None, rn)),
        r("Q", ("WHO", "VB", "NP", "AFTER", "NP"), lambda _, v, of, _a, np: p.before_or_after(np, True, of, v)),
        r("Q", ("WHO", "VB", "NP", "BEFORE", "NP"), lambda _, v, of, _a, np: p.before_or_after(np, False, of, v)),
    ]  # fmt: skip
