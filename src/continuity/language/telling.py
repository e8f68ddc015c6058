"""Questions about who tells, in which canon, and when in the story a work is set."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TypeVar

from continuity import vocab
from continuity.canon import CanonGraph
from continuity.canon.declared import Declared
from continuity.language.lexicon import inflected
from continuity.language.logical import Atom, Const, Form, Is, Order, Rel, Var
from continuity.language.meaning import Pred, apply
from continuity.language.measures import constant
from continuity.language.names import is_a, plain, tokenize
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import apart
from continuity.language.wording import Question
from continuity.language.works import Made

T = TypeVar("T")
_JOINED = re.compile(r",| and | & ")


@dataclass(frozen=True, slots=True)
class Teller:
    """A publisher, an author, or a person who is reported.

    `publishes` says whether a source names them as publisher; `credited` are the words by which sources name authors
    among whom they are; `titles` are those of sources that name them.
    """

    name: str
    id: str = ""
    cls: str = ""
    publishes: bool = False
    credited: tuple[str, ...] = ()
    titles: tuple[str, ...] = ()


def authors(text: str) -> tuple[str, ...]:
    """The names in what a source says of its author: "A and B"."""
    return tuple(filter(None, (name.strip() for name in _JOINED.split(text))))


def titled(canon: CanonGraph, name: str) -> tuple[str, ...]:
    """The titles of sources that name somebody."""
    return tuple(sorted({a.source.title for a in canon.accounts.values() if name in a.source.title}))


class Tellers:
    """Finds publishers, reported speakers and declared canons by their words."""

    def __init__(self, canon: CanonGraph, declared: Callable[[], Mapping[str, Declared]]) -> None:
        self.canon = canon
        self._declared = declared

    @cached_property
    def _tellers(self) -> Mapping[tuple[str, ...], Teller]:
        found: dict[tuple[str, ...], Teller] = {}
        for account in self.canon.accounts.values():
            source = account.source
            publisher = Teller(source.publisher, publishes=True)
            words = _words(source.publisher)
            for one in {words, words[1:] if words[:1] == ("the",) else words}:
                found[one] = replace(found.get(one, publisher), publishes=True)
            for name in authors(source.author):
                known = found.get(_words(name), Teller(name))
                credited = tuple(dict.fromkeys((*known.credited, source.author)))
                found[_words(name)] = replace(known, credited=credited)
        for account in self.canon.accounts.values():
            for id in account.reports:
                cls = self.canon.type(id) or "Work"
                if is_a(cls, ("Agent",)):
                    words = _words(self.canon.label(id))
                    known = found.get(words, Teller(self.canon.label(id)))
                    found[words] = replace(known, id=id, cls=cls)
                    found.setdefault(words[-1:], Teller(known.name, id, cls))
        found.pop((), None)
        return found

    @cached_property
    def words(self) -> frozenset[str]:
        """The words of the tellers' names and of the kinds of source."""
        return frozenset(w for known in (self._tellers, self._kinds) for words in known for w in words)

    @cached_property
    def _kinds(self) -> Mapping[tuple[str, ...], tuple[str, str]]:
        """Words → a kind of source, and how it is said of several."""
        found = {}
        for kind in (i for i in vocab.terms().individuals.values() if i.cls == "SourceKind"):
            several = kind.label if kind.label.endswith("s") else inflected(kind.label)
            for words in (kind.label, several):
                found[_words(words)] = (kind.name, several)
        return found

    @cached_property
    def kind_words(self) -> frozenset[str]:
        """The last words of the kinds of source."""
        return frozenset(words[-1] for words in self._kinds)

    def kinds(self, norms: tuple[str, ...], start: int) -> Iterator[tuple[int, tuple[str, str]]]:
        """Each kind of source whose words begin at a word."""
        yield from _at(self._kinds, norms, start)

    @cached_property
    def _canons(self) -> Mapping[tuple[str, ...], tuple[str, ...]]:
        """Words → the canons of that name, or declared by those of that name."""
        found: dict[tuple[str, ...], tuple[str, ...]] = {}
        for id, one in self._declared().items():
            for text in (one.name, id.removeprefix("canon/").replace("-", " ")):
                for words in {_words(text), _words(text)[1:] if _words(text)[:1] == ("the",) else _words(text)}:
                    found[words] = (id,)
            for who in one.by:
                words = _words(self.canon.label(who))
                found[words] = (*found.get(words, ()), id)
        return found

    def tellers(self, norms: tuple[str, ...], start: int) -> Iterator[tuple[int, Teller]]:
        """Each teller whose name begins at a word, with the index after its last."""
        for end, one in _at(self._tellers, norms, start):
            yield end, replace(one, titles=titled(self.canon, one.name)) if one.id else one

    def canons(self, norms: tuple[str, ...], start: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Each name of a canon that begins at a word."""
        yield from _at(self._canons, norms, start)


def _words(text: str) -> tuple[str, ...]:
    return tuple(t.norm for t in tokenize(plain(text) if text.isascii() else text))


def _at(known: Mapping[tuple[str, ...], T], norms: tuple[str, ...], start: int) -> Iterator[tuple[int, T]]:
    for length in range(1, min(8, len(norms) - start) + 1):
        one = known.get(norms[start : start + length])
        if one is not None:
            yield start + length, one


class Telling:
    """Composes such questions."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets

    def teller(self, e: Phrase) -> Teller:
        """Somebody by name as one whom sources report."""
        id = getattr(e.head, "id", "")
        return Teller(e.words, id, e.classes[0], titles=titled(self.sets.names.canon, e.words))

    def says(self, who: Teller, about: Phrase | None = None) -> Made:
        """ "what does W say about X"."""
        if about is not None and (not about.is_entity or not getattr(about.head, "id", "")):
            return
        targets = (about.head,) if about is not None else ()
        form = Form("says", targets, (), ("fact", "source", "published", "quote"), named=(who.id or who.name,))
        tail = f" about {about.words}" if about is not None else ""
        yield Question(form, f"What does {who.name} say{tail}?", about.notes if about else ()), 0.0 if about else 0.05

    def according(self, who: Teller, q: Question) -> Made:
        """ "according to W, is X dead"."""
        for told, cost in self.questions.tellers(q):
            form = replace(told.form, named=(who.id or who.name,))
            yield replace(told, form=form, reading=f"According to {who.name}: {q.reading}"), cost

    def canonical(self, e: Phrase, canons: tuple[str, ...] = (), words: str = "") -> Made:
        """ "is X canon": in which canons it counts, who declared them and since when."""
        if isinstance(e.head, Const) and e.head.id and is_a(e.head.cls, ("Work",)):
            form = Form("canons", (e.head,), (), ("canon", "counts", "declared by", "since"), named=canons)
            tail = f" for {words}" if words else ""
            yield Question(form, f"Is {e.words} canon{tail}?", e.notes), 0.0

    def canons(self, e: Phrase | None = None, out: bool = False) -> Made:
        """ "which canons are there", "which canons leave out X"."""
        columns = ("canon", "counts", "declared by", "since")
        if e is None:
            yield Question(Form("canons", (), (), columns), "Which canons are there?"), 0.0
        elif isinstance(e.head, Const) and e.head.id and is_a(e.head.cls, ("Work",)):
            form = Form("canons", (e.head,), (), columns, op="out" if out else "in")
            yield Question(form, f"Which canons {'leave out' if out else 'include'} {e.words}?", e.notes), 0.0

    def in_canon(self, canons: tuple[str, ...], q: Question) -> Made:
        """A question of another canon."""
        if len(canons) == 1 and not q.form.canon:
            name = canons[0].removeprefix("canon/")
            words = name.replace("-", " ")
            yield replace(q, form=replace(q.form, canon=name), reading=f"In the {words} canon: {q.reading}"), 0.0

    def set_when(self, np: Phrase) -> Made:
        """ "when is X set"."""
        if constant(np) is not None and fits(np, ("Work", "Event")) and np.classes:
            form = Form("story", (np.head,), (), ("work", "relation", "when"))
            yield Question(form, f"When is {np.words} set?", np.notes), 0.0

    def ordered(self, how: str, np: Phrase) -> Made:
        """ "set before X", "set during X": a predicate of works."""
        if constant(np) is not None and fits(np, ("Work", "Event")) and np.classes:
            words = f"are set {how} {np.words}" if how != "overlap" else f"overlap with {np.words}"
            yield Pred(words, None, np, state=f"story:{how}"), 0.0

    def overlapping(self, n: Phrase) -> Made:
        """ "which seasons overlap": with which of them."""
        plain = isinstance(n.head, Var) and not (n.others or n.best or n.tally or n.each or n.denied)
        if not plain or not fits(n, ("Work",)) or not n.classes:
            return
        mark = ".overlapped"
        other = Var(f"{getattr(n.head, 'name', '')}{mark}")
        atoms: tuple[Atom, ...] = (*n.atoms, *apart(n.atoms, mark), Order("overlap", n.head, other))
        form = Form("rows", (n.head, other), atoms, (n.words, "overlaps with"))
        yield Question(form, f"Which {n.words} overlap?", n.notes), 0.0

    def to_see(self, e: Phrase) -> Made:
        """ "what must I watch before X"."""
        if isinstance(e.head, Const) and e.head.id and is_a(e.head.cls, ("Work",)):
            form = Form("before", (e.head,), (), ("see first", "up to"))
            yield Question(form, f"What is to be seen before {e.words}?", e.notes), 0.0

    def settled_when(self, np: Phrase, state: Pred) -> Made:
        """ "when was X cancelled"."""
        if not state.state or state.state.startswith("story:") or not np.is_entity:
            return
        for one in apply(np, state):
            if state.far is None:
                return
            date = Var("date")
            found = replace(one, atoms=(*one.atoms, Rel("date", state.far.head, date)))
            form = Form("rows", (date,), found.atoms, ("date",))
            yield Question(form, f"When is {np.words} {state.words}?", one.notes), 0.0

    def making(self) -> Pred:
        """ "production of X began": a state of its making."""
        node = Var("making")
        aspect = Rel("aspect", node, Const("production"))
        return Pred("in production", state="started", far=Phrase(node, (Is("Status", node), aspect), ("Status",)))

    def made_when(self, np: Phrase) -> Made:
        """ "when did production of X begin"."""
        for q, cost in self.settled_when(np, self.making()):
            yield replace(q, reading=f"When did production of {np.words} begin?"), cost

    def mentioned(self, e: Phrase) -> Made:
        """ "which sources mention X"."""
        if constant(e) is not None:
            form = Form("mentions", (e.head,), (), ("source", "published"))
            yield Question(form, f"Which sources mention {e.words}?", e.notes), 0.0

    def identical(self, a: Phrase, b: Phrase) -> Made:
        """ "is X the same as Y": whether two names are those of one thing."""
        one, other = constant(a), constant(b)
        if one is not None and other is not None and is_a(one.cls, (other.cls,)) | is_a(other.cls, (one.cls,)):
            form = Form("identity", (a.head, b.head), ())
            yield Question(form, f"Is {a.words} the same as {b.words}?", (*a.notes, *b.notes)), 0.0
