"""Which of several leads: what is asked of them, in whichever order it is said.

What one may lead by is a phrase of its own ("is longer", "came out first", "got the better score"), so that each can be asked of "which", "who" and "which show", before and after those of whom it is asked,
and of two of whom one is said to be ahead of the other.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from continuity.language.chart import Rule
from continuity.language.comparing import FIRST, HIGHER, LAST
from continuity.language.lives import Lives
from continuity.language.logical import Const, Is, Rel, Shown, Term
from continuity.language.measures import Superlative, being, best_of, compared, constant, named
from continuity.language.names import is_a
from continuity.language.phrases import ENDS, Phrase, fits
from continuity.language.relation import Relation
from continuity.language.wording import ALL, WHAT, WHO, Question, rows
from continuity.language.works import Made

LOWER = replace(HIGHER, lowest=True, words="lower")
#: Where a score is given is said by these.
_AT = ("on", "at", "by", "from")


@dataclass(frozen=True, slots=True)
class Lead:
    """By what one is ahead: by more of a measure, perhaps of scores of which more is said, or by when it was done."""

    than: Superlative | None = None
    given: tuple[tuple[str, Term], ...] = ()
    score: str = ""
    v: Relation | None = None
    last: bool = False


class Picking:
    """Composes such questions."""

    def __init__(self, lives: Lives) -> None:
        self.lives = lives
        self.questions = lives.questions
        self.comparing = lives.spoken.comparing

    def turn(self, v: Relation, last: bool) -> Made:
        """ "came out first", "was born last"."""
        if v.sense.reference == "born":
            yield Lead(Superlative("born", not last, "younger" if last else "older")), 0.0
        else:
            yield Lead(replace(LAST if last else FIRST, property=v.sense.reference)), 0.0

    def of_dates(self, v: Relation, m: Superlative) -> Made:
        """ "came out earlier", "was born later"."""
        if m.words in ("earlier", "later"):
            yield from self.turn(v, m.words == "later")

    def having(self, m: Superlative, rn: Relation) -> Made:
        """ "a longer running time", "the earlier release date"."""
        property = rn.sense.reference
        if property == m.property and property not in ("released", "born"):
            yield Lead(m), 0.0
        elif property in ("released", "born", "concluded") and m.words in ("earlier", "later"):
            yield from self.turn(rn, m.words == "later")

    def scoring(self, m: Superlative, n: Phrase) -> Made:
        """ "the better score", "a higher Metacritic score"."""
        told = [a for a in n.atoms if not isinstance(a, (Is, Shown))]
        given = tuple((a.property, a.object) for a in told if isinstance(a, Rel) and isinstance(a.object, Const))
        if m.property == "value" and n.classes == ("Score",) and len(told) == len(given) and "of" not in dict(given):
            yield Lead(m, given, n.words if given else ""), 0.0

    def given(self, lead: Lead, by: Phrase) -> Made:
        """ "is rated higher on Metacritic"."""
        scored = lead.than is not None and lead.than.property == "value" and "givenBy" not in dict(lead.given)
        if scored and by.is_entity and fits(by, ("Company", "Person")):
            yield (
                replace(lead, given=(*lead.given, ("givenBy", by.head)), score=f"{by.words} {lead.score or 'score'}"),
                0.0,
            )

    def picked(self, one: Phrase, np: Phrase, lead: Lead) -> Made:
        """Which of several leads, each of which is what is asked for."""
        if not named(np) or one.atoms[1:] or not fits(np, one.classes):
            return
        if lead.than is not None:
            for q, cost in self.comparing.picked(np, lead.than):
                yield of_scores(q, lead, f"Which of {_joined(np)} has the {_more(lead)} {lead.score}?"), cost
        elif lead.v is not None:
            yield from self.lives.died_first_of(np, lead.v, lead.last)

    def first_of(self, one: Phrase, n: Phrase, lead: Lead) -> Made:
        """ "who of the main cast is the oldest"."""
        if lead.than is not None and not lead.given and fits(n, one.classes) and not one.atoms[1:]:
            for best, _ in self.lives.sets.best(lead.than, n):
                yield from self.questions.listed(best, 0.0)

    def leading(self, n: Phrase, lead: Lead) -> Made:
        """ "which season of X has the better score": that of the set which leads."""
        if (
            lead.than is None or n.is_entity or (len(n.atoms) < 2 and not lead.given)
        ):  # of all there are, none is better than the other
            return
        best = best_of(n, lead.than)
        if best is not None:
            said = f"rated {lead.than.words}" if lead.than.words in (HIGHER.words, LOWER.words) else lead.than.words
            one = rows(best, f"Which {n.words} are {said}?")
            yield of_scores(one, lead, f"Which {n.words} have the {_more(lead)} {lead.score}?"), 0.05

    def by_length(self, np: Phrase, least: bool) -> Made:
        """ "the episodes of X by length"."""
        found = best_of(np, Superlative("runtime", least, "length")) if not (np.is_entity or np.others) else None
        if found is not None:
            order = "shortest first" if least else "by length"
            yield rows(replace(found, limit=ALL), f"What are the {np.words} {order}?"), -0.2

    def ahead(self, a: Phrase, lead: Lead, b: Phrase) -> Made:
        """Whether one leads the other."""
        if lead.than is None:
            return
        if lead.than.property in ("released", "concluded") and not fits(a, ("Work",)):
            return
        said = {FIRST.words: "earlier", LAST.words: "later"}.get(lead.than.words, lead.than.words)
        said = f"rated {said}" if said in (HIGHER.words, LOWER.words) else said
        for form in compared(a, b, lead.than):
            reading = f"Is {a.words} {said} than {b.words}?"
            q = Question(form, reading, (*a.notes, *b.notes), f"{a.words} is {said} than {b.words}")
            yield of_scores(q, lead, f"Does {a.words} have a {_more(lead)} {lead.score} than {b.words}?"), 0.0

    def ended_before(self, a: Phrase, v: Relation, b: Phrase, after: bool) -> Made:
        """ "did X end before Y": before it ended, too."""
        if v.sense.reference == "concluded" and fits(a, ("Work",)):
            for form in compared(a, b, replace(LAST if after else FIRST, property="concluded")):
                said = f"{a.words} {v.words} {'after' if after else 'before'} {b.words}"
                yield Question(form, f"Did {said}?", (*a.notes, *b.notes, ENDS), said), -0.3

    def born_before(self, a: Phrase, v: Relation, b: Phrase, after: bool) -> Made:
        """ "was X born before Y"."""
        one = constant(b)
        if v.sense.reference == "born" and one is not None and is_a(one.cls, ("Person", "Character")):
            for lead, _ in self.turn(v, after):
                yield from ((q, -0.1) for q, _ in self.ahead(a, lead, b))  # rather than before a work of that name


def of_scores(q: Question, lead: Lead, reading: str) -> Question:
    """A question by scores of which more is said."""
    if not lead.given:
        return q
    scores = tuple(a.term for a in q.form.atoms if isinstance(a, Is) and a.cls == "Score")
    given = tuple(Rel(property, score, value) for score in scores for property, value in lead.given)
    return replace(q, form=replace(q.form, atoms=(*q.form.atoms, *given)), reading=reading)


def _more(lead: Lead) -> str:
    return LOWER.words if lead.than is not None and lead.than.lowest else HIGHER.words


def _joined(np: Phrase) -> str:
    return " and ".join(m.words for m in named(np))


def picking_rules(x: Picking) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    plain = [("BE", "CMP"), ("BE", "DET", "CMP"), ("BE", "SUP"), ("BE", "DET", "SUP")]
    turns = [("FIRSTADV", False), ("LASTADV", True)]
    of_some = [("NP",), ("OF", "NP")]
    asked = [("ONE", "LEAD"), ("ONE", "LEADS"), ("ONE", "LEADSUP")]
    return [
        r("CMP", ("CMP", "ONEWORD"), lambda m, _: [(m, 0.0)]),
        r("CMPN", ("CMP", "RN"), x.having),
        r("CMPN", ("CMP", "N"), x.scoring),
        r("CMPN", ("BETTER", "N"), lambda _, n: x.scoring(HIGHER, n)),
        r("CMPN", ("WORSE", "N"), lambda _, n: x.scoring(LOWER, n)),
        r("CMPN", ("BETTER", "REVIEWS"), lambda *_: [(Lead(HIGHER), 0.0)]),
        r("CMPN", ("WORSE", "REVIEWS"), lambda *_: [(Lead(LOWER), 0.0)]),
        r("CMPN", ("DET", "CMPN"), lambda _, one: [(one, 0.0)]),
        # LEAD begins with "be", LEADS with another verb; LEADSUP cannot be said with "than"
        *(r("LEAD" if parts[-1] == "CMP" else "LEADSUP", parts, lambda *m: [(Lead(m[-1]), 0.0)]) for parts in plain),
        r("LEAD", ("BE", "VDATE", "CMP"), lambda _, v, m: x.of_dates(v, m)),
        r("LEADS", ("VDATE", "CMP"), x.of_dates),
        *(r("LEADSUP", ("BE", "VDATE", turn), lambda _, v, _t, last=last: x.turn(v, last)) for turn, last in turns),
        *(r("LEADSUP", ("BE", turn), lambda _, _t, last=last: [(Lead(LAST if last else FIRST), 0.0)]) for turn, last in turns),
        *(r("LEADS", ("VDATE", turn), lambda v, _t, last=last: x.turn(v, last)) for turn, last in turns),
        *(r("LEADS", ("COMES", turn), lambda _, _t, last=last: [(Lead(LAST if last else FIRST), 0.0)]) for turn, last in turns),
        *(r("LEADS", ("VB", turn), lambda v, _t, last=last: [(Lead(v=v, last=last), 0.0)]) for turn, last in turns),
        r("LEADS", ("LASTS", "CMP"), lambda _, m: [(Lead(m), 0.0)] if m.property == "runtime" else []),
        r("LEADS", ("SCORED", "SUP"), lambda _, m: [(Lead(m), 0.0)] if m.property == "value" else []),
        r("LEADS", ("SCORED", "CMP"), lambda _, m: [(Lead(m), 0.0)] if m.property == "value" else []),
        r("LEADS", ("HAVE", "CMPN"), lambda _, one: [(one, 0.0)]),
        r("LEADS", ("SCORED", "CMPN"), lambda _, one: [(one, 0.0)]),
        *(r(c, (c, "P", "NP"), lambda lead, p, by: x.given(lead, by) if p in _AT else []) for c in ("LEAD", "LEADS", "LEADSUP")),
        r("ONE", ("WHO",), lambda _: [(WHO, 0.0)]),
        r("ONE", ("WHICH",), lambda _: [(WHAT, 0.0)]),
        r("ONE", ("WHAT",), lambda _: [(WHAT, 0.0)]),
        r("ONE", ("WHICH", "N"), lambda _, n: [(n, 0.0)] if not n.is_entity and not n.others else []),
        r("ONE", ("WHICH", "ONEWORD"), lambda *_: [(WHAT, 0.0)]),
        *(r("Q", (*parts, *some), lambda one, lead, *m: x.picked(one, m[-1], lead)) for parts in asked for some in of_some),
        *(r("Q", (*some, *parts), lambda *m: x.picked(m[-2], m[-3], m[-1])) for parts in asked for some in of_some),
        *(r("Q", ("ONE", "OF", "NP", lead), lambda one, _, np, lead: x.picked(one, np, lead)) for _, lead in asked),
        r("Q", ("ONE", "OF", "N", "LEADSUP"), lambda one, _, n, lead: x.first_of(one, n, lead)),
        r("Q", ("WHICH", "N", "LEAD"), lambda _, n, lead: x.leading(n, lead)),
        r("Q", ("WHICH", "N", "LEADS"), lambda _, n, lead: x.leading(n, lead)),
        r("Q", ("WHICH", "N", "BE", "SUP"), lambda _, n, _b, sup: x.first_of(WHAT, n, Lead(sup))),
        *(r("Q", (*parts, word), lambda *m, least=least: x.by_length(m[-2], least)) for parts in [("NP",), ("IMPERATIVE", "NP"), ("RANK", "NP"), ("WHAT", "BE", "NP")] for word, least in (("BYLENGTH", False), ("BYSHORTNESS", True))),
        r("Q", ("DO", "NP", "LEADS"), lambda _, np, lead: x.picked(WHAT, np, lead)),
        r("Q", ("BE", "NP", "CMP"), lambda _, np, m: x.picked(WHAT, np, Lead(m))),
        r("Q", ("BE", "NP", "DET", "CMP"), lambda _, np, _d, m: x.picked(WHAT, np, Lead(m))),
        *(r("Q", ("BE", "NP", "VDATE", turn), lambda _, np, v, _t, last=last: (y for lead, _c in x.turn(v, last) for y in x.picked(WHAT, np, lead))) for turn, last in turns),
        *(r("Q", (helper, "NP", "VDATE", "BEFOREORAFTER", "NP"), lambda _, one, v, _b, other: (y for np, _c in x.lives.sets.several(one, other, False) for lead, _k in x.turn(v, False) for y in x.picked(WHAT, np, lead))) for helper in ("BE", "DO")),
        r("Q", ("DET", "CMP", "OF", "NP"), lambda _, m, _o, np: x.picked(WHAT, np, Lead(m))),
        r("S", ("NP", "LEAD", "THANX"), x.ahead),
        r("S", ("NP", "LEADS", "THANX"), x.ahead),
        r("Q", ("BE", "NP", "CMP", "THANX"), lambda _, a, m, b: x.ahead(a, Lead(m), b)),
        r("Q", ("BE", "NP", "CMP", "THANX", "P", "NP"), lambda _, a, m, b, p, by: (y for lead, _c in x.given(Lead(m), by) for y in x.ahead(a, lead, b)) if p in _AT else []),
        r("Q", ("BE", "NP", "VDATE", "CMP", "THANX"), lambda _, a, v, m, b: (y for lead, _c in x.of_dates(v, m) for y in ((q, -0.1 * (v.sense.reference == "born")) for q, _k in x.ahead(a, lead, b)))),
        r("Q", ("DO", "NP", "LEADS", "THANX"), lambda _, a, lead, b: x.ahead(a, lead, b)),
        r("Q", ("DO", "NP", "LEADS", "THANX", "P", "NP"), lambda _, a, lead, b, p, by: (y for one, _c in x.given(lead, by) for y in x.ahead(a, one, b)) if p in _AT else []),
        r("Q", ("HAVE", "NP", "CMPN", "THANX"), lambda _, a, lead, b: x.ahead(a, lead, b)),
        *(r("Q", ("DO", "NP", "VDATE", word, "NP"), lambda _, a, v, _w, b, after=after: x.ended_before(a, v, b, after)) for word, after in (("BEFORE", False), ("AFTER", True))),
        r("Q", ("BE", "NP", "VDATE", "BEFORE", "NP"), lambda _, a, v, _b, b: x.born_before(a, v, b, False)),
        r("Q", ("BE", "NP", "VDATE", "AFTER", "NP"), lambda _, a, v, _b, b: x.born_before(a, v, b, True)),
        r("VP", ("LEADS", "THAN", "NP"), lambda lead, _, np: ((replace(vp, words=f"are {vp.words}"), c) for vp, c in being(lead.than, np)) if lead.than is not None and not lead.given else []),
    ]  # fmt: skip
