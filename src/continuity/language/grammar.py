"""The grammar of questions: how phrases are made of phrases. Words come from the lexicon, names from the canon."""

from __future__ import annotations

from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.lexicon import Lexicon
from continuity.language.meaning import Pred, apply, attach
from continuity.language.names import Names, is_a
from continuity.language.questions import SOMEWHERE, WHAT, WHERE, WHO, Questions, as_known
from continuity.language.sets import Sets, Superlative, when, when_work
from continuity.language.works import Made, Ordinal, Works

#: The order of "top 3 rated seasons".
TOP = Superlative("value", False, "top")


def rules(names: Names, words: Lexicon) -> list[Rule]:
    """Every rule over one canon's names and one lexicon, the parts of speech first and whole questions last."""
    works = Works(names)
    sets = Sets(names, words)
    return [*_works(works), *_sets(works, sets), *_predicates(sets), *_questions(sets, Questions(sets))]


def _works(w: Works) -> list[Rule]:
    """Names of works by number."""
    r = Rule
    return [
        r("E", ("DET", "E"), lambda _, e: [(e, 0.0)]),
        r("E", ("E", "SEASON", "NUM"), lambda e, _, n: w.season(e, n)),
        r("E", ("SEASON", "NUM", "P", "E"), lambda _, n, p, e: w.season(e, n) if p in ("of", "from") else []),
        r("E", ("ORD", "SEASON", "P", "E"), lambda o, _, p, e: w.ordinal(o, e) if p in ("of", "from") else []),
        r("E", ("DET", "ORD", "SEASON", "P", "E"), lambda _, o, _s, p, e: w.ordinal(o, e) if p == "of" else []),
        r("E", ("E", "POSS", "ORD", "SEASON"), lambda e, _, o, _s: w.ordinal(o, e)),
        r("E", ("E", "ORD", "SEASON"), lambda e, o, _: w.ordinal(o, e)),
        r("E", ("E", "CODE"), lambda e, c: w.episode(e, *c)),
        r("E", ("E", "EPISODE", "NUM"), lambda e, _, n: w.episode(e, 0, n)),
        r("E", ("EPISODE", "NUM", "P", "E"), lambda _, n, _p, e: w.episode(e, 0, n)),
        r("E", ("ORD", "EPISODE", "P", "E"), lambda o, _, _p, e: w.ordinal_episode(o, e)),
        r("E", ("FIRSTEPISODE", "P", "E"), lambda _, _p, e: w.ordinal_episode(Ordinal(1), e)),
        r("E", ("E", "FIRSTEPISODE"), lambda e, _: w.ordinal_episode(Ordinal(1), e)),
        r("E", ("FINALE", "P", "E"), lambda _, _p, e: w.ordinal_episode(Ordinal(0, "last"), e)),
        r("E", ("E", "FINALE"), lambda e, _: w.ordinal_episode(Ordinal(0, "last"), e)),
    ]  # fmt: skip


def _sets(w: Works, s: Sets) -> list[Rule]:
    """Sets of things, and things put together."""
    r = Rule
    return [
        r("N", ("ADJ", "N"), lambda a, n: ((x, 0.0) for x in apply(replace(n, words=f"{a.words} {n.words}"), a))),
        r("N", ("ORD", "N"), s.numbered),
        r("N", ("NEXT", "SEASON", "P", "E"), lambda *x: w.upcoming(x[3])),
        r("N", ("E", "POSS", "NEXT", "SEASON"), lambda *x: w.upcoming(x[0])),
        r("N", ("RN",), lambda rn: [(s.holders(rn), 0.02)] if rn.sense.denotes and not rn.sense.roles else []),
        r("N", ("RN", "P", "NP"), lambda rn, p, np: s.of(rn, np) if p in rn.sense.marker else []),
        r("N", ("NP", "POSS", "RN"), lambda np, _, rn: s.of(rn, np, 0.0 if np.is_entity else 0.06)),
        r("N", ("E", "RN"), lambda e, rn: s.of(rn, e, 0.01)),
        r("N", ("E", "N"), lambda e, n: ((x, 0.02) for x, _ in s.with_preposition(n, "of", e)) if any(is_a(c, ("Work",)) for c in n.classes) else []),
        r("N", ("N", "P", "NPQ"), lambda n, p, np: s.such(n, Pred(f"have {np.words}", None, np), "that ") if p == "with" else []),
        r("N", ("E", "N"), lambda e, n: ((replace(x, words=f"{e.words} {n.words}"), 0.01) for x in attach(n, e))),
        r("N", ("N", "P", "NP"), s.with_preposition),
        r("N", ("N", "THAT", "VP"), lambda n, _, vp: s.such(n, vp, "that ")),
        r("N", ("N", "VING"), lambda n, vp: s.such(n, vp, "that ")),
        r("N", ("N", "PASSIVE"), lambda n, vp: s.such(n, vp, "")),
        r("N", ("N", "THAT", "NP", "V"), lambda n, _, np, v: s.extracted(n, np, v)),
        r("N", ("N", "P", "WHICH", "NP", "VB"), lambda n, p, _, np, v: s.extracted(n, np, v) if p in v.sense.marker else []),
        r("N", ("SUP", "N"), s.best),
        r("N", ("SUP", "RATED", "N"), s.best_rated),
        r("N", ("SUP", "N", "RATED"), lambda p, n, a: s.best_rated(p, a, n)),
        r("NP", ("E",), lambda e: [(e, 0.0)]),
        r("NP", ("N",), lambda n: [(n, 0.0)]),
        r("NP", ("DET", "N"), lambda _, n: [(n, 0.0)]),
        r("NP", ("NP", "AND", "NP"), lambda a, _, b: s.several(a, b, True)),
        r("NP", ("BOTH", "NP", "AND", "NP"), lambda _, a, _a, b: s.several(a, b, True)),
        r("NP", ("NP", "OR", "NP"), lambda a, _, b: s.several(a, b, False)),
        r("NP", ("EITHER", "NP", "OR", "NP"), lambda _, a, _a, b: s.several(a, b, False)),
        r("WHOM", ("WHO",), lambda _: [(WHO, 0.0)]),
        r("WHOM", ("WHO", "EXCEPT", "NP"), lambda _, _e, np: s.excepted(WHO, np)),
        r("N", ("SUP", "N", "RATEDBY", "N"), lambda p, n, _, a: s.best_rated(p, a, n)),
        r("N", ("NUM", "N"), s.some),
        r("N", ("TOP", "NUM", "N"), lambda _, k, n: s.some(k, n)),
        r("N", ("TOP", "NUM", "RATED", "N"), lambda _, k, a, n: (x for b, _c in s.best_rated(TOP, a, n) for x in s.some(k, b))),
        r("N", ("N", "VDATE", "TP"), lambda n, v, t: (x for vp, _ in s.dated(v, t) for x in s.such(n, vp, ""))),
        r("N", ("TPN", "N"), lambda t, n: s.of_date(n, t)),
        r("N", ("N", "P", "DATE"), lambda n, p, d: (x for t, _ in when("in", d) for x in s.of_date(n, t)) if p in ("of", "from", "in") else []),
        r("N", ("N", "AFTER", "DATE"), lambda n, _, d: (x for t, _c in when("after", d) for x in s.of_date(n, t))),
        r("N", ("N", "BEFORE", "DATE"), lambda n, _, d: (x for t, _c in when("before", d) for x in s.of_date(n, t))),
        r("TPN", ("DATE",), lambda d: when("in", d)),
        r("TP", ("IN", "DATE"), lambda _, d: when("in", d)),
        r("TP", ("BEFORE", "DATE"), lambda _, d: when("before", d)),
        r("TP", ("AFTER", "DATE"), lambda _, d: when("after", d)),
        r("TP", ("SINCE", "DATE"), lambda _, d: when("since", d)),
        r("TP", ("BETWEEN", "DATE", "TO", "DATE"), lambda _, a, _t, b: when("between", a, b)),
        r("TP", ("BEFORE", "E"), lambda _, e: when_work("before", e)),
        r("TP", ("AFTER", "E"), lambda _, e: when_work("after", e)),
        r("N", ("N", "P", "NOT", "NP"), lambda n, p, _, np: s.denied(n, p, np)),
        r("N", ("N", "BUTNOT", "P", "NP"), lambda n, _, p, np: s.denied(n, p, np)),
        r("N", ("N", "EXCEPT", "NP"), lambda n, _, np: s.excepted(n, np)),
        r("N", ("N", "THAT", "NP", "DO", "NOT", "V"), lambda n, _, np, _d, _n, v: s.extracted(n, replace(np, denied=True, words=f"{np.words} do not"), v)),
        r("N", ("N", "NP", "V"), lambda n, np, v: s.extracted(n, np, v) if np.is_entity else []),
        r("N", ("N", "P", "WHICH", "NP", "VB", "P"), lambda n, _, _w, np, v, p: s.extracted(n, np, v) if p in v.sense.marker else []),
        r("NP", ("DET", "NPQ"), lambda _, n: [(n, 0.0)]),
        r("NP", ("NPQ",), lambda n: [(n, 0.0)]),
        r("NPQ", ("MORE", "NUM", "N"), lambda w, k, n: s.few(">", k, n, f"more than {k}")),
        r("NPQ", ("LESS", "NUM", "N"), lambda w, k, n: s.few("<", k, n, f"fewer than {k}")),
        r("NPQ", ("ATLEAST", "NUM", "N"), lambda w, k, n: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("ATMOST", "NUM", "N"), lambda w, k, n: s.few("<=", k, n, f"at most {k}")),
        r("NPQ", ("EXACTLY", "NUM", "N"), lambda w, k, n: s.few("=", k, n, f"exactly {k}")),
        r("NPQ", ("NUM", "ORMORE", "N"), lambda k, _, n: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("NUM", "N"), lambda k, n: s.few(">=", k, n, f"at least {k}") if n.best is None else []),
        r("NPQ", ("SEVERAL", "N"), lambda _, n: s.few(">", 1, n, "more than 1")),
        r("NPQ", ("MOST", "N"), lambda _, n: s.few("most", 0, n, "the most")),
        r("NPQ", ("LEAST", "N"), lambda _, n: s.few("least", 0, n, "the fewest")),
        r("NPQ", ("EACH", "N"), lambda _, n: s.each(n)),
        r("NP", ("NEITHER", "NP", "NOR", "NP"), lambda _, a, _n, b: s.neither(a, b)),
        r("NP", ("NP", "BUTNOT", "NP"), lambda a, _, b: s.without(a, b)),
    ]  # fmt: skip


def _predicates(s: Sets) -> list[Rule]:
    """What can be said of a thing."""
    r = Rule
    return [
        r("V", ("VB",), lambda v: [(v, 0.0)] if not v.sense.marker else []),
        r("V", ("VB", "P"), lambda v, p: [(v, 0.0)] if p in v.sense.marker else []),
        r("VP", ("V", "NP"), s.said),
        r("VING", ("VINGB", "NP"), lambda v, np: s.said(v, np) if not v.sense.marker else []),
        r("VING", ("VINGB", "P", "NP"), lambda v, p, np: s.said(v, np) if p in v.sense.marker else []),
        r("VP", ("DO", "VP"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("BE", "VING"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("DO", "BEEN", "VING"), lambda _, _b, vp: [(vp, 0.0)]),
        r("PASSIVE", ("VB", "BY", "NP"), lambda v, _, np: s.said(v.flipped(), np, "by ")),
        r("PASSIVE", ("V", "BY", "NP"), lambda v, _, np: s.said(v.flipped(), np, "by ") if v.sense.marker else []),
        r("VP", ("BE", "PASSIVE"), lambda _, p: [(replace(p, words=f"are {p.words}"), 0.0)]),
        r("VP", ("DO", "BEEN", "PASSIVE"), lambda _, _b, p: [(p, 0.0)]),
        r("VP", ("BE", "ADJ"), lambda _, a: [(replace(a, words=f"are {a.words}"), 0.0)]),
        r("VP", ("BE", "P", "NP"), lambda _, p, np: s.placed(p, np)),
        r("VP", ("BE", "NP"), lambda _, np: [(Pred(f"are {np.words}", None, np), 0.0)] if not np.is_entity else []),
        r("VP", ("HAVE", "NP"), lambda _, np: [(Pred(f"have {np.words}", None, np), 0.0)]),
        r("VP", ("VP", "AND", "VP"), lambda a, _, b: [(replace(a, words=f"{a.words} and {b.words}", also=(*a.also, b)), 0.0)]),
        r("VP", ("DO", "NOT", "VP"), lambda _, _n, vp: deny(vp)),
        r("VP", ("NOT", "VP"), lambda _, vp: deny(vp)),
        r("VP", ("BE", "NOT", "P", "NP"), lambda _, _n, p, np: (d for vp, _c in s.placed(p, np) for d in deny(vp))),
        r("VP", ("BE", "NOT", "ADJ"), lambda _, _n, a: deny(replace(a, words=f"are {a.words}"))),
        r("VP", ("NOT", "ADJ"), lambda _, a: deny(replace(a, words=f"are {a.words}"))),
        r("VP", ("VP", "AND", "P", "NP"), lambda vp, _, p, np: s.again(vp, p, np)),
        r("VP", ("BE", "NOT", "PASSIVE"), lambda _, _n, a: deny(replace(a, words=f"are {a.words}"))),
        r("VP", ("NOT", "P", "NP"), lambda _, p, np: (d for vp, _c in s.placed(p, np) for d in deny(vp))),
        r("VP", ("V", "AND", "V", "NP"), lambda a, _, b, np: [(Pred(f"{a.words} and {b.words} {np.words}", a, np, also=(Pred(b.words, b, np),)), 0.0)] if a != b else []),
        r("VP", ("BOTH", "VP"), lambda _, vp: [(vp, 0.0)] if vp.also else []),
        r("VP", ("ONLY", "V", "NP"), lambda _, v, np: s.only(v, np)),
        r("VP", ("V", "ONLY", "NP"), lambda v, _, np: s.only(v, np)),
        r("VP", ("VB", "ONLY", "P", "NP"), lambda v, _, p, np: s.only(v, np) if p in v.sense.marker else []),
        r("VP", ("BE", "ONLY", "P", "NP"), lambda _, _o, p, np: (x for rel in s.prepositions.get(p, ()) for x in s.only(rel, np))),
        r("VP", ("VDATE", "TP"), s.dated),
        r("VP", ("BE", "VDATE", "TP"), lambda _, v, t: s.dated(v, t)),
        r("VP", ("VP", "BUT", "VP"), lambda a, _, b: [(replace(a, words=f"{a.words} but {b.words}", also=(*a.also, b)), 0.0)]),
        r("VP", ("V", "NP", "EXCEPT", "NP"), lambda v, np, _, x: ((Pred(f"{v.words} {n.words}", v, n), 0.0) for n, _c in s.excepted(np, x))),
    ]  # fmt: skip


def _questions(s: Sets, q: Questions) -> list[Rule]:
    """Statements and whole questions."""
    r = Rule
    return [
        r("S", ("NP", "VP"), q.stated),
        r("Q", ("WHO", "VP"), lambda _, vp: q.asked(WHO, vp, "Who")),
        r("Q", ("WHAT", "VP"), lambda _, vp: q.asked(WHAT, vp, "What")),
        r("Q", ("WHICH", "N", "VP"), lambda _, n, vp: q.asked(n, vp, f"Which {n.words}")),
        r("Q", ("WHO", "DO", "NP", "V"), lambda _, _d, np, v: q.objects(WHO, np, v, "Whom")),
        r("Q", ("WHAT", "DO", "NP", "V"), lambda _, _d, np, v: q.objects(WHAT, np, v, "What")),
        r("Q", ("WHICH", "N", "DO", "NP", "V"), lambda _, n, _d, np, v: q.objects(n, np, v, f"Which {n.words}")),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "VB"), lambda p, _, n, _d, np, v: q.objects(n, np, v, f"Which {n.words}") if p in v.sense.marker else []),
        r("Q", ("P", "WHO", "DO", "NP", "VB"), lambda p, _, _d, np, v: q.objects(WHO, np, v, "Whom") if p in v.sense.marker else []),
        r("Q", ("WHO", "BE", "NP", "VB", "BY"), lambda _, _b, np, v, _y: q.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
        r("Q", ("BY", "WHO", "BE", "NP", "VB"), lambda _, _w, _b, np, v: q.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
        r("Q", ("WHICH", "N", "BE", "NP", "VB", "BY"), lambda _, n, _b, np, v, _y: q.asked(n, Pred(f"{v.words} {np.words}", v, np), f"Which {n.words}")),
        r("Q", ("P", "WHICH", "N", "BE", "NP"), lambda p, _, n, _b, np: q.located(p, n, np)),
        r("Q", ("WHICH", "N", "BE", "NP", "P"), lambda _, n, _b, np, p: q.located(p, n, np)),
        r("Q", ("WHAT", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.0)),
        r("Q", ("WHO", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.0)),
        r("Q", ("WHO", "BE", "E"), lambda _, _b, e: q.members(e)),
        r("Q", ("WHEN", "DO", "NP", "VDATE"), lambda _, _d, np, v: q.dated(np, v)),
        r("Q", ("WHEN", "BE", "NP", "VDATE"), lambda _, _b, np, v: q.dated(np, v)),
        r("Q", ("WHERE", "DO", "NP", "VB"), lambda _, _d, np, v: q.objects(WHERE, np, v, "Where") if "in" in v.sense.marker else []),
        r("Q", ("WHAT", "BE", "HOWMANY", "N"), lambda _, _b, _h, n: q.counted([n])),
        r("Q", ("DO", "NP", "BEEN", "ADJ"), lambda _, np, _b, a: q.truth(np, a)),
        r("Q", ("DO", "NP", "BEEN", "PASSIVE"), lambda _, np, _b, a: q.truth(np, a)),
        r("Q", ("DO", "THERE", "BEEN", "NP"), lambda _, _t, _b, np: q.existing(np)),
        r("VP", ("DO", "BEEN", "ADJ"), lambda _, _b, a: [(a, 0.0)]),
        r("Q", ("WHICH", "BE", "NP"), lambda _, _b, np: q.listed(np, 0.0)),
        r("Q", ("IMPERATIVE", "NP"), lambda _, np: q.listed(np, 0.0)),
        r("Q", ("NP",), lambda np: q.listed(np, 0.5)),
        r("Q", ("HOWMANY", "N"), lambda _, n: q.counted([n])),
        r("Q", ("HOWMANY", "N", "VP"), lambda _, n, vp: q.counted(apply(n, vp, s.prepositions["of"]), vp)),
        r("Q", ("HOWMANY", "N", "BE", "THERE"), lambda _, n, *_r: q.counted([n])),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "P", "NP"), lambda _, n, _b, _t, p, np: q.counted(x for x, _c in s.with_preposition(n, p, np))),
        r("Q", ("HOWMANY", "N", "DO", "NP", "HAVE"), lambda _, n, _d, np, _h: q.counted(x for x, _c in s.with_preposition(n, "of", np)) if not np.each else []),
        r("Q", ("HOWMANY", "N", "DO", "NP", "V"), lambda _, n, _d, np, v: q.counted(x for x, _c in s.extracted(n, np, v))),
        r("Q", ("BE", "NP", "ADJ"), lambda _, np, a: q.truth(np, a)),
        r("Q", ("BE", "NP", "PASSIVE"), lambda _, np, a: q.truth(np, a)),
        r("Q", ("BE", "NP", "P", "NP"), lambda _, np, p, far: (t for vp, _c in s.placed(p, far) for t in q.truth(np, vp))),
        r("Q", ("BE", "NP", "NP"), lambda _, np, far: q.truth(np, Pred(f"are {far.words}", None, far)) if not far.is_entity else []),
        r("Q", ("BE", "NP", "VING"), lambda _, np, vp: q.truth(np, vp)),
        r("Q", ("DO", "NP", "VP"), lambda _, np, vp: q.truth(np, vp)),
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
        r("Q", ("Q", "ASOF", "DATE"), lambda one, p, d: [(as_known(one, p, d), 0.1)]),
        r("Q", ("ASOF", "DATE", "Q"), lambda p, d, one: [(as_known(one, p, d), 0.1)]),
        r("Q", ("WHOM", "VP"), lambda n, vp: q.asked(n, vp, "Who") if n is not WHO else []),
        r("Q", ("WHICH", "N", "DO", "NP", "NOT", "V"), lambda _, n, _d, np, _n, v: q.unreached(n, np, v)),
        r("Q", ("WHICH", "N", "NOT", "NP", "V"), lambda _, n, _n, np, v: q.unreached(n, np, v)),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "NOT", "VB"), lambda p, _, n, _d, np, _n, v: q.unreached(n, np, v) if p in v.sense.marker else []),
        r("Q", ("HOWMANY", "N", "DO", "EACH", "N", "HAVE"), lambda _, n, _d, _e, g, _h: q.per(n, g)),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "PER", "N"), lambda _, n, _b, _t, _p, g: q.per(n, g)),
        r("Q", ("WHICH", "N", "BE", "THERE"), lambda _, n, *_r: q.listed(n, 0.0)),
        r("Q", ("WHICH", "N", "BE", "DET", "SUP"), lambda _, n, _b, _d, p: (x for b, _c in s.best(p, n) for x in q.listed(b, 0.0))),
        r("Q", ("NP", "BE", "VB", "BY", "WHO"), lambda np, _b, v, _y, _w: q.asked(WHO, Pred(f"{v.words} {np.words}", v, np), "Who")),
        r("Q", ("HOWMANY", "N", "INEACH", "N"), lambda _, n, _p, g: q.per(n, g)),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "INEACH", "N"), lambda _, n, _b, _t, _p, g: q.per(n, g)),
        r("Q", ("HOWMANY", "N", "PER", "N"), lambda _, n, _p, g: q.per(n, g)),
        r("Q", ("N", "PER", "N"), lambda n, _p, g: ((x, 0.3) for x, _c in q.per(n, g))),
        r("Q", ("HOWMANY", "N", "DO", "EACH", "N", "V"), lambda _, n, _d, _e, g, v: q.grouped(n, g, s.reached(n, replace(g, atoms=()), v), f"did each of {g.words} {v.words}")),
        r("Q", ("WHAT", "BE", "AVERAGE", "N"), lambda _, _b, _a, n: q.averaged("average", n)),
        r("Q", ("WHAT", "BE", "TOTAL", "N"), lambda _, _b, _a, n: q.averaged("sum", n)),
        r("Q", ("AVERAGE", "N"), lambda _, n: q.averaged("average", n)),
        r("Q", ("TOTAL", "N"), lambda _, n: q.averaged("sum", n)),
        r("Q", ("WHAT", "BE", "AVERAGE", "Q"), lambda _, _b, _a, one: q.averaged_per(one)),
        r("Q", ("AVERAGE", "Q"), lambda _, one: q.averaged_per(one)),
        r("Q", ("Q", "AVERAGE"), lambda one, _: q.averaged_per(one)),
        r("Q", ("HOWLONG", "AFTER", "NP", "DO", "NP", "VDATE"), lambda _, _a, a, _d, b, v: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "BEFORE", "NP", "DO", "NP", "VDATE"), lambda _, _b, b, _d, a, v: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "DO", "NP", "VDATE", "AFTER", "NP"), lambda _, _d, b, v, _a, a: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "DO", "NP", "VDATE", "BEFORE", "NP"), lambda _, _d, a, v, _b, b: q.apart(a, b, v)),
        r("Q", ("HOWLONG", "BE", "THERE", "P", "NP"), lambda _, _b, _t, p, np: q.apart(*np.others) if len(np.others) == 2 else []),
        r("Q", ("HOWLONG", "P", "DATEOF", "P", "NP"), lambda _, p, _d, _o, np: q.apart(*np.others) if p == "between" and len(np.others) == 2 else []),
        r("Q", ("HOWLONG", "P", "NP"), lambda _, p, np: q.apart(*np.others) if p == "between" and len(np.others) == 2 else []),
        r("Q", ("HOWLONG", "BE", "NP"), lambda _, _b, np: q.length(np)),
        r("Q", ("HOW", "BE", "NP", "CONNECTED", "NP"), lambda _, _b, a, _c, b: q.joined(a, b)),
        r("Q", ("HOW", "BE", "NP", "ARECONNECTED"), lambda _, _b, np, _c: q.joined_pair(np)),
        r("Q", ("WHAT", "CONNECTS", "NP"), lambda _, _c, np: q.joined_pair(np)),
        r("Q", ("WHAT", "CONNECTS", "NP", "P", "NP"), lambda _, _c, a, p, b: q.joined(a, b) if p in ("to", "with") else []),
        r("Q", ("WHAT", "BE", "PATH", "P", "NP"), lambda _, _b, _p, p, np: q.joined_pair(np) if p in ("between", "of") else []),
        r("Q", ("PATH", "P", "NP"), lambda _, p, np: q.joined_pair(np) if p == "between" else []),
        r("Q", ("PATH", "P", "NP", "P", "NP"), lambda _, p, a, o, b: q.joined(a, b) if p == "from" and o == "to" else []),
        r("Q", ("WHAT", "BE", "PATH", "P", "NP", "P", "NP"), lambda _, _b, _p, p, a, o, b: q.joined(a, b) if p == "from" and o == "to" else []),
        r("Q", ("WHO", "BE", "E"), lambda _, _b, e: q.about(e, 0.05) if is_a(e.classes[0], ("Person", "Character")) else []),
        r("Q", ("WHAT", "BE", "E"), lambda _, _b, e: q.about(e, 0.0 if not is_a(e.classes[0], ("Person", "Character")) else 0.3)),
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
        r("Q", ("P", "E", "CANON", "Q"), lambda p, e, _, one: q.scoped(one, canon=e) if p == "in" else []),
        r("Q", ("Q", "P", "DET", "E", "CANON"), lambda one, p, _, e, _c: q.scoped(one, canon=e) if p == "in" else []),
    ]  # fmt: skip


def deny(pred: Pred) -> Made:
    """That a predicate does not hold."""
    if not pred.denied and not pred.also:
        yield replace(pred, denied=True, words=f"not {pred.words}"), 0.0
