"""L006: accounts of one death name different killers."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations

from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each death whose accounts have no killer in common."""
    told: dict[str, dict[str, set[str]]] = {}
    for death, account, killer in context.rows("killers"):
        told.setdefault(death, {}).setdefault(account, set()).add(killer)
    if not any(len(accounts) > 1 for accounts in told.values()):
        return
    close = _close(context)
    for death, accounts in told.items():
        apart = {
            account
            for pair in combinations(sorted(accounts), 2)
            if not any(a == b or (a, b) in close for a in accounts[pair[0]] for b in accounts[pair[1]])
            for account in pair
        }
        if apart:
            tellers = sorted(apart, key=context.rank)
            versions = {context.labels(sorted(accounts[a])): a for a in reversed(tellers)}
            texts = [f"{who} ({context.publisher(a)})" for who, a in reversed(versions.items())]
            victim = context.label(context.entities_of(death)[0])
            yield Hit(
                f"accounts differ on who kills {victim}: {listed(texts, last='or')}",
                tuple(dict.fromkeys((*context.entities_of(death), *sorted(k for a in apart for k in accounts[a])))),
                tuple(Cite(death, a) for a in tellers),
            )


def _close(context: Context) -> set[tuple[str, str]]:
    """Pairs that may stand for each other as killers: a group and its member, a thing and whoever uses it."""
    members = set(context.pairs("group-members"))
    killers = {k for _, _, k in context.rows("killers")}
    things = {k for k in killers if context.canon.type(k) == "Item"}
    return members | {(g, m) for m, g in members} | {p for t in things for k in killers for p in ((t, k), (k, t))}


RULE = Rule(
    code="L006",
    name="killers-differ",
    severity="warning",
    what="Two accounts of one death name killers of whom none is the same.",
    why="""Accounts of one death that name different killers cannot both be right. One may know of one killer and
another of two; a group may stand for its member, and a weapon for whoever holds it: that is quiet.""",
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
