"""Groups and who is what in them, the names that one goes by, and the places where things are and happen."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise

from continuity.canon import CanonGraph
from continuity.language.chart import Rule
from continuity.language.clauses import Clauses
from continuity.language.lexicon import Lexicon, Sense, inflected
from continuity.language.logical import Among, Atom, Const, Form, Held, Is, Rel, Var
from continuity.language.meaning import Pred
from continuity.language.measures import constant
from continuity.language.names import Names, Token, is_a
from continuity.language.phrases import Phrase, fits
from continuity.language.questions import Questions
from continuity.language.relation import Relation, relate
from continuity.language.texts import Words, tails, values_told, words_of
from continuity.language.wording import Question, rows
from continuity.language.works import Made

#: Words before a position that take it back, and words of which a noun for a position has none.
_NO_MORE = {"former", "formerly", "ex"}
_NO_NOUN = {"it", "its", "them", "there", "as", "one"}
#: How a position and the group that has it are put together: "the editor of the Bulletin", "a chemist at Rand".
_AT = ("of", "at", "in", "for", "with")


def with_positions(words: Lexicon, canon: CanonGraph) -> Lexicon:
    """The lexicon with the positions that a canon tells for the words by which a position is known.

    A word means every position that is told with it: a leader is whoever is told to be "one of its leaders".
    """
    told = {value: words_of(value) for value in values_told(canon, "position")}

    def full(sense: Sense) -> Sense:
        wanted = [words_of(p) for p in sense.position]
        found = tuple(sorted(v for v, said in told.items() if any(_holds(said, w) for w in wanted)))
        return replace(sense, position=found or sense.position)

    def of(senses: tuple[Sense, ...]) -> tuple[Sense, ...]:
        return tuple(full(s) if s.position else s for s in senses)

    return replace(words, entries=tuple(replace(e, senses=of(e.senses)) for e in words.entries))


def _holds(said: Words, wanted: Words) -> bool:
    places = (i for i in range(len(said)) if said[i : i + len(wanted)] == wanted)
    return any(_NO_MORE.isdisjoint(said[:i]) for i in places)


class Positions:
    """The positions that a canon tells, as nouns: "the editor of the Bulletin"."""

    def __init__(self, canon: CanonGraph, words: Lexicon) -> None:
        known = {f for e in words.entries for s in e.senses if s.position for f in e.forms}
        self._known: dict[Words, set[str]] = {}
        for value in values_told(canon, "position"):
            for tail in tails(value, "noun") if _is_noun(value) else ():
                if " ".join(tail) not in known:
                    for form in (tail, (*tail[:-1], inflected(tail[-1]))):
                        self._known.setdefault(form, set()).add(value)
        self.words = frozenset(w for key in self._known for w in key)

    def at(self, norms: Words, start: int) -> Iterator[tuple[int, Relation]]:
        """Each position that begins at a word, with where it ends."""
        for length in range(1, min(4, len(norms) - start) + 1):
            found = self._known.get(norms[start : start + length])
            if found:
                said = norms[start : start + length]
                plural = (*said[:-1], inflected(said[-1]))
                words = " ".join(plural if plural in self._known else said)
                yield start + length, Relation(Sense("memberOf", marker=_AT, position=tuple(sorted(found))), words)


def _is_noun(value: str) -> bool:
    """Whether a position is told as a noun, and not in a sentence: "editor", but not "runs it" or "replaces Malcolm"."""
    said = words_of(value)
    verb = said[0].endswith("s") and len(said) > 1
    return value.islower() and _NO_NOUN.isdisjoint(said) and said[0] not in _AT and not verb


#: How far-fetched a position of the data is: beside its group it is meant rather than an occupation.
OF_POSITION = 0.0
#: Words beside which it is asked for who bears a name.
_NAMING = {"known", "called", "goes", "go", "name", "named", "alias", "nickname", "nicknamed", "calls", "dubbed"}
_NAMING |= {"referred"}

#: Words beside which everyone of a name is meant: "who plays X other than Y".
_PLAYING = {"play", "plays", "played", "playing", "portray", "portrays", "portrayed"}
_BUT = {"except", "besides", "other", "else", "apart", "aside", "excluding", "counting"}


def bearers(names: Names, tokens: list[Token], start: int) -> Iterator[tuple[str, int, Phrase]]:
    """Whoever bears a name that begins at a token, with where it ends, and whether for a question about names or about
    all of one name.
    """
    norms = [t.norm for t in tokens]
    but = any(a in _BUT and b not in _PLAYING for a, b in pairwise(norms)) and not _PLAYING.isdisjoint(norms)
    naming = not _NAMING.isdisjoint(norms[:start])
    if not (but or naming):
        return
    found: dict[int, list[Const]] = {}
    for end, name in names.at(tokens, start):
        if is_a(name.cls, ("Character", "Group", "Person")):
            found.setdefault(end, []).append(Const(name.id, name.cls))
    for end, members in found.items():
        who, said = Var("bearer"), " ".join(t.text for t in tokens[start:end])
        classes = tuple(dict.fromkeys(c.cls for c in members))
        told = _told_as(names, members, tuple(t.norm for t in tokens[start:end]))
        ways = tuple((p, tuple(n for q, n in told if q == p)) for p in dict.fromkeys(p for p, _ in told))
        atoms = (Among(who, tuple(sorted(members))), *((Held(who, ways),) if ways else ()))
        for category, wanted in (("BEARER", naming), ("ANYOFNAME", but)):
            if wanted:
                yield category, end, Phrase(who, atoms, classes, said)


def _told_as(names: Names, members: list[Const], words: Words) -> list[tuple[str, str]]:
    """How those who bear a name are told to bear it, each property with the name; nothing where one only has it in part."""
    told, index = set(), names.canon.names()
    for member in members:
        own = {(p, n) for p, n in index.get(member.id, ()) if words_of(n) in (words, ("the", *words))}
        if not own:
            return []
        told |= own
    return sorted(told)


class Groups:
    """Composes such questions."""

    def __init__(self, questions: Questions) -> None:
        self.questions = questions
        self.sets = questions.sets
        self.clauses = Clauses(questions)

    def shared(self, rn: Relation, np: Phrase) -> Iterator[Phrase]:
        """ "which powers do A and B have in common"."""
        if len(np.others) > 1 and np.every and all(m.is_entity for m in np.others):
            first, *more = np.others
            found = [one for one, _ in self.sets.of(rn, first)]
            for member in more:
                found = [done for one in found if (done := relate(one, rn, member)) is not None]
            yield from (replace(one, words=f"{rn.words} of both {np.words}") for one in found)

    def bearing(self, one: Phrase, n: Phrase | None = None) -> Made:
        """ "who is known as X", "which characters are called X": all of them who bear the name."""
        found = one if n is None else next(self.of_name(n, one), None)
        if found is not None:
            who = "Who is" if n is None or found.atoms == one.atoms else f"Which {n.words} are"
            yield (
                Question(Form("rows", (found.head,), found.atoms, ("who",)), f"{who} called {one.words}?", one.notes),
                -0.1,
            )

    def of_name(self, n: Phrase, one: Phrase) -> Iterator[Phrase]:
        """ "characters called X": those of a kind who bear the name."""
        among, *held = one.atoms
        members = (
            tuple(m for m in among.members if isinstance(m, Const) and is_a(m.cls, n.classes))
            if isinstance(among, Among)
            else ()
        )
        if members and n.classes and not n.is_entity and not n.others:
            plain = n.atoms == (Is(n.classes[0], n.head),)
            head = one.head if plain else n.head
            told: tuple[Atom, ...] = (
                Among(head, members),
                *(replace(h, term=head) for h in held if isinstance(h, Held)),
            )
            atoms = told if plain else (*n.atoms, *told)
            yield replace(n, head=head, atoms=atoms, words=f"{n.words} called {one.words}")

    def identical(self, a: Phrase, b: Phrase) -> Made:
        """ "is X the Y", of two names of characters, or of a work and what it is by its number."""
        if all(is_a(e.classes[0], ("Character",)) for e in (a, b)) or (
            b.described and a.classes == b.classes and fits(a, ("Season", "Episode"))
        ):
            form = Form("identity", (a.head, b.head), ())
            yield Question(form, f"Is {a.words} the same as {b.words}?", (*a.notes, *b.notes)), 0.1

    def located(self, np: Phrase) -> Made:
        """ "where is X", of a place or of what happened: in which place it is."""
        thing = constant(np)
        if thing is None or not is_a(thing.cls, ("Place", "Event")):
            return
        where = Var("where")
        told = Rel("place" if is_a(thing.cls, ("Event",)) else "locatedIn", thing, where)
        yield Question(Form("rows", (where,), (told,), ("where",)), f"Where is {np.words}?", np.notes), 0.0

    def happened(self, place: Phrase) -> Made:
        """ "what happened at X": the events of a place."""
        where = constant(place)
        if where is not None and is_a(where.cls, ("Place",)):
            what = Var("what")
            form = Form("rows", (what,), (Is("Event", what), Rel("place", what, where)), ("what",))
            yield Question(form, f"What happened at {place.words}?", place.notes), 0.0

    def dying_at(self, vp: Pred, p: str, place: Phrase) -> Made:
        """ "dies at X", of a place."""
        if vp.event == "Death" and vp.far is None and place.is_entity and fits(place, ("Place",)) and p in ("at", "in"):
            death = Var("death.at")
            atoms = (Is("Death", death), Rel("place", death, place.head))
            words = f"{vp.words} at {place.words}"
            yield Pred(words, None, Phrase(death, atoms, ("Death",), "", notes=place.notes), event="had"), 0.0

    def of_member(self, np: Phrase, n: Phrase) -> Made:
        """ "Stick's organisation": the groups of a kind to which one belongs."""
        plain = all(isinstance(a, Is) for a in n.atoms) and all(is_a(c, ("Group",)) for c in n.classes)
        if plain and n.classes and np.is_entity and fits(np, ("Character",)):
            for relation in self.sets.memberships:
                yield from (
                    (replace(y, words=f"{n.words} of {np.words}"), c) for y, c in self._reached(n, np, relation)
                )

    def _reached(self, n: Phrase, np: Phrase, relation: Relation) -> Made:
        done = relate(n, relation.flipped(), np)
        if done is not None:
            yield done, 0.0

    def in_position(self, rn: Relation, p: str, np: Phrase) -> Made:
        """ "the editor of the Bulletin"."""
        if p in rn.sense.marker and fits(np, ("Group",)) and np.classes:
            yield from self.sets.of(rn, np)


def groups_rules(x: Groups) -> list[Rule]:
    """The rules of such questions."""
    r = Rule
    return [
        r("N", ("PN", "P", "NP"), lambda rn, p, np: x.in_position(rn, p, np)),
        r("N", ("NP", "POSS", "PN"), lambda np, _, rn: x.in_position(rn, "of", np)),
        r("N", ("E", "PN"), lambda e, rn: x.in_position(rn, "of", e)),
        r("N", ("NP", "POSS", "N"), lambda np, _, n: x.of_member(np, n)),
        r("N", ("E", "N"), x.of_member),
        r("N", ("N", "P", "E"), lambda n, p, e: x.of_member(e, n) if p == "of" else []),
        r("GAP", ("NP", "BE", "PN", "P"), lambda np, _, rn, p: x.clauses.of_noun(np, rn, p)),
        r("ASKED", ("BE", "NP", "PN", "P"), lambda _, np, rn, p: x.clauses.of_noun(np, rn, p)),
        r("Q", ("WHICH", "RN", "DO", "NP", "INCOMMON"), lambda _, rn, _d, np, _i: ((rows(one, f"Which {rn.words} do {np.words} have in common?"), 0.0) for one in x.shared(rn, np))),
        r("Q", ("DO", "NP", "INCOMMON", "RN"), lambda _, np, _i, rn: (y for one in x.shared(rn, np) for y in x.questions.existing(one))),
        r("Q", ("DO", "NP", "INCOMMON", "DET", "RN"), lambda _, np, _i, _d, rn: (y for one in x.shared(rn, np) for y in x.questions.existing(one))),
        r("Q", ("WHO", "BE", "CALLED", "BEARER"), lambda _, _b, _c, one: x.bearing(one)),
        r("Q", ("WHO", "GOESBY", "BEARER"), lambda _, _g, one: x.bearing(one)),
        r("Q", ("WHICH", "N", "GOESBY", "BEARER"), lambda _, n, _g, one: x.bearing(one, n)),
        r("Q", ("WHICH", "N", "BE", "CALLED", "BEARER"), lambda _, n, _b, _c, one: x.bearing(one, n)),
        r("Q", ("HOWMANY", "N", "BE", "CALLED", "BEARER"), lambda _, n, _b, _c, one: x.questions.counted(x.of_name(n, one))),
        r("Q", ("HOWMANY", "N", "CALLED", "BEARER"), lambda _, n, _c, one: x.questions.counted(x.of_name(n, one))),
        r("Q", ("BE", "E", "E"), lambda _, a, b: x.identical(a, b)),
        r("Q", ("WHERE", "BE", "NP"), lambda _, _b, np: x.located(np)),
        r("Q", ("WHAT", "HAPPENS", "P", "NP"), lambda _, _h, p, np: x.happened(np) if p in ("at", "in") else []),
        r("VP", ("ABLE", "QUALITY"), lambda _, a: [(a, 0.0)]),
        r("N", ("N", "ABLE", "QUALITY"), lambda n, word, a: x.sets.such(n, a, "that ") if word.startswith(("able", "with", "capable")) else []),
        r("Q", ("ABLE", "NP", "QUALITY"), lambda word, np, a: x.questions.truth(np, a) if word in ("can", "could") else []),
        r("Q", ("BE", "NP", "ABLE", "QUALITY"), lambda _, np, word, a: x.questions.truth(np, a) if word in ("able to", "capable of") else []),
        r("VP", ("VP", "P", "E"), lambda vp, p, e: x.dying_at(vp, p, e)),
    ]  # fmt: skip
