"""The council's messages to the people of organisations."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from uuid import UUID

from django.db import transaction
from django.urls import reverse
from wagtail.log_actions import log

from providers.listings.models import Membership, Organisation
from providers.listings.permissions import require_officer
from providers.upkeep.mails import FROM_COUNCIL
from tenants.accounts.models import User
from tenants.councils.links import absolute_url
from tenants.councils.scope import current_council
from tenants.mail.services.outbox import owe_templated, owe_to_person
from tenants.mail.templates import greeting


@dataclass(frozen=True, slots=True)
class Addressees:
    """Who gets a message to an organisation: its owners and editors, or its own address when nobody has an account."""

    organisation: Organisation
    people: tuple[User, ...]

    @property
    def nobody(self) -> bool:
        """Whether there is no way to write to it."""
        return not self.people and not self.organisation.email

    @property
    def words(self) -> str:
        """Who that is, for the officer."""
        if self.people:
            return f"{len(self.people)} {'person' if len(self.people) == 1 else 'people'} with an account"
        return (
            "its own e-mail address"
            if self.organisation.email
            else "nobody, as it has no account and no e-mail address"
        )


def addressees_of(organisations: Collection[Organisation]) -> list[Addressees]:
    """Who would get a message, by organisation, in one query."""
    people: dict[int, list[User]] = {}
    members = Membership.objects.writers().filter(organisation__in=organisations)
    for member in members.select_related("user").order_by("pk"):
        people.setdefault(member.organisation_id, []).append(member.user)
    return [Addressees(each, tuple(people.get(each.pk, ()))) for each in organisations]


@transaction.atomic
def write_to_organisations(
    *,
    user: User,
    organisations: Collection[Organisation],
    subject: str,
    message: str,
    once: UUID,
    about: Mapping[int, Iterable[str]] | None = None,
) -> list[Addressees]:
    """Owe the message to the people of each, and give those it goes to. `about` has the names of the listings it
    concerns by organisation key: nobody reads those of others.

    The same `once` again writes to nobody twice. What was written stays in the audit trail. Raises NotAllowed for all
    but officers.
    """
    require_officer(user)
    reached = [each for each in addressees_of(organisations) if not each.nobody]
    for each in reached:
        names = ", ".join((about or {}).get(each.organisation.pk, ()))
        values = {
            "subject": subject,
            "message": message,
            "about": f"This is about: {names}." if names else "",
            "answer": "Answer this mail to reach us." if current_council().email else "",
            "link": absolute_url(reverse("portal:dashboard")),
        }
        if _owe(each, once, values):
            data = {"subject": subject, "message": message, "about": names, "people": max(len(each.people), 1)}
            log(instance=each.organisation, action="upkeep.write", user=user, data=data)
    return reached


def _owe(to: Addressees, once: UUID, values: dict[str, str]) -> bool:
    """Whether anybody hadn't been told before."""
    event, about = f"message:{once}:{to.organisation.pk}", {"organisation": to.organisation.pk}
    if not to.people:
        address = to.organisation.email
        unnamed = {"greeting": greeting(""), **values}
        about = {**about, "address": address}
        return owe_templated(event=f"{event}:{address}", to=address, template=FROM_COUNCIL, values=unnamed, about=about)
    owed = [
        owe_to_person(event=f"{event}:{person.email}", person=person, template=FROM_COUNCIL, values=values, about=about)
        for person in to.people
    ]
    return any(owed)
