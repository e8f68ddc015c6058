"""Relations: words with two ends, and how a phrase at one is narrowed by a phrase at the other, as far as types let it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from continuity import vocab
from continuity.language.lexicon import Sense
from continuity.language.logical import (
    Atom,
    Compare,
    Const,
    Either,
    Every,
    Held,
    Is,
    Literal,
    Not,
    Rel,
    Tally,
    Term,
    Told,
    Total,
    Var,
    of_its_whole,
    substitute,
    terms_of,
)
from continuity.language.names import is_a
from continuity.language.once import counted_once, of_several
from continuity.language.phrases import Phrase, fits, is_composite, narrowed
from continuity.language.statements import TOLD_IN

#: Phrases of more parts are not composed: nobody asks so much at once.
MOST_ATOMS = 12
_PEOPLE = ("Person", "Character")
#: At an age of which a statement tells, whichever.
ANY_AGE = "any"
#: Works by what can be a part of what.
_LEVELS = {"Episode": 1, "Season": 2, "Film": 3, "Special": 3, "Series": 3, "Franchise": 9}
#: Kinds of relationship that groups have as well; the others are between characters alone.
_ALSO_OF_GROUPS = ("enemy", "ally", "friend")
#: How the variable ends of whoever holds a role in anything.
ANYWHERE = ".anywhere"
#: Said where a word says a gender.
OF_GENDER = "only those are meant who are told to be {}"
#: Said where a word says more of a tie than is ever told: a cousin is told as a relative.
AS_TOLD = "it is told of a {}; whether that is one of the {} is not told"
#: What is assumed where somebody asks for the teams that one belongs to.
ANY_GROUP = "teams are read as groups of any kind"
#: Properties whose works are told at one depth and asked at another: a showrunner of a season ran the series.
_SAME_DEPTH = {"appearsIn", "crossesOverWith", "within", "partOf"}


@dataclass(frozen=True, slots=True)
class Relation:
    """A sense of a word with two ends. `near` is the end that a noun denotes, or a verb's subject; `far` is the other.

    `done` is the participle of a verb; `one` says that a noun of several senses is used of one.
    """

    sense: Sense
    words: str
    done: str = ""
    one: bool = False
    near: tuple[str, ...] = field(init=False, compare=False, repr=False)
    far: tuple[str, ...] = field(init=False, compare=False, repr=False)

    def __post_init__(self) -> None:
        """What the two ends can be is worked out once."""
        subject = self.sense.denotes == "subject"
        object.__setattr__(self, "near", self._classes(subject))
        object.__setattr__(self, "far", self._classes(not subject))

    def _classes(self, subject: bool) -> tuple[str, ...]:
        if self.sense.roles:
            return self.sense.domain or ("Person", "Company") if subject else self.sense.range or ("Work",)
        if self.is_kin:
            return ("Character", "Group") if self.sense.reference in _ALSO_OF_GROUPS else ("Character",)
        if self.is_billing:
            return ("Person",) if subject else ("Work",)
        known = vocab.terms().properties.get(self.sense.reference)
        if subject:
            more = (c for p in self.sense.also for c in vocab.terms().properties[p.removeprefix("^")].range)
            return self.sense.domain or tuple(dict.fromkeys((*(known.domain if known else ()), *more)))
        return self.sense.range or (known.range if known else ())

    @property
    def is_kin(self) -> bool:
        """Whether this is a kind of relationship, which a statement of its own tells."""
        known = vocab.terms().individuals.get(self.sense.reference)
        return known is not None and known.cls == "RelationshipKind"

    @property
    def is_billing(self) -> bool:
        """Whether this is how an actor is billed, which a portrayal tells."""
        known = vocab.terms().individuals.get(self.sense.reference)
        return known is not None and known.cls == "Billing"

    def flipped(self) -> Relation:
        """The relation seen from its other end."""
        denotes = "object" if self.sense.denotes == "subject" else "subject"
        return Relation(replace(self.sense, denotes=denotes), self.words, self.done)

    def atoms(self, near: Phrase, far: Phrase) -> tuple[Atom, ...]:
        """That the two ends are so related; a far end of several members is taken apart."""
        if far.others:
            if self.sense.held and self.sense.denotes == "subject":
                plain = Relation(replace(self.sense, held=()), self.words, self.done)
                return (*plain.atoms(near, far), Held(near.head, self.sense.held, self.sense.unless))
            if not far.every:
                return (Either(tuple(self.atoms(near, one) for one in far.others)),)
            said: tuple[Atom, ...] = ()
            for one in sorted(far.others, key=lambda one: one.denied):  # of what is denied there must be something
                said = (*said, *self.atoms(replace(near, atoms=(*near.atoms, *said)), one))
            return said
        if far.denied:
            unsaid = self.atoms(near, replace(far, denied=False))
            return (*scope(near, self.near), *nots(near, unsaid), *self.not_itself(near, far))
        if far.each:
            return (Every(near.head, far.head, far.atoms, self.atoms(near, replace(far, each=False, atoms=()))),)
        if far.tally is not None:
            return tallied(near, far, self.atoms(near, replace(far, tally=None)))
        if self.sense.held:
            plain = Relation(replace(self.sense, held=()), self.words, self.done)
            who = near if self.sense.denotes == "subject" else far  # the one whom the word calls a mother or a son
            return (*plain.atoms(near, far), Held(who.head, self.sense.held, self.sense.unless))
        one, other = (near, far) if self.sense.denotes == "subject" else (far, near)
        if self.sense.roles:
            return (*far.atoms, Told(self.sense.roles, one.head, other.head))
        if self.is_kin:
            return (*far.atoms, *self._kin(one.head, other.head))
        if self.is_billing:
            return (*far.atoms, *self._billed(one.head, other))
        if self.sense.position:
            return (*far.atoms, *self._in_position(one.head, other.head))
        if self.sense.chain:
            return (*far.atoms, *self._chain(one.head, other.head))
        if self.sense.also:
            plain = Relation(replace(self.sense, also=()), self.words, self.done)
            more = (Rel(p[1:], other.head, one.head, _lifts(p[1:], other)) for p in self.sense.also)
            return (*far.atoms, Either((plain.atoms(near, replace(far, atoms=())), *((m,) for m in more))))
        if self.sense.reference in ("network", "producedBy") and _is_part(one):
            return (*far.atoms, *of_its_whole(self.sense.reference, one.head, other.head))
        name = self.sense.reference
        if (
            name == "runtime"
            and one.classes
            and all(is_a(c, ("Series", "Season")) for c in one.classes)
            and isinstance(other.head, Var)
        ):
            return (*far.atoms, Total(name, one.head, other.head))
        atom = Rel(name, one.head, other.head, _lifts(name, one), _lifts(name, other))
        known = vocab.terms().properties.get(name)
        apart: tuple[Atom, ...] = ()
        told = any(not isinstance(a, Is) for a in far.atoms)
        if known is not None and known.symmetric and not far.is_entity and told:
            apart = (Not(substitute(_own(far), far.head, near.head)),)
        return (*far.atoms, atom, *apart)

    def not_itself(self, near: Phrase, far: Phrase) -> tuple[Atom, ...]:
        """Of what goes both ways nothing is asked of a thing and itself: it never crosses over with itself."""
        known = vocab.terms().properties.get(self.sense.reference)
        both = known is not None and known.symmetric and isinstance(near.head, Var) and isinstance(far.head, Const)
        return (Compare("!=", near.head, far.head),) if both else ()

    def _billed(self, actor: Term, work: Phrase) -> tuple[Atom, ...]:
        """That an actor is so billed in a work or a part of it."""
        node = Var(f"billed.{_name_of(actor)}.{_name_of(work.head)}")
        ends = (Rel("actor", node, actor), Rel("work", node, work.head, False, _lifts("work", work)))
        return (Is("Portrayal", node), *ends, Rel("billing", node, Const(self.sense.reference)))

    def _in_position(self, member: Term, group: Term) -> tuple[Atom, ...]:
        """That somebody is told to be in a group in one of some positions."""
        node = Var(f"member.{_name_of(member)}.{_name_of(group)}")
        ends = (Is("Membership", node), Rel("member", node, member), Rel("group", node, group))
        return (*ends, Held(node, (("position", self.sense.position),)))

    def _chain(self, one: Term, other: Term) -> Iterator[Atom]:
        """The steps of a relation that leads over several properties, a `^` before those that are walked back."""
        steps, start = self.sense.chain, one
        stem = f"step.{self.sense.reference}.{_name_of(one)}.{_name_of(other)}"
        for i, step in enumerate(steps):
            end = other if i == len(steps) - 1 else Var(f"{stem}.{i}")
            yield Rel(step[1:], end, start) if step.startswith("^") else Rel(step, start, end)
            start = end

    def placed(self, near: Phrase, far: Phrase, place: Phrase | None, age: str) -> tuple[Atom, ...]:
        """The relation as a statement tells it, of one work or at another age; nothing where no statement does."""
        cls, first, second, slot = TOLD_IN.get(self.sense.reference, ("", "", "", ""))
        if not cls or far.others or far.denied or far.each or far.tally is not None:
            return ()
        one, other = (near, far) if self.sense.denotes == "subject" else (far, near)
        named = (one.head, other.head, *((place.head,) if place is not None else ()))
        node = Var(".".join([cls, *map(_name_of, named), *([age] if age else ())]))
        atoms: tuple[Atom, ...] = (*far.atoms, Is(cls, node), Rel(first, node, one.head), Rel(second, node, other.head))
        if first == second:
            atoms = (*atoms, Compare("!=", one.head, other.head))
        if place is not None:
            atoms = (*atoms, *place.atoms, Rel(slot, node, place.head, False, True))
        told = Var(f"{node.name}.age") if age == ANY_AGE else Const(age)
        return (*atoms, *((Rel("age", node, told),) if age else ()))

    def _kin(self, one: Term, other: Term) -> tuple[Atom, ...]:
        """That one is the other's relation of this kind, told from either end."""

        def told(subject: Term, kind: str, object: Term, node: Var) -> tuple[Atom, ...]:
            return Rel("subject", node, subject), Rel("kind", node, Const(kind)), Rel("object", node, object)

        stem = f"kin.{self.words}.{_name_of(one)}.{_name_of(other)}"
        ways = [
            told(one, kind, other, Var(f"{stem}.{i}"))
            for i, kind in enumerate((self.sense.reference, *self.sense.also))
        ]
        if self.sense.converse:
            backs = (self.sense.converse, *(self.sense.also if self.sense.converse == self.sense.reference else ()))
            ways += [told(other, kind, one, Var(f"{stem}.back{i}")) for i, kind in enumerate(backs)]
        return (Either(tuple(ways)),) if len(ways) > 1 else ways[0]


def _name_of(term: Term) -> str:
    return str(getattr(term, "name", getattr(term, "id", "")))


def _is_part(of: Phrase) -> bool:
    """Whether a phrase is of works that a series is made of."""
    return bool(of.classes) and all(is_a(c, ("Season", "Episode")) for c in of.classes)


def _is_so_named(near: Phrase, relation: Relation) -> bool:
    """Whether a set is named by the relation itself, to whatever it be: "the network that aired X"."""
    (atom, *more) = near.atoms or (None,)
    if (
        any(not isinstance(a, Held) for a in more)
        or not isinstance(atom, Rel)
        or atom.property != relation.sense.reference
    ):
        return False
    ends = (atom.subject, atom.object) if relation.sense.denotes == "subject" else (atom.object, atom.subject)
    return ends[0] == near.head and isinstance(ends[1], Var)


def _has_whole(part: Phrase) -> bool:
    """Whether it is said already of which works a set has its parts: of these the rest is said, too."""
    wholes = (a for a in part.atoms if isinstance(a, Rel) and a.property in ("within", "partOf"))
    return any(a.subject == part.head and isinstance(a.object, Var) for a in wholes)


def scope(near: Phrase, classes: tuple[str, ...]) -> tuple[Atom, ...]:
    """What near can be, where nothing else says it: of what is denied there must be something to deny it of."""
    if near.atoms or not isinstance(near.head, Var):
        return ()
    known = tuple(c for c in near.classes if is_a(c, classes) or not classes) or classes
    known = tuple(c for c in known if is_a(c, _PEOPLE)) or known  # "who never …" are people, and no groups
    return (
        (Either(tuple((Is(c, near.head),) for c in known)),)
        if len(known) > 1
        else tuple(Is(c, near.head) for c in known)
    )


def nots(near: Phrase, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """That some atoms do not hold. An actor is not in an episode either in which the part is not that is told of the
    whole series.
    """
    if len(atoms) == 1 and isinstance(atoms[0], Either):  # neither the one nor the other
        return tuple(no for branch in atoms[0].branches for no in nots(near, branch))
    made: tuple[Atom, ...] = (Not(atoms),)
    for a in atoms if near.classes == ("Episode",) else ():
        if isinstance(a, Rel) and (a.property, a.object) == ("actsIn", near.head):
            part, whole = Var("not.part"), Var("not.whole")
            seen = Rel("plays", a.subject, part), Rel("appearsIn", part, near.head)
            made = (*made, Not((*seen, Rel("actsIn", a.subject, whole), Rel("within", near.head, whole))))
    return made


def number_of(near: Phrase, far: Phrase) -> Var:
    """The variable for how many of the far set there are for each near one."""
    return Var(f"number.{getattr(near.head, 'name', 'it')}.{getattr(far.head, 'name', 'it')}")


def tallied(near: Phrase, far: Phrase, atoms: tuple[Atom, ...]) -> tuple[Atom, ...]:
    """That so many of the far set are related to the near end as the atoms say."""
    number = number_of(near, far)
    made: tuple[Atom, ...] = (Tally(near.head, *_counted(far.head, number, atoms)),)
    assert far.tally is not None
    op, n = far.tally
    return made if op in MOST else (*made, Compare(op, number, Literal(str(n), "integer")))


def _counted(head: Term, number: Var, atoms: tuple[Atom, ...]) -> tuple[Term, Var, tuple[Atom, ...]]:
    what, once = counted_once(head, atoms)
    return what, number, once


#: A tally that compares them all: whether the lowest is meant.
MOST = {"most": False, "least": True}


def _own(far: Phrase) -> tuple[Atom, ...]:
    """What makes a member of the far set, its own variables renamed, so that it can be denied of the near end."""
    return apart(far.atoms, "n", far.head)


def apart(atoms: tuple[Atom, ...], mark: str, but: Term | None = None) -> tuple[Atom, ...]:
    """The atoms with variables of their own, perhaps but for one: what they tell of need not be what others tell of."""
    for var in sorted({t for a in atoms for t in _variables(a)} - {but}):
        atoms = substitute(atoms, var, Var(var.name + mark))
    return atoms


def _variables(atom: Atom) -> Iterator[Var]:
    yield from (t for t in terms_of(atom) if isinstance(t, Var))


def _lifts(name: str, end: Phrase) -> bool:
    known = vocab.terms().properties.get(name)
    if name in _SAME_DEPTH or known is None or known.value != "id":
        return False
    return is_composite(end.classes)


def topmost(np: Phrase) -> Phrase:
    """What has the most or least of something as those of whom more can be said: none of them all has more."""
    if np.best is None or np.limit or np.shown:
        return np
    told = [a.property for a in np.atoms if isinstance(a, Rel | Total) and _gives(a, np.best)]
    if told in ([], ["value"]):  # of scores not every one counts
        return np
    best = Var(f"{np.best.name}.most")
    top = Tally(Literal(""), best, Var(f"{best.name}.value"), apart(np.atoms, ".most"), "MIN" if np.lowest else "MAX")
    return replace(np, atoms=(*np.atoms, top, Compare("=", np.best, top.number)))


def _gives(atom: Atom, value: Var) -> bool:
    """Whether an atom is what gives a value."""
    return (isinstance(atom, Rel) and atom.object == value) or (isinstance(atom, Total) and atom.number == value)


def of_any_group(near: Phrase, relation: Relation) -> Phrase:
    """The teams that somebody belongs to are groups of any kind: so people say."""
    if relation.sense.reference == "memberOf" and near.atoms[:1] == (Is("Team", near.head),):
        return replace(
            near, atoms=(Is("Group", near.head), *near.atoms[1:]), classes=("Group",), notes=(*near.notes, ANY_GROUP)
        )
    return near


def relate(near: Phrase, relation: Relation, far: Phrase) -> Phrase | None:
    """The near phrase of which the relation to the far one holds; None where their classes do not fit."""
    near = of_any_group(near, relation)
    if isinstance(near.head, Var) and near.head == far.head and far.atoms and not (far.best or far.others):
        mark = ".other"  # "members of X killed by members of X" are not those who killed themselves
        far = replace(far, head=Var(near.head.name + mark), atoms=apart(far.atoms, mark))
    if not fits(near, relation.near) or not fits(far, relation.far) or near.others:
        return None
    if relation.sense.reference in ("within", "partOf") and _level(near, far, relation):
        return None
    if relation.sense.reference in ("network", "producedBy") and _is_part(near) and _has_whole(near):
        return None
    if len(near.atoms) + len(far.atoms) > MOST_ATOMS or of_several(relation.sense.reference, far):
        return None
    if any(m.is_entity and not m.denied for m in far.others or (far,)) and _is_so_named(near, relation):
        near = replace(near, atoms=near.atoms[1:])
    known = narrowed(near, relation.near)
    far = topmost(narrowed(far, relation.far))
    best, lowest = (far.best, far.lowest) if far.best else (near.best, near.lowest)
    if far.tally is not None and far.tally[0] in MOST:
        if not isinstance(near.head, Var):
            return None
        best, lowest = number_of(known, far), MOST[far.tally[0]]
    told = tuple(_said_too(relation))
    return replace(
        known,
        atoms=tuple(dict.fromkeys((*near.atoms, *relation.atoms(known, far)))),
        best=best,
        lowest=lowest,
        then=far.then if far.best else near.then,
        limit=far.limit or near.limit,
        notes=tuple(dict.fromkeys((*near.notes, *far.notes, *(n for p in far.others for n in p.notes), *told))),
    )


def _said_too(relation: Relation) -> Iterator[str]:
    """What is assumed of a word that says more than a tie of its kind."""
    if relation.sense.gender:
        yield OF_GENDER.format(relation.sense.gender)
    elif relation.sense.loose:
        kind = vocab.terms().individuals[relation.sense.reference].label
        yield AS_TOLD.format(kind, relation.words)


def _level(near: Phrase, far: Phrase, relation: Relation) -> bool:
    """Whether a work is of too high a level to be a part of another: a show of an episode, or of a show."""
    part, whole = (near, far) if relation.sense.denotes == "subject" else (far, near)
    if len(part.classes) != 1 or len(whole.classes) != 1:
        return False
    low, high = _LEVELS.get(part.classes[0], 0), _LEVELS.get(whole.classes[0], 10)
    return (low >= high and low < _LEVELS["Franchise"]) or high == _LEVELS["Episode"]  # an episode has no parts
