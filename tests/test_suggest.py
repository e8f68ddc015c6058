"""Completion: whole questions that begin as typed, each of which is understood, of names that this canon tells of."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

import continuity
from continuity.cli import scaffold

BEGINNINGS = ["", "who", "who ", "who pl", "who plays ", "which ", "which characters ", "how many ", "is ", "when was ",
              "who created ", "list ", "tell me about ", "does matt murdock ", "in which ep"]  # fmt: skip


@pytest.fixture(scope="module")
def canon(tmp_path_factory: pytest.TempPathFactory) -> Iterator[continuity.Canon]:
    place = tmp_path_factory.mktemp("suggest") / "lighthouse"
    scaffold.write(place)
    yield continuity.load(place).canon()


@pytest.fixture(scope="module")
def marvel() -> continuity.Canon:
    return continuity.load("marvel").canon()


@pytest.mark.parametrize("text", BEGINNINGS)
def test_each_suggestion_begins_as_typed_and_is_understood(marvel: continuity.Canon, text: str) -> None:
    made = marvel.suggest(text)
    assert made
    assert len(made) == len(set(made)) <= 10
    for question in made:
        assert question.startswith(text)
        assert question.strip() != text.strip()
        assert marvel.ask(question).status != "declined", question


def test_a_name_is_completed_from_its_first_letters(marvel: continuity.Canon) -> None:
    for typed, meant in (
        ("who plays kilg", "who plays kilgrave"),
        ("who plays trish w", "who plays trish walker"),
        ("who is the showrunner of jess", "who is the showrunner of jessica jones"),
    ):
        assert meant in [q.lower() for q in marvel.suggest(typed)]


def test_the_number_wanted_is_a_limit(marvel: continuity.Canon) -> None:
    assert len(marvel.suggest("who plays k", 3)) == 3


@pytest.mark.parametrize("text", ["xyzzy ", "who plays xyzzy", "who " * 70, "\x00", "<script>"])
def test_where_nothing_can_follow_nothing_is_suggested(marvel: continuity.Canon, text: str) -> None:
    assert marvel.suggest(text) == []


def test_nothing_beyond_the_horizon_is_suggested() -> None:
    marvel = continuity.load("marvel")
    shown, hidden = marvel.canon(), marvel.canon(watched="none")
    later = [id for id in shown.graph.entities("Character") if not hidden.graph.is_entity(id)][:20]
    assert later
    for id in later:
        text = f"who plays {shown.graph.label(id)[:-1]}"
        offered = hidden.suggest(text)
        assert all(hidden.ask(question).status != "declined" for question in offered)
        known = {hidden.graph.label(e).lower() for e in hidden.graph.entities()}
        assert shown.graph.label(id).lower() in known or not [q for q in offered if q.endswith(shown.graph.label(id))]


def test_another_universe_completes_with_its_own_names(canon: continuity.Canon) -> None:
    made = canon.suggest("who plays ")
    assert any("Ada" in question for question in made)
    assert all(canon.ask(question).status != "declined" for question in made)


def test_suggestions_do_not_depend_on_the_hash_seed(tmp_path: Path) -> None:
    scaffold.write(tmp_path / "lighthouse")
    code = f"import continuity; c = continuity.load({str(tmp_path / 'lighthouse')!r}).canon(); print([c.suggest(t) for t in {BEGINNINGS!r}])"
    outs = {
        subprocess.run(
            [sys.executable, "-c", code], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True
        ).stdout
        for seed in ("0", "1", "7")
    }
    assert len(outs) == 1
