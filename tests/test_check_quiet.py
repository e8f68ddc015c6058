"""Quiet by design: a test for each sentence about what explains, agrees, or is left open, and about one finding a cause."""

from __future__ import annotations

import pytest
from conftest import Lint

from continuity.model import Finding


def codes(found: list[Finding]) -> list[str]:
    return [f.rule for f in found]


DIES = "{type: Death, of: ada, in: harbour/s1e02}"
THERE = "{type: Appearance, character: ada, in: harbour/s2e01, mode: present}"
CORPSE = "{type: Appearance, character: ada, in: harbour/s1e02, mode: corpse}"
EXPLAINED = "{type: Explanation, of: %s, kind: %s%s}"


# --- how a character appears does most of the work ---


def test_a_corpse_is_evidence_of_death(lint: Lint) -> None:
    [found] = lint(f"{CORPSE}\n{THERE}")
    assert found.rule == "L001"
    assert found.message.startswith("Ada Finch is seen dead in Harbour Lights S1E02 and is there again, alive")
    assert lint(CORPSE, "{type: Death, of: ada, in: harbour/s2e02}") == [], "the death is shown later: no second one"


def test_a_corpse_after_the_death_is_no_second_death_and_no_presence(lint: Lint) -> None:
    assert lint(f"{DIES}\n{{type: Appearance, character: ada, in: harbour/s2e01, mode: corpse}}") == []


def test_a_kill_is_evidence_of_life(lint: Lint) -> None:
    kills = "{type: Death, of: dora, by: ada, in: harbour/s2e01}"
    assert codes(lint(f"{DIES}\n{kills}")) == ["L003"]
    assert codes(lint(f"{CORPSE}\n{kills}")) == ["L003"]
    assert codes(lint("{type: LifeStatus, of: ada, life: dead, asOf: harbour/s1}\n" + kills)) == ["L003"]


def test_a_death_told_by_three_accounts_is_one_death(lint: Lint) -> None:
    assert lint(DIES, DIES, DIES) == []
    assert codes(lint(f"{DIES}\n{THERE}", f"{DIES}\n{THERE}", f"{DIES}\n{THERE}")) == ["L001"]


# --- compatible killers ---

KILLED = "{type: Death, of: dora, by: %s, in: harbour/s1e03}"


def test_killers_that_share_one_agree(lint: Lint) -> None:
    assert lint(KILLED % "ben", KILLED % "[ben, cleo]") == []
    assert codes(lint(KILLED % "ben", KILLED % "cleo")) == ["L006"]


def test_killers_that_are_one_person_by_another_name_agree(lint: Lint) -> None:
    masked = "{id: the-lamplighter, type: Character, name: The Lamplighter}\n{id: ben, alias: The Lamplighter}"
    assert lint(KILLED % "ben", KILLED % "the-lamplighter" + "\n" + masked, select=["L006"]) == []


def test_an_instrument_stands_for_who_holds_it(lint: Lint) -> None:
    assert lint(KILLED % "ben", KILLED % "lamp" + "\n{id: lamp, type: Item, name: the lamp}") == []


def test_who_orders_a_killing_stands_for_who_does_it(lint: Lint) -> None:
    orders = "{type: Relationship, subject: cleo, kind: employer, object: ben}"
    assert lint(KILLED % "ben", KILLED % "cleo" + "\n" + orders) == []


def test_a_class_stands_for_its_member_at_any_remove(lint: Lint) -> None:
    inner = "{id: night-shift, type: Team, name: the night shift}"
    belongs = "{type: Membership, member: ben, group: night-shift}"
    whole = "{type: Membership, member: night-shift, group: the-watch}"
    assert lint(KILLED % "ben", KILLED % "the-watch" + f"\n{inner}\n{belongs}\n{whole}") == []
    assert codes(lint(KILLED % "cleo", KILLED % "the-watch" + f"\n{inner}\n{belongs}\n{whole}")) == ["L006"]


# --- dates are intervals with open ends ---


@pytest.mark.parametrize("date", ["1999", "1999-06/..", "../1999-06", "1999-05?", "199X"])
def test_only_what_fails_for_every_choice_of_dates_is_reported(lint: Lint, date: str) -> None:
    told = f'{{id: storm, before: wreck}}\n{{id: storm, storyFrom: "{date}"}}\n{{id: wreck, storyTo: 1999-06}}'
    assert lint(told) == []


def test_open_ends_bound_nothing(lint: Lint) -> None:
    assert codes(lint("{id: storm, before: wreck, storyFrom: 1999-07/..}\n{id: wreck, storyTo: ../1999-06}")) == [
        "T004"
    ], "these ends are told: not before July, not after June"
    assert lint("{id: storm, before: wreck, storyFrom: ../1999-07}\n{id: wreck, storyTo: 1999-06/..}") == []


@pytest.mark.parametrize("more", ["", ", from: 1990", ", to: 1999", ", from: 1990, to: 1999/.."])
def test_a_membership_with_an_open_or_untold_end_leaves_it_open(lint: Lint, more: str) -> None:
    guild = "{id: the-guild, type: Organisation, name: The Guild}"
    one = f"{{type: Membership, member: ben, group: the-watch, exclusive: true{more}}}"
    other = "{type: Membership, member: ben, group: the-guild, exclusive: true, from: 1999, to: 2001}"
    assert lint(f"{guild}\n{one}\n{other}") == []


# --- orders only inside one reality; seasons as ranges ---

TWO = "{id: earth-two, type: Reality, name: Earth Two}"


def test_orders_of_two_realities_are_not_compared(lint: Lint) -> None:
    told = "{id: storm, before: wreck}\n{id: wreck, before: storm}"
    assert codes(lint(told)) == ["T004"]
    assert lint(told, f"{TWO}\n{{id: storm, reality: earth-one}}\n{{id: wreck, reality: earth-two}}") == []


def test_an_order_through_a_thing_of_no_told_reality_does_not_join_two(lint: Lint) -> None:
    told = "{id: storm, before: wreck}\n{id: wreck, before: harbour/s1}\n{id: harbour/s1, before: storm}"
    real = f"{TWO}\n{{id: storm, reality: earth-one}}\n{{id: harbour/series, setIn: earth-two}}"
    assert codes(lint(told)) == ["T004"]
    assert lint(told, real) == []


def test_a_death_and_a_presence_in_two_realities_are_not_compared(lint: Lint) -> None:
    there = THERE.replace("harbour/s2e01", "beacon/s1e01")
    assert codes(lint(f"{DIES}\n{there}")) == ["L001"]
    assert (
        lint(
            f"{DIES}\n{there}", f"{TWO}\n{{id: harbour/series, setIn: earth-one}}\n{{id: beacon/s1, setIn: earth-two}}"
        )
        == []
    )


def test_a_season_is_a_range(lint: Lint) -> None:
    assert lint("{type: Death, of: ada, in: harbour/s2}\n" + THERE) == []
    assert codes(lint("{type: Death, of: ada, in: harbour/s1}\n" + THERE)) == ["L001"]


def test_works_are_never_compared_by_title(lint: Lint) -> None:
    same = "{id: harbour-two, type: Film, name: Harbour Lights}\n{type: Death, of: ada, in: harbour-two}"
    assert lint(f"{same}\n{THERE}", select=["L"]) == [], "a film of that title has no date of its own"


# --- silence is not denial ---


def test_a_kinship_that_one_side_tells_is_quiet(lint: Lint) -> None:
    sibling = "{type: Relationship, subject: ada, kind: sibling, object: dora}"
    assert lint(sibling, "{type: Relationship, subject: dora, kind: sibling, object: cleo}") == []
    complete = "{type: CompleteList, complete: sibling, of: dora}"
    denied = f"{{type: Relationship, subject: dora, kind: sibling, object: cleo}}\n{complete}"
    assert codes(lint(sibling, denied)) == ["R006"]
    assert codes(lint(sibling, complete)) == ["R006"], "an empty list says that there is none"


def test_a_parent_is_no_sibling_and_a_marriage_may_come_later(lint: Lint) -> None:
    sibling = "{type: Relationship, subject: ada, kind: sibling, object: dora}"
    assert codes(lint(sibling, "{type: Relationship, subject: dora, kind: parent, object: ada}")) == ["R006"]
    married = "{type: Relationship, subject: ada, kind: spouse, object: ben%s}"
    nobody = "{type: CompleteList, complete: spouse, of: ben}"
    assert codes(lint(married % "", nobody)) == ["R006"]
    assert lint(married % ", in: harbour/s2", nobody) == []


def test_a_missing_credit_is_quiet(lint: Lint) -> None:
    credit = "{type: Credit, person: %s, role: director, work: harbour/s1e01}"
    assert lint(credit % "tom-hale", credit % "sam-reyes") == []


# --- explanations are data, each with its account ---


@pytest.mark.parametrize("kind", ["double", "collectiveName", "timeTravel"])
def test_an_explanation_settles_a_presence_after_death_and_is_shown(lint: Lint, kind: str) -> None:
    why = EXPLAINED % ("ada", kind, ", in: harbour/s2e01")
    assert lint(f"{DIES}\n{THERE}", why) == []
    [found] = lint(f"{DIES}\n{THERE}", why, explained=True)
    assert "explains what is told of Ada Finch in Harbour Lights S2E01" in found.explained_by


def test_a_double_in_another_work_explains_nothing(lint: Lint) -> None:
    assert codes(lint(f"{DIES}\n{THERE}", EXPLAINED % ("ada", "double", ", in: harbour/s2e02"))) == ["L001"]


def test_a_retcon_settles_what_earlier_works_told_against_what_comes_after_it(lint: Lint) -> None:
    assert lint(f"{DIES}\n{THERE}", EXPLAINED % ("ada", "retcon", ", in: harbour/s2")) == []
    assert (
        lint(DIES, "{type: Death, of: ada, in: harbour/s2e02}", EXPLAINED % ("ada", "retcon", ", in: harbour/s2")) == []
    )


def test_a_retcon_that_comes_later_settles_nothing(lint: Lint) -> None:
    assert codes(lint(f"{DIES}\n{THERE}", EXPLAINED % ("ada", "retcon", ", in: harbour/s2e02"))) == ["L001"]


def test_what_was_prepared_before_may_kill_after_death(lint: Lint) -> None:
    kills = "{type: Death, of: dora, by: ada, in: harbour/s2e01}"
    why = EXPLAINED % ("ada", "preparedBefore", ", in: harbour/s2e01")
    assert lint(f"{DIES}\n{kills}", why) == []
    assert codes(lint(f"{DIES}\n{THERE}", why)) == ["L001"], "it explains a kill, and no presence"


def test_a_collective_name_explains_two_bearers_two_actors_and_two_killers(lint: Lint) -> None:
    namesake = "{id: ada-2, type: Character, name: Ada Finch}"
    assert codes(lint(namesake)) == ["I001"]
    assert lint(namesake, EXPLAINED % ("ada", "collectiveName", "")) == []
    cast = "\n".join(
        f"{{type: Portrayal, actor: {a}, character: ben, work: harbour/{s}}}"
        for a, s in (("tom-hale", "s1"), ("sam-reyes", "s2"))
    )
    assert codes(lint(cast, "{id: ben, gender: male}")) == ["C001"]
    assert lint(cast, EXPLAINED % ("ben", "collectiveName", "")) == []
    assert lint(KILLED % "ben", KILLED % "cleo", EXPLAINED % ("ben", "collectiveName", "")) == []


def test_a_double_may_be_in_two_places_and_a_trap_may_kill_from_afar(lint: Lint) -> None:
    places = "{id: pier, type: Place, name: the pier}\n{id: capital, type: Place, name: the capital}"
    two = f"{places}\n{{id: storm, participant: ben, place: pier}}\n{{id: wreck, participant: ben, place: capital, sameTimeAs: storm}}"
    assert codes(lint(two)) == ["T008"]
    assert lint(two, EXPLAINED % ("ben", "double", "")) == []
    kill = f"{places}\n{{id: storm, participant: ben, place: capital}}\n{{type: Death, of: dora, by: ben, in: harbour/s1e03, place: pier, during: storm}}"
    assert codes(lint(kill, "{id: ben, gender: male}")) == ["L008"]
    assert lint(kill, EXPLAINED % ("ben", "preparedBefore", ", in: harbour/s1")) == []


@pytest.mark.parametrize(
    ("words", "proposed"),
    [
        ("a dream of hers", "a vision (mode: vision)"),
        ("seen on an old tape", "archive footage"),
        ("her twin, it seems", "kind: double, in: harbour/s2e01"),
        ("she faked it all", "how: survival"),
        ("years later in her memories", "a flashback (mode: flashback)"),
    ],
)
def test_a_finding_proposes_what_the_words_of_the_accounts_hint_at(lint: Lint, words: str, proposed: str) -> None:
    noted = THERE.replace("}", f', note: "{words}"' + "}")
    [found] = lint(f"{DIES}\n{noted}")
    assert proposed in found.cure.partition("the data hint at")[2]


def test_without_a_hint_the_finding_names_a_return_a_disguise_and_a_shared_name(lint: Lint) -> None:
    [found] = lint(f"{DIES}\n{THERE}")
    assert "hint" not in found.cure
    assert all(w in found.cure for w in ("type: Return", "disguised", "two characters bear the name"))


def test_a_bearer_of_the_same_name_is_a_hint(lint: Lint) -> None:
    found = lint(f"{DIES}\n{THERE}", "{id: ada-2, type: Character, name: Ada Finch}", select=["L001"])
    assert "kind: collectiveName" in found[0].cure


# --- one finding a cause ---


def test_thirty_witnesses_are_one_finding(lint: Lint) -> None:
    shows = [f"{{id: gale/e{i:02d}, type: Film, name: Gale {i}, released: 2004-01-{i:02d}}}" for i in range(1, 31)]
    seen = [f"{{type: Appearance, character: ada, in: gale/e{i:02d}, mode: present}}" for i in range(1, 31)]
    [found] = lint("\n".join([DIES, *shows, *seen]), select=["L"])
    assert len(found.claims) == 31
    assert found.message.endswith("Gale 1, Gale 2, Gale 3 and 27 more")


def test_many_people_in_the_same_two_scenes_are_one_finding(lint: Lint) -> None:
    people = "[ada, ben, cleo, dora]"
    told = f"""
{{id: pier, type: Place, name: the pier}}
{{id: capital, type: Place, name: the capital}}
{{id: storm, participant: {people}, place: pier}}
{{id: wreck, participant: {people}, place: capital, during: storm}}
"""
    [found] = lint(told)
    assert found.rule == "T008"
    assert set(found.entities) == {"ada", "ben", "cleo", "dora", "storm", "wreck"}


def test_one_wrong_claim_against_two_chains_is_one_finding(lint: Lint) -> None:
    events = "{id: fog, type: Event, name: the fog}\n{id: calm, type: Event, name: the calm}"
    chains = "{id: storm, before: fog}\n{id: fog, before: wreck}\n{id: storm, before: calm}\n{id: calm, before: wreck}"
    [found] = lint(f"{events}\n{chains}", "{id: wreck, before: storm}")
    assert [[c.text for c in r.claims] for r in found.repairs] == [["the wreck is before the great storm"]]
