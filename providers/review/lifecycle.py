"""What a new council needs to review listings: the workflow, and the officers' right to decide."""

from django.contrib.auth.models import Group, Permission
from django.contrib.contenttypes.models import ContentType
from wagtail.models import Workflow, WorkflowContentType, WorkflowTask

from providers.listings.models import Organisation, Service
from providers.review.models import CouncilReviewTask, ReviewTaskState
from tenants.accounts.roles import OFFICER, ROLES
from tenants.councils.models import Council

WORKFLOW = "Council review"


def set_up_review(council: Council) -> None:
    """Lifecycle step, idempotent: one task in one workflow for services and organisations, and group permissions."""
    workflow, _ = Workflow.objects.get_or_create(name=WORKFLOW)
    task = CouncilReviewTask.objects.first() or CouncilReviewTask.objects.create(name=WORKFLOW)
    WorkflowTask.objects.get_or_create(workflow=workflow, task=task)
    for model in (Service, Organisation):
        WorkflowContentType.objects.update_or_create(
            content_type=ContentType.objects.get_for_model(model), defaults={"workflow": workflow}
        )
    _grant()


def _grant() -> None:
    admin = Permission.objects.get(content_type__app_label="wagtailadmin", codename="access_admin")
    decide = Permission.objects.get(content_type=ContentType.objects.get_for_model(ReviewTaskState), codename="decide")
    stock = _stock_permissions()
    for group in Group.objects.filter(name__in=ROLES):
        group.permissions.add(admin)
        group.permissions.remove(*stock)
        if group.name == OFFICER:
            group.permissions.add(decide)


def _stock_permissions() -> list[Permission]:
    """Django's and Wagtail's own permissions on listings and on the workflow: no council role holds one."""
    models = (Service, Organisation, CouncilReviewTask, ReviewTaskState, Workflow)
    types = ContentType.objects.get_for_models(*models).values()
    return list(Permission.objects.filter(content_type__in=types).exclude(codename="decide"))
