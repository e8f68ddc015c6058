"""The rules of whole questions: how phrases and predicates are asked about."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from continuity.language.chart import Rule
from continuity.language.comparing import Comparing, grouping
from continuity.language.logical import Either, Is, Not, Var
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.sets import Sets
from continuity.language.telling import Telling
from continuity.language.times import UNITS, is_dated, is_told, when
from continuity.language.wording import SOMEWHERE, WHAT, WHERE, WHO, Question, as_known
from continuity.language.works import Made, Works

#: Properties of text that are asked as what something is: "what species is X".
TEXTS = ("species", "gender", "occupation")
#: Those through whom, and what, works cross over.
_VIA = Var("via")
#: What is nobody is left out: to ask whether it is somebody takes the engine fifty times as long.
_NOBODY = Not((Either(tuple((Is(cls, _VIA),) for cls in ("Place", "Item", "Event"))),))
SOMEONE = Phrase(_VIA, (_NOBODY,), ("Character", "Group"), "characters")
SOMETHING = Phrase(Var("via"), (), (), "things")


def replace_reading(found: tuple[Question, float], reading: str) -> tuple[Question, float]:
    """A question in other words."""
    return replace(found[0], reading=reading), found[1]


def question_rules(q: Questions, t: Telling) -> list[Rule]:
    """Every rule for statements and whole questions."""
    made = [*_questions(q.sets, q), *_further(q.sets, q, Comparing(q), t, Works(q.sets.names))]
    return [replace(rule, build=_in_unit(rule)) if rule.parts[0] == "HOWLONG" else rule for rule in made]


def _in_unit(rule: Rule) -> Callable[..., Made]:
    """A span of time in the unit in which it is asked for: "how many months after A did B come out"."""

    def build(how: str, *rest: Any) -> Made:
        unit = next((u for u in UNITS if u in how.split()), "")
        for one, cost in rule.build(how, *rest):
            reading = one.reading.replace("How long", f"How many {unit}", 1)
            spans = unit and one.form.kind == "between" and not one.form.op
            yield (replace(one, form=replace(one.form, op=unit), reading=reading) if spans else one), cost

    return build


def _questions(s: Sets, q: Questions) -> list[Rule]:
    """Which, who, when, how many, is it so, who says so."""
    r = Rule
    return [
        r("S", ("NP", "VP"), q.stated),
        r("Q", ("WHO", "VP"), lambda _, vp: q.asked(WHO, vp, "Who")),
        r("Q", ("WHAT", "VP"), lambda _, vp: q.asked(WHAT, vp, "What")),
        r("Q", ("WHICH", "N", "VP"), lambda _, n, vp: q.asked(n, vp, f"Which {n.words}")),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "VB"), lambda p, _, n, _d, np, v: q.objects(n, np, v, f"Which {n.words}") if p in v.sense.marker else []),
        r("Q", ("P", "WHO", "DO", "NP", "VB"), lambda p, _, _d, np, v: q.objects(WHO, np, v, "Whom") if p in v.sense.marker else []),
        r("Q", ("WHO", "BE", "NP", "VB", "BY"), lambda _, _b, np, v, _y: q.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
        r("Q", ("BY", "WHO", "BE", "NP", "VB"), lambda _, _w, _b, np, v: q.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
        r("Q", ("WHICH", "N", "BE", "NP", "VB", "BY"), lambda _, n, _b, np, v, _y: q.asked(n, Pred(f"{v.words} {np.words}", v, np), f"Which {n.words}")),
        r("Q", ("P", "WHICH", "N", "BE", "NP"), lambda p, _, n, _b, np: q.located(p, n, np)),
        r("Q", ("WHAT", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.0)),
        *(r("Q", (*parts, "DET", "NS"), lambda *m: q.listed(m[-1], 0.0) if m[-1].words == "series" else []) for parts in (("WHAT", "BE"), ("IMPERATIVE",))),
        r("Q", ("WHO", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.0) if fits(np, WHO.classes) else []),
        r("Q", ("WHO", "BE", "E"), lambda _, _b, e: q.members(e)),
        r("Q", ("WHEN", "DO", "NP", "VDATE"), lambda _, _d, np, v: q.dated(np, v)),
        r("Q", ("WHEN", "BE", "NP", "VDATE"), lambda _, _b, np, v: q.dated(np, v)),
        r("Q", ("WHERE", "DO", "NP", "VB"), lambda _, _d, np, v: q.objects(WHERE, np, v, "Where") if "in" in v.sense.marker else []),
        r("Q", ("DO", "NP", "BEEN", "ADJ"), lambda _, np, _b, a: q.truth(np, a)),
        r("Q", ("DO", "NP", "BEEN", "PASSIVE"), lambda _, np, _b, a: q.truth(np, a)),
        r("Q", ("DO", "THERE", "BEEN", "NP"), lambda _, _t, _b, np: q.existing(np)),
        r("VP", ("DO", "BEEN", "ADJ"), lambda _, _b, a: [(replace(a, words=f"are {a.words}"), 0.0)]),
        r("Q", ("WHICH", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.0)),
        r("IMPERATIVE", ("AMOUNT",), lambda _: [(None, 0.05)]),
        r("IMPERATIVE", ("IMPERATIVE", "AMOUNT"), lambda *_: [(None, 0.0)]),
        r("Q", ("IMPERATIVE", "NP"), lambda _, np: q.listed(np, 0.0)),
        r("Q", ("NP",), lambda np: q.listed(np, 0.5)),
        r("Q", ("HOWMANY", "N"), lambda _, n: q.counted([n])),
        r("Q", ("HOWMANY", "N", "VP"), lambda _, n, vp: q.counted(apply(n, vp, s.prepositions["of"]), vp) if not grouping(vp) else []),
        r("Q", ("HOWMANY", "N", "DO", "NP", "HAVE"), lambda _, n, _d, np, _h: ((x, max(0.0, c - 0.06) + (0.1 if q.is_vague(n) else 0.0)) for y, c in s.with_preposition(n, "of", np) for x, _c in q.counted([y])) if not np.each else []),
        r("Q", ("BE", "NP", "ADJ"), lambda _, np, a: q.truth(np, replace(a, words=f"are {a.words}") if a.event == "told" or a.than else a)),
        r("Q", ("BE", "NP", "PASSIVE"), lambda _, np, a: q.truth(np, a)),
        r("Q", ("BE", "NP", "P", "NP"), lambda _, np, p, far: (t for vp, _c in s.placed(p, far) for t in q.truth(np, vp))),
        r("Q", ("BE", "NP", "NP"), lambda _, np, far: q.truth(np, Pred(f"are {far.words}", None, far)) if not far.is_entity and not (is_dated(far) and np.is_entity) else []),
        r("Q", ("BE", "NP", "E"), lambda _, far, np: q.truth(np, Pred(f"are {far.words}", None, far)) if not far.is_entity and not far.others else []),
        r("Q", ("BE", "NP", "VING"), lambda _, np, vp: q.truth(np, vp)),
        r("Q", ("DO", "NP", "VP"), lambda _, np, vp: q.truth(np, vp) if vp.relation is not None or vp.event or not vp.words.startswith("are ") else []),
        r("Q", ("BE", "THERE", "NP"), lambda _, _t, np: q.existing(np)),
        r("Q", ("DO", "NP", "V", "NP"), lambda _, np, v, far: q.truth(np, Pred(f"{v.words} {far.words}", v, far))),
        r("Q", ("Q", "AND", "THROUGH"), lambda one, *_: q.through(one)),
        r("Q", ("Q", "THROUGH"), lambda one, *_: q.through(one)),
        r("Q", ("WHO", "SAYS", "S"), lambda _, _s, one: q.tellers(one)),
        r("Q", ("WHO", "SAYSTHAT", "S"), lambda _, _s, one: q.tellers(one)),
        r("Q", ("SOURCEFOR", "S"), lambda _, one: q.tellers(one)),
        r("Q", ("ACCORDING", "Q"), lambda _, one: q.tellers(one)),
        r("Q", ("Q", "ACCORDING"), lambda one, _: q.tellers(one)),
        r("Q", ("Q", "AND", "WHO", "SAYS", "SO"), lambda one, *_: q.tellers(one)),
        r("Q", ("Q", "AND", "WHO", "SAYS"), lambda one, *_: q.tellers(one)),
        r("Q", ("Q", "ASOF", "DATE"), lambda one, p, d: [(as_known(one, p, d), 0.1)] if p != "by" or one.form.kind in ("about", "tellers") else []),
        r("Q", ("ASOF", "DATE", "Q"), lambda p, d, one: [(as_known(one, p, d), 0.1)] if p != "by" or one.form.kind in ("about", "tellers") else []),
        r("Q", ("WHOM", "VP"), lambda n, vp: q.asked(n, vp, "Who") if n is not WHO else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "NOT", "VB"), lambda p, _, n, _d, np, _n, v: q.unreached(n, np, v) if p in v.sense.marker else []),
        r("Q", ("WHICH", "N", "BE", "DET", "SUP"), lambda _, n, _b, _d, p: (x for b, _c in s.best(p, n) for x in q.listed(b, 0.0))),
        r("Q", ("NP", "BE", "VB", "BY", "WHO"), lambda np, _b, v, _y, _w: q.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
        r("Q", ("HOWMANY", "N", "INEACH", "N"), lambda _, n, _p, g: q.per(n, g)),
        r("Q", ("HOWMANY", "N", "PER", "N"), lambda _, n, _p, g: q.per(n, g)),
        r("Q", ("N", "PER", "N"), lambda n, p, g: ((x, 0.3) for x, _c in q.per(n, g)) if p != "by" and not p.startswith("of ") else []),
        r("Q", ("WHAT", "BE", "AVERAGE", "N"), lambda _, _b, _a, n: q.averaged("average", n)),
        r("Q", ("WHAT", "BE", "TOTAL", "N"), lambda _, _b, _a, n: q.averaged("sum", n)),
        r("Q", ("AVERAGE", "N"), lambda _, n: q.averaged("average", n)),
        r("Q", ("TOTAL", "N"), lambda _, n: q.averaged("sum", n)),
        r("Q", ("WHAT", "BE", "AVERAGE", "Q"), lambda _, _b, _a, one: q.averaged_per(one)),
        r("Q", ("AVERAGE", "Q"), lambda _, one: q.averaged_per(one)),
        r("Q", ("Q", "AVERAGE"), lambda one, _: q.averaged_per(one)),
        r("Q", ("HOWLONG", "AFTER", "NP", "DO", "NP", "VDATE"), lambda _, _a, a, do, b, v: q.apart(a, b, v) if not is_told(do, v) else []),
        r("Q", ("HOWLONG", "BEFORE", "NP", "DO", "NP", "VDATE"), lambda _, _b, b, do, a, v: q.apart(a, b, v) if not is_told(do, v) else []),
        r("Q", ("HOWLONG", "AFTER", "NP", "BE", "NP", "VDATE"), lambda _, _a, a, _b, b, v: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "BEFORE", "NP", "BE", "NP", "VDATE"), lambda _, _b, b, _h, a, v: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "DO", "NP", "VDATE", "AFTER", "NP"), lambda _, _d, b, v, _a, a: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "DO", "NP", "VDATE", "BEFORE", "NP"), lambda _, _d, a, v, _b, b: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "BE", "THERE", "P", "NP"), lambda _, _b, _t, p, np: q.apart(*np.others) if len(np.others) == 2 else []),
        r("Q", ("HOWLONG", "P", "DATEOF", "P", "NP"), lambda _, p, _d, _o, np: q.apart(*np.others) if p == "between" and len(np.others) == 2 else []),
        r("Q", ("HOWLONG", "P", "NP"), lambda _, p, np: q.apart(*np.others) if p == "between" and len(np.others) == 2 else []),
        r("Q", ("HOWLONG", "BE", "NP"), lambda _, _b, np: q.length(np)),
        r("Q", ("HOW", "BE", "NP", "CONNECTED", "NP"), lambda _, _b, a, word, b: q.joined(a, b, 0.1 if word == "related to" else 0.0)),
        r("Q", ("HOW", "BE", "NP", "ARECONNECTED"), lambda _, _b, np, word: q.joined_pair(np, 0.1 if word == "related" else 0.0)),
        r("Q", ("WHAT", "CONNECTS", "NP"), lambda _, _c, np: q.joined_pair(np)),
        r("Q", ("WHAT", "CONNECTS", "NP", "P", "NP"), lambda _, _c, a, p, b: q.joined(a, b) if p in ("to", "with") else []),
        r("Q", ("WHAT", "BE", "PATH", "P", "NP"), lambda _, _b, _p, p, np: q.joined_pair(np) if p in ("between", "of") else []),
        r("Q", ("PATH", "P", "NP"), lambda _, p, np: q.joined_pair(np) if p == "between" else []),
        r("Q", ("PATH", "P", "NP", "P", "NP"), lambda _, p, a, o, b: q.joined(a, b) if p == "from" and o == "to" else []),
        r("Q", ("WHAT", "BE", "PATH", "P", "NP", "P", "NP"), lambda _, _b, _p, p, a, o, b: q.joined(a, b) if p == "from" and o == "to" else []),
        r("Q", ("WHO", "BE", "E"), lambda _, _b, e: q.about(e, 0.05) if is_a(e.classes[0], ("Person", "Character")) else []),
        r("Q", ("WHAT", "BE", "E"), lambda _, _b, e: q.one(e) if e.described else q.about(e, 0.0 if not is_a(e.classes[0], ("Person", "Character")) else 0.3)),
        r("Q", ("WHICH", "NS", "BE", "E"), lambda _, n, _b, e: q.one(e) if is_a(e.classes[0], n.classes) else []),
        r("Q", ("TELL", "E"), lambda _, e: q.about(e)),
        r("Q", ("WHICH", "CLAIMS", "ABOUT", "E", "ONESOURCE"), lambda _, _c, _a, e, _o: q.single(e)),
        r("Q", ("CLAIMS", "ABOUT", "E", "THAT", "ONESOURCE"), lambda _, _a, e, _t, _o: q.single(e)),
        r("Q", ("HOWMANY", "SOURCES", "SAYS", "S"), lambda _, _s, _v, one: q.sources(one)),
        r("Q", ("HOWMANY", "SOURCES", "SAYSTHAT", "S"), lambda _, _s, _v, one: q.sources(one)),
        r("Q", ("WHICH", "SOURCES", "SAYS", "S"), lambda _, _s, _v, one: q.tellers(one)),
        r("Q", ("WHICH", "SOURCES", "SAYSTHAT", "S"), lambda _, _s, _v, one: q.tellers(one)),
        r("Q", ("WHERE", "DO", "NP", "FIRST", "VB"), lambda _, _d, np, _f, v: q.first_seen(np, v)),
        r("Q", ("WHEN", "DO", "NP", "FIRST", "VB"), lambda _, _d, np, _f, v: q.first_seen(np, v)),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "FIRST", "VB"), lambda p, _, n, _d, np, _f, v: q.first_seen(np, v, n) if p in v.sense.marker else []),
        r("Q", ("WHICH", "N", "DO", "NP", "FIRST", "V"), lambda _, n, _d, np, _f, v: q.first_seen(np, v, n)),
        r("Q", ("HOW", "DO", "NP", "VP"), lambda _, _d, np, vp: q.died(np, vp)),
        r("Q", ("WHEN", "DO", "NP", "VB"), lambda _, _d, np, v: q.objects(SOMEWHERE, np, v, "Where") if "in" in v.sense.marker and v.sense.reference != "appearsIn" else []),
        r("Q", ("Q", "ASOF", "E"), lambda one, p, e: q.scoped(one, 0.2, until=e) if p == "as of" else []),
        r("Q", ("ASOF", "E", "Q"), lambda p, e, one: q.scoped(one, 0.1, until=e) if p == "as of" else []),
        r("Q", ("BE", "NP", "ADJ", "AFTER", "E"), lambda _, np, a, _a, e: (x for one, _c in q.truth(np, a) for x in q.scoped(one, -0.3, until=e)) if a.cls == "Deceased" else []),
        r("Q", ("P", "E", "CANON", "Q"), lambda p, e, _, one: q.scoped(one, canon=e) if p == "in" else []),
        r("Q", ("Q", "P", "DET", "E", "CANON"), lambda one, p, _, e, _c: q.scoped(one, canon=e) if p == "in" else []),
    ]  # fmt: skip


def _further(s: Sets, q: Questions, c: Comparing, t: Telling, w: Works) -> list[Rule]:
    """Comparisons, shares, groups, accounts, canons and the time of the story; and politeness."""
    r = Rule
    return [
        r("Q", ("KNOW", "Q"), lambda _, one: [(one, 0.0)]),
        r("Q", ("KNOW", "WHICH", "N"), lambda _, _w, n: q.listed(n, 0.0)),
        r("Q", ("ALL", "N"), lambda _, n: q.listed(n, 0.1)),
        r("Q", ("ALL", "N", "EXCEPT", "NP"), lambda _, n, _e, np: (x for one, _c in s.excepted(n, np) for x in q.listed(one, 0.0))),
        r("Q", ("Q", "INORDER"), lambda one, _: q.in_order(one)),
        r("Q", ("IMPERATIVE", "E"), lambda word, e: q.one(e) if e.described and not str(word).endswith("about") else []),
        r("Q", ("E",), lambda e: q.one(e, 0.6) if e.described else q.about(e, 0.6)),
        r("Q", ("E", "ADJ"), lambda e, a: ((x, k + 0.1) for x, k in q.truth(e, a))),
        r("Q", ("WHICH", "N", "VP", "EXCEPT", "NP"), lambda _, n, vp, _e, np: (x for one, _c in s.excepted(n, np) for x in q.asked(one, vp, f"Which {one.words}"))),
        r("Q", ("WHO", "VP", "EXCEPT", "NP"), lambda _, vp, _e, np: c.else_(vp, np)),
        r("Q", ("WHO", "ELSE", "VP", "EXCEPT", "NP"), lambda _, _e, vp, _x, np: c.else_(vp, np)),
        r("Q", ("WHO", "ELSE", "EXCEPT", "NP", "VP"), lambda _, _e, _x, np, vp: c.else_(vp, np)),
        r("Q", ("WHO", "ELSE", "VP"), lambda _, _e, vp: c.else_(vp)),
        r("Q", ("WHO", "ELSE", "DO", "NP", "V"), lambda _, _e, _d, np, v: c.else_object(np, v)),
        r("Q", ("DO", "NP", "V", "TOGETHER"), lambda _, np, v, _t: c.together(np, v)),
        r("Q", ("DO", "NP", "VB", "TOGETHER"), lambda _, np, v, _t: c.together(np, v) if "with" in v.sense.marker else []),
        r("Q", ("DO", "NP", "VB"), lambda _, np, v: c.together(np, v) if "with" in v.sense.marker else []),
        r("Q", ("BE", "NP", "FRIENDS", "NP"), lambda _, a, f, b: q.kin(a, f, b)),
        r("Q", ("P", "WHICH", "N", "BE", "NP", "DET", "RN"), lambda p, _, n, _b, np, _d, rn: q.held(n, np, rn, p)),
        r("Q", ("P", "WHICH", "N", "BE", "NP", "RN"), lambda p, _, n, _b, np, rn: q.held(n, np, rn, p)),
        r("Q", ("WHICH", "N", "VDATE", "FIRSTADV"), lambda _, n, v, _f: c.first_of(n, v)),
        r("Q", ("WHICH", "N", "VDATE", "LASTADV"), lambda _, n, v, _f: c.first_of(n, v, True)),
        r("Q", ("WHICH", "N", "BE", "VDATE", "FIRSTADV"), lambda _, n, _b, v, _f: c.first_of(n, v)),
        r("TOPQ", ("TOP", "NUM", "RN", "COUNTBY", "N"), lambda _, k, rn, _c, n: c.ranked(rn, n, k)),
        r("TOPQ", ("TOP", "NUM", "N", "COUNTBY", "N"), lambda _, k, n, _c, m: ((x, 0.1) for x, _k in c.ranked_by(n, m, k))),
        r("TOPQ", ("TOP", "RN", "COUNTBY", "N"), lambda _, rn, _c, n: c.ranked(rn, n, 1)),
        r("TOPQ", ("TOP", "N", "COUNTBY", "N"), lambda _, n, _c, m: ((x, 0.1) for x, _k in c.ranked_by(n, m, 1))),
        r("TOPQ", ("DET", "TOPQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("TOPQ",), lambda one: [(one, 0.0)]),
        r("Q", ("WHAT", "BE", "TOPQ"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("WHO", "BE", "TOPQ"), lambda _, _b, one: [(one, 0.0)]),
        r("Q", ("IMPERATIVE", "TOPQ"), lambda _, one: [(one, 0.0)]),
        r("Q", ("WHICH", "NUM", "N", "VP"), lambda _, k, n, vp: c.first_few(n, vp, k)),
        r("NP", ("NUM", "N", "P", "NPQ"), lambda k, n, p, np: c.few_in(k, n, p, np)),
        r("Q", ("S", "RIGHT"), lambda one, _: [(one, 0.0)]),
        r("Q", ("BE", "NP", "ONEOF", "E"), lambda _, np, _o, e: (x for m in s.memberships for x in q.truth(np, Pred(f"are a member of {e.words}", m, e))) if is_a(e.classes[0], ("Group",)) else []),
        r("Q", ("WHERE", "BE", "NP", "VB"), lambda _, _b, np, v: (replace_reading(x, f"Where is {np.words} set?") for x in q.objects(WHAT, np, v, "Where")) if v.sense.reference == "setIn" else []),
        r("Q", ("BE", "THERE", "PATH", "P", "NP"), lambda _, _t, _h, p, np: q.joined_pair(np) if p == "between" else []),
        r("Q", ("CLAIMS", "ABOUT", "E"), lambda word, _, e: q.about(e) if word in ("facts", "claims", "statements") else []),
        r("Q", ("WHICH", "YEAR", "DO", "NP", "VDATE"), lambda _, y, _d, np, v: q.dated(np, v, y)),
        r("Q", ("P", "WHICH", "YEAR", "DO", "NP", "VDATE"), lambda _p, _, y, _d, np, v: q.dated(np, v, y)),
        r("Q", ("WHICH", "YEAR", "BE", "NP", "VDATE"), lambda _, y, _b, np, v: q.dated(np, v, y)),
        r("Q", ("P", "WHICH", "YEAR", "BE", "NP", "VDATE"), lambda _p, _, y, _b, np, v: q.dated(np, v, y)),
        r("Q", ("DO", "CANONNAME", "CONSIDERS", "E", "CANONICAL"), lambda _, name, _c, e, _k: t.canonical(e, name[0], name[1])),
        r("Q", ("DO", "CANONNAME", "CONSIDERS", "E", "P", "CANONICAL"), lambda _, name, _c, e, _p, _k: t.canonical(e, name[0], name[1])),
        r("Q", ("BE", "NP", "ADJ", "TP"), lambda _, np, a, t_: (x for vp, _c in s.settled(a, t_) for x in q.truth(np, vp))),
        r("Q", ("BE", "NP", "ADJ", "ASOF", "DATE"), lambda _, np, a, word, d: (x for when_, _k in when("by", d) for vp, _c in s.settled(a, when_) for x in q.truth(np, vp)) if word in ("as of", "by") else []),
        r("Q", ("DO", "NP", "BEEN", "ADJ", "ASOF", "DATE"), lambda _, np, _b, a, word, d: (x for when_, _k in when("by", d) for vp, _c in s.settled(a, when_) for x in q.truth(np, vp)) if word in ("as of", "by") else []),
        r("Q", ("SHARE", "N", "DO", "NP", "V"), lambda _, n, _d, np, v: c.share_done(n, np, v)),
        r("Q", ("SHARE", "DET", "N", "DO", "NP", "V"), lambda _, _t, n, _d, np, v: c.share_done(n, np, v)),
        r("Q", ("SHARE", "N", "BE", "PASSIVE"), lambda _, n, _b, vp: c.share(n, vp, f"are {vp.words}")),
        r("Q", ("SHARE", "DET", "N", "BE", "PASSIVE"), lambda _, _t, n, _b, vp: c.share(n, vp, f"are {vp.words}")),
        r("Q", ("SHARE", "N", "VP"), lambda _, n, vp: c.share(n, vp, vp.words)),
        r("Q", ("SHARE", "DET", "N", "VP"), lambda _, _t, n, vp: c.share(n, vp, vp.words)),
        r("Q", ("SHARE", "N", "PASSIVE"), lambda _, n, vp: c.share(n, vp, f"are {vp.words}")),
        r("Q", ("WHAT", "BE", "SHARE", "N", "PASSIVE"), lambda _, _b, _s, n, vp: c.share(n, vp, f"are {vp.words}")),
        r("Q", ("HOWMANY", "N", "VP"), lambda _, n, vp: c.each(n, vp)),
        r("Q", ("HOWMANY", "N", "PER", "RN"), lambda _, n, _p, rn: c.by_role(n, rn)),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "PER", "RN"), lambda _, n, _b, _t, _p, rn: c.by_role(n, rn)),
        r("Q", ("N", "PER", "RN"), lambda n, p, rn: ((x, 0.3) for x, _c in c.by_role(n, rn)) if p != "by" else []),
        r("Q", ("HOWLONG", "BE", "AVERAGE", "N"), lambda _, _b, _a, n: q.average_length(n)),
        r("Q", ("HOWLONG", "BE", "DET", "AVERAGE", "N"), lambda _, _b, _d, _a, n: q.average_length(n)),
        r("Q", ("HOWLONG", "BE", "N", "AVERAGE"), lambda _, _b, n, _a: q.average_length(n)),
        r("Q", ("HOWLONG", "BE", "DET", "N", "AVERAGE"), lambda _, _b, _d, n, _a: q.average_length(n)),
        r("Q", ("HOWLONG", "BE", "NP", "INTOTAL"), lambda _, _b, np, _t: q.length_in_all(np)),
        r("Q", ("WHICH", "N", "HAPPENS", "P", "NP"), lambda _, n, _h, p, np: (x for one, _c in s.with_preposition(n, p, np) for x in q.listed(one, 0.0)) if p in ("in", "on") else []),
        r("Q", ("HOWMANY", "N", "HAPPENS", "P", "NP"), lambda _, n, _h, p, np: q.counted(one for one, _c in s.with_preposition(n, p, np)) if p in ("in", "on") else []),
        r("Q", ("FIRST", "APPEARANCE", "P", "E"), lambda _, _a, p, e: q.debut(e) if p == "of" else []),
        r("Q", ("DET", "FIRST", "APPEARANCE", "P", "E"), lambda _, _f, _a, p, e: q.debut(e) if p == "of" else []),
        r("Q", ("E", "POSS", "FIRST", "APPEARANCE"), lambda e, *_: q.debut(e)),
        r("Q", ("WHAT", "BE", "E", "POSS", "FIRST", "APPEARANCE"), lambda _, _b, e, *_r: q.debut(e)),
        r("Q", ("WHERE", "BE", "E", "POSS", "FIRST", "APPEARANCE"), lambda _, _b, e, *_r: q.debut(e)),
        r("Q", ("WHAT", "BE", "DET", "FIRST", "APPEARANCE", "P", "E"), lambda _, _b, _d, _f, _a, p, e: q.debut(e) if p == "of" else []),
        r("Q", ("BE", "NP", "VB", "P", "NP"), lambda _, np, v, p, far: q.truth(np, Pred(f"{v.words} {far.words}", v, far)) if p in v.sense.marker and v.sense.denotes == "subject" else []),
        r("Q", ("BE", "NP", "CONNECTED", "NP"), lambda _, np, _c, far: q.related(np, far)),
        r("Q", ("P", "WHICH", "RN", "BE", "NP"), lambda p, _, rn, _b, np: (x for n, _c in s.of(rn, np) for x in q.listed(n, 0.0)) if rn.sense.reference == "reality" and p in ("in", "from") else []),
        r("Q", ("WHICH", "RN", "BE", "NP", "P"), lambda _, rn, _b, np, p: (x for n, _c in s.of(rn, np) for x in q.listed(n, 0.0)) if rn.sense.reference == "reality" and p in ("in", "from") else []),
        r("Q", ("HOWMANY", "HOURS", "BE", "NP"), lambda _, _h, _b, np: q.length(np)),
        r("Q", ("HOWMANY", "UNIT", "BE", "NP"), lambda _, _h, _b, np: q.length(np)),
        r("Q", ("P", "HOWMANY", "N", "BE", "NP"), lambda p, _, n, _b, np: (x for one in s.situated(n, np, p) for x in q.counted([one]))),
        r("Q", ("P", "HOWMANY", "N", "DO", "NP", "VB"), lambda p, _, n, _d, np, v: q.counted(x for x, _c in s.extracted(n, np, v)) if p in v.sense.marker else []),
        r("Q", ("P", "HOWMANY", "N", "DO", "NP", "BEEN"), lambda p, _, n, _d, np, _b: (x for one in s.situated(n, np, p) for x in q.counted([one]))),
        r("Q", ("WHICH", "N", "BE", "NP", "VB", "P"), lambda _, n, _b, np, v, p: q.objects(n, np, v, f"Which {n.words}") if p in v.sense.marker else []),
        r("Q", ("WHAT", "BE", "NP", "VB", "P"), lambda _, _b, np, v, p: q.objects(WHAT, np, v, "What") if p in v.sense.marker else []),
        r("Q", ("WHAT", "BE", "NP", "RN", "P"), lambda _, _b, np, rn, p: (replace_reading(x, f"What is {np.words} {rn.words.removesuffix('s')} {p}?") for x in q.objects(WHAT, np, rn, "What")) if p in rn.sense.marker and rn.sense.reference == "within" else []),
        r("Q", ("WHICH", "RN", "DO", "NP", "HAVE"), lambda _, rn, _d, np, _h: (x for n, _c in s.of(rn, np) for x in q.listed(n, 0.0))),
        r("Q", ("WHICH", "RN", "BE", "E"), lambda _, rn, _b, e: (x for n, _c in s.of(rn, e) for x in q.listed(n, 0.0)) if rn.sense.reference in TEXTS else []),
        r("Q", ("HOWMANY", "RN", "DO", "NP", "HAVE"), lambda _, rn, _d, np, _h: q.counted(n for n, _c in s.of(rn, np))),
        r("Q", ("BE", "NP", "VDATE", "TP"), lambda _, np, v, when_: (x for vp, _c in s.dated(v, when_) for x in q.truth(np, vp))),
        r("Q", ("WHO", "CONNECTS", "NP"), lambda _, _c, np: c.linked(SOMEONE, np, "Who links")),
        r("Q", ("WHO", "VB", "NP"), lambda _, v, np: c.linked(SOMEONE, np, "Who links") if v.sense.reference == "crossesOverWith" else []),
        r("Q", ("WHO", "CONNECTS", "NP", "P", "NP"), lambda _, _c, a, p, b: (x for np, _k in s.several(a, b, True) for x in c.linked(SOMEONE, np, "Who links")) if p in ("to", "with") else []),
        r("Q", ("WHO", "VB", "NP", "P", "NP"), lambda _, v, a, p, b: (x for np, _k in s.several(a, b, True) for x in c.linked(SOMEONE, np, "Who links")) if p in v.sense.marker and v.sense.reference == "crossesOverWith" else []),
        r("Q", ("WHICH", "N", "CONNECTS", "NP"), lambda _, n, _c, np: c.linked(n, np, f"Which {n.words} link")),
        r("Q", ("WHICH", "N", "VB", "NP"), lambda _, n, v, np: c.linked(n, np, f"Which {n.words} link") if v.sense.reference == "crossesOverWith" else []),
        r("Q", ("WHICH", "N", "VB", "NP", "P", "NP"), lambda _, n, v, a, p, b: (x for np, _k in s.several(a, b, True) for x in c.linked(n, np, f"Which {n.words} link")) if p in v.sense.marker and v.sense.reference == "crossesOverWith" else []),
        r("Q", ("WHICH", "N", "DO", "NP", "INCOMMON"), lambda _, n, _d, np, _i: (x for one, _c in c.in_common(n, np) for x in q.listed(one, 0.0))),
        r("Q", ("NP", "SHAREDADJ", "N"), lambda np, _, n: (x for one, _c in c.in_common(n, np) for x in q.listed(one, 0.0))),
        r("Q", ("HOW", "BE", "NP", "CONNECTED", "NP", "AVOIDING", "NP"), lambda _, _b, a, _c, e, _a, z: (x for one, _k in q.joined(a, e) for x in c.avoiding(one, z))),
        r("Q", ("Q", "AVOIDING", "NP"), lambda one, _, z: c.avoiding(one, z)),
        r("Q", ("Q", "TOGETHERONLY"), lambda one, _: c.through(one, "collaboratedWith", "through collaborations")),
        r("Q", ("DEGREES", "P", "NP"), lambda _, p, np: c.far_apart(np) if p in ("between", "from") else []),
        r("Q", ("DEGREES", "BE", "THERE", "P", "NP"), lambda _, _b, _t, p, np: c.far_apart(np) if p == "between" else []),
        r("Q", ("DEGREES", "NP"), lambda _, np: c.far_apart(np)),
        r("Q", ("DEGREES", "E", "P", "E"), lambda _, a, p, b: q.joined(a, b) if p in ("from", "to") else []),
        r("Q", ("WHAT", "DO", "TELLER", "TELLSABOUT", "NP"), lambda _, _d, w, _s, np: t.says(w, np)),
        r("Q", ("WHAT", "DO", "TELLER", "SAYS"), lambda _, _d, w, _s: t.says(w)),
        r("Q", ("WHAT", "DO", "TELLER", "SAYS", "ABOUT", "NP"), lambda _, _d, w, _s, _a, np: t.says(w, np)),
        r("Q", ("WHICH", "CLAIMS", "DO", "TELLER", "SAYS", "ABOUT", "NP"), lambda _, _c, _d, w, _s, _a, np: t.says(w, np)),
        r("Q", ("WHAT", "DO", "SOLELY", "TELLSABOUT", "E"), lambda _, _d, _o, _s, e: q.single(e)),
        r("Q", ("WHAT", "DO", "SOLELY", "SAYS", "ABOUT", "E"), lambda _, _d, _o, _s, _a, e: q.single(e)),
        r("Q", ("CLAIMS", "ABOUT", "E", "ONESOURCE"), lambda _, _a, e, _o: q.single(e)),
        r("Q", ("ACCORDINGTO", "TELLER", "Q"), lambda _, w, one: t.according(w, one)),
        r("Q", ("Q", "ACCORDINGTO", "TELLER"), lambda one, _, w: t.according(w, one)),
        r("Q", ("DO", "TELLER", "SAYS", "S"), lambda _, w, _s, one: t.according(w, one)),
        r("Q", ("DO", "TELLER", "SAYSTHAT", "S"), lambda _, w, _s, one: t.according(w, one)),
        r("Q", ("HOWKNOW", "S"), lambda _, one: q.tellers(one)),
        r("Q", ("HOWKNOW", "Q"), lambda _, one: q.tellers(one)),
        r("Q", ("SOURCEFOR", "NP"), lambda _, np: (x for one, _c in q.listed(np, 0.0) for x in q.tellers(one))),
        r("Q", ("SOURCEFOR", "Q"), lambda _, one: ((x, 0.05) for x, _c in q.tellers(one))),
        r("Q", ("WHICH", "CANONS", "BE", "THERE"), lambda *_: t.canons()),
        r("Q", ("IMPERATIVE", "CANONS"), lambda *_: t.canons()),
        r("Q", ("IMPERATIVE", "DET", "CANONS"), lambda *_: t.canons()),
        r("Q", ("WHAT", "BE", "DET", "CANONS"), lambda *_: t.canons()),
        r("Q", ("WHICH", "CANONS", "INCLUDES", "E"), lambda _, _c, _i, e: t.canons(e)),
        r("Q", ("WHICH", "CANONS", "LEAVESOUT", "E"), lambda _, _c, _i, e: t.canons(e, True)),
        r("Q", ("P", "WHICH", "CANONS", "BE", "E"), lambda p, _, _c, _b, e: t.canons(e) if p in ("in", "to") else []),
        r("Q", ("BE", "E", "CANONICAL"), lambda _, e, _c: t.canonical(e)),
        r("Q", ("BE", "E", "CANONICAL", "ACCORDING"), lambda _, e, _c, _a: t.canonical(e)),
        r("Q", ("BE", "E", "CANONICAL", "ACCORDING", "SINCEWHEN"), lambda _, e, *_r: t.canonical(e)),
        r("Q", ("BE", "E", "CANONICAL", "SINCEWHEN"), lambda _, e, *_r: t.canonical(e)),
        r("Q", ("BE", "E", "CANONICAL", "P", "CANONNAME"), lambda _, e, _c, p, name: t.canonical(e, name[0], name[1]) if p in ("for", "to", "in", "by") else []),
        r("Q", ("BE", "E", "CANONICAL", "ACCORDINGTO", "CANONNAME"), lambda _, e, _c, _a, name: t.canonical(e, name[0], name[1])),
        r("Q", ("SINCEWHEN", "BE", "E", "CANONICAL"), lambda _, _b, e, _c: t.canonical(e)),
        r("Q", ("ACCORDING", "BE", "E", "CANONICAL"), lambda _, _b, e, _c: t.canonical(e)),
        r("Q", ("WHO", "SAYS", "E", "BE", "CANONICAL"), lambda _, _s, e, *_r: t.canonical(e)),
        r("Q", ("WHO", "SAYSTHAT", "E", "BE", "CANONICAL"), lambda _, _s, e, *_r: t.canonical(e)),
        r("Q", ("WHO", "DECLARED", "E", "CANONICAL"), lambda _, _d, e, _c: t.canonical(e)),
        r("Q", ("WHEN", "BE", "NP", "SET"), lambda _, _b, np, _s: t.set_when(np)),
        r("Q", ("WHEN", "DO", "NP", "SET"), lambda _, _d, np, _s: t.set_when(np)),
        r("Q", ("BE", "NP", "SET", "BEFORE", "NP"), lambda _, np, _s, _b, far: (x for vp, _c in t.ordered("before", far) for x in q.truth(np, vp))),
        r("Q", ("BE", "NP", "SET", "AFTER", "NP"), lambda _, np, _s, _b, far: (x for vp, _c in t.ordered("after", far) for x in q.truth(np, vp))),
        r("Q", ("BE", "NP", "SET", "DURING", "NP"), lambda _, np, _s, _b, far: (x for vp, _c in t.ordered("during", far) for x in q.truth(np, vp))),
        r("Q", ("WHAT", "WATCH", "BEFORE", "E"), lambda _, _w, _b, e: t.to_see(e)),
        r("Q", ("WHAT", "BE", "WATCH", "BEFORE", "E"), lambda _, _e, _w, _b, e: t.to_see(e)),
        r("Q", ("WHAT", "N", "WATCH", "BEFORE", "E"), lambda _, n, _w, _b, e: t.to_see(e) if n.classes in (("Work",), ("Series",)) else []),
        r("Q", ("WHEN", "BE", "NP", "ADJ"), lambda _, _b, np, a: t.settled_when(np, a)),
        r("Q", ("WHEN", "BE", "E", "ADJ", "P", "ORD", "SEASON"), lambda _, _b, e, a, _p, o, _s: (x for one, _c in w.ordinal(o, e) for x in t.settled_when(one, a))),
        r("Q", ("WHEN", "BE", "E", "ADJ", "P", "DET", "ORD", "SEASON"), lambda _, _b, e, a, _p, _d, o, _s: (x for one, _c in w.ordinal(o, e) for x in t.settled_when(one, a))),
        r("Q", ("WHEN", "BE", "E", "ADJ", "P", "SEASON", "NUM"), lambda _, _b, e, a, _p, _s, n: (x for one, _c in w.season(e, n) for x in t.settled_when(one, a))),
        r("Q", ("BE", "E", "ADJ", "P", "ORD", "SEASON"), lambda _, e, a, _p, o, _s: (x for one, _c in w.ordinal(o, e) for x in q.truth(one, a)) if a.state else []),
        r("Q", ("BE", "E", "ADJ", "P", "DET", "ORD", "SEASON"), lambda _, e, a, _p, _d, o, _s: (x for one, _c in w.ordinal(o, e) for x in q.truth(one, a)) if a.state else []),
        r("Q", ("WHEN", "DO", "MAKINGOF", "NP", "BEGINS"), lambda _, _d, _m, np, _s: t.made_when(np)),
        r("Q", ("DO", "MAKINGOF", "NP", "BEGINS"), lambda _, _m, np, _s: q.truth(np, t.making())),
        r("Q", ("WHICH", "SOURCES", "TALKSABOUT", "E"), lambda _, _s, _m, e: t.mentioned(e)),
        r("Q", ("BE", "E", "SAME", "P", "E"), lambda _, a, _s, p, b: t.identical(a, b) if p == "as" else []),
        r("Q", ("WHICH", "N", "DO", "NP", "SCORED", "P", "E"), lambda _, n, _d, np, _s, p, e: c.score(np, e) if n.classes == ("Score",) and p in ("on", "at", "by", "from") else []),
        r("Q", ("WHAT", "DO", "NP", "SCORED", "P", "E"), lambda _, _d, np, _s, p, e: c.score(np, e) if p in ("on", "at", "by", "from") else []),
        r("Q", ("HOWMANY", "N", "HAVE", "NP"), lambda _, n, _h, np: q.counted(x for x, _c in s.with_preposition(n, "of", np)) if not np.each and fits(np, ("Work",)) else []),
        r("Q", ("WHEN", "DO", "NP", "BEEN", "ADJ"), lambda _, _d, np, _b, a: t.settled_when(np, a)),
    ]  # fmt: skip
