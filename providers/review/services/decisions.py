"""What every decision shares: the locks, who may, what is noted, and what follows an approval."""

from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import TaskState

from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.listings.services.listings import lock_listing
from providers.review.errors import NotAllowed, Stale, WrongState
from providers.review.models import ReviewTaskState
from providers.review.notices import owe_notice
from providers.review.permissions import is_author, passed_it_on, reviews_step
from providers.review.selectors import status_of
from providers.review.states import TRANSITIONS
from providers.review.workflows import has_second_step
from tenants.accounts.models import User

Decision = ReviewTaskState.Decision
NOT_NEWEST: Final = "A newer version was saved after this one was sent. Ask the provider to send it again."
ORGANISATION_FIRST: Final = "Its organisation isn't approved yet. Review the organisation first."


def lock_named(task_state: TaskState) -> tuple[ReviewTaskState, Listing]:
    """A submission and its listing, locked and read again."""
    submission = ReviewTaskState.objects.select_related("workflow_state__current_task_state", "revision").get(
        pk=task_state.pk
    )
    listing = lock_listing(submission.workflow_state.content_object)
    submission.refresh_from_db()
    submission.workflow_state.refresh_from_db()
    return submission, listing


def lock_submission(user: User, task_state: TaskState, move: str) -> tuple[ReviewTaskState, Listing]:
    """The submission and its listing, locked and read again, when this person may make the move now.

    Raises NotAllowed for anyone but its step's reviewers and for those who had a part in it, WrongState when it no
    longer waits.
    """
    second = ReviewTaskState.objects.values_list("second_step", flat=True).get(pk=task_state.pk)
    require_reviewer(user, second)
    submission, listing = lock_named(task_state)
    transition = TRANSITIONS[f"second_{move}" if second else move]
    if submission.status != ReviewTaskState.STATUS_IN_PROGRESS:
        raise WrongState(transition.refused)
    transition.require(status_of(listing))
    require_no_part(user, submission, listing)
    return submission, listing


def require_reviewer(user: User, second: bool) -> None:
    """Refuse those who don't review at the step. Raises NotAllowed."""
    if not reviews_step(user, second=second):
        who = "the second reviewer" if second else "a council officer"
        raise NotAllowed(f"Only {who} can decide on a listing.")


def require_no_part(user: User, submission: ReviewTaskState, listing: Listing) -> None:
    """Refuse those who wrote, sent or passed on the submission. Raises NotAllowed."""
    if part := part_in(user, submission, listing):
        raise NotAllowed(part)


def part_in(user: User, submission: ReviewTaskState, listing: Listing) -> str:
    """The part a person had in a submission, that keeps them from deciding on it; empty for none."""
    if is_author(user, submission, listing):
        return "You wrote or sent this change, so another officer must decide on it."
    if passed_it_on(user, submission):
        return "You gave the first approval, so somebody else must give the second."
    return ""


def require_newest(submission: ReviewTaskState, listing: Listing) -> None:
    """Refuse a version that is no longer the newest. Raises Stale."""
    if submission.revision_id != listing.latest_revision_id:
        raise Stale(NOT_NEWEST)


@transaction.atomic
def let_pass(submission: ReviewTaskState, listing: Listing, user: User | None, comment: str = "") -> None:
    """Make a locked submission live as the version that was sent, or hand it to the second reviewer.

    `user=None` is the council's rules. Raises Stale when a newer version was saved beside the review, WrongState while
    its organisation isn't live.
    """
    require_newest(submission, listing)
    if isinstance(listing, Service) and not listing.organisation.live:
        raise WrongState(ORGANISATION_FIRST)
    if not submission.second_step and has_second_step(submission):
        note_decision(submission, Decision.PASSED_ON)
        submission.approve(user=user, comment=comment.strip())
        log_decision(submission, listing, user, "review.pass_on")
        return
    if listing.live:
        submission.replaced_id, submission.replaced_at = listing.live_revision_id, listing.last_published_at
    note_decision(submission, Decision.APPROVED)
    submission.approve(user=user, comment=comment.strip())


def note_decision(submission: ReviewTaskState, decision: Decision) -> None:
    """Note the decision before Wagtail acts on it: publishing asks for it."""
    submission.decision = decision
    submission.save(update_fields=["decision", "replaced", "replaced_at", "automatic", "sampled"])


def settle(submission: ReviewTaskState, listing: Listing, user: User, action: str, **data: Any) -> None:
    """Log a decision, and owe its sender a mail that waits as long as the decision can be taken back."""
    log_decision(submission, listing, user, action, **data)
    owe_notice(submission=submission, listing=listing)


def log_decision(submission: ReviewTaskState, listing: Listing, user: User | None, action: str, **data: Any) -> None:
    """Log what became of a submission, with the reviewer's words."""
    words: dict[str, Any] = {"submission": submission.pk, "second_step": submission.second_step, **data}
    if submission.comment:
        words["comment"] = submission.comment
    log(instance=listing, action=action, user=user, revision=submission.revision, data=words)
