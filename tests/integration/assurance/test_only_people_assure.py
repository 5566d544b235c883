"""A listing was checked when a person said so: no way of going live says it for them."""

from dataclasses import replace
from importlib import import_module

import pytest
from django.apps import apps
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import ModelLogEntry

from providers.listings.data import ContactData, ServiceData
from providers.listings.models import ListingState
from providers.listings.services.checks import confirm_still_correct
from providers.listings.services.listings import save_draft
from providers.listings.services.suspension import set_trusted
from providers.review.history import events_of
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.services.bulk import approve_many
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, publish_directly, submit
from providers.review.services.undo import undo_decision
from providers.upkeep.services.several import confirm_by_phone
from providers.upkeep.services.terms import Filing, file_services
from search.index.models import SearchRow
from tests.factories import PersonFactory
from tests.integration.assurance.conftest import DUE, make_due
from tests.integration.review.conftest import COMPLETE

pytestmark = pytest.mark.django_db
ASSURED = "listing.confirm"


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True, name="Ona Officer")


@pytest.fixture
def service(organisation):
    return make_due(organisation, name="Sleep club", **COMPLETE)


def _change(service, owner, **fields):
    data = replace(ServiceData.from_service(service), **fields)
    return save_draft(user=owner, service=service, data=data)


def _send(service, owner, **fields):
    _change(service, owner, **fields)
    return submit(user=owner, listing=service)


def _by_rules(service, owner, officer):
    set_trusted(user=officer, organisation=service.organisation, trusted=True)
    ReviewSettings.objects.update_or_create(pk=1, defaults={"automatic_fields": ["contacts"]})
    service.refresh_from_db()
    assert _send(service, owner, contacts=(ContactData(name="Ann", phone="01632 960001"),)).automatic


def _undone(service, owner, officer):
    submission = _send(service, owner, summary="New.")
    approve(user=officer, task_state=submission)
    undo_decision(user=officer, task_state=ReviewTaskState.objects.get(pk=submission.pk))


DOORS = {
    "approval": lambda service, owner, officer: approve(user=officer, task_state=_send(service, owner, summary="New.")),
    "correction": lambda service, owner, officer: accept_with_edits(
        user=officer, task_state=_send(service, owner, summary="New."), edits={"summary": "Newer."}
    ),
    "many at once": lambda service, owner, officer: approve_many(
        user=officer, task_states=[_send(service, owner, summary="New.")]
    ),
    "rules": _by_rules,
    "undone": _undone,
    "council": lambda service, owner, officer: publish_directly(
        listing=service, revision=_change(service, owner, summary="New."), user=officer
    ),
    "terms": lambda service, owner, officer: file_services(
        user=officer, services=[service], filing=Filing(add_needs=("sleep",))
    ),
}


@pytest.mark.parametrize("door", sorted(DOORS))
def test_no_way_of_going_live_counts_as_a_check(service, owner, officer, door):
    DOORS[door](service, owner, officer)
    state = ListingState.objects.get(service=service)
    assert (state.last_assured, state.last_assured_by, state.review_due) == (None, None, DUE)
    assert not ModelLogEntry.objects.filter(action=ASSURED).exists()
    assert "still correct" not in str(events_of(service))
    assert SearchRow.objects.get(key=f"service:{service.uuid}").body["last_assured"] is None


def test_an_approval_shows_as_a_change(alpha, service, owner, officer, client_for):
    approve(user=officer, task_state=_send(service, owner, summary="New."))
    page = client_for(alpha).get(service.get_absolute_url(), follow=True).text
    assert "Nobody has said yet that all of it is right. Changed on " in page
    assert events_of(service)[0].what == "Approved it, so what families read has changed"


def test_what_the_council_heard_by_phone_is_said_to_be_that(service, owner, officer):
    confirm_by_phone(user=officer, services=[service])
    assert [(event.who, event.what) for event in events_of(service)[:1]] == [
        ("The council", "Noted that somebody said by phone that everything is correct")
    ]
    confirm_still_correct(user=owner, service=service)
    assert [(event.who, event.what) for event in events_of(service)[:1]] == [
        ("Olu Owner", "Said that everything is still correct")
    ]


def test_nobody_checks_what_families_can_not_see(alpha, owner, service, client_for):
    ListingState.objects.filter(service=service).update(paused=True)
    answer = client_for(alpha, owner).post(f"/provider/services/{service.uuid}/still-correct/")
    assert answer.status_code == 409
    assert "Families can&#x27;t see it" in answer.text
    assert not ModelLogEntry.objects.filter(action=ASSURED).exists()


@pytest.mark.parametrize("before", ["nobody", "owner"])
def test_checks_that_nobody_made_are_taken_back_from_what_is_there(service, owner, officer, before):
    if before == "owner":
        confirm_still_correct(user=owner, service=service)
    true = ListingState.objects.get(service=service)
    told = {"after": {"last_assured": timezone.localdate().isoformat()}, "how": "review"}
    log(instance=service, action=ASSURED, user=owner, data=told)
    ListingState.objects.update(last_assured=timezone.localdate(), last_assured_by=officer)

    import_module("providers.assurance.migrations.0002_only_who_said_so").take_away_checks_that_nobody_made(apps, None)

    state = ListingState.objects.get(service=service)
    assert (state.last_assured, state.last_assured_by) == (true.last_assured, true.last_assured_by)
    assert len([event for event in events_of(service) if "still correct" in event.what]) == (before == "owner")
