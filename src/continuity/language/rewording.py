"""What else a text may be taken to say, where as it stands it is not understood: padding left out, what people
shorten written out, a topic put first put back in its place.

Each reworder is a small function from the words to other words, each with what it assumed. They are tried one upon the
other, the fewest first, and the parser alone decides whether what comes out is a question. A reworder may only leave
out words that say nothing, so that nothing that was said is lost.
"""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Set
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from continuity.language import closed
from continuity.language.closed import ASKERS, OPENERS, PADDING, SEEN_AFTER, SEEN_FIRST, SEEN_LAST, SHORT
from continuity.language.moved import moved
from continuity.language.names import Names, Token, code
from continuity.language.numerals import MONTHS, NUMBERS
from continuity.language.phrasings import Phrasing, Shelf
from continuity.language.shortened import named, of_group, of_network, said, whose_season, work

#: How many rewordings of one text are tried, and how many may be made upon one another.
MOST, DEEPEST = 24, 4


def _any(phrases: Iterable[str]) -> str:
    """A pattern for any of some phrases, the longest first, each with the space before it."""
    return "(?: (?:" + "|".join(map(re.escape, sorted(phrases, key=len, reverse=True))) + "))"


_PADDING = re.compile(rf"^{_any(PADDING['first'])}(?= )|{_any(PADDING['last'])}$|{_any(PADDING['anywhere'])}(?= |$)")
_SEEN, _SEEN_LAST = re.compile(rf"^{_any(SEEN_FIRST)}(?= )"), re.compile(rf"{_any(SEEN_LAST)}(?= )")
#: The code of an episode that is written apart: "s1 e8", "season 1 ep 8".
_APART = re.compile(r" (?:s|season )(\d{1,2}) (?:e|ep|episode) ?(\d{1,3})(?= |$)")
#: What says that it is so many and no more, or these and no others.
_EXACTLY = re.compile(
    rf" exactly(?: (?:the|as|\d+)|{_any(NUMBERS)})(?= |$)|(?: \d+|{_any(NUMBERS)})(?: \S+){{1,3}} exactly$"
)
#: What says that somebody has not come to the end of what is named.
_UNDER_WAY = re.compile(r" (?:on|at|watching|halfway|midway|middle)(?= |$)")
_LATER = re.compile(rf"{_any(SEEN_AFTER)}$")
#: What stands in the closed lists.
WORDS = {w for p in (*SEEN_FIRST, *(p for all in PADDING.values() for p in all)) for w in p.split()} | OPENERS | ASKERS
WORDS |= set(SHORT)


@dataclass(frozen=True, slots=True)
class Rewording:
    """Other words for a text, and what is assumed by taking them for it."""

    tokens: tuple[Token, ...]
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class Known:
    """What rewording looks things up in: the names of a canon, and the phrasings of a lexicon."""

    names: Names
    phrasings: tuple[Phrasing, ...]

    @cached_property
    def shelf(self) -> Shelf:
        """The phrasings, to be found by their words."""
        return Shelf(self.phrasings)

    @cached_property
    def words(self) -> frozenset[str]:
        """The words that only rewording knows: they are no errors of typing."""
        return frozenset(WORDS).union(*(p.spoken for p in self.phrasings))


Reworder = Callable[[tuple[Token, ...], Known], Iterator[Rewording]]


def reworded(tokens: list[Token], known: Known) -> Iterator[Rewording]:
    """The rewordings of a text, those of the fewest steps first, and of equals those of the first reworder."""
    queue = deque([(0, Rewording(tuple(tokens)))])
    seen = {_norms(tokens)}
    while queue:
        depth, one = queue.popleft()
        for reworder in REWORDERS:
            for more in reworder(one.tokens, known):
                norms = _norms(more.tokens)
                if norms in seen or not norms:
                    continue
                seen.add(norms)
                made = Rewording(more.tokens, (*one.notes, *more.notes))
                yield made
                if len(seen) > MOST:
                    return
                if depth + 1 < DEEPEST:
                    queue.append((depth + 1, made))


def _norms(tokens: Iterable[Token]) -> tuple[str, ...]:
    return tuple(t.norm for t in tokens)


def _text(tokens: Iterable[Token]) -> str:
    """The words of a text, each with a space before it."""
    return "".join(f" {t.norm}" for t in tokens)


def _tokens(text: str, typed: Iterable[Token]) -> tuple[Token, ...]:
    """The words of a text as tokens, as they were typed where they were."""
    written = {t.norm: t for t in typed}
    return tuple(written.get(w, Token(w, w)) for w in text.split())


def tidied(tokens: tuple[Token, ...], but: Set[str] = frozenset()) -> tuple[Token, ...]:
    """The words without those that say nothing ("ok so", "in the show", "or something"), what is shortened written out.

    Some words are left `but` where they are.
    """
    text, before = " ".join(["", *(SHORT.get(t.norm, t.norm) for t in tokens)]), ""
    text = _APART.sub(r" s\1e\2", text)
    if _EXACTLY.search(text):  # "exactly two" are no more
        but = {*but, "exactly"}
    while text != before:
        text, before = _PADDING.sub(lambda m: m.group() if m.group()[1:] in but else "", text), text
    return _tokens(text, tokens)


def without_padding(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """The question tidied, first but for words that are of a name too: "again" may be of "Born Again"."""
    yield Rewording(tidied(tokens, known.names.words))
    yield Rewording(tidied(tokens))


def put_plainly(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """What a phrasing says in the words that the grammar knows, the phrasings of the most words first."""
    norms, text = set(_norms(tokens)), _text(tokens)
    fitting = [(p.words_in(text), p) for p in known.shelf.fitting(norms)]
    for words, phrasing in sorted(fitting, key=lambda f: (-f[0], len(f[1].said), f[1].line)):
        plainly = phrasing.applied(text) if words else text
        if plainly != text:
            yield Rewording(_tokens(plainly, tokens))


def without_preamble(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """The question after what someone says of themselves and of nothing that has a name: "i keep mixing these up, …", "sorry but …"."""
    named_at = next(
        (start for start, _, _ in named(tokens, known.names) if tokens[start].norm not in OPENERS), len(tokens)
    )
    for i, token in enumerate(tokens[:named_at]):
        said_first = _norms(tokens[:i])
        numbers = any(c.isdigit() for word in said_first for c in word)
        of_asker = not ASKERS.isdisjoint(said_first) or said_first[-1:] == ("but",)
        if token.norm in OPENERS and not numbers and of_asker:
            yield Rewording(tokens[i:])


def so_far(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """What is asked as of a point in the story: "by the end of dd s2 is X dead", "im on dd s2e5, who is X"."""
    text = _text(tokens)
    for found in (_SEEN.search(text), _SEEN_LAST.search(text)):
        if found is None:
            continue
        at, start = text[: found.start()].count(" "), text[: found.end()].count(" ")
        end = work(tokens, start, known.names)
        unseen = (*tokens[:at], *tokens[end:])
        if not end or not unseen or (at and end < len(tokens)) or (found.group() == " as of" and not at):
            continue
        if _UNDER_WAY.search(found.group()) and not any(_is_of_an_episode(t) for t in tokens[start:end]):
            continue  # who is in the middle of a season has not seen its end
        for rest in dict.fromkeys((tidied(unseen, known.names.words), tidied(unseen))):
            later = _LATER.search(_text(rest))
            if later:  # "i just finished X, does Y come back after that"
                yield Rewording((*rest[: len(rest) - later.group().count(" ")], *said("after"), *tokens[start:end]))
            else:
                yield Rewording((*said("as of"), *tokens[start:end], *rest))
        return


def _is_of_an_episode(token: Token) -> bool:
    return code(token.norm) is not None or token.norm in ("episode", "ep")


def of_its_series(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A season by number alone is of the one series that fits what is named: "does X die in s3"."""
    for put, note in whose_season(tokens, known.names):
        yield Rewording(put, (note,))


_PRONOUNS = {"he", "she", "it", "they", "him", "her", "them", "his", "its", "their", "that", "there"}
_OWNING = {"his", "its", "their"}
_PICKING = {"most", "fewest", "least"}


def topic_first(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """ "jigsaw, who plays him": the pronoun in what follows is what was named first, up to where the question opens."""
    spans = list(named(tokens, known.names))
    if not spans or tokens[0].norm in OPENERS or tokens[0].norm in ("each", "every"):  # who ran each is asked of each
        return
    openings = [i for i, t in enumerate(tokens) if i and t.norm in OPENERS]
    firsts = [end for start, end, _ in spans if start == 0]
    for end in dict.fromkeys((*openings[:1], *openings[-1:], *firsts)):
        topic, rest = tokens[:end], tokens[end:]
        if not topic or not rest or rest[0].norm == "'s" or spans[0][0] >= end:
            continue
        for i, token in enumerate(rest):
            last = i == len(rest) - 1 or rest[i + 1].norm in _JOINING  # "which season is that in"
            if token.norm in _PRONOUNS and (token.norm != "that" or last):
                owning = token.norm in _OWNING or (token.norm == "her" and i + 1 < len(rest))
                there = said("in") if token.norm == "there" else ()
                yield Rewording((*rest[:i], *there, *topic, *(said("'s") if owning else ()), *rest[i + 1 :]))
                break
        else:
            if rest[0].norm in OPENERS and end in firsts:
                yield Rewording((*rest, *said("of"), *topic))


def aside_first(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """ "before X, which actor played Y": what it is seen from is last as well."""
    if tokens[0].norm in ("before", "after", "besides", "without", "with"):
        at = next((end for start, end, _ in named(tokens, known.names) if start in (1, 2)), len(tokens))
        if at < len(tokens) and tokens[at].norm in OPENERS:
            yield Rewording((*tokens[at:], *tokens[:at]))


def each_first(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """ "for each season of X, who ran it", "for every show list the directors": asked of each of them."""
    if len(tokens) < 4 or tokens[0].norm not in ("for", "in", "of") or tokens[1].norm not in ("each", "every"):
        return
    opens = OPENERS | {words.split()[0] for words in closed.WORDS["IMPERATIVE"]} - {"show"}
    at = next((i for i, t in enumerate(tokens) if i > 2 and t.norm in opens), len(tokens))
    each, rest = (*said("each individual"), *tokens[2:at]), tokens[at:]
    for i, token in enumerate(rest):
        if token.norm in _OWNING:
            rest = (*rest[:i], *rest[i + 1 :])
            break
        if token.norm in _PRONOUNS - {"that", "there"}:
            yield Rewording((*rest[:i], *each, *rest[i + 1 :]))
            return
    for joining in ("in", "of") if rest else ():
        yield Rewording((*rest, *said(joining), *each))


#: After these a work is not tacked on.
_JOINING = {
    "in",
    "of",
    "on",
    "from",
    "the",
    "for",
    "and",
    "or",
    "to",
    "with",
    "'s",
    "about",
    "by",
    "than",
    "after",
    "before",
    "during",
    "as",
}


_STATING = {"is", "are", "was", "were"}


def _is_date(norms: tuple[str, ...]) -> bool:
    """Whether words are a date and no more: "2016", "1 may 2016"."""
    parts = [w for w in norms if w not in ("of", "the")]
    return bool(parts) and parts[-1].isdigit() and all(w in MONTHS or w[:1].isdigit() for w in parts)


def by_then(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """ "already renewed in 2016", "on 1 May 2016": by then."""
    norms = _norms(tokens)
    if "already" in norms:
        at = next((i for i, word in enumerate(norms) if i and word in ("in", "on") and _is_date(norms[i + 1 :])), 0)
        yield Rewording(tuple(said("by")[0] if i == at > 0 else t for i, t in enumerate(tokens) if t.norm != "already"))


def work_first(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A work put first is where it is: "dd 2x13, who dies"."""
    end = work(tokens, 0, known.names)
    if not end or end == len(tokens) or tokens[end].norm not in OPENERS:
        return
    states = tokens[end].norm in _STATING and _norms(tokens[end + 1 : end + 2]) != (
        "there",
    )  # something of the work itself
    if not states and _PRONOUNS.isdisjoint(_norms(tokens[end:])):
        most = not _PICKING.isdisjoint(_norms(tokens[end:]))  # who did most did so in it
        for joining in ("in", "of") if most else ("of", "in"):
            yield Rewording((*tokens[end:], *said(joining), *tokens[:end]))


def in_one_word(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A name written as two words that is one: "dare devil"."""
    for i, (one, two) in enumerate(pairwise(tokens)):
        word = one.norm + two.norm
        if len(word) > 5 and one.norm.isalpha() and two.norm.isalpha() and word in known.names.words:
            yield Rewording((*tokens[:i], *said(word), *tokens[i + 2 :]))


_ASKING = {"who", "whom", "what", "which", "when", "where", "how"}
_VERBS = {phrase for category in ("BE", "DO", "HAVE") for phrase in closed.WORDS[category] if " " not in phrase} | {
    "'s"
}


def with_auxiliary(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """The auxiliary that those leave out who type fast, or to whom English is foreign: "when iron fist come out"."""
    if tokens[0].norm in _ASKING and _VERBS.isdisjoint(_norms(tokens[:-1])):
        at = next((start for start, _, _ in named(tokens, known.names) if start), 0)
        if at > (tokens[0].norm == "which") and at < len(tokens) - 1:  # "which X writers" are no whole subject
            yield Rewording((*tokens[:at], *said("does"), *tokens[at:]))


def told_in(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A work tacked on at the end is where it is: "who plays jigsaw punisher"."""
    for start in range(max(1, len(tokens) - 6), len(tokens)):
        if tokens[start - 1].norm not in _JOINING and work(tokens, start, known.names) == len(tokens):
            names = [name for end, name in known.names.at(list(tokens), start) if end == len(tokens)]
            someone = any(name.cls in ("Character", "Person") for name in names)  # who may be meant as well
            if not someone or any(True for _ in named(tokens[:start], known.names)):
                yield Rewording((*tokens[:start], *said("in"), *tokens[start:]))
            return


def with_apostrophe(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A possessive without its apostrophe, where the word is another word too: "sticks real name"."""
    for i, token in enumerate(tokens[:-1]):
        stem = Token(token.norm[:-1], token.text[:-1])
        owner = token.norm[-1:] == "s" and len(stem.norm) > 2
        if owner and any(end == 1 and name.cls == "Character" for end, name in known.names.at([stem], 0)):
            yield Rewording((*tokens[:i], stem, *said("'s"), *tokens[i + 1 :]))


def without_trade(tokens: tuple[Token, ...], known: Known) -> Iterator[Rewording]:
    """A person by their whole name without what they do, said before it: "director Lucy Liu"."""
    for start, end, names in named(tokens, known.names):
        trade = 2 if _norms(tokens[max(0, start - 2) : start]) in _TRADES else 1
        said_first = _norms(tokens[max(0, start - trade) : start])
        if end - start > 1 and said_first in _TRADES and any(n.cls == "Person" for n in names):
            yield Rewording((*tokens[: start - trade], *tokens[start:]))


def _of_names(put: Callable[[tuple[Token, ...], Names], Iterator[tuple[Token, ...]]]) -> Reworder:
    """The reworder that puts a text as a function does that looks only at names."""
    return lambda tokens, known: (Rewording(words) for words in put(tokens, known.names))


#: What was moved to the beginning or end put where the grammar has it; a work beside its network; one of a group.
in_order, of_a_network, of_a_group = map(_of_names, (moved, of_network, of_group))
_TRADES = {
    tuple(words.split())
    for words in [
        "actor",
        "actress",
        "performer",
        "director",
        "writer",
        "screenwriter",
        "showrunner",
        "producer",
        "executive producer",
        "creator",
        "composer",
        "author",
        "comedian",
        "filmmaker",
        "star",
        "stuntman",
    ]
}
#: Every reworder, the surest first.
REWORDERS: tuple[Reworder, ...] = (
    by_then,
    without_padding,
    work_first,
    each_first,
    aside_first,
    put_plainly,
    in_order,
    so_far,
    topic_first,
    of_its_series,
    told_in,
    with_apostrophe,
    in_one_word,
    of_a_group,
    of_a_network,
    without_trade,
    with_auxiliary,
    without_preamble,
)
