"""Reports of findings: text for people, JSON, SARIF and GitHub annotations for machines."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
from collections.abc import Callable
from dataclasses import replace
from html import escape
from html.parser import HTMLParser
from pathlib import Path

import jsonschema
import pytest
from browsing import MARKS, Opened

from continuity import universe
from continuity.check import FORMATS, RULES, check, report
from continuity.check.stage import STAGE
from continuity.errors import UsageError
from continuity.model import Cited, Finding, Position, Repair, Scope
from continuity.universe import Compiled

TOLD = """\
source: weekly-recap
horizon: harbour/s2e01
claims:
  - {type: Death, of: ada, in: harbour/s1e02, quote: swept off the pier}
  - {type: Appearance, character: ada, in: harbour/s2e01, mode: present}
  - {id: ada, surname: Finch}
"""


@pytest.fixture
def made(tmp_path: Path) -> Compiled:
    (tmp_path / "stage.yaml").write_text(STAGE, encoding="utf-8")
    (tmp_path / "told.yaml").write_text(TOLD, encoding="utf-8")
    return universe.load(tmp_path, compiled=False)


@pytest.fixture
def found(made: Compiled) -> list[Finding]:
    return check(made, made.canon(Scope()))


def test_text_says_what_where_who_why_and_what_would_help(made: Compiled, found: list[Finding]) -> None:
    text = report(found, canon=made.canon(Scope()))
    assert "error[L001]: Ada Finch dies in Harbour Lights S1E02 and is there again, alive" in text
    assert "--> told.yaml:4" in text
    assert "“Harbour Lights retold”, The Weekly, 2003-06-01: “swept off the pier”" in text
    assert "at told.yaml:5" in text
    assert "= why: Who has died does not walk through a later episode" in text
    assert re.search(r"= cure: tell what brings Ada Finch back.*type: Return", text)
    assert "error[D001]" in text
    assert "--> told.yaml:6" in text
    assert text.endswith("2 findings: 2 errors\n")


def test_text_is_coloured_only_on_request_and_is_the_same_each_time(made: Compiled, found: list[Finding]) -> None:
    canon = made.canon(Scope())
    assert "\x1b" not in report(found, canon=canon)
    coloured = report(found, canon=canon, color=True)
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == report(found, canon=canon)
    assert report(found, canon=canon) == report(check(made, made.canon(Scope())), canon=made.canon(Scope()))


def test_text_without_a_canon_names_accounts_and_nothing_found_is_said() -> None:
    at = Position("a.yaml", 2)
    one = Finding("D009", "new", "a rule of another version", position=at, claims=(Cited("it is so", "account/x", at),))
    assert "account/x" in report([one])
    assert report([]) == "no findings\n"


def test_many_claims_and_many_tellers_are_counted() -> None:
    claims = tuple(Cited(f"claim {i // 6}", f"account/{i}", Position("a.yaml", i + 1)) for i in range(60))
    text = report([Finding("L001", "n", "m", claims=claims)])
    assert "and 2 more claims" in text
    assert "and 2 more accounts" in text


def test_json_has_the_promised_fields_and_every_finding_a_place(found: list[Finding]) -> None:
    records = json.loads(report(found, "json"))
    assert len(records) == len(found) == 2
    fields = {"rule", "name", "severity", "message", "entities", "claims", "explained_by", "repairs"}
    for record in records:
        assert set(record) == fields
        assert record["claims"]
        for claim in record["claims"]:
            assert set(claim) == {"text", "account", "file", "line", "quote"}
            assert claim["file"] == "told.yaml"
            assert claim["line"] > 0
    data, death = records
    assert (data["rule"], data["claims"][0]["line"]) == ("D001", 6)
    assert death["entities"] == ["ada", "harbour/s1e02", "harbour/s2e01"]
    assert death["claims"][0]["quote"] == "swept off the pier"
    assert [r["claims"] for r in death["repairs"]] == [
        ["Ada Finch dies in Harbour Lights S1E02"],
        ["Ada Finch is in Harbour Lights S2E01 (present)"],
    ]
    assert death["repairs"][0]["said"] == "only The Weekly (recap) says so"


def test_sarif_names_every_rule_and_points_into_the_files(found: list[Finding]) -> None:
    log = json.loads(report(found, "sarif", root="data/harbour lights", version="1.2.3"))
    assert log["version"] == "2.1.0"
    [run] = log["runs"]
    driver = run["tool"]["driver"]
    assert driver["semanticVersion"] == "1.2.3"
    assert [r["id"] for r in driver["rules"]] == [r.code for r in RULES]
    for result in run["results"]:
        assert driver["rules"][result["ruleIndex"]]["id"] == result["ruleId"]
        assert result["level"] in ("error", "warning", "note")
        assert result["message"]["text"]
        place = result["locations"][0]["physicalLocation"]
        assert place["artifactLocation"]["uri"] == "data/harbour%20lights/told.yaml"
        assert place["region"]["startLine"] > 0
        ids = [r["id"] for r in result["relatedLocations"]]
        assert len(set(ids)) == len(ids)
    marks = [r["partialFingerprints"]["continuity/v2"] for r in run["results"]]
    assert len(set(marks)) == len(marks)


def test_sarif_suppresses_what_is_explained_and_has_no_index_for_an_unknown_rule() -> None:
    finding = Finding("X001", "n", "m", "info", explained_by="it is a dream")
    [result] = json.loads(report([finding], "sarif"))["runs"][0]["results"]
    assert result["suppressions"][0]["justification"] == "it is a dream"
    assert result["ruleIndex"] == -1, "the format's word for a rule that is not listed"
    assert result["locations"] == []


#: What the schema of SARIF 2.1.0 asks of the parts that are written here, as far as JSON Schema says it. Every object
#: of the format is closed: a property that it does not know is an error.
TEXT = {
    "type": "object",
    "required": ["text"],
    "properties": {"text": {"type": "string"}},
    "additionalProperties": False,
}


def closed(*required: str, **properties: object) -> dict[str, object]:
    return {"type": "object", "required": list(required), "properties": properties, "additionalProperties": False}


def several(one: object, **more: object) -> dict[str, object]:
    return {"type": "array", "items": one, **more}


LEVEL = {"enum": ["none", "note", "warning", "error"]}
PLACE = closed(
    artifactLocation=closed(uri={"type": "string", "format": "uri-reference"}),
    region=closed(startLine={"type": "integer", "minimum": 1}),
)
LOCATION = closed(id={"type": "integer", "minimum": -1}, message=TEXT, physicalLocation=PLACE)
RULE = closed(
    "id",
    id={"type": "string"},
    name={"type": "string"},
    shortDescription=TEXT,
    fullDescription=TEXT,
    help=TEXT,
    defaultConfiguration=closed(level=LEVEL),
)
RESULT = closed(
    "message",
    ruleId={"type": "string"},
    ruleIndex={"type": "integer", "minimum": -1},
    level=LEVEL,
    message=TEXT,
    locations=several(LOCATION),
    relatedLocations=several(LOCATION, uniqueItems=True),
    partialFingerprints={"type": "object", "additionalProperties": {"type": "string"}},
    suppressions=several(closed("kind", kind={"enum": ["inSource", "external"]}, justification={"type": "string"})),
)
DRIVER = closed(
    "name", name={"type": "string"}, semanticVersion={"type": "string"}, rules=several(RULE, uniqueItems=True)
)
COLUMNS = {"enum": ["utf16CodeUnits", "unicodeCodePoints"]}
RUN = closed("tool", tool=closed("driver", driver=DRIVER), columnKind=COLUMNS, results=several(RESULT))
LOG = closed("version", "runs", version={"const": "2.1.0"}, runs=several(RUN)) | {
    "patternProperties": {r"^\$schema$": {"type": "string", "format": "uri"}}
}


def test_sarif_keeps_to_what_its_schema_asks(made: Compiled, found: list[Finding]) -> None:
    """The schema itself is not shipped; where SARIF_SCHEMA names a copy of it, that holds too."""
    place = os.environ.get("SARIF_SCHEMA", "")
    schemas = [LOG, *([json.loads(Path(place).read_text(encoding="utf-8"))] if place else [])]
    explained = [Finding("L001", "n", "m", "info", explained_by="x"), Finding("X001", "n", "m", claims=(Cited("c"),))]
    for findings in (found, [], explained, check(made, made.canon(Scope()), select=["all"], explained=True)):
        log = json.loads(report(findings, "sarif", root="a b", version="1.2.3"))
        for schema in schemas:
            validator = jsonschema.validators.validator_for(schema)(schema, format_checker=jsonschema.FormatChecker())
            assert [e.message for e in validator.iter_errors(log)] == []


def test_the_page_escapes_everything_runs_nothing_and_fetches_nothing(made: Compiled) -> None:
    evil = '"><script>alert(1)</script><img src=x onerror=y>'
    at = Position(evil, 2)
    claims = (Cited(evil, evil, at, evil),)
    finding = Finding("L001", evil, evil, position=at, entities=(evil,), claims=claims, cure=evil, repairs=(Repair(claims, evil),))  # fmt: skip
    page = report([finding, replace(finding, explained_by=evil), replace(finding, rule=evil)], "html", version=evil)
    parsed = Tags(page)
    assert set(parsed.tags) <= {"html", "head", "meta", "title", "style", "body", "header", "h1", "p", "ul", "li", "b", "nav", "a", "span", "main", "section", "h2", "article", "h3", "dl", "dt", "dd", "q", "footer"}  # fmt: skip
    assert set(parsed.attributes) <= {
        "lang",
        "charset",
        "http-equiv",
        "content",
        "name",
        "class",
        "id",
        "href",
        "aria-label",
    }
    assert "default-src 'none'" in page
    assert page.count(escape(evil)) > 10
    css = page.partition("<style>")[2].partition("</style>")[0]
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    assert f"style-src 'sha256-{digest}'" in page, "the browser lets in this style and no other"
    assert "url(" not in css


class Tags(HTMLParser):
    """The names of all tags and attributes of a page."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += [name for name, _ in attrs]


def test_the_page_says_what_who_where_and_what_would_help(made: Compiled, found: list[Finding]) -> None:
    page = report(found, "html", canon=made.canon(Scope()))
    for words in ("L001 appears after death", "“Harbour Lights retold”, The Weekly", "<q>swept off the pier</q>", "told.yaml:5", "would help"):  # fmt: skip
        assert words in page
    assert "Nothing found" in report([], "html", canon=made.canon(Scope()))
    assert page == report(found, "html", canon=made.canon(Scope()))


@pytest.mark.browser
@MARKS[1]
def test_a_browser_shows_the_page_without_a_complaint(
    made: Compiled, found: list[Finding], tmp_path: Path, opened: Callable[..., Opened]
) -> None:
    file = tmp_path / "report.html"
    file.write_text(report(found, "html", canon=made.canon(Scope())), encoding="utf-8")
    page = opened(file, ready="document.readyState === 'complete'", viewport={"width": 380, "height": 800}).page
    assert page.locator("article").count() == 2
    assert page.evaluate("getComputedStyle(document.querySelector('article')).borderLeftWidth") == "4px"
    assert page.evaluate("document.documentElement.scrollWidth") <= 380, "it fits a telephone"


def test_why_is_said_once_for_a_rule_and_files_are_told_from_here(made: Compiled, found: list[Finding]) -> None:
    text = report([found[1], found[1]], canon=made.canon(Scope()), root="data/mine")
    assert text.count("= why:") == 1
    assert text.count("= would help:") == 2
    assert "--> data/mine/told.yaml:4" in text


def test_github_annotations_cannot_be_broken_out_of() -> None:
    finding = Finding("L001", "n", "50% sure\n::error::no", position=Position("a,b:c.yaml", 3), cure="see\rthere")
    text = report([finding], "github", root="data/u/")
    assert text == (
        "::error file=data/u/a%2Cb%3Ac.yaml,line=3,title=L001 n::50%25 sure%0A::error::no%0Acure: see%0Dthere\n"
    )
    assert report([Finding("W003", "n", "m", "info")], "github").startswith("::notice title=")
    explained = Finding("L001", "n", "m", explained_by="x")
    assert report([explained], "github").startswith("::notice")


def test_a_format_that_there_is_not_is_a_usage_error() -> None:
    assert FORMATS == ("text", "json", "sarif", "github", "html")
    with pytest.raises(UsageError, match="pdf"):
        report([], "pdf")


def test_the_pages_of_the_rules_are_fresh() -> None:
    import subprocess
    import sys

    root = Path(__file__).parent.parent
    done = subprocess.run(
        [sys.executable, str(root / "tools" / "generate.py"), "--check"], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert {p.stem for p in (root / "docs" / "rules").glob("*.md")} == {"README", *(r.name for r in RULES)}
