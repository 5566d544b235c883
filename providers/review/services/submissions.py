"""Every move of a listing through its review. Each takes the listing's row lock first, so two people can't both win.

Refusals raise NotAllowed, WrongState or Stale with a sentence to show; nothing is written then. Corrections while
accepting are in `corrections`, taking decisions back in `undo`, many at once in `bulk`, the reviewers' own notes in
`assignments`.
"""

from collections.abc import Mapping
from typing import Any, Final, TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState, WorkflowState

from providers.listings.models import Organisation, Service
from providers.listings.permissions import user_can_edit_listing
from providers.listings.services.listings import lock_listing
from providers.review.errors import NotAllowed, Stale
from providers.review.facts import version_of
from providers.review.field_requests import field_requests
from providers.review.models import FieldRequest, ReviewTaskState
from providers.review.publication import Version, needed_to_go_live, refuse
from providers.review.selectors import status_of
from providers.review.services.automatic import approve_by_rules
from providers.review.services.decisions import (
    Decision,
    let_pass,
    lock_submission,
    note_decision,
    require_reason,
    settle,
)
from providers.review.settings import review_settings
from providers.review.states import TRANSITIONS
from providers.review.workflows import first_task, workflow_for
from tenants.accounts.models import User

AnyListing = TypeVar("AnyListing", Service, Organisation)
NOT_SEEN: Final = "It was changed after you opened this page, and is not sent. Look through it again, then send it."


@transaction.atomic
def submit(*, user: User, listing: AnyListing, seen: int | None = None) -> ReviewTaskState:
    """Send the newest draft to the council; it is read-only until it is decided on or taken back.

    `seen` is the key of the revision that the person looked at; None doesn't ask. Raises Stale when there is a newer
    one.

    A trusted organisation's small change may be live when this returns (`submission.automatic`): see `automatic`.
    """
    locked = _lock_own(user, listing)
    if seen is not None and seen != locked.latest_revision_id:
        TRANSITIONS["submit"].require(status_of(locked))
        raise Stale(NOT_SEEN)
    answers = locked.current_workflow_state is not None
    submission = open_submission(locked, user)
    if not answers and isinstance(locked, Service):
        approve_by_rules(submission, locked)
    return submission


def open_submission(listing: AnyListing, user: User | None) -> ReviewTaskState:
    """Put a locked listing's newest draft at the first step of the review that it needs now, for a caller that has
    asked who may. Raises WrongState when there is nothing to send."""
    TRANSITIONS["submit"].require(status_of(listing))
    state = _open(listing, listing.current_workflow_state, user)
    submission: ReviewTaskState = ReviewTaskState.objects.get(pk=state.current_task_state_id)
    log(
        instance=listing,
        action="review.submit",
        user=user,
        revision=submission.revision,
        data={"submission": submission.pk},
    )
    return submission


@transaction.atomic
def withdraw(*, user: User, listing: AnyListing) -> None:
    """Take a submission back; its content stays as the newest draft."""
    end_submission(_lock_own(user, listing), user)


def end_submission(listing: AnyListing, user: User | None) -> None:
    """Take a locked listing's submission back, for a caller that has asked who may. Raises WrongState when nothing
    waits."""
    TRANSITIONS["withdraw"].require(status_of(listing))
    state = listing.current_workflow_state
    ReviewTaskState.objects.filter(pk=state.current_task_state_id).update(decision=Decision.WITHDRAWN)
    state.cancel(user=user)
    log(instance=listing, action="review.withdraw", user=user, data={"submission": state.current_task_state_id})


@transaction.atomic
def approve(*, user: User, task_state: TaskState, comment: str = "") -> None:
    """Let exactly the submitted revision go live, or go to the second reviewer where the council has one.

    Raises Stale when a newer one was saved beside the review.
    """
    approve_locked(user, *lock_submission(user, task_state, "approve"), comment)


@transaction.atomic
def approve_locked(user: User, submission: ReviewTaskState, listing: Any, comment: str = "") -> None:
    """The same of a submission that `lock_submission` gave."""
    let_pass(submission, listing, user, comment)
    if submission.decision == Decision.APPROVED:
        settle(submission, listing, user, "review.approve")


@transaction.atomic
def ask_for_changes(
    *, user: User, task_state: TaskState, reason: str = "", requests: Mapping[str, str] | None = None
) -> None:
    """Give the version back with a reason, or with reasons by field; its people change it and send it again.

    `requests` are named as `changes_of` names fields. Raises WrongState without any reason, or for a field that the
    submission doesn't have.
    """
    submission, listing = lock_submission(user, task_state, "ask_for_changes")
    wanted = field_requests(submission, requests or {})
    if not wanted:
        require_reason(reason)
    FieldRequest.objects.bulk_create(wanted)
    note_decision(submission, Decision.CHANGES_ASKED)
    submission.reject(user=user, comment=reason.strip())
    asked = {each.label: each.reason for each in wanted}
    settle(submission, listing, user, "review.ask_for_changes", requests=asked)


@transaction.atomic
def reject(*, user: User, task_state: TaskState, reason: str) -> None:
    """End the review without going live, with a reason. What is live stays. Raises WrongState without a reason."""
    submission, listing = lock_submission(user, task_state, "reject")
    require_reason(reason)
    note_decision(submission, Decision.REJECTED)
    submission.reject(user=user, comment=reason.strip())
    submission.workflow_state.cancel(user=user)
    settle(submission, listing, user, "review.reject")


@transaction.atomic
def publish_directly(
    *,
    listing: AnyListing,
    revision: Revision,
    user: User | None = None,
    same_as: int | None = None,
    version: Version | None = None,
) -> None:
    """Publish a revision without review: what the council itself answers for. Logged as such.

    A service's organisation that was never live goes with it. `same_as` is an earlier revision that says the same.
    `version` are the revision's facts, of a caller that has locked the listing and read them.
    Raises as `publication` decides: NotAllowed for people whose listings are reviewed, WrongState beside an open review
    and for what needs more approvals, Stale for a revision that is another listing's or no longer the newest.
    """
    locked = lock_listing(listing)
    refuse(
        needed_to_go_live(user=user, rules=review_settings(), version=version or version_of(locked, revision, same_as))
    )
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


def _open(listing: AnyListing, state: WorkflowState | None, user: User | None) -> WorkflowState:
    """After changes were asked the same review goes on from its first step.

    Wagtail would go on from the last one, where nobody of the council would see what changed since.
    """
    workflow = workflow_for(listing)
    if state is not None and state.workflow_id == workflow.pk:
        state.requested_by, state.status, state.current_task_state = user, WorkflowState.STATUS_IN_PROGRESS, None
        state.save()
        state.update(user=user, next_task=first_task(workflow))
        return state
    if state is not None:
        state.cancel(user=user)
    started: WorkflowState = workflow.start(listing, user)
    return started
