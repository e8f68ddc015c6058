"""The whole way, once: a question, the linter, a picture. It keeps to one who has watched nothing, so it spoils nothing.

python tools/demo.py        exit 0 when the question is answered, the linter finds something, the page is written
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

HORIZON = ["--watched", "none"]
QUESTION = "which showrunners collaborate with the Defenders team"


def run(*arguments: str, expects: int) -> bool:
    """Run the installed command and say whether it ended as expected."""
    print("\n$ continuity " + " ".join(f'"{a}"' if " " in a else a for a in arguments), flush=True)
    found = subprocess.run([sys.executable, "-m", "continuity", *arguments], check=False)
    if found.returncode != expects:
        print(f"exit {found.returncode}, expected {expects}")
    return found.returncode == expects


def main() -> int:
    """Run the demo."""
    print("The universe is marvel. Horizon: nothing watched. What follows spoils no episode and no film.")
    page = Path("demo.html")
    went = [
        run("ask", QUESTION, *HORIZON, expects=0),
        run("ask", "who is the showrunner of The Defenders", "--on", "2016-08-31", *HORIZON, expects=0),
        run("check", "--select", "A001", *HORIZON, expects=1),
        run("view", "ego", "melissa-rosenberg", "-o", str(page), *HORIZON, expects=0),
    ]
    print(f"\n{page.resolve()} opens in any browser, offline.")
    return 0 if all(went) else 1


if __name__ == "__main__":
    sys.exit(main())
