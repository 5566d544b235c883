"""What an officer writes before it is put live: kept apart from the listing's versions."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from providers.edits.content import Content, standing, with_data
from providers.edits.models import CouncilEdit
from providers.edits.selectors import edit_underway
from providers.listings.errors import WrongState
from providers.listings.models import Service
from providers.listings.permissions import Listing, require_officer
from providers.listings.services.listings import lock_listing
from providers.review.selectors import current_submission
from tenants.accounts.models import User

NOT_LIVE: str = "It waits for the review and isn't live yet. Review it: there you can correct what was sent."
WAITS: str = "Your change waits for approval. Drop it to write another."
NOTHING: str = "There is no change of yours here any more."


@transaction.atomic
def save_edit(*, user: User, listing: Listing, data: Content) -> CouncilEdit:
    """Keep what an officer wants a listing to say. Nobody else sees a difference.

    Raises NotAllowed for all but officers, WrongState while the change waits for approval or the listing for its first
    review, ValidationError by field.
    """
    require_officer(user)
    locked = lock_listing(listing)
    refuse_first_review(locked)
    edit = edit_underway(user, locked)
    if edit is not None and edit.waits:
        raise WrongState(WAITS)
    start = standing(locked)
    if edit is None:
        kind = "service" if isinstance(locked, Service) else "organisation"
        edit = CouncilEdit(by=user, base=start.serializable_data(), **{kind: locked})
    version = locked.with_content_json(edit.content) if edit.pk else start
    edit.content = with_data(version, data).serializable_data()
    edit.save()
    return edit


@transaction.atomic
def drop_edit(*, user: User, listing: Listing) -> None:
    """Throw one's own change away; nothing where there is none. Raises NotAllowed for all but officers."""
    require_officer(user)
    locked = lock_listing(listing)
    edit = edit_underway(user, locked)
    if edit is None:
        return
    edit.state, edit.ended_at = CouncilEdit.State.DROPPED, timezone.now()
    edit.save(update_fields=["state", "ended_at"])
    log(instance=locked, action="edits.drop", user=user, data={"edit": edit.pk})


def refuse_first_review(listing: Listing) -> None:
    """Raise WrongState for what families don't see and the review has: it is corrected there."""
    if not listing.live and current_submission(listing) is not None:
        raise WrongState(NOT_LIVE)
