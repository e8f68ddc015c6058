"""EDTF dates as intervals of days. EDTF is the Library of Congress' Extended Date/Time Format, ISO 8601-2."""

from __future__ import annotations

import contextlib
import io
import re
from calendar import monthrange
from datetime import date
from functools import lru_cache

from continuity.errors import UsageError

#: Years, months and days, perhaps uncertain or approximate: nearly all dates, and the library is slow.
_PLAIN = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?[?~%]?\Z", re.ASCII)
_SEASONS = 20  # from here on the second number is a season of the year or more
FIRST, LAST = date.min, date.max


@lru_cache(maxsize=65536)
def bounds(text: str) -> tuple[date, date]:
    """The first and the last day that an EDTF date may mean; an open end is the calendar's.

    >>> bounds("2016-01/2016-02")
    (datetime.date(2016, 1, 1), datetime.date(2016, 2, 29))

    Raises UsageError where the text is no EDTF date.
    """
    plain = _PLAIN.match(text)
    if plain and int(plain[2] or 1) <= _SEASONS:
        year, month, day = (int(n) if n else 0 for n in plain.groups())
        try:
            last_day = day or (monthrange(year, month)[1] if month else 31)
            return date(year, month if plain[2] else 1, day if plain[3] else 1), date(year, month or 12, last_day)
        except ValueError as error:  # a month or day that the calendar does not have
            raise UsageError(f"{text!r} is no date: {error}") from None
    begin, slash, end = text.partition("/")
    if slash and "/" not in end and (begin + end).strip("."):
        first = FIRST if begin in ("", "..") else bounds(begin)[0]
        last = LAST if end in ("", "..") else bounds(end)[1]
        if first > last:
            raise UsageError(f"{text!r} ends before it begins")
        return first, last
    return _rare(text)


def _rare(text: str) -> tuple[date, date]:
    """The bounds of a date of one of EDTF's less common shapes: a season, a set, a decade."""
    from edtf import parse_edtf  # costs 150 ms

    no_date = UsageError(f"{text!r} is no EDTF date such as 2016-01-17, 2016-01, 2016? or 2016-01/2016-03")
    if re.search(r"[\s/]", text):  # the library skips spaces and takes several slashes
        raise no_date
    try:
        with contextlib.redirect_stdout(io.StringIO()):  # the library prints what it does not understand
            parsed = parse_edtf(text)
            low, high = parsed.lower_strict(), parsed.upper_strict()
        return date(low.tm_year, low.tm_mon, low.tm_mday), date(high.tm_year, high.tm_mon, high.tm_mday)
    except Exception:  # the library raises many kinds, and none of them matters here
        raise no_date from None


def is_date(text: str) -> bool:
    """Whether the text is an EDTF date."""
    try:
        bounds(text)
    except UsageError:
        return False
    return True


def compatible(a: str, b: str) -> bool:
    """Whether two dates may mean one day: their intervals meet."""
    (a1, a2), (b1, b2) = bounds(a), bounds(b)
    return a1 <= b2 and b1 <= a2


def within(inner: str, outer: str) -> bool:
    """Whether the first date is at least as precise as the second and agrees with it."""
    (a1, a2), (b1, b2) = bounds(inner), bounds(outer)
    return b1 <= a1 and a2 <= b2
