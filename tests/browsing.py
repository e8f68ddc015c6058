"""Pages in a real browser with the network off, for every test that needs one."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

BROWSER = next(
    (found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), ""
)
REQUIRED = os.environ.get("CONTINUITY_REQUIRE_BROWSER") == "1"
#: What a test file with pages is marked with.
MARKS = [
    pytest.mark.browser,
    pytest.mark.skipif(not BROWSER and not REQUIRED, reason="there is no Chromium here"),
]


@dataclass
class Opened:
    """A page in a browser, and all that went wrong in it or was asked for by it."""

    page: Any
    asked: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    settled: bool = False  # a test has looked at what went wrong itself

    def until(self, expression: str) -> None:
        """Wait until it holds. Playwright's own waiting asks a second time by `eval`, which our pages forbid."""
        for _ in range(1_000):
            if self.page.evaluate(expression):
                return
            self.page.wait_for_timeout(30)
        raise AssertionError(f"never came true: {expression}")

    def soon(self, holds: Callable[[], bool]) -> None:
        """Wait until it holds, of what only Python can tell, such as the colours that are drawn."""
        for _ in range(300):
            if holds():
                return
            self.page.wait_for_timeout(30)
        raise AssertionError("never came true")

    def says(self, selector: str, text: str) -> None:
        """Wait until an element says a text, and no other."""
        from playwright.sync_api import expect

        expect(self.page.locator(selector)).to_have_text(text)

    def texts(self, selector: str) -> list[str]:
        """What the elements say, painted yet or not: the rows of the list are painted when they come into sight."""
        found: list[str] = self.page.locator(selector).all_text_contents()
        return [text.strip() for text in found]

    @property
    def facts(self) -> str:
        return str(self.page.inner_text("#told"))

    def ink(self) -> list[float]:
        """The mean red, green, blue and cover of what is drawn on the canvas."""
        means: list[float] = self.page.evaluate(
            """() => {
                const canvas = document.querySelector("canvas"), sums = [0, 0, 0, 0];
                const copy = new OffscreenCanvas(canvas.width, canvas.height).getContext("2d", {willReadFrequently: true});
                copy.drawImage(canvas, 0, 0);
                const {data} = copy.getImageData(0, 0, canvas.width, canvas.height);
                data.forEach((value, i) => { sums[i % 4] += value; });
                return sums.map(sum => sum / (data.length / 4));
            }"""
        )
        return means


def launched() -> Iterator[Any]:
    """A browser, closed in the end."""
    assert BROWSER, "a browser is required, and there is none"
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=BROWSER, args=["--no-sandbox", "--disable-gpu"])
        yield running
        running.close()


def opening(browser: Any, directory: Path) -> Iterator[Callable[..., Opened]]:
    """Opens views and files offline; afterwards nothing may have failed, been asked for, or been complained of."""
    contexts, pages = [], []

    def open_(
        view: Any,
        fragment: str = "",
        ready: str = "document.getElementById('count')?.textContent !== ''",
        **options: Any,
    ) -> Opened:
        file = view if isinstance(view, Path) else view.write(directory / "page.html")
        context = browser.new_context(
            offline=True, reduced_motion="reduce", **{"viewport": {"width": 1280, "height": 800}, **options}
        )
        made = Opened(context.new_page())
        made.page.on("request", lambda request: made.asked.append(request.url))
        made.page.on("requestfailed", lambda request: made.complaints.append(f"failed: {request.url}"))
        made.page.on("console", lambda message: made.complaints.append(f"{message.type}: {message.text}"))
        made.page.on("pageerror", lambda error: made.complaints.append(f"error: {error}"))
        made.page.on("dialog", lambda dialog: (made.complaints.append(f"dialog: {dialog.message}"), dialog.dismiss()))
        made.page.goto(file.as_uri() + fragment)
        made.until(ready)
        contexts.append(context)
        pages.append((made, file.as_uri()))
        return made

    yield open_
    for made, address in pages:
        if made.settled:
            continue
        made.page.wait_for_timeout(100)
        assert made.complaints == []
        asked = [url.partition("#")[0] for url in made.asked if not url.startswith("blob:")]
        assert asked == [address]
    for context in contexts:
        context.close()
