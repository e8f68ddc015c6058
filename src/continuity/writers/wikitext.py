"""Wikitext: a page for each entity, with its infobox, appearances and cast, and a reference for each value.

Which template and parameter says what is the mapping that imports read (graph/mappings/infoboxes.yaml, or a wiki's own),
here from the other end: the first name of a template, and of each meaning the first parameter. What is written is read
back as the same claims, but for a value that holds the mark at which its parameter is split.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from continuity import store, vocab
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.imports import mapping
from continuity.imports.mapping import Rule
from continuity.model import Account

#: What would be markup in a value.
_MARKUP = {c: f"&#{ord(c)};" for c in "&<>[]{}|='#*:;"}
_SPACE = re.compile(r"\s+")


def wikitext(canon: CanonGraph, entities: Sequence[str], rules: Path | None = None) -> Mapping[str, bytes]:
    """The pages by the name of their file, of what the mapping has a template for.

    Raises UsageError for a mapping that cannot be read, and where it has no template for any of the entities.
    """
    pages = _Pages(canon, mapping.read(rules) if rules is not None else mapping.shipped("infoboxes"))
    made = {}
    for id in entities or canon.entities():
        page = pages.page(id)
        if page:
            made[re.sub(r"[^A-Za-z0-9._-]", "_", id) + ".wikitext"] = page.encode("utf-8")
    if entities and not made:
        raise UsageError(f"the mapping has no template for {', '.join(entities)}")
    return made


@dataclass
class _References:
    """The references of one page: the first mention of a source in full, the others by name."""

    seen: set[str] = field(default_factory=set)

    def to(self, account: Account | None) -> str:
        """A reference to what tells a value; nothing where nothing tells it."""
        if account is None or not account.source.id:
            return ""
        source, name = account.source, _plain(account.source.id)
        if source.id in self.seen:
            return f'<ref name="{name}" />'
        self.seen.add(source.id)
        url = source.url if re.fullmatch(r"https?://[^\s<>\[\]{}|]+", source.url) else ""
        parts = {"url": url, "title": source.title, "publisher": source.publisher, "author": source.author, "date": source.published}  # fmt: skip
        told = "".join(f" |{k}={v if k == 'url' else _plain(v)}" for k, v in parts.items() if v)
        return f'<ref name="{name}">{{{{Cite {"web" if url else "report"}{told}}}}}</ref>'


class _Pages:
    """Writes the pages of one canon by one mapping."""

    def __init__(self, canon: CanonGraph, given: Mapping[str, Any]) -> None:
        self.canon = canon
        self.rank = {id: n for n, id in enumerate(canon.accounts)}
        self.templates: dict[str, tuple[str, dict[str, tuple[Rule, ...]]]] = {}
        for raw in given.get("templates", ()):
            rules = {k: mapping.rules(r, f"parameter {k}") for k, r in dict(raw.get("parameters", {})).items()}
            self.templates.setdefault(str(raw["type"]), (str(raw["names"][0]), rules))
        self.modes = {mode: str(words[0]) for mode, words in dict(given.get("modes", {})).items()}
        self.names = {id: name for id, all_ in canon.names().items() for p, name in reversed(all_) if p == "name"}

    def page(self, id: str) -> str:
        """The page of an entity; empty where there is no template for its class."""
        cls = self.canon.type(id)
        known = vocab.terms().classes.get(cls)
        own = next((t for c in (cls, *(known.above if known else ())) if (t := self.templates.get(c))), None)
        if own is None:
            return ""
        references = _References()
        name, parameters = own
        lines, said = [f"{{{{{name[:1].upper()}{name[1:]}"], set[tuple[Any, ...]]()
        for parameter, rules in parameters.items():
            values = [v for rule in rules for v in self._values(id, rule, said, references)]
            if values:
                lines.append(f"| {parameter} = {_between(rules[0]).join(values)}")
        lines += ["}}", f"'''{self._text(id)}'''"]
        lines += self._appearances(id, references) + self._cast(id, references)
        if references.seen:
            lines += ["", "== References ==", "<references />"]
        return "\n".join(lines) + "\n"

    def _values(self, id: str, rule: Rule, said: set[tuple[Any, ...]], references: _References) -> Iterator[str]:
        """The values of a parameter by one of its meanings, each with a reference, unless another one has said them.

        Appearances stand in their own section, with all of them.
        """
        if rule.type == "Appearance":
            return
        meaning = (rule.key, rule.type, tuple((k, v) for k, v in rule.parts.items() if k == "role" or v in _ENDS))
        if meaning in said or rule.table or rule.before or rule.after or rule.prefix or rule.take:
            return
        found = list(self._attribute(id, rule) if rule.key else self._statement(id, rule))
        if found:
            said.add(meaning)
        for written, account in sorted(found, key=lambda f: f[0].casefold()):
            yield written + references.to(account)

    def _attribute(self, id: str, rule: Rule) -> Iterator[tuple[str, Account | None]]:
        known = vocab.terms().property_for(self.canon.type(id), rule.key)
        if known is None:
            return
        predicate, node = store.iri(vocab.term(known.name)), self.canon.node(id)
        for quad in self.canon.facts.match(node, predicate, None, store.DEFAULT):
            if store.is_iri(quad.object) and rule.cls and not self._is(quad.object, rule.cls):
                continue
            yield self._written(quad.object), self._teller((node, predicate, quad.object))

    def _statement(self, id: str, rule: Rule) -> Iterator[tuple[str, Account | None]]:
        """The other ends of the statements of a kind that the entity is in, where all that is fixed of it holds."""
        terms = vocab.terms()
        parts = {p.name: v for k, v in rule.parts.items() if (p := terms.property_for(rule.type, k)) is not None}
        mine = next((p for p, v in parts.items() if v == "$subject"), "")
        far = next((p for p, v in parts.items() if v == "$value"), "")
        if not mine or not far:
            return
        fixed = {p: v for p, v in parts.items() if not v.startswith("$")}
        seen: set[str] = set()
        for quad in self.canon.facts.match(None, store.iri(vocab.term(mine)), self.canon.node(id), store.DEFAULT):
            node = quad.subject
            if not any(self.canon.facts.match(node, store.TYPE, store.iri(vocab.term(rule.type)), store.DEFAULT)):
                continue
            if not all(self._holds(node, p, v) for p, v in fixed.items()):
                continue
            for end in self.canon.facts.match(node, store.iri(vocab.term(far)), None, store.DEFAULT):
                written = self._written(end.object)
                if written not in seen and not (
                    rule.cls and store.is_iri(end.object) and not self._is(end.object, rule.cls)
                ):
                    seen.add(written)
                    yield written, self._teller((node, end.predicate, end.object))

    def _holds(self, node: Any, property: str, value: str) -> bool:
        found = self.canon.facts.match(node, store.iri(vocab.term(property)), None, store.DEFAULT)
        return any(vocab.short(q.object.value, self.canon.base) == value for q in found)

    def _appearances(self, id: str, references: _References) -> list[str]:
        """The works in which a character appears, or the characters of a work, with their mode."""
        terms = vocab.terms()
        cls = self.canon.type(id)
        if terms.is_a(cls, "Character") or terms.is_a(cls, "Group"):
            heading, mine, far = "Appearances", "character", "in"
        elif cls in ("Episode", "Film", "Special"):
            heading, mine, far = "Characters", "in", "character"
        else:
            return []
        entries = []
        for quad in self.canon.facts.match(None, store.iri(vocab.term(mine)), self.canon.node(id), store.DEFAULT):
            if not any(
                self.canon.facts.match(quad.subject, store.TYPE, store.iri(vocab.term("Appearance")), store.DEFAULT)
            ):
                continue
            for end in self.canon.facts.match(quad.subject, store.iri(vocab.term(far)), None, store.DEFAULT):
                modes = self.canon.facts.match(quad.subject, store.iri(vocab.term("mode")), None, store.DEFAULT)
                mode = next((self._mode(vocab.short(m.object.value)) for m in modes), "")
                order = self._order(self.canon.id(end.object))
                account = self._teller((quad.subject, end.predicate, end.object))
                entries.append((order, mode, self._written(end.object), account))
        lines = [
            f"* {w}{f' ({m})' if m else ''}{references.to(a)}" for _, m, w, a in sorted(entries, key=lambda e: e[:3])
        ]
        return ["", f"== {heading} ==", *lines] if lines else []

    def _mode(self, mode: str) -> str:
        """How a mode is told beside a work; being present needs no word."""
        known = vocab.terms().individuals.get(mode)
        return "" if mode == "present" or known is None else self.modes.get(mode, known.label)

    def _cast(self, id: str, references: _References) -> list[str]:
        """Who plays whom in a work."""
        if not vocab.terms().is_a(self.canon.type(id), "Work"):
            return []
        entries = []
        for quad in self.canon.facts.match(None, store.iri(vocab.term("work")), self.canon.node(id), store.DEFAULT):
            actor = next(
                iter(self.canon.facts.match(quad.subject, store.iri(vocab.term("actor")), None, store.DEFAULT)), None
            )
            part = next(
                iter(self.canon.facts.match(quad.subject, store.iri(vocab.term("character")), None, store.DEFAULT)),
                None,
            )
            if actor is not None and part is not None:
                account = self._teller((quad.subject, part.predicate, part.object))
                entries.append((self._written(actor.object), self._written(part.object), account))
        lines = [f"* {a} as {c}{references.to(t)}" for a, c, t in sorted(entries, key=lambda e: e[:2])]
        return ["", "== Cast ==", *lines] if lines else []

    def _order(self, id: str) -> tuple[str, str]:
        released = self.canon.facts.match(self.canon.node(id), store.iri(vocab.term("released")), None, store.DEFAULT)
        return min((q.object.value for q in released), default="~"), id

    def _written(self, node: Any) -> str:
        """A value as wikitext: a link for a thing, plain text else."""
        if store.is_literal(node):
            return _plain(str(node.value))
        id = self.canon.id(node)
        return (
            f"[[{_title(self.names.get(id, self.canon.label(id)))}]]"
            if self.canon.is_entity(id)
            else _plain(self.canon.label(id))
        )

    def _text(self, id: str) -> str:
        return _plain(self.names.get(id, self.canon.label(id)))

    def _is(self, node: Any, cls: str) -> bool:
        own = self.canon.type(self.canon.id(node))
        return bool(own) and vocab.terms().is_a(own, cls)

    def _teller(self, triple: tuple[Any, Any, Any]) -> Account | None:
        """The account to cite: of those that tell a fact one with an address, the first in the canon's order."""
        accounts = [self.canon.accounts[self.canon.id(q.graph_name)] for q in self.canon.told(*triple)]
        return min(accounts, key=lambda a: (not a.source.url, self.rank[a.id]), default=None)


_ENDS = ("$subject", "$value")


def _between(rule: Rule) -> str:
    """What stands between the values of a parameter, as its rule splits them."""
    return f"{rule.split} " if rule.split else "<br />"


def _plain(text: str) -> str:
    """Text that is no markup, on one line."""
    return "".join(_MARKUP.get(c, c) for c in _SPACE.sub(" ", text).strip())


def _title(text: str) -> str:
    """Text as the title of a page: what cannot stand in one becomes a space."""
    return _SPACE.sub(" ", re.sub(r"[\[\]{}|<>#]", " ", text)).strip()
