"""Who may decide on a submission: any officer who had no part in it."""

from wagtail.models import Revision

from providers.listings.permissions import Listing
from providers.review.models import ReviewTaskState
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


def user_can_decide(user: User, submission: ReviewTaskState, listing: Listing) -> bool:
    """Whether the person is an officer who neither sent nor wrote any of what is submitted."""
    return is_officer(user) and not is_author(user, submission, listing)


def is_author(user: User, submission: ReviewTaskState, listing: Listing) -> bool:
    """Whether the person sent the submission, or saved any version of it since what is live."""
    if user.pk in {submission.submitted_by_id, submission.workflow_state.requested_by_id}:
        return True
    revisions = Revision.objects.for_instance(listing).filter(user=user, pk__lte=submission.revision_id)
    if listing.live_revision_id:
        revisions = revisions.filter(pk__gt=listing.live_revision_id)
    return bool(revisions.exists())
