"""Which review a submission needs: one step, or two where the council's settings say so."""

from wagtail.models import Task, Workflow

from providers.listings.permissions import Listing
from providers.review.errors import WrongState
from providers.review.facts import sectors_of
from providers.review.models import PartnerReviewTask, ReviewTaskState
from providers.review.publication import wants_two_approvals
from providers.review.settings import review_settings


def workflow_for(listing: Listing) -> Workflow:
    """The workflow for the newest draft of a listing. Raises WrongState in a council without any."""
    if needs_second_step(listing):
        second = PartnerReviewTask.objects.filter(active=True).values("pk")
        workflow = Workflow.objects.active().filter(workflow_tasks__task__in=second).first()
    else:
        workflow = listing.get_workflow()
    if workflow is None:
        raise WrongState("This council has no review set up. Please tell the council.")
    return workflow


def first_task(workflow: Workflow) -> Task:
    """The task where every submission starts."""
    task: Task = workflow.tasks.first()
    return task


def has_second_step(submission: ReviewTaskState) -> bool:
    """Whether the review that a submission belongs to asks for two approvals."""
    workflow = submission.workflow_state.workflow_id
    return bool(PartnerReviewTask.objects.filter(workflow_tasks__workflow=workflow, active=True).exists())


def needs_second_step(listing: Listing) -> bool:
    """Whether the settings ask for two approvals of the newest draft."""
    return wants_two_approvals(review_settings(), sectors_of(listing, listing.latest_revision))
