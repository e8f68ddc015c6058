"""A010: a quote that is more than a few words."""

from __future__ import annotations

import re
from collections.abc import Iterator

from continuity.check.context import Context
from continuity.check.grouping import grouped
from continuity.check.rule import Cite, Hit, Rule

WORDS = 15


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account with quotes that are too long."""
    long = ((account, (node, _words(quote))) for node, account, quote in context.rows("long-quotes"))
    for account, nodes in grouped((account, one) for account, one in long if one[1] > WORDS).items():
        yield Hit(
            f"a quote has {max(n for _, n in nodes)} words; more than {WORDS} is a passage",
            (account,),
            tuple(Cite(n, account, "quote", context.label(n)) for n, _ in nodes),
        )


def _words(quote: str) -> int:
    """How many words a quote has; in scripts that are written without spaces two signs are taken for one.

    >>> _words("Ich bin es"), _words("彼女は死んだ")
    (3, 3)
    """
    unspaced = len(re.findall("[\u3040-\u30ff\u3400-\u9fff\u0e00-\u0e7f]", quote))
    return max(len(quote.split()), (unspaced + 1) // 2)


RULE = Rule(
    code="A010",
    name="long-quote",
    severity="warning",
    what="A quote is longer than 15 words.",
    why="""A quote shows that the source says it, in a few words that can be found there. Whole passages belong to
whoever wrote them, and data that ships must not hold them.""",
    cure="keep the few words that tell it",
    needs=("quote",),
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - type: Death
    of: ada
    in: harbour/s1e02
    quote: one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02, quote: swept off the pier}
""",
    check=check,
)
