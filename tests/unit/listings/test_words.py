"""Prices and opening hours in words."""

from datetime import date, time
from decimal import Decimal

import pytest

from providers.listings.data import CostData, ScheduleData, ServiceData
from providers.listings.words import cost_words, hours_words


def _row(day="", opens=None, closes=None, period="all-year"):
    return ScheduleData(
        day=day, opens=opens and time.fromisoformat(opens), closes=closes and time.fromisoformat(closes), period=period
    )


@pytest.mark.parametrize(
    ("rows", "lines"),
    [
        ([], []),
        ([_row(period="by-arrangement")], ["By arrangement"]),
        ([_row("mon", "09:00", "17:00")], ["Monday 9am to 5pm"]),
        (
            [_row(day, "09:30", "12:00", "term") for day in ("wed", "mon", "tue")],
            ["Monday to Wednesday 9:30am to midday, term time"],
        ),
        (
            [_row("sat", "10:00", "12:00"), _row("mon", "10:00", "12:00")],
            ["Monday and Saturday 10am to midday"],
        ),
        (
            [_row("mon", "13:00", "17:00"), _row("mon", "09:00", "12:00"), _row("tue", "09:00", "12:00")],
            ["Monday 9am to midday and 1pm to 5pm", "Tuesday 9am to midday"],
        ),
        ([_row("sun")], ["Sunday"]),
    ],
)
def test_opening_hours_read_as_people_say_them(rows, lines):
    assert hours_words(rows) == lines


def test_single_dates_come_after_the_week_and_go_once_they_have_passed():
    rows = [
        ScheduleData(on_date=date(2026, 12, 25), note="closed"),
        ScheduleData(on_date=date(2026, 12, 5), opens=time(10), closes=time(12), note="Christmas party"),
        _row("mon", "09:00", "17:00"),
    ]
    party = "Saturday 5 December 2026, 10am to midday: Christmas party"
    assert hours_words(rows) == ["Monday 9am to 5pm", party, "Friday 25 December 2026: closed"]
    assert hours_words(rows, since=date(2026, 12, 5))[1] == party
    assert hours_words(rows, since=date(2026, 12, 6)) == ["Monday 9am to 5pm", "Friday 25 December 2026: closed"]


@pytest.mark.parametrize(
    ("costs", "words"),
    [
        ([], ""),
        ([CostData(amount=Decimal("20.00"))], "£20"),
        ([CostData(option="A visit", amount=Decimal("5.5"), amount_description="each")], "A visit: £5.50 each"),
        ([CostData(amount_description="Ask us"), CostData(option="Deposit")], "Ask us; Deposit"),
    ],
)
def test_prices_read_as_people_say_them(costs, words):
    assert cost_words(costs) == words


def test_codes_are_kept_once_and_in_the_vocabularys_order():
    data = ServiceData(name="Owls", sectors=("health", "education", "health"), needs=("sleep", "autism", "own-term"))
    assert (data.sectors, data.needs) == (("education", "health"), ("autism", "sleep", "own-term"))
