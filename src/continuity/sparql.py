"""SPARQL as text: tokens, what is refused, and CONSTRUCT rules taken apart. Nothing is evaluated here."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from continuity.errors import QueryError
from continuity.vocab import PREFIXES

#: Deeper or longer queries are refused: the engine dies of them (measured: a flat path of
#: 480 steps in a thread of small stack, 2,500 nested groups) instead of raising, and 200 joined patterns take it
#: 15 s to order.
MAX_DEPTH, MAX_LENGTH, MAX_CHAIN = 100, 200_000, 300
_CHAINS = frozenset("+-*/|&=!^<>.;,({[") | {"UNION", "OPTIONAL", "FILTER", "BIND", "MINUS", "VALUES", "IN", "GRAPH"}

# The grammar's own tokens, to the letter: where a token here is longer than the engine's, it could hide a keyword.
_LOCAL = r"%[0-9A-Fa-f]{2}|\\[_~.\-!$&'()*+,;=/?\#@%]"
_TOKEN = re.compile(
    rf"""(?P<space>\s+|\#[^\r\n]*)
      | (?P<iri><(?:[^<>"{{}}|^`\\\x00-\x20]|\\u[0-9A-Fa-f]{{4}}|\\U[0-9A-Fa-f]{{8}})*>)
      | (?P<string>\"\"\"(?:[^\\]|\\.)*?\"\"\"|'''(?:[^\\]|\\.)*?'''|"(?:[^"\\\r\n]|\\.)*"|'(?:[^'\\\r\n]|\\.)*')
      | (?P<variable>[?$]\w+)
      | (?P<number>\d+\.\d*[eE][+-]?\d+|\.?\d+[eE][+-]?\d+|\d*\.\d+|\d+)
      | (?P<prefixed>(?:[^\W\d_](?:[\w.-]*[\w-])?|_)?:(?:(?:[\w:]|{_LOCAL})(?:[\w:-]|{_LOCAL}|\.+(?=[\w:%\\-]))*)?)
      | (?P<word>@?[^\W\d]\w*)
      | (?P<other>.)""",
    re.VERBOSE | re.DOTALL,
)
_ADDRESS = re.compile(r"<[A-Za-z][\w+.-]*://")
_WRITES = {"INSERT", "DELETE", "LOAD", "CLEAR", "CREATE", "DROP", "COPY", "MOVE", "ADD", "WITH"}
_FORMS = {"SELECT", "CONSTRUCT", "ASK", "DESCRIBE"}


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of a query: its kind, its text, and where it starts."""

    kind: str
    text: str
    start: int

    @property
    def keyword(self) -> str:
        """A word in capitals; nothing for other pieces."""
        return self.text.upper() if self.kind == "word" else ""


def tokens(query: str) -> Iterator[Token]:
    """The pieces of a query without spaces and comments."""
    for match in _TOKEN.finditer(query):
        kind = match.lastgroup or "other"
        if kind != "space":
            yield Token(kind, match.group(), match.start())


def form(query: str) -> str:
    """SELECT, CONSTRUCT, ASK or DESCRIBE.

    Raises QueryError where the query would write or reach out, is nested too deep, or is no query.
    """
    if len(query) > MAX_LENGTH:
        raise QueryError(f"the query has {len(query)} characters; {MAX_LENGTH} are the limit")
    depth, chain, found = 0, 0, ""
    for token in tokens(query):
        if token.text in "({[":
            depth += 1
            if depth > MAX_DEPTH:
                raise QueryError(f"the query is nested deeper than {MAX_DEPTH}")
        elif token.text in ")}]":
            depth -= 1
        word = token.keyword
        chain += (word or token.text) in _CHAINS or depth == 0
        if _may_serve(token):
            raise QueryError("SERVICE is refused: a query reads this universe alone")
        if token.text == "\\":
            raise QueryError("a backslash stands only in strings, IRIs and names")
        if depth == 0 and not found:
            if word in _WRITES:
                raise QueryError(f"{word} is refused: queries read and never write or load")
            if word in _FORMS:
                found = word
    if chain > MAX_CHAIN:
        raise QueryError(f"the query has {chain} operators, patterns and brackets; {MAX_CHAIN} are the limit")
    if not found:
        raise QueryError("this is no query: SELECT, ASK, CONSTRUCT or DESCRIBE is missing")
    return found


def _may_serve(token: Token) -> bool:
    """Whether the engine may find the keyword SERVICE in a token."""
    if token.kind == "prefixed":  # the engine needs no space after `true` or a number: trueSERVICE:a
        return "SERVICE" in token.text.partition(":")[0].upper()
    if token.kind == "iri":  # less than, and a comment that ends where the IRI seems to: ?a<?b)SERVICE?c#>
        return "SERVICE" in token.text.upper() and "#" in token.text and not _ADDRESS.match(token.text)
    return "SERVICE" in token.keyword


def prologue() -> str:
    """The published prefixes as declarations, for engines that are not given them otherwise."""
    return "".join(f"PREFIX {name}: <{iri}>\n" for name, iri in PREFIXES.items())


@dataclass(frozen=True, slots=True)
class Query:
    """A query kept in a file: its leading comment says what it is for."""

    name: str
    comment: str
    text: str


def read_query(path: Path) -> Query:
    """A `.rq` file with the comment at its head."""
    text = path.read_text(encoding="utf-8")
    head = re.match(r"(?:#[^\n]*\n)*", text)
    comment = "\n".join(line.lstrip("# ").rstrip() for line in (head.group() if head else "").splitlines())
    return Query(path.stem, comment, text)


@dataclass(frozen=True, slots=True)
class Rule:
    """An inference rule: CONSTRUCT head WHERE body.

    `premises` are the triple patterns of the body, `filters` the conditions of its FILTERs.
    """

    name: str
    comment: str
    text: str
    head: str
    body: str
    premises: str
    filters: tuple[str, ...] = ()

    def variants(self) -> tuple[tuple[str, str, str], ...]:
        """Each triple of the head, as three terms."""
        return triples(self.head)

    def patterns(self) -> tuple[tuple[str, str, str], ...]:
        """Each triple pattern of the body, as three terms."""
        return triples(self.premises)


def read_rule(path: Path) -> Rule:
    """A rule file. Its body holds triple patterns, FILTER, BIND and MINUS and nothing else, so premises can be read off it."""
    query = read_query(path)
    pieces = list(tokens(query.text))
    spans = []
    for i, token in enumerate(pieces):
        if token.keyword in ("CONSTRUCT", "WHERE"):
            spans.append(_block(pieces, i + 1))
    if len(spans) != 2:
        raise QueryError(f"{path}: a rule is CONSTRUCT {{ … }} WHERE {{ … }}")
    head, body = (query.text[a:b] for a, b in spans)
    return Rule(query.name, query.comment, query.text, head, body, *_taken_apart(body))


def _block(pieces: list[Token], start: int) -> tuple[int, int]:
    """The text between the brackets that open at `start`: from after the first to before the last."""
    depth = 0
    for token in pieces[start:]:
        depth += (token.text in "({") - (token.text in ")}")
        if depth == 0:
            return pieces[start].start + 1, token.start
    raise QueryError("a bracket is not closed")


def _taken_apart(body: str) -> tuple[str, tuple[str, ...]]:
    """The body without FILTER, BIND and MINUS, a template of its premises; and the conditions of its FILTERs and MINUSes."""
    pieces, kept, filters, i = list(tokens(body)), [], [], 0
    while i < len(pieces):
        word = pieces[i].keyword
        if word in ("OPTIONAL", "UNION", "GRAPH", "VALUES", "SELECT"):
            raise QueryError(f"{word} does not belong in a rule")
        if word in ("FILTER", "BIND", "MINUS"):
            began = i = i + 1
            while pieces[i].text not in "({":  # FILTER NOT EXISTS {, FILTER REGEX(
                i += 1
            depth = 0
            while True:
                depth += (pieces[i].text in "({") - (pieces[i].text in ")}")
                i += 1
                if depth == 0:
                    break
            if word != "BIND":
                filters.append(" ".join(p.text for p in pieces[began:i]))
            continue
        kept.append(pieces[i].text)
        i += 1
    return " ".join(kept), tuple(filters)


_PATHS = frozenset("|/*+^!?")
_ASIDE = {"OPTIONAL", "MINUS", "FILTER", "BIND", "VALUES"}


def needed(query: str) -> frozenset[str]:
    """Prefixed names of predicates of which a SELECT needs statements: where there are none of one, it has no rows.

    Some may be missed: nothing is said of paths, and of queries that count without grouping.
    """
    pieces = list(tokens(query))
    start = next((i for i, p in enumerate(pieces) if p.text == "{"), len(pieces))
    counted = any(p.text == "(" for p in pieces[:start]) and not any(p.keyword == "GROUP" for p in pieces)
    depth = 0
    for piece in pieces[start:]:
        depth += (piece.text == "(") - (piece.text == ")")
        if counted or (piece.text in _PATHS and not depth):
            return frozenset()
    return _needed(pieces, start)[0] if start < len(pieces) else frozenset()


def _needed(pieces: list[Token], i: int) -> tuple[frozenset[str], int]:
    """The predicates that a group needs, which opens at `i`, and the index after it."""
    found: set[str] = set()
    place, i = 0, i + 1  # in a triple: subject, predicate, object
    branches: list[frozenset[str]] = []
    while pieces[i].text != "}":
        piece = pieces[i]
        if piece.text == "{":
            inner, i = _needed(pieces, i)
            branches.append(inner)
            place = 0
            continue
        if piece.keyword == "UNION":
            i += 1
            continue
        if branches and pieces[i - 1].text == "}":
            found |= frozenset.intersection(*branches)
            branches = []
        if piece.keyword in _ASIDE or piece.keyword == "SELECT":
            while pieces[i].text != "{" and (pieces[i].text != "(" or piece.keyword == "VALUES"):
                i += 1
            if piece.keyword in _ASIDE:
                i = _after(pieces, i)
            elif pieces[i].text == "(":  # it counts, and so has a row where there is nothing
                while pieces[i].text != "}":
                    i = _after(pieces, i) if pieces[i].text in "({" else i + 1
                return frozenset(), i + 1
            place = 0
            continue
        if piece.text in ".;,":
            place = ".;,".index(piece.text)
        elif piece.keyword != "GRAPH":
            if place == 1 and piece.kind == "prefixed":
                found.add(piece.text)
            place += 1
        else:
            i += 1  # its name
        i += 1
    if branches:
        found |= frozenset.intersection(*branches)
    return frozenset(found), i + 1


def _after(pieces: list[Token], start: int) -> int:
    """The index after the bracket that opens at `start` is closed."""
    depth = 0
    for i in range(start, len(pieces)):
        depth += (pieces[i].text in "({") - (pieces[i].text in ")}")
        if depth == 0:
            return i + 1
    raise QueryError("a bracket is not closed")


def triples(template: str) -> tuple[tuple[str, str, str], ...]:
    """The triples of a template with `.` and `;` and `,` spelled out."""
    found: list[tuple[str, str, str]] = []
    current: list[str] = []
    for token in [*tokens(template), Token("other", ".", 0)]:
        if token.text in (".", ";", ","):
            if len(current) == 3:
                found.append((current[0], current[1], current[2]))
            current = {".": [], ";": current[:1], ",": current[:2]}[token.text]
        else:
            current.append(token.text)
    return tuple(found)
