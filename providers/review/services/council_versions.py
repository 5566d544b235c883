"""What the council itself writes about listings: live at once, or sent to the review where the rules want approvals."""

from django.db import transaction
from wagtail.models import Revision

from providers.listings.models import Service
from providers.listings.permissions import require_officer
from providers.listings.services.listings import lock_listing
from providers.review.errors import WrongState
from providers.review.facts import need_of_organisation, version_of
from providers.review.models import ReviewTaskState
from providers.review.publication import Need, needed_to_go_live
from providers.review.selectors import current_submission
from providers.review.services.submissions import AnyListing, end_submission, open_submission, publish_directly
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


@transaction.atomic
def publish_or_send(*, listing: AnyListing, revision: Revision, user: User | None, same_as: int | None = None) -> Need:
    """Publish a revision, or send it to the review where it needs more approvals; gives what it still needs.

    Raises as `publish_directly` does for everything else.
    """
    locked = lock_listing(listing)
    version = version_of(locked, revision, same_as)
    need = needed_to_go_live(user=user, rules=review_settings(), version=version)
    if need is Need.NOTHING and isinstance(locked, Service):
        waits = need_of_organisation(locked.organisation, user) is not Need.NOTHING
        need = Need.ORGANISATION if waits else need
    if need.sent_to_review:
        send_from_council(user=user, listing=locked)
        listing.refresh_from_db()
    else:
        publish_directly(listing=listing, revision=revision, user=user, version=version)
    return need


@transaction.atomic
def send_from_council(*, user: User | None, listing: AnyListing) -> ReviewTaskState:
    """Send the newest draft to the review in the name of an officer, who can't approve it then, or of nobody.

    Raises NotAllowed for all but officers and the operator's command, WrongState when there is nothing to send.
    """
    _require_council(user)
    return open_submission(lock_listing(listing), user)


@transaction.atomic
def withdraw_from_council(*, user: User | None, listing: AnyListing) -> None:
    """Take back what the council sent. Raises NotAllowed for all but officers and the operator's command, WrongState
    for what somebody else sent."""
    _require_council(user)
    locked = lock_listing(listing)
    submission = current_submission(locked)
    sender = submission.submitted_by if submission else None
    if sender is not None and not is_officer(sender):
        raise WrongState("Its people sent it, so only they take it back.")
    end_submission(locked, user)


def _require_council(user: User | None) -> None:
    if user is not None:
        require_officer(user)
