"""Every move of a listing through its review. Each takes the listing's row lock first, so two people can't both win.

Refusals raise NotAllowed, WrongState or Stale with a sentence to show; nothing is written then.
"""

from typing import TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing, user_can_edit_listing
from providers.listings.services import lock_listing
from providers.review.errors import NotAllowed, Stale, WrongState
from providers.review.models import ReviewTaskState
from providers.review.notices import owe_notice
from providers.review.permissions import is_author
from providers.review.selectors import status_of
from providers.review.states import TRANSITIONS
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer

AnyListing = TypeVar("AnyListing", Service, Organisation)
Decision = ReviewTaskState.Decision


@transaction.atomic
def submit(*, user: User, listing: AnyListing) -> ReviewTaskState:
    """Send the newest draft to the council; it is read-only until it is decided on or taken back."""
    locked = _lock_own(user, listing)
    TRANSITIONS["submit"].require(status_of(locked))
    state = locked.current_workflow_state
    if state is None:
        workflow = locked.get_workflow()
        if workflow is None:
            raise WrongState("This council has no review set up. Please tell the council.")
        state = workflow.start(locked, user)
    else:
        state.requested_by = user
        state.resume(user=user)
    submission: ReviewTaskState = ReviewTaskState.objects.get(pk=state.current_task_state_id)
    log(instance=locked, action="review.submit", user=user, revision=submission.revision)
    return submission


@transaction.atomic
def withdraw(*, user: User, listing: AnyListing) -> None:
    """Take a submission back; its content stays as the newest draft."""
    locked = _lock_own(user, listing)
    TRANSITIONS["withdraw"].require(status_of(locked))
    state = locked.current_workflow_state
    ReviewTaskState.objects.filter(pk=state.current_task_state_id).update(decision=Decision.WITHDRAWN)
    state.cancel(user=user)
    log(instance=locked, action="review.withdraw", user=user)


@transaction.atomic
def approve(*, user: User, task_state: TaskState, comment: str = "") -> None:
    """Let exactly the submitted revision go live. Raises Stale when a newer one was saved beside the review."""
    submission, listing = _lock_submission(user, task_state, "approve")
    if submission.revision_id != listing.latest_revision_id:
        raise Stale("A newer version was saved after this one was sent. Ask the provider to send it again.")
    if isinstance(listing, Service) and not listing.organisation.live:
        raise WrongState("Its organisation isn't approved yet. Review the organisation first.")
    _decide(submission, Decision.APPROVED)
    submission.approve(user=user, comment=comment.strip())
    _settle(submission, listing, user, "review.approve")


@transaction.atomic
def ask_for_changes(*, user: User, task_state: TaskState, reason: str) -> None:
    """Give the version back with a reason; its people change it and send it again. Raises WrongState without one."""
    submission, listing = _lock_submission(user, task_state, "ask_for_changes", reason)
    _decide(submission, Decision.CHANGES_ASKED)
    submission.reject(user=user, comment=reason.strip())
    _settle(submission, listing, user, "review.ask_for_changes")


@transaction.atomic
def reject(*, user: User, task_state: TaskState, reason: str) -> None:
    """End the review without going live, with a reason. What is live stays. Raises WrongState without a reason."""
    submission, listing = _lock_submission(user, task_state, "reject", reason)
    _decide(submission, Decision.REJECTED)
    submission.reject(user=user, comment=reason.strip())
    submission.workflow_state.cancel(user=user)
    _settle(submission, listing, user, "review.reject")


@transaction.atomic
def publish_directly(*, listing: AnyListing, revision: Revision, user: User | None = None) -> None:
    """Publish a revision without review: trusted imports and the demo alone. Logged as such.

    A service's organisation that was never live goes with it. Raises WrongState beside an open review, Stale for a
    revision that is another listing's or no longer the newest.
    """
    locked = lock_listing(listing)
    if locked.current_workflow_state is not None:
        raise WrongState("This listing is being reviewed, so it can't be published beside that.")
    if locked.latest_revision_id != revision.pk:
        raise Stale("This is not the listing's newest version.")
    if isinstance(locked, Service) and not locked.organisation.live and locked.organisation.latest_revision:
        organisation = locked.organisation
        publish_directly(listing=organisation, revision=organisation.latest_revision, user=user)
    revision.content_object = locked
    revision.publish(user=user, log_action="review.publish_directly", skip_permission_checks=True)
    listing.refresh_from_db()


def _lock_own(user: User, listing: AnyListing) -> AnyListing:
    if not user_can_edit_listing(user, listing):
        raise NotAllowed("You can't send or take back this listing.")
    return lock_listing(listing)


def _lock_submission(
    user: User, task_state: TaskState, transition: str, reason: str | None = None
) -> tuple[ReviewTaskState, Listing]:
    """The submission and its listing, locked and read again, when this officer may decide on it now."""
    if not is_officer(user):
        raise NotAllowed("Only a council officer can decide on a listing.")
    if reason is not None and not reason.strip():
        raise WrongState("Enter a reason, so that the provider knows what to change.")
    submission = ReviewTaskState.objects.select_related("workflow_state__current_task_state", "revision").get(
        pk=task_state.pk
    )
    listing = lock_listing(submission.workflow_state.content_object)
    submission.refresh_from_db()
    submission.workflow_state.refresh_from_db()
    if submission.status != ReviewTaskState.STATUS_IN_PROGRESS:
        raise WrongState(TRANSITIONS[transition].refused)
    TRANSITIONS[transition].require(status_of(listing))
    if is_author(user, submission, listing):
        raise NotAllowed("You wrote or sent this change, so another officer must decide on it.")
    return submission, listing


def _decide(submission: ReviewTaskState, decision: Decision) -> None:
    """Note the decision before Wagtail acts on it: publishing asks for it."""
    submission.decision = decision
    submission.save(update_fields=["decision"])


def _settle(submission: ReviewTaskState, listing: Listing, user: User, action: str) -> None:
    log(
        instance=listing,
        action=action,
        user=user,
        revision=submission.revision,
        data={"comment": submission.comment} if submission.comment else None,
    )
    owe_notice(submission=submission, listing=listing)
