"""Frames: what can be asked of one verb can be asked of every verb, and however it is put it means the same.

A file of `tests/frames` has rows that fill the slots of its frames, and groups of frames: those of a group mean the
same as its first, those of two groups never do. So a word that a sentence turns on is neither missing nor dropped.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import evaluate
import pytest
import yaml

FRAMES = Path(__file__).parent / "frames"


def rows() -> Iterator[Any]:
    for path in sorted(FRAMES.glob("*.yaml")):
        told = yaml.safe_load(path.read_text(encoding="utf-8"))
        for row in told["fill"]:
            yield pytest.param(told, row, id=f"{path.stem}: {next(iter(row.values()))}")


@pytest.mark.parametrize(("told", "row"), list(rows()))
def test_frames(told: dict[str, Any], row: dict[str, str]) -> None:
    canon = evaluate.canon_of(told.get("universe", "marvel"))
    bad, meant = [], {}
    for group, frames in told["frames"].items():
        questions = [frame.format(**row) for frame in frames]
        forms = [evaluate.form(canon, q) for q in questions]
        bad += [f"{group}, not understood: {q}" for q, f in zip(questions, forms, strict=True) if not f]
        bad += [
            f"{group}, means something else: {q}" for q, f in zip(questions, forms, strict=True) if f and f != forms[0]
        ]
        if forms[0] and forms[0] in meant:
            bad.append(f"{group} means the same as {meant[forms[0]]}: {questions[0]}")
        meant[forms[0]] = group
    assert not bad, "\n".join(bad)
