"""`continuity ask` without a question: a prompt with history and completion, or the lines of a pipe."""

from __future__ import annotations

import io
import json
from concurrent.futures import ThreadPoolExecutor
from contextvars import copy_context
from pathlib import Path

import pytest
from prompt_toolkit.application import create_app_session
from prompt_toolkit.completion import CompleteEvent
from prompt_toolkit.document import Document
from prompt_toolkit.input import create_pipe_input
from prompt_toolkit.output import DummyOutput

import continuity
from continuity.cli import main, prompt, scaffold
from continuity.errors import UsageError


@pytest.fixture
def mine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CONTINUITY_STATE", str(tmp_path / "state"))
    scaffold.write(tmp_path / "mine")
    return tmp_path / "mine"


def typed(mine: Path, keys: str) -> list[str]:
    """What is asked when somebody types these keys."""
    asked: list[str] = []

    def answer(question: str) -> int:
        if question == "bad":
            raise UsageError("that is bad")
        asked.append(question)
        return 0

    with create_pipe_input() as pipe, create_app_session(input=pipe, output=DummyOutput()):
        pipe.send_text(keys)
        # a thread of its own, as a browser test before this may have left an event loop running in the first
        with ThreadPoolExecutor(1) as pool:
            ask = pool.submit(copy_context().run, prompt.typed, continuity.load(mine).canon(), answer)
            assert ask.result() == 0
    return asked


def test_a_prompt_asks_each_line_until_the_user_leaves(mine: Path) -> None:
    assert typed(mine, "who plays Ada\n\nlist episodes\nquit\nnever asked\n") == ["who plays Ada", "list episodes"]
    assert typed(mine, "list episodes\n\x04") == ["list episodes"]


def test_an_error_does_not_end_the_prompt(mine: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert typed(mine, "bad\nlist episodes\nexit\n") == ["list episodes"]
    assert "that is bad" in capsys.readouterr().err


def test_what_was_asked_can_be_recalled_later(mine: Path) -> None:
    typed(mine, "who plays Ada\nquit\n")
    assert typed(mine, "\x1b[A\x1b[A\nquit\n") == ["who plays Ada"]  # up, past the quit of last time


def test_completion_offers_whole_questions(mine: Path) -> None:
    completer = prompt._completer(continuity.load(mine).canon())
    document = Document("who plays A")
    offered = [c.text for c in completer.get_completions(document, CompleteEvent())]
    assert "who plays Ada" in offered


def test_a_pipe_is_asked_line_by_line(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("who plays Ada\n\nwho plays Walter White\n"))
    assert main(["ask", "--universe", str(mine)]) == 4  # the highest of the codes
    out = capsys.readouterr().out
    assert "Walter" in out
    monkeypatch.setattr("sys.stdin", io.StringIO("who plays Ada\nlist episodes\n"))
    assert main(["ask", "--json", "--universe", str(mine)]) == 0
    decoder, text, found = json.JSONDecoder(), capsys.readouterr().out, []
    while text.strip():
        made, end = decoder.raw_decode(text.lstrip())
        found.append(made["question"])
        text = text.lstrip()[end:]
    assert found == ["who plays Ada", "list episodes"]


def test_an_empty_pipe_is_told_what_to_give(
    mine: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    assert main(["ask", "--universe", str(mine)]) == 2
    assert "give a question" in capsys.readouterr().err
