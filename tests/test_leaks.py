"""Nothing leaks: words that only later accounts tell are in no picture, export or answer of an earlier horizon.

Each account plants a word of its own in every place where text can stand: ids, names, aliases, quotes, causes, titles
of sources. Under each horizon every kind of picture, every format and every command is searched for all later words.
What is added to the lists of kinds, formats and commands is searched as well.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest

import continuity
from continuity import writers
from continuity.api import Canon, Universe
from continuity.cli import main
from continuity.cli.commands import COMMANDS
from continuity.errors import ContinuityError
from continuity.views import KINDS

EPISODES = 20
#: What each kind of picture is drawn about; a kind that is not here is drawn about Ann, and else about nothing.
ABOUT: Mapping[str, Sequence[str]] = {
    "network": [], "ego": ["ann"], "path": ["ann", "bob"], "cast": ["show/series"], "creators": [], "crossovers": [],
    "storyline": ["show/series"], "matrix": ["show/series"], "timeline": ["show/series"],
}  # fmt: skip
#: What each command that looks at a universe and can print JSON is asked.
ASKED: Mapping[str, Sequence[Sequence[str]]] = {
    "ask": [
        ["who is ann"], ["who killed bob"], ["who plays ann"], ["who is the enemy of ann"], ["how many characters are there"],
        ["who is qanary07x"], ["who killed Qanary20x"], ["which characters appear in show"],
    ],
    "show": [["ann"], ["bob"], ["show/series"], ["qanary09x"], ["show/s1e20"]],
    "path": [["ann", "bob"], ["ann", "show/series"]],
    "before": [["show/s1e20"], ["show/s1e02"]],
    "order": [["show/s1e02", "show/s1e03"], ["show/s1e03", "show/s1e19"], ["show/s1e20", "qanary13x-event"]],
    "stats": [[]],
    "query": [["SELECT * { ?s ?p ?o }", "--format", "json"], ["SELECT * { GRAPH ?g { ?s ?p ?o } }", "--format", "json"]],
    "check": [["--format", "json", "--explained"]],
}  # fmt: skip
#: Commands that write files or compare: looked at elsewhere, or not about one canon.
ELSEWHERE = {"view", "export", "site", "import", "diff", "new", "watching", "schema", "match", "wiki-diff", "serve"}


def word(number: int) -> str:
    """The word that only the account of an episode tells."""
    return f"qanary{number:02}x"


def claims(number: int) -> list[Mapping[str, Any]]:
    """What the account of an episode tells, its word in every place."""
    here, mine = f"show/s1e{number:02}", word(number)
    told: list[Mapping[str, Any]] = [
        {"id": here, "name": f"The {mine} hour", "alias": f"{mine} again"},
        {"id": mine, "type": "Character", "name": mine.title(), "alias": f"The {mine}", "realName": f"Real {mine}",
         "quote": f"says {mine}", "occupation": f"{mine} keeper", "note": f"note {mine}"},
        {"id": f"{mine}-person", "type": "Person", "name": f"{mine} Smith"},
        {"id": f"{mine}-place", "type": "Place", "name": f"{mine} Harbour"},
        {"id": f"{mine}-event", "type": "Event", "name": f"The fall of {mine}", "in": here, "participant": ["ann", mine],
         "storyFrom": "2015-03"},
        {"type": "Portrayal", "actor": f"{mine}-person", "character": mine, "work": here, "variant": f"young {mine}"},
        {"type": "Portrayal", "actor": f"{mine}-person", "character": "ann", "work": here},
        {"type": "Appearance", "character": mine, "in": here, "mode": "present"},
        {"type": "Appearance", "character": "ann", "in": here, "mode": "present", "quote": f"enter {mine}"},
        {"type": "Relationship", "subject": "ann", "kind": "enemy", "object": mine, "in": here},
        {"type": "Relationship", "subject": mine, "kind": "friend", "object": "bob"},
        {"type": "Credit", "person": f"{mine}-person", "role": "director", "work": here},
        {"id": "ann", "alias": f"Ann of {mine}"},
    ]  # fmt: skip
    if number in (7, 13, 20):
        told.append({"type": "Death", "of": "bob", "by": mine, "in": here, "cause": f"a {mine}"})
    return told


def documents() -> list[Mapping[str, Any]]:
    """A universe of one show, every episode with its account."""
    frame: list[Mapping[str, Any]] = [
        {"id": "show/series", "type": "Series", "name": "Show"},
        {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series"},
        {"id": "ann", "type": "Character", "name": "Ann"},
        {"id": "bob", "type": "Character", "name": "Bob"},
        {"type": "Relationship", "subject": "ann", "kind": "friend", "object": "bob"},
        {"id": "una", "type": "Person", "name": "Una"},
        {"type": "Portrayal", "actor": "una", "character": "ann", "work": "show/s1"},
        {"type": "Credit", "person": "una", "role": "creator", "work": "show/series"},
    ]
    frame += [
        {"id": f"show/s1e{n:02}", "type": "Episode", "number": n, "partOf": "show/s1", "released": f"2020-01-{n:02}"}
        for n in range(1, EPISODES + 1)
    ]
    sources = [
        {"id": "guide", "type": "Source", "kind": "reference", "title": "Guide", "url": "https://paper.example/"}
    ]
    sources += [
        {"id": f"recap-{word(n)}", "type": "Source", "kind": "recap", "title": f"Recap {word(n)}", "publisher": f"{word(n)} Press",
         "url": f"https://paper.example/{word(n)}", "published": f"2020-02-{n:02}", "horizon": f"show/s1e{n:02}"}
        for n in range(1, EPISODES + 1)
    ]  # fmt: skip
    told: list[Mapping[str, Any]] = [{"sources": sources}, {"source": "guide", "horizon": "none", "claims": frame}]
    for n in range(1, EPISODES + 1):
        here = f"show/s1e{n:02}"
        told.append({"source": f"recap-{word(n)}", "reports": here, "horizon": here, "claims": claims(n)})
    return told


@pytest.fixture(scope="module")
def directory(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The universe as files."""
    place = tmp_path_factory.mktemp("leaks") / "show"
    place.mkdir()
    for number, document in enumerate(documents()):
        (place / f"told-{number:02}.yaml").write_text(json.dumps(document), encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def universe(directory: Path) -> Universe:
    made = continuity.load(str(directory))
    assert made.findings == ()
    return made


def scope(seen: int) -> dict[str, str]:
    """The horizon of who has seen so many episodes."""
    return {"until": f"show/s1e{seen:02}"} if seen else {"watched": "none"}


def later(text: str | bytes, seen: int) -> list[str]:
    """The words in a text that nobody who has seen so many episodes knows."""
    found = (text if isinstance(text, str) else text.decode("utf-8", "replace")).casefold()
    return [word(n) for n in range(seen + 1, EPISODES + 1) if word(n) in found]


def pictures(canon: Canon) -> Iterator[tuple[str, str]]:
    """Every kind of picture in every form that it has, and the frame that a notebook shows."""
    for kind, about in KINDS.items():
        options = {"slider": 2} if "slider" in about.options and kind == "ego" else {}
        try:
            view = canon.view(kind, *ABOUT.get(kind, ["ann"]), **options)
        except ContinuityError as error:  # nothing to draw, under this horizon
            yield f"view {kind}: {error}", str(error)
            continue
        yield f"view {kind}: caption", view.caption
        for suffix, made in view.formats().items():
            yield f"view {kind} as {suffix}", made()


def exports(canon: Canon) -> Iterator[tuple[str, bytes]]:
    """The canon in every format."""
    for format in writers.WRITERS:
        try:
            made = canon.export(format)
        except (ContinuityError, ImportError) as error:
            yield f"export {format}: {error}", str(error).encode()
            continue
        for name, content in made.items() if isinstance(made, Mapping) else [(format, made)]:
            yield f"export {format}: {name}", name.encode() + content


@pytest.mark.parametrize("seen", range(EPISODES))
def test_no_picture_tells_what_comes_later(universe: Universe, seen: int) -> None:
    canon = universe.canon(**scope(seen))
    assert [(name, found) for name, text in pictures(canon) if (found := later(text, seen))] == []


@pytest.mark.parametrize("seen", range(EPISODES))
def test_no_export_tells_what_comes_later(universe: Universe, seen: int) -> None:
    canon = universe.canon(**scope(seen))
    assert [(name, found) for name, text in exports(canon) if (found := later(text, seen))] == []


@pytest.mark.parametrize("seen", [0, 6, 13, 19])
def test_no_page_of_a_site_tells_what_comes_later(universe: Universe, seen: int, tmp_path: Path) -> None:
    made = universe.canon(**scope(seen)).site(tmp_path / "site", pictures=False)
    files = [file for file in made.directory.rglob("*") if file.is_file()]
    told = [(file.name, found) for file in files if (found := later(file.name.encode() + file.read_bytes(), seen))]
    assert len(files) > 20 and told == []


@pytest.mark.parametrize("seen", range(EPISODES))
def test_no_answer_tells_what_comes_later(
    directory: Path, seen: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    options = [f"--{name}={value}" for name, value in scope(seen).items()]
    found = []
    for command in COMMANDS:
        if command.name in ELSEWHERE:
            continue
        for asked in ASKED[command.name]:
            named = any("--json" in name for name, _ in command.arguments)
            main([command.name, *asked, *(["--json"] if named else []), "--universe", str(directory), *options])
            printed = capsys.readouterr()
            text = printed.out + printed.err
            for own in asked:  # what was asked is said again
                text = text.casefold().replace(own.casefold(), "") if "qanary" in own else text
            words = [w for w in later(text, seen) if not any(w in own.casefold() for own in asked)]
            if words:
                found.append((command.name, asked, words))
    assert found == []


@pytest.mark.parametrize("seen", range(EPISODES))
def test_nothing_is_suggested_that_comes_later(universe: Universe, seen: int) -> None:
    canon = universe.canon(**scope(seen))
    suggest: Callable[..., Any] | None = getattr(canon, "suggest", None)
    if suggest is None:
        pytest.skip("there is no completion yet")
    for begun in ("", "who ", "who is q", "who plays ", "who killed ", "q", "qanary", "is qan"):
        assert later(str(suggest(begun, 50)), seen) == [], begun


def test_every_command_is_looked_at_here_or_elsewhere() -> None:
    assert {command.name for command in COMMANDS} <= {*ASKED, *ELSEWHERE}


def test_the_words_are_there_once_they_may_be(universe: Universe) -> None:
    canon = universe.canon(until="show/s1e20")
    for name, text in [*pictures(canon), *exports(canon)]:
        if "network" in name and "caption" not in name:
            assert len(later(text, 0)) == EPISODES, name
    assert len(later(canon.export("nquads"), 0)) == EPISODES  # type: ignore[arg-type]
