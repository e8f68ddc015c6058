"""How many, how long, on average, for each: questions that are answered with numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

from continuity import vocab
from continuity.language.logical import Compare, Const, Every, Form, Is, Rel, Shown, Tally, Term, Total, Var, terms_of
from continuity.language.meaning import Pred
from continuity.language.measures import among, measure
from continuity.language.names import is_a
from continuity.language.once import counted_once
from continuity.language.phrases import Phrase, fits, wholes_of
from continuity.language.relation import ANYWHERE, number_of
from continuity.language.sets import Sets
from continuity.language.wording import Question, many
from continuity.language.works import Made


def _is_told(n: Phrase) -> bool:
    """Whether a set is ranked by nothing, or its atoms say themselves who leads."""
    return n.best is None or any(isinstance(a, Compare) and (a.op, a.term) == ("=", n.best) for a in n.atoms)


def _for_each(one: Phrase) -> bool:
    """Whether a set is one for each of another: "films directed by each director"."""
    return " each " in one.words and (bool(one.shown) or any(isinstance(a, Every) for a in one.atoms))


def _parts_of_the_work(n: Phrase, group: Phrase) -> Phrase:
    """The episodes of the one work that is told of what is counted: "characters of X per episode"."""
    told = {t for a in n.atoms for t in terms_of(a) if isinstance(t, Const) and is_a(t.cls, ("Series", "Season"))}
    one = next(iter(told)) if len(told) == 1 else None
    if one is None or not is_a(one.cls, wholes_of(group)) or len(group.atoms) != 1 or fits(n, ("Work",)):
        return group
    return replace(group, atoms=(*group.atoms, Rel("within", group.head, one)))


class Counting:
    """Composes such questions out of sets."""

    def __init__(self, sets: Sets) -> None:
        self.sets = sets

    def counted(self, sets: Iterable[Phrase], vp: Pred | None = None) -> Made:
        """How many there are."""
        for one in sets:
            if one.others or one.is_entity or one.tally or one.each or _for_each(one) or not _is_told(one):
                continue
            words = f"{many(one)} {vp.words}" if vp is not None else many(one)
            what, atoms = counted_once(one.head, one.atoms)
            form = Form("count", (what,), atoms, (one.words,))
            yield Question(form, f"How many {words}?", one.notes), 0.0

    def is_vague(self, n: Phrase) -> bool:
        """Whether a set is of those who hold a role in whatever it be."""
        return isinstance(n.head, Var) and n.head.name.endswith(ANYWHERE)

    def grouped(self, n: Phrase, group: Phrase, related: Iterator[Phrase], words: str) -> Made:
        """How many of a set there are for each member of another."""
        if n.others or group.others or n.is_entity or group.is_entity or group.tally or n.best:
            return
        for one in related:
            number = number_of(group, n)
            what, once = counted_once(n.head, one.atoms)
            atoms = (*group.atoms, Tally(group.head, what, number, once))
            form = Form("rows", (group.head, number), atoms, (group.words, n.words))
            yield Question(form, f"How many {many(n)} {words}?", one.notes), 0.0

    def of_the_work(self, n: Phrase, group: Phrase) -> Phrase:
        """What is counted for each writer of X is of X, unless a work is named for it."""
        works = [a.object for a in group.atoms if isinstance(a, Rel) and isinstance(a.object, Const)]
        works = [w for w in works if is_a(w.cls, ("Series", "Season"))]
        if len(works) != 1 or any(isinstance(a, Rel) for a in n.atoms) or not fits(n, ("Episode",)):
            return n
        return replace(n, atoms=(*n.atoms, Rel("within", n.head, works[0])))

    def per(self, n: Phrase, group: Phrase) -> Made:
        """ "episodes per season": by whatever relation joins the two."""
        if any(
            not isinstance(a, Is) and not (isinstance(a, Rel) and a.property in ("within", "network"))
            for a in group.atoms
        ):
            return
        if self.is_vague(n):
            return  # whoever holds a role anywhere: it is in the work that it must be held
        group = _parts_of_the_work(n, group)
        statement = all(c in vocab.terms().classes and vocab.terms().is_a(c, "Statement") for c in n.classes)
        for p in ("in", "of", "by") if statement else ("of", "in", "by"):
            found = [x for x, _ in self.sets.with_preposition(n, p, replace(group, atoms=()))]
            if found:
                yield from self.grouped(n, group, iter(found[:1]), f"per {self.sets.one(group.words)}")
                return

    def averaged(self, kind: str, n: Phrase) -> Made:
        """The average or the sum of a set of numbers: "average runtime of the episodes of X"."""
        yield from self._averaged_scores(kind, n)
        relations: list[Rel | Total] = [a for a in n.atoms if isinstance(a, Rel) and a.object == n.head]
        relations += [a for a in n.atoms if isinstance(a, Total) and a.number == n.head]
        known = [vocab.terms().properties.get(a.property) for a in relations]
        if relations and known[0] is not None and known[0].value in ("integer", "decimal") and not n.best:
            word = {"average": "average", "sum": "total"}[kind]
            of = relations[0].subject if isinstance(relations[0], Rel) else relations[0].work
            if kind == "sum" and isinstance(of, Const) and isinstance(relations[0], Total):  # which is a sum itself
                yield from self.length(Phrase(of, (), (of.cls,), n.words.partition(" of ")[2], notes=n.notes))
                return
            form = Form(kind, (n.head, of), n.atoms, (f"{word} {known[0].label}",))
            yield Question(form, f"What is the {word} {self.sets.one(n.words)}?", n.notes), 0.0

    def _averaged_scores(self, kind: str, n: Phrase) -> Made:
        """ "average Metacritic score of the seasons of X": of one giver, on one scale."""
        values = [t for p, t in n.shown if p == "value"]
        given = any(isinstance(a, Rel) and a.property == "givenBy" and isinstance(a.object, Const) for a in n.atoms)
        if kind == "average" and values and given and n.best is None:
            atoms = (*(a for a in n.atoms if not isinstance(a, Shown)), Rel("value", n.head, values[0]))
            works = (a.object for a in n.atoms if isinstance(a, Rel) and a.property == "of" and a.subject == n.head)
            one = next((w for w in works if isinstance(w, Var)), n.head)  # told twice it counts once
            form = Form(kind, (values[0], one), atoms, ("average score",))
            yield Question(form, f"What is the average {n.words}?", n.notes), 0.0

    def averaged_per(self, q: Question) -> Made:
        """ "average number of episodes per season"."""
        if (
            q.form.kind == "rows"
            and len(q.form.targets) == 2
            and q.form.columns[1] == "minutes"
            and q.form.best is None
        ):
            form = replace(q.form, kind="average", targets=q.form.targets[::-1], columns=("average running time",))
            said = q.reading.removeprefix("How long is ").removesuffix("?")
            yield replace(q, form=form, reading=f"How long is an average {self.sets.one(said)}?"), 0.0
        elif q.form.kind == "rows" and len(q.form.targets) == 2 and any(isinstance(a, Tally) for a in q.form.atoms):
            form = replace(q.form, kind="average", targets=q.form.targets[::-1], columns=("average",))
            counted = q.reading.removeprefix("How many ")
            said = (
                f"What is the average number of {counted}" if " per " in counted else f"On average, how many {counted}"
            )
            yield replace(q, form=form, reading=said), 0.0

    def length(self, np: Phrase) -> Made:
        """How long a work runs: of a series or season, its episodes together; of several by name, each."""
        one = among(np) if np.others and fits(np, ("Work",)) else None
        np = replace(one, words=np.words) if one is not None else np
        found = measure("runtime", np) if not np.others else None
        if found is not None:
            atoms, value = found
            targets: tuple[Term, ...] = (np.head, value)
            columns: tuple[str, ...] = (np.words, "minutes")
            if np.is_entity:
                targets, columns = targets[1:], columns[1:]
            form = Form("rows", targets, (*np.atoms, *atoms), columns, np.best, np.lowest, limit=np.limit)
            yield Question(form, f"How long is {np.words}?", np.notes), 0.0

    def length_in_all(self, np: Phrase) -> Made:
        """ "how long are A and B together": of one work that is how long it is."""
        for q, cost in self.length(np):
            if not np.others:
                yield q, cost
                continue
            one, value = q.form.targets
            form = Form("sum", (value, one), q.form.atoms, ("total running time",))
            yield replace(q, form=form, reading=f"What is the total running time of {np.words}?"), cost

    def average_length(self, n: Phrase) -> Made:
        """ "how long is an average episode of X"."""
        if n.is_entity or n.others or n.best is not None:
            return
        found = measure("runtime", n)
        if found is not None:
            form = Form("average", (found[1], n.head), (*n.atoms, *found[0]), ("average running time",))
            yield Question(form, f"How long is an average {self.sets.one(n.words)}?", n.notes), 0.0
