"""What reviewers ask for in single fields: made from what they wrote, and read for the listing's people."""

from collections.abc import Mapping

from wagtail.models import WorkflowState

from providers.listings.permissions import Listing
from providers.review.errors import WrongState
from providers.review.models import FieldRequest, ReviewTaskState
from providers.review.selectors import changes_of


def field_requests(submission: ReviewTaskState, reasons: Mapping[str, str]) -> list[FieldRequest]:
    """Unsaved requests, one for each field with a reason, in the comparison's order.

    Raises WrongState for a field that neither the live nor the submitted version has.
    """
    given = {field: reason.strip() for field, reason in reasons.items() if reason.strip()}
    if not given:
        return []
    labels = {change.name: change.label for change in changes_of(submission)}
    if not given.keys() <= labels.keys():
        raise WrongState("One of the fields you ask to change isn't in this submission.")
    return [
        FieldRequest(submission=submission, field=field, label=label[:200], reason=given[field])
        for field, label in labels.items()
        if field in given
    ]


def field_requests_of(listing: Listing) -> dict[str, FieldRequest]:
    """What the newest decision asks to change, by field, while the listing's people haven't sent it again."""
    state = WorkflowState.objects.for_instance(listing).filter(status=WorkflowState.STATUS_NEEDS_CHANGES).first()
    if state is None:
        return {}
    asked = FieldRequest.objects.filter(submission=state.current_task_state_id).order_by("pk")
    return {request.field: request for request in asked}
