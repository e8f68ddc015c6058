"""The static site: a page an entity, safe paths, the same bytes, and nothing of others overwritten."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from browsing import MARKS, Opened

from continuity.canon import CanonGraph
from continuity.cli import main
from continuity.errors import UsageError
from continuity.model import Scope
from continuity.site import build
from continuity.site.paths import path_of, relative
from continuity.universe import Compiled, from_documents

EVIL = "</script><img src=x onerror=alert(1)>"
SOURCES: Mapping[str, Any] = {
    "sources": [
        {"id": "guide", "type": "Source", "kind": "reference", "title": f"Guide {EVIL}", "publisher": "Paper",
         "published": "2015", "url": "https://paper.example/?a=%22%3E", "retrieved": "2026-01-02"},
        {"id": "recap", "type": "Source", "kind": "recap", "title": "Recap", "url": "javascript:alert(1)"},
    ]
}  # fmt: skip
GUIDE: Sequence[Mapping[str, Any]] = (
    {"id": "alpha/series", "type": "Series", "name": "Alpha"},
    {"id": "alpha/s1", "type": "Season", "number": 1, "partOf": "alpha/series"},
    {"id": "alpha/s1e01", "type": "Episode", "number": 1, "partOf": "alpha/s1", "released": "2015-01-01"},
    {"id": "alpha/s1e02", "type": "Episode", "number": 2, "partOf": "alpha/s1", "released": "2015-01-08"},
    {"id": "ann", "type": "Character", "name": "Ann", "alias": "The Needle"},
    {"id": "Ann", "type": "Character", "name": "Ann the Great"},
    {"id": "b'o&b;", "type": "Character", "name": f"Bob {EVIL}"},
    {"id": "con", "type": "Character", "name": "Con"},
    {"id": "l" + "o" * 290 + "ng", "type": "Character", "name": "Long"},
    {"id": "amy", "type": "Person", "name": "Amy"},
    {"type": "Portrayal", "actor": "amy", "character": "ann", "work": "alpha/s1", "quote": f"as Ann {EVIL}"},
    {"type": "Relationship", "subject": "ann", "kind": "enemy", "object": "b'o&b;"},
)
RECAP: Sequence[Mapping[str, Any]] = (
    {"id": "zed", "type": "Character", "name": "Zed the Late"},
    {"type": "Death", "of": "b'o&b;", "by": "ann", "in": "alpha/s1e02"},
)


@pytest.fixture(scope="module")
def universe() -> Compiled:
    accounts = [
        {"source": "guide", "horizon": "none", "claims": list(GUIDE)},
        {"source": "recap", "horizon": "alpha/s1e02", "claims": list(RECAP)},
    ]
    return from_documents("small", [SOURCES, *accounts])


@pytest.fixture(scope="module")
def canon(universe: Compiled) -> CanonGraph:
    return universe.canon(Scope())


@pytest.fixture(scope="module")
def site(canon: CanonGraph, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(canon, tmp_path_factory.mktemp("site") / "new", "https://wiki.example/fans/").directory


def text(site: Path, id: str) -> str:
    return (site / path_of(id)).read_text(encoding="utf-8")


def files(site: Path) -> dict[str, bytes]:
    return {f.relative_to(site).as_posix(): f.read_bytes() for f in sorted(site.rglob("*")) if f.is_file()}


def test_every_entity_has_a_page_with_its_facts_and_who_tells_them(canon: CanonGraph, site: Path) -> None:
    for id in canon.entities():
        assert canon.label(id).split("<")[0] in text(site, id)
    page = text(site, "ann")
    assert 'href="amy.html">Amy</a> plays Ann in <a href="alpha/s1.html">Alpha season 1</a>' in page
    assert '<a href="https://paper.example/?a=%22%3E" rel="noopener noreferrer">“Guide &lt;/script&gt;' in page
    assert "also The Needle" in page and "<dd>small</dd>" in page and "2, read up to 2026-01-02" in page


def test_every_link_leads_to_a_file_of_the_site_or_to_the_web(site: Path) -> None:
    broken = []
    for file in site.rglob("*.html"):
        if "pictures" in file.relative_to(site).parts or file.name == "404.html":
            continue
        found = file.read_text(encoding="utf-8")
        for href in re.findall(r'(?:href|src|action)="([^"]*)"', found):
            path, _, fragment = href.replace("&#39;", "'").partition("#")
            if path.startswith(("https://", "http://")):
                continue
            target = (file.parent / path).resolve() if path else file
            known = target.is_file() and site.resolve() in target.parents
            if not known or (not path and f'id="{fragment}"' not in found):
                broken.append((file.name, href))
    assert broken == []


def test_hostile_text_is_text_everywhere(site: Path) -> None:
    for name, content in files(site).items():
        if name.endswith(".html"):
            page = content.decode("utf-8")
            assert EVIL not in page and "<img" not in page and 'href="javascript:' not in page, name


def test_paths_are_safe_and_never_the_same() -> None:
    ids = ["ann", "Ann", "ANN", "a/../b", "../etc/passwd", "a/./b", "con", "nul.txt", "", "a//b", "é", "e\u0301", "a.html",
           "a b", "a%20b", "x" * 300, "x" * 301, "a\\b", "C:/x", "a:b", "\u202eb", "_41nn", "a/", "/a"]  # fmt: skip
    paths = [path_of(id) for id in ids]
    assert len({path.casefold() for path in paths}) == len(ids)
    for path in paths:
        parts = path.split("/")
        assert parts[0] == "entity" and not {"", ".", ".."} & set(parts)
        assert re.fullmatch(r"[a-z0-9_./-]+", path) and max(map(len, parts)) < 140
        assert not re.match(r"(con|nul|prn|aux)(\.|$)", parts[-1])


def test_the_way_from_page_to_page() -> None:
    assert relative("entity/a/b.html", "entity/a/c.html") == "b.html"
    assert relative("entity/a.html", "entity/b/c/d.html") == "../../a.html"
    assert relative("index.html", "entity/b.html") == "../index.html"
    assert relative("entity/b.html", "index.html") == "entity/b.html"


def test_the_same_canon_gives_the_same_bytes_and_what_is_gone_is_removed(universe: Compiled, tmp_path: Path) -> None:
    build(universe.canon(Scope()), tmp_path / "one", pictures=False)
    first = files(tmp_path / "one")
    build(universe.canon(Scope()), tmp_path / "two", pictures=False)
    assert first == files(tmp_path / "two")
    build(universe.canon(Scope(until="alpha/s1e01")), tmp_path / "two", pictures=False)
    assert path_of("zed") in first and not (tmp_path / "two" / path_of("zed")).exists()
    build(universe.canon(Scope()), tmp_path / "two", pictures=False)
    assert first == files(tmp_path / "two")


def test_a_directory_of_others_is_left_alone(canon: CanonGraph, tmp_path: Path) -> None:
    mine = tmp_path / "mine"
    mine.mkdir()
    (mine / "index.html").write_text("my own", encoding="utf-8")
    with pytest.raises(UsageError, match="no site of ours"):
        build(canon, mine)
    with pytest.raises(UsageError, match="is a file"):
        build(canon, mine / "index.html")
    assert files(mine) == {"index.html": b"my own"}
    outside = tmp_path / "precious"
    outside.write_text("keep", encoding="utf-8")
    made = build(canon, tmp_path / "site", pictures=False).directory
    marker = made / ".continuity-site.json"
    marker.write_text(json.dumps({"files": ["../precious", "index.html"]}), encoding="utf-8")
    build(canon, made, pictures=False)
    assert outside.read_text(encoding="utf-8") == "keep"
    marker.write_text("[", encoding="utf-8")
    with pytest.raises(UsageError, match="damaged"):
        build(canon, made)


def test_linked_data_stands_in_each_page(site: Path) -> None:
    for id, cls in (("ann", "Person"), ("amy", "Person"), ("alpha/series", "TVSeries"), ("b'o&b;", "")):
        block = text(site, id).split('<script type="application/ld+json">')[1].split("</script>")[0]
        node = json.loads(block)
        assert node["@id"].startswith("https://") and cls in str(node["@type"])
    assert f"Bob {EVIL}" in json.dumps(node, ensure_ascii=False)


def test_sitemap_search_and_the_page_for_what_is_not_there(site: Path, canon: CanonGraph) -> None:
    tree = ElementTree.fromstring((site / "sitemap.xml").read_bytes())
    places = [e.text or "" for e in tree.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
    assert "https://wiki.example/fans/entity/alpha/s1e01.html" in places
    assert all((site / place.removeprefix("https://wiki.example/fans/")).is_file() for place in places)
    index = json.loads((site / "search.json").read_text(encoding="utf-8"))
    assert {row[2] for row in index} == {path_of(id) for id in canon.entities()}
    assert ["Ann", "character", "entity/ann.html", "The Needle"] in index
    assert "no such page" in (site / "404.html").read_text(encoding="utf-8")


def test_nothing_beyond_the_horizon_is_in_any_file(universe: Compiled, tmp_path: Path) -> None:
    made = build(universe.canon(Scope(until="alpha/s1e01")), tmp_path / "early").directory
    for name, content in files(made).items():
        own = content if "pictures/" not in name else content.split(b'id="nodes"')[-1].split(b"<script>")[0]
        assert not [word for word in (b"Zed", b"zed", b"recap", b"dies in") if word in own], name


def test_the_command_writes_a_site_and_says_what_it_needs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "told"
    place.mkdir()
    (place / "told.yaml").write_text(
        "source: a\nhorizon: none\nclaims:\n  - {id: ann, type: Character, name: Ann}\n", encoding="utf-8"
    )
    given = ["site", "--universe", str(place), "--no-pictures"]
    assert main([*given, "-o", str(tmp_path / "out")]) == 0
    assert "1 pages" in capsys.readouterr().err and (tmp_path / "out" / "entity" / "ann.html").is_file()
    assert main(given) == 2
    assert "-o DIR" in capsys.readouterr().err
    assert main([*given, "-o", str(place)]) == 2
    assert main([*given, "-o", str(tmp_path / "x"), "--address", "ftp://x"]) == 2


# ---- in a browser ------------------------------------------------------------------------------------------------------

Open = Callable[..., Opened]
READY = "document.readyState === 'complete'"


def settled(page: Opened) -> list[str]:
    """What went wrong in a page so far; its own files, from the same directory, it may ask for."""
    page.settled = True
    return list(page.complaints) + [url for url in page.asked if not url.startswith(("file:", "blob:"))]


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@MARKS[1]
def test_pages_fail_in_nothing_and_everybody_can_use_them(site: Path, opened: Open, scheme: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    for path in ("index.html", path_of("ann"), path_of("b'o&b;"), "type/character.html", "search.html", "404.html"):
        for width in (1280, 390):
            page = opened(site / path, ready=READY, color_scheme=scheme, viewport={"width": width, "height": 800})
            assert page.page.evaluate("document.documentElement.scrollWidth") <= width, path
            assert settled(page) == []
            found = axe.Axe().run(page.page).response["violations"]
            assert [(v["id"], v["nodes"][0]["html"][:90]) for v in found] == [], path
            if path != "404.html":
                assert page.page.evaluate("getComputedStyle(document.querySelector('main')).maxWidth") == "1080px"


@pytest.mark.browser
@MARKS[1]
def test_the_search_finds_and_leads_on(site: Path, opened: Open) -> None:
    page = opened(site / "index.html", ready=READY)
    page.page.fill("#q", "needle")
    page.page.keyboard.press("Enter")
    page.page.wait_for_selector("#results a")
    assert page.texts("#results a") == ["Ann"]
    page.page.fill("#q", "bob")
    assert page.texts("#results a") == [f"Bob {EVIL}"]
    page.page.click("#results a")
    assert page.page.inner_text("h1") == f"Bob {EVIL}"
    page.page.click("aside a:has-text('In the network')")
    page.page.wait_for_selector("#chosen")
    assert page.page.inner_text("#chosen") == f"Bob {EVIL}"
    assert settled(page) == []
