"""Markdown: a section for each entity, its facts in words, and a footnote for each source."""

from __future__ import annotations

import re
from collections.abc import Sequence

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.language.describe import Describer
from continuity.language.words import Words
from continuity.model import Evidence, cite

_SPECIAL = re.compile(r"([\\`*_{}\[\]<>#|~])")


def markdown(canon: CanonGraph, entities: Sequence[str]) -> bytes:
    """One document (CommonMark with footnotes); what of an entity is told under this canon and horizon, and by whom."""
    describer = Describer(canon, Words(canon))
    notes: dict[str, int] = {}
    told: dict[str, Evidence] = {}
    lines: list[str] = []
    for id in entities or canon.entities():
        cls = vocab.terms().classes.get(canon.type(id))
        lines += [f"## {_plain(canon.label(id))}", "", f"*{cls.label if cls else 'thing'}*, `{id}`", ""]
        for fact in describer.facts(id):
            marks = []
            for evidence in fact.evidence:
                source = evidence.account.source.id
                told.setdefault(source, evidence)
                marks.append(f"[^{notes.setdefault(source, len(notes) + 1)}]")
            unfollowed = "" if fact.followed else " *(another account is followed)*"
            lines.append(f"- {_plain(fact.text)}{unfollowed}{''.join(dict.fromkeys(marks))}")
        lines.append("")
    for source, number in notes.items():
        url = told[source].account.source.url
        address = f" <{url}>" if re.fullmatch(r"https?://[^\s<>]+", url) else ""
        lines.append(f"[^{number}]: {_plain(cite(told[source]))}{address}")
    return ("\n".join(lines).rstrip("\n") + "\n").encode("utf-8")


def _plain(text: str) -> str:
    """Text that Markdown shows as it is: on one line, its marks escaped."""
    return _SPECIAL.sub(r"\\\1", " ".join(text.split()))
