"""What all tests share: a cache directory of their own, and a way to say what accounts tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

Told = Callable[..., Mapping[str, Any]]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that a test compiles reaches the cache of whoever runs it."""
    place = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTINUITY_CACHE", str(place))
        yield place


@pytest.fixture
def account() -> Told:
    """`account("press", *claims, horizon="none")`: a document of one account, its source declared elsewhere or not."""

    def made(source: str, *claims: Mapping[str, Any], horizon: Any = "none", **more: Any) -> Mapping[str, Any]:
        told = {"source": source, "claims": list(claims), **more}
        return told if horizon is None else {**told, "horizon": horizon}

    return made
