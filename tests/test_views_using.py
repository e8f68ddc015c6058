"""What a reader does with a picture: paths, opening and closing, filters, the slider, links that keep all this, and files."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from browsing import MARKS, Opened

from continuity.model import Scope
from continuity.universe import Compiled, from_documents
from continuity.views import View, draw

pytestmark = MARKS
Open = Callable[..., Opened]

SOURCES: Mapping[str, Any] = {
    "sources": [
        {"id": "guide", "type": "Source", "kind": "reference", "title": "Guide", "published": "2015"},
        {"id": "recap", "type": "Source", "kind": "recap", "title": "Recap", "published": "2016"},
    ]
}
GUIDE: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/series", "type": "Series", "name": "Alpha"},
    {"id": "alpha/s1", "type": "Season", "number": 1, "partOf": "alpha/series"},
    {"id": "alpha/s1e01", "type": "Episode", "number": 1, "partOf": "alpha/s1", "released": "2015-01-01"},
    {"id": "alpha/s1e02", "type": "Episode", "number": 2, "partOf": "alpha/s1", "released": "2015-01-08"},
    {"id": "alpha/s1e03", "type": "Episode", "number": 3, "partOf": "alpha/s1", "released": "2015-01-15"},
    {"id": "beta", "type": "Film", "name": "Beta", "released": "2015-02-01"},
    {"id": "ann", "type": "Character", "name": "Ann"},
    {"id": "bob", "type": "Character", "name": "Bob"},
    {"id": "cat", "type": "Character", "name": "Cat"},
    {"id": "dan", "type": "Character", "name": "Dan"},
    {"id": "amy", "type": "Person", "name": "Amy"},
    {"id": "ben", "type": "Person", "name": "Ben"},
    {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "alpha/s1"},
    {"type": "Portrayal", "actor": "ben", "character": "bob", "work": "beta"},
    {"type": "Relationship", "subject": "ann", "kind": "enemy", "object": "bob"},
    {"type": "Relationship", "subject": "bob", "kind": "friend", "object": "cat"},
    {"type": "Relationship", "subject": "cat", "kind": "friend", "object": "dan"},
)
SECOND: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/s1e02", "name": "The Needle Breaks"},
    {"type": "Appearance", "character": "ann", "in": "alpha/s1e02", "mode": "present"},
)
THIRD: Sequence[Mapping[str, Any]] = (
    {"id": "zed", "type": "Character", "name": "Zed"},
    {"type": "Death", "of": "bob", "by": "zed", "in": "alpha/s1e03"},
)


@pytest.fixture(scope="module")
def universe() -> Compiled:
    made = from_documents(
        "small",
        [
            SOURCES,
            {"source": "guide", "horizon": "none", "claims": list(GUIDE)},
            {"source": "recap", "horizon": "alpha/s1e02", "claims": list(SECOND)},
            {"source": "recap", "id": "recap-3", "horizon": "alpha/s1e03", "claims": list(THIRD)},
        ],
    )
    assert made.findings == ()
    return made


@pytest.fixture(scope="module")
def view(universe: Compiled) -> View:
    return draw(universe.canon(Scope()), "network")


def act(page: Opened, name: str) -> None:
    page.page.click(f"#facts .actions button:has-text('{name}')")


def drawn(page: Opened) -> list[str]:
    """The names in the list: what is drawn."""
    return sorted(page.texts(".entity:visible .name"))


def steps(page: Opened) -> list[str]:
    """The steps of the path that is told."""
    return [" ".join(text.split()) for text in page.texts("#facts h3.step")]


def pick(page: Opened, name: str, **how: Any) -> None:
    page.page.click(f".entity:has(.name:text-is('{name}'))", **how)


def test_a_path_between_two_clicked_is_told_and_all_else_is_faded(view: View, opened: Open) -> None:
    page = opened(view, "#ann")
    act(page, "Path from here")
    assert "choose where it ends" in page.page.inner_text("#hint")
    pick(page, "Dan")
    assert page.page.inner_text("#chosen") == "Ann to Dan"
    assert steps(page) == ["Ann · Bob", "Bob · Cat", "Cat · Dan"]
    assert "3 steps" in page.facts and "Guide" in page.facts
    assert page.page.evaluate("location.hash") == "#&path=ann,dan"
    again = opened(view, "#&path=ann,dan")
    assert again.page.inner_text("#chosen") == "Ann to Dan"
    page.page.keyboard.press("Escape")
    assert page.page.inner_text("#chosen") == "What is told, and by whom"


def test_a_path_keeps_to_what_is_drawn(view: View, opened: Open) -> None:
    page = opened(view, "#bob")
    act(page, "Hide")
    pick(page, "Ann")
    pick(page, "Dan", modifiers=["Shift"])
    assert "Nothing that is drawn joins the two" in page.facts


def test_a_path_is_found_by_the_keyboard_alone(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.focus("#search")
    page.page.keyboard.type("ann")
    page.page.keyboard.press("Enter")
    page.page.focus("#facts .actions button")
    page.page.keyboard.press("Enter")
    page.page.focus("#search")
    page.page.keyboard.press("Control+A")
    page.page.keyboard.type("cat")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press("Enter")
    assert page.page.inner_text("#chosen") == "Ann to Cat"
    assert page.page.inner_text("#status").startswith("Path: Ann, enemy, Bob; Bob, friend, Cat")


def test_what_hangs_on_one_alone_is_folded_and_expanded(view: View, opened: Open) -> None:
    page = opened(view, "#cat")
    everything = drawn(page)
    act(page, "Fold")
    assert sorted(set(everything) - set(drawn(page))) == ["Dan"]
    act(page, "Expand")
    assert drawn(page) == everything
    act(page, "Only this")
    assert drawn(page) == ["Bob", "Cat", "Dan"]
    page.page.click("#reset")
    assert drawn(page) == everything


def test_what_is_hidden_comes_back_with_reset_and_what_is_pinned_stays_lit(view: View, opened: Open) -> None:
    page = opened(view, "#dan")
    act(page, "Pin")
    assert page.page.get_attribute("#facts .actions button:has-text('Pin')", "aria-pressed") == "true"
    pick(page, "Amy")
    act(page, "Hide")
    assert "Amy" not in drawn(page)
    assert page.page.evaluate("location.hash") == "#&hide=amy&pin=dan"
    again = opened(view, "#ann&hide=amy&pin=dan")
    assert "Amy" not in drawn(again)
    again.page.click("#reset")
    assert "Amy" in drawn(again) and again.page.evaluate("location.hash") == ""


def test_filters_by_show_season_and_relation(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.click("#filters summary")
    page.page.select_option("#show", label="Beta")
    assert drawn(page) == ["Ben", "Beta"]
    page.page.select_option("#show", label="Alpha")
    page.page.select_option("#season", label="Alpha season 1")
    assert "Ann" in drawn(page) and "Ben" not in drawn(page)
    assert "show=alpha/series&season=alpha/s1" in page.page.evaluate("location.hash")
    page.page.click("#reset")
    page.page.click("#relations button:has-text('friend')")
    pick(page, "Cat")
    assert "connected with" not in page.facts.casefold()
    again = opened(view, "#cat&relations=friend")
    assert "connected with" not in again.facts.casefold()
    assert again.page.get_attribute("#relations button:has-text('friend')", "aria-pressed") == "false"


def test_communities_are_colours_and_can_be_looked_at_alone(view: View, opened: Open) -> None:
    page = opened(view)
    before = page.ink()
    page.page.click("#tint")
    page.soon(lambda: max(abs(a - b) for a, b in zip(page.ink(), before, strict=True)) > 0.1)
    assert "communities" in page.facts.casefold()
    page.page.click("#filters summary")
    page.page.select_option("#community", index=1)
    assert 0 < len(drawn(page)) < 13
    assert "tint=community" in page.page.evaluate("location.hash")


def test_the_slider_moves_below_the_horizon_and_never_beyond(universe: Compiled, opened: Open) -> None:
    canon = universe.canon(Scope(until="alpha/s1e03"))
    sliding = draw(canon, "network", at=universe.canon, slider=3)
    page = opened(sliding)
    assert page.page.inner_text("#step-name") == "The Needle Breaks" or "S1E03" in page.page.inner_text("#step-name")
    assert "Zed" in drawn(page)
    page.page.focus("#step")
    page.page.keyboard.press("ArrowLeft")
    assert "Zed" not in drawn(page) and page.page.input_value("#search") == ""
    pick(page, "Bob")
    assert "dies" not in page.facts
    page.page.focus("#step")
    page.page.keyboard.press("End")
    assert "Zed" in drawn(page)
    lower = opened(sliding, "#&step=0")
    assert "Zed" not in drawn(lower)


def test_a_slider_carries_nothing_beyond_the_horizon_of_the_picture(universe: Compiled) -> None:
    canon = universe.canon(Scope(until="alpha/s1e02"))
    text = draw(canon, "network", at=universe.canon, slider=3).html().split('id="nodes"')[1].split("<script>")[0]
    assert "The Needle Breaks" in text
    assert not [word for word in ("Zed", "zed", "dies", "recap-3") if word in text]


def test_a_link_is_shared_whole(view: View, opened: Open) -> None:
    page = opened(view, "#ann", permissions=["clipboard-read", "clipboard-write"])
    page.page.click("#share")
    page.until("document.getElementById('hint').textContent !== '' || !document.getElementById('link').hidden")
    hint, shown = page.page.inner_text("#hint") if page.page.is_visible("#hint") else "", page.page.input_value("#link")
    assert "clipboard" in hint or shown.endswith("#ann")


def test_png_and_svg_are_saved_with_title_and_caption(view: View, opened: Open, tmp_path: Path) -> None:
    page = opened(view, "#ann")
    saved: dict[str, bytes] = {}
    for kind in ("png", "svg"):
        with page.page.expect_download() as download:
            page.page.click(f"#{kind}")
        assert download.value.suggested_filename == f"the-small-universe.{kind}"
        download.value.save_as(tmp_path / kind)
        saved[kind] = (tmp_path / kind).read_bytes()
    assert saved["png"].startswith(b"\x89PNG")
    text = saved["svg"].decode("utf-8")
    assert text.startswith("<svg") and ">Ann<" in text and "The small universe" in text and "Sources" in text
    assert "<script" not in text and "href" not in text


def test_colours_can_be_chosen_and_given(universe: Compiled, opened: Open) -> None:
    page = opened(draw(universe.canon(Scope()), "network", theme="dark"), color_scheme="light")
    back = "getComputedStyle(document.body).backgroundColor"
    assert page.page.evaluate(back) == "rgb(20, 23, 28)"
    page.page.click("#theme")
    assert "theme=light" in page.page.evaluate("location.hash")
    page.page.click("#theme")
    assert page.page.evaluate("document.documentElement.dataset.theme") is None
    assert page.page.evaluate(back) == "rgb(251, 250, 248)"
    assert "theme=auto" in page.page.evaluate("location.hash")
    page.page.click("#theme")  # the first press is seen
    assert page.page.evaluate(back) == "rgb(20, 23, 28)"


def test_print_shows_picture_and_facts_in_light(view: View, opened: Open) -> None:
    page = opened(view, "#ann", color_scheme="dark")
    page.page.emulate_media(media="print")
    page.page.evaluate("dispatchEvent(new Event('beforeprint'))")
    assert not page.page.is_visible("#browse") and not page.page.is_visible("#tools")
    assert page.page.is_visible("#canvas") and "Amy plays Ann" in page.facts
    assert page.page.evaluate("document.documentElement.dataset.theme") == "light"
    page.page.evaluate("dispatchEvent(new Event('afterprint'))")
    assert page.page.evaluate("document.documentElement.dataset.theme") is None


def test_the_path_kind_opens_on_its_path(universe: Compiled, opened: Open) -> None:
    page = opened(draw(universe.canon(Scope()), "path", ["ann", "dan"]))
    assert page.page.inner_text("#chosen") == "Ann to Dan"
    assert steps(page)[0] == "Ann · Bob"
    assert page.page.locator("#facts .fact").count() >= 3


def test_a_very_large_picture_opens_on_works_and_grows(
    universe: Compiled, opened: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    from continuity.views import pictures

    monkeypatch.setattr(pictures, "THINNED", 4)
    page = opened(draw(universe.canon(Scope()), "network"))
    # all are in the list, and only the works in the picture
    assert "Ann" in drawn(page)
    count = "document.querySelector('#canvas canvas') && JSON.parse(document.getElementById('data').textContent).first"
    assert page.page.evaluate(count) == ["alpha/series", "beta"]
    before = page.ink()
    pick(page, "Alpha")
    act(page, "Expand")
    page.soon(lambda: page.ink() != pytest.approx(before, abs=0.01))
    assert "only=" in page.page.evaluate("location.hash")
    pick(page, "Dan")  # what is not open yet is opened by choosing it
    assert page.page.inner_text("#chosen") == "Dan"


def test_the_data_of_a_page_is_json_of_its_own(view: View) -> None:
    block = view.html().split('id="data">')[1].split("</script>")[0]
    assert json.loads(block)["works"][0]["id"] == "alpha/series"
