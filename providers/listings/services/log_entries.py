"""Entries of the log for many listings at once, as `wagtail.log_actions.log` makes them one by one."""

from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.utils import timezone
from wagtail.log_actions import get_active_log_context
from wagtail.models import ModelLogEntry, Revision

from providers.listings.models import ReviewedModel
from tenants.accounts.models import User
from tenants.audit.services import record_log_entries


def log_each(
    listings: Sequence[ReviewedModel],
    action: str,
    user: User | None,
    *,
    labels: Sequence[str] = (),
    revisions: Sequence[Revision | None] = (),
    data: Sequence[dict[str, Any]] = (),
) -> None:
    """Log one entry for each listing. `labels`, `revisions` and `data` are one for each, if any."""
    entries = [
        entry_of(
            listing,
            action,
            user,
            revision=revisions[index] if revisions else None,
            data=data[index] if data else None,
        )
        for index, listing in enumerate(listings)
    ]
    for entry, label in zip(entries, labels, strict=False):
        entry.label = label
    save_entries(entries)


def save_entries(entries: Sequence[ModelLogEntry]) -> None:
    """Save entries of the log, and into the audit trail, which follows no bulk writes by itself."""
    ModelLogEntry.objects.bulk_create(entries)
    record_log_entries(entries=entries)


def entry_of(
    listing: ReviewedModel,
    action: str,
    user: User | None,
    *,
    revision: Revision | None = None,
    data: dict[str, Any] | None = None,
) -> ModelLogEntry:
    """One entry of the log, not saved yet."""
    return ModelLogEntry(
        content_type=ContentType.objects.get_for_model(listing, for_concrete_model=False),
        object_id=str(listing.pk),
        label=str(listing),
        action=action,
        timestamp=timezone.now(),
        user=user or get_active_log_context().user,
        revision=revision,
        content_changed=revision is not None,
        data=data or {},
    )
