"""The wheel in a clean environment, run from an empty directory: what a new user gets.

python tools/smoke.py       builds the wheel, installs it apart, runs the commands
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import venv
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


def main() -> int:
    """Build, install, run. Raises CalledProcessError or AssertionError where something is wrong."""
    with tempfile.TemporaryDirectory() as place:
        home = Path(place)
        subprocess.run(
            [sys.executable, "-m", "build", "--wheel", "--outdir", str(home / "dist"), str(ROOT)],
            check=True,
            stdout=subprocess.DEVNULL,
        )
        wheel = next((home / "dist").glob("*.whl"))
        venv.create(home / "env", with_pip=True)
        scripts = home / "env" / ("Scripts" if os.name == "nt" else "bin")
        python = scripts / ("python.exe" if os.name == "nt" else "python")
        subprocess.run(
            [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", str(wheel)], check=True
        )
        empty = home / "empty"
        empty.mkdir()
        environment = {**os.environ, "CONTINUITY_CACHE": str(home / "cache"), "PYTHONPATH": ""}

        def run(*arguments: str, expects: int = 0) -> str:
            found = subprocess.run(
                [scripts / "continuity", *arguments],
                cwd=empty,
                env=environment,
                capture_output=True,
                encoding="utf-8",
                check=False,
            )
            assert found.returncode == expects, f"{arguments}: exit {found.returncode}\n{found.stdout}\n{found.stderr}"
            return found.stdout

        assert run("--version").startswith("continuity ")
        answer = json.loads(run("ask", "--json", "which showrunners collaborate with the Defenders team"))
        names = [row[0]["label"] for row in answer["rows"]]
        assert answer["status"] == "answered" and "Melissa Rosenberg" in names, names
        assert not {"Doug Petrie", "Marco Ramirez"} & set(names), names
        assert "Doug Petrie" in {e["speaker"] for e in answer["evidence"]}
        assert "David Tennant" in run("query", "SELECT ?who WHERE { ?who c:plays <kilgrave> }")
        assert json.loads(run("stats", "--json"))["episodes"] >= 161
        run("view", "ego", "jessica-jones", "-o", "ego.html", "--watched", "none")
        assert (empty / "ego.html").stat().st_size > 100_000
        run("new", "mine")
        assert "Jo Doe" in run("ask", "--universe", "mine/", "who plays Ada")
        run("check", "mine", expects=0)
        run("ask", "who plays Walter White", expects=4)
        print(f"{wheel.name}: {wheel.stat().st_size // 1024} kB, works from an empty directory")
    return 0


if __name__ == "__main__":
    sys.exit(main())
