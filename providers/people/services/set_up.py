"""Organisations that people add themselves, and those that officers set up for somebody on the phone."""

from typing import Final

from django.db import transaction

from providers.listings.data import OrganisationData
from providers.listings.models import Membership, Organisation
from providers.listings.permissions import require_officer
from providers.listings.services.listings import create_organisation
from providers.people.errors import PeopleError
from providers.people.models import Invitation
from providers.people.services.members import invite, note
from tenants.accounts.models import User

MOST_UNAPPROVED: Final = 5
"""Organisations of a person that the council hasn't approved: nobody fills the council's list alone."""


@transaction.atomic
def start_organisation(*, user: User, data: OrganisationData) -> Organisation:
    """Add an organisation as a first draft that its maker owns. Families see nothing of it until it is approved.

    Raises PeopleError when too many of theirs wait, ValidationError by field.
    """
    User.objects.select_for_update().get(pk=user.pk)
    own = Membership.objects.filter(user=user, role=Membership.Role.OWNER, organisation__live=False)
    if own.count() >= MOST_UNAPPROVED:
        raise PeopleError(
            f"{MOST_UNAPPROVED} organisations of yours are not approved yet. Send them to the council first."
        )
    return create_organisation(user=user, data=data, owner=user)


@transaction.atomic
def set_up_organisation(*, user: User, data: OrganisationData, email: str) -> Invitation:
    """Add an organisation for somebody on the phone, and invite them by e-mail as its owner.

    Raises NotAllowed for all but officers, ValidationError by field.
    """
    require_officer(user)
    organisation = create_organisation(user=user, data=data)
    return invite(user=user, organisation=organisation, email=email, role=Membership.Role.OWNER)


@transaction.atomic
def set_up_for_council(*, user: User, data: OrganisationData) -> Organisation:
    """Add an organisation without anybody of its own: the council keeps it. Raises as `set_up_organisation` does."""
    require_officer(user)
    organisation = create_organisation(user=user, data=data)
    keep_for_council(user=user, organisation=organisation, kept=True)
    return organisation


@transaction.atomic
def keep_for_council(*, user: User, organisation: Organisation, kept: bool) -> None:
    """Say whether the council keeps an organisation's listings true while nobody of its own does: then officers are
    asked whether they are still correct. Twice is fine. Raises NotAllowed for all but officers."""
    require_officer(user)
    if Organisation.objects.filter(pk=organisation.pk, kept_by_council=not kept).update(kept_by_council=kept):
        note(organisation, user, "people.keep" if kept else "people.stop_keeping")
    organisation.kept_by_council = kept
