"""The told statements behind an answer: every row keeps some, most of the best put ones, and all are there on demand."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache, partial
from itertools import islice
from typing import Any

from continuity import store, vocab
from continuity.ask.compile import Pattern
from continuity.canon import CanonGraph
from continuity.language.logical import Const, Form, Term, Through, Var
from continuity.language.words import Words
from continuity.model import Cell, Evidence

#: Tellings gathered for an answer, shared out among its rows; of every row at least one for each fact it rests on.
ENOUGH = 32
#: Solutions looked at; a row without one among them is given without evidence, which no shipped universe comes near.
MAX_SOLUTIONS = 50_000

Triple = tuple[Any, Any, Any, Any]


def behind(
    canon: CanonGraph,
    words: Words,
    form: Form,
    query: tuple[str, str, list[Pattern]],
    rows: Sequence[Sequence[Cell]] | None,
    *,
    whole: bool = False,
) -> tuple[tuple[Evidence, ...], bool]:
    """What the rows rest on, and whether that is all; what the question is about comes before what narrows it.

    Without rows, what the answer as such rests on. `whole` asks for all.
    """
    wanted: set[tuple[str, ...]] = {tuple(c.id or c.value for c in r) for r in rows} if rows is not None else {()}
    quota = max(1, ENOUGH // max(1, len(wanted)))
    per_row, complete = _triples(canon, form, query, wanted, rows is not None, 10**9 if whole else 4 * quota + 4)
    told: dict[int, dict[Any, None]] = {}
    for patterns in per_row.values():
        left = quota
        for place, i in enumerate(sorted(patterns, reverse=True)):
            share = 10**9 if whole else max(1, left - (len(patterns) - place - 1))
            found = _round(canon, list(patterns[i]), share)
            quads = list(islice(found, share))
            complete = complete and next(found, None) is None
            left -= len(quads)
            told.setdefault(i, {}).update(dict.fromkeys(quads))
    ordered = [q for i in sorted(told, reverse=True) for q in told[i]]
    return tuple(words.evidence(dict.fromkeys(ordered))), complete


def _triples(
    canon: CanonGraph,
    form: Form,
    query: tuple[str, str, list[Pattern]],
    wanted: set[tuple[str, ...]],
    keyed: bool,
    most: int,
) -> tuple[Mapping[Any, Mapping[int, Mapping[Triple, None]]], bool]:
    """Row → pattern → the triples that it rests on, from at most so many solutions a row; and whether those are all."""
    found: dict[Any, dict[int, dict[Triple, None]]] = {}
    engine = canon.facts.query(query[1] + f"\nLIMIT {MAX_SOLUTIONS}")
    names = [v.value for v in engine.variables]
    place = {name: i for i, name in enumerate(names)}
    # the engine takes the two ways of a crossover in either order
    solutions = sorted(engine, key=str) if any(isinstance(a, Through) for a in form.atoms) else engine
    keys = [place.get(t.name.replace(".", "_"), "") if isinstance(t, Var) else _id(t) for t in form.targets]
    written = cache(partial(_key, canon))  # many solutions speak of few things
    patterns = [
        (i, [_resolver(canon, t, names) for t in (p.subject, p.predicate, p.object, p.graph)])
        for i, p in enumerate(query[2])
        if p.predicate != "a"
        or p.object.removeprefix("c:") in ("Deceased", "Living")
        or not any(o.predicate != "a" for o in query[2])
    ]
    seen: dict[Any, int] = {}
    full = 0
    for solution in solutions:
        key = tuple([k if isinstance(k, str) else written(solution[k]) for k in keys]) if keyed else ()
        if key not in wanted:
            continue
        seen[key] = seen.get(key, 0) + 1
        if seen[key] > most:
            full += seen[key] == most + 1
            if full == len(wanted):
                break
            continue
        own = found.setdefault(key, {})
        for i, terms in patterns:
            s, p, o, graph = (t(solution) for t in terms)
            if s is not None and p is not None and o is not None:
                own.setdefault(i, {})[s, p, o, graph] = None
    return found, not full


def _resolver(canon: CanonGraph, text: str, names: Sequence[str]) -> Any:
    """What gives a term of a pattern under a solution."""
    if text.startswith("?"):
        name = text[1:]
        return (lambda solution: solution[name]) if name in names else (lambda _: None)
    node = _constant(canon, text)
    return lambda _: node


def _constant(canon: CanonGraph, text: str) -> Any:
    if not text or text.startswith('"'):
        return None
    if text == "a":
        return store.TYPE
    if text.startswith("c:"):
        return store.iri(vocab.term(text[2:]))
    if text.startswith("<"):
        return store.iri(vocab.full(text[1:-1], canon.base))
    return store.literal(text, vocab.XSD + "integer")


def _id(term: Term) -> str:
    return term.id if isinstance(term, Const) else ""


def _key(canon: CanonGraph, node: Any) -> str:
    if node is None:
        return ""
    return canon.id(node) if store.is_iri(node) else str(node.value)


def _round(canon: CanonGraph, triples: Sequence[Triple], most: int) -> Iterator[Any]:
    """The tellings of some triples, one of each in turn, each statement of an account once."""
    seen: set[Any] = set()
    running = [tellings(canon, t) for t in triples[: max(most, 1)]]
    while running:
        still = []
        for one in running:
            for quad in one:
                if (quad.subject, quad.graph_name) not in seen:
                    seen.add((quad.subject, quad.graph_name))
                    yield quad
                    still.append(one)
                    break
        running = still


def tellings(canon: CanonGraph, triple: Triple) -> Iterator[Any]:
    """The statements in accounts behind a fact, found one after the other: itself where told, else what it follows from."""
    s, p, o, graph = triple
    if graph is not None:
        yield from canon.facts.match(s, p, o, graph)
        return
    todo: list[tuple[Any, int | None]] = [((s, p, o), None)]  # with the round before which it must be known
    seen = set()
    while todo:
        one, round = todo.pop()
        if one in seen or (round is not None and not canon.derivation.standing(one).before(round)):
            continue
        seen.add(one)
        direct = canon.direct(one)
        yield from sorted(direct, key=lambda q: _witnesses_first(canon, q))
        if not direct:
            made, found = canon.derivation.candidates(one)
            together, alone = _told_together(canon, sorted(found, key=str))
            yield from sorted(together, key=lambda q: _witnesses_first(canon, q))
            todo += [(premise, made) for premise in reversed(alone)]


def _witnesses_first(canon: CanonGraph, quad: Any) -> tuple[bool, str]:
    """Who was there and speaks comes before who writes about it."""
    return not canon.accounts[canon.id(quad.graph_name)].reports, quad.graph_name.value


def _told_together(canon: CanonGraph, premises: Sequence[Any]) -> tuple[list[Any], list[Any]]:
    """What some accounts tell whole of a statement from which a fact follows, and the premises that are left.

    Of two accounts of one death, only the one that names the killer says who killed.
    """
    of: dict[Any, list[Any]] = {}
    for premise in premises:
        of.setdefault(premise[0], []).append(premise)
    together: list[Any] = []
    alone: list[Any] = []
    for told in of.values():
        direct = [list(canon.direct(premise)) for premise in told]
        whole = set.intersection(*({q.graph_name for q in quads} for quads in direct))
        if len(told) > 1 and whole:
            together += [q for quads in direct for q in quads if q.graph_name in whole]
        else:
            alone += told
    return together, alone
