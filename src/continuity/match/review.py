"""The review file: every match with its reasons for people to decide, and what follows from their decisions."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from continuity import layout, readers, vocab
from continuity.errors import UsageError
from continuity.match import Match
from continuity.readers import yaml

DECISIONS = ("same", "review", "new")
_HEAD = """\
# Which things of {new} are ones that {ours} has. Decide each `review`: same, or new. `ours` may be changed to another id.
# Then: continuity match {new} --universe {ours} --apply THIS-FILE -o DIR
"""


def text(matches: Iterable[Match], new: str, ours: str) -> str:
    """The review file of some matches: what needs a decision first, what has none to make last."""
    items = []
    for one in matches:
        item: dict[str, Any] = {"new": one.new, "type": one.cls, "label": one.label, "decision": one.decision}
        if one.ours:
            item |= {"ours": one.ours, "ourLabel": one.our_label}
        item |= {"score": f"{one.score:.4f}"}
        if one.because:
            item["because"] = [f"{e.weight:+.1f} {e.text}" for e in one.because]
        if one.others:
            item["others"] = [f"{id} ({score:.4f})" for id, score in one.others]
        items.append(item)
    return _HEAD.format(new=new, ours=ours) + layout.list_text("matches", items)


def decisions(path: Path) -> dict[str, str]:
    """New id → our id, for what a review file says is the same.

    Raises UsageError, naming file and entry, for what is no review file and for a decision that is still to be made.
    """
    try:
        found = list(yaml.values(path.read_text(encoding="utf-8")))
    except UnicodeDecodeError:
        raise UsageError(f"{path}: this is not UTF-8") from None
    problem = next((p for _, p in found if p), "")
    data = found[0][0] if found else None
    if problem or not isinstance(data, dict) or not isinstance(data.get("matches"), list):
        raise UsageError(f"{path}: this is no review file" + (f" ({problem})" if problem else "; it has no `matches`"))
    made: dict[str, str] = {}
    for number, item in enumerate(data["matches"], 1):
        where = f"{path}, match {number}"
        if not isinstance(item, dict) or not isinstance(item.get("new"), str):
            raise UsageError(f"{where}: it has no `new`")
        decision, ours = item.get("decision"), item.get("ours")
        if decision not in DECISIONS:
            raise UsageError(
                f"{where} ({item['new']}): {decision!r} is no decision; it is one of {', '.join(DECISIONS)}"
            )
        if decision == "review":
            raise UsageError(f"{where} ({item['new']}): this is still to be decided: same, or new")
        if decision == "same" and not isinstance(ours, str):
            raise UsageError(f"{where} ({item['new']}): the same as what? give `ours`")
        if item["new"] in made:
            raise UsageError(f"{where}: {item['new']} is decided twice")
        made[item["new"]] = str(ours) if decision == "same" else ""
    return {new: ours for new, ours in made.items() if ours}


def apply(source: Path, same: Mapping[str, str], directory: Path) -> list[Path]:
    """Write the data files of a universe with our ids for what is the same; gives their paths.

    Put beside our own files, they tell of the same things. Raises UsageError for a directory that holds something, for
    files that are no YAML, and for one that cannot be read.
    """
    if directory.exists() and (not directory.is_dir() or any(directory.iterdir())):
        raise UsageError(f"{directory} is there already; apply writes into a new directory")
    written = []
    for path in readers.files(source):
        if path.suffix not in yaml.SUFFIXES:
            raise UsageError(f"{path}: ids are changed in YAML only; import without --format nquads")
        name = path.relative_to(source) if source.is_dir() else Path(path.name)
        target = directory / name
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(renamed(path.read_text(encoding="utf-8"), same, str(path)), encoding="utf-8")
        written.append(target)
    return written


def renamed(document: str, same: Mapping[str, str], name: str) -> str:
    """The text of a data file with other ids where things are named. Raises UsageError where it cannot be read."""
    made = []
    for data, problem in yaml.items(document):
        if problem:
            raise UsageError(f"{name}:{problem}")
        if isinstance(data, dict):
            changed = {key: _changed(key, value, same) for key, value in data.items()}
            lists = {k: v for k, v in changed.items() if k in ("claims", "sources", "canons")}
            head = {k: v for k, v in changed.items() if k not in lists}
            made.append(
                (layout.mapping_text(head) if head else "") + "".join(layout.list_text(k, v) for k, v in lists.items())
            )
    return "---\n".join(made)


def _changed(key: str, value: Any, same: Mapping[str, str]) -> Any:
    if isinstance(value, dict):
        return {k: _changed(k, v, same) for k, v in value.items()}
    if isinstance(value, list):
        return [_changed(key, v, same) for v in value]
    return same.get(str(value), value) if key in _naming() else value


def _naming() -> frozenset[str]:
    """The keys of data files whose values are ids."""
    return frozenset({"id", *(p.key for p in vocab.terms().properties.values() if p.value in ("id", "concept"))})
