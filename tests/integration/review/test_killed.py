"""kill -9 at any statement of a move, in a real process: afterwards the move was made whole, or not at all."""

import os
import signal
from dataclasses import replace

import pytest
from django.db import connection
from django.utils import timezone

from providers.listings.models import Organisation, Service
from providers.listings.projection import key_of
from providers.listings.services.listings import save_draft
from providers.review.models import ReviewSettings, ReviewTaskState
from providers.review.selectors import current_submission, status_of
from providers.review.services.submissions import approve, ask_for_changes, submit, withdraw
from providers.review.services.undo import undo_decision
from providers.review.states import ListingStatus
from search.index.models import SearchRow
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tenants.mail.tasks import sweep_mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, full_data
from tests.integration.review.conftest import edit

pytestmark = pytest.mark.django_db(transaction=True)
STRIDE = 9
"""How many statements lie between two points where the process is killed."""


def _killed(council, at, act):
    """Make a move in a process that kills itself as it comes to a statement; whether it got there."""
    connection.close()
    child = os.fork()
    if child == 0:
        _move_and_die(council, at, act)
    _, status = os.waitpid(child, 0)
    assert os.WIFSIGNALED(status) or os.WEXITSTATUS(status) == 0
    return os.WIFSIGNALED(status)


def _move_and_die(council, at, act):
    made = 0

    def count(execute, *args):
        nonlocal made
        made += 1
        if made == at:
            os.kill(os.getpid(), signal.SIGKILL)
        return execute(*args)

    failed = 1
    try:
        with council_scope(council), connection.execute_wrapper(count):
            act()
        failed = 0
    finally:
        os._exit(failed)


def _seen(service):
    """All that a move changes, for everybody who looks."""
    fresh = Service.objects.get(pk=service.pk)
    return (
        status_of(fresh),
        fresh.description,
        list(SearchRow.objects.filter(key=key_of(service)).values_list("deleted", "body")),
        list(ReviewTaskState.objects.order_by("pk").values_list("pk", "status", "decision", "automatic")),
        sorted((mail.event, mail.sent_at is None) for mail in Mail.objects.all()),
        fresh.latest_revision_id,
    )


@pytest.fixture
def people(alpha):
    """An owner of a trusted, live organisation, and an officer."""
    organisation = OrganisationFactory(published=True)
    Organisation.objects.filter(pk=organisation.pk).update(trusted=True)
    return MembershipFactory(organisation=organisation), PersonFactory(officer=True)


def _sent(membership, officer):
    service = ServiceFactory(organisation=membership.organisation, data=full_data(), published=True)
    edit(service, membership.user, "Changed words")
    submit(user=membership.user, listing=Service.objects.get(pk=service.pk))
    return service


def _sending(membership, officer):
    service = ServiceFactory(organisation=membership.organisation, data=full_data())
    return service, lambda: submit(user=membership.user, listing=service), ListingStatus.SUBMITTED


def _sending_what_the_rules_let_through(membership, officer):
    ReviewSettings.objects.create(pk=1, automatic_fields=["url"])
    service = ServiceFactory(organisation=membership.organisation, data=full_data(), published=True)
    draft = replace(full_data(), url="https://www.example.org/")
    save_draft(user=membership.user, service=Service.objects.get(pk=service.pk), data=draft)
    return service, lambda: submit(user=membership.user, listing=service), ListingStatus.LIVE


def _taking_back(membership, officer):
    service = _sent(membership, officer)
    return service, lambda: withdraw(user=membership.user, listing=service), ListingStatus.LIVE_DRAFT


def _approving(membership, officer):
    service = _sent(membership, officer)
    submission = current_submission(service)
    return service, lambda: approve(user=officer, task_state=submission), ListingStatus.LIVE


def _asking(membership, officer):
    service = _sent(membership, officer)
    submission = current_submission(service)
    requests = {"description": "Which days?"}
    act = lambda: ask_for_changes(user=officer, task_state=submission, requests=requests)  # noqa: E731
    return service, act, ListingStatus.LIVE_CHANGES_ASKED


def _undoing(membership, officer):
    service, decide, _ = _approving(membership, officer)
    decide()
    submission = ReviewTaskState.objects.get()
    return service, lambda: undo_decision(user=officer, task_state=submission), ListingStatus.LIVE_SUBMITTED


def _mailing(membership, officer):
    """The worker's part: the decision's mail."""
    service, decide, status = _approving(membership, officer)
    decide()
    return service, _sweep_once_claims_have_ended, status


def _sweep_once_claims_have_ended():
    """A worker that is killed keeps its mails until then."""
    Mail.objects.update(try_at=timezone.now())
    sweep_mail()


@pytest.mark.parametrize(
    "moment",
    [_sending, _sending_what_the_rules_let_through, _taking_back, _approving, _asking, _undoing, _mailing],
    ids=lambda moment: moment.__name__.strip("_"),
)
def test_a_move_cut_short_is_not_made_and_can_be_made_again(alpha, people, moment):
    service, act, after = moment(*people)
    before = _seen(service)
    at = 1
    while _killed(alpha, at, act):
        with council_scope(alpha):
            assert _seen(service) == before, f"killed at statement {at}"
        at += STRIDE
    with council_scope(alpha):
        assert at > STRIDE
        assert _seen(service) != before
        assert status_of(Service.objects.get(pk=service.pk)) is after
