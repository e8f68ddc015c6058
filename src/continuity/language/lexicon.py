"""The lexicon, read from graph/lexicon.ttl (OntoLex-Lemon) and, where a universe has one, its own lexicon.ttl.

An entry is all it takes for a word to be understood. Regular plurals and verb forms are made here; entries list
the irregular ones. Frames are those of LexInfo; `lex:` says which argument of the property a word stands for.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import Any

from continuity import store, vocab
from continuity.language.logical import Ways
from continuity.language.phrasings import Phrasing, read
from continuity.universe import PHRASINGS

LEX = vocab.BASE + "lexicon#"
ONTOLEX = "http://www.w3.org/ns/lemon/ontolex#"
LEXINFO = "http://www.lexinfo.net/ontology/3.0/lexinfo#"
RDF_NIL, RDF_FIRST = vocab.RDF + "nil", vocab.RDF + "first"


@dataclass(frozen=True, slots=True)
class Sense:
    """What a word means: a class, property or concept.

    `denotes` is the end of the property that a noun stands for, or that is the subject of a verb: subject or object.
    `marker` are the prepositions that may bring the other end; `roles` are credits that any account tells;
    `answers` are the properties of a statement that a noun is about, `fixed` one of them and its value; `orders` belongs to superlatives, `opposite` to
    adjectives; `domain` and `range` are the classes at the ends of a property of a universe's own. `converse` is the
    kind of relationship seen from the other end, `event` is the statement that tells how a state came about. `chain` are the properties that a relation leads over, `^` before those
    walked back; `also` are kinds of relationship that the word means as well. `values` are the values of a property of
    text of which the word means one. `gender` is the adjective that the word says of a relative or of a player: `held`
    are the ways in which that is told, `unless` those that deny it, where it will do that nobody does (`loose`).
    `position` are the positions in a group of which a member is told to have one.
    """

    reference: str
    denotes: str = "subject"
    marker: tuple[str, ...] = ()
    roles: tuple[str, ...] = ()
    answers: tuple[str, ...] = ()
    orders: str = ""
    domain: tuple[str, ...] = ()
    range: tuple[str, ...] = ()
    opposite: str = ""
    converse: str = ""
    loose: bool = False
    event: str = ""
    chain: tuple[str, ...] = ()
    also: tuple[str, ...] = ()
    values: tuple[str, ...] = ()
    gender: str = ""
    fixed: tuple[str, ...] = ()
    position: tuple[str, ...] = ()
    held: Ways = ()
    unless: Ways = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """A word with its forms and meanings; `pos` is noun, verb, adjective, preposition, superlative or comparative.

    `cost` says how far-fetched the word is in these senses, beside another entry of the same form.
    """

    lemma: str
    pos: str
    forms: tuple[str, ...]
    senses: tuple[Sense, ...]
    plural: str = ""
    participle: str = ""
    cost: float = 0.0


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Words for terms. `sentences` maps a class or property to the sentence that tells it, `values` a property of text
    to what its values are in a sentence: a noun ("is a lawyer"), an adjective, or a thing that one has; `genders` an
    adjective to the ways in which that is told, and those in which it is denied.
    """

    entries: tuple[Entry, ...]
    sentences: Mapping[str, str]
    values: Mapping[str, str]
    genders: Mapping[str, tuple[Ways, Ways]]
    phrasings: tuple[Phrasing, ...] = ()


def ways(entry: Entry) -> Ways:
    """The values of properties that a word stands for."""
    return tuple((s.reference, s.values) for s in entry.senses if s.values)


@cache
def lexicon(*more: Path) -> Lexicon:
    """The shipped lexicon with the entries of further files. Raises DataError where a file does not parse."""
    files = (vocab.graph_dir() / "lexicon.ttl", *(path for path in more if path.is_file()))
    facts: dict[Any, dict[str, list[Any]]] = {}
    for path in files:
        for q in store.parse_file(path, "turtle", vocab.BASE):
            facts.setdefault(q.subject, {}).setdefault(q.predicate.value, []).append(q.object)

    def of_terms(name: str) -> dict[str, str]:
        return {vocab.short(n.value): told[LEX + name][0].value for n, told in facts.items() if LEX + name in told}

    entries = [_entry(facts, told) for told in facts.values() if ONTOLEX + "canonicalForm" in told]
    made = tuple(sorted(entries, key=lambda e: (e.pos, e.lemma, str(e.senses))))
    genders = _genders(made)

    def full(sense: Sense) -> Sense:
        if not sense.gender:
            return sense
        held, unless = genders[sense.gender]
        return replace(sense, held=held, unless=unless if sense.loose else ())

    gendered = tuple(replace(e, senses=tuple(map(full, e.senses))) for e in made)
    own = (p for path in more if (p := path.with_name(PHRASINGS)).is_file())
    phrasings = tuple(read((*own, *sorted((vocab.graph_dir() / "phrasings").glob("*.txt")))))
    return Lexicon(gendered, of_terms("sentence"), of_terms("valuesAs"), genders, phrasings)


def _genders(entries: tuple[Entry, ...]) -> Mapping[str, tuple[Ways, Ways]]:
    words = (e for e in entries if e.pos == "adjective" and any(s.reference == "gender" for s in e.senses))
    known = {e.lemma: ways(e) for e in words}
    return {
        one: (told, tuple(w for other, more in known.items() if other != one for w in more))
        for one, told in known.items()
    }


def _entry(facts: Mapping[Any, Mapping[str, list[Any]]], told: Mapping[str, list[Any]]) -> Entry:
    def written(kind: str) -> list[str]:
        return [f.value for node in told.get(ONTOLEX + kind, ()) for f in facts[node][ONTOLEX + "writtenRep"]]

    lemma = written("canonicalForm")[0]
    pos = told[LEXINFO + "partOfSpeech"][0].value.removeprefix(LEXINFO)
    irregular = sorted(written("otherForm"))
    number = LEXINFO + "number"
    plurals = [n for n in told.get(ONTOLEX + "otherForm", ()) if number in facts[n]]
    plural = facts[plurals[0]][ONTOLEX + "writtenRep"][0].value if plurals else inflected(lemma)
    senses = tuple(sorted((_sense(facts, s) for s in told.get(ONTOLEX + "sense", ())), key=str))
    forms = tuple(dict.fromkeys([lemma, *irregular, *_regular(lemma, pos, tuple(irregular))]))
    participle = _participle(lemma, irregular) if pos == "verb" else ""
    cost = float(next((c.value for c in told.get(LEX + "cost", ())), "0"))
    return Entry(lemma, pos, forms, senses, plural if pos == "noun" else "", participle, cost)


def _sense(facts: Mapping[Any, Mapping[str, list[Any]]], node: Any) -> Sense:
    told = facts[node]

    def values(name: str) -> tuple[str, ...]:
        found: list[str] = []
        for head in told.get(LEX + name, ()):
            if head.value == RDF_NIL or RDF_FIRST in facts.get(head, {}):
                rest = head
                while rest.value != RDF_NIL:
                    found.append(vocab.short(facts[rest][RDF_FIRST][0].value))
                    rest = facts[rest][vocab.RDF + "rest"][0]
            else:
                found.append(vocab.short(head.value))
        return tuple(found)

    def one(name: str, default: str = "") -> str:
        return next(iter(values(name)), default)

    return Sense(
        vocab.short(told[ONTOLEX + "reference"][0].value),
        one("denotes", "subject"),
        values("marker"),
        values("roles"),
        values("answers"),
        one("orders"),
        values("domain"),
        values("range"),
        one("opposite"),
        one("converse"),
        one("loose") == "true",
        one("event"),
        values("chain"),
        values("also"),
        tuple(sorted(v.value for v in told.get(LEX + "value", ()))),
        one("gender"),
        values("fixed"),
        tuple(sorted(v.value for v in told.get(LEX + "position", ()))),
    )


def _regular(lemma: str, pos: str, irregular: tuple[str, ...] = ()) -> list[str]:
    head, space, tail = lemma.partition(" ")
    if pos == "noun":
        return [inflected(lemma)]
    if pos == "verb" and head == "be":  # "be set": said after any form of "be"
        return [tail]
    if pos != "verb":
        return []
    stem = head[:-1] if head.endswith("e") else head
    past = head[:-1] + "ied" if _consonant_y(head) else stem + "ed"
    told = any(" " not in f and f[:2] == head[:2] and not f.endswith(("ing", "s")) for f in irregular)
    return [form + space + tail for form in (inflected(head), *(() if told else (past,)), stem + "ing")]


def _participle(lemma: str, irregular: list[str]) -> str:
    """ "directed", "written", "run": what is said of whatever a verb was done to."""
    if lemma.startswith("be "):
        return lemma.removeprefix("be ")
    past = [f for f in irregular if not f.split(" ", maxsplit=1)[0].endswith(("ing", "s"))]
    for form in past:
        head = form.split(" ", maxsplit=1)[0]
        if head.endswith("an"):  # ran: the participle is as the verb itself
            return lemma
        if head.endswith("n"):
            return form
    return past[0] if past else _regular(lemma, "verb")[1]


def inflected(word: str) -> str:
    """The regular plural of a noun, which is also the third person of a verb."""
    if _consonant_y(word):
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh")) else "s")


def _consonant_y(word: str) -> bool:
    return word.endswith("y") and len(word) > 1 and word[-2] not in "aeiou"
