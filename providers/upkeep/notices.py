"""Mails about the care of listings, owed in the transaction of what they tell."""

from django.urls import reverse

from providers.listings.models import Membership, Service
from providers.listings.permissions import Listing, organisation_id_of
from providers.upkeep.mails import MERGED
from providers.upkeep.models import Kind
from tenants.councils.links import absolute_url
from tenants.mail.services.outbox import owe_to_person


def owe_news_of_merge(*, gone: Listing, kept: Listing) -> None:
    """The people of both who can sign in hear it, once each."""
    kind = Kind.SERVICE if isinstance(gone, Service) else Kind.ORGANISATION
    organisations = {organisation_id_of(gone), organisation_id_of(kept)}
    values = {"gone": gone.name, "kept": kept.name, "link": absolute_url(reverse("portal:dashboard"))}
    for person in Membership.objects.active().filter(organisation__in=organisations).people():
        owe_to_person(
            event=f"merge:{gone.uuid}:{kept.uuid}:{person.pk}",
            person=person,
            template=MERGED,
            about={"kind": kind, "gone": gone.pk, "kept": kept.pk},
            values=values,
        )
