"""Reads of the review: where listings are in it, what waits, and what was said."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet
from wagtail.models import WorkflowState

from providers.listings.models import Membership, Organisation, Service
from providers.listings.permissions import Listing
from providers.listings.selectors import read_content
from providers.listings.versions import versions_of
from providers.review.comparison.diff import FieldChange, compare
from providers.review.models import ReviewComment, ReviewTaskState
from providers.review.permissions import reviews_step, user_can_see_submission
from providers.review.states import ListingStatus
from tenants.accounts.models import User
from tenants.accounts.roles import is_officer


@dataclass(frozen=True, slots=True)
class Reason:
    """What an officer wrote with the last decision, for the listing's people."""

    text: str
    decision: str
    at: datetime


@dataclass(frozen=True, slots=True)
class OwnListing:
    """A listing as its people's dashboard shows it."""

    listing: Listing
    status: ListingStatus
    can_edit: bool


@dataclass(frozen=True, slots=True)
class Sent:
    """A submission, its listing as it is live, and the version that it proposes."""

    submission: ReviewTaskState
    listing: Any
    proposed: Any


def status_of(listing: Listing) -> ListingStatus:
    """Where the listing is in its review now."""
    return statuses_of([listing])[listing.pk]


def statuses_of(listings: Iterable[Listing]) -> dict[int, ListingStatus]:
    """The states of listings of one model by primary key, in two queries however many there are."""
    rows = list(listings)
    if not rows:
        return {}
    latest = _latest_submissions(type(rows[0]), [row.pk for row in rows])
    return {row.pk: _status(row, *latest.get(row.pk, (None, None))) for row in rows}


def statuses_by_listing(listings: Sequence[Listing]) -> dict[Listing, ListingStatus]:
    """The same of listings of both models, in as many queries as for one of each."""
    found: dict[Listing, ListingStatus] = {}
    for model in (Service, Organisation):
        rows = [each for each in listings if isinstance(each, model)]
        statuses = statuses_of(rows)
        found.update({row: statuses[row.pk] for row in rows})
    return found


def services_of(user: User) -> list[OwnListing]:
    """The services of the organisations a person belongs to, by name, in a fixed number of queries."""
    services = Service.objects.filter(organisation__memberships__user=user).select_related(
        "organisation", "state", "latest_revision"
    )
    return _own(user, services)


def organisations_of(user: User) -> list[OwnListing]:
    """The organisations a person belongs to, by name, in a fixed number of queries."""
    return _own(user, Organisation.objects.filter(memberships__user=user).select_related("latest_revision"))


def submissions_with_listings(keys: Iterable[int]) -> list[tuple[ReviewTaskState, Any]]:
    """Submissions by key, in that order, with their listings as they are live; those of listings that are gone are left
    out. A fixed number of queries."""
    rows = ReviewTaskState.objects.select_related(
        "workflow_state", "revision", "submitted_by", "finished_by", "assigned_to", "replaced"
    ).in_bulk(list(keys))
    listings = {
        **_listings_of(Service, rows.values(), "organisation", "state", "latest_revision"),
        **_listings_of(Organisation, rows.values(), "latest_revision"),
    }
    pairs = [(rows[key], listings.get(key)) for key in dict.fromkeys(keys) if key in rows]
    for submission, listing in pairs:
        submission.workflow_state.content_object = submission.revision.content_object = listing
    return [(submission, listing) for submission, listing in pairs if listing is not None]


def read_sent(pairs: Sequence[tuple[ReviewTaskState, Any]]) -> list[Sent]:
    """What `submissions_with_listings` gives, with all that is reviewed of both versions, in a fixed number of
    queries."""
    versions = versions_of([submission.revision for submission, _ in pairs])
    read_content([listing for _, listing in pairs if isinstance(listing, Service)])
    return [Sent(submission, listing, versions.read(listing, submission.revision)) for submission, listing in pairs]


def submissions_of_organisations(organisations: Iterable[int]) -> dict[int, ReviewTaskState]:
    """What waits for an officer of organisations, by their keys."""
    states = WorkflowState.objects.filter(
        base_content_type=Organisation.get_base_content_type(), object_id__in=[str(key) for key in organisations]
    )
    return {int(sent.workflow_state.object_id): sent for sent in submissions().filter(workflow_state__in=states)}


def submissions() -> "QuerySet[ReviewTaskState]":
    """What waits for an officer, oldest first."""
    waiting: QuerySet[ReviewTaskState] = (
        ReviewTaskState.objects.filter(status=ReviewTaskState.STATUS_IN_PROGRESS)
        .select_related("workflow_state", "submitted_by", "assigned_to", "revision")
        .defer("revision__content")
        .order_by("started_at", "pk")
    )
    return waiting


def submissions_for(user: User) -> "QuerySet[ReviewTaskState]":
    """What waits as this person may see it: all for officers, the second step alone for its partner reviewers."""
    if is_officer(user):
        return submissions()
    return submissions().filter(second_step=True) if reviews_step(user, second=True) else submissions().none()


def current_submission(listing: Listing) -> ReviewTaskState | None:
    """The listing's submission that waits for an officer."""
    return submissions().filter(workflow_state__in=WorkflowState.objects.for_instance(listing)).first()


def changes_of(task_state: Any) -> list[FieldChange]:
    """What a submission would change against what is live: every field that either has, `changed` or not."""
    submission = ReviewTaskState.objects.select_related("revision", "workflow_state").get(pk=task_state.pk)
    listing = submission.workflow_state.content_object
    return compare(listing if listing.live else None, submission.revision.as_object())


def latest_reason(listing: Listing) -> Reason | None:
    """What the officer wrote when the newest submission was given back or rejected; None after any other end."""
    state = WorkflowState.objects.for_instance(listing).order_by("-created_at", "-pk").first()
    submission = state and ReviewTaskState.objects.filter(pk=state.current_task_state_id).first()
    given_back = (ReviewTaskState.Decision.CHANGES_ASKED, ReviewTaskState.Decision.REJECTED)
    if submission is None or submission.decision not in given_back:
        return None
    return Reason(text=submission.comment, decision=submission.decision, at=submission.finished_at)


def history_of(listing: Listing) -> list[ReviewTaskState]:
    """Every submission of a listing with its decision, newest first."""
    return list(
        ReviewTaskState.objects.filter(workflow_state__in=WorkflowState.objects.for_instance(listing))
        .select_related("submitted_by", "finished_by")
        .order_by("-started_at", "-pk")
    )


def comments_of(user: User, submission: ReviewTaskState) -> list[ReviewComment]:
    """The reviewers' remarks, oldest first: an officer's on the listing, a partner's on this review of it."""
    states = WorkflowState.objects.filter(pk=submission.workflow_state_id)
    if is_officer(user):
        states = WorkflowState.objects.for_instance(submission.workflow_state.content_object)
    elif not user_can_see_submission(user, submission):
        states = states.none()
    return list(ReviewComment.objects.filter(workflow_state__in=states).select_related("author"))


def automatic_to_check() -> "QuerySet[ReviewTaskState]":
    """Automatic approvals that were picked for a later look and had none yet, oldest first."""
    picked: QuerySet[ReviewTaskState] = (
        ReviewTaskState.objects.filter(automatic=True, sampled=True, checked_at=None)
        .select_related("workflow_state", "submitted_by", "revision")
        .defer("revision__content")
        .order_by("finished_at", "pk")
    )
    return picked


def _listings_of(model: type[Any], rows: Iterable[ReviewTaskState], *related: str) -> dict[int, Any]:
    """The listings of this model by their submissions' keys."""
    content_type = model.get_content_type().pk
    keys = {
        row.pk: int(row.workflow_state.object_id) for row in rows if row.workflow_state.content_type_id == content_type
    }
    listings = model.objects.select_related(*related).in_bulk(set(keys.values()))
    return {row: listings[key] for row, key in keys.items() if key in listings}


def _own(user: User, listings: "QuerySet[Any]") -> list[OwnListing]:
    rows = list(listings.order_by("name", "pk"))
    statuses = statuses_of(rows)
    roles = dict(Membership.objects.filter(user=user).values_list("organisation_id", "role"))
    return [
        OwnListing(
            listing=row,
            status=statuses[row.pk],
            can_edit=roles[row.organisation_id if isinstance(row, Service) else row.pk] != Membership.Role.VIEWER,
        )
        for row in rows
    ]


def _latest_submissions(
    model: type[Listing], keys: Sequence[int]
) -> dict[int, tuple[WorkflowState, ReviewTaskState | None]]:
    states = list(
        WorkflowState.objects.filter(
            base_content_type=model.get_base_content_type(), object_id__in=[str(key) for key in keys]
        )
        .order_by("object_id", "-created_at", "-pk")
        .distinct("object_id")
    )
    submissions_by_key = ReviewTaskState.objects.in_bulk([state.current_task_state_id for state in states])
    return {int(state.object_id): (state, submissions_by_key.get(state.current_task_state_id)) for state in states}


def _status(listing: Listing, state: WorkflowState | None, submission: ReviewTaskState | None) -> ListingStatus:
    new, changed = ListingStatus.DRAFT, ListingStatus.LIVE_DRAFT
    if state is not None and state.status == WorkflowState.STATUS_IN_PROGRESS:
        new, changed = ListingStatus.SUBMITTED, ListingStatus.LIVE_SUBMITTED
        if submission is not None and submission.second_step:
            new, changed = ListingStatus.SECOND_REVIEW, ListingStatus.LIVE_SECOND_REVIEW
    elif state is not None and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        new, changed = ListingStatus.CHANGES_ASKED, ListingStatus.LIVE_CHANGES_ASKED
    elif (
        submission is not None
        and submission.decision == ReviewTaskState.Decision.REJECTED
        and submission.revision_id == listing.latest_revision_id
    ):
        new, changed = ListingStatus.REJECTED, ListingStatus.LIVE_REJECTED
    elif listing.live and not listing.has_unpublished_changes:
        return ListingStatus.LIVE
    return changed if listing.live else new
