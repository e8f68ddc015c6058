"""The grammar of questions: how phrases are made of phrases. Words come from the lexicon, names from the canon."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from continuity.language.accounts import Accounts, account_rules
from continuity.language.ages import Ages, age_rules
from continuity.language.aired import aired_rules
from continuity.language.attested import Attested, attested_rules
from continuity.language.averages import Averages, average_rules, medians
from continuity.language.builds import Builds, builds_rules
from continuity.language.calendars import Calendars, calendar_rules
from continuity.language.careers import Careers, career_rules
from continuity.language.casting import Casting, casting_rules
from continuity.language.causes import Causes, causes_rules
from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, clause_rules, holding_rules, thing_rules
from continuity.language.comparing import Comparing
from continuity.language.contests import Contests, contest_rules
from continuity.language.coordinated import Coordinated, coordinated, coordinated_rules
from continuity.language.crediting import Crediting, crediting_rules
from continuity.language.crossing import Crossing, crossing_rules
from continuity.language.dating import Dating, dating_rules
from continuity.language.differences import Differences, difference_rules
from continuity.language.ends import Ends, ends_rules
from continuity.language.everyday import Everyday, everyday_rules
from continuity.language.frames import Frames, embedded, frame_rules
from continuity.language.groups import Groups, groups_rules
from continuity.language.hasty import Hasty, hasty_rules
from continuity.language.leading import Leading, leading_rules
from continuity.language.lexicon import Lexicon
from continuity.language.lives import Lives, lives_rules
from continuity.language.logical import Const, Held, Is, Rel, Var
from continuity.language.making import Making, making_rules
from continuity.language.meaning import Pred, apply, deny
from continuity.language.measures import Superlative, above, being, beyond, lasting
from continuity.language.names import Names, is_a
from continuity.language.naming import naming_rules
from continuity.language.parts import Parts, parts_rules
from continuity.language.people import People, people_rules
from continuity.language.phrases import Phrase, fits, is_of_many, of_no_name, of_no_series, of_no_whole
from continuity.language.picking import Picking, picking_rules
from continuity.language.quantified import quantified_rules
from continuity.language.question_rules import question_rules
from continuity.language.questions import Questions
from continuity.language.rankings import Rankings, ranking_rules
from continuity.language.recasts import Recasts, recast_rules
from continuity.language.relation import ANY_AGE, Relation
from continuity.language.relative import Relative, relative_rules, whose
from continuity.language.scenes import Scenes, scene_rules
from continuity.language.sets import Sets
from continuity.language.sharing import Sharing, sharing_rules
from continuity.language.shown import Shown, shown_rules
from continuity.language.spans import Spans, spans_rules
from continuity.language.spoken import Spoken, spoken_rules
from continuity.language.statements import attach
from continuity.language.story import Story, story_rules
from continuity.language.tallies import Tallies, tally_rules, there_are
from continuity.language.telling import Telling
from continuity.language.ties import Ties, ties_rules
from continuity.language.times import when, when_work
from continuity.language.titles import titles_rules
from continuity.language.values import Values, value_rules
from continuity.language.wording import WHO, plural, singular
from continuity.language.works import Made, Works
from continuity.language.years import Years, year_rules

#: The order of "top 3 rated seasons".
TOP = Superlative("value", False, "top")
EARLIEST, NEWEST = Superlative("released", True, "earliest"), Superlative("released", False, "newest")
HIGHER, LOWER = Superlative("value", False, "higher"), Superlative("value", True, "lower")
#: Whoever it is.
ANYONE = Phrase(Var("anyone"), (), ("Person", "Character", "Group"), "anyone")
THE_ONES = replace(ANYONE, head=Var("ones"), words="the ones")
SOMEONE = replace(ANYONE, head=Var("someone"), words="someone")


def rules(names: Names, words: Lexicon, plurals: Mapping[str, str]) -> list[Rule]:
    """Every rule over one canon's names and one lexicon, the parts of speech first and whole questions last.

    `plurals` are those of nouns that the canon has and the lexicon has not.
    """
    works = Works(names)
    sets = Sets(names, words, plurals)
    questions = Questions(sets)
    clauses = Clauses(questions)
    telling, people = Telling(questions), People(questions)
    spoken = Spoken(questions, Comparing(questions), people, telling)
    everyday, hasty = Everyday(spoken, works), Hasty(spoken, works)
    lives, groups = Lives(spoken), Groups(questions)
    tallies = Tallies(hasty)
    made = [
        *naming_rules(works),
        *titles_rules(),
        *_sets(works, sets, Comparing(questions)),
        *_predicates(sets, telling),
        *question_rules(questions, telling),
        *clause_rules(clauses),
        *scene_rules(Scenes(clauses)),
        *people_rules(people),
        *groups_rules(groups),
        *spoken_rules(spoken),
        *quantified_rules(spoken.quantified),
        *hasty_rules(hasty),
        *tally_rules(tallies),
        *average_rules(Averages(tallies)),
        *ranking_rules(Rankings(spoken)),
        *everyday_rules(everyday, ANYONE),
        *story_rules(Story(questions, telling)),
        *dating_rules(dating := Dating(spoken, works)),
        *calendar_rules(Calendars(dating)),
        *aired_rules(),
        *leading_rules(Leading(questions, works)),
        *shown_rules(Shown(dating, hasty)),
        *lives_rules(lives),
        *picking_rules(picking := Picking(lives)),
        *difference_rules(Differences(picking)),
        *age_rules(Ages(lives, people)),
        *value_rules(Values(groups, spoken.members)),
        *making_rules(Making(spoken, works)),
        *recast_rules(recasts := Recasts(works, telling)),
        *casting_rules(casting := Casting(everyday, clauses)),
        *parts_rules(Parts(casting)),
        *causes_rules(Causes(casting)),
        *crediting_rules(Crediting(clauses)),
        *crossing_rules(Crossing(spoken.comparing)),
        *year_rules(Years(questions)),
        *contest_rules(Contests(questions, spoken.comparing.parts)),
        *account_rules(Accounts(telling)),
        *attested_rules(Attested(Accounts(telling))),
        *frame_rules(Frames(spoken)),
        *ties_rules(Ties(questions)),
        *relative_rules(Relative(clauses, Scenes(clauses))),
        *sharing_rules(Sharing(questions)),
        *spans_rules(Spans(spoken, works)),
        *ends_rules(Ends(works, questions)),
        *thing_rules(clauses),
        *holding_rules(clauses),
    ]
    made += whose(made)
    made += coordinated(made)
    made += coordinated_rules(both := Coordinated(clauses), works)
    made += career_rules(Careers(both, recasts, casting))
    made += builds_rules(Builds(both, Crossing(spoken.comparing), Relative(clauses, Scenes(clauses)), spoken))
    made += there_are(made)
    made += medians(made)
    return [*made, *embedded(made)]


def _sets(w: Works, s: Sets, c: Comparing) -> list[Rule]:
    """Sets of things, and things put together."""
    r = Rule
    return [
        r("N", ("ADJ", "N"), lambda a, n: ((x, 0.0) for x in apply(replace(n, words=f"{a.words} {n.words}"), a))),
        r("N", ("ORD", "N"), s.numbered),
        r("N", ("ORD", "N"), lambda o, n: s.nth(o, EARLIEST, n) if not of_no_series(n) else []),
        r("N", ("NEXT", "SEASON", "P", "E"), lambda *x: w.upcoming(x[3])),
        r("N", ("E", "POSS", "NEXT", "SEASON"), lambda *x: w.upcoming(x[0])),
        r("N", ("RN",), lambda rn: [(s.holders(rn), 0.02 + s.of_a_cast(rn, "of"))] if rn.sense.denotes and not rn.sense.roles else []),
        r("N", ("RN", "P", "NP"), lambda rn, p, np: s.of(rn, np, s.of_a_cast(rn, p)) if p in rn.sense.marker else []),
        r("N", ("NP", "POSS", "RN"), lambda np, _, rn: s.of(rn, np, s.of_a_cast(rn) + (0.0 if np.is_entity else 0.06))),
        r("N", ("E", "RN"), lambda e, rn: s.of(rn, e, 0.01 + s.of_a_cast(rn))),
        r("N", ("SUP", "RN", "P", "NP"), lambda sup, rn, p, np: (x for n, _c in s.of(replace(rn, one=False), np) for x in s.best(sup, n)) if p in rn.sense.marker and rn.one else []),
        r("N", ("SUP", "E", "RN"), lambda sup, e, rn: (x for n, _c in s.of(replace(rn, one=False), e) for x in s.best(sup, n)) if rn.one else []),
        r("N", ("E", "N"), lambda e, n: ((x, 0.02) for x, _ in s.with_preposition(n, "of", e)) if any(is_a(c, ("Work",)) for c in n.classes) or (is_a(e.classes[0], ("Person",)) and n.classes == ("Character",)) else []),
        r("N", ("N", "P", "NPQ"), lambda n, p, np: s.such(n, Pred(f"have {np.words}", None, np), "that ") if p == "with" else []),
        r("N", ("E", "N"), lambda e, n: ((replace(x, words=f"{e.words} {n.words}"), 0.01) for x in attach(n, e))),
        r("N", ("E", "N"), lambda e, n: (y for saga in w.sagas(e) for y in s.with_preposition(n, "of", saga)) if n.classes == ("Series",) else []),
        r("N", ("N", "P", "NP"), s.with_preposition),
        r("N", ("N", "THAT", "VP"), lambda n, _, vp: s.such(n, vp, "that ")),
        r("N", ("N", "VING"), lambda n, vp: s.such(n, vp, "that ")),
        r("N", ("N", "PASSIVE"), lambda n, vp: s.such(n, vp, "")),
        r("N", ("N", "P", "WHICH", "NP", "VB"), lambda n, p, _, np, v: s.extracted(n, np, v) if p in v.sense.marker else []),
        r("N", ("SUP", "N"), s.best),
        r("N", ("SUP", "RATED", "N"), s.best_rated),
        r("N", ("SUP", "N", "RATED"), lambda p, n, a: s.best_rated(p, a, n)),
        r("N", ("E", "POSS", "N"), lambda e, _, n: ((x, c + 0.02) for x, c in s.with_preposition(n, "of", e))),
        r("N", ("N", "CMP", "THAN", "NUM"), lambda n, m, _, k: beyond(n, m, str(k), f"{m.words} than {k}")),
        r("N", ("N", "CMP", "THAN", "NUM", "UNIT"), lambda n, m, _, k, _u: beyond(n, m, str(k), f"{m.words} than {k} minutes") if m.property == "runtime" else []),
        r("N", ("N", "CMP", "THAN", "NUM", "HOURS"), lambda n, m, _, k, _u: beyond(n, m, str(60 * k), f"{m.words} than {60 * k} minutes") if m.property == "runtime" else []),
        r("N", ("N", "ABOVE", "NUM"), lambda n, w_, k: beyond(n, HIGHER, str(k), f"above {k}") if n.shown else []),
        *(r("N", ("N", "P", word, "NUM"), lambda n, p, w_, k, than=than, op=op, said=said: beyond(n, than, str(k), f"{said} {k}", op) if p == "of" and n.classes == ("Score",) else []) for word, than, op, said in (("ATLEAST", HIGHER, ">=", "of at least"), ("ATMOST", LOWER, "<=", "of at most"), ("MORE", HIGHER, ">", "above"), ("ABOVE", HIGHER, ">", "above"), ("LESS", LOWER, "<", "below"), ("BELOW", LOWER, "<", "below"), ("EXACTLY", HIGHER, "=", "of exactly"))),
        r("N", ("N", "BELOW", "NUM"), lambda n, w_, k: beyond(n, LOWER, str(k), f"below {k}") if n.shown else []),
        r("N", ("N", "CMP", "THAN", "NP"), lambda n, m, _, np: above(n, m, np)),
        r("ADJ", ("CMP", "THAN", "NP"), lambda m, _, np: being(m, np)),
        r("ADJ", ("CMP", "THAN", "NUM", "UNIT"), lambda m, _, k, _u: lasting(m, k)),
        r("N", ("ANYONE", "THAT", "VP"), lambda _, _t, vp: s.such(THE_ONES, vp, "that ")),
        r("N", ("SOMEBODY", "THAT", "VP"), lambda w_, _t, vp: s.such(s.somebody(w_, THE_ONES), replace(vp, words=singular(vp.words)), "that ")),
        r("N", ("UNIVERSE", "N"), lambda _, n: [(n, 0.05)]),
        r("N", ("FIRSTN", "N"), lambda _, n: ((x, k + 0.05 - 0.2 * (n.classes == ("Season",))) for x, k in s.best(EARLIEST, n)) if not of_no_series(n) and (n.classes != ("Season",) or _is_told(n.words) or _is_of_several(n)) else []),
        r("N", ("LASTN", "N"), lambda word, n: [] if word.endswith("last") and of_no_series(n) else ((x, k + 0.05) for x, k in s.best(NEWEST, n)) if n.classes != ("Season",) or _is_of_several(n) else []),
        r("N", ("RN", "P", "ALL", "N"), lambda rn, p, word, n: s.of(rn, n, -0.1) if p in rn.sense.marker and word != "all of the" else []),
        r("N", ("RN", "E"), lambda rn, e: s.of(rn, e, 0.05)),
        r("NPQ", ("NUM", "ORMORE", "P", "DET", "N"), lambda k, _, _p, _d, n: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("ATLEAST", "NUM", "P", "DET", "N"), lambda _, k, _p, _d, n: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("MORE", "NUM", "P", "DET", "N"), lambda _, k, _p, _d, n: s.few(">", k, n, f"more than {k}")),
        r("NP", ("ANYONE",), lambda said: [(SOMEONE if said.startswith("some") else ANYONE, 0.1)]),
        r("NPQ", ("ALL", "N"), lambda _, n: s.each(n)),
        r("NP", ("E", "AND", "SEASONCODE"), lambda e, _, n: (x for b, _c in w.sibling(e, n) for x in s.several(e, b, True))),
        r("NP", ("E", "AND", "SEASON", "NUM"), lambda e, _, _s, n: (x for b, _c in w.sibling(e, n) for x in s.several(e, b, True))),
        r("N", ("SHAREDADJ", "N", "OF", "NP"), lambda _, n, _o, np: c.in_common(n, np)),
        r("N", ("N", "SHARED", "NP"), lambda n, _, np: c.in_common(n, np)),
        r("N", ("N", "THAT", "NP", "INCOMMON"), lambda n, _, np, _c: c.in_common(n, np)),
        r("NP", ("E",), lambda e: [(e, 0.0)]),
        r("NP", ("N",), lambda n: [(n, 0.0)]),
        r("NP", ("DET", "N"), lambda det, n: [(n, 0.0)] if det != "the" or not (of_no_whole(n) or of_no_name(n)) else []),
        r("NP", ("NP", "AND", "NP"), lambda a, _, b: s.several(a, b, True)),
        r("NP", ("BOTH", "NP", "AND", "NP"), lambda _, a, _a, b: s.several(a, b, True)),
        r("NP", ("E", "E", "AND", "E"), lambda a, b, _, c: s.listed((a, b, c), True)),
        r("NP", ("E", "E", "OR", "E"), lambda a, b, _, c: s.listed((a, b, c), False)),
        r("NP", ("E", "E", "E", "AND", "E"), lambda a, b, c, _, d: s.listed((a, b, c, d), True)),
        r("N", ("N", "BETWEEN", "DATE", "TO", "DATE"), lambda n, _, a, _t, b: (x for t, _c in when("between", a, b) for x in s.of_date(n, t))),
        r("N", ("N", "ADJ", "TP"), lambda n, a, t: (x for vp, _c in s.settled(a, t) for x in s.such(n, replace(vp, words=vp.words.removeprefix("are ")), ""))),
        r("N", ("N", "ADJ"), lambda n, a: s.such(n, a, "") if a.state else []),
        r("NP", ("NP", "OR", "NP"), lambda a, _, b: s.several(a, b, False)),
        r("NP", ("EITHER", "NP", "OR", "NP"), lambda _, a, _a, b: s.several(a, b, False)),
        r("WHOM", ("WHO",), lambda _: [(WHO, 0.0)]),
        r("WHOM", ("WHO", "EXCEPT", "NP"), lambda _, _e, np: s.excepted(WHO, np)),
        r("N", ("SUP", "N", "RATEDBY", "N"), lambda p, n, _, a: s.best_rated(p, a, n)),
        r("N", ("NUM", "N"), s.some),
        r("N", ("TOP", "NUM", "N"), lambda _, k, n: s.some(k, n)),
        r("N", ("TOP", "NUM", "RATED", "N"), lambda _, k, a, n: (x for b, _c in s.best_rated(TOP, a, n) for x in s.some(k, b))),
        r("N", ("N", "VDATE", "TP"), lambda n, v, t: ((x, k + 0.06 * (v.words == "come out")) for vp, _ in s.dated(v, t) for x, k in s.such(n, replace(vp, words=vp.words.removeprefix("are ")), ""))),
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
        r("TP", ("BEFORE", "E"), lambda _, e: when_work("before", e, bare=True)),
        r("TP", ("AFTER", "E"), lambda _, e: when_work("after", e, bare=True)),
        r("N", ("N", "P", "NOT", "NP"), lambda n, p, _, np: s.denied(n, p, np)),
        r("N", ("N", "BUTNOT", "P", "NP"), lambda n, _, p, np: s.denied(n, p, np)),
        r("N", ("N", "EXCEPT", "NP"), lambda n, _, np: s.excepted(n, np)),
        r("N", ("N", "P", "NP", "TOGETHER"), lambda n, p, np, _: s.with_preposition(n, p, np) if p == "with" else []),
        r("N", ("N", "P", "WHICH", "NP", "VB", "P"), lambda n, _, _w, np, v, p: s.extracted(n, np, v) if p in v.sense.marker else []),
        r("NP", ("DET", "NPQ"), lambda det, n: [] if det == "the" and n.tally and n.tally[0] == ">=" else [(n, 0.0)]),  # "the three seasons" are all
        r("NP", ("NPQ",), lambda n: [(n, 0.0)]),
        r("NPQ", ("MORE", "NUM", "N"), lambda w, k, n: s.few(">", k, n, f"more than {k}")),
        r("NPQ", ("LESS", "NUM", "N"), lambda w, k, n: s.few("<", k, n, f"fewer than {k}")),
        r("NPQ", ("ATLEAST", "NUM", "N"), lambda w, k, n: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("ATMOST", "NUM", "N"), lambda w, k, n: s.few("<=", k, n, f"at most {k}")),
        r("NPQ", ("EXACTLY", "NUM", "N"), lambda w, k, n: s.few("=", k, n, f"exactly {k}")),
        r("NPQ", ("NUM", "ORMORE", "N"), lambda k, _, n: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("NUM", "ORLESS", "N"), lambda k, _, n: s.few("<=", k, n, f"at most {k}")),
        r("NPQ", ("NUM", "N", "ORMORE"), lambda k, n, _: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("NUM", "N", "ORLESS"), lambda k, n, _: s.few("<=", k, n, f"at most {k}")),
        r("NPQ", ("NUM", "N", "ATLEAST"), lambda k, n, _: s.few(">=", k, n, f"at least {k}")),
        r("NPQ", ("NUM", "N", "ATMOST"), lambda k, n, _: s.few("<=", k, n, f"at most {k}")),
        r("NPQ", ("NUM", "N"), lambda k, n: s.few(">=", k, n, f"at least {k}") if n.best is None else []),
        r("NPQ", ("SEVERAL", "N"), lambda _, n: s.few(">", 1, n, "more than 1")),
        r("NPQ", ("MOST", "N"), lambda _, n: s.few("most", 0, n, "the most")),
        r("NPQ", ("LEAST", "N"), lambda _, n: s.few("least", 0, n, "the fewest")),
        r("NPQ", ("EACHALONE", "N"), lambda word, n: (one for one in s.each(n, word) if not one[0].each)),
        r("NPQ", ("EACH", "N"), lambda word, n: s.each(n, "each" if word == "each" else "every")),
        r("NP", ("NEITHER", "NP", "NOR", "NP"), lambda _, a, _n, b: s.neither(a, b)),
        r("NP", ("NP", "BUTNOT", "NP"), lambda a, _, b: s.without(a, b)),
    ]  # fmt: skip


def _predicates(s: Sets, t: Telling) -> list[Rule]:
    """What can be said of a thing."""
    r = Rule
    return [
        r("VB", ("LIGHT", "VINGB"), lambda _, v: [(v, 0.0)]),
        r("VB", ("LIGHTTO", "VB"), lambda _, v: [(v, 0.0)]),
        r("V", ("VB",), lambda v: [(v, 0.0)] if not v.sense.marker else []),
        r("V", ("VB", "P"), lambda v, p: [(v, 0.0)] if p in v.sense.marker else []),
        r("VP", ("V", "NP"), s.said),
        r("VING", ("VINGB", "NP"), lambda v, np: s.said(v, np) if not v.sense.marker else []),
        r("VING", ("VINGB", "P", "NP"), lambda v, p, np: s.said(v, np) if p in v.sense.marker else []),
        r("VP", ("DO", "VP"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("BE", "VING"), lambda _, vp: [(vp, 0.0)]),
        r("VP", ("DO", "BEEN", "VING"), lambda _, _b, vp: [(vp, 0.0)]),
        r("PASSIVE", ("VB", "BY", "NP"), lambda v, _, np: s.done(v, np) if not v.sense.marker else []),
        r("PASSIVE", ("V", "BY", "NP"), lambda v, _, np: s.done(v, np) if v.sense.marker else []),
        r("PASSIVE", ("VB", "P", "NP"), lambda v, p, np: [] if v.sense.reference == "collaboratedWith" else s.placed_in(Pred(v.done, v.flipped(), Phrase(Var("doer"), (), v.near, "")), p, np)),
        r("PASSIVE", ("STATE", "P", "NP"), lambda v, p, np: [(Pred(f"{v.words.removeprefix('be ')} {np.words}", v, np), -0.05)] if p in v.sense.marker and fits(np, v.far) else []),
        r("PASSIVE", ("PASSIVE", "P", "NP"), lambda vp, p, np: ((one, c - 0.07) for one, c in s.placed_in(vp, p, np))),
        r("VP", ("V", "N", "P", "NPQ"), lambda v, n, p, np: parts_of(s, v, n, p, np)),
        r("VP", ("V", "N", "P", "NP"), lambda v, n, p, np: parts_of(s, v, n, p, np)),
        r("VP", ("V", "NP", "P", "NP"), lambda v, np, p, place: ((x, c + (0.12 if _is_told(np.words) else 0.0)) for vp, _c in s.said(v, np) for x, c in s.placed_in(vp, p, place))),
        r("VP", ("V", "NP", "P", "NP"), lambda v, np, p, role: s.in_the_role(v, np, role) if p == "as" else []),
        r("VP", ("V", "YOUNG", "NP"), lambda v, _, np: s.at_age(v, np, "younger")),
        r("VP", ("V", "OLD", "NP"), lambda v, _, np: s.at_age(v, np, "older")),
        r("VP", ("V", "YOUNG", "VERSION", "P", "NP"), lambda v, _, _v, p, np: ((y, c - 0.1) for y, c in s.at_age(v, np, "younger")) if p == "of" else []),
        r("VP", ("V", "OLD", "VERSION", "P", "NP"), lambda v, _, _v, p, np: ((y, c - 0.1) for y, c in s.at_age(v, np, "older")) if p == "of" else []),
        r("VP", ("VP", "P", "NP"), lambda vp, p, place: s.placed_in(vp, p, place) if vp.age else []),
        r("VP", ("V", "NP", "ASCHILD"), lambda v, np, _: s.at_age(v, np, "younger")),
        r("VP", ("V", "NP", "ATANYAGE"), lambda v, np, _: s.at_age(v, np, ANY_AGE)),
        r("VP", ("V", "NP", "BEFORE", "E"), lambda v, np, _, e: s.by_turns(v, np, e, False)),
        r("VP", ("V", "NP", "AFTER", "E"), lambda v, np, _, e: s.by_turns(v, np, e, True)),
        r("VP", ("VP", "TP"), lambda vp, when_: s.at_time(vp, when_)),
        r("VP", ("BE", "SET", "BEFORE", "NP"), lambda _, _s, _b, np: t.ordered("before", np)),
        r("VP", ("BE", "SET", "AFTER", "NP"), lambda _, _s, _b, np: t.ordered("after", np)),
        r("VP", ("BE", "SET", "DURING", "NP"), lambda _, _s, _b, np: t.ordered("during", np)),
        r("VP", ("SET", "BEFORE", "NP"), lambda _, _b, np: t.ordered("before", np)),
        r("VP", ("SET", "AFTER", "NP"), lambda _, _b, np: t.ordered("after", np)),
        r("VP", ("SET", "DURING", "NP"), lambda _, _b, np: t.ordered("during", np)),
        r("VP", ("OVERLAP", "NP"), lambda _, np: t.ordered("overlap", np)),
        r("VP", ("OVERLAP", "P", "NP"), lambda _, p, np: t.ordered("overlap", np) if p == "with" else []),
        r("VP", ("BE", "PASSIVE"), lambda _, p: [(replace(p, words=f"are {p.words}"), 0.0)]),
        r("VP", ("DO", "BEEN", "PASSIVE"), lambda _, _b, p: [(replace(p, words=f"are {p.words}"), 0.0)]),
        r("VP", ("HAVE", "QUALITY"), lambda _, a: [(a, 0.0)]),
        r("QUALITY", ("DET", "QUALITY"), lambda _, a: [(a, 0.0)]),
        r("N", ("N", "P", "QUALITY"), lambda n, p, a: s.such(n, a, "that ") if p == "with" else []),
        r("VP", ("WORKAS", "NP"), lambda _, np: [(Pred(f"are {np.words}", None, np, event="told"), 0.0)] if any(isinstance(a, Held) for a in np.atoms) and not np.is_entity else []),
        r("VP", ("BE", "ADJ"), lambda _, a: [(replace(a, words=f"are {a.words}"), 0.0)]),
        r("VP", ("BE", "P", "NP"), lambda _, p, np: s.placed(p, np)),
        r("VP", ("BE", "NP"), lambda _, np: [(Pred(f"are {np.words}", None, np), 0.0)] if not np.is_entity else []),
        r("VP", ("HAVE", "NP"), lambda _, np: [(Pred(f"have {np.words}", None, np), 0.0)]),
        r("VP", ("VP", "AND", "VP"), lambda a, _, b: s.joined(a, b, "and")),
        r("VP", ("DO", "NOT", "VP"), lambda _, _n, vp: deny(vp)),
        r("VP", ("NOT", "VP"), lambda _, vp: deny(vp)),
        r("VP", ("BE", "NOT", "P", "NP"), lambda _, _n, p, np: (d for vp, _c in s.placed(p, np) for d in deny(vp))),
        r("VP", ("BE", "NOT", "NP"), lambda _, _n, np: deny(Pred(f"are {np.words}", None, np)) if not np.is_entity else []),
        r("VP", ("NOT", "NP"), lambda _, np: deny(Pred(f"are {np.words}", None, np)) if not np.is_entity else []),
        r("VP", ("NOT", "BEEN", "NP"), lambda _, _b, np: deny(Pred(f"are {np.words}", None, np)) if not np.is_entity else []),
        r("VP", ("DO", "NOT", "BEEN", "NP"), lambda _, _n, _b, np: deny(Pred(f"are {np.words}", None, np)) if not np.is_entity else []),
        r("VP", ("BE", "NOT", "ADJ"), lambda _, _n, a: deny(replace(a, words=f"are {a.words}"))),
        r("VP", ("NOT", "ADJ"), lambda _, a: deny(replace(a, words=f"are {a.words}"))),
        r("UNDONE", ("NOBODY", "V"), lambda _, v: undone(s, v)),
        r("UNDONE", ("NOBODY", "DO", "V"), lambda _, _d, v: undone(s, v)),
        r("PASSIVE", ("VB", "BY", "NOBODY"), lambda v, _, _n: undone(s, v)),
        r("PASSIVE", ("UNDONE",), lambda vp: [(vp, 0.0)]),
        r("VP", ("UNDONE",), lambda vp: [(replace(vp, words=f"are {vp.words}"), 0.0)]),
        r("VP", ("DO", "NOBODY", "V"), lambda _, _n, v: ((replace(vp, words=f"are {vp.words}"), c) for vp, c in undone(s, v))),
        r("PASSIVE", ("NOT", "PASSIVE"), lambda _, a: deny(a)),
        r("VP", ("NOT", "PASSIVE"), lambda _, a: ((replace(x, words=f"are {x.words}"), c) for x, c in deny(a))),
        r("VP", ("NOT", "BEEN", "PASSIVE"), lambda _, _b, a: ((replace(x, words=f"are {x.words}"), c) for x, c in deny(a))),
        r("VP", ("DO", "NOT", "BEEN", "PASSIVE"), lambda _, _n, _b, a: ((replace(x, words=f"are {x.words}"), c) for x, c in deny(a))),
        r("VP", ("NOT", "P", "NP"), lambda word, p, np: (d for vp, _c in s.placed(p, np) for d in deny(replace(vp, words=f"{p} {np.words}") if word == "not" else vp))),
        r("VP", ("V", "AND", "V", "NP"), lambda a, _, b, np: [(Pred(f"{a.words} and {b.words} {np.words}", a, np, also=(Pred(b.words, b, np),)), 0.0)] if a != b else []),
        r("VP", ("BOTH", "VP"), lambda _, vp: [(vp, 0.0)] if vp.also else []),
        r("VP", ("ONLY", "V", "NP"), lambda word, v, np: s.only(v, np) if word in ("only", "just") else []),
        r("VP", ("VDATE", "TP"), s.dated),
        r("VP", ("BE", "VDATE", "TP"), lambda _, v, t: s.dated(v, t)),
        r("VP", ("VP", "BUT", "VP"), lambda a, word, b: s.joined(a, b if b.event == "had" else replace(b, words=plural(b.words)), "and" if word == "and" else "but")),
        r("VP", ("V", "NP", "EXCEPT", "NP"), lambda v, np, _, x: ((Pred(f"{v.words} {n.words}", v, n), 0.0) for n, _c in s.excepted(np, x))),
        r("VP", ("VP", "BUT", "DO", "NOT", "V", "IT"), lambda vp, _, _d, _n, v, _i: s.of_the_same(vp, v, True)),
        r("VP", ("VP", "AND", "V", "IT"), lambda vp, _, v, _i: s.of_the_same(vp, v, False)),
        r("VP", ("VP", "AND", "BE", "ITS", "RN"), lambda vp, _, _b, _i, rn: s.of_its(vp, rn)),
        r("N", ("N", "P", "NP"), lambda n, p, np: s.out_of(n, np) if p == "from" else []),
        r("VP", ("V", "NO", "N"), lambda v, _, n: (y for vp, _c in s.said(v, n) for y in deny(vp))),
        r("VP", ("V", "AND", "V", "SAME", "N"), lambda a, _, b, _s, n: [(Pred(f"{a.words} and {b.words} the same {s.one(n.words)}", a, n, also=(Pred(b.words, b, n),)), 0.0)] if a != b else []),
        r("VP", ("SCORED", "ABOVE", "NUM", "P", "E"), lambda _, _a, k, p, e: s.scored(HIGHER, k, e) if p in ("on", "at", "by", "from") else []),
        r("VP", ("SCORED", "BELOW", "NUM", "P", "E"), lambda _, _a, k, p, e: s.scored(LOWER, k, e) if p in ("on", "at", "by", "from") else []),
        *(r("VP", ("SCORED", word, "NUM", "P", "E"), lambda _, _a, k, p, e, than=than: s.scored(than, k, e, True) if p in ("on", "at", "by", "from") else []) for word, than in (("ATLEAST", HIGHER), ("ATMOST", LOWER))),
        r("VP", ("BE", "ADJ", "TP"), lambda _, a, t_: s.settled(a, t_)),
        r("VP", ("DO", "BEEN", "ADJ", "TP"), lambda _, _b, a, t_: s.settled(a, t_)),
        r("VP", ("BE", "NOT", "ADJ", "TP"), lambda _, _n, a, t_: (y for vp, _c in s.settled(a, t_) for y in deny(vp))),
        r("VP", ("GOT", "ADJ", "TP"), lambda _, a, t_: s.settled(a, t_)),
        r("VP", ("GOT", "ADJ"), lambda _, a: [(replace(a, words=f"are {a.words}"), 0.0)] if a.state else []),
        r("VP", ("DO", "BEEN", "P", "NP"), lambda _, _b, p, np: s.placed(p, np)),
        r("VP", ("BEEN", "P", "NP"), lambda _, p, np: s.placed(p, np)),
        r("ADJ", ("BEEN", "ADJ"), lambda _, a: [(a, 0.0)]),
    ]  # fmt: skip


def _is_of_several(n: Phrase) -> bool:
    """Whether a set of seasons is of more than one show, so that none of them is said by its number."""
    wholes = [
        a.object for a in n.atoms if isinstance(a, Rel) and a.property in ("within", "partOf") and a.subject == n.head
    ]
    sets = {a.term for a in n.atoms if isinstance(a, Is)}
    named = (a for a in n.atoms if isinstance(a, Rel) and (isinstance(a.object, Const) or a.property == "released"))
    of_one = any(isinstance(t, Const) and t.cls == "Series" for t in wholes)
    if not of_one and not {"network", "producedBy", "released"}.isdisjoint(a.property for a in named):
        return True  # those of a company, or of a year
    return any(t in sets or (isinstance(t, Const) and t.cls == "Franchise") for t in wholes)


def _is_told(words: str) -> bool:
    """Whether a clause narrows a set."""
    return " that " in words or " where " in words


def undone(s: Sets, v: Relation) -> Made:
    """What nobody does: "not directed by anyone"."""
    for vp, _ in s.done(v, ANYONE):
        yield from deny(vp)


def parts_of(s: Sets, v: Relation, n: Phrase, p: str, np: Phrase) -> Made:
    """ "directed episodes of three shows": so many wholes, of each of which there is a part."""
    if is_of_many(n, p, np) and len(n.atoms) == 1:
        for vp, cost in s.said(v, np):
            yield replace(vp, words=f"{v.words} {n.words} {p} {np.words}"), cost - 0.2
