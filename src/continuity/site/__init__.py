"""A canon as a static site: a page an entity with its facts and who tells them, an index, a search, and the pictures.

Every file is plain HTML, CSS and a little JavaScript; it works from a disk, and from any host of static files.
"""

from __future__ import annotations

from continuity.site.writing import Site, build

__all__ = ["Site", "build"]
