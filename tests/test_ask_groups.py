"""What asking promises about groups: a position is what is told of a member, and a word of gender is its own one's."""

from __future__ import annotations

from typing import Any

import pytest

import continuity


def small() -> continuity.Universe:
    """A crew and a lodge with a few members, a family, and a place; who led the crew later, a later episode tells."""
    names = ("ann", "Ann Reef"), ("ben", "Ben Reef"), ("cal", "Cal Moor"), ("dot", "Dot Moor"), ("eli", "Eli Wynn")
    claims: list[dict[str, Any]] = [
        {"id": "tide/series", "type": "Series", "name": "Tide"},
        {"id": "tide/s1", "type": "Season", "number": 1, "partOf": "tide/series"},
        *({"id": f"tide/s1e0{n}", "type": "Episode", "number": n, "partOf": "tide/s1"} for n in (1, 2)),
        *({"id": i, "type": "Character", "name": n} for i, n in names),
        {"id": "ann", "type": "Character", "alias": "The Gull", "gender": "female", "power": "walks through walls"},
        {"id": "eli", "type": "Character", "alias": "The Gull"},
        {"id": "crew", "type": "Team", "name": "The Night Crew"},
        {"id": "lodge", "type": "Organisation", "name": "The Lodge"},
        {"id": "quay", "type": "Place", "name": "The Quay"},
        {"id": "town", "type": "Place", "name": "Saltby"},
        {"id": "quay", "type": "Place", "locatedIn": "town"},
        {"type": "Membership", "member": "ann", "group": "crew", "position": "one of its leaders"},
        {"type": "Membership", "member": "ben", "group": "crew", "position": "former leader"},
        {"type": "Membership", "member": "cal", "group": "crew", "position": "cook"},
        {"type": "Membership", "member": "eli", "group": "lodge", "position": "runs it"},
        {"type": "Relationship", "subject": "ann", "kind": "parent", "object": "cal"},
        {"type": "Relationship", "subject": "ben", "kind": "parent", "object": "cal"},
        {"type": "Relationship", "subject": "cal", "kind": "sibling", "object": "dot"},
    ]
    late = [{"type": "Membership", "member": "dot", "group": "crew", "position": "takes the lead"}]
    source = {"id": "press", "type": "Source", "kind": "news", "title": "The Tide", "publisher": "The Paper"}
    return continuity.load(
        [
            {"sources": [source]},
            {"source": "press", "horizon": "none", "claims": claims},
            {"source": "press", "reports": "tide/s1e02", "horizon": "tide/s1e02", "claims": late},
        ]
    )


@pytest.fixture(scope="module")
def canon() -> continuity.Canon:
    return small().canon()


ROWS = [
    ({"ann", "dot"}, "who leads the Night Crew"),
    ({"ann", "dot"}, "the leaders of the Night Crew"),
    ({"cal"}, "who is the cook of the Night Crew"),
    ({"cook"}, "what is Cal Moor's position in the Night Crew"),
    ({"lodge"}, "which organisation does Eli Wynn run"),
    ({"ann", "eli"}, "who is known as The Gull"),
    ({"ann"}, "who can walk through walls"),
    ({"cal"}, "whose mother is Ann Reef"),
    ({"town"}, "where is The Quay"),
    ({"quay"}, "which places are in Saltby"),
]


@pytest.mark.parametrize(("wanted", "question"), ROWS, ids=[q for _, q in ROWS])
def test_members_are_found_by_what_they_are(canon: continuity.Canon, wanted: set[str], question: str) -> None:
    made = canon.ask(question)
    assert {r[0].id or r[0].value for r in made.rows} == wanted, (made.status, made.reading, made.sentence)
    assert made.evidence


def test_a_position_that_only_a_later_episode_tells_is_hidden() -> None:
    made = small().canon(until="tide/s1e01").ask("who leads the Night Crew")
    assert [r[0].id for r in made.rows] == ["ann"]


def test_a_word_of_gender_is_held_of_the_one_whom_it_calls_so(canon: continuity.Canon) -> None:
    assert canon.ask("whose father is Ann Reef").status == "empty"
    brother = canon.ask("is Cal Moor the brother of Dot Moor")
    assert (
        brother.value is None and brother.sentence == "Cal Moor is sibling of Dot Moor, but whether male is not told."
    )


def test_a_tie_is_told_with_its_kind(canon: continuity.Canon) -> None:
    related = canon.ask("how is Cal Moor related to Dot Moor")
    assert [(r[0].id, r[1].value, r[2].id) for r in related.rows] == [("cal", "sibling", "dot")]
    assert canon.ask("is Cal Moor related to Dot Moor").sentence == "Yes: Cal Moor is sibling of Dot Moor."
