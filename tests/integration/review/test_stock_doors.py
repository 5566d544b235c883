"""Wagtail's own ways to publish, approve or mail find nothing to open here."""

import weakref

import pytest
from django.contrib.auth.models import Group, Permission
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.urls import NoReverseMatch, reverse
from wagtail.admin.mail import EmailNotificationMixin
from wagtail.models import Task, TaskState, Workflow
from wagtail.permissions import policy_registry
from wagtail.signals import task_submitted, workflow_approved, workflow_rejected, workflow_submitted
from wagtail.snippets.models import get_snippet_models

from providers.listings.models import Organisation, Service
from providers.review.models import CouncilReviewTask
from providers.review.selectors import current_submission, status_of
from providers.review.states import ListingStatus
from tenants.accounts.roles import ROLES
from tests.factories import PersonFactory
from tests.integration.review.conftest import listing_in

pytestmark = pytest.mark.django_db

CRUD = ("add", "change", "delete", "publish", "view", "lock", "unlock")


def _live(listing):
    return type(listing).objects.get(pk=listing.pk)


@pytest.mark.parametrize("model", [Service, Organisation])
def test_the_stock_snippet_views_are_not_mounted(cast, model):
    assert model not in get_snippet_models()
    for view in ("list", "add", "edit", "workflow_action", "revisions_revert", "publish"):
        with pytest.raises(NoReverseMatch):
            reverse(f"wagtailsnippets_listings_{model._meta.model_name}:{view}", args=["1"])


@pytest.mark.parametrize("path", ["edit/1/", "add/", "", "unpublish/1/", "workflow/action/1/approve/1/"])
def test_an_officer_finds_no_snippet_page_of_a_service(cast, client_for, with_second_factor, path):
    client = client_for(cast_council(), with_second_factor(cast.officer))
    assert client.get(f"/admin/snippets/listings/service/{path}").status_code == 404


def test_bulk_actions_do_not_take_listings(cast, client_for, with_second_factor):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    client = client_for(cast_council(), with_second_factor(cast.officer))
    for action in ("publish", "delete"):
        answer = client.post(f"/admin/bulk/listings/service/{action}/?id={listing.pk}")
        assert answer.status_code in (302, 403, 404)
    assert status_of(_live(listing)) is ListingStatus.SUBMITTED


def test_no_council_role_holds_a_stock_permission_on_listings(cast):
    for name in ROLES:
        held = Permission.objects.filter(group=Group.objects.get(name=name))
        assert not held.filter(content_type__app_label="listings").exists()
        assert not held.filter(content_type__app_label="review").exclude(codename="decide").exists()
        assert not held.filter(content_type__model__in=["workflow", "task"]).exists()


@pytest.mark.parametrize("model", [Service, Organisation])
def test_wagtails_policy_lets_nobody_touch_a_listing(cast, model):
    superuser = PersonFactory(is_superuser=True, is_staff=True)
    policy = policy_registry.get_by_type(model)
    for user in (cast.officer, cast.manager, superuser):
        assert not [action for action in CRUD if policy.user_has_permission(user, action)]
    assert not policy.users_with_any_permission(CRUD).exists()


def test_publishing_a_revision_in_somebodys_name_is_refused(cast):
    listing = listing_in(ListingStatus.DRAFT, cast)
    superuser = PersonFactory(is_superuser=True, is_staff=True)
    for user in (cast.officer, superuser):
        with pytest.raises(PermissionDenied):
            listing.latest_revision.publish(user=user)
    assert not _live(listing).live


def test_wagtails_workflow_actions_are_neither_offered_nor_taken(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    submission = current_submission(listing)
    task = submission.task.specific
    for action in ("approve", "reject"):
        with pytest.raises(PermissionDenied):
            task.on_action(submission, cast.officer, action)
    assert task.get_actions(listing, cast.officer) == []
    assert not TaskState.objects.reviewable_by(cast.officer).exists()
    assert not TaskState.objects.reviewable_by(PersonFactory(is_superuser=True)).exists()
    for user in (cast.officer, cast.owner, cast.manager):
        assert listing.get_lock().for_user(user)


@pytest.mark.parametrize("role", ["officer", "manager", "content_editor"])
def test_staff_can_not_switch_the_review_off(cast, client_for, with_second_factor, role):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    workflow, task = Workflow.objects.get(name="Council review"), Task.objects.get(name="Council review")
    client = client_for(cast_council(), with_second_factor(getattr(cast, role)))
    for path in (f"disable/{workflow.pk}/", f"edit/{workflow.pk}/", f"tasks/disable/{task.pk}/"):
        assert client.post(f"/admin/workflows/{path}").status_code in (302, 403)
    assert status_of(_live(listing)) is ListingStatus.SUBMITTED
    assert Workflow.objects.get(pk=workflow.pk).active
    assert CouncilReviewTask.objects.get().active


@pytest.mark.parametrize("path", ["", "reports/workflow/", "reports/workflow_tasks/", "reports/site-history/"])
def test_wagtails_own_pages_open_beside_a_waiting_listing(cast, client_for, with_second_factor, path):
    listing_in(ListingStatus.SUBMITTED, cast)
    for user in (cast.officer, cast.officer_who_writes, cast.manager):
        answer = client_for(cast_council(), with_second_factor(user)).get(f"/admin/{path}")
        assert answer.status_code == 200 or answer.url == "/admin/"  # Wagtail sends away whom it shows nothing
        assert b"/approve/" not in answer.content


def test_scheduled_publishing_finds_nothing_of_ours(cast):
    listing = listing_in(ListingStatus.SUBMITTED, cast)
    call_command("publish_scheduled")
    assert not _live(listing).live


def test_wagtail_mails_nothing_about_the_review(cast, django_capture_on_commit_callbacks):
    cast.owner.email = "owner@example.org"
    cast.owner.save()
    listing_in(ListingStatus.SUBMITTED, cast)
    listing_in(ListingStatus.REJECTED, cast)
    assert mail.outbox == []


def cast_council():
    """The council whose schema is open."""
    from tenants.councils.scope import current_council

    return current_council()


@pytest.mark.parametrize("signal", [task_submitted, workflow_submitted, workflow_rejected, workflow_approved])
def test_wagtails_notifiers_hear_no_signal(signal):
    heard = [signal_receivers[1] for signal_receivers in signal.receivers]
    alive = [receiver() if isinstance(receiver, weakref.ref) else receiver for receiver in heard]
    assert not [receiver for receiver in alive if isinstance(receiver, EmailNotificationMixin)]
