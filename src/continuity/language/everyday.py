"""Questions as they are put every day: seen last, the next episode, who are siblings, some of several, all but one."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations

from continuity.language.chart import Rule
from continuity.language.closed import PRECEDES
from continuity.language.logical import Among, Atom, Compare, Const, Either, Is, Rel, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import Superlative, constant, named
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation
from continuity.language.spoken import Spoken
from continuity.language.times import when_work
from continuity.language.wording import WHO, Question, rows
from continuity.language.works import Made, Works

EARLIEST, LATEST = Superlative("released", True, "earliest"), Superlative("released", False, "latest")


class Everyday:
    """Composes such questions."""

    def __init__(self, spoken: Spoken, works: Works) -> None:
        self.spoken = spoken
        self.works = works
        self.questions = spoken.questions
        self.sets = spoken.sets
        deaths = ((e, s) for e in self.sets.entries if e.pos == "verb" for s in e.senses if s.reference == "diesIn")
        self.dies = next((Relation(s, f"{e.lemma} in") for e, s in deaths if "in" in s.marker), None)

    def seen_last(self, np: Phrase, v: Relation | None, n: Phrase | None = None) -> Made:
        """ "where does X last appear"."""
        if v is not None:
            yield from self.questions.first_seen(np, v, n, last=True)

    def step(self, word: str, e: Phrase, by: int) -> Made:
        """ "the episode after X": the next or the one before by its number, of the same series."""
        cls = "Season" if word == "season" else "Episode"
        if isinstance(e.head, Const) and e.head.cls == cls:
            yield from self.works.beside(e, by)

    def are_each_other(self, np: Phrase, rn: Relation) -> Made:
        """ "are A and B siblings": of each other, where the relation goes both ways."""
        mutual = rn.is_kin and (rn.sense.converse == rn.sense.reference or rn.sense.reference in _MUTUAL)
        if not mutual or rn.one or len(np.others) < 2 or not np.every:
            return
        pairs = [
            next(iter(self.questions.truth(a, Pred(f"are {one.words}", None, one))), None)
            for a, b in combinations(np.others, 2)
            for one, _ in list(self.sets.of(rn, b))[:1]
        ]
        told = [q for q, _ in (p for p in pairs if p is not None)]
        if len(told) == len(pairs) == 1:
            yield told[0], -0.1
        elif told and len(told) == len(pairs):
            atoms = tuple(dict.fromkeys(a for q in told for a in q.form.atoms))
            notes = tuple(dict.fromkeys(n for q in told for n in q.notes))
            yield Question(replace(told[0].form, atoms=atoms), f"Are {np.words} {rn.words}?", notes), -0.1

    def are_a_pair(self, np: Phrase) -> Made:
        """ "are A and B dating"."""
        if len(np.others) == 2 and np.every:
            yield from self.questions.kin(np.others[0], "partners with", np.others[1])

    def killed(self, np: Phrase, n: Phrase, head: str) -> Made:
        """ "in which episode is X killed": where a death of X is told."""
        if self.dies is not None:
            yield from self.questions.objects(n, np, self.dies, head)

    def some_of(self, np: Phrase, vp: Pred) -> Made:
        """ "which of the Defenders appear in X": of the members of a group, or of a set."""
        if np.others:
            yield from self._one_of(np, vp)
            return
        sets = self.spoken.members(np) if np.is_entity else (np,)
        for one in sets:
            if not one.others and not one.each:
                for such, cost in self.sets.such(one, vp, "that "):
                    yield from self.questions.listed(such, cost)

    def _one_of(self, np: Phrase, vp: Pred) -> Made:
        """ "which of A and B wrote X": those of some things by name."""
        members = named(np)
        classes = tuple(dict.fromkeys(c for m in members for c in m.classes))
        choice = Var("choice")
        among = Phrase(choice, (Among(choice, tuple(m.head for m in members)),), classes, np.words, notes=np.notes)
        for done in apply(among, vp, self.sets.prepositions["of"]) if members else ():
            yield rows(done, f"Which of {np.words} {vp.words}?"), 0.0

    def of_two(self, word: str, v: Relation, e: Phrase, np: Phrase) -> Made:
        """ "which of these killed X, A or B"; "who killed X, A or B" may be asked of the three as well."""
        chosen = word.endswith((" these", " them", " two"))
        if len(np.others) == 2 and not np.every and fits(np, v.near) and (chosen or fits(np, v.far)):
            for vp, _ in self.sets.said(v, e):
                yield from ((q, cost - 0.3 * chosen) for q, cost in self._one_of(np, vp))

    def seen_with(self, v: Relation, np: Phrase, place: Phrase | None = None) -> Made:
        """ "appear with X in W": in the same episode, or in the same work that has none."""
        if v.sense.reference != "appearsIn" or not np.is_entity or not fits(np, v.near):
            return
        if place is not None and (constant(place) is None or not fits(place, ("Work",))):
            return
        who, part = Var("with"), Var("with.part")
        whole = place is not None and is_a(place.classes[0], ("Series", "Season"))
        where = place.head if place is not None and not whole else part
        inside: tuple[Atom, ...] = (Rel("within", part, place.head),) if whole and place is not None else ()
        pieces: tuple[Atom, ...] = () if where is not part else (Either(((Is("Episode", part),), (Is("Film", part),))),)
        shared = (Rel("appearsIn", np.head, where), Rel("appearsIn", who, where))
        tail, notes = (f" in {place.words}", place.notes) if place is not None else ("", ())
        atoms = (*pieces, *inside, *shared, Compare("!=", who, np.head))
        one = Phrase(who, atoms, ("Character",), "", notes=(*np.notes, *notes))
        yield Pred(f"appear with {np.words}{tail}", None, one, event="told"), 0.0

    def of_actor(self, e: Phrase, n: Phrase) -> Made:
        """ "Mike Colter shows": those that an actor is in who has no other credit."""
        person = constant(e)
        plain = (
            bool(n.classes) and all(is_a(c, ("Work",)) for c in n.classes) and all(isinstance(a, Is) for a in n.atoms)
        )
        if person is None or not plain or not is_a(person.cls, ("Person",)):
            return
        told = self.sets.names.canon.claims
        others = any(next(iter(told(person.id, f"{role}Of")), None) for role in self.sets.roles)
        if next(iter(told(person.id, "plays")), None) is not None and not others:
            yield from ((one, 0.15) for one in self.sets.situated(n, e, "in"))

    def by_date(self, n: Phrase, e: Phrase, after: bool) -> Made:
        """ "which film follows X": the next of its class by release, of works that have no number."""
        if n.classes and isinstance(e.head, Const) and n.classes == (e.head.cls,) and e.head.cls in ("Film", "Series"):
            for when, _ in when_work("after" if after else "before", e):
                for dated, _c in self.sets.of_date(n, when):
                    for one, cost in self.sets.best(EARLIEST if after else LATEST, dated):
                        words = f"Which {e.head.cls.lower()} {'follows' if after else 'precedes'} {e.words}?"
                        yield from ((replace(q, reading=words), k) for q, k in self.questions.listed(one, cost))

    def in_cast(self, e: Phrase, rn: Relation) -> Made:
        """ "who is in the X cast"."""
        if rn.sense.reference == "actsIn":
            for one, _ in self.sets.of(rn, e):
                yield from self.questions.listed(one, 0.0)

    def share(self, np: Phrase, n: Phrase) -> Made:
        """ "do A and B share any episodes"; of actors it is told in which shows they are, not in which episodes."""
        if n.classes == ("Episode",) and any(is_a(c, ("Person",)) for m in np.others for c in m.classes):
            return
        for one, _ in self.spoken.comparing.in_common(n, np):
            yield from self.questions.existing(one)

    def of_all(self, n: Phrase, np: Phrase, v: Relation, order: Superlative) -> Made:
        """ "which film did X direct first"."""
        for one, _ in self.sets.extracted(n, np, v):
            for best, cost in self.sets.best(order, one):
                yield from self.questions.listed(best, cost)

    def in_the_part(self, np: Phrase, role: Phrase) -> Made:
        """ "who succeeded X as Y", of a character: who played it next."""
        if self.sets.replaces is not None:
            for vp, _ in self.sets.in_the_role(self.sets.replaces, np, role):
                yield from self.questions.asked(WHO, vp, "Who")

    def has(self, np: Phrase, rn: Relation) -> Made:
        """ "has X siblings"."""
        if not rn.one:
            for vp, cost in self.spoken.quantified.have_any(rn):
                yield from ((q, cost + c) for q, c in self.questions.truth(np, vp))


#: Kinds of relationship that are told of either of the two.
_MUTUAL = ("spouse", "partner", "formerPartner", "friend", "enemy", "ally", "sibling", "relative", "businessPartner")


def everyday_rules(x: Everyday, anyone: Phrase) -> list[Rule]:
    """The rules of such questions."""
    r, s, q = Rule, x.sets, x.questions
    return [*_last(x), *_steps(x),
        r("Q", ("BE", "NP", "RN"), lambda _, np, rn: x.are_each_other(np, rn)),
        r("Q", ("BE", "NP", "PAIRED"), lambda _, np, _p: x.are_a_pair(np)),
        r("Q", ("P", "WHICH", "N", "BE", "NP", "KILLED"), lambda p, _, n, _b, np, _k: x.killed(np, n, f"Which {n.words}") if p == "in" else []),
        r("Q", ("WHICH", "N", "BE", "NP", "KILLED", "P"), lambda _, n, _b, np, _k, p: x.killed(np, n, f"Which {n.words}") if p == "in" else []),
        r("Q", ("WHICH", "OF", "NP", "VP"), lambda _, _o, np, vp: x.some_of(np, vp)),
        *(r("Q", (word, "V", "E", "NP"), x.of_two) for word in ("WHO", "WHICH")),
        r("Q", ("WHO", "OF", "NP", "VP"), lambda _, _o, np, vp: ((y, c - 0.1) for y, c in x.some_of(np, vp)) if np.is_entity else []),
        r("NP", ("ANYONE", "EXCEPT", "NP"), lambda _, _e, np: s.excepted(anyone, np)),
        r("Q", ("WHICH", "RN", "HAVE", "NP"), lambda _, rn, _h, np: (y for one, _c in s.of(rn, np) for y in q.listed(one, 0.0))),
        r("Q", ("HAVE", "NP", "RN"), lambda _, np, rn: x.has(np, rn)),
        r("VP", ("VB", "P", "NP"), lambda v, p, np: x.seen_with(v, np) if p == "with" else []),
        r("VP", ("VB", "P", "NP", "P", "NP"), lambda v, o, place, p, np: x.seen_with(v, np, place) if p == "with" and o == "in" else []),
        r("VP", ("VB", "TOGETHER", "P", "NP"), lambda v, _, p, np: x.seen_with(v, np) if p == "with" else []),
        r("VP", ("VB", "P", "NP", "P", "NP"), lambda v, p, np, o, place: x.seen_with(v, np, place) if p == "with" and o == "in" else []),
        r("VP", ("VB", "TOGETHER", "P", "NP", "P", "NP"), lambda v, _, p, np, o, place: x.seen_with(v, np, place) if p == "with" and o == "in" else []),
        r("N", ("E", "N"), x.of_actor),
        r("Q", ("WHO", "BE", "P", "E", "RN"), lambda _, _b, p, e, rn: x.in_cast(e, rn) if p in ("in", "on") else []),
        r("Q", ("DO", "NP", "INCOMMON", "N"), lambda _, np, _i, n: x.share(np, n)),
        r("Q", ("DO", "NP", "INCOMMON", "DET", "N"), lambda _, np, _i, _d, n: x.share(np, n)),
        r("Q", ("WHICH", "N", "BE", "THERE", "P", "NP"), lambda _, n, _b, _t, p, np: (y for one, _c in s.with_preposition(n, p, np) for y in q.listed(one, 0.0))),
        r("Q", ("WHICH", "N", "DO", "NP", "VB", "FIRSTADV"), lambda _, n, _d, np, v, word: x.of_all(n, np, v, EARLIEST) if word == "first" else []),
        r("Q", ("WHICH", "N", "DO", "NP", "VB", "LASTADV"), lambda _, n, _d, np, v, word: x.of_all(n, np, v, LATEST) if word == "last" else []),
        r("Q", ("P", "WHICH", "N", "E", "VB"), lambda p, _, n, e, v: q.objects(n, e, v, f"Which {n.words}") if p in v.sense.marker else []),
        r("Q", ("WHO", "SUCCEEDS", "NP", "P", "NP"), lambda w, word, np, p, role: x.in_the_part(np, role) if p == "as" and word not in PRECEDES else []),
        r("Q", ("WHICH", "N", "MARKS", "APPEARANCE", "P", "E"), lambda _, n, _m, _a, p, e: q.first_seen(e, s.appears, n) if p == "of" and s.appears is not None else []),
        r("VP", ("VB", "ONLY", "P", "NUM", "N"), lambda v, _, p, k, n: (y for np, _c in s.few("=", k, n, f"exactly {k}") for y in s.said(v, np)) if p in v.sense.marker else []),
        r("N", ("N", "MISSING", "NP"), lambda n, _, np: s.denied(n, "in", np)),
    ]  # fmt: skip


def _last(x: Everyday) -> list[Rule]:
    """Where something is seen last, or for the first time."""
    r, q, appears = Rule, x.questions, x.sets.appears
    return [
        r("Q", ("WHERE", "DO", "NP", "LASTADV", "VB"), lambda _, _d, np, word, v: x.seen_last(np, v) if word == "last" else []),
        r("Q", ("WHEN", "DO", "NP", "LASTADV", "VB"), lambda _, _d, np, word, v: x.seen_last(np, v) if word == "last" else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "LASTADV", "VB"), lambda p, _, n, _d, np, word, v: x.seen_last(np, v, n) if p in v.sense.marker and word == "last" else []),
        r("Q", ("WHICH", "N", "DO", "NP", "LASTADV", "V"), lambda _, n, _d, np, word, v: x.seen_last(np, v, n) if word == "last" else []),
        r("LASTSEEN", ("LASTN", "APPEARANCE"), lambda word, _: [(word, 0.0)] if "t recent" not in word else []),
        r("LASTSEEN", ("LAST", "APPEARANCE"), lambda word, _: [(word, 0.0)] if word == "final" else []),
        r("LASTSEEN", ("DET", "LASTSEEN"), lambda _, word: [(word, 0.0)]),
        r("Q", ("LASTSEEN", "P", "E"), lambda _, p, e: x.seen_last(e, appears) if p == "of" else []),
        r("Q", ("WHAT", "BE", "LASTSEEN", "P", "E"), lambda _, _b, _l, p, e: x.seen_last(e, appears) if p == "of" else []),
        r("Q", ("E", "POSS", "LASTSEEN"), lambda e, *_: x.seen_last(e, appears)),
        r("Q", ("WHAT", "BE", "E", "POSS", "LASTSEEN"), lambda _, _b, e, *_r: x.seen_last(e, appears)),
        r("Q", ("E", "LASTSEEN"), lambda e, _: x.seen_last(e, appears)),
        *(r("Q", (word, "BE", "NP", "LASTADV", "SEEN"), lambda _, _b, np, turn, _s: x.seen_last(np, appears) if turn == "last" else []) for word in ("WHERE", "WHEN")),
        *(r("Q", (word, "BE", "NP", "FIRST", "SEEN"), lambda _, _b, np, _f, _s: q.debut(np)) for word in ("WHERE", "WHEN")),
        r("Q", ("P", "WHICH", "N", "BE", "NP", "LASTADV", "SEEN"), lambda p, _, n, _b, np, turn, _s: x.seen_last(np, appears, n) if p == "in" and turn == "last" else []),
        r("Q", ("P", "WHICH", "N", "BE", "NP", "FIRST", "SEEN"), lambda p, _, n, _b, np, _f, _s: q.first_seen(np, appears, n) if p == "in" and appears is not None else []),
        r("Q", ("WHERE", "DO", "NP", "VB", "FIRSTTIME"), lambda _, _d, np, v, _f: q.first_seen(np, v)),
        r("Q", ("WHEN", "DO", "NP", "VB", "FIRSTTIME"), lambda _, _d, np, v, _f: q.first_seen(np, v)),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "VB", "FIRSTTIME"), lambda p, _, n, _d, np, v, _f: q.first_seen(np, v, n) if p in v.sense.marker else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "VB", "LASTTIME"), lambda p, _, n, _d, np, v, _l: x.seen_last(np, v, n) if p in v.sense.marker else []),
        r("Q", ("WHERE", "DO", "NP", "VB", "LASTTIME"), lambda _, _d, np, v, _l: x.seen_last(np, v)),
        r("Q", ("WHEN", "DO", "NP", "VB", "LASTTIME"), lambda _, _d, np, v, _l: x.seen_last(np, v)),
    ]  # fmt: skip


def _steps(x: Everyday) -> list[Rule]:
    """The episode or season beside another."""
    r, q = Rule, x.questions
    follow = ("FOLLOWS", 1), ("FORGOES", -1)
    return [
        r("E", ("STEP", "AFTER", "E"), lambda word, _, e: x.step(word, e, 1)),
        r("E", ("STEP", "BEFORE", "E"), lambda word, how, e: x.step(word, e, -1) if how != "until" else []),
        r("E", ("NEXT", "STEP", "AFTER", "E"), lambda _, word, _a, e: x.step(word, e, 1)),
        r("E", ("PREVIOUS", "STEP", "BEFORE", "E"), lambda _, word, _b, e: x.step(word, e, -1)),
        *(r("E", ("STEP", name, "E"), lambda word, _, e, by=by: x.step(word, e, by)) for name, by in follow),
        *(r("Q", ("WHICH", "N", name, "E"), lambda _, n, word, e, by=by: x.by_date(n, e, by > 0) if "came" not in word or "ly " in word or "right" in word else []) for name, by in follow),
        *(r("Q", ("WHAT", name, "E"), lambda _, _f, e, by=by: (y for one, _c in x.works.beside(e, by) for y in q.about(one))) for name, by in follow),
    ]  # fmt: skip
