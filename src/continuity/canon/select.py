"""Which accounts are in: the policy of a canon, `--on`, `--until`, `--watched`, and who outranks whom."""

from __future__ import annotations

import difflib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from continuity import dates, store, vocab
from continuity.canon.frame import Frame
from continuity.errors import UsageError
from continuity.model import Account, Scope, Source

NONE = vocab.term("none")

#: What one has watched who has watched nothing.
NOTHING = "none"

ACCOUNTS = """
SELECT ?account ?source ?reports ?horizon WHERE {
  ?account a c:Account . OPTIONAL { ?account c:source ?source }
  OPTIONAL { ?account c:reports ?reports } OPTIONAL { ?account c:horizon ?horizon }
}"""
SOURCES = """
SELECT ?source ?p ?o WHERE { ?source a c:Source ; ?p ?o FILTER(isLITERAL(?o) || ?p IN (c:sourceKind, c:horizon)) }"""


@dataclass(frozen=True, slots=True)
class Policy:
    """A canon as declared: which works and sources count, in which precedence."""

    id: str = ""
    name: str = "everything"
    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    includes_kind: tuple[str, ...] = ()
    excludes_kind: tuple[str, ...] = ()
    excludes_source: tuple[str, ...] = ()
    prefers_report: tuple[str, ...] = ()
    prefers_kind: tuple[str, ...] = field(default=())


#: Where a canon gives no precedence: closest to the work first.
PRECEDENCE = (
    "credits", "pressRelease", "interview", "tradePress", "news", "review", "recap", "reference", "dataset", "fanWiki",
)  # fmt: skip


def policies(universe: store.Store) -> dict[str, Policy]:
    """The canons that a universe declares, by id."""
    found: dict[str, Policy] = {}
    for quad in universe.match(None, store.TYPE, store.iri(vocab.term("Canon"))):
        node = quad.subject
        values: dict[str, list[str]] = {}
        for fact in universe.match(node, None, None, store.DEFAULT):
            name = vocab.short(fact.predicate.value)
            terms = _items(universe, fact.object) if name.startswith("prefers") else [fact.object]
            values.setdefault(name, []).extend(vocab.short(t.value, universe.base) for t in terms)
        id = vocab.short(node.value, universe.base)
        sets = {name: tuple(sorted(told)) for name, told in values.items()}
        found[id] = Policy(
            id,
            next(iter(values.get("name", ())), id),
            sets.get("includes", ()),
            sets.get("excludes", ()),
            sets.get("includesKind", ()),
            sets.get("excludesKind", ()),
            sets.get("excludesSource", ()),
            tuple(values.get("prefersReport", ())),
            tuple(values.get("prefersKind", ())) or PRECEDENCE,
        )
    return dict(sorted(found.items()))


def policy(universe: store.Store, name: str) -> Policy:
    """The canon of this id or name; for an empty name the universe's default. Raises UsageError."""
    known = policies(universe)
    if not name:
        for quad in universe.match(None, store.iri(vocab.term("default")), None, store.DEFAULT):
            name = vocab.short(quad.object.value, universe.base)
    if not name or (name == "everything" and name not in known):
        return Policy(prefers_kind=PRECEDENCE)
    for one in known.values():
        if name in (one.id, one.id.removeprefix("canon/"), one.name):
            return one
    options = list(dict.fromkeys([*(id.removeprefix("canon/") for id in known), "everything"]))
    near = difflib.get_close_matches(name, options, 1)
    hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(options)}"
    raise UsageError(f"there is no canon {name!r}; {hint}")


def _items(universe: store.Store, head: object) -> list[Any]:
    """The members of an RDF list, up to where it breaks off or comes back to itself."""
    items: list[Any] = []
    first, rest = store.iri(vocab.RDF + "first"), store.iri(vocab.RDF + "rest")
    seen: set[object] = set()
    while head is not None and head not in seen:
        seen.add(head)
        items += [q.object for q in universe.match(head, first)]
        head = next((q.object for q in universe.match(head, rest)), None)
    return items


def accounts(universe: store.Store) -> dict[str, Account]:
    """Every account of a universe by id, with its source."""
    base = universe.base
    facts: dict[str, dict[str, str]] = {}
    spoils: dict[str, set[str]] = {}
    for source, p, o in universe.select(SOURCES):
        id, name = vocab.short(source.value, base), vocab.short(p.value)
        if name == "horizon":
            spoils.setdefault(id, set()).add(o.value if o.value == NONE else vocab.short(o.value, base))
        else:
            facts.setdefault(id, {})[name] = vocab.short(o.value)
    told: dict[str, tuple[set[str], set[str], set[str]]] = {}
    for account, *rest in universe.select(ACCOUNTS):
        sets = told.setdefault(vocab.short(account.value, base), (set(), set(), set()))
        for value, found in zip(rest, sets, strict=True):
            if value is not None:
                found.add(value.value if value.value == NONE else vocab.short(value.value, base))
    made = {}
    for id, (sources, reports, horizon) in sorted(told.items()):
        source = min(sources, default="")
        known = facts.get(source, {})
        made[id] = Account(
            id,
            Source(
                source,
                known.get("sourceKind", ""),
                known.get("title", ""),
                known.get("publisher", ""),
                known.get("author", ""),
                known.get("published", ""),
                known.get("url", ""),
                tuple(sorted(spoils.get(source, ()))),
            ),
            tuple(sorted(reports)),
            tuple(sorted(horizon)),
        )
    return made


@dataclass(frozen=True, slots=True)
class Selection:
    """The accounts that are in, best first, and the works that are out of the canon."""

    accounts: tuple[Account, ...]
    excluded: frozenset[str]
    seen: frozenset[str] | None

    def rank(self) -> Mapping[str, int]:
        """Account id → its place; the lower one wins a clash."""
        return {a.id: i for i, a in enumerate(self.accounts)}


def select(universe: store.Store, frame: Frame, rules: Policy, scope: Scope) -> Selection:
    """Choose and rank the accounts of a universe. Raises UsageError for a date or work that is none."""
    seen = _seen(frame, scope)
    day = dates.bounds(scope.on)[1] if scope.on else None
    out = excluded(frame, rules)
    chosen = [
        a
        for a in accounts(universe).values()
        if _counts(a, rules, out) and _visible(a, frame, seen) and (day is None or _dated(a, frame, day))
    ]

    def rank(a: Account) -> tuple[int, int, int, str]:
        wholes = {w for r in a.reports for w in frame.whole(r)} | set(a.reports)
        report = min((i for i, r in enumerate(rules.prefers_report) if r in wholes), default=len(rules.prefers_report))
        kinds = rules.prefers_kind
        kind = kinds.index(a.source.kind) if a.source.kind in kinds else len(kinds)
        published = dates.bounds(a.source.published)[1].toordinal() if dates.is_date(a.source.published) else 0
        return report, kind, -published, a.id

    return Selection(tuple(sorted(chosen, key=rank)), frozenset(out), None if seen is None else frozenset(seen))


def _seen(frame: Frame, scope: Scope) -> set[str] | None:
    sets = []
    if scope.until:
        sets.append(frame.up_to(frame.find(scope.until)))
    if scope.watched:
        sets.append({w for text in scope.watched if text != NOTHING for w in frame.watched(text)})
    return set.intersection(*sets) if sets else None


def _visible(account: Account, frame: Frame, seen: set[str] | None) -> bool:
    """Whether an account and the title of its source spoil nothing to one who has seen this much.

    Without a horizon an account might.
    """
    if seen is None:
        return True
    needed = {*account.horizon, *account.source.horizon}
    return bool(account.horizon) and all(h == NONE or frame.leaves(h) <= seen for h in needed)


def _dated(account: Account, frame: Frame, day: date) -> bool:
    """Whether an account was there by the end of a day, for every day that its date may mean."""
    released = [d for r in account.reports if (d := frame.released(r))]
    when = max(released, default="") or account.source.published
    return bool(when) and dates.is_date(when) and dates.bounds(when)[1] <= day


def excluded(frame: Frame, rules: Policy) -> set[str]:
    """The works that a canon leaves out."""
    counted = (
        {w for i in rules.includes for w in frame.parts(i) | frame.whole(i)} if rules.includes else set(frame.works)
    )
    return (set(frame.works) - counted) | {w for e in rules.excludes for w in frame.parts(e)}


def _counts(account: Account, rules: Policy, out: set[str]) -> bool:
    kind = account.source.kind
    return (
        (not rules.includes_kind or kind in rules.includes_kind)
        and kind not in rules.excludes_kind
        and account.source.id not in rules.excludes_source
        and not any(r in out for r in account.reports)
    )
