"""The vocabulary as a document: Turtle, an HTML page, a Mermaid diagram."""

from __future__ import annotations

import html
from collections.abc import Callable, Iterable, Mapping
from types import MappingProxyType

from continuity import vocab
from continuity.errors import UsageError

_STYLE = (
    ":root{color-scheme:light dark}body{font:1rem/1.5 system-ui,sans-serif;max-width:70rem;margin:2rem auto;padding:0 1rem}"
    "table{border-collapse:collapse;width:100%}td,th{text-align:left;vertical-align:top;padding:.25rem .75rem .25rem 0;"
    "border-top:1px solid color-mix(in srgb,currentColor 20%,transparent)}code{white-space:nowrap}"
)


def schema(format: str) -> str:
    """The whole vocabulary as "turtle", "html" or "mermaid". Raises UsageError for another format.

    >>> schema("mermaid").splitlines()[:2]
    ['classDiagram', '    Entity <|-- Agent']
    """
    if format not in _FORMATS:
        raise UsageError(f"there is no format {format!r} of the vocabulary; known are: {', '.join(_FORMATS)}")
    return _FORMATS[format]()


def _turtle() -> str:
    return (vocab.graph_dir() / "ontology.ttl").read_text(encoding="utf-8")


def _mermaid() -> str:
    """A class diagram: what is below what, the values of each class, and what leads from one class to another."""
    terms = vocab.terms()
    shown = {n for n, c in terms.classes.items() if "Concept" not in (n, *c.above)}
    lines = ["classDiagram"]
    lines += [f"    {c.above[0]} <|-- {n}" for n, c in terms.classes.items() if n in shown and c.above]
    for name in sorted(shown):
        own = [p for p in terms.properties.values() if name in p.domain and not set(p.range) & shown]
        if own:
            lines += [f"    class {name} {{", *(f"        {_kind(p)} {p.name}" for p in own), "    }"]
    for p in terms.properties.values():
        arrow = "..>" if p.derived_by else "-->"
        lines += [f"    {d} {arrow} {r} : {p.name}" for d in p.domain for r in p.range if {d, r} <= shown]
    return "\n".join(lines) + "\n"


def _kind(p: vocab.PropertyTerm) -> str:
    """The type of a property's values in a diagram: the closed list, or the kind of literal."""
    return vocab.short(p.range[0]) if p.value == "concept" and not p.range[0].startswith("http") else p.value


def _html() -> str:
    terms = vocab.terms()
    parts = [
        _table(
            "Classes",
            ("class", "what it is", "is a", "one node for each"),
            (
                (_anchor(n), html.escape(c.comment), _links(c.above), ", ".join(map(html.escape, c.key)))
                for n, c in terms.classes.items()
            ),
        ),
        _table(
            "Properties",
            ("property", "what it says", "of", "value", "in data files"),
            (
                (
                    _anchor(n),
                    html.escape(p.comment),
                    _links(p.domain),
                    _links(p.range),
                    f"follows by the rule {html.escape(p.derived_by)}"
                    if p.derived_by
                    else f"<code>{html.escape(p.key)}</code>",
                )
                for n, p in terms.properties.items()
            ),
        ),
        _table(
            "Values of closed lists",
            ("value", "what it means", "list"),
            ((_anchor(n), html.escape(i.comment), _links([i.cls])) for n, i in terms.individuals.items()),
        ),
    ]
    head = f'<!doctype html><html lang="en"><meta charset="utf-8"><title>Vocabulary</title><style>{_STYLE}</style>'
    return f"{head}<h1>Vocabulary</h1><p><code>PREFIX c: &lt;{html.escape(vocab.VOCAB)}&gt;</code></p>{''.join(parts)}</html>\n"


def _table(title: str, columns: Iterable[str], rows: Iterable[Iterable[str]]) -> str:
    head = "".join(f'<th scope="col">{c}</th>' for c in columns)
    body = "".join(f"<tr>{''.join(f'<td>{cell}</td>' for cell in row)}</tr>" for row in rows)
    return f"<h2>{title}</h2><table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _anchor(name: str) -> str:
    return f'<code id="{html.escape(name)}">c:{html.escape(name)}</code>'


def _links(names: Iterable[str]) -> str:
    """Names of terms as links within the page; what is of other vocabularies stands as it is."""
    return ", ".join(
        f'<a href="#{html.escape(n)}">{html.escape(n)}</a>'
        if n in vocab.terms()
        else html.escape(n.rpartition("#")[2] or n)
        for n in names
    )


_FORMATS: Mapping[str, Callable[[], str]] = MappingProxyType({"turtle": _turtle, "html": _html, "mermaid": _mermaid})
