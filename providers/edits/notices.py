"""Mails about the council's own changes, owed in the transaction of the change."""

from collections.abc import Sequence

from django.urls import reverse

from providers.edits.mails import COUNCIL_EDITED
from providers.edits.models import CouncilEdit
from providers.listings.models import Membership, Service
from providers.listings.permissions import organisation_id_of
from providers.listings.selectors import families_see
from providers.review.comparison.diff import FieldChange
from tenants.councils.links import absolute_url
from tenants.mail.services.outbox import owe_to_person


def owe_news_of_edit(edit: CouncilEdit, changes: Sequence[FieldChange]) -> None:
    """Everybody who writes for the listing's organisation hears what changed and why; nobody's listing tells nobody."""
    listing = edit.listing
    kind = "service" if isinstance(listing, Service) else "organisation"
    values = {
        "kind": kind,
        "name": listing.name,
        "where": _where(edit),
        "reason": edit.reason,
        "corrections": words_of(changes),
        "link": absolute_url(reverse(f"portal:{kind}", kwargs={"uuid": listing.uuid})),
    }
    for person in Membership.objects.writers().filter(organisation=organisation_id_of(listing)).people():
        owe_to_person(
            event=f"council-edit:{edit.pk}:{person.pk}",
            person=person,
            template=COUNCIL_EDITED,
            values=values,
            about={"edit": edit.pk},
        )


def words_of(changes: Sequence[FieldChange]) -> str:
    """Each changed field with its words before and after."""
    return "\n".join(
        f"{change.label}\nBefore: {change.before or 'nothing'}\nNow: {change.after or 'nothing'}" for change in changes
    )


def _where(edit: CouncilEdit) -> str:
    if edit.state == CouncilEdit.State.SAVED:
        return "It is in your draft: look through it and send it when you are ready."
    return "Families can see it now." if families_see(edit.listing) else "It is hidden from families at the moment."
