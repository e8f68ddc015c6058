"""Draw claims of a shipped universe at random and print each with its source, for a person to compare.

    python tools/audit.py [--seed 1] [--count 60] [--universe marvel]

Each claim has a number of its own for each seed, and the claims with the lowest are drawn. So the same seed draws the
same claims, and a claim that is added or mended later changes a draw by one place and not altogether (random keys, as in
reservoir sampling: Efraimidis and Spirakis, 2006). A claim is what one account tells of one thing; that somebody bears a
name, and no more, is left out, for there is little in it to be wrong.
"""

from __future__ import annotations

import argparse
import hashlib
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from continuity import universe, vocab
from continuity.canon import CanonGraph
from continuity.documents import native
from continuity.errors import ContinuityError
from continuity.language.words import Words
from continuity.model import Document, Position, Scope

_NAMING = {"id", "type", "name"}


@dataclass(frozen=True, slots=True)
class Drawn:
    """A claim to compare: what is told of a node, in which account, and where it stands."""

    node: str
    account: str
    item: dict[str, Any]
    position: Position


def claims(documents: Sequence[Document]) -> Iterator[Drawn]:
    """Every claim that can be drawn, in the order of the files."""
    terms = vocab.terms()
    for document in documents:
        if document.kind != "claims":
            continue
        for i, item in enumerate(document.data["claims"]):
            kind = item.get("type", "")
            if set(item) <= _NAMING and not (kind and terms.is_a(kind, "Work")):
                continue
            yield Drawn(item["id"], document.data["id"], native(item), document.position(("claims", i)))


def draw(documents: Sequence[Document], seed: int, count: int) -> list[Drawn]:
    """As many claims as wanted, or all there are; the same for the same seed, whatever is added elsewhere."""
    return sorted(claims(documents), key=lambda c: (lot(c, seed), c.position))[:count]


def lot(one: Drawn, seed: int) -> bytes:
    """The number by which a claim is drawn: of what it is told of, in which account, in which terms."""
    told = "\0".join([str(seed), one.account, one.node, *sorted(map(str, one.item))])
    return hashlib.sha256(told.encode()).digest()


def sentences(one: Drawn, canon: CanonGraph, words: Words) -> list[str]:
    """The claim in words, a line each thing told."""
    kind = one.item.get("type", "")
    if kind and vocab.terms().is_a(kind, "Statement"):
        more = [f"{k}: {v}" for k in ("cause", "position", "why", "date", "note") if (v := one.item.get(k))]
        return [words.node(one.node, one.account), *more]
    made = []
    for key, value in one.item.items():
        for v in value if isinstance(value, list) else [value]:
            if key not in ("id", "quote"):
                made.append(f"{canon.label(one.node)} ({one.node}): {key} {v}")
    return made


def main() -> int:
    """Print the draw."""
    given = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    given.add_argument("--seed", type=int, default=1)
    given.add_argument("--count", type=int, default=60)
    given.add_argument("--universe", default="marvel", help="the name of a shipped universe, or a path")
    options = given.parse_args()
    path: Path = universe.find(options.universe)
    loaded = universe.load(path, compiled=False)
    canon = loaded.canon(Scope())
    words = Words(canon)
    for n, one in enumerate(draw(loaded.documents, options.seed, options.count), 1):
        print(f"{n:3}. " + "\n     ".join(sentences(one, canon, words)))
        account = canon.accounts[one.account]
        source = account.source
        print(f"     “{source.title}”, {source.publisher}, {source.published or 'undated'} ({source.kind})")
        print(f"     {source.url or 'no address'}")
        reports = f"reports {', '.join(account.reports)}; " if account.reports else ""
        quote = f"; quotes “{one.item['quote']}”" if "quote" in one.item else ""
        print(f"     {reports}horizon {', '.join(map(vocab.short, account.horizon)) or 'not said'}{quote}")
        print(f"     {one.position}\n")
    print(f"seed {options.seed}, {path.name} {loaded.version}")
    return 0


if __name__ == "__main__":
    try:
        sys.exit(main())
    except ContinuityError as error:
        sys.exit(f"audit: {error}")
