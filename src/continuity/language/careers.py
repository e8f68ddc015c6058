"""What people did in more than one way, or to more than one thing: "written and directed by X", "the same person".

A verb that shares its agent or its object with the next is composed with what that one says already.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity.language.casting import Casting
from continuity.language.chart import Rule
from continuity.language.clauses import Gap
from continuity.language.coordinated import Coordinated
from continuity.language.logical import Among, Atom, Compare, Const, Either, Form, Is, Not, Rel, Shown, Var, substitute
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import OF_OTHERS, Phrase, by_name, fits, is_of_many
from continuity.language.recasts import Recasts
from continuity.language.relation import Relation, apart, relate
from continuity.language.wording import WHAT, WHO, Question
from continuity.language.works import Made


class Careers:
    """Composes such questions."""

    def __init__(self, coordinated: Coordinated, recasts: Recasts, casting: Casting) -> None:
        self.coordinated = coordinated
        self.recasts = recasts
        self.casting = casting
        self.scenes = casting.scenes
        self.sets = coordinated.sets
        self.questions = coordinated.clauses.questions

    def done_too(self, v: Relation, vp: Pred, several: bool = False) -> Made:
        """ "written and directed by X": both by X. In a list the first verb needs two more."""
        far, plain = vp.far, not (vp.denied or vp.either or vp.place or vp.age or vp.state or vp.event)
        if far is None or vp.relation is None or not plain or v.sense.marker or several != bool(vp.also):
            return
        if all(one.far is far for one in vp.also) and v.flipped() not in (vp.relation, *(m.relation for m in vp.also)):
            for one, cost in self.sets.done(v, far):
                words = f"{v.done or v.words}{',' if several else ' and'} {vp.words}"
                yield replace(one, words=words, also=(replace(vp, also=()), *vp.also)), cost

    def does_too(self, v: Relation, vp: Pred) -> Made:
        """ "wrote, directed and produced X": the first verb of a list."""
        far = vp.far
        if far is None or not vp.also or any(one.far is not far for one in vp.also) or not fits(far, v.far):
            return
        if not (vp.denied or vp.either or vp.place or vp.relation is None or v == vp.relation):
            words = f"{v.words}, {vp.words}"
            yield Pred(words, v, far, also=(replace(vp, also=()), *vp.also)), -0.05

    def by_the_same(self, n: Phrase, vp: Pred) -> Made:
        """ "did the same person write and direct X": whether there is one of whom it all holds."""
        far = vp.far
        if vp.denied or vp.either or far is None or not vp.also:
            return
        plain = not (n.is_entity or n.others or n.tally or n.each or n.best)
        for one in (
            apply(replace(n, head=Var("same")), vp) if plain and fits(n, ("Person", "Character", "Work")) else ()
        ):
            reading = f"Did the same {self.sets.one(n.words)} {vp.words}?"
            yield Question(Form("truth", (), one.atoms), reading, one.notes), 0.02

    def and_of_whom(self, q: Question, rn: Relation) -> Made:
        """ "who played X, and in which universe": what is told so of the one who is named, where it is."""
        known = rn.sense.denotes == "object" and not rn.sense.roles and not rn.sense.also
        parts = [a.object for a in q.form.atoms if isinstance(a, Rel) and a.property in ("plays", "actsIn")]
        if q.form.kind != "rows" or q.form.best is not None or not known or len(set(parts)) != 1:
            return
        one, found = parts[0], Var("told.of")
        atoms, notes = q.form.atoms, q.notes
        if isinstance(one, Const) and len(named := self._of_the_name(one)) > 1:
            who = Var("told.whom")
            atoms = (*substitute(atoms, one, who), Among(who, named))
            label = self.sets.names.canon.label(one.id)
            notes, one = (*notes, f"{label} is whichever character of that name"), who
        if fits(Phrase(one, (), ("Character",)), rn.far):
            form = replace(
                q.form,
                atoms=(*atoms, Shown(rn.sense.reference, one, found)),
                targets=(
                    *q.form.targets,
                    *(t for t in (one,) if isinstance(t, Var) and t not in q.form.targets),
                    found,
                ),
            )
            columns = (*q.form.columns, *("as" for _ in form.targets[len(q.form.targets) : -1]), rn.words)
            reading = f"{q.reading.removesuffix('?')}, and in which {self.sets.one(rn.words)}?"
            yield replace(q, form=replace(form, columns=columns), reading=reading, notes=notes), 0.0

    def _of_the_name(self, one: Const) -> tuple[Const, ...]:
        """The characters of the name of one."""
        named = self.sets.names.ids(self.sets.names.canon.label(one.id))
        return tuple(Const(n.id, n.cls) for n in named if is_a(n.cls, ("Character",)))

    def back_as(self, role: Phrase, p: str, np: Phrase) -> Made:
        """ "return as X in W": to play X in W, and to have the same part there as in a work before it."""
        plays = self.sets.plays
        if plays is None or not role.is_entity:
            return
        for back, cost in self.recasts.back(p, np):
            people = back.far is not None and back.far.classes == ("Person",)
            for vp, _ in self.sets.said(plays, role) if people else ():
                for told, _c in self.sets.placed_in(vp, "in", np):
                    yield replace(told, words=f"return as {role.words} in {np.words}", also=(back,)), cost

    def as_role(self, v: Relation, p: str, role: Phrase) -> Made:
        """ "appear in … as X": play X there."""
        if p == "as" and v.sense.reference in _IN_WORKS and self.sets.plays is not None and by_name(role):
            yield from self.sets.said(self.sets.plays, role)

    def with_other(self, v: Relation, np: Phrase, e: Phrase) -> Made:
        """ "wrote episodes with X": such as X did too, and who did is not X."""
        plain = not (np.is_entity or np.others or np.tally or np.each or np.best or np.denied)
        if plain and e.is_entity and fits(e, v.near) and not is_a(e.classes[0], ("Work",)) and fits(np, v.far):
            too = relate(np, v.flipped(), e) if self._does(e, v) else None
            other = Var("other.than")
            also = (Pred("", None, Phrase(other, (Compare("!=", other, e.head),), v.near, ""), event="told"),)
            if too is not None:
                far = replace(too, words=np.words, tally=None)
                yield Pred(f"{v.words} {np.words} with {e.words}", v, far, also=also), -0.25

    def _does(self, e: Phrase, v: Relation) -> bool:
        """Whether it is told of someone at all: "with X" may tell of the works otherwise."""
        told = self.sets.names.canon.claims(getattr(e.head, "id", ""), v.sense.reference)
        return bool(v.sense.roles) or next(iter(told), None) is not None

    def credited(self, np: Phrase) -> Made:
        """ "credited as a director": is one."""
        if not (np.is_entity or np.others or np.tally or np.each or np.best or np.denied):
            yield Pred(f"are {np.words}", None, np), 0.0

    def credited_so(self, vp: Pred) -> Made:
        """ "who is credited as a director": the directors."""
        yield from self.questions.listed(vp.far, 0.0) if vp.relation is None and vp.far is not None else ()

    def there_too(self, vp: Pred, p: str, np: Phrase, denied: bool) -> Made:
        """ "wrote for W in season 2 but not in season 1": the same is so of the other work, or it is not."""
        v, work = vp.relation, vp.place or vp.far
        if v is None or vp.denied or vp.also or vp.either or work is None or v.sense.reference in _IN_WORKS:
            return
        if all(n.is_entity and is_a(n.classes[0], ("Work",)) for n in (work, np)):
            words = f"{'not ' if denied else ''}{p} {np.words}"
            other = replace(vp, place=np) if vp.place is not None else Pred(words, v, np)
            both = self.sets.joined(vp, replace(other, words=words, denied=denied), "but" if denied else "and")
            yield from ((one, cost - 0.25 * denied) for one, cost in both)

    def not_both(self, vp: Pred) -> Made:
        """ "are in A or B but not both"."""
        if (
            (far := vp.far) is not None
            and far.others
            and by_name(far)
            and not (far.every or vp.also or vp.denied or vp.place)
        ):
            both = replace(vp, far=replace(far, every=True), denied=True, words="not both")
            yield replace(vp, words=f"{vp.words} but not both", also=(both,)), -0.05

    def in_one_alone(self, n: Phrase, p: str, np: Phrase) -> Made:
        """ "characters in A or B but not both"; a part is of one of them anyway."""
        if np.others and not np.every and not is_of_many(n, p, replace(np, every=True)):
            for relation in self.sets.prepositions.get(p, ()):
                for vp, cost in self.not_both(Pred(f"are {p} {np.words}", relation, np)):
                    yield from ((y, c + cost) for y, c in self.sets.such(n, vp, "that "))

    def but_not(self, vp: Pred, np: Phrase) -> Made:
        """ "died in A or B but not in C"."""
        far, v = vp.far, vp.relation
        plain = not (vp.also or vp.denied or vp.place or vp.either)
        either = far is not None and far.others and not far.every and by_name(far)
        if v is not None and either and plain and by_name(np) and fits(np, v.far):
            no = Pred(f"not {np.words}", v, np, denied=True)
            yield replace(vp, words=f"{vp.words} but not {np.words}", also=(no,)), -0.1

    def has_parts(self, rn: Relation, p: str, np: Phrase) -> Made:
        """ "had parts in W": acted in it."""
        for v in self.sets.prepositions.get("in", ()) if p in ("in", "on") and rn.sense.reference == "plays" else ():
            if v.sense.reference == "actsIn":
                yield from ((replace(vp, words=f"act in {np.words}"), -0.3) for vp, _ in self.sets.said(v, np))

    def the_only(self, np: Phrase, det: str, n: Phrase) -> Made:
        """ "is X the only director of W": X is, and nobody else."""
        named = any(isinstance(end, Const) for a in _flat(n.atoms) for end in (a.subject, a.object))
        if det != "the" or not named or not np.is_entity or n.is_entity or n.others or n.tally or n.best or n.denied:
            return  # of what nothing by name is told all would have to be gone through
        other, vp = Var("only.other"), Pred(f"are {n.words}", None, n)
        for one in apply(np, vp):
            for more in apply(Phrase(other, (), np.classes[:1]), vp):
                apart_ = apart((Is(np.classes[0], other), Compare("!=", other, np.head), *more.atoms), "only", other)
                form = Form("truth", (), (*one.atoms, Not(apart_)))
                yield Question(form, f"Is {np.words} the only {self.sets.one(n.words)}?", one.notes), -0.4

    def the_only_one(self, np: Phrase, det: str, word: str, vp: Pred) -> Made:
        """ "was X the only one to direct W"."""
        if word == "one" and np.is_entity:
            for one, _ in self.sets.such(Phrase(Var("one"), (), np.classes[:1], "one"), vp, "that "):
                yield from self.the_only(np, det, one)

    def in_one(self, np: Phrase, v: Relation, n: Phrase) -> Made:
        """ "did A and B appear in the same episode": whether there is one in which all are."""
        plain = fits(n, v.far) and not (n.is_entity or n.others or n.tally or n.each or n.best or n.denied)
        found = [n] if plain and len(np.others) > 1 and np.every and by_name(np) else []
        for member in np.others:
            found = [y for one in found if fits(member, v.near) and (y := relate(one, v.flipped(), member)) is not None]
        for one in found:
            reading = f"Do {np.words} {v.words} the same {self.sets.one(n.words)}?"
            yield Question(Form("truth", (), one.atoms), reading, one.notes), 0.0

    def each_led(self, p: str, np: Phrase, pair: tuple[str, Phrase]) -> Made:
        """ "of A, of B and of C"."""
        if p == pair[0] and np.is_entity and len(pair[1].others) > 1 and pair[1].every and by_name(pair[1]):
            members = (np, *pair[1].others)
            yield from self.coordinated.led(p, ((one, c - 0.4) for one, c in self.sets.listed(members, True)))


def _of_others(made: Made) -> Made:
    """Of others than the one that was told of before."""
    yield from ((replace(q, notes=(*q.notes, OF_OTHERS)), cost) for q, cost in made)


def _flat(atoms: tuple[Atom, ...]) -> Iterator[Rel]:
    """The relations that are told, in any branch."""
    for atom in atoms:
        if isinstance(atom, Rel):
            yield atom
        elif isinstance(atom, Either):
            yield from (told for branch in atom.branches for told in _flat(branch))


def _of(gap: Gap) -> str:
    """What a clause tells."""
    return gap.pred.relation.sense.reference if gap.pred.relation is not None else ""


#: What is told of who is in a work.
_IN_WORKS = ("appearsIn", "actsIn")
#: In whatever work.
_WHEREVER = Phrase(Var("where"), (), ("Work",), "work")


def career_rules(x: Careers) -> list[Rule]:
    """The rules of such questions."""
    r, asked = Rule, x.coordinated.clauses.asked
    return [
        r("PASSIVE", ("VB", "AND", "PASSIVE"), lambda v, _, vp: x.done_too(v, vp)),
        r("PASSIVE", ("VB", "PASSIVE"), lambda v, vp: x.done_too(v, vp, True)),
        r("VP", ("V", "VP"), x.does_too),
        r("Q", ("DO", "SAME", "N", "VP"), lambda _, _s, n, vp: x.by_the_same(n, vp)),
        r("Q", ("Q", "AND", "P", "WHICH", "RN"), lambda q, _, p, _w, rn: x.and_of_whom(q, rn) if p in ("in", "from", "of") else []),
        r("Q", ("Q", "AND", "WHERE"), lambda q, _, word: x.casting.and_where(q, _WHEREVER) if word == "where" else []),
        r("PALL", ("P", "NP", "PALL"), x.each_led),
        r("VP", ("V", "NP", "P", "NP"), lambda v, w, p, role: (y for vp, _c in x.as_role(v, p, role) for y in x.sets.placed_in(vp, "in", w))),
        r("VP", ("BE", "P", "NP", "P", "NP"), lambda _, o, w, p, role: (y for v in x.sets.prepositions.get(o, ()) for vp, _c in x.as_role(v, p, role) for y in x.sets.placed_in(vp, "in", w))),
        r("SCENE", ("NP", "V", "P", "NP"), lambda np, v, p, role: (y for vp, _c in x.as_role(v, p, role) for y in x.scenes.told(np, vp))),
        r("SCENEQ", ("DO", "NP", "V", "P", "NP"), lambda _, np, v, p, role: (y for vp, _c in x.as_role(v, p, role) for y in x.scenes.told(np, vp))),
        r("VP", ("V", "NP", "P", "NP"), lambda v, np, p, e: x.with_other(v, np, e) if p == "with" else []),
        r("BEINGCREDITED", ("CREDITED", "NP"), lambda _, np: x.credited(np)),
        r("Q", ("WHO", "BE", "BEINGCREDITED"), lambda _, _b, vp: x.credited_so(vp)),
        r("Q", ("WHO", "DO", "BEEN", "BEINGCREDITED"), lambda _, _d, _b, vp: x.credited_so(vp)),
        r("Q", ("BE", "NP", "BEINGCREDITED"), lambda _, np, vp: x.questions.truth(np, vp) if vp.relation is None else []),
        r("Q", ("WHOSE", "RN", "ASKED"), lambda _, rn, gap: asked(WHO, gap, "Whom") if rn.sense.reference == _of(gap) == "plays" else []),
        r("VP", ("VP", "BUTNOT", "P", "NP"), lambda vp, _, p, np: x.there_too(vp, p, np, True)),
        r("VP", ("VP", "BUTNOT", "BOTH"), lambda vp, *_: x.not_both(vp)),
        r("PASSIVE", ("PASSIVE", "BUTNOT", "BOTH"), lambda vp, *_: x.not_both(vp)),
        r("VP", ("VP", "BUTNOT", "P", "BOTH"), lambda vp, *_: x.not_both(vp)),
        r("N", ("N", "P", "NP", "BUTNOT", "P", "BOTH"), lambda n, p, np, _, o, _b: x.in_one_alone(n, p, np) if p == o else []),
        r("N", ("N", "P", "NP", "BUTNOT", "BOTH"), lambda n, p, np, *_: x.in_one_alone(n, p, np)),
        *(r(done, (done, "BUTNOT", "NP"), lambda vp, _, np: x.but_not(vp, np)) for done in ("VP", "PASSIVE")),
        r("VP", ("VP", "BUTNOT", "P", "NP"), lambda vp, _, p, np: x.but_not(vp, np) if vp.relation is not None and p in vp.relation.sense.marker else []),
        r("VP", ("VP", "AND", "P", "NP"), lambda vp, _, p, np: x.there_too(vp, p, np, False)),
        r("VP", ("DO", "BEEN", "BOTH", "NP", "AND", "NP"), lambda _, _b, _o, a, _a, b: x.coordinated.both_such(a, b)),
        r("NP", ("DET", "DIFFERENT", "N"), lambda det, _, n: ((y, -0.2) for y, _c in x.coordinated.any_other(n)) if det == "a" else []),
        r("NP", ("DIFFERENT", "N"), lambda word, n: ((y, -0.1) for y, _c in x.sets.few(">", 1, n, "more than 1"))),
        r("VP", ("HAVE", "RN", "P", "NP"), lambda _, rn, p, np: x.has_parts(rn, p, np)),
        r("VP", ("V", "RN", "P", "NP"), lambda v, rn, p, np: x.has_parts(rn, p, np) if v.sense.reference == "plays" else []),
        r("VP", ("V", "DET", "RN", "P", "NP"), lambda v, det, rn, p, np: x.has_parts(rn, p, np) if v.sense.reference == "plays" and det == "a" else []),
        r("Q", ("BE", "NP", "DET", "ONLY", "N"), lambda _, np, det, _o, n: x.the_only(np, det, n)),
        r("S", ("NP", "BE", "DET", "ONLY", "N"), lambda np, _, det, _o, n: x.the_only(np, det, n)),
        r("Q", ("BE", "NP", "DET", "ONLY", "N", "TO", "VP"), lambda _, np, det, _o, n, to, vp: (y for one, _c in x.sets.such(n, vp, "that ") for y in x.the_only(np, det, one)) if to == "to" else []),
        r("Q", ("BE", "NP", "DET", "ONLY", "ONEWORD", "TO", "VP"), lambda _, np, det, _o, word, to, vp: x.the_only_one(np, det, word, vp) if to == "to" else []),
        r("Q", ("BE", "NP", "DET", "ONLY", "ONEWORD", "THAT", "VP"), lambda _, np, det, _o, word, _t, vp: x.the_only_one(np, det, word, vp)),
        r("VP", ("CAMEBACK", "P", "NP", "P", "NP"), lambda _, p, role, o, np: x.back_as(role, o, np) if p == "as" else []),
        r("Q", ("WHAT", "ELSE", "ASKED"), lambda _, _e, gap: _of_others(asked(WHAT, gap, "What"))),
        r("Q", ("WHO", "ELSE", "ASKED"), lambda _, _e, gap: _of_others(asked(WHO, gap, "Who" if gap.be else "Whom"))),
        r("Q", ("DO", "NP", "V", "SAME", "N"), lambda _, np, v, _s, n: x.in_one(np, v, n)),
        r("Q", ("BE", "NP", "P", "SAME", "N"), lambda _, np, p, _s, n: (y for v in x.sets.prepositions.get(p, ()) if v.sense.reference in _IN_WORKS for y in x.in_one(np, v, n))),
    ]  # fmt: skip
