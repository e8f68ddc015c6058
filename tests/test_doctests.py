"""The examples in the docstrings of the API are true."""

from __future__ import annotations

import doctest
import importlib
import pkgutil
from pathlib import Path

import pytest

import continuity
from continuity import api
from continuity.cli import scaffold

MODULES = ["continuity.api", *(m.name for m in pkgutil.iter_modules(api.__path__, "continuity.api."))]
FLAGS = doctest.ELLIPSIS | doctest.NORMALIZE_WHITESPACE


@pytest.mark.parametrize("name", MODULES)
def test_examples(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """In the examples `u` is the universe that `continuity new lighthouse` makes, and `c` its canon."""
    monkeypatch.chdir(tmp_path)
    scaffold.write(tmp_path / "lighthouse")
    universe = continuity.load(tmp_path / "lighthouse")
    names = {"u": universe, "c": universe.canon(), "continuity": continuity}
    found = doctest.testmod(importlib.import_module(name), extraglobs=names, optionflags=FLAGS, report=True)
    assert found.failed == 0
