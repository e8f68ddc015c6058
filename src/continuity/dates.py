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


#: By how many of its units a date may be off that is called uncertain (?), approximate (~) or both (%).
_OFF = {"?": 1, "~": 1, "%": 2}


@lru_cache(maxsize=65536)
def roughly(text: str) -> tuple[date, date]:
    """The first and the last day that a date may mean, read as loosely as it is told.

    An uncertain or approximate year, month or day may be the one before or after, and two off where it is both: the
    padding that Python's `edtf` gives such dates by default. Raises UsageError where the text is no EDTF date.

    >>> roughly("2016~")
    (datetime.date(2015, 1, 1), datetime.date(2017, 12, 31))
    """
    first, last = bounds(text)
    begin, slash, end = text.partition("/")
    if slash:
        return (first if first == FIRST else roughly(begin)[0]), (last if last == LAST else roughly(end)[1])
    plain, off = _PLAIN.match(text), _OFF.get(text[-1:], 0)
    if not off or not plain or int(plain[2] or 1) > 12:
        return first, last
    if plain[3]:
        least, most = FIRST.toordinal(), LAST.toordinal()
        days = max(first.toordinal() - off, least), min(last.toordinal() + off, most)
        return date.fromordinal(days[0]), date.fromordinal(days[1])
    months = off if plain[2] else 12 * off
    return _month(first, -months)[0], _month(last, months)[1]


def _month(day: date, later: int) -> tuple[date, date]:
    """The first and the last day of the month so many months after a day, as far as the calendar goes."""
    year, month = divmod(day.year * 12 + day.month - 1 + later, 12)
    if not FIRST.year <= year <= LAST.year:
        return FIRST, LAST
    return date(year, month + 1, 1), date(year, month + 1, monthrange(year, month + 1)[1])


def is_date(text: str) -> bool:
    """Whether the text is an EDTF date."""
    try:
        bounds(text)
    except UsageError:
        return False
    return True


def compatible(a: str, b: str) -> bool:
    """Whether two dates may mean one day: their intervals meet, as loosely as they are told."""
    (a1, a2), (b1, b2) = roughly(a), roughly(b)
    return a1 <= b2 and b1 <= a2


def within(inner: str, outer: str) -> bool:
    """Whether the first date is at least as precise as the second and agrees with it."""
    (a1, a2), (b1, b2) = bounds(inner), bounds(outer)
    return b1 <= a1 and a2 <= b2
