"""Facts in words: the sentences of the lexicon, filled from a canon or from one of its accounts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.language.lexicon import Lexicon, lexicon
from continuity.model import Account, Claim, Evidence

#: Nodes whose facts are kept: sentences about one thing name the same ones again and again.
_KEPT = 4_096
_DAY = re.compile(r"\d{4}-\d\d-\d\d[?~%]?$")
_OPTIONAL = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w+)\}")


class Words:
    """Puts claims and nodes of a canon in words. One lexicon reads questions and words the answers."""

    def __init__(self, canon: CanonGraph, words: Lexicon | None = None) -> None:
        self.canon = canon
        self.lexicon = words or lexicon()
        self._known: dict[tuple[str, str], Mapping[str, list[Any]]] = {}

    def value(self, node: Any) -> str:
        """A term in words: the label of an entity, the text of a literal."""
        if store.is_literal(node):
            return str(node.value)
        return self.canon.called(node)

    def node(self, id: str, account: str = "") -> str:
        """A statement node as a sentence, as the canon has it or as one account tells it."""
        facts = self._facts(id, account)
        for cls in self._classes(facts, id):
            pattern = self.lexicon.sentences.get(cls)
            if pattern:
                return self._fill(pattern, facts)
        return self.canon.label(id)

    def claim(self, claim: Claim) -> str:
        """A claim in words: a statement node as its sentence, another claim as subject, property and object."""
        cls = self.canon.type(claim.subject) or self._told_type(claim)
        if cls and vocab.terms().is_a(cls, "Statement"):
            return self.node(claim.subject, claim.account)
        object = self.canon.label(claim.object.value) if claim.object.is_id else claim.object.value
        return self.direct(claim.subject, claim.predicate, object)

    def direct(self, subject: str, predicate: str, object: str) -> str:
        """A short edge in words; `object` is words already."""
        pattern = self.lexicon.sentences.get(predicate)
        if predicate == "type":
            cls = vocab.terms().classes.get(object.replace(" ", ""))
            return f"{self.canon.label(subject)} is a {cls.label if cls else object}"
        property = vocab.terms().properties.get(predicate)
        label = property.label if property else predicate
        if pattern and property and property.value == "date" and not _DAY.match(object):
            pattern = pattern.replace(" on {object}", " in {object}")  # a month, a year or a span
        name = self.canon.label(subject)
        return pattern.format(subject=name, object=object) if pattern else f"{name}: {label} {object}"

    def evidence(self, quads: Iterable[Any]) -> list[Evidence]:
        """Told statements as evidence: one for each thing said by each account, in a stable order."""
        found: dict[tuple[str, str], Evidence] = {}
        seen: set[tuple[Any, Any]] = set()
        for quad in quads:
            node = (quad.subject, quad.graph_name)
            if node in seen:
                continue
            subject, account = self.canon.id(quad.subject), self.canon.id(quad.graph_name)
            facts = self._facts(subject, account)
            pattern = next((p for c in self._classes(facts, subject) if (p := self.lexicon.sentences.get(c))), "")
            if pattern:
                seen.add(node)  # whatever is told of a statement, its sentence is the same
                text = self._fill(pattern, facts)
            else:
                text = self.claim(
                    Claim(subject, vocab.short(quad.predicate.value), _value(quad.object, self.canon), account)
                )
            if (text, account) not in found:
                teller = self.canon.accounts[account]
                quote = "; ".join(sorted(q.value for q in facts.get("quote", ())))
                found[text, account] = Evidence(text, teller, self.speaker(teller), quote)
        return list(found.values())

    def speaker(self, account: Account) -> str:
        """Who speaks in an account: the person or company it reports, if any."""
        agents = [r for r in account.reports if vocab.terms().is_a(self.canon.type(r) or "Work", "Agent")]
        return ", ".join(self.canon.label(r) for r in agents)

    def _facts(self, id: str, account: str) -> Mapping[str, list[Any]]:
        if (id, account) in self._known:
            return self._known[id, account]
        graph = self.canon.node(account) if account else store.DEFAULT
        facts: dict[str, list[Any]] = {}
        for quad in self.canon.facts.match(self.canon.node(id), None, None, graph):
            facts.setdefault(vocab.short(quad.predicate.value), []).append(quad.object)
        if len(self._known) >= _KEPT:
            self._known.clear()
        self._known[id, account] = facts  # a canon does not change
        return facts

    def _classes(self, facts: Mapping[str, list[Any]], id: str) -> list[str]:
        told = [vocab.short(t.value) for t in facts.get("type", ())]
        return told or [self.canon.type(id)]

    def _told_type(self, claim: Claim) -> str:
        return next((c for c in self._classes(self._facts(claim.subject, claim.account), claim.subject) if c), "")

    def _fill(self, pattern: str, facts: Mapping[str, list[Any]]) -> str:
        def slot(match: re.Match[str]) -> str:
            return _series(sorted(self.value(o) for o in facts.get(match[1], ())))

        def part(match: re.Match[str]) -> str:
            return _SLOT.sub(slot, match[1]) if all(facts.get(s) for s in _SLOT.findall(match[1])) else ""

        return _SLOT.sub(lambda m: slot(m) or "someone", _OPTIONAL.sub(part, pattern))


def _series(items: list[str]) -> str:
    """Items as a list in a sentence."""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + " and " + items[-1] if items else ""


def _value(node: Any, canon: CanonGraph) -> Any:
    from continuity.canon import value_of

    return value_of(node, canon.base)
