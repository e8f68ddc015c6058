"""Why a fact holds, down to what accounts tell; and how much a canon holds."""

from __future__ import annotations

import html
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from continuity import store, vocab
from continuity.api.entities import Why
from continuity.canon import CanonGraph

if TYPE_CHECKING:
    from continuity.api.canon import Canon

_COUNTED = {
    "series": "Series", "seasons": "Season", "episodes": "Episode", "films": "Film", "characters": "Character",
    "people": "Person", "appearances": "Appearance", "credits": "Credit", "crossovers": "Crossover",
}  # fmt: skip


def why(canon: Canon, triple: Any, text: str, above: frozenset[Any] = frozenset()) -> Why:
    """What a fact rests on: its tellers, or the rule and its premises, each with what it rests on in turn.

    `text` says the fact in words; `above` are the facts that are being explained already.
    """
    graph, words = canon.graph, canon._words
    s, p, o = triple
    told = [q for q in graph.facts.match(s, p, o) if graph.is_account(q.graph_name)]
    rule, premises = ("", []) if told or (s, p, o) in above else graph.why(s, p, o)
    below: dict[str, Why] = {}
    for one in premises:
        if one[1].value == vocab.RDFS + "subClassOf":
            continue
        subject = graph.id(one[0])
        statement = graph.type(subject) in vocab.terms().below("Statement")
        said = (
            words.node(subject) if statement else words.direct(subject, vocab.short(one[1].value), words.value(one[2]))
        )
        if said not in below:
            below[said] = why(canon, one, said, above | {(s, p, o)})
    return Why(text, tuple(words.evidence(sorted(told, key=str))), rule, tuple(below.values()))


def counts(graph: CanonGraph) -> Mapping[str, Any]:
    """How much of what a canon holds, by kind."""
    facts = graph.facts
    made = {
        name: sum(1 for _ in facts.match(None, store.TYPE, store.iri(vocab.term(c)), store.DEFAULT))
        for name, c in _COUNTED.items()
    }
    made |= {
        "accounts": len(graph.accounts),
        "sources": len({a.source.id for a in graph.accounts.values()}),
        "claims": sum(1 for a in graph.accounts for _ in facts.match(None, None, None, graph.node(a))),
        "triples": sum(1 for _ in facts.match(None, None, None, store.DEFAULT)),
        "clashes": len(graph.clashes),
    }
    return made


def summary(title: str, counted: Mapping[str, Any]) -> str:
    """A title and what there is, as HTML for a notebook."""
    rows = "".join(f"<tr><td>{html.escape(str(k))}</td><td>{html.escape(str(v))}</td></tr>" for k, v in counted.items())
    return f"<div><strong>{html.escape(title)}</strong><table><tbody>{rows}</tbody></table></div>"
