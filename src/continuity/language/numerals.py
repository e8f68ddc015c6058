"""Numbers, ordinals, the codes of episodes and dates, as they stand in a text."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator

from continuity.language.chart import Item
from continuity.language.closed import ORDINALS
from continuity.language.names import code
from continuity.language.times import of_any_year
from continuity.language.works import Ordinal

#: The names of months and of small numbers, with what number each is.
MONTHS = {name.lower(): i for i, name in enumerate(calendar.month_name) if name}
_WORDS = "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty"
_TENS = "thirty forty fifty sixty seventy eighty ninety hundred"
NUMBERS = {word: i for i, word in enumerate(_WORDS.split(), 1)} | {w: 10 * i for i, w in enumerate(_TENS.split(), 3)}
#: From here on a number is a year.
_YEARS = 1900
_ISO = re.compile(r"\d{4}(-\d\d){0,2}\Z")
SEASON = re.compile(r"s(\d{1,2})")


def numerals(norms: tuple[str, ...], at: int) -> Iterator[Item]:
    """What a word is as a number, an ordinal, the code of an episode or season, a date or a decade."""
    word = norms[at]
    if word in ORDINALS:
        yield Item("ORD", Ordinal(ORDINALS.index(word) + 1, word), 0.0, at, at + 1)
    elif re.fullmatch(r"\d{1,2}(st|nd|rd|th)", word) and int(word[:-2]) <= len(ORDINALS):
        yield Item("ORD", Ordinal(int(word[:-2]), word), 0.0, at, at + 1)
    elif word in ("last", "final", "latest"):
        yield Item("ORD", Ordinal(0, "last"), 0.0, at, at + 1)
    number = int(word) if word.isdigit() and len(word) < 5 and int(word) < _YEARS else NUMBERS.get(word, 0)
    if number:
        yield Item("NUM", number, 0.0, at, at + 1)
    if found := code(word):
        yield Item("CODE", found, 0.0, at, at + 1)
    if match := SEASON.fullmatch(word):
        yield Item("SEASONCODE", int(match[1]), 0.0, at, at + 1)
    if _ISO.match(word):
        yield Item("DATE", word, 0.0, at, at + 1)
    if match := re.fullmatch(r"(19|20)?(\d)0s", word):
        century = match[1] or ("20" if int(match[2]) < 3 else "19")
        yield Item("DECADE", century + match[2], 0.0, at, at + 1)
    yield from _spelled_dates(norms, at)


def _spelled_dates(norms: tuple[str, ...], at: int) -> Iterator[Item]:
    """17 January 2016, January 17 2016, January 2016."""
    three = norms[at : at + 3]
    if len(three) == 3 and re.fullmatch(r"\d{4}", three[2]):
        day = next((w for w in three[:2] if re.fullmatch(r"\d{1,2}(st|nd|rd|th)?", w)), "")
        month = next((MONTHS[w] for w in three[:2] if w in MONTHS), 0)
        if day and month:
            yield Item("DATE", f"{three[2]}-{month:02}-{int(re.sub('[a-z]', '', day)):02}", -0.1, at, at + 3)
    yield from (
        Item("MONTHDAY", day, 0.0 if end == 1 else -0.1, at, at + end) for end, day in of_any_year(norms[at : at + 4])
    )
    span = norms[at : at + 4]
    if len(span) == 4 and span[0] in MONTHS and span[1] in ("and", "to") and re.fullmatch(r"\d{4}", span[3]):
        yield Item("DATE", f"{span[3]}-{MONTHS[span[0]]:02}", 0.0, at, at + 1)  # between January and March 2017
    if len(three) > 1 and three[0] in MONTHS and re.fullmatch(r"\d{4}", three[1]):
        yield Item("DATE", f"{three[1]}-{MONTHS[three[0]]:02}", -0.05, at, at + 2)
