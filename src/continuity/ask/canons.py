"""Which canons count a work, who declared them, and what to say of a work that the canon at hand leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from continuity import vocab
from continuity.ask.compile import compile_form
from continuity.canon import CanonGraph
from continuity.canon.declared import Declared, as_account, declared, in_force
from continuity.language.logical import Const, Form, Rel, terms_of
from continuity.model import Answer, Cell, Evidence, Scope


@dataclass(frozen=True)
class Canons:
    """The canons that a universe declares, as known under a scope; the universe is opened where they are asked for."""

    universe: Callable[[], Any]
    scope: Scope

    @cached_property
    def known(self) -> Mapping[str, Declared]:
        """The canons by id, the earliest first."""
        return declared(self.universe(), self.scope.on)

    @property
    def followed(self) -> Declared | None:
        """The canon at hand; none where every account counts."""
        return self.known.get(in_force(self.universe(), self.scope))

    @property
    def everything(self) -> Scope:
        """The same horizon and date, with every account that is there."""
        return replace(self.scope, canon="everything")


def counted(canon: CanonGraph, canons: Canons | None, form: Form) -> Answer:
    """Which canons there are, which of them count a work or each of some, or what one counts or leaves out."""
    works = _works(canon, form) if form.targets else []
    known = [d for d in (canons.known if canons else {}).values() if not form.named or d.id in form.named]
    if form.op in ("left out", "counted"):
        return _contents(canon, canons, known, form, set(works))
    known = [d for d in known if not form.op or (works[0] in d.out) == (form.op == "out")]
    if not known or (form.targets and not works):
        return Answer("", "empty", "No declared canon is like that.", columns=form.columns)
    rows = tuple(_row(canon, d, works) for d in known)
    said = "; ".join(_said(canon, d, works, form) for d in known)
    told = {_counts(canon, d, works) for d in known}
    value = {"counted": True, "left out": False}.get(told.pop()) if works and len(told) == 1 and not form.op else None
    evidence = tuple(e for d in known for w in works or [""] for e in _evidence(canon, canons, d, w))
    return Answer("", "answered", f"{said}.", columns=form.columns, rows=rows, value=value, evidence=evidence)


def _works(canon: CanonGraph, form: Form) -> list[str]:
    """The works that are asked about: the one by name, or those of a set."""
    if not form.atoms:
        return [t.id for t in form.targets if isinstance(t, Const)]
    query, _, _ = compile_form(replace(form, kind="rows"), canon.base)
    return sorted({canon.id(row[0]) for row in canon.facts.select(query)})


def _contents(
    canon: CanonGraph, canons: Canons | None, known: Sequence[Declared], form: Form, asked: set[str]
) -> Answer:
    """The works that canons leave out, or those whole works that they count."""
    out = form.op == "left out"
    found = [(d, w) for d in known for w in sorted(d.out if out else _whole(canon) - d.out)]
    found = [(d, w) for d, w in found if w in asked] if form.atoms else found
    found = [(d, w) for d, w in found if canon.type(w) and (not out or asked or not _is_inside(canon, w, d.out))]
    if not found:
        return Answer("", "empty", f"Nothing is {form.op} there.", columns=form.columns)
    rows = tuple((canon.cell(canon.node(w)), Cell(id=d.id, label=d.name, type="Canon")) for d, w in found)
    said = "; ".join(dict.fromkeys(str(r[0]) for r in rows))
    evidence = tuple(e for d in dict.fromkeys(d for d, _ in found) for e in _evidence(canon, canons, d, ""))
    return Answer("", "answered", f"{said}.", columns=form.columns, rows=rows, value=len(rows), evidence=evidence)


def _whole(canon: CanonGraph) -> set[str]:
    """The works that are asked for by themselves: series, films and specials."""
    return {id for cls in ("Series", "Film", "Special") for id in canon.entities(cls)}


def _is_inside(canon: CanonGraph, work: str, out: frozenset[str]) -> bool:
    """Whether a work is left out as a part of another."""
    return any(c.object.value in out for c in canon.claims(work, "within"))


def left_out(
    canon: CanonGraph, wide: CanonGraph, canons: Canons, question: str, reading: str, form: Form
) -> Answer | None:
    """What to say of a question about what is known, but not in the canon at hand; none where all of it is here."""
    one = canons.followed
    constants = dict.fromkeys(t for a in form.atoms for t in _ends(a) if t.cls)
    constants |= dict.fromkeys(t for t in form.targets if isinstance(t, Const))
    gone = [t for t in constants if t.id and t.cls in vocab.terms().classes and not canon.type(t.id)]
    if one is None or not gone:
        return None
    works = [t for t in gone if t.id in one.out]
    name = _name(wide, one)
    told = "; ".join(f"{wide.label(t.id)} is left out by {name}" for t in works)
    told = told or "; ".join(f"{wide.label(t.id)} is not told of in {name}" for t in gone)
    parts = {a.property for a in form.atoms if isinstance(a, Rel)}
    is_part = bool(works) and form.kind == "truth" and bool(parts) and parts <= {"within", "partOf"}
    evidence = tuple(e for t in works for e in _evidence(wide, canons, one, t.id))
    return Answer(
        question,
        "answered" if is_part else "empty",
        f"No: {told}." if is_part else f"{told[0].upper()}{told[1:]}.",
        reading=reading,
        value=False if is_part else None,
        evidence=evidence,
    )


def _ends(atom: Any) -> Sequence[Const]:
    return [t for t in terms_of(atom) if isinstance(t, Const)]


def _counts(canon: CanonGraph, one: Declared, works: Sequence[str]) -> str:
    """Whether a canon counts some works."""
    out = [canon.label(w) for w in works if w in one.out]
    return (
        ""
        if not works
        else "counted"
        if not out
        else "left out"
        if len(out) == len(works)
        else f"all but {', '.join(out)}"
    )


def _row(canon: CanonGraph, one: Declared, works: Sequence[str]) -> tuple[Cell, ...]:
    text = vocab.STRING
    return (
        Cell(id=one.id, label=one.name, type="Canon"),
        Cell(value=_counts(canon, one, works), datatype=text),
        Cell(value=", ".join(map(canon.label, one.by)), datatype=text),
        Cell(value=one.since, datatype=vocab.EDTF),
    )


def _name(canon: CanonGraph, one: Declared) -> str:
    by = " and ".join(map(canon.label, one.by))
    declaration = f", which {by} declared" if by else ""
    return f"the canon “{one.name}”{declaration}" + (f" (since {one.since})" if by and one.since else "")


def _said(canon: CanonGraph, one: Declared, works: Sequence[str], form: Form) -> str:
    by = " and ".join(map(canon.label, one.by))
    told = f"{by}, since {one.since}" if by and one.since else by
    tail = f" ({told})" if told else ""
    if not works or form.op:
        return f"{one.name}{tail}"
    counts = _counts(canon, one, works)
    word = {"counted": "Yes", "left out": "No"}.get(counts, f"{counts[:1].upper()}{counts[1:]}")
    return f"{word} in “{one.name}”{tail}"


def _evidence(canon: CanonGraph, canons: Canons | None, one: Declared, work: str) -> list[Evidence]:
    """Where a canon was declared; of sources that may spoil something only those that the canon at hand has, too."""
    bounded = canons is not None and (canons.scope.until or canons.scope.watched)
    known = {a.source.id for a in canon.accounts.values()} if bounded else set()
    claim = (
        f"{canon.label(work)} is {'left out' if work in one.out else 'counted'} in “{one.name}”" if work else one.name
    )
    return [Evidence(claim, as_account(s)) for s in one.sources if not bounded or s.id in known]
