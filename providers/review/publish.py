"""What Wagtail calls when a workflow ends well (`WAGTAIL_FINISH_WORKFLOW_ACTION`).

Wagtail imports this module while it defines its own models, so ours are imported inside.
"""

from typing import TYPE_CHECKING, Any

from django.core.exceptions import PermissionDenied

if TYPE_CHECKING:
    from wagtail.models import Revision, WorkflowState

    from providers.review.models import ReviewTaskState


def publish_reviewed_revision(workflow_state: "WorkflowState", user: Any = None) -> None:
    """Publish a listing as the very revision that was approved; Wagtail's stock action would take the newest.

    A workflow that ended without a decision of reviewers or of the council's rules raises PermissionDenied: switching a
    task off ends it too. Pages keep Wagtail's own behaviour.
    """
    from wagtail.workflows import publish_workflow_state

    from providers.listings.models import ReviewedModel

    if issubclass(workflow_state.content_type.model_class(), ReviewedModel):
        revision = _approved_revision(workflow_state)
        revision.content_object = workflow_state.content_object
        revision.publish(user=user, skip_permission_checks=True)
    else:
        publish_workflow_state(workflow_state, user=user)


def _approved_revision(workflow_state: "WorkflowState") -> "Revision":
    from providers.review.models import ReviewTaskState

    submission = (
        ReviewTaskState.objects.select_related("revision").filter(pk=workflow_state.current_task_state_id).first()
    )
    if (
        submission is None
        or submission.status != ReviewTaskState.STATUS_APPROVED
        or submission.decision != ReviewTaskState.Decision.APPROVED
        or not (_by_rules(submission) if submission.automatic else _by_people(submission))
    ):
        raise PermissionDenied("No officer has approved this listing.")
    return submission.revision


def _by_people(submission: "ReviewTaskState") -> bool:
    """Whether somebody other than the sender approved it, and where there are two steps, two such people."""
    from providers.review.permissions import first_approvals

    people = {submission.submitted_by_id, submission.finished_by_id}
    if submission.finished_by_id is None or len(people) < 2:
        return False
    first = first_approvals(submission.workflow_state_id).exclude(finished_by__in=people - {None})
    return not submission.second_step or first.exists()


def _by_rules(submission: "ReviewTaskState") -> bool:
    """Whether the rules may have approved it: alone, in one step, of a listing that officers let go live before."""
    return submission.finished_by_id is None and not submission.second_step and submission.replaced_id is not None
