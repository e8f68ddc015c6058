"""Pictures as pages: what is in them, what is not, and that the same canon gives the same bytes."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import random
import re
from collections.abc import Mapping, Sequence
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from continuity.canon import CanonGraph
from continuity.errors import UnknownEntity, UsageError
from continuity.model import Scope
from continuity.site import build
from continuity.universe import find, from_documents, load
from continuity.views import KINDS, View, draw, pictures
from continuity.views.facts import facts_of
from continuity.views.layout import GAP, positions
from continuity.views.netpage import NetworkView

EVIL = "</script><img src=x onerror=alert(1)>"
SOURCES: Mapping[str, Any] = {
    "sources": [
        {"id": "guide", "type": "Source", "kind": "reference", "title": "Guide", "publisher": "Paper",
         "published": "2015", "url": "https://paper.example/guide", "retrieved": "2026-01-02"},
        {"id": "recap", "type": "Source", "kind": "recap", "title": f"Recap {EVIL}", "publisher": "href", "published": "2016"},
        {"id": "fans", "type": "Source", "kind": "fanWiki", "title": "Fans", "published": "2017"},
    ]
}  # fmt: skip
GUIDE: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/series", "type": "Series", "name": "Alpha"},
    {"id": "alpha/s1", "type": "Season", "number": 1, "partOf": "alpha/series"},
    {"id": "alpha/s1e01", "type": "Episode", "number": 1, "partOf": "alpha/s1", "released": "2015-01-01"},
    {"id": "alpha/s1e02", "type": "Episode", "number": 2, "partOf": "alpha/s1", "released": "2015-01-08"},
    {"id": "ann", "type": "Character", "name": "Ann", "alias": "The Needle"},
    {"id": "bob", "type": "Character", "name": f"Bob {EVIL}"},
    {"id": "amy", "type": "Person", "name": "Amy"},
    {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "alpha/s1", "quote": f"as Ann {EVIL}"},
    {"type": "Appearance", "character": "ann", "in": "alpha/s1e01", "mode": "present"},
    {"id": "ann", "born": "1980-01-01"},
)
RECAP: Sequence[Mapping[str, Any]] = (
    {"id": "zed", "type": "Character", "name": "Zed the Late"},
    {"id": "alpha/s1e02", "name": "The Needle Breaks"},
    {"type": "Death", "of": "bob", "by": "ann", "in": "alpha/s1e02"},
    {"type": "Appearance", "character": "zed", "in": "alpha/s1e02", "mode": "present"},
    {"type": "Relationship", "subject": "ann", "kind": "enemy", "object": "bob"},
)
FANS: Sequence[Mapping[str, Any]] = (
    {"id": "ann", "born": "1990-01-01"},
    {"type": "Death", "of": "bob", "in": "alpha/s1e02"},
)


def documents() -> list[Mapping[str, Any]]:
    """A small universe, some of it hostile."""
    return [
        SOURCES,
        {"source": "guide", "horizon": "none", "claims": list(GUIDE)},
        {"source": "recap", "horizon": "alpha/s1e02", "claims": list(RECAP)},
        {"source": "fans", "horizon": "alpha/s1e02", "claims": list(FANS)},
    ]


@pytest.fixture(scope="module")
def canon() -> CanonGraph:
    return from_documents("small", documents()).canon(Scope())


class Page(HTMLParser):
    """What a browser sees of a page: its elements and attributes, and the text of scripts and styles."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.raw: list[tuple[str, dict[str, str | None], str]] = []
        self._in: tuple[str, dict[str, str | None]] | None = None
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self._in = (tag, dict(attrs)) if tag in ("script", "style") else None

    def handle_endtag(self, tag: str) -> None:
        self._in = None

    def handle_data(self, data: str) -> None:
        if self._in:
            self.raw.append((*self._in, data))

    def data(self, id: str) -> Any:
        """A block of data."""
        text = "".join(text for tag, attributes, text in self.raw if attributes.get("id") == id)
        return json.loads(text)


def page(view: View) -> Page:
    return Page(view.html())


def test_the_same_canon_gives_the_same_bytes(canon: CanonGraph, tmp_path: Path) -> None:
    again = from_documents("small", documents()[::-1]).canon(Scope())
    for kind, ids in (("network", []), ("ego", ["ann"])):
        one, two = draw(canon, kind, ids).write(tmp_path / "1.html"), draw(again, kind, ids).write(tmp_path / "2.html")
        assert one.read_bytes() == two.read_bytes()
        assert one.read_bytes().decode("utf-8") == draw(canon, kind, ids).html()


def test_a_page_carries_all_it_needs_and_asks_for_nothing(canon: CanonGraph) -> None:
    seen = page(draw(canon, "network"))
    fetching = {"src", "srcset", "href", "data", "action", "background", "poster"}
    assert not [(tag, a) for tag, a in seen.elements if fetching & set(a)]
    assert not {"link", "iframe", "object", "embed", "base", "img"} & {tag for tag, _ in seen.elements}
    style = "".join(text for tag, _, text in seen.raw if tag == "style")
    assert "url(" not in style and "@import" not in style
    assert not [a for _, a in seen.elements if any(name.startswith("on") or name == "style" for name in a)]


def test_the_policy_allows_the_scripts_of_the_page_and_no_other(canon: CanonGraph) -> None:
    seen = page(draw(canon, "ego", ["ann"]))
    policy = next(a["content"] or "" for tag, a in seen.elements if a.get("http-equiv") == "Content-Security-Policy")
    assert policy.startswith("default-src 'none'; ") and "unsafe" not in policy and "http" not in policy
    ours = [(tag, text) for tag, a, text in seen.raw if a.get("type") != "application/json"]
    for tag, text in ours:
        digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()
        assert f"'sha256-{digest}'" in policy.split("style-src" if tag == "style" else "script-src")[1].split(";")[0]
    assert policy.count("sha256-") == len(ours) == 3


def test_hostile_text_is_text(canon: CanonGraph) -> None:
    text = draw(canon, "network").html()
    assert EVIL not in text and "<img" not in text.split('id="nodes"')[1].split("<script>")[0]
    nodes = page(draw(canon, "network")).data("nodes")
    assert f"Bob {EVIL}" in [node["label"] for node in nodes]  # and whole for all that
    title = draw(canon, "ego", ["bob"]).html().split("<title>")[1].split("</title>")[0]
    assert html.unescape(title).startswith(f"Bob {EVIL}") and "<" not in title


def test_only_addresses_of_the_web_are_links() -> None:
    canon = from_documents("small", documents()).canon(Scope())
    for account in list(canon.accounts.values()):
        object.__setattr__(
            account.source, "url", "javascript:alert(1)"
        )  # as a reader of another format might let it in
    sources = page(draw(canon, "network")).data("data")["sources"]
    assert sources and all(source["url"] == "" for source in sources)


def test_every_fact_says_who_tells_it(canon: CanonGraph) -> None:
    data = page(draw(canon, "ego", ["ann"])).data("data")
    assert data["facts"] and all(fact["tellers"] for fact in data["facts"])
    plays = next(fact for fact in data["facts"] if fact["text"] == "Amy plays Ann in Alpha season 1")
    (teller,) = plays["tellers"]
    assert teller["quote"] == f"as Ann {EVIL}"
    assert data["sources"][teller["source"]] == {"cite": "“Guide”, Paper, 2015", "url": "https://paper.example/guide"}
    assert plays["about"] == ["alpha/s1", "amy", "ann"] or plays["about"] == ["amy", "ann"]


def test_an_account_is_cited_for_what_it_says_and_not_for_more(canon: CanonGraph) -> None:
    death = next(fact for fact in facts_of(canon, ["bob"]) if fact.kind == "death")
    says = {teller.account.split("/")[1].split("+")[0]: teller.says for teller in death.tellers}
    assert death.text == f"Bob {EVIL} dies in Alpha S1E02, killed by Ann"
    assert says == {"recap": "", "fans": f"Bob {EVIL} dies in Alpha S1E02"}


def test_what_a_canon_does_not_follow_is_told_as_such(canon: CanonGraph) -> None:
    born = {fact.text: fact.followed for fact in facts_of(canon, ["ann"]) if "born" in fact.text}
    assert born == {"Ann was born on 1980-01-01": True, "Ann was born on 1990-01-01": False}


def test_the_caption_says_what_a_picture_rests_on() -> None:
    universe = from_documents("small", documents())
    assert draw(universe.canon(Scope(until="alpha/s1e01")), "network").caption == (
        "The small universe (universe: small; canon: default; spoils nothing beyond: Alpha S1E01; "
        "sources: 1, read up to 2026-01-02)"
    )
    text = draw(universe.canon(Scope(on="2016-12-31", watched=("none",))), "network").html()
    assert "<dt>As known on</dt><dd>2016-12-31</dd>" in text
    assert "<dt>For who has seen</dt><dd>nothing</dd>" in text


@pytest.mark.parametrize(
    ("name", "title"),
    [("Star Wars", "The Star Wars universe"), ("My universe", "My universe"), ("", "The small universe")],
)
def test_a_universe_is_called_what_it_calls_itself(name: str, title: str, tmp_path: Path) -> None:
    declared = [{"type": "Universe", "name": name}] if name else []
    canon = from_documents("small", [*declared, *documents()]).canon(Scope(until="alpha/s1e01"))
    assert canon.title == (name or "small")
    assert draw(canon, "network").caption.startswith(f"{title} (universe: {name or 'small'}; ")
    assert f"<h1>{title}</h1>" in draw(canon, "network").html().replace("\n", "")
    build(canon, tmp_path / "site", pictures=False)
    assert f"<h1>{title}</h1>" in (tmp_path / "site" / "index.html").read_text(encoding="utf-8")


def test_under_a_horizon_nothing_later_is_in_the_bytes() -> None:
    universe = from_documents("small", documents())
    late = ("Zed", "zed", "The Needle Breaks", "dies", "killed", "recap", "fans", "enemy")
    for kind, ids in (("network", []), ("ego", ["ann"])):
        early = (
            draw(universe.canon(Scope(until="alpha/s1e01")), kind, ids)
            .html()
            .split('id="nodes"')[1]
            .split("<script>")[0]
        )
        whole = draw(universe.canon(Scope()), kind, ids).html().split('id="nodes"')[1].split("<script>")[0]
        assert not [word for word in late if word in early]
        assert [word for word in late if word in whole]
    with pytest.raises(UnknownEntity):
        draw(universe.canon(Scope(until="alpha/s1e01")), "ego", ["zed"])


def test_nothing_of_the_death_of_kilgrave_before_he_dies() -> None:
    canon = load(find("marvel")).canon(Scope(until="jessica-jones/s1e01"))
    data = draw(canon, "ego", ["kilgrave"]).html().split('id="nodes"')[1].split("<script>")[0]
    assert "Kilgrave" in data
    assert not re.search(r"\b(dies|death|killed|s1e13|s2e\d+)\b", data, re.IGNORECASE)


def test_the_network_can_be_changed_before_it_is_written(canon: CanonGraph) -> None:
    view = draw(canon, "ego", ["ann"])
    assert isinstance(view, NetworkView)
    view.network.add_node("me", label="Me", x=0, y=0)
    view.network.add_edge("me", "ann")
    view.network.get_node("ann")["color"] = "#ff0000"
    view.network.toggle_physics(True)
    seen = page(view)
    assert {"me", "ann"} <= {node["id"] for node in seen.data("nodes")}
    assert next(node for node in seen.data("nodes") if node["id"] == "ann")["color"] == "#ff0000"
    assert {"from": "me", "to": "ann"}.items() <= seen.data("edges")[-1].items()
    assert json.loads(seen.data("options"))["physics"]["enabled"] is True


def test_a_title_with_an_address_does_not_change_the_page(canon: CanonGraph) -> None:
    view = draw(canon, "ego", ["ann"])
    assert isinstance(view, NetworkView)
    view.network.nodes[0]["title"] = "<a href='x' onclick=alert(1)>href</a>"
    assert "<a " not in view.html().split("</style>")[1].split("<script>")[0]


def test_a_notebook_shows_the_page_in_a_frame_that_cannot_reach_out(canon: CanonGraph) -> None:
    shown = Page(draw(canon, "ego", ["ann"])._repr_html_())
    ((tag, attributes),) = shown.elements
    assert tag == "iframe" and attributes["srcdoc"] == draw(canon, "ego", ["ann"]).html()
    assert "allow-same-origin" not in (attributes["sandbox"] or "")


def test_an_ego_view_goes_as_far_as_its_depth(canon: CanonGraph) -> None:
    near, far = (pictures.ego(canon, ["amy"], depth) for depth in (1, 2))
    assert set(near.nodes) == {"amy", "ann", "alpha/s1"}
    assert set(near.nodes) < set(far.nodes)
    assert "bob" in far.nodes and far.centre == ("amy",)


def test_an_ego_view_does_not_pass_through_what_holds_everything() -> None:
    shown = [{"id": id, "type": "Series", "name": id, "network": "tv"} for id in ("one/series", "two/series")]
    claims = [{"id": "tv", "type": "Company", "name": "TV"}, *shown]
    canon = from_documents("small", [SOURCES, {"source": "guide", "horizon": "none", "claims": claims}]).canon(Scope())
    assert pictures.ego(canon, ["one/series"], 2).nodes == ("one/series", "tv")
    assert pictures.ego(canon, ["tv"], 1).nodes == ("one/series", "tv", "two/series")


def test_a_line_stands_for_all_that_joins_two_and_names_the_relationship(canon: CanonGraph) -> None:
    line = next(x for x in pictures.whole(canon).lines if {x.source, x.target} == {"ann", "bob"})
    assert set(line.relations) == {"enemy", "killed by"}


def test_what_follows_for_a_whole_from_a_part_is_no_line(canon: CanonGraph) -> None:
    ends = {
        other for x in pictures.whole(canon).lines for other in (x.source, x.target) if "ann" in (x.source, x.target)
    }
    assert "alpha/s1e01" in ends and "alpha/series" not in ends


def test_many_episodes_around_one_are_drawn_as_their_season() -> None:
    episodes = [{"id": f"alpha/s1e{n:02}", "type": "Episode", "number": n, "partOf": "alpha/s1"} for n in range(1, 30)]
    there = [{"type": "Appearance", "character": "ann", "in": e["id"], "mode": "present"} for e in episodes]
    canon = from_documents(
        "small", [SOURCES, {"source": "guide", "horizon": "none", "claims": [*GUIDE, *episodes, *there]}]
    )
    drawn = pictures.ego(canon.canon(Scope()), ["ann"])
    assert not [id for id in drawn.nodes if "e0" in id] and "alpha/s1" in drawn.nodes
    assert drawn.note == "Episodes are drawn as their seasons."
    about = [
        f for f in facts_of(canon.canon(Scope()), drawn.nodes, drawn.inside) if {"ann", "alpha/s1"} <= set(f.about)
    ]
    assert len([f for f in about if f.kind == "appearance"]) == 29  # the season tells what its episodes would


def test_a_large_picture_is_thinned_and_a_very_large_one_shows_works(
    canon: CanonGraph, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert not any(line.faint for line in pictures.whole(canon).lines)
    monkeypatch.setattr(pictures, "ALL", 3)
    monkeypatch.setattr(pictures, "KEPT", 1)
    thin = pictures.whole(canon)
    assert len(thin.nodes) == len(canon.entities())
    strong = {end for line in thin.lines if not line.faint for end in (line.source, line.target)}
    assert strong == {end for line in thin.lines for end in (line.source, line.target)}  # nobody loses all lines
    edges = page(draw(canon, "network")).data("edges")
    assert [e.get("hidden", False) for e in edges] == [line.faint for line in thin.lines]
    monkeypatch.setattr(pictures, "THINNED", 4)
    works = pictures.whole(canon)
    assert works.first == ("alpha/series",) and "too many" in works.note
    assert set(works.nodes) == set(canon.entities())  # the rest is there, for whom asks for it
    with pytest.raises(UsageError, match="smaller depth"):
        pictures.ego(canon, ["ann"], 3)


def test_works_are_joined_by_what_they_have_in_common(monkeypatch: pytest.MonkeyPatch) -> None:
    film = [
        {"id": "beta", "type": "Film", "name": "Beta"},
        {"type": "Appearance", "character": "ann", "in": "beta", "mode": "present"},
    ]
    canon = from_documents("small", [SOURCES, {"source": "guide", "horizon": "none", "claims": [*GUIDE, *film]}]).canon(
        Scope()
    )
    monkeypatch.setattr(pictures, "THINNED", 4)
    drawn = pictures.whole(canon)
    (line,) = (x for x in drawn.lines if {x.source, x.target} <= set(drawn.first))
    assert (line.source, line.target, line.relations) == ("alpha/series", "beta", ("1 × character in common",))


def test_places_are_the_same_every_time_and_no_two_nodes_touch() -> None:
    edges = [(i, (i * i + 7) % 60) for i in range(1, 60)]
    radii = [4.0 + i % 9 for i in range(64)]  # the last four are joined to nothing
    placed = positions(radii, edges)
    assert placed == positions(radii, edges)
    for a in range(64):
        for b in range(a):
            apart = ((placed[a][0] - placed[b][0]) ** 2 + (placed[a][1] - placed[b][1]) ** 2) ** 0.5
            assert apart > radii[a] + radii[b] + GAP / 3, (a, b)


def test_laying_out_neither_throws_nor_loads_the_dice_of_others() -> None:
    random.seed(3)
    kept = random.getstate()
    assert positions([], []) == [] and positions([5.0], []) == [(0, 0)]
    positions([5.0] * 6, [(0, 1), (2, 3)])
    assert random.getstate() == kept


@pytest.mark.parametrize(
    ("kind", "ids", "options", "message"),
    [
        ("hologram", [], {}, "known are: network, ego"),
        ("ego", [], {}, "name an entity"),
        ("ego", ["ann"], {"depth": 0}, "from 1 up"),
        ("ego", ["ann"], {"colour": "red"}, "it takes: depth"),
        ("ego", ["ann"], {"theme": "pink"}, "no theme"),
        ("ego", ["ann"], {"types": ["Charakter"]}, "did you mean Character"),
        ("ego", ["ann"], {"slider": 4}, "needs the universe"),
        ("ego", ["ann"], {"slider": 99}, "2 to 12"),
        ("path", ["ann"], {}, "name two"),
        ("cast", [], {}, "name a show"),
        ("cast", ["ann"], {}, "no work"),
        ("creators", ["ann"], {}, "no credits"),
        ("network", ["ann"], {}, "draw an ego view"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_cure(
    canon: CanonGraph, kind: str, ids: list[str], options: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        draw(canon, kind, ids, **options)


def test_an_entity_that_there_is_not_is_refused_with_near_ones(canon: CanonGraph) -> None:
    with pytest.raises(UnknownEntity) as found:
        draw(canon, "ego", ["amyy"])
    assert "amy" in found.value.nearest


def test_every_kind_says_what_it_is() -> None:
    assert list(KINDS)[:2] == ["network", "ego"]
    assert all(kind.about for kind in KINDS.values())


def test_an_empty_canon_is_an_empty_page() -> None:
    assert page(draw(from_documents("empty", [SOURCES]).canon(Scope()), "network")).data("nodes") == []
