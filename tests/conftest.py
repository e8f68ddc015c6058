"""What all tests share: a cache directory of their own, and a way to say what accounts tell."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import browsing
import pytest

Told = Callable[..., Mapping[str, Any]]
Lint = Callable[..., list[Any]]


@pytest.fixture(autouse=True, scope="session")
def own_cache(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Nothing that a test compiles reaches the cache of whoever runs it."""
    place = tmp_path_factory.mktemp("cache")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CONTINUITY_CACHE", str(place))
        patch.setenv("CONTINUITY_STATE", str(place / "state"))
        yield place


@pytest.fixture
def account() -> Told:
    """`account("press", *claims, horizon="none")`: a document of one account, its source declared elsewhere or not."""

    def made(source: str, *claims: Mapping[str, Any], horizon: Any = "none", **more: Any) -> Mapping[str, Any]:
        told = {"source": source, "claims": list(claims), **more}
        return told if horizon is None else {**told, "horizon": horizon}

    return made


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """`lint("claims in YAML", "more claims", select=[…])`: each text is an account of its own, told on the stage."""

    from continuity import universe
    from continuity.check import check
    from continuity.check.stage import STAGE
    from continuity.model import Scope

    def run(*accounts: str, files: dict[str, str] | None = None, **options: Any) -> list[Any]:
        (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
        teller = ("weekly-recap", "daily-review", "fan-wiki")
        for i, claims in enumerate(accounts):
            head = f"source: {teller[i]}\nhorizon: [harbour/s2e02, beacon/s1]\nclaims:\n"
            body = "".join(f"  - {line}\n" for line in claims.strip().splitlines())
            (tmp_path / f"told-{i}.yaml").write_text(head + body, encoding="utf-8")
        for name, text in (files or {}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        made = universe.load(tmp_path, compiled=False)
        return check(made, made.canon(Scope()), **options)

    return run


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """A real browser, one for all tests of a process."""
    yield from browsing.launched()


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Callable[..., Any]]:
    """`opened(view, "#ann")`: a page in the browser, offline; in the end it may have asked for nothing, and failed in nothing."""
    yield from browsing.opening(browser, tmp_path)
