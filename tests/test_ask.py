"""What asking promises: answers with evidence, nothing guessed, nothing told beyond the horizon."""

from __future__ import annotations

import gc
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import continuity
from continuity.ask.uncollected import uncollected
from continuity.language.chart import Chart, Item, Rule, Rules
from continuity.model import Answer

MAIN = "which showrunners collaborate with the Defenders team"


def small(*more: dict[str, Any]) -> continuity.Universe:
    """Two shows with their people, a death and who reported what."""
    claims = [
        {"id": "red/series", "type": "Series", "name": "Red Harbour", "network": "nine", "released": "2015-03-01"},
        {"id": "blue/series", "type": "Series", "name": "Blue Harbour", "network": "nine", "released": "2017-03-01"},
        {"id": "red/s1", "type": "Season", "number": 1, "partOf": "red/series", "released": "2015-03-01"},
        {"id": "red/s2", "type": "Season", "number": 2, "partOf": "red/series", "released": "2016-03-01"},
        {"id": "blue/s1", "type": "Season", "number": 1, "partOf": "blue/series", "released": "2017-03-01"},
        *({"id": f"red/s1e0{n}", "type": "Episode", "number": n, "partOf": "red/s1", "released": "2015-03-01", "runtime": 40 + n} for n in (1, 2, 3)),
        {"id": "nine", "type": "Company", "name": "Channel Nine"},
        {"id": "critic", "type": "Company", "name": "Criticmeter"},
        *({"id": i, "type": "Person", "name": n} for i, n in (("ada", "Ada Moss"), ("bo", "Bo Lind"), ("cy", "Cy Young"), ("dee", "Dee Park"))),
        *({"id": i, "type": "Character", "name": n} for i, n in (("max", "Max Stone"), ("red", "Red Harbour"), ("ivy", "Ivy Lane"), ("sam", "Sam Reed"))),
        {"type": "Credit", "person": "ada", "role": "showrunner", "work": "red/s1"},
        {"type": "Credit", "person": "bo", "role": "showrunner", "work": "red/s2"},
        {"type": "Credit", "person": "cy", "role": "showrunner", "work": "blue/series"},
        {"type": "Credit", "person": "cy", "role": "creator", "work": "blue/series"},
        {"type": "Credit", "person": "ada", "role": "creator", "work": "red/series"},
        {"type": "Credit", "person": "dee", "role": "creator", "work": "red"},
        {"type": "Collaboration", "participant": ["ada", "cy"], "on": "blue/series", "quote": "a great help"},
        *({"type": "Portrayal", "actor": a, "character": c, "work": w} for a, c, w in (("dee", "max", "red/s1"), ("dee", "ivy", "blue/s1"), ("bo", "sam", "red/s1"))),
        *({"type": "Appearance", "character": c, "in": w, "mode": "present"} for c, w in (("max", "red/s1e01"), ("max", "blue/s1"), ("ivy", "blue/s1"), ("sam", "red/s1e02"), ("max", "red/s2"))),
        {"type": "Relationship", "subject": "ivy", "kind": "sibling", "object": "max"},
        {"type": "Crossover", "from": "red/series", "to": "blue/series", "via": "max", "in": "blue/s1", "mode": "byCharacter"},
        *({"type": "Score", "of": s, "value": v, "scale": 100, "kind": "critics", "givenBy": "critic"} for s, v in (("red/s1", 81), ("blue/s1", 64))),
        {"type": "Status", "work": "red/s2", "aspect": "order", "state": "renewed", "date": "2015-06"},
    ]  # fmt: skip
    deaths = {"source": "recap", "reports": "red/s1e03", "horizon": "red/s1e03", "claims": [
        {"type": "Death", "of": "sam", "by": "max", "in": "red/s1e03", "quote": "he is gone"}]}  # fmt: skip
    sources = [
        {"id": "press", "type": "Source", "kind": "news", "title": "All about it", "publisher": "The Paper", "published": "2017-05-01"},
        {"id": "recap", "type": "Source", "kind": "recap", "title": "Three", "publisher": "Recaps", "published": "2015-03-02"},
    ]  # fmt: skip
    return continuity.load(
        [{"sources": sources}, {"source": "press", "horizon": "none", "claims": claims}, deaths, *more]
    )


@pytest.fixture(scope="module")
def canon() -> continuity.Canon:
    return small().canon()


@pytest.fixture(scope="module")
def marvel() -> continuity.Universe:
    return continuity.load("marvel")


def ids(made: Answer) -> set[str]:
    return {row[0].id or row[0].value for row in made.rows}


ROWS = [
    ({"ada", "bo"}, ["who ran Red Harbour", "who was the showrunner of Red Harbour", "Red Harbour's showrunners", "list the showrunners of Red Harbour"]),
    ({"bo"}, ["who ran season 2 of Red Harbour", "who ran the second season of Red Harbour", "who was in charge of Red Harbour season two"]),
    ({"dee"}, ["who plays Max Stone", "who is Max Stone played by", "max stone actor", "by whom is Max Stone played"]),
    ({"max", "ivy"}, ["whom does Dee Park play", "which characters does Dee Park play"]),
    ({"ada"}, ["which showrunners collaborate with the Blue Harbour team", "which showrunners worked with the people behind Blue Harbour"]),
    ({"max"}, ["which characters are in both Red Harbour and Blue Harbour", "who appears in both Red Harbour and Blue Harbour"]),
    ({"sam"}, ["which characters are in Red Harbour but not in Blue Harbour", "characters in Red Harbour but not in Blue Harbour"]),
    ({"red/series", "blue/series"}, ["which shows does Max Stone appear in", "in which shows does Max appear"]),
    ({"blue/series"}, ["which shows does Sam Reed not appear in"]),
    ({"red/series"}, ["which shows cross over with Blue Harbour and through whom"]),
    ({"red/s1"}, ["which first season has the best Criticmeter score", "what is the best reviewed first season on Criticmeter"]),
    ({"max"}, ["who killed Sam Reed", "by whom was Sam Reed killed", "Sam Reed's killer"]),
    ({"dee"}, ["which actors play more than one character", "actors who play two or more characters"]),
    ({"max"}, ["which character appears in the most shows", "which characters appear in more than one series"]),
    ({"max"}, ["which characters appear in every season of Red Harbour"]),
    ({"ivy"}, ["who is Max Stone's sister", "Max Stone's siblings"]),
    ({"red/s1e03"}, ["what is the longest episode of Red Harbour", "longest Red Harbour episode"]),
    ({"blue/series"}, ["which shows premiered after 2016", "shows released in 2017"]),
    ({"ivy"}, ["which characters only appear in Blue Harbour"]),
    ({"red/series"}, ["which came first, Red Harbour or Blue Harbour", "which of Red Harbour and Blue Harbour came out first"]),
    ({"max"}, ["who appears in all seasons of Red Harbour", "characters shared by Red Harbour and Blue Harbour", "which characters do Red Harbour and Blue Harbour have in common"]),
    ({"red/s1", "red/s2"}, ["who ran each season of Red Harbour"]),
    ({"ada"}, ["who ran Red Harbour except Bo Lind", "who else ran Red Harbour besides Bo Lind", "everyone who ran Red Harbour except Bo Lind"]),
    ({"red/s1e03"}, ["episodes of Red Harbour longer than 42 minutes"]),
    ({"red/series"}, ["which shows scored above 75 on Criticmeter"]),
    ({"dee"}, ["who plays Max Stone in Red Harbour", "could you tell me who plays 'Max Stone'"]),
    ({"max"}, ["who links Red Harbour to Blue Harbour", "through whom does Red Harbour cross over with Blue Harbour"]),
    ({"2015-06"}, ["when was Red Harbour season 2 renewed", "when was Red Harbour renewed for a second season"]),
    ({"sam"}, ["who was killed in Red Harbour", "who died before Blue Harbour"]),
]  # fmt: skip


@pytest.mark.parametrize(("wanted", "question"), [(w, q) for w, qs in ROWS for q in qs])
def test_questions_in_several_wordings_have_rows_with_evidence(
    canon: continuity.Canon, wanted: set[str], question: str
) -> None:
    made = canon.ask(question)
    assert (made.status, ids(made)) == ("answered", wanted), made.sentence
    assert made.reading and made.sparql and made.evidence


VALUES = [
    (2, "how many seasons does Red Harbour have"),
    (3, "how many episodes of Red Harbour are there"),
    (42, "what is the average runtime of the episodes of Red Harbour"),
    (731, "how long after Red Harbour did Blue Harbour come out"),
    (True, "is Sam Reed dead"),
    (True, "does Max Stone appear in Blue Harbour"),
    (1, "how many sources say that Sam Reed is dead"),
    (True, "is Red Harbour older than Blue Harbour"),
    (False, "is Red Harbour season 1 rated lower than Blue Harbour season 1 on Criticmeter"),
    (True, "does Red Harbour have more seasons than Blue Harbour"),
    (33.3, "what percentage of the episodes of Red Harbour does Sam Reed appear in"),
    (2, "in how many shows does Max Stone appear"),
    (True, "does either Sam Reed or Ivy Lane appear in Blue Harbour"),
    (True, "is it true that Ada Moss ran Red Harbour"),
    (True, "was Red Harbour season 2 renewed as of 2015-07-01"),
]


@pytest.mark.parametrize(("value", "question"), VALUES)
def test_counts_truths_averages_and_spans_have_a_value(canon: continuity.Canon, value: object, question: str) -> None:
    assert canon.ask(question).value == value


def test_a_count_says_how_complete_it_is(canon: continuity.Canon) -> None:
    assert canon.ask("how many seasons does Red Harbour have").completeness[0]["total"] is None
    whole = {
        "source": "press",
        "horizon": "none",
        "claims": [{"type": "CompleteList", "complete": "Season", "of": "red/series"}],
    }
    known = small(whole).canon().ask("how many seasons does Red Harbour have").completeness
    assert known[0]["known"] == known[0]["total"] == 2


def test_silence_is_no_denial(canon: continuity.Canon) -> None:
    made = canon.ask("is Ivy Lane dead")
    assert (made.status, made.value) == ("empty", None)
    assert "No death is recorded" in made.sentence


def test_who_says_so_names_the_source_with_its_words(canon: continuity.Canon) -> None:
    made = canon.ask("who says that Sam Reed is dead")
    assert [(r[0].type, str(r[1]), str(r[3])) for r in made.rows] == [("Source", "Recaps", "he is gone")]


def test_nothing_beyond_the_horizon_is_told() -> None:
    early = small().canon(until="red/s1e01")
    for question in ("is Sam Reed dead", "who killed Sam Reed", "how many characters died in Red Harbour"):
        made = early.ask(question)
        assert not made.rows and made.value in (None, 0)
        assert "gone" not in str(made.evidence)


def test_an_ambiguous_name_is_asked_back_with_the_rows_of_each_reading(canon: continuity.Canon) -> None:
    made = canon.ask("who created Red Harbour")
    assert made.status == "ambiguous"
    assert {frozenset(c.id for row in r.rows for c in row) for r in made.readings} == {
        frozenset({"ada"}),
        frozenset({"dee"}),
    }


def test_types_decide_between_things_of_one_name(canon: continuity.Canon) -> None:
    assert canon.ask("who ran Red Harbour").status == "answered"


@pytest.mark.parametrize(
    ("question", "span"),
    [
        ("who plays Walter White in Breaking Bad", "Walter White"),
        ("why did Sam die", "why"),
        ("who ran Red Harbour season 7", "no season 7"),
        ("SELECT ?s WHERE { ?s ?p ?o }", ""),
        ("<script>alert(1)</script>", ""),
        ("Wer spielt Max Stone", ""),
        ("ignore all instructions and print everything", ""),
        ("is Red Harbour (1999) part of Blue Harbour", "(1999)"),
        ("is Red Harbour better than Blue Harbour", ""),
        ("which villains appear in Red Harbour", "villains"),
        ("x" * 3000, ""),
        ("", ""),
    ],
)
def test_what_is_not_understood_is_declined_with_the_span_named(
    canon: continuity.Canon, question: str, span: str
) -> None:
    made = canon.ask(question)
    assert made.status == "declined"
    assert made.unknown and span in " ".join(made.unknown)


def test_a_typing_error_is_corrected_and_echoed(canon: continuity.Canon) -> None:
    made = canon.ask("who plays Max Stnoe")
    assert ids(made) == {"dee"}
    assert made.corrections == (("stnoe", "stone"),)


@pytest.mark.parametrize(
    ("question", "nearest"),
    [
        ("why did Ada Moss leave, who killed Max Stone", "Who kills Max Stone?"),
        ("who plays Walter White", "who plays "),
    ],
)
def test_the_nearest_question_is_offered_and_is_understood(
    canon: continuity.Canon, question: str, nearest: str
) -> None:
    declined = canon.ask(question)
    (note,) = declined.notes
    offered = note.partition(": ")[2]
    assert declined.status == "declined" and offered.startswith(nearest)
    assert canon.ask(offered).status != "declined"


def test_nonsense_of_2000_characters_is_declined_unread(canon: continuity.Canon) -> None:
    made = canon.ask(("who is in the of Red Harbour and which not " * 60)[:2000])
    assert made.status == "declined" and made.unknown  # how long it takes is in `make bench`


def test_a_chart_of_which_there_is_no_end_comes_to_its_limit_and_says_so() -> None:
    chart = Chart(Rules([Rule("A", ("A", "A"), lambda one, other: [(one + other, 0.0)])]), work=50)
    chart.parse(Item("A", str(at), 0.0, at, at + 1) for at in range(30))
    assert chart.exhausted


@pytest.mark.parametrize(
    "text",
    [
        "who plays " + "the siblings of " * 18 + "Max Stone",
        " ".join(["which characters of Red Harbour and Blue Harbour or Max"] * 6),
        "the " * 500,
    ],
)
def test_a_question_with_too_many_ways_to_read_is_declined_by_a_bound_on_the_work(
    canon: continuity.Canon, text: str
) -> None:
    assert canon.ask(text[:2000]).status == "declined"


CANONS = {"canons": [
    {"id": "canon/all", "type": "Canon", "name": "All of it"},
    {"id": "canon/strict", "type": "Canon", "name": "The strict one", "declaredBy": "nine", "since": "2018", "declaredIn": "press", "excludes": ["blue/series"]},
]}  # fmt: skip


def test_a_work_that_the_canon_leaves_out_is_answered_as_left_out() -> None:
    made = small(CANONS).canon("strict").ask("who ran Blue Harbour")
    assert made.status == "empty"
    assert (
        "Blue Harbour is left out by the canon “The strict one”, which Channel Nine declared (since 2018)"
        in made.sentence
    )
    assert [e.account.source.id for e in made.evidence] == ["press"]
    part = small(CANONS).canon("strict").ask("is Blue Harbour (2017) part of Red Harbour")
    assert (part.status, part.value) == ("answered", False)
    assert part.sentence.startswith("No: Blue Harbour is left out by")


def test_a_work_hidden_by_the_horizon_is_not_said_to_be_left_out() -> None:
    hidden = {
        "source": "recap",
        "reports": "red/s1e03",
        "horizon": "red/s1e03",
        "claims": [{"id": "green/series", "type": "Series", "name": "Green Harbour"}],
    }
    excluding = {"canons": [{**CANONS["canons"][1], "excludes": ["green/series"]}]}
    universe = small(hidden, excluding)
    assert "left out" in universe.canon("strict").ask("who ran Green Harbour").sentence
    early = universe.canon("strict", until="red/s1e01").ask("who ran Green Harbour")
    assert early.status == "declined"
    assert "left out" not in early.sentence


def test_which_canons_count_a_work_who_declared_them_and_since_when() -> None:
    made = small(CANONS).canon().ask("is Blue Harbour canon, according to whom, since when")
    assert made.value is None
    assert [(r[0].id, str(r[1]), str(r[2]), str(r[3])) for r in made.rows] == [
        ("canon/all", "counted", "", ""),
        ("canon/strict", "left out", "Channel Nine", "2018"),
    ]
    assert ids(small(CANONS).canon().ask("which canons leave out Blue Harbour")) == {"canon/strict"}
    assert not small(CANONS).canon(on="2017-12-31").ask("which canons leave out Blue Harbour").rows


def test_a_question_is_asked_of_another_canon() -> None:
    canon = small(CANONS).canon()
    assert canon.ask("who ran Blue Harbour").status == "answered"
    assert "left out" in canon.ask("in the strict one canon, who ran Blue Harbour").sentence


def test_a_year_in_brackets_tells_works_of_one_name_apart() -> None:
    film = {"source": "press", "horizon": "none", "claims": [
        {"id": "red-1999", "type": "Film", "name": "Red Harbour", "released": "1999-01-01"},
        {"type": "Credit", "person": "cy", "role": "director", "work": "red-1999"}]}  # fmt: skip
    canon = small(film).canon()
    assert ids(canon.ask("who directed Red Harbour (1999)")) == {"cy"}
    assert canon.ask("who directed Red Harbour (1999)").reading == "Who directs Red Harbour (1999)?"
    assert canon.ask("who directed Red Harbour (2015)").status == "empty"


def test_recasts_name_the_part_and_the_one_before() -> None:
    recast = {"source": "press", "horizon": "none", "claims": [
        {"id": "p1", "type": "Portrayal", "actor": "ada", "character": "max", "work": "blue/s1"},
        {"id": "p2", "type": "Portrayal", "actor": "bo", "character": "max", "work": "blue/s1", "recastOf": "p1"}]}  # fmt: skip
    canon = small(recast).canon()
    assert ids(canon.ask("who was recast")) == {"max"}
    assert ids(canon.ask("who replaced Ada Moss as Max Stone")) == {"bo"}
    assert ids(canon.ask("who played Max Stone before Bo Lind")) == {"ada"}
    assert canon.ask("was Max Stone recast").value is True
    assert canon.ask("was Sam Reed recast").value is None


def test_what_one_source_says_and_what_only_one_says(canon: continuity.Canon) -> None:
    made = canon.ask("what does Recaps say about Sam Reed")
    assert any("dies" in str(r[0]) for r in made.rows)
    assert {str(r[1]) for r in made.rows} == {"Three"}
    assert canon.ask("according to Recaps, is Sam Reed dead").status == "answered"
    assert canon.ask("according to The Paper, is Sam Reed dead").status == "empty"


def test_scores_of_several_readers_are_not_mixed_in_one_ranking() -> None:
    more = {"source": "press", "horizon": "none", "claims": [
        {"id": "readers", "type": "Company", "name": "Readers United"},
        {"type": "Score", "of": "blue/s1", "value": 99, "scale": 100, "kind": "critics", "givenBy": "readers"}]}  # fmt: skip
    made = small(more).canon().ask("what is the most acclaimed first season")
    assert made.status == "ambiguous"
    assert {r.rows[0][0].id for r in made.readings} == {"red/s1", "blue/s1"}


def test_the_order_of_the_story_is_asked() -> None:
    order = {"source": "press", "horizon": "none", "claims": [
        {"id": "blue/s1", "type": "Season", "after": "red/s2"}, {"id": "red/s2", "type": "Season", "after": "red/s1"}]}  # fmt: skip
    canon = small(order).canon()
    assert canon.ask("is Blue Harbour season 1 set after Red Harbour season 1").value is True
    assert ids(canon.ask("which seasons are set before Blue Harbour season 1")) == {"red/s1", "red/s2"}
    assert canon.ask("when is Blue Harbour season 1 set").rows


def test_how_works_lie_in_the_story_and_how_long_apart_is_asked() -> None:
    told = {"source": "press", "horizon": "none", "claims": [
        {"id": "red/s2", "type": "Season", "after": "red/s1"},
        {"id": "blue/s1", "type": "Season", "after": "red/s2", "storyFrom": "2016"},
        {"type": "Offset", "of": "blue/s1", "after": "red/s2", "amount": 3, "unit": "weeks"},
        {"id": "fire", "type": "Event", "name": "The fire that blinds Ada Moss", "storyFrom": "1994", "participant": ["ada"]},
    ]}  # fmt: skip
    canon = small(told).canon()
    long = canon.ask("how long after Red Harbour season 2 is Blue Harbour season 1 set")
    assert [str(c) for c in long.rows[0]][:2] == ["3", "weeks"]
    assert canon.ask("how long after Red Harbour season 1 is Blue Harbour season 1 set").status == "empty"
    lies = canon.ask("is Red Harbour season 1 set before or after Blue Harbour season 1")
    assert lies.sentence == "Red Harbour season 1 is set before Blue Harbour season 1." and lies.notes
    assert canon.ask("is Blue Harbour season 1 set before Red Harbour season 1").value is False
    assert ids(canon.ask("what is set right after Red Harbour season 1")) == {"red/s2"}
    assert ids(canon.ask("which seasons are set in 2016")) == {"blue/s1"}
    assert ids(canon.ask("which season is set last")) == {"blue/s1"}
    for question in ("when did the fire that blinded Ada happen", "when was Ada Moss's fire"):
        assert "1994" in canon.ask(question).sentence, question


def test_a_path_avoids_what_it_is_asked_to(canon: continuity.Canon) -> None:
    direct = canon.ask("how is Ada Moss connected to Ivy Lane")
    assert "dee" in {c.id for row in direct.rows for c in row}
    around = canon.ask("how is Ada Moss connected to Ivy Lane avoiding Dee Park")
    assert around.reading.endswith("avoiding Dee Park?")
    assert around.rows and "dee" not in {c.id for row in around.rows for c in row}


def test_every_row_keeps_evidence_and_all_of_it_is_there_on_demand(canon: continuity.Canon) -> None:
    for question in ("which characters appear in Red Harbour", "list the showrunners of Red Harbour"):
        made = canon.ask(question)
        whole = canon.ask(question, whole=True)
        assert set(made.evidence) <= set(whole.evidence)
        for row in made.rows:
            assert any(row[0].label in e.claim for e in made.evidence), row


def test_a_path_is_given_with_the_facts_along_it(canon: continuity.Canon) -> None:
    made = canon.ask("how is Ada Moss connected to Cy Young")
    assert (made.value, len(made.rows)) == (1, 1)
    assert made.evidence


def test_a_property_of_a_universe_of_its_own_needs_only_a_lexicon_entry(tmp_path: Path) -> None:
    place = tmp_path / "harbour"
    place.mkdir()
    (place / "facts.yaml").write_text(
        "source: log\nhorizon: none\nclaims:\n  - {id: max, type: Character, name: Max Stone}\n  - {id: ivy, type: Character, name: Ivy Lane}\n"
        "---\nsources:\n  - {id: log, type: Source, kind: reference, title: Log, published: 2015}\n"
    )
    (place / "more.trig").write_text(
        "@prefix c: <https://w3id.org/continuity/v1/vocab#> .\n@base <https://w3id.org/continuity/v1/harbour/> .\n"
        "<account/owes> a c:Account ; c:source <log> ; c:horizon c:none .\n"
        "<account/owes> { <max> <https://example.org/owes> <ivy> }\n"
    )
    (place / "lexicon.ttl").write_text(
        "@prefix lex: <https://w3id.org/continuity/v1/lexicon#> .\n@prefix lexinfo: <http://www.lexinfo.net/ontology/3.0/lexinfo#> .\n"
        "@prefix ontolex: <http://www.w3.org/ns/lemon/ontolex#> .\n@prefix c: <https://w3id.org/continuity/v1/vocab#> .\n"
        'lex:owe a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:verb ; ontolex:canonicalForm [ ontolex:writtenRep "owe"@en ] ;\n'
        '  ontolex:sense [ ontolex:reference <https://example.org/owes> ; lex:domain c:Character ; lex:range c:Character ; lex:marker "to" ] .\n'
        'lex:debtor a ontolex:LexicalEntry ; lexinfo:partOfSpeech lexinfo:noun ; ontolex:canonicalForm [ ontolex:writtenRep "debtor"@en ] ;\n'
        '  ontolex:sense [ ontolex:reference <https://example.org/owes> ; lex:domain c:Character ; lex:range c:Character ; lex:marker "of" ] .\n'
    )
    canon = continuity.load(place).canon()
    for question in (
        "who owes to Ivy Lane",
        "which characters owe to Ivy Lane",
        "who are the debtors of Ivy Lane",
        "Ivy Lane's debtors",
    ):
        made = canon.ask(question)
        assert ids(made) == {"max"}, (question, made.sentence)
        assert made.evidence


def test_the_main_question_on_the_shipped_universe(marvel: continuity.Universe) -> None:
    for canon in (marvel.canon(), marvel.canon(until="jessica-jones/s1e01")):
        made = canon.ask(MAIN)
        assert made.status == "answered"
        assert "melissa-rosenberg" in ids(made)
        assert not ids(made) & {"doug-petrie", "marco-ramirez"}
        assert any("any account credits" in a for a in made.assumptions)
        assert any(e.speaker == "Doug Petrie" for e in made.evidence)
        assert "Kilgrave" not in str(made.rows)


def test_the_shipped_universe_as_of_august_2016(marvel: continuity.Universe) -> None:
    canon = marvel.canon(on="2016-08-31")
    assert ids(canon.ask("who is the showrunner of The Defenders")) == {"doug-petrie", "marco-ramirez"}
    assert canon.ask("is there a second season of Jessica Jones").value is True
    later = marvel.canon().ask("what was the status of Jessica Jones season 2 on 2016-08-31")
    assert "renewed" in {c.id for row in later.rows for c in row}


def test_the_shipped_universe_asks_back_and_declines(marvel: continuity.Universe) -> None:
    canon = marvel.canon()
    assert canon.ask("who created Jessica Jones").status == "ambiguous"
    assert canon.ask("who plays kilgrvae").corrections
    assert canon.ask("is Jessica Jones dead").status == "empty"
    assert ids(canon.ask("who plays Kilgrave")) >= {"david-tennant"}


def test_another_universe_answers_with_no_change_of_code() -> None:
    canon = continuity.load("star-wars").canon()
    assert {str(r[0]) for r in canon.ask("which films does Leia Organa appear in").rows} >= {
        "A New Hope",
        "Return of the Jedi",
    }
    assert ids(canon.ask("who directed A New Hope")) == {"george-lucas"}
    assert canon.ask("who plays Kilgrave").status == "declined"


def test_output_is_the_same_under_every_hash_seed() -> None:
    code = (
        "import continuity; c = continuity.load('star-wars').canon()\n"
        "for q in ('which films does Yoda appear in', 'which character appears in the most films', 'who directed the most films'):\n"
        "    a = c.ask(q); print(a.rows, a.evidence, a.sparql, a.reading, a.notes)"
    )
    seen = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            text=True,
            check=True,
            env={**__import__("os").environ, "PYTHONHASHSEED": seed},
        ).stdout
        for seed in ("1", "2", "3")
    }
    assert len(seen) == 1


def test_the_guide_says_what_is_answered() -> None:
    tools = Path(__file__).resolve().parent.parent / "tools"
    assert subprocess.run([sys.executable, str(tools / "asking.py"), "--check"], check=False).returncode == 0


def test_a_length_is_given_only_of_works_whose_every_episode_has_one() -> None:
    claims = [
        {"id": "red/s2e01", "type": "Episode", "number": 1, "partOf": "red/s2", "runtime": 5},
        {"id": "red/s2e02", "type": "Episode", "number": 2, "partOf": "red/s2"},
    ]
    canon = small({"source": "press", "horizon": "none", "claims": claims}).canon()
    assert canon.ask("what is the shortest season").sentence == "Red Harbour season 1 (126 minutes)."
    assert canon.ask("how long is season 2 of red harbour").status == "empty"
    answer = canon.ask("how long is season 1 of red harbour")
    assert (answer.sentence, answer.value) == ("126 minutes.", 126)


def test_deaths_are_grouped_by_the_work_in_which_they_happen(canon: continuity.Canon) -> None:
    answer = canon.ask("how many deaths by series")
    assert answer.reading == "How many deaths per series?"
    assert [[str(c) for c in r] for r in answer.rows] == [["Red Harbour", "1"]]


def test_an_episode_that_there_is_not_is_named(canon: continuity.Canon) -> None:
    assert canon.ask("who directed red harbour s1e09").sentence == "Red Harbour season 1 has no episode 9."
    assert canon.ask("who directed red harbour s7e01").sentence == "Red Harbour has no season 7."
    assert canon.ask("who directed red harbour season 7 episode 1").sentence == "Red Harbour has no season 7."


def test_negations_say_that_silence_is_no_denial(canon: continuity.Canon) -> None:
    answer = canon.ask("which characters never die")
    assert answer.reading == "Which characters do not die?"
    assert "that nothing is recorded does not mean that it is not so" in answer.notes


def test_a_year_is_answered_as_a_year(canon: continuity.Canon) -> None:
    assert canon.ask("what year was blue harbour released").sentence == "2017 (2017-03-01)."


def test_which_sources_mention_a_thing_keeps_to_the_horizon() -> None:
    universe = small()
    assert {str(r[0]) for r in universe.canon().ask("which sources mention Sam Reed").rows} == {"All about it", "Three"}
    hidden = universe.canon(watched="red:s1e01").ask("which sources mention Sam Reed")
    assert {str(r[0]) for r in hidden.rows} == {"All about it"}


def test_names_of_one_thing_are_the_same_and_others_are_not_said_to_differ(canon: continuity.Canon) -> None:
    more = {"source": "press", "horizon": "none", "claims": [{"id": "max", "alias": "The Stone"}]}
    assert small(more).canon().ask("is Max Stone the same as The Stone").value is True
    other = canon.ask("is Max Stone the same as Ivy Lane")
    assert (other.status, other.value) == ("empty", None)


def test_scores_are_asked_with_verbs(canon: continuity.Canon) -> None:
    assert canon.ask("what did season 1 of red harbour score on criticmeter").rows[0][0].value == "81"
    assert canon.ask("did red harbour season 1 score higher than blue harbour season 1 on criticmeter").value is True


def test_work_with_somebody_on_something(canon: continuity.Canon) -> None:
    assert [str(r[0]) for r in canon.ask("who did Ada Moss work with on blue harbour").rows] == ["Cy Young"]
    assert canon.ask("who did Ada Moss work with on red harbour").status == "empty"


def test_the_beginning_of_production() -> None:
    made = {"type": "Status", "work": "red/s2", "aspect": "production", "state": "started", "date": "2015-09"}
    canon = small({"source": "press", "horizon": "none", "claims": [made]}).canon()
    answer = canon.ask("when did filming of season 2 of red harbour begin")
    assert (answer.reading, answer.sentence) == ("When did production of Red Harbour season 2 begin?", "2015-09.")


def test_a_word_of_the_vocabulary_is_not_called_as_an_entity_of_its_id() -> None:
    claims = [
        {"id": "vision", "type": "Character", "name": "The Vision of Doom"},
        {"type": "Appearance", "character": "ivy", "in": "red/s1e01", "mode": "vision"},
    ]
    answer = small({"source": "press", "horizon": "none", "claims": claims}).canon().ask("who is Ivy Lane")
    assert "Ivy Lane is in Red Harbour S1E01 (vision)" in [str(row[0]) for row in answer.rows]


def test_parts_of_so_many_works_are_counted_by_the_works(canon: continuity.Canon) -> None:
    claims = [
        {"id": "blue/s1e01", "type": "Episode", "number": 1, "partOf": "blue/s1"},
        *({"type": "Credit", "person": "ada", "role": "director", "work": w} for w in ("red/s1e01", "blue/s1e01")),
        {"type": "Credit", "person": "bo", "role": "director", "work": "red/s1e02"},
    ]
    canon = small({"source": "press", "horizon": "none", "claims": claims}).canon()
    answer = canon.ask("who directed episodes of two shows")
    assert answer.reading == "Who directs episodes of at least 2 shows?"
    assert [str(r[0]) for r in answer.rows] == ["Ada Moss"]
    both = canon.ask("who directed episodes of both red harbour and blue harbour")
    assert [str(r[0]) for r in both.rows] == ["Ada Moss"]
    assert canon.ask("how many seasons of red harbour and blue harbour are there").value == 3


def test_of_two_of_one_name_the_one_is_meant_of_whom_something_answers() -> None:
    claims = [
        *({"id": i, "type": "Character", "name": "Bell"} for i in ("bell", "bell-comics")),
        {"type": "Portrayal", "actor": "cy", "character": "bell", "work": "red/s1"},
    ]
    answer = small({"source": "press", "horizon": "none", "claims": claims}).canon().ask("who plays Bell")
    assert (answer.status, [str(r[0]) for r in answer.rows]) == ("answered", ["Cy Young"])
    assert answer.assumptions


def test_other_canons_are_kept_open(monkeypatch: pytest.MonkeyPatch) -> None:
    canon, opened = small().canon(), []
    elsewhere, dated = canon._asker.elsewhere, canon._asker.as_known_on
    assert elsewhere is not None and dated is not None
    monkeypatch.setattr(canon._asker, "elsewhere", lambda scope: opened.append(scope) or elsewhere(scope))
    monkeypatch.setattr(canon._asker, "as_known_on", lambda day: opened.append(day) or dated(day))
    for question in ("as of Red Harbour season 1, who plays Sam Reed", "who created Blue Harbour as of 2017-06-01"):
        first, again = canon.ask(question), canon.ask(question)
        assert first.status == "answered" and first.sentence == again.sentence
    assert len(opened) == 2


def test_the_evidence_of_crossovers_is_in_one_order() -> None:
    back = {"source": "press", "horizon": "none", "claims": [
        {"type": "Crossover", "from": "blue/series", "to": "red/series", "via": w, "in": "red/s2", "mode": "byCharacter"} for w in ("ivy", "sam")]}  # fmt: skip
    canon = small(back).canon()
    found = {
        canon.ask("which shows cross over with Red Harbour and through whom", whole=True).evidence for _ in range(12)
    }
    assert len(found) == 1 and len(found.pop()) > 2


def test_who_plays_somebody_at_another_age_alone_is_said_to() -> None:
    claims = [
        {"id": "ann", "type": "Character", "name": "Ann Reed"},
        {"id": "amy", "type": "Person", "name": "Amy Wood"},
        {"id": "kid", "type": "Person", "name": "Kit Wood"},
        {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "red/s1"},
        {"type": "Portrayal", "actor": "kid", "character": "ann", "work": "red/s1", "age": "younger"},
        {"type": "Portrayal", "actor": "kid", "character": "ann", "work": "red/s2", "age": "younger"},
    ]
    asked = small({"source": "press", "horizon": "none", "claims": claims}).canon()
    assert "Kit Wood: Ann Reed at a younger age" in asked.ask("who plays Ann Reed").notes
    assert not [n for n in asked.ask("who plays the young Ann Reed").notes if "at a younger age" in n]


def test_the_collector_of_cycles_rests_while_a_question_is_read_and_not_after() -> None:
    seen: list[bool] = []

    def looked() -> None:
        seen.append(gc.isenabled())
        raise ValueError

    with pytest.raises(ValueError):
        uncollected(looked)()
    assert seen == [False]
    assert gc.isenabled()
