"""How soon a picture stands still in a browser, and how large its file is, beside what pyvis does by itself.

Both draw the same graph in the same browser, one after the other. A picture of ours stands still once its page has drawn
it: places are part of the file. One of pyvis stands still once its physics has stabilised; a wait is cut short, and the
cell then says so.
"""

from __future__ import annotations

import os
import random
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from continuity import universe
from continuity.canon import CanonGraph
from continuity.model import Scope
from continuity.views import draw
from continuity.views.netpage import NetworkView

#: So many nodes are always drawn; the larger ones, and the shipped universe, where the large universe is measured too.
SIZES, LARGE, LARGEST = (200, 1_000), (5_000, 20_000), 1_000_000
#: Seconds that our page is waited for at most, and pyvis's own.
OURS, PATIENCE = 120.0, float(os.environ.get("CONTINUITY_PATIENCE", "120"))
_OURS = "document.getElementById('count') && document.getElementById('count').textContent !== ''"
_PYVIS = "window.__still === true"


def browser() -> str:
    """The program of a browser; nothing where there is none."""
    return next(
        (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
    )


def made(nodes: int) -> CanonGraph:
    """A canon of so many characters in shows, some of them friends across."""
    dice, claims = random.Random(nodes), list[Mapping[str, Any]]()
    shows = max(2, nodes // 100)
    for s in range(shows):
        claims.append({"id": f"show-{s}/series", "type": "Series", "name": f"Show {s}"})
    for n in range(nodes - shows):
        claims.append({"id": f"c-{n}", "type": "Character", "name": f"Character {n}"})
        claims.append(
            {"type": "Appearance", "character": f"c-{n}", "in": f"show-{n % shows}/series", "mode": "present"}
        )
        other = dice.randrange(nodes - shows)
        if other != n and dice.random() < 0.75:
            claims.append({"type": "Relationship", "subject": f"c-{n}", "kind": "friend", "object": f"c-{other}"})
    source: Mapping[str, Any] = {"sources": [{"id": "guide", "type": "Source", "kind": "reference", "title": "Guide"}]}
    documents: list[Mapping[str, Any]] = [source, {"source": "guide", "horizon": "none", "claims": claims}]
    return universe.from_documents("made", documents).canon(Scope())


def plain_pyvis(view: NetworkView, file: Path) -> None:
    """The same graph as pyvis draws it with its defaults, its library in the file; only the end of its physics is noted."""
    from pyvis.network import Network

    net = Network(cdn_resources="in_line")
    net.nodes = [{"id": n["id"], "label": n["label"], "shape": "dot"} for n in view.network.nodes]
    net.edges = [{"from": e["from"], "to": e["to"]} for e in view.network.edges]
    net.node_ids, net.node_map = [n["id"] for n in net.nodes], {n["id"]: n for n in net.nodes}
    text = str(net.generate_html(notebook=False))
    noted = 'network.once("stabilizationIterationsDone", () => { window.__still = true; });'
    file.write_text(text.replace("return network;", f"{noted} return network;", 1), encoding="utf-8")


def still(page: Any, file: Path, sign: str, patience: float) -> float | None:
    """Seconds until a page stands still; None where that is not within one's patience."""
    begun = time.perf_counter()
    try:
        page.goto(file.as_uri(), timeout=patience * 1000, wait_until="commit")
        page.wait_for_function(sign, timeout=patience * 1000)
        page.evaluate("() => new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))")
    except Exception as error:
        if "Timeout" not in type(error).__name__:
            raise
        return None
    return time.perf_counter() - begun


def rows(drawn: Iterable[tuple[str, CanonGraph]]) -> Iterator[list[str]]:
    """A row of cells for each canon."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright, tempfile.TemporaryDirectory() as directory:
        for name, canon in drawn:
            begun = time.process_time()
            view = draw(canon, "network")
            assert isinstance(view, NetworkView)
            ours, theirs = Path(directory) / "ours.html", Path(directory) / "pyvis.html"
            view.write(ours)
            wrote = time.process_time() - begun
            plain_pyvis(view, theirs)
            taken: list[float | None] = []
            for file, sign, patience in ((ours, _OURS, OURS), (theirs, _PYVIS, PATIENCE)):
                running = playwright.chromium.launch(executable_path=browser(), args=["--no-sandbox", "--disable-gpu"])
                # Without its policy our page can be asked whether it is ready; it draws the same.
                page = running.new_page(viewport={"width": 1280, "height": 800}, offline=True, bypass_csp=True)
                taken.append(still(page, file, sign, patience))
                running.close()
            mine, other = taken
            assert mine is not None, f"{name}: our own page does not come to rest"
            shown = f"{other:.1f}" if other is not None else f"over {PATIENCE:.0f}"
            times = f"{other / mine:.0f}" if other is not None else f"over {PATIENCE / mine:.0f}"
            sizes = [f"{file.stat().st_size / 1e6:.1f}" for file in (ours, theirs)]
            nodes = len(view.network.nodes)
            yield [
                name,
                f"{nodes:,}",
                f"{len(view.network.edges):,}",
                f"{wrote:.1f}",
                f"{mine:.2f}",
                shown,
                times,
                *sizes,
            ]


HEADS = ("", "nodes", "lines", "to write, s", "still, s", "pyvis still, s", "times sooner", "MB", "pyvis MB")


def canons(size: int) -> Iterator[tuple[str, CanonGraph]]:
    """What is drawn where the largest universe that is measured has so many triples."""
    if size >= LARGEST:
        yield "the shipped universe", universe.load(universe.find("marvel")).canon(Scope())
    for nodes in (*SIZES, *(LARGE if size >= LARGEST else ())):
        yield "made", made(nodes)


def measured(size: int) -> tuple[Sequence[str], list[list[str]], list[str]]:
    """Heads, rows and notes of the table; without a browser no rows, and a note that says so."""
    if not browser() or find_spec("playwright") is None:
        return HEADS, [], ["no Chromium or no playwright here: pictures are not measured"]
    note = f"wall-clock seconds from opening the file; pyvis with its defaults is waited for {PATIENCE:.0f} s at most"
    return HEADS, list(rows(canons(size))), [note, "beyond 5,000 entities ours opens on the works and grows on demand"]


if __name__ == "__main__":
    from benchmarks.__main__ import text
    from benchmarks.tables import Table

    print(text(Table("Pictures", *measured(LARGEST))))
