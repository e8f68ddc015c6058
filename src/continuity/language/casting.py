"""Who played whom, who died and who came back: what the statements tell of it that are no plain relations.

A return, a death or a new actor for a part has a place for the work in which it is: "in which episode is X brought back
to life", "the season in which X was recast", "came back from the dead in W".
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity import vocab
from continuity.language.chart import Rule
from continuity.language.clauses import Clauses, Gap
from continuity.language.everyday import EARLIEST, Everyday
from continuity.language.logical import Among, Atom, Compare, Const, Either, Form, Is, Not, Rel, Shown, Var
from continuity.language.meaning import Pred, apply
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.relation import Relation, relate
from continuity.language.scenes import Scenes
from continuity.language.statements import TOLD_IN, attach
from continuity.language.wording import SOMEWHERE, WHO, Question, rows
from continuity.language.works import Made

#: The words that lead to a work or place in which something is so.
_IN = ("in", "on", "during", "at")
#: How it is said that someone is seen in a flashback, and that one speaks of someone.
_FLASHBACK, _MENTIONED = "appear in a flashback", "are mentioned"
#: Words for the other modes in which one can be seen.
_MODES = {"vision": "vision", "disguise": "disguised", "archive footage": "archiveFootage"}
#: Words that are said of whoever it is.
_WHOEVER = ("guy", "dude", "one", "person", "a person")
#: Whoever it is.
_ANYONE = Phrase(Var("ones"), (), ("Person", "Character", "Group"), "the ones")


class Casting:
    """Composes such questions."""

    def __init__(self, everyday: Everyday, clauses: Clauses) -> None:
        self.spoken = everyday.spoken
        self.questions = everyday.questions
        self.sets = everyday.sets
        self.clauses = clauses
        self.scenes = Scenes(clauses)
        nouns = ((e, s) for e in self.sets.entries if e.pos == "noun" for s in e.senses)
        found = (Relation(s, e.plural) for e, s in nouns if s.reference == "counterpartOf")
        self.counterparts = next(found, None)

    def recast(self, np: Phrase, a: Pred) -> Made:
        """ "where X is recast": the works from which on a part has another actor."""
        if a.relation is None or a.relation.sense.reference != "recastOf" or not np.is_entity or a.denied:
            return
        if fits(np, a.relation.near):
            work, node = Phrase(Var("scene"), (), ("Work",)), Var("recast")
            part = Rel("recastOf", node, Var("recast.before")), Rel("character", node, np.head)
            atoms = (*np.atoms, Is("Portrayal", node), *part, Rel("work", node, work.head, False, True))
            yield _gap(np, a.words, replace(work, atoms=atoms, notes=np.notes), True), 0.0

    def recast_in(self, a: Pred, p: str, place: Phrase) -> Made:
        """ "are recast in W"."""
        if a.relation is None or a.relation.sense.reference != "recastOf" or a.denied or p not in _IN:
            return
        if place.is_entity and fits(place, ("Work",)):
            node, who = Var("recast"), Var("recast.who")
            part = Rel("recastOf", node, Var("recast.before")), Rel("character", node, who)
            atoms = (Is("Portrayal", node), *part, Rel("work", node, place.head, False, True))
            far = Phrase(who, atoms, ("Character",), "", notes=place.notes)
            yield Pred(f"are {a.words} {p} {place.words}", None, far, event="told"), 0.0

    def told(self, np: Phrase, vp: Pred, be: bool = False) -> Made:
        """ "where X comes back to life": the works of which a statement about X tells it."""
        if not np.is_entity or not _is_statement(vp) or vp.far is None or not fits(np, ("Character", "Group")):
            return
        work = Phrase(Var("scene"), (), ("Work",))
        for of, _ in ((x, 0) for x in attach(replace(vp.far, shown=()), np)):
            for one in attach(of, work, "in", only=True):
                atoms = tuple(
                    replace(a, lift_object=True) if isinstance(a, Rel) and a.object == work.head else a
                    for a in one.atoms
                )
                yield _gap(np, vp.words, replace(work, atoms=atoms, notes=one.notes), be), 0.0

    def told_in(self, vp: Pred, p: str, place: Phrase) -> Made:
        """ "came back from the dead in W": what a statement tells, of one work or place."""
        if not _is_statement(vp) or vp.far is None or place.others or not place.classes or p not in _IN:
            return
        word = "in" if fits(place, ("Work",)) else "place"
        if fits(place, ("Work", "Place")):
            for told in attach(replace(vp.far, shown=()), place, word, only=True):
                far = replace(vp.far, atoms=told.atoms, notes=told.notes)
                yield replace(vp, far=far, words=f"{vp.words} {p} {place.words}"), 0.0

    def died_at(self, vp: Pred, p: str, place: Phrase) -> Made:
        """ "die at P": a death that is told of a place."""
        known = place.is_entity and is_a(place.classes[0], ("Place",))
        if vp.event == "Death" and vp.cls and known and p in _IN:
            node = Var(f"death.{place.words}")
            for told in attach(Phrase(node, (Is("Death", node),), ("Death",), "death"), place, "place", only=True):
                yield Pred(f"{vp.words} {p} {place.words}", None, told, event="had"), 0.0

    def seen(self, mode: str, words: str) -> Made:
        """ "appear in a flashback", "are mentioned"."""
        node = Var(f"seen.{mode}")
        far = Phrase(node, (Is("Appearance", node), Rel("mode", node, Const(mode))), ("Appearance",), "appearance")
        yield Pred(words, None, far, event="had"), 0.0

    def seen_only(self, mode: str, words: str, place: Phrase) -> Made:
        """ "only mentioned in W": seen there in no other mode than one speaks of."""
        for vp, _ in self.seen(mode, words):
            for told, _c in self.told_in(vp, "in", place):
                node, other = Var("seen.other"), Var("seen.mode")
                modes = tuple(Compare("!=", other, Const(m)) for m in dict.fromkeys((mode, "mentioned")))
                far = Phrase(node, (Is("Appearance", node), Rel("mode", node, other), *modes), ("Appearance",), "")
                for no_other, _k in self.told_in(Pred(words, None, far, event="had"), "in", place):
                    yield replace(told, also=(replace(no_other, denied=True),)), 0.0

    def first_in(self, np: Phrase) -> Made:
        """ "first appear in W": in W, and in no work that was released before it."""
        appears = self.sets.appears
        if appears is None or not np.is_entity or not fits(np, ("Work",)):
            return
        yield (
            Pred(f"first appear in {np.words}", appears, np, also=tuple(_earlier(appears, np))),
            -0.05,
        )

    def ever(self, word: str, v: Relation, e: Phrase) -> Made:
        """ "have played X": whoever played X or a counterpart of the name, where anybody did."""
        perfect = word in ("has", "have", "had") and v.sense.reference == "plays"
        if perfect and self.counterparts is not None and self._is_played_elsewhere(e):
            for more, _ in self.sets.of(self.counterparts, e):
                either = Phrase(e.head, (), (), f"{e.words} or {more.words}", (e, more), False)
                yield from ((one, -0.3) for one, _c in self.sets.said(v, either))

    def before(self, v: Relation, e: Phrase, actor: Phrase) -> Made:
        """ "played X before Y", of a name that several characters bear: in works that came out before Y's first."""
        known = actor.is_entity and is_a(actor.classes[0], ("Person",))
        if v.sense.reference != "plays" or not known or not self._is_played_elsewhere(e):
            return
        who, part, role, work, day = (Var(f"before.{n}") for n in ("who", "part", "role", "work", "day"))
        first, other, date = (Var(f"before.{n}") for n in ("first", "other", "date"))
        named = Rel("character", part, role), Among(role, self.of_the_name(e))
        told = (*named, Is("Portrayal", part), Rel("work", part, work), Rel("released", work, day))
        own = (Rel("actor", first, actor.head), Rel("character", first, e.head), Rel("work", first, other))
        since = Not((*told, *own, Rel("released", other, date), Compare("<=", date, day)))
        atoms = (*told, Rel("actor", part, who), since)
        words = f"{v.words} {e.words} before {actor.words}"
        notes = (*e.notes, *actor.notes, f"{e.words} is whichever character of that name")
        yield Pred(words, None, Phrase(who, atoms, ("Person",), notes=notes), event="told"), -0.3

    def of_the_name(self, e: Phrase) -> tuple[Const, ...]:
        """The characters that bear the name of one, the likeliest first."""
        named = self.sets.names.ids(self.sets.names.canon.label(getattr(e.head, "id", "")))
        return tuple(Const(n.id, n.cls) for n in named if is_a(n.cls, ("Character",)))

    def _is_played_elsewhere(self, e: Phrase) -> bool:
        """Whether this is what a name is likeliest to mean, and another character of that name is played by someone."""
        if not isinstance(e.head, Const) or e.others or not is_a(e.head.cls, ("Character",)):
            return False
        canon, named = self.sets.names.canon, self.of_the_name(e)
        others = (any(True for _ in canon.claims("", "plays", canon.node(n.id))) for n in named[1:])
        return named[:1] == (e.head,) and any(others)

    def how(self, np: Phrase, vp: Pred) -> Made:
        """ "how did X come back from the dead": in what way, and in which work."""
        if vp.far is None or vp.far.classes != ("Return",) or not np.is_entity or not fits(np, ("Character",)):
            return
        for told in attach(replace(vp.far, shown=()), np, "of", only=True):
            shown = tuple((p, Var(f"return.{p}")) for p in ("how", "in"))
            plain = tuple(a for a in told.atoms if not isinstance(a, Shown))
            atoms = (*plain, *(Shown(p, told.head, v) for p, v in shown))
            form = Form("rows", tuple(v for _, v in shown), atoms, ("how", "in"))
            yield Question(form, f"How did {np.words} {vp.words}?", told.notes), 0.0

    def by(self, near: Phrase, np: Phrase, v: Relation, head: str, place: tuple[str, Phrase] | None = None) -> Made:
        """ "by whom was X portrayed in W"."""
        if not v.sense.marker:
            for vp, _ in self.sets.said(v, np):
                for one in [vp] if place is None else [x for x, _ in self.sets.placed_in(vp, *place)]:
                    yield from self.questions.asked(near, one, head)

    def same_as(self, v: Relation, n: Phrase, np: Phrase) -> Made:
        """ "die in the same episode as X"."""
        plain = n.classes and fits(n, ("Work", "Group")) and not n.is_entity and not n.others
        if not plain or not np.is_entity or not fits(np, v.near) or not fits(n, v.far):
            return
        who = Phrase(Var("same"), (), np.classes)
        for one, other in ((relate(who, v, n), relate(replace(np, atoms=()), v, n)),):
            if one is not None and other is not None:
                atoms = (*one.atoms, *other.atoms, Compare("!=", who.head, np.head))
                far = replace(who, atoms=tuple(dict.fromkeys(atoms)), notes=np.notes)
                words = f"{v.words} the same {self.sets.one(n.words)} as {np.words}"
                yield Pred(words, None, far, event="told"), -0.05

    def first_scene(self, n: Phrase, np: Phrase, vp: Pred) -> Made:
        """ "in which show did X first play Y"."""
        for gap, _ in (*self.scenes.told(np, vp), *self.told(np, vp)):
            for one in self.clauses.filled(n, _exact(gap) if n is SOMEWHERE else gap):
                for best, cost in self.sets.best(EARLIEST, replace(one, words=n.words)):
                    head = "Where" if n is SOMEWHERE else f"In which {n.words}"
                    yield rows(best, f"{head} does {np.words} first {vp.words}?"), cost

    def first_both(self, n: Phrase, np: Phrase, v: Relation) -> Made:
        """ "in which episode do X and Y first appear together"."""
        if len(np.others) > 1 and np.every and v.sense.reference in ("appearsIn", "actsIn"):
            for one in self.sets.reached(n, np, v):
                for best, cost in self.sets.best(EARLIEST, replace(one, words=n.words)):
                    yield rows(best, f"In which {n.words} do {np.words} first {v.words.split()[0]} together?"), cost

    def dies_where(self, np: Phrase) -> Made:
        """ "where did X die": the place, where one is told, and the work."""
        canon = self.sets.names.canon
        if not isinstance(np.head, Const) or not is_a(np.head.cls, ("Character",)):
            return
        deaths = [c.subject for c in canon.claims("", "of", canon.node(np.head.id)) if canon.type(c.subject) == "Death"]
        if any(True for d in deaths for _ in canon.claims(d, "place")):
            node = Var("death")
            shown = tuple((p, Var(f"death.{p}")) for p in ("place", "in"))
            atoms: tuple[Atom, ...] = (
                Is("Death", node),
                Rel("of", node, np.head),
                *(Shown(p, node, v) for p, v in shown),
            )
            form = Form("rows", tuple(v for _, v in shown), atoms, ("place", "in"))
            yield Question(form, f"Where did {np.words} die?", np.notes), -0.1

    def and_where(self, q: Question, n: Phrase) -> Made:
        """ "who killed X, and in which episode": the work as well."""
        if q.form.kind != "rows" or q.form.best is not None or not n.classes or not fits(n, ("Work",)) or n.others:
            return
        found = [told for a in q.form.atoms for told in _told_in_work(a, n)]
        if found and not n.is_entity:
            atoms = (*q.form.atoms, *found[0], *n.atoms)
            targets, columns = (*q.form.targets, n.head), (*q.form.columns, "in")
            form = replace(q.form, atoms=tuple(dict.fromkeys(atoms)), targets=targets, columns=columns)
            yield replace(q, form=form, reading=f"{q.reading.removesuffix('?')}, and in which {n.words}?"), 0.0

    def and_from(self, q: Question) -> Made:
        """ "who took over the role of X, and from whom"."""
        before = [a.object for a in q.form.atoms if isinstance(a, Rel) and a.property == "recastOf"]
        if q.form.kind == "rows" and len(before) == 1:
            actor = Var("from")
            form = replace(
                q.form,
                atoms=(*q.form.atoms, Rel("actor", before[0], actor)),
                targets=(*q.form.targets, actor),
                columns=(*q.form.columns, "from"),
            )
            yield replace(q, form=form, reading=f"{q.reading.removesuffix('?')}, and from whom?"), 0.0

    def somebody(self, word: str, vp: Pred) -> Made:
        """ "the guy playing X": whoever it is, unless they are told to be no man."""
        said = word.removeprefix("the ")
        one = _ANYONE if said in _WHOEVER else self.sets.somebody(word, _ANYONE)
        yield from ((n, c - 0.1) for n, c in self.sets.such(one, vp, "that "))

    def anyone(self, p: str, np: Phrase, every: bool = False) -> Made:
        """ "anyone from the Defenders": a member of a group, or a character of a work; or every one of them."""
        for one, cost in self._any_of(p, np):
            yield one, cost + (0.1 if every else 0.0)
            yield from ((each, cost) for each, _ in self.sets.each(one) if every)

    def _any_of(self, p: str, np: Phrase) -> Made:
        if p not in ("of", "from", "in", "on"):
            return
        first = (np.others or (np,))[0]
        if np.is_entity and is_a(np.classes[0], ("Group",)):
            yield from ((one, 0.0) for one in self.spoken.members(np))
        elif np.others and fits(np, ("Group",)):
            yield from (x for rn in self.sets.memberships for x in self.sets.of(rn, np))
        elif first.classes and fits(np, ("Work",)):
            who = Phrase(Var("those"), (Is("Character", Var("those")),), ("Character",), "characters")
            yield from ((one, cost + 0.3) for one, cost in self.sets.with_preposition(who, "in", np))


def _earlier(appears: Relation, np: Phrase) -> Iterator[Pred]:
    """That somebody does not appear in a work that came out before some work, or before it in its season."""
    work, day, own = Var("earlier"), Var("earlier.date"), Var("earlier.own")
    kind = Either(tuple((Is(c, work),) for c in ("Episode", "Season", "Film", "Special")))
    before = kind, Rel("released", work, day), Rel("released", np.head, own), Compare("<", day, own)
    yield Pred("appear earlier", appears, Phrase(work, before, ("Work",), "earlier works"), denied=True)
    if is_a(np.classes[0], ("Episode",)):
        season, place, number = Var("earlier.season"), Var("earlier.number"), Var("earlier.place")
        beside = Rel("partOf", work, season), Rel("partOf", np.head, season)
        turn = Rel("number", work, number), Rel("number", np.head, place), Compare("<", number, place, True)
        yield Pred("appear earlier", appears, Phrase(work, (*beside, *turn), ("Work",), "earlier works"), denied=True)


def _told_in_work(atom: Atom, n: Phrase) -> Iterator[tuple[Atom, ...]]:
    """What says in which work something is so that an atom tells."""
    if isinstance(atom, Rel) and atom.property in TOLD_IN:
        cls, first, second, slot = TOLD_IN[atom.property]
        node = Var(f"{cls}.told")
        ends = Rel(first, node, atom.subject), Rel(second, node, atom.object)
        yield Is(cls, node), *ends, Rel(slot, node, n.head, False, _is_whole(n))
    elif isinstance(atom, Is) and atom.cls in ("Return", "Death", "Appearance"):
        yield (Rel("in", atom.term, n.head, False, _is_whole(n)),)


def _is_whole(n: Phrase) -> bool:
    return all(is_a(c, ("Series", "Season", "Franchise")) for c in n.classes)


def _exact(gap: Gap) -> Gap:
    """The same of the works that are told, not of the wholes that they are part of."""
    if gap.pred.far is None:
        return gap
    told = tuple(replace(a, lift_object=False) if isinstance(a, Rel) else a for a in gap.pred.far.atoms)
    return replace(gap, pred=replace(gap.pred, far=replace(gap.pred.far, atoms=told)))


def _mode(word: str) -> str:
    return word.removeprefix("a ").removesuffix("s")


def _gap(np: Phrase, words: str, work: Phrase, be: bool) -> Gap:
    """A clause of a subject that lacks the work."""
    return Gap(Pred(f"{np.words} {words}", None, work, event="told"), np.words, words.removeprefix("are "), be)


def _is_statement(vp: Pred) -> bool:
    """Whether it is said that a statement is told of the subject."""
    terms = vocab.terms()
    classes = vp.far.classes if vp.far is not None and vp.relation is None else ()
    had = vp.event == "had" and not vp.denied and not vp.also
    return had and len(classes) == 1 and classes[0] in terms.classes and terms.is_a(classes[0], "Statement")


def casting_rules(x: Casting) -> list[Rule]:
    """The rules of such phrases."""
    r, s = Rule, x.sets
    return [
        r("SCENE", ("NP", "BE", "ADJ"), lambda np, _, a: x.recast(np, a)),
        r("SCENE", ("NP", "VP"), x.told),
        r("SCENEQ", ("BE", "NP", "ADJ"), lambda _, np, a: x.recast(np, a)),
        r("SCENEQ", ("DO", "NP", "BEEN", "ADJ"), lambda _, np, _b, a: x.recast(np, a)),
        r("SCENEQ", ("DO", "NP", "VP"), lambda _, np, vp: x.told(np, vp)),
        r("SCENEQ", ("BE", "NP", "VP"), lambda _, np, vp: x.told(np, vp)),
        r("Q", ("P", "WHICH", "N", "SCENEQ"), lambda p, _, n, gap: x.clauses.asked(n, gap, f"In which {n.words}") if p == "from" and gap.be else []),
        r("VP", ("VP", "P", "NP"), lambda vp, p, np: [*x.told_in(vp, p, np), *x.died_at(vp, p, np)]),
        r("Q", ("BY", "WHO", "BE", "NP", "VB", "P", "NP"), lambda _, _w, _b, np, v, p, w: x.by(WHO, np, v, "Who", (p, w))),
        r("Q", ("BY", "WHO", "DO", "NP", "BEEN", "VB"), lambda _, _w, _d, np, _b, v: x.by(WHO, np, v, "Who")),
        r("Q", ("BY", "WHO", "DO", "NP", "BEEN", "VB", "P", "NP"), lambda _, _w, _d, np, _b, v, p, w: x.by(WHO, np, v, "Who", (p, w))),
        r("Q", ("BY", "WHICH", "N", "BE", "NP", "VB"), lambda _, _w, n, _b, np, v: x.by(n, np, v, f"Which {n.words}")),
        r("Q", ("BY", "WHICH", "N", "BE", "NP", "VB", "P", "NP"), lambda _, _w, n, _b, np, v, p, w: x.by(n, np, v, f"Which {n.words}", (p, w))),
        r("Q", ("BY", "WHICH", "N", "DO", "NP", "BEEN", "VB"), lambda _, _w, n, _d, np, _b, v: x.by(n, np, v, f"Which {n.words}")),
        r("Q", ("WHERE", "DO", "NP", "VB"), lambda word, _, np, v: x.dies_where(np) if word == "where" and v.sense.reference == "diesIn" else []),
        r("Q", ("WHERE", "BE", "NP", "KILLED"), lambda word, _, np, _k: x.dies_where(np) if word == "where" else []),
        r("Q", ("Q", "AND", "P", "WHICH", "N"), lambda q, _, p, _w, n: x.and_where(q, n) if p in ("in", "on") else []),
        r("Q", ("Q", "AND", "P", "WHO"), lambda q, _, p, _w: x.and_from(q) if p == "from" else []),
        r("Q", ("Q", "AND", "P", "WHICH", "RN"), lambda q, _, p, _w, rn: x.and_from(q) if p == "from" and rn.sense.reference in ("plays", "actsIn") else []),
        r("N", ("E", "N"), lambda e, n: ((y, c + 0.02) for y, c in s.with_preposition(n, "in", e)) if n.classes == ("Character",) and len(n.atoms) == 1 and is_a(e.classes[0], ("Work",)) else []),
        r("VP", ("VB", "P", "SAME", "N", "P", "NP"), lambda v, p, _, n, o, np: x.same_as(v, n, np) if p in v.sense.marker and o in ("as", "with") else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "FIRST", "VP"), lambda p, _, n, _d, np, _f, vp: x.first_scene(n, np, vp) if p in _IN else []),
        r("Q", ("WHEN", "DO", "NP", "FIRST", "VP"), lambda _, _d, np, _f, vp: x.first_scene(SOMEWHERE, np, vp)),
        r("Q", ("WHERE", "DO", "NP", "FIRST", "VP"), lambda word, _d, np, _f, vp: x.first_scene(SOMEWHERE, np, vp) if word == "where" else []),
        r("Q", ("P", "WHICH", "N", "DO", "NP", "FIRST", "VB", "TOGETHER"), lambda p, _, n, _d, np, _f, v, _t: x.first_both(n, np, v) if p in v.sense.marker else []),
        r("N", ("SOMEBODY", "VING"), x.somebody),
        r("N", ("SOMEBODY", "THAT", "VP"), lambda word, _, vp: x.somebody(word, vp) if word.removeprefix("the ") in _WHOEVER else []),
        r("Q", ("BE", "NP", "VP"), lambda _, np, vp: x.questions.truth(np, vp) if _is_statement(vp) else []),
        r("VP", ("V", "FLASHBACK"), lambda v, _: x.seen("flashback", _FLASHBACK) if v.sense.reference == "appearsIn" else []),
        r("VP", ("V", "MODE"), lambda v, word: x.seen(_MODES[_mode(word)], f"appear in {word}") if v.sense.reference == "appearsIn" else []),
        r("VP", ("BE", "SEEN", "P", "MODE"), lambda _, _s, p, word: x.seen(_MODES[_mode(word)], f"appear in {word}") if p == "in" else []),
        r("VP", ("DO", "BEEN", "VP"), lambda _, _b, vp: [(vp, 0.0)] if _is_statement(vp) else []),
        r("VP", ("BE", "ADJ", "P", "NP"), lambda _, a, p, np: x.recast_in(a, p, np)),
        r("Q", ("WHICH", "E", "VP"), lambda _, e, vp: ((y, c + 0.05) for one in x.spoken.members(e) for y, c in x.questions.asked(one, vp, f"Which {one.words}"))),
        r("VP", ("BE", "MENTIONED"), lambda *_: x.seen("mentioned", _MENTIONED)),
        r("VP", ("DO", "BEEN", "MENTIONED"), lambda *_: x.seen("mentioned", _MENTIONED)),
        r("VP", ("GOT", "MENTIONED"), lambda *_: x.seen("mentioned", _MENTIONED)),
        r("PASSIVE", ("MENTIONED", "P", "NP"), lambda _, p, np: (y for vp, _c in x.seen("mentioned", "mentioned") for y in x.told_in(vp, p, np))),
        r("VP", ("BE", "ONLY", "MENTIONED", "P", "NP"), lambda _, _o, _m, p, np: x.seen_only("mentioned", "are only mentioned", np) if p in _IN else []),
        r("VP", ("V", "ONLY", "P", "FLASHBACK", "P", "NP"), lambda v, _o, p, _f, o, np: x.seen_only("flashback", "appear only in flashbacks", np) if p == "in" and o in _IN and v.sense.reference == "appearsIn" else []),
        r("VP", ("VB", "ONLY", "P", "FLASHBACK", "P", "NP"), lambda v, _o, p, _f, o, np: x.seen_only("flashback", "appear only in flashbacks", np) if p == "in" and o in _IN and v.sense.reference == "appearsIn" else []),
        r("VP", ("BE", "ONLY", "SEEN", "P", "FLASHBACK", "P", "NP"), lambda _, _o, _s, p, _f, o, np: x.seen_only("flashback", "appear only in flashbacks", np) if p == "in" and o in _IN else []),
        r("SCENEQ", ("BE", "NP", "MENTIONED"), lambda _, np, _m: (y for vp, _c in x.seen("mentioned", _MENTIONED) for y in x.told(np, vp, True))),
        r("Q", ("BE", "NP", "MENTIONED", "P", "NP"), lambda _, np, _m, p, w: (z for vp, _c in x.seen("mentioned", _MENTIONED) for y, _k in x.told_in(vp, p, w) for z in x.questions.truth(np, y))),
        r("VP", ("FIRST", "V", "NP"), lambda _, v, np: x.first_in(np) if v.sense.reference == "appearsIn" and v.sense.denotes == "subject" else []),
        r("VP", ("VB", "FIRSTADV", "P", "NP"), lambda v, word, p, np: x.first_in(np) if v.sense.reference == "appearsIn" and word == "first" and p in v.sense.marker else []),
        r("EVER", ("DO", "V", "E"), x.ever),
        r("VP", ("V", "E", "BEFORE", "E"), lambda v, e, _, actor: x.before(v, e, actor)),
        r("N", ("N", "THAT", "EVER"), lambda n, _, vp: s.such(n, vp, "that ")),
        r("Q", ("WHICH", "N", "EVER"), lambda _, n, vp: x.questions.asked(n, vp, f"Which {n.words}")),
        r("Q", ("HOWMANY", "N", "EVER"), lambda _, n, vp: x.questions.counted(apply(n, vp), vp)),
        r("Q", ("HOW", "DO", "NP", "VP"), lambda _, _d, np, vp: x.how(np, vp)),
        r("Q", ("HOW", "BE", "NP", "VP"), lambda _, _b, np, vp: x.how(np, vp)),
        r("Q", ("NP", "VB", "BY", "WHO"), lambda np, v, _b, _w: x.by(WHO, np, v, "Who")),
        r("RN", ("UNIVERSE", "RN"), lambda _, rn: [(rn, 0.0)]),
        r("NPQ", ("EACH", "NUM", "N"), lambda word, _, n: s.each(n)),
        r("NP", ("ANYONE", "P", "NP"), lambda word, p, np: x.anyone(p, np, word.startswith(("every", "all")))),
    ]  # fmt: skip
