"""A005: a source that nobody could find again."""

from __future__ import annotations

from collections.abc import Iterator

from continuity.check.context import Context, listed
from continuity.check.rule import Cite, Hit, Rule


def check(context: Context) -> Iterator[Hit]:
    """One hit for each source without a kind, a title, a publisher, or a date or the reason why there is none."""
    reasoned = {source for (source,) in context.rows("datings")}
    sources = {a.source.id: a.source for a in context.canon.accounts.values() if a.source.id}
    for id, source in sorted(sources.items()):
        if not (source.kind or source.title or source.publisher or source.published or id in reasoned):
            continue  # nothing is told of it at all: D004 has reported that
        missing = [n for n in ("kind", "title", "publisher") if not getattr(source, n)]
        if not source.published and id not in reasoned:
            missing.append("date (published, or dating with the reason why there is none)")
        if missing:
            yield Hit(
                f"the source {id} has no {listed(missing)}",
                (id,),
                (Cite(id, text=f"the source {id}: {source.title}" if source.title else f"the source {id}"),),
                position=context.universe.position(id),
            )


RULE = Rule(
    code="A005",
    name="source-incomplete",
    severity="warning",
    what="A source lacks its kind, title or publisher, or a date or the reason why it has none.",
    why="""The kind ranks a source, title and publisher let others find it, and the date says since when it is known. A
source without a date is left out as soon as somebody asks what was known on a day.""",
    cure="complete the source",
    needs=("Source",),
    example="""\
sources:
  - {id: clipping, type: Source, kind: news, title: A wreck off the harbour, published: 2001-10}
---
source: clipping
horizon: none
claims:
  - {id: harbour/s1e01, runtime: 44}
""",
    twin="""\
sources:
  - {id: clipping, type: Source, kind: news, title: A wreck off the harbour, publisher: The Daily, published: 2001-10}
---
source: clipping
horizon: none
claims:
  - {id: harbour/s1e01, runtime: 44}
""",
    check=check,
)
