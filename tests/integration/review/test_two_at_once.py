"""Two people at the same moment, on two real connections: one wins, the other is told."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Event

import pytest
from django.db import connection, transaction

from providers.listings.errors import EditConflict, WrongState
from providers.listings.models import Service
from providers.listings.projection import key_of
from providers.listings.services.suspension import suspend as suspend_now
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission, status_of
from providers.review.services.submissions import approve, reject, submit
from providers.review.states import ListingStatus
from search.index.models import SearchRow
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory
from tests.integration.review.conftest import edit

pytestmark = pytest.mark.django_db(transaction=True)


def _at_once(council, *acts):
    """Run each act in a thread with a connection of its own; their results or refusals, in order."""
    barrier = Barrier(len(acts))

    def run(act):
        try:
            with council_scope(council):
                barrier.wait(timeout=300)
                return act()
        except (WrongState, EditConflict) as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(acts)) as pool:
        return list(pool.map(run, acts))


@pytest.fixture
def waiting(alpha):
    """A submitted service with its owner."""
    owner = PersonFactory()
    service = ServiceFactory(organisation=OrganisationFactory(published=True))
    MembershipFactory(organisation=service.organisation, user=owner)
    submit(user=owner, listing=service)
    return service


def test_of_two_officers_one_decides(alpha, waiting):
    officers = [PersonFactory(officer=True) for _ in range(2)]
    submission = current_submission(waiting)
    results = _at_once(
        alpha,
        lambda: approve(user=officers[0], task_state=submission),
        lambda: reject(user=officers[1], task_state=submission, reason="No."),
    )
    refused = [result for result in results if isinstance(result, WrongState)]
    assert len(refused) == 1
    won = ListingStatus.REJECTED if refused[0] is results[0] else ListingStatus.LIVE
    assert status_of(Service.objects.get(pk=waiting.pk)) is won
    assert Mail.objects.count() == 1


def test_of_two_presses_of_send_one_counts(alpha):
    owner = PersonFactory()
    service = ServiceFactory(organisation=OrganisationFactory(published=True))
    MembershipFactory(organisation=service.organisation, user=owner)
    results = _at_once(alpha, *(lambda: submit(user=owner, listing=Service.objects.get(pk=service.pk)),) * 2)
    assert sorted(isinstance(result, WrongState) for result in results) == [False, True]
    assert ReviewTaskState.objects.count() == 1


def test_an_edit_and_a_send_at_once_lose_nothing(alpha):
    owner = PersonFactory()
    service = ServiceFactory(organisation=OrganisationFactory(published=True))
    MembershipFactory(organisation=service.organisation, user=owner)
    saved, sent = _at_once(
        alpha,
        lambda: edit(Service.objects.get(pk=service.pk), owner, "Later words"),
        lambda: submit(user=owner, listing=Service.objects.get(pk=service.pk)),
    )
    fresh = Service.objects.get(pk=service.pk)
    assert sent.revision_id == fresh.latest_revision_id
    assert isinstance(saved, WrongState) or saved.pk == fresh.latest_revision_id


def test_an_approval_beside_a_suspension_does_not_let_families_find_the_listing(alpha, waiting):
    officer, other = (PersonFactory(officer=True) for _ in range(2))
    submission = current_submission(waiting)
    suspended, approved = Event(), Event()

    def suspend():
        with transaction.atomic():
            suspend_now(user=other, listing=waiting, reason="A report about it.")
            suspended.set()
            approved.wait(timeout=1)  # an approval that doesn't wait for this transaction ends well before

    def decide():
        suspended.wait(timeout=300)
        approve(user=officer, task_state=submission)
        approved.set()

    _at_once(alpha, suspend, decide)
    assert Service.objects.get(pk=waiting.pk).live
    assert not SearchRow.objects.filter(key=key_of(waiting), deleted=False).exists()
