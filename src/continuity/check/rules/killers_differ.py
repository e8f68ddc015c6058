"""L006: accounts of one death name different killers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import combinations

from continuity.check.alike import plain
from continuity.check.context import Context, listed
from continuity.check.repairs import smallest
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each death whose accounts have no killer in common, told of an episode or of its season."""
    told: dict[str, dict[str, set[str]]] = {}
    nodes: dict[tuple[str, str], dict[str, None]] = {}
    one_death = _one_death(context)
    for node, account, killer in context.rows("killers"):
        death = one_death.get(node, node)
        told.setdefault(death, {}).setdefault(account, set()).add(killer)
        nodes.setdefault((death, account), {})[node] = None
    if not any(len(accounts) > 1 for accounts in told.values()):
        return
    close, wider = _close(context), _wider(context)
    for death, accounts in told.items():
        whole = [frozenset(w for k in killers for w in wider(k)) for killers in accounts.values()]
        pairs = [
            (one, other)
            for one, other in combinations(sorted(accounts), 2)
            if not any(a == b or (a, b) in close for a in accounts[one] for b in accounts[other])
            and not any(accounts[one] | accounts[other] <= w for w in whole)
        ]
        apart = {account for pair in pairs for account in pair}
        if apart:
            tellers = sorted(apart, key=context.rank)
            versions = {context.labels(sorted(accounts[a])): a for a in reversed(tellers)}
            texts = [f"{names} ({context.publisher(a)})" for names, a in reversed(versions.items())]
            who = context.entities_of(death)[0]
            killers = sorted(k for a in apart for k in accounts[a])
            settled = context.explanations.of((who, *killers), ("collectiveName", "double", "retcon", "preparedBefore"))
            yield Hit(
                f"accounts differ on who kills {context.label(who)}: {listed(texts, last='or')}",
                tuple(dict.fromkeys((*context.entities_of(death), *killers))),
                tuple(Cite(n, a) for a in tellers for n in nodes[death, a]),
                withdrawals=tuple(tuple(Cite(n, a) for a in s for n in nodes[death, a]) for s in smallest(pairs)),
                explained_by=context.label(settled) if settled else "",
            )


def _one_death(context: Context) -> dict[str, str]:
    """A death told of a season → the one told of an episode of it, where there is no other that could be meant."""
    told: dict[str, dict[str, str]] = {}
    for who, death, work in context.rows("deaths"):
        told.setdefault(who, {})[death] = work
    found: dict[str, str] = {}
    for deaths in told.values():
        for death, work in deaths.items():
            inside = [d for d, w in deaths.items() if w != work and context.order.within(w, work)]
            wide = {deaths[d] for d in inside}
            narrow = [d for d in inside if not any(context.order.within(w, deaths[d]) for w in wide - {deaths[d]})]
            if len(narrow) == 1:
                found[death] = narrow[0]
    return found


def _wider(context: Context) -> Callable[[str], set[str]]:
    """From a killer to themself, those who may have given the order, and the groups that they belong to.

    An account that names who did it makes peace between one that names the client and one that names the gang.
    """
    groups = larger_groups(context)
    clients: dict[str, set[str]] = {}
    for client, killer in _orders(context):
        clients.setdefault(killer, set()).add(client)
    return lambda killer: {killer} | clients.get(killer, set()) | groups.get(killer, set())


def _orders(context: Context) -> set[tuple[str, str]]:
    """Who gives work, and who takes it."""
    told = [(kind, subject, object) for _, subject, kind, object, *_ in context.rows("relationships")]
    return {(a, b) for kind, a, b in told if kind == "employer"} | {(b, a) for kind, a, b in told if kind == "employee"}


def _close(context: Context) -> set[tuple[str, str]]:
    """Pairs that may stand for each other as killers.

    A group and whoever belongs to it, at any remove; a thing and whoever uses it; who gives work and who takes it, the
    one who orders and the one who does it; two who bear one name, and counterparts.
    """
    killers = sorted({k for _, _, k in context.rows("killers")})
    things = {k for k in killers if context.canon.type(k) == "Item"}
    wholes = larger_groups(context)
    orders = _orders(context)
    names = {k: {plain(n) for _, n in context.canon.names().get(k, ())} for k in killers}

    def close(a: str, b: str) -> bool:
        return (
            bool({a, b} & things)
            or a in wholes.get(b, ())
            or (a, b) in orders
            or bool(names[a] & names[b])
            or context.figures.get(a, a) == context.figures.get(b, b)
        )

    return {pair for a, b in combinations(killers, 2) if close(a, b) or close(b, a) for pair in ((a, b), (b, a))}


def larger_groups(context: Context) -> dict[str, set[str]]:
    """Member or group → the groups that it belongs to, at any remove."""
    direct: dict[str, set[str]] = {}
    for member, group in context.pairs("group-members"):
        direct.setdefault(member, set()).add(group)
    found: dict[str, set[str]] = {}
    for start, groups in direct.items():
        todo, seen = list(groups), set[str]()
        while todo:
            group = todo.pop()
            if group not in seen:
                seen.add(group)
                todo += direct.get(group, ())
        found[start] = seen
    return found


RULE = Rule(
    code="L006",
    name="killers-differ",
    severity="warning",
    what="Two accounts of one death name killers of whom none is the same.",
    why="""Accounts of one death that name different killers cannot both be right. A death told of a season is the one
told of an episode of it, where there is one. One account may know of one killer and another of two; a group may stand
for its member, a weapon for whoever holds it, an employer for who does the deed, and one may be called by another name:
that is quiet.""",
    cure="mend the account that is wrong, or name both where both had a hand in it",
    needs=("by",),
    example="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {type: Death, of: dora, by: ben, in: harbour/s1e03}
---
source: daily-review
horizon: harbour/s1e03
claims:
  - {type: Death, of: dora, by: cleo, in: harbour/s1e03}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e03
claims:
  - {type: Death, of: dora, by: ben, in: harbour/s1e03}
---
source: daily-review
horizon: harbour/s1e03
claims:
  - {type: Death, of: dora, by: [cleo, ben], in: harbour/s1e03}
""",
    check=check,
)
