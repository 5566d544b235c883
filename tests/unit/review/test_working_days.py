"""Working days: weekends and England's bank holidays don't count."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.review.working_days import due_day, first_day_in_time, is_working_day

GOV_UK = {
    2020: "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28",
    2022: "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27",
    2023: "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26",
    2024: "01-01 03-29 04-01 05-06 05-27 08-26 12-25 12-26",
    2025: "01-01 04-18 04-21 05-05 05-26 08-25 12-25 12-26",
    2026: "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28",
    2027: "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28",
    2028: "01-03 04-14 04-17 05-01 05-29 08-28 12-25 12-26",
}
"""England and Wales on https://www.gov.uk/bank-holidays, contains public sector information under the OGL v3.0."""
SATURDAY = 5
days = st.dates(min_value=date(2024, 1, 1), max_value=date(2060, 12, 31))


@pytest.mark.parametrize("year", GOV_UK)
def test_bank_holidays_are_those_that_the_government_lists(year):
    weekdays = [day for number in range(366) if (day := date(year, 1, 1) + timedelta(number)).weekday() < SATURDAY]
    holidays = [day for day in weekdays if day.year == year and not is_working_day(day)]
    assert holidays == [date.fromisoformat(f"{year}-{day}") for day in GOV_UK[year].split()]


@pytest.mark.parametrize("day", ["2026-11-28", "2026-11-29", "2026-12-26"], ids=["Saturday", "Sunday", "Boxing Day"])
def test_offices_are_closed_at_weekends(day):
    assert not is_working_day(date.fromisoformat(day))


@pytest.mark.parametrize(
    ("sent", "working_days", "due"),
    [
        (date(2026, 11, 19), 1, date(2026, 11, 20)),
        (date(2026, 11, 21), 1, date(2026, 11, 23)),
        (date(2026, 12, 23), 2, date(2026, 12, 29)),
        (date(2026, 4, 2), 10, date(2026, 4, 20)),
    ],
    ids=["in the week", "from a Saturday", "over Christmas", "over Easter"],
)
def test_only_working_days_count(sent, working_days, due):
    assert due_day(sent, working_days) == due


@given(today=days, working_days=st.integers(1, 90))
def test_what_is_overdue_by_its_day_is_so_in_the_filter(today, working_days):
    first = first_day_in_time(today, working_days)
    assert due_day(first, working_days) >= today > due_day(first - timedelta(days=1), working_days)


@given(days)
def test_something_is_always_due_on_a_working_day(day):
    assert is_working_day(due_day(day, 1))
