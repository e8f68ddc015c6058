"""The CONSTRUCT rules of graph/infer, run to a fixpoint. Each derived triple keeps its rule and round."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, NamedTuple, TypeVar

from continuity import sparql, store, vocab
from continuity.sparql import Rule

_VARIABLE = re.compile(r"[?$](\w+)")
_IS_ONE_OF = re.compile(r"\( [?$](\w+) IN \( ([^()]*) \) \)")

Triple = tuple[Any, Any, Any]
Pattern = tuple[str, str, str]


#: Entries of a kind that a `Derivation` keeps.
_KEPT = 20_000
K = TypeVar("K")
T = TypeVar("T")


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

    Rules that ask what is *not* so wait until those that could bring it have come to an end, as in stratified Datalog. A
    rule runs again only where the last round brought something of a predicate in its body, as in semi-naive evaluation.
    """
    round, group = 1, list[Rule]()
    for stratum in strata(rules()):
        group += stratum
        round = _fixpoint(facts, group, round)


def strata(rules: tuple[Rule, ...]) -> Iterator[list[Rule]]:
    """The rules in groups: those first that ask for nothing that is not so, then those of which no rule that is left
    brings what they ask not to be. Raises AssertionError where rules deny each other in a circle.
    """
    denied = {r.name: " ".join(f for f in r.filters if "{" in f) for r in rules}
    yield [r for r in rules if not denied[r.name]]
    left = [r for r in rules if denied[r.name]]
    while left:
        brought = {r.name: {o if p == "a" else p for _, p, o in _heads(r)} for r in left}
        free = [
            r
            for r in left
            if not any(
                term in denied[r.name].split() for other in left if other is not r for term in brought[other.name]
            )
        ]
        assert free, f"rules deny each other: {', '.join(r.name for r in left)}"
        yield free
        left = [r for r in left if r not in free]


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


class Standing(NamedTuple):
    """How a triple comes to be known: the statements that are not derived, and the first round and rule that derived it."""

    given: tuple[Any, ...]
    origin: tuple[int, str] | None

    def before(self, round: int) -> bool:
        """Whether it was told, or derived before a round."""
        return bool(self.given) or (self.origin is not None and self.origin[0] < round)


class Derivation:
    """What derived facts follow from, found on demand. What is looked up is kept, up to a bound: the facts do not change."""

    def __init__(self, facts: store.Store) -> None:
        self._facts = facts
        self._standing: dict[Triple, Standing] = {}
        self._ends: dict[Triple, dict[Any, None]] = {}
        self._asked: dict[tuple[Any, ...], list[Triple]] = {}

    def standing(self, triple: Triple) -> Standing:
        """How a triple comes to be known; neither told nor derived where it is not."""
        known = self._standing.get(triple)
        if known is None:
            given, origins = [], []
            for quad in self._facts.match(*triple):
                graph = getattr(quad.graph_name, "value", "")
                derived = origin(graph)
                if derived is not None:
                    origins.append((derived[1], derived[0]))
                elif graph:
                    given.append(quad)
            known = _keep(self._standing, triple, Standing(tuple(given), min(origins, default=None)))
        return known

    def premises(self, triple: Triple) -> list[Triple]:
        """What a derived triple follows from: the rule's body with its head bound to the triple, from earlier rounds.

        A triple that was not derived has no premises. One way of deriving it is given where there are several rules
        or bindings: all bindings of the first rule that derived it.
        """
        round, found = self.candidates(triple)
        return [one for one in found if self.standing(one).before(round)]

    def candidates(self, triple: Triple) -> tuple[int, list[Triple]]:
        """The round in which a triple was derived, and its premises together with what was derived no earlier.

        For one who looks at some of them only: to tell them apart is most of the work.
        """
        first = self.standing(triple).origin
        if first is None:
            return 0, []
        round, rule = first[0], _named(first[1])
        found = dict[Triple, None]()
        for head in _heads(rule):
            bound = _bind(head, triple)
            if bound is not None:
                found |= dict.fromkeys(self._grounded(rule, bound))
        found.pop(triple, None)
        return round, list(found)

    def _grounded(self, rule: Rule, bound: Mapping[str, Any]) -> Iterator[Triple]:
        """The premises of a rule under each solution of its body.

        The patterns are matched one by one, which takes a tenth of the time of a query; a query is needed only where a
        filter asks more than which of some terms a variable is, and leaves a choice: of one solution it held.
        """
        choices, patterns = _choices(rule, frozenset(bound)), _plan(rule, frozenset(bound))
        solutions = list(self._solutions(patterns, bound))
        if choices is None and len(solutions) > 1:
            yield from self._queried(rule, bound)
            return
        for solution in solutions:
            if all(solution[v].value in terms for v, terms in choices or ()):
                for pattern in patterns:
                    s, p, o = (solution[w] if isinstance(w, str) else w for w in pattern)
                    yield s, p, o

    def _queried(self, rule: Rule, bound: Mapping[str, Any]) -> list[Triple]:
        """The same by a query, which is kept: it can take a tenth of a second."""
        key = rule.name, *bound.items()
        known = self._asked.get(key)
        if known is None:
            found = self._facts.query(f"CONSTRUCT {{ {rule.premises} }} WHERE {{ {rule.body} }}", dict(bound))
            known = _keep(self._asked, key, [(t.subject, t.predicate, t.object) for t in found])
        return known

    def _solutions(self, patterns: tuple[Triple, ...], bound: Mapping[str, Any]) -> Iterator[Mapping[str, Any]]:
        """Variable → term for each way to match the patterns, in their order, in the default graph.

        Patterns that leave the same one variable open are matched at once, by what their solutions have in common: a
        character has many appearances, and a work, but few are of both.
        """
        if not patterns:
            yield bound
            return
        first, others = patterns[0], patterns[1:]
        s, p, o = (bound.get(w) if isinstance(w, str) else w for w in first)
        if s is not None and o is not None:
            if o in self._beside(s, p, None):
                yield from self._solutions(others, bound)
        elif s is None and o is None:
            for quad in self._facts.match(None, p, None, store.DEFAULT):
                if first[0] != first[2] or quad.subject == quad.object:
                    yield from self._solutions(others, {**bound, first[0]: quad.subject, first[2]: quad.object})
        else:
            open = first[0] if s is None else first[2]
            alike = [w for w in others if _leaves(w, bound) == open]
            common = [self._beside(bound.get(w[0]), w[1], bound.get(w[2])) for w in alike]
            rest = tuple(w for w in others if w not in alike)
            for node in self._beside(s, p, o):
                if all(node in nodes for nodes in common):
                    yield from self._solutions(rest, {**bound, open: node})

    def _beside(self, s: Any, p: Any, o: Any) -> dict[Any, None]:
        """The terms at the end of facts that is open, in the order of the store."""
        known = self._ends.get((s, p, o))
        if known is None:
            found = self._facts.match(s, p, o, store.DEFAULT)
            known = dict.fromkeys([q.subject for q in found] if s is None else [q.object for q in found])
            _keep(self._ends, (s, p, o), known)
        return known


def _keep(known: dict[K, T], key: K, value: T) -> T:
    """Keep a value among others, and no more of them than a bound."""
    if len(known) >= _KEPT:
        known.clear()
    known[key] = value
    return value


def _leaves(pattern: Triple, bound: Mapping[str, Any]) -> str:
    """The one variable that a pattern leaves open where the variable at its other end is bound; else nothing.

    A term of the rule at the other end does not do: every fact of the kind can have it.
    """
    s, _, o = pattern
    if not (isinstance(s, str) and isinstance(o, str)) or (s in bound) == (o in bound):
        return ""
    return o if s in bound else s


@cache
def _named(name: str) -> Rule:
    return next(r for r in rules() if r.name == name)


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


@cache
def _expanded(written: str) -> str:
    if written == "a":
        return vocab.TYPE
    prefix, _, name = written.partition(":")
    return written[1:-1] if written[0] == "<" else vocab.PREFIXES[prefix] + re.sub(r"\\(.)", r"\1", name)
