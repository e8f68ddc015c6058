"""A001: accounts give one thing two values of what it can have one of."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import dates, store, vocab
from continuity.check.alike import plain
from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule
from continuity.check.rules.lesser_over_greater import overridden
from continuity.model import Clash

#: Running times in minutes are rounded up or down; this far apart they are the same.
ROUNDING = {"runtime": 1}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each functional property of a thing on which the accounts differ."""
    properties = vocab.terms().properties
    for clash in context.canon.clashes:
        if clash.about in properties and properties[clash.about].functional and not overridden(context, clash):
            yield _hit(context, clash)


def _hit(context: Context, clash: Clash) -> Hit:
    property = vocab.terms().properties[clash.about]
    told: dict[str, list[str]] = {}
    followed = ""
    for claim, wins in clash.told:
        word = context.canon.label(claim.object.value) if claim.object.is_id else claim.object.value
        told.setdefault(word, []).append(claim.account)
        followed = word if wins and not followed else followed
    versions = sorted(told, key=lambda v: (v != followed, v))
    texts = [f"{v} ({listed(list(dict.fromkeys(map(context.publisher, told[v]))), 3)})" for v in versions]
    cites = {v: [Cite(clash.subject, a, clash.about) for a in sorted(told[v], key=context.rank)] for v in versions}
    return Hit(
        f"accounts differ on {_subject(context, clash.subject)}, “{property.label}”: {listed(texts, 6, 'or')}; "
        f"the canon follows {followed}",
        context.entities_of(clash.subject),
        tuple(c for v in versions for c in cites[v]),
        explained_by=_settled(context, clash, versions),
        withdrawals=tuple(tuple(c for w in versions if not _agree(v, w) for c in cites[w]) for v in versions),
    )


def _agree(one: str, other: str) -> bool:
    """Whether two values are one, or dates that may mean one day: to keep the one, the other need not go."""
    return one == other or (dates.is_date(one) and dates.is_date(other) and dates.compatible(one, other))


def _subject(context: Context, node: str) -> str:
    """What the clash is about: an entity, or a statement by its class and key."""
    cls = vocab.terms().classes.get(context.canon.type(node))
    if cls is None or "Statement" not in cls.above:
        return context.canon.label(node)
    facts = {
        q.predicate.value: q.object
        for q in context.canon.facts.match(context.canon.node(node), None, None, store.DEFAULT)
    }
    key = [context.words.value(facts[vocab.term(k)]) for k in cls.key if vocab.term(k) in facts]
    return f"the {cls.label} of {listed(key[:1])} ({', '.join(key[1:])})"


def _settled(context: Context, clash: Clash, versions: list[str]) -> str:
    """Why two values may both be right: rounding, a name cut short, a score that moves within a span of days."""
    apart = ROUNDING.get(clash.about)
    if apart:
        figures = [float(v) for v in versions]
        return f"the figures are within {apart} of each other" if max(figures) - min(figures) <= apart else ""
    if clash.about == "name" and all(_shortened(versions[0], v) for v in versions[1:]):
        return "one name is a shorter form of the other"
    if clash.about in ("value", "count") and context.canon.type(clash.subject) == "Score":
        days = {
            q.object.value
            for q in context.canon.facts.match(context.canon.node(clash.subject), store.iri(vocab.term("date")))
        }
        if not any(dates.is_date(d) and dates.bounds(d)[0] == dates.bounds(d)[1] for d in days):
            return "a score moves from day to day, and the day is not told"
    told = context.explanations.of(context.entities_of(clash.subject), ("retcon",))
    return context.label(told) if told else ""


def _shortened(one: str, other: str) -> bool:
    """Whether the words of one name all stand in the other; what is left over is more than a number."""
    a, b = ({plain(w) for w in text.split()} for text in (one, other))
    left = (a | b) - (a & b)
    return (a <= b or b <= a) and not any(w.isdecimal() for w in left)


RULE = Rule(
    code="A001",
    name="clash",
    severity="warning",
    what="Accounts give different values for a property that a thing has one of, such as a release date or a name.",
    why="""They cannot all be right. The canon follows the account that ranks highest by its precedence; the others
stay in the universe and say what they say. Dates that agree in part, spellings of one name, a name cut short, rounded
running times, and scores of a day that is not told are no clash.""",
    cure=(
        "where an account misreads its source, mend it; where sources do differ, allow: A001 with a note "
        "says that it is known"
    ),
    example="""\
source: weekly-recap
horizon: none
claims:
  - {id: harbour/s1e02, released: 2001-09-11}
""",
    twin="""\
source: weekly-recap
horizon: none
claims:
  - {id: harbour/s1e02, released: 2001-09}
""",
    check=check,
)
