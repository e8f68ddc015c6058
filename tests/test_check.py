"""The linter: what it finds, what it is quiet about, what explains a finding, and how it is asked."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from continuity import universe
from continuity.check import RULES, check, choose, exit_code, find_rule, not_run, touching
from continuity.check.stage import STAGE
from continuity.errors import UsageError
from continuity.model import Finding, Position, Scope

Lint = Callable[..., list[Finding]]


@pytest.fixture
def lint(tmp_path: Path) -> Lint:
    """`lint("claims in YAML", "more claims", select=[…])`: each text is an account of its own, told on the stage."""

    def run(*accounts: str, files: dict[str, str] | None = None, **options: Any) -> list[Finding]:
        (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
        teller = ("weekly-recap", "daily-review", "fan-wiki")
        for i, claims in enumerate(accounts):
            head = f"source: {teller[i]}\nhorizon: [harbour/s2e02, beacon/s1]\nclaims:\n"
            body = "".join(f"  - {line}\n" for line in claims.strip().splitlines())
            (tmp_path / f"told-{i}.yaml").write_text(head + body, encoding="utf-8")
        for name, text in (files or {}).items():
            (tmp_path / name).write_text(text, encoding="utf-8")
        made = universe.load(tmp_path, compiled=False)
        return check(made, made.canon(Scope()), **options)

    return run


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
        ("{type: Return, of: ada, in: harbour/s2e01, how: resurrection}", "Ada Finch returns in Harbour Lights S2E01 (resurrection)"),
        ("{type: Return, of: ada, in: beacon/s1e01, how: survival}", "Ada Finch returns in The Beacon S1E01 (survival)"),
        ("{type: LifeStatus, of: ada, life: presumedDead, asOf: harbour/s1}", "Ada Finch is presumed dead as of Harbour Lights season 1"),
        ("{type: Appearance, character: ada, in: harbour/s2e01, mode: vision}", "Ada Finch is in Harbour Lights S2E01 (vision)"),
    ],
)  # fmt: skip
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
    apart = "{id: earth-two, type: Reality, name: Earth Two}\n{id: harbour/series, setIn: earth-one}\n{id: beacon/series, setIn: earth-two}"
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
    assert "any one of these alone would do" in found.cure
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
    assert [c.position.line for c in found.claims] == [6, 5], "the lists themselves, in the order of publication"


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


# --- asking the linter ---


def test_errors_of_the_data_come_first_then_severity_then_code(lint: Lint) -> None:
    wrong = "{id: harbour/s1e01, runtme: 44}"
    found = lint(f"{wrong}\n{DIES}\n{THERE}\n{{id: ada, gender: f}}", "{id: ada, gender: m}")
    assert codes(found) == ["D001", "L001", "A001"]
    assert exit_code(found) == 2
    assert exit_code(found[1:]) == 1
    assert exit_code([]) == 0


def test_explained_findings_do_not_count_as_findings(lint: Lint) -> None:
    back = "{type: Return, of: ada, in: harbour/s2e01, how: resurrection}"
    found = lint(f"{DIES}\n{THERE}\n{back}", explained=True)
    assert found
    assert exit_code(found) == 0


def test_the_order_of_files_and_claims_changes_nothing(lint: Lint, tmp_path: Path) -> None:
    told = [DIES, THERE, "{id: ada, gender: f}", "{type: Death, of: ben, in: harbour/s1e01}"]
    once = lint("\n".join(told), "{id: ada, gender: m}")
    again = lint("\n".join(reversed(told)), "{id: ada, gender: m}")
    assert [(f.rule, f.message, f.entities) for f in once] == [(f.rule, f.message, f.entities) for f in again]
    assert once == lint("\n".join(told), "{id: ada, gender: m}")


def test_no_report_hangs_on_the_order_of_hashing(tmp_path: Path) -> None:
    claims = [BEN % (a, "harbour/s1") for a in ("tom-hale", "sam-reyes", "ines-moreau", "ruth-okafor")]
    claims += [
        DIES,
        THERE,
        THERE.replace("harbour/s2e01", "harbour/s2e02"),
        "{id: storm, before: wreck}",
        "{id: wreck, before: storm}",
    ]
    told = "source: weekly-recap\nhorizon: harbour/s2e02\nclaims:\n" + "".join(f"  - {c}\n" for c in claims)
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (tmp_path / "told.yaml").write_text(told, encoding="utf-8")
    code = (
        "import sys; from pathlib import Path; from continuity import universe; from continuity.model import Scope\n"
        "from continuity.check import check, report\n"
        "u = universe.load(Path(sys.argv[1]), compiled=False)\n"
        "sys.stdout.write(report(check(u, u.canon(Scope()), select=['all'], explained=True), 'json'))"
    )
    runs = [
        subprocess.run(
            [sys.executable, "-c", code, str(tmp_path)],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": os.pathsep.join(sys.path)},
            capture_output=True,
            check=True,
        ).stdout
        for seed in ("1", "2", "3")
    ]
    assert runs[0] == runs[1] == runs[2]
    assert b"C001" in runs[0]


def test_rules_are_chosen_by_code_family_name_and_severity() -> None:
    assert {r.severity for r in choose()} == {"error", "warning"}
    assert {r.code for r in choose(["L001"]) if r.family != "D"} == {"L001"}
    assert {r.family for r in choose(["L"])} == {"L", "D"}
    assert {r.code for r in choose(["dies-twice"]) if r.family != "D"} == {"L002"}
    assert set(choose(["all"])) == set(RULES)
    assert not any(r.family == "A" for r in choose(ignore=["A"]))
    assert {r.severity for r in choose(severity="error") if r.family != "D"} == {"error"}
    assert {r.code for r in choose() if r.family == "D"} == {r.code for r in choose(ignore=["all"])}
    assert find_rule("l001").name == "appears-after-death"


@pytest.mark.parametrize(("select", "hint"), [("L0O1", "L001"), ("dies-twise", "dies-twice"), ("", "no rule")])
def test_a_rule_that_there_is_not_is_a_usage_error_with_a_hint(select: str, hint: str) -> None:
    with pytest.raises(UsageError, match=hint):
        choose([select])
    with pytest.raises(UsageError, match="severity"):
        choose(severity="fatal")


def test_findings_can_be_kept_to_files_and_folders() -> None:
    one = Finding("L001", "n", "m", position=Position("a/b.yaml", 3))
    other = Finding("L001", "n", "m", position=Position("c.yaml", 1))
    assert touching([one, other], ["a"]) == [one]
    assert touching([one, other], ["./c.yaml"]) == [other]
    assert touching([one, other], ["a/b.y"]) == []
    assert touching([one, other], ["."]) == [one, other]


def test_rules_without_anything_to_look_at_are_named(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    made = universe.load(tmp_path, compiled=False)
    missing = {r.code: terms for r, terms in not_run(made.canon(Scope()), RULES)}
    assert missing["L001"] == ("Death", "Appearance")
    assert "A001" not in missing


def test_under_a_horizon_nothing_beyond_it_is_found(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    told = "source: weekly-recap\nhorizon: harbour/s2e02\nclaims:\n"
    (tmp_path / "told.yaml").write_text(f"{told}  - {DIES}\n  - {THERE}\n", encoding="utf-8")
    made = universe.load(tmp_path, compiled=False)
    assert check(made, made.canon(Scope(until="harbour/s1e03"))) == []
    assert codes(check(made, made.canon(Scope(until="harbour/s2e02")))) == ["L001"]


def test_values_that_are_no_dates_or_numbers_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (tmp_path / "odd.trig").write_text(
        """@prefix c: <https://w3id.org/continuity/v1/vocab#> .
<account/odd> a c:Account ; c:source <fan-wiki> ; c:horizon c:none .
<account/odd> {
  <ruth-okafor> c:born "long ago" ; c:died "last week" .
  <harbour/s1> c:storyFrom "then" ; c:storyTo "now" ; c:before <harbour/s2> .
}
""",
        encoding="utf-8",
    )
    made = universe.load(tmp_path, compiled=False)
    assert {f.rule for f in check(made, made.canon(Scope()), select=["all"])} == {"D003"}


def test_the_shipped_universe_reports_the_clash_over_the_defenders() -> None:
    made = universe.load(universe.find("marvel"))
    found = check(made, made.canon(Scope()), select=["A002"])
    [clash] = [f for f in found if f.entities[0] == "the-defenders/series"]
    assert "doug-petrie" in clash.entities
    assert all(c.position.file and c.position.line for c in clash.claims)
    assert "Marco Ramirez" in clash.message
