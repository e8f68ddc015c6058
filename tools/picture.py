"""Renders a page to a PNG, offline: `python tools/picture.py ego.html docs/img/ego.png [--dark] [--width 1280]`.

Needs Chromium or Chrome and playwright, which the extra `test` brings. Exits 1 where the page asks for anything.
"""

from __future__ import annotations

import argparse
import shutil
import sys
from pathlib import Path

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")
ARGUMENTS = ("--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--font-render-hinting=none")


def main() -> int:
    """Render the page that the command line names."""
    given = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    given.add_argument("page", type=Path)
    given.add_argument("picture", type=Path)
    given.add_argument("--width", type=int, default=1280)
    given.add_argument("--height", type=int, default=800)
    given.add_argument("--dark", action="store_true", help="as who prefers dark colours sees it")
    given.add_argument("--choose", metavar="ID", default="", help="the entity that is chosen in the page")
    options = given.parse_args()
    browser = next((found for name in BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        print("there is no Chromium or Chrome here", file=sys.stderr)
        return 2
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=browser, args=list(ARGUMENTS))
        page = running.new_page(
            viewport={"width": options.width, "height": options.height},
            color_scheme="dark" if options.dark else "light",
            reduced_motion="reduce",
        )
        asked: list[str] = []
        page.on("request", lambda request: asked.append(request.url))
        address = options.page.resolve().as_uri()
        page.goto(address + (f"#{options.choose}" if options.choose else ""))
        page.wait_for_timeout(500)
        options.picture.parent.mkdir(parents=True, exist_ok=True)
        page.screenshot(path=options.picture)
        running.close()
    if asked[1:]:
        print("the page asked for " + ", ".join(asked[1:]), file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
