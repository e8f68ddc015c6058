"""A001: accounts give one thing two values of what it can have one of."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import vocab
from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule
from continuity.model import Clash

#: Running times in minutes are rounded up or down; this far apart they are the same.
ROUNDING = {"runtime": 1}


def check(context: Context) -> Iterator[Hit]:
    """One hit for each functional property of a thing on which the accounts differ."""
    properties = vocab.terms().properties
    for clash in context.canon.clashes:
        if clash.about in properties and properties[clash.about].functional:
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
    return Hit(
        f"accounts differ on {context.label(clash.subject)}, {property.label}: {listed(texts, 6, 'or')}; "
        f"the canon follows {followed}",
        context.entities_of(clash.subject),
        tuple(Cite(clash.subject, a, clash.about) for v in versions for a in sorted(told[v], key=context.rank)),
        explained_by=_rounded(clash),
    )


def _rounded(clash: Clash) -> str:
    apart = ROUNDING.get(clash.about)
    values = [float(c.object.value) for c, _ in clash.told] if apart else []
    return f"the figures are within {apart} of each other" if apart and max(values) - min(values) <= apart else ""


RULE = Rule(
    code="A001",
    name="clash",
    severity="warning",
    what="Accounts give different values for a property that a thing has one of, such as a release date or a name.",
    why="""They cannot all be right. The canon follows the account that ranks highest by its precedence; the others stay in
the universe and say what they say. Dates that agree in part, and spellings of one name, are no clash.""",
    cure="where an account misreads its source, mend it; where sources do differ, allow: A001 with a note says that it is known",
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
