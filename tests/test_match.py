"""Matching: which things of one universe another has, what is left to people, and what their decisions make."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

import continuity
from continuity.cli import main
from continuity.match import Match, match
from continuity.match.profile import normal, profiles
from continuity.match.review import decisions, renamed

SOURCE = {"sources": [{"id": "s", "type": "Source", "kind": "dataset", "title": "A data set"}]}


def universe(*claims: Mapping[str, Any]) -> continuity.Canon:
    made = continuity.load([SOURCE, {"source": "s", "horizon": "none", "claims": list(claims)}])
    assert made.findings == ()
    return made.canon()


def character(id: str, name: str, actor: str = "", **more: Any) -> list[Mapping[str, Any]]:
    """A character, perhaps played by somebody."""
    made: list[Mapping[str, Any]] = [{"id": id, "type": "Character", "name": name, **more}]
    if actor:
        slug = actor.lower().replace(" ", "-")
        made.append({"id": slug, "type": "Person", "name": actor})
        made.append({"id": f"film-of-{id}", "type": "Film", "name": f"Film of {id}"})
        made.append({"type": "Portrayal", "actor": slug, "character": id, "work": f"film-of-{id}"})
    return made


#: Some hundred things that hang together with nothing here, so that a name can be rare.
OTHERS = [{"id": f"other-{n}", "type": "Character", "name": f"Nobody {chr(97 + n % 26)}{n}"} for n in range(400)]


def found(new: continuity.Canon, ours: continuity.Canon) -> dict[str, Match]:
    return {m.new: m for m in match(new.graph, ours.graph)}


def test_an_identifier_decides_whatever_the_names() -> None:
    ours = universe(*OTHERS, {"id": "mm", "type": "Person", "name": "Charlie Cox", "imdb": "nm1214435"})
    new = universe({"id": "cc", "type": "Person", "name": "C. T. Cox", "imdb": "nm1214435"})
    one = found(new, ours)["cc"]
    assert (one.decision, one.ours) == ("same", "mm")
    assert any("imdb" in e.text for e in one.because)


def test_another_identifier_forbids_the_same_name() -> None:
    ours = universe(*OTHERS, {"id": "mm", "type": "Person", "name": "Jo Doe", "imdb": "nm1"})
    new = universe({"id": "jo", "type": "Person", "name": "Jo Doe", "imdb": "nm2"})
    assert found(new, ours)["jo"].decision == "new"


def test_a_name_with_actor_in_common_is_the_same_and_a_name_alone_is_reviewed() -> None:
    ours = universe(*OTHERS, *character("kilgrave", "Zebediah Kilgrave", "David Tennant"), *character("stick", "Stick"))
    new = universe(*character("purple", "Zebediah Kilgrave", "David Tennant"), *character("old-man", "Stick"))
    made = found(new, ours)
    assert (made["purple"].decision, made["purple"].ours) == ("same", "kilgrave")
    assert (made["old-man"].decision, made["old-man"].ours) == ("review", "stick")


def test_an_alias_of_one_is_the_name_of_the_other() -> None:
    ours = universe(*OTHERS, *character("matt", "Matt Murdock", "Charlie Cox", alias="Daredevil"))
    new = universe(*character("dd", "Daredevil", "Charlie Cox"))
    assert found(new, ours)["dd"].ours == "matt"


def test_two_claims_to_one_thing_are_not_both_taken() -> None:
    ours = universe(*OTHERS, *character("loki", "Loki", "Tom Hiddleston"))
    new = universe(*character("loki-a", "Loki", "Tom Hiddleston"), *character("loki-b", "Loki", "Tom Hiddleston"))
    assert {m.decision for m in found(new, ours).values() if m.cls == "Character"} == {"review"}


def test_two_candidates_alike_are_left_to_people() -> None:
    ours = universe(*OTHERS, *character("one", "Loki", "Tom Hiddleston"), *character("two", "Loki", "Tom Hiddleston"))
    new = universe(*character("loki", "Loki", "Tom Hiddleston"))
    one = found(new, ours)["loki"]
    assert one.decision == "review"
    assert one.others


def test_a_person_is_no_character() -> None:
    ours = universe(*OTHERS, *character("stan-lee", "Stan Lee"))
    new = universe({"id": "stan", "type": "Person", "name": "Stan Lee"})
    assert found(new, ours)["stan"].decision == "new"


def works(prefix: str, title: str, released: str) -> list[Mapping[str, Any]]:
    return [
        {"id": f"{prefix}/series", "type": "Series", "name": title, "released": released},
        {"id": f"{prefix}/s1", "type": "Season", "number": 1, "partOf": f"{prefix}/series"},
        {"id": f"{prefix}/s1e02", "type": "Episode", "number": 2, "partOf": f"{prefix}/s1"},
    ]


def test_series_match_by_title_and_date_and_their_parts_by_place() -> None:
    ours = universe(*OTHERS, *works("dd", "Daredevil", "2015-04-10"), *works("jj", "Jessica Jones", "2015-11-20"))
    new = universe(*works("x", "Marvel's Daredevil", "2015-04-10"))
    made = found(new, ours)
    assert {id: (m.decision, m.ours) for id, m in made.items()} == {
        "x/series": ("same", "dd/series"),
        "x/s1": ("same", "dd/s1"),
        "x/s1e02": ("same", "dd/s1e02"),
    }


def test_a_remake_of_another_year_is_another_work() -> None:
    ours = universe(*OTHERS, {"id": "df", "type": "Film", "name": "Daredevil", "released": "2003-02-14"})
    new = universe({"id": "x", "type": "Film", "name": "Daredevil", "released": "2015-04-10"})
    assert found(new, ours)["x"].decision == "new"


def test_names_are_compared_without_what_stands_before_or_beside_them() -> None:
    assert normal("Marvel's The Punisher (TV Series)") == normal("Punisher")
    assert normal("Élodie Yung") == normal("Elodie Yung")
    assert normal("The") == "the"


def test_profiles_say_what_a_thing_hangs_together_with() -> None:
    made = profiles(universe(*character("kilgrave", "Kilgrave", "David Tennant")).graph)
    assert made["kilgrave"].around["people"] == {"david tennant"}
    assert made["david-tennant"].around["characters"] == {"kilgrave"}


@pytest.fixture
def imported(tmp_path: Path) -> Path:
    place = tmp_path / "new"
    place.mkdir()
    (place / "a.yaml").write_text(
        """\
sources:
  - {id: s, type: Source, kind: dataset, title: "kilgrave: a list"}
---
source: s
horizon: none
claims:
  - {id: kilgrave, type: Character, name: kilgrave}
  - {id: stick, type: Character, name: Stick}
""",
        encoding="utf-8",
    )
    return place


def test_the_review_file_goes_round(tmp_path: Path, imported: Path, capsys: pytest.CaptureFixture[str]) -> None:
    review, out = tmp_path / "review.yaml", tmp_path / "out"
    code = main(["match", str(imported), "-o", str(review)])
    assert code == 1
    assert "to review" in capsys.readouterr().out
    assert main(["match", str(imported), "--apply", str(review), "-o", str(out)]) == 2
    assert "still to be decided" in capsys.readouterr().err
    decided = review.read_text(encoding="utf-8").replace("decision: review", "decision: same")
    review.write_text(decided, encoding="utf-8")
    assert main(["match", str(imported), "--apply", str(review), "-o", str(out)]) == 0
    assert decisions(review)["kilgrave"] == "kilgrave"
    made = continuity.load(out)
    assert made.findings == ()
    assert made.canon()["kilgrave"].label == "kilgrave"
    assert main(["match", str(imported), "--apply", str(review), "-o", str(out)]) == 2


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- a\n", "no review file"),
        ("matches:\n  - {decision: same, ours: a}\n", "no `new`"),
        ("matches:\n  - {new: a, decision: yes}\n", "is no decision"),
        ("matches:\n  - {new: a, decision: same}\n", "the same as what"),
        ("matches:\n  - {new: a, decision: new}\n  - {new: a, decision: new}\n", "decided twice"),
        ("matches: [\n", "no review file"),
    ],
)
def test_a_bad_review_file_is_refused_by_entry(tmp_path: Path, text: str, says: str) -> None:
    path = tmp_path / "r.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(continuity.ContinuityError, match=says):
        decisions(path)


def test_only_ids_are_renamed_not_names_that_look_like_them() -> None:
    made = renamed(
        "source: s\nhorizon: none\nclaims:\n  - {id: stick, type: Character, name: stick}\n  - {type: Death, of: stick, note: stick}\n",
        {"stick": "old"},
        "f",
    )
    assert "id: old" in made
    assert "of: old" in made
    assert "name: stick" in made
    assert "note: stick" in made


MCUAPI = Path(__file__).resolve().parents[2] / "shared" / "data" / "mcuapi"


@pytest.mark.skipif(not MCUAPI.is_dir(), reason="the data set is not here")
def test_matching_a_real_data_set_is_as_good_as_people_judged_a_sample(tmp_path: Path) -> None:
    """Of 200 things drawn by a seed, a person said for each what it is among ours, reading names, actors and works."""
    assert main(["import", "mcuapi", str(MCUAPI), "-o", str(tmp_path / "mcu")]) in (0, 1)
    new, ours = continuity.load(tmp_path / "mcu").canon("everything"), continuity.load("marvel").canon("everything")
    made = found(new, ours)
    lines = (Path(__file__).parent / "match-sample.tsv").read_text(encoding="utf-8").splitlines()[1:]
    judged = dict(line.split("\t") for line in lines)
    taken = {id: made[id].ours for id in judged if made[id].decision == "same"}
    right = sum(judged[id] == ours for id, ours in taken.items())
    assert right / len(taken) >= 0.99
    assert right / sum(map(bool, judged.values())) >= 0.95
