"""What a rule is: one file that says what it finds, why, an example, its clean twin, the cure, and how it finds it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from continuity.model import Position, Severity

if TYPE_CHECKING:
    from continuity.check.context import Context


NOWHERE = Position("")


@dataclass(frozen=True, slots=True)
class Cite:
    """A claim that a hit rests on: a node as one account tells it, or one property of it. `text` words it otherwise."""

    node: str
    account: str = ""
    property: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Given:
    """What the caller gives beside a universe: a directory with the texts of its sources, and files of shapes."""

    texts: Path | None = None
    shapes: tuple[Path, ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """What a rule found, before its claims are put in words and looked up in the files.

    `cure` is said where it is more to the point than the rule's own; `explained_by` where something settles the hit.
    `withdrawals` are sets of claims of which each, withdrawn whole, would end it.
    """

    message: str
    entities: tuple[str, ...] = ()
    cites: tuple[Cite, ...] = ()
    cure: str = ""
    explained_by: str = ""
    position: Position = NOWHERE
    withdrawals: tuple[tuple[Cite, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of the linter. `check` takes a context and gives hits, one a cause.

    `example` and `twin` are documents told on the stage (`stage.py`): the first has exactly this finding,
    the second none; `beside` are further files, each a path and its text. `needs` are the classes and
    properties without which there is nothing to look at, `asks` the field of `Given` without which it cannot look.
    """

    code: str
    name: str
    severity: Severity
    what: str
    why: str
    cure: str
    example: str
    twin: str
    check: Callable[[Context], Iterable[Hit]]
    needs: tuple[str, ...] = ()
    format: str = "yaml"
    asks: str = ""
    beside: tuple[tuple[str, str], ...] = ()

    @property
    def family(self) -> str:
        """The first letter of the code."""
        return self.code[0]


#: What the first letter of a code means, in the order of the documentation.
FAMILIES = {
    "L": "life and death",
    "C": "cast",
    "T": "time",
    "I": "identity",
    "R": "relations",
    "W": "works",
    "A": "accounts",
    "D": "data",
}
