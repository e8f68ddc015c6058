"""A picture that can be written, shown in a notebook, and edited before."""

from __future__ import annotations

import html
from abc import ABC, abstractmethod
from pathlib import Path


class View(ABC):
    """A page that opens anywhere, offline."""

    @abstractmethod
    def html(self) -> str:
        """The page."""

    @property
    @abstractmethod
    def caption(self) -> str:
        """What the picture shows and what it rests on, in one line."""

    def write(self, path: str | Path) -> Path:
        """Write the page as UTF-8, the same bytes for the same picture; gives the path."""
        place = Path(path)
        place.write_bytes(self.html().encode("utf-8"))
        return place

    def _repr_html_(self) -> str:
        """The page in a frame of its own, which can neither read nor change the notebook around it."""
        page = html.escape(self.html(), quote=True)
        return f'<iframe srcdoc="{page}" sandbox="allow-scripts allow-popups" width="100%" height="720" title="A picture of a canon"></iframe>'
