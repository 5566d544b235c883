"""Approving many submissions at once, and saying which were left and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from wagtail.models import TaskState

from providers.review.errors import ListingError, WrongState
from providers.review.models import ReviewTaskState
from providers.review.risks import risks_of
from providers.review.services.submissions import approve
from tenants.accounts.models import User

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one of them; `refused` says why it still waits, empty when it was approved."""

    submission: ReviewTaskState
    refused: str


def approve_many(*, user: User, task_states: Sequence[TaskState]) -> list[Outcome]:
    """Approve each that is safe to approve unread, in a transaction of its own; the others stay as they are.

    Not one's own, not stale, not a listing families don't know yet, none with a risk, none that somebody else looks at.
    A request's own transaction around it makes each a savepoint. Raises WrongState for more than `MOST`.
    """
    if len(task_states) > MOST:
        raise WrongState(f"Approve at most {MOST} at once.")
    keys = sorted({each.pk for each in task_states})
    rows = ReviewTaskState.objects.select_related("workflow_state", "revision", "assigned_to").in_bulk(keys)
    return [Outcome(submission=row, refused=_approve(user, row)) for _, row in sorted(rows.items())]


def why_not_in_bulk(user: User, submission: ReviewTaskState) -> str:
    """Why somebody must open this one to approve it; empty when it may be one of many."""
    listing = submission.workflow_state.content_object
    if not listing.live:
        return "Families don't know this listing yet. Open it to approve it."
    if submission.assigned_to_id not in (None, user.pk):
        return f"{submission.assigned_to} is looking at it."
    if risks := risks_of(submission.revision.as_object(), listing):
        return f"Look at it first: {risks[0].words}"
    return ""


def _approve(user: User, submission: ReviewTaskState) -> str:
    if refusal := why_not_in_bulk(user, submission):
        return refusal
    try:
        with transaction.atomic():
            approve(user=user, task_state=submission)
    except ListingError as error:
        return error.message
    return ""
