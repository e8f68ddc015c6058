"""By how much two differ: in scores and in length, whichever way it is said."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.comparing import HIGHER
from continuity.language.logical import Compare, Is, Literal, Rel, Var
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative, being, beyond, compared
from continuity.language.phrases import Phrase, fits
from continuity.language.picking import LOWER, Lead, Picking, of_scores
from continuity.language.relation import Relation
from continuity.language.wording import Question
from continuity.language.works import Made

#: The measures of which a difference is a number, with how it is asked.
_ASKED = {
    "value": "How much higher rated is {} than {}?",
    "runtime": "How much longer is {} than {}?",
}
#: What is said of scores alone.
_OF_SCORES = ("scored", "score", "scores", "rated")
_LONGER = Superlative("runtime", False, "longer")


class Differences:
    """Composes such questions."""

    def __init__(self, picking: Picking) -> None:
        self.picking = picking

    def ahead(self, a: Phrase, lead: Lead, b: Phrase) -> Made:
        """ "how much better did A score than B": the first number less the second."""
        if lead.than is None or lead.than.property not in _ASKED:
            return
        a, b = (b, a) if lead.than.lowest else (a, b)
        more = replace(lead, than=replace(lead.than, lowest=False))
        assert more.than is not None
        for form in compared(a, b, more.than):
            reading = _ASKED[more.than.property].format(a.words, b.words)
            q = Question(replace(form, op="-"), reading, tuple(dict.fromkeys((*a.notes, *b.notes))))
            yield of_scores(q, more, f"How much higher a {lead.score} does {a.words} have than {b.words}?"), -0.1

    def at(self, a: Phrase, lead: Lead, b: Phrase, p: str, by: Phrase) -> Made:
        """The same of scores on W."""
        for one, _ in self.picking.given(lead, by) if p in ("on", "at", "by", "from", "in") else ():
            yield from self.ahead(a, one, b)

    def between(self, what: Phrase | Relation, np: Phrase, p: str = "", by: Phrase | None = None) -> Made:
        """ "the difference in score between A and B": whichever has more."""
        if len(np.others) != 2:
            return
        if isinstance(what, Relation):
            leads = [Lead(_LONGER)] if what.sense.reference == "runtime" else []
        else:
            leads = [lead for lead, _ in self.picking.scoring(HIGHER, what)]
        a, b = np.others
        for lead in leads:
            for q, cost in self.at(a, lead, b, p, by) if by is not None else self.ahead(a, lead, b):
                said = lead.score or (what.words if isinstance(what, Relation) else "score")
                on = f" {p} {by.words}" if by is not None else ""
                reading = f"What is the difference in {said} between {a.words} and {b.words}{on}?"
                yield replace(q, form=replace(q.form, op="apart"), reading=reading), cost

    def scored(self, than: Superlative, number: int, at: bool) -> Made:
        """ "scored above 75", and "at" least or most so much, whoever gave the score."""
        node, value = Var(f"scored.{number}"), Var(f"scored.{number}.value")
        limit = Compare(("<" if than.lowest else ">") + "=" * at, value, Literal(str(number), "decimal"))
        plain, least = ("below", "at most") if than.lowest else ("above", "at least")
        score = Phrase(node, (Is("Score", node), Rel("value", node, value), limit), ("Score",), "")
        yield Pred(f"score {least if at else plain} {number}", None, score, event="had"), 0.0

    def times(self, a: Phrase, than: Superlative, b: Phrase) -> Made:
        """ "how many times longer is A than B"."""
        if than.property == "runtime" and not than.lowest:
            for form in compared(a, b, than):
                reading = f"How many times longer is {a.words} than {b.words}?"
                yield Question(replace(form, op="/"), reading, tuple(dict.fromkeys((*a.notes, *b.notes)))), 0.0

    def scored_between(self, least: int, most: int, by: Phrase | None = None) -> Made:
        """ "scored between 70 and 80 on W": at least, and at most so much."""
        for lower, _ in self.scored(HIGHER, least, True):
            if lower.far is None or (by is not None and not (by.is_entity and fits(by, ("Company", "Person")))):
                return
            node, value = (lower.far.head, Var(f"scored.{least}.value"))
            given = (Rel("givenBy", node, by.head),) if by is not None else ()
            atoms = (*lower.far.atoms, *given, Compare("<=", value, Literal(str(most), "decimal")))
            on = f" on {by.words}" if by is not None else ""
            yield (
                replace(lower, words=f"score between {least} and {most}{on}", far=replace(lower.far, atoms=atoms)),
                0.0,
            )

    def above(self, lead: Lead, other: Phrase, p: str = "on", by: Phrase | None = None) -> Made:
        """ "scored higher than X on W", "has a better Metacritic score than X"."""
        leads = [lead] if by is None else [one for one, _ in self.picking.given(lead, by) if p in ("on", "at", "by")]
        for one in leads:
            if one.than is not None and one.given:
                more = LOWER.words if one.than.lowest else HIGHER.words
                yield from being(replace(one.than, words=f"have a {more} {one.score}", given=one.given), other)


def difference_rules(x: Differences) -> list[Rule]:
    """The rules of such questions: MUCH is by how much one is ahead of what, MARGIN how far apart two are."""
    r = Rule
    ways = ("BETTER", HIGHER), ("WORSE", LOWER)
    at = (), ("P", "NP")

    def told(a: Phrase, lead: Lead, b: Phrase, *by: object) -> Made:
        return x.at(a, lead, b, *by) if by else x.ahead(a, lead, b)  # type: ignore[arg-type]

    return [
        r("MUCH", ("HOWMUCH", "CMP"), lambda _, m: [(Lead(m), 0.0)]),
        r("MUCH", ("HOWMUCH", "CMPN"), lambda _, lead: [(lead, 0.0)]),
        r("MUCH", ("HOWMUCH", "CMP", "DET", "N"), lambda _, m, _d, n: x.picking.scoring(m, n)),
        *(r("MUCH", ("HOWMUCH", word), lambda _, _w, than=than: [(Lead(than), 0.0)]) for word, than in ways),
        *(r("MUCH", ("HOWMUCH", word, "DET", "N"), lambda _, _w, _d, n, than=than: x.picking.scoring(than, n)) for word, than in ways),
        *(r("Q", ("MUCH", "BE", "NP", "THANX", *by), lambda lead, _, a, b, *by: told(a, lead, b, *by) if lead.than and lead.than.property == "value" else []) for by in at),
        *(r("Q", ("MUCH", do, "NP", "SCORED", "P", "NP", "THANX"), lambda lead, _, a, _s, p, by, b: x.at(a, lead, b, p, by)) for do in ("DO", "BE")),
        *(r("Q", ("MUCH", do, "NP", "SCORED", "THANX", *by), lambda lead, _, a, _s, b, *by: told(a, lead, b, *by) if lead.than and lead.than.property == "value" else []) for by in at for do in ("DO", "BE")),
        *(r("Q", ("MUCH", "DO", "NP", "HAVE", "THANX", *by), lambda lead, _, a, _h, b, *by: told(a, lead, b, *by)) for by in at),
        *(r("Q", ("HOWMUCH", "BE", "NP", "CMP", "THANX", *by), lambda _, _b, a, m, b, *by: told(a, Lead(m), b, *by) if m.property == "value" else []) for by in at),
        *(r("Q", ("HOWMUCH", "DO", "NP", "LEADS", "THANX", *by), lambda _, _d, a, lead, b, *by: told(a, lead, b, *by)) for by in at),
        *(r("LEADS", ("SCORED", word), lambda _, _w, than=than: [(Lead(than), 0.0)]) for word, than in ways),
        *(r("Q", ("HOWMUCH", "DO", "NP", "OUTSCORES", "NP", *by), lambda _, _d, a, _o, b, *by: told(a, Lead(HIGHER), b, *by)) for by in at),
        *(r("VP", ("SCORED", word, "NUM"), lambda v, _w, k, than=than, at=at_: x.scored(than, k, at) if v.split()[-1] in _OF_SCORES else []) for word, than, at_ in (("ABOVE", HIGHER, False), ("BELOW", LOWER, False), ("ATLEAST", HIGHER, True), ("ATMOST", LOWER, True))),
        r("VP", ("LEADS", "THAN", "NP"), lambda lead, _, np: x.above(lead, np)),
        r("VP", ("LEADS", "THAN", "NP", "P", "NP"), lambda lead, _, np, p, by: x.above(lead, np, p, by)),
        r("VP", ("BE", "CMP", "THAN", "NP", "P", "NP"), lambda _, m, _t, np, p, by: x.above(Lead(m), np, p, by)),
        r("VP", ("SCORED", "BETWEEN", "NUM", "TO", "NUM"), lambda v, _, a, _t, b: x.scored_between(a, b) if v.split()[-1] in _OF_SCORES else []),
        r("VP", ("SCORED", "BETWEEN", "NUM", "TO", "NUM", "P", "NP"), lambda v, _, a, _t, b, p, by: x.scored_between(a, b, by) if v.split()[-1] in _OF_SCORES and p in ("on", "at", "by") else []),
        r("VP", ("BE", "SCORED", "BETWEEN", "NUM", "TO", "NUM", "P", "NP"), lambda _, v, _w, a, _t, b, p, by: x.scored_between(a, b, by) if v == "rated" and p in ("on", "at", "by") else []),
        r("Q", ("HOWMANY", "TIMES", "CMP", "BE", "NP", "THANX"), lambda _, _t, m, _b, a, b: x.times(a, m, b)),
        *(r("N", ("N", "P", "NUM", word), lambda n, p, k, _, than=than, op=op, said=said: beyond(n, than, str(k), f"of {said} {k}", op) if p == "of" and n.classes == ("Score",) else []) for word, than, op, said in (("ORMORE", HIGHER, ">=", "at least"), ("ORLESS", LOWER, "<=", "at most"))),
        r("MARGIN", ("DIFFIN", "N"), lambda _, n: [(n, 0.0)]),
        r("MARGIN", ("DIFFIN", "RN"), lambda _, rn: [(rn, 0.0)]),
        r("MARGIN", ("N", "DIFFERENCE"), lambda n, _: [(n, 0.0)]),
        r("MARGIN", ("RN", "DIFFERENCE"), lambda rn, _: [(rn, 0.0)]),
        r("MARGIN", ("DET", "MARGIN"), lambda _, what: [(what, 0.0)]),
        *(r("MARGINQ", ("MARGIN", "P", "NP", *by), lambda what, p, np, *by: x.between(what, np, *by) if p == "between" else []) for by in at),
        *(r("MARGINQ", ("DIFFERENCE", "P", *det, what, "P", "NP"), lambda _, p, *m: x.between(m[-3], m[-1]) if p == "between" and m[-2] in ("of", "for") else []) for what in ("N", "RN") for det in ((), ("DET",))),
        r("MARGINQ", ("DET", "MARGINQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("MARGINQ",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "MARGINQ"), lambda _, _b, one: [(one, 0.0)]),
    ]  # fmt: skip
