"""How what the API gives reads in a terminal and in a notebook, and how its errors read."""

from __future__ import annotations

from pathlib import Path

import pytest

import continuity
from continuity.errors import UsageError


@pytest.fixture(scope="module")
def universe() -> continuity.Universe:
    return continuity.load(
        [
            {
                "sources": [
                    {
                        "id": "guide",
                        "type": "Source",
                        "kind": "reference",
                        "title": "A <b>guide</b>",
                        "url": "javascript:x",
                    }
                ]
            },
            {
                "source": "guide",
                "horizon": "none",
                "claims": [
                    {"id": "harbour/series", "type": "Series", "name": "Harbour"},
                    {"id": "harbor-comic", "type": "Comic", "name": "Harbor"},
                    {"id": "ada", "type": "Character", "name": "Ada"},
                    {"id": "jo", "type": "Person", "name": "Jo <i>Doe</i>"},
                    {"type": "Portrayal", "actor": "jo", "character": "ada", "work": "harbour/series"},
                ],
            },
        ]
    )


@pytest.fixture(scope="module")
def canon(universe: continuity.Universe) -> continuity.Canon:
    return universe.canon()


def test_a_step_reads_the_way_it_is_walked(canon: continuity.Canon) -> None:
    assert repr(canon.path("jo", "ada")) == "[<Step jo → plays → ada, told by 1>]"
    assert repr(canon.path("ada", "jo")) == "[<Step ada ← plays ← jo, told by 1>]"


def test_an_answer_is_short_in_a_terminal_and_whole_in_a_notebook(canon: continuity.Canon) -> None:
    answer = canon.ask("who plays Ada")
    assert repr(answer) == "<Answer answered: 'Jo <i>Doe</i>.', 1 row, 1 account>"
    page = answer._repr_html_()
    assert "<td>Jo &lt;i&gt;Doe&lt;/i&gt;</td>" in page and "A &lt;b&gt;guide&lt;/b&gt;" in page
    assert "<i>" not in page and "javascript:" not in page
    assert repr(canon.ask("zzxq")).startswith("<Answer declined: ")


def test_canons_universes_and_pictures_say_what_they_are(
    universe: continuity.Universe, canon: continuity.Canon
) -> None:
    assert "<td>characters</td><td>1</td>" in canon._repr_html_()
    assert "<td>base</td>" in universe._repr_html_()
    assert repr(canon.view("ego", "ada")).startswith("<NetworkView: Ada, and what is one step away (")


def test_a_collection_proposes_its_own(canon: continuity.Canon) -> None:
    with pytest.raises(KeyError, match=r"did you mean harbour/series\?"):
        canon.series["Harbur"]
    with pytest.raises(KeyError, match=r"nothing here is called 'zzz'\"$"):
        canon.series["zzz"]


def test_where_a_save_cannot_write_is_named(universe: continuity.Universe, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match=r"file.* cannot be written \(.*\); save where you may write"):
        universe.save(tmp_path / "file" / "inner")
