"""Names in a text that is not understood, and works that are not named in full: "does X die in s3", "netflix punisher"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from continuity.canon import CanonGraph
from continuity.language.names import Name, Names, Token, code, is_a

_ORDINAL = {"first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5}
_NUMBER = {w: i for i, w in enumerate(("one", "two", "three", "four", "five"), 1)}


def said(text: str) -> tuple[Token, ...]:
    """Words of the system's own as tokens."""
    return tuple(Token(w, w) for w in text.split())


def named(tokens: tuple[Token, ...], names: Names) -> Iterator[tuple[int, int, tuple[Name, ...]]]:
    """The names in a text from its beginning, the longest at each place: from where to where, and what each can mean."""
    at, rest = 0, list(tokens)
    while at < len(rest):
        found: dict[int, list[Name]] = {}
        for end, name in names.at(rest, at):
            found.setdefault(end, []).append(name)
        end = max(found, default=at + 1)
        if found:
            yield at, end, tuple(found[end])
        at = end


def work(tokens: tuple[Token, ...], at: int, names: Names) -> int:
    """Where the name of a work that begins at a word ends, with the numbers after it; nowhere is 0."""
    start = at + (at < len(tokens) and tokens[at].norm == "the")
    ends = [end for end, name in names.at(list(tokens), start) if is_a(name.cls, ("Work",))]
    return numbered(tokens, max(ends)) if ends else 0


def numbered(tokens: tuple[Token, ...], at: int) -> int:
    """Where the numbers of seasons and episodes end that begin at a word: the same place where there are none."""
    while at < len(tokens):
        norm = tokens[at].norm
        if code(norm) or _season(norm):
            at += 1
        elif (
            norm in ("season", "series", "episode", "ep", "e") and at + 1 < len(tokens) and _count(tokens[at + 1].norm)
        ):
            at += 2
        elif norm in ("finale", "pilot", "premiere"):
            return at + 1
        else:
            break
    return at


def _season(norm: str) -> int:
    """The season of "s3"; 0 where it is none."""
    return int(norm[1:]) if norm[:1] == "s" and norm[1:].isdigit() and len(norm) < 4 else 0


def _count(norm: str) -> int:
    return int(norm) if norm.isdigit() and len(norm) < 4 else _NUMBER.get(norm, 0)


def whose_season(tokens: tuple[Token, ...], names: Names) -> Iterator[tuple[tuple[Token, ...], str]]:
    """ "does X die in s3": the season of the one series of that many seasons that X is in, or that is named elsewhere.

    Where the series is named, the season is said to be its own too: "iron fist showrunner s2".
    """
    found = _bare(tokens, names)
    if found is None:
        return
    at, end, number, episode = found
    others = (*tokens[:at], Token("|", "|"), *tokens[end:])
    serieses = _serieses(others, names, number)
    if len(serieses) != 1:
        return
    label = names.canon.label(serieses[0])
    meant = said(f"{_plain(label)} season {number}{f' episode {episode}' if episode else ''}")
    note = f"season {number} is taken for that of {label}, the one series that fits what is named"
    joined = () if at == 0 or tokens[at - 1].norm in _JOINING else said("in")
    yield (*tokens[:at], *joined, *meant, *tokens[end:]), note
    if at == 0:  # "season 3 X actor"
        yield (*tokens[end:], *said("in"), *meant), note
    for start, last, meanings in named(others, names):
        if any(n.id == serieses[0] for n in meanings):
            put = (*others[:start], *meant, *others[last:])
            yield tuple(t for t in put if t.norm != "|"), note


_JOINING = {
    "in",
    "of",
    "on",
    "from",
    "during",
    "for",
    "the",
    "to",
    "by",
    "and",
    "or",
    "as",
    "until",
    "at",
    "after",
    "before",
}


def _bare(tokens: tuple[Token, ...], names: Names) -> tuple[int, int, int, int] | None:
    """The first season by number that is of no series: from where to where, its number, and that of an episode of it."""
    owned = {at for start, end, _ in named(tokens, names) for at in range(start, end + 1)}
    for at, token in enumerate(tokens):
        following = tokens[at + 1].norm if at + 1 < len(tokens) else ""
        if at in owned or (at and tokens[at - 1].norm == "'s"):
            continue
        start, episode, number, end = at, 0, _season(token.norm), at + 1
        if both := code(token.norm):
            number, episode = both
        elif token.norm == "season" and _count(following):
            number, end = _count(following), at + 2
        elif following == "season" and token.norm in _ORDINAL:
            number, end = _ORDINAL[token.norm], at + 2
            start -= at > 0 and tokens[at - 1].norm == "the"
        ahead = tokens[end : end + 2]
        if number and not (ahead and ahead[0].norm in ("of", "episode", "ep", "finale", "premiere")):
            return start, end, number, episode
    return None


def _serieses(tokens: tuple[Token, ...], names: Names, number: int) -> tuple[str, ...]:
    """The series with a season of a number that fit what a text names: a series itself, else whose characters they are."""
    canon, fitting, characters = names.canon, list[set[str]](), list[str]()
    for _, _, meant in named(tokens, names):
        best = [n for n in meant if n.cost - meant[0].cost < 0.1]
        named_works = {n.id for n in best if is_a(n.cls, ("Series",))}
        for part in (n for n in best if is_a(n.cls, ("Season", "Episode"))):
            wholes = (c.object.value for c in canon.claims(part.id, "within"))
            named_works |= {w for w in wholes if is_a(canon.type(w), ("Series",))}
        of_these = {s for s in named_works if number in names.seasons(s)}
        for name in best:
            if not of_these and is_a(name.cls, ("Character",)):
                characters.append(name.id)
                works = {c.object.value for c in canon.claims(name.id, "appearsIn")}
                of_these |= {w for w in works if is_a(canon.type(w), ("Series",))}
        if of_these:
            fitting.append({s for s in of_these if number in names.seasons(s)})
    if not fitting:
        return ()
    shared = set.intersection(*fitting)
    if len(shared) > 1:  # of several the one in whose season they are
        shared = {s for s in shared if all(belongs(id, names.part(s, number), canon) for id in characters)}
    return tuple(sorted(shared))


def _plain(label: str) -> str:
    return " ".join(label.lower().replace("'", "").replace(":", " ").split())


def belongs(one: str, whole: str, canon: CanonGraph) -> bool:
    """Whether a character is in a work, so that to name the work beside them says no more than who is meant."""
    return next(iter(canon.claims(one, "appearsIn", canon.node(whole))), None) is not None


def group_of(token: Token, names: Names) -> tuple[Token, ...]:
    """The name of the group of which one member is so called: a Defender is of the Defenders."""
    several = Token(f"{token.norm}s", f"{token.text}s")
    if len(token.norm) < 4 or several.norm not in names.words or names.ids(token.norm):
        return ()
    return (several,) if any(is_a(name.cls, ("Group",)) for _, name in names.at([several], 0)) else ()


def of_group(tokens: tuple[Token, ...], names: Names) -> Iterator[tuple[Token, ...]]:
    """ "each Defender": each member of the group of that name."""
    for i, token in enumerate(tokens):
        if group := group_of(token, names):
            yield (*tokens[:i], *said("member of the"), *group, *tokens[i + 1 :])


def of_network(tokens: tuple[Token, ...], names: Names) -> Iterator[tuple[Token, ...]]:
    """A text with the series meant where a network is named beside a work that it showed, with "the … one" about it."""
    canon, spans = names.canon, list(named(tokens, names))
    for one, other in (*pairwise(spans), *((b, a) for a, b in pairwise(spans))):
        networks = {n.id for n in one[2] if is_a(n.cls, ("Company",))}
        if not any(c.object.value in networks for n in other[2] for c in canon.claims(n.id, "network")):
            continue
        first, last = one[0], one[1]
        first -= first > 0 and tokens[first - 1].norm == "the"
        last += last < len(tokens) and tokens[last].norm in _KINDS
        last += last < other[0] and tokens[last].norm in ("of", "'s")
        between = tokens[last : other[0]] if first < other[0] else tokens[other[1] : first]
        if not _APART.isdisjoint(t.norm for t in between):
            continue  # "X but no other Netflix show"
        if first < other[0]:
            yield (*tokens[:first], *said("series"), *tokens[last:])
        else:
            yield (*tokens[: other[0]], *said("series"), *tokens[other[0] : first], *tokens[last:])


_APART = {
    "but",
    "no",
    "not",
    "other",
    "another",
    "any",
    "and",
    "or",
    "except",
    "besides",
    "than",
    "only",
    "nor",
    "every",
    "all",
    "apart",
    "excluding",
    "counting",
}
_KINDS = {"one", "show", "series", "version"}
