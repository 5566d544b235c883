"""What a comment says of its writer is purged in time, and officers are reminded of what waits."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.voice.kinds import Refusal
from cms.voice.models import Comment, Contact
from cms.voice.notices import owe_reminders
from cms.voice.services.answering import answer, close_fact
from cms.voice.services.deciding import publish_comment, refuse
from cms.voice.services.keeping import purge
from cms.voice.still_true import why_answer_untrue, why_concern_untrue, why_reminder_untrue
from cms.voice.tasks import keep_comments
from tenants.councils.scope import council_scope
from tenants.mail.models import Mail
from tests.factories import PersonFactory
from tests.factories.comments import told

pytestmark = pytest.mark.django_db


@pytest.fixture
def officer(alpha):
    return PersonFactory(officer=True)


def ends(comment, monkeypatch, days):
    """Whether the contact is gone so many days from now."""
    day = timezone.localdate() + timedelta(days=days)
    monkeypatch.setattr("cms.voice.services.keeping.timezone.localdate", lambda: day)
    purge()
    gone = not Contact.objects.filter(comment=comment).exists()
    monkeypatch.undo()
    return gone


@pytest.mark.parametrize("become", ["answered", "refused", "put right"])
def test_a_contact_is_kept_ninety_days_after_the_answer(officer, monkeypatch, become):
    comment = told(email="ann@family.example", theme="fact" if become == "put right" else "quality")
    if become == "answered":
        comment = publish_comment(user=officer, comment=comment, version=0, words="Words", nobody=True)
        answer(user=officer, comment=comment, version=1, response="R", action="A", action_on=date(2026, 12, 1))
    elif become == "refused":
        refuse(user=officer, comment=comment, version=0, reason=Refusal.ABUSIVE)
    else:
        close_fact(user=officer, comment=comment, version=0, mended=True, words="")
    assert not ends(comment, monkeypatch, 90)
    assert ends(comment, monkeypatch, 91)
    assert Comment.objects.get().words, "the comment itself stays"


def test_a_contact_of_what_nobody_answers_is_not_kept_for_ever(alpha, monkeypatch):
    comment = told(email="ann@family.example")
    assert not ends(comment, monkeypatch, 365)
    assert ends(comment, monkeypatch, 366)


def test_what_tells_a_double_press_is_forgotten(alpha):
    comment = told()
    Comment.objects.filter(pk=comment.pk).update(created_at=timezone.now() - timedelta(days=3))
    purge()
    comment.refresh_from_db()
    assert comment.told_key is None


def test_officers_are_reminded_once_a_week_until_nothing_waits(officer):
    assert owe_reminders() == 0
    comment = told()
    assert owe_reminders() == 0, "it came just now"
    Comment.objects.update(created_at=timezone.now() - timedelta(days=6))
    assert owe_reminders() == 1
    assert owe_reminders() == 0
    mail = Mail.objects.get(event__startswith="comments-wait:")
    assert mail.to == officer.email
    assert "1 comment" in mail.text
    assert comment.words not in mail.text
    assert why_reminder_untrue({"person": officer.pk}) == ""
    publish_comment(user=officer, comment=comment, version=0, words="Words", nobody=True)
    assert why_reminder_untrue({"person": officer.pk})
    Comment.objects.update(decided_at=timezone.now() - timedelta(days=21))
    assert why_reminder_untrue({"person": officer.pk}) == "", "published, and not answered"


def test_mails_about_what_was_erased_do_not_leave(alpha):
    comment = told(email="ann@family.example")
    assert why_concern_untrue({"comment": comment.pk}) == why_answer_untrue({"comment": comment.pk}) == ""
    Contact.objects.all().delete()
    assert why_answer_untrue({"comment": comment.pk})
    Comment.objects.update(erased_at=timezone.now())
    assert why_concern_untrue({"comment": comment.pk})


def test_the_daily_task_runs_twice_and_leaves_other_councils_alone(alpha, beta):
    with council_scope(beta):
        told(email="ann@family.example")
        Contact.objects.update(kept_until=timezone.localdate() - timedelta(days=1))
    told(email="ann@family.example")
    Contact.objects.update(kept_until=timezone.localdate() - timedelta(days=1))
    assert [keep_comments() for _ in range(2)] == [1, 0]
    with council_scope(beta):
        assert Contact.objects.count() == 1
