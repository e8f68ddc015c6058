"""What a mapping file says: how a column, an infobox parameter or a foreign property becomes a claim.

A rule is the name of a key (`released`), or a mapping:

    {key: released}                                        an attribute of the thing
    {key: network}                                         … that names another thing, by the key's range
    {type: Credit, person: $value, role: director, work: $subject}     a statement; `$name` is another value there

with, for both, `class` (of the thing that the value names), `values` (a table of words), `split`, `before`, `after`
(text is cut), `prefix`, `take` (another value than the rule's own), `linked` (only values that are links or numbers of
rows), `for` (classes of the thing it holds for). How a
text is read follows from the property's range in the vocabulary. No rule holds a pattern or code.
"""

from __future__ import annotations

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any

from continuity import vocab
from continuity.errors import UsageError
from continuity.imports import values
from continuity.imports.identity import Names
from continuity.imports.told import Item
from continuity.readers import yaml

_WORDS = frozenset({"key", "type", "class", "values", "split", "before", "after", "prefix", "take", "linked", "for"})


@dataclass(frozen=True, slots=True)
class Value:
    """A value in the input: its words, what identifies the thing it names (else its words do), and what stands with it.

    `line` is all that is said in its place, where that is more: the text around a link.
    """

    text: str
    key: str = ""
    line: str = ""
    others: Mapping[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule, read and checked."""

    key: str = ""
    type: str = ""
    parts: Mapping[str, str] = field(default_factory=dict)
    cls: str = ""
    table: Mapping[str, str] = field(default_factory=dict)
    split: str = ""
    before: str = ""
    after: str = ""
    prefix: str = ""
    take: str = ""
    linked: bool = False
    wanted: tuple[str, ...] = ()


def read(path: Path) -> Mapping[str, Any]:
    """A mapping file. Raises UsageError with the line where it cannot be read."""
    text = path.read_text(encoding="utf-8")
    found = list(yaml.values(text))
    for _, problem in found:
        if problem:
            raise UsageError(f"{path}:{problem}")
    if len(found) != 1 or not isinstance(found[0][0], dict):
        raise UsageError(f"{path}: a mapping file is one mapping of keys to values")
    made: Mapping[str, Any] = found[0][0]
    return made


def known_words(given: Mapping[str, Any], known: Iterable[str], where: str) -> None:
    """See that a mapping says only what is read. Raises UsageError for a word that nothing reads, naming the nearest."""
    words = sorted(known)
    for word in given:
        if str(word) not in words:
            near = difflib.get_close_matches(str(word), words, 1)
            hint = f"did you mean {near[0]}?" if near else f"known are: {', '.join(words)}"
            raise UsageError(f"{where} says {str(word)!r}, which nothing reads; {hint}")


@cache
def shipped(name: str) -> Mapping[str, Any]:
    """A reviewed table of `graph/mappings`."""
    return read(vocab.graph_dir() / "mappings" / f"{name}.yaml")


def rules(raw: Any, where: str) -> tuple[Rule, ...]:
    """The rules that a mapping gives for one column, parameter or property. Raises UsageError."""
    if isinstance(raw, list):
        return tuple(r for one in raw for r in rules(one, where))
    if isinstance(raw, str):
        raw = {"key": raw}
    if not isinstance(raw, Mapping) or bool(raw.get("key")) == bool(raw.get("type")):
        raise UsageError(f"{where}: a rule is a key, or a mapping with either `key` or `type`")
    terms = vocab.terms()
    cls, key = str(raw.get("type", "")), str(raw.get("key", ""))
    if cls and cls not in terms.classes:
        raise UsageError(f"{where}: {cls!r} is no class of the vocabulary")
    if key and not any(p.key == key and not p.derived_by for p in terms.properties.values()):
        raise UsageError(f"{where}: {key!r} is no key of data files; see `continuity schema`")
    parts = {str(k): str(v) for k, v in raw.items() if k not in _WORDS}
    for part in parts:
        if not cls or terms.property_for(cls, part) is None:
            raise UsageError(f"{where}: {part!r} is no key of {cls or 'a rule'}")
    told_class = str(raw.get("class", ""))
    if told_class and told_class not in terms.classes:
        raise UsageError(f"{where}: {told_class!r} is no class of the vocabulary")
    wanted = raw.get("for", ())
    return (
        Rule(
            key, cls, parts, told_class,
            {str(k).casefold(): str(v) for k, v in dict(raw.get("values", {})).items()},
            str(raw.get("split", "")), str(raw.get("before", "")), str(raw.get("after", "")), str(raw.get("prefix", "")),
            str(raw.get("take", "")), bool(raw.get("linked")), (wanted,) if isinstance(wanted, str) else tuple(map(str, wanted)),
        ),
    )  # fmt: skip


class Teller:
    """Applies rules: gives items, notes problems, and gives ids to what values name.

    `key_of` makes the key of a thing out of its class and words where a value has none of its own.
    """

    def __init__(self, names: Names, key_of: Callable[[str, str], str], problem: Callable[[str], None]) -> None:
        self.names, self.key_of, self.problem = names, key_of, problem

    def tell(self, rule: Rule, subject: str, cls: str, given: Sequence[Value], item: Item) -> Iterator[Item]:
        """What a rule makes of the values: attributes go into `item`, the subject's own; statements are yielded."""
        if rule.wanted and not (cls and any(vocab.terms().is_a(cls, w) for w in rule.wanted)):
            return
        for value in self._cut(rule, given):
            if rule.key:
                self._attribute(rule, cls, value, item)
            else:
                made = self._statement(rule, subject, cls, value)
                if made is not None:
                    yield made

    def _cut(self, rule: Rule, given: Sequence[Value]) -> Iterator[Value]:
        for value in given:
            taken = value.others.get(rule.take) if rule.take else value
            if taken is None or (rule.linked and not taken.key):
                continue
            for piece in taken.text.split(rule.split) if rule.split and not taken.key else [taken.text]:
                text = values.plain(piece)
                if rule.before and rule.before in text:
                    text = text[: text.index(rule.before)].strip()
                if rule.after and rule.after in text:
                    text = text[text.index(rule.after) + len(rule.after) :].strip()
                if rule.table:
                    number = taken.key.rpartition(":")[2].casefold()
                    words = (text.casefold(), number, "*")
                    told = next((rule.table[w] for w in words if w in rule.table), None)
                    if told is None:
                        self.problem(f"{text!r} is not in the mapping's table of values")
                    text = told or ""
                if text.casefold() in values.NOTHING and not taken.key:
                    continue
                yield Value(rule.prefix + text, taken.key, taken.line, value.others)

    def _attribute(self, rule: Rule, cls: str, value: Value, item: Item) -> None:
        known = vocab.terms().property_for(cls, rule.key)
        if known is None or not _fits(cls, known.domain):
            return
        try:
            made = self._value(known, rule.cls, value)
        except ValueError as error:
            self.problem(f"{rule.key}: {error}")
            return
        old = item.get(rule.key)
        if old is None:
            item[rule.key] = made
        elif not known.functional and made != old and not (isinstance(old, list) and made in old):
            item[rule.key] = [*old, made] if isinstance(old, list) else [old, made]

    def _value(self, known: vocab.PropertyTerm, cls: str, value: Value) -> Any:
        if known.value == "id":
            made = self.reference(cls or known.range[0], value)
            told = self.names.class_of(self.names.target(value.key) if value.key else self.key_of(cls, value.text))
            if told and not _fits(told, known.range):
                raise ValueError(f"{value.text!r} is a {told} here")
            return made
        if known.value == "concept":
            return values.concept(known.range[0], value.text)
        text = value.line if known.value == "date" and value.line else value.text
        if value.key and value.key == "wikidata:" + text:
            raise ValueError(f"{text} has no label in the input")
        return values.literal(known.name, text)

    def reference(self, cls: str, value: Value) -> str:
        """The id of the thing that a value names; it becomes one of this class where nothing says otherwise."""
        key = self.names.target(value.key) if value.key else self.key_of(cls, value.text)
        if len(value.text) > values.MAX_TEXT:
            raise ValueError(f"{value.text[:60]!r}… is no name")
        return self.names.id(key, value.text, cls)

    def _statement(self, rule: Rule, subject: str, cls: str, value: Value) -> Item | None:
        """A statement, or nothing where an essential part of it is not told: it would say nothing."""
        made: Item = {"type": rule.type}
        for part, wanted in rule.parts.items():
            known = vocab.terms().property_for(rule.type, part)
            assert known is not None
            if "$subject" in wanted and not _fits(cls, known.range):
                return None
            try:
                told = self._part(rule, known, subject, value, wanted)
            except ValueError as error:
                self.problem(f"{part}: {error}")
                told = None
            if told is not None:
                made[part] = told
        lacks = [k for k in essential(rule.type) if k not in made]
        if lacks:
            self.problem(f"a {rule.type} of {value.text!r} is left out: its {', '.join(lacks)} is not told")
        return None if lacks else made

    def _part(self, rule: Rule, known: vocab.PropertyTerm, subject: str, value: Value, wanted: str) -> Any:
        """The value of a part; of alternatives the first that is told."""
        for choice in wanted.split(" | "):
            if choice == "$subject":
                return subject
            if choice == "$value":
                return self._value(known, rule.cls, value)
            if not choice.startswith("$"):
                return choice
            other = value.others.get(choice[1:])
            if other is not None and (other.key or other.text.casefold() not in values.NOTHING):
                return self._value(known, "", other)
        return None


#: Parts of a statement's key that it may go without.
_OPTIONAL = frozenset({"age", "mode", "date", "since", "until", "via"})


@cache
def essential(cls: str) -> tuple[str, ...]:
    """The words of a statement's key without which it says nothing."""
    terms = vocab.terms()
    return tuple(terms.properties[k].key for k in terms.classes[cls].key if k not in _OPTIONAL)


def _fits(cls: str, classes: Sequence[str]) -> bool:
    """Whether a thing of a class may stand where these are wanted; a thing of no known class may."""
    terms = vocab.terms()
    return not cls or any(c not in terms.classes or terms.is_a(cls, c) or c in terms.below(cls) for c in classes)
