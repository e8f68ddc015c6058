"""Logical form → SPARQL. Only ids of the canon, terms of the vocabulary and checked literals become text."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from continuity import dates, vocab
from continuity.ask import totals
from continuity.errors import QueryError
from continuity.language.logical import (
    Among,
    Atom,
    Compare,
    Const,
    Either,
    Every,
    Form,
    Held,
    Is,
    Literal,
    Not,
    Order,
    Rel,
    Shown,
    Tally,
    Term,
    Through,
    Told,
    Total,
    Var,
    Ways,
    of_one_kind,
    substitute,
    terms_of,
)

_SAFE = re.compile(r"[^\s<>\"{}|\\^`]+\Z")
_VAR = re.compile(r"\W")
#: How dates compare by how they begin.
_BEGINS = {
    "any year": "STRSTARTS(SUBSTR(STR({}), 5), {})",
    "finer than": 'STRSTARTS(STR({}), CONCAT(STR({}), "-"))',
    "weekday": f"STRLEN(STR({{0}})) = 10 && {totals.WEEKDAY} = {{1}}",
}
#: What of a date a value is.
_OF_DATE = {"year of": "SUBSTR(STR({0}), 1, 4)", "weekday of": totals.WEEKDAY, "days of": totals.DAYS}
#: What gives a value to what has one where it stands outside of its subquery.
_AGAIN = re.compile(r"BIND\((.*) AS (\S+)\)$")


@dataclass(frozen=True, slots=True)
class Pattern:
    """A triple that an answer rests on, its terms as SPARQL text; `graph` where it is read in the accounts."""

    subject: str
    predicate: str
    object: str
    graph: str = ""


@dataclass(slots=True)
class Compiled:
    """The body of a query, and the triples that are evidence; an `open` one shows what it counts."""

    base: str
    as_of: str = ""
    lines: list[str] = field(default_factory=list)
    evidence: list[Pattern] = field(default_factory=list)
    fresh: int = 0
    open: bool = False
    series: frozenset[Term] = frozenset()

    def variable(self, stem: str) -> str:
        """A variable that nothing else uses."""
        self.fresh += 1
        return f"?{stem}{self.fresh}"

    def term(self, term: Term) -> str:
        """A term as SPARQL text."""
        match term:
            case Var(name):
                return "?" + _VAR.sub("_", name)
            case Const(id, cls):
                known = id in vocab.terms().individuals or (not cls and id in vocab.terms().classes)
                return iri(vocab.term(id) if known else id)
            case Literal(value, "integer"):
                return str(int(value))
            case Literal(value, "decimal"):
                return str(float(value))
            case Literal(value):
                return '"' + value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'

    def add(self, atoms: tuple[Atom, ...], indent: str = "  ") -> None:
        """Append the patterns of the atoms: those that bind first, then what is optional, then what is denied."""
        given = {a.object for a in atoms if isinstance(a, Rel)}
        self.series |= {a.term for a in atoms if isinstance(a, Is) and a.cls == "Series"}
        for atom in sorted(atoms, key=_order):
            if not (isinstance(atom, Shown) and atom.var in given):
                self._not(atom, atoms, indent) if isinstance(atom, Not) else self._one(atom, indent)

    def _not(self, atom: Not, beside: tuple[Atom, ...], indent: str) -> None:
        """What does not hold: by MINUS, hundreds of times faster, where that shares a variable with what is beside it."""
        known = {t for a in beside if not isinstance(a, Not) for t in terms_of(a) if isinstance(t, Var)}
        shared = not known.isdisjoint(t for a in atom.atoms for t in terms_of(a))
        outside, self.evidence = self.evidence, []
        self.lines.append(f"{indent}{'MINUS' if shared else 'FILTER NOT EXISTS'} {{")
        self.add(atom.atoms, indent + "  ")
        self.lines.append(f"{indent}}}")
        self.evidence = outside

    def _one(self, atom: Atom, indent: str) -> None:
        add = self.lines.append
        match atom:
            case Is(cls, term):
                add(f"{indent}{self.term(term)} a {property_text(cls)} .")
                self.evidence.append(Pattern(self.term(term), "a", property_text(cls)))
            case Rel():
                self._relation(atom, indent)
            case Shown(name, node, var):
                self._shown(name, self.term(node), self.term(var), indent)
            case Told():
                self._told(atom, indent)
            case Held(term, ways):
                self._held(self.term(term), ways, indent)
            case Through(one, other, via):
                self._through(self.term(one), self.term(other), self.term(via), indent)
            case Compare(op, term, value, numbers):
                left, right = self.term(term), self.term(value)
                if op in _OF_DATE:
                    add(f"{indent}BIND({_OF_DATE[op].format(right)} AS {left})")
                    return
                if op in _BEGINS:
                    add(f"{indent}FILTER({_BEGINS[op].format(left, right)})")
                    return
                if op == "contains":
                    said = f'REPLACE(LCASE(STR({left})), "[^\\\\p{{L}}\\\\p{{N}}]+", " ")'
                    add(f'{indent}FILTER(CONTAINS(CONCAT(" ", {said}, " "), CONCAT(" ", {right}, " ")))')
                    return
                if isinstance(value, Var) and op != "!=" and not numbers:  # dates as text: the engine knows no EDTF
                    left, right = f"STR({left})", f"STR({right})"
                elif isinstance(value, Literal) and value.datatype == "date":
                    left = f"STR({left})"
                add(f"{indent}FILTER({left} {op} {right})")
                if op == ">" and left.startswith("STR") and isinstance(value, Var):  # of a month it is not known
                    add(f"{indent}FILTER(!STRSTARTS({left}, {right}))")
            case Among(Const() as term, members):
                add(f"{indent}FILTER({self.term(term)} IN ({', '.join(map(self.term, members))}))")
            case Among(term, members):
                add(f"{indent}VALUES {self.term(term)} {{ {' '.join(map(self.term, members))} }}")
            case Total(name, work, number):
                totals.total(self, name, self.term(work), self.term(number), indent)
            case Order(how, one, other):
                first, last = (self._end(x, _is_series(x), indent) for x in (one, other))
                self._order(how, first, last, indent)
            case Tally():
                self._tally(atom, indent)
            case Every():
                self._every(atom, indent)
            case Either(branches) if kinds := of_one_kind(branches):
                totals.of_kinds(self, self.term(kinds[0]), map(property_text, kinds[1]), indent)
            case Either(branches):
                for i, branch in enumerate(branches):
                    add(f"{indent}{'UNION ' if i else ''}{{")
                    self.add(branch, indent + "  ")
                    add(f"{indent}}}")

    def _relation(self, atom: Rel, indent: str) -> None:
        """A relation; where one end is a part of a known work, in a group of its own, which the engine does first."""
        known = (atom.lift_subject and isinstance(atom.subject, Const)) != (
            atom.lift_object and isinstance(atom.object, Const)
        )
        apart = known and not (atom.lift_subject and atom.lift_object)
        if atom.property == "released" and (_is_series(atom.subject) or atom.subject in self.series):
            s, o = self._first_out(self.term(atom.subject), self.term(atom.object), indent)
        elif not apart:
            s = self._end(atom.subject, atom.lift_subject, indent)
            o = self._end(atom.object, atom.lift_object, indent)
            self.lines.append(f"{indent}{s} {property_text(atom.property)} {o} .")
        else:
            part = self.variable("part")
            whole, other = (atom.subject, atom.object) if atom.lift_subject else (atom.object, atom.subject)
            s, o = (part, self.term(other)) if atom.lift_subject else (self.term(other), part)
            wanted = " ".join(
                v
                for v in (
                    self.term(other) if isinstance(other, Var) else "",
                    part if self.open or not isinstance(other, Var) else "",
                )
                if v
            )
            inner = f"{part} c:within? {self.term(whole)} . {s} {property_text(atom.property)} {o}"
            self.lines.append(f"{indent}{{ SELECT DISTINCT {wanted} WHERE {{ {inner} }} }}")
        self.evidence.append(Pattern(s, property_text(atom.property), o))

    def _first_out(self, series: str, date: str, indent: str) -> tuple[str, str]:
        """The release of a series: its own, or where none is told that of its first season."""
        one, told = self.variable("out"), self.variable("told")
        first = f"{one} c:partOf {series} ; c:number 1 MINUS {{ {series} c:released {told} }}"
        own = f"VALUES {one} {{ {series} }}"
        if series.startswith("?"):
            own = f"{series} a c:Series ; c:released {told} BIND({series} AS {one})"
        self.lines.append(f"{indent}{{ {own} }} UNION {{ {first} }}")
        self.lines.append(f"{indent}{one} c:released {date} .")
        return one, date

    def _end(self, term: Term, lifted: bool, indent: str) -> str:
        """An end of a relation; lifted, it may be a part of the work that is meant."""
        if not lifted:
            return self.term(term)
        part = self.variable("part")
        self.lines.append(f"{indent}{part} c:within? {self.term(term)} .")
        return part

    def _tally(self, tally: Tally, indent: str) -> None:
        """A subquery for the number; outside of it what was counted, where that is wanted as evidence."""
        inner = Compiled(self.base, self.as_of, fresh=self.fresh + 100)
        inner.add(tally.atoms, indent + "  ")
        by = " ".join(self.term(t) for t in (tally.by, *tally.beside) if isinstance(t, Var))
        counted, number = self.term(tally.counted), self.term(tally.number)
        fold = totals.fold(tally, counted)
        self.lines.append(f"{indent}{{ SELECT {by} ({fold} AS {number}) WHERE {{")
        self.lines += inner.lines
        group = f"GROUP BY {by} " if by else ""
        having = f"HAVING ({totals.enough(tally, counted)}) " if tally.fold != "COUNT" else ""
        self.lines.append(f"{indent}}} {group}{having}}}")
        self.fresh = inner.fresh
        if self.open:
            self.lines += [_AGAIN.sub(r"FILTER(\1 = \2)", line) for line in inner.lines]
            self.evidence += inner.evidence

    def _held(self, term: str, ways: Ways, indent: str) -> None:
        """One of some values of one of some properties."""
        for i, (name, values) in enumerate(ways):
            value = self.variable("value")
            listed = " ".join(self.term(Literal(v)) for v in values)
            pattern = f"{term} {property_text(name)} {value} . VALUES {value} {{ {listed} }}"
            self.lines.append(f"{indent}{'UNION ' if i else ''}{{ {pattern} }}")
            self.evidence.append(Pattern(term, property_text(name), value))

    def _told(self, atom: Told, indent: str) -> None:
        """A credit in any account."""
        roles, person, work = atom.roles, atom.person, atom.work
        add = self.lines.append
        credit, graph, role = self.variable("credit"), self.variable("account"), self.variable("role")
        # whoever has credits in two works has as many solutions as the product of them: each work's people once
        apart = not self.open and isinstance(person, Var) and isinstance(work, Const)
        if apart:
            add(f"{indent}{{ SELECT DISTINCT {self.term(person)} WHERE {{")
        told = self._end(work, True, indent)
        if isinstance(work, Var):  # nobody is credited on a franchise by a credit on one of its works
            add(f"{indent}MINUS {{ {self.term(work)} a c:Franchise }}")
        listed = ", ".join(property_text(r) for r in roles)
        add(f"{indent}GRAPH {graph} {{ {credit} c:role {role} ; c:person {self.term(person)} ; c:work {told} }}")
        add(f"{indent}FILTER({role} IN ({listed}))" + (" } }" if apart else ""))
        self.evidence.append(Pattern(credit, "c:person", self.term(person), graph))

    def _every(self, atom: Every, indent: str) -> None:
        """As many of the domain for which it holds as there are in all: two counts, not a search for exceptions."""
        if atom.near in {t for a in atom.domain for t in terms_of(a)}:
            self._no_exception(atom, indent)
            return
        near, each = self.term(atom.near), self.term(atom.each)
        some, every = self.variable("some"), self.variable("every")
        body, domain = (Compiled(self.base, self.as_of, fresh=self.fresh + n) for n in (100, 200))
        body.add((*atom.domain, *atom.body), indent + "  ")
        domain.add(atom.domain, indent + "  ")
        by = near if near.startswith("?") else ""
        self.lines.append(f"{indent}{{ SELECT {by} (COUNT(DISTINCT {each}) AS {some}) WHERE {{")
        self.lines += [*body.lines, f"{indent}}} {f'GROUP BY {by} ' if by else ''}}}"]
        self.lines.append(f"{indent}{{ SELECT (COUNT(DISTINCT {each}) AS {every}) WHERE {{")
        self.lines += [*domain.lines, f"{indent}}} }}", f"{indent}FILTER({some} = {every} && {every} > 0)"]
        self.fresh = body.fresh + 200
        if self.open:
            self.lines += body.lines
            self.evidence += body.evidence

    def _no_exception(self, atom: Every, indent: str) -> None:
        """The same of a domain of each one's own: there is none for which it does not hold."""
        self.add((*atom.domain, *atom.body), indent)
        evidence = self.evidence[:]
        self.lines.append(f"{indent}FILTER NOT EXISTS {{")
        self.add(_apart(atom.domain, atom.near), indent + "  ")
        self.lines.append(f"{indent}  FILTER NOT EXISTS {{")
        self.add(_apart(atom.body, atom.near), indent + "    ")
        self.lines += [f"{indent}  }}", f"{indent}}}"]
        self.evidence = evidence

    def _order(self, how: str, one: str, other: str, indent: str) -> None:
        """What comes before what in the story: told of either, over as many works between as there are."""
        if how == "before":
            step = "(c:before|^c:after)"
            middle = self.variable("later")
            if self.open:
                self.lines.append(f"{indent}{one} {step} {middle} . {middle} {step}* {other} .")
                self.evidence += [Pattern(one, "c:before", middle), Pattern(middle, "c:after", one)]
            else:
                self.lines.append(f"{indent}{one} {step}+ {other} .")
            return
        told = ("during", "sameTimeAs") if how == "during" else ("during", "overlaps", "sameTimeAs")
        both = how == "overlap"
        path = "|".join([*(f"c:{t}" for t in told), *(f"^c:{t}" for t in told if both or t == "sameTimeAs")])
        self.lines.append(f"{indent}{one} ({path}) {other} .")
        for name in told:
            self.evidence += [Pattern(one, f"c:{name}", other), Pattern(other, f"c:{name}", one)]

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
            self.lines.append(
                f"{indent}  {crossing} c:via {via} ; c:fromWork/c:within? {start} ; c:toWork/c:within? {end} ."
            )
            self.lines.append(f"{indent}}}")
        self.evidence.append(Pattern(crossing, "c:via", via))


def _order(atom: Atom) -> int:
    match atom:
        case Shown():
            return 2
        case Not() | Compare() | Every():
            return 3
        case Either() | Through() | Tally() | Order() | Total() | Held():
            return 1
    return 0


def _is_series(term: Term) -> bool:
    return isinstance(term, Const) and term.cls == "Series"


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
    made, full = Compiled(base, form.as_of), Compiled(base, form.as_of, open=True)
    made.add(form.atoms)
    full.add(form.atoms)
    head = f"BASE <{base}>\nPREFIX c: <{vocab.VOCAB}>\n"
    consts = [f"  BIND({made.term(t)} AS ?{_column(t)})" for t in form.targets if isinstance(t, Const)]
    body, all_of_it = ("\n".join([*lines, *consts]) for lines in (made.lines, full.lines))
    targets = [made.term(t) if isinstance(t, Var) else "?" + _column(t) for t in form.targets]
    every = f"{head}SELECT * WHERE {{\n{all_of_it}\n}}"
    if form.kind in ("truth", "tellers") or not targets:
        return f"{head}ASK {{\n{body}\n}}", every, full.evidence
    listed = " ".join(targets)
    if form.kind == "count":
        return f"{head}SELECT (COUNT(DISTINCT {listed}) AS ?count) WHERE {{\n{body}\n}}", every, full.evidence
    if form.kind in ("average", "sum"):
        whole = {"average": "AVG", "sum": "SUM"}[form.kind]
        if form.op == "median":
            return f"{head}SELECT DISTINCT {listed} WHERE {{\n{body}\n}}\nORDER BY {targets[0]}", every, full.evidence
        if form.kind == "average" and (none := totals.with_none(form)):
            apart = Compiled(base, form.as_of)
            apart.add(none[0])
            counted = Compiled(base, form.as_of, fresh=apart.fresh)
            counted.add(none[1])
            body = "\n".join([*apart.lines, "  OPTIONAL {", *counted.lines, "  }"])
            listed = f"(COALESCE({targets[0]}, 0) AS ?each) {' '.join(targets[1:])}"
            targets = ["?each"]
        inner = f"{{ SELECT DISTINCT {listed} WHERE {{\n{body}\n}} }}"
        return (
            f"{head}SELECT ({whole}({targets[0]}) AS ?value) (COUNT(*) AS ?of) WHERE {{ {inner} }}",
            every,
            full.evidence,
        )
    order = f"{'ASC' if form.lowest else 'DESC'}({made.term(form.best)}) " if form.best else ""
    order += f"{'ASC' if form.lowest else 'DESC'}({made.term(form.then)}) " if form.then else ""
    shown = f"{listed} {made.term(form.then)}" if form.then else listed
    return f"{head}SELECT DISTINCT {shown} WHERE {{\n{body}\n}}\nORDER BY {order}{listed}", every, full.evidence


def _apart(atoms: tuple[Atom, ...], near: Term) -> tuple[Atom, ...]:
    """Atoms with all variables but one renamed, so that they speak of others than those outside."""
    for var in sorted({t for a in atoms for t in terms_of(a) if isinstance(t, Var)} - {near}):
        atoms = substitute(atoms, var, Var(var.name + "_each"))
    return atoms


def _column(term: Term) -> str:
    return "is_" + _VAR.sub("_", getattr(term, "id", ""))
