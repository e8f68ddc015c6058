"""Every kind of picture in a real browser: nothing hostile runs, nothing fails, and everybody can use it."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from browsing import MARKS, Opened

from continuity.canon import CanonGraph
from continuity.model import Scope
from continuity.universe import from_documents
from continuity.views import KINDS, draw

pytestmark = MARKS
Open = Callable[..., Opened]
READY = "document.readyState === 'complete'"
NETWORKS = ("network", "ego", "path", "cast", "creators")

#: What people have written into wikis.
HOSTILE = (
    "</script><script>document.title='taken'</script>",
    "<img src=x onerror=\"document.title='taken'\">",
    "javascript:document.title='taken'",
    'href="x" onclick="document.title=\'taken\'"',
    "]]></style><style>*{display:none}</style>",
    "{{constructor.constructor('document.title=1')()}} ${7*7} {% raw %}",
    "\u202egnp.exe\u202c \u2066right\u2069 \u200fto left \u05d0\u05d1",
    "👩‍👩‍👧‍👦 🕸️ é́́ ﷽ 漢字",
    "long " + "n" * 300,
    "'\"`\\ --> <!-- &lt;b&gt; &#x3c; %3Cscript%3E \u2028 \u2029",
)
KINDS_OF = ("Character", "Person", "Place", "Event", "Team", "Item")


def hostile() -> CanonGraph:
    """A canon with hostile text in every field that takes text, and ids as odd as they may be."""
    sources = [
        {"id": f"source-{i}", "type": "Source", "kind": "recap", "title": text, "publisher": text, "author": text,
         "published": "2015", "url": ("https://paper.example/" if i % 2 else "javascript:alert(1)//") + "a%22%3E"}
        for i, text in enumerate(HOSTILE)
    ]  # fmt: skip
    claims: list[Mapping[str, Any]] = [
        {"id": "show/series", "type": "Series", "name": HOSTILE[0], "alias": HOSTILE[1]},
        {"id": "show/s1", "type": "Season", "number": 1, "partOf": "show/series"},
        {
            "id": "show/s1e01",
            "type": "Episode",
            "number": 1,
            "partOf": "show/s1",
            "released": "2015-01-01",
            "name": HOSTILE[2],
        },
        {
            "id": "show/s1e02",
            "type": "Episode",
            "number": 2,
            "partOf": "show/s1",
            "released": "2015-01-08",
            "name": HOSTILE[8],
        },
        {"id": "film", "type": "Film", "name": HOSTILE[3], "released": "2015-02-01"},
        {"id": "a", "type": "Character", "name": HOSTILE[0]},
        {"id": "b", "type": "Character", "name": HOSTILE[8]},
        {"type": "Crossover", "from": "show/series", "to": "film", "via": "a", "in": "film", "why": HOSTILE[1]},
    ]
    for i, text in enumerate(HOSTILE):
        mine = f"it's-{i}&;,=()+@!"
        claims += [
            {"id": mine, "type": "Character", "name": text, "alias": text[::-1], "occupation": text, "power": text, "quote": text},
            {"id": f"actor-{i}", "type": "Person", "name": text},
            {"type": "Portrayal", "actor": f"actor-{i}", "character": mine, "work": "show/s1", "variant": text, "quote": text},
            {"type": "Appearance", "character": mine, "in": f"show/s1e0{1 + i % 2}", "mode": "present"},
            {"type": "Appearance", "character": "a", "in": f"show/s1e0{1 + i % 2}", "mode": "present"},
            {"type": "Relationship", "subject": "a", "kind": "enemy", "object": mine},
            {"type": "Relationship", "subject": mine, "kind": "friend", "object": "b"},
            {"type": "Credit", "person": f"actor-{i}", "role": "director", "work": "show/s1e01"},
            {"type": "Death", "of": mine, "by": "a", "in": "show/s1e02", "cause": text},
            {"id": f"event-{i}", "type": "Event", "name": text, "in": "show/s1e01", "participant": ["a", mine], "storyFrom": "2015-03"},
        ]  # fmt: skip
    accounts = [
        {"source": f"source-{i}", "horizon": "none", "claims": claims[i :: len(HOSTILE)]} for i in range(len(HOSTILE))
    ]
    return from_documents("hostile <b>", [{"sources": sources}, *accounts]).canon(Scope())


@pytest.fixture(scope="module")
def evil() -> CanonGraph:
    return hostile()


#: What each kind is drawn about; a kind that is not here is drawn about the show.
ABOUT: Mapping[str, Sequence[str]] = {"network": [], "ego": ["a"], "path": ["a", "b"], "creators": [], "crossovers": []}


def about(kind: str) -> Sequence[str]:
    return ABOUT.get(kind, ["show/series"])


@pytest.mark.parametrize("kind", KINDS)
def test_nothing_hostile_runs_and_nothing_is_asked_for(
    evil: CanonGraph, opened: Open, kind: str, tmp_path: Path
) -> None:
    view = draw(evil, kind, about(kind))
    for suffix in view.formats():
        if suffix not in (".html", ".svg"):
            continue
        file = view.write(tmp_path / f"{kind}{suffix}")
        page = opened(file, ready=READY)
        assert "taken" not in page.page.title().replace("document.title='taken'", "")
        assert page.page.evaluate("document.querySelectorAll('img, iframe, object, embed').length") == 0
        links = page.page.evaluate(
            "[...document.querySelectorAll('a')].map(a => a.getAttribute('href') ?? a.getAttribute('xlink:href'))"
        )
        assert [link for link in links if link and not link.startswith(("https://", "http://", "#"))] == []


@pytest.mark.parametrize("kind", NETWORKS)
def test_every_entity_of_a_hostile_canon_can_be_chosen(evil: CanonGraph, opened: Open, kind: str) -> None:
    page = opened(draw(evil, kind, about(kind)))
    ids = page.page.evaluate("JSON.parse(document.getElementById('nodes').textContent).map(n => n.id)")
    for id in ids[:40]:
        page.page.evaluate("id => { location.hash = encodeURIComponent(id); }", id)
    page.page.wait_for_timeout(200)
    page.page.click("#share")
    assert page.page.title().startswith(draw(evil, kind, about(kind))._picture.title[:12])  # type: ignore[attr-defined]


def violations(page: Opened) -> list[str]:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page.page).response["violations"]
    return [f"{v['id']}: {v['help']} ({v['nodes'][0]['html'][:120]})" for v in found]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_rule_of_accessibility_is_broken(evil: CanonGraph, opened: Open, kind: str, scheme: str) -> None:
    page = opened(draw(evil, kind, about(kind)), ready=READY, color_scheme=scheme)
    assert violations(page) == []


def test_no_rule_of_accessibility_is_broken_in_use(evil: CanonGraph, opened: Open) -> None:
    page = opened(draw(evil, "ego", ["a"]), "#a", viewport={"width": 390, "height": 844})
    page.page.click("#filters summary")
    assert violations(page) == []
    page.page.click("#facts .actions button:has-text('Path from here')")
    page.page.click("#tint")
    assert violations(page) == []


def test_files_are_utf8_and_the_same_under_a_foreign_locale(tmp_path: Path) -> None:
    """Another process, with another locale, another seed of hashes and another clock zone, writes the same bytes."""
    code = (
        "import sys; sys.path.insert(0, sys.argv[1]); import test_views_safety as t\n"
        "from continuity.views import KINDS, draw\n"
        "canon = t.hostile()\n"
        "for kind in KINDS:\n"
        "    view = draw(canon, kind, t.about(kind))\n"
        "    [view.write(f'{sys.argv[2]}/{kind}{s}') for s in view.formats() if s in ('.html', '.svg')]\n"
    )
    environments = (
        {"LC_ALL": "C", "PYTHONHASHSEED": "1", "PYTHONUTF8": "0", "PYTHONIOENCODING": "latin-1"},
        {"LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "TZ": "Asia/Tokyo"},
    )
    made = []
    for number, environment in enumerate(environments):
        place = tmp_path / str(number)
        place.mkdir()
        command = [sys.executable, "-c", code, str(Path(__file__).parent), str(place)]
        subprocess.run(command, check=True, env={**os.environ, **environment})
        made.append({file.name: file.read_bytes() for file in place.iterdir()})
    assert made[0] == made[1] and len(made[0]) >= len(KINDS)
    for name, content in made[0].items():
        text = content.decode("utf-8")
        if name.removesuffix(".html") in NETWORKS:
            assert "👩‍👩‍👧‍👦" in text or "\\ud83d\\udc69" in text


# ---- what it looks like ------------------------------------------------------------------------------------------------

GOLDEN = Path(__file__).parent / "pictures.json"
WIDE, HIGH = 32, 20


def coarse(page: Opened) -> list[int]:
    """The canvas as the mean of each cell of a coarse grid, so that neither fonts nor smoothing matter."""
    means: list[float] = page.page.evaluate(
        """([wide, high]) => {
            const canvas = document.querySelector("#canvas canvas"), {width, height} = canvas;
            const copy = new OffscreenCanvas(width, height).getContext("2d", {willReadFrequently: true});
            copy.fillStyle = getComputedStyle(document.body).backgroundColor;
            copy.fillRect(0, 0, width, height);
            copy.drawImage(canvas, 0, 0);
            const {data} = copy.getImageData(0, 0, width, height), sums = Array(wide * high).fill(0), counts = [...sums];
            for (let y = 0; y < height; y++) for (let x = 0; x < width; x++) {
                const cell = Math.floor(y * high / height) * wide + Math.floor(x * wide / width), at = 4 * (y * width + x);
                sums[cell] += (data[at] + data[at + 1] + data[at + 2]) / 3;
                counts[cell] += 1;
            }
            return sums.map((sum, i) => sum / counts[i]);
        }""",
        [WIDE, HIGH],
    )
    return [round(mean) for mean in means]


def fan_universe() -> CanonGraph:
    """Twenty characters in two shows: enough to have a shape."""
    claims: list[Mapping[str, Any]] = [{"id": "film", "type": "Film", "name": "Film", "released": "2016"}]
    for show in ("east", "west"):
        claims += [
            {"id": f"{show}/series", "type": "Series", "name": show.title()},
            {"id": f"{show}/s1", "type": "Season", "number": 1, "partOf": f"{show}/series", "released": "2015"},
            {"type": "Crossover", "from": f"{show}/series", "to": "film", "via": f"{show}-0", "in": "film"},
        ]
        for n in range(10):
            claims += [
                {"id": f"{show}-{n}", "type": "Character", "name": f"{show.title()} {n}"},
                {"id": f"{show}-actor-{n % 9}", "type": "Person", "name": f"Actor {show} {n % 9}"},
                {
                    "type": "Portrayal",
                    "actor": f"{show}-actor-{n % 9}",
                    "character": f"{show}-{n}",
                    "work": f"{show}/s1",
                },
                {
                    "type": "Relationship",
                    "subject": f"{show}-0",
                    "kind": "friend",
                    "object": f"{show}-{(n * 3 + 1) % 10}",
                },
                {"type": "Credit", "person": f"{show}-actor-{n % 3}", "role": "director", "work": f"{show}/s1"},
            ]
    source = {"sources": [{"id": "guide", "type": "Source", "kind": "reference", "title": "Guide"}]}
    return from_documents("fan", [source, {"source": "guide", "horizon": "none", "claims": claims}]).canon(Scope())


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", NETWORKS)
def test_pictures_look_as_they_did(opened: Open, kind: str, scheme: str) -> None:
    """Coarsely: where the shapes are, and how dark. CONTINUITY_NEW_PICTURES=1 writes down what they look like now."""
    ids = {"network": [], "ego": ["east-0"], "path": ["east-3", "west-4"], "cast": ["east/s1"], "creators": []}[kind]
    page = opened(draw(fan_universe(), kind, ids), color_scheme=scheme)
    page.page.wait_for_timeout(150)
    seen = coarse(page)
    known = json.loads(GOLDEN.read_text(encoding="utf-8")) if GOLDEN.exists() else {}
    if os.environ.get("CONTINUITY_NEW_PICTURES") == "1":
        known[f"{kind} {scheme}"] = seen
        GOLDEN.write_text(json.dumps(dict(sorted(known.items()))).replace("], ", "],\n") + "\n", encoding="utf-8")
    before = known[f"{kind} {scheme}"]
    apart = [abs(a - b) for a, b in zip(seen, before, strict=True)]
    assert sum(apart) / len(apart) < 3, "the picture has changed"
    assert sum(seen) != 0 and len(set(seen)) > 8, "the picture is blank"
