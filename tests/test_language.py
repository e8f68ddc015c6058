"""What the lexicon and the grammar promise: every term has words, wordings share a form, readings read back."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

import continuity
from continuity import vocab
from continuity.language.lexicon import lexicon

sys.path.insert(0, str(Path(__file__).resolve().parent.parent / "tools"))
import evaluate

#: Terms that are about accounts, sources and canons, or about files, and that no question of the story names.
BOOKKEEPING = {
    "Account", "Agent", "AgeStage", "AppearanceMode", "Billing", "Canon", "Concept", "CompleteList", "Credit", "CrossoverMode",
    "DependencyKind", "Horizon", "LifeStatus", "LifeState", "ProductionState", "RelationshipKind", "ReturnKind", "Role", "ScoreKind",
    "SourceKind", "Statement", "StatusAspect", "Universe",
}  # fmt: skip


def worded() -> set[str]:
    """Terms for which the lexicon has a word or a sentence."""
    found = lexicon()
    return (
        {s.reference for e in found.entries for s in e.senses}
        | {a for e in found.entries for s in e.senses for a in s.answers}
        | set(found.sentences)
    )


def test_every_class_has_a_noun() -> None:
    assert set(vocab.terms().classes) - worded() - BOOKKEEPING == set()


def test_every_derived_relation_has_a_word() -> None:
    derived = {n for n, p in vocab.terms().properties.items() if p.derived_by}
    verbs = {s.reference for e in lexicon().entries for s in e.senses}
    assert derived - verbs == set()


def test_every_kind_of_relationship_and_every_role_has_a_word() -> None:
    terms = vocab.terms()
    known = worded()
    kinds = {n for n, i in terms.individuals.items() if i.cls == "RelationshipKind"}
    roles = {f"{n}Of" for n, i in terms.individuals.items() if i.cls == "Role"}
    assert (kinds | roles) - known == set()


def test_every_statement_that_is_evidence_has_a_sentence() -> None:
    statements = set(vocab.terms().below("Statement")) - {"Statement"}
    assert statements - set(lexicon().sentences) == set()


def test_every_reference_of_the_lexicon_is_a_term() -> None:
    terms = vocab.terms()
    assert {s.reference for e in lexicon().entries for s in e.senses if s.reference not in terms} == set()


@pytest.fixture(scope="module")
def canon() -> continuity.Canon:
    return continuity.load("marvel").canon()


@pytest.mark.parametrize("item", list(evaluate.items(apart=False)), ids=lambda i: f"{i.kind}: {i.ask[0][:60]}")
def test_questions(canon: continuity.Canon, item: evaluate.Item) -> None:
    """No answer is wrong, nothing is answered that is to be declined, and no ambiguous question is guessed at."""
    wanted = evaluate.expected(canon, item.sparql) if item.sparql else None
    became = {q: evaluate.verdict(item, canon.ask(q), wanted) for q in item.ask}
    assert {q: v for q, v in became.items() if v in ("wrong", "answered, but not to be")} == {}
