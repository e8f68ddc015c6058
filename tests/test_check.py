"""The linter: what it finds, what it is quiet about, and what explains a finding."""

from __future__ import annotations

from pathlib import Path

import pytest
from conftest import Lint

from continuity import universe
from continuity.check import check
from continuity.check.stage import STAGE
from continuity.model import Finding, Position, Scope


def codes(found: list[Finding]) -> list[str]:
    return [f.rule for f in found]


# --- life and death ---

DIES = "{type: Death, of: ada, in: harbour/s1e02}"
THERE = "{type: Appearance, character: ada, in: harbour/s2e01, mode: present}"


@pytest.mark.parametrize("mode", ["flashback", "vision", "mentioned", "archiveFootage", "disguised", "corpse"])
def test_to_be_seen_in_another_mode_is_no_presence(lint: Lint, mode: str) -> None:
    assert lint(f"{DIES}\n{THERE.replace('present', mode)}") == []


def test_many_later_appearances_are_one_finding_with_all_its_witnesses(lint: Lint) -> None:
    more = "\n".join(THERE.replace("harbour/s2e01", w) for w in ("harbour/s1e03", "harbour/s2e02", "beacon/s1e01"))
    [found] = lint(f"{DIES}\n{THERE}\n{more}")
    assert found.rule == "L001"
    assert {c.text for c in found.claims} >= {
        "Ada Finch is in The Beacon S1E01 (present)",
        "Ada Finch dies in Harbour Lights S1E02",
    }
    assert len(found.claims) == 5


def test_a_death_that_three_accounts_tell_is_one_death_with_three_tellers(lint: Lint) -> None:
    [found] = lint(f"{DIES}\n{THERE}", DIES, DIES)
    assert len({c.account for c in found.claims if c.text == "Ada Finch dies in Harbour Lights S1E02"}) == 3


def test_what_only_a_season_leaves_open_is_quiet(lint: Lint) -> None:
    assert lint("{type: Death, of: ada, in: harbour/s2}\n" + THERE) == []
    assert lint("{type: Death, of: ada, in: harbour/s1}\n" + THERE)[0].rule == "L001"


def test_shows_are_compared_by_release_and_a_work_without_a_date_by_nothing(lint: Lint) -> None:
    later = THERE.replace("harbour/s2e01", "beacon/s1e01")
    assert codes(lint(f"{DIES}\n{later}")) == ["L001"]
    undated = "{id: tide, type: Film, name: Tide}\n" + THERE.replace("harbour/s2e01", "tide")
    assert lint(f"{DIES}\n{undated}", select=["L"]) == []


def test_being_there_in_the_episode_of_the_death_is_no_wonder(lint: Lint) -> None:
    assert lint(f"{DIES}\n{THERE.replace('harbour/s2e01', 'harbour/s1e02')}") == []


@pytest.mark.parametrize(
    ("claim", "words"),
    [
        (
            "{type: Return, of: ada, in: harbour/s2e01, how: resurrection}",
            "Ada Finch returns in Harbour Lights S2E01 (resurrection)",
        ),
        (
            "{type: Return, of: ada, in: beacon/s1e01, how: survival}",
            "Ada Finch returns in The Beacon S1E01 (survival)",
        ),
        (
            "{type: LifeStatus, of: ada, life: presumedDead, asOf: harbour/s1}",
            "Ada Finch is presumed dead as of Harbour Lights season 1",
        ),
        (
            "{type: Appearance, character: ada, in: harbour/s2e01, mode: vision}",
            "Ada Finch is in Harbour Lights S2E01 (vision)",
        ),
    ],
)
def test_what_explains_a_presence_is_named_and_the_finding_is_kept(lint: Lint, claim: str, words: str) -> None:
    assert lint(f"{DIES}\n{THERE}", claim, select=["L001"]) == []
    [found] = lint(f"{DIES}\n{THERE}", claim, select=["L001"], explained=True)
    assert found.explained_by == words


def test_a_resurrection_that_comes_too_late_or_too_early_explains_nothing(lint: Lint) -> None:
    for work in ("harbour/s2e02", "harbour/s1e01"):
        back = f"{{type: Return, of: ada, in: {work}, how: resurrection}}"
        assert "L001" in codes(lint(f"{DIES}\n{THERE}\n{back}"))


def test_a_work_that_is_set_earlier_explains_a_presence(lint: Lint) -> None:
    set_ = "{id: harbour/s1, storyFrom: 1990}\n{id: harbour/s2, storyFrom: 1985, storyTo: 1988}"
    assert lint(f"{DIES}\n{THERE}\n{set_}") == []
    [found] = lint(f"{DIES}\n{THERE}\n{set_}", explained=True)
    assert found.explained_by == "Harbour Lights S2E01 is set before Harbour Lights S1E02"


def test_a_second_life_can_end_and_be_overlived_too(lint: Lint) -> None:
    told = """
{type: Death, of: ada, in: harbour/s1e01}
{type: Return, of: ada, in: harbour/s1e02, how: resurrection}
{type: Appearance, character: ada, in: harbour/s1e02, mode: present}
{type: Death, of: ada, in: harbour/s1e03}
{type: Appearance, character: ada, in: harbour/s2e01, mode: present}
"""
    [found] = lint(told)
    assert found.message == (
        "Ada Finch dies in Harbour Lights S1E03 and is there again, alive, in Harbour Lights S2E01"
    )


def test_a_death_in_an_episode_and_one_in_its_season_are_one_death(lint: Lint) -> None:
    assert lint("{type: Death, of: ada, in: harbour/s1e02}\n{type: Death, of: ada, in: harbour/s1}") == []


def test_a_group_or_a_weapon_may_stand_for_a_killer(lint: Lint) -> None:
    killed = "{type: Death, of: dora, by: %s, in: harbour/s1e03}"
    assert codes(lint(killed % "ben", killed % "cleo")) == ["L006"]
    member = "{type: Membership, member: ben, group: the-watch}"
    assert lint(killed % "ben", killed % "the-watch" + "\n" + member) == []
    thing = "{id: lamp, type: Item, name: the lamp}"
    assert lint(killed % "ben", killed % "lamp" + "\n" + thing) == []


def test_a_presence_and_a_state_after_one_death_are_one_finding(lint: Lint) -> None:
    assert codes(lint(f"{DIES}\n{THERE}", "{type: LifeStatus, of: ada, life: alive, asOf: harbour/s2e01}")) == ["L001"]


# --- cast, time, identity ---

BEN = "{type: Portrayal, actor: %s, character: ben, work: %s}"


def test_a_stated_recast_explains_a_change_of_actor(lint: Lint) -> None:
    first, second = BEN % ("tom-hale", "harbour/s1"), BEN % ("sam-reyes", "harbour/s2")
    stated = second.replace("}", ", recastOf: portrayal/tom-hale+ben+harbour/s1}")
    assert codes(lint(first, second)) == ["C001"]
    assert lint(first, stated) == []
    [found] = lint(first, stated, explained=True)
    assert found.explained_by.startswith("a recast is stated")


def test_two_spellings_of_a_name_and_two_realities_are_no_recast(lint: Lint) -> None:
    other = "{id: thomas-hale, type: Person, name: Tom J. Hale}\n" + BEN % ("thomas-hale", "harbour/s2")
    assert lint(BEN % ("tom-hale", "harbour/s1"), other) == []
    apart = "\n".join(
        [
            "{id: earth-two, type: Reality, name: Earth Two}",
            "{id: harbour/series, setIn: earth-one}",
            "{id: beacon/series, setIn: earth-two}",
        ]
    )
    played = f"{BEN % ('tom-hale', 'harbour/s1')}\n{BEN % ('sam-reyes', 'beacon/s1')}"
    assert lint(played, apart) == []


def test_dates_are_reversed_across_accounts_as_within_one(lint: Lint) -> None:
    [found] = lint("{id: ruth-okafor, born: 1961-04}", "{id: ruth-okafor, died: 1960}", select=["T001"])
    assert (found.rule, found.entities) == ("T001", ("ruth-okafor",))
    assert len(found.claims) == 2
    assert lint("{id: ruth-okafor, born: 1961-04}", "{id: ruth-okafor, died: 1961}", select=["T001"]) == []


def test_a_circle_in_story_time_names_its_claims_and_what_would_cure_it(lint: Lint) -> None:
    [found] = lint("{id: storm, before: wreck}", "{id: storm, storyFrom: 1999-05}\n{id: wreck, storyTo: 1999-04}")
    assert found.rule == "T004"
    assert set(found.entities) == {"storm", "wreck"}
    assert {c.text for r in found.repairs for c in r.claims} == {c.text for c in found.claims}
    assert all(len(r.claims) == 1 for r in found.repairs), "each alone would do"
    assert lint("{id: storm, before: wreck}", "{id: storm, storyFrom: 1999-04}\n{id: wreck, storyTo: 1999-04}") == []


def test_counterparts_of_a_third_may_share_a_name(lint: Lint) -> None:
    told = "{id: ada-2, type: Character, name: Ada Finch}\n{id: ada-3, type: Character, name: Ada Finch}"
    assert codes(lint(told)) == ["I001"]
    joined = "{id: ada-2, counterpartOf: ada}\n{id: ada-3, counterpartOf: ada}"
    assert lint(told, joined) == []


def test_a_first_name_alone_counts_within_one_show_only(lint: Lint) -> None:
    told = "{id: max-a, type: Character, name: Max}\n{id: max-b, type: Character, name: Max}"
    seen = "{type: Appearance, character: %s, in: %s, mode: present}"
    assert lint(told, seen % ("max-a", "harbour/s1e01") + "\n" + seen % ("max-b", "beacon/s1e01")) == []
    assert codes(lint(told, seen % ("max-a", "harbour/s1e01") + "\n" + seen % ("max-b", "harbour/s1e01"))) == ["I001"]


# --- accounts ---


def test_a_clash_says_who_tells_what_and_which_one_the_canon_follows(lint: Lint) -> None:
    [found] = lint("{id: ada, gender: female}", "{id: ada, gender: male}")
    assert found.rule == "A001"
    assert "female (The Weekly)" in found.message
    assert "male (The Daily)" in found.message
    assert found.message.endswith("the canon follows male"), "a review outranks a recap"


def test_rounding_spelling_and_short_names_are_no_clash(lint: Lint) -> None:
    assert lint("{id: harbour/s1e01, runtime: 44}", "{id: harbour/s1e01, runtime: 45}") == []
    assert codes(lint("{id: harbour/s1e01, runtime: 44}", "{id: harbour/s1e01, runtime: 54}")) == ["A001"]
    assert lint("{id: harbour/s1e01, name: The Pier}", "{id: harbour/s1e01, name: THE PIER!}") == []
    assert lint("{id: eve, type: Character, name: Eve Lund}", "{id: eve, type: Character, name: Eve}") == []
    assert codes(lint("{id: harbour/s1e01, name: The Pier}", "{id: harbour/s1e01, name: The Pier 2}")) == ["A001"]


def run_of(who: str, span: str = "") -> str:
    people = "\n".join(
        f"{{type: Credit, person: {w}, role: showrunner, work: beacon/series{span}}}" for w in who.split()
    )
    return f"{people}\n{{type: CompleteList, complete: showrunner, of: beacon/series{span}}}"


def test_lists_that_two_accounts_call_complete_are_compared_as_told(lint: Lint) -> None:
    [found] = lint(run_of("ines-moreau sam-reyes"), run_of("ines-moreau"))
    assert found.rule == "A002"
    assert "sam-reyes" in found.entities
    assert "The Weekly 2003-06-01" in found.message
    assert [c.position.line for c in found.claims][:2] == [6, 5], "the lists themselves, in the order of publication"
    assert [c.text for c in found.claims[2:]] == ["Sam Reyes: showrunner of The Beacon"]


def test_who_left_after_an_account_was_published_explains_what_it_says(tmp_path: Path) -> None:
    def told(first: str, second: str) -> list[Finding]:
        source = "{id: %s, type: Source, kind: news, title: %s, publisher: P, published: %s}"
        head = f"sources:\n  - {source % ('one', 'One', first)}\n  - {source % ('two', 'Two', second)}\n"
        names = ("ines-moreau", "sam-reyes")
        one = "\n".join(
            f"  - {{type: Credit, person: {n}, role: showrunner, work: beacon/s1, from: 2002-04}}" for n in names
        )
        both = "  - {type: CompleteList, complete: showrunner, of: beacon/s1, from: %s}\n"
        two = "  - {type: Credit, person: ines-moreau, role: showrunner, work: beacon/s1}\n"
        two += "  - {type: Credit, person: sam-reyes, role: showrunner, work: beacon/s1, to: 2002-10}\n"
        accounts = f"---\nsource: one\nhorizon: none\nclaims:\n{one}\n{both % '2002-04'}"
        accounts += f"---\nsource: two\nhorizon: none\nclaims:\n{two}{both % '2002-11'}"
        (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
        (tmp_path / "told.yaml").write_text(head + accounts, encoding="utf-8")
        made = universe.load(tmp_path, compiled=False)
        return check(made, made.canon(Scope()), select=["A002"], explained=True)

    [before] = told("2002-04-15", "2003-01-13")
    assert "until 2002-10" in before.explained_by
    [after] = told("2002-12-01", "2003-01-13")
    assert after.explained_by == ""


def test_a_horizon_in_another_show_reaches_nothing_of_this(lint: Lint) -> None:
    files = {
        "x.yaml": "source: fan-wiki\nhorizon: beacon/s1e01\nclaims:\n  - " + THERE.replace("present", "vision") + "\n"
    }
    [found] = lint(files=files)
    assert found.rule == "A006"
    assert found.position == Position("x.yaml", 4)


# --- allowances ---


def test_an_allow_with_a_reason_silences_one_finding_and_is_its_explanation(lint: Lint) -> None:
    dies = DIES.replace("}", ", allow: L001, note: a ghost story}")
    assert lint(f"{dies}\n{THERE}") == []
    [found] = lint(f"{dies}\n{THERE}", explained=True)
    assert found.explained_by == "allowed: a ghost story"


def test_an_allow_on_the_entity_silences_too(lint: Lint) -> None:
    assert lint(f"{DIES}\n{THERE}", "{id: ada, allow: L001, note: she haunts the pier}") == []


def test_an_allow_without_a_reason_silences_nothing_and_is_reported(lint: Lint) -> None:
    assert codes(lint(f"{DIES.replace('}', ', allow: L001}')}\n{THERE}")) == ["L001", "A011"]


def test_an_allow_is_unused_only_where_its_rule_was_run(lint: Lint) -> None:
    dies = DIES.replace("}", ", allow: L001, note: no reason any more}")
    [found] = lint(dies)
    assert (found.rule, found.position.file) == ("A011", "told-0.yaml")
    assert lint(dies, ignore=["L001"]) == []


def test_a_source_and_a_canon_can_bear_an_allow(lint: Lint) -> None:
    source = (
        "sources:\n  - {id: scrap, type: Source, kind: news, title: T, published: 2003, allow: A005, note: torn}\n---\n"
    )
    told = "source: scrap\nhorizon: none\nclaims:\n  - {id: harbour/s1e01, runtime: 44}\n"
    assert lint(files={"x.yaml": source + told}) == []


def test_the_shipped_universe_reports_the_clash_over_the_defenders() -> None:
    made = universe.load(universe.find("marvel"))
    found = check(made, made.canon(Scope()), select=["A002"])
    [clash] = [f for f in found if f.entities[0] == "the-defenders/series"]
    assert "doug-petrie" in clash.entities
    assert all(c.position.file and c.position.line for c in clash.claims)
    assert "Marco Ramirez" in clash.message
