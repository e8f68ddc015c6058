"""A shared universe as a knowledge graph in which every fact has an account.

>>> import continuity
>>> marvel = continuity.load("marvel")  # doctest: +SKIP
>>> marvel.canon().ask("who plays Kilgrave").sentence  # doctest: +SKIP
'David Tennant.'
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from continuity.api import Canon, Entity, Universe, load
    from continuity.errors import ContinuityError

__version__ = "0.1.0"
__all__ = ["Canon", "ContinuityError", "Entity", "Universe", "__version__", "load"]

_HOMES = {
    "Canon": "continuity.api",
    "ContinuityError": "continuity.errors",
    "Entity": "continuity.api",
    "Universe": "continuity.api",
    "load": "continuity.api",
}


def __getattr__(name: str) -> Any:
    """Bring in a public name when it is first used, so that `import continuity` stays quick."""
    if name not in _HOMES:
        raise AttributeError(f"module 'continuity' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    return sorted(__all__)
