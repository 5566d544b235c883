"""When each example was last checked: on many different days, and a few of them too long ago."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from localoffer.demo.councils import DemoCouncil
from providers.assurance.due_dates import STALE_AFTER
from providers.assurance.services import remind
from providers.listings.models import ListingState
from providers.listings.services.checks import next_check
from providers.listings.services.search_rows import refresh_search_rows

DAYS_APART: Final = 11
LONGEST_AGO: Final = 240
DUE_A_WEEK_AGO: Final = timedelta(days=191)


@transaction.atomic
def make_assurances() -> None:
    """In the open council: give every listing that was never checked a day in the last 8 months, the same each time."""
    today = timezone.localdate()
    states = list(
        ListingState.objects.filter(last_assured=None).select_related("service").order_by("service__external_id")
    )
    for number, state in enumerate(states):
        _check(state, today - timedelta(days=number * DAYS_APART % LONGEST_AGO), today)
    ListingState.objects.bulk_update(states, ["last_assured", "review_due", "stale"])
    refresh_search_rows(service_ids=[state.service_id for state in states])


def ask_demo_people(council: DemoCouncil) -> None:
    """Let the demo people's listings be due, and ask them: their mails show what providers get."""
    today = timezone.localdate()
    keys = [*council.example.owned, council.example.other]
    states = list(ListingState.objects.filter(service__external_id__in=keys).select_related("service"))
    for state in states:
        _check(state, today - DUE_A_WEEK_AGO, today)
    ListingState.objects.bulk_update(states, ["last_assured", "review_due", "stale"])
    refresh_search_rows(service_ids=[state.service_id for state in states])
    remind(today=today)


def _check(state: ListingState, day: date, today: date) -> None:
    state.last_assured = day
    state.review_due = next_check(state.service, day)
    state.stale = state.review_due + STALE_AFTER < today
