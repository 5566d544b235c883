"""What a new council needs to review listings: the workflow, and the officers' right to decide."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Task, Workflow, WorkflowContentType, WorkflowTask

from providers.listings.models import Organisation, Service
from providers.review.models import CouncilReviewTask, PartnerReviewTask, ReviewTaskState
from tenants.accounts.roles import OFFICER, PARTNER, ROLES
from tenants.councils.models import Council

WORKFLOW = "Council review"
TWO_STEPS = "Council review and second review"


def set_up_review(council: Council) -> None:
    """Part of a council, idempotent: a workflow of one step for services and organisations, one of two steps for those
    that need it by the council's settings, and group permissions."""
    first = CouncilReviewTask.objects.first() or CouncilReviewTask.objects.create(name=WORKFLOW)
    second = PartnerReviewTask.objects.first() or PartnerReviewTask.objects.create(name="Second review")
    workflow = _workflow(WORKFLOW, first)
    _workflow(TWO_STEPS, first, second)
    for model in (Service, Organisation):
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
    _grant()


def _workflow(name: str, *tasks: Task) -> Workflow:
    workflow, _ = Workflow.objects.get_or_create(name=name)
    for position, task in enumerate(tasks):
        WorkflowTask.objects.get_or_create(workflow=workflow, task=task, defaults={"sort_order": position})
    return workflow


def _grant() -> None:
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    decide = Permission.objects.get(content_type=ContentType.objects.get_for_model(ReviewTaskState), codename="decide")
    stock = _stock_permissions()
    for group in Group.objects.filter(name__in=ROLES):
        group.permissions.add(admin)
        group.permissions.remove(*stock)
        if group.name in (OFFICER, PARTNER):
            group.permissions.add(decide)


def _stock_permissions() -> list[Permission]:
    """Django's and Wagtail's own permissions on listings and on the workflow: no council role holds one."""
    models = (Service, Organisation, CouncilReviewTask, PartnerReviewTask, ReviewTaskState, Workflow)
    types = ContentType.objects.get_for_models(*models).values()
    return list(Permission.objects.filter(content_type__in=types).exclude(codename="decide"))
