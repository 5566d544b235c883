"""One mail for each decision, after its commit, however often the task runs and whatever the broker does."""

import pytest
from celery import current_app
from django.core import mail
from django.db import transaction

from providers.listings.models import Membership
from providers.review import notices
from providers.review.models import ReviewNotice
from providers.review.notices import SEND_TASK, send_notice
from providers.review.selectors import current_submission
from providers.review.services import approve, ask_for_changes, reject
from providers.review.states import ListingStatus
from providers.review.tasks import sweep_notices
from tests.integration.review.conftest import listing_in

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _standard_port(settings):
    settings.PUBLIC_SCHEME, settings.PUBLIC_PORT = "https", ""


@pytest.fixture
def handed_over(monkeypatch):
    """The ids handed to the broker, which is not needed here."""
    ids = []
    monkeypatch.setattr(
        current_app, "send_task", lambda name, args=(), **_: ids.extend(args if name == SEND_TASK else ())
    )
    return ids


def _decide(cast, decide, **words):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    decide(user=cast.officer, task_state=current_submission(listing), **words)
    return listing


def test_the_sender_is_mailed_the_reason_with_a_link_on_the_councils_host(cast):
    listing = _decide(cast, ask_for_changes, reason="Say who it is for & how.")
    assert sweep_notices() == 1
    (sent,) = mail.outbox
    assert sent.to == [cast.owner.email]
    assert sent.subject == f"Please change: {listing.name}"
    assert "Say who it is for & how." in sent.body
    assert f"https://alpha.localhost/provider/services/{listing.uuid}/" in sent.body


def test_an_approval_links_the_page_that_families_see(cast):
    listing = _decide(cast, approve)
    sweep_notices()
    assert f"https://alpha.localhost{listing.get_absolute_url()}" in mail.outbox[0].body


def test_a_rejection_says_why(cast):
    _decide(cast, reject, reason="It is not about SEND.")
    sweep_notices()
    assert "It is not about SEND." in mail.outbox[0].body
    assert mail.outbox[0].subject.startswith("Not accepted: ")


def test_a_task_that_runs_twice_mails_once(cast):
    _decide(cast, approve)
    notice = ReviewNotice.objects.get()
    assert send_notice(notice_id=notice.pk)
    assert not send_notice(notice_id=notice.pk)
    assert sweep_notices() == 0
    assert len(mail.outbox) == 1


def test_an_unknown_notice_is_no_error(alpha):
    assert not send_notice(notice_id=0)


def test_the_hand_over_comes_after_the_commit(cast, handed_over, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks() as callbacks:
        _decide(cast, approve)
    assert handed_over == []
    assert mail.outbox == []
    for callback in callbacks:
        callback()
    assert handed_over == [ReviewNotice.objects.get().pk]


def test_a_decision_that_is_rolled_back_mails_nothing(cast, handed_over, django_capture_on_commit_callbacks):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)

    def reject_and_fail():
        with transaction.atomic():
            reject(user=cast.officer, task_state=submission, reason="No.")
            raise RuntimeError

    with django_capture_on_commit_callbacks(execute=True), pytest.raises(RuntimeError):
        reject_and_fail()
    assert handed_over == []
    assert not ReviewNotice.objects.exists()
    assert sweep_notices() == 0
    assert mail.outbox == []


def test_a_dead_broker_leaves_the_mail_to_the_sweep(cast, monkeypatch, django_capture_on_commit_callbacks):
    def refuse(*args, **options):
        raise ConnectionError("no broker")

    monkeypatch.setattr(current_app, "send_task", refuse)
    with django_capture_on_commit_callbacks(execute=True):
        _decide(cast, approve)
    assert mail.outbox == []
    assert sweep_notices() == 1
    assert len(mail.outbox) == 1


def test_a_mail_that_fails_is_tried_again(cast, monkeypatch):
    _decide(cast, approve)
    notice = ReviewNotice.objects.get()
    build = notices._mail

    def fail(notice):
        raise ConnectionError("no mail server")

    monkeypatch.setattr(notices, "_mail", fail)
    with pytest.raises(ConnectionError):
        send_notice(notice_id=notice.pk)
    monkeypatch.setattr(notices, "_mail", build)
    assert send_notice(notice_id=notice.pk)


def test_one_bad_address_stops_no_other_mail(cast, monkeypatch):
    for _ in range(2):
        _decide(cast, approve)
    first = ReviewNotice.objects.order_by("created_at")[0]
    build = notices._mail

    def fail_first(notice):
        if notice.pk == first.pk:
            raise ConnectionError("refused")
        return build(notice)

    monkeypatch.setattr(notices, "_mail", fail_first)
    assert sweep_notices() == 1
    assert ReviewNotice.objects.get(sent_at=None) == first


def test_owners_hear_of_it_when_the_sender_has_left(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    cast.owner.is_active = False
    cast.owner.save()
    Membership.objects.filter(user=cast.editor).update(role=Membership.Role.OWNER)
    approve(user=cast.officer, task_state=current_submission(listing))
    sweep_notices()
    assert [sent.to for sent in mail.outbox] == [[cast.editor.email]]


def test_a_name_with_a_line_break_can_not_forge_a_header(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    revision = submission.revision
    revision.object_str = "Night Owls\r\nBcc: all@example.org"
    revision.save(update_fields=["object_str"])
    approve(user=cast.officer, task_state=submission)
    sweep_notices()
    assert mail.outbox[0].subject == "Approved: Night Owls Bcc: all@example.org"
