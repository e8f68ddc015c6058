"""EDTF dates as intervals of days. EDTF is the Library of Congress' Extended Date/Time Format, ISO 8601-2."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from continuity.errors import UsageError

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z")
FIRST, LAST = date.min, date.max


@lru_cache(maxsize=65536)
def bounds(text: str) -> tuple[date, date]:
    """The first and the last day that an EDTF date may mean; an open end is the calendar's.

    >>> bounds("2016-01/2016-02")
    (datetime.date(2016, 1, 1), datetime.date(2016, 2, 29))

    Raises UsageError where the text is no EDTF date.
    """
    if _DAY.match(text):
        try:
            day = date.fromisoformat(text)
        except ValueError as error:
            raise UsageError(f"{text!r} is no date: {error}") from None
        return day, day
    begin, slash, end = text.partition("/")
    if slash:
        first = FIRST if begin in ("", "..") else bounds(begin)[0]
        last = LAST if end in ("", "..") else bounds(end)[1]
        if first > last:
            raise UsageError(f"{text!r} ends before it begins")
        return first, last
    from edtf import parse_edtf  # costs 150 ms, and most dates are plain days

    try:
        parsed = parse_edtf(text)
        low, high = parsed.lower_strict(), parsed.upper_strict()
        return date(low.tm_year, low.tm_mon, low.tm_mday), date(high.tm_year, high.tm_mon, high.tm_mday)
    except Exception:  # the library raises many kinds, and none of them matters here
        raise UsageError(f"{text!r} is no EDTF date such as 2016-01-17, 2016-01, 2016? or 2016-01/2016-03") from None


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
