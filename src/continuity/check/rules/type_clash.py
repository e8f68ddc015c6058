"""I004: a thing of two kinds."""

from __future__ import annotations

from collections.abc import Iterator

from continuity import store, vocab
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each thing of two of the lowest classes."""
    terms = vocab.terms()
    for (thing,) in context.rows("two-types"):
        told = context.canon.facts.match(context.canon.node(thing), store.TYPE, None, store.DEFAULT)
        classes = {vocab.short(q.object.value) for q in told} & terms.classes.keys()
        classes = {c for c in classes if not terms.classes[c].derived_by}
        lowest = sorted(c for c in classes if not any(c != d and terms.is_a(d, c) for d in classes))
        accounts = {c: context.tellers(thing, "type", store.iri(vocab.term(c))) for c in lowest}
        words = " and ".join(f"a {terms.classes[c].label}" for c in lowest)
        sides = [
            tuple(Cite(thing, a, "type", f"{thing} is a {terms.classes[c].label}") for a in accounts[c]) for c in lowest
        ]
        yield Hit(
            f"{context.label(thing)} is told to be both {words}, under one id, {thing}",
            (thing,),
            tuple(cite for side in sides for cite in side),
            withdrawals=tuple(sides),
        )


RULE = Rule(
    code="I004",
    name="type-clash",
    severity="error",
    what="One id is told to be of two kinds that exclude each other.",
    why="""A woman and the series that bears her name need two ids: jessica-jones and jessica-jones/series. An id of
two kinds mixes what is told of both.""",
    cure="give each thing its own id",
    example="""\
source: daily-review
horizon: none
claims:
  - {id: harbour/special, type: Special, name: Harbour at Sea, released: 2002-12-24}
---
source: fan-wiki
horizon: none
claims:
  - {id: harbour/special, type: Film, name: Harbour at Sea}
""",
    twin="""\
source: daily-review
horizon: none
claims:
  - {id: harbour/special, type: Special, name: Harbour at Sea, released: 2002-12-24}
---
source: fan-wiki
horizon: none
claims:
  - {id: harbour/film, type: Film, name: Harbour at Sea}
""",
    check=check,
)
