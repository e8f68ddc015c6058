"""Write docs/api.md from the docstrings of the API, and docs/queries.md from the comments of the packaged queries.

python tools/api_page.py            write the pages
python tools/api_page.py --check    exit 1 where a page on disk differs
"""

from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from continuity import api
from continuity.api.queries import parameters

DOCS = Path(__file__).resolve().parent.parent / "docs"
SHOWN = ("load", "Universe", "Canon", "Entity", "Entities", "Fact", "Why", "Rows", "Triples", "Queries", "PackagedQuery",
         "ToSee", "Reason", "Diff", "Change", "schema")  # fmt: skip

HEAD = """# The Python API

This page is written from the docstrings by `tools/api_page.py`; the examples in it run as tests. In them `u` is the
universe that `continuity new lighthouse` makes, and `c` is `u.canon()`.

## A universe of your own in ten lines

```python
import continuity

u = continuity.load([
    {"sources": [{"id": "guide", "type": "Source", "kind": "reference", "title": "Guide to the pilot"}]},
    {"source": "guide", "horizon": "none", "claims": [
        {"id": "lighthouse/series", "type": "Series", "name": "Lighthouse"},
        {"id": "ada", "type": "Character", "name": "Ada"},
        {"id": "jo-doe", "type": "Person", "name": "Jo Doe"},
        {"type": "Portrayal", "actor": "jo-doe", "character": "ada", "work": "lighthouse/series"}]}])
print(u.canon().ask("who plays Ada").sentence)
u.save("lighthouse")
```

`u.save` writes YAML that can be reviewed and edited by hand; `continuity.load("./lighthouse")` reads it back.

## Networks

`c.network(kind)` is a NetworkX MultiDiGraph; nodes have `label` and `type`, edges `relation`, `label`, `weight`, `accounts`
and `works`, all text or whole numbers, so GraphML, GEXF and pyvis take them. `c.path` and `c.paths` give the facts along the
way, `c.standings(kind)` who links a network (betweenness, articulation points), `c.communities(kind)` its communities with
names. Standings and communities have no command: they are tables for a notebook, and `ask` answers the single questions.

The first network of a compiled canon looks for who tells each edge and keeps that in the cache; later ones are read from
there. `python -m benchmarks N` measures both beside arrays written by hand, and attributes beside queries.

## What may surprise

- A canon is frozen: what changes is the universe, and `with_account` gives a new one.
- Attributes of an entity are the words of the vocabulary in snake case; `dir(entity)` lists them. One value is the value
  or None, several are a tuple. Dates are EDTF text (`2016-01`, `2016/2017`), for a date may be uncertain.
- `seasons[1]` and `episodes[9]` are numbers, as people count them; elsewhere an index is a position, and a text is a name.
- A query that names a term which the vocabulary does not have raises `QueryError` with the nearest terms: no data can
  hold it, so its rows would be empty without a word.
- Everything raises a `ContinuityError`; only `c[name]` and the lookups beside it raise `KeyError`, as dictionaries do.
- The types are checked: mypy and pyright know the results of every call here, and `Entity` attributes as `Any`.
"""


def page() -> str:
    """The page of the API."""
    return HEAD + "".join(_section(name, getattr(api, name)) for name in SHOWN)


def _section(name: str, one: Any) -> str:
    if not inspect.isclass(one):
        return f"\n## `{name}{_signature(one)}`\n\n{_text(one)}\n"
    parts = [f"\n## `{name}`\n\n{_text(one)}\n"]
    for member, value in sorted(vars(one).items()):
        if member.startswith("_") or not inspect.getdoc(value) or not (callable(value) or hasattr(value, "__get__")):
            continue
        call = _signature(value) if inspect.isfunction(value) else ""
        parts.append(f"\n### `{name}.{member}{call}`\n\n{_text(value)}\n")
    return "".join(parts)


def _signature(one: Any) -> str:
    text = re.sub(r"(: |-> )'([^']*)'", r"\1\2", str(inspect.signature(one)))  # annotations are kept as text
    return re.sub(r"\(self(, )?", "(", re.sub(r"\b(continuity|collections|pathlib|typing)\.(\w+\.)*", "", text))


def _text(one: Any) -> str:
    """A docstring as Markdown: its examples in code blocks."""
    return "\n".join(_fenced(inspect.getdoc(one) or "")).strip()


def _fenced(text: str) -> Iterator[str]:
    inside = False
    for line in text.splitlines():
        if line.startswith(">>> ") and not inside:
            yield "```pycon"
            inside = True
        elif inside and not line.strip():
            yield "```"
            inside = False
        yield line
    if inside:
        yield "```"


def queries() -> str:
    """The page of the packaged queries."""
    lines = [
        "# The packaged queries",
        "",
        "Written by `tools/api_page.py` from the comments in `graph/queries/`. On the command line a query is `@name` and a",
        "parameter `--bind name=VALUE`; in Python it is a call. A value is an id or a name, and a parameter may be left out:",
        "",
        "```console",
        "$ continuity query @who-plays-whom --bind character=Kilgrave",
        "```",
        "",
        "```python",
        'c.queries.who_plays_whom(character="Kilgrave").to_pandas()',
        "```",
        "",
        "Every query gives equal rows on rdflib's own engine, which the tests hold. In csv and json `--labels` puts a column of",
        "labels beside each column of entities; tables and data frames have them.",
        "",
        "| query | what it answers | parameters |",
        "|---|---|---|",
    ]
    for name, one in api.packaged_queries().items():
        said = [line for line in one.comment.splitlines() if not line.startswith("Parameter")]
        takes = ", ".join(f"`{p}`" for p in parameters(one))
        lines.append(f"| `{name}` | {' '.join(said).replace('|', chr(92) + '|')} | {takes} |")
    return "\n".join(lines) + "\n"


def main(arguments: list[str]) -> int:
    """Write the pages, or say which are stale."""
    stale = []
    for name, text in {"api.md": page(), "queries.md": queries()}.items():
        path = DOCS / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            stale.append(name)
            if "--check" not in arguments:
                path.write_text(text, encoding="utf-8")
    print("stale: " + ", ".join(stale) if stale else "fresh")
    return 1 if stale and "--check" in arguments else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
