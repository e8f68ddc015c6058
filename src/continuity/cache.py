"""Compiled stores in the user's cache directory: built once, keyed by content, bounded, never trusted."""

from __future__ import annotations

import contextlib
import hashlib
import json
import logging
import os
import shutil
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from continuity import __version__

#: Entries beyond these are removed, the longest unused first.
MAX_ENTRIES, MAX_BYTES = 48, 2 << 30
_SEAL = "seal.json"
_VERSION = "3"
_log = logging.getLogger(__name__)


def directory() -> Path:
    """Where entries are kept; the environment variable CONTINUITY_CACHE decides where it is set."""
    chosen = os.environ.get("CONTINUITY_CACHE")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_cache_dir("continuity"))


def digest(parts: Iterable[str | bytes]) -> str:
    """A key for content: the same parts in the same order give the same key."""
    made = hashlib.blake2b(_VERSION.encode(), digest_size=16)
    for part in parts:
        content = part.encode() if isinstance(part, str) else part
        made.update(len(content).to_bytes(8, "big"))
        made.update(content)
    return made.hexdigest()


def _place(key: str) -> Path:
    """Where the entry of a key is kept; another release may compile the same content otherwise."""
    return directory() / f"{__version__}-{key}"


def entry(key: str, build: Callable[[Path], None]) -> Path:
    """The entry of a key; where it is missing or damaged, `build` fills a new directory that then takes its place.

    Two processes may build at once: each builds apart, and the first to finish wins.
    """
    home = directory()
    place = _place(key)
    if _sound(place):
        os.utime(place)
        return place
    home.mkdir(parents=True, exist_ok=True)
    if place.exists():
        _log.warning("the cache entry %s is damaged and is built anew", key)
        discard(key)
    work = Path(tempfile.mkdtemp(prefix="build-", dir=home))
    try:
        build(work)
        (work / _SEAL).write_text(json.dumps(_sizes(work)), encoding="utf-8")
        try:
            work.rename(place)
        except OSError:
            if not _sound(place):
                raise
    finally:
        shutil.rmtree(work, ignore_errors=True)
    _prune(keep=place)
    return place


def read(key: str, build: Callable[[Path], None], name: str) -> Any:
    """The JSON in a file of the entry of a key, which is built anew where it is gone or damaged.

    An entry may go between its opening and its reading: another process removes what is longest unused.
    """
    try:
        return _parsed(entry(key, build) / name)
    except (OSError, ValueError):
        discard(key)
        return _parsed(entry(key, build) / name)


def _parsed(file: Path) -> Any:
    return json.loads(file.read_text(encoding="utf-8"))


def discard(key: str) -> None:
    """Remove an entry, at once for other processes: it is renamed before it is deleted."""
    place, home = _place(key), directory()
    home.mkdir(parents=True, exist_ok=True)
    doomed = Path(tempfile.mkdtemp(prefix="build-", dir=home))
    with contextlib.suppress(FileNotFoundError):
        place.rename(doomed / "entry")
    shutil.rmtree(doomed, ignore_errors=True)


def _sizes(place: Path) -> dict[str, int]:
    """The sizes of the files that hold data; logs and locks may change when a store is opened."""
    return {
        p.relative_to(place).as_posix(): p.stat().st_size
        for p in sorted(place.rglob("*"))
        if p.is_file() and p.suffix in (".sst", ".json") and p.name != _SEAL
    }


def _sound(place: Path) -> bool:
    try:
        return bool(_parsed(place / _SEAL) == _sizes(place))
    except (OSError, ValueError):
        return False


def _prune(keep: Path) -> None:
    """Remove the longest unused entries beyond the bounds, and what an interrupted build left a day ago."""
    places = [p for p in directory().iterdir() if p.is_dir() and p != keep]
    try:
        newest = sorted(places, key=lambda p: p.stat().st_mtime, reverse=True)
        now = keep.stat().st_mtime
        total = sum(_sizes(keep).values())
        kept = 1
        for place in newest:
            if place.name.startswith("build-"):
                if now - place.stat().st_mtime > 86_400:
                    shutil.rmtree(place, ignore_errors=True)
                continue
            total += sum(_sizes(place).values())
            kept += 1
            if kept > MAX_ENTRIES or total > MAX_BYTES:
                shutil.rmtree(place, ignore_errors=True)
    except OSError:
        _log.debug("another process is pruning the cache")
