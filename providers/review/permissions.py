"""Who may decide on a submission: a reviewer of its step who had no part in it."""

from collections.abc import Iterable, Sequence
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
    return submission.pk in authored_by(user, [(submission, listing)])


def authored_by(user: User, sent: Sequence[tuple[ReviewTaskState, Listing]]) -> set[int]:
    """The keys of those of the submissions that the person is an author of, in one query."""
    written: dict[tuple[int, str], list[int]] = {}
    own = Revision.objects.filter(
        user=user,
        base_content_type__in={submission.workflow_state.base_content_type_id for submission, _ in sent},
        object_id__in={str(listing.pk) for _, listing in sent},
    ).exclude(pk__in=OfficerEdit.objects.values("edited_id"))
    for content_type, key, revision in own.values_list("base_content_type", "object_id", "pk"):
        written.setdefault((content_type, key), []).append(revision)
    return {
        submission.pk
        for submission, listing in sent
        if user.pk in {submission.submitted_by_id, submission.workflow_state.requested_by_id}
        or any(
            (_live_before(submission, listing) or 0) < revision <= submission.revision_id
            for revision in written.get((submission.workflow_state.base_content_type_id, str(listing.pk)), ())
        )
    }


def passed_it_on(user: User, submission: ReviewTaskState) -> bool:
    """Whether the person gave the first of this submission's two approvals."""
    return submission.pk in passed_on_by(user, [submission])


def passed_on_by(user: User, submissions: Iterable[ReviewTaskState]) -> set[int]:
    """The keys of those of the submissions of whose two approvals the person gave the first, in one query at most."""
    seconds = {submission.workflow_state_id: submission.pk for submission in submissions if submission.second_step}
    given = first_approvals(*seconds).filter(finished_by=user)
    return {seconds[state] for state in given.values_list("workflow_state", flat=True)}


def first_approvals(*workflow_states: int) -> Any:
    """The first approvals of the reviews that submissions at their second step belong to."""
    return ReviewTaskState.objects.filter(
        workflow_state__in=workflow_states,
        decision=ReviewTaskState.Decision.PASSED_ON,
        status=ReviewTaskState.STATUS_APPROVED,
    )


def _live_before(submission: ReviewTaskState, listing: Listing) -> int | None:
    """The version that was live when this was sent: what a decided submission replaced, else what is live."""
    if submission.decision == ReviewTaskState.Decision.APPROVED:
        return int(submission.replaced_id) if submission.replaced_id else None
    return int(listing.live_revision_id) if listing.live_revision_id else None
