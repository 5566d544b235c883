"""When each example was last checked: on many different days, and a few of them too long ago."""

from datetime import timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from providers.listings.models import ListingState
from providers.listings.services import refresh_search_rows

DUE_AFTER: Final = timedelta(days=183)
DAYS_APART: Final = 11
LONGEST_AGO: Final = 210


@transaction.atomic
def make_assurances() -> None:
    """In the open council: give every listing that was never checked a day in the last 7 months, the same each time."""
    today = timezone.localdate()
    states = list(ListingState.objects.filter(last_assured=None).order_by("service__external_id"))
    for number, state in enumerate(states):
        state.last_assured = today - timedelta(days=number * DAYS_APART % LONGEST_AGO)
        state.review_due = state.last_assured + DUE_AFTER
        state.stale = state.review_due < today
    ListingState.objects.bulk_update(states, ["last_assured", "review_due", "stale"])
    refresh_search_rows(service_ids=[state.service_id for state in states])
