"""How many of something a thing has, what it has none of, and lists of things each with what belongs to it."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Form, Var
from continuity.language.meaning import Pred, deny
from continuity.language.measures import Superlative, lasting
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation, relate
from continuity.language.statements import attach
from continuity.language.wording import Question, rows
from continuity.language.works import Made

EARLIEST, NEWEST = Superlative("released", True, "earliest"), Superlative("released", False, "newest")
LONGER, SHORTER = Superlative("runtime", False, "longer"), Superlative("runtime", True, "shorter")


class Quantified:
    """Composes what is said of how many a thing has."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def have(self, rn: Relation, op: str, k: int, words: str) -> Made:
        """ "has the most enemies": so many who stand in a relation to the subject."""
        if not rn.sense.roles:
            far = Phrase(Var(f"{rn.words}.had"), (), rn.near, rn.words, tally=(op, k))
            yield Pred(f"have {words} {rn.words}", rn.flipped(), far), -0.04

    def have_any(self, rn: Relation) -> Made:
        """ "has a sibling": that anyone stands in the relation to the subject."""
        if not rn.sense.roles:
            far = Phrase(Var(f"{rn.words}.had"), (), rn.near, rn.words)
            yield Pred(f"have {rn.words}", rn.flipped(), far), -0.04

    def have_such(self, rn: Relation, vp: Pred) -> Made:
        """ "have a parent who dies": that anyone such stands in the relation to the subject."""
        for pred, cost in self.have_any(rn):
            for far, more in self.sets.such(pred.far, vp, "that ") if pred.far is not None else ():
                yield replace(pred, far=far, words=f"have {rn.words} that {vp.words}"), cost + more

    def have_none(self, rn: Relation) -> Made:
        """ "has no siblings": that nobody is told to stand in the relation to the subject."""
        for pred, cost in self.have_any(rn):
            yield replace(pred, denied=True, words=f"not {pred.words}"), cost

    def have_nothing(self, n: Phrase) -> Made:
        """ "have no deaths"; crossovers are of whole series, and that their parts have none says nothing."""
        if n.classes != ("Crossover",):
            yield from deny(Pred(f"have {n.words}", None, n))

    def with_such(self, n: Phrase, p: str, pred: Pred) -> Made:
        """A set narrowed by what its members have: "groups with fewer than three members"."""
        if p in ("with", "of"):
            yield from self.sets.such(n, pred, "that ")

    def holders(self, rn: Relation, n: Phrase) -> Made:
        """ "the director with the most episodes": who holds the role in so many of them."""
        if n.tally is None or rn.sense.roles or n.others or self.questions.is_vague(n) or not fits(n, rn.far):
            return
        near = Phrase(Var(f"most.{rn.words}"), (), rn.near, rn.words)
        done = relate(near, rn, n)
        if done is not None:
            yield replace(done, words=f"{rn.words} with {n.words}"), -0.1

    def holders_of_both(self, rn: Relation, one: Phrase, other: Phrase) -> Made:
        """ "directors with at least one episode of X and at least one of Y": who holds the role in so many of each."""
        for held, cost in self.holders(rn, one):
            again = relate(held, rn, other) if other.tally is not None and fits(other, rn.far) else None
            if again is not None and not other.others:
                yield replace(again, words=f"{held.words} and {other.words}"), cost

    def among(self, np: Phrase) -> Made:
        """ "is in the main cast of X": is one of them."""
        people = bool(np.classes) and all(is_a(c, ("Person",)) for c in np.classes)
        if people and not (np.is_entity or np.others or np.best or np.tally or np.each):
            yield Pred(f"are in the {np.words}", None, np, event="told"), 0.0

    def lasting(self, than: Superlative, minutes: int) -> Made:
        """ "is longer than 60 minutes"."""
        yield from ((replace(vp, words=f"are {vp.words}"), cost) for vp, cost in lasting(than, minutes))

    def lasting_between(self, least: int, most: int) -> Made:
        """ "lasts between 50 and 55 minutes": at least, and at most so long."""
        if most % 30 == 0 and 60 * least <= most:
            return  # "between two and two and a half hours": the first is not of minutes
        for lower, _ in self.lasting(LONGER, least - 1):
            for upper, _c in self.lasting(SHORTER, most + 1):
                yield replace(lower, words=f"are between {least} and {most} minutes", also=(upper,)), 0.0

    def lasting_just(self, minutes: int) -> Made:
        """ "is exactly 54 minutes long"."""
        said = f"are exactly {minutes} minutes long"
        yield from ((replace(vp, words=said), cost) for vp, cost in self.lasting_between(minutes, minutes))

    def each_with(self, n: Phrase, rn: Relation) -> Made:
        """ "the episodes of X with their directors": each of a set beside those who stand in the relation to it."""
        if n.is_entity or n.others or n.best is not None or n.tally is not None or rn.sense.roles:
            return
        group = replace(n, each=False)
        for done, _ in self.sets.of(replace(rn, one=False), group):
            form = Form("rows", (group.head, done.head), done.atoms, (group.words, rn.words))
            yield Question(form, f"What are the {group.words} with their {rn.words}?", done.notes), 0.0

    def each_scored(self, n: Phrase, score: Phrase) -> Made:
        """ "the seasons of X with their Metacritic scores"."""
        if score.classes != ("Score",) or n.is_entity or n.others or n.best is not None or n.tally is not None:
            return
        group = replace(n, each=False)
        for done in attach(score, group, "of", only=True):
            atoms = tuple(dict.fromkeys((*group.atoms, *done.atoms)))
            listed = replace(done, atoms=atoms, shown=((group.words, group.head), *score.shown))
            yield rows(listed, f"What are the {group.words} with their {score.words}?"), 0.0


def quantified_rules(x: Quantified) -> list[Rule]:
    """The rules of such phrases: RNQ is what a thing has, as a predicate."""
    r = Rule
    amounts: list[tuple[tuple[str, ...], str, str]] = [
        (("MORE", "NUM"), ">", "more than {}"),
        (("LESS", "NUM"), "<", "fewer than {}"),
        (("ATLEAST", "NUM"), ">=", "at least {}"),
        (("ATMOST", "NUM"), "<=", "at most {}"),
        (("EXACTLY", "NUM"), "=", "exactly {}"),
        (("NUM", "ORMORE"), ">=", "at least {}"),
        (("NUM", "ORLESS"), "<=", "at most {}"),
    ]
    return [
        *(r("RNQ", (*parts, "RN"), _amount(x, parts.index("NUM"), op, words)) for parts, op, words in amounts),
        *(r("RNQ", ("NUM", "RN", *(p for p in parts if p != "NUM")), _after(x, op, words)) for parts, op, words in amounts[2:]),
        r("RNQ", ("MOST", "RN"), lambda _, rn: x.have(rn, "most", 0, "the most")),
        r("RNQ", ("LEAST", "RN"), lambda _, rn: x.have(rn, "least", 0, "the fewest")),
        r("RNQ", ("SEVERAL", "RN"), lambda _, rn: x.have(rn, ">", 1, "more than 1")),
        r("VP", ("HAVE", "RNQ"), lambda _, pred: [(pred, 0.0)]),
        r("VP", ("HAVE", "NUM", "RN"), lambda _, k, rn: x.have(rn, "=", k, f"exactly {k}")),
        r("VP", ("HAVE", "RN"), lambda _, rn: x.have_any(rn)),
        r("VP", ("HAVE", "DET", "RN"), lambda _, _d, rn: x.have_any(rn)),
        *(r("VP", ("HAVE", *det, "RN", "THAT", "VP"), lambda *m: x.have_such(m[-3], m[-1])) for det in ((), ("DET",))),
        *(r("N", ("N", "P", *det, "RN", "THAT", "VP"), lambda n, p, *m: ((y, c - 0.2) for vp, _c in x.have_such(m[-3], m[-1]) for y, c in x.with_such(n, p, vp)) if p == "with" and m[-3].is_kin else []) for det in ((), ("DET",))),
        r("VP", ("HAVE", "NO", "N"), lambda _, _n, n: x.have_nothing(n)),
        r("VP", ("HAVE", "NO", "RN"), lambda _, _n, rn: x.have_none(rn)),
        r("N", ("N", "P", "RNQ"), x.with_such),
        r("N", ("N", "P", "NUM", "RN"), lambda n, p, k, rn: (y for vp, _c in x.have(rn, ">=", k, f"at least {k}") for y in x.with_such(n, p, vp))),
        r("RN", ("DIFFERENT", "RN"), lambda _, rn: [(rn, 0.0)]),
        r("N", ("N", "P", "RN"), lambda n, p, rn: (y for vp, _c in x.have_any(rn) for y in x.with_such(n, p, vp)) if p == "with" and rn.is_kin else []),
        r("N", ("N", "P", "DET", "RN"), lambda n, p, _, rn: (y for vp, _c in x.have_any(rn) for y in x.with_such(n, p, vp)) if p == "with" and rn.is_kin else []),
        r("N", ("N", "P", "NO", "RN"), lambda n, p, _, rn: (y for vp, _c in x.have_none(rn) for y in x.with_such(n, p, vp))),
        r("N", ("N", "WITHOUT", "RN"), lambda n, _, rn: (y for vp, _c in x.have_none(rn) for y in x.with_such(n, "with", vp))),
        r("N", ("N", "WITHOUT", "DET", "RN"), lambda n, _, _d, rn: (y for vp, _c in x.have_none(rn) for y in x.with_such(n, "with", vp))),
        r("N", ("RN", "P", "NPQ"), lambda rn, p, np: x.holders(rn, np) if p == "with" else []),
        r("N", ("RN", "P", "NPQ", "AND", "NPQ"), lambda rn, p, a, _, b: x.holders_of_both(rn, a, b) if p == "with" else []),
        r("N", ("RN", "P", "NPQ", "AND", "P", "NPQ"), lambda rn, p, a, _, o, b: x.holders_of_both(rn, a, b) if p == o == "with" else []),
        r("VP", ("BE", "P", "NP"), lambda _, p, np: x.among(np) if p == "in" else []),
        r("N", ("N", "P", "NP"), lambda n, p, np: (y for vp, _c in x.among(np) for y in x.sets.such(n, vp, "that ")) if p == "in" else []),
        *(r("VP", (word, "BETWEEN", "NUM", "TO", "NUM", "UNIT"), lambda _, _b, a, _t, b, _u: x.lasting_between(a, b)) for word in ("LASTS", "BE")),
        *(r("SOLONG", ("RN", *of, word, "NUM", "UNIT"), lambda rn, *m, than=than: x.lasting(than, m[-2]) if rn.sense.reference == "runtime" else []) for word, than in (("ABOVE", LONGER), ("BELOW", SHORTER)) for of in ((), ("P",))),
        *(r("VP", ("HAVE", *det, "SOLONG"), lambda *m: [(m[-1], 0.0)]) for det in ((), ("DET",))),
        *(r("N", ("N", "P", *det, "SOLONG"), lambda n, p, *m: x.sets.such(n, m[-1], "that ") if p == "with" else []) for det in ((), ("DET",))),
        r("VP", ("LASTS", "CMP", "THAN", "NUM", "UNIT"), lambda _, than, _t, k, _u: x.lasting(than, k)),
        r("VP", ("BE", "ABOVE", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(LONGER, k)),
        r("VP", ("BE", "BELOW", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(SHORTER, k)),
        r("VP", ("BE", "ATLEAST", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(LONGER, k - 1)),
        r("VP", ("BE", "ATMOST", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(SHORTER, k + 1)),
        r("VP", ("LASTS", "ATLEAST", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(LONGER, k - 1)),
        r("UNIT", ("UNIT", "LONG"), lambda unit, _: [(unit, 0.0)]),
        *(r("VP", (verb, *just, "NUM", "UNIT"), lambda *m: x.lasting_just(m[-2])) for verb in ("BE", "LASTS") for just in ((), ("EXACTLY",))),
        r("VP", ("LASTS", "ABOVE", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(LONGER, k)),
        r("VP", ("LASTS", "BELOW", "NUM", "UNIT"), lambda _, _a, k, _u: x.lasting(SHORTER, k)),
        r("VP", ("LASTS", "ABOVE", "NUM", "HOURS"), lambda _, _a, k, _u: x.lasting(LONGER, 60 * k)),
        r("VP", ("LASTS", "BELOW", "NUM", "HOURS"), lambda _, _a, k, _u: x.lasting(SHORTER, 60 * k)),
        r("N", ("SUP", "OF", "N"), lambda sup, _, n: x.sets.best(sup, n)),
        r("N", ("LASTN", "OF", "N"), lambda _, _o, n: x.sets.best(NEWEST, n)),
        r("N", ("FIRSTN", "OF", "N"), lambda _, _o, n: x.sets.best(EARLIEST, n)),
        r("N", ("DIFFERENT", "N"), lambda _, n: [(n, 0.02)]),
        r("RN", ("DIFFERENT", "RN"), lambda _, rn: [(rn, 0.02)]),
        r("N", ("RN", "THAT", "NP", "INCOMMON"), lambda rn, _, np, _c: x.sets.of(rn, np) if len(np.others) > 1 and np.every else []),
        r("N", ("SHAREDADJ", "RN", "OF", "NP"), lambda _, rn, _o, np: x.sets.of(rn, np) if len(np.others) > 1 and np.every else []),
        r("NPQ", ("BOTH", "N"), lambda _, n: x.sets.each(n)),
        r("Q", ("NP", "P", "THEIR", "RN"), lambda n, p, _, rn: x.each_with(n, rn) if p == "with" else []),
        r("Q", ("WHAT", "BE", "NP", "P", "THEIR", "RN"), lambda _, _b, n, p, _t, rn: x.each_with(n, rn) if p == "with" else []),
        r("Q", ("NPQ", "P", "THEIR", "RN"), lambda n, p, _, rn: x.each_with(n, rn) if p == "with" else []),
        r("Q", ("IMPERATIVE", "NP", "P", "THEIR", "RN"), lambda _, n, p, _t, rn: x.each_with(n, rn) if p == "with" else []),
        r("Q", ("IMPERATIVE", "NPQ", "P", "THEIR", "RN"), lambda _, n, p, _t, rn: x.each_with(n, rn) if p == "with" else []),
        *(r("Q", (*start, "NP", "P", "THEIR", "N"), lambda *m: x.each_scored(m[-4], m[-1]) if m[-3] == "with" else []) for start in ((), ("IMPERATIVE",), ("WHAT", "BE"))),
        *(r("Q", (*start, "NP", "AND", "THEIR", "N"), lambda *m: x.each_scored(m[-4], m[-1])) for start in ((), ("IMPERATIVE",))),
        r("Q", ("NP", "AND", "THEIR", "RN"), lambda n, _, _t, rn: x.each_with(n, rn)),
        r("Q", ("IMPERATIVE", "NP", "AND", "THEIR", "RN"), lambda _, n, _a, _t, rn: x.each_with(n, rn)),
    ]  # fmt: skip


def _after(x: Quantified, op: str, words: str):  # type: ignore[no-untyped-def]
    """The same with the word last: "two siblings or more"."""
    return lambda k, rn, _: x.have(rn, op, k, words.format(k))


def _amount(x: Quantified, at: int, op: str, words: str):  # type: ignore[no-untyped-def]
    """What a number and a noun say: "more than two siblings"."""
    return lambda *parts: x.have(parts[-1], op, parts[at], words.format(parts[at]))
