"""Questions answered: text → logical form → SPARQL → rows, with the accounts that each row rests on."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cached_property
from typing import Any

from continuity import dates, vocab
from continuity.ask import answer, compile, scored
from continuity.ask.besides import besides
from continuity.ask.canons import Canons, counted, left_out
from continuity.ask.loosely import by_name, loosely
from continuity.ask.otherwise import otherwise
from continuity.ask.run import Run, StoryOrder
from continuity.ask.uncollected import uncollected
from continuity.canon import CanonGraph
from continuity.errors import UsageError
from continuity.language.lexicon import Lexicon, lexicon
from continuity.language.logical import Compare, Const, Form, Is, Not, Tally, terms_of
from continuity.language.names import Names, tokenize
from continuity.language.namesakes import namesakes
from continuity.language.parse import Parsed, Parser
from continuity.language.suggest import Suggester
from continuity.language.wording import Question
from continuity.language.words import Words
from continuity.model import Answer, Cell, Reading, Scope

#: Said where one of several things of a name is taken because nothing is recorded of the others.
OF_NAMESAKES = "of what else bears the name nothing is recorded that answers this"
#: Said where several readings come to the same.
SAME_ROWS = "other readings give the same"
#: Said of a question that is not understood.
NEAREST = "this would be understood: {}"
#: Of longer ones that are not understood only a part is offered that is understood.
SHORT = 200
#: Longer questions are declined unread.
MAX_LENGTH = 2_000
#: Other canons, as of dates or of points in the story, that are kept open.
MAX_OTHERS = 8


class Asker:
    """Answers questions over one canon.

    `as_known_on` gives the same canon as of a date, `elsewhere` under another scope; `story_order` orders works in the story.
    """

    def __init__(
        self,
        canon: CanonGraph,
        words: Lexicon | None = None,
        as_known_on: Callable[[str], CanonGraph] | None = None,
        elsewhere: Callable[[Scope], CanonGraph] | None = None,
        canons: Canons | None = None,
        story_order: StoryOrder | None = None,
    ) -> None:
        self.canon = canon
        self.lexicon = words or lexicon()
        self.as_known_on = as_known_on
        self.elsewhere = elsewhere
        self.canons = canons
        self.story_order = story_order
        self._others: dict[object, Asker] = {}

    @cached_property
    def parser(self) -> Parser:
        """The parser over this canon's names; made when the first question comes."""
        return Parser(Names(self.canon), self.lexicon, lambda: self.canons.known if self.canons else {})

    @cached_property
    def _wide(self) -> Asker | None:
        """The asker over everything within the same horizon, where the canon at hand leaves something out."""
        if self.canons is None or self.elsewhere is None or self.canons.followed is None:
            return None
        if not self.canons.followed.out:
            return None
        scope = self.canons.everything
        canons = replace(self.canons, scope=scope)
        return Asker(self.elsewhere(scope), self.lexicon, self.as_known_on, self.elsewhere, canons, self.story_order)

    @cached_property
    def words(self) -> Words:
        """Facts of this canon in words."""
        return Words(self.canon, self.lexicon)

    @cached_property
    def suggester(self) -> Suggester:
        """What completes questions over this canon's names; made when the first completion is asked for."""
        counted = self.canon.facts.select("SELECT ?p (COUNT(*) AS ?n) { ?s ?p ?o } GROUP BY ?p")
        counts = {vocab.short(p.value): int(n.value) for p, n in counted}
        return Suggester(self.parser, self.canon.weights(), counts)

    @uncollected
    def suggest(self, text: str, limit: int) -> list[str]:
        """Up to `limit` questions that begin with a text, each of which is understood."""
        return self.suggester.suggest(text, limit)

    @uncollected
    def ask(self, question: str, *, whole: bool = False) -> Answer:
        """Answer a question in plain words. A question that is not understood is declined, never guessed at.

        Of many accounts behind an answer the first ones of each row are given; `whole` gives all.
        """
        began = time.perf_counter()
        if len(question) > MAX_LENGTH:
            made = Answer(
                question, "declined", f"A question has at most {MAX_LENGTH} characters.", unknown=(question[:80],)
            )
        else:
            made = self._answer(question, self.parser.parse(question), whole)
        return replace(made, ms=round((time.perf_counter() - began) * 1000, 1))

    def _left_out(self, question: str) -> Answer | None:
        """What to say of a question that only the canon at hand does not understand."""
        if self._wide is None or self.canons is None:
            return None
        parsed = self._wide.parser.parse(question)
        readings = parsed.readings
        if len(readings) == 1 and (readings[0].form.canon or readings[0].form.kind == "canons"):
            return self._wide._answer(question, parsed, False)
        told = (
            left_out(self.canon, self._wide.canon, self.canons, question, q.reading, q.form)
            for q in readings
            if all(t.id for t in _constants(q.form))
        )
        return next((t for t in told if t is not None), None)

    def _declined(self, question: str, parsed: Parsed) -> Answer:
        """What of a question is not understood, and the nearest one that would be."""
        spans = ", ".join(f"“{u}”" for u in parsed.unknown)
        nearest = self._nearest(question, parsed)
        told = (NEAREST.format(nearest),) if nearest else ()
        return Answer(question, "declined", f"Not understood: {spans}.", unknown=parsed.unknown, notes=told)

    def _nearest(self, question: str, parsed: Parsed) -> str:
        """The nearest question that would be understood: the longest part that is one, or what completes its beginning."""
        if parsed.nearest or len(question) > SHORT:
            return parsed.nearest
        at = min((i for u in parsed.unknown if (i := question.find(u)) >= 0), default=0)
        return next(iter(self.suggester.suggest(question[:at], 1)), "") if question[:at].strip() else ""

    def _is_part_of_a_title(self, question: str, reading: Question) -> bool:
        """Whether a name was read as a work of a longer title, in a canon that may leave out the work of that name."""
        if self.canon.scope.canon in ("", "everything"):
            return False
        said = {t.norm for t in tokenize(question)}
        titles = (self.canon.label(t.id) for t in _constants(reading.form) if t.cls in ("Series", "Film", "Special"))
        return any(":" in title and not said >= {t.norm for t in tokenize(title)} for title in titles)

    def _answer(self, question: str, parsed: Parsed, whole: bool) -> Answer:
        if not parsed.readings or self._is_part_of_a_title(question, parsed.readings[0]):
            other = self._left_out(question)
            if other is not None:
                return other
        if not parsed.readings:
            return self._declined(question, parsed)
        missing = [q for q in parsed.readings if any(not t.id for t in _constants(q.form))]
        if missing:
            if missing[0].form.kind == "exists" or _of_making(missing[0].form):
                return answer.missing(self.canon, question, missing[0].notes[0])
            reason = missing[0].notes[0]
            return Answer(question, "declined", f"{reason[0].upper()}{reason[1:]}.", unknown=(reason,))
        several = len(parsed.readings) > 1
        meant = besides(parsed.readings, self._reading) if several else scored.apart(self.canon, parsed.readings[0])
        parsed = replace(parsed, readings=meant)
        if len(parsed.readings) > 1:
            return self._of_several(question, parsed, whole)
        one = parsed.readings[0]
        form, asker, notes = one.form, self, one.notes
        if form.as_of and not dates.is_date(form.as_of):
            return Answer(question, "declined", f"“{form.as_of}” is no date.", unknown=(form.as_of,))
        if form.as_of:
            asker, notes = self._dated(form.as_of, notes)
        if form.until or form.canon:
            found = self._scoped(form)
            if isinstance(found, str):
                return Answer(question, "declined", found, unknown=(form.until or form.canon,))
            asker = found
            missing_ids = [t.id for t in _constants(form) if t.cls and not asker.canon.type(t.id)]
            if missing_ids and asker._wide is not None and asker.canons is not None:
                told = left_out(asker.canon, asker._wide.canon, asker.canons, question, one.reading, form)
                if told is not None:
                    return told
            if missing_ids:
                return Answer(
                    question, "empty", "Nothing is told of that there.", reading=one.reading, assumptions=notes
                )
        if form.kind == "canons":
            made, sparql = counted(asker.canon, asker.canons, form), ""
        else:
            sparql, every, evidence = compile.compile_form(form, self.canon.base)
            run = Run(asker.canon, asker.words, form, (sparql, every, evidence), whole, self.story_order)
            made, notes = loosely(run, answer.answer(run), notes)
            if made.status == "empty":
                made, notes = by_name(run, made, notes, question)
                made, notes = otherwise(run, made, notes)
        others = not _denies(form) and (form.kind == "rows" or _of_two(form))  # who is not told of is denied everything
        if made.status == "empty" and others and asker is self and not whole:
            for namesake in parsed.others:
                tried = self._answer(question, Parsed((namesake,), (), parsed.corrections), whole)
                if tried.status == "answered" and tried.value is not False:
                    ids = (f"read as {t.id}" for t in _constants(namesake.form) if t not in _constants(form))
                    named = (*dict.fromkeys(ids), OF_NAMESAKES)
                    return replace(tried, assumptions=(*tried.assumptions, *named))
        return replace(
            made,
            question=question,
            reading=one.reading,
            assumptions=notes,
            corrections=parsed.corrections,
            sparql=sparql,
        )

    def _of_several(self, question: str, parsed: Parsed, whole: bool) -> Answer:
        """What to say of readings that are equally good: which is meant, where it matters."""
        readings = tuple(self._reading(q) for q in parsed.readings)
        rich = [q for q, r in zip(parsed.readings, readings, strict=True) if r.rows not in ((), _value(0))]
        first, *more = parsed.readings
        of_one_name = all(namesakes(first.form, q.form, self.parser.names, False) for q in more)
        if len(rich) == 1 and not _denies(rich[0].form) and of_one_name:
            alone = self._answer(question, Parsed((rich[0],), (), parsed.corrections), whole)
            shared = set.intersection(*(set(_constants(q.form)) for q in parsed.readings))
            own = dict.fromkeys(t for t in _constants(rich[0].form) if t.cls and t not in shared)
            read = (*(f"read as {t.id}" for t in own), OF_NAMESAKES)
            plain = alone.reading.partition("? (")[0].removesuffix("?") + "?"
            return replace(alone, reading=plain, assumptions=(*alone.assumptions, *read))
        if (rich or of_one_name) and len({frozenset(r.rows) for r in readings}) == 1:
            alone = self._answer(question, Parsed(parsed.readings[:1], (), parsed.corrections), whole)
            if rich or alone.status == "empty":  # what is said for want of anything told is of that one only
                return replace(alone, assumptions=(*alone.assumptions, SAME_ROWS))
        asked = f"Which is meant? {'; or: '.join(r.reading for r in readings)}"
        return Answer(question, "ambiguous", asked, readings=readings, corrections=parsed.corrections)

    def _dated(self, date: str, notes: tuple[str, ...]) -> tuple[Asker, tuple[str, ...]]:
        """The asker over the canon as known on a date."""
        if self.as_known_on is None:
            return self, (*notes, f"nothing here can go back to {date}; the answer is as of now")
        if self.canon.scope.on and dates.bounds(self.canon.scope.on)[1] < dates.bounds(date)[1]:
            return self, notes
        as_known_on = self.as_known_on

        def made() -> Asker:
            then = as_known_on(date)
            canons = replace(self.canons, scope=then.scope) if self.canons is not None else None
            return Asker(then, self.lexicon, as_known_on, canons=canons, story_order=self.story_order)

        return self._other(date, made), (*notes, f"the answer is as known on {date}")

    def _other(self, key: object, make: Callable[[], Asker]) -> Asker:
        """The asker over another canon, one of the last that were needed or made now."""
        if key not in self._others:
            made = make()
            if len(self._others) >= MAX_OTHERS:
                self._others.pop(next(iter(self._others)))
            self._others[key] = made
        return self._others[key]

    def _scoped(self, form: Form) -> Asker | str:
        """The asker over the canon as of a point in the story, or another canon; or why there is none."""
        elsewhere = self.elsewhere
        if elsewhere is None:
            return "Nothing here can look at another canon or another point of the story."
        own = self.canon.scope
        if form.until and own.until and own.until != form.until:
            return f"This canon is told up to {self.canon.label(own.until)} already."
        scope = replace(own, until=form.until or own.until, canon=form.canon or own.canon)
        try:
            canons = replace(self.canons, scope=scope) if self.canons else None
            return self._other(
                scope,
                lambda: Asker(elsewhere(scope), self.lexicon, self.as_known_on, elsewhere, canons, self.story_order),
            )
        except UsageError as error:
            return f"{str(error)[0].upper()}{str(error)[1:]}."

    def _reading(self, question: Question) -> Reading:
        form = replace(question.form, as_of="")
        sparql, every, evidence = compile.compile_form(form, self.canon.base)
        run = Run(self.canon, self.words, form, (sparql, every, evidence), story_order=self.story_order)
        if form.kind == "rows":
            rows = answer.rows_of(run)
        else:
            made = answer.answer(run)
            rows = made.rows or _value(made.value)
        return Reading(question.reading, sparql, rows)


def _value(value: float | bool | None) -> tuple[tuple[Cell, ...], ...]:
    """A count or truth value as a row."""
    if value is None:
        return ()
    kind = "boolean" if isinstance(value, bool) else "integer"
    return ((Cell(value=str(value).lower(), datatype=vocab.XSD + kind),),)


def _denies(form: Form) -> bool:
    """Whether it is asked of what something is not so, or of what is more than another by name.

    What is counted once is not told of a part as well.
    """
    told = {a.cls for a in form.atoms if isinstance(a, Is)}
    once = {n for n in form.atoms if isinstance(n, Not) and isinstance(n.atoms[0], Is) and n.atoms[0].cls in told}
    return any(
        (isinstance(a, Not) and a not in once)
        or (isinstance(a, Compare) and a.op == "!=" and isinstance(a.value, Const))
        or (isinstance(a, Tally) and isinstance(a.by, Const))
        for a in form.atoms
    )


def _of_making(form: Form) -> bool:
    """Whether it is asked if something is settled of a work's making."""
    return form.kind == "truth" and any(isinstance(a, Is) and a.cls == "Status" for a in form.atoms)


def _of_two(form: Form) -> bool:
    """Whether it is asked if two of the story, or who plays one and the one, are so related: in another telling perhaps."""
    told = {t for t in _constants(form) if t.cls}
    kinds = {t.cls for t in told}
    return form.kind == "truth" and kinds <= {"Character", "Person"} and "Character" in kinds and len(told) > 1


def _constants(form: Form) -> list[Any]:
    return [t for a in form.atoms for t in terms_of(a) if isinstance(t, Const)] + [
        t for t in form.targets if isinstance(t, Const)
    ]


def as_json(made: Answer, canon: CanonGraph, version: str) -> Mapping[str, Any]:
    """An answer as the published JSON object."""

    def row(cells: tuple[Cell, ...]) -> list[Mapping[str, str]]:
        return [c.as_json() for c in cells]

    return {
        "question": made.question,
        "status": made.status,
        "sentence": made.sentence,
        "reading": made.reading,
        "assumptions": list(made.assumptions),
        "readings": [
            {"reading": r.reading, "sparql": r.sparql, "rows": [row(c) for c in r.rows]} for r in made.readings
        ],
        "columns": list(made.columns),
        "rows": [row(r) for r in made.rows],
        "value": made.value,
        "evidence": [
            {
                "claim": e.claim,
                "account": e.account.id,
                "speaker": e.speaker or None,
                "source": {
                    "id": e.account.source.id,
                    "title": e.account.source.title,
                    "publisher": e.account.source.publisher,
                    "url": e.account.source.url,
                    "published": e.account.source.published,
                },
                "quote": e.quote or None,
            }
            for e in made.evidence
        ],
        "notes": list(made.notes),
        "unknown": list(made.unknown),
        "corrections": [{"from": a, "to": b} for a, b in made.corrections],
        "completeness": list(made.completeness),
        "sparql": made.sparql,
        "ms": made.ms,
        **header(canon, version),
    }


def header(canon: CanonGraph, version: str) -> Mapping[str, Any]:
    """What every JSON object says of where it comes from."""
    scope = canon.scope
    return {
        "universe": canon.universe,
        "canon": scope.canon or "default",
        "horizon": {"on": scope.on or None, "until": scope.until or None, "watched": list(scope.watched) or None},
        "data_version": version,
    }
