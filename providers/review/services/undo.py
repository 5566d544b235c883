"""Taking a decision back: the submission waits again, and families see what they saw before it.

People's decisions for some minutes, until their mail goes out; the rules' approvals, which nobody is mailed about and
an officer may see days later, for as long as nothing came after them.
"""

from typing import Any, Final

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState, WorkflowState

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.listings.services.search_rows import (
    refresh_search_row,
    refresh_search_rows,
    search_rows_refreshed_once,
)
from providers.review.errors import WrongState
from providers.review.models import ReviewTaskState
from providers.review.notices import cancel_notice
from providers.review.services.decisions import Decision, lock_named, require_no_part, require_reviewer
from providers.review.services.restoration import publish_again
from providers.review.states import UNDO_MINUTES, UNDO_WINDOW
from tenants.accounts.models import User

UNDOABLE: Final = (Decision.APPROVED, Decision.PASSED_ON, Decision.CHANGES_ASKED, Decision.REJECTED)


@transaction.atomic
def undo_decision(*, user: User, task_state: TaskState) -> None:
    """Put a decided submission back into the queue, restore what was live, and cancel its mail.

    Raises NotAllowed for anyone who couldn't have decided on it, WrongState after `UNDO_WINDOW` unless the rules
    decided, or once the provider, the second reviewer or anybody else has gone on from it.
    """
    require_reviewer(user, ReviewTaskState.objects.values_list("second_step", flat=True).get(pk=task_state.pk))
    submission, listing = lock_named(task_state)
    require_no_part(user, submission, listing)
    if refusal := why_not_undo(submission, listing):
        raise WrongState(refusal)
    decision, comment, by_rules = submission.decision, submission.comment, submission.automatic
    requests = dict(submission.field_requests.values_list("label", "reason"))
    cancel_notice(submission)
    with search_rows_refreshed_once():
        _restore(submission, listing, user)
        _reopen(submission)
    log(
        instance=listing,
        action="review.undo",
        user=user,
        revision=submission.revision,
        data={
            "submission": submission.pk,
            "decision": decision,
            "by_rules": by_rules,
            "comment": comment,
            "requests": requests,
        },
    )


def can_undo(submission: ReviewTaskState, listing: Listing) -> bool:
    """Whether a decision can still be taken back, by those who may."""
    return not why_not_undo(submission, listing)


def why_not_undo(submission: ReviewTaskState, listing: Listing) -> str:
    """Why a decision can't be taken back; empty when it can."""
    if submission.decision not in UNDOABLE or submission.finished_at is None:
        return "There is no decision to take back here."
    if not submission.automatic and submission.finished_at + UNDO_WINDOW <= timezone.now():
        return f"A decision can be taken back for {UNDO_MINUTES} minutes. Those are over."
    if not _is_last(submission, listing):
        return "Somebody has gone on from this decision, so it can't be taken back."
    if submission.decision == Decision.APPROVED and submission.replaced_at and submission.replaced is None:
        return "The version that was live before is no longer kept, so this can't be taken back."
    return ""


def _is_last(submission: ReviewTaskState, listing: Listing) -> bool:
    """Whether nothing was saved, sent, decided or published since."""
    state = WorkflowState.objects.for_instance(listing).order_by("-created_at", "-pk").first()
    if (
        state is None
        or state.pk != submission.workflow_state_id
        or submission.revision_id != listing.latest_revision_id
    ):
        return False
    if submission.decision == Decision.PASSED_ON:
        return bool(
            state.task_states.filter(pk=state.current_task_state_id, status=TaskState.STATUS_IN_PROGRESS).exists()
        )
    if submission.decision == Decision.APPROVED and listing.live_revision_id != submission.revision_id:
        return False
    return bool(state.current_task_state_id == submission.pk)


def _restore(submission: ReviewTaskState, listing: Listing, user: User) -> None:
    if submission.decision == Decision.PASSED_ON:
        second = ReviewTaskState.objects.get(pk=submission.workflow_state.current_task_state_id)
        WorkflowState.objects.filter(pk=submission.workflow_state_id).update(current_task_state=submission)
        second.delete()
    elif submission.decision == Decision.APPROVED and submission.replaced is not None:
        publish_again(user=user, revision=submission.replaced)
        _set(listing, last_published_at=submission.replaced_at)
        _refresh(listing)
    elif submission.decision == Decision.APPROVED:
        listing.unpublish(log_action=False)
        _set(listing, first_published_at=None, last_published_at=None)
    edit = submission.officer_edits.filter(edited=submission.revision_id).first()
    if edit is not None:
        sent = edit.original
        submission.revision = sent.as_object().save_revision(user=sent.user, clean=False)


def _set(listing: Any, **values: Any) -> None:
    type(listing).objects.filter(pk=listing.pk).update(**values)


def _refresh(listing: Service | Organisation) -> None:
    """What families find says when it was last changed."""
    if isinstance(listing, Service):
        refresh_search_row(service_id=listing.pk)
    else:
        refresh_search_rows(service_ids=listing.services.values_list("pk", flat=True))


def _reopen(submission: ReviewTaskState) -> None:
    """Let it wait again, as if nobody had decided; the log remembers that somebody did."""
    submission.field_requests.all().delete()
    submission.status, submission.decision, submission.comment = TaskState.STATUS_IN_PROGRESS, "", ""
    submission.automatic = submission.sampled = False
    submission.finished_at = submission.finished_by = submission.replaced = submission.replaced_at = None
    submission.save()
    WorkflowState.objects.filter(pk=submission.workflow_state_id).update(
        status=WorkflowState.STATUS_IN_PROGRESS, current_task_state=submission.pk
    )
