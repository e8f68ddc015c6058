"""The things that a canon tells of as collections by class, as attributes."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from continuity.api.attributes import collections
from continuity.api.entities import Entities


class Collections:
    """A collection for each class, by its plural: `c.characters`, `c.deaths`."""

    if TYPE_CHECKING:  # found by __getattr__; a test holds this list against the vocabulary
        agents: Entities
        appearances: Entities
        canons: Entities
        characters: Entities
        collaborations: Entities
        comics: Entities
        companies: Entities
        complete_lists: Entities
        credits: Entities
        crossovers: Entities
        deaths: Entities
        dependencies: Entities
        episodes: Entities
        events: Entities
        explanations: Entities
        films: Entities
        franchises: Entities
        groups: Entities
        items: Entities
        life_statuses: Entities
        memberships: Entities
        offsets: Entities
        organisations: Entities
        people: Entities
        places: Entities
        portrayals: Entities
        realities: Entities
        relationships: Entities
        returns: Entities
        scores: Entities
        seasons: Entities
        series: Entities
        sources: Entities
        specials: Entities
        statuses: Entities
        teams: Entities
        works: Entities

    def entities(self, cls: str = "Entity") -> Entities:
        """The things of a class."""
        raise NotImplementedError

    def __getattr__(self, name: str) -> Entities:
        known = {} if name.startswith("_") else collections()
        if name not in known:
            near = [] if name.startswith("_") else difflib.get_close_matches(name, dir(self), 2)
            hint = f"; did you mean {' or '.join(near)}?" if near else ""
            raise AttributeError(f"a canon has no attribute {name!r}{hint}")
        return self.entities(known[name])

    def __dir__(self) -> list[str]:
        return sorted({*super().__dir__(), *collections()})
