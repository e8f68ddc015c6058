"""The CONSTRUCT rules of graph/infer, run to a fixpoint. Each derived triple keeps its rule and round."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from continuity import sparql, store, vocab
from continuity.sparql import Rule

_DERIVED = vocab.BASE + "vocab/derived/"  # a universe may be called "derived"


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of graph/infer, by file name."""
    return tuple(sparql.read_rule(p) for p in sorted((vocab.graph_dir() / "infer").glob("*.rq")))


def graph_of(rule: str, round: int) -> str:
    """The IRI of the graph of what a rule derived in a round."""
    return f"{_DERIVED}{rule}/{round}"


def origin(graph: str) -> tuple[str, int] | None:
    """The rule and round of a graph of derived triples; None for every other graph."""
    rule, _, round = graph.removeprefix(_DERIVED).rpartition("/")
    return (rule, int(round)) if graph.startswith(_DERIVED) and round.isdecimal() else None


def run(facts: store.Store) -> None:
    """Add what follows from the default graph to it, and to a graph for each rule and round.

    Rules that ask what is *not* so wait until the others have come to an end, as in stratified Datalog. A rule runs
    again only where the last round brought something of a predicate in its body, as in semi-naive evaluation.
    """
    known = {q.triple for q in facts.match(None, None, None, store.DEFAULT)}
    positive = [r for r in rules() if "NOT EXISTS" not in r.body]
    round = _fixpoint(facts, known, positive, 1)
    _fixpoint(facts, known, list(rules()), round)


def _fixpoint(facts: store.Store, known: set[Any], group: list[Rule], round: int) -> int:
    """Run a group of rules until nothing new follows; gives the number of the next round."""
    fresh: set[str] | None = None
    for number in range(round, round + 100):
        made = []
        for rule in group:
            if fresh is None or fresh & _predicates(rule):
                graph = store.iri(graph_of(rule.name, number))
                made += [(t, graph) for t in facts.query(rule.text) if t not in known]
        if not made:
            return number
        known.update(t for t, _ in made)
        fresh = {t.predicate.value for t, _ in made}
        facts.raw.extend(
            store.quad(t.subject, t.predicate, t.object, g) for t, graph in made for g in (store.DEFAULT, graph)
        )
    raise AssertionError("the rules of graph/infer do not come to an end")


@cache
def _predicates(rule: Rule) -> frozenset[str]:
    """The predicates that the body of a rule reads."""
    return frozenset(_expanded(p) for _, p, _ in sparql.triples(rule.premises))


def premises(facts: store.Store, triple: tuple[object, object, object]) -> Iterator[tuple[object, object, object]]:
    """What a derived triple follows from: the rule's body with its head bound to the triple, from earlier rounds.

    A triple that was not derived has no premises. One way of deriving it is given where there are several rules
    or bindings: all bindings of the first rule that derived it.
    """
    origins = sorted(
        (found[1], found[0])
        for quad in facts.match(*triple)
        if (found := origin(getattr(quad.graph_name, "value", ""))) is not None
    )
    if not origins:
        return
    round, name = origins[0]
    rule = next(r for r in rules() if r.name == name)
    seen = set()
    for pattern in rule.variants():
        bindings = _bind(pattern, triple)
        if bindings is None:
            continue
        for found in facts.query(f"CONSTRUCT {{ {rule.premises} }} WHERE {{ {rule.body} }}", bindings):
            one = (found.subject, found.predicate, found.object)
            if one not in seen and one != triple and _earlier(facts, one, round):
                seen.add(one)
                yield one


def _bind(pattern: tuple[str, str, str], triple: tuple[object, object, object]) -> dict[str, object] | None:
    """Variable → term where a triple of the head can be the triple; None where it cannot."""
    bindings: dict[str, object] = {}
    for written, node in zip(pattern, triple, strict=True):
        if written[0] in "?$":
            if bindings.setdefault(written[1:], node) != node:
                return None
        elif _expanded(written) != getattr(node, "value", None):
            return None
    return bindings


def _expanded(written: str) -> str:
    if written == "a":
        return vocab.TYPE
    prefix, _, name = written.partition(":")
    return written[1:-1] if written[0] == "<" else vocab.PREFIXES[prefix] + re.sub(r"\\(.)", r"\1", name)


def _earlier(facts: store.Store, triple: tuple[object, object, object], round: int) -> bool:
    """Whether a triple was told, or derived before a round."""
    for quad in facts.match(*triple):
        graph = getattr(quad.graph_name, "value", "")
        if graph:
            found = origin(graph)
            if found is None or found[1] < round:
                return True
    return False
