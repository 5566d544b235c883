"""The mails that ask people about their listings, owed in the transaction that notes whom was asked."""

from collections.abc import Sequence
from datetime import date

from django.urls import reverse
from django.utils.formats import date_format

from providers.assurance.mails import SINGLE, TOGETHER, TOPIC
from providers.assurance.selectors import is_school, keeps, link_token
from providers.listings.models import Service
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.mail.services.outbox import owe_to_person


def owe_reminder(*, person: User, service: Service, due: date, step: int) -> None:
    """One listing's mail at one step."""
    owe_to_person(
        event=f"check:{service.pk}:{due}:{step}:{person.pk}",
        person=person,
        template=SINGLE[step - 1],
        about={"service": service.pk, "due": due.isoformat(), "step": step},
        values={
            "service": service.name,
            "organisation": service.organisation.name,
            "checked": _checked(service),
            "link": _link(person, due, service),
            "portal": absolute_url(reverse(_page(person, service), kwargs={"uuid": service.uuid})),
            "report": _report(service),
        },
    )


def owe_list(*, person: User, services: Sequence[Service], today: date) -> None:
    """All that a person has to check, in one mail, unless they turned such mails off."""
    owe_to_person(
        event=f"check-list:{person.pk}:{today}",
        person=person,
        template=TOGETHER,
        about={"services": [service.pk for service in services], "day": today.isoformat()},
        values={
            "count": str(len(services)),
            "services": "\n".join(f"- {service.name}" for service in services),
            "link": _link(person, today, None),
            "portal": absolute_url(reverse("portal:dashboard")),
        },
        topic=TOPIC,
    )


def _page(person: User, service: Service) -> str:
    """Where a person changes the listing: officers on the desk."""
    return "edits:service" if keeps(person, service) else "portal:service"


def _link(person: User, day: date, about: Service | None) -> str:
    return absolute_url(reverse("still-correct", args=[link_token(person, day, about)]))


def _checked(service: Service) -> str:
    checked = service.state.last_assured
    return f"Last checked: {date_format(checked, 'j F Y')}." if checked else "Nobody has checked it yet."


def _report(service: Service) -> str:
    if not is_school(service):
        return ""
    if service.sen_report_date is None:
        return "We don’t know how old your SEN information report is."
    return f"Your SEN information report is from {date_format(service.sen_report_date, 'F Y')}."
