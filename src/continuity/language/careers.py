"""What people did in more than one way, or to more than one thing: "written and directed by X", "the same person".

A verb that shares its agent or its object with the next is composed with what that one says already.
"""

from __future__ import annotations

from dataclasses import replace

from continuity.language.casting import Casting
from continuity.language.chart import Rule
from continuity.language.coordinated import Coordinated
from continuity.language.logical import Among, Const, Form, Rel, Shown, Var, substitute
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import OF_OTHERS, Phrase, by_name, fits
from continuity.language.questions import Question
from continuity.language.recasts import Recasts
from continuity.language.relation import Relation, relate
from continuity.language.wording import WHAT, WHO
from continuity.language.works import Made


class Careers:
    """Composes such questions."""

    def __init__(self, coordinated: Coordinated, recasts: Recasts, casting: Casting) -> None:
        self.coordinated = coordinated
        self.recasts = recasts
        self.casting = casting
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
        if vp.denied or vp.either or far is None or not (vp.also or (len(far.others) > 1 and far.every)):
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
        sets = self.sets
        for back, cost in self.recasts.back(p, np) if sets.plays is not None and role.is_entity else ():
            for vp, _ in (
                sets.said(sets.plays, role) if back.far is not None and back.far.classes == ("Person",) else ()
            ):
                for told, _c in sets.placed_in(vp, "in", np):
                    words = f"return as {role.words} in {np.words}"
                    yield replace(told, words=words, also=(back,)), cost

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
        r("VP", ("CAMEBACK", "P", "NP", "P", "NP"), lambda _, p, role, o, np: x.back_as(role, o, np) if p == "as" else []),
        r("Q", ("WHAT", "ELSE", "ASKED"), lambda _, _e, gap: _of_others(asked(WHAT, gap, "What"))),
        r("Q", ("WHO", "ELSE", "ASKED"), lambda _, _e, gap: _of_others(asked(WHO, gap, "Who" if gap.be else "Whom"))),
        r("Q", ("DO", "NP", "V", "SAME", "N"), lambda _, np, v, _s, n: x.in_one(np, v, n)),
        r("Q", ("BE", "NP", "P", "SAME", "N"), lambda _, np, p, _s, n: (y for v in x.sets.prepositions.get(p, ()) if v.sense.reference in ("appearsIn", "actsIn") for y in x.in_one(np, v, n))),
    ]  # fmt: skip
