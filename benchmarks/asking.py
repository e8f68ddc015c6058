"""How long answers and completions take, in one process: no question is asked twice before it is timed."""

from __future__ import annotations

import random
import statistics
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import yaml

from continuity.api import Canon

HEADS = ("", "median ms", "95 of 100 within ms", "most ms", "")
QUESTIONS = Path(__file__).resolve().parent.parent / "tests" / "questions"
WARM, ASKED, COMPLETED = 20, 1_000, 300  # questions asked to begin with, then at most so many, and so many beginnings
#: Of each so many, about different things.
EACH = 4
_SEED = 1
_LONGEST = 2_000
#: What is asked of a made-up universe: {c} is a character, {s} and {o} are series, {p} is a person, {t} a team.
_ASKED = (
    "who plays {c}",
    "is {c} dead",
    "who killed {c}",
    "who is {c}",
    "which shows does {c} appear in",
    "which episodes does {c} appear in",
    "who are the enemies of {c}",
    "who says that {c} is dead",
    "who plays {c} in {s}",
    "does {c} appear in {s}",
    "which characters appear in {s}",
    "which characters appear in {s} but not in {o}",
    "which actors appear in both {s} and {o}",
    "how many characters appear in {s}",
    "which characters died in {s}",
    "who is the showrunner of {s}",
    "who created {s}",
    "when did {s} premiere",
    "how many episodes does {s} have",
    "who directed {s} season 1 episode 2",
    "who wrote {s} s2e3",
    "which shows cross over with {s}",
    "what is the score of {s}",
    "what has {p} directed",
    "members of {t}",
)


def made(canon: Canon) -> list[str]:
    """Questions about a made-up universe."""
    chance, graph = random.Random(_SEED), canon.graph
    kinds = {"c": "Character", "s": "Series", "o": "Series", "p": "Person", "t": "Team"}
    known = {slot: [graph.label(id) for id in graph.entities(kind)] for slot, kind in kinds.items()}
    return [
        question.format(**{slot: chance.choice(names) for slot, names in known.items()})
        for question in _ASKED
        for _ in range(EACH)
    ]


def written() -> list[str]:
    """The questions about the shipped universe, as people wrote them; none where the tests are not there."""
    items = [one for path in sorted(QUESTIONS.rglob("*.yaml")) for one in yaml.safe_load(path.read_text("utf-8"))]
    asked = ([item["ask"]] if isinstance(item["ask"], str) else item["ask"] for item in items)
    return [question for wordings in asked for question in wordings if question.strip()]


def rows(canon: Canon, questions: Sequence[str]) -> list[list[str]]:
    """Answers, the same again, completions, and what nobody means, each as `HEADS` say."""
    chance, order = random.Random(_SEED), list(questions)
    chance.shuffle(order)
    order = order[:ASKED]
    for question in order[:WARM]:
        canon.ask(question)
    first, found = _times(canon.ask, order)
    again, _ = _times(canon.ask, order)
    canon.suggest("who")
    begun = [question[: chance.randint(1, len(question))] for question in chance.choices(order, k=COMPLETED)]
    completed, continued = _times(canon.suggest, begun)
    nonsense, _ = _times(
        canon.ask, [(text * _LONGEST)[:_LONGEST] for text in ("blah foo ", "who ", f"{order[0]} and ")]
    )
    answered = sum(one.status == "answered" for one in found)
    return [
        _row(f"{len(order)} questions, each the first time", first, f"{answered} answered"),
        _row("the same again", again, ""),
        _row(f"{len(begun)} completions", completed, f"{sum(map(len, continued))} suggestions"),
        _row(f"nonsense of {_LONGEST:,} characters", nonsense, ""),
    ]


def _times(call: Callable[[str], Any], texts: Iterable[str]) -> tuple[list[float], list[Any]]:
    """Milliseconds of processor time of each call, and what it gave."""
    taken, found = [], []
    for text in texts:
        start = time.process_time()
        found.append(call(text))
        taken.append((time.process_time() - start) * 1_000)
    return sorted(taken), found


def _row(name: str, taken: Sequence[float], more: str) -> list[str]:
    within = taken[min(len(taken) - 1, len(taken) * 95 // 100)]
    return [name, *(f"{t:.1f}" for t in (statistics.median(taken), within, taken[-1])), more]
