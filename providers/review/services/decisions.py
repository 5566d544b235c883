"""What every decision shares: the locks, who may, what is noted, and what follows an approval."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import TaskState

from providers.listings.models import Service
from providers.listings.permissions import Listing
from providers.listings.services.listings import lock_listings
from providers.review.errors import ListingError, NotAllowed, Stale, WrongState
from providers.review.models import ReviewTaskState
from providers.review.notices import owe_notice
from providers.review.permissions import authored_by, passed_on_by, reviews_step
from providers.review.selectors import statuses_by_listing, submissions_with_listings
from providers.review.states import TRANSITIONS, ListingStatus
from providers.review.workflows import has_second_step
from tenants.accounts.models import User

Decision = ReviewTaskState.Decision
NOT_NEWEST: Final = "A newer version was saved after this one was sent. Ask the provider to send it again."
AUTHOR: Final = "You wrote or sent this change, so another officer must decide on it."
PASSED_ON: Final = "You gave the first approval, so somebody else must give the second."
NO_REASON: Final = "Enter a reason, so that the provider knows what to change."
ORGANISATION_FIRST: Final = "Its organisation isn't approved yet. Review the organisation first."


@dataclass(frozen=True, slots=True)
class Locked:
    """A submission and its listing, locked and read again; `refusal` says why this person can't make the move now."""

    submission: ReviewTaskState
    listing: Any
    refusal: ListingError | None


def lock_named(task_state: TaskState) -> tuple[ReviewTaskState, Any]:
    """A submission and its listing, locked and read again."""
    (locked,) = _lock([task_state.pk])
    return locked


def lock_submission(user: User, task_state: TaskState, move: str) -> tuple[ReviewTaskState, Any]:
    """The submission and its listing, locked and read again, when this person may make the move now.

    Raises NotAllowed for anyone but its step's reviewers and for those who had a part in it, WrongState when it no
    longer waits.
    """
    (locked,) = lock_submissions(user, [task_state.pk], move)
    if locked.refusal:
        raise locked.refusal
    return locked.submission, locked.listing


def lock_submissions(user: User, keys: Sequence[int], move: str) -> list[Locked]:
    """The same for several by key, in as many queries as for one."""
    pairs = _lock(keys)
    steps = {second for second in {each.second_step for each, _ in pairs} if reviews_step(user, second=second)}
    statuses = statuses_by_listing([listing for _, listing in pairs])
    parts = parts_in(user, [pair for pair in pairs if pair[0].second_step in steps])
    return [
        Locked(
            submission,
            listing,
            _refuse_reviewer(submission.second_step, may=submission.second_step in steps)
            or _refuse_move(submission, statuses[listing], move)
            or (NotAllowed(parts[submission.pk]) if submission.pk in parts else None),
        )
        for submission, listing in pairs
    ]


def require_reviewer(user: User, second: bool) -> None:
    """Refuse those who don't review at the step. Raises NotAllowed."""
    if refusal := _refuse_reviewer(second, may=reviews_step(user, second=second)):
        raise refusal


def require_no_part(user: User, submission: ReviewTaskState, listing: Listing) -> None:
    """Refuse those who wrote, sent or passed on the submission. Raises NotAllowed."""
    if part := part_in(user, submission, listing):
        raise NotAllowed(part)


def part_in(user: User, submission: ReviewTaskState, listing: Listing) -> str:
    """The part a person had in a submission, that keeps them from deciding on it; empty for none."""
    return parts_in(user, [(submission, listing)]).get(submission.pk, "")


def parts_in(user: User, pairs: Sequence[tuple[ReviewTaskState, Listing]]) -> dict[int, str]:
    """The parts a person had in several submissions with their listings, by their keys, in two queries."""
    if not pairs:
        return {}
    passed_on = passed_on_by(user, [submission for submission, _ in pairs])
    return {**dict.fromkeys(passed_on, PASSED_ON), **dict.fromkeys(authored_by(user, pairs), AUTHOR)}


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


def require_reason(reason: str) -> None:
    """Raise WrongState for a blank reason."""
    if not reason.strip():
        raise WrongState(NO_REASON)


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


def _lock(keys: Sequence[int]) -> list[tuple[ReviewTaskState, Any]]:
    lock_listings(listing for _, listing in submissions_with_listings(keys))
    return submissions_with_listings(keys)


def _refuse_reviewer(second: bool, *, may: bool) -> NotAllowed | None:
    who = "the second reviewer" if second else "a council officer"
    return None if may else NotAllowed(f"Only {who} can decide on a listing.")


def _refuse_move(submission: ReviewTaskState, status: ListingStatus, move: str) -> WrongState | None:
    transition = TRANSITIONS[f"second_{move}" if submission.second_step else move]
    waits = submission.status == ReviewTaskState.STATUS_IN_PROGRESS and status in transition.moves
    return None if waits else WrongState(transition.refused)
