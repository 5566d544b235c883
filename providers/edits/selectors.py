"""Which edits are underway, and who may see and approve them."""

from typing import Any

from django.db.models import QuerySet

from providers.edits.content import data_of, standing
from providers.edits.models import UNDERWAY, CouncilEdit
from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.review.permissions import reviews_step
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


def edits_of(listing: Listing) -> "QuerySet[CouncilEdit]":
    """Every edit of a listing."""
    kind = "service" if isinstance(listing, Service) else "organisation"
    edits = CouncilEdit.objects.filter(**{kind: listing})
    return edits.select_related("by", "first_approval_by")


def edit_underway(user: User, listing: Listing) -> CouncilEdit | None:
    """The officer's own edit of a listing that is neither live nor dropped."""
    edit = edits_of(listing).filter(by=user, state__in=UNDERWAY).first()
    if edit is not None:
        setattr(edit, "service" if isinstance(listing, Service) else "organisation", listing)
    return edit


def others_edits(user: User, listing: Listing) -> "QuerySet[CouncilEdit]":
    """Those of other officers."""
    return edits_of(listing).filter(state__in=UNDERWAY).exclude(by=user)


def data_to_edit(edit: CouncilEdit | None, listing: Listing) -> Any:
    """What an officer's form starts from: a service's data or an organisation's."""
    return data_of(listing.with_content_json(edit.content) if edit else standing(listing))


def waiting_edits(user: User) -> "QuerySet[CouncilEdit]":
    """What waits for approval as this person may see it: all for officers, the second step for its reviewers."""
    waiting = CouncilEdit.objects.filter(state=CouncilEdit.State.WAITING).select_related(
        "by", "first_approval_by", "service__organisation", "organisation"
    )
    if is_officer(user):
        return waiting
    return waiting.exclude(first_approval_by=None) if reviews_step(user, second=True) else waiting.none()


def why_not_approve(user: User, edit: CouncilEdit) -> str:
    """Why this person can't approve an edit; empty when they can."""
    if user.pk == edit.by_id:
        return "You wrote this change, so somebody else must approve it."
    if edit.first_approval_by_id == user.pk:
        return "You gave the first approval, so somebody else must give the second."
    if not reviews_step(user, second=edit.first_approval_by_id is not None):
        return "An officer has approved this. The second reviewer decides on it now."
    return ""
