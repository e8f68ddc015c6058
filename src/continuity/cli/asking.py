"""Questions: in plain words, in SPARQL, and about the vocabulary itself."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path

from continuity import api, vocab
from continuity.cli import text
from continuity.cli.command import JSON, Arguments, Command, canon_of, print_json, write
from continuity.errors import UsageError

_FORMAT = ("table", "csv", "tsv", "json", "xml", "turtle", "trig", "nquads", "ntriples", "rdfxml", "jsonld")


def ask(given: Arguments) -> int:
    """Answer a question in plain words, with the evidence and who said so.

    Without a question, a terminal gets a prompt with history and completion, and a pipe an answer for each line.
    """
    from continuity.ask import as_json

    canon = canon_of(given)

    def answered(question: str) -> int:
        answer = canon.ask(question, whole=given.evidence or given.json)
        if given.json:
            print_json(as_json(answer, canon.graph, canon.universe.version))
        else:
            print(text.answer(answer, canon.graph, whole=given.evidence))
        if given.view:
            drawn = canon.view_answer(answer)
            write(given.view, drawn.text(Path(given.view).suffix).encode("utf-8"))
            print(f"{given.view}: {drawn.caption}", file=sys.stderr)
        return {"answered": 0, "empty": 0, "ambiguous": 3, "declined": 4}[answer.status]

    if given.question is not None:
        return answered(given.question)
    from continuity.cli import prompt

    return prompt.questions(canon, answered)


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
    form = sparql.form(source)
    triples = form in ("CONSTRUCT", "DESCRIBE")
    if triples and given.format in store.RESULT_FORMATS:
        raise UsageError(f"this query gives triples; take one of {', '.join(store.RDF_FORMATS)}")
    if not triples and given.format in store.RDF_FORMATS:
        raise UsageError(f"this query gives rows; take one of table, {', '.join(store.RESULT_FORMATS)}")
    api.check_terms(source)
    canon = canon_of(given)
    if given.format == "table" and not triples:
        print(canon.query(source, **bindings))
        return 0
    if given.labels and form == "SELECT":
        from continuity.cli.results import labelled

        write("", labelled(canon.query(source, **bindings), canon.graph.base, given.format).encode("utf-8"))
        return 0
    found = canon.graph.facts.query(*api.with_values(source, {k: canon.term(v) for k, v in bindings.items()}))
    if triples:
        format = "turtle" if given.format == "table" else given.format
        write("", store.serialize(sorted(found, key=str), format, canon.graph.base))
        return 0
    write("", store.results(found, given.format))
    if given.format == "json":
        print()
    return 0


def _query_text(given: str) -> str:
    if given == "-":
        return sys.stdin.read()
    if given.startswith("@"):
        queries = api.packaged_queries()
        if given[1:] not in queries:
            near = difflib.get_close_matches(given[1:], queries, 1)
            hint = f"did you mean @{near[0]}?" if near else "--list names them"
            raise UsageError(f"there is no packaged query {given}; {hint}")
        return queries[given[1:]].text
    if "{" in given:
        return given
    if not Path(given).is_file() and (Path(given).suffix in (".rq", ".sparql") or "/" in given):
        raise UsageError(f"there is no file {given}")
    return Path(given).read_text(encoding="utf-8") if Path(given).is_file() else given


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


COMMANDS = (
    Command("ask", ask, (
        ("question", {"metavar": "QUESTION", "nargs": "?", "help": "a question in plain words; without one, a prompt"}), JSON,
        ("--evidence", {"action": "store_true", "help": "print every account behind the answer"}),
        ("--view", {"metavar": "FILE", "default": "", "help": "draw the rows with the evidence between them: FILE.html or FILE.svg"}),
    )),
    Command("query", query, (
        ("sparql", {"metavar": "SPARQL|@NAME|FILE|-", "nargs": "?", "default": "", "help": "a query"}),
        ("--format", {"choices": _FORMAT, "default": "table", "help": "how to print the result"}),
        ("--bind", {"metavar": "NAME=ID", "action": "append", "default": [], "help": "give a variable its value"}),
        ("--labels", {"action": "store_true", "help": "a column of labels beside each of entities; a table has them anyway"}),
        ("--list", {"action": "store_true", "help": "name the packaged queries"}),
    )),
    Command("schema", schema, (
        ("term", {"metavar": "TERM", "nargs": "?", "default": "", "help": "a term of the vocabulary"}),
        ("--format", {"choices": ("text", "turtle", "html", "mermaid"), "default": "text", "help": "how to print the whole vocabulary"}),
    ), scoped=False),
)  # fmt: skip
