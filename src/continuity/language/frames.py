"""Frames: what a question is put into, whatever it asks: "tell me where …", "is it true that …", "apart from X, …"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from continuity.language.chart import Rule
from continuity.language.logical import Among, Const, Var, terms_of
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import OF_OTHERS, Phrase, fits, wanted
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.spoken import SOMETHING, Spoken
from continuity.language.wording import WHO, Question, rows
from continuity.language.works import Made

#: The words with which a question begins.
_ASKING = {
    "WHO", "WHAT", "WHICH", "WHERE", "WHEN", "HOW", "HOWMANY", "HOWLONG", "HOWOLD", "SINCEWHEN", "P", "BY",
}  # fmt: skip
#: What may stand between them and the helping verb.
_ASKED_FOR = {*_ASKING, "N", "RN", "YEAR", "SOURCES", "CLAIMS", "CANONS"}
_SUBJECTS = ("NP", "E", "TELLER")
#: The properties that say whose a work is: "the Netflix Daredevil".
#: Whoever it is.
THE_ONES = Phrase(Var("ones"), (), ("Person", "Character", "Group"), "the ones")
_OWNERS = ("network", "producedBy", "distributor")


def embedded(rules: Iterable[Rule]) -> Iterator[Rule]:
    """Of each rule of a question, those of the same question inside of another: "tell me where X is set".

    The helping verb goes behind the subject; "do" goes. (A metarule in the sense of Gazdar and Pullum, 1982.)
    """
    made: dict[tuple[str, ...], set[Any]] = {}
    for rule in rules:
        at = next((i for i, part in enumerate(rule.parts) if part in ("BE", "DO")), -1)
        if rule.category != "Q" or at < 0 or not set(_SUBJECTS) & set(rule.parts[at + 1 : at + 2]):
            continue
        head, tail = rule.parts[:at], rule.parts[at + 1 :]
        if head and not (head[0] in _ASKING and set(head) <= _ASKED_FOR):
            continue
        verb = rule.parts[at : at + 1] if rule.parts[at] == "BE" else ()
        parts = ("KNOW" if head else "IFTHAT", *head, tail[0], *verb, *tail[1:])
        if rule.build not in made.setdefault(parts, set()):
            made[parts].add(rule.build)
            turned = _turned(rule, at, bool(verb))
            yield Rule("Q", parts, turned)
            if head:
                yield Rule("ASKEDOF", ("OFQUESTION", *parts[1:]), _opened(turned))


def _turned(rule: Rule, at: int, keeps: bool) -> Any:
    """What composes an embedded question: that of the question itself, its parts put back in order."""

    def build(_opening: Any, *meanings: Any) -> Iterable[tuple[Any, float]]:
        head, subject, rest = meanings[:at], meanings[at], meanings[at + 1 :]
        verb, tail = (rest[0], rest[1:]) if keeps else ("does", rest)
        return rule.build(*head, verb, subject, *tail)

    return build


def _opened(turned: Any) -> Any:
    """What composes what is said of an embedded question: the opening's meaning says what of it ("who says when …")."""

    def build(opening: Any, *meanings: Any) -> Iterable[tuple[Any, float]]:
        for one, cost in turned(None, *meanings):
            yield from ((said, cost + more) for said, more in opening(one))

    return build


class Frames:
    """Composes what is put around questions, and what is put first in them."""

    def __init__(self, spoken: Spoken) -> None:
        self.spoken = spoken
        self.questions: Questions = spoken.questions
        self.sets = spoken.questions.sets

    def apart_from(self, np: Phrase, q: Question) -> Made:
        """ "besides X, who else …": those who are asked for, less one."""
        known = replace(q, notes=tuple(n for n in q.notes if n != OF_OTHERS))
        yield from self.spoken.less(known, np)

    def one_of(self, q: Question, np: Phrase) -> Made:
        """ "who directed X, A or B": which of those that are named."""
        if q.form.kind != "rows" or np.every or not all(isinstance(m.head, Const) for m in np.others):
            return
        target = q.form.targets[0]
        known = any(target in terms_of(a) for a in q.form.atoms)
        fitting = all(fits(np, classes) for a in q.form.atoms for classes in wanted(a, target))
        if np.others and known and isinstance(target, Var) and fitting:
            among = Among(target, tuple(m.head for m in np.others))
            reading = f"{q.reading.removesuffix('?')}, {np.words}?"
            form = replace(q.form, atoms=(*q.form.atoms, among))
            yield replace(q, form=form, reading=reading, notes=(*q.notes, *np.notes)), 0.3

    def of_so_many(self, number: int, n: Phrase, vp: Pred) -> Made:
        """ "which of the six shows has the most episodes": how many there are is taken as it is said."""
        said = f"that there are {number} {n.words} is taken as it is said"
        yield from self.questions.asked(replace(n, notes=(*n.notes, said)), vp, f"Which of {n.words}")

    def so_many(self, number: int, n: Phrase) -> Made:
        """ "who were the two showrunners of X"."""
        if number > 1 and not n.is_entity and n.best is None:
            said = f"that there are {number} {n.words} is taken as it is said"
            yield from self.questions.listed(replace(n, notes=(*n.notes, said)), 0.1)

    def by_whom(self, near: Phrase, vp: Pred, head: str) -> Made:
        """ "by whom was X directed": who did."""
        yield from self.questions.asked(near, vp, head)

    def done(self, np: Phrase, v: Relation) -> Made:
        """ "was X directed", said of who did it."""
        if fits(np, v.far) and not v.sense.marker:
            yield Pred(f"{v.words} {np.words}", v, np), 0.0

    def where_done(self, n: Phrase, np: Phrase, v: Relation, far: Phrase, p: str) -> Made:
        """ "in which works did X play Y": where that is told."""
        if not np.is_entity or p not in ("in", "on"):
            return
        for vp, _ in self.sets.said(v, far):
            for told, cost in self.sets.placed_in(vp, "in", n):
                for one in apply(np, told):
                    reading = f"In which {n.words} does {np.words} {vp.words}?"
                    yield rows(replace(n, atoms=one.atoms, notes=one.notes), reading), cost

    def owned(self, by: Phrase, e: Phrase) -> Made:
        """ "the Netflix Daredevil": a work of that name that is the company's."""
        if not (by.is_entity and e.is_entity and fits(by, ("Company",)) and is_a(e.classes[0], ("Work",))):
            return
        canon, id = self.sets.names.canon, getattr(e.head, "id", "")
        wholes = [id, *(c.object.value for c in canon.claims(id, "within"))] if id else []
        owners = {c.object.value for w in wholes for p in _OWNERS for c in canon.claims(w, p)}
        if getattr(by.head, "id", "") in owners:
            yield e, -0.1


def frame_rules(x: Frames) -> list[Rule]:
    """The rules of frames, but for those that follow from the rules of questions."""
    r = Rule
    return [
        r("IFTHAT", ("KNOW", "WHETHER"), lambda know, _: [(know, 0.0)]),
        r("IFTHAT", ("TRUETHAT",), lambda true: [(true, 0.0)]),
        r("Q", ("IFTHAT", "S"), lambda _, one: [(one, 0.0)]),
        r("Q", ("EXCEPT", "NP", "Q"), lambda _, np, one: x.apart_from(np, one)),
        r("Q", ("Q", "NP"), x.one_of),
        r("Q", ("KNOW", "P", "WHO", "NP", "DO", "VB"), lambda _, p, _w, np, _d, v: x.questions.objects(WHO, np, v, "Whom") if p in v.sense.marker else []),
        r("PASSED", ("BE", "NP", "VB"), lambda _, np, v: x.done(np, v)),
        r("PASSED", ("DO", "NP", "BEEN", "VB"), lambda _, np, _b, v: x.done(np, v)),
        r("PASSED", ("PASSED", "P", "NP"), lambda vp, p, np: x.sets.placed_in(vp, p, np)),
        r("DONETO", ("NP", "BE", "VB"), lambda np, _, v: x.done(np, v)),
        r("DONETO", ("NP", "DO", "BEEN", "VB"), lambda np, _d, _b, v: x.done(np, v)),
        r("DONETO", ("DONETO", "P", "NP"), lambda vp, p, np: x.sets.placed_in(vp, p, np)),
        r("Q", ("BY", "WHO", "PASSED"), lambda _, _w, vp: x.by_whom(WHO, vp, "Who")),
        r("Q", ("BY", "WHICH", "N", "PASSED"), lambda _, _w, n, vp: x.by_whom(n, vp, f"Which {n.words}")),
        r("Q", ("WHO", "PASSED", "BY"), lambda _, vp, _b: x.by_whom(WHO, vp, "Who")),
        r("Q", ("WHICH", "N", "PASSED", "BY"), lambda _, n, vp, _b: x.by_whom(n, vp, f"Which {n.words}")),
        r("Q", ("KNOW", "BY", "WHO", "DONETO"), lambda _, _b, _w, vp: x.by_whom(WHO, vp, "Who")),
        r("Q", ("DONETO", "BY", "WHO"), lambda vp, *_: x.by_whom(WHO, vp, "Who")),
        r("N", ("N", "BY", "WHO", "DONETO"), lambda n, _b, _w, vp: x.sets.such(n, vp, "that ")),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "V", "NP"), lambda p, _, n, _d, np, v, far: x.where_done(n, np, v, far, p)),
        r("Q", ("WHICH", "N", "DO", "NP", "V", "NP", "P"), lambda _, n, _d, np, v, far, p: x.where_done(n, np, v, far, p)),
        r("E", ("E", "E"), x.owned),
        r("E", ("E", "POSS", "E"), lambda by, _, e: x.owned(by, e)),
        r("E", ("UNIVERSE", "E"), lambda _, e: [(e, 0.0)] if is_a(e.classes[0], ("Work",)) else []),
        r("E", ("UNIVERSE", "POSS", "E"), lambda _, _p, e: [(e, 0.0)] if is_a(e.classes[0], ("Work",)) else []),
        r("Q", ("WHICH", "OF", "NUM", "N", "VP"), lambda _, _o, k, n, vp: x.of_so_many(k, n, vp)),
        r("Q", ("BE", "E", "DET", "NS", "OR", "DET", "NS"), lambda _, e, *_r: x.questions.about(e)),
        r("Q", ("WHO", "BE", "DET", "NUM", "N"), lambda _, _b, _d, k, n: x.so_many(k, n)),
        r("Q", ("WHAT", "BE", "DET", "NUM", "N"), lambda _, _b, _d, k, n: x.so_many(k, n)),
        r("Q", ("WHICH", "NUM", "N", "VP"), lambda _, k, n, vp: ((y, c + 0.1) for y, c in x.of_so_many(k, n, vp))),
        r("N", ("ANYONE", "EXCEPT", "NP", "THAT", "VP"), lambda _, _e, np, _t, vp: (y for one, _c in x.sets.excepted(THE_ONES, np) for y in x.sets.such(one, vp, "that "))),
        r("VP", ("V", "SOMETHING", "P", "NP"), lambda v, _, p, np: (y for one, _c in x.sets.with_preposition(SOMETHING, "of", np) for y in x.sets.said(v, one)) if p in ("of", "for", "in", "on", "from") and fits(np, ("Work",)) else []),
        r("NP", ("ANYOF", "E"), lambda _, e: ((one, 0.0) for one in x.spoken.members(e))),
        r("VP", ("DO", "BEEN", "NP"), lambda _, _b, np: [(Pred(f"are {np.words}", None, np), 0.0)] if not np.is_entity else []),
    ]  # fmt: skip
