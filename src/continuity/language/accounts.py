"""Questions about sources: which there are, who published them and when, what only some tell, and where they disagree."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from continuity.language.chart import Rule
from continuity.language.logical import Atom, Const, Either, Form, Held, Is, Rel, Var
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative, constant
from continuity.language.names import is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation
from continuity.language.telling import Teller, Telling, titled
from continuity.language.times import When, when
from continuity.language.wording import Question
from continuity.language.works import Made

#: What holds an answer to "what is only told by …": a kind of source or a teller, and its words.
Origin = tuple[str, str]
#: Said where an interview is asked for.
REPORTED = "whatever relays what they said, or names them in its title, counts as an interview"
_ABOUT = ("about", "of", "on", "for", "with")
_FROM = ("from", "by", "in", "of", "at", "on", "with")


def of_kind(kind: str, words: str, at: int) -> Phrase:
    """The sources of a kind, their variable named by its place."""
    var = Var(f"source{at}")
    return Phrase(var, (Is("Source", var), Rel("sourceKind", var, Const(kind))), ("Source",), words)


def _is_of_sources(n: Phrase) -> bool:
    return n.classes == ("Source",) and not n.is_entity


def _is_writing(v: Relation) -> bool:
    return v.sense.reference == "writerOf"


class Accounts:
    """Composes such questions."""

    def __init__(self, telling: Telling) -> None:
        self.telling = telling
        self.questions: Questions = telling.questions

    def told_by(self, n: Phrase, who: Teller, p: str = "") -> Made:
        """ "sources from Vulture", "interviews with X": those of a publisher or author, or that report somebody."""
        if not _is_of_sources(n) or (p and p not in _FROM):
            return
        if who.id:
            account = Var(f"account.{n.words}")
            told: tuple[Atom, ...] = (Rel("source", account, n.head), Rel("reports", account, Const(who.id, who.cls)))
            if who.titles:
                told = (Either((told, (Held(n.head, (("title", who.titles),)),))),)
            kind = Rel("sourceKind", n.head, Const("interview"))
            notes = (REPORTED,) if kind in n.atoms else ()
            atoms = (*(a for a in n.atoms if a != kind), *told)
            yield replace(n, atoms=atoms, words=f"{n.words} with {who.name}", notes=(*n.notes, *notes)), 0.02
        if (who.publishes or who.credited) and p != "with":
            names = (("author", who.credited), ("publisher", (who.name,)))
            held = Held(n.head, tuple((property, values) for property, values in names if values))
            yield replace(n, atoms=(*n.atoms, held), words=f"{n.words} by {who.name}"), 0.0

    def about(self, n: Phrase, p: str, e: Phrase) -> Made:
        """ "the review of X": the sources that report a work; "interviews with X": those whose titles name somebody."""
        if _is_of_sources(n) and p == "with" and e.is_entity and fits(e, ("Person",)):
            yield from self.told_by(n, self.telling.teller(e), p)
        if _is_of_sources(n) and p in _ABOUT and e.is_entity and fits(e, ("Work",)) and e.classes:
            account = Var(f"account.{n.words}")
            told: tuple[Atom, ...] = (Rel("source", account, n.head), Rel("reports", account, e.head, False, True))
            titles = titled(self.telling.sets.names.canon, e.words) if p in ("about", "on") else ()
            if titles:
                told = (Either((told, (Held(n.head, (("title", titles),)),))),)
            words = f"{n.words} {'about' if titles else 'of'} {e.words}"
            yield replace(n, atoms=(*n.atoms, *told), words=words, notes=(*n.notes, *e.notes)), 0.0

    def dated(self, n: Phrase, time: When) -> Made:
        """ "sources from 2016"."""
        if _is_of_sources(n):
            date = time.phrase("published")
            told = (*date.atoms, Rel("published", n.head, date.head))
            yield replace(n, atoms=(*n.atoms, *told), words=f"{n.words} published {time.words}"), 0.0

    def older(self, n: Phrase, how: Superlative, date: str) -> Made:
        """ "sources older than 2014"."""
        if how.property in ("born", "released"):
            for time, _ in when("before" if how.lowest else "after", date):
                yield from self.dated(n, time)

    def written(self, v: Relation, n: Phrase) -> Made:
        """ "who wrote the review of X"."""
        if _is_of_sources(n) and n.tally is None and n.best is None and _is_writing(v):
            author = Var("author")
            atoms = (*n.atoms, Rel("author", n.head, author))
            yield Question(Form("rows", (author,), atoms, ("author",)), f"Who wrote the {n.words}?", n.notes), 0.0

    def wrote(self, n: Phrase, who: Teller, v: Relation) -> Made:
        """ "which articles did X write"."""
        if _is_writing(v) and who.credited:
            yield from self.told_by(n, replace(who, id=""))

    def kind(self, n: Phrase) -> Made:
        """ "what kind of source is X"."""
        if _is_of_sources(n):
            kind = Var("kind")
            form = Form("rows", (kind,), (*n.atoms, Rel("sourceKind", n.head, kind)), ("kind",))
            yield Question(form, f"What kind of source are {n.words}?", n.notes), 0.0

    def cited(self, np: Phrase) -> Made:
        """ "how many sources are there for X"."""
        for listed, _ in self.questions.listed(np, 0.0):
            for told, cost in self.questions.tellers(listed):
                form = replace(told.form, op="count")
                yield replace(told, form=form, reading=f"How many sources are there for the {np.words}?"), cost

    def put_out(self, n: Phrase, who: Teller, v: Relation) -> Made:
        """ "which sources did W publish"."""
        if v.sense.reference == "published":
            yield from self.told_by(n, replace(who, id=""))

    def naming(self, n: Phrase, e: Phrase) -> Made:
        """ "which interviews mention X"; of sources of whatever kind where none is said."""
        kinds = tuple(a.object.id for a in n.atoms if isinstance(a, Rel) and isinstance(a.object, Const))
        if _is_of_sources(n) and len(n.atoms) == 1 + len(kinds):
            for one, cost in self.telling.mentioned(e):
                reading = f"Which {n.words} mention {e.words}?"
                yield replace(one, form=replace(one.form, named=kinds), reading=reading), cost

    def oldest(self, how: Superlative, n: Phrase) -> Made:
        """ "the oldest review"."""
        if _is_of_sources(n) and how.property in ("born", "released"):
            yield from self.questions.sets.best(replace(how, property="published"), n)

    def declared(self, name: tuple[tuple[str, ...], str]) -> Made:
        """ "who declared the canon of W"."""
        form = Form("canons", (), (), ("canon", "counts", "declared by", "since"), named=name[0])
        yield Question(form, f"Who declared the {name[1]} canon?"), 0.0

    def solely(self, origin: Origin, e: Phrase | None = None) -> Made:
        """ "which claims about X come only from fan wikis"."""
        if e is None or constant(e) is not None:
            about, notes = (f" about {e.words}", e.notes) if e is not None else ("", ())
            form = Form("solely", (e.head,) if e is not None else (), (), ("claim", "source"), named=origin[:1])
            yield Question(form, f"Which claims{about} come only from {origin[1]}?", notes), 0.0

    def contested(self, e: Phrase | None = None) -> Made:
        """ "what do the sources disagree about"."""
        if e is None or constant(e) is not None:
            about, notes = (f" regarding {e.words}", e.notes) if e is not None else ("", ())
            form = Form("contested", (e.head,) if e is not None else (), (), ("claim", "source", "followed"))
            film = e is not None and is_a(e.classes[0], ("Film",))  # of two of one name it is less often meant
            yield Question(form, f"What do the sources disagree about{about}?", notes), 0.05 if film else 0.0

    def contents(self, n: Phrase | None, name: tuple[tuple[str, ...], str], out: bool) -> Made:
        """ "which works does the canon of W leave out"."""
        if n is not None and (
            n.is_entity or n.others or not n.classes or not all(is_a(c, ("Work",)) for c in n.classes)
        ):
            return
        head, words = ("What", f"the {name[1]} canon") if n is None else (f"Which {n.words}", f"the {name[1]} canon")
        form = Form(
            "canons", (n.head,) if n is not None else (), n.atoms if n is not None else (), ("work", "canon"),
            op="left out" if out else "counted", named=name[0],
        )  # fmt: skip
        said = f"{head} does {words} {'leave out' if out else 'include'}?"
        yield Question(form, said, n.notes if n is not None else ()), 0.0

    def gerund(self, np: Phrase, vp: Pred) -> Made:
        """ "the source for X killing Y"."""
        for one, _ in self.questions.stated(np, vp):
            yield from self.questions.tellers(one)

    def all_canonical(self, n: Phrase, canons: tuple[str, ...] = ()) -> Made:
        """ "are the Netflix shows canon": of each of a set of works."""
        n = replace(n, each=False, words=n.words.removeprefix("every ")) if n.each else n
        if (
            not n.is_entity
            and not n.others
            and n.tally is None
            and n.best is None
            and all(is_a(c, ("Work",)) for c in n.classes)
            and n.classes
        ):
            form = Form("canons", (n.head,), n.atoms, ("canon", "counts", "declared by", "since"), named=canons)
            yield Question(form, f"Are {n.words} canon?", n.notes), 0.1


def account_rules(x: Accounts) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    q, t = x.questions, x.telling
    return [*_sources(x), *_canons(x),
        r("Q", ("WHO", "V", "NP"), lambda _, v, n: x.written(v, n)),
        r("Q", ("WHICH", "N", "DO", "TELLER", "VB"), lambda _, n, _d, who, v: _listed(x, x.wrote(n, who, v))),
        r("Q", ("HOWMANY", "N", "DO", "TELLER", "VB"), lambda _, n, _d, who, v: q.counted(y for y, _c in x.wrote(n, who, v))),
        r("Q", ("WHAT", "DO", "TELLER", "VB"), lambda _, _d, who, v: _listed(x, x.wrote(ANY_SOURCE, who, v))),
        r("Q", ("WHICH", "N", "DO", "TELLER", "VDATE"), lambda _, n, _d, who, v: _listed(x, x.put_out(n, who, v))),
        r("Q", ("HOWMANY", "N", "DO", "TELLER", "VDATE"), lambda _, n, _d, who, v: q.counted(y for y, _c in x.put_out(n, who, v))),
        r("Q", ("WHAT", "DO", "TELLER", "VDATE"), lambda _, _d, who, v: _listed(x, x.put_out(ANY_SOURCE, who, v))),
        r("Q", ("WHICH", "N", "TALKSABOUT", "E"), lambda _, n, _t, e: x.naming(n, e)),
        r("Q", ("HOWMANY", "N", "TALKSABOUT", "E"), lambda _, n, _t, e: x.naming(n, e)),
        r("Q", ("N", "P", "E"), lambda n, p, e: x.naming(n, e) if p in ("about", "on") and not fits(e, ("Work",)) else []),
        r("Q", ("IMPERATIVE", "N", "P", "E"), lambda _, n, p, e: x.naming(n, e) if p in ("about", "on") and not fits(e, ("Work",)) else []),
        r("Q", ("WHICH", "N", "BE", "THERE", "P", "E"), lambda _, n, _b, _t, p, e: x.naming(n, e) if p in ("about", "on") and not fits(e, ("Work",)) else []),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "P", "E"), lambda _, n, _b, _t, p, e: x.naming(n, e) if p in ("about", "on") and not fits(e, ("Work",)) else []),
        r("Q", ("DO", "TELLER", "SAYS", "Q"), lambda _, who, _s, one: t.according(who, one)),
        r("Q", ("WHAT", "DO", "TELLER", "TELLSABOUT", "Q"), lambda _, _d, who, _s, one: t.according(who, one)),
        r("Q", ("WHAT", "DO", "TELLER", "SAYS", "ABOUT", "Q"), lambda _, _d, who, _s, _a, one: t.according(who, one)),
        r("Q", ("KINDOFSOURCE", "BE", "NP"), lambda _, _b, n: x.kind(n)),
        r("Q", ("KINDOFSOURCE", "BE", "TELLER"), lambda _, _b, who: (y for n, _c in x.told_by(ANY_SOURCE, replace(who, id="")) for y in x.kind(n))),
        r("Q", ("HOWMANY", "SOURCES", "BE", "THERE", "P", "NP"), lambda _, _s, _b, _t, p, np: x.cited(np) if p == "for" else []),
        r("Q", ("HOWMANY", "N", "BE", "THERE", "P", "TELLER"), lambda _, n, _b, _t, p, who: q.counted(y for y, _c in x.told_by(n, who, p))),
        r("Q", ("WHICH", "N", "BE", "THERE", "P", "TELLER"), lambda _, n, _b, _t, p, who: _listed(x, x.told_by(n, who, p))),
        r("Q", ("WHEN", "BE", "SOURCEFOR", "NP", "VDATE"), lambda _, _b, _s, np, v: (y for one, _c in q.listed(np, 0.0) for y in q.tellers(one)) if v.sense.reference == "published" else []),
        r("Q", ("HOWMANY", "SOURCES", "TALKSABOUT", "E"), lambda _, _s, _t, e: t.mentioned(e)),
        r("Q", ("WHICH", "SOURCES", "BE", "THERE", "P", "NP"), lambda _, _s, _b, _t, p, np: (y for one, _c in q.listed(np, 0.0) for y in q.tellers(one)) if p == "for" else []),
        r("Q", ("SOURCEFOR", "NP", "VING"), lambda _, np, vp: x.gerund(np, vp)),
        r("CLAIMSET", ("CLAIMS",), lambda _: [(None, 0.0)]),
        r("CLAIMSET", ("WHICH", "CLAIMS"), lambda *_: [(None, 0.0)]),
        r("CLAIMSET", ("HOWMANY", "CLAIMS"), lambda *_: [(None, 0.0)]),
        r("CLAIMSET", ("IMPERATIVE", "CLAIMS"), lambda *_: [(None, 0.0)]),
        r("CLAIMSET", ("CLAIMSET", "ABOUT", "E"), lambda _, _a, e: [(e, 0.0)]),
        r("CLAIMSET", ("CLAIMSET", "THAT"), lambda e, _: [(e, 0.0)]),
        r("ORIGIN", ("SOURCEKIND",), lambda kind: [(kind, 0.0)]),
        r("ORIGIN", ("DET", "SOURCEKIND"), lambda _, kind: [(kind, 0.0)]),
        r("ORIGIN", ("TELLER",), lambda who: [((who.id or who.name, who.name), 0.0)]),
        r("Q", ("CLAIMSET", "ONLYRESTS", "ORIGIN"), lambda e, _, origin: x.solely(origin, e)),
        r("Q", ("CLAIMSET", "RESTS", "ORIGIN", "ALONE"), lambda e, _, origin, _a: x.solely(origin, e)),
        r("Q", ("CLAIMSET", "RESTS", "ALONE", "ORIGIN"), lambda e, _, _a, origin: x.solely(origin, e)),
        r("Q", ("WHAT", "DO", "ORIGIN", "ALONE", "SAYS"), lambda _, _d, origin, *_r: x.solely(origin)),
        r("Q", ("WHAT", "DO", "ALONE", "ORIGIN", "SAYS"), lambda _, _d, _a, origin, _s: x.solely(origin)),
        r("Q", ("WHAT", "DO", "ALONE", "ORIGIN", "TELLSABOUT", "E"), lambda _, _d, _a, origin, _s, e: x.solely(origin, e)),
    ]  # fmt: skip


OLDEST, NEWEST = Superlative("released", True, "oldest"), Superlative("released", False, "most recent")
#: Sources of whatever kind.
ANY_SOURCE = Phrase(Var("source"), (Is("Source", Var("source")),), ("Source",), "sources")


def _sources(x: Accounts) -> list[Rule]:
    """Sets of sources."""
    r = Rule
    return [
        r("N", ("N", "P", "TELLER"), lambda n, p, who: x.told_by(n, who, p)),
        r("N", ("TELLER", "N"), lambda who, n: x.told_by(n, who)),
        r("N", ("TELLER", "POSS", "N"), lambda who, _, n: x.told_by(n, who)),
        r("N", ("N", "P", "E"), x.about),
        r("N", ("N", "TP"), lambda n, time: x.dated(n, time)),
        r("N", ("N", "P", "DATE"), lambda n, p, d: (y for time, _ in when("in", d) for y in x.dated(n, time)) if p in ("of", "from", "in") else []),
        r("N", ("SUP", "N"), x.oldest),
        r("N", ("FIRSTN", "N"), lambda _, n: x.oldest(OLDEST, n)),
        r("N", ("LASTN", "N"), lambda _, n: x.oldest(NEWEST, n)),
        r("N", ("N", "CMP", "THAN", "DATE"), lambda n, how, _, d: x.older(n, how, d)),
        r("Q", ("WHICH", "N", "BE", "CMP", "THAN", "DATE"), lambda _, n, _b, how, _t, d: _listed(x, x.older(n, how, d))),
        r("Q", ("WHICH", "N", "BE", "DET", "SUP"), lambda _, n, _b, _d, how: _listed(x, x.oldest(how, n))),
    ]  # fmt: skip


def _listed(x: Accounts, made: Iterable[tuple[Phrase, float]]) -> Made:
    for one, _ in made:
        yield from x.questions.listed(one, 0.0)


def _canons(x: Accounts) -> list[Rule]:
    """What a canon counts."""
    r, t = Rule, x.telling
    return [
        r("THECANON", ("CANONNAME",), lambda name: [(name, 0.0)]),
        r("NAMEDCANON", ("CANONNAME", "CANON"), lambda name, _: [(name, 0.0)]),
        r("NAMEDCANON", ("CANONNAME", "POSS", "CANON"), lambda name, *_: [(name, 0.0)]),
        r("NAMEDCANON", ("CANON", "CANONNAME"), lambda _, name: [(name, 0.0)]),
        r("NAMEDCANON", ("CANON", "P", "CANONNAME"), lambda _, p, name: [(name, 0.0)] if p in ("of", "by") else []),
        r("NAMEDCANON", ("DET", "NAMEDCANON"), lambda _, name: [(name, 0.0)]),
        r("THECANON", ("NAMEDCANON",), lambda name: [(name, 0.0)]),
        r("INCANON", ("P", "NAMEDCANON"), lambda p, name: [(name, 0.0)] if p in ("in", "by", "for") else []),
        r("INCANON", ("WITHIN", "NAMEDCANON"), lambda _, name: [(name, 0.0)]),
        r("INCANON", ("ACCORDINGTO", "NAMEDCANON"), lambda _, name: [(name, 0.0)]),
        r("INCANON", ("ASFARAS", "NAMEDCANON", "GOES"), lambda _, name, _g: [(name, 0.0)]),
        r("Q", ("INCANON", "Q"), lambda name, one: t.in_canon(name[0], one)),
        r("Q", ("Q", "INCANON"), lambda one, name: t.in_canon(name[0], one)),
        r("THECANON", ("DET", "THECANON"), lambda _, name: [(name, 0.0)]),
        r("CANONICAL", ("CANONICAL", "P", "E"), lambda w, p, e: [(w, 0.0)] if p in ("to", "in", "of", "for", "within") and is_a(e.classes[0], ("Franchise",)) else []),
        r("CANONICAL", ("ONEOF", "E", "CANON"), lambda _, e, w: [(w, -0.1)] if is_a(e.classes[0], ("Franchise",)) else []),
        r("CANONICAL", ("P", "E", "CANON"), lambda p, e, w: [(w, 0.0)] if p == "in" and is_a(e.classes[0], ("Franchise",)) else []),
        r("CANONICAL", ("E", "CANON"), lambda e, w: [(w, 0.0)] if is_a(e.classes[0], ("Franchise",)) else []),
        r("Q", ("WHICH", "CANONS", "EXISTS"), lambda *_: t.canons()),
        r("Q", ("HOWMANY", "CANONS", "BE", "THERE"), lambda *_: t.canons()),
        r("Q", ("HOWMANY", "CANONS", "EXISTS"), lambda *_: t.canons()),
        r("Q", ("WHO", "DECLARED", "THECANON"), lambda _, _d, name: x.declared(name)),
        r("Q", ("WHICH", "N", "BE", "CANONICAL"), lambda _, n, *_r: x.all_canonical(n)),
        r("Q", ("WHICH", "OF", "NP", "BE", "CANONICAL"), lambda _, _o, n, *_r: x.all_canonical(n)),
        r("Q", ("WHAT", "DO", "THECANON", "CONSIDERS", "CANONICAL"), lambda _, _d, name, *_r: x.contents(None, name, False)),
        r("Q", ("WHAT", "DO", "THECANON", "NOT", "CONSIDERS", "CANONICAL"), lambda _, _d, name, *_r: x.contents(None, name, True)),
        r("Q", ("WHAT", "DO", "THECANON", "LEAVESOUT"), lambda _, _d, name, _l: x.contents(None, name, True)),
        r("Q", ("WHAT", "DO", "THECANON", "INCLUDES"), lambda _, _d, name, _l: x.contents(None, name, False)),
        r("Q", ("WHICH", "N", "DO", "THECANON", "LEAVESOUT"), lambda _, n, _d, name, _l: x.contents(n, name, True)),
        r("Q", ("WHICH", "N", "DO", "THECANON", "INCLUDES"), lambda _, n, _d, name, _l: x.contents(n, name, False)),
        r("Q", ("WHICH", "N", "DO", "THECANON", "CONSIDERS", "CANONICAL"), lambda _, n, _d, name, *_r: x.contents(n, name, False)),
        r("Q", ("WHICH", "N", "DO", "THECANON", "NOT", "CONSIDERS", "CANONICAL"), lambda _, n, _d, name, *_r: x.contents(n, name, True)),
        r("Q", ("WHICH", "N", "BE", "CANONICAL", "ACCORDINGTO", "THECANON"), lambda _, n, _b, _c, _a, name: x.contents(n, name, False)),
        r("Q", ("WHICH", "N", "BE", "NOT", "CANONICAL", "ACCORDINGTO", "THECANON"), lambda _, n, _b, _n, _c, _a, name: x.contents(n, name, True)),
        r("Q", ("DO", "THECANON", "INCLUDES", "E"), lambda _, name, _i, e: t.canonical(e, *name)),
        r("Q", ("WHICH", "N", "BE", "CANONICAL", "P", "THECANON"), lambda _, n, _b, _c, p, name: x.contents(n, name, False) if p in ("for", "to", "in", "by") else []),
        r("Q", ("BE", "E", "ONEOF", "NAMEDCANON"), lambda _, e, _o, name: ((y, c - 0.2) for y, c in t.canonical(e, *name))),
        r("Q", ("BE", "E", "P", "THECANON"), lambda _, e, p, name: t.canonical(e, *name) if p == "in" else []),
        r("Q", ("BE", "E", "CANONICAL", "ACCORDINGTO", "THECANON"), lambda _, e, _c, _a, name: t.canonical(e, *name)),
        r("Q", ("BE", "NP", "CANONICAL"), lambda _, n, _c: x.all_canonical(n)),
        r("Q", ("BE", "NP", "CANONICAL", "ACCORDING"), lambda _, n, *_r: x.all_canonical(n)),
        r("Q", ("BE", "NP", "CANONICAL", "ACCORDING", "SINCEWHEN"), lambda _, n, *_r: x.all_canonical(n)),
        r("Q", ("SINCEWHEN", "BE", "NP", "CANONICAL"), lambda _, _b, n, _c: x.all_canonical(n)),
        r("Q", ("ACCORDING", "BE", "NP", "CANONICAL"), lambda _, _b, n, _c: x.all_canonical(n)),
        r("Q", ("ACCORDING", "BE", "NP", "CANONICAL", "SINCEWHEN"), lambda _, _b, n, *_r: x.all_canonical(n)),
        r("Q", ("ACCORDING", "BE", "E", "CANONICAL", "SINCEWHEN"), lambda _, _b, e, *_r: t.canonical(e)),
    ]  # fmt: skip
