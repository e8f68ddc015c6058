"""Which canons count a work, who declared them, and what to say of a work that the canon at hand leaves out."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from continuity import vocab
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
    """Which canons there are, or which of them count a work."""
    work = next((t.id for t in form.targets if isinstance(t, Const)), "")
    known = [d for d in (canons.known if canons else {}).values() if not form.named or d.id in form.named]
    known = [d for d in known if not form.op or (work in d.out) == (form.op == "out")]
    if not known:
        return Answer("", "empty", "No declared canon is like that.", columns=form.columns)
    rows = tuple(_row(canon, d, work) for d in known)
    said = "; ".join(_said(canon, d, work, form) for d in known)
    told = {work not in d.out for d in known}
    value = told.pop() if work and len(told) == 1 and not form.op else None
    evidence = tuple(e for d in known for e in _evidence(canon, canons, d, work))
    return Answer("", "answered", f"{said}.", columns=form.columns, rows=rows, value=value, evidence=evidence)


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


def _row(canon: CanonGraph, one: Declared, work: str) -> tuple[Cell, ...]:
    text = vocab.STRING
    counts = ("left out" if work in one.out else "counted") if work else ""
    return (
        Cell(id=one.id, label=one.name, type="Canon"),
        Cell(value=counts, datatype=text),
        Cell(value=", ".join(map(canon.label, one.by)), datatype=text),
        Cell(value=one.since, datatype=vocab.EDTF),
    )


def _name(canon: CanonGraph, one: Declared) -> str:
    by = " and ".join(map(canon.label, one.by))
    declaration = f", which {by} declared" if by else ""
    return f"the canon “{one.name}”{declaration}" + (f" (since {one.since})" if by and one.since else "")


def _said(canon: CanonGraph, one: Declared, work: str, form: Form) -> str:
    by = " and ".join(map(canon.label, one.by))
    told = f"{by}, since {one.since}" if by and one.since else by
    tail = f" ({told})" if told else ""
    if not work or form.op:
        return f"{one.name}{tail}"
    return f"{'No' if work in one.out else 'Yes'} in “{one.name}”{tail}"


def _evidence(canon: CanonGraph, canons: Canons | None, one: Declared, work: str) -> list[Evidence]:
    """Where a canon was declared; of sources that may spoil something only those that the canon at hand has, too."""
    bounded = canons is not None and (canons.scope.until or canons.scope.watched)
    known = {a.source.id for a in canon.accounts.values()} if bounded else set()
    claim = (
        f"{canon.label(work)} is {'left out' if work in one.out else 'counted'} in “{one.name}”" if work else one.name
    )
    return [Evidence(claim, as_account(s)) for s in one.sources if not bounded or s.id in known]
