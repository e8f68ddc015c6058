"""Pages in a real browser, with the network off: nothing fails, nothing is asked for, and everything can be reached."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

import pytest
from browsing import MARKS, Opened

from continuity.model import Scope
from continuity.universe import find, from_documents, load
from continuity.views import View, draw
from continuity.views.netpage import NetworkView

EVIL = "</script><img src=x onerror=alert(1)>"
pytestmark = MARKS

SOURCES: Mapping[str, Any] = {
    "sources": [
        {"id": "guide", "type": "Source", "kind": "reference", "title": f"Guide {EVIL}", "publisher": "Paper href",
         "published": "2015", "url": "https://paper.example/guide?a=%22%3E%3Cscript%3E"},
    ]
}  # fmt: skip
CLAIMS: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/series", "type": "Series", "name": "Alpha"},
    {"id": "alpha/s1", "type": "Season", "number": 1, "partOf": "alpha/series"},
    {"id": "alpha/s1e01", "type": "Episode", "number": 1, "partOf": "alpha/s1", "released": "2015-01-01"},
    {"id": "ann", "type": "Character", "name": "Ann", "alias": "The Needle"},
    {"id": "b'o&b;", "type": "Character", "name": f"Bob {EVIL}"},
    {"id": "__proto__", "type": "Character", "name": "javascript:alert(1)"},
    {"id": "zoe", "type": "Character", "name": "Zoé"},
    {"id": "amy", "type": "Person", "name": "Amy"},
    {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "alpha/s1", "quote": f"as Ann {EVIL}"},
    {"type": "Relationship", "subject": "ann", "kind": "enemy", "object": "b'o&b;"},
    {"type": "Relationship", "subject": "ann", "kind": "friend", "object": "__proto__"},
    {"type": "Death", "of": "b'o&b;", "by": "ann", "in": "alpha/s1e01", "cause": EVIL},
    {"type": "Appearance", "character": "zoe", "in": "alpha/s1e01", "mode": "present"},
)


@pytest.fixture(scope="module")
def view() -> View:
    documents = [SOURCES, {"source": "guide", "horizon": "none", "claims": list(CLAIMS)}]
    universe = from_documents("small", documents)
    assert universe.findings == ()
    return draw(universe.canon(Scope()), "network")


Open = Callable[..., Opened]


def test_search_and_a_click_in_the_list_show_facts_with_their_source(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.fill("#search", "needle")  # an alias
    assert page.texts(".entity:visible .name") == ["Ann"]
    page.page.click(".entity:visible")
    assert "Amy plays Ann in Alpha season 1" in page.facts
    teller = page.page.locator(".fact:has-text('Amy plays Ann in Alpha season 1') .tellers li")
    assert teller.locator("q").inner_text() == f"as Ann {EVIL}"
    assert teller.locator("a").inner_text() == f"“Guide {EVIL}”, Paper href, 2015"
    assert teller.locator("a").get_attribute("href") == "https://paper.example/guide?a=%22%3E%3Cscript%3E"
    assert teller.locator("a").get_attribute("rel") == "noopener noreferrer"


def test_hostile_names_quotes_and_ids_are_shown_as_they_are_and_do_nothing(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.fill("#search", "bob")
    page.page.keyboard.press("Enter")
    assert page.page.inner_text("#chosen") == f"Bob {EVIL}"
    assert f"killed by Ann ({EVIL})" in page.facts
    page.page.fill("#search", "javascript")
    page.page.keyboard.press("Enter")
    assert page.page.inner_text("#chosen") == "javascript:alert(1)"
    assert page.page.locator("img").count() == 0
    assert page.page.locator("script").count() == 6  # four blocks of data, the library and the page's own


def test_a_script_that_got_in_would_not_run(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.evaluate(
        """() => {
            const script = document.createElement("script");
            script.textContent = "document.title = 'taken'";
            document.body.append(script);
        }"""
    )
    assert page.page.title() != "taken"
    assert any("Content Security Policy" in complaint for complaint in page.complaints)
    page.complaints.clear()


def test_search_knows_letters_without_their_accents(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.fill("#search", "zoe")
    assert page.texts(".entity:visible .name") == ["Zoé"]
    page.page.fill("#search", "nobody of this name")
    assert page.page.inner_text("#count") == "0 of 8"


def test_everything_is_reached_by_the_keyboard(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.keyboard.press("Tab")
    assert page.page.evaluate("document.activeElement.id") == "search"
    page.page.keyboard.press("ArrowDown")
    assert page.page.evaluate("document.activeElement.id") == "list"
    page.page.keyboard.press("End")
    active = page.page.get_attribute("#list", "aria-activedescendant")
    page.page.keyboard.press("Enter")
    assert page.page.get_attribute(f"#{active}", "aria-selected") == "true"
    assert page.texts(f"#{active} .name")[0] == page.page.inner_text("#chosen") == "Alpha S1E01"
    page.page.keyboard.press("Home")
    page.page.keyboard.press("ArrowDown")
    page.page.keyboard.press(" ")
    assert page.page.inner_text("#chosen") == f"Bob {EVIL}"
    page.page.keyboard.press("Escape")
    assert page.page.inner_text("#chosen") == "What is told, and by whom"
    focused = set()
    for _ in range(40):
        page.page.keyboard.press("Tab")
        focused.add(page.page.evaluate("document.activeElement.id || document.activeElement.className"))
    assert {"closer", "farther", "fit", "go"} <= focused


def test_what_is_chosen_is_said_aloud_and_kept_in_the_address(view: View, opened: Open) -> None:
    page = opened(view)
    page.page.click(".entity:has-text('Amy')")
    said = page.page.inner_text("#status")
    assert said.startswith("Amy, person: ") and "Amy plays Ann" in said and "Guide" in said
    assert page.page.get_attribute("#status", "aria-live") == "polite"
    assert page.page.evaluate("location.hash") == "#amy"
    assert opened(view, "#ann").page.inner_text("#chosen") == "Ann"
    assert opened(view, "#b'o%26b%3B").page.inner_text("#chosen") == f"Bob {EVIL}"
    assert opened(view, "#%E0%A4%A").page.inner_text("#chosen") == "What is told, and by whom"


def test_a_name_in_a_fact_leads_to_whom_it_names(view: View, opened: Open) -> None:
    page = opened(view, "#ann")
    page.page.click(".fact .go:has-text('Amy')")
    assert page.page.inner_text("#chosen") == "Amy"
    assert page.page.evaluate("document.activeElement.id") == "chosen"


def test_a_click_on_the_canvas_chooses_a_node_or_a_line_and_one_beside_clears(opened: Open) -> None:
    universe = from_documents("small", [SOURCES, {"source": "guide", "horizon": "none", "claims": list(CLAIMS)}])
    row = draw(universe.canon(Scope()), "network")
    assert isinstance(row, NetworkView)
    for id, x in (("amy", -200), ("ann", 0), ("zoe", 200)):
        row.network.get_node(id).update(x=x, y=0)
    row.network.nodes = [row.network.get_node(id) for id in ("amy", "ann", "zoe")]
    row.network.edges = [e for e in row.network.edges if {e["from"], e["to"]} == {"amy", "ann"}]
    page = opened(row)
    box = page.page.locator("#canvas").bounding_box()
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    for at, heading in ((x, "Ann"), (x - 120, "Amy and Ann"), (x + 120, "What is told, and by whom"), (x, "Ann")):
        page.page.mouse.click(at, y)
        page.says("#chosen", heading)
        assert ("Amy plays Ann in Alpha season 1" in page.facts) == ("Ann" in heading)
    assert page.texts(".entity[aria-selected=true] .name") == ["Ann"]


def test_a_type_can_be_left_out_of_list_and_picture(view: View, opened: Open) -> None:
    page = opened(view)
    before = page.ink()
    page.page.click("#types button:has-text('character')")
    assert page.page.get_attribute("#types button:has-text('character')", "aria-pressed") == "false"
    assert "Ann" not in page.texts(".entity:visible .name")
    page.soon(lambda: page.ink()[3] < before[3] - 0.1)
    page.page.click("#types button:has-text('character')")
    page.soon(lambda: page.ink() == pytest.approx(before, abs=0.1))  # lines and all


def test_the_canvas_has_a_name_and_is_no_trap(view: View, opened: Open) -> None:
    page = opened(view)
    canvas = page.page.locator("canvas")
    assert canvas.get_attribute("role") == "img"
    assert "8 entities and 8 lines" in (canvas.get_attribute("aria-label") or "")
    assert page.page.evaluate("document.querySelector('.vis-network').tabIndex") == -1


def test_dark_colours_follow_the_preference_while_the_page_is_open(view: View, opened: Open) -> None:
    page, fresh = opened(view, color_scheme="light"), opened(view, color_scheme="dark")
    light, dark = page.ink(), fresh.ink()
    assert max(abs(a - b) for a, b in zip(light, dark, strict=True)) > 1
    for scheme, ink in (("dark", dark), ("light", light)):
        page.page.emulate_media(color_scheme=scheme)
        wanted = pytest.approx(ink, abs=0.1)
        page.soon(partial(lambda wanted: page.ink() == wanted, wanted))  # no line is left in the other colours


@pytest.mark.parametrize("width", [320, 390, 800])
def test_a_narrow_screen_scrolls_one_way_only(view: View, opened: Open, width: int) -> None:
    page = opened(view, "#ann", viewport={"width": width, "height": 700}, is_mobile=width < 500, has_touch=width < 500)
    assert page.page.evaluate("document.documentElement.scrollWidth") <= width
    assert page.page.evaluate("scrollY") == 0
    assert page.page.locator("#canvas").bounding_box()["height"] > 200


def test_a_page_in_a_notebook_works_too(view: View, opened: Open, browser: Any) -> None:
    context = browser.new_context(offline=True)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.set_content(view._repr_html_())
    frame = page.frame_locator("iframe")
    frame.locator(".entity:has-text('Amy')").click()
    assert frame.locator("#chosen").inner_text() == "Amy"
    assert errors == []
    context.close()


def test_what_was_changed_in_the_network_is_shown(opened: Open) -> None:
    universe = from_documents("small", [SOURCES, {"source": "guide", "horizon": "none", "claims": list(CLAIMS)}])
    changed = draw(universe.canon(Scope()), "ego", ["ann"])
    assert isinstance(changed, NetworkView)
    changed.network.add_node(7, label=f"Seven {EVIL}", title="<b onclick=alert(1)>href</b>", x=0, y=0)
    changed.network.add_edge(7, "ann", title="href")
    page = opened(changed)
    page.page.fill("#search", "seven")
    page.page.keyboard.press("Enter")
    assert page.page.inner_text("#chosen") == f"Seven {EVIL}"
    assert "Ann" in page.facts


def test_the_shipped_universe_opens_and_answers(opened: Open) -> None:
    canon = load(find("marvel")).canon(Scope(until="jessica-jones/s1e01"))
    page = opened(draw(canon, "network"))
    page.page.fill("#search", "krysten ritter")
    page.page.keyboard.press("Enter")
    assert "Krysten Ritter plays Jessica Jones" in page.facts
    assert page.page.locator(".tellers a").first.get_attribute("href").startswith("http")
    ego = opened(draw(canon, "ego", ["jessica-jones"]))
    assert ego.page.inner_text("#chosen") == "Jessica Jones"  # the picture opens on whom it is about
