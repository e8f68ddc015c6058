"""Quotes are looked up in the texts of their sources, where those are given."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Lint

from continuity.check.stage import STAGE
from continuity.cli import main
from continuity.errors import UsageError

QUOTED = '{type: Death, of: ada, in: harbour/s1e02, quote: "%s"}'


@pytest.fixture
def texts(tmp_path: Path) -> Path:
    folder = tmp_path / "texts"
    folder.mkdir()
    return folder


@pytest.mark.parametrize(
    ("name", "text", "quote"),
    [
        ("weekly-recap.txt", "Ada was swept\n   off the Pier.", "swept off the pier"),
        ("weekly-recap.txt", "It’s “over” — she said", "it's 'over' - she said"),
        ("weekly-recap.txt", "The wave came. It took her at last.", "The wave … took her"),
        ("weekly-recap.txt", "E\u0301lodie ﬁnds", "Élodie finds"),
        ("weekly-recap.md", "Ada was **swept** off\n> the [pier](http://x)", "swept off"),
        ("weekly-recap.html", "<p>swept <i>off</i>&nbsp;the&#32;pier</p>", "swept off the pier"),
        ("weekly-recap.html", "<p>5 < 6 and 7 > 6</p>", "5 < 6 and 7"),
        ("weekly-recap.HTM", "<p>swept</p>", "swept"),
    ],
)
def test_a_quote_is_found_whatever_its_signs(lint: Lint, texts: Path, name: str, text: str, quote: str) -> None:
    (texts / name).write_text(text, encoding="utf-8")
    assert lint(QUOTED % quote, texts=texts) == []


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("weekly-recap.txt", "Ada was pushed."),
        ("weekly-recap.html", "<script>swept off the pier</script><!-- swept off the pier --><p>pushed</p>"),
        ("weekly-recap.html", '<p title="swept off the pier">pushed</p>'),
    ],
)
def test_a_quote_that_no_reader_sees_is_one_finding(lint: Lint, texts: Path, name: str, text: str) -> None:
    (texts / name).write_text(text, encoding="utf-8")
    [found] = lint(QUOTED % "swept off the pier", texts=texts)
    assert found.rule == "A015"
    assert found.message == f"{name} does not have “swept off the pier”"
    assert (found.position.file, found.position.line) == ("told-0.yaml", 4)


def test_a_source_without_a_text_is_left_alone(lint: Lint, texts: Path) -> None:
    (texts / "daily-review.txt").write_text("nothing", encoding="utf-8")
    assert lint(QUOTED % "swept off", texts=texts) == []


def test_without_texts_the_rule_is_said_not_to_have_run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "mine"
    place.mkdir()
    (place / "stage.yaml").write_text(STAGE, encoding="utf-8")
    head = "source: weekly-recap\nhorizon: harbour/s2\nclaims:\n  - "
    (place / "told.yaml").write_text(head + QUOTED % "swept", encoding="utf-8")
    assert main(["check", str(place)]) == 0
    assert "A015 (--texts)" in capsys.readouterr().err
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "weekly-recap.txt").write_text("pushed", encoding="utf-8")
    assert main(["check", str(place), "--texts", str(folder)]) == 1
    told = capsys.readouterr()
    assert "A015" in told.out
    assert "A015" not in told.err


def test_a_directory_that_is_not_there_is_a_usage_error(lint: Lint, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no directory of texts"):
        lint(QUOTED % "swept", texts=tmp_path / "none")
