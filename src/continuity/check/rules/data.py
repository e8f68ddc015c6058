"""D001 to D005: what the readers found wrong with the files, before any account was there."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from continuity.check.context import Context
from continuity.check.rule import Hit, Rule


def _found(code: str) -> Callable[[Context], Iterable[Hit]]:
    """A check that gives what the readers found under a code."""

    def check(context: Context) -> Iterator[Hit]:
        for f in context.universe.findings:
            if f.rule == code:
                yield Hit(f.message, f.entities, cure=f.cure, explained_by=f.explained_by, position=f.position)

    return check


DATA = Rule(
    code="D001",
    name="data",
    severity="error",
    what=(
        "An item does not fit the vocabulary: an unknown key, a value that is none of the list, a date that "
        "is none, no id."
    ),
    why="""What cannot be understood is left out, and the rest of the file is read. The schema that finds it is the one
that completes keys in an editor: graph/schema.json, made from the ontology.""",
    cure="mend the item",
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02, killer: ben}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02, by: ben}
""",
    check=_found("D001"),
)
YAML = Rule(
    code="D002",
    name="yaml",
    severity="error",
    what="A file is no YAML, or uses what is refused: a key twice, an alias inside itself, a tag, too deep nesting.",
    why="""A document that is broken tells nothing. YAML 1.2 is read with its core schema alone. A second value of one
key would silently win, and an alias of itself would never end; both are told with their line, and the other files are
read.""",
    cure="mend the file at this line",
    example="""\
source: weekly-recap
horizon: none
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
""",
    check=_found("D002"),
)
RDF = Rule(
    code="D003",
    name="rdf",
    severity="error",
    what="An RDF file cannot be parsed, or bears a document type declaration.",
    why="""A file that does not parse tells nothing. The parser's own message and line are given. A document type
declaration in RDF/XML can make 500 bytes grow to gigabytes, and is refused.""",
    cure="mend the file at this line",
    format="trig",
    example="""\
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
<account/weekly> a c:Account ; c:source <weekly-recap> c:horizon c:none .
""",
    twin="""\
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
<account/weekly> a c:Account ; c:source <weekly-recap> ; c:horizon c:none .
""",
    check=_found("D003"),
)
UNKNOWN = Rule(
    code="D004",
    name="unknown-reference",
    severity="error",
    what="An id is spoken of that no account gives a type.",
    why="""Either it is misspelt, and the fact hangs on nobody, or the entity is still to be told of: one account gives
it a type and a name.""",
    cure="correct the id, or tell the entity with its type and name",
    example="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: adda, in: harbour/s1e02}
""",
    twin="""\
source: weekly-recap
horizon: harbour/s1e02
claims:
  - {type: Death, of: ada, in: harbour/s1e02}
""",
    check=_found("D004"),
)
OUTSIDE = Rule(
    code="D005",
    name="outside-accounts",
    severity="warning",
    what="A file tells something outside of accounts, where no canon finds it.",
    why="""A canon is a choice of accounts, so what stands in none is in no canon: statements about characters or works
in the default graph of an RDF file, or in a graph that is no c:Account.""",
    cure="put it in the graph of an account: an IRI that is a c:Account, with a source and a horizon",
    format="trig",
    example="""\
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
<edda> a c:Character ; c:name "Edda Voss" .
""",
    twin="""\
@prefix c: <https://w3id.org/continuity/v1/vocab#> .
<account/weekly-edda> a c:Account ; c:source <weekly-recap> ; c:horizon c:none .
<account/weekly-edda> { <edda> a c:Character ; c:name "Edda Voss" . }
""",
    check=_found("D005"),
)
RULES = (DATA, YAML, RDF, UNKNOWN, OUTSIDE)
