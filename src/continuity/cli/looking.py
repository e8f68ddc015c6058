"""What is known: of one entity, between two, before a work, in all, and between two universes."""

from __future__ import annotations

import argparse

from continuity import api
from continuity.cli import memory, text
from continuity.cli.command import JSON, Arguments, Command, canon_of, opened, print_json, words_of
from continuity.errors import UsageError


def show(given: Arguments) -> int:
    """Show everything told of one entity, each fact with who told it."""
    from continuity.ask import header

    canon = canon_of(given)
    entity = api.Entity(canon, canon.resolve(given.entity))
    if given.json:
        facts = [
            {
                "fact": f.text, "about": f.about, "followed": f.followed, "rule": f.rule or None,
                "told_by": [{"account": e.account.id, "speaker": e.speaker or None, "source": e.account.source.id, "quote": e.quote or None} for e in f.evidence],
            }
            for f in entity.facts
        ]  # fmt: skip
        print_json(
            {
                "id": entity.id,
                "label": entity.label,
                "type": entity.type,
                "facts": facts,
                **header(canon.graph, canon.universe.version),
            }
        )
    else:
        print(text.entity(entity))
    return 0


def path(given: Arguments) -> int:
    """Find the shortest path between two entities, with the facts along it; or the shortest few of them."""
    from continuity.ask import header
    from continuity.language.words import Words

    if given.count < 1:
        raise UsageError(f"--count takes a number from 1, not {given.count}")
    canon = canon_of(given)
    a, b = canon.resolve(given.a), canon.resolve(given.b)
    found = canon.paths(a, b, given.count, avoiding=words_of(given.avoiding), through=words_of(given.through)) or [[]]
    if not given.json:
        print("\n\n".join(text.path(canon, a, b, steps) for steps in found))
        return 0
    words = Words(canon.graph)
    made = [
        [
            {"from": s.source, "relation": s.relation, "to": s.target, "evidence": [e.claim for e in words.evidence(s.evidence)],
             "accounts": sorted({e.account.id for e in words.evidence(s.evidence)})}
            for s in steps
        ]
        for steps in found
    ]  # fmt: skip
    others = [{"length": len(steps), "steps": steps} for steps in made[1:]]
    print_json(
        {
            "from": a,
            "to": b,
            "length": len(made[0]),
            "steps": made[0],
            "others": others,
            **header(canon.graph, canon.universe.version),
        }
    )
    return 0


def before(given: Arguments) -> int:
    """Say what to see before a work, in order, and why.

    The fewest seasons, episodes and films, each with what requires it and who says so; --watched leaves out what was seen.
    """
    from continuity.ask import header

    canon = canon_of(given)
    work = canon.work(given.work)
    items = canon.before(work.id)
    if given.json:
        made = [
            {
                "work": i.work.id, "label": i.label, "up_to": i.up_to.id if i.up_to else None,
                "because": [
                    {"by": r.by.id, "kind": r.kind, "text": r.text,
                     "told_by": [{"account": e.account.id, "source": e.account.source.id, "quote": e.quote or None} for e in r.evidence]}
                    for r in i.reasons
                ],
            }
            for i in items
        ]  # fmt: skip
        print_json(
            {"before": work.id, "label": work.label, "items": made, **header(canon.graph, canon.universe.version)}
        )
    else:
        print(text.before(work, items))
    return 0


def stats(given: Arguments) -> int:
    """Count what the canon holds, and say what is missing."""
    from continuity.ask import header

    canon = canon_of(given)
    counts, coverage = canon.stats(), canon.coverage()
    if given.json:
        print_json({**counts, "coverage": coverage.as_json(), **header(canon.graph, canon.universe.version)})
    else:
        print(f"{text.counts(counts)}\n\n{text.coverage(coverage)}")
    return 0


def diff(given: Arguments) -> int:
    """Compare two universes, or two canons of one: facts added, withdrawn, newly contradicted.

    A and B are universes (NAME or PATH), scopes (on=2016-04-30, canon=netflix, until=WORK, watched=LIST), or both
    joined by +, such as marvel+canon=netflix+on=2016-04-30. The options below hold where a side does not say otherwise.
    Between two bare universes every account counts.
    """
    from continuity.ask import header

    one, other = _side(given, given.a), _side(given, given.b)
    found = one.diff(other)
    if given.json:
        sides = {"a": header(one.graph, one.universe.version), "b": header(other.graph, other.universe.version)}
        print_json({**found.as_json(), **sides})
    else:
        print(found)
    return 1 if found else 0


_SCOPE = ("canon", "on", "until", "watched")


def _side(given: Arguments, spec: str) -> api.Canon:
    """The canon that one side of a comparison means."""
    scope = {name: getattr(given, name) for name in _SCOPE}
    chosen = given.universe
    for part in spec.split("+"):
        name, equals, value = part.partition("=")
        if equals and name in _SCOPE:
            scope[name] = value
        elif part:
            chosen = part
    scoped = any(getattr(given, n) or f"+{n}=" in f"+{side}" for n in _SCOPE for side in (given.a, given.b))
    scope["watched"] = memory.horizon(chosen, scope["watched"])
    loaded = opened(argparse.Namespace(universe=chosen))
    return loaded.canon(scope.pop("canon") or ("" if scoped else api.EVERYTHING), **scope)


COMMANDS = (
    Command("show", show, (("entity", {"metavar": "ENTITY", "help": "an id or a name"}), JSON)),
    Command("path", path, (
        ("a", {"metavar": "A"}), ("b", {"metavar": "B"}), JSON,
        ("--count", {"metavar": "K", "type": int, "default": 1, "help": "how many paths, the shortest first (default: 1)"}),
        ("--avoiding", {"metavar": "ENTITY,…", "default": "", "help": "entities that no path goes through"}),
        ("--through", {"metavar": "RELATION,…", "default": "", "help": "the relations that paths walk, such as plays,appearsIn"}),
    )),
    Command("before", before, (("work", {"metavar": "WORK", "help": "an id, a title, or a code such as daredevil:s2"}), JSON)),
    Command("stats", stats, (JSON,)),
    Command("diff", diff, (
        ("a", {"metavar": "A", "help": "a universe, or a scope such as on=2016-04-30"}),
        ("b", {"metavar": "B", "help": "what it is compared with"}), JSON,
    )),
)  # fmt: skip
