"""A002: accounts that list all of something list different members."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from itertools import permutations

from continuity import dates, store, vocab
from continuity.check.context import Context, listed
from continuity.check.repairs import smallest
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.told_lists import MEMBERS, Told, disputed, read_members
from continuity.model import Clash


@dataclass(frozen=True, slots=True)
class Dispute:
    """A list on which accounts differ.

    `pairs` are two complete lists with the members that the first has and the second is without; `beside` are members
    whom other accounts tell and a complete list is without.
    """

    what: str
    owner: str
    lists: tuple[Told, ...]
    pairs: tuple[tuple[Told, Told, list[str]], ...]
    beside: Mapping[str, list[Cite]]


def check(context: Context) -> Iterator[Hit]:
    """One hit for each list of a thing on which the accounts differ."""
    lists = context.complete_lists
    properties = vocab.terms().properties
    clashes = {(c.about, c.subject): c for c in context.canon.clashes if c.about not in properties}
    for what, owner in sorted({*lists, *clashes}):
        told = [t for t in lists.get((what, owner), []) if t.members]
        dispute = _dispute(context, what, owner, told, clashes.get((what, owner)))
        if dispute.pairs or dispute.beside:
            yield _hit(context, dispute)


def _dispute(context: Context, what: str, owner: str, told: list[Told], clash: Clash | None) -> Dispute:
    pairs = tuple((a, b, members) for a, b in permutations(told, 2) if (members := disputed(a, b)))
    in_pairs = [t for t in told if any(t in p[:2] for p in pairs)]
    listed_nodes = {node for t in told for node, _ in t.members.values()}
    beside: dict[str, list[Cite]] = {}
    for claim, _ in clash.told if clash and told else ():
        if claim.predicate != "complete" and claim.subject not in listed_nodes:
            beside.setdefault(_member(context, claim.subject), []).append(Cite(claim.subject, claim.account))
    lists = sorted(in_pairs or told, key=lambda t: (_day(context, t.account), t.account))
    return Dispute(what, owner, tuple(lists), pairs, dict(sorted(beside.items())))


def _hit(context: Context, dispute: Dispute) -> Hit:
    versions: dict[tuple[str, ...], list[str]] = {}
    for one in dispute.lists:
        versions.setdefault(one.current(), []).append(one.account)
    texts = [f"{context.labels(m)} ({_who(context, a)})" for m, a in versions.items()]
    texts += [
        f"{context.label(m)} besides ({_who(context, [c.account for c in told])})" for m, told in dispute.beside.items()
    ]
    settled = [] if dispute.beside else [_change(context, *p) for p in dispute.pairs]
    members = dict.fromkeys(m for *_, told in dispute.pairs for m in told)
    return Hit(
        f"accounts differ on every {context.label(dispute.what)} of {context.label(dispute.owner)}: "
        f"{listed(texts, 6, 'or')}; the canon has {_followed(context, dispute)}",
        (dispute.owner, *members, *dispute.beside),
        (
            *(Cite(t.node, t.account, text=_text(context, dispute.what, dispute.owner, t)) for t in dispute.lists),
            *dict.fromkeys(Cite(one.members[m][0], one.account) for one, _, told in dispute.pairs for m in told),
            *(c for told in dispute.beside.values() for c in told),
        ),
        explained_by="; ".join(dict.fromkeys(settled)) if settled and all(settled) else "",
        withdrawals=_withdrawals(dispute),
    )


def _withdrawals(dispute: Dispute) -> tuple[tuple[Cite, ...], ...]:
    """What would end a dispute: that a list is complete, or the members that it is without."""
    conflicts = [
        (Cite(other.node, other.account, "complete"), Cite(one.members[m][0], one.account))
        for one, other, members in dispute.pairs
        for m in members
    ]
    conflicts += [
        (Cite(one.node, one.account, "complete"), cite)
        for one in dispute.lists
        for member, cites in dispute.beside.items()
        if member not in one.members
        for cite in cites
    ]
    return tuple(smallest(conflicts))


def _who(context: Context, accounts: list[str]) -> str:
    """The publishers of accounts, with the date of each where one is told."""
    names = []
    for account in accounts:
        published = context.canon.accounts[account].source.published
        names.append(context.publisher(account) + (f" {published}" if published else ""))
    return listed(list(dict.fromkeys(names)), 3)


def _followed(context: Context, dispute: Dispute) -> str:
    """The members as the canon has them, each with the span that it gives."""
    found = sorted(read_members(context.canon, dispute.what, dispute.owner))
    spans = ["".join(f" {w} {d}" for w, d in (("from", s.since), ("until", s.until)) if d) for _, (_, s) in found]
    return listed([context.label(m) + s for (m, _), s in zip(found, spans, strict=True)], 8) or "nobody"


def _day(context: Context, account: str) -> date:
    """The last day on which the source of an account may have been published."""
    published = context.canon.accounts[account].source.published
    return dates.bounds(published)[1] if dates.is_date(published) else dates.LAST


def _text(context: Context, what: str, owner: str, one: Told) -> str:
    span = "".join(f", {w} {d}" for w, d in (("from", one.span.since), ("until", one.span.until)) if d)
    members = listed([context.label(m) for m in one.current()], 12)
    return f"every {context.label(what)} of {context.label(owner)}{span}: {members}"


def _member(context: Context, node: str) -> str:
    """Whom or what a statement makes a member of a list."""
    for name in MEMBERS:
        for q in context.canon.facts.match(context.canon.node(node), store.iri(vocab.term(name))):
            return context.canon.id(q.object)
    return node


def _change(context: Context, one: Told, other: Told, members: list[str]) -> str:
    """What settles a difference: each disputed member left, or came, after the account that could not know it."""
    reasons = [_left(context, one, member) or _came(context, other, one.members[member][0]) for member in members]
    return "; ".join(reasons) if all(reasons) else ""


def _left(context: Context, one: Told, member: str) -> str:
    """An account by which the member left after this one was published."""
    return _dated(context, one.account, one.members[member][0], "until")


def _came(context: Context, other: Told, node: str) -> str:
    """An account by which the member came after the other list was published."""
    return _dated(context, other.account, node, "since")


def _dated(context: Context, account: str, node: str, property: str) -> str:
    published = context.canon.accounts[account].source.published
    if not dates.is_date(published):
        return ""
    for teller in context.tellers(node, property):
        for q in context.canon.facts.match(
            context.canon.node(node), store.iri(vocab.term(property)), None, context.canon.node(teller)
        ):
            if dates.is_date(q.object.value) and dates.bounds(published)[1] < dates.bounds(q.object.value)[0]:
                return f"{context.words.node(node, teller)} ({context.publisher(teller)})"
    return ""


RULE = Rule(
    code="A002",
    name="lists-differ",
    severity="warning",
    what=(
        "Accounts that each tell a list whole tell different members, or one tells a member that a complete "
        "list is without."
    ),
    why="""`complete: showrunner` says that there is no other. Two such lists of different members, on days that both
surely cover, cannot both be right. A member who left, or came, after an account was published explains what that
account says; one published later, or at no known date, should have known. Members are read as each account tells them:
its own spans, its own list.""",
    cure="give the list its span (from, to), or the member's; withdraw `complete` where the source does not mean all",
    needs=("CompleteList",),
    example="""\
source: channel-nine-release
horizon: none
claims:
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/s2}
  - {type: CompleteList, complete: showrunner, of: harbour/s2}
---
source: weekly-recap
horizon: none
claims:
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/s2}
  - {type: Credit, person: ines-moreau, role: showrunner, work: harbour/s2}
  - {type: CompleteList, complete: showrunner, of: harbour/s2}
""",
    twin="""\
source: channel-nine-release
horizon: none
claims:
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/s2}
  - {type: CompleteList, complete: showrunner, of: harbour/s2}
---
source: weekly-recap
horizon: none
claims:
  - {type: Credit, person: ruth-okafor, role: showrunner, work: harbour/s2}
  - {type: Credit, person: ines-moreau, role: showrunner, work: harbour/s2, from: 2002-02}
  - {type: CompleteList, complete: showrunner, of: harbour/s2, from: 2002-02}
""",
    check=check,
)
