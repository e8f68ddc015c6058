"""A011: an `allow:` that settles nothing, or gives no reason."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Allowance, Context
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each allowance without a reason, and for each that silenced nothing though its rule was run."""
    for one in context.allowances:
        problem = _problem(context, one)
        if problem:
            yield Hit(
                f"allow: {one.code} on {context.label(one.node)} {problem}",
                (one.node,),
                (Cite(one.node, one.account, "allow", f"allow: {one.code}"),),
            )


def _problem(context: Context, one: Allowance) -> str:
    if one.code not in context.outcome.known:
        return "is the code of no rule"
    if not one.reason:
        return "gives no reason"
    if one.code in context.outcome.ran and one not in context.outcome.used:
        return "silences nothing"
    return ""


RULE = Rule(
    code="A011",
    name="unused-allow",
    severity="warning",
    what="An `allow:` silences no finding, names no rule, or stands without a note.",
    why="""An allowance says that somebody looked and found it right. When the finding is gone the allowance only hides
the next one, and without a note nobody knows why it is there. A rule that was not run is not judged.""",
    cure="remove the allow, or say in a note beside it why it is right",
    needs=("allow",),
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02, allow: L001, note: she is seen again}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: ada, in: harbour/s1e02, allow: L001, note: her ghost walks the pier}
  - {type: Appearance, character: ada, in: harbour/s2e01, mode: present}
""",
    check=check,
)
