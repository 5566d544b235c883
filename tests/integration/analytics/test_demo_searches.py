"""The demo's invented searches: alike each time, with gaps to see, and never mixed with real ones."""

from datetime import date

import pytest

from localoffer.demo.councils import COUNCILS
from localoffer.demo.searches import OUTCODES, WEEKS, make_searches
from search.analytics.models import SearchRecord, ServiceWeek
from search.analytics.periods import WEEK, Period, monday_of
from search.analytics.reports import overview_of
from search.index.services.documents import put_document
from tests.contract.listings import listing
from tests.integration.analytics.conftest import add_searches

TODAY = date(2026, 11, 18)
COLUMNS = ("week", "needs", "topics", "outcode", "services", "widened")
CLUB = "00000000-0000-4000-8000-000000000001"


@pytest.fixture
def made(alpha):
    """Its searches over one listing, as sorted rows."""
    put_document(document=listing("Club", key=CLUB, needs=("autism",)))

    def make():
        make_searches(COUNCILS[0], today=TODAY)
        return sorted(map(str, SearchRecord.objects.values_list(*COLUMNS)))

    return make


def test_they_fill_the_weeks_before_this_one_and_a_second_load_adds_none(made):
    rows = made()
    weeks = set(SearchRecord.objects.values_list("week", flat=True))
    assert weeks == {monday_of(TODAY) - WEEK * number for number in range(1, WEEKS + 1)}
    assert made() == rows


def test_they_are_the_same_each_time(made):
    first = made()
    SearchRecord.objects.all().delete()
    ServiceWeek.objects.all().delete()
    assert made() == first


def test_they_show_searches_that_found_nothing_and_few(made):
    made()
    overview = overview_of(Period(monday_of(TODAY) - WEEK * WEEKS, monday_of(TODAY)))
    assert overview.none.shown > 100
    assert overview.few.shown > 100


def test_they_stay_away_where_there_are_real_ones(made):
    add_searches(1, week=monday_of(TODAY) - WEEK)
    assert len(made()) == 1


def test_every_demo_council_has_areas_to_ask_from():
    assert set(OUTCODES) == {council.slug for council in COUNCILS}
