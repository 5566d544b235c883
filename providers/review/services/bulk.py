"""Approving many submissions at once, and saying which were left and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from django.db import transaction
from wagtail.models import TaskState

from providers.listings.services.search_rows import search_rows_refreshed_once
from providers.review.errors import ListingError, WrongState
from providers.review.models import ReviewTaskState
from providers.review.risks import Risk, risks_of_each
from providers.review.selectors import Sent, read_sent
from providers.review.services.decisions import Locked, lock_submissions
from providers.review.services.submissions import approve_locked
from tenants.accounts.models import User

MOST: Final = 50


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of one of them; `refused` says why it still waits, empty when it was approved."""

    submission: ReviewTaskState
    refused: str


@transaction.atomic
def approve_many(*, user: User, task_states: Sequence[TaskState]) -> list[Outcome]:
    """Approve each that is safe to approve unread, in a savepoint of its own; the others stay as they are.

    Not one's own, not stale, not a listing families don't know yet, none with a risk, none that somebody else looks at.
    All are locked before they are looked at, so what was looked at is what goes live. Raises WrongState for more than
    `MOST`.
    """
    if len(task_states) > MOST:
        raise WrongState(f"Approve at most {MOST} at once.")
    locked = lock_submissions(user, sorted({each.pk for each in task_states}), "approve")
    unsafe = why_not_in_bulk(user, read_sent([(each.submission, each.listing) for each in locked]))
    with search_rows_refreshed_once():
        return [
            Outcome(submission=each.submission, refused=unsafe[each.submission.pk] or _approve(user, each))
            for each in locked
        ]


def why_not_in_bulk(user: User, several: Sequence[Sent]) -> dict[int, str]:
    """Why somebody must open each of these to approve it, by their keys; empty where it may be one of many."""
    risks = risks_of_each([(sent.proposed, sent.listing) for sent in several])
    return {sent.submission.pk: _why_not(user, sent, found) for sent, found in zip(several, risks, strict=True)}


def _why_not(user: User, sent: Sent, risks: Sequence[Risk]) -> str:
    if not sent.listing.live:
        return "Families don't know this listing yet. Open it to approve it."
    if sent.submission.assigned_to_id not in (None, user.pk):
        return f"{sent.submission.assigned_to} is looking at it."
    return f"Look at it first: {risks[0].words}" if risks else ""


def _approve(user: User, locked: Locked) -> str:
    if locked.refusal:
        return locked.refusal.message
    try:
        approve_locked(user, locked.submission, locked.listing)
    except ListingError as error:
        return error.message
    return ""
