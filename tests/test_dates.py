"""Dates as sources have them: uncertain, partial, in intervals; each is a span of days."""

from __future__ import annotations

from calendar import monthrange
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from continuity import dates
from continuity.errors import UsageError

DAYS = st.dates(min_value=date(1000, 1, 1))
MARKS = st.sampled_from(["", "?", "~", "%"])
MONTHS = DAYS.map(lambda d: f"{d:%Y-%m}")
YEARS = DAYS.map(lambda d: f"{d:%Y}")
PLAIN = st.tuples(st.one_of(DAYS.map(str), MONTHS, YEARS), MARKS).map("".join)
INTERVALS = st.tuples(PLAIN, PLAIN).filter(lambda p: dates.bounds(p[0])[0] <= dates.bounds(p[1])[1]).map("/".join)
ANY = st.one_of(PLAIN, INTERVALS, PLAIN.map(lambda d: d + "/.."), PLAIN.map(lambda d: "../" + d))


@given(DAYS, MARKS)
def test_a_day_is_itself_however_sure_the_source_is(day: date, mark: str) -> None:
    assert dates.bounds(f"{day}{mark}") == (day, day)


@given(DAYS, MARKS)
def test_a_month_and_a_year_span_all_their_days(day: date, mark: str) -> None:
    last = monthrange(day.year, day.month)[1]
    assert dates.bounds(f"{day:%Y-%m}{mark}") == (day.replace(day=1), day.replace(day=last))
    assert dates.bounds(f"{day:%Y}{mark}") == (date(day.year, 1, 1), date(day.year, 12, 31))


@given(PLAIN, PLAIN)
def test_an_interval_goes_from_the_first_day_to_the_last(begin: str, end: str) -> None:
    first, last = dates.bounds(begin)[0], dates.bounds(end)[1]
    if first <= last:
        assert dates.bounds(f"{begin}/{end}") == (first, last)
    else:
        assert not dates.is_date(f"{begin}/{end}")


@given(PLAIN)
def test_an_open_end_is_the_calendars(day: str) -> None:
    assert dates.bounds(day + "/..") == dates.bounds(day + "/") == (dates.bounds(day)[0], dates.LAST)
    assert dates.bounds("../" + day) == dates.bounds("/" + day) == (dates.FIRST, dates.bounds(day)[1])


@given(ANY)
def test_a_date_is_within_itself_and_agrees_with_itself(text: str) -> None:
    assert dates.is_date(text)
    assert dates.within(text, text)
    assert dates.compatible(text, text)


@given(ANY, ANY)
def test_what_is_within_agrees_and_agreement_has_no_direction(one: str, other: str) -> None:
    if dates.within(one, other):
        assert dates.compatible(one, other)
    assert dates.compatible(one, other) == dates.compatible(other, one)


@given(ANY, ANY, ANY)
def test_within_carries_on(a: str, b: str, c: str) -> None:
    if dates.within(a, b) and dates.within(b, c):
        assert dates.within(a, c)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("201X", "2010-01-01", "2019-12-31"),
        ("2016-XX", "2016-01-01", "2016-12-31"),
        ("2016-21", "2016-03-01", "2016-05-31"),
        ("[2016,2018]", "2016-01-01", "2018-12-31"),
        ("2016-01-17T10:00:00Z", "2016-01-17", "2016-01-17"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("1984?/2004~", "1984-01-01", "2004-12-31"),
    ],
)
def test_less_common_shapes(text: str, first: str, last: str) -> None:
    assert [str(d) for d in dates.bounds(text)] == [first, last]


@pytest.mark.parametrize(
    "text",
    ["", "/", "..", "../..", "soon", "2016-13", "2016-00", "2016-02-30", "2016-01-17 ", " 2016", "2016-01-17\n", "2016 / 2017",
     "2017/2016", "2016/2017/2018", "12:30", "10000", "20", "٢٠١٦-٠١-١٧", "２０１６", "2016-1X", "0000", "Y170000002", "2016-W05"],
)  # fmt: skip
def test_what_is_no_date(text: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert not dates.is_date(text)
    with pytest.raises(UsageError, match=r"no EDTF date|no date|ends before"):
        dates.bounds(text)
    assert capsys.readouterr().out == ""


@given(st.text(max_size=12))
def test_any_text_is_a_date_or_is_none(text: str) -> None:
    if dates.is_date(text):
        first, last = dates.bounds(text)
        assert first <= last


@given(st.dates(), st.sampled_from(["%Y", "%Y-%m", "%Y-%m-%d"]), st.sampled_from(["", "?", "~", "%"]))
def test_what_is_told_loosely_may_be_the_unit_before_or_after(day: date, shape: str, loose: str) -> None:
    text = (f"{day.year:04d}" + day.strftime(shape.removeprefix("%Y"))) + loose
    (first, last), (low, high) = dates.bounds(text), dates.roughly(text)
    assert low <= first <= last <= high
    assert (low, high) == (first, last) if not loose else low < first or high > last


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("2016~", "2015-01-01", "2017-12-31"),
        ("2016%", "2014-01-01", "2018-12-31"),
        ("2016-03?", "2016-02-01", "2016-04-30"),
        ("2016-01-01~", "2015-12-31", "2016-01-02"),
        ("2016~/2018", "2015-01-01", "2018-12-31"),
    ],
)
def test_loose_dates_by_example(text: str, first: str, last: str) -> None:
    assert dates.roughly(text) == (date.fromisoformat(first), date.fromisoformat(last))


def test_plain_dates_do_without_the_slow_library() -> None:
    import subprocess
    import sys

    code = "import sys; from continuity import dates; dates.bounds('2016-01?/2016-03-05'); print('edtf' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
