"""What an entry of the lexicon means in a question: its categories for the chart, and a meaning for each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from continuity import vocab
from continuity.language.lexicon import Entry
from continuity.language.logical import Atom, Const, Either, Is, Not, Rel, Shown, Var
from continuity.language.meaning import Pred
from continuity.language.measures import Superlative
from continuity.language.phrases import ONE, Phrase
from continuity.language.relation import Relation


def meanings(entry: Entry, form: str, at: int) -> Iterator[tuple[str, Any]]:
    """The categories and meanings of a word of the lexicon, its variable named by its place."""
    terms = vocab.terms()
    for sense in (s for s in entry.senses if not s.values):
        known = terms.classes.get(sense.reference)
        if entry.pos in ("noun", "adjective") and known and terms.is_a(known.name, "Statement"):
            node = Var(f"n{at}")
            shown = tuple((p, Var(f"n{at}.{p}")) for p in sense.answers)
            fixed = (Rel(sense.fixed[0], node, Const(sense.fixed[1])),) if sense.fixed else ()
            atoms: tuple[Atom, ...] = (Is(known.name, node), *fixed, *(Shown(p, node, v) for p, v in shown))
            yield (
                ("N" if entry.pos == "noun" else "RATED"),
                Phrase(node, atoms, (known.name,), entry.lemma, shown=shown),
            )
        elif entry.pos == "noun" and known:
            var = Var(f"v{at}{ONE if form == entry.lemma else ''}")
            one = Phrase(var, (Is(known.name, var),), (known.name,), entry.plural)
            yield "N", one
            if form == entry.lemma:
                yield "NS", one
        elif entry.pos == "noun":
            alone = form != entry.plural and len(entry.senses) > 1
            said = entry.lemma if sense.roles or (alone and sense.reference == "plays") else entry.plural
            yield "RN", Relation(sense, said, one=alone)
            if form == entry.plural != entry.lemma:
                yield "RNS", Relation(sense, said)
        elif entry.pos == "verb" and known and terms.is_a(known.name, "Statement"):
            node = Var(f"n{at}")
            shown = tuple((p, Var(f"n{at}.{p}")) for p in sense.answers)
            fixed = (Rel(sense.fixed[0], node, Const(sense.fixed[1])),) if sense.fixed else ()
            from_it = _from_death(node, at) if sense.event == "Death" else ()
            told: tuple[Atom, ...] = (Is(known.name, node), *fixed, *from_it, *(Shown(p, node, v) for p, v in shown))
            yield (
                "VP",
                Pred(
                    entry.lemma,
                    None,
                    Phrase(node, told, (known.name,), known.label, shown=shown),
                    event="had",
                ),
            )
        elif entry.pos == "verb" and known:
            yield (
                "VP",
                Pred(entry.lemma, cls=sense.reference, opposite=sense.opposite, event=sense.event or sense.reference),
            )
        elif entry.pos == "verb" and _value(sense.reference) == "date":
            yield "VDATE", Relation(sense, entry.lemma, entry.participle)
        elif entry.pos == "verb":
            if entry.lemma == f"be {form}" and not sense.roles:
                yield "STATE", Relation(sense, " ".join([entry.lemma, *sense.marker[:1]]))
            words = " ".join([entry.lemma, *sense.marker[:1]])
            head = form.split(" ", maxsplit=1)[0]
            yield (
                ("VINGB" if head.endswith("ing") and head != entry.lemma.split(" ")[0] else "VB"),
                Relation(sense, words, " ".join([entry.participle, *sense.marker[:1]])),
            )
        elif entry.pos == "adjective" and sense.reference in terms.individuals:
            yield (
                "ADJ",
                Pred(entry.lemma, state=sense.reference, far=Phrase(Var(f"n{at}"), (Is("Status", Var(f"n{at}")),))),
            )
        elif entry.pos == "adjective" and sense.chain:
            yield "ADJ", Pred(entry.lemma, Relation(sense, entry.lemma), Phrase(Var(f"any{at}"), (), sense.range, ""))
        elif entry.pos == "adjective":
            yield "ADJ", Pred(entry.lemma, cls=sense.reference, opposite=sense.opposite)
        elif entry.pos == "superlative":
            yield "SUP", Superlative(sense.reference, sense.orders == "ascending", entry.lemma)
        elif entry.pos == "comparative":
            yield "CMP", Superlative(sense.reference, sense.orders == "ascending", form)


def _from_death(back: Var, at: int) -> tuple[Atom, ...]:
    """That who is back was dead: brought back to life, or one of whom a death is told and who lives."""
    who, death = Var(f"n{at}.who"), Var(f"n{at}.death")
    died = (Is("Death", death), Rel("of", death, who), Not((Is("Deceased", who),)))
    return Rel("of", back, who), Either(((Rel("how", back, Const("resurrection")),), died))


def _value(name: str) -> str:
    known = vocab.terms().properties.get(name)
    return known.value if known else ""
