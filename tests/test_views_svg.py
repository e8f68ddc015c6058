"""The drawn pictures: what is in them and what is not, that nothing overflows or covers another, and the same bytes."""

from __future__ import annotations

import html
import math
import os
import re
import subprocess
import sys
from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from continuity.canon import CanonGraph
from continuity.errors import UnknownEntity, UsageError
from continuity.model import Scope
from continuity.universe import find, from_documents, load
from continuity.views import KINDS, View, crossovers, draw, matrix, storyline, storyorder, svg, timeline, weave
from continuity.views.drawn import wiki
from continuity.views.staves import Setting, staves
from continuity.views.told import Telling, choose

EVIL = "</title><script>alert(1)</script><img src=x onerror=alert(1)> ]] |} {{x}} [http://evil.example] \u202e ''' href"
LONG = "Ann " + "of the endless title " * 14
DRAWN = ("storyline", "matrix", "timeline", "crossovers")
SVG = "{http://www.w3.org/2000/svg}"

SOURCES: Mapping[str, Any] = {
    "sources": [
        {"id": "guide", "type": "Source", "kind": "reference", "title": "Guide", "publisher": "Paper",
         "published": "2015", "url": "https://paper.example/guide", "retrieved": "2026-01-02"},
        {"id": "recap", "type": "Source", "kind": "recap", "title": f"Recap {EVIL}", "url": "https://evil.example/a'b(c)?d=%22%3E%3Cscript%3E"},
        {"id": "timeline", "type": "Source", "kind": "interview", "title": "Timeline", "published": "2017"},
    ]
}  # fmt: skip


def episodes(show: str, year: int, many: int = 3) -> list[dict[str, Any]]:
    """A series of one season."""
    return [
        {"id": f"{show}/series", "type": "Series", "name": show.title()},
        {"id": f"{show}/s1", "type": "Season", "number": 1, "partOf": f"{show}/series"},
        *(
            {
                "id": f"{show}/s1e0{n}",
                "type": "Episode",
                "number": n,
                "partOf": f"{show}/s1",
                "released": f"{year}-01-0{n}",
            }
            for n in range(1, many + 1)
        ),
    ]


def there(character: str, *works: str, mode: str = "present") -> list[dict[str, Any]]:
    return [{"type": "Appearance", "character": character, "in": work, "mode": mode} for work in works]


GUIDE: Sequence[Mapping[str, Any]] = (
    *episodes("alpha", 2015),
    *episodes("beta", 2016),
    {"id": "film", "type": "Film", "name": "The Film", "released": "2018-05-01"},
    {"id": "ann", "type": "Character", "name": LONG},
    {"id": "bob", "type": "Character", "name": f"Bob {EVIL}"},
    {"id": "team", "type": "Team", "name": "The Team"},
    {"id": "amy", "type": "Person", "name": "Amy"},
    *there("ann", "alpha/s1e01", "alpha/s1e02", "beta/s1e01"),
    *there("bob", "alpha/s1e01", mode="present"),
    {"type": "Membership", "member": "ann", "group": "team"},
    {"type": "Membership", "member": "bob", "group": "team"},
)
RECAP: Sequence[Mapping[str, Any]] = (
    {"id": "zed", "type": "Character", "name": "Zed the Canary"},
    {"id": "alpha/s1e03", "name": "Canary Song"},
    *there("zed", "alpha/s1e03", "beta/s1e02", "beta/s1e03"),
    *there("ann", "alpha/s1e03", mode="flashback"),
    {"type": "Death", "of": "bob", "by": "zed", "in": "alpha/s1e03", "quote": f"falls {EVIL}"},
    {"type": "Return", "of": "bob", "in": "beta/s1e03", "how": "resurrection"},
    *there("bob", "beta/s1e03"),
    {"type": "Crossover", "from": "alpha/series", "to": "beta/series", "via": "ann", "in": "beta/s1e01", "mode": "byCharacter"},
    {"type": "Crossover", "from": "alpha/series", "to": "film", "in": "film", "mode": "byMention"},
)  # fmt: skip
TIMES: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/s1", "storyFrom": "2014"},
    {"id": "film", "storyFrom": "1947", "storyTo": "1948?"},
    {"id": "beta/s1", "after": "alpha/s1"},
)


def documents() -> list[Mapping[str, Any]]:
    return [
        SOURCES,
        {"source": "guide", "horizon": "none", "claims": list(GUIDE)},
        {"source": "recap", "horizon": ["alpha/s1e03", "beta/s1e03"], "claims": list(RECAP)},
        {"source": "timeline", "horizon": "none", "claims": list(TIMES)},
    ]


def canon_of(**scope: Any) -> CanonGraph:
    universe = from_documents("small", documents())
    assert universe.findings == ()
    return universe.canon(Scope(**scope))


@pytest.fixture(scope="module")
def canon() -> CanonGraph:
    return canon_of()


@pytest.fixture(scope="module")
def saga() -> CanonGraph:
    """The shipped universe."""
    return load(find("marvel")).canon(Scope())


@pytest.fixture(scope="module")
def whole_saga(saga: CanonGraph) -> storyline.Storyline:
    """Six series, thirteen seasons and 161 episodes."""
    made = storyline.layout(saga, ["the-defenders-saga"])
    made.body()
    return made


def parsed(view: View) -> ElementTree.Element:
    return ElementTree.fromstring(view.text(".svg"))


def titles(root: ElementTree.Element) -> list[str]:
    return [e.text or "" for e in root.iter(f"{SVG}title")]


# --- What is told ---


def test_a_storyline_brings_those_together_who_share_an_episode(canon: CanonGraph) -> None:
    made = storyline.layout(canon, [])
    names = made.choice.characters
    together = {w: {names[i] for i in cast} for w, cast in zip(made.works, made.casts, strict=True)}
    assert together["alpha/s1e01"] == {"ann", "bob"}
    assert together["alpha/s1e03"] == {"zed", "bob"}  # who dies is there; who is in a flashback is not
    for t, column in enumerate(made.columns):
        inside = sorted(made.down[t][line] for line in column.together)
        outside = [y for line, y in made.down[t].items() if line not in column.together]
        assert all(b - a == weave.TOGETHER for a, b in pairwise(inside))
        assert not [y for y in outside if inside and inside[0] < y < inside[-1]]


def test_deaths_returns_and_crossovers_are_marked_with_who_is_meant(canon: CanonGraph) -> None:
    found = titles(parsed(draw(canon, "storyline")))
    dies = next(t for t in found if "dies" in t)
    assert dies.startswith("Bob") and "killed by Zed the Canary" in dies
    assert any("returns in Beta S1E03" in t for t in found)
    assert any("Alpha crosses over into Beta" in t for t in found)
    legend = draw(canon, "storyline").html()
    assert all(words in legend for words in ("dies", "is back from death", "crosses over from another work"))


def test_a_line_is_dotted_from_a_death_to_a_return(canon: CanonGraph) -> None:
    made = storyline.layout(canon, [])
    bob = made.choice.characters.index("bob")
    assert {made.works[t] for t in made.gone[bob]} == {"alpha/s1e03", "beta/s1e01", "beta/s1e02"}


def test_a_matrix_says_how_somebody_is_in_a_work_by_sign_and_in_words(canon: CanonGraph) -> None:
    made = matrix.layout(canon, [])
    assert made.used == {"present", "flashback", "dies"}
    found = titles(parsed(draw(canon, "matrix")))
    assert f"{LONG.strip()}, Canary Song: flashback" in found or any(t.endswith(": flashback") for t in found)
    signs = {mode: matrix.signs.glyph(mode, 0, 0) for mode in matrix.signs.STYLES}
    plain = [re.sub(r' class="[^"]*"', "", sign) for sign in signs.values()]
    assert len(set(plain)) == len(plain)  # told apart without a colour


def test_the_rows_of_a_matrix_are_sorted_as_asked(saga: CanonGraph) -> None:
    first, count = (matrix.layout(saga, ["jessica-jones/s1"], sort=sort) for sort in ("first", "count"))
    assert set(first.rows) == set(count.rows) and first.rows != count.rows
    present = first.telling.present
    many = [sum(c in present[w] for w in count.order.works) for c in count.rows]
    assert many == sorted(many, reverse=True)


def test_a_timeline_says_what_is_told_what_follows_and_what_is_not_told(canon: CanonGraph) -> None:
    made = timeline.layout(canon)
    assert made.words("alpha/s1") == "set from 2014"
    assert made.words("film") == "set 1947 to 1948?"
    assert made.words("beta/s1") == "set not before 2014 (Alpha season 1)"
    assert made.untold == ()
    bare = from_documents("bare", documents()[:2]).canon(Scope())
    untold = timeline.layout(bare)
    assert untold.rows == () and set(untold.untold) == {"alpha/s1", "beta/s1", "film"}
    page = draw(bare, "timeline").html()
    assert "Not told" in page and "No time inside the story is told" in page
    assert "when it is set, as told" not in page


def test_a_timeline_keeps_to_the_types_asked_for(canon: CanonGraph) -> None:
    assert timeline.layout(canon, types=["film"]).rows == ("film",)
    with pytest.raises(UsageError, match="Season, Film"):
        timeline.layout(canon, types=["Spaceship"])


def test_years_with_nothing_in_them_are_drawn_as_a_break(canon: CanonGraph) -> None:
    axis = timeline.layout(canon).axis
    assert axis.breaks and 1980 not in axis.years and {1947, 2014, 2018} <= set(axis.years)
    places = [axis.start(year) for year in axis.years]
    assert places == sorted(places) and len(set(places)) == len(places)


def test_each_arc_names_who_crosses_over_and_who_says_so(canon: CanonGraph) -> None:
    made = crossovers.layout(canon)
    arc = next(a for a in made.arcs if a.target == "beta/series")
    assert made.title(arc)[0] == "Alpha → Beta, 1 account:" and made.title(arc)[1].startswith("Ann of the endless")
    assert next(a for a in made.arcs if a.target == "film").mode == "byMention"
    page = draw(canon, "crossovers").html()
    (link,) = re.findall(r'href="#(from-alpha-series-to-beta-series)"', page)
    assert f'<tr id="{link}">' in page  # the arc leads to its row, and that to the source
    assert re.search(r"Recap &lt;/title&gt;.*</li>", page)


def test_the_tables_tell_the_same_with_their_sources(canon: CanonGraph) -> None:
    page = draw(canon, "storyline").html()
    row = re.search(r"<tr><th[^>]*><bdi>Bob [^<]* dies in.*?</tr>", page)
    assert row and "<q>falls" in row[0] and 'href="#source-' in row[0]
    assert '<a href="https://paper.example/guide" rel="noopener noreferrer">“Guide”, Paper, 2015</a>' in page
    links = re.findall(r'href="([^"]*)"', page)
    assert links and not [link for link in links if not link.startswith(("https://", "http://", "#source-"))]


# --- What is chosen ---


def test_the_main_characters_are_those_in_the_most_works(saga: CanonGraph) -> None:
    telling = Telling(saga)
    chosen = choose(telling, [], 5, "storyline")
    count = Counter(who for work in telling.present for who in telling.present[work] if work in telling.single)
    least = min(count[who] for who in chosen.characters)
    assert len(chosen.characters) == 5 and {"jessica-jones", "matt-murdock"} <= set(chosen.characters)
    assert least >= max(many for who, many in count.items() if who not in chosen.characters)
    assert "jessica-jones/s1e01" in chosen.works


def test_one_character_comes_with_those_who_share_most_works(saga: CanonGraph) -> None:
    telling = Telling(saga)
    chosen = choose(telling, ["kilgrave"], 6, "storyline")
    assert chosen.characters[0] == "kilgrave" and "jessica-jones" in chosen.companions
    assert all("kilgrave" in telling.present[w] for w in chosen.works)


def test_a_team_stands_for_its_members_and_several_characters_for_themselves(canon: CanonGraph) -> None:
    telling = Telling(canon)
    assert choose(telling, ["team"], 9, "matrix").characters == choose(telling, ["ann", "bob"], 9, "matrix").characters
    assert choose(telling, ["alpha/s1", "ann", "bob"], 9, "matrix").works == (
        "alpha/s1e01",
        "alpha/s1e02",
        "alpha/s1e03",
    )


@pytest.mark.parametrize(
    ("kind", "ids", "options", "message"),
    [
        ("storyline", ["amy"], {}, "Amy is a person"),
        ("matrix", [], {"most": -1}, "from 1 up"),
        ("storyline", [], {"order": "sideways"}, "release, story"),
        ("matrix", [], {"sort": "sideways"}, "first, count"),
        ("matrix", [], {"theme": "sepia"}, "auto, light, dark"),
        ("timeline", ["ann"], {}, "a timeline is about works"),
        ("crossovers", ["amy"], {}, "is neither"),
        ("crossovers", [], {"order": "story"}, "it takes: theme"),
    ],
)
def test_what_cannot_be_drawn_is_refused_with_a_cure(
    canon: CanonGraph, kind: str, ids: list[str], options: Mapping[str, Any], message: str
) -> None:
    with pytest.raises(UsageError, match=message):
        draw(canon, kind, ids, **options)
    with pytest.raises(UnknownEntity):
        draw(canon, kind, ["nobody-of-this-id"])


def test_a_suffix_decides_what_is_written(canon: CanonGraph, tmp_path: Path) -> None:
    view = draw(canon, "matrix")
    assert view.write(tmp_path / "m.svg").read_text(encoding="utf-8").startswith("<?xml")
    assert view.write(tmp_path / "m.html").read_text(encoding="utf-8").startswith("<!doctype html>")
    assert "[[File:" in view.write(tmp_path / "m.wikitext").read_text(encoding="utf-8")
    with pytest.raises(UsageError, match=r"\.html, \.svg, \.wikitext"):
        view.write(tmp_path / "m.pdf")


# --- Orders and layout ---


def test_story_order_follows_what_is_told_and_else_the_release(canon: CanonGraph) -> None:
    telling = Telling(canon)
    works = ["alpha/s1e01", "alpha/s1e02", "beta/s1e01", "film"]
    assert storyorder.order_of(telling, works[::-1], "release").works == tuple(works)
    assert storyorder.order_of(telling, works, "story").works == ("film", "alpha/s1e01", "alpha/s1e02", "beta/s1e01")


def test_in_story_order_what_an_early_work_waits_for_comes_before_later_ones() -> None:
    films = [
        {"id": f, "type": "Film", "name": f.title(), "released": d}
        for f, d in (("early", "1990"), ("middle", "2030"), ("late", "2040"))
    ]
    guide = {"source": "guide", "horizon": "none", "claims": [*films, {"id": "early", "after": "late"}]}
    canon = from_documents("small", [*documents(), guide]).canon(Scope())
    made = storyorder.order_of(Telling(canon), ["early", "middle", "late"], "story")
    assert made.works == ("late", "early", "middle")


def test_a_told_order_that_contradicts_more_accounts_is_left_out_and_named() -> None:
    once = {"id": "alpha/s1", "after": "beta/s1"}
    universe = from_documents("small", [
        *documents(),
        {"source": "guide", "horizon": "none", "id": "account/more", "claims": [{"id": "beta/s1", "after": "alpha/s1"}]},
        {"source": "recap", "horizon": "none", "id": "account/against", "claims": [once]},
    ])  # fmt: skip
    canon = universe.canon(Scope())
    assert storyorder.Story(Telling(canon)).contradicted == [("beta/s1", "alpha/s1")]
    made = storyorder.order_of(Telling(canon), ["beta/s1e01", "alpha/s1e01"], "story")
    assert made.works == ("alpha/s1e01", "beta/s1e01")
    assert any("Beta season 1 before Alpha season 1" in note for note in made.notes)


def test_sweeps_and_swaps_take_crossings_out() -> None:
    columns = [weave.Column(frozenset(s), frozenset(range(6))) for s in ({0, 3, 5}, {1, 2}, {0, 3}, {1, 4}, {0, 5, 3})]
    found = weave.orders(columns)
    assert weave.crossings(found) < weave.crossings(weave._first(columns))
    for column, order in zip(columns, found, strict=True):
        assert sorted(order) == sorted(column.alive)
        places = [i for i, line in enumerate(order) if line in column.together]
        assert places == list(range(places[0], places[-1] + 1))


def test_lines_that_can_run_straight_do() -> None:
    columns = [weave.Column(frozenset({0, 1}), frozenset({0, 1, 2}))] * 8
    found = weave.heights(columns, weave.orders(columns))
    assert all(column == found[0] for column in found)


def test_staves_are_no_wider_than_the_page_and_hold_every_column_once() -> None:
    setting = Setting(step=20, names=100, space=10, widest=700, longest=16)
    rows = staves([13, 13, 8, 40, 1, 13], setting)
    assert all(row.width <= 700 for row in rows)
    assert [t for row in rows for p in row.pieces for t in range(p.first, p.end)] == list(range(88))
    assert staves([], setting) == []
    assert len(staves([200], Setting(20, 100, 10, 700))) == 1  # what cannot be cut is as wide as it is


def test_no_two_texts_cover_each_other_in_the_whole_saga(whole_saga: storyline.Storyline, saga: CanonGraph) -> None:
    assert len(whole_saga.works) == 161 and len(whole_saga.segments) == 13
    cells, arcs, times = matrix.layout(saga, ["the-defenders-saga"]), crossovers.layout(saga), timeline.layout(saga)
    cells.body(), arcs.body(linked=True), times.body()
    for made in (whole_saga, cells, arcs, times):
        assert len(made.boxes) > 20
        covered = [(a, b) for a, b in combinations(made.boxes, 2) if a.covers(b)]
        assert covered == [], type(made).__name__


def test_every_line_is_named_again_in_each_season_that_it_passes(whole_saga: storyline.Storyline) -> None:
    names = [whole_saga.telling.canon.label(c) for c in whole_saga.choice.characters]
    count = {name: sum(box.words == name for box in whole_saga.boxes) for name in names}
    for line, name in enumerate(names):
        begin, _, last = whole_saga.spans[line]
        pieces = [p for s in whole_saga.staves for p in s.pieces if begin <= p.first and p.first <= last]
        assert count[name] == len(pieces)


def test_texts_are_cut_to_the_room_that_they_have() -> None:
    for words in (LONG, "漢字" * 40, "🦇" * 60, "Wm" * 60, EVIL, "é" * 300):
        assert svg.width(svg.shorten(words, 12, 100), 12) <= 100
    assert svg.shorten("Short", 12, 100) == "Short"
    whole = svg.text(0, 0, LONG, 12, room=80)
    assert "…<title>Ann of the endless" in whole


# --- What must not be ---


@pytest.mark.parametrize("kind", DRAWN)
def test_an_svg_is_what_a_wiki_accepts(canon: CanonGraph, kind: str) -> None:
    root = parsed(draw(canon, kind))
    assert root.tag == f"{SVG}svg" and root.get("role") == "img"
    names = {e.tag.rpartition("}")[2] for e in root.iter()}
    assert not names & {"script", "foreignObject", "image", "use", "a", "set", "animate", "handler", "iframe", "link"}
    for element in root.iter():
        for name in element.attrib:
            assert not name.lower().startswith("on") and "href" not in name and name != "style"
    text = draw(canon, kind).text(".svg")
    assert "<!DOCTYPE" not in text and "<!ENTITY" not in text and "@import" not in text and "url(" not in text
    space = {e.tag.partition("}")[0].strip("{") for e in root.iter()}
    assert space <= {
        "http://www.w3.org/2000/svg",
        "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "http://purl.org/dc/elements/1.1/",
    }


@pytest.mark.parametrize("kind", DRAWN)
def test_a_picture_has_a_title_an_alternative_text_and_says_what_it_rests_on(canon: CanonGraph, kind: str) -> None:
    view = draw(canon, kind)
    root = parsed(view)
    (title, description) = root.find(f"{SVG}title"), root.find(f"{SVG}desc")
    assert title is not None and title.text and title.get("id") == root.get("aria-labelledby")
    assert description is not None and description.text and description.get("id") == root.get("aria-describedby")
    text = "".join(root.itertext())
    for words in ("Universe: small", "Canon: default", "Spoils: everything", "Sources: "):
        assert words in text
    assert view.caption in text and f"<h1>{title.text}</h1>" in view.html()


@pytest.mark.parametrize("kind", DRAWN)
def test_hostile_text_is_text(canon: CanonGraph, kind: str) -> None:
    page, file, page_of_wiki = (draw(canon, kind).text(suffix) for suffix in (".html", ".svg", ".wikitext"))
    for text in (page, file):
        assert "<script" not in text and "<img" not in text and "\u202e" not in text
    assert "script-src 'none'" in html.unescape(page)
    assert not re.search(r"\]\] \||\{\{x|\|\} \{|\[http://evil|'''", page_of_wiki)
    assert wiki(EVIL).count("<") == 0


def test_a_name_of_300_characters_is_cut_and_whole_in_its_title(canon: CanonGraph) -> None:
    name = " ".join(LONG.split())
    assert len(name) > 290
    for kind in ("storyline", "matrix"):
        root = parsed(draw(canon, kind))
        shown = [e for e in root.iter(f"{SVG}text") if (e.text or "").startswith("Ann of")]
        assert shown and all(len(e.text or "") < 60 and e.find(f"{SVG}title").text == name for e in shown)


@pytest.mark.parametrize("kind", DRAWN)
def test_under_a_horizon_nothing_later_is_in_the_bytes(kind: str) -> None:
    early, late = canon_of(until="alpha/s1e02"), canon_of()
    hidden = ("Canary", "zed", "Zed", "dies", "crosses over into", "Recap", "resurrection")
    for suffix in (".html", ".svg", ".wikitext"):
        text = draw(early, kind).text(suffix)
        body = text.partition("</style>")[2] or text
        assert not [word for word in hidden if word in body], (kind, suffix)
    if kind in ("storyline", "matrix"):
        assert "Canary" in draw(late, kind).text(".svg")
        assert "beta/s1e02" not in draw(early, kind).text(".html")


def test_nothing_of_the_death_of_kilgrave_before_he_dies() -> None:
    canon = load(find("marvel")).canon(Scope(until="jessica-jones/s1e05"))
    for kind in ("storyline", "matrix"):
        text = draw(canon, kind, ["jessica-jones/series"]).text(".svg").partition("</style>")[2]
        assert "Kilgrave" in text
        assert not re.search(r"\b(dies|death|killed|season 2|season 3|S1E1\d)\b", text)


@pytest.mark.parametrize("theme", ["light", "dark", "auto"])
def test_themes_change_colours_and_nothing_else(canon: CanonGraph, theme: str) -> None:
    page, file = (draw(canon, "matrix", theme=theme).text(s) for s in (".html", ".svg"))
    assert ("prefers-color-scheme" in page) == ("prefers-color-scheme" in file) == (theme == "auto")
    assert (svg.DARK["paper"] in file) == (theme != "light") and (svg.LIGHT["paper"] in file) == (theme != "dark")
    assert file.partition("</style>")[2] == draw(canon, "matrix").text(".svg").partition("</style>")[2]
    assert "prefers-color-scheme" not in draw(canon, "matrix").text(
        ".svg"
    )  # a wiki's renderer wants one set of colours


def test_hues_stand_out_from_their_ground() -> None:
    def light(colour: str) -> float:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        r, g, b = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
        return 0.2126 * r + 0.7152 * g + 0.0722 * b

    def contrast(a: str, b: str) -> float:
        low, high = sorted((light(a), light(b)))
        return (high + 0.05) / (low + 0.05)

    for colours, hues in ((svg.LIGHT, svg.LIGHT_HUES), (svg.DARK, svg.DARK_HUES)):
        assert len(set(hues)) == svg.HUES
        for ground in ("paper", "band", "lens"):
            assert min(contrast(hue, colours[ground]) for hue in hues) > 3
            assert contrast(colours["ink"], colours[ground]) > 7 and contrast(colours["soft"], colours[ground]) > 4.5


#: How a colour is seen, in linear red, green and blue: G. M. Machado, M. M. Oliveira and L. A. F. Fernandes, A
#: Physiologically-based Model for Simulation of Color Vision Deficiency (2009), at full severity.
SEEN = {
    "usual": ((1.0, 0.0, 0.0), (0.0, 1.0, 0.0), (0.0, 0.0, 1.0)),
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.01182, 0.04294, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.3039)),
}


@pytest.mark.parametrize("sight", SEEN)
@pytest.mark.parametrize("hues", [svg.LIGHT_HUES, svg.DARK_HUES])
def test_any_two_hues_differ_in_every_dichromatic_sight(sight: str, hues: Sequence[str]) -> None:
    def lab(colour: str) -> tuple[float, float, float]:
        parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        r, g, b = (min(1.0, max(0.0, sum(m * c for m, c in zip(row, linear, strict=True)))) for row in SEEN[sight])
        xyz = (
            (0.4124564 * r + 0.3575761 * g + 0.1804375 * b) / 0.95047,
            0.2126729 * r + 0.7151522 * g + 0.0721750 * b,
            (0.0193339 * r + 0.1191920 * g + 0.9503041 * b) / 1.08883,
        )
        x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
        return 116 * y - 16, 500 * (x - y), 200 * (y - z)

    # A difference of 2.3 is just noticed (CIE 1976); neighbours in a crowd want far more.
    assert min(math.dist(lab(a), lab(b)) for a, b in combinations(hues, 2)) > 18


@pytest.mark.parametrize("kind", DRAWN)
def test_an_empty_canon_is_a_page_that_says_so(kind: str) -> None:
    view = draw(from_documents("empty", [SOURCES]).canon(Scope()), kind)
    told = "".join(parsed(view).itertext())
    assert "told" in told
    assert "<table" not in view.html()


_TWICE = """
import sys
sys.path.insert(0, {here!r})
from test_views_svg import DRAWN, canon_of, documents
from continuity.views import draw
import hashlib
found = "".join(draw(canon_of(), kind).text(s) for kind in DRAWN for s in (".html", ".svg", ".wikitext"))
print(hashlib.sha256(found.encode()).hexdigest())
"""


def test_the_same_canon_gives_the_same_bytes_whatever_the_seed_of_hashes() -> None:
    script = _TWICE.format(here=str(Path(__file__).parent))
    made = {
        subprocess.run(
            [sys.executable, "-c", script],
            env={**os.environ, "PYTHONHASHSEED": seed},
            check=True,
            capture_output=True,
            text=True,
        ).stdout
        for seed in ("1", "2", "77")
    }
    assert len(made) == 1


def test_every_drawn_kind_is_listed_with_what_it_takes() -> None:
    assert set(DRAWN) <= set(KINDS)
    assert {kind: KINDS[kind].options for kind in DRAWN} == {
        "storyline": ("order", "most", "theme"),
        "matrix": ("order", "sort", "most", "theme"),
        "timeline": ("types", "theme"),
        "crossovers": ("theme",),
    }


def test_the_command_writes_what_the_suffix_says(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    from continuity.cli import main

    for suffix, begins in ((".svg", "<?xml"), (".html", "<!doctype html>"), (".wikitext", "<!-- Upload")):
        file = tmp_path / f"drawn{suffix}"
        options = ["--order", "story", "--sort", "count", "--most", "3", "--theme", "dark"]
        assert main(["view", "matrix", *options, "-o", str(file), "--universe", "star-wars"]) == 0
        assert file.read_text(encoding="utf-8").startswith(begins)
    assert main(["view", "timeline", "--types", "Film", "-o", str(tmp_path / "t.svg"), "--universe", "star-wars"]) == 0
    capsys.readouterr()
    assert main(["view", "matrix", "-o", str(tmp_path / "m.pdf"), "--universe", "star-wars"]) == 2
    assert ".html, .svg, .wikitext" in capsys.readouterr().err
    assert not (tmp_path / "m.pdf").exists()
