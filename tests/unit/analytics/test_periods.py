"""Whole weeks, at least four of them, within what is kept."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from search.analytics.periods import WEEKS_KEPT, Period, PeriodForm, monday_of, usual_period

TODAY = date(2026, 11, 18)  # a Wednesday


def read(**data):
    return PeriodForm({name.rstrip("_"): value for name, value in data.items()}, today=TODAY)


def test_without_a_choice_it_is_a_quarter_up_to_this_week():
    period = read().period
    assert (period.first, period.last, len(period.weeks)) == (date(2026, 8, 24), date(2026, 11, 16), 13)
    assert period == usual_period(TODAY)
    assert period.words == "24 August to 22 November 2026"


def test_days_are_widened_to_their_weeks():
    period = read(from_="2026-09-03", to="2026-10-07").period
    assert period == Period(date(2026, 8, 31), date(2026, 10, 5))
    assert period.words == "31 August to 11 October 2026"


def test_a_period_over_new_year_names_both_years():
    assert Period(date(2025, 12, 1), date(2026, 1, 5)).words == "1 December 2025 to 11 January 2026"


def test_its_query_string_reads_as_itself():
    period = Period(date(2026, 8, 31), date(2026, 10, 5))
    first, last = (part.partition("=")[2] for part in period.query.split("&"))
    assert read(from_=first, to=last).period == period


@pytest.mark.parametrize(
    ("data", "field"),
    [
        ({"from_": "soon"}, "from"),
        ({"to": "31/12/20261"}, "to"),
        ({"from_": "2026-10-26", "to": "2026-11-15"}, "to"),
        ({"from_": "2026-11-01", "to": "2026-09-01"}, "to"),
        ({"from_": "2027-01-01", "to": "2027-06-01"}, "to"),
    ],
    ids=["no-day", "bad-day", "three-weeks", "backwards", "ahead"],
)
def test_what_cannot_be_read_is_said_by_field_and_gives_the_usual_weeks(data, field):
    form = read(**data)
    assert set(form.errors) == {field}
    assert form.period == usual_period(TODAY)


def test_it_never_reaches_further_back_than_what_is_kept_or_ahead():
    period = read(from_="1999-01-01", to="2030-01-01").period
    assert len(period.weeks) == WEEKS_KEPT
    assert period.last == monday_of(TODAY)


@given(st.dates(date(2000, 1, 1), date(2100, 1, 1)))
def test_a_week_begins_on_the_monday_at_or_before_the_day(day):
    monday = monday_of(day)
    assert monday.weekday() == 0
    assert timedelta(0) <= day - monday < timedelta(days=7)
