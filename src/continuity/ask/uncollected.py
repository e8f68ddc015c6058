"""Calls during which Python's collector of cycles rests.

What reads a question makes many small things that live for milliseconds and hold no cycles: looking for some among all
that a canon keeps took a tenth of the time of a completion, and more of the slowest answers.
"""

from __future__ import annotations

import gc
from collections.abc import Callable
from functools import wraps
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


def uncollected(call: Callable[P, T]) -> Callable[P, T]:
    """The call, with the collector as it was after it; where it is off already, it stays off."""

    @wraps(call)
    def rested(*args: P.args, **named: P.kwargs) -> T:
        if not gc.isenabled():
            return call(*args, **named)
        gc.disable()
        try:
            return call(*args, **named)
        finally:
            gc.enable()

    return rested
