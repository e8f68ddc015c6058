"""Works that are parts of works: what follows for story time, and what yields to what is told."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Lint

from continuity.cli import main

#: A second season of the other series, so that two of them can be told by turns.
BEACON = """\
{id: beacon/s1e02, type: Episode, number: 2, partOf: beacon/s1, released: 2003-01-13}
{id: beacon/s1e03, type: Episode, number: 3, partOf: beacon/s1, released: 2003-01-20}
"""


def test_two_orders_by_episode_are_held_to_the_order_of_the_episodes(lint: Lint) -> None:
    [found] = lint(
        BEACON + "{id: beacon/s1e01, after: harbour/s1e02}", "{id: harbour/s1e01, after: beacon/s1e03}", select=["T"]
    )
    assert found.rule == "T004"
    assert "Harbour Lights S1E01 comes before Harbour Lights S1E02 by its number" in found.message
    assert "The Beacon S1E01 comes before The Beacon S1E03 by its number" in found.message
    assert len(found.claims) == 2, "numbers are no claims of the story"
    assert len(found.repairs) == 2
    assert not lint(BEACON + "{id: beacon/s1e01, after: harbour/s1e02}", "{id: harbour/s1e03, after: beacon/s1e03}")


def test_a_season_that_is_told_in_another_order_is_taken_at_its_word(lint: Lint) -> None:
    assert not lint("{id: harbour/s1e03, before: harbour/s1e01}", "{id: harbour/s1e02, after: storm}")
    assert not lint("{id: storm, during: harbour/s1e03}", "{id: storm, before: harbour/s1e01}"), "a flashback"
    assert not lint("{id: beacon/s1e01, after: harbour/s1e03}\n{id: beacon/s1e01, before: harbour/s1e02}"), "by one"
    assert lint("{id: beacon/s1e01, after: harbour/s1e03}", "{id: beacon/s1e01, before: harbour/s1e02}")


def test_a_season_of_which_the_dates_run_otherwise_has_no_order_by_number(lint: Lint) -> None:
    told = "{id: beacon/s1e01, after: harbour/s2}", "{id: beacon/s1e01, before: harbour/s1}"
    assert [f.rule for f in lint(*told)] == ["T004"]
    assert not lint(*told, "{id: harbour/s1, storyFrom: 1990}\n{id: harbour/s2, storyTo: 1980}")


@pytest.mark.parametrize("whole", ["harbour/series", "harbour/s1"])
def test_a_whole_is_neither_before_nor_after_its_own_part(lint: Lint, whole: str) -> None:
    for relation in ("before", "after"):
        [found] = lint(f"{{id: {whole}, {relation}: harbour/s1e02}}")
        assert found.rule == "T004"
        assert "is part of" in found.message
    assert not lint(f"{{id: harbour/s1e02, during: {whole}}}")


def test_a_part_lies_within_its_whole(lint: Lint) -> None:
    [found] = lint("{id: harbour/series, before: beacon/s1}", "{id: harbour/s2e01, after: beacon/s1e01}")
    assert found.rule == "T004"


def test_an_offset_against_a_whole_is_one_that_does_not_add_up(lint: Lint) -> None:
    offset = "{type: Offset, of: beacon/s1, after: harbour/series, amount: 3, unit: years}"
    assert [f.rule for f in lint(offset, "{id: beacon/s1, before: harbour/s2e01}")] == ["T005"]


def test_the_dates_of_a_part_need_not_be_those_of_its_whole(lint: Lint) -> None:
    assert not lint(
        "{id: harbour/s1, storyFrom: 2001, storyTo: 2001}", "{id: harbour/s1e02, storyFrom: 1980, storyTo: 1980}"
    )


def test_what_has_no_number_or_two_wholes_lies_within_none(lint: Lint) -> None:
    special = "{id: yule, type: Special, partOf: harbour/series, name: Yule, released: 2001-12-24}"
    assert not lint(special + "\n{id: yule, after: beacon/s1}", "{id: harbour/series, before: beacon/s1}")
    crossing = "{id: both, type: Episode, number: 4, partOf: [harbour/s1, beacon/s1], released: 2003-01-27}"
    assert not lint(crossing + "\n{id: both, after: storm}", "{id: harbour/s1, before: storm}", select=["T"])


DIES = "{type: Death, of: ada, in: harbour/s1e03}"
THERE = "{type: Appearance, character: ada, in: harbour/s2e01, mode: present}"


def test_orders_in_conflict_prove_nothing_against_a_presence_after_a_death(lint: Lint) -> None:
    clash = "{id: beacon/series, before: harbour/series}", "{id: beacon/series, after: harbour/s2}"
    found = lint(f"{DIES}\n{THERE}\n{clash[0]}", clash[1])
    assert [f.rule for f in found] == ["L001", "T004"], "the second season is not before the first by both together"


def test_one_choice_between_orders_in_conflict_may_explain_a_presence(lint: Lint) -> None:
    there = "{type: Appearance, character: ada, in: beacon/s1e01, mode: present}"
    clash = "{id: beacon/series, before: harbour/series}", "{id: beacon/series, after: harbour/s2}"
    assert [f.rule for f in lint(f"{DIES}\n{there}\n{clash[0]}", clash[1])] == ["T004"]
    assert [f.rule for f in lint(f"{DIES}\n{there}", clash[1])] == ["L001"]


def test_a_retcon_settles_an_order(lint: Lint) -> None:
    told = "{id: storm, before: wreck}", "{id: wreck, before: storm}"
    assert [f.rule for f in lint(*told)] == ["T004"]
    assert not lint(told[0], told[1] + "\n{type: Explanation, of: storm, kind: retcon, in: harbour/s2}")


# --- dates that are as loose as they are told ---


def test_about_a_year_is_that_year_or_the_next(lint: Lint) -> None:
    for loose in ("2004~", "2004?", "2003%"):
        assert not lint("{id: storm, storyFrom: 2005}", f"{{id: storm, storyFrom: {loose}}}"), loose
    assert [f.rule for f in lint("{id: storm, storyFrom: 2006}", "{id: storm, storyFrom: 2004~}")] == ["A001"]
    assert [f.rule for f in lint("{id: storm, storyFrom: 2005}", "{id: storm, storyFrom: 2004}")] == ["A001"]


def test_to_keep_a_date_what_agrees_with_it_need_not_go(lint: Lint) -> None:
    [found] = lint(*(f"{{id: storm, storyFrom: {d}}}" for d in ("2026", "2020?", "2027~")))
    assert sorted(len(r.claims) for r in found.repairs) == [1, 2]


# --- explanations in kinship, enmity and among counterparts ---

TIME_TRAVEL = "{type: Explanation, of: ada, kind: timeTravel}"


@pytest.mark.parametrize(
    ("rule", "told", "explained"),
    [
        ("R001", "{type: Relationship, subject: ada, kind: parent, object: dora}\n{type: Relationship, subject: dora, kind: parent, object: ada}", TIME_TRAVEL),
        ("R002", "{type: Relationship, subject: ada, kind: parent, object: dora}\n{id: ada, born: 1990}\n{id: dora, born: 1970}", TIME_TRAVEL),
        ("R003", "{type: Relationship, subject: ada, kind: parent, object: dora}\n{type: Relationship, subject: ben, kind: parent, object: dora}\n{type: Relationship, subject: cleo, kind: parent, object: dora}", "{type: Explanation, of: dora, kind: retcon}"),
        ("R004", "{type: Relationship, subject: ada, kind: enemy, object: ben, in: harbour/s1}\n{type: Relationship, subject: ada, kind: friend, object: ben, in: harbour/s1}", "{type: Explanation, of: ben, kind: double}"),
        ("I003", "{id: ada, reality: earth-one, counterpartOf: ben}\n{id: ben, reality: earth-one}", TIME_TRAVEL),
        ("L007", "{id: ada, born: 2010}\n{id: harbour/s1e01, storyFrom: 2001, storyTo: 2001}\n{type: Appearance, character: ada, in: harbour/s1e01, mode: present}", TIME_TRAVEL),
        ("C002", "{id: sam-reyes, died: 1990}\n{type: Credit, person: sam-reyes, role: composer, work: harbour/s1}", "{type: Explanation, of: sam-reyes, kind: preparedBefore}"),
    ],
)  # fmt: skip
def test_what_explains_a_finding_does_so_in_every_family(lint: Lint, rule: str, told: str, explained: str) -> None:
    assert [f.rule for f in lint(told, select=[rule])] == [rule]
    assert lint(f"{told}\n{explained}", select=[rule]) == []
    [kept] = lint(f"{told}\n{explained}", select=[rule], explained=True)
    assert "explains" in kept.explained_by


def test_a_death_told_of_a_season_and_of_its_episode_has_two_tellers(lint: Lint) -> None:
    season = "{type: Death, of: ada, in: harbour/s1}"
    assert lint(DIES, season, select=["A008", "A009"]) == []
    assert [f.rule for f in lint("{type: Death, of: ada, in: harbour/s2e01}", season, select=["A008"])] == ["A008"] * 2


# --- what people from elsewhere write ---


def test_a_year_before_1000_is_asked_for_in_quotes(lint: Lint) -> None:
    [found] = lint("{id: ada, born: 0280}", select=["D"])
    assert found.rule == "D001"
    assert found.cure.endswith('"0280"')
    assert lint('{id: ada, born: "0280"}', select=["D"]) == []


def test_a_date_that_is_no_day_is_in_its_year(lint: Lint) -> None:
    [found] = lint("{id: ada, born: 1950}", "{id: ada, born: 1961-05-02}", select=["A001"])
    assert {c.text for c in found.claims} == {"Ada Finch was born in 1950", "Ada Finch was born on 1961-05-02"}


def test_an_age_is_told_with_its_years(lint: Lint) -> None:
    told = "{id: ada, born: 1970}\n{id: harbour/s1, storyFrom: 2001, storyTo: 2001}"
    [found] = lint(f"{told}\n{{type: LifeStatus, of: ada, life: alive, asOf: harbour/s1, yearsOld: 12}}")
    assert "Ada Finch is 12 years old in Harbour Lights season 1" in {c.text for c in found.claims}


def test_a_shipped_universe_is_checked_by_name_and_what_was_not_run_is_said_in_every_format(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    for form in ("text", "json", "sarif", "github", "html"):
        assert main(["check", "star-wars", "--format", form]) == 0
        assert "not run, since nothing of it is told or given: L001 (Death)" in capsys.readouterr().err
    assert main(["check", "star-war"]) == 2
