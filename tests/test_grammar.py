"""The grammar as a whole: no rule is in vain, and what the chart leaves out would have led nowhere."""

from pathlib import Path

import evaluate
import pytest
import yaml

from continuity.language.chart import Chart, Item, Rule, Rules
from continuity.language.closed import WORDS
from continuity.language.entries import meanings
from continuity.language.names import tokenize
from continuity.language.numerals import numerals
from continuity.language.parse import FAR, Parser

QUESTIONS = Path(__file__).parent / "questions"


@pytest.fixture(scope="module")
def parser() -> Parser:
    found: Parser = evaluate.canon_of("marvel")._asker.parser
    return found


def test_no_rule_waits_for_what_nothing_makes_and_nothing_is_made_in_vain(parser: Parser) -> None:
    numbers = ("2", "second", "s2", "s1e3", "2017", "2017-05", "may", "may 5", "1990s", "1x05")
    seeded = {i.category for text in numbers for i in numerals(tuple(t.norm for t in tokenize(text)), 0)}
    seeded |= {
        category for entry in parser.lexicon.entries for form in entry.forms for category, _ in meanings(entry, form, 0)
    }
    seeded |= {
        "E",
        "UNIVERSE",
        "TELLER",
        "SOURCEKIND",
        "CANONNAME",
        "BEARER",
        "ANYOFNAME",
        "PN",
        "TITLED",
        "TITLEWORDS",
    }  # names
    made = {rule.category for rule in parser.rules} | set(WORDS)
    used = {part for rule in parser.rules for part in rule.parts}
    assert used - made - seeded == set()
    assert made - used <= {"Q"}


@pytest.mark.parametrize("file", ["cast", "comparisons", "mixed"])
def test_what_the_chart_leaves_out_leads_to_no_question(parser: Parser, file: str) -> None:
    items = yaml.safe_load((QUESTIONS / f"{file}.yaml").read_text(encoding="utf-8"))
    for text in [item["ask"][0] for item in items][:20]:
        tokens = tokenize(text)
        found = []
        for whole in ("Q", ""):
            chart = Chart(parser.rules, whole=whole)
            chart.parse(parser.seeds(tokens))
            harvest = parser.harvest(chart, len(tokens))
            found.append({q.form for cost, q in harvest if cost < harvest[0][0] + FAR})  # what else could be meant
        assert found[0] == found[1], text


def test_a_chart_keeps_what_is_waited_for_and_stops_at_its_limit() -> None:
    rules = Rules(
        (
            Rule("S", ("A", "B"), lambda a, b: [(a + b, 0.0)]),
            Rule("B", ("C",), lambda c: [(c, 0.5)]),
            Rule("D", ("C", "C"), lambda a, b: [(a + b, 0.0)]),
        )
    )
    seeds = [Item("A", "a", 0.0, 0, 1), Item("C", "c", 0.0, 1, 2), Item("C", "c", 0.0, 2, 3), Item("A", "x", 0.0, 1, 2)]
    chart = Chart(rules, whole="S")
    chart.parse(seeds)
    assert [(i.meaning, i.cost) for i in chart.over("S", 0, 2)] == [("ac", 0.5)]
    assert not chart.over("D", 1, 3) and not chart.over("A", 1, 2)
    everywhere = Chart(rules)
    everywhere.parse(seeds)
    assert everywhere.over("D", 1, 3) and everywhere.over("A", 1, 2)
    short = Chart(rules, 3, "S")
    short.parse(seeds)
    assert short.exhausted
