"""A mail that waited says nothing that is no longer so: each kind is checked when it leaves, or says why not."""

import pytest
from django.core import mail
from django.utils import timezone

from tenants.mail import templates
from tenants.mail.models import Mail
from tenants.mail.services.delivery import send_mail
from tenants.mail.services.outbox import owe_mail
from tenants.mail.tasks import sweep_mail
from tenants.mail.templates import Lasting, every_template, truth_of
from tests.factories import PersonFactory
from tests.integration.mail import (  # noqa: F401 (they tell their stories)
    decision_stories,
    people_stories,
    staff_stories,
    voice_stories,
)
from tests.integration.mail.world import STORIES, World

pytestmark = pytest.mark.django_db
CHECKED = {template.name for template in every_template() if not isinstance(truth_of(template.name), Lasting)}


def _name(told):
    return f"{told.kind}-{told.story.__name__}"


@pytest.fixture
def world(alpha):
    return World()


def _owed(told, world):
    """The story up to its mails; those of its kind, due now."""
    story = told.story(world)
    next(story)
    Mail.objects.update(try_at=timezone.now())
    owed = list(Mail.objects.filter(template=told.kind))
    assert owed
    return story, owed


def test_every_kind_of_mail_has_a_story_in_which_it_becomes_untrue_or_says_why_it_can_not():
    assert {told.kind for told in STORIES} == CHECKED
    for template in every_template():
        truth = truth_of(template.name)
        assert not isinstance(truth, Lasting) or truth.why


@pytest.mark.parametrize("kind", sorted(CHECKED))
def test_a_mail_goes_while_it_is_true(world, kind):
    told = next(told for told in STORIES if told.kind == kind)
    _, owed = _owed(told, world)

    for each in owed:
        assert send_mail(mail_id=each.pk), Mail.objects.get(pk=each.pk).note


@pytest.mark.parametrize("told", STORIES, ids=_name)
def test_a_mail_that_is_no_longer_true_is_not_sent_and_says_why(world, told):
    story, owed = _owed(told, world)
    assert next(story, None) is None
    mail.outbox.clear()
    first = owed[0]

    assert not send_mail(mail_id=first.pk)

    first.refresh_from_db()
    assert told.why in first.note
    assert (first.untrue_at is None, first.sent_at, first.text, first.html) == (False, None, "", "")
    assert mail.outbox == []
    sweep_mail()
    assert first.subject not in {sent.subject for sent in mail.outbox if sent.to == [first.to]} or told.kind in RESENT


RESENT = {"invitation", "staff-invitation", "review-changes-asked"}
"""Kinds of which the change in between owes another, with the same subject."""


def test_officers_see_what_was_not_sent_and_why(alpha, with_second_factor, client_for, monkeypatch):
    officer = with_second_factor(PersonFactory.create(officer=True))
    monkeypatch.setitem(templates._truths, "x", lambda about: "Over.")
    owe_mail(event="x:1", to="ann@example.org", subject="It begins", text="Soon", template="x")
    assert sweep_mail() == 0
    page = client_for(alpha, officer).get("/admin/mails/outbox/").text
    assert "Not sent" in page
    assert "Over." in page
    assert "1 not sent, because they were no longer true" in page
    assert "Try again" not in page
    assert "Next try" not in page


def test_a_check_that_fails_sends_nothing_and_is_tried_again(alpha, monkeypatch):
    monkeypatch.setitem(templates._truths, "x", lambda about: about["missing"])
    owe_mail(event="x:1", to="ann@example.org", subject="Hi", text="x", template="x")
    owe_mail(event="y:1", to="ann@example.org", subject="Hi", text="x")
    assert sweep_mail() == 1
    assert Mail.objects.get(event="x:1").try_at > timezone.now()
