"""All listings of the council with where each stands, read-only; and one listing's history."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from providers.listings.models import Organisation, Service
from providers.listings.permissions import Listing
from providers.review.desk import index_entries, index_entry, organisations_named, services_named
from providers.review.forms import ListingFilters
from providers.review.selectors import current_submission, history_of
from providers.review.views.gate import officer_view
from providers.review.views.paging import page_of
from tenants.accounts.models import User


@require_safe
@officer_view
def index(request: HttpRequest, officer: User) -> HttpResponse:
    """Services, or organisations, by name, a page at a time."""
    filters = ListingFilters(request.GET)
    known = filters.is_valid()
    chosen = filters.cleaned_data if known else {"q": "", "show": ""}
    organisations = chosen["show"] == "organisations"
    found = organisations_named(chosen["q"]) if organisations else services_named(chosen["q"])
    paging = page_of(request, found, "organisation" if organisations else "service")
    context = {
        "filters": filters,
        "words": chosen["q"],
        "organisations": organisations,
        "entries": index_entries(list(paging["page_obj"])),
        "breadcrumbs_items": [{"url": "", "label": "Listings"}],
        "header_icon": "list-ul",
        "header_title": "Listings",
        **paging,
    }
    return render(request, "review/listings.html", context, status=200 if known else 400)


@require_safe
@officer_view
def service(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """A service's history."""
    return _history(request, get_object_or_404(Service.objects.select_related("organisation", "state"), uuid=uuid))


@require_safe
@officer_view
def organisation(request: HttpRequest, officer: User, uuid: UUID) -> HttpResponse:
    """An organisation's history."""
    return _history(request, get_object_or_404(Organisation, uuid=uuid))


def _history(request: HttpRequest, listing: Listing) -> HttpResponse:
    context = {
        "entry": index_entry(listing),
        "submissions": history_of(listing),
        "waiting": current_submission(listing),
        "breadcrumbs_items": [
            {"url": reverse("review:listings"), "label": "Listings"},
            {"url": "", "label": listing.name},
        ],
        "header_icon": "list-ul",
        "header_title": f"History of {listing.name}",
    }
    return render(request, "review/history.html", context)
