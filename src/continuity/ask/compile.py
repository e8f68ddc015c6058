"""Logical form → SPARQL. Only ids of the canon, terms of the vocabulary and checked literals become text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from continuity import dates, vocab
from continuity.errors import QueryError
from continuity.language.logical import (
    Atom,
    Compare,
    Const,
    Either,
    Form,
    Is,
    Literal,
    Not,
    Rel,
    Shown,
    Term,
    Through,
    Told,
    Var,
)

_SAFE = re.compile(r"[^\s<>\"{}|\\^`]+\Z")
_VAR = re.compile(r"\W")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple that an answer rests on, its terms as SPARQL text; `graph` where it is read in the accounts."""

    subject: str
    predicate: str
    object: str
    graph: str = ""


@dataclass(slots=True)
class Compiled:
    """The body of a query, the triples that are evidence, and the variables that OPTIONAL brings."""

    base: str
    as_of: str = ""
    lines: list[str] = field(default_factory=list)
    evidence: list[Pattern] = field(default_factory=list)
    fresh: int = 0

    def variable(self, stem: str) -> str:
        """A variable that nothing else uses."""
        self.fresh += 1
        return f"?{stem}{self.fresh}"

    def term(self, term: Term) -> str:
        """A term as SPARQL text."""
        match term:
            case Var(name):
                return "?" + _VAR.sub("_", name)
            case Const(id):
                return iri(vocab.term(id) if id in vocab.terms().individuals else id)
            case Literal(value, "integer"):
                return str(int(value))
            case Literal(value):
                return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def add(self, atoms: tuple[Atom, ...], indent: str = "  ") -> None:
        """Append the patterns of the atoms: those that bind first, then what is optional, then what is denied.

        Measured: an OPTIONAL or a MINUS among patterns keeps the engine from joining them in the best order.
        """
        given = {a.object for a in atoms if isinstance(a, Rel)}
        for atom in sorted(atoms, key=_order):
            if not (isinstance(atom, Shown) and atom.var in given):
                self._one(atom, indent)

    def _one(self, atom: Atom, indent: str) -> None:
        add = self.lines.append
        match atom:
            case Is(cls, term):
                add(f"{indent}{self.term(term)} a {property_text(cls)} .")
                self.evidence.append(Pattern(self.term(term), "a", property_text(cls)))
            case Rel():
                s = self._end(atom.subject, atom.lift_subject, indent)
                o = self._end(atom.object, atom.lift_object, indent)
                add(f"{indent}{s} {property_text(atom.property)} {o} .")
                self.evidence.append(Pattern(s, property_text(atom.property), o))
            case Shown(name, node, var):
                self._shown(name, self.term(node), self.term(var), indent)
            case Told(roles, person, work):
                credit, graph, role = self.variable("credit"), self.variable("account"), self.variable("role")
                told = self._end(work, True, indent)
                listed = ", ".join(property_text(r) for r in roles)
                add(f"{indent}GRAPH {graph} {{ {credit} c:role {role} ; c:person {self.term(person)} ; c:work {told} }}")
                add(f"{indent}FILTER({role} IN ({listed}))")
                self.evidence.append(Pattern(credit, "c:person", self.term(person), graph))
            case Through(one, other, via):
                self._through(self.term(one), self.term(other), self.term(via), indent)
            case Compare(op, term, value):
                add(f"{indent}FILTER({self.term(term)} {op} {self.term(value)})")
            case Not(inner):
                outside, self.evidence = self.evidence, []
                add(f"{indent}MINUS {{")  # measured: hundreds of times faster here than FILTER NOT EXISTS
                self.add(inner, indent + "  ")
                add(f"{indent}}}")
                self.evidence = outside
            case Either(branches):
                for i, branch in enumerate(branches):
                    add(f"{indent}{'UNION ' if i else ''}{{")
                    self.add(branch, indent + "  ")
                    add(f"{indent}}}")

    def _end(self, term: Term, lifted: bool, indent: str) -> str:
        """An end of a relation; lifted, it may be a part of the work that is meant."""
        if not lifted:
            return self.term(term)
        part = self.variable("part")
        self.lines.append(f"{indent}{part} c:within? {self.term(term)} .")
        return part

    def _shown(self, name: str, node: str, var: str, indent: str) -> None:
        self.lines.append(f"{indent}OPTIONAL {{ {node} {property_text(name)} {var} }}")
        self.evidence.append(Pattern(node, property_text(name), var))
        if name == "date" and self.as_of:
            last = dates.bounds(self.as_of)[1].isoformat()
            # EDTF dates sort as text by their first day
            self.lines.append(f'{indent}FILTER(!BOUND({var}) || STR({var}) <= "{last}")')

    def _through(self, one: str, other: str, via: str, indent: str) -> None:
        crossing = self.variable("crossover")
        for i, (start, end) in enumerate(((one, other), (other, one))):
            self.lines.append(f"{indent}{'UNION ' if i else ''}{{")
            self.lines.append(f"{indent}  {crossing} c:via {via} ; c:fromWork/c:within? {start} ; c:toWork/c:within? {end} .")
            self.lines.append(f"{indent}}}")
        self.evidence.append(Pattern(crossing, "c:via", via))


def _order(atom: Atom) -> int:
    match atom:
        case Shown():
            return 2
        case Not() | Compare():
            return 3
        case Either() | Through():
            return 1
    return 0


def iri(id: str) -> str:
    """An id as SPARQL text, relative to the universe. Raises QueryError where it cannot be one."""
    if not _SAFE.match(id):
        raise QueryError(f"{id!r} is no id")
    return f"<{id}>"


def property_text(name: str) -> str:
    """A term of the vocabulary, or the IRI of a universe's own."""
    return f"c:{name}" if name in vocab.terms() else iri(name)


def compile_form(form: Form, base: str) -> tuple[str, str, list[Pattern]]:
    """The query of a form, the same query over all its variables, and the triples its answers rest on."""
    made = Compiled(base, form.as_of)
    made.add(form.atoms)
    body = "\n".join(made.lines)
    head = f"BASE <{base}>\nPREFIX c: <{vocab.VOCAB}>\n"
    for t in (t for t in form.targets if isinstance(t, Const)):
        body += f"\n  BIND({made.term(t)} AS ?{_column(t)})"
    targets = " ".join(made.term(t) if isinstance(t, Var) else "?" + _column(t) for t in form.targets)
    every = f"{head}SELECT * WHERE {{\n{body}\n}}"
    if form.kind in ("truth", "tellers") or not targets:
        return f"{head}ASK {{\n{body}\n}}", every, made.evidence
    if form.kind == "count":
        return f"{head}SELECT (COUNT(DISTINCT {targets}) AS ?count) WHERE {{\n{body}\n}}", every, made.evidence
    order = f"{'ASC' if form.lowest else 'DESC'}({made.term(form.best)}) {targets}" if form.best else targets
    return f"{head}SELECT DISTINCT {targets} WHERE {{\n{body}\n}}\nORDER BY {order}", every, made.evidence


def _column(term: Const) -> str:
    return "is_" + _VAR.sub("_", term.id)
