"""The drawn pictures in a real browser, offline: what a reader sees, reaches by keyboard, prints and embeds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from browsing import MARKS, Opened
from test_views_svg import DRAWN, canon_of

from continuity.canon import CanonGraph
from continuity.model import Scope
from continuity.universe import find, load
from continuity.views import draw

pytestmark = MARKS
Open = Callable[..., Opened]
READY = "document.readyState === 'complete'"
#: Every text of a picture with the box that the browser gives it, those turned upwards left out.
BOXES = """() => [...document.querySelectorAll(".scroll svg text:not([transform])")].map(text => {
    const {x, y, width, height} = text.getBoundingClientRect();
    return [text.firstChild.textContent, x, y, width, height];
})"""


@pytest.fixture(scope="module")
def canon() -> CanonGraph:
    return canon_of()


@pytest.fixture(scope="module")
def saga() -> CanonGraph:
    return load(find("marvel")).canon(Scope())


@pytest.mark.parametrize("kind", DRAWN)
def test_a_page_opens_without_a_request_or_a_complaint(canon: CanonGraph, opened: Open, kind: str) -> None:
    page = opened(draw(canon, kind), ready=READY)
    assert page.page.locator("script, img, iframe").count() == 0
    assert page.page.locator(".scroll svg").bounding_box()["width"] > 100
    assert page.page.evaluate("document.title") == page.page.inner_text("h1")


@pytest.mark.parametrize("kind", DRAWN)
@pytest.mark.parametrize("width", [320, 390, 1280])
def test_a_page_scrolls_one_way_only_and_its_picture_in_a_frame(
    canon: CanonGraph, opened: Open, kind: str, width: int
) -> None:
    page = opened(draw(canon, kind), ready=READY, viewport={"width": width, "height": 800})
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    page.page.focus(".scroll")
    assert page.page.evaluate("document.activeElement.getAttribute('role')") == "region"


def test_no_text_is_wider_than_measured_and_none_covers_another(saga: CanonGraph, opened: Open) -> None:
    for kind in DRAWN:
        page = opened(draw(saga, kind, [] if kind == "crossovers" else ["the-defenders-saga"]), ready=READY)
        boxes = page.page.evaluate(BOXES)
        assert len(boxes) > 20
        right = page.page.evaluate("document.querySelector('.scroll svg').getBoundingClientRect().right")
        for i, (words, x, y, width, height) in enumerate(boxes):
            assert x + width <= right + 1, (kind, words)
            for other, x2, y2, width2, height2 in boxes[:i]:
                across = min(x + width, x2 + width2) - max(x, x2)
                down = min(y + height, y2 + height2) - max(y, y2)
                assert across <= 1 or down <= 4, (kind, words, other)  # a line of text is higher than its letters


@pytest.mark.parametrize("kind", DRAWN)
def test_dark_colours_follow_the_reader_or_the_theme(canon: CanonGraph, opened: Open, kind: str) -> None:
    def ground(theme: str, scheme: str) -> str:
        page = opened(draw(canon, kind, theme=theme), ready=READY, color_scheme=scheme)
        return str(page.page.evaluate("getComputedStyle(document.body).backgroundColor"))

    light, dark = "rgb(255, 255, 255)", "rgb(20, 23, 28)"
    assert [ground("auto", "light"), ground("auto", "dark")] == [light, dark]
    assert [ground("light", "dark"), ground("dark", "light")] == [light, dark]


def test_print_is_light_and_shows_what_is_folded(saga: CanonGraph, opened: Open) -> None:
    page = opened(draw(saga, "matrix", ["jessica-jones/s1"]), ready=READY, color_scheme="dark")
    hidden = page.page.locator("details td").first
    assert not hidden.is_visible()
    page.page.emulate_media(media="print")
    assert page.page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert hidden.is_visible()
    fits = "document.querySelector('.scroll svg').getBoundingClientRect().right <= innerWidth"
    assert page.page.evaluate(fits)


def test_an_arc_is_reached_by_keyboard_and_leads_to_who_says_so(canon: CanonGraph, opened: Open) -> None:
    page = opened(draw(canon, "crossovers"), ready=READY)
    page.page.focus(".scroll")
    page.page.keyboard.press("Tab")
    arc = page.page.evaluate("document.activeElement.querySelector('title').textContent")
    assert "Alpha → " in arc and "1 account" in arc
    page.page.keyboard.press("Enter")
    target = page.page.evaluate("decodeURIComponent(location.hash.slice(1))")
    assert target.startswith("from-alpha") and page.page.locator(f"[id='{target}']").is_visible()
    page.page.click(f"[id='{target}'] .told a")
    assert page.page.evaluate("location.hash").startswith("#source-")


@pytest.mark.parametrize("kind", DRAWN)
def test_an_svg_opens_by_itself_and_as_an_image(canon: CanonGraph, browser: Any, tmp_path: Path, kind: str) -> None:
    file = draw(canon, kind).write(tmp_path / f"{kind}.svg")
    context = browser.new_context(offline=True)
    page, complaints, asked = context.new_page(), [], []
    page.on("console", lambda message: complaints.append(message.text))
    page.on("request", lambda request: asked.append(request.url))
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.tagName") == "svg"  # and no error of a parser
    assert page.locator("parsererror").count() == 0
    holder = tmp_path / "holder.html"
    holder.write_text(f"<img src='{kind}.svg' alt=''>", encoding="utf-8")
    page.goto(holder.as_uri())
    assert page.evaluate("document.querySelector('img').naturalWidth") > 400
    assert complaints == [] and asked == [file.as_uri(), holder.as_uri(), file.as_uri()]
    context.close()
