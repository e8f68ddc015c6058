"""The first, last or other part in order of each of several wholes: "the finale of each season", "season finales"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from continuity.language.apiece import is_marked, marked, unmarked
from continuity.language.chart import Rule
from continuity.language.logical import Among, Atom, Const, Is, Literal, Rel, Term, Var
from continuity.language.names import is_a
from continuity.language.phrases import Phrase
from continuity.language.questions import Questions
from continuity.language.works import Made, Ordinal, Works

_FIRST, _LAST = Ordinal(1), Ordinal(0, "last")
_WITHIN = ("of", "from", "in", "for")


class Ends:
    """Composes such sets."""

    def __init__(self, works: Works, questions: Questions) -> None:
        self.works = works
        self.questions = questions

    def ordinal(self, o: Ordinal, n: Phrase) -> Iterator[tuple[tuple[Ordinal, str], float]]:
        """ "first episode", "last seasons": which in order of what."""
        if n.classes in (("Episode",), ("Season",)) and len(n.atoms) == 1 and n.best is None:
            yield (o, n.classes[0]), 0.0

    def of(self, which: tuple[Ordinal, str], p: str, wholes: Phrase) -> Made:
        """ "the finales of the seasons of W": that part of each of a set of works."""
        if is_marked(wholes):  # each of what there is one of in each
            for one, cost in self.of(which, p, unmarked(wholes)):
                words = f"{which[0].word or 'first'} {which[1].lower()} of {wholes.words}"
                word = wholes.words.partition(" ")[0]
                yield replace(marked(one, f"{word} {which[1].lower()}"), words=words), cost
            return
        part, whole = which[1], wholes.classes
        plain = (
            isinstance(wholes.head, Var)
            and len(wholes.atoms) > 1
            and not (wholes.others or wholes.denied or wholes.tally or wholes.best)
        )
        if p not in _WITHIN or not plain or whole not in (("Season",), ("Series",)) or whole == (part,):
            return
        one = Var(f"end.{getattr(wholes.head, 'name', '')}")
        picked = self._picked(which, one, wholes)
        if picked is not None:
            atoms = (Is(part, one), picked, Rel("within", one, wholes.head), *wholes.atoms)
            said = f"{which[0].word or 'first'} {part.lower()}"
            word, _, rest = wholes.words.partition(" ")
            words = f"{word} {said} of {rest}" if wholes.each else f"{said}s of {wholes.words}"
            yield (
                replace(wholes, head=one, atoms=atoms, classes=(part,), words=words, shown=()),
                0.0 if wholes.each else -0.3 if part == "Season" else -0.12,
            )

    def listed(self, which: tuple[Ordinal, str], p: str, each: Phrase) -> Made:
        """ "the finale of each season of W" and no more: all of them."""
        head, *rest = each.words.split(" ")[1:]
        words = " ".join([head if head.endswith("s") else f"{head}s", *rest])
        for one, _ in self.of(which, p, replace(each, words=words, each=False)):
            yield from ((q, cost - 0.3) for q, cost in self.questions.listed(one, 0.0))

    def finales(self, which: Ordinal, e: Phrase) -> Made:
        """ "the season finales of X", "X's season premieres": of each of its seasons."""
        if e.is_entity and e.classes == ("Series",):
            season = Var(f"seasons.{e.words}")
            atoms = (Is("Season", season), Rel("within", season, e.head))
            seasons = Phrase(season, atoms, ("Season",), f"seasons of {e.words}", notes=e.notes)
            yield from self.of((which, "Episode"), "of", seasons)

    def all_finales(self, which: Ordinal, word: str) -> Made:
        """ "season finales": of every season."""
        if word.startswith("season "):
            one = Var("finales")
            ids = [id for season in self._wholes("Season", set()) for id in self._part((which, "Episode"), season)]
            among = Among(one, tuple(Const(id, "Episode") for id in dict.fromkeys(ids)))
            yield Phrase(one, (Is("Episode", one), among), ("Episode",), word), 0.1

    def _picked(self, which: tuple[Ordinal, str], one: Var, wholes: Phrase) -> Atom | None:
        """What tells that part from the others: the number of a season, or else which they are."""
        if which[1] == "Season" and which[0].number:
            return Rel("number", one, Literal(str(which[0].number), "integer"))
        over: set[Term] = {a.object for a in wholes.atoms if isinstance(a, Rel) and a.subject == wholes.head}
        ids = [id for whole in self._wholes(wholes.classes[0], over) for id in self._part(which, whole)]
        return Among(one, tuple(Const(id, which[1]) for id in dict.fromkeys(ids))) if ids else None

    def _wholes(self, cls: str, over: set[Term]) -> Iterator[str]:
        """The works of a class, those of the one series that is named where one is."""
        series = [t.id for t in over if isinstance(t, Const) and is_a(t.cls, ("Series",))] if cls == "Season" else []
        names = self.works.names
        yield from names.seasons(series[0]).values() if series else names.canon.entities(cls)

    def _part(self, which: tuple[Ordinal, str], whole: str) -> Iterator[str]:
        """That part of one work."""
        one = self.works.named(whole)
        found = self.works.ordinal if which[1] == "Season" else self.works.ordinal_episode
        yield from (made.head.id for made, _ in found(which[0], one) if isinstance(made.head, Const) and made.head.id)


def ends_rules(x: Ends) -> list[Rule]:
    """The rules of such sets."""
    r = Rule
    return [
        r("ENDN", ("ORD", "N"), x.ordinal),
        r("ENDN", ("FINALE",), lambda _: [((_LAST, "Episode"), 0.0)]),
        r("ENDN", ("FIRSTEPISODE",), lambda _: [((_FIRST, "Episode"), 0.0)]),
        r("ENDN", ("FINALES",), lambda _: [((_LAST, "Episode"), 0.0)]),
        r("ENDN", ("PREMIERES",), lambda _: [((_FIRST, "Episode"), 0.0)]),
        r("NPQ", ("ENDN", "P", "NPQ"), lambda which, p, np: x.of(which, p, np) if np.each or is_marked(np) else []),
        r("Q", ("ENDN", "P", "NPQ"), lambda which, p, np: x.listed(which, p, np) if np.each else []),
        r("Q", ("DET", "ENDN", "P", "NPQ"), lambda _, which, p, np: x.listed(which, p, np) if np.each else []),
        r("N", ("ENDN", "P", "NP"), lambda which, p, np: x.of(which, p, np) if not (np.each or is_marked(np)) else []),
        r("N", ("ENDN", "P", "ALL", "N"), lambda which, p, _, n: ((y, cost - 0.2) for y, cost in x.of(which, p, n))),
        *(r("N", (word, "P", "E"), lambda _, p, e, o=o: x.finales(o, e) if p in _WITHIN else []) for word, o in (("FINALES", _LAST), ("PREMIERES", _FIRST))),
        *(r("N", (word,), lambda said, o=o: x.all_finales(o, said)) for word, o in (("FINALES", _LAST), ("PREMIERES", _FIRST))),
        *(r("N", ("E", word), lambda e, _, o=o: x.finales(o, e)) for word, o in (("FINALES", _LAST), ("PREMIERES", _FIRST))),
        *(r("N", ("E", "POSS", word), lambda e, _p, _, o=o: x.finales(o, e)) for word, o in (("FINALES", _LAST), ("PREMIERES", _FIRST))),
    ]  # fmt: skip
