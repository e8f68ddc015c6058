"""Rules that are not of the package: SPARQL in the folder `rules` of a universe, and Python of installed packages.

Code that lies beside data is never run. A `.rq` file there is a question to this universe alone, held by the guard that
holds every query; its findings are words and ids. Python rules come from packages that somebody has installed, through
the entry points of the group `continuity.rules`.
"""

from __future__ import annotations

import difflib
import re
import threading
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from importlib import metadata
from pathlib import Path
from typing import Any

from continuity import sparql, store, vocab
from continuity.check.context import Context
from continuity.check.rule import Cite, Hit, Rule
from continuity.errors import ContinuityError, QueryError
from continuity.model import Finding, Position

FOLDER, GROUP = "rules", "continuity.rules"
#: A question that takes longer, in seconds, is given up; findings beyond so many are not told.
LONGEST, MOST = 20.0, 1_000
_SEVERITIES = ("error", "warning", "info")
_CODE = re.compile(r"U[0-9]{3}\Z")
_NAME = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*\Z")
_STRING = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*")
_PLACE = re.compile(r"\{(\w+)\}")
_TERM = re.compile(r"(?<![\w:])c:(\w+)")
_NO_CODE = (
    f"Python that lies beside data is not run; say it in SPARQL, or install it as a package with an entry point of the "
    f"group {GROUP}"
)
_HEAD = ("code", "name", "severity", "message", "what", "why", "cure", "needs")


@dataclass(frozen=True, slots=True)
class OwnRules:
    """The rules of a universe and of installed packages, what is wrong with them, and where each code comes from."""

    rules: tuple[Rule, ...] = ()
    problems: tuple[Finding, ...] = ()
    origins: Mapping[str, str] = field(default_factory=dict)


def read_own_rules(path: Path | None, known: frozenset[str]) -> OwnRules:
    """The rules of the folder beside the data at `path`, and of installed packages.

    `known` are the codes and names of the package's own rules, which no other may take.
    """
    rules: list[Rule] = []
    problems: list[Finding] = []
    taken = set(known)
    made: list[tuple[Rule, str]] = [*_installed(problems)]
    folder = path / FOLDER if path is not None and path.is_dir() else None
    for file in sorted(folder.glob("*.rq")) if folder is not None else ():
        name = f"{FOLDER}/{file.name}"
        try:
            made.append((read_rule(file), name))
        except UnicodeDecodeError:
            problems.append(_problem(name, "it is no text in UTF-8"))
        except OSError as error:  # its words have the path on this machine
            problems.append(_problem(name, f"it cannot be read: {error.strerror or type(error).__name__}"))
        except (ValueError, ContinuityError) as error:
            problems.append(_problem(name, str(error)))
    for file in sorted(folder.glob("[!_]*.py")) if folder is not None else ():
        problems.append(_problem(f"{FOLDER}/{file.name}", _NO_CODE))
    origins: dict[str, str] = {}
    for rule, origin in made:
        if {rule.code, rule.name} & taken:
            problems.append(_problem(origin, f"its code {rule.code} or name {rule.name} is that of another rule"))
        else:
            taken |= {rule.code, rule.name}
            rules.append(rule)
            origins[rule.code] = origin
    return OwnRules(tuple(sorted(rules, key=lambda r: r.code)), tuple(problems), origins)


def read_rule(file: Path) -> Rule:
    """The rule of a `.rq` file. Raises ValueError or QueryError where it is none, with the reason."""
    if file.resolve().parent != file.parent.resolve():
        raise ValueError("it leads out of its folder")
    if file.stat().st_size > sparql.MAX_LENGTH:
        raise ValueError(f"it has more than {sparql.MAX_LENGTH} bytes")
    query = sparql.read_query(file)
    if sparql.form(query.text) != "SELECT":
        raise QueryError("a rule is a SELECT")
    head = _head(query.comment)
    missing = [k for k in ("code", "name", "severity", "message") if not head.get(k)]
    if missing:
        raise ValueError(f"its first comment lines lack {', '.join(missing)}: write `# {missing[0]}: …`")
    if not _CODE.match(head["code"]) or not _NAME.match(head["name"]):
        raise ValueError("a code is U and three digits, a name small letters with hyphens: U001, lone-wolf")
    if head["severity"] not in _SEVERITIES:
        raise ValueError(f"{head['severity']!r} is no severity: error, warning or info")
    needs = tuple(head.get("needs", "").replace(",", " ").split())
    if unknown := next(
        (n for n in (*needs, *_TERM.findall(_STRING.sub("", query.text))) if n not in vocab.terms()), ""
    ):
        near = difflib.get_close_matches(unknown, (*vocab.terms().classes, *vocab.terms().properties), 1)
        raise ValueError(
            f"it asks for {unknown!r}, which is no term of the vocabulary"
            + (f": did you mean {near[0]}?" if near else "")
        )
    origin = Position(f"{FOLDER}/{file.name}", 1)
    return Rule(
        code=head["code"],
        name=head["name"],
        severity=head["severity"],  # type: ignore[arg-type]
        what=head.get("what") or head["message"],
        why=head.get("why") or head.get("what") or "",
        cure=head.get("cure", ""),
        example="",
        twin="",
        check=_check(query.text, head["message"], origin),
        needs=needs,
    )


def _head(comment: str) -> Mapping[str, str]:
    """The keys of a head; a line that begins with none goes on with the one before."""
    found: dict[str, str] = {}
    last = ""
    for line in comment.splitlines():
        key, colon, value = line.partition(":")
        if colon and key.strip() in _HEAD:
            last = key.strip()
            found[last] = value.strip()
        elif last:
            found[last] = f"{found[last]} {line.strip()}".strip()
    return found


def _check(query: str, message: str, origin: Position) -> Any:
    """The check of a question: rows with the same first value are one finding, the others its witnesses."""

    def check(context: Context) -> Iterator[Hit]:
        names, rows = _in_time(context, query)
        if unknown := [place for place in _PLACE.findall(message) if place not in names]:
            raise QueryError(f"its message speaks of {{{unknown[0]}}}, and it selects {', '.join(names)}")
        groups: dict[str, list[tuple[Any, ...]]] = {}
        for row in rows:
            groups.setdefault(_text(context, row[0]), []).append(row)
        for told in list(groups.values())[:MOST]:
            yield _hit(context, names, told, message, origin)

    return check


def _hit(context: Context, names: list[str], rows: list[tuple[Any, ...]], message: str, origin: Position) -> Hit:
    values: dict[str, list[str]] = {n: [] for n in names}
    ids: dict[str, None] = {}
    for row in rows:
        for name, term in zip(names, row, strict=True):
            word = _text(context, term)
            if word and word not in values[name]:
                values[name].append(word)
            if store.is_iri(term):
                ids[context.canon.id(term)] = None
    said = _PLACE.sub(lambda m: ", ".join(values[m[1]][:4]) if m[1] in values else m[0], message)
    known = [i for i in ids if context.canon.type(i)]
    entities = dict.fromkeys(e for i in known for e in context.entities_of(i))
    statements = [i for i in known if i not in entities]
    cites: tuple[Cite, ...] = context.cite(*(statements or known[:1]))
    return Hit(said, tuple(entities), cites, position=Position("") if cites else origin)


def _text(context: Context, term: Any) -> str:
    if term is None:
        return ""
    return context.label(context.canon.id(term)) if store.is_iri(term) else str(term.value)


def _in_time(context: Context, query: str) -> tuple[list[str], list[tuple[Any, ...]]]:
    """The columns and rows of a question. Raises QueryError where it takes too long or its answer is too large.

    The engine cannot be stopped, but it lets others go on: what is given up runs beside, and ends with the process.
    """
    result: dict[str, Any] = {}

    def ask() -> None:
        try:
            found = context.canon.facts.query(query)
            result["names"] = [v.value for v in found.variables]
            rows = []
            for row in found:
                rows.append(tuple(row[i] for i in range(len(result["names"]))))
                if len(rows) > 100 * MOST:
                    raise QueryError(f"its answer has more than {100 * MOST:,} rows")  # noqa: TRY301
            result["rows"] = rows
        except Exception as error:
            result["error"] = error

    worker = threading.Thread(target=ask, daemon=True)
    worker.start()
    worker.join(LONGEST)
    if worker.is_alive():
        raise QueryError(f"it takes longer than {LONGEST:.0f} seconds and was given up")
    if "error" in result:
        error = result["error"]
        raise error if isinstance(error, ContinuityError) else QueryError(str(error))
    return result["names"], result["rows"]


def _installed(problems: list[Finding]) -> Iterator[tuple[Rule, str]]:
    """The rules of installed packages: an entry point gives one or several."""
    for point in sorted(metadata.entry_points(group=GROUP), key=lambda p: p.name):
        origin = f"{point.dist.name if point.dist else 'a package'}: {point.value}"
        try:
            loaded = point.load()
            for rule in (loaded,) if isinstance(loaded, Rule) else tuple(loaded):
                if not isinstance(rule, Rule):
                    raise TypeError(f"{rule!r} is no Rule")  # noqa: TRY301
                yield rule, origin
        except Exception as error:
            problems.append(_problem(origin, f"{type(error).__name__}: {error}"))


def _problem(origin: str, why: str) -> Finding:
    return Finding("D007", "own-rule", f"{origin} is no rule: {why}", "error", Position(origin, 1))
