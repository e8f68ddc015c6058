"""A015: a quote that does not stand in the text that it is said to be from."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterator, Mapping
from pathlib import Path

from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.errors import UsageError

SUFFIXES = (".txt", ".md", ".html", ".htm")
#: A text of more bytes is not read: no article is as long.
LARGEST = 20_000_000
_UNSEEN = re.compile(r"<!--.*?-->|<(script|style|head)\b.*?</\1\s*>", re.DOTALL | re.IGNORECASE)
_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_MARKS = re.compile(r"[*_`#>|\\\[\]]+")
_SIGNS = str.maketrans(
    dict.fromkeys("“”„‟«»″‹›‘’‚‛′`´'\"", " ") | dict.fromkeys("‐‑‒–—―−", "-") | {"…": "...", "\u00ad": "", "\u200b": ""}
)


def check(context: Context) -> Iterator[Hit]:
    """One hit for each account with quotes that its source's text does not have."""
    folder = context.given.texts
    if folder is None:
        return
    texts = _texts(folder)
    read: dict[str, str] = {}
    missing: dict[str, dict[str, list[str]]] = {}
    for node, account, quote in context.rows("quotes"):
        source = context.canon.accounts[account].source.id if account in context.canon.accounts else ""
        if source in texts:
            if source not in read:
                read[source] = plain(_content(texts[source]))
            if any(plain(part).strip() not in read[source] for part in re.split(r"\[?(?:…|\.\.\.)\]?", quote)):
                missing.setdefault(account, {}).setdefault(quote, []).append(node)
    for account, quotes in missing.items():
        first, *others = quotes
        more = f" and {len(others)} more" if others else ""
        yield Hit(
            f"{texts[context.canon.accounts[account].source.id].name} does not have “{first}”{more}",
            (account,),
            tuple(
                Cite(n, account, "quote", f"{context.label(n)}: “{q}”") for q, nodes in quotes.items() for n in nodes
            ),
        )


def plain(text: str) -> str:
    """A text without capitals, kinds of quotes and dashes, and runs of spaces.

    >>> plain("“It’s  OVER”, she\\nsaid")
    ' it s over , she said'
    """
    folded = unicodedata.normalize("NFKC", text).casefold().translate(_SIGNS)
    return re.sub(r"\s+", " ", folded)


def _texts(folder: Path) -> Mapping[str, Path]:
    """Source id → the file with its text; in an id, `/` is a folder. Raises UsageError where the folder is not there."""
    if not folder.is_dir():
        raise UsageError(f"there is no directory of texts at {folder}")
    files = sorted(p for p in folder.rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file())
    return {p.relative_to(folder).with_suffix("").as_posix(): p for p in reversed(files)}


def _content(file: Path) -> str:
    """What a reader sees of a file, as far as a quote can come from it."""
    if file.stat().st_size > LARGEST:
        raise UsageError(f"{file} has more than {LARGEST:,} bytes")
    text = file.read_bytes().decode("utf-8", errors="replace")
    if file.suffix.lower() in (".html", ".htm"):
        return html.unescape(_TAG.sub(" ", _UNSEEN.sub(" ", text)))
    return _MARKS.sub("", text) if file.suffix.lower() == ".md" else text


RULE = Rule(
    code="A015",
    name="quote-not-found",
    severity="warning",
    what="A quote does not stand in the text of its source.",
    why="""A quote can be looked up, so a wrong one is easily seen and costs trust. The texts are given with `--texts
DIR`, each a .txt, .md or .html file named by the id of its source; sources without a text there are left alone.
Capitals, spaces, quotation marks and dashes are read as equal, and `…` stands for what was left out.""",
    cure="quote what the text has, or cite the source that has it",
    needs=("quote",),
    asks="texts",
    beside=(("texts/weekly-recap.txt", "The sea took her: Ada was\nswept off the pier by the third wave.\n"),),
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02, quote: pushed off the pier}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02, quote: Swept off the pier}
""",
    check=check,
)
