"""Who may decide on a submission: a reviewer of its step who had no part in it."""

from typing import Any

from wagtail.models import Revision

from providers.listings.permissions import Listing
from providers.review.models import OfficerEdit, ReviewSettings, ReviewTaskState
from providers.review.settings import review_settings
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer, is_partner


def user_can_decide(user: User, submission: ReviewTaskState, listing: Listing) -> bool:
    """Whether the person reviews this step, and neither sent, wrote nor passed on what is submitted."""
    return (
        reviews_step(user, second=submission.second_step)
        and not is_author(user, submission, listing)
        and not passed_it_on(user, submission)
    )


def reviews_step(user: User, *, second: bool) -> bool:
    """Whether the person reviews at a step: officers at the first, at the second whom the council has chosen now."""
    if not second:
        return is_officer(user)
    if review_settings().second_reviewer == ReviewSettings.SecondReviewer.PARTNER:
        return is_partner(user)
    return is_officer(user)


def user_can_see_submission(user: User, submission: ReviewTaskState) -> bool:
    """Whether the person may read a submission: officers all, partners those that reached their step."""
    return is_officer(user) or (submission.second_step and reviews_step(user, second=True))


def is_author(user: User, submission: ReviewTaskState, listing: Listing) -> bool:
    """Whether the person sent the submission, or saved any version of it since what is live.

    A reviewer's correction while accepting (`OfficerEdit`) doesn't make an author: the submission stays the provider's.
    """
    if user.pk in {submission.submitted_by_id, submission.workflow_state.requested_by_id}:
        return True
    revisions = (
        Revision.objects.for_instance(listing)
        .filter(user=user, pk__lte=submission.revision_id)
        .exclude(pk__in=OfficerEdit.objects.values("edited_id"))
    )
    if baseline := _live_before(submission, listing):
        revisions = revisions.filter(pk__gt=baseline)
    return bool(revisions.exists())


def passed_it_on(user: User, submission: ReviewTaskState) -> bool:
    """Whether the person gave the first of this submission's two approvals."""
    return submission.second_step and first_approvals(submission).filter(finished_by=user).exists()


def first_approvals(submission: ReviewTaskState) -> Any:
    """The first approvals of the review that a submission at its second step belongs to."""
    return ReviewTaskState.objects.filter(
        workflow_state=submission.workflow_state_id,
        decision=ReviewTaskState.Decision.PASSED_ON,
        status=ReviewTaskState.STATUS_APPROVED,
    )


def _live_before(submission: ReviewTaskState, listing: Listing) -> int | None:
    """The version that was live when this was sent: what a decided submission replaced, else what is live."""
    if submission.decision == ReviewTaskState.Decision.APPROVED:
        return int(submission.replaced_id) if submission.replaced_id else None
    return int(listing.live_revision_id) if listing.live_revision_id else None
