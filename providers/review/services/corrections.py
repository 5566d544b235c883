"""A reviewer corrects what was sent while accepting it (decision 8)."""

from collections.abc import Mapping
from dataclasses import fields, replace
from typing import Any, Final, TypeVar

from django.db import transaction
from wagtail.log_actions import log
from wagtail.models import Revision, TaskState

from providers.listings.apply_data import apply_organisation, apply_service
from providers.listings.data import OrganisationData, ServiceData
from providers.listings.models import Organisation
from providers.listings.permissions import Listing
from providers.review.comparison.diff import compare
from providers.review.errors import NotAllowed, WrongState
from providers.review.facts import sectors_of
from providers.review.models import OfficerEdit, ReviewTaskState
from providers.review.publication import wants_two_approvals
from providers.review.selectors import changes_of
from providers.review.services.decisions import Decision, let_pass, lock_submission, require_newest, settle
from providers.review.settings import review_settings
from providers.review.workflows import has_second_step
from tenants.accounts.models import User

TWO_STEPS: Final = (
    "With these sectors it needs two approvals, and this review has one. Ask for the change: sent again, it goes to "
    "both reviewers."
)
Data = TypeVar("Data", ServiceData, OrganisationData)


@transaction.atomic
def accept_with_edits(*, user: User, task_state: TaskState, edits: Mapping[str, Any], comment: str = "") -> None:
    """Correct fields of a submission and approve it, in one step.

    `edits` are values as `ServiceData` or `OrganisationData` hold them, by field as `changes_of` names them (a place is
    `places.<uuid>`, an answer `answers.<code>`). Raises as `approve` does; NotAllowed for a field that the submission
    doesn't change, WrongState for sectors that need a review of two steps, ValidationError by field.
    """
    submission, listing = lock_submission(user, task_state, "approve")
    require_newest(submission, listing)
    _require_submitted(submission, edits)
    _correct(user, submission, listing, edits)
    let_pass(submission, listing, user, comment)
    if submission.decision == Decision.APPROVED:
        settle(submission, listing, user, "review.approve")


def with_edits(data: Data, edits: Mapping[str, Any]) -> Data:
    """The content with some fields replaced. Raises WrongState for a field it doesn't have."""
    changes: dict[str, Any] = {}
    for name, value in edits.items():
        field, _, key = name.partition(".")
        if field not in {each.name for each in fields(data)}:
            raise WrongState("One of the fields you corrected isn't in this submission.")
        if key and isinstance(data, ServiceData):
            changes[field] = _with_part(changes.get(field, getattr(data, field)), field, key, value)
        else:
            changes[field] = value
    return replace(data, **changes)


def _with_part(whole: Any, field: str, key: str, value: Any) -> Any:
    """Replace one place by its uuid, or one answer by its code."""
    if field == "answers":
        return tuple({**dict(whole), key: value}.items())
    return tuple(replace(value, uuid=part.uuid) if str(part.uuid) == key else part for part in whole)


def _require_submitted(submission: ReviewTaskState, edits: Mapping[str, Any]) -> None:
    changed = {change.name for change in changes_of(submission) if change.changed}
    if not edits.keys() <= changed:
        raise NotAllowed("You can only correct what the provider has sent.")


def _require_same_steps(submission: ReviewTaskState, listing: Listing, corrected: Revision) -> None:
    """Refuse sectors that need a second approval in a review that has one step."""
    rules = review_settings()
    sent, now = (wants_two_approvals(rules, sectors_of(listing, each)) for each in (submission.revision, corrected))
    if now and not sent and not has_second_step(submission):
        raise WrongState(TWO_STEPS)


def _correct(user: User, submission: ReviewTaskState, listing: Listing, edits: Mapping[str, Any]) -> None:
    """Save the corrected version as the newest, and make it the submission's."""
    sent, draft = submission.revision.as_object(), submission.revision.as_object()
    if isinstance(draft, Organisation):
        apply_organisation(draft, with_edits(OrganisationData.from_organisation(draft), edits))
    else:
        apply_service(draft, with_edits(ServiceData.from_service(draft), edits))
    changed = [change for change in compare(sent, draft) if change.changed]
    if not changed:
        return
    revision = draft.save_revision(user=user, clean=False)
    _require_same_steps(submission, listing, revision)
    OfficerEdit.objects.create(submission=submission, original=submission.revision, edited=revision)
    submission.revision = revision
    submission.save(update_fields=["revision"])
    listing.refresh_from_db(fields=["latest_revision", "has_unpublished_changes"])
    words = {
        "before": {change.label: change.before for change in changed},
        "after": {change.label: change.after for change in changed},
    }
    log(
        instance=listing,
        action="review.edit",
        user=user,
        revision=revision,
        data={"submission": submission.pk, **words},
    )
