"""A picture that can be written, shown in a notebook, and edited before."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from pathlib import Path

from continuity.errors import UsageError


class View(ABC):
    """A page that opens anywhere, offline."""

    @abstractmethod
    def html(self) -> str:
        """The page."""

    @property
    @abstractmethod
    def caption(self) -> str:
        """What the picture shows and what it rests on, in one line."""

    def formats(self) -> Mapping[str, Callable[[], str]]:
        """What it can be written as: the suffix of a file, and what makes its text."""
        return {".html": self.html}

    def text(self, suffix: str = ".html") -> str:
        """The text of a file with this suffix. Raises UsageError for one that this picture cannot be written as."""
        made = self.formats()
        if suffix.lower() not in made:
            raise UsageError(
                f"this picture is written as {', '.join(made)}, and not as {suffix or 'a file without one'}"
            )
        return made[suffix.lower()]()

    def write(self, path: str | Path) -> Path:
        """Write a file as UTF-8, the same bytes for the same picture; its suffix says as what. Gives the path."""
        place = Path(path)
        place.write_bytes(self.text(place.suffix).encode("utf-8"))
        return place

    def __repr__(self) -> str:
        return f"<{type(self).__name__}: {self.caption}>"

    def _repr_html_(self) -> str:
        """The page in a frame of its own, which can neither read nor change the notebook around it."""
        page = html.escape(self.html(), quote=True)
        return f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups" width="100%" height="720" title="A picture of a canon"></iframe>'
