"""When each example was last checked and by whom: on many different days, and a few of them too long ago."""

from datetime import date, timedelta
from typing import Final

from django.db import transaction
from django.utils import timezone

from localoffer.demo.councils import DemoCouncil
from localoffer.demo.people import OFFICER_PERSON
from providers.assurance.due_dates import STALE_AFTER
from providers.assurance.services import remind
from providers.listings.models import ListingState, Membership
from providers.listings.services.checks import next_check
from providers.listings.services.search_rows import refresh_search_rows
from tenants.accounts.models import User

DAYS_APART: Final = 11
LONGEST_AGO: Final = 240
DUE_A_WEEK_AGO: Final = timedelta(days=191)
_FIELDS: Final = ("last_assured", "last_assured_by", "review_due", "stale")


@transaction.atomic
def make_assurances(council: DemoCouncil) -> None:
    """In the open council: let an officer have checked every listing that never was on a day in the last 8 months, the
    same each time."""
    today, officer = timezone.localdate(), OFFICER_PERSON.user(council)
    states = list(
        ListingState.objects.filter(last_assured=None).select_related("service").order_by("service__external_id")
    )
    for number, state in enumerate(states):
        _check(state, officer, today - timedelta(days=number * DAYS_APART % LONGEST_AGO), today)
    ListingState.objects.bulk_update(states, _FIELDS)
    refresh_search_rows(service_ids=[state.service_id for state in states])


def ask_demo_people(council: DemoCouncil) -> None:
    """Let the demo people's listings be due, and ask them: their mails show what providers get."""
    today = timezone.localdate()
    keys = [*council.example.owned, council.example.other]
    states = list(ListingState.objects.filter(service__external_id__in=keys).select_related("service"))
    for state in states:
        owner = Membership.objects.owners().filter(organisation=state.service.organisation_id).people()[0]
        _check(state, owner, today - DUE_A_WEEK_AGO, today)
    ListingState.objects.bulk_update(states, _FIELDS)
    refresh_search_rows(service_ids=[state.service_id for state in states])
    remind(today=today)


def _check(state: ListingState, person: User, day: date, today: date) -> None:
    state.last_assured, state.last_assured_by = day, person
    state.review_due = next_check(state.service, day)
    state.stale = state.review_due + STALE_AFTER < today
