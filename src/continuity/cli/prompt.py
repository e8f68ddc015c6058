"""`continuity ask` without a question: a prompt with history and completion, or the lines of standard input."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from continuity import api
from continuity.cli import memory
from continuity.errors import ContinuityError, UsageError

if TYPE_CHECKING:
    from prompt_toolkit.completion import CompleteEvent, Completer, Completion
    from prompt_toolkit.document import Document

#: Takes a question, prints the answer, gives the exit code.
Answer = Callable[[str], int]
_ENDS = ("quit", "exit")


def questions(canon: api.Canon, answer: Answer) -> int:
    """Answer what is typed, or each line of a pipe; of a pipe the exit code is the highest.

    Raises UsageError where there is nothing to read.
    """
    if sys.stdin.isatty() and sys.stdout.isatty():
        return typed(canon, answer)
    lines = [line.strip() for line in sys.stdin if line.strip()]
    if not lines:
        raise UsageError("give a question; in a terminal, ask alone opens a prompt, and from a pipe each line is asked")
    return max(map(answer, lines))


def typed(canon: api.Canon, answer: Answer) -> int:
    """Answer questions until the user leaves with Ctrl-D, quit or exit. What was asked is remembered."""
    from prompt_toolkit import PromptSession
    from prompt_toolkit.history import FileHistory, InMemoryHistory

    place = memory.directory() / "questions"
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        history: InMemoryHistory | FileHistory = FileHistory(str(place))
    except OSError:  # a prompt without a memory is still a prompt
        history = InMemoryHistory()
    session: PromptSession[str] = PromptSession(
        history=history,
        completer=_completer(canon),
        complete_in_thread=True,
        bottom_toolbar=f"{canon!r} · Tab completes, Ctrl-D leaves",
    )
    while True:
        try:
            line = session.prompt("? ").strip()
        except KeyboardInterrupt:
            continue
        except EOFError:
            return 0
        if line in _ENDS:
            return 0
        if line:
            try:
                answer(line)
            except ContinuityError as error:
                print(f"continuity: {error}", file=sys.stderr)
            print()


def _completer(canon: api.Canon) -> Completer:
    from prompt_toolkit.completion import Completer, Completion

    class Suggesting(Completer):
        """Whole questions that begin as typed, each of which is understood."""

        def get_completions(self, document: Document, complete_event: CompleteEvent) -> Iterable[Completion]:
            text = document.text_before_cursor
            for question in canon.suggest(text):
                yield Completion(question, start_position=-len(text))

    return Suggesting()
