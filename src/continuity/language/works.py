"""Works named by their number: seasons, episodes, pilots and finales of what a canon tells."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any

from continuity.language.logical import Compare, Const, Is, Literal, Rel, Var
from continuity.language.names import Names, is_a
from continuity.language.phrases import Phrase

Made = Iterable[tuple[Any, float]]


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order: 1 is the first; `next` and `last` are said otherwise."""

    number: int = 0
    word: str = ""


#: What is said of the last but none, one, two …
_BACK = (
    ("last of",),
    ("second", "2nd", "penultimate"),
    ("third", "3rd", "antepenultimate", "last but two"),
    ("fourth", "4th"),
    ("fifth",),
    ("sixth",),
)
#: What a franchise is called after the name of what it is about.
_SAGAS = ("saga", "franchise", "universe", "cycle", "trilogy", "series")


class Works:
    """Finds works by number among the names of a canon."""

    def __init__(self, names: Names) -> None:
        self.names = names

    def season(self, e: Phrase, number: int) -> Made:
        """A season of a series by its number."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Series",)):
            id = self.names.part(e.head.id, number)
            yield (self._entity(id, f"{e.words} season {number}", e.notes), -0.1) if id else (_missing(e, number), 0.0)

    def ordinal(self, o: Ordinal, e: Phrase) -> Made:
        """The first, second … or last season of a series."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Series",)):
            known = self.names.seasons(e.head.id)
            number = max(known, default=0) if o.word == "last" else o.number
            if number:
                yield from ((replace(one, described=True), cost) for one, cost in self.season(e, number))

    def of_season(self, e: Phrase, season: int, place: Ordinal) -> Made:
        """The first or last episode of a season by its number."""
        for one, _ in self.season(e, season) if season else ():
            yield from self.ordinal_episode(place, one)

    def sibling(self, e: Phrase, number: int) -> Made:
        """Another season of the series of a season: "season 1 and season 2"."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Season",)):
            for claim in self.names.canon.claims(e.head.id, "partOf"):
                if is_a(self.names.canon.type(claim.object.value), ("Series",)):
                    yield from self.season(
                        self._entity(claim.object.value, self.names.canon.label(claim.object.value)), number
                    )

    def of_year(self, e: Phrase, year: str) -> Made:
        """A work told from others of its name by its year: "Daredevil from 2003"."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Work",)) and year in self.names.years(e.head.id):
            yield Phrase(e.head, (), e.classes, f"{e.words} ({year})", notes=e.notes), -0.2

    def upcoming(self, e: Phrase) -> Made:
        """The next season of a series, where no date says what is next: each that once was."""
        if isinstance(e.head, Const) and is_a(e.head.cls, ("Series",)):
            var = Var(f"next{e.head.id}")
            number = Var(f"number{e.head.id}")
            atoms = (Is("Season", var), Rel("partOf", var, e.head), Rel("number", var, number))
            note = f"no date says which season is next, so every season of {e.words} after its first is meant"
            later = Compare(">", number, Literal("1", "integer"))
            yield Phrase(var, (*atoms, later), ("Season",), f"the next season of {e.words}", notes=(note,)), 0.0

    def episode(self, e: Phrase, season: int, number: int) -> Made:
        """An episode of a series by season and number, or of a season by number."""
        if not isinstance(e.head, Const):
            return
        series = e.head.id
        if not series:  # of a season that there is not
            yield e, 0.0
            return
        known = self.names.seasons(series)
        if season == 0 and known and (len(known) == 1 or number == 1):  # "The Defenders episode 8"
            season = min(known)
        if season == 0 and is_a(e.head.cls, ("Season",)):
            found = [c.subject for c in self.names.canon.claims("", "partOf", self.names.canon.node(series))]
            ids = [i for i in found if any(c.object.value == str(number) for c in self.names.canon.claims(i, "number"))]
            id = ids[0] if ids else ""
        else:
            if not is_a(e.head.cls, ("Series",)) or not season:
                return
            id = self.names.part(series, season, number)
            if not id and season not in self.names.seasons(series):
                yield _missing(e, season), 0.0
                return
        if id:
            yield self._entity(id, self.names.canon.label(id), e.notes), -0.1
        else:
            whole = f"{e.words} season {season}" if season else e.words
            yield _missing(replace(e, words=whole), number, "Episode"), 0.0

    def of_whole(self, whole: Phrase, part: Phrase) -> Made:
        """A part by name, told from others of its name by what it is a part of: "the Daredevil episode Stick"."""
        if not (isinstance(part.head, Const) and isinstance(whole.head, Const) and part.head.id and whole.head.id):
            return
        if is_a(part.head.cls, ("Character",)) and is_a(whole.head.cls, ("Work",)):
            if any(c.object.value == whole.head.id for c in self.names.canon.claims(part.head.id, "appearsIn")):
                yield Phrase(part.head, (), part.classes, part.words, notes=(*whole.notes, *part.notes)), -0.3
        elif is_a(part.head.cls, ("Season", "Episode")) and is_a(whole.head.cls, ("Series", "Season")):
            above, found = [part.head.id], False
            while above and not found:
                above = [c.object.value for id in above for c in self.names.canon.claims(id, "partOf")]
                found = whole.head.id in above
            if found:
                yield Phrase(part.head, (), part.classes, part.words, notes=(*whole.notes, *part.notes)), -0.3

    def beside(self, e: Phrase, by: int) -> Made:
        """The season or episode of a series that is so many further on; past a season's end that of its neighbour."""
        if not isinstance(e.head, Const) or not e.head.id or not is_a(e.head.cls, ("Season", "Episode")):
            return
        for claim in self.names.canon.claims(e.head.id, "partOf"):
            whole, cls = claim.object.value, self.names.canon.type(claim.object.value)
            known = self.names.episodes(whole) if cls == "Season" else self.names.seasons(whole)
            number = next((n for n, id in known.items() if id == e.head.id), None)
            if number is None:
                continue
            if number + by in known:
                id = known[number + by]
                yield self._one(id, e.notes), -0.1
            elif cls == "Season":
                for season, _ in self.beside(self._entity(whole, self.names.canon.label(whole), e.notes), by):
                    yield from self.ordinal_episode(Ordinal(1) if by > 0 else Ordinal(0, "last"), season)

    def ordinal_episode(self, o: Ordinal, e: Phrase) -> Made:
        """The first or last episode of a season; of a series, of its first or last season."""
        if not isinstance(e.head, Const) or not is_a(e.head.cls, ("Series", "Season")):
            return
        season = e.head.id
        if is_a(e.head.cls, ("Series",)):
            known = self.names.seasons(season)
            if not known:
                return
            season = known[max(known) if o.word == "last" else min(known)]
        episodes = self.names.episodes(season)
        number = max(episodes, default=0) if o.word == "last" else o.number
        if number in episodes and not (o.word == "last" and number < self._ordered(season)):
            yield self._one(episodes[number], e.notes), -0.1

    @lru_cache(maxsize=1_024)  # noqa: B019  what is read of a canon lives as long as it does
    def _ordered(self, season: str) -> int:
        """How many episodes of a season were ordered at least: with fewer, the last that is recorded is not its last."""
        canon = self.names.canon
        told = [c.subject for c in canon.claims("", "work", canon.node(season))]
        counts = [int(c.object.value) for status in told for c in canon.claims(status, "episodesOrdered")]
        return min(counts, default=0)

    def numbered_episode(self, e: Phrase, number: int) -> Made:
        """ "episode 3 of W"."""
        yield from ((replace(one, described=True), cost) for one, cost in self.episode(e, 0, number))

    def sagas(self, e: Phrase) -> Iterator[Phrase]:
        """The franchises that are named after a team or series: "the Defenders shows" are those of the Defenders Saga."""
        canon = self.names.canon
        if isinstance(e.head, Const) and e.head.id and is_a(e.head.cls, ("Group", "Series")):
            name = canon.label(e.head.id).casefold()
            for id in canon.entities("Franchise"):
                of, _, kind = canon.label(id).casefold().rpartition(" ")
                if of == name and kind in _SAGAS:
                    yield self._entity(id, canon.label(id), e.notes)

    def penultimate(self, word: str, e: Phrase) -> Made:
        """The last episode but one, two … of a season, or of the last season of a series: "the third to last"."""
        back = next((n for n, said in enumerate(_BACK) if word.startswith(said)), 1)
        for last, _ in self.ordinal_episode(Ordinal(0, "last"), e):
            known = self._season_of(last)
            number = max(known) - back if known else 0
            if number in known:
                yield self._one(known[number], e.notes), -0.1

    def _season_of(self, e: Phrase) -> Mapping[int, str]:
        """The episodes of the season of an episode by their numbers."""
        claims = self.names.canon.claims(e.head.id, "partOf") if isinstance(e.head, Const) else ()
        return next((self.names.episodes(c.object.value) for c in claims), {})

    def named(self, id: str) -> Phrase:
        """A work by its id."""
        return self._entity(id, self.names.canon.label(id))

    def _one(self, id: str, notes: tuple[str, ...]) -> Phrase:
        return replace(self._entity(id, self.names.canon.label(id), notes), described=True)

    def _entity(self, id: str, words: str, notes: tuple[str, ...] = ()) -> Phrase:
        cls = self.names.canon.type(id)
        return Phrase(Const(id, cls), (), (cls,), words, notes=notes)


def _missing(e: Phrase, number: int, cls: str = "Season") -> Phrase:
    """A season or episode that there is not: an entity without an id, so that the false premise can be named."""
    word = cls.lower()
    return Phrase(
        Const("", cls), (), (cls,), f"{e.words} {word} {number}", notes=(f"{e.words} has no {word} {number}",)
    )
