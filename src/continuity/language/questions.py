"""Whole questions: what is asked about the sets and statements that phrases make."""

from __future__ import annotations

from dataclasses import replace

from continuity import vocab
from continuity.language.lexicon import Sense
from continuity.language.logical import (
    Among,
    Atom,
    Const,
    Form,
    Is,
    Not,
    Rel,
    Shown,
    Through,
    Var,
)
from continuity.language.meaning import Pred, apply
from continuity.language.measures import among
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation, relate
from continuity.language.statements import attach
from continuity.language.truths import Truths
from continuity.language.wording import (
    ALL,
    AND_WHO,
    WHAT,
    WHO,
    Question,
    beside_owner,
    plural,
    rows,
    singular,
)
from continuity.language.works import Made

#: What tells which part of a work is meant, beside its label.
_PARTS = {"Episode": "name", "Season": "released"}


def _life(form: Form) -> str:
    """What of a life is asked by itself: whether someone is dead or alive, or who is."""
    classes = [a.cls for a in form.atoms if isinstance(a, Is)]
    said = [c for c in classes if c in ("Deceased", "Living")]
    plain = len(classes) == len(form.atoms) and set(classes) <= {"Deceased", "Living", "Character"}
    return said[0] if plain and len(said) == 1 and form.kind in ("truth", "rows") else ""


def _classes(among: Among) -> tuple[str, ...]:
    return tuple(m.cls if isinstance(m, Const) else "" for m in among.members)


class Questions(Truths):
    """Composes questions out of sets and predicates."""

    def asked(self, near: Phrase, vp: Pred, head: str) -> Made:
        """Which … are so."""
        if vp.words.startswith("return ") and vp.event and self.sets.is_of_makers(near):
            return  # who comes back as what is told of parts, not of those who make a work
        if near is WHO and f"and{AND_WHO}" in vp.words:
            return  # "who did A, and who did B" are two questions
        if near is WHO and vp.words.startswith("have ") and vp.far is not None and vp.far.is_entity:
            return  # nobody has a work or a character by name
        if near in (WHO, WHAT):
            if (
                vp.relation is None
                and vp.far is not None
                and not (vp.state or vp.event or (vp.also and near is WHO))
                and vp.words.startswith("are ")
            ):
                return  # "who is the X" asks for the X
            vp = replace(vp, words=singular(vp.words))
        elif near.words.startswith("who except "):
            vp, head = replace(vp, words=singular(vp.words)), near.words[:1].upper() + near.words[1:]
        else:
            vp = replace(vp, words=plural(vp.words))
        for done in apply(near, vp, self.sets.prepositions["of"]):
            yield rows(done, f"{head} {vp.words}?"), 0.0

    def objects(self, n: Phrase, np: Phrase, v: Relation, head: str) -> Made:
        """To which … the subject stands in the relation."""
        words = v.words.removesuffix(" in") if head == "Where" else v.words
        does = ("do", "does") if not words.startswith("be ") else ("are", "is")
        for done in self.sets.reached(n, np, v):
            yield rows(done, f"{head} {does[not np.others]} {np.words} {words.removeprefix('be ')}?"), 0.0

    def whom(self, np: Phrase, vp: Pred) -> Made:
        """To whom the subject stands in the relation in one work: "who did X work with on Y"."""
        for done in apply(WHO, vp):
            yield rows(done, f"Whom {'do' if np.others else 'does'} {np.words} {vp.words}?"), 0.0

    def located(self, p: str, n: Phrase, np: Phrase) -> Made:
        """ "in which shows is X"."""
        known = self.sets.prepositions.get(p, ())
        taken = [r for r in known if r.sense.reference == "adaptedFrom"]
        for relation in taken if n.classes == ("Comic",) and taken else [r for r in known if r not in taken]:
            told = [vocab.terms().properties.get(a.property) for a in n.atoms if isinstance(a, Rel)]
            named = any(t is not None and relation.far and t.range == relation.far for t in told)
            done = None if named else relate(n, relation.flipped(), np)  # a universe is named by what it is to one
            if done is not None:
                cost = 0.2 if n.classes == ("Franchise",) and not fits(np, ("Work",)) else 0.0  # works are of a phase
                yield rows(done, f"{p.capitalize()} which {n.words} is {np.words}?"), cost

    def held(self, n: Phrase, np: Phrase, rn: Relation, p: str) -> Made:
        """ "which team is X a member of": of what the subject is so called."""
        if p in rn.sense.marker:
            head = "What" if n is WHAT else f"Which {n.words}"
            for one, cost in self.objects(n, np, rn, head):
                said = f"{head} {'are' if np.others else 'is'} {np.words} {rn.words} {p}?"
                yield replace(one, reading=said), cost

    def listed(self, np: Phrase, cost: float) -> Made:
        """ "what is the status of X", "list the showrunners of X"."""
        if not np.is_entity and not np.others and not np.each and not np.denied and np.tally is None:
            the = "" if np.words.startswith("the ") else "the "
            head = (
                "Who is"
                if self.sets.is_one(np.words)
                else "What is"
                if np.shown and np.classes != ("Portrayal",)
                else "What are"
            )
            yield rows(beside_owner(np), f"{head} {the}{np.words}?"), cost

    def members(self, e: Phrase) -> Made:
        """ "who are the Defenders"."""
        if is_a(e.classes[0], ("Group",)):
            for relation in self.sets.memberships:
                done = relate(Phrase(Var("member"), (), ("Character", "Group")), relation, e)
                if done is not None:
                    yield rows(replace(done, words="members"), f"Who are the members of {e.words}?"), 0.0

    def dated(self, np: Phrase, v: Relation, part: str = "date") -> Made:
        """ "when was X released": the date that a property gives; the year of it where that is asked."""
        if fits(np, v.near) and not (np.others or np.tally or np.each or np.denied):
            told = [a.object for a in np.atoms if isinstance(a, Rel) and a.property == v.sense.reference]
            date = np.best if np.best is not None and np.best in told else Var("date")
            column = "year" if part == "year" else "date"
            atoms = tuple(dict.fromkeys((*np.atoms, Rel(v.sense.reference, np.head, date))))
            form = Form("rows", (date,), atoms, (column,))
            if np.best is not None:  # "when did the newest season come out": which one that is goes with its date
                form = rows(replace(np, atoms=atoms, shown=((column, date), ("which", np.head))), "").form
            been = v.words.removeprefix("be ")
            said = (
                f"{'What year' if part == 'year' else 'When'} {'did' if been == v.words else 'was'} {np.words} {been}?"
            )
            yield Question(form, said, np.notes), 0.0

    def stated(self, np: Phrase, vp: Pred) -> Made:
        """A statement, of which can be asked whether it is so and who says so; of one thing also what is not so."""
        yield from self.truth(np, vp)
        if vp.denied and np.is_entity and not (vp.also or vp.either):
            said = singular(vp.words)
            for q, cost in self.truth(np, replace(vp, denied=False, words=vp.words.removeprefix("not "))):
                if q.form.kind == "truth":
                    form = replace(q.form, atoms=(Not(q.form.atoms),))
                    yield replace(q, form=form, reading=f"Is it true that {np.words} {said}?"), cost

    def existing(self, np: Phrase) -> Made:
        """Whether there is such a work: what is settled of its making. Of another set: whether it has a member."""
        if np.is_entity and is_a(np.classes[0], ("Work",)):
            node = Var("status")
            shown = [(p, Var(f"status.{p}")) for p in ("aspect", "state", "date")]
            atoms: tuple[Atom, ...] = (
                Is("Status", node),
                Rel("work", node, np.head),
                *(Shown(p, node, v) for p, v in shown),
            )
            columns = ("work", *(p for p, _ in shown))
            form = Form("exists", (np.head, *(v for _, v in shown)), atoms, columns)
            yield Question(form, f"Is there {np.words}?", np.notes), 0.0
        elif not np.is_entity and not np.others:
            yield Question(Form("truth", (), np.atoms), f"Are there {np.words}?", np.notes), 0.0

    def through(self, q: Question) -> Made:
        """ "and through whom": the character, thing or event by which two works cross over."""
        found = [a for a in q.form.atoms if isinstance(a, Rel) and a.property == "crossesOverWith"]
        if found and q.form.kind == "rows" and len(q.form.targets) == 1:
            via = Var("via")
            atoms = (*q.form.atoms, *(Through(a.subject, a.object, via) for a in found))
            form = replace(q.form, atoms=atoms, targets=(*q.form.targets, via), columns=(*q.form.columns, "through"))
            yield replace(q, form=form, reading=q.reading.removesuffix("?") + ", and through whom?"), 0.0

    def tellers(self, q: Question) -> Made:
        """Who says so: the accounts behind an answer."""
        if q.form.kind in ("truth", "rows"):
            reading = f"Who says that {q.stated}?" if q.stated else f"According to whom: {q.reading}"
            yield replace(q, form=replace(q.form, kind="tellers"), reading=reading), 0.0

    def negated(self, np: Phrase, vp: Pred) -> Made:
        """Which members of a set are not so."""
        for done in apply(np, replace(vp, denied=True), self.sets.prepositions["of"]):
            yield rows(done, f"Which {np.words} do not {vp.words}?"), 0.0

    def unreached(self, n: Phrase, np: Phrase, v: Relation) -> Made:
        """To which the subject does not stand in the relation: "which shows does X not appear in"."""
        if np.others or not np.is_entity:
            return
        done = relate(n, v.flipped(), replace(np, denied=True))
        if done is not None:
            yield rows(done, f"Which {n.words} does {np.words} not {v.words}?"), 0.0

    def apart(self, a: Phrase, b: Phrase, v: Relation | None = None) -> Made:
        """How long from the release of one work to that of another."""
        if a.is_entity and b.is_entity and fits(a, ("Work",)) and fits(b, ("Work",)):
            property = v.sense.reference if v is not None else "released"
            one, other = Var("earlier"), Var("later")
            form = Form(
                "between", (one, other), (Rel(property, a.head, one), Rel(property, b.head, other)), (a.words, b.words)
            )
            yield (
                Question(
                    form,
                    f"How long after {a.words} did {b.words} {v.words if v else 'come out'}?",
                    (*a.notes, *b.notes),
                ),
                0.0,
            )

    def joined(self, a: Phrase, b: Phrase, kind: float = 0.0) -> Made:
        """How two things are connected; `kind` is what it costs to mean works, of which no one says "related"."""
        if a.is_entity and b.is_entity and a.head != b.head:
            form = Form("path", (a.head, b.head), (), ("from", "relation", "to"))
            # two characters or two works rather than one of each
            unlike = 0.1 if fits(a, ("Work",)) != fits(b, ("Work",)) else 0.0
            cost = unlike + (kind if fits(a, ("Work",)) else 0.0)
            tied = "related" if kind else "connected"
            yield Question(form, f"How is {a.words} {tied} to {b.words}?", (*a.notes, *b.notes)), cost

    def joined_pair(self, np: Phrase, kind: float = 0.0) -> Made:
        """The same of two named together; `kind` is what it costs to mean works, of which no one says "related"."""
        if len(np.others) == 2 and np.every and not any(m.denied for m in np.others):
            a, b = np.others
            for q, cost in self.joined(a, b, kind):
                words = f"How are {a.words} and {b.words} related?" if kind else q.reading
                yield replace(q, reading=words), cost

    def about(self, e: Phrase, cost: float = 0.0) -> Made:
        """What is told of one thing."""
        if e.is_entity:
            word = "Who" if is_a(e.classes[0], ("Person", "Character")) else "What"
            form = Form("about", (e.head,), (), ("fact",))
            yield Question(form, f"{word} is {e.words}?", e.notes), cost

    def one(self, e: Phrase, cost: float = 0.0) -> Made:
        """Which part of a work is described: the episode with its title, the season with its first day."""
        part = next(
            (c for c in _PARTS if isinstance(e.head, Const) and e.is_entity and e.head.id and is_a(e.classes[0], (c,))),
            "",
        )
        if part:
            shown = _PARTS[part]
            atoms = (Rel(shown, e.head, Var(shown)),)
            form = Form("rows", (e.head, Var(shown)), atoms, (part.lower(), vocab.terms().properties[shown].label))
            yield Question(form, f"Which {part.lower()} is {e.words}?", e.notes), cost

    def single(self, e: Phrase) -> Made:
        """What is told of one thing by one source only."""
        if e.is_entity:
            form = Form("single", (e.head,), (), ("claim", "source"))
            yield Question(form, f"Which claims about {e.words} rest on one source?", e.notes), 0.0

    def sources(self, q: Question) -> Made:
        """How many sources say so."""
        for told, cost in self.tellers(q):
            if q.stated:
                yield (
                    replace(
                        told,
                        form=replace(told.form, op="count"),
                        reading=f"How many sources say that {q.stated}?",
                    ),
                    cost,
                )

    def first_seen(self, np: Phrase, v: Relation, n: Phrase | None = None, last: bool = False) -> Made:
        """Where something first or last holds, by the release of works without parts: "where does X first appear"."""
        if not np.is_entity or "in" not in v.sense.marker:
            return
        if n is not None and n.classes == ("Comic",):
            yield from self.located("from", n, np)  # a comic is told as that from which one was taken
            return
        where = n or Phrase(Var("where"), (), ("Work",), "work")
        done = relate(where, v.flipped(), np)
        if done is None or not fits(done, ("Work",)):
            return
        date, number = Var("when"), Var("number")
        whole = Not((Rel("partOf", Var("piece"), done.head),)) if n is None else None
        atoms = (
            *done.atoms,
            *((whole,) if whole else ()),
            Rel("released", done.head, date),
            Shown("number", done.head, number),
        )
        turn = "last" if last else "first"
        form = Form("rows", (done.head, date), atoms, (turn, "released"), date, not last, then=number)
        words = f"In which {n.words}" if n is not None else "Where"
        yield Question(form, f"{words} does {np.words} {turn} {v.words.removesuffix(' in')}?", done.notes), 0.0

    def debut(self, e: Phrase) -> Made:
        """ "X's first appearance"."""
        if self.sets.appears is not None and fits(e, self.sets.appears.near):
            yield from self.first_seen(e, self.sets.appears)

    def related(self, a: Phrase, b: Phrase) -> Made:
        """ "is A related to B": whether any relationship of the two is told."""
        kin = Sense("relatedTo", marker=("to",))
        if fits(a, ("Character", "Group")) and fits(b, ("Character", "Group")) and a.is_entity and b.is_entity:
            for q, cost in self.truth(a, Pred(f"relate to {b.words}", Relation(kin, "relate to"), b)):
                yield replace(q, reading=f"Is {a.words} related to {b.words}?"), cost

    def died(self, np: Phrase, vp: Pred) -> Made:
        """How a state came about: "how did X die"."""
        cls = vocab.terms().classes.get(vp.event)
        one = not (np.others or np.each or np.tally or np.best or np.denied)
        if cls is None or not one or not np.classes or is_a(np.classes[0], ("Work",)):
            return
        node = Var("event")
        answers = ("cause", "by", "in")
        shown = tuple((p, Var(f"event.{p}")) for p in answers)
        who = () if np.is_entity else (np.head,)  # of several it is said whose death it is
        for done in attach(Phrase(node, (Is(cls.name, node),), (cls.name,), cls.label), np, cls.key[0]):
            atoms = (*done.atoms, *(Shown(p, node, v) for p, v in shown))
            columns = ("who", *answers) if who else answers
            form = Form("rows", (*who, *(v for _, v in shown)), atoms, columns)
            yield Question(form, f"How did {np.words} {vp.words}?", np.notes), 0.0

    def in_order(self, q: Question) -> Made:
        """A list of works in the order of their release."""
        if q.form.kind != "rows" or q.form.best is not None or len(q.form.targets) != 1:
            return
        (head,) = q.form.targets
        told = [a for a in q.form.atoms if isinstance(a, Is | Among) and a.term == head]
        works = [c for a in told for c in ((a.cls,) if isinstance(a, Is) else _classes(a))]
        if works and all(is_a(c, ("Work",)) for c in works):
            date, number = Var("ordered"), Var("ordered.number")
            atoms = (*q.form.atoms, Shown("released", head, date), Shown("number", head, number))
            form = replace(
                q.form,
                targets=(head, date),
                columns=(*q.form.columns, "released"),
                atoms=atoms,
                best=date,
                lowest=True,
                then=number,
                limit=ALL,
            )
            yield replace(q, form=form, reading=f"{q.reading.removesuffix('?')} in order of release?"), 0.0

    def all_in_order(self, np: Phrase) -> Made:
        """The same of a set, or of what is named together."""
        one = among(np) if np.every else None
        asked = [(rows(one, f"What are {one.words}?"), 0.0)] if one is not None else self.listed(np, 0.0)
        yield from (made for q, _ in asked for made in self.in_order(q))

    def kin(self, a: Phrase, words: str, b: Phrase) -> Made:
        """ "is A friends with B"."""
        noun = words.rpartition(" ")[0]
        for one, cost in self.sets.kin(noun, b) if noun != "related" else ():  # it is asked of any tie of the two
            yield from ((x, c + cost) for x, c in self.truth(a, Pred(f"are {one.words}", None, one)))

    def scoped(
        self, q: Question, cost: float = 0.0, *, until: Phrase | None = None, canon: Phrase | None = None
    ) -> Made:
        """A question as of a point in the story, or in another canon."""
        if until is not None and isinstance(until.head, Const) and until.head.id and is_a(until.head.cls, ("Work",)):
            life = _life(q.form)
            told = {"kind": "life", "op": life, "named": (until.head.id,)} if life else {"until": until.head.id}
            made = replace(
                q,
                form=replace(q.form, **told),
                reading=f"As of {until.words}: {q.reading}",
                notes=(*q.notes, *until.notes),
            )
            yield made, cost
        if canon is not None and isinstance(canon.head, Const):
            yield (
                replace(
                    q, form=replace(q.form, canon=canon.head.id), reading=f"In the canon {canon.words}: {q.reading}"
                ),
                cost,
            )
