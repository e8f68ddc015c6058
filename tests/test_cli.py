"""The commands as a user runs them: output, exit codes, bad input."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from continuity import vocab
from continuity.cli import main
from continuity.cli.commands import COMMANDS

MAIN_QUESTION = "which showrunners collaborate with the Defenders team"


def run(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    code = main(arguments)
    out = capsys.readouterr()
    return code, out.out, out.err


def asked(capsys: pytest.CaptureFixture[str], *arguments: str) -> dict:
    code, out, _ = run(capsys, "ask", "--json", *arguments)
    made = json.loads(out)
    assert code == {"answered": 0, "empty": 0, "ambiguous": 3, "declined": 4}[made["status"]]
    return made


def labels(made: dict) -> set[str]:
    return {row[0].get("label", "") for row in made["rows"]}


@pytest.fixture
def mine(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """A universe as `continuity new` makes it."""
    assert main(["new", str(tmp_path / "mine")]) == 0
    capsys.readouterr()
    return tmp_path / "mine"


@pytest.mark.parametrize("horizon", [[], ["--until", "jessica-jones/s1e01"], ["--watched", "none"]])
def test_the_main_question(capsys: pytest.CaptureFixture[str], horizon: list[str]) -> None:
    made = asked(capsys, *horizon, MAIN_QUESTION)
    assert made["status"] == "answered"
    assert "Melissa Rosenberg" in labels(made)
    assert not {"Doug Petrie", "Marco Ramirez"} & labels(made)
    assert any("creator or showrunner" in a and "other reading" in a for a in made["assumptions"])
    assert "Doug Petrie" in {e["speaker"] for e in made["evidence"]}
    sources = {e["source"]["id"] for e in made["evidence"]}
    assert "dark-horizons-jessica-jones-s2-status" in sources
    assert len(sources) >= 3


def test_who_ran_the_defenders_as_announced(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, "--on", "2016-08-31", "who is the showrunner of The Defenders")
    assert labels(made) == {"Doug Petrie", "Marco Ramirez"}


def test_who_ran_the_defenders_as_told_since(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, "who is the showrunner of The Defenders")
    assert "Marco Ramirez" in labels(made)
    assert any("accounts differ" in n for n in made["notes"])
    assert any("Doug Petrie" in n and "until 2016-10" in n for n in made["notes"])


def test_the_renewal_beside_the_articles_words(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, "--on", "2016-08-31", "is there a second season of Jessica Jones")
    assert made["value"] is True
    assert "renewed" in made["sentence"]
    by_source = {e["source"]["id"]: e for e in made["evidence"]}
    assert "dark-horizons-jessica-jones-s2-status" in by_source
    assert any("renewed" in e["claim"] and e["source"]["published"].startswith("2016-01-17") for e in made["evidence"])


def test_nothing_of_the_death_before_the_finale(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    before = ["--until", "jessica-jones/s1e01"]
    made = asked(capsys, *before, "is Kilgrave dead")
    assert made["status"] == "empty" and made["value"] is None
    page, dump = tmp_path / "ego.html", tmp_path / "all.nq"
    assert main(["view", "ego", "kilgrave", "-o", str(page), *before]) == 0
    assert main(["export", "nquads", "-o", str(dump), *before]) == 0
    capsys.readouterr()
    code, shown, _ = run(capsys, "show", "kilgrave", *before)
    assert code == 0
    for text in (page.read_text("utf-8"), dump.read_text("utf-8"), shown, json.dumps(made)):
        assert "death/kilgrave" not in text
        assert "Kilgrave dies" not in text
    assert "death/kilgrave" not in json.dumps(made)


def test_ambiguous_names_are_asked_back(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, "who created Jessica Jones")
    assert made["status"] == "ambiguous"
    assert len(made["readings"]) == 2
    assert {"character", "series"} <= {w for r in made["readings"] for w in r["reading"].replace(")", "").split()}


def test_what_is_not_known_is_declined_naming_the_words(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, "who plays Walter White in Breaking Bad")
    assert made["status"] == "declined"
    assert any("Walter White" in span for span in made["unknown"])


def test_the_sparql_of_an_answer_runs_as_it_stands(capsys: pytest.CaptureFixture[str]) -> None:
    made = asked(capsys, MAIN_QUESTION)
    code, out, _ = run(capsys, "query", "--format", "json", made["sparql"])
    assert code == 0
    found = {b["x"]["value"].rpartition("/")[2] for b in json.loads(out)["results"]["bindings"]}
    assert found == {row[0]["id"] for row in made["rows"]}


@pytest.mark.parametrize(
    ("query", "word"),
    [
        ("SELECT * WHERE { SERVICE <http://example.org/> { ?s ?p ?o } }", "SERVICE"),
        ("LOAD <http://example.org/>", "LOAD"),
        ("INSERT DATA { <a> <b> <c> }", "INSERT"),
        ("DELETE WHERE { ?s ?p ?o }", "DELETE"),
        ("SELECT ?x WHERE { ?x ", "parse"),
        ("hello", "no query"),
    ],
)
def test_queries_that_write_reach_out_or_do_not_parse(
    capsys: pytest.CaptureFixture[str], query: str, word: str
) -> None:
    code, out, err = run(capsys, "query", query)
    assert code == 2
    assert word in err and not out


@pytest.mark.parametrize("format", ["table", "csv", "tsv", "json", "xml"])
def test_query_formats(capsys: pytest.CaptureFixture[str], format: str) -> None:
    code, out, _ = run(capsys, "query", "--format", format, "SELECT ?who WHERE { ?who c:plays <kilgrave> }")
    assert code == 0
    assert "david-tennant" in out


@pytest.mark.parametrize("format", ["turtle", "ntriples", "rdfxml", "jsonld"])
def test_a_construct_gives_rdf(capsys: pytest.CaptureFixture[str], format: str) -> None:
    query = "CONSTRUCT { ?who c:plays <kilgrave> } WHERE { ?who c:plays <kilgrave> }"
    code, out, _ = run(capsys, "query", "--format", format, query)
    assert code == 0
    assert "david-tennant" in out


def test_packaged_queries_are_listed_and_run(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "query", "--list")
    assert code == 0
    names = [line.split()[0] for line in out.splitlines()]
    assert len(names) == len(list((vocab.graph_dir() / "queries").glob("*.rq"))) > 0
    assert run(capsys, "query", names[0])[0] == 0
    assert run(capsys, "query", "@no-such-query")[0] == 2


def test_show_names_the_tellers(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "show", "--json", "Melissa Rosenberg")
    made = json.loads(out)
    assert code == 0 and made["id"] == "melissa-rosenberg"
    assert all(f["told_by"] for f in made["facts"])


@pytest.mark.parametrize(
    ("name", "code", "word"), [("jessica-jone", 4, "jessica-jones"), ("Jessica Jones", 3, "jessica-jones/series")]
)
def test_entities_that_are_unknown_or_several(
    capsys: pytest.CaptureFixture[str], name: str, code: int, word: str
) -> None:
    found, _, err = run(capsys, "show", name)
    assert found == code
    assert word in err


@pytest.mark.parametrize(
    ("arguments", "word"),
    [
        (["stats", "--universe", "marvle"], "marvel"),
        (["stats", "--universe", "./nowhere"], "nowhere"),
        (["stats", "--canon", "netflx"], "netflix"),
        (["stats", "--on", "yesterday"], "yesterday"),
        (["stats", "--until", "daredevil/s9e01"], "s9e01"),
        (["stats", "--watched", "daredevl:s1"], "daredevil"),
        (["export", "docx"], "turtle"),
        (["view", "ego"], "entity"),
        (["view", "hologram"], "network"),
        (["view", "ego", "kilgrave", "-o", "no/such/dir/x.html"], "directory"),
        (["new", "."], "not empty"),
    ],
)
def test_bad_input_has_a_message_and_exit_2(
    capsys: pytest.CaptureFixture[str], arguments: list[str], word: str
) -> None:
    code, _, err = run(capsys, *arguments)
    assert code == 2
    assert word in err and "Traceback" not in err


def test_schema_explains_a_term_and_names_near_ones(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "schema", "Death")
    assert code == 0 and "example:" in out
    code, _, err = run(capsys, "schema", "Deaht")
    assert code == 4 and "Death" in err
    code, out, _ = run(capsys, "schema")
    assert code == 0 and all(name in out for name in vocab.terms().properties)


def test_stats_count_the_saga(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "stats", "--json")
    made = json.loads(out)
    assert code == 0
    assert made["episodes"] >= 161 and made["universe"] == "marvel"
    assert all(isinstance(made[k], int) for k in ("series", "seasons", "films", "people", "claims", "triples"))


def test_order_says_what_follows_and_who_says_so(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "order", "jessica-jones/s2", "iron-fist/s1")
    assert code == 0
    assert out.startswith("Jessica Jones season 2 begins after Iron Fist season 1 is over.\n")
    assert "The Defenders season 1 is 1 month after Iron Fist season 1\n      — " in out
    code, out, _ = run(capsys, "order", "--json", "luke-cage/s1", "the-defenders/s1")
    found = json.loads(out)
    assert (code, found["relation"], found["universe"]) == (0, "before", "marvel")
    assert all(c["file"] and c["account"] for c in found["claims"])
    assert run(capsys, "order", "nobody-at-all", "daredevil/s1")[0] == 4


def test_path_crosses_an_edge_that_names_its_accounts(capsys: pytest.CaptureFixture[str]) -> None:
    code, out, _ = run(capsys, "path", "--json", "melissa-rosenberg", "marco-ramirez")
    made = json.loads(out)
    assert code == 0 and made["length"] >= 1
    assert all(step["accounts"] for step in made["steps"])


def test_a_universe_of_ones_own(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    universe = ["--universe", str(mine)]
    assert labels(asked(capsys, *universe, "who plays Ada")) == {"Jo Doe"}
    assert asked(capsys, *universe, "is The Keeper dead")["value"] is True
    assert asked(capsys, *universe, "--until", "lighthouse/s1e01", "is The Keeper dead")["status"] == "declined"
    assert run(capsys, "check", str(mine))[0] == 0
    assert run(capsys, "view", "network", *universe, "-o", str(mine.parent / "net.html"))[0] == 0


BROKEN = {
    "a wrong key": ("claims:\n  - {type: Death, of: keeper, inn: lighthouse/s1}\n", 5, "inn"),
    "a duplicate key": ("claims:\n  - type: Death\n    of: keeper\n    of: ada\n", 7, "twice"),
    "an unknown reference": ("claims:\n  - type: Death\n    of: nobody\n", 6, "nobody"),
    "a cyclic alias": ("claims: &a\n  - *a\n", 5, "*a"),
    "broken YAML": ("claims: [\n", 5, "YAML"),
}


@pytest.mark.parametrize("what", BROKEN)
def test_a_broken_file_is_one_finding_with_file_and_line(
    capsys: pytest.CaptureFixture[str], mine: Path, what: str
) -> None:
    body, line, word = BROKEN[what]
    (mine / "broken.yaml").write_text(
        "source: guide-pilot\nreports: lighthouse/s1\nhorizon: none\n" + body, encoding="utf-8"
    )
    code, out, err = run(capsys, "check", "--format", "json", str(mine))
    assert code == 2 and "Traceback" not in err
    findings = [f for f in json.loads(out) if f["rule"].startswith("D")]
    assert len(findings) == 1, findings
    assert word in findings[0]["message"]
    assert [(c["file"], c["line"]) for c in findings[0]["claims"]] == [("broken.yaml", line)]
    assert labels(asked(capsys, "--universe", str(mine), "who plays Ada")) == {"Jo Doe"}, "the rest is still read"


def test_the_files_of_a_universe_are_checked_by_path(capsys: pytest.CaptureFixture[str], mine: Path) -> None:
    (mine / "late.yaml").write_text("claims:\n  - {id: x, type: Person, name: X}\n", encoding="utf-8")
    assert run(capsys, "check", "--universe", str(mine), str(mine / "late.yaml"))[0] == 1
    assert run(capsys, "check", "--universe", str(mine), str(mine / "pilot.yaml"))[0] == 0
    shutil.rmtree(mine)
    assert run(capsys, "check", str(mine))[0] == 2


def test_every_command_is_in_the_readme_or_the_docs() -> None:
    root = Path(__file__).resolve().parent.parent
    pages = "\n".join(
        p.read_text(encoding="utf-8") for p in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]
    )
    for command in COMMANDS:
        assert f"continuity {command.name}" in pages, f"no page shows `continuity {command.name}`"
        assert command.run.__doc__
