"""The frame of works: what is part of what, in which order it was released, and what a viewer has seen."""

from __future__ import annotations

import difflib
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import astuple, dataclass
from datetime import date
from functools import cached_property, wraps
from typing import Any, TypeVar

from continuity import dates, store, vocab
from continuity.errors import UsageError

#: What accounts tell of works, and what stands outside of them.
_TOLD = "SELECT {0} {{ {{ GRAPH ?account {{ ?work {1} }} }} UNION {{ ?work {1} }} }}"
_CODE = re.compile(r"s(\d+)(?:e(\d+))?\Z", re.IGNORECASE)
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Work:
    """A work as the frame needs it. `id` is relative to the universe."""

    id: str
    cls: str
    parents: tuple[str, ...] = ()
    number: int = 0
    released: str = ""
    names: tuple[str, ...] = ()


def _kept(method: Callable[[Frame, str], T]) -> Callable[[Frame, str], T]:
    """A method that says something of a work, once for each: a frame does not change."""

    @wraps(method)
    def found(self: Frame, id: str) -> T:
        known: dict[str, T] = self._known.setdefault(method.__name__, {})
        if id not in known:
            known[id] = method(self, id)
        return known[id]

    return found


class Frame:
    """All works of a universe. That a work exists, its number and its release date spoil nothing."""

    def __init__(self, works: Iterable[Work]) -> None:
        self.works: Mapping[str, Work] = {w.id: w for w in works}
        self._known: dict[str, dict[str, Any]] = {}

    @classmethod
    def of(cls, universe: store.Store) -> Frame:
        """The frame that a universe's accounts tell."""
        kinds: dict[str, str] = {}
        told: dict[str, dict[str, set[str]]] = {}
        for name in vocab.terms().below("Work"):
            for (work,) in universe.texts(_TOLD.format("?work", f"a <{vocab.term(name)}>")):
                kinds[work] = name
        for name in ("partOf", "number", "released", "name", "alias"):
            for work, value in universe.texts(_TOLD.format("?work ?value", f"<{vocab.term(name)}> ?value")):
                if work in kinds:
                    told.setdefault(work, {}).setdefault(name, set()).add(value)
        return cls(
            Work(
                id,
                kinds[id],
                tuple(sorted(facts.get("partOf", ()))),
                min((int(n) for n in facts.get("number", ())), default=0),
                min((d for d in facts.get("released", ()) if dates.is_date(d)), default="", key=dates.bounds),
                tuple(sorted({*facts.get("name", ()), *facts.get("alias", ())})),
            )
            for id, facts in ((id, told.get(id, {})) for id in sorted(kinds))
        )

    @classmethod
    def loaded(cls, rows: Iterable[Sequence[Any]]) -> Frame:
        """The frame of which `dumped` gave the rows."""
        return cls(Work(id, kind, tuple(parents), n, day, tuple(names)) for id, kind, parents, n, day, names in rows)

    def dumped(self) -> list[tuple[Any, ...]]:
        """The works as plain data."""
        return [astuple(w) for w in self.works.values()]

    @cached_property
    def _parts(self) -> Mapping[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {}
        for work in self.works.values():
            for parent in work.parents:
                found.setdefault(parent, []).append(work.id)
        return {k: tuple(v) for k, v in found.items()}

    @_kept
    def parts(self, id: str) -> frozenset[str]:
        """A work with all its parts at any depth."""
        found, todo = set[str](), [id]
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self._parts.get(one, ())
        return frozenset(found)

    @_kept
    def whole(self, id: str) -> frozenset[str]:
        """A work with all that it is part of."""
        found, todo = set[str](), [id]
        while todo:
            one = todo.pop()
            if one not in found:
                found.add(one)
                todo += self.works[one].parents if one in self.works else ()
        return frozenset(found)

    @_kept
    def leaves(self, id: str) -> frozenset[str]:
        """The works that are watched one by one: episodes, films, and what has no known parts."""
        return frozenset(w for w in self.parts(id) if w not in self._parts) or frozenset((id,))

    @_kept
    def released(self, id: str) -> str:
        """The release date of a work, else of what it is part of."""
        seen, level = set(), [id]
        while level:
            seen |= set(level)
            for work in (self.works[w] for w in level if w in self.works):
                if work.released:
                    return work.released
            level = sorted({p for w in level if w in self.works for p in self.works[w].parents} - seen)
        return ""

    @_kept
    def series_of(self, id: str) -> str:
        """The series that a work belongs to, or the work itself."""
        return next((w for w in sorted(self.whole(id)) if w in self.works and self.works[w].cls == "Series"), id)

    @cached_property
    def _series_order(self) -> Mapping[str, tuple[date, str]]:
        order: dict[str, tuple[date, str]] = {}
        for id in self.works:
            day = self.released(id)
            if day:
                series = self.series_of(id)
                key = (dates.bounds(day)[0], series)
                order[series] = min(order.get(series, key), key)
        return order

    @_kept
    def order(self, id: str) -> tuple[object, ...]:
        """A key that sorts works by release date, then series, then number."""
        day = self.released(id)
        series = self.series_of(id)
        numbers = tuple(
            self.works[w].number
            for w in sorted(self.whole(id), key=lambda w: (len(self.whole(w)), w))
            if w in self.works
        )
        when = dates.bounds(day)[0] if day else dates.LAST
        return (when, self._series_order.get(series, (dates.LAST, series)), numbers, id)

    def up_to(self, id: str) -> set[str]:
        """What has been seen by one who saw everything in order up to a work, and the work."""
        last = max(self.order(w) for w in self.leaves(id))
        return {
            w for w in self.works if w not in self._parts and self.released(w) and self.order(w) <= last
        } | self.leaves(id)

    def find(self, text: str) -> str:
        """The work that somebody means by an id, `show:s1e09`, `show/s1e9` or a title.

        Raises UsageError, naming near ones, where there is none or there are several.
        """
        text = text.strip()
        if text in self.works:
            return text
        show, _, code = text.partition(":") if ":" in text else text.rpartition("/")
        match = _CODE.match(code)
        if match and show:
            return self._numbered(self._titled(show), int(match[1]), match[2], text)
        return self._titled(text)

    def watched(self, text: str) -> set[str]:
        """What has been seen by one who watched a show up to a season or episode, or a work whole."""
        id = self.find(text)
        series, last = self.series_of(id), max((self.order(w)[2] for w in self.leaves(id)), default=())  # type: ignore[type-var]
        return {w for w in self.leaves(series) if self.order(w)[2] <= last} if series != id else set(self.leaves(id))  # type: ignore[operator]

    def _titled(self, text: str) -> str:
        if text in self.works:
            return text
        if f"{text}/series" in self.works:
            return f"{text}/series"
        wanted = text.casefold().removeprefix("the ")
        found = sorted(
            w.id
            for w in self.works.values()
            if wanted in {n.casefold().removeprefix("the ") for n in w.names} and w.cls != "Franchise"
        )
        if len(found) == 1:
            return found[0]
        if found:
            raise UsageError(f"{text!r} is the title of several works: {', '.join(found)}; give the id")
        shows = {id.partition("/")[0] for id in self.works} | set(self.works)
        near = difflib.get_close_matches(text, sorted(shows), 3, 0.6)
        raise UsageError(f"there is no work {text!r}" + (f"; did you mean {', '.join(near)}?" if near else ""))

    def _numbered(self, series: str, season: int, episode: str | None, text: str) -> str:
        for one in self._parts.get(series, ()):
            if self.works[one].cls == "Season" and self.works[one].number == season:
                if episode is None:
                    return one
                for part in self._parts.get(one, ()):
                    if self.works[part].number == int(episode):
                        return part
        raise UsageError(f"{series} has no {text.replace(':', '/').rpartition('/')[2]}")
