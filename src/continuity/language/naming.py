"""How one thing is named: a work by its number or what it is a part of, somebody with what they do put first."""

from __future__ import annotations

from dataclasses import replace

from continuity import vocab
from continuity.language.chart import Rule
from continuity.language.logical import Const
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.relation import Relation
from continuity.language.works import Made, Ordinal, Works

FIRST, LAST = Ordinal(1), Ordinal(0, "last")


def naming_rules(w: Works) -> list[Rule]:
    """The rules of names."""
    r = Rule
    return [
        r("E", ("DET", "E"), lambda det, e: [(e, 0.0)] if det == "the" or is_a(e.classes[0], ("Season", "Episode")) else []),
        r("E", ("E", "SEASON", "NUM"), lambda e, _, n: w.season(e, n)),
        r("E", ("E", "P", "SEASON", "NUM"), lambda e, p, _, n: ((x, k + 0.05) for x, k in w.season(e, n)) if p in ("in", "of") else []),
        r("E", ("E", "P", "DET", "ORD", "SEASON"), lambda e, p, _d, o, _: ((x, k + 0.05) for x, k in w.ordinal(o, e)) if p == "in" else []),
        r("E", ("SEASON", "NUM", "P", "E"), lambda _, n, p, e: w.season(e, n) if p in ("of", "from") else []),
        r("E", ("SEASONCODE", "P", "E"), lambda n, p, e: w.season(e, n) if p in ("of", "from") else []),
        r("E", ("SEASONCODE", "FINALE", "P", "E"), lambda n, _f, p, e: w.of_season(e, n, LAST) if p == "of" else []),
        r("E", ("SEASONCODE", "FIRSTEPISODE", "P", "E"), lambda n, _f, p, e: w.of_season(e, n, FIRST) if p == "of" else []),
        r("E", ("ORD", "SEASON", "P", "E"), lambda o, _, p, e: w.ordinal(o, e) if p in ("of", "from") else []),
        r("E", ("DET", "ORD", "SEASON", "P", "E"), lambda _, o, _s, p, e: w.ordinal(o, e) if p == "of" else []),
        r("E", ("E", "POSS", "ORD", "SEASON"), lambda e, _, o, _s: w.ordinal(o, e)),
        r("E", ("E", "ORD", "SEASON"), lambda e, o, _: w.ordinal(o, e)),
        r("E", ("E", "NS"), lambda e, n: [(of_kind(e), -0.05)] if isinstance(e.head, Const) and is_a(e.head.cls, n.classes) else []),
        r("E", ("E", "DET", "NS"), lambda e, _, n: [(of_kind(e), -0.05)] if isinstance(e.head, Const) and is_a(e.head.cls, n.classes) else []),
        r("E", ("NS", "E"), lambda n, e: [(of_kind(e), -0.02)] if isinstance(e.head, Const) and is_a(e.head.cls, n.classes) else []),
        r("E", ("NS", "CALLED", "E"), lambda n, _, e: [(of_kind(e), -0.15)] if isinstance(e.head, Const) and is_a(e.head.cls, n.classes) else []),
        r("E", ("E", "E"), lambda e, part: w.of_whole(e, part) if not is_a(part.classes[0], ("Character",)) else []),
        r("E", ("DET", "NS", "CALLED", "E"), lambda _, n, _c, e: [(of_kind(e), -0.15)] if isinstance(e.head, Const) and is_a(e.head.cls, n.classes) else []),
        r("E", ("RN", "CALLED", "E"), lambda rn, _, e: by_trade(rn, e)),
        r("E", ("DET", "RN", "CALLED", "E"), lambda _, rn, _c, e: by_trade(rn, e)),
        r("E", ("SOMEONECALLED", "E"), lambda _, e: [(e, -0.1)] if is_a(e.classes[0], ("Person", "Character")) else []),
        r("E", ("E", "GUY"), lambda e, _: [(e, 0.0)] if is_a(e.classes[0], ("Person", "Character")) else []),
        r("E", ("E", "POSS", "E"), lambda e, _, part: w.of_whole(e, part)),
        r("E", ("E", "P", "E"), lambda part, p, e: w.of_whole(e, part) if p == "from" or (p in ("of", "in") and not is_a(part.classes[0], ("Character",))) else []),  # who plays X in W may not play X elsewhere
        r("E", ("ORD", "E", "SEASON"), lambda o, e, _: w.ordinal(o, e)),
        r("E", ("NS", "P", "E"), lambda n, p, e: [(e, -0.2)] if p == "of" and n.classes == ("Character",) and is_a(e.classes[0], n.classes) else []),
        r("E", ("E", "P", "DATE"), lambda e, p, d: w.of_year(e, d) if p in ("from", "of") else []),
        r("E", ("DATE", "E"), lambda d, e: w.of_year(e, d)),
        r("E", ("E", "SEASONCODE"), lambda e, n: w.season(e, n)),
        r("E", ("E", "POSS", "SEASON", "NUM"), lambda e, _, _s, n: w.season(e, n)),
        r("E", ("SEASON", "NUM", "FINALE", "P", "E"), lambda _, n, _f, p, e: w.of_season(e, n, LAST) if p == "of" else []),
        r("E", ("ORD", "SEASON", "FINALE", "P", "E"), lambda o, _, _f, p, e: w.of_season(e, o.number, LAST) if p == "of" else []),
        r("E", ("SEASON", "NUM", "FIRSTEPISODE", "P", "E"), lambda _, n, _f, p, e: w.of_season(e, n, FIRST) if p == "of" else []),
        r("E", ("ORD", "SEASON", "FIRSTEPISODE", "P", "E"), lambda o, _, _f, p, e: w.of_season(e, o.number, FIRST) if p == "of" else []),
        r("E", ("E", "POSS", "FINALE"), lambda e, *_: w.ordinal_episode(LAST, e)),
        r("E", ("E", "POSS", "FIRSTEPISODE"), lambda e, *_: w.ordinal_episode(FIRST, e)),
        r("E", ("E", "POSS", "ORD", "EPISODE"), lambda e, _, o, _e: w.ordinal_episode(o, e)),
        r("E", ("E", "CODE"), lambda e, c: w.episode(e, *c)),
        r("E", ("E", "EPISODE", "NUM"), lambda e, _, n: w.numbered_episode(e, n)),
        r("E", ("EPISODE", "NUM", "P", "E"), lambda _, n, _p, e: w.numbered_episode(e, n)),
        r("E", ("PENULTIMATE", "EPISODE", "P", "E"), lambda word, _e, _p, e: w.penultimate(word, e)),
        r("E", ("E", "POSS", "PENULTIMATE", "EPISODE"), lambda e, _, word, _e: w.penultimate(word, e)),
        r("E", ("E", "PENULTIMATE", "EPISODE"), lambda e, word, _: w.penultimate(word, e)),
        r("E", ("ORD", "EPISODE", "P", "E"), lambda o, _, _p, e: w.ordinal_episode(o, e)),
        r("E", ("FIRSTEPISODE", "P", "E"), lambda _, _p, e: w.ordinal_episode(FIRST, e)),
        r("E", ("E", "FIRSTEPISODE"), lambda e, _: w.ordinal_episode(FIRST, e)),
        r("E", ("FINALE", "P", "E"), lambda _, _p, e: w.ordinal_episode(LAST, e)),
        r("E", ("E", "FINALE"), lambda e, _: w.ordinal_episode(LAST, e)),
    ]  # fmt: skip


def of_kind(e: Phrase) -> Phrase:
    """A thing by name, said to be of its class: "the series Daredevil"."""
    known = vocab.terms().classes.get(e.classes[0])
    label = known.label if known is not None else ""
    return e if not label or e.words.startswith(f"the {label} ") else replace(e, words=f"the {label} {e.words}")


def by_trade(rn: Relation, e: Phrase) -> Made:
    """A person with what they do put first: "an actor called Mike Colter"."""
    if e.classes == ("Person",) and "Person" in rn.near and not any(is_a(c, ("Person",)) for c in rn.far):
        yield e, 0.0
