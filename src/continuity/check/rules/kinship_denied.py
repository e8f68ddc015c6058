"""R006: a sibling or spouse whom the other side denies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule

#: Kinds that hold both ways, and those that cannot hold between the same two.
DENIED_BY: Mapping[str, frozenset[str]] = {
    "sibling": frozenset({"parent", "child"}),
    "spouse": frozenset({"parent", "child"}),
}


@dataclass(frozen=True, slots=True)
class Kin:
    """A kinship as an account tells it."""

    account: str
    node: str
    kind: str


def check(context: Context) -> Iterator[Hit]:
    """One hit for each two of whom an account tells a kinship that another denies."""
    told: dict[tuple[str, str], list[Kin]] = {}
    for account, node, one, kind, other in context.rows("kin-told"):
        told.setdefault((min(one, other), max(one, other)), []).append(Kin(account, node, kind))
    spans = {
        node: rest
        for node, *_, work, since, until in context.rows("relationships")
        if any(rest := (work, since, until))
    }
    lists = _lists(context)
    for pair, kinships in sorted(told.items()):
        for kind, against in DENIED_BY.items():
            claims = [k for k in kinships if k.kind == kind]
            if not claims:
                continue
            denials = [Cite(k.node, k.account) for k in kinships if k.kind in against]
            if not any(k.node in spans for k in claims):  # what has its time may have come later, or be over
                denials += _denied(lists, kind, pair, claims, told)
            if denials:
                yield _hit(context, pair, kind, claims, denials)


def _lists(context: Context) -> dict[tuple[str, str], list[tuple[str, str]]]:
    """(kind, owner) → the lists of kin that accounts call complete, as (node, account)."""
    found: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for what, owner, node, account, since, until in context.rows("complete-lists"):
        if what in DENIED_BY and not since and not until:
            found.setdefault((what, owner), []).append((node, account))
    return found


def _denied(
    lists: Mapping[tuple[str, str], list[tuple[str, str]]],
    kind: str,
    pair: tuple[str, str],
    claims: list[Kin],
    told: Mapping[tuple[str, str], list[Kin]],
) -> list[Cite]:
    """The complete lists of either side, of accounts that do not tell of the other."""
    tellers = {k.account for k in claims}
    return [Cite(node, a) for owner in pair for node, a in lists.get((kind, owner), ()) if a not in tellers]


def _hit(context: Context, pair: tuple[str, str], kind: str, claims: list[Kin], denials: list[Cite]) -> Hit:
    settled = context.explanations.of(pair, ("retcon", "collectiveName"))
    told = tuple(dict.fromkeys(Cite(k.node, k.account) for k in claims))
    plural = {"sibling": "siblings", "spouse": "married"}[kind]
    return Hit(
        f"{context.labels(pair)} are told to be {plural}, and {context.publisher(denials[0].account)} denies it",
        pair,
        tuple(dict.fromkeys((*told, *denials))),
        explained_by=context.label(settled) if settled else "",
        withdrawals=(told, tuple(dict.fromkeys(denials))),
    )


RULE = Rule(
    code="R006",
    name="kinship-denied",
    severity="warning",
    what="Two are told to be siblings or married, and an account of either side denies it.",
    why="""A kinship that one side alone tells is no contradiction: silence is not denial. A denial is a list of
siblings or spouses that an account calls complete and that is without the other, or a kinship that excludes it: a
parent of somebody is not their sibling. A marriage with a span or a work of its own may have come later, and is
quiet.""",
    cure="mend the account that is wrong, or withdraw the complete list; where a work tells it anew, tell the retcon",
    needs=("Relationship",),
    example="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: ada, kind: sibling, object: dora}
---
source: daily-review
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: sibling, object: cleo}
  - {type: CompleteList, complete: sibling, of: dora}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1
claims:
  - {type: Relationship, subject: ada, kind: sibling, object: dora}
---
source: daily-review
horizon: harbour/s1
claims:
  - {type: Relationship, subject: dora, kind: sibling, object: cleo}
  - {type: Relationship, subject: dora, kind: sibling, object: ada}
  - {type: CompleteList, complete: sibling, of: dora}
""",
    check=check,
)
