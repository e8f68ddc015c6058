"""Questions that weigh: which of two comes first or is longer, what share of a set, how many for each, who else."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.logical import Atom, Const, Form, Held, Is, Rel, Shown, Tally, Through, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import (
    DATES,
    ONLY_DATED,
    Superlative,
    among,
    best_of,
    constant,
    measure,
    named,
    shared,
)
from continuity.language.names import is_a
from continuity.language.once import counted_once
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import MOST, Relation, number_of, relate
from continuity.language.statements import attach
from continuity.language.wording import ALL, OF_ELSE, WHO, Question, rows
from continuity.language.works import Made

FIRST = Superlative("released", True, "first")
LAST = Superlative("released", False, "last")

#: What is said of what comes first or last by a date.
_HAPPENED = {"released": "came out", "concluded": "ended"}

#: The order of scores.
HIGHER = Superlative("value", False, "higher")


def grouping(vp: Pred) -> bool:
    """Whether it is said of each of a set apart, and not of all of them: who dies in every show dies in one of them."""
    far = vp.far
    if far is None or not far.each:
        return False
    return far.words.startswith("each ") or (vp.relation is not None and vp.relation.sense.reference == "diesIn")


class Comparing:
    """Composes such questions out of sets and predicates."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def picked(self, np: Phrase, than: Superlative) -> Made:
        """ "which is longer, A or B"."""
        if any(measure(than.property, m) is None for m in named(np)):
            return
        if than.property == "released" and named(np):
            np = replace(np, others=tuple(map(self._dated, np.others)))
        elif than.property == "value" and any(m.classes == ("Season",) for m in named(np)):
            np = replace(np, others=tuple(map(self._only_season, np.others)))
        one = among(np)
        found = best_of(one, than) if one is not None else None
        if found is not None:
            verb = _HAPPENED.get(than.property) if than.words in (FIRST.words, LAST.words) else None
            rated = "rated " if than.words in ("higher", "lower") else ""
            word = f"{verb} {than.words}" if verb else f"is {rated}{than.words}"
            yield rows(found, f"Which of {found.words} {word}?"), 0.0

    def _dated(self, work: Phrase) -> Phrase:
        """A work to be compared by its release: a series of which none is told came out with its first season."""
        names, id = self.sets.names, getattr(work.head, "id", "")
        seasons = names.seasons(id) if work.classes == ("Series",) else {}
        if not seasons or next(iter(names.canon.claims(id, "released")), None) is not None:
            return work
        first = seasons[min(seasons)]
        return replace(work, head=Const(first, "Season"), classes=("Season",), words=names.canon.label(first))

    def _only_season(self, work: Phrase) -> Phrase:
        """A work to be compared by its score with a season: a series of one season is that."""
        seasons = self.sets.names.seasons(getattr(work.head, "id", "")) if work.classes == ("Series",) else {}
        if len(seasons) != 1:
            return work
        (only,) = seasons.values()
        return replace(work, head=Const(only, "Season"), classes=("Season",), words=self.sets.names.canon.label(only))

    def parts(self, n: Phrase, whole: Phrase) -> Phrase | None:
        """The members of a set that a thing has, or that are in it."""
        if n.is_entity or n.others:
            return None
        return next(
            (x for p in ("of", "in") for x, _ in self.sets.with_preposition(n, p, replace(whole, atoms=()))), None
        )

    def share(self, n: Phrase, vp: Pred, words: str) -> Made:
        """ "what share of the episodes are directed by X". Not of what is told of few: that would be a share of nothing."""
        if any(isinstance(a, Held) for a in (*n.atoms, *(vp.far.atoms if vp.far is not None else ()))):
            return
        for form, part in shared(n, vp, self.sets.prepositions["of"]):
            yield Question(form, f"What share of {n.words} {words}?", part.notes), 0.0

    def share_done(self, n: Phrase, np: Phrase, v: Relation) -> Made:
        """ "what share of the episodes did X direct"."""
        if np.others or np.denied or np.tally is not None:
            return
        far = replace(np, words=np.words)
        yield from self.share(n, Pred(f"{v.words} by {np.words}", v.flipped(), far), f"did {np.words} {v.words}")

    def each(self, n: Phrase, vp: Pred) -> Made:
        """ "how many characters died in each show": for each of a set."""
        far = vp.far
        if far is None or not grouping(vp) or vp.relation is None or vp.also or vp.denied:
            return
        group = replace(far, each=False)
        related = apply(n, replace(vp, far=replace(group, atoms=()), place=None))
        words = f"{vp.relation.words} {far.words.replace('every ', 'each ', 1)}"
        yield from self.questions.grouped(n, group, related, words)

    def by_role(self, n: Phrase, rn: Relation) -> Made:
        """ "episodes of X by director"."""
        if n.is_entity or n.others or n.best is not None or n.tally is not None or rn.is_kin or rn.sense.chain:
            return
        group = Phrase(Var(f"by.{rn.words}"), (), rn.near, rn.words)
        done = relate(group, rn, n)
        if done is not None:
            one = replace(n, atoms=done.atoms)
            singular = self.sets.one(rn.words)
            yield from self.questions.grouped(n, group, iter([one]), f"per {singular}")

    def ranked(self, rn: Relation, n: Phrase, most: int) -> Made:
        """ "top 3 directors by number of episodes"."""
        if rn.is_kin or rn.sense.chain or n.is_entity or n.others or n.best is not None or n.tally is not None:
            return
        near = Phrase(Var(f"top.{rn.words}"), (), rn.near, rn.words)
        done = relate(near, rn, replace(n, tally=("most", 0)))
        if done is not None:
            words = f"What are the top {most} {rn.words} by number of {n.words}?"
            yield rows(replace(done, limit=most), words), 0.0

    def few_in(self, k: int, n: Phrase, p: str, np: Phrase) -> Made:
        """ "the three actors in the most shows"."""
        if np.tally is not None and np.tally[0] in MOST:
            for one, cost in self.sets.with_preposition(n, p, np):
                if one.best is not None:
                    yield replace(one, limit=k, words=f"{k} {one.words}"), cost

    def first_few(self, n: Phrase, vp: Pred, k: int) -> Made:
        """ "which three characters appear in the most episodes"."""
        for one in apply(n, vp, self.sets.prepositions["of"]):
            if one.best is not None and not one.limit:
                yield rows(replace(one, limit=k), f"Which {k} {n.words} {vp.words}?"), 0.0

    def ranked_by(self, n: Phrase, counted: Phrase, most: int) -> Made:
        """ "top 5 characters by number of episodes"."""
        if n.is_entity or n.others or n.best is not None or n.tally is not None or counted.best is not None:
            return
        if counted.classes == ("Score",):
            yield from self.by_score(n, counted, most)
            return
        if self.questions.is_vague(n):
            return  # directors are ranked by what they directed
        for p in ("with", "of", "in", "by"):
            found = next((x for x, _ in self.sets.with_preposition(counted, p, replace(n, atoms=()))), None)
            if found is not None and found.atoms != counted.atoms:
                number = number_of(n, counted)
                what, atoms = counted_once(counted.head, found.atoms)
                tally = Tally(n.head, what, number, atoms)
                one = replace(n, atoms=(*n.atoms, tally), best=number, limit=most)
                words = f"What are the top {most} {n.words} by number of {counted.words}?"
                yield rows(one, words), 0.0
                return

    def score(self, np: Phrase, by: Phrase) -> Made:
        """ "what did X score on Y"."""
        sense = self.sets.score
        if sense is None or np.others or not by.is_entity or not fits(by, ("Company", "Person")):
            return
        node = Var("score")
        shown = tuple((p, Var(f"score.{p}")) for p in sense.answers)
        atoms: tuple[Atom, ...] = (Is("Score", node), *(Shown(p, node, v) for p, v in shown))
        score = Phrase(node, atoms, ("Score",), "score", shown=shown)
        for given in attach(score, by, "givenBy", only=True):
            for done in attach(given, np, "of", only=True):
                yield from self.questions.listed(replace(done, words=f"{by.words} score of {np.words}"), 0.0)

    def first_of(self, n: Phrase, v: Relation, last: bool = False) -> Made:
        """ "which show ended first"."""
        order = Superlative(v.sense.reference, not last, "")
        if v.sense.reference == "released" and n.classes == ("Episode",):  # those that came out at once have numbers
            found = next((x for x, _ in self.sets.best(order, n)), None)
        else:
            found = best_of(n, order) if not n.is_entity and not n.others else None
        if found is not None:
            if order.property in DATES and any(is_a(c, ("Series", "Person")) for c in n.classes):
                found = replace(found, notes=(*found.notes, ONLY_DATED))
            yield rows(found, f"Which {n.words} {v.words} {'last' if last else 'first'}?"), 0.0

    def else_(self, vp: Pred, but: Phrase | None = None) -> Made:
        """ "who else plays X", perhaps besides Y."""
        near = WHO
        note = (OF_ELSE,) if but is None else ()
        if but is not None:
            near = next((x for x, _ in self.sets.excepted(WHO, but)), WHO)
            if near is WHO:
                return
        for q, cost in self.questions.asked(near, vp, "Who"):
            yield replace(q, notes=(*q.notes, *note)), cost + 0.02

    def else_object(self, np: Phrase, v: Relation) -> Made:
        """ "who else did X play"."""
        for q, cost in self.questions.objects(WHO, np, v, "Whom"):
            yield replace(q, notes=(*q.notes, OF_ELSE)), cost + 0.02

    def _acts(self, e: Phrase) -> bool:
        one = getattr(e.head, "id", "")
        return next(iter(self.sets.names.canon.claims(one, "plays")), None) is not None

    def in_common(self, n: Phrase, np: Phrase) -> Made:
        """ "characters shared by A and B": those of both."""
        members = named(np)
        if len(members) < 2 or n.is_entity or n.others:
            return
        works = bool(n.classes) and all(is_a(c, ("Work",)) for c in n.classes)
        people = any(is_a(c, ("Person", "Character")) for m in members for c in m.classes)
        makers = works and any(is_a(c, ("Person",)) and not self._acts(m) for m in members for c in m.classes)
        for p in ("by",) if makers else ("with",) if works and people else ("in", "of", "by"):
            found = [n]
            for member in members:
                found = [x for one in found[:1] for x, _ in self.sets.with_preposition(one, p, member)]
            if found:
                yield replace(found[0], words=f"{n.words} shared by {np.words}"), 0.0
                return

    def together(self, np: Phrase, v: Relation) -> Made:
        """ "did A and B work together"."""
        members = named(np)
        if len(members) == 2 and fits(members[0], v.near) and fits(members[1], v.far):
            yield from self.questions.truth(members[0], Pred(f"{v.words} {members[1].words}", v, members[1]))

    def linked(self, near: Phrase, np: Phrase, words: str) -> Made:
        """ "who links A to B": through whom two works cross over."""
        members = named(np)
        if len(members) != 2 or not all(fits(m, ("Work",)) for m in members):
            return
        a, b = members
        told = () if near.atoms == (Is("Person", near.head),) else near.atoms  # by "people" characters are meant
        atoms = (Through(a.head, b.head, near.head), *told)
        form = Form("rows", (near.head,), atoms, (near.words,))
        yield Question(form, f"{words} {a.words} to {b.words}?", (*a.notes, *b.notes)), 0.0

    def far_apart(self, np: Phrase, avoiding: Phrase | None = None) -> Made:
        """How two things are connected, perhaps without a third."""
        for q, cost in self.questions.joined_pair(np):
            yield from self.avoiding(q, avoiding) if avoiding is not None else [(q, cost)]

    def avoiding(self, q: Question, by: Phrase) -> Made:
        """A path that does not go through some things."""
        if q.form.kind != "path" or q.form.op:
            return
        closed = [constant(m) for m in (by.others or (by,))]
        if all(c is not None and c not in q.form.targets for c in closed):
            ids = tuple(c.id for c in closed if c is not None)
            form = replace(q.form, op="avoiding", named=ids)
            kinds = tuple(t.cls for t in q.form.targets if isinstance(t, Const))
            cost = 0.0 if fits(by, kinds) else 0.1  # from one character to another without a third
            yield replace(q, form=form, reading=f"{q.reading.removesuffix('?')} avoiding {by.words}?"), cost

    def through(self, q: Question, relation: str, words: str) -> Made:
        """A path along one relation only."""
        if q.form.kind == "path" and not q.form.op:
            form = replace(q.form, op="through", named=(relation,))
            yield replace(q, form=form, reading=f"{q.reading.removesuffix('?')} {words}?"), 0.0

    def by_score(self, n: Phrase, score: Phrase, most: int = ALL) -> Made:
        """ "rank the seasons by their score on W", "top 3 seasons by score"."""
        for node, _ in self.sets.best(HIGHER, score) if score.classes == ("Score",) else ():
            for done in attach(node, n):
                atoms = tuple(dict.fromkeys((*n.atoms, *done.atoms)))
                ranking = replace(n, atoms=atoms, best=node.best, limit=most)
                said = f"Rank the {n.words}" if most == ALL else f"What are the top {most} {n.words}"
                yield rows(ranking, f"{said} by {score.words}?"), 0.0

    def scores(self, a: Phrase, than: Superlative, b: Phrase) -> Made:
        """ "is the critics score of X higher than the audience score of Y": given by the same ones."""
        one, other = (next((v for p, v in x.shown if p == "value"), None) for x in (a, b))
        if a.classes != ("Score",) or b.classes != ("Score",) or than.property != "value":
            return
        if isinstance(one, Var) and isinstance(other, Var) and one != other:
            same = (Rel(p, x.head, Var(f"the same {p}")) for p in ("givenBy", "scale") for x in (a, b))
            atoms = (*a.atoms, *b.atoms, Rel("value", a.head, one), Rel("value", b.head, other), *same)
            form = Form("compare", (one, other), atoms, (a.words, b.words), op="<" if than.lowest else ">")
            yield Question(form, f"Is the {a.words} {than.words} than the {b.words}?", (*a.notes, *b.notes)), 0.0

    def reviews(self, n: Phrase) -> Made:
        """ "how many reviews is the score of X based on"."""
        if n.classes == ("Score",) and any(isinstance(a, Rel) and a.property == "of" for a in n.atoms):
            count = Var("reviews")
            by = next((v for p, v in n.shown if p == "givenBy"), Var("reviews.by"))
            value = next((v for p, v in n.shown if p == "value"), Var("reviews.value"))
            atoms = (*n.atoms, Rel("count", n.head, count))
            form = Form("rows", (count, value, by), atoms, ("reviews", "score", "given by"))
            yield Question(form, f"How many reviews is the {n.words} based on?", n.notes), 0.0
