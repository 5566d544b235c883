"""Mails about the care of listings, owed in the transaction of what they tell."""

from django.urls import reverse

from providers.listings.models import Membership
from providers.listings.permissions import Listing, organisation_id_of
from providers.upkeep.mails import MERGED
from tenants.councils.links import absolute_url
from tenants.mail.services import owe_templated
from tenants.mail.templates import greeting


def owe_news_of_merge(*, gone: Listing, kept: Listing) -> None:
    """The active people of both hear it, once each, whose side they are on or not."""
    organisations = {organisation_id_of(gone), organisation_id_of(kept)}
    writers = Membership.objects.filter(organisation__in=organisations, user__is_active=True)
    people = {member.user_id: member.user for member in writers.select_related("user")}
    for person in people.values():
        owe_templated(
            event=f"merge:{gone.uuid}:{kept.uuid}:{person.pk}",
            to=person.email,
            template=MERGED.name,
            values={
                "greeting": greeting(person.name),
                "gone": gone.name,
                "kept": kept.name,
                "link": absolute_url(reverse("portal:dashboard")),
            },
        )
