"""The commands. Each takes the parsed arguments, prints, and gives its exit code; the first line of its text is its help."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from continuity import __version__, api, vocab
from continuity.cli import text
from continuity.errors import DataError, UsageError

Arguments = argparse.Namespace
#: How many problems in the data a command mentions on its way.
_WARNED = 3
_JSON = ("--json", {"action": "store_true", "help": "one JSON object; see docs/json.md"})
_OUT = ("-o --output", {"metavar": "FILE", "default": "", "help": "where to write"})


@dataclass(frozen=True, slots=True)
class Command:
    """A command: its name, what runs it, its own arguments, and whether it looks at a universe."""

    name: str
    run: Callable[[Arguments], int]
    arguments: tuple[tuple[str, Mapping[str, Any]], ...] = ()
    scoped: bool = True


def _universe(given: Arguments) -> api.Universe:
    loaded = api.load(given.universe)
    for finding in loaded.findings[:_WARNED]:
        print(f"warning: {finding.position}: {finding.message}", file=sys.stderr)
    if len(loaded.findings) > _WARNED:
        print(f"warning: and {len(loaded.findings) - _WARNED} more; continuity check lists all", file=sys.stderr)
    return loaded


def _canon(given: Arguments) -> api.Canon:
    return _universe(given).canon(given.canon, on=given.on, until=given.until, watched=given.watched)


def _json(data: Any) -> None:
    print(json.dumps(data, indent=2, ensure_ascii=False))


def _write(path: str, content: bytes) -> None:
    if not path or path == "-":
        sys.stdout.flush()
        sys.stdout.buffer.write(content)
        sys.stdout.buffer.flush()
        return
    target = Path(path)
    if not target.parent.is_dir():
        raise UsageError(f"there is no directory {target.parent} to write {target.name} into")
    target.write_bytes(content)


def ask(given: Arguments) -> int:
    """Answer a question in plain words, with the evidence and who said so."""
    from continuity.ask import as_json

    canon = _canon(given)
    answer = canon.ask(given.question, whole=given.evidence or given.json)
    if given.json:
        _json(as_json(answer, canon.graph, canon.universe.version))
    else:
        print(text.answer(answer, canon.graph, whole=given.evidence))
    return {"answered": 0, "empty": 0, "ambiguous": 3, "declined": 4}[answer.status]


def query(given: Arguments) -> int:
    """Run a read-only SPARQL 1.1 query with the published prefixes.

    SPARQL is a query, @NAME a packaged one, the name of a file, or - for standard input.
    """
    from continuity import sparql, store

    if given.list:
        for name, one in api.packaged_queries().items():
            print(f"@{name:32} {one.comment.splitlines()[0] if one.comment else ''}")
        return 0
    if not given.sparql:
        raise UsageError("give a query, @NAME, a file or -; --list names the packaged ones")
    source = _query_text(given.sparql)
    bindings = dict(_pair(p) for p in given.bind)
    triples = sparql.form(source) in ("CONSTRUCT", "DESCRIBE")
    if triples and given.format in store.RESULT_FORMATS:
        raise UsageError(f"this query gives triples; take one of {', '.join(store.RDF_FORMATS)}")
    if not triples and given.format in store.RDF_FORMATS:
        raise UsageError(f"this query gives rows; take one of table, {', '.join(store.RESULT_FORMATS)}")
    api.check_terms(source)
    canon = _canon(given)
    if given.format == "table" and not triples:
        print(canon.query(source, **bindings))
        return 0
    if given.labels:
        _write("", text.labelled(canon.query(source, **bindings), canon.graph.base, given.format).encode("utf-8"))
        return 0
    found = canon.graph.facts.query(*api.with_values(source, {k: canon.term(v) for k, v in bindings.items()}))
    if triples:
        format = "turtle" if given.format == "table" else given.format
        _write("", store.serialize(sorted(found, key=str), format, canon.graph.base))
        return 0
    _write("", store.results(found, given.format))
    if given.format == "json":
        print()
    return 0


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.startswith("@"):
        queries = api.packaged_queries()
        if given[1:] not in queries:
            raise UsageError(f"there is no packaged query {given}; --list names them")
        return queries[given[1:]].text
    if "{" not in given and Path(given).is_file():
        return Path(given).read_text(encoding="utf-8")
    return given


def _pair(given: str) -> tuple[str, str]:
    name, equals, value = given.partition("=")
    if not equals:
        raise UsageError(f"--bind takes NAME=ID, not {given!r}")
    return name.lstrip("?"), value


def schema(given: Arguments) -> int:
    """Print the vocabulary, or one term of it with an example query."""
    import difflib

    terms = vocab.terms()
    if given.format != "text":
        if given.term:
            raise UsageError("one term is shown as text; leave the term out for the whole vocabulary in another format")
        sys.stdout.write(api.schema(given.format))
        return 0
    if not given.term:
        print(text.vocabulary(terms))
        return 0
    name = given.term.removeprefix("c:").removeprefix(vocab.VOCAB)
    labels = {t.label: n for group in (terms.classes, terms.properties, terms.individuals) for n, t in group.items()}
    name = name if name in terms else labels.get(name, name)
    if name not in terms:
        near = difflib.get_close_matches(name, [*terms.classes, *terms.properties, *terms.individuals], 3)
        hint = f"; did you mean {', '.join(near)}?" if near else ""
        print(f"continuity: the vocabulary has no term {given.term!r}{hint}", file=sys.stderr)
        return 4
    print(text.term(terms, name))
    return 0


def show(given: Arguments) -> int:
    """Show everything told of one entity, each fact with who told it."""
    from continuity.ask import header

    canon = _canon(given)
    entity = api.Entity(canon, canon.resolve(given.entity))
    if given.json:
        facts = [
            {
                "fact": f.text, "about": f.about, "followed": f.followed, "rule": f.rule or None,
                "told_by": [{"account": e.account.id, "speaker": e.speaker or None, "source": e.account.source.id, "quote": e.quote or None} for e in f.evidence],
            }
            for f in entity.facts
        ]  # fmt: skip
        _json(
            {
                "id": entity.id,
                "label": entity.label,
                "type": entity.type,
                "facts": facts,
                **header(canon.graph, canon.universe.version),
            }
        )
    else:
        print(text.entity(entity))
    return 0


def path(given: Arguments) -> int:
    """Find the shortest path between two entities, with the facts along it."""
    from continuity.ask import header
    from continuity.language.words import Words

    canon = _canon(given)
    a, b = canon.resolve(given.a), canon.resolve(given.b)
    steps = canon.path(a, b)
    words = Words(canon.graph)
    if given.json:
        made = [
            {"from": s.source, "relation": s.relation, "to": s.target, "evidence": [e.claim for e in words.evidence(s.evidence)],
             "accounts": sorted({e.account.id for e in words.evidence(s.evidence)})}
            for s in steps
        ]  # fmt: skip
        _json(
            {
                "from": a,
                "to": b,
                "length": len(steps) if a != b else 0,
                "steps": made,
                **header(canon.graph, canon.universe.version),
            }
        )
    else:
        print(text.path(canon, a, b, steps))
    return 0


def before(given: Arguments) -> int:
    """Say what to see before a work, in order, and why.

    The fewest seasons, episodes and films, each with what requires it and who says so; --watched leaves out what was seen.
    """
    from continuity.ask import header

    canon = _canon(given)
    work = canon.work(given.work)
    items = canon.before(work.id)
    if given.json:
        made = [
            {
                "work": i.work.id, "label": i.label, "up_to": i.up_to.id if i.up_to else None,
                "because": [
                    {"by": r.by.id, "kind": r.kind, "text": r.text,
                     "told_by": [{"account": e.account.id, "source": e.account.source.id, "quote": e.quote or None} for e in r.evidence]}
                    for r in i.reasons
                ],
            }
            for i in items
        ]  # fmt: skip
        _json({"before": work.id, "label": work.label, "items": made, **header(canon.graph, canon.universe.version)})
    else:
        print(text.before(work, items))
    return 0


def diff(given: Arguments) -> int:
    """Compare two universes, or two canons of one: facts added, withdrawn, newly contradicted.

    A and B are universes (NAME or PATH), scopes (on=2016-04-30, canon=netflix, until=WORK, watched=LIST), or both
    joined by +, such as marvel+canon=netflix+on=2016-04-30. The options below hold where a side does not say otherwise.
    Between two bare universes every account counts.
    """
    from continuity.ask import header

    one, other = _side(given, given.a), _side(given, given.b)
    found = one.diff(other)
    if given.json:
        sides = {"a": header(one.graph, one.universe.version), "b": header(other.graph, other.universe.version)}
        _json({**found.as_json(), **sides})
    else:
        print(found)
    return 1 if found else 0


_SCOPE = ("canon", "on", "until", "watched")


def _side(given: Arguments, spec: str) -> api.Canon:
    """The canon that one side of a comparison means."""
    scope = {name: getattr(given, name) for name in _SCOPE}
    chosen = given.universe
    for part in spec.split("+"):
        name, equals, value = part.partition("=")
        if equals and name in _SCOPE:
            scope[name] = value
        elif part:
            chosen = part
    scoped = any(getattr(given, n) or f"+{n}=" in f"+{side}" for n in _SCOPE for side in (given.a, given.b))
    loaded = _universe(argparse.Namespace(universe=chosen))
    return loaded.canon(scope.pop("canon") or ("" if scoped else api.EVERYTHING), **scope)


def check(given: Arguments) -> int:
    """Find what cannot all be true, who tells it, and what would explain it."""
    from continuity import check as linter

    chosen, touched = _checked(given)
    try:
        universe = api.load(chosen)
    except DataError as error:  # nothing loads: its findings are the report
        if not error.findings:
            raise
        sys.stdout.write(linter.report(error.findings, given.format, color=text.coloured()))
        return error.exit_code
    canon = universe.canon(given.canon, on=given.on, until=given.until, watched=given.watched)
    findings = canon.check(
        select=_words(given.select), ignore=_words(given.ignore), severity=given.severity, explained=given.explained
    )
    if touched:
        findings = linter.touching(findings, touched)
    sys.stdout.write(
        linter.report(
            findings, given.format, canon=canon.graph, color=text.coloured(), root=_root(chosen), version=__version__
        )
    )
    if given.format == "text":
        _say_what_was_not_run(canon, given)
    return linter.exit_code(findings)


def _root(chosen: str) -> str:
    """The way from here to the directory of a universe, for reports that point into a repository."""
    from continuity import universe

    place, here = universe.find(chosen), Path.cwd()
    place = place if place.is_dir() else place.parent
    return place.relative_to(here).as_posix() if here in place.parents else ""


def _say_what_was_not_run(canon: api.Canon, given: Arguments) -> None:
    """The rules that found nothing to look at, on stderr: silence there is no approval."""
    from continuity import check as linter

    rules = linter.choose(_words(given.select), _words(given.ignore), given.severity)
    idle = [f"{rule.code} ({', '.join(missing)})" for rule, missing in linter.not_run(canon.graph, rules)]
    if idle:
        print(f"not run, since nothing of it is told: {', '.join(idle)}", file=sys.stderr)


def _words(given: str) -> tuple[str, ...]:
    return tuple(w.strip() for w in given.split(",") if w.strip())


def _checked(given: Arguments) -> tuple[str, list[str]]:
    """The universe that paths mean, and the files within it whose findings are wanted."""
    from continuity import universe

    if not given.paths:
        return given.universe, []
    roots = [vocab.data_dir() / p.name for p in vocab.data_dir().iterdir() if p.is_dir()]
    roots.append(universe.find(given.universe))
    paths = [Path(p).resolve() for p in given.paths]
    for path in paths:
        if not path.exists():
            raise UsageError(f"there is no {path}")
    for root in (r.resolve() for r in roots):
        if all(root in p.parents for p in paths):
            return str(root), [p.relative_to(root).as_posix() for p in paths]
        if len(paths) == 1 and paths[0] == root:
            return str(root), []
    if len(paths) > 1:
        raise UsageError("several paths must lie in one universe; give --universe PATH")
    return str(paths[0]), []


def view(given: Arguments) -> int:
    """Draw an interactive picture as one HTML file that opens offline."""
    canon = _canon(given)
    options = {"depth": given.depth} if given.depth else {}
    drawn = canon.view(given.kind, *given.entities, **options)
    _write(given.output, drawn.html().encode("utf-8"))
    if given.output and given.output != "-":
        print(f"{given.output}: {drawn.caption}", file=sys.stderr)
    return 0


def export(given: Arguments) -> int:
    """Write the canon, or some of its entities, in an RDF format."""
    _write(given.output, _canon(given).export(given.format, *given.entities))
    return 0


def stats(given: Arguments) -> int:
    """Count what the canon holds, and say what is missing."""
    from continuity.ask import header

    canon = _canon(given)
    counts, coverage = canon.stats(), canon.coverage()
    if given.json:
        _json({**counts, "coverage": coverage.as_json(), **header(canon.graph, canon.universe.version)})
    else:
        print(f"{text.counts(counts)}\n\n{text.coverage(coverage)}")
    return 0


def new(given: Arguments) -> int:
    """Make a small universe that ask, check and view accept, to start one's own from."""
    from continuity.cli import scaffold

    made = scaffold.write(Path(given.directory))
    print("\n".join(map(str, made)))
    print(f'try: continuity ask --universe {given.directory}{"" if "/" in given.directory else "/"} "who plays Ada"')
    return 0


_ENTITIES = ("entities", {"nargs": "*", "metavar": "ENTITY", "help": "an id or a name"})
_FORMAT = ("table", "csv", "tsv", "json", "xml", "turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")

#: Every command, in the order of the help.
COMMANDS: Sequence[Command] = (
    Command("ask", ask, (
        ("question", {"metavar": "QUESTION", "help": "a question in plain words"}), _JSON,
        ("--evidence", {"action": "store_true", "help": "print every account behind the answer"}),
    )),
    Command("query", query, (
        ("sparql", {"metavar": "SPARQL|@NAME|FILE|-", "nargs": "?", "default": "", "help": "a query"}),
        ("--format", {"choices": _FORMAT, "default": "table", "help": "how to print the result"}),
        ("--bind", {"metavar": "NAME=ID", "action": "append", "default": [], "help": "give a variable its value"}),
        ("--labels", {"action": "store_true", "help": "in csv and json, a column of labels beside each of entities; a table has them"}),
        ("--list", {"action": "store_true", "help": "name the packaged queries"}),
    )),
    Command("schema", schema, (
        ("term", {"metavar": "TERM", "nargs": "?", "default": "", "help": "a term of the vocabulary"}),
        ("--format", {"choices": ("text", "turtle", "html", "mermaid"), "default": "text", "help": "how to print the whole vocabulary"}),
    ), scoped=False),
    Command("show", show, (("entity", {"metavar": "ENTITY", "help": "an id or a name"}), _JSON)),
    Command("path", path, (("a", {"metavar": "A"}), ("b", {"metavar": "B"}), _JSON)),
    Command("before", before, (("work", {"metavar": "WORK", "help": "an id, a title, or a code such as daredevil:s2"}), _JSON)),
    Command("diff", diff, (
        ("a", {"metavar": "A", "help": "a universe, or a scope such as on=2016-04-30"}),
        ("b", {"metavar": "B", "help": "what it is compared with"}), _JSON,
    )),
    Command("check", check, (
        ("paths", {"nargs": "*", "metavar": "PATH", "help": "a universe, or files of one whose findings are wanted"}),
        ("--format", {"choices": ("text", "json", "sarif", "github"), "default": "text", "help": "how to report"}),
        ("--select", {"metavar": "CODES", "default": "", "help": "run only rules whose code begins so"}),
        ("--ignore", {"metavar": "CODES", "default": "", "help": "leave these rules out"}),
        ("--severity", {"choices": ("info", "warning", "error"), "default": "", "help": "report from this severity up"}),
        ("--explained", {"action": "store_true", "help": "report findings that something explains, too"}),
    )),
    Command("view", view, (
        ("kind", {"metavar": "KIND", "help": "network or ego"}), _ENTITIES,
        ("--depth", {"type": int, "default": 0, "help": "how many steps from the entity an ego view goes"}),
        _OUT,
    )),
    Command("export", export, (("format", {"metavar": "FORMAT", "help": "turtle, trig, nquads, ntriples, rdfxml or jsonld"}), _ENTITIES, _OUT)),
    Command("stats", stats, (_JSON,)),
    Command("new", new, (("directory", {"metavar": "DIR", "help": "a directory that is not there yet, or is empty"}),), scoped=False),
)  # fmt: skip
