"""That something is told: which sources say so and how many, what one says, where they clash, what rests on one alone."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace

from continuity.language.accounts import Accounts
from continuity.language.chart import Rule
from continuity.language.logical import Const, Form, Is, Rel, Var, terms_of
from continuity.language.meaning import Pred
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation
from continuity.language.telling import Teller
from continuity.language.wording import Question
from continuity.language.works import Made, Ordinal, Works

_ABOUT = ("about", "on", "of")
_FROM = ("from", "by", "in", "of")


@dataclass(frozen=True, slots=True)
class Topic:
    """What accounts may clash over: anything told of a thing, or one property of it."""

    of: Phrase | None = None
    property: str = ""
    words: str = ""


class Attested:
    """Composes such questions."""

    def __init__(self, accounts: Accounts) -> None:
        self.accounts = accounts
        self.telling = accounts.telling
        self.questions = accounts.questions
        self.works = Works(accounts.questions.sets.names)

    def of_noun(self, rn: Relation, e: Phrase) -> Made:
        """ "the birth date of X"."""
        yield Topic(e, rn.sense.reference.removesuffix("Of"), f"the {rn.words} of {e.words}"), 0.0

    def of_question(self, q: Question) -> Made:
        """ "who killed X", "when X was born": one property of one thing."""
        rels = [a for a in q.form.atoms if isinstance(a, Rel)]
        if q.form.kind != "rows" or len(q.form.targets) != 1 or len(rels) != 1 or len(q.form.atoms) != 1:
            return
        known = [t for t in terms_of(rels[0]) if isinstance(t, Const)]
        if len(known) == 1:
            canon = self.questions.sets.names.canon
            of = Phrase(known[0], (), (known[0].cls,), canon.label(known[0].id), notes=q.notes)
            yield Topic(of, rels[0].property.removesuffix("Of"), q.reading[:1].lower() + q.reading[1:]), 0.1

    def of_statement(self, q: Question) -> Made:
        """ "whether X is alive": how that is told of one thing."""
        told = [a for a in q.form.atoms if isinstance(a, Rel | Is)]
        found = [(a, t) for a in told for t in terms_of(a) if isinstance(t, Const) and t.cls]
        for atom, term in found[:1]:
            of = Phrase(term, (), (term.cls,), self.questions.sets.names.canon.label(term.id), notes=q.notes)
            is_own = isinstance(atom, Rel) and atom.property != "of"  # what happens to somebody is of their life
            property = atom.property.removesuffix("Of") if isinstance(atom, Rel) and is_own else "life"
            yield Topic(of, property, f"whether {q.stated}"), 0.0

    def of_season(self, e: Phrase, state: Pred, place: Ordinal) -> Made:
        """ "X was renewed for a second season"."""
        for season, _ in self.works.ordinal(place, e) if state.state else ():
            yield from self.questions.stated(season, state)

    def of_set(self, n: Phrase) -> Made:
        """ "reported the death of X": what is told of one thing."""
        if not n.is_entity and any(isinstance(t, Const) and t.cls for a in n.atoms for t in terms_of(a)):
            yield from self.questions.listed(n, 0.0)

    def first(self, q: Question) -> Made:
        """ "who first reported that S", "when was it reported that S": the earliest to tell."""
        for told, cost in self.questions.tellers(q):
            said = f"to say that {q.stated}?" if q.stated else f"to tell: {q.reading}"
            reading = f"Who was the first {said}"
            yield replace(told, form=replace(told.form, op="first"), reading=reading), cost

    def clash(self, topic: Topic) -> Made:
        """ "do the sources disagree about X": what they do."""
        reading = f"What do the sources disagree about regarding {topic.words.removesuffix('?')}?"
        for q, cost in self.accounts.contested(topic.of):
            of_one = replace(q, form=replace(q.form, op=topic.property), reading=reading)
            yield of_one if topic.property else q, cost

    def alone(self, q: Question) -> Made:
        """ "what do we know about X from only one source"."""
        for e in _about(q):
            yield from self.questions.single(replace(e, words=self._name(e)))

    def told_by(self, who: Teller, q: Question) -> Made:
        """ "according to W, who is X"."""
        if q.form.kind == "about":
            for e in _about(q):
                yield from self.telling.says(who, replace(e, words=self._name(e)))
        elif q.form.kind == "canons" and is_a(who.cls or "Work", ("Person",)):
            yield from self.part_of(who, q)
        else:
            yield from self.telling.according(who, q)

    def part_of(self, who: Teller, q: Question) -> Made:
        """ "according to W, is X canon", of somebody who declared no canon: of what W says that it is a part."""
        for work in q.form.targets if not q.form.named and not q.form.op else ():
            whole, several = Var("whole"), isinstance(work, Var)
            of = Rel("partOf", work, whole)
            form = Form(
                "rows", (work, whole) if several else (whole,), (*q.form.atoms, of), ("work", "part of")[not several :]
            )
            yield from self.telling.according(who, replace(q, form=form, stated=""))

    def _name(self, e: Phrase) -> str:
        return self.questions.sets.names.canon.label(e.head.id) if isinstance(e.head, Const) else e.words


def _about(q: Question) -> Iterable[Phrase]:
    """The thing of which a question asks for everything."""
    targets = q.form.targets if q.form.kind == "about" else ()
    return (Phrase(t, (), (t.cls,), t.id, notes=q.notes) for t in targets[:1] if isinstance(t, Const))


def attested_rules(x: Attested) -> list[Rule]:
    """The rules of such questions.

    SRC are sources of whatever kind, SAIDS is "says that S", SRCSAID sources that do, TOLDBY "according to W", SAYSOF
    "says about X".
    """
    r, q = Rule, x.questions
    return [*_sayings(x), *_of_questions(x), *_of_one(x), *_clashing(x), *_single(x), *_mentions(x),
        r("Q", ("WHO", "SAIDS"), lambda _, one: q.tellers(one)),
        r("Q", ("WHO", "FIRST", "SAIDS"), lambda _, _f, one: x.first(one)),
        r("Q", ("WHICH", "SRC", "FIRST", "SAIDS"), lambda _, _s, _f, one: x.first(one)),
        r("Q", ("WHO", "BE", "DET", "FIRST", "TOSAY", "S"), lambda *y: x.first(y[-1])),
        r("Q", ("WHICH", "SRC", "BE", "DET", "FIRST", "TOSAY", "S"), lambda *y: x.first(y[-1])),
        r("Q", ("WHEN", "BE", "ITSAIDTHAT", "S"), lambda *y: x.first(y[-1])),
        r("Q", ("WHEN", "BE", "ITFIRSTSAIDTHAT", "S"), lambda *y: x.first(y[-1])),
        r("Q", ("WHICH", "SRC", "SAIDS"), lambda _, _s, one: q.tellers(one)),
        r("Q", ("WHICH", "OF", "SRC", "SAIDS"), lambda _, _o, _s, one: q.tellers(one)),
        r("Q", ("SRCSAID",), q.tellers),
        r("Q", ("IMPERATIVE", "SRCSAID"), lambda _, one: q.tellers(one)),
        r("Q", ("WHAT", "BE", "SRCSAID"), lambda _, _b, one: q.tellers(one)),
        r("Q", ("BE", "THERE", "SRCSAID"), lambda _, _b, one: q.tellers(one)),
        r("Q", ("BE", "THERE", "SOURCEFOR", "NP"), lambda _, _t, _s, np: (y for one, _c in q.listed(np, 0.0) for y in q.tellers(one))),
        r("SOURCEFOR", ("SRC", "P"), lambda _, p: [(p, 0.0)] if p in ("for", "behind") else []),
        r("SOURCEFOR", ("IMPERATIVE", "SOURCEFOR"), lambda _, p: [(p, 0.0)]),
        r("SOURCEFOR", ("WHAT", "BE", "SOURCEFOR"), lambda *y: [(y[-1], 0.0)]),
        r("Q", ("DO", "SRC", "SAIDS"), lambda _, _s, one: q.tellers(one)),
        r("Q", ("DO", "ANYONE", "SAIDS"), lambda _, _s, one: q.tellers(one)),
        r("Q", ("BY", "WHO", "BE", "ITSAIDTHAT", "S"), lambda *y: q.tellers(y[-1])),
        r("Q", ("ACCORDING", "S"), lambda _, one: q.tellers(one)),
        r("Q", ("S", "ACCORDING"), lambda one, _: q.tellers(one)),
        r("Q", ("S", "WHO", "SAYS", "SO"), lambda one, *_: q.tellers(one)),
        r("Q", ("S", "ASKSOURCE"), lambda one, _: q.tellers(one)),
        r("Q", ("HOWMANY", "SRC", "SAIDS"), lambda _, _s, one: q.sources(one)),
        r("Q", ("HOWMANY", "OF", "SRC", "SAIDS"), lambda _, _o, _s, one: q.sources(one)),
        r("Q", ("HOWMANY", "SRCSAID"), lambda _, one: q.sources(one)),
        r("Q", ("HOWMANY", "SRC", "BE", "THERE", "SAYINGS"), lambda _, _s, _b, _t, one: q.sources(one)),
        r("Q", ("P", "HOWMANY", "SRC", "BE", "ITSAIDTHAT", "S"), lambda *y: q.sources(y[-1])),
        r("Q", ("S", "HOWMANY", "SRC", "SAYS", "SO"), lambda one, *_: q.sources(one)),
    ]  # fmt: skip


def _sayings(x: Attested) -> list[Rule]:
    """That something is said, and sources that say so."""
    r = Rule
    return [
        r("SRC", ("SOURCES",), lambda s: [(s, 0.0)]),
        r("IMPERATIVE", ("CITE",), lambda _: [(None, 0.0)]),
        r("SRC", ("DET", "SRC"), lambda _, s: [(s, 0.0)]),
        r("SRC", ("YOUR", "SRC"), lambda _, s: [(s, 0.0)]),
        r("SRC", ("ANYOF", "SRC"), lambda _, s: [(s, 0.0)]),
        r("SRCSAID", ("SOMETHING", "SAYINGS"), lambda _, one: [(one, 0.0)]),
        r("CONTRADICTIONS", ("CONTRADICTIONS", "AMONG", "SRC"), lambda *_: [(None, 0.0)]),
        r("SAYV", ("SAYS",), lambda s: [(s, 0.0)]),
        r("SAYV", ("SAYSTHAT",), lambda s: [(s, 0.0)]),
        r("SAYV", ("SAYV", "THAT"), lambda s, that: [(s, 0.0)] if that == "that" else []),
        r("SAYV", ("SAYV", "US"), lambda s, _: [(s, 0.0)]),
        r("SAYV", ("DO", "SAYV"), lambda _, s: [(s, 0.0)]),
        r("SAYV", ("BE", "SAYINGV"), lambda _, s: [(s, 0.0)]),
        r("SAYINGV", ("SAYINGV", "THAT"), lambda s, that: [(s, 0.0)] if that == "that" else []),
        r("SUPPORTS", ("DO", "SUPPORTS"), lambda _, s: [(s, 0.0)]),
        r("S", ("E", "BE", "ADJ", "P", "DET", "ORD", "SEASON"), lambda e, _, a, p, _d, o, _s: x.of_season(e, a, o) if p == "for" else []),
        r("S", ("E", "BE", "ADJ", "P", "SEASON", "NUM"), lambda e, _, a, p, _s, k: x.of_season(e, a, Ordinal(k)) if p == "for" else []),
        r("SAIDS", ("SAYV", "S"), lambda _, one: [(one, 0.0)]),
        r("SAIDS", ("SAYV", "DET", "N"), lambda said, _d, n: x.of_set(n) if said != "wrote" else []),  # an episode
        r("SAIDS", ("SUPPORTS", "DET", "N"), lambda _, _d, n: x.of_set(n)),
        r("SAIDS", ("SUPPORTS", "CLAIMTHAT", "S"), lambda _, _c, one: [(one, 0.0)]),
        r("SAYINGS", ("SAYINGV", "S"), lambda _, one: [(one, 0.0)]),
        r("SAYINGS", ("THAT", "SAIDS"), lambda _, one: [(one, 0.0)]),
        r("SRCSAID", ("SRC", "SAYINGS"), lambda _, one: [(one, 0.0)]),
        r("SRCSAID", ("SRC", "CLAIMTHAT", "S"), lambda _, _c, one: [(one, 0.0)]),
        r("SRCSAID", ("SRC", "P", "CLAIMTHAT", "S"), lambda _, p, _c, one: [(one, 0.0)] if p in ("for", "of") else []),
        r("SRCSAID", ("SRC", "P", "S"), lambda _, p, one: [(one, 0.0)] if p == "for" else []),
    ]  # fmt: skip


def _of_questions(x: Attested) -> list[Rule]:
    """What is said of an embedded question: "who says when X died", "do the sources disagree about when X died"."""
    r, t, tellers = Rule, x.telling, x.questions.tellers
    return [
        r("OFQUESTION", ("DISAGREE", "REGARDING"), lambda *_: [(x.of_question, 0.0)]),
        r("OFQUESTION", ("WHO", "SAYV"), lambda *_: [(tellers, 0.0)]),
        r("OFQUESTION", ("WHICH", "SRC", "SAYV"), lambda *_: [(tellers, 0.0)]),
        r("OFQUESTION", ("HOWKNOW",), lambda _: [(tellers, 0.0)]),
        r("OFQUESTION", ("DO", "TELLER", "SAYV"), lambda _, who, _s: [(lambda q: t.according(who, q), 0.0)]),
        r("CLASH", ("ASKEDOF",), lambda topic: [(topic, 0.0)] if isinstance(topic, Topic) else []),
        r("Q", ("ASKEDOF",), lambda one: [(one, 0.0)] if isinstance(one, Question) else []),
        r("Q", ("WHO", "SAYV", "Q"), lambda _, said, one: tellers(one) if said != "wrote" else []),
        r("Q", ("WHICH", "SRC", "SAYV", "Q"), lambda _, _w, _s, one: tellers(one)),
    ]  # fmt: skip


def _of_one(x: Attested) -> list[Rule]:
    """What one teller says."""
    r, t = Rule, x.telling
    return [
        r("TOLDBY", ("ACCORDINGTO", "TELLER"), lambda _, who: [(who, 0.0)]),
        r("TOLDBY", ("P", "TELLER", "SAYV"), lambda p, who, _: [(who, 0.0)] if p == "as" else []),
        r("TOLDBY", ("P", "TELLER", "SAYV", "IT"), lambda p, who, *_: [(who, 0.0)] if p == "as" else []),
        r("TOLDBY", ("P", "TELLER", "HAVE", "IT"), lambda p, who, *_: [(who, 0.0)] if p == "as" else []),
        r("TOLDBY", ("P", "TELLER", "POSS", "ACCOUNTOF"), lambda p, who, *_: [(who, 0.0)] if p in ("in", "by") else []),
        r("Q", ("TOLDBY", "Q"), x.told_by),
        r("Q", ("Q", "TOLDBY"), lambda one, who: x.told_by(who, one)),
        r("Q", ("TOLDBY", "S"), t.according),
        r("Q", ("S", "TOLDBY"), lambda one, who: t.according(who, one)),
        r("Q", ("ISITTRUE", "TOLDBY", "THAT", "S"), lambda _, who, _t, one: t.according(who, one)),
        r("Q", ("TELLER", "SAIDS"), t.according),
        r("Q", ("TELLER", "SAYV", "Q"), lambda who, _, one: t.according(who, one)),
        r("Q", ("DO", "TELLER", "SAIDS"), lambda _, who, one: t.according(who, one)),
        r("Q", ("DO", "TELLER", "SAYV", "Q"), lambda _, who, _s, one: t.according(who, one)),
        r("Q", ("BE", "TELLER", "SRCSAID"), lambda _, who, one: t.according(who, one)),
        r("Q", ("BE", "TELLER", "ONEOFTHE", "SRCSAID"), lambda _, who, _o, one: t.according(who, one)),
        r("SAYSOF", ("TELLSABOUT", "NP"), lambda _, np: [(np, 0.0)]),
        r("SAYSOF", ("DO", "SAYSOF"), lambda _, np: [(np, 0.0)]),
        r("SAYSOF", ("SAYV", "P", "NP"), lambda _, p, np: [(np, 0.0)] if p in _ABOUT else []),
        r("SAYSOF", ("WRITES", "P", "NP"), lambda _, p, np: [(np, 0.0)] if p in _ABOUT else []),
        r("SAYSOF", ("SAYINGV", "P", "NP"), lambda _, p, np: [(np, 0.0)] if p in _ABOUT else []),
        r("SAYSOF", ("SAYV", "SOMETHING", "P", "NP"), lambda _, _s, p, np: [(np, 0.0)] if p in _ABOUT else []),
        r("SAYSOF", ("WRITES", "SOMETHING", "P", "NP"), lambda _, _s, p, np: [(np, 0.0)] if p in _ABOUT else []),
        r("Q", ("WHAT", "DO", "TELLER", "SAYSOF"), lambda _, _d, who, np: t.says(who, np)),
        r("Q", ("WHAT", "BE", "TELLER", "SAYSOF"), lambda _, _b, who, np: t.says(who, np)),
        r("Q", ("WHAT", "TELLER", "SAYSOF"), lambda _, who, np: t.says(who, np)),
        r("Q", ("IMPERATIVE", "WHAT", "TELLER", "SAYSOF"), lambda _, _w, who, np: t.says(who, np)),
        r("Q", ("KNOW", "WHAT", "TELLER", "SAYSOF"), lambda _, _w, who, np: t.says(who, np)),
        r("Q", ("DO", "TELLER", "SAYSOF"), lambda _, who, np: t.says(who, np)),
        r("Q", ("WHAT", "BE", "IT", "THAT", "TELLER", "SAYSOF"), lambda *y: t.says(*y[-2:])),
        r("THINGQ", ("THINGS", "TELLER", "SAYSOF"), lambda _, who, np: t.says(who, np)),
        r("THINGQ", ("THINGS", "THAT", "TELLER", "SAYSOF"), lambda _, _t, who, np: t.says(who, np)),
        r("Q", ("P", "NP", "WHAT", "DO", "TELLER", "SAYV"), lambda p, np, _w, _d, who, _s: t.says(who, np) if p in _ABOUT else []),
        r("Q", ("WHAT", "BE", "BEENTOLD", "P", "NP", "P", "TELLER"), lambda _, _b, _t, p, np, o, who: t.says(who, np) if p in _ABOUT and o in _FROM else []),
        r("Q", ("Q", "P", "TELLER"), lambda one, p, who: (y for y in x.told_by(who, one) if one.form.kind == "about") if p == "from" else []),
        r("MADE", ("CLAIMSET", "P", "TELLER"), lambda e, p, who: [((who, e), 0.0)] if e is not None and p in _FROM else []),
        r("MADE", ("CLAIMSET", "RESTS", "TELLER"), lambda e, _, who: [((who, e), 0.0)] if e is not None else []),
        r("MADE", ("CLAIMS", "P", "TELLER", "ABOUT", "E"), lambda _, p, who, _a, e: [((who, e), 0.0)] if p in _FROM else []),
        r("MADE", ("CLAIMS", "TELLER", "MAKES", "ABOUT", "E"), lambda _, who, _m, _a, e: [((who, e), 0.0)]),
        r("MADE", ("CLAIMS", "THAT", "TELLER", "MAKES", "ABOUT", "E"), lambda _, _t, who, _m, _a, e: [((who, e), 0.0)]),
        r("MADE", ("DET", "MADE"), lambda _, made: [(made, 0.0)]),
        r("Q", ("MADE",), lambda made: t.says(*made)),
        r("Q", ("IMPERATIVE", "MADE"), lambda _, made: t.says(*made)),
        r("Q", ("WHAT", "BE", "MADE"), lambda _, _b, made: t.says(*made)),
        r("Q", ("WHAT", "BE", "DET", "MADE"), lambda _, _b, _d, made: t.says(*made)),
        r("Q", ("WHICH", "CLAIMS", "DO", "TELLER", "MAKES", "ABOUT", "E"), lambda _, _c, _d, who, _m, _a, e: t.says(who, e)),
        r("Q", ("HOWMANY", "SRC", "SAYSOF"), lambda _, _s, np: t.mentioned(np) if np.is_entity else []),
    ]  # fmt: skip


def _clashing(x: Attested) -> list[Rule]:
    """Where accounts clash: CLASH is "disagree about X", CLASHSET "contradictions about X"."""
    r = Rule
    whole = Topic()
    return [
        r("TOPIC", ("E",), lambda e: [(Topic(e), 0.0)]),
        r("TOPIC", ("DET", "RN", "P", "E"), lambda _, rn, p, e: x.of_noun(rn, e) if p in rn.sense.marker else []),
        r("TOPIC", ("E", "POSS", "RN"), lambda e, _, rn: x.of_noun(rn, e)),
        r("TOPIC", ("Q",), x.of_question),
        r("TOPIC", ("WHETHER", "S"), lambda _, one: x.of_statement(one)),
        r("CLASH", ("DISAGREE",), lambda _: [(whole, 0.0)]),
        r("CLASH", ("DISAGREE", "REGARDING", "TOPIC"), lambda _, _r, topic: [(topic, 0.0)]),
        r("CLASH", ("DO", "CLASH"), lambda _, topic: [(topic, 0.0)]),
        r("CLASH", ("BE", "CLASH"), lambda _, topic: [(topic, 0.0)]),
        r("CLASHSET", ("CONTRADICTIONS",), lambda _: [(whole, 0.0)]),
        r("CLASHSET", ("CONTRADICTIONS", "REGARDING", "TOPIC"), lambda _, _r, topic: [(topic, 0.0)]),
        r("CLASHSET", ("CONTRADICTIONS", "P", "TOPIC"), lambda _, p, topic: [(topic, 0.0)] if p == "of" else []),
        r("CLASHSET", ("SRC", "THAT", "CLASH"), lambda _, _t, topic: [(topic, 0.0)]),
        r("CLASHSET", ("POINTS", "REGARDING", "WHICH", "SRC", "CLASH"), lambda *y: [(y[-1], 0.0)]),
        r("CLASHSET", ("CLAIMSET", "CONTESTED"), lambda e, _: [(Topic(e), 0.0)] if e is not None else []),
        r("CLASHSET", ("CLAIMSET", "BE", "CONTESTED"), lambda e, _, _c: [(Topic(e), 0.0)] if e is not None else []),
        r("CLASHSET", ("CLAIMSET", "CLASH"), lambda e, topic: [(Topic(e), 0.0)] if e is not None and topic == whole else []),
        r("CLASHSET", ("DET", "CLASHSET"), lambda _, topic: [(topic, 0.0)]),
        r("CLASHSET", ("SOMETHING", "CONTESTED", "REGARDING", "TOPIC"), lambda *y: [(y[-1], 0.0)]),
        r("CLASHSET", ("SOMETHING", "REGARDING", "TOPIC", "CONTESTED"), lambda *y: [(y[-2], 0.0)]),
        r("Q", ("CLASHSET",), x.clash),
        r("Q", ("IMPERATIVE", "CLASHSET"), lambda _, topic: x.clash(topic)),
        r("Q", ("BE", "THERE", "CLASHSET"), lambda _, _t, topic: x.clash(topic)),
        r("Q", ("WHICH", "CLASHSET", "BE", "THERE"), lambda _, topic, *_r: x.clash(topic)),
        r("Q", ("WHICH", "CONTRADICTIONS", "BE", "THERE", "REGARDING", "TOPIC"), lambda *y: x.clash(y[-1])),
        r("Q", ("WHAT", "BE", "CLASHSET"), lambda _, _b, topic: x.clash(topic)),
        r("Q", ("WHAT", "BE", "CONTESTED", "REGARDING", "TOPIC"), lambda *y: x.clash(y[-1])),
        r("Q", ("BE", "SOMETHING", "CONTESTED", "REGARDING", "TOPIC"), lambda *y: x.clash(y[-1])),
        r("Q", ("BE", "SOMETHING", "REGARDING", "TOPIC", "CONTESTED"), lambda *y: x.clash(y[-2])),
        r("Q", ("BE", "TOPIC", "CONTESTED"), lambda _, topic, _c: x.clash(topic) if topic.property else []),
        r("Q", ("DO", "SRC", "CLASH"), lambda _, _s, topic: x.clash(topic)),
        r("Q", ("BE", "SRC", "CLASH"), lambda _, _s, topic: x.clash(topic)),
        r("Q", ("WHICH", "SRC", "CLASH"), lambda _, _s, topic: x.clash(topic)),
        r("Q", ("WHAT", "DO", "SRC", "CLASH"), lambda _, _d, _s, topic: x.clash(topic)),
        r("Q", ("WHERE", "DO", "SRC", "CLASH"), lambda _, _d, _s, topic: x.clash(topic)),
        r("Q", ("HOW", "DO", "SRC", "CLASH"), lambda _, _d, _s, topic: x.clash(topic)),
        r("Q", ("REGARDING", "WHAT", "DO", "SRC", "CLASH"), lambda *y: x.clash(y[-1])),
        r("Q", ("KNOW", "WHAT", "SRC", "CLASH"), lambda *y: x.clash(y[-1])),
        r("Q", ("IMPERATIVE", "WHERE", "SRC", "CLASH"), lambda *y: x.clash(y[-1])),
        r("Q", ("KNOW", "WHERE", "SRC", "CLASH"), lambda *y: x.clash(y[-1])),
        r("Q", ("KNOW", "WHETHER", "SRC", "CLASH"), lambda *y: x.clash(y[-1])),
        r("Q", ("WHERE", "DO", "SRC", "P", "TOPIC", "DISAGREE"), lambda *y: x.clash(y[-2])),
        r("Q", ("HOW", "DO", "SRC", "P", "TOPIC", "DISAGREE"), lambda *y: x.clash(y[-2])),
        r("Q", ("DO", "SRC", "P", "TOPIC", "DISAGREE"), lambda *y: x.clash(y[-2])),
    ]  # fmt: skip


def _single(x: Attested) -> list[Rule]:
    """What rests on one source: ONESOURCED is "come from one source", "with only one source"."""
    r, single = Rule, x.questions.single
    return [
        r("ONESOURCED", ("ONESOURCE",), lambda _: [(None, 0.0)]),
        r("ONESOURCED", ("RESTS", "SOLELY"), lambda *_: [(None, 0.0)]),
        r("ONESOURCED", ("ONLYRESTS", "SOLELY"), lambda *_: [(None, 0.0)]),
        r("ONESOURCED", ("HAVE", "SOLELY"), lambda *_: [(None, 0.0)]),
        r("ONESOURCED", ("P", "SOLELY"), lambda p, _: [(None, 0.0)] if p in ("with", "from", "by") else []),
        r("ONESOURCED", ("SOLELY", "MAKES"), lambda *_: [(None, 0.0)]),
        r("ONESOURCED", ("SOLELY", "SAYS"), lambda *_: [(None, 0.0)]),
        r("CLAIMSET", ("CLAIMS", "REGARDING", "E"), lambda _, _r, e: [(e, 0.0)]),
        r("CLAIMSET", ("WHICH", "CLAIMS", "REGARDING", "E"), lambda _, _c, _r, e: [(e, 0.0)]),
        r("CLAIMSET", ("DET", "CLAIMSET"), lambda _, e: [(e, 0.0)]),
        r("CLAIMSET", ("IMPERATIVE", "CLAIMSET"), lambda _, e: [(e, 0.0)]),
        r("CLAIMSET", ("KNOW", "CLAIMSET"), lambda _, e: [(e, 0.0)]),
        r("Q", ("CLAIMSET", "ONESOURCED"), lambda e, _: single(e) if e is not None else []),
        r("Q", ("SINGLESOURCE", "CLAIMSET"), lambda _, e: single(e) if e is not None else []),
        r("Q", ("IMPERATIVE", "SINGLESOURCE", "CLAIMSET"), lambda _, _s, e: single(e) if e is not None else []),
        r("Q", ("Q", "ONESOURCED"), lambda one, _: x.alone(one)),
        r("Q", ("WHAT", "ABOUT", "E", "ONESOURCED"), lambda _, _a, e, _o: single(e)),
        r("Q", ("THINGS", "ABOUT", "E", "ONESOURCED"), lambda _, _a, e, _o: single(e)),
        r("Q", ("THINGS", "ABOUT", "E", "THAT", "ONESOURCED"), lambda _, _a, e, *_o: single(e)),
        r("Q", ("DO", "SOMETHING", "ABOUT", "E", "ONESOURCED"), lambda _, _s, _a, e, _o: single(e)),
        r("Q", ("BE", "THERE", "SOMETHING", "ABOUT", "E", "THAT", "ONESOURCED"), lambda *y: single(y[-3])),
        r("Q", ("WHAT", "BE", "BEENTOLD", "ABOUT", "E", "ONESOURCED"), lambda *y: single(y[-2])),
        r("Q", ("WHAT", "ONESOURCED", "ABOUT", "E"), lambda *y: single(y[-1])),
    ]  # fmt: skip


def _mentions(x: Attested) -> list[Rule]:
    """Which sources speak of something: MENTIONS is "mention X", SRCOF sources that do."""
    r, mentioned = Rule, x.telling.mentioned
    return [
        r("MENTIONS", ("TALKSABOUT", "E"), lambda _, e: [(e, 0.0)]),
        r("MENTIONS", ("WRITES", "P", "E"), lambda _, p, e: [(e, 0.0)] if p in _ABOUT else []),
        r("MENTIONS", ("DO", "MENTIONS"), lambda _, e: [(e, 0.0)]),
        r("SRCOF", ("SRC", "THAT", "MENTIONS"), lambda _, _t, e: [(e, 0.0)]),
        r("SRCOF", ("SRC", "MENTIONING", "E"), lambda _, _m, e: [(e, 0.0)]),
        r("Q", ("WHO", "MENTIONS"), lambda _, e: mentioned(e)),
        r("Q", ("WHICH", "SRC", "MENTIONS"), lambda _, _s, e: mentioned(e)),
        r("Q", ("WHICH", "OF", "SRC", "MENTIONS"), lambda _, _o, _s, e: mentioned(e)),
        r("Q", ("DO", "SRC", "MENTIONS"), lambda _, _s, e: mentioned(e)),
        r("Q", ("SRCOF",), mentioned),
        r("Q", ("IMPERATIVE", "SRCOF"), lambda _, e: mentioned(e)),
        r("Q", ("BE", "THERE", "SRCOF"), lambda _, _t, e: mentioned(e)),
        r("Q", ("P", "WHICH", "SRC", "BE", "E", "MENTIONED"), lambda *y: mentioned(y[-2])),
        r("Q", ("BY", "WHICH", "SRC", "BE", "E", "MENTIONED"), lambda *y: mentioned(y[-2])),
        r("Q", ("WHICH", "SRC", "BE", "E", "MENTIONED", "P"), lambda _, _s, _b, e, _m, _p: mentioned(e)),
    ]  # fmt: skip
