"""Questions as people put them when they talk: the question word last, something else, in total, more than another."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.comparing import Comparing
from continuity.language.logical import Atom, Compare, Const, Form, Held, Is, Not, Rel, Shown, Tally, Var, substitute
from continuity.language.meaning import Pred, apply
from continuity.language.measures import Superlative, above, constant, named
from continuity.language.names import is_a
from continuity.language.people import People
from continuity.language.phrases import OF_OTHERS, OTHERWISE, Phrase, fits, wanted
from continuity.language.quantified import Quantified
from continuity.language.questions import Questions
from continuity.language.relation import Relation, apart, relate
from continuity.language.sets import Sets
from continuity.language.telling import Telling
from continuity.language.times import when
from continuity.language.wording import ALL, SOMEWHERE, WHAT, WHO, Question
from continuity.language.works import Made, Ordinal

PEOPLE = Phrase(Var("people"), (Is("Person", Var("people")),), ("Person",), "people")
SOMETHING = Phrase(Var("something"), (), ("Work",), "something")


def less(q: Question, np: Phrase) -> Made:
    """An answer less some things by name: "…, apart from A and B"."""
    members = named(np) or ((np,) if constant(np) is not None else ())
    if not members:
        yield from _less_these(q, np)
    ranked = q.form.best is not None and q.form.targets[1:] == (q.form.best,)
    if q.form.kind not in ("rows", "count") or not (len(q.form.targets) == 1 or ranked) or not members:
        return
    head = q.form.targets[0]
    if isinstance(head, Var):
        apart: tuple[Atom, ...] = tuple(Compare("!=", head, m.head) for m in members)
        kinds = {a.cls for a in q.form.atoms if isinstance(a, Is) and a.term == head}
        works = [m for m in members if is_a(m.classes[0], ("Work",)) and not _has_no_parts(kinds, m.classes[0])]
        apart = (*apart, *(Not((Rel("within", head, m.head),)) for m in works))
        notes = tuple(n for n in q.notes if n != OF_OTHERS)
        reading = f"{q.reading.removesuffix('?')} except {np.words}?"
        if any(isinstance(a, Held) and a.term == head for a in q.form.atoms):
            kinds |= {"Person", "Character"}
        known = [tuple(kinds)] if kinds else [w for a in q.form.atoms for w in wanted(a, head)]
        unlike = 0.1 if not all(fits(m, w) for w in known for m in members) else 0.0
        yield Question(replace(q.form, atoms=(*q.form.atoms, *apart)), reading, (*notes, *np.notes)), 0.05 + unlike


def _less_these(q: Question, np: Phrase) -> Made:
    """An answer less a set: "who dies in X, apart from those killed by Y"."""
    told = any(not isinstance(a, Is) for a in np.atoms)
    plain = not (np.is_entity or np.others or np.best or np.each or np.denied or np.tally or OF_OTHERS in np.notes)
    head = q.form.targets[0] if len(q.form.targets) == 1 else None
    if q.form.kind in ("rows", "count") and q.form.best is None and told and plain and isinstance(head, Var):
        known = [w for a in q.form.atoms for w in wanted(a, head)]
        if known and all(fits(np, w) for w in known):
            these = substitute(apart(np.atoms, ".but", np.head), np.head, head)
            reading = f"{q.reading.removesuffix('?')} except {np.words}?"
            yield (
                replace(
                    q,
                    form=replace(q.form, atoms=(*q.form.atoms, Not(these))),
                    reading=reading,
                    notes=(*q.notes, *np.notes),
                ),
                0.05,
            )


def _has_no_parts(kinds: set[str], whole: str) -> bool:
    """Whether none of what is of some kinds can be a part of a work."""
    alike = ("Series", "Film", "Special") if whole != "Episode" else ("Series", "Film", "Special", "Season", "Episode")
    return bool(kinds) and all(is_a(k, alike) for k in kinds)


class Spoken:
    """Composes such questions."""

    def __init__(self, questions: Questions, comparing: Comparing, people: People, telling: Telling) -> None:
        self.questions = questions
        self.people = people
        self.telling = telling
        self.sets = questions.sets
        self.comparing = comparing
        self.quantified = Quantified(questions)

    def less(self, q: Question, np: Phrase) -> Made:
        """An answer less some things by name: "…, apart from A and B"."""
        return less(q, np)

    def others(self, n: Phrase) -> Made:
        """ "other shows"."""
        if not n.others and not n.is_entity:
            head, atoms = n.head, n.atoms
            if isinstance(head, Var) and any(isinstance(a, Is) and a.term == head for a in atoms) and n.best is None:
                head = Var(f"{OTHERWISE}{head.name}")
                atoms = substitute(atoms, n.head, head)
            yield replace(n, head=head, atoms=atoms, words=f"other {n.words}", notes=(*n.notes, OF_OTHERS)), 0.05

    def members(self, e: Phrase) -> Iterable[Phrase]:
        """ "of the Defenders": the members of a group."""
        if e.is_entity and is_a(e.classes[0], ("Group",)):
            for relation in self.sets.memberships:
                done = relate(Phrase(Var("member"), (), ("Character", "Group")), relation, e)
                if done is not None:
                    yield replace(done, words=f"members of {e.words}")

    def several_of(self, op: str, k: int, e: Phrase, words: str) -> Made:
        """ "two or more of the Defenders"."""
        for one in self.members(e):
            yield from self.sets.few(op, k, one, words)

    def ranked(self, n: Phrase, by: Phrase) -> Made:
        """ "rank the shows by number of episodes"."""
        for q, cost in self.comparing.ranked_by(n, by, ALL):
            yield replace(q, reading=f"Rank all {n.words} by number of {by.words}?"), cost

    def ranked_in_role(self, rn: Relation, by: Phrase) -> Made:
        """ "rank the directors by number of episodes"."""
        for q, cost in self.comparing.ranked(rn, by, ALL):
            yield replace(q, reading=f"Rank all {rn.words} by number of {by.words}?"), cost

    def in_more_than(self, rn: Relation, n: Phrase, e: Phrase) -> Made:
        """ "directors with more episodes than X": who holds the role in more of a set than one by name."""
        if rn.sense.roles or rn.is_kin or n.others or n.is_entity or n.best is not None or not fits(n, rn.far):
            return
        near = Phrase(Var(f"most.{rn.words}"), (), rn.near, rn.words)
        mine, other = (next(self.sets.reached(n, x, rn), None) for x in (near, e))
        if mine is None or other is None or constant(e) is None:
            return
        one, two = Var("number.mine"), Var("number.theirs")
        tallies = (Tally(near.head, mine.head, one, mine.atoms), Tally(e.head, other.head, two, other.atoms))
        words = f"{rn.words} with more {n.words} than {e.words}"
        atoms = (*tallies, Compare(">", one, two, True))
        yield replace(near, atoms=atoms, words=words, notes=e.notes), -0.1

    def first_to(self, near: Phrase, v: Relation, whole: Phrase, last: bool = False) -> Made:
        """ "who died first in X": of whom it is told in the part of X that came out first."""
        if v.sense.reference != "diesIn" or constant(whole) is None or not fits(whole, ("Work",)):
            return
        part, date, number = Var("part"), Var("when"), Var("number")
        inside = (Rel("within", part, whole.head), Rel("released", part, date), Shown("number", part, number))
        done = relate(near, v, Phrase(part, (Is("Episode", part), *inside), ("Episode",), "episodes"))
        if done is not None:
            form = Form(
                "rows", (done.head, part, date), done.atoms, ("who", "in", "released"), date, not last, then=number
            )
            words = f"Who died {'last' if last else 'first'} in {whole.words}?"
            yield Question(form, words, whole.notes), 0.0

    def seen_in(self, mode: str, place: Phrase) -> Made:
        """ "appear in a flashback in X"."""
        node, who = Var(f"seen.{mode}"), Var(f"seen.{mode}.who")
        scene = (Is("Appearance", node), Rel("character", node, who), Rel("mode", node, Const(mode)))
        atoms = (*place.atoms, *scene, Rel("in", node, place.head, False, True))
        one = Phrase(who, atoms, ("Character",), "")
        yield Pred(f"appear in a {mode} in {place.words}", None, one, event="told"), 0.0

    def of_both_kinds(self, a: Relation, b: Relation, np: Phrase) -> Made:
        """ "friend and enemy of X": who is both."""
        one = relate(Phrase(Var(f"{a.words}.{b.words}"), (), a.near), a, np)
        done = relate(one, b, np) if one is not None and a != b else None
        if done is not None:
            yield replace(done, words=f"both {a.words} and {b.words} of {np.words}"), 0.0

    def how_many(self, e: Phrase, n: Phrase) -> Made:
        """ "X episode count"."""
        for p in ("of", "with"):
            found = [x for x, _ in self.sets.with_preposition(n, p, e)]
            if found:
                yield from self.questions.counted(found[:1])
                return

    def missing(self, n: Phrase, np: Phrase) -> Made:
        """ "which episodes is X missing from"."""
        if self.sets.appears is not None:
            for q, cost in self.questions.unreached(n, np, self.sets.appears):
                yield replace(q, reading=f"Which {n.words} is {np.words} missing from?"), cost

    def total(self, q: Question) -> Made:
        """ "in total": said of a count or a ranking, it changes nothing; of whether several have so many, it would."""
        tallies = [a for a in q.form.atoms if isinstance(a, Tally)]
        ranked = bool(tallies) and q.form.kind not in ("truth", "exists")
        if q.form.kind == "count" or ranked or any(isinstance(a.by, Const) for a in tallies):
            yield q, 0.0

    def living(self, e: Phrase) -> Made:
        """ "what does X do for a living": the occupation."""
        yield from self.plainly("occupation", e)

    def plainly(self, property: str, e: Phrase) -> Made:
        """What is told of something as a value of a property."""
        nouns = ((entry, s) for entry in self.sets.entries if entry.pos == "noun" for s in entry.senses)
        for entry, sense in [(n, s) for n, s in nouns if s.reference == property and not s.values][:1]:
            for n, _ in self.sets.of(Relation(sense, entry.plural), e):
                yield from self.questions.listed(n, 0.0)

    def killed(self, e: Phrase) -> Made:
        """ "X's kill count"."""
        kills = (s for en in self.sets.entries if en.pos == "verb" for s in en.senses if s.reference == "killedBy")
        victims = Phrase(Var("victim"), (), ("Character",), "characters")
        for sense in list(kills)[:1]:
            yield from self.questions.counted(x for x, _ in self.sets.extracted(victims, e, Relation(sense, "kill")))

    def said_of(self, n: Phrase, np: Phrase, v: Relation) -> Made:
        """The question word last: "X directed which episodes"."""
        yield from self.questions.objects(n, np, v, f"Which {n.words}")


def spoken_rules(x: Spoken) -> list[Rule]:
    """The rules of such questions."""
    r, s, q, c = Rule, x.sets, x.questions, x.comparing
    return [*_last(x, q), *_sets(x, s),
        r("Q", ("Q", "EXCEPT", "NP"), lambda one, _, np: x.less(one, np)),
        r("Q", ("WHAT", "ELSE", "DO", "NP", "V", "EXCEPT", "NP"), lambda _, _e, _d, np, v, _x, but: (y for one, _c in q.objects(WHAT, np, v, "What") for y in x.less(one, but))),
        r("Q", ("WHAT", "ELSE", "DO", "NP", "V"), lambda _, _e, _d, np, v: ((replace(one, notes=(*one.notes, OF_OTHERS)), k) for one, k in q.objects(WHAT, np, v, "What"))),
        r("Q", ("WHO", "P", "NP", "VP"), lambda _, p, np, vp: (y for one, _c in s.with_preposition(replace(WHO, words="people"), p, np) for y in q.asked(one, vp, f"Who {p} {np.words}")) if p in ("from", "in", "of") else []),
        r("Q", ("WHICH", "N", "DO", "NP", "SHARES", "P", "NP"), lambda _, n, _d, a, _s, p, b: (y for np, _c in s.several(a, b, True) for one, _k in c.in_common(n, np) for y in q.listed(one, 0.0)) if p == "with" else []),
        r("Q", ("WHAT", "DO", "NP", "SHARES", "P", "NP"), lambda _, _d, a, _s, p, b: (y for np, _c in s.several(a, b, True) for y in x.people.common(np)) if p == "with" else []),
        r("Q", ("Q", "INTOTAL"), lambda one, _: x.total(one)),
        r("Q", ("Q", "P", "UNIVERSE"), lambda one, p, _: [(one, 0.05)] if p in ("in", "of", "from") else []),
        r("Q", ("RANK", "RN", "COUNTBY", "N"), lambda _, rn, _c, by: x.ranked_in_role(rn, by)),
        r("Q", ("RANK", "N", "COUNTBY", "N"), lambda _, n, _c, by: x.ranked(n, by)),
        r("Q", ("HOWMANY", "P", "E", "VP"), lambda _, p, e, vp: (y for one in x.members(e) for y in q.counted(apply(one, vp, s.prepositions["of"]), vp)) if p == "of" else []),
        r("Q", ("HOWMANY", "P", "DET", "E", "VP"), lambda _, p, _d, e, vp: (y for one in x.members(e) for y in q.counted(apply(one, vp, s.prepositions["of"]), vp)) if p == "of" else []),
        r("Q", ("WHICH", "N", "BE", "NP", "MISSING"), lambda _, n, _b, np, _m: x.missing(n, np)),
        r("Q", ("DO", "NP", "BEEN", "NP"), lambda _, np, _b, far: q.truth(np, Pred(f"are {far.words}", None, far)) if not far.is_entity else []),
        r("Q", ("BE", "NP", "ARECONNECTED"), lambda _, np, _c: q.related(*np.others) if len(np.others) == 2 else []),
        r("Q", ("PATH", "E", "E"), lambda _, a, b: q.joined(a, b)),
        r("Q", ("WHO", "BE", "CMP", "THAN", "E"), lambda _, _b, m, _t, e: (y for one, _c in above(PEOPLE, m, e) for y in q.listed(one, 0.0)) if m.property == "born" else []),
        r("Q", ("WHAT", "DO", "E", "FORALIVING"), lambda _, _d, e, _l: x.living(e)),
        r("Q", ("WHICH", "N", "BE", "VDATE", "LASTADV"), lambda _, n, _b, v, _l: c.first_of(n, v, True)),
        r("Q", ("WHEN", "DO", "NP", "GOT", "ADJ"), lambda _, _d, np, _g, a: x.telling.settled_when(np, a)),
        r("Q", ("E", "WHO", "DO", "PRONOUN", "V"), lambda e, _w, _d, _p, v: q.objects(WHO, e, v, "Whom")),
        r("Q", ("E", "WHO", "DO", "PRONOUN", "V", "P", "NP"), lambda e, _w, _d, _p, v, p, place: (y for vp, _c in s.placed_in(Pred(v.words, v.flipped(), e), p, place) for y in q.whom(e, vp))),
        r("Q", ("WHO", "VB", "FIRSTADV", "P", "NP"), lambda _, v, _f, p, np: x.first_to(WHO, v, np) if p in v.sense.marker else []),
        r("Q", ("WHO", "VB", "LASTADV", "P", "NP"), lambda _, v, _f, p, np: x.first_to(WHO, v, np, True) if p in v.sense.marker else []),
        r("Q", ("WHICH", "N", "VB", "FIRSTADV", "P", "NP"), lambda _, n, v, _f, p, np: x.first_to(n, v, np) if p in v.sense.marker else []),
        r("Q", ("WHO", "BE", "DET", "FIRST", "TO", "VB", "P", "NP"), lambda _, _b, _d, _f, _t, v, p, np: x.first_to(WHO, v, np) if p in v.sense.marker else []),
        r("Q", ("WHO", "BE", "DET", "FIRST", "N", "TO", "VB", "P", "NP"), lambda _, _b, _d, _f, n, _t, v, p, np: x.first_to(n, v, np) if p in v.sense.marker else []),
        r("Q", ("WHICH", "N", "INTRODUCES", "E"), lambda _, n, _i, e: q.first_seen(e, s.appears, n) if s.appears is not None else []),
        r("Q", ("E", "N", "COUNTWORD"), lambda e, n, _: x.how_many(e, n)),
        r("Q", ("E", "POSS", "N", "COUNTWORD"), lambda e, _, n, _c: x.how_many(e, n)),
        r("Q", ("N", "COUNTWORD", "P", "E"), lambda n, _, p, e: x.how_many(e, n) if p in ("of", "for") else []),
        r("Q", ("E", "KILLCOUNT"), lambda e, _: x.killed(e)),
        r("Q", ("E", "POSS", "KILLCOUNT"), lambda e, *_: x.killed(e)),
        r("Q", ("WHAT", "BE", "E", "POSS", "KILLCOUNT"), lambda _, _b, e, *_r: x.killed(e)),
        r("Q", ("E", "FIRST", "APPEARANCE"), lambda e, *_: q.debut(e)),
        r("Q", ("WATCHLONG", "NP"), lambda _, np: q.length(np)),
        r("Q", ("WATCHLONG", "ALL", "P", "NP"), lambda _, _a, _p, np: q.length(np)),
        r("Q", ("WATCHLONG", "ALL", "NP"), lambda _, _a, np: q.length(np)),
    ]  # fmt: skip


def _last(x: Spoken, q: Questions) -> list[Rule]:
    """The question word last."""
    r = Rule
    return [
        r("Q", ("E", "V", "WHICH", "N"), lambda e, v, _, n: x.said_of(n, e, v)),
        r("Q", ("E", "V", "WHO"), lambda e, v, _: q.objects(WHO, e, v, "Whom")),
        r("Q", ("E", "VB", "P", "WHICH", "N"), lambda e, v, p, _, n: x.said_of(n, e, v) if p in v.sense.marker else []),
        r("Q", ("E", "BE", "P", "WHICH", "N"), lambda e, _, p, _w, n: q.located(p, n, e)),
        r("Q", ("E", "BE", "P", "WHAT"), lambda e, _, p, _w: q.located(p, SOMEWHERE, e)),
    ]  # fmt: skip


def _sets(x: Spoken, s: Sets) -> list[Rule]:
    """Parts of such questions."""
    r = Rule
    return [
        r("N", ("OTHER", "N"), lambda _, n: x.others(n)),
        r("N", ("ORD", "SUP", "N"), lambda o, p, n: nth_best(s, o, p, n)),
        r("N", ("ANYONE", "CREDITED", "RN", "P", "NP"), lambda _, _c, rn, p, np: s.of(rn, np) if p in rn.sense.marker else []),
        r("N", ("ANYONE", "CREDITED", "DET", "RN", "P", "NP"), lambda _, _c, _d, rn, p, np: s.of(rn, np) if p in rn.sense.marker else []),
        r("NPQ", ("NUM", "ORMORE", "P", "E"), lambda k, _, p, e: x.several_of(">=", k, e, f"at least {k}") if p == "of" else []),
        r("NPQ", ("NUM", "P", "E"), lambda k, p, e: x.several_of(">=", k, e, f"at least {k}") if p == "of" else []),
        r("NPQ", ("ATLEAST", "NUM", "P", "E"), lambda _, k, p, e: x.several_of(">=", k, e, f"at least {k}") if p == "of" else []),
        r("NPQ", ("MORE", "NUM", "P", "E"), lambda _, k, p, e: x.several_of(">", k, e, f"more than {k}") if p == "of" else []),
        r("VP", ("HAVE", "NPQ", "INTHEM"), lambda _, np, _i: [(Pred(f"have {np.words}", None, np), 0.0)]),
        r("VP", ("HAVE", "NP", "INTHEM"), lambda _, np, _i: [(Pred(f"include {np.words}", s.appears.flipped(), np), 0.0)] if s.appears is not None and fits(np, s.appears.near) else []),
        r("VP", ("HAVE", "NUM", "N"), lambda _, k, n: ((Pred(f"have {np.words}", None, np), c - 0.05) for np, c in s.few("=", k, n, f"exactly {k}"))),
        r("N", ("N", "P", "NUM", "N"), lambda n, p, k, m: ((y, c - 0.05) for np, _c in s.few("=", k, m, f"exactly {k}") for y, c in s.such(n, Pred(f"have {np.words}", None, np), "that ")) if p == "with" else []),
        r("VP", ("V", "FLASHBACK", "P", "NP"), lambda v, _, p, np: x.seen_in("flashback", np) if p in ("in", "of", "from") and v.sense.reference == "appearsIn" and fits(np, ("Work",)) and np.classes else []),
        r("VP", ("BE", "P", "FLASHBACK", "P", "NP"), lambda _, p, _f, o, np: x.seen_in("flashback", np) if p == "in" and o in ("in", "of", "from") and fits(np, ("Work",)) and np.classes else []),
        r("FLASHBACK", ("DET", "FLASHBACK"), lambda _, w: [(w, 0.0)]),
        r("N", ("RN", "AND", "RN", "P", "NP"), lambda a, _, b, p, np: x.of_both_kinds(a, b, np) if p in a.sense.marker and p in b.sense.marker else []),
        r("N", ("BOTH", "RN", "AND", "RN", "P", "NP"), lambda _, a, _a, b, p, np: ((n, c - 0.1) for n, c in x.of_both_kinds(a, b, np)) if p in a.sense.marker and p in b.sense.marker else []),
        r("N", ("RN", "P", "MORETHINGS", "N", "THAN", "E"), lambda rn, p, _, n, _t, e: x.in_more_than(rn, n, e) if p == "with" else []),
        r("N", ("N", "OTHERWORLDS"), lambda n, _: [(n, 0.0)] if n.words.startswith(("counterparts ", "variants ")) else []),
        r("VP", ("GOT", "PASSIVE"), lambda _, vp: [(replace(vp, words=f"are {vp.words}"), 0.0)]),
        r("VP", ("V", "SOMETHING"), lambda v, _: s.said(v, SOMETHING)),
        r("VP", ("BOTH", "V", "AND", "V"), lambda _, a, _a, b: something_of_both(s, a, b)),
        r("VP", ("VP", "FORTV"), lambda vp, _: [(vp, 0.05)] if vp.far is None or fits(vp.far, ("Work",)) else []),
        r("VP", ("BE", "ONLY", "P", "NUM", "N"), lambda _, _o, p, k, n: (y for np, _c in s.few("=", k, n, f"only {k}") for y in s.placed(p, np))),
        r("TP", ("BY", "DATE"), lambda _, d: when("by", d)),
        r("TP", ("BYEND", "DATE"), lambda word, d: ((replace(t, words=t.words.replace("by", "as of", 1)) if word == "as of" else t, c) for t, c in when("by", d))),
    ]  # fmt: skip


def nth_best(s: Sets, o: Ordinal, sup: Superlative, n: Phrase) -> Made:
    """ "the second longest episode"."""
    if o.number > 1:
        for one, cost in s.best(sup, n):
            yield replace(one, limit=-o.number, words=f"{o.word} {one.words}"), cost


def something_of_both(s: Sets, a: Relation, b: Relation) -> Made:
    """ "both written and directed": two things done to something, not the same need it be."""
    if a != b:
        other = replace(SOMETHING, head=Var("something else"))
        for one, cost in s.said(a, SOMETHING):
            for more, _ in s.said(b, other):
                yield replace(one, words=f"{a.words} something and {b.words} something", also=(more,)), cost
