"""A universe as data files: YAML that a person can review, in an order that stays, and that loads to the same statements.

What YAML cannot say (statements in other vocabularies, or outside of accounts) goes into one N-Quads file beside it.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Collection, Mapping
from itertools import chain, count
from pathlib import Path
from typing import Any

from continuity import documents, layout, readers, store, vocab
from continuity.errors import UsageError
from continuity.readers import yaml

_OTHER = "other.nq"

Item = layout.Item


def save(facts: store.Store, base: str, directory: Path) -> list[Path]:
    """Write the statements of a universe into a directory as data files; gives the paths of all that tell it, sorted.

    Files of an earlier save are replaced. Those that a person wrote or edited since stay as they are, and what they say
    is not said again. Raises UsageError where one of them says what the universe does not, for it would be read along,
    and where a file cannot be written.
    """
    if directory.exists() and not directory.is_dir():
        raise UsageError(f"{directory} is there already and is no directory")
    there = {p.relative_to(directory).as_posix() for p in readers.files(directory)} if directory.is_dir() else set()
    theirs = {name for name in there if not _ours(directory / name)}
    said = _said_by_others(facts, base, directory, theirs)
    left = _unsaid(facts, said) if said else facts
    texts = _files(left, base, directory.name)
    if "universe.yaml" in theirs:  # it names the base, which is said already
        texts.pop("universe.yaml", None)
    made = {name: text.encode("utf-8") for name, text in texts.items()}
    rest = _rest(left, made, base)
    if rest:
        made[_OTHER] = store.serialize(sorted(rest, key=str), "nquads")
    made = {_beside(name, theirs): content for name, content in made.items()}
    try:
        _replace(directory, there - theirs - set(made), made)
    except OSError as error:
        raise UsageError(
            f"{error.filename or directory} cannot be written ({error.strerror}); save where you may write"
        ) from error
    return sorted(directory / name for name in (*made, *theirs))


def _replace(directory: Path, old: Collection[str], made: Mapping[str, bytes]) -> None:
    """Remove the files of an earlier save that are told no more, and write those of this one. Raises OSError."""
    for name in old:
        (directory / name).unlink()
    for name, content in made.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if path.name == _OTHER else _signed(content))


_MARK = b"# Written by `Universe.save`; may be edited by hand: what is read is what it says. "


def _signed(content: bytes) -> bytes:
    """A file with the mark of a save and of what it held, so that an edit is seen."""
    return _MARK + hashlib.sha256(content).hexdigest()[:12].encode() + b"\n" + content


def _ours(path: Path) -> bool:
    """Whether a file is as an earlier save wrote it."""
    content = path.read_bytes()
    return path.name == _OTHER or (content.startswith(_MARK) and content == _signed(content.partition(b"\n")[2]))


def _beside(name: str, theirs: Collection[str]) -> str:
    """A name for a file that is none of theirs."""
    stem, dot, suffix = name.rpartition(".")
    tries = chain([name], (f"{stem}-{number}{dot}{suffix}" for number in count(2)))
    return next(one for one in tries if one not in theirs)


def _said_by_others(facts: store.Store, base: str, directory: Path, names: Collection[str]) -> set[Any]:
    """The statements of other people's files. Raises UsageError where one is not of the universe."""
    said: set[Any] = set()
    for name in sorted(names):
        found = readers.read(directory / name, name, base)
        known = all(q in facts.raw or _unnamed(q) for q in found.statements)
        if found.findings or not known:
            why = "cannot be read whole" if found.findings else "says what this universe does not"
            raise UsageError(f"{directory / name} is not of this save and {why}; save into a directory of its own")
        said |= set(found.statements)
    return said


def _unnamed(quad: Any) -> bool:
    """Whether a statement has a node without a name of its own, such as one of a list, which each reading names anew."""
    return not store.is_iri(quad.subject) or not (store.is_iri(quad.object) or store.is_literal(quad.object))


def _unsaid(facts: store.Store, said: Collection[Any]) -> store.Store:
    """What is still to be said: statements that nobody said, with the heads of their accounts."""
    left = [q for q in facts.match() if q not in said and not _unnamed(q)]
    subjects = {q.subject for q in left} | {q.graph_name for q in left}
    heads = [
        q for q in facts.match(None, None, None, store.DEFAULT) if q.subject in subjects or not store.is_iri(q.subject)
    ]
    return store.Store.memory([*left, *heads], facts.base)


def _files(facts: store.Store, base: str, name: str) -> dict[str, str]:
    """File name → text."""
    files: dict[str, list[str]] = {}
    default: dict[str, dict[str, list[Any]]] = {}
    for q in facts.match(None, None, None, store.DEFAULT):
        if store.is_iri(q.subject):
            default.setdefault(q.subject.value, {}).setdefault(q.predicate.value, []).append(q.object)
    universe, sources, canons, accounts = Item(), [], [], []
    for iri, told in sorted(default.items()):
        classes = {vocab.short(t.value) for t in told.get(vocab.TYPE, ())}
        if iri == base:
            universe = layout.items_of(facts, iri, told, base)[0]
        elif "Account" in classes:
            accounts.append((iri, told))
        elif "Canon" in classes:
            canons += layout.items_of(facts, iri, told, base)
        else:
            sources += layout.items_of(facts, iri, told, base)
    if universe or vocab.universe_base(name) != base:
        universe = {"type": "Universe", **{k: v for k, v in universe.items() if k not in ("id", "type")}}
        universe |= {"base": base} if vocab.universe_base(name) != base else {}
        files["universe.yaml"] = [layout.mapping_text(universe)]
    files |= {"canons.yaml": [layout.list_text("canons", canons)]} if canons else {}
    files |= {"sources.yaml": [layout.list_text("sources", sources)]} if sources else {}
    works = {vocab.term(c) for c in vocab.terms().below("Work")}
    for iri, told in accounts:
        account = _account(facts, iri, told, base)
        if account:
            place = f"accounts/{_slug(facts, told, base, works)}.yaml"
            files.setdefault(place, []).append(
                layout.mapping_text({k: v for k, v in account.items() if k != "claims"})
                + layout.list_text("claims", account["claims"])
            )
    return {file: "---\n".join(texts) for file, texts in sorted(files.items())}


def _account(facts: store.Store, iri: str, told: Mapping[str, list[Any]], base: str) -> Item:
    """An account as a document; nothing where it claims nothing."""
    head = layout.items_of(facts, iri, told, base)[0]
    by_subject: dict[str, dict[str, list[Any]]] = {}
    for q in facts.match(None, None, None, store.iri(iri)):
        if store.is_iri(q.subject):
            by_subject.setdefault(q.subject.value, {}).setdefault(q.predicate.value, []).append(q.object)
    terms, claims = vocab.terms(), [i for s, t in by_subject.items() for i in layout.items_of(facts, s, t, base)]
    statements = set(terms.below("Statement"))
    claims.sort(key=lambda i: (i.get("type", "") in statements, i.get("type", ""), json.dumps(i, sort_keys=True)))
    order: Item = {k: head[k] for k in ("source", "reports", "horizon") if k in head}
    rest = {k: v for k, v in head.items() if k not in (*order, "id", "type")}
    account: Item = {**order, **rest, "claims": claims}
    id = vocab.short(iri, base)
    return (account if documents.account_id(account) == id else {"id": id, **account}) if claims else {}


def _slug(facts: store.Store, told: Mapping[str, list[Any]], base: str, works: set[str]) -> str:
    """The file of an account: by the work that it reports, else by its horizon; what spoils nothing is production talk."""
    for name in ("reports", "horizon"):
        for node in sorted(told.get(vocab.term(name), ()), key=str):
            if store.is_iri(node) and any(q.object.value in works for q in facts.match(node, store.TYPE)):
                return re.sub(r"[^A-Za-z0-9_-]", "_", vocab.short(node.value, base).partition("/")[0]) or "works"
    return "production"


def _rest(facts: store.Store, made: Mapping[str, bytes], base: str) -> list[Any]:
    """The statements that the files do not say."""
    said: set[Any] = set()
    for name, text in made.items():
        said |= set(documents.statements(yaml.read_text(text.decode("utf-8"), name)[0], base))
    return [q for q in facts.match() if q not in said and not _listed(facts, q)]


def _listed(facts: store.Store, quad: Any) -> bool:
    """Whether a statement is about a list of values: its nodes get other names each time that a file is read."""
    lists = {vocab.term(p.name) for p in vocab.terms().properties.values() if p.ordered}
    return quad.predicate.value in (vocab.RDF + "first", vocab.RDF + "rest") or quad.predicate.value in lists
