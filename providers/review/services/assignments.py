"""What reviewers do among themselves: who looks at what, remarks that no provider sees, and later looks."""

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log
from wagtail.models import TaskState

from providers.listings.permissions import require_officer
from providers.review.errors import NotAllowed, WrongState
from providers.review.models import ReviewComment, ReviewTaskState
from providers.review.permissions import user_can_decide, user_can_see_submission
from providers.review.services.decisions import lock_named, require_no_part
from tenants.accounts.models import User


@transaction.atomic
def assign(*, user: User, task_state: TaskState, to: User | None) -> None:
    """Say who looks at a submission, or nobody. Anybody of its step may still decide.

    Raises NotAllowed for those who can't see it, WrongState when it no longer waits or `to` couldn't decide on it.
    """
    submission, listing = lock_named(task_state)
    _require_reader(user, submission)
    if submission.status != ReviewTaskState.STATUS_IN_PROGRESS:
        raise WrongState("This change is no longer waiting, so nobody needs to look at it.")
    if to is not None and not user_can_decide(to, submission, listing):
        raise WrongState(f"{to} can't decide on this change.")
    before = submission.assigned_to
    if before == to:
        return
    submission.assigned_to = to
    submission.save(update_fields=["assigned_to"])
    words = {"submission": submission.pk, "before": str(before or ""), "after": str(to or "")}
    log(instance=listing, action="review.assign", user=user, revision=submission.revision, data=words)


@transaction.atomic
def give_back_assignments(*, person: User, by: User | None) -> int:
    """Put what a person was to look at, and may no longer decide on, back into everybody's queue; gives how many."""
    given_back = 0
    waiting = ReviewTaskState.objects.filter(assigned_to=person, status=ReviewTaskState.STATUS_IN_PROGRESS)
    for state in waiting.order_by("pk"):
        submission, listing = lock_named(state)
        if submission.assigned_to_id != person.pk or user_can_decide(person, submission, listing):
            continue
        submission.assigned_to = None
        submission.save(update_fields=["assigned_to"])
        words = {"submission": submission.pk, "before": str(person), "after": ""}
        log(instance=listing, action="review.assign", user=by, revision=submission.revision, data=words)
        given_back += 1
    return given_back


@transaction.atomic
def comment(*, user: User, task_state: TaskState, text: str) -> ReviewComment:
    """Remark on a submission for the other reviewers. Raises NotAllowed for those who can't see it, WrongState if
    empty."""
    submission, listing = lock_named(task_state)
    _require_reader(user, submission)
    if not text.strip():
        raise WrongState("Enter a comment.")
    made = ReviewComment.objects.create(workflow_state=submission.workflow_state, author=user, text=text.strip())
    words = {"submission": submission.pk, "comment": made.pk}
    log(instance=listing, action="review.comment", user=user, revision=submission.revision, data=words)
    return made


@transaction.atomic
def mark_checked(*, user: User, task_state: TaskState) -> None:
    """Record that an officer looked at an automatic approval that was picked for it.

    Raises NotAllowed for all but officers who had no part in it, WrongState when there is nothing to look at.
    """
    require_officer(user)
    submission, listing = lock_named(task_state)
    if not submission.sampled or submission.checked_at is not None:
        raise WrongState("This change isn't waiting for a later look.")
    require_no_part(user, submission, listing)
    submission.checked_at = timezone.now()
    submission.save(update_fields=["checked_at"])
    log(
        instance=listing,
        action="review.check",
        user=user,
        revision=submission.revision,
        data={"submission": submission.pk},
    )


def _require_reader(user: User, submission: ReviewTaskState) -> None:
    if not user_can_see_submission(user, submission):
        raise NotAllowed("Only the council's reviewers can do this.")
