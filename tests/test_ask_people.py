"""What asking promises about people: what they are, how old, who came first or next; and that none of it is guessed."""

from __future__ import annotations

from typing import Any

import pytest

import continuity
from continuity.model import Answer


def small() -> continuity.Universe:
    """A family of whom little is told, and a show with three showrunners; the rest only a later episode tells."""
    works: list[dict[str, Any]] = [
        {"id": "sea/series", "type": "Series", "name": "The Sea", "released": "2015-03-01"},
        *({"id": f"sea/s{n}", "type": "Season", "number": n, "partOf": "sea/series", "released": f"201{4 + n}-03-01"} for n in (1, 2, 3)),
        *({"id": f"sea/s1e0{n}", "type": "Episode", "number": n, "partOf": "sea/s1", "released": "2015-03-01"} for n in (1, 2, 3)),
        *({"id": i, "type": "Person", "name": n} for i, n in (("ada", "Ada Moss"), ("bo", "Bo Lind"), ("cy", "Cy Young"), ("dee", "Dee Park"), ("gus", "Gus Hill"))),
        {"id": "eve", "type": "Person", "name": "Eve Lake", "born": "1980-05-01", "gender": "female"},
        {"id": "flo", "type": "Person", "name": "Flo Reed", "born": "1983", "occupation": "actress"},
    ]  # fmt: skip
    people: list[dict[str, Any]] = [
        *({"id": i, "type": "Character", "name": n} for i, n in (("max", "Max Stone"), ("ivy", "Ivy Lane"), ("sam", "Sam Reed"), ("zoe", "Zoe Reed"), ("sea", "The Sea"))),
        {"id": "max", "type": "Character", "occupation": "criminal lawyer", "power": "superhuman strength and durability"},
        {"id": "ivy", "type": "Character", "occupation": "nun"},
        {"id": "sam", "type": "Character", "occupation": "former soldier", "power": "talks with fish"},
        {"type": "Relationship", "subject": "ivy", "kind": "parent", "object": "max"},
        {"type": "Relationship", "subject": "sam", "kind": "parent", "object": "max"},
        *({"type": "Portrayal", "actor": a, "character": c, "work": "sea/s1"} for a, c in (("eve", "ivy"), ("flo", "zoe"), ("gus", "sea"))),
        *({"type": "Credit", "person": p, "role": "showrunner", "work": w} for p, w in (("ada", "sea/s1"), ("bo", "sea/s2"), ("cy", "sea/s2"), ("dee", "sea/s3"))),
        *({"type": "Credit", "person": p, "role": "director", "work": f"sea/s1e0{n}"} for n, p in ((1, "eve"), (2, "gus"), (3, "gus"))),
        *({"type": "Appearance", "character": c, "in": w, "mode": "present"} for c, w in (("max", "sea/s1e01"), ("ivy", "sea/s1e01"), ("max", "sea/s1e02"))),
    ]  # fmt: skip
    late: list[dict[str, Any]] = [
        {"id": "zoe", "type": "Character", "occupation": "lighthouse keeper"},
        {"type": "Death", "of": "sam", "in": "sea/s1e02"},
        {"type": "Return", "of": "sam", "in": "sea/s1e03", "how": "survival"},
    ]
    source = {
        "id": "press",
        "type": "Source",
        "kind": "news",
        "title": "All about it",
        "publisher": "The Paper",
        "published": "2017-05-01",
    }
    return continuity.load(
        [
            {"sources": [source]},
            {"source": "press", "horizon": "none", "claims": [*works, *people]},
            {"source": "press", "reports": "sea/s1e03", "horizon": "sea/s1e03", "claims": late},
        ]
    )


@pytest.fixture(scope="module")
def canon() -> continuity.Canon:
    return small().canon(on="2020-06-01")


def ids(made: Answer) -> set[str]:
    return {row[0].id or row[0].value for row in made.rows}


ROWS = [
    ({"max"}, ["who is a lawyer", "which characters are lawyers", "criminal lawyers", "which attorneys are there"]),
    ({"max"}, ["who has super strength", "characters with superhuman strength", "which characters have durability"]),
    ({"ivy"}, ["who is the mother of Max Stone", "Max Stone's mom", "women who are parents of Max Stone"]),
    ({"sam"}, ["who is the father of Max Stone", "Max Stone's dad"]),
    ({"eve", "flo"}, ["actresses in The Sea", "which women act in The Sea"]),
    ({"eve"}, ["which women directed episodes of The Sea", "female directors"]),
    ({"gus"}, ["the sea actor", "who is the actor of The Sea"]),
    ({"eve", "flo", "gus"}, ["the actors of The Sea", "cast of The Sea"]),
    ({"ada"}, ["who was the first showrunner of The Sea", "The Sea's first showrunner"]),
    ({"dee"}, ["last showrunner of The Sea", "who took over from Bo Lind", "who succeeded Cy Young as showrunner"]),
    ({"bo", "cy"}, ["the second showrunner of The Sea", "who came after Ada Moss as showrunner of The Sea", "who was showrunner before Dee Park"]),
    ({"sea/s1e03"}, ["the second episode Gus Hill directed"]),
    ({"sam"}, ["who died and later appears alive", "who came back from the dead"]),
    ({"sea/s1e01"}, ["episodes that Max Stone and Ivy Lane are both in", "which episodes do Max and Ivy both appear in"]),
    ({"eve"}, ["who is older, Eve Lake or Flo Reed", "the oldest actor in The Sea"]),
    ({"gus"}, ["top 1 directors by number of episodes"]),
    ({"max"}, ["which character appears in the most episodes", "the top 1 characters by number of episodes"]),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "question"), [(w, q) for w, questions in ROWS for q in questions])
def test_people_are_found_by_what_is_told_of_them(canon: continuity.Canon, wanted: set[str], question: str) -> None:
    made = canon.ask(question)
    assert ids(made) == wanted, (made.status, made.reading, made.sentence)
    assert made.evidence


def test_a_former_soldier_is_no_soldier_and_what_nobody_is_told_to_be_is_no_word(canon: continuity.Canon) -> None:
    assert canon.ask("who is a soldier").status == "declined"
    assert canon.ask("who is an astronaut").unknown == ("astronaut",)


def test_of_what_is_told_of_few_those_are_no_such_of_whom_another_is_told(canon: continuity.Canon) -> None:
    made = canon.ask("which characters are not lawyers")
    assert ids(made) == {"ivy", "sam", "zoe"}  # of others nothing is told
    assert "only those are meant of whom another is told in so many words" in made.assumptions


def test_what_is_told_of_few_is_made_no_share_of(canon: continuity.Canon) -> None:
    assert canon.ask("what share of the characters are lawyers").status == "declined"


def test_a_gender_that_is_not_told_is_said_to_be_open(canon: continuity.Canon) -> None:
    father = canon.ask("who is the father of Max Stone")
    assert "if male: that is not told" in father.sentence
    open_ = canon.ask("is Sam Reed the mother of Max Stone")
    assert open_.value is None
    assert canon.ask("is Ivy Lane the mother of Max Stone").value is True
    assert canon.ask("the man who plays Ivy Lane").status == "empty"  # she is told to be played by a woman


def test_of_how_many_a_gender_is_told_is_said(canon: continuity.Canon) -> None:
    made = canon.ask("which women directed episodes of The Sea")
    assert made.sentence == "Eve Lake; whether male or female is told of 1 of 2."
    assert made.completeness == ()


def test_an_age_is_that_of_a_day_and_says_which(canon: continuity.Canon) -> None:
    made = canon.ask("how old is Eve Lake")
    assert made.value == 40
    assert "2020-06-01" in made.sentence
    assert canon.ask("how old was Eve Lake on 2015-04-30").value == 34
    assert canon.ask("how old was Eve Lake when The Sea came out").value == 34
    year = canon.ask("how old is Flo Reed")
    assert year.value is None
    assert "36 or 37" in year.sentence
    assert canon.ask("how old is Gus Hill").status == "empty"


def test_whoever_shares_a_last_place_is_given_too(canon: continuity.Canon) -> None:
    assert len(canon.ask("top 2 showrunners by number of seasons").rows) == 4  # one season each


def test_words_of_later_accounts_are_unknown_before() -> None:
    universe = small()
    hidden = universe.canon(watched="sea:s1e01")
    assert ids(universe.canon().ask("who is a lighthouse keeper")) == {"zoe"}
    for word in ("lighthouse keeper", "lighthouse kepeer"):
        made = hidden.ask(f"who is a {word}")
        assert made.status == "declined"
        assert not made.corrections
    assert hidden.ask("who came back from the dead").status == "empty"


def test_what_sources_tell_of_a_thing_is_shown(canon: continuity.Canon) -> None:
    made = canon.ask("which sources mention Max Stone")
    assert made.evidence
    assert {e.account.source.id for e in made.evidence} == ids(made)
