"""The CONSTRUCT rules of graph/infer, run to a fixpoint. Each derived triple keeps its rule and round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from continuity import sparql, store, vocab
from continuity.sparql import Rule

_VARIABLE = re.compile(r"[?$](\w+)")
_IS_ONE_OF = re.compile(r"\( [?$](\w+) IN \( ([^()]*) \) \)")

Triple = tuple[Any, Any, Any]
Pattern = tuple[str, str, str]


@cache
def rules() -> tuple[Rule, ...]:
    """The rules of graph/infer, by file name."""
    return tuple(sparql.read_rule(p) for p in sorted((vocab.graph_dir() / "infer").glob("*.rq")))


def graph_of(rule: str, round: int) -> str:
    """The IRI of the graph of what a rule derived in a round."""
    return f"{vocab.DERIVED}{rule}/{round}"


def origin(graph: str) -> tuple[str, int] | None:
    """The rule and round of a graph of derived triples; None for every other graph."""
    rule, _, round = graph.removeprefix(vocab.DERIVED).rpartition("/")
    return (rule, int(round)) if graph.startswith(vocab.DERIVED) and round.isdecimal() else None


def run(facts: store.Store) -> None:
    """Add what follows from the default graph to it, and to a graph for each rule and round.

    Rules that ask what is *not* so wait until the others have come to an end, as in stratified Datalog. A rule runs
    again only where the last round brought something of a predicate in its body, as in semi-naive evaluation.
    """
    positive = [r for r in rules() if "NOT EXISTS" not in r.body]
    round = _fixpoint(facts, positive, 1)
    _fixpoint(facts, list(rules()), round)


def _fixpoint(facts: store.Store, group: list[Rule], round: int) -> int:
    """Run a group of rules until nothing new follows; gives the number of the next round."""
    fresh: set[str] | None = None
    for number in range(round, round + 100):
        made = []
        for rule in group:
            if fresh is None or fresh & _predicates(rule):
                graph = store.iri(graph_of(rule.name, number))
                made += [(t, graph) for t in _news(facts, rule)]
        if not made:
            return number
        fresh = {p.value for p in {t.predicate for t, _ in made}}
        facts.raw.bulk_extend(
            store.quad(t.subject, t.predicate, t.object, g) for t, graph in made for g in (store.DEFAULT, graph)
        )
    raise AssertionError("the rules of graph/infer do not come to an end")


def _news(facts: store.Store, rule: Rule) -> Iterator[Any]:
    """What follows by a rule and is not known; where the head is one triple, the engine itself leaves out what is."""
    if len(_heads(rule)) == 1:
        yield from facts.query(
            f"CONSTRUCT {{ {rule.head} }} WHERE {{ {rule.body} FILTER NOT EXISTS {{ {rule.head} }} }}"
        )
    else:
        yield from (t for t in facts.query(rule.text) if store.quad(*t) not in facts.raw)


@cache
def _predicates(rule: Rule) -> frozenset[str]:
    """The predicates that the body of a rule reads."""
    return frozenset(_expanded(p) for _, p, _ in sparql.triples(rule.premises))


def premises(facts: store.Store, triple: Triple) -> Iterator[Triple]:
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
    for head in _heads(rule):
        bound = _bind(head, triple)
        if bound is None:
            continue
        for one in _grounded(facts, rule, bound):
            if one not in seen and one != triple and _earlier(facts, one, round):
                seen.add(one)
                yield one


def _grounded(facts: store.Store, rule: Rule, bound: Mapping[str, Any]) -> Iterator[Triple]:
    """The premises of a rule under each solution of its body.

    The patterns are matched one by one, which takes a tenth of the time of a query; a query is needed only where a
    filter asks more than which of some terms a variable is.
    """
    choices = _choices(rule, frozenset(bound))
    if choices is None:
        found = facts.query(f"CONSTRUCT {{ {rule.premises} }} WHERE {{ {rule.body} }}", dict(bound))
        yield from ((t.subject, t.predicate, t.object) for t in found)
        return
    patterns = _plan(rule, frozenset(bound))
    for solution in _solutions(facts, patterns, bound):
        if all(solution[v].value in terms for v, terms in choices):
            for pattern in patterns:
                s, p, o = (solution[w] if isinstance(w, str) else w for w in pattern)
                yield s, p, o


@cache
def _heads(rule: Rule) -> tuple[Pattern, ...]:
    return rule.variants()


@cache
def _patterns(rule: Rule) -> tuple[Pattern, ...]:
    return rule.patterns()


@cache
def _choices(rule: Rule, bound: frozenset[str]) -> tuple[tuple[str, frozenset[str]], ...] | None:
    """What the filters of a rule leave open once some variables are bound: variable and the terms it can be.

    A filter whose variables are all bound held when the triple was derived. None where a filter is of another kind.
    """
    body = {w[1:] for pattern in _patterns(rule) for w in pattern if w[0] in "?$"}
    found = []
    for condition in rule.filters:
        if not (set(_VARIABLE.findall(condition)) & body) - bound:
            continue
        match = _IS_ONE_OF.fullmatch(condition)
        if match is None:
            return None
        found.append((match[1], frozenset(_expanded(t) for t in match[2].replace(",", " ").split())))
    return tuple(found)


@cache
def _plan(rule: Rule, bound: frozenset[str]) -> tuple[Triple, ...]:
    """The patterns of a rule in the order in which to match them: variables as names, everything else as terms."""
    known, todo, plan = set(bound), list(_patterns(rule)), []

    def weight(pattern: Pattern) -> int:
        s, _, o = (2 if w[1:] in known else 0 if w[0] in "?$" else 1 for w in pattern)
        return 2 * s + o  # an end that is known leads to fewer facts than a term that every fact of the kind has

    while todo:
        best = max(todo, key=weight)
        todo.remove(best)
        known |= {w[1:] for w in best if w[0] in "?$"}
        plan.append(tuple(w[1:] if w[0] in "?$" else _term(w) for w in best))
    return tuple(plan)  # type: ignore[arg-type]


def _solutions(
    facts: store.Store, patterns: tuple[Triple, ...], bound: Mapping[str, Any]
) -> Iterator[Mapping[str, Any]]:
    """Variable → term for each way to match the patterns, in their order, in the default graph.

    Patterns of one subject that lead to known terms are matched at once, by what their subjects have in common: a
    character has many appearances, and a work, but few are of both.
    """
    if not patterns:
        yield bound
        return
    first = patterns[0]
    s, p, o = (bound.get(w) if isinstance(w, str) else w for w in first)
    star = []
    if s is None and o is not None:
        star = [w for w in patterns[1:] if w[0] == first[0] and isinstance(w[2], str) and w[2] in bound]
    rest = tuple(w for w in patterns[1:] if w not in star)
    common = [{q.subject for q in facts.match(None, w[1], bound[w[2]], store.DEFAULT)} for w in star]
    for quad in facts.match(s, p, o, store.DEFAULT):
        if any(quad.subject not in subjects for subjects in common):
            continue
        grown = dict(bound)
        nodes = zip(first, (quad.subject, quad.predicate, quad.object), strict=True)
        if all(grown.setdefault(w, node) == node for w, node in nodes if isinstance(w, str)):
            yield from _solutions(facts, rest, grown)


@cache
def _term(written: str) -> Any:
    """A name, a number or a string of a rule as a term."""
    if written[0].isdigit():
        return store.literal(written, vocab.XSD + "integer")
    return store.literal(written[1:-1]) if written[0] in "\"'" else store.iri(_expanded(written))


def _bind(pattern: Pattern, triple: Triple) -> dict[str, Any] | None:
    """Variable → term where a triple of the head can be the triple; None where it cannot."""
    bindings: dict[str, Any] = {}
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


def _earlier(facts: store.Store, triple: Triple, round: int) -> bool:
    """Whether a triple was told, or derived before a round."""
    for quad in facts.match(*triple):
        graph = getattr(quad.graph_name, "value", "")
        if graph:
            found = origin(graph)
            if found is None or found[1] < round:
                return True
    return False
