"""Opening hours as one line of text."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from providers.listings.data import ScheduleData
from providers.listings.opening_hours import BadOpeningHours, format_hours, parse

TIMES = st.times().map(lambda moment: moment.replace(second=0, microsecond=0))
SPANS = st.one_of(st.just((None, None)), st.tuples(TIMES, TIMES).filter(lambda span: span[0] < span[1]))
TIMED = st.builds(
    lambda day, span, period: ScheduleData(day=day, opens=span[0], closes=span[1], period=period),
    st.sampled_from(["mon", "tue", "wed", "thu", "fri", "sat", "sun"]),
    SPANS,
    st.sampled_from(["all-year", "term", "holidays", "by-arrangement"]),
)
UNTIMED = st.builds(ScheduleData, period=st.sampled_from(["term", "holidays", "by-arrangement"]), uuid=st.uuids())
DATED = st.builds(
    lambda on_date, span, note: ScheduleData(on_date=on_date, opens=span[0], closes=span[1], note=note),
    st.dates(min_value=date(2000, 1, 1), max_value=date(2099, 12, 31)),
    SPANS,
    st.text(alphabet='Christmas party; 10-12 "quoted" é', max_size=40).map(str.strip),
)
SCHEDULES = st.lists(st.one_of(TIMED, UNTIMED, DATED), max_size=12)


def rows(text):
    return [(row.day, f"{row.opens:%H:%M}-{row.closes:%H:%M}" if row.opens else "", row.period) for row in parse(text)]


@given(SCHEDULES)
def test_written_hours_read_back_as_the_same(schedules):
    text = format_hours(schedules)
    assert set(parse(text)) == set(schedules)
    assert format_hours(parse(text)) == text


@given(st.text(alphabet="montuewdhfrisa 0123456789:-.,;&apterholdysbng", max_size=40) | st.text(max_size=40))
def test_any_text_is_read_or_refused(text):
    try:
        found = parse(text)
    except BadOpeningHours:
        found = ()
    assert parse(format_hours(found)) == found


def test_the_documented_line_is_kept_as_it_is():
    text = "mon 09:00-17:00, 18:00-20:00; sat 10:00-12:00; term"
    assert rows(text) == [
        ("mon", "09:00-17:00", "term"),
        ("mon", "18:00-20:00", "term"),
        ("sat", "10:00-12:00", "term"),
    ]
    assert format_hours(parse(text)) == text


@pytest.mark.parametrize("word", ["term", "holidays", "by-arrangement"])
def test_a_period_alone_is_open_then_without_times(word):
    assert rows(word) == [("", "", word)]
    assert format_hours(parse(word)) == word


def test_each_period_word_belongs_to_the_pieces_before_it():
    assert rows("mon 09:00-15:00; term; mon 10:00-14:00; holidays; sun 11:00-12:00") == [
        ("mon", "09:00-15:00", "term"),
        ("mon", "10:00-14:00", "holidays"),
        ("sun", "11:00-12:00", "all-year"),
    ]


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("mon-wed 09:00-17:00", "mon 09:00-17:00; tue 09:00-17:00; wed 09:00-17:00"),
        ("Monday to Tuesday 9am to 5.30pm", "mon 09:00-17:30; tue 09:00-17:30"),
        ("sat, sun 10-12", "sat 10:00-12:00; sun 10:00-12:00"),
        ("Mon & Thurs: 9:00–12:00", "mon 09:00-12:00; thu 09:00-12:00"),
        ("weekends 10:00 - 11:00 and 12:00 - 13:00", "sat 10:00-11:00, 12:00-13:00; sun 10:00-11:00, 12:00-13:00"),
        ("fri-sun 12pm-11 pm; Term time", "fri 12:00-23:00; sat 12:00-23:00; sun 12:00-23:00; term"),
        ("sat-mon 00:00-24:00", "mon 00:00-23:59; sat 00:00-23:59; sun 00:00-23:59"),
        ("wednesdays; school holidays", "wed; holidays"),
        ("by arrangement", "by-arrangement"),
        ("mon 09:00-10:00;;  mon 09:00-10:00 ", "mon 09:00-10:00"),
        ("", ""),
    ],
)
def test_people_write_it_in_many_ways(text, plain):
    assert format_hours(parse(text)) == plain


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("mon 09:00-17:00; blursday 09:00-10:00", "blursday"),
        ("mon 17:00-09:00", "closes before it opens"),
        ("mon 6-8", "in the morning or in the evening"),
        ("mon 09:00-25:00", "25:00"),
        ("mon 09:61-10:00", "09:61"),
        ("09:00-17:00", "no day"),
        ("mon 09:00-17:00 late", "late"),
        ("mon-tue-wed 09:00-10:00", "mon-tue-wed"),
        ("mon 13pm-14pm", "13pm"),
        ("x" * 500, "…"),
    ],
)
def test_a_bad_piece_is_named(text, named):
    with pytest.raises(BadOpeningHours) as refusal:
        parse(text)
    assert named in str(refusal.value)


def test_no_listing_needs_more_times_than_a_fortnight_has_sessions():
    spans = ", ".join(f"{hour:02}:{minute:02}-23:59" for hour in range(6) for minute in range(0, 60, 5))
    with pytest.raises(BadOpeningHours, match="more than"):
        parse(f"mon {spans}")


def test_seconds_of_a_time_are_not_written():
    assert format_hours([ScheduleData(day="mon", opens=time(9, 0, 30), closes=time(10, 0))]) == "mon 09:00-10:00"


def test_dates_are_read_with_their_times_and_notes():
    text = '2026-12-05 10:00-12:00 "Christmas party; bring a hat"; 2026-12-25 "Closed"; mon 09:00-10:00; term'
    party, closed, monday = parse(text)
    assert (party.on_date, party.opens, party.note) == (date(2026, 12, 5), time(10), "Christmas party; bring a hat")
    assert (closed.on_date, closed.opens, closed.note) == (date(2026, 12, 25), None, "Closed")
    assert (monday.day, monday.period) == ("mon", "term")
    assert format_hours(parse(text)) == text
    assert parse("5/12/2026: 10am to 12pm") == (
        ScheduleData(on_date=date(2026, 12, 5), opens=time(10), closes=time(12)),
    )


@pytest.mark.parametrize("text", ["2026-13-05 10:00-12:00", "2026-02-30", "2026-12-05 12:00-10:00", "2026-12-05 noon"])
def test_a_date_that_is_none_is_refused(text):
    with pytest.raises(BadOpeningHours):
        parse(text)
