"""Council alpha with searches in it, and people who read about them."""

from collections.abc import Callable, Sequence
from datetime import date

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import Settings

from search.analytics.models import SearchRecord
from search.analytics.periods import WEEK, usual_period
from tenants.accounts.models import User
from tenants.councils.models import Council

TODAY = date(2026, 11, 18)
PERIOD = usual_period(TODAY)
"""The weeks that a report shows when none are asked for."""
LAST = PERIOD.last
BEFORE = LAST - WEEK


def add_searches(
    number: int,
    *,
    needs: Sequence[str] = ("autism",),
    topics: Sequence[str] = (),
    outcode: str = "MK9",
    services: int = 20,
    week: date = LAST,
    widened: bool = False,
) -> None:
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
def _on_postgres(settings: Settings) -> None:
    settings.SEARCH_ENGINE = "postgres"


@pytest.fixture(autouse=True)
def _one_day(monkeypatch: pytest.MonkeyPatch) -> None:
    """No new week begins between the tests' figures and the reports on them."""
    localdate = timezone.localdate
    monkeypatch.setattr(timezone, "localdate", lambda *moment: localdate(*moment) if moment else TODAY)


@pytest.fixture
def reader(alpha: Council, client_for: Callable[..., Client], with_second_factor: Callable[[User], User]) -> Client:
    """A manager's browser in council alpha."""
    from tests.factories import PersonFactory

    return client_for(alpha, with_second_factor(PersonFactory.create(manager=True)))
