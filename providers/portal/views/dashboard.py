"""What a provider sees first: their services and what is next; one service's task list; the preview."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from providers.listings.completeness import completeness
from providers.listings.models import Service
from providers.listings.permissions import user_can_edit_listing
from providers.listings.provenance import live_provenance
from providers.listings.service_page import service_context
from providers.people.selectors import claims_of
from providers.portal.access import service_view
from providers.portal.drafts import latest_draft
from providers.portal.next_steps import is_due
from providers.portal.pages import SCHOOL_KINDS, pages_for
from providers.portal.selectors import found_by_week, own_organisations
from providers.review.history import events_of
from providers.review.selectors import latest_reason, status_of
from providers.review.states import ListingStatus
from tenants.accounts.requests import SignedInRequest


@require_safe
@login_required
def dashboard(request: SignedInRequest) -> HttpResponse:
    """My organisations and their services, with where each stands."""
    context = {"organisations": own_organisations(request.user), "claims": claims_of(request.user)}
    return render(request, "portal/dashboard.html", context)


@require_safe
@service_view
def service(request: SignedInRequest, service: Service) -> HttpResponse:
    """The task list of one service, what the council said, and its history."""
    draft = latest_draft(service)
    editable, status = user_can_edit_listing(request.user, service), status_of(service)
    context = {
        "service": service,
        "draft": draft,
        "due": editable and status == ListingStatus.LIVE and is_due(service, timezone.localdate()),
        "complete": completeness(draft.data),
        "weeks": found_by_week(service) if service.live else [],
        "tasks": [(page, page.done(draft.data)) for page in pages_for(service.organisation, draft.data)],
        "status": status,
        "organisation_status": status_of(service.organisation),
        "reason": latest_reason(service),
        "provenance": live_provenance(service),
        "history": events_of(service),
        "editable": editable,
        "school": service.organisation.kind in SCHOOL_KINDS,
    }
    return render(request, "portal/service.html", context)


@require_safe
@service_view
def preview(request: SignedInRequest, service: Service) -> HttpResponse:
    """The draft as families will see it."""
    context = service_context(service.get_latest_revision_as_object())
    return render(request, "portal/preview.html", {**context, "listing": service})
