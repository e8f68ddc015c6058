"""What each kind of network picture shows, where its shapes stand, and its static drawing."""

from __future__ import annotations

import math
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

import continuity
from continuity.canon import CanonGraph
from continuity.cli import main
from continuity.errors import UsageError
from continuity.model import Answer, Cell, Scope
from continuity.universe import from_documents
from continuity.views import cast, creators, draw, inside, netpage, pictures, route
from continuity.views.answered import answered
from continuity.views.layout import positions

SOURCES: Mapping[str, Any] = {"sources": [{"id": "guide", "type": "Source", "kind": "reference", "title": "Guide"}]}
CLAIMS: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/series", "type": "Series", "name": "Alpha"},
    *({"id": f"alpha/s{n}", "type": "Season", "number": n, "partOf": "alpha/series"} for n in (1, 2)),
    *({"id": f"alpha/s1e0{n}", "type": "Episode", "number": n, "partOf": "alpha/s1"} for n in (1, 2)),
    {"id": "beta", "type": "Film", "name": "Beta"},
    *({"id": id, "type": "Character", "name": id.title()} for id in ("ann", "bob", "cat", "dan")),
    *({"id": id, "type": "Person", "name": id.title()} for id in ("amy", "ben", "cia", "dee")),
    {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "alpha/s1e01"},
    {"type": "Portrayal", "actor": "ben", "character": "ann", "work": "alpha/s2"},
    {"type": "Portrayal", "actor": "ben", "character": "bob", "work": "alpha/s2"},
    {"type": "Portrayal", "actor": "cia", "character": "cat", "work": "beta"},
    {"type": "Credit", "person": "dee", "role": "director", "work": "alpha/s1e01"},
    {"type": "Credit", "person": "dee", "role": "director", "work": "alpha/s1e02"},
    {"type": "Credit", "person": "dee", "role": "writer", "work": "beta"},
    {"type": "Credit", "person": "amy", "role": "writer", "work": "alpha/s1e01"},
    {"type": "Collaboration", "participant": ["amy", "dee"], "on": "alpha/s1"},
    {"type": "Relationship", "subject": "ann", "kind": "enemy", "object": "bob"},
    {"type": "Relationship", "subject": "bob", "kind": "friend", "object": "cat"},
    {"type": "Relationship", "subject": "cat", "kind": "friend", "object": "dan"},
)


@pytest.fixture(scope="module")
def canon() -> CanonGraph:
    made = from_documents("small", [SOURCES, {"source": "guide", "horizon": "none", "claims": list(CLAIMS)}])
    assert made.findings == ()
    return made.canon(Scope())


def joined(picture: pictures.Picture) -> dict[tuple[str, str], tuple[str, ...]]:
    return {(x.source, x.target): x.relations for x in picture.lines}


def test_a_cast_marks_who_is_played_by_several_and_who_plays_several(canon: CanonGraph) -> None:
    drawn = cast.cast(canon, ["alpha/series"])
    assert drawn.marks == {"ann": "2 actors", "ben": "2 parts"}
    assert drawn.note == "Played by several: Ann. Playing several parts: Ben."
    assert set(drawn.nodes) == {"amy", "ben", "ann", "bob", "alpha/s1", "alpha/s2"}
    assert joined(drawn)["alpha/s1", "ann"] == ("in",) and joined(drawn)["amy", "ann"] == ("plays",)
    assert drawn.inside["alpha/s1e01"] == "alpha/s1"  # what is told of an episode is told of its season here


def test_a_cast_stands_in_columns_without_two_in_one_place(canon: CanonGraph) -> None:
    drawn = cast.cast(canon, ["alpha/series"])
    assert len(set(drawn.places.values())) == len(drawn.nodes) == len(drawn.places)
    assert {drawn.places[id][0] for id in ("amy", "ben")} == {0}
    assert drawn.sides["amy"] == -1 and drawn.sides["ann"] == 1


def test_a_cast_of_one_season_leaves_the_others_out(canon: CanonGraph) -> None:
    drawn = cast.cast(canon, ["alpha/s2"])
    assert set(drawn.nodes) == {"ben", "ann", "bob", "alpha/s2"}
    assert "amy" not in drawn.nodes


def test_creators_of_a_work_of_a_person_and_of_everything(canon: CanonGraph) -> None:
    assert set(creators.creators(canon, ["alpha/series"]).nodes) == {
        "alpha/series",
        "alpha/s1e01",
        "alpha/s1e02",
        "amy",
        "dee",
    }
    hers = creators.creators(canon, ["dee"])
    assert hers.centre == ("dee",) and {"beta", "amy"} <= set(hers.nodes) and "cia" not in hers.nodes
    whole = creators.creators(canon, [])
    assert joined(whole)["beta", "dee"] == ("writer",)
    assert joined(whole)["amy", "dee"] == ("worked with",)
    assert whole.marks["dee"] == "director"


def test_a_work_of_one_maker_and_nobody_else_tells_of_no_working_together() -> None:
    claims: list[Mapping[str, Any]] = [
        *({"id": f"film-{n}", "type": "Film", "name": f"Film {n}"} for n in range(4)),
        *({"id": id, "type": "Person", "name": id.title()} for id in ("amy", "ben", "cia", "dee")),
        *({"type": "Credit", "person": id, "role": "director", "work": "film-0"} for id in ("amy", "ben")),
        {"type": "Credit", "person": "cia", "role": "director", "work": "film-1"},
        {"type": "Credit", "person": "dee", "role": "director", "work": "film-2"},
        {"type": "Collaboration", "participant": ["amy", "dee"], "on": "film-3"},
    ]
    made = from_documents("small", [SOURCES, {"source": "guide", "horizon": "none", "claims": claims}]).canon(Scope())
    whole = creators.creators(made, [])
    assert set(whole.nodes) == {"film-0", "amy", "ben", "film-2", "dee"}
    assert whole.note == "Left out: 1 work of whose one maker nothing else is told."
    assert {"film-1", "cia"} <= set(creators.creators(made, ["film-1"]).nodes)
    alone = [{"source": "guide", "horizon": "none", "claims": [claims[0], claims[4], claims[8]]}]
    assert len(creators.creators(from_documents("one", [SOURCES, *alone]).canon(Scope()), []).nodes) == 2


def test_many_episodes_of_the_makers_are_drawn_as_their_series(
    canon: CanonGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(creators, "EPISODES", 0)
    whole = creators.creators(canon, [])
    assert "alpha/s1e01" not in whole.nodes and joined(whole)["alpha/series", "dee"] == ("director",)
    assert whole.note == "Series stand for their seasons and episodes."


def test_a_path_stands_from_left_to_right(canon: CanonGraph) -> None:
    drawn = route.route(canon, ["ann", "dan"])
    assert drawn.paths[0] == ("ann", "bob", "cat", "dan")
    xs = [drawn.places[id][0] for id in drawn.paths[0]]
    assert xs == sorted(xs) and len(set(drawn.places.values())) == len(drawn.nodes)
    assert "3 steps" in drawn.note
    nowhere = from_documents(
        "two", [SOURCES, {"source": "guide", "horizon": "none", "claims": [CLAIMS[6], CLAIMS[10]]}]
    )
    assert "Nothing" in route.route(nowhere.canon(Scope()), ["ann", "amy"]).note


def test_types_keep_to_a_class_and_what_the_picture_is_about(canon: CanonGraph) -> None:
    view = draw(canon, "ego", ["ann"], types=["Person"])
    assert isinstance(view, netpage.NetworkView)
    assert {node["id"] for node in view.network.nodes} == {"ann", "amy", "ben"}


def test_an_entity_is_in_the_works_that_it_is_joined_to(canon: CanonGraph) -> None:
    choices, mine = inside.works(canon, canon.entities())
    assert {c.id: c.series for c in choices} == {
        "alpha/series": "",
        "alpha/s1": "alpha/series",
        "alpha/s2": "alpha/series",
        "beta": "",
    }
    assert set(mine["amy"]) == {"alpha/series", "alpha/s1"} and mine["cia"] == ["beta"]


def test_communities_are_named_after_the_best_connected_and_the_same_every_time(canon: CanonGraph) -> None:
    drawn = pictures.whole(canon)
    groups = inside.communities(canon, drawn.nodes, drawn.lines)
    assert groups == inside.communities(canon, drawn.nodes, drawn.lines)
    members = [id for group in groups for id in group.members]
    assert len(members) == len(set(members)) and all(group.name for group in groups)


def shows(many: int, cast_: int) -> tuple[list[str], list[tuple[int, int]]]:
    """Shows with their characters, who know each other, and two who are in the next show too."""
    names, edges = list[str](), list[tuple[int, int]]()
    for s in range(many):
        hub = len(names)
        names.append(f"show-{s}")
        for c in range(cast_):
            names.append(f"character-{s}-{c}")
            edges.append((hub, len(names) - 1))
            if c:
                edges.append((len(names) - 2 if c % 3 else hub + 1, len(names) - 1))
        if s:
            edges += [(names.index(f"character-{s - 1}-0"), hub), (names.index(f"character-{s - 1}-1"), hub + 2)]
    return names, edges


@pytest.mark.parametrize(("many", "cast_"), [(4, 12), (6, 30), (20, 48), (40, 49)])
def test_one_character_more_moves_the_others_little(many: int, cast_: int) -> None:
    names, edges = shows(many, cast_)
    before = positions([6.0] * len(names), edges, names)
    wide = max(x for x, _ in before) - min(x for x, _ in before)
    medians, nineties = list[float](), list[float]()
    for newcomer, first, second in (("newcomer", 0, 2), ("a stranger", 3, len(names) // 2), ("zoe", 5, len(names) - 1)):
        more = [*names, newcomer]
        after = positions([6.0] * len(more), [*edges, (first, len(names)), (second, len(names))], more)
        moved = sorted(math.dist(a, b) / wide for a, b in zip(before, after, strict=False))
        medians.append(moved[len(moved) // 2])
        nineties.append(moved[len(moved) * 9 // 10])
    assert max(medians) < 0.05
    assert max(nineties) < 0.12


def test_the_places_are_the_same_whatever_order_nodes_and_lines_come_in() -> None:
    names, edges = shows(3, 8)
    before = dict(zip(names, positions([6.0] * len(names), edges, names), strict=True))
    assert len(set(before.values())) == len(names)
    order = list(range(len(names)))
    random.Random(3).shuffle(order)
    at = {old: new for new, old in enumerate(order)}
    shuffled = [names[i] for i in order]
    turned = [(at[b], at[a]) for a, b in reversed(edges)]
    after = dict(zip(shuffled, positions([6.0] * len(names), turned, shuffled), strict=True))
    assert after == before


def test_no_two_types_share_both_shape_and_colour() -> None:
    assert len(set(netpage.STYLES.values())) == len(netpage.STYLES)


def test_a_static_drawing_has_names_a_key_and_a_caption(canon: CanonGraph, tmp_path: Path) -> None:
    for kind, ids in (
        ("network", []),
        ("ego", ["ann"]),
        ("path", ["ann", "dan"]),
        ("cast", ["alpha/series"]),
        ("creators", []),
    ):
        view = draw(canon, kind, ids)
        file = view.write(tmp_path / f"{kind}.svg")
        assert file.read_bytes() == draw(canon, kind, ids).write(tmp_path / "again.svg").read_bytes()
        tree = ElementTree.fromstring(file.read_bytes())
        words = [e.text for e in tree.iter("{http://www.w3.org/2000/svg}text")]
        assert any("small" in (word or "") for word in words) and {"character", "person"} & set(words)
        assert not [e for e in tree.iter() if e.tag.endswith(("script", "image", "a", "use", "foreignObject"))]
    assert "Ann" in words or "Amy" in words


def test_a_change_of_the_network_is_in_the_static_drawing_too(canon: CanonGraph) -> None:
    view = draw(canon, "ego", ["ann"])
    assert isinstance(view, netpage.NetworkView)
    view.network.get_node("ann")["color"] = "#123456"
    view.network.get_node("bob")["label"] = "Robert"
    assert "#123456" in view.svg() and "Robert" in view.svg()


def test_an_answer_is_drawn_with_what_it_was_asked_about(canon: CanonGraph) -> None:
    answer = Answer("who is the enemy of ann", "answered", "Bob.", rows=((Cell("bob", "Bob", "Character"),),))
    drawn = answered(canon, answer, ["ann"])
    assert set(drawn.nodes) == {"ann", "bob"} and drawn.paths == (("ann", "bob"),) and drawn.marks == {"bob": "answer"}
    far = Answer("which", "answered", rows=((Cell("cat", "Cat", "Character"),),))
    assert "bob" in answered(canon, far, ["ann"]).nodes  # what stands between the two
    with pytest.raises(UsageError, match="nothing that could be drawn"):
        answered(canon, Answer("how many", "answered", value=3))


def test_the_commands_draw(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import json

    place = tmp_path / "small"
    place.mkdir()
    (place / "sources.yaml").write_text(json.dumps(SOURCES), encoding="utf-8")
    told = {"source": "guide", "horizon": "none", "claims": list(CLAIMS)}
    (place / "told.yaml").write_text(json.dumps(told), encoding="utf-8")
    own = ["--universe", str(place)]
    assert main(["ask", "who plays Bob", "--view", str(tmp_path / "answer.html"), *own]) == 0
    page = (tmp_path / "answer.html").read_text(encoding="utf-8")
    assert "<title>Who plays Bob</title>" in page and "Ben" in page
    assert main(["view", "cast", "Alpha", "-o", str(tmp_path / "cast.svg"), *own]) == 0
    assert (tmp_path / "cast.svg").read_text(encoding="utf-8").startswith("<svg")
    assert main(["view", "path", "ann", "dan", "-o", str(tmp_path / "path.pdf"), *own]) == 2
    assert ".svg" in capsys.readouterr().err
    c = continuity.load(str(place)).canon()
    assert "Ben" in c.view_answer(c.ask("who plays Bob")).html()
    assert c.site(tmp_path / "site", pictures=False).pages == len(c.graph.entities())
