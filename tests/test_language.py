"""What the lexicon and the grammar promise: every term has words, wordings share a form, readings read back."""

from __future__ import annotations

import re

import evaluate
import pytest

from continuity import vocab
from continuity.language.lexicon import lexicon
from continuity.language.names import tokenize

#: Why a term has no word of its own, term by term: it is asked through another, or of no concern to the story.
VALUES = "a closed list, whose values are asked and shown, not the list"
MACHINERY = "how accounts are kept, not what they tell"
BY_GRAMMAR = "asked by words of the grammar"
SHOWN = "shown in the answer about its statement"
REASONS = {
    **dict.fromkeys(("AgeStage", "AppearanceMode", "Billing", "CrossoverMode", "DependencyKind", "ExplanationKind", "LifeState", "ProductionState",
                     "RelationshipKind", "ReturnKind", "Role", "ScoreKind", "SourceKind", "StatusAspect", "TimeUnit", "Concept"), VALUES),
    **dict.fromkeys(("Account", "Horizon", "Statement", "Universe", "CompleteList", "Explanation"), MACHINERY),
    **dict.fromkeys(("allow", "base", "datedFrom", "dating", "default", "excludes", "excludesKind", "excludesSource", "horizon", "includes", "includesKind",
                     "license", "note", "prefersKind", "prefersReport", "reports", "retrieved", "sha256", "source", "sourceKind"), MACHINERY),
    **dict.fromkeys(("quote", "title"), "shown with every source"),
    **dict.fromkeys(("identifier", "tmdb"), "an identifier elsewhere, for programs"),
    **dict.fromkeys(("Canon", "declaredBy", "declaredIn", "declaredSince"), BY_GRAMMAR + ": is X canon, which canons are there"),
    **dict.fromkeys(("after", "before", "during", "overlaps", "sameTimeAs", "storyTo", "Offset"), BY_GRAMMAR + ": set before, set during, when is X set"),
    "Agent": "its kinds, person and company, have words",
    "sameAs": "two names of one thing, merged before anybody asks",
    **dict.fromkeys(("approximate", "exclusive", "crossoverMode", "variant", "yearsOld"), SHOWN),
}  # fmt: skip


def worded() -> set[str]:
    """Terms for which the lexicon has a word or a sentence."""
    found = lexicon()
    return (
        {s.reference for e in found.entries for s in e.senses}
        | {a for e in found.entries for s in e.senses for a in (*s.answers, *(c.lstrip("^") for c in s.chain))}
        | {slot for pattern in found.sentences.values() for slot in re.findall(r"\{(\w+)\}", pattern)}
        | set(found.sentences)
    )


def test_every_class_and_property_has_words_or_a_reason() -> None:
    terms = vocab.terms()
    assert (set(terms.classes) | set(terms.properties)) - worded() - set(REASONS) == set()


def test_no_reason_outlives_its_need() -> None:
    terms = vocab.terms()
    assert {t for t in REASONS if t not in terms} == set()
    assert set(REASONS) & {s.reference for e in lexicon().entries for s in e.senses} == set()


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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("who plays 'Kilgrave'", "who plays kilgrave"),
        ("who plays “Kilgrave”?", "who plays kilgrave"),
        ('"who plays Kilgrave"', "who plays kilgrave"),
        ("‘Kilgrave’s’ actor", "kilgrave 's actor"),
        ("the Defenders' showrunners", "the defenders 's showrunners"),
        ("is Daredevil (2015) canon", "is daredevil (2015) canon"),
    ],
)
def test_quotation_marks_are_no_apostrophes_and_a_year_in_brackets_is_one_word(text: str, words: str) -> None:
    assert " ".join(t.norm for t in tokenize(text)) == words


@pytest.mark.parametrize("item", list(evaluate.items(apart=False)), ids=lambda i: f"{i.kind}: {i.ask[0][:60]}")
def test_questions(item: evaluate.Item) -> None:
    """No answer is wrong, nothing is answered that is to be declined, and no ambiguous question is guessed at."""
    canon = evaluate.canon_of(item.universe)
    wanted = evaluate.expected(canon, item.sparql) if item.sparql else None
    became = {q: evaluate.verdict(item, canon.ask(q), wanted) for q in item.ask}
    assert {q: v for q, v in became.items() if v in ("wrong", "answered, but not to be")} == {}
