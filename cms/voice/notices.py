"""Mails about comments, owed in the transaction of what they tell."""

from contextlib import suppress

from django.urls import reverse
from django.utils import timezone

from cms.voice.mails import ANSWERED, COMMENTS_WAIT, CONCERN, FACT_REPORTED
from cms.voice.models import Comment
from cms.voice.selectors import concerned_address, contact_of, goes_to_its_people, overdue, service_of
from providers.listings.models import Membership
from tenants.accounts.models import User
from tenants.accounts.roles import OFFICER
from tenants.councils.links import absolute_url
from tenants.mail.errors import TooManyMails
from tenants.mail.services.outbox import owe_templated, owe_to_person


def owe_concern(comment: Comment) -> None:
    """The named recipient is told at once, by a link alone; once for each comment."""
    to = concerned_address()
    if to:
        link = absolute_url(reverse("voice:comment", args=[comment.pk]))
        owe_templated(
            event=f"comment-concern:{comment.pk}",
            to=to,
            template=CONCERN,
            values={"link": link},
            about={"comment": comment.pk},
        )


def owe_fact(comment: Comment) -> None:
    """The listing's people are asked whether a fact is right; beyond the limits of mails they read it on its page."""
    service = service_of(comment)
    if service is None or not goes_to_its_people(comment):
        return
    values = {
        "name": service.name,
        "link": absolute_url(reverse("reported-facts", kwargs={"uuid": service.uuid})),
    }
    for person in Membership.objects.writers().filter(organisation=service.organisation_id).people():
        with suppress(TooManyMails):
            owe_to_person(
                event=f"fact-reported:{comment.pk}:{person.pk}",
                person=person,
                template=FACT_REPORTED,
                values=values,
                about={"comment": comment.pk},
                sender="visitors",
            )


def owe_answered(comment: Comment) -> None:
    """The writer, where they left an address, is told that there is something to read."""
    contact = contact_of(comment)
    if contact is not None and contact.email:
        owe_templated(
            event=f"comment-answered:{comment.pk}:{comment.version}",
            to=contact.email,
            template=ANSWERED,
            values={"link": absolute_url(reverse("receipt", args=[comment.receipt_number]))},
            about={"comment": comment.pk},
        )


def owe_reminders() -> int:
    """Each officer is reminded once a week while comments wait too long; gives how many mails are owed."""
    number = overdue().count()
    if not number:
        return 0
    year, week, _ = timezone.localdate().isocalendar()
    officers = User.objects.filter(is_active=True, groups__name=OFFICER)
    values = {
        "number": f"{number} comment{'' if number == 1 else 's'}",
        "link": absolute_url(reverse("voice:queue")),
    }
    return sum(
        owe_to_person(
            event=f"comments-wait:{year}-{week}:{officer.pk}",
            person=officer,
            template=COMMENTS_WAIT,
            values=values,
            about={},
        )
        for officer in officers
    )
