"""Writes on many listings at once, in a few dozen statements and in the caller's transaction.

`listings` writes one listing with these same functions. Content is checked and applied before, by `apply_data`.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.models import Revision

from providers.listings.models import ListingState, Organisation, Service
from providers.listings.services.log_entries import log_each
from tenants.accounts.models import User


def create_organisations(*, organisations: Sequence[Organisation], user: User | None) -> None:
    """Create organisations as first drafts: their rows, revisions and log entries."""
    Organisation.objects.bulk_create(organisations)
    save_revisions(drafts=organisations, user=user)
    log_each(organisations, "listing.create", user)


def create_services(*, drafts: Sequence[Service], user: User | None) -> None:
    """Create services as first drafts, each with its state. A row holds no more than its name until it is approved."""
    rows = [
        Service(organisation=draft.organisation, external_id=draft.external_id, name=draft.name, uuid=draft.uuid)
        for draft in drafts
    ]
    Service.objects.bulk_create(rows)
    for draft, row in zip(drafts, rows, strict=True):
        draft.pk, draft.created_at = row.pk, row.created_at
        draft._state.adding, draft._state.db = False, row._state.db
        draft.state.service = draft
    ListingState.objects.bulk_create(draft.state for draft in drafts)
    save_revisions(drafts=drafts, user=user)
    log_each(drafts, "listing.create", user)


def save_drafts(*, drafts: Sequence[Service | Organisation], user: User | None) -> list[Revision]:
    """Save what each draft of a listing holds as its newest revision, with its log entry."""
    revisions = save_revisions(drafts=drafts, user=user)
    log_each(drafts, "listing.edit", user, revisions=revisions)
    return revisions


def save_revisions(*, drafts: Sequence[Any], user: User | None) -> list[Revision]:
    """Save what each draft of one model holds as its newest revision."""
    if not drafts:
        return []
    kind = ContentType.objects.get_for_model(type(drafts[0]), for_concrete_model=False)
    for draft in drafts:
        _tell_children_their_parent(draft)
    revisions: list[Revision] = Revision.objects.bulk_create(
        Revision(
            content_type=kind,
            base_content_type=kind,
            object_id=str(draft.pk),
            created_at=timezone.now(),
            user=user,
            object_str=str(draft),
            content=draft.serializable_data(),
        )
        for draft in drafts
    )
    for draft, revision in zip(drafts, revisions, strict=True):
        draft.latest_revision, draft.has_unpublished_changes = revision, True
    type(drafts[0]).objects.bulk_update(drafts, ["latest_revision", "has_unpublished_changes"])
    return revisions


def forget_created(listings: Iterable[Service | Organisation]) -> None:
    """Take from listings in memory what the database took back: the keys that they were created with."""
    for listing in listings:
        listing.pk, listing.latest_revision, listing.live_revision = None, None, None
        listing.live, listing._state.adding = False, True
        if isinstance(listing, Service):
            listing.state.pk, listing.state._state.adding = None, True


def _tell_children_their_parent(draft: Any) -> None:
    """Children that were made before their parent had a key don't know it."""
    for children in getattr(draft, "_cluster_related_objects", {}).values():
        for child in children:
            if hasattr(child, "service_id"):
                child.service_id = draft.pk
