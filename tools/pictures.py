"""Makes every picture of docs/img again, by the very commands that README and docs/views.md show below them.

`python tools/pictures.py`; needs what `tools/picture.py` needs. Exits 1 where a command fails, or where a picture of
docs/img is made by none of them.
"""

from __future__ import annotations

import shlex
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("docs/views.md", "README.md")
IMAGES = "docs/img/"
#: How a command begins in the docs, and what it is run as.
RUN = {
    ("continuity", "view"): (sys.executable, "-m", "continuity", "view"),
    ("python", "tools/picture.py"): (sys.executable, "tools/picture.py"),
}


def commands(text: str) -> list[list[str]]:
    """The commands of a page that make a picture of docs/img, each once, with the one before it that makes its page."""
    found = [shlex.split(line) for line in text.splitlines() if line.startswith("    ")]
    known = [words for words in found if tuple(words[:2]) in RUN]
    made: list[list[str]] = []
    for before, words in zip([[], *known], known, strict=False):
        if not any(word.startswith(IMAGES) for word in words):
            continue
        if words[0] == "python":
            if before[-1:] != [words[2]]:
                raise SystemExit(f"no command before it makes {words[2]}: {shlex.join(words)}")
            made.append(before)
        made.append(words)
    return made


def image(words: list[str]) -> str:
    """The picture that a command makes; nothing where it makes a page for the next command."""
    return next((word for word in words if word.startswith(IMAGES)), "")


def main() -> int:
    """Run the commands of all pages."""
    done: list[list[str]] = []
    with tempfile.TemporaryDirectory() as directory:
        for page in PAGES:
            for words in commands((ROOT / page).read_text(encoding="utf-8")):
                if image(words) and words in done:
                    continue
                done.append(words)
                local = [str(Path(directory) / word) if word.endswith(".html") else word for word in words]
                if subprocess.run([*RUN[words[0], words[1]], *local[2:]], cwd=ROOT, check=False).returncode:
                    print(f"failed: {shlex.join(words)}", file=sys.stderr)
                    return 1
    made = {image(words) for words in done}
    orphans = [path.name for path in sorted((ROOT / IMAGES).iterdir()) if IMAGES + path.name not in made]
    if orphans:
        print(f"made by no command of the docs: {', '.join(orphans)}", file=sys.stderr)
    return 1 if orphans else 0


if __name__ == "__main__":
    sys.exit(main())
