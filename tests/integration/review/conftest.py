"""A cast for the review: an organisation's people and the council's."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

import pytest
from wagtail.models import Revision

from providers.listings.data import ContactData, OrganisationData, ServiceData
from providers.listings.models import Membership, Organisation, Service
from providers.listings.services.listings import save_draft, save_organisation_draft
from providers.review.field_requests import AskedChange, requests_of
from providers.review.models import ReviewSettings
from providers.review.selectors import current_submission
from providers.review.services.submissions import approve, ask_for_changes, reject, submit
from providers.review.states import ListingStatus
from tenants.accounts.models import User
from tenants.councils.models import Council
from tests.factories import MembershipFactory, OrganisationFactory, PersonFactory, ServiceFactory, put_live


@dataclass(frozen=True)
class Cast:
    """The people around one organisation."""

    organisation: Organisation
    owner: User
    editor: User
    viewer: User
    outsider: User
    officer: User
    other_officer: User
    manager: User
    content_editor: User
    commissioner: User
    partner: User
    officer_who_writes: User


def asked_fields(listing: Service | Organisation) -> Mapping[str, AskedChange]:
    """What the council asks of a listing, by field."""
    return requests_of([listing])[listing.pk].fields


COMPLETE: Mapping[str, Any] = {
    "summary": "A club",
    "contacts": (ContactData(phone="01632 960001"),),
    "delivery": ("phone",),
    "age_min": 4,
}
"""What a service says that nothing families can't do without is missing from."""


@pytest.fixture
def cast(alpha: Council) -> Cast:
    """Everyone, with an organisation that has been approved."""
    organisation = OrganisationFactory.create(published=True)

    def member(role: str, **traits: Any) -> User:
        return MembershipFactory.create(organisation=organisation, role=role, user=PersonFactory.create(**traits)).user

    return Cast(
        organisation=organisation,
        owner=member(Membership.Role.OWNER),
        editor=member(Membership.Role.EDITOR),
        viewer=member(Membership.Role.VIEWER),
        outsider=MembershipFactory.create(organisation=OrganisationFactory.create()).user,
        officer=PersonFactory.create(officer=True),
        other_officer=PersonFactory.create(officer=True),
        manager=PersonFactory.create(manager=True),
        content_editor=PersonFactory.create(content_editor=True),
        commissioner=PersonFactory.create(commissioner=True),
        partner=PersonFactory.create(partner=True),
        officer_who_writes=member(Membership.Role.EDITOR, officer=True),
    )


def edit(listing: Any, user: User, words: str) -> Revision:
    """Save a draft whose description is `words`."""
    listing.refresh_from_db()
    draft = listing.get_latest_revision_as_object()
    if isinstance(listing, Service):
        service = replace(ServiceData.from_service(draft), description=words)
        return save_draft(user=user, service=listing, data=service)
    organisation = replace(OrganisationData.from_organisation(draft), description=words)
    return save_organisation_draft(user=user, organisation=listing, data=organisation)


def with_second_step(who: str = ReviewSettings.SecondReviewer.PARTNER, **values: Any) -> None:
    """Ask for two approvals from now on, the second a partner's."""
    wanted = {"second_step": ReviewSettings.SecondStep.ALL, "second_reviewer": who, **values}
    ReviewSettings.objects.update_or_create(pk=1, defaults=wanted)


def listing_in(status: ListingStatus, cast: Cast, model: type[Service | Organisation] = Service, **fields: Any) -> Any:
    """A listing of the cast's organisation in a state, reached by the moves that lead there."""
    organisation = cast.organisation
    if model is Service:
        listing = ServiceFactory.create(organisation=organisation, user=cast.owner, **{**COMPLETE, **fields})
    else:
        listing = OrganisationFactory.create()
        Membership.objects.filter(organisation=organisation).update(organisation=listing)
    if status.is_live:
        put_live(listing)
        if status is ListingStatus.LIVE:
            return listing
        edit(listing, cast.owner, "Changed words")
    step = status.value.removeprefix("live-")
    if step == "draft":
        return listing
    if step == "second-review":
        with_second_step()
    submit(user=cast.owner, listing=listing)
    if step == "second-review":
        approve(user=cast.officer, task_state=current_submission(listing))
    decide = {"changes-asked": ask_for_changes, "rejected": reject}.get(step)
    if decide:
        decide(user=cast.officer, task_state=current_submission(listing), reason="Say who it is for.")
    listing.refresh_from_db()
    return listing
