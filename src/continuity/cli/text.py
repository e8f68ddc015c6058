"""What the commands print for people."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.coverage import Coverage
from continuity.language.words import Words
from continuity.model import Answer, Evidence, cite

if TYPE_CHECKING:
    from continuity import api
    from continuity.check.story_order import StoryOrder

#: How much evidence is printed where it is not all asked for.
SHORT = 6


def coloured() -> bool:
    """Whether standard output shows colour: a terminal, and NO_COLOR unset."""
    return sys.stdout.isatty() and not os.environ.get("NO_COLOR")


def bold(words: str) -> str:
    """Words in bold where there is colour."""
    return f"\033[1m{words}\033[0m" if coloured() else words


def _scope(canon: CanonGraph) -> str:
    scope = canon.scope
    parts = [f"{k} {v}" for k, v in (("canon", scope.canon), ("as known on", scope.on), ("until", scope.until)) if v]
    parts += [f"watched {', '.join(scope.watched)}".replace("watched none", "nothing watched")] if scope.watched else []
    return "; ".join(parts) or "no horizon: everything is told"


def answer(made: Answer, canon: CanonGraph, *, whole: bool = False) -> str:
    """An answer: the sentence, how it was read, and who says so."""
    lines = [bold(made.sentence)]
    lines += [f"  corrected: {a} → {b}" for a, b in made.corrections]
    if made.reading:
        lines.append(f"  read as: {made.reading}")
    lines += [f"  assuming: {a}" for a in made.assumptions]
    for reading in made.readings:
        rows = "; ".join(" ".join(str(c) for c in r) for r in reading.rows[:5])
        lines.append(f"  · {reading.reading}" + (f" → {rows}" if rows else " → nothing is recorded"))
    lines += [f"  note: {n}" for n in made.notes]
    lines += [
        f"  known: {c['of']}: {c['known']} of {'at least ' + str(c['known']) if c['total'] is None else c['total']}"
        for c in made.completeness
    ]
    if made.evidence:
        lines.append("")
        lines += [f"  {line}" for line in _told(made.evidence, None if whole else SHORT)]
    lines.append(f"  [{canon.universe}: {_scope(canon)}]")
    return "\n".join(lines)


def _told(evidence: Sequence[Evidence], limit: int | None) -> list[str]:
    """Evidence as a list: the fact, then its tellers."""
    by_claim: dict[str, list[Evidence]] = {}
    for one in _spread(evidence)[:limit]:
        by_claim.setdefault(one.claim, []).append(one)
    lines = []
    for claim, tellers in by_claim.items():
        lines.append(f"{claim}")
        for one in tellers:
            quote = f": “{one.quote}”" if one.quote else ""
            lines.append(f"    — {cite(one)}{quote}")
            if one.account.source.url:
                lines.append(f"      {one.account.source.url}")
    rest = len(evidence) - len(_spread(evidence)[:limit])
    if rest > 0:
        lines.append(f"and {rest} more (--evidence prints all)")
    return lines


def _spread(evidence: Sequence[Evidence]) -> list[Evidence]:
    """Evidence with the first teller of each fact before the second of any."""
    seen: dict[str, int] = {}
    keyed = []
    for n, one in enumerate(evidence):
        keyed.append((seen.get(one.claim, 0), n, one))
        seen[one.claim] = seen.get(one.claim, 0) + 1
    return [one for _, _, one in sorted(keyed, key=lambda k: k[:2])]


def before(work: api.Entity, items: Sequence[api.ToSee]) -> str:
    """What to see before a work, one a paragraph, each with why and who says so."""
    if not items:
        return f"Nothing has to be seen before {work.label}."
    lines = [bold(f"Before {work.label}:")]
    for place, item in enumerate(items, 1):
        lines.append(f"{place}. {item.label}")
        for reason in item.reasons[:_REASONS]:
            lines.append(f"     {reason.text}")
            lines += [f"       — {cite(e)}" for e in reason.evidence[:1]]
        rest = len(item.reasons) - _REASONS
        lines += [f"     and {rest} more reason{'' if rest == 1 else 's'} (--json has all)"] if rest > 0 else []
    lines.append(f"[{work.canon.graph.universe}: {_scope(work.canon.graph)}]")
    return "\n".join(lines)


#: How many reasons for a work are printed.
_REASONS = 2


def vocabulary(terms: vocab.Terms) -> str:
    """The whole vocabulary, a line a term."""
    lines = [bold("Classes")]
    lines += [f"  {n:20} {c.comment}" for n, c in terms.classes.items()]
    lines += ["", bold("Properties")]
    lines += [f"  {n:20} {p.comment}" for n, p in terms.properties.items()]
    lines += ["", bold("Values of closed lists")]
    lines += [f"  {n:20} {i.cls}: {i.comment}" for n, i in terms.individuals.items()]
    return "\n".join(lines)


def term(terms: vocab.Terms, name: str) -> str:
    """One term with what belongs to it and a query that uses it."""
    lines = [f"{bold('c:' + name)}  <{vocab.term(name)}>"]
    if name in terms.classes:
        cls = terms.classes[name]
        family = {name, *cls.above}
        lines += [f"  class: {cls.comment}"]
        lines += [f"  is a: {', '.join(cls.above)}"] if cls.above else []
        lines += [f"  one node for each: {', '.join(cls.key)}"] if cls.key else []
        for p in terms.properties.values():
            if family & set(p.domain):
                key = f" (in data: {p.key})" if p.key != p.name else ""
                lines.append(f"  {p.name}{key} → {', '.join(map(vocab.short, p.range))}: {p.comment}")
        values = [i.name for i in terms.individuals.values() if i.cls == name]
        lines += [f"  values: {', '.join(values)}"] if values else []
        lines.append(f"  example: SELECT ?x WHERE {{ ?x a c:{name} }} LIMIT 10")
    elif name in terms.properties:
        p = terms.properties[name]
        lines += [f"  property: {p.comment}", f"  from {', '.join(p.domain)} to {', '.join(map(vocab.short, p.range))}"]
        lines += ["  one value a thing"] if p.functional else []
        lines += [f"  derived by the rule {p.derived_by}"] if p.derived_by else [f"  in data: {p.key}"]
        lines.append(f"  example: SELECT ?x ?y WHERE {{ ?x c:{name} ?y }} LIMIT 10")
    else:
        one = terms.individuals[name]
        users = [p.name for p in terms.properties.values() if one.cls in p.range]
        lines += [f"  {terms.classes[one.cls].label}: {one.comment}"]
        lines += [f"  example: SELECT ?x WHERE {{ ?x c:{p} c:{name} }} LIMIT 10" for p in users[:1]]
    return "\n".join(lines)


def entity(one: api.Entity) -> str:
    """Everything told of an entity."""
    terms = vocab.terms()
    cls = terms.classes.get(one.type)
    lines = [f"{bold(one.label)}  ({cls.label if cls else one.type}, {one.id})"]
    about = ""
    for fact in one.facts:
        if fact.about != about:
            about = fact.about
            known = terms.classes.get(about) or terms.properties.get(about)
            lines += ["", bold(known.label if known else about)]
        lost = "" if fact.followed else "  [not followed here]"
        lines.append(f"  {fact.text}{lost}" + (f"  [by the rule {fact.rule}]" if fact.rule else ""))
        if not fact.rule:
            lines += [f"      — {cite(e)}" + (f": “{e.quote}”" if e.quote else "") for e in fact.evidence]
    lines.append(f"\n[{one.canon.graph.universe}: {_scope(one.canon.graph)}]")
    return "\n".join(lines)


def path(canon: api.Canon, a: str, b: str, steps: Sequence[Any]) -> str:
    """A path, a step a line, each with who tells it."""
    graph, words = canon.graph, Words(canon.graph)
    if a == b:
        return f"{graph.label(a)} is where it begins and ends."
    if not steps:
        return f"Nothing here leads from {graph.label(a)} to {graph.label(b)}."
    lines = [bold(f"{graph.label(a)} to {graph.label(b)}: {len(steps)} step{'' if len(steps) == 1 else 's'}")]
    for step in steps:
        lines.append("  " + words.direct(step.source, step.relation, graph.label(step.target)))
        lines += [f"      — {e.claim}: {cite(e)}" for e in words.evidence(step.evidence)[:3]]
    return "\n".join(lines)


def order(canon: api.Canon, found: StoryOrder) -> str:
    """The order of two things in a sentence, and the claims that show it, each with some of those who tell it."""
    from continuity.check.reports.text import who

    tellers: dict[str, list[str]] = {}
    for claim in found.claims:
        tellers.setdefault(claim.text, []).append(who(canon.graph, claim))
    lines = [bold(f"{found.text[0].upper()}{found.text[1:]}.")]
    for told, some in tellers.items():
        lines += [f"  {told}", *(f"      — {one}" for one in some[:3] if one)]
    return "\n".join(lines)


def coverage(made: Coverage) -> str:
    """What is known of the episodes of each work, and on how many sources the facts rest."""
    rows = [_COVERED, *((w.label, *(str(getattr(w, n)) for n in _COVERED[1:])) for w in made.works)]
    widths = [max(len(row[i]) for row in rows) for i in range(len(_COVERED))]
    lines = [
        "  ".join([row[0].ljust(widths[0]), *(v.rjust(n) for v, n in zip(row[1:], widths[1:], strict=True))])
        for row in rows
    ]
    of = made.support
    share = [
        f"{what}: {n} of {of.facts} ({100 * n / of.facts:.0f} %)"
        for what, n in (
            ("facts told by one source", of.one_source),
            ("by several", of.several_sources),
            ("by fan wikis alone", of.fan_wikis_only),
        )
        if of.facts
    ]
    kinds = ", ".join(f"{n} {k}" for k, n in made.source_kinds)
    whole = [f"  {w.label}: {', '.join(map(_plain, w.complete))}" for w in made.works if w.complete]
    told_whole = ["", bold("Lists that an account says it tells whole"), *whole] if whole else []
    head = [bold("Of how many episodes what is known; sources an episode, on average"), *lines] if made.works else []
    return "\n".join([*head, *told_whole, "", "; ".join(share), f"sources by kind: {kinds}"]).lstrip("\n")


#: The columns of the coverage of a work.
_COVERED = (
    "work",
    "episodes",
    "titles",
    "dates",
    "runtimes",
    "directors",
    "writers",
    "casts",
    "appearances",
    "sources",
)


def _plain(name: str) -> str:
    """A class, role or billing as a person says it."""
    terms = vocab.terms()
    known = terms.classes.get(name) or terms.individuals.get(name)
    return known.label if known else name


def counts(numbers: Mapping[str, Any]) -> str:
    """Counts, a line each."""
    width = max(map(len, numbers))
    return "\n".join(f"{name.ljust(width)}  {value}" for name, value in numbers.items())
