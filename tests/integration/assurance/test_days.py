"""When a listing is due: after its last check, the council's number of months later; schools once a year."""

from datetime import date, timedelta

import pytest
from dateutil.relativedelta import relativedelta
from django.utils import timezone
from wagtail.models import ModelLogEntry

from providers.assurance.due_dates import due_again, step_on
from providers.assurance.services import change_months, give_days
from providers.assurance.tasks import keep_listings_true
from providers.listings.errors import NotAllowed
from providers.listings.models import ListingState
from providers.listings.services.checks import confirm_still_correct, next_check
from providers.review.services.submissions import approve, submit
from tenants.mail.models import Mail
from tests.factories import MembershipFactory, PersonFactory, ServiceFactory

pytestmark = pytest.mark.django_db
MAY = date(2026, 5, 3)


@pytest.mark.parametrize(
    ("day", "months", "later"),
    [
        (date(2026, 5, 3), 6, date(2026, 11, 3)),
        (date(2026, 8, 31), 6, date(2027, 2, 28)),
        (date(2023, 8, 31), 6, date(2024, 2, 29)),
        (date(2026, 12, 1), 1, date(2027, 1, 1)),
        (date(2026, 1, 31), 24, date(2028, 1, 31)),
    ],
)
def test_a_listing_is_due_on_the_same_day_months_later_or_the_last_of_a_shorter_month(day, months, later):
    assert due_again(day, months=months, school=False) == later


def test_steps_of_a_day():
    assert [step_on(MAY + timedelta(days=days), MAY) for days in (-1, 0, 13, 14, 27, 28, 400)] == [0, 1, 1, 2, 2, 3, 3]


@pytest.mark.parametrize(
    ("report", "due"),
    [
        (None, date(2027, 5, 3)),
        (date(2025, 9, 1), date(2026, 9, 1)),
        (date(2024, 9, 1), date(2027, 5, 3)),
        (date(2024, 2, 29), date(2027, 5, 3)),
    ],
)
def test_a_school_is_due_when_its_report_is_a_year_old(report, due):
    assert due_again(MAY, months=6, school=True, report=report) == due


def test_a_check_is_good_for_the_councils_months(alpha, service, owner):
    state = confirm_still_correct(user=owner, service=service)
    assert state.review_due == timezone.localdate() + relativedelta(months=6)
    manager = PersonFactory(manager=True)
    change_months(user=manager, months=3)
    assert next_check(service, MAY) == date(2026, 8, 3)
    (told,) = ModelLogEntry.objects.filter(action="assurance.months")
    assert told.data == {"before": {"months": 6}, "after": {"months": 3}}


def test_only_managers_change_the_months(alpha, client_for, with_second_factor):
    for person in (PersonFactory(), PersonFactory(officer=True)):
        with pytest.raises(NotAllowed):
            change_months(user=person, months=3)
    browser = client_for(alpha, with_second_factor(PersonFactory(manager=True)))
    assert 'value="6"' in browser.get("/admin/checking/").text
    assert browser.post("/admin/checking/", {"months": "0"}).status_code == 422
    assert browser.post("/admin/checking/", {"months": "4"}).status_code == 302
    assert 'value="4"' in browser.get("/admin/checking/").text


def test_what_was_approved_and_never_checked_is_due_months_after_it_went_live(organisation, owner):
    service = ServiceFactory(organisation=organisation)
    approve(user=PersonFactory(officer=True), task_state=submit(user=owner, listing=service))
    assert give_days() == 1
    state = ListingState.objects.get(service=service)
    assert (state.last_assured, state.last_assured_by) == (None, None)
    assert state.review_due == timezone.localdate() + relativedelta(months=6)


def test_what_was_imported_is_due_in_time_and_never_in_the_past(organisation):
    old, new = (ServiceFactory(organisation=organisation, published=True) for _ in range(2))
    type(old).objects.filter(pk=old.pk).update(last_published_at=timezone.now() - timedelta(days=900))
    ServiceFactory(organisation=organisation)
    assert give_days() == 2
    assert give_days() == 0
    today = timezone.localdate()
    assert ListingState.objects.get(service=old).review_due == today
    assert ListingState.objects.get(service=new).review_due == today + relativedelta(months=6)


def test_the_hourly_task_does_it_all_once(organisation, service):
    MembershipFactory(organisation=organisation, role="editor")
    ListingState.objects.filter(service=service).update(review_due=timezone.localdate())
    assert keep_listings_true() == 2
    assert keep_listings_true() == 0
    assert Mail.objects.count() == 2
