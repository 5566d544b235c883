"""What one saved version of a listing changed, for the audit trail."""

from wagtail.models import Revision

from providers.review.comparison.diff import compare
from tenants.audit.comparers import Difference
from tenants.audit.models import Entry


def edit_of(entry: Entry) -> list[Difference]:
    """How the version that an edit saved differs from the one before it; nothing for other entries, or when the
    version is no longer kept."""
    saved = (
        Revision.objects.filter(pk=entry.details.get("revision")).first() if entry.action == "listing.edit" else None
    )
    if saved is None:
        return []
    earlier = Revision.objects.filter(base_content_type=saved.base_content_type, object_id=saved.object_id)
    before = earlier.filter(pk__lt=saved.pk).order_by("-pk").first()
    changes = compare(before.as_object() if before else None, saved.as_object())
    return [(change.label, change.before, change.after) for change in changes if change.changed]
