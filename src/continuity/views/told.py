"""What the drawn pictures read from a canon: who is in which work and how, who dies, returns and crosses over, and who
tells it; and which works and characters a picture is about."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from continuity import network, store, vocab
from continuity.canon import CanonGraph, Frame
from continuity.errors import UsageError
from continuity.language.words import Words
from continuity.network.before import frame_of
from continuity.network.kinds import SEEN_AT_ONCE
from continuity.views.facts import Teller

#: How a character is in a work, the fullest way first; in the first few they take part.
MODES = ("present", "disguised", "flashback", "vision", "corpse", "archiveFootage", "mentioned")
TAKES_PART = frozenset({"present", "disguised"})
#: A death told of a work puts the character there, though no account may tell an appearance.
DIES = "dies"


#: Where so many characters are in several works, those in a single one are left out.
OFTEN = 8


@dataclass(frozen=True, slots=True)
class Statement:
    """A statement about a character in a work, in words, with who tells it. `mode` is how, where it has one."""

    id: str
    character: str
    work: str
    mode: str
    text: str
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Crossing:
    """A crossover between two works: through whom or what, in which works, and who tells it."""

    id: str
    source: str
    target: str
    via: tuple[str, ...]
    works: tuple[str, ...]
    mode: str
    text: str
    tellers: tuple[Teller, ...]


@dataclass(frozen=True, slots=True)
class Segment:
    """Columns that follow each other and belong together: a season, or a work that is watched in one go."""

    work: str
    columns: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Choice:
    """Which works and characters a picture shows. `about` says it in words; `companions` were not asked for."""

    works: tuple[str, ...]
    characters: tuple[str, ...]
    about: str
    note: str = ""
    companions: frozenset[str] = field(default_factory=frozenset)


class Telling:
    """The statements of a canon that pictures are drawn from. Nothing is asked for twice."""

    def __init__(self, canon: CanonGraph) -> None:
        self.canon = canon
        self.words = Words(canon)

    @cached_property
    def frame(self) -> Frame:
        """The works of the canon."""
        return frame_of(self.canon)

    @cached_property
    def appearances(self) -> tuple[Statement, ...]:
        """Who is in which work, and how; the order is that of the ids."""
        return self._statements("Appearance", "character")

    @cached_property
    def deaths(self) -> tuple[Statement, ...]:
        """Who dies in which work; what is told of no work is left out."""
        return self._statements("Death", "of")

    @cached_property
    def returns(self) -> tuple[Statement, ...]:
        """Who is back from death in which work."""
        return self._statements("Return", "of")

    @cached_property
    def crossings(self) -> tuple[Crossing, ...]:
        """Every crossover between two works."""
        found: dict[str, dict[str, set[str]]] = {}
        query = "SELECT ?x ?p ?o WHERE { ?x a c:Crossover ; ?p ?o FILTER(isIRI(?o)) }"
        for node, predicate, value in self.canon.facts.select(query):
            told = found.setdefault(self.canon.id(node), {})
            told.setdefault(vocab.short(predicate.value), set()).add(vocab.short(value.value, self.canon.base))
        tellers = self._tellers("Crossover")
        made = []
        for id, told in sorted(found.items()):
            source, target = min(told.get("fromWork", ()), default=""), min(told.get("toWork", ()), default="")
            if source and target:
                via, works = tuple(sorted(told.get("via", ()))), tuple(sorted(told.get("in", ())))
                mode, text = min(told.get("crossoverMode", ()), default=""), self.words.node(id)
                made.append(Crossing(id, source, target, via, works, mode, text, self._said(id, text, tellers)))
        return tuple(made)

    def _statements(self, cls: str, character: str) -> tuple[Statement, ...]:
        query = f"""SELECT ?x ?who ?work ?mode WHERE {{
            ?x a c:{cls} ; c:{character} ?who ; c:in ?work OPTIONAL {{ ?x c:mode ?mode }} }}"""
        tellers, made = self._tellers(cls), []
        for node, who, work, mode in self.canon.facts.select(query):
            id = self.canon.id(node)
            if store.is_iri(who) and store.is_iri(work):
                how = vocab.short(mode.value) if mode is not None else ""
                text = "" if cls == "Appearance" else self.words.node(id)
                told = self._said(id, text, tellers)
                made.append(Statement(id, self.canon.id(who), self.canon.id(work), how, text, told))
        return tuple(sorted(made, key=lambda s: (s.id, s.character, s.work)))

    def _tellers(self, cls: str) -> Mapping[str, list[str]]:
        """Statement → the accounts that tell it."""
        found: dict[str, set[str]] = {}
        for node, graph in self.canon.facts.select(f"SELECT ?x ?g WHERE {{ GRAPH ?g {{ ?x a c:{cls} }} }}"):
            account = self.canon.id(graph)
            if account in self.canon.accounts:
                found.setdefault(self.canon.id(node), set()).add(account)
        return {id: sorted(accounts) for id, accounts in found.items()}

    def _said(self, id: str, text: str, tellers: Mapping[str, list[str]]) -> tuple[Teller, ...]:
        """Who tells a statement, each with the words of the source, and how where it is worded otherwise."""
        made = []
        for account in tellers.get(id, ()):
            own = self.words.node(id, account) if text else ""
            made.append(Teller(account, own if own != text else "", self._quotes.get((id, account), "")))
        return tuple(made)

    @cached_property
    def _quotes(self) -> Mapping[tuple[str, str], str]:
        found: dict[tuple[str, str], set[str]] = {}
        for node, quote, graph in self.canon.facts.select("SELECT ?x ?q ?g WHERE { GRAPH ?g { ?x c:quote ?q } }"):
            found.setdefault((self.canon.id(node), self.canon.id(graph)), set()).add(quote.value)
        return {key: "; ".join(sorted(quotes)) for key, quotes in found.items()}

    @cached_property
    def present(self) -> Mapping[str, frozenset[str]]:
        """Work → the characters who take part in it, or die in it."""
        found: dict[str, set[str]] = {}
        for one in self.appearances:
            if one.mode in TAKES_PART or not one.mode:
                found.setdefault(one.work, set()).add(one.character)
        for one in self.deaths:
            found.setdefault(one.work, set()).add(one.character)
        return {work: frozenset(who) for work, who in found.items()}

    @cached_property
    def single(self) -> frozenset[str]:
        """The works that are watched in one go."""
        frame = self.frame
        return frozenset(w.id for w in frame.works.values() if w.cls in SEEN_AT_ONCE and frame.leaves(w.id) == {w.id})

    def season(self, work: str) -> str:
        """The season of an episode, else its series, else the work itself."""
        whole = sorted(self.frame.whole(work) - {work})
        for cls in ("Season", "Series"):
            for one in whole:
                if one in self.frame.works and self.frame.works[one].cls == cls:
                    return one
        return work

    def top(self, work: str) -> str:
        """The series of a work, or the work itself."""
        whole = sorted(self.frame.whole(work))
        return next((w for w in whole if w in self.frame.works and self.frame.works[w].cls == "Series"), work)

    def segments(self, works: Iterable[str]) -> list[Segment]:
        """Works in their order, cut where the season changes."""
        found: list[Segment] = []
        for work in works:
            season = self.season(work)
            if found and found[-1].work == season:
                found[-1] = Segment(season, (*found[-1].columns, work))
            else:
                found.append(Segment(season, (work,)))
        return found

    def short(self, work: str) -> str:
        """What stands over a column: the number of an episode, else nothing."""
        known = self.frame.works.get(work)
        return str(known.number) if known and known.number and known.cls == "Episode" else ""


def manner(mode: str) -> str:
    """How a character is in a work, or what kind of crossover it is, in words."""
    found = vocab.terms().individuals.get(mode)
    return found.label if found else mode or "present"


def choose(telling: Telling, entities: Sequence[str], most: int, kind: str) -> Choice:
    """Which works and characters a picture shows: those asked for, and at most so many characters.

    Works alone: who takes part most often. Characters alone: the works that they are in; one alone comes with who shares
    most works with them. Neither: the main characters, and every work that one of them is in.
    Raises UsageError for what is neither a work nor a character, and UnknownEntity for an id that is not there.
    """
    canon = telling.canon
    if most < 1:
        raise UsageError(f"a {kind} shows a whole number of characters from 1 up, and not {most}")
    works, people, about = _sorted_out(canon, entities, kind)
    wanted = {leaf for work in works for leaf in telling.frame.leaves(work)} & telling.single
    counted = [work for work in sorted(wanted or telling.single) if telling.present.get(work)]
    others: frozenset[str] = frozenset()
    if people:
        near = [w for w in counted if len(people) > 1 or people[0] in telling.present[w]]
        if len(people) == 1:
            company = [c for c in _most(telling, near, most) if c != people[0]][: most - 1]
            others = frozenset(company)
        characters = [*people, *sorted(others)]
        columns = [w for w in near if telling.present[w] & set(people)]
    else:
        characters = _most(telling, counted, most)
        columns = [w for w in counted if works or telling.present[w] & set(characters)]
    whole = telling.single if not people and not works else wanted
    columns = sorted({*columns, *_gaps(telling, whole, columns)}, key=telling.frame.order)
    here = {c for w in counted for c in telling.present[w]}
    note = ""
    if not people and len(here) > len(characters):
        note = f"Of {len(here):,} characters these are the {len(characters)} who are in the most works."
    elif others:
        note = f"With {canon.label(people[0])} are those who share the most works with them."
    return Choice(tuple(columns), tuple(characters), about, note, others)


def _sorted_out(canon: CanonGraph, entities: Sequence[str], kind: str) -> tuple[list[str], list[str], str]:
    terms = vocab.terms()
    works: list[str] = []
    people: list[str] = []
    members: dict[str, set[str]] = {}
    for id in dict.fromkeys(entities):
        cls = canon.type(network.entity(canon, id))
        if terms.is_a(cls, "Work"):
            works.append(id)
        elif terms.is_a(cls, "Character"):
            people.append(id)
        elif terms.is_a(cls, "Group"):
            if not members:
                for member, group in network.pairs(canon, "memberOf"):
                    members.setdefault(group, set()).add(member)
            found = sorted(m for m in members.get(id, ()) if terms.is_a(canon.type(m) or "Work", "Character"))
            if not found:
                raise UsageError(f"nobody is told to belong to {canon.label(id)}")
            people += [one for one in found if one not in people]
        else:
            told = terms.classes[cls].label if cls in terms.classes else "thing"
            raise UsageError(f"a {kind} shows works, characters and teams; {canon.label(id)} is a {told}")
    names = [canon.label(id) for id in dict.fromkeys(entities)]
    return works, people, ", ".join(names[:-1]) + (" and " if names[1:] else "") + names[-1] if names else ""


def _most(telling: Telling, works: Collection[str], most: int) -> list[str]:
    """The characters who take part in the most of some works; of equals those who come first.

    Who is in one work alone is left out where enough others are in several.
    """
    count: dict[str, int] = {}
    for work in sorted(works, key=telling.frame.order):
        for one in sorted(telling.present.get(work, ())):
            count[one] = count.get(one, 0) + 1
    found = sorted(count, key=lambda c: -count[c])
    often = [c for c in found if count[c] > 1]
    return (often if len(often) >= OFTEN else found)[:most]


def _gaps(telling: Telling, wanted: Collection[str], columns: Collection[str]) -> set[str]:
    """Of the works asked for, those between two told ones of a season: that nothing is told of them is worth seeing."""
    place = {w: i for i, w in enumerate(sorted({*wanted, *columns}, key=telling.frame.order))}
    ends: dict[str, tuple[int, int]] = {}
    for work in columns:
        first, last = ends.get(telling.season(work), (place[work], place[work]))
        ends[telling.season(work)] = min(first, place[work]), max(last, place[work])
    found = set()
    for work in set(wanted) - set(columns):
        first, last = ends.get(telling.season(work), (0, 0))
        if first < place[work] < last:
            found.add(work)
    return found
