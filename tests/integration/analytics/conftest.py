"""Council alpha with searches in it, and people who read about them."""

from datetime import date

import pytest
from django.utils import timezone

from search.analytics.models import SearchRecord
from search.analytics.periods import WEEK, usual_period

TODAY = date(2026, 11, 18)
PERIOD = usual_period(TODAY)
"""The weeks that a report shows when none are asked for."""
LAST = PERIOD.last
BEFORE = LAST - WEEK


def add_searches(number, *, needs=("autism",), topics=(), outcode="MK9", services=20, week=LAST, widened=False):
    """Searches alike, in the open council."""
    SearchRecord.objects.bulk_create(
        SearchRecord(
            week=week,
            needs=list(needs),
            topics=list(topics),
            outcode=outcode,
            total=services,
            services=services,
            widened=widened,
        )
        for _ in range(number)
    )


@pytest.fixture(autouse=True)
def _on_postgres(settings):
    settings.SEARCH_ENGINE = "postgres"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch):
    """No new week begins between the tests' figures and the reports on them."""
    localdate = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: localdate(*moment) if moment else TODAY)


@pytest.fixture
def reader(alpha, client_for, with_second_factor):
    """A manager's browser in council alpha."""
    from tests.factories import PersonFactory

    return client_for(alpha, with_second_factor(PersonFactory(manager=True)))
