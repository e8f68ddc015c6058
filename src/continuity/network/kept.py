"""The links of a canon with who tells each and where it holds, as columns of whole numbers.

To find who tells all links takes a run of every rule. It is done once for a compiled canon, when a network is first
asked for, and kept in the cache.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import NamedTuple

from continuity import cache
from continuity.canon import CanonGraph
from continuity.network.evidence import Tellers
from continuity.network.links import links, relations

_FILE = "network.json"


class Edge(NamedTuple):
    """An edge of a network: a link, how strong it is, who tells it and in which works it holds.

    `accounts` and `works` are ids, sorted and joined by spaces.
    """

    source: str
    relation: str
    target: str
    weight: int
    accounts: str
    works: str


@dataclass(frozen=True, slots=True)
class Columns:
    """The links of a canon, sorted, a row each: `source` and `target` number `ids`, `relation` numbers `relations`,
    and `accounts` and `works` number `texts`, which are ids joined by spaces.
    """

    ids: Sequence[str]
    relations: Sequence[str]
    texts: Sequence[str]
    source: Sequence[int]
    relation: Sequence[int]
    target: Sequence[int]
    accounts: Sequence[int]
    works: Sequence[int]

    def edges(self, only: Iterable[str] = ()) -> Iterator[Edge]:
        """The links as edges, sorted; those of some relations where these are named. The weight is how many accounts
        are behind a link.
        """
        ids, names, texts = self.ids, self.relations, self.texts
        many = [text.count(" ") + 1 if text else 0 for text in texts]
        wanted = {i for i, name in enumerate(names) if name in (only or names)}
        every = zip(self.source, self.relation, self.target, self.accounts, self.works, strict=True)
        for s, r, o, accounts, works in every:
            if r in wanted:
                yield Edge(ids[s], names[r], ids[o], many[accounts], texts[accounts], texts[works])


def columns(canon: CanonGraph) -> Columns:
    """The links of a canon as columns, out of the cache where the canon is compiled."""
    if not canon.key:
        return _made(canon)
    key = cache.digest([canon.key, "network", *relations()])

    def fill(place: Path) -> None:
        (place / _FILE).write_text(json.dumps(asdict(_made(canon)), ensure_ascii=False), encoding="utf-8")

    try:
        return Columns(**json.loads((cache.entry(key, fill) / _FILE).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        cache.discard(key)
        return Columns(**json.loads((cache.entry(key, fill) / _FILE).read_text(encoding="utf-8")))


def _made(canon: CanonGraph) -> Columns:
    """The columns, from the statements of the canon."""
    tellers, found = Tellers(canon), links(canon)
    ids, texts = dict[str, int](), dict[str, int]()
    source, relation, target, accounts, works = list[int](), list[int](), list[int](), list[int](), list[int]()
    names = {name: i for i, name in enumerate(relations())}
    for link in found:
        told_by, where = tellers.of(link)
        source.append(ids.setdefault(link.source, len(ids)))
        relation.append(names[link.relation])
        target.append(ids.setdefault(link.target, len(ids)))
        accounts.append(texts.setdefault(" ".join(told_by), len(texts)))
        works.append(texts.setdefault(" ".join(where), len(texts)))
    return Columns(list(ids), list(names), list(texts), source, relation, target, accounts, works)
