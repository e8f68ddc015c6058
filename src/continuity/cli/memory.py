"""What the user has watched, remembered between commands in the user's state directory, for each universe apart."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from continuity import universe, vocab
from continuity.canon.select import NOTHING
from continuity.errors import UsageError

#: What `--watched` says to put the memory aside for one command.
ALL = "all"


def directory() -> Path:
    """Where the memory is kept; the environment variable CONTINUITY_STATE decides where it is set."""
    chosen = os.environ.get("CONTINUITY_STATE")
    if chosen:
        return Path(chosen)
    import platformdirs

    return Path(platformdirs.user_state_dir("continuity"))


def key(name: str) -> str:
    """A shipped universe by its name, any other by where it is. Raises UsageError where there is none."""
    place = universe.find(name)
    return place.name if place.parent == vocab.data_dir() else str(place)


def remembered(name: str) -> tuple[str, ...] | None:
    """The works watched in a universe, one for each show; empty for nothing, None where nothing was ever said.

    Raises UsageError for a file that cannot be read: a damaged memory must not spoil.
    """
    return _all().get(key(name))


def remember(name: str, works: Sequence[str] | None) -> None:
    """Keep what was watched in a universe; None forgets it. The file is replaced at once or not at all."""
    kept = {k: list(v) for k, v in _all().items() if k != key(name)}
    if works is not None:
        kept[key(name)] = sorted(works)
    file = _file()
    file.parent.mkdir(parents=True, exist_ok=True)
    fresh = file.with_suffix(".new")
    fresh.write_text(json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")
    fresh.replace(file)


def horizon(name: str, given: str) -> str:
    """What was watched, for a command: as `given`, else as remembered, which is then said on stderr."""
    if given:
        return "" if given == ALL else given
    works = remembered(name)
    if works is None:
        return ""
    print(
        f"keeping to what you have watched: {', '.join(works) or 'nothing'} (--watched all puts that aside)",
        file=sys.stderr,
    )
    return ",".join(works) or NOTHING


def _file() -> Path:
    return directory() / "watched.json"


def _all() -> dict[str, tuple[str, ...]]:
    file = _file()
    if not file.is_file():
        return {}
    try:
        return {str(k): tuple(map(str, v)) for k, v in json.loads(file.read_text(encoding="utf-8")).items()}
    except (ValueError, AttributeError, TypeError) as error:
        raise UsageError(f"{file} does not say what you have watched ({error}); mend or remove it") from None
