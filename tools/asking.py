"""Write docs/asking.md from the lexicon, the grammar and the answers of data/star-wars; --check exits 1 where it differs."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import continuity
from continuity import vocab
from continuity.language.closed import WORDS
from continuity.language.lexicon import Entry, lexicon

PAGE = Path(__file__).resolve().parent.parent / "docs" / "asking.md"
HEAD = """# What can be asked

This page is written by `tools/asking.py` from the lexicon (`graph/lexicon.ttl`), the grammar's closed words and the
shipped universe `star-wars`; a test asks every example again.

A question is answered exactly as it is read, and the reading is given with the answer. A word that nothing in the
grammar uses means that the question is declined, with that word named; where two readings are equally good, both are
given. Words are understood because the lexicon has them: an entry there, or in a universe's own `lexicon.ttl`, is all
that a new word needs.

What is not understood is put otherwise: without words that say nothing, with what is shortened written out, by the
phrasings of `graph/phrasings` (and a universe's own `phrasings.txt`), with a topic that is put first back in its place,
as of the work that someone says they have seen, and keywords in whichever order means something, if all that do mean the
same. What was read is given as ever. [CONTRIBUTING](../CONTRIBUTING.md) tells how to add a phrasing.
"""
EXAMPLES = {
    "Which and who": (
        "which films does Leia Organa appear in",
        "who directed A New Hope",
        "who produced The Empire Strikes Back",
    ),
    "Both, or, not, only, every": (
        "which characters appear in both A New Hope and Return of the Jedi",
        "which characters appear in The Phantom Menace but not in Attack of the Clones",
        "which films does Yoda not appear in",
        "which characters appear in neither A New Hope nor The Phantom Menace",
    ),
    "How many, most, more than": (
        "how many films are there",
        "how many characters appear in A New Hope",
        "which character appears in the most films",
        "which people directed more than one film",
    ),
    "When, before, after, how long": (
        "when was A New Hope released",
        "which films were released before 1990",
        "how long after A New Hope did The Empire Strikes Back come out",
        "what is the oldest film",
    ),
    "Yes or no": ("does Yoda appear in Return of the Jedi", "did George Lucas direct A New Hope"),
    "About one thing": (
        "what is Chewbacca's species",
        "where does Yoda first appear",
        "how is Yoda connected to George Lucas",
    ),
    "What people are, and how old": (
        "which characters are droids",
        "is Chewbacca a Wookie",
        "female characters in A New Hope",
        "how old is George Lucas",
    ),
    "First, next, in common": (
        "the second film George Lucas directed",
        "top 3 characters by number of films",
        "what do Yoda and Chewbacca have in common",
        "films that Yoda and Chewbacca are both in",
    ),
    "In haste": (
        "yoda, which films is he in",
        "a new hope director name",
        "ok so is yoda in return of the jedi or not",
        "who directed the empire stikes back",
    ),
    "Who says so": ("who says that George Lucas directed A New Hope",),
    "Declined": ("why did Yoda leave", "who plays Sherlock Holmes"),
}


def examples(canon: continuity.Canon) -> Iterator[str]:
    """Each kind of question with what it is answered."""
    for title, questions in EXAMPLES.items():
        yield f"\n### {title}\n\n| question | answer |\n|---|---|"
        for question in questions:
            made = canon.ask(question)
            said = made.sentence if len(made.sentence) < 200 else made.sentence[:197].rsplit(";", 1)[0] + "; …"
            yield f"| {question} | {said.replace('|', '/')} |"


def words(pos: str) -> Iterator[str]:
    """A table of the words of one part of speech by what they mean."""
    found: dict[str, list[Entry]] = {}
    terms = vocab.terms()
    for entry in lexicon().entries:
        if entry.pos == pos:
            for reference in dict.fromkeys(s.reference for s in entry.senses):
                found.setdefault(reference, []).append(entry)
    yield "\n| meaning | words |\n|---|---|"
    for reference in sorted(found):
        known = terms.classes.get(reference) or terms.properties.get(reference) or terms.individuals.get(reference)
        label = known.label if known else reference
        yield f"| {label} | {', '.join(dict.fromkeys(e.lemma for e in found[reference]))} |"


def page() -> str:
    """The whole page."""
    canon = continuity.load("star-wars").canon()
    parts = [HEAD, "\n## Kinds of question, with answers", *examples(canon), "\n## Words"]
    for pos, title in (
        ("noun", "Nouns"),
        ("verb", "Verbs"),
        ("adjective", "Adjectives"),
        ("superlative", "Superlatives"),
    ):
        parts += [f"\n### {title}", *words(pos)]
    parts += ["\n### Words of the language itself\n\n| use | words |\n|---|---|"]
    parts += [f"| {name.lower()} | {', '.join(given)} |" for name, given in sorted(WORDS.items())]
    return "\n".join(parts) + "\n"


def main() -> int:
    """Write the page, or say whether it is up to date."""
    made = page()
    if "--check" in sys.argv:
        return int(PAGE.read_text(encoding="utf-8") != made)
    PAGE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
