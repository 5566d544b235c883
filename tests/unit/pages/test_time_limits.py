"""Days that time limits of the law end on."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cms.pages.time_limits import LONGEST, UNITS, Deadline, day_after, deadlines, limit_words, read_day

DAYS = st.dates(date(2000, 1, 1), date(2099, 12, 31))


@pytest.mark.parametrize(
    ("start", "number", "unit", "end"),
    [
        (date(2026, 3, 2), 6, "weeks", date(2026, 4, 13)),
        (date(2026, 3, 2), 20, "weeks", date(2026, 7, 20)),
        (date(2026, 12, 31), 2, "months", date(2027, 2, 28)),
        (date(2028, 1, 31), 1, "months", date(2028, 2, 29)),
        (date(2026, 3, 2), 15, "days", date(2026, 3, 17)),
    ],
)
def test_a_limit_ends_on_its_day(start, number, unit, end):
    assert day_after(start, number, unit) == end


@given(DAYS, st.integers(1, LONGEST), st.sampled_from(sorted(UNITS)))
def test_every_limit_of_every_day_ends_later(start, number, unit):
    assert day_after(start, number, unit) > start


@given(DAYS)
def test_a_day_that_is_typed_is_read(day):
    assert read_day(str(day.day), str(day.month), str(day.year)) == day


@given(st.text(max_size=10), st.text(max_size=10), st.text(max_size=10))
def test_whatever_is_typed_is_a_day_or_none(day, month, year):
    found = read_day(day, month, year)
    assert found is None or 2000 <= found.year < 2100


@pytest.mark.parametrize("typed", [("31", "2", "2026"), ("", "", ""), ("1", "1", "26"), ("1", "1", "99999999999")])
def test_no_day_of_our_time_is_none(typed):
    assert read_day(*typed) is None


def test_one_of_a_unit_is_said_so():
    assert (limit_words(1, "months"), limit_words(6, "weeks")) == ("Within 1 month", "Within 6 weeks")


def test_each_event_has_its_day():
    event = {"title": "T", "number": 2, "unit": "weeks", "text": None, "regulation": "reg 1"}
    assert deadlines(date(2026, 3, 2), [event]) == [Deadline("T", date(2026, 3, 16), "Within 2 weeks", "", "reg 1")]
