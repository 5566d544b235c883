"""Whom a decision is told, and in which words; that mail goes once is `tests/integration/mail`."""

import pytest
from django.core import mail
from django.db import transaction
from django.utils import timezone

from providers.listings.models import Membership
from providers.review.models import ReviewTaskState
from providers.review.selectors import current_submission
from providers.review.services.corrections import accept_with_edits
from providers.review.services.submissions import approve, ask_for_changes, reject
from providers.review.services.undo import undo_decision
from providers.review.states import ListingStatus
from tenants.mail.models import Mail
from tenants.mail.tasks import sweep_mail
from tests.integration.review.conftest import listing_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standard_port(settings):
    settings.PUBLIC_SCHEME, settings.PUBLIC_PORT = "https", ""


def _send_what_can_not_be_taken_back():
    """The mails that wait for a decision to be final, as if its minutes were over."""
    assert sweep_mail() == 0
    Mail.objects.update(try_at=timezone.now())
    return sweep_mail()


def _decide(cast, decide, **words):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    decide(user=cast.officer, task_state=current_submission(listing), **words)
    return listing


def test_the_sender_is_mailed_the_reason_with_a_link_on_the_councils_host(cast):
    listing = _decide(cast, ask_for_changes, reason="Say who it is for & how.")
    assert _send_what_can_not_be_taken_back() == 1
    (sent,) = mail.outbox
    assert sent.to == [cast.owner.email]
    assert sent.subject == f"Please change: {listing.name}"
    assert "Say who it is for & how." in sent.body
    assert f"https://alpha.localhost/provider/services/{listing.uuid}/" in sent.body


def test_an_approval_links_the_page_that_families_see(cast):
    listing = _decide(cast, approve)
    _send_what_can_not_be_taken_back()
    assert f"https://alpha.localhost{listing.get_absolute_url()}" in mail.outbox[0].body


def test_a_rejection_says_why(cast):
    _decide(cast, reject, reason="It is not about SEND.")
    _send_what_can_not_be_taken_back()
    assert "It is not about SEND." in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("Not accepted: ")


def test_a_decision_that_is_rolled_back_mails_nothing(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)

    def reject_and_fail():
        with transaction.atomic():
            reject(user=cast.officer, task_state=submission, reason="No.")
            raise RuntimeError

    with pytest.raises(RuntimeError):
        reject_and_fail()
    assert not Mail.objects.exists()


def test_the_sender_is_told_what_to_change_field_by_field(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    ask_for_changes(
        user=cast.officer, task_state=current_submission(listing), requests={"description": "Say which days."}
    )
    _send_what_can_not_be_taken_back()
    assert "Description: Say which days." in mail.outbox[0].body
    assert "What to change:" not in mail.outbox[0].body


def test_the_sender_is_told_what_was_corrected(cast):
    listing = listing_in(ListingStatus.LIVE_SUBMITTED, cast)
    accept_with_edits(user=cast.officer, task_state=current_submission(listing), edits={"description": "Better words"})
    _send_what_can_not_be_taken_back()
    assert mail.outbox[0].subject == f"Approved with corrections: {listing.name}"
    assert "Before: Changed words" in mail.outbox[0].body
    assert "Now: Better words" in mail.outbox[0].body


def test_a_decision_that_is_taken_back_mails_nothing_until_the_next(cast):
    listing = _decide(cast, reject, reason="Hasty.")
    undo_decision(user=cast.officer, task_state=ReviewTaskState.objects.get())
    assert not Mail.objects.exists()
    reject(user=cast.officer, task_state=current_submission(listing), reason="Thought about.")
    _send_what_can_not_be_taken_back()
    (sent,) = mail.outbox
    assert "Thought about." in sent.body


def test_a_first_approval_of_two_tells_nobody(cast):
    listing = listing_in(ListingStatus.SECOND_REVIEW, cast)
    assert not Mail.objects.exists()
    approve(user=cast.partner, task_state=current_submission(listing))
    _send_what_can_not_be_taken_back()
    assert [sent.to for sent in mail.outbox] == [[cast.owner.email]]


def test_owners_hear_of_it_when_the_sender_has_left(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    cast.owner.is_active = False
    cast.owner.save()
    Membership.objects.filter(user=cast.editor).update(role=Membership.Role.OWNER)
    approve(user=cast.officer, task_state=current_submission(listing))
    _send_what_can_not_be_taken_back()
    assert [sent.to for sent in mail.outbox] == [[cast.editor.email]]
