"""Queries: the packaged ones as callables, and terms that the vocabulary does not have."""

from __future__ import annotations

import difflib
import inspect
import keyword
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from continuity import sparql, vocab
from continuity.errors import QueryError, UsageError
from continuity.sparql import Query, read_query

if TYPE_CHECKING:
    from continuity.api.rows import Rows

_PARAMETERS = re.compile(r"^Parameters? (\?.*)", re.MULTILINE)
#: Runs a query with values for some of its variables.
Run = Callable[..., "Rows"]


@cache
def packaged_queries() -> Mapping[str, Query]:
    """The queries of graph/queries by name."""
    return MappingProxyType({p.stem: read_query(p) for p in sorted((vocab.graph_dir() / "queries").glob("*.rq"))})


def parameters(query: Query) -> tuple[str, ...]:
    """The variables that a packaged query takes values for, as its comment names them."""
    return tuple(name for line in _PARAMETERS.findall(query.comment) for name in re.findall(r"\?(\w+)", line))


class PackagedQuery:
    """A packaged query of a canon: call it with ids, names or plain values for its parameters (`from_` where
    Python has a word for itself).

    >>> c.queries.who_plays_whom
    <query who-plays-whom(character, actor): Every character with everybody who plays them.>
    >>> [str(cell) for cell in c.queries.who_plays_whom(character="Ada")[0]]
    ['Ada', 'Ada', 'Jo Doe', 'Jo Doe']
    """

    def __init__(self, query: Query, run: Run) -> None:
        self.name = query.name
        self.text = query.text
        self.parameters = parameters(query)
        self.__doc__ = query.comment
        self.__name__ = query.name.replace("-", "_")
        self.__signature__ = inspect.Signature(
            [
                inspect.Parameter(_argument(p), inspect.Parameter.KEYWORD_ONLY, default=None, annotation="str")
                for p in self.parameters
            ]
        )
        self._run = run

    @property
    def comment(self) -> str:
        """What the query answers."""
        return self.__doc__ or ""

    def __call__(self, **values: Any) -> Rows:
        """The rows. Raises UsageError for a parameter that the query does not have, UnknownEntity for a name of nothing."""
        given = {k.removesuffix("_"): v for k, v in values.items()}
        for name in given:
            if name not in self.parameters:
                known = f"its parameters are: {', '.join(self.parameters)}" if self.parameters else "it takes none"
                raise UsageError(f"the query {self.name} has no parameter {name!r}; {known}")
        return self._run(self.text, **{k: v for k, v in given.items() if v is not None})

    def __repr__(self) -> str:
        return f"<query {self.name}({', '.join(self.parameters)}): {self.comment.partition(chr(10))[0]}>"


def _argument(name: str) -> str:
    """A parameter as an argument of Python: `from_` for what Python keeps for itself."""
    return f"{name}_" if keyword.iskeyword(name) else name


class Queries(Mapping[str, PackagedQuery]):
    """The packaged queries of a canon by name, as attributes too: `queries["who-plays-whom"]`, `queries.who_plays_whom`.

    >>> "who-plays-whom" in c.queries
    True
    >>> c.queries.who_plays_who
    Traceback (most recent call last):
    AttributeError: there is no packaged query 'who_plays_who'; did you mean who_plays_whom?
    """

    def __init__(self, run: Run) -> None:
        self._run = run

    def __getitem__(self, name: str) -> PackagedQuery:
        return PackagedQuery(packaged_queries()[name], self._run)

    def __iter__(self) -> Iterator[str]:
        return iter(packaged_queries())

    def __len__(self) -> int:
        return len(packaged_queries())

    def __getattr__(self, name: str) -> PackagedQuery:
        known = {n.replace("-", "_"): n for n in packaged_queries()}
        if name not in known:
            near = difflib.get_close_matches(name, known, 1)
            hint = f"; did you mean {near[0]}?" if near else ""
            raise AttributeError(f"there is no packaged query {name!r}{hint}")
        return self[known[name]]

    def __dir__(self) -> list[str]:
        return [*super().__dir__(), *(n.replace("-", "_") for n in packaged_queries())]

    def __repr__(self) -> str:
        return "\n".join(
            f"{n.replace('-', '_'):32} {q.comment.partition(chr(10))[0]}" for n, q in packaged_queries().items()
        )


def with_values(query: str, terms: Mapping[str, Any]) -> tuple[str, Mapping[str, Any]]:
    """A query and what the engine is to substitute in it.

    The engine takes values only for variables that a SELECT gives; those of others stand in VALUES behind the query.
    Raises UsageError for a name that no variable of the query has: its value would change nothing.
    """
    variables = sorted({piece.text[1:] for piece in sparql.tokens(query) if piece.kind == "variable"})
    for name in terms:
        if name not in variables:
            known = f"its variables are: {', '.join(variables)}" if variables else "it has none"
            raise UsageError(f"the query has no variable {name!r}; {known}")
    if sparql.form(query) != "SELECT":
        return query, terms
    shown: set[str] = set()
    pieces = iter(sparql.tokens(query))
    any(piece.keyword == "SELECT" for piece in pieces)
    for piece in pieces:
        if piece.text == "{" or piece.keyword in ("WHERE", "FROM"):
            break
        shown |= {piece.text[1:]} if piece.kind == "variable" else set(terms) if piece.text == "*" else set()
    behind = "".join(f"\nVALUES (?{name}) {{ ({terms[name]}) }}" for name in terms if name not in shown)
    return query + behind, {name: term for name, term in terms.items() if name in shown}


def check_terms(query: str) -> None:
    """Look at the terms of the vocabulary that a query names.

    Raises QueryError for the first that there is not, naming the nearest: no data can hold it, so its rows would be
    empty without a word; and for a prefix that nothing declares.
    """
    prefixes = dict(vocab.PREFIXES)
    pieces = list(sparql.tokens(query))
    for one, name, iri in zip(pieces, pieces[1:], pieces[2:], strict=False):
        if one.keyword == "PREFIX" and name.kind == "prefixed" and iri.kind == "iri":
            prefixes[name.text.removesuffix(":")] = iri.text[1:-1]
    for piece in pieces:
        if piece.kind == "prefixed":
            prefix, _, local = piece.text.partition(":")
            if prefix not in prefixes and prefix not in ("", "_"):
                known = ", ".join(vocab.PREFIXES)
                raise QueryError(f"the prefix {prefix}: is not declared; declared for you are: {known}")
            full = prefixes.get(prefix, "") + re.sub(r"\\(.)", r"\1", local)
        elif piece.kind == "iri":
            full = piece.text[1:-1]
        else:
            continue
        term = full.removeprefix(vocab.VOCAB)
        if term != full and term and term not in vocab.terms():
            near = nearest_terms(term)
            hint = (
                f"; did you mean {', '.join('c:' + n for n in near)}?" if near else "; `continuity schema` lists them"
            )
            raise QueryError(f"the vocabulary has no term c:{term}{hint}")


def nearest_terms(name: str) -> list[str]:
    """The terms whose names are nearest to a word."""
    terms = vocab.terms()
    known = {n.casefold(): n for n in (*terms.individuals, *terms.properties, *terms.classes)}
    return [known[n] for n in difflib.get_close_matches(name.casefold(), known, 3, 0.6)]
