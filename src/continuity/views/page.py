"""The page around a picture: its text, its style and its scripts, all inside one file that asks for nothing."""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.canon.select import NOTHING
from continuity.errors import UsageError
from continuity.network.before import frame_of

STATIC = Path(__file__).resolve().parent / "static"
#: The pieces of the page's script, in order.
SCRIPTS = (
    "graph.js", "state.js", "route.js", "theme.js", "names.js", "canvas.js", "list.js", "filters.js", "facts.js",
    "actions.js", "steps.js", "save.js", "address.js", "main.js",
)  # fmt: skip


def text_of(path: Path) -> str:
    """A script or style as a browser reads it: it counts every line end as one character."""
    return path.read_bytes().decode("utf-8").replace("\r\n", "\n").replace("\r", "\n")


@cache
def vis() -> str:
    """The drawing library that pyvis ships, without the address of its source map."""
    import pyvis

    script = text_of(Path(pyvis.__file__).parent / "templates" / "lib" / "vis-9.1.2" / "vis-network.min.js")
    lines = [line for line in script.split("\n") if not line.startswith("//# sourceMappingURL=")]
    return "\n".join(lines)


def script() -> str:
    """The page's own script: its pieces as one function, so that they share names with each other and nothing else."""
    pieces = "\n".join(text_of(STATIC / name) for name in SCRIPTS)
    return f'"use strict";\n(() => {{\n{pieces}}})();\n'


def policy(scripts: tuple[str, ...], styles: tuple[str, ...]) -> str:
    """A content security policy under which these scripts and styles run and nothing else does or is fetched."""
    return "; ".join(
        (
            "default-src 'none'",
            "script-src " + " ".join(_hash(s) for s in scripts),
            "style-src " + " ".join(_hash(s) for s in styles),
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def _hash(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode("utf-8")).digest()).decode() + "'"


def everything(canon: CanonGraph) -> str:
    """The universe in words, within a sentence: the Star Wars universe."""
    return canon.title if "universe" in canon.title.casefold() else f"the {canon.title} universe"


def opening(text: str) -> str:
    """A text as it begins a sentence."""
    return text[:1].upper() + text[1:]


def caption(canon: CanonGraph, accounts: set[str]) -> list[tuple[str, str]]:
    """What a picture rests on: universe, canon, horizon, date of the data and number of sources."""
    scope = canon.scope
    sources = {canon.accounts[a].source.id for a in accounts}
    rows = [("Universe", canon.title), ("Canon", canon.label(scope.canon) if scope.canon else "default")]
    if scope.until:
        rows.append(("Spoils nothing beyond", _work(canon, scope.until)))
    if scope.watched:
        seen = [_work(canon, text) for text in scope.watched if text != NOTHING]
        rows.append(("For who has seen", ", ".join(seen) or "nothing"))
    if not scope.until and not scope.watched:
        rows.append(("Spoils", "everything"))
    if scope.on:
        rows.append(("As known on", scope.on))
    read = _latest(canon, sources, "retrieved")
    rows.append(("Sources", f"{len(sources):,}" + (f", read up to {read}" if read else "")))
    return rows


def _work(canon: CanonGraph, text: str) -> str:
    try:
        return canon.label(frame_of(canon).find(text))
    except UsageError:
        return text


def _latest(canon: CanonGraph, sources: set[str], property: str) -> str:
    name = store.iri(vocab.term(property))
    dates = [
        q.object.value for q in canon.facts.match(None, name, None, store.DEFAULT) if canon.id(q.subject) in sources
    ]
    return max(dates, default="")
